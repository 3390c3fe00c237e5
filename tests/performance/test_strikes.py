"""Strikes: bad weeks, what excuses them, when they expire, and what their number brings."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from tests.builders import assert_well_told, at, delivered, evidence, on, refused
from tests.performance.weeks import LONG_AFTER, bad, edition, good, record, week_score
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.moment import Week
from trackntrace.notebook import table_html
from trackntrace.performance.counted import PHONE_AVAILABILITY, RATING
from trackntrace.performance.evidence import ExcuseReason
from trackntrace.performance.explanation import explain
from trackntrace.performance.facts import Excused
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction
from trackntrace.performance.score import Average, Score
from trackntrace.performance.scorecard import Scorecard, WeekFigure
from trackntrace.performance.standard import Verdict, row
from trackntrace.performance.strike_rules import (
    WINDOW_OF_23,
    Boundary,
    ConsequenceKind,
    Finality,
    StrikeReadings,
    StrikesPer,
)
from trackntrace.performance.strikes import ExcusedItems, Strike, StrikeState, excused_items, is_excused, strike_record
from trackntrace.performance.tally import UNDATED, tallies
from trackntrace.shipping.promise import DeliverBy

WEEK = Week(2026, 12)
DISRUPTION = ExcuseReason.DEPOT_DISRUPTION


def states(*weeks: Week, through: Week, readings: StrikeReadings = StrikeReadings()) -> list[StrikeState]:  # noqa: B008
    return [strike.state for strike in record(*map(bad, weeks), through=through, readings=readings).strikes]


def test_a_bad_final_week_is_a_strike_and_a_good_one_is_none() -> None:
    found = record(bad(WEEK), good(WEEK.plus(1)), through=WEEK.plus(1))

    assert [strike.week for strike in found.strikes] == [WEEK]
    assert (found.count, found.consequence.kind) == (1, ConsequenceKind.EMAIL)
    assert [(each.standard, each.misses, each.score) for each in found.strikes[0].missed] == [
        ("items-on-time", 3, Score(7, 10))
    ]


def test_a_bad_week_that_is_not_final_is_provisional() -> None:
    found = record(bad(WEEK), bad(WEEK.plus(1)), through=WEEK)

    assert [strike.state for strike in found.strikes] == [StrikeState.COUNTS, StrikeState.PROVISIONAL]
    assert (found.count, found.count_when_final(WEEK.plus(1))) == (1, 2)


def test_a_strike_expires_when_the_22nd_week_after_it_is_final() -> None:
    assert states(WEEK, through=WEEK.plus(21)) == [StrikeState.COUNTS]
    assert states(WEEK, through=WEEK.plus(22)) == [StrikeState.EXPIRED]


def test_by_the_pages_own_example_week_12_is_gone_when_week_35_is_final() -> None:
    """Source: partnerplatform.bol.com, check on performance during the GroeiKracht period."""
    longer = StrikeReadings(window=WINDOW_OF_23)

    assert states(WEEK, through=Week(2026, 34), readings=longer) == [StrikeState.COUNTS]
    assert states(WEEK, through=Week(2026, 35), readings=longer) == [StrikeState.EXPIRED]


def test_a_strike_says_which_week_ends_it_and_on_which_day_by_the_reading() -> None:
    (strike,) = record(bad(WEEK), through=WEEK).strikes
    (sooner,) = record(bad(WEEK), through=WEEK, readings=StrikeReadings(finality=Finality.FIRST_WEDNESDAY)).strikes

    assert (strike.expires_with, strike.expires_on) == (Week(2026, 34), date(2026, 9, 2))
    assert (sooner.expires_with, sooner.expires_on) == (Week(2026, 34), date(2026, 8, 26))


def test_a_week_without_any_order_is_a_week_of_the_window_too() -> None:
    found = record(bad(WEEK), good(WEEK.plus(22)), through=WEEK.plus(22))

    assert [strike.state for strike in found.strikes] == [StrikeState.EXPIRED]
    assert (found.count, found.consequence.kind) == (0, ConsequenceKind.NOTHING)


def test_over_a_year_with_53_weeks_a_strike_counts_as_many_weeks_as_ever() -> None:
    last = Week(2026, 53)

    assert states(last, through=Week(2027, 21)) == [StrikeState.COUNTS]
    assert states(last, through=Week(2027, 22)) == [StrikeState.EXPIRED]


def test_two_bad_standards_in_a_week_are_one_strike() -> None:
    """Source: developers.bol.com: the week will be counted as a strike."""
    scores = bad(WEEK), bad(WEEK, standard="cancellations")

    assert record(*scores, through=WEEK).count == 1
    assert [each.standard for each in record(*scores, through=WEEK).strikes[0].missed] == [
        "cancellations",
        "items-on-time",
    ]


def test_by_another_reading_each_bad_standard_is_a_strike() -> None:
    scores = bad(WEEK), bad(WEEK, standard="cancellations"), good(WEEK, standard="order-traceability")
    found = record(*scores, through=WEEK, readings=StrikeReadings(per=StrikesPer.STANDARD))

    assert [[each.standard for each in strike.missed] for strike in found.strikes] == [
        ["cancellations"],
        ["items-on-time"],
    ]


@pytest.mark.parametrize(("boundary", "strikes"), [(Boundary.BELOW, 0), (Boundary.AT_OR_BELOW, 1)])
def test_whether_just_the_norm_is_bad_is_a_reading(boundary: Boundary, strikes: int) -> None:
    found = record(week_score(WEEK, 93, 7), through=WEEK, readings=StrikeReadings(boundary=boundary))

    assert found.count == strikes


def test_a_week_that_only_an_excuse_keeps_from_being_bad_is_shown_as_excused() -> None:
    found = record(week_score(WEEK, 10, 1, excused=2), through=WEEK)

    (strike,) = found.strikes
    assert (strike.state, strike.missed, strike.expires_with) == (StrikeState.EXCUSED, (), None)
    assert [(each.standard, each.excused) for each in strike.spared] == [("items-on-time", 2)]
    assert found.count == found.count_when_final(WEEK) == 0


def test_an_excuse_that_does_not_help_enough_leaves_the_strike() -> None:
    (strike,) = record(week_score(WEEK, 10, 3, excused=4), through=WEEK).strikes

    assert (strike.state, strike.spared) == (StrikeState.COUNTS, ())
    assert strike.missed[0].excused == 4


def test_a_week_that_is_bad_all_the_same_is_not_spared() -> None:
    (strike,) = record(week_score(WEEK, 10, 3, excused=4), through=WEEK).strikes

    assert strike.missed[0].bad(Boundary.BELOW)
    assert not strike.missed[0].spared(Boundary.BELOW)


def test_an_excuse_without_which_the_week_was_good_too_is_nothing_to_show() -> None:
    assert record(week_score(WEEK, 97, 1, excused=1), through=WEEK).strikes == ()


def test_excused_cancellations_are_told_the_same_way() -> None:
    few = edition(Fraction(2, 100), 3, Direction.AT_MOST)
    (strike,) = record(week_score(WEEK, 50, 1, excused=2, norm=few), through=WEEK).strikes

    assert strike.state is StrikeState.EXCUSED
    assert record(week_score(WEEK, 50, 1, excused=1, norm=few), through=WEEK).strikes == ()


def test_the_reasons_of_what_was_excused_come_from_the_explanations() -> None:
    late = delivered(at(9))
    items = [
        evidence(order_item_id="a", journey=late, quantity=2, excuse=DISRUPTION),
        evidence(order_item_id="b", journey=late, excuse=ExcuseReason.MARKETPLACE_DISRUPTION),
        evidence(order_item_id="c", journey=delivered(at(7)), excuse=DISRUPTION),
    ]
    reasons = excused_items(explain(items, ITEMS_ON_TIME, as_of=at(28)))
    (tally,) = tallies(items, [ITEMS_ON_TIME], as_of=at(28))
    card = Scorecard.of([(tally, ITEMS_ON_TIME)], as_of=at(28))
    (strike,) = strike_record(card, final_through=Week(2026, 42), excused=reasons).strikes

    assert [each[2:] for each in reasons] == [(DISRUPTION, 2), (ExcuseReason.MARKETPLACE_DISRUPTION, 1)]
    assert strike.spared[0].reasons == ((DISRUPTION, 2), (ExcuseReason.MARKETPLACE_DISRUPTION, 1))


def test_a_strike_that_was_taken_back_never_counts() -> None:
    card = Scorecard(LONG_AFTER, (bad(WEEK), bad(WEEK.plus(1))))
    found = strike_record(card, final_through=WEEK.plus(2), taken_back={WEEK: DISRUPTION})

    assert [(strike.state, strike.taken_back) for strike in found.strikes] == [
        (StrikeState.TAKEN_BACK, DISRUPTION),
        (StrikeState.COUNTS, None),
    ]
    assert found.strikes[0].missed
    assert found.count == 1


def test_a_strike_that_was_taken_back_and_is_not_found_here_is_shown_nevertheless() -> None:
    found = strike_record(Scorecard(LONG_AFTER, ()), final_through=WEEK, taken_back={WEEK: DISRUPTION})

    assert [(strike.week, strike.state, strike.missed) for strike in found.strikes] == [
        (WEEK, StrikeState.TAKEN_BACK, ())
    ]


def test_below_the_minimum_is_shown_and_brings_nothing_that_is_known() -> None:
    norm = edition(minimum=Fraction(90, 100))
    found = record(week_score(WEEK, 8, 1, norm=norm), week_score(WEEK.plus(1), 91, 9, norm=norm), through=WEEK.plus(1))

    assert [(each.week, each.misses) for each in found.below_minimum] == [(WEEK, 1)]
    assert [strike.week for strike in found.strikes] == [WEEK.plus(1)]


def test_figures_of_standards_that_give_strikes_count_and_others_do_not() -> None:
    slow = WeekFigure(standard="response-time", week=WEEK, amount=Score(10, 20), edition=edition(Fraction(9, 10), 10))
    phone = PHONE_AVAILABILITY.figure(WEEK.plus(1), Score(1, 90))
    rating = RATING.figure(WEEK.plus(2), Average(Fraction(20), 10))
    card = Scorecard(LONG_AFTER, (), (slow, phone, rating))

    assert [strike.week for strike in strike_record(card, final_through=WEEK.plus(5)).strikes] == [WEEK]


def test_what_has_no_week_or_no_norm_gives_no_strike() -> None:
    undated = evolve(bad(WEEK), week=UNDATED, edition=None)
    unknown = evolve(bad(Week(2012, 12)), edition=None)

    assert record(undated, unknown, through=WEEK).strikes == ()


def test_weeks_to_come_are_provisional_and_their_strikes_expire_later() -> None:
    ahead = WEEK.plus(30)
    (strike,) = record(bad(ahead), through=WEEK).strikes

    assert (strike.state, strike.expires_with) == (StrikeState.PROVISIONAL, ahead.plus(22))


def test_the_next_strike_and_what_it_brings_is_known_before_it_comes() -> None:
    found = record(*(bad(WEEK.plus(each)) for each in range(4)), through=WEEK.plus(3))

    assert (found.count, found.consequence.kind) == (4, ConsequenceKind.EMAIL)
    assert found.next_consequence.kind is ConsequenceKind.TEMPORARY_CLOSURE


def test_it_can_be_told_how_many_will_count_at_a_later_time() -> None:
    found = record(bad(WEEK), bad(WEEK.plus(5)), bad(WEEK.plus(20)), through=WEEK.plus(10))

    assert [found.count_when_final(WEEK.plus(later)) for later in (0, 10, 20, 22, 27, 42)] == [1, 2, 3, 2, 1, 0]


def test_a_week_that_is_not_over_cannot_be_final() -> None:
    card = Scorecard(at(11, 23, 59), ())

    with pytest.raises(ConflictError) as refused:
        strike_record(card, final_through=Week(2026, 41))

    assert_well_told(refused.value)
    assert strike_record(evolve(card, as_of=at(12, 0)), final_through=Week(2026, 41)).count == 0


def test_a_standard_twice_in_one_week_is_refused() -> None:
    with pytest.raises(ConflictError) as refused:
        record(bad(WEEK), good(WEEK), through=WEEK)

    assert_well_told(refused.value)


@pytest.mark.parametrize(
    "parts", [{"final_through": "2026-W12"}, {"taken_back": {"2026-W12": DISRUPTION}}, {"taken_back": {WEEK: "x"}}]
)
def test_weeks_and_reasons_are_values_and_no_text(parts: dict[str, object]) -> None:
    arguments: dict[str, object] = {"final_through": WEEK, **parts}

    with pytest.raises(InvalidValueError) as refused:
        strike_record(Scorecard(LONG_AFTER, ()), **arguments)  # type: ignore[arg-type]

    assert_well_told(refused.value)


@pytest.mark.parametrize(
    "parts", [{"card": "card"}, {"readings": "below"}, {"taken_back": [WEEK]}, {"excused": [WEEK]}, {"excused": 7}]
)
def test_what_is_no_scorecard_and_no_reading_is_refused(parts: dict[str, object]) -> None:
    arguments: dict[str, object] = {"card": Scorecard(LONG_AFTER, ()), "final_through": WEEK, **parts}

    with pytest.raises(InvalidValueError) as refused:
        strike_record(**arguments)  # type: ignore[arg-type]

    assert_well_told(refused.value)


def test_the_reason_for_taking_a_strike_back_is_checked_where_the_strike_is_found_too() -> None:
    with pytest.raises(InvalidValueError):
        strike_record(
            Scorecard(LONG_AFTER, (bad(WEEK),)),
            final_through=WEEK,
            taken_back={WEEK: "because"},  # type: ignore[dict-item]
        )


def test_reasons_of_other_weeks_change_nothing() -> None:
    other = ExcusedItems("items-on-time", WEEK.plus(9), DISRUPTION, 2)
    card = Scorecard(LONG_AFTER, (bad(WEEK),))

    assert strike_record(card, final_through=WEEK, excused=[other]) == strike_record(card, final_through=WEEK)


def test_only_a_row_that_leaves_items_out_for_an_excuse_is_one_of_the_excused() -> None:
    excused, other = row("excused", Verdict.EXCLUDED, "", excused=Excused.YES), row("other", Verdict.EXCLUDED, "")
    missed = row("missed", Verdict.MISS, "", excused=Excused.YES)

    assert [is_excused(each) for each in (excused, other, missed)] == [True, False, False]


def test_what_was_excused_is_counted_by_its_quantity_in_the_order_of_weeks_standards_and_reasons() -> None:
    late = delivered(at(9))
    items = [
        evidence(order_item_id=f"item-{n}", quantity=2, journey=late, excuse=reason, promise=DeliverBy(on(day)))
        for n, (reason, day) in enumerate(
            [(DISRUPTION, 7), (DISRUPTION, 7), (ExcuseReason.CONTENT_CHANGED_BY_OTHERS, 7), (DISRUPTION, 2)]
        )
    ]
    found = excused_items([*explain(items, ITEMS_ON_TIME, as_of=at(20))])

    assert found == (
        ("items-on-time", Week(2026, 40), DISRUPTION, 2),
        ("items-on-time", Week(2026, 41), ExcuseReason.CONTENT_CHANGED_BY_OTHERS, 2),
        ("items-on-time", Week(2026, 41), DISRUPTION, 4),
    )


def test_a_record_says_as_of_when_and_by_which_readings_and_is_shown_strike_by_strike() -> None:
    readings = StrikeReadings(finality=Finality.FIRST_WEDNESDAY)
    card = Scorecard(
        LONG_AFTER, (bad(WEEK, standard="b"), bad(WEEK, standard="a"), week_score(WEEK, 9, 0, 0, 3, standard="c"))
    )
    taken = Week(2026, 13)
    found = strike_record(card, final_through=Week(2026, 14), readings=readings, taken_back={taken: DISRUPTION})
    struck, forgiven = found.strikes

    assert (found.as_of, found.final_through, found.readings) == (LONG_AFTER, Week(2026, 14), readings)
    assert ([each.standard for each in struck.missed], [each.standard for each in struck.spared]) == (["a", "b"], ["c"])
    assert forgiven == Strike(week=taken, state=StrikeState.TAKEN_BACK, missed=(), taken_back=DISRUPTION)
    assert found._repr_html_() == table_html(
        "1 strikes count, weeks final through 2026-W14",
        ("week", "state", "missed", "expires with", "probably on"),
        [
            ("2026-W12", "counts", "a: 3, b: 3", "2026-W34", "2026-08-26"),
            ("2026-W13", "taken-back", "-", "-", "-"),
        ],
    )


def test_a_figure_has_nothing_that_was_excused() -> None:
    just = WeekFigure(standard="phone", week=WEEK, amount=Score(93, 100), edition=edition())

    assert strike_record(Scorecard(LONG_AFTER, (), (just,)), final_through=WEEK).strikes == ()


def test_what_a_record_refuses_is_said_of_each_part_by_its_name() -> None:
    card = Scorecard(LONG_AFTER, ())
    undated: Any = Scorecard("2026-10-20", ())  # type: ignore[arg-type]
    soon = Scorecard(at(20), ())

    assert [
        refused(strike_record, 7, final_through=WEEK),
        refused(strike_record, undated, final_through=WEEK),
        refused(strike_record, card, final_through="2026-W12"),
        refused(strike_record, card, final_through=WEEK, readings=7),
        refused(strike_record, card, final_through=WEEK, taken_back=7),
        refused(strike_record, card, final_through=WEEK, taken_back={7: DISRUPTION}),
        refused(strike_record, card, final_through=WEEK, excused=[7]),
        refused(strike_record, soon, final_through=Week(2026, 43)),
        refused(strike_record, Scorecard(LONG_AFTER, (bad(WEEK), good(WEEK))), final_through=WEEK),
        refused(excused_items, [7]),
    ] == [
        "Cannot use 7 as card: expected a Scorecard",
        "Cannot use '2026-10-20' as as_of: expected a datetime with its offset (offset required)",
        "Cannot use '2026-W12' as final_through: expected a Week",
        "Cannot use 7 as readings: expected a StrikeReadings",
        "Cannot use 7 as taken_back: expected reasons by week",
        "Cannot use 7 as taken_back: expected a Week",
        "Cannot use 7 as excused: expected an ExcusedItems",
        "Cannot reconcile final_through '2026-W43': expected a week before 2026-10-20",
        "Cannot reconcile scorecard 2: expected each standard once in a week",
        "Cannot use 7 as explained: expected an Explanation",
    ]
