"""
Counting tables: the library beside what one would write by hand, in the same run.

    python -m benchmarks.tables [ROWS …] [--rounds N] [--folder FOLDER] [--repeat TIMES] [--only NAME …]

Every run is a process of its own, and the runs take turns. Times leave the imports out; memory is the most that the
process ever had. ``--repeat`` reads the same files so many times over, so that a billion rows need no disk to match.
Prints one Markdown table for each number of rows. Read the ratios.
"""

# ruff: noqa: PLC0415  (a run imports what it needs and nothing else)
from __future__ import annotations

import json
import resource
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.tables_made import DAYS, FIRST_DAY, SMALL, parts

ZONE = "Europe/Amsterdam"
AS_OF = "2027-03-01T12:00:00Z"
FIXED = {"stage": "shipped", "service": "TNT", "number_fact": "given"}

COLUMNS = ["promised", "delivered", "quantity"]

Counted = tuple[int, int]
"""How many items came in time, and how many there were."""


def _of_polars(files: list[str]) -> Any:
    import polars as pl

    return pl.scan_parquet(files)


def _of_duckdb(files: list[str]) -> Any:
    duckdb: Any = import_module("duckdb")
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    return connection.read_parquet(files)


def _of_pandas(files: list[str]) -> Any:
    pd: Any = import_module("pandas")

    return pd.concat([pd.read_parquet(name, columns=COLUMNS) for name in files])


def _by_library(table: Any) -> Counted:
    from trackntrace import ITEMS_ON_TIME, frames, parse_moment
    from trackntrace.performance.facts import Outcome

    tally = frames.tally(table, ITEMS_ON_TIME, as_of=parse_moment(AS_OF), constants=FIXED)
    return sum(cell.items for cell in tally.cells if Outcome.ON_TIME in cell.facts[0]), tally.total


def polars_library(files: list[str]) -> Counted:
    """Of the three columns that the others read: what else a table has would be looked at too."""
    return _by_library(_of_polars(files).select(*COLUMNS))


def duckdb_library(files: list[str]) -> Counted:
    return _by_library(_of_duckdb(files).select(*COLUMNS))


def pandas_library(files: list[str]) -> Counted:
    return _by_library(_of_pandas(files))


def polars_library_all_columns(files: list[str]) -> Counted:
    """Both standards off all columns, every number judged."""
    from trackntrace import ITEMS_ON_TIME, ORDER_TRACEABILITY, frames, parse_moment

    standards = (ITEMS_ON_TIME, ORDER_TRACEABILITY)
    tally, _ = frames.tallies(_of_polars(files), standards, as_of=parse_moment(AS_OF))
    return 0, tally.total


def polars_natural(files: list[str]) -> Counted:
    import polars as pl

    day = pl.col("delivered").dt.convert_time_zone(ZONE).dt.date()
    on_time = pl.when(day <= pl.col("promised")).then(pl.col("quantity")).otherwise(0)
    query = (
        _of_polars(files)
        .group_by(pl.col("promised").dt.truncate("1w"))
        .agg(on_time.sum().alias("on_time"), pl.col("quantity").sum())
    )
    answer = query.collect(engine="streaming")
    return int(answer["on_time"].sum()), int(answer["quantity"].sum())


def _deadlines() -> dict[str, list[Any]]:
    days = [FIRST_DAY + timedelta(days=plus) for plus in range(DAYS)]
    ends = [datetime.combine(day + timedelta(days=1), time(), ZoneInfo(ZONE)).astimezone(UTC) for day in days]
    return {"promised": days, "deadline": ends}


def polars_by_hand(files: list[str]) -> Counted:
    import polars as pl

    deadlines = pl.LazyFrame(_deadlines(), schema={"promised": pl.Date, "deadline": pl.Datetime("us", "UTC")})
    on_time = pl.when(pl.col("delivered") < pl.col("deadline")).then(pl.col("quantity")).otherwise(0)
    joined = _of_polars(files).join(deadlines, on="promised").group_by("promised")
    answer = joined.agg(on_time.sum().alias("on_time"), pl.col("quantity").sum()).collect(engine="streaming")
    return int(answer["on_time"].sum()), int(answer["quantity"].sum())


def duckdb_natural(files: list[str]) -> Counted:
    day = f"(delivered AT TIME ZONE '{ZONE}')::DATE"
    table = _of_duckdb(files)
    rows = table.query(
        "items",
        f"SELECT date_trunc('week', promised), sum(CASE WHEN {day} <= promised THEN quantity ELSE 0 END), "
        "sum(quantity) FROM items GROUP BY ALL",
    ).fetchall()
    return sum(int(row[1]) for row in rows), sum(int(row[2]) for row in rows)


