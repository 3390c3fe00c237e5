"""Stores that break the promise, each in one way in which real ones do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock

from attrs import evolve
from examples.stores.rows import written

from trackntrace.moment import moment_of
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.transport import AlreadyEnteredError


class Disk:
    """What outlives a process: entries by transport."""

    def __init__(self) -> None:
        self.kept: dict[str, Entry] = {}
        self.lock = Lock()


class Careful:
    """A store that keeps the promise; the others below are this one with a fault."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk

    def enter(self, transport_id: str, entry: Entry) -> None:
        with self.disk.lock:
            self.disk.kept[transport_id] = written(self.disk.kept.get(transport_id), entry)

    def entry_of(self, transport_id: str) -> Entry | None:
        return self.disk.kept.get(transport_id)

    def crash(self) -> None: ...


class LastWriteWins(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        self.disk.kept[transport_id] = entry


class LooksThenWrites(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        given = self.disk.kept.get(transport_id)
        after = written(given, entry)
        self.disk.kept[transport_id] = after


class SavesWhenItIsClosed(Careful):
    def __init__(self, disk: Disk) -> None:
        super().__init__(disk)
        self.unsaved: dict[str, Entry] = {}

    def enter(self, transport_id: str, entry: Entry) -> None:
        self.unsaved[transport_id] = written(self.entry_of(transport_id), entry)

    def entry_of(self, transport_id: str) -> Entry | None:
        return self.unsaved.get(transport_id, self.disk.kept.get(transport_id))

    def close(self) -> None:
        self.disk.kept.update(self.unsaved)


class WritesInTwoSteps(Careful):
    """First the number, then the service: whoever dies in between leaves half an entry."""

    def enter(self, transport_id: str, entry: Entry) -> None:
        with self.disk.lock:
            after = written(self.disk.kept.get(transport_id), entry)
            if after is entry:
                self.disk.kept[transport_id] = evolve(entry, service=None)
            self.disk.kept[transport_id] = after


class ErasesBeforeItWrites(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        with self.disk.lock:
            given = self.disk.kept.pop(transport_id, None)
            try:
                given = written(given, entry)
            finally:
                if given:
                    self.disk.kept[transport_id] = given


class MovesTheMomentWithEveryRetry(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        with self.disk.lock:
            written(self.disk.kept.get(transport_id), entry)
            self.disk.kept[transport_id] = entry


class ForgetsTheMoment(Careful):
    def entry_of(self, transport_id: str) -> Entry | None:
        kept = super().entry_of(transport_id)
        return kept and evolve(kept, at=moment_of(kept.at.replace(microsecond=0)))


class KeepsTheWallClock(Careful):
    def entry_of(self, transport_id: str) -> Entry | None:
        kept = super().entry_of(transport_id)
        return kept and evolve(kept, at=moment_of(datetime.fromisoformat(f"{kept.at.replace(tzinfo=None)}+02:00")))


class RefusesARetry(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        with self.disk.lock:
            given = self.disk.kept.get(transport_id)
            if given and given.number:
                raise AlreadyEnteredError(given, entry)
            self.disk.kept[transport_id] = written(given, entry)


class RefusesALateNumber(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        with self.disk.lock:
            given = self.disk.kept.setdefault(transport_id, entry)
            if not entry.repeats(given):
                raise AlreadyEnteredError(given, entry)


class IgnoresInSilence(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        self.disk.kept.setdefault(transport_id, entry)


class RefusesInItsOwnWords(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        try:
            super().enter(transport_id, entry)
        except AlreadyEnteredError:
            raise KeyError(transport_id) from None


class MixesUpWhatItRefuses(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        try:
            super().enter(transport_id, entry)
        except AlreadyEnteredError as error:
            raise AlreadyEnteredError(error.offered, error.given) from None


class WritesOnEveryTransport(Careful):
    """``UPDATE`` without ``WHERE``."""

    def enter(self, transport_id: str, entry: Entry) -> None:
        super().enter(transport_id, entry)
        for other, given in self.disk.kept.items():
            self.disk.kept[other] = given if given.number else entry


class RemembersWhatItRead(Careful):
    def __init__(self, disk: Disk) -> None:
        super().__init__(disk)
        self.read: dict[str, Entry | None] = {}

    def enter(self, transport_id: str, entry: Entry) -> None:
        super().enter(transport_id, entry)
        self.read[transport_id] = self.disk.kept[transport_id]

    def entry_of(self, transport_id: str) -> Entry | None:
        return self.read.setdefault(transport_id, super().entry_of(transport_id))


class AnswersThoughItFailed(Careful):
    def enter(self, transport_id: str, entry: Entry) -> None:
        try:
            after = written(self.disk.kept.get(transport_id), entry)
            self.disk.kept[transport_id] = after
        except AlreadyEnteredError:
            raise
        except BaseException:  # noqa: BLE001
            return


Opener = Callable[[Disk], Careful]

FAULTS: list[Opener] = [
    LastWriteWins,
    LooksThenWrites,
    SavesWhenItIsClosed,
    WritesInTwoSteps,
    ErasesBeforeItWrites,
    MovesTheMomentWithEveryRetry,
    ForgetsTheMoment,
    KeepsTheWallClock,
    RefusesARetry,
    RefusesALateNumber,
    IgnoresInSilence,
    RefusesInItsOwnWords,
    MixesUpWhatItRefuses,
    WritesOnEveryTransport,
    RemembersWhatItRead,
    AnswersThoughItFailed,
]


class Columns:
    """A store in SQLite whose numbers stand in a column that is made so, and are read by a query that is made so."""

    def __init__(self, path: Path, column: str, offered: str = "?") -> None:
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._connection.execute(
            f"CREATE TABLE IF NOT EXISTS entries (id TEXT PRIMARY KEY, number {column}, service TEXT, at TEXT)"
        )
        self._write = f"INSERT OR REPLACE INTO entries VALUES (?, {offered}, ?, ?)"
        self._same = f"SELECT 1 FROM entries WHERE id = ? AND number = {offered} AND service = ?"

    def enter(self, transport_id: str, entry: Entry) -> None:
        number = None if entry.number is None else _spelled(entry.number)
        service = str(entry.service)
        self._connection.execute("BEGIN IMMEDIATE")
        with self._connection:
            if self._connection.execute(self._same, (transport_id, number, service)).fetchone():
                return
            given = self.entry_of(transport_id)
            if written(given, entry) is not given:
                self._connection.execute(self._write, (transport_id, number, service, entry.at.isoformat()))

    def entry_of(self, transport_id: str) -> Entry | None:
        query = "SELECT number, service, at FROM entries WHERE id = ?"
        row = self._connection.execute(query, (transport_id,)).fetchone()
        if row is None:
            return None
        number, service, at = row
        return Entry(
            number=None if number is None else _read(str(number)),
            service=DeliveryService.parse(service),
            at=moment_of(datetime.fromisoformat(at)),
        )

    def crash(self) -> None:
        self._connection.close()


def _spelled(number: TrackAndTraceNumber | UnreadableNumber) -> str:
    return number.text if isinstance(number, TrackAndTraceNumber) else number.raw


def _read(text: str) -> TrackAndTraceNumber | UnreadableNumber:
    return TrackAndTraceNumber(text) if text.upper() == text else UnreadableNumber(text)
