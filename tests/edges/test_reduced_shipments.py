"""Shipments as the list of shipments has them."""

from __future__ import annotations

import json

import pytest

from tests.builders import assert_well_told, moment
from tests.edges.doors import reduced_shipment_object
from tests.edges.wire import HOSTILE_IDS, HOSTILE_MOMENTS, Json, shipment_object
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.retailer_api.reading import RefusedObjectError
from trackntrace.retailer_api.reduced_shipments import ReducedShipment, read_reduced_shipments
from trackntrace.retailer_api.shipments import read_shipments


def read(value: Json) -> ReducedShipment:
    (record,) = read_reduced_shipments(json.dumps({"shipments": [value]}).encode()).value
    return record.value


def refused(value: Json) -> list[str]:
    with pytest.raises(RefusedObjectError) as caught:
        read(value)
    assert_well_told(caught.value)
    return [error.field for error in caught.value.errors]


def test_a_shipment_of_the_list_says_what_to_ask_for() -> None:
    items = [{"orderItemId": "item-1", "ean": "0000007740404"}, {"orderItemId": "item-2", "ean": "0000007740404"}]

    shipment = read(reduced_shipment_object("953200101", shipmentItems=items))

    assert shipment == ReducedShipment(
        shipment_id="953200101",
        order_id="order-1",
        order_item_ids=("item-1", "item-2"),
        transport_id="transport-1",
        shipped=moment("2026-10-06T16:00:00+02:00"),
        ordered=moment("2026-10-05T09:00:00+02:00"),
    )


def test_the_least_that_a_shipment_of_the_list_can_be_is_read() -> None:
    least = {"shipmentId": 1, "order": {"orderId": 2}, "shipmentItems": [{"orderItemId": 3}]}

    least_of_all = ReducedShipment(
        shipment_id="1", order_id="2", order_item_ids=("3",), transport_id="", shipped=None, ordered=None
    )
    assert read(least) == read({**least, "transport": {}}) == least_of_all
    assert ReducedShipment(shipment_id="1", order_id="2", order_item_ids=("3",)) == least_of_all
    assert least_of_all.transport_id == ""


def test_a_whole_shipment_may_stand_on_the_list_too() -> None:
    assert read(shipment_object("953200101")).order_item_ids == ("item-1",)


def test_the_reduced_form_is_no_whole_shipment_and_the_refusal_says_what_to_ask_for() -> None:
    with pytest.raises(RefusedObjectError) as caught:
        read_shipments(json.dumps({"shipments": [reduced_shipment_object()]}).encode())

    assert caught.value.field == "shipments[0].shipmentItems[0].quantity"
    assert "reduced form" in caught.value.reason
    assert "GET /retailer/shipments/{shipment-id}" in caught.value.reason


@pytest.mark.parametrize("value", HOSTILE_IDS)
def test_what_is_no_id_is_refused_with_its_place(value: Json) -> None:
    parts: dict[str, Json] = {
        "shipmentId": value,
        "order": {"orderId": value},
        "shipmentItems": [{"orderItemId": "item-1"}, {"orderItemId": value}],
        "transport": {"transportId": value},
    }

    assert refused(reduced_shipment_object(**{"shipment_id": value} | {"order": parts["order"]})) == [
        "shipments[0].shipmentId",
        "shipments[0].order.orderId",
    ]
    assert refused(reduced_shipment_object(shipmentItems=parts["shipmentItems"])) == [
        "shipments[0].shipmentItems[1].orderItemId"
    ]
    assert refused(reduced_shipment_object(transport=parts["transport"])) == ["shipments[0].transport.transportId"]


@pytest.mark.parametrize("value", HOSTILE_MOMENTS)
def test_what_is_no_moment_is_refused_with_its_place(value: Json) -> None:
    order = {"orderId": "order-1", "orderPlacedDateTime": value}

    assert refused(reduced_shipment_object(shipmentDateTime=value, order=order)) == [
        "shipments[0].shipmentDateTime",
        "shipments[0].order.orderPlacedDateTime",
    ]


@pytest.mark.parametrize("name", ["shipmentId", "order", "shipmentItems"])
def test_a_missing_part_is_named(name: str) -> None:
    assert refused(reduced_shipment_object() | {name: None}) == [f"shipments[0].{name}"]


def test_a_shipment_of_nothing_or_of_one_item_twice_is_refused() -> None:
    twice = [{"orderItemId": "item-1"}, {"orderItemId": "item-1"}]

    for items in ([], twice):
        with pytest.raises(RefusedObjectError) as caught:
            read(reduced_shipment_object(shipmentItems=items))

        (error,) = caught.value.errors
        assert (error.field, error.shown, error.reason) == (
            "shipments[0].shipmentItems",
            str(len(items)),
            "expected at least one item, each order item once",
        )


def test_an_item_that_cannot_be_read_is_not_said_to_come_twice_too() -> None:
    items = [{"orderItemId": "item-1"}, {"orderItemId": "item-1"}, {"orderItemId": ""}]

    assert refused(reduced_shipment_object(shipmentItems=items)) == ["shipments[0].shipmentItems[2].orderItemId"]
    assert refused(reduced_shipment_object("", shipmentItems=items[:2])) == [
        "shipments[0].shipmentId",
        "shipments[0].shipmentItems",
    ]


@pytest.mark.parametrize("ids", [(), ("item-1", "item-1")])
def test_nobody_can_make_a_shipment_of_nothing_or_of_one_item_twice(ids: tuple[str, ...]) -> None:
    with pytest.raises(ConflictError) as caught:
        ReducedShipment(shipment_id="1", order_id="2", order_item_ids=ids)

    assert (caught.value.field, caught.value.shown) == ("order_item_ids", str(len(ids)))


@pytest.mark.parametrize(
    "parts",
    [
        {"shipment_id": ""},
        {"order_id": "a b"},
        {"order_item_ids": ["3"]},
        {"transport_id": "a b"},
        {"transport_id": 7},
        {"shipped": "2026-10-06"},
        {"ordered": "2026-10-06"},
    ],
)
def test_nobody_can_make_one_of_other_parts(parts: dict[str, Json]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ReducedShipment(**{"shipment_id": "1", "order_id": "2", "order_item_ids": ("3",), **parts})

    assert [caught.value.field] == list(parts)
