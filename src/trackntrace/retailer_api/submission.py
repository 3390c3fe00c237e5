"""
The submission: a request that changes something at the marketplace, from before it is sent until its outcome is known.

The danger is the request that was sent and never answered. It may have arrived, so sending it again may ship twice, and
not sending it may ship nothing. So a try is written down before it leaves (`Submission.begin`), counts as unknown until
an answer comes, and must be looked for before it is sent again.

That a request was taken is not yet that it is accepted: an unknown order item is taken with 202 and fails later.
"""

from __future__ import annotations

from typing import Final, Generic, TypeVar, final

from attrs import evolve, field, frozen

from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError, shown
from trackntrace.grammar import Word, exactly, whole
from trackntrace.moment import Moment, moment_of
from trackntrace.retailer_api.problems import read_problem
from trackntrace.retailer_api.process_status import LONGEST_PROCESS, ProcessState, ProcessStatus, read_process_status
from trackntrace.retailer_api.requests import ChangingRequest

_T = TypeVar("_T")


class SubmissionStage(Word):
    """
    How far a submission is.

    ``PREPARED``: it is not at the marketplace, and may be sent. ``UNKNOWN``: it was sent, and no answer tells whether
    it arrived. ``SUBMITTED``: it arrived and is being carried out. ``ACCEPTED`` and ``REJECTED``: it was carried out,
    or will not be. ``OVERTAKEN``: the transport has another number, which was written first and stays.
    ``TIMED_OUT``: the marketplace gave up waiting; what became of it is not known (a reading).
    """

    PREPARED = "prepared"
    UNKNOWN = "unknown"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"
    TIMED_OUT = "timed-out"


class LookupResult(Word):
    """What looking for a submission showed, in the order, its shipments or the transport."""

    ARRIVED = "arrived"
    NOT_ARRIVED = "not-arrived"
    TOO_EARLY = "too-early"
    OVERTAKEN = "overtaken"
    UNCLEAR = "unclear"


_STAGES: Final = {
    ProcessState.PENDING: SubmissionStage.SUBMITTED,
    ProcessState.SUCCESS: SubmissionStage.ACCEPTED,
    ProcessState.FAILURE: SubmissionStage.REJECTED,
    ProcessState.TIMEOUT: SubmissionStage.TIMED_OUT,
}
_FAILED: Final = {SubmissionStage.REJECTED, SubmissionStage.OVERTAKEN}
_CERTAIN: Final = {SubmissionStage.ACCEPTED, *_FAILED}
_NOT_TAKEN: Final = {401, 403, 429}
"""Who is not let in, or has asked too much, was not heard: nothing is being carried out."""


def _sent(value: Moment | None) -> Moment | None:
    return None if value is None else moment_of(value, "sent")


