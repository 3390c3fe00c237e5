"""Whether the clock is right: every change by the directive, and where the zone data lie."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from trackntrace.cli import clock_check
from trackntrace.cli.clock_check import FIRST_YEAR, LAST_YEAR, changes_around, source_on_disk, wrong_changes
from trackntrace.moment import AMSTERDAM, parse_moment


def test_the_clock_should_change_at_one_in_utc_on_the_last_sundays_of_march_and_october() -> None:
    assert [*clock_check._legal(2026)] == [
        (datetime(2026, 3, 29, 1, tzinfo=UTC), timedelta(hours=2)),
        (datetime(2026, 10, 25, 1, tzinfo=UTC), timedelta(hours=1)),
    ]
    assert [at.day for at, _ in clock_check._legal(2021)] == [28, 31]


def test_the_years_that_are_judged_are_those_of_the_directive_up_to_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_check, "AMSTERDAM", zoneinfo.ZoneInfo("Etc/GMT-1"))
    found = wrong_changes()

    assert (FIRST_YEAR, LAST_YEAR) == (2000, 2026)
    assert (found[0], found[-1], len(found)) == (date(2000, 3, 26), date(2026, 10, 25), 54)


@pytest.mark.parametrize(
    ("as_of", "first", "last"),
    [
        ("2026-04-29T12:00:00+02:00", date(2025, 3, 30), date(2027, 3, 28)),
        ("2026-11-28T12:00:00+01:00", date(2025, 10, 26), date(2027, 10, 31)),
    ],
)
def test_the_changes_of_thirteen_months_on_both_sides_are_told(as_of: str, first: date, last: date) -> None:
    found = changes_around(parse_moment(as_of))

    assert (found[0], found[-1], len(found)) == (first, last, 5)


def test_the_first_folder_that_has_the_zone_is_the_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder in folders[1:]:
        (folder / AMSTERDAM.key).parent.mkdir(parents=True)
        (folder / AMSTERDAM.key).write_bytes(b"TZif")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(zoneinfo, "TZPATH", tuple(map(str, folders)))

    assert source_on_disk() == str(folders[1])
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(folders[0]),))
    assert source_on_disk() == ""
