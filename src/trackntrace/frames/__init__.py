"""
Tables of any engine: facts are counted where the data lives, and only counts leave it.

Works on tables of Polars, pandas, PyArrow, DuckDB, PySpark and Dask, through narwhals: the extra ``frames``.

The one idea: millions of rows look alike. Whether a parcel came at noon or at one, what matters is that it came on its
day. So no rule is written for engines; four steps lead from rows to facts:

1. The *view* names the columns: what each holds as of a moment, and what a missing one stands for.
2. Of every row the engine tells *signs*, small whole numbers: the second of three words, before or after that midnight.
3. The *query* groups the rows by their signs and counts them. A year of a marketplace becomes a few hundred groups.
4. Of each group Python makes one *specimen*, an item that shows just these signs, and lets the standards read its facts
   as they read any other item's. They are the facts of all rows of the group.
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
from trackntrace.frames.results import explanation_table, score_table, tally_table, verdict_table

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
    "explanation_table",
    "judge",
    "number_fact",
    "score_table",
    "table",
    "tallies",
    "tally",
    "tally_table",
    "verdict_table",
]
