"""Every pattern that the library compiles, found by watching it compile them, and texts that are hard for each."""

from __future__ import annotations

import pickle
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from typing import Any, Final, final

from attrs import frozen

_WATCH: Final = """
import pickle, re, sys
found, compiled = {}, re._compile
def watched(pattern, flags):
    made = compiled(pattern, flags)
    frame = sys._getframe(1)
    while frame and frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    while frame and frame.f_globals.get("__name__") in ("trackntrace.grammar", "attr._make", "attr"):
        frame = frame.f_back
    where = frame.f_globals.get("__name__", "") if frame else ""
    found.setdefault((made.pattern, made.flags), where)
    return made
re._compile = watched
import contextlib, importlib, pkgutil, trackntrace
for module in pkgutil.walk_packages(trackntrace.__path__, "trackntrace."):
    if not module.name.endswith("__main__"):
        with contextlib.suppress(ImportError):  # an extra that is not installed
            importlib.import_module(module.name)
ours = [(key, where) for key, where in found.items() if "trackntrace" in where or where.startswith("<attrs")]
sys.stdout.buffer.write(pickle.dumps(ours))
"""


@final
@frozen
class Compiled:
    """A compiled pattern, and the module in which it is."""

    pattern: re.Pattern[Any]
    where: str


def compiled_patterns() -> tuple[Compiled, ...]:
    """Every pattern that is compiled while the library's modules are imported, as a new process sees it."""
    seen = subprocess.run([sys.executable, "-c", _WATCH], capture_output=True, check=True).stdout
    return tuple(Compiled(re.compile(pattern, flags), where) for (pattern, flags), where in pickle.loads(seen))


def hard_texts(pattern: re.Pattern[Any], most: int) -> list[str]:
    """Texts of the characters that a pattern knows: each alone, each two in turn, and its own shape again and again."""
    letters = sorted(set(_letters(list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)))))
    told = ["".join(letters)] if letters else []
    pairs = ["".join(pair) for pair in product(letters, repeat=2) if pair[0] != pair[1]]
    step = max(1, len(pairs) * 2 // most)
    return list(dict.fromkeys([*told, *letters[:most], *pairs[::step], "\u0663 ", "A"]))[:most]


def _letters(nodes: list[Any]) -> Iterator[str]:
    """The first and last characters of each class, and each literal."""
    for operator, argument in nodes:
        if operator in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(argument)
        elif operator is codes.IN:
            yield from _of_class(argument)
        elif operator in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            yield from _letters(list(argument[2]))
        elif operator is codes.SUBPATTERN:
            yield from _letters(list(argument[3]))
        elif operator is codes.BRANCH:
            for branch in argument[1]:
                yield from _letters(list(branch))
        elif operator in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _letters(list(argument[1]))


def _of_class(items: list[Any]) -> Iterator[str]:
    for operator, argument in items:
        if operator is codes.RANGE:
            yield from (chr(argument[0]), chr(argument[1]))
        elif operator is codes.LITERAL:
            yield chr(argument)
