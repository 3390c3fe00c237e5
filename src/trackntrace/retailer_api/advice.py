"""Advice: whether a request may be sent, given all that was submitted before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

from attrs import frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, each_of
from trackntrace.retailer_api.requests import ChangingRequest
from trackntrace.retailer_api.submission import Submission, SubmissionStage


class NextStep(Word):
    """What to do with a request, given what was submitted before."""

    SEND = "send"
    OFFER_AGAIN = "offer-again"
    ASK_ANEW = "ask-anew"
    WAIT = "wait"
    LOOK_FIRST = "look-first"
    NEVER_AGAIN = "never-again"


@final
@frozen
class Advice:
    """What to do with a request, and the submission because of which; None where there is none."""

    step: NextStep
    because: Submission | None = None


_ORDER: Final = (
    *(NextStep.NEVER_AGAIN, NextStep.LOOK_FIRST, NextStep.WAIT),
    *(NextStep.ASK_ANEW, NextStep.OFFER_AGAIN),
)
"""The gravest first."""


def advise(request: ChangingRequest, submissions: Iterable[Submission]) -> Advice:
    """
    Whether a request may be sent, given all that was submitted before.

    What was accepted is never sent again, and nothing is sent while another submission about the same order item or
    transport is under way or unanswered. A request that was made of an older state of things, in which an accepted one
    had not been carried out yet, is not sent either: ask anew for the order or shipment, and make it of that. What was
    rejected may be offered again: read first why it was.

    Raises:
        InvalidValueError: an argument is no request that changes something, or no submissions.
    """
    if not isinstance(request, ChangingRequest):
        raise InvalidValueError.about(request, "request", "expected a request that changes something")
    known = each_of(submissions, Submission, "submissions")
    found = {step: each for each in known if (step := _step(request, each)) is not NextStep.SEND}
    return next((Advice(step, found[step]) for step in _ORDER if step in found), Advice(NextStep.SEND))


def _step(request: ChangingRequest, earlier: Submission) -> NextStep:
    if not set(request.subjects).intersection(earlier.request.subjects):
        return NextStep.SEND
    same = earlier.request.fingerprint == request.fingerprint
    match earlier.stage:
        case SubmissionStage.UNKNOWN | SubmissionStage.TIMED_OUT:
            return NextStep.LOOK_FIRST
        case SubmissionStage.SUBMITTED:
            return NextStep.WAIT
        case SubmissionStage.ACCEPTED | SubmissionStage.OVERTAKEN if same:
            return NextStep.NEVER_AGAIN
        case SubmissionStage.ACCEPTED | SubmissionStage.OVERTAKEN if request.unaware_of(earlier.request):
            return NextStep.ASK_ANEW
        case SubmissionStage.REJECTED if same:
            return NextStep.OFFER_AGAIN
    return NextStep.SEND
