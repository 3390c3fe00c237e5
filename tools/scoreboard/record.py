"""The record of what was measured: JSON for machines, and the page of the documentation that is printed from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from tools.scoreboard.figure import Figure, Holds, Measured, Outcome, Volume

PAGES: Final = Path(__file__).parents[2] / "docs" / "explanation"
RECORD: Final = PAGES / "scoreboard.json"
PAGE: Final = PAGES / "scoreboard.md"

_HEADER: Final = ("figure", "bar", "measured", "holds", "on others", "on")
_ABOUT: Final = """\
# The scoreboard

Every line was measured by a real run, on the day that it names; `make scoreboard` measures all of them again and prints
this page. [Trust](trust.md) says how to read it and how each figure is measured. The column *on others* is what the
most trusted libraries of this kind were measured at, by the same tests.

"""


def read() -> dict[str, Measured]:
    """What was measured last, by figure."""
    told = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else []
    return {each["figure"]: _measured(each) for each in told}


def _measured(each: dict[str, Any]) -> Measured:
    return Measured(
        figure=each["figure"],
        outcome=Outcome(value=each["value"], holds=Holds(each["holds"]), note=each["note"]),
        on=date.fromisoformat(each["on"]),
        python=each["python"],
        volume=Volume(each["volume"]),
        seconds=each["seconds"],
    )


def text(results: Iterable[Measured]) -> str:
    """What was measured, as JSON."""
    return json.dumps([_object(each) for each in results], indent=1, ensure_ascii=False) + "\n"


def _object(each: Measured) -> dict[str, Any]:
    return {
        "figure": each.figure,
        "value": each.outcome.value,
        "holds": each.outcome.holds.value,
        "note": each.outcome.note,
        "on": each.on.isoformat(),
        "python": each.python,
        "volume": each.volume.value,
        "seconds": each.seconds,
    }


def table(figures: Sequence[Figure], results: dict[str, Measured]) -> str:
    """The figures that were measured, as a table in Markdown with the notes below it."""
    known = [figure for figure in figures if figure.name in results]
    rows = [_HEADER, ("---",) * len(_HEADER), *(_row(figure, results[figure.name]) for figure in known)]
    notes = [
        f"- `{figure.name}`: {note}"
        for figure in known
        if (note := " ".join(results[figure.name].outcome.note.split()))
    ]
    lines = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def _row(figure: Figure, result: Measured) -> tuple[str, ...]:
    outcome = result.outcome
    volume = "" if result.volume is Volume.FULL else f", {result.volume.value}"
    measured_on = f"{result.on}, CPython {result.python}{volume}"
    return (
        f"{figure.says} (`{figure.name}`)",
        figure.bar,
        outcome.value,
        outcome.holds.value,
        figure.elsewhere,
        measured_on,
    )


def page(figures: Sequence[Figure], results: dict[str, Measured]) -> str:
    """The page of the documentation."""
    return _ABOUT + table(figures, results)


def keep(figures: Sequence[Figure], results: Iterable[Measured]) -> None:
    """Renews the record and the page; what was not measured now stays as it was measured last."""
    known = {**read(), **{each.figure: each for each in results}}
    RECORD.write_text(text(known[figure.name] for figure in figures if figure.name in known), "utf-8")
    PAGE.write_text(page(figures, known), "utf-8")
