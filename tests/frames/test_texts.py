"""A table of texts is read column by column, as what the item table says that each holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

pytest.importorskip("polars", reason="these tests make their tables with Polars")
pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")

import polars as pl

from trackntrace.frames.texts import typed


def column(name: str, *texts: Any) -> list[Any]:
    table: Any = typed(pl.DataFrame({name: pl.Series(texts)}).lazy()).collect()
    assert table.columns == [name]
    return list(table[name].to_list())


def test_texts_are_read_as_what_their_column_holds_and_nothing_stays_nothing() -> None:
    assert column("number", "3SABCD1234567", "", None) == ["3SABCD1234567", None, None]
    assert column("stage", "shipped", "", "lost") == ["shipped", None, "lost"]
    assert column("number", 123, None) == ["123", None]
    assert column("promised", "2026-10-07", "", None) == [date(2026, 10, 7), None, None]
    assert column("quantity", "3", None) == [3, None]
    assert column("quantity", 3, 1) == [3, 1]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2026-10-07T14:00:00+02:00", datetime(2026, 10, 7, 12, tzinfo=UTC)),
        ("2026-10-07T12:00:00Z", datetime(2026, 10, 7, 12, tzinfo=UTC)),
        ("2026-10-07T12:00Z", datetime(2026, 10, 7, 12, tzinfo=UTC)),
        ("2026-10-07T07:00-05:00", datetime(2026, 10, 7, 12, tzinfo=UTC)),
        ("2026-10-07T12:00:00.000001Z", datetime(2026, 10, 7, 12, microsecond=1, tzinfo=UTC)),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_is_read_with_its_offset(text: str | None, means: datetime | None) -> None:
    assert column("shipped", text, "2026-10-07T12:00:00Z") == [means, datetime(2026, 10, 7, 12, tzinfo=UTC)]


def test_what_cannot_be_read_becomes_what_no_item_can_have() -> None:
    assert column("promised", "7 October", "2026-02-30", "2026/10/07", "07-10-2026", "2026-10-07") == [
        *[date(1970, 1, 1)] * 4,
        date(2026, 10, 7),
    ]
    assert column("promised", "2026/10/07", "2026/10/08") == [date(1970, 1, 1)] * 2
    assert column("shipped", "noon", "2026-10-07T12:00:00", "2026-10-07") == [datetime(1970, 1, 1, tzinfo=UTC)] * 3
    assert column("quantity", "three", "1.5", "2") == [0, 0, 2]


def test_columns_are_of_the_types_of_the_item_table_whatever_is_in_them() -> None:
    texts = pl.DataFrame({name: pl.Series([text], dtype=pl.String) for name, text in TOLD.items()})
    nothing = texts.with_columns(pl.lit(None, pl.String).alias(name) for name in TOLD)
    kinds = [pl.String, pl.String, pl.Date, pl.Datetime("us", "UTC"), pl.Int64]

    for table in (texts, nothing, texts.clear()):
        assert dict(typed(table.lazy()).collect_schema()) == dict(zip(TOLD, kinds, strict=True))


TOLD = {"number": "3S", "stage": "open", "promised": "2026-10-07", "shipped": "2026-10-07T12:00Z", "quantity": "3"}


def test_other_columns_stay_as_they_are() -> None:
    assert column("colour", "", "blue") == ["", "blue"]
