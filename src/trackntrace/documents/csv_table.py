"""
CSV, read strictly: an exact header, every row of its width, and nothing returned unless everything can be.

Bytes in UTF-8, with or without a byte order mark, separated by commas.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from trackntrace.documents.fault import Fault, Faults
from trackntrace.errors import shown

MOST_ROWS: Final = 1_000_000
LONGEST_CELL: Final = 10_000
LARGEST_TABLE: Final = 256 * 1024 * 1024
LONGEST_HEADER: Final = 10_000
"""Characters: a longer first line is no header, and is not taken apart."""

_LINE_END: Final = re.compile("\r\n|\r|\n")


NumberedRow: TypeAlias = tuple[int, dict[str, str]]
"""The line on which a row begins, and its cells by column."""


def rows_of(data: bytes, columns: Sequence[str], *, source: str) -> list[NumberedRow]:
    """
    The rows of a table, each with its line.

    Raises:
        UnreadableError: the header is not these columns, a row has another width, or it is no such table. Every
            row that is at fault is named with its line.
    """
    faults = Faults()
    rows = list(good_rows(data, columns, source=source, faults=faults))
    faults.refuse()
    return rows


def good_rows(data: bytes, columns: Sequence[str], *, source: str, faults: Faults) -> Iterator[NumberedRow]:
    """The rows that can be used, each with its line; what is wrong is added to the faults."""
    text = _text(data, source, faults)
    if text is None:
        return
    expected = f"expected {','.join(columns)}"
    if not _LINE_END.search(text[: LONGEST_HEADER + 1]) and len(text) > LONGEST_HEADER:
        faults.add(_fault(source, 1, "header", text, expected))
        return
    lines = _numbered(csv.reader(_lines(text, len(columns)), strict=True), source, faults)
    before = faults.total
    _, header = next(lines, (1, []))
    if faults.total > before:
        return
    if header != list(columns):
        faults.add(_fault(source, 1, "header", header, expected))
        return
    for count, (line, row) in enumerate(lines, start=1):
        if count > MOST_ROWS:
            faults.add(_fault(source, line, "row", "", f"expected at most {MOST_ROWS} rows"))
            return
        if _fits(row, columns, source, line, faults):
            yield line, dict(zip(columns, row, strict=True))


def _lines(text: str, width: int) -> Iterator[str]:
    """The lines of a table; one that no row of this width can fill, were each of its characters a quote, is refused."""
    longest = width * (2 * LONGEST_CELL + 3) + 1
    for line in io.StringIO(text, newline=""):
        if len(line) > longest:
            raise csv.Error(f"a line of at most {longest} characters")
        yield line


def _numbered(reader: Any, source: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins: a cell in quotes may go on over several."""
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        faults.add(_fault(source, line, "row", "", f"expected CSV: {error}"))


def _text(data: bytes, source: str, faults: Faults) -> str | None:
    if len(data) > LARGEST_TABLE:
        faults.add(_fault(source, 0, "table", len(data), f"too large: expected at most {LARGEST_TABLE} bytes"))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(_fault(source, 0, "table", "", f"expected UTF-8 (byte {error.start} is none)"))
        return None
    if "\x00" in text:
        line = len(_LINE_END.findall(text[: text.index("\x00")])) + 1
        faults.add(_fault(source, line, "table", "", "expected no NUL"))
        return None
    return text


def _fits(row: list[str], columns: Sequence[str], source: str, line: int, faults: Faults) -> bool:
    if len(row) != len(columns):
        faults.add(_fault(source, line, "row", len(row), f"expected {len(columns)} cells"))
        return False
    for place, cell in enumerate(row):
        if len(cell) > LONGEST_CELL:
            faults.add(
                _fault(source, line, columns[place], cell, f"too long: expected at most {LONGEST_CELL} characters")
            )
            return False
    return True


def _fault(source: str, line: int, place: str, value: object, reason: str) -> Fault:
    return Fault(source, line=line, place=place, shown=_shown(value), reason=reason)


def _shown(value: object) -> str:
    text = ",".join(value) if isinstance(value, list) else value
    return shown(text) if text != "" else "this"
