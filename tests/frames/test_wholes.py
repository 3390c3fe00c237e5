"""Whole orders and shipments: the facts that their items have, each once, in the week of the latest of their days."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

from tests.builders import SAMPLE_WEEK, at, on
from tests.frames.cases import AS_OF, USUAL
from tests.frames.made_up import polars_table
from trackntrace import frames
from trackntrace.frames.item_table import COLUMNS
from trackntrace.moment import Week
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.tally import UNDATED, Unit, WeekBy, tallies

NEXT_WEEK = Week(2026, 42)
STANDARDS = (ITEMS_ON_TIME, RETURNS)


def line(order: str, shipment: str | None, **parts: Any) -> dict[str, Any]:
    return {**USUAL, "order_id": order, "shipment_id": shipment, **parts}


def counted(made: list[dict[str, Any]], per: Unit, **asked: Any) -> list[tuple[object, str, list[str], int]]:
    tally = frames.tally(polars_table(made), RETURNS, as_of=AS_OF, per=per, **asked)
    return [(week, part, [back.value for _, _, back in facts], count) for week, part, facts, count in tally.cells]


LINES = [
    line("1", "A"),
    line("1", "A", promised=on(14)),
    line("1", "B", returned=on(9), quantity=9),
    line("1", "B", promised=None),
    line("1", None, promised=None),
    line("2", "A", promised=None, returned=on(9)),
    line("3", "A", stage="open", promised=on(8)),
    line("3", "B", returned=on(9), promised=on(14)),
    line("3", "", promised=on(14)),
]


def test_an_order_has_the_facts_of_all_of_its_items_and_the_latest_of_their_days() -> None:
    assert counted(LINES, Unit.ORDER) == [
        (NEXT_WEEK, "", ["no", "no", "yes"], 1),
        (NEXT_WEEK, "", ["no", "yes"], 1),
        (UNDATED, "", ["yes"], 1),
    ]


def test_a_shipment_is_one_of_an_order_and_only_what_was_shipped_is_in_one() -> None:
    assert counted(LINES, Unit.SHIPMENT) == [
        (SAMPLE_WEEK, "", ["no", "yes"], 1),
        (NEXT_WEEK, "", ["no"], 2),
        (NEXT_WEEK, "", ["yes"], 1),
        (UNDATED, "", ["no"], 1),
        (UNDATED, "", ["yes"], 1),
    ]


def test_without_shipments_all_that_was_shipped_of_an_order_is_one() -> None:
    rows = [{name: value for name, value in row.items() if name != "shipment_id"} for row in LINES]

    assert counted(rows, Unit.SHIPMENT) == [(NEXT_WEEK, "", ["no", "yes"], 2), (UNDATED, "", ["yes"], 1)]


def test_an_order_that_lies_in_two_slices_is_one_of_each() -> None:
    assert counted([*LINES[:3], LINES[5]], Unit.ORDER, slice_by="shipment_id") == [
        (SAMPLE_WEEK, "B", ["yes"], 1),
        (NEXT_WEEK, "A", ["no"], 1),
        (UNDATED, "A", ["yes"], 1),
    ]


def test_where_nothing_was_shipped_there_is_no_shipment() -> None:
    rows = [line("1", "A", stage="open"), line("2", "A", ordered=at(13))]

    assert counted(rows, Unit.SHIPMENT) == []
    assert counted(rows[1:], Unit.ORDER) == []
    assert [each[-1] for each in counted(rows, Unit.ORDER)] == [1]


ALL_SORTS = [
    {"sent_as": sent_as, "excuse": excuse, "fulfilled_by": by, "delivered": when, "number": number}
    for sent_as, excuse, by, when, number in product(
        *(COLUMNS["sent_as"].words, (None, "depot-disruption"), COLUMNS["fulfilled_by"].words),
        *((at(7), at(9), None), (None, "3SABCD1234567")),
    )
]


@pytest.mark.parametrize("per", [Unit.ORDER, Unit.SHIPMENT])
def test_more_facts_than_one_whole_number_has_bits_are_told_apart(per: Unit) -> None:
    lines = [line(order, order, **sort) for order, sorts in (("1", ALL_SORTS), ("2", ALL_SORTS[40:])) for sort in sorts]
    lines += [line(f"single {place}", "A", **sort) for place, sort in enumerate(ALL_SORTS)]
    made = polars_table(lines)

    by_table = frames.tallies(made, STANDARDS, as_of=AS_OF, per=per, by=WeekBy.ORDERED)

    assert by_table == tallies(frames.evidence(made), STANDARDS, as_of=AS_OF, per=per, by=WeekBy.ORDERED)
    assert max(len(cell.facts) for cell in by_table[0].cells) > 62


def test_items_need_no_order_and_an_order_needs_no_shipment() -> None:
    row = {name: value for name, value in USUAL.items() if name not in {"order_id", "shipment_id"}}

    for standard in (ORDER_TRACEABILITY, RETURNS):
        assert frames.tally(polars_table([row] * 3), standard, as_of=AS_OF).total == 3
        assert (
            frames.tally(polars_table([{**row, "order_id": "1"}] * 3), standard, as_of=AS_OF, per=Unit.ORDER).total == 1
        )
