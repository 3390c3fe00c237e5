"""The conflict: two things that cannot both be true, and how it is told."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Any

import pytest

from tests.builders import LABEL, NUMBER, SHIPPED, at, entry, on
from trackntrace.moment import moment_of
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.shipping.conflict import Conflict, ConflictKind, Conflicts, Decision, decision, spelled, spelling
from trackntrace.shipping.entry import Channel, Entry
from trackntrace.shipping.order import FulfilledBy, TimeFrame
from trackntrace.shipping.piece import Subject, ToldBy, precedence_of
from trackntrace.shipping.promise import DeliverBy, DeliverOn

ORDER, ITEM = Subject.of_order("order-1"), Subject.of_order_item("item-1")
K, D = ConflictKind, Decision


def conflict(stands: Any, differs: Any, *where: Subject, kind: ConflictKind = K.TWO_PROMISES) -> Conflict:
    return Conflict(kind=kind, where=where or (ORDER, ITEM), stands=stands, differs=differs, because=D.SEEN_FIRST)


@pytest.mark.parametrize(
    ("stands", "differs", "said"),
    [
        (DeliverBy(on(7)), DeliverOn(on(8)), "by 2026-10-07 stands (seen-first), told was also on 2026-10-08"),
        (1, 2, "1 stands (seen-first), told was also 2"),
        (on(7), on(8), "2026-10-07 stands (seen-first), told was also 2026-10-08"),
        (
            at(7),
            at(8),
            "2026-10-07T10:00:00+00:00 stands (seen-first), told was also 2026-10-08T10:00:00+00:00",
        ),
        (FulfilledBy.SELLER, TimeFrame.SUNDAY, "seller stands (seen-first), told was also sunday"),
        (("a", "b"), (), "a b stands (seen-first), told was also "),
        (LABEL, "own-1", "label-1 stands (seen-first), told was also own-1"),
        (
            entry(),
            entry(None, service=None),
            "3SABCD1234567 (TNT) stands (seen-first), told was also no number (no service)",
        ),
    ],
    ids=lambda _: "",
)
def test_a_conflict_is_told_in_one_sentence(stands: Any, differs: Any, said: str) -> None:
    found = conflict(stands, differs)

    assert str(found) == found.sentence == f"order order-1, order-item item-1: two promises: {said}"


def test_of_what_a_conflict_is_about_four_are_told() -> None:
    subjects = tuple(Subject.of_shipment(str(n)) for n in range(5))
    named = ("shipment 0", "shipment 1", "shipment 2", "shipment 3")

    assert conflict(1, 2, *subjects[:4]).told_where == named
    assert conflict(1, 2, *subjects).told_where == (*named, "...")
    assert conflict(1, 2, *subjects).place[0] == tuple(each.place for each in subjects[:4])


def test_what_is_told_in_two_ways_is_spelled_the_same_in_every_zone_and_with_all_its_parts() -> None:
    labelled = Entry.of_label(LABEL, at=SHIPPED, reference="box 7")
    elsewhere = moment_of(SHIPPED.astimezone(timezone(timedelta(hours=9))))
    unreadable = entry(UnreadableNumber("3S"), service=None, channel=Channel.INTEGRATOR)

    assert [spelled(each) for each in (SHIPPED, elsewhere)] == ["2026-10-06T14:00:00+00:00"] * 2
    assert spelled(labelled).split("\t") == [
        "3SABCD1234567",
        str(LABEL.service),
        "box 7",
        "shipping-label",
        "told",
        f"label-1 {NUMBER} {LABEL.service}",
        "2026-10-06T14:00:00+00:00",
    ]
    assert spelled(unreadable).split("\t") == ["3S?", "", "", "integrator", "told", "", "2026-10-06T14:00:00+00:00"]
    assert spelled(entry(None, service=None)).split("\t")[:2] == ["", ""]
    assert [spelling(each) for each in ("b", "aa", 10)] == [(1, "b"), (2, "aa"), (2, "10")]


def test_conflicts_stand_by_what_they_are_about_their_kind_and_what_was_told_each_once() -> None:
    told = Conflicts([])
    for kind, where, stands, differs in (
        (K.TWO_QUANTITIES, (ORDER, ITEM), 1, 10),
        (K.TWO_QUANTITIES, (ORDER, ITEM), 1, 9),
        (K.TWO_QUANTITIES, (ORDER, ITEM), 1, 9),
        (K.TWO_PARTIES, (ORDER, ITEM), FulfilledBy.SELLER, FulfilledBy.LOGISTICS_VIA_BOL),
        (K.TWO_PROMISES, (ORDER,), DeliverBy(on(7)), DeliverOn(on(7))),
    ):
        told.add(kind, where, stands, differs, D.TEXT)

    assert [(each.kind, each.differs) for each in told.in_order] == [
        (K.TWO_PROMISES, DeliverOn(on(7))),
        (K.TWO_QUANTITIES, 9),
        (K.TWO_QUANTITIES, 10),
        (K.TWO_PARTIES, FulfilledBy.LOGISTICS_VIA_BOL),
    ]


def test_what_stands_was_seen_first_or_told_by_the_marketplace_or_is_the_shorter_text() -> None:
    early, late = precedence_of(at(6), ToldBy.SELLER), precedence_of(at(7), ToldBy.MARKETPLACE)
    untold, sellers = (precedence_of(None, by) for by in (ToldBy.MARKETPLACE, ToldBy.SELLER))
    told = Conflicts([])

    assert [decision(early, late), decision(late, untold), decision(untold, sellers), decision(late, late)] == [
        *(D.SEEN_FIRST, D.SEEN_FIRST, D.MARKETPLACE, D.TEXT)
    ]
    assert told.settle(K.TWO_QUANTITIES, (ORDER,), []) is None
    assert told.settle(K.TWO_QUANTITIES, (ORDER,), [(3, late), (3, early)]) == 3
    assert not told.found
    assert told.settle(K.TWO_QUANTITIES, (ORDER,), [(10, late), (2, late), (3, untold), (2, sellers), (10, late)]) == 2
    assert told.found == [
        Conflict(kind=K.TWO_QUANTITIES, where=(ORDER,), stands=2, differs=10, because=D.TEXT),
        Conflict(kind=K.TWO_QUANTITIES, where=(ORDER,), stands=2, differs=3, because=D.SEEN_FIRST),
    ]
    assert told.settle(K.TWO_QUANTITIES, (ORDER,), [(1, late), (2, late), (2, early)]) == 2
