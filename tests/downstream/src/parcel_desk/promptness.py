"""A standard of the shop's own: was every item shipped within two days after it was ordered?"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Final, NamedTuple

from trackntrace import (
    Certainty,
    Edition,
    Editions,
    Evidence,
    Level,
    Moment,
    Norm,
    Readings,
    ServiceStandard,
    Stage,
    Verdict,
    row,
)


class Shipped(Enum):
    """How long it took."""

    IN_TIME = "in-time"
    LATE = "late"
    NOT_YET = "not-yet"
    NEVER = "never"
    NOT_KNOWN = "not-known"


class PromptnessFacts(NamedTuple):
    """What promptness needs to know of an item."""

    shipped: Shipped


_TWO_DAYS: Final = timedelta(days=2)


def _read(known: Evidence, as_of: Moment, readings: Readings) -> PromptnessFacts:
    return PromptnessFacts(_shipped(known, as_of))


def _shipped(known: Evidence, as_of: Moment) -> Shipped:
    if known.stage is Stage.CANCELLED:
        return Shipped.NEVER
    if known.ordered is None:
        return Shipped.NOT_KNOWN
    until = known.ordered + _TWO_DAYS
    if known.stage is Stage.OPEN:
        return Shipped.NOT_YET if as_of <= until else Shipped.LATE
    if known.shipped is None:
        return Shipped.NOT_KNOWN
    return Shipped.IN_TIME if known.shipped <= until else Shipped.LATE


def _reachable(facts: PromptnessFacts) -> bool:
    return True


PROMPTNESS_EDITIONS: Final = Editions(
    "promptness",
    [
        Edition(
            levels=((Level.MINIMUM, Norm(Fraction(9, 10))), (Level.TARGET, Norm(Fraction(95, 100)))),
            since=date(2026, 1, 5),
            certainty=Certainty.PUBLISHED,
            source="our own handbook, second edition",
        )
    ],
)

PROMPTNESS: Final = ServiceStandard(
    "promptness",
    facts_type=PromptnessFacts,
    facts_version=1,
    read=_read,
    reachable=_reachable,
    rows=(
        row("shipped-promptly", Verdict.HIT, "Within two days.", shipped=Shipped.IN_TIME),
        row("shipped-late", Verdict.MISS, "After more than two days, or not at all by now.", shipped=Shipped.LATE),
        row("may-still-be-shipped", Verdict.PENDING, "There is time left.", shipped=Shipped.NOT_YET),
        row("cancelled", Verdict.EXCLUDED, "Nothing was to be shipped.", shipped=Shipped.NEVER),
        row("not-known", Verdict.EXCLUDED, "Nobody tells when.", shipped=Shipped.NOT_KNOWN),
    ),
    editions=PROMPTNESS_EDITIONS,
)
