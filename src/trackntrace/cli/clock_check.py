"""Whether the clock of Amsterdam is right on this machine: where its zone data come from, and when it changes."""

from __future__ import annotations

import calendar
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from trackntrace.moment import AMSTERDAM, Moment, local_day

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2026
"""What comes later is told and not judged: a law may change it, and newer zone data know more than this."""

_ONE_HOUR: Final = timedelta(hours=1)
_AROUND: Final = timedelta(days=400)


def source_on_disk() -> str:
    """The folder of the system that has the zone; empty where the package tzdata gives it."""
    folders = (folder for folder in zoneinfo.TZPATH if Path(folder, AMSTERDAM.key).is_file())
    return next(folders, "")


def wrong_changes(first: int = FIRST_YEAR, last: int = LAST_YEAR) -> tuple[date, ...]:
    """
    The days on which the clock should change and does not do so as it should.

    Source: directive 2000/84/EC: at 01:00 UTC on the last Sunday of March and of October.
    """
    return tuple(at.date() for year in range(first, last + 1) for at, summer in _legal(year) if not _right(at, summer))


def _legal(year: int) -> Iterator[tuple[datetime, timedelta]]:
    for month, offset in ((3, 2 * _ONE_HOUR), (10, _ONE_HOUR)):
        last_week = calendar.monthcalendar(year, month)
        day = max(week[calendar.SUNDAY] for week in last_week)
        yield datetime(year, month, day, 1, tzinfo=UTC), offset


def _right(at: datetime, offset: timedelta) -> bool:
    before = (at - timedelta(seconds=1)).astimezone(AMSTERDAM).utcoffset()
    after = at.astimezone(AMSTERDAM).utcoffset()
    return after == offset and before == 3 * _ONE_HOUR - offset


def changes_around(as_of: Moment) -> tuple[date, ...]:
    """The days of clock changes within thirteen months before and after."""
    begin = datetime.combine(local_day(as_of) - _AROUND, datetime.min.time(), UTC)
    instants = [begin + timedelta(days=day) for day in range(2 * _AROUND.days)]
    offsets = [at.astimezone(AMSTERDAM).utcoffset() for at in instants]
    pairs = zip(instants, offsets, offsets[1:], strict=False)
    return tuple(at.date() for at, before, after in pairs if before != after)
