"""Order traceability: every row of its table by an example."""

from __future__ import annotations

import pytest

from tests.builders import NUMBER, at, evidence, moment, open_evidence
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import (
    BPOST_LETTER_MAIL,
    DELIVERY_APPOINTMENT,
    DHL_GLOBAL_MAIL,
    LETTER_MAIL,
    OTHER,
    POSTNL,
    POSTNL_LETTER_MAIL,
    DeliveryService,
)
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.evidence import Evidence, ExcuseReason, SentAs, Stage
from trackntrace.performance.facts import DEFAULT_READINGS, AppointmentBy, NumberFact, Readings
from trackntrace.performance.norm import Direction
from trackntrace.performance.order_traceability import (
    ORDER_TRACEABILITY,
    MailboxParcel,
    UnreadableCounts,
    order_traceability,
)
from trackntrace.performance.standard import Verdict
from trackntrace.shipping.entry import Number
from trackntrace.shipping.order import FulfilledBy, TimeFrame

AS_OF = at(12)
HIT, MISS, PENDING, EXCLUDED = Verdict.HIT, Verdict.MISS, Verdict.PENDING, Verdict.EXCLUDED
NO_NUMBER = evidence(number=None, entered=None)


def met(
    item: Evidence,
    *,
    as_of: Moment = AS_OF,
    readings: Readings = DEFAULT_READINGS,
    mailbox_parcel: MailboxParcel = MailboxParcel.IS_A_PARCEL,
    unreadable: UnreadableCounts = UnreadableCounts.AS_A_MISS,
) -> tuple[str, Verdict]:
    standard = order_traceability(mailbox_parcel=mailbox_parcel, unreadable=unreadable)
    row = standard.judge(standard.facts(item, as_of=as_of, readings=readings))
    return row.code, row.verdict


def test_a_parcel_with_a_number_is_traceable() -> None:
    assert met(evidence()) == ("number-given", HIT)


def test_a_parcel_without_a_number_is_not() -> None:
    assert met(NO_NUMBER) == ("missing-number", MISS)


def test_a_number_that_was_added_later_makes_a_parcel_traceable_from_then_on() -> None:
    added = evidence(entered=at(8))

    assert met(added, as_of=at(7)) == ("missing-number", MISS)
    assert met(added, as_of=at(8)) == ("number-given", HIT)


@pytest.mark.parametrize("text", ["NVT", "GEEN", "0000000000", "1234567890", "N/A"])
def test_a_placeholder_is_no_number(text: str) -> None:
    assert met(evidence(number=TrackAndTraceNumber(text))) == ("placeholder-number", MISS)


def test_a_number_that_cannot_be_read_is_a_miss_unless_it_is_read_as_a_hit() -> None:
    item = evidence(number=UnreadableNumber("\u202e?"))

    assert met(item) == ("unreadable-number", MISS)
    assert met(item, unreadable=UnreadableCounts.AS_A_HIT) == ("number-given", HIT)


def _refuted(number: Number, service: DeliveryService | None) -> NumberFact:
    return NumberFact.CONTRADICTED


def test_a_number_that_its_check_digit_refutes_is_a_miss_where_somebody_looks() -> None:
    wrong = evidence(number=TrackAndTraceNumber("RB123456786US"))

    assert met(wrong) == ("number-given", HIT)
    assert met(wrong, readings=Readings(judge=_refuted)) == ("contradicted-number", MISS)


def test_a_label_that_was_bought_via_the_marketplace_brings_its_number_even_unseen() -> None:
    assert met(evidence(label_id="label-1", number=None, entered=None)) == ("number-by-label", HIT)
    assert met(evidence(label_id="label-1", number=TrackAndTraceNumber("NVT"))) == ("number-by-label", HIT)


def test_with_shipping_via_bol_the_marketplace_answers_for_the_number() -> None:
    assert met(evidence(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL, number=None)) == ("number-by-shipping-via-bol", HIT)


def test_what_the_marketplace_itself_ships_has_a_score_of_its_own() -> None:
    assert met(evidence(fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL)) == ("logistics-via-bol", EXCLUDED)
    assert met(open_evidence(fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL)) == ("logistics-via-bol", EXCLUDED)


def test_a_cancelled_item_is_not_asked_for() -> None:
    assert met(open_evidence(stage=Stage.CANCELLED)) == ("cancelled", EXCLUDED)


def test_an_item_that_was_not_shipped_yet_can_still_be_shipped_with_a_number() -> None:
    assert met(open_evidence()) == ("not-yet-shipped", PENDING)
    assert met(evidence(), as_of=at(6, 15)) == ("not-yet-shipped", PENDING)


@pytest.mark.parametrize("service", [LETTER_MAIL, POSTNL_LETTER_MAIL, BPOST_LETTER_MAIL], ids=str)
def test_letter_mail_owes_no_number_and_is_left_out_with_one_too(service: DeliveryService) -> None:
    assert met(evidence(service=service, number=None)) == ("letter-mail-exempt", EXCLUDED)
    assert met(evidence(service=service)) == ("letter-mail-exempt", EXCLUDED)


def test_a_delivery_appointment_owes_no_number() -> None:
    assert met(evidence(service=DELIVERY_APPOINTMENT, number=None)) == ("delivery-appointment-exempt", EXCLUDED)


