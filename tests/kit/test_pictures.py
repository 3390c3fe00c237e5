"""Pieces of a picture, and what is found before a number is entered, are drawn of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st

from tests.builders import NUMBER, at, delivered, entry, order, shipment
from tests.kit.meeting import drawn, most, parts
from trackntrace.numbers.delivery_services import DHL, POSTNL, MailKind
from trackntrace.numbers.examination import Examination
from trackntrace.numbers.finding import FINDING_KINDS, Finding
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.shipping.assembly import Waiting
from trackntrace.shipping.conflict import Conflict
from trackntrace.shipping.customer import ContactBy, ContactCustomer, CustomerMessage, MarketplaceInforms
from trackntrace.shipping.delivery_methods import TellNothing, UseLabel, UseTransport
from trackntrace.shipping.picture import Picture
from trackntrace.shipping.piece import Piece, Subject, SubjectKind, ToldBy
from trackntrace.shipping.transport import Transport
from trackntrace.testing import findings, pictures
from trackntrace.testing.findings import _SHORT
from trackntrace.testing.moments import OCTOBER_2026, grid
from trackntrace.testing.shipments import ITEMS, LABELS, ORDERS, REFERENCES, SHIPMENTS, TRANSPORTS

pytestmark = pytest.mark.law

UNREADABLE = UnreadableNumber("?")
NAMES = {
    SubjectKind.ORDER: ORDERS,
    SubjectKind.ORDER_ITEM: ITEMS,
    SubjectKind.SHIPMENT: SHIPMENTS,
    SubjectKind.TRANSPORT: TRANSPORTS,
    SubjectKind.LABEL: LABELS,
    SubjectKind.NUMBER: ("3SABCD1234567", "JVGL0612345678"),
}


@pytest.fixture
def few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Orders, shipments, numbers and services of which there are few, so that what is made of them is made soon."""
    few: dict[Any, dict[str, tuple[Any, ...]]] = {
        pictures: {
            "orders": (order(),),
            "shipments": (shipment(shipment_id=""), shipment(shipment_id="shipment-1")),
            "transports": (Transport(""), Transport("transport-1")),
            "entries": (entry(),),
            "journeys": (delivered(at(7)),),
        },
        findings: {
            "transports": (Transport("transport-1"), Transport("transport-2")),
            "track_and_trace_numbers": (NUMBER,),
            "numbers": (NUMBER, UNREADABLE),
            "delivery_services": (POSTNL, DHL),
        },
    }
    for module, named in few.items():
        for name, values in named.items():
            monkeypatch.setattr(module, name, lambda *_, values=values: st.sampled_from(values))


def test_whatever_has_a_name_is_a_subject_and_where_kinds_are_named_only_of_these() -> None:
    assert set(drawn(pictures.subjects(), 50)) == {
        Subject(kind, name) for kind, names in NAMES.items() for name in names
    }
    assert set(drawn(pictures.subjects(SubjectKind.LABEL, SubjectKind.NUMBER), 30)) == {
        Subject(kind, name) for kind in (SubjectKind.LABEL, SubjectKind.NUMBER) for name in NAMES[kind]
    }


@pytest.mark.usefixtures("few_parts")
def test_a_piece_is_anything_that_can_be_told_by_anybody_seen_or_not() -> None:
    found = drawn(pictures.pieces(), 250)
    boxes = {Subject(kind, name) for kind in (SubjectKind.SHIPMENT, SubjectKind.TRANSPORT) for name in NAMES[kind]}
    numbers = {Subject(SubjectKind.NUMBER, name) for name in NAMES[SubjectKind.NUMBER]}
    abouts = {
        order(): {Subject.of_order(order().order_id)},
        shipment(shipment_id="shipment-1"): {Subject.of_shipment("shipment-1")},
        Transport("transport-1"): {Subject.of_transport("transport-1")},
        entry(): boxes,
        delivered(at(7)): boxes | numbers,
    }

    assert most(parts(found, "told"), abouts)
    for told, about in abouts.items():
        pieces = [piece for piece in found if piece.told == told]
        assert parts(pieces, "about") == about
        assert most(parts(pieces, "by"), ToldBy)
        assert None in parts(pieces, "seen")
        assert len(parts(pieces, "seen")) > 5
        assert parts(pieces, "seen") <= {None, *grid(OCTOBER_2026)}


def test_a_picture_is_made_of_up_to_six_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [Piece(delivered(at(7)), Subject.of_transport(f"transport-{place}")) for place in range(100)]
    monkeypatch.setattr(pictures, "pieces", lambda: st.sampled_from(every))

    assert most({len(each.pieces) for each in drawn(pictures.pictures(), 100)}, range(7))
    told = drawn(pictures.pieces_in_two_orders(), 100)
    assert most({len(one) for one, _ in told}, range(7))
    assert all(sorted(one, key=str) == sorted(other, key=str) for one, other in told)
    assert any(one != other for one, other in told)


