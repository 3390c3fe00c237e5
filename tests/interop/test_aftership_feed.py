"""A carrier's webhooks into journeys: believed when signed, the same in any order, hostile ones not at all."""

from __future__ import annotations

import pickle
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import assert_well_told
from tests.interop.webhooks import CHECKPOINTS, SECRET, body, checkpoint, signed, webhook
from tests.sending.traffic import HOSTILE_BODIES
from trackntrace import (
    Dossier,
    InvalidValueError,
    Journey,
    TrackAndTraceNumber,
    TrackntraceError,
    parse_day,
    parse_moment,
)
from trackntrace.documents.fault import Faults, UnreadableError
from trackntrace.interop.aftership_feed import (
    ESTIMATE,
    TrackingUpdate,
    WebhookSecret,
    WithoutOffset,
    read_webhook,
    readable_webhook,
    stories_of,
)
from trackntrace.shipping.journey import TransportEvent, TransportStatus
from trackntrace.testing.hostile_json import perhaps_wrong

GOOD = webhook(*CHECKPOINTS)


def read(told: Any, **options: Any) -> TrackingUpdate:
    return read_webhook(body(told), **options)


def test_a_webhook_is_read_into_a_journey() -> None:
    update = read(GOOD)

    assert update.number == TrackAndTraceNumber("3SABCD1234567")
    assert (update.carrier, update.event, update.event_id) == ("postnl", "tracking_update", "b1a2")
    assert update.sent == parse_moment("2026-09-21T14:13:20Z")
    told = [(event.status.value, event.raw, event.place) for event in update.journey.events if event.raw != ESTIMATE]
    assert told == [
        ("accepted", "InTransit_002", "Depot Zwolle"),
        ("attempt_failed", "AttemptFail_002", "Breda"),
        ("delivered", "Delivered_001", ""),
    ]


def test_the_first_attempt_counts_though_nobody_was_home() -> None:
    assert read(GOOD).journey.first_attempt == parse_moment("2026-10-02T14:00:00+02:00")


def test_what_the_feed_learned_later_is_not_known_earlier() -> None:
    journey = read(GOOD).journey

    assert journey.until(parse_moment("2026-10-03T11:00:00+00:00")).first_attempt is None
    assert journey.until(parse_moment("2026-10-03T12:00:00+00:00")).first_attempt is not None


@pytest.mark.parametrize(
    ("when", "means"),
    [
        ("2026-10-02T14:00:00", "2026-10-02T14:00:00+02:00"),
        ("2026-10-02 14:00", "2026-10-02T14:00:00+02:00"),
        ("2026-12-02T14:00:00", "2026-12-02T14:00:00+01:00"),
        ("2026-10-02", "2026-10-02T12:00:00+02:00"),
        ("2026-10-02T14:00:00Z", "2026-10-02T16:00:00+02:00"),
        ("2026-10-02T14:00Z", "2026-10-02T16:00:00+02:00"),
        ("2026-10-02T14:00:00.5-05:00", "2026-10-02T21:00:00.5+02:00"),
    ],
)
def test_a_time_without_an_offset_is_that_of_the_clock_in_amsterdam(when: str, means: str) -> None:
    [event] = read(webhook(checkpoint("Delivered_001", when), expected_delivery=None)).events

    assert event.at == parse_moment(means)


@pytest.mark.parametrize("when", ["2026-10-02T14:00:00", "2026-10-02"])
def test_whoever_does_not_want_to_guess_refuses_a_time_without_an_offset(when: str) -> None:
    with pytest.raises(UnreadableError, match="offset required"):
        read(webhook(checkpoint("Delivered_001", when)), without_offset=WithoutOffset.REFUSED)


@pytest.mark.parametrize(
    "when", ["2026-03-29T02:30:00", "2026-10-25T02:30:00", "2026-02-30T12:00:00", "2026-02-30", "", None, 7]
)
def test_a_time_that_is_none_or_was_twice_is_refused_with_its_place(when: Any) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(webhook(*CHECKPOINTS, checkpoint("Delivered_001", when)))

    assert caught.value.faults[0].place == "msg.checkpoints[3].checkpoint_time"
    assert_well_told(caught.value)


