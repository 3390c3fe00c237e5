"""A table is counted as its items are: for every standard, by every day, per item, order and shipment, sliced or not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import polars as pl

from tests.builders import SAMPLE_WEEK, at, on, refused
from tests.frames.cases import AS_OF, USUAL
from tests.frames.made_up import CLOCK_GOES_BACK, polars_table, rows
from trackntrace import frames
from trackntrace.moment import Week, day_begins, moment_of
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.facts import AppointmentBy, Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.tally import UNDATED, Unit, WeekBy, tallies

STANDARDS = (ORDER_TRACEABILITY, ITEMS_ON_TIME, HANDED_OVER_ON_TIME, DELIVERED_ON_TIME, CANCELLATIONS, RETURNS)
OWN = Readings(silence_days=1, appointment_by=AppointmentBy.SERVICE_OR_TIME_FRAME, followed=frozenset({"GLS"}))


@pytest.mark.parametrize("readings", [Readings(), OWN], ids=["usual readings", "own readings"])
@pytest.mark.parametrize("by", list(WeekBy))
@pytest.mark.parametrize("per", list(Unit))
def test_made_up_rows_are_counted_as_the_items_that_they_are(by: WeekBy, per: Unit, readings: Readings) -> None:
    made = polars_table(rows(60, around=CLOCK_GOES_BACK, seed=7))
    as_of = moment_of(day_begins(CLOCK_GOES_BACK) + timedelta(hours=25))
    asked: dict[str, Any] = {"as_of": as_of, "by": by, "per": per, "readings": readings}

    by_object = tallies(frames.evidence(made), STANDARDS, slice_by=lambda item: item.shipment_id, **asked)

    assert frames.tallies(made, STANDARDS, slice_by="shipment_id", **asked) == by_object


def cells(**asked: Any) -> list[tuple[object, str, list[str], int]]:
    """The cells of a tally of returns of three items: two of one order and one of another shop's."""
    made = [USUAL, {**USUAL, "order_item_id": "item-2", "promised": on(14), "quantity": 2, "returned": on(9)}]
    made += [{**USUAL, "order_id": "order-2", "promised": None, "shipped": None, "stage": "open"}]
    table = polars_table(made).with_columns(shop=pl.Series(["north", "north", None]))
    tally = frames.tally(table, RETURNS, **{"as_of": AS_OF, **asked})
    told = [[" ".join(str(fact.value) for fact in facts) for facts in cell.facts] for cell in tally.cells]
    return [(cell.week, cell.slice, words, cell.items) for cell, words in zip(tally.cells, told, strict=True)]


KEPT, BACK, OPEN = "seller shipped no", "seller shipped yes", "seller open no"
NEXT_WEEK = Week(2026, 42)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [(SAMPLE_WEEK, "", [KEPT], 1), (NEXT_WEEK, "", [BACK], 2), (UNDATED, "", [OPEN], 1)]),
        (
            {"by": WeekBy.ORDERED},
            [(SAMPLE_WEEK, "", [OPEN], 1), (SAMPLE_WEEK, "", [KEPT], 1), (SAMPLE_WEEK, "", [BACK], 2)],
        ),
        (
            {"by": WeekBy.SHIPPED},
            [(SAMPLE_WEEK, "", [KEPT], 1), (SAMPLE_WEEK, "", [BACK], 2), (UNDATED, "", [OPEN], 1)],
        ),
        ({"per": Unit.ORDER}, [(NEXT_WEEK, "", [KEPT, BACK], 1), (UNDATED, "", [OPEN], 1)]),
        ({"per": Unit.SHIPMENT}, [(NEXT_WEEK, "", [KEPT, BACK], 1)]),
        (
            {"slice_by": "shop"},
            [(SAMPLE_WEEK, "north", [KEPT], 1), (NEXT_WEEK, "north", [BACK], 2), (UNDATED, "", [OPEN], 1)],
        ),
        (
            {"shop": "south"},
            [(SAMPLE_WEEK, "south", [KEPT], 1), (NEXT_WEEK, "south", [BACK], 2), (UNDATED, "south", [OPEN], 1)],
        ),
        ({"per": Unit.ORDER, "slice_by": "shop"}, [(NEXT_WEEK, "north", [KEPT, BACK], 1), (UNDATED, "", [OPEN], 1)]),
    ],
)
def test_items_are_counted_by_week_slice_and_facts(asked: dict[str, Any], found: list[Any]) -> None:
    assert cells(**asked) == found


