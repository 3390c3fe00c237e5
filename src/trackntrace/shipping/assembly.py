"""
The assembly: pieces gathered by what they are told of, and put together.

A shipment takes from its transport what was told of it, of the shipments beside it, of its label and of its number. So
one transport has one number, whichever of its shipments it came with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple, final

from attrs import evolve, field, frozen

from trackntrace.moment import FIRST_DAY, Moment, day_begins
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.conflict import Conflict, ConflictKind, Conflicts, Decision
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.entry_order import Writings, in_order, written
from trackntrace.shipping.journey import Journey, TransportEvent
from trackntrace.shipping.order import Order
from trackntrace.shipping.piece import Piece, Subject, SubjectKind, ToldBy, precedence_of
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport
from trackntrace.shipping.versions import Version, order_of_versions, shipment_of_versions

_LONG_AGO: Final = day_begins(FIRST_DAY)
_NOTHING: Final = Writings([], [], [])


@final
@frozen
class Waiting:
    """What was told of something that is not known yet: of a shipment, transport, label or number of no shipment."""

    about: Subject
    entries: tuple[Entry, ...] = ()
    journey: Journey = field(default=Journey())


class Assembly(NamedTuple):
    """What pieces amount to."""

    orders: Mapping[str, Order]
    shipments: tuple[Shipment, ...]
    conflicts: tuple[Conflict, ...]
    waiting: tuple[Waiting, ...]


class _Gathered(NamedTuple):
    """The pieces by what they are told of."""

    orders: dict[str, list[Version[Order]]]
    shipments: dict[str, list[Version[Shipment]]]
    writings: dict[Subject, Writings]
    events: dict[Subject, list[TransportEvent]]


def _gathered(first_seen: Mapping[Piece, Moment | None]) -> _Gathered:
    found = _Gathered(defaultdict(list), defaultdict(list), {}, defaultdict(list))
    for piece, seen in first_seen.items():
        told, about, place = piece.told, piece.about, precedence_of(seen, piece.by)
        if isinstance(told, Order):
            found.orders[about.name].append(Version(told, place))
        elif isinstance(told, Journey):
            found.events[about].extend(told.events)
        elif isinstance(told, Entry):
            _writings(found, about).entries.append(Version(told, place))
        elif isinstance(told, Transport):
            _gather(found, about, told, piece.by, seen)
        else:
            found.shipments[about.name].append(Version(told, place))
            _gather(found, _box(about.name, told.transport.transport_id), told.transport, piece.by, seen)
    return found


def _gather(found: _Gathered, about: Subject, transport: Transport, by: ToldBy, seen: Moment | None) -> None:
    """What is told of a transport, by itself or within a shipment."""
    writings, place = _writings(found, about), precedence_of(seen, by)
    writings.entries.extend(Version(entry, place) for entry in transport.entries)
    writings.notes.extend(transport.notes)
    if transport.number is None and seen and by is ToldBy.MARKETPLACE:
        writings.unwritten.append(seen)
    found.events[about].extend(transport.journey.events)


def _writings(found: _Gathered, about: Subject) -> Writings:
    return found.writings.setdefault(about, Writings([], [], []))


def _box(shipment_id: str, transport_id: str) -> Subject:
    """What bears a shipment's number: its transport, or a transport of its own as long as that has no id."""
    return Subject.of_transport(transport_id) if transport_id else Subject.of_shipment(shipment_id)


def put_together(first_seen: Mapping[Piece, Moment | None]) -> Assembly:
    """What pieces amount to, each without and beside the moment at which it was first seen, in whatever order."""
    found, conflicts = _gathered(first_seen), Conflicts([])
    orders = {name: order_of_versions(found.orders[name], conflicts) for name in sorted(found.orders)}
    boxes: dict[Subject, list[Shipment]] = defaultdict(list)
    for name in sorted(found.shipments):
        shipment, transport_id = shipment_of_versions(found.shipments[name], conflicts)
        boxes[_box(name, transport_id)].append(shipment)
    used: set[Subject] = set()
    shipments = chain.from_iterable(_loaded(found, box, on, used, conflicts) for box, on in boxes.items())
    fitting = _fitting(orders, sorted(shipments, key=_left), conflicts)
    return Assembly(
        MappingProxyType(orders),
        tuple(sorted(fitting, key=lambda shipment: shipment.shipment_id)),
        conflicts.in_order,
        tuple(_waiting(found, used)),
    )


def _loaded(
    found: _Gathered, box: Subject, shipments: list[Shipment], used: set[Subject], conflicts: Conflicts
) -> Iterator[Shipment]:
    """The shipments of one transport, with everything on it that was told of it, of them, of its label and number."""
    own = [Subject.of_shipment(shipment.shipment_id) for shipment in shipments]
    known = box.kind is SubjectKind.TRANSPORT
    subjects, writings = [box, *own] if known else [box], Writings([], [], [])
    where = tuple(subjects)
    for subject in where:
        writings.add(found.writings.get(subject, _NOTHING))
    for label_id in sorted({entry.label.label_id for entry, _ in writings.entries if entry.label}):
        subjects.append(Subject.of_label(label_id))
        writings.add(found.writings.get(subjects[-1], _NOTHING))
    transport = written(box.name if known else "", writings, where, conflicts)
    if isinstance(transport.number, TrackAndTraceNumber):
        subjects.append(Subject.of_number(transport.number))
    used.update(subjects)
    transport = transport.learn(chain.from_iterable(found.events.get(subject, ()) for subject in subjects))
    return (evolve(shipment, transport=transport) for shipment in shipments)


def _left(shipment: Shipment) -> tuple[bool, Moment, str]:
    """Where a shipment stands among those that left; after them where that is not told."""
    return shipment.shipped is None, shipment.shipped or _LONG_AGO, shipment.shipment_id


def _fitting(orders: Mapping[str, Order], shipments: Iterable[Shipment], conflicts: Conflicts) -> Iterator[Shipment]:
    """The shipments without the lines by which more would be shipped than was ordered and not cancelled."""
    left = {
        (order.order_id, item.order_item_id): item.quantity - item.cancelled
        for order in orders.values()
        for item in order.items
    }
    for shipment in shipments:
        lines = [line for line in shipment.lines if _fits(line, shipment, left, conflicts)]
        if lines:
            yield shipment if len(lines) == len(shipment.lines) else evolve(shipment, lines=lines)


def _fits(line: ShipmentLine, shipment: Shipment, left: dict[tuple[str, str], int], conflicts: Conflicts) -> bool:
    """Whether so many are left to be shipped, which are then taken; else it is a conflict. No order, no bound."""
    key = shipment.order_id, line.order_item_id
    most = left.get(key)
    if most is None:
        return True
    if line.quantity > most:
        where = _places(shipment, line)
        conflicts.add(ConflictKind.MORE_SHIPPED_THAN_ORDERED, where, most, line.quantity, Decision.SHIPPED_FIRST)
        return False
    left[key] = most - line.quantity
    return True


def _places(shipment: Shipment, line: ShipmentLine) -> tuple[Subject, ...]:
    order, item = Subject.of_order(shipment.order_id), Subject.of_order_item(line.order_item_id)
    return order, item, Subject.of_shipment(shipment.shipment_id)


def _waiting(found: _Gathered, used: set[Subject]) -> Iterator[Waiting]:
    """What was told of subjects that no shipment has."""
    for about in sorted((found.writings.keys() | found.events.keys()) - used, key=lambda subject: subject.place):
        entries = in_order(found.writings.get(about, _NOTHING).entries)
        yield Waiting(about, tuple(entry for entry, _ in entries), Journey(found.events.get(about, ())))
