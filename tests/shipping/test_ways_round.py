"""Every way round "written once" is closed, and the one who tries them would notice an open one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.ways_round import OTHER, WAYS, Attempt, got_through, written
from trackntrace.shipping.transport import Transport

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", list(WAYS))
def test_a_way_round_is_closed(name: str) -> None:
    assert got_through(WAYS[name], written()) == []


@pytest.mark.parametrize("name", list(WAYS))
def test_a_way_round_is_tried(name: str) -> None:
    given = Transport("transport-1").enter(OTHER)

    assert list(WAYS[name](given))


def test_a_way_that_makes_another_transport_would_be_noticed() -> None:
    def making_another(_given: Transport) -> Iterator[Attempt]:
        yield lambda: Transport("transport-1").enter(OTHER)

    (found,) = got_through(making_another, written())
    assert "3SWXYZ7654321" in found


def test_a_way_that_changes_the_transport_would_be_noticed() -> None:
    def reaching_below(given: Transport) -> Iterator[Attempt]:
        yield lambda: object.__setattr__(given, "_ledger", Transport().enter(OTHER)._ledger)

    (found,) = got_through(reaching_below, written())
    assert found.startswith("attempt 0 changed it to ")


def test_a_way_that_makes_a_class_of_its_own_would_be_noticed() -> None:
    def inheriting(_given: Transport) -> Iterator[Attempt]:
        yield lambda: type("Loose", (), {})

    assert got_through(inheriting, written()) == ["attempt 0 made the class Loose"]


def test_the_ways_are_told_as_json() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tools.ways_round"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert json.loads(said) == {name: [] for name in WAYS}