def test_columns_may_have_names_of_their_own_and_constants_none() -> None:
    renamed = polars_table([USUAL]).rename({"promised": "commit date"}).drop("number")
    asked: dict[str, Any] = {"as_of": AS_OF, "columns": {"promised": "commit date"}}

    for standard in (ITEMS_ON_TIME, ORDER_TRACEABILITY):
        tally = frames.tally(renamed, standard, constants={"number": USUAL["number"]}, **asked)

        assert tally == frames.tally(polars_table([USUAL]), standard, as_of=AS_OF)
        assert tally != frames.tally(renamed, standard, **asked)


def test_a_tally_says_how_it_was_counted() -> None:
    usual = frames.tally(polars_table([USUAL]), ORDER_TRACEABILITY, as_of=AS_OF).counting
    told = frames.tally(
        polars_table([USUAL]), ORDER_TRACEABILITY, as_of=AS_OF, by=WeekBy.ORDERED, per=Unit.ORDER, readings=OWN
    ).counting

    assert (usual.standard, usual.unit, usual.by, usual.as_of, usual.readings) == (
        *("order-traceability", Unit.ITEM, WeekBy.PROMISED, AS_OF, Readings().named),
    )
    assert (told.standard, told.unit, told.by, told.as_of, told.readings) == (
        *("order-traceability", Unit.ORDER, WeekBy.ORDERED, AS_OF, OWN.named),
    )


def test_standards_that_judge_the_same_facts_are_counted_once_and_answered_in_their_order() -> None:
    asked = (HANDED_OVER_ON_TIME, RETURNS, ITEMS_ON_TIME, RETURNS)

    found = frames.tallies(polars_table([USUAL]), iter(asked), as_of=AS_OF)

    assert [tally.counting.standard for tally in found] == [each.counted_as for each in asked]
    assert found[0].cells == found[2].cells
    assert found[1] == found[3]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"standards": []}, "Cannot use 0 as standards: expected at least one"),
        ({"standards": [RETURNS, 1]}, "Cannot use 1 as standards: expected a ServiceStandard"),
        (
            {"shop": "north", "slice_by": "shipment_id"},
            "Cannot use 'north' as shop: expected either a shop or slice_by, not both",
        ),
        ({"as_of": "noon"}, "Cannot use 'noon' as as_of: expected a datetime with its offset (offset required)"),
        ({"by": "promised"}, "Cannot use 'promised' as by: expected a WeekBy"),
        ({"per": "item"}, "Cannot use 'item' as per: expected a Unit"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: dict[str, Any], sentence: str) -> None:
    asked: dict[str, Any] = {"table": polars_table([USUAL]), "standards": [RETURNS], "as_of": AS_OF, **arguments}

    assert refused(frames.tallies, asked.pop("table"), asked.pop("standards"), **asked) == sentence


def test_more_than_a_billion_items_of_one_week_slice_and_facts_are_refused() -> None:
    billion = {**USUAL, "quantity": 10**9}
    one_more = polars_table([billion, USUAL])

    assert frames.tally(polars_table([billion]), RETURNS, as_of=AS_OF).total == 10**9
    assert refused(frames.tally, one_more, RETURNS, as_of=AS_OF) == (
        "Cannot use 1000000001 as items: expected at most 1000000000 of one week, slice and facts: count shops or"
        " months apart"
    )


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    elsewhere = datetime.fromisoformat("2026-10-12T06:00:00-04:00")

    assert elsewhere == AS_OF
    assert frames.tally(polars_table([USUAL]), RETURNS, as_of=moment_of(elsewhere)) == frames.tally(
        polars_table([USUAL]), RETURNS, as_of=at(12)
    )
