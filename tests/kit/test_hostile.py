"""Bad inputs are refused at their door, each of them, with the one declared error."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from functools import partial
from operator import eq
from typing import Any

import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from tests.builders import assert_well_told, item
from tests.kit.meeting import MET, drawn
from trackntrace.documents.strict_json import load
from trackntrace.errors import InvalidValueError
from trackntrace.shipping.order import OrderItem
from trackntrace.testing import hostile, hostile_json
from trackntrace.testing.hostile import (
    DOORS,
    HOSTILE_TEXTS,
    NO_TEXTS,
    Door,
    Hostile,
    LoudText,
    bad_quantities,
    bad_texts,
    hostile_texts,
    no_texts,
)
from trackntrace.testing.hostile_json import (
    ALIKE,
    BAD_DOCUMENTS,
    NAMES,
    NUMBERS,
    WORDS,
    any_json,
    bad_documents,
    mutated,
    perhaps_wrong,
    readable_json,
    scalars,
)

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
    assert not any(DOORS["week"].admits(text) for text in drawn(bad_texts("week"), 60))
    with pytest.raises(InvalidValueError, match="number") as caught:
        bad_texts("back")
    assert_well_told(caught.value)


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

    with pytest.raises(RuntimeError, match=r"^a foreign error got out$"):
        ask(hostile)
    assert {hostile: 1}[hostile] == 1


def test_a_loud_text_looks_like_a_good_one_and_can_neither_be_compared_nor_formatted() -> None:
    loud = LoudText("3SABCD12")

    assert isinstance(loud, str)
    assert (len(loud), hash(loud), str.__str__(loud)) == (8, hash("3SABCD12"), "3SABCD12")
    with pytest.raises(RuntimeError, match=r"^a foreign error got out$"):
        loud == "3SABCD12"  # noqa: B015  (it is the question that fails)
    with pytest.raises(RuntimeError, match=r"^a foreign error got out$"):
        f"{loud}"


ODD = "\n\r\t\x00\x1b\u00a0\u00b2\u00df\u0130\u0131\u0410\u0663\u200b\u2028\u202e\u202f\u212a\ufeff\uff13\ud800"
TEMPTING = "0123456789ABCXYZabcxyz-/._ :T+Z%W=<>{}'\"\\$@#"


@pytest.mark.law
def test_hostile_texts_are_made_of_letters_that_tempt_and_are_now_and_then_endless() -> None:
    texts = drawn(hostile_texts(), 300)
    letters = {letter for text in texts if len(text) <= 100 for letter in text}

    assert "" in texts
    assert {text for text in texts if len(text) > 100} == {"A" * 10_000, "\u0663" * 10_000, "9" * 5_000}
    assert len(letters & set(ODD)) > 15
    assert len(letters & set(TEMPTING)) > 30
    assert letters - {*ODD, *TEMPTING}
    assert "XXXX" not in texts
    assert sum("XXXX" in text for text in texts) < 30


@pytest.mark.law
def test_hostile_texts_are_often_good_ones_that_are_mangled_a_little() -> None:
    mangled = drawn(hostile_texts("3SABCD1234567"), 100)

    assert sum("ABCD" in text and text != "3SABCD1234567" for text in mangled) > 10


@pytest.mark.law
def test_a_text_is_mangled_by_what_is_put_in_left_out_or_told_twice() -> None:
    texts = set(drawn(hostile._mangled("XY"), 300))

    assert {"X", "Y", "", "XY", "XXY", "XYXY"} <= texts
    assert {
        place for text in texts for place in range(3) if len(text) == 3 and text[:place] + text[place + 1 :] == "XY"
    } == {0, 1, 2}
    assert max(map(len, texts)) <= 16
    assert max(len({*text} - {"X", "Y"}) for text in texts) in {2, 3}


@pytest.mark.law
def test_what_is_no_text_is_of_every_kind_and_small() -> None:
    values = [value for value in drawn(no_texts(), 300) if not any(value is known for known in NO_TEXTS)]
    of: dict[type, list[Any]] = {kind: [value for value in values if type(value) is kind] for kind in map(type, values)}

    assert {int, float, bytes, list, tuple, dict, complex, Fraction, object, LoudText} <= set(of)
    assert {type(value) for value in drawn(no_texts(), 300)} >= {type(None), Hostile, bool, bytearray}
    assert set(map(str.__str__, of[LoudText])) == {"TNT", "93%", "item-1"}
    assert {len(each) for each in of[list]} == {0, 1, 2}
    assert {len(each) for each in of[dict]} == {0, 1, 2}
    assert {len(each) for each in of[tuple]} == {1}
    assert {type(part) for each in of[list] for part in each} == {int}
    assert {(type(key), type(part)) for each in of[dict] for key, part in each.items()} == {(str, int)}
    assert {len(key) for each in of[dict] for key in each} <= {0, 1, 2}
    assert {len(text) for (text,) in of[tuple]} == {0, 1, 2, 3}
    assert max(map(len, of[bytes])) > 10


@pytest.mark.law
def test_what_is_no_quantity_looks_like_one_or_lies_beside_the_bounds() -> None:
    values = drawn(bad_quantities(), 400)
    whole = {value for value in values if type(value) is int}

    assert {repr(value) for value in values if type(value) not in (int, float)} == {
        *map(repr, (True, False, "1", "1_000", "\u0663", None, [1]))
    }
    assert {1.0} < {value for value in values if type(value) is float}
    assert {0, 10**9 + 1, 10**30} <= whole
    assert min(whole) < -1_000
    assert any(10**9 + 1 < value < 10**10 for value in whole)
    assert not any(0 < value <= 10**9 for value in whole)


IMPOSSIBLE = tuple(f"b{digit}" for digit in range(10))


@pytest.mark.law
def test_a_door_draws_what_it_takes_what_it_must_refuse_and_either() -> None:
    door = Door(name="made-up", read=str, form="[ab0-9]{1,3}", goods=("a", "ab"), impossible=IMPOSSIBLE)
    bad, either = set(drawn(door.bad(), 150)), set(drawn(door.any(), 80))

    assert [door.admits(text) for text in ("a", "aab", "b0", "b9", "c", "", "aaaa", "a\n")] == [
        *[True] * 2,
        *[False] * 6,
    ]
    assert set(drawn(door.good(), 20)) == {"a", "ab"}
    assert len(bad & set(IMPOSSIBLE)) > 1
    assert len(bad & {text for text in HOSTILE_TEXTS if len(text) > 1}) > 5
    assert bad - {*IMPOSSIBLE, *HOSTILE_TEXTS}
    assert not any(re.fullmatch("[ab0-9]{1,3}", text) for text in bad - set(IMPOSSIBLE))
    assert {"a", "ab"} < either
    assert any(not door.admits(text) for text in either)


@pytest.mark.law
def test_single_values_of_json_are_of_every_kind() -> None:
    values = drawn(scalars(), 500)
    texts = {value for value in values if type(value) is str}

    assert {type(value) for value in values} == {type(None), bool, int, float, str}
    assert {True, False} == {value for value in values if type(value) is bool}
    assert set(NUMBERS) <= {value for value in values if type(value) in (int, float)}
    assert len(set(WORDS) & texts) > 15
    assert 5 < max(map(len, texts - {*WORDS})) <= 20
    assert not any(value != value or abs(value) == float("inf") for value in values if type(value) is float)  # noqa: PLR0124  (NaN)


@pytest.mark.law
def test_nested_values_of_json_are_small() -> None:
    values = drawn(hostile_json._nested(st.just(7)), 200)
    lists = [value for value in values if isinstance(value, list)]
    objects = [value for value in values if isinstance(value, dict)]
    names = {name for value in objects for name in value}

    assert {len(value) for value in lists} == {0, 1, 2, 3, 4}
    assert {len(value) for value in objects} == {0, 1, 2, 3, 4, 5}
    assert {7} == {each for value in lists for each in value} == {each for value in objects for each in value.values()}
    assert len(set(NAMES) & names) > 20
    assert max(map(len, names - {*NAMES})) == 8


@pytest.mark.law
def test_any_json_at_all_is_drawn_and_where_it_is_asked_for_only_such_as_can_be_read() -> None:
    values, readable = drawn(any_json(), 60), drawn(readable_json(), 60)

    assert {list, dict} < {type(value) for value in values}
    assert not all(map(hostile_json._is_readable, values))
    assert all(map(hostile_json._is_readable, readable))
    assert {list, dict} < {type(value) for value in readable}
    assert set(drawn(bad_documents(), 200)) == set(BAD_DOCUMENTS)


def test_every_place_within_a_value_is_a_path() -> None:
    assert list(hostile_json._paths({"a": [1, {"b": 2}], "c": 3})) == [
        *(("a",), ("a", 0), ("a", 1), ("a", 1, "b"), ("c",)),
    ]
    for value in (list[Any](), dict[str, Any](), "ab", 7, None):
        assert not list(hostile_json._paths(value))


@st.composite
def _changed(draw: st.DrawFn, change: Callable[[Any, Any, st.DrawFn], None], value: Any) -> Any:
    """A value of which the first place was changed."""
    changed = deepcopy(value)
    change(changed, next(iter(value)) if isinstance(value, dict) else 0, draw)
    return changed


@pytest.mark.law
@pytest.mark.parametrize(
    ("good", "others"),
    [
        (7, set(range(1, 10))),
        ("2026-10-07T14:00", {f"2026-10-{day}T14:00" for day in ("01", "10", "28", "31", "32")}),
        ("2026-10-07", {f"2026-10-{day}" for day in ("01", "10", "28", "31", "32")}),
        ("parcel", set(ALIKE)),
        ("", set(ALIKE)),
        (True, {True}),
        (0.5, {0.5}),
        (None, {None}),
    ],
)
def test_a_value_is_varied_by_others_of_its_kind(good: object, others: set[object]) -> None:
    varied = drawn(_changed(hostile_json._vary, {"a": good}), 250)

    assert {type(value["a"]) for value in varied} == {type(good)}
    assert {value["a"] for value in varied} == others
    assert {len(value) for value in varied} == {1}


@pytest.mark.law
def test_a_text_that_ends_on_a_figure_is_varied_by_its_number() -> None:
    varied = _changed(hostile_json._vary, ["item-17"])
    numbers = {int(text.removeprefix("item-1")) for (text,) in drawn(varied, 100)}

    assert 0 <= min(numbers) < 1_000
    assert 5_000 < max(numbers) <= 9_999
    for text in ("item-10", "item-19999"):
        assert find(varied, partial(eq, [text]), settings=MET)


@pytest.mark.law
@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (hostile_json._delete, [{"b": [2]}]),
        (hostile_json._wrap, [{"a": [{"c": 1}], "b": [2]}]),
        (hostile_json._spell_out, [{"a": '{"c": 1}', "b": [2]}]),
        (hostile_json._repeat, [{"a": {"c": 1}, "b": [2], name: {"c": 1}} for name in NAMES]),
    ],
)
def test_a_value_goes_wrong_in_one_place(change: Any, wrong: list[object]) -> None:
    made = drawn(_changed(change, {"a": {"c": 1}, "b": [2]}), 300)

    assert all(value in wrong for value in made)
    assert all(value in made for value in wrong)


@pytest.mark.law
def test_the_first_of_a_list_is_told_again_and_anything_may_stand_in_its_place() -> None:
    assert drawn(_changed(hostile_json._repeat, [1, 2]), 1) == [[1, 2, 1]]
    replaced = drawn(_changed(hostile_json._replace, [1, 2]), 30)

    assert {type(one) for one, _ in replaced} > {list, dict}
    assert {second for _, second in replaced} == {2}


@pytest.mark.law
def test_up_to_two_things_are_wrong_in_a_good_value_or_none() -> None:
    made = drawn(mutated({"a": 1}), 150)

    assert [value for value in ({"a": 1}, {}, {"a": [1]}, {"a": "1"}, {"a": 5}) if value not in made] == []
    assert not any(len(value) > 3 for value in made)
    assert any(len(value) > 1 for value in made)


@pytest.mark.law
def test_json_that_may_be_wrong_is_one_of_the_good_ones_or_anything() -> None:
    made = drawn(perhaps_wrong({"a": 1}, {"b": 2}), 100)

    assert {"a": 1} in made
    assert {"b": 2} in made
    assert {dict, list} < {type(value) for value in made}
