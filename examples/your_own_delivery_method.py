"""
A delivery method of your own: one class that answers the questions of the protocol, and nothing to register.

The marketplace accepts a parcel without a number, and then counts it as a miss. This shop wants none to go out like
that: its method is an own delivery service that takes no entry without the number that is owed.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from trackntrace import (
    OWN_THROUGH_RETAILER_API,
    CustomerMessage,
    DeliverBy,
    DeliveryMethod,
    DeliveryService,
    Entry,
    FulfilledBy,
    Journey,
    NotThisMethodError,
    NumberDuty,
    Order,
    OrderItem,
    Promise,
    TrackAndTraceNumber,
    UseTransport,
    confirm,
    parse_moment,
)
from trackntrace.shipping.delivery_methods import Measured


@frozen
class NumberFirst:
    """Own delivery service, but nothing that owes a number is confirmed without it."""

    name: str = "number-first"
    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    measured: Measured = Measured.BY_DELIVERY

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        """As with any own delivery service."""
        return OWN_THROUGH_RETAILER_API.duty(service)

    def accept(self, entry: Entry) -> Entry:
        """An entry of an own delivery service, with the number that it owes."""
        accepted = OWN_THROUGH_RETAILER_API.accept(entry)
        if accepted.number is None and self.duty(accepted.service) is NumberDuty.OWED:
            raise NotThisMethodError.about("no number", f"entry for {self.name}", "expected the number from the label")
        return accepted

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> CustomerMessage:
        """The customer is told what is told of any own delivery service."""
        return OWN_THROUGH_RETAILER_API.told(entry, journey, promise)

    def instruction(self, entry: Entry) -> UseTransport:
        """Delivery service and number."""
        return OWN_THROUGH_RETAILER_API.instruction(self.accept(entry))


NUMBER_FIRST: DeliveryMethod = NumberFirst()


def main() -> None:
    """A letter may go without a number, a parcel may not."""
    order = Order("A1", [OrderItem("11", 1, promise=DeliverBy(date(2026, 10, 8)))])
    at = parse_moment("2026-10-06T16:00:00+02:00")
    letter, postnl = DeliveryService.parse("BRIEFPOST"), DeliveryService.parse("TNT")
    for entry in (
        Entry(service=letter, at=at),
        Entry(service=postnl, at=at),
        Entry(number=TrackAndTraceNumber("3SABCD1234567"), service=postnl, at=at),
    ):
        try:
            confirmed = confirm(order, entry, method=NUMBER_FIRST)
        except NotThisMethodError as error:
            print(error)
        else:
            print(f"Confirmed with {entry.service}: {confirmed.shipment.number or 'no number'}.")


if __name__ == "__main__":
    main()
