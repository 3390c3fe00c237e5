"""
Orders and what is on its way, for property tests: entries, labels, transports, shipments, confirmations.

Ids are few, so that lines of one order, boxes and labels meet again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from hypothesis import strategies as st

from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, DeliveryService, MailKind
from trackntrace.shipping.confirmation import Confirmation, confirm
from trackntrace.shipping.delivery_methods import (
    DELIVERY_BY_APPOINTMENT,
    LOGISTICS_VIA_BOL,
    OWN_IN_SELLER_ACCOUNT,
    OWN_THROUGH_INTEGRATOR,
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
    SHIPPING_VIA_BOL,
    DeliveryMethod,
)
from trackntrace.shipping.entry import Basis, Channel, CorrectionNote, Entry, ShippingLabel
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport
from trackntrace.testing.journeys import journeys
from trackntrace.testing.moments import OCTOBER_2026, Span, grid, moments, promises
from trackntrace.testing.numbers import delivery_services, numbers, track_and_trace_numbers

ORDERS: Final = ("order-1", "order-2")
ITEMS: Final = ("item-1", "item-2", "item-3")
SHIPMENTS: Final = ("shipment-1", "shipment-2")
TRANSPORTS: Final = ("transport-1", "transport-2")
LABELS: Final = ("label-1", "label-2")
REFERENCES: Final = ("", "pallet 7")

DELIVERY_METHODS: Final[tuple[DeliveryMethod, ...]] = (
    SHIPPING_LABEL_VIA_BOL,
    OWN_IN_SELLER_ACCOUNT,
    OWN_THROUGH_RETAILER_API,
    OWN_THROUGH_INTEGRATOR,
    DELIVERY_BY_APPOINTMENT,
    SHIPPING_VIA_BOL,
    LOGISTICS_VIA_BOL,
)


def delivery_methods() -> st.SearchStrategy[DeliveryMethod]:
    """The library's own delivery methods."""
    return st.sampled_from(DELIVERY_METHODS)


def shipping_labels() -> st.SearchStrategy[ShippingLabel]:
    """Labels that were bought via the marketplace; the payload does not always show what they bring."""
    return st.builds(
        ShippingLabel,
        st.sampled_from(LABELS),
        number=st.none() | track_and_trace_numbers(),
        service=st.none() | delivery_services(),
        order_item_ids=st.lists(st.sampled_from(ITEMS), unique=True, max_size=2).map(tuple),
    )


def entries(among: Sequence[Moment] = grid()) -> st.SearchStrategy[Entry]:
    """Entries by every channel: with a number, without one, with one that cannot be read, and of a bought label."""
    own = st.builds(
        Entry,
        number=st.none() | numbers(),
        service=st.none() | delivery_services(),
        at=moments(among),
        reference=st.sampled_from(REFERENCES),
        channel=st.sampled_from([channel for channel in Channel if channel is not Channel.SHIPPING_LABEL]),
        basis=st.sampled_from(Basis),
    )
    return st.one_of(own, own, label_entries(among))


def label_entries(among: Sequence[Moment] = grid()) -> st.SearchStrategy[Entry]:
    """The entries that bought labels make by themselves."""
    return st.builds(Entry.of_label, shipping_labels(), at=moments(among), reference=st.sampled_from(REFERENCES))


@st.composite
def entries_for(draw: st.DrawFn, method: DeliveryMethod, among: Sequence[Moment] = grid()) -> Entry:
    """Entries that one of the library's delivery methods accepts, each with a number that can be read or with none."""
    if method is SHIPPING_LABEL_VIA_BOL:
        return draw(label_entries(among))
    channel = getattr(method, "channel", Channel.NOT_TOLD)
    carried = delivery_services().filter(_carries)
    return Entry(
        number=draw(st.none() | track_and_trace_numbers()),
        service=DELIVERY_APPOINTMENT if method is DELIVERY_BY_APPOINTMENT else draw(carried),
        at=draw(moments(among)),
        reference=draw(st.sampled_from(REFERENCES)),
        channel=draw(st.sampled_from((channel, Channel.NOT_TOLD))),
    )


def _carries(service: DeliveryService) -> bool:
    return service.mail is not MailKind.DELIVERY_APPOINTMENT


def correction_notes(among: Sequence[Moment] = grid()) -> st.SearchStrategy[CorrectionNote]:
    """Mistakes put on record beside a number."""
    return st.builds(
        CorrectionNote,
        at=moments(among),
        number=st.none() | track_and_trace_numbers(),
        service=st.none() | delivery_services(),
        text=st.sampled_from(("", "wrong label")),
    )


