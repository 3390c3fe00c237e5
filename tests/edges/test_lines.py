"""Sources of documents: one document, an array, a page, or JSON Lines; in one pass, whatever the file is called."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from tests.edges.wire import read_documents
from trackntrace.documents import lines, strict_json
from trackntrace.documents.fault import MOST_LISTED, Fault, Faults, UnreadableError
from trackntrace.documents.lines import Document, documents
from trackntrace.documents.strict_json import LARGEST_DOCUMENT
from trackntrace.errors import LONGEST_MESSAGE, InvalidValueError

BOM = b"\xef\xbb\xbf"


def values(found: list[Document]) -> list[tuple[int, object]]:
    return [(document.line, document.value) for document in found]


@pytest.mark.parametrize("source", ["a.jsonl", "a.ndjson", "a.json", "-", "a"])
@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1}\n{"a":2}\n',
        b'{"a":1}\n{"a":2}',
        b'{"a":1}\r\n{"a":2}\r\n',
        BOM + b'{"a":1}\n{"a":2}\n',
        b' {"a":1} \n\t{"a":2}\t\n',
    ],
)
def test_lines_are_documents_whatever_the_file_is_called(data: bytes, source: str) -> None:
    found, faults = read_documents(data, source)

    assert values(found) == [(1, {"a": 1}), (2, {"a": 2})]
    assert faults.total == 0
    assert {document.source for document in found} == {source}


@pytest.mark.parametrize("source", ["a.jsonl", "a.json"])
def test_blank_lines_hold_nothing_and_are_counted(source: str) -> None:
    found, faults = read_documents(b'\n\r\n{"a":1}\n   \n\n{"a":2}\n\n', source)

    assert values(found) == [(3, {"a": 1}), (6, {"a": 2})]
    assert faults.total == 0


@pytest.mark.parametrize("source", ["a.jsonl", "a.json", "-"])
@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n \n\t\n", BOM, BOM + b"\n"])
def test_an_empty_file_holds_nothing(data: bytes, source: str) -> None:
    found, faults = read_documents(data, source)

    assert not found
    assert faults.total == 0


@pytest.mark.parametrize("lead", [b"", b"\n\n", BOM])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("value", [{"a": [1, {"b": None}]}, [{"a": 1}, {"a": 2}], {"shipments": []}, "text", None])
def test_one_document_may_be_printed_as_one_pleases(value: object, indent: int | None, lead: bytes) -> None:
    found, faults = read_documents(lead + json.dumps(value, indent=indent).encode(), "a.json")

    assert [document.value for document in found] == [value]
    assert faults.total == 0


def test_a_document_over_several_lines_has_no_line() -> None:
    found, _ = read_documents(b'{\n"a":\n1}', "a.json")

    assert values(found) == [(0, {"a": 1})]


def test_a_bad_line_is_a_fault_and_reading_goes_on() -> None:
    found, faults = read_documents(b'{"a":1}\n{"a":\n\xff\n{"a":1,"a":2}\n{"a":5}\n')

    assert values(found) == [(1, {"a": 1}), (5, {"a": 5})]
    assert [(fault.line, fault.place, fault.reason) for fault in faults.listed] == [
        (2, "document", "expected JSON: expecting value (line 1, column 6)"),
        (3, "document", "expected UTF-8 (byte 0 is none)"),
        (4, "document", "expected each name once in an object"),
    ]


def test_a_bad_first_line_of_json_lines_does_not_spoil_the_others() -> None:
    found, faults = read_documents(b'{"a":\n{"a":2}\n')

    assert values(found) == [(2, {"a": 2})]
    assert [fault.line for fault in faults.listed] == [1]


def test_a_bad_first_line_of_a_file_of_another_name_is_never_read_as_something_else() -> None:
    found, faults = read_documents(b'{"a":\n{"a":2}\n', "a.json")

    assert not found
    assert faults.total == 1


def test_two_documents_on_one_line_are_none() -> None:
    found, faults = read_documents(b"{} {}\n")

    assert not found
    assert [fault.reason for fault in faults.listed] == ["expected JSON: extra data (line 1, column 4)"]


def test_data_after_the_end_of_a_document_are_a_fault() -> None:
    found, faults = read_documents(b'{\n"a": 1\n}\n{"a": 2}\n', "a.json")

    assert not found
    assert [fault.reason for fault in faults.listed] == ["expected JSON: extra data (line 4, column 1)"]


def test_a_fault_in_a_printed_document_names_its_line_in_the_file() -> None:
    _, faults = read_documents(b'{\n\n\n  "a": oops\n}\n', "a.json")

    assert [fault.reason for fault in faults.listed] == ["expected JSON: expecting value (line 4, column 8)"]


@pytest.mark.parametrize("end", [b"\n", b""])
@pytest.mark.parametrize("source", ["a.jsonl", "a.json"])
def test_a_line_of_eleven_megabytes_is_refused_and_the_next_one_read(source: str, end: bytes) -> None:
    long = b'{"a":"' + b"x" * 11_000_000 + b'"}\n'

    found, faults = read_documents(b'{"a":1}\n' + long + b'{"a":3}' + end, source)

    assert values(found) == [(1, {"a": 1}), (3, {"a": 3})]
    assert [(fault.line, fault.reason) for fault in faults.listed] == [
        (2, f"too large: expected at most {LARGEST_DOCUMENT}")
    ]


def test_a_document_of_many_lines_is_not_read_beyond_what_is_allowed() -> None:
    class Endless(BytesIO):
        given = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            Endless.given += 1
            return b"[" + b" " * 999_998 + b"\n"

    faults = Faults()
    found = list(documents(Endless(), source="a.json", faults=faults))

    assert not found
    assert [fault.reason for fault in faults.listed] == [f"too large: expected at most {LARGEST_DOCUMENT}"]
    assert Endless.given < 20


def test_spaces_without_end_before_a_document_do_not_make_it_vanish() -> None:
    found, faults = read_documents(b" " * (LARGEST_DOCUMENT + 1) + b'{"a":1}\n{"a":2}\n')

    assert values(found) == [(2, {"a": 2})]
    assert [(fault.line, fault.reason) for fault in faults.listed] == [
        (1, f"too large: expected at most {LARGEST_DOCUMENT}")
    ]


def test_documents_come_as_they_are_read() -> None:
    class Slow(BytesIO):
        read_lines = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            Slow.read_lines += 1
            return super().readline(size)

    found = documents(Slow(b'{"a":1}\n' * 1000), source="a.jsonl", faults=Faults())

    assert next(found).line == 1
    assert Slow.read_lines < 5


def test_a_fault_says_source_line_place_reason_and_value() -> None:
    error = InvalidValueError.about(True, "quantity", "expected a whole number")

    fault = Fault.of(error, source="shipments.jsonl", line=2, place="shipmentItems[0].quantity")

    assert str(fault) == "shipments.jsonl:2: shipmentItems[0].quantity: expected a whole number (not True)"


def test_a_fault_in_one_document_has_no_line() -> None:
    error = InvalidValueError.about(True, "quantity", "expected a whole number")

    assert str(Fault.of(error, source="a.json")) == "a.json: quantity: expected a whole number (not True)"


@pytest.mark.parametrize("source", ["a\nb.jsonl", "\u202egpj.jsonl", "\x1b[31m.jsonl", "a\u2028b", "a\udcffb"])
def test_a_fault_is_one_plain_line_whatever_the_file_is_called(source: str) -> None:
    _, faults = read_documents(b"{", source)
    text = str(faults.listed[0])

    assert text.isascii()
    assert text.isprintable()


@pytest.mark.parametrize("name", ["a\nb", "\u202e", "\x1b[2J", "<script>", "a" * 100_000])
def test_a_place_is_one_plain_line_whatever_a_field_is_called(name: str) -> None:
    fault = Fault.of(InvalidValueError.about(name, f"shipments[0].{name}", "expected nothing"), source="a.json")
    text = str(fault)

    assert text.isascii()
    assert text.isprintable()
    assert len(text) <= LONGEST_MESSAGE


def test_faults_are_kept_up_to_a_hundred_and_counted_beyond() -> None:
    faults = Faults()
    for line in range(1, 1001):
        faults.add(Fault.of(InvalidValueError.about(1, "a", "expected more"), source="a.jsonl", line=line))

    with pytest.raises(UnreadableError) as caught:
        faults.refuse()

    assert [fault.line for fault in caught.value.faults] == list(range(1, MOST_LISTED + 1))
    assert caught.value.total == 1000
    assert str(caught.value) == "Cannot read a.jsonl:1: a: expected more (not 1) (and 999 more)"


def test_no_fault_refuses_nothing() -> None:
    faults = Faults()

    faults.refuse()

    assert faults.total == 0


class Sized(BytesIO):
    """A stream that remembers how much was asked for at once."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.asked: set[int | None] = set()

    def readline(self, size: int | None = -1, /) -> bytes:
        self.asked.add(size)
        return super().readline(size)


