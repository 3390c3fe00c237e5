"""Confirming an order: the shipment, what the customer is told, what the marketplace must be told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from attrs import field, frozen

from tests.builders import (
    LABEL,
    NUMBER,
    ORDERED,
    OTHER_NUMBER,
    PROMISED,
    SHIPPED,
    Hostile,
    assert_well_told,
    at,
    entry,
    item,
    on,
    order,
    refused,
    transport,
)
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.notebook import story_html
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT as APPOINTMENT_SERVICE
from trackntrace.numbers.delivery_services import LETTER_MAIL, POSTNL, DeliveryService
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.numbers.tracking_links import TrackingLink, tracking_link
from trackntrace.shipping.confirmation import confirm
from trackntrace.shipping.customer import ContactBy, ContactCustomer, CustomerMessage, MarketplaceInforms
from trackntrace.shipping.delivery_methods import (
    DELIVERY_BY_APPOINTMENT,
    OWN_IN_SELLER_ACCOUNT,
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
    SHIPPING_VIA_BOL,
    Measured,
    NotThisMethodError,
    NumberDuty,
    TellNothing,
    UseLabel,
    UseTransport,
)
from trackntrace.shipping.entry import Channel, Entry, ShippingLabel
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverOn, Promise
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import AlreadyEnteredError, Transport


def test_with_a_bought_label_the_customer_is_told_number_service_and_day_at_once() -> None:
    done = confirm(order(), Entry.of_label(LABEL, at=SHIPPED), method=SHIPPING_LABEL_VIA_BOL)

    assert isinstance(done.told, CustomerMessage)
    assert (done.told.number, done.told.service, done.told.expected) == (NUMBER, POSTNL, PROMISED.day)
    assert done.instruction == UseLabel(label_id="label-1")
    assert done.duty is NumberDuty.BROUGHT
    assert not done.number_still_owed


def test_with_an_own_service_the_customer_is_told_the_same_and_the_marketplace_the_transport() -> None:
    done = confirm(order(), entry(reference="box 1"), method=OWN_THROUGH_RETAILER_API)

    assert isinstance(done.told, CustomerMessage)
    assert (done.told.number, done.told.service, done.told.expected) == (NUMBER, POSTNL, PROMISED.day)
    assert done.instruction == UseTransport(service=POSTNL, number=NUMBER, reference="box 1")
    assert done.duty is NumberDuty.OWED
    assert not done.number_still_owed


def test_for_an_appointment_the_seller_calls_or_mails_and_owes_no_number() -> None:
    made = entry(None, service=APPOINTMENT_SERVICE, reference="pallet 7")
    done = confirm(order(), made, method=DELIVERY_BY_APPOINTMENT)

    assert isinstance(done.told, ContactCustomer)
    assert done.told.by == (ContactBy.PHONE, ContactBy.E_MAIL)
    assert (done.told.reference, done.told.promised) == ("pallet 7", PROMISED.day)
    assert done.instruction == UseTransport(service=APPOINTMENT_SERVICE, reference="pallet 7")
    assert not done.number_still_owed


def test_what_travels_via_bol_is_told_by_the_marketplace() -> None:
    given = order(item(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL))

    done = confirm(given, entry(), method=SHIPPING_VIA_BOL)

    assert done.told == MarketplaceInforms(number=NUMBER, service=POSTNL)
    assert done.instruction == TellNothing()
    assert done.shipment.fulfilled_by is FulfilledBy.SHIPPING_VIA_BOL


def test_an_item_is_not_confirmed_by_the_method_of_somebody_else() -> None:
    theirs = order(item(fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL))

    for given, method in ((theirs, OWN_THROUGH_RETAILER_API), (order(), SHIPPING_VIA_BOL)):
        with pytest.raises(ConflictError) as caught:
            confirm(given, entry(), method=method)

        assert caught.value.field == "orderItem"
        assert_well_told(caught.value)


def test_a_parcel_that_is_confirmed_without_a_number_still_owes_one() -> None:
    done = confirm(order(), entry(None), method=OWN_THROUGH_RETAILER_API)

    assert done.number_still_owed
    assert done.shipment.enter(entry(at=at(9))).number == NUMBER


def test_a_letter_that_is_confirmed_without_a_number_owes_none() -> None:
    done = confirm(order(), entry(None, service=LETTER_MAIL), method=OWN_THROUGH_RETAILER_API)

    assert done.duty is NumberDuty.WELCOME
    assert not done.number_still_owed


def test_everything_that_is_open_is_confirmed_where_nothing_is_said() -> None:
    given = order(item(3, "item-1", shipped=1), item(2, "item-2", cancelled=2), item(1, "item-3"))
    done = confirm(given, entry(), method=OWN_THROUGH_RETAILER_API)

    assert [(line.order_item_id, line.quantity) for line in done.shipment.lines] == [("item-1", 2), ("item-3", 1)]
    assert done.order.open_items == ()
    assert done.order.item("item-1").shipped == 3


def test_a_part_can_be_confirmed_and_the_rest_stays_open() -> None:
    given = order(item(3, "item-1"), item(2, "item-2"))
    done = confirm(given, entry(), method=OWN_THROUGH_RETAILER_API, quantities={"item-1": 2})

    assert [(line.order_item_id, line.quantity) for line in done.shipment.lines] == [("item-1", 2)]
    assert [(each.order_item_id, each.open) for each in done.order.open_items] == [("item-1", 1), ("item-2", 2)]


def test_what_is_confirmed_part_by_part_may_travel_under_several_numbers() -> None:
    first = confirm(order(item(2)), entry(), method=OWN_THROUGH_RETAILER_API, quantities={"item-1": 1})
    second = confirm(first.order, entry(OTHER_NUMBER), method=OWN_THROUGH_RETAILER_API)

    assert (first.shipment.number, second.shipment.number) == (NUMBER, OTHER_NUMBER)
    assert second.order.open_items == ()


def test_the_shipment_keeps_promise_moment_and_order() -> None:
    given = order(item(promise=DeliverOn(on(8))))
    made = confirm(given, entry(), method=OWN_THROUGH_RETAILER_API).shipment

    assert (made.order_id, made.shipped, made.ordered) == ("order-1", SHIPPED, ORDERED)
    assert made.promise == DeliverOn(on(8))
    assert made.number == NUMBER


def test_several_orders_can_share_one_box() -> None:
    box = transport(entry())
    done = confirm(order(), entry(at=at(9)), method=OWN_THROUGH_RETAILER_API, transport=box)

    assert done.shipment.transport is box


def test_a_box_with_another_number_takes_no_second_one() -> None:
    with pytest.raises(AlreadyEnteredError):
        confirm(order(), entry(OTHER_NUMBER), method=OWN_THROUGH_RETAILER_API, transport=transport(entry()))


def test_what_was_confirmed_cannot_get_another_number() -> None:
    done = confirm(order(), entry(), method=OWN_THROUGH_RETAILER_API)

    with pytest.raises(AlreadyEnteredError):
        done.shipment.enter(entry(OTHER_NUMBER))


@pytest.mark.parametrize("quantities", [{"item-1": 4}, {"item-1": 3, "item-2": 1}, {"item-9": 1}, {}], ids=str)
def test_more_than_is_open_is_refused_and_nothing_changes_in_the_given_order(quantities: dict[str, int]) -> None:
    given = order(item(4, "item-1", shipped=1), item(1, "item-2", cancelled=1))
    before = repr(given)

    with pytest.raises(ConflictError) as caught:
        confirm(given, entry(), method=OWN_THROUGH_RETAILER_API, quantities=quantities)

    assert repr(given) == before
    assert_well_told(caught.value)


@pytest.mark.parametrize("quantity", [0, -1, True, 1.0, "1", None, 10**5000, Hostile()], ids=lambda _: "")
def test_a_quantity_is_a_whole_number_from_one_on(quantity: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        confirm(order(), entry(), method=OWN_THROUGH_RETAILER_API, quantities={"item-1": quantity})  # type: ignore[dict-item]

    assert caught.value.field == "quantity"
    assert_well_told(caught.value)


def test_an_order_that_is_done_is_not_confirmed_again() -> None:
    done = confirm(order(), entry(), method=OWN_THROUGH_RETAILER_API)

    with pytest.raises(ConflictError) as caught:
        confirm(done.order, entry(), method=OWN_THROUGH_RETAILER_API)

    assert (caught.value.field, caught.value.reason) == ("order", "expected something that is still open")


def test_confirming_leaves_the_given_order_as_it_is() -> None:
    given = order(item(3))
    done = confirm(given, entry(), method=OWN_THROUGH_RETAILER_API)

    assert given.item("item-1").open == 3
    assert done.order.item("item-1").open == 0


def test_an_entry_that_does_not_belong_to_the_method_confirms_nothing() -> None:
    given = order()

    for made, method in (
        (entry(), SHIPPING_LABEL_VIA_BOL),
        (Entry.of_label(LABEL, at=SHIPPED), OWN_IN_SELLER_ACCOUNT),
        (entry(channel=Channel.INTEGRATOR), OWN_IN_SELLER_ACCOUNT),
        (entry(), DELIVERY_BY_APPOINTMENT),
    ):
        with pytest.raises(NotThisMethodError) as caught:
            confirm(given, made, method=method)

        assert_well_told(caught.value)
    assert given == order()


@frozen
class ByBicycle:
    """A newcomer's way to ship: one class, handed in."""

    name: str = field(default="by-bicycle")
    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    measured: Measured = Measured.NOT_MEASURED

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        return NumberDuty.WELCOME

    def accept(self, entry: Entry) -> Entry:
        return entry

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> ContactCustomer:
        expected: date | None = promise.day if promise else None
        return ContactCustomer(reference=entry.reference, promised=expected, by=(ContactBy.PHONE,))

    def instruction(self, entry: Entry) -> TellNothing:
        return TellNothing()


