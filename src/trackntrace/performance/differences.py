"""
What can be found when our figure is held against the marketplace's: the kinds of findings.

An indicator may contradict itself, the norms may differ, the week may not be final; and the counts may differ because
something was read in another way or because some items are in the one count and not in the other.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from trackntrace.numbers.finding import Finding, FindingKind, Severity
from trackntrace.performance.indicator import Indicator, IndicatorScore, IndicatorType
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import WeekScore

_ASK: Final = "Look at the counts; if they matter, ask the marketplace which of its figures holds."

AGREES: Final = FindingKind("figures-agree", Severity.INFO, "Both count {numerator} of {denominator}.")
NOT_COMPUTED: Final = FindingKind(
    "standard-not-computed", Severity.INFO, "{name} of this week is not computed here from what was given."
)
NO_SCORE: Final = FindingKind(
    "no-score-told", Severity.INFO, "The marketplace tells no score; here it is {numerator} of {denominator}."
)
COUNTS_DIFFER: Final = FindingKind(
    "counts-differ",
    Severity.WARN,
    "Here it is {numerator} of {denominator}, the marketplace tells {their_numerator} of {their_denominator}: "
    "{hits} hits and {misses} misses to ours.",
)
NOT_FINAL: Final = FindingKind(
    "week-not-final",
    Severity.INFO,
    "{week} is not final: its score may still move, on both sides.",
    "Compare again when the week is final.",
)
NORM_DIFFERS: Final = FindingKind(
    "norm-differs",
    Severity.WARN,
    "The marketplace tells the norm {theirs}; here it is {ours}.",
    "Judge under the norm that was told: it takes precedence in its week.",
)
NO_NORM: Final = FindingKind(
    "norm-not-known", Severity.INFO, "No norm of this week is known here; the marketplace tells {theirs}."
)
READINGS_GIVE_IT: Final = FindingKind(
    "readings-give-it", Severity.INFO, "The very figure comes out if read otherwise: {readings}."
)
READINGS_COME_NEAR: Final = FindingKind(
    "readings-come-near",
    Severity.INFO,
    "No reading that was tried gives the figure; nearest, still {hits} hits and {misses} misses off: {readings}.",
)
ITEMS_EXPLAIN_IT: Final = FindingKind(
    "items-would-explain",
    Severity.INFO,
    "It would come out if these counted otherwise: {items}.",
    "Look at these items one by one with explain.",
)
COUNTS_ONLY: Final = FindingKind(
    "only-counts-compared",
    Severity.INFO,
    "Only the counts are compared: for this standard no other readings are tried and no items are looked at.",
)
UNDATED: Final = FindingKind(
    "undated-items",
    Severity.INFO,
    "Items here that lie in no week: {items}; the day is not known that puts them in one.",
    "Give orders beside the shipments: they tell the promised day.",
)
UNEXPLAINED: Final = FindingKind(
    "difference-unexplained",
    Severity.WARN,
    "No reading and no few rows of ours explain the difference.",
    "See whether all orders and shipments of the week are there, and those of the weeks beside it.",
)

COUNTS_IMPOSSIBLE: Final = FindingKind(
    "indicator-counts-impossible",
    Severity.WARN,
    "The indicator tells {numerator} of {denominator}, which is no share.",
    _ASK,
)
VALUE_CONTRADICTS: Final = FindingKind(
    "indicator-value-contradicts",
    Severity.WARN,
    "The indicator tells the value {value}, but {numerator} of {denominator} is {share}.",
    _ASK,
)
STANDING_CONTRADICTS: Final = FindingKind(
    "indicator-standing-contradicts",
    Severity.WARN,
    "The indicator tells that its value {value} {standing} the norm {norm}, which it does not by itself.",
    _ASK,
)
DISTANCE_CONTRADICTS: Final = FindingKind(
    "indicator-distance-contradicts",
    Severity.WARN,
    "The indicator tells a distance of {distance} between its value {value} and the norm {norm}.",
    _ASK,
)
TYPE_CONTRADICTS: Final = FindingKind(
    "indicator-type-contradicts",
    Severity.WARN,
    "The indicator {name} is told as {type}, which that standard is not.",
    _ASK,
)

DIFFERENCE_KINDS: Final = (
    *(COUNTS_DIFFER, UNEXPLAINED, NORM_DIFFERS),
    *(COUNTS_IMPOSSIBLE, VALUE_CONTRADICTS, STANDING_CONTRADICTS, DISTANCE_CONTRADICTS, TYPE_CONTRADICTS),
    *(READINGS_GIVE_IT, READINGS_COME_NEAR, ITEMS_EXPLAIN_IT, COUNTS_ONLY),
    *(UNDATED, NOT_FINAL, NO_NORM, NO_SCORE, NOT_COMPUTED),
    AGREES,
)
"""Everything that can be found between our figure and the marketplace's."""

