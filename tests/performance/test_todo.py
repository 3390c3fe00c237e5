"""The Monday list: what can still be done, by when, and what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve

from tests.builders import (
    WINDOW,
    assert_well_told,
    at,
    delivered,
    evidence,
    handed_over,
    on,
    open_evidence,
    refused,
)
from tests.performance.weeks import bad, week_score
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment, Week, day_begins, day_ends
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, GLS, LETTER_MAIL
from trackntrace.performance.evidence import Evidence, ExcuseReason, SentAs, Stage
from trackntrace.performance.explanation import explain
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.standard import Verdict
from trackntrace.performance.strike_rules import Boundary, Finality, StrikeReadings
from trackntrace.performance.todo import Horizon, Task, TaskKind, todo
from trackntrace.performance.unsettled import Unsettled, unsettled
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame
from trackntrace.shipping.promise import DeliverBy

STANDARDS = (ORDER_TRACEABILITY, ITEMS_ON_TIME)
UNNUMBERED: dict[str, Any] = {"number": None, "entered": None}
EARLY: dict[str, Any] = {"shipped": at(5, 12), "entered": at(5, 12)}


def found(*items: Evidence, as_of: Moment) -> Unsettled:
    through = Finality.SECOND_WEDNESDAY.through(as_of)
    return unsettled(items, STANDARDS, as_of=as_of, final_through=through)


def tasks(*items: Evidence, as_of: Moment, **parts: Any) -> tuple[Task, ...]:
    return todo(found(*items, as_of=as_of), **parts)


def kinds(*items: Evidence, as_of: Moment, **parts: Any) -> list[TaskKind]:
    return [task.kind for task in tasks(*items, as_of=as_of, **parts)]


def test_an_order_that_nobody_confirmed_in_time_is_to_be_confirmed_before_it_is_cancelled() -> None:
    (task,) = tasks(open_evidence(quantity=2), as_of=at(8))

    assert (task.kind, task.due, task.day) == (TaskKind.CONFIRM_ORDER, day_begins(on(10)), on(9))
    assert (task.order_id, task.order_item_id, task.quantity, task.week) == ("order-1", "item-1", 2, Week(2026, 41))
    assert dict(task.facts) == {
        "order": "order-1",
        "item": "item-1",
        "count": "2",
        "promised": "2026-10-07",
        "cancelled": "2026-10-10",
    }


def test_the_day_of_cancellation_is_the_one_that_was_told() -> None:
    (task,) = tasks(open_evidence(expires=on(12)), as_of=at(8))

    assert task.due == day_begins(on(12))


def test_on_the_day_of_cancellation_it_is_still_listed_and_on_the_next_no_more() -> None:
    assert kinds(open_evidence(), as_of=at(10, 9)) == [TaskKind.CONFIRM_ORDER]
    assert kinds(open_evidence(), as_of=at(11, 0)) == []


def test_an_open_order_is_listed_when_its_promise_is_near() -> None:
    assert kinds(open_evidence(), as_of=at(5)) == []
    assert kinds(open_evidence(), as_of=at(6)) == [TaskKind.SHIP]
    assert kinds(open_evidence(), as_of=at(7)) == [TaskKind.SHIP]
    assert kinds(open_evidence(), as_of=at(5), horizon=Horizon(parcels=2)) == [TaskKind.SHIP]


def test_what_the_customer_no_longer_wants_is_not_to_be_shipped() -> None:
    (task,) = tasks(open_evidence(asked_to_cancel=AskedToCancel.YES), as_of=at(6))

    assert (task.kind, task.day) == (TaskKind.ANSWER_CANCELLATION, on(6))


@pytest.mark.parametrize("day", [7, 8, 9])
def test_a_cancellation_that_is_late_already_is_to_be_answered_before_the_marketplace_cancels(day: int) -> None:
    """Source: partnerplatform.bol.com, annuleringen: it does not count if it is processed before the promised day."""
    (task,) = tasks(open_evidence(asked_to_cancel=AskedToCancel.YES), as_of=at(day))

    assert (task.kind, task.day) == (TaskKind.ANSWER_CANCELLATION, on(9))


def test_a_week_that_was_told_not_to_be_final_turns_so_on_a_wednesday_to_come() -> None:
    unnumbered = evidence(**UNNUMBERED, journey=delivered(at(7)))
    given = unsettled([unnumbered], STANDARDS, as_of=at(21), final_through=Week(2026, 40))

    (task,) = todo(given)
    assert (task.kind, task.day, dict(task.facts)["final"]) == (TaskKind.ADD_NUMBER, on(27), "2026-10-28")


def test_what_the_marketplace_ships_is_no_task() -> None:
    assert kinds(open_evidence(fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL), as_of=at(8)) == []


def test_an_open_letter_is_listed_though_it_owes_no_number() -> None:
    letter = open_evidence(sent_as=SentAs.LETTER_MAIL)
    given = unsettled([letter], [ORDER_TRACEABILITY], as_of=at(8), final_through=Week(2026, 39))

    assert [task.kind for task in todo(given)] == [TaskKind.CONFIRM_ORDER]


def test_an_order_without_any_promise_is_listed_with_the_day_that_was_told() -> None:
    assert kinds(open_evidence(promise=None), as_of=at(8)) == []
    assert kinds(open_evidence(promise=None, expires=on(9)), as_of=at(8)) == [TaskKind.CONFIRM_ORDER]


def test_a_parcel_without_a_number_can_have_one_until_its_week_is_final() -> None:
    unnumbered = evidence(**UNNUMBERED, journey=delivered(at(7)))

    (task,) = tasks(unnumbered, as_of=at(20))
    assert (task.kind, task.due, task.shipment_id) == (TaskKind.ADD_NUMBER, day_begins(on(21)), "shipment-1")
    assert kinds(unnumbered, as_of=at(21)) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"service": LETTER_MAIL},
        {"label_id": "label-1"},
        {"fulfilled_by": FulfilledBy.SHIPPING_VIA_BOL},
        {"stage": Stage.CANCELLED, "shipped": None},
    ],
)
def test_what_owes_no_number_is_not_listed_for_one(parts: dict[str, Any]) -> None:
    assert TaskKind.ADD_NUMBER not in kinds(evidence(**UNNUMBERED, **parts), as_of=at(8))


@pytest.mark.parametrize("parts", [{"time_frame": TimeFrame.APPOINTMENT}, {"sent_as": SentAs.DELIVERY_APPOINTMENT}])
def test_the_customer_of_an_appointment_is_to_be_called(parts: dict[str, Any]) -> None:
    (task,) = tasks(open_evidence(**parts, promise=DeliverBy(on(15))), as_of=at(6))

    assert (task.kind, task.day) == (TaskKind.AGREE_APPOINTMENT, on(15))


def test_an_appointment_that_nobody_confirmed_in_time_is_cancelled_as_well() -> None:
    assert kinds(open_evidence(time_frame=TimeFrame.APPOINTMENT), as_of=at(8)) == [TaskKind.CONFIRM_ORDER]


def test_a_confirmed_appointment_is_due_until_it_took_place() -> None:
    parts: dict[str, Any] = {"service": DELIVERY_APPOINTMENT, **EARLY}

    assert kinds(evidence(**parts), as_of=at(6)) == [TaskKind.APPOINTMENT_DUE]
    assert kinds(evidence(**parts, journey=delivered(at(6, 9))), as_of=at(6)) == []
    assert kinds(evidence(**parts), as_of=at(8)) == []
    assert kinds(evidence(**parts, promise=None), as_of=at(6)) == []


def test_a_parcel_that_is_due_today_or_tomorrow_and_was_never_seen_is_listed() -> None:
    (task,) = tasks(evidence(**EARLY), as_of=at(6))

    assert (task.kind, task.due) == (TaskKind.NOTHING_SEEN, day_ends(on(7)))
    assert dict(task.facts)["number"] == "3SABCD1234567"
    assert dict(task.facts)["service"] == "TNT"


def test_a_parcel_that_was_seen_or_that_nobody_can_follow_is_not() -> None:
    assert kinds(evidence(**EARLY, journey=handed_over(at(5, 18))), as_of=at(6)) == []
    assert kinds(evidence(**EARLY, service=GLS), as_of=at(6)) == []
    assert kinds(evidence(**EARLY, promise=DeliverBy(on(9))), as_of=at(6)) == []


def test_a_parcel_is_to_be_handed_over_within_its_window() -> None:
    parcel = evidence(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL, window=WINDOW, **EARLY)

    (task,) = tasks(parcel, as_of=at(6, 9))
    assert (task.kind, task.due, task.day) == (TaskKind.HAND_OVER, WINDOW.latest, on(6))
    assert kinds(parcel, as_of=at(5, 12), horizon=Horizon(parcels=0)) == []


def a_week(misses: int, pending: int, hits: int = 7) -> list[Evidence]:
    """A week of parcels, of which some came late and some are on their way to Sunday the 11th."""
    sunday = DeliverBy(on(11))
    return [
        evidence(order_item_id="hit", quantity=hits, journey=delivered(at(7))),
        *([evidence(order_item_id="miss", quantity=misses, journey=delivered(at(8)))] if misses else []),
        evidence(order_item_id="pending", quantity=pending, promise=sunday, journey=handed_over(at(8))),
    ]


def test_a_week_that_bears_few_more_misses_is_at_risk() -> None:
    (task,) = tasks(*a_week(misses=2, pending=3), as_of=at(9))

    assert (task.kind, task.standard, task.week) == (TaskKind.WEEK_AT_RISK, "items-on-time", Week(2026, 41))
    assert task.due == day_ends(on(11))
    assert dict(task.facts) == {
        "standard": "items-on-time",
        "week": "2026-W41",
        "misses": "2",
        "pending": "3",
        "bears": "0",
        "score": "77.7 %",
    }


@pytest.mark.parametrize(("day", "as_of"), [(5, at(9)), (6, day_ends(on(8)))])
def test_what_stays_open_after_its_last_day_makes_no_week_due_in_the_past(day: int, as_of: Moment) -> None:
    """An order that was cancelled without a word: nobody told what became of it."""
    stays_open = open_evidence(order_item_id="open", promise=DeliverBy(on(day)))

    task = next(each for each in tasks(*a_week(misses=2, pending=3), stays_open, as_of=as_of) if each.standard)

    assert (task.kind, dict(task.facts)["pending"]) == (TaskKind.WEEK_AT_RISK, "4")
    assert task.due == day_ends(on(11))


def test_a_week_that_bears_just_two_more_misses_is_at_risk() -> None:
    assert kinds(*a_week(misses=1, pending=6, hits=40), as_of=at(9)) == [TaskKind.WEEK_AT_RISK]
    assert kinds(*a_week(misses=1, pending=6, hits=55), as_of=at(9)) == []


def test_a_week_that_bears_enough_or_of_which_nothing_was_missed_is_not() -> None:
    assert kinds(*a_week(misses=0, pending=3), as_of=at(9)) == []
    assert kinds(*a_week(misses=1, pending=1), as_of=at(9)) == []
    assert kinds(*a_week(misses=1, pending=50, hits=200), as_of=at(9)) == []
    assert kinds(*a_week(misses=1, pending=3), as_of=at(9), horizon=Horizon(bears=0)) == []


def test_a_week_that_will_be_a_strike_is_told_until_it_is_final() -> None:
    week = a_week(misses=3, pending=1)

    (task,) = tasks(*week, as_of=at(9))
    assert (task.kind, task.due) == (TaskKind.STRIKE_UNAVOIDABLE, day_begins(on(21)))
    assert kinds(*week, as_of=at(20)) == [TaskKind.STRIKE_UNAVOIDABLE]
    assert kinds(*week, as_of=at(21)) == []


def test_a_week_whose_strike_was_taken_back_is_no_worry() -> None:
    forgiven = {Week(2026, 41): ExcuseReason.DEPOT_DISRUPTION}

    assert kinds(*a_week(misses=3, pending=1), as_of=at(9), taken_back=forgiven) == []


def test_a_strike_that_is_about_to_expire_is_good_news() -> None:
    expiring, staying = bad(Week(2026, 20)), bad(Week(2026, 30))
    card = Scorecard(at(27), (expiring, staying))
    nothing = found(as_of=at(27))
    given = Unsettled(card=card, final_through=Week(2026, 41), readings=nothing.readings, explained=(), excused=())

    (task,) = todo(given)
    assert (task.kind, task.week, task.day) == (TaskKind.STRIKE_EXPIRES, Week(2026, 20), on(28))
    assert dict(task.facts) == {
        "week": "2026-W20",
        "expires_with": "2026-W42",
        "day": "2026-10-28",
        "left": "1",
    }
    assert todo(given, horizon=Horizon(strikes=0)) == ()


def test_a_strike_whose_day_has_passed_by_the_reading_is_no_news() -> None:
    nothing = found(as_of=at(27))
    card = Scorecard(at(27), (bad(Week(2026, 17)),))
    given = Unsettled(card=card, final_through=Week(2026, 38), readings=nothing.readings, explained=(), excused=())

    assert todo(given) == ()


def test_the_most_urgent_comes_first() -> None:
    items = [
        evidence(order_item_id="c", **EARLY),
        open_evidence(order_item_id="a", promise=DeliverBy(on(4))),
        evidence(order_item_id="d", **UNNUMBERED, shipped=at(5, 12), service=GLS),
        open_evidence(order_item_id="b", promise=DeliverBy(on(6))),
    ]

    assert kinds(*items, as_of=at(6)) == [
        TaskKind.CONFIRM_ORDER,
        TaskKind.SHIP,
        TaskKind.NOTHING_SEEN,
        TaskKind.ADD_NUMBER,
    ]
    assert tasks(*items, as_of=at(6)) == tasks(*reversed(items), as_of=at(6))


def test_an_item_is_one_task_however_many_standards_wait_for_it() -> None:
    standards = (*STANDARDS, DELIVERED_ON_TIME, HANDED_OVER_ON_TIME)
    given = unsettled([evidence(**EARLY)], standards, as_of=at(6), final_through=Week(2026, 38))

    assert [task.kind for task in todo(given)] == [TaskKind.NOTHING_SEEN]


def test_what_is_settled_is_counted_and_not_kept() -> None:
    def passing() -> Iterator[Evidence]:
        for index in range(500):
            yield evidence(order_item_id=f"item-{index}", journey=delivered(at(7)))
        yield evidence(order_item_id="pending", promise=DeliverBy(on(11)))

    given = unsettled(passing(), STANDARDS, as_of=at(9), final_through=Week(2026, 39))

    assert [each.item.order_item_id for each in given.explained] == ["pending"]
    assert [score.items(Verdict.HIT) for score in given.card.scores] == [501, 500]


def test_what_is_settled_is_no_task_though_it_is_handed_in() -> None:
    as_of, waiting = at(6), evidence(order_item_id="waiting", **EARLY)
    settled = [
        evidence(order_item_id="on-time", journey=delivered(at(5, 18)), **EARLY),
        evidence(order_item_id="never-numbered", promise=None, **UNNUMBERED, shipped=at(5, 12)),
    ]
    explained = tuple(each for one in STANDARDS for each in explain([*settled, waiting], one, as_of=as_of))
    handed_in = evolve(found(*settled, waiting, as_of=as_of), explained=explained)

    assert {each.item.order_item_id for each in explained} == {"on-time", "never-numbered", "waiting"}
    assert [(task.kind, task.order_item_id) for task in todo(handed_in)] == [(TaskKind.NOTHING_SEEN, "waiting")]


def test_what_was_excused_is_kept_as_counts() -> None:
    late = evidence(journey=delivered(at(9)), excuse=ExcuseReason.DEPOT_DISRUPTION, quantity=2)
    given = found(late, evidence(order_item_id="b", journey=delivered(at(7))), as_of=at(20))

    assert [tuple(each) for each in given.excused] == [
        ("items-on-time", Week(2026, 41), ExcuseReason.DEPOT_DISRUPTION, 2)
    ]
    assert given.explained == ()


@pytest.mark.parametrize("parts", [{"parcels": -1}, {"strikes": True}, {"bears": 1.0}])
def test_a_horizon_is_whole_numbers(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Horizon(**parts)

    assert_well_told(refused.value)


def test_only_evidence_can_be_looked_at() -> None:
    with pytest.raises(InvalidValueError):
        unsettled(["item"], STANDARDS, as_of=at(6), final_through=Week(2026, 39))  # type: ignore[list-item]


@pytest.mark.parametrize("parts", [{"found": "list"}, {"horizon": 7}, {"readings": "below"}])
def test_only_what_is_not_settled_makes_a_list(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as refused:
        todo(**{"found": found(as_of=at(6)), **parts})

    assert_well_told(refused.value)


VIA_BOL: dict[str, Any] = {"fulfilled_by": FulfilledBy.SHIPPING_VIA_BOL, "window": WINDOW}
THIS = {"order": "order-1", "item": "item-1", "count": "1"}
PARCEL = {**THIS, "service": "TNT", "number": "3SABCD1234567"}
PROMISED_7TH = {"promised": "2026-10-07"}


@pytest.mark.parametrize(
    ("item", "as_of", "kind", "due", "facts"),
    [
        (open_evidence(), at(6), TaskKind.SHIP, day_ends(on(7)), THIS | PROMISED_7TH),
        (
            open_evidence(asked_to_cancel=AskedToCancel.YES),
            at(6),
            TaskKind.ANSWER_CANCELLATION,
            day_begins(on(7)),
            THIS | {"cancelled": "2026-10-10"},
        ),
        (
            open_evidence(promise=None, expires=on(10)),
            at(8),
            TaskKind.CONFIRM_ORDER,
            day_begins(on(10)),
            THIS | {"promised": "-", "cancelled": "2026-10-10"},
        ),
        (
            open_evidence(time_frame=TimeFrame.APPOINTMENT),
            at(6),
            TaskKind.AGREE_APPOINTMENT,
            day_ends(on(7)),
            THIS | PROMISED_7TH,
        ),
        (
            evidence(service=DELIVERY_APPOINTMENT, **UNNUMBERED),
            at(6, 18),
            TaskKind.APPOINTMENT_DUE,
            day_ends(on(7)),
            THIS | PROMISED_7TH,
        ),
        (evidence(**VIA_BOL, promise=None), at(6, 16, 30), TaskKind.HAND_OVER, WINDOW.latest, PARCEL),
        (
            evidence(**VIA_BOL, promise=None, service=None, **UNNUMBERED),
            at(6, 16, 30),
            TaskKind.HAND_OVER,
            WINDOW.latest,
            THIS | {"service": "-", "number": "-"},
        ),
        (evidence(window=WINDOW), at(6, 18), TaskKind.NOTHING_SEEN, day_ends(on(7)), PARCEL | PROMISED_7TH),
    ],
    ids=lambda value: value.value if isinstance(value, TaskKind) else "",
)
def test_a_task_says_until_when_there_is_time_and_what_it_is_about(
    item: Evidence, as_of: Moment, kind: TaskKind, due: Moment, facts: dict[str, str]
) -> None:
    (task,) = tasks(item, as_of=as_of)

    assert (task.kind, task.due, dict(task.facts)) == (kind, due, facts)
    assert list(task.facts) == sorted(task.facts)


def card_of(*scores: WeekScore, as_of: Moment, through: Week) -> Unsettled:
    """Scores of which no item is at hand."""
    card = Scorecard(as_of, scores)
    return Unsettled(card=card, final_through=through, readings=DEFAULT_READINGS, explained=(), excused=())


def test_a_week_is_bad_by_the_reading_of_the_boundary_and_says_how_it_stands() -> None:
    just = card_of(week_score(Week(2026, 41), 93, 7), as_of=at(14), through=Week(2026, 40))
    (task,) = todo(just, readings=StrikeReadings(boundary=Boundary.AT_OR_BELOW))

    assert todo(just) == ()
    assert (task.kind, task.due, task.standard) == (
        TaskKind.STRIKE_UNAVOIDABLE,
        day_begins(on(21)),
        "items-on-time",
    )
    assert dict(task.facts) == {
        "standard": "items-on-time",
        "week": "2026-W41",
        "misses": "7",
        "pending": "0",
        "score": "93.0 %",
        "final": "2026-10-21",
    }


def test_a_week_at_risk_is_due_when_the_first_of_its_items_is_decided_or_else_when_it_is_final() -> None:
    readings = Readings(silence_days=9)
    items = [evidence(quantity=2, journey=delivered(at(8))), evidence(order_item_id="item-2", service=GLS)]
    given = unsettled(items, [ITEMS_ON_TIME], as_of=at(9), final_through=Week(2026, 40), readings=readings)
    blind = card_of(week_score(Week(2026, 41), 7, 2, 1), as_of=at(9), through=Week(2026, 40))

    assert [(task.kind, task.due) for found in (given, blind) for task in todo(found)] == [
        (TaskKind.WEEK_AT_RISK, day_ends(on(16))),
        (TaskKind.WEEK_AT_RISK, day_begins(on(21))),
    ]


@pytest.mark.parametrize(("day", "month", "listed"), [(18, 8, False), (19, 8, True), (2, 9, True), (3, 9, False)])
def test_a_strike_is_listed_up_to_two_weeks_before_it_expires_and_on_its_day(
    day: int, month: int, listed: bool
) -> None:
    scores = [bad(Week(2026, 12), standard=name) for name in ("b", "a")]
    found = todo(card_of(*scores, as_of=at(day, month=month), through=Week(2026, 33)))

    assert [(task.kind, task.due, task.standard, dict(task.facts)) for task in found] == [
        (
            TaskKind.STRIKE_EXPIRES,
            day_ends(on(2, month=9)),
            "a b",
            {"week": "2026-W12", "expires_with": "2026-W34", "left": "0", "day": "2026-09-02"},
        )
    ][: int(listed)]


def test_how_far_the_list_looks_is_bounded() -> None:
    assert [
        refused(Horizon, parcels=61),
        refused(Horizon, strikes=401),
        refused(Horizon, bears=-1),
        refused(todo, 7),
        refused(todo, card_of(as_of=at(9), through=Week(2026, 40)), horizon=7),
    ] == [
        "Cannot use 61 as parcels: expected a whole number from 0 to 60",
        "Cannot use 401 as strikes: expected a whole number from 0 to 400",
        "Cannot use -1 as bears: expected a whole number from 0 to 1000000000",
        "Cannot use 7 as found: expected an Unsettled",
        "Cannot use 7 as horizon: expected a Horizon",
    ]
    assert (Horizon(parcels=60).parcels, Horizon(strikes=400).strikes) == (60, 400)
