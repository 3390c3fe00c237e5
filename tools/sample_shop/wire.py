"""The shop's orders and shipments as the marketplace's interface tells them."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from tools.sample_shop.clock import AS_OF, in_utc, spelled
from tools.sample_shop.shop import ATTEMPT_FAILED, Event, Item, Order, Shipment, Transport

Members = dict[str, object]

_NOBODY = {
    "salutation": "UNKNOWN",
    "firstName": "Sample",
    "surname": "Customer",
    "streetName": "Example Street",
    "houseNumber": "1",
    "zipCode": "0000AA",
    "city": "Example City",
    "countryCode": "NL",
}
_STATUSES = {
    "PRE_ANNOUNCED": "announced",
    "AT_TRANSPORTER": "accepted",
    "IN_TRANSIT": "in_transit",
    "DELIVERED_AT_CUSTOMER": "delivered",
    "AT_PICK_UP_POINT": "available_for_pickup",
    "RETURNED_TO_SENDER": "returned",
}
_EXPIRES_AFTER = timedelta(days=3)
_DECIMAL = re.compile(r'"EUR (-?[0-9.]+)"')


def line_of(members: Mapping[str, object]) -> str:
    """One line of JSON; prices are numbers with two decimals."""
    text = json.dumps(members, ensure_ascii=False, separators=(",", ":"), default=_price)
    return _DECIMAL.sub(r"\1", text)


def _price(value: object) -> str:
    if isinstance(value, Decimal):
        return f"EUR {value}"
    raise TypeError(type(value).__name__)


def known(events: list[Event]) -> list[Event]:
    return sorted(event for event in events if event[0] <= AS_OF)


def shipment_members(shipment: Shipment) -> Members:
    order = shipment.order
    return {
        "shipmentId": shipment.shipment_id,
        "shipmentDateTime": _with_fraction(spelled(shipment.shipped), shipment.fraction),
        "shipmentReference": f"DEMO-{shipment.shipment_id[-5:]}{shipment.remark}",
        "pickupPoint": shipment.pickup_point,
        "order": {"orderId": order.order_id, "orderPlacedDateTime": spelled(order.placed)},
        "shipmentItems": [_shipment_item(order, item, quantity) for item, quantity in shipment.lines],
        "transport": _transport(shipment.transport),
    }


def _with_fraction(moment: str, fraction: str) -> str:
    return f"{moment[:19]}{fraction}{moment[19:]}"


def _shipment_item(order: Order, item: Item, quantity: int) -> Members:
    fulfilment: Members = {"method": order.way.method, "distributionParty": order.way.party}
    if item.promise and not item.exact:
        fulfilment["latestDeliveryDate"] = item.promise.isoformat()
    return {
        "orderItemId": item.order_item_id,
        "fulfilment": fulfilment,
        **_goods(item),
        "quantity": quantity,
        "quantityShipped": quantity,
        "unitPrice": item.product.price,
        "commission": _commission(item, quantity),
    }


def _goods(item: Item) -> Members:
    return {
        "offer": {"offerId": item.product.offer_id, "reference": item.product.reference},
        "product": {"ean": item.product.ean, "title": item.product.title},
    }


def _commission(item: Item, quantity: int) -> Decimal:
    return Decimal(item.product.cents * quantity * 12 // 100).scaleb(-2)


def _transport(transport: Transport) -> Members:
    members: Members = {"transportId": transport.transport_id, "transporterCode": transport.service}
    if transport.spelled is not None:
        members["trackAndTrace"] = transport.spelled
    if transport.label:
        members["shippingLabelId"] = f"7{transport.transport_id}"
    events = [event for event in known(transport.events) if event[1] != ATTEMPT_FAILED]
    if transport.in_payload and events:
        members["transportEvents"] = [{"eventCode": code, "eventDateTime": spelled(at)} for at, code in events]
    return members


def order_members(order: Order) -> Members:
    return {
        "orderId": order.order_id,
        "pickupPoint": False,
        "orderPlacedDateTime": spelled(order.placed),
        "shipmentDetails": _NOBODY,
        "orderItems": [_order_item(order, item) for item in order.items],
    }


def _order_item(order: Order, item: Item) -> Members:
    price = item.product.price
    return {
        "orderItemId": item.order_item_id,
        "cancellationRequest": item.requested,
        "fulfilment": _fulfilment(order, item),
        **_goods(item),
        "quantity": item.quantity,
        "quantityShipped": item.shipped,
        "quantityCancelled": item.cancelled,
        "unitPrice": price,
        "totalPrice": price * item.quantity,
        "discounts": [],
        "commission": _commission(item, item.quantity),
        "latestChangedDateTime": spelled(min(order.placed + timedelta(hours=15), AS_OF)),
    }


def _fulfilment(order: Order, item: Item) -> Members:
    promise = item.promise or order.placed.date()
    return {
        "method": order.way.method,
        "distributionParty": order.way.party,
        "exactDeliveryDate" if item.exact else "latestDeliveryDate": promise.isoformat(),
        "expiryDate": (promise + _EXPIRES_AFTER).isoformat(),
        "timeFrameType": item.frame,
    }


def journey_members(transport: Transport) -> Members:
    """What the carrier told beside the payload: all of it, or only what the marketplace has no code for."""
    events = [e for e in known(transport.events) if not transport.in_payload or e[1] == ATTEMPT_FAILED]
    members: Members = {"number": transport.number, "events": [_event(transport, event) for event in events]}
    if transport.window:
        earliest, latest = transport.window
        members["handover"] = {"earliest": spelled(earliest), "latest": spelled(latest)}
    return members


def _event(transport: Transport, event: Event) -> Members:
    at, code = event
    status = code if transport.window else _STATUSES.get(code, code)
    members: Members = {"status": status, "at": in_utc(at) if transport.in_utc else spelled(at)}
    if transport.learned_late:
        members["learned"] = spelled(min(at + timedelta(hours=30), AS_OF))
    return members
