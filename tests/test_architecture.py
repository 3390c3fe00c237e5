"""The plan of the house, read from the imports themselves."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import trackntrace

PACKAGE = Path(trackntrace.__file__).parent

CORE = [
    "errors",
    "grammar",
    "made_once",
    "moment",
    "notebook",
    "numbers.number",
    "numbers.placeholders",
    "numbers.check_digits",
    "numbers.delivery_services",
    "numbers.number_format",
    "numbers.postal_formats",
    "numbers.parcel_formats",
    "numbers.regional_formats",
    "numbers.formats",
    "numbers.service_names",
    "numbers.judgement",
    "numbers.tracking_page",
    "numbers.tracking_pages",
    "numbers.tracking_links",
    "numbers.reading",
    "numbers.finding",
    "numbers.examination",
    "numbers",
    "shipping.promise",
    "shipping.delivery_days",
    "shipping.public_holidays",
    "shipping.journey",
    "shipping.status_vocabularies",
    "shipping.entry",
    "shipping.customer",
    "shipping.order",
    "shipping.delivery_methods",
    "shipping.transport",
    "shipping.shipment",
    "shipping.piece",
    "shipping.conflict",
    "shipping.versions",
    "shipping.entry_order",
    "shipping.assembly",
    "shipping.picture",
    "shipping.confirmation",
    "shipping.preflight",
    "shipping",
    "performance.norm",
    "performance.editions",
    "performance.score",
    "performance.evidence",
    "performance.dossier",
    "performance.facts",
    "performance.number_judges",
    "performance.standard",
    "performance.order_traceability",
    "performance.items_on_time",
    "performance.on_time_halves",
    "performance.cancellations",
    "performance.returns",
    "performance.questions",
    "performance.tally",
    "performance.scorecard",
    "performance.pairing",
    "performance.response_time",
    "performance.explanation",
    "performance.counted",
    "performance.indicator",
    "performance.told_figures",
    "performance.causes",
    "performance.contradictions",
    "performance.strike_rules",
    "performance.strikes",
    "performance.outlook",
    "performance.unsettled",
    "performance.todo",
    "performance.comparison",
    "performance.replay",
    "performance.what_if",
    "performance.exemption",
    "performance.ways",
    "performance.reproduction",
    "performance.differences",
    "performance.shifts",
    "performance.reconciliation",
    "performance",
]
"""Every core module, each below all that it may import."""

EDGES = ["sample", "documents", "retailer_api", "frames", "wording", "report", "interop", "testing", "cli", "__main__"]
"""Every edge, each a module or a package, below all other edges that it may import."""

LAZY_OUTSIDERS = {"shipping.delivery_days": {"dateutil"}}
"""Who else may be imported by a core module, and only inside a function."""

NEIGHBOURS = {
    "interop.cattrs_converter": {"cattrs"},
    "interop.django_constraint": {"django"},
    "interop.django_fields": {"django"},
    "interop.msgspec_fields": {"msgspec"},
    "interop.pydantic_fields": {"pydantic", "pydantic_core"},
    "interop.sqlalchemy_columns": {"sqlalchemy"},
}
"""Whom a module of interop may know beside us: one neighbour each, and the others none."""

LONGEST = 320


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}
ROOT = "__init__"


def edge_of(name: str) -> str | None:
    first = name.partition(".")[0]
    return first if first in EDGES else None


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of all that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names = [f"{module}.{alias.name}" for alias in node.names]
            yield from (name if name.removeprefix("trackntrace.") in MODULES else module for name in names)


def ours(tree: ast.AST) -> set[str]:
    return {name.removeprefix("trackntrace.") for name in imports(tree) if name.startswith("trackntrace.")}


def outsiders(tree: ast.AST) -> set[str]:
    """The packages that are neither ours, nor the standard library, nor attrs."""
    packages = {name.partition(".")[0] for name in imports(tree)}
    return packages - sys.stdlib_module_names - {"trackntrace", "attrs", "attr"}


def outside_functions(node: ast.AST) -> ast.Module:
    """What runs when the module is imported."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    waiting, met = [node], []
    while waiting:
        here = waiting.pop()
        if not isinstance(here, functions):
            met.append(here)
            waiting.extend(ast.iter_child_nodes(here))
    statements = [node for node in met if isinstance(node, ast.Import | ast.ImportFrom)]
    return ast.Module(body=list(statements), type_ignores=[])


