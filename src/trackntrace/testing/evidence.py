"""
Evidence for property tests: what is known of one item, its moments close together and in any order.

Nothing keeps a parcel from being delivered before it was shipped here: sellers confirm late, and the marketplace's
data say so. Readings, which say how the open questions are read, are drawn beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timezone
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
from hypothesis import strategies as st

from trackntrace.moment import Moment
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.dossier import Cancellation, ParcelStory, Return, ServiceExcuse
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, SentAs, Stage
from trackntrace.performance.facts import DEFAULT_READINGS, AppointmentBy, Readings
from trackntrace.performance.number_judges import checked
from trackntrace.shipping.entry import Number
from trackntrace.shipping.journey import Journey, TransportEvent
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame
from trackntrace.shipping.promise import HandoverWindow
from trackntrace.testing.journeys import journeys
from trackntrace.testing.moments import (
    OCTOBER_2026,
    Span,
    days,
    grid,
    handover_windows,
    in_zone,
    moments,
    promises,
    spans,
)
from trackntrace.testing.numbers import delivery_services
from trackntrace.testing.shipments import ITEMS, LABELS, ORDERS, SHIPMENTS

_STORIED: Final = (Evidence, Journey, TransportEvent, HandoverWindow)

_GIVEN: Final[tuple[Number, ...]] = (
    TrackAndTraceNumber("3SABCD1234567"),
    TrackAndTraceNumber("JVGL0612345678"),
    TrackAndTraceNumber("1Z999AA10123456784"),
    TrackAndTraceNumber("NVT"),
    TrackAndTraceNumber("RB123456786US"),
    UnreadableNumber("\u202e?"),
)
"""Three that are good, a placeholder, one that its check digit refutes, and one that cannot be read."""


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _more_often(*likely: Any, of: Sequence[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from((*of, *likely))


@st.composite
def evidence(draw: st.DrawFn, stages: Sequence[Stage] = tuple(Stage), span: Span = ()) -> Evidence:
    """
    The evidence of one item of these stages; its days and moments lie in one span, a drawn one where none is given.
    """
    chosen = span or draw(spans())
    stage = draw(_more_often(*[each for each in stages if each is Stage.SHIPPED] * 3, of=stages))
    parts = {Stage.SHIPPED: _shipped, Stage.CANCELLED: _cancelled, Stage.OPEN: _open}[stage](draw, chosen)
    return Evidence(
        order_id=draw(st.sampled_from(ORDERS)),
        order_item_id=draw(st.sampled_from(ITEMS)),
        quantity=draw(st.integers(1, 3)),
        stage=stage,
        fulfilled_by=draw(_more_often(FulfilledBy.SELLER, FulfilledBy.SELLER, of=tuple(FulfilledBy))),
        time_frame=draw(st.sampled_from(TimeFrame)),
        sent_as=draw(_more_often(SentAs.UNKNOWN, SentAs.UNKNOWN, of=tuple(SentAs))),
        promise=draw(_maybe(promises(chosen))),
        ordered=draw(_maybe(moments(grid(chosen[:3])))),
        window=draw(_maybe(handover_windows(grid(chosen)))),
        excuse=draw(_more_often(None, None, None, of=(ExcuseReason.MARKETPLACE_DISRUPTION,))),
        expires=draw(_maybe(days(chosen))),
        asked_to_cancel=draw(st.sampled_from(AskedToCancel)),
        **parts,
    )


def _open(draw: st.DrawFn, span: Span) -> dict[str, Any]:
    return {}


def _cancelled(draw: st.DrawFn, span: Span) -> dict[str, Any]:
    by = draw(_maybe(st.sampled_from(CancelledBy)))
    return {"cancelled_by": by, "cancelled_on": draw(_maybe(days(span)))}


def _shipped(draw: st.DrawFn, span: Span) -> dict[str, Any]:
    number, label = draw(_maybe(st.sampled_from(_GIVEN))), draw(_more_often("", "", "", of=LABELS))
    return {
        "shipment_id": draw(st.sampled_from(SHIPMENTS)),
        "service": draw(_maybe(delivery_services())),
        "label_id": label,
        "labelled": draw(_maybe(moments(grid(span)))) if label else None,
        "number": number,
        "entered": draw(_maybe(moments(grid(span)))) if number else None,
        "shipped": draw(_maybe(moments(grid(span[:6])))),
        "journey": draw(journeys(grid(span))),
        "not_received": draw(_maybe(days(span))),
        "returned": draw(_maybe(days(span))),
    }


def shipped_evidence(span: Span = ()) -> st.SearchStrategy[Evidence]:
    """The evidence of items that were shipped."""
    return evidence((Stage.SHIPPED,), span)


def readings() -> st.SearchStrategy[Readings]:
    """How the open questions are read: judges of numbers, services that are followed, days of silence, appointments."""
    return st.builds(
        Readings,
        judge=st.sampled_from((DEFAULT_READINGS.judge, checked)),
        silence_days=st.sampled_from((0, 1, 5)),
        appointment_by=st.sampled_from(AppointmentBy),
        followed=st.sampled_from((DEFAULT_READINGS.followed, frozenset[str](), frozenset({"GLS", "TNT"}))),
    )


def moved(value: Any, zone: timezone | ZoneInfo) -> Any:
    """
    The same evidence, journey, event, window or moment, with every moment in it told by the clock of another zone.
    """
    if type(value) is datetime:
        return in_zone(Moment(value), zone)
    if type(value) is tuple:
        return tuple(moved(each, zone) for each in value)
    if type(value) in _STORIED:
        changed = {part.alias: moved(getattr(value, part.name), zone) for part in attrs.fields(type(value))}
        return type(value)(**changed)
    return value


def cancellations_told(span: Sequence[date] = OCTOBER_2026) -> st.SearchStrategy[Cancellation]:
    """Cancellations by anybody, on a day or without one."""
    return st.builds(Cancellation, st.integers(1, 3), by=st.sampled_from(CancelledBy), on=_maybe(days(span)))


def returns_told(span: Sequence[date] = OCTOBER_2026) -> st.SearchStrategy[Return]:
    """What came back, and on which day."""
    return st.builds(Return, st.integers(1, 3), on=days(span))


@st.composite
def service_excuses(draw: st.DrawFn, span: Sequence[date] = OCTOBER_2026) -> ServiceExcuse:
    """Excuses for all that one delivery service had to deliver on some days."""
    first, last = sorted((draw(days(span)), draw(days(span))))
    reason = draw(st.sampled_from(ExcuseReason))
    return ServiceExcuse(draw(delivery_services()), first_day=first, last_day=last, reason=reason)


def parcel_stories(among: Sequence[Moment] = grid()) -> st.SearchStrategy[ParcelStory]:
    """What a carrier tells of one number, with and without a handover window."""
    return st.builds(ParcelStory, journeys(among), _maybe(handover_windows(among)))
