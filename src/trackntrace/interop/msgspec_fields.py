"""
Our values in msgspec structs: the extra ``msgspec``.

msgspec takes every attrs class for one of its own: it would write a number as an object of its parts, write a transport
without its entries and read one past its checks, and it asks no hook about it. So a field here is a stand-in of another
class, which a type checker sees as the value itself:

    class Parcel(Struct):
        number: TrackAndTraceNumberField
        promise: PromiseField | None = None

`encode` and `decode` do the rest. Who calls msgspec directly gives `dec_hook` and `schema_hook`, and encodes
`plainly` what is to be written.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import msgspec
from msgspec.structs import force_setattr

from trackntrace.interop.plain_forms import PlainForm
from trackntrace.interop.value_forms import covered, form_of, plain
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
from trackntrace.shipping.transport import Transport

_T = TypeVar("_T")


class _StandIn(type):
    """The class of stand-ins: what is an instance of one is an instance of the class that it stands in for."""

    form: PlainForm

    def __instancecheck__(cls, value: object) -> bool:
        return type(value) in cls.form.kinds


def stand_in(kind: Any) -> Any:
    """
    A class that stands in a struct for one of ours, or for a union of them.

    Raises:
        InvalidValueError: values of this kind have no plain form.
    """
    form = form_of(kind)
    named = kind.__name__ if isinstance(kind, type) else "Or".join(each.__name__ for each in form.kinds)
    return _StandIn(f"{named}Field", (), {"form": form})


if TYPE_CHECKING:
    TrackAndTraceNumberField: TypeAlias = TrackAndTraceNumber
    DeliveryServiceField: TypeAlias = DeliveryService
    MomentField: TypeAlias = Moment
    DayField: TypeAlias = date
    WeekField: TypeAlias = Week
    PromiseField: TypeAlias = DeliverBy | DeliverOn
    HandoverWindowField: TypeAlias = HandoverWindow
    EntryField: TypeAlias = Entry
    TransportEventField: TypeAlias = TransportEvent
    JourneyField: TypeAlias = Journey
    TransportField: TypeAlias = Transport
    OrderField: TypeAlias = Order
    ShipmentField: TypeAlias = Shipment
    EvidenceField: TypeAlias = Evidence
    NormField: TypeAlias = Norm
    ScoreField: TypeAlias = Score
    TallyField: TypeAlias = Tally
else:
    TrackAndTraceNumberField = stand_in(TrackAndTraceNumber)
    DeliveryServiceField = stand_in(DeliveryService)
    MomentField = stand_in(Moment)
    DayField = stand_in(date)
    WeekField = stand_in(Week)
    PromiseField = stand_in(DeliverBy | DeliverOn)
    HandoverWindowField = stand_in(HandoverWindow)
    EntryField = stand_in(Entry)
    TransportEventField = stand_in(TransportEvent)
    JourneyField = stand_in(Journey)
    TransportField = stand_in(Transport)
    OrderField = stand_in(Order)
    ShipmentField = stand_in(Shipment)
    EvidenceField = stand_in(Evidence)
    NormField = stand_in(Norm)
    ScoreField = stand_in(Score)
    TallyField = stand_in(Tally)


def dec_hook(kind: type, given: object) -> Any:
    """
    The value that stands in a field, for msgspec's decoders and `msgspec.convert`; a refusal keeps our sentence.

    Raises:
        InvalidValueError: it is no plain form of this kind.
        NotImplementedError: the field is none of ours.
    """
    if isinstance(kind, _StandIn):
        return kind.form.read(given)
    raise NotImplementedError(f"expected a field of trackntrace.interop.msgspec_fields, not {kind.__name__}")


def schema_hook(kind: type) -> dict[str, Any]:
    """
    The JSON Schema of a field, for `msgspec.json.schema`.

    Raises:
        NotImplementedError: the field is none of ours.
    """
    if isinstance(kind, _StandIn):
        return dict(kind.form.schema)
    raise NotImplementedError(f"expected a field of trackntrace.interop.msgspec_fields, not {kind.__name__}")


def decode(data: bytes, kind: type[_T]) -> _T:
    """
    The struct in a JSON text.

    Raises:
        msgspec.ValidationError: it is none; of a value of ours it tells our sentence and the place.
    """
    return msgspec.json.decode(data, type=kind, dec_hook=dec_hook)


def encode(value: object) -> bytes:
    """The JSON text of a struct, a value of ours, or a collection of such."""
    return msgspec.json.encode(plainly(value))


def plainly(value: Any) -> Any:
    """The same structs and collections with the plain forms of our values in them, to be encoded and then dropped."""
    walk = _WALKS.get(type(value))
    if walk is not None:
        return walk(value)
    if isinstance(value, msgspec.Struct):
        return _plain_struct(value)
    return plain(value) if covered(type(value)) else value


def _plain_struct(value: msgspec.Struct) -> msgspec.Struct:
    """A copy, filled without its own checks: renamed, tagged and omitted fields are left to msgspec."""
    filled = copy(value)
    for name in value.__struct_fields__:
        force_setattr(filled, name, plainly(getattr(value, name)))
    return filled


_WALKS: Final[dict[type, Callable[[Any], Any]]] = {
    list: lambda value: [*map(plainly, value)],
    tuple: lambda value: tuple(map(plainly, value)),
    set: lambda value: [*map(plainly, value)] if value else value,
    frozenset: lambda value: [*map(plainly, value)] if value else value,
    dict: lambda value: {plainly(name): plainly(each) for name, each in value.items()},
}
