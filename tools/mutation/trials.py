"""Tries mutants: a child for each, forked from a process that has collected the tests."""

from __future__ import annotations

import gc
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import FunctionType
from typing import Final

import pytest
from attrs import define, evolve, field, frozen

from tools.mutation.graft import Place, Unreachable, graft, living_functions
from tools.mutation.mutant import SOURCES, Module, Mutant
from tools.mutation.outcome import Outcome
from tools.mutation.survey import IMPORTING, Survey, farness, within

SLOWEST: Final = 10.0
FACTOR: Final = 20
MORE_MEMORY: Final = 3 * 1024**3
WALL: Final = 600

KILLED, SURVIVED, COLD, BROKEN = 1, 0, 77, 70


@define(eq=False)
class Trials:
    """A plugin that does not run the tests, but tries mutants with them."""

    survey: Survey
    work: Iterable[tuple[Module, list[Mutant]]]
    tell: Callable[[Mutant, Outcome], None]
    until: float = float("inf")
    workers: int = 1
    budget: float = 4.0
    """Seconds of tests for one mutant; who outlives them counts as a survivor, whatever other tests would say."""
    _items: dict[str, pytest.Item] = field(factory=dict)
    _left_out: set[str] = field(factory=set)
    _living: dict[Place, list[FunctionType]] = field(factory=dict)
    _killers: dict[tuple[str, str], list[str]] = field(factory=dict)
    _seconds: dict[str, float] = field(factory=dict)
    _running: dict[int, _Running] = field(factory=dict)

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """The tests that no fork survives, so who outlives the others is tried with them in a new process."""
        self._left_out.update(item.nodeid for item in items)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {item.nodeid: item for item in session.items}
        self._seconds = self.survey.with_newer(self._items).seconds
        self._living = living_functions(str(SOURCES))
        gc.collect()
        gc.freeze()
        for module, mutants in self.work:
            tests, newer = self.survey.tests_by_line(module), self.survey.newer(module, self._items)
            for mutant in controlled(mutants):
                if time.monotonic() > self.until:
                    break
                self._submit(mutant, tests, newer)
        while self._running:
            self._reap()
        return True

    def _submit(self, mutant: Mutant, tests: dict[int, list[str]], newer: set[str]) -> None:
        met = {name for line in mutant.statement for name in tests.get(line, [])}
        chosen = self._chosen(mutant, (met - {IMPORTING}) | newer)
        if not chosen:
            self._told(mutant, Outcome.COLD if met else Outcome.UNTESTED)
            return
        while len(self._running) >= self.workers:
            self._reap()
        self._fork(mutant, chosen, COLD if met & {IMPORTING, *self._left_out} else SURVIVED)

    def _chosen(self, mutant: Mutant, names: set[str]) -> list[pytest.Item]:
        known = [name for name in names if name in self._items and name in self._seconds]
        ordered = in_order(known, mutant, self._seconds, self._killers.get(_key(mutant), []))
        return [self._items[name] for name in within(ordered, self._seconds, self.budget)]

    def _fork(self, mutant: Mutant, chosen: list[pytest.Item], outlived: int) -> None:
        reading, writing = os.pipe()
        folder = tempfile.mkdtemp(prefix="mutant-")
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            os.close(reading)
            os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
            _Child(writing, outlived, self._seconds).live(mutant, self._living, chosen)
        os.close(writing)
        self._running[child] = _Running(mutant, reading, folder)

    def _reap(self) -> None:
        child, status = self._waited()
        running = self._running.pop(child)
        mutant, told = running.mutant, running.told()
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == BROKEN:
            raise RuntimeError(f"{mutant.name} could not be tried: {told}")
        if told:
            found = self._killers.setdefault(_key(mutant), [])
            found[:] = [told, *(name for name in found if name != told)][:40]
        outcome = _outcome(status)
        if mutant.text == mutant.function.text and outcome not in {Outcome.SURVIVED, Outcome.COLD}:
            raise RuntimeError(f"the tests fail without any mutant: {told}")
        self._told(mutant, outcome)

    def _told(self, mutant: Mutant, outcome: Outcome) -> None:
        """What became of a mutant; of a control there is nothing to tell."""
        if mutant.text != mutant.function.text:
            self.tell(mutant, outcome)

    def _waited(self) -> tuple[int, int]:
        while True:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child:
                return child, status
            for each, running in self._running.items():
                if time.monotonic() - running.since > WALL:
                    os.kill(each, signal.SIGVTALRM)
            time.sleep(0.002)


