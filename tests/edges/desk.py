"""A desk to call the command line from: a folder of files, and what came of a call."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, final

from attrs import frozen

from tests.edges.wire import Json, json_bytes
from trackntrace.cli import main

EVERY_STANDARD = [
    "order-traceability",
    "items-on-time",
    "handed-over-on-time",
    "delivered-on-time",
    "cancellations",
    "returns",
    "response-time",
    "phone-availability",
    "customer-questions",
    "rating",
    "nps-after-contact",
]


class Called(NamedTuple):
    """The exit status of a call, and all that it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed, as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """What was printed, as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@final
@frozen
class Desk:
    """Where a user sits, with a few files."""

    folder: Path
    printed: Callable[[], tuple[str, str]]

    def file(self, name: str, *values: Json) -> str:
        """A file of JSON Lines."""
        return self.raw(name, json_bytes(*values))

    def raw(self, name: str, data: bytes) -> str:
        """A file of bytes."""
        (self.folder / name).write_bytes(data)
        return name

    def call(self, *arguments: str) -> Called:
        """Calls the command line in this process; wrong usage ends like a status of its own."""
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        return Called(status, *self.printed())
