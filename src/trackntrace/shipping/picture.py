"""
The picture: one consistent set of orders and shipments, of pieces that came late, twice and out of order.

Pictures add, and the order, the grouping and the repetition of what they were told make no difference. What contradicts
itself is a conflict and overwrites nothing; what belongs to something that is not known yet waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias, final

from attrs import evolve, field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.made_once import MadeOnce
from trackntrace.moment import Moment
from trackntrace.notebook import story_html
from trackntrace.shipping.assembly import Assembly, Waiting, put_together
from trackntrace.shipping.conflict import Conflict
from trackntrace.shipping.order import Order
from trackntrace.shipping.piece import Piece
from trackntrace.shipping.shipment import Shipment
from trackntrace.shipping.transport import Transport

AnyPiece: TypeAlias = Piece | Order | Shipment | Transport
"""A piece, or what speaks of itself: an order, a shipment or a transport of which nothing more is known."""


class _Told:
    """The pieces, each once, with the moment at which it was first seen; and what they amount to, once asked."""

    __slots__ = ("_whole", "first_seen")

    def __init__(self, first_seen: dict[Piece, Moment | None]) -> None:
        self.first_seen: Final = first_seen
        self._whole: Assembly | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Told) and other.first_seen == self.first_seen

    def __hash__(self) -> int:
        return hash(frozenset(self.first_seen.items()))

    def __reduce__(self) -> tuple[type[_Told], tuple[dict[Piece, Moment | None]]]:
        return _Told, (self.first_seen,)

    @property
    def whole(self) -> Assembly:
        if self._whole is None:
            self._whole = put_together(self.first_seen)
        return self._whole


def _joined(first_seen: dict[Piece, Moment | None], more: Iterable[tuple[Piece, Moment | None]]) -> _Told:
    """Everything that was told in both, each piece with the earliest moment at which it was seen."""
    joined = first_seen.copy()
    for unseen, seen in more:
        before = joined.setdefault(unseen, seen)
        if seen is not None and (before is None or seen < before):
            joined[unseen] = seen
    return _Told(joined)


def _piece(value: AnyPiece) -> tuple[Piece, Moment | None]:
    piece = value if type(value) is Piece else Piece(value)
    return (piece, None) if piece.seen is None else (evolve(piece, seen=None), piece.seen)


def _told(pieces: Iterable[AnyPiece] | _Told) -> _Told:
    if type(pieces) is _Told:
        return pieces
    try:
        given = iter(pieces)  # type: ignore[arg-type]  # what is told was met
    except TypeError:
        raise InvalidValueError.about(pieces, "pieces", "expected any number of pieces") from None
    return _joined({}, map(_piece, given))


def _nothing() -> _Told:
    return _Told({})


@final
@frozen(getstate_setstate=False, repr=False)
class Picture(MadeOnce):
    """
    Everything that is known of orders and shipments, whatever order it was learned in.

    Learning copies what is known, so give many pieces at once where there are many. What they amount to is worked out
    when it is first asked, once.

    >>> Picture() + Picture() == Picture()
    True

    Raises:
        InvalidValueError: something is no piece.
    """

    _told: _Told = field(factory=_nothing, converter=_told, alias="pieces")

    @classmethod
    def of(cls, pieces: Iterable[AnyPiece]) -> Picture:
        """The picture of all these pieces."""
        return cls(pieces)

    def learn(self, *pieces: AnyPiece) -> Picture:
        """This picture with more pieces in it."""
        return Picture(_joined(self._told.first_seen, map(_piece, pieces)))

    def __add__(self, other: Picture) -> Picture:
        if type(other) is not Picture:
            return NotImplemented
        return Picture(_joined(self._told.first_seen, other._told.first_seen.items()))

    @property
    def pieces(self) -> frozenset[Piece]:
        """Everything that was told, each once, with the moment at which it was first seen."""
        return frozenset(evolve(piece, seen=seen) if seen else piece for piece, seen in self._told.first_seen.items())

    @property
    def orders(self) -> Mapping[str, Order]:
        """The orders by their ids, in the order of these."""
        return self._told.whole.orders

    @property
    def shipments(self) -> tuple[Shipment, ...]:
        """The shipments in the order of their ids, those on one transport with the same one."""
        return self._told.whole.shipments

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What contradicts itself, and what stands meanwhile."""
        return self._told.whole.conflicts

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What is told of something that is not known yet."""
        return self._told.whole.waiting

    def __repr__(self) -> str:
        return f"Picture([{', '.join(sorted(map(repr, self.pieces)))}])"

    def __reduce__(self) -> tuple[Any, ...]:
        return Picture.of, (tuple(self.pieces),)

    def _repr_html_(self) -> str:
        told = {
            "pieces": len(self.pieces),
            "orders": len(self.orders),
            "shipments": len(self.shipments),
            "conflicts": len(self.conflicts),
            "waiting": len(self.waiting),
        }
        return story_html("picture", told)
