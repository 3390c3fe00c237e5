"""The score: two whole numbers against a norm."""

from __future__ import annotations

import decimal
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.builders import Hostile, assert_well_told, refused
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.score import Average, Beyond, Score, Standing

NORMS = [
    Norm.parse(text, direction)
    for direction in Direction
    for text in ("93%", "98%", "90%", "100%", "0", "2%", "5%", "0.125", "1/3", "92.9999%")
]
PUBLISHED = [
    *(Norm.parse(text) for text in ("90%", "93%", "98%", "100%", "92.9999%", "1/3")),
    *(Norm.parse(text, Direction.AT_MOST) for text in ("2%", "5%")),
]
ON_TIME = Norm.parse("93%")
CANCELLED = Norm.parse("2%", Direction.AT_MOST)
AT_LEAST_EIGHT = Norm.parse("8", scale=Scale.AVERAGE)
FEW_QUESTIONS = Norm.parse("5%", Direction.AT_MOST, scale=Scale.RATIO)


@pytest.mark.parametrize(
    ("hits", "counted", "field"),
    [
        (-1, 1, "hits"),
        (2, 1, "hits"),
        (True, 1, "hits"),
        (1.0, 1, "hits"),
        ("1", 1, "hits"),
        (Decimal(1), 1, "hits"),
        (Fraction(1), 1, "hits"),
        (None, 1, "hits"),
        (Hostile(), 1, "hits"),
        (0, 10**9 + 1, "counted"),
        (0, -1, "counted"),
        (1, True, "counted"),
        (1, 1.0, "counted"),
        (0, "1", "counted"),
        (0, 10**5000, "counted"),
        (1396115884484939, 1501199875790257, "counted"),
    ],
    ids=lambda _: "",
)
def test_a_score_is_hits_of_counted_in_whole_numbers_up_to_a_billion(hits: object, counted: object, field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Score(hits, counted)  # type: ignore[arg-type]

    assert caught.value.field == field
    assert_well_told(caught.value)


def test_scores_add_and_are_never_averaged() -> None:
    assert Score(1, 2) + Score(90, 100) == Score(91, 102)
    assert Score(0, 0) + Score(1, 2) == Score(1, 2)


def test_a_sum_beyond_the_bound_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        Score(0, 10**9) + Score(0, 1)


@pytest.mark.parametrize("other", [0, 1, (1, 1), None])
def test_only_scores_add(other: object) -> None:
    with pytest.raises(TypeError):
        Score(1, 1) + other  # type: ignore[operator]


def test_ninety_three_of_a_hundred_meets_93_percent_and_thirteen_of_fourteen_does_not() -> None:
    assert Score(93, 100).standing(ON_TIME) is Standing.MEETS
    assert Score(13, 14).standing(ON_TIME) is Standing.FALLS_SHORT
    assert Score(14, 15).standing(ON_TIME) is Standing.MEETS


def test_where_nothing_was_counted_a_score_is_not_assessed_and_shown_as_a_dash() -> None:
    for norm in NORMS:
        assert Score(0, 0).standing(norm) is Standing.NOT_ASSESSED
        assert Score(0, 0).shown(norm) == "-"


@pytest.mark.parametrize(
    ("score", "norm", "text"),
    [
        (Score(93, 100), "93%", "93.0 %"),
        (Score(929999, 1000000), "93%", "92.9 %"),
        (Score(999999999, 1000000000), "93%", "99.9 %"),
        (Score(1, 1), "93%", "100.0 %"),
        (Score(0, 1), "93%", "0.0 %"),
        (Score(13, 14), "92.85%", "92.85 %"),
        (Score(1, 3), "1/3", "1/3"),
        (Score(1, 8), "0.125", "12.5 %"),
    ],
)
def test_a_share_is_shown_as_fine_as_its_norm_and_rounded_down(score: Score, norm: str, text: str) -> None:
    assert score.shown(Norm.parse(norm)) == text


@pytest.mark.parametrize(
    ("score", "text"),
    [(Score(2, 100), "2.0 %"), (Score(201, 10000), "2.1 %"), (Score(1, 10**9), "0.1 %"), (Score(0, 5), "0.0 %")],
)
def test_where_less_is_better_a_share_is_rounded_up(score: Score, text: str) -> None:
    assert score.shown(CANCELLED) == text


def _said(text: str) -> Fraction:
    return Fraction(text.removesuffix(" %")) / (100 if text.endswith("%") else 1)


@pytest.mark.parametrize("norm", PUBLISHED, ids=str)
def test_what_is_shown_never_contradicts_the_standing_for_all_scores_up_to_three_hundred(norm: Norm) -> None:
    for counted in range(1, 301):
        for hits in range(counted + 1):
            score = Score(hits, counted)
            said = _said(score.shown(norm))
            met = said >= norm.value if norm.direction is Direction.AT_LEAST else said <= norm.value
            if met is not (score.standing(norm) is Standing.MEETS):
                pytest.fail(f"{hits}/{counted} is shown as {score.shown(norm)} against {norm}")


def test_a_hundred_percent_is_shown_only_where_nothing_was_missed() -> None:
    for counted in range(1, 301):
        shown = {hits for hits in range(counted + 1) if Score(hits, counted).shown(ON_TIME) == "100.0 %"}

        assert shown == {counted}


def test_the_callers_decimal_context_has_no_effect() -> None:
    with decimal.localcontext() as context:
        context.prec = 1

        assert Score(93, 100).shown(ON_TIME) == "93.0 %"
        assert Score(929, 1000).standing(ON_TIME) is Standing.FALLS_SHORT


def test_seven_late_of_a_hundred_on_time_leave_no_room_and_six_leave_room_for_one() -> None:
    assert Score(93, 100).headroom(ON_TIME) == 0
    assert Score(94, 100).headroom(ON_TIME) == 1
    assert Score(100, 100).headroom(ON_TIME) == 7
    assert Score(92, 100).headroom(ON_TIME) == 0


def test_how_many_hits_bring_a_week_back() -> None:
    assert Score(92, 100).recovery(ON_TIME) == 15
    assert Score(93, 100).recovery(ON_TIME) == 0
    assert Score(0, 1).recovery(ON_TIME) == 14


def test_where_less_is_better_misses_add_to_both_numbers_and_good_items_to_one() -> None:
    assert Score(0, 98).headroom(CANCELLED) == 2
    assert Score(2, 100).headroom(CANCELLED) == 0
    assert Score(3, 100).recovery(CANCELLED) == 50
    assert Score(2, 100).recovery(CANCELLED) == 0


def test_a_norm_of_nothing_or_of_everything_bears_any_number_or_is_never_reached_again() -> None:
    nothing, everything = Norm.parse("0"), Norm.parse("100%")
    at_most_all, at_most_none = Norm.parse("100%", Direction.AT_MOST), Norm.parse("0", Direction.AT_MOST)

    assert Score(0, 5).headroom(nothing) is Beyond.UNLIMITED
    assert Score(5, 5).headroom(at_most_all) is Beyond.UNLIMITED
    assert Score(4, 5).recovery(everything) is Beyond.NEVER
    assert Score(1, 5).recovery(at_most_none) is Beyond.NEVER
    assert Score(5, 5).headroom(everything) == 0


@pytest.mark.parametrize(
    ("amount", "norm", "text", "standing"),
    [
        (Average(Fraction(163), 20), AT_LEAST_EIGHT, "8.1", Standing.MEETS),
        (Average(Fraction(1599), 200), AT_LEAST_EIGHT, "7.9", Standing.FALLS_SHORT),
        (Average(Fraction(16), 2), AT_LEAST_EIGHT, "8.0", Standing.MEETS),
        (Average(Fraction(-7), 2), AT_LEAST_EIGHT, "-3.5", Standing.FALLS_SHORT),
        (Average(Fraction(-1), 3), AT_LEAST_EIGHT, "-0.4", Standing.FALLS_SHORT),
        (Average(Fraction(6), 100), FEW_QUESTIONS, "6.0 %", Standing.FALLS_SHORT),
        (Average(Fraction(5001), 100000), FEW_QUESTIONS, "5.1 %", Standing.FALLS_SHORT),
        (Average(Fraction(12), 8), FEW_QUESTIONS, "150.0 %", Standing.FALLS_SHORT),
        (Average(Fraction(0), 8), FEW_QUESTIONS, "0.0 %", Standing.MEETS),
        (Average(Fraction(0), 0), FEW_QUESTIONS, "-", Standing.NOT_ASSESSED),
        (Average(Fraction(1), 3), Norm.parse("1/3", scale=Scale.RATIO), "1/3", Standing.MEETS),
    ],
)
def test_an_average_is_judged_exactly_and_shown_toward_the_bad_side(
    amount: Average, norm: Norm, text: str, standing: Standing
) -> None:
    assert amount.shown(norm) == text
    assert amount.standing(norm) is standing


def test_averages_are_pooled_by_adding_and_never_averaged() -> None:
    assert Average(Fraction(80), 10) + Average(Fraction(4), 1) == Average(Fraction(84), 11)
    assert (Average(Fraction(80), 10) + Average(Fraction(4), 1)).value == Fraction(84, 11)
    assert Average(Fraction(0), 0).value is None


@pytest.mark.parametrize(
    ("total", "counted", "field"),
    [
        (8.0, 1, "total"),
        (8, 1, "total"),
        (Fraction(8), True, "counted"),
        (Fraction(8), -1, "counted"),
        (Fraction(1), 0, "total"),
        (Fraction(10**12 + 1), 1, "total"),
        (Fraction(1, 10**12 + 1), 1, "total"),
    ],
)
def test_what_is_no_average_is_refused_by_name(total: object, counted: object, field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Average(total, counted)  # type: ignore[arg-type]

    assert caught.value.field == field


def test_a_share_and_an_average_are_never_held_against_each_others_norms() -> None:
    with pytest.raises(ConflictError, match="a norm for a share"):
        Score(1, 2).standing(AT_LEAST_EIGHT)
    with pytest.raises(ConflictError, match="a ratio or an average"):
        Average(Fraction(8), 1).shown(ON_TIME)


def _missed(score: Score, more: int, norm: Norm) -> Score:
    return score + (Score(0, more) if norm.direction is Direction.AT_LEAST else Score(more, more))


def _better(score: Score, more: int, norm: Norm) -> Score:
    return score + (Score(more, more) if norm.direction is Direction.AT_LEAST else Score(0, more))


@pytest.mark.parametrize("norm", NORMS, ids=str)
def test_headroom_and_recovery_are_exact_for_all_scores_up_to_sixty(norm: Norm) -> None:
    for counted in range(1, 61):
        for hits in range(counted + 1):
            score = Score(hits, counted)
            room, needed = score.headroom(norm), score.recovery(norm)
            if score.standing(norm) is Standing.MEETS:
                assert needed == 0
                if isinstance(room, int):
                    assert _missed(score, room, norm).standing(norm) is Standing.MEETS
                    assert _missed(score, room + 1, norm).standing(norm) is Standing.FALLS_SHORT
                else:
                    assert _missed(score, 10**8, norm).standing(norm) is Standing.MEETS
            else:
                assert room == 0
                if isinstance(needed, int):
                    assert _better(score, needed, norm).standing(norm) is Standing.MEETS
                    assert needed == 0 or _better(score, needed - 1, norm).standing(norm) is Standing.FALLS_SHORT
                else:
                    assert needed is Beyond.NEVER
                    assert _better(score, 10**8, norm).standing(norm) is Standing.FALLS_SHORT


def test_a_score_can_be_kept_and_compared() -> None:
    assert pickle.loads(pickle.dumps(Score(93, 100))) == Score(93, 100)
    assert Score(93, 100) != Score(186, 200)
    assert repr(Score(93, 100)) == "Score(hits=93, counted=100)"


def test_an_average_is_only_added_to_an_average() -> None:
    with pytest.raises(TypeError):
        Average(Fraction(8), 1) + Score(8, 10)  # type: ignore[operator]


def test_what_is_no_score_no_average_and_no_norm_is_said_by_its_name() -> None:
    trillion = 10**12

    assert [
        refused(Score, 0, 10**9 + 1),
        refused(Score, 10**9 + 1, 10**9),
        refused(Score, 2, 1),
        refused(Average, Fraction(1), 10**9 + 1),
        refused(Average, Fraction(1), 0),
        refused(Average, Fraction(trillion + 1), 1),
        refused(Average, Fraction(1, trillion + 1), 1),
        refused(Score(1, 1).standing, "93%"),
        refused(Average(Fraction(1), 1).standing, "8"),
        refused(Score(1, 1).shown, AT_LEAST_EIGHT),
        refused(Average(Fraction(1), 1).shown, ON_TIME),
    ] == [
        "Cannot use 1000000001 as counted: expected a whole number from 0 to 1000000000",
        "Cannot use 1000000001 as hits: expected a whole number from 0 to 1000000000",
        "Cannot use 2 as hits: expected at most the 1 counted",
        "Cannot use 1000000001 as counted: expected a whole number from 0 to 1000000000",
        "Cannot use '1' as total: expected 0 where nothing was counted",
        f"Cannot use a value of type Fraction as total: expected a total of at most {trillion}, of as many parts",
        f"Cannot use a value of type Fraction as total: expected a total of at most {trillion}, of as many parts",
        "Cannot use '93%' as norm: expected a Norm",
        "Cannot use '8' as norm: expected a Norm",
        "Cannot reconcile norm 'average': expected a norm for a share",
        "Cannot reconcile norm 'share': expected a norm for a ratio or an average",
    ]
    assert Score(10**9, 10**9).value == 1
    assert Average(Fraction(trillion), 10**9).value == 1000
    assert Average(Fraction(1, trillion), 1).value == Fraction(1, trillion)
    assert Average(Fraction(-trillion), 1).value == -trillion


def test_a_figure_is_as_fine_as_its_norm_to_the_ninth_decimal_and_then_a_quotient() -> None:
    eight = Average(Fraction(65), 8)

    assert eight.shown(Norm.parse("8.123456789", scale=Scale.AVERAGE)) == "8.125000000"
    assert eight.shown(Norm(Fraction("8.1234567891"), scale=Scale.AVERAGE)) == "65/8"
    assert Score(13, 14).shown(Norm.parse("92.85%")) == "92.85 %"
    assert Score(26, 28).shown(Norm(Fraction(1, 3))) == "26/28"
    assert Average(Fraction(1), 3).shown(Norm.parse("1/3", scale=Scale.RATIO)) == "1/3"
