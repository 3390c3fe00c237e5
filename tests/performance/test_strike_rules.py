"""The rules of strikes: when a week is bad, when it is final, how long a strike counts, what it brings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from tests.builders import assert_well_told, moment, refused
from tests.performance.weeks import edition
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Score
from trackntrace.performance.strike_rules import (
    CONSEQUENCES,
    STRIKE_READINGS,
    STRIKE_WINDOWS,
    WINDOW_OF_22,
    WINDOW_OF_23,
    Authority,
    Boundary,
    ConsequenceKind,
    Finality,
    StrikeReadings,
    StrikeWindow,
    consequence_of,
    is_bad,
    misses_in,
    next_wednesday,
)

RESPONSE_TIME = edition(Fraction(90, 100), 10)
LATELY = Week(2026, 41)


def test_93_percent_exactly_is_fine() -> None:
    """Source: items on time ("below 93 %"), and the Retailer API, where a score conforms if it is at least the norm."""
    assert not is_bad(Score(93, 100), edition(), Boundary.BELOW)
    assert is_bad(Score(92, 100), edition(), Boundary.BELOW)


def test_by_the_older_dutch_pages_93_percent_exactly_is_bad() -> None:
    """Source: partnerplatform.bol.com/verkopen/prestatie/servicenormen, the oldest address."""
    assert is_bad(Score(93, 100), edition(), Boundary.AT_OR_BELOW)
    assert not is_bad(Score(94, 100), edition(), Boundary.AT_OR_BELOW)


@pytest.mark.parametrize("boundary", Boundary)
def test_two_late_items_are_no_bad_week_however_few_there_were(boundary: Boundary) -> None:
    """Source: what is taken into account: measurement only starts from 3 items."""
    assert not is_bad(Score(0, 2), edition(), boundary)
    assert is_bad(Score(0, 3), edition(), boundary)


def test_three_late_items_are_no_bad_week_where_the_norm_is_met() -> None:
    assert not is_bad(Score(97, 100), edition(), Boundary.BELOW)


def test_cancellations_need_three_and_more_than_two_percent() -> None:
    """Source: partnerplatform.bol.com, annuleringen."""
    norm = CANCELLATIONS.editions.of(LATELY)

    assert not is_bad(Score(2, 50), norm, Boundary.BELOW)
    assert not is_bad(Score(3, 150), norm, Boundary.BELOW)
    assert is_bad(Score(3, 149), norm, Boundary.BELOW)


def test_response_time_needs_ten_late_questions() -> None:
    """Source: partnerplatform.bol.com, response time: 90 %, from 10 late questions on."""
    assert not is_bad(Score(0, 9), RESPONSE_TIME, Boundary.BELOW)
    assert is_bad(Score(89, 99), RESPONSE_TIME, Boundary.BELOW)
    assert not is_bad(Score(90, 100), RESPONSE_TIME, Boundary.BELOW)


def test_the_standards_tell_from_how_many_misses_on_they_give_strikes() -> None:
    for standard in (ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS):
        assert standard.editions.of(LATELY).strikes_from == 3


def test_a_standard_that_gives_no_strikes_makes_no_bad_week() -> None:
    assert not is_bad(Score(0, 100), edition(strikes_from=None), Boundary.AT_OR_BELOW)


def test_where_the_norm_is_at_most_just_the_norm_is_bad_only_by_the_older_boundary() -> None:
    norm = edition(Fraction(2, 100), 3, Direction.AT_MOST)

    assert not is_bad(Score(4, 200), norm, Boundary.BELOW)
    assert is_bad(Score(4, 200), norm, Boundary.AT_OR_BELOW)


def test_when_week_35_is_finally_calculated_week_12_expires_by_the_window_that_the_example_needs() -> None:
    """Source: partnerplatform.bol.com, check on performance during the GroeiKracht period."""
    assert WINDOW_OF_23.expires_with(Week(2024, 12)) == Week(2024, 35)
    assert WINDOW_OF_22.expires_with(Week(2024, 12)) == Week(2024, 34)
    assert STRIKE_READINGS.window is WINDOW_OF_22


@pytest.mark.parametrize("window", STRIKE_WINDOWS, ids=lambda window: str(window.weeks))
def test_a_window_goes_on_over_the_end_of_a_year_with_53_weeks(window: StrikeWindow) -> None:
    start = Week(2026, 53)

    assert (window.expires_with(start).first_day - start.first_day).days == 7 * window.weeks
    assert window.expires_with(start) == Week(2027, window.weeks)


def test_windows_are_22_23_and_24_weeks_each_by_a_source() -> None:
    assert [window.weeks for window in STRIKE_WINDOWS] == [22, 23, 24]
    assert all(window.source for window in STRIKE_WINDOWS)


@pytest.mark.parametrize(
    ("finality", "day"),
    [
        (Finality.FIRST_WEDNESDAY, date(2026, 10, 14)),
        (Finality.SECOND_WEDNESDAY, date(2026, 10, 21)),
        (Finality.THIRD_WEDNESDAY, date(2026, 10, 28)),
    ],
)
def test_a_week_turns_final_on_a_wednesday_after_it(finality: Finality, day: date) -> None:
    assert finality.on(LATELY) == day
    assert finality.through(moment(f"{day}T00:00:00+02:00" if day.day < 25 else f"{day}T00:00:00+01:00")) == LATELY


def test_a_week_is_final_from_the_beginning_of_its_wednesday_on() -> None:
    assert Finality.SECOND_WEDNESDAY.through(moment("2026-10-20T23:59:59+02:00")) == Week(2026, 40)
    assert Finality.SECOND_WEDNESDAY.through(moment("2026-10-20T22:00:00Z")) == LATELY


def test_week_53_turns_final_in_the_next_year() -> None:
    assert Finality.SECOND_WEDNESDAY.on(Week(2026, 53)) == date(2027, 1, 13)
    assert Finality.SECOND_WEDNESDAY.through(moment("2027-01-13T09:00:00+01:00")) == Week(2026, 53)


@pytest.mark.parametrize(
    ("strikes", "kind", "told_by"),
    [
        (0, ConsequenceKind.NOTHING, Authority.MARKETPLACE),
        (1, ConsequenceKind.EMAIL, Authority.MARKETPLACE),
        (4, ConsequenceKind.EMAIL, Authority.MARKETPLACE),
        (5, ConsequenceKind.TEMPORARY_CLOSURE, Authority.OLDER_TEXT),
        (6, ConsequenceKind.NOT_PUBLIC, Authority.NOBODY),
        (7, ConsequenceKind.PERMANENT_CLOSURE, Authority.THIRD_PARTY),
        (8, ConsequenceKind.NOT_PUBLIC, Authority.NOBODY),
        (500, ConsequenceKind.NOT_PUBLIC, Authority.NOBODY),
    ],
)
def test_what_strikes_bring_is_said_with_who_says_so(strikes: int, kind: ConsequenceKind, told_by: Authority) -> None:
    found = consequence_of(strikes)

    assert (found.kind, found.told_by) == (kind, told_by)
    assert found.source


def test_every_number_of_strikes_has_one_consequence() -> None:
    for strikes in range(60):
        assert sum(strikes in each for each in CONSEQUENCES) == 1


def test_consequences_of_ones_own_must_tell_of_every_number() -> None:
    with pytest.raises(InvalidValueError) as refused:
        consequence_of(3, CONSEQUENCES[:1])

    assert_well_told(refused.value)


@pytest.mark.parametrize("strikes", [-1, True, 1.0, "1", None])
def test_a_number_of_strikes_is_a_whole_number(strikes: object) -> None:
    with pytest.raises(InvalidValueError):
        consequence_of(strikes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "parts", [{"boundary": "below"}, {"per": "week"}, {"window": 22}, {"finality": "second-wednesday"}]
)
def test_readings_are_named_and_not_written_out(parts: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError) as refused:
        StrikeReadings(**parts)  # type: ignore[arg-type]

    assert_well_told(refused.value)


def test_every_reading_can_be_printed_by_its_name() -> None:
    assert STRIKE_READINGS.named == (
        ("boundary", "below"),
        ("finality", "second-wednesday"),
        ("strikes-per", "week"),
        ("window", "22 weeks"),
    )


@pytest.mark.parametrize("weeks", [0, -1, True, 1.5, 10**6])
def test_a_window_is_some_weeks_long(weeks: object) -> None:
    with pytest.raises(InvalidValueError):
        StrikeWindow(weeks, source="ours")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "naive", [moment("2026-10-21T12:00:00Z").replace(tzinfo=None), "2026-10-21T12:00:00+02:00", None]
)
def test_a_moment_without_its_offset_makes_no_week_final(naive: Any) -> None:
    """It would be another one in every zone of the world."""
    with pytest.raises(InvalidValueError) as caught:
        Finality.SECOND_WEDNESDAY.through(naive)

    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Finality.FIRST_WEDNESDAY.on("2026-W41"),  # type: ignore[arg-type]
        lambda: WINDOW_OF_22.expires_with("2026-W41"),  # type: ignore[arg-type]
        lambda: consequence_of(1, None),  # type: ignore[arg-type]
        lambda: consequence_of(1, (5,)),  # type: ignore[arg-type]
        lambda: is_bad((92, 100), edition(), Boundary.BELOW),  # type: ignore[arg-type]
        lambda: is_bad(Score(92, 100), None, Boundary.BELOW),  # type: ignore[arg-type]
        lambda: is_bad(Score(93, 100), edition(), "at-or-below"),  # type: ignore[arg-type]
        lambda: misses_in(Score(92, 100), "<="),  # type: ignore[arg-type]
    ],
)
def test_what_is_of_another_class_is_refused_and_not_guessed_at(ask: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ask()

    assert_well_told(caught.value)


def test_no_consequence_tells_of_what_is_no_number() -> None:
    assert 1 in CONSEQUENCES[1]
    assert True not in CONSEQUENCES[1]
    assert "1" not in CONSEQUENCES[1]


@pytest.mark.parametrize("day", range(21, 28))
def test_the_next_wednesday_is_one_to_come(day: int) -> None:
    assert next_wednesday(date(2026, 10, day)) == date(2026, 10, 28)


def test_what_the_rules_of_strikes_refuse_is_said_of_each_part_by_its_name() -> None:
    good, target = Score(1, 1), edition()
    no_moment = "expected a datetime with its offset (offset required)"

    assert [
        refused(Finality.FIRST_WEDNESDAY.on, "2026-W41"),
        refused(Finality.FIRST_WEDNESDAY.through, "2026-10-20"),
        refused(StrikeWindow, 0, source=""),
        refused(StrikeWindow, 521, source=""),
        refused(StrikeWindow, 22, source=None),
        refused(WINDOW_OF_22.expires_with, "2026-W41"),
        refused(StrikeReadings, boundary="below"),
        refused(StrikeReadings, per="week"),
        refused(StrikeReadings, window=22),
        refused(StrikeReadings, finality="first-wednesday"),
        refused(misses_in, 1, Direction.AT_LEAST),
        refused(misses_in, good, ">="),
        refused(is_bad, 1, target, Boundary.BELOW),
        refused(is_bad, good, "93%", Boundary.BELOW),
        refused(is_bad, good, target, "below"),
        refused(consequence_of, -1),
        refused(consequence_of, 1, 7),
        refused(consequence_of, 1, (7,)),
        refused(consequence_of, 1, CONSEQUENCES[:1]),
        refused(evolve, CONSEQUENCES[1], first=-1),
        refused(evolve, CONSEQUENCES[1], last=0),
        refused(evolve, CONSEQUENCES[1], kind="e-mail"),
        refused(evolve, CONSEQUENCES[1], told_by="marketplace"),
    ] == [
        "Cannot use '2026-W41' as week: expected a Week",
        f"Cannot use '2026-10-20' as as_of: {no_moment}",
        "Cannot use 0 as weeks: expected a whole number from 1 to 520",
        "Cannot use 521 as weeks: expected a whole number from 1 to 520",
        "Cannot use None as source: expected a str",
        "Cannot use '2026-W41' as week: expected a Week",
        "Cannot use 'below' as boundary: expected a Boundary",
        "Cannot use 'week' as per: expected a StrikesPer",
        "Cannot use 22 as window: expected a StrikeWindow",
        "Cannot use 'first-wednesday' as finality: expected a Finality",
        "Cannot use 1 as score: expected a Score",
        "Cannot use '>=' as direction: expected a Direction",
        "Cannot use 1 as score: expected a Score",
        "Cannot use '93%' as edition: expected an Edition",
        "Cannot use 'below' as boundary: expected a Boundary",
        "Cannot use -1 as strikes: expected a whole number from 0 to 1000000000",
        "Cannot use 7 as consequences: expected any number of Consequence",
        "Cannot use 7 as consequences: expected a Consequence",
        "Cannot use 1 as strikes: expected consequences that tell of so many",
        "Cannot use -1 as first: expected a whole number from 0 to 1000000000",
        "Cannot use 0 as last: expected a whole number from 1 to 1000000000",
        "Cannot use 'e-mail' as kind: expected a ConsequenceKind",
        "Cannot use 'marketplace' as told_by: expected an Authority",
    ]
    assert [StrikeWindow(weeks, source="").weeks for weeks in (1, 520)] == [1, 520]
