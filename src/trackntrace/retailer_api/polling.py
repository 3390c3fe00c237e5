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
from trackntrace.grammar import each_of
from trackntrace.moment import Moment, moment_of
from trackntrace.retailer_api.process_status import KEPT, LONGEST_PROCESS, ProcessStatus
from trackntrace.retailer_api.rate_limits import RateLimit
from trackntrace.retailer_api.status_queries import ProcessStatusesQuery, process_statuses_queries
from trackntrace.retailer_api.submission import Submission, SubmissionStage

_NO_LIMIT: Final = RateLimit()
_LOST: Final = {SubmissionStage.UNKNOWN, SubmissionStage.TIMED_OUT}


@final
@frozen(kw_only=True)
class Pace:
    """
    How long to wait before asking again: half of how long it has been under way, within two bounds.

    Nothing is published about how long a process usually takes, so this is ours: often at first, seldom later.

    Raises:
        InvalidValueError: the bounds are no positive durations in this order.
    """

    shortest: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(minutes=5)

    def __attrs_post_init__(self) -> None:
        for bound in (self.shortest, self.longest):
            if type(bound) is not timedelta:
                raise InvalidValueError.about(bound, "pace", "expected a timedelta")
        if not timedelta(0) < self.shortest <= self.longest:
            raise InvalidValueError.about(str(self.shortest), "pace", "expected more than nothing, up to the longest")

    def wait(self, age: timedelta) -> timedelta:
        """How long to wait where it has been under way for so long."""
        return min(max(age // 2, self.shortest), self.longest)


USUAL_PACE: Final = Pace()


@final
@frozen(kw_only=True)
class PollingPlan:
    """
    What to ask for and to look for, and when.

    ``at`` is the moment to do both, None where nothing is open. ``overdue`` are asked for still, though the three hours
    are over. ``lost`` are not: no status tells of them, or none any more, so they must be looked for; they come as
    unknown, or timed out.
    """

    ask: tuple[ProcessStatusesQuery, ...]
    at: Moment | None
    overdue: tuple[Submission, ...]
    lost: tuple[Submission, ...]


def plan(
    submissions: Iterable[Submission],
    *,
    as_of: Moment,
    asked: Moment | None = None,
    rate_limit: RateLimit = _NO_LIMIT,
    pace: Pace = USUAL_PACE,
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
        pace: how often.
    """
    known, now = each_of(submissions, Submission, "submissions"), moment_of(as_of, "as_of")
    lost = tuple(each.gone(as_of=now) for each in known if each.stage in _LOST or _is_expired(each, now))
    asking = tuple(each for each in known if each.stage is SubmissionStage.SUBMITTED and not _is_expired(each, now))
    due = min((_due(each.sent, asked, pace) for each in (*asking, *lost) if each.sent), default=None)
    return PollingPlan(
        ask=process_statuses_queries(each.process_status_id for each in asking),
        at=None if due is None else rate_limit.free_from(as_of=max(due, now)),
        overdue=tuple(each for each in asking if each.sent and now >= each.sent + LONGEST_PROCESS),
        lost=lost,
    )


def _is_expired(submission: Submission, now: Moment) -> bool:
    """Whether the marketplace cannot have its status any more, though it never told how it ended."""
    if submission.stage is not SubmissionStage.SUBMITTED or submission.sent is None:
        return False
    return now >= submission.sent + LONGEST_PROCESS + KEPT


def _due(sent: Moment, asked: Moment | None, pace: Pace) -> Moment:
    last = max(sent, asked) if asked else sent
    return moment_of(last + pace.wait(last - sent), "at")


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
    """
    told: dict[str, list[ProcessStatus]] = {}
    for status in each_of(statuses, ProcessStatus, "statuses"):
        told.setdefault(status.process_status_id, []).append(status)
    wanted = set(asked)
    after: list[Submission] = []
    conflicts: list[ConflictError] = []
    for each in each_of(submissions, Submission, "submissions"):
        try:
            after.append(_after(each, told.get(each.process_status_id, []), wanted, as_of))
        except ConflictError as error:
            after.append(each)
            conflicts.append(error)
    return Learned(submissions=tuple(after), conflicts=tuple(conflicts))


def _after(submission: Submission, told: list[ProcessStatus], asked: set[str], as_of: Moment) -> Submission:
    for status in told:
        submission = submission.learn(status)
    absent = not told and submission.process_status_id in asked
    return submission.gone(as_of=as_of) if absent else submission
