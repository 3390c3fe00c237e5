"""The modules of the library, in the order of the plan that the tests enforce."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

import trackntrace

ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = Path(trackntrace.__file__).parent
PLAN: Final = ROOT / "tests" / "test_architecture.py"


@cache
def in_order() -> tuple[tuple[str, Path], ...]:
    """Every module but the front door, each below those that it may import; those of an edge by name."""
    core, edges = _listed("CORE"), _listed("EDGES")
    found = {name_of(path): path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"}

    def place(name: str) -> tuple[int, int, str]:
        room = name.partition(".")[0]
        edge = edges.index(room) if room in edges else -1
        return (edge, core.index(name) if name in core else len(core), name)

    return tuple((name, found[name]) for name in sorted(found, key=place))


def public() -> dict[str, Path]:
    """The modules in which no part of the name begins with an underscore."""
    return {name: path for name, path in in_order() if not any(part.startswith("_") for part in name.split("."))}


def room_of(name: str) -> str:
    """The room in which a module lies, and nothing for one that belongs to no room."""
    room, _, inside = name.partition(".")
    return room if inside or (PACKAGE / room).is_dir() else ""


def name_of(path: Path) -> str:
    """The name of a module without that of the library."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def purpose(node: ast.AST) -> str:
    """The first paragraph of a docstring, as Markdown that fits into a cell of a table."""
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
        return ""
    return first_paragraph(ast.get_docstring(node) or "")


def first_paragraph(text: str) -> str:
    """The first paragraph of a text, as Markdown that fits into a cell of a table."""
    paragraph = " ".join(text.strip().partition("\n\n")[0].split())
    return paragraph.replace("``", "`").replace("|", "\\|")


@cache
def tree(path: Path) -> ast.Module:
    """A module as the parser sees it."""
    return ast.parse(path.read_text("utf-8"))


def _listed(name: str) -> list[str]:
    nodes = [node for node in tree(PLAN).body if isinstance(node, ast.Assign)]
    [value] = [node.value for node in nodes if ast.unparse(node.targets[0]) == name]
    listed: list[str] = ast.literal_eval(value)
    return listed
