"""The catalogue of hostile inputs, lines 86 to 94: tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.hostile.case import refusal
from trackntrace.cli import main
from trackntrace.cli.check import COLUMNS
from trackntrace.documents.csv_table import MOST_ROWS, rows_of
from trackntrace.documents.fault import MOST_LISTED, UnreadableError

HEADER: Final = "number,service,order,reference"
GOOD: Final = "3SABCD1234567,TNT,order-1,pallet 7"
_EXPECTED: Final = f"expected {HEADER}"

TABLE: Final[tuple[tuple[int, bytes, tuple[int, str, str]], ...]] = (
    (87, b"number;service;order;reference\nA;TNT;1;\n", (1, "header", _EXPECTED)),
    (88, b"number,service,order,order\n", (1, "header", _EXPECTED)),
    (88, b"number,service,order\n", (1, "header", _EXPECTED)),
    (88, b"number,service,order,reference,extra\n", (1, "header", _EXPECTED)),
    (89, f"{HEADER}\n{GOOD}\nA,TNT\n".encode(), (3, "row", "expected 4 cells")),
    (89, f"{HEADER}\n{GOOD},more\n".encode(), (2, "row", "expected 4 cells")),
    (89, f"{HEADER}\n{GOOD}\n\n{GOOD}\n".encode(), (3, "row", "expected 4 cells")),
    (90, f'{HEADER}\n{GOOD}\n"A,TNT,1,\n{GOOD}\n'.encode(), (3, "row", "expected CSV: unexpected end of data")),
    (91, f"{HEADER}\n{GOOD}\nA\x00,TNT,1,\n".encode(), (3, "table", "expected no NUL")),
    (92, f"{HEADER}\n{'A' * 20_000},TNT,1,\n".encode(), (2, "number", "too long: expected at most 10000 characters")),
    (
        92,
        f"{HEADER}\n{'A' * 200_000},TNT,1,\n".encode(),
        (2, "row", "expected CSV: a line of at most 80013 characters"),
    ),
)


def _tables() -> list[object]:
    return [pytest.param(data, fault, id=f"line-{line}-{place}") for place, (line, data, fault) in enumerate(TABLE)]


def refused(data: bytes) -> UnreadableError:
    error = refusal(lambda given: rows_of(given, COLUMNS, source="labels.csv"), data)
    assert isinstance(error, UnreadableError)
    return error


@pytest.mark.parametrize(("data", "fault"), _tables())
def test_a_table_that_is_none_is_refused_with_its_line_and_no_row_is_returned(
    data: bytes, fault: tuple[int, str, str]
) -> None:
    error = refused(data)

    assert [(each.line, each.place, each.reason) for each in error.faults] == [fault]
    assert (error.field, error.reason) == fault[1:]


@pytest.mark.parametrize(("data", "fault"), _tables())
def test_the_command_line_refuses_such_a_table_in_the_same_words(
    data: bytes, fault: tuple[int, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "labels.csv"
    file.write_bytes(data)

    status = main(["check", "--file", str(file)])

    said = capsys.readouterr()
    line, place, reason = fault
    assert status == 1
    assert said.out == ""
    assert f"labels.csv:{line}: {place}: {reason}" in said.err
    assert len(said.err.splitlines()) == 1


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    """Line 86."""
    assert (
        rows_of(f"\ufeff{HEADER}\n{GOOD}\n".encode(), COLUMNS, source="labels.csv")[0][1]["number"] == "3SABCD1234567"
    )


@pytest.mark.slow
def test_more_than_a_million_rows_are_too_many() -> None:
    """Line 93."""
    data = f"{HEADER}\n".encode() + b",,,\n" * (MOST_ROWS + 1)

    error = refused(data)

    assert (error.field, error.reason, error.faults[0].line) == ("row", "expected at most 1000000 rows", MOST_ROWS + 2)


def test_of_ten_thousand_bad_rows_a_hundred_are_listed_and_all_are_counted() -> None:
    """Line 94."""
    error = refused(f"{HEADER}\n".encode() + b"A,B\n" * 10_000)

    assert error.total == 10_000
    assert len(error.faults) == MOST_LISTED == 100
    assert str(error).endswith("(and 9999 more)")
