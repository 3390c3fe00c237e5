"""The marketplace's JSON is read, and written back as it was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackntrace.documents.strict_json import dump, load
from trackntrace.retailer_api.indicators import read_indicators
from trackntrace.retailer_api.orders import read_order, read_orders
from trackntrace.retailer_api.returns import read_return, read_returns
from trackntrace.retailer_api.shipments import read_shipment, read_shipments
from trackntrace.testing.marketplace_json import (
    indicators_json,
    orders_and_shipments,
    orders_json,
    pages_json,
    returns_json,
    sent,
    shipments_json,
)
from trackntrace.testing.marketplace_objects import as_bytes, order_object, shipment_object
from trackntrace.testing.shipments import orders, shipments

pytestmark = pytest.mark.law

ANSWERS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], Any]]] = {
    "order": (orders_json(), read_order),
    "orders": (pages_json("orders", orders_json()), read_orders),
    "shipment": (shipments_json(), read_shipment),
    "shipments": (pages_json("shipments", shipments_json()), read_shipments),
    "return": (returns_json(), read_return),
    "returns": (pages_json("returns", returns_json()), read_returns),
    "indicators": (pages_json("performanceIndicators", indicators_json()), read_indicators),
}


@pytest.mark.parametrize("name", ANSWERS)
@given(data=st.data())
def test_every_answer_is_read_and_nothing_of_it_is_lost(name: str, data: st.DataObject) -> None:
    answers, read = ANSWERS[name]
    body = data.draw(sent(answers))

    record = read(body)

    assert record.written == dump(load(body))
    assert read(load(body)) == record


@given(orders())
def test_an_order_that_is_written_reads_as_itself(order: Any) -> None:
    assert read_order(as_bytes(order_object(order))).value == order


@given(shipments().filter(lambda shipment: bool(shipment.shipment_id)))
def test_a_shipment_that_is_written_reads_as_what_the_marketplace_knows_of_it(shipment: Any) -> None:
    read = read_shipment(as_bytes(shipment_object(shipment))).value

    assert (read.shipment_id, read.order_id, read.lines) == (shipment.shipment_id, shipment.order_id, shipment.lines)
    assert (read.shipped, read.ordered) == (shipment.shipped, shipment.ordered)
    assert read.service == shipment.service
    happened = {event.at for event in shipment.transport.journey.events}
    assert {event.at for event in read.transport.journey.events} == happened


@given(orders_and_shipments())
def test_a_whole_shop_is_sent_and_read(sent_shop: Any) -> None:
    shop, order_objects, shipment_objects = sent_shop
    read = [read_shipment(as_bytes(each)).value for each in shipment_objects]

    assert tuple(read_order(as_bytes(each)).value for each in order_objects) == shop.orders
    assert [each.shipment_id for each in read] == [each.shipment_id for each in shop.shipments]
    assert sum(line.quantity for each in read for line in each.lines) == sum(
        line.quantity for each in shop.shipments for line in each.lines
    )
