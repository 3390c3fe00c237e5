"""What we read, held against the official specification, where that lies beside the checkout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.edges.wire import read_orders, read_shipments
from trackntrace.shipping.journey import TransportStatus
from trackntrace.shipping.order import FulfilledBy, Order, TimeFrame
from trackntrace.shipping.shipment import Shipment
from trackntrace.shipping.status_vocabularies import MARKETPLACE

pytestmark = pytest.mark.specification

SPECIFICATION = Path(__file__).resolve().parents[2] / "../shared/reference/retailer-api-v10.json"
Json: TypeAlias = Any


@pytest.fixture(scope="module")
def schemas() -> dict[str, Json]:
    if not SPECIFICATION.is_file():
        pytest.skip("the official API specification does not lie beside the checkout")
    found: dict[str, Json] = json.loads(SPECIFICATION.read_bytes())["components"]["schemas"]
    return found


def resolved(schemas: dict[str, Json], schema: Json) -> Json:
    reference = schema.get("$ref")
    return schemas[reference.rpartition("/")[2]] if reference else schema


def example(schemas: dict[str, Json], schema: Json, *, required_only: bool = False) -> Json:
    """The value that the examples of a schema add up to."""
    schema = resolved(schemas, schema)
    if schema.get("type") == "array":
        return [example(schemas, schema["items"], required_only=required_only)]
    if "properties" not in schema:
        return schema.get("example", schema.get("enum", ["text"])[0])
    wanted = schema.get("required", []) if required_only else schema["properties"]
    return {name: example(schemas, schema["properties"][name], required_only=required_only) for name in wanted}


def enums(schemas: dict[str, Json], schema: Json, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every word of every closed set within a schema, and where it stands in its example."""
    schema = resolved(schemas, schema)
    yield from ((path, word) for word in schema.get("enum", ()))
    if schema.get("type") == "array":
        yield from enums(schemas, schema["items"], *path, 0)
    for name, inner in schema.get("properties", {}).items():
        yield from enums(schemas, inner, *path, name)


def with_word(value: Json, path: tuple[str | int, ...], word: str) -> Json:
    for part in path[:-1]:
        value = value[part]
    value[path[-1]] = word


def read_order(value: Json) -> Order:
    found, faults = read_orders(value)
    assert not faults
    (order,) = found
    return order


def read_shipment(value: Json) -> Shipment:
    found, faults = read_shipments(value)
    assert not faults
    (shipment,) = found
    return shipment


def test_the_example_of_an_order_is_read(schemas: dict[str, Json]) -> None:
    order = read_order(example(schemas, schemas["Order"]))

    (item,) = order.items
    assert order.order_id == "A2K8290LP8"
    assert order.placed is not None
    assert (item.order_item_id, item.quantity, item.shipped, item.cancelled) == ("2012345678", 10, 10, 0)
    assert item.promise is not None
    assert item.expires is not None
    assert (item.time_frame, item.fulfilled_by) == (TimeFrame.REGULAR, FulfilledBy.SELLER)


def test_the_example_of_an_order_of_the_list_is_read(schemas: dict[str, Json]) -> None:
    value = example(schemas, schemas["ReducedOrders"])

    (order,), faults = read_orders(value)

    assert not faults
    assert order.items[0].quantity == 10


def test_the_example_of_a_shipment_is_read(schemas: dict[str, Json]) -> None:
    shipment = read_shipment(example(schemas, schemas["Shipment"]))

    assert (shipment.shipment_id, shipment.order_id) == ("541757635", "4123456789")
    assert shipment.lines[0].quantity == 10
    assert shipment.lines[0].promise is not None
    assert str(shipment.number) == "3SBOL0987654321"
    assert shipment.service is not None
    assert shipment.service.name == "PostNL"
    assert shipment.transport.transport_id == "312778947"
    assert shipment.transport.label is not None
    assert shipment.handed_over is not None


@pytest.mark.parametrize("name", ["Order", "Shipment"])
def test_what_the_specification_requires_is_enough(schemas: dict[str, Json], name: str) -> None:
    value = example(schemas, schemas[name], required_only=True)

    read = read_order(value) if name == "Order" else read_shipment(value)

    assert read


def test_the_example_of_a_shipment_of_the_list_is_refused_in_so_many_words(schemas: dict[str, Json]) -> None:
    found, faults = read_shipments(example(schemas, schemas["ShipmentsResponse"]))

    assert not found
    assert ["reduced form" in fault.reason for fault in faults] == [True]


def test_every_word_of_an_order_is_known(schemas: dict[str, Json]) -> None:
    words = [(name, *each) for name in ("Order", "ReducedOrder") for each in enums(schemas, schemas[name])]

    for name, path, word in words:
        value = example(schemas, schemas[name])
        with_word(value, path, word)
        assert read_order(value).items[0].time_frame is not TimeFrame.NOT_TOLD or name == "ReducedOrder"

    assert {path[-1] for _, path, _ in words} >= {"distributionParty", "timeFrameType", "fulfilmentMethod"}


def test_every_word_of_a_shipment_is_known(schemas: dict[str, Json]) -> None:
    words = list(enums(schemas, schemas["Shipment"]))

    for path, word in words:
        value = example(schemas, schemas["Shipment"])
        with_word(value, path, word)
        assert read_shipment(value)

    assert {path[-1] for path, _ in words} >= {"distributionParty", "method", "eventCode"}


def test_every_event_code_has_its_meaning(schemas: dict[str, Json]) -> None:
    published = set(schemas["TransportEvent"]["properties"]["eventCode"]["enum"])

    assert published == {code for code, _ in MARKETPLACE.meanings}
    assert {code for code in published if MARKETPLACE.status_of(code) is TransportStatus.UNKNOWN} == {"INBOUND_COLLECT"}


def test_every_time_frame_has_its_meaning(schemas: dict[str, Json]) -> None:
    published = schemas["OrderFulfilment"]["properties"]["timeFrameType"]["enum"]

    read = set()
    for word in published:
        value = example(schemas, schemas["Order"])
        value["orderItems"][0]["fulfilment"]["timeFrameType"] = word
        read.add(read_order(value).items[0].time_frame)

    assert read == set(TimeFrame) - {TimeFrame.NOT_TOLD}
