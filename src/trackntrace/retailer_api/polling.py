"""
Polling: which process statuses to ask for together, when, and when to stop.

Everything is computed from what is known; nothing here waits or asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import each_of, exactly
from trackntrace.moment import Moment, moment_of
from trackntrace.retailer_api.lookup import questions
from trackntrace.retailer_api.process_status import KEPT, LONGEST_PROCESS, ProcessStatus
from trackntrace.retailer_api.rate_limits import RateLimit
from trackntrace.retailer_api.status_queries import ProcessStatusesQuery, process_statuses_queries
from trackntrace.retailer_api.submission import Submission, SubmissionStage, sent_of

_NO_LIMIT: Final = RateLimit()
_LOST: Final = {SubmissionStage.UNKNOWN, SubmissionStage.TIMED_OUT}


@final
@frozen(kw_only=True)
class Backoff:
    """
    How long to wait before asking again: about half of how long it has been under way, within two bounds.

    Nothing is published about how long a process usually takes, so this is ours: often at first, seldom later.

    Raises:
        InvalidValueError: the bounds are no positive durations in this order.
    """

    shortest: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(minutes=5)

    def __attrs_post_init__(self) -> None:
        for bound in (self.shortest, self.longest):
            if type(bound) is not timedelta:
                raise InvalidValueError.about(bound, "backoff", "expected a timedelta")
        if not timedelta(0) < self.shortest <= self.longest:
            raise InvalidValueError.about(
                str(self.shortest), "backoff", "expected more than nothing, up to the longest"
            )

    def wait(self, age: timedelta) -> timedelta:
        """How long to wait where it has been under way for so long."""
        return min(max(age // 2, self.shortest), self.longest)

    def next_age(self, age: timedelta) -> timedelta:
        """
        How long it has been under way when its next turn comes, after it was asked for at this age.

        The turns of each are fixed by when it was sent, however often it was asked for together with others.

        >>> Backoff().next_age(timedelta(seconds=7)).total_seconds()
        9.0
        """
        turn = self.shortest
        while turn <= age:
            wait = self.wait(turn)
            turn += wait if wait < self.longest else wait * ((age - turn) // wait + 1)
        return turn


USUAL_BACKOFF: Final = Backoff()

LONGEST_SEARCH: Final = timedelta(days=4)
"""Who has looked for so long finds nothing by looking again: a day more than any status may be kept. Ours."""


@final
@frozen(kw_only=True)
class PollingPlan:
    """
    What to ask for and to look for, and when.

    ``at`` is the moment to do both, None where nothing is open. ``overdue`` are asked for still, though the three hours
    are over. ``lost`` are not: no status tells of them, or none any more, so they must be looked for, those whose turn
    it is at that moment; they come as unknown, or timed out. ``given_up`` were looked for until four days after they
    were sent, or are labels, which nothing can be asked about: somebody must look in the seller account, and no moment
    is planned for them.
    """

    ask: tuple[ProcessStatusesQuery, ...]
    at: Moment | None
    overdue: tuple[Submission, ...]
    lost: tuple[Submission, ...]
    given_up: tuple[Submission, ...] = ()


def plan(
    submissions: Iterable[Submission],
    *,
    as_of: Moment,
    asked: Moment | None = None,
    rate_limit: RateLimit = _NO_LIMIT,
    backoff: Backoff = USUAL_BACKOFF,
) -> PollingPlan:
    """
    What to ask of all submissions, and when.

    All that are under way are asked for together, as soon as one of them is due, since a question for many costs as
    much as a question for one. Two days and three hours after sending no status can be there any more.

    Args:
        submissions: any; those that are settled need nothing.
        as_of: now.
        asked: when they were last asked and looked for, None where never.
        rate_limit: what the last answer to such a question told.
        backoff: how often.

    Raises:
        InvalidValueError: an argument is not what it should be.
    """
    known, now = each_of(submissions, Submission, "submissions"), moment_of(as_of, "as_of")
    exactly(rate_limit, RateLimit, "rate_limit")
    turns = _Turns(None if asked is None else moment_of(asked, "asked"), exactly(backoff, Backoff, "backoff"))
    astray = tuple(each.gone(as_of=now) for each in known if each.stage in _LOST or _is_expired(each, now))
    lost = tuple(each for each in astray if not turns.given_up(each))
    asking = tuple(each for each in known if each.stage is SubmissionStage.SUBMITTED and not _is_expired(each, now))
    due = min(map(turns.due, (*asking, *lost)), default=None)
    at = None if due is None else rate_limit.free_from(as_of=max(due, now))
    return PollingPlan(
        ask=process_statuses_queries(each.process_status_id for each in asking),
        at=at,
        overdue=tuple(each for each in asking if now >= sent_of(each) + LONGEST_PROCESS),
        lost=tuple(each for each in lost if at is not None and turns.due(each) <= at),
        given_up=tuple(each for each in astray if turns.given_up(each)),
    )


def _is_expired(submission: Submission, now: Moment) -> bool:
    """Whether the marketplace cannot have its status any more, though it never told how it ended."""
    pending = submission.stage is SubmissionStage.SUBMITTED
    return pending and now >= sent_of(submission) + LONGEST_PROCESS + KEPT


@final
@frozen
class _Turns:
    """When whose turn it is, all having been asked for at one moment."""

    asked: Moment | None
    backoff: Backoff

    def due(self, submission: Submission) -> Moment:
        sent, asked = sent_of(submission), self.asked
        if asked is None or asked <= sent:
            return moment_of(sent + self.backoff.shortest, "at")
        turn = sent + self.backoff.next_age(asked - sent)
        return moment_of(max(turn, asked + self.backoff.shortest), "at")

    def given_up(self, submission: Submission) -> bool:
        looked = self.asked is not None and self.asked >= sent_of(submission) + LONGEST_SEARCH
        return looked or not questions(submission)


@final
@frozen(kw_only=True)
class Learned:
    """All submissions after an answer, in their order, and what contradicted what was known before."""

    submissions: tuple[Submission, ...]
    conflicts: tuple[ConflictError, ...] = field(default=())


def learn_all(
    submissions: Iterable[Submission],
    statuses: Iterable[ProcessStatus],
    *,
    asked: Iterable[str] = (),
    as_of: Moment,
) -> Learned:
    """
    All submissions with these process statuses learned, each by its id.

    Those that were asked for and are absent may be gone, as `Submission.gone` says. A status that contradicts what is
    known changes nothing and is reported.

    Raises:
        InvalidValueError: an argument is not what it should be.
    """
    now = moment_of(as_of, "as_of")
    told: dict[str, list[ProcessStatus]] = {}
    for status in each_of(statuses, ProcessStatus, "statuses"):
        told.setdefault(status.process_status_id, []).append(status)
    wanted = set(asked)
    after: list[Submission] = []
    conflicts: list[ConflictError] = []
    for each in each_of(submissions, Submission, "submissions"):
        try:
            after.append(_after(each, told.get(each.process_status_id, []), wanted, now))
        except ConflictError as error:
            after.append(each)
            conflicts.append(error)
    return Learned(submissions=tuple(after), conflicts=tuple(conflicts))


def _after(submission: Submission, told: list[ProcessStatus], asked: set[str], as_of: Moment) -> Submission:
    for status in told:
        submission = submission.learn(status)
    absent = not told and submission.process_status_id in asked
    return submission.gone(as_of=as_of) if absent else submission
