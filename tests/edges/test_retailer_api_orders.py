"""Orders as the marketplace sends them, whole and in the reduced form of the list."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.builders import moment
from tests.edges.wire import (
    HOSTILE_COUNTS,
    HOSTILE_DAYS,
    HOSTILE_IDS,
    HOSTILE_MOMENTS,
    Json,
    fulfilment,
    order_item,
    order_object,
    places,
    read_orders,
    reduced_order_object,
)
from trackntrace.documents.fault import Fault
from trackntrace.retailer_api.orders import read_order as whole_order
from trackntrace.retailer_api.orders import read_orders as page_of_orders
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.promise import DeliverBy, DeliverOn


def read(value: Json) -> Order:
    found, faults = read_orders(value)
    assert not faults
    (order,) = found
    return order


def refused(value: Json) -> list[Fault]:
    found, faults = read_orders(value)
    assert not found
    assert faults
    return faults


def with_item(**parts: Json) -> dict[str, Json]:
    return order_object(orderItems=[order_item(**parts)])


def reduced(**parts: Json) -> dict[str, Json]:
    return reduced_order_object(orderItems=[reduced_order_object()["orderItems"][0] | parts])


def test_an_order_is_read_as_specified() -> None:
    order = read(with_item(quantity=10, quantityShipped=4, quantityCancelled=1))

    item = OrderItem(
        "item-1",
        10,
        shipped=4,
        cancelled=1,
        promise=DeliverBy(date(2026, 10, 7)),
        time_frame=TimeFrame.REGULAR,
        expires=date(2026, 10, 10),
        asked_to_cancel=AskedToCancel.NO,
    )
    assert order == Order("order-1", [item], placed=moment("2026-10-05T09:00:00+02:00"))


def test_an_order_of_the_list_is_read_without_its_promise() -> None:
    order = read({"orders": [reduced_order_object("A2K8290LP8")]})

    item = OrderItem("item-1", 10, shipped=4, cancelled=1, asked_to_cancel=AskedToCancel.NO)
    assert order == Order("A2K8290LP8", [item], placed=moment("2026-10-05T09:00:00+02:00"))


def test_the_least_that_an_order_can_be_is_read() -> None:
    order = read({"orderId": 1042823870, "orderItems": [{"orderItemId": 2012345678, "quantity": 1}]})

    assert order == Order("1042823870", [OrderItem("2012345678", 1)])


def test_a_page_of_orders_has_a_door_of_its_own() -> None:
    page = page_of_orders({"orders": [order_object(), reduced_order_object("order-2")]})

    assert [record.value for record in page.value] == [read(order_object()), read(reduced_order_object("order-2"))]
    assert [record.sent for record in page.value] == [order_object(), reduced_order_object("order-2")]


@pytest.mark.parametrize("spelled", ["pickupPoint", "pickUpPoint"])
def test_an_order_of_an_older_version_is_read_and_kept_as_it_was(spelled: str) -> None:
    old = {"orderId": 1042823870, spelled: True, "orderItems": [{"orderItemId": 2012345678, "quantity": 1}]}

    record = whole_order(json.dumps(old).encode())

    assert record.value == read(old)
    assert record.sent == old


def test_an_order_may_have_no_items_left() -> None:
    assert read(order_object(orderItems=[])).items == ()


def test_an_exact_date_counts_before_the_latest_one() -> None:
    told = fulfilment(exactDeliveryDate="2026-10-09")

    assert read(with_item(fulfilment=told)).items[0].promise == DeliverOn(date(2026, 10, 9))


def test_where_no_date_is_told_nothing_was_promised() -> None:
    assert read(with_item(fulfilment=fulfilment(latestDeliveryDate=None))).items[0].promise is None


@pytest.mark.parametrize(
    ("value", "fulfilled_by"), [("FBR", FulfilledBy.SELLER), ("FBB", FulfilledBy.LOGISTICS_VIA_BOL)]
)
def test_the_method_stands_elsewhere_in_the_list(value: str, fulfilled_by: FulfilledBy) -> None:
    assert read(reduced(fulfilmentMethod=value)).items[0].fulfilled_by is fulfilled_by


@pytest.mark.parametrize(
    ("parts", "fulfilled_by"),
    [
        ({"distributionParty": None}, FulfilledBy.SELLER),
        ({"distributionParty": "BOL"}, FulfilledBy.SHIPPING_VIA_BOL),
        ({"method": "FBB", "distributionParty": "BOL"}, FulfilledBy.LOGISTICS_VIA_BOL),
    ],
)
def test_method_and_distribution_party_say_who_brings_it(parts: dict[str, Json], fulfilled_by: FulfilledBy) -> None:
    assert read(with_item(fulfilment=fulfilment(**parts))).items[0].fulfilled_by is fulfilled_by


@pytest.mark.parametrize(
    ("value", "time_frame"),
    [
        ("REGULAR", TimeFrame.REGULAR),
        ("EVENING", TimeFrame.EVENING),
        ("APPOINTMENT", TimeFrame.APPOINTMENT),
        ("SAMEDAY", TimeFrame.SAME_DAY),
        ("SUNDAY", TimeFrame.SUNDAY),
        ("NEWLY_INVENTED", TimeFrame.NOT_TOLD),
        ("", TimeFrame.NOT_TOLD),
        (None, TimeFrame.NOT_TOLD),
        (7, TimeFrame.NOT_TOLD),
        ([], TimeFrame.NOT_TOLD),
        ({}, TimeFrame.NOT_TOLD),
    ],
)
def test_a_time_frame_is_read_where_it_is_known(value: Json, time_frame: TimeFrame) -> None:
    assert read(with_item(fulfilment=fulfilment(timeFrameType=value))).items[0].time_frame is time_frame


@pytest.mark.parametrize(
    ("value", "asked"),
    [(True, AskedToCancel.YES), (False, AskedToCancel.NO), (None, AskedToCancel.NOT_TOLD)],
)
def test_an_order_tells_whether_the_customer_asked_to_cancel(value: Json, asked: AskedToCancel) -> None:
    whole = read(with_item(cancellationRequest=value, quantity=3, quantityCancelled=1)).items[0]

    assert (whole.asked_to_cancel, whole.cancelled) == (asked, 1)
    assert read(reduced(cancellationRequest=value)).items[0].asked_to_cancel is asked


@pytest.mark.parametrize("value", [0, 1, "true", "", [], {}])
def test_what_is_neither_true_nor_false_is_refused_with_its_place(value: Json) -> None:
    assert places(refused(with_item(cancellationRequest=value))) == [(1, "orderItems[0].cancellationRequest")]


@pytest.mark.parametrize("value", HOSTILE_IDS)
def test_what_is_no_id_is_refused_with_its_place(value: Json) -> None:
    _, faults = read_orders(order_object(value), with_item(orderItemId=value), reduced(orderItemId=value))

    assert places(faults) == [(1, "orderId"), (2, "orderItems[0].orderItemId"), (3, "orderItems[0].orderItemId")]


@pytest.mark.parametrize("value", HOSTILE_COUNTS)
@pytest.mark.parametrize("name", ["quantity", "quantityShipped", "quantityCancelled"])
def test_what_is_no_quantity_is_refused_with_its_place(name: str, value: Json) -> None:
    _, faults = read_orders(with_item(**{name: value}), reduced(**{name: value}))

    assert places(faults) == [(1, f"orderItems[0].{name}"), (2, f"orderItems[0].{name}")]


def test_an_order_of_none_is_refused() -> None:
    assert places(refused(with_item(quantity=0))) == [(1, "orderItems[0].quantity")]


@pytest.mark.parametrize("text", HOSTILE_DAYS)
@pytest.mark.parametrize("name", ["latestDeliveryDate", "exactDeliveryDate", "expiryDate"])
def test_what_is_no_day_is_refused_with_its_place(name: str, text: Json) -> None:
    faults = refused(with_item(fulfilment=fulfilment(**{name: text})))

    assert places(faults) == [(1, f"orderItems[0].fulfilment.{name}")]


@pytest.mark.parametrize("text", HOSTILE_MOMENTS)
def test_what_is_no_moment_is_refused_with_its_place(text: Json) -> None:
    assert places(refused(order_object(orderPlacedDateTime=text))) == [(1, "orderPlacedDateTime")]


@pytest.mark.parametrize("value", ["FBX", "fbr", "", 1, True, [], {}])
def test_an_unknown_method_or_party_is_refused_with_its_place(value: Json) -> None:
    _, faults = read_orders(
        with_item(fulfilment=fulfilment(method=value)),
        with_item(fulfilment=fulfilment(distributionParty=value)),
        reduced(fulfilmentMethod=value),
    )

    assert places(faults) == [
        (1, "orderItems[0].fulfilment.method"),
        (2, "orderItems[0].fulfilment.distributionParty"),
        (3, "orderItems[0].fulfilmentMethod"),
    ]


@pytest.mark.parametrize("name", ["orderId", "orderItems"])
def test_a_missing_part_is_named(name: str) -> None:
    (fault,) = refused({"orders": [order_object(**{name: None})]})

    assert (fault.place, fault.reason) == (f"orders[0].{name}", "missing: expected this field")


def test_more_shipped_than_ordered_is_a_conflict_that_names_its_item() -> None:
    (fault,) = refused(order_object(orderItems=[order_item(), order_item("item-2", quantityShipped=2)]))

    assert fault.place.startswith("orderItems[1]")
    assert fault.shown == "'item-2'"
    assert fault.reason == "expected at most the 1 ordered: 2 shipped, 0 cancelled"


def test_more_shipped_than_ordered_is_named_with_its_place_on_a_page() -> None:
    (fault,) = refused({"orders": [reduced(quantityCancelled=10)]})

    assert fault.place.startswith("orders[0].orderItems[0]")


def test_an_item_twice_in_one_order_is_refused() -> None:
    (fault,) = refused(order_object(orderItems=[order_item(), order_item()]))

    assert (fault.place, fault.shown, fault.reason) == ("orderItems", "2", "expected each order item once")


def test_every_fault_of_an_order_is_named_at_once() -> None:
    items = [order_item(quantity=True), order_item("item-2"), order_item("item-3", fulfilment=[])]

    faults = refused({"orders": [order_object(""), order_object("", orderPlacedDateTime="now", orderItems=items)]})

    assert [fault.place for fault in faults] == [
        "orders[0].orderId",
        "orders[1].orderId",
        "orders[1].orderPlacedDateTime",
        "orders[1].orderItems[0].quantity",
        "orders[1].orderItems[2].fulfilment",
    ]


def test_one_bad_order_among_a_hundred_is_named_by_its_index() -> None:
    page = [order_object(f"order-{index}") for index in range(100)]
    page[57]["orderItems"][0]["quantity"] = "1_000"

    found, faults = read_orders({"orders": page})

    assert [str(fault) for fault in faults] == [
        "orders.jsonl:1: orders[57].orderItems[0].quantity: expected a whole number from 1 to 1000000000 (not '1_000')"
    ]
    assert len(found) == 99


@pytest.mark.parametrize("page", [{}, [], {"orders": []}])
def test_an_empty_page_holds_nothing(page: Json) -> None:
    assert read_orders(page) == ([], [])


def test_an_order_on_two_pages_counts_once() -> None:
    found, faults = read_orders({"orders": [order_object()]}, {"orders": [order_object(pickupPoint=True)]})

    assert len(found) == 1
    assert not faults


def test_an_order_that_comes_twice_and_differs_is_a_conflict() -> None:
    found, faults = read_orders(order_object(), with_item(quantityShipped=1))

    assert len(found) == 1
    assert places(faults) == [(2, "orderId")]


@pytest.mark.parametrize("value", [{"shipments": []}, {"title": "Not Found"}, {"__class__": 1}])
def test_what_is_something_else_is_refused_and_says_what_was_expected(value: Json) -> None:
    (fault,) = refused(value)

    assert (fault.place, fault.reason) == (
        "orderId",
        "missing: expected one of orders, a page of them, or an array",
    )


def test_fields_that_are_not_known_are_passed_over() -> None:
    strange: dict[str, Json] = {"__proto__": {}, "newField": [1], "": "\u202e"}
    item = order_item(**strange, fulfilment=order_item()["fulfilment"] | strange)

    assert read(order_object(orderItems=[item], **strange)) == read(order_object())
