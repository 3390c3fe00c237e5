"""A tally of a table by its parts: slices by a column, one shop's whole table, and how much one tally holds."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import polars as pl

from tests.builders import assert_well_told
from tests.frames.cases import AS_OF, USUAL
from tests.frames.made_up import polars_table
from trackntrace import frames
from trackntrace.errors import InvalidValueError
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.tally import Unit


def north() -> Any:
    """Made when it is asked for, since Polars starts threads for a table, and collecting tests shall start none."""
    return polars_table([USUAL, {**USUAL, "quantity": 2, "number": None}])


def south() -> Any:
    return polars_table([{**USUAL, "order_id": "order-2", "quantity": 5}])


def counted(table: Any, **asked: Any) -> Any:
    return frames.tally(table, ORDER_TRACEABILITY, as_of=AS_OF, **asked)


@pytest.mark.parametrize(("per", "norths", "souths"), [(Unit.ITEM, 3, 5), (Unit.ORDER, 1, 1), (Unit.SHIPMENT, 1, 1)])
def test_tables_of_two_shops_are_added_and_each_shop_is_told_apart(per: Unit, norths: int, souths: int) -> None:
    both = counted(north(), shop="north", per=per) + counted(south(), shop="south", per=per)

    assert (both.sliced("north").total, both.sliced("south").total, both.total) == (norths, souths, norths + souths)


def test_a_shop_that_is_named_is_counted_as_one_that_a_column_names() -> None:
    named = north().with_columns(shop=pl.lit("north"))

    assert counted(north(), shop="north") == counted(named, slice_by="shop")


def test_a_shop_without_a_name_is_no_slice() -> None:
    assert counted(north(), shop="") == counted(north())


@pytest.mark.parametrize("shop", [None, 1, "x" * 65, "\x00", "\ud800"])
def test_a_shop_is_named_by_a_short_plain_text(shop: Any) -> None:
    with pytest.raises(InvalidValueError, match="slice") as refused:
        counted(north(), shop=shop)

    assert_well_told(refused.value)


def test_a_table_is_one_shops_or_is_sliced_but_not_both() -> None:
    with pytest.raises(InvalidValueError, match="either a shop or slice_by") as refused:
        counted(north(), shop="north", slice_by="service")

    assert_well_told(refused.value)


def test_a_slice_is_what_its_column_says_and_nothing_is_the_empty_text() -> None:
    table = pl.concat([north(), south()]).with_columns(shop=pl.Series(["north", None, ""]))

    found = counted(table, slice_by="shop")

    assert (found.sliced("north").total, found.sliced("").total) == (1, 7)
    assert counted(table.with_columns(shop=pl.lit(None)), slice_by="shop") == counted(table)


def test_a_tally_holds_a_billion_items_of_the_same_facts_and_refuses_one_more() -> None:
    billion = {**USUAL, "quantity": 10**9}

    assert counted(polars_table([billion])).total == 10**9
    with pytest.raises(InvalidValueError, match="count shops or months apart") as refused:
        counted(polars_table([billion, USUAL]))
    assert_well_told(refused.value)


def test_items_of_other_facts_or_slices_are_beyond_no_bound() -> None:
    billion = {**USUAL, "quantity": 10**9}
    table = polars_table([billion, {**billion, "service": "GLS"}])

    assert frames.tally(table, ITEMS_ON_TIME, as_of=AS_OF).total == 2 * 10**9
    assert counted(table, slice_by="service").total == 2 * 10**9
