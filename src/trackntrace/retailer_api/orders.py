"""Orders as ``GET /retailer/orders`` and ``GET /retailer/orders/{id}`` give them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from trackntrace.documents.members import Members
from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import InvalidValueError
from trackntrace.moment import parse_day
from trackntrace.retailer_api.reading import Attempts, YesNo, fulfilled_by, id_of, promise_in, yes_or_no
from trackntrace.retailer_api.record import Page, Record, Sent, page_in, record_in
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, Order, OrderItem, TimeFrame

_TIME_FRAMES: Final = {
    "REGULAR": TimeFrame.REGULAR,
    "EVENING": TimeFrame.EVENING,
    "APPOINTMENT": TimeFrame.APPOINTMENT,
    "SAMEDAY": TimeFrame.SAME_DAY,
    "SUNDAY": TimeFrame.SUNDAY,
}


def read_order(data: Sent) -> Record[Order]:
    """
    An order: ``GET /retailer/orders/{order-id}``.

    Raises:
        InvalidValueError: it is no JSON object.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return record_in(data, order_of)


def read_orders(data: Sent) -> Page[Order]:
    """
    A page of orders: ``GET /retailer/orders``, which gives a reduced form without the promise.

    Raises:
        InvalidValueError: it is no JSON, or no page of orders.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return page_in(data, "orders", order_of)


def order_of(members: Members) -> Order:
    """
    An order from its object, whole or in the reduced form of the list, which lacks the promise.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    attempts = Attempts(members.place)
    order_id = attempts.need(members, "orderId", id_of)
    placed = attempts.take(lambda: members.moment("orderPlacedDateTime"), None)
    no_items: list[OrderItem] = []
    items = attempts.take(lambda: _items(members, attempts), no_items)
    attempts.finish()
    return Order(order_id, items, placed=placed)


def _items(members: Members, attempts: Attempts) -> list[OrderItem]:
    items = [attempts.take(partial(_item, item), None, item.place) for item in members.objects("orderItems")]
    read = [item for item in items if item is not None]
    if len({item.order_item_id for item in read}) != len(read):
        raise InvalidValueError.about(len(read), "orderItems", "expected each order item once")
    return read


def _item(item: Members) -> OrderItem:
    parts = Attempts(item.place)
    order_item_id = parts.need(item, "orderItemId", id_of)
    quantity, shipped, cancelled = (parts.take(partial(_count, item, name), 1) for name in _COUNTS)
    fulfilment = parts.take(lambda: item.inner_or_none("fulfilment"), None)
    party = parts.take(lambda: _party(item, fulfilment), FulfilledBy.SELLER)
    promise = parts.take(lambda: promise_in(fulfilment), None)
    expires = parts.take(lambda: _expires(fulfilment), None)
    asked = parts.have(item, "cancellationRequest", _asked_to_cancel, AskedToCancel.NOT_TOLD)
    parts.finish()
    return OrderItem(
        order_item_id,
        quantity,
        shipped=shipped,
        cancelled=cancelled,
        fulfilled_by=party,
        promise=promise,
        time_frame=_time_frame(fulfilment),
        expires=expires,
        asked_to_cancel=asked,
    )


_ASKED: Final = {YesNo.YES: AskedToCancel.YES, YesNo.NO: AskedToCancel.NO}


def _asked_to_cancel(told: JsonValue) -> AskedToCancel:
    return _ASKED[yes_or_no(told)]


_COUNTS: Final = ("quantity", "quantityShipped", "quantityCancelled")


def _count(item: Members, name: str) -> int:
    """How many were ordered, shipped or cancelled; of the last two none where nothing is said."""
    if name == "quantity":
        return item.count(name, least=1)
    return item.count(name) if item.has(name) else 0


def _party(item: Members, fulfilment: Members | None) -> FulfilledBy:
    """The reduced form of the list tells the method in the item itself; where nothing is told it is the seller."""
    told = fulfilled_by(fulfilment) if fulfilment else fulfilled_by(item, "fulfilmentMethod")
    return told or FulfilledBy.SELLER


def _expires(fulfilment: Members | None) -> date | None:
    known = fulfilment is not None and fulfilment.has("expiryDate")
    return fulfilment.read("expiryDate", parse_day) if fulfilment and known else None


def _time_frame(fulfilment: Members | None) -> TimeFrame:
    told = fulfilment.members.get("timeFrameType") if fulfilment else None
    return _TIME_FRAMES.get(told, TimeFrame.NOT_TOLD) if isinstance(told, str) else TimeFrame.NOT_TOLD
