"""What is wrong with a table: the column, the fault and how many rows have it, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias, final

from attrs import frozen

from trackntrace.errors import TrackntraceError, shown
from trackntrace.grammar import Word


class EveryRow(Word):
    """All rows there are: said of a column that is of the wrong type, which shows without counting."""

    EVERY_ROW = "every row"


EVERY_ROW: Final = EveryRow.EVERY_ROW
Rows: TypeAlias = int | EveryRow


@final
@frozen
class TableFault:
    """One fault of a table: its column, what was expected there, and the rows that have something else."""

    column: str
    expected: str
    rows: Rows

    @property
    def name(self) -> str:
        """The column, as it may be shown."""
        return shown(self.column)[1:-1]

    def __str__(self) -> str:
        rows = self.rows.value if isinstance(self.rows, EveryRow) else f"{self.rows} row{'s' if self.rows != 1 else ''}"
        return f"{self.name}: {self.expected} ({rows})"


class RefusedTableError(TrackntraceError, ValueError):
    """
    A table was refused whole: nothing of it was counted.

    ``faults`` are all that were found, in the order of the columns. The error's own field and reason are the first's.
    """

    def __init__(self, faults: Iterable[TableFault]) -> None:
        listed = tuple(faults)
        first = listed[0]
        super().__init__(first.column, str(first.rows) if isinstance(first.rows, int) else "all", first.expected)
        self.args: tuple[object, ...] = (listed,)
        self.faults = listed

    @property
    def sentence(self) -> str:
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        return f"Cannot use the table: {self.faults[0]}{more}"


class MissingExtraError(TrackntraceError, ImportError):
    """A package that only some users need is not installed; it says which, and by which extra it comes."""

    @property
    def sentence(self) -> str:
        return f"Cannot import {self.shown}: {self.reason}"
