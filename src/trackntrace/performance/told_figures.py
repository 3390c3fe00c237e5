"""Figures from indicators: what the marketplace tells of a standard, where nothing at hand can compute it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

from trackntrace.errors import ConflictError
from trackntrace.performance.counted import CountedStandard
from trackntrace.performance.indicator import Indicator, IndicatorScore
from trackntrace.performance.norm import Scale
from trackntrace.performance.score import Amount, Average, Score
from trackntrace.performance.scorecard import WeekFigure, edition_of
from trackntrace.performance.standard import ServiceStandard

AnyMeasure: TypeAlias = ServiceStandard[Any] | CountedStandard
"""Whatever has a name and norms: a standard that is judged item by item, or one of which only counts are known."""


def told_figure(indicator: Indicator, standard: AnyMeasure) -> WeekFigure | None:
    """
    What an indicator tells of a standard, beside the norm of its week; None where it tells no score.

    Of a share or a ratio the numerator and the denominator are taken, of an average its value: an average's numerator
    is known to be something else. The norm is the standard's own: `under_told_norms` puts the indicator's in.

    Raises:
        ConflictError: it is an indicator of another standard, or no share can be made of its numbers.
    """
    if indicator.standard != standard.name:
        raise ConflictError.about(indicator.name, "indicator", f"expected one of {standard.name}")
    if indicator.score is None:
        return None
    scale = standard.scale if isinstance(standard, CountedStandard) else Scale.SHARE
    return WeekFigure(
        standard=standard.name,
        week=indicator.week,
        amount=_amount(indicator, indicator.score, scale),
        edition=edition_of(standard.editions, indicator.week),
    )


def _amount(indicator: Indicator, score: IndicatorScore, scale: Scale) -> Amount:
    numerator, denominator = score.numerator, score.denominator
    if scale is Scale.SHARE:
        if not 0 <= numerator <= denominator:
            reason = f"expected a part of the whole in {indicator.week}"
            raise ConflictError.about(f"{numerator}/{denominator}", indicator.name, reason)
        return Score(numerator, denominator)
    if not denominator:
        return Average(Fraction(0), 0)
    total = score.value * denominator if scale is Scale.AVERAGE else Fraction(numerator)
    return Average(total, denominator)