@st.composite
def transports(draw: st.DrawFn, among: Sequence[Moment] = grid()) -> Transport:
    """Transports with nothing entered, with an entry without number, with a number, and with notes beside it."""
    made = Transport(draw(st.sampled_from(("", *TRANSPORTS))), journey=draw(journeys(among)))
    for entry in draw(st.lists(entries(among), max_size=2)):
        made = made.enter(entry) if made.number is None else made
    if made.number is not None:
        for note in draw(st.lists(correction_notes(among), max_size=1)):
            made = made.note(note)
    return made


@st.composite
def order_items(draw: st.DrawFn, order_item_id: str = "", span: Span = OCTOBER_2026) -> OrderItem:
    """Order items in every stage: open, partly shipped, partly cancelled, done."""
    quantity = draw(st.integers(1, 5))
    shipped = draw(st.integers(0, quantity))
    return OrderItem(
        order_item_id or draw(st.sampled_from(ITEMS)),
        quantity,
        shipped=shipped,
        cancelled=draw(st.integers(0, quantity - shipped)),
        fulfilled_by=draw(_parties()),
        promise=draw(st.none() | promises(span)),
        time_frame=draw(st.sampled_from(TimeFrame)),
        expires=draw(st.none() | st.sampled_from(span)),
        asked_to_cancel=draw(st.sampled_from(AskedToCancel)),
    )


def _parties() -> st.SearchStrategy[FulfilledBy]:
    return st.sampled_from((FulfilledBy.SELLER, FulfilledBy.SELLER, *FulfilledBy))


@st.composite
def orders(draw: st.DrawFn, order_id: str = "", span: Span = OCTOBER_2026) -> Order:
    """Orders of one to three items, placed early in the span."""
    ids = draw(st.lists(st.sampled_from(ITEMS), unique=True, min_size=1, max_size=3))
    return Order(
        order_id or draw(st.sampled_from(ORDERS)),
        [draw(order_items(each, span)) for each in ids],
        placed=draw(st.none() | moments(grid(span[:3]))),
    )


def shipment_lines(order_item_id: str = "", span: Sequence[date] = OCTOBER_2026) -> st.SearchStrategy[ShipmentLine]:
    """Shipment lines, with and without what the marketplace may leave out."""
    return st.builds(
        ShipmentLine,
        st.just(order_item_id) if order_item_id else st.sampled_from(ITEMS),
        st.integers(1, 3),
        fulfilled_by=st.none() | st.sampled_from(FulfilledBy),
        promise=st.none() | promises(span),
    )


@st.composite
def shipments(draw: st.DrawFn, order_id: str = "", span: Span = OCTOBER_2026) -> Shipment:
    """Shipments of one or two lines."""
    ids = draw(st.lists(st.sampled_from(ITEMS), unique=True, min_size=1, max_size=2))
    return Shipment(
        shipment_id=draw(st.sampled_from(("", *SHIPMENTS))),
        order_id=order_id or draw(st.sampled_from(ORDERS)),
        lines=[draw(shipment_lines(each, span)) for each in ids],
        transport=draw(transports(grid(span))),
        shipped=draw(st.none() | moments(grid(span[:6]))),
        ordered=draw(st.none() | moments(grid(span[:3]))),
    )


@st.composite
def confirmable_orders(draw: st.DrawFn, method: DeliveryMethod, span: Span = OCTOBER_2026) -> Order:
    """Orders of which something is open, all of it for one delivery method."""
    ids = draw(st.lists(st.sampled_from(ITEMS), unique=True, min_size=1, max_size=3))
    items = [
        OrderItem(
            each,
            draw(st.integers(1, 5)),
            fulfilled_by=method.fulfilled_by,
            promise=draw(st.none() | promises(span)),
        )
        for each in ids
    ]
    return Order(draw(st.sampled_from(ORDERS)), items, placed=draw(st.none() | moments(grid(span[:3]))))


@st.composite
def confirmations(draw: st.DrawFn, span: Span = OCTOBER_2026) -> Confirmation:
    """What confirming an order brings about, by any of the delivery methods."""
    method = draw(delivery_methods())
    order = draw(confirmable_orders(method, span))
    return confirm(order, draw(entries_for(method, grid(span))), method=method)
