"""
The public interface as text, one file a room, read from the sources: names, signatures, fields, members, errors.

Nothing is imported for it, so it is the same on every Python and without any extra.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import trackntrace

PACKAGE: Final = Path(trackntrace.__file__).parent
NOT_FOR_CALLERS: Final = frozenset({"__main__", "cli", "sample"})
_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)
_SPOKEN: Final = frozenset({"property", "classmethod", "staticmethod", "overload"})
_PLUMBING: Final = frozenset(
    f"__{name}__"
    for name in (
        *("attrs_post_init", "attrs_pre_init", "init_subclass", "getattr"),
        *("reduce", "getstate", "setstate", "copy", "deepcopy"),
    )
)
"""What Python and attrs call by themselves."""

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def rooms() -> dict[str, str]:
    """Each room's interface, by its name; what stands directly under the root is the ground."""
    texts: dict[str, list[str]] = {"root": list(_vocabulary())}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] in NOT_FOR_CALLERS or any(part.startswith("_") and part != "__init__" for part in parts):
            continue
        room = parts[0] if len(parts) > 1 else "ground"
        name = ".".join(part for part in parts if part != "__init__")
        lines = list(_module(ast.parse(path.read_text("utf-8"))))
        if lines and parts != ("__init__",):
            texts.setdefault(room, []).extend([f"# trackntrace.{name}", "", *lines, ""])
    return {room: "\n".join(lines).rstrip("\n") + "\n" for room, lines in texts.items()}


def _vocabulary() -> Iterator[str]:
    yield from ("# trackntrace", "")
    yield from trackntrace.__all__


def _public(name: str) -> bool:
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__") and name not in _PLUMBING)


def _module(tree: ast.Module) -> Iterator[str]:
    for node in _statements(tree.body):
        match node:
            case ast.ClassDef() if _public(node.name):
                yield from _class(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef() if _public(node.name) and not node.name.startswith("__"):
                yield _function(node)
            case ast.AnnAssign(target=ast.Name(id=name)) if _public(name):
                yield _constant(name, ast.unparse(node.annotation), node.value)
            case ast.Assign(targets=[ast.Name(id=name)]) if _public(name):
                yield _constant(name, "", node.value)


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test) != "TYPE_CHECKING":
            yield from _statements(node.body)
        elif not isinstance(node, ast.If):
            yield node


def _constant(name: str, annotation: str, value: ast.expr | None) -> str:
    """A constant: its value where that is the interface, else only by what it is made."""
    told = f"{name}: {annotation}" if annotation else name
    if isinstance(value, ast.Constant | ast.UnaryOp | ast.BinOp) or annotation == "TypeAlias":
        return f"{told} = {ast.unparse(value)}" if value is not None else told
    if name == "__all__" or not isinstance(value, ast.Call):
        return told
    code = next((repr(each.value) for each in value.args[:1] if isinstance(each, ast.Constant)), "")
    return f"{told} = {ast.unparse(value.func)}({code}…)"


def _class(node: ast.ClassDef) -> Iterator[str]:
    bases = ", ".join(ast.unparse(base) for base in node.bases if _public(ast.unparse(base)))
    yield f"class {node.name}({bases})"
    keyword_only = any("kw_only=True" in ast.unparse(each) for each in node.decorator_list)
    for part in node.body:
        match part:
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield from _indented(_field(name, part, keyword_only=keyword_only))
            case ast.Assign(targets=[ast.Name(id=name)]) if _public(name) and not name.startswith("__"):
                yield f"    {name} = {ast.unparse(part.value)}"
            case ast.FunctionDef() | ast.AsyncFunctionDef() if _public(part.name):
                yield f"    {_function(part)}"
                yield from _indented(_set_by(part))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _field(name: str, part: ast.AnnAssign, *, keyword_only: bool) -> Iterator[str]:
    annotation, options = ast.unparse(part.annotation), _options(part.value)
    if annotation.startswith("ClassVar") or options.get("init") == "False":
        return
    alias = ast.literal_eval(options["alias"]) if "alias" in options else name.lstrip("_")
    only = options.get("kw_only") == "True" or keyword_only
    default = options.get("default", "…" if "factory" in options else "")
    yield f"{'*, ' if only else ''}{alias}: {annotation}{f' = {default}' if default else ''}"


def _options(value: ast.expr | None) -> dict[str, str]:
    """What a field says of itself; a plain value is its default."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "field":
        return {each.arg: ast.unparse(each.value) for each in value.keywords if each.arg}
    return {} if value is None else {"default": ast.unparse(value)}


def _function(node: Function) -> str:
    decorators = [ast.unparse(each) for each in node.decorator_list]
    spoken = "".join(f"@{each} " for each in decorators if each in _SPOKEN)
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    kind = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    return f"{spoken}{kind} {node.name}({ast.unparse(node.args)}){returns}"


def _set_by(node: Function) -> Iterator[str]:
    """The attributes that a constructor sets by itself, as errors do."""
    if node.name != "__init__":
        return
    targets = (
        each.targets if isinstance(each, ast.Assign) else [each.target]
        for each in ast.walk(node)
        if isinstance(each, ast.Assign | ast.AnnAssign)
    )
    for target, *_ in targets:
        if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self" and _public(target.attr):
            yield f".{target.attr}"
