"""A mutant: one function of ours with one thing changed."""

from __future__ import annotations

import ast
import difflib
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from attrs import field, frozen

ROOT: Final = Path(__file__).parent.parent.parent
SOURCES: Final = ROOT / "src"


@frozen(slots=False)
class Module:
    """A module of ours, as its file has it now."""

    path: Path

    @property
    def name(self) -> str:
        parts = self.path.relative_to(SOURCES).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def digest(self) -> str:
        return sha256(self.path.read_bytes()).hexdigest()[:16]

    @cached_property
    def _statements(self) -> list[ast.stmt]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.stmt)]

    def statement_at(self, line: int) -> range:
        """The lines of the innermost statement there; of a compound one, its head."""
        around = [node for node in self._statements if node.lineno <= line <= (node.end_lineno or node.lineno)]
        inner = max(around, key=lambda node: (node.lineno, -(node.end_lineno or 0)))
        body = getattr(inner, "body", None)
        last = body[0].lineno - 1 if body else inner.end_lineno or inner.lineno
        return range(inner.lineno, max(last, inner.lineno) + 1)


def modules(prefix: str = "trackntrace") -> list[Module]:
    """Our modules whose name begins so, in the order of their names."""
    found = (Module(path) for path in sorted(SOURCES.rglob("*.py")))
    return [module for module in found if f"{module.name}.".startswith(f"{prefix}.")]


@frozen
class Function:
    """A function of a module's top level, or a method of one of its classes."""

    module: Module = field(repr=False)
    name: str
    owner: str | None
    text: str = field(repr=False)
    lines: range
    """From its first decorator to its end."""

    @property
    def digest(self) -> str:
        return sha256(self.text.encode()).hexdigest()[:16]


@frozen
class Mutant:
    """A function with one thing changed."""

    name: str
    function: Function
    text: str = field(repr=False)
    statement: range
    """Where the change is: who runs none of these lines cannot notice it."""

    def drawn(self, share: int) -> bool:
        """Whether it is one of the so many that are drawn, which its name alone decides, so that it stays drawn."""
        return int(sha256(self.name.encode()).hexdigest(), 16) % share == 0

    @property
    def change(self) -> str:
        """What was changed, in one line."""
        before, after = self.function.text.splitlines(), self.text.splitlines()
        matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
        changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
        _, first, last, start, end = changed[0] if changed else ("equal", 0, 0, 0, 0)
        old, new = (" ".join(line.strip() for line in part) for part in (before[first:last], after[start:end]))
        return f"{self.statement.start}: {_cut(old)} -> {_cut(new)}"


def _cut(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[:most]}..."
