"""Every line of the sample has the shape that the marketplace sends, and nobody real stands in it."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from tests.sample.bundled import KINDS, Json, Sample
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.formats import candidates
from trackntrace.numbers.number import TrackAndTraceNumber, read_number
from trackntrace.performance.evidence import ExcuseReason, SentAs
from trackntrace.shipping.journey import TransportStatus

AS_OF = datetime.fromisoformat("2026-11-13T12:00:00+01:00")
MOMENT = re.compile(r"2026-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{9})?(\+0[12]:00|Z)")
NOBODY = {
    "salutation": "UNKNOWN",
    "firstName": "Sample",
    "surname": "Customer",
    "streetName": "Example Street",
    "houseNumber": "1",
    "zipCode": "0000AA",
    "city": "Example City",
    "countryCode": "NL",
}
CODES = {
    "PRE_ANNOUNCED",
    "AT_TRANSPORTER",
    "IN_TRANSIT",
    "DELIVERED_AT_NEIGHBOURS",
    "DELIVERED_AT_CUSTOMER",
    "PICKED_UP_AT_PICK_UP_POINT",
    "AT_PICK_UP_POINT",
    "RETURNED_TO_SENDER",
}
SHIPMENT = {"shipmentId", "shipmentDateTime", "shipmentReference", "pickupPoint", "order", "shipmentItems", "transport"}
SHIPMENT_ITEM = {
    "orderItemId",
    "fulfilment",
    "offer",
    "product",
    "quantity",
    "quantityShipped",
    "unitPrice",
    "commission",
}
ORDER = {"orderId", "pickupPoint", "orderPlacedDateTime", "shipmentDetails", "orderItems"}
ORDER_ITEM = SHIPMENT_ITEM | {
    "cancellationRequest",
    "quantityCancelled",
    "totalPrice",
    "discounts",
    "latestChangedDateTime",
}
TRANSPORT = {"transportId", "transporterCode", "trackAndTrace", "shippingLabelId", "transportEvents"}


def moments(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name.endswith("DateTime") or name in {"at", "learned", "earliest", "latest"}:
                yield each
            else:
                yield from moments(each)
    elif isinstance(value, list):
        for each in value:
            yield from moments(each)


def parsed(moment: str) -> datetime:
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", moment))


def test_every_shipment_has_the_members_of_a_shipment(sample: Sample) -> None:
    for shipment, line in sample.lines:
        assert shipment.keys() == SHIPMENT
        assert line.keys() == SHIPMENT_ITEM
        assert {"transportId", "transporterCode"} <= shipment["transport"].keys() <= TRANSPORT
        assert shipment["order"].keys() == {"orderId", "orderPlacedDateTime"}


def test_every_order_has_the_members_of_an_order(sample: Sample) -> None:
    for order in sample.orders:
        assert order.keys() == ORDER
        assert all(item.keys() == ORDER_ITEM for item in order["orderItems"])


def test_an_order_promises_an_exact_day_or_a_latest_day_and_never_both(sample: Sample) -> None:
    for item in sample.order_items:
        assert ("exactDeliveryDate" in item["fulfilment"]) is not ("latestDeliveryDate" in item["fulfilment"])


def test_shipments_tell_no_exact_day_as_in_the_marketplaces_interface(sample: Sample) -> None:
    assert "exactDeliveryDate" not in sample.texts["shipments"]


def test_no_more_is_shipped_and_cancelled_than_was_ordered(sample: Sample) -> None:
    for item in sample.order_items:
        assert 0 <= item["quantityShipped"] + item["quantityCancelled"] <= item["quantity"]


def test_orders_and_shipments_agree_on_what_was_shipped(sample: Sample) -> None:
    shipped: Counter[str] = Counter()
    for _, line in sample.lines:
        shipped[line["orderItemId"]] += line["quantityShipped"]

    assert all(shipped[item["orderItemId"]] == item["quantityShipped"] for item in sample.order_items)


@pytest.mark.parametrize("kind", KINDS)
def test_every_moment_has_its_offset_and_lies_before_the_last_one(sample: Sample, kind: str) -> None:
    for line in getattr(sample, kind):
        told = moments({**line, "handover": {}})

        assert all(MOMENT.fullmatch(moment) and parsed(moment) <= AS_OF for moment in told)


def test_nothing_is_shipped_before_it_is_ordered_nor_scanned_before_it_is_shipped(sample: Sample) -> None:
    for shipment in sample.shipments:
        shipped = parsed(shipment["shipmentDateTime"])
        events = [parsed(moment) for moment in moments(shipment["transport"])]

        assert parsed(shipment["order"]["orderPlacedDateTime"]) < shipped
        assert events == sorted(events)
        assert not events or events[0].date() >= shipped.date()


def test_every_event_code_is_the_marketplaces_own(sample: Sample) -> None:
    assert set(sample.event_codes) == CODES


def test_every_status_of_a_journey_is_a_known_one(sample: Sample) -> None:
    assert set(sample.statuses) <= CODES | {status.value for status in TransportStatus}


@pytest.mark.parametrize(("kind", "name"), [("shipments", "shipmentId"), ("orders", "orderId"), ("journeys", "number")])
def test_nothing_is_told_twice(sample: Sample, kind: str, name: str) -> None:
    told = [line[name] for line in getattr(sample, kind)]

    assert len(told) == len(set(told))


def test_the_side_inputs_name_items_that_there_are(sample: Sample) -> None:
    known = {line["orderItemId"] for _, line in sample.lines}
    named = [
        line["orderItemId"] for line in (*sample.reports, *sample.details, *sample.excuses) if "service" not in line
    ]

    assert set(named) <= known
    assert {line["sentAs"] for line in sample.details} <= {kind.value for kind in SentAs}
    assert {line["reason"] for line in sample.excuses} <= {reason.value for reason in ExcuseReason}
    assert all(date.fromisoformat(line["notReceived"]) <= AS_OF.date() for line in sample.reports)


def test_what_was_cancelled_or_came_back_was_ordered(sample: Sample) -> None:
    cancelled = {item["orderItemId"]: item["quantityCancelled"] for item in sample.order_items}
    shipped: Counter[str] = Counter()
    for _, line in sample.lines:
        shipped[line["orderItemId"]] += line["quantityShipped"]

    assert all(line["quantity"] <= cancelled[line["orderItemId"]] for line in sample.cancellations)
    assert all(1 <= line["quantity"] <= shipped[line["orderItemId"]] for line in sample.returns)
    for line in (*sample.cancellations, *sample.returns):
        assert date.fromisoformat(line["on"]) <= AS_OF.date()


def test_every_question_is_answered_after_it_was_asked(sample: Sample) -> None:
    for question in sample.questions:
        assert parsed(question["asked"]) < parsed(question.get("answered", AS_OF.isoformat()))
        assert question.get("country", "BE") == "BE"


def test_every_indicator_has_the_members_of_an_indicator(sample: Sample) -> None:
    for indicator in sample.indicators:
        assert indicator.keys() == {"name", "type", "details"}
        assert {"period", "norm"} <= indicator["details"].keys() <= {"period", "norm", "score"}
        assert indicator["details"]["period"].keys() == {"week", "year"}


def test_every_journey_belongs_to_a_number_of_a_shipment(sample: Sample) -> None:
    given = {str(read_number(each["transport"].get("trackAndTrace", ""))) for each in sample.shipments}

    assert {journey["number"] for journey in sample.journeys} <= given


def test_prices_are_numbers_with_two_decimals(sample: Sample) -> None:
    prices = re.findall(
        r'"(?:unitPrice|totalPrice|commission)":([^,}]+)', sample.texts["shipments"] + sample.texts["orders"]
    )

    assert prices
    assert all(re.fullmatch(r"\d+\.\d\d", price) for price in prices)
    assert any(price.endswith("0") for price in prices)


def own_numbers(sample: Sample) -> Iterator[tuple[Json, TrackAndTraceNumber]]:
    for shipment in sample.shipments:
        number = read_number(shipment["transport"].get("trackAndTrace", ""))
        if isinstance(number, TrackAndTraceNumber) and number.text not in {"NVT", "GEEN", "0000000000"}:
            yield shipment, number


def test_every_number_is_of_its_carriers_shape_with_the_right_check_digit(sample: Sample) -> None:
    for shipment, number in own_numbers(sample):
        service = DeliveryService.parse(shipment["transport"]["transporterCode"])

        assert any(service in shape.services for shape in candidates(number))


def test_every_number_is_plainly_made_up(sample: Sample) -> None:
    made_up = re.compile("3SDEMO000.*|JVGL0600000000.*|05990000.*|990000.*|32320006000000.*|RR0000.*")

    assert all(made_up.fullmatch(number.text) for _, number in own_numbers(sample))


def test_no_two_transports_share_a_number(sample: Sample) -> None:
    transports = {(shipment["transport"]["transportId"], number) for shipment, number in own_numbers(sample)}

    assert len(transports) == len({number for _, number in transports})


def test_articles_are_examples_under_numbers_kept_for_use_within_shops(sample: Sample) -> None:
    products = {(item["product"]["ean"], item["product"]["title"]) for item in sample.order_items}
    products |= {(line["product"]["ean"], line["product"]["title"]) for _, line in sample.lines}

    assert all(re.fullmatch("20000000[0-9]{5}", ean) and title.startswith("Example ") for ean, title in products)
    assert all(sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(ean)) % 10 == 0 for ean, _ in products)


def test_no_personal_data_stands_in_it(sample: Sample) -> None:
    everything = "".join(sample.texts.values())

    assert all(order["shipmentDetails"] == NOBODY for order in sample.orders)
    assert "shipmentDetails" not in sample.texts["shipments"]
    assert not re.search(r"@|billingDetails|email|phone(?!-availability)|company|vatNumber", everything, re.IGNORECASE)
