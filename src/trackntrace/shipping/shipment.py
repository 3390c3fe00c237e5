"""The shipment: lines of one order on one transport."""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from attrs import evolve, field, frozen

from trackntrace.errors import ConflictError
from trackntrace.grammar import each_of, exactly, whole
from trackntrace.made_once import MadeOnce
from trackntrace.moment import Moment
from trackntrace.notebook import table_html
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.shipping.delivery_methods import DeliveryMethod, method_of
from trackntrace.shipping.entry import IDENTIFIER, Entry, Number
from trackntrace.shipping.journey import Whereabouts
from trackntrace.shipping.order import FulfilledBy, order_id_of, order_item_id_of, ordered_of, promise_of, shipped_of
from trackntrace.shipping.promise import Promise, promise_text
from trackntrace.shipping.transport import Transport


@final
@frozen
class ShipmentLine:
    """
    So many of one order item in a shipment, with the promise that was made for it.

    ``fulfilled_by`` is None where it was not told; what the order says decides then, and else it is the seller.
    """

    order_item_id: str = field(converter=order_item_id_of)
    quantity: int
    fulfilled_by: FulfilledBy | None = field(default=None, kw_only=True)
    promise: Promise | None = field(default=None, kw_only=True, converter=promise_of)

    def __attrs_post_init__(self) -> None:
        whole(self.quantity, "quantity", least=1)
        if self.fulfilled_by is not None:
            exactly(self.fulfilled_by, FulfilledBy, "fulfilled_by")


def _lines(value: Iterable[ShipmentLine]) -> tuple[ShipmentLine, ...]:
    return each_of(value, ShipmentLine, "lines")


def _shipment_id(value: str) -> str:
    return "" if type(value) is str and not value else IDENTIFIER.read(value, "shipment_id")


@final
@frozen(kw_only=True, getstate_setstate=False)
class Shipment(MadeOnce):
    """
    Lines of one order that travel together. The transport they travel on may carry other shipments too.

    ``shipment_id`` is the marketplace's, empty as long as it has given none. ``shipped`` and ``ordered`` are None where
    they were not told.

    Raises:
        ConflictError: no line, or an order item twice.
    """

    shipment_id: str = field(default="", converter=_shipment_id)
    order_id: str = field(converter=order_id_of)
    lines: tuple[ShipmentLine, ...] = field(converter=_lines)
    transport: Transport = Transport()
    shipped: Moment | None = field(default=None, converter=shipped_of)
    ordered: Moment | None = field(default=None, converter=ordered_of)

    def __attrs_post_init__(self) -> None:
        exactly(self.transport, Transport, "transport")
        ids = {line.order_item_id for line in self.lines}
        if not self.lines or len(ids) != len(self.lines):
            raise ConflictError.about(self.shipment_id, "shipment", "expected one or more lines, each order item once")

    def enter(self, entry: Entry) -> Shipment:
        """
        This shipment with a number entered on its transport.

        Raises:
            AlreadyEnteredError: another number was entered before.
        """
        transport = self.transport.enter(entry)
        return self if transport is self.transport else evolve(self, transport=transport)

    @property
    def fulfilled_by(self) -> FulfilledBy:
        """Who brings it: what is said of its first line, since one shipment travels one way."""
        return self.lines[0].fulfilled_by or FulfilledBy.SELLER

    @property
    def method(self) -> DeliveryMethod:
        """The way in which it is delivered."""
        return method_of(self.fulfilled_by, self.transport.entry)

    @property
    def number(self) -> Number | None:
        """The track & trace number; None as long as none was given."""
        return self.transport.number

    @property
    def service(self) -> DeliveryService | None:
        """The delivery service; None where it was not told."""
        return self.transport.service

    @property
    def handed_over(self) -> Moment | None:
        """When the carrier first had it; None where no scan is known."""
        return self.transport.journey.handover

    @property
    def promise(self) -> Promise | None:
        """The first day that was promised for any of its lines."""
        promises = [line.promise for line in self.lines if line.promise]
        return min(promises, key=lambda promise: promise.day, default=None)

    def whereabouts(self, *, as_of: Moment) -> Whereabouts:
        """Where it is at a moment, and when to expect it."""
        return self.transport.journey.whereabouts(self.promise, as_of=as_of)

    def _repr_html_(self) -> str:
        rows = ((line.order_item_id, line.quantity, promise_text(line.promise)) for line in self.lines)
        told = f"{self.service.name if self.service else 'no service told'}, {self.number or 'no number'}"
        return table_html(f"shipment of order {self.order_id}: {told}", ("item", "quantity", "promise"), rows)
