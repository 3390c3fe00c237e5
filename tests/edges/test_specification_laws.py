"""What the official specification allows, generated from it: read, and written back equal."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import assert_well_told
from tests.edges.test_hostile_documents_laws import Balance
from tests.edges.test_specification import SPECIFICATION, resolved
from trackntrace.documents.strict_json import dump, load
from trackntrace.errors import TrackntraceError
from trackntrace.retailer_api.delivery_options import read_delivery_options
from trackntrace.retailer_api.indicators import read_indicators
from trackntrace.retailer_api.orders import read_order, read_orders
from trackntrace.retailer_api.record import Record
from trackntrace.retailer_api.reduced_shipments import read_reduced_shipments
from trackntrace.retailer_api.returns import read_return, read_returns
from trackntrace.retailer_api.shipments import read_shipment
from trackntrace.testing.hostile_json import readable_json

pytestmark = [pytest.mark.specification, pytest.mark.law]

Json: TypeAlias = Any

READ: dict[str, Callable[[bytes], Record[Any]]] = {
    "Order": read_order,
    "ReducedOrders": read_orders,
    "Shipment": read_shipment,
    "ShipmentsResponse": read_reduced_shipments,
    "DeliveryOptionsResponse": read_delivery_options,
    "Return": read_return,
    "ReturnsResponse": read_returns,
    "PerformanceIndicators": read_indicators,
}
"""Every answer that is read, by the name of its schema."""

IDS = st.from_regex("[0-9A-Z][0-9A-Za-z-]{5,20}", fullmatch=True)
DAYS = st.dates(date(2001, 1, 1), date(2198, 12, 31)).map(str)
CLOCKS = st.times().map(lambda at: at.isoformat())
MOMENTS = st.builds("{}T{}{}".format, DAYS, CLOCKS, st.sampled_from(("Z", "+01:00", "+02:00")))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)

SAID_IN_WORDS: dict[str, st.SearchStrategy[Json]] = {
    **dict.fromkeys(("orderId", "orderItemId", "shipmentId", "transportId", "shippingLabelId"), IDS),
    **dict.fromkeys(("shippingLabelOfferId", "returnId", "rmaId"), IDS),
    "transporterCode": st.from_regex("[A-Z]{2,8}(-[A-Z]{2})?", fullmatch=True),
    "quantity": st.integers(20, 10**6),
    "quantityShipped": st.integers(1, 9),
    "quantityCancelled": st.integers(0, 9),
    **dict.fromkeys(("method", "fulfilmentMethod"), st.sampled_from(("FBR", "FBB"))),
    "week": st.from_regex("[0-4][1-9]", fullmatch=True),
    "year": st.from_regex("20[0-9]{2}", fullmatch=True),
    "earliestHandoverDateTime": st.just("2026-10-06T08:00:00+02:00"),
    "latestHandoverDateTime": st.just("2026-10-06T17:00:00.5+02:00"),
}
"""What the schemas leave open, and the specification says in words or shows in examples."""

SCALARS: dict[str, st.SearchStrategy[Json]] = {
    "boolean": st.booleans(),
    "integer": st.integers(0, 10**6),
    "number": st.sampled_from((0, 1, 0.5, 0.93, 0.875, 0.1, 1e-05)),
    "string": TEXTS,
    "date": DAYS,
    "date-time": MOMENTS,
}


def _order_item(item: Json) -> str:
    """An order names each of its items once, which the schemas do not say."""
    return str(item.get("orderItemId", ""))


def answers(schemas: dict[str, Json], schema: Json, name: str = "") -> st.SearchStrategy[Json]:
    """Whatever a schema allows: optional fields there or not, and fields that it does not name."""
    schema = resolved(schemas, schema)
    if name in SAID_IN_WORDS:
        return SAID_IN_WORDS[name]
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema.get("type") == "array":
        once = _order_item if "orderItemId" in resolved(schemas, schema["items"]).get("properties", {}) else None
        return st.lists(answers(schemas, schema["items"]), min_size=1, max_size=3, unique_by=once)
    if "properties" not in schema:
        return SCALARS.get(schema.get("format", ""), SCALARS.get(schema["type"], TEXTS))
    parts = {each: answers(schemas, inner, each) for each, inner in schema["properties"].items()}
    required = {each: parts[each] for each in parts if each in schema.get("required", ())}
    optional = {each: parts[each] for each in parts if each not in required}
    unknown = st.dictionaries(TEXTS.filter(lambda each: each not in parts), readable_json(), max_size=2)
    return st.builds(dict.__or__, unknown, st.fixed_dictionaries(required, optional=optional))


@pytest.fixture(scope="module")
def schemas() -> dict[str, Json]:
    if not SPECIFICATION.is_file():
        pytest.skip("the official API specification does not lie beside the checkout")
    found: dict[str, Json] = json.loads(SPECIFICATION.read_bytes())["components"]["schemas"]
    return found


@pytest.mark.parametrize("name", READ)
def test_whatever_the_specification_allows_is_read_and_written_back_equal(schemas: dict[str, Json], name: str) -> None:
    """Optional fields left out, others added: an answer is read, and its record says again what was sent."""
    balance = Balance()

    @settings(max_examples=60)
    @given(answers(schemas, schemas[name]))
    def holds(value: Json) -> None:
        data = json.dumps(value).encode()
        try:
            record = READ[name](data)
        except TrackntraceError as error:
            assert_well_told(error)
            balance.note(accepted=False)
        else:
            assert record.written == dump(load(data))
            assert READ[name](record.written) == record
            balance.note(accepted=True)

    holds()

    assert balance.share > 0.95
