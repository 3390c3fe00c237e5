"""Item tables of text files: every column read as what the item table says it holds, by Polars."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final

import polars as pl

from trackntrace.frames.item_table import COLUMNS, Holds

_NO_DAY: Final = date(1970, 1, 1)
_NO_MOMENT: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT: Final = "%Y-%m-%dT%H:%M:%S%.f%:z"
"""What is told in place of a text that cannot be read: no item can have it, so it is counted among the faults."""


def typed(table: pl.LazyFrame) -> pl.LazyFrame:
    """
    A table of texts with the columns of the item table as what they hold; other columns stay as they are.

    A moment is written in ISO 8601 with its offset, a day as ``2026-10-07``, and an empty text is nothing. What cannot
    be read becomes a value that is refused when the table is counted.
    """
    known = {name: COLUMNS[name].holds for name in table.collect_schema().names() if name in COLUMNS}
    return table.with_columns(**{name: _read(pl.col(name), holds) for name, holds in known.items()})


def _read(column: pl.Expr, holds: Holds) -> pl.Expr:
    if holds is Holds.COUNT:
        return _or(column.cast(pl.Int64, strict=False), column, 0)
    text = column.cast(pl.String)
    told = pl.when(text != "").then(text)
    if holds is Holds.DAY:
        return _or(told.str.to_date("%Y-%m-%d", strict=False), told, _NO_DAY)
    if holds is Holds.MOMENT:
        with_offset = told.str.replace("Z$", "+00:00").str.replace(r"(T\d\d:\d\d)([+-])", "$1:00$2")
        read = with_offset.str.to_datetime(_MOMENT, strict=False)
        return _or(read, told, _NO_MOMENT)
    return told


def _or(read: pl.Expr, told: pl.Expr, otherwise: Any) -> pl.Expr:
    return pl.when(told.is_not_null() & read.is_null()).then(pl.lit(otherwise)).otherwise(read)
