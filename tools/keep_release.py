"""
Keeps what a release wrote, so that every later version can be held to reading it.

``make keep`` keeps the present version, in ``tests/released``: pickled values with what they say, tally files, and a
small shop with its results. An earlier version is kept with its own sources before this project's, and its name:
``PYTHONPATH=SOURCES:. python -m tools.keep_release VERSION``.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import io
import json
import pickle
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from tools.kept_values import MAKERS
from tools.public.snapshot import write
from tools.telling import told
from trackntrace.cli import main
from trackntrace.documents.tally_file import tally_bytes

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "tests" / "released"
AS_OF: Final = "2026-11-13T12:00:00+01:00"
INPUTS: Final[tuple[str, ...]] = ("reports", "excuses", "details", "cancellations", "returns")
ALONE: Final[tuple[str, ...]] = ("questions", "counts", "indicators")
MOST: Final = 6


def keep_values(folder: Path) -> None:
    """The pickles of all values that this version can make, each with what it says."""
    values = {name: made for name in MAKERS if (made := _made(name)) is not None}
    pages = {name: {"pickle": _pickled(value), "told": told(value)} for name, value in values.items()}
    packed = gzip.compress(json.dumps(pages).encode(), mtime=0)
    (folder / "values.json.gz").write_bytes(packed)
    tallies = [*values["tallies"], *values.get("tallies_of_other_standards", ())]
    for name, tally in ((tally.counting.standard, tally) for tally in tallies):
        (folder / f"{name}.tally.json").write_bytes(tally_bytes(tally) + b"\n")


def _made(name: str) -> Any:
    try:
        return MAKERS[name]()
    except (AttributeError, ImportError) as error:
        sys.stderr.write(f"left out {name}: {error}\n")
        return None


def _pickled(value: object) -> str:
    return base64.b64encode(pickle.dumps(value, protocol=4)).decode()


LABELS: Final = """\
number,service,order,reference
3SABCD1234567,TNT,C000CHCK01,
NVT,TNT,C000CHCK02,
,COURIER,C000CHCK03,cupboard
"""


def keep_shop(folder: Path) -> None:
    """A small part of the bundled shop, and what the command line made of it."""
    sample = Path(sys.modules["trackntrace"].__file__ or "").parent / "sample"
    there = {file.name.partition(".")[0]: list(_lines(file)) for file in sorted(sample.glob("*.jsonl.gz"))}
    for name, lines in _cut(there).items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    files = [str(folder / "shipments.jsonl"), "--as-of", AS_OF]
    for name in sorted({*there} - {"shipments"}):
        files += [f"--{name}", str(folder / f"{name}.jsonl")]
    _keep_printed(folder / "score.json", ["score", *files, "--format", "json"])
    _keep_printed(folder / "score-by-order.json", ["score", *files, "--format", "json", "--per", "order"])
    explained = files[:3] + [
        part for name in ("orders", "journeys", *INPUTS) if name in there for part in _file(folder, name)
    ]
    (folder / "labels.csv").write_text(LABELS, "utf-8")
    _keep_printed(folder / "explain.jsonl", ["explain", *explained, "--standard", "items-on-time", "--format", "json"])


def _file(folder: Path, name: str) -> tuple[str, str]:
    return f"--{name}", str(folder / f"{name}.jsonl")


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _cut(there: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The first orders, and those that something beside the shipments is told of."""
    told_of = {line["orderItemId"] for name in INPUTS for line in there.get(name, [])[:MOST] if "orderItemId" in line}
    shipments = there["shipments"][:MOST] + [each for each in there["shipments"][MOST:] if told_of & _items(each)]
    orders = there["orders"][: 2 * MOST] + [each for each in there["orders"][2 * MOST :] if told_of & _items(each)]
    numbers = {each.get("transport", {}).get("trackAndTrace") for each in shipments}
    journeys = [each for each in there["journeys"] if each.get("number") in numbers]
    beside = {name: [line for line in there[name] if _tells_of(line, shipments)] for name in INPUTS if name in there}
    alone = {name: there[name][:MOST] for name in ALONE if name in there}
    return {"shipments": shipments, "orders": orders, "journeys": journeys, **beside, **alone}


def _items(sent: dict[str, Any]) -> set[str]:
    return {item["orderItemId"] for item in sent.get("shipmentItems", sent.get("orderItems", []))}


def _tells_of(line: dict[str, Any], shipments: Iterable[dict[str, Any]]) -> bool:
    return "orderItemId" not in line or any(line["orderItemId"] in _items(each) for each in shipments)


def _keep_printed(file: Path, arguments: list[str]) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = main(arguments)
    if status:
        sys.exit(f"{arguments[0]} ended with {status}: {printed.getvalue()[:500]}")
    file.write_text(printed.getvalue(), "utf-8")


def keep(version: str) -> None:
    """Everything of one version."""
    folder = FOLDER / version
    folder.mkdir(parents=True, exist_ok=True)
    keep_values(folder)
    keep_shop(folder)
    write(folder / "snapshots")


if __name__ == "__main__":
    present = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    keep(sys.argv[1] if len(sys.argv) > 1 else present)