def read_within(monkeypatch: pytest.MonkeyPatch, data: bytes, most: int) -> tuple[list[Document], list[Fault]]:
    """The documents of lines of at most so many bytes, and the faults in them."""
    monkeypatch.setattr(lines, "LARGEST_DOCUMENT", most)
    monkeypatch.setattr(strict_json, "LARGEST_DOCUMENT", most)
    faults, stream = Faults(), Sized(data)
    found = list(documents(stream, source="a.jsonl", faults=faults))

    assert stream.asked <= {most + 1}
    return found, faults.listed


def test_a_line_is_never_read_further_than_it_may_be_long(monkeypatch: pytest.MonkeyPatch) -> None:
    long = b'"' + b"x" * 20 + b'"\n'
    found, faults = read_within(monkeypatch, b"[1,2,3]\n" + b'"345678"\n' + long + b"7\n", 8)

    assert found == [
        Document([1, 2, 3], "a.jsonl", 1),
        Document("345678", "a.jsonl", 2),
        Document(7, "a.jsonl", 4),
    ]
    assert [(fault.line, fault.shown) for fault in faults] == [(3, "9 bytes")]


def test_a_blank_line_holds_nothing_unless_it_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    found, faults = read_within(monkeypatch, b" " * 7 + b"\n1\n" + b" " * 9 + b"\n2\n", 8)

    assert [(each.value, each.line) for each in found] == [(1, 2), (2, 4)]
    assert [fault.line for fault in faults] == [3]


