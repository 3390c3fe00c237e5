"""
Small builders with good defaults, so that a test says only what it is about.

The sample week is 2026-W41: ordered on Monday the 5th of October, promised for Wednesday the 7th. Days are days of that
month; ``at(7, 14, 30)`` is half past two on the 7th by the clock in Amsterdam.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from trackntrace.errors import LONGEST_MESSAGE, LONGEST_SHOWN, TrackntraceError
from trackntrace.moment import Moment, Week, local_moment, parse_moment
from trackntrace.numbers.delivery_services import POSTNL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import Check, Confidence, NumberFormat
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.shipping.entry import Entry, Number, ShippingLabel
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.promise import DeliverBy, HandoverWindow
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport
from trackntrace.testing import hostile

SAMPLE_WEEK = Week(2026, 41)
NUMBER = TrackAndTraceNumber("3SABCD1234567")
OTHER_NUMBER = TrackAndTraceNumber("3SWXYZ7654321")
UNHEARD_OF = DeliveryService.parse("NEWCOMER")


def moment(text: str) -> Moment:
    """A moment from its ISO 8601 text."""
    return parse_moment(text)


def at(day: int, hour: int = 12, minute: int = 0, *, month: int = 10) -> Moment:
    """A moment of the sample month by the clock in Amsterdam."""
    return local_moment(datetime(2026, month, day, hour, minute))  # noqa: DTZ001  (a clock in Amsterdam)


def on(day: int, *, month: int = 10) -> date:
    """A day of the sample month."""
    return date(2026, month, day)


ORDERED = at(5, 9)
SHIPPED = at(6, 16)
PROMISED = DeliverBy(on(7))
WINDOW = HandoverWindow(earliest=at(6, 8), latest=at(6, 17))
LABEL = ShippingLabel("label-1", number=NUMBER, service=POSTNL)


def entry(number: Number | None = NUMBER, **parts: Any) -> Entry:
    """A number of PostNL's, entered when the order was shipped."""
    return Entry(**{"number": number, "service": POSTNL, "at": SHIPPED, **parts})


def event(status: TransportStatus, when: Moment, **parts: Any) -> TransportEvent:
    """One thing that happened."""
    return TransportEvent(status, when, **parts)


def journey(*told: tuple[TransportStatus, Moment]) -> Journey:
    """A journey, its events known as they happened."""
    return Journey(TransportEvent(status, when) for status, when in told)


def delivered(when: Moment) -> Journey:
    """A journey that ends with a delivery at this moment."""
    return journey((TransportStatus.ACCEPTED, SHIPPED), (TransportStatus.DELIVERED, when))


def handed_over(when: Moment) -> Journey:
    """A journey of which the carrier's first scan is known."""
    return journey((TransportStatus.ACCEPTED, when))


def item(quantity: int = 1, order_item_id: str = "item-1", **parts: Any) -> OrderItem:
    """An order item that was promised for the 7th."""
    return OrderItem(order_item_id, quantity, **{"promise": PROMISED, **parts})


def order(*items: OrderItem, **parts: Any) -> Order:
    """An order of these items, of one where nothing is said."""
    return Order("order-1", items or (item(),), **{"placed": ORDERED, **parts})


def line(quantity: int = 1, order_item_id: str = "item-1", **parts: Any) -> ShipmentLine:
    """A shipment line that was promised for the 7th."""
    return ShipmentLine(order_item_id, quantity, **{"promise": PROMISED, **parts})


def transport(*entries: Entry) -> Transport:
    """A transport with these entries made on it one after the other."""
    made = Transport("transport-1")
    for each in entries:
        made = made.enter(each)
    return made


def shipment(*lines: ShipmentLine, **parts: Any) -> Shipment:
    """A shipment of these lines, of one where nothing is said."""
    defaults = {
        "shipment_id": "shipment-1",
        "order_id": "order-1",
        "lines": lines or (line(),),
        "transport": transport(entry()),
        "shipped": SHIPPED,
        "ordered": ORDERED,
    }
    return Shipment(**{**defaults, **parts})


def evidence(**parts: Any) -> Evidence:
    """A parcel of PostNL's with a number, shipped on the 6th and promised for the 7th."""
    defaults = {
        "order_id": "order-1",
        "order_item_id": "item-1",
        "shipment_id": "shipment-1",
        "quantity": 1,
        "stage": Stage.SHIPPED,
        "service": POSTNL,
        "number": NUMBER,
        "entered": SHIPPED,
        "promise": PROMISED,
        "ordered": ORDERED,
        "shipped": SHIPPED,
    }
    return Evidence(**{**defaults, **parts})


def open_evidence(**parts: Any) -> Evidence:
    """An item that was ordered and not yet shipped."""
    nothing: dict[str, Any] = {"service": None, "number": None, "entered": None, "shipped": None}
    return evidence(**{"stage": Stage.OPEN, "shipment_id": "", **nothing, **parts})


def refused(make: Callable[..., object], *given: Any, **named: Any) -> str:
    """What a refusal says in one sentence, when this is made of these."""
    with pytest.raises(TrackntraceError) as caught:
        make(*given, **named)

    return str(caught.value)


def assert_well_told(error: TrackntraceError) -> None:
    """An error is one plain line of bounded length, and keeps its parts apart."""
    assert isinstance(error, ValueError | LookupError)
    assert error.__cause__ is None
    assert error.field
    assert error.reason
    assert len(error.shown) <= LONGEST_SHOWN
    assert error.shown.isascii()
    assert error.shown.isprintable()
    assert len(str(error)) <= LONGEST_MESSAGE
    assert len(str(error).splitlines()) == 1


HOSTILE_TEXTS = hostile.HOSTILE_TEXTS
NO_TEXTS = hostile.NO_TEXTS
Hostile = hostile.Hostile
LoudText = hostile.LoudText

NO_IDENTIFIERS: tuple[str, ...] = tuple(text for text in HOSTILE_TEXTS if text != "AAAAAAAA-")
"""Texts that are no id of an order, an item or a label either; only these may end with a hyphen."""


def number_format(pattern: str, *lengths: int, example: str, checks: tuple[Check, ...] = ()) -> NumberFormat:
    """A made-up format of parcels that bicycles bring."""
    return NumberFormat(
        "Bicycles",
        "made up",
        pattern=pattern,
        lengths=lengths,
        checks=checks,
        confidence=Confidence.MEDIUM,
        source="made up",
        synthetic=(example,),
    )
