"""One run over some modules: the survey, the trials in living code, the trials on a library imported anew."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from attrs import define, field

from tools.mutation.cold import near, prepare, try_cold
from tools.mutation.generation import mutants
from tools.mutation.mutant import Module, Mutant
from tools.mutation.outcome import Outcome
from tools.mutation.survey import FOLDER, Survey, survey
from tools.mutation.trials import Trials, controlled

OPTIONS: Final = ["-q", "-s", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
CHOICE: Final = ["-m", "not slow and not browser and not database"]
IN_FORKS: Final = ["-m", "not slow and not engine and not browser and not database"]
NOT_TO_BE_FORKED: Final = ["--ignore=tests/browser", "--ignore=tests/databases"]
"""Tests of servers, which a fork does not survive. Polars starts its threads with the first table, so no test module
may make one while it is imported."""
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
    budget: float = 4.0
    share: int = 1
    anew: bool = False
    """Survey the tests anew. Else those that came after the survey are tried with all mutants of their modules."""
    forked: bool = False
    """Leave out what needs a fresh process; its modules are not finished then."""
    _known: dict[tuple[str, str], tuple[Outcome, str]] = field(factory=dict)

    def run(self, wanted: list[Module], again: Mapping[str, frozenset[str]]) -> Iterator[tuple[Module, int, Found]]:
        """
        Each module, how many mutants it has, and what became of those that were drawn, or are to be tried again.
        """
        os.environ["HYPOTHESIS_PROFILE"] = "mutation"
        sys.dont_write_bytecode = False  # each fresh process would compile all tests anew
        self._renew_survey()
        if again:
            _forget_survivors()
        every = {module.name: list(mutants(module)) for module in wanted}
        work = [(module, self._chosen(every[module.name], again.get(module.name))) for module in wanted]
        self._known = _read()
        in_a_child(lambda: self._warm(work))
        self._known = _read()
        if not self.forked:
            self._cold(work)
            self._known = _read()
        for module, chosen in work:
            found = self._finished(chosen)
            if found is not None:
                yield module, len(every[module.name]), found

    def _renew_survey(self) -> None:
        if self.anew or not Survey.taken():
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
                budget=self.budget,
            )
            return int(pytest.main([*OPTIONS, *IN_FORKS, *NOT_TO_BE_FORKED], plugins=[trials]))

    def _settled(self, mutant: Mutant) -> bool:
        return (mutant.function.digest, mutant.name) in self._known

    def _chosen(self, every: list[Mutant], again: frozenset[str] | None) -> list[Mutant]:
        if again is not None:
            return [each for each in every if each.name in again]
        return [each for each in every if each.drawn(self.share)]

    def _finished(self, chosen: list[Mutant]) -> Found | None:
        """What became of all these mutants; nothing where the time was up before."""
        found: Found = {}
        for mutant in chosen:
            outcome, _ = self._known.get((mutant.function.digest, mutant.name), (Outcome.COLD, ""))
            if outcome is Outcome.COLD:
                return None
            found[mutant.name] = outcome, mutant.change
        return found

    def _cold(self, work: list[tuple[Module, list[Mutant]]]) -> None:
        """Each mutant that is to be tried so in a fresh process, some at a time."""
        survey = Survey.read()
        prepare()
        with ThreadPoolExecutor(self.workers) as pool, OUTCOMES.open("a", encoding="utf-8") as file:
            for _, chosen in work:
                waiting = [each for each in chosen if self._waits(each)]
                trying = partial(self._tried_cold, survey)
                for mutant, outcome in pool.map(trying, controlled(waiting)):
                    if outcome is not None:
                        _write(file.fileno(), mutant, outcome)

    def _waits(self, mutant: Mutant) -> bool:
        return self._known.get((mutant.function.digest, mutant.name), (None, ""))[0] is Outcome.COLD

    def _tried_cold(self, survey: Survey, mutant: Mutant) -> tuple[Mutant, Outcome | None]:
        """Nothing for a control, which has to live, nor where the time is up."""
        if time.monotonic() > self.until:
            return mutant, None
        tests = near(mutant, survey, self.budget)
        outcome = try_cold(mutant, tests, survey.surveyed, [*OPTIONS, *CHOICE])
        if mutant.text != mutant.function.text:
            return mutant, outcome
        if outcome is not Outcome.SURVIVED:
            module = mutant.function.module.name
            raise RuntimeError(f"the tests near {module} fail in a fresh process without any mutant")
        return mutant, None


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
