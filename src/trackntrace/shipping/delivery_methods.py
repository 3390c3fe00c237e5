"""
The delivery methods: the ways in which an order reaches its customer, as strategies.

Each answers the same few questions: is a number owed, where does it come from, what may be entered, what happens on
confirmation, how is it measured, and what must the marketplace be told. A method is handed an entry, a journey and a
promise, never a shipment. A newcomer writes one class that answers them and hands it in.

Sources: the marketplace's page on track & trace numbers (three ways to add one), its pages on Shipping via bol and on
the service standards.
"""

from __future__ import annotations

from typing import Final, Protocol, TypeAlias, final

from attrs import frozen

from trackntrace.errors import TrackntraceError
from trackntrace.grammar import Word
from trackntrace.numbers.delivery_services import DeliveryService, MailKind
from trackntrace.shipping.customer import ContactCustomer, CustomerMessage, MarketplaceInforms, Told
from trackntrace.shipping.entry import Channel, Entry, Number, ShippingLabel
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import Promise


class NumberDuty(Word):
    """Whether a shipment must have a track & trace number."""

    OWED = "owed"
    WELCOME = "welcome"
    BROUGHT = "brought"


class Measured(Word):
    """By what evidence the marketplace tells whether an item came on time."""

    BY_DELIVERY = "by-delivery"
    BY_HANDOVER = "by-handover"
    NOT_MEASURED = "not-measured"


@final
@frozen(kw_only=True)
class UseLabel:
    """The marketplace is told which bought label was used; number and service come with it."""

    label_id: str
    reference: str = ""


@final
@frozen(kw_only=True)
class UseTransport:
    """The marketplace is told the delivery service and, where there is one, the number."""

    service: DeliveryService
    number: Number | None = None
    reference: str = ""


@final
@frozen
class TellNothing:
    """The marketplace needs not be told: it ships itself."""


Instruction: TypeAlias = UseLabel | UseTransport | TellNothing
"""What must be told to the marketplace when an order is confirmed."""


class NotThisMethodError(TrackntraceError, ValueError):
    """An entry does not belong to the delivery method that it was handed to."""


class DeliveryMethod(Protocol):
    """A way in which an order reaches its customer."""

    @property
    def name(self) -> str:
        """Its stable name, such as ``own-delivery-service``."""

    @property
    def fulfilled_by(self) -> FulfilledBy:
        """Who brings the item."""

    @property
    def measured(self) -> Measured:
        """By what evidence an item counts as on time."""

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        """Whether a shipment by this service owes a number."""

    def accept(self, entry: Entry) -> Entry:
        """The entry itself if it may be entered with this method; raises `NotThisMethodError` if not."""

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> Told:
        """What happens on confirmation: what the customer is told, or what the seller must do."""

    def instruction(self, entry: Entry) -> Instruction:
        """What must be told to the marketplace."""


def _refused(entry: Entry, method: DeliveryMethod, reason: str) -> NotThisMethodError:
    service = entry.service.code if entry.service else "no service"
    return NotThisMethodError.about(service, f"entry for {method.name}", reason)


def _message(entry: Entry, journey: Journey, promise: Promise | None) -> CustomerMessage:
    return CustomerMessage(number=entry.number, service=entry.service, expected=journey.expected(promise))


@final
@frozen
class BoughtLabel:
    """
    Shipping label via bol: the seller buys the label from the marketplace, and the label brings the number by itself.

    As soon as the order is confirmed the customer gets an e-mail with number, delivery service and expected date.
    """

    name: str = "shipping-label-via-bol"
    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    measured: Measured = Measured.BY_DELIVERY

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        """The number comes with the label, whatever the service."""
        return NumberDuty.BROUGHT

    def accept(self, entry: Entry) -> Entry:
        """An entry that names its label and says nothing else than the label does."""
        label = _label_of(self, entry)
        for own, offered in ((label.number, entry.number), (label.service, entry.service)):
            if own is not None and offered is not None and own != offered:
                raise _refused(entry, self, f"expected {own}, which the label brings")
        return entry

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> CustomerMessage:
        """The customer gets the number, the delivery service and the expected delivery date."""
        return _message(entry, journey, promise)

    def instruction(self, entry: Entry) -> UseLabel:
        """The label's id, and no transport beside it: the marketplace refuses both together."""
        return UseLabel(label_id=_label_of(self, self.accept(entry)).label_id, reference=entry.reference)


def _label_of(method: DeliveryMethod, entry: Entry) -> ShippingLabel:
    if entry.label is None:
        raise _refused(entry, method, "expected the bought label that the entry stands for")
    return entry.label


