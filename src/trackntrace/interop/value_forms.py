"""
The plain forms of this library's values: one source for every neighbour that stores or sends them.

A number, a delivery service, a moment, a day and a week are texts; words are their spelling; exact fractions are texts
such as ``"49/50"``; every other value is an object of its parts, by their names in Python. What is written has all its
parts; what is read may leave out those that have a default, and nothing else may stand there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints, overload

from attrs import NOTHING as NO_DEFAULT
from attrs import evolve, fields, has

from trackntrace.documents.members import placed
from trackntrace.documents.tally_file import read_tally, tally_bytes
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.interop.plain_forms import (
    FRACTION,
    NOTHING,
    TEXT,
    WHOLE,
    Plain,
    PlainForm,
    anchored,
    mapping,
    row,
    said_of,
    series,
    text,
    words,
)
from trackntrace.interop.record_forms import one_of, record
from trackntrace.moment import WEEK_GRAMMAR, Moment, Week, day_of, moment_of, parse_day, parse_moment
from trackntrace.numbers.delivery_services import SERVICE_CODE, DeliveryService
from trackntrace.numbers.number import CANONICAL_NUMBER, LONGEST_NUMBER, TrackAndTraceNumber
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.response_time import RESPONSE_TIME
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import Tally, Undated, WeekOrUndated
from trackntrace.shipping.customer import ContactCustomer, CustomerMessage, MarketplaceInforms
from trackntrace.shipping.delivery_methods import TellNothing, UseLabel, UseTransport
from trackntrace.shipping.entry import CorrectionNote, Entry
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.transport import Transport

_T = TypeVar("_T")

_OURS: Final = "trackntrace."
_TOLD_APART: Final = (
    *(DeliverBy, DeliverOn),
    *(CustomerMessage, ContactCustomer, MarketplaceInforms),
    *(UseLabel, UseTransport, TellNothing),
)
"""Classes that stand in for one another, so that each says which it is."""

_COUNTED: Final[dict[tuple[str, int], AnyStandard]] = {
    (standard.counted_as, standard.facts_version): standard
    for standard in (ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS, RETURNS, RESPONSE_TIME)
}


def form_of(kind: Any) -> PlainForm:
    """
    The plain form of a class of ours, of a moment, or of a union or collection of such.

    Raises:
        InvalidValueError: values of this kind have none: they hold functions, or cannot be told apart.
    """
    try:
        return _form_of(kind)
    except (TypeError, InvalidValueError):
        raise _formless(kind) from None


def _formless(kind: object) -> InvalidValueError:
    named = kind.__name__ if isinstance(kind, type) else str(kind)
    return InvalidValueError.about(named, "form", "expected a kind of values that has a plain form")


def covered(kind: Any) -> bool:
    """Whether values of a kind have a plain form in which a class of this library takes part."""
    try:
        return bool(form_of(kind).ours)
    except InvalidValueError:
        return False


def plain(value: object, kind: Any = None) -> Plain:
    """
    The plain form of a value; ``kind`` is needed where its class alone does not tell what it is.

    >>> plain(DeliverBy(parse_day("2026-10-02")))
    {'kind': 'deliver-by', 'day': '2026-10-02'}

    Raises:
        InvalidValueError: its class has no plain form.
    """
    return form_of(type(value) if kind is None else kind).write(value)


@overload
def value_of(kind: type[_T], given: object) -> _T: ...
@overload
def value_of(kind: Any, given: object) -> Any: ...
def value_of(kind: Any, given: object) -> Any:
    """
    The value of a plain form.

    >>> value_of(DeliverBy | DeliverOn, {"kind": "deliver-on", "day": "2026-10-02"})
    DeliverOn(day=datetime.date(2026, 10, 2))

    Raises:
        InvalidValueError: it is no plain form of this kind; ``field`` says where.
        AlreadyEnteredError: the entries of a transport hold two numbers.
    """
    return form_of(kind).read(given)


@cache
def _form_of(kind: Any) -> PlainForm:
    if kind in _SPECIAL:
        return _SPECIAL[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _union(parts)
    if origin in {tuple, frozenset}:
        every = parts[-1:] == (...,) or origin is frozenset
        return row(_form_of(parts[0]), origin) if every else series(tuple(map(_form_of, parts)))
    if origin is Mapping and parts[0] is str:
        return mapping(_form_of(parts[1]))
    if isinstance(kind, type) and kind.__module__.startswith(_OURS):
        return _of_class(kind)
    raise _formless(kind)


def _union(parts: tuple[Any, ...]) -> PlainForm:
    """What may be one of several things; several closed sets of words are one."""
    sets = tuple(part for part in parts if isinstance(part, type) and issubclass(part, Enum))
    forms = tuple(_form_of(part) for part in parts if part not in sets)
    return one_of((*forms, words(sets)) if sets else forms)


def _of_class(kind: type) -> PlainForm:
    if issubclass(kind, Enum):
        return words((kind,))
    hints = get_type_hints(kind)
    if has(kind):
        told = [each for each in fields(kind) if each.init]
        parts = {each.alias: hints[each.name] for each in told}
        required = tuple(each.alias for each in told if each.default is NO_DEFAULT)
    elif issubclass(kind, tuple) and (named := getattr(kind, "_fields", ())):
        parts = {name: hints[name] for name in named}
        known: Any = kind
        required = tuple(name for name in parts if name not in known._field_defaults)
    else:
        raise _formless(kind)
    forms = {name: _form_of(hint) for name, hint in parts.items()}
    return record(kind, forms, required=required, tag=_tag(kind) if kind in _TOLD_APART else "")


def _tag(kind: type) -> str:
    """The name of a class as documents spell words."""
    return re.sub("(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def _service_form() -> PlainForm:
    """A service by its code; one that is known here by more than that, by all of it."""
    described = _of_class(DeliveryService)
    code = text(
        DeliveryService,
        DeliveryService.parse,
        ours=(DeliveryService,),
        pattern=anchored(SERVICE_CODE),
        examples=["TNT", "DHLFORYOU"],
        description="a delivery service by the marketplace's code, such as TNT for PostNL",
    )

    def write(service: DeliveryService) -> Plain:
        known = DeliveryService.parse(service.code)
        told = described.write(service)
        return service.code if told == described.write(known) else told

    return PlainForm(
        kinds=(DeliveryService,),
        takes=("string", "object"),
        schema={"anyOf": [code.schema, described.schema]},
        reader=lambda value, place: (code if type(value) is str else described).reader(value, place),
        write=write,
        ours=(DeliveryService,),
    )


def _transport_form() -> PlainForm:
    """A transport by what was written on it, which is written again, entry by entry, under its own rule."""
    parts = {
        "transport_id": TEXT,
        "journey": _form_of(Journey),
        "entries": row(_form_of(Entry), tuple),
        "notes": row(_form_of(CorrectionNote), tuple),
    }
    return record(Transport, parts, required=(), make=_written)


_NOTHING_SEEN: Final = Journey()


def _written(
    transport_id: str = "",
    journey: Journey = _NOTHING_SEEN,
    entries: tuple[Entry, ...] = (),
    notes: tuple[CorrectionNote, ...] = (),
) -> Transport:
    transport = Transport(transport_id, journey=journey)
    for entry in entries:
        transport = transport.enter(entry)
    for note in notes:
        transport = transport.note(note)
    return transport


def _read_week_or_undated(value: object) -> WeekOrUndated:
    return Undated.UNDATED if value == Undated.UNDATED.value else Week.parse(value)


def _read_tally(value: Plain, place: str) -> Tally:
    """A tally of one of the library's own standards, by the form of its file."""
    counting = value.get("counting") if type(value) is dict else None
    named = (counting.get("standard"), counting.get("factsVersion")) if type(counting) is dict else None
    try:
        standard = next((each for known, each in _COUNTED.items() if known == named), ORDER_TRACEABILITY)
        return read_tally(json.dumps(value).encode(), standard)
    except (InvalidValueError, ConflictError) as error:
        raise type(error)(placed(error.field, place), error.shown, error.reason) from None
    except (TypeError, ValueError, RecursionError):
        raise InvalidValueError.about(value, place or "tally", "expected the JSON of a tally's file") from None


