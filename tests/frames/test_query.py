"""What is asked of a table, and what is read out of the answer: groups of rows that look alike, or every fault at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import narwhals as nw
import polars as pl

from tests.builders import at, on, refused
from tests.frames.cases import AS_OF, USUAL
from tests.frames.made_up import polars_table
from trackntrace import frames
from trackntrace.frames import EVERY_ROW, RefusedTableError, TableFault
from trackntrace.frames.query import Group, Query
from trackntrace.frames.query import _packed as packed
from trackntrace.frames.signs import SIGNS
from trackntrace.frames.view import Sign
from trackntrace.frames.wholes import counted_wholes
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import AppointmentBy, NumberFact, Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.standard import AnyStandard, ServiceStandard, Verdict, row
from trackntrace.performance.tally import Unit, WeekBy
from trackntrace.shipping.entry import Number
from trackntrace.shipping.order import AskedToCancel, TimeFrame

LATER = AS_OF + timedelta(microseconds=1)
EVERYTHING: dict[str, Any] = {"stage": "shipped", "number": "3SABCD1234567", "service": "TNT"}


def query(table: Any, *standards: AnyStandard, **asked: Any) -> Query:
    usual: dict[str, Any] = {"as_of": AS_OF, "by": None, "per": Unit.ITEM, "readings": Readings(), "slice_by": None}
    return Query(table, standards or (RETURNS,), **{**usual, "columns": {}, "constants": {}, **asked})


def groups(table: Any, *standards: AnyStandard, **asked: Any) -> list[Group]:
    """What is counted, in the order of how much, without the keys, which mean something to the engine alone."""
    made = query(table, *standards, **asked)
    return sorted((each._replace(keys=()) for each in made.counted(made.rows())), key=lambda group: group.items)


def words(group: Group) -> list[str]:
    return [" ".join(str(fact.value) for fact in facts) for facts in group.facts]


def faults(table: Any, *standards: AnyStandard, **asked: Any) -> list[str]:
    with pytest.raises(RefusedTableError) as caught:
        groups(table, *standards, **asked)
    return [str(fault) for fault in caught.value.faults]


def signs(*standards: AnyStandard, **asked: Any) -> list[str]:
    return [sign.name for sign in query(polars_table([USUAL]), *standards, **asked).signs]


def test_only_what_the_standards_need_is_asked_and_the_moments_that_it_hangs_on() -> None:
    of_all = ["stage", "fulfilled_by", "sent_as", "service", "label", "number", "excuse"]

    assert signs(RETURNS) == ["stage", "fulfilled_by", "returned", "quantity", "ordered", "shipped"]
    assert signs(ORDER_TRACEABILITY) == [*of_all, "quantity", "ordered", "shipped"]
    assert signs(ITEMS_ON_TIME) == [
        *("promised", *of_all, "promise_kind", "attempt", "handover", "report", "quantity", "ordered", "shipped")
    ]
    assert signs(CANCELLATIONS) == [
        *("promised", "stage", "fulfilled_by", "excuse", "cancelled", "cancelled_by", "asked_to_cancel", "expiry"),
        *("quantity", "ordered", "shipped"),
    ]
    assert signs(RETURNS, readings=Readings(appointment_by=AppointmentBy.SERVICE_OR_TIME_FRAME))[:3] == [
        *("stage", "fulfilled_by", "time_frame")
    ]


@pytest.mark.parametrize(
    ("asked", "first", "rest"),
    [
        ({"by": WeekBy.PROMISED}, "promised", ["stage", "quantity"]),
        ({"by": WeekBy.SHIPPED}, "day", ["stage", "quantity"]),
        ({"per": Unit.ORDER}, "stage", ["quantity", "order_id"]),
        ({"per": Unit.SHIPMENT}, "stage", ["quantity", "order_id"]),
    ],
)
def test_the_week_is_asked_first_and_the_order_where_it_is_counted(
    asked: dict[str, Any], first: str, rest: list[str]
) -> None:
    found = signs(RETURNS, **asked)

    assert found[0] == first
    assert [name for name in rest if name in found] == rest
    assert len({*found}) == len(found)


def test_the_promise_is_asked_once_where_it_is_the_week_too() -> None:
    assert signs(ITEMS_ON_TIME, by=WeekBy.PROMISED).count("promised") == 1


def test_signs_are_packed_into_as_few_whole_numbers_as_hold_them() -> None:
    every = {**USUAL, "first_attempt": at(7), "not_received": on(8), "excuse": "", "expires": on(9), "returned": on(9)}
    full = polars_table([{**every, "handed_over": at(6), "handover_earliest": at(6), "handover_latest": at(7)}])

    assert query(full, RETURNS).key_names == ["__trackntrace_key0"]
    assert query(full, ITEMS_ON_TIME, CANCELLATIONS, RETURNS, by=WeekBy.SHIPPED, per=Unit.SHIPMENT).key_names == [
        *("__trackntrace_key0", "__trackntrace_key1")
    ]
    assert query(pl.DataFrame({"row": [1]}), constants={"stage": "open"}).key_names == ["__trackntrace_key0"]


def test_a_key_holds_as_many_signs_as_one_whole_number_can() -> None:
    half, two = Sign("half", 2**31, 0), Sign("two", 2, 0)

    assert packed([]) == ()
    assert packed([half, half]) == ((half, half),)
    assert packed([half, half, two]) == ((half, half), (two,))
    assert packed([half, two, half, half, two]) == ((half, two), (half, half), (two,))


class Chosen(NamedTuple):
    """What a standard of one's own asks of an item."""

    time_frame: TimeFrame
    asked_to_cancel: AskedToCancel


