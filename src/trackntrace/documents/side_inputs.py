"""
The four inputs beside the shipments, as JSON Lines: journeys, customer reports, excuses and details.

- a journey: ``{"number": "3SABCD12345", "events": [{"status": "attempt_failed", "at": "2026-10-02T14:00:00+02:00"}]}``:
  an event with an optional ``learned`` moment and an optional ``expected`` day; with Shipping via bol also
  ``"handover": {"earliest": "…", "latest": "…"}``;
- a report: ``{"orderItemId": "2012345678", "notReceived": "2026-10-03"}``;
- an excuse: ``{"orderItemId": "2012345678", "reason": "depot-disruption"}``, or for everything that a delivery service
  had to deliver on some days ``{"service": "DPD-NL", "from": "2026-09-29", "until": "2026-10-01", "reason": "…"}``;
- a detail: ``{"orderItemId": "2012345678", "sentAs": "letter-mail"}``.

The formats are ours, so a field that they do not have is refused.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from trackntrace.documents.members import Members, words_of
from trackntrace.errors import InvalidValueError
from trackntrace.moment import parse_day, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.dossier import ParcelStory, ServiceExcuse
from trackntrace.performance.evidence import ExcuseReason, SentAs
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import order_item_id_of
from trackntrace.shipping.promise import HandoverWindow
from trackntrace.shipping.status_vocabularies import MARKETPLACE

_REASONS: Final = words_of(ExcuseReason)
_SENT_AS: Final = words_of(SentAs)
STATUSES: Final = words_of(TransportStatus)
_CODES: Final = frozenset(code for code, _ in MARKETPLACE.meanings)


def status_of(text: object) -> TransportStatus:
    """
    A status by its name, or by the marketplace's own event code.

    Raises:
        InvalidValueError: it is neither.
    """
    if isinstance(text, str) and (text in STATUSES or text in _CODES):
        return STATUSES.get(text) or MARKETPLACE.status_of(text)
    raise InvalidValueError.about(
        text, "status", f"expected one of {', '.join(STATUSES)}, or a code of the marketplace"
    )


def _event(members: Members) -> TransportEvent:
    members.only("status", "at", "learned", "expected")
    happened = members.read("at", parse_moment)
    return TransportEvent(
        members.read("status", status_of),
        happened,
        learned=members.read_or("learned", parse_moment, happened),
        expected=members.read("expected", parse_day) if members.has("expected") else None,
    )


def _window(members: Members | None) -> HandoverWindow | None:
    if members is None:
        return None
    members.only("earliest", "latest")
    earliest, latest = members.read("earliest", parse_moment), members.read("latest", parse_moment)
    return HandoverWindow(earliest=earliest, latest=latest)


def story_of(members: Members) -> tuple[str, ParcelStory]:
    """A number and what is told of it."""
    members.only("number", "events", "handover")
    number = members.read("number", TrackAndTraceNumber.parse)
    events = [_event(event) for event in members.objects("events")]
    return str(number), ParcelStory(Journey(events), _window(members.inner_or_none("handover")))


def report_of(members: Members) -> tuple[str, date]:
    """An order item and the day on which its customer reported it missing."""
    members.only("orderItemId", "notReceived")
    return members.read("orderItemId", order_item_id_of), members.read("notReceived", parse_day)


def detail_of(members: Members) -> tuple[str, SentAs]:
    """An order item and how it was really sent."""
    members.only("orderItemId", "sentAs")
    return members.read("orderItemId", order_item_id_of), members.word("sentAs", _SENT_AS)


def excuse_of(members: Members) -> tuple[str, ExcuseReason] | ServiceExcuse:
    """An excuse for one order item, or for a delivery service on some days."""
    reason = members.word("reason", _REASONS)
    if members.has("orderItemId"):
        members.only("orderItemId", "reason")
        return members.read("orderItemId", order_item_id_of), reason
    members.only("service", "from", "until", "reason")
    return ServiceExcuse(
        members.read("service", DeliveryService.parse),
        first_day=members.read("from", parse_day),
        last_day=members.read("until", parse_day),
        reason=reason,
    )
