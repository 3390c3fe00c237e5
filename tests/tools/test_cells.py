"""Which Pythons are run with which dependencies."""

from __future__ import annotations

from pathlib import Path

from tools.cells import Cell, Dependencies, each_once


def cells(*versions: str) -> list[Cell]:
    return [Cell(version, Path("python"), each) for version in versions for each in Dependencies]


def names(*versions: str) -> list[str]:
    return [cell.name for cell in each_once(cells(*versions))]


def test_every_python_is_run_once_and_both_ends_of_the_dependencies_are_tried() -> None:
    assert names("3.11", "3.12", "3.13") == ["3.11-lowest", "3.12-newest", "3.13-newest"]


def test_a_python_that_is_alone_is_run_with_both_ends() -> None:
    assert names("3.12") == ["3.12-lowest", "3.12-newest"]