def chosen(item: Evidence, _as_of: Moment, _readings: Readings) -> Chosen:
    return Chosen(item.time_frame, item.asked_to_cancel)


OWN: ServiceStandard[Chosen] = ServiceStandard(
    "chosen",
    facts_type=Chosen,
    facts_version=1,
    read=chosen,
    reachable=lambda _: True,
    rows=(row("any", Verdict.HIT, "Any will do."),),
    editions=ORDER_TRACEABILITY.editions,
)


def test_of_a_standard_of_ones_own_every_sign_is_asked() -> None:
    table = polars_table([{**USUAL, "time_frame": "evening", "asked_to_cancel": "yes"}])

    assert signs(OWN)[: len(SIGNS)] == list(SIGNS)
    assert [words(group) for group in groups(table, OWN)] == [["evening yes"]]


def test_a_table_in_which_everything_is_constant_is_counted_and_judged() -> None:
    table = pl.DataFrame({"row": [1, 2, 3]})
    judged = frames.judge(table, RETURNS, as_of=AS_OF, constants={"stage": "open"})

    assert [(group.items, group.stage) for group in groups(table, constants={"stage": "shipped"})] == [(3, 1)]
    assert groups(table.clear(), constants={"stage": "shipped"}) == []
    assert judged.columns == ["row", "verdict", "code"]
    assert judged["code"].n_unique() == 1
    assert judged["verdict"].to_list() == ["pending"] * 3


def test_rows_that_look_alike_are_one_group() -> None:
    rows = [{**USUAL, "quantity": 2}, {**USUAL, "order_id": "order-2"}, {**USUAL, "number": None, "quantity": 10}]

    [alike, other] = groups(polars_table(rows), ORDER_TRACEABILITY, RETURNS, by=WeekBy.PROMISED)

    assert (alike.day, alike.slice, alike.stage, alike.items) == (on(7), "", 1, 3)
    assert words(alike) == ["seller shipped parcel given no", "seller shipped no"]
    assert (other.items, words(other)[0]) == (10, "seller shipped parcel missing no")


@pytest.mark.parametrize(
    ("by", "day"), [(None, None), (WeekBy.PROMISED, on(7)), (WeekBy.SHIPPED, on(6)), (WeekBy.ORDERED, on(5))]
)
def test_the_day_of_a_group_is_the_one_that_was_asked_for(by: WeekBy | None, day: object) -> None:
    assert [group.day for group in groups(polars_table([USUAL]), by=by)] == [day]


