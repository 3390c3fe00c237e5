"""Plain text for terminals: scorecards, explanations, rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from trackntrace.moment import Week
from trackntrace.performance.contradictions import contradictions
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.editions import AnyEdition, Edition, PersonalEdition
from trackntrace.performance.norm import Norm
from trackntrace.performance.score import Beyond, Standing
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.standard import AnyStandard, Row, Verdict

_HEADER: Final = ("week", "standard", "score", "norm", "standing", "hits", "counted", "pending", "excluded", "headroom")
_RIGHT: Final = frozenset({"score", "hits", "counted", "pending", "excluded", "headroom"})


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Columns in line: numbers to the right, words to the left."""
    all_rows = [header, *rows]
    widths = [max(len(cell) for cell in column) for column in zip(*all_rows, strict=True)]
    return "\n".join(_line(header, row, widths) for row in all_rows)


def _line(header: tuple[str, ...], row: tuple[str, ...], widths: list[int]) -> str:
    cells = (
        cell.rjust(width) if name in _RIGHT else cell.ljust(width)
        for name, cell, width in zip(header, row, widths, strict=True)
    )
    return "  ".join(cells).rstrip()


def norm_text(norm: Norm) -> str:
    """A norm as people say it: ``>= 98 %``."""
    return f"{norm.direction.value} {norm.value * 100} %"


def _target(edition: Edition | None) -> str:
    return norm_text(edition.target) if edition else "-"


def _number(value: int | Beyond) -> str:
    return str(value) if isinstance(value, int) else value.value


def _score_row(score: WeekScore) -> tuple[str, ...]:
    return (
        str(score.week) if isinstance(score.week, Week) else "undated",
        score.standard,
        score.shown,
        _target(score.edition),
        score.standing.value,
        str(score.score.hits),
        str(score.score.counted),
        str(score.items(Verdict.PENDING)),
        str(score.items(Verdict.EXCLUDED)),
        _number(score.headroom) if score.edition else "-",
    )


def scores_table(scores: Iterable[WeekScore]) -> str:
    """Scores as a table, one a line."""
    return table(_HEADER, map(_score_row, scores))


def scorecard_text(card: Scorecard) -> str:
    """
    A scorecard as a table, and under it why a score fell short and what brings it back.

    Says so in a sentence where nothing was counted.
    """
    scores = [score for week in card.weeks for score in card.week(week)] + [*card.undated]
    if not scores:
        return f"Nothing to score as of {card.as_of.isoformat()}."
    short = [shortfall(score) for score in scores if score.standing is Standing.FALLS_SHORT]
    parts = [f"As of {card.as_of.isoformat()}", scores_table(scores), "\n".join(short)]
    return "\n\n".join(part for part in parts if part)


def shortfall(score: WeekScore) -> str:
    """Why a score falls short, and what brings it back."""
    recovery = score.recovery
    needed = f"{recovery} more hits bring it back" if isinstance(recovery, int) else "no number of hits brings it back"
    return f"{score.week} {score.standard} falls short: {misses(score)}; {needed}."


def misses(score: WeekScore) -> str:
    """What its misses are, the most frequent first."""
    missed = [(count, row.code) for row, count in score.counts if row.verdict is Verdict.MISS]
    return ", ".join(f"{count} {code}" for count, code in sorted(missed, key=lambda each: (-each[0], each[1])))


def explanation_text(each: Explanation) -> str:
    """One item in one line: verdict, why, the facts, the norm."""
    item = each.item
    facts = " ".join(f"{name}={value}" for name, value in each.named_facts.items())
    week = str(each.week) if isinstance(each.week, Week) else "undated"
    place = f"order {item.order_id} item {item.order_item_id}" + (
        f" shipment {item.shipment_id}" if item.shipment_id else ""
    )
    return (
        f"{week} {each.standard} {place} quantity {item.quantity}: {each.row.verdict.value} {each.row.code}: "
        f"{each.row.because} [{facts}] norm {_target(each.edition)}{_noted(each)}"
    )


def _noted(each: Explanation) -> str:
    return "".join(f" (note: {finding.text})" for finding in contradictions(each.item))


def _condition(row: Row) -> str:
    asked = (f"{name}: {' or '.join(str(value.value) for value in admitted)}" for name, admitted in row.when)
    return "; ".join(asked) or "anything else"


def _edition_lines(edition: AnyEdition, begins: date) -> list[str]:
    if isinstance(edition, PersonalEdition):
        return [f"  a norm for each seller, from {begins}: the indicator tells it", f"    source: {edition.source}"]
    levels = ", ".join(f"{level.value} {norm_text(norm)}" for level, norm in edition.levels)
    since = edition.certainty.value if edition.since else "its beginning is not public: it reaches back that far"
    return [f"  {levels}, from {begins} ({since})", f"    source: {edition.source}"]


def rules_text(standard: AnyStandard) -> str:
    """A standard's decision table and the editions of its norm, with their sources."""
    rows = ((row.code, row.verdict.value, _condition(row), row.because) for row in standard.rows)
    editions = [line for each in standard.editions.dated for line in _edition_lines(*each)]
    readings = [f"  {reading.name}: {reading.value}" for reading in standard.readings]
    return "\n".join(
        [
            f"{standard.name}: the first row that matches decides",
            "",
            table(("code", "verdict", "when", "because"), rows),
            "",
            "readings taken where the public material leaves a question open:",
            *readings,
            "",
            "norms:",
            *editions,
        ]
    )
