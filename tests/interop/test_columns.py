"""Columns of our values: in as what an engine knows, back row by row, and all that cannot be read told at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NO_TEXTS, NUMBER, SAMPLE_WEEK, SHIPPED, entry, on
from trackntrace import DeliveryService, Entry, InvalidValueError, Journey, Moment, SentAs, TrackAndTraceNumber, Week
from trackntrace.documents.fault import Faults, UnreadableError
from trackntrace.interop.columns import column, values_in
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.testing.moments import days, moments
from trackntrace.testing.numbers import carriers_numbers

SERVICE = DeliveryService("BIKES", name="Bicycles & Co")


def test_values_go_into_a_column_as_what_an_engine_knows() -> None:
    told = column([NUMBER, POSTNL, SAMPLE_WEEK, SentAs.PARCEL, on(7), SHIPPED, 3, "text", None])

    assert told == ["3SABCD1234567", "TNT", "2026-W41", "parcel", on(7), SHIPPED, 3, "text", None]
    assert isinstance(told[5], datetime)
    assert told[5].tzinfo is UTC


@pytest.mark.parametrize("value", [entry(), Journey(), SERVICE, True, 1.5, object()])
def test_what_is_more_than_one_text_has_no_column_of_its_own(value: object) -> None:
    with pytest.raises(InvalidValueError):
        column([value])


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        (TrackAndTraceNumber, ["3s abcd 1234567", None], [NUMBER, None]),
        (DeliveryService, ["TNT", float("nan")], [POSTNL, None]),
        (Week, ["2026-W41"], [SAMPLE_WEEK]),
        (SentAs, ["parcel"], [SentAs.PARCEL]),
        (Moment, ["2026-10-06T16:00:00+02:00", SHIPPED], [SHIPPED, SHIPPED]),
        (date, ["2026-10-07", on(7), datetime(2026, 10, 7)], [on(7)] * 3),  # noqa: DTZ001  (as pandas holds a day)
    ],
)
def test_values_come_back_row_by_row(kind: Any, cells: list[Any], values: list[Any]) -> None:
    assert values_in(cells, kind) == values


def test_all_rows_that_cannot_be_read_are_told_at_once() -> None:
    with pytest.raises(UnreadableError) as caught:
        values_in(["3SABCD", "\u0663", None, "-"], TrackAndTraceNumber)

    assert [(fault.source, fault.line) for fault in caught.value.faults] == [("column", 2), ("column", 4)]


def test_whoever_wants_the_rest_hands_in_where_faults_go() -> None:
    faults = Faults()

    assert values_in(["3SABCD1234567", "\u0663"], TrackAndTraceNumber, faults) == [NUMBER, None]
    assert faults.total == 1


@pytest.mark.parametrize("kind", [Entry, Journey, list, object, None, Entry | None])
def test_a_kind_that_no_column_holds_is_refused_before_anything_is_read(kind: Any) -> None:
    with pytest.raises(InvalidValueError):
        values_in([], kind)


@pytest.mark.parametrize(
    ("kind", "named"),
    [(Entry, "Entry"), (tuple[Week, ...], "tuple[trackntrace.moment.Week, ...]"), (type(None), "NoneType")],
)
def test_a_kind_that_no_column_holds_is_named(kind: Any, named: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        values_in([], kind)

    assert str(caught.value) == f"Cannot use '{named}' as kind: expected one that a column can hold"


def test_a_day_on_no_clock_is_no_moment_and_is_told_so() -> None:
    with pytest.raises(UnreadableError, match="offset required"):
        values_in([datetime(2026, 10, 7)], Moment)  # noqa: DTZ001  (as pandas holds a day)


@pytest.mark.parametrize("cell", NO_TEXTS[1:], ids=range(len(NO_TEXTS) - 1))
def test_a_cell_of_another_kind_is_a_fault_or_missing(cell: Any) -> None:
    faults = Faults()

    assert values_in([cell], TrackAndTraceNumber, faults) == [None]
    assert faults.total == (0 if isinstance(cell, float) and cell != 1.5 else 1)


@pytest.mark.parametrize("at", [datetime(2026, 10, 7, 12), datetime(2026, 10, 7, 12, tzinfo=UTC)])  # noqa: DTZ001
def test_a_moment_is_no_day(at: datetime) -> None:
    with pytest.raises(UnreadableError):
        values_in([at], date)


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
def test_a_frame_keeps_a_column(engine: str) -> None:
    frames = pytest.importorskip(engine)
    values: dict[str, list[Any]] = {
        "number": [NUMBER, None],
        "week": [SAMPLE_WEEK, None],
        "shipped": [SHIPPED, None],
        "promised": [on(7), None],
    }
    told = {name: column(cells) for name, cells in values.items()}

    frame = frames.table(told) if engine == "pyarrow" else frames.DataFrame(told)

    cells = {name: frame[name].to_pylist() if engine == "pyarrow" else frame[name] for name in told}
    kinds: dict[str, Any] = {"number": TrackAndTraceNumber, "week": Week, "shipped": Moment, "promised": date}
    assert {name: values_in(cells[name], kind) for name, kind in kinds.items()} == values


def test_the_timestamps_of_pandas_are_read_to_the_microsecond() -> None:
    pandas = pytest.importorskip("pandas")
    told = pandas.Series(["2026-10-06T16:00:00.123456789+02:00", None], dtype="object")

    assert values_in(pandas.to_datetime(told, utc=True), Moment) == [SHIPPED.replace(microsecond=123456), None]
    assert values_in(pandas.Series(["2026-10-07", None], dtype="datetime64[ns]"), date) == [on(7), None]
    assert values_in(pandas.Series(["TNT", None], dtype="string"), DeliveryService) == [POSTNL, None]


@pytest.mark.law
@given(st.lists(st.one_of(st.none(), carriers_numbers())), st.lists(moments()), st.lists(days()))
def test_what_goes_into_a_column_comes_back(numbers: list[Any], at: list[Moment], days: list[date]) -> None:
    """A column loses nothing; of moments it keeps the instant and not the offset."""
    assert values_in(column(numbers), TrackAndTraceNumber) == numbers
    assert values_in(column(at), Moment) == at
    assert values_in(column(days), date) == days
