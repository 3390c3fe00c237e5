"""Delivery days, and what a delivery code promises."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Container
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import trackntrace.shipping.delivery_days
from tests.builders import HOSTILE_TEXTS, NO_TEXTS, assert_well_told, at, moment, on, refused
from trackntrace.errors import InvalidValueError
from trackntrace.shipping.delivery_days import (
    MONDAY_TO_FRIDAY,
    MONDAY_TO_SATURDAY,
    DeliveryCode,
    DeliveryDays,
    easter_sunday,
)
from trackntrace.shipping.promise import DeliverBy

EVERY_DAY = DeliveryDays((0, 1, 2, 3, 4, 5, 6))
SUNDAYS_ONLY = DeliveryDays((6,))


class Never(Container[date]):
    """A calendar on which every day is closed."""

    def __contains__(self, day: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (on(7), 0, on(7)),
        (on(7), 1, on(8)),
        (on(9), 1, on(12)),
        (on(9), 2, on(13)),
        (on(10), 0, on(12)),
        (on(10), 1, on(12)),
        (on(11), 1, on(12)),
        (on(10), 2, on(13)),
    ],
)
def test_the_day_after_so_many_working_days(start: date, days: int, expected: date) -> None:
    assert MONDAY_TO_FRIDAY.after(start, days) == expected


def test_saturday_counts_where_the_caller_says_so() -> None:
    assert MONDAY_TO_SATURDAY.after(on(9), 1) == on(10)
    assert MONDAY_TO_SATURDAY.after(on(10), 1) == on(12)
    assert on(10) in MONDAY_TO_SATURDAY
    assert on(10) not in MONDAY_TO_FRIDAY


def test_sundays_can_be_the_only_days_or_closed_like_any_other() -> None:
    closed_sunday = DeliveryDays((0, 1, 2, 3, 4, 5, 6), closed={on(11)})

    assert SUNDAYS_ONLY.after(on(7), 1) == on(11)
    assert SUNDAYS_ONLY.after(on(11), 1) == on(18)
    assert EVERY_DAY.after(on(10), 1) == on(11)
    assert closed_sunday.after(on(10), 1) == on(12)


def test_closed_days_do_not_count() -> None:
    days = DeliveryDays((0, 1, 2, 3, 4), closed={date(2026, 12, 25)})

    assert days.after(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert date(2026, 12, 25) not in days
    assert date(2026, 12, 24) in days


@pytest.mark.parametrize("kind", [set, frozenset, list, tuple, dict.fromkeys])
def test_closed_days_may_stand_in_any_container(kind: type[Container[date]]) -> None:
    days = DeliveryDays((0, 1, 2, 3, 4), closed=kind([date(2026, 12, 25)]))  # type: ignore[call-arg]

    assert days.after(date(2026, 12, 24), 1) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("country", "start", "expected"),
    [
        ("NL", date(2026, 12, 24), date(2026, 12, 28)),
        ("NL", date(2026, 4, 24), date(2026, 4, 28)),
        ("BE", date(2026, 4, 24), date(2026, 4, 27)),
        ("BE", date(2026, 7, 20), date(2026, 7, 22)),
        ("NL", date(2026, 7, 20), date(2026, 7, 21)),
    ],
)
def test_a_calendar_of_the_holidays_package_is_taken_as_it_is(country: str, start: date, expected: date) -> None:
    holidays = pytest.importorskip("holidays")
    days = DeliveryDays((0, 1, 2, 3, 4), closed=holidays.country_holidays(country))

    assert days.after(start, 1) == expected


def test_counting_on_is_counting_one_by_one() -> None:
    days = DeliveryDays((0, 1, 2, 3, 4), closed={on(8), on(13)})
    day = on(7)

    for count in range(1, 91):
        day = days.after(day, 1)

        assert day in days
        assert days.after(on(7), count) == day


@pytest.mark.parametrize("days", [-1, 91, True, 1.0, "1", None, 10**5000], ids=lambda _: "")
def test_a_number_of_days_out_of_bounds_is_refused(days: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        MONDAY_TO_FRIDAY.after(on(7), days)  # type: ignore[arg-type]

    assert caught.value.field == "days"
    assert_well_told(caught.value)


@pytest.mark.parametrize("start", [datetime(2026, 10, 7, tzinfo=UTC), date(1999, 12, 31), "2026-10-07", None])
def test_counting_begins_on_a_day(start: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        MONDAY_TO_FRIDAY.after(start, 1)  # type: ignore[arg-type]

    assert_well_told(caught.value)


def test_a_calendar_on_which_nothing_is_ever_open_is_named() -> None:
    for days, count in ((DeliveryDays((0, 1), closed=Never()), 1), (SUNDAYS_ONLY, 90)):
        with pytest.raises(InvalidValueError) as caught:
            days.after(on(7), count)

        assert caught.value.field == "closed"
        assert_well_told(caught.value)


@pytest.mark.parametrize("weekdays", [(), [0, 1], (7,), (-1,), (True,), ("0",), None, 5, (1.0,)], ids=lambda _: "")
def test_weekdays_are_a_tuple_of_numbers_from_monday_on(weekdays: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        DeliveryDays(weekdays)

    assert caught.value.field == "weekdays"
    assert_well_told(caught.value)


@pytest.mark.parametrize("closed", [None, 5, object()], ids=lambda _: "")
def test_closed_days_must_be_able_to_say_what_is_in_them(closed: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        DeliveryDays((0, 1), closed=closed)  # type: ignore[arg-type]

    assert caught.value.field == "closed"
    assert_well_told(caught.value)


def test_weekdays_are_kept_once_and_in_order() -> None:
    assert DeliveryDays((4, 0, 4)).weekdays == (0, 4)


def test_only_a_date_is_a_delivery_day() -> None:
    assert datetime(2026, 10, 7, tzinfo=UTC) not in EVERY_DAY
    assert "2026-10-07" not in EVERY_DAY


@pytest.mark.parametrize("hour", range(12, 24))
def test_an_order_before_the_cutoff_comes_the_next_day_and_from_then_on_a_day_later(hour: int) -> None:
    code = DeliveryCode(f"24uurs-{hour}")

    assert code.promise(at(6, hour - 1, 59), days=EVERY_DAY) == DeliverBy(on(7))
    assert code.promise(at(6, hour, 0), days=EVERY_DAY) == DeliverBy(on(8))
    assert code.promise(at(6, 23, 59), days=EVERY_DAY) == DeliverBy(on(8))
    assert code.promise(at(6, 0, 0), days=EVERY_DAY) == DeliverBy(on(7))


def test_the_cutoff_is_read_off_a_clock_in_amsterdam() -> None:
    code = DeliveryCode("24uurs-21")

    assert code.promise(moment("2026-10-06T18:59:59.999999Z"), days=EVERY_DAY) == DeliverBy(on(7))
    assert code.promise(moment("2026-10-06T19:00:00Z"), days=EVERY_DAY) == DeliverBy(on(8))
    assert code.promise(moment("2026-01-06T19:59:59Z"), days=EVERY_DAY) == DeliverBy(date(2026, 1, 7))


def test_an_order_in_the_weekend_comes_on_monday_or_after_the_cutoff_of_sunday_on_tuesday() -> None:
    code = DeliveryCode("24uurs-23")

    assert code.promise(at(9, 22), days=MONDAY_TO_FRIDAY) == DeliverBy(on(12))
    assert code.promise(at(9, 23), days=MONDAY_TO_FRIDAY) == DeliverBy(on(12))
    assert code.promise(at(10, 22), days=MONDAY_TO_FRIDAY) == DeliverBy(on(12))
    assert code.promise(at(11, 22), days=MONDAY_TO_FRIDAY) == DeliverBy(on(12))
    assert code.promise(at(11, 23), days=MONDAY_TO_FRIDAY) == DeliverBy(on(13))


@pytest.mark.parametrize(
    ("code", "expected"), [("1-2d", on(8)), ("2-3d", on(9)), ("3-5d", on(13)), ("4-8d", on(16)), ("1-8d", on(16))]
)
def test_of_a_range_of_days_the_far_end_is_the_promise(code: str, expected: date) -> None:
    assert DeliveryCode(code).promise(at(6, 23, 59), days=MONDAY_TO_FRIDAY) == DeliverBy(expected)


@pytest.mark.parametrize("code", ["MijnLeverbelofte", "VVB"])
def test_a_code_that_does_not_tell_the_days_promises_none(code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        DeliveryCode(code).promise(at(6), days=EVERY_DAY)

    assert caught.value.field == "deliveryCode"
    assert code in caught.value.shown
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "code",
    [
        *HOSTILE_TEXTS,
        "24uurs-11",
        "24uurs-24",
        "24uurs-9",
        "24UURS-21",
        "1-2D",
        "0-1d",
        "1-10d",
        "1-2d\n",
        "vvb",
        "1-2",
    ],
    ids=lambda _: "",
)
def test_another_code_is_refused(code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        DeliveryCode(code)

    assert caught.value.field == "deliveryCode"
    assert_well_told(caught.value)


@pytest.mark.parametrize("code", ["2-1d", "5-2d", "9-1d"])
def test_a_range_of_days_that_ends_before_it_begins_is_refused(code: str) -> None:
    with pytest.raises(InvalidValueError):
        DeliveryCode(code)


@pytest.mark.parametrize("value", NO_TEXTS, ids=lambda _: "")
def test_a_code_is_a_text(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        DeliveryCode(value)

    assert_well_told(caught.value)


def test_an_order_at_the_end_of_all_days_is_refused_and_not_promised_beyond_them() -> None:
    with pytest.raises(InvalidValueError):
        DeliveryCode("1-8d").promise(moment("2199-12-31T12:00:00Z"), days=EVERY_DAY)

    assert EVERY_DAY.after(date(2199, 12, 30), 1) == date(2199, 12, 30) + timedelta(days=1)


def test_the_calendar_library_is_loaded_when_the_first_question_is_asked() -> None:
    source = Path(trackntrace.shipping.delivery_days.__file__).parents[2]
    asked = (
        "import sys; from datetime import date; from trackntrace.shipping.delivery_days import MONDAY_TO_FRIDAY;"
        "before = 'dateutil' in sys.modules; MONDAY_TO_FRIDAY.after(date(2026, 10, 7), 1);"
        "print(before, 'dateutil' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", asked],
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.split() == ["False", "True"]


def test_a_code_needs_a_moment_and_a_calendar() -> None:
    for ordered, days in ((datetime(2026, 10, 1, 20, 30), MONDAY_TO_FRIDAY), (at(1), None)):  # noqa: DTZ001
        with pytest.raises(InvalidValueError):
            DeliveryCode("24uurs-21").promise(ordered, days=days)  # type: ignore[arg-type]


def test_what_a_calendar_and_a_delivery_code_refuse_is_said_by_its_name() -> None:
    code = DeliveryCode("1-2d")
    a_tuple = "expected a tuple of weekdays, Monday being 0"
    begins = "expected a range of days that begins before it ends"

    assert [
        refused(DeliveryDays, [0, 1]),
        refused(DeliveryDays, ()),
        refused(DeliveryDays, (7,)),
        refused(DeliveryDays, (0,), closed=7),
        refused(DeliveryDays, (0,), closed="2026-10-07"),
        refused(MONDAY_TO_FRIDAY.after, date(2026, 10, 7), 91),
        refused(MONDAY_TO_FRIDAY.after, "2026-10-07", 1),
        refused(easter_sunday, 1999),
        refused(easter_sunday, 2200),
        refused(DeliveryCode, "2-1d"),
        refused(code.promise, "2026-10-06", days=MONDAY_TO_FRIDAY),
        refused(code.promise, at(6), days=7),
    ] == [
        f"Cannot use a value of type list as weekdays: {a_tuple}",
        f"Cannot use a value of type tuple as weekdays: {a_tuple}",
        "Cannot use 7 as weekdays: expected a whole number from 0 to 6",
        "Cannot use 7 as closed: expected what can say whether a date is in it, such as a set",
        "Cannot use '2026-10-07' as closed: expected what can say whether a date is in it, such as a set",
        "Cannot use 91 as days: expected a whole number from 0 to 90",
        "Cannot use '2026-10-07' as date: expected a datetime.date, such as parse_day makes of a text",
        "Cannot use 1999 as year: expected a whole number from 2000 to 2199",
        "Cannot use 2200 as year: expected a whole number from 2000 to 2199",
        f"Cannot use '2-1d' as deliveryCode: {begins}",
        "Cannot use '2026-10-06' as ordered: expected a datetime with its offset (offset required)",
        "Cannot use 7 as days: expected a DeliveryDays",
    ]
    assert MONDAY_TO_FRIDAY.after(date(2026, 10, 5), 90) == date(2027, 2, 8)
    assert DeliveryCode("2-2d").promise(at(5), days=MONDAY_TO_FRIDAY).day == date(2026, 10, 7)
