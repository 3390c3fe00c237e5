"""
Writes the tables of the documentation from the objects that they show.

A page marks a table with the comments ``<!-- table: name -->`` and ``<!-- end of table -->``. Run alone, this script
renews every table; `check` refuses a page whose tables are not what the library says now, and the pages call it among
their examples.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, get_type_hints

from trackntrace import (
    CONSEQUENCES,
    ITEMS_ON_TIME,
    ORDER_TRACEABILITY,
    STRIKE_WINDOWS,
    AnyEdition,
    Consequence,
    Direction,
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

ROOT: Final = Path(__file__).parent.parent
PAGES: Final = ROOT / "docs" / "explanation"
PACKAGE: Final = ROOT / "src" / "trackntrace"
PLAN: Final = ROOT / "tests" / "test_architecture.py"
TABLE: Final = re.compile(r"(?<=<!-- table: )(?P<name>[a-z_ -]+) -->\n.*?(?=<!-- end of table -->)", re.DOTALL)


def markdown(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


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
    """What makes a bad week by each standard that gives strikes, by its newest edition."""
    return markdown(("standard", "a bad week is", "source"), map(_strikes_from, _GIVE_STRIKES))


def _strikes_from(standard: AnyStandard) -> tuple[str, str, str]:
    edition = standard.editions.editions[-1]
    if isinstance(edition, PersonalEdition):
        return f"`{standard.name}`", "by a norm of each seller's own", edition.source
    below = "above" if standard.direction is Direction.AT_MOST else "below"
    share = f"{below} {edition.target.value * 100} %"
    return f"`{standard.name}`", f"{share}, with {edition.strikes_from} or more misses", edition.source


def modules(room: str) -> str:
    """The modules of a room with their purpose, each below those that it may import."""
    lines = ((f"`{name}`", _purpose(path)) for name, path in _in_order() if name.partition(".")[0] == room)
    return markdown(("module", "purpose"), lines)


def foundations() -> str:
    """The modules that belong to no room."""
    found = {name: path for name, path in _in_order() if path.parent == PACKAGE and name not in EDGES_AT_THE_TOP}
    return markdown(("module", "purpose"), ((f"`{name}`", _purpose(path)) for name, path in found.items()))


EDGES_AT_THE_TOP: Final = {"__init__", "__main__"}


def _in_order() -> Iterator[tuple[str, Path]]:
    """Every module in the order of the plan that the tests enforce; what it does not name comes by name."""
    plan = ast.parse(PLAN.read_text("utf-8"))
    core = next(
        ast.literal_eval(node.value)
        for node in plan.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CORE"
    )
    found = {_name(path): path for path in sorted(PACKAGE.rglob("*.py")) if path.read_text("utf-8").count("\n") > 1}
    for name in sorted(found, key=lambda name: (core.index(name) if name in core else len(core), name)):
        yield name, found[name]


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def _purpose(path: Path) -> str:
    """The first sentence of a module's docstring."""
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    paragraph = " ".join(said.partition("\n\n")[0].split())
    return paragraph.replace("``", "`").replace("|", "\\|")


ROOMS: Final = ("numbers", "shipping", "performance")
ROOMS_OF_EDGES: Final = ("documents", "retailer_api", "sample", "frames", "wording", "report", "cli")

TABLES: Final[dict[str, Callable[[], str]]] = {
    **{f"{standard.name} rows": partial(rows, standard) for standard in STANDARDS.values()},
    **{f"{standard.name} facts": partial(facts, standard) for standard in STANDARDS.values()},
    **{f"{measure.name} norms": partial(norms, measure) for measure in MEASURES.values()},
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


if __name__ == "__main__":
    for path in sorted(PAGES.glob("*.md")):
        path.write_text(renewed(path.read_text("utf-8")), "utf-8")
