"""Counting by table equals counting by object, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")

from tests.frames.cases import AS_OF, USUAL
from tests.frames.made_up import CLOCK_GOES_BACK, CLOCK_GOES_FORWARD, ENGINES, arrow, polars_table, rows
from trackntrace import frames
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment, day_begins
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import AppointmentBy, Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.tally import Unit, WeekBy, tallies

pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("default")]

STANDARDS = (ORDER_TRACEABILITY, ITEMS_ON_TIME, HANDED_OVER_ON_TIME, DELIVERED_ON_TIME, CANCELLATIONS, RETURNS)
WORLDS = {
    "clock goes back": (rows(900, around=CLOCK_GOES_BACK, seed=1), CLOCK_GOES_BACK),
    "clock goes forward": (rows(900, around=CLOCK_GOES_FORWARD, seed=2), CLOCK_GOES_FORWARD),
}
READINGS = Readings(
    silence_days=0, appointment_by=AppointmentBy.SERVICE_OR_TIME_FRAME, followed=frozenset({"GLS", "NEWCOMER"})
)


@pytest.fixture(scope="session", autouse=True)
def cluster() -> Iterator[None]:
    """A Dask cluster of two processes; Spark's session is its own."""
    distributed: Any = import_module("distributed")

    made = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with made as local, distributed.Client(local):
        yield


@pytest.fixture(scope="module", params=list(WORLDS))
def world(request: pytest.FixtureRequest) -> tuple[Any, list[Evidence], Moment]:
    made, day = WORLDS[request.param]
    as_of = Moment(day_begins(day) + timedelta(hours=25))
    return made, [*frames.evidence(polars_table(made))], as_of


@pytest.fixture(scope="module")
def autumn() -> tuple[Any, list[Evidence], Moment]:
    made, day = WORLDS["clock goes back"]
    return made, [*frames.evidence(polars_table(made))], Moment(day_begins(day) + timedelta(hours=25))


@pytest.fixture(scope="module", params=list(ENGINES))
def table_of_autumn(request: pytest.FixtureRequest, autumn: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return ENGINES[request.param](arrow(autumn[0], zone="Europe/Amsterdam"), tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module", params=list(ENGINES))
def table(request: pytest.FixtureRequest, world: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return ENGINES[request.param](arrow(world[0], zone="America/New_York"), tmp_path_factory.mktemp("engine"))


def test_an_engine_counts_what_objects_count(table: Any, world: Any) -> None:
    _, items, as_of = world

    assert frames.tallies(table, STANDARDS, as_of=as_of) == tallies(items, STANDARDS, as_of=as_of)


def test_an_engine_counts_alike_under_other_readings_and_by_another_day(table_of_autumn: Any, autumn: Any) -> None:
    _, items, as_of = autumn
    asked: dict[str, Any] = {"as_of": as_of, "by": WeekBy.SHIPPED, "readings": READINGS}

    by_object = tallies(items, STANDARDS, slice_by=lambda item: item.order_item_id, **asked)

    assert frames.tallies(table_of_autumn, STANDARDS, slice_by="order_item_id", **asked) == by_object


@pytest.mark.parametrize(("per", "by"), [(Unit.ORDER, WeekBy.ORDERED), (Unit.SHIPMENT, WeekBy.PROMISED)])
def test_an_engine_counts_wholes_as_objects_do(table_of_autumn: Any, autumn: Any, per: Unit, by: WeekBy) -> None:
    _, items, as_of = autumn
    standards = (ITEMS_ON_TIME, HANDED_OVER_ON_TIME)
    asked: dict[str, Any] = {"as_of": as_of, "per": per, "by": by}

    assert frames.tallies(table_of_autumn, standards, **asked) == tallies(items, standards, **asked)


def test_an_engine_judges_every_row_as_the_table_of_the_standard_does(table_of_autumn: Any, autumn: Any) -> None:
    import narwhals as nw

    _, items, as_of = autumn
    judged: Any = nw.from_native(frames.judge(table_of_autumn, ITEMS_ON_TIME, as_of=as_of))
    counted = judged.group_by("verdict", "code").agg(nw.len().alias("rows"))
    counted = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
    met: dict[tuple[str | None, str | None], int] = {}
    for item in items:
        row = ITEMS_ON_TIME.judge(ITEMS_ON_TIME.facts(item, as_of=as_of)) if item.known(as_of) else None
        key = (row.verdict.value, row.code) if row else (None, None)
        met[key] = met.get(key, 0) + 1

    found = {(_word(verdict), _word(code)): int(count) for verdict, code, count in counted.iter_rows()}
    assert found == met


@pytest.mark.parametrize("nothing", [None, float("nan"), "NaT"])
def test_a_column_of_pandas_without_any_value_is_one_of_nulls(nothing: Any) -> None:
    table = polars_table([USUAL])
    nothing = import_module("pandas").NaT if nothing == "NaT" else nothing
    empty = table.to_pandas().assign(excuse=nothing, delivered=nothing, promised=nothing)

    assert frames.tally(empty, ITEMS_ON_TIME, as_of=AS_OF) == frames.tally(
        polars_table([{**USUAL, "promised": None}]), ITEMS_ON_TIME, as_of=AS_OF
    )


@pytest.mark.parametrize("name", ["pandas", "pandas with timestamps for days", "pyarrow", "pyarrow chunks", "duckdb"])
def test_a_table_of_an_engine_without_rows_counts_nothing(name: str, tmp_path: Path) -> None:
    table = ENGINES[name](arrow(WORLDS["clock goes back"][0]).slice(0, 0), tmp_path)

    assert frames.tally(table, ITEMS_ON_TIME, as_of=AS_OF).cells == ()
    assert frames.tally(table, ITEMS_ON_TIME, as_of=AS_OF, per=Unit.ORDER).cells == ()


def test_a_judged_table_of_pandas_keeps_its_index_its_order_and_its_zones() -> None:
    table = arrow([USUAL] * 3, zone="America/New_York").to_pandas().set_axis(["c", "a", "b"])

    judged = frames.judge(table, ITEMS_ON_TIME, as_of=AS_OF)

    assert judged.drop(columns=["verdict", "code"]).equals(table)
    assert list(judged.index) == ["c", "a", "b"]


def test_columns_that_are_there_twice_are_refused_by_name() -> None:
    table = polars_table([{**USUAL, "stage": "shipped"}])
    of_pandas = import_module("pandas").concat([table.to_pandas(), table.to_pandas()[["stage", "number"]]], axis=1)
    of_arrow = table.to_arrow().append_column("stage", table.to_arrow()["stage"])

    for twice, names in ((of_pandas, "number, stage"), (of_arrow, "stage")):
        with pytest.raises(InvalidValueError, match=f"'{names}' as table: expected each column once"):
            frames.tally(twice, ITEMS_ON_TIME, as_of=AS_OF)


@pytest.mark.parametrize("name", ["pandas", "pandas on arrow", "pyarrow", "duckdb", "spark", "dask"])
def test_every_engine_counts_faults_by_column(name: str, tmp_path: Path) -> None:
    wrong = {**USUAL, "quantity": 0, "stage": "lost", "promised": USUAL["promised"].replace(year=2300)}
    table = ENGINES[name](arrow([USUAL, wrong, USUAL, wrong]), tmp_path)

    with pytest.raises(frames.RefusedTableError) as refused:
        frames.tally(table, ITEMS_ON_TIME, as_of=AS_OF)

    found = {fault.column: fault.rows for fault in refused.value.faults}
    assert found == {"promised": 2, "stage": 2, "quantity": 2}


def _word(value: Any) -> str | None:
    return value if type(value) is str else None
