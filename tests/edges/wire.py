"""
What the marketplace and a user send, as JSON values with good defaults, and the doors that read them.

The sample week is that of the other builders: promised for Wednesday the 7th of October 2026.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any, TypeAlias

from trackntrace.documents.dossier_reader import DossierReader
from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document, documents
from trackntrace.performance.dossier import Dossier
from trackntrace.retailer_api.pages import orders, shipments
from trackntrace.shipping.order import Order
from trackntrace.shipping.shipment import Shipment

Json: TypeAlias = Any
NUMBER = "3SABCD1234567"
AS_OF = "2026-11-01T12:00:00+01:00"

HOSTILE_MOMENTS: tuple[Json, ...] = (
    "",
    "2026-10-02",
    "2026-10-02T14:00:00",
    "2026-10-02 14:00:00+02:00",
    "2026-02-30T14:00:00+02:00",
    "2026-10-02T24:00:00Z",
    "2026-10-02T23:59:60Z",
    "2026-10-02T14:00:00+24:00",
    "2026-10-02T14:00:00+15:00",
    "2026-10-02T14:00:00+01:00:30",
    "2026-10-02T14:00:00.0123456789Z",
    "2026-10-02T14:00:00Z\n",
    "0000-01-01T00:00:00Z",
    "10000-01-01T00:00:00Z",
    "1999-12-31T00:00:00Z",
    "\u0662\u0660\u0662\u0664-01-01T00:00:00Z",
    "1704067200",
    1704067200,
    True,
    [],
    {},
)
"""What is no moment, as text or otherwise."""

HOSTILE_DAYS: tuple[Json, ...] = (
    "2024-02-30",
    "2023-02-29",
    "20240101",
    "2024-W01-1",
    "01/02/2024",
    "2024-1-1",
    "0000-01-01",
    "10000-01-01",
    "1999-12-31",
    "2026-10-02T14:00:00Z",
    "2026-10-02\n",
    "\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0661",
    "1704067200",
    1704067200,
    True,
    [],
    {},
)
"""What is no day, as text or otherwise."""

HOSTILE_COUNTS: tuple[Json, ...] = (-1, True, False, 1.0, "1", "1_000", 10**9 + 1, 10**30, [], {}, "")
"""What is no quantity, however much it looks like one."""

HOSTILE_IDS: tuple[Json, ...] = (
    "",
    " ",
    "a" * 65,
    "a\n",
    "a b",
    "\u202ea",
    "\u0661\u0662",
    "<script>",
    "=HYPERLINK(1)",
    "-1",
    -1,
    1.5,
    10**20,
    True,
    [],
    {},
)
"""What is no id, neither as text nor as the whole number of older versions."""


def fulfilment(**parts: Json) -> dict[str, Json]:
    """Brought by the seller, promised for the 7th."""
    return {"method": "FBR", "distributionParty": "RETAILER", "latestDeliveryDate": "2026-10-07", **parts}


def shipment_item(order_item_id: Json = "item-1", **parts: Json) -> dict[str, Json]:
    """One of an item."""
    return {"orderItemId": order_item_id, "fulfilment": fulfilment(), "quantity": 1, "unitPrice": 12.99, **parts}


def transport_object(**parts: Json) -> dict[str, Json]:
    """A parcel of PostNL's with a number."""
    return {"transportId": "transport-1", "transporterCode": "TNT", "trackAndTrace": NUMBER, **parts}


def shipment_object(shipment_id: Json = "shipment-1", **parts: Json) -> dict[str, Json]:
    """A shipment of one item, as the marketplace sends it."""
    return {
        "shipmentId": shipment_id,
        "shipmentDateTime": "2026-10-06T16:00:00+02:00",
        "shipmentReference": "BOLCOM001",
        "pickupPoint": False,
        "order": {"orderId": "order-1", "orderPlacedDateTime": "2026-10-05T09:00:00+02:00"},
        "shipmentItems": [shipment_item()],
        "transport": transport_object(),
        **parts,
    }


def order_item(order_item_id: Json = "item-1", **parts: Json) -> dict[str, Json]:
    """One of an item, still open."""
    counts = {"quantity": 1, "quantityShipped": 0, "quantityCancelled": 0}
    told = fulfilment(timeFrameType="REGULAR", expiryDate="2026-10-10")
    return {"orderItemId": order_item_id, "cancellationRequest": False, "fulfilment": told, **counts, **parts}


def order_object(order_id: Json = "order-1", **parts: Json) -> dict[str, Json]:
    """An order of one item, as the marketplace sends it."""
    placed = "2026-10-05T09:00:00+02:00"
    return {"orderId": order_id, "orderPlacedDateTime": placed, "orderItems": [order_item()], **parts}


def reduced_order_object(order_id: Json = "order-1", **parts: Json) -> dict[str, Json]:
    """An order as the list of orders has it."""
    item = {
        "orderItemId": "item-1",
        "ean": "0000007740404",
        "fulfilmentMethod": "FBR",
        "fulfilmentStatus": "OPEN",
        "quantity": 10,
        "quantityShipped": 4,
        "quantityCancelled": 1,
        "cancellationRequest": False,
        "latestChangedDateTime": "2026-10-05T09:00:00+02:00",
    }
    return {"orderId": order_id, "orderPlacedDateTime": "2026-10-05T09:00:00+02:00", "orderItems": [item], **parts}


def happened(status: Json = "delivered", at: Json = "2026-10-07T14:00:00+02:00", **parts: Json) -> dict[str, Json]:
    """An event of a journey."""
    return {"status": status, "at": at, **parts}


def told(number: Json = NUMBER, *events: Json, **parts: Json) -> dict[str, Json]:
    """A journey of these events, of a delivery where nothing is said."""
    return {"number": number, "events": list(events) or [happened()], **parts}


def json_bytes(*values: Json) -> bytes:
    """JSON Lines of values, one a line."""
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def read_documents(data: bytes, source: str = "sample.jsonl") -> tuple[list[Document], Faults]:
    """The documents of a source, and the faults in it."""
    faults = Faults()
    return list(documents(BytesIO(data), source=source, faults=faults)), faults


def read_shipments(*values: Json) -> tuple[list[Shipment], list[Fault]]:
    """What is read from lines of shipments, and the faults in them."""
    faults = Faults()
    stream = BytesIO(json_bytes(*values))
    return list(shipments(documents(stream, source="shipments.jsonl", faults=faults), faults)), faults.listed


def read_orders(*values: Json) -> tuple[list[Order], list[Fault]]:
    """What is read from lines of orders, and the faults in them."""
    faults = Faults()
    stream = BytesIO(json_bytes(*values))
    return list(orders(documents(stream, source="orders.jsonl", faults=faults), faults)), faults.listed


def read_beside(kind: str, *values: Json) -> tuple[Dossier, list[Fault]]:
    """What is gathered from lines of ``stories``, ``reports``, ``excuses`` or ``details``, and the faults in them."""
    faults = Faults()
    reader = DossierReader(faults)
    take = getattr(reader, f"take_{kind}")
    take(documents(BytesIO(json_bytes(*values)), source=f"{kind}.jsonl", faults=faults))
    return reader.dossier, faults.listed


def places(faults: list[Fault]) -> list[tuple[int, str]]:
    """Where the faults are: line and place of each."""
    return [(fault.line, fault.place) for fault in faults]
