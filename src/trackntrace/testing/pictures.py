"""
Pieces of a picture for property tests: told late, twice, out of order and against each other.

Ids are few, so that pieces meet: one transport is told two numbers, an order has two versions, a journey waits for its
box.
"""

from __future__ import annotations

from typing import Final, TypeVar

from hypothesis import strategies as st

from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.assembly import Waiting
from trackntrace.shipping.conflict import Conflict
from trackntrace.shipping.picture import Picture
from trackntrace.shipping.piece import Piece, Subject, SubjectKind, ToldBy
from trackntrace.testing.journeys import journeys
from trackntrace.testing.moments import OCTOBER_2026, grid, moments
from trackntrace.testing.shipments import (
    ITEMS,
    LABELS,
    ORDERS,
    SHIPMENTS,
    TRANSPORTS,
    entries,
    orders,
    shipments,
    transports,
)

_T = TypeVar("_T")

_NUMBERS: Final = ("3SABCD1234567", "JVGL0612345678")
_NAMES: Final = {
    SubjectKind.ORDER: ORDERS,
    SubjectKind.ORDER_ITEM: ITEMS,
    SubjectKind.SHIPMENT: SHIPMENTS,
    SubjectKind.TRANSPORT: TRANSPORTS,
    SubjectKind.LABEL: LABELS,
    SubjectKind.NUMBER: _NUMBERS,
}
_AT: Final = grid(OCTOBER_2026)


def subjects(*kinds: SubjectKind) -> st.SearchStrategy[Subject]:
    """What something is told of; of these kinds, of any where none is given."""
    named = [Subject(kind, name) for kind in kinds or tuple(SubjectKind) for name in _NAMES[kind]]
    return st.sampled_from(named)


def pieces() -> st.SearchStrategy[Piece]:
    """Something that was told: an order, a shipment, a transport, an entry, or what happened to a parcel."""
    seen, by = st.none() | moments(_AT), st.sampled_from(ToldBy)
    boxes = subjects(SubjectKind.SHIPMENT, SubjectKind.TRANSPORT)
    followed = subjects(SubjectKind.SHIPMENT, SubjectKind.TRANSPORT, SubjectKind.NUMBER)
    return st.one_of(
        st.builds(Piece, orders(), seen=seen, by=by),
        st.builds(Piece, shipments().filter(lambda one: bool(one.shipment_id)), seen=seen, by=by),
        st.builds(Piece, transports(_AT).filter(lambda one: bool(one.transport_id)), seen=seen, by=by),
        st.builds(Piece, entries(_AT), boxes, seen=seen, by=by),
        st.builds(Piece, journeys(_AT), followed, seen=seen, by=by),
    )


def pictures() -> st.SearchStrategy[Picture]:
    """Everything that is known, of a few pieces."""
    return st.builds(Picture.of, st.lists(pieces(), max_size=6))


def pieces_in_two_orders() -> st.SearchStrategy[tuple[list[Piece], list[Piece]]]:
    """The same pieces, learned in two orders: the picture is the same."""
    return st.lists(pieces(), max_size=6).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told)))


def _some(several: st.SearchStrategy[tuple[_T, ...]]) -> st.SearchStrategy[_T]:
    return several.filter(bool).flatmap(st.sampled_from)


def conflicts() -> st.SearchStrategy[Conflict]:
    """Two things that were told and cannot both be true."""
    two = st.builds(_both_told, orders("order-1"), orders("order-1"))
    return _some(two.map(lambda picture: picture.conflicts))


def _both_told(one: object, other: object) -> Picture:
    return Picture.of([one, other])  # type: ignore[list-item]  # two orders


def waiting_things() -> st.SearchStrategy[Waiting]:
    """What was told of something that is not known yet."""
    number = Subject.of_number(TrackAndTraceNumber(_NUMBERS[0]))
    alone = journeys(_AT).filter(lambda journey: bool(journey.events))
    told = alone.map(lambda journey: Picture.of([Piece(journey, number)]).waiting)
    return _some(told)
