"""What is wrong with a table is named by column, fault and rows, and nothing of it is counted."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import polars as pl

from tests.builders import assert_well_told, at, on
from tests.frames.cases import AS_OF, USUAL
from tests.frames.made_up import polars_table
from trackntrace import frames
from trackntrace.errors import InvalidValueError
from trackntrace.frames import EVERY_ROW, RefusedTableError, TableFault
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.facts import NumberFact, Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.tally import Unit, WeekBy
from trackntrace.shipping.entry import Number

NAIVE = datetime(2026, 10, 7, 12)  # noqa: DTZ001  (the fault itself)


def faults_of(table: Any, **arguments: Any) -> tuple[TableFault, ...]:
    with pytest.raises(RefusedTableError) as refused:
        frames.tally(table, ITEMS_ON_TIME, **{"as_of": AS_OF, **arguments})
    assert_well_told(refused.value)
    return refused.value.faults


def test_every_fault_is_named_with_its_column_and_the_rows_that_have_it() -> None:
    rows = [USUAL] * 5
    rows += [{**USUAL, "stage": "lost"}] * 2
    rows += [{**USUAL, "quantity": 0}, {**USUAL, "quantity": None}, {**USUAL, "quantity": 10**9 + 1}]
    rows += [{**USUAL, "service": "tnt", "excuse": "bad weather"}]

    found = {fault.column: fault.rows for fault in faults_of(polars_table(rows))}

    assert found == {"stage": 2, "quantity": 3, "service": 1, "excuse": 1}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("promised", on(1).replace(year=1999)),
        ("promised", on(1).replace(year=2200)),
        ("not_received", on(1).replace(year=2200)),
        ("delivered", datetime(1999, 12, 31, tzinfo=UTC)),
        ("delivered", datetime(2200, 1, 1, tzinfo=UTC)),
        ("shipped", datetime(2200, 1, 1, tzinfo=UTC)),
        ("ordered", datetime(2200, 1, 1, tzinfo=UTC)),
        ("fulfilled_by", "somebody"),
        ("sent_as", "balloon"),
        ("promise_kind", "about"),
        ("service", "-"),
        ("service", "TNT\n"),
        ("service", "A" * 33),
    ],
)
def test_a_value_that_no_item_can_have_is_a_fault_of_its_column(column: str, value: Any) -> None:
    [fault] = faults_of(polars_table([USUAL, {**USUAL, column: value}]))

    assert (fault.column, fault.rows) == (column, 1)


def test_a_handover_window_has_two_ends_in_their_order() -> None:
    half = {**USUAL, "handover_earliest": at(6), "handover_latest": None}
    reversed_ends = {**USUAL, "handover_earliest": at(6), "handover_latest": at(5)}

    found = faults_of(polars_table([half, half, reversed_ends]))

    assert sorted((fault.column, fault.rows) for fault in found) == [("handover_latest", 1), ("handover_latest", 2)]


def test_a_timestamp_without_a_zone_is_refused_before_a_row_is_read() -> None:
    table = polars_table([USUAL]).with_columns(delivered=pl.lit(NAIVE), quantity=pl.lit(1.5))

    found = faults_of(table)

    assert [(fault.column, fault.rows) for fault in found] == [("quantity", EVERY_ROW), ("delivered", EVERY_ROW)]


@pytest.mark.parametrize(
    ("gone", "arguments"),
    [
        ("promised", {}),
        ("ordered", {"by": WeekBy.ORDERED}),
        ("order_id", {"per": Unit.ORDER}),
    ],
)
def test_a_column_that_an_answer_hangs_on_must_be_there(gone: str, arguments: dict[str, Any]) -> None:
    [fault] = faults_of(polars_table([USUAL]).drop(gone), **arguments)

    assert (fault.column, fault.rows) == (gone, EVERY_ROW)


def test_a_table_must_tell_what_was_shipped() -> None:
    [fault] = faults_of(polars_table([USUAL]).drop("shipped"))

    assert fault.column == "stage"


def by_length(number: Number, service: DeliveryService | None) -> NumberFact:
    return NumberFact.GIVEN if len(str(number)) > 12 else NumberFact.CONTRADICTED


def test_another_judge_of_numbers_needs_to_have_spoken() -> None:
    readings = Readings(judge=by_length)
    table = polars_table([USUAL])
    spoken = table.with_columns(
        pl.col("number")
        .map_elements(lambda text: frames.number_fact(text, judge=by_length), pl.String)
        .alias("number_fact")
    )

    [fault] = faults_of(table, readings=readings)

    assert fault.column == "number_fact"
    assert (
        frames.tally(spoken, ORDER_TRACEABILITY, as_of=AS_OF, readings=readings).cells[0].facts[0][3]
        is NumberFact.GIVEN
    )


def test_an_error_of_a_table_travels() -> None:
    with pytest.raises(RefusedTableError) as refused:
        frames.tally(polars_table([{**USUAL, "quantity": 0}]), ITEMS_ON_TIME, as_of=AS_OF)

    travelled = pickle.loads(pickle.dumps(refused.value))

    assert travelled.faults == refused.value.faults
    assert str(travelled) == str(refused.value)


@pytest.mark.parametrize(
    "arguments",
    [
        {"slice_by": "nowhere"},
        {"columns": {"promised": "nowhere"}},
        {"columns": {"nowhere": "promised"}},
        {"constants": {"nowhere": "TNT"}},
        {"constants": {"stage": "lost"}},
        {"constants": {"stage": "shipped"}, "columns": {"stage": "number"}},
        {"constants": {"service": 1}},
        {"as_of": NAIVE},
        {"by": "promised"},
    ],
)
def test_an_argument_that_cannot_be_meant_is_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as refused:
        frames.tally(polars_table([USUAL]), ITEMS_ON_TIME, **{"as_of": AS_OF, **arguments})

    assert_well_told(refused.value)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="table"):
        frames.tally([USUAL], ITEMS_ON_TIME, as_of=AS_OF)


def test_columns_may_be_called_otherwise_and_may_be_the_same_for_all_rows() -> None:
    table = polars_table([USUAL]).rename({"promised": "commit date"}).drop("service")
    by_name = frames.tally(
        table, ITEMS_ON_TIME, as_of=AS_OF, columns={"promised": "commit date"}, constants={"service": "TNT"}
    )

    assert by_name == frames.tally(polars_table([USUAL]), ITEMS_ON_TIME, as_of=AS_OF)


@pytest.mark.parametrize("column", ["excuse", "promised", "delivered", "number", "number_fact", "stage"])
def test_a_column_of_nothing_is_one_of_nulls_whatever_its_type(column: str) -> None:
    item = {**USUAL, "number_fact": "given", "stage": "shipped"}
    table = polars_table([item] * 2)
    of_kind = polars_table([{**item, column: None}] * 2)

    found = frames.tally(table.with_columns(pl.lit(None).alias(column)), ITEMS_ON_TIME, as_of=AS_OF)

    assert found == frames.tally(of_kind, ITEMS_ON_TIME, as_of=AS_OF)


@pytest.mark.parametrize(("column", "arguments"), [("quantity", {}), ("order_id", {"per": Unit.ORDER})])
def test_nothing_where_something_is_needed_is_a_fault_of_every_row(column: str, arguments: dict[str, Any]) -> None:
    [fault] = faults_of(polars_table([USUAL] * 2).with_columns(pl.lit(None).alias(column)), **arguments)

    assert (fault.column, fault.rows) == (column, 2)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("delivered", NAIVE, "expected timestamps with a zone, not timestamps without one"),
        ("delivered", "2026-10-07T12:00:00Z", "expected timestamps with a zone, not text"),
        ("promised", "2026-10-07", "expected dates, not text"),
        ("promised", NAIVE, "expected dates, not timestamps without one"),
        ("quantity", 1.0, "expected whole numbers, not floating point"),
        ("number", on(7), "expected text, not dates"),
    ],
)
def test_a_column_of_another_type_is_told_in_words(column: str, value: object, told: str) -> None:
    [fault] = faults_of(polars_table([USUAL]).with_columns(pl.lit(value).alias(column)))

    assert str(fault) == f"{column}: {told} (every row)"


def test_a_column_that_is_read_in_two_ways_is_refused_once() -> None:
    table = polars_table([USUAL]).with_columns(shipped=pl.lit(NAIVE), ordered=pl.lit(NAIVE))

    assert [fault.column for fault in faults_of(table, by=WeekBy.ORDERED)] == ["ordered", "shipped"]


def test_a_missing_column_tells_how_to_name_ones_own() -> None:
    [fault] = faults_of(polars_table([USUAL]).rename({"promised": "commit date"}))

    assert "columns={'promised': " in str(fault)


@pytest.mark.parametrize("kind", [pl.Int8, pl.UInt32, pl.UInt64, pl.Int128])
def test_a_quantity_may_be_of_any_width(kind: type[pl.DataType]) -> None:
    table = polars_table([{**USUAL, "quantity": 100}])

    assert frames.tally(table.cast({"quantity": kind}), ITEMS_ON_TIME, as_of=AS_OF).total == 100


def test_a_quantity_beyond_every_count_is_a_fault_and_no_overflow() -> None:
    [fault] = faults_of(polars_table([USUAL]).with_columns(quantity=pl.lit(2**63, pl.UInt64)))

    assert (fault.column, fault.rows) == ("quantity", 1)


def test_a_table_without_rows_counts_nothing() -> None:
    empty = polars_table([USUAL]).clear()

    assert frames.tally(empty, ITEMS_ON_TIME, as_of=AS_OF).cells == ()
    assert frames.tally(empty, ITEMS_ON_TIME, as_of=AS_OF, per=Unit.ORDER).cells == ()
    assert frames.judge(empty, ITEMS_ON_TIME, as_of=AS_OF).is_empty()
