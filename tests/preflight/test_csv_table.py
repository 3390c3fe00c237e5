"""CSV: an exact header, every row of its width, every fault with its line, and no formula written."""

from __future__ import annotations

import csv
import io

import pytest

from tests.builders import assert_well_told
from trackntrace.documents import csv_table
from trackntrace.documents.csv_table import LONGEST_CELL, MOST_ROWS, good_rows, rows_of
from trackntrace.documents.csv_writer import csv_text
from trackntrace.documents.fault import Fault, Faults, UnreadableError

COLUMNS = ("number", "service")


def rows(data: bytes) -> list[tuple[int, dict[str, str]]]:
    return rows_of(data, COLUMNS, source="labels.csv")


def refused(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        rows(data)
    assert_well_told(caught.value)
    return caught.value


def faults(data: bytes) -> list[str]:
    return [str(fault) for fault in refused(data).faults]


def test_a_table_is_read_row_by_row_with_its_lines() -> None:
    assert rows(b"number,service\n3SABCD1234567,TNT\n,\n") == [
        (2, {"number": "3SABCD1234567", "service": "TNT"}),
        (3, {"number": "", "service": ""}),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_they_do_anywhere(end: str) -> None:
    data = end.join(["number,service", "A,TNT", '"B\r\nC",TNT', "D,TNT"]).encode()

    assert [line for line, _ in rows(data)] == [2, 3, 5]


def test_a_table_of_no_rows_is_a_table() -> None:
    assert rows(b"number,service") == []


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert rows(b"\xef\xbb\xbfnumber,service\nA,TNT\n") == [(2, {"number": "A", "service": "TNT"})]


def test_quotes_commas_and_letters_of_all_alphabets_are_kept() -> None:
    assert rows('number,service\n"a ""b"", c",Ampère\n'.encode()) == [(2, {"number": 'a "b", c', "service": "Ampère"})]


def test_semicolons_are_refused_with_the_header_that_is_expected() -> None:
    assert faults(b"number;service\nA;TNT\n") == [
        "labels.csv:1: header: expected number,service (not 'number;service')"
    ]


def test_a_first_line_without_end_is_no_header_and_is_not_taken_apart() -> None:
    error = refused(b"number," * 150_000)

    assert (error.field, error.reason) == ("header", "expected number,service")
    assert error.shown.startswith("'number,number,")


@pytest.mark.parametrize("end", ["", "\n", "\r\nA,TNT"])
@pytest.mark.parametrize(("length", "shown"), [(10_000, "'xxx"), (10_001, "'\"xxx")])
def test_a_first_line_is_taken_apart_up_to_ten_thousand_characters(length: int, shown: str, end: str) -> None:
    error = refused(f'"{"x" * (length - 2)}"{end}'.encode())

    assert (error.field, error.reason) == ("header", "expected number,service")
    assert error.shown.startswith(shown)
    assert [fault.line for fault in error.faults] == [1]


def test_a_cell_keeps_the_ends_of_its_lines() -> None:
    assert rows(b'number,service\r\n"A\r\nB\nC\rD",TNT\r\n') == [(2, {"number": "A\r\nB\nC\rD", "service": "TNT"})]


def test_a_line_that_no_row_can_fill_is_refused_with_its_line() -> None:
    good = '"' + '""' * 10_000 + '"'

    assert rows(f"number,service\nA,{good}\n".encode())[0][1]["service"] == '"' * 10_000
    assert faults(f"number,service\nA,TNT\nB{',' * 1_000_000}\n".encode()) == [
        "labels.csv:3: row: expected CSV: a line of at most 40007 characters"
    ]


@pytest.mark.parametrize(
    "header",
    [
        "number",
        "number,service,extra",
        "number,number",
        "service,number",
        "Number,Service",
        "number, service",
        " number,service",
    ],
)
def test_another_header_is_refused(header: str) -> None:
    assert faults(f"{header}\nA,TNT\n".encode()) == [f"labels.csv:1: header: expected number,service (not '{header}')"]


def test_a_table_without_a_header_is_refused() -> None:
    assert faults(b"") == ["labels.csv:1: header: expected number,service"]
    assert faults(b"\n") == ["labels.csv:1: header: expected number,service"]


@pytest.mark.parametrize(("row", "cells"), [("A", 1), ("A,TNT,extra", 3), ("", 0), ("A;TNT", 1)])
def test_a_short_long_or_blank_row_is_named_with_its_line(row: str, cells: int) -> None:
    data = f"number,service\nA,TNT\n{row}\nB,TNT\n".encode()

    assert faults(data) == [f"labels.csv:3: row: expected 2 cells (not {cells})"]


def test_a_row_after_a_cell_of_several_lines_is_named_with_its_own_line() -> None:
    assert faults(b'number,service\n"A\nB\nC",TNT\nD\n') == ["labels.csv:5: row: expected 2 cells (not 1)"]


def test_an_open_quote_is_named_with_the_line_where_its_row_begins_and_no_row_is_returned() -> None:
    assert faults(b'number,service\nA,TNT\n"B,TNT\nC,TNT\n') == [
        "labels.csv:3: row: expected CSV: unexpected end of data"
    ]


@pytest.mark.parametrize("row", [b'"A"B,TNT', b'"A" ,TNT'])
def test_a_quote_that_ends_too_early_is_refused(row: bytes) -> None:
    assert faults(b"number,service\n" + row + b"\n")[0].startswith("labels.csv:2: row: expected CSV: ")


def test_an_open_quote_in_the_header_is_refused() -> None:
    assert faults(b'"number,service\nA,TNT\n') == ["labels.csv:1: row: expected CSV: unexpected end of data"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_nul_is_named_with_its_line(end: bytes) -> None:
    assert faults(end.join([b"number,service", b"A,TNT", b"B\x00,TNT"])) == ["labels.csv:3: table: expected no NUL"]


@pytest.mark.parametrize("data", [b"number,service\nA,\xff\n", "number,service\n".encode("utf-16"), b"\xc3"])
def test_bytes_that_are_no_utf_8_are_refused(data: bytes) -> None:
    assert faults(data)[0].startswith("labels.csv: table: expected UTF-8 (byte ")


def test_a_cell_of_two_hundred_thousand_characters_is_refused() -> None:
    (fault,) = refused(b"number,service\nA,TNT\n" + b"A" * 200_000 + b",TNT\n").faults

    assert fault.line == 3
    assert len(str(fault)) < 300


def test_a_cell_may_be_as_long_as_is_said_and_no_longer() -> None:
    assert len(rows(b"number,service\n" + b"A" * LONGEST_CELL + b",TNT\n")) == 1

    (fault,) = refused(b"number,service\n" + b"A" * (LONGEST_CELL + 1) + b",TNT\n").faults
    assert (fault.line, fault.place) == (2, "number")
    assert fault.reason == "too long: expected at most 10000 characters"


def test_a_table_may_have_as_many_rows_as_is_said_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "MOST_ROWS", 3)

    assert len(rows(b"number,service\n" + b'"A\nB",TNT\n' * 3)) == 3
    assert faults(b"number,service\n" + b"A,TNT\n" * 5) == ["labels.csv:5: row: expected at most 3 rows"]


@pytest.mark.slow
def test_a_million_rows_and_one_are_too_many() -> None:
    (fault,) = refused(b"number,service\n" + b",\n" * (MOST_ROWS + 1)).faults

    assert fault.line == MOST_ROWS + 2


def test_a_table_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "LARGEST_TABLE", 20)

    assert rows(b"number,service\nA,B\n"[:19]) == [(2, {"number": "A", "service": "B"})]
    assert faults(b"\xff" * 21) == ["labels.csv: table: too large: expected at most 20 bytes (not 21)"]


def test_of_ten_thousand_bad_rows_the_first_hundred_are_listed_and_all_are_counted() -> None:
    error = refused(b"number,service\n" + b"A\n" * 10_000)

    assert [fault.line for fault in error.faults] == list(range(2, 102))
    assert error.total == 10_000
    assert "(and 9999 more)" in str(error)


def test_a_fault_shows_hostile_cells_in_plain_letters() -> None:
    (fault,) = refused("number,service\n\u202e\x1b[2J\u2028".encode() + b"A" * LONGEST_CELL + b",TNT\n").faults

    assert isinstance(fault, Fault)
    assert str(fault).isascii()
    assert str(fault).isprintable()


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_a_cell_that_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(cell: str) -> None:
    (header, row) = csv.reader(io.StringIO(csv_text(COLUMNS, [(cell, "TNT")]), newline=""))

    assert header == list(COLUMNS)
    assert row == [f"'{cell}", "TNT"]


@pytest.mark.parametrize("cell", ["", "3SABCD1234567", "'=1", " =1", "A=1", "a,b", 'a "b"', "a\nb", "Ampère"])
def test_any_other_cell_is_written_as_it_is_and_read_again(cell: str) -> None:
    written = csv_text(COLUMNS, [(cell, "TNT")])

    assert rows(written.encode()) == [(2, {"number": cell, "service": "TNT"})]


def good(data: bytes, faults: Faults) -> list[tuple[int, dict[str, str]]]:
    return list(good_rows(data, COLUMNS, source="labels.csv", faults=faults))


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_row_of_longest_cells_all_of_quotes_is_read_however_its_line_ends(
    monkeypatch: pytest.MonkeyPatch, end: bytes
) -> None:
    monkeypatch.setattr(csv_table, "LONGEST_CELL", 4)
    cell = b'"' + 4 * b'""' + b'"'

    assert rows(end.join([b"number,service", cell + b"," + cell, b""])) == [(2, {"number": '""""', "service": '""""'})]
    assert faults(b"\n".join([b"number,service", 24 * b"x"])) == [
        "labels.csv:2: row: expected CSV: a line of at most 23 characters"
    ]


def test_a_row_at_fault_is_not_used_and_the_others_are() -> None:
    found = Faults()
    long = "x" * (LONGEST_CELL + 1)

    assert good(f"number,service\nA,TNT\n{long},TNT\nB\nC,DHL\n".encode(), found) == [
        (2, {"number": "A", "service": "TNT"}),
        (5, {"number": "C", "service": "DHL"}),
    ]
    assert [(fault.line, fault.place, fault.reason) for fault in found.listed] == [
        (3, "number", "too long: expected at most 10000 characters"),
        (4, "row", "expected 2 cells"),
    ]


def test_what_was_wrong_elsewhere_does_not_keep_a_table_from_being_read() -> None:
    found = Faults()
    assert good(b"number\n", found) == []

    assert good(b"number,service\nA,TNT\n", found) == [(2, {"number": "A", "service": "TNT"})]
    assert found.total == 1


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (
            b"n" * 41,
            Fault("labels.csv", line=0, place="table", shown="41", reason="too large: expected at most 40 bytes"),
        ),
        (
            b"n\xff",
            Fault("labels.csv", line=0, place="table", shown="this", reason="expected UTF-8 (byte 1 is none)"),
        ),
        (b"n\n\r\n\r\x00", Fault("labels.csv", line=4, place="table", shown="this", reason="expected no NUL")),
        (b"", Fault("labels.csv", line=1, place="header", shown="this", reason="expected number,service")),
        (b'"n', Fault("labels.csv", line=1, place="row", shown="this", reason="expected CSV: unexpected end of data")),
        (b"n,s\n", Fault("labels.csv", line=1, place="header", shown="'n,s'", reason="expected number,service")),
    ],
)
def test_what_is_no_table_is_one_fault(monkeypatch: pytest.MonkeyPatch, data: bytes, fault: Fault) -> None:
    monkeypatch.setattr(csv_table, "LARGEST_TABLE", 40)
    found = Faults()

    assert (good(data, found), found.listed) == ([], [fault])
    assert rows(b"number,service\n" + b"n" * 21 + b",TNT") == [(2, {"number": "n" * 21, "service": "TNT"})]


def test_rows_beyond_the_most_are_refused_from_the_first_one_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "MOST_ROWS", 2)
    found = Faults()

    assert len(good(b"number,service\nA,\nB,\n", found)) == 2
    assert found.total == 0
    assert [line for line, _ in good(b"number,service\nA,\nB,\nC,\nD,\n", found)] == [2, 3]
    assert found.listed == [Fault("labels.csv", line=4, place="row", shown="this", reason="expected at most 2 rows")]
