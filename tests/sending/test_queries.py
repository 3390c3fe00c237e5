"""Questions that change nothing, and that no id can lead them astray."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import NO_TEXTS, Hostile, assert_well_told, on
from trackntrace.errors import TrackntraceError
from trackntrace.moment import Week
from trackntrace.retailer_api.label_requests import LabelHeadersQuery, LabelQuery
from trackntrace.retailer_api.queries import (
    IndicatorName,
    IndicatorQuery,
    OrderQuery,
    OrdersOf,
    OrdersQuery,
    OrderStatus,
    ShipmentQuery,
    ShipmentsOfOrderQuery,
    ShipmentsQuery,
)
from trackntrace.retailer_api.requests import MEDIA_TYPE, Request
from trackntrace.retailer_api.status_queries import (
    EntityStatusesQuery,
    ProcessStatusesQuery,
    ProcessStatusQuery,
    process_statuses_queries,
)


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        (OrdersQuery(), "/retailer/orders?page=1&fulfilment-method=FBR&status=OPEN"),
        (OrdersQuery(page=3, whose=OrdersOf.ALL), "/retailer/orders?page=3&fulfilment-method=ALL&status=OPEN"),
        (
            OrdersQuery(whose=OrdersOf.SHIPPING_VIA_BOL),
            "/retailer/orders?page=1&fulfilment-method=FBR&status=OPEN&vvb-only=true",
        ),
        (
            OrdersQuery(status=OrderStatus.ALL, changed_within=60),
            "/retailer/orders?page=1&fulfilment-method=FBR&status=ALL&change-interval-minute=60",
        ),
        (
            OrdersQuery(changed_on=on(6)),
            "/retailer/orders?page=1&fulfilment-method=FBR&status=OPEN&latest-change-date=2026-10-06",
        ),
        (OrderQuery("C000GUOJ8Q"), "/retailer/orders/C000GUOJ8Q"),
        (ShipmentsQuery(), "/retailer/shipments?page=1&fulfilment-method=FBR"),
        (ShipmentsOfOrderQuery("C000GUOJ8Q"), "/retailer/shipments?page=1&order-id=C000GUOJ8Q"),
        (ShipmentQuery("953266576"), "/retailer/shipments/953266576"),
        (
            IndicatorQuery(IndicatorName.TRACK_AND_TRACE, Week(2026, 5)),
            "/retailer/insights/performance/indicator?name=TRACK_AND_TRACE&year=2026&week=05",
        ),
        (ProcessStatusQuery("019bbcbc-1a21"), "/shared/process-status/019bbcbc-1a21"),
        (
            EntityStatusesQuery("a/b#1", "CREATE_SHIPMENT"),
            "/shared/process-status?entity-id=a%2Fb%231&event-type=CREATE_SHIPMENT&page=1",
        ),
    ],
)
def test_a_question_is_asked_with_get_and_says_what_it_wants(asked: Request, target: str) -> None:
    assert (asked.method, asked.target, asked.body) == ("GET", target, b"")
    assert asked.headers == {"Accept": MEDIA_TYPE}


def test_orders_are_asked_for_by_how_lately_or_on_which_day_they_changed() -> None:
    first = "/retailer/orders?page=1&fulfilment-method=FBR&status=OPEN"

    assert OrdersQuery().target == first
    assert OrdersQuery(changed_within=1).target == f"{first}&change-interval-minute=1"
    assert OrdersQuery(changed_on=on(6)).target == f"{first}&latest-change-date=2026-10-06"
    assert OrderQuery("C000GUOJ8Q").target == "/retailer/orders/C000GUOJ8Q"


def test_many_process_statuses_are_asked_for_together() -> None:
    asked = ProcessStatusesQuery(["b", "a"])

    assert (asked.method, asked.target) == ("POST", "/shared/process-status")
    assert asked.headers == {"Accept": MEDIA_TYPE, "Content-Type": MEDIA_TYPE}
    assert json.loads(asked.body) == {"processStatusQueries": [{"processStatusId": "b"}, {"processStatusId": "a"}]}


@pytest.mark.parametrize(
    ("ids", "sizes"), [(0, []), (1, [1]), (1000, [1000]), (1001, [1000, 1]), (2500, [1000, 1000, 500])]
)
def test_more_than_a_thousand_are_asked_for_in_as_few_questions_as_can_be(ids: int, sizes: list[int]) -> None:
    asked = process_statuses_queries(str(number) for number in range(ids))

    assert [len(each.process_status_ids) for each in asked] == sizes
    assert [each for query in asked for each in query.process_status_ids] == [str(number) for number in range(ids)]


def test_an_id_that_comes_twice_is_asked_for_once() -> None:
    assert process_statuses_queries(["1", "2", "1"]) == (ProcessStatusesQuery(("1", "2")),)


@pytest.mark.parametrize(
    "ids", [[], [str(number) for number in range(1001)], ["1", "1"], "12", b"12", None, 7, [7], ["a b"]]
)
def test_a_question_for_many_that_is_invalid_cannot_be_made(ids: Any) -> None:
    with pytest.raises(TrackntraceError) as caught:
        ProcessStatusesQuery(ids)

    assert caught.value.field == ("process_status_id" if ids in ([7], ["a b"]) else "process_status_ids")
    assert_well_told(caught.value)


BY_ID: tuple[tuple[str, Callable[[Any], Request]], ...] = (
    ("order_id", OrderQuery),
    ("shipment_id", ShipmentQuery),
    ("order_id", ShipmentsOfOrderQuery),
    ("process_status_id", ProcessStatusQuery),
    ("label_id", LabelQuery),
    ("label_id", LabelHeadersQuery),
    ("process_status_id", lambda value: ProcessStatusesQuery([value])),
)
ASTRAY = (
    *(
        "",
        ".",
        "..",
        "../orders",
        "a/b",
        "a%2Fb",
        "a?b",
        "a#b",
        "a b",
        "a\r\nX: 1",
        "a\n",
        "a.b",
        "\u0661",
        "\uff11",
        "-1",
    ),
    *("a" * 65, "a" * 10**6, "a;b", "a&b=c", "\u202ea", "a\x00", "{0.__class__}", "%s"),
    *NO_TEXTS,
)


@pytest.mark.parametrize(("name", "make"), BY_ID)
@pytest.mark.parametrize("value", ASTRAY, ids=lambda value: type(value).__name__)
def test_no_id_leaves_its_place_in_a_path(name: str, make: Callable[[Any], Request], value: Any) -> None:
    with pytest.raises(TrackntraceError) as caught:
        make(value)

    assert caught.value.field == name
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("make", "parts"),
    [
        (OrdersQuery, {"page": 0}),
        (OrdersQuery, {"page": True}),
        (OrdersQuery, {"page": 10**10}),
        (OrdersQuery, {"changed_within": 61}),
        (OrdersQuery, {"changed_within": 0}),
        (OrdersQuery, {"changed_within": 10, "changed_on": on(6)}),
        (OrdersQuery, {"changed_on": "2026-10-06"}),
        (OrdersQuery, {"whose": "FBR"}),
        (OrdersQuery, {"status": Hostile()}),
        (ShipmentsQuery, {"whose": "FBR"}),
        (ShipmentsQuery, {"whose": OrdersOf.ALL}),
        (ShipmentsQuery, {"whose": OrdersOf.SHIPPING_VIA_BOL}),
        (ShipmentsQuery, {"page": 0}),
        (IndicatorQuery, {"name": "TRACK_AND_TRACE", "week": Week(2026, 5)}),
        (IndicatorQuery, {"name": IndicatorName.RETURNS, "week": "2026-W05"}),
        (EntityStatusesQuery, {"entity_id": "1", "event_type": "CREATE SHIPMENT"}),
        (EntityStatusesQuery, {"entity_id": "1", "event_type": ""}),
        (EntityStatusesQuery, {"entity_id": "a b", "event_type": "CREATE_SHIPMENT"}),
    ],
)
def test_a_question_that_is_invalid_cannot_be_made(make: Callable[..., Request], parts: dict[str, Any]) -> None:
    with pytest.raises(TrackntraceError) as caught:
        make(**parts)

    assert caught.value.field in parts
    assert_well_told(caught.value)