def test_all_that_cannot_be_read_is_told_and_the_rest_is_there_for_whoever_wants_it() -> None:
    told = webhook(checkpoint("", "2026-10-02"), *CHECKPOINTS, checkpoint("Delivered_001", "noon"))
    faults = Faults()

    update = readable_webhook(body(told), faults)

    assert [(fault.source, fault.line, fault.place) for fault in faults.listed] == [
        ("webhook", 0, "msg.checkpoints[0].subtag"),
        ("webhook", 0, "msg.checkpoints[4].checkpoint_time"),
    ]
    assert len(update.journey.events) == 4
    with pytest.raises(UnreadableError, match="and 1 more"):
        read(told)


def test_a_code_that_is_not_known_is_kept() -> None:
    [event] = read(webhook(checkpoint("Teleported_001", "2026-10-02"), expected_delivery=None)).events

    assert (event.status, event.raw) == (TransportStatus.UNKNOWN, "Teleported_001")


def test_a_checkpoint_without_a_finer_code_has_its_family() -> None:
    [event] = read(webhook(checkpoint("Delivered", "2026-10-02") | {"subtag": None}, expected_delivery=None)).events

    assert (event.status, event.raw) == (TransportStatus.DELIVERED, "Delivered")


def test_the_latest_estimate_counts_whichever_came_last() -> None:
    sooner = webhook(CHECKPOINTS[0]) | {"ts": 1_790_000_000}
    later = webhook(CHECKPOINTS[0], expected_delivery="2026-10-05T00:00:00Z") | {"ts": 1_790_900_000}

    for updates in permutations([read(sooner), read(later)]):
        assert stories_of(updates)["3SABCD1234567"].journey.expected(None) == parse_day("2026-10-05")


def test_without_a_moment_of_its_own_a_webhook_tells_no_estimate() -> None:
    told = {name: part for name, part in GOOD.items() if name != "ts"}

    assert read(told).sent is None
    assert ESTIMATE not in {event.raw for event in read(told).events}
    assert read(webhook(updated_at="2026-10-03T12:00:00+00:00") | {"ts": None}).sent is not None


def test_an_estimate_is_an_event_of_when_it_was_sent_and_of_its_day_alone() -> None:
    for expected in ("2026-10-05", "2026-10-05T00:00:00Z", "2026-10-05".ljust(35, "0")):
        update = read(webhook(expected_delivery=expected))

        assert update.sent is not None
        assert update.events == (
            TransportEvent(TransportStatus.UNKNOWN, update.sent, expected=parse_day("2026-10-05"), raw=ESTIMATE),
        )


def test_what_a_webhook_need_not_tell_is_empty() -> None:
    told = {"event": "tracking_update", "msg": {"tracking_number": "3SABCD1234567"}}

    assert read(told) == TrackingUpdate(
        number=TrackAndTraceNumber("3SABCD1234567"),
        carrier="",
        event="tracking_update",
        event_id="",
        sent=None,
        events=(),
    )


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ({"location": "Depot", "city": "Breda"}, "Depot"),
        ({"location": "", "city": " Breda\u202e(NL) "}, "Breda (NL)"),
        ({"location": None, "city": "x" * 101}, "x" * 100),
        ({"location": "x" * 99 + " y", "city": None}, "x" * 99),
        ({"location": None, "city": None}, ""),
    ],
)
def test_a_place_is_what_can_be_printed_of_the_carriers_words(words: dict[str, Any], place: str) -> None:
    [event] = read(webhook(checkpoint("Delivered_001", "2026-10-02", **words), expected_delivery=None)).events

    assert event.place == place


def test_what_is_learned_without_a_moment_was_learned_when_it_happened() -> None:
    [event] = read(
        webhook(checkpoint("Delivered_001", "2026-10-02T14:00:00", created_at=None), expected_delivery=None)
    ).events

    assert event.learned == event.at == parse_moment("2026-10-02T14:00:00+02:00")


def test_a_parcel_of_which_nothing_was_seen_has_an_empty_journey() -> None:
    assert read(webhook(expected_delivery=None)).journey == Journey()
    assert read(webhook(checkpoints=None, expected_delivery=None)).journey == Journey()


