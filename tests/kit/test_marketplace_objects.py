"""What the marketplace would send of our values, member by member."""

from __future__ import annotations

import pytest

from tests.builders import LABEL, NUMBER, ORDERED, SHIPPED, at, entry, event, on
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport
from trackntrace.testing.marketplace_objects import TIME_FRAMES, as_bytes, order_object, shipment_object


def test_an_order_is_sent_with_all_that_is_told_of_its_items() -> None:
    full = OrderItem(
        "item-1",
        5,
        shipped=2,
        cancelled=1,
        fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL,
        promise=DeliverOn(on(7)),
        expires=on(9),
        time_frame=TimeFrame.EVENING,
        asked_to_cancel=AskedToCancel.YES,
    )
    bare = OrderItem("item-2", 1, asked_to_cancel=AskedToCancel.NO)

    assert order_object(Order("order-1", (full, bare), placed=ORDERED)) == {
        "orderId": "order-1",
        "orderPlacedDateTime": "2026-10-05T09:00:00+02:00",
        "orderItems": [
            {
                "orderItemId": "item-1",
                "cancellationRequest": True,
                "fulfilment": {
                    "method": "FBR",
                    "distributionParty": "BOL",
                    "exactDeliveryDate": "2026-10-07",
                    "timeFrameType": "EVENING",
                    "expiryDate": "2026-10-09",
                },
                "quantity": 5,
                "quantityShipped": 2,
                "quantityCancelled": 1,
            },
            {
                "orderItemId": "item-2",
                "cancellationRequest": False,
                "fulfilment": {"method": "FBR", "distributionParty": "RETAILER"},
                "quantity": 1,
                "quantityShipped": 0,
                "quantityCancelled": 0,
            },
        ],
    }


@pytest.mark.parametrize(
    ("party", "told"),
    [
        (FulfilledBy.SELLER, {"method": "FBR", "distributionParty": "RETAILER"}),
        (FulfilledBy.SHIPPING_VIA_BOL, {"method": "FBR", "distributionParty": "BOL"}),
        (FulfilledBy.LOGISTICS_VIA_BOL, {"method": "FBB", "distributionParty": "BOL"}),
    ],
)
def test_who_brings_an_item_is_told_in_two_words(party: FulfilledBy, told: dict[str, str]) -> None:
    [item] = order_object(Order("order-1", (OrderItem("item-1", 1, fulfilled_by=party),)))["orderItems"]

    assert item["fulfilment"] == told
    assert "cancellationRequest" not in item


@pytest.mark.parametrize("frame", TimeFrame)
def test_a_delivery_option_is_spelled_as_the_marketplace_does_or_left_out(frame: TimeFrame) -> None:
    [item] = order_object(Order("order-1", (OrderItem("item-1", 1, time_frame=frame),)))["orderItems"]

    assert item["fulfilment"].get("timeFrameType") == TIME_FRAMES.get(frame)


def test_a_shipment_is_sent_with_what_the_marketplace_knows_of_it() -> None:
    journey = Journey(
        [
            event(TransportStatus.ACCEPTED, at(6, 18)),
            event(TransportStatus.ATTEMPT_FAILED, at(7)),
            event(TransportStatus.DELIVERED, at(8), raw="D-1"),
        ]
    )
    line = ShipmentLine("item-1", 2, fulfilled_by=FulfilledBy.SELLER, promise=DeliverBy(on(7)))
    shipment = Shipment(
        shipment_id="shipment-1",
        order_id="order-1",
        lines=(line,),
        transport=Transport("transport-1", journey=journey).enter(entry(label=LABEL)),
        shipped=SHIPPED,
        ordered=ORDERED,
    )

    assert shipment_object(shipment) == {
        "shipmentId": "shipment-1",
        "shipmentDateTime": "2026-10-06T16:00:00+02:00",
        "order": {"orderId": "order-1", "orderPlacedDateTime": "2026-10-05T09:00:00+02:00"},
        "shipmentItems": [
            {
                "orderItemId": "item-1",
                "quantity": 2,
                "fulfilment": {
                    "method": "FBR",
                    "distributionParty": "RETAILER",
                    "latestDeliveryDate": "2026-10-07",
                },
            }
        ],
        "transport": {
            "transportId": "transport-1",
            "trackAndTrace": str(NUMBER),
            "transporterCode": "TNT",
            "shippingLabelId": "label-1",
            "transportEvents": [
                {"eventCode": "AT_TRANSPORTER", "eventDateTime": "2026-10-06T18:00:00+02:00"},
                {"eventCode": "ATTEMPT_FAILED", "eventDateTime": "2026-10-07T12:00:00+02:00"},
                {"eventCode": "D-1", "eventDateTime": "2026-10-08T12:00:00+02:00"},
            ],
        },
    }


def test_what_is_not_known_of_a_shipment_is_left_out_and_what_cannot_be_read_is_sent_as_it_is() -> None:
    line = ShipmentLine("item-1", 1, fulfilled_by=None)
    bare = Shipment(shipment_id="", order_id="order-1", lines=(line,), transport=Transport(""))
    unread = Transport("").enter(entry(UnreadableNumber("\u202e?"), service=None))

    assert shipment_object(bare) == {
        "shipmentId": "",
        "order": {"orderId": "order-1"},
        "shipmentItems": [{"orderItemId": "item-1", "quantity": 1, "fulfilment": {}}],
        "transport": {"transportEvents": []},
    }
    assert shipment_object(Shipment(shipment_id="1", order_id="order-1", lines=(line,), transport=unread))[
        "transport"
    ] == {"trackAndTrace": "\u202e?", "transportEvents": []}


def test_what_is_sent_is_utf_8() -> None:
    assert as_bytes({"place": "D\u00e9p\u00f4t"}) == '{"place": "D\u00e9p\u00f4t"}'.encode()
