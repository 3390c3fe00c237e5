"""The outlook: what a week can bear, what is decided, and what decides the rest by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.builders import (
    WINDOW,
    assert_well_told,
    at,
    delivered,
    evidence,
    on,
    open_evidence,
    refused,
)
from tests.performance.weeks import LONG_AFTER, edition, week_score
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.moment import Week, day_ends
from trackntrace.notebook import story_html
from trackntrace.numbers.delivery_services import GLS
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.explanation import explain
from trackntrace.performance.facts import Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.outlook import (
    Deadline,
    DeadlineKind,
    Outlook,
    StrikeChance,
    cancelled_on,
    deadline_of,
    outlooks,
)
from trackntrace.performance.score import Beyond, Standing
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.strike_rules import Boundary
from trackntrace.performance.strikes import excused_items
from trackntrace.performance.tally import UNDATED, WeekBy, tallies
from trackntrace.performance.unsettled import unsettled
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy

WEEK = Week(2026, 41)


def ahead(hits: int, misses: int, pending: int = 0, *, boundary: Boundary = Boundary.BELOW, **norm: Any) -> Outlook:
    score = week_score(WEEK, hits, misses, pending, norm=edition(**norm))
    (found,) = outlooks(Scorecard(LONG_AFTER, (score,)), boundary=boundary)
    return found


def test_headroom_and_recovery_are_those_of_the_score() -> None:
    assert (ahead(98, 2).headroom, ahead(98, 2).recovery) == (5, 0)
    assert (ahead(9, 1).headroom, ahead(9, 1).recovery) == (0, 5)
    assert ahead(1, 9, target=Fraction(1)).recovery is Beyond.NEVER


def test_a_week_whose_pending_items_change_nothing_is_decided() -> None:
    assert (ahead(98, 2, 3).best, ahead(98, 2, 3).worst) == (Standing.MEETS, Standing.MEETS)
    assert ahead(98, 2, 3).decided
    assert (ahead(90, 7, 10).best, ahead(90, 7, 10).worst) == (Standing.MEETS, Standing.FALLS_SHORT)
    assert not ahead(90, 7, 10).decided
    assert ahead(10, 90, 10).decided


@pytest.mark.parametrize(
    ("hits", "misses", "pending", "may_miss"),
    [(90, 0, 10, 7), (90, 7, 3, 0), (90, 6, 4, 1), (50, 20, 5, 0), (100, 0, 3, 3), (0, 0, 0, 0)],
)
def test_it_is_known_how_many_of_the_pending_may_still_miss(
    hits: int, misses: int, pending: int, may_miss: int
) -> None:
    assert ahead(hits, misses, pending).may_still_miss == may_miss


def test_where_the_norm_is_at_most_the_pending_may_miss_as_many_as_it_admits() -> None:
    cancelled: dict[str, Any] = {"target": Fraction(2, 100), "direction": Direction.AT_MOST}

    assert ahead(140, 1, 59, **cancelled).may_still_miss == 3
    assert ahead(140, 5, 55, **cancelled).may_still_miss == 0


@pytest.mark.parametrize(
    ("hits", "misses", "pending", "chance", "bears"),
    [
        (7, 0, 2, StrikeChance.OUT_OF_REACH, 2),
        (7, 0, 3, StrikeChance.POSSIBLE, 2),
        (7, 1, 3, StrikeChance.POSSIBLE, 1),
        (7, 2, 3, StrikeChance.POSSIBLE, 0),
        (7, 3, 3, StrikeChance.UNAVOIDABLE, 0),
        (90, 5, 10, StrikeChance.POSSIBLE, 2),
        (7, 3, 50, StrikeChance.POSSIBLE, 1),
        (90, 3, 0, StrikeChance.OUT_OF_REACH, 0),
        (7, 3, 0, StrikeChance.UNAVOIDABLE, 0),
    ],
)
def test_it_is_known_whether_a_strike_can_still_come_and_how_many_misses_away_it_is(
    hits: int, misses: int, pending: int, chance: StrikeChance, bears: int
) -> None:
    found = ahead(hits, misses, pending)

    assert (found.strike, found.bears) == (chance, bears)


def test_a_standard_without_strikes_bears_everything() -> None:
    found = ahead(0, 9, 4, strikes_from=None)

    assert (found.strike, found.bears, found.may_still_miss) == (StrikeChance.GIVES_NONE, 4, 0)


def test_by_the_older_boundary_a_week_bears_one_miss_less() -> None:
    assert ahead(90, 0, 10).bears == 7
    assert ahead(90, 0, 10, boundary=Boundary.AT_OR_BELOW).bears == 6


def test_an_item_on_its_way_is_due_on_its_promised_day() -> None:
    found = deadline_of(evidence(), as_of=at(7))

    assert found == Deadline(day_ends(on(7)), DeadlineKind.ATTEMPT)
    assert found.day == on(7)


def test_a_parcel_with_a_handover_window_is_due_at_its_end() -> None:
    found = deadline_of(evidence(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL, window=WINDOW), as_of=at(6, 9))

    assert found == Deadline(WINDOW.latest, DeadlineKind.HANDOVER)
    assert found.day == on(6)


def test_an_open_order_whose_day_has_passed_is_due_before_the_day_of_its_cancellation() -> None:
    """Source: partnerplatform.bol.com, annuleringen: automatically on the third day after the promised one."""
    found = deadline_of(open_evidence(), as_of=at(8))

    assert found
    assert (found.kind, found.at, found.day) == (DeadlineKind.CONFIRMATION, at(10, 0), on(9))


def test_the_day_of_cancellation_that_was_told_takes_precedence() -> None:
    found = deadline_of(open_evidence(expires=on(14)), as_of=at(8))

    assert found
    assert found.day == on(13)
    assert deadline_of(open_evidence(promise=None, expires=on(14)), as_of=at(8)) == found


def test_what_nobody_can_follow_is_decided_when_the_customer_has_been_silent_long_enough() -> None:
    found = deadline_of(evidence(service=GLS), as_of=at(9))

    assert found
    assert (found.kind, found.day) == (DeadlineKind.CUSTOMERS_SILENCE, on(12))


def test_where_no_day_is_known_there_is_no_deadline() -> None:
    assert deadline_of(open_evidence(promise=None), as_of=at(8)) is None
    assert deadline_of(evidence(promise=None), as_of=at(8)) is None


def looked_at(*items: Evidence, by: WeekBy = WeekBy.PROMISED) -> tuple[Outlook, ...]:
    as_of, standards = at(6), (ITEMS_ON_TIME, ORDER_TRACEABILITY)
    counted = tallies(items, standards, as_of=as_of, by=by)
    card = Scorecard.of(zip(counted, standards, strict=True), as_of=as_of)
    return outlooks(card, (each for one in standards for each in explain(items, one, as_of=as_of, by=by)))


def test_the_pending_items_that_decide_a_week_come_the_most_urgent_first() -> None:
    late = evidence(order_item_id="later", promise=DeliverBy(on(9)))
    early = evidence(order_item_id="sooner", shipped=at(5, 12), entered=at(5, 12))
    done = evidence(order_item_id="done", shipped=at(5, 12), entered=at(5, 12), journey=delivered(at(6, 9)))
    on_time, _ = looked_at(late, done, early)

    assert [each.item.order_item_id for each in on_time.pending] == ["sooner", "later"]
    assert [each.deadline.day for each in on_time.pending if each.deadline] == [on(7), on(9)]
    assert on_time.pending_items == 2


def test_an_open_order_is_due_to_arrive_for_one_standard_and_to_be_confirmed_for_the_other() -> None:
    """Order traceability asks for a number, which the confirmation brings, and not when the parcel comes."""
    on_time, traceable = looked_at(open_evidence())

    assert [each.deadline for each in on_time.pending] == [Deadline(day_ends(on(7)), DeadlineKind.ATTEMPT)]
    assert [each.deadline for each in traceable.pending] == [Deadline(at(10, 0), DeadlineKind.CONFIRMATION)]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: outlooks(Scorecard(at(6), ()), readings="silence"),  # type: ignore[arg-type]
        lambda: cancelled_on("item"),  # type: ignore[arg-type]
        lambda: unsettled([], [ITEMS_ON_TIME], as_of=at(6), final_through=Week(2026, 38), readings="x"),  # type: ignore[arg-type]
        lambda: excused_items(["item"]),  # type: ignore[list-item]
    ],
)
def test_what_is_of_another_class_is_refused(ask: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ask()

    assert_well_told(caught.value)


def test_items_without_a_deadline_come_last() -> None:
    found = looked_at(open_evidence(order_item_id="a", promise=None), evidence(order_item_id="b"), by=WeekBy.ORDERED)

    assert [each.item.order_item_id for each in found[0].pending] == ["b", "a"]
    assert found[0].pending[1].deadline is None


def test_weeks_and_standards_come_in_order() -> None:
    found = looked_at(evidence(promise=DeliverBy(date(2026, 10, 14))), evidence(order_item_id="b"))

    assert [(each.week.number, each.standard) for each in found] == [
        (41, "items-on-time"),
        (41, "order-traceability"),
        (42, "items-on-time"),
        (42, "order-traceability"),
    ]


def test_items_without_a_week_have_no_outlook() -> None:
    assert looked_at(open_evidence(promise=None)) == ()


def test_explanations_of_what_was_not_counted_are_refused() -> None:
    with pytest.raises(ConflictError) as refused:
        outlooks(Scorecard(at(6), ()), explain([evidence()], ITEMS_ON_TIME, as_of=at(6)))

    assert_well_told(refused.value)


@pytest.mark.parametrize("what", ["below", None])
def test_a_boundary_is_a_named_reading(what: object) -> None:
    with pytest.raises(InvalidValueError):
        outlooks(Scorecard(at(6), ()), boundary=what)  # type: ignore[arg-type]


def test_only_scorecards_have_an_outlook_and_only_items_a_deadline() -> None:
    for refuse in (
        lambda: outlooks("card"),  # type: ignore[arg-type]
        lambda: outlooks(Scorecard(at(6), ()), ["item"]),  # type: ignore[list-item]
        lambda: deadline_of("item", as_of=at(6)),  # type: ignore[arg-type]
        lambda: deadline_of(evidence(), as_of="now"),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValueError) as refused:
            refuse()
        assert_well_told(refused.value)


def test_what_an_outlook_refuses_is_said_of_each_part_by_its_name() -> None:
    card = Scorecard(LONG_AFTER, ())

    assert [
        refused(deadline_of, evidence(), as_of="2026-10-20"),
        refused(deadline_of, evidence(), as_of=at(20), readings=7),
        refused(deadline_of, 7, as_of=at(20)),
        refused(cancelled_on, 7),
        refused(outlooks, 7),
        refused(outlooks, card, boundary="below"),
        refused(outlooks, card, readings=7),
        refused(outlooks, card, [7]),
    ] == [
        "Cannot use '2026-10-20' as as_of: expected a datetime with its offset (offset required)",
        "Cannot use 7 as readings: expected a Readings",
        "Cannot use 7 as item: expected an Evidence",
        "Cannot use 7 as item: expected an Evidence",
        "Cannot use 7 as card: expected a Scorecard",
        "Cannot use 'below' as boundary: expected a Boundary",
        "Cannot use 7 as readings: expected a Readings",
        "Cannot use 7 as explained: expected an Explanation",
    ]


def test_only_what_was_sent_with_shipping_via_bol_is_due_at_the_end_of_its_window() -> None:
    def kind(item: Evidence) -> str | None:
        deadline = deadline_of(item, as_of=at(6, 16))
        return deadline and deadline.kind.value

    via_bol: dict[str, Any] = {"fulfilled_by": FulfilledBy.SHIPPING_VIA_BOL, "promise": None}
    assert [
        kind(evidence(window=WINDOW, **via_bol)),
        kind(evidence(window=WINDOW)),
        kind(evidence(**via_bol)),
        kind(open_evidence(window=WINDOW, **via_bol)),
        kind(open_evidence(expires=on(9), promise=None)),
    ] == ["handover", "attempt", None, None, "confirmation"]


def test_a_longer_silence_moves_the_day_on_which_an_item_is_decided() -> None:
    items, readings = [evidence(service=GLS)], Readings(silence_days=9)
    (tally,) = tallies(items, [ITEMS_ON_TIME], as_of=at(8), readings=readings)
    why = explain(items, ITEMS_ON_TIME, as_of=at(8), readings=readings)
    (found,) = outlooks(Scorecard.of([(tally, ITEMS_ON_TIME)], as_of=at(8)), why, readings=readings)

    assert [each.deadline and each.deadline.day for each in found.pending] == [on(16)]


def test_where_the_norm_falls_between_two_items_the_older_boundary_takes_none_away() -> None:
    assert ahead(45, 0, 5).bears == 3
    assert ahead(45, 0, 5, boundary=Boundary.AT_OR_BELOW).bears == 3


def test_what_lies_in_no_week_has_no_outlook_and_the_rest_comes_by_week_and_standard() -> None:
    names = ("zz", "aa")
    scores = [week_score(week, 9, 1, standard=name) for week in (Week(2026, 42), Week(2026, 9)) for name in names]
    undated = WeekScore(standard="aa", week=UNDATED, counts=(), edition=edition())
    card = Scorecard(LONG_AFTER, (undated, *scores))

    assert [(str(each.week), each.standard) for each in outlooks(card)] == [
        *(("2026-W09", "aa"), ("2026-W09", "zz"), ("2026-W42", "aa"), ("2026-W42", "zz"))
    ]


def test_an_outlook_is_shown_with_what_it_can_bear() -> None:
    assert ahead(94, 1, 5)._repr_html_() == story_html(
        "items-on-time, 2026-W41",
        {
            "score": "98.9 %",
            "missed": 1,
            "pending": 5,
            "may still miss": 5,
            "before it is a strike": 5,
            "at best": "meets",
            "at worst": "meets",
        },
    )
