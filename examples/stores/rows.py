"""Entries as rows of a table, and the one question that every store asks before it writes."""

from __future__ import annotations

from datetime import datetime

from trackntrace import DeliveryService, Entry, InvalidValueError, TrackAndTraceNumber, Transport, moment_of


def written(given: Entry | None, offer: Entry) -> Entry:
    """
    The entry that counts when one is offered where another may have been given before: a transport knows.

    Raises:
        AlreadyEnteredError: another number, or another service for it, was given before.
    """
    transport = Transport() if given is None else Transport().enter(given)
    return transport.enter(offer).entries[-1]


def row_of(entry: Entry) -> tuple[str | None, str, datetime]:
    """
    Number, delivery service and moment of an entry.

    Raises:
        InvalidValueError: it has no delivery service, or a number that nobody could read: these tables keep neither.
    """
    if entry.service is None:
        raise InvalidValueError.about(None, "service", "expected a delivery service")
    if entry.number is not None and type(entry.number) is not TrackAndTraceNumber:
        raise InvalidValueError.about(entry.number, "number", "expected a track & trace number that can be read")
    return str(entry.number) if entry.number else None, entry.service.code, entry.at


def entry_of(number: str | None, service: str, at: datetime) -> Entry:
    """The entry in a row."""
    return Entry(
        number=None if number is None else TrackAndTraceNumber(number),
        service=DeliveryService.parse(service),
        at=moment_of(at),
    )
