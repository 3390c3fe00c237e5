"""The laws of sending: no order of news matters, no retry goes unrecognised, nothing is sent twice blindly."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import assert_well_told
from tests.sending.requests_made import CHANGING, SHIPMENTS, confirmations, order_items
from tests.sending.traffic import (
    SENT,
    Json,
    accepted,
    begun,
    body,
    message_object,
    problem_object,
    ship,
    status,
    status_object,
    submitted,
)
from trackntrace.errors import TrackntraceError
from trackntrace.moment import moment_of
from trackntrace.retailer_api.advice import NextStep, advise
from trackntrace.retailer_api.lookup import found_in_order
from trackntrace.retailer_api.polling import LONGEST_SEARCH, plan
from trackntrace.retailer_api.problems import read_problem
from trackntrace.retailer_api.process_status import (
    ProcessState,
    ProcessStatus,
    read_process_status,
    read_process_statuses,
)
from trackntrace.retailer_api.rate_limits import rate_limit_of
from trackntrace.retailer_api.requests import ChangingRequest, RequestedItem
from trackntrace.retailer_api.shipment_requests import ShipmentRequest
from trackntrace.retailer_api.submission import LookupResult, Submission, SubmissionStage
from trackntrace.retailer_api.subscription_messages import read_subscription_message
from trackntrace.shipping.confirmation import Confirmation
from trackntrace.testing.hostile import hostile_texts
from trackntrace.testing.hostile_json import perhaps_wrong

pytestmark = pytest.mark.law

HOURS = st.integers(0, 100).map(lambda hours: moment_of(SENT + timedelta(hours=hours)))
STATUSES = st.builds(
    status,
    st.sampled_from(ProcessState),
    entity_id=st.sampled_from(("", "", "item-1", "item-2")),
    description=st.sampled_from(("", "a", "b")),
    error_message=st.sampled_from(("", "x", "y")),
    created=st.one_of(st.none(), HOURS),
)


def learned(start: Submission, told: list[ProcessStatus] | tuple[ProcessStatus, ...]) -> Submission | None:
    """The submission after all of it, or None where it contradicts itself."""
    try:
        for each in told:
            start = start.learn(each)
    except TrackntraceError as error:
        assert_well_told(error)
        return None
    return start


@given(st.lists(STATUSES, max_size=4))
def test_it_does_not_matter_in_which_order_statuses_are_learned(told: list[ProcessStatus]) -> None:
    """Every order of the same news ends in the same submission, or in a conflict in every order."""
    assert len({learned(begun(), each) for each in permutations(told)}) == 1


@given(st.lists(STATUSES, max_size=4), st.data())
def test_news_that_is_told_twice_changes_nothing(told: list[ProcessStatus], data: st.DataObject) -> None:
    """Learning is idempotent."""
    once = learned(begun(), told)
    again = data.draw(st.lists(st.sampled_from(told), max_size=4)) if told else []

    assert learned(begun(), [*told, *again]) == once


@given(STATUSES, STATUSES, STATUSES)
def test_what_two_statuses_tell_together_does_not_depend_on_which_came_first(
    one: ProcessStatus, two: ProcessStatus, three: ProcessStatus
) -> None:
    """Merging is commutative, associative and idempotent, conflicts included."""

    def merged(*pairs: Callable[[], ProcessStatus]) -> list[ProcessStatus | None]:
        found: list[ProcessStatus | None] = []
        for make in pairs:
            try:
                found.append(make())
            except TrackntraceError:
                found.append(None)
        return found

    assert len(set(merged(lambda: one.merge(two), lambda: two.merge(one)))) == 1
    assert len(set(merged(lambda: one.merge(two).merge(three), lambda: one.merge(two.merge(three))))) == 1
    assert one.merge(one) == one


@given(CHANGING)
def test_a_request_made_again_has_the_same_fingerprint(request: ChangingRequest) -> None:
    """A copy, a pickle and one read in another order of names are the same request."""
    again = pickle.loads(pickle.dumps(request))

    assert again.fingerprint == request.fingerprint
    assert json.loads(again.body) == json.loads(request.body)
    assert request.target.isascii()
    assert request.target.count("?") == bool(request.query)


@given(SHIPMENTS, SHIPMENTS)
def test_two_shipments_that_are_written_differently_have_different_fingerprints(
    one: ShipmentRequest, other: ShipmentRequest
) -> None:
    """The fingerprint loses nothing of what the marketplace is told but the order of items."""

    def canonical(request: ShipmentRequest) -> Json:
        said = json.loads(request.body)
        return {**said, "orderItems": sorted(said["orderItems"], key=str)}

    if canonical(one) != canonical(other):
        assert one.fingerprint != other.fingerprint


@given(confirmations())
def test_a_shipment_request_asks_for_what_was_confirmed_and_for_nothing_else(confirmed: Confirmation) -> None:
    """Its items are the shipment's lines, and carrying it out leaves the order as the confirmation has it."""
    request = ShipmentRequest.of(confirmed)

    assert {each.order_item_id: each.quantity for each in request.items} == {
        line.order_item_id: line.quantity for line in confirmed.shipment.lines
    }
    for each in request.items:
        assert each.item.ship(each.quantity) == confirmed.order.item(each.order_item_id)
    assert found_in_order(begun(request), confirmed.order, as_of=SENT) is LookupResult.ARRIVED


