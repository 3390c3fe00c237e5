"""
Many shipments or orders, from documents of any form, in one pass.

Pages overlap, so the same object may come twice: it counts once. Two versions of one object are a conflict; a `Picture`
puts them together, of the pieces that `pictures` makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Generic, TypeVar, final

from attrs import frozen

from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.members import Members, placed
from trackntrace.errors import ConflictError, TrackntraceError
from trackntrace.retailer_api.orders import order_of
from trackntrace.retailer_api.reading import RefusedObjectError, objects_on
from trackntrace.retailer_api.shipments import shipment_of
from trackntrace.shipping.order import Order
from trackntrace.shipping.shipment import Shipment

_T = TypeVar("_T", Shipment, Order)


@final
@frozen
class _Kind(Generic[_T]):
    """What tells shipments from orders: where they stand, what identifies them, how they are read."""

    collection: str
    identity: str
    read: Callable[[Members], _T]
    id_of: Callable[[_T], str]


_DIFFERS: Final = (
    "expected the same as when it was seen before: this differs (a Picture, --merge on the command line, puts "
    "versions together)"
)
_SHIPMENTS: Final = _Kind("shipments", "shipmentId", shipment_of, lambda shipment: shipment.shipment_id)
_ORDERS: Final = _Kind("orders", "orderId", order_of, lambda order: order.order_id)


def shipments(documents: Iterable[Document], faults: Faults) -> Iterator[Shipment]:
    """
    The shipments of documents, each once.

    What cannot be read becomes a fault; so does a shipment that differs from one of its id that was read before.
    Nothing but the ids and a hash of each shipment is kept.
    """
    return _each(documents, faults, _SHIPMENTS)


def orders(documents: Iterable[Document], faults: Faults) -> Iterator[Order]:
    """The orders of documents, each once; faults as with `shipments`."""
    return _each(documents, faults, _ORDERS)


def _each(documents: Iterable[Document], faults: Faults, kind: _Kind[_T]) -> Iterator[_T]:
    seen: dict[str, int] = {}
    for document in documents:
        try:
            places = objects_on(document.value, kind.collection, kind.identity)
        except TrackntraceError as error:
            faults.add(Fault.of(error, source=document.source, line=document.line))
            continue
        for place, value in places:
            try:
                read = kind.read(Members.of(value, place))
                if _new(seen, kind.id_of(read), hash(read), kind.identity):
                    yield read
            except TrackntraceError as error:
                for fault in faults_of(error, document, place):
                    faults.add(fault)


def faults_of(error: TrackntraceError, document: Document, place: str) -> Iterator[Fault]:
    """Every fault of one object of a document, each with its place."""
    errors = error.errors if isinstance(error, RefusedObjectError) else (error,)
    for each in errors:
        yield Fault.of(each, source=document.source, line=document.line, place=placed(each.field, place))


def _new(seen: dict[str, int], identifier: str, contents: int, identity: str) -> bool:
    before = seen.get(identifier)
    if before is None:
        seen[identifier] = contents
        return True
    if before != contents:
        raise ConflictError.about(identifier, identity, _DIFFERS)
    return False
