"""
Results as tables, to be plotted, joined and looked at: scores, verdicts, explanations, tallies.

Weeks come as their text and as their Monday. Shares stand there as floats, for plotting; what is exact are the counts
beside them. Nothing of this is read back: a result is worked out again of its tally or its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, Final

from trackntrace.errors import InvalidValueError
from trackntrace.frames.made_tables import COUNT, DAY, MOMENT, SHARE, SOME_COUNT, TEXT, made_table
from trackntrace.grammar import each_of, exactly
from trackntrace.moment import Moment, Week
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.standard import AnyStandard, Verdict
from trackntrace.performance.tally import Cell, Tally, WeekOrUndated

_SCORE: Final[dict[str, Any]] = {
    "week": TEXT,
    "monday": DAY,
    "standard": TEXT,
    "hits": SOME_COUNT,
    "misses": SOME_COUNT,
    "counted": COUNT,
    "pending": SOME_COUNT,
    "excluded": SOME_COUNT,
    "value": SHARE,
    "norm": SHARE,
    "condition": TEXT,
    "shown": TEXT,
    "standing": TEXT,
    "headroom": SOME_COUNT,
    "recovery": SOME_COUNT,
}
_VERDICT: Final[dict[str, Any]] = {
    "week": TEXT,
    "monday": DAY,
    "standard": TEXT,
    "verdict": TEXT,
    "code": TEXT,
    "items": COUNT,
}
_EXPLANATION: Final[dict[str, Any]] = {
    "week": TEXT,
    "monday": DAY,
    "standard": TEXT,
    "order_id": TEXT,
    "order_item_id": TEXT,
    "shipment_id": TEXT,
    "quantity": COUNT,
    "verdict": TEXT,
    "code": TEXT,
    "because": TEXT,
    "service": TEXT,
    "number": TEXT,
    "promised": DAY,
    "shipped": MOMENT,
    "handed_over": MOMENT,
    "first_attempt": MOMENT,
}
_CELL: Final[dict[str, Any]] = {"week": TEXT, "monday": DAY, "slice": TEXT, "items": COUNT}
FACT: Final = "fact_"
"""What the name of a column begins with that tells a fact."""


def score_table(card: Scorecard, *, backend: str = "polars") -> Any:
    """
    A row for each week and standard: the counts, the share or average, the norm, the standing.

    ``headroom`` and ``recovery`` are missing where no number is too many, or none is enough. A figure, of a standard of
    which only the amount is known, has no hits and misses.

    Raises:
        InvalidValueError: it is no scorecard, or there is no such engine here.
    """
    known = exactly(card, Scorecard, "card")
    rows = (*map(_of_score, known.scores), *map(_of_figure, known.figures))
    return made_table(sorted(rows, key=lambda row: (row["week"] or "", row["standard"])), _SCORE, backend)


def verdict_table(card: Scorecard, *, backend: str = "polars") -> Any:
    """
    A row for each week, standard and row of its decision table that was met: how many items met it.

    Raises:
        InvalidValueError: it is no scorecard, or there is no such engine here.
    """
    return made_table(_verdicts(exactly(card, Scorecard, "card")), _VERDICT, backend)


def explanation_table(explanations: Iterable[Explanation], *, backend: str = "polars") -> Any:
    """
    A row for each explanation; its facts stand in columns named ``fact_…``, missing where its standard has no such one.

    Raises:
        InvalidValueError: something is no explanation, or there is no such engine here.
    """
    told = each_of(explanations, Explanation, "explanations")
    facts = dict.fromkeys(f"{FACT}{name}" for each in told for name in each.named_facts)
    return made_table(map(_of_explanation, told), _EXPLANATION | dict.fromkeys(facts, TEXT), backend)


def tally_table(tally: Tally, standard: AnyStandard, *, backend: str = "polars") -> Any:
    """
    A row for each cell of a tally: so many items of a week and slice had these facts, in columns named ``fact_…``.

    Of whole orders and shipments a column tells all words that their items have, with a plus between them.

    Raises:
        InvalidValueError: it counts other facts than the standard's, or there is no such engine here.
    """
    counting = exactly(tally, Tally, "tally").counting
    if (counting.standard, counting.facts_version) != (standard.counted_as, standard.facts_version):
        raise InvalidValueError.about(counting.standard, "tally", f"expected the facts of {standard.counted_as}")
    names = [f"{FACT}{name}" for name in standard.facts_type._fields]
    return made_table((_of_cell(cell, names) for cell in tally.cells), _CELL | dict.fromkeys(names, TEXT), backend)


def _week(week: WeekOrUndated) -> dict[str, str | date | None]:
    known = week if isinstance(week, Week) else None
    return {"week": str(known) if known else None, "monday": known.first_day if known else None}


def _float(value: Fraction | None) -> float | None:
    return None if value is None else value.numerator / value.denominator


def _of_score(score: WeekScore) -> dict[str, Any]:
    norm = score.edition.target if score.edition else None
    return {
        **_week(score.week),
        "standard": score.standard,
        "hits": score.items(Verdict.HIT),
        "misses": score.items(Verdict.MISS),
        "counted": score.score.counted,
        "pending": score.items(Verdict.PENDING),
        "excluded": score.items(Verdict.EXCLUDED),
        "value": _float(score.score.value),
        "norm": _float(norm.value) if norm else None,
        "condition": norm.direction.value if norm else None,
        "shown": score.shown,
        "standing": score.standing.value,
        "headroom": score.headroom if norm and isinstance(score.headroom, int) else None,
        "recovery": score.recovery if norm and isinstance(score.recovery, int) else None,
    }


def _of_figure(figure: WeekFigure) -> dict[str, Any]:
    norm = figure.edition.target if figure.edition else None
    return {
        **_week(figure.week),
        "standard": figure.standard,
        "counted": figure.amount.counted,
        "value": _float(figure.amount.value),
        "norm": _float(norm.value) if norm else None,
        "condition": norm.direction.value if norm else None,
        "shown": figure.shown,
        "standing": figure.standing.value,
    }


def _verdicts(card: Scorecard) -> Iterator[dict[str, Any]]:
    for score in card.scores:
        for row, items in score.counts:
            told = {"standard": score.standard, "verdict": row.verdict.value, "code": row.code, "items": items}
            yield {**_week(score.week), **told}


def _utc(at: Moment | None) -> datetime | None:
    return at.astimezone(UTC) if at else None


def _of_explanation(each: Explanation) -> dict[str, Any]:
    item = each.item
    return {
        **_week(each.week),
        "standard": each.standard,
        "order_id": item.order_id,
        "order_item_id": item.order_item_id,
        "shipment_id": item.shipment_id or None,
        "quantity": item.quantity,
        "verdict": each.row.verdict.value,
        "code": each.row.code,
        "because": each.row.because,
        "service": item.service.code if item.service else None,
        "number": str(item.number) if item.number else None,
        "promised": item.promise.day if item.promise else None,
        "shipped": _utc(item.shipped),
        "handed_over": _utc(item.journey.handover),
        "first_attempt": _utc(item.journey.first_attempt),
        **{f"{FACT}{name}": word for name, word in each.named_facts.items()},
    }


def _of_cell(cell: Cell, names: list[str]) -> dict[str, Any]:
    told = {
        name: "+".join(sorted({str(facts[place].value) for facts in cell.facts})) for place, name in enumerate(names)
    }
    return {**_week(cell.week), "slice": cell.slice, "items": cell.items, **told}
