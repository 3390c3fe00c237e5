"""What a table has, what is the same for all its rows, and which of its columns were asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import narwhals as nw
import polars as pl

from tests.builders import at, on, refused
from trackntrace.frames.engines import ALWAYS, NEVER, NO_DAY, Wanted, opened
from trackntrace.frames.item_table import Holds
from trackntrace.frames.source import Source


def source(
    columns: dict[str, str] | None = None, constants: dict[str, Any] | None = None, **table: list[Any]
) -> Source:
    return Source(opened(pl.DataFrame(table or {"row": [1]})), columns or {}, constants or {})


def test_what_was_asked_for_is_read_under_a_name_of_its_own() -> None:
    told: dict[str, Any] = {
        "shipped": [at(6)],
        "state": ["open"],
        "number": ["3S"],
        "quantity": [1],
        "promised": [on(7)],
    }
    asked = source({"stage": "state"}, **told)
    ways: list[tuple[str, int | str]] = [("shipped", NEVER), ("shipped", ALWAYS), ("stage", ""), ("quantity", 0)]
    terms = [asked.column(*each) for each in (*ways, ("promised", NO_DAY), ("shipped", NEVER))]

    assert all(isinstance(term, nw.Expr) for term in terms)
    assert asked.wanted == (
        Wanted("shipped", Holds.MOMENT, "__trackntrace_shipped_once", NEVER),
        Wanted("shipped", Holds.MOMENT, "__trackntrace_shipped_since", ALWAYS),
        Wanted("state", Holds.WORD, "__trackntrace_stage", ""),
        Wanted("quantity", Holds.COUNT, "__trackntrace_quantity", 0),
        Wanted("promised", Holds.DAY, "__trackntrace_promised_once", NO_DAY),
    )
    assert asked.moments == (("shipped", ALWAYS),)


def test_a_column_that_is_missing_or_empty_is_what_stands_for_it() -> None:
    empty = source(excuse=[None], quantity=[None])

    assert [empty.column(*each) for each in (("excuse", ""), ("quantity", 0), ("promised", NO_DAY))] == ["", 0, NO_DAY]
    assert [source().column(*each) for each in (("quantity", 0), ("excuse", ""), ("shipped", ALWAYS))] == [
        1,
        "",
        ALWAYS,
    ]
    assert (empty.wanted, empty.moments) == ((), ())


def test_a_table_has_its_columns_and_its_constants_but_reads_only_its_columns() -> None:
    named = source({"number": "code"}, {"service": "TNT"}, code=["3S"], service=["GLS"], stage=["open"])
    names = ("number", "service", "stage", "code", "excuse")

    assert [named.has(name) for name in names] == [True, True, True, False, False]
    assert [named.reads(name) for name in names] == [True, False, True, False, False]
    assert named.column("service", "") == "TNT"


def test_a_name_that_is_given_goes_before_the_usual_one() -> None:
    named = source({"number": "code"}, code=["3S"], number=["3S"])
    named.column("number", "")

    assert [each.source for each in named.wanted] == ["code"]


def test_what_is_the_same_for_all_rows_is_held_as_an_engine_holds_it() -> None:
    constants = {"shipped": at(6), "promised": on(7), "quantity": 3, "number": "3S", "stage": "open"}
    told = source({}, constants)

    assert {name: told.column(name, "") for name in constants} == {
        "shipped": 1_791_280_800_000_000,
        "promised": 20_733,
        "quantity": 3,
        "number": "3S",
        "stage": "open",
    }
    assert told.moments == ()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (({"colour": "row"}, {}), "Cannot use 'colour' as column: expected a column of the item table"),
        (({}, {"colour": "blue"}), "Cannot use 'colour' as column: expected a column of the item table"),
        (({"stage": "nowhere"}, {}), "Cannot use 'nowhere' as stage: expected a column of this table"),
        (({"stage": 1}, {}), "Cannot use 1 as stage: expected a str"),
        (
            ({"stage": "row"}, {"stage": "open"}),
            "Cannot use 'stage' as column: expected a column of this table or a constant, not both",
        ),
        (({}, {"stage": "lost"}), "Cannot use 'lost' as stage: expected one of open, shipped, cancelled"),
        (({}, {"number": 1}), "Cannot use 1 as number: expected a str"),
        (({}, {"quantity": 0}), "Cannot use 0 as quantity: expected a whole number from 1 to 1000000000"),
        (({}, {"quantity": "1"}), "Cannot use '1' as quantity: expected a whole number from 1 to 1000000000"),
        (
            ({}, {"promised": "2026-10-07"}),
            "Cannot use '2026-10-07' as promised: expected a datetime.date, such as parse_day makes of a text",
        ),
        (
            ({}, {"shipped": "noon"}),
            "Cannot use 'noon' as shipped: expected a datetime with its offset (offset required)",
        ),
    ],
)
def test_what_a_table_cannot_have_is_refused(arguments: tuple[Any, Any], sentence: str) -> None:
    assert refused(source, *arguments) == sentence


def test_a_moment_of_all_rows_is_one_of_our_years_and_told_to_the_microsecond() -> None:
    early: Any = datetime(1999, 12, 31, tzinfo=at(1).tzinfo)

    assert source({}, {"shipped": at(6) + timedelta(microseconds=1)}).column("shipped", 0) == 1_791_280_800_000_001
    assert "expected a year from 2000 to 2199" in refused(source, {}, {"shipped": early})
