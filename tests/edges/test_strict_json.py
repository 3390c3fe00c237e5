"""JSON read and written strictly: what is ambiguous or endless is refused before it can mean anything."""

from __future__ import annotations

import json
import pickle
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import assert_well_told
from trackntrace.documents import strict_json
from trackntrace.documents.strict_json import LARGEST_DOCUMENT, JsonValue, dump, load
from trackntrace.errors import InvalidValueError
from trackntrace.testing.hostile_json import Json, readable_json


def refusal(data: object) -> InvalidValueError:
    with pytest.raises(InvalidValueError) as caught:
        load(data)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"{}", {}),
        (b"[1]", [1]),
        (b'"text"', "text"),
        (b"null", None),
        (b"true", True),
        (b"-0", 0),
        (b" \r\n\t7 \n", 7),
        (b'{"a":{"a":1},"b":[{"a":2}]}', {"a": {"a": 1}, "b": [{"a": 2}]}),
        (b'"\\ud83d\\ude9a"', "\U0001f69a"),
        (b'"\\\\ud800"', "\\ud800"),
        ('"\U0001f69a\u00e9"'.encode(), "\U0001f69a\u00e9"),
        (b"9" * 40, int("9" * 40)),
    ],
)
def test_plain_json_is_read(data: bytes, value: JsonValue) -> None:
    assert load(data) == value


@pytest.mark.parametrize("text", ["14.00", "1e99", "0.1", "-1.5E-99"])
def test_a_fraction_keeps_its_decimals(text: str) -> None:
    value = load(text.encode())

    assert type(value) is Decimal
    assert value.as_tuple() == Decimal(text).as_tuple()


@pytest.mark.parametrize(
    ("data", "shown", "reason"),
    [
        (b"", "this", "expected JSON: expecting value (line 1, column 1)"),
        (b" \n", "this", "expected JSON: expecting value (line 2, column 1)"),
        (
            b"{",
            "this",
            "expected JSON: expecting property name enclosed in double quotes (line 1, column 2)",
        ),
        (b'{"tt":"A","tt":"B"}', "'tt'", "expected each name once in an object"),
        (b'[{"a":[{"tt":1,"tt":1}]}]', "'tt'", "expected each name once in an object"),
        (b'{"a":1,"\\u0061":2}', "'a'", "expected each name once in an object"),
        (b"NaN", "'NaN'", "expected a number"),
        (b"[Infinity]", "'Infinity'", "expected a number"),
        (b'{"a":-Infinity}', "'-Infinity'", "expected a number"),
        (b"1e400", "'1e400'", "expected a number of at most 40 characters, exponent up to 99"),
        (b"1E+100", "'1E+100'", "expected a number of at most 40 characters, exponent up to 99"),
        (b"1e-100", "'1e-100'", "expected a number of at most 40 characters, exponent up to 99"),
        (b"1.0e400", "'1.0e400'", "expected a number of at most 40 characters, exponent up to 99"),
        (
            b"0." + b"1" * 39,
            "'0." + "1" * 39 + "'",
            "expected a number of at most 40 characters, exponent up to 99",
        ),
        (b"-" + b"1" * 40, "'-" + "1" * 40 + "'", "expected a number of at most 40 characters"),
        (b"[" * 100_000, "this", "expected less nesting"),
        (b'{"a":' * 100_000, "this", "expected less nesting"),
        (b'"\xff"', "this", "expected UTF-8 (byte 1 is none)"),
        (b'"\xed\xa0\x80"', "this", "expected UTF-8 (byte 1 is none)"),
        (b'"\xc0\xaf"', "this", "expected UTF-8 (byte 1 is none)"),
        ("\ufeff{}".encode("utf-16-le"), "this", "expected UTF-8 (byte 0 is none)"),
        (b'"\\ud800"', "'\\ud800'", "expected text without NUL and lone surrogates"),
        (b'"\\udc00\\ud800"', "'\\udc00\\ud800'", "expected text without NUL and lone surrogates"),
        (b'{"\\ud800":1}', "'\\ud800'", "expected text without NUL and lone surrogates"),
        (b'[["\\u0000"]]', "'\\x00'", "expected text without NUL and lone surrogates"),
        (b"{} {}", "this", "expected JSON: extra data (line 1, column 4)"),
        (b"{}\x00", "this", "expected JSON: extra data (line 1, column 3)"),
    ],
    ids=repr,
)
def test_hostile_json_is_refused_for_what_it_is(data: bytes, shown: str, reason: str) -> None:
    error = refusal(data)

    assert (error.field, error.shown, error.reason) == ("document", shown, reason)
    assert_well_told(error)


@pytest.mark.parametrize(
    "data",
    [
        "{}".encode("utf-16"),
        "{}".encode("utf-16-le"),
        "{}".encode("utf-32"),
        b"\x1f\x8b\x08\x00",
        b"'a'",
        b"{a:1}",
        b"[1,]",
        b"01",
        b"+1",
        b".5",
        b"1.",
        b"0x10",
        b"1_000",
        "\u0663".encode(),
        b"undefined",
        b"True",
        b"// no\n1",
        b'"a\nb"',
        b'"a\x00b"',
        b'"\\x41"',
        b'"\\u12"',
        b"</script>",
        b"\x00",
    ],
    ids=repr,
)
def test_what_is_no_json_is_refused_with_one_plain_sentence(data: bytes) -> None:
    error = refusal(data)

    assert error.field == "document"
    assert error.reason.startswith(("expected JSON: ", "expected UTF-8 "))
    assert_well_told(error)


