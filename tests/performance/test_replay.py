"""Replay: the same tally, judged again under another norm, another edition or another reading of the table."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from tests.builders import SAMPLE_WEEK, at, delivered, evidence, on, open_evidence, refused
from trackntrace.numbers.delivery_services import GLS
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.counted import CUSTOMER_QUESTIONS
from trackntrace.performance.editions import Edition, Level
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, EarlyDelivery, NotFollowed, items_on_time
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.replay import Replay, under_norm
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import Tally, Unit, tallies
from trackntrace.shipping.promise import DeliverBy, DeliverOn

ITEMS = [
    evidence(quantity=3, journey=delivered(at(7))),
    evidence(order_item_id="item-2", quantity=2, journey=delivered(at(8))),
    evidence(order_id="order-2", promise=DeliverBy(on(14)), journey=delivered(at(14))),
    evidence(order_id="order-3", promise=DeliverOn(on(14)), journey=delivered(at(13))),
    evidence(order_id="order-4", promise=None),
    open_evidence(order_id="order-5"),
    evidence(order_id="order-6", service=GLS),
    evidence(order_id="order-6", order_item_id="item-2", journey=delivered(at(8))),
]


def counted(*, per: Unit = Unit.ITEM, standard: AnyStandard = ITEMS_ON_TIME) -> Tally:
    return tallies(ITEMS, [standard], as_of=at(20), per=per)[0]


OTHERS: list[AnyStandard] = [
    ITEMS_ON_TIME,
    items_on_time(early=EarlyDelivery.IS_A_HIT, not_followed=NotFollowed.LEFT_OUT),
    under_norm(ITEMS_ON_TIME, Norm.parse("50%")),
    DELIVERED_ON_TIME,
]


def test_a_replay_gives_for_every_standard_over_the_same_facts_what_judging_its_tally_gives() -> None:
    for per in Unit:
        tally = counted(per=per)
        replay = Replay(tally, ITEMS_ON_TIME)

        assert replay.scores == week_scores(tally, ITEMS_ON_TIME)
        for standard in OTHERS:
            assert replay.under(standard) == week_scores(tally, standard)
        assert [str(score.week) for score in replay.scores][:2] == ["2026-W41", "2026-W42"]


def test_a_replay_under_the_direction_of_its_standard_counts_misses_where_less_is_better() -> None:
    (score,) = Replay(counted(standard=CANCELLATIONS, per=Unit.ORDER), CANCELLATIONS).scores[:1]

    assert (score.direction, score.score.hits) == (Direction.AT_MOST, 1)


def test_what_a_replay_cannot_judge_is_said() -> None:
    tally = counted()
    replay = Replay(tally, ITEMS_ON_TIME)
    newer = Tally(evolve(tally.counting, facts_version=2), tally.cells)
    other = "Cannot reconcile tally 'items-on-time': expected a count of the facts of"

    assert [
        refused(Replay, 7, ITEMS_ON_TIME),
        refused(Replay, tally, 7),
        refused(Replay, tally, ORDER_TRACEABILITY),
        refused(Replay, newer, ITEMS_ON_TIME),
        refused(replay.under, ORDER_TRACEABILITY),
        refused(replay.under, 7),
        refused(under_norm, CUSTOMER_QUESTIONS, Norm.parse("50%")),
        refused(under_norm, ITEMS_ON_TIME, "50%"),
        refused(under_norm, ITEMS_ON_TIME, Norm.parse("50%", Direction.AT_MOST)),
    ] == [
        "Cannot use 7 as tally: expected a Tally",
        "Cannot use 7 as standard: expected a ServiceStandard",
        f"{other} order-traceability",
        f"{other} items-on-time",
        f"{other} order-traceability",
        "Cannot use 7 as standard: expected a ServiceStandard",
        "Cannot use a value of type CountedStandard as standard: expected a ServiceStandard",
        "Cannot use '50%' as norm: expected a Norm",
        "Cannot reconcile items-on-time '<=': expected norms of the form >=",
    ]


@pytest.mark.parametrize("named", [{}, {"source": "our own target"}])
def test_under_a_norm_of_ones_own_all_but_the_levels_stays(named: dict[str, Any]) -> None:
    norm = Norm.parse("50%")
    told = ITEMS_ON_TIME.with_editions(ITEMS_ON_TIME.editions.tell(SAMPLE_WEEK, Norm.parse("99%"), source="told"))
    ours = under_norm(told, norm, **named)

    assert ours.editions.standard == "items-on-time"
    assert ours.editions.told == ()
    assert ours.editions.beginnings == ITEMS_ON_TIME.editions.beginnings
    for edition, before in zip(ours.editions.editions, ITEMS_ON_TIME.editions.editions, strict=True):
        assert isinstance(before, Edition)
        assert edition == evolve(
            before,
            levels=((Level.TARGET, norm),),
            source=named.get("source", "what if: no published norm"),
        )


def test_a_norm_that_each_seller_has_gives_way_to_ones_own() -> None:
    norm = Norm.parse("5%", Direction.AT_MOST)
    ours = under_norm(RETURNS, norm).editions

    assert {each.target for each in ours.editions if isinstance(each, Edition)} == {norm}
    assert [(each.since, each.certainty) for each in ours.editions] == [
        (each.since, each.certainty) for each in RETURNS.editions.editions
    ]
    assert {each.strikes_from for each in ours.editions if isinstance(each, Edition)} == {None}