@final
@frozen
class Submission:
    """
    A request and what is known of it.

    ``sent`` is when the last try began, None before the first. ``status`` is what the marketplace told of the process.
    ``reason`` is why it was rejected, fit to be shown. Every method returns a new submission, to be written down in
    the place of the old one.
    """

    request: ChangingRequest
    stage: SubmissionStage = field(default=SubmissionStage.PREPARED, kw_only=True)
    sent: Moment | None = field(default=None, kw_only=True, converter=_sent)
    status: ProcessStatus | None = field(default=None, kw_only=True)
    reason: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.request, ChangingRequest):
            raise InvalidValueError.about(self.request, "request", "expected a request that changes something")
        exactly(self.stage, SubmissionStage, "stage")
        exactly(self.reason, str, "reason")
        if self.status is not None:
            exactly(self.status, ProcessStatus, "status")
        if self.sent is None and (self.stage is not SubmissionStage.PREPARED or self.status is not None):
            raise self._refused("expected the moment at which it was sent")
        if self.status is None and self.stage in {SubmissionStage.SUBMITTED, SubmissionStage.TIMED_OUT}:
            raise self._refused("expected the process status that says so")

    def _refused(self, reason: str) -> ConflictError:
        return ConflictError.about(self.stage.value, f"submission {self.request.fingerprint[:12]}", reason)

    @property
    def process_status_id(self) -> str:
        """The id under which the marketplace keeps the process; empty where none is known."""
        return self.status.process_status_id if self.status else ""

    def begin(self, *, at: Moment) -> Submission:
        """
        The submission about to be sent: write this down, then send, never the other way round.

        Raises:
            ConflictError: it is on its way, accepted, overtaken, or must be looked for first.
            InvalidValueError: ``at`` is no moment.
        """
        if self.stage not in {SubmissionStage.PREPARED, SubmissionStage.REJECTED}:
            raise self._refused("expected one that is not on its way: follow or look for it, do not send it again")
        return Submission(self.request, stage=SubmissionStage.UNKNOWN, sent=at)

    def answered(self, status_code: int, body: bytes) -> Submission:
        """
        The submission after the answer to its last try.

        202 brings a process status. 401, 403 and 429 say that it was not taken, so it may be sent again; any other
        status from 400 on but 408 rejects it. 408, 5xx and whatever else is no answer: it stays unknown.

        Raises:
            InvalidValueError: a body of 202 that cannot be read: it stays unknown.
            ConflictError: it was not sent, or another answer came before.
        """
        if self.stage is not SubmissionStage.UNKNOWN:
            raise self._refused("expected one that was sent and not yet answered")
        code = whole(status_code, "status_code", least=100, most=599)
        if code in _NOT_TAKEN:
            return evolve(self, stage=SubmissionStage.PREPARED)
        if 400 <= code < 500 and code != 408:
            return evolve(self, stage=SubmissionStage.REJECTED, reason=_reason_in(body, code))
        return self.learn(read_process_status(body).value) if code == 202 else self

    def learn(self, status: ProcessStatus) -> Submission:
        """
        The submission with a process status learned, newer or older: the same in whatever order they come.

        Raises:
            ConflictError: it was never sent, the status is another process's, or contradicts what is known.
        """
        if self.sent is None:
            raise self._refused("expected one that was sent")
        known = self.status.merge(status) if self.status else exactly(status, ProcessStatus, "status")
        told = _STAGES[known.state]
        if self.stage in _CERTAIN and self.stage is not told:
            if told in _CERTAIN and not _FAILED.issuperset({told, self.stage}):
                raise self._refused(
                    f"expected no process that ended otherwise: {known.process_status_id} is {told.value}"
                )
            told = self.stage
        reason = _said(known) if told is SubmissionStage.REJECTED else ""
        return evolve(self, stage=told, status=known, reason=reason or self.reason)

    def gone(self, *, as_of: Moment) -> Submission:
        """
        The submission when the marketplace no longer has its status: 404, or absent among many.

        What is still being carried out is not yet gone, so within three hours of sending this changes nothing.
        """
        now, pending = moment_of(as_of, "as_of"), self.stage in {SubmissionStage.SUBMITTED, SubmissionStage.TIMED_OUT}
        if not pending or self.sent is None or now < self.sent + LONGEST_PROCESS:
            return self
        return evolve(self, stage=SubmissionStage.UNKNOWN)

    def settle(self, result: LookupResult) -> Submission:
        """
        The submission after it was looked for.

        What was not found may be sent again. What is being carried out, as its status says, is not settled by not being
        found, and what was rejected stays so.

        Raises:
            ConflictError: it was seen although it was rejected, or not although it was accepted.
        """
        exactly(result, LookupResult, "result")
        found = _SETTLED.get(result)
        alone = {SubmissionStage.SUBMITTED, SubmissionStage.REJECTED}
        if found is None or found is self.stage or (found is SubmissionStage.PREPARED and self.stage in alone):
            return self
        if _FAILED.issuperset({found, self.stage}):
            return evolve(self, stage=SubmissionStage.OVERTAKEN, reason=self.reason or _OVERTAKEN)
        if self.stage in _CERTAIN:
            raise self._refused(f"expected something else to be seen: {result.value}")
        if self.stage is SubmissionStage.PREPARED:
            raise self._refused("expected one that was sent and not yet settled")
        if found is SubmissionStage.PREPARED:
            return Submission(self.request, sent=self.sent)
        reason = _OVERTAKEN if found is SubmissionStage.OVERTAKEN else ""
        return evolve(self, stage=found, reason=reason)


_SETTLED: Final = {
    LookupResult.ARRIVED: SubmissionStage.ACCEPTED,
    LookupResult.NOT_ARRIVED: SubmissionStage.PREPARED,
    LookupResult.OVERTAKEN: SubmissionStage.OVERTAKEN,
}
_OVERTAKEN: Final = "another was there before"


def sent_of(submission: Submission) -> Moment:
    """
    When a submission was sent.

    Raises:
        ConflictError: it was not.
    """
    if submission.sent is None:
        raise ConflictError.about(submission.stage.value, "submission", "expected one that was sent")
    return submission.sent


def _reason_in(body: bytes, code: int) -> str:
    """The problem that a refusal tells; a refusal counts even where its body cannot be read."""
    try:
        return read_problem(body).value.sentence
    except TrackntraceError:
        return f"{code} without a reason that can be read"


def _said(status: ProcessStatus) -> str:
    return shown(status.error_message or status.description) if status.error_message or status.description else ""


@final
@frozen
class Provisional(Generic[_T]):
    """
    A value of ours that waits for the marketplace: an order, a transport or a shipment before and after a submission.

    Confirming changes our value at once, and the marketplace may still say no. Both are kept until it has spoken, so
    there is nothing to undo: a rejection leaves the one before.
    """

    before: _T
    after: _T
    submission: Submission

    @property
    def certain(self) -> _T:
        """What may be counted on: the changed value once it was accepted, until then the one before."""
        return self.after if self.submission.stage is SubmissionStage.ACCEPTED else self.before

    @property
    def expected(self) -> _T:
        """What will be, as far as can be known: the changed value unless it was rejected or overtaken."""
        return self.before if self.submission.stage in _FAILED else self.after
