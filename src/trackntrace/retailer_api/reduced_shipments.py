"""
Shipments as ``GET /retailer/shipments`` lists them: the reduced form, which says what to ask for and no more.

It has neither quantities nor a number, so that nothing can be scored by it: each shipment is asked for by its id.
"""

from __future__ import annotations

from typing import final

from attrs import field, frozen

from trackntrace.documents.members import Members
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import exactly
from trackntrace.moment import Moment
from trackntrace.retailer_api.reading import Attempts, id_of, order_of_a_shipment
from trackntrace.retailer_api.record import Page, Sent, page_in
from trackntrace.shipping.entry import IDENTIFIER
from trackntrace.shipping.order import order_id_of, order_item_id_of, ordered_of, shipped_of


def _shipment_id(value: str) -> str:
    return IDENTIFIER.read(value, "shipment_id")


def _transport_id(value: str) -> str:
    return "" if type(value) is str and not value else IDENTIFIER.read(value, "transport_id")


def _order_item_ids(value: tuple[str, ...]) -> tuple[str, ...]:
    ids = tuple([order_item_id_of(each) for each in exactly(value, tuple, "order_item_ids")])
    if not ids or len(set(ids)) != len(ids):
        raise ConflictError.about(len(ids), "order_item_ids", "expected one or more, each once")
    return ids


@final
@frozen(kw_only=True)
class ReducedShipment:
    """
    What the list of shipments says of one: which order items travel, on which transport, and since when.

    ``transport_id`` is empty, and ``shipped`` and ``ordered`` are None, where they were not told.

    Raises:
        InvalidValueError: an id is none.
        ConflictError: no order item, or one twice.
    """

    shipment_id: str = field(converter=_shipment_id)
    order_id: str = field(converter=order_id_of)
    order_item_ids: tuple[str, ...] = field(converter=_order_item_ids)
    transport_id: str = field(default="", converter=_transport_id)
    shipped: Moment | None = field(default=None, converter=shipped_of)
    ordered: Moment | None = field(default=None, converter=ordered_of)


def read_reduced_shipments(data: Sent) -> Page[ReducedShipment]:
    """
    A page of the list of shipments: ``GET /retailer/shipments``.

    Raises:
        InvalidValueError: it is no JSON, or no page of shipments.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return page_in(data, "shipments", reduced_shipment_of)


def reduced_shipment_of(members: Members) -> ReducedShipment:
    """
    One shipment of the list, from its object.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    attempts = Attempts(members.place)
    shipment_id = attempts.need(members, "shipmentId", id_of)
    shipped = attempts.take(lambda: members.moment("shipmentDateTime"), None)
    no_order: tuple[str, Moment | None] = ("", None)
    order_id, ordered = attempts.inner(members, "order", order_of_a_shipment, no_order)
    no_ids: tuple[str, ...] = ()
    ids = attempts.take(lambda: _ids(members, attempts), no_ids)
    transport_id = attempts.inner_or(members, "transport", _id_of_transport, "")
    attempts.finish()
    return ReducedShipment(
        shipment_id=shipment_id,
        order_id=order_id,
        order_item_ids=ids,
        transport_id=transport_id,
        shipped=shipped,
        ordered=ordered,
    )


def _ids(members: Members, attempts: Attempts) -> tuple[str, ...]:
    before = attempts.faults
    ids = attempts.each(members, "shipmentItems", lambda item: item.read("orderItemId", id_of))
    if attempts.faults == before and (not ids or len(set(ids)) != len(ids)):
        raise InvalidValueError.about(
            len(ids), members.path("shipmentItems"), "expected at least one item, each order item once"
        )
    return tuple(ids)


def _id_of_transport(transport: Members) -> str:
    return transport.read_or("transportId", id_of, "")
