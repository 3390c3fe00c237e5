"""
What the customer is told, and what the seller must do.

Described, never sent: the marketplace mails the customer, and mailing one unasked breaks its rules (its page on
unwanted communication).
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias, final

from attrs import frozen

from trackntrace.grammar import Word
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.shipping.entry import Number


class ContactBy(Word):
    """How a seller may reach the customer about an appointment."""

    PHONE = "phone"
    E_MAIL = "e-mail"


@final
@frozen(kw_only=True)
class CustomerMessage:
    """
    The e-mail that the marketplace sends on confirmation: number, delivery service, expected delivery date.

    ``link`` is where the parcel can be followed, empty where none is known.
    """

    number: Number | None
    service: DeliveryService | None
    expected: date | None
    link: str = ""


@final
@frozen(kw_only=True)
class ContactCustomer:
    """The seller's task for a delivery appointment: agree on it with the customer, by phone or e-mail."""

    reference: str
    promised: date | None
    by: tuple[ContactBy, ...] = (ContactBy.PHONE, ContactBy.E_MAIL)


@final
@frozen(kw_only=True)
class MarketplaceInforms:
    """The marketplace ships and informs the customer; the seller has nothing to say."""

    number: Number | None
    service: DeliveryService | None


Told: TypeAlias = CustomerMessage | ContactCustomer | MarketplaceInforms
"""What happens on confirmation."""
