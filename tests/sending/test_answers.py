"""Answers and messages: read as they are really sent, or refused with the place."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import assert_well_told, moment
from tests.edges.wire import HOSTILE_IDS, HOSTILE_MOMENTS
from tests.sending.traffic import (
    HOSTILE_BODIES,
    STATUS_ID,
    Json,
    body,
    message_object,
    problem_object,
    status_object,
)
from trackntrace.errors import TrackntraceError
from trackntrace.retailer_api.problems import Problem, Violation, read_problem
from trackntrace.retailer_api.process_status import (
    ProcessState,
    ProcessStatus,
    read_process_status,
    read_process_statuses,
)
from trackntrace.retailer_api.queries import OrderQuery, ShipmentQuery
from trackntrace.retailer_api.reading import RefusedObjectError
from trackntrace.retailer_api.status_queries import ProcessStatusQuery
from trackntrace.retailer_api.subscription_messages import SubscriptionMessage, read_subscription_message

NO_OBJECTS: tuple[Json, ...] = (None, [], "SHIPMENT", 1, True)
DOORS: tuple[Callable[[Any], object], ...] = (
    read_process_status,
    read_process_statuses,
    read_problem,
    read_subscription_message,
)


def refused(door: Callable[[Any], object], value: Json) -> list[str]:
    """Where the faults are."""
    with pytest.raises(TrackntraceError) as caught:
        door(body(value))
    assert_well_told(caught.value)
    errors = caught.value.errors if isinstance(caught.value, RefusedObjectError) else (caught.value,)
    return [error.field for error in errors]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("data", HOSTILE_BODIES, ids=lambda data: ascii(data[:20]))
def test_what_is_no_document_is_refused_at_every_door(door: Callable[[bytes], object], data: bytes) -> None:
    with pytest.raises(TrackntraceError) as caught:
        door(data)

    assert caught.value.field == "document"
    assert_well_told(caught.value)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("value", [[], "text", 7, None, True])
def test_what_is_no_object_is_refused_at_every_door(door: Callable[[bytes], object], value: Json) -> None:
    assert refused(door, value) == ["document"]


@pytest.mark.parametrize("door", DOORS)
def test_an_answer_about_something_else_is_refused(door: Callable[[bytes], object]) -> None:
    assert refused(door, {"__proto__": {}, "orders": []})


def test_a_process_status_is_read_as_it_is_really_sent() -> None:
    read = read_process_status(body(status_object())).value

    assert read == ProcessStatus(
        STATUS_ID,
        ProcessState.PENDING,
        event_type="CREATE_SHIPMENT",
        description="Create shipment for order item item-1.",
        created=moment("2026-10-06T16:00:00.691614431+02:00"),
    )


def test_a_process_status_tells_what_was_made_and_what_went_wrong() -> None:
    told = status_object("FAILURE", entityId="item-1", errorMessage="Order item was not found.", description=None)

    assert read_process_status(body(told)).value == ProcessStatus(
        STATUS_ID,
        ProcessState.FAILURE,
        event_type="CREATE_SHIPMENT",
        entity_id="item-1",
        description="",
        error_message="Order item was not found.",
        created=moment("2026-10-06T16:00:00.691614431+02:00"),
    )


def test_links_may_be_missing_and_so_may_the_message_of_a_failure() -> None:
    read = read_process_status(
        body(status_object("FAILURE", links=None, errorMessage=None, createTimestamp=None))
    ).value

    assert (read.state, read.error_message, read.created) == (ProcessState.FAILURE, "", None)


def test_the_id_was_a_whole_number_of_another_name_in_earlier_versions() -> None:
    old = status_object(processStatusId=None, id=1234567, entityId=987654321, eventType="CONFIRM_SHIPMENT")

    read = read_process_status(body(old)).value

    assert (read.process_status_id, read.entity_id, read.event_type) == ("1234567", "987654321", "CONFIRM_SHIPMENT")


def test_where_both_names_of_the_id_are_told_the_newer_one_counts() -> None:
    assert read_process_status(body(status_object(id=7))).value.process_status_id == STATUS_ID
    assert read_process_status(body(status_object(id=None))).value.process_status_id == STATUS_ID


def test_an_id_that_is_missing_is_missed_by_its_present_name() -> None:
    assert refused(read_process_status, status_object(processStatusId=None)) == ["processStatusId"]


def test_an_event_type_that_nobody_has_heard_of_is_kept() -> None:
    assert (
        read_process_status(body(status_object(eventType="CREATE_TIME_MACHINE"))).value.event_type
        == "CREATE_TIME_MACHINE"
    )


def test_of_many_statuses_those_that_are_gone_are_absent_and_an_empty_answer_lacks_its_list() -> None:
    page = read_process_statuses(
        body({"processStatuses": [status_object("SUCCESS", "1"), status_object("TIMEOUT", "2")]})
    )

    assert [(each.value.process_status_id, each.value.state.name) for each in page.value] == [
        ("1", "SUCCESS"),
        ("2", "TIMEOUT"),
    ]
    assert read_process_statuses(b"{}").value == ()


def test_one_bad_status_of_a_hundred_is_named_by_its_index_and_none_is_returned() -> None:
    many = [status_object(status_id=str(index)) for index in range(100)]
    many[57]["status"] = "DONE"

    assert refused(read_process_statuses, {"processStatuses": many}) == ["processStatuses[57].status"]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("processStatusId", HOSTILE_IDS),
        ("entityId", [value for value in HOSTILE_IDS if value != ""]),
        ("status", ("", "pending", "DONE", 1, True, [], {})),
        ("eventType", ("", "A B", "A\n", "a" * 65, "\u202eA", 1, True, [], {})),
        ("description", (1, True, [], {})),
        ("errorMessage", (1, True, [], {})),
        ("createTimestamp", HOSTILE_MOMENTS),
    ],
)
def test_a_part_of_a_status_that_cannot_be_read_is_named(name: str, values: tuple[Json, ...]) -> None:
    for value in values:
        assert refused(read_process_status, status_object(**{name: value})) == [name], value


def test_an_empty_id_of_an_entity_counts_as_untold() -> None:
    assert read_process_status(body(status_object(entityId=None))).value.entity_id == ""


def test_every_fault_of_a_status_is_named_at_once() -> None:
    bad = status_object(7.5, True, eventType=None)

    assert refused(read_process_status, bad) == ["processStatusId", "status", "eventType"]


@pytest.mark.parametrize(
    ("door", "value"),
    [
        (read_process_status, status_object(newField={"price": 14.0})),
        (read_problem, problem_object(newField=[1])),
        (read_subscription_message, message_object(newField="x")),
    ],
)
def test_what_was_sent_is_kept_whole(door: Callable[[Any], Any], value: Json) -> None:
    record = door(body(value))

    assert json.loads(json.dumps(record.sent, default=float)) == value
    assert json.loads(record.written) == value
    assert pickle.loads(pickle.dumps(record)) == record


def test_prices_keep_their_digits() -> None:
    record = read_process_status(body(status_object()).replace(b'"links"', b'"price": 14.00, "links"'))

    assert isinstance(record.sent, dict)
    assert str(record.sent["price"]) == str(Decimal("14.00"))


def test_a_problem_is_read_with_its_violations() -> None:
    read = read_problem(body(problem_object())).value

    assert read == Problem(
        status=400,
        title="Error validating request. Consult the documentation.",
        detail="Bad request",
        kind="https://api.bol.com/problems",
        host="Instance-101",
        instance="https://api.bol.com/retailer/shipments",
        violations=(Violation(name="orderItems", reason="must not be empty"),),
    )
    assert read.sentence == (
        "400 'Error validating request. Consult the documentation.' 'Bad request'; 'orderItems': 'must not be empty'"
    )


def test_a_problem_may_lack_its_violations_and_a_violation_its_name() -> None:
    gone = read_problem(body(problem_object(status=404, violations=None))).value
    unnamed = read_problem(body(problem_object(violations=[{"reason": "Conflicting transport method"}]))).value

    bare = read_problem(body(problem_object(violations=[{"name": "orderItems"}]))).value

    assert bare.violations == (Violation(name="orderItems", reason=""),)
    assert bare.violations[0].reason == ""
    assert gone.violations == ()
    assert unnamed.violations == (Violation(reason="Conflicting transport method"),)
    assert unnamed.sentence.endswith("; 'Conflicting transport method'")


@pytest.mark.parametrize("status", [401, 403, 429])
def test_who_is_not_let_in_is_told_title_status_and_detail_only(status: int) -> None:
    read = read_problem(body({"title": "Unauthorized", "status": status, "detail": "Request is not authorized"})).value

    assert read == Problem(title="Unauthorized", status=status, detail="Request is not authorized")


@pytest.mark.parametrize(
    ("make", "name", "values"),
    [
        *[(Problem, name, (7, None)) for name in ("title", "detail", "kind", "host", "instance")],
        (Problem, "status", (99, 600, "400", True)),
        (Problem, "violations", (None, [{"name": "a"}])),
        (Violation, "name", (None, 7)),
        (Violation, "reason", (None, 7)),
    ],
)
def test_a_problem_of_other_parts_cannot_be_made(make: Callable[..., object], name: str, values: Json) -> None:
    for value in values:
        with pytest.raises(TrackntraceError) as caught:
            make(**{name: value})

        assert caught.value.field == name
        assert_well_told(caught.value)


@pytest.mark.parametrize("status", [100, 599])
def test_a_problem_has_any_status_of_http(status: int) -> None:
    assert read_problem(body({"status": status})).value == Problem(status=status)


@pytest.mark.parametrize("status", [99, 600, 0, -1, "404", 404.0])
def test_a_status_that_is_none_of_http_is_refused_with_its_place(status: Json) -> None:
    with pytest.raises(RefusedObjectError) as caught:
        read_problem(body(problem_object(status=status)))

    [error] = caught.value.errors
    assert (error.field, error.reason) == ("status", "expected a whole number from 100 to 599")


def test_a_problem_says_five_of_many_things_that_were_wrong() -> None:
    wrong = [{"name": f"part-{index}", "reason": "is wrong"} for index in range(6)]

    said = read_problem(body({"title": "Bad", "violations": wrong})).value.sentence

    assert said == (
        "'Bad'; 'part-0': 'is wrong'; 'part-1': 'is wrong'; 'part-2': 'is wrong'; 'part-3': 'is wrong'; "
        "'part-4': 'is wrong'"
    )


@pytest.mark.parametrize("value", [{"status": 404}, {"title": "Bad"}, {"detail": "Bad"}, {"violations": []}])
def test_one_part_is_enough_of_a_problem_and_none_is_none(value: Json) -> None:
    assert isinstance(read_problem(body(value)).value, Problem)
    with pytest.raises(TrackntraceError) as caught:
        read_problem(body({"type": "x", "host": "y"}))
    assert (caught.value.field, caught.value.shown) == ("title", "'type'")


def test_every_fault_of_a_problem_is_named_at_once() -> None:
    wrong = [{"name": 1, "reason": 2}, {"reason": "is wrong"}, 7]

    assert refused(read_problem, problem_object(host=1, status="400", violations=wrong)) == [
        "host",
        "status",
        "violations[0].name",
        "violations[0].reason",
        "violations[2]",
    ]


def test_a_problem_without_a_word_still_has_a_sentence() -> None:
    assert read_problem(body({"status": 500})).value.sentence == "500 no reason given"
    assert read_problem(body({"violations": []})).value.sentence == "no reason given"


def test_the_sentence_of_a_problem_is_one_line_whatever_the_marketplace_says() -> None:
    bad = "\u202e<script>\n\r" * 100
    said = read_problem(
        body(problem_object(title=bad, detail=bad, violations=[{"name": bad, "reason": bad}] * 100))
    ).value.sentence

    assert said.isascii()
    assert said.isprintable()
    assert len(said) < 1000


@pytest.mark.parametrize(
    ("name", "values", "place"),
    [
        *[(name, (1, True, [], {}), name) for name in ("type", "title", "detail", "host", "instance")],
        ("status", ("400", 400.0, True, 99, 600, -1, 10**30, [], {}), "status"),
        ("violations", ("none", 1, {}, True), "violations"),
        ("violations", (["none"], [1], [[]]), "violations[0]"),
        ("violations", ([{"name": 1}], [{"name": []}]), "violations[0].name"),
        ("violations", ([{}, {"reason": True}],), "violations[1].reason"),
    ],
)
def test_a_part_of_a_problem_that_cannot_be_read_is_named(name: str, values: tuple[Json, ...], place: str) -> None:
    for value in values:
        assert refused(read_problem, problem_object(**{name: value})) == [place], value


def test_a_message_says_what_happened_to_what() -> None:
    read = read_subscription_message(body(message_object())).value

    assert read == SubscriptionMessage(
        retailer_id="1234567",
        at=moment("2026-10-06T18:00:00.1+02:00"),
        resource="SHIPMENT",
        kind="UPDATE_TRANSPORT_EVENT",
        resource_id="953266576",
    )
    assert read.subject == ("SHIPMENT", "953266576")


def test_a_message_is_answered_by_a_question() -> None:
    asked = {
        resource: read_subscription_message(body(message_object(resource))).value.question
        for resource in ("SHIPMENT", "ORDER", "PROCESS_STATUS", "PRICE_STAR_BOUNDARY", "TEST")
    }

    assert asked == {
        "SHIPMENT": ShipmentQuery("953266576"),
        "ORDER": OrderQuery("953266576"),
        "PROCESS_STATUS": ProcessStatusQuery("953266576"),
        "PRICE_STAR_BOUNDARY": None,
        "TEST": None,
    }


def test_two_messages_that_say_the_same_are_one() -> None:
    one, again = (read_subscription_message(body(message_object(extra=index))).value for index in range(2))

    assert one == again
    assert len({one, again}) == 1


@pytest.mark.parametrize(
    ("parts", "places"),
    [
        *[({"retailerId": value}, ["retailerId"]) for value in HOSTILE_IDS],
        *[({"timestamp": value}, ["timestamp"]) for value in (*HOSTILE_MOMENTS, None)],
        *[({"event": value}, ["event"]) for value in NO_OBJECTS],
        ({"event": {}}, ["event.resource", "event.type", "event.resourceId"]),
        (
            {"event": {"resource": 1, "type": "a b", "resourceId": True}},
            ["event.resource", "event.type", "event.resourceId"],
        ),
        ({"event": {"resource": "ORDER", "type": "X", "resourceId": "<script>"}}, ["event.resourceId"]),
    ],
)
def test_a_part_of_a_message_that_cannot_be_read_is_named(parts: dict[str, Json], places: list[str]) -> None:
    assert refused(read_subscription_message, message_object() | parts) == places


@pytest.mark.parametrize(
    "parts",
    [
        {"retailer_id": ""},
        {"retailer_id": 7},
        {"at": None},
        {"at": "2026-10-06"},
        {"resource": ""},
        {"resource": "A B"},
        {"kind": ""},
        {"kind": 7},
        {"resource_id": "a b"},
    ],
)
def test_a_message_of_other_parts_cannot_be_made(parts: dict[str, Any]) -> None:
    good = {"retailer_id": "1", "at": moment("2026-10-06T18:00:00Z"), "resource": "A", "kind": "B", "resource_id": "2"}

    with pytest.raises(TrackntraceError) as caught:
        SubscriptionMessage(**{**good, **parts})

    assert [caught.value.field] == list(parts)
    assert_well_told(caught.value)


def test_a_message_whose_id_cannot_stand_in_a_path_asks_nothing() -> None:
    event = {"resource": "ORDER", "type": "X", "resourceId": "a/b"}
    read = read_subscription_message(body(message_object(event=event))).value

    with pytest.raises(TrackntraceError) as caught:
        _ = read.question
    assert_well_told(caught.value)
