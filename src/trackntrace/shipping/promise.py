"""The promise: the delivery date that the customer was given when ordering."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word
from trackntrace.moment import Moment, day_begins, day_ends, day_of, moment_of


class Punctuality(Word):
    """How a moment lies to a promise."""

    EARLY = "early"
    ON_TIME = "on-time"
    LATE = "late"


def _promised(value: date) -> date:
    return day_of(value, "promise")


def _earliest(value: Moment) -> Moment:
    return moment_of(value, "handover.earliest")


def _latest(value: Moment) -> Moment:
    return moment_of(value, "handover.latest")


@final
@frozen(order=True)
class DeliverBy:
    """
    Delivery on this day at the latest; any earlier day is as good (the marketplace's ``latestDeliveryDate``).

    >>> from trackntrace.moment import parse_moment
    >>> DeliverBy(date(2024, 5, 10)).kept_by(parse_moment("2024-05-10T22:30:00Z"))
    Punctuality.LATE

    The day is a day in Amsterdam: at 22:30 in UTC it is already the next one there.
    """

    day: date = field(converter=_promised)

    def kept_by(self, at: Moment) -> Punctuality:
        """How delivery at this moment lies to the promise: on time or late."""
        return Punctuality.ON_TIME if moment_of(at, "at") < day_ends(self.day) else Punctuality.LATE

    def over(self, as_of: Moment) -> bool:
        """Whether the promised day has passed."""
        return as_of >= day_ends(self.day)


@final
@frozen(order=True)
class DeliverOn:
    """Delivery on this very day, which the customer chose (the marketplace's ``exactDeliveryDate``)."""

    day: date = field(converter=_promised)

    def kept_by(self, at: Moment) -> Punctuality:
        """How delivery at this moment lies to the promise: early, on time or late."""
        if moment_of(at, "at") < day_begins(self.day):
            return Punctuality.EARLY
        return Punctuality.ON_TIME if at < day_ends(self.day) else Punctuality.LATE

    def over(self, as_of: Moment) -> bool:
        """Whether the promised day has passed."""
        return as_of >= day_ends(self.day)


Promise: TypeAlias = DeliverBy | DeliverOn
"""What the customer was told when ordering. Later estimates stand beside it and never replace it."""


def promise_text(promise: Promise | None) -> str:
    """
    A promise in a cell of a table, and a dash for none.

    >>> promise_text(DeliverBy(date(2026, 10, 2)))
    'by 2026-10-02'
    """
    if promise is None:
        return "-"
    return f"{'on' if isinstance(promise, DeliverOn) else 'by'} {promise.day}"


@final
@frozen(kw_only=True)
class HandoverWindow:
    """
    When a parcel that travels with Shipping via bol must be handed over: not before, not after.

    Source: ``earliestHandoverDateTime`` and ``latestHandoverDateTime`` of the Retailer API's delivery options.

    Raises:
        InvalidValueError: it would end before it begins.
    """

    earliest: Moment = field(converter=_earliest)
    latest: Moment = field(converter=_latest)

    def __attrs_post_init__(self) -> None:
        if self.latest < self.earliest:
            raise InvalidValueError.about(
                self.latest, "handover.latest", f"expected a moment not before {self.earliest.isoformat()}"
            )

    def kept_by(self, at: Moment) -> Punctuality:
        """How a handover at this moment lies to the window; both ends belong to it."""
        if moment_of(at, "at") < self.earliest:
            return Punctuality.EARLY
        return Punctuality.ON_TIME if at <= self.latest else Punctuality.LATE

    def over(self, as_of: Moment) -> bool:
        """Whether the window has closed."""
        return as_of > self.latest
