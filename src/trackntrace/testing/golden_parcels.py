"""The parts of golden weeks: one item in one parcel, and what is expected of it, a line an item."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, TypeAlias

from trackntrace.moment import Moment, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.dossier import Dossier
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import FulfilledBy, Order, OrderItem
from trackntrace.shipping.promise import DeliverBy
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport
from trackntrace.testing.golden_weeks import ExpectedItem, ExpectedScore, GoldenWeek

Parcel: TypeAlias = tuple[Order, Shipment]

PLACED: Final = parse_moment("2026-10-05T09:00:00+02:00")
SHIPPED: Final = parse_moment("2026-10-06T16:00:00+02:00")
PROMISED: Final = date(2026, 10, 7)
A_WEEK_LATER: Final = parse_moment("2026-10-20T12:00:00+02:00")
ON_TIME: Final = "2026-10-07T14:00:00+02:00"
LATE: Final = "2026-10-08T10:00:00+02:00"


def number_of(item: str) -> TrackAndTraceNumber:
    """The track & trace number of an item's parcel."""
    return TrackAndTraceNumber(f"3SABCD{int(item):07}")


def parcel(
    item: str,
    attempt: str = "",
    *,
    quantity: int = 1,
    service: str = "TNT",
    numbered: str = "yes",
    promised: date = PROMISED,
    shipped: Moment = SHIPPED,
    by: FulfilledBy = FulfilledBy.SELLER,
) -> Parcel:
    """One item in one parcel; ``attempt`` is when it was brought to the customer."""
    promise, placed = DeliverBy(promised), min(PLACED, shipped)
    events = [TransportEvent(TransportStatus.DELIVERED, parse_moment(attempt))] if attempt else []
    number = number_of(item) if numbered == "yes" else None
    entry = Entry(number=number, service=DeliveryService.parse(service), at=shipped)
    ordered = OrderItem(item, quantity, shipped=quantity, fulfilled_by=by, promise=promise)
    shipment = Shipment(
        shipment_id=f"shipment-{item}",
        order_id=f"order-{item}",
        lines=[ShipmentLine(item, quantity, fulfilled_by=by, promise=promise)],
        transport=Transport(f"transport-{item}", journey=Journey(events)).enter(entry),
        shipped=shipped,
        ordered=placed,
    )
    return Order(f"order-{item}", [ordered], placed=placed), shipment


def _items(told: str) -> tuple[ExpectedItem, ...]:
    """A line an item: its id, its facts, its verdict and the code of its row, with bars between."""
    lines = ([part.strip() for part in line.split("|")] for line in told.strip().splitlines())
    return tuple(ExpectedItem(*parts) for parts in lines)


def expect(
    standard: str, items: str, *, share: tuple[int, int], told: tuple[str, str], week: str = "2026-W41"
) -> ExpectedScore:
    """What one standard makes of a week: hits and counted, standing and text, and of each item its line."""
    return ExpectedScore(
        standard=standard,
        week=week,
        hits=share[0],
        counted=share[1],
        standing=told[0],
        shown=told[1],
        items=_items(items),
    )


TRACE: Final = "order-traceability"
TIME: Final = "items-on-time"
CANCEL: Final = "cancellations"
GIVEN: Final = "seller shipped parcel given no | hit | number-given"
IN_TIME: Final = "seller shipped parcel yes on-time not-asked no | hit | first-attempt-on-time"
TOO_LATE: Final = "seller shipped parcel yes late not-asked no | miss | late-first-attempt"
SENT: Final = "seller shipped not no | hit | shipped"


def all_sent(counted: int, *items: str, week: str = "2026-W41", facts: str = SENT) -> ExpectedScore:
    """That nothing was cancelled."""
    lines = "\n".join(f"{item} | {facts}" for item in items)
    return expect(CANCEL, lines, share=(0, counted), told=("meets", "0.0 %"), week=week)


def all_traced(counted: int, *items: str, week: str = "2026-W41") -> ExpectedScore:
    """That every parcel has its number."""
    lines = "\n".join(f"{item} | {GIVEN}" for item in items)
    return expect(TRACE, lines, share=(counted, counted), told=("meets", "100.0 %"), week=week)


def worked_out(
    name: str,
    teaches: str,
    parcels: tuple[Parcel, ...],
    *expected: ExpectedScore,
    as_of: Moment = A_WEEK_LATER,
    orders: tuple[Order, ...] = (),
    **beside: Any,
) -> GoldenWeek:
    """A golden week of these parcels, of other orders, and of what is known beside them."""
    every = (*(order for order, _ in parcels), *orders)
    return GoldenWeek(
        name=name,
        teaches=teaches,
        as_of=as_of,
        orders=every,
        shipments=tuple(shipment for _, shipment in parcels),
        dossier=Dossier(orders={order.order_id: order for order in every}, **beside),
        expected=expected,
    )
