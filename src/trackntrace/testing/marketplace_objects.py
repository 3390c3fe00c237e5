"""
What the marketplace would send of an order or a shipment of ours: its JSON, made of the value.

For tests of an integration that begin with values and end with what stands in the marketplace's answers.
"""

from __future__ import annotations

import json
from typing import Any, Final, TypeAlias

from trackntrace.moment import Moment
from trackntrace.shipping.journey import TransportEvent, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.promise import DeliverOn, Promise
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport

Json: TypeAlias = Any
Members: TypeAlias = dict[str, Json]

METHODS: Final = {
    FulfilledBy.SELLER: ("FBR", "RETAILER"),
    FulfilledBy.SHIPPING_VIA_BOL: ("FBR", "BOL"),
    FulfilledBy.LOGISTICS_VIA_BOL: ("FBB", "BOL"),
}
"""``method`` and ``distributionParty`` of each who may bring an item."""

TIME_FRAMES: Final = {
    TimeFrame.REGULAR: "REGULAR",
    TimeFrame.EVENING: "EVENING",
    TimeFrame.APPOINTMENT: "APPOINTMENT",
    TimeFrame.SAME_DAY: "SAMEDAY",
    TimeFrame.SUNDAY: "SUNDAY",
}
"""``timeFrameType`` of each delivery option; what is not told is left out."""

_EVENT_CODES: Final = {
    TransportStatus.ANNOUNCED: "PRE_ANNOUNCED",
    TransportStatus.ACCEPTED: "AT_TRANSPORTER",
    TransportStatus.IN_TRANSIT: "IN_TRANSIT",
    TransportStatus.AVAILABLE_FOR_PICKUP: "AT_PICK_UP_POINT",
    TransportStatus.DELIVERED: "DELIVERED_AT_CUSTOMER",
    TransportStatus.RETURNED: "RETURNED_TO_SENDER",
}


def as_bytes(value: Json) -> bytes:
    """A value as the bytes in which it is sent."""
    return json.dumps(value, ensure_ascii=False).encode()


def _spelled(at: Moment | None, name: str) -> Members:
    return {name: at.isoformat()} if at else {}


def _promised(promise: Promise | None) -> Members:
    if promise is None:
        return {}
    name = "exactDeliveryDate" if type(promise) is DeliverOn else "latestDeliveryDate"
    return {name: promise.day.isoformat()}


def _fulfilled(party: FulfilledBy | None) -> Members:
    if party is None:
        return {}
    method, distribution = METHODS[party]
    return {"method": method, "distributionParty": distribution}


def order_object(order: Order) -> Members:
    """An order as the marketplace would send it; reading it gives the order again."""
    return {
        "orderId": order.order_id,
        **_spelled(order.placed, "orderPlacedDateTime"),
        "orderItems": [_order_item(item) for item in order.items],
    }


def _order_item(item: OrderItem) -> Members:
    frame = {"timeFrameType": TIME_FRAMES[item.time_frame]} if item.time_frame in TIME_FRAMES else {}
    expires = {"expiryDate": item.expires.isoformat()} if item.expires else {}
    asked = item.asked_to_cancel
    request = {} if asked is AskedToCancel.NOT_TOLD else {"cancellationRequest": asked is AskedToCancel.YES}
    return {
        "orderItemId": item.order_item_id,
        **request,
        "fulfilment": {**_fulfilled(item.fulfilled_by), **_promised(item.promise), **frame, **expires},
        "quantity": item.quantity,
        "quantityShipped": item.shipped,
        "quantityCancelled": item.cancelled,
    }


def shipment_object(shipment: Shipment) -> Members:
    """
    A shipment as the marketplace would send it.

    The marketplace knows less than a shipment holds: no moment of entry, no channel, no note and no reference of an
    entry; of an event only its code and its moment.
    """
    return {
        "shipmentId": shipment.shipment_id,
        **_spelled(shipment.shipped, "shipmentDateTime"),
        "order": {"orderId": shipment.order_id, **_spelled(shipment.ordered, "orderPlacedDateTime")},
        "shipmentItems": [_line(line) for line in shipment.lines],
        "transport": _transport(shipment.transport),
    }


def _line(line: ShipmentLine) -> Members:
    fulfilment = {**_fulfilled(line.fulfilled_by), **_promised(line.promise)}
    return {"orderItemId": line.order_item_id, "quantity": line.quantity, "fulfilment": fulfilment}


def _transport(transport: Transport) -> Members:
    number, service, label = transport.number, transport.service, transport.label
    return {
        **({"transportId": transport.transport_id} if transport.transport_id else {}),
        **({"trackAndTrace": getattr(number, "raw", None) or str(number)} if number else {}),
        **({"transporterCode": service.code} if service else {}),
        **({"shippingLabelId": label.label_id} if label else {}),
        "transportEvents": [_event(event) for event in transport.journey.events],
    }


def _event(event: TransportEvent) -> Members:
    return {
        "eventCode": event.raw or _EVENT_CODES.get(event.status, event.status.name),
        "eventDateTime": event.at.isoformat(),
    }
