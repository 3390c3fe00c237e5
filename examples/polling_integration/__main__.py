"""
Confirms a few orders at a marketplace in miniature: ``python -m examples.polling_integration``.

One of the requests arrives and is never answered.
"""

from __future__ import annotations

import httpx
from examples.polling_integration.integration import Integration, Ledger
from examples.polling_integration.marketplace import Marketplace
from examples.polling_integration.miniature import Miniature, Served, ToldClock

from trackntrace import AlreadyEnteredError, DeliveryService, Entry, Order, TrackAndTraceNumber, parse_moment

POSTNL = DeliveryService.parse("TNT")


def main() -> None:
    """Three orders, one lost answer, one number added later, one that is refused."""
    clock = ToldClock(parse_moment("2026-10-06T16:00:00+02:00"))
    miniature = Miniature(clock)
    for index in range(1, 4):
        miniature.order(f"A{index}", item1=2)
    with Served(miniature) as served, httpx.Client(base_url=served.address) as client:
        marketplace = Marketplace(client, clock)
        integration = Integration(marketplace, Ledger())

        def packed(order: Order) -> Entry:
            number = None if order.order_id == "A3" else TrackAndTraceNumber(f"3SABCD00000{order.order_id}")
            return Entry(number=number, service=POSTNL, at=clock.now())

        miniature.lose_answers = 1
        for submission in integration.confirm_open_orders(packed):
            print(f"{submission.request.entity_ids[0]}: {submission.stage.value}")
        while integration.follow():
            pass
        for submission in integration.ledger.all():
            print(f"{submission.request.entity_ids[0]}: {submission.stage.value}")

        (shipment,) = marketplace.shipments_of("A3")
        late = Entry(number=TrackAndTraceNumber("3SABCD00000A3"), service=POSTNL, at=clock.now())
        integration.add_number(shipment, late)
        while integration.follow():
            pass
        shipment = marketplace.shipment(shipment.shipment_id)
        print(f"A3 travels with {shipment.number}.")
        try:
            integration.add_number(
                shipment, Entry(number=TrackAndTraceNumber("3SABCD00000B3"), service=POSTNL, at=clock.now())
            )
        except AlreadyEnteredError as error:
            print(error)
        sent = sum(request == ("POST", "/retailer/shipments") for request in miniature.received)
        print(f"{len(miniature.shipments)} shipments, {sent} requests for them.")


if __name__ == "__main__":
    main()
