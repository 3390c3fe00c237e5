"""Made-up shipments and journeys as JSON Lines, any number of them, for measuring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

_FIRST = date(2026, 1, 5)


def shipment_line(index: int) -> bytes:
    """One full shipment of one item, as the marketplace sends it."""
    promised = _FIRST + timedelta(days=index % 280)
    shipped = promised - timedelta(days=1)
    events = [{"eventCode": "AT_TRANSPORTER", "eventDateTime": f"{shipped}T19:30:00+01:00"}]
    if index % 50:
        events.append({"eventCode": "DELIVERED_AT_CUSTOMER", "eventDateTime": f"{promised}T14:05:12+01:00"})
    shipment = {
        "shipmentId": str(800_000_000 + index),
        "shipmentDateTime": f"{shipped}T16:20:00+01:00",
        "shipmentReference": f"REF{index}",
        "pickupPoint": False,
        "order": {"orderId": f"B{index // 2:08}", "orderPlacedDateTime": f"{shipped}T09:00:00+01:00"},
        "shipmentItems": [
            {
                "orderItemId": str(2_000_000_000 + index),
                "fulfilment": {
                    "method": "FBR",
                    "distributionParty": "RETAILER",
                    "latestDeliveryDate": promised.isoformat(),
                },
                "offer": {"offerId": "6ff736b5-cdd0-4150-8c67-78269ee986f5", "reference": "SKU"},
                "product": {"ean": "0000007740404", "title": "An example"},
                "quantity": 1,
                "quantityShipped": 1,
                "unitPrice": 12.99,
                "commission": 5.18,
            }
        ],
        "transport": {
            "transportId": str(300_000_000 + index),
            "transporterCode": "TNT",
            "trackAndTrace": number(index),
            "transportEvents": events,
        },
    }
    return json.dumps(shipment).encode() + b"\n"


def number(index: int) -> str:
    """A made-up number in the shape of PostNL's."""
    return f"3SDEMO{index:09}"


def journey_line(index: int) -> bytes:
    """What a carrier saw of one number."""
    at = f"{_FIRST + timedelta(days=index % 280)}T13:00:00+01:00"
    journey = {"number": number(index), "events": [{"status": "attempt_failed", "at": at}]}
    return json.dumps(journey).encode() + b"\n"


def lines(count: int) -> Iterator[bytes]:
    """So many shipments."""
    return map(shipment_line, range(count))