def _begin(submission: Submission) -> Submission:
    return submission.begin(at=SENT)


NEWS: st.SearchStrategy[Callable[[Submission], Submission]] = st.one_of(
    st.just(_begin),
    STATUSES.map(lambda told: lambda submission: submission.learn(told)),
    st.sampled_from(LookupResult).map(lambda seen: lambda submission: submission.settle(seen)),
    HOURS.map(lambda as_of: lambda submission: submission.gone(as_of=as_of)),
    st.sampled_from((202, 400, 401, 429, 500)).map(
        lambda code: lambda submission: submission.answered(code, body(status_object()))
    ),
)


@given(st.lists(NEWS, max_size=8))
def test_nothing_is_sent_again_unless_it_is_known_not_to_be_there(
    news: list[Callable[[Submission], Submission]],
) -> None:
    """After any news at all, what may be sent was never sent, was not heard, was not found, or was rejected."""
    submission = Submission(ship())
    last: SubmissionStage | None = None
    for each in news:
        before = submission
        try:
            submission = each(submission)
        except TrackntraceError as error:
            assert_well_told(error)
            assert submission is before
        last = submission.stage

    step = advise(ship(), [submission]).step
    may_begin = submission.stage in {SubmissionStage.PREPARED, SubmissionStage.REJECTED}
    assert (step in {NextStep.SEND, NextStep.OFFER_AGAIN}) is may_begin
    assert last is None or last is submission.stage
    assert pickle.loads(pickle.dumps(submission)) == submission


@given(st.lists(NEWS, max_size=8))
def test_what_was_accepted_is_never_sent_again(news: list[Callable[[Submission], Submission]]) -> None:
    """No later news makes an accepted submission one that may be sent."""
    submission = submitted().learn(status(ProcessState.SUCCESS))
    for each in news:
        try:
            submission = each(submission)
        except TrackntraceError as error:
            assert_well_told(error)

    assert submission.stage is SubmissionStage.ACCEPTED
    assert advise(ship(), [submission]).step is NextStep.NEVER_AGAIN


@given(st.lists(st.builds(RequestedItem, order_items("item-1"), st.just(1)), min_size=2, max_size=2))
def test_two_requests_about_one_item_are_both_sent_only_if_the_second_knows_of_the_first(
    items: list[RequestedItem],
) -> None:
    """After an accepted shipment only what was made of the order with that shipment in it is sent."""
    first, second = (ship(each) for each in items)
    step = advise(second, [accepted(first)]).step

    assert (step is NextStep.SEND) is not (
        first.fingerprint == second.fingerprint
        or items[1].item.shipped < items[0].item.shipped + 1
        or items[1].item.cancelled < items[0].item.cancelled
    )


@given(HOURS, HOURS)
def test_nothing_is_asked_before_now_and_what_is_open_is_asked_for_or_looked_for_or_given_up(
    as_of: Any, asked: Any
) -> None:
    """A plan forgets no submission."""
    made = plan([submitted(), begun()], asked=asked, as_of=as_of)

    assert begun() in (*made.lost, *made.given_up)
    assert len(made.lost) + len(made.given_up) + bool(made.ask) == 2
    assert not made.given_up or asked >= SENT + LONGEST_SEARCH
    assert made.at is None or made.at >= as_of


@pytest.mark.parametrize(
    ("door", "good"),
    [
        (read_process_status, status_object()),
        (read_process_statuses, {"processStatuses": [status_object(), status_object("SUCCESS", "2", entityId="1")]}),
        (read_problem, problem_object()),
        (read_subscription_message, message_object()),
    ],
    ids=["process status", "process statuses", "problem", "message"],
)
@given(data=st.data())
def test_whatever_comes_is_read_or_refused_in_declared_words(
    door: Callable[[bytes], Any], good: Json, data: st.DataObject
) -> None:
    """And what is read says again what was sent."""
    value = data.draw(perhaps_wrong(good))
    try:
        record = door(body(value))
    except TrackntraceError as error:
        assert_well_told(error)
    else:
        assert json.loads(record.written) == value


@given(
    st.sampled_from(("Retry-After", "x-ratelimit-reset", "X-RateLimit-Remaining")),
    hostile_texts("120", "Tue, 06 Oct 2026 14:02:00 GMT"),
)
def test_whatever_a_header_says_it_is_read_or_refused_in_declared_words(name: str, text: str) -> None:
    """And no wait is longer than a day."""
    try:
        limit = rate_limit_of({name: text}, as_of=SENT)
    except TrackntraceError as error:
        assert_well_told(error)
    else:
        assert limit.free_from(as_of=SENT) <= SENT + timedelta(days=1)
