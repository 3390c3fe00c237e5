"""The doors through which the marketplace's answers are read, each with an answer that it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, final

from attrs import frozen

from tests.edges.wire import Json, order_object, reduced_order_object, shipment_object, transport_object
from trackntrace.retailer_api.delivery_options import read_delivery_options
from trackntrace.retailer_api.indicators import read_indicators
from trackntrace.retailer_api.orders import read_order, read_orders
from trackntrace.retailer_api.record import Record
from trackntrace.retailer_api.reduced_shipments import read_reduced_shipments
from trackntrace.retailer_api.returns import read_return, read_returns
from trackntrace.retailer_api.shipments import read_shipment, read_shipments

AnyRecord: TypeAlias = Record[Any]


@final
@frozen
class Door:
    """
    A door: what goes in, and where within that the objects stand.

    ``collection`` is empty where the answer is one object. ``bad`` makes an object wrong in one place, which it names.
    """

    read: Callable[[Any], AnyRecord]
    object: Callable[[str], Json]
    collection: str
    bad: tuple[str, Callable[[Json], None]]

    @property
    def good(self) -> Json:
        """An answer that it takes."""
        return {self.collection: [self.object("1"), self.object("2")]} if self.collection else self.object("1")


def reduced_shipment_object(shipment_id: Json = "shipment-1", **parts: Json) -> dict[str, Json]:
    """A shipment as the list of shipments has it."""
    return {
        "shipmentId": shipment_id,
        "shipmentDateTime": "2026-10-06T16:00:00+02:00",
        "shipmentReference": "BOLCOM001",
        "order": {"orderId": "order-1", "orderPlacedDateTime": "2026-10-05T09:00:00+02:00"},
        "shipmentItems": [{"orderItemId": "item-1", "ean": "0000007740404"}],
        "transport": {"transportId": "transport-1"},
        **parts,
    }


def handover_object(**parts: Json) -> dict[str, Json]:
    """To be dropped off on the 6th between eight and five."""
    return {
        "meetsCustomerExpectation": True,
        "earliestHandoverDateTime": "2026-10-06T08:00:00+02:00",
        "latestHandoverDateTime": "2026-10-06T17:00:00+02:00",
        "collectionMethod": "DROP_OFF",
        **parts,
    }


def option_object(offer_id: Json = "offer-1", **parts: Json) -> dict[str, Json]:
    """A label for a parcel of PostNL's."""
    return {
        "shippingLabelOfferId": offer_id,
        "recommended": True,
        "validUntilDate": "2026-10-07",
        "transporterCode": "TNT",
        "labelType": "PARCEL",
        "labelDisplayName": "PostNL parcel",
        "labelPrice": {"totalPrice": 2.88},
        "packageRestrictions": {"maxWeight": "10 kg", "maxDimensions": "38 x 26,5 x 3,2 cm"},
        "handoverDetails": handover_object(),
        **parts,
    }


def return_item(rma_id: Json = "rma-1", **parts: Json) -> dict[str, Json]:
    """One of an article, on its way back with a number."""
    return {
        "rmaId": rma_id,
        "orderId": "order-1",
        "ean": "0000007740404",
        "expectedQuantity": 1,
        "returnReason": {"mainReason": "Not as expected", "customerComments": "An example"},
        "trackAndTrace": "3SABCD1234567",
        "transporterName": "PostNL",
        "handled": False,
        **parts,
    }


def return_object(return_id: Json = "return-1", **parts: Json) -> dict[str, Json]:
    """A return of one item."""
    registered = "2026-10-14T11:06:48.423+02:00"
    told = {"registrationDateTime": registered, "fulfilmentMethod": "FBR", "returnItems": [return_item()]}
    return {"returnId": return_id, **told, **parts}


def score_object(**parts: Json) -> dict[str, Json]:
    """A score that contradicts itself, as one of the marketplace's own examples does."""
    return {"conforms": True, "numerator": 8, "denominator": 88, "value": 0.88, "distanceToNorm": 0.86, **parts}


def indicator_object(_: str = "", **parts: Json) -> dict[str, Json]:
    """What the marketplace tells of order traceability in the sample week."""
    details = {
        "period": {"week": "41", "year": "2026"},
        "score": score_object(),
        "norm": {"condition": ">=", "value": 0.98},
    }
    return {"name": "TRACK_AND_TRACE", "type": "PERCENTAGE", "details": details | parts}


EVENTS = [
    {"eventCode": "AT_TRANSPORTER", "eventDateTime": "2026-10-06T18:00:00.691614431+02:00"},
    {"eventCode": "DELIVERED_AT_CUSTOMER", "eventDateTime": "2026-10-07T17:21:07+02:00"},
]


def _shipment(name: str) -> Json:
    return shipment_object(name, transport=transport_object(transportEvents=EVENTS))


def _within(*path: str | int) -> Callable[[Json], None]:
    def spoil(value: Json) -> None:
        for part in path[:-1]:
            value = value[part]
        value[path[-1]] = "1_000"

    return spoil


BAD_SHIPMENT = ("shipmentItems[0].quantity", _within("shipmentItems", 0, "quantity"))
BAD_ORDER = ("orderItems[0].quantity", _within("orderItems", 0, "quantity"))
BAD_RETURN = ("returnItems[0].expectedQuantity", _within("returnItems", 0, "expectedQuantity"))

DOORS: dict[str, Door] = {
    "shipment": Door(read_shipment, _shipment, "", BAD_SHIPMENT),
    "shipments": Door(read_shipments, _shipment, "shipments", BAD_SHIPMENT),
    "reduced shipments": Door(
        read_reduced_shipments,
        reduced_shipment_object,
        "shipments",
        ("shipmentDateTime", _within("shipmentDateTime")),
    ),
    "order": Door(read_order, order_object, "", BAD_ORDER),
    "orders": Door(read_orders, order_object, "orders", BAD_ORDER),
    "reduced orders": Door(read_orders, reduced_order_object, "orders", BAD_ORDER),
    "delivery options": Door(
        read_delivery_options,
        option_object,
        "deliveryOptions",
        ("labelPrice.totalPrice", _within("labelPrice", "totalPrice")),
    ),
    "return": Door(read_return, return_object, "", BAD_RETURN),
    "returns": Door(read_returns, return_object, "returns", BAD_RETURN),
    "indicators": Door(
        read_indicators,
        indicator_object,
        "performanceIndicators",
        ("details.score.numerator", _within("details", "score", "numerator")),
    ),
}
