"""
What contradicts itself in time in the evidence of one item.

Findings, not refusals: sellers confirm late, and the marketplace's own data hold such items. They count as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trackntrace.moment import local_day
from trackntrace.numbers.finding import Finding, FindingKind, Severity
from trackntrace.performance.evidence import Evidence

_REMEDY: Final = "Look at where the two moments come from; the item is counted as the data say."

SHIPPED_BEFORE_ORDERED: Final = FindingKind(
    "shipped-before-ordered", Severity.WARN, "shipped ({shipped}) lies before ordered ({ordered}).", _REMEDY
)
ATTEMPTED_BEFORE_SHIPPED: Final = FindingKind(
    "attempted-before-shipped", Severity.INFO, "firstAttempt ({attempt}) lies before shipped ({shipped}).", _REMEDY
)
HANDED_OVER_BEFORE_ORDERED: Final = FindingKind(
    "handed-over-before-ordered", Severity.WARN, "handedOver ({handover}) lies before ordered ({ordered}).", _REMEDY
)
CANCELLED_BEFORE_ORDERED: Final = FindingKind(
    "cancelled-before-ordered", Severity.WARN, "cancelledOn ({cancelled}) lies before ordered ({ordered}).", _REMEDY
)
RETURNED_BEFORE_SHIPPED: Final = FindingKind(
    "returned-before-shipped", Severity.WARN, "returned ({returned}) lies before shipped ({shipped}).", _REMEDY
)


def contradictions(item: Evidence) -> tuple[Finding, ...]:
    """What cannot have happened in the order in which it is told, each naming both moments."""
    return (*_moments(item), *_days(item))


def _moments(item: Evidence) -> Iterator[Finding]:
    ordered, shipped = item.ordered, item.shipped
    attempt, handover = item.journey.first_attempt, item.journey.handover
    if shipped and ordered and shipped < ordered:
        yield SHIPPED_BEFORE_ORDERED.found(shipped=shipped.isoformat(), ordered=ordered.isoformat())
    if attempt and shipped and attempt < shipped:
        yield ATTEMPTED_BEFORE_SHIPPED.found(attempt=attempt.isoformat(), shipped=shipped.isoformat())
    if handover and ordered and handover < ordered:
        yield HANDED_OVER_BEFORE_ORDERED.found(handover=handover.isoformat(), ordered=ordered.isoformat())


def _days(item: Evidence) -> Iterator[Finding]:
    """Days against the days of moments: what happened on one day can have been in order."""
    cancelled, ordered, returned, shipped = item.cancelled_on, item.ordered, item.returned, item.shipped
    if cancelled and ordered and cancelled < local_day(ordered):
        yield CANCELLED_BEFORE_ORDERED.found(cancelled=cancelled.isoformat(), ordered=ordered.isoformat())
    if returned and shipped and returned < local_day(shipped):
        yield RETURNED_BEFORE_SHIPPED.found(returned=returned.isoformat(), shipped=shipped.isoformat())
