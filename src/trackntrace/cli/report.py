"""`trackntrace score --format html`: a scorecard and what explains it, as one file to look at."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from trackntrace.cli.inputs import Inputs, as_of
from trackntrace.cli.language import spoken
from trackntrace.cli.measures import MEASURES, OF_ITEMS
from trackntrace.cli.scoring import scorecard_of, standards_of
from trackntrace.cli.usage import UsageError
from trackntrace.performance.counted import CountedStandard
from trackntrace.performance.response_time import RESPONSE_TIME, AnswerExplanation, explain_questions
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import AnyStandard, Verdict
from trackntrace.performance.strike_rules import STRIKE_READINGS
from trackntrace.performance.strikes import StrikeRecord, strike_record
from trackntrace.report.model import Report, Witness

_EXTRA: Final = "pip install 'trackntrace-orders[report]'"


def write(text: str, path: str) -> None:
    """
    Writes a text to a file, or prints it where none is named.

    Raises:
        UsageError: the file cannot be written.
    """
    if not path:
        print(text)
        return
    try:
        Path(path).write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise UsageError.of(error, path) from None
    except ValueError:
        raise UsageError("usage.no-name", about=path) from None


def html_of(inputs: Inputs) -> tuple[str, int]:
    """
    The report of what was given, and the exit status after everything was read.

    Raises:
        UsageError: what the report needs is not installed.
    """
    try:
        from trackntrace.report.html import html_report  # noqa: PLC0415  (only who asks for it needs the extra)
    except ModuleNotFoundError:
        raise UsageError("usage.report-needs", install=_EXTRA) from None
    report, status = report_of(inputs)
    return html_report(report, language=spoken(inputs.options)), status


def report_of(inputs: Inputs) -> tuple[Report, int]:
    """The report of what was given, and the exit status after everything was read."""
    options = inputs.options
    every = standards_of(options, inputs.indicators())
    names = {standard.name for standard in OF_ITEMS}
    judged = tuple(standard for standard in every if standard.name in names)
    witness = Witness(judged, as_of(options), options.by)
    card = scorecard_of(inputs, watching=witness.watching)
    unanswered = _unanswered(inputs, every)
    status = inputs.finish()
    missed = (each for each in witness.missed if options.week in {None, each.week})
    shown = card.only(options.week) if options.week else card
    return Report(
        card=shown,
        missed=missed,
        unanswered=(each for each in unanswered if options.week in {None, each.week}),
        standards=every,
        counted=_counted_in(card),
        strikes=_strikes_of(card, options),
    ), status


def _unanswered(inputs: Inputs, standards: tuple[AnyStandard, ...]) -> tuple[AnswerExplanation, ...]:
    """The questions that were not answered in time, where response time is judged."""
    return tuple(
        each
        for standard in standards
        if standard.name == RESPONSE_TIME.name
        for each in explain_questions(inputs.questions(), standard, as_of=inputs.moment)
        if each.row.verdict is Verdict.MISS
    )


def _counted_in(card: Scorecard) -> tuple[CountedStandard, ...]:
    shown = {figure.standard for figure in card.figures}
    return tuple(each for name, each in MEASURES.items() if name in shown and isinstance(each, CountedStandard))


def _strikes_of(card: Scorecard, options: Namespace) -> StrikeRecord | None:
    """The strikes, by all weeks that were given; one week alone tells of none."""
    if options.week or not card.weeks:
        return None
    return strike_record(card, final_through=STRIKE_READINGS.finality.through(card.as_of))
