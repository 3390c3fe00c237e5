"""
What the marketplace sends, as JSON values and as bytes, for property tests of an integration.

Every answer is made as the Retailer API v10 documents it: optional fields there or not, moments with up to nine digits,
fields that nobody knows yet. `orders_and_shipments` gives the JSON of a whole `Shop`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from trackntrace.testing.hostile_json import readable_json
from trackntrace.testing.marketplace_objects import (
    METHODS,
    TIME_FRAMES,
    Json,
    Members,
    as_bytes,
    order_object,
    shipment_object,
)
from trackntrace.testing.moments import OCTOBER_2026, days, grid, moments
from trackntrace.testing.numbers import track_and_trace_numbers
from trackntrace.testing.shipments import ITEMS, LABELS, ORDERS, SHIPMENTS, TRANSPORTS
from trackntrace.testing.shops import Shop, shops

EVENT_CODES: Final = ("TNT", "DHL", "DPD-NL", "BRIEFPOST", "COURIER", "NEWCOMER")
_CODES: Final = ("TNT", "DHL", "DPD-NL", "BRIEFPOST", "COURIER", "NEWCOMER")
_AT: Final = grid(OCTOBER_2026)


def sent(values: st.SearchStrategy[Json]) -> st.SearchStrategy[bytes]:
    """The same answers as bytes."""
    return values.map(as_bytes)


def _with_unknown(known: st.SearchStrategy[Members]) -> st.SearchStrategy[Members]:
    """Now and then with a field that the marketplace added without notice."""
    news = st.dictionaries(st.sampled_from(("newField", "extra", "\u00e9t\u00e9")), readable_json(), max_size=1)
    return st.builds(dict.__or__, news, known)


def _object(optional: dict[str, st.SearchStrategy[Json]] | None = None, **required: Any) -> st.SearchStrategy[Members]:
    return _with_unknown(st.fixed_dictionaries(required, optional=optional or {}))


def moment_texts() -> st.SearchStrategy[str]:
    """Moments as the marketplace spells them, now and then to the billionth of a second."""
    plain = moments(_AT).map(lambda at: at.isoformat(timespec="seconds"))
    return st.one_of(plain, plain.map(lambda text: f"{text[:19]}.691614431{text[19:]}"))


def day_texts() -> st.SearchStrategy[str]:
    """Days as the marketplace spells them."""
    return days(OCTOBER_2026).map(date.isoformat)


def _prices() -> st.SearchStrategy[Json]:
    return st.sampled_from((0, 12.99, 14.0, 0.5))


def _parties() -> st.SearchStrategy[tuple[str, str]]:
    return st.sampled_from(tuple(METHODS.values()))


@st.composite
def fulfilments(draw: st.DrawFn) -> Members:
    """By whom and until when, as orders and shipments have it."""
    method, party = draw(_parties())
    known: Members = {"method": method, "distributionParty": party}
    promised = draw(st.sampled_from(("latestDeliveryDate", "exactDeliveryDate", "")))
    if promised:
        known[promised] = draw(day_texts())
    return known


def _order_fulfilments() -> st.SearchStrategy[Members]:
    told = st.fixed_dictionaries(
        {}, optional={"expiryDate": day_texts(), "timeFrameType": st.sampled_from((*TIME_FRAMES.values(), "NEW"))}
    )
    return st.builds(dict.__or__, fulfilments(), told)


@st.composite
def _order_item(draw: st.DrawFn, order_item_id: str) -> Members:
    quantity = draw(st.integers(1, 5))
    shipped = draw(st.integers(0, quantity))
    counts = {"quantityShipped": st.just(shipped), "quantityCancelled": st.integers(0, quantity - shipped)}
    members: Members = draw(
        _object(
            {"cancellationRequest": st.booleans(), "unitPrice": _prices(), **counts},
            orderItemId=st.just(order_item_id),
            quantity=st.just(quantity),
            fulfilment=_order_fulfilments(),
        )
    )
    return members


@st.composite
def orders_json(draw: st.DrawFn) -> Members:
    """Whole orders: ``GET /retailer/orders/{order-id}``."""
    ids = draw(st.lists(st.sampled_from(ITEMS), unique=True, min_size=1, max_size=3))
    members: Members = draw(
        _object(
            {"pickupPoint": st.booleans()},
            orderId=st.sampled_from(ORDERS),
            orderPlacedDateTime=moment_texts(),
            orderItems=st.tuples(*map(_order_item, ids)).map(list),
        )
    )
    return members


def transports_json() -> st.SearchStrategy[Members]:
    """Transports as shipments have them: with a number or without, as it was typed, with and without events."""
    typed = track_and_trace_numbers().map(lambda number: str(number).lower())
    numbers = st.one_of(track_and_trace_numbers().map(str), typed, st.sampled_from(("", "?", "\u202e3SABCD12")))
    event = _object(eventCode=st.sampled_from(EVENT_CODES), eventDateTime=moment_texts())
    return _object(
        {
            "trackAndTrace": numbers,
            "transporterCode": st.sampled_from(_CODES),
            "shippingLabelId": st.sampled_from(LABELS),
            "transportEvents": st.lists(event, max_size=3),
        },
        transportId=st.sampled_from(TRANSPORTS),
    )


@st.composite
def shipments_json(draw: st.DrawFn) -> Members:
    """Whole shipments: ``GET /retailer/shipments/{shipment-id}``."""
    ids = draw(st.lists(st.sampled_from(ITEMS), unique=True, min_size=1, max_size=2))
    item = {"fulfilment": fulfilments(), "unitPrice": _prices()}
    items = [_object(item, orderItemId=st.just(each), quantity=st.integers(1, 3)) for each in ids]
    order = _object({"orderPlacedDateTime": moment_texts()}, orderId=st.sampled_from(ORDERS))
    members: Members = draw(
        _object(
            {"pickupPoint": st.booleans(), "shipmentReference": st.sampled_from(("", "BOLCOM001"))},
            shipmentId=st.sampled_from(SHIPMENTS),
            shipmentDateTime=moment_texts(),
            order=order,
            shipmentItems=st.tuples(*items).map(list),
            transport=transports_json(),
        )
    )
    return members


def pages_json(name: str, objects: st.SearchStrategy[Members]) -> st.SearchStrategy[Members]:
    """Pages of a list, under the name that the list has: ``orders``, ``shipments``, ``returns``."""
    return st.lists(objects, max_size=3).map(lambda listed: {name: listed})


def returns_json() -> st.SearchStrategy[Members]:
    """Returns: ``GET /retailer/returns/{return-id}``."""
    item = _object(
        {
            "trackAndTrace": track_and_trace_numbers().map(str),
            "transporterName": st.sampled_from(("PostNL", "")),
            "handled": st.booleans(),
            "returnReason": _object(mainReason=st.sampled_from(("Not as expected", "Too late"))),
        },
        rmaId=st.sampled_from(("rma-1", "rma-2")),
        orderId=st.sampled_from(ORDERS),
        expectedQuantity=st.integers(1, 3),
    )
    return _object(
        {"fulfilmentMethod": st.sampled_from(("FBR", "FBB"))},
        returnId=st.sampled_from(("return-1", "return-2")),
        registrationDateTime=moment_texts(),
        returnItems=st.lists(item, min_size=1, max_size=2),
    )


def indicators_json() -> st.SearchStrategy[Members]:
    """Performance indicators; some contradict themselves, as the marketplace's own examples do."""
    score = _object(
        {"distanceToNorm": st.sampled_from((0, 0.86, -0.01))},
        conforms=st.booleans(),
        numerator=st.integers(0, 100),
        denominator=st.integers(0, 100),
        value=st.sampled_from((0, 0.93, 0.875, 1)),
    )
    norm = _object(condition=st.sampled_from((">=", "<=")), value=st.sampled_from((0, 0.93, 0.98, 1)))
    period = st.just({"year": "2026", "week": "53"}) | st.just({"year": "2026", "week": "41"})
    return _object(
        name=st.sampled_from(("TRACK_AND_TRACE", "FULFILMENT", "CANCELLATIONS", "SOMETHING_NEW")),
        type=st.just("PERCENTAGE"),
        details=_object({"score": score, "norm": norm}, period=period),
    )


@st.composite
def orders_and_shipments(draw: st.DrawFn) -> tuple[Shop, list[Members], list[Members]]:
    """A whole shop, and what the marketplace sends of it: its orders and its shipments."""
    shop = draw(shops(OCTOBER_2026))
    return shop, [order_object(order) for order in shop.orders], [shipment_object(each) for each in shop.shipments]
