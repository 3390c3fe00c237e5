"""How figures, norms, days and names are spoken."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.builders import moment
from tests.performance.weeks import edition, week_score
from trackntrace.moment import Week
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Beyond
from trackntrace.performance.tally import UNDATED
from trackntrace.report.speech import Speech, capital, plain
from trackntrace.wording import Language

ENGLISH, DUTCH, FRENCH = (Speech(language) for language in Language)


def test_thousands_and_decimals_are_written_as_the_language_writes_them() -> None:
    assert [each.number(50_000) for each in (ENGLISH, DUTCH, FRENCH)] == ["50,000", "50.000", "50\u202f000"]
    assert [each.shown("92.6 %") for each in (ENGLISH, DUTCH, FRENCH)] == ["92.6\u00a0%", "92,6\u00a0%", "92,6\u00a0%"]
    assert ENGLISH.shown("-28.6") == "\N{MINUS SIGN}28.6"


@pytest.mark.parametrize(
    ("norm", "spoken"),
    [
        (Norm(Fraction(93, 100)), "≥ 93 %"),
        (Norm(Fraction(1)), "≥ 100 %"),
        (Norm(Fraction(925, 1000)), "≥ 92.5 %"),
        (Norm(Fraction(1, 3)), "≥ 100/3 %"),
        (Norm(Fraction(2, 100), Direction.AT_MOST), "≤ 2 %"),
        (Norm(Fraction(105, 100), Direction.AT_MOST, scale=Scale.RATIO), "≤ 105 %"),
        (Norm(Fraction(8), scale=Scale.AVERAGE), "≥ 8"),
        (Norm(Fraction(1, 2), scale=Scale.AVERAGE), "≥ 0.5"),
        (Norm(Fraction(0), scale=Scale.AVERAGE), "≥ 0"),
        (Norm(Fraction(12_345, 100), scale=Scale.AVERAGE), "≥ 123.45"),
        (Norm(Fraction(1, 10**9), scale=Scale.AVERAGE), "≥ 0.000000001"),
        (Norm(Fraction(1, 10**10), scale=Scale.AVERAGE), "≥ 1/10000000000"),
        (Norm(Fraction(-21, 2), scale=Scale.AVERAGE), "≥ \N{MINUS SIGN}10.5"),
    ],
)
def test_a_norm_is_spoken_exactly(norm: Norm, spoken: str) -> None:
    assert ENGLISH.norm(norm).replace("\u00a0", " ") == spoken


def test_one_and_many_are_told_apart() -> None:
    assert ENGLISH.room(1) == "Room for 1 more miss"
    assert ENGLISH.room(3) == "Room for 3 more misses"
    assert ENGLISH.room(0) == "No room for another miss"
    assert ENGLISH.room(Beyond.UNLIMITED) == "No number of misses is too many"


@pytest.mark.parametrize(
    ("hits", "target", "told"),
    [
        (9, "93%", ["5 more hits bring it back", "Nog 5 keer goed, dan is de norm gehaald"]),
        (13, "93.75%", ["2 more hits bring it back", "Nog 2 keer goed, dan is de norm gehaald"]),
        (14, "93.75%", ["1 more hit brings it back", "Nog 1 keer goed, dan is de norm gehaald"]),
        (9, "100%", ["No number of hits brings it back", "De norm is niet meer te halen"]),
    ],
)
def test_what_brings_a_score_back_is_told(hits: int, target: str, told: list[str]) -> None:
    score = week_score(Week(2026, 41), hits, 1, norm=edition(Norm.parse(target).value))

    assert [each.way_back(score) for each in (ENGLISH, DUTCH)] == told


def test_why_a_row_decides_is_told_in_the_words_of_its_standard() -> None:
    rows = [row for row in ORDER_TRACEABILITY.rows if row.code == "cancelled"]

    assert [DUTCH.why(ORDER_TRACEABILITY.name, row) for row in rows] == ["Alleen verzonden artikelen tellen."]
    assert [DUTCH.why("one-of-ones-own", row) for row in rows] == ["Er wordt niets geleverd."]


def test_a_sentence_begins_with_a_capital_letter() -> None:
    assert [capital(each) for each in ("éénmaal Andermaal", "B", "")] == ["Éénmaal Andermaal", "B", ""]


def test_a_span_of_days_says_once_what_both_have_in_common() -> None:
    first = date(2026, 12, 28)

    assert ENGLISH.days(first, first) == "28 December 2026"
    assert DUTCH.days(first, date(2026, 12, 30)) == "28 \N{EN DASH} 30 december 2026"
    assert FRENCH.days(date(2026, 11, 30), first) == "30 novembre \N{EN DASH} 28 décembre 2026"
    assert ENGLISH.days(first, date(2027, 1, 3)) == "28 December 2026 \N{EN DASH} 3 January 2027"


def test_a_week_is_told_with_its_year() -> None:
    assert DUTCH.week(Week(2026, 53)) == "week 53 van 2026"
    assert FRENCH.week(UNDATED) == "sans date"


def test_a_moment_is_told_by_its_own_clock() -> None:
    assert ENGLISH.moment(moment("2026-11-13T12:00:00+01:00")) == "13 November 2026, 12:00 (UTC+01:00)"
    assert ENGLISH.moment(moment("2026-11-13T12:00:00Z")) == "13 November 2026, 12:00 (UTC)"


def test_the_years_of_a_text_are_told_as_the_language_tells_them() -> None:
    texts = "undated", "about 2023 to 2024", "2019"

    assert [ENGLISH.dated(each) for each in texts] == ["without a date", "about 2023 to 2024", "2019"]
    assert [DUTCH.dated(each) for each in texts] == ["zonder datum", "omstreeks 2023 tot 2024", "2019"]
    assert [FRENCH.dated(each) for each in texts] == ["sans date", "vers 2023 à 2024", "2019"]


def test_a_standard_of_ones_own_keeps_its_name() -> None:
    assert DUTCH.standard("items-on-time") == "Artikelen op tijd"
    assert DUTCH.standard("my-own") == "my-own"


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x00", "\x1b", "\u202e", "\u2028", "\u200b", "\ufeff", "\ud800"])
def test_what_is_not_seen_is_spelled_out(sign: str) -> None:
    text = plain(f"a{sign}b")

    assert text.isascii()
    assert text.isprintable()
    assert text.startswith("a\\")


def test_letters_of_every_language_stay() -> None:
    assert plain("Évaluations ≥ 98\u00a0% 日本") == "Évaluations ≥ 98\u00a0% 日本"
