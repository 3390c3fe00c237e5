"""
Versions: what was told of one order or shipment at several times, put together.

What was shipped and cancelled only grows, so the larger count holds; a customer who asked to cancel has asked. What is
not told in one version is taken from another. Everything else is equal or a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, Final, Generic, NamedTuple, TypeVar

from attrs import evolve

from trackntrace.shipping.conflict import ConflictKind, Conflicts, Decision
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.piece import Precedence, Subject
from trackntrace.shipping.shipment import Shipment, ShipmentLine

_T = TypeVar("_T")


class Version(NamedTuple, Generic[_T]):
    """One version of something, and where it stands among the others."""

    told: _T
    place: Precedence


class Part(NamedTuple):
    """A part that is equal in all versions or a conflict; ``nothing`` stands where it was not told."""

    name: str
    nothing: object
    kind: ConflictKind


_UNTOLD: Final = object()
ORDER_PARTS: Final = (Part("placed", None, ConflictKind.TWO_ORDER_MOMENTS),)
ITEM_PARTS: Final = (
    Part("quantity", _UNTOLD, ConflictKind.TWO_QUANTITIES),
    Part("fulfilled_by", FulfilledBy.SELLER, ConflictKind.TWO_PARTIES),
    Part("promise", None, ConflictKind.TWO_PROMISES),
    Part("time_frame", TimeFrame.NOT_TOLD, ConflictKind.TWO_TIME_FRAMES),
    Part("expires", None, ConflictKind.TWO_EXPIRY_DAYS),
)
"""
In an order the seller stands also where nobody was named (the list of orders names nobody), so any other party holds.
"""
SHIPMENT_PARTS: Final = (
    Part("order_id", _UNTOLD, ConflictKind.TWO_ORDERS),
    Part("shipped", None, ConflictKind.TWO_SHIPPING_MOMENTS),
    Part("ordered", None, ConflictKind.TWO_ORDER_MOMENTS),
)
LINE_PARTS: Final = (
    Part("quantity", _UNTOLD, ConflictKind.TWO_QUANTITIES),
    Part("fulfilled_by", None, ConflictKind.TWO_PARTIES),
    Part("promise", None, ConflictKind.TWO_PROMISES),
)


def _agreed(
    versions: Sequence[Version[Any]], parts: Iterable[Part], where: tuple[Subject, ...], conflicts: Conflicts
) -> dict[str, Any]:
    """The parts as they stand after all versions."""
    agreed = {}
    for name, nothing, kind in parts:
        values = [(getattr(told, name), place) for told, place in versions]
        told = conflicts.settle(kind, where, [pair for pair in values if pair[0] is not nothing])
        agreed[name] = nothing if told is None else told
    return agreed


_ASKED: Final = (AskedToCancel.YES, AskedToCancel.NO, AskedToCancel.NOT_TOLD)


def order_of_versions(versions: Sequence[Version[Order]], conflicts: Conflicts) -> Order:
    """
    One order of its versions.

    An item that only some of them have belongs to it: the list of orders leaves out what is handled.
    """
    first = versions[0].told
    if len(versions) == 1:
        return first
    where = (Subject.of_order(first.order_id),)
    items = {
        item_id: _item([Version(item, place) for item, place in told], where, conflicts)
        for item_id, told in _by_item(versions, lambda order: order.items).items()
    }
    return evolve(first, items=items.values(), **_agreed(versions, ORDER_PARTS, where, conflicts))


def _by_item(
    versions: Sequence[Version[_T]], inside: Callable[[_T], Iterable[Any]]
) -> dict[str, list[tuple[Any, Precedence]]]:
    """The items or lines of all versions by their ids, in the order of the version that stands first."""
    found: dict[str, list[tuple[Any, Precedence]]] = {}
    ranked = sorted(versions, key=lambda version: (version.place, _ids(inside(version.told))))
    for each, place in chain.from_iterable(((each, place) for each in inside(told)) for told, place in ranked):
        found.setdefault(each.order_item_id, []).append((each, place))
    return found


def _ids(items: Iterable[Any]) -> list[str]:
    return [item.order_item_id for item in items]


def _item(versions: Sequence[Version[OrderItem]], order: tuple[Subject, ...], conflicts: Conflicts) -> OrderItem:
    first = versions[0].told
    where = (*order, Subject.of_order_item(first.order_item_id))
    agreed = _agreed(versions, ITEM_PARTS, where, conflicts)
    agreed |= _counted(agreed["quantity"], [version.told for version in versions], where, conflicts)
    asked = min((version.told.asked_to_cancel for version in versions), key=_ASKED.index)
    return evolve(first, asked_to_cancel=asked, **agreed)


def _counted(
    quantity: int, versions: Iterable[OrderItem], where: tuple[Subject, ...], conflicts: Conflicts
) -> dict[str, int]:
    """How many were shipped and cancelled, no more than were ordered: what left can no longer be cancelled."""
    shipped, cancelled = (
        max(counts) for counts in zip(*((one.shipped, one.cancelled) for one in versions), strict=True)
    )
    stands = min(shipped, quantity)
    left = min(cancelled, quantity - stands)
    if stands < shipped:
        conflicts.add(ConflictKind.MORE_SHIPPED_THAN_ORDERED, where, stands, shipped, Decision.SHIPPED_FIRST)
    if left < cancelled:
        conflicts.add(ConflictKind.MORE_CANCELLED_THAN_LEFT, where, left, cancelled, Decision.SHIPPED_FIRST)
    return {"shipped": stands, "cancelled": left}


def shipment_of_versions(versions: Sequence[Version[Shipment]], conflicts: Conflicts) -> tuple[Shipment, str]:
    """One shipment of its versions, and the id of the transport that it travels on; its transport is not looked at."""
    first = versions[0].told
    if len(versions) == 1:
        return first, first.transport.transport_id
    where = (Subject.of_shipment(first.shipment_id),)
    lines = _lines(versions, where, conflicts)
    agreed = _agreed(versions, SHIPMENT_PARTS, where, conflicts)
    ids = [(told.transport.transport_id, place) for told, place in versions if told.transport.transport_id]
    transport_id = conflicts.settle(ConflictKind.TWO_TRANSPORTS, where, ids)
    return evolve(first, lines=lines, **agreed), transport_id or ""


def _lines(
    versions: Sequence[Version[Shipment]], shipment: tuple[Subject, ...], conflicts: Conflicts
) -> list[ShipmentLine]:
    """The lines: a shipment always tells all of its, so that two sets of them are a conflict."""
    sets = [(tuple(sorted(_ids(told.lines))), place) for told, place in versions]
    stands = conflicts.settle(ConflictKind.TWO_SETS_OF_LINES, shipment, sets) or ()
    lines = []
    for item_id, told in _by_item(versions, lambda shipment: shipment.lines).items():
        if item_id in stands:
            where = (*shipment, Subject.of_order_item(item_id))
            agreed = _agreed([Version(line, place) for line, place in told], LINE_PARTS, where, conflicts)
            lines.append(evolve(told[0][0], **agreed))
    return lines
