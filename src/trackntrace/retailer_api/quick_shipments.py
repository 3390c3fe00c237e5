"""
The quick way to read a shipment that is as it should be.

`shipments` is what a shipment means; this is the same for the shape in which nearly all of them come, several times as
fast. Whatever is unusual here, a fault or only an older form, is left to the reader there, which names every fault. A
law holds the two together: what is read here is what is read there.

It is quick because each part is checked once: the values are filled without their constructors, which would check what
was just checked. Beside this only a record is made so, of JSON that was just read.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from trackntrace.documents.members import Members
from trackntrace.documents.strict_json import JsonValue
from trackntrace.grammar import LARGEST_COUNT
from trackntrace.moment import Moment, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import CANONICAL_NUMBER, TrackAndTraceNumber, read_number
from trackntrace.retailer_api.reading import fulfilled_by, promise_in
from trackntrace.retailer_api.record import fillers
from trackntrace.shipping.entry import IDENTIFIER, Basis, Channel, Entry, Number, ShippingLabel
from trackntrace.shipping.journey import LONGEST_RAW, Journey, TransportEvent
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import Promise
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.status_vocabularies import MARKETPLACE
from trackntrace.shipping.transport import Transport, _Written


class _UnusualError(ValueError):
    """Not as it mostly is: to be read in full."""


def shipment_or_none(value: object) -> Shipment | None:
    """A shipment that is as it should be, or None where it must be read in full."""
    try:
        return _shipment(value)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


_new: Final = object.__new__
_shipment_id, _order_id, _the_lines, _the_transport, _shipped, _ordered = fillers(Shipment)
_item_id, _quantity, _by, _promise = fillers(ShipmentLine)
_transport_id, _journey, _ledger = fillers(Transport)
_entries, _notes = fillers(_Written)
_the_number, _service, _entered, _reference, _channel, _basis, _label = fillers(Entry)
_status, _at, _learned, _expected, _raw, _place = fillers(TransportEvent)
(_events,) = fillers(Journey)
(_text,) = fillers(TrackAndTraceNumber)

_BY_LABEL, _BY_ANY, _INFERRED = Channel.SHIPPING_LABEL, Channel.NOT_TOLD, Basis.INFERRED
_is_id: Final = IDENTIFIER.pattern.fullmatch
_is_canonical: Final = CANONICAL_NUMBER.pattern.fullmatch


def _shipment(value: Any) -> Shipment:
    order, items, transport = value["order"], value["shipmentItems"], value["transport"]
    shipment_id, order_id = value["shipmentId"], order["orderId"]
    if not (type(shipment_id) is type(order_id) is str and _is_id(shipment_id) and _is_id(order_id)):
        raise _UnusualError
    shipped = _moment(value["shipmentDateTime"])
    made = _new(Shipment)
    _shipment_id(made, shipment_id)
    _order_id(made, order_id)
    _the_lines(made, _lines(items))
    _the_transport(made, _transport(transport, shipped))
    _shipped(made, shipped)
    _ordered(made, _moment(order["orderPlacedDateTime"]))
    return made


def _lines(items: Any) -> tuple[ShipmentLine, ...]:
    if type(items) is not list:
        raise _UnusualError
    lines = tuple([_line(item) for item in items])
    if not lines or len({line.order_item_id for line in lines}) != len(lines):
        raise _UnusualError
    return lines


def _line(item: Any) -> ShipmentLine:
    item_id, quantity, told = item["orderItemId"], item["quantity"], item["fulfilment"].get
    sent = item.get("quantityShipped", quantity)
    if not (type(item_id) is str and _is_id(item_id) and type(quantity) is type(sent) is int):
        raise _UnusualError
    if not (0 < quantity <= LARGEST_COUNT and 0 < sent <= LARGEST_COUNT):
        raise _UnusualError
    by, promise = _fulfilment(
        told("method"), told("distributionParty"), told("latestDeliveryDate"), told("exactDeliveryDate")
    )
    line = _new(ShipmentLine)
    _item_id(line, item_id)
    _quantity(line, sent)
    _by(line, by)
    _promise(line, promise)
    return line


@lru_cache(maxsize=4096, typed=True)
def _fulfilment(
    method: JsonValue, party: JsonValue, latest: JsonValue, exact: JsonValue
) -> tuple[FulfilledBy | None, Promise | None]:
    told = Members(
        {"method": method, "distributionParty": party, "latestDeliveryDate": latest, "exactDeliveryDate": exact}
    )
    return fulfilled_by(told), promise_in(told)


def _transport(transport: Any, shipped: Moment) -> Transport:
    transport_id = transport["transportId"]
    if not (type(transport_id) is str and _is_id(transport_id)):
        raise _UnusualError
    written = _new(_Written)
    _entries(written, (_entry(transport, shipped),))
    _notes(written, ())
    made = _new(Transport)
    _transport_id(made, transport_id)
    _journey(made, _told(transport.get("transportEvents")))
    _ledger(made, written)
    return made


def _entry(transport: Any, shipped: Moment) -> Entry:
    text, service = transport["trackAndTrace"], _service_of(transport["transporterCode"])
    if type(text) is not str or not text:
        raise _UnusualError
    number = _number_of(text)
    entry = _new(Entry)
    _the_number(entry, number)
    _service(entry, service)
    _entered(entry, shipped)
    _reference(entry, "")
    label_id = transport.get("shippingLabelId")
    if label_id is not None and label_id != "":
        known = number if type(number) is TrackAndTraceNumber else None
        _label(entry, ShippingLabel(label_id, number=known, service=service))
        _channel(entry, _BY_LABEL)
    else:
        _label(entry, None)
        _channel(entry, _BY_ANY)
    _basis(entry, _INFERRED)
    return entry


def _number_of(text: str) -> Number:
    if not _is_canonical(text):
        return read_number(text)
    number = _new(TrackAndTraceNumber)
    _text(number, text)
    return number


_service_of: Final = lru_cache(maxsize=1024, typed=True)(DeliveryService.parse)


def _told(events: Any) -> Journey:
    if type(events) is not list:
        if events is None:
            return _NO_JOURNEY
        raise _UnusualError
    told: list[TransportEvent] = []
    before = None
    for event in events:
        code, at = event["eventCode"], _moment(event["eventDateTime"])
        if type(code) is not str or (before is not None and before >= at):
            raise _UnusualError
        before = at
        made = _new(TransportEvent)
        _status(made, _CODES[code])
        _at(made, at)
        _learned(made, at)
        _expected(made, None)
        _raw(made, code)
        _place(made, "")
        told.append(made)
    journey = _new(Journey)
    _events(journey, tuple(told))
    return journey


_NO_JOURNEY: Final = Journey()
_CODES: Final = {code: status for code, status in MARKETPLACE.meanings if len(code) <= LONGEST_RAW}


def _moment(text: Any) -> Moment:
    """A moment to the second by a clock in Amsterdam; any other spelling as always."""
    if type(text) is str and _is_moment(text):
        at = _read(text)
        moment: Any = _combine(at, at.time(), _ZONES[text[19:]])
        return moment  # type: ignore[no-any-return]  # what it was read from was vouched for
    return parse_moment(text)


_read: Final = datetime.fromisoformat
_combine: Final = datetime.combine
_is_moment: Final = re.compile(
    "(?:20[1-9][0-9]|200[1-9]|21[0-8][0-9]|219[0-8])-[01][0-9]-[0-3][0-9]"
    "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+]0[12]:00"
).fullmatch
"""Of any year but the first and the last, at whose ends the zone matters. Checked here, since not every Python's own
reader refuses a blank or a digit that is not ASCII."""
_ZONES: Final = {text: parse_moment(f"2026-01-01T00:00:00{text}").tzinfo for text in ("+01:00", "+02:00")}
"""The offsets of Amsterdam, as all moments share them."""
