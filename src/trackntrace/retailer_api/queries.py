"""
Questions to the marketplace that change nothing: orders, shipments, performance indicators.

Source of every path, parameter and bound: the Retailer API v10 specification. Pages hold 50.
"""

from __future__ import annotations

from datetime import date
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Word, exactly, whole
from trackntrace.moment import Week, day_of
from trackntrace.retailer_api.requests import Query, Request, id_in_path, page_of

LONGEST_INTERVAL: Final = 60
"""Source: ``change-interval-minute``, at most 60."""


class OrdersOf(Word):
    """Whose orders are asked for: fulfilled by the retailer, by the marketplace, both, or by Shipping via bol only."""

    RETAILER = "FBR"
    MARKETPLACE = "FBB"
    ALL = "ALL"
    SHIPPING_VIA_BOL = "vvb-only"


class OrderStatus(Word):
    """In what state the orders are that are asked for; partly shipped ones are open."""

    OPEN = "OPEN"
    SHIPPED = "SHIPPED"
    ALL = "ALL"


class IndicatorName(Word):
    """A performance indicator, in the marketplace's words."""

    CANCELLATIONS = "CANCELLATIONS"
    FULFILMENT = "FULFILMENT"
    PHONE_AVAILABILITY = "PHONE_AVAILABILITY"
    RESPONSE_TIME = "RESPONSE_TIME"
    CASE_ITEM_RATIO = "CASE_ITEM_RATIO"
    TRACK_AND_TRACE = "TRACK_AND_TRACE"
    RETURNS = "RETURNS"
    REVIEWS = "REVIEWS"


@final
@frozen(kw_only=True)
class OrdersQuery(Request):
    """
    A page of orders: ``GET /retailer/orders``.

    ``changed_within`` is in minutes, at most 60; ``changed_on`` is a day of the last three months.

    >>> OrdersQuery(changed_within=10).target
    '/retailer/orders?page=1&fulfilment-method=FBR&status=OPEN&change-interval-minute=10'

    Raises:
        ConflictError: both ``changed_within`` and ``changed_on`` are told: which of them counts is not published.
    """

    page: int = field(default=1, converter=page_of)
    whose: OrdersOf = OrdersOf.RETAILER
    status: OrderStatus = OrderStatus.OPEN
    changed_within: int | None = None
    changed_on: date | None = None

    def __attrs_post_init__(self) -> None:
        exactly(self.whose, OrdersOf, "whose")
        exactly(self.status, OrderStatus, "status")
        if self.changed_within is not None:
            whole(self.changed_within, "changed_within", least=1, most=LONGEST_INTERVAL)
        if self.changed_on is not None:
            day_of(self.changed_on, "changed_on")
        if self.changed_within is not None and self.changed_on is not None:
            raise ConflictError.about(self.changed_within, "changed_within", "expected no changed_on beside it")

    @property
    def path(self) -> str:
        """Where orders are listed."""
        return "/retailer/orders"

    @property
    def query(self) -> Query:
        """Page, whose, status, and since when changed. Shipping via bol is a part of what the retailer fulfils."""
        via_bol = self.whose is OrdersOf.SHIPPING_VIA_BOL
        fulfilled = OrdersOf.RETAILER if via_bol else self.whose
        asked = (("page", str(self.page)), ("fulfilment-method", fulfilled.value), ("status", self.status.value))
        within = (("change-interval-minute", str(self.changed_within)),) if self.changed_within else ()
        changed = (("latest-change-date", self.changed_on.isoformat()),) if self.changed_on else ()
        return (*asked, *within, *changed, *((("vvb-only", "true"),) if via_bol else ()))


def _order_id(value: str) -> str:
    return id_in_path(value, "order_id")


def _shipment_id(value: str) -> str:
    return id_in_path(value, "shipment_id")


@final
@frozen
class OrderQuery(Request):
    """One order: ``GET /retailer/orders/{order-id}``."""

    order_id: str = field(converter=_order_id)

    @property
    def path(self) -> str:
        """The order."""
        return f"/retailer/orders/{self.order_id}"


@final
@frozen
class ShipmentsQuery(Request):
    """
    A page of shipments of the last three months, newest first: ``GET /retailer/shipments``.

    It lists them without quantities and numbers; `ShipmentQuery` asks for one whole.
    """

    page: int = field(default=1, converter=page_of)
    whose: OrdersOf = field(default=OrdersOf.RETAILER, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if exactly(self.whose, OrdersOf, "whose") not in {OrdersOf.RETAILER, OrdersOf.MARKETPLACE}:
            raise InvalidValueError.about(
                self.whose.value, "whose", "expected RETAILER or MARKETPLACE: ask for each by itself"
            )

    @property
    def path(self) -> str:
        """Where shipments are listed."""
        return "/retailer/shipments"

    @property
    def query(self) -> Query:
        """Page and whose."""
        return (("page", str(self.page)), ("fulfilment-method", self.whose.value))


@final
@frozen
class ShipmentsOfOrderQuery(Request):
    """A page of the shipments of one order: ``GET /retailer/shipments?order-id=…``, which takes no other filter."""

    order_id: str = field(converter=_order_id)
    page: int = field(default=1, converter=page_of)

    @property
    def path(self) -> str:
        """Where shipments are listed."""
        return "/retailer/shipments"

    @property
    def query(self) -> Query:
        """Page and order."""
        return (("page", str(self.page)), ("order-id", self.order_id))


@final
@frozen
class ShipmentQuery(Request):
    """One shipment, whole: ``GET /retailer/shipments/{shipment-id}``."""

    shipment_id: str = field(converter=_shipment_id)

    @property
    def path(self) -> str:
        """The shipment."""
        return f"/retailer/shipments/{self.shipment_id}"


@final
@frozen
class IndicatorQuery(Request):
    """One performance indicator of one week: ``GET /retailer/insights/performance/indicator``."""

    name: IndicatorName
    week: Week

    def __attrs_post_init__(self) -> None:
        exactly(self.name, IndicatorName, "name")
        exactly(self.week, Week, "week")

    @property
    def path(self) -> str:
        """Where performance indicators are told."""
        return "/retailer/insights/performance/indicator"

    @property
    def query(self) -> Query:
        """Name, year and week; the week has two digits."""
        return (("name", self.name.value), ("year", f"{self.week.year:04}"), ("week", f"{self.week.number:02}"))
