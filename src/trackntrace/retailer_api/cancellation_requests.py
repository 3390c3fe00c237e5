"""
Cancelling an order item, told to the marketplace: ``PUT /retailer/orders/cancellation``.

Source: the Retailer API v10 specification. It takes one item and a reason and no quantity, so it cancels everything of
the item that is open. An order that was confirmed can no longer be cancelled by the seller.
"""

from __future__ import annotations

from typing import ClassVar, Final, final

from attrs import Factory, field, frozen

from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import ConflictError
from trackntrace.grammar import Word, exactly
from trackntrace.retailer_api.requests import ChangingRequest
from trackntrace.shipping.order import Order, OrderItem, order_id_of

CANCEL_ORDER: Final = "CANCEL_ORDER"


class CancellationReason(Word):
    """Why an item is cancelled, in the marketplace's words."""

    OUT_OF_STOCK = "OUT_OF_STOCK"
    REQUESTED_BY_CUSTOMER = "REQUESTED_BY_CUSTOMER"
    BAD_CONDITION = "BAD_CONDITION"
    HIGHER_SHIPCOST = "HIGHER_SHIPCOST"
    INCORRECT_PRICE = "INCORRECT_PRICE"
    NOT_AVAIL_IN_TIME = "NOT_AVAIL_IN_TIME"
    NO_BOL_GUARANTEE = "NO_BOL_GUARANTEE"
    ORDERED_TWICE = "ORDERED_TWICE"
    RETAIN_ITEM = "RETAIN_ITEM"
    TECH_ISSUE = "TECH_ISSUE"
    UNFINDABLE_ITEM = "UNFINDABLE_ITEM"
    OTHER = "OTHER"


def _item(value: OrderItem) -> OrderItem:
    return exactly(value, OrderItem, "item")


@final
@frozen(kw_only=True)
class CancellationRequest(ChangingRequest):
    """
    One item of an order is cancelled, all of it that is open.

    ``quantity`` is how many whoever cancels means. It is not sent, since the interface does not take it, and so must
    be all that is open.

    Raises:
        ConflictError: nothing is open, or the quantity is another than what is open.
    """

    method: ClassVar[str] = "PUT"

    order_id: str = field(converter=order_id_of)
    item: OrderItem = field(converter=_item)
    reason: CancellationReason
    quantity: int = Factory(lambda made: made.item.open, takes_self=True)

    def __attrs_post_init__(self) -> None:
        exactly(self.reason, CancellationReason, "reason")
        if not self.item.open:
            raise ConflictError.about(self.item.order_item_id, "orderItem", "expected something that is still open")
        if self.item.cancel(self.quantity).open:
            reason = f"expected all {self.item.open} that are open: the interface takes no quantity"
            raise ConflictError.about(self.quantity, "quantity", reason)

    @classmethod
    def of(
        cls, order: Order, order_item_id: str, reason: CancellationReason, *, quantity: int | None = None
    ) -> CancellationRequest:
        """
        The request for an item of an order.

        Raises:
            ConflictError: the order has no such item; or as the class says.
        """
        item = exactly(order, Order, "order").item(order_item_id)
        meant = item.open if quantity is None else quantity
        return cls(order_id=order.order_id, item=item, reason=reason, quantity=meant)

    @property
    def path(self) -> str:
        """Where items are cancelled."""
        return "/retailer/orders/cancellation"

    @property
    def event_type(self) -> str:
        """``CANCEL_ORDER``."""
        return CANCEL_ORDER

    @property
    def subjects(self) -> tuple[str, ...]:
        """The order item."""
        return (f"orderItem {self.item.order_item_id}",)

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The order item."""
        return (self.item.order_item_id,)

    @property
    def content(self) -> dict[str, JsonValue]:
        """The one item with its reason."""
        return {"orderItems": [{"orderItemId": self.item.order_item_id, "reasonCode": self.reason.value}]}

    @property
    def before(self) -> dict[str, JsonValue]:
        """How many of it had been cancelled."""
        return {self.item.order_item_id: self.item.cancelled}

    @property
    def items_before(self) -> tuple[OrderItem, ...]:
        """The item as it was."""
        return (self.item,)

    @property
    def items_after(self) -> tuple[OrderItem, ...]:
        """The item with what was cancelled counted."""
        return (self.cancelled,)

    @property
    def cancelled(self) -> OrderItem:
        """The item as it will be once the marketplace has accepted."""
        return self.item.cancel(self.quantity)
