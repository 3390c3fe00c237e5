"""Values as texts in a column: one spelling each, read as strictly as it was written."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.builders import NO_TEXTS, NUMBER, SAMPLE_WEEK, assert_well_told, on
from trackntrace.errors import InvalidValueError
from trackntrace.interop.column_texts import (
    MOMENT_TEXT,
    NUMBER_TEXT,
    PROMISE_TEXT,
    SERVICE_TEXT,
    WEEK_TEXT,
    ColumnText,
)
from trackntrace.moment import parse_moment
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.shipping.promise import DeliverBy, DeliverOn

TEXTS: list[ColumnText[Any]] = [NUMBER_TEXT, SERVICE_TEXT, WEEK_TEXT, PROMISE_TEXT, MOMENT_TEXT]
EACH = [
    (NUMBER_TEXT, NUMBER, "3SABCD1234567"),
    (SERVICE_TEXT, POSTNL, "TNT"),
    (WEEK_TEXT, SAMPLE_WEEK, "2026-W41"),
    (PROMISE_TEXT, DeliverBy(on(7)), "2026-10-07 deliver-by"),
    (PROMISE_TEXT, DeliverOn(on(7)), "2026-10-07 deliver-on"),
    (MOMENT_TEXT, parse_moment("2026-10-07T01:30:00.25+02:00"), "2026-10-06T23:30:00.250000Z"),
    (MOMENT_TEXT, parse_moment("2026-10-07T12:00:00Z"), "2026-10-07T12:00:00.000000Z"),
]


def test_each_kind_has_a_name_a_length_and_words_for_what_it_expects() -> None:
    assert [(text.name, text.longest, text.expected) for text in TEXTS] == [
        ("number", 64, "a TrackAndTraceNumber"),
        ("delivery service", 32, "a DeliveryService"),
        ("week", 8, "a Week"),
        ("promise", 21, "a DeliverBy or DeliverOn"),
        ("moment", 27, "a datetime with its offset (offset required)"),
    ]


@pytest.mark.parametrize(("kind", "value", "text"), EACH)
def test_a_value_is_written_in_one_spelling_and_read_from_it(kind: ColumnText[Any], value: Any, text: str) -> None:
    assert kind.written(value) == text
    assert len(text) <= kind.longest
    assert kind.checked(value) is value
    for read in (kind.read(text), kind.typed(text)):
        assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(
    ("kind", "text", "means"),
    [
        (NUMBER_TEXT, " 3s abcd 1234567", NUMBER),
        (MOMENT_TEXT, "2026-10-07T14:00+02:00", datetime(2026, 10, 7, 12, tzinfo=UTC)),
    ],
)
def test_what_people_type_is_read_more_kindly_than_what_a_column_holds(
    kind: ColumnText[Any], text: str, means: object
) -> None:
    assert kind.typed(text) == means
    with pytest.raises(InvalidValueError) as caught:
        kind.read(text)

    assert (caught.value.field, caught.value.shown) == (kind.name, repr(text))


@pytest.mark.parametrize("kind", TEXTS, ids=lambda kind: kind.name)
def test_another_kind_of_value_is_not_written(kind: ColumnText[Any]) -> None:
    for other in (*NO_TEXTS, "3SABCD1234567", on(7), datetime(2026, 10, 7, 12), UTC):  # noqa: DTZ001  (no offset)
        for refused in (kind.written, kind.checked):
            with pytest.raises(InvalidValueError) as caught:
                refused(other)

            assert (caught.value.field, caught.value.reason) == (kind.name, f"expected {kind.expected}")
            assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        (NUMBER_TEXT, "3sabcd1234567", "expected"),
        (SERVICE_TEXT, "tnt", "expected"),
        (WEEK_TEXT, "2025-W53", "expected"),
        (PROMISE_TEXT, "2026-10-07", "expected a day with deliver-by or deliver-on, such as 2026-10-02 deliver-by"),
        (PROMISE_TEXT, "2026-10-07 deliver-to", "expected a day with deliver-by or deliver-on"),
        (PROMISE_TEXT, "2026-02-30 deliver-on", "expected"),
        (MOMENT_TEXT, "2026-10-07T12:00:00Z", "expected a moment in UTC to the microsecond, such as 2026-10-02T12:0"),
        (
            MOMENT_TEXT,
            "2026-10-07T12:00:00.0000000Z",
            "too long: expected at most 27 characters: a moment in UTC to the mic",
        ),
        (MOMENT_TEXT, "2026-02-30T12:00:00.000000Z", "expected"),
    ],
)
def test_a_text_that_was_not_written_here_is_refused(kind: ColumnText[Any], text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        kind.read(text)

    assert (caught.value.field, caught.value.shown) == (kind.name, repr(text))
    assert reason in caught.value.reason


def test_whoever_reads_or_writes_a_column_gives_the_name_of_its_field() -> None:
    for refusal in (NUMBER_TEXT.read, NUMBER_TEXT.typed, NUMBER_TEXT.written, NUMBER_TEXT.checked):
        with pytest.raises(InvalidValueError, match=r"^Cannot use 3 as parcel: expected"):
            refusal(3, "parcel")
        with pytest.raises(InvalidValueError, match=r"^Cannot use 3 as number: expected"):
            refusal(3)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the clock of this system cannot be set for a test")
def test_a_moment_is_written_in_utc_wherever_the_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
        told = MOMENT_TEXT.written(parse_moment("2026-10-07T12:00:00Z"))
    time.tzset()

    assert told == "2026-10-07T12:00:00.000000Z"
