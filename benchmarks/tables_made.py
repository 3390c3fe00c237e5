"""
Made-up items as Parquet files: any number of them, with nothing but Polars.

    python -m benchmarks.tables_made ROWS FOLDER

writes parts of at most ten million rows. One in fifty was never delivered, one in a dozen came late.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import polars as pl

FIRST_DAY = date(2026, 1, 5)
DAYS = 364
PART = 10_000_000
SMALL = 10_000_000
"""Up to so many rows, what holds all of them in memory takes part in comparisons."""
_SERVICES = ("TNT", "DHLFORYOU", "DPD-NL", "GLS", "TNT-BRIEF")


def items(count: int, *, begin: int = 0) -> pl.DataFrame:
    """So many items: what every column holds follows from the place of the item."""
    place = pl.int_range(begin, begin + count, dtype=pl.Int64)
    mixed = (place * 2_654_435_761) % 1_000_003
    promised = pl.lit(FIRST_DAY) + pl.duration(days=mixed % DAYS)
    midnight = promised.cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    after = pl.duration(minutes=(mixed * 7_919) % 1_560)
    delivered = pl.when(mixed % 50 != 0).then(midnight + after)
    numbered = pl.format("3SDEMO{}", place.cast(pl.String).str.zfill(11))
    return pl.select(
        order_id=pl.format("B{}", (place // 2).cast(pl.String).str.zfill(10)),
        quantity=(mixed % 3 + 1).cast(pl.Int32),
        stage=pl.lit("shipped"),
        service=pl.lit(pl.Series(_SERVICES)).gather((mixed % 17) // 4),
        number=pl.when(mixed % 97 != 0).then(numbered),
        promised=promised.cast(pl.Date),
        ordered=midnight - pl.duration(hours=30),
        shipped=midnight - pl.duration(hours=8),
        delivered=delivered,
    )


def parts(count: int, folder: Path) -> list[Path]:
    """The files of so many items, made where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for begin in range(0, count, PART):
        size = min(PART, count - begin)
        path = folder / f"items-{begin}-{size}.parquet"
        if not path.exists():
            unfinished = path.with_suffix(".part")
            items(size, begin=begin).write_parquet(unfinished)
            unfinished.rename(path)
        made.append(path)
    return made


if __name__ == "__main__":
    print(*parts(int(sys.argv[1]), Path(sys.argv[2])), sep="\n")