def test_orders_that_were_told_in_two_ways_conflict() -> None:
    found = drawn(pictures.conflicts(), 5)

    assert {type(each) for each in found} == {Conflict}
    assert {each.where[0] for each in found} == {Subject.of_order("order-1")}
    one = Picture.of([order()])
    assert pictures._both_told(order(), order()) == one


@pytest.mark.usefixtures("few_parts")
def test_a_journey_waits_for_what_it_was_told_of() -> None:
    found = drawn(pictures.waiting_things(), 3)

    assert {type(each) for each in found} == {Waiting}
    assert {each.about for each in found} == {Subject(SubjectKind.NUMBER, "3SABCD1234567")}


@pytest.mark.usefixtures("few_parts")
def test_people_type_a_number_a_number_with_spaces_or_something_else() -> None:
    texts = drawn(findings.typed_numbers(), 100)

    assert {"3SABCD1234567", "3sab cd12 3456 7"} <= set(texts)
    assert len(set(_SHORT) & set(texts)) > 1
    assert any(
        text not in _SHORT and "abcd" in text.replace(" ", "").lower() for text in set(texts) - {"3SABCD1234567"}
    )
    assert max(map(len, _SHORT)) < 200


@pytest.mark.usefixtures("few_parts")
def test_what_is_typed_is_examined_for_a_service_or_for_none() -> None:
    found = drawn(findings.examinations(), 100)

    assert {type(each) for each in found} == {Examination}
    assert {each.reading.number for each in found if each.reading} >= {NUMBER}
    assert {each.reading is None for each in found} == {each.judgement is None for each in found} == {True, False}
    assert {type(each) for each in drawn(findings.findings(), 10)} == {Finding}
    assert set(drawn(findings.finding_kinds(), 100)) == set(FINDING_KINDS)


@pytest.mark.usefixtures("few_parts")
def test_as_much_of_what_surrounds_an_entry_is_known_as_the_caller_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "typed_numbers", lambda: st.just("3s abcd"))
    found = drawn(findings.surroundings(), 150)

    assert parts(found, "transport") == {Transport("transport-1"), Transport("transport-2")}
    assert {tuple(each.used.items()) for each in found} == {
        (),
        *((("3SABCD1234567", order_id),) for order_id in ORDERS),
    }
    assert {len(each.contacts) for each in found} == set(range(len(ContactBy) + 1))
    assert {way for each in found for way in each.contacts} == set(ContactBy)
    assert all(len(set(each.contacts)) == len(each.contacts) for each in found)
    assert most(parts(found, "sends"), MailKind)
    assert {len(each.items) for each in found} == {0, 1, 2, 3}
    assert all(len(set(each.items)) == len(each.items) for each in found)
    assert {item for each in found for item in each.items} == set(ITEMS)
    assert parts(found, "typed") == {"", "3s abcd"}


def test_up_to_two_numbers_were_used_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "transports", lambda: st.just(Transport()))
    monkeypatch.setattr(findings, "track_and_trace_numbers", lambda: st.integers(10**9, 10**10).map(str))
    monkeypatch.setattr(findings, "typed_numbers", lambda: st.just("3s abcd"))

    assert {len(each.used) for each in drawn(findings.surroundings(), 60)} == {0, 1, 2}


@pytest.mark.usefixtures("few_parts")
def test_on_confirmation_the_customer_is_written_to_called_or_told_by_the_marketplace() -> None:
    days = {None, *OCTOBER_2026}
    written, informed = drawn(findings.customer_messages(), 150), drawn(findings.what_the_marketplace_informs(), 40)

    assert parts(written, "number") == parts(informed, "number") == {None, NUMBER, UNREADABLE}
    assert parts(written, "service") == parts(informed, "service") == {None, POSTNL, DHL}
    assert parts(written, "expected") == days
    assert parts(written, "link") == {""}
    assert set(drawn(findings.contacts_with_customers(), 60)) == {
        ContactCustomer(reference=reference, promised=day) for reference in REFERENCES for day in days
    }
    assert {type(each) for each in drawn(findings.told(), 60)} == {CustomerMessage, ContactCustomer, MarketplaceInforms}


@pytest.mark.usefixtures("few_parts")
def test_the_marketplace_is_told_of_a_label_of_a_transport_or_of_nothing() -> None:
    assert set(drawn(findings.used_labels(), 20)) == {
        UseLabel(label_id=label, reference=reference) for label in LABELS for reference in REFERENCES
    }
    assert set(drawn(findings.used_transports(), 60)) == {
        UseTransport(service=service, number=number, reference=reference)
        for service in (POSTNL, DHL)
        for number in (None, NUMBER, UNREADABLE)
        for reference in REFERENCES
    }
    assert drawn(findings.nothing_told(), 1) == [TellNothing()]
    assert {type(each) for each in drawn(findings.instructions(), 60)} == {UseLabel, UseTransport, TellNothing}
