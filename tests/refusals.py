"""
What every refusal says and what every finding tells, in a list: `tests/refusals.txt`.

A test that meets a refusal mostly asserts the part that it is about. This plugin looks at the rest: whatever declared
error comes up while a test runs must be on the list, with its field and its reason, and with whether it shows a value;
and whatever finding is made, with the names of its facts and of those that say nothing.
A sentence that changes by accident is found by any test that meets it; one that changes on purpose is seen in review, as
a changed line. Figures and quoted words are left out, since they are the test's own. `make coverage` and `make mutants`
hold the list; `make refusals` renews it.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from trackntrace.errors import TrackntraceError
from trackntrace.numbers.finding import Finding, FindingKind

LIST: Final = Path(__file__).with_suffix(".txt")
HOLD: Final = "HOLD_REFUSALS"
RENEW: Final = "RENEW_REFUSALS"
"""What the environment names: hold every refusal against the list, or put it there."""
FREE: Final = ("law", "slow", "engine", "database", "browser")
"""Kinds of tests in which chance, or another program, has a part in what is refused."""

LONGEST: Final = 200
SLOT: Final = re.compile(r"\{([a-z_]+)\}")

_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_FIGURES: Final = re.compile(r"[0-9]+(?:[.,:-][0-9]+)*")


def masked(text: str) -> str:
    """A text without what the test put into it."""
    return _FIGURES.sub("#", _QUOTED.sub("''", text)).replace("\n", " ")


def line(error: TrackntraceError) -> str:
    """An error, as the list has it: its class, the last part of its field, whether it shows a value, and its reason."""
    echo = "nothing" if error.shown == "None" else "a value"
    last = masked(error.field).rpartition(".")[2]
    return f"{type(error).__name__} | {last} | {echo} | {masked(error.reason)[:LONGEST]}"


def finding_line(finding: Finding) -> str:
    """A finding, as the list has it: its code, its facts, and what is missing of them."""
    facts = dict(finding.facts)
    empty = sorted({*SLOT.findall(finding.kind.says + finding.kind.remedy)} - facts.keys())
    nothing = sorted(name for name, text in facts.items() if text == "None")
    return f"finding {finding.code} | {', '.join(sorted(facts))} | {', '.join([*empty, *nothing])}".rstrip(" |")


class Refusals:
    """Notes every declared error and every finding that is made, and holds those of each test against the list."""

    def __init__(self) -> None:
        self.known: Final = frozenset(LIST.read_text("utf-8").splitlines()) if LIST.exists() else frozenset()
        self.met: Final[set[str]] = set()
        self.all: Final[set[str]] = set()
        self._make: Final[Any] = TrackntraceError.__init__
        self._find: Final[Any] = FindingKind.found

    def pytest_sessionstart(self) -> None:
        make, find, met = self._make, self._find, self.met

        def noted(error: TrackntraceError, field: str, shown: str, reason: str) -> None:
            make(error, field, shown, reason)
            met.add(line(error))

        def found(kind: FindingKind, **facts: str) -> Finding:
            made: Finding = find(kind, **facts)
            met.add(finding_line(made))
            return made

        setattr(FindingKind, "found", found)  # noqa: B010
        setattr(TrackntraceError, "__init__", noted)  # noqa: B010 - what a type checker would refuse

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self.met.clear()
        result = yield
        if any(item.get_closest_marker(kind) for kind in FREE):
            return result
        self.all.update(self.met)
        unknown = sorted(self.met - self.known)
        if unknown and HOLD in os.environ and RENEW not in os.environ:
            pytest.fail(
                "\n".join([f"not in {LIST.name}; if they should be, run: make refusals", *unknown]), pytrace=False
            )
        return result

    def pytest_sessionfinish(self) -> None:
        setattr(TrackntraceError, "__init__", self._make)  # noqa: B010
        setattr(FindingKind, "found", self._find)  # noqa: B010
        if RENEW in os.environ:
            self._add()

    def _add(self) -> None:
        """Put what was met into the list, beside what other processes put there."""
        with LIST.open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            every = sorted({*file.read().splitlines(), *self.all})
            file.truncate(0)
            file.write("".join(f"{each}\n" for each in every))