@pytest.mark.law
@given(st.permutations(range(6)), st.lists(st.integers(0, 5), max_size=6))
def test_webhooks_make_the_same_journey_twice_and_in_any_order(order: list[int], again: list[int]) -> None:
    """Each webhook tells some of the checkpoints; put together they are one story, however they came."""
    parts = [CHECKPOINTS[:1], CHECKPOINTS[:2], CHECKPOINTS, CHECKPOINTS[1:], CHECKPOINTS[::-1], []]
    updates = [read(webhook(*part) | {"ts": 1_790_000_000 + place}) for place, part in enumerate(parts)]

    shuffled = stories_of(updates[place] for place in (*order, *again))

    assert shuffled == stories_of(updates)


def test_the_stories_are_what_a_dossier_takes() -> None:
    dossier = Dossier(stories=stories_of([read(GOOD)]))

    assert list(dossier.stories) == ["3SABCD1234567"]


@pytest.mark.parametrize("data", HOSTILE_BODIES, ids=lambda data: ascii(data[:20]))
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_webhook(data)

    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"msg": None}, "msg"),
        ({"msg": []}, "msg"),
        ({"event": None}, "event"),
        ({"event": "a b"}, "event"),
        ({"ts": True}, "ts"),
        ({"ts": 10**18}, "ts"),
        ({"ts": 1}, "ts"),
        ({"msg": GOOD["msg"] | {"tracking_number": "\u202e"}}, "msg.tracking_number"),
        ({"msg": GOOD["msg"] | {"checkpoints": {}}}, "msg.checkpoints"),
        ({"msg": GOOD["msg"] | {"checkpoints": [7]}}, "msg.checkpoints[0]"),
        ({"msg": GOOD["msg"] | {"expected_delivery": "soon"}}, "msg.expected_delivery"),
        ({"msg": GOOD["msg"] | {"expected_delivery": 7}}, "msg.expected_delivery"),
        ({"msg": GOOD["msg"] | {"expected_delivery": "2026-10-02".ljust(36, "0")}}, "msg.expected_delivery"),
    ],
)
def test_a_webhook_that_leads_astray_is_refused_by_the_part_that_does(parts: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read(GOOD | parts)

    assert caught.value.field == field
    assert_well_told(caught.value)


@pytest.mark.law
@given(perhaps_wrong(GOOD))
def test_whatever_is_posted_is_read_or_refused_with_a_declared_error(told: Any) -> None:
    """A webhook that is not quite one is read, or refused with one declared error."""
    try:
        update = read(told)
    except TrackntraceError as error:
        update = None
        assert_well_told(error)

    assert update is None or update.journey == Journey(update.events)


def test_a_body_bears_the_signature_of_its_secret_and_no_other() -> None:
    secret, data = WebhookSecret(SECRET), body(GOOD)

    assert secret.signs(data, signed(data))
    assert not secret.signs(data + b" ", signed(data))
    assert not secret.signs(data, signed(data, b"another secret"))
    with pytest.raises(InvalidValueError, match="as body: expected a bytes"):
        secret.signs(data.decode(), signed(data))  # type: ignore[arg-type]  # a text has no bytes of its own


def test_a_secret_is_eight_bytes_or_more() -> None:
    assert WebhookSecret(b"8 bytes!").secret == b"8 bytes!"
    with pytest.raises(InvalidValueError) as caught:
        WebhookSecret(b"7 bytes")

    assert str(caught.value) == "Cannot use this as secret: expected bytes, 8 of them or more"


@pytest.mark.parametrize("signature", [None, "", "\u00e9", b"x", "x" * 10**6, 7, [], "AAAA"])
def test_what_is_no_signature_signs_nothing(signature: Any) -> None:
    assert not WebhookSecret(SECRET).signs(body(GOOD), signature)


@pytest.mark.parametrize("secret", [b"", b"short", "made up for this test", None, bytearray(20)])
def test_a_setting_that_is_missing_is_no_secret(secret: Any) -> None:
    with pytest.raises(InvalidValueError, match="expected bytes") as caught:
        WebhookSecret(secret)

    assert "made up" not in str(caught.value)


def test_a_secret_does_not_print_itself() -> None:
    secret = WebhookSecret(SECRET)

    assert f"{secret} {secret!r}" == "<WebhookSecret> <WebhookSecret>"
    assert pickle.loads(pickle.dumps(secret)) == secret
