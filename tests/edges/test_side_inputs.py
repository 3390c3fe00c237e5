"""The inputs beside the shipments: journeys, customer reports, excuses and details."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from tests.builders import moment
from tests.edges.wire import (
    HOSTILE_DAYS,
    HOSTILE_MOMENTS,
    NUMBER,
    Json,
    happened,
    places,
    read_beside,
    told,
)
from trackntrace.documents import members
from trackntrace.documents.dossier_reader import take
from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.members import Members
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.dossier import Dossier, ParcelStory, ServiceExcuse
from trackntrace.performance.evidence import ExcuseReason, SentAs
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.promise import HandoverWindow

WINDOW = {"earliest": "2026-10-06T08:00:00+02:00", "latest": "2026-10-06T17:00:00+02:00"}
OTHER_WINDOW = {**WINDOW, "latest": "2026-10-06T18:00:00+02:00"}
REPORT = {"orderItemId": "item-1", "notReceived": "2026-10-09"}
DETAIL = {"orderItemId": "item-1", "sentAs": "letter-mail"}
EXCUSE = {"orderItemId": "item-1", "reason": "depot-disruption"}
SERVICE_EXCUSE = {"service": "DPD-NL", "from": "2026-09-29", "until": "2026-10-01", "reason": "depot-disruption"}
MARKETPLACE_CODES = {
    "PRE_ANNOUNCED": TransportStatus.ANNOUNCED,
    "AT_TRANSPORTER": TransportStatus.ACCEPTED,
    "IN_TRANSIT": TransportStatus.IN_TRANSIT,
    "DELIVERED_AT_NEIGHBOURS": TransportStatus.DELIVERED,
    "DELIVERED_AT_CUSTOMER": TransportStatus.DELIVERED,
    "PICKED_UP_AT_PICK_UP_POINT": TransportStatus.DELIVERED,
    "AT_PICK_UP_POINT": TransportStatus.AVAILABLE_FOR_PICKUP,
    "RETURNED_TO_SENDER": TransportStatus.RETURNED,
    "INBOUND_COLLECT": TransportStatus.UNKNOWN,
}


def only_fault(kind: str, *values: Json) -> Fault:
    dossier, faults = read_beside(kind, *values)
    assert len(faults) == 1, faults
    assert dossier == Dossier()
    return faults[0]


def without(value: dict[str, Json], name: str) -> dict[str, Json]:
    return {other: each for other, each in value.items() if other != name}


def test_a_journey_is_told_with_all_that_an_event_may_say() -> None:
    event = happened("attempt_failed", learned="2026-10-08T09:00:00Z", expected="2026-10-09")

    dossier, faults = read_beside("stories", told("3s abcd 1234567", event, handover=WINDOW))

    assert not faults
    assert dossier.stories == {
        NUMBER: ParcelStory(
            Journey(
                [
                    TransportEvent(
                        TransportStatus.ATTEMPT_FAILED,
                        moment("2026-10-07T14:00:00+02:00"),
                        learned=moment("2026-10-08T09:00:00Z"),
                        expected=date(2026, 10, 9),
                    )
                ]
            ),
            HandoverWindow(earliest=moment("2026-10-06T08:00:00+02:00"), latest=moment("2026-10-06T17:00:00+02:00")),
        )
    }


def test_what_is_null_is_not_told() -> None:
    event = happened(learned=None, expected=None)

    dossier, faults = read_beside("stories", told(NUMBER, event, handover=None))

    assert not faults
    assert dossier.stories[NUMBER].window is None
    assert dossier.stories[NUMBER].journey.events[0].learned == moment("2026-10-07T14:00:00+02:00")


@pytest.mark.parametrize("status", list(TransportStatus))
def test_a_status_is_one_of_the_fifteen(status: TransportStatus) -> None:
    dossier, faults = read_beside("stories", told(NUMBER, happened(status.value)))

    assert not faults
    assert [event.status for event in dossier.stories[NUMBER].journey.events] == [status]


@pytest.mark.parametrize(("code", "status"), MARKETPLACE_CODES.items())
def test_a_status_may_be_the_marketplaces_own_code(code: str, status: TransportStatus) -> None:
    dossier, faults = read_beside("stories", told(NUMBER, happened(code)))

    assert not faults
    assert [event.status for event in dossier.stories[NUMBER].journey.events] == [status]


@pytest.mark.parametrize(
    "status", ["Delivered", "DELIVERED", "delivered ", "ARRIVED", "", "x" * 10**6, 3, True, [], {}]
)
def test_another_status_is_refused_with_its_place(status: Json) -> None:
    fault = only_fault("stories", told(NUMBER, happened(), happened(status)))

    assert (fault.line, fault.place) == (1, "events[1].status")
    assert fault.reason.startswith("expected one of announced, accepted, ")


def test_a_moment_may_have_nine_digits_of_a_second() -> None:
    dossier, faults = read_beside("stories", told(NUMBER, happened(at="2026-10-07T14:00:30.691614431+02:00")))

    assert not faults
    assert dossier.stories[NUMBER].journey.events[0].at == moment("2026-10-07T14:00:30.691614+02:00")


@pytest.mark.parametrize("text", HOSTILE_MOMENTS)
def test_what_is_no_moment_is_refused_with_its_place(text: Json) -> None:
    _, faults = read_beside(
        "stories",
        told(NUMBER, happened(at=text)),
        told(NUMBER, happened(learned=text)),
        told(NUMBER, handover={**WINDOW, "earliest": text}),
        told(NUMBER, handover={**WINDOW, "latest": text}),
    )

    assert places(faults) == [
        (1, "events[0].at"),
        (2, "events[0].learned"),
        (3, "handover.earliest"),
        (4, "handover.latest"),
    ]


@pytest.mark.parametrize("text", HOSTILE_DAYS)
def test_what_is_no_day_is_refused_with_its_place(text: Json) -> None:
    expected = only_fault("stories", told(NUMBER, happened(expected=text)))
    report = only_fault("reports", {**REPORT, "notReceived": text})
    begins = only_fault("excuses", {**SERVICE_EXCUSE, "from": text})
    ends = only_fault("excuses", {**SERVICE_EXCUSE, "until": text})

    assert [fault.place for fault in (expected, report, begins, ends)] == [
        "events[0].expected",
        "notReceived",
        "from",
        "until",
    ]


def test_a_leap_day_is_a_day() -> None:
    dossier, faults = read_beside("reports", {**REPORT, "notReceived": "2024-02-29"})

    assert not faults
    assert dossier.reports == {"item-1": date(2024, 2, 29)}


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    fault = only_fault("stories", told(handover={"earliest": WINDOW["latest"], "latest": WINDOW["earliest"]}))

    assert fault.place == "handover.latest"
    assert fault.reason == "expected a moment not before 2026-10-06T17:00:00+02:00"


PARTS = [
    told(NUMBER, happened("accepted", "2026-10-06T18:00:00+02:00"), happened("in_transit", "2026-10-06T20:00:00Z")),
    told("3sabcd1234567", happened("accepted", "2026-10-06T18:00:00+02:00"), handover=WINDOW),
    told("3S ABCD 1234567", happened("delivered"), handover=WINDOW),
]


@pytest.mark.parametrize("parts", list(permutations(PARTS)))
def test_the_parts_of_a_journey_are_put_together_in_whatever_order_they_come(parts: tuple[Json, ...]) -> None:
    dossier, faults = read_beside("stories", *parts)

    assert not faults
    assert list(dossier.stories) == [NUMBER]
    assert [event.status.value for event in dossier.stories[NUMBER].journey.events] == [
        "accepted",
        "in_transit",
        "delivered",
    ]
    assert dossier.stories[NUMBER].window is not None


def test_two_handover_windows_for_one_number_are_a_conflict() -> None:
    dossier, faults = read_beside("stories", told(handover=WINDOW), told(handover=OTHER_WINDOW))

    assert places(faults) == [(2, "handover")]
    assert faults[0].shown == f"'{NUMBER}'"
    assert dossier.stories[NUMBER].window == HandoverWindow(
        earliest=moment(WINDOW["earliest"]), latest=moment(WINDOW["latest"])
    )


def test_the_same_window_at_another_offset_is_the_same_window() -> None:
    same = {"earliest": "2026-10-06T06:00:00Z", "latest": "2026-10-06T15:00:00Z"}

    _, faults = read_beside("stories", told(handover=WINDOW), told(handover=same))

    assert not faults


@pytest.mark.parametrize(
    "number", ["", " ", "3SABCD12\n", "\u202e3SABCD12", "//", "A" * 65, "=1", 12345678, True, [], {}]
)
def test_a_journey_of_no_number_is_refused(number: Json) -> None:
    fault = only_fault("stories", told(number))

    assert (fault.line, fault.place) == (1, "number")


def test_a_journey_without_events_is_one_of_which_nothing_is_known_yet() -> None:
    dossier, faults = read_beside("stories", {"number": NUMBER, "events": []})

    assert not faults
    assert dossier.stories == {NUMBER: ParcelStory(Journey())}


@pytest.mark.parametrize("sent_as", list(SentAs))
def test_a_detail_says_how_an_item_was_really_sent(sent_as: SentAs) -> None:
    dossier, faults = read_beside("details", {"orderItemId": "2012345678", "sentAs": sent_as.value})

    assert not faults
    assert dossier.details == {"2012345678": sent_as}


@pytest.mark.parametrize("reason", list(ExcuseReason))
def test_an_excuse_gives_one_of_the_published_reasons(reason: ExcuseReason) -> None:
    dossier, faults = read_beside("excuses", {"orderItemId": "2012345678", "reason": reason.value})

    assert not faults
    assert dossier.excuses == {"2012345678": reason}


def test_an_excuse_may_be_for_a_delivery_service_on_some_days() -> None:
    dossier, faults = read_beside("excuses", SERVICE_EXCUSE, SERVICE_EXCUSE | {"service": "NEWCOMER"})

    assert not faults
    assert dossier.service_excuses[0] == ServiceExcuse(
        DeliveryService.parse("DPD-NL"),
        first_day=date(2026, 9, 29),
        last_day=date(2026, 10, 1),
        reason=ExcuseReason.DEPOT_DISRUPTION,
    )
    assert [excuse.service.code for excuse in dossier.service_excuses] == ["DPD-NL", "NEWCOMER"]


def test_an_excuse_that_ends_before_it_begins_is_refused() -> None:
    fault = only_fault("excuses", {**SERVICE_EXCUSE, "until": "2026-09-28"})

    assert (fault.place, fault.reason) == ("until", "expected a day not before 2026-09-29")


def test_an_excuse_is_for_an_item_or_for_a_service_and_not_for_both() -> None:
    fault = only_fault("excuses", EXCUSE | SERVICE_EXCUSE)

    assert fault.shown == "'service'"
    assert fault.reason == "unknown field: expected orderItemId, reason"


@pytest.mark.parametrize("code", ["", "pnl", "TNT\n", "P\u039dL", "__class__", 1, True, [], {}])
def test_an_excuse_for_no_service_is_refused(code: Json) -> None:
    assert only_fault("excuses", SERVICE_EXCUSE | {"service": code}).place == "service"


@pytest.mark.parametrize(
    ("kind", "value"), [("reports", REPORT), ("details", DETAIL), ("excuses", EXCUSE), ("excuses", SERVICE_EXCUSE)]
)
def test_the_same_said_twice_is_harmless(kind: str, value: dict[str, Json]) -> None:
    once, _ = read_beside(kind, value)

    twice, faults = read_beside(kind, value, value)

    assert not faults
    assert (twice.reports, twice.details, twice.excuses) == (once.reports, once.details, once.excuses)


@pytest.mark.parametrize(
    ("kind", "value", "other"),
    [
        ("reports", REPORT, {"notReceived": "2026-10-10"}),
        ("details", DETAIL, {"sentAs": "parcel"}),
        ("excuses", EXCUSE, {"reason": "marketplace-disruption"}),
    ],
)
def test_two_different_words_on_one_item_are_a_conflict(
    kind: str, value: dict[str, Json], other: dict[str, Json]
) -> None:
    dossier, faults = read_beside(kind, value, value | other)
    once, _ = read_beside(kind, value)

    assert places(faults) == [(2, "orderItemId")]
    assert (faults[0].shown, faults[0].reason) == (
        "'item-1'",
        "expected what was said of it before: this differs",
    )
    assert dossier == once


VALUES = [
    ("stories", told(handover=WINDOW)),
    ("reports", REPORT),
    ("details", DETAIL),
    ("excuses", EXCUSE),
    ("excuses", SERVICE_EXCUSE),
]


@pytest.mark.parametrize(
    "name", ["unknown", "__proto__", "__class__", "\u202e", "Number", "order_item_id", "x" * 10**5]
)
@pytest.mark.parametrize(("kind", "value"), VALUES)
def test_a_field_that_a_format_does_not_have_is_refused_by_name(kind: str, value: dict[str, Json], name: str) -> None:
    fault = only_fault(kind, value | {name: None})

    assert fault.shown.startswith(ascii(name)[:20])
    assert fault.reason.startswith("unknown field: expected ")
    assert str(fault).isascii()


def test_unknown_fields_inside_are_refused_with_their_place() -> None:
    _, faults = read_beside(
        "stories",
        told(NUMBER, happened(), happened(depot="Utrecht")),
        told(handover={**WINDOW, "collection": "PICK_UP"}),
    )

    assert [(fault.line, fault.place, fault.shown) for fault in faults] == [
        (1, "events[1].depot", "'depot'"),
        (2, "handover.collection", "'collection'"),
    ]


@pytest.mark.parametrize(
    ("kind", "value", "name"),
    [
        *((kind, value, name) for kind, value in VALUES for name in value if name not in {"handover", "orderItemId"}),
        ("reports", REPORT, "orderItemId"),
        ("details", DETAIL, "orderItemId"),
    ],
)
def test_a_field_that_is_missing_is_named(kind: str, value: dict[str, Json], name: str) -> None:
    absent = only_fault(kind, without(value, name))
    null = only_fault(kind, value | {name: None})

    assert (absent.line, absent.place) == (null.line, null.place) == (1, name)
    assert absent.reason == null.reason == "missing: expected this field"


@pytest.mark.parametrize("name", ["earliest", "latest"])
def test_a_missing_end_of_a_window_is_named(name: str) -> None:
    assert only_fault("stories", told(handover=without(WINDOW, name))).place == f"handover.{name}"


@pytest.mark.parametrize("name", ["status", "at"])
def test_a_missing_part_of_an_event_is_named(name: str) -> None:
    assert only_fault("stories", told(NUMBER, without(happened(), name))).place == f"events[0].{name}"


@pytest.mark.parametrize("value", [7, True, [], {}, -1, "", "a b", "\u202e", "a" * 65])
@pytest.mark.parametrize(("kind", "whole"), [("reports", REPORT), ("details", DETAIL), ("excuses", EXCUSE)])
def test_an_item_of_no_id_is_refused(kind: str, whole: dict[str, Json], value: Json) -> None:
    assert only_fault(kind, whole | {"orderItemId": value}).place == "orderItemId"


@pytest.mark.parametrize("value", ["", "Letter-mail", "letter_mail", 1, True, [], {}])
def test_an_unknown_word_is_refused_with_the_words_there_are(value: Json) -> None:
    detail = only_fault("details", DETAIL | {"sentAs": value})
    excuse = only_fault("excuses", EXCUSE | {"reason": value})

    assert detail.place == "sentAs"
    assert detail.reason == "expected one of parcel, mailbox-parcel, letter-mail, delivery-appointment, unknown"
    assert excuse.place == "reason"
    assert excuse.reason.startswith("expected one of marketplace-disruption, ")


@pytest.mark.parametrize("value", ["text", 7, True, {}, [7]])
def test_events_that_are_no_array_of_objects_are_refused(value: Json) -> None:
    fault = only_fault("stories", {"number": NUMBER, "events": value})

    assert fault.place in {"events", "events[0]"}


@pytest.mark.parametrize("kind", ["stories", "reports", "excuses", "details"])
@pytest.mark.parametrize("value", ["text", 7, True, None])
def test_what_is_no_object_is_refused(kind: str, value: Json) -> None:
    fault = only_fault(kind, value)

    assert (fault.line, fault.place, fault.reason) == (1, "document", "expected an object")


@pytest.mark.parametrize("kind", ["stories", "reports", "excuses", "details"])
def test_an_array_is_read_member_by_member(kind: str) -> None:
    value = dict(VALUES)[kind]

    read, faults = read_beside(kind, [value, {}, value])
    by_lines, _ = read_beside(kind, value, value)

    assert read == by_lines
    assert [fault.place.partition(".")[0] for fault in faults] == ["[1]"]


def test_what_is_no_object_in_an_array_does_not_hide_what_follows() -> None:
    dossier, faults = read_beside("reports", [7, REPORT, None])

    assert dossier.reports == {"item-1": date(2026, 10, 9)}
    assert places(faults) == [(1, "[0]"), (1, "[2]")]


def test_bad_lines_do_not_hide_good_ones() -> None:
    dossier, faults = read_beside("reports", {}, REPORT, 7, REPORT | {"orderItemId": "item-2"})

    assert sorted(dossier.reports) == ["item-1", "item-2"]
    assert [fault.line for fault in faults] == [1, 3]


def test_an_array_of_too_many_objects_is_one_fault_of_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MOST_MEMBERS", 2)
    faults = Faults()
    kept: list[Members] = []

    take([Document([{}, {}, {}], "many.json")], faults, lambda each: each, kept.append)

    assert [str(fault) for fault in faults.listed] == ["many.json: document: expected at most 2 members (not 3)"]
    assert kept == []


def test_a_conflict_in_an_array_names_the_object_that_stands_in_it() -> None:
    first = {"orderItemId": "item-1", "notReceived": "2026-10-07"}
    dossier, faults = read_beside("reports", [first, first | {"notReceived": "2026-10-08"}])

    assert dossier.reports == {"item-1": date(2026, 10, 7)}
    assert [str(fault) for fault in faults] == [
        "reports.jsonl:1: [1].orderItemId: expected what was said of it before: this differs (not 'item-1')"
    ]


def test_an_array_may_have_so_many_members_and_not_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MOST_MEMBERS", 2)
    values = [{"orderItemId": f"item-{number}", "notReceived": "2026-10-07"} for number in range(3)]
    dossier, faults = read_beside("reports", values[:2], values)

    assert sorted(dossier.reports) == ["item-0", "item-1"]
    assert [str(fault) for fault in faults] == ["reports.jsonl:2: document: expected at most 2 members (not 3)"]
