"""``trackntrace reconcile``: our scores beside the marketplace's own figures."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from trackntrace.cli.inputs import Inputs
from trackntrace.cli.language import spoken
from trackntrace.cli.measures import OF_ITEMS
from trackntrace.cli.parser import CommandParser
from trackntrace.cli.scoring import computable
from trackntrace.cli.usage import UsageError
from trackntrace.documents.score_json import score_object
from trackntrace.moment import Week
from trackntrace.numbers.finding import Finding, FindingKind
from trackntrace.performance.differences import ITEMS_EXPLAIN_IT, NOT_COMPUTED, READINGS_COME_NEAR, READINGS_GIVE_IT
from trackntrace.performance.reconciliation import MOST_SAID, ReadAs, Reconciliation, reconcile
from trackntrace.performance.reproduction import MOST_DIFFERENCES, Reproduction
from trackntrace.performance.response_time import RESPONSE_TIME, question_tally
from trackntrace.performance.scorecard import WeekScore, week_scores
from trackntrace.performance.shifts import Among, Shift
from trackntrace.performance.standard import NamedReading
from trackntrace.wording import Language, finding_text, has_words_for, remedy_text, say

_MOST: Final = 9


def add_options(command: CommandParser) -> None:
    """Which weeks are final, and how far the search goes."""
    command.option("--final-through", type=command.read_by(Week.parse), metavar="WEEK")
    command.option(
        "--most-differences",
        type=int,
        choices=range(_MOST + 1),
        default=MOST_DIFFERENCES,
        metavar="N",
        shown=str(MOST_DIFFERENCES),
        facts={"most": str(_MOST)},
    )


def compare_figures(options: Namespace) -> int:
    """Prints what explains the difference, indicator by indicator."""
    if not options.indicators:
        raise UsageError("usage.figures", about="reconcile")
    inputs = Inputs(options)
    told = [each for each in inputs.indicators() if options.week in {None, each.week}]
    found = reconcile(
        inputs.evidence(),
        [standard for standard in OF_ITEMS if computable(standard.name, options)],
        told,
        as_of=inputs.moment,
        final_through=options.final_through,
        read_as=ReadAs(by=options.by, per=options.per, most_differences=options.most_differences),
        scores=_response_times(inputs),
    )
    status = inputs.finish()
    language = spoken(options)
    if options.format == "json":
        print(json.dumps([_object(each) for each in found]))
    else:
        print("\n\n".join(_texts(found, language)) or say("difference.no-figures", language))
    return status


def _response_times(inputs: Inputs) -> tuple[WeekScore, ...]:
    if not computable(RESPONSE_TIME.name, inputs.options):
        return ()
    return week_scores(question_tally(inputs.questions(), as_of=inputs.moment), RESPONSE_TIME)


def _texts(found: Iterable[Reconciliation], language: Language) -> list[str]:
    """Each comparison in words; what could not be compared is listed once, at the end."""
    compared, missing = [], dict[str, list[Week]]()
    for each in found:
        if [one.kind for one in each.findings] == [NOT_COMPUTED]:
            missing.setdefault(each.indicator.name, []).append(each.indicator.week)
        else:
            compared.append(_text(each, language))
    lines = [_weeks_missing(name, weeks, language) for name, weeks in missing.items()]
    return [*compared, *(["\n".join([say("difference.not-compared", language), *lines])] if lines else [])]


def _weeks_missing(name: str, weeks: list[Week], language: Language) -> str:
    first, last = str(min(weeks)), str(max(weeks))
    span = {"name": name, "count": str(len(weeks)), "first": first, "last": last}
    return _noted(say("difference.weeks", language, **span) if len(weeks) > 1 else f"{name}: {first}")


def _text(each: Reconciliation, language: Language) -> str:
    lines = [f"{each.indicator.week} {each.indicator.name}"]
    for kind, findings in groupby(each.findings, key=lambda one: one.kind):
        details = _details(each, kind, language)
        lines += [_heading(one, language) for one in ([*findings][:1] if details else findings)]
        lines += [f"    {detail}" for detail in details]
    return "\n".join(lines)


def _heading(found: Finding, language: Language) -> str:
    """What was found; where the details follow in words, without the codes."""
    key = f"difference.{found.code}"
    if has_words_for(key, language):
        return _noted(say(key, language, **dict(found.facts)))
    return _noted(f"{finding_text(found, language)} {remedy_text(found, language)}")


def _details(each: Reconciliation, kind: FindingKind, language: Language) -> list[str]:
    """The readings, or the items, that a finding is about, a line each."""
    if kind is ITEMS_EXPLAIN_IT:
        return ["; ".join(say_shift(one, language) for one in together) for together in each.explained_by[:MOST_SAID]]
    ways = {READINGS_GIVE_IT: each.search.exact[:MOST_SAID], READINGS_COME_NEAR: each.search.nearest[:1]}
    return [_read_as(way, language) for way in ways.get(kind, ())]


def _read_as(way: Reproduction, language: Language) -> str:
    said = "; ".join(say_reading(one, language) for one in way.differs)
    return said or say("difference.as-by-default", language)


def say_shift(shift: Shift, language: Language) -> str:
    """Items that would count otherwise, and as what."""
    items = str(shift.items)
    if shift.counted_as is None:
        key = "difference.elsewhere" if shift.among is Among.ELSEWHERE_BY_ANOTHER_DAY else "difference.here"
        return say(key, language, items=items, by=say(f"week-by.{shift.code}", language))
    key = "difference.counted-as-undated" if shift.among is Among.UNDATED else "difference.counted-as"
    verdict = say(f"verdict-word.{shift.counted_as.value}", language)
    return say(key, language, items=items, code=shift.code, verdict=verdict)


def _noted(text: str) -> str:
    return f"  {text.rstrip()}"


def say_reading(reading: NamedReading, language: Language) -> str:
    """A reading in words: what is open, and how it was read; in codes where it is a user's own."""
    name, value = reading
    key = f"reading.{name}"
    values = (f"{key}.{value}", f"{name}.{value}")
    known = next((each for each in values if has_words_for(each, language)), "")
    said = say(key, language) if has_words_for(key, language) else name
    return f"{said}: {say(known, language) if known else value}"


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
