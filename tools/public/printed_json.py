"""The members of the JSON that the command line prints, as text, gathered from runs over a shop that was kept."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from trackntrace.cli import main

SHOP: Final = Path(__file__).parents[2] / "tests" / "released" / "0.2.0"
BESIDE: Final = ("orders", "journeys", "reports", "excuses", "details", "cancellations", "returns")
ALONE: Final = ("questions", "counts", "indicators")
AS_OF: Final = ("--as-of", "2026-11-13T12:00:00+01:00")
NAMED_BY_DATA: Final = frozenset({"verdicts", "facts", "reasons"})


def printed_json() -> str:
    """Each command's members and their kinds; ``[]`` is each of an array, ``*`` each member that the data name."""
    lines = (line for name, run in _runs().items() for line in (f"# {name}", "", *_members(run), ""))
    return "\n".join(lines).rstrip("\n") + "\n"


def _runs() -> dict[str, list[str]]:
    shipments, beside, alone = [str(SHOP / "shipments.jsonl")], _options(BESIDE), _options(ALONE)
    days = ["--from", "2026-04-20", "--until", "2026-05-10"]
    explained, scored = str(SHOP / "explain.jsonl"), str(SHOP / "score.json")
    early = ["--as-of", "2026-04-21T12:00:00+02:00"]
    return {
        "score": ["score", *shipments, *beside, *alone, *AS_OF],
        "explain": ["explain", *shipments, *beside, *_options(("questions",)), *AS_OF],
        "todo": ["todo", *shipments, *beside, *early],
        "strikes": ["strikes", *shipments, *beside, *alone, *AS_OF],
        "exemption": ["exemption", *shipments, *beside, *days, *AS_OF],
        "reconcile": ["reconcile", *shipments, *beside, *alone, *AS_OF],
        "compare": ["compare", str(SHOP.parent / "0.1.0" / "explain.jsonl"), explained],
        "compare (scores)": ["compare", str(SHOP.parent / "0.1.0" / "score.json"), scored],
        "check": ["check", "3SABCD1234567", "NVT", "RB123456786US", "--service", "TNT"],
    }


def _options(names: tuple[str, ...]) -> list[str]:
    return [part for name in names for part in (f"--{name}", str(SHOP / f"{name}.jsonl"))]


def _members(arguments: list[str]) -> list[str]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        main([*arguments, "--format", "json"])
    found: dict[str, set[str]] = {}
    for line in printed.getvalue().splitlines():
        for place, kind in _places(json.loads(line), ""):
            found.setdefault(place, set()).add(kind)
    return [f"{place}: {' | '.join(sorted(kinds))}" for place, kinds in sorted(found.items())]


def _places(value: Any, place: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, part in value.items():
                named = "*" if place.rpartition(".")[2] in NAMED_BY_DATA else name
                yield from _places(part, f"{place}.{named}")
        case list():
            for part in value:
                yield from _places(part, f"{place}[]")
        case _:
            yield place, "null" if value is None else type(value).__name__
