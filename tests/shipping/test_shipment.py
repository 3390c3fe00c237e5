"""The shipment: lines of one order on one transport."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import Any

import attrs
import pytest

from tests.builders import (
    LABEL,
    NUMBER,
    OTHER_NUMBER,
    PROMISED,
    SHIPPED,
    Hostile,
    assert_well_told,
    at,
    entry,
    event,
    line,
    on,
    refused,
    shipment,
    transport,
)
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.notebook import table_html
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, POSTNL
from trackntrace.shipping import delivery_methods
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import TransportStatus
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import AlreadyEnteredError, Transport


def test_a_shipment_shows_the_number_the_service_and_the_handover_of_its_transport() -> None:
    scanned = transport(entry()).learn([event(TransportStatus.ACCEPTED, at(6, 18))])
    given = shipment(transport=scanned)

    assert (given.number, given.service, given.handed_over) == (NUMBER, POSTNL, at(6, 18))


def test_a_shipment_without_a_number_gets_one_later() -> None:
    given = shipment(transport=transport(entry(None)))
    added = given.enter(entry(at=at(9)))

    assert given.number is None
    assert added.number == NUMBER
    assert added.lines == given.lines


def test_the_same_number_again_leaves_the_shipment_as_it_is() -> None:
    given = shipment()

    assert given.enter(entry(at=at(9))) is given


def test_another_number_for_a_shipped_item_is_refused() -> None:
    given = shipment()

    with pytest.raises(AlreadyEnteredError):
        given.enter(entry(OTHER_NUMBER))
    assert given.number == NUMBER


def test_one_transport_may_serve_several_shipments() -> None:
    box = transport(entry())

    assert shipment(shipment_id="1", transport=box).number == shipment(shipment_id="2", transport=box).number


def test_the_first_day_that_was_promised_for_any_line_is_the_shipments() -> None:
    given = shipment(
        line(1, "item-1", promise=DeliverOn(on(9))),
        line(1, "item-2", promise=None),
        line(1, "item-3", promise=PROMISED),
    )

    assert given.promise == PROMISED
    assert shipment(line(promise=None)).promise is None


def test_a_shipment_tells_where_it_is() -> None:
    scanned = transport(entry()).learn([event(TransportStatus.IN_TRANSIT, at(6, 20), expected=on(8))])
    where = shipment(transport=scanned).whereabouts(as_of=at(7))

    assert (where.status, where.since, where.expected) == (TransportStatus.IN_TRANSIT, at(6, 20), on(8))
    assert shipment().whereabouts(as_of=at(7)).expected == PROMISED.day


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (shipment(), "own-delivery-service"),
        (shipment(transport=Transport()), "own-delivery-service"),
        (shipment(transport=transport(Entry.of_label(LABEL, at=SHIPPED))), "shipping-label-via-bol"),
        (shipment(transport=transport(entry(None, service=DELIVERY_APPOINTMENT))), "delivery-appointment"),
        (shipment(line(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL)), "shipping-via-bol"),
        (shipment(line(fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL)), "logistics-via-bol"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_delivery_method_is_read_off_the_lines_and_the_entry(given: Shipment, name: str) -> None:
    assert given.method.name == name
    assert given.method.fulfilled_by is given.fulfilled_by


def test_who_entered_an_own_number_is_not_told_and_counts_as_the_retailer_api() -> None:
    assert shipment().method == delivery_methods.OWN_THROUGH_RETAILER_API


@pytest.mark.parametrize("lines", [(), (line(1), line(2))], ids=["none", "twice"])
def test_a_shipment_has_lines_and_each_order_item_once(lines: tuple[ShipmentLine, ...]) -> None:
    with pytest.raises(ConflictError) as caught:
        shipment(lines=lines)

    assert caught.value.reason == "expected one or more lines, each order item once"
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"lines": None}, "lines"),
        ({"lines": [5]}, "lines"),
        ({"lines": [Hostile()]}, "lines"),
        ({"order_id": ""}, "order_id"),
        ({"shipment_id": "a b"}, "shipment_id"),
        ({"shipment_id": Hostile()}, "shipment_id"),
        ({"transport": None}, "transport"),
        ({"shipped": datetime(2026, 10, 6)}, "shipped"),  # noqa: DTZ001
        ({"ordered": "2026-10-05"}, "ordered"),
    ],
    ids=lambda _: "",
)
def test_a_shipment_of_other_parts_is_refused_by_the_name_of_the_part(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        shipment(**parts)

    assert caught.value.field == field
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"quantity": True}, "quantity"),
        ({"order_item_id": "a b"}, "order_item_id"),
        ({"fulfilled_by": "seller"}, "fulfilled_by"),
        ({"promise": on(7)}, "promise"),
    ],
    ids=lambda _: "",
)
def test_a_line_of_other_parts_is_refused_by_the_name_of_the_part(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ShipmentLine(**{"order_item_id": "item-1", "quantity": 1, **parts})  # type: ignore[arg-type]

    assert caught.value.field == field
    assert_well_told(caught.value)


def test_a_shipment_that_was_told_no_moments_has_none() -> None:
    given = shipment(shipped=None, ordered=None, shipment_id="")

    assert (given.shipped, given.ordered, given.shipment_id, given.handed_over) == (None, None, "", None)


def test_a_changed_shipment_keeps_its_transport_and_so_its_number() -> None:
    assert attrs.evolve(shipment(), shipment_id="shipment-2").number == NUMBER
    assert shipment(line(promise=DeliverBy(on(8)))).promise == DeliverBy(on(8))


def test_a_shipment_can_be_kept_with_its_number() -> None:
    given = shipment()
    again = pickle.loads(pickle.dumps(given))

    assert again == given
    with pytest.raises(AlreadyEnteredError):
        again.enter(entry(OTHER_NUMBER))


def test_what_a_shipment_refuses_is_said_of_each_part_by_its_name() -> None:
    no_id = "expected an identifier of 1 to 64 letters and digits, with . _ : / # - inside"
    no_moment = "expected a datetime with its offset (offset required)"
    no_lines: Any = {"lines": ()}
    once = "expected one or more lines, each order item once"

    assert [
        refused(line, 0),
        refused(line, 1, " "),
        refused(line, 1, fulfilled_by="seller"),
        refused(line, 1, promise="2026-10-07"),
        refused(shipment, shipment_id=" "),
        refused(shipment, order_id=" "),
        refused(shipment, lines=(7,)),
        refused(shipment, transport=7),
        refused(shipment, shipped="2026-10-06"),
        refused(shipment, ordered="2026-10-05"),
        refused(shipment, **no_lines),
        refused(shipment, line(), line()),
    ] == [
        "Cannot use 0 as quantity: expected a whole number from 1 to 1000000000",
        f"Cannot use ' ' as order_item_id: {no_id}",
        "Cannot use 'seller' as fulfilled_by: expected a FulfilledBy",
        "Cannot use '2026-10-07' as promise: expected DeliverBy or DeliverOn",
        f"Cannot use ' ' as shipment_id: {no_id}",
        f"Cannot use ' ' as order_id: {no_id}",
        "Cannot use 7 as lines: expected a ShipmentLine",
        "Cannot use 7 as transport: expected a Transport",
        f"Cannot use '2026-10-06' as shipped: {no_moment}",
        f"Cannot use '2026-10-05' as ordered: {no_moment}",
        f"Cannot reconcile shipment 'shipment-1': {once}",
        f"Cannot reconcile shipment 'shipment-1': {once}",
    ]


def test_a_shipment_is_shown_line_by_line_with_its_service_and_number() -> None:
    columns = ("item", "quantity", "promise")
    bare = shipment(line(2, promise=None), transport=Transport())

    assert shipment()._repr_html_() == table_html(
        "shipment of order order-1: PostNL, 3SABCD1234567", columns, [("item-1", 1, "by 2026-10-07")]
    )
    assert bare._repr_html_() == table_html(
        "shipment of order order-1: no service told, no number", columns, [("item-1", 2, "-")]
    )


def test_the_promise_of_a_shipment_is_the_first_of_its_lines() -> None:
    later, sooner = line(1, promise=DeliverOn(on(9))), line(1, "item-2", promise=DeliverBy(on(8)))

    assert shipment(later, sooner, line(1, "item-3", promise=None)).promise == DeliverBy(on(8))
    assert shipment(line(1, promise=None)).promise is None
