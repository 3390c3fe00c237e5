"""
Whether a number is one of a delivery service's: it fits, we cannot judge, or its check digit contradicts.

Saying no to a real number is worse than saying yes to a wrong one, since a number that was refused is not given and one
that was given cannot be changed. So nothing but the failed check of a sure, published format contradicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, final

from attrs import frozen

from trackntrace.grammar import Word, exactly
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.formats import FORMATS, shelves_of
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import NumberFormat, Refutes


@final
class Answer(Word):
    """What can be said of a number and the delivery service that was chosen for it."""

    FITS = "fits"
    CANNOT_JUDGE = "cannot-judge"
    CONTRADICTS = "contradicts"


@final
class Ground(Word):
    """Why that is the answer."""

    CHECK_HOLDS = "check-holds"
    SHAPE_FITS = "shape-fits"
    NO_FORMAT_KNOWN = "no-format-known"
    OTHER_SHAPE = "other-shape"
    WEAK_CHECK_FAILS = "weak-check-fails"
    CHECK_FAILS = "check-fails"


@final
@frozen
class Judgement:
    """
    The answer, the ground for it, and the format that decided: none where the service's formats have other shapes.
    """

    answer: Answer
    ground: Ground
    decided_by: tuple[NumberFormat, ...] = ()


@final
@frozen
class _Trial:
    """A format, and what it means for one service that a number of its shape passes or fails its check."""

    format: NumberFormat
    passed: Judgement
    failed: Judgement


_Docket = tuple[Judgement, tuple[Mapping[str, tuple[_Trial, ...]], ...]]
"""The judgement of a number that no format has the shape of; then the trials by length and first character."""

_NO_FORMAT_KNOWN: Final = Judgement(Answer.CANNOT_JUDGE, Ground.NO_FORMAT_KNOWN)
_OTHER_SHAPE: Final = Judgement(Answer.CANNOT_JUDGE, Ground.OTHER_SHAPE)


def judge(
    number: TrackAndTraceNumber, service: DeliveryService, *, formats: tuple[NumberFormat, ...] = FORMATS
) -> Judgement:
    """
    Whether this number is one of this delivery service's.

    >>> judge(TrackAndTraceNumber("RR123456784NL"), DeliveryService.parse("TNT")).answer
    Answer.CONTRADICTS

    Raises:
        InvalidValueError: it is no number or no service, or something handed in is no format.
    """
    text = exactly(number, TrackAndTraceNumber, "number").text
    code = exactly(service, DeliveryService, "delivery service").code
    dockets = _ours() if formats is FORMATS else _dockets(formats)
    judgement, trials = dockets.get(code) or dockets[""]
    for trial in trials[len(text)].get(text[0], ()):
        if trial.format.has_shape(text):
            if trial.format.check_holds(text):
                return trial.passed
            judgement = _milder(judgement, trial.failed)
    return judgement


def _milder(before: Judgement, now: Judgement) -> Judgement:
    """Of two failures the one that says less, and of two alike the first; a failure says more than another shape."""
    if before.ground is Ground.WEAK_CHECK_FAILS or now.answer is before.answer is Answer.CONTRADICTS:
        return before
    return now


@lru_cache(maxsize=32)
def _dockets(formats: tuple[NumberFormat, ...]) -> Mapping[str, _Docket]:
    """The docket of each service that a format names, by its code; under no code that of all other services."""
    codes = {service.code for one in formats for service in one.services}
    return {code: _docket(formats, code) for code in ("", *sorted(codes))}


def _docket(formats: tuple[NumberFormat, ...], code: str) -> _Docket:
    shelves = shelves_of(formats)
    trials = tuple({first: _trials(shelf, code) for first, shelf in by_first.items()} for by_first in shelves)
    return _OTHER_SHAPE if code else _NO_FORMAT_KNOWN, trials


def _trials(shelf: tuple[NumberFormat, ...], code: str) -> tuple[_Trial, ...]:
    """The service's own formats first; after them those whose failed check refutes every service."""
    own = tuple(one for one in shelf if code in {service.code for service in one.services})
    common = tuple(one for one in shelf if one.refutes is Refutes.EVERY_SERVICE and one not in own)
    return (*map(_trial, own), *(_common_trial(one, code) for one in common))


def _trial(one: NumberFormat) -> _Trial:
    ground = Ground.CHECK_HOLDS if one.checks else Ground.SHAPE_FITS
    weak = one.refutes is Refutes.NOBODY
    failed = (Answer.CANNOT_JUDGE, Ground.WEAK_CHECK_FAILS) if weak else (Answer.CONTRADICTS, Ground.CHECK_FAILS)
    return _Trial(one, Judgement(Answer.FITS, ground, (one,)), Judgement(*failed, (one,)))


def _common_trial(one: NumberFormat, code: str) -> _Trial:
    passed = _OTHER_SHAPE if code else _NO_FORMAT_KNOWN
    return _Trial(one, passed, Judgement(Answer.CONTRADICTS, Ground.CHECK_FAILS, (one,)))


@cache
def _ours() -> Mapping[str, _Docket]:
    """The dockets of our own formats, made when the first number is judged."""
    return _dockets(FORMATS)
