"""What the demo says: what the reader is looking at, why a week sank, and what to try next."""

from __future__ import annotations

from typing import Final

from trackntrace.performance.causes import Cause
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.standard import Verdict
from trackntrace.report.text import scores_table, shortfall

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


def demo_text(card: Scorecard, worst: WeekScore, cause: Cause, *, command: str) -> str:
    """The demo of a scorecard, with its worst week, what caused that, and how the command is called here."""
    last: list[WeekScore | WeekFigure] = []
    for week in card.weeks[-_LAST_WEEKS:]:
        last += [*card.week(week), *card.figures_of(week)]
    return "\n".join(
        [
            *_opening(card),
            "",
            scores_table(last),
            "",
            f"{len(_short(card))} of {len(in_weeks(card))} scores fall short. The worst:",
            shortfall(worst),
            cause_text(cause),
            "",
            *_next_steps(card, worst, command),
        ]
    )


def cause_text(cause: Cause) -> str:
    """The largest cause in a sentence."""
    service = f"with {cause.service.name} ({cause.service.code})" if cause.service else "with no service told"
    days = f", promised from {cause.first_day} to {cause.last_day}" if cause.first_day else ""
    return f"The largest cause: {cause.items} items {cause.code} {service}{days}."


def _opening(card: Scorecard) -> list[str]:
    scores = in_weeks(card)
    items = sum(count for score in scores if score.standard == ITEMS_ON_TIME.name for _, count in score.counts)
    return [
        f"A made-up shop on the marketplace: {len(card.weeks)} weeks, {items} items, as of {card.as_of.isoformat()}.",
        "Every item and every question is judged by the service standards; of some only figures are known. A week's",
        "score is held against the norm of that week; what is pending is not decided yet, what is excluded does not",
        "count. The last weeks:",
    ]


def _next_steps(card: Scorecard, worst: WeekScore, command: str) -> list[str]:
    rest = [*_SIDE_INPUTS, f"--as-of {card.as_of.isoformat()}"]
    explain = [*rest, f"--standard {worst.standard} --week {worst.week} --only miss"]
    return [
        "Try next, on the sample's own files:",
        f"  {command} demo --save sample",
        *_over_lines([f"{command} score sample/shipments.jsonl", *rest]),
        *_over_lines([f"{command} explain sample/shipments.jsonl", *explain]),
        f"  {command} rules {worst.standard}",
    ]


def _over_lines(parts: list[str]) -> list[str]:
    return [f"  {parts[0]} \\", *(f"    {part} \\" for part in parts[1:-1]), f"    {parts[-1]}"]