_MOMENT: Final = text(
    datetime,
    parse_moment,
    write=datetime.isoformat,
    vouch=moment_of,
    ours=(Moment,),
    format="date-time",
    examples=["2026-10-02T14:00:00+02:00"],
    description="a moment with its offset",
)
_WEEK: Final = text(
    Week,
    Week.parse,
    ours=(Week,),
    pattern=anchored(WEEK_GRAMMAR),
    examples=["2026-W40"],
    description="a week as ISO 8601 counts them",
)
_SPECIAL: Final[dict[Any, PlainForm]] = {
    str: TEXT,
    int: WHOLE,
    NoneType: NOTHING,
    Fraction: FRACTION,
    date: text(date, parse_day, write=date.isoformat, vouch=day_of, format="date", examples=["2026-10-02"]),
    datetime: _MOMENT,
    Moment: _MOMENT,
    Week: _WEEK,
    TrackAndTraceNumber: text(
        TrackAndTraceNumber,
        TrackAndTraceNumber.parse,
        ours=(TrackAndTraceNumber,),
        pattern=anchored(CANONICAL_NUMBER),
        maxLength=LONGEST_NUMBER,
        examples=["3SABCD1234567"],
        description="a track & trace number; spaces and small letters are put right when it is read",
    ),
    WeekOrUndated: evolve(
        _WEEK,
        kinds=(Week, Undated),
        reader=lambda value, place: said_of(place, _read_week_or_undated, value),
        write=lambda week: week.value if week is Undated.UNDATED else str(week),
        schema={"anyOf": [_WEEK.schema, {"const": Undated.UNDATED.value}]},
    ),
    Tally: PlainForm(
        kinds=(Tally,),
        takes=("object",),
        schema={"type": "object", "title": "Tally", "description": "a tally's file"},
        reader=_read_tally,
        write=lambda tally: json.loads(tally_bytes(tally)),
        ours=(Tally,),
    ),
}
_SPECIAL[DeliveryService] = _service_form()
_SPECIAL[Transport] = _transport_form()
