"""
Tables of any engine: facts are counted where the data lives, and only counts leave it.

Works on tables of Polars, pandas, PyArrow, DuckDB, PySpark and Dask, through narwhals: the extra ``frames``.
"""

from __future__ import annotations

from importlib.util import find_spec

from trackntrace.frames.refusals import MissingExtraError

if find_spec("narwhals") is None:
    raise MissingExtraError("frames", "narwhals", "expected the extra: pip install 'trackntrace-orders[frames]'")


from trackntrace.frames.counting import tallies, tally
from trackntrace.frames.item_table import COLUMNS, ITEM_TABLE, Column, Holds, PromiseKind
from trackntrace.frames.judging import judge
from trackntrace.frames.numbers_said import number_fact
from trackntrace.frames.objects import evidence, table
from trackntrace.frames.refusals import EVERY_ROW, EveryRow, RefusedTableError, TableFault

__all__ = [
    "COLUMNS",
    "EVERY_ROW",
    "ITEM_TABLE",
    "Column",
    "EveryRow",
    "Holds",
    "MissingExtraError",
    "PromiseKind",
    "RefusedTableError",
    "TableFault",
    "evidence",
    "judge",
    "number_fact",
    "table",
    "tallies",
    "tally",
]
