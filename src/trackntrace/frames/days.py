"""
Local days without zones: what an engine must tell of an instant, so that Python can say which day it was in Amsterdam.

The clock there is one or two hours ahead of UTC, so a local midnight is one of a few whole instants. An engine only
says between which of them an instant lies; which of them was the midnight of that day is looked up here, once a day and
not once a row. So no engine needs a zone, and both changes of the clock come out as Python's zone data has them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from trackntrace.frames.engines import MICROSECONDS_A_DAY, days_since_1970
from trackntrace.frames.terms import Number, Value, added, both, chosen, number
from trackntrace.moment import AMSTERDAM, FIRST_DAY, LAST_DAY, Moment, day_ends, local_day
from trackntrace.shipping.promise import DeliverOn, Punctuality

_SECOND: Final = 1_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
FIRST: Final = days_since_1970(FIRST_DAY)
LAST: Final = days_since_1970(LAST_DAY)
DAYS: Final = LAST - FIRST + 1


def microseconds(at: Moment) -> int:
    """A moment as an engine holds it here: microseconds of UTC since 1970."""
    since: timedelta = datetime.__sub__(at, _EPOCH)
    return since // timedelta(microseconds=1)


OPENING: Final = microseconds(Moment(datetime(FIRST_DAY.year, 1, 1, tzinfo=UTC)))
CLOSING: Final = microseconds(day_ends(LAST_DAY))


def _offsets() -> tuple[int, ...]:
    """Every offset that the clock in Amsterdam has within our years, in microseconds, the smallest first."""
    noons = (datetime(year, month, 1, 12, tzinfo=AMSTERDAM) for year in range(2000, 2200) for month in range(1, 13))
    return tuple(sorted({(noon.utcoffset() or timedelta()) // timedelta(microseconds=1) for noon in noons}))


OFFSETS: Final = _offsets()
_AHEAD: Final = tuple(sorted(-offset for offset in OFFSETS))
THRESHOLDS: Final = (*_AHEAD, *(MICROSECONDS_A_DAY + ahead for ahead in _AHEAD))
"""Where the local day of a promise can begin, and where it can end, from its midnight in UTC on."""


def moment_at(value: int) -> Moment:
    """The moment that so many microseconds stand for."""
    return Moment(_EPOCH + timedelta(microseconds=value))


def date_at(day: int) -> date:
    """The date that so many days since 1970 stand for."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + day)


def crossed(at: Value, day: Value, *, passed: int = 0) -> Number:
    """How many of the thresholds of a day an instant has reached; the first may be taken as passed."""
    rest = at - day * MICROSECONDS_A_DAY
    return added((passed, *(number(rest >= threshold) for threshold in THRESHOLDS[passed:])))


@lru_cache(maxsize=65536)
def punctuality(day: int, reached: int) -> Punctuality:
    """How an instant that has reached so many thresholds of this day lies to its local day."""
    rest = THRESHOLDS[reached - 1] if reached else THRESHOLDS[0] - _SECOND
    return DeliverOn(date_at(day)).kept_by(moment_at(day * MICROSECONDS_A_DAY + rest))


DAY_CODES: Final = len(OFFSETS) * (DAYS + 2)
_BEFORE: Final = len(OFFSETS) * (FIRST - 1)


def day_code(at: Value) -> Number:
    """A number from which the local day of an instant can be told; nought where there is none."""
    days = added((at + offset) // MICROSECONDS_A_DAY for offset in OFFSETS)
    within = both(at >= OPENING, at < CLOSING)
    return chosen(within, added((days, -_BEFORE)), 0)


@lru_cache(maxsize=65536)
def day_told(code: int) -> date | None:
    """The local day that a code tells."""
    if not code:
        return None
    day, reached = divmod(code + _BEFORE, len(OFFSETS))
    next_midnight = (day + 1) * MICROSECONDS_A_DAY
    if not reached:
        return local_day(moment_at(next_midnight - OFFSETS[-1] - _SECOND))
    return local_day(moment_at(next_midnight - OFFSETS[len(OFFSETS) - reached]))
