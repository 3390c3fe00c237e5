"""The two halves of items on time: together they are the whole."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import at, delivered, evidence, handed_over
from trackntrace.errors import NoEditionError
from trackntrace.performance.facts import OnTimeFacts
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, EarlyDelivery, NotFollowed, items_on_time
from trackntrace.performance.norm import Norm
from trackntrace.performance.on_time_halves import (
    DELIVERED_EDITIONS,
    DELIVERED_ON_TIME,
    HANDED_OVER_EDITIONS,
    HANDED_OVER_ON_TIME,
    delivered_on_time,
    handed_over_on_time,
)
from trackntrace.performance.score import Score
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.standard import ServiceStandard, Verdict
from trackntrace.performance.tally import tallies
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import HandoverWindow

WHOLES = [
    items_on_time(early=early, not_followed=not_followed) for early in EarlyDelivery for not_followed in NotFollowed
]
WINDOW = HandoverWindow(earliest=at(5, 8), latest=at(6, 18))
LATE_AT_THE_DOOR = evidence(journey=delivered(at(9)))
LATE_AT_THE_CARRIER = evidence(
    order_item_id="item-2",
    fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL,
    window=WINDOW,
    journey=handed_over(at(6, 19)),
)


@pytest.mark.parametrize("whole", WHOLES, ids=lambda whole: " ".join(reading.value for reading in whole.readings))
def test_each_item_has_in_its_half_the_verdict_that_it_has_in_the_whole(
    whole: ServiceStandard[OnTimeFacts],
) -> None:
    handed, brought = handed_over_on_time(whole), delivered_on_time(whole)
    for facts in whole.all_facts():
        half, other = (brought, handed) if facts.fulfilled_by is FulfilledBy.SELLER else (handed, brought)
        assert half.judge(facts) == whole.judge(facts)
        assert other.judge(facts).verdict is Verdict.EXCLUDED


@pytest.mark.parametrize("half", [HANDED_OVER_ON_TIME, DELIVERED_ON_TIME], ids=lambda half: str(half.name))
def test_every_row_of_a_half_is_met(half: ServiceStandard[OnTimeFacts]) -> None:
    assert {half.judge(facts) for facts in half.all_facts()} == set(half.rows)


def test_one_tally_serves_the_whole_and_both_halves() -> None:
    (tally,) = tallies([LATE_AT_THE_DOOR, LATE_AT_THE_CARRIER], [ITEMS_ON_TIME], as_of=at(20))

    whole, handed, brought = (
        week_scores(tally, each)[0].score for each in (ITEMS_ON_TIME, HANDED_OVER_ON_TIME, DELIVERED_ON_TIME)
    )
    assert (whole, handed, brought) == (Score(0, 2), Score(0, 1), Score(0, 1))
    assert handed + brought == whole


def test_a_half_counts_what_the_whole_counts() -> None:
    (counted,) = tallies([LATE_AT_THE_DOOR], [DELIVERED_ON_TIME], as_of=at(20))
    (same,) = tallies([LATE_AT_THE_DOOR], [ITEMS_ON_TIME], as_of=at(20))

    assert counted == same


def test_the_split_was_announced_for_around_july_2026_with_95_and_93_percent() -> None:
    """Source: the marketplace's page on items on time, in a version written before July 2026."""
    assert HANDED_OVER_ON_TIME.editions.on(date(2026, 7, 1)).target == Norm.parse("95%")
    assert DELIVERED_ON_TIME.editions.on(date(2026, 7, 1)).target == Norm.parse("93%")
    with pytest.raises(NoEditionError):
        HANDED_OVER_ON_TIME.editions.on(date(2026, 6, 30))


def test_the_halves_have_these_rows_and_the_facts_of_the_whole() -> None:
    handed, brought = handed_over_on_time(), delivered_on_time()

    assert (handed.name, handed.facts_of) == ("handed-over-on-time", "items-on-time")
    assert (brought.name, brought.facts_of) == ("delivered-on-time", "items-on-time")
    assert handed.editions is HANDED_OVER_EDITIONS
    assert brought.editions is DELIVERED_EDITIONS
    assert delivered_on_time(handed, editions=HANDED_OVER_EDITIONS).facts_of == "items-on-time"
    assert [row.code for row in handed.rows] == [
        *("measured-by-delivery", "logistics-via-bol", "cancelled", "delivery-appointment-not-measured"),
        *("not-yet-shipped", "handover-window-unknown", "handed-over-in-window", "handover-not-yet-due"),
        *("excused", "handed-over-early", "handed-over-late", "handover-not-seen"),
    ]
    assert [row.code for row in brought.rows] == [
        *("measured-by-handover", "logistics-via-bol", "cancelled", "delivery-appointment-not-measured"),
        *("not-yet-shipped", "no-promise", "customer-not-yet-asked", "customer-may-still-report", "customer-silent"),
        *("first-attempt-on-time", "not-yet-due", "excused", "customer-reported-missing"),
        *("early-first-attempt", "late-first-attempt", "nothing-seen"),
    ]
