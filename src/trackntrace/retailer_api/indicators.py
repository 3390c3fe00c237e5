"""
Performance indicators: what the marketplace itself tells of a standard in a week.

Source: ``GET /retailer/insights/performance/indicator`` of the Retailer API v10. Nothing is recomputed: value,
numerator and denominator are known to contradict one another at times. Where there is no score it is left out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from trackntrace.documents.members import Members, text_of, words_of
from trackntrace.documents.strict_json import JsonValue
from trackntrace.grammar import LARGEST_COUNT, Grammar, whole
from trackntrace.moment import Week
from trackntrace.performance.indicator import Indicator, IndicatorScore, IndicatorType
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.score import Standing
from trackntrace.retailer_api.reading import Attempts, YesNo, number_of, yes_or_no
from trackntrace.retailer_api.record import Page, Sent, page_in

_TYPES: Final = words_of(IndicatorType)
_CONDITIONS: Final = words_of(Direction)
_RATIOS: Final = frozenset({"CASE_ITEM_RATIO"})
"""The indicators whose percentage may be more than the whole: questions per order item."""

_YEAR: Final = Grammar("year", "[0-9]{4}", longest=4, expected="a year such as 2026")
_WEEK: Final = Grammar("week", "[0-9]{1,2}", longest=2, expected="a week of ISO 8601 such as 05")
_ANY_WEEK: Final = Week(2000, 1)


def read_indicators(data: Sent) -> Page[Indicator]:
    """
    The performance indicators of an answer, one or several.

    Raises:
        InvalidValueError: it is no JSON, or no answer with indicators.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return page_in(data, "performanceIndicators", indicator_of)


def indicator_of(members: Members) -> Indicator:
    """
    An indicator from its object.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    attempts = Attempts(members.place)
    name = attempts.need(members, "name", text_of)
    kind = attempts.take(lambda: members.word("type", _TYPES), IndicatorType.PERCENTAGE)
    no_details: tuple[Week, IndicatorScore | None, Norm | None] = (_ANY_WEEK, None, None)
    scale = _scale(name, kind)
    week, score, norm = attempts.inner(members, "details", lambda inner: _details(inner, scale), no_details)
    attempts.finish()
    return Indicator(name=name, type=kind, week=week, score=score, norm=norm)


def _scale(name: str, kind: IndicatorType) -> Scale:
    if kind is IndicatorType.AVERAGE:
        return Scale.AVERAGE
    return Scale.RATIO if name in _RATIOS else Scale.SHARE


def _details(details: Members, scale: Scale) -> tuple[Week, IndicatorScore | None, Norm | None]:
    attempts = Attempts(details.place)
    week = attempts.inner(details, "period", _week, _ANY_WEEK)
    score = attempts.inner_or(details, "score", _score, None)
    norm = attempts.inner_or(details, "norm", lambda inner: _norm(inner, scale), None)
    attempts.finish()
    return week, score, norm


def _week(period: Members) -> Week:
    attempts = Attempts(period.place)
    year = attempts.need(period, "year", _YEAR.read, "2000")
    number = attempts.need(period, "week", _WEEK.read, "01")
    week = attempts.take(lambda: Week(int(year), int(number)), _ANY_WEEK)
    attempts.finish()
    return week


def _score(score: Members) -> IndicatorScore:
    attempts = Attempts(score.place)
    standing = attempts.need(score, "conforms", _standing)
    numerator = attempts.need(score, "numerator", _count)
    denominator = attempts.need(score, "denominator", _count)
    value = attempts.need(score, "value", _fraction)
    distance = attempts.have(score, "distanceToNorm", _fraction, None)
    attempts.finish()
    return IndicatorScore(
        numerator=numerator, denominator=denominator, value=value, distance_to_norm=distance, standing=standing
    )


def _norm(norm: Members, scale: Scale) -> Norm:
    attempts = Attempts(norm.place)
    direction = attempts.take(lambda: norm.word("condition", _CONDITIONS), Direction.AT_LEAST)
    value = attempts.need(norm, "value", lambda sent: Norm(_fraction(sent), scale=scale).value)
    attempts.finish()
    return Norm(value, direction, scale=scale)


def _standing(value: JsonValue) -> Standing:
    return Standing.MEETS if yes_or_no(value) is YesNo.YES else Standing.FALLS_SHORT


def _count(value: JsonValue) -> int:
    return whole(value, "count", least=-LARGEST_COUNT)


def _fraction(value: JsonValue) -> Fraction:
    return Fraction(number_of(value))
