"""Faults: what was wrong in a document, where, and why; all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import TrackntraceError

MOST_LISTED: Final = 100
LONGEST_PLACE: Final = 120


@final
@frozen
class Fault:
    """
    One thing that could not be used: in which source, on which line, in which field, and why.

    ``line`` is 0 where the source is one document and not lines of documents.
    """

    source: str
    line: int = field(kw_only=True)
    place: str = field(kw_only=True)
    shown: str = field(kw_only=True)
    reason: str = field(kw_only=True)

    @classmethod
    def of(cls, error: TrackntraceError, *, source: str, line: int = 0, place: str = "") -> Fault:
        """A refusal, with the source and line where it happened; ``place`` overrides the name of the field."""
        return cls(source, line=line, place=place or error.field, shown=error.shown, reason=error.reason)

    @property
    def where(self) -> str:
        """The source and the line, as they may be shown."""
        source = ascii(self.source[-LONGEST_PLACE:])[1:-1]
        return f"{source}:{self.line}" if self.line else source

    @property
    def named_place(self) -> str:
        """The place, as it may be shown."""
        return ascii(self.place[:LONGEST_PLACE])[1:-1]

    @property
    def echoes(self) -> bool:
        """Whether there is a value to show that was not what was expected."""
        return self.shown not in {"this", "None"}

    def __str__(self) -> str:
        got = f" (not {self.shown})" if self.echoes else ""
        return f"{self.where}: {self.named_place}: {self.reason}{got}"


class UnreadableError(TrackntraceError, ValueError):
    """
    A document was refused, and nothing of it is returned.

    ``faults`` are the first hundred, ``total`` is how many there are. The error's own field, shown value and reason are
    the first fault's.
    """

    def __init__(self, faults: Iterable[Fault], total: int) -> None:
        listed = tuple(faults)
        first = listed[0]
        super().__init__(first.place, first.shown, first.reason)
        self.args: tuple[object, ...] = (listed, total)
        self.faults = listed
        self.total = total

    @property
    def sentence(self) -> str:
        more = f" (and {self.total - 1} more)" if self.total > 1 else ""
        return f"Cannot read {self.faults[0]}{more}"


class Faults:
    """Collects faults while reading: the first hundred whole, the others by number."""

    def __init__(self) -> None:
        self.listed: list[Fault] = []
        self.total: int = 0

    def add(self, fault: Fault) -> None:
        """Takes one more into account."""
        self.total += 1
        if len(self.listed) < MOST_LISTED:
            self.listed.append(fault)

    def refuse(self) -> None:
        """
        Raises what was collected, if anything was.

        Raises:
            UnreadableError: there was at least one fault.
        """
        if self.total:
            raise UnreadableError(self.listed, self.total)
