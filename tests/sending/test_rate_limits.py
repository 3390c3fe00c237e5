"""How much may still be asked, and when, as headers tell it."""

from __future__ import annotations

from datetime import timedelta
from itertools import repeat
from typing import Any

import pytest

from tests.builders import Hostile, LoudText, assert_well_told, moment
from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError
from trackntrace.retailer_api.headers import MOST_HEADERS
from trackntrace.retailer_api.rate_limits import RateLimit, rate_limit_of

NOW = moment("2026-10-06T14:00:00Z")


def later(seconds: int) -> Any:
    return NOW + timedelta(seconds=seconds)


def test_headers_say_how_much_is_left_and_until_when() -> None:
    headers = {"X-RateLimit-Limit": "25", "X-RateLimit-Remaining": "24", "X-RateLimit-Reset": "60", "X-Request-ID": "1"}

    read = rate_limit_of(headers, as_of=NOW)

    assert read == RateLimit(limit=25, remaining=24, resets=later(60))
    assert read.free_from(as_of=NOW) == NOW


def test_names_are_read_in_any_case_from_a_mapping_or_from_pairs() -> None:
    pairs = [("x-ratelimit-limit", "25"), ("X-RATELIMIT-REMAINING", "0"), ("retry-AFTER", "7")]

    assert rate_limit_of(pairs, as_of=NOW) == rate_limit_of(dict(pairs), as_of=NOW)
    assert rate_limit_of(pairs, as_of=NOW) == RateLimit(limit=25, remaining=0, retry=later(7))


def test_where_nothing_is_left_the_next_question_waits_for_the_reset() -> None:
    spent = rate_limit_of({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "30"}, as_of=NOW)

    assert spent.free_from(as_of=NOW) == later(30)
    assert spent.free_from(as_of=later(31)) == later(31)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("86400", 86400),
        ("Tue, 06 Oct 2026 14:02:00 GMT", 120),
        ("Tue, 06 Oct 2026 13:00:00 GMT", 0),
        ("Wed, 07 Oct 2026 14:00:00 GMT", 86400),
    ],
)
def test_a_retry_is_told_in_seconds_or_as_a_date(text: str, seconds: int) -> None:
    assert rate_limit_of({"Retry-After": text}, as_of=NOW).free_from(as_of=NOW) == later(seconds)


@pytest.mark.parametrize("text", ["Wed, 07 Oct 2026 14:00:01 GMT", "Thu, 08 Oct 2026 14:00:00 GMT"])
def test_a_date_more_than_a_day_away_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        rate_limit_of({"Retry-After": text}, as_of=NOW)

    assert str(caught.value) == f"Cannot use '{text}' as retry-after: expected at most a day from now"


def test_a_date_has_a_day_of_two_figures() -> None:
    then = moment("2026-10-13T13:00:00Z")

    assert rate_limit_of({"Retry-After": "Tue, 13 Oct 2026 14:02:03 GMT"}, as_of=then).retry == moment(
        "2026-10-13T14:02:03Z"
    )


def test_headers_of_others_may_come_before_ours() -> None:
    headers = [("X-Request-ID", "1"), ("X-RateLimit-Limit", "25"), ("Date", "now"), ("Retry-After", "7")]

    assert rate_limit_of(headers, as_of=NOW) == RateLimit(limit=25, retry=later(7))


@pytest.mark.parametrize(("text", "expected"), [("s1", "seconds, or a date such as"), ("1s", "a whole number")])
def test_what_begins_with_a_letter_is_meant_as_a_date(text: str, expected: str) -> None:
    with pytest.raises(InvalidValueError, match=f"expected {expected}"):
        rate_limit_of({"Retry-After": text}, as_of=NOW)


def test_a_limit_that_came_at_no_moment_is_refused() -> None:
    now: Any = "now"

    with pytest.raises(InvalidValueError) as caught:
        rate_limit_of({"Retry-After": "7"}, as_of=now)

    assert caught.value.field == "as_of"


@pytest.mark.parametrize("name", ["X-RateLimit-Reset", "Retry-After"])
def test_a_wait_beyond_the_last_day_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        rate_limit_of({name: "86400"}, as_of=moment("2199-12-31T12:00:00Z"))

    assert caught.value.field == name.lower()


