"""One run over some modules: the survey, the trials in living code, the trials on a library imported anew."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from attrs import define, evolve, field

from tools.mutation.cold import near, try_cold
from tools.mutation.generation import mutants
from tools.mutation.mutant import ROOT, Module, Mutant
from tools.mutation.outcome import Outcome
from tools.mutation.survey import FOLDER, Survey, survey
from tools.mutation.trials import Trials

OPTIONS: Final = ["-q", "-s", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
CHOICE: Final = ["-m", "not slow and not engine and not browser and not database"]
NOT_TO_BE_FORKED: Final = ["--ignore=tests/browser", "--ignore=tests/databases", "--ignore=tests/frames"]
"""Tests whose libraries start threads when they are imported (Polars), which a fork does not survive."""
OUTCOMES: Final = FOLDER / "outcomes.jsonl"
"""
What is known so far, so that a run that was stopped goes on where it was: a line for each mutant, with the digest of
its function, so that a change beside a function loses nothing of it.
"""

Found = dict[str, tuple[Outcome, str]]


@define
class Campaign:
    """Tries the mutants of some modules, within a time."""

    until: float
    workers: int = 1
    _known: dict[tuple[str, str], tuple[Outcome, str]] = field(factory=dict)
    _controlled: set[str] = field(factory=set)

    def run(self, wanted: list[Module], again: Mapping[str, frozenset[str]]) -> Iterator[tuple[Module, Found]]:
        """Each module with what became of its mutants, or of those of them that are to be tried again."""
        os.environ["HYPOTHESIS_PROFILE"] = "mutation"
        self._renew_survey()
        if again:
            _forget_survivors()
        work = [(module, _chosen(module, again)) for module in wanted]
        self._known = _read()
        in_a_child(lambda: self._warm(work))
        self._known = _read()
        for module, chosen in work:
            if found := self._finished(module, chosen):
                yield module, found

    def _renew_survey(self) -> None:
        if Survey.taken() < _newest():
            _forget_survivors()
            print("surveying which tests run which lines", flush=True)
            if in_a_child(lambda: survey([*OPTIONS, *CHOICE])):
                sys.exit("the tests fail already without any mutant")

    def _warm(self, work: list[tuple[Module, list[Mutant]]]) -> int:
        with OUTCOMES.open("a", encoding="utf-8") as file:
            trials = Trials(
                survey=Survey.read(),
                work=[(module, [each for each in chosen if not self._settled(each)]) for module, chosen in work],
                tell=partial(_write, file.fileno()),
                until=self.until,
                workers=self.workers,
            )
            return int(pytest.main([*OPTIONS, *CHOICE, *NOT_TO_BE_FORKED], plugins=[trials]))

    def _settled(self, mutant: Mutant) -> bool:
        return (mutant.function.digest, mutant.name) in self._known

    def _finished(self, module: Module, chosen: list[Mutant]) -> Found | None:
        """What became of all these mutants; nothing where the time was up before."""
        found: Found = {}
        for mutant in chosen:
            outcome = self._outcome(module, mutant)
            if outcome is None:
                return None
            found[mutant.name] = outcome, mutant.change
        return found

    def _outcome(self, module: Module, mutant: Mutant) -> Outcome | None:
        known, _ = self._known.get((mutant.function.digest, mutant.name), (None, ""))
        if known is not Outcome.COLD:
            return known
        if time.monotonic() > self.until:
            return None
        tried = self._tried_cold(module, mutant)
        with OUTCOMES.open("a", encoding="utf-8") as file:
            _write(file.fileno(), mutant, tried)
        return tried

    def _tried_cold(self, module: Module, mutant: Mutant) -> Outcome:
        """In a fresh process; before the first mutant of a module a control, which changes nothing and has to live."""
        tests, options = near(module, Survey.read()), [*OPTIONS, *CHOICE]
        if module.name not in self._controlled:
            control = evolve(mutant, text=mutant.function.text)
            if try_cold(control, tests, options) is not Outcome.SURVIVED:
                raise RuntimeError(f"the tests near {module.name} fail in a fresh process without any mutant")
            self._controlled.add(module.name)
        return try_cold(mutant, tests, options)


def _chosen(module: Module, again: Mapping[str, frozenset[str]]) -> list[Mutant]:
    every = list(mutants(module))
    return [each for each in every if each.name in again[module.name]] if again else every


def _newest() -> float:
    """When the tests or the library were changed last."""
    folders = (ROOT / "src", ROOT / "tests")
    return max(path.stat().st_mtime for folder in folders for path in folder.rglob("*.py"))


def in_a_child(work: Callable[[], int]) -> int:
    """Do it in a process that can be forgotten: it imports what the next one must not have imported."""
    child = os.fork()
    if child == 0:
        os._exit(work())
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _write(file: int, mutant: Mutant, outcome: Outcome) -> None:
    line = {"digest": mutant.function.digest, "name": mutant.name, "outcome": outcome.value}
    os.write(file, (json.dumps({**line, "change": mutant.change}) + "\n").encode())


def _forget_survivors() -> None:
    """Tests may have come that find them. What was found before stays found."""
    if OUTCOMES.exists():
        lines = OUTCOMES.read_text("utf-8").splitlines(keepends=True)
        found = {Outcome.KILLED.value, Outcome.TIMEOUT.value}
        OUTCOMES.write_text("".join(line for line in lines if json.loads(line)["outcome"] in found), "utf-8")


def _read(path: Path = OUTCOMES) -> dict[tuple[str, str], tuple[Outcome, str]]:
    if not path.exists():
        return {}
    told = map(json.loads, path.read_text("utf-8").splitlines())
    return {(each["digest"], each["name"]): (Outcome(each["outcome"]), each["change"]) for each in told}
