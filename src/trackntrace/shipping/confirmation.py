"""Confirming an order: the shipment, what the customer is told, and what the marketplace must be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, final

from attrs import evolve, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import exactly
from trackntrace.notebook import dash, story_html
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.numbers.tracking_links import TrackingLink, tracking_link
from trackntrace.shipping.customer import CustomerMessage, Told
from trackntrace.shipping.delivery_methods import DeliveryMethod, Instruction, NumberDuty
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.order import Order
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport

_HOW_MANY: Final = "expected how many of which order item"


@final
@frozen(kw_only=True)
class Confirmation:
    """
    What confirming (a part of) an order brings about; nothing is sent by it.

    ``order`` is the order with what was shipped counted, ``told`` what the customer is told or the seller must do, and
    ``instruction`` what the marketplace must be told.
    """

    order: Order
    shipment: Shipment
    duty: NumberDuty
    told: Told
    instruction: Instruction

    @property
    def number_still_owed(self) -> bool:
        """Whether a number is owed and was not given: it can be added later, and until then counts as missing."""
        return self.duty is NumberDuty.OWED and self.shipment.number is None

    def _repr_html_(self) -> str:
        told = {
            "service": self.shipment.service.name if self.shipment.service else "-",
            "number": dash(self.shipment.number),
            "a number is": self.duty.value,
            "still owed": "yes" if self.number_still_owed else "no",
            "the customer": self.told,
            "the marketplace": self.instruction,
        }
        return story_html(f"confirmation of order {self.order.order_id}", told)


def confirm(
    order: Order,
    entry: Entry,
    *,
    method: DeliveryMethod,
    quantities: Mapping[str, int] | None = None,
    transport: Transport | None = None,
    postcode: str = "",
    country: str = "",
) -> Confirmation:
    """
    Confirms an order, or a part of it, as shipped.

    Args:
        order: what was bought; it is left as it is.
        entry: how it travels, with or without a number. Its moment is the shipment's.
        method: the way in which it is delivered.
        quantities: how many of which order item; everything that is open where nothing is said.
        transport: the box that it shares with other shipments; a new one where nothing is said.
        postcode: where it goes, for the tracking links that need it.
        country: likewise, as two letters.

    Raises:
        InvalidValueError: the number cannot be read, or something handed in is not what it should be.
        ConflictError: nothing is open, more is shipped than is open, or an item is not fulfilled in that way.
        NotThisMethodError: the entry does not belong to the method.
        AlreadyEnteredError: the transport has another number.
    """
    accepted = _method(method).accept(_readable(exactly(entry, Entry, "entry")))
    chosen = _chosen(exactly(order, Order, "order"), quantities)
    shipment = Shipment(
        order_id=order.order_id,
        lines=[_line(order, item, quantity, method) for item, quantity in chosen.items()],
        transport=(Transport() if transport is None else exactly(transport, Transport, "transport")).enter(accepted),
        shipped=accepted.at,
        ordered=order.placed,
    )
    known = evolve(accepted, number=shipment.number, service=shipment.service)
    told = _with_link(method.told(known, shipment.transport.journey, shipment.promise), postcode, country)
    return _confirmed(order, shipment, known, method, told)


def _method(method: DeliveryMethod) -> DeliveryMethod:
    if not callable(getattr(method, "accept", None)):
        raise InvalidValueError.about(method, "method", "expected a DeliveryMethod")
    return method


def _chosen(order: Order, quantities: Mapping[str, int] | None) -> dict[str, int]:
    """How many of which order item are shipped."""
    if quantities is None:
        chosen = {item.order_item_id: item.open for item in order.open_items}
        if not chosen:
            raise ConflictError.about(order.order_id, "order", "expected something that is still open")
        return chosen
    if not isinstance(quantities, Mapping):
        raise InvalidValueError.about(quantities, "quantities", _HOW_MANY)
    if not quantities:
        raise ConflictError.about(order.order_id, "order", _HOW_MANY)
    return dict(quantities)


def _readable(entry: Entry) -> Entry:
    """An entry that may be made: what cannot be read is kept where it was sent, and never entered anew."""
    if type(entry.number) is UnreadableNumber:
        raise InvalidValueError.about(entry.number.raw, "number", "expected a number that can be read")
    return entry


def _with_link(told: Told, postcode: str, country: str) -> Told:
    """The message with the link on which the parcel can be followed, where one can be made."""
    if type(told) is not CustomerMessage or told.service is None or type(told.number) is not TrackAndTraceNumber:
        return told
    link = tracking_link(told.number, told.service, postcode=postcode, country=country)
    return evolve(told, link=link.url) if isinstance(link, TrackingLink) else told


def _line(order: Order, order_item_id: str, quantity: int, method: DeliveryMethod) -> ShipmentLine:
    item = order.item(order_item_id)
    if item.fulfilled_by is not method.fulfilled_by:
        reason = f"expected an item for {method.name}: this one is fulfilled by {item.fulfilled_by.value}"
        raise ConflictError.about(order_item_id, "orderItem", reason)
    return ShipmentLine(order_item_id, quantity, fulfilled_by=method.fulfilled_by, promise=item.promise)


def _confirmed(order: Order, shipment: Shipment, entry: Entry, method: DeliveryMethod, told: Told) -> Confirmation:
    for line in shipment.lines:
        order = order.with_item(order.item(line.order_item_id).ship(line.quantity))
    return Confirmation(
        order=order,
        shipment=shipment,
        duty=method.duty(entry.service),
        told=told,
        instruction=method.instruction(entry),
    )
