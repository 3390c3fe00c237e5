"""Norms, editions, standards, scores and tallies are drawn as widely as they may be, and no wider."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import find

from tests.builders import evidence as item_of
from tests.kit.meeting import MET, drawn, most
from trackntrace.performance.cancellations import (
    CANCELLATIONS,
    TimelyCancellation,
    UndatedCancellation,
    UnknownCanceller,
)
from trackntrace.performance.counted import COUNTED_STANDARDS
from trackntrace.performance.editions import Certainty, Edition, Editions, Level, PersonalEdition
from trackntrace.performance.facts import DEFAULT_READINGS
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, EarlyDelivery, NotFollowed
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY, MailboxParcel, UnreadableCounts
from trackntrace.performance.response_time import RESPONSE_TIME
from trackntrace.performance.returns import RETURNS, ReturnedOf
from trackntrace.performance.score import Average, Score
from trackntrace.performance.standard import Row
from trackntrace.performance.tally import Counting, Tally, Unit, WeekBy
from trackntrace.testing import standards

pytestmark = pytest.mark.law

T = ORDER_TRACEABILITY
DATED = {Certainty.PUBLISHED, Certainty.SEEN, Certainty.INFERRED, Certainty.ANNOUNCED}
FIRST, LAST = date(2019, 1, 1), date(2030, 12, 31)


def test_norms_for_a_share_are_published_ones_and_any_other() -> None:
    norms = drawn(standards.share_norms(), 300)
    values = {norm.value for norm in norms}
    published = ("93%", "98%", "90%", "100%", "2%", "0", "1/3", "92.9999%")

    assert {norm.scale for norm in norms} == {Scale.SHARE}
    assert {norm.direction for norm in norms} == set(Direction)
    assert {Norm.parse(text).value for text in published} <= values
    assert max(value.denominator for value in values) < 10**9
    assert find(standards.share_norms(), lambda norm: norm.value.denominator > 6 * 10**8, settings=MET)
    assert find(
        standards.share_norms(),
        lambda norm: 10**8 % norm.value.denominator == 0 < 10**7 % norm.value.denominator,
        settings=MET,
    )


@pytest.mark.parametrize("side", Direction)
def test_norms_are_drawn_for_one_side_where_it_is_asked_for(side: Direction) -> None:
    assert {norm.direction for norm in drawn(standards.share_norms(side), 50)} == {side}


def test_a_part_is_never_more_than_the_whole() -> None:
    assert standards._part_of(3, 7) == standards._part_of(7, 3) == "3/7"


def test_norms_for_an_average_and_a_ratio_are_all_drawn() -> None:
    grades = (Fraction(8), Fraction(33, 4), Fraction(10), Fraction(-5), Fraction(0))
    ratios = (Fraction(1, 20), Fraction(3, 40), Fraction(3, 2))

    assert set(drawn(standards.average_norms(), 300)) == {
        *(Norm(value, side, scale=Scale.AVERAGE) for value in grades for side in Direction),
        *(Norm(value, side, scale=Scale.RATIO) for value in ratios for side in Direction),
    }


def test_norms_of_every_scale_are_drawn() -> None:
    assert {(norm.scale, norm.direction) for norm in drawn(standards.norms(), 100)} == {
        (scale, side) for scale in Scale for side in Direction
    }


@pytest.mark.parametrize("bound", [5_000, 200, 1, 0])
def test_scores_reach_their_bounds_and_pass_none(bound: int) -> None:
    scores = drawn(standards.scores(bound), 150)
    counted = [score.counted for score in scores]

    assert min(counted) == 0
    assert max(counted) <= bound
    assert 2 * max(counted) >= bound
    assert any(score.hits == 0 < score.counted for score in scores) is (bound > 0)
    assert any(score.hits == score.counted > 0 for score in scores) is (bound > 0)


def test_scores_are_of_a_thousand_million_at_most_and_often_tip_where_a_norm_does() -> None:
    scores = drawn(standards.scores(), 300)
    many = [one for one in scores if one.counted >= 100]

    assert 10**8 < max(score.counted for score in scores) <= standards.MOST_COUNTED == 10**9
    assert sum(score.counted <= 1_000 for score in scores) > 100
    assert min(score.counted for score in scores) <= 1
    for hits in (lambda all_: 0, lambda all_: all_, lambda all_: all_ * 93 // 100, lambda all_: all_ * 98 // 100):
        assert any(one.hits == hits(one.counted) for one in many)


def test_averages_lie_on_both_sides_of_zero_and_now_and_then_nothing_was_counted() -> None:
    averages = drawn(standards.averages(), 150)
    totals = [one.total for one in averages if one.counted]

    assert {one for one in averages if not one.counted} == {Average(Fraction(0), 0)}
    assert min(totals) < -1_000
    assert max(totals) > 1_000
    assert max(abs(total) for total in totals) <= 10**6
    assert 100 < max(total.denominator for total in totals) <= 1_000
    assert 10**4 < max(one.counted for one in averages) <= 10**6


def test_amounts_are_scores_and_averages() -> None:
    assert {type(one) for one in drawn(standards.amounts(), 60)} == {Score, Average}


def test_single_editions_are_drawn_with_all_that_they_may_hold() -> None:
    editions = drawn(standards.editions_of_norms(), 120)
    dated = [one for one in editions if one.since]
    undated = [one for one in editions if not one.since]
    levels = {tuple(level for level, _ in one.levels) for one in editions}

    assert levels == {(Level.TARGET,), (Level.MINIMUM, Level.TARGET)}
    assert {one.target.direction for one in editions} == set(Direction)
    assert all(len({norm.direction for _, norm in one.levels}) == 1 for one in editions)
    assert {one.certainty for one in dated} == DATED
    assert {(one.certainty, one.last_seen) for one in undated} == {(Certainty.NOT_PUBLIC, None)}
    assert {one.last_seen and one.last_seen - one.since for one in dated if one.since} == {None, timedelta(days=300)}
    assert min(one.since for one in dated if one.since) >= FIRST
    assert max(one.since for one in dated if one.since) <= LAST
    assert min(one.since for one in dated if one.since).year < 2022
    assert max(one.since for one in dated if one.since).year > 2027
    assert None in {one.strikes_from for one in editions}
    assert most({one.strikes_from for one in editions}, {None, *range(1, 11)})
    assert {one.source for one in editions} == {"made up"}


@pytest.mark.parametrize("side", Direction)
def test_editions_are_drawn_for_one_side_where_it_is_asked_for(side: Direction) -> None:
    single, several = drawn(standards.editions_of_norms(side), 30), drawn(standards.dated_editions(side), 30)

    assert {norm.direction for one in single for _, norm in one.levels} == {side}
    assert {each.target.direction for one in several for each in one.editions if isinstance(each, Edition)} == {side}


def test_personal_editions_are_dated_or_not() -> None:
    editions = drawn(standards.personal_editions(), 150)
    dated = [one for one in editions if one.since]

    assert {one for one in editions if not one.since} == {
        PersonalEdition(since=None, certainty=Certainty.NOT_PUBLIC, source="made up")
    }
    assert {one.certainty for one in dated} == DATED
    assert {(one.source, one.last_seen) for one in dated} == {("made up", None)}
    assert min(one.since for one in dated if one.since).year < 2022
    assert max(one.since for one in dated if one.since).year > 2027


def test_the_editions_of_one_standard_are_drawn_the_oldest_first() -> None:
    drawn_ones = drawn(standards.dated_editions(), 120)
    every: list[Any] = [each for one in drawn_ones for each in one.editions]
    begun = [[each.since for each in one.editions if each.since] for one in drawn_ones]

    assert {type(one) for one in drawn_ones} == {Editions}
    assert {one.standard for one in drawn_ones} == {"made-up"}
    assert {len(days) for days in begun} == {1, 2, 3}
    assert all(days == sorted(set(days)) for days in begun)
    assert min(min(days) for days in begun) >= FIRST
    assert max(max(days) for days in begun) <= LAST
    assert {sum(each.since is None for each in one.editions) for one in drawn_ones} == {0, 1}
    assert all(each.since for one in drawn_ones for each in one.editions[:-1])
    assert all(len({each.target.direction for each in one.editions}) == 1 for one in drawn_ones)  # type: ignore[union-attr]  # none is personal
    assert {(each.certainty, each.since is None) for each in every} == {
        (Certainty.PUBLISHED, False),
        (Certainty.NOT_PUBLIC, True),
    }
    assert {(each.source, each.strikes_from, each.last_seen, len(each.levels)) for each in every} == {
        ("made up", 3, None, 1)
    }


def test_the_standards_that_are_judged_item_by_item_are_drawn_under_every_reading() -> None:
    found = drawn(standards.item_standards(), 400)
    readings = {(one.name, tuple(reading.value for reading in one.readings)) for one in found}

    assert {name for name, _ in readings} == {each.name for each in (T, ITEMS_ON_TIME, CANCELLATIONS, RETURNS)}
    assert {values for name, values in readings if name == T.name} == {
        (parcel.value, unreadable.value) for parcel in MailboxParcel for unreadable in UnreadableCounts
    }
    assert {values for name, values in readings if name == "items-on-time"} == {
        (early.value, silent.value) for early in EarlyDelivery for silent in NotFollowed
    }
    assert {values for name, values in readings if name == CANCELLATIONS.name} == {
        (who.value, undated.value, timely.value)
        for who in UnknownCanceller
        for undated in UndatedCancellation
        for timely in TimelyCancellation
    }
    assert {values for name, values in readings if name == RETURNS.name} == {(of.value,) for of in ReturnedOf}


def test_every_standard_with_a_table_is_drawn_and_so_are_its_rows_and_facts() -> None:
    found = drawn(standards.standards(), 300)
    rows = drawn(standards.rows(), 300)

    assert {DELIVERED_ON_TIME, HANDED_OVER_ON_TIME, RESPONSE_TIME} <= set(found)
    assert {T.name, CANCELLATIONS.name, RETURNS.name} <= {one.name for one in found}
    assert {type(one) for one in rows} == {Row}
    assert set(rows) >= {*T.rows[:3], *RESPONSE_TIME.rows, *DELIVERED_ON_TIME.rows[:3]}
    for strategy, standard in (
        (standards.facts_of(RETURNS), RETURNS),
        (standards.return_facts(), RETURNS),
        (standards.cancellation_facts(), CANCELLATIONS),
        (standards.question_facts(), RESPONSE_TIME),
    ):
        assert set(drawn(strategy)) == set(standard.all_facts())
    assert set(drawn(standards.counted_standards(), 50)) == set(COUNTED_STANDARDS)


def test_a_tally_is_counted_of_what_is_handed_in_in_every_way() -> None:
    item = item_of(quantity=3)
    found = drawn(standards.tallies_of(T, [item]), 100)

    assert {type(one) for one in found} == {Tally}
    assert {one.counting.standard for one in found} == {T.name}
    assert {one.counting.by for one in found} == set(WeekBy)
    assert {one.counting.unit for one in found} == set(Unit)
    assert len({one.counting.as_of for one in found}) > 20
    assert len({one.counting.readings for one in found}) > 10
    assert {one.total for one in found} == {0, 1, 3}


@pytest.mark.parametrize("unit", Unit)
def test_a_tally_is_counted_by_one_unit_where_it_is_asked_for(unit: Unit) -> None:
    found = drawn(standards.tallies_of(T, [], unit), 20)

    assert {(one.counting.unit, one.total) for one in found} == {(unit, 0)}


def test_tallies_are_counted_of_drawn_items_where_none_are_handed_in() -> None:
    found = drawn(standards.tallies_of(T, per=Unit.ITEM), 12)

    assert 0 < max(one.total for one in found) <= 12
    assert {type(one) for one in drawn(standards.some_tallies(), 1)} == {Tally}
    assert {type(one) for one in drawn(standards.countings(), 1)} == {Counting}


def test_the_readings_of_tallies_are_those_that_may_be_taken() -> None:
    found = drawn(standards.tallies_of(T, []), 100)

    assert {dict(one.counting.readings)["silence-days"] for one in found} == {"0", "1", "5"}
    assert DEFAULT_READINGS.named in {one.counting.readings for one in found}
