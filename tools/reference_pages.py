"""
Writes the reference: a page a module, from its docstrings, and the pages that lead there.

Sphinx runs this before it reads the pages (`docs/conf.py`), so that no module can be forgotten: a new one has its page
at the next build. Nothing of it is kept in the repository.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from tools.module_plan import PACKAGE, ROOT, first_paragraph, public, purpose, room_of, tree

PAGES: Final = ROOT / "docs" / "reference" / "modules"

Names = dict[str, Path]


_OF_ITS_OWN: Final = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


def pages() -> dict[str, str]:
    """The text of every page, by its name below `docs/reference/modules`."""
    modules = public()
    written = {"index": _index(), "vocabulary": _vocabulary()}
    for room, names in groupby(modules, room_of):
        inside = {name: modules[name] for name in names}
        written[room or "foundations"] = _room(room, inside)
        written |= {name: _page(name, path) for name, path in inside.items() if name != room}
    return written


def write() -> None:
    """Writes the pages that changed, and removes those of modules that are gone."""
    PAGES.mkdir(exist_ok=True)
    texts = {PAGES / f"{name}.md": text for name, text in pages().items()}
    for old in set(PAGES.glob("*.md")) - texts.keys():
        old.unlink()
    for path, text in texts.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def _page(name: str, path: Path) -> str:
    return f"# {name}\n\n{_documented(name, path)}"


def _documented(name: str, path: Path) -> str:
    """What autodoc writes of a module. One that only gathers shows what it gathers where that is at home."""
    option = "\n   :no-members:" if _only_gathers(path) else ""
    return f"```{{eval-rst}}\n.. automodule:: trackntrace.{name}{option}\n```\n"


def _only_gathers(path: Path) -> bool:
    """Whether a module is a text, imports and `__all__`, and nothing else."""
    return not any(isinstance(node, _OF_ITS_OWN) and not _is_all(node) for node in tree(path).body)


def _is_all(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]


def _room(room: str, inside: Names) -> str:
    head = _page(room, inside[room]) if room else "# Foundations\n\nWhat every room stands on.\n"
    return f"{head}\n{_listed(name for name in inside if name != room)}"


def _listed(names: Iterable[str]) -> str:
    modules = public()
    listed = {name: purpose(tree(modules[name])) for name in names}
    if not listed:
        return ""
    lines = "".join(f"| {{py:mod}}`{name} <trackntrace.{name}>` | {said} |\n" for name, said in listed.items())
    entries = "".join(f"{name.rpartition('.')[2]} <{name}>\n" for name in listed)
    return f"| module | purpose |\n| --- | --- |\n{lines}\n{_toctree(entries)}"


def _toctree(entries: str) -> str:
    return f"```{{toctree}}\n:hidden:\n:titlesonly:\n\n{entries}```\n"


def _index() -> str:
    modules = public()
    rooms = [room for room, _ in groupby(modules, room_of)]
    lines = [("the vocabulary", "vocabulary", purpose(tree(PACKAGE / "__init__.py")))]
    for room in rooms:
        said = purpose(tree(modules[room])) if room else "What every room stands on."
        lines.append((room or "foundations", room or "foundations", said))
    table = "".join(f"| [{title}]({page}.md) | {said} |\n" for title, page, said in lines)
    entries = "".join(f"{title} <{page}>\n" for title, page, _ in lines)
    return f"{INDEX}| room | what is in it |\n| --- | --- |\n{table}\n{_toctree(entries)}"


INDEX: Final = """# The modules

A page a module, by room, in the order in which they build on each other: a room knows only the rooms above it. The
names that an application needs most are all importable from `trackntrace` itself, and stand in
[the vocabulary](vocabulary.md).

"""


def _vocabulary() -> str:
    """What can be imported from the front door, by the module that it comes from."""
    front = [node for node in tree(PACKAGE / "__init__.py").body if isinstance(node, ast.ImportFrom)]
    modules = public()
    given = {str(node.module).removeprefix("trackntrace."): [alias.name for alias in node.names] for node in front}
    lines = [line for module in modules if module in given for line in _words(module, given[module])]
    return f"{VOCABULARY}{''.join(lines)}"


VOCABULARY: Final = """# The vocabulary

All that `from trackntrace import …` gives, in the order of the rooms.

| name | what it is |
| --- | --- |
"""


def _words(module: str, names: list[str]) -> Iterator[str]:
    said = dict(_docstrings(tree(public()[module]).body))
    for name in names:
        link = f"{{py:obj}}`{name} <trackntrace.{module}.{name}>`" if said.get(name) else f"`{name}`"
        yield f"| {link} | {said.get(name) or f'see {{py:mod}}`{module} <trackntrace.{module}>`'} |\n"


def _docstrings(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """The first paragraph of what is said of each name of a module, for values in the string below them."""
    for node, below in zip(body, [*body[1:], ast.Pass()], strict=True):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name, purpose(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            yield ast.unparse(target), _string(below)


def _string(node: ast.stmt) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return first_paragraph(text)
        case _:
            return ""