def test_an_order_with_an_appointment_is_one_only_where_the_time_frame_is_read_so() -> None:
    item = evidence(time_frame=TimeFrame.APPOINTMENT, number=None)
    by_time_frame = Readings(appointment_by=AppointmentBy.SERVICE_OR_TIME_FRAME)

    assert met(item) == ("missing-number", MISS)
    assert met(item, readings=by_time_frame) == ("delivery-appointment-exempt", EXCLUDED)


@pytest.mark.parametrize("service", [None, OTHER, DHL_GLOBAL_MAIL, DeliveryService.parse("NEWCOMER")], ids=str)
def test_what_is_of_unknown_kind_counts_as_a_parcel(service: DeliveryService | None) -> None:
    assert met(evidence(service=service, number=None)) == ("missing-number", MISS)
    assert met(evidence(service=service)) == ("number-given", HIT)


def test_a_mailbox_parcel_is_a_parcel_unless_it_is_read_as_letter_mail() -> None:
    item = evidence(sent_as=SentAs.MAILBOX_PARCEL, number=None)

    assert met(item) == ("missing-number", MISS)
    assert met(item, mailbox_parcel=MailboxParcel.IS_LETTER_MAIL) == ("letter-mail-exempt", EXCLUDED)


def test_how_it_was_really_sent_goes_before_what_the_delivery_service_tells() -> None:
    assert met(evidence(sent_as=SentAs.PARCEL, service=LETTER_MAIL, number=None)) == ("missing-number", MISS)
    assert met(evidence(sent_as=SentAs.LETTER_MAIL, service=POSTNL, number=None)) == ("letter-mail-exempt", EXCLUDED)


@pytest.mark.parametrize("number", [None, TrackAndTraceNumber("NVT"), UnreadableNumber("?")], ids=str)
def test_an_excuse_takes_a_miss_away(number: Number | None) -> None:
    item = evidence(number=number, excuse=ExcuseReason.NUMBER_PROCESSING_DISRUPTION)

    assert met(item) == ("excused", EXCLUDED)


def test_an_excuse_never_takes_a_hit_away() -> None:
    excuse = ExcuseReason.MARKETPLACE_DISRUPTION

    assert met(evidence(excuse=excuse)) == ("number-given", HIT)
    assert met(evidence(excuse=excuse, label_id="label-1", number=None)) == ("number-by-label", HIT)
    assert met(open_evidence(excuse=excuse)) == ("not-yet-shipped", PENDING)


def test_the_standard_without_readings_is_the_one_with_the_default_ones() -> None:
    assert order_traceability().rows == ORDER_TRACEABILITY.rows
    assert met(evidence(number=NUMBER, ordered=moment("2026-10-05T07:00:00Z"))) == ("number-given", HIT)
    assert [each.name for each in ORDER_TRACEABILITY.readings] == ["mailbox-parcel", "unreadable-counts"]


def test_the_rows_of_the_table_stand_in_this_order_and_say_why() -> None:
    assert [(row.code, row.verdict.value, row.condition, row.because) for row in order_traceability().rows] == [
        (
            "logistics-via-bol",
            "excluded",
            "fulfilled_by: logistics-via-bol",
            "The marketplace ships it and has its own score.",
        ),
        ("cancelled", "excluded", "stage: cancelled", "Only shipped items are asked for."),
        ("letter-mail-exempt", "excluded", "sent_as: letter-mail", "Letter mail owes no number."),
        (
            "delivery-appointment-exempt",
            "excluded",
            "sent_as: delivery-appointment",
            "A delivery appointment owes no number.",
        ),
        ("not-yet-shipped", "pending", "stage: open", "It can still be shipped with a number."),
        (
            "number-by-shipping-via-bol",
            "hit",
            "fulfilled_by: shipping-via-bol",
            "The marketplace answers for the number.",
        ),
        ("number-by-label", "hit", "number: brought-by-label", "A label bought via the marketplace brings its number."),
        ("number-given", "hit", "number: given", "It has a number."),
        ("excused", "excluded", "excused: yes", "The marketplace takes the disruption into account."),
        ("missing-number", "miss", "number: missing", "A parcel must have a number."),
        ("placeholder-number", "miss", "number: placeholder", "A placeholder is no number."),
        ("contradicted-number", "miss", "number: contradicted", "Its check digit refutes it."),
        ("unreadable-number", "miss", "number: unreadable", "No number can be read from it."),
    ]


def test_read_otherwise_the_table_has_other_rows_in_their_place() -> None:
    usual = order_traceability().rows
    lenient = order_traceability(mailbox_parcel=MailboxParcel.IS_LETTER_MAIL, unreadable=UnreadableCounts.AS_A_HIT)

    assert [(row.code, row.condition) for row in lenient.rows if row not in usual] == [
        ("letter-mail-exempt", "sent_as: letter-mail or mailbox-parcel"),
        ("number-given", "number: given or unreadable"),
    ]
    assert {row.code for row in usual} - {row.code for row in lenient.rows} == {"unreadable-number"}
    assert lenient.readings == (("mailbox-parcel", "letter-mail"), ("unreadable-counts", "hit"))
    assert order_traceability().readings == (("mailbox-parcel", "parcel"), ("unreadable-counts", "miss"))
    assert (lenient.name, lenient.facts_version, lenient.direction) == ("order-traceability", 1, Direction.AT_LEAST)
