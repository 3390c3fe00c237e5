"""The order: what was bought, and what is still open."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.builders import (
    NO_IDENTIFIERS,
    NO_TEXTS,
    ORDERED,
    PROMISED,
    Hostile,
    assert_well_told,
    item,
    on,
    order,
    refused,
)
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.notebook import table_html
from trackntrace.shipping.order import FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.promise import DeliverOn


def test_what_is_neither_shipped_nor_cancelled_is_open() -> None:
    assert item(10).open == 10
    assert item(10, shipped=4, cancelled=1).open == 5
    assert item(10, shipped=9, cancelled=1).open == 0


def test_a_part_can_be_shipped_and_another_cancelled() -> None:
    given = item(10)
    changed = given.ship(4).cancel(1).ship(5)

    assert (changed.shipped, changed.cancelled, changed.open) == (9, 1, 0)
    assert given.open == 10


@pytest.mark.parametrize("quantity", [6, 10, 10**9])
def test_no_more_than_is_open_can_be_shipped_or_cancelled(quantity: int) -> None:
    given = item(10, shipped=4, cancelled=1)

    for change in (given.ship, given.cancel):
        with pytest.raises(ConflictError) as caught:
            change(quantity)

        assert caught.value.field == "orderItem"
        assert "item-1" in caught.value.shown
        assert "10 ordered" in caught.value.reason
        assert_well_told(caught.value)
    assert given.open == 5


@pytest.mark.parametrize("quantity", [0, -1, True, 1.0, "1", None, 10**5000, Hostile()], ids=lambda _: "")
def test_only_a_whole_number_from_one_on_can_be_ordered_shipped_or_cancelled(quantity: object) -> None:
    given = item(10)

    for change in (given.ship, given.cancel, lambda quantity: OrderItem("item-1", quantity)):
        with pytest.raises(InvalidValueError) as caught:
            change(quantity)  # type: ignore[arg-type]

        assert caught.value.field == "quantity"
        assert_well_told(caught.value)


def test_an_item_of_which_more_was_shipped_and_cancelled_than_ordered_contradicts_itself() -> None:
    with pytest.raises(ConflictError) as caught:
        item(3, shipped=2, cancelled=2)

    assert caught.value.reason == "expected at most the 3 ordered: 2 shipped, 2 cancelled"


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"shipped": -1}, "shipped"),
        ({"shipped": True}, "shipped"),
        ({"cancelled": "1"}, "cancelled"),
        ({"fulfilled_by": "seller"}, "fulfilled_by"),
        ({"fulfilled_by": Hostile()}, "fulfilled_by"),
        ({"time_frame": None}, "time_frame"),
        ({"promise": on(7)}, "promise"),
        ({"promise": Hostile()}, "promise"),
        ({"expires": datetime(2026, 10, 7, tzinfo=UTC)}, "expires"),
        ({"expires": "2026-10-07"}, "expires"),
        ({"order_item_id": ""}, "order_item_id"),
        ({"order_item_id": 5}, "order_item_id"),
    ],
    ids=lambda _: "",
)
def test_an_item_of_other_parts_is_refused_by_the_name_of_the_part(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        OrderItem(**{"order_item_id": "item-1", "quantity": 3, **parts})  # type: ignore[arg-type]

    assert caught.value.field == field
    assert_well_told(caught.value)


def test_an_item_tells_by_whom_it_is_fulfilled_and_what_was_promised() -> None:
    given = item(promise=DeliverOn(on(8)), time_frame=TimeFrame.EVENING, fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL)

    assert (given.promise, given.time_frame) == (DeliverOn(on(8)), TimeFrame.EVENING)
    assert item().promise == PROMISED
    assert (item().fulfilled_by, item().time_frame) == (FulfilledBy.SELLER, TimeFrame.NOT_TOLD)


def test_an_order_of_which_some_is_open_tells_which() -> None:
    done, partly, new = item(2, "item-1", shipped=2), item(5, "item-2", shipped=1), item(1, "item-3")

    assert order(done, partly, new).open_items == (partly, new)
    assert order(item(1, cancelled=1)).open_items == ()


def test_an_item_is_found_by_its_id_and_replaced() -> None:
    given = order(item(2, "item-1"), item(5, "item-2"))
    changed = given.with_item(given.item("item-2").ship(1))

    assert changed.item("item-2").shipped == 1
    assert changed.item("item-1") == given.item("item-1")
    assert [each.order_item_id for each in changed.items] == ["item-1", "item-2"]
    assert given.item("item-2").shipped == 0


@pytest.mark.parametrize("order_item_id", ["item-2", "", None, 5, Hostile()], ids=lambda _: "")
def test_an_item_that_the_order_does_not_have_is_refused(order_item_id: object) -> None:
    with pytest.raises((ConflictError, InvalidValueError)) as caught:
        order().item(order_item_id)  # type: ignore[arg-type]

    assert_well_told(caught.value)


def test_an_item_of_another_order_cannot_replace_one() -> None:
    with pytest.raises(ConflictError) as caught:
        order().with_item(item(1, "item-2"))

    assert caught.value.reason == "expected an item of order order-1"


def test_two_items_of_one_id_contradict_one_another() -> None:
    with pytest.raises(ConflictError) as caught:
        order(item(1), item(2))

    assert (caught.value.field, caught.value.reason) == ("order", "expected each order item once")


@pytest.mark.parametrize("items", [None, 5, "items", [5], [None], ["item-1"], [Hostile()]], ids=lambda _: "")
def test_an_order_is_made_of_items_and_nothing_else(items: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Order("order-1", items)  # type: ignore[arg-type]

    assert caught.value.field == "items"
    assert_well_told(caught.value)


@pytest.mark.parametrize("placed", [datetime(2026, 10, 5), "2026-10-05T09:00:00Z", 0], ids=lambda _: "")  # noqa: DTZ001
def test_an_order_was_placed_at_a_moment_with_its_offset(placed: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        order(placed=placed)

    assert_well_told(caught.value)


@pytest.mark.parametrize("text", [*NO_IDENTIFIERS, *NO_TEXTS], ids=lambda _: "")
def test_the_id_of_an_order_is_an_identifier(text: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Order(text, [item()])

    assert caught.value.field == "order_id"
    assert_well_told(caught.value)


def test_orders_can_be_kept_compared_and_hashed() -> None:
    given = order(item(2, "item-1"), item(5, "item-2"))

    assert pickle.loads(pickle.dumps(given)) == given
    assert hash(given) == hash(order(item(2, "item-1"), item(5, "item-2")))
    assert given.placed == ORDERED
    assert order(placed=None).placed is None


def test_what_an_order_refuses_is_said_of_each_part_by_its_name() -> None:
    no_id = "expected an identifier of 1 to 64 letters and digits, with . _ : / # - inside"
    bought = item(3, shipped=1, cancelled=1)

    assert [
        refused(OrderItem, " ", 1),
        refused(item, 0),
        refused(item, 1, shipped=-1),
        refused(item, 1, cancelled=-1),
        refused(item, 1, fulfilled_by="seller"),
        refused(item, 1, time_frame="evening"),
        refused(item, 1, asked_to_cancel="yes"),
        refused(item, 1, expires="2026-10-10"),
        refused(item, 1, promise="2026-10-07"),
        refused(item, 1, shipped=1, cancelled=1),
        refused(bought.ship, 0),
        refused(bought.ship, 2),
        refused(bought.cancel, 2),
        refused(Order, " ", ()),
        refused(Order, "order-1", (7,)),
        refused(Order, "order-1", (), placed="2026-10-05"),
        refused(order, item(), item()),
        refused(order().item, " "),
        refused(order().item, "item-2"),
        refused(order().with_item, item(1, "item-2")),
    ] == [
        f"Cannot use ' ' as order_item_id: {no_id}",
        "Cannot use 0 as quantity: expected a whole number from 1 to 1000000000",
        "Cannot use -1 as shipped: expected a whole number from 0 to 1000000000",
        "Cannot use -1 as cancelled: expected a whole number from 0 to 1000000000",
        "Cannot use 'seller' as fulfilled_by: expected a FulfilledBy",
        "Cannot use 'evening' as time_frame: expected a TimeFrame",
        "Cannot use 'yes' as asked_to_cancel: expected an AskedToCancel",
        "Cannot use '2026-10-10' as expires: expected a datetime.date, such as parse_day makes of a text",
        "Cannot use '2026-10-07' as promise: expected DeliverBy or DeliverOn",
        "Cannot reconcile orderItem 'item-1': expected at most the 1 ordered: 1 shipped, 1 cancelled",
        "Cannot use 0 as quantity: expected a whole number from 1 to 1000000000",
        "Cannot reconcile orderItem 'item-1': expected at most the 3 ordered: 1 shipped, 1 cancelled, 2 more",
        "Cannot reconcile orderItem 'item-1': expected at most the 3 ordered: 1 shipped, 1 cancelled, 2 more",
        f"Cannot use ' ' as order_id: {no_id}",
        "Cannot use 7 as items: expected an OrderItem",
        "Cannot use '2026-10-05' as ordered: expected a datetime with its offset (offset required)",
        "Cannot reconcile order 'order-1': expected each order item once",
        f"Cannot use ' ' as order_item_id: {no_id}",
        "Cannot reconcile orderItem 'item-2': expected an item of order order-1",
        "Cannot reconcile orderItem 'item-2': expected an item of order order-1",
    ]
    assert (item(3, shipped=1, cancelled=2).open, bought.ship(1).open, bought.cancel(1).open) == (0, 0, 0)


def test_an_order_is_shown_item_by_item() -> None:
    bought = order(item(6, shipped=1, cancelled=2), item(1, "item-2", promise=None))

    assert bought._repr_html_() == table_html(
        "order order-1",
        ("item", "quantity", "shipped", "cancelled", "open", "promise"),
        [("item-1", 6, 1, 2, 3, "by 2026-10-07"), ("item-2", 1, 0, 0, 1, "-")],
    )
