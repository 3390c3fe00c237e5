"""What changed between two scores of the same week, and what made the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from tests.builders import SAMPLE_WEEK, assert_well_told, at, delivered, event, evidence, on, open_evidence, refused
from tests.performance.weeks import HIT, bad, good, week_score
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment, Week
from trackntrace.notebook import table_html
from trackntrace.numbers.delivery_services import DHL, GLS
from trackntrace.performance.comparison import Comparison, Ground, ScoreChange, grounds, grounds_of, score_changes
from trackntrace.performance.evidence import Evidence, ExcuseReason
from trackntrace.performance.explanation import diff, explain
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, EarlyDelivery, items_on_time
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.strike_rules import Boundary, StrikeReadings
from trackntrace.performance.strikes import strike_record
from trackntrace.performance.tally import UNDATED, tallies
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


def test_of_what_changed_only_what_feeds_a_changed_fact_made_the_difference() -> None:
    assert grounds_of(["excused"], ["excuse", "promise", "label_id"]) == (Ground.EXCUSE,)
    assert grounds_of(["excused", "outcome"], ["excuse"]) == (Ground.EXCUSE, Ground.TIME)
    assert grounds_of([], ["promise", "label_id"]) == (Ground.PROMISE,)
    assert grounds_of([], ["label_id"]) == (Ground.RULES,)
    assert grounds_of(["number"], ["quantity", "number"]) == (Ground.NUMBER, Ground.QUANTITY)


def test_a_number_that_came_with_the_shipment_is_no_ground_of_its_own() -> None:
    assert grounds_of(["stage", "number"], ["stage", "shipped", "number", "service"]) == (Ground.SHIPMENT,)
    assert grounds_of(["stage", "number"], ["shipped", "number"]) == (Ground.SHIPMENT, Ground.NUMBER)


def test_changes_come_by_standard_and_week_the_undated_last() -> None:
    weeks = [Week(2026, 42), Week(2026, 9)]
    after = [week_score(week, 8, 2, standard=name) for week in weeks for name in ("zz", "aa")]
    undated = WeekScore(standard="aa", week=UNDATED, counts=((HIT, 1),), edition=None)
    before = evolve(undated, counts=((HIT, 2),))

    assert [(each.standard, str(each.week)) for each in score_changes([before], [undated, *after])] == [
        ("aa", "2026-W09"),
        ("aa", "2026-W42"),
        ("aa", "Undated.UNDATED"),
        ("zz", "2026-W09"),
        ("zz", "2026-W42"),
    ]


SCORES = {n: Week(2026, n) for n in (37, 38, 39, 40)}
THEN = Scorecard(at(5), (bad(SCORES[37]), bad(SCORES[38]), good(SCORES[39]), good(SCORES[40])))
NOW = Scorecard(at(6), (bad(SCORES[37], excused=1), good(SCORES[38]), bad(SCORES[39]), week_score(SCORES[40], 93, 7)))


def test_weeks_become_bad_and_are_no_longer_bad_as_the_boundary_is_read() -> None:
    compared = Comparison(before=THEN, after=NOW)

    assert [each.week for each in compared.scores] == list(SCORES.values())
    assert [each.week for each in compared.became_bad()] == [SCORES[39]]
    assert [each.week for each in compared.no_longer_bad()] == [SCORES[38]]
    assert [each.week for each in compared.became_bad(Boundary.AT_OR_BELOW)] == [SCORES[39], SCORES[40]]


def test_the_strikes_of_both_are_counted_by_the_same_readings() -> None:
    readings = StrikeReadings(boundary=Boundary.AT_OR_BELOW)
    through = Week(2026, 40)

    assert Comparison(before=THEN, after=NOW).strikes(final_through=through, readings=readings) == (
        strike_record(THEN, final_through=through, readings=readings),
        strike_record(NOW, final_through=through, readings=readings),
    )
    assert strike_record(NOW, final_through=through, readings=readings) != strike_record(NOW, final_through=through)


def test_a_comparison_is_shown_by_the_scores_that_differ() -> None:
    before, after = Scorecard(at(5), ()), Scorecard(at(6), (bad(SCORES[37]),))

    assert Comparison(before=before, after=after)._repr_html_() == table_html(
        "1 scores differ, 0 items count otherwise",
        ("standard", "week", "before", "after", "stood", "stands"),
        [("items-on-time", "2026-W37", "-", "70.0 %", "not-assessed", "falls-short")],
    )


def test_what_a_comparison_refuses_is_said_by_its_name() -> None:
    assert [
        refused(score_changes, [7], []),
        refused(score_changes, [], [7]),
        refused(grounds, 7),
        refused(Comparison, before=7, after=CARD),
        refused(Comparison, before=CARD, after=7),
        refused(Comparison, before=CARD, after=CARD, revisions=(7,)),
    ] == [
        "Cannot use 7 as before: expected a WeekScore",
        "Cannot use 7 as after: expected a WeekScore",
        "Cannot use 7 as revision: expected a Revision",
        "Cannot use 7 as before: expected a Scorecard",
        "Cannot use 7 as after: expected a Scorecard",
        "Cannot use 7 as revisions: expected a Revision",
    ]
