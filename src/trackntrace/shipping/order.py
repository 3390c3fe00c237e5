"""The order: what was bought, how many, by whom it is fulfilled, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import final

from attrs import evolve, field, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Word, each_of, exactly, whole
from trackntrace.made_once import Remade
from trackntrace.moment import Moment, day_of, moment_of
from trackntrace.notebook import table_html
from trackntrace.shipping.entry import IDENTIFIER
from trackntrace.shipping.promise import DeliverBy, DeliverOn, Promise, promise_text


class FulfilledBy(Word):
    """Who brings an item to the customer."""

    SELLER = "seller"
    SHIPPING_VIA_BOL = "shipping-via-bol"
    LOGISTICS_VIA_BOL = "logistics-via-bol"


class TimeFrame(Word):
    """The delivery option that the customer chose. Source: ``timeFrameType`` of the Retailer API v10."""

    REGULAR = "regular"
    EVENING = "evening"
    APPOINTMENT = "appointment"
    SAME_DAY = "same-day"
    SUNDAY = "sunday"
    NOT_TOLD = "not-told"


class AskedToCancel(Word):
    """Whether the customer asked to cancel. Source: ``cancellationRequest`` of the Retailer API v10."""

    NO = "no"
    YES = "yes"
    NOT_TOLD = "not-told"


def order_id_of(value: str) -> str:
    """The id of an order, checked."""
    return IDENTIFIER.read(value, "order_id")


def order_item_id_of(value: str) -> str:
    """The id of an order item, checked."""
    return IDENTIFIER.read(value, "order_item_id")


def promise_of(value: Promise | None) -> Promise | None:
    """A promise, checked; None where the customer was told no day."""
    if value is None or type(value) is DeliverBy or type(value) is DeliverOn:
        return value
    raise InvalidValueError.about(value, "promise", "expected DeliverBy or DeliverOn")


def shipped_of(value: Moment | None) -> Moment | None:
    """When it was shipped, checked; None where that is not known."""
    return None if value is None else moment_of(value, "shipped")


def ordered_of(value: Moment | None) -> Moment | None:
    """When it was ordered, checked; None where that is not known."""
    return None if value is None else moment_of(value, "ordered")


@final
@frozen(getstate_setstate=False)
class OrderItem(Remade):
    """
    One line of an order: so many of one article, partly shipped, partly cancelled, the rest still open.

    ``expires`` is the day on which the marketplace cancels what is still open.

    >>> OrderItem("2012345678", 10, shipped=4, cancelled=1).open
    5

    Raises:
        ConflictError: more was shipped and cancelled than was ordered.
    """

    order_item_id: str = field(converter=order_item_id_of)
    quantity: int
    shipped: int = field(default=0, kw_only=True)
    cancelled: int = field(default=0, kw_only=True)
    fulfilled_by: FulfilledBy = field(default=FulfilledBy.SELLER, kw_only=True)
    promise: Promise | None = field(default=None, kw_only=True, converter=promise_of)
    time_frame: TimeFrame = field(default=TimeFrame.NOT_TOLD, kw_only=True)
    expires: date | None = field(default=None, kw_only=True)
    asked_to_cancel: AskedToCancel = field(default=AskedToCancel.NOT_TOLD, kw_only=True)

    def __attrs_post_init__(self) -> None:
        whole(self.quantity, "quantity", least=1)
        whole(self.shipped, "shipped")
        whole(self.cancelled, "cancelled")
        exactly(self.fulfilled_by, FulfilledBy, "fulfilled_by")
        exactly(self.time_frame, TimeFrame, "time_frame")
        exactly(self.asked_to_cancel, AskedToCancel, "asked_to_cancel")
        if self.expires is not None:
            day_of(self.expires, "expires")
        if self.open < 0:
            raise self._too_many(f"{self.shipped} shipped, {self.cancelled} cancelled")

    @property
    def open(self) -> int:
        """How many are neither shipped nor cancelled."""
        return self.quantity - self.shipped - self.cancelled

    def ship(self, quantity: int) -> OrderItem:
        """
        This item with so many more shipped.

        Raises:
            ConflictError: fewer are open.
        """
        return evolve(self, shipped=self.shipped + self._at_most_open(quantity))

    def cancel(self, quantity: int) -> OrderItem:
        """
        This item with so many more cancelled.

        Raises:
            ConflictError: fewer are open.
        """
        return evolve(self, cancelled=self.cancelled + self._at_most_open(quantity))

    def _at_most_open(self, quantity: int) -> int:
        if whole(quantity, "quantity", least=1) > self.open:
            raise self._too_many(f"{self.shipped} shipped, {self.cancelled} cancelled, {quantity} more")
        return quantity

    def _too_many(self, done: str) -> ConflictError:
        reason = f"expected at most the {self.quantity} ordered: {done}"
        return ConflictError.about(self.order_item_id, "orderItem", reason)


def _items(value: Iterable[OrderItem]) -> tuple[OrderItem, ...]:
    return each_of(value, OrderItem, "items")


@final
@frozen
class Order:
    """
    What a customer bought at once.

    Raises:
        ConflictError: two items have one id.
    """

    order_id: str = field(converter=order_id_of)
    items: tuple[OrderItem, ...] = field(converter=_items)
    placed: Moment | None = field(default=None, kw_only=True, converter=ordered_of)

    def __attrs_post_init__(self) -> None:
        ids = [item.order_item_id for item in self.items]
        if len(set(ids)) != len(ids):
            raise ConflictError.about(self.order_id, "order", "expected each order item once")

    @property
    def open_items(self) -> tuple[OrderItem, ...]:
        """The items of which some are neither shipped nor cancelled."""
        return tuple(item for item in self.items if item.open)

    def item(self, order_item_id: str) -> OrderItem:
        """
        The item of this id.

        Raises:
            ConflictError: the order has no such item.
        """
        wanted = order_item_id_of(order_item_id)
        for item in self.items:
            if item.order_item_id == wanted:
                return item
        raise ConflictError.about(order_item_id, "orderItem", f"expected an item of order {self.order_id}")

    def with_item(self, changed: OrderItem) -> Order:
        """This order with the item of that id replaced."""
        self.item(changed.order_item_id)
        return evolve(
            self, items=[changed if changed.order_item_id == item.order_item_id else item for item in self.items]
        )

    def _repr_html_(self) -> str:
        header = ("item", "quantity", "shipped", "cancelled", "open", "promise")
        rows = (
            (item.order_item_id, item.quantity, item.shipped, item.cancelled, item.open, promise_text(item.promise))
            for item in self.items
        )
        return table_html(f"order {self.order_id}", header, rows)
