"""
Tries a mutant on a library that is imported anew, with the mutant in its source.

That is what a function needs that runs while modules are imported: when its code is swapped, what it made is there
already.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import sys
import tempfile
import textwrap
from collections.abc import Collection, Iterable, Sequence
from types import CodeType, ModuleType
from typing import Final
from unittest import mock

import pytest
from attrs import define, frozen

from tools.mutation.mutant import Module, Mutant, modules
from tools.mutation.outcome import Outcome
from tools.mutation.survey import IMPORTING, Survey, farness, within

KILLED, SURVIVED = 1, 0
PROCESSOR: Final = 300
FILES: Final = 5
SLOW: Final = 5
"""How many times the seconds of tests a mutant may use that only tests of engines run."""
QUIETLY: Final = ["-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"]


def near(mutant: Mutant, survey: Survey, budget: float) -> list[str]:
    """
    Tests of a few files, since each has to be imported: the nearest and quickest that run anything of the module.

    What runs while modules are imported is noticed by what uses it. What only engines run is noticed by the tests that
    run it themselves, so these come first; they are slow.
    """
    by_line = survey.tests_by_line(mutant.function.module)
    own = _union(by_line.get(line, []) for line in mutant.statement)
    first = set() if IMPORTING in own else own
    known = (_union(by_line.values()) & survey.seconds.keys()) or _of_those_that_import(mutant.function.module, survey)
    keyed = [(name not in first, farness(mutant.function.module, name), survey.seconds[name], name) for name in known]
    ordered = [name for *_, name in sorted(keyed)]
    files = list(dict.fromkeys(name.partition("::")[0] for name in ordered))[:FILES]
    nearest = [name for name in ordered if name.partition("::")[0] in files]
    return list(within(nearest, survey.seconds, budget * (SLOW if first else 1)))


def _of_those_that_import(module: Module, survey: Survey) -> set[str]:
    """The tests of the nearest modules that import one of constants, if only by way of others, and are run by any."""
    reached, names = {module.name}, set[str]()
    while not names:
        using = [each for each in modules() if any(f"from {name} import" in each.text for name in reached)]
        if reached >= {each.name for each in using}:
            return set()
        names = _union(name for each in using for name in survey.tests_by_line(each).values()) & survey.seconds.keys()
        reached |= {each.name for each in using}
    return names


def _union(names: Iterable[Iterable[str]]) -> set[str]:
    return {name for each in names for name in each}


def mutated_source(mutant: Mutant) -> str:
    """The source of a module with the mutant in the place of its function."""
    function = mutant.function
    text = textwrap.indent(mutant.text, "    ") if function.owner else mutant.text
    lines = function.module.text.splitlines(keepends=True)
    return "".join([*lines[: function.lines.start - 1], text, *lines[function.lines.stop - 1 :]])


def prepare() -> None:
    """Import what the library does not change, once for all. Hypothesis would import the library, which has to wait."""
    with mock.patch.dict(os.environ, HYPOTHESIS_NO_PLUGINS="1"):
        importlib.import_module("hypothesis")


def try_cold(mutant: Mutant, tests: Sequence[str], surveyed: Collection[str], options: list[str]) -> Outcome:
    """To be called in a process that has imported pytest, and nothing of the library."""
    if not tests:
        return Outcome.SURVIVED
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        child = os.fork()
        if child == 0:
            os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
            _live(mutant, tests, surveyed, options)
        _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Outcome.TIMEOUT
    return Outcome.SURVIVED if os.WEXITSTATUS(status) == SURVIVED else Outcome.KILLED


def _live(mutant: Mutant, tests: Sequence[str], surveyed: Collection[str], options: list[str]) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for each in (0, 1, 2):
        os.dup2(nowhere, each)
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    sys.meta_path.insert(0, _Finder(mutant))
    files = sorted({test.partition("::")[0] for test in tests})
    try:
        importlib.import_module("hypothesis.entry_points").run()
        ended = pytest.main([*options, *QUIETLY, "-x", *files], plugins=[_Chosen(frozenset(tests), surveyed)])
    except BaseException:  # noqa: BLE001 - a mutant may fail in any way
        os._exit(KILLED)
    unnoticed = {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
    os._exit(SURVIVED if ended in unnoticed else KILLED)


@frozen
class _Chosen:
    """A plugin that leaves the other tests of the same files out, but not those that came after the survey."""

    names: frozenset[str]
    surveyed: Collection[str]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.names or item.nodeid not in self.surveyed]


@define(eq=False)
class _Finder(importlib.abc.MetaPathFinder):
    """Finds the mutant's module, with the mutant in it."""

    mutant: Mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        module = self.mutant.function.module
        if fullname != module.name:
            return None
        loader = _Loader(fullname, str(module.path))
        loader.mutant = self.mutant
        return importlib.util.spec_from_file_location(fullname, module.path, loader=loader)


class _Loader(importlib.machinery.SourceFileLoader):
    mutant: Mutant

    def get_code(self, fullname: str) -> CodeType:
        return compile(mutated_source(self.mutant), self.path, "exec", dont_inherit=True)