def test_a_newcomer_adds_a_method_by_writing_one_class_and_handing_it_in() -> None:
    done = confirm(order(), entry(None, service=None), method=ByBicycle())

    assert isinstance(done.told, ContactCustomer)
    assert done.told.by == (ContactBy.PHONE,)
    assert done.instruction == TellNothing()
    assert not done.number_still_owed


def test_an_appointment_is_no_matter_of_an_own_delivery_service() -> None:
    with pytest.raises(NotThisMethodError):
        confirm(order(), entry(None, service=APPOINTMENT_SERVICE), method=OWN_THROUGH_RETAILER_API)


def test_a_number_that_cannot_be_read_is_not_entered() -> None:
    with pytest.raises(InvalidValueError) as caught:
        confirm(order(), entry(UnreadableNumber("zie mail!")), method=OWN_THROUGH_RETAILER_API)

    assert caught.value.field == "number"


def test_a_box_that_has_its_number_tells_it_for_its_second_shipment_too() -> None:
    box = confirm(order(), entry(), method=OWN_THROUGH_RETAILER_API).shipment.transport

    done = confirm(order(), entry(None, at=at(9)), method=OWN_THROUGH_RETAILER_API, transport=box)

    assert isinstance(done.told, CustomerMessage)
    assert done.told.number == NUMBER
    assert done.instruction == UseTransport(service=POSTNL, number=NUMBER)