def pandas_natural(files: list[str]) -> Counted:
    pd: Any = import_module("pandas")

    table = _of_pandas(files)
    promised = pd.to_datetime(table["promised"])
    day = table["delivered"].dt.tz_convert(ZONE).dt.tz_localize(None).dt.normalize()
    week = promised - pd.to_timedelta(promised.dt.weekday, unit="D")
    judged = table.assign(on_time=table["quantity"].where(day <= promised, 0))
    answer = judged.groupby(week)[["on_time", "quantity"]].sum()
    return int(answer["on_time"].sum()), int(answer["quantity"].sum())


def polars_mere_scan(files: list[str]) -> Counted:
    import polars as pl

    columns = (pl.col("promised").max(), pl.col("delivered").max(), pl.col("quantity").sum())
    return 0, int(_of_polars(files).select(*columns).collect(engine="streaming")["quantity"][0])


RUNS: dict[str, tuple[Callable[[list[str]], Counted], str]] = {
    "polars, natural": (polars_natural, "convert the zone, take the day, compare, sum by week"),
    "polars, by hand": (polars_by_hand, "join the local midnights that Python made"),
    "polars, library": (polars_library, "frames.tally"),
    "polars, mere scan": (polars_mere_scan, "the same columns, nothing asked"),
    "polars, library, all columns": (polars_library_all_columns, "frames.tallies, two standards, numbers judged"),
    "duckdb, natural": (duckdb_natural, "the same in SQL"),
    "duckdb, library": (duckdb_library, "frames.tally"),
    "pandas, natural": (pandas_natural, "the same with pandas"),
    "pandas, library": (pandas_library, "frames.tally"),
}


def measured(name: str, files: list[str]) -> dict[str, Any]:
    """One run, in this process."""
    warm(name.partition(",")[0])
    begin = perf_counter()
    counted = RUNS[name][0](files)
    seconds = perf_counter() - begin
    return {"seconds": seconds, "peak": most_memory(), "counted": counted}


def warm(engine: str) -> None:
    """Imports what a run needs, the parts that narwhals loads when it meets an engine among them."""
    import narwhals as nw
    import polars as pl

    import trackntrace.frames  # noqa: F401

    empty: Any = pl.DataFrame({"promised": []}).to_arrow()
    nw.from_native(pl.LazyFrame())
    if engine == "duckdb":
        nw.from_native(import_module("duckdb").connect().from_arrow(empty))
    if engine == "pandas":
        nw.from_native(empty.to_pandas())


def most_memory() -> int:
    """The most bytes that this process has held; Linux tells it of this process alone."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


def apart(name: str, files: list[str]) -> dict[str, Any]:
    """One run, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.tables", "--one", name]
    done = subprocess.run(command, input=json.dumps(files), check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def compare(rows: int, names: list[str], *, rounds: int, folder: Path, repeat: int) -> None:
    files = [str(path) for path in parts(rows, folder)] * repeat
    taken: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            taken[name].append(apart(name, files))
    counted = {tuple(run["counted"]) for name in names for run in taken[name] if run["counted"][0]}
    if len(counted) != 1:
        raise SystemExit(f"they do not count alike: {counted}")
    base = median(run["seconds"] for run in taken[names[0]])
    print(f"\n{rows * repeat:,} rows, medians of {rounds} runs that took turns; all count {counted.pop()}\n")
    print(f"| run | how | seconds | of {names[0]} | peak MB |\n|---|---|---|---|---|")
    for name in names:
        seconds = median(run["seconds"] for run in taken[name])
        peak = median(run["peak"] for run in taken[name]) / 1e6
        print(f"| {name} | {RUNS[name][1]} | {seconds:.2f} | {seconds / base:.2f} | {peak:,.0f} |", flush=True)


def main() -> None:
    reader = ArgumentParser("benchmarks.tables")
    reader.add_argument("rows", nargs="*", type=int, default=[1_000_000, 10_000_000])
    reader.add_argument("--rounds", type=int, default=5)
    reader.add_argument("--folder", type=Path, default=Path("/tmp/trackntrace-tables"))  # the parts are kept there
    reader.add_argument("--repeat", type=int, default=1)
    reader.add_argument("--only", nargs="+", choices=RUNS)
    reader.add_argument("--one", choices=RUNS)
    options = reader.parse_args()
    if options.one:
        print(json.dumps(measured(options.one, json.load(sys.stdin))))
        return
    packages = ("narwhals", "polars", "duckdb", "pandas", "pyarrow")
    print(f"CPython {sys.version.split()[0]}, {', '.join(f'{name} {version(name)}' for name in packages)}")
    for rows in options.rows:
        fitting = [name for name in RUNS if "pandas" not in name or rows * options.repeat <= SMALL]
        compare(rows, options.only or fitting, rounds=options.rounds, folder=options.folder, repeat=options.repeat)


if __name__ == "__main__":
    main()
