"""The record: what was read, beside what was sent."""

from __future__ import annotations

import pickle
from copy import copy, deepcopy
from decimal import Decimal

import pytest

from tests.builders import assert_well_told
from tests.edges.wire import Json
from trackntrace.errors import InvalidValueError
from trackntrace.retailer_api.record import Record


def test_a_record_holds_what_was_read_and_what_was_sent() -> None:
    record = Record(7, {"b": Decimal("14.00"), "a": [None, True]})

    assert record.value == 7
    assert record.sent == {"b": Decimal("14.00"), "a": [None, True]}
    assert record.written == b'{"b":14.00,"a":[null,true]}'


def test_two_records_are_equal_if_they_are_written_alike() -> None:
    record = Record(7, {"price": Decimal("14.00"), "count": 1})

    assert record == Record(7, {"price": Decimal("14.00"), "count": 1})
    assert record != Record(8, {"price": Decimal("14.00"), "count": 1})
    assert record != Record(7, {"price": Decimal("14.0"), "count": 1})
    assert record != Record(7, {"price": Decimal("14.00"), "count": True})
    assert record != Record(7, {"count": 1, "price": Decimal("14.00")})


def test_equal_records_are_one_in_a_set() -> None:
    assert len({Record(7, {"price": Decimal("14.00")}), Record(7, {"price": Decimal("14.00")})}) == 1
    assert len({Record(7, {"price": Decimal("14.00")}), Record(7, {"price": Decimal("14.0")})}) == 2


def test_a_record_does_not_print_what_may_hold_names_and_addresses() -> None:
    assert repr(Record(7, {"surname": "Example"})) == "Record(value=7)"


def test_a_record_shares_nothing_that_can_be_changed() -> None:
    sent: Json = {"items": [1]}
    record = Record(7, sent)

    sent["items"].append(2)
    record.sent["items"].append(3)  # type: ignore[call-overload,index,union-attr]

    assert record.written == b'{"items":[1]}'


@pytest.mark.parametrize("copied", [copy, deepcopy, lambda record: pickle.loads(pickle.dumps(record))])
def test_a_record_can_be_copied_and_pickled(copied: type) -> None:
    record = Record(7, {"price": Decimal("14.00")})

    assert copied(record) == record


@pytest.mark.parametrize("sent", [1.5, {1: 2}, (1, 2), {"a": b""}, Decimal("Infinity")])
def test_what_is_no_json_is_not_kept(sent: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Record(7, sent)  # type: ignore[arg-type]

    assert_well_told(caught.value)


def test_a_record_is_made_once() -> None:
    record = Record(7, {})

    with pytest.raises(InvalidValueError):
        record.__init__(8, {})
    with pytest.raises(InvalidValueError):
        record.__setstate__({"value": 8})

    assert record.value == 7
