"""What each command does: gather, ask the core, render."""

from __future__ import annotations

import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import Final, TypeAlias

from trackntrace.cli.inputs import Inputs
from trackntrace.cli.language import spoken
from trackntrace.cli.measures import MEASURES, STANDARDS
from trackntrace.cli.report import html_of, write
from trackntrace.cli.sample import sample_options, save_sample
from trackntrace.cli.scoring import scorecard_of, standards_of
from trackntrace.documents.score_json import answer_object, explanation_object, scorecard_object
from trackntrace.performance.causes import causes
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.explanation import explain as explained
from trackntrace.performance.response_time import RESPONSE_TIME, AnswerExplanation, explain_questions
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.report.answers import answer_text
from trackntrace.report.demo import demo_text, worst_of
from trackntrace.report.rules import rules_text
from trackntrace.report.terminal import Ink, grid_text, in_colour, ink_for
from trackntrace.report.text import explanation_text, scorecard_text
from trackntrace.wording import Language

AnyExplanation: TypeAlias = Explanation | AnswerExplanation

_KEPT_IN_MEMORY: Final = 8 * 1024 * 1024


def score(options: Namespace) -> int:
    """Scores shipments by week."""
    inputs = Inputs(options)
    if options.format == "html":
        text, status = html_of(inputs)
    else:
        card = scorecard_of(inputs)
        status = inputs.finish()
        text = _scored(card.only(options.week) if options.week else card, options)
    write(text, options.output)
    return status


def _scored(card: Scorecard, options: Namespace) -> str:
    if options.format == "json":
        return json.dumps(scorecard_object(card))
    language = spoken(options)
    text = grid_text(card, language) if options.format == "grid" else scorecard_text(card, language)
    return in_colour(text, Ink.PLAIN if options.output else ink_for(sys.stdout, os.environ), language)


def explain(options: Namespace) -> int:
    """Explains item by item. Nothing is printed before everything was read, since a fault refuses it all."""
    inputs = Inputs(options)
    render = _object_line if options.format == "json" else partial(_text_line, language=spoken(options))
    with SpooledTemporaryFile(_KEPT_IN_MEMORY, mode="w+", encoding="utf-8") as lines:
        for each in _explanations(inputs):
            print(render(each), file=lines)
        status = inputs.finish()
        lines.seek(0)
        shutil.copyfileobj(lines, sys.stdout)
    return status


def _object_line(each: AnyExplanation) -> str:
    told = explanation_object(each) if isinstance(each, Explanation) else answer_object(each)
    return json.dumps(told)


def _text_line(each: AnyExplanation, language: Language) -> str:
    return explanation_text(each, language) if isinstance(each, Explanation) else answer_text(each, language)


def _explanations(inputs: Inputs) -> Iterator[AnyExplanation]:
    options, moment = inputs.options, inputs.moment
    standards = standards_of(options, inputs.indicators())
    for item in inputs.evidence():
        for standard in standards:
            if standard.name != RESPONSE_TIME.name:
                yield from _wanted(explained([item], standard, as_of=moment, by=options.by), options)
    for standard in standards:
        if standard.name == RESPONSE_TIME.name:
            yield from _wanted(explain_questions(inputs.questions(), standard, as_of=moment), options)


def _wanted(explanations: Iterable[AnyExplanation], options: Namespace) -> Iterator[AnyExplanation]:
    for each in explanations:
        if options.week in {None, each.week} and options.only in {None, each.row.verdict}:
            yield each


def rules(options: Namespace) -> int:
    """Prints decision tables and norms."""
    asked = [MEASURES[options.standard]] if options.standard else MEASURES.values()
    print("\n\n".join(rules_text(standard, spoken(options)) for standard in asked))
    return 0


def demo(options: Namespace) -> int:
    """Scores the bundled sample shop."""
    if options.save:
        save_sample(options.save)
        return 0
    with sample_options() as given:
        inputs = Inputs(given)
        card = scorecard_of(inputs)
        inputs.finish()
        worst = worst_of(card)
        cause = causes(_sample_week(Inputs(given), worst))[0]
    print(demo_text(card, worst, cause, command=_called_as(), language=spoken(options)))
    return 0


def _sample_week(inputs: Inputs, score: WeekScore) -> Iterator[Explanation]:
    standard = STANDARDS[score.standard]
    every = explained(inputs.evidence(), standard, as_of=inputs.moment)
    return (each for each in every if each.week == score.week)


def _called_as() -> str:
    """The command as it can be called again from here."""
    if shutil.which("trackntrace"):
        return "trackntrace"
    return "python -m trackntrace" if sys.argv[0].endswith("__main__.py") else sys.argv[0]
