"""
Pieces of a picture, made of the marketplace's answers: orders, shipments and the entries of labels.

An answer that was asked for again, because of a message of a subscription or after a while, is a piece like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.members import Members, places_in
from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.grammar import exactly
from trackntrace.moment import Moment, moment_of
from trackntrace.retailer_api.orders import order_of
from trackntrace.retailer_api.pages import faults_of
from trackntrace.retailer_api.shipments import shipment_of
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.piece import Piece, Subject

_COLLECTIONS: Final = ("orders", "shipments")


def order_piece(members: Members, *, seen: Moment | None = None) -> Piece:
    """
    An order as the marketplace answered at a moment, whole or in the reduced form of the list.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return Piece(order_of(members), seen=seen)


def shipment_piece(members: Members, *, seen: Moment | None = None) -> Piece:
    """
    A shipment as the marketplace answered at a moment.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return Piece(shipment_of(members), seen=seen)


def label_piece(entry: Entry, *, seen: Moment | None = None) -> Piece:
    """
    The entry that a bought label makes, as the headers of its answer tell it; it waits for the shipment of that label.

    Raises:
        InvalidValueError: it is no entry, or one without a label.
    """
    label = exactly(entry, Entry, "entry").label
    if label is None:
        raise InvalidValueError.about(None, "label", "expected the entry of a label")
    return Piece(entry, Subject.of_label(label.label_id), seen=seen)


def pieces(documents: Iterable[Document], faults: Faults, *, seen: Moment | None = None) -> Iterator[Piece]:
    """
    The orders and shipments of answers that were all seen at one moment, told apart by their ids.

    A document is one object, an array, or a page. What cannot be read becomes a fault, and the rest is yielded.

    Raises:
        InvalidValueError: ``seen`` is no moment.
    """
    at = None if seen is None else moment_of(seen, "seen")
    for document in documents:
        try:
            for place, value in _objects_on(document.value):
                yield from _piece(document, place, value, faults, at)
        except TrackntraceError as error:
            faults.add(Fault.of(error, source=document.source, line=document.line))


def _objects_on(value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    if isinstance(value, list):
        yield from places_in(value, "")
        return
    members = Members.of(value)
    collections = [name for name in _COLLECTIONS if members.has(name)]
    for name in collections:
        yield from places_in(members.need(name), name)
    if not collections and members.members:
        yield "", value


def _piece(document: Document, place: str, value: JsonValue, faults: Faults, seen: Moment | None) -> Iterator[Piece]:
    try:
        members = Members.of(value, place)
        if members.has("shipmentId"):
            yield shipment_piece(members, seen=seen)
        elif members.has("orderId"):
            yield order_piece(members, seen=seen)
        else:
            raise InvalidValueError.about(None, members.path("orderId"), "missing: expected orderId or shipmentId")
    except TrackntraceError as error:
        for fault in faults_of(error, document, place):
            faults.add(fault)
