"""
Shipping, told to the marketplace: ``POST /retailer/shipments`` and ``PUT /retailer/transports/{transport-id}``.

Sources: the Retailer API v10 specification; that label and transport exclude each other stands in its migration guide,
that a number can be added but not changed on the marketplace's page on track & trace numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final, final

from attrs import evolve, field, frozen

from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import exactly
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.retailer_api.requests import (
    ChangingRequest,
    ItemsRequest,
    RequestedItem,
    id_in_path,
    requested_items,
)
from trackntrace.shipping.confirmation import Confirmation
from trackntrace.shipping.delivery_methods import Instruction, UseLabel, UseTransport
from trackntrace.shipping.entry import IDENTIFIER, Entry, reference_of
from trackntrace.shipping.order import OrderItem, order_id_of
from trackntrace.shipping.shipment import Shipment
from trackntrace.shipping.transport import Transport

MOST_ITEMS: Final = 100
"""Source: ``orderItems`` of ``ShipmentRequest``, 1 to 100."""

CREATE_SHIPMENT: Final = "CREATE_SHIPMENT"
CHANGE_TRANSPORT: Final = "CHANGE_TRANSPORT"


def _items(values: Iterable[RequestedItem]) -> tuple[RequestedItem, ...]:
    return requested_items(values, most=MOST_ITEMS)


def _shipment_id(value: str) -> str:
    return "" if type(value) is str and not value else id_in_path(value, "shipment_id")


def _readable(number: object) -> str:
    return exactly(number, TrackAndTraceNumber, "number").text


@final
@frozen(kw_only=True)
class ShipmentRequest(ItemsRequest):
    """
    Items of one order were shipped, and how: by a label that was bought, or by a transport of one's own; never both.

    Raises:
        InvalidValueError: no item or more than a hundred, or a number that cannot be read.
        ConflictError: an item twice, more than is open, or nothing to tell since the marketplace ships itself.
    """

    method: ClassVar[str] = "POST"

    order_id: str = field(converter=order_id_of)
    items: tuple[RequestedItem, ...] = field(converter=_items)
    instruction: UseLabel | UseTransport

    def __attrs_post_init__(self) -> None:
        if type(self.instruction) not in {UseLabel, UseTransport}:
            raise ConflictError.about(
                self.order_id, "instruction", "expected a label or a transport: the marketplace ships this itself"
            )
        reference_of(self.instruction.reference)
        _how(self.instruction)

    @classmethod
    def of(cls, confirmation: Confirmation) -> ShipmentRequest:
        """
        What must be told for a confirmation.

        Raises:
            ConflictError: nothing must be told, since the marketplace ships itself.
            InvalidValueError: it is no confirmation.
        """
        order, lines = exactly(confirmation, Confirmation, "confirmation").order, confirmation.shipment.lines
        shipped = [(order.item(line.order_item_id), line.quantity) for line in lines]
        items = [RequestedItem(evolve(item, shipped=item.shipped - sent), sent) for item, sent in shipped]
        return cls(
            order_id=order.order_id, items=items, instruction=_to_be_told(confirmation.instruction, order.order_id)
        )

    @property
    def path(self) -> str:
        """Where shipments are made."""
        return "/retailer/shipments"

    @property
    def event_type(self) -> str:
        """``CREATE_SHIPMENT``; it was ``CONFIRM_SHIPMENT`` in earlier versions."""
        return CREATE_SHIPMENT

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The order items: the specification names a shipment's process by the item."""
        return tuple(each.order_item_id for each in self.items)

    @property
    def content(self) -> dict[str, JsonValue]:
        """Items, reference where there is one, and label or transport."""
        reference = self.instruction.reference
        told: dict[str, JsonValue] = {"orderItems": [each.content for each in self.items]}
        return told | ({"shipmentReference": reference} if reference else {}) | _how(self.instruction)

    @property
    def items_after(self) -> tuple[OrderItem, ...]:
        """The order items with what was shipped counted."""
        return tuple(each.item.ship(each.quantity) for each in self.items)


def _to_be_told(instruction: Instruction, order_id: str) -> UseLabel | UseTransport:
    if isinstance(instruction, UseLabel | UseTransport):
        return instruction
    raise ConflictError.about(order_id, "order", "expected something to tell: the marketplace ships this itself")


def _how(instruction: UseLabel | UseTransport) -> dict[str, JsonValue]:
    if isinstance(instruction, UseLabel):
        return {"shippingLabelId": IDENTIFIER.read(instruction.label_id, "label_id")}
    code = exactly(instruction.service, DeliveryService, "service").code
    number = {} if instruction.number is None else {"trackAndTrace": _readable(instruction.number)}
    return {"transport": {"transporterCode": code, **number}}


@final
@frozen(kw_only=True)
class ChangeTransportRequest(ChangingRequest):
    """
    A number that is added later, to a transport which was confirmed without one.

    The interface calls it a change; a number that was entered is never changed, and the attempt is refused here, before
    the marketplace is asked. ``transport`` is the transport as the marketplace has it, so without the number;
    ``shipment_id`` is a shipment on it, by which the transport can be looked at, empty where none is known.

    Raises:
        AlreadyEnteredError: the transport has another number.
        ConflictError: it has this number already, or travels by a bought label, which brings its own.
        InvalidValueError: the entry has no number, or the transport no id that can stand in a path.
    """

    method: ClassVar[str] = "PUT"

    transport: Transport
    entry: Entry
    shipment_id: str = field(default="", converter=_shipment_id)

    def __attrs_post_init__(self) -> None:
        exactly(self.transport, Transport, "transport").enter(exactly(self.entry, Entry, "entry"))
        id_in_path(self.transport.transport_id, "transport_id")
        if self.entry.number is None:
            raise InvalidValueError.about(None, "number", "expected the number that is added")
        _readable(self.entry.number)
        for label in (self.transport.label, self.entry.label):
            if label is not None:
                raise ConflictError.about(label.label_id, "label", "expected no bought label: it brings its own number")
        if self.transport.number is not None:
            raise ConflictError.about(
                self.transport.transport_id, "transport", "expected one without a number: it has this one already"
            )

    @classmethod
    def of(cls, shipment: Shipment, entry: Entry) -> ChangeTransportRequest:
        """The number for the transport of a shipment, as the marketplace has it; errors as the class says."""
        exactly(shipment, Shipment, "shipment")
        return cls(transport=shipment.transport, entry=entry, shipment_id=shipment.shipment_id)

    @property
    def path(self) -> str:
        """The transport."""
        return f"/retailer/transports/{self.transport.transport_id}"

    @property
    def event_type(self) -> str:
        """``CHANGE_TRANSPORT``."""
        return CHANGE_TRANSPORT

    @property
    def subjects(self) -> tuple[str, ...]:
        """The transport."""
        return (f"transport {self.transport.transport_id}",)

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The transport."""
        return (self.transport.transport_id,)

    @property
    def content(self) -> dict[str, JsonValue]:
        """The number, and the delivery service where it is known: versions before v10 asked for it."""
        service = self.entry.service or self.transport.service
        code: dict[str, JsonValue] = {"transporterCode": service.code} if service else {}
        return code | {"trackAndTrace": _readable(self.entry.number)}

    def unaware_of(self, earlier: ChangingRequest) -> bool:
        """Whether that one added a number to the same transport, which had none when this was made."""
        return isinstance(earlier, ChangeTransportRequest) and earlier.subjects == self.subjects

    @property
    def entered(self) -> Transport:
        """The transport as it will be once the marketplace has accepted."""
        return self.transport.enter(self.entry)
