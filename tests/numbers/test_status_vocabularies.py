"""Status vocabularies: every code has one meaning, and an attempt at the door is told from one at the sender's."""

from __future__ import annotations

import pickle
from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from tests.numbers.hostile_texts import NO_TEXT, numbered
from trackntrace.errors import InvalidValueError
from trackntrace.moment import parse_moment
from trackntrace.shipping.journey import TransportStatus
from trackntrace.shipping.status_vocabularies import (
    AFTERSHIP,
    BPOST,
    DHL_ECOMMERCE_NL,
    DPD,
    EASYPOST,
    GLS,
    KARRIO,
    MARKETPLACE,
    MYPARCEL,
    POSTNL_STATUSES,
    SEVENTEEN_TRACK,
    SHIP24,
    SHIPPO,
    SHOPIFY,
    UPU,
    VOCABULARIES,
    Vocabulary,
)


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=repr)
def test_each_code_has_exactly_one_meaning(vocabulary: Vocabulary) -> None:
    codes = Counter(code for code, _ in vocabulary.meanings)

    assert set(codes.values()) == {1}
    assert all(vocabulary.status_of(code) is status for code, status in vocabulary.meanings)
    assert len(vocabulary.source) > 15


def test_each_vocabulary_has_its_own_name() -> None:
    assert len({vocabulary.name for vocabulary in VOCABULARIES}) == len(VOCABULARIES) == 15


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("PRE_ANNOUNCED", TransportStatus.ANNOUNCED),
        ("AT_TRANSPORTER", TransportStatus.ACCEPTED),
        ("IN_TRANSIT", TransportStatus.IN_TRANSIT),
        ("DELIVERED_AT_NEIGHBOURS", TransportStatus.DELIVERED),
        ("DELIVERED_AT_CUSTOMER", TransportStatus.DELIVERED),
        ("PICKED_UP_AT_PICK_UP_POINT", TransportStatus.DELIVERED),
        ("AT_PICK_UP_POINT", TransportStatus.AVAILABLE_FOR_PICKUP),
        ("RETURNED_TO_SENDER", TransportStatus.RETURNED),
        ("INBOUND_COLLECT", TransportStatus.UNKNOWN),
    ],
)
def test_the_marketplace_tells_where_a_parcel_is(code: str, status: TransportStatus) -> None:
    assert MARKETPLACE.status_of(code) is status


@pytest.mark.parametrize(
    ("vocabulary", "code"),
    [
        (AFTERSHIP, "AttemptFail"),
        (AFTERSHIP, "AttemptFail_003"),
        (SEVENTEEN_TRACK, "DeliveryFailure_NoBody"),
        (SHIP24, "failed_attempt"),
        (KARRIO, "delivery_failed"),
        (SHOPIFY, "ATTEMPTED_DELIVERY"),
        (UPU, "EMH"),
        (POSTNL_STATUSES, "J08"),
        (DHL_ECOMMERCE_NL, "NOT_HOME_RETURN_TO_SHIPPER"),
        (DPD, "UNSUCCESSFUL_DELIVERY_ATTEMPTED"),
        (GLS, "NOTDELIVERED"),
        (BPOST, "B04"),
    ],
)
def test_a_failed_attempt_at_the_door_is_an_attempt(vocabulary: Vocabulary, code: str) -> None:
    assert vocabulary.status_of(code) is TransportStatus.ATTEMPT_FAILED


@pytest.mark.parametrize("code", ["Y80", "Y81", "D03", "D09", "4"])
def test_a_failed_collection_at_the_sender_is_no_attempt(code: str) -> None:
    assert POSTNL_STATUSES.status_of(code) is TransportStatus.EXCEPTION


@pytest.mark.parametrize("vocabulary", [MARKETPLACE, EASYPOST, SHIPPO, MYPARCEL], ids=repr)
def test_some_sources_never_tell_of_a_failed_attempt(vocabulary: Vocabulary) -> None:
    assert TransportStatus.ATTEMPT_FAILED not in {status for _, status in vocabulary.meanings}


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=repr)
@pytest.mark.parametrize("code", ["", "no such code", "delivered?", "DELIVERED\n", "\u0663", "X" * 10_000])
def test_a_code_that_is_not_known_is_unknown(vocabulary: Vocabulary, code: str) -> None:
    assert vocabulary.status_of(code) is TransportStatus.UNKNOWN


def test_a_finer_code_means_what_its_family_does_unless_it_is_listed() -> None:
    assert AFTERSHIP.status_of("Exception_012") is TransportStatus.EXCEPTION
    assert AFTERSHIP.status_of("Exception_011") is TransportStatus.RETURNED
    assert SEVENTEEN_TRACK.status_of("NotFound_InvalidCode") is TransportStatus.UNKNOWN


def test_a_parcel_that_postnl_collected_is_accepted() -> None:
    assert POSTNL_STATUSES.status_of("23") is POSTNL_STATUSES.status_of("3") is TransportStatus.ACCEPTED


@pytest.mark.parametrize(
    "step", ["Processing", "Released", "RequiringInformation", "Clearance", "ClearanceComplete", "Exception"]
)
def test_each_step_at_the_customs_is_customs(step: str) -> None:
    assert SEVENTEEN_TRACK.status_of(f"InTransit_Customs{step}") is TransportStatus.CUSTOMS


def test_a_source_without_families_guesses_nothing() -> None:
    assert DHL_ECOMMERCE_NL.status_of("DELIVERED_SOMEWHERE") is TransportStatus.UNKNOWN
    assert DPD.status_of("DELIVERED_SOMEWHERE") is TransportStatus.UNKNOWN


def test_a_code_with_two_meanings_cannot_be_listed() -> None:
    twice = (("A", TransportStatus.DELIVERED), ("A", TransportStatus.RETURNED))

    with pytest.raises(InvalidValueError) as caught:
        Vocabulary("Newcomer", meanings=twice, source="its documentation")

    assert caught.value.field == "status code"


@pytest.mark.parametrize(
    "meaning", [("A B", TransportStatus.DELIVERED), ("", TransportStatus.DELIVERED), ("A", "delivered")]
)
def test_a_meaning_that_is_not_sound_cannot_be_listed(meaning: Any) -> None:
    with pytest.raises(InvalidValueError):
        Vocabulary("Newcomer", meanings=(meaning,), source="its documentation")


@pytest.mark.parametrize("code", numbered(*NO_TEXT))
def test_what_is_no_text_is_no_code(code: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        UPU.status_of(code)

    assert caught.value.field == "status code"


def test_a_vocabulary_survives_pickling() -> None:
    copied = pickle.loads(pickle.dumps(UPU))

    assert copied == UPU
    assert hash(copied) == hash(UPU)
    assert copied.status_of("EMI") is TransportStatus.DELIVERED


def test_an_event_of_a_feed_keeps_its_code_known_or_not() -> None:
    at = parse_moment("2026-10-02T14:00:00+02:00")

    failed, strange = AFTERSHIP.event("AttemptFail_002", at), AFTERSHIP.event("SomethingNew", at)

    assert (failed.status, failed.raw) == (TransportStatus.ATTEMPT_FAILED, "AttemptFail_002")
    assert (strange.status, strange.raw) == (TransportStatus.UNKNOWN, "SomethingNew")


@pytest.mark.parametrize(("code", "at"), [(None, "2026-10-02"), ("Delivered", datetime(2026, 10, 2))])  # noqa: DTZ001
def test_an_event_without_a_code_or_a_moment_is_refused(code: object, at: object) -> None:
    with pytest.raises(InvalidValueError):
        AFTERSHIP.event(code, at)  # type: ignore[arg-type]
