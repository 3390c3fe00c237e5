"""What ``strikes`` and ``todo`` have in common: their options, and what is not settled of what was given."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from typing import Final

from attrs import evolve

from trackntrace.cli.inputs import Inputs
from trackntrace.cli.parser import CommandParser
from trackntrace.cli.scoring import figures_of, standards_of
from trackntrace.cli.usage import UsageError
from trackntrace.documents.members import words_of
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
from trackntrace.wording import say

_WINDOWS: Final = {str(window.weeks): window for window in STRIKE_WINDOWS}
_BOUNDARIES: Final = words_of(Boundary)
_PER: Final = words_of(StrikesPer)
_FINALITY: Final = words_of(Finality)
_REASONS: Final = words_of(ExcuseReason)
_CHOICES: Final = (
    ("--window", _WINDOWS, str(STRIKE_READINGS.window.weeks)),
    ("--boundary", _BOUNDARIES, STRIKE_READINGS.boundary.value),
    ("--strikes-per", _PER, STRIKE_READINGS.per.value),
    ("--finality", _FINALITY, STRIKE_READINGS.finality.value),
)


def add_options(command: CommandParser) -> None:
    """The options about strikes: which weeks are final, what was taken back, and the readings."""
    by_finality = say("option.by-finality", command.language)
    command.option("--final-through", type=command.read_by(Week.parse), metavar="WEEK", shown=by_finality)
    command.option(
        "--taken-back",
        type=_taken_back(command),
        action="append",
        default=[],
        metavar="WEEK=REASON",
        facts={"names": ", ".join(_REASONS)},
    )
    for name, known, default in _CHOICES:
        command.words(name, known, default)


def _taken_back(command: CommandParser) -> Callable[[str], tuple[Week, ExcuseReason]]:
    week_in = command.read_by(Week.parse)

    def read(text: str) -> tuple[Week, ExcuseReason]:
        week, _, reason = text.partition("=")
        if reason not in _REASONS:
            facts = {"names": ", ".join(_REASONS), "given": ascii(text)}
            raise ArgumentTypeError(say("usage.taken-back", command.language, **facts))
        return week_in(week), _REASONS[reason]

    return read


def taken_back_in(options: Namespace) -> dict[Week, ExcuseReason]:
    """
    The weeks whose strike was taken back, and why.

    Raises:
        UsageError: one week was given two reasons.
    """
    found = dict(options.taken_back)
    if len(found) < len(set(options.taken_back)):
        raise UsageError("usage.one-reason")
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
        score for standard in asked for score in week_scores(question_tally(inputs.questions(), as_of=moment), standard)
    ]
    return evolve(found, card=evolve(found.card, scores=(*found.card.scores, *answers)))
