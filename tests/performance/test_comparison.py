"""What changed between two scores of the same week, and what made the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from tests.builders import SAMPLE_WEEK, assert_well_told, at, delivered, event, evidence, on, open_evidence
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import DHL, GLS
from trackntrace.performance.comparison import Comparison, Ground, ScoreChange, grounds, grounds_of, score_changes
from trackntrace.performance.evidence import Evidence, ExcuseReason
from trackntrace.performance.explanation import diff, explain
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, EarlyDelivery, items_on_time
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import tallies
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.promise import DeliverBy, DeliverOn

AS_OF = at(20)
S = TransportStatus
SEEN_LATER = Journey([event(S.DELIVERED, at(7), learned=at(9))])


def card(*items: Evidence, as_of: Moment = AS_OF, standard: AnyStandard = ITEMS_ON_TIME) -> Scorecard:
    (tally,) = tallies(items, [standard], as_of=as_of)
    return Scorecard.of([(tally, standard)], as_of=as_of)


def ground(
    before: Evidence | None,
    after: Evidence | None,
    then: Moment = AS_OF,
    now: Moment = AS_OF,
    standard: AnyStandard = ITEMS_ON_TIME,
) -> tuple[Ground, ...]:
    old = explain([before] if before else [], standard, as_of=then)
    new = explain([after] if after else [], standard, as_of=now)
    (revision,) = diff(old, new)
    return grounds(revision)


ITEM = evidence()
UNFOLLOWED = evidence(service=GLS)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (ITEM, evolve(ITEM, journey=delivered(at(7))), Ground.SCAN),
        (ITEM, evolve(ITEM, excuse=ExcuseReason.DEPOT_DISRUPTION), Ground.EXCUSE),
        (UNFOLLOWED, evolve(UNFOLLOWED, not_received=on(15)), Ground.REPORT),
        (UNFOLLOWED, evolve(UNFOLLOWED, service=DHL), Ground.SERVICE),
        (UNFOLLOWED, evolve(UNFOLLOWED, promise=DeliverBy(on(14))), Ground.PROMISE),
        (evidence(number=None), ITEM, Ground.NUMBER),
        (UNFOLLOWED, evolve(UNFOLLOWED, label_id="label-1"), Ground.LABEL),
        (open_evidence(), evidence(), Ground.SHIPMENT),
        (ITEM, evolve(ITEM, quantity=2), Ground.QUANTITY),
        (None, ITEM, Ground.CAME),
        (ITEM, None, Ground.WENT),
    ],
)
def test_the_evidence_that_made_the_difference_is_named(
    before: Evidence | None, after: Evidence | None, expected: Ground
) -> None:
    assert ground(before, after) == (expected,)


def test_a_scan_that_is_learned_late_made_the_difference() -> None:
    item = evidence(journey=SEEN_LATER)

    assert ground(item, item, then=at(8), now=at(9)) == (Ground.SCAN,)


def test_where_nothing_new_is_known_time_made_the_difference() -> None:
    assert ground(ITEM, ITEM, then=at(7), now=at(8)) == (Ground.TIME,)


def test_where_the_facts_are_the_same_the_rules_made_the_difference() -> None:
    early = evidence(promise=DeliverOn(on(7)), journey=delivered(at(6, 20)))
    (revision,) = diff(
        explain([early], ITEMS_ON_TIME, as_of=AS_OF),
        explain([early], items_on_time(early=EarlyDelivery.IS_A_HIT), as_of=AS_OF),
    )

    assert grounds(revision) == (Ground.RULES,)


def test_what_changed_and_made_no_difference_is_not_named() -> None:
    late = evidence(journey=delivered(at(8)))
    excused = evolve(late, excuse=ExcuseReason.DEPOT_DISRUPTION, not_received=on(9), label_id="label-1")

    assert ground(late, excused) == (Ground.EXCUSE,)


def test_evidence_of_a_standard_that_is_not_known_here_is_named_as_what_it_is() -> None:
    assert grounds_of(["weight"], ["journey"]) == (Ground.SCAN,)
    assert grounds_of(["weight"], ["parcel_weight"]) == (Ground.OTHER_EVIDENCE,)


def test_a_score_that_differs_tells_which_rows_do() -> None:
    before, after = card(ITEM), card(evolve(ITEM, journey=delivered(at(7))))
    comparison = Comparison(before=before, after=after)
    (change,) = comparison.scores

    assert (change.standard, change.week) == ("items-on-time", SAMPLE_WEEK)
    assert change.codes == (("first-attempt-on-time", 0, 1), ("nothing-seen", 1, 0))
    assert change.standings == (Standing.FALLS_SHORT, Standing.MEETS)
    assert comparison.standings == comparison.scores


def test_scores_that_say_the_same_are_left_out_whatever_table_they_come_from() -> None:
    item = evidence(journey=delivered(at(7)))
    lenient = items_on_time(early=EarlyDelivery.IS_A_HIT)

    assert score_changes(card(item).scores, card(item, standard=lenient).scores) == ()
    assert score_changes(card(item).scores, card(item, as_of=at(21)).scores) == ()


def test_a_week_that_came_has_no_score_before() -> None:
    (change,) = score_changes((), card(ITEM, standard=ORDER_TRACEABILITY).scores)

    assert change.before is None
    assert change.standings == (Standing.NOT_ASSESSED, Standing.MEETS)
    assert change.codes == (("number-given", 0, 1),)


def test_told_the_other_way_round_every_change_is_turned_round() -> None:
    one, other = card(ITEM, open_evidence(order_item_id="item-2")), card(evolve(ITEM, journey=delivered(at(7))))
    turned = tuple(
        ScoreChange(before=each.after, after=each.before) for each in score_changes(one.scores, other.scores)
    )

    assert score_changes(other.scores, one.scores) == turned


ANYTHING: Any = 7
CARD = Scorecard(at(20), ())


@pytest.mark.parametrize(
    "make",
    [
        lambda: score_changes([ANYTHING], []),
        lambda: score_changes([], ANYTHING),
        lambda: grounds(ANYTHING),
        lambda: Comparison(before=ANYTHING, after=CARD),
        lambda: Comparison(before=CARD, after=CARD, revisions=(ANYTHING,)),
    ],
)
def test_what_is_no_score_and_no_revision_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        make()

    assert_well_told(caught.value)
