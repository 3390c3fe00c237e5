"""The week: ISO 8601, Monday to Sunday."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from tests.builders import HOSTILE_TEXTS, NO_TEXTS, assert_well_told
from trackntrace.errors import InvalidValueError
from trackntrace.moment import FIRST_DAY, LAST_DAY, Week

EVERY_DAY = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


def test_every_day_from_2000_to_2199_lies_in_its_iso_week() -> None:
    for day in EVERY_DAY:
        week = Week.of(day)

        assert (week.year, week.number) == day.isocalendar()[:2]
        assert week.first_day <= day <= week.last_day
        assert day in week


def test_every_week_begins_on_the_monday_after_the_sunday_of_the_one_before() -> None:
    weeks = sorted({Week.of(day) for day in EVERY_DAY})

    for before, after in pairwise(weeks):
        assert before < after
        assert before.plus(1) == after
        assert after.plus(-1) == before
        assert before.last_day + timedelta(days=1) == after.first_day
        assert after.first_day.weekday() == 0


def test_every_week_is_read_back_from_its_text() -> None:
    for week in {Week.of(day) for day in EVERY_DAY}:
        assert Week.parse(str(week)) == week


def test_2026_has_a_53rd_week_and_new_years_day_of_2027_lies_in_it() -> None:
    week = Week.parse("2026-W53")

    assert week == Week(2026, 53)
    assert (week.first_day, week.last_day) == (date(2026, 12, 28), date(2027, 1, 3))
    assert Week.of(date(2027, 1, 1)) == week
    assert Week(2026, 52).plus(1) == week
    assert week.plus(1) == Week(2027, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-W53", "expected a week that exists: 2024 has 52"),
        ("2024-W00", "expected a whole number from 1 to 53"),
        ("2024-W54", "expected a whole number from 1 to 53"),
        ("1998-W53", "expected a whole number from 1999 to 2200"),
        ("2201-W01", "expected a whole number from 1999 to 2200"),
        ("2024-W1", "expected an ISO 8601 week such as 2026-W40"),
        ("2024W01", "expected an ISO 8601 week such as 2026-W40"),
        ("2024-w01", "expected an ISO 8601 week such as 2026-W40"),
        ("2024-01", "expected an ISO 8601 week such as 2026-W40"),
        ("", "expected an ISO 8601 week such as 2026-W40"),
        ("2024-W01-1", "too long: expected at most 8 characters: an ISO 8601 week such as 2026-W40"),
        ("2024-W01\n", "too long: expected at most 8 characters: an ISO 8601 week such as 2026-W40"),
        ("2024-W0\u0661", "not ASCII: expected an ISO 8601 week such as 2026-W40"),
    ],
)
def test_a_week_that_does_not_exist_or_is_spelled_otherwise_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Week.parse(text)

    assert (caught.value.field, caught.value.reason) == ("week", reason)
    assert caught.value.shown == ascii(text)
    assert_well_told(caught.value)


@pytest.mark.parametrize("value", [*NO_TEXTS, *HOSTILE_TEXTS], ids=lambda _: "")
def test_what_is_no_week_is_refused(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Week.parse(value)

    assert_well_told(caught.value)


@pytest.mark.parametrize("part", [True, 1.0, "1", None, 0, -1, 54, 10**5000], ids=lambda _: "")
def test_a_week_is_made_of_whole_numbers_within_bounds(part: object) -> None:
    for parts in ((2026, part), (part, 1)):
        with pytest.raises(InvalidValueError) as caught:
            Week(*parts)

        assert caught.value.field == "week"
        assert_well_told(caught.value)


@pytest.mark.parametrize("value", [datetime(2026, 10, 7, tzinfo=UTC), date(1999, 12, 31), "2026-10-07", None])
def test_only_a_day_lies_in_a_week(value: object) -> None:
    with pytest.raises(InvalidValueError):
        Week.of(value)  # type: ignore[arg-type]

    assert value not in Week(2026, 41)


def test_the_day_before_and_the_day_after_a_week_do_not_lie_in_it() -> None:
    week = Week(2026, 41)

    assert date(2026, 10, 4) not in week
    assert date(2026, 10, 5) in week
    assert date(2026, 10, 11) in week
    assert date(2026, 10, 12) not in week


@pytest.mark.parametrize("weeks", [10**4, -(10**4), 10**12, -(10**5000), True, 1.0, "1"], ids=lambda _: "")
def test_a_step_out_of_all_bounds_is_refused(weeks: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Week(2026, 41).plus(weeks)  # type: ignore[arg-type]

    assert_well_told(caught.value)


def test_the_outermost_weeks_have_neighbours_or_refuse_them() -> None:
    assert Week.of(FIRST_DAY) == Week(1999, 52)
    assert Week.of(LAST_DAY) == Week(2200, 1)

    with pytest.raises(InvalidValueError):
        Week(1999, 1).plus(-1)


def test_a_week_prints_as_it_is_written_and_can_be_kept() -> None:
    week = Week(2026, 41)

    assert str(week) == "2026-W41"
    assert repr(week) == "Week(2026, 41)"
    assert pickle.loads(pickle.dumps(week)) == week
    assert {week: 1}[Week(2026, 41)] == 1


def test_a_week_that_does_not_exist_is_shown_as_it_is_written() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Week(2024, 53)

    assert (caught.value.field, caught.value.shown) == ("week", "'2024-W53'")


@pytest.mark.parametrize("weeks", [-10_501, 10_501])
def test_no_week_is_more_than_ten_thousand_and_a_half_away(weeks: int) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Week(2026, 41).plus(weeks)

    assert (caught.value.field, caught.value.reason) == ("weeks", "expected a whole number from -10500 to 10500")
    assert Week(1999, 1).plus(10_434) == Week(2198, 52)