@final
@frozen
class OwnDeliveryService:
    """
    Own delivery service: the seller chose who carries, and enters the number or has it sent.

    The three ways to enter it (in the seller account, through the Retailer API, through an integrator) differ by the
    channel only. A parcel owes a number; for letter mail it is welcome.
    """

    channel: Channel
    name: str = "own-delivery-service"
    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    measured: Measured = Measured.BY_DELIVERY

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        """Owed but for letter mail and appointments; a service of unknown kind counts as a parcel's (a reading)."""
        exempt = service is not None and service.mail in {MailKind.LETTER_MAIL, MailKind.DELIVERY_APPOINTMENT}
        return NumberDuty.WELCOME if exempt else NumberDuty.OWED

    def accept(self, entry: Entry) -> Entry:
        """An entry that names a delivery service, came by this channel and stands for no bought label."""
        if entry.label is not None:
            raise _refused(
                entry, self, "expected no bought label: the marketplace refuses label and transport together"
            )
        if entry.service is None:
            raise _refused(entry, self, "expected a delivery service")
        if entry.service.mail is MailKind.DELIVERY_APPOINTMENT:
            raise _refused(entry, self, "expected a service that carries: an appointment is a method of its own")
        if entry.channel not in {self.channel, Channel.NOT_TOLD}:
            raise _refused(entry, self, f"expected the channel {self.channel.value}, not {entry.channel.value}")
        return entry

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> CustomerMessage:
        """The customer gets the number if there is one, the delivery service and the expected delivery date."""
        return _message(entry, journey, promise)

    def instruction(self, entry: Entry) -> UseTransport:
        """Delivery service and number."""
        return _transport(self, entry)


def _transport(method: DeliveryMethod, entry: Entry) -> UseTransport:
    service = method.accept(entry).service
    if service is None:
        raise _refused(entry, method, "expected a delivery service")
    return UseTransport(service=service, number=entry.number, reference=entry.reference)


@final
@frozen
class DeliveryAppointment:
    """
    Delivery appointment, chosen as the delivery service: the seller agrees with the customer by phone or e-mail.

    An own reference and a number can be entered; neither is owed.
    """

    name: str = "delivery-appointment"
    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    measured: Measured = Measured.NOT_MEASURED

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        """Welcome, never owed."""
        return NumberDuty.WELCOME

    def accept(self, entry: Entry) -> Entry:
        """An entry whose delivery service is the appointment, and no bought label."""
        if entry.label is not None:
            raise _refused(entry, self, "expected no bought label")
        if entry.service is None or entry.service.mail is not MailKind.DELIVERY_APPOINTMENT:
            raise _refused(entry, self, "expected the delivery service for appointments")
        return entry

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> ContactCustomer:
        """The seller contacts the customer about the appointment."""
        return ContactCustomer(reference=entry.reference, promised=promise.day if promise else None)

    def instruction(self, entry: Entry) -> UseTransport:
        """The delivery service for appointments, with reference and number where given."""
        return _transport(self, entry)


@final
@frozen
class ByTheMarketplace:
    """
    Shipping via bol and Logistics via bol: the marketplace answers for the number.

    With Shipping via bol the seller hands the parcel over and is measured by the handover; with Logistics via bol the
    item is not the seller's to ship and not measured.
    """

    name: str
    fulfilled_by: FulfilledBy
    measured: Measured

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        """The marketplace supplies the number."""
        return NumberDuty.BROUGHT

    def accept(self, entry: Entry) -> Entry:
        """Any entry: it is the marketplace's own."""
        return entry

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> MarketplaceInforms:
        """The marketplace informs the customer."""
        return MarketplaceInforms(number=entry.number, service=entry.service)

    def instruction(self, entry: Entry) -> UseLabel | TellNothing:
        """The label that belongs to the handover, where there is one."""
        return UseLabel(label_id=entry.label.label_id, reference=entry.reference) if entry.label else TellNothing()


SHIPPING_LABEL_VIA_BOL: Final = BoughtLabel()
OWN_IN_SELLER_ACCOUNT: Final = OwnDeliveryService(Channel.SELLER_ACCOUNT)
OWN_THROUGH_RETAILER_API: Final = OwnDeliveryService(Channel.RETAILER_API)
OWN_THROUGH_INTEGRATOR: Final = OwnDeliveryService(Channel.INTEGRATOR)
DELIVERY_BY_APPOINTMENT: Final = DeliveryAppointment()
SHIPPING_VIA_BOL: Final = ByTheMarketplace("shipping-via-bol", FulfilledBy.SHIPPING_VIA_BOL, Measured.BY_HANDOVER)
LOGISTICS_VIA_BOL: Final = ByTheMarketplace("logistics-via-bol", FulfilledBy.LOGISTICS_VIA_BOL, Measured.NOT_MEASURED)

_BY_THE_MARKETPLACE: Final = {method.fulfilled_by: method for method in (SHIPPING_VIA_BOL, LOGISTICS_VIA_BOL)}


def method_of(fulfilled_by: FulfilledBy, entry: Entry | None) -> DeliveryMethod:
    """
    The method by which something travels, as the marketplace's data tell it.

    Who entered an own number is not told there: it counts as sent through the Retailer API.
    """
    if fulfilled_by in _BY_THE_MARKETPLACE:
        return _BY_THE_MARKETPLACE[fulfilled_by]
    if entry is None:
        return OWN_THROUGH_RETAILER_API
    if entry.label is not None:
        return SHIPPING_LABEL_VIA_BOL
    if entry.service is not None and entry.service.mail is MailKind.DELIVERY_APPOINTMENT:
        return DELIVERY_BY_APPOINTMENT
    return OWN_THROUGH_RETAILER_API
