"""
Our values as fields of pydantic models (version 2): the extra ``pydantic``.

Each name is the plain type for a type checker, and brings validation, serialization and a JSON Schema at run time:

    class Parcel(BaseModel):
        number: TrackAndTraceNumberField
        promise: PromiseField

A field takes the value itself or its plain form (`trackntrace.interop.value_forms`); in strict mode Python input must
be the value itself. `AS_FIELD` does the same for every other value that has a plain form, and for collections of them:
``Annotated[tuple[Question, ...], AS_FIELD]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Final, LiteralString, NoReturn, TypeAlias, final

from pydantic import GetCoreSchemaHandler, GetPydanticSchema, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import (
    json_or_python_schema,
    lax_or_strict_schema,
    no_info_plain_validator_function,
    plain_serializer_function_ser_schema,
)

from trackntrace.errors import ConflictError, TrackntraceError
from trackntrace.interop.plain_forms import PlainForm
from trackntrace.interop.value_forms import form_of
from trackntrace.moment import Moment, Week
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.norm import Norm
from trackntrace.performance.score import Score
from trackntrace.performance.tally import Tally
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey, TransportEvent
from trackntrace.shipping.order import Order
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow
from trackntrace.shipping.shipment import Shipment
from trackntrace.shipping.transport import AlreadyEnteredError, Transport

_ROOT: Final = "$"
_STEP: Final = re.compile(r"\[([0-9]{1,9})\]|([^.\[\]]+)")
_KINDS: Final[dict[type, LiteralString]] = {AlreadyEnteredError: "already_entered", ConflictError: "conflict"}


@final
class AsField:
    """The annotation that makes a field of a value of ours; `AS_FIELD` is the one there is."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        form = form_of(source)
        described = GetPydanticSchema(lambda _, __: _core_schema(form), lambda _, __: dict(form.schema))
        return handler.generate_schema(Annotated[Any, described])


AS_FIELD: Final = AsField()


def _core_schema(form: PlainForm) -> CoreSchema:
    reading = no_info_plain_validator_function(_telling(form.read))
    instance = no_info_plain_validator_function(_telling(form.instance))
    return json_or_python_schema(
        json_schema=reading,
        python_schema=lax_or_strict_schema(lax_schema=reading, strict_schema=instance),
        serialization=plain_serializer_function_ser_schema(form.write, when_used="json"),
    )


def _telling(read: Callable[..., Any]) -> Callable[[object], Any]:
    """A reader whose refusals are pydantic's, with our sentence, at their place inside the value."""

    def validate(value: object) -> Any:
        try:
            return read(value)
        except TrackntraceError as error:
            _refuse(error, value, _place(read, value))

    return validate


def _place(read: Callable[..., Any], value: object) -> str:
    """Where inside a refused value the fault lies: read once more, under a name that nothing else has."""
    try:
        read(value, _ROOT)
    except TrackntraceError as error:
        return error.field.removeprefix(_ROOT) if error.field.startswith(_ROOT) else ""
    return ""


def _refuse(error: TrackntraceError, value: object, place: str) -> NoReturn:
    kind = _KINDS.get(type(error), "invalid_value")
    told = {"sentence": str(error), "field": error.field, "shown": error.shown, "reason": error.reason}
    steps = tuple(int(index) if index else name for index, name in _STEP.findall(place))
    line = InitErrorDetails(type=PydanticCustomError(kind, "{sentence}", told), loc=steps, input=value)
    raise ValidationError.from_exception_data("trackntrace", [line]) from None


TrackAndTraceNumberField: TypeAlias = Annotated[TrackAndTraceNumber, AS_FIELD]
DeliveryServiceField: TypeAlias = Annotated[DeliveryService, AS_FIELD]
MomentField: TypeAlias = Annotated[Moment, AS_FIELD]
DayField: TypeAlias = Annotated[date, AS_FIELD]
WeekField: TypeAlias = Annotated[Week, AS_FIELD]
PromiseField: TypeAlias = Annotated[DeliverBy | DeliverOn, AS_FIELD]
HandoverWindowField: TypeAlias = Annotated[HandoverWindow, AS_FIELD]
EntryField: TypeAlias = Annotated[Entry, AS_FIELD]
TransportEventField: TypeAlias = Annotated[TransportEvent, AS_FIELD]
JourneyField: TypeAlias = Annotated[Journey, AS_FIELD]
TransportField: TypeAlias = Annotated[Transport, AS_FIELD]
OrderField: TypeAlias = Annotated[Order, AS_FIELD]
ShipmentField: TypeAlias = Annotated[Shipment, AS_FIELD]
EvidenceField: TypeAlias = Annotated[Evidence, AS_FIELD]
NormField: TypeAlias = Annotated[Norm, AS_FIELD]
ScoreField: TypeAlias = Annotated[Score, AS_FIELD]
TallyField: TypeAlias = Annotated[Tally, AS_FIELD]