@frozen
class _Running:
    """A mutant that is being tried."""

    mutant: Mutant
    reading: int
    folder: str
    since: float = field(factory=time.monotonic)

    def told(self) -> str:
        """What the child said at its end: the test that failed."""
        with os.fdopen(self.reading, "rb") as pipe:
            said = pipe.read().decode()
        shutil.rmtree(self.folder, ignore_errors=True)
        return said


def controlled(mutants: list[Mutant]) -> Iterator[Mutant]:
    """Besides the mutants a control, which changes nothing and has to live."""
    for first in mutants[:1]:
        yield evolve(first, text=first.function.text)
    yield from mutants


def _memory() -> int:
    """The bytes that this process has mapped."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def in_order(names: list[str], mutant: Mutant, seconds: Mapping[str, float], killers: list[str]) -> list[str]:
    """
    First those that found a change of the same function, then one case of each test, the module's own first.

    Many cases of one test mostly find the same mutants, so the second cases come after the first ones of all.
    """
    before = {name: place for place, name in enumerate(killers)}
    cases: Counter[str] = Counter()
    keyed = []
    for name in sorted(names, key=lambda name: (seconds[name], name)):
        test = name.partition("[")[0]
        cases[test] += 1
        far = farness(mutant.function.module, test)
        keyed.append((before.get(name, len(before)), cases[test].bit_length(), far, seconds[name], name))
    return [key[-1] for key in sorted(keyed)]


def _key(mutant: Mutant) -> tuple[str, str]:
    return mutant.function.module.name, f"{mutant.function.owner}.{mutant.function.name}"


def _outcome(status: int) -> Outcome:
    if os.WIFSIGNALED(status):
        return Outcome.TIMEOUT if os.WTERMSIG(status) in {signal.SIGPROF, signal.SIGVTALRM} else Outcome.KILLED
    return {SURVIVED: Outcome.SURVIVED, COLD: Outcome.COLD}.get(os.WEXITSTATUS(status), Outcome.KILLED)


@define(eq=False)
class _Child:
    """The process that lives with the mutant. It ends at the first test that fails."""

    writing: int
    outlived: int
    seconds: dict[str, float]
    _now: str = ""

    def live(self, mutant: Mutant, living: dict[Place, list[FunctionType]], chosen: list[pytest.Item]) -> None:
        try:
            self._become_quiet()
            graft(mutant, living)
            self._run(chosen)
        except Unreachable:
            os._exit(COLD)
        except (KeyboardInterrupt, pytest.exit.Exception):
            self._killed()
        except BaseException:  # noqa: BLE001 - whatever it was, this process must not go on as its parent
            os.write(self.writing, traceback.format_exc().encode())
            os._exit(BROKEN)
        os._exit(self.outlived)

    def _become_quiet(self) -> None:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for each in (0, 1, 2):
            os.dup2(nowhere, each)
        most = _memory() + MORE_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def _run(self, chosen: list[pytest.Item]) -> None:
        chosen[0].config.pluginmanager.register(self, "mutant")
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            self._now = item.nodeid
            signal.setitimer(signal.ITIMER_PROF, max(SLOWEST, FACTOR * self.seconds[item.nodeid]))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        allowed = (pytest.skip.Exception, pytest.xfail.Exception)
        if call.excinfo is not None and not call.excinfo.errisinstance(allowed):
            self._killed()

    def _killed(self) -> None:
        os.write(self.writing, self._now.encode())
        os._exit(KILLED)
