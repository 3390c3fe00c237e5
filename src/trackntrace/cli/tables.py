"""``trackntrace tally``: item tables in files, of any size, counted without holding them."""

from __future__ import annotations

import glob
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import reduce
from importlib import import_module
from importlib.util import find_spec
from operator import add
from pathlib import Path
from time import monotonic
from typing import Any, Final

from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.inputs import as_of
from trackntrace.cli.language import spoken
from trackntrace.cli.measures import OF_ITEMS
from trackntrace.cli.parser import CommandParser
from trackntrace.cli.usage import UsageError
from trackntrace.documents.score_json import scorecard_object
from trackntrace.documents.tally_file import tally_bytes
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import Tally, Unit
from trackntrace.report.text import scorecard_text
from trackntrace.wording import Language, table_fault_text

BY_NAME: Final = {standard.name: standard for standard in OF_ITEMS}
_EXTRA: Final = "pip install 'trackntrace-orders[frames]' polars"
_TEXTS: Final = frozenset({".csv", ".jsonl", ".ndjson"})
_ENGINES: Final = frozenset({"narwhals", "polars", "duckdb", "_duckdb", "pyarrow"})
"""Whose errors say that a file is not what its name promises."""
_BAR: Final = 30
_A_WHILE: Final = 1.0


def add_options(command: CommandParser) -> None:
    """What this command takes beside what others take too."""
    command.option("tables", nargs="+", metavar="FILE")
    slices = command.add_mutually_exclusive_group()
    command.option("--slice-by", within=slices, metavar="COLUMN")
    command.option("--shop", within=slices, default="")
    command.form("text", "json", "tally")


def tally(options: Namespace) -> int:
    """Counts item tables and prints their scores, or the tally of one standard as a file."""
    standards = tuple(standard for name, standard in BY_NAME.items() if name in (options.standard or _USUAL))
    if options.format == "tally" and len(standards) != 1:
        raise UsageError("usage.one-standard")
    moment = as_of(options)
    asked = {"as_of": moment, "by": options.by, "per": options.per, "slice_by": options.slice_by, "shop": options.shop}
    counted = _counted(_files(options.tables), standards, asked, spoken(options))
    if counted is None:
        return ExitStatus.REFUSED
    if options.format == "tally":
        print(tally_bytes(counted[0]).decode())
        return 0
    card = Scorecard.of(zip(counted, standards, strict=True), as_of=moment)
    card = card.only(options.week) if options.week else card
    print(json.dumps(scorecard_object(card)) if options.format == "json" else scorecard_text(card, spoken(options)))
    return 0


_USUAL: Final = ("order-traceability", "items-on-time")


def _files(names: list[str]) -> list[Path]:
    for name in names:
        if "\x00" in name:
            raise UsageError("usage.no-such-file", about=name)
    found = [Path(each) for name in names for each in (sorted(glob.glob(name)) or [name])]  # noqa: PTH207  (any pattern)
    for path in found:
        if not path.is_file():
            raise UsageError("usage.no-such-file", about=str(path))
    return list(dict.fromkeys(found))


def _counted(
    files: list[Path], standards: tuple[AnyStandard, ...], asked: dict[str, Any], language: Language
) -> tuple[Tally, ...] | None:
    """
    The tallies of all files: one by one where they add, together where an order may lie in two of them.

    Nothing where a table was refused; then its faults have been printed.
    """
    if find_spec("narwhals") is None:
        raise UsageError("usage.tables-need", install=_EXTRA)
    frames: Any = import_module("trackntrace.frames")

    def count(part: list[Path]) -> tuple[Tally, ...]:
        try:
            found: tuple[Tally, ...] = frames.tallies(_table(part), standards, **asked)
        except Exception as error:
            if type(error).__module__.partition(".")[0] not in _ENGINES:
                raise
            raise UsageError("usage.not-a-table", about=str(part[0])) from None
        return found

    try:
        parts = iter([count(files)]) if asked["per"] is not Unit.ITEM else _with_progress(files, count)
        return reduce(lambda one, other: tuple(map(add, one, other)), parts)
    except frames.RefusedTableError as error:
        print(*(table_fault_text(fault, language) for fault in error.faults), sep="\n", file=sys.stderr)
        return None


def _with_progress(files: list[Path], count: Callable[[list[Path]], tuple[Tally, ...]]) -> Iterator[tuple[Tally, ...]]:
    """Counts file by file; on a terminal it shows how far it is, once that has taken a while."""
    sizes = [max(1, path.stat().st_size) for path in files]
    begin, drawn = monotonic(), False
    for place, path in enumerate(files):
        yield count([path])
        if sys.stderr.isatty() and monotonic() - begin > _A_WHILE:
            done = sum(sizes[: place + 1]) / sum(sizes)
            bar = ("#" * round(done * _BAR)).ljust(_BAR, ".")
            print(f"\r[{bar}] {done:4.0%}  {place + 1} of {len(files)} files", end="", file=sys.stderr, flush=True)
            drawn = True
    if drawn:
        print(file=sys.stderr)


def _table(files: list[Path]) -> Any:
    """The files as a table that is read as it is counted."""
    kinds = {path.suffix.lower() for path in files}
    if not kinds <= {".parquet", *_TEXTS} or len(kinds) != 1:
        raise UsageError("usage.endings")
    if find_spec("polars") is not None:
        return _with_polars(files, kinds.pop())
    if kinds <= _TEXTS:
        raise UsageError("usage.texts-need", install=_EXTRA)
    if find_spec("duckdb") is not None:
        return import_module("duckdb").read_parquet([str(path) for path in files])
    if find_spec("pyarrow") is not None:
        return import_module("pyarrow.dataset").dataset(files).to_table()
    raise UsageError("usage.parquet-needs", install=_EXTRA)


def _with_polars(files: list[Path], kind: str) -> Any:
    polars: Any = import_module("polars")
    if kind == ".parquet":
        return polars.scan_parquet(files)
    texts = import_module("trackntrace.frames.texts")
    return texts.typed(polars.scan_csv(files, infer_schema=False) if kind == ".csv" else polars.scan_ndjson(files))
