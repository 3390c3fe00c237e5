"""What each command does: gather, ask the core, render."""

from __future__ import annotations

import json
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import Final

from trackntrace.cli.inputs import Inputs, as_of, spoken
from trackntrace.cli.sample import sample_options, save_sample
from trackntrace.documents.score_json import explanation_object, scorecard_object
from trackntrace.performance.causes import causes
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.explanation import explain as explained
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.tally import tallies
from trackntrace.report.demo import demo_text, worst_of
from trackntrace.report.rules import rules_text
from trackntrace.report.text import explanation_text, scorecard_text

_KEPT_IN_MEMORY: Final = 8 * 1024 * 1024


def scorecard_of(inputs: Inputs) -> Scorecard:
    """The scorecard of what was given."""
    options, moment = inputs.options, as_of(inputs.options)
    counted = tallies(inputs.evidence(), options.standards, as_of=moment, by=options.by, per=options.per)
    return Scorecard.of(zip(counted, options.standards, strict=True), as_of=moment)


def score(options: Namespace) -> int:
    """Scores shipments by week."""
    inputs = Inputs(options)
    card = scorecard_of(inputs)
    status = inputs.finish()
    if options.week:
        card = card.only(options.week)
    print(json.dumps(scorecard_object(card)) if options.format == "json" else scorecard_text(card, spoken(options)))
    return status


def explain(options: Namespace) -> int:
    """Explains item by item. Nothing is printed before everything was read, since a fault refuses it all."""
    inputs = Inputs(options)
    render = (
        explanation_object_line if options.format == "json" else partial(explanation_text, language=spoken(options))
    )
    with SpooledTemporaryFile(_KEPT_IN_MEMORY, mode="w+", encoding="utf-8") as lines:
        for each in _explanations(inputs):
            print(render(each), file=lines)
        status = inputs.finish()
        lines.seek(0)
        shutil.copyfileobj(lines, sys.stdout)
    return status


def explanation_object_line(each: Explanation) -> str:
    """One explanation as a line of JSON."""
    return json.dumps(explanation_object(each))


def _explanations(inputs: Inputs) -> Iterator[Explanation]:
    options, moment = inputs.options, as_of(inputs.options)
    standards = [options.standards[options.standard]] if options.standard else [*options.standards.values()]
    for item in inputs.evidence():
        for standard in standards:
            yield from _wanted(explained([item], standard, as_of=moment, by=options.by), options)


def _wanted(explanations: Iterable[Explanation], options: Namespace) -> Iterator[Explanation]:
    for each in explanations:
        if options.week in {None, each.week} and options.only in {None, each.row.verdict}:
            yield each


def rules(options: Namespace) -> int:
    """Prints decision tables and norms."""
    chosen = [options.standards[options.standard]] if options.standard else options.standards.values()
    print("\n\n".join(rules_text(standard) for standard in chosen))
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
    print(demo_text(card, worst, cause, command=_called_as()))
    return 0


def _sample_week(inputs: Inputs, score: WeekScore) -> Iterator[Explanation]:
    standard = next(each for each in inputs.options.standards if each.name == score.standard)
    every = explained(inputs.evidence(), standard, as_of=as_of(inputs.options))
    return (each for each in every if each.week == score.week)


def _called_as() -> str:
    """The command as it can be called again from here."""
    if shutil.which("trackntrace"):
        return "trackntrace"
    return "python -m trackntrace" if sys.argv[0].endswith("__main__.py") else sys.argv[0]
