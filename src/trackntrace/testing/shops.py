"""
Whole shops for property tests: orders, their shipments, and what is known beside them, all of it belonging together.

Nothing in a shop contradicts itself: no more is shipped than was ordered and no more comes back than was shipped, so
that its evidence can be gathered. What happens to the parcels is as mixed as everywhere in these strategies.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, final

from attrs import evolve, frozen
from hypothesis import strategies as st

from trackntrace.moment import Moment
from trackntrace.performance.dossier import Cancellation, Dossier, ParcelStory, Return
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, SentAs
from trackntrace.shipping.order import FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.testing.evidence import parcel_stories, service_excuses
from trackntrace.testing.moments import Span, days, grid, moments, promises, spans
from trackntrace.testing.shipments import transports

MOST_ORDERS: Final = 3


@final
@frozen(kw_only=True)
class Shop:
    """
    Orders and shipments of one seller, and what is known beside them, as of a moment.

    ``dossier`` holds the orders too, by their ids.
    """

    orders: tuple[Order, ...]
    shipments: tuple[Shipment, ...]
    dossier: Dossier
    as_of: Moment

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence of it, in the order in which the library gathers it."""
        return tuple(self.dossier.evidence(self.shipments))


@st.composite
def shops(draw: st.DrawFn, span: Span = ()) -> Shop:
    """Shops of up to three orders, within a span of days."""
    chosen = span or draw(spans())
    orders = [draw(_orders(f"order-{each}", chosen)) for each in range(draw(st.integers(0, MOST_ORDERS)))]
    shipments = [shipment for order in orders for shipment in draw(_shipments(order, chosen))]
    return Shop(
        orders=tuple(orders),
        shipments=tuple(shipments),
        dossier=draw(_dossiers(orders, shipments, chosen)),
        as_of=draw(moments(grid(chosen))),
    )


@st.composite
def _orders(draw: st.DrawFn, order_id: str, span: Span) -> Order:
    items = [draw(_items(f"{order_id}-item-{each}", span)) for each in range(draw(st.integers(1, 2)))]
    return Order(order_id, items, placed=draw(moments(grid(span[:3]))))


@st.composite
def _items(draw: st.DrawFn, order_item_id: str, span: Span) -> OrderItem:
    quantity = draw(st.integers(1, 4))
    shipped = draw(st.integers(0, quantity))
    return OrderItem(
        order_item_id,
        quantity,
        shipped=shipped,
        cancelled=draw(st.integers(0, quantity - shipped)),
        fulfilled_by=draw(st.sampled_from((FulfilledBy.SELLER, FulfilledBy.SELLER, *FulfilledBy))),
        promise=draw(promises(span)),
        time_frame=draw(st.sampled_from(TimeFrame)),
        expires=draw(st.none() | days(span)),
    )


@st.composite
def _shipments(draw: st.DrawFn, order: Order, span: Span) -> list[Shipment]:
    """What of an order is told to be shipped, each item in one or two boxes."""
    parts = [list(_parted(item, draw(st.booleans()))) for item in order.items if item.shipped]
    made = []
    for box in range(max(map(len, parts), default=0)):
        lines = [lines[box] for lines in parts if box < len(lines)]
        made.append(draw(_shipment(order, lines, f"{order.order_id}-shipment-{box}", span)))
    return made


def _parted(item: OrderItem, together: Any) -> Iterator[ShipmentLine]:
    first = item.shipped if together or item.shipped == 1 else 1
    for quantity in (first, item.shipped - first):
        if quantity:
            yield ShipmentLine(item.order_item_id, quantity, fulfilled_by=item.fulfilled_by, promise=item.promise)


@st.composite
def _shipment(draw: st.DrawFn, order: Order, lines: list[ShipmentLine], shipment_id: str, span: Span) -> Shipment:
    return Shipment(
        shipment_id=shipment_id,
        order_id=order.order_id,
        lines=lines,
        transport=draw(transports(grid(span))),
        shipped=draw(moments(grid(span[:6]))),
        ordered=order.placed,
    )


@st.composite
def _dossiers(draw: st.DrawFn, orders: list[Order], shipments: list[Shipment], span: Span) -> Dossier:
    items = [item for order in orders for item in order.items]
    ids = [item.order_item_id for item in items]
    return Dossier(
        orders={order.order_id: order for order in orders},
        stories=draw(_stories(shipments, span)),
        reports=draw(_of_some(ids, days(span))),
        excuses=draw(_of_some(ids, st.sampled_from(ExcuseReason))),
        service_excuses=tuple(draw(st.lists(service_excuses(span), max_size=1))),
        details=draw(_of_some(ids, st.sampled_from(SentAs))),
        cancellations=draw(_cancellations(items, span)),
        returns=draw(_returns(items, span)),
    )


def _of_some(ids: list[str], strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(ids), strategy, max_size=2) if ids else st.just({})


@st.composite
def _stories(draw: st.DrawFn, shipments: list[Shipment], span: Span) -> dict[str, ParcelStory]:
    numbers = sorted({str(shipment.number) for shipment in shipments if shipment.number})
    return {number: draw(parcel_stories(grid(span))) for number in numbers if draw(st.booleans())}


@st.composite
def _cancellations(draw: st.DrawFn, items: list[OrderItem], span: Span) -> dict[str, tuple[Cancellation, ...]]:
    """Of what was cancelled: by whom and when, of some of it."""
    told: dict[str, tuple[Cancellation, ...]] = {}
    for item in items:
        if item.cancelled and draw(st.booleans()):
            on: date | None = draw(st.none() | days(span))
            quantity = draw(st.integers(1, item.cancelled))
            told[item.order_item_id] = (Cancellation(quantity, by=draw(st.sampled_from(CancelledBy)), on=on),)
    return told


@st.composite
def _returns(draw: st.DrawFn, items: list[OrderItem], span: Span) -> dict[str, tuple[Return, ...]]:
    """Of what was shipped: what came back."""
    shipped = [item for item in items if item.shipped]
    return {
        item.order_item_id: (Return(draw(st.integers(1, item.shipped)), on=draw(days(span))),)
        for item in shipped
        if draw(st.booleans())
    }


def dossiers() -> st.SearchStrategy[Dossier]:
    """What is known beside the shipments of a shop."""
    return shops().map(lambda shop: shop.dossier)


def without_side_inputs(shop: Shop) -> Shop:
    """The same shop of which only orders and shipments are known."""
    return evolve(shop, dossier=Dossier(orders=shop.dossier.orders))
