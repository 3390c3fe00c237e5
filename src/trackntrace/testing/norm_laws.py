"""
The laws of norms and of their editions, the library's own and yours.

A norm is a value to reach, exactly: 93 of 100 meets 93 %, and 1396115884484939 of 1501199875790257 does not, though no
float can tell. Editions say which norm was in force on a day, and each of them was at some time.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Final, Protocol

from hypothesis import strategies as st

from trackntrace.performance.editions import Edition, Editions, Level
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.score import Beyond, Score, Standing
from trackntrace.testing.law import EXAMPLES, answered, demand, try_law

EXACT: Final = "a quotient meets a norm if and only if the exact fractions say so"
ONLY_THE_SHARE: Final = "ten times as many of both meet a norm as one time does"
HEADROOM: Final = "a headroom of n bears n misses and not one more"
RECOVERY: Final = "a recovery of n is reached by n good items and not by one less"
SHOWN: Final = "what is shown never contradicts the standing"
ONE_DIRECTION: Final = "all editions of a norm lie in one direction"
LEVELS_IN_ORDER: Final = "a minimum is no harder to reach than the target, and advice is no easier"
EACH_IN_FORCE: Final = "every edition whose beginning is known is in force on some day"

NORM_LAWS: Final = (ONLY_THE_SHARE, EXACT, HEADROOM, RECOVERY, SHOWN)
EDITIONS_LAWS: Final = (ONE_DIRECTION, LEVELS_IN_ORDER, EACH_IN_FORCE)

_LARGEST: Final = 10**9


class AnyNorm(Protocol):
    """A norm of whatever kind: a value, the side on which a good score lies, and whether a quotient meets it."""

    @property
    def value(self) -> Fraction:
        """The value to reach."""

    @property
    def direction(self) -> Direction:
        """On which side of it a good score lies."""

    def met_by(self, numerator: int, denominator: int) -> bool:
        """Whether a quotient meets it."""


def assert_norm_laws(norm: AnyNorm, *, examples: int = EXAMPLES) -> None:
    """
    Tries the laws of a norm: of a `Norm`, or of a kind of your own that answers the same questions.

    For a `Norm` for a share also those of the scores that it judges: headroom, recovery, and what is shown.

    Raises:
        BrokenLawError: a law does not hold; its sentence says which, and on what.
    """
    name = f"the norm {norm.direction.value} {norm.value}"

    def laws(data: st.DataObject) -> None:
        hits, counted = _near(data, norm.value)
        _is_exact(norm, hits, counted, name)
        if type(norm) is Norm and norm.scale is Scale.SHARE and hits <= counted:
            _judges_scores(norm, Score(hits, counted), name)

    try_law(laws, subject=name, examples=examples)


def _near(data: st.DataObject, value: Fraction) -> tuple[int, int]:
    """A quotient at which a norm may tip: the very value, the closest to it, one beside it; or any other."""
    parts = st.integers(1, max(_LARGEST // value.denominator, 1))
    kind = data.draw(st.sampled_from(("value", "closest", "beside", "any")))
    if kind == "any" or not 0 <= value <= 1 or value.denominator > _LARGEST:
        counted = data.draw(st.one_of(st.integers(1, 1_000), st.integers(1, _LARGEST)))
        return data.draw(st.integers(0, counted)), counted
    if kind == "closest" and value.denominator > 1:
        closest = value.limit_denominator(value.denominator - 1)
        return closest.numerator, closest.denominator
    times = data.draw(parts)
    hits, counted = value.numerator * times, value.denominator * times
    beside = data.draw(st.sampled_from((-1, 1))) if kind == "beside" else 0
    return min(max(hits + beside, 0), counted), counted


def _met(norm: AnyNorm, hits: int, counted: int, name: str) -> bool:
    return bool(answered(lambda: norm.met_by(hits, counted), name, EXACT))


def _is_exact(norm: AnyNorm, hits: int, counted: int, name: str) -> None:
    share = Fraction(hits, counted)
    wanted = share >= norm.value if norm.direction is Direction.AT_LEAST else share <= norm.value
    met = _met(norm, hits, counted, name)
    tenfold = _met(norm, 10 * hits, 10 * counted, name)
    demand(met is tenfold, name, ONLY_THE_SHARE, f"{hits} of {counted}")
    demand(met is wanted, name, EXACT, f"{hits} of {counted}")


def _judges_scores(norm: Norm, score: Score, name: str) -> None:
    found = f"{score.hits} of {score.counted}"
    meets = score.standing(norm) is Standing.MEETS
    demand(_bears(norm, score) if meets else score.headroom(norm) == 0, name, HEADROOM, found)
    demand(score.recovery(norm) == 0 if meets else _recovers(norm, score), name, RECOVERY, found)
    text = score.shown(norm)
    said = Fraction(text.removesuffix(" %")) / (100 if text.endswith(" %") else 1)
    shown_met = said >= norm.value if norm.direction is Direction.AT_LEAST else said <= norm.value
    demand(shown_met is meets, name, SHOWN, f"{found}, shown as {text}")


def _with(score: Score, norm: Norm, *, good: int = 0, bad: int = 0) -> Standing:
    hits = good if norm.direction is Direction.AT_LEAST else bad
    return (score + Score(hits, good + bad)).standing(norm)


def _bears(norm: Norm, score: Score) -> bool:
    room = score.headroom(norm)
    if isinstance(room, Beyond):
        return room is Beyond.UNLIMITED and _with(score, norm, bad=_LARGEST - score.counted) is Standing.MEETS
    if room < 0 or score.counted + room >= _LARGEST:
        return room >= 0
    borne, one_more = _with(score, norm, bad=room), _with(score, norm, bad=room + 1)
    return borne is Standing.MEETS and one_more is Standing.FALLS_SHORT


def _recovers(norm: Norm, score: Score) -> bool:
    needed = score.recovery(norm)
    if isinstance(needed, Beyond):
        return needed is Beyond.NEVER and _with(score, norm, good=_LARGEST - score.counted) is Standing.FALLS_SHORT
    if needed < 1 or score.counted + needed > _LARGEST:
        return needed > 0
    reached, one_less = _with(score, norm, good=needed), _with(score, norm, good=needed - 1)
    return reached is Standing.MEETS and one_less is Standing.FALLS_SHORT


def assert_editions_laws(editions: Editions, *, examples: int = EXAMPLES) -> None:
    """
    Tries the laws of the editions of a norm, and those of every norm among them.

    Raises:
        BrokenLawError: a law does not hold; its sentence says which, and on what.
    """
    name = f"the editions of {editions.standard}"
    published = [each for each in editions.editions if isinstance(each, Edition)]
    norms = [norm for each in (*published, *(each for _, each in editions.told)) for _, norm in each.levels]
    demand(len({norm.direction for norm in norms}) < 2, name, ONE_DIRECTION, f"{len(norms)} norms")
    for each in published:
        demand(_in_order(each), name, LEVELS_IN_ORDER, str(each.target))
    dated = [each.since for each in editions.editions if each.since]
    for begins, ends in pairwise(dated):
        demand(begins < ends, name, EACH_IN_FORCE, f"two begin on {begins}")
    for norm in dict.fromkeys(norms):
        assert_norm_laws(norm, examples=examples)


def _in_order(edition: Edition) -> bool:
    levels = [dict(edition.levels).get(level) for level in (Level.MINIMUM, Level.TARGET, Level.ADVICE)]
    values = [norm.value for norm in levels if norm is not None]
    return values == sorted(values, reverse=edition.target.direction is Direction.AT_MOST)
