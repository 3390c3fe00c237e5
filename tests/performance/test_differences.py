"""What is found when an indicator contradicts itself, and how figures are told."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.builders import SAMPLE_WEEK
from trackntrace.performance.differences import contradictions_of, decimal
from trackntrace.performance.indicator import Indicator, IndicatorScore, IndicatorType
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.score import Standing

SHARE, AVERAGE = IndicatorType.PERCENTAGE, IndicatorType.AVERAGE


def texts(
    numerator: int,
    denominator: int,
    value: str,
    standing: Standing = Standing.FALLS_SHORT,
    *,
    name: str = "TRACK_AND_TRACE",
    kind: IndicatorType = SHARE,
    distance: str | None = None,
    norm: Norm | None = None,
) -> list[str]:
    score = IndicatorScore(
        numerator=numerator,
        denominator=denominator,
        value=Fraction(value),
        distance_to_norm=None if distance is None else Fraction(distance),
        standing=standing,
    )
    indicator = Indicator(name=name, type=kind, week=SAMPLE_WEEK, score=score, norm=norm)
    return [finding.text for finding in contradictions_of(indicator)]


def test_a_value_may_be_rounded_or_cut_at_its_last_place_from_the_second_to_the_sixth() -> None:
    """25 of 27 is 0.925925..., 9312 of 10000 is 0.9312."""
    for value in ("0.93", "0.92", "0.925", "0.926", "0.9259", "0.92592", "0.92593", "0.925926", "0.9259259104728699"):
        assert texts(25, 27, value) == []
    for value in ("0.9", "0.94", "0.924", "0.927"):
        assert texts(25, 27, value) == [f"The indicator tells the value {value}, but 25 of 27 is 0.9259."]
    assert texts(25, 27, "0.925927") == ["The indicator tells the value 0.9259, but 25 of 27 is 0.9259."]
    assert texts(25, 27, "25/27") == []
    assert texts(9312, 10000, "0.94") == []
    assert texts(93, 100, "0.94") == ["The indicator tells the value 0.94, but 93 of 100 is 0.93."]
    assert texts(93, 100, "93") == ["The indicator tells the value 93, but 93 of 100 is 0.93."]


def test_counts_that_cannot_be_are_told_of_shares_ratios_and_averages() -> None:
    ratio: dict[str, Any] = {"name": "CASE_ITEM_RATIO"}
    average: dict[str, Any] = {"name": "REVIEWS", "kind": AVERAGE}

    assert texts(11, 10, "1.1") == ["The indicator tells 11 of 10, which is no share."]
    assert texts(-1, 10, "-0.1") == ["The indicator tells -1 of 10, which is no share."]
    assert texts(12, 10, "1.2", **ratio) == texts(5, 10, "0.5", **ratio) == []
    assert texts(-1, 10, "-0.1", **ratio) == ["The indicator tells -1 of 10, which is no share."]
    assert texts(8, 1, "8", **average) == texts(163, 20, "8.15", **average) == []
    assert texts(8, 0, "8", **average) == ["The indicator tells 8 of 0, which is no share."]
    assert texts(0, 0, "0", **average) == texts(0, 0, "0.5") == texts(0, 10, "0") == texts(10, 10, "1") == []


def test_a_standing_contradicts_where_neither_the_value_nor_the_counts_give_it() -> None:
    norm, at_most = Norm.parse("93%"), Norm.parse("2%", Direction.AT_MOST)
    meets, short = Standing.MEETS, Standing.FALLS_SHORT

    assert texts(25, 27, "0.93", meets, norm=norm) == texts(25, 27, "0.93", short, norm=norm) == []
    assert texts(27, 27, "1", short, norm=norm) == [
        "The indicator tells that its value 1 falls short of the norm >= 0.93, which it does not by itself."
    ]
    assert texts(3, 100, "0.03", meets, norm=at_most) == [
        "The indicator tells that its value 0.03 meets the norm <= 0.02, which it does not by itself."
    ]


def test_a_distance_to_the_norm_is_told_on_either_side_and_contradicts_where_it_is_another() -> None:
    norm = Norm.parse("93%")

    assert texts(9, 10, "0.9", norm=norm, distance="0.03") == texts(9, 10, "0.9", norm=norm, distance="-0.03") == []
    assert texts(9, 10, "0.9", norm=norm, distance="0") == [
        "The indicator tells a distance of 0 between its value 0.9 and the norm >= 0.93."
    ]
    assert texts(9, 10, "0.9", norm=norm, distance="-0.5") == [
        "The indicator tells a distance of -0.5 between its value 0.9 and the norm >= 0.93."
    ]


def test_an_average_that_is_told_as_a_share_contradicts_what_its_standard_is() -> None:
    assert texts(163, 20, "8.15", name="REVIEWS", norm=Norm.parse("8", scale=Scale.AVERAGE)) == [
        "The indicator REVIEWS is told as PERCENTAGE, which that standard is not.",
        "The indicator tells 163 of 20, which is no share.",
        "The indicator tells that its value 8.15 falls short of the norm >= 8, which it does not by itself.",
    ]
    assert texts(9, 10, "0.9", kind=AVERAGE) == [
        "The indicator TRACK_AND_TRACE is told as AVERAGE, which that standard is not."
    ]
    assert texts(9, 10, "0.9", name="NEWCOMER", kind=AVERAGE) == []


def test_a_figure_is_told_with_at_most_four_decimals_cut_and_never_as_less_than_nothing() -> None:
    figures = ("0", "2", "-2", "10", "1/3", "-2/3", "8/88", "0.5", "0.00009", "100.1")

    assert [decimal(Fraction(figure)) for figure in figures] == [
        *("0", "2", "-2", "10", "0.3333", "-0.6666", "0.0909", "0.5", "0", "100.1")
    ]