@pytest.mark.parametrize(("by", "column"), [(WeekBy.PROMISED, "promised"), (WeekBy.ORDERED, "ordered")])
def test_a_group_without_the_day_that_was_asked_for_has_none(by: WeekBy, column: str) -> None:
    assert [group.day for group in groups(polars_table([{**USUAL, column: None}]), by=by)] == [None]


def test_what_was_shipped_later_has_no_day_of_shipping_yet() -> None:
    rows = [{**USUAL, "shipped": LATER, "quantity": 2}, {**USUAL, "shipped": AS_OF}]

    found = groups(polars_table(rows), by=WeekBy.SHIPPED)

    assert [(group.day, group.stage, group.items) for group in found] == [(on(12), 1, 1), (None, 3, 2)]


def test_what_was_ordered_later_is_in_no_group() -> None:
    rows = [{**USUAL, "ordered": LATER, "quantity": 2}, {**USUAL, "ordered": AS_OF}]

    assert [group.items for group in groups(polars_table(rows))] == [1]


def test_groups_are_told_apart_by_a_column_of_text() -> None:
    rows = polars_table([USUAL, {**USUAL, "quantity": 2}]).with_columns(shop=pl.Series(["north", None]))

    assert [(group.slice, group.items) for group in groups(rows, slice_by="shop")] == [("north", 1), ("", 2)]
    assert [(group.slice, group.items) for group in groups(rows.with_columns(shop=None), slice_by="shop")] == [("", 3)]


def test_the_rows_that_are_counted_hold_their_keys_and_what_is_named() -> None:
    table = polars_table([USUAL, {**USUAL, "ordered": LATER}])
    asked = query(table, per=Unit.ORDER, slice_by="service")

    assert asked.rows("__trackntrace_order_id").collect().to_dict(as_series=False).keys() == {  # type: ignore[union-attr]
        *("__trackntrace_slice", "__trackntrace_order_id", "__trackntrace_key0", "__trackntrace_items")
    }
    [row] = asked.rows("__trackntrace_order_id").collect().rows(named=True)  # type: ignore[union-attr]
    assert (row["__trackntrace_slice"], row["__trackntrace_order_id"], row["__trackntrace_items"]) == (
        "TNT",
        "order-1",
        1,
    )


def test_a_marked_table_keeps_its_columns_and_all_of_its_rows() -> None:
    table = polars_table([USUAL, {**USUAL, "ordered": LATER}])
    asked = query(table)
    marked: Any = asked.marked().with_columns(known=asked.if_ordered(nw.lit("yes")))
    found = marked.collect().to_native()

    assert found.select(table.columns).equals(table)
    assert found["known"].to_list() == ["yes", None]
    assert asked.key_names[0] in found.columns
    value = nw.lit(1)
    assert query(table.drop("ordered")).if_ordered(value) is value
    assert {group.keys for group in asked.counted(asked.rows())} <= {*found.select(asked.key_names).rows()}


def test_every_fault_of_every_group_is_counted() -> None:
    rows = [USUAL, {**USUAL, "stage": "lost"}, {**USUAL, "stage": "lost", "quantity": 0}, {**USUAL, "quantity": 0}]
    rows += [{**USUAL, "quantity": None, "shipped": at(6).replace(year=1999)}]

    assert faults(polars_table(rows)) == [
        "quantity: expected whole numbers from 1 to 1000000000 (3 rows)",
        "stage: expected one of open, shipped, cancelled (2 rows)",
        "shipped: expected a year from 2000 to 2199 (1 row)",
    ]


def test_faults_come_in_the_order_of_the_columns_whichever_row_has_them() -> None:
    ends = {"handover_earliest": at(6), "handover_latest": None}
    wrong: list[dict[str, Any]] = [{"handover_latest": at(5)}, {}, {"stage": "lost", "handover_latest": at(7)}]
    rows = [{**USUAL, "stage": "open", **ends, **row} for row in wrong]
    told = [
        "stage: expected one of open, shipped, cancelled (1 row)",
        "handover_latest: expected a moment not before handover_earliest (1 row)",
        "handover_latest: expected both ends of a handover window, or none (1 row)",
    ]

    assert all(faults(polars_table([*rows[first:], *rows[:first]]), ITEMS_ON_TIME) == told for first in range(3))


