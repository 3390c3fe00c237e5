"""Moments, and the days on which they lie in Amsterdam."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import trackntrace.moment
from tests.builders import HOSTILE_TEXTS, NO_TEXTS, assert_well_told, moment
from trackntrace.errors import InvalidValueError, shown
from trackntrace.moment import (
    AMSTERDAM,
    day_begins,
    day_ends,
    day_of,
    local_day,
    local_moment,
    moment_of,
    parse_day,
    parse_moment,
)

WANTED_DAY = "expected a date such as 2026-10-02"
WANTED_MOMENT = "expected a moment with its offset, such as 2026-10-02T14:00:00+02:00 (offset required)"
WANTED_OFFSET = "expected a datetime with its offset (offset required)"


class Half(tzinfo):
    """A zone whose offset is whatever it was made with, or an error."""

    def __init__(self, offset: object) -> None:
        self.offset = offset

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        if isinstance(self.offset, Exception):
            raise self.offset
        return self.offset  # type: ignore[return-value]

    def dst(self, when: datetime | None) -> timedelta | None:
        return None

    def tzname(self, when: datetime | None) -> str | None:
        return None

    def __repr__(self) -> str:
        raise RuntimeError("a foreign error got out")


class Stamp(datetime):
    """A datetime that may behave otherwise."""


def clock(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  (naive on purpose)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-02-30", "expected a day that exists"),
        ("2023-02-29", "expected a day that exists"),
        ("2024-13-01", "expected a day that exists"),
        ("2024-00-10", "expected a day that exists"),
        ("0000-01-01", "expected a day that exists"),
        ("1999-12-31", "expected a date from 2000-01-01 to 2199-12-31"),
        ("2200-01-01", "expected a date from 2000-01-01 to 2199-12-31"),
        ("20240101", WANTED_DAY),
        ("2024-W01-1", WANTED_DAY),
        ("01/02/2024", WANTED_DAY),
        ("2024-1-1", WANTED_DAY),
        ("2024-01-1\n", WANTED_DAY),
        ("", WANTED_DAY),
        ("1704067200", WANTED_DAY),
        ("+024-01-01", WANTED_DAY),
        ("10000-01-01", f"too long: expected at most 10 characters: {WANTED_DAY[9:]}"),
        ("2024-01-01\n", f"too long: expected at most 10 characters: {WANTED_DAY[9:]}"),
        ("\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0661", f"not ASCII: {WANTED_DAY}"),
        ("2024\u201301\u201301", f"not ASCII: {WANTED_DAY}"),
    ],
)
def test_a_day_in_another_form_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_day(text, "latestDeliveryDate")

    assert (caught.value.field, caught.value.reason) == ("latestDeliveryDate", reason)
    assert_well_told(caught.value)


@pytest.mark.parametrize("value", NO_TEXTS, ids=lambda _: "")
def test_a_day_that_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_day(value)

    assert (caught.value.field, caught.value.reason) == ("date", f"expected text: {WANTED_DAY[9:]}")


@pytest.mark.parametrize("text", ["2024-02-29", "2000-01-01", "2199-12-31", "2026-10-02"])
def test_a_day_that_exists_is_read(text: str) -> None:
    assert parse_day(text).isoformat() == text


@pytest.mark.parametrize(
    "value",
    [
        clock(2026, 10, 7),
        datetime(2026, 10, 7, tzinfo=UTC),
        datetime(2026, 10, 7, tzinfo=Half(timedelta())),
        "2026-10-07",
        1704067200,
        None,
    ],
    ids=lambda _: "",
)
def test_a_datetime_and_a_text_are_no_day(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        day_of(value, "day")

    assert caught.value.field == "day"
    assert caught.value.reason == "expected a datetime.date, such as parse_day makes of a text"
    assert caught.value.shown == shown(value)


@pytest.mark.parametrize("value", [date(1999, 12, 31), date(2200, 1, 1)], ids=str)
def test_a_far_date_is_no_day(value: date) -> None:
    with pytest.raises(InvalidValueError) as caught:
        day_of(value, "day")

    assert caught.value.field == "day"
    assert caught.value.reason == "expected a date from 2000-01-01 to 2199-12-31"
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-01-01T24:00:00Z", WANTED_MOMENT),
        ("2024-01-01T23:60:00Z", WANTED_MOMENT),
        ("2024-01-01T23:59:60Z", WANTED_MOMENT),
        ("2024-01-01T10:00:00", WANTED_MOMENT),
        ("2024-01-01T10:00:00+24:00", WANTED_MOMENT),
        ("2024-01-01T10:00:00+15:00", WANTED_MOMENT),
        ("2024-01-01T10:00:00+01:60", WANTED_MOMENT),
        ("2024-01-01T10:00:00+01:00:30", WANTED_MOMENT),
        ("2024-01-01T10:00:00+0100", WANTED_MOMENT),
        ("2024-01-01T10:00:00+01", WANTED_MOMENT),
        ("2024-01-01T10:00:00.1234567890Z", WANTED_MOMENT),
        ("2024-01-01T10:00:00.Z", WANTED_MOMENT),
        ("2024-01-01T10:00:00,5Z", WANTED_MOMENT),
        ("2024-01-01 10:00:00Z", WANTED_MOMENT),
        ("2024-01-01t10:00:00z", WANTED_MOMENT),
        ("2024-01-01T10Z", WANTED_MOMENT),
        ("20240101T100000Z", WANTED_MOMENT),
        ("2024-W01-1T10:00:00Z", WANTED_MOMENT),
        ("2024-01-01", WANTED_MOMENT),
        ("2024-01-01T10:00:00Z\n", WANTED_MOMENT),
        ("1704067200", WANTED_MOMENT),
        ("now", WANTED_MOMENT),
        ("", WANTED_MOMENT),
        ("2024-02-30T10:00:00Z", "expected a day that exists"),
        ("0000-01-01T10:00:00Z", "expected a day that exists"),
        ("2024-01-01T10:00:00+14:01", "expected an offset of at most 14 whole hours"),
        ("2024-01-01T10:00:00-14:59", "expected an offset of at most 14 whole hours"),
        ("1999-12-31T23:59:59Z", "expected a year from 2000 to 2199"),
        ("2200-01-01T00:00:00Z", "expected a year from 2000 to 2199"),
        ("2024-01-01T10:00:0\u0660Z", f"not ASCII: {WANTED_MOMENT}"),
    ],
)
def test_a_moment_in_another_form_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_moment(text, "shipmentDateTime")

    assert (caught.value.field, caught.value.reason) == ("shipmentDateTime", reason)
    assert_well_told(caught.value)


@pytest.mark.parametrize("value", [*NO_TEXTS, *HOSTILE_TEXTS], ids=lambda _: "")
def test_what_is_no_moment_is_refused(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_moment(value)

    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2026-10-02T14:00Z", "2026-10-02T14:00:00+00:00"),
        ("2026-10-02T14:00:05Z", "2026-10-02T14:00:05+00:00"),
        ("2026-10-02T14:00:00-00:00", "2026-10-02T14:00:00+00:00"),
        ("2026-10-02T14:00:00+14:00", "2026-10-02T14:00:00+14:00"),
        ("2026-10-02T14:00:00-14:00", "2026-10-02T14:00:00-14:00"),
        ("2026-10-02T14:00:00+05:45", "2026-10-02T14:00:00+05:45"),
        ("2026-10-02T14:00:00.1+02:00", "2026-10-02T14:00:00.100000+02:00"),
        ("2026-10-02T14:00:00.12+02:00", "2026-10-02T14:00:00.120000+02:00"),
        ("2026-10-02T14:00:00.123+02:00", "2026-10-02T14:00:00.123000+02:00"),
        ("2026-10-02T14:00:00.1234+02:00", "2026-10-02T14:00:00.123400+02:00"),
        ("2026-10-02T14:00:00.12345+02:00", "2026-10-02T14:00:00.123450+02:00"),
        ("2026-10-02T14:00:00.123456+02:00", "2026-10-02T14:00:00.123456+02:00"),
        ("2026-10-02T14:00:00.1234567+02:00", "2026-10-02T14:00:00.123456+02:00"),
        ("2026-10-02T14:00:00.12345678+02:00", "2026-10-02T14:00:00.123456+02:00"),
        ("2026-10-02T14:00:00.999999999+02:00", "2026-10-02T14:00:00.999999+02:00"),
    ],
)
def test_one_to_nine_fractional_digits_are_read_and_kept_to_the_microsecond(text: str, kept: str) -> None:
    assert parse_moment(text).isoformat() == kept


@pytest.mark.parametrize(
    "value",
    [
        clock(2026, 10, 7),
        datetime(2026, 10, 7, tzinfo=Half(None)),
        Stamp(2026, 10, 7, tzinfo=UTC),
        date(2026, 10, 7),
        "2026-10-07T12:00:00Z",
        1704067200,
        None,
    ],
    ids=["naive", "zone without offset", "subclass", "date", "text", "number", "nothing"],
)
def test_a_moment_without_its_offset_is_refused(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        moment_of(value, "at")

    assert (caught.value.field, caught.value.reason) == ("at", WANTED_OFFSET)
    assert caught.value.shown == shown(value)
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "offset",
    [
        timedelta(hours=14, minutes=1),
        timedelta(hours=-14, minutes=-1),
        timedelta(seconds=1),
        timedelta(microseconds=1),
        timedelta(hours=1, seconds=30),
    ],
)
def test_an_offset_of_more_than_fourteen_hours_or_of_seconds_is_refused(offset: timedelta) -> None:
    for zone in (timezone(offset), Half(offset)):
        with pytest.raises(InvalidValueError) as caught:
            moment_of(datetime(2026, 10, 7, tzinfo=zone))

        assert caught.value.reason == "expected an offset of at most 14 whole hours"
        assert_well_told(caught.value)


@pytest.mark.parametrize(
    "offset", [RuntimeError("a foreign error got out"), "one hour", timedelta(days=2)], ids=["raises", "text", "days"]
)
def test_a_zone_that_cannot_tell_its_offset_is_refused_and_its_own_error_stays_inside(offset: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        moment_of(datetime(2026, 10, 7, tzinfo=Half(offset)), "at")

    assert caught.value.field == "at"
    assert_well_told(caught.value)


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York", "Asia/Kathmandu", "UTC"])
def test_a_moment_is_kept_at_a_fixed_offset_and_means_the_same_instant(zone: str) -> None:
    given = datetime(2026, 10, 7, 12, tzinfo=ZoneInfo(zone))
    kept = moment_of(given)

    assert type(kept.tzinfo) is timezone
    assert kept == given
    assert kept.utcoffset() == given.utcoffset()


def test_a_moment_that_was_vouched_for_is_itself() -> None:
    kept = moment_of(datetime(2026, 10, 7, 12, tzinfo=AMSTERDAM))

    assert moment_of(kept) is kept
    assert moment_of(kept.replace(fold=1)).fold == 0
    assert local_moment(clock(2026, 10, 7, 12)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "2000-01-01T00:00:00+01:00",
        "2000-06-01T12:00:00+00:00",
        "2199-06-01T12:00:00+00:00",
        "2199-12-31T22:59:59.999999+00:00",
    ],
)
def test_a_moment_may_be_any_of_the_first_and_of_the_last_year(text: str) -> None:
    assert parse_moment(text).isoformat() == text


def test_the_repeated_hour_of_october_is_told_apart() -> None:
    first = moment_of(datetime(2024, 10, 27, 2, 30, tzinfo=AMSTERDAM, fold=0))
    second = moment_of(datetime(2024, 10, 27, 2, 30, tzinfo=AMSTERDAM, fold=1))

    assert second - first == timedelta(hours=1)
    assert first < second
    assert first == moment("2024-10-27T00:30:00Z")
    assert (first.fold, second.fold) == (0, 0)


@pytest.mark.parametrize(
    ("naive", "instant"),
    [
        (clock(2024, 3, 31, 1, 59, 59), "2024-03-31T00:59:59Z"),
        (clock(2024, 3, 31, 3, 0), "2024-03-31T01:00:00Z"),
        (clock(2024, 10, 27, 1, 59, 59), "2024-10-26T23:59:59Z"),
        (clock(2024, 10, 27, 3, 0), "2024-10-27T02:00:00Z"),
        (clock(2026, 7, 1, 12), "2026-07-01T10:00:00Z"),
        (clock(2026, 1, 1, 12), "2026-01-01T11:00:00Z"),
    ],
)
def test_a_clock_in_amsterdam_is_read_in_summer_and_in_winter(naive: datetime, instant: str) -> None:
    read = local_moment(naive)

    assert read == moment(instant)
    assert type(read.tzinfo) is timezone


@pytest.mark.parametrize(
    "naive",
    [
        clock(2024, 3, 31, 2, 0),
        clock(2024, 3, 31, 2, 30),
        clock(2024, 3, 31, 2, 59, 59),
        clock(2024, 10, 27, 2, 0),
        clock(2024, 10, 27, 2, 30),
        clock(2024, 10, 27, 2, 59, 59),
    ],
)
@pytest.mark.parametrize("fold", [0, 1])
def test_a_time_that_the_clock_skipped_or_repeated_needs_its_offset(naive: datetime, fold: int) -> None:
    with pytest.raises(InvalidValueError) as caught:
        local_moment(naive.replace(fold=fold), "shipped")

    assert caught.value.field == "shipped"
    assert caught.value.reason == (
        "expected its offset: the clock in Amsterdam skipped or repeated it (offset required)"
    )
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "text", ["2024-03-31T02:30:00+01:00", "2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+01:00"]
)
def test_with_its_offset_such_a_time_is_an_ordinary_moment(text: str) -> None:
    assert parse_moment(text).isoformat() == text


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 10, 7, tzinfo=UTC),
        datetime(2026, 10, 7, tzinfo=Half(timedelta(hours=1))),
        datetime(2026, 10, 7, tzinfo=Half(None)),
        date(2026, 10, 7),
        Stamp(2026, 10, 7),
        clock(1999, 12, 31),
        clock(2200, 1, 1),
        clock(1, 1, 1),
        clock(9999, 12, 31, 23, 59),
        "2026-10-07T12:00:00",
        None,
    ],
    ids=lambda _: "",
)
def test_a_clock_shows_a_naive_datetime_and_nothing_else(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        local_moment(value)

    assert_well_told(caught.value)


def test_a_clock_outside_the_years_is_refused_by_the_name_of_its_field() -> None:
    with pytest.raises(InvalidValueError) as caught:
        local_moment(clock(1999, 12, 31), "shipped")

    assert (caught.value.field, caught.value.reason) == ("shipped", "expected a year from 2000 to 2199")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-10T22:30:00Z", date(2024, 5, 11)),
        ("2024-05-10T21:59:59.999999Z", date(2024, 5, 10)),
        ("2024-05-10T22:00:00Z", date(2024, 5, 11)),
        ("2024-01-10T22:59:59Z", date(2024, 1, 10)),
        ("2024-01-10T23:00:00Z", date(2024, 1, 11)),
        ("2024-05-11T13:00:00+14:00", date(2024, 5, 11)),
        ("2024-05-11T11:59:59+14:00", date(2024, 5, 10)),
    ],
)
def test_a_day_is_a_day_in_amsterdam(text: str, day: date) -> None:
    assert local_day(moment(text)) == day


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2024, 3, 31), 23), (date(2024, 10, 27), 25), (date(2024, 5, 10), 24), (date(2024, 12, 31), 24)],
)
def test_the_days_of_the_clock_changes_last_an_hour_less_and_more(day: date, hours: int) -> None:
    assert day_ends(day) - day_begins(day) == timedelta(hours=hours)
    assert day_begins(day).tzinfo is UTC
    assert local_day(day_begins(day)) == day
    assert local_day(day_ends(day)) == day + timedelta(days=1)


SAME_ANSWERS = """
import sys
sys.modules["_datetime"] = None
sys.modules["_zoneinfo"] = None
from trackntrace.errors import InvalidValueError
from trackntrace.moment import local_day, parse_day, parse_moment
for read, text in (
    (parse_day, "\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0661"),
    (parse_day, "2024-02-30"),
    (parse_day, "20240101"),
    (parse_moment, "2024-01-01T10:00:00.1234567890Z"),
    (parse_moment, "2024-01-01T24:00:00Z"),
    (parse_moment, "2024-02-30T10:00:00Z"),
):
    try:
        print(read(text))
    except InvalidValueError as error:
        print("refused")
print(parse_moment("2024-05-10T22:30:00.123456789Z").isoformat(), local_day(parse_moment("2024-05-10T22:30Z")))
"""


def test_python_without_its_fast_datetime_reads_and_refuses_the_same() -> None:
    source = Path(trackntrace.moment.__file__).parents[1]
    ran = subprocess.run(
        [sys.executable, "-c", SAME_ANSWERS],
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.splitlines() == ["refused"] * 6 + ["2024-05-10T22:30:00.123456+00:00 2024-05-11"]


@pytest.mark.parametrize("text", ["2000-01-01T00:00:00+14:00", "2199-12-31T23:00:00Z", "2199-12-31T23:30:00Z"])
def test_a_moment_whose_day_in_amsterdam_lies_outside_the_years_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_moment(text)

    assert caught.value.reason == "expected a year from 2000 to 2199"


def test_a_day_without_a_name_of_its_own_is_a_date() -> None:
    with pytest.raises(InvalidValueError) as caught:
        day_of(None)

    assert caught.value.field == "date"
