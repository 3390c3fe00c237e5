"""The journey: everything that happened to a parcel, told once and in order, whatever order it was learned in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, each_of, exactly
from trackntrace.made_once import MadeOnce
from trackntrace.moment import Moment, day_of, moment_of
from trackntrace.notebook import dash, table_html
from trackntrace.shipping.promise import Promise

LONGEST_RAW: Final = 200
LONGEST_PLACE: Final = 100


class TransportStatus(Word):
    """
    What a transport event says of a parcel, in the order in which things usually happen.

    The fifteen keep apart what a service standard must keep apart: a failed attempt at the customer's door counts as an
    attempt, while a failed collection at the sender is an exception.
    """

    ANNOUNCED = "announced"
    ACCEPTED = "accepted"
    IN_TRANSIT = "in_transit"
    CUSTOMS = "customs"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPT_FAILED = "attempt_failed"
    AVAILABLE_FOR_PICKUP = "available_for_pickup"
    DELIVERED = "delivered"
    DELAYED = "delayed"
    EXCEPTION = "exception"
    RETURNING = "returning"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


_RANK: Final = {status: rank for rank, status in enumerate(TransportStatus)}

ATTEMPTS: Final = frozenset(
    {TransportStatus.ATTEMPT_FAILED, TransportStatus.DELIVERED, TransportStatus.AVAILABLE_FOR_PICKUP}
)
"""
What shows that the parcel was brought to the customer: attempted in vain, delivered (to a neighbour too), or waiting at
the pick-up point. A return alone is no attempt. Source: the marketplace's older Dutch page on service standards, "first
delivery attempt"; that the pick-up point counts by itself is a reading.
"""

_NOTHING_MORE: Final = frozenset({TransportStatus.DELIVERED, TransportStatus.RETURNED, TransportStatus.CANCELLED})

IN_THE_CARRIERS_HANDS: Final = ATTEMPTS | {
    TransportStatus.ACCEPTED,
    TransportStatus.IN_TRANSIT,
    TransportStatus.CUSTOMS,
    TransportStatus.OUT_FOR_DELIVERY,
}
"""What shows that the carrier had scanned the parcel: the first of these is its handover."""


def _at(value: Moment) -> Moment:
    return moment_of(value, "at")


def _learned(value: Moment) -> Moment:
    return moment_of(value, "learned")


def _raw(value: str) -> str:
    text = exactly(value, str, "raw")
    if len(text) > LONGEST_RAW:
        raise InvalidValueError.about(value, "raw", f"too long: expected at most {LONGEST_RAW} characters")
    return text


def _place(value: str) -> str:
    text = exactly(value, str, "place")
    if len(text) > LONGEST_PLACE or not (text.isprintable() and text == text.strip()):
        raise InvalidValueError.about(value, "place", f"expected at most {LONGEST_PLACE} characters of plain text")
    return text


@final
@frozen(getstate_setstate=False)
class TransportEvent(MadeOnce):
    """
    One thing that happened to a parcel.

    ``at`` is when it happened and ``learned`` when it became known (the same moment where that is not told).
    ``expected`` is the delivery day that the carrier then expected; ``raw`` is the carrier's own code; ``place`` is
    where it happened, as the carrier tells it, such as a depot.

    Raises:
        InvalidValueError: a moment without offset, a status that is none, or a place of more than 100 characters or
            with a character that cannot be printed.
    """

    status: TransportStatus
    at: Moment = field(converter=_at)
    learned: Moment = field(kw_only=True, converter=_learned)
    expected: date | None = field(default=None, kw_only=True)
    raw: str = field(default="", kw_only=True, converter=_raw)
    place: str = field(default="", kw_only=True, converter=_place)

    @learned.default
    def _when_it_happened(self) -> Moment:
        return self.at

    def __attrs_post_init__(self) -> None:
        exactly(self.status, TransportStatus, "status")
        if self.expected is not None:
            day_of(self.expected, "expected")

    def known(self, as_of: Moment) -> bool:
        """Whether it had happened and was known."""
        return self.at <= as_of and (self.learned is self.at or self.learned <= as_of)


def _place_in_story(event: TransportEvent) -> tuple[Moment, int, Moment, str, date, str]:
    return event.at, _RANK[event.status], event.learned, event.raw, event.expected or date.min, event.place


def _told(events: Iterable[TransportEvent]) -> tuple[TransportEvent, ...]:
    """In order, each once: of what was learned twice, the first time counts."""
    told: dict[tuple[object, ...], TransportEvent] = {}
    for event in sorted(each_of(events, TransportEvent, "events"), key=_place_in_story):
        told.setdefault((event.at, event.status, event.raw, event.expected, event.place), event)
    return tuple(told.values())


def _all_learned(events: Iterable[TransportEvent], as_of: Moment) -> bool:
    """Whether all of what had happened was known by then; where nothing else is told it was known at once."""
    return all(event.learned is event.at or event.learned <= as_of for event in events)


@final
@frozen
class Whereabouts:
    """
    Where a parcel is and when to expect it.

    ``status`` is UNKNOWN and ``since`` None where nothing was seen yet. ``expected`` is the latest estimate if the
    carrier gave one, else the promised day; None where neither is known, and once the parcel was delivered or is back.
    """

    status: TransportStatus
    since: Moment | None
    expected: date | None


def _later(event: TransportEvent) -> object:
    """When an event became known, where that was not as it happened."""
    return dash(event.learned if event.learned != event.at else None)


@final
@frozen(getstate_setstate=False)
class Journey(MadeOnce):
    """
    Everything that happened to a parcel, in order.

    Made from its events in any order and with repetitions: the same story comes out.

    >>> Journey().first_attempt is None
    True
    """

    events: tuple[TransportEvent, ...] = field(default=(), converter=_told)

    def and_then(self, events: Iterable[TransportEvent]) -> Journey:
        """This journey with more events, wherever in the story they belong."""
        return Journey((*self.events, *each_of(events, TransportEvent, "events")))

    def until(self, as_of: Moment) -> Journey:
        """What was known of it at a moment: neither what happened later nor what was learned later."""
        events = self.events
        if not events or (events[-1].at <= as_of and _all_learned(events, as_of)):
            return self
        return Journey(event for event in events if event.known(as_of))

    @property
    def handover(self) -> Moment | None:
        """When the carrier first had the parcel, by its first scan; None where no scan is known."""
        return self._first(IN_THE_CARRIERS_HANDS)

    @property
    def first_attempt(self) -> Moment | None:
        """When the parcel was first brought to the customer, in vain or not; None where that was not seen."""
        return self._first(ATTEMPTS)

    def _first(self, statuses: frozenset[TransportStatus]) -> Moment | None:
        return next((event.at for event in self.events if event.status in statuses), None)

    def expected(self, promise: Promise | None) -> date | None:
        """The delivery day to expect: the carrier's latest estimate, else the promised day, else None."""
        estimate = next((event.expected for event in reversed(self.events) if event.expected), None)
        return estimate or (promise.day if promise else None)

    def whereabouts(self, promise: Promise | None, *, as_of: Moment) -> Whereabouts:
        """Where the parcel was at a moment, and when to expect it."""
        known = self.until(moment_of(as_of, "as_of"))
        last = next((event for event in reversed(known.events) if event.status is not TransportStatus.UNKNOWN), None)
        if last is None:
            return Whereabouts(TransportStatus.UNKNOWN, None, known.expected(promise))
        over = any(event.status in _NOTHING_MORE for event in known.events)
        return Whereabouts(last.status, last.at, None if over else known.expected(promise))

    def _repr_html_(self) -> str:
        header = ("what happened", "at", "learned", "expected on", "where")
        rows = (
            (event.status.value, event.at, _later(event), dash(event.expected), dash(event.place))
            for event in self.events
        )
        return table_html("journey", header, rows)
