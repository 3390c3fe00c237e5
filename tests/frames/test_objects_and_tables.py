"""Between objects and tables: what goes over, what comes back, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import polars as pl

from tests.builders import at, delivered, event, evidence, on, open_evidence
from tests.frames.cases import AS_OF, USUAL
from tests.frames.made_up import CLOCK_GOES_BACK, polars_table, rows
from trackntrace import frames
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment, day_begins
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.performance.evidence import Evidence, SentAs, Stage
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.tally import Unit, tallies
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.promise import DeliverBy, DeliverOn

STANDARDS = (ORDER_TRACEABILITY, ITEMS_ON_TIME)


def back(*items: Evidence, as_of: Moment = AS_OF) -> list[Evidence]:
    return [*frames.evidence(frames.table(items, as_of=as_of))]


def test_an_item_comes_back_from_a_table_as_it_was() -> None:
    items = [
        evidence(promise=DeliverOn(on(7)), sent_as=SentAs.MAILBOX_PARCEL, quantity=3),
        evidence(label_id="label-1", labelled=at(6), number=UnreadableNumber("\u202e?"), not_received=on(8)),
        open_evidence(expires=on(11)),
        evidence(returned=on(10)),
    ]

    assert back(*items) == items


def test_a_journey_is_cut_and_keeps_its_first_scan_its_first_attempt_and_its_delivery() -> None:
    told = Journey(
        [
            event(TransportStatus.ACCEPTED, at(6, 18)),
            event(TransportStatus.IN_TRANSIT, at(6, 20)),
            event(TransportStatus.AVAILABLE_FOR_PICKUP, at(7, 10)),
            event(TransportStatus.DELIVERED, at(9)),
        ]
    )

    [later] = back(evidence(journey=told))
    [before] = back(evidence(journey=told), as_of=at(8))

    assert (later.journey.handover, later.journey.first_attempt) == (at(6, 18), at(7, 10))
    assert [each.status for each in later.journey.events][-1] is TransportStatus.DELIVERED
    assert [each.at for each in before.journey.events] == [at(6, 18), at(7, 10)]


def test_what_was_ordered_later_is_in_no_table() -> None:
    assert frames.table([evidence(ordered=at(13))], as_of=AS_OF).is_empty()


@pytest.mark.parametrize("wrong", [[object()], [evidence(), None]])
def test_only_evidence_makes_a_table(wrong: list[Any]) -> None:
    with pytest.raises(InvalidValueError, match="evidence"):
        frames.table(wrong, as_of=AS_OF)


@pytest.mark.parametrize("backend", ["duckdb", "spark", "", None])
def test_objects_become_a_table_of_an_engine_that_holds_its_rows(backend: Any) -> None:
    with pytest.raises(InvalidValueError, match="polars, pandas, pyarrow"):
        frames.table([evidence()], as_of=AS_OF, backend=backend)


@pytest.mark.parametrize("column", ["delivered", "entered", "handover_latest"])
def test_what_is_no_moment_is_told_by_its_column(column: str) -> None:
    table = polars_table([USUAL]).with_columns(pl.lit("yesterday").alias(column))

    with pytest.raises(InvalidValueError, match=column):
        list(frames.evidence(table))


def test_what_was_said_of_a_number_gives_no_number_back() -> None:
    table = polars_table([USUAL]).with_columns(number_fact=pl.lit("given"))

    with pytest.raises(InvalidValueError, match="number_fact"):
        list(frames.evidence(table))


@pytest.mark.parametrize(("column", "value"), [("stage", "lost"), ("excuse", "rain"), ("promise_kind", "about")])
def test_a_word_that_is_none_gives_no_object(column: str, value: str) -> None:
    with pytest.raises(InvalidValueError, match=column):
        list(frames.evidence(polars_table([{**USUAL, column: value}])))


def test_a_stage_that_is_not_told_follows_from_the_moments() -> None:
    made = [{**USUAL}, {**USUAL, "shipped": None}, {**USUAL, "cancelled_on": on(6)}]

    found = [(item.stage, item.promise) for item in frames.evidence(polars_table(made))]

    assert found == [(stage, DeliverBy(on(7))) for stage in (Stage.SHIPPED, Stage.OPEN, Stage.CANCELLED)]


@pytest.mark.parametrize("per", list(Unit))
def test_hundreds_of_different_facts_are_told_apart_in_wholes(per: Unit) -> None:
    made = polars_table(rows(900, around=CLOCK_GOES_BACK, seed=3))
    as_of = Moment(day_begins(CLOCK_GOES_BACK) + timedelta(days=2))

    by_table = frames.tallies(made, STANDARDS, as_of=as_of, per=per)

    assert by_table == tallies(frames.evidence(made), STANDARDS, as_of=as_of, per=per)
    assert len({facts for cell in by_table[1].cells for facts in cell.facts}) > 64


def test_what_was_ordered_later_has_no_verdict() -> None:
    made = polars_table([USUAL, {**USUAL, "ordered": at(13)}])

    assert frames.judge(made, ITEMS_ON_TIME, as_of=AS_OF)["verdict"].to_list() == ["miss", None]


def test_a_lazy_table_is_judged_lazily_and_under_names_of_ones_own() -> None:
    judged = frames.judge(polars_table([USUAL]).lazy(), ITEMS_ON_TIME, as_of=AS_OF, verdict="is", code="why")

    assert isinstance(judged, pl.LazyFrame)
    assert judged.select("is", "why").collect().rows() == [("miss", "nothing-seen")]


def test_a_column_of_the_table_is_never_written_over() -> None:
    with pytest.raises(InvalidValueError, match="column"):
        frames.judge(polars_table([USUAL]), ITEMS_ON_TIME, as_of=AS_OF, verdict="stage", code="number")


def test_an_item_that_came_on_the_day_is_a_hit_in_the_table_of_its_object() -> None:
    table = frames.table([evidence(journey=delivered(at(7)))], as_of=AS_OF)

    assert frames.judge(table, ITEMS_ON_TIME, as_of=AS_OF)["code"].to_list() == ["first-attempt-on-time"]


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_a_table_of_nothing_has_every_column_and_counts_nothing(backend: str) -> None:
    pytest.importorskip(backend)

    empty = frames.table([], as_of=AS_OF, backend=backend)

    assert [*frames.evidence(empty)] == []
    assert frames.tally(empty, ITEMS_ON_TIME, as_of=AS_OF).total == 0
