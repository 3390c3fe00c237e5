"""No public function that takes things from outside is missing among the doors."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import trackntrace

for neighbour in ("cattrs", "msgspec", "pydantic", "sqlalchemy", "django"):
    pytest.importorskip(neighbour, reason="the doors of all extras are walked where all are installed")

ROOMS: Final = ("interop", "moment", "numbers", "shipping", "performance", "documents", "retailer_api")
FROM_OUTSIDE: Final = ("object", "bytes", "Sent", "Headers", "BinaryIO")
"""How a parameter is annotated that may be anything, or that comes over a wire."""

READS: Final = re.compile(r"(?:\w+[.])?(?:parse|read|local|moment|day|page|host|id|order|slice|reference)(?:_|$)")
"""The names of functions that take text, by which they are known where they are annotated for nothing else."""

WITHIN: Final[dict[str, str]] = {
    "interop.aftership_feed.readable_webhook": "the door of webhooks goes through it",
    "interop.msgspec_fields.decode": "an extra, over the plain forms that are tried",
    "interop.written_once_rule": "names of a database's tables, which its owner writes",
    "documents.lines.documents": "every door of many documents goes through it",
    "retailer_api.record.opened": "every answer goes through it",
    "retailer_api.record.record_in": "every answer goes through it",
    "retailer_api.record.page_in": "every answer goes through it",
    "retailer_api.headers": "both readers of headers go through it",
    "retailer_api.quick_shipments": "shipments on a page go through it",
    "shipping.order": "orders and their items go through it",
    "retailer_api.requests.id_in_path": "every question with an id in its path goes through it",
}
"""What is no door by itself, and why."""


def _public(module: Any) -> Iterator[tuple[str, Callable[..., object]]]:
    """The functions of a module, and the class methods that make a value."""
    for name, value in vars(module).items():
        if name.startswith("_") or getattr(value, "__module__", "") != module.__name__:
            continue
        if inspect.isfunction(value):
            yield name, value
        elif inspect.isclass(value):
            for method, made in vars(value).items():
                if isinstance(made, classmethod) and not method.startswith("_"):
                    yield f"{name}.{method}", made.__func__


def _asks_outside(name: str, function: Callable[..., object]) -> bool:
    told = [str(kind) for part, kind in function.__annotations__.items() if part != "return"][:1]
    return told[:1] == ["str"] if READS.match(name) else bool({*told} & {*FROM_OUTSIDE})


def public_doors() -> Iterator[str]:
    for found in pkgutil.walk_packages(trackntrace.__path__, "trackntrace."):
        place = found.name.removeprefix("trackntrace.")
        if place.partition(".")[0] in ROOMS:
            for name, function in _public(importlib.import_module(found.name)):
                if _asks_outside(name, function) or _asks_outside("", function):
                    yield f"{place}.{name}"


def _is_within(door: str) -> bool:
    return any(door == each or door.startswith(f"{each}.") for each in WITHIN)


HERE: Final = Path(__file__).parent
TABLES: Final = "".join(
    path.read_text("utf-8") for path in (*HERE.glob("*_doors.py"), HERE.parent / "edges" / "doors.py")
)


def _is_tried(door: str) -> bool:
    """Whether the tables of doors name it: the function, or the class and its method."""
    *_, holder, name = door.split(".")
    return name in TABLES if holder[0].islower() else f"{holder}.{name}" in TABLES or f"{holder}(" in TABLES


def test_every_function_that_takes_things_from_outside_is_tried() -> None:
    doors = list(public_doors())

    assert len(doors) > 30
    assert [door for door in doors if not _is_within(door) and not _is_tried(door)] == []


def test_what_is_said_to_be_no_door_by_itself_is_there() -> None:
    doors = list(public_doors())

    assert [each for each in WITHIN if not any(door == each or door.startswith(f"{each}.") for door in doors)] == []
