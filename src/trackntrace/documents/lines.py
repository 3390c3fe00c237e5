"""
Sources of documents: one JSON document, an array, or JSON Lines, read in one pass.

A file ending in ``.jsonl`` or ``.ndjson`` is JSON Lines. Any other is what it looks like: JSON Lines where its first
line is a whole document and another follows, otherwise one document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO, Final, final

from attrs import frozen

from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.strict_json import LARGEST_DOCUMENT, JsonValue, load
from trackntrace.errors import InvalidValueError

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@final
@frozen
class Document:
    """A JSON value and where it stood: its source, and its line where the source is lines of documents."""

    value: JsonValue
    source: str
    line: int = 0


def documents(stream: BinaryIO, *, source: str, faults: Faults) -> Iterator[Document]:
    """
    The documents of a source, one after another. What cannot be read becomes a fault, and reading goes on.

    ``source`` is its name, as faults shall say it.
    """
    lines = _lines(stream)
    first = next(lines, None)
    if first is None:
        return
    if source.endswith((".jsonl", ".ndjson")):
        yield from _each(chain([first], lines), source, faults)
        return
    second = next(lines, None)
    rest = chain([first], [second] if second else [], lines)
    if second is not None and _is_whole(first[1]):
        yield from _each(rest, source, faults)
    else:
        yield from _one(b"".join(_bounded(rest)), source, faults)


def documents_in(paths: Iterable[str | PathLike[str]], faults: Faults) -> Iterator[Document]:
    """
    The documents of files, one after another; a file is open only while it is read.

    Raises:
        OSError: a file is not there, or cannot be read.
    """
    for path in paths:
        with Path(path).open("rb") as stream:
            yield from documents(stream, source=fspath(path), faults=faults)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, numbered; one that is too long comes cut, and is refused when it is read."""
    number = 0
    while line := stream.readline(LARGEST_DOCUMENT + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BYTE_ORDER_MARK)
        kept = line
        while len(line) > LARGEST_DOCUMENT and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_DOCUMENT + 1)
        if kept.strip() or len(kept) > LARGEST_DOCUMENT:
            yield number, kept


def _is_whole(line: bytes) -> bool:
    try:
        load(line)
    except InvalidValueError:
        return False
    return True


def _bounded(lines: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """
    The text of a document, up to just more than is allowed, so that it is refused and not read to its end.

    Blank lines are put back, so that an error names the line in the file.
    """
    size = before = 0
    for number, line in lines:
        text = b"\n" * min(number - before - 1, LARGEST_DOCUMENT) + line
        yield text
        size, before = size + len(text), number
        if size > LARGEST_DOCUMENT:
            return


def _each(lines: Iterable[tuple[int, bytes]], source: str, faults: Faults) -> Iterator[Document]:
    for number, line in lines:
        try:
            yield Document(load(line.rstrip(b"\r\n")), source, number)
        except InvalidValueError as error:
            faults.add(Fault.of(error, source=source, line=number))


def _one(text: bytes, source: str, faults: Faults) -> Iterator[Document]:
    try:
        yield Document(load(text), source)
    except InvalidValueError as error:
        faults.add(Fault.of(error, source=source))
