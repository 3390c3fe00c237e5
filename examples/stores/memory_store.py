"""Keeps entries in memory, for any number of threads."""

from __future__ import annotations

from threading import Lock

from trackntrace import Entry, Transport
from trackntrace.testing.written_once import assert_written_once


class MemoryStore:
    """
    Transports in memory. A transport knows by itself that its number is written once; what it does not know is that
    another thread may be at the same transport, so looking and writing are done under one lock.
    """

    def __init__(self) -> None:
        self._transports: dict[str, Transport] = {}
        self._writing = Lock()

    def enter(self, transport_id: str, entry: Entry) -> None:
        """Writes an entry, or raises what the transport raises."""
        with self._writing:
            before = self._transports.get(transport_id, Transport(transport_id))
            self._transports[transport_id] = before.enter(entry)

    def entry_of(self, transport_id: str) -> Entry | None:
        """The entry that counts."""
        transport = self._transports.get(transport_id)
        return transport.entry if transport else None

    def crash(self) -> None:
        """One of those who use this memory is gone; the memory itself ends with the process that has it."""


def main() -> None:
    """Tries the store by the contract."""
    memory = MemoryStore()
    assert_written_once(lambda: memory)
    print("What was entered in memory stays entered.")


if __name__ == "__main__":
    main()
