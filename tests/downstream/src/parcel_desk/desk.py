"""Where the numbers of a parcel desk are kept: SQLite, and nothing is entered twice."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from trackntrace import DeliveryService, Entry, TrackAndTraceNumber, Transport, moment_of

_TABLE = "CREATE TABLE IF NOT EXISTS parcels (id TEXT PRIMARY KEY, number TEXT, service TEXT, at TEXT)"


class Desk:
    """A store of track & trace numbers."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._db.execute(_TABLE)

    def enter(self, transport_id: str, entry: Entry) -> None:
        """Keeps an entry for good; raises `AlreadyEnteredError` where another number stands."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            given = self.entry_of(transport_id)
            before = Transport().enter(given) if given else Transport()
            if before.enter(entry) is not before:
                service = entry.service and entry.service.code
                row = (transport_id, entry.number and str(entry.number), service, entry.at.isoformat())
                self._db.execute("INSERT OR REPLACE INTO parcels VALUES (?, ?, ?, ?)", row)

    def entry_of(self, transport_id: str) -> Entry | None:
        """The entry that counts."""
        row = self._db.execute("SELECT number, service, at FROM parcels WHERE id = ?", [transport_id]).fetchone()
        if row is None:
            return None
        number, service, at = row
        return Entry(
            number=number and TrackAndTraceNumber(number),
            service=service and DeliveryService.parse(service),
            at=moment_of(datetime.fromisoformat(at)),
        )

    def crash(self) -> None:
        """Lets go of the database."""
        self._db.close()
