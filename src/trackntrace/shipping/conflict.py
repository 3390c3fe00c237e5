"""
Conflicts: two things that were told and cannot both be true, and which of them stands meanwhile.

A conflict overwrites nothing. What stands is decided by moments where they tell, and otherwise by a named reading;
never by what arrived first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final, TypeAlias, TypeVar, final

from attrs import frozen

from trackntrace.grammar import Word
from trackntrace.moment import Moment
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.shipping.entry import Entry, Number, ShippingLabel
from trackntrace.shipping.order import FulfilledBy, TimeFrame
from trackntrace.shipping.piece import Precedence, Subject
from trackntrace.shipping.promise import DeliverOn, Promise


class ConflictKind(Word):
    """What was told in two ways."""

    TWO_NUMBERS = "two-numbers"
    TWO_SERVICES = "two-services"
    TWO_LABELS = "two-labels"
    TWO_REFERENCES = "two-references"
    TWO_TRANSPORTS = "two-transports"
    TWO_ORDERS = "two-orders"
    TWO_SETS_OF_LINES = "two-sets-of-lines"
    TWO_QUANTITIES = "two-quantities"
    TWO_PARTIES = "two-parties"
    TWO_PROMISES = "two-promises"
    TWO_TIME_FRAMES = "two-time-frames"
    TWO_EXPIRY_DAYS = "two-expiry-days"
    TWO_ORDER_MOMENTS = "two-order-moments"
    TWO_SHIPPING_MOMENTS = "two-shipping-moments"
    MORE_CANCELLED_THAN_LEFT = "more-cancelled-than-left"
    MORE_SHIPPED_THAN_ORDERED = "more-shipped-than-ordered"


class Decision(Word):
    """
    Why one of two stands.

    SEEN_FIRST holds also over what does not tell when it was seen. MARKETPLACE and TEXT are readings for where no
    moment tells: the marketplace's own data before the seller's, then the shorter text, then the one that sorts first.
    SHIPPED_FIRST: what was shipped can no longer be cancelled, and of too many lines those stand that left first.
    """

    ENTERED_FIRST = "entered-first"
    SEEN_FIRST = "seen-first"
    MARKETPLACE = "marketplace"
    TEXT = "text"
    SHIPPED_FIRST = "shipped-first"


Disputed: TypeAlias = (
    Entry | ShippingLabel | Promise | FulfilledBy | TimeFrame | Moment | date | int | str | tuple[str, ...]
)
"""What can be told in two ways."""

Spelling: TypeAlias = tuple[int, str]


def _number(number: Number | None) -> str:
    if isinstance(number, UnreadableNumber):
        return f"{number.raw}?"
    return str(number or "")


def spelled(value: Disputed) -> str:
    """A value as text, the same in every zone; of an unreadable number as it was sent."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Entry):
        label = spelled(value.label) if value.label else ""
        parts = _number(value.number), value.service or "", value.reference, value.channel.value, value.basis.value
        return "\t".join(map(str, (*parts, label, spelled(value.at))))
    if isinstance(value, ShippingLabel):
        return " ".join(map(str, (value.label_id, value.number, value.service, *value.order_item_ids)))
    if isinstance(value, Word):
        return str(value.value)
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, str | int | date):
        return str(value)
    return f"{'on' if type(value) is DeliverOn else 'by'} {value.day}"


def spelling(value: Disputed) -> Spelling:
    """What sorts values where nothing else tells: the shorter text first, so that numbers sort as such."""
    text = spelled(value)
    return len(text), text


def _said(value: Disputed) -> str:
    if isinstance(value, Entry):
        number = "no number" if value.number is None else str(value.number)
        return f"{number} ({value.service.code if value.service else 'no service'})"
    if isinstance(value, ShippingLabel):
        return value.label_id
    return spelled(value)


_TOLD_APART: Final = 4
"""So many names are told: the first is what it is about, and more than three are all on one transport."""


@final
@frozen(kw_only=True)
class Conflict:
    """
    Two things that cannot both be true: ``stands`` is what counts meanwhile, ``differs`` what was told besides.

    ``where`` names what it is about, the widest first: the order and its item, the transport and its shipments.
    """

    kind: ConflictKind
    where: tuple[Subject, ...]
    stands: Disputed
    differs: Disputed
    because: Decision

    @property
    def told_where(self) -> tuple[str, ...]:
        """What it is about, part by part, so many of them as are told."""
        rest = ("...",) if len(self.where) > _TOLD_APART else ()
        return (*map(str, self.where[:_TOLD_APART]), *rest)

    @property
    def both(self) -> tuple[str, str]:
        """What stands and what differs, as they are told."""
        return _said(self.stands), _said(self.differs)

    @property
    def sentence(self) -> str:
        """The conflict in one sentence."""
        where, kind = ", ".join(self.told_where), self.kind.value.replace("-", " ")
        stands, differs = self.both
        return f"{where}: {kind}: {stands} stands ({self.because.value}), told was also {differs}"

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands among others."""
        places = tuple(subject.place for subject in self.where[:_TOLD_APART])
        return places, _RANK[self.kind], spelling(self.differs), spelling(self.stands), self.because.value

    def __str__(self) -> str:
        return self.sentence


_RANK: Final = {kind: rank for rank, kind in enumerate(ConflictKind)}
_D = TypeVar("_D", bound=Disputed)


@final
@frozen
class Conflicts:
    """The conflicts that are found while pieces are put together."""

    found: list[Conflict]

    def add(
        self, kind: ConflictKind, where: tuple[Subject, ...], stands: Disputed, differs: Disputed, because: Decision
    ) -> None:
        """One more."""
        self.found.append(Conflict(kind=kind, where=where, stands=stands, differs=differs, because=because))

    @property
    def in_order(self) -> tuple[Conflict, ...]:
        """Each once."""
        once = {(each.place, each.stands, each.differs): each for each in self.found}
        return tuple(once[key] for key in sorted(once, key=lambda key: key[0]))

    def settle(
        self, kind: ConflictKind, where: tuple[Subject, ...], told: Iterable[tuple[_D, Precedence]]
    ) -> _D | None:
        """What stands of what was told, None where nothing was; what differs from it is a conflict."""
        places: dict[_D, Precedence] = {}
        for value, place in told:
            places[value] = min(place, places.get(value, place))
        if len(places) < 2:
            return next(iter(places), None)
        first, *others = sorted(places, key=lambda value: (places[value], spelling(value)))
        for other in others:
            self.add(kind, where, first, other, decision(places[first], places[other]))
        return first


def decision(stands: Precedence, differs: Precedence) -> Decision:
    """Why what has the one place stands before what has the other."""
    if stands[:2] != differs[:2]:
        return Decision.SEEN_FIRST
    return Decision.TEXT if stands == differs else Decision.MARKETPLACE
