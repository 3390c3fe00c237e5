"""A bicycle courier: a delivery service, the numbers that it prints, and the way in which it is used."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from trackntrace import (
    OWN_THROUGH_RETAILER_API,
    CustomerMessage,
    DeliveryMethod,
    DeliveryService,
    Entry,
    FulfilledBy,
    Journey,
    Measured,
    NotThisMethodError,
    NumberDuty,
    Promise,
    UseTransport,
)
from trackntrace.numbers.check_digits import GS1
from trackntrace.numbers.number_format import Check, Confidence, NumberFormat

BICYCLES: Final = DeliveryService.parse("BICYCLES")

BICYCLE_NUMBERS: Final = NumberFormat(
    "Bicycles",
    "BC and ten digits, the last one a check",
    pattern="BC[0-9]{10}",
    lengths=(12,),
    checks=(Check(GS1, 2, 12),),
    confidence=Confidence.MEDIUM,
    services=(BICYCLES,),
    source="its label specification, page 3",
    synthetic=("BC1234567895",),
)


@frozen
class ByBicycle:
    """Nothing goes out by bicycle without its number."""

    name: str = "by-bicycle"
    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    measured: Measured = Measured.BY_DELIVERY

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        """As with any own delivery service."""
        return OWN_THROUGH_RETAILER_API.duty(service)

    def accept(self, entry: Entry) -> Entry:
        """An entry of an own delivery service, with the number that it owes."""
        accepted = OWN_THROUGH_RETAILER_API.accept(entry)
        if accepted.number is None and self.duty(accepted.service) is NumberDuty.OWED:
            raise NotThisMethodError.about("no number", f"entry for {self.name}", "expected the number on the label")
        return accepted

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> CustomerMessage:
        """As with any own delivery service."""
        return OWN_THROUGH_RETAILER_API.told(entry, journey, promise)

    def instruction(self, entry: Entry) -> UseTransport:
        """Delivery service and number."""
        return OWN_THROUGH_RETAILER_API.instruction(self.accept(entry))


BY_BICYCLE: Final[DeliveryMethod] = ByBicycle()