_AVERAGES: Final = frozenset({"REVIEWS"})
_RATIOS: Final = frozenset({"CASE_ITEM_RATIO"})
_FEWEST_PLACES: Final = 2
_MOST_PLACES: Final = 6


def contradictions_of(indicator: Indicator) -> tuple[Finding, ...]:
    """
    Where an indicator contradicts itself: value against counts, standing and distance against value and norm, type.

    A value may be rounded or cut at its last decimal place, from the second on to the sixth: it is told as a float.
    """
    score, found = indicator.score, []
    averages = indicator.type is IndicatorType.AVERAGE
    if indicator.standard and averages is not (indicator.name in _AVERAGES):
        found.append(TYPE_CONTRADICTS.found(name=indicator.name, type=indicator.type.value))
    if score is not None:
        found += _counts_against_value(score, indicator)
        if indicator.norm is not None and score.denominator:
            found += _value_against_norm(score, indicator.norm)
    return tuple(found)


def _counts_against_value(score: IndicatorScore, indicator: Indicator) -> list[Finding]:
    told = {"numerator": str(score.numerator), "denominator": str(score.denominator)}
    if not is_possible(score, indicator):
        return [COUNTS_IMPOSSIBLE.found(**told)]
    if not score.denominator:
        return []
    share = Fraction(score.numerator, score.denominator)
    if _near(score.value, share):
        return []
    return [VALUE_CONTRADICTS.found(**told, value=decimal(score.value), share=decimal(share))]


def is_possible(score: IndicatorScore, indicator: Indicator) -> bool:
    """Whether the counts can be what they are told to be: of a share no more than the whole, and none below nothing."""
    if indicator.type is IndicatorType.AVERAGE:
        return score.denominator > 0 or not score.numerator
    most = score.denominator if indicator.name not in _RATIOS else max(score.numerator, score.denominator)
    return 0 <= score.numerator <= most


def _value_against_norm(score: IndicatorScore, norm: Norm) -> list[Finding]:
    found, value = [], decimal(score.value)
    by_value = norm.met_by(score.value.numerator, score.value.denominator)
    by_counts = norm.met_by(score.numerator, score.denominator)
    if (score.standing is Standing.MEETS) not in {by_value, by_counts}:
        said = "meets" if score.standing is Standing.MEETS else "falls short of"
        found.append(STANDING_CONTRADICTS.found(value=value, standing=said, norm=norm_said(norm)))
    told = score.distance_to_norm
    if told is not None and not _near(abs(told), abs(score.value - norm.value)):
        found.append(DISTANCE_CONTRADICTS.found(distance=decimal(told), value=value, norm=norm_said(norm)))
    return found


def _near(told: Fraction, exact: Fraction) -> bool:
    """Whether a value is the exact one, rounded or cut at its last decimal place."""
    places = next((n for n in range(_MOST_PLACES) if (told * 10**n).denominator == 1), _MOST_PLACES)
    return abs(told - exact) < Fraction(1, 10 ** max(places, _FEWEST_PLACES))


def decimal(value: Fraction) -> str:
    """
    A value with at most four decimals, cut.

    >>> decimal(Fraction(8, 88)), decimal(Fraction(-1, 2)), decimal(Fraction(2))
    ('0.0909', '-0.5', '2')
    """
    wholes, rest = divmod(abs(value.numerator) * 10_000 // value.denominator, 10_000)
    text = f"{wholes}.{rest:04}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def norm_said(norm: Norm) -> str:
    """A norm with its condition, its value as a decimal number."""
    return f"{norm.direction.value} {decimal(norm.value)}"


def norms_compared(indicator: Indicator, ours: WeekScore) -> tuple[Finding, ...]:
    """Whether the norm that was told is ours of the week."""
    norm = indicator.norm
    if norm is None:
        return ()
    if ours.edition is None:
        return (NO_NORM.found(theirs=norm_said(norm)),)
    target = ours.edition.target
    if (target.value, target.direction) == (norm.value, norm.direction):
        return ()
    return (NORM_DIFFERS.found(theirs=norm_said(norm), ours=norm_said(target)),)


def told_share(score: IndicatorScore, direction: Direction) -> tuple[int, int]:
    """The hits and misses that are told: the numerator are the misses where the norm is at most so much."""
    others = score.denominator - score.numerator
    return (score.numerator, others) if direction is Direction.AT_LEAST else (others, score.numerator)
