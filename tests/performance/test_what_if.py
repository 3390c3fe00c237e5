"""What if: scenarios, and what each would make of the scores and of the items behind them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.builders import PROMISED, SAMPLE_WEEK, assert_well_told, at, delivered, evidence, on, open_evidence, refused
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.moment import Week
from trackntrace.numbers.delivery_services import DHL, GLS, LETTER_MAIL, POSTNL
from trackntrace.performance.comparison import Comparison
from trackntrace.performance.evidence import Evidence, ExcuseReason, SentAs
from trackntrace.performance.explanation import diff, explain
from trackntrace.performance.facts import Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, EarlyDelivery, items_on_time
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY, MailboxParcel, order_traceability
from trackntrace.performance.replay import Replay, under_norm
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.score import Score, Standing
from trackntrace.performance.scorecard import Scorecard, week_scores
from trackntrace.performance.tally import Unit, WeekBy, tallies
from trackntrace.performance.what_if import EVERYTHING, Change, Scenario, Slice, WhatIf, what_if
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn

AS_OF = at(20)
LATE = evidence(journey=delivered(at(8)))
ON_TIME = evidence(order_id="order-2", order_item_id="item-2", journey=delivered(at(7)))
NO_NUMBER = evidence(order_id="order-3", order_item_id="item-3", number=None, entered=None)
ITEMS = (LATE, ON_TIME, NO_NUMBER)


def told(*scenarios: Scenario, items: tuple[Evidence, ...] = ITEMS, **basis: Any) -> tuple[WhatIf, ...]:
    return what_if(items, [ORDER_TRACEABILITY, ITEMS_ON_TIME], scenarios, as_of=AS_OF, **basis)


def scores(result: WhatIf, standard: str = "items-on-time") -> tuple[Score | None, Score | None]:
    for each in result.scores:
        if (each.standard, each.week) == (standard, SAMPLE_WEEK):
            return each.before and each.before.score, each.after and each.after.score
    return None, None


def test_a_scenario_of_nothing_changes_nothing() -> None:
    (result,) = told(Scenario("as it is"))

    assert (result.scores, result.revisions) == ((), ())
    assert result.comparison.before == result.comparison.after


def test_another_norm_changes_the_standing_and_no_item() -> None:
    (result,) = told(Scenario("half will do", standards=(under_norm(ITEMS_ON_TIME, Norm.parse("50%")),)))
    (change,) = result.scores

    assert change.standings == (Standing.FALLS_SHORT, Standing.MEETS)
    assert change.codes == ()
    assert result.revisions == ()


def test_another_reading_of_the_table_names_the_items_that_count_otherwise() -> None:
    early = evidence(promise=DeliverOn(on(7)), journey=delivered(at(6, 20)))
    (result,) = told(
        Scenario("early is fine", standards=(items_on_time(early=EarlyDelivery.IS_A_HIT),)), items=(early, ON_TIME)
    )

    assert scores(result) == (Score(1, 2), Score(2, 2))
    assert [
        (each.before and each.before.row.code, each.after and each.after.row.code) for each in result.revisions
    ] == [("early-first-attempt", "first-attempt-on-time")]


def test_a_promise_of_a_day_more_would_have_been_kept() -> None:
    (result,) = told(Scenario("a day more", changes=(Change(where=Slice(services=[POSTNL]), days_later=1),)))

    assert scores(result) == (Score(2, 3), Score(3, 3))
    assert [each.evidence for each in result.revisions] == [("promise",)]


def test_a_promise_may_move_an_item_to_another_week() -> None:
    (result,) = told(Scenario("a week more", changes=(Change(promise=DeliverBy(on(14))),)), items=(ON_TIME,))
    weeks = {(each.standard, each.week, each.before is None, each.after is None) for each in result.scores}

    assert weeks == {
        (name, week, is_new, not is_new)
        for name in ("order-traceability", "items-on-time")
        for week, is_new in ((SAMPLE_WEEK, False), (Week(2026, 42), True))
    }


def test_another_delivery_service_may_not_be_followed() -> None:
    (result,) = told(Scenario("with GLS", changes=(Change(service=GLS),)), items=(LATE,))

    assert scores(result) == (Score(0, 1), Score(1, 1))
    (revision,) = result.revisions
    assert {name: (old, new) for name, old, new in revision.facts}["followed"] == ("yes", "no")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change(sent_as=SentAs.LETTER_MAIL), "letter-mail-exempt"),
        (Change(service=LETTER_MAIL), "letter-mail-exempt"),
        (Change(label_id="label-1"), "number-by-label"),
        (Change(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL), "number-by-shipping-via-bol"),
        (Change(excuse=ExcuseReason.DEPOT_DISRUPTION), "excused"),
    ],
)
def test_a_missing_number_would_have_done_no_harm(change: Change, code: str) -> None:
    (result,) = told(Scenario("otherwise", changes=(change,)), items=(NO_NUMBER,))
    codes = [
        each.after.row.code for each in result.revisions if each.after and each.after.standard == "order-traceability"
    ]

    assert codes == [code]


def test_changes_and_standards_come_together_in_one_scenario() -> None:
    lenient = order_traceability(mailbox_parcel=MailboxParcel.IS_LETTER_MAIL)
    both = Scenario("mailbox parcels", standards=(lenient,), changes=(Change(sent_as=SentAs.MAILBOX_PARCEL),))
    alone = Scenario("the reading alone", standards=(lenient,))
    results = told(both, alone, items=(NO_NUMBER,))

    assert [scores(each, "order-traceability") for each in results] == [(Score(0, 1), Score(0, 0)), (None, None)]


def test_other_readings_of_the_facts_count_again() -> None:
    item = evidence(service=GLS)
    (result,) = told(Scenario("a long silence", readings=Readings(silence_days=30)), items=(item,))

    assert scores(result) == (Score(1, 1), Score(0, 0))


def test_a_change_applies_after_the_one_before_it() -> None:
    to_dhl = Change(where=Slice(services=[POSTNL]), service=DHL)
    excused = Change(where=Slice(services=[DHL]), excuse=ExcuseReason.NATIONAL_CARRIER_DISRUPTION)

    assert Scenario("moved", changes=(to_dhl, excused)).applied(LATE).excuse is not None
    assert Scenario("not yet moved", changes=(excused, to_dhl)).applied(LATE).excuse is None


def test_what_was_not_shipped_has_no_service_and_no_label_to_change() -> None:
    item = open_evidence()

    assert Change(service=DHL, label_id="label-1").applied(item) is item


def test_the_evidence_given_stays_as_it_is() -> None:
    before = [repr(item) for item in ITEMS]
    told(Scenario("otherwise", changes=(Change(service=DHL, days_later=-3, excuse=None),)))

    assert [repr(item) for item in ITEMS] == before
    assert Change(service=POSTNL, promise=PROMISED).applied(LATE) is LATE


def test_a_week_that_turns_bad_is_a_strike_in_the_making() -> None:
    three = evidence(quantity=3, journey=delivered(at(7)))
    (result,) = told(Scenario("a day less", changes=(Change(days_later=-1),)), items=(three,))
    comparison = result.comparison

    assert [(each.standard, each.week) for each in comparison.became_bad()] == [("items-on-time", SAMPLE_WEEK)]
    assert comparison.no_longer_bad() == ()
    assert [each.count for each in comparison.strikes(final_through=SAMPLE_WEEK)] == [0, 1]
    assert [each.standings for each in comparison.standings] == [(Standing.MEETS, Standing.FALLS_SHORT)]


def test_whole_orders_are_judged_again_as_wholes() -> None:
    late = evidence(order_item_id="item-9", journey=delivered(at(8)))
    together = evidence(journey=delivered(at(7)))
    excused = Change(where=lambda item: item.order_item_id == "item-9", excuse=ExcuseReason.DEPOT_DISRUPTION)
    (result,) = told(Scenario("excused", changes=(excused,)), items=(late, together), per=Unit.ORDER)

    assert scores(result) == (Score(0, 1), Score(1, 1))


@pytest.mark.parametrize(
    ("part", "covered"),
    [
        (EVERYTHING, True),
        (Slice(services=[POSTNL]), True),
        (Slice(services=[DHL]), False),
        (Slice(first_day=on(7), last_day=on(7)), True),
        (Slice(first_day=on(8)), False),
        (Slice(last_day=on(6)), False),
        (Slice(weeks=[SAMPLE_WEEK]), True),
        (Slice(weeks=[Week(2026, 40)]), False),
        (Slice(orders=["order-1"]), True),
        (Slice(orders=["order-2"]), False),
        (Slice(services=[POSTNL], orders=["order-2"]), False),
    ],
)
def test_a_slice_covers_what_lies_within_every_part_of_it(part: Slice, covered: bool) -> None:
    assert part(LATE) is covered


def test_an_item_without_a_promise_lies_within_no_days() -> None:
    undated = evidence(promise=None)

    assert EVERYTHING(undated)
    assert not Slice(weeks=[SAMPLE_WEEK])(undated)
    assert not Slice(last_day=on(30))(undated)


def test_a_scenario_brings_only_standards_that_are_asked_for_each_once() -> None:
    with pytest.raises(ConflictError):
        what_if(ITEMS, [ITEMS_ON_TIME], [Scenario("other", standards=(ORDER_TRACEABILITY,))], as_of=AS_OF)
    with pytest.raises(ConflictError):
        Scenario("twice", standards=(ITEMS_ON_TIME, ITEMS_ON_TIME))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda: Change(days_later=1, promise=PROMISED), ConflictError),
        (lambda: Change(days_later=367), InvalidValueError),
        (lambda: Slice(first_day=on(8), last_day=on(7)), InvalidValueError),
        (lambda: Slice(first_day="2026-10-07"), InvalidValueError),  # type: ignore[arg-type]
        (lambda: Slice(services=["TNT"]), InvalidValueError),
        (lambda: Scenario("none", changes=(None,)), InvalidValueError),
    ],
)
def test_a_scenario_that_makes_no_sense_is_refused(wrong: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        wrong()


def test_a_change_can_be_compared_kept_and_sent() -> None:
    change = Change(where=Slice(services=[POSTNL]), days_later=1)

    assert change == Change(where=Slice(services=[POSTNL]), days_later=1)
    assert pickle.loads(pickle.dumps(change)) == change
    assert len({change, change}) == 1


# Replay


def test_a_replay_tells_what_judging_the_tally_tells() -> None:
    (tally,) = tallies(ITEMS, [ITEMS_ON_TIME], as_of=AS_OF)
    replay = Replay(tally, ITEMS_ON_TIME)
    other = items_on_time(early=EarlyDelivery.IS_A_HIT)

    assert replay.scores == week_scores(tally, ITEMS_ON_TIME)
    assert replay.under(other) == week_scores(tally, other)


def test_a_tally_is_not_replayed_under_a_standard_that_judges_other_facts() -> None:
    (tally,) = tallies(ITEMS, [ITEMS_ON_TIME], as_of=AS_OF)

    with pytest.raises(ConflictError):
        Replay(tally, ORDER_TRACEABILITY)
    with pytest.raises(ConflictError):
        Replay(tally, ITEMS_ON_TIME).under(ORDER_TRACEABILITY)


def test_a_norm_for_all_times_keeps_when_editions_begin_and_when_a_week_is_bad() -> None:
    strict = under_norm(ITEMS_ON_TIME, Norm.parse("99%"))
    published = ITEMS_ON_TIME.editions

    assert strict.editions.beginnings == published.beginnings
    assert [each.target for each, _ in strict.editions.dated] == [Norm.parse("99%")] * len(published.dated)  # type: ignore[union-attr]
    assert strict.editions.on(date(2026, 1, 1)).strikes_from == published.on(date(2026, 1, 1)).strikes_from


def test_a_norm_of_another_direction_is_refused() -> None:
    with pytest.raises(ConflictError):
        under_norm(ITEMS_ON_TIME, Norm.parse("2%", Direction.AT_MOST))


ANYTHING: Any = 7
[COUNTED] = tallies(ITEMS, [ITEMS_ON_TIME], as_of=AS_OF)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Change(where=ANYTHING),
        lambda: Scenario("x", readings=ANYTHING),
        lambda: Scenario("x", standards=ANYTHING),
        lambda: Scenario("x", changes=[ANYTHING]),
        lambda: Replay(COUNTED, ANYTHING),
        lambda: Replay(COUNTED, ITEMS_ON_TIME).under(ANYTHING),
        lambda: under_norm(ANYTHING, Norm.parse("50%")),
    ],
)
def test_what_makes_no_sense_is_refused_at_the_door(make: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        make()

    assert_well_told(caught.value)


def test_a_scenario_keeps_what_it_was_given_whatever_becomes_of_the_list() -> None:
    standards = [under_norm(ITEMS_ON_TIME, Norm.parse("50%"))]
    scenario: Any = Scenario("half", standards=standards, changes=[Change(days_later=1)])
    standards.clear()

    assert (len(scenario.standards), len(scenario.changes)) == (1, 1)
    assert hash(scenario) == hash(pickle.loads(pickle.dumps(scenario)))


def test_a_slice_of_many_orders_has_just_those() -> None:
    some = Slice(orders=["order-2", "order-9"])

    assert [some(item) for item in ITEMS] == [False, True, False]
    assert some == pickle.loads(pickle.dumps(some))


def test_a_scenario_is_the_comparison_of_what_is_with_what_would_be_read_in_the_way_that_is_asked_for() -> None:
    readings, shorter = Readings(silence_days=20), Readings(silence_days=1)
    silent = evidence(order_id="order-4", quantity=2, service=GLS, ordered=at(1), shipped=at(2), entered=at(2))
    items = (LATE, ON_TIME, silent, open_evidence(order_id="order-5"))
    basis: dict[str, Any] = {"as_of": AS_OF, "by": WeekBy.SHIPPED}
    scenario = Scenario("shorter", changes=(Change(where=Slice(orders=["order-2"]), service=GLS),), readings=shorter)
    changed = tuple(map(scenario.applied, items))
    (found,) = what_if(items, [ITEMS_ON_TIME], [scenario], per=Unit.ORDER, readings=readings, **basis)

    def card(known: tuple[Evidence, ...], read: Readings) -> Scorecard:
        counted = tallies(known, [ITEMS_ON_TIME], per=Unit.ORDER, readings=read, **basis)
        return Scorecard.of([(counted[0], ITEMS_ON_TIME)], as_of=AS_OF)

    assert found == WhatIf(
        scenario,
        comparison=Comparison(
            before=card(items, readings),
            after=card(changed, shorter),
            revisions=diff(
                explain(items, ITEMS_ON_TIME, readings=readings, **basis),
                explain(changed, ITEMS_ON_TIME, readings=shorter, **basis),
            ),
        ),
    )
    assert {each.after and each.after.item.order_id for each in found.revisions} == {"order-2", "order-4"}
    assert {str(each.week) for each in found.scores} == {"2026-W40", "2026-W41"}


def test_another_label_was_bought_at_no_moment_that_is_known() -> None:
    labelled = evidence(label_id="label-1", labelled=at(6, 15))

    assert Change(label_id="label-2").applied(labelled) == evidence(label_id="label-2")
    assert Change(label_id="label-1").applied(labelled) is labelled


def test_what_no_scenario_can_be_made_of_is_said_by_its_name() -> None:
    given: dict[str, Any] = {"evidence": [], "standards": [], "scenarios": [], "as_of": AS_OF}
    both = [ORDER_TRACEABILITY, ITEMS_ON_TIME]
    third = Scenario("x", standards=(RETURNS,))

    assert [
        refused(Slice, services=[7]),
        refused(Slice, weeks=[7]),
        refused(Slice, orders=[7]),
        refused(Slice, first_day="2026-10-07"),
        refused(Slice, first_day=on(7), last_day=on(6)),
        refused(Change, where=7),
        refused(Change, days_later=367),
        refused(Change, days_later=-367),
        refused(Change, days_later=1, promise=PROMISED),
        refused(Scenario, 7),
        refused(Scenario, "x", standards=[7]),
        refused(Scenario, "x", changes=[7]),
        refused(Scenario, "x", readings=7),
        refused(Scenario, "x", standards=(RETURNS, RETURNS)),
        refused(what_if, **{**given, "evidence": [7]}),
        refused(what_if, **{**given, "standards": [7]}),
        refused(what_if, **{**given, "scenarios": [7]}),
        refused(what_if, **{**given, "standards": both, "scenarios": [third]}),
    ] == [
        "Cannot use 7 as services: expected a DeliveryService",
        "Cannot use 7 as weeks: expected a Week",
        "Cannot use 7 as orders: expected a str",
        "Cannot use '2026-10-07' as day: expected a datetime.date, such as parse_day makes of a text",
        "Cannot use datetime.date(2026, 10, 6) as last_day: expected a day not before 2026-10-07",
        "Cannot use 7 as where: expected a Slice, or a function of an item",
        "Cannot use 367 as days_later: expected a whole number from -366 to 366",
        "Cannot use -367 as days_later: expected a whole number from -366 to 366",
        "Cannot reconcile days_later 1: expected a promise or a number of days, not both",
        "Cannot use 7 as name: expected a str",
        "Cannot use 7 as standards: expected a ServiceStandard",
        "Cannot use 7 as changes: expected a Change",
        "Cannot use 7 as readings: expected a Readings",
        "Cannot reconcile scenario 'x': expected one standard of a name",
        "Cannot use 7 as evidence: expected an Evidence",
        "Cannot use 7 as standards: expected a ServiceStandard",
        "Cannot use 7 as scenarios: expected a Scenario",
        "Cannot reconcile scenario 'returns': expected standards among items-on-time, order-traceability",
    ]
    assert Slice(first_day=on(7), last_day=on(7))(ON_TIME)
    assert [Change(days_later=days).days_later for days in (-366, 366)] == [-366, 366]
