"""Bad inputs are refused at their door, each of them, with the one declared error."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import assert_well_told, item
from trackntrace.documents.strict_json import load
from trackntrace.errors import InvalidValueError
from trackntrace.shipping.order import OrderItem
from trackntrace.testing.hostile import DOORS, Door, Hostile, LoudText, bad_quantities, bad_texts, no_texts
from trackntrace.testing.hostile_json import BAD_DOCUMENTS, bad_documents, mutated, perhaps_wrong

every_door = pytest.mark.parametrize("door", DOORS.values(), ids=list(DOORS))


@pytest.mark.law
@every_door
@given(data=st.data())
def test_a_bad_text_is_refused(door: Door, data: st.DataObject) -> None:
    text = data.draw(door.bad())

    with pytest.raises(InvalidValueError) as caught:
        door.read(text)
    assert_well_told(caught.value)


@every_door
def test_every_text_that_is_known_to_be_impossible_is_refused(door: Door) -> None:
    for text in door.impossible:
        with pytest.raises(InvalidValueError):
            door.read(text)
        assert not door.admits(text)


@every_door
def test_a_good_text_is_taken(door: Door) -> None:
    for text in door.goods:
        assert re.fullmatch(door.form, text)
        assert door.read(text) is not None


@pytest.mark.law
@every_door
@given(data=st.data())
def test_what_a_door_takes_has_its_widest_form(door: Door, data: st.DataObject) -> None:
    text = data.draw(door.any())
    try:
        door.read(text)
    except InvalidValueError as error:
        assert_well_told(error)
    else:
        assert door.admits(text)


@pytest.mark.law
@every_door
@given(data=st.data())
def test_what_is_no_text_is_refused_by_every_door(door: Door, data: st.DataObject) -> None:
    with pytest.raises(InvalidValueError):
        door.read(data.draw(no_texts()))


@pytest.mark.law
@given(bad_quantities())
def test_what_is_no_quantity_is_refused(quantity: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        OrderItem("item-1", quantity)
    assert_well_told(caught.value)


def test_the_bad_texts_of_a_door_are_asked_for_by_its_name() -> None:
    assert isinstance(bad_texts("week"), st.SearchStrategy)
    with pytest.raises(InvalidValueError, match="number"):
        bad_texts("back")


@pytest.mark.parametrize("document", BAD_DOCUMENTS, ids=lambda data: ascii(data)[:30])
def test_a_bad_document_is_refused(document: bytes) -> None:
    with pytest.raises(InvalidValueError) as caught:
        load(document)
    assert_well_told(caught.value)


@pytest.mark.law
@given(bad_documents() | perhaps_wrong({"orderId": "A1", "orderItems": [{"quantity": 1}]}).map(str).map(str.encode))
def test_whatever_bytes_come_in_the_error_is_the_declared_one(document: bytes) -> None:
    try:
        load(document)
    except InvalidValueError as error:
        assert_well_told(error)


@pytest.mark.law
@given(st.data())
def test_a_mutated_value_leaves_the_good_one_as_it_was(data: st.DataObject) -> None:
    good = {"orderId": "A1", "orderItems": [{"orderItemId": "1", "quantity": 1}]}
    data.draw(mutated(good))

    assert good == {"orderId": "A1", "orderItems": [{"orderItemId": "1", "quantity": 1}]}
    assert item().quantity == 1


@pytest.mark.law
@pytest.mark.parametrize("empty", [[], {}, 7, "", None], ids=repr)
@given(data=st.data())
def test_where_there_is_no_place_nothing_is_mutated(empty: Any, data: st.DataObject) -> None:
    assert data.draw(mutated(empty)) == empty


@pytest.mark.parametrize(
    "ask",
    [
        *(repr, str, format, bool, len, iter, int, operator.index),
        lambda hostile: hostile == 7,
        lambda hostile: hostile != 7,
        lambda hostile: 7 in hostile,
        lambda hostile: hostile < 7,
        lambda hostile: hostile <= 7,
        lambda hostile: hostile > 7,
        lambda hostile: hostile >= 7,
    ],
)
def test_what_is_hostile_answers_no_question(ask: Callable[[Any], object]) -> None:
    hostile = Hostile()

    with pytest.raises(RuntimeError, match="a foreign error got out"):
        ask(hostile)
    assert {hostile: 1}[hostile] == 1


def test_a_loud_text_looks_like_a_good_one_and_can_neither_be_compared_nor_formatted() -> None:
    loud = LoudText("3SABCD12")

    assert isinstance(loud, str)
    assert (len(loud), hash(loud), str.__str__(loud)) == (8, hash("3SABCD12"), "3SABCD12")
    with pytest.raises(RuntimeError, match="a foreign error got out"):
        loud == "3SABCD12"  # noqa: B015  (it is the question that fails)
    with pytest.raises(RuntimeError, match="a foreign error got out"):
        f"{loud}"
