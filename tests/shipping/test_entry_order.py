"""The order of entries: whichever comes first stays, what it leaves open is filled in, and what differs is told once."""

from __future__ import annotations

from itertools import permutations

import pytest
from attrs import evolve

from tests.builders import LABEL, NUMBER, OTHER_NUMBER, SHIPPED, at, entry, shipment, transport
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.shipping.conflict import Conflict, ConflictKind, Conflicts, Decision
from trackntrace.shipping.entry import Basis, Entry, ShippingLabel
from trackntrace.shipping.entry_order import Writings, in_order, written
from trackntrace.shipping.picture import AnyPiece, Picture
from trackntrace.shipping.piece import Piece, Subject, ToldBy, precedence_of
from trackntrace.shipping.transport import Transport
from trackntrace.shipping.versions import Version

TRANSPORT = Subject.of_transport("transport-1")


def on_the_box(*told: Entry) -> tuple[Transport, tuple[Conflict, ...]]:
    """What stands on a transport of which this was told, in whichever order, and what contradicts it."""
    pieces: list[AnyPiece] = [shipment(transport=transport()), *(Piece(each, TRANSPORT) for each in told)]
    [found] = {Picture.of(each) for each in permutations(pieces)}
    return found.shipments[0].transport, found.conflicts


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (ShippingLabel("label-1"), LABEL, LABEL),
        (LABEL, ShippingLabel("label-1"), LABEL),
        (ShippingLabel("label-1", number=NUMBER), ShippingLabel("label-1", service=POSTNL), LABEL),
        (ShippingLabel("label-1", service=POSTNL), ShippingLabel("label-1", number=NUMBER), LABEL),
        (
            ShippingLabel("label-1", number=NUMBER, order_item_ids=("item-2",)),
            ShippingLabel("label-1", service=POSTNL, order_item_ids=("item-1", "item-2")),
            ShippingLabel("label-1", number=NUMBER, service=POSTNL, order_item_ids=("item-1", "item-2")),
        ),
    ],
)
def test_two_tellings_of_one_label_are_one_label_with_what_each_knows(
    one: ShippingLabel, other: ShippingLabel, joined: ShippingLabel
) -> None:
    found, conflicts = on_the_box(Entry(at=SHIPPED, label=one), Entry(at=at(7), label=other))

    assert (found.label, conflicts) == (joined, ())


def test_two_labels_are_a_conflict_and_the_first_stands() -> None:
    other = ShippingLabel("label-2")
    found, [conflict] = on_the_box(Entry(at=SHIPPED, label=LABEL), Entry(at=at(7), label=other))

    assert found.label == LABEL
    assert (conflict.kind, conflict.stands, conflict.differs) == (ConflictKind.TWO_LABELS, LABEL, other)


def test_another_service_is_told_of_once_however_often_it_is_told() -> None:
    again = [entry(None, service=DHL, at=at(day)) for day in (7, 8, 9)]
    found, [conflict] = on_the_box(entry(), *again)

    assert (found.number, found.service) == (NUMBER, POSTNL)
    assert (conflict.kind, conflict.because) == (ConflictKind.TWO_SERVICES, Decision.ENTERED_FIRST)
    assert (conflict.stands, conflict.differs) == (entry(), again[0])


def told(entry: Entry, *, seen: Moment | None = None, by: ToldBy = ToldBy.MARKETPLACE) -> Version[Entry]:
    return Version(entry, precedence_of(seen, by))


def put(*versions: Version[Entry], unwritten: tuple[Moment, ...] = ()) -> tuple[tuple[Entry, ...], list[Conflict]]:
    """The entries that stay of these, and the conflicts."""
    conflicts = Conflicts([])
    found = written("transport-1", Writings([*versions], [], [*unwritten]), (TRANSPORT,), conflicts)
    return found.entries, conflicts.found


def test_an_entry_that_is_told_twice_stands_where_it_was_seen_first() -> None:
    twice = [told(entry(), seen=at(9)), told(entry(), seen=at(7))]
    other = told(entry(None), seen=at(8))

    assert in_order(twice) == in_order(reversed(twice)) == [twice[1]]
    assert in_order([other, *twice]) == in_order([*twice, other]) == [twice[1], other]
    assert (in_order([]), in_order([other])) == ([], [other])


