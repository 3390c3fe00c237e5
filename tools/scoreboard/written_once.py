"""The number that is written once: ways round it, a machine that tries whatever comes, and threads that share."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from examples.stores.memory_store import MemoryStore
from examples.stores.sqlite_store import SqliteStore
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.laws.test_written_once_law import WrittenOnce
from tools.cells import ROOT, Cell, Dependencies, cells, prepare
from tools.scoreboard.figure import Figure, Outcome, Volume, reached
from tools.sharing import ROUNDS, SCENES, THREADS
from tools.ways_round import WAYS
from trackntrace.testing.written_once import EntryStore, assert_written_once, thorough

STEPS: Final = 50
RUNS: Final = {Volume.FULL: 1_000, Volume.BOUNDED: 100}


@cache
def _pythons() -> tuple[Cell, ...]:
    """Every Python of the machine with the newest dependencies, ready to run."""
    newest = tuple(cell for cell in cells() if cell.dependencies is Dependencies.NEWEST)
    for cell in newest:
        prepare(cell)
    return newest


def _told(module: str) -> dict[str, dict[str, list[str]]]:
    """What a module of the tools found on each Python, by version and by what was tried."""
    return {cell.version: _told_by(cell, module) for cell in _pythons()}


def _told_by(cell: Cell, module: str) -> dict[str, list[str]]:
    command = [str(cell.interpreter), "-m", module]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: dict[str, list[str]] = json.loads(said)
    return found


def ways_round(_volume: Volume) -> Outcome:
    found = _told("tools.ways_round")
    open_ways = [f"{way} on {version}" for version, ways in found.items() for way, through in ways.items() if through]
    closed = min(sum(not through for through in ways.values()) for ways in found.values())
    value = f"{closed} of {len(WAYS)} on {', '.join(found)}"
    return reached(value, failures=open_ways, note=f"open: {'; '.join(open_ways)}" if open_ways else "")


def threads(_volume: Volume) -> Outcome:
    found = _told("tools.sharing")
    wrong = [
        f"{name} on {version}: {lines[0]}" for version, all_ in found.items() for name, lines in all_.items() if lines
    ]
    tried = f"{len(SCENES)} scenes of {THREADS} threads, {ROUNDS} rounds each, on {', '.join(found)}"
    return reached(f"{len(wrong)} in {tried}", failures=wrong, note="; ".join(wrong))


class Counted(WrittenOnce):
    """The machine of the law, which says how many steps it took."""

    steps = 0

    @invariant()
    def one_step_more(self) -> None:
        Counted.steps += 1


def whatever_comes(volume: Volume) -> Outcome:
    runs = RUNS[volume]
    quietly = settings(
        max_examples=runs,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    Counted.steps = 0
    run_state_machine_as_test(Counted, settings=quietly)
    return reached(f"0 in {runs:,} runs, {Counted.steps:,} steps in all", failures=Counted.steps < runs * STEPS // 2)


def stores(volume: Volume) -> Outcome:
    runs, memory = RUNS[volume], MemoryStore()
    quietly = settings(thorough(runs, STEPS), derandomize=True, database=None)
    with TemporaryDirectory() as folder:
        opened: dict[str, Callable[[], EntryStore]] = {
            "in memory": lambda: memory,
            "in SQLite": lambda: SqliteStore(Path(folder, "entries.sqlite")),
        }
        for open_store in opened.values():
            assert_written_once(open_store, settings=quietly)
    return reached(f"0 in {runs:,} runs of up to {STEPS} steps, {' and '.join(opened)}", failures=0)


FIGURES: Final = (
    Figure(
        name="ways-round",
        says="ways round written-once that are closed, on every Python of the machine",
        bar=f"{len(WAYS)} of {len(WAYS)}",
        elsewhere="1 of 8",
        measure=ways_round,
    ),
    Figure(
        name="written-once-machine",
        says="numbers that a state machine got changed, whatever it tried",
        bar=f"0 in 1,000 runs of {STEPS} steps",
        measure=whatever_comes,
    ),
    Figure(
        name="stores",
        says="numbers that a store lost or changed, whatever crashed, was tried again or wrote at once",
        bar=f"0 in 1,000 runs of {STEPS} steps",
        measure=stores,
    ),
    Figure(
        name="threads",
        says="differences between what many threads find in shared values and what one finds alone",
        bar="0",
        measure=threads,
    ),
)
