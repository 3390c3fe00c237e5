"""Reading on after a fault: every fault of an object is named with its place, whoever says what is wrong."""

from __future__ import annotations

import json

import pytest

from trackntrace.documents.members import Members
from trackntrace.errors import InvalidValueError
from trackntrace.retailer_api.reading import Attempts, RefusedObjectError
from trackntrace.retailer_api.record import page_in


def positive(members: Members) -> int:
    """A reader that knows nothing of places."""
    count = members.members["count"]
    if not isinstance(count, int) or count < 1:
        raise InvalidValueError.about(count, "count", "expected more than nothing")
    return count


def test_the_objects_of_an_array_are_read_and_those_that_cannot_be_are_named_by_their_places() -> None:
    order = Members({"items": [{"count": 1}, {"count": 0}, 7, {"count": 3}, {"count": -1}]}, "orders[2]")
    attempts = Attempts("orders[2]")

    assert attempts.each(order, "items", positive) == [1, 3]
    assert attempts.faults == 3
    with pytest.raises(RefusedObjectError) as refused:
        attempts.finish()
    assert [(error.field, error.shown) for error in refused.value.errors] == [
        ("orders[2].items[1].count", "0"),
        ("orders[2].items[2]", "7"),
        ("orders[2].items[4].count", "-1"),
    ]


def test_an_array_that_is_none_is_one_fault_at_its_place() -> None:
    attempts = Attempts("orders[2]")

    assert attempts.each(Members({"items": 7}, "orders[2]"), "items", positive) == []
    with pytest.raises(RefusedObjectError) as refused:
        attempts.finish()
    assert [error.field for error in refused.value.errors] == ["orders[2].items"]


def test_every_object_of_a_page_that_cannot_be_read_is_named_by_its_place() -> None:
    page = json.dumps({"orders": [{"count": 1}, {"count": 0}, [], {"count": -1}]}).encode()

    with pytest.raises(RefusedObjectError) as refused:
        page_in(page, "orders", positive)

    assert [error.field for error in refused.value.errors] == ["orders[1].count", "orders[2]", "orders[3].count"]
    good = page_in(json.dumps({"orders": [{"count": 1}, {"count": 2}]}).encode(), "orders", positive)
    assert [record.value for record in good.value] == [1, 2]


def test_what_is_absent_has_its_default_and_what_is_wrong_has_it_too_and_is_refused() -> None:
    members = Members({"told": "yes", "wrong": 7, "inner": {"count": 2}}, "orders[0]")
    attempts = Attempts("orders[0]")

    def text(value: object) -> str:
        if not isinstance(value, str):
            raise InvalidValueError.about(value, "text", "expected text")
        return value

    assert attempts.have(members, "told", text, "-") == attempts.need(members, "told", text) == "yes"
    assert attempts.have(members, "absent", text, "-") == "-"
    assert attempts.inner(members, "inner", positive, 0) == attempts.inner_or(members, "inner", positive, 0) == 2
    assert attempts.inner_or(members, "absent", positive, 9) == 9
    attempts.finish()

    assert (attempts.have(members, "wrong", text, "-"), attempts.need(members, "wrong", text, "+")) == ("-", "+")
    assert attempts.need(members, "absent", text, "nothing") == "nothing"
    assert attempts.inner(members, "told", positive, 4) == 4
    with pytest.raises(RefusedObjectError) as refused:
        attempts.finish()
    assert [error.field for error in refused.value.errors] == [
        *("orders[0].wrong", "orders[0].wrong", "orders[0].absent", "orders[0].told")
    ]
