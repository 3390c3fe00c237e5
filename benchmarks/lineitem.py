"""
On-time shares of TPC-H's ``lineitem``, by the library and by plain SQL.

    python -m benchmarks.lineitem [SCALE] [--folder FOLDER] [--rounds N]

``tpchgen-cli`` makes the data; the commit date is taken for the promised day, the receipt date, at its midnight in UTC,
which is early on the same day in Amsterdam, for the delivery. Scale 1 has 6 001 215 rows, of which 2 207 919 came in
time; scale 10 has 59 986 052 and 22 056 704. All ways must find just as many, week by week, or the run fails. The years
of TPC-H lie before 2000, so the library is shown all days 574 weeks later.
"""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import polars as pl

from trackntrace import ITEMS_ON_TIME, Week, frames, parse_moment
from trackntrace.performance.facts import Outcome

KNOWN = {1: (2_207_919, 6_001_215), 10: (22_056_704, 59_986_052)}
FIXED = {"stage": "shipped", "service": "TNT", "number_fact": "given"}
AS_OF = parse_moment("2011-06-01T12:00:00Z")
BY_WEEK = """
    SELECT date_trunc('week', l_commitdate) AS monday, count(*) FILTER (l_receiptdate <= l_commitdate), count(*)
    FROM read_parquet('{}') GROUP BY monday
"""

LATER = timedelta(weeks=574)

_duckdb: Any = import_module("duckdb")

Shares = dict[Week, tuple[int, int]]


def made(scale: int, folder: Path) -> Path:
    """The file of the table, made where it is not there yet."""
    path = folder / f"scale-{scale}" / "lineitem.parquet"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        tool = Path(sys.executable).with_name("tpchgen-cli")
        asked = ["parquet", "-s", str(scale), "--tables", "lineitem", "--output-dir", str(path.parent)]
        subprocess.run([str(tool), *asked], check=True, stdout=subprocess.DEVNULL)
    return path


def by_library(path: Path) -> Shares:
    """The share of each week, off the tally of items on time."""
    received = (pl.col("l_receiptdate") + LATER).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    table = pl.scan_parquet(path).select(promised=pl.col("l_commitdate") + LATER, delivered=received)
    return shares_of(frames.tally(table, ITEMS_ON_TIME, as_of=AS_OF, constants=FIXED))


def by_library_on_duckdb(path: Path) -> Shares:
    """The same with DuckDB."""
    table = _duckdb.connect().sql(
        f"SELECT l_commitdate + {LATER.days} AS promised, "
        f"make_timestamptz(epoch_us((l_receiptdate + {LATER.days})::TIMESTAMP)) AS delivered "
        f"FROM read_parquet('{path}')"
    )
    return shares_of(frames.tally(table, ITEMS_ON_TIME, as_of=AS_OF, constants=FIXED))


def shares_of(tally: Any) -> Shares:
    found: Shares = {}
    for cell in tally.cells:
        on_time, all_items = found.get(cell.week, (0, 0))
        found[cell.week] = on_time + cell.items * (Outcome.ON_TIME in cell.facts[0]), all_items + cell.items
    return found


def by_sql(path: Path) -> Shares:
    rows = _duckdb.connect().sql(BY_WEEK.format(path)).fetchall()
    return {Week.of((monday + LATER).date()): (on_time, items) for monday, on_time, items in rows}


def main() -> None:
    reader = ArgumentParser("benchmarks.lineitem")
    reader.add_argument("scale", nargs="?", type=int, default=1)
    reader.add_argument("--folder", type=Path, default=Path("/tmp/trackntrace-lineitem"))
    reader.add_argument("--rounds", type=int, default=3)
    options = reader.parse_args()
    path = made(options.scale, options.folder)
    ways = {"DuckDB, plain SQL": by_sql, "library on Polars": by_library, "library on DuckDB": by_library_on_duckdb}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    found: dict[str, Shares] = {}
    for _ in range(options.rounds):
        for name, way in ways.items():
            begin = perf_counter()
            found[name] = way(path)
            taken[name].append(perf_counter() - begin)
    wanted = found["DuckDB, plain SQL"]
    print("| way | seconds | of plain SQL | on time | rows |\n|---|---|---|---|---|")
    for name, shares in found.items():
        total = tuple(map(sum, zip(*shares.values(), strict=True)))
        if shares != wanted or total != KNOWN.get(options.scale, total):
            raise SystemExit(f"{name} counts otherwise: {total}")
        ratio = median(taken[name]) / median(taken["DuckDB, plain SQL"])
        print(f"| {name} | {median(taken[name]):.2f} | {ratio:.2f} | {total[0]:,} | {total[1]:,} |")


if __name__ == "__main__":
    main()
