"""Weeks and days, held against formulas that know nothing of the library and of zone data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from tools.scoreboard.figure import Figure, Outcome, Volume, not_measured, reached
from trackntrace.errors import InvalidValueError
from trackntrace.moment import (
    FIRST_DAY,
    LAST_DAY,
    Moment,
    Week,
    day_begins,
    day_ends,
    local_day,
    local_moment,
    moment_of,
    parse_day,
    parse_moment,
)

ROOT: Final = Path(__file__).parents[2]
_DAY: Final = timedelta(days=1)
_LAST_YEAR: Final = 2099


def every_day() -> Iterator[date]:
    """Every day that the library knows."""
    for ordinal in range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1):
        yield date.fromordinal(ordinal)


def iso_week(on: date) -> tuple[int, int]:
    """The ISO week of a day by its Thursday, whose year it is in."""
    thursday = on + _DAY * (3 - (on.toordinal() - 1) % 7)
    first = date(thursday.year, 1, 1)
    return thursday.year, (thursday - first).days // 7 + 1


def wrong_week(on: date) -> bool:
    """Whether a day is put in another week than the calendar's, or its week does not know it."""
    week = Week.of(on)
    monday = on - _DAY * ((on.toordinal() - 1) % 7)
    expected = iso_week(on)
    return not (
        (week.year, week.number) == expected == tuple(on.isocalendar())[:2]
        and (week.first_day, week.last_day) == (monday, monday + 6 * _DAY)
        and on in week
        and week.first_day - _DAY not in week
        and week.plus(1).first_day == monday + 7 * _DAY
        and Week.parse(f"{expected[0]}-W{expected[1]:02}") == week
        and parse_day(on.isoformat()) == on
    )


def measure_weeks(_: Volume) -> Outcome:
    days = list(every_day())
    wrong = [on for on in days if wrong_week(on)]
    return reached(f"{len(wrong)} wrong of {len(days):,} days", failures=wrong, note=", ".join(map(str, wrong[:5])))


def last_sunday(year: int, month: int) -> date:
    """The last Sunday of a month of 31 days."""
    last = date(year, month, 31)
    return last - _DAY * (last.toordinal() % 7)


def clock_changes() -> Iterator[tuple[datetime, int, int]]:
    """Every change of the clock in Amsterdam: its instant, and the hours ahead of UTC before and after it."""
    for year in range(FIRST_DAY.year, _LAST_YEAR + 1):
        for month, before, after in ((3, 1, 2), (10, 2, 1)):
            on = last_sunday(year, month)
            yield datetime(on.year, on.month, on.day, 1, tzinfo=UTC), before, after


def _instants(change: datetime, before: int, after: int) -> Iterator[tuple[datetime, int]]:
    """Instants around a change with the hours ahead of UTC: its own, and the midnights of the days around it."""
    ticks = (timedelta(), timedelta(microseconds=1), timedelta(minutes=30), timedelta(hours=1))
    near = {change + sign * tick for sign in (1, -1) for tick in ticks}
    midnights = {
        datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=hours) + sign * tick
        for day in (change.date() + _DAY * days for days in range(-2, 4))
        for hours in (1, 2)
        for sign in (1, -1)
        for tick in ticks
    }
    for instant in sorted(near | midnights):
        yield instant, (before if instant < change else after)


def _wrong_instant(instant: datetime, hours: int) -> bool:
    wall = instant + timedelta(hours=hours)
    moment = parse_moment(instant.isoformat().replace("+00:00", "Z"))
    begins, ends = day_begins(wall.date()), day_ends(wall.date())
    return not (local_day(moment) == wall.date() and begins <= moment < ends and moment == moment_of(instant))


def _wrong_midnights(change: datetime, before: int, after: int) -> bool:
    """Whether the days around a change have other lengths or beginnings than the clock gives them."""
    on = change.date()
    lengths = [day_ends(day) - day_begins(day) for day in (on - _DAY, on, on + _DAY)]
    midnight = datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(hours=before)
    return lengths != [_DAY, _DAY + timedelta(hours=before - after), _DAY] or day_begins(on) != midnight


def _read_by_the_clock(wall: datetime) -> Moment | None:
    try:
        return local_moment(wall)
    except InvalidValueError:
        return None


def _wrong_wall_clock(change: datetime, before: int, after: int) -> bool:
    """Whether a time that the clock skipped or repeated is read, or one beside it is not."""
    first = change.replace(tzinfo=None) + timedelta(hours=min(before, after))
    for minutes in range(-90, 150, 15):
        wall = first + timedelta(minutes=minutes)
        told = _read_by_the_clock(wall)
        hours = before if minutes < 0 else after
        doubtful = 0 <= minutes < 60
        if (told is None) is not doubtful:
            return True
        if told is not None and told != wall.replace(tzinfo=UTC) - timedelta(hours=hours):
            return True
    return False


def wrong_changes() -> tuple[int, int]:
    """How many changes of the clock are got wrong, and how many there are."""
    changes = list(clock_changes())
    wrong = [
        change
        for change, before, after in changes
        if _wrong_midnights(change, before, after)
        or _wrong_wall_clock(change, before, after)
        or any(_wrong_instant(*each) for each in _instants(change, before, after))
    ]
    return len(wrong), len(changes)


_ASK: Final = """
import sys
if {bare}:
    sys.modules["tzdata"] = None
import json, zoneinfo
from tools.scoreboard.calendars import wrong_changes
print(json.dumps(wrong_changes()))
"""


def _in_a_process(*, zone_path: str | None) -> tuple[int, int] | None:
    """The same with the zone data of the system alone (no path given), or of the package alone; None where none is."""
    environment = os.environ | ({} if zone_path is None else {"PYTHONTZPATH": zone_path})
    script = _ASK.format(bare=zone_path is None)
    asked = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if asked.returncode:
        if "ZoneInfoNotFoundError" in asked.stderr:
            return None
        raise RuntimeError(asked.stderr[-500:])
    wrong, tried = json.loads(asked.stdout)
    return wrong, tried


def measure_clock(_: Volume) -> Outcome:
    package, system = _in_a_process(zone_path=""), _in_a_process(zone_path=None)
    if package is None or system is None:
        return not_measured("zone data is lacking: of the system, or the package tzdata")
    wrong = package[0] + system[0]
    return reached(
        f"{wrong} wrong of twice {package[1]} changes",
        failures=wrong or package[1] != system[1],
        note="with the package tzdata alone, and with the zone data of the system alone",
    )


FIGURES: Final = (
    Figure(
        name="iso-weeks",
        says="ISO weeks, every day of 2000 to 2199",
        bar="0 wrong",
        measure=measure_weeks,
    ),
    Figure(
        name="amsterdam-days",
        says="Amsterdam days at every clock change to 2099, with and without system zone data",
        bar="0 wrong",
        measure=measure_clock,
    ),
)