SWAPPED: Mapping[str, tuple[tuple[object, ...], Mapping[str, object]]] = {
    "order": ((entry(), entry()), {}),
    "entry": ((order(), NUMBER), {}),
    "method": ((order(), entry()), {"method": "own-delivery-service"}),
    "transport": ((order(), entry()), {"transport": "box-1"}),
    "quantities": ((order(), entry()), {"quantities": [("item-1", 1)]}),
}


@pytest.mark.parametrize("field", SWAPPED)
def test_what_stands_in_the_wrong_place_is_named_by_that_place(field: str) -> None:
    given, named = SWAPPED[field]

    with pytest.raises(InvalidValueError) as refused:
        confirm(*given, **{"method": OWN_THROUGH_RETAILER_API, **named})  # type: ignore[arg-type]
    assert refused.value.field == field


def test_confirming_none_of_the_items_does_not_say_that_nothing_is_open() -> None:
    with pytest.raises(ConflictError) as refused:
        confirm(order(), entry(), method=OWN_THROUGH_RETAILER_API, quantities={})
    assert refused.value.reason == "expected how many of which order item"


def test_what_confirming_refuses_is_said_of_each_part_by_its_name() -> None:
    def confirmed(**parts: Any) -> object:
        given = {"order": order(), "entry": entry(), "method": OWN_THROUGH_RETAILER_API, **parts}
        return confirm(given.pop("order"), given.pop("entry"), **given)

    how_many = "expected how many of which order item"
    shipped = order(item(1, shipped=1))

    assert [
        refused(confirmed, order=7),
        refused(confirmed, entry=7),
        refused(confirmed, entry=entry(UnreadableNumber("3S?"))),
        refused(confirmed, method=7),
        refused(confirmed, quantities=7),
        refused(confirmed, quantities={}),
        refused(confirmed, quantities={"item-2": 1}),
        refused(confirmed, quantities={"item-1": 0}),
        refused(confirmed, transport=7),
        refused(confirmed, order=shipped),
        refused(confirmed, method=SHIPPING_VIA_BOL),
    ] == [
        "Cannot use 7 as order: expected an Order",
        "Cannot use 7 as entry: expected an Entry",
        "Cannot use '3S?' as number: expected a number that can be read",
        "Cannot use 7 as method: expected a DeliveryMethod",
        f"Cannot use 7 as quantities: {how_many}",
        f"Cannot reconcile order 'order-1': {how_many}",
        "Cannot reconcile orderItem 'item-2': expected an item of order order-1",
        "Cannot use 0 as quantity: expected a whole number from 1 to 1000000000",
        "Cannot use 7 as transport: expected a Transport",
        "Cannot reconcile order 'order-1': expected something that is still open",
        ("Cannot reconcile orderItem 'item-1': expected an item for shipping-via-bol: this one is fulfilled by seller"),
    ]


