"""Figures from indicators, where nothing at hand can compute a standard."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.builders import SAMPLE_WEEK, assert_well_told
from trackntrace.errors import ConflictError
from trackntrace.performance.counted import CUSTOMER_QUESTIONS, PHONE_AVAILABILITY, RATING
from trackntrace.performance.indicator import Indicator, IndicatorScore, IndicatorType, under_told_norms
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.score import Average, Score, Standing
from trackntrace.performance.told_figures import told_figure


def indicator(name: str, numerator: int = 0, denominator: int = 0, value: str = "0", **parts: Any) -> Indicator:
    score = IndicatorScore(numerator=numerator, denominator=denominator, value=Fraction(value), standing=Standing.MEETS)
    told: dict[str, Any] = {"type": IndicatorType.PERCENTAGE, "week": SAMPLE_WEEK, "score": score, **parts}
    return Indicator(name=name, **told)


def test_a_share_is_its_numerator_of_its_denominator() -> None:
    figure = told_figure(indicator("FULFILMENT", 93, 100, "0.93"), ITEMS_ON_TIME)

    assert figure is not None
    assert (figure.standard, figure.week, figure.amount) == ("items-on-time", SAMPLE_WEEK, Score(93, 100))
    assert (figure.standing, figure.shown) == (Standing.MEETS, "93.0 %")


def test_a_ratio_may_be_more_than_the_whole() -> None:
    figure = told_figure(indicator("CASE_ITEM_RATIO", 12, 10, "1.2"), CUSTOMER_QUESTIONS)

    assert figure is not None
    assert figure.amount == Average(Fraction(12), 10)
    assert (figure.edition, figure.standing) == (None, Standing.NOT_ASSESSED)


def test_of_an_average_the_value_counts_for_its_numerator_is_something_else() -> None:
    figure = told_figure(indicator("REVIEWS", 8, 20, "8.15", type=IndicatorType.AVERAGE), RATING)

    assert figure is not None
    assert (figure.amount, figure.shown) == (Average(Fraction(163), 20), "8.1")


def test_where_nothing_was_counted_nothing_is_assessed() -> None:
    for name, standard in (("REVIEWS", RATING), ("CASE_ITEM_RATIO", CUSTOMER_QUESTIONS), ("FULFILMENT", ITEMS_ON_TIME)):
        figure = told_figure(indicator(name), standard)

        assert figure is not None
        assert (figure.standing, figure.shown) == (Standing.NOT_ASSESSED, "-")


def test_an_indicator_without_a_score_is_no_figure() -> None:
    assert told_figure(indicator("PHONE_AVAILABILITY", score=None), PHONE_AVAILABILITY) is None


def test_the_norm_that_is_told_takes_precedence() -> None:
    norm = Norm(Fraction(1, 20), Direction.AT_MOST, scale=Scale.SHARE)
    told = indicator("RETURNS", 6, 100, "0.06", norm=norm)

    plain, under = told_figure(told, RETURNS), told_figure(told, under_told_norms(RETURNS, [told]))

    assert plain is not None
    assert under is not None
    assert (plain.standing, under.standing) == (Standing.NOT_ASSESSED, Standing.FALLS_SHORT)


@pytest.mark.parametrize(("numerator", "denominator"), [(101, 100), (-1, 100), (1, 0)])
def test_no_share_is_made_of_more_than_the_whole(numerator: int, denominator: int) -> None:
    with pytest.raises(ConflictError) as caught:
        told_figure(indicator("FULFILMENT", numerator, denominator, "0.9"), ITEMS_ON_TIME)

    assert_well_told(caught.value)


def test_an_indicator_of_another_standard_is_refused() -> None:
    with pytest.raises(ConflictError):
        told_figure(indicator("REVIEWS"), ITEMS_ON_TIME)


def test_of_a_ratio_the_numerator_counts_however_its_value_is_rounded() -> None:
    figure = told_figure(indicator("CASE_ITEM_RATIO", 1, 3, "0.33"), CUSTOMER_QUESTIONS)

    assert figure is not None
    assert figure.amount == Average(Fraction(1), 3)
