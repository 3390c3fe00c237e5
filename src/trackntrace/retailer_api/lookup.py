"""
Lookup: finding a submission that was not answered: what to ask, and what settles it.

Not finding something settles nothing until the three hours are over in which the marketplace may carry it out. What is
found settles it at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import each_of, exactly
from trackntrace.moment import Moment, moment_of
from trackntrace.retailer_api.cancellation_requests import CancellationRequest
from trackntrace.retailer_api.process_status import LONGEST_PROCESS, ProcessState, ProcessStatus
from trackntrace.retailer_api.queries import OrderQuery, ShipmentQuery, ShipmentsOfOrderQuery
from trackntrace.retailer_api.requests import Request
from trackntrace.retailer_api.shipment_requests import ChangeTransportRequest, ShipmentRequest
from trackntrace.retailer_api.status_queries import EntityStatusesQuery
from trackntrace.retailer_api.submission import LookupResult, Submission, sent_of
from trackntrace.shipping.delivery_methods import UseLabel
from trackntrace.shipping.order import Order
from trackntrace.shipping.shipment import Shipment
from trackntrace.shipping.transport import Transport

CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""How much earlier than our moment of sending the marketplace may date what we sent. A reading."""

_TELLING: Final = {ProcessState.PENDING, ProcessState.SUCCESS}


def questions(submission: Submission) -> tuple[Request, ...]:
    """
    What to ask the marketplace in order to find a submission; nothing for a label, which only its status tells of.

    Raises:
        InvalidValueError: it is no submission.
    """
    request = exactly(submission, Submission, "submission").request
    asked: list[Request] = [EntityStatusesQuery(each, request.event_type) for each in request.entity_ids]
    if isinstance(request, ShipmentRequest | CancellationRequest):
        asked.append(OrderQuery(request.order_id))
    if isinstance(request, ShipmentRequest):
        asked.append(ShipmentsOfOrderQuery(request.order_id))
    if isinstance(request, ChangeTransportRequest) and request.shipment_id:
        asked.append(ShipmentQuery(request.shipment_id))
    return tuple(asked)


