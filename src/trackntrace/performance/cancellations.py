"""
Cancellations: how many of the items that were ordered did the seller not send?

Sources: the marketplace's page on cancellations (partnerplatform.bol.com, annuleringen, undated) and the Retailer API's
indicator ``CANCELLATIONS``. It counts what the seller cancels, what the customer cancels after the promised day, and
what the marketplace cancels by itself on the third day after the promised day because nobody confirmed it.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from trackntrace.grammar import Word
from trackntrace.moment import Moment, day_ends
from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.evidence import CancelledBy, Evidence, Stage
from trackntrace.performance.facts import Excused, Readings
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.standard import NamedReading, Row, ServiceStandard, Verdict, row
from trackntrace.shipping.order import AskedToCancel, FulfilledBy

EXPIRES_AFTER: Final = timedelta(days=3)
"""What is still open so long after the promised day is cancelled by the marketplace, where no other day is told."""


class Cancelled(Word):
    """How an item was cancelled, if it was; of an open one, whether the marketplace has done so by now."""

    NOT = "not"
    AUTOMATICALLY_BY_NOW = "automatically-by-now"
    BY_SELLER = "by-seller"
    BY_CUSTOMER_IN_TIME = "by-customer-in-time"
    BY_CUSTOMER_LATE = "by-customer-late"
    BY_CUSTOMER_DAY_UNKNOWN = "by-customer-day-unknown"
    AUTOMATICALLY = "automatically"
    BY_NOBODY_KNOWN = "by-nobody-known"


class CancellationFacts(NamedTuple):
    """What cancellations needs to know of an item."""

    fulfilled_by: FulfilledBy
    stage: Stage
    cancelled: Cancelled
    excused: Excused


class UnknownCanceller(Word):
    """Whether a cancellation counts of which nobody tells who did it. It does by default: a seller can cancel too."""

    COUNTS = "counts"
    LEFT_OUT = "excluded"


class UndatedCancellation(Word):
    """
    Whether a customer's cancellation counts of which nobody tells the day. It does not by default: a customer can ask
    for it only as long as nothing was sent, which is mostly before the promised day.
    """

    IN_TIME = "excluded"
    LATE = "counts"


class TimelyCancellation(Word):
    """Whether what a customer cancels in time stays among the items ordered. Not public; it is left out by default."""

    LEFT_OUT = "excluded"
    STAYS_ORDERED = "ordered"


CANCELLATIONS_EDITIONS: Final = Editions(
    "cancellations",
    (
        Edition(
            levels=((Level.TARGET, Norm(Fraction(2, 100), Direction.AT_MOST)),),
            since=date(2019, 3, 4),
            certainty=Certainty.SEEN,
            source="Retailer API v4 demo indicator for week 10 of 2019 (norm <= 0.02); partnerplatform.bol.com, "
            "annuleringen, undated: at most 2 % of the items ordered, a strike from 3 cancelled items on",
            strikes_from=3,
        ),
    ),
)


def _expired(item: Evidence, as_of: Moment) -> bool:
    """Whether the day is over on which the marketplace cancels what is still open."""
    if item.expires is not None:
        return as_of >= day_ends(item.expires)
    return item.promise is not None and as_of >= day_ends(item.promise.day + EXPIRES_AFTER)


def _by_customer(item: Evidence) -> Cancelled:
    if item.cancelled_on is None or item.promise is None:
        return Cancelled.BY_CUSTOMER_DAY_UNKNOWN
    return Cancelled.BY_CUSTOMER_IN_TIME if item.cancelled_on <= item.promise.day else Cancelled.BY_CUSTOMER_LATE


def _cancelled(item: Evidence, as_of: Moment) -> Cancelled:
    if item.stage is Stage.SHIPPED:
        return Cancelled.NOT
    if item.stage is Stage.OPEN:
        return Cancelled.AUTOMATICALLY_BY_NOW if _expired(item, as_of) else Cancelled.NOT
    if item.cancelled_by is CancelledBy.SELLER:
        return Cancelled.BY_SELLER
    if item.cancelled_by is CancelledBy.MARKETPLACE:
        return Cancelled.AUTOMATICALLY
    asked = item.cancelled_by is None and item.asked_to_cancel is AskedToCancel.YES
    return _by_customer(item) if asked or item.cancelled_by is CancelledBy.CUSTOMER else Cancelled.BY_NOBODY_KNOWN


def cancellation_facts(known: Evidence, as_of: Moment, readings: Readings) -> CancellationFacts:
    """The facts that cancellations judges, of evidence cut at the moment of scoring."""
    excused = Excused.NO if known.excuse is None else Excused.YES
    return CancellationFacts(known.fulfilled_by, known.stage, _cancelled(known, as_of), excused)


_WHILE_OPEN: Final = frozenset({Cancelled.NOT, Cancelled.AUTOMATICALLY_BY_NOW})


def _reachable(facts: CancellationFacts) -> bool:
    if facts.stage is Stage.SHIPPED:
        return facts.cancelled is Cancelled.NOT
    return (facts.cancelled in _WHILE_OPEN) is (facts.stage is Stage.OPEN)


_MISSES: Final = (
    row("cancelled-by-seller", Verdict.MISS, "The seller cancelled it.", cancelled=Cancelled.BY_SELLER),
    row(
        "cancelled-by-customer-late",
        Verdict.MISS,
        "The customer cancelled it after the promised day.",
        cancelled=Cancelled.BY_CUSTOMER_LATE,
    ),
    row(
        "cancelled-automatically",
        Verdict.MISS,
        "The marketplace cancelled it since nobody confirmed it.",
        cancelled=Cancelled.AUTOMATICALLY,
    ),
    row(
        "automatic-cancellation-due",
        Verdict.MISS,
        "The third day after the promised day is over, and the marketplace has cancelled what is open.",
        cancelled=Cancelled.AUTOMATICALLY_BY_NOW,
    ),
)
_BEFORE: Final = (
    row(
        "logistics-via-bol",
        Verdict.EXCLUDED,
        "The marketplace keeps and ships it; the seller cannot cancel it.",
        fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL,
    ),
    row("shipped", Verdict.HIT, "It was shipped.", stage=Stage.SHIPPED),
    row("not-yet-shipped", Verdict.PENDING, "It can still be shipped or be cancelled.", cancelled=Cancelled.NOT),
)


def _rows(
    unknown_canceller: UnknownCanceller, undated: UndatedCancellation, timely: TimelyCancellation
) -> tuple[Row, ...]:
    nobody = row(
        "cancelled-by-nobody-known",
        Verdict.MISS if unknown_canceller is UnknownCanceller.COUNTS else Verdict.EXCLUDED,
        "It was cancelled, and nobody tells by whom.",
        cancelled=Cancelled.BY_NOBODY_KNOWN,
    )
    day_unknown = row(
        "cancelled-by-customer-undated",
        Verdict.MISS if undated is UndatedCancellation.LATE else Verdict.EXCLUDED,
        "The customer cancelled it, and nobody tells whether in time.",
        cancelled=Cancelled.BY_CUSTOMER_DAY_UNKNOWN,
    )
    early = row(
        "cancelled-by-customer-in-time",
        Verdict.HIT if timely is TimelyCancellation.STAYS_ORDERED else Verdict.EXCLUDED,
        "The customer cancelled it by the promised day, which does not count.",
        cancelled=Cancelled.BY_CUSTOMER_IN_TIME,
    )
    excused = row(
        "excused", Verdict.EXCLUDED, "The marketplace takes the disruption into account.", excused=Excused.YES
    )
    either = (day_unknown, nobody)
    kept = tuple(each for each in either if each.verdict is not Verdict.MISS)
    missed = tuple(each for each in either if each.verdict is Verdict.MISS)
    return (*_BEFORE, early, *kept, excused, *_MISSES, *missed)


def cancellations(
    *,
    unknown_canceller: UnknownCanceller = UnknownCanceller.COUNTS,
    undated: UndatedCancellation = UndatedCancellation.IN_TIME,
    timely: TimelyCancellation = TimelyCancellation.LEFT_OUT,
    editions: Editions = CANCELLATIONS_EDITIONS,
) -> ServiceStandard[CancellationFacts]:
    """Cancellations under named readings of what is not public. A miss is a cancellation that counts."""
    return ServiceStandard(
        "cancellations",
        facts_type=CancellationFacts,
        facts_version=1,
        read=cancellation_facts,
        reachable=_reachable,
        rows=_rows(unknown_canceller, undated, timely),
        editions=editions,
        readings=(
            NamedReading("unknown-canceller", unknown_canceller.value),
            NamedReading("undated", undated.value),
            NamedReading("timely", timely.value),
        ),
        direction=Direction.AT_MOST,
    )


CANCELLATIONS: Final = cancellations()
