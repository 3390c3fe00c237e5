"""The calendars of the holidays package, as delivery days, and beside ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from trackntrace import Country, DeliveryDays, PublicHolidays

holidays = pytest.importorskip("holidays")

FIRST, LAST = date(2000, 1, 1), date(2059, 12, 31)
OURS_LACK = {"NL": {"Good Friday", "Easter Sunday", "Whit Sunday"}, "BE": {"Easter Sunday", "Whit Sunday"}}


def days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=1)


def calendar(country: str) -> Any:
    return holidays.country_holidays(country, years=range(FIRST.year, LAST.year + 1), language="en_US")


@pytest.mark.parametrize("country", Country)
def test_ours_and_theirs_differ_by_the_named_days_only(country: Country) -> None:
    ours, theirs = PublicHolidays(country), calendar(country.value)

    missing = {theirs[day] for day in days() if day in theirs and day not in ours}
    extra = [day for day in days() if day in ours and day not in theirs]

    assert missing == OURS_LACK[country.value]
    assert not extra


@pytest.mark.parametrize("country", ["NL", "BE", "DE", "FR", "LU"])
def test_a_calendar_is_taken_as_it_is(country: str) -> None:
    open_days = DeliveryDays((0, 1, 2, 3, 4, 5), closed=calendar(country))

    assert date(2026, 12, 25) not in open_days
    assert open_days.after(date(2026, 12, 24), 1) in {date(2026, 12, 26), date(2026, 12, 28)}


def test_a_year_that_nobody_loaded_is_known_too() -> None:
    lazily = DeliveryDays((0, 1, 2, 3, 4), closed=holidays.country_holidays("NL"))

    assert date(2031, 12, 25) not in lazily
    assert date(2031, 12, 24) in lazily
