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
from collections.abc import Collection, Sequence
from functools import partial
from types import CodeType, ModuleType
from typing import Final
from unittest import mock

import pytest
from attrs import define, frozen

from tools.mutation.mutant import Module, Mutant
from tools.mutation.outcome import Outcome
from tools.mutation.survey import IMPORTING, Survey, farness, within

KILLED, SURVIVED = 1, 0
PROCESSOR: Final = 300
FILES: Final = 5
QUIETLY: Final = ["-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"]


def near(module: Module, survey: Survey, budget: float) -> list[str]:
    """The nearest and quickest tests that run anything of a module, of a few files, since each has to be imported."""
    met = {name for names in survey.tests_by_line(module).values() for name in names if name != IMPORTING}
    known = sorted(met & survey.seconds.keys(), key=lambda name: (survey.seconds[name], name))
    ordered = sorted(known, key=partial(farness, module))
    files = list(dict.fromkeys(name.partition("::")[0] for name in ordered))[:FILES]
    return list(within([name for name in ordered if name.partition("::")[0] in files], survey.seconds, budget))


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
