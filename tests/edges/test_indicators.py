"""Performance indicators: what the marketplace itself tells of a standard in a week."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from tests.builders import SAMPLE_WEEK, assert_well_told
from tests.edges.doors import indicator_object, score_object
from tests.edges.wire import Json
from trackntrace.moment import Week
from trackntrace.performance.indicator import Indicator, IndicatorScore, IndicatorType
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.score import Standing
from trackntrace.retailer_api.indicators import read_indicators
from trackntrace.retailer_api.reading import RefusedObjectError


def read(*values: Json) -> list[Indicator]:
    page = read_indicators(json.dumps({"performanceIndicators": values}).encode())
    return [record.value for record in page.value]


def refused(value: Json) -> list[str]:
    with pytest.raises(RefusedObjectError) as caught:
        read(value)
    assert_well_told(caught.value)
    return [error.field.removeprefix("performanceIndicators[0].") for error in caught.value.errors]


def test_an_indicator_is_read_as_it_was_told_and_nothing_is_recomputed() -> None:
    (indicator,) = read(indicator_object())

    score = IndicatorScore(
        numerator=8,
        denominator=88,
        value=Fraction(88, 100),
        distance_to_norm=Fraction(86, 100),
        standing=Standing.MEETS,
    )
    assert indicator == Indicator(
        name="TRACK_AND_TRACE",
        type=IndicatorType.PERCENTAGE,
        week=SAMPLE_WEEK,
        score=score,
        norm=Norm(Fraction(98, 100)),
    )
    assert indicator.standard == "order-traceability"


def test_several_indicators_come_in_one_answer() -> None:
    reviews = {**indicator_object(norm={"condition": ">=", "value": 8.0}), "name": "REVIEWS", "type": "AVERAGE"}

    first, second = read(indicator_object(), reviews)

    assert (first.name, second.name) == ("TRACK_AND_TRACE", "REVIEWS")
    assert second.norm == Norm(Fraction(8), scale=Scale.AVERAGE)


@pytest.mark.parametrize("absent", [True, False])
def test_where_there_is_no_score_it_is_left_out(absent: bool) -> None:
    value = indicator_object(score=None)
    if absent:
        del value["details"]["score"]

    (indicator,) = read(value)

    assert indicator.score is None
    assert indicator.norm is not None


def test_where_there_is_no_norm_it_is_left_out() -> None:
    (indicator,) = read(indicator_object(norm=None))

    assert indicator.norm is None
    assert indicator.score is not None


def test_a_norm_may_be_at_most() -> None:
    value = {**indicator_object(norm={"condition": "<=", "value": 0.02}), "name": "CANCELLATIONS"}

    assert read(value)[0].norm == Norm(Fraction(2, 100), Direction.AT_MOST)


def test_questions_may_be_more_than_the_items_that_they_are_about() -> None:
    value = {**indicator_object(norm={"condition": "<=", "value": 1.05}), "name": "CASE_ITEM_RATIO"}

    assert read(value)[0].norm == Norm(Fraction(105, 100), Direction.AT_MOST, scale=Scale.RATIO)


def test_a_name_that_is_not_known_is_kept() -> None:
    (indicator,) = read({**indicator_object(), "name": "ON_TIME_HANDOVER"})

    assert (indicator.name, indicator.standard) == ("ON_TIME_HANDOVER", "")


@pytest.mark.parametrize(
    ("year", "number", "week"),
    [("2026", "05", Week(2026, 5)), ("2026", "5", Week(2026, 5)), ("2026", "53", Week(2026, 53))],
)
def test_the_period_is_a_week_of_iso_8601(year: str, number: str, week: Week) -> None:
    assert read(indicator_object(period={"week": number, "year": year}))[0].week == week


@pytest.mark.parametrize("number", ["0", "54", "", "005", "-5", "5.0", "W5", "\u0665", " 5", 5, None, True])
def test_what_is_no_week_is_refused_with_its_place(number: Json) -> None:
    (place,) = refused(indicator_object(period={"week": number, "year": "2026"}))

    assert place.startswith("details.period")


def test_a_week_that_its_year_has_not_is_refused() -> None:
    (place,) = refused(indicator_object(period={"week": "53", "year": "2025"}))

    assert place.startswith("details.period")


@pytest.mark.parametrize("year", ["26", "02026", "", "\u0662\u0660\u0662\u0666", 2026, None])
def test_what_is_no_year_is_refused_with_its_place(year: Json) -> None:
    assert refused(indicator_object(period={"week": "05", "year": year})) == ["details.period.year"]


@pytest.mark.parametrize("value", ["0.88", True, None, [], {}])
def test_what_is_no_number_is_refused_with_its_place(value: Json) -> None:
    wrong = indicator_object(score=score_object(value=value), norm={"condition": ">=", "value": value})

    assert refused(wrong) == ["details.score.value", "details.norm.value"]


@pytest.mark.parametrize("value", [1.0, "8", True, None, 10**10, [], {}])
@pytest.mark.parametrize("name", ["numerator", "denominator"])
def test_what_is_no_count_is_refused_with_its_place(name: str, value: Json) -> None:
    assert refused(indicator_object(score=score_object(**{name: value}))) == [f"details.score.{name}"]


def test_fewer_than_none_were_counted_is_refused_with_its_place() -> None:
    assert refused(indicator_object(score=score_object(denominator=-1))) == ["details.score.denominator"]


def test_a_score_may_tell_no_distance() -> None:
    score = read(indicator_object(score=score_object(distanceToNorm=None)))[0].score

    assert score is not None
    assert score.distance_to_norm is None


@pytest.mark.parametrize("value", [0, "true", None, [], {}])
def test_a_score_conforms_or_does_not(value: Json) -> None:
    score = read(indicator_object(score=score_object(conforms=False)))[0].score

    assert score is not None
    assert score.standing is Standing.FALLS_SHORT
    assert refused(indicator_object(score=score_object(conforms=value))) == ["details.score.conforms"]


@pytest.mark.parametrize("value", ["=", "<", ">= ", "", 1, None, [], {}])
def test_an_unknown_condition_is_refused_with_its_place(value: Json) -> None:
    assert refused(indicator_object(norm={"condition": value, "value": 0.9})) == ["details.norm.condition"]


@pytest.mark.parametrize("value", [98, -0.1])
def test_a_norm_that_is_no_share_is_refused_with_its_place(value: Json) -> None:
    assert refused(indicator_object(norm={"condition": ">=", "value": value})) == ["details.norm.value"]


@pytest.mark.parametrize("name", ["name", "type", "details"])
def test_a_missing_part_is_named(name: str) -> None:
    assert refused(indicator_object() | {name: None}) == [name]


@pytest.mark.parametrize("value", ["", "track and trace", "\u202eNAME", "A" * 65])
def test_a_malformed_name_is_refused(value: str) -> None:
    assert refused(indicator_object() | {"name": value}) == ["name"]


def test_every_fault_of_an_indicator_is_named_at_once() -> None:
    wrong = indicator_object(period={}, score=score_object(numerator="8", conforms=1), norm=7) | {"type": "SUM"}

    assert refused(wrong) == [
        "type",
        "details.period.year",
        "details.period.week",
        "details.score.conforms",
        "details.score.numerator",
        "details.norm",
    ]