def test_a_whole_number_without_end_is_refused_before_it_is_converted() -> None:
    error = refusal(b"1" * 5_000)

    assert error.reason == "expected a number of at most 40 characters"
    assert_well_told(error)


def test_an_exponent_without_end_is_refused_before_it_is_converted() -> None:
    error = refusal(b"1e" + b"9" * 5_000)

    assert error.reason == "expected a number of at most 40 characters, exponent up to 99"
    assert_well_told(error)


def test_a_document_of_just_the_allowed_size_is_read() -> None:
    data = b'"' + b"a" * (LARGEST_DOCUMENT - 2) + b'"'

    value = load(data)

    assert value == "a" * (LARGEST_DOCUMENT - 2)


def test_a_document_of_one_byte_more_is_refused_unread() -> None:
    error = refusal(b"\xff" * (LARGEST_DOCUMENT + 1))

    assert error.reason == f"too large: expected at most {LARGEST_DOCUMENT}"
    assert error.shown == f"{LARGEST_DOCUMENT + 1} bytes"
    assert_well_told(error)


@pytest.mark.parametrize(
    "data", ["{}", bytearray(b"{}"), memoryview(b"{}"), None, 1, type("Loud", (bytes,), {})(b"{}")]
)
def test_only_bytes_themselves_are_read(data: object) -> None:
    error = refusal(data)

    assert error.reason == "expected bytes"
    assert_well_told(error)


def test_names_that_would_mean_something_to_a_program_are_plain_names() -> None:
    value = load(b'{"__proto__":{"a":1},"__class__":"x","constructor":null}')

    assert value == {"__proto__": {"a": 1}, "__class__": "x", "constructor": None}


def test_a_refusal_shows_nothing_of_how_it_was_found() -> None:
    error = refusal(b"\xff")

    assert error.__cause__ is None
    assert error.__suppress_context__


def test_a_refusal_can_be_pickled() -> None:
    error = refusal(b'{"tt":1,"tt":2}')

    copied = pickle.loads(pickle.dumps(error))

    assert (type(copied), str(copied)) == (InvalidValueError, str(error))


def tried(data: bytes) -> None:
    with suppress(InvalidValueError):
        load(data)


def test_what_json_itself_writes_is_read_back() -> None:
    value: dict[str, object] = {"text": 'quotes " and \\ and \u2028 and \u202e', "list": [None, True, 1, {}], "": ""}

    assert load(json.dumps(value).encode()) == value
    assert load(json.dumps(value, ensure_ascii=False, indent=2).encode()) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-12, "-12"),
        (Decimal("14.00"), "14.00"),
        (Decimal("-0.0"), "-0.0"),
        (Decimal("1E+2"), "1E2"),
        (Decimal(5), "5E0"),
        (Decimal("0.5E-99"), "0.5E-99"),
        (Decimal("1234567890123456789012345678901234E-39"), "1234567890123456789012345678901234E-39"),
        ("", '""'),
        ('a"\\\n\x01', '"a\\"\\\\\\n\\u0001"'),
        ("\u00e9\U0001f69a", '"\u00e9\U0001f69a"'),
        ([], "[]"),
        ({}, "{}"),
        ([1, [2], {}], "[1,[2],{}]"),
        ({"b": 1, "a": [None], "": {"c": "d"}}, '{"b":1,"a":[null],"":{"c":"d"}}'),
    ],
)
def test_a_value_is_written_without_spaces_and_read_back_the_same(value: JsonValue, text: str) -> None:
    assert dump(value).decode() == text
    assert same(load(dump(value)), value)