def test_all_of_an_order_that_is_open_is_confirmed_with_what_the_customer_and_the_marketplace_are_told() -> None:
    bought = order(item(3, shipped=1), item(1, "item-2", promise=DeliverOn(on(8))), item(1, "item-3", cancelled=1))
    done = confirm(bought, entry(reference="box 7"), method=OWN_THROUGH_RETAILER_API, postcode="1234AB", country="NL")
    told = done.told

    assert done.order == order(
        item(3, shipped=3), item(1, "item-2", shipped=1, promise=DeliverOn(on(8))), item(1, "item-3", cancelled=1)
    )
    assert done.shipment == Shipment(
        order_id="order-1",
        lines=[
            ShipmentLine("item-1", 2, fulfilled_by=FulfilledBy.SELLER, promise=PROMISED),
            ShipmentLine("item-2", 1, fulfilled_by=FulfilledBy.SELLER, promise=DeliverOn(on(8))),
        ],
        transport=Transport().enter(entry(reference="box 7")),
        shipped=SHIPPED,
        ordered=ORDERED,
    )
    assert (done.duty, done.number_still_owed) == (NumberDuty.OWED, False)
    assert done.instruction == UseTransport(service=POSTNL, number=NUMBER, reference="box 7")
    assert isinstance(told, CustomerMessage)
    assert told == CustomerMessage(number=NUMBER, service=POSTNL, expected=PROMISED.day, link=told.link)
    assert "3SABCD1234567" in told.link
    assert "1234AB" in told.link


def test_a_confirmation_is_shown_with_what_is_still_owed() -> None:
    bare = confirm(order(), entry(None), method=OWN_THROUGH_RETAILER_API)
    label = confirm(order(), Entry.of_label(ShippingLabel("label-2"), at=SHIPPED), method=SHIPPING_LABEL_VIA_BOL)

    assert bare._repr_html_() == story_html(
        "confirmation of order order-1",
        {
            "service": "PostNL",
            "number": "-",
            "a number is": "owed",
            "still owed": "yes",
            "the customer": bare.told,
            "the marketplace": bare.instruction,
        },
    )
    assert label._repr_html_() == story_html(
        "confirmation of order order-1",
        {
            "service": "-",
            "number": "-",
            "a number is": "brought",
            "still owed": "no",
            "the customer": label.told,
            "the marketplace": label.instruction,
        },
    )


def test_without_a_postcode_the_link_is_the_one_that_needs_none_or_there_is_none() -> None:
    told = confirm(order(), entry(), method=OWN_THROUGH_RETAILER_API).told
    plain = tracking_link(NUMBER, POSTNL)

    assert isinstance(told, CustomerMessage)
    assert told.link == (plain.url if isinstance(plain, TrackingLink) else "")


def test_what_the_box_tells_already_is_told_of_what_joins_it() -> None:
    via_bol = order(item(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL))
    done = confirm(via_bol, entry(service=None), method=SHIPPING_VIA_BOL, transport=transport(entry(None)))

    assert done.told == MarketplaceInforms(number=NUMBER, service=POSTNL)
    assert f"<td>{NUMBER}</td>" in done._repr_html_()
