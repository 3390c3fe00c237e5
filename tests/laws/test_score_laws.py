"""Laws of scores: exact, additive, and never shown otherwise than they stand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackntrace.errors import InvalidValueError
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.score import Average, Beyond, Score, Standing
from trackntrace.testing.standards import average_norms, averages, scores, share_norms

pytestmark = pytest.mark.law


ANY_SCORE = scores()
FEW = scores(1_000)
COUNTED = averages().filter(lambda average: average.counted > 0)


def _bad(score: Score, more: int, norm: Norm) -> Score:
    return score + (Score(0, more) if norm.direction is Direction.AT_LEAST else Score(more, more))


def _good(score: Score, more: int, norm: Norm) -> Score:
    return score + (Score(more, more) if norm.direction is Direction.AT_LEAST else Score(0, more))


@given(FEW, FEW, FEW)
def test_scores_add_up(one: Score, two: Score, three: Score) -> None:
    """Adding is commutative and associative, and nothing counted adds nothing."""
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + Score(0, 0) == one
    assert (one + two).hits == one.hits + two.hits


def _share(score: Score) -> Fraction:
    return Fraction(score.hits, score.counted)


@given(FEW.filter(lambda score: score.counted > 0))
def test_one_more_hit_never_lowers_a_score_and_one_more_miss_never_raises_it(score: Score) -> None:
    """A share rises or stays with a hit, and falls or stays with a miss."""
    assert _share(score + Score(1, 1)) >= _share(score)
    assert _share(score + Score(0, 1)) <= _share(score)


@given(ANY_SCORE.filter(lambda score: 0 < score.counted < 10**9), share_norms())
def test_a_good_item_never_costs_a_standing_and_a_bad_one_never_gains_it(score: Score, norm: Norm) -> None:
    """What meets the norm still meets it after a good item, and what falls short still does after a bad one."""
    if score.standing(norm) is Standing.MEETS:
        assert _good(score, 1, norm).standing(norm) is Standing.MEETS
    else:
        assert _bad(score, 1, norm).standing(norm) is Standing.FALLS_SHORT


@given(scores(10**6).filter(lambda score: score.counted > 0), share_norms())
def test_a_headroom_of_n_bears_n_misses_and_not_one_more(score: Score, norm: Norm) -> None:
    """Headroom is exact in both directions of a norm."""
    room = score.headroom(norm)
    if score.standing(norm) is Standing.FALLS_SHORT:
        assert room == 0
    elif isinstance(room, int):
        if score.counted + room < 10**9:
            assert _bad(score, room, norm).standing(norm) is Standing.MEETS
            assert _bad(score, room + 1, norm).standing(norm) is Standing.FALLS_SHORT
    else:
        assert room is Beyond.UNLIMITED
        assert _bad(score, 9 * 10**8, norm).standing(norm) is Standing.MEETS


@given(scores(10**6).filter(lambda score: score.counted > 0), share_norms())
def test_a_recovery_of_n_is_reached_by_n_good_items_and_not_by_one_less(score: Score, norm: Norm) -> None:
    """Recovery is exact in both directions of a norm."""
    needed = score.recovery(norm)
    if score.standing(norm) is Standing.MEETS:
        assert needed == 0
    elif isinstance(needed, int):
        assert needed > 0
        if score.counted + needed <= 10**9:
            assert _good(score, needed, norm).standing(norm) is Standing.MEETS
            assert _good(score, needed - 1, norm).standing(norm) is Standing.FALLS_SHORT
    else:
        assert needed is Beyond.NEVER
        assert _good(score, 9 * 10**8, norm).standing(norm) is Standing.FALLS_SHORT


@given(scores(10**5).filter(lambda score: score.counted > 0), share_norms())
def test_headroom_and_recovery_undo_each_other(score: Score, norm: Norm) -> None:
    """One miss too many is mended by some good items, and those leave no less than they were needed for."""
    room = score.headroom(norm)
    if score.standing(norm) is Standing.MEETS and isinstance(room, int) and score.counted + room < 10**8:
        broken = _bad(score, room + 1, norm)
        needed = broken.recovery(norm)

        assert needed is Beyond.NEVER or (isinstance(needed, int) and needed > 0)


@given(ANY_SCORE, share_norms())
def test_what_is_shown_never_contradicts_the_standing(score: Score, norm: Norm) -> None:
    """The share as shown meets the norm if and only if the share itself does, up to a billion."""
    text = score.shown(norm)
    if text == "-":
        assert score.standing(norm) is Standing.NOT_ASSESSED
        return
    said = Fraction(text.removesuffix(" %")) / (100 if text.endswith(" %") else 1)
    met = said >= norm.value if norm.direction is Direction.AT_LEAST else said <= norm.value

    assert met is (score.standing(norm) is Standing.MEETS)


@given(ANY_SCORE.filter(lambda score: score.counted > 0), share_norms())
def test_what_is_shown_is_rounded_toward_the_bad_side(score: Score, norm: Norm) -> None:
    """A score is never shown better than it is."""
    text = score.shown(norm)
    said = Fraction(text.removesuffix(" %")) / (100 if text.endswith(" %") else 1)

    assert said <= _share(score) if norm.direction is Direction.AT_LEAST else said >= _share(score)


@given(COUNTED, average_norms())
def test_an_average_as_shown_never_contradicts_its_standing_and_is_never_shown_better(
    average: Average, norm: Norm
) -> None:
    """Averages and ratios are rounded toward the bad side too, below zero as well."""
    text = average.shown(norm)
    said = Fraction(text.removesuffix(" %")) / (100 if text.endswith(" %") else 1)
    at_least = norm.direction is Direction.AT_LEAST
    value = average.total / average.counted

    assert (said >= norm.value if at_least else said <= norm.value) is (average.standing(norm) is Standing.MEETS)
    assert said <= value if at_least else said >= value


@given(st.integers(0, 999_999_999), st.integers(1, 999_999_999))
def test_a_norm_is_read_as_it_is_written(numerator: int, denominator: int) -> None:
    """Reading a norm is exact, of a ratio beyond the whole too; a share ends at the whole."""
    text, value = f"{numerator}/{denominator}", Fraction(numerator, denominator)

    assert Norm.parse(text, scale=Scale.RATIO).value == value
    if value <= 1:
        assert Norm.parse(text).value == value
    else:
        with pytest.raises(InvalidValueError):
            Norm.parse(text)
