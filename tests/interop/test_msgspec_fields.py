"""Our values in msgspec structs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.builders import NUMBER, OTHER_NUMBER, PROMISED, SAMPLE_WEEK, SHIPPED, entry, on, transport
from tests.interop.made_values import ANY_VALUE, EVENT, VALUES, WRITTEN
from trackntrace import DeliverBy, DeliverOn, InvalidValueError, Moment, Question, Transport
from trackntrace.interop.value_forms import form_of

pytest.importorskip("msgspec")

import msgspec
from msgspec import Struct, ValidationError

from trackntrace.interop.msgspec_fields import (
    DayField,
    EntryField,
    MomentField,
    PromiseField,
    TrackAndTraceNumberField,
    TransportEventField,
    TransportField,
    WeekField,
    dec_hook,
    decode,
    encode,
    plainly,
    schema_hook,
    stand_in,
)


class Parcel(Struct, rename="camel", omit_defaults=True, tag="parcel", frozen=True):
    """A struct of somebody else's, with values of ours in it."""

    the_number: TrackAndTraceNumberField
    promise: PromiseField | None = None
    events: tuple[TransportEventField, ...] = ()
    entries: dict[str, EntryField] = {}
    day: DayField | None = None
    week: WeekField | None = None
    at: MomentField | None = None
    transport: TransportField | None = None
    weight: int = 3

    def __post_init__(self) -> None:
        if not isinstance(self.weight, int):
            raise TypeError("expected a whole number")


FULL = Parcel(
    NUMBER,
    promise=PROMISED,
    events=(EVENT,),
    entries={"first": entry()},
    day=on(7),
    week=SAMPLE_WEEK,
    at=SHIPPED,
    transport=WRITTEN,
)


def alone(value: object) -> Any:
    """A struct that holds just this value."""
    kind = Moment if type(value).__name__ == "datetime" else type(value)
    return msgspec.defstruct("Alone", [("value", stand_in(kind))])


def test_a_struct_survives_json() -> None:
    assert decode(encode(FULL), Parcel) == FULL


def test_renaming_tags_and_left_out_defaults_are_msgspecs_own() -> None:
    assert encode(Parcel(NUMBER)) == b'{"type":"parcel","theNumber":"3SABCD1234567"}'


@pytest.mark.parametrize("other", [1.5, True, "text", b"bytes", None, 3])
def test_what_is_none_of_ours_is_left_to_msgspec(other: object) -> None:
    assert plainly(other) is other


def test_encoding_leaves_the_struct_as_it_was() -> None:
    encode(FULL)

    assert FULL.the_number is NUMBER


def test_a_refusal_keeps_our_sentence_and_msgspec_adds_the_place() -> None:
    with pytest.raises(
        ValidationError, match=r"Cannot use '\\u0130' as number: not ASCII.*at `\$\.theNumber`"
    ) as caught:
        decode('{"type":"parcel","theNumber":"\u0130"}'.encode(), Parcel)

    assert isinstance(caught.value.__cause__, InvalidValueError)


def test_a_transport_is_read_under_its_own_rule() -> None:
    twice = plainly(transport(entry()))
    twice["entries"].append(plainly(entry(OTHER_NUMBER)))

    with pytest.raises(ValidationError, match="was entered before and stays"):
        decode(msgspec.json.encode({"type": "parcel", "theNumber": "1", "transport": twice}), Parcel)


def test_without_us_msgspec_would_lose_what_was_written_on_a_transport() -> None:
    assert b"3SABCD1234567" not in msgspec.json.encode(transport(entry()))
    assert decode(encode(Parcel(NUMBER, transport=transport(entry()))), Parcel).transport == transport(entry())


def test_the_hooks_serve_those_who_call_msgspec_themselves() -> None:
    told = {"type": "parcel", "theNumber": "3s abcd 1234567", "week": "2026-W41"}

    assert msgspec.convert(told, Parcel, dec_hook=dec_hook) == Parcel(NUMBER, week=SAMPLE_WEEK)


def test_the_json_schema_is_that_of_our_plain_forms() -> None:
    told = msgspec.json.schema(Parcel, schema_hook=schema_hook)["$defs"]["Parcel"]["properties"]

    assert told["theNumber"]["pattern"].startswith("^(?:[0-9A-Z]")
    assert told["at"]["anyOf"][0]["format"] == "date-time"


@pytest.mark.parametrize("hook", [lambda: dec_hook(int, 3), lambda: schema_hook(int)])
def test_the_hooks_say_where_a_field_is_none_of_ours(hook: Any) -> None:
    with pytest.raises(NotImplementedError, match="not int"):
        hook()


def test_every_other_value_has_a_stand_in_too() -> None:
    kind = alone(Question("Q1", asked=SHIPPED))

    assert decode(b'{"value":{"question_id":"Q1","asked":"2026-10-06T16:00:00+02:00"}}', kind).value.asked == SHIPPED


def test_a_stand_in_is_told_by_its_name() -> None:
    assert stand_in(Transport).__name__ == "TransportField"
    assert (stand_in(str).__name__, stand_in(int).__name__) == ("strField", "intField")
    assert getattr(PromiseField, "__name__", "") == "DeliverByOrDeliverOnField"
    assert stand_in(DeliverBy | DeliverOn).__name__ == "DeliverByOrDeliverOnField"
    assert isinstance(transport(), stand_in(Transport))
    assert not isinstance(NUMBER, stand_in(Transport))


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_value_survives_in_a_struct(value: Any) -> None:
    kind = alone(value)

    assert repr(decode(encode(kind(value)), kind).value) == repr(value)


@pytest.mark.parametrize("nested", [[NUMBER], (NUMBER,), {NUMBER}, frozenset({NUMBER}), {"a": NUMBER}, {NUMBER: "a"}])
def test_collections_are_walked(nested: Any) -> None:
    assert b"3SABCD1234567" in encode(nested)


@pytest.mark.law
@given(ANY_VALUE)
def test_a_struct_loses_nothing(value: Any) -> None:
    """Encoding a value in a struct and decoding it gives the value."""
    kind = alone(value)

    assert decode(encode(kind(value)), kind) == kind(value)
    assert form_of(type(value)).write(value) == plainly(value)
