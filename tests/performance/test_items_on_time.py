"""Items on time: every row of its table by an example."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from tests.builders import (
    PROMISED,
    SHIPPED,
    UNHEARD_OF,
    WINDOW,
    at,
    delivered,
    event,
    evidence,
    handed_over,
    journey,
    moment,
    on,
    open_evidence,
)
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import BPOST, DELIVERY_APPOINTMENT, DHL, GLS, LETTER_MAIL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.evidence import Evidence, ExcuseReason, Stage
from trackntrace.performance.facts import DEFAULT_READINGS, CustomerWord, Followed, Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, EarlyDelivery, NotFollowed, items_on_time
from trackntrace.performance.norm import Direction
from trackntrace.performance.standard import Verdict
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn

HIT, MISS, PENDING, EXCLUDED = Verdict.HIT, Verdict.MISS, Verdict.PENDING, Verdict.EXCLUDED
AS_OF = at(20)
S = TransportStatus
VIA_BOL = FulfilledBy.SHIPPING_VIA_BOL
UNFOLLOWED = evidence(service=GLS)


def met(
    item: Evidence,
    *,
    as_of: Moment = AS_OF,
    readings: Readings = DEFAULT_READINGS,
    early: EarlyDelivery = EarlyDelivery.IS_A_MISS,
    not_followed: NotFollowed = NotFollowed.BY_THE_CUSTOMERS_WORD,
) -> tuple[str, Verdict]:
    standard = items_on_time(early=early, not_followed=not_followed)
    row = standard.judge(standard.facts(item, as_of=as_of, readings=readings))
    return row.code, row.verdict


def delivered_alone(text: str) -> Journey:
    return journey((S.DELIVERED, moment(text)))


# What is followed counts by the first delivery attempt


def test_a_parcel_that_is_delivered_on_the_promised_day_is_on_time() -> None:
    assert met(evidence(journey=delivered(at(7, 23, 59)))) == ("first-attempt-on-time", HIT)


def test_a_parcel_that_is_delivered_the_next_day_is_late() -> None:
    assert met(evidence(journey=delivered(at(8, 0, 0)))) == ("late-first-attempt", MISS)


def test_a_parcel_shown_at_the_door_on_time_is_on_time_though_nobody_was_home() -> None:
    told = journey((S.ACCEPTED, SHIPPED), (S.ATTEMPT_FAILED, at(7, 14)), (S.DELIVERED, at(9)))

    assert met(evidence(journey=told)) == ("first-attempt-on-time", HIT)


def test_a_parcel_that_a_neighbour_takes_in_is_delivered() -> None:
    told = Journey([event(S.DELIVERED, at(7), raw="DELIVERED_AT_NEIGHBOURS")])

    assert met(evidence(journey=told)) == ("first-attempt-on-time", HIT)


def test_a_parcel_that_waits_at_the_pick_up_point_on_time_is_on_time() -> None:
    told = journey((S.AVAILABLE_FOR_PICKUP, at(7, 17)), (S.DELIVERED, at(12)))

    assert met(evidence(journey=told)) == ("first-attempt-on-time", HIT)


def test_a_return_alone_is_no_attempt_and_the_day_passes_with_nothing_seen() -> None:
    told = journey((S.ACCEPTED, SHIPPED), (S.RETURNING, at(7)), (S.RETURNED, at(9)))

    assert met(evidence(journey=told)) == ("nothing-seen", MISS)


def test_a_failed_collection_at_the_sender_is_no_attempt() -> None:
    assert met(evidence(journey=journey((S.EXCEPTION, at(7))))) == ("nothing-seen", MISS)


def test_a_followed_parcel_whose_day_has_passed_with_nothing_seen_is_a_miss() -> None:
    assert met(evidence(), as_of=at(8, 0, 0)) == ("nothing-seen", MISS)


def test_until_the_promised_day_is_over_a_followed_parcel_can_still_come_in_time() -> None:
    assert met(evidence(), as_of=at(7, 23, 59)) == ("not-yet-due", PENDING)


def test_coming_days_before_the_last_day_is_as_good() -> None:
    assert met(evidence(promise=DeliverBy(on(9)), journey=delivered(at(7)))) == ("first-attempt-on-time", HIT)


def test_coming_before_the_very_day_that_the_customer_chose_is_a_miss_unless_it_is_read_otherwise() -> None:
    item = evidence(promise=DeliverOn(on(8)), journey=delivered(at(7)))

    assert met(item) == ("early-first-attempt", MISS)
    assert met(item, early=EarlyDelivery.IS_A_HIT) == ("first-attempt-on-time", HIT)


def test_a_label_that_was_bought_via_the_marketplace_is_followed_whatever_the_service() -> None:
    late = delivered(at(8))

    assert met(evidence(service=BPOST, label_id="label-1", journey=late)) == ("late-first-attempt", MISS)
    assert met(evidence(service=BPOST, journey=late)) == ("customer-silent", HIT)


# What is not followed counts by the customer's word


@pytest.mark.parametrize(
    "item",
    [
        evidence(service=GLS),
        evidence(service=UNHEARD_OF),
        evidence(service=None),
        evidence(service=LETTER_MAIL, number=None),
        evidence(number=None),
        evidence(number=TrackAndTraceNumber("NVT")),
        evidence(service=GLS, journey=delivered(at(9))),
    ],
    ids=["unlinked", "unheard of", "untold", "letter", "no number", "placeholder", "late scans that nobody reads"],
)
def test_what_is_not_followed_is_on_time_where_the_customer_stays_silent(item: Evidence) -> None:
    assert met(item) == ("customer-silent", HIT)


def test_the_customer_is_asked_on_the_promised_day_and_may_answer_for_five_days() -> None:
    assert met(UNFOLLOWED, as_of=at(6, 23, 59)) == ("customer-not-yet-asked", PENDING)
    assert met(UNFOLLOWED, as_of=at(7, 0, 0)) == ("customer-may-still-report", PENDING)
    assert met(UNFOLLOWED, as_of=at(12, 23, 59)) == ("customer-may-still-report", PENDING)
    assert met(UNFOLLOWED, as_of=at(13, 0, 0)) == ("customer-silent", HIT)


def test_how_long_silence_must_last_is_a_reading() -> None:
    assert met(UNFOLLOWED, as_of=at(8), readings=Readings(silence_days=0)) == ("customer-silent", HIT)
    assert met(UNFOLLOWED, as_of=at(8), readings=Readings(silence_days=1)) == ("customer-may-still-report", PENDING)


def test_a_customer_who_reports_that_it_did_not_come_makes_a_miss() -> None:
    item = evidence(service=GLS, not_received=on(9))

    assert met(item) == ("customer-reported-missing", MISS)
    assert met(item, as_of=at(8, 23, 59)) == ("customer-may-still-report", PENDING)


def test_a_followed_parcel_does_not_count_by_the_customers_word() -> None:
    assert met(evidence(journey=delivered(at(7)), not_received=on(9))) == ("first-attempt-on-time", HIT)


def test_which_services_are_followed_is_a_reading() -> None:
    late = evidence(service=DHL, journey=delivered(at(8)))

    assert met(late) == ("late-first-attempt", MISS)
    assert met(late, readings=Readings(followed=frozenset())) == ("customer-silent", HIT)
    assert met(evidence(service=GLS), readings=Readings(followed=frozenset({"GLS"}))) == ("nothing-seen", MISS)


def test_what_is_not_followed_may_be_left_out_altogether() -> None:
    assert met(UNFOLLOWED, not_followed=NotFollowed.LEFT_OUT) == ("not-followed", EXCLUDED)
    assert met(evidence(service=GLS, not_received=on(9)), not_followed=NotFollowed.LEFT_OUT) == (
        "not-followed",
        EXCLUDED,
    )


# Shipping via bol counts by the handover


@pytest.mark.parametrize("hour", [8, 12, 17])
def test_a_parcel_that_is_scanned_within_the_handover_window_is_on_time(hour: int) -> None:
    item = evidence(fulfilled_by=VIA_BOL, window=WINDOW, journey=handed_over(at(6, hour)))

    assert met(item) == ("handed-over-in-window", HIT)


def test_a_parcel_that_is_scanned_too_late_is_late_even_if_it_arrives_on_time() -> None:
    told = journey((S.ACCEPTED, at(6, 17, 1)), (S.DELIVERED, at(7)))

    assert met(evidence(fulfilled_by=VIA_BOL, window=WINDOW, journey=told)) == ("handed-over-late", MISS)


def test_a_parcel_that_is_scanned_too_early_is_no_better() -> None:
    item = evidence(fulfilled_by=VIA_BOL, window=WINDOW, shipped=at(6, 6), journey=handed_over(at(6, 7, 59)))

    assert met(item) == ("handed-over-early", MISS)


def test_a_parcel_that_arrives_late_after_a_timely_handover_is_the_carriers_matter() -> None:
    told = journey((S.ACCEPTED, at(6, 16)), (S.DELIVERED, at(12)))

    assert met(evidence(fulfilled_by=VIA_BOL, window=WINDOW, journey=told)) == ("handed-over-in-window", HIT)


def test_without_a_scan_the_window_closes_as_a_miss() -> None:
    item = evidence(fulfilled_by=VIA_BOL, window=WINDOW)

    assert met(item, as_of=at(6, 17, 0)) == ("handover-not-yet-due", PENDING)
    assert met(item, as_of=at(6, 17, 1)) == ("handover-not-seen", MISS)


def test_where_no_window_is_known_shipping_via_bol_is_not_measured() -> None:
    assert met(evidence(fulfilled_by=VIA_BOL)) == ("handover-window-unknown", EXCLUDED)


# What is not measured


def test_what_the_marketplace_itself_ships_is_not_in_the_standard() -> None:
    item = evidence(fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL, journey=delivered(at(9)))

    assert met(item) == ("logistics-via-bol", EXCLUDED)


def test_a_cancelled_item_is_never_delivered() -> None:
    assert met(open_evidence(stage=Stage.CANCELLED)) == ("cancelled", EXCLUDED)


def test_a_delivery_appointment_is_an_agreement_and_not_measured() -> None:
    item = evidence(service=DELIVERY_APPOINTMENT, journey=delivered(at(9)), not_received=on(9))

    assert met(item) == ("delivery-appointment-not-measured", EXCLUDED)


def test_an_item_that_was_not_shipped_yet_can_still_come_on_time_or_be_cancelled() -> None:
    assert met(open_evidence()) == ("not-yet-shipped", PENDING)
    assert met(open_evidence(), as_of=at(7)) == ("not-yet-shipped", PENDING)


def test_where_no_day_was_promised_none_was_missed() -> None:
    assert met(evidence(promise=None, journey=delivered(at(9)))) == ("no-promise", EXCLUDED)


# Excuses


@pytest.mark.parametrize(
    "item",
    [
        evidence(journey=delivered(at(9))),
        evidence(),
        evidence(promise=DeliverOn(on(8)), journey=delivered(at(7))),
        evidence(service=GLS, not_received=on(9)),
        evidence(fulfilled_by=VIA_BOL, window=WINDOW),
        evidence(fulfilled_by=VIA_BOL, window=WINDOW, journey=handed_over(at(6, 18))),
        evidence(fulfilled_by=VIA_BOL, window=WINDOW, shipped=at(6, 6), journey=handed_over(at(6, 7))),
    ],
    ids=["late", "nothing seen", "early", "reported", "no scan", "late handover", "early handover"],
)
@pytest.mark.parametrize("reason", list(ExcuseReason), ids=lambda reason: str(reason.value))
def test_an_excuse_takes_a_miss_away(item: Evidence, reason: ExcuseReason) -> None:
    assert met(item)[1] is MISS
    assert met(evolve(item, excuse=reason)) == ("excused", EXCLUDED)


def test_an_excuse_never_takes_a_hit_away() -> None:
    reason = ExcuseReason.NATIONAL_CARRIER_DISRUPTION

    assert met(evidence(journey=delivered(at(7)), excuse=reason)) == ("first-attempt-on-time", HIT)
    assert met(evidence(service=GLS, excuse=reason)) == ("customer-silent", HIT)
    assert met(evidence(excuse=reason), as_of=at(7)) == ("not-yet-due", PENDING)


# What was known when


def test_a_scan_that_is_learned_late_makes_a_hit_from_then_on() -> None:
    item = evidence(journey=Journey([event(S.DELIVERED, at(7), learned=at(9))]))

    assert met(item, as_of=at(8)) == ("nothing-seen", MISS)
    assert met(item, as_of=at(9)) == ("first-attempt-on-time", HIT)


def test_a_number_that_was_added_later_makes_a_parcel_followed_from_then_on() -> None:
    item = evidence(entered=at(9), journey=delivered(at(8)))

    assert met(item, as_of=at(8, 13)) == ("customer-may-still-report", PENDING)
    assert met(item, as_of=at(9)) == ("late-first-attempt", MISS)


def test_the_promised_day_ends_in_amsterdam_on_the_days_of_the_clock_changes_too() -> None:
    for day, last, late in (
        (date(2024, 3, 31), "2024-03-31T21:59:59Z", "2024-03-31T22:00:00Z"),
        (date(2024, 10, 27), "2024-10-27T22:59:59Z", "2024-10-27T23:00:00Z"),
    ):
        item: dict[str, Any] = {"promise": DeliverBy(day), "ordered": None, "shipped": None, "entered": None}

        assert met(evidence(**item, journey=delivered_alone(last))) == ("first-attempt-on-time", HIT)
        assert met(evidence(**item, journey=delivered_alone(late))) == ("late-first-attempt", MISS)
        assert met(evidence(**item), as_of=moment(last)) == ("not-yet-due", PENDING)
        assert met(evidence(**item), as_of=moment(late)) == ("nothing-seen", MISS)


def test_the_standard_without_readings_is_the_one_with_the_default_ones() -> None:
    service: DeliveryService = DHL

    assert items_on_time().rows == ITEMS_ON_TIME.rows
    assert met(evidence(service=service, promise=PROMISED, journey=delivered(at(7)))) == ("first-attempt-on-time", HIT)
    assert [each.name for each in ITEMS_ON_TIME.readings] == ["early-delivery", "not-followed"]


def test_the_rows_of_the_table_stand_in_this_order_and_say_why() -> None:
    assert [(row.code, row.verdict.value, row.condition, row.because) for row in items_on_time().rows] == [
        (
            "logistics-via-bol",
            "excluded",
            "fulfilled_by: logistics-via-bol",
            "The marketplace ships it; it is not in this standard.",
        ),
        ("cancelled", "excluded", "stage: cancelled", "Nothing is delivered."),
        (
            "delivery-appointment-not-measured",
            "excluded",
            "sent_as: delivery-appointment",
            "An agreement between customer and seller is not measured.",
        ),
        ("not-yet-shipped", "pending", "stage: open", "It can still come on time or be cancelled."),
        (
            "handover-window-unknown",
            "excluded",
            "outcome: window-unknown",
            "Shipping via bol is measured by a window that was not given.",
        ),
        ("no-promise", "excluded", "outcome: no-promise", "No day was promised."),
        (
            "handed-over-in-window",
            "hit",
            "outcome: handed-over-in-window",
            "It was scanned within the handover window.",
        ),
        (
            "handover-not-yet-due",
            "pending",
            "fulfilled_by: shipping-via-bol; outcome: not-yet-due",
            "The window is still open.",
        ),
        (
            "customer-not-yet-asked",
            "pending",
            "fulfilled_by: seller; followed: no; customer: not-asked",
            "The customer is asked on the promised day.",
        ),
        (
            "customer-may-still-report",
            "pending",
            "fulfilled_by: seller; followed: no; customer: silence-running",
            "The customer was asked and may still answer.",
        ),
        (
            "customer-silent",
            "hit",
            "fulfilled_by: seller; followed: no; customer: silent",
            "A customer who reports nothing has it.",
        ),
        ("first-attempt-on-time", "hit", "followed: yes; outcome: on-time", "It was brought in time."),
        ("not-yet-due", "pending", "followed: yes; outcome: not-yet-due", "It can still come in time."),
        ("excused", "excluded", "excused: yes", "The marketplace takes the disruption into account."),
        ("customer-reported-missing", "miss", "customer: reported", "The customer reported that it did not come."),
        ("early-first-attempt", "miss", "outcome: early", "It came before the day that was chosen."),
        ("late-first-attempt", "miss", "outcome: late", "It came after the promised day."),
        ("handed-over-early", "miss", "outcome: handed-over-early", "Too early counts too."),
        ("handed-over-late", "miss", "outcome: handed-over-late", "It was scanned too late."),
        (
            "handover-not-seen",
            "miss",
            "fulfilled_by: shipping-via-bol; outcome: nothing-seen",
            "The window closed and no scan was seen.",
        ),
        ("nothing-seen", "miss", "outcome: nothing-seen", "The day passed and no attempt was seen."),
    ]


def test_read_otherwise_the_table_has_other_rows_in_their_place() -> None:
    usual = items_on_time().rows
    lenient = items_on_time(early=EarlyDelivery.IS_A_HIT, not_followed=NotFollowed.LEFT_OUT)
    new = [row for row in lenient.rows if row not in usual]

    assert [(row.code, row.verdict.value, row.condition, row.because) for row in new] == [
        ("not-followed", "excluded", "fulfilled_by: seller; followed: no", "The marketplace reads no scans of it."),
        ("first-attempt-on-time", "hit", "followed: yes; outcome: on-time or early", "It was brought in time."),
    ]
    assert {row.code for row in usual} - {row.code for row in lenient.rows} == {
        *("customer-not-yet-asked", "customer-may-still-report", "customer-silent", "customer-reported-missing"),
        "early-first-attempt",
    }
    assert lenient.readings == (("early-delivery", "hit"), ("not-followed", "excluded"))
    assert items_on_time().readings == (("early-delivery", "miss"), ("not-followed", "customer"))
    assert (lenient.name, lenient.facts_version, lenient.direction) == ("items-on-time", 1, Direction.AT_LEAST)


def test_the_customers_word_goes_with_what_the_seller_sent_and_nobody_follows() -> None:
    words: dict[str, set[str]] = {}
    for facts in ITEMS_ON_TIME.all_facts():
        asked = facts.fulfilled_by is FulfilledBy.SELLER and facts.stage is Stage.SHIPPED
        if asked and facts.followed is Followed.NO:
            words.setdefault(facts.outcome.value, set()).add(facts.customer.value)
        else:
            assert facts.customer is CustomerWord.NOT_ASKED
    later = {"silence-running", "silent", "reported"}

    assert words == {
        "no-promise": {"not-asked"},
        "not-yet-due": {"not-asked", "silence-running", "reported"},
        "early": {"not-asked", *later},
        "on-time": {"not-asked", *later},
        "late": later,
        "nothing-seen": later,
    }
