"""
Writes the tables of the documentation from the objects that they show.

A page marks a table with the comments ``<!-- table: name -->`` and ``<!-- end of table -->``. Run alone, this script
renews every table; `check` refuses a page whose tables are not what the library says now, and the pages call it among
their examples.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, get_type_hints

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.module_plan import PACKAGE, ROOT, in_order, purpose, tree
from tools.mutation.printed import mutants_table, survivors_table
from tools.printed_data import DATA_TABLES, markdown
from tools.printed_readings import readings_table
from trackntrace import (
    CONSEQUENCES,
    ITEMS_ON_TIME,
    ORDER_TRACEABILITY,
    STRIKE_WINDOWS,
    AnyEdition,
    Certainty,
    Consequence,
    Direction,
    Editions,
    PersonalEdition,
    Row,
)
from trackntrace.cli.measures import MEASURES, STANDARDS
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.response_time import RESPONSE_TIME
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.told_figures import AnyMeasure
from trackntrace.report.text import norm_text

PAGES: Final = ROOT / "docs" / "explanation"
TABLE: Final = re.compile(r"(?<=<!-- table: )(?P<name>[a-z0-9_ -]+) -->\n.*?(?=<!-- end of table -->)", re.DOTALL)


def rows(standard: AnyStandard) -> str:
    """The decision table: the first row that matches decides."""
    lines = ((f"`{row.code}`", row.verdict.value, _condition(row), row.because) for row in standard.rows)
    return markdown(("code", "verdict", "if", "because"), lines)


def _condition(row: Row) -> str:
    asked = (f"{name}: {' or '.join(f'`{value.value}`' for value in admitted)}" for name, admitted in row.when)
    return "; ".join(asked) or "anything else"


def facts(standard: AnyStandard) -> str:
    """What the standard asks of an item, and the answers that there are."""
    kinds: dict[str, Any] = get_type_hints(standard.facts_type)
    lines = ((f"`{name}`", ", ".join(f"`{word.value}`" for word in kind)) for name, kind in kinds.items())
    return markdown(("fact", "one of"), lines)


def norms(standard: AnyMeasure) -> str:
    """The editions of the norm, the oldest first."""
    return markdown(("norm", "taken to be in force from", "source"), map(_edition, standard.editions.dated))


def _edition(dated: tuple[AnyEdition, date]) -> tuple[str, str, str]:
    edition, begins = dated
    if isinstance(edition, PersonalEdition):
        return "a norm for each seller", f"{begins} ({edition.certainty.value})", edition.source
    levels = ", ".join(f"{level.value} {norm_text(norm)}" for level, norm in edition.levels)
    return levels, f"{begins} ({edition.certainty.value})", edition.source


def windows() -> str:
    """Over how many final weeks strikes are counted, and who says so."""
    lines = ((f"`WINDOW_OF_{window.weeks}`", str(window.weeks), window.source) for window in STRIKE_WINDOWS)
    return markdown(("name", "weeks", "source"), lines)


def consequences() -> str:
    """What strikes bring, and how sure that is."""
    return markdown(("strikes", "bring", "told by", "dated", "source"), map(_brought, CONSEQUENCES))


def _brought(each: Consequence) -> tuple[str, ...]:
    strikes = f"{each.first} or more" if each.last is None else f"{each.first} to {each.last}"
    return (
        str(each.first) if each.first == each.last else strikes,
        each.kind.value,
        each.told_by.value,
        each.dated or "-",
        each.source,
    )


_GIVE_STRIKES: Final[tuple[AnyStandard, ...]] = (
    ITEMS_ON_TIME,
    HANDED_OVER_ON_TIME,
    DELIVERED_ON_TIME,
    CANCELLATIONS,
    RESPONSE_TIME,
    ORDER_TRACEABILITY,
)


def strikes_from() -> str:
    """What makes a bad week by each standard that gives strikes, by its newest edition that is not only announced."""
    return markdown(("standard", "a bad week is", "source"), map(_strikes_from, _GIVE_STRIKES))


def newest(editions: Editions) -> AnyEdition:
    """The newest edition that is more than announced, or the newest of all where there is none."""
    begun = [edition for edition in editions.editions if edition.certainty is not Certainty.ANNOUNCED]
    return (begun or editions.editions)[-1]


def _strikes_from(standard: AnyStandard) -> tuple[str, str, str]:
    edition = newest(standard.editions)
    if isinstance(edition, PersonalEdition):
        return f"`{standard.name}`", "by a norm of each seller's own", edition.source
    below = "above" if standard.direction is Direction.AT_MOST else "below"
    share = f"{below} {edition.target.value * 100} %"
    return f"`{standard.name}`", f"{share}, with {edition.strikes_from} or more misses", edition.source


def modules(room: str) -> str:
    """The modules of a room with their purpose, each below those that it may import."""
    lines = ((f"`{name}`", purpose(tree(path))) for name, path in _told() if name.partition(".")[0] == room)
    return markdown(("module", "purpose"), lines)


def foundations() -> str:
    """The modules that belong to no room."""
    lines = ((f"`{name}`", purpose(tree(path))) for name, path in _told() if path.parent == PACKAGE)
    return markdown(("module", "purpose"), lines)


def _told() -> Iterator[tuple[str, Path]]:
    """The modules of which there is something to tell."""
    for name, path in in_order():
        if name != "__main__" and path.read_text("utf-8").count("\n") > 1:
            yield name, path


ROOMS: Final = ("numbers", "shipping", "performance")
ROOMS_OF_EDGES: Final = (
    "documents",
    "retailer_api",
    "sample",
    "frames",
    "wording",
    "report",
    "interop",
    "testing",
    "cli",
)

TABLES: Final[dict[str, Callable[[], str]]] = {
    **{f"{standard.name} rows": partial(rows, standard) for standard in STANDARDS.values()},
    **{f"{standard.name} facts": partial(facts, standard) for standard in STANDARDS.values()},
    **{f"{measure.name} norms": partial(norms, measure) for measure in MEASURES.values()},
    **DATA_TABLES,
    "readings": readings_table,
    "mutants": mutants_table,
    "survivors": survivors_table,
    "strike windows": windows,
    "strike consequences": consequences,
    "strikes from": strikes_from,
    "foundations": foundations,
    **{f"modules of {room}": partial(modules, room) for room in (*ROOMS, *ROOMS_OF_EDGES)},
}


def renewed(page: str) -> str:
    """The text of a page with its tables as they should be."""
    return TABLE.sub(lambda found: f"{found['name']} -->\n{TABLES[found['name']]()}", page)


def check(name: str) -> None:
    """Refuses a page whose tables are not what the library says now, and one that has none."""
    page = (PAGES / name).read_text("utf-8")
    if not TABLE.search(page):
        raise ValueError(f"{name} has no table")
    if renewed(page) != page:
        raise ValueError(f"the tables of {name} are old: run .venv/bin/python tools/print_tables.py")


def pages_with_tables() -> list[Path]:
    """Every page that shows a table of the library's own."""
    pages = (page for room in ("explanation", "reference") for page in (ROOT / "docs" / room).glob("*.md"))
    return sorted(page for page in pages if TABLE.search(page.read_text("utf-8")))


if __name__ == "__main__":
    for path in pages_with_tables():
        path.write_text(renewed(path.read_text("utf-8")), "utf-8")
