"""Every door of the marketplace's answers: what is hostile is refused, and of what is read nothing is lost."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal

import pytest
from hypothesis import given, settings

from tests.builders import assert_well_told
from tests.edges.doors import DOORS, Door
from tests.edges.test_hostile_documents_laws import Balance
from tests.edges.wire import Json
from trackntrace.documents.strict_json import LARGEST_DOCUMENT, dump, load
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.retailer_api.reading import RefusedObjectError
from trackntrace.retailer_api.record import MOST_FAULTS
from trackntrace.testing.hostile_json import perhaps_wrong

every_door = pytest.mark.parametrize("door", DOORS.values(), ids=list(DOORS))
every_page = pytest.mark.parametrize(
    "door", [door for door in DOORS.values() if door.collection], ids=[name for name in DOORS if DOORS[name].collection]
)

STRANGE: dict[str, Json] = {"__proto__": {"a": 1}, "__class__": [], "newField": ["\u202e<script>", 14.5, None], "": {}}


def refusal(door: Door, data: object) -> TrackntraceError:
    with pytest.raises((InvalidValueError, RefusedObjectError)) as caught:
        door.read(data)
    assert_well_told(caught.value)
    assert caught.value.__cause__ is None
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    return caught.value


def loaded(data: bytes) -> Json:
    return load(data)


def with_member(door: Door, text: bytes) -> bytes:
    """A good answer with one more member, which is not good."""
    return json.dumps(door.good).encode()[:-1] + b"," + text + b"}"


def strange(value: Json) -> Json:
    """The same with fields in every object that nobody knows."""
    if isinstance(value, list):
        return [strange(each) for each in value]
    return {name: strange(each) for name, each in value.items()} | STRANGE if isinstance(value, dict) else value


def bad(door: Door) -> Json:
    value = json.loads(json.dumps(door.object("bad")))
    door.bad[1](value)
    return value


@every_door
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "expected JSON"),
        (b"{", "expected JSON"),
        (b"{} {}", "expected JSON: extra data"),
        (b"[1]", "expected an object"),
        (b'"text"', "expected an object"),
        (b"null", "expected an object"),
        (b"7", "expected an object"),
        (b"[" * 100_000, "expected less nesting"),
        (b'{"a":' * 100_000, "expected less nesting"),
        (b" " * (11 * 1024 * 1024), "too large"),
        ("{}".encode("utf-16"), "expected UTF-8"),
    ],
    ids=range(11),
)
def test_what_is_no_answer_at_all_is_refused(door: Door, data: bytes, reason: str) -> None:
    assert refusal(door, data).reason.startswith(reason)


@every_door
@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (b'"tt":"A","tt":"B"', "expected each name once in an object"),
        (b'"x":NaN', "expected a number"),
        (b'"x":Infinity', "expected a number"),
        (b'"x":1e400', "expected a number of at most 40 characters"),
        (b'"x":' + b"9" * 5_000, "expected a number of at most 40 characters"),
        (b'"x":"\\ud800"', "expected text without NUL and lone surrogates"),
        (b'"x":"\\u0000"', "expected text without NUL and lone surrogates"),
        (b'"x":"\xff"', "expected UTF-8"),
        (b'"x":[' + b"[" * 100_000, "expected less nesting"),
    ],
    ids=range(9),
)
def test_what_is_hostile_in_a_field_that_nobody_reads_is_refused_too(door: Door, member: bytes, reason: str) -> None:
    assert refusal(door, with_member(door, member)).reason.startswith(reason)


@every_door
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (bytearray(b"{}"), "expected a JSON value"),
        ("{}", "expected bytes, or the object that was parsed from them"),
        (type("Loud", (bytes,), {})(b"{}"), "expected bytes"),
        ({"x": 1.5}, "expected a Decimal: the digits of a float are a guess"),
        ({1: 2}, "expected text as the name of a member"),
        ({"x": {1, 2}}, "expected a JSON value"),
        ({"x": Decimal("NaN")}, "expected a number of at most 40 characters"),
        ({"x": "\ud800"}, "expected text without NUL and lone surrogates"),
        (type("Mine", (dict,), {})(), "expected a JSON value"),
    ],
    ids=range(9),
)
def test_a_parsed_value_is_held_to_the_same_rules(door: Door, value: object, reason: str) -> None:
    assert refusal(door, value).reason.startswith(reason)


@every_door
def test_what_is_refused_is_named_with_its_place(door: Door) -> None:
    data = {door.collection: [door.object("1"), bad(door)]} if door.collection else bad(door)
    within = f"{door.collection}[1]." if door.collection else ""

    error = refusal(door, dump(load(json.dumps(data).encode())))

    assert (error.field, error.shown) == (f"{within}{door.bad[0]}", "'1_000'")


@every_page
def test_one_bad_object_of_a_hundred_refuses_the_page_and_is_named_by_its_index(door: Door) -> None:
    page = [door.object(str(index)) for index in range(100)]
    page[57] = bad(door)

    error = refusal(door, json.dumps({door.collection: page}).encode())

    assert error.field == f"{door.collection}[57].{door.bad[0]}"


@every_page
def test_every_bad_object_of_a_page_is_named_up_to_a_hundred(door: Door) -> None:
    three = [bad(door), door.object("1"), {}, None]
    many = [bad(door)] * (MOST_FAULTS + 50)

    few = refusal(door, json.dumps({door.collection: three}).encode())
    most = refusal(door, json.dumps({door.collection: many}).encode())

    assert isinstance(few, RefusedObjectError)
    assert {error.field.partition("]")[0][-1] for error in few.errors} == {"0", "2", "3"}
    assert isinstance(most, RefusedObjectError)
    assert len(most.errors) == MOST_FAULTS


@every_page
@pytest.mark.parametrize("empty", [[], None, "absent"])
def test_an_empty_page_has_no_records(door: Door, empty: Json) -> None:
    page = {} if empty == "absent" else {door.collection: empty}

    record = door.read(json.dumps(page).encode())

    assert record.value == ()
    assert record.sent == page


@every_page
@pytest.mark.parametrize("value", [{"title": "Unauthorized", "status": 401}, {"other": []}])
def test_another_answer_is_no_empty_page(door: Door, value: Json) -> None:
    error = refusal(door, json.dumps(value).encode())

    assert error.field == door.collection
    assert error.reason == f"missing: expected a page with {door.collection}, or an empty one"


@every_page
@pytest.mark.parametrize("value", [{}, "text", 7, True])
def test_a_page_without_an_array_is_refused(door: Door, value: Json) -> None:
    assert refusal(door, json.dumps({door.collection: value}).encode()).reason == "expected an array"


@every_door
def test_a_page_of_too_many_is_refused(door: Door) -> None:
    page = json.dumps({door.collection or "orderItems": [0] * 100_001}).encode()

    assert refusal(door, page).reason


@every_door
def test_what_was_read_is_written_back_equal_with_fields_that_nobody_knows(door: Door) -> None:
    data = json.dumps(strange(door.good), indent=1).encode()

    record = door.read(data)

    assert record.written == dump(load(data))
    assert list(loaded(record.written)) == list(json.loads(data))


@pytest.mark.parametrize("name", [name for name in DOORS if not DOORS[name].collection])
def test_fields_that_nobody_knows_change_nothing_in_the_value(name: str) -> None:
    door = DOORS[name]

    read = door.read(json.dumps(strange(door.good)).encode())

    assert read.value == door.read(json.dumps(door.good).encode()).value


@every_page
def test_each_record_of_a_page_is_written_back_equal(door: Door) -> None:
    data = json.dumps(strange(door.good)).encode()

    records = door.read(data).value

    assert [record.written for record in records] == [dump(each) for each in loaded(data)[door.collection]]
    plain = door.read(json.dumps(door.good).encode()).value
    assert [record.value for record in records] == [record.value for record in plain]


@every_door
def test_a_price_is_written_back_to_the_digit(door: Door) -> None:
    record = door.read(with_member(door, b'"price":14.00'))

    assert record.written.endswith(b',"price":14.00}')


@every_door
def test_bytes_and_a_parsed_value_give_the_same_record(door: Door) -> None:
    data = json.dumps(door.good).encode()

    record = door.read(load(data))

    assert record == door.read(data)
    assert hash(record) == hash(door.read(data))


@every_door
def test_nobody_else_holds_what_a_record_holds(door: Door) -> None:
    value = loaded(json.dumps(door.good).encode())
    record = door.read(value)
    written = record.written

    value.clear()
    record.sent.clear()  # type: ignore[union-attr]  # it is an object

    assert record.written == written


@every_door
def test_a_record_can_be_pickled(door: Door) -> None:
    record = door.read(json.dumps(door.good).encode())

    copied = pickle.loads(pickle.dumps(record))

    assert copied == record
    assert copied.written == record.written


@every_door
def test_what_is_hidden_deep_in_an_unknown_field_is_kept(door: Door) -> None:
    record = door.read(with_member(door, b'"x":' + b"[" * 500 + b"]" * 500))

    assert record.written.endswith(b"[" * 500 + b"]" * 500 + b"}")
    assert pickle.loads(pickle.dumps(record)) == record


@every_door
def test_a_document_of_one_byte_too_many_is_refused_before_it_is_read(door: Door) -> None:
    data = json.dumps(door.good).encode()

    assert refusal(door, data + b" " * (LARGEST_DOCUMENT + 1 - len(data))).reason.startswith("too large")
    assert door.read(data + b" " * (LARGEST_DOCUMENT - len(data))).written == dump(load(data))


@pytest.mark.law
@every_door
def test_any_json_is_refused_in_declared_words_or_written_back_equal(door: Door) -> None:
    """Whatever an answer holds, it is refused with its place, or read so that nothing of it is lost."""
    balance = Balance()

    @settings(max_examples=2 * settings().max_examples)
    @given(perhaps_wrong(door.good, strange(door.good)))
    def holds(value: Json) -> None:
        data = json.dumps(value).encode()
        try:
            record = door.read(data)
        except TrackntraceError as error:
            assert_well_told(error)
            balance.note(accepted=False)
        else:
            assert record.written == dump(load(data))
            assert door.read(record.written) == record
            balance.note(accepted=True)

    holds()

    assert 0.2 < balance.share < 0.95
