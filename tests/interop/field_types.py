"""What a type checker sees of fields: the plain types. Checked by mypy with all tests, and by pyright in a slow one."""

from __future__ import annotations

from datetime import date
from typing import assert_type

from cattrs import Converter
from msgspec import Struct
from pydantic import BaseModel

from trackntrace import DeliverBy, DeliverOn, Entry, Moment, Tally, TrackAndTraceNumber, Transport, Week
from trackntrace.interop import msgspec_fields, pydantic_fields
from trackntrace.interop.cattrs_converter import configure, converter
from trackntrace.interop.columns import values_in
from trackntrace.interop.value_forms import value_of


class Model(BaseModel):
    """Fields of pydantic's."""

    number: pydantic_fields.TrackAndTraceNumberField
    promise: pydantic_fields.PromiseField | None
    at: pydantic_fields.MomentField
    day: pydantic_fields.DayField
    entries: list[pydantic_fields.EntryField]
    tally: pydantic_fields.TallyField


class Box(Struct):
    """Fields of msgspec's."""

    number: msgspec_fields.TrackAndTraceNumberField
    promise: msgspec_fields.PromiseField | None
    week: msgspec_fields.WeekField
    transport: msgspec_fields.TransportField


def fields_of_pydantic(model: Model) -> None:
    """Each is its own type."""
    assert_type(model.number, TrackAndTraceNumber)
    assert_type(model.promise, DeliverBy | DeliverOn | None)
    assert_type(model.at, Moment)
    assert_type(model.day, date)
    assert_type(model.entries, list[Entry])
    assert_type(model.tally, Tally)


def fields_of_msgspec(data: bytes) -> None:
    """Each is its own type, and a decoded struct is one."""
    box = msgspec_fields.decode(data, Box)
    assert_type(box, Box)
    assert_type(box.number, TrackAndTraceNumber)
    assert_type(box.promise, DeliverBy | DeliverOn | None)
    assert_type(box.week, Week)
    assert_type(box.transport, Transport)


def what_is_read(told: object) -> None:
    """A value that is read is one of the class that was asked for."""
    assert_type(value_of(Entry, told), Entry)
    assert_type(values_in([told], TrackAndTraceNumber), list[TrackAndTraceNumber | None])
    assert_type(converter(), Converter)
    assert_type(configure(Converter()), Converter)
