"""The public holidays of the Netherlands and Belgium, against calendars of past years."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.builders import refused
from trackntrace.errors import InvalidValueError
from trackntrace.shipping.delivery_days import DeliveryDays, easter_sunday
from trackntrace.shipping.public_holidays import Country, PublicHolidays


def days_of(country: Country, year: int) -> list[str]:
    closed = PublicHolidays(country)
    every = (date(year, 1, 1) + timedelta(days=passed) for passed in range(366))
    return [f"{day:%m-%d}" for day in every if day.year == year and day in closed]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, "01-01 04-21 04-26 05-05 05-29 06-09 12-25 12-26"),
        (2026, "01-01 04-06 04-27 05-14 05-25 12-25 12-26"),
        (2013, "01-01 04-01 04-30 05-09 05-20 12-25 12-26"),
        (2014, "01-01 04-21 04-26 05-29 06-09 12-25 12-26"),
    ],
)
def test_the_netherlands_have_these(year: int, days: str) -> None:
    assert days_of(Country.NETHERLANDS, year) == days.split()


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, "01-01 04-21 05-01 05-29 06-09 07-21 08-15 11-01 11-11 12-25"),
        (2026, "01-01 04-06 05-01 05-14 05-25 07-21 08-15 11-01 11-11 12-25"),
    ],
)
def test_belgium_has_these_ten(year: int, days: str) -> None:
    assert days_of(Country.BELGIUM, year) == days.split()


def test_what_is_no_date_is_no_holiday() -> None:
    closed = PublicHolidays(Country.NETHERLANDS)

    for value in (None, "2026-12-25", datetime(2026, 12, 25), 20261225, date(1900, 12, 25), date(2300, 12, 25)):  # noqa: DTZ001
        assert value not in closed


def test_they_are_closed_days_of_a_calendar() -> None:
    days = DeliveryDays((0, 1, 2, 3, 4), closed=PublicHolidays(Country.NETHERLANDS))

    assert days.after(date(2026, 12, 24), 1) == date(2026, 12, 28)


def test_a_country_is_one_of_the_two() -> None:
    with pytest.raises(InvalidValueError):
        PublicHolidays("NL")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("year", "day"), [(2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2026, "04-05"), (2038, "04-25")]
)
def test_easter_is_when_it_is(year: int, day: str) -> None:
    assert f"{easter_sunday(year):%m-%d}" == day


@pytest.mark.parametrize("year", [1999, 2200, True, "2026"])
def test_easter_is_asked_for_years_of_this_age(year: int) -> None:
    with pytest.raises(InvalidValueError):
        easter_sunday(year)


def test_the_public_holidays_of_two_years_are_these_and_no_others() -> None:
    assert days_of(Country.NETHERLANDS, 2025) == [
        *("01-01", "04-21", "04-26", "05-05", "05-29", "06-09", "12-25", "12-26")
    ]
    assert days_of(Country.NETHERLANDS, 2013) == ["01-01", "04-01", "04-30", "05-09", "05-20", "12-25", "12-26"]
    assert days_of(Country.NETHERLANDS, 2014) == ["01-01", "04-21", "04-26", "05-29", "06-09", "12-25", "12-26"]
    assert days_of(Country.BELGIUM, 2026) == [
        *("01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-11", "12-25")
    ]
    assert [date(year, 12, 25) in PublicHolidays(Country.BELGIUM) for year in (1999, 2000, 2199, 2200)] == [
        *(False, True, True, False)
    ]
    assert refused(PublicHolidays, "NL") == "Cannot use 'NL' as country: expected a Country"