def by_length(number: Number, service: DeliveryService | None) -> NumberFact:
    return NumberFact.GIVEN


MISSING = "{0}: expected such a column, or columns={{'{0}': 'your name of it'}} (every row)"
UNSPOKEN = (
    "number_fact: expected such a column, since another judge of numbers than the default was asked for (every row)"
)


@pytest.mark.parametrize(
    ("columns", "asked", "told"),
    [
        ("stage promised", {"by": WeekBy.PROMISED}, []),
        ("stage", {}, []),
        ("stage", {"by": WeekBy.PROMISED}, [MISSING.format("promised")]),
        ("stage", {"by": WeekBy.SHIPPED}, [MISSING.format("shipped")]),
        ("shipped", {"by": WeekBy.ORDERED}, [MISSING.format("ordered")]),
        ("number", {}, [MISSING.format("stage")]),
        ("number", {"constants": {"stage": "open"}}, []),
        ("number", {"constants": {"shipped": at(6)}}, []),
        ("number", {"by": WeekBy.PROMISED}, [MISSING.format("promised"), MISSING.format("stage")]),
        ("stage", {"per": Unit.ORDER}, [MISSING.format("order_id")]),
        ("stage", {"per": Unit.SHIPMENT}, [MISSING.format("order_id")]),
        ("stage", {"per": Unit.ORDER, "constants": {"order_id": "1"}}, [MISSING.format("order_id")]),
        ("stage order_id", {"per": Unit.ORDER}, []),
        ("stage number", {"readings": Readings(judge=by_length)}, [UNSPOKEN]),
        ("stage number number_fact", {"readings": Readings(judge=by_length)}, []),
        ("stage", {"readings": Readings(judge=by_length)}, []),
    ],
)
def test_what_an_answer_hangs_on_has_to_be_there(columns: str, asked: dict[str, Any], told: list[str]) -> None:
    every = {**USUAL, "stage": "shipped", "number_fact": "given"}
    table = polars_table([{name: every[name] for name in columns.split()}])

    if told:
        assert faults(table, **asked) == told
    else:
        assert [group.items for group in groups(table, **asked)] == [1]


def test_columns_of_other_types_are_refused_before_anything_is_counted() -> None:
    table = polars_table([USUAL]).with_columns(quantity=pl.lit(1.5), service=pl.lit(1))

    with pytest.raises(RefusedTableError) as caught:
        query(table, ORDER_TRACEABILITY)

    assert {*caught.value.faults} == {
        TableFault("quantity", "expected whole numbers, not floating point", EVERY_ROW),
        TableFault("service", "expected text, not Int32", EVERY_ROW),
    }


def test_orders_shipments_and_slices_are_texts() -> None:
    table = polars_table([USUAL]).with_columns(order_id=pl.lit(1), shipment_id=pl.lit(2), colour=pl.lit(3))

    assert faults(table, per=Unit.ORDER) == ["order_id: expected text, not Int32 (every row)"]
    assert sorted(faults(table, per=Unit.SHIPMENT, slice_by="colour")) == [
        "colour: expected text, not Int32 (every row)",
        "order_id: expected text, not Int32 (every row)",
        "shipment_id: expected text, not Int32 (every row)",
    ]


@pytest.mark.parametrize(
    ("slice_by", "sentence"),
    [
        ("nowhere", "Cannot use 'nowhere' as slice_by: expected a column of this table"),
        ("", "Cannot use '' as slice_by: expected a column of this table"),
        (1, "Cannot use 1 as slice_by: expected a str"),
    ],
)
def test_a_table_is_sliced_by_one_of_its_columns(slice_by: Any, sentence: str) -> None:
    assert refused(query, polars_table([USUAL]), slice_by=slice_by) == sentence


def test_wholes_are_counted_for_each_standard_and_no_more() -> None:
    made = query(polars_table([USUAL]), ITEMS_ON_TIME, ORDER_TRACEABILITY, per=Unit.ORDER)

    assert [sum(counts.values()) for counts in counted_wholes(made, Unit.ORDER, 2)] == [1, 1]
