"""Values that are made once, and values whose pickles are read by making them anew."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest
from attrs import evolve

from tests.builders import assert_well_told, at, evidence, item
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.made_once import MadeOnce, Remade
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance import editions, norm
from trackntrace.performance.editions import Edition, Editions
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.explanation import Explanation, explain
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.shipping.order import OrderItem

VALUES = (evidence(), item(), ORDER_TRACEABILITY.editions, norm.Norm.parse("93%"))


@attrs.frozen(getstate_setstate=False)
class Word(Remade):
    """A value of a single part."""

    text: str


def blank(kind: Any) -> Any:
    """What a pickle of an earlier version begins with: a value that is not made yet."""
    return kind.__new__(kind)


def state_of(value: Any) -> dict[str, object]:
    """The state that an earlier version pickled: the parts by their names."""
    return {part.name: getattr(value, part.name) for part in attrs.fields(type(value))}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_is_the_same_after_a_pickle_and_a_copy(value: object, protocol: int) -> None:
    assert pickle.loads(pickle.dumps(value, protocol)) == value
    assert copy.copy(value) == copy.deepcopy(value) == value


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_the_state_that_an_earlier_version_pickled_is_read(value: Any) -> None:
    read = blank(type(value))
    read.__setstate__(state_of(value))

    assert read == value


def test_a_part_that_a_class_has_gained_since_is_filled() -> None:
    state = state_of(item())
    del state["asked_to_cancel"]
    read = blank(OrderItem)
    read.__setstate__(state)

    assert read == item()


def test_an_explanation_of_0_1_0_had_the_facts_of_its_own_standard() -> None:
    (why,) = explain([evidence()], ORDER_TRACEABILITY, as_of=at(20))
    state = state_of(why)
    del state["facts_of"]
    read = blank(Explanation)
    read.__setstate__(state)

    assert read.facts_of == read.standard == "order-traceability"
    assert evolve(read, facts_of=why.facts_of) == why


def test_a_value_of_a_single_part_is_read_as_well() -> None:
    read = blank(Word)
    read.__setstate__({"text": "kept"})

    assert read == Word("kept")
    with pytest.raises(InvalidValueError) as caught:
        read.__setstate__({"text": "changed"})

    assert (caught.value.field, caught.value.shown) == ("value", "a value of type Word")
    assert caught.value.reason == "expected a new one: such a value is made once and never changed"


def test_the_state_that_an_earlier_version_pickled_is_checked() -> None:
    with pytest.raises(InvalidValueError) as caught:
        blank(Evidence).__setstate__({**state_of(evidence()), "quantity": -1})

    assert caught.value.field == "quantity"
    assert_well_told(caught.value)


@pytest.mark.parametrize("state", [None, (), (None, {}), [], "quantity"], ids=str)
def test_a_state_of_another_form_is_refused(state: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        blank(Evidence).__setstate__(state)

    assert_well_told(caught.value)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_that_is_made_takes_no_state(value: Any) -> None:
    before = repr(value)
    with pytest.raises(InvalidValueError):
        value.__setstate__(state_of(value))

    assert repr(value) == before


def test_no_class_takes_or_tells_its_state_in_the_way_of_attrs() -> None:
    kinds = [kind for base in (Remade, MadeOnce) for kind in base.__subclasses__() if kind is not MadeOnce]

    assert {Edition, Editions, Evidence, Explanation, OrderItem, TrackAndTraceNumber, norm.Norm} <= {*kinds}
    assert [kind for kind in kinds if {"__getstate__", "__setstate__"} & vars(kind).keys()] == []


def test_a_value_that_is_made_once_is_not_made_again_in_place_and_takes_no_state() -> None:
    number: Any = TrackAndTraceNumber("3SABCD1234567")
    for again, taken in ((number.__init__, "OTHER1"), (blank(TrackAndTraceNumber).__setstate__, {"text": "OTHER1"})):
        with pytest.raises(InvalidValueError) as caught:
            again(taken)

        assert (caught.value.field, caught.value.shown) == ("value", "a value of type TrackAndTraceNumber")
        assert caught.value.reason == "expected a new one: such a value is made once and never changed"
    assert number == TrackAndTraceNumber("3SABCD1234567")


def test_a_tampered_pickle_is_refused_by_the_constructor() -> None:
    made, (kind, parts) = evidence().__reduce__()
    with pytest.raises(TrackntraceError):
        made(kind, tuple({**dict(parts), "quantity": 0}.items()))


def test_the_days_from_which_editions_hold_are_worked_out_anew() -> None:
    _, (_, parts) = ORDER_TRACEABILITY.editions.__reduce__()

    assert "beginnings" not in dict(parts)


@pytest.mark.parametrize("name", ["Certainty", "Edition", "Editions", "Level"])
def test_the_editions_are_found_where_0_1_0_had_them(name: str) -> None:
    assert getattr(norm, name) is getattr(editions, name)


def test_what_never_stood_with_the_norm_is_not_found_there() -> None:
    with pytest.raises(AttributeError, match="Scorecard"):
        norm.Scorecard  # type: ignore[attr-defined]  # noqa: B018
    assert Editions.__module__ == editions.__name__
