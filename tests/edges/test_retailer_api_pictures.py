"""Pieces of a picture, from the marketplace's answers as they come: pages, single objects, labels, re-reads."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from tests.builders import LABEL, NUMBER, Hostile, assert_well_told, at, entry
from tests.edges.wire import (
    Json,
    json_bytes,
    order_item,
    order_object,
    places,
    reduced_order_object,
    shipment_object,
    transport_object,
)
from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import documents
from trackntrace.documents.members import Members
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment
from trackntrace.retailer_api.pictures import label_piece, order_piece, pieces, shipment_piece
from trackntrace.retailer_api.reading import RefusedObjectError
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.order import Order
from trackntrace.shipping.picture import Picture
from trackntrace.shipping.piece import Piece, Subject
from trackntrace.shipping.promise import DeliverBy
from trackntrace.shipping.shipment import Shipment


def read(*values: Json, seen: Moment | None = None) -> tuple[list[Piece], list[Fault]]:
    faults = Faults()
    found = documents(BytesIO(json_bytes(*values)), source="answers.jsonl", faults=faults)
    return list(pieces(found, faults, seen=seen)), faults.listed


def kinds(found: list[Piece]) -> list[type]:
    return [type(piece.told) for piece in found]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (order_object(), [Order]),
        (shipment_object(), [Shipment]),
        ([order_object(), shipment_object()], [Order, Shipment]),
        ({"orders": [order_object("1"), reduced_order_object("2")]}, [Order, Order]),
        ({"shipments": [shipment_object()]}, [Shipment]),
        ({"orders": [order_object()], "shipments": [shipment_object()]}, [Order, Shipment]),
        ({}, []),
        ([], []),
    ],
    ids=["order", "shipment", "array", "orders", "shipments", "both", "an empty page", "an empty array"],
)
def test_answers_of_any_form_become_pieces(value: Json, expected: list[type]) -> None:
    found, faults = read(value, seen=at(7))

    assert (kinds(found), faults) == (expected, [])
    assert {piece.seen for piece in found} <= {at(7)}


def test_an_order_of_the_list_and_the_order_itself_are_one_order() -> None:
    item = order_item(quantity=10, quantityShipped=4, quantityCancelled=1)
    found, faults = read(reduced_order_object(), order_object(orderItems=[item]))
    told = Picture.of(found)

    assert not faults
    assert not told.conflicts
    assert isinstance(told.orders["order-1"].items[0].promise, DeliverBy)


def test_a_shipment_that_a_message_made_us_read_again_has_grown() -> None:
    event = {"eventCode": "DELIVERED_AT_CUSTOMER", "eventDateTime": "2026-10-07T14:00:00+02:00"}
    without = {"transportId": "transport-1", "transporterCode": "TNT"}
    early, _ = read(shipment_object(transport=without), seen=at(6, 17))
    late, _ = read(shipment_object(transport=transport_object(transportEvents=[event])), seen=at(7, 15))
    told = Picture.of(late) + Picture.of(early)
    (shipment,) = told.shipments

    assert not told.conflicts
    assert (shipment.number, shipment.transport.journey.first_attempt) == (NUMBER, at(7, 14))
    assert shipment.transport.entry is not None
    assert shipment.transport.entry.at == at(7, 15)


def test_the_entry_of_a_label_comes_to_the_shipment_of_that_label() -> None:
    shown = {"transportId": "transport-1", "shippingLabelId": "label-1"}
    found, _ = read(shipment_object(transport=shown))
    bought = label_piece(Entry.of_label(LABEL, at=at(6, 9)), seen=at(6, 9))
    told = Picture.of([bought, *found])

    assert bought.about == Subject.of_label("label-1")
    assert told.shipments[0].number == NUMBER
    assert not told.waiting


def test_what_cannot_be_read_is_a_fault_and_the_rest_goes_on() -> None:
    found, faults = read(
        {"orders": [order_object("1"), order_object("a b"), order_object("3")]},
        shipment_object(shipmentItems=[]),
        {"unheard": "of"},
        5,
        [5, order_object("4")],
        {"orders": 5},
    )

    assert [piece.about.name for piece in found] == ["1", "3", "4"]
    assert places(faults) == [
        (1, "orders[1].orderId"),
        (2, "shipmentItems"),
        (3, "orderId"),
        (4, "document"),
        (5, "[0]"),
        (6, "orders"),
    ]


def test_what_was_seen_at_no_moment_says_so() -> None:
    found, _ = read(order_object(), shipment_object())

    assert [piece.seen for piece in found] == [None, None]


def test_what_is_neither_order_nor_shipment_is_named_with_its_place_and_line() -> None:
    _, faults = read([{"unheard": "of"}], {"orders": 5})

    assert [str(fault) for fault in faults] == [
        "answers.jsonl:1: [0].orderId: missing: expected orderId or shipmentId",
        "answers.jsonl:2: orders: expected an array (not 5)",
    ]


def test_one_object_is_read_or_refused_with_every_fault() -> None:
    assert order_piece(Members.of(order_object()), seen=at(6)).seen == at(6)
    assert order_piece(Members.of(order_object())).seen is None
    assert shipment_piece(Members.of(shipment_object()), seen=at(6)).seen == at(6)
    assert shipment_piece(Members.of(shipment_object())).seen is None
    assert label_piece(Entry.of_label(LABEL, at=at(6))).seen is None
    with pytest.raises(RefusedObjectError):
        order_piece(Members.of(order_object(5.5)))
    with pytest.raises(RefusedObjectError):
        shipment_piece(Members.of(shipment_object(shipmentItems=[{}])))


@pytest.mark.parametrize("value", [None, 5, LABEL, Hostile(), entry()], ids=lambda value: type(value).__name__)
def test_what_is_no_entry_of_a_label_is_refused(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        label_piece(value)

    assert caught.value.field == ("label" if isinstance(value, Entry) else "entry")
    assert (caught.value.shown == "None") is (value is None or isinstance(value, Entry))
    assert_well_told(caught.value)


def test_a_moment_of_seeing_without_its_offset_is_the_callers_mistake_and_no_fault_of_the_answer() -> None:
    faults = Faults()
    given = documents(BytesIO(json_bytes(order_object())), source="answer", faults=faults)

    with pytest.raises(InvalidValueError) as caught:
        list(pieces(given, faults, seen=at(6).replace(tzinfo=None)))

    assert caught.value.field == "seen"
    assert_well_told(caught.value)
    assert not faults.total
