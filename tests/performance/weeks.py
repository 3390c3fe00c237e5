"""Weeks with so many hits, misses, pending and excused items, without going through any evidence."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.builders import moment
from trackntrace.moment import Moment, Week, day_begins
from trackntrace.performance.editions import Certainty, Edition, Level
from trackntrace.performance.facts import Excused
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.standard import Row, Verdict, row
from trackntrace.performance.strike_rules import STRIKE_READINGS, StrikeReadings
from trackntrace.performance.strikes import StrikeRecord, strike_record

HIT = row("came-on-time", Verdict.HIT, "")
MISS = row("came-late", Verdict.MISS, "")
PENDING = row("under-way", Verdict.PENDING, "")
EXCUSED = row("excused", Verdict.EXCLUDED, "", excused=Excused.YES)
ROWS: tuple[Row, ...] = (HIT, MISS, PENDING, EXCUSED)


def edition(
    target: Fraction = Fraction(93, 100),
    strikes_from: int | None = 3,
    direction: Direction = Direction.AT_LEAST,
    minimum: Fraction | None = None,
) -> Edition:
    """A norm of 93 % that gives strikes from three misses on, where nothing else is said."""
    lowest = ((Level.MINIMUM, Norm(minimum, direction)),) if minimum is not None else ()
    return Edition(
        levels=(*lowest, (Level.TARGET, Norm(target, direction))),
        since=date(2019, 3, 4),
        certainty=Certainty.SEEN,
        source="an example",
        strikes_from=strikes_from,
    )


def week_score(
    week: Week,
    hits: int,
    misses: int,
    pending: int = 0,
    excused: int = 0,
    *,
    standard: str = "items-on-time",
    norm: Edition | None = None,
) -> WeekScore:
    """The score of a week with so many items of each verdict."""
    norm = norm or edition()
    counts = zip(ROWS, (hits, misses, pending, excused), strict=True)
    return WeekScore(
        standard=standard,
        week=week,
        counts=tuple((each, items) for each, items in counts if items),
        edition=norm,
        direction=norm.target.direction,
    )


def bad(week: Week, **parts: Any) -> WeekScore:
    """Three of ten missed."""
    return week_score(week, 7, 3, **parts)


def good(week: Week, **parts: Any) -> WeekScore:
    """None of ten missed."""
    return week_score(week, 10, 0, **parts)


LONG_AFTER = moment("2031-06-02T12:00:00+02:00")


def monday_after(week: Week) -> Moment:
    """The beginning of the Monday after a week, when it is over."""
    return day_begins(week.last_day + timedelta(days=1))


def record(*scores: WeekScore, through: Week, readings: StrikeReadings = STRIKE_READINGS) -> StrikeRecord:
    """The strikes of these scores, with all weeks through this one final."""
    return strike_record(Scorecard(monday_after(through), scores), final_through=through, readings=readings)
