"""Cancellations: who cancelled, when, and whether it counts; each row of the table by an example."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from tests.builders import at, evidence, item, moment, on, open_evidence, order, shipment
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.performance.cancellations import (
    CANCELLATIONS,
    CANCELLATIONS_EDITIONS,
    Cancelled,
    TimelyCancellation,
    UndatedCancellation,
    UnknownCanceller,
    cancellations,
)
from trackntrace.performance.dossier import Cancellation, Dossier
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, Stage
from trackntrace.performance.facts import Excused
from trackntrace.performance.norm import Direction
from trackntrace.performance.score import Score, Standing
from trackntrace.performance.scorecard import WeekScore, week_scores
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import tallies
from trackntrace.shipping.order import AskedToCancel, FulfilledBy
from trackntrace.shipping.promise import DeliverBy

AS_OF = at(20)


def cancelled(by: CancelledBy | None = None, day: int | None = None, **parts: Any) -> Evidence:
    """An item that was promised for the 7th and cancelled, on a day of that month where one is told."""
    told: dict[str, Any] = {"stage": Stage.CANCELLED, "cancelled_by": by, "cancelled_on": on(day) if day else None}
    return open_evidence(**told, **parts)


def code(known: Evidence, *, day: int = 20, **readings: Any) -> str:
    standard = cancellations(**readings)
    met = standard.judge(standard.facts(known, as_of=at(day)))
    return f"{met.verdict.value} {met.code}"


def test_what_was_shipped_was_not_cancelled() -> None:
    assert code(evidence()) == "hit shipped"


def test_what_is_open_may_still_be_shipped() -> None:
    assert code(open_evidence(), day=6) == "pending not-yet-shipped"


def test_what_the_seller_cancels_counts_whenever_it_is_done() -> None:
    assert code(cancelled(CancelledBy.SELLER, 5)) == "miss cancelled-by-seller"
    assert code(cancelled(CancelledBy.SELLER, 9)) == "miss cancelled-by-seller"
    assert code(cancelled(CancelledBy.SELLER)) == "miss cancelled-by-seller"


@pytest.mark.parametrize("day", [5, 6, 7])
def test_what_the_customer_cancels_by_the_promised_day_does_not_count(day: int) -> None:
    """Source: partnerplatform.bol.com, annuleringen: on the promised day or before it, it is not counted."""
    assert code(cancelled(CancelledBy.CUSTOMER, day)) == "excluded cancelled-by-customer-in-time"


def test_what_the_customer_cancels_after_the_promised_day_counts() -> None:
    """Source: partnerplatform.bol.com, annuleringen: what the customer cancels after the promised day counts."""
    assert code(cancelled(CancelledBy.CUSTOMER, 8)) == "miss cancelled-by-customer-late"


def test_what_the_customer_cancelled_in_time_may_stay_among_the_items_ordered() -> None:
    known = cancelled(CancelledBy.CUSTOMER, 6)

    assert code(known, timely=TimelyCancellation.STAYS_ORDERED) == "hit cancelled-by-customer-in-time"


def test_a_customer_who_cancelled_on_no_day_that_is_told_is_given_the_benefit_of_the_doubt() -> None:
    for known in (
        cancelled(CancelledBy.CUSTOMER),
        cancelled(asked_to_cancel=AskedToCancel.YES),
        cancelled(CancelledBy.CUSTOMER, 6, promise=None),
    ):
        assert code(known) == "excluded cancelled-by-customer-undated"
        assert code(known, undated=UndatedCancellation.LATE) == "miss cancelled-by-customer-undated"


def test_a_request_of_the_customer_makes_it_the_customers_where_nobody_else_is_named() -> None:
    asked = {"asked_to_cancel": AskedToCancel.YES}

    assert code(cancelled(None, 6, **asked)) == "excluded cancelled-by-customer-in-time"
    assert code(cancelled(None, 8, **asked)) == "miss cancelled-by-customer-late"
    assert code(cancelled(CancelledBy.SELLER, 6, **asked)) == "miss cancelled-by-seller"


def test_a_cancellation_by_nobody_known_counts_unless_it_is_read_otherwise() -> None:
    for known in (cancelled(), cancelled(None, 6), cancelled(asked_to_cancel=AskedToCancel.NO)):
        assert code(known) == "miss cancelled-by-nobody-known"
        assert code(known, unknown_canceller=UnknownCanceller.LEFT_OUT) == "excluded cancelled-by-nobody-known"


def test_what_the_marketplace_cancelled_because_nobody_confirmed_it_counts() -> None:
    assert code(cancelled(CancelledBy.MARKETPLACE, 10)) == "miss cancelled-automatically"


def test_what_is_open_when_the_third_day_after_the_promised_day_is_over_has_been_cancelled() -> None:
    """Source: partnerplatform.bol.com, annuleringen: cancelled by itself on the third day after the promised day."""
    known = open_evidence()

    assert [code(known, day=day) for day in (7, 8, 9, 10)] == ["pending not-yet-shipped"] * 4
    assert code(known, day=11) == "miss automatic-cancellation-due"


def test_the_day_on_which_it_expires_is_taken_where_it_is_told() -> None:
    known = open_evidence(expires=on(12))

    assert code(known, day=12) == "pending not-yet-shipped"
    assert code(known, day=13) == "miss automatic-cancellation-due"


def test_what_nobody_promised_and_nobody_lets_expire_waits() -> None:
    assert code(open_evidence(promise=None)) == "pending not-yet-shipped"


def test_the_third_day_ends_at_midnight_in_amsterdam() -> None:
    before, after = moment("2026-10-10T21:59:59Z"), moment("2026-10-10T22:00:00Z")

    facts = [CANCELLATIONS.facts(open_evidence(), as_of=each).cancelled for each in (before, after)]
    assert facts == [Cancelled.NOT, Cancelled.AUTOMATICALLY_BY_NOW]


def test_what_the_marketplace_ships_is_left_out() -> None:
    parts: dict[str, Any] = {"fulfilled_by": FulfilledBy.LOGISTICS_VIA_BOL}

    assert code(cancelled(CancelledBy.SELLER, **parts)) == "excluded logistics-via-bol"
    assert code(evidence(**parts)) == "excluded logistics-via-bol"


def test_shipping_via_bol_is_cancelled_as_any_other() -> None:
    parts: dict[str, Any] = {"fulfilled_by": FulfilledBy.SHIPPING_VIA_BOL}

    assert code(cancelled(CancelledBy.SELLER, **parts)) == "miss cancelled-by-seller"


def test_a_disruption_that_is_taken_into_account_excuses_a_cancellation() -> None:
    excuse = ExcuseReason.CONTENT_CHANGED_BY_OTHERS

    assert code(cancelled(CancelledBy.SELLER, excuse=excuse)) == "excluded excused"
    assert code(open_evidence(excuse=excuse)) == "excluded excused"
    assert code(evidence(excuse=excuse)) == "hit shipped"


def test_what_is_cancelled_later_was_still_open() -> None:
    known = cancelled(CancelledBy.SELLER, 9)

    assert code(known, day=8) == "pending not-yet-shipped"
    assert known.until(at(8)) == open_evidence()
    assert known.until(at(9)) == known


def test_only_what_was_cancelled_has_a_canceller_and_only_what_was_shipped_comes_back() -> None:
    for parts in (
        {"cancelled_by": CancelledBy.SELLER},
        {"cancelled_on": on(6)},
        {"stage": Stage.CANCELLED, "returned": on(6)},
    ):
        with pytest.raises(InvalidValueError):
            evidence(**parts)


@pytest.mark.parametrize("standard", [CANCELLATIONS, cancellations(timely=TimelyCancellation.STAYS_ORDERED)])
def test_an_excuse_takes_misses_away_and_nothing_else(standard: Any) -> None:
    for facts in standard.all_facts():
        if facts.excused is Excused.NO:
            plain, excused = standard.judge(facts), standard.judge(facts._replace(excused=Excused.YES))
            assert excused.code == ("excused" if plain.verdict is Verdict.MISS else plain.code)


def test_the_facts_are_just_those_that_can_be_read_off_evidence() -> None:
    shapes = [evidence(), open_evidence()]
    shapes += [cancelled(by, day) for by in (*CancelledBy, None) for day in (6, 8)]
    shapes += [cancelled(CancelledBy.CUSTOMER)]
    read = {
        CANCELLATIONS.facts(evolved, as_of=at(day))
        for known in shapes
        for party in FulfilledBy
        for excuse in (None, ExcuseReason.MARKETPLACE_DISRUPTION)
        for day in (6, 20)
        for evolved in [_evolved(known, party, excuse)]
    }

    assert read == set(CANCELLATIONS.all_facts())


def _evolved(known: Evidence, party: FulfilledBy, excuse: ExcuseReason | None) -> Evidence:
    return evolve(known, fulfilled_by=party, excuse=excuse)


# The score


def scored(*items: Evidence) -> WeekScore:
    (tally,) = tallies(items, [CANCELLATIONS], as_of=AS_OF)
    (score,) = week_scores(tally, CANCELLATIONS)
    return score


def test_the_score_is_the_share_of_what_was_cancelled_as_the_marketplace_gives_it() -> None:
    """Source: partnerplatform.bol.com, annuleringen: at most 2 % of the items ordered."""
    two = scored(evidence(quantity=98), cancelled(CancelledBy.SELLER, quantity=2))
    three = scored(evidence(quantity=98), cancelled(CancelledBy.SELLER, quantity=3))

    assert (two.score, two.standing, two.shown) == (Score(2, 100), Standing.MEETS, "2.0 %")
    assert (three.score, three.standing, three.shown) == (Score(3, 101), Standing.FALLS_SHORT, "3.0 %")
    assert (two.items(Verdict.HIT), two.items(Verdict.MISS)) == (98, 2)


def test_a_week_above_two_percent_is_bad_from_three_cancelled_items_on() -> None:
    """Source: partnerplatform.bol.com, annuleringen: more than 2 % and at least 3 items cancelled."""
    edition = CANCELLATIONS_EDITIONS.on(on(5))

    assert edition.strikes_from == 3
    assert str(edition.target) == "<= 1/50"
    assert "demo indicator" in edition.source


# From orders


def test_an_order_item_is_parted_by_what_is_told_of_its_cancellation() -> None:
    bought = order(item(6, shipped=1, cancelled=4, expires=on(10), asked_to_cancel=AskedToCancel.YES))
    told = {
        "item-1": (
            Cancellation(1, by=CancelledBy.CUSTOMER, on=on(6)),
            Cancellation(2, by=CancelledBy.SELLER),
        )
    }

    lines = list(Dossier(orders={"order-1": bought}, cancellations=told).evidence([]))

    assert [(each.stage, each.quantity, each.cancelled_by, each.cancelled_on) for each in lines] == [
        (Stage.OPEN, 1, None, None),
        (Stage.CANCELLED, 1, CancelledBy.CUSTOMER, on(6)),
        (Stage.CANCELLED, 2, CancelledBy.SELLER, None),
        (Stage.CANCELLED, 1, None, None),
    ]
    assert {each.expires for each in lines} == {on(10)}
    assert {each.asked_to_cancel for each in lines} == {AskedToCancel.YES}
    assert len({each.key for each in lines}) == 4


def test_an_order_that_was_fetched_before_the_cancellation_counts_nothing_twice() -> None:
    told = {"item-1": (Cancellation(2, by=CancelledBy.CUSTOMER, on=on(6)),)}

    lines = list(Dossier(orders={"order-1": order(item(3))}, cancellations=told).evidence([]))

    assert [(each.stage, each.quantity) for each in lines] == [(Stage.OPEN, 1), (Stage.CANCELLED, 2)]


def test_what_was_shipped_late_was_open_until_the_day_that_its_order_told() -> None:
    bought = order(item(expires=on(13)))

    (known,) = Dossier(orders={"order-1": bought}).evidence([shipment(shipped=at(13, 10))])

    assert code(known, day=12) == "pending not-yet-shipped"
    assert code(known, day=14) == "hit shipped"


def test_more_cancelled_than_was_left_to_cancel_is_a_conflict() -> None:
    told = {"item-1": (Cancellation(2, by=CancelledBy.SELLER),)}
    dossier = Dossier(orders={"order-1": order(item(2))}, cancellations=told)
    seen: list[ConflictError] = []

    with pytest.raises(ConflictError):
        list(dossier.evidence([shipment()]))
    kept = list(dossier.evidence([shipment()], on_conflict=seen.append))

    assert [(each.stage, each.quantity) for each in kept] == [(Stage.SHIPPED, 1), (Stage.OPEN, 1)]
    assert [error.field for error in seen] == ["cancellations"]


@pytest.mark.parametrize("parts", [{"quantity": 0}, {"by": "seller"}, {"on": at(6)}])
def test_a_cancellation_is_of_whole_items_by_somebody_on_a_day(parts: dict[str, Any]) -> None:
    told = {"quantity": 1, "by": CancelledBy.SELLER, **parts}

    with pytest.raises(InvalidValueError):
        Cancellation(told.pop("quantity"), **told)


def test_what_is_cancelled_counts_in_the_week_of_its_promise() -> None:
    known = cancelled(CancelledBy.SELLER, 30, promise=DeliverBy(on(1)))
    (tally,) = tallies([known], [CANCELLATIONS], as_of=at(1, month=11))

    assert [str(week) for week in tally.weeks] == ["2026-W40"]


def test_the_rows_of_the_table_stand_in_this_order_and_say_why() -> None:
    assert [(row.code, row.verdict.value, row.condition, row.because) for row in cancellations().rows] == [
        (
            "logistics-via-bol",
            "excluded",
            "fulfilled_by: logistics-via-bol",
            "The marketplace keeps and ships it; the seller cannot cancel it.",
        ),
        ("shipped", "hit", "stage: shipped", "It was shipped."),
        ("not-yet-shipped", "pending", "cancelled: not", "It can still be shipped or be cancelled."),
        (
            "cancelled-by-customer-in-time",
            "excluded",
            "cancelled: by-customer-in-time",
            "The customer cancelled it by the promised day, which does not count.",
        ),
        (
            "cancelled-by-customer-undated",
            "excluded",
            "cancelled: by-customer-day-unknown",
            "The customer cancelled it, and nobody tells whether in time.",
        ),
        ("excused", "excluded", "excused: yes", "The marketplace takes the disruption into account."),
        ("cancelled-by-seller", "miss", "cancelled: by-seller", "The seller cancelled it."),
        (
            "cancelled-by-customer-late",
            "miss",
            "cancelled: by-customer-late",
            "The customer cancelled it after the promised day.",
        ),
        (
            "cancelled-automatically",
            "miss",
            "cancelled: automatically",
            "The marketplace cancelled it since nobody confirmed it.",
        ),
        (
            "automatic-cancellation-due",
            "miss",
            "cancelled: automatically-by-now",
            "The third day after the promised day is over, and the marketplace has cancelled what is open.",
        ),
        (
            "cancelled-by-nobody-known",
            "miss",
            "cancelled: by-nobody-known",
            "It was cancelled, and nobody tells by whom.",
        ),
    ]


def test_the_standard_says_under_which_readings_it_counts_which_facts() -> None:
    strict = cancellations(undated=UndatedCancellation.LATE, timely=TimelyCancellation.STAYS_ORDERED)

    assert (strict.name, strict.facts_version, strict.direction) == ("cancellations", 1, Direction.AT_MOST)
    assert strict.readings == (("unknown-canceller", "counts"), ("undated", "counts"), ("timely", "ordered"))
    assert cancellations().readings == (
        ("unknown-canceller", "counts"),
        ("undated", "excluded"),
        ("timely", "excluded"),
    )


def test_the_day_on_which_it_expires_ends_at_midnight_in_amsterdam() -> None:
    known = open_evidence(expires=on(12))
    moments = (moment("2026-10-12T21:59:59Z"), moment("2026-10-12T22:00:00Z"))

    facts = [CANCELLATIONS.facts(known, as_of=each).cancelled for each in moments]
    assert facts == [Cancelled.NOT, Cancelled.AUTOMATICALLY_BY_NOW]
