"""
Shipping labels via bol: asking what can be bought, buying, and fetching what was bought.

Source: the Retailer API v10 specification. The number of a label comes in the headers of its answer only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final, final

from attrs import field, frozen

from trackntrace.documents.strict_json import JsonValue, dump
from trackntrace.grammar import LARGEST_COUNT
from trackntrace.retailer_api.requests import (
    LABEL_MEDIA_TYPE,
    ItemsRequest,
    Request,
    RequestedItem,
    id_in_path,
    open_items_of,
    requested_items,
)
from trackntrace.shipping.entry import IDENTIFIER
from trackntrace.shipping.order import Order

CREATE_SHIPPING_LABEL: Final = "CREATE_SHIPPING_LABEL"


def _items(values: Iterable[RequestedItem]) -> tuple[RequestedItem, ...]:
    return requested_items(values, most=LARGEST_COUNT)


def _offer_id(value: str) -> str:
    return IDENTIFIER.read(value, "offer_id")


def _label_id(value: str) -> str:
    return id_in_path(value, "label_id")


@final
@frozen
class DeliveryOptionsRequest(Request):
    """Which labels can be bought for these items: ``POST /retailer/shipping-labels/delivery-options``."""

    method: ClassVar[str] = "POST"

    items: tuple[RequestedItem, ...] = field(converter=_items)

    @classmethod
    def of(cls, order: Order, quantities: Mapping[str, int] | None = None) -> DeliveryOptionsRequest:
        """
        For so many of which item of an order, or for everything that is open.

        Raises:
            ConflictError: nothing is open, or less than was asked.
        """
        return cls(open_items_of(order, quantities))

    @property
    def path(self) -> str:
        """Where delivery options are asked for."""
        return "/retailer/shipping-labels/delivery-options"

    @property
    def body(self) -> bytes:
        """The items."""
        return dump({"orderItems": [each.content for each in self.items]})


@final
@frozen
class ShippingLabelRequest(ItemsRequest):
    """
    A label is bought for these items, by the id of one of the options: ``POST /retailer/shipping-labels``.

    It costs money, so it must no more be sent twice than a shipment.
    """

    method: ClassVar[str] = "POST"

    items: tuple[RequestedItem, ...] = field(converter=_items)
    offer_id: str = field(converter=_offer_id, kw_only=True)

    @classmethod
    def of(cls, order: Order, quantities: Mapping[str, int] | None = None, *, offer_id: str) -> ShippingLabelRequest:
        """
        For so many of which item of an order, or for everything that is open.

        Raises:
            ConflictError: nothing is open, or less than was asked.
        """
        return cls(open_items_of(order, quantities), offer_id=offer_id)

    @property
    def path(self) -> str:
        """Where labels are bought."""
        return "/retailer/shipping-labels"

    @property
    def event_type(self) -> str:
        """``CREATE_SHIPPING_LABEL``."""
        return CREATE_SHIPPING_LABEL

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """None: the process is named by the label, whose id is not known before."""
        return ()

    @property
    def content(self) -> dict[str, JsonValue]:
        """The items and the offer."""
        return {"orderItems": [each.content for each in self.items], "shippingLabelOfferId": self.offer_id}


@frozen
class _AboutALabel(Request):
    """What asks for a label that was bought."""

    label_id: str = field(converter=_label_id)

    @property
    def path(self) -> str:
        """The label."""
        return f"/retailer/shipping-labels/{self.label_id}"

    @property
    def accept(self) -> str:
        """A label comes as PDF."""
        return LABEL_MEDIA_TYPE


@final
@frozen
class LabelQuery(_AboutALabel):
    """A label that was bought, as PDF: ``GET /retailer/shipping-labels/{shipping-label-id}``."""


@final
@frozen
class LabelHeadersQuery(_AboutALabel):
    """
    The headers of a label without the label: ``HEAD /retailer/shipping-labels/{shipping-label-id}``.

    ``X-Track-And-Trace-Code`` and ``X-Transporter-Code`` among them are its number and delivery service.
    """

    method: ClassVar[str] = "HEAD"