def test_a_byte_order_mark_is_left_out_where_a_file_begins_and_nowhere_else() -> None:
    mark = b"\xef\xbb\xbf"
    found, faults = read_documents(mark + b"1\n" + mark + b"2\n3" + mark + b"\n", "a.jsonl")

    assert found == [Document(1, "a.jsonl", 1)]
    assert [fault.line for fault in faults.listed] == [2, 3]


def test_a_refused_document_tells_its_first_fault_and_how_many_there_are() -> None:
    faults = Faults()
    faults.add(Fault("a.json", line=3, place="week", shown="'40'", reason="expected a week"))
    with pytest.raises(UnreadableError) as one:
        faults.refuse()
    faults.add(Fault("b.json", line=0, place="day", shown="None", reason="missing"))
    with pytest.raises(UnreadableError) as two:
        faults.refuse()

    assert (one.value.field, one.value.shown, one.value.reason) == ("week", "'40'", "expected a week")
    assert str(one.value) == "Cannot read a.json:3: week: expected a week (not '40')"
    assert str(two.value) == "Cannot read a.json:3: week: expected a week (not '40') (and 1 more)"
    assert (two.value.faults, two.value.total, two.value.args) == (tuple(faults.listed), 2, (two.value.faults, 2))
    assert [str(fault) for fault in faults.listed][1] == "b.json: day: missing"
