"""Which process statuses to ask for together, when, and when to stop."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.builders import assert_well_told, item, moment
from tests.sending.traffic import SENT, STATUS_ID, accepted, begun, rejected, ship, status, submitted, timed_out
from trackntrace.errors import InvalidValueError, TrackntraceError, shown
from trackntrace.moment import Moment, moment_of
from trackntrace.retailer_api.label_requests import ShippingLabelRequest
from trackntrace.retailer_api.polling import Backoff, learn_all, plan
from trackntrace.retailer_api.process_status import ProcessState
from trackntrace.retailer_api.rate_limits import RateLimit
from trackntrace.retailer_api.requests import RequestedItem
from trackntrace.retailer_api.status_queries import ProcessStatusesQuery
from trackntrace.retailer_api.submission import LookupResult, Submission, SubmissionStage


def after(**parts: float) -> Moment:
    """So long after it was sent."""
    return moment_of(SENT + timedelta(**parts))


def another(number: int, *, at: Moment = SENT) -> Submission:
    """A submission about an item of its own, under way."""
    return submitted(ship(RequestedItem(item(1, f"item-{number}"), 1)), at=at, status_id=str(number))


def test_all_that_are_under_way_are_asked_for_together() -> None:
    made = plan([another(1), accepted(), another(2), rejected(), Submission(ship())], as_of=SENT)

    assert made.ask == (ProcessStatusesQuery(("1", "2")),)
    assert made.at == after(seconds=2)
    assert (made.overdue, made.lost) == ((), ())


def test_more_than_a_thousand_take_more_than_one_question() -> None:
    made = plan([another(number) for number in range(1001)], as_of=SENT)

    assert [len(query.process_status_ids) for query in made.ask] == [1000, 1]


def test_where_nothing_is_under_way_nothing_is_asked() -> None:
    made = plan([accepted(), rejected()], as_of=SENT)

    assert (made.ask, made.at, made.lost) == ((), None, ())


def turns(until: Moment) -> list[timedelta]:
    """How long after it was sent one submission is asked for, each time at the moment that the plan says."""
    asked: Moment | None = None
    ages = []
    while asked is None or asked < until:
        asked = plan([submitted()], asked=asked, as_of=asked or SENT).at
        assert asked is not None
        ages.append(asked - SENT)
    return ages


def test_the_longer_it_takes_the_seldomer_it_is_asked_for() -> None:
    ages = turns(after(hours=3))
    waits = [later - sooner for sooner, later in pairwise(ages)]

    assert [age.total_seconds() for age in ages[:5]] == [2, 4, 6, 9, 13.5]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=5)
    assert len(ages) < 60


@pytest.mark.parametrize(
    ("asked", "sent"), [(None, "2199-12-31T22:59:59.999999Z"), ("2199-12-31T22:59:59Z", "2199-12-31T22:59:00Z")]
)
def test_a_turn_after_the_last_of_all_days_is_refused(asked: str | None, sent: str) -> None:
    when = None if asked is None else moment(asked)
    with pytest.raises(InvalidValueError) as caught:
        plan([submitted(at=moment(sent))], asked=when, as_of=when or moment(sent))

    assert (caught.value.field, caught.value.reason) == ("at", "expected a year from 2000 to 2199")


def test_who_comes_late_asks_at_once() -> None:
    late = after(hours=2, minutes=30)

    assert plan([submitted()], asked=after(minutes=1), as_of=late).at == late


def test_a_lost_one_is_looked_for_when_it_is_its_turn_however_often_others_are_asked_for() -> None:
    lost, looked, asked = begun(ship(RequestedItem(item(1, "lost"), 1))), 0, None
    for second in range(0, 3600, 2):
        made = plan([lost, another(second, at=after(seconds=second))], asked=asked, as_of=after(seconds=second))
        looked, asked = looked + len(made.lost), made.at

    assert 15 < looked < 40


def test_what_was_looked_for_during_four_days_is_given_up_and_nobody_waits_for_it() -> None:
    first = plan([begun()], as_of=after(days=30))
    again = plan([begun()], asked=after(days=30), as_of=after(days=30))

    assert (first.lost, first.given_up) == ((begun(),), ())
    assert (again.lost, again.given_up, again.at) == ((), (begun(),), None)


def test_a_label_that_nobody_answered_for_is_for_somebody_to_look_for() -> None:
    label = begun(ShippingLabelRequest((RequestedItem(item(), 1),), offer_id="offer-1"))

    made = plan([label], as_of=SENT)

    assert (made.given_up, made.lost, made.at) == ((label,), (), None)


@pytest.mark.parametrize(
    "parts", [{"asked": "now"}, {"asked": 7}, {"rate_limit": None}, {"backoff": 2}, {"as_of": None}, {"as_of": 7}]
)
def test_a_plan_of_what_makes_no_sense_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(TrackntraceError) as caught:
        plan([submitted()], **{"as_of": SENT, **parts})

    assert caught.value.field == next(iter(parts))
    assert_well_told(caught.value)


def test_the_newest_submission_says_when_all_are_asked_for() -> None:
    old, new = submitted(), another(1, at=after(hours=1))

    assert plan([old, new], asked=after(minutes=59), as_of=after(hours=1)).at == after(hours=1, seconds=2)


def test_the_marketplace_is_not_asked_before_it_wants_to_be() -> None:
    limits = [
        RateLimit(retry=after(seconds=40)),
        RateLimit(remaining=0, resets=after(seconds=40)),
        RateLimit(remaining=1, resets=after(seconds=40)),
    ]

    waits = [plan([submitted()], rate_limit=limit, as_of=SENT).at for limit in limits]

    assert waits == [after(seconds=40), after(seconds=40), after(seconds=2)]


def test_what_takes_more_than_three_hours_is_overdue_and_asked_for_still() -> None:
    made = plan([submitted()], as_of=after(hours=3))

    assert made.overdue == (submitted(),)
    assert made.ask


def test_when_no_status_can_be_there_any_more_it_must_be_looked_for() -> None:
    last, over = plan([submitted()], as_of=after(hours=50.9)), plan([submitted()], as_of=after(hours=51))

    assert (bool(last.ask), last.lost) == (True, ())
    assert (over.ask, over.at, over.lost) == ((), after(hours=51), (submitted().gone(as_of=after(hours=51)),))
    assert over.lost[0].settle(LookupResult.NOT_ARRIVED).stage is SubmissionStage.PREPARED


def test_what_nobody_answered_or_what_timed_out_must_be_looked_for() -> None:
    made = plan([begun(), timed_out()], as_of=SENT)

    assert (made.ask, made.lost) == ((), (begun(), timed_out()))
    assert made.at == after(seconds=2)


@pytest.mark.parametrize(
    "parts",
    [
        {"shortest": timedelta(0)},
        {"shortest": timedelta(minutes=6)},
        {"longest": timedelta(seconds=-1)},
        {"shortest": 2},
        {"longest": None},
    ],
)
def test_a_pace_that_makes_no_sense_cannot_be_made(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Backoff(**parts)

    assert caught.value.field == "backoff"
    ((name, bound),) = parts.items()
    shortest = bound if name == "shortest" else timedelta(seconds=2)
    right = type(bound) is timedelta
    assert caught.value.shown == shown(str(shortest) if right else bound)
    assert caught.value.reason == ("expected more than nothing, up to the longest" if right else "expected a timedelta")
    assert_well_told(caught.value)


def test_a_pace_may_always_be_the_same_and_of_any_length() -> None:
    steady = Backoff(shortest=timedelta(microseconds=1), longest=timedelta(microseconds=1))

    assert steady.wait(timedelta(hours=1)) == timedelta(microseconds=1)
    assert steady.next_age(timedelta(seconds=1)) == timedelta(seconds=1, microseconds=1)


def test_the_wait_is_half_of_how_long_it_takes_within_two_bounds() -> None:
    ages = [timedelta(seconds=seconds) for seconds in (0, 4, 6, 7, 600, 602, 86400)]
    waits = [Backoff().wait(age).total_seconds() for age in ages]

    assert waits == [2, 2, 3, 3.5, 300, 300, 300]
    assert Backoff().wait(timedelta(seconds=5, microseconds=1)) == timedelta(seconds=2.5)


def test_who_was_asked_for_when_it_was_sent_is_asked_for_a_little_later() -> None:
    asked_then = [plan([submitted()], asked=after(seconds=seconds), as_of=SENT).at for seconds in (-60, 0, 1)]

    assert asked_then == [after(seconds=2), after(seconds=2), after(seconds=3)]


@pytest.mark.parametrize(("asked", "given_up"), [({"hours": 95.9}, False), ({"days": 4}, True)])
def test_the_search_ends_after_four_days(asked: dict[str, float], given_up: bool) -> None:
    made = plan([begun()], asked=after(**asked), as_of=after(days=5))

    assert bool(made.given_up) is given_up
    assert bool(made.lost) is not given_up


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"as_of": "now"}, "as_of"),
        ({"statuses": [7]}, "statuses"),
        ({"statuses": None}, "statuses"),
        ({"submissions": [status()]}, "submissions"),
        ({"submissions": 7}, "submissions"),
    ],
)
def test_nothing_is_learned_of_what_makes_no_sense(parts: dict[str, Any], name: str) -> None:
    given: dict[str, Any] = {"submissions": [submitted()], "statuses": [], "as_of": SENT, **parts}

    with pytest.raises(InvalidValueError) as caught:
        learn_all(given.pop("submissions"), given.pop("statuses"), **given)

    assert caught.value.field == name


@pytest.mark.parametrize("submissions", [None, [None], "abc", 7])
def test_what_are_no_submissions_is_refused(submissions: Any) -> None:
    with pytest.raises(TrackntraceError) as caught:
        plan(submissions, as_of=SENT)

    assert caught.value.field == "submissions"
    assert_well_told(caught.value)


def test_every_submission_learns_its_own_status() -> None:
    told = [status(ProcessState.SUCCESS, "1"), status(ProcessState.FAILURE, "2"), status(ProcessState.SUCCESS, "9")]

    learned = learn_all([another(1), another(2), another(3)], told, asked=["1", "2", "3"], as_of=after(hours=1))

    assert [each.stage.name for each in learned.submissions] == ["ACCEPTED", "REJECTED", "SUBMITTED"]
    assert learned.conflicts == ()


def test_what_was_asked_for_and_is_absent_is_gone_once_it_could_be() -> None:
    stages = [
        learn_all([submitted()], [], asked=asked, as_of=after(hours=hours)).submissions[0].stage
        for asked, hours in (([STATUS_ID], 1), ([STATUS_ID], 4), (["another"], 4))
    ]

    assert stages == [SubmissionStage.SUBMITTED, SubmissionStage.UNKNOWN, SubmissionStage.SUBMITTED]


def test_a_contradiction_is_reported_and_hinders_no_other() -> None:
    told = [status(ProcessState.FAILURE), status(ProcessState.SUCCESS, "1")]

    learned = learn_all([accepted(), another(1)], told, as_of=SENT)

    assert learned.submissions[0] == accepted()
    assert learned.submissions[1].stage is SubmissionStage.ACCEPTED
    (conflict,) = learned.conflicts
    assert_well_told(conflict)
