"""Item tables of made-up rows around a change of the clock, and the same table in every engine."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from trackntrace.frames.item_table import ITEM_TABLE, Holds
from trackntrace.moment import Moment, day_begins, moment_of

CLOCK_GOES_BACK = date(2026, 10, 25)
CLOCK_GOES_FORWARD = date(2026, 3, 29)
_STEPS = (
    timedelta(),
    timedelta(microseconds=1),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=2, minutes=30),
    timedelta(hours=12),
    timedelta(hours=22),
    timedelta(hours=23) - timedelta(microseconds=1),
    timedelta(hours=23),
)
_SERVICES = ("TNT", "DPD-NL", "BRIEFPOST", "DELIVERY_APPOINTMENT", "GLS", "TNT-BRIEF", "OTHER", "NEWCOMER")
NUMBERS = (
    *(
        "3SABCD1234567",
        " 3s abcd 1234567 ",
        "3SABCD\u00a01234567",
        "1Z-999/AA.1_2",
        "A",
        "0",
        "00000000",
        "n.v.t",
        "N/A",
    ),
    *(
        "GEEN",
        "geen nummer",
        "1234567890",
        "12345678",
        "-3SABCD",
        "3SABCD-",
        " ",
        "?",
        "3SABCD\n",
        "3S\tABCD",
        "\u0663SABCD",
    ),
    *("A" * 64, "A" * 65, "AB" * 32, "AB" * 32 + " " * 64, "AB" * 32 + " " * 65, "A.A", "3S\u200bABCD", "\uff13SABCD"),
)


def moments_around(day: date) -> list[Moment]:
    """Moments of a few days, at and beside the midnights in Amsterdam and in UTC."""
    days = [day + timedelta(days=plus) for plus in range(-3, 4)]
    return [moment_of(day_begins(each) + step) for each in days for step in _STEPS]


def rows(count: int, *, around: date, seed: int) -> list[dict[str, Any]]:
    """Rows of every kind, each value often missing."""
    dice = random.Random(seed)
    days = [around + timedelta(days=plus) for plus in range(-8, 4)]
    instants = moments_around(around)
    made: dict[Holds, Callable[[Any], Any]] = {
        Holds.MOMENT: lambda _: dice.choice(instants),
        Holds.DAY: lambda _: dice.choice(days),
        Holds.WORD: lambda column: dice.choice((*column.words, column.words[0])),
        Holds.COUNT: lambda _: dice.choice((1, 1, 2, 1000, 100_000)),
    }
    texts: dict[str, Callable[[], str]] = {
        "service": lambda: dice.choice(_SERVICES),
        "number": lambda: dice.choice((*NUMBERS, *NUMBERS[:3] * 5)),
        "order_id": lambda: f"order-{dice.randrange(count // 3 + 1)}",
    }
    found = []
    for _ in range(count):
        row: dict[str, Any] = {}
        for column in ITEM_TABLE:
            make = (
                texts.get(column.name, lambda: dice.choice(("one", "other", "")))
                if column.holds is Holds.TEXT
                else None
            )
            needed = column.name in {"order_id", "quantity"}
            absent = not needed and dice.random() < (
                0.85 if column.name in {"ordered", "excuse", "cancelled_on"} else 0.4
            )
            row[column.name] = None if absent else (make() if make else made[column.holds](column))
        found.append(_possible(row))
    return found


def _possible(row: dict[str, Any]) -> dict[str, Any]:
    """A row without number_fact, its handover window a window."""
    del row["number_fact"]
    ends = row["handover_earliest"], row["handover_latest"]
    row["handover_earliest"], row["handover_latest"] = sorted(ends) if None not in ends else (None, None)
    return row


def arrow(made: list[dict[str, Any]], *, zone: str = "UTC", unit: str = "us") -> Any:
    """Rows as a table of PyArrow, its moments in a zone."""
    pa: Any = import_module("pyarrow")

    kinds = {
        Holds.TEXT: pa.string(),
        Holds.WORD: pa.string(),
        Holds.DAY: pa.date32(),
        Holds.MOMENT: pa.timestamp(unit, zone),
        Holds.COUNT: pa.int64(),
    }
    names = {name for row in made for name in row}
    return pa.table(
        {
            column.name: pa.array([_in_utc(row.get(column.name)) for row in made], kinds[column.holds])
            for column in ITEM_TABLE
            if column.name in names
        }
    )


def _in_utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def polars_table(made: list[dict[str, Any]], *, zone: str = "UTC") -> Any:
    """Rows as a table of Polars."""
    import polars as pl

    kinds: dict[Holds, Any] = {
        Holds.TEXT: pl.String,
        Holds.WORD: pl.String,
        Holds.DAY: pl.Date,
        Holds.MOMENT: pl.Datetime("us", zone),
        Holds.COUNT: pl.Int64,
    }
    names = {name for row in made for name in row}
    columns = {
        column.name: pl.Series(
            [_at(row.get(column.name), zone) for row in made], dtype=kinds[column.holds], strict=True
        )
        for column in ITEM_TABLE
        if column.name in names
    }
    return pl.DataFrame(columns)


def _at(value: Any, zone: str) -> Any:
    return value.astimezone(ZoneInfo(zone)) if isinstance(value, datetime) else value


def _pandas(table: Any, _: Path) -> Any:
    return table.to_pandas()


def _pandas_days(table: Any, _: Path) -> Any:
    pd: Any = import_module("pandas")

    frame = table.to_pandas()
    days = [column.name for column in ITEM_TABLE if column.holds is Holds.DAY and column.name in frame]
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in days}).set_index("order_item_id", drop=False)


def _pandas_arrow(table: Any, _: Path) -> Any:
    pd: Any = import_module("pandas")

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _pandas_categories(table: Any, _: Path) -> Any:
    words = [column.name for column in ITEM_TABLE if column.holds is Holds.WORD and column.name in table.column_names]
    return table.to_pandas().astype(dict.fromkeys([*words, "service"], "category"))


def _polars(table: Any, _: Path) -> Any:
    import polars as pl

    return pl.from_arrow(table)


def _polars_lazy(table: Any, _: Path) -> Any:
    import polars as pl

    return pl.from_arrow(table).lazy()  # type: ignore[union-attr]


def _polars_categories(table: Any, _: Path) -> Any:
    import polars as pl

    frame: Any = pl.from_arrow(table)
    words = [column.name for column in ITEM_TABLE if column.holds is Holds.WORD and column.name in frame.columns]
    return frame.with_columns(pl.col(*words, "service").cast(pl.Categorical))


def _polars_scan(table: Any, folder: Path) -> Any:
    import polars as pl

    pq: Any = import_module("pyarrow.parquet")

    pq.write_table(table, folder / "items.parquet", row_group_size=500)
    return pl.scan_parquet(folder / "items.parquet")


def _pandas_nanoseconds(table: Any, _: Path) -> Any:
    moments = [
        column.name for column in ITEM_TABLE if column.holds is Holds.MOMENT and column.name in table.column_names
    ]
    return table.to_pandas().astype(dict.fromkeys(moments, "datetime64[ns, UTC]"))


def _chunks(table: Any, _: Path) -> Any:
    """Three chunks, the middle one empty, with two other types of text."""
    pa: Any = import_module("pyarrow")

    parted = pa.concat_tables([table.slice(0, 100), table.slice(0, 0), table.slice(100)])
    for name, kind in (("stage", pa.string_view()), ("service", pa.large_string())):
        parted = parted.set_column(parted.column_names.index(name), name, parted[name].cast(kind))
    return parted


def _dictionaries(table: Any, _: Path) -> Any:
    for name in ("service", "stage", "fulfilled_by"):
        place = table.column_names.index(name)
        table = table.set_column(place, name, table[name].dictionary_encode())
    return table


def _duckdb(table: Any, _: Path) -> Any:
    duckdb: Any = import_module("duckdb")

    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'America/New_York'")
    return connection.from_arrow(table)


def _duckdb_nanoseconds(table: Any, folder: Path) -> Any:
    pa: Any = import_module("pyarrow")

    moments = [place for place, kind in enumerate(table.schema.types) if pa.types.is_timestamp(kind)]
    for place in moments:
        table = table.set_column(place, table.column_names[place], table.column(place).cast(pa.timestamp("ns", "UTC")))
    return _duckdb(table, folder)


def _dask(table: Any, _: Path) -> Any:
    dd: Any = import_module("dask.dataframe")
    pd: Any = import_module("pandas")

    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    empty = dd.from_pandas(frame.iloc[:0], npartitions=1)
    return dd.concat([dd.from_pandas(frame, npartitions=3), empty], interleave_partitions=True)


def spark_session() -> Any:
    """A local Spark of two threads, in another zone than ours."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    SparkSession: Any = import_module("pyspark.sql").SparkSession  # noqa: N806

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "America/New_York")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def _spark(table: Any, folder: Path) -> Any:
    pq: Any = import_module("pyarrow.parquet")

    pq.write_table(table, folder / "items.parquet")
    return spark_session().read.parquet(str(folder / "items.parquet"))


ENGINES: dict[str, Callable[[Any, Path], Any]] = {
    "polars": _polars,
    "polars lazy": _polars_lazy,
    "polars categories": _polars_categories,
    "polars scanning parquet": _polars_scan,
    "pandas": _pandas,
    "pandas with timestamps for days": _pandas_days,
    "pandas on arrow": _pandas_arrow,
    "pandas categories": _pandas_categories,
    "pandas of nanoseconds": _pandas_nanoseconds,
    "pyarrow": lambda table, _: table,
    "pyarrow chunks": _chunks,
    "pyarrow dictionaries": _dictionaries,
    "duckdb": _duckdb,
    "duckdb of nanoseconds": _duckdb_nanoseconds,
    "spark": _spark,
    "dask": _dask,
}
