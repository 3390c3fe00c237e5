"""The order of entries: whichever comes first stays, what it leaves open is filled in, and what differs is told once."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.builders import LABEL, NUMBER, SHIPPED, at, entry, shipment, transport
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.shipping.conflict import Conflict, ConflictKind, Decision
from trackntrace.shipping.entry import Entry, ShippingLabel
from trackntrace.shipping.picture import AnyPiece, Picture
from trackntrace.shipping.piece import Piece, Subject
from trackntrace.shipping.transport import Transport

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
