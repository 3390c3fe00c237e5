"""What the demo says: what the reader is looking at, why a week sank, and what to try next."""

from __future__ import annotations

from typing import Final

from trackntrace.performance.causes import Cause
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.standard import Verdict
from trackntrace.report.text import scores_table, shortfall
from trackntrace.wording import Language, say

_LAST_WEEKS: Final = 2
_SIDE_INPUTS: Final = (
    "--orders sample/orders.jsonl --journeys sample/journeys.jsonl --reports sample/reports.jsonl",
    "--excuses sample/excuses.jsonl --details sample/details.jsonl --cancellations sample/cancellations.jsonl",
    "--returns sample/returns.jsonl --questions sample/questions.jsonl",
    "--counts sample/counts.jsonl --indicators sample/indicators.jsonl",
)


def in_weeks(card: Scorecard) -> list[WeekScore]:
    """The scores that belong to a week, in order."""
    return [score for week in card.weeks for score in card.week(week)]


def worst_of(card: Scorecard) -> WeekScore:
    """The score with the most misses among those that fall short."""
    return max(_short(card), key=lambda score: score.items(Verdict.MISS))


def _short(card: Scorecard) -> list[WeekScore]:
    return [score for score in in_weeks(card) if score.standing is Standing.FALLS_SHORT]


def demo_text(
    card: Scorecard, worst: WeekScore, cause: Cause, *, command: str, language: Language = Language.ENGLISH
) -> str:
    """The demo of a scorecard, with its worst week, what caused that, and how the command is called here."""
    last: list[WeekScore | WeekFigure] = []
    for week in card.weeks[-_LAST_WEEKS:]:
        last += [*card.week(week), *card.figures_of(week)]
    counts = {"count": str(len(_short(card))), "all": str(len(in_weeks(card)))}
    return "\n".join(
        [
            *_opening(card, language),
            "",
            scores_table(last, language),
            "",
            say("demo.short", language, **counts),
            shortfall(worst, language),
            cause_text(cause, language),
            "",
            *_next_steps(card, worst, command, language),
        ]
    )


def cause_text(cause: Cause, language: Language = Language.ENGLISH) -> str:
    """The largest cause in a sentence."""
    service = cause.service
    days = {"first": str(cause.first_day), "last": str(cause.last_day)}
    return say(
        "demo.cause",
        language,
        items=str(cause.items),
        code=cause.code,
        service=say("demo.with-service", language, name=service.name, code=service.code)
        if service
        else say("demo.no-service", language),
        days=say("demo.days", language, **days) if cause.first_day else "",
    )


def _opening(card: Scorecard, language: Language) -> list[str]:
    scores = in_weeks(card)
    items = sum(count for score in scores if score.standard == ITEMS_ON_TIME.name for _, count in score.counts)
    counts = {"weeks": str(len(card.weeks)), "items": str(items), "moment": card.as_of.isoformat()}
    rest = (say(f"demo.{line}", language) for line in ("judged", "held", "last"))
    return [say("demo.intro", language, **counts), *rest]


def _next_steps(card: Scorecard, worst: WeekScore, command: str, language: Language) -> list[str]:
    rest = [*_SIDE_INPUTS, f"--as-of {card.as_of.isoformat()}"]
    explain = [*rest, f"--standard {worst.standard} --week {worst.week} --only miss"]
    return [
        say("demo.next", language),
        f"  {command} demo --save sample",
        *_over_lines([f"{command} score sample/shipments.jsonl", *rest]),
        *_over_lines([f"{command} explain sample/shipments.jsonl", *explain]),
        f"  {command} rules {worst.standard}",
    ]


def _over_lines(parts: list[str]) -> list[str]:
    return [f"  {parts[0]} \\", *(f"    {part} \\" for part in parts[1:-1]), f"    {parts[-1]}"]
