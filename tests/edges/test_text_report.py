"""Scorecards, explanations and rules as plain text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.builders import SAMPLE_WEEK, evidence, moment
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.performance.counted import CUSTOMER_QUESTIONS, PHONE_AVAILABILITY, RATING
from trackntrace.performance.editions import Certainty, Edition, Level
from trackntrace.performance.explanation import explain
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Average, Score
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import UNDATED
from trackntrace.report.rules import rules_text
from trackntrace.report.text import explanation_text, norm_text, scorecard_text, shortfall, table
from trackntrace.wording import Language

AS_OF = moment("2026-11-01T12:00:00+01:00")
ROWS = {row.code: row for row in ORDER_TRACEABILITY.rows}


def score(norm: Fraction | None, **codes: int) -> WeekScore:
    edition = norm is not None and Edition(
        levels=((Level.TARGET, Norm(norm)),), since=date(2019, 1, 1), certainty=Certainty.SEEN, source="a page"
    )
    return WeekScore(
        standard="order-traceability",
        week=UNDATED if norm is None else SAMPLE_WEEK,
        counts=tuple((ROWS[code.replace("_", "-")], count) for code, count in codes.items()),
        edition=edition or None,
    )


def test_the_columns_of_a_table_are_in_line() -> None:
    rows = [("2026-W41", "7", "meets"), ("undated", "1234", "-")]
    lines = table(("week", "hits", "standing"), rows, right=frozenset({1})).splitlines()

    assert lines == [
        "week      hits  standing",
        "2026-W41     7  meets",
        "undated   1234  -",
    ]


def test_no_line_of_a_table_ends_in_spaces() -> None:
    assert table(("code", "because"), [("a", ""), ("b", "why")]).splitlines() == ["code  because", "a", "b     why"]


def test_where_nothing_was_counted_a_sentence_says_so() -> None:
    assert scorecard_text(Scorecard(AS_OF, ())) == "Nothing to score as of 2026-11-01T12:00:00+01:00."


def test_a_scorecard_says_what_fell_short_and_what_brings_it_back() -> None:
    short = score(Fraction(98, 100), number_given=90, missing_number=3, placeholder_number=7)

    text = scorecard_text(Scorecard(AS_OF, (short,)))

    assert text.splitlines() == [
        "As of 2026-11-01T12:00:00+01:00",
        "",
        "week      standard             score  norm     standing     hits  counted  pending  excluded  headroom",
        "2026-W41  order-traceability  90.0 %  >= 98 %  falls-short    90      100        0         0         0",
        "",
        "2026-W41 order-traceability falls short: 7 placeholder-number, 3 missing-number; 400 more hits bring it back.",
    ]


def test_a_scorecard_that_meets_its_norms_has_nothing_to_add() -> None:
    text = scorecard_text(Scorecard(AS_OF, (score(Fraction(98, 100), number_given=1),)))

    assert len(text.splitlines()) == 4


def test_undated_items_are_shown_last_and_never_fall_short() -> None:
    scores = (score(None, missing_number=5), score(Fraction(98, 100), number_given=1))

    lines = scorecard_text(Scorecard(AS_OF, scores)).splitlines()

    assert lines[3].startswith("2026-W41  ")
    assert lines[4].split() == ["undated", "order-traceability", "0/5", "-", "not-assessed", "0", "5", "0", "0", "-"]
    assert len(lines) == 5


def test_a_headroom_without_end_is_said_in_a_word() -> None:
    assert scorecard_text(Scorecard(AS_OF, (score(Fraction(0), missing_number=1),))).endswith("  unlimited")


def test_a_norm_of_all_is_never_reached_again() -> None:
    text = shortfall(score(Fraction(1), number_given=9, missing_number=1))

    assert text == "2026-W41 order-traceability falls short: 1 missing-number; no number of hits brings it back."


def test_misses_of_one_frequency_come_in_the_order_of_their_codes() -> None:
    text = shortfall(score(Fraction(1), unreadable_number=2, missing_number=2, contradicted_number=2))

    assert "falls short: 2 contradicted-number, 2 missing-number, 2 unreadable-number; " in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(98, 100), ">= 98 %"),
        (Fraction(1), ">= 100 %"),
        (Fraction(0), ">= 0 %"),
        (Fraction(1, 3), ">= 100/3 %"),
    ],
)
def test_a_norm_is_said_exactly(value: Fraction, text: str) -> None:
    assert norm_text(Norm(value)) == text


def test_a_norm_may_be_at_most() -> None:
    assert norm_text(Norm(Fraction(2, 100), Direction.AT_MOST)) == "<= 2 %"


def test_a_norm_for_an_average_is_no_percentage() -> None:
    assert norm_text(Norm(Fraction(8), scale=Scale.AVERAGE)) == ">= 8"
    assert norm_text(Norm(Fraction(1, 20), Direction.AT_MOST, scale=Scale.RATIO)) == "<= 5 %"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.DUTCH,
            ["Bestelling volgbaar", "voldoet niet aan de norm", "met 2 goede erbij is de norm weer gehaald"],
        ),
        (
            Language.FRENCH,
            ["Traçabilité des commandes", "ne respecte pas la norme", "2 bons de plus ramènent à la norme"],
        ),
        (Language.ENGLISH, ["order-traceability", "falls-short", "2 more hits bring it back"]),
    ],
)
def test_a_scorecard_can_be_read_in_three_languages(language: Language, said: list[str]) -> None:
    card = Scorecard(AS_OF, (score(Fraction(1, 2), number_given=1, missing_number=3),))

    text = scorecard_text(card, language)

    assert [words for words in said if words not in text] == []


def test_a_figure_stands_beside_the_scores() -> None:
    rating = RATING.figure(SAMPLE_WEEK, Average(Fraction(163), 20))
    answered = PHONE_AVAILABILITY.figure(SAMPLE_WEEK, Score(8, 9))

    lines = scorecard_text(Scorecard(AS_OF, (), (rating, answered))).splitlines()

    assert lines[-2].split() == [str(SAMPLE_WEEK), "rating", "8.1", ">=", "8", "meets", "-", "20", "-", "-", "-"]
    assert lines[-1].split()[1:4] == ["phone-availability", "88.8", "%"]


def test_the_rules_of_a_counted_standard_are_its_norms() -> None:
    text = rules_text(CUSTOMER_QUESTIONS)

    assert "<= 5 %" in text
    assert "a norm for each seller" in text


@pytest.mark.parametrize("standard", [ORDER_TRACEABILITY, ITEMS_ON_TIME], ids=lambda standard: standard.name)
def test_the_rules_name_every_row_reading_and_edition(standard: AnyStandard) -> None:
    text = rules_text(standard)

    assert all(row.code in text and row.because in text for row in standard.rows)
    assert all(f"  {reading.name}: {reading.value}\n" in text for reading in standard.readings)
    assert all(edition.source in text for edition in standard.editions.editions)
    assert text.isascii()
    assert not [line for line in text.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("standard", [ORDER_TRACEABILITY, ITEMS_ON_TIME], ids=lambda standard: standard.name)
def test_an_explanation_is_one_plain_line_whatever_the_number_holds(standard: AnyStandard) -> None:
    item = evidence(number=UnreadableNumber("\u202e\n\x1b[2J<script>"))

    (one,) = explain([item], standard, as_of=AS_OF)
    text = explanation_text(one)

    assert text.isascii()
    assert text.isprintable()
    assert one.row.code in text
    assert all(f"{name}={value}" in text for name, value in one.named_facts.items())
