"""
Columns of our values, for pandas, Polars and whatever else has columns.

A column of Python objects is slow in every engine and lost in a file, so values go into a column as what an engine
knows: texts, days, moments and whole numbers. They come back row by row, and all rows that cannot be read are told at
once. Of a million rows that costs about what reading them costs; an accessor would only hide it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any, Final, TypeVar, overload

from trackntrace.documents.fault import Fault, Faults
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.interop.plain_forms import PlainForm
from trackntrace.interop.value_forms import form_of, plain

_T = TypeVar("_T")

_SCALAR: Final = frozenset({"string", "integer"})


def column(values: Iterable[object]) -> list[str | int | date | datetime | None]:
    """
    Values as an engine takes them for one column: days and moments as they are, moments in UTC, others by their text.

    >>> from trackntrace.numbers.number import TrackAndTraceNumber
    >>> column([TrackAndTraceNumber("3SABCD1234567"), None, date(2026, 10, 2)])
    ['3SABCD1234567', None, datetime.date(2026, 10, 2)]

    Raises:
        InvalidValueError: a value has no text of its own, such as an entry: give its parts a column each.
    """
    return [_cell(value) for value in values]


def _cell(value: object) -> str | int | date | datetime | None:
    if type(value) is datetime:
        return value.astimezone(UTC)
    if value is None or type(value) is date or type(value) is int:
        return value
    told = plain(value)
    if type(told) is str:
        return told
    raise InvalidValueError.about(value, "column", "expected a value that is one text: give its parts a column each")


@overload
def values_in(column: Iterable[object], kind: type[_T], faults: Faults | None = None) -> list[_T | None]: ...
@overload
def values_in(column: Iterable[object], kind: Any, faults: Faults | None = None) -> list[Any]: ...
def values_in(column: Iterable[object], kind: Any, faults: Faults | None = None) -> list[Any]:
    """
    The values of a column, one a row; what is missing there (``None``, ``NaN``, ``NaT``) is None.

    Where ``faults`` are handed in, what cannot be read becomes one of them and is None; its line is the row, counted
    from 1.

    Raises:
        InvalidValueError: the kind is none of values that are one text, day, moment or number.
        UnreadableError: rows cannot be read, and no ``faults`` were handed in.
    """
    form = form_of(kind)
    if not _SCALAR.intersection(form.takes):
        named = kind.__name__ if isinstance(kind, type) else str(kind)
        raise InvalidValueError.about(named, "kind", "expected one that a column can hold")
    found = Faults() if faults is None else faults
    read = [_read(form, row, cell, found) for row, cell in enumerate(column, 1)]
    if faults is None:
        found.refuse()
    return read


def _read(form: PlainForm, row: int, cell: object, faults: Faults) -> Any:
    value = _unboxed(cell)
    if value is None:
        return None
    try:
        return form.read(_day(value) if form.kinds == (date,) else value)
    except TrackntraceError as error:
        faults.add(Fault.of(error, source="column", line=row))
        return None


def _unboxed(cell: object) -> object:
    """What an engine holds, as Python's own; pandas has timestamps of its own, and three words for nothing."""
    if type(cell).__name__ == "NAType" or (isinstance(cell, float | datetime) and cell != cell):  # noqa: PLR0124
        return None
    if isinstance(cell, datetime) and hasattr(cell, "to_pydatetime"):
        return cell.to_pydatetime(warn=False)
    return cell


def _day(value: object) -> object:
    """A day that an engine holds as its midnight, on no clock."""
    if type(value) is datetime and value.tzinfo is None and value.time() == time():
        return value.date()
    return value