def test_no_header_sets_no_limit() -> None:
    assert rate_limit_of({}, as_of=NOW) == RateLimit()
    assert RateLimit().free_from(as_of=NOW) == NOW


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "-1",
            "+1",
            "1.5",
            "1e3",
            "1_000",
            " 1",
            "1\n",
            "0x10",
            "\u0661",
            "\u00b2",
            "1, 2",
            "9" * 10,
            "9" * 10**6,
        ),
        *("NaN", "Infinity", "soon"),
        *(None, 1, True, b"1", [], Hostile(), LoudText("1")),
    ],
    ids=lambda text: ascii(text)[:20] if isinstance(text, str) else type(text).__name__,
)
@pytest.mark.parametrize("name", ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "Retry-After"])
def test_a_header_that_is_no_number_is_refused_by_its_name(name: str, text: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        rate_limit_of({name: text}, as_of=NOW)

    assert caught.value.field == name.lower()
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 06 Oct 2026 14:02:00 GMT",
        "Wed, 30 Feb 2026 14:02:00 GMT",
        "Tue, 06 Oct 2026 24:00:00 GMT",
        "Tue, 06 Oct 2026 14:02:00 CET",
        "Tue, 06 Oct 2026 14:02:00",
        "Tuesday, 06-Oct-26 14:02:00 GMT",
        "Tue Oct  6 14:02:00 2026",
        "Wed, 07 Oct 2026 14:00:01 GMT",
        "Fri, 01 Jan 9999 00:00:00 GMT",
        "Sat, 01 Jan 0000 00:00:00 GMT",
        "2026-10-06T14:02:00Z",
    ],
)
def test_a_date_of_another_form_or_far_away_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        rate_limit_of({"Retry-After": text}, as_of=NOW)

    assert caught.value.field == "retry-after"
    assert_well_told(caught.value)


@pytest.mark.parametrize("name", ["X-RateLimit-Reset", "Retry-After"])
def test_a_wait_of_more_than_a_day_is_refused(name: str) -> None:
    with pytest.raises(InvalidValueError, match="at most a day") as caught:
        rate_limit_of({name: "86401"}, as_of=NOW)

    assert (caught.value.field, caught.value.shown) == (name.lower(), "'86401'")


def test_a_header_that_comes_twice_must_say_the_same() -> None:
    twice = [("Retry-After", "5"), ("retry-after", "5")]

    assert rate_limit_of(twice, as_of=NOW).retry == later(5)
    with pytest.raises(ConflictError) as caught:
        rate_limit_of([*twice, ("RETRY-AFTER", "6")], as_of=NOW)
    assert (caught.value.field, caught.value.shown) == ("retry-after", "'6'")
    assert_well_told(caught.value)


@pytest.mark.parametrize("headers", [None, 7, "Retry-After: 5", ["Retry-After"], [("a", "b", "c")]])
def test_what_are_no_headers_is_refused(headers: Any) -> None:
    with pytest.raises(TrackntraceError) as caught:
        rate_limit_of(headers, as_of=NOW)

    assert caught.value.field == "headers"
    assert_well_told(caught.value)


def test_headers_without_end_are_refused() -> None:
    with pytest.raises(InvalidValueError, match=f"at most {MOST_HEADERS} headers"):
        rate_limit_of(repeat(("X-Other", "value")), as_of=NOW)


def test_strange_names_are_passed_over() -> None:
    headers = [("Retry-After" * 100, "x"), ("retry-after\u017f", "x")]

    assert rate_limit_of(headers, as_of=NOW) == RateLimit()


@pytest.mark.parametrize("name", [b"Retry-After", 7, None])
def test_a_name_that_is_no_text_is_refused_so_that_no_limit_is_missed(name: Any) -> None:
    with pytest.raises(InvalidValueError, match="header name"):
        rate_limit_of([(name, "3")], as_of=NOW)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"limit": -1}, "count"),
        ({"remaining": True}, "count"),
        ({"resets": "soon"}, "at"),
        ({"retry": 5}, "at"),
    ],
)
def test_a_rate_limit_that_is_invalid_cannot_be_made(parts: dict[str, Any], name: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        RateLimit(**parts)

    assert caught.value.field == name
    assert_well_told(caught.value)


def test_what_is_no_moment_is_not_the_first_at_which_to_ask() -> None:
    now: Any = "now"

    with pytest.raises(InvalidValueError) as caught:
        RateLimit().free_from(as_of=now)

    assert caught.value.field == "as_of"
    assert_well_told(caught.value)
