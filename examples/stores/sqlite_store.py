"""Keeps entries in SQLite, for any number of processes that share one file."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from examples.stores.rows import entry_of, row_of, written

from trackntrace import Entry
from trackntrace.testing.written_once import assert_written_once

TABLE = """
CREATE TABLE IF NOT EXISTS entries (
    transport_id TEXT NOT NULL PRIMARY KEY,
    number TEXT,
    service TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
"""
LOOK = "SELECT number, service, at FROM entries WHERE transport_id = ?"
WRITE = "INSERT OR REPLACE INTO entries (transport_id, number, service, at) VALUES (?, ?, ?, ?)"


class SqliteStore:
    """
    A table with a row for each transport. ``BEGIN IMMEDIATE`` takes the file's one write lock before looking, so that
    nobody writes between the look and the write; an ordinary ``BEGIN`` would take it too late.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._connection.execute(TABLE)

    def enter(self, transport_id: str, entry: Entry) -> None:
        """Writes an entry, or raises what the transport raises."""
        number, service, at = row_of(entry)
        self._connection.execute("BEGIN IMMEDIATE")
        with self._connection:
            given = self.entry_of(transport_id)
            if written(given, entry) is not given:
                self._connection.execute(WRITE, (transport_id, number, service, at.isoformat()))

    def entry_of(self, transport_id: str) -> Entry | None:
        """The entry that counts."""
        row = self._connection.execute(LOOK, (transport_id,)).fetchone()
        return row and entry_of(row[0], row[1], datetime.fromisoformat(row[2]))

    def crash(self) -> None:
        """The connection ends; what was not committed is undone."""
        self._connection.close()


def main() -> None:
    """Tries the store by the contract."""
    with TemporaryDirectory() as folder:
        assert_written_once(lambda: SqliteStore(Path(folder) / "entries.sqlite"))
    print("What was entered in SQLite stays entered.")


if __name__ == "__main__":
    main()
