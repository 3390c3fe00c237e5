"""Shipments as the marketplace sends them: as specified, as really sent, and as nobody should."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import moment
from tests.edges.wire import (
    HOSTILE_COUNTS,
    HOSTILE_DAYS,
    HOSTILE_IDS,
    HOSTILE_MOMENTS,
    NUMBER,
    Json,
    fulfilment,
    json_bytes,
    places,
    read_documents,
    read_shipments,
    shipment_item,
    shipment_object,
    transport_object,
)
from trackntrace.documents.fault import Fault, Faults
from trackntrace.numbers.delivery_services import POSTNL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.retailer_api.pages import shipments
from trackntrace.retailer_api.shipments import read_shipment
from trackntrace.retailer_api.shipments import read_shipments as read_shipments_page
from trackntrace.shipping.entry import Basis, Channel, Entry, ShippingLabel
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport


def read(value: Json) -> Shipment:
    found, faults = read_shipments(value)
    assert not faults
    (shipment,) = found
    return shipment


def refused(value: Json) -> list[Fault]:
    found, faults = read_shipments(value)
    assert not found
    assert faults
    return faults


def with_transport(**parts: Json) -> dict[str, Json]:
    return shipment_object(transport=transport_object(**parts))


def with_item(**parts: Json) -> dict[str, Json]:
    return shipment_object(shipmentItems=[shipment_item(**parts)])


def without(value: dict[str, Json], name: str) -> dict[str, Json]:
    return {other: each for other, each in value.items() if other != name}


def test_a_shipment_is_read_as_specified() -> None:
    shipped = moment("2026-10-06T16:00:00+02:00")
    events = [{"eventCode": "DELIVERED_AT_NEIGHBOURS", "eventDateTime": "2026-10-07T17:21:07+02:00"}]

    shipment = read(with_transport(transportEvents=events))

    seen = TransportEvent(TransportStatus.DELIVERED, moment("2026-10-07T17:21:07+02:00"), raw="DELIVERED_AT_NEIGHBOURS")
    entry = Entry(
        number=TrackAndTraceNumber(NUMBER),
        service=POSTNL,
        at=shipped,
        channel=Channel.NOT_TOLD,
        basis=Basis.INFERRED,
    )
    assert shipment == Shipment(
        shipment_id="shipment-1",
        order_id="order-1",
        lines=[ShipmentLine("item-1", 1, fulfilled_by=FulfilledBy.SELLER, promise=DeliverBy(date(2026, 10, 7)))],
        transport=Transport("transport-1", journey=Journey([seen])).enter(entry),
        shipped=shipped,
        ordered=moment("2026-10-05T09:00:00+02:00"),
    )


def test_the_least_that_a_shipment_can_be_is_read() -> None:
    least = {"shipmentId": "1", "order": {"orderId": "2"}, "shipmentItems": [{"orderItemId": "3", "quantity": 1}]}

    shipment = read(least)

    assert shipment == Shipment(shipment_id="1", order_id="2", lines=[ShipmentLine("3", 1)])


def test_ids_were_whole_numbers_once() -> None:
    shipment = read(
        shipment_object(
            541757635,
            order={"orderId": 4123456789},
            shipmentItems=[shipment_item(2012345678)],
            transport=transport_object(transportId=312778947, shippingLabelId=123456789),
        )
    )

    assert (shipment.shipment_id, shipment.order_id) == ("541757635", "4123456789")
    assert shipment.lines[0].order_item_id == "2012345678"
    assert shipment.transport.transport_id == "312778947"
    assert shipment.transport.label == ShippingLabel("123456789", number=TrackAndTraceNumber(NUMBER), service=POSTNL)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"shipmentItems": [shipment_item(ean="0000007740404")]},
        {"shipmentItems": [shipment_item(quantity=10, quantityShipped=1)]},
        {"transport": transport_object(shippingLabelId="")},
        {"transport": transport_object(shippingLabelId="label-1")},
        {"transport": transport_object(shippingLabelId="label-1", trackAndTrace="zie e-mail!")},
        {"transport": transport_object(transportEvents=[])},
    ],
)
def test_a_shipment_of_the_older_form_says_the_same_as_one_of_today(parts: dict[str, Json]) -> None:
    assert read(shipment_object(541757635, **parts)) == read(shipment_object("541757635", **parts))


def test_a_transport_may_have_no_id() -> None:
    assert read(with_transport(transportId=None)).transport.transport_id == ""


def test_one_shipment_and_a_page_of_them_have_a_door_each() -> None:
    item = shipment_item(unitPrice=None)
    sent = shipment_object(shipmentItems=[item])

    one, page = read_shipment(sent), read_shipments_page({"shipments": [sent]})

    assert (one.value, one.sent) == (read(sent), sent)
    assert [(record.value, record.sent) for record in page.value] == [(one.value, sent)]


@pytest.mark.parametrize("value", HOSTILE_IDS)
def test_what_is_no_id_is_refused_with_its_place(value: Json) -> None:
    values = {
        "shipmentId": shipment_object(value),
        "order.orderId": shipment_object(order={"orderId": value}),
        "shipmentItems[0].orderItemId": with_item(orderItemId=value),
        "transport.transportId": with_transport(transportId=value),
    }

    _, faults = read_shipments(*values.values())

    assert places(faults) == list(enumerate(values, start=1))


@pytest.mark.parametrize("value", [value for value in HOSTILE_IDS if value != ""])
def test_what_is_no_id_of_a_label_is_refused_with_its_place(value: Json) -> None:
    assert places(refused(with_transport(shippingLabelId=value))) == [(1, "transport.shippingLabelId")]


@pytest.mark.parametrize("absent", [{}, {"transport": None}])
def test_a_shipment_without_transport_has_no_number(absent: dict[str, Json]) -> None:
    shipment = read(without(shipment_object(), "transport") | absent)

    assert shipment.transport == Transport()
    assert shipment.number is None


@pytest.mark.parametrize("text", [{}, {"trackAndTrace": None}, {"trackAndTrace": ""}])
def test_an_absent_or_empty_number_is_no_number(text: dict[str, Json]) -> None:
    transport = without(transport_object(), "trackAndTrace") | text

    shipment = read(shipment_object(transport=transport))

    assert shipment.number is None
    assert shipment.service == POSTNL


@pytest.mark.parametrize("code", [{}, {"transporterCode": None}, {"transporterCode": ""}])
def test_an_absent_or_empty_transporter_is_not_told(code: dict[str, Json]) -> None:
    transport = without(transport_object(), "transporterCode") | code

    shipment = read(shipment_object(transport=transport))

    assert shipment.service is None
    assert shipment.number == TrackAndTraceNumber(NUMBER)


def test_a_number_is_read_in_its_canonical_spelling() -> None:
    assert read(with_transport(trackAndTrace=" 3s abcd 1234567 ")).number == TrackAndTraceNumber(NUMBER)


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "NA!",
        "3SABCD12\n",
        "3SABCD12\t",
        "3SABCD12\u200b",
        "\u202e3SABCD12",
        "\ufeff3SABCD12",
        "3S\u0410\u0412CD12",
        "3SABCD\u066312",
        "\uff13\uff33ABCD12",
        "-AAAAAAAA",
        "//",
        "..",
        "=HYPERLINK(1)",
        "<img src=x onerror=1>",
        "../../evil",
        "{0.__class__}",
        "%s%s%n",
        "A" * 65,
        "A" * 100_000,
        "https://example.com/?t=3SABCD12",
    ],
)
def test_a_number_that_cannot_be_read_is_kept_as_it_was_sent(text: str) -> None:
    shipment = read(with_transport(trackAndTrace=text))

    assert shipment.number == UnreadableNumber(text)


@pytest.mark.parametrize("value", [12345678, True, 1.5, [], ["3SABCD12"], {}])
def test_a_number_that_is_no_text_is_refused_with_its_place(value: Json) -> None:
    assert places(refused(with_transport(trackAndTrace=value))) == [(1, "transport.trackAndTrace")]


def test_a_transporter_that_is_not_listed_is_an_unknown_service() -> None:
    service = read(with_transport(transporterCode="NEWCOMER")).service

    assert service == DeliveryService.parse("NEWCOMER")
    assert service is not None
    assert not service.listed


@pytest.mark.parametrize("code", ["pnl", "PNL\n", "P\u039dL", "__class__", " ", "A" * 33, 7, True, [], ["TNT"], {}])
def test_a_malformed_transporter_is_refused_with_its_place(code: Json) -> None:
    assert places(refused(with_transport(transporterCode=code))) == [(1, "transport.transporterCode")]


def test_a_label_brings_its_number_even_where_it_is_not_shown() -> None:
    shipment = read(shipment_object(transport={"transportId": "1", "shippingLabelId": "label-1"}))

    assert shipment.transport.label == ShippingLabel("label-1")
    assert shipment.transport.entry is not None
    assert shipment.transport.entry.channel is Channel.SHIPPING_LABEL


@pytest.mark.parametrize("label", [None, ""])
def test_an_empty_label_is_none(label: Json) -> None:
    assert read(with_transport(shippingLabelId=label)).transport.label is None


@pytest.mark.parametrize(
    ("parts", "fulfilled_by"),
    [
        ({}, FulfilledBy.SELLER),
        ({"distributionParty": None}, FulfilledBy.SELLER),
        ({"method": None}, FulfilledBy.SELLER),
        ({"distributionParty": "BOL"}, FulfilledBy.SHIPPING_VIA_BOL),
        ({"method": "FBB"}, FulfilledBy.LOGISTICS_VIA_BOL),
        ({"method": "FBB", "distributionParty": "BOL"}, FulfilledBy.LOGISTICS_VIA_BOL),
        ({"method": "FBB", "distributionParty": None}, FulfilledBy.LOGISTICS_VIA_BOL),
    ],
)
def test_method_and_distribution_party_say_who_brings_it(parts: dict[str, Json], fulfilled_by: FulfilledBy) -> None:
    assert read(with_item(fulfilment=fulfilment(**parts))).fulfilled_by is fulfilled_by


def test_where_nothing_is_said_of_fulfilment_it_is_the_sellers_and_nothing_was_promised() -> None:
    line = read(with_item(fulfilment=None)).lines[0]

    assert line == ShipmentLine("item-1", 1)


@pytest.mark.parametrize("value", ["FBX", "fbr", "", 1, True, [], {}])
def test_an_unknown_method_or_party_is_refused_with_its_place(value: Json) -> None:
    method = refused(with_item(fulfilment=fulfilment(method=value)))
    party = refused(with_item(fulfilment=fulfilment(distributionParty=value)))

    assert places(method) == [(1, "shipmentItems[0].fulfilment.method")]
    assert places(party) == [(1, "shipmentItems[0].fulfilment.distributionParty")]


def test_an_exact_date_is_a_promise_of_that_day() -> None:
    line = read(with_item(fulfilment=fulfilment(latestDeliveryDate=None, exactDeliveryDate="2026-10-09"))).lines[0]

    assert line.promise == DeliverOn(date(2026, 10, 9))


def test_of_the_two_dates_the_one_that_is_empty_is_not_told() -> None:
    line = read(with_item(fulfilment=fulfilment(latestDeliveryDate="", exactDeliveryDate="2026-10-09"))).lines[0]

    assert line.promise == DeliverOn(date(2026, 10, 9))


def test_every_fault_of_one_item_is_named() -> None:
    bad = with_item(orderItemId="", quantity=0, fulfilment=fulfilment(latestDeliveryDate="2026-02-30"))

    assert [place for _, place in places(refused(bad))] == [
        "shipmentItems[0].orderItemId",
        "shipmentItems[0].quantity",
        "shipmentItems[0].fulfilment.latestDeliveryDate",
    ]


@pytest.mark.parametrize("text", HOSTILE_DAYS)
def test_what_is_no_day_is_refused_with_its_place(text: Json) -> None:
    latest = refused(with_item(fulfilment=fulfilment(latestDeliveryDate=text)))
    exact = refused(with_item(fulfilment=fulfilment(exactDeliveryDate=text)))

    assert places(latest) == [(1, "shipmentItems[0].fulfilment.latestDeliveryDate")]
    assert places(exact) == [(1, "shipmentItems[0].fulfilment.exactDeliveryDate")]


@pytest.mark.parametrize("text", HOSTILE_MOMENTS)
def test_what_is_no_moment_is_refused_with_its_place(text: Json) -> None:
    events = [{"eventCode": "IN_TRANSIT", "eventDateTime": text}]
    values = {
        "shipmentDateTime": shipment_object(shipmentDateTime=text),
        "order.orderPlacedDateTime": shipment_object(order={"orderId": "1", "orderPlacedDateTime": text}),
        "transport.transportEvents[0].eventDateTime": with_transport(transportEvents=events),
    }

    _, faults = read_shipments(*values.values())

    assert places(faults) == list(enumerate(values, start=1))


@pytest.mark.parametrize("digits", range(10))
def test_moments_come_with_up_to_nine_digits_of_a_second(digits: int) -> None:
    fraction = f".{'691614431'[:digits]}" if digits else ""

    shipped = read(shipment_object(shipmentDateTime=f"2026-10-06T16:00:30{fraction}+02:00")).shipped

    assert shipped == moment(f"2026-10-06T16:00:30.{'691614431'[:digits]:0<6.6}+02:00")


def test_quantity_shipped_wins_over_the_quantity_that_was_ordered() -> None:
    assert read(with_item(quantity=10, quantityShipped=4)).lines[0].quantity == 4
    assert read(with_item(quantity=10, quantityShipped=None)).lines[0].quantity == 10
    assert read(with_item(quantity=10)).lines[0].quantity == 10


@pytest.mark.parametrize("value", [0, *HOSTILE_COUNTS])
def test_what_is_no_quantity_is_refused_with_its_place(value: Json) -> None:
    assert places(refused(with_item(quantity=value))) == [(1, "shipmentItems[0].quantity")]
    assert places(refused(with_item(quantityShipped=value))) == [(1, "shipmentItems[0].quantityShipped")]


@pytest.mark.parametrize(
    ("value", "shown"), [(True, "True"), (-1, "-1"), ("1_000", "'1_000'"), (1.0, "a value of type Decimal")]
)
def test_a_quantity_that_is_none_is_shown(value: Json, shown: str) -> None:
    (fault,) = refused(with_item(quantity=value))

    assert str(fault) == (
        f"shipments.jsonl:1: shipmentItems[0].quantity: expected a whole number from 1 to 1000000000 (not {shown})"
    )


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("AT_PICK_UP_POINT", TransportStatus.AVAILABLE_FOR_PICKUP),
        ("INBOUND_COLLECT", TransportStatus.UNKNOWN),
        ("NEWLY_INVENTED", TransportStatus.UNKNOWN),
        ("delivered_at_customer", TransportStatus.UNKNOWN),
        ("", TransportStatus.UNKNOWN),
        ("\u202e<script>\n", TransportStatus.UNKNOWN),
    ],
)
def test_an_event_keeps_its_code_known_or_not(code: str, status: TransportStatus) -> None:
    events = [{"eventCode": code, "eventDateTime": "2026-10-07T17:21:07+02:00"}]

    (event,) = read(with_transport(transportEvents=events)).transport.journey.events

    assert (event.status, event.raw) == (status, code)


def test_an_endless_event_code_is_an_unknown_one_and_is_cut() -> None:
    events = [{"eventCode": "X" * 100_000, "eventDateTime": "2026-10-07T17:21:07+02:00"}]

    (event,) = read(with_transport(transportEvents=events)).transport.journey.events

    assert (event.status, event.raw) == (TransportStatus.UNKNOWN, "X" * 200)


@pytest.mark.parametrize("events", [None, []])
def test_nothing_may_have_happened_yet(events: Json) -> None:
    assert read(with_transport(transportEvents=events)).transport.journey == Journey()


def test_events_may_come_in_any_order_and_again() -> None:
    first = {"eventCode": "AT_TRANSPORTER", "eventDateTime": "2026-10-06T18:00:00+02:00"}
    last = {"eventCode": "DELIVERED_AT_CUSTOMER", "eventDateTime": "2026-10-07T17:21:07+02:00"}

    told = read(with_transport(transportEvents=[last, first, last]))

    assert told == read(with_transport(transportEvents=[first, last]))


def test_what_was_delivered_before_it_was_confirmed_is_no_fault() -> None:
    events = [{"eventCode": "DELIVERED_AT_CUSTOMER", "eventDateTime": "2026-10-01T12:00:00+02:00"}]

    shipment = read(with_transport(transportEvents=events))

    assert shipment.handed_over == moment("2026-10-01T12:00:00+02:00")
    assert shipment.shipped == moment("2026-10-06T16:00:00+02:00")


@pytest.mark.parametrize("name", ["shipmentId", "order", "shipmentItems"])
@pytest.mark.parametrize("absent", [True, False])
def test_a_missing_part_is_named(name: str, absent: bool) -> None:
    value = without(shipment_object(), name) | ({} if absent else {name: None})

    (fault,) = refused({"shipments": [value]})

    assert (fault.line, fault.place, fault.reason) == (1, f"shipments[0].{name}", "missing: expected this field")


@pytest.mark.parametrize("name", ["orderItemId", "quantity"])
def test_a_missing_part_of_an_item_is_named(name: str) -> None:
    (fault,) = refused(shipment_object(shipmentItems=[without(shipment_item(), name)]))

    assert (fault.place, fault.reason) == (f"shipmentItems[0].{name}", "missing: expected this field")


@pytest.mark.parametrize("name", ["eventCode", "eventDateTime"])
def test_a_missing_part_of_an_event_is_named(name: str) -> None:
    event = without({"eventCode": "IN_TRANSIT", "eventDateTime": "2026-10-07T17:21:07+02:00"}, name)

    (fault,) = refused(with_transport(transportEvents=[event]))

    assert fault.place == f"transport.transportEvents[0].{name}"


@pytest.mark.parametrize("order", [{}, {"orderId": None}, {"orderPlacedDateTime": None}])
def test_an_order_without_its_id_is_named(order: Json) -> None:
    (fault,) = refused(shipment_object(order=order))

    assert (fault.line, fault.place, fault.reason) == (1, "order.orderId", "missing: expected this field")


@pytest.mark.parametrize("value", ["text", 7, True, [], [[]]])
@pytest.mark.parametrize("name", ["order", "transport"])
def test_a_part_that_is_no_object_is_refused_with_its_place(name: str, value: Json) -> None:
    assert places(refused(shipment_object(**{name: value}))) == [(1, name)]


@pytest.mark.parametrize("value", ["text", 7, True, {}])
def test_a_part_that_is_no_array_is_refused_with_its_place(value: Json) -> None:
    items = refused(shipment_object(shipmentItems=value))
    events = refused(with_transport(transportEvents=value))

    assert places(items) == [(1, "shipmentItems")]
    assert places(events) == [(1, "transport.transportEvents")]


def test_a_shipment_of_nothing_is_refused() -> None:
    (fault,) = refused(shipment_object(shipmentItems=[]))

    assert (fault.place, fault.shown, fault.reason) == ("shipmentItems", "0", "expected at least one item")


def test_an_item_twice_in_one_shipment_is_refused() -> None:
    (fault,) = refused(shipment_object(shipmentItems=[shipment_item(), shipment_item()]))

    assert (fault.place, fault.shown, fault.reason) == ("shipmentItems", "2", "expected each order item once")


def test_the_reduced_form_of_the_list_is_refused_in_so_many_words() -> None:
    reduced = {
        "shipmentId": "541757635",
        "shipmentDateTime": "2026-10-06T16:00:00+02:00",
        "order": {"orderId": "4123456789"},
        "shipmentItems": [{"orderItemId": "1234567891", "ean": "0000007740404"}],
        "transport": {"transportId": "312778947"},
    }

    (fault,) = refused({"shipments": [reduced]})

    assert fault.place == "shipments[0].shipmentItems[0].quantity"
    assert "reduced form" in fault.reason


def test_an_item_with_its_quantity_is_no_reduced_one_though_something_else_is_wrong() -> None:
    (fault,) = refused(shipment_object(shipmentItems=[shipment_item(ean="0000007740404", orderItemId="")]))

    assert fault.place == "shipmentItems[0].orderItemId"


def test_fields_that_are_not_known_are_passed_over() -> None:
    strange: dict[str, Json] = {"__proto__": {"a": 1}, "__class__": [], "newField": "\u202e<script>", "": None}
    value = shipment_object(
        order={"orderId": "order-1", "orderPlacedDateTime": "2026-10-05T09:00:00+02:00", **strange},
        shipmentItems=[shipment_item(**strange, fulfilment=fulfilment(**strange))],
        transport=transport_object(**strange),
        **strange,
    )

    assert read(value) == read(shipment_object())


def test_every_fault_of_a_shipment_is_named_at_once() -> None:
    value = shipment_object(
        shipmentDateTime="yesterday",
        order={"orderId": ""},
        shipmentItems=[shipment_item(quantity=True), shipment_item("item-2"), shipment_item("item-3", quantity="1")],
        transport=transport_object(transporterCode="pnl"),
    )

    faults = refused(value)

    assert sorted(fault.place for fault in faults) == [
        "order.orderId",
        "shipmentDateTime",
        "shipmentItems[0].quantity",
        "shipmentItems[2].quantity",
        "transport.transporterCode",
    ]


def test_one_bad_shipment_among_a_hundred_is_named_by_its_index() -> None:
    page = [shipment_object(f"shipment-{index}") for index in range(100)]
    page[57] = shipment_object("shipment-57", shipmentItems=[shipment_item(quantity=True)])

    found, faults = read_shipments({"shipments": page})

    assert [str(fault) for fault in faults] == [
        (
            "shipments.jsonl:1: shipments[57].shipmentItems[0].quantity: "
            "expected a whole number from 1 to 1000000000 (not True)"
        )
    ]
    assert [shipment.shipment_id for shipment in found] == [f"shipment-{index}" for index in range(100) if index != 57]


def test_one_bad_shipment_among_a_hundred_lines_is_named_by_its_line() -> None:
    lines = [shipment_object(f"shipment-{index}") for index in range(100)]
    lines[57]["shipmentItems"] = [shipment_item(quantity=-1)]

    found, faults = read_shipments(*lines)

    assert places(faults) == [(58, "shipmentItems[0].quantity")]
    assert len(found) == 99


@pytest.mark.parametrize("value", [None, 7, "text", True, []])
def test_what_is_no_object_in_a_page_or_an_array_does_not_hide_what_follows(value: Json) -> None:
    members = [shipment_object("1"), value, shipment_object("2")]

    in_array, array_faults = read_shipments(members)
    in_page, page_faults = read_shipments({"shipments": members})

    assert [shipment.shipment_id for shipment in in_array] == ["1", "2"]
    assert [shipment.shipment_id for shipment in in_page] == ["1", "2"]
    assert places(array_faults) == [(1, "[1]")]
    assert places(page_faults) == [(1, "shipments[1]")]


def test_an_array_of_too_many_is_refused_and_says_what_it_is() -> None:
    (fault,) = refused([0] * 100_001)

    assert fault.place
    assert fault.reason == "expected at most 100000 members"


@pytest.mark.parametrize("page", [{}, [], {"shipments": []}])
def test_an_empty_page_holds_nothing(page: Json) -> None:
    assert read_shipments(page) == ([], [])


@pytest.mark.parametrize(
    "value", [{"orders": []}, {"shipment": {}}, {"__proto__": {}}, {"title": "Unauthorized", "status": 401}]
)
def test_what_is_something_else_is_refused_and_says_what_was_expected(value: Json) -> None:
    (fault,) = refused(value)

    assert fault.place == "shipmentId"
    assert fault.reason == "missing: expected one of shipments, a page of them, or an array"


@pytest.mark.parametrize("value", ["text", 7, True, None])
def test_what_is_no_object_at_all_is_refused(value: Json) -> None:
    assert places(refused(value)) == [(1, "document")]


@pytest.mark.parametrize("value", ["text", 7, True, {}])
def test_a_page_whose_shipments_are_no_array_is_refused(value: Json) -> None:
    assert places(refused({"shipments": value})) == [(1, "shipments")]


def test_a_shipment_on_two_pages_counts_once() -> None:
    again = shipment_object(shipmentReference="another", pickupPoint=True)

    found, faults = read_shipments({"shipments": [shipment_object()]}, {"shipments": [again, shipment_object("2")]})

    assert [shipment.shipment_id for shipment in found] == ["shipment-1", "2"]
    assert not faults


def test_a_shipment_that_comes_twice_and_differs_is_a_conflict() -> None:
    found, faults = read_shipments(shipment_object(), [with_transport(trackAndTrace="3SWXYZ7654321")])

    assert len(found) == 1
    assert places(faults) == [(2, "[0].shipmentId")]
    assert (faults[0].shown, faults[0].reason) == (
        "'shipment-1'",
        (
            "expected the same as when it was seen before: this differs "
            "(a Picture, --merge on the command line, puts versions together)"
        ),
    )


def test_two_shipments_may_share_a_transport() -> None:
    found, faults = read_shipments(shipment_object("953266576"), shipment_object("953267579"))

    assert not faults
    assert found[0].transport == found[1].transport


def test_a_bad_document_does_not_hide_the_others() -> None:
    data = json_bytes(shipment_object("1")) + b'{"shipmentId":1,"shipmentId":2}\n' + json_bytes(shipment_object("3"))
    found, faults = read_documents(data)
    kept = Faults()

    read_anyway = list(shipments(found, kept))

    assert [shipment.shipment_id for shipment in read_anyway] == ["1", "3"]
    assert [fault.line for fault in faults.listed] == [2]
    assert kept.total == 0
