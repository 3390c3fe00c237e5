"""Keeps entries in PostgreSQL, for any number of processes on any number of machines (psycopg 3)."""

from __future__ import annotations

import sys

import psycopg
from examples.stores.rows import entry_of, row_of, written

from trackntrace import Entry
from trackntrace.testing.written_once import assert_written_once

TABLE = """
CREATE TABLE IF NOT EXISTS entries (
    transport_id text PRIMARY KEY,
    number text,
    service text NOT NULL,
    at timestamptz NOT NULL
)
"""
ADD = "INSERT INTO entries (transport_id, number, service, at) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
LOOK = "SELECT number, service, at FROM entries WHERE transport_id = %s"
CHANGE = "UPDATE entries SET number = %s, service = %s, at = %s WHERE transport_id = %s"


class PostgresqlStore:
    """
    A table with a row for each transport. Whoever inserts the row has won; all others wait for that at ``ON CONFLICT``,
    and then take the row's lock before they look, so that nobody writes between the look and the write.
    """

    def __init__(self, conninfo: str) -> None:
        self._connection = psycopg.connect(conninfo, autocommit=True)

    def enter(self, transport_id: str, entry: Entry) -> None:
        """Writes an entry, or raises what the transport raises."""
        row = row_of(entry)
        with self._connection.transaction():
            if self._connection.execute(ADD, (transport_id, *row)).rowcount:
                return
            given = self._read(f"{LOOK} FOR UPDATE", transport_id)
            if written(given, entry) is not given:
                self._connection.execute(CHANGE, (*row, transport_id))

    def entry_of(self, transport_id: str) -> Entry | None:
        """The entry that counts."""
        return self._read(LOOK, transport_id)

    def _read(self, query: str, transport_id: str) -> Entry | None:
        row = self._connection.execute(query.encode(), (transport_id,)).fetchone()
        return entry_of(*row) if row else None

    def crash(self) -> None:
        """The connection ends; what was not committed is undone."""
        self._connection.close()


def create_table(conninfo: str) -> None:
    """Makes the table where it is not there yet: once, before the first store is opened."""
    with psycopg.connect(conninfo) as connection:
        connection.execute(TABLE)


def main(conninfo: str) -> None:
    """Tries the store by the contract, in the database that is named on the command line."""
    create_table(conninfo)
    assert_written_once(lambda: PostgresqlStore(conninfo))
    print("What was entered in PostgreSQL stays entered.")


if __name__ == "__main__":
    main(sys.argv[1])