def test_entries_come_by_their_moments_then_as_they_were_seen_then_without_a_number_first() -> None:
    ordered = [
        told(entry(at=at(5)), seen=at(9)),
        told(entry(service=None), seen=at(7)),
        told(entry(None), seen=at(8)),
        told(entry(), seen=at(8)),
        told(entry(None, service=DHL), by=ToldBy.SELLER),
        told(entry(reference="own"), by=ToldBy.MARKETPLACE),
    ]

    assert in_order(reversed(ordered)) == in_order(ordered) == ordered


INFERRED = entry(at=at(6), basis=Basis.INFERRED)


@pytest.mark.parametrize(
    ("unwritten", "moment"), [([], 6), ([5], 6), ([6], 6), ([7], 8), ([8], 6), ([9], 6), ([5, 7, 9], 8)]
)
def test_a_number_that_was_not_there_yet_was_entered_when_it_was_first_seen(unwritten: list[int], moment: int) -> None:
    seen = (told(INFERRED, seen=at(8)), told(evolve(INFERRED, reference="own"), seen=at(9)))
    [found], conflicts = put(*seen, unwritten=tuple(map(at, unwritten)))

    assert (found, conflicts) == (evolve(INFERRED, at=at(moment), reference="own"), [])


def test_a_moment_that_is_told_of_the_number_goes_before_one_that_was_inferred() -> None:
    without, exact = told(entry(None, at=at(9))), told(entry(at=at(8)))

    assert put(told(INFERRED), without)[0] == (INFERRED,)
    assert put(told(INFERRED), exact, told(entry(at=at(10))))[0] == (entry(at=at(8)),)


def test_a_label_of_another_number_is_a_conflict_of_numbers_alone() -> None:
    other = entry(OTHER_NUMBER, at=at(8), label=ShippingLabel("label-2"))
    found, [conflict] = put(told(entry(label=LABEL)), told(other))

    assert found == (entry(label=LABEL),)
    assert (conflict.kind, conflict.stands, conflict.differs) == (ConflictKind.TWO_NUMBERS, found[0], other)


def test_of_two_labels_at_one_moment_the_one_that_sorts_first_stands() -> None:
    one, other = (Entry(at=SHIPPED, label=ShippingLabel(f"label-{place}")) for place in (1, 2))
    found, [conflict] = put(told(other), told(one))

    assert found == (one,)
    assert (conflict.kind, conflict.because) == (ConflictKind.TWO_LABELS, Decision.TEXT)


def test_what_comes_after_a_service_that_differs_is_still_told() -> None:
    one, other = entry(None, service=DHL), entry(None)
    later = entry(None, service=DHL, at=at(8), reference="own")
    found, [conflict] = put(told(one), told(other), told(later))

    assert found == (later,)
    assert (conflict.kind, conflict.stands, conflict.differs) == (ConflictKind.TWO_SERVICES, one, other)


def test_an_entry_that_says_more_stands_beside_an_earlier_one_and_takes_its_place_where_it_says_it_again() -> None:
    bare, served = Entry(at=at(6), reference="own"), Entry(service=POSTNL, at=at(8))
    labelled = Entry(service=POSTNL, at=at(9), label=LABEL)

    assert put(told(bare), told(served)) == ((bare, evolve(served, reference="own")), [])
    assert put(told(bare), told(served), told(labelled)) == ((bare, evolve(labelled, reference="own")), [])
    assert put(told(bare), told(evolve(served, at=at(6)))) == ((evolve(served, at=at(6), reference="own"),), [])


def test_an_entry_that_says_nothing_more_is_not_kept() -> None:
    first = entry(None, reference="own")

    assert put(told(first), told(entry(None, at=at(8)))) == ((first,), [])
    assert put(told(entry(reference="own")), told(entry(at=at(8)))) == ((entry(reference="own"),), [])
    assert put(told(entry(None)), told(entry(reference="own"))) == ((entry(reference="own"),), [])


def test_of_two_references_the_first_stands() -> None:
    found, [conflict] = put(told(entry(reference="own")), told(entry(at=at(8), reference="other")))

    assert found == (entry(reference="own"),)
    assert (conflict.kind, conflict.stands, conflict.differs) == (ConflictKind.TWO_REFERENCES, "own", "other")


def test_a_number_takes_nothing_from_an_entry_of_another_service() -> None:
    other, given = entry(None, service=DHL, at=at(5), reference="own"), entry(at=at(6))

    assert put(told(other), told(given)) == ((other, given), [])
    assert put(told(evolve(other, service=None)), told(given))[0][-1] == evolve(given, reference="own")
