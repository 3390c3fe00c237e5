"""Pieces: what was told, of what, by whom, and when it was seen."""

from __future__ import annotations

import pickle
from datetime import datetime
from itertools import pairwise
from typing import Any

import attrs
import pytest

from tests.builders import (
    LABEL,
    NO_IDENTIFIERS,
    NO_TEXTS,
    NUMBER,
    SHIPPED,
    Hostile,
    assert_well_told,
    at,
    entry,
    event,
    item,
    order,
    refused,
    shipment,
    transport,
)
from trackntrace.errors import InvalidValueError
from trackntrace.moment import FIRST_DAY, day_begins
from trackntrace.shipping.conflict import Conflict, ConflictKind, Decision
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.piece import Piece, Subject, SubjectKind, ToldBy, precedence_of
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport
from trackntrace.shipping.versions import ITEM_PARTS, LINE_PARTS, ORDER_PARTS, SHIPMENT_PARTS, Part

TRANSPORT = Subject.of_transport("transport-1")
SHIPMENT = Subject.of_shipment("shipment-1")
DELIVERED = event(TransportStatus.DELIVERED, at(7))


@pytest.mark.parametrize(
    ("told", "about"),
    [(order(), Subject.of_order("order-1")), (shipment(), SHIPMENT), (transport(), TRANSPORT)],
    ids=["order", "shipment", "transport"],
)
def test_an_order_a_shipment_and_a_transport_speak_of_themselves(told: Any, about: Subject) -> None:
    assert Piece(told).about == about
    assert Piece(told, about) == Piece(told)


def test_a_piece_is_the_marketplaces_unless_it_is_said_to_be_the_sellers() -> None:
    assert Piece(order()).by is ToldBy.MARKETPLACE
    assert Piece(order(), by=ToldBy.SELLER).by is ToldBy.SELLER


def test_a_single_event_is_a_journey_of_one() -> None:
    assert Piece(DELIVERED, TRANSPORT) == Piece(Journey([DELIVERED]), TRANSPORT)


def test_a_piece_can_be_kept() -> None:
    piece = Piece(entry(), TRANSPORT, seen=at(7), by=ToldBy.SELLER)

    assert pickle.loads(pickle.dumps(piece)) == piece


def test_a_subject_says_what_it_is() -> None:
    said = [Subject.of_order("1"), Subject.of_order_item("2"), Subject.of_label("3"), Subject.of_number(NUMBER)]

    assert list(map(str, said)) == ["order 1", "order-item 2", "label 3", "number 3SABCD1234567"]
    assert sorted([*reversed(said)], key=lambda subject: subject.place) == said


