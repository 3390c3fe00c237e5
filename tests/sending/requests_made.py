"""Requests of generated orders and entries, as many different ones as can be made."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.builders import SHIPPED
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, DHL, LETTER_MAIL, POSTNL, DeliveryService
from trackntrace.retailer_api.cancellation_requests import CancellationReason, CancellationRequest
from trackntrace.retailer_api.label_requests import ShippingLabelRequest
from trackntrace.retailer_api.requests import ChangingRequest
from trackntrace.retailer_api.shipment_requests import ChangeTransportRequest, ShipmentRequest
from trackntrace.shipping.confirmation import Confirmation, confirm
from trackntrace.shipping.delivery_methods import (
    DELIVERY_BY_APPOINTMENT,
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
    DeliveryMethod,
)
from trackntrace.shipping.entry import Entry, ShippingLabel
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.transport import Transport
from trackntrace.testing.numbers import carriers_numbers

IDS = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}", fullmatch=True)
REFERENCES = st.text(st.characters(codec="utf-8"), max_size=90).filter(str.isprintable)
OWN_SERVICES = st.sampled_from((POSTNL, DHL, LETTER_MAIL, DeliveryService.parse("NEWCOMER")))


@st.composite
def order_items(draw: st.DrawFn, order_item_id: str) -> OrderItem:
    """An item of which something is open."""
    quantity = draw(st.integers(1, 50))
    shipped = draw(st.integers(0, quantity - 1))
    return OrderItem(order_item_id, quantity, shipped=shipped, cancelled=draw(st.integers(0, quantity - 1 - shipped)))


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """An order of a few items that are open."""
    ids = draw(st.lists(IDS, min_size=1, max_size=5, unique=True))
    return Order(draw(IDS), [draw(order_items(each)) for each in ids])


@st.composite
def confirmations(draw: st.DrawFn) -> Confirmation:
    """An order confirmed in part or whole, in one of three ways, with a number or without."""
    order, reference = draw(orders()), draw(REFERENCES)
    number = draw(st.one_of(st.none(), carriers_numbers()))
    ways: tuple[DeliveryMethod, ...] = (SHIPPING_LABEL_VIA_BOL, OWN_THROUGH_RETAILER_API, DELIVERY_BY_APPOINTMENT)
    way = draw(st.sampled_from(ways))
    label = ShippingLabel(draw(IDS), number=number, service=POSTNL)
    entries: dict[DeliveryMethod, Entry] = {
        SHIPPING_LABEL_VIA_BOL: Entry.of_label(label, at=SHIPPED, reference=reference),
        OWN_THROUGH_RETAILER_API: Entry(number=number, service=draw(OWN_SERVICES), at=SHIPPED, reference=reference),
        DELIVERY_BY_APPOINTMENT: Entry(number=number, service=DELIVERY_APPOINTMENT, at=SHIPPED, reference=reference),
    }
    chosen = draw(st.lists(st.sampled_from(order.items), min_size=1, unique=True))
    quantities = {item.order_item_id: draw(st.integers(1, item.open)) for item in chosen}
    return confirm(order, entries[way], method=way, quantities=quantities)


@st.composite
def _cancellations(draw: st.DrawFn) -> CancellationRequest:
    order = draw(orders())
    item = draw(st.sampled_from(order.items))
    return CancellationRequest.of(order, item.order_item_id, draw(st.sampled_from(CancellationReason)))


def _late_numbers() -> st.SearchStrategy[ChangeTransportRequest]:
    entries = st.builds(
        Entry, number=carriers_numbers(), service=st.one_of(st.none(), OWN_SERVICES), at=st.just(SHIPPED)
    )
    return st.builds(ChangeTransportRequest, transport=IDS.map(Transport), entry=entries)


SHIPMENTS: st.SearchStrategy[ShipmentRequest] = confirmations().map(ShipmentRequest.of)
CHANGING: st.SearchStrategy[ChangingRequest] = st.one_of(
    SHIPMENTS,
    _cancellations(),
    _late_numbers(),
    st.builds(ShippingLabelRequest.of, orders(), offer_id=IDS),
)
