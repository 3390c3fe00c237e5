"""
The headers of a bought label: the only place where the marketplace tells the number that the label brings.

Source: ``GET /retailer/shipping-labels/{shipping-label-id}`` (or ``HEAD``) of the Retailer API v10, with its headers
``X-Track-And-Trace-Code`` and ``X-Transporter-Code``.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from trackntrace.documents.members import Members
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.retailer_api.headers import Headers, header_name, header_pairs
from trackntrace.retailer_api.reading import Attempts, id_of
from trackntrace.retailer_api.record import Record
from trackntrace.shipping.entry import Entry, ShippingLabel

NUMBER_HEADER: Final = "X-Track-And-Trace-Code"
SERVICE_HEADER: Final = "X-Transporter-Code"

_OURS: Final = {name.lower(): name for name in (NUMBER_HEADER, SERVICE_HEADER)}


def read_label_headers(
    headers: Headers, *, label_id: str, at: Moment, order_item_ids: tuple[str, ...] = (), reference: str = ""
) -> Record[Entry]:
    """
    The entry that a bought label makes: its number and delivery service, from the headers of the answer with the label.

    ``label_id`` is the id that was asked for, ``at`` when the label was bought. The record's ``sent`` are the two
    headers as they came; any others are left alone, for they may hold secrets.

    >>> from trackntrace.moment import parse_moment
    >>> bought = parse_moment("2026-10-06T10:00:00+02:00")
    >>> answer = {"x-track-and-trace-code": "3SABCD1234567", "x-transporter-code": "TNT"}
    >>> read_label_headers(answer, label_id="label-1", at=bought).value.number
    TrackAndTraceNumber('3SABCD1234567')

    Raises:
        InvalidValueError: they are no headers, or another argument is not what it must be.
        RefusedObjectError: one of the two is absent, comes twice, or is no number or delivery service.
    """
    sent = _sent(headers)
    found = Members({_OURS[header_name(name)]: value for name, value in sent.items()})
    attempts = Attempts("")
    number = attempts.need(found, NUMBER_HEADER, TrackAndTraceNumber.parse)
    service = attempts.need(found, SERVICE_HEADER, DeliveryService.parse)
    attempts.finish()
    label = ShippingLabel(id_of(label_id), number=number, service=service, order_item_ids=order_item_ids)
    return Record(Entry.of_label(label, at=at, reference=reference), dict(sent))


def _sent(headers: Headers) -> dict[str, str]:
    """Our two headers, each with the name it came by."""
    attempts = Attempts("")
    found: dict[str, str] = {}
    for name, value in header_pairs(headers):
        if header_name(name) in _OURS:
            attempts.take(partial(_keep, found, str(name), value), None)
    attempts.finish()
    return found


def _keep(found: dict[str, str], name: str, value: object) -> None:
    wanted = _OURS[header_name(name)]
    if any(header_name(other) == header_name(name) for other in found):
        raise InvalidValueError.about(value, wanted, "expected this header once")
    if type(value) is not str:
        raise InvalidValueError.about(value, wanted, "expected text")
    found[name] = value
