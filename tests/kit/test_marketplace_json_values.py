"""What the marketplace sends is drawn with every field that it may have, and with every value of those that have few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.builders import NUMBER
from tests.kit.meeting import drawn
from trackntrace.moment import parse_moment
from trackntrace.testing import marketplace_json
from trackntrace.testing.marketplace_objects import METHODS, Members
from trackntrace.testing.moments import OCTOBER_2026, grid

pytestmark = pytest.mark.law

Drawn = dict[str, set[Any]]

DAYS = {day.isoformat() for day in OCTOBER_2026}
CODES = {"TNT", "DHL", "DPD-NL", "BRIEFPOST", "COURIER", "NEWCOMER"}
PRICES = {0, 12.99, 14.0, 0.5}
FULFILMENT = {"method": {"FBR", "FBB"}, "distributionParty": {"RETAILER", "BOL"}}
FLAG = {True, False}
MANY = ("shipmentDateTime", "orderPlacedDateTime", "latestDeliveryDate", "exactDeliveryDate", "expiryDate")
"""Fields of many values."""


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that nobody knows yet, and one number, so that whatever else there is shows soon."""
    monkeypatch.setattr(marketplace_json, "_with_unknown", lambda known: known)
    monkeypatch.setattr(marketplace_json, "track_and_trace_numbers", lambda: st.just(NUMBER))


