"""What ``strikes`` and ``todo`` have in common: their options, and what is not settled of what was given."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Final

from attrs import evolve

from trackntrace.cli.inputs import Inputs, UsageError
from trackntrace.cli.scoring import figures_of, standards_of
from trackntrace.documents.members import words_of
from trackntrace.errors import TrackntraceError
from trackntrace.moment import Week
from trackntrace.performance.evidence import ExcuseReason
from trackntrace.performance.response_time import RESPONSE_TIME, question_tally
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.strike_rules import (
    STRIKE_READINGS,
    STRIKE_WINDOWS,
    Boundary,
    Finality,
    StrikeReadings,
    StrikesPer,
)
from trackntrace.performance.unsettled import Unsettled, unsettled

_WINDOWS: Final = {str(window.weeks): window for window in STRIKE_WINDOWS}
_BOUNDARIES: Final = words_of(Boundary)
_PER: Final = words_of(StrikesPer)
_FINALITY: Final = words_of(Finality)
_REASONS: Final = words_of(ExcuseReason)
_CHOICES: Final = (
    ("--window", _WINDOWS, str(STRIKE_READINGS.window.weeks), "over how many final weeks strikes count"),
    ("--boundary", _BOUNDARIES, STRIKE_READINGS.boundary.value, "which scores are bad, seen from the norm"),
    ("--strikes-per", _PER, STRIKE_READINGS.per.value, "what is one strike: a week, or each standard in it"),
    ("--finality", _FINALITY, STRIKE_READINGS.finality.value, "on which Wednesday after it a week is final"),
)


def add_options(command: ArgumentParser) -> None:
    """The options about strikes: which weeks are final, what was taken back, and the readings."""
    command.add_argument(
        "--final-through", type=_week, metavar="WEEK", help="the last week that is final (default: by --finality)"
    )
    command.add_argument(
        "--taken-back",
        type=_taken_back,
        action="append",
        default=[],
        metavar="WEEK=REASON",
        help=f"a week whose strike the marketplace took back: {', '.join(_REASONS)}",
    )
    for name, known, default, about in _CHOICES:
        command.add_argument(
            name, choices=known, default=default, metavar="|".join(known), help=f"{about} (default: {default})"
        )


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except TrackntraceError as error:
        raise ArgumentTypeError(str(error)) from None


def _taken_back(text: str) -> tuple[Week, ExcuseReason]:
    week, _, reason = text.partition("=")
    if reason not in _REASONS:
        raise ArgumentTypeError(f"expected a week, = and one of {', '.join(_REASONS)}, not {text!a}")
    return _week(week), _REASONS[reason]


def taken_back_in(options: Namespace) -> dict[Week, ExcuseReason]:
    """
    The weeks whose strike was taken back, and why.

    Raises:
        UsageError: one week was given two reasons.
    """
    found = dict(options.taken_back)
    if len(found) < len(set(options.taken_back)):
        raise UsageError("--taken-back: expected one reason for a week")
    return found


def readings_of(options: Namespace) -> StrikeReadings:
    """How the open questions about strikes are to be read."""
    return StrikeReadings(
        boundary=_BOUNDARIES[options.boundary],
        per=_PER[options.strikes_per],
        window=_WINDOWS[options.window],
        finality=_FINALITY[options.finality],
    )


def unsettled_in(inputs: Inputs) -> Unsettled:
    """What is not settled of what was given, in one pass; customers' questions are counted beside it."""
    options, moment = inputs.options, inputs.moment
    told = inputs.indicators()
    standards = standards_of(options, told)
    found = unsettled(
        inputs.evidence(),
        [standard for standard in standards if standard.name != RESPONSE_TIME.name],
        as_of=moment,
        final_through=options.final_through or readings_of(options).finality.through(moment),
        by=options.by,
        figures=figures_of(inputs, told),
    )
    asked = [standard for standard in standards if standard.name == RESPONSE_TIME.name]
    answers = [
        score
        for standard in asked
        for score in week_scores(question_tally(inputs.questions(), standard, as_of=moment), standard)
    ]
    return evolve(found, card=evolve(found.card, scores=(*found.card.scores, *answers)))
