"""Our values as fields of pydantic models."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest
from hypothesis import given

from tests.builders import NUMBER, PROMISED, SAMPLE_WEEK, SHIPPED, at, entry, on
from tests.interop.made_values import ANY_VALUE, JOURNEY, VALUES, WRITTEN
from trackntrace import DeliverBy, DeliverOn, DeliveryDays, InvalidValueError, Moment, Question
from trackntrace.interop.value_forms import form_of
from trackntrace.numbers.delivery_services import POSTNL

pytest.importorskip("pydantic")

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from trackntrace.interop import pydantic_fields
from trackntrace.interop.pydantic_fields import (
    AS_FIELD,
    DayField,
    DeliveryServiceField,
    EntryField,
    JourneyField,
    MomentField,
    PromiseField,
    TrackAndTraceNumberField,
    TransportField,
    WeekField,
)


class Parcel(BaseModel):
    """What an application may keep of a parcel."""

    number: TrackAndTraceNumberField
    service: DeliveryServiceField | None = None
    promise: PromiseField | None = None
    entries: list[EntryField] = []
    journey: JourneyField | None = None
    at: MomentField | None = None
    day: DayField | None = None
    week: WeekField | None = None
    transport: TransportField | None = None


FULL = Parcel(
    number=NUMBER,
    service=POSTNL,
    promise=PROMISED,
    entries=[entry()],
    journey=JOURNEY,
    at=SHIPPED,
    day=on(7),
    week=SAMPLE_WEEK,
    transport=WRITTEN,
)


def adapter(value: Any) -> TypeAdapter[Any]:
    kind: Any = Moment if type(value).__name__ == "datetime" else type(value)
    return TypeAdapter(Annotated[kind, AS_FIELD])


def errors_of(**members: Any) -> list[Any]:
    with pytest.raises(ValidationError) as caught:
        Parcel(**{"number": "3SABCD1234567", **members})
    return list(caught.value.errors())


def test_a_model_survives_json() -> None:
    assert Parcel.model_validate_json(FULL.model_dump_json()) == FULL


def test_a_number_is_read_as_people_type_it() -> None:
    assert Parcel(number="3s abcd 1234567").number == NUMBER  # type: ignore[arg-type]  # what a form sends


def test_in_python_a_dump_keeps_the_values_and_in_json_it_holds_their_plain_forms() -> None:
    assert FULL.model_dump()["promise"] is PROMISED
    assert FULL.model_dump(mode="json")["promise"] == {"kind": "deliver-by", "day": "2026-10-07"}


def test_a_field_that_is_made_by_the_annotation_is_described_and_dumped_so_too() -> None:
    field = adapter(PROMISED)

    assert field.json_schema() == form_of(type(PROMISED)).schema
    assert field.json_schema(mode="serialization") == form_of(type(PROMISED)).schema
    assert field.dump_python(PROMISED) is PROMISED
    assert field.dump_python(PROMISED, mode="json") == {"kind": "deliver-by", "day": "2026-10-07"}


def test_json_tells_the_two_promises_apart() -> None:
    def read(kind: str) -> object:
        return TypeAdapter(PromiseField).validate_json(json.dumps({"kind": kind, "day": "2026-10-07"}))

    assert read("deliver-by") == DeliverBy(on(7))
    assert read("deliver-on") == DeliverOn(on(7))


def test_an_error_carries_our_sentence_and_its_parts() -> None:
    [error] = errors_of(number="3SABCD\u0661")

    assert error["loc"] == ("number",)
    assert error["type"] == "invalid_value"
    assert error["msg"].startswith(r"Cannot use '3SABCD\u0661' as number: not ASCII")
    assert error["input"] == "3SABCD\u0661"
    reason = error["ctx"]["reason"]
    assert reason.startswith("not ASCII: expected letters and digits")
    assert error["ctx"] == {
        "sentence": error["msg"],
        "field": "number",
        "shown": r"'3SABCD\u0661'",
        "reason": reason,
    }


def test_an_error_keeps_its_place_inside_a_value() -> None:
    seen = {"events": [{"status": "delivered", "at": "2026-10-07T12:00:00Z"}, {"status": "delivered", "at": "noon"}]}

    places = [error["loc"] for error in errors_of(entries=[{"at": "2026-10-07"}], journey=seen, week="2026-W60")]

    assert places == [("entries", 0, "at"), ("journey", "events", 1, "at"), ("week",)]


def test_a_number_written_twice_on_a_transport_is_an_error_of_its_own_kind() -> None:
    twice = json.loads(FULL.model_dump_json())["transport"]
    twice["entries"].append({"number": "3SWXYZ7654321", "at": "2026-10-07T12:00:00Z"})

    [error] = errors_of(transport=twice)

    assert error["type"] == "already_entered"
    assert error["loc"] == ("transport",)
    assert "was entered before and stays" in error["msg"]


def test_strict_python_takes_values_only() -> None:
    adapter = TypeAdapter(TrackAndTraceNumberField, config=ConfigDict(strict=True))

    assert adapter.validate_python(NUMBER) == NUMBER
    assert adapter.validate_json('"3SABCD1234567"') == NUMBER
    with pytest.raises(ValidationError, match="expected a TrackAndTraceNumber"):
        adapter.validate_python("3SABCD1234567")


def test_a_moment_without_offset_is_refused_and_one_of_a_named_zone_is_fixed() -> None:
    with pytest.raises(ValidationError, match="offset required"):
        TypeAdapter(MomentField).validate_python(at(7).replace(tzinfo=None))
    assert TypeAdapter(MomentField).validate_python(at(7)) == at(7)


def test_every_other_value_is_a_field_too_and_so_is_a_collection_of_them() -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[tuple[Question, ...], AS_FIELD])

    read = adapter.validate_json('[{"question_id": "Q1", "asked": "2026-10-05T12:00:00+02:00"}]')

    assert read == (Question("Q1", asked=at(5)),)
    assert adapter.validate_python(read, strict=True) == read


def test_what_has_no_plain_form_is_refused_when_the_model_is_made() -> None:
    with pytest.raises(InvalidValueError, match="DeliveryDays"):
        TypeAdapter(Annotated[DeliveryDays, AS_FIELD])


def test_the_json_schema_tells_patterns_formats_and_examples() -> None:
    told = Parcel.model_json_schema()["properties"]

    assert told["number"]["pattern"].startswith("^(?:[0-9A-Z]")
    assert told["number"]["examples"] == ["3SABCD1234567"]
    assert told["number"]["title"] == "Number"
    assert {"format": "date-time", "type": "string"}.items() <= told["at"]["anyOf"][0].items()
    assert told["week"]["anyOf"][0]["examples"] == ["2026-W40"]
    assert Parcel.model_json_schema(mode="serialization")["properties"]["number"] == told["number"]


def test_what_a_model_dumps_is_what_its_schema_says() -> None:
    jsonschema = pytest.importorskip("jsonschema")

    jsonschema.Draft202012Validator(Parcel.model_json_schema()).validate(FULL.model_dump(mode="json"))


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_value_survives_as_a_field(value: Any) -> None:
    field = adapter(value)

    assert repr(field.validate_json(field.dump_json(value))) == repr(value)
    assert field.validate_python(value, strict=True) == value


@pytest.mark.law
@given(ANY_VALUE)
def test_a_field_loses_nothing(value: Any) -> None:
    """Dumping a value as JSON and validating it gives the value."""
    field = adapter(value)

    assert field.validate_json(field.dump_json(value)) == value


def test_what_is_refused_only_once_has_no_place_inside() -> None:
    assert pydantic_fields._place(lambda _value, _place: None, "3SABCD1234567") == ""