def _places(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _places(each, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        yield f"{place}#", len(value)
        for each in value:
            yield from _places(each, place)
    else:
        yield place, value


def values(told: list[Any]) -> Drawn:
    """The values in each place of whatever was drawn, and under a place with ``#`` how many there are."""
    found: Drawn = defaultdict(set)
    for each in told:
        for place, value in _places(each):
            found[place].add(value)
    return found


def without(found: Drawn, *names: str) -> Drawn:
    """The same without the places of these names, which have many values."""
    return {place: each for place, each in found.items() if place.rpartition(".")[2] not in names}


def counts_of(items: list[Members], id_name: str = "orderItemId") -> bool:
    """Whether the items of a whole are told once each, and no more is sent and cancelled of one than was ordered."""
    sums = (item["quantity"] - item.get("quantityShipped", 0) - item.get("quantityCancelled", 0) for item in items)
    return len({item[id_name] for item in items}) == len(items) and min(sums) >= 0


def test_an_order_has_every_field_that_it_may_have() -> None:
    orders = drawn(marketplace_json.orders_json(), 200)
    found = values(orders)
    fulfilment = [found[f"orderItems.fulfilment.{name}"] for name in MANY[2:]]
    counted = [found.pop(f"orderItems.{name}") for name in ("quantity", "quantityShipped", "quantityCancelled")]

    assert all(counts_of(order["orderItems"]) for order in orders)
    assert all(fulfilment)
    assert set().union(*fulfilment) <= DAYS
    assert [min(each) for each in counted] == [1, 0, 0]
    assert max(counted[0]) == 5
    assert 0 < max(counted[1]) <= 5
    assert 0 < max(counted[2]) <= 5
    assert without(found, *MANY) == {
        "orderId": {"order-1", "order-2"},
        "pickupPoint": FLAG,
        "orderItems#": {1, 2, 3},
        "orderItems.orderItemId": {"item-1", "item-2", "item-3"},
        "orderItems.cancellationRequest": FLAG,
        "orderItems.unitPrice": PRICES,
        "orderItems.fulfilment.timeFrameType": {"REGULAR", "APPOINTMENT", "SAMEDAY", "EVENING", "SUNDAY", "NEW"},
        **{f"orderItems.fulfilment.{name}": told for name, told in FULFILMENT.items()},
    }


def test_a_shipment_has_every_field_that_it_may_have() -> None:
    shipments = drawn(marketplace_json.shipments_json(), 120)
    found = values(shipments)
    transport = {place: each for place, each in found.items() if place.startswith("transport.")}

    assert all(counts_of(each["shipmentItems"]) for each in shipments)
    assert transport.keys() == {f"transport.{place}" for place in values(drawn(marketplace_json.transports_json()))}
    assert without({place: each for place, each in found.items() if place not in transport}, *MANY) == {
        "shipmentId": {"shipment-1", "shipment-2"},
        "shipmentReference": {"", "BOLCOM001"},
        "pickupPoint": FLAG,
        "order.orderId": {"order-1", "order-2"},
        "shipmentItems#": {1, 2},
        "shipmentItems.orderItemId": {"item-1", "item-2", "item-3"},
        "shipmentItems.quantity": {1, 2, 3},
        "shipmentItems.unitPrice": PRICES,
        **{f"shipmentItems.fulfilment.{name}": told for name, told in FULFILMENT.items()},
    }


def test_a_transport_has_its_number_as_it_was_entered_or_typed_or_none_that_can_be_read() -> None:
    found = values(drawn(marketplace_json.transports_json()))

    assert without(found, "eventDateTime") == {
        "transportId": {"transport-1", "transport-2"},
        "trackAndTrace": {str(NUMBER), str(NUMBER).lower(), "", "?", "\u202e3SABCD12"},
        "transporterCode": CODES,
        "shippingLabelId": {"label-1", "label-2"},
        "transportEvents#": {0, 1, 2, 3},
        "transportEvents.eventCode": CODES,
    }


@pytest.mark.parametrize("strategy", [marketplace_json.shipments_json, marketplace_json.transports_json])
def test_each_field_of_a_transport_may_be_there_or_not(strategy: Callable[[], st.SearchStrategy[Members]]) -> None:
    found = [each.get("transport", each) for each in drawn(strategy(), 60)]

    for name in ("trackAndTrace", "transporterCode", "shippingLabelId", "transportEvents"):
        assert {name in transport for transport in found} == FLAG


def test_fulfilments_are_by_every_party_with_either_promise_or_none() -> None:
    found = drawn(marketplace_json.fulfilments(), 150)

    assert {(each["method"], each["distributionParty"]) for each in found} == {*METHODS.values()}
    assert {tuple(each)[2:] for each in found} == {("latestDeliveryDate",), ("exactDeliveryDate",), ()}


def test_a_return_has_every_field_that_it_may_have() -> None:
    assert without(values(drawn(marketplace_json.returns_json(), 150)), "registrationDateTime") == {
        "returnId": {"return-1", "return-2"},
        "fulfilmentMethod": {"FBR", "FBB"},
        "returnItems#": {1, 2},
        "returnItems.rmaId": {"rma-1", "rma-2"},
        "returnItems.orderId": {"order-1", "order-2"},
        "returnItems.expectedQuantity": {1, 2, 3},
        "returnItems.trackAndTrace": {str(NUMBER)},
        "returnItems.transporterName": {"PostNL", ""},
        "returnItems.handled": FLAG,
        "returnItems.returnReason.mainReason": {"Not as expected", "Too late"},
    }


def test_an_indicator_has_every_field_that_it_may_have() -> None:
    found = values(drawn(marketplace_json.indicators_json()))
    counts = found["details.score.numerator"] | found["details.score.denominator"]

    assert (min(counts), max(counts)) == (0, 100)
    assert without(found, "numerator", "denominator") == {
        "name": {"TRACK_AND_TRACE", "FULFILMENT", "CANCELLATIONS", "SOMETHING_NEW"},
        "type": {"PERCENTAGE"},
        "details.period.year": {"2026"},
        "details.period.week": {"53", "41"},
        "details.score.conforms": FLAG,
        "details.score.value": {0, 0.93, 0.875, 1},
        "details.score.distanceToNorm": {0, 0.86, -0.01},
        "details.norm.condition": {">=", "<="},
        "details.norm.value": {0, 0.93, 0.98, 1},
    }


def test_a_moment_is_spelled_to_the_second_or_to_the_billionth_of_one() -> None:
    found = drawn(marketplace_json.moment_texts(), 150)
    spelled = {text.replace(".691614431", "") for text in found}

    assert {len(text) for text in found} == {25, 35}
    assert {parse_moment(text) for text in spelled} <= {at.replace(microsecond=0) for at in grid(OCTOBER_2026)}
    assert {text for text in found if len(text) == 35}.isdisjoint(spelled)


def test_days_are_spelled_as_iso_8601_has_them() -> None:
    assert {*drawn(marketplace_json.day_texts(), 60)} == DAYS


def test_a_page_has_its_objects_under_the_name_of_the_list() -> None:
    found = drawn(marketplace_json.pages_json("orders", st.just({"orderId": "order-1"})), 30)

    assert {(tuple(page), len(page["orders"])) for page in found} == {(("orders",), count) for count in (0, 1, 2, 3)}


def test_what_nobody_knows_yet_stands_beside_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(marketplace_json, "readable_json", lambda: st.just("news"))
    found = drawn(marketplace_json._with_unknown(st.just({"known": 1, "extra": 2})), 60)

    assert {tuple(sorted(each.items())) for each in found} == {
        (("extra", 2), ("known", 1)),
        (("extra", 2), ("known", 1), ("newField", "news")),
        (("extra", 2), ("known", 1), ("\u00e9t\u00e9", "news")),
    }
