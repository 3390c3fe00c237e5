"""What is sent to the marketplace and what it answers, with good defaults, so that a test says only what it is about."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from tests.builders import NUMBER, SHIPPED, entry, item, shipment, transport
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.retailer_api.cancellation_requests import CancellationReason, CancellationRequest
from trackntrace.retailer_api.process_status import ProcessState, ProcessStatus
from trackntrace.retailer_api.requests import ChangingRequest, RequestedItem
from trackntrace.retailer_api.shipment_requests import ChangeTransportRequest, ShipmentRequest
from trackntrace.retailer_api.submission import LookupResult, Submission, SubmissionStage
from trackntrace.shipping.delivery_methods import UseTransport

Json: TypeAlias = Any
STATUS_ID = "019bbcbc-1a21-77c9-9de6-0726d1379c91"
TOLD = UseTransport(service=POSTNL, number=NUMBER)
SENT = SHIPPED


def ship(*items: RequestedItem, **parts: Any) -> ShipmentRequest:
    """One of one item, by PostNL with a number."""
    defaults = {"order_id": "order-1", "items": items or (RequestedItem(item(), 1),), "instruction": TOLD}
    return ShipmentRequest(**{**defaults, **parts})


def cancel(**parts: Any) -> CancellationRequest:
    """One of one item, since it is out of stock."""
    return CancellationRequest(
        **{"order_id": "order-1", "item": item(), "reason": CancellationReason.OUT_OF_STOCK, **parts}
    )


def add_number(**parts: Any) -> ChangeTransportRequest:
    """A number for a transport that was confirmed without one."""
    confirmed = shipment(transport=transport(entry(None)))
    return ChangeTransportRequest(
        **{"transport": confirmed.transport, "entry": entry(), "shipment_id": confirmed.shipment_id, **parts}
    )


def status(state: ProcessState = ProcessState.PENDING, status_id: str = STATUS_ID, **parts: Any) -> ProcessStatus:
    """How far the marketplace is with a shipment."""
    return ProcessStatus(status_id, state, **{"event_type": "CREATE_SHIPMENT", "created": SENT, **parts})


def status_object(state: Json = "PENDING", status_id: Json = STATUS_ID, **parts: Json) -> dict[str, Json]:
    """A process status as the marketplace sends it."""
    link = f"https://api.bol.com/shared/process-status/{status_id}"
    return {
        "processStatusId": status_id,
        "eventType": "CREATE_SHIPMENT",
        "description": "Create shipment for order item item-1.",
        "status": state,
        "createTimestamp": "2026-10-06T16:00:00.691614431+02:00",
        "links": [{"rel": "self", "href": link, "method": "GET"}],
        **parts,
    }


def problem_object(**parts: Json) -> dict[str, Json]:
    """A problem as the marketplace sends it."""
    return {
        "type": "https://api.bol.com/problems",
        "title": "Error validating request. Consult the documentation.",
        "status": 400,
        "detail": "Bad request",
        "host": "Instance-101",
        "instance": "https://api.bol.com/retailer/shipments",
        "violations": [{"name": "orderItems", "reason": "must not be empty"}],
        **parts,
    }


def message_object(resource: Json = "SHIPMENT", **parts: Json) -> dict[str, Json]:
    """A subscription message as the marketplace posts it."""
    event = {"resource": resource, "type": "UPDATE_TRANSPORT_EVENT", "resourceId": "953266576"}
    return {"retailerId": 1234567, "timestamp": "2026-10-06T18:00:00.1+02:00", "event": event, **parts}


def body(value: Json) -> bytes:
    """JSON as it comes over the wire."""
    return json.dumps(value).encode()


def begun(request: ChangingRequest | None = None, *, at: Moment = SENT) -> Submission:
    """A submission that was sent, and no answer came."""
    return Submission(request or ship()).begin(at=at)


def submitted(request: ChangingRequest | None = None, *, at: Moment = SENT, status_id: str = STATUS_ID) -> Submission:
    """A submission that the marketplace took."""
    return begun(request, at=at).answered(202, body(status_object(status_id=status_id)))


def accepted(request: ChangingRequest | None = None) -> Submission:
    """A submission that was carried out."""
    return submitted(request).learn(status(ProcessState.SUCCESS, entity_id="item-1"))


def rejected(request: ChangingRequest | None = None) -> Submission:
    """A submission that failed."""
    return submitted(request).learn(status(ProcessState.FAILURE, error_message="Order item was not found."))


def timed_out(request: ChangingRequest | None = None) -> Submission:
    """A submission on which the marketplace gave up waiting."""
    return submitted(request).learn(status(ProcessState.TIMEOUT))


EVERY_STAGE = {
    SubmissionStage.PREPARED: Submission(ship()),
    SubmissionStage.UNKNOWN: begun(),
    SubmissionStage.SUBMITTED: submitted(),
    SubmissionStage.ACCEPTED: accepted(),
    SubmissionStage.REJECTED: rejected(),
    SubmissionStage.OVERTAKEN: begun(add_number()).settle(LookupResult.OVERTAKEN),
    SubmissionStage.TIMED_OUT: timed_out(),
}

HOSTILE_BODIES: tuple[bytes, ...] = (
    b"",
    b"{",
    b"[1]",
    b'"text"',
    b"null",
    b'{"status": "PENDING", "status": "SUCCESS"}',
    b'{"status": NaN}',
    b'{"status": Infinity}',
    b'{"status": 1e400}',
    b'{"status": ' + b"9" * 5_000 + b"}",
    b'{"status": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    '{"status": 1}'.encode("utf-16"),
    b'{"status": "\xff"}',
    b'{"status": "\\ud800"}',
    b'{"status": "\\u0000"}',
    b"{} {}",
    b" " * (11 * 1024 * 1024),
)
"""What is no document at all, at whatever door it comes in."""
