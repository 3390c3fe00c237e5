"""Questions, calendars and indicators are drawn in every shape that they may have."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import strategies as st

from tests.builders import at, on
from tests.kit.meeting import drawn, parts
from trackntrace.moment import Week
from trackntrace.performance.indicator import IndicatorType
from trackntrace.performance.questions import AnswerWindow, Question
from trackntrace.performance.response_time import AnswerReadings
from trackntrace.performance.score import Standing
from trackntrace.performance.standard import Verdict
from trackntrace.shipping.delivery_days import MONDAY_TO_FRIDAY, MONDAY_TO_SATURDAY
from trackntrace.shipping.public_holidays import Country, PublicHolidays
from trackntrace.testing import questions
from trackntrace.testing.moments import OCTOBER_2026, WEEK_53, grid

pytestmark = pytest.mark.law

MOMENTS = {*grid(OCTOBER_2026), *grid(WEEK_53)}


def test_questions_are_of_every_country_answered_and_not() -> None:
    found = drawn(questions.customers_questions())
    late = [each for each in found if each.answered is not None and each.answered > each.asked]

    assert parts(found, "question_id") == {"question-1", "question-2", "question-3"}
    assert parts(found, "country") == set(Country)
    assert None in parts(found, "answered")
    assert late
    assert parts(found, "asked") | parts(late, "answered") <= MOMENTS
    assert {each.asked.month for each in found} == {10, 12, 1}


def test_readings_of_answers_are_of_every_window_with_the_public_holidays_and_others() -> None:
    found = drawn(questions.answer_readings(), 100)
    own = next(each for each in found if each.calendar != "public-holidays")

    assert {(each.window, each.calendar) for each in found} == {
        (window, calendar) for window in AnswerWindow for calendar in ("public-holidays", "made-up")
    }
    assert own.holidays == ((Country.NETHERLANDS, {OCTOBER_2026[0]}),)


def test_an_answer_is_explained_with_every_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Question("question-1", asked=at(6)), Question("question-1", asked=at(6), answered=at(6, 13))
    monkeypatch.setattr(questions, "customers_questions", lambda: st.sampled_from(asked))
    monkeypatch.setattr(questions, "answer_readings", lambda: st.just(AnswerReadings()))
    found = drawn(questions.answer_explanations(), 100)

    assert {each.row.verdict for each in found} == {Verdict.HIT, Verdict.PENDING, Verdict.MISS}
    assert parts(found, "question") == set(asked)


def test_an_answer_is_explained_under_the_readings_that_were_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Question("question-1", asked=at(6, 9), answered=at(7, 8))
    readings = [AnswerReadings(window=window) for window in AnswerWindow]
    monkeypatch.setattr(questions, "customers_questions", lambda: st.just(asked))
    monkeypatch.setattr(questions, "answer_readings", lambda: st.sampled_from(readings))
    monkeypatch.setattr(questions, "_AT", (at(20),))
    found = drawn(questions.answer_explanations(), 60)

    assert {each.row.verdict for each in found} == {Verdict.HIT, Verdict.MISS}


def test_delivery_codes_are_all_that_the_marketplace_has() -> None:
    found = {each.text for each in drawn(questions.delivery_codes(), 600)}
    ranges = {f"{low}-{high}d" for low in range(1, 10) for high in range(low, 10)}
    cutoffs = {f"24uurs-{hour}" for hour in range(12, 24)}

    assert found <= {*ranges, *cutoffs, "MijnLeverbelofte", "VVB"}
    assert found >= {*cutoffs, "MijnLeverbelofte", "VVB", "1-1d", "9-9d"}
    assert len(found & ranges) > 15


def test_public_holidays_are_those_of_every_country() -> None:
    assert {*drawn(questions.public_holidays(), 50)} == {PublicHolidays(each) for each in Country}


def test_delivery_days_are_known_ones_and_any_with_closed_days_of_every_kind() -> None:
    found = drawn(questions.delivery_days())
    closed = [each.closed for each in found if isinstance(each.closed, frozenset)]

    assert {MONDAY_TO_FRIDAY, MONDAY_TO_SATURDAY} <= {*found}
    assert {len(each.weekdays) for each in found} == {1, 2, 3, 4, 5, 6, 7}
    assert {day for each in found for day in each.weekdays} == {0, 1, 2, 3, 4, 5, 6}
    assert any(isinstance(each.closed, PublicHolidays) for each in found)
    assert {len(each) for each in closed} == {0, 1, 2, 3}
    assert {day for each in closed for day in each} == {*OCTOBER_2026}


def test_a_told_score_may_contradict_itself() -> None:
    found = drawn(questions.indicator_scores())
    off = {each.value - (Fraction(each.numerator, each.denominator) if each.denominator else 0) for each in found}

    assert off == {0, Fraction(1, 100)}
    assert sum(each.denominator == 0 for each in found) < len(found) / 2
    assert max(each.denominator for each in found) == 1_000
    assert parts(found, "standing") == {Standing.MEETS, Standing.FALLS_SHORT}
    assert all(each.numerator <= each.denominator for each in found)


@pytest.mark.parametrize(
    ("counts", "value", "standing"),
    [
        ((93, 100, 0), Fraction(93, 100), Standing.MEETS),
        ((100, 93, 1), Fraction(94, 100), Standing.MEETS),
        ((929, 1_000, 1), Fraction(939, 1_000), Standing.FALLS_SHORT),
        ((0, 0, 1), Fraction(1, 100), Standing.FALLS_SHORT),
        ((0, 1, 0), 0, Standing.FALLS_SHORT),
    ],
)
def test_a_told_score_is_worked_out_of_two_counts(
    counts: tuple[int, int, int], value: Fraction, standing: Standing
) -> None:
    told = questions._told_score(*counts)

    assert (told.numerator, told.denominator) == (min(counts[:2]), max(counts[:2]))
    assert (told.value, told.standing) == (value, standing)


def test_indicators_are_shares_and_averages_with_and_without_their_parts() -> None:
    found = drawn(questions.indicators())
    shares = [each for each in found if each.type is IndicatorType.PERCENTAGE]
    averages = [each for each in found if each.type is IndicatorType.AVERAGE]

    assert parts(shares, "name") == {"TRACK_AND_TRACE", "FULFILMENT", "CANCELLATIONS", "RETURNS", "SOMETHING_NEW"}
    assert len(parts(averages, "name")) == 1
    assert {(each.score is None, each.norm is None) for each in shares} == {
        (score, norm) for score in (True, False) for norm in (True, False)
    }
    assert {(each.score, each.norm is None) for each in averages} == {(None, True), (None, False)}
    assert {Week.of(on(7)), Week(2026, 53)} <= parts(found, "week")
