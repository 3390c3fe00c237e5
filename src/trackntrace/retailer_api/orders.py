"""Orders as ``GET /retailer/orders`` and ``GET /retailer/orders/{id}`` give them."""

from __future__ import annotations

from functools import partial
from typing import Final

from trackntrace.documents.members import Members
from trackntrace.errors import InvalidValueError
from trackntrace.moment import parse_day
from trackntrace.retailer_api.reading import Attempts, fulfilled_by, id_of, promise_in
from trackntrace.shipping.order import Order, OrderItem, TimeFrame

_TIME_FRAMES: Final = {
    "REGULAR": TimeFrame.REGULAR,
    "EVENING": TimeFrame.EVENING,
    "APPOINTMENT": TimeFrame.APPOINTMENT,
    "SAMEDAY": TimeFrame.SAME_DAY,
    "SUNDAY": TimeFrame.SUNDAY,
}


def order_of(members: Members) -> Order:
    """
    An order from its object, whole or in the reduced form of the list, which lacks the promise.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    attempts = Attempts(members.place)
    order_id = attempts.take(lambda: members.read("orderId", id_of), "")
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
    fulfilment = item.inner_or_none("fulfilment")
    reduced = fulfilment is None and item.has("fulfilmentMethod")
    return OrderItem(
        item.read("orderItemId", id_of),
        item.count("quantity", least=1),
        shipped=item.count("quantityShipped") if item.has("quantityShipped") else 0,
        cancelled=item.count("quantityCancelled") if item.has("quantityCancelled") else 0,
        fulfilled_by=fulfilled_by(item, "fulfilmentMethod") if reduced else fulfilled_by(fulfilment),
        promise=promise_in(fulfilment),
        time_frame=_time_frame(fulfilment),
        expires=fulfilment.read("expiryDate", parse_day) if fulfilment and fulfilment.has("expiryDate") else None,
    )


def _time_frame(fulfilment: Members | None) -> TimeFrame:
    told = fulfilment.members.get("timeFrameType") if fulfilment else None
    return _TIME_FRAMES.get(told, TimeFrame.NOT_TOLD) if isinstance(told, str) else TimeFrame.NOT_TOLD