def test_every_module_has_its_place_in_the_plan() -> None:
    homeless = {name for name in MODULES if name not in CORE and edge_of(name) is None and name != ROOT}

    assert not homeless


@pytest.mark.parametrize("name", sorted(MODULES))
def test_no_module_imports_the_front_door(name: str) -> None:
    assert "trackntrace" not in set(imports(TREES[name]))


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_import_names_its_module_in_full(name: str) -> None:
    assert not [imported for imported in imports(TREES[name]) if imported.startswith(".")]


def test_the_front_door_and_the_core_know_no_edge() -> None:
    core = {name: tree for name, tree in TREES.items() if edge_of(name) is None}

    assert not {
        name: known for name, tree in core.items() if (known := {other for other in ours(tree) if edge_of(other)})
    }


@pytest.mark.parametrize("name", [name for name in CORE if name in MODULES])
def test_a_core_module_imports_only_what_stands_above_it(name: str) -> None:
    above = set(CORE[: CORE.index(name)])

    assert ours(TREES[name]) <= above


@pytest.mark.parametrize("name", [name for name in MODULES if edge_of(name)])
def test_an_edge_imports_only_edges_that_stand_above_it(name: str) -> None:
    own = EDGES.index(name.partition(".")[0])
    known = {edge for other in ours(TREES[name]) if (edge := edge_of(other))}

    assert known <= set(EDGES[: own + 1])


@pytest.mark.parametrize("name", [ROOT, *(name for name in CORE if name in MODULES)])
def test_the_core_stands_on_the_standard_library_and_attrs_alone(name: str) -> None:
    assert outsiders(TREES[name]) <= LAZY_OUTSIDERS.get(name, set())
    assert not outsiders(outside_functions(TREES[name]))


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("interop")])
def test_a_module_of_interop_knows_one_neighbour_and_no_other_edge_of_its_kind(name: str) -> None:
    assert outsiders(TREES[name]) == NEIGHBOURS.get(name, set())
    assert not ours(TREES[name]).intersection(NEIGHBOURS)


@pytest.mark.parametrize("name", [ROOT, *(name for name in CORE if name in MODULES)])
def test_nobody_in_the_core_asks_the_time(name: str) -> None:
    calls = [node.func for node in ast.walk(TREES[name]) if isinstance(node, ast.Call)]
    asked = {ast.unparse(function) for function in calls}

    assert not {function for function in asked if function.rpartition(".")[2] in {"now", "today", "utcnow"}}
    assert not {function for function in asked if function in {"time.time", "time.time_ns", "time.monotonic"}}
    assert "time" not in set(imports(TREES[name]))


def test_importing_the_library_loads_the_core_only() -> None:
    script = "import sys, trackntrace; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    edges = {f"trackntrace.{edge}" for edge in EDGES}

    assert not edges.intersection(loaded)
    assert not {"importlib.metadata", "dateutil"}.intersection(loaded)


@pytest.mark.parametrize("name", sorted({*MODULES} - {ROOT}))
def test_a_module_can_be_read_in_one_go(name: str) -> None:
    lines = len(MODULES[name].read_text("utf-8").splitlines())

    assert lines <= LONGEST, f"{MODULES[name]}: give a part of it a module of its own"


def test_the_vocabulary_is_sorted_and_every_word_means_something() -> None:
    spoken = trackntrace.__all__
    unsorted = [other for one, other in pairwise(spoken) if one >= other]

    assert not unsorted, "capitals come before small letters in __all__"
    assert not [name for name in spoken if not hasattr(trackntrace, name)]


@pytest.mark.parametrize("name", sorted(MODULES))
def test_nothing_is_left_to_do_and_nothing_hangs_on_an_assert(name: str) -> None:
    text = MODULES[name].read_text("utf-8")

    assert not re.findall(r"\b(TODO|FIXME)\b", text)
    assert not [node.lineno for node in ast.walk(TREES[name]) if isinstance(node, ast.Assert)]
