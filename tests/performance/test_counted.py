"""Standards of which only the counts are known, and what the marketplace's indicators tell."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from tests.builders import SAMPLE_WEEK, at, evidence, refused
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.moment import Week
from trackntrace.performance.counted import (
    COUNTED_STANDARDS,
    CUSTOMER_QUESTIONS,
    NPS_AFTER_CONTACT,
    PHONE_AVAILABILITY,
    RATING,
    CountedStandard,
)
from trackntrace.performance.editions import Certainty, Edition, Editions
from trackntrace.performance.indicator import (
    STANDARD_NAMES,
    Indicator,
    IndicatorScore,
    IndicatorType,
    under_told_norms,
)
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Average, Score, Standing
from trackntrace.performance.scorecard import Scorecard, week_scores
from trackntrace.performance.tally import tallies


def indicator(name: str = "TRACK_AND_TRACE", **parts: object) -> Indicator:
    defaults = {"name": name, "type": IndicatorType.PERCENTAGE, "week": SAMPLE_WEEK}
    return Indicator(**{**defaults, **parts})  # type: ignore[arg-type]


def test_a_count_is_judged_by_the_norm_of_its_week() -> None:
    answered = PHONE_AVAILABILITY.figure(SAMPLE_WEEK, Score(9, 10))

    assert (answered.standard, answered.week) == ("phone-availability", SAMPLE_WEEK)
    assert (answered.standing, answered.shown) == (Standing.MEETS, "90.0 %")
    assert PHONE_AVAILABILITY.figure(SAMPLE_WEEK, Score(89, 100)).standing is Standing.FALLS_SHORT


def test_an_average_is_held_against_eight() -> None:
    assert RATING.figure(SAMPLE_WEEK, Average(Fraction(80), 10)).standing is Standing.MEETS
    assert RATING.figure(SAMPLE_WEEK, Average(Fraction(7999), 1000)).standing is Standing.FALLS_SHORT
    assert NPS_AFTER_CONTACT.figure(SAMPLE_WEEK, Average(Fraction(-5), 1)).shown == "-5.0"


def test_a_personal_norm_that_nobody_told_is_never_assessed() -> None:
    untold = CUSTOMER_QUESTIONS.figure(SAMPLE_WEEK, Average(Fraction(3), 40))

    assert (untold.edition, untold.standing, untold.shown) == (None, Standing.NOT_ASSESSED, "3/40")
    assert CUSTOMER_QUESTIONS.figure(Week(2019, 10), Average(Fraction(3), 40)).standing is Standing.FALLS_SHORT


def test_what_was_not_counted_is_not_assessed() -> None:
    assert PHONE_AVAILABILITY.figure(SAMPLE_WEEK, Score(0, 0)).standing is Standing.NOT_ASSESSED
    assert RATING.figure(SAMPLE_WEEK, Average(Fraction(0), 0)).shown == "-"
    assert CUSTOMER_QUESTIONS.figure(SAMPLE_WEEK, Average(Fraction(0), 0)).shown == "-"


@pytest.mark.parametrize(
    ("standard", "amount"),
    [(RATING, Score(1, 2)), (PHONE_AVAILABILITY, Average(Fraction(1), 2)), (RATING, 8.1), (RATING, None)],
    ids=lambda _: "",
)
def test_an_amount_of_another_kind_is_refused(standard: CountedStandard, amount: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        standard.figure(SAMPLE_WEEK, amount)  # type: ignore[arg-type]

    assert caught.value.field == standard.name


def test_a_figure_lies_in_a_week() -> None:
    with pytest.raises(InvalidValueError, match="week"):
        RATING.figure("2026-W41", Average(Fraction(8), 1))  # type: ignore[arg-type]


@pytest.mark.parametrize("standard", COUNTED_STANDARDS, ids=lambda standard: standard.name)
def test_every_counted_standard_has_sourced_norms_on_its_own_scale_and_gives_no_strikes(
    standard: CountedStandard,
) -> None:
    for edition, _ in standard.editions.dated:
        assert edition.source
        if isinstance(edition, Edition):
            assert (edition.target.scale, edition.target.direction) == (standard.scale, standard.direction)
            assert edition.strikes_from is None


def test_a_norm_of_another_kind_cannot_be_put_in() -> None:
    with pytest.raises(ConflictError, match="rating"):
        RATING.with_editions(PHONE_AVAILABILITY.editions)
    with pytest.raises(ConflictError, match="items-on-time"):
        ITEMS_ON_TIME.with_editions(
            ITEMS_ON_TIME.editions.tell(SAMPLE_WEEK, Norm.parse("2%", Direction.AT_MOST), source="x")
        )


def test_a_scorecard_shows_figures_beside_the_scores_and_knows_their_weeks() -> None:
    (tally,) = tallies([evidence()], [ORDER_TRACEABILITY], as_of=at(20))
    later = RATING.figure(Week(2026, 42), Average(Fraction(8), 1))

    card = Scorecard.of([(tally, ORDER_TRACEABILITY)], as_of=at(20), figures=[later])

    assert card.weeks == (SAMPLE_WEEK, Week(2026, 42))
    assert card.figures_of(Week(2026, 42)) == (later,)
    assert card.figures_of(SAMPLE_WEEK) == ()
    assert card.only(Week(2026, 42)) == Scorecard(at(20), (), (later,))


def test_figures_are_figures() -> None:
    with pytest.raises(InvalidValueError, match="figures"):
        Scorecard.of([], as_of=at(20), figures=[Score(1, 2)])  # type: ignore[list-item]


def test_a_norm_that_an_indicator_tells_takes_precedence_in_its_week() -> None:
    told = under_told_norms(ORDER_TRACEABILITY, [indicator(norm=Norm.parse("99%"))])
    (tally,) = tallies(
        [evidence(quantity=98), evidence(number=None, entered=None, order_item_id="b")], [told], as_of=at(20)
    )

    assert week_scores(tally, ORDER_TRACEABILITY)[0].standing is Standing.MEETS
    assert week_scores(tally, told)[0].standing is Standing.FALLS_SHORT
    assert told.editions.of(Week(2026, 40)) == ORDER_TRACEABILITY.editions.of(Week(2026, 40))


def test_a_norm_is_told_on_the_scale_of_its_standard() -> None:
    told = under_told_norms(
        CUSTOMER_QUESTIONS, [indicator("CASE_ITEM_RATIO", norm=Norm.parse("4%", Direction.AT_MOST))]
    )

    assert told.editions.of(SAMPLE_WEEK).target.scale is Scale.RATIO
    assert told.figure(SAMPLE_WEEK, Average(Fraction(1), 20)).standing is Standing.FALLS_SHORT


def test_indicators_of_others_and_without_a_norm_change_nothing() -> None:
    unheard_of = indicator("BRAND_NEW", norm=Norm.parse("1%"))

    assert unheard_of.standard == ""
    assert under_told_norms(ORDER_TRACEABILITY, [unheard_of, indicator()]) is ORDER_TRACEABILITY


def test_two_norms_told_for_one_week_are_a_conflict_and_the_same_twice_is_none() -> None:
    one, other = indicator(norm=Norm.parse("98%")), indicator(norm=Norm.parse("97%"))

    assert under_told_norms(ORDER_TRACEABILITY, [one, one]).editions.of(SAMPLE_WEEK).target == Norm.parse("98%")
    with pytest.raises(ConflictError, match="2026-W41"):
        under_told_norms(ORDER_TRACEABILITY, [one, other])


@pytest.mark.parametrize(
    "norm", [Norm.parse("8", scale=Scale.AVERAGE), Norm.parse("2%", Direction.AT_MOST)], ids=["an average", "at most"]
)
def test_a_norm_that_the_standard_cannot_have_is_a_conflict(norm: Norm) -> None:
    with pytest.raises(ConflictError):
        under_told_norms(ORDER_TRACEABILITY, [indicator(norm=norm)])


def test_every_indicator_of_the_marketplace_has_a_standard() -> None:
    assert len(STANDARD_NAMES) == 8
    assert {each.name for each in COUNTED_STANDARDS} - set(STANDARD_NAMES.values()) == {"nps-after-contact"}


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"name": "track and trace"}, "name"),
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"type": "PERCENTAGE"}, "type"),
        ({"week": "2026-W41"}, "week"),
        ({"score": Score(1, 2)}, "score"),
        ({"norm": "98%"}, "norm"),
    ],
)
def test_an_indicator_of_other_parts_is_refused(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        indicator(**parts)  # type: ignore[arg-type]

    assert caught.value.field == field


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"numerator": 1.0}, "numerator"),
        ({"denominator": -1}, "denominator"),
        ({"value": 0.88}, "value"),
        ({"distance_to_norm": "0.86"}, "distance_to_norm"),
        ({"standing": "meets"}, "standing"),
    ],
)
def test_the_score_of_an_indicator_is_exact(parts: dict[str, object], field: str) -> None:
    told: dict[str, object] = {
        "numerator": 8,
        "denominator": 88,
        "value": Fraction(88, 100),
        "standing": Standing.MEETS,
    }

    assert IndicatorScore(**told).value == Fraction(22, 25)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError) as caught:
        IndicatorScore(**{**told, **parts})  # type: ignore[arg-type]
    assert caught.value.field == field


def test_a_told_edition_says_where_it_comes_from() -> None:
    edition = under_told_norms(ORDER_TRACEABILITY, [indicator(norm=Norm.parse("99%"))]).editions.of(SAMPLE_WEEK)

    assert edition.certainty is Certainty.TOLD
    assert "TRACK_AND_TRACE of 2026-W41" in edition.source
    assert isinstance(ORDER_TRACEABILITY.editions, Editions)


@pytest.mark.parametrize(
    ("standard", "total", "fits"),
    [
        (RATING, 10, True),
        (RATING, 1, True),
        (RATING, 11, False),
        (RATING, 0, False),
        (NPS_AFTER_CONTACT, -100, True),
        (NPS_AFTER_CONTACT, 101, False),
        (CUSTOMER_QUESTIONS, 0, True),
        (CUSTOMER_QUESTIONS, 3, True),
        (CUSTOMER_QUESTIONS, -1, False),
    ],
)
def test_what_a_standard_can_never_amount_to_is_refused(standard: CountedStandard, total: int, fits: bool) -> None:
    amount = Average(Fraction(total), 1)

    if fits:
        assert standard.figure(SAMPLE_WEEK, amount).amount == amount
    else:
        with pytest.raises(InvalidValueError):
            standard.figure(SAMPLE_WEEK, amount)


def test_nothing_counted_lies_in_every_range() -> None:
    assert RATING.figure(SAMPLE_WEEK, Average(Fraction(0), 0)).standing is Standing.NOT_ASSESSED


def test_an_amount_without_a_norm_shows_both_its_numbers() -> None:
    assert CUSTOMER_QUESTIONS.figure(SAMPLE_WEEK, Average(Fraction(4), 100)).shown == "4/100"
    assert PHONE_AVAILABILITY.figure(Week(2018, 1), Score(8, 88)).shown == "8/88"
    assert RATING.figure(Week(2018, 1), Average(Fraction("163.5"), 20)).shown == "327/40"


def test_the_published_norm_of_each_counted_standard_is_this_one() -> None:
    targets = {
        each.name: edition.target
        for each in COUNTED_STANDARDS
        for edition in each.editions.editions
        if isinstance(edition, Edition)
    }

    assert targets == {
        "phone-availability": Norm(Fraction(9, 10), Direction.AT_LEAST, scale=Scale.SHARE),
        "customer-questions": Norm(Fraction(1, 20), Direction.AT_MOST, scale=Scale.RATIO),
        "rating": Norm(Fraction(8), Direction.AT_LEAST, scale=Scale.AVERAGE),
        "nps-after-contact": Norm(Fraction(10), Direction.AT_LEAST, scale=Scale.AVERAGE),
    }


def test_an_average_may_be_as_low_and_as_high_as_its_standard_and_no_more() -> None:
    week, few = SAMPLE_WEEK, "expected a quotient of at least"

    for standard, least, most in ((RATING, 1, 10), (NPS_AFTER_CONTACT, -100, 100)):
        for fits in (least, most):
            assert standard.figure(week, Average(Fraction(fits), 1)).amount.value == fits
        for beyond in (least - 1, most + 1):
            assert refused(standard.figure, week, Average(Fraction(beyond), 1)) == (
                f"Cannot use '{beyond}' as {standard.name}: {few} {least}, at most {most}"
            )
    assert refused(CUSTOMER_QUESTIONS.figure, week, Average(Fraction(-1), 1)) == (
        f"Cannot use '-1' as customer-questions: {few} 0"
    )


def test_what_is_no_indicator_is_said_by_its_name() -> None:
    score = IndicatorScore(numerator=-(10**9), denominator=0, value=Fraction(0), standing=Standing.MEETS)

    assert [
        refused(evolve, score, numerator=-(10**9) - 1),
        refused(evolve, score, denominator=-1),
        refused(evolve, score, value=0.88),
        refused(evolve, score, distance_to_norm=0.1),
        refused(evolve, score, standing="meets"),
        refused(indicator, name="track and trace"),
        refused(indicator, type="PERCENTAGE"),
        refused(indicator, week="2026-W41"),
        refused(indicator, score=Score(1, 2)),
        refused(indicator, norm="98%"),
        refused(under_told_norms, ORDER_TRACEABILITY, ["TRACK_AND_TRACE"]),
    ] == [
        "Cannot use -1000000001 as numerator: expected a whole number from -1000000000 to 1000000000",
        "Cannot use -1 as denominator: expected a whole number from 0 to 1000000000",
        "Cannot use 0.88 as value: expected a Fraction",
        "Cannot use 0.1 as distance_to_norm: expected a Fraction",
        "Cannot use 'meets' as standing: expected a Standing",
        "Cannot use 'track and trace' as name: expected 1 to 64 capital letters, digits and underscores",
        "Cannot use 'PERCENTAGE' as type: expected an IndicatorType",
        "Cannot use '2026-W41' as week: expected a Week",
        "Cannot use a value of type Score as score: expected an IndicatorScore",
        "Cannot use '98%' as norm: expected a Norm",
        "Cannot use 'TRACK_AND_TRACE' as indicators: expected an Indicator",
    ]


def test_norms_told_for_two_weeks_are_two_norms_and_a_conflict_names_the_other_one() -> None:
    one, other = indicator(norm=Norm.parse("98%")), indicator(norm=Norm.parse("97%"))
    told = under_told_norms(ORDER_TRACEABILITY, [one, evolve(other, week=Week(2026, 42))])

    assert [told.editions.of(Week(2026, week)).target.shown for week in (41, 42)] == [">= 98 %", ">= 97 %"]
    assert refused(under_told_norms, ORDER_TRACEABILITY, [one, other]) == (
        "Cannot reconcile order-traceability '>= 97/100': expected one norm for 2026-W41"
    )
    assert (
        refused(under_told_norms, ORDER_TRACEABILITY, [indicator(norm=Norm.parse("8", scale=Scale.AVERAGE))])
        == "Cannot reconcile norm '>= 8': expected a share from 0 to 1, such as 0.93 or 93%"
    )
