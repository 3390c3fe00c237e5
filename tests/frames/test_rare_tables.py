"""Tables as they seldom are: without standards, with everything constant, without any value, read by what is there."""

from __future__ import annotations

import importlib.util
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

from tests.builders import at, evidence
from tests.frames.cases import AS_OF, USUAL
from tests.frames.made_up import ENGINES, arrow, polars_table
from trackntrace import frames
from trackntrace.cli import main, tables
from trackntrace.errors import InvalidValueError
from trackntrace.frames.refusals import MissingExtraError
from trackntrace.frames.service_kinds import service_kinds
from trackntrace.frames.terms import least
from trackntrace.performance.items_on_time import ITEMS_ON_TIME

BROUGHT = {**USUAL, "delivered": at(7), "stage": "shipped", "excuse": None}
ASKED = ("--as-of", "2026-10-12T12:00:00+02:00", "--standard", "items-on-time", "--format", "tally")


def test_at_least_one_standard_is_counted() -> None:
    with pytest.raises(InvalidValueError, match="Cannot use 0 as standards: expected at least one"):
        frames.tallies(polars_table([USUAL]), [], as_of=AS_OF)


def test_what_is_the_same_for_all_rows_may_be_a_moment_a_day_and_a_count() -> None:
    told = {"delivered": BROUGHT["delivered"], "promised": BROUGHT["promised"], "quantity": 3}
    rest = polars_table([BROUGHT]).drop(*told)

    counted = frames.tally(rest, ITEMS_ON_TIME, as_of=AS_OF, constants=told)

    assert counted == frames.tally(polars_table([{**BROUGHT, **told}]), ITEMS_ON_TIME, as_of=AS_OF)


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("quantity", 0, "expected a whole number from 1"),
        ("promised", "2026-10-07", "expected a date"),
        ("delivered", date(2026, 10, 7), "expected a datetime"),
        ("stage", "lost", "expected one of open, shipped, cancelled"),
    ],
)
def test_what_is_the_same_for_all_rows_is_checked_like_a_value_of_its_column(
    column: str, value: object, expected: str
) -> None:
    rest = polars_table([BROUGHT]).drop(column)

    with pytest.raises(InvalidValueError, match=expected):
        frames.tally(rest, ITEMS_ON_TIME, as_of=AS_OF, constants={column: value})


@pytest.mark.parametrize("name", ["polars", "pyarrow"])
def test_a_column_without_any_value_is_one_of_nulls_in_every_engine(name: str, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    told = arrow([BROUGHT])
    place = told.schema.get_field_index("excuse")
    nothing = told.set_column(place, "excuse", pyarrow.nulls(1))

    made = polars_table([BROUGHT]).with_columns(excuse=None) if name == "polars" else ENGINES[name](nothing, tmp_path)

    assert frames.tally(made, ITEMS_ON_TIME, as_of=AS_OF) == frames.tally(
        polars_table([BROUGHT]), ITEMS_ON_TIME, as_of=AS_OF
    )


@pytest.mark.engine
@pytest.mark.filterwarnings("default")
def test_a_column_without_any_value_is_one_of_nulls_in_spark(tmp_path: Path) -> None:
    made = ENGINES["spark"](arrow([BROUGHT]), tmp_path)
    made = made.withColumn("excuse", import_module("pyspark.sql.functions").lit(None))

    assert frames.tally(made, ITEMS_ON_TIME, as_of=AS_OF) == frames.tally(
        polars_table([BROUGHT]), ITEMS_ON_TIME, as_of=AS_OF
    )


def test_objects_of_pandas_that_are_no_dates_are_refused() -> None:
    pytest.importorskip("pandas")
    table = polars_table([USUAL]).to_pandas()
    table["promised"] = [object()]

    with pytest.raises(InvalidValueError, match="'promised' as table: expected dates, or nothing"):
        frames.tally(table, ITEMS_ON_TIME, as_of=AS_OF)


def test_an_item_without_a_promise_has_no_kind_of_promise_in_its_table() -> None:
    made = frames.table([evidence(promise=None)], as_of=AS_OF)

    assert made["promise_kind"].to_list() == [None]


def test_no_number_is_missing() -> None:
    assert frames.number_fact(None) == frames.number_fact("") == "missing"


def test_a_code_that_no_item_can_have_makes_no_kind_of_service() -> None:
    assert service_kinds(frozenset({"GLS", "no code"})) == service_kinds(frozenset({"GLS"}))


def test_the_smaller_of_two_constants_is_told_without_an_engine() -> None:
    assert (least(3, 2), least(2, 3)) == (2, 2)


def test_without_narwhals_nothing_is_imported_and_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.find_spec("trackntrace.frames")
    assert spec is not None
    assert spec.loader is not None
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(MissingExtraError) as refused:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))

    assert str(refused.value) == (
        "Cannot import narwhals: expected the extra: pip install 'trackntrace-orders[frames]'"
    )


@pytest.mark.parametrize(
    "hidden",
    [pytest.param({"polars"}, marks=pytest.mark.engine), {"polars", "duckdb"}],
    ids=["by DuckDB", "by PyArrow"],
)
def test_parquet_is_read_by_whatever_is_there(
    hidden: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "items.parquet"
    polars_table([USUAL]).write_parquet(path)
    assert main(["tally", str(path), *ASKED]) == 0
    by_polars = capsys.readouterr().out
    _hide(monkeypatch, hidden)

    assert main(["tally", str(path), *ASKED]) == 0
    assert capsys.readouterr().out == by_polars


def test_where_nothing_reads_parquet_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "items.parquet"
    polars_table([USUAL]).write_parquet(path)
    _hide(monkeypatch, {"polars", "duckdb", "pyarrow"})

    assert main(["tally", str(path), *ASKED]) == 2
    assert "Parquet is read with Polars, DuckDB or PyArrow" in capsys.readouterr().err


def _hide(monkeypatch: pytest.MonkeyPatch, names: set[str]) -> None:
    there: Any = importlib.util.find_spec
    monkeypatch.setattr(tables, "find_spec", lambda name: None if name in names else there(name))