@pytest.mark.parametrize("told", [order(), shipment(), transport()], ids=["order", "shipment", "transport"])
def test_what_speaks_of_itself_is_told_of_nothing_else(told: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Piece(told, Subject.of_shipment("shipment-2"))

    assert (caught.value.field, caught.value.reason) == ("about", "expected the id of what is told")


@pytest.mark.parametrize("told", [entry(), Journey(), DELIVERED], ids=["entry", "journey", "event"])
def test_an_entry_and_a_journey_say_what_they_are_told_of(told: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Piece(told)

    assert caught.value.reason == "expected of what it is told: a Subject"
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("told", "about", "reason"),
    [
        (entry(), Subject.of_number(NUMBER), "expected one of shipment, transport, label"),
        (entry(), Subject.of_order("order-1"), "expected one of shipment, transport, label"),
        (Journey(), Subject.of_label("label-1"), "expected one of shipment, transport, number"),
        (entry(), Subject.of_label("label-1"), "expected the label that the entry was made with"),
        (
            Entry.of_label(LABEL, at=at(6)),
            Subject.of_label("label-2"),
            "expected the label that the entry was made with",
        ),
    ],
    ids=lambda _: "",
)
def test_what_cannot_be_told_of_something_is_refused(told: Any, about: Subject, reason: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Piece(told, about)

    assert (caught.value.field, caught.value.reason) == ("about", reason)
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "told",
    [shipment(shipment_id=""), Transport(), Transport().enter(entry())],
    ids=["shipment", "transport", "entered"],
)
def test_what_has_no_id_yet_cannot_be_recognised_again_and_is_refused(told: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Piece(told)

    assert caught.value.field == "subject"
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "told", [None, 5, True, "order-1", {}, [order()], item(), Hostile(), object(), Order], ids=lambda _: ""
)
def test_anything_else_is_no_piece(told: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Piece(told, TRANSPORT)

    assert caught.value.field == "piece"
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"about": "transport-1"}, "about"),
        ({"about": None}, "about"),
        ({"about": Hostile()}, "about"),
        ({"seen": datetime(2026, 10, 6)}, "seen"),  # noqa: DTZ001
        ({"seen": "2026-10-06"}, "seen"),
        ({"by": "seller"}, "by"),
        ({"by": None}, "by"),
    ],
    ids=lambda _: "",
)
def test_a_piece_of_other_parts_is_refused_by_the_name_of_the_part(parts: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Piece(**{"told": entry(), "about": TRANSPORT, **parts})

    assert caught.value.field == field
    assert_well_told(caught.value)


@pytest.mark.parametrize("name", [*NO_IDENTIFIERS, *NO_TEXTS], ids=lambda _: "")
def test_a_subject_without_a_good_id_is_refused(name: Any) -> None:
    for make in (Subject.of_order, Subject.of_order_item, Subject.of_shipment, Subject.of_transport, Subject.of_label):
        with pytest.raises(InvalidValueError) as caught:
            make(name)

        assert_well_told(caught.value)


@pytest.mark.parametrize("value", [None, "3SABCD1234567", Hostile()], ids=lambda _: "")
def test_a_number_is_told_of_as_a_number(value: Any) -> None:
    with pytest.raises(InvalidValueError):
        Subject.of_number(value)
    with pytest.raises(InvalidValueError):
        Subject(SubjectKind.NUMBER, "3sabcd1234567")
    with pytest.raises(InvalidValueError):
        Subject("number", "3SABCD1234567")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "parts", "besides"),
    [
        (Order, ORDER_PARTS, {"order_id", "items"}),
        (OrderItem, ITEM_PARTS, {"order_item_id", "shipped", "cancelled", "asked_to_cancel"}),
        (Shipment, SHIPMENT_PARTS, {"shipment_id", "lines", "transport"}),
        (ShipmentLine, LINE_PARTS, {"order_item_id"}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_versions_agree_on_every_part(kind: type[Any], parts: tuple[Part, ...], besides: set[str]) -> None:
    assert {part.name for part in parts} | besides == {field.name for field in attrs.fields(kind)}
    assert not {part.name for part in parts} & besides


def test_a_conflict_of_many_shipments_names_the_first_of_them() -> None:
    where = (TRANSPORT, *[Subject.of_shipment(f"shipment-{name}") for name in range(1, 9)])
    found = Conflict(
        kind=ConflictKind.TWO_NUMBERS,
        where=where,
        stands=entry(),
        differs=entry(None, service=None),
        because=Decision.TEXT,
    )

    assert found.sentence == (
        "transport transport-1, shipment shipment-1, shipment shipment-2, shipment shipment-3, ...: two numbers: "
        "3SABCD1234567 (TNT) stands (text), told was also no number (no service)"
    )


@pytest.mark.parametrize(
    ("stands", "said"),
    [
        (at(6, 9), "2026-10-06T07:00:00+00:00"),
        (LABEL, "label-1"),
        (("item-1", "item-2"), "item-1 item-2"),
        (ToldBy.SELLER, "seller"),
        (2, "2"),
    ],
    ids=["moment", "label", "items", "word", "count"],
)
def test_a_conflict_shows_its_values_as_plain_text(stands: Any, said: str) -> None:
    found = Conflict(
        kind=ConflictKind.TWO_PARTIES, where=(SHIPMENT,), stands=stands, differs="x", because=Decision.SEEN_FIRST
    )

    assert str(found) == f"shipment shipment-1: two parties: {said} stands (seen-first), told was also x"


def test_what_a_piece_refuses_is_said_of_each_part_by_its_name() -> None:
    told, parcel = order(), entry()
    label = Subject.of_label("label-2")
    no_id = "expected an identifier of 1 to 64 letters and digits, with . _ : / # - inside"

    assert [
        refused(Subject, "order", "order-1"),
        refused(Subject.of_order, " "),
        refused(Subject.of_number, "3SABCD1234567"),
        refused(Piece, 7),
        refused(Piece, parcel),
        refused(Piece, told, "order-1"),
        refused(Piece, told, Subject.of_order("order-2")),
        refused(Piece, parcel, Subject.of_order("order-1")),
        refused(Piece, Journey(), Subject.of_order("order-1")),
        refused(Piece, parcel, label),
        refused(Piece, Entry.of_label(LABEL, at=SHIPPED), label),
        refused(Piece, told, seen="2026-10-06"),
        refused(Piece, told, by="seller"),
    ] == [
        "Cannot use 'order' as kind: expected a SubjectKind",
        f"Cannot use ' ' as subject: {no_id}",
        "Cannot use '3SABCD1234567' as number: expected a TrackAndTraceNumber",
        "Cannot use 7 as piece: expected an Order, Shipment, Transport, Entry or Journey",
        "Cannot use a value of type Entry as about: expected of what it is told: a Subject",
        "Cannot use 'order-1' as about: expected a Subject",
        "Cannot use 'order-2' as about: expected the id of what is told",
        "Cannot use 'order' as about: expected one of shipment, transport, label",
        "Cannot use 'order' as about: expected one of shipment, transport, number",
        "Cannot use 'label-2' as about: expected the label that the entry was made with",
        "Cannot use 'label-2' as about: expected the label that the entry was made with",
        "Cannot use '2026-10-06' as seen: expected a datetime with its offset (offset required)",
        "Cannot use 'seller' as by: expected a ToldBy",
    ]


def test_subjects_stand_by_their_kind_and_name_and_are_written_with_both() -> None:
    subjects = [
        Subject.of_number(NUMBER),
        Subject.of_label("1"),
        Subject.of_transport("1"),
        Subject.of_shipment("1"),
        Subject.of_order_item("1"),
        Subject.of_order("b"),
        Subject.of_order("a"),
    ]

    assert [str(each) for each in sorted(subjects, key=lambda each: each.place)] == [
        *("order a", "order b", "order-item 1", "shipment 1", "transport 1", "label 1", "number 3SABCD1234567")
    ]


def test_what_was_seen_earlier_stands_first_then_what_the_marketplace_told() -> None:
    places = [
        precedence_of(at(6), ToldBy.MARKETPLACE),
        precedence_of(at(6), ToldBy.SELLER),
        precedence_of(at(7), ToldBy.MARKETPLACE),
        precedence_of(None, ToldBy.MARKETPLACE),
        precedence_of(None, ToldBy.SELLER),
    ]

    assert all(one < other for one, other in pairwise(places))
    assert places[3][:2] == places[4][:2] == (1, day_begins(FIRST_DAY))
    assert places[0] == (0, at(6), 0)
