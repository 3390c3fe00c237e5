"""
Builders with good defaults, so that a test says only what it is about. They need nothing but the library.

The sample week is 2026-W41: ordered on Monday the 5th of October at nine, shipped on the 6th at four with a number of
PostNL's, promised for Wednesday the 7th. Moments, days, numbers and delivery services may be given as text.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final, TypeAlias

from trackntrace.moment import Moment, moment_of, parse_day, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.shipping.entry import Entry, Number
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.promise import DeliverBy, Promise
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport

AS_OF: Final = "2026-10-12T12:00:00+02:00"
"""The Monday after the sample week, at noon."""

ORDERED: Final = "2026-10-05T09:00:00+02:00"
SHIPPED: Final = "2026-10-06T16:00:00+02:00"
PROMISED: Final = "2026-10-07"
NUMBER: Final = "3SABCD1234567"
SERVICE: Final = "TNT"

At: TypeAlias = Moment | str
Promised: TypeAlias = Promise | date | str | None
Told: TypeAlias = tuple[TransportStatus | str, At]


def make_moment(at: At) -> Moment:
    """
    A moment, of its text where it is one.

    Raises:
        InvalidValueError: it is no moment.
    """
    return parse_moment(at) if isinstance(at, str) else moment_of(at)


def make_promise(promised: Promised) -> Promise | None:
    """
    A promise: a day, or its text, is the last day.

    Raises:
        InvalidValueError: it is no day.
    """
    if promised is None or isinstance(promised, DeliverBy) or hasattr(promised, "kept_by"):
        return promised  # type: ignore[return-value]  # a promise of either kind
    return DeliverBy(parse_day(promised) if isinstance(promised, str) else promised)


def _number(number: Number | str | None) -> Number | None:
    return TrackAndTraceNumber.parse(number) if isinstance(number, str) else number


def _service(service: DeliveryService | str | None) -> DeliveryService | None:
    return DeliveryService.parse(service) if isinstance(service, str) else service


def make_entry(
    number: Number | str | None = NUMBER,
    *,
    service: DeliveryService | str | None = SERVICE,
    at: At = SHIPPED,
    **parts: Any,
) -> Entry:
    """
    An entry: a number of PostNL's, given when the order was shipped; None is an entry without one.

    >>> make_entry("3s wxyz 7654321").number
    TrackAndTraceNumber('3SWXYZ7654321')

    Raises:
        InvalidValueError: a part is not what it should be.
    """
    return Entry(number=_number(number), service=_service(service), at=make_moment(at), **parts)


def make_event(status: TransportStatus | str, at: At, **parts: Any) -> TransportEvent:
    """
    Something that happened to a parcel, its status as a word of `TransportStatus` or as its text.

    Raises:
        InvalidValueError: it is no moment.
        ValueError: no status has that text.
    """
    return TransportEvent(TransportStatus(status), make_moment(at), **parts)


def make_journey(*told: Told) -> Journey:
    """
    A journey of what happened and when, each known as it happened.

    >>> make_journey(("delivered", "2026-10-07T14:00:00+02:00")).first_attempt.isoformat()
    '2026-10-07T14:00:00+02:00'

    Raises:
        InvalidValueError: something has no moment.
    """
    return Journey(make_event(status, at) for status, at in told)


def make_order_item(
    order_item_id: str = "item-1", quantity: int = 1, *, promised: Promised = PROMISED, **parts: Any
) -> OrderItem:
    """
    An order item, promised for the 7th.

    Raises:
        InvalidValueError: a part is not what it should be.
    """
    return OrderItem(order_item_id, quantity, promise=make_promise(promised), **parts)


def make_order(*items: OrderItem, order_id: str = "order-1", placed: At | None = ORDERED) -> Order:
    """
    An order of these items, of one where none is given.

    Raises:
        InvalidValueError: a part is not what it should be.
        ConflictError: two items have one id.
    """
    return Order(order_id, items or (make_order_item(),), placed=None if placed is None else make_moment(placed))


def make_line(
    order_item_id: str = "item-1", quantity: int = 1, *, promised: Promised = PROMISED, **parts: Any
) -> ShipmentLine:
    """
    A shipment line, promised for the 7th.

    Raises:
        InvalidValueError: a part is not what it should be.
    """
    return ShipmentLine(order_item_id, quantity, promise=make_promise(promised), **parts)


def make_shipment(
    *lines: ShipmentLine,
    entry: Entry | None = None,
    journey: Journey | None = None,
    order_id: str = "order-1",
    shipment_id: str = "shipment-1",
    transport_id: str = "transport-1",
    shipped: At | None = SHIPPED,
    ordered: At | None = ORDERED,
) -> Shipment:
    """
    A shipment of these lines, of one where none is given, with the entry of `make_entry` unless another is given.

    >>> str(make_shipment().number)
    '3SABCD1234567'

    Raises:
        InvalidValueError: a part is not what it should be.
        ConflictError: an order item stands twice in it.
    """
    at = None if shipped is None else make_moment(shipped)
    given = make_entry(at=at or SHIPPED) if entry is None else entry
    return Shipment(
        shipment_id=shipment_id,
        order_id=order_id,
        lines=lines or (make_line(),),
        transport=Transport(transport_id, journey=journey or Journey()).enter(given),
        shipped=at,
        ordered=None if ordered is None else make_moment(ordered),
    )


def make_evidence(
    *,
    number: Number | str | None = NUMBER,
    service: DeliveryService | str | None = SERVICE,
    promised: Promised = PROMISED,
    delivered: At | None = None,
    **parts: Any,
) -> Evidence:
    """
    The evidence of a shipped parcel; ``delivered`` makes its journey end at a moment.

    Raises:
        InvalidValueError: a part is not what it should be.
    """
    journey = make_journey(("delivered", delivered)) if delivered else Journey()
    defaults: dict[str, Any] = {
        "order_id": "order-1",
        "order_item_id": "item-1",
        "shipment_id": "shipment-1",
        "quantity": 1,
        "stage": Stage.SHIPPED,
        "service": _service(service),
        "number": _number(number),
        "entered": make_moment(SHIPPED) if number else None,
        "promise": make_promise(promised),
        "ordered": make_moment(ORDERED),
        "shipped": make_moment(SHIPPED),
        "journey": journey,
    }
    return Evidence(**{**defaults, **parts})
