"""The source: which columns a table has, which are the same for all rows, and which of them were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import narwhals as nw

from trackntrace.errors import InvalidValueError
from trackntrace.frames.column_kinds import empty_columns
from trackntrace.frames.days import microseconds
from trackntrace.frames.engines import ALWAYS, NEVER, NO_DAY, Frame, Wanted, days_since_1970
from trackntrace.frames.item_table import COLUMNS, Column, Holds
from trackntrace.frames.terms import Value
from trackntrace.grammar import exactly, whole
from trackntrace.moment import day_of, moment_of

PREFIX: Final = "__trackntrace_"
_READ: Final[dict[int | str, str]] = {ALWAYS: "_since", NEVER: "_once", NO_DAY: "_once"}
"""How a column is read that may be read in two ways, by what stands for a null."""


class Source:
    """A table's columns, each by the name that it has in the item table; it remembers which were asked for."""

    def __init__(self, frame: Frame, columns: Mapping[str, str], constants: Mapping[str, object]) -> None:
        schema = frame.collect_schema()
        for name in (*columns, *constants):
            if name not in COLUMNS:
                raise InvalidValueError.about(name, "column", "expected a column of the item table")
        for name, given in columns.items():
            if exactly(given, str, name) not in schema:
                raise InvalidValueError.about(given, name, "expected a column of this table")
        for name in columns.keys() & constants.keys():
            raise InvalidValueError.about(name, "column", "expected a column of this table or a constant, not both")
        self._constants = {name: _plain(COLUMNS[name], value) for name, value in constants.items()}
        renamed = {name: columns.get(name, name) for name in COLUMNS if name not in constants}
        self._places = {name: place for name, place in renamed.items() if place in schema}
        self._empty = empty_columns(frame, self._places.values())
        self._asked: dict[tuple[str, int | str], Wanted] = {}

    def has(self, name: str) -> bool:
        """Whether there is such a column."""
        return name in self._constants or name in self._places

    def reads(self, name: str) -> bool:
        """Whether the table itself has it."""
        return name in self._places

    def column(self, name: str, null: int | str) -> Value:
        """A column in which this stands for a null, or what stands for the column where it is missing."""
        if name in self._constants:
            return self._constants[name]
        if name not in self._places:
            return 1 if name == "quantity" else null
        if self._places[name] in self._empty:
            return null
        wanted = Wanted(self._places[name], COLUMNS[name].holds, f"{PREFIX}{name}{_READ.get(null, '')}", null)
        return nw.col(self._asked.setdefault((name, null), wanted).name)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The columns that were asked for."""
        return tuple(self._asked.values())

    @property
    def moments(self) -> tuple[tuple[str, int], ...]:
        """The columns of moments that were asked for, once each, with what stands for a null in them."""
        found = {name: null for (name, null), each in self._asked.items() if each.holds is Holds.MOMENT}
        return tuple((name, null) for name, null in found.items() if isinstance(null, int))


def _plain(column: Column, value: object) -> Any:
    """What is the same for all rows, checked as one value of its column."""
    if column.holds is Holds.MOMENT:
        return microseconds(moment_of(value, column.name))
    if column.holds is Holds.DAY:
        return days_since_1970(day_of(value, column.name))
    if column.holds is Holds.COUNT:
        return whole(value, column.name, least=1)
    text = exactly(value, str, column.name)
    if column.words and text not in column.words:
        raise InvalidValueError.about(text, column.name, f"expected one of {', '.join(column.words)}")
    return text
