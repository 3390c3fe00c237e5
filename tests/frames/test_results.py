"""Results as tables: the same figures as the objects, on every engine that makes tables here."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import narwhals as nw
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NUMBER, SAMPLE_WEEK, SHIPPED, at, evidence, on, open_evidence, refused
from trackntrace import (
    CANCELLATIONS,
    ITEMS_ON_TIME,
    ORDER_TRACEABILITY,
    Average,
    Evidence,
    Scorecard,
    ServiceStandard,
    Verdict,
    WeekFigure,
    explain,
    tallies,
)
from trackntrace.errors import InvalidValueError
from trackntrace.frames import explanation_table, score_table, tally_table, verdict_table
from trackntrace.moment import moment_of
from trackntrace.performance.counted import RATING
from trackntrace.performance.evidence import ExcuseReason
from trackntrace.performance.tally import Unit
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.testing.evidence import evidence as any_evidence

STANDARDS: tuple[ServiceStandard[Any], ...] = (ORDER_TRACEABILITY, ITEMS_ON_TIME)
AS_OF = at(20)
ITEMS = [
    evidence(),
    evidence(order_id="order-2", number=None, entered=None, quantity=3),
    evidence(order_id="order-3", promise=None),
]
FIGURE = WeekFigure(
    standard="rating", week=SAMPLE_WEEK, amount=Average(Fraction(327, 2), 20), edition=RATING.editions.of(SAMPLE_WEEK)
)


def card(items: list[Evidence] = ITEMS) -> Scorecard:
    counted = tallies(items, STANDARDS, as_of=AS_OF)
    return Scorecard.of(zip(counted, STANDARDS, strict=True), as_of=AS_OF, figures=(FIGURE,))


def rows(table: Any) -> list[dict[str, Any]]:
    return list(nw.from_native(table, eager_only=True).iter_rows(named=True))


def test_scores_are_a_table_with_a_row_for_each_week_and_standard() -> None:
    told = {(row["week"], row["standard"]): row for row in rows(score_table(card()))}

    row = told["2026-W41", "order-traceability"]
    assert (row["monday"], row["hits"], row["misses"], row["counted"]) == (date(2026, 10, 5), 1, 3, 4)
    assert (row["value"], row["norm"], row["condition"]) == (0.25, 0.98, ">=")
    assert (row["shown"], row["standing"], row["headroom"]) == ("25.0 %", "falls-short", 0)
    assert told[None, "order-traceability"]["counted"] == 1
    assert told[None, "order-traceability"]["standing"] == "not-assessed"


def test_a_figure_has_its_amount_and_no_hits() -> None:
    [row] = [row for row in rows(score_table(card())) if row["standard"] == "rating"]

    assert (row["value"], row["hits"], row["counted"]) == (8.175, None, 20)


def test_every_column_of_scores_is_told() -> None:
    undated, *_ = rows(score_table(card()))
    items, numbers, rating = (row for row in rows(score_table(card())) if row["week"])
    week = {"week": "2026-W41", "monday": date(2026, 10, 5)}
    uncounted: dict[str, Any] = dict.fromkeys(("hits", "misses", "pending", "excluded", "headroom", "recovery"))

    assert list(undated) == list(numbers)
    assert numbers == {
        **week,
        "standard": "order-traceability",
        "hits": 1,
        "misses": 3,
        "counted": 4,
        "pending": 0,
        "excluded": 0,
        "value": 0.25,
        "norm": 0.98,
        "condition": ">=",
        "shown": "25.0 %",
        "standing": "falls-short",
        "headroom": 0,
        "recovery": 146,
    }
    assert items["standard"] == "items-on-time"
    assert rating == uncounted | week | {
        "standard": "rating",
        "counted": 20,
        "value": 8.175,
        "norm": 8.0,
        "condition": ">=",
        "shown": "8.1",
        "standing": "meets",
    }
    assert undated == dict.fromkeys(undated) | {
        "standard": "items-on-time",
        "hits": 0,
        "misses": 0,
        "counted": 0,
        "pending": 0,
        "excluded": 1,
        "shown": "-",
        "standing": "not-assessed",
    }


def test_a_figure_of_a_week_without_a_norm_has_none() -> None:
    bare = WeekFigure(standard="rating", week=SAMPLE_WEEK, amount=Average(Fraction(327, 2), 20), edition=None)
    [row] = rows(score_table(Scorecard(as_of=AS_OF, scores=(), figures=(bare,))))

    assert row == dict.fromkeys(row) | {
        "week": "2026-W41",
        "monday": date(2026, 10, 5),
        "standard": "rating",
        "counted": 20,
        "value": 8.175,
        "shown": bare.shown,
        "standing": "not-assessed",
    }


def test_what_is_still_pending_or_left_out_is_told_apart() -> None:
    items = [open_evidence(), evidence(quantity=2, excuse=ExcuseReason.DEPOT_DISRUPTION, number=None, entered=None)]
    counted = tallies(items, [ORDER_TRACEABILITY], as_of=AS_OF)
    [row] = rows(score_table(Scorecard.of([(counted[0], ORDER_TRACEABILITY)], as_of=AS_OF)))

    assert (row["hits"], row["misses"], row["pending"], row["excluded"], row["counted"]) == (0, 0, 1, 2, 0)


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_columns_of_facts_are_texts_as_others_are_also_where_there_is_nothing(backend: str) -> None:
    pytest.importorskip(backend)
    tallied = tallies(ITEMS, [ORDER_TRACEABILITY], as_of=AS_OF)[0]
    nothing = tallies([], [ORDER_TRACEABILITY], as_of=AS_OF)[0]
    explained = explain(ITEMS, ORDER_TRACEABILITY, as_of=AS_OF)
    made: list[Any] = [tally_table(each, ORDER_TRACEABILITY, backend=backend) for each in (tallied, nothing)]
    made += [explanation_table(explained, backend=backend)]

    for table in made:
        schema: Any = table.schema if backend != "pandas" else table.dtypes
        kinds = dict(zip(schema.names, schema.types, strict=True)) if backend == "pyarrow" else dict(schema)
        assert kinds["fact_stage"] == kinds["week"]
        assert str(nw.from_native(table).collect_schema()["fact_stage"]) == "String"


def test_every_column_of_verdicts_is_told() -> None:
    week = {"week": "2026-W41", "monday": date(2026, 10, 5)}

    assert rows(verdict_table(card()))[1] == {
        **week,
        "standard": "order-traceability",
        "verdict": "miss",
        "code": "missing-number",
        "items": 3,
    }
    assert list(rows(verdict_table(card()))[1]) == ["week", "monday", "standard", "verdict", "code", "items"]


def test_every_column_of_explanations_is_told() -> None:
    seen = Journey(
        [TransportEvent(TransportStatus.ACCEPTED, at(6, 18)), TransportEvent(TransportStatus.DELIVERED, at(7, 14))]
    )
    bare = evidence(order_id="order-9", shipment_id="", number=None, entered=None, service=None, promise=None)
    full, nothing = rows(explanation_table(explain([evidence(journey=seen), bare], ORDER_TRACEABILITY, as_of=AS_OF)))
    facts = {
        "fact_fulfilled_by": "seller",
        "fact_stage": "shipped",
        "fact_sent_as": "parcel",
        "fact_number": "given",
        "fact_excused": "no",
    }

    assert full == facts | {
        "week": "2026-W41",
        "monday": date(2026, 10, 5),
        "standard": "order-traceability",
        "order_id": "order-1",
        "order_item_id": "item-1",
        "shipment_id": "shipment-1",
        "quantity": 1,
        "verdict": "hit",
        "code": "number-given",
        "because": "It has a number.",
        "service": "TNT",
        "number": "3SABCD1234567",
        "promised": on(7),
        "shipped": SHIPPED,
        "handed_over": at(6, 18),
        "first_attempt": at(7, 14),
    }
    assert list(full)[:4] == ["week", "monday", "standard", "order_id"]
    assert list(full)[-5:] == list(facts)
    missing = ("week", "monday", "shipment_id", "service", "number", "promised", "handed_over", "first_attempt")
    assert [nothing[name] for name in missing] == [None] * len(missing)


def test_every_column_of_a_tally_is_told() -> None:
    [tally] = tallies(ITEMS, [ORDER_TRACEABILITY], as_of=AS_OF)

    assert rows(tally_table(tally, ORDER_TRACEABILITY))[1] == {
        "week": "2026-W41",
        "monday": date(2026, 10, 5),
        "slice": "",
        "items": 3,
        "fact_fulfilled_by": "seller",
        "fact_stage": "shipped",
        "fact_sent_as": "parcel",
        "fact_number": "missing",
        "fact_excused": "no",
    }


def test_verdicts_are_a_table_with_a_row_for_each_row_that_was_met() -> None:
    told = rows(verdict_table(card()))

    assert {"missing-number": 3, "number-given": 1}.items() <= {
        row["code"]: row["items"] for row in told if row["week"] and row["standard"] == "order-traceability"
    }.items()


def test_explanations_are_a_table_in_which_the_facts_are_columns() -> None:
    explained = [each for standard in STANDARDS for each in explain(ITEMS, standard, as_of=AS_OF)]

    told = rows(explanation_table(explained))

    assert [row["order_id"] for row in told] == ["order-1", "order-2", "order-3"] * 2
    assert (told[0]["number"], told[0]["service"], told[0]["promised"]) == (str(NUMBER), "TNT", on(7))
    assert told[0]["shipped"] == SHIPPED
    assert [row["fact_number"] for row in told] == ["given", "missing", "given", None, None, None]
    assert told[3]["fact_followed"] == "yes"
    assert told[0]["fact_followed"] is None


def test_a_tally_is_a_table_of_its_cells() -> None:
    [tally] = tallies(ITEMS, [ORDER_TRACEABILITY], as_of=AS_OF)

    told = rows(tally_table(tally, ORDER_TRACEABILITY))

    assert sum(row["items"] for row in told) == 5
    assert {row["fact_number"] for row in told} == {"given", "missing"}
    assert {row["week"] for row in told} == {"2026-W41", None}


def test_of_a_whole_order_all_words_of_its_items_are_told() -> None:
    two = [evidence(), evidence(order_item_id="item-2", number=None, entered=None)]
    [tally] = tallies(two, [ORDER_TRACEABILITY], as_of=AS_OF, per=Unit.ORDER)

    [row] = rows(tally_table(tally, ORDER_TRACEABILITY))

    assert (row["items"], row["fact_number"], row["fact_stage"]) == (1, "given+missing", "shipped")


def test_a_tally_of_other_facts_is_refused() -> None:
    [tally] = tallies(ITEMS, [ORDER_TRACEABILITY], as_of=AS_OF)

    with pytest.raises(InvalidValueError, match="expected the facts of cancellations"):
        tally_table(tally, CANCELLATIONS)


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_every_engine_has_the_same_columns_also_where_there_is_nothing(backend: str) -> None:
    pytest.importorskip(backend)
    nothing = Scorecard(as_of=AS_OF, scores=())

    for table in (score_table, verdict_table):
        full, empty = (nw.from_native(table(each, backend=backend), eager_only=True) for each in (card(), nothing))
        assert full.columns == empty.columns
        assert len(empty) == 0
    assert len(nw.from_native(explanation_table([], backend=backend), eager_only=True)) == 0


@pytest.mark.parametrize("backend", ["duckdb", "", "sqlite"])
def test_an_engine_that_makes_no_tables_here_is_refused(backend: str) -> None:
    with pytest.raises(InvalidValueError, match="expected one of polars, pandas, pyarrow"):
        score_table(card(), backend=backend)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (score_table, "Cannot use 'text' as card: expected a Scorecard"),
        (verdict_table, "Cannot use 'text' as card: expected a Scorecard"),
        (lambda wrong: explanation_table([wrong]), "Cannot use 'text' as explanations: expected an Explanation"),
        (lambda wrong: tally_table(wrong, ORDER_TRACEABILITY), "Cannot use 'text' as tally: expected a Tally"),
    ],
)
def test_what_is_no_result_is_refused(make: Any, sentence: str) -> None:
    assert refused(make, "text") == sentence


@pytest.mark.law
@given(st.lists(any_evidence(), max_size=8))
def test_tables_say_what_objects_say(items: list[Evidence]) -> None:
    """Summed over its rows, each table counts as many items as the scorecard and the tally do."""
    as_of = moment_of(AS_OF + timedelta(days=30))
    counted = tallies(items, STANDARDS, as_of=as_of)
    told = Scorecard.of(zip(counted, STANDARDS, strict=True), as_of=as_of)

    by_table = {row["standard"]: row["items"] for row in rows(verdict_table(told)) if row["verdict"] == "miss"}
    scores = rows(score_table(told))

    for tally, standard in zip(counted, STANDARDS, strict=True):
        assert sum(row["items"] for row in rows(tally_table(tally, standard))) == tally.total
        misses = sum(each.items(Verdict.MISS) for each in told.scores if each.standard == standard.name)
        assert sum(row["misses"] for row in scores if row["standard"] == standard.name) == misses
        assert (standard.name in by_table) is (misses > 0)
