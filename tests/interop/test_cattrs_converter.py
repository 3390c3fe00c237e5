"""Our values in cattrs converters."""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import Factory, frozen
from hypothesis import given

from tests.builders import NUMBER, OTHER_NUMBER, PROMISED, SHIPPED, entry, transport
from tests.interop.made_values import ANY_VALUE, VALUES
from trackntrace import (
    AlreadyEnteredError,
    Entry,
    InvalidValueError,
    Moment,
    TrackAndTraceNumber,
    Transport,
)
from trackntrace.shipping.promise import Promise

pytest.importorskip("cattrs")

from cattrs import ClassValidationError, Converter, transform_error
from cattrs.preconf.json import make_converter

from trackntrace.interop.cattrs_converter import configure, converter


@frozen
class Parcel:
    """A class of somebody else's, with values of ours in it."""

    number: TrackAndTraceNumber
    at: Moment
    promise: Promise | None = None
    entries: list[Entry] = Factory(list)
    weight: int = 3


FULL = Parcel(NUMBER, SHIPPED, PROMISED, [entry(), entry(None)])


def kind_of(value: object) -> Any:
    return Moment if type(value).__name__ == "datetime" else type(value)


def test_our_values_are_structured_inside_other_classes() -> None:
    ready = converter()

    told = ready.unstructure(FULL)

    assert told["number"] == "3SABCD1234567"
    assert told["promise"] == {"kind": "deliver-by", "day": "2026-10-07"}
    assert told["weight"] == 3
    assert ready.structure(json.loads(json.dumps(told)), Parcel) == FULL


def test_a_converter_that_is_there_already_learns_our_values() -> None:
    mine = make_converter()

    assert configure(mine) is mine
    assert mine.loads(mine.dumps(FULL), Parcel) == FULL


def test_a_refusal_is_our_own_error() -> None:
    with pytest.raises(InvalidValueError, match="not ASCII"):
        converter().structure("3SABCD\u0661", TrackAndTraceNumber)


def test_inside_another_class_cattrs_gathers_our_refusals_with_their_places() -> None:
    with pytest.raises(ClassValidationError) as caught:
        converter().structure({"number": "3SABCD\u0661", "at": "noon", "entries": [{}]}, Parcel)

    told = transform_error(caught.value, format_exception=lambda error, _: str(error))

    assert [line.rpartition(" @ ")[2] for line in told] == ["$.number", "$.at", "$.entries[0]"]
    assert all(line.startswith("Cannot use ") for line in told)


def test_a_transport_is_structured_under_its_own_rule() -> None:
    ready = converter()
    told = ready.unstructure(transport(entry()))

    assert ready.structure(told, Transport) == transport(entry())
    with pytest.raises(AlreadyEnteredError):
        ready.structure(told | {"entries": [*told["entries"], ready.unstructure(entry(OTHER_NUMBER))]}, Transport)


def test_a_collection_of_ours_is_unstructured_as_what_it_is_said_to_be() -> None:
    ready = converter()

    assert ready.unstructure((NUMBER, OTHER_NUMBER), tuple[TrackAndTraceNumber, ...]) == [
        "3SABCD1234567",
        "3SWXYZ7654321",
    ]
    assert ready.unstructure(PROMISED, Promise) == {"kind": "deliver-by", "day": "2026-10-07"}


def test_what_is_not_ours_is_left_to_the_converter() -> None:
    ready = converter()

    assert ready.structure({"a": ["1"]}, dict[str, list[int]]) == {"a": [1]}
    assert type(ready) is Converter


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_value_is_structured_without_loss(value: Any) -> None:
    ready = converter()

    told = json.loads(json.dumps(ready.unstructure(value, kind_of(value))))

    assert repr(ready.structure(told, kind_of(value))) == repr(value)


@pytest.mark.law
@given(ANY_VALUE)
def test_a_converter_loses_nothing(value: Any) -> None:
    """Unstructuring a value, as what it is or as anything, and structuring it gives the value."""
    ready = converter()

    assert ready.structure(ready.unstructure(value, kind_of(value)), kind_of(value)) == value
    assert ready.structure(ready.unstructure(value), kind_of(value)) == value
