"""Which tests run which lines, and how long each takes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pytest
from attrs import define, evolve, field, frozen
from coverage import Coverage, CoverageData

from tools.mutation.mutant import ROOT, Module

FOLDER: Final = ROOT / ".mutants"
LINES: Final = FOLDER / "lines.coverage"
SECONDS: Final = FOLDER / "seconds.json"
NEWER: Final = 0.05
"""Seconds that are reckoned for a test of which the survey knows nothing."""
IMPORTING: Final = ""
"""The context of what runs outside all tests: while modules are imported and tests collected."""


@define(eq=False)
class Surveyor:
    """A plugin that notes for each test the lines that it runs. A test that fails is left out, and named."""

    coverage: Coverage
    seconds: dict[str, float] = field(factory=dict)
    failed: list[str] = field(factory=list)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        start = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - start
            self.coverage.switch_context(IMPORTING)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    @property
    def found(self) -> dict[str, float | None]:
        """The seconds that each took; nothing of what failed."""
        return {name: None if name in self.failed else seconds for name, seconds in self.seconds.items()}


def survey(arguments: list[str]) -> int:
    """Run the tests once; to be called in a process that has not imported the library."""
    FOLDER.mkdir(exist_ok=True)
    LINES.unlink(missing_ok=True)
    SECONDS.unlink(missing_ok=True)
    coverage = Coverage(data_file=str(LINES), config_file=False, source_pkgs=["trackntrace"])
    surveyor = Surveyor(coverage)
    coverage.start()
    ended = pytest.main(arguments, plugins=[surveyor])
    coverage.stop()
    coverage.save()
    for name in surveyor.failed:
        print(f"fails without any mutant, and is left out: {name}", flush=True)
    if ended not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        return 1
    SECONDS.write_text(json.dumps(surveyor.found))
    return 0


@frozen
class Survey:
    """What the tests ran when they were surveyed."""

    data: CoverageData
    seconds: dict[str, float]
    left_out: frozenset[str] = frozenset()
    """The tests that failed, without any mutant."""

    @classmethod
    def read(cls) -> Survey:
        data = CoverageData(basename=str(LINES))
        data.read()
        found: dict[str, float | None] = json.loads(SECONDS.read_text())
        seconds = {name: each for name, each in found.items() if each is not None}
        return cls(data, seconds, frozenset(found.keys() - seconds.keys()))

    @property
    def surveyed(self) -> frozenset[str]:
        """All tests that were there."""
        return self.left_out | self.seconds.keys()

    def tests_by_line(self, module: Module) -> dict[int, list[str]]:
        """
        The tests that ran each line of a module; the empty name is that of its import.

        Where the module has changed since, its lines are others, so each may be run by any test that ran one of them.
        """
        by_line = self.data.contexts_by_lineno(str(module.path))
        if module.path.stat().st_mtime <= self.taken():
            return by_line
        any_of_them = sorted({name for names in by_line.values() for name in names})
        return dict.fromkeys(range(1, module.text.count("\n") + 2), any_of_them)

    def newer(self, module: Module, tests: Iterable[str]) -> set[str]:
        """Of all tests those that came after the survey, in a file of which a test ran some line of a module."""
        by_line = self.data.contexts_by_lineno(str(module.path))
        files = {name.partition("::")[0] for names in by_line.values() for name in names}
        new = {*tests} - self.surveyed
        return {name for name in new if name.partition("::")[0] in files or farness(module, name) == 0}

    def with_newer(self, tests: Iterable[str]) -> Survey:
        """The same, in which tests that came after it take a moment."""
        return evolve(self, seconds=dict.fromkeys({*tests} - self.left_out, NEWER) | self.seconds)

    @staticmethod
    def taken() -> float:
        """When the last survey ended; long ago where there was none."""
        return SECONDS.stat().st_mtime if SECONDS.exists() else 0.0


def farness(module: Module, test: str) -> int:
    """How far a test is from a module, by its name: the module's own, one of the same room, another."""
    if f"test_{module.path.stem}" in test:
        return 0
    return 1 if f"/{module.path.parent.name}/" in test else 2


def within(names: Iterable[str], seconds: Mapping[str, float], budget: float) -> Iterator[str]:
    """As many of the tests, in their order, as fit into so many seconds."""
    spent = 0.0
    for name in names:
        spent += seconds[name]
        if spent > budget:
            return
        yield name
