"""
The inputs beside the shipments, as JSON Lines: journeys, customer reports, excuses, details, cancellations, returns,
customers' questions, and counts of what is known by its counts alone.

- a journey: ``{"number": "3SABCD12345", "events": [{"status": "attempt_failed", "at": "2026-10-02T14:00:00+02:00"}]}``:
  an event with an optional ``learned`` moment, ``expected`` day and ``place``; with Shipping via bol also
  ``"handover": {"earliest": "…", "latest": "…"}``;
- a report: ``{"orderItemId": "2012345678", "notReceived": "2026-10-03"}``;
- an excuse: ``{"orderItemId": "2012345678", "reason": "depot-disruption"}``, or for everything that a delivery service
  had to deliver on some days ``{"service": "DPD-NL", "from": "2026-09-29", "until": "2026-10-01", "reason": "…"}``;
- a detail: ``{"orderItemId": "2012345678", "sentAs": "letter-mail"}``;
- a cancellation: ``{"orderItemId": "2012345678", "quantity": 1, "by": "customer", "on": "2026-10-03"}``, the day
  optional;
- a return: ``{"orderItemId": "2012345678", "quantity": 1, "on": "2026-10-12"}``;
- a question: ``{"questionId": "Q1", "asked": "2026-10-02T14:00:00+02:00", "answered": "…", "country": "NL"}``, the last
  two optional;
- a count: ``{"standard": "phone-availability", "week": "2026-W40", "hits": 46, "counted": 50}``, or of a ratio or an
  average ``{"standard": "rating", "week": "2026-W40", "total": 163.5, "counted": 20}``.

The formats are ours, so a field that they do not have is refused.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from trackntrace.documents.members import Members, text_of, words_of
from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week, parse_day, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.counted import COUNTED_STANDARDS, CountedStandard
from trackntrace.performance.dossier import Cancellation, ParcelStory, Return, ServiceExcuse
from trackntrace.performance.evidence import CancelledBy, ExcuseReason, SentAs
from trackntrace.performance.norm import Scale
from trackntrace.performance.questions import Question
from trackntrace.performance.score import Amount, Average, Score
from trackntrace.shipping.entry import IDENTIFIER
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.promise import HandoverWindow
from trackntrace.shipping.public_holidays import Country
from trackntrace.shipping.status_vocabularies import MARKETPLACE

_REASONS: Final = words_of(ExcuseReason)
_SENT_AS: Final = words_of(SentAs)
_CANCELLED_BY: Final = words_of(CancelledBy)
_COUNTRIES: Final = words_of(Country)
_COUNTED: Final = {standard.name: standard for standard in COUNTED_STANDARDS}
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
    members.only("status", "at", "learned", "expected", "place")
    happened = members.read("at", parse_moment)
    return TransportEvent(
        members.read("status", status_of),
        happened,
        learned=members.read_or("learned", parse_moment, happened),
        expected=members.read("expected", parse_day) if members.has("expected") else None,
        place=members.read_or("place", text_of, ""),
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
    return members.read("orderItemId", IDENTIFIER.read), members.read("notReceived", parse_day)


def detail_of(members: Members) -> tuple[str, SentAs]:
    """An order item and how it was really sent."""
    members.only("orderItemId", "sentAs")
    return members.read("orderItemId", IDENTIFIER.read), members.word("sentAs", _SENT_AS)


def excuse_of(members: Members) -> tuple[str, ExcuseReason] | ServiceExcuse:
    """An excuse for one order item, or for a delivery service on some days."""
    reason = members.word("reason", _REASONS)
    if members.has("orderItemId"):
        members.only("orderItemId", "reason")
        return members.read("orderItemId", IDENTIFIER.read), reason
    members.only("service", "from", "until", "reason")
    return ServiceExcuse(
        members.read("service", DeliveryService.parse),
        first_day=members.read("from", parse_day),
        last_day=members.read("until", parse_day),
        reason=reason,
    )


def cancellation_of(members: Members) -> tuple[str, Cancellation]:
    """An order item and what was cancelled of it: how many, by whom, and on which day if that is told."""
    members.only("orderItemId", "quantity", "by", "on")
    return members.read("orderItemId", IDENTIFIER.read), Cancellation(
        members.count("quantity", least=1),
        by=members.word("by", _CANCELLED_BY),
        on=members.read("on", parse_day) if members.has("on") else None,
    )


def return_of(members: Members) -> tuple[str, Return]:
    """An order item and what came back of it: how many, on which day."""
    members.only("orderItemId", "quantity", "on")
    quantity = members.count("quantity", least=1)
    return members.read("orderItemId", IDENTIFIER.read), Return(quantity, on=members.read("on", parse_day))


def question_of(members: Members) -> Question:
    """A customer's question."""
    members.only("questionId", "asked", "answered", "country")
    return Question(
        members.read("questionId", lambda value: IDENTIFIER.read(value, "questionId")),
        asked=members.read("asked", parse_moment),
        answered=members.moment("answered"),
        country=members.word("country", _COUNTRIES) if members.has("country") else Country.NETHERLANDS,
    )


def _exact(value: JsonValue) -> Fraction:
    """A number as it was written, digit by digit."""
    if type(value) is Decimal or type(value) is int:
        return Fraction(value)
    raise InvalidValueError.about(value, "total", "expected a number")


def _counted_standard(value: JsonValue) -> CountedStandard:
    found = _COUNTED.get(value) if isinstance(value, str) else None
    if found is None:
        raise InvalidValueError.about(value, "standard", f"expected one of {', '.join(_COUNTED)}")
    return found


def count_of(members: Members) -> tuple[str, Week, Amount]:
    """The name of a counted standard, a week, and what it amounts to in it."""
    standard = members.read("standard", _counted_standard)
    is_share = standard.scale is Scale.SHARE
    members.only("standard", "week", "hits" if is_share else "total", "counted")
    week, counted = members.read("week", Week.parse), members.count("counted")
    amount = Score(members.count("hits"), counted) if is_share else Average(members.read("total", _exact), counted)
    standard.check_range(amount)
    return standard.name, week, amount
