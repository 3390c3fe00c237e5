"""Requests that change something: what is written, and that none can be made that is invalid."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from tests.builders import (
    LABEL,
    NUMBER,
    OTHER_NUMBER,
    SHIPPED,
    UNHEARD_OF,
    Hostile,
    assert_well_told,
    at,
    entry,
    item,
    order,
    shipment,
    transport,
)
from tests.sending.traffic import TOLD, add_number, cancel, ship
from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, POSTNL
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.retailer_api.cancellation_requests import CancellationReason, CancellationRequest
from trackntrace.retailer_api.label_requests import (
    DeliveryOptionsRequest,
    LabelHeadersQuery,
    LabelQuery,
    ShippingLabelRequest,
)
from trackntrace.retailer_api.requests import MEDIA_TYPE, ChangingRequest, Request, RequestedItem
from trackntrace.retailer_api.shipment_requests import ChangeTransportRequest, ShipmentRequest
from trackntrace.shipping.confirmation import confirm
from trackntrace.shipping.delivery_methods import (
    DELIVERY_BY_APPOINTMENT,
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
    SHIPPING_VIA_BOL,
    TellNothing,
    UseLabel,
    UseTransport,
)
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.transport import AlreadyEnteredError, Transport


def said(request: Request) -> Any:
    return json.loads(request.body)


def test_a_confirmed_order_is_told_with_its_transport() -> None:
    confirmed = confirm(order(item(3, shipped=1)), entry(reference="shelf 12"), method=OWN_THROUGH_RETAILER_API)

    request = ShipmentRequest.of(confirmed)

    assert (request.method, request.target) == ("POST", "/retailer/shipments")
    assert request.headers == {"Accept": MEDIA_TYPE, "Content-Type": MEDIA_TYPE}
    assert said(request) == {
        "orderItems": [{"orderItemId": "item-1", "quantity": 2}],
        "shipmentReference": "shelf 12",
        "transport": {"transporterCode": "TNT", "trackAndTrace": "3SABCD1234567"},
    }


def test_a_bought_label_is_told_by_its_id_and_leaves_the_transport_out() -> None:
    confirmed = confirm(order(), Entry.of_label(LABEL, at=SHIPPED), method=SHIPPING_LABEL_VIA_BOL)

    assert said(ShipmentRequest.of(confirmed)) == {
        "orderItems": [{"orderItemId": "item-1", "quantity": 1}],
        "shippingLabelId": "label-1",
    }


def test_an_appointment_is_told_as_a_delivery_service() -> None:
    made = entry(None, service=DELIVERY_APPOINTMENT, reference="van 3")

    request = ShipmentRequest.of(confirm(order(), made, method=DELIVERY_BY_APPOINTMENT))

    assert said(request)["transport"] == {"transporterCode": "COURIER"}
    assert said(request)["shipmentReference"] == "van 3"


def test_what_the_marketplace_ships_itself_needs_no_request() -> None:
    theirs = order(item(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL))

    with pytest.raises(ConflictError) as caught:
        ShipmentRequest.of(confirm(theirs, entry(), method=SHIPPING_VIA_BOL))

    assert_well_told(caught.value)


def test_the_quantity_is_always_written_even_where_it_is_all_that_is_open() -> None:
    confirmed = confirm(order(item(1), item(4, "item-2")), entry(), method=OWN_THROUGH_RETAILER_API)

    written = said(ShipmentRequest.of(confirmed))["orderItems"]

    assert [each["quantity"] for each in written] == [1, 4]


def test_an_empty_reference_is_left_out_since_the_marketplace_takes_none() -> None:
    assert "shipmentReference" not in said(ship())


def test_a_reference_of_ninety_characters_is_the_longest() -> None:
    longest = UseTransport(service=POSTNL, number=NUMBER, reference="x" * 90)

    assert said(ship(instruction=longest))["shipmentReference"] == "x" * 90
    with pytest.raises(InvalidValueError, match="at most 90"):
        ship(instruction=attrs.evolve(longest, reference="x" * 91))


def test_a_hundred_items_is_the_most() -> None:
    items = [RequestedItem(item(1, f"item-{index}"), 1) for index in range(101)]

    assert len(said(ship(*items[:100]))["orderItems"]) == 100
    with pytest.raises(InvalidValueError, match="expected 1 to 100 order items") as caught:
        ship(*items)
    assert_well_told(caught.value)


def test_text_beyond_ascii_is_sent_as_utf_8() -> None:
    request = ship(instruction=UseTransport(service=POSTNL, number=NUMBER, reference="étagère 12"))

    assert "étagère 12".encode() in request.body


@pytest.mark.parametrize(
    ("parts", "error", "name"),
    [
        ({"items": ()}, InvalidValueError, "orderItems"),
        ({"items": (RequestedItem(item(), 1),) * 2}, ConflictError, "orderItems"),
        ({"items": "item-1"}, InvalidValueError, "orderItems"),
        ({"items": None}, InvalidValueError, "orderItems"),
        ({"order_id": "../orders"}, InvalidValueError, "order_id"),
        ({"order_id": 7}, InvalidValueError, "order_id"),
        ({"instruction": None}, ConflictError, "instruction"),
        ({"instruction": TellNothing()}, ConflictError, "instruction"),
        ({"instruction": Hostile()}, ConflictError, "instruction"),
        ({"instruction": UseLabel(label_id="")}, InvalidValueError, "label_id"),
        ({"instruction": UseLabel(label_id="a\nb")}, InvalidValueError, "label_id"),
        ({"instruction": UseLabel(label_id="label-1", reference="a\nb")}, InvalidValueError, "reference"),
        ({"instruction": UseTransport(service="TNT")}, InvalidValueError, "service"),  # type: ignore[arg-type]
        ({"instruction": UseTransport(service=None)}, InvalidValueError, "service"),  # type: ignore[arg-type]
        ({"instruction": UseTransport(service=POSTNL, number="3SABCD")}, InvalidValueError, "number"),  # type: ignore[arg-type]
        ({"instruction": UseTransport(service=POSTNL, number=UnreadableNumber("?"))}, InvalidValueError, "number"),
    ],
)
def test_a_shipment_request_that_is_invalid_cannot_be_made(
    parts: dict[str, Any], error: type[TrackntraceError], name: str
) -> None:
    with pytest.raises(error) as caught:
        ship(**parts)

    assert caught.value.field == name
    assert_well_told(caught.value)


@pytest.mark.parametrize("quantity", [0, -1, True, 1.0, "1", None, 10**10])
def test_what_is_no_quantity_is_not_requested(quantity: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        RequestedItem(item(9), quantity)

    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("item", lambda thing: RequestedItem(thing, 1)),
        ("order", DeliveryOptionsRequest.of),
    ],
)
def test_what_is_something_else_is_not_requested(name: str, make: Callable[[Any], object]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        make("something")

    assert (caught.value.field, caught.value.shown) == (name, "'something'")


def test_more_than_is_open_is_not_requested() -> None:
    with pytest.raises(ConflictError, match="expected at most the 3 ordered"):
        RequestedItem(item(3, shipped=1), 3)


def test_a_label_and_a_transport_cannot_be_told_together() -> None:
    for request in (ship(), ship(instruction=UseLabel(label_id="label-1"))):
        assert len({"transport", "shippingLabelId"} & said(request).keys()) == 1


def test_a_number_is_added_later_to_a_transport_without_one() -> None:
    confirmed = shipment(transport=transport(entry(None)))

    request = ChangeTransportRequest.of(confirmed, entry(at=at(9)))

    assert (request.method, request.target) == ("PUT", "/retailer/transports/transport-1")
    assert said(request) == {"transporterCode": "TNT", "trackAndTrace": "3SABCD1234567"}
    assert request.entered.number == NUMBER
    assert request.transport.number is None
    assert request.shipment_id == "shipment-1"
    assert add_number(shipment_id="").shipment_id == ""


def test_where_nobody_told_the_service_only_the_number_is_sent() -> None:
    request = add_number(transport=Transport("7"), entry=entry(service=None))

    assert said(request) == {"trackAndTrace": "3SABCD1234567"}


def test_a_service_that_was_told_before_is_sent_again_with_the_number() -> None:
    before = transport(entry(None, service=UNHEARD_OF))

    assert said(add_number(transport=before, entry=entry(service=None)))["transporterCode"] == "NEWCOMER"


def test_a_number_that_was_entered_is_not_overwritten_and_the_marketplace_is_not_even_asked() -> None:
    with pytest.raises(AlreadyEnteredError) as caught:
        add_number(transport=transport(entry()), entry=entry(OTHER_NUMBER))

    assert (caught.value.given.number, caught.value.offered.number) == (NUMBER, OTHER_NUMBER)
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("parts", "error", "name"),
    [
        ({"transport": transport(entry())}, ConflictError, "transport"),
        ({"transport": transport(entry(None, label=LABEL))}, ConflictError, "label"),
        ({"entry": entry(label=LABEL)}, ConflictError, "label"),
        ({"entry": entry(None)}, InvalidValueError, "number"),
        ({"entry": entry(UnreadableNumber("zie e-mail!"))}, InvalidValueError, "number"),
        ({"entry": "3SABCD"}, InvalidValueError, "entry"),
        ({"transport": None}, InvalidValueError, "transport"),
        ({"transport": Transport()}, InvalidValueError, "transport_id"),
        ({"transport": Transport("a/b")}, InvalidValueError, "transport_id"),
        ({"shipment_id": "../1"}, InvalidValueError, "shipment_id"),
    ],
)
def test_a_late_number_that_cannot_be_added_makes_no_request(
    parts: dict[str, Any], error: type[TrackntraceError], name: str
) -> None:
    with pytest.raises(error) as caught:
        add_number(**parts)

    assert caught.value.field == name
    assert_well_told(caught.value)


def test_no_copy_of_a_request_gets_round_the_rule_of_the_number() -> None:
    request = add_number()

    with pytest.raises(AlreadyEnteredError):
        attrs.evolve(request, transport=transport(entry(OTHER_NUMBER)))
    with attrs.validators.disabled(), pytest.raises(AlreadyEnteredError):
        attrs.evolve(request, transport=transport(entry(OTHER_NUMBER)))


def test_an_item_is_cancelled_with_its_reason() -> None:
    request = CancellationRequest.of(order(item(3, shipped=1)), "item-1", CancellationReason.OUT_OF_STOCK)

    assert (request.method, request.target) == ("PUT", "/retailer/orders/cancellation")
    assert said(request) == {"orderItems": [{"orderItemId": "item-1", "reasonCode": "OUT_OF_STOCK"}]}
    assert (request.quantity, request.cancelled.open) == (2, 0)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"item": item(1, shipped=1)}, "expected something that is still open"),
        ({"item": item(3), "quantity": 4}, "expected at most the 3 ordered"),
        ({"item": item(3), "quantity": 2}, "expected all 3 that are open"),
    ],
)
def test_only_all_that_is_open_can_be_cancelled(parts: dict[str, Any], reason: str) -> None:
    with pytest.raises(ConflictError, match=reason) as caught:
        cancel(**parts)

    assert_well_told(caught.value)


@pytest.mark.parametrize("parts", [{"reason": "OUT_OF_STOCK"}, {"item": "item-1"}, {"quantity": 0}, {"quantity": True}])
def test_a_cancellation_of_other_kinds_of_things_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        cancel(**parts)

    assert caught.value.field == next(iter(parts))
    assert_well_told(caught.value)


def test_there_are_twelve_reasons_to_cancel() -> None:
    assert len(CancellationReason) == 12


def test_delivery_options_are_asked_for_all_that_is_open() -> None:
    request = DeliveryOptionsRequest.of(order(item(3, shipped=1), item(1, "item-2", cancelled=1)))

    assert (request.method, request.target) == ("POST", "/retailer/shipping-labels/delivery-options")
    assert said(request) == {"orderItems": [{"orderItemId": "item-1", "quantity": 2}]}


def test_a_label_is_bought_by_the_id_of_its_offer() -> None:
    request = ShippingLabelRequest.of(order(item(3)), {"item-1": 1}, offer_id="027b79fa-5743")

    assert (request.method, request.target) == ("POST", "/retailer/shipping-labels")
    assert said(request) == {
        "orderItems": [{"orderItemId": "item-1", "quantity": 1}],
        "shippingLabelOfferId": "027b79fa-5743",
    }


@pytest.mark.parametrize(
    ("value", "make"),
    [
        (("order", "'order-1'"), lambda: DeliveryOptionsRequest.of(order(item(1, shipped=1)))),
        (("orderItem", "'item-1'"), lambda: DeliveryOptionsRequest.of(order(), {"item-1": 2})),
        (("orderItem", "'item-9'"), lambda: DeliveryOptionsRequest.of(order(), {"item-9": 1})),
        (("order", "'order-1'"), lambda: ShippingLabelRequest.of(order(), {}, offer_id="offer")),
        (("offer_id", "''"), lambda: ShippingLabelRequest.of(order(), offer_id="")),
        (("orderItems", "0"), lambda: DeliveryOptionsRequest(())),
    ],
)
def test_a_label_for_what_is_not_open_is_not_asked_for(value: tuple[str, str], make: Callable[[], Request]) -> None:
    with pytest.raises(TrackntraceError) as caught:
        make()

    assert (caught.value.field, caught.value.shown) == value
    assert_well_told(caught.value)


def test_a_label_comes_as_pdf_and_its_number_in_the_headers() -> None:
    whole, headers = LabelQuery("6ff736b5-cdd0"), LabelHeadersQuery("6ff736b5-cdd0")

    assert (whole.method, headers.method) == ("GET", "HEAD")
    assert whole.target == headers.target == "/retailer/shipping-labels/6ff736b5-cdd0"
    assert whole.headers == headers.headers == {"Accept": "application/vnd.retailer.v10+pdf"}
    assert not whole.body


REQUESTS: tuple[ChangingRequest, ...] = (
    ship(),
    add_number(),
    cancel(),
    ShippingLabelRequest.of(order(), offer_id="offer-1"),
)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda each: each.event_type)
def test_a_request_is_a_value_that_can_be_kept(request_: ChangingRequest) -> None:
    again = pickle.loads(pickle.dumps(request_))

    assert again == request_ == copy.deepcopy(request_)
    assert hash(again) == hash(request_)
    assert (again.body, again.fingerprint) == (request_.body, request_.fingerprint)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        request_.method = "DELETE"  # type: ignore[misc]


def test_what_was_shipped_before_a_confirmation_is_known_to_its_request() -> None:
    confirmed = confirm(order(item(3, shipped=1)), entry(), method=OWN_THROUGH_RETAILER_API)

    (asked,) = ShipmentRequest.of(confirmed).items

    assert (asked.item.shipped, asked.item.open, asked.quantity) == (1, 2, 2)


def test_a_request_is_unaware_of_one_that_changed_an_item_of_its_own_and_of_no_other() -> None:
    one, other = RequestedItem(item(2), 1), RequestedItem(item(2, "item-2"), 1)

    assert ship(one, other).unaware_of(ship(other))
    assert ship(other).unaware_of(ship(one, other))
    assert not ship(one).unaware_of(ship(other))
    assert not ship(RequestedItem(item(2).ship(1), 1)).unaware_of(ship(one))


def test_the_same_request_has_the_same_fingerprint_whatever_the_order_of_its_items() -> None:
    one, other = RequestedItem(item(2), 1), RequestedItem(item(1, "item-2"), 1)

    assert ship(one, other).fingerprint == ship(other, one).fingerprint
    assert ship(one, other).body != ship(other, one).body


def test_a_fingerprint_stays_the_same_from_one_version_to_the_next() -> None:
    assert ship().fingerprint == "625fb14de403918eb8b7221deeaf52b910bbbaf0e7deb2c65f663f5d917cd119"


def test_whatever_means_something_else_has_another_fingerprint() -> None:
    told = [
        ship(),
        ship(RequestedItem(item(2), 2)),
        ship(RequestedItem(item(2, shipped=1), 1)),
        ship(RequestedItem(item(1, "item-2"), 1)),
        ship(instruction=attrs.evolve(TOLD, number=OTHER_NUMBER)),
        ship(instruction=attrs.evolve(TOLD, number=None)),
        ship(instruction=attrs.evolve(TOLD, reference="box 1")),
        ship(instruction=UseLabel(label_id="label-1")),
        *REQUESTS[1:],
        add_number(entry=entry(OTHER_NUMBER)),
        cancel(reason=CancellationReason.OTHER),
    ]

    fingerprints = [each.fingerprint for each in told]

    assert len(set(fingerprints)) == len(told)


def test_a_retry_is_recognised_although_the_customer_cancelled_a_part_meanwhile() -> None:
    assert ship(RequestedItem(item(3), 1)).fingerprint == ship(RequestedItem(item(3, cancelled=2), 1)).fingerprint


def test_the_second_half_of_an_item_is_told_from_the_first_though_both_are_written_alike() -> None:
    first = confirm(order(item(2)), entry(), method=OWN_THROUGH_RETAILER_API, quantities={"item-1": 1})
    second = confirm(first.order, entry(), method=OWN_THROUGH_RETAILER_API, transport=first.shipment.transport)
    one, other = ShipmentRequest.of(first), ShipmentRequest.of(second)

    assert one.body == other.body
    assert one.fingerprint != other.fingerprint


def test_a_number_that_is_added_changes_no_items() -> None:
    request = add_number()

    assert (request.items_before, request.items_after) == ((), ())
