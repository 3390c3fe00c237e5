"""What happens after sending: from before it is sent until the outcome is known."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import OTHER_NUMBER, assert_well_told, at, entry, item, order, shipment, transport
from tests.sending.traffic import (
    EVERY_STAGE,
    HOSTILE_BODIES,
    SENT,
    STATUS_ID,
    accepted,
    add_number,
    begun,
    body,
    cancel,
    problem_object,
    rejected,
    ship,
    status,
    status_object,
    submitted,
    timed_out,
)
from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError, shown
from trackntrace.moment import Moment, moment_of
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.retailer_api.advice import Advice, NextStep, advise
from trackntrace.retailer_api.label_requests import ShippingLabelRequest
from trackntrace.retailer_api.process_status import ProcessState, ProcessStatus, merged
from trackntrace.retailer_api.queries import OrderQuery
from trackntrace.retailer_api.requests import RequestedItem
from trackntrace.retailer_api.shipment_requests import ChangeTransportRequest, ShipmentRequest
from trackntrace.retailer_api.submission import (
    LookupResult,
    Provisional,
    Submission,
    SubmissionStage,
    sent_of,
)
from trackntrace.shipping.confirmation import confirm
from trackntrace.shipping.delivery_methods import OWN_THROUGH_RETAILER_API, UseTransport
from trackntrace.shipping.transport import Transport

STAGE = SubmissionStage
STATE = ProcessState
SOMETHING: Any = "something"


def hours(number: float) -> Moment:
    """So many hours after it was sent."""
    return moment_of(SENT + timedelta(hours=number))


def test_a_submission_is_prepared_then_sent_then_taken_then_accepted() -> None:
    prepared = Submission(ship())
    sent = prepared.begin(at=SENT)
    taken = sent.answered(202, body(status_object()))
    done = taken.learn(status(STATE.SUCCESS, entity_id="item-1"))

    assert [each.stage for each in (prepared, sent, taken, done)] == [
        STAGE.PREPARED,
        STAGE.UNKNOWN,
        STAGE.SUBMITTED,
        STAGE.ACCEPTED,
    ]
    assert (sent.sent, taken.process_status_id) == (SENT, STATUS_ID)
    assert done.status is not None
    assert done.status.entity_id == "item-1"


def test_taken_is_not_accepted_an_unknown_item_fails_later() -> None:
    failed = submitted().learn(status(STATE.FAILURE, error_message="Order item\nwas not found."))

    assert failed.stage is STAGE.REJECTED
    assert failed.reason == r"'Order item\nwas not found.'"


def test_a_failure_may_come_without_a_message() -> None:
    assert submitted().learn(status(STATE.FAILURE)).stage is STAGE.REJECTED
    assert submitted().learn(status(STATE.FAILURE, description="Ship it.")).reason == "'Ship it.'"


@pytest.mark.parametrize("code", [400, 404, 405, 407, 409, 415, 422, 499])
def test_a_refusal_rejects_it_with_its_reason(code: int) -> None:
    refused = begun().answered(code, body(problem_object()))

    assert refused.stage is STAGE.REJECTED
    assert "must not be empty" in refused.reason


@pytest.mark.parametrize("data", HOSTILE_BODIES, ids=lambda data: ascii(data[:20]))
def test_a_refusal_counts_even_where_its_reason_cannot_be_read(data: bytes) -> None:
    assert begun().answered(400, data).reason == "400 without a reason that can be read"


@pytest.mark.parametrize("code", [401, 403, 429])
def test_who_is_not_heard_may_send_it_again(code: int) -> None:
    unheard = begun().answered(code, b"")

    assert unheard.stage is STAGE.PREPARED
    assert unheard.begin(at=hours(1)).sent == hours(1)


@pytest.mark.parametrize("code", [100, 200, 201, 203, 204, 302, 399, 408, 500, 502, 503, 504, 599])
def test_whatever_else_comes_is_no_answer(code: int) -> None:
    assert begun().answered(code, body(status_object())) == begun()


@pytest.mark.parametrize("data", HOSTILE_BODIES, ids=lambda data: ascii(data[:20]))
def test_an_answer_that_cannot_be_read_leaves_it_unknown(data: bytes) -> None:
    with pytest.raises(TrackntraceError) as caught:
        begun().answered(202, data)

    assert_well_told(caught.value)


@pytest.mark.parametrize("code", ["202", 202.0, True, None, 99, 600])
def test_what_is_no_status_code_is_refused(code: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        begun().answered(code, b"")

    assert caught.value.field == "status_code"


@pytest.mark.parametrize(
    "stage", [each for each in STAGE if each not in {STAGE.PREPARED, STAGE.REJECTED}], ids=lambda stage: stage.name
)
def test_what_is_on_its_way_or_done_is_not_sent_again(stage: SubmissionStage) -> None:
    with pytest.raises(ConflictError, match="do not send it again") as caught:
        EVERY_STAGE[stage].begin(at=hours(1))

    assert_well_told(caught.value)


@pytest.mark.parametrize("stage", [each for each in STAGE if each is not STAGE.UNKNOWN], ids=lambda stage: stage.name)
def test_an_answer_comes_once_and_only_to_what_was_sent(stage: SubmissionStage) -> None:
    with pytest.raises(ConflictError) as caught:
        EVERY_STAGE[stage].answered(202, body(status_object()))

    assert_well_told(caught.value)


def test_what_was_rejected_may_be_sent_again_and_starts_anew() -> None:
    again = rejected().begin(at=hours(1))

    assert again == begun(at=hours(1))


def test_pending_after_success_changes_nothing() -> None:
    done = submitted().learn(status(STATE.SUCCESS))

    assert done.learn(status(STATE.PENDING)).stage is STAGE.ACCEPTED
    assert done.learn(status(STATE.PENDING)) == done
    assert done.learn(status(STATE.SUCCESS)) == done


def test_what_timed_out_may_still_have_been_carried_out() -> None:
    late = timed_out()

    assert late.stage is STAGE.TIMED_OUT
    assert late.learn(status(STATE.SUCCESS)).stage is STAGE.ACCEPTED
    assert late.learn(status(STATE.PENDING)).stage is STAGE.TIMED_OUT


@pytest.mark.parametrize("states", [(STATE.SUCCESS, STATE.FAILURE), (STATE.FAILURE, STATE.SUCCESS)])
def test_success_against_failure_is_a_conflict(states: tuple[ProcessState, ProcessState]) -> None:
    one = submitted().learn(status(states[0]))

    with pytest.raises(ConflictError, match="expected success or failure: both were told") as caught:
        one.learn(status(states[1]))
    assert (caught.value.field, caught.value.shown) == ("status", repr(STATUS_ID))
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("other", "field", "theirs", "ours"),
    [
        (status(status_id="another"), "process_status_id", "another", STATUS_ID),
        (status(event_type="CANCEL_ORDER"), "event_type", "CANCEL_ORDER", "CREATE_SHIPMENT"),
        (status(STATE.SUCCESS, entity_id="item-2"), "entity_id", "item-2", "item-1"),
    ],
)
def test_the_status_of_another_process_is_a_conflict(other: ProcessStatus, field: str, theirs: str, ours: str) -> None:
    with pytest.raises(ConflictError) as caught:
        accepted().learn(other)

    assert (caught.value.field, caught.value.shown) == (field, repr(theirs))
    assert caught.value.reason == f"expected {ours}, which was told of this process before"
    assert_well_told(caught.value)


def test_what_was_never_sent_has_no_status() -> None:
    with pytest.raises(ConflictError):
        Submission(ship()).learn(status())


def test_a_status_that_was_found_later_answers_a_submission_that_nobody_answered() -> None:
    assert begun().learn(status(STATE.SUCCESS)).stage is STAGE.ACCEPTED


def test_a_status_is_gone_only_after_the_time_in_which_it_may_still_be_carried_out() -> None:
    assert submitted().gone(as_of=hours(2.9)).stage is STAGE.SUBMITTED
    assert submitted().gone(as_of=hours(3)).stage is STAGE.UNKNOWN
    assert timed_out().gone(as_of=hours(3)).stage is STAGE.UNKNOWN


@pytest.mark.parametrize("stage", [STAGE.PREPARED, STAGE.UNKNOWN, STAGE.ACCEPTED, STAGE.REJECTED])
def test_what_is_settled_stays_so_when_its_status_is_gone(stage: SubmissionStage) -> None:
    assert EVERY_STAGE[stage].gone(as_of=hours(100)) is EVERY_STAGE[stage]


@pytest.mark.parametrize(
    ("before", "result", "stage"),
    [
        (begun(), LookupResult.ARRIVED, STAGE.ACCEPTED),
        (begun(), LookupResult.NOT_ARRIVED, STAGE.PREPARED),
        (begun(), LookupResult.OVERTAKEN, STAGE.OVERTAKEN),
        (begun(), LookupResult.TOO_EARLY, STAGE.UNKNOWN),
        (begun(), LookupResult.UNCLEAR, STAGE.UNKNOWN),
        (timed_out(), LookupResult.ARRIVED, STAGE.ACCEPTED),
        (timed_out(), LookupResult.NOT_ARRIVED, STAGE.PREPARED),
        (submitted(), LookupResult.ARRIVED, STAGE.ACCEPTED),
        (submitted(), LookupResult.NOT_ARRIVED, STAGE.SUBMITTED),
        (accepted(), LookupResult.ARRIVED, STAGE.ACCEPTED),
        (rejected(), LookupResult.OVERTAKEN, STAGE.OVERTAKEN),
        (rejected(), LookupResult.NOT_ARRIVED, STAGE.REJECTED),
        (Submission(ship()), LookupResult.NOT_ARRIVED, STAGE.PREPARED),
    ],
)
def test_what_was_looked_for_is_settled_by_what_was_seen(
    before: Submission, result: LookupResult, stage: SubmissionStage
) -> None:
    assert before.settle(result).stage is stage


@pytest.mark.parametrize(
    ("before", "result"),
    [
        (accepted(), LookupResult.NOT_ARRIVED),
        (accepted(), LookupResult.OVERTAKEN),
        (rejected(), LookupResult.ARRIVED),
        (Submission(ship()), LookupResult.ARRIVED),
    ],
)
def test_what_was_seen_may_contradict_what_is_known(before: Submission, result: LookupResult) -> None:
    with pytest.raises(ConflictError) as caught:
        before.settle(result)

    assert_well_told(caught.value)


def test_what_was_looked_for_says_why_it_is_as_it_is() -> None:
    unexplained = submitted().learn(status(STATE.FAILURE))
    overtaken = begun().settle(LookupResult.OVERTAKEN)

    assert overtaken == Submission(ship(), stage=STAGE.OVERTAKEN, sent=SENT, reason="another was there before")
    assert unexplained.reason == ""
    assert unexplained.settle(LookupResult.OVERTAKEN).reason == "another was there before"
    assert rejected().settle(LookupResult.OVERTAKEN).reason == "'Order item was not found.'"
    assert begun().settle(LookupResult.ARRIVED) == Submission(ship(), stage=STAGE.ACCEPTED, sent=SENT, reason="")
    assert timed_out().settle(LookupResult.NOT_ARRIVED) == Submission(ship(), sent=SENT)


def test_what_succeeded_needs_no_reason() -> None:
    done = submitted().learn(status(STATE.SUCCESS, description="Create shipment.", error_message="None."))

    assert done.reason == ""


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("status", lambda: begun().learn(SOMETHING)),
        ("result", lambda: begun().settle(SOMETHING)),
        ("as_of", lambda: begun().gone(as_of=SOMETHING)),
        ("sent", lambda: Submission(ship()).begin(at=SOMETHING)),
    ],
)
def test_a_submission_is_told_nothing_else_than_what_it_asks_for(name: str, ask: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ask()

    assert (caught.value.field, caught.value.shown) == (name, "'something'")


def test_only_what_was_sent_has_a_moment_of_sending() -> None:
    assert sent_of(begun()) == SENT
    with pytest.raises(ConflictError) as caught:
        sent_of(Submission(ship()))
    assert (caught.value.field, caught.value.shown) == ("submission", "'prepared'")


def test_a_failure_after_it_was_seen_to_have_arrived_is_a_conflict() -> None:
    seen = begun().settle(LookupResult.ARRIVED)

    assert seen.learn(status(STATE.PENDING)).stage is STAGE.ACCEPTED
    assert seen.learn(status(STATE.SUCCESS)).stage is STAGE.ACCEPTED
    with pytest.raises(ConflictError, match="ended otherwise"):
        seen.learn(status(STATE.FAILURE))


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"stage": STAGE.UNKNOWN}, "expected the moment at which it was sent"),
        ({"stage": STAGE.ACCEPTED}, "expected the moment at which it was sent"),
        ({"status": status()}, "expected the moment at which it was sent"),
        ({"stage": STAGE.SUBMITTED, "sent": SENT}, "expected the process status that says so"),
        ({"stage": STAGE.TIMED_OUT, "sent": SENT}, "expected the process status that says so"),
    ],
)
def test_a_submission_that_contradicts_itself_cannot_be_made(parts: dict[str, Any], reason: str) -> None:
    with pytest.raises(ConflictError) as caught:
        Submission(ship(), **parts)

    assert caught.value.field == f"submission {ship().fingerprint[:12]}"
    assert caught.value.shown == shown(parts.get("stage", STAGE.PREPARED).value)
    assert caught.value.reason == reason
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "parts",
    [
        {"stage": "unknown", "sent": SENT},
        {"sent": "2026-10-06"},
        {"status": "PENDING", "sent": SENT},
        {"reason": None},
        {"request": OrderQuery("1")},
        {"request": None},
    ],
)
def test_a_submission_of_other_parts_cannot_be_made(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Submission(**{"request": ship(), **parts})

    assert caught.value.field == next(iter(parts))
    assert caught.value.shown == shown(next(iter(parts.values())))
    assert_well_told(caught.value)


@pytest.mark.parametrize("stage", STAGE, ids=lambda stage: stage.name)
def test_a_submission_can_be_kept(stage: SubmissionStage) -> None:
    assert pickle.loads(pickle.dumps(EVERY_STAGE[stage])) == EVERY_STAGE[stage]


@pytest.mark.parametrize(
    ("stage", "step"),
    [
        (STAGE.PREPARED, NextStep.SEND),
        (STAGE.UNKNOWN, NextStep.LOOK_FIRST),
        (STAGE.SUBMITTED, NextStep.WAIT),
        (STAGE.ACCEPTED, NextStep.NEVER_AGAIN),
        (STAGE.REJECTED, NextStep.OFFER_AGAIN),
        (STAGE.TIMED_OUT, NextStep.LOOK_FIRST),
    ],
)
def test_a_retry_is_recognised_and_advised_upon(stage: SubmissionStage, step: NextStep) -> None:
    earlier = EVERY_STAGE[stage]

    assert advise(ship(), [earlier]) == Advice(step, None if step is NextStep.SEND else earlier)


def test_nothing_is_sent_about_an_item_while_another_submission_about_it_is_unanswered() -> None:
    half = ship(RequestedItem(item(2, shipped=1), 1))

    for other in (half, cancel(), ShippingLabelRequest.of(order(), offer_id="offer-1")):
        assert advise(other, [begun()]) == Advice(NextStep.LOOK_FIRST, begun())
        assert advise(other, [submitted()]).step is NextStep.WAIT
        assert advise(other, [rejected()]).step is NextStep.SEND


def test_what_was_made_before_an_accepted_one_was_known_of_is_made_anew_first() -> None:
    stale = [
        ship(RequestedItem(item(2), 1), instruction=UseTransport(service=POSTNL, number=OTHER_NUMBER)),
        cancel(item=item(2)),
        ShippingLabelRequest.of(order(item(2)), offer_id="offer-1"),
    ]
    fresh = [
        ship(RequestedItem(item(2, shipped=1), 1)),
        cancel(item=item(2, shipped=1)),
        ShippingLabelRequest.of(order(item(2, shipped=1)), offer_id="offer-1"),
    ]

    assert [advise(each, [accepted()]).step for each in stale] == [NextStep.ASK_ANEW] * 3
    assert [advise(each, [accepted()]).step for each in fresh] == [NextStep.SEND] * 3
    assert advise(ship(), [accepted(cancel())]) == Advice(NextStep.ASK_ANEW, accepted(cancel()))


def test_a_number_that_was_added_is_not_overwritten_from_what_was_read_before_it_was() -> None:
    given = begun(add_number()).settle(LookupResult.ARRIVED)
    other = add_number(entry=entry(OTHER_NUMBER))

    assert advise(add_number(), [given]).step is NextStep.NEVER_AGAIN
    assert advise(other, [given]) == Advice(NextStep.ASK_ANEW, given)


def test_what_is_known_of_one_transport_says_nothing_of_another() -> None:
    request, elsewhere = add_number(), add_number(transport=Transport("elsewhere"))

    assert request.unaware_of(request)
    assert not request.unaware_of(elsewhere)
    assert not request.unaware_of(ship())


def test_a_number_that_was_overtaken_is_never_offered_again() -> None:
    overtaken = EVERY_STAGE[STAGE.OVERTAKEN]
    failure = status(STATE.FAILURE, event_type="CHANGE_TRANSPORT")

    assert advise(add_number(), [overtaken]).step is NextStep.NEVER_AGAIN
    assert advise(add_number(entry=entry(OTHER_NUMBER)), [overtaken]).step is NextStep.ASK_ANEW
    assert overtaken.learn(failure).stage is STAGE.OVERTAKEN
    with pytest.raises(ConflictError, match="ended otherwise"):
        overtaken.learn(status(STATE.SUCCESS, event_type="CHANGE_TRANSPORT"))


@pytest.mark.parametrize(
    ("request_", "submissions", "name"),
    [
        (None, [], "request"),
        (ship(), None, "submissions"),
        (ship(), [ship()], "submissions"),
        (ship(), 7, "submissions"),
    ],
)
def test_advice_on_what_makes_no_sense_is_refused(request_: Any, submissions: Any, name: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        advise(request_, submissions)

    assert caught.value.field == name
    assert_well_told(caught.value)


def test_what_is_about_something_else_is_no_hindrance() -> None:
    elsewhere = ship(RequestedItem(item(1, "item-2"), 1))

    assert advise(elsewhere, EVERY_STAGE.values()) == Advice(NextStep.SEND)
    assert advise(add_number(transport=Transport("elsewhere")), EVERY_STAGE.values()) == Advice(NextStep.SEND)


def test_of_many_submissions_the_gravest_counts() -> None:
    assert advise(ship(), EVERY_STAGE.values()).step is NextStep.NEVER_AGAIN
    assert advise(ship(), [submitted(), rejected(), begun()]).step is NextStep.LOOK_FIRST


def test_a_second_number_for_a_transport_waits_for_the_first() -> None:
    other = add_number(entry=entry(OTHER_NUMBER))

    assert advise(other, [begun(add_number())]).step is NextStep.LOOK_FIRST


def test_until_the_marketplace_has_spoken_a_confirmed_order_is_provisional() -> None:
    before = order(item(2))
    confirmed = confirm(before, entry(), method=OWN_THROUGH_RETAILER_API)
    request = ShipmentRequest.of(confirmed)

    seen = {
        each.stage: Provisional(before, confirmed.order, each)
        for each in (Submission(request), begun(request), submitted(request), accepted(request), rejected(request))
    }

    assert {stage for stage, each in seen.items() if each.certain is confirmed.order} == {STAGE.ACCEPTED}
    assert {stage for stage, each in seen.items() if each.expected is before} == {STAGE.REJECTED}


def test_a_rejected_number_leaves_the_transport_without_one_so_that_another_can_be_offered() -> None:
    confirmed = shipment(transport=transport(entry(None)))
    request = ChangeTransportRequest.of(confirmed, entry(at=at(9)))

    outcome = Provisional(request.transport, request.entered, rejected(request))

    assert outcome.certain.number is None
    assert ChangeTransportRequest(transport=outcome.certain, entry=entry(OTHER_NUMBER)).entered.number == OTHER_NUMBER


def test_a_process_began_when_it_was_first_told_of() -> None:
    told = [status(created=hours(number)) for number in (2, 1, 3)]

    assert merged(told) == (status(created=hours(1)),)


def test_of_two_tellings_of_one_state_the_texts_do_not_depend_on_which_came_first() -> None:
    one = status(STATE.FAILURE, entity_id="item-1", description="a", error_message="z", created=None)
    two = status(STATE.FAILURE, description="b", error_message="y")
    both = status(STATE.FAILURE, entity_id="item-1", description="b", error_message="z")

    assert one.merge(two) == two.merge(one) == both
    assert one.merge(status(STATE.TIMEOUT, description="b", error_message="zz")) == status(
        STATE.FAILURE, entity_id="item-1", description="a", error_message="z"
    )
    assert merged([status(created=None), status(created=None)]) == (status(created=None),)


def test_a_timeout_tells_more_than_that_it_is_going_on_and_less_than_how_it_ended() -> None:
    states = (STATE.PENDING, STATE.TIMEOUT, STATE.SUCCESS)

    for index, state in enumerate(states):
        for other in states[: index + 1]:
            assert status(state).merge(status(other)) == status(other).merge(status(state)) == status(state)


def test_what_is_told_of_a_process_in_pieces_adds_up() -> None:
    told = [
        status(STATE.SUCCESS, entity_id="item-1", created=None),
        status(STATE.PENDING, description="Create shipment."),
        status(STATE.PENDING, status_id="1"),
    ]

    assert merged(told) == (status(STATE.SUCCESS, entity_id="item-1"), status(status_id="1"))


@pytest.mark.parametrize(
    "parts",
    [
        {"process_status_id": ""},
        {"process_status_id": 7},
        {"state": "PENDING"},
        {"event_type": ""},
        {"event_type": "A B"},
        {"entity_id": "a\n"},
        {"description": None},
        {"error_message": 1},
        {"created": "2026-10-06"},
    ],
)
def test_a_process_status_that_is_invalid_cannot_be_made(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ProcessStatus(**{"process_status_id": "1", "state": STATE.PENDING, "event_type": "X", **parts})

    assert caught.value.field == next(iter(parts))
    assert_well_told(caught.value)
