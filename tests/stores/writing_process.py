"""Processes that enter one number after another, say after each that it was kept, and are killed meanwhile."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import IO, cast

from examples.stores.sqlite_store import SqliteStore

from tests.builders import at
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.entry import Entry
from trackntrace.testing.written_once import EntryStore

ROOT = Path(__file__).parent.parent.parent


def entry_of_place(place: int) -> Entry:
    return Entry(number=TrackAndTraceNumber(f"3SABCD{place:07}"), service=POSTNL, at=at(7))


def opened(kind: str, where: str) -> EntryStore:
    if kind == "sqlite":
        return SqliteStore(Path(where))
    from examples.stores.postgresql_store import PostgresqlStore

    return PostgresqlStore(where)


def write(store: EntryStore, prefix: str) -> None:
    for place in count():
        store.enter(f"{prefix}{place}", entry_of_place(place))
        sys.stdout.write(f"{place}\n")
        sys.stdout.flush()


def killed_after(answers: int, kind: str, where: str, prefix: str) -> int:
    """Starts a process, kills it when it has been answered so often, and says how often it was by then."""
    command = [sys.executable, "-m", "tests.stores.writing_process", kind, where, prefix]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        out = cast("IO[str]", process.stdout)
        answered = sum(out.readline().endswith("\n") for _ in range(answers))
        process.kill()
        answered += sum(line.endswith("\n") for line in out)
    if answered < answers:
        raise RuntimeError(f"the process ended by itself after {answered} answers")
    return answered


def assert_kept(store: EntryStore, prefix: str, answers: int) -> None:
    """All that was answered is there, and of what was not, the next at most."""
    for place in range(answers):
        assert store.entry_of(f"{prefix}{place}") == entry_of_place(place)
    assert store.entry_of(f"{prefix}{answers}") in {None, entry_of_place(answers)}
    assert store.entry_of(f"{prefix}{answers + 1}") is None


if __name__ == "__main__":
    write(opened(sys.argv[1], sys.argv[2]), sys.argv[3])
