"""Shipments as ``GET /retailer/shipments/{shipment-id}`` gives them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final

from trackntrace.documents.members import Members, text_of
from trackntrace.errors import InvalidValueError
from trackntrace.moment import FIRST_DAY, Moment, day_begins, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, read_number
from trackntrace.retailer_api.quick_shipments import shipment_or_none
from trackntrace.retailer_api.reading import (
    Attempts,
    fulfilled_by,
    id_of,
    order_of_a_shipment,
    promise_in,
    text_or_empty,
)
from trackntrace.retailer_api.record import Page, Record, Sent, page_in, record_in
from trackntrace.shipping.entry import Basis, Channel, Entry, ShippingLabel
from trackntrace.shipping.journey import LONGEST_RAW, Journey, TransportEvent
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.status_vocabularies import MARKETPLACE
from trackntrace.shipping.transport import Transport

_REDUCED: Final = (
    "missing: this is the reduced form of the list, expected the whole shipment: ask for it by its id, "
    "GET /retailer/shipments/{shipment-id}"
)
_LONG_AGO: Final = day_begins(FIRST_DAY + timedelta(days=1))


def read_shipment(data: Sent) -> Record[Shipment]:
    """
    A shipment: ``GET /retailer/shipments/{shipment-id}``.

    Raises:
        InvalidValueError: it is no JSON object.
        RefusedObjectError: parts of it cannot be read, or it is the reduced form of the list; each is named with its
            place.
    """
    return record_in(data, shipment_of)


def read_shipments(data: Sent) -> Page[Shipment]:
    """
    A page of whole shipments, as somebody may have put them together.

    The marketplace's own list gives a reduced form, which is read by `reduced_shipments` and refused here.

    Raises:
        InvalidValueError: it is no JSON, or no page of shipments.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return page_in(data, "shipments", shipment_in_full, shipment_or_none)


def shipment_of(members: Members) -> Shipment:
    """
    A shipment from its object.

    The marketplace tells no moment of entry: it is the shipment's, marked as inferred, and where that is absent too the
    number counts as known all along. The reduced form of the list has neither quantities nor a number and is refused.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    quick = shipment_or_none(members.members)
    return shipment_in_full(members) if quick is None else quick


def shipment_in_full(members: Members) -> Shipment:
    """
    The same, part by part: what every shipment means, and where every fault is found.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    attempts = Attempts(members.place)
    shipment_id = attempts.need(members, "shipmentId", id_of)
    no_order: tuple[str, Moment | None] = ("", None)
    order_id, ordered = attempts.inner(members, "order", order_of_a_shipment, no_order)
    shipped = attempts.take(lambda: members.moment("shipmentDateTime"), None)
    no_lines: list[ShipmentLine] = []
    lines = attempts.take(lambda: _lines(members, attempts), no_lines)
    transport = attempts.take(lambda: _transport(members, shipped), Transport())
    attempts.finish()
    return Shipment(
        shipment_id=shipment_id,
        order_id=order_id,
        lines=lines,
        transport=transport,
        shipped=shipped,
        ordered=ordered,
    )


def _lines(members: Members, attempts: Attempts) -> list[ShipmentLine]:
    lines = [attempts.take(partial(_line, item), None, item.place) for item in members.objects("shipmentItems")]
    if not lines:
        raise InvalidValueError.about(0, "shipmentItems", "expected at least one item")
    read = [line for line in lines if line is not None]
    if len({line.order_item_id for line in read}) != len(read):
        raise InvalidValueError.about(len(read), "shipmentItems", "expected each order item once")
    return read


def _line(item: Members) -> ShipmentLine:
    if not item.has("quantity") and item.has("ean"):
        raise InvalidValueError.about(None, item.path("quantity"), _REDUCED)
    parts = Attempts(item.place)
    order_item_id = parts.need(item, "orderItemId", id_of)
    ordered = parts.take(lambda: item.count("quantity", least=1), 1)
    sent = parts.take(lambda: item.count("quantityShipped", least=1) if item.has("quantityShipped") else ordered, 1)
    fulfilment = parts.take(lambda: item.inner_or_none("fulfilment"), None)
    party = parts.take(lambda: fulfilled_by(fulfilment), None)
    promise = parts.take(lambda: promise_in(fulfilment), None)
    parts.finish()
    return ShipmentLine(order_item_id, sent, fulfilled_by=party, promise=promise)


def _transport(members: Members, shipped: Moment | None) -> Transport:
    if not members.has("transport"):
        return Transport()
    transport = members.inner("transport")
    travelled = Transport(transport.read_or("transportId", id_of, ""), journey=_journey(transport))
    return travelled.enter(_entry(transport, shipped or _LONG_AGO))


def _entry(transport: Members, shipped: Moment) -> Entry:
    text = text_or_empty(transport, "trackAndTrace")
    code = text_or_empty(transport, "transporterCode")
    service = transport.read("transporterCode", DeliveryService.parse) if code else None
    number = read_number(text) if text else None
    label = _label(transport, number if isinstance(number, TrackAndTraceNumber) else None, service)
    return Entry(
        number=number,
        service=service,
        at=shipped,
        channel=Channel.SHIPPING_LABEL if label else Channel.NOT_TOLD,
        basis=Basis.INFERRED,
        label=label,
    )


def _label(
    transport: Members, number: TrackAndTraceNumber | None, service: DeliveryService | None
) -> ShippingLabel | None:
    if transport.members.get("shippingLabelId") in (None, ""):
        return None
    return ShippingLabel(transport.read("shippingLabelId", id_of), number=number, service=service)


def _journey(transport: Members) -> Journey:
    if not transport.has("transportEvents"):
        return Journey()
    return Journey([_event(event) for event in transport.objects("transportEvents")])


def _event(event: Members) -> TransportEvent:
    code = event.read("eventCode", text_of)
    return TransportEvent(
        MARKETPLACE.status_of(code), event.read("eventDateTime", parse_moment), raw=code[:LONGEST_RAW]
    )
