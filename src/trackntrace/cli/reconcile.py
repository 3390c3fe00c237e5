"""``trackntrace reconcile``: our scores beside the marketplace's own figures."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable
from typing import Any, Final

from trackntrace.cli.inputs import Inputs, UsageError, spoken
from trackntrace.cli.measures import OF_ITEMS
from trackntrace.cli.scoring import computable
from trackntrace.documents.score_json import score_object
from trackntrace.errors import TrackntraceError
from trackntrace.moment import Week
from trackntrace.performance.reconciliation import ReadAs, Reconciliation, reconcile
from trackntrace.performance.reproduction import MOST_DIFFERENCES, Reproduction
from trackntrace.performance.standard import NamedReading
from trackntrace.wording import Language, finding_text, has_words_for, remedy_text, say

_MOST: Final = 9


def add_options(command: ArgumentParser) -> None:
    """Which weeks are final, and how far the search goes."""
    command.add_argument("--final-through", type=_week, metavar="WEEK", help="the last week that is final")
    command.add_argument(
        "--most-differences",
        type=int,
        choices=range(_MOST + 1),
        default=MOST_DIFFERENCES,
        metavar="N",
        help=f"how many readings may differ from the default, 0 to {_MOST} (default: {MOST_DIFFERENCES})",
    )


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except TrackntraceError as error:
        raise ArgumentTypeError(str(error)) from None


def compare_figures(options: Namespace) -> int:
    """Prints what explains the difference, indicator by indicator."""
    if not options.indicators:
        raise UsageError("reconcile: give the marketplace's figures with --indicators")
    inputs = Inputs(options)
    told = [each for each in inputs.indicators() if options.week in {None, each.week}]
    found = reconcile(
        inputs.evidence(),
        [standard for standard in OF_ITEMS if computable(standard.name, options)],
        told,
        as_of=inputs.moment,
        final_through=options.final_through,
        read_as=ReadAs(by=options.by, per=options.per, most_differences=options.most_differences),
    )
    status = inputs.finish()
    language = spoken(options)
    if options.format == "json":
        print(json.dumps([_object(each) for each in found]))
    else:
        print("\n\n".join(_text(each, language) for each in found) or say("difference.no-figures", language))
    return status


def _text(each: Reconciliation, language: Language) -> str:
    head = f"{each.indicator.week} {each.indicator.name}"
    lines = [_noted(f"{finding_text(found, language)} {remedy_text(found, language)}") for found in each.findings]
    read = [f"    {say_reading(one, language)}" for way in each.search.exact[:1] for one in way.differs]
    return "\n".join([head, *lines, *([_noted(say("difference.read-as", language)), *read] if read else [])])


def _noted(text: str) -> str:
    return f"  {text.rstrip()}"


def say_reading(reading: NamedReading, language: Language) -> str:
    """A reading in words: what is open, and how it was read."""
    key = f"reading.{reading.name}"
    said = say(key, language) if has_words_for(key, language) else reading.name
    return f"{said}: {reading.value}"


def _object(each: Reconciliation) -> dict[str, Any]:
    score = each.indicator.score
    return {
        "week": str(each.indicator.week),
        "name": each.indicator.name,
        "agrees": each.agrees,
        "ours": score_object(each.ours) if each.ours else None,
        "theirs": {"numerator": score.numerator, "denominator": score.denominator} if score else None,
        "reproducedBy": _ways(each.search.exact),
        "nearest": _ways(each.search.nearest),
        "explainedBy": [[shift.said for shift in together] for together in each.explained_by],
        "findings": [{"code": found.code, "text": found.text} for found in each.findings],
    }


def _ways(found: Iterable[Reproduction]) -> list[dict[str, Any]]:
    return [
        {"readings": dict(each.differs), "off": {"hits": each.off.hits, "misses": each.off.misses}} for each in found
    ]