def same(one: JsonValue, other: JsonValue) -> bool:
    """Equal in kind, order and every digit."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one.as_tuple() == other.as_tuple()
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(map(same, one.values(), other.values()))
    return type(one) is type(other) and one == other


def unwritable(value: object) -> InvalidValueError:
    with pytest.raises(InvalidValueError) as caught:
        dump(value)  # type: ignore[arg-type]
    assert_well_told(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (1.5, "expected a Decimal: the digits of a float are a guess"),
        ([float("nan")], "expected a Decimal: the digits of a float are a guess"),
        (Decimal("NaN"), "expected a number of at most 40 characters, exponent up to 99"),
        (Decimal("-Infinity"), "expected a number of at most 40 characters, exponent up to 99"),
        (Decimal("1E+100"), "expected a number of at most 40 characters, exponent up to 99"),
        (Decimal("1E-1000000"), "expected a number of at most 40 characters, exponent up to 99"),
        (Decimal("0." + "1" * 39), "expected a number of at most 40 characters, exponent up to 99"),
        (10**40, "expected a number of at most 40 characters"),
        (10**5000, "expected a number of at most 40 characters"),
        ("\ud800", "expected text without NUL and lone surrogates"),
        ({"a\x00": 1}, "expected text without NUL and lone surrogates"),
        ({1: 2}, "expected text as the name of a member"),
        ((1, 2), "expected a JSON value"),
        (b"{}", "expected a JSON value"),
        ({"a": object()}, "expected a JSON value"),
        (type("Loud", (str,), {})("a"), "expected a JSON value"),
    ],
    ids=range(16),
)
def test_what_would_not_be_read_back_is_not_written(value: object, reason: str) -> None:
    assert unwritable(value).reason == reason


def nested(depth: int) -> JsonValue:
    value: JsonValue = 1
    for _ in range(depth):
        value = [value]
    return value


def test_what_is_nested_deeply_is_written_as_long_as_it_can_be_read() -> None:
    assert dump(nested(500)) == b"[" * 500 + b"1" + b"]" * 500
    assert unwritable(nested(99_000)).reason == "expected less nesting"


def test_what_holds_itself_is_refused() -> None:
    endless: list[JsonValue] = []
    endless.append(endless)

    assert unwritable(endless).reason == "expected less nesting"


def test_what_holds_the_same_many_times_over_is_refused_before_it_is_written_out() -> None:
    many: JsonValue = "a" * 1_000
    for _ in range(9):
        many = [many] * 10

    assert unwritable(many).reason == f"too large: expected at most {LARGEST_DOCUMENT}"


@pytest.mark.parametrize("letter", ["a", "\u00e9"])
def test_a_text_of_just_the_allowed_size_is_written_and_one_more_is_not(letter: str) -> None:
    longest = (LARGEST_DOCUMENT - 2) // len(letter.encode())

    assert len(dump(letter * longest)) <= LARGEST_DOCUMENT
    assert unwritable(letter * (longest + 1)).reason == f"too large: expected at most {LARGEST_DOCUMENT}"


DIGITS = st.text("0123456789", min_size=1, max_size=20)
NUMBERS = st.tuples(
    st.sampled_from(("", "-")), st.integers(0, 10**18).map(str), DIGITS, st.none() | st.integers(-99, 99)
).map(lambda parts: f"{parts[0]}{parts[1]}.{parts[2]}" + ("" if parts[3] is None else f"e{parts[3]}"))


@pytest.mark.law
@given(NUMBERS.filter(lambda text: len(text) <= 40))
def test_a_number_is_written_back_to_the_digit_and_never_longer(text: str) -> None:
    """Whatever number was read is written so that it is read again the same, in no more characters."""
    value = load(text.encode())
    written = dump(value)

    assert same(load(written), value)
    assert len(written) <= len(text)


@pytest.mark.law
@given(readable_json())
def test_what_was_read_is_written_back_the_same(value: Json) -> None:
    """Reading what was written gives what was read, in order and to the digit."""
    read = load(json.dumps(value).encode())

    assert same(load(dump(read)), read)
    assert dump(load(dump(read))) == dump(read)


@pytest.mark.parametrize(
    ("value", "shown", "reason"),
    [
        ({1: 2}, "1", "expected text as the name of a member"),
        ({"a": "\x00"}, r"'\x00'", "expected text without NUL and lone surrogates"),
        ("\ud800", r"'\ud800'", "expected text without NUL and lone surrogates"),
        (1.5, "1.5", "expected a Decimal: the digits of a float are a guess"),
        (b"x", "b'x'", "expected a JSON value"),
        (10**40, "an int of 133 bits", "expected a number of at most 40 characters"),
        (
            Decimal("1E100"),
            "a value of type Decimal",
            "expected a number of at most 40 characters, exponent up to 99",
        ),
        (
            Decimal("NaN"),
            "a value of type Decimal",
            "expected a number of at most 40 characters, exponent up to 99",
        ),
    ],
)
def test_what_is_not_written_is_shown(value: object, shown: str, reason: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        dump(value)  # type: ignore[arg-type]

    assert (refused.value.field, refused.value.shown, refused.value.reason) == ("document", shown, reason)


@pytest.mark.parametrize("value", [10**40 - 1, 1 - 10**39, Decimal("1E99"), Decimal("1E-99")])
def test_the_largest_numbers_are_written_and_read_back(value: JsonValue) -> None:
    assert load(dump(value)) == value


@pytest.mark.parametrize(
    ("value", "size"), [("1234567é", "11 bytes"), ("123456789", "11 bytes"), (["1234567"], "11 bytes")]
)
def test_a_text_of_one_byte_more_than_allowed_is_told_with_its_size(
    monkeypatch: pytest.MonkeyPatch, value: JsonValue, size: str
) -> None:
    monkeypatch.setattr(strict_json, "LARGEST_DOCUMENT", 10)

    assert dump("12345678") == b'"12345678"'
    for refused in (lambda: dump(value), lambda: load(b'"123456789"')):
        with pytest.raises(InvalidValueError) as told:
            refused()
        assert (told.value.shown, told.value.reason) == (size, "too large: expected at most 10")