def status_among(
    submission: Submission, statuses: Iterable[ProcessStatus], *, others: Iterable[Submission] = ()
) -> ProcessStatus | None:
    """
    The process status that is this submission's, among those of the same order item or transport.

    It is the one of the same event type that was made since the submission was sent, is no other submission's, and
    succeeded or is going on. None where there is no such status, or more than one. A failure is not taken for ours: it
    may be that of somebody else's try, while ours is still being carried out. Where the id of its process is known, no
    other is taken for it.

    Raises:
        ConflictError: the submission was not sent.
        InvalidValueError: something is no submission or no process status.
    """
    request, tries = exactly(submission, Submission, "submission").request, each_of(others, Submission, "others")
    since = moment_of(sent_of(submission) - CLOCKS_DIFFER)
    taken = {other.process_status_id for other in tries if other.request.fingerprint != request.fingerprint}
    found = {
        status.process_status_id: status
        for status in each_of(statuses, ProcessStatus, "statuses")
        if status.process_status_id not in taken and _may_be_of(submission, status, since)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _may_be_of(submission: Submission, status: ProcessStatus, since: Moment) -> bool:
    request = submission.request
    return (
        status.event_type == request.event_type
        and status.entity_id in request.entity_ids
        and submission.process_status_id in {"", status.process_status_id}
        and status.state in _TELLING
        and status.created is not None
        and status.created >= since
    )


def found_in_order(submission: Submission, order: Order, *, as_of: Moment) -> LookupResult:
    """
    What an order that was asked for at this moment shows of a shipment or cancellation.

    It arrived where of every item just so many more are shipped, or cancelled, than before. Whoever did it, it must not
    be done again.

    Raises:
        ConflictError: it is another order.
        InvalidValueError: the submission is about something else, or an argument is not what it should be.
    """
    request = exactly(submission, Submission, "submission").request
    exactly(order, Order, "order")
    if isinstance(request, ShipmentRequest):
        wanted = {each.order_item_id: each.quantity for each in request.items}
        before = {each.order_item_id: each.item.shipped for each in request.items}
        now = {item.order_item_id: item.shipped for item in order.items}
    elif isinstance(request, CancellationRequest):
        wanted = {request.item.order_item_id: request.quantity}
        before = {request.item.order_item_id: request.item.cancelled}
        now = {item.order_item_id: item.cancelled for item in order.items}
    else:
        raise InvalidValueError.about(request.event_type, "request", "expected a shipment or cancellation")
    _same(request.order_id, order.order_id, "order")
    if not wanted.keys() <= now.keys():
        return LookupResult.UNCLEAR
    grown = {item: now[item] - before[item] for item in wanted}
    if grown == wanted:
        return LookupResult.ARRIVED
    return LookupResult.UNCLEAR if any(grown.values()) else _nothing(submission, as_of)


def found_in_shipments(submission: Submission, shipments: Iterable[Shipment], *, as_of: Moment) -> LookupResult:
    """
    What the whole shipments of an order, all of them, asked for at this moment, show of a shipment.

    It arrived where those made since it was sent, by the same label or with the same service and number, hold just its
    items and quantities. The marketplace may make several shipments of one request.

    Raises:
        ConflictError: a shipment is another order's.
        InvalidValueError: the submission is about something else, or an argument is not what it should be.
    """
    request = exactly(submission, Submission, "submission").request
    if not isinstance(request, ShipmentRequest):
        raise InvalidValueError.about(request.event_type, "request", "expected a shipment")
    wanted = Counter({each.order_item_id: each.quantity for each in request.items})
    ours: Counter[str] = Counter()
    since = sent_of(submission) - CLOCKS_DIFFER
    unclear = False
    for shipment in each_of(shipments, Shipment, "shipments"):
        _same(request.order_id, shipment.order_id, "order")
        lines = {line.order_item_id: line.quantity for line in shipment.lines if line.order_item_id in wanted}
        if not lines or (shipment.shipped is not None and shipment.shipped < since):
            continue
        if shipment.shipped is not None and _travels_as_told(request, shipment.transport):
            ours.update(lines)
        else:
            unclear = True
    if ours == wanted:
        return LookupResult.ARRIVED
    return LookupResult.UNCLEAR if ours or unclear else _nothing(submission, as_of)


def found_in_transport(submission: Submission, transport: Transport, *, as_of: Moment) -> LookupResult:
    """
    What a transport that was asked for at this moment shows of a number that was added.

    Another number there overtook ours: it was written first, and stays.

    Raises:
        ConflictError: it is another transport.
        InvalidValueError: the submission is about something else, or an argument is not what it should be.
    """
    request = exactly(submission, Submission, "submission").request
    exactly(transport, Transport, "transport")
    if not isinstance(request, ChangeTransportRequest):
        raise InvalidValueError.about(request.event_type, "request", "expected a number that was added")
    _same(request.transport.transport_id, transport.transport_id, "transport")
    if transport.number is None:
        return _nothing(submission, as_of)
    return LookupResult.ARRIVED if transport.number == request.entry.number else LookupResult.OVERTAKEN


def _travels_as_told(request: ShipmentRequest, transport: Transport) -> bool:
    told = request.instruction
    if isinstance(told, UseLabel):
        return transport.label is not None and transport.label.label_id == told.label_id
    return transport.service == told.service and transport.number == told.number


def _nothing(submission: Submission, as_of: Moment) -> LookupResult:
    over = moment_of(as_of, "as_of") >= sent_of(submission) + LONGEST_PROCESS
    return LookupResult.NOT_ARRIVED if over else LookupResult.TOO_EARLY


def _same(wanted: str, found: str, what: str) -> None:
    if wanted != found:
        raise ConflictError.about(found, what, f"expected {wanted}, which the submission is about")
