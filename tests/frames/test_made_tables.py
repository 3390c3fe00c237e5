"""A table that is made here has its columns, and their types, whatever its rows tell and though there were none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")

import narwhals as nw

from trackntrace.errors import InvalidValueError
from trackntrace.frames.made_tables import COUNT, DAY, MOMENT, SHARE, SOME_COUNT, TEXT, made_table

SCHEMA = {"name": TEXT, "items": COUNT, "misses": SOME_COUNT, "value": SHARE, "on": DAY, "at": MOMENT}
FULL: dict[str, Any] = {
    "name": "one",
    "items": 3,
    "misses": 1,
    "value": 0.5,
    "on": date(2026, 10, 7),
    "at": datetime(2026, 10, 7, 12, tzinfo=UTC),
}
KINDS = [nw.String(), nw.Int64(), nw.Int64(), nw.Float64(), nw.Date(), nw.Datetime("us", "UTC")]


def made(rows: list[dict[str, Any]], backend: str) -> Any:
    pytest.importorskip(backend)
    return nw.from_native(made_table(iter(rows), SCHEMA, backend), eager_only=True)


@pytest.mark.parametrize("rows", [[], [FULL], [FULL, {"items": 2}]])
@pytest.mark.parametrize("backend", ["polars", "pyarrow"])
def test_columns_are_of_their_types_with_rows_and_without(rows: list[dict[str, Any]], backend: str) -> None:
    table = made(rows, backend)

    assert dict(table.schema) == dict(zip(SCHEMA, KINDS, strict=True))
    assert table.rows(named=True) == [dict.fromkeys(SCHEMA) | row for row in rows]


@pytest.mark.parametrize("rows", [[], [FULL]])
def test_in_pandas_a_count_that_may_be_missing_is_a_floating_point_number(rows: list[dict[str, Any]]) -> None:
    table = made(rows, "pandas")

    assert (table.schema["items"], table.schema["misses"], table.schema["value"]) == (nw.Int64, nw.Float64, nw.Float64)
    assert table["misses"].to_list() == [1.0][: len(rows)]
    assert made([FULL, {"items": 2}], "pandas")["misses"].is_nan().to_list() == [False, True]


@pytest.mark.parametrize("backend", ["duckdb", "Polars", "", 3])
def test_another_engine_is_refused_by_its_name(backend: Any) -> None:
    with pytest.raises(InvalidValueError) as refused:
        made_table([], SCHEMA, backend)

    assert str(refused.value) == f"Cannot use {backend!r} as backend: expected one of polars, pandas, pyarrow"
