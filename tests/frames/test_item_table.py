"""The item table is documented as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")

from trackntrace.frames import ITEM_TABLE, Column

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "item-table.md"


def line(column: Column) -> str:
    words = f": {', '.join(f'`{word}`' for word in column.words)}" if column.words else ""
    return f"| `{column.name}` | {column.holds.value}{words} | {column.says} | {column.missing} |"


def test_the_page_lists_every_column_as_it_is_and_no_other() -> None:
    listed = PAGE.read_text("utf-8").split("\n\n")[4].splitlines()[2:]

    assert listed == [line(column) for column in ITEM_TABLE]


def test_every_column_has_its_own_name() -> None:
    assert len({column.name for column in ITEM_TABLE}) == len(ITEM_TABLE)
