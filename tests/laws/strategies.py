"""
What the laws are tried on: evidence of a few days around one promise, so that deadlines collide.

All moments lie on a coarse grid around the midnights, cutoffs and clock changes of a few days; the days are those of
October 2026 and of the weekend in October 2024 in which the clock goes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from hypothesis import strategies as st

from trackntrace.moment import Moment, day_begins, day_ends, moment_of
from trackntrace.numbers.delivery_services import (
    DELIVERY_APPOINTMENT,
    DHL,
    GLS,
    LETTER_MAIL,
    POSTNL,
    DeliveryService,
)
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.cancellations import (
    TimelyCancellation,
    UndatedCancellation,
    UnknownCanceller,
    cancellations,
)
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, SentAs, Stage
from trackntrace.performance.facts import AppointmentBy, NumberFact, Readings
from trackntrace.performance.items_on_time import EarlyDelivery, NotFollowed, items_on_time
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.order_traceability import MailboxParcel, UnreadableCounts, order_traceability
from trackntrace.performance.returns import ReturnedOf, returns
from trackntrace.performance.standard import AnyStandard
from trackntrace.shipping.entry import Number
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow

OCTOBER_2026 = tuple(date(2026, 10, day) for day in range(5, 15))
CLOCK_GOES_BACK = tuple(date(2024, 10, 24) + timedelta(days=day) for day in range(10))
DAYS = st.sampled_from((*OCTOBER_2026, *CLOCK_GOES_BACK))
_INSTANTS = tuple(
    sorted(
        {
            at
            for day in (*OCTOBER_2026, *CLOCK_GOES_BACK)
            for at in (
                day_begins(day),
                Moment(day_begins(day) + timedelta(hours=2, minutes=30)),
                Moment(day_begins(day) + timedelta(hours=12)),
                Moment(day_ends(day) - timedelta(microseconds=1)),
            )
        }
    )
)
ZONES: tuple[timezone | ZoneInfo, ...] = (
    UTC,
    timezone(timedelta(hours=2)),
    timezone(timedelta(hours=-14)),
    timezone(timedelta(hours=14)),
    ZoneInfo("Europe/Amsterdam"),
    ZoneInfo("Asia/Kathmandu"),
    ZoneInfo("America/New_York"),
)


def _in_zone(at: Moment, zone: timezone | ZoneInfo) -> Moment:
    return moment_of(at.astimezone(zone))


def moments(instants: Sequence[Moment] = _INSTANTS) -> st.SearchStrategy[Moment]:
    """Moments that collide, in different zones."""
    return st.builds(_in_zone, st.sampled_from(instants), st.sampled_from(ZONES))


def _of_one_world(draw: st.DrawFn) -> tuple[Sequence[date], Sequence[Moment]]:
    days = draw(st.sampled_from((OCTOBER_2026, CLOCK_GOES_BACK)))
    return days, tuple(at for at in _INSTANTS if at.year == days[0].year)


SERVICES: st.SearchStrategy[DeliveryService | None] = st.sampled_from(
    (POSTNL, DHL, GLS, LETTER_MAIL, DELIVERY_APPOINTMENT, DeliveryService.parse("NEWCOMER"), None)
)
REAL_NUMBERS = st.sampled_from(
    tuple(map(TrackAndTraceNumber, ("3SABCD1234567", "JVGL0612345678", "1Z999AA10123456784")))
)
NUMBERS: st.SearchStrategy[Number] = st.one_of(
    REAL_NUMBERS,
    st.sampled_from((TrackAndTraceNumber("NVT"), TrackAndTraceNumber("RB123456786US"), UnreadableNumber("\u202e?"))),
)


@st.composite
def events(draw: st.DrawFn, instants: Sequence[Moment] = _INSTANTS) -> TransportEvent:
    """A transport event that was often learned later than it happened."""
    at = draw(moments(instants))
    return TransportEvent(
        draw(st.sampled_from(TransportStatus)),
        at,
        learned=draw(st.one_of(st.just(at), moments(instants))),
        expected=draw(st.one_of(st.none(), st.sampled_from(OCTOBER_2026))),
        raw=draw(st.sampled_from(("", "A", "B"))),
    )


def journeys(instants: Sequence[Moment] = _INSTANTS) -> st.SearchStrategy[Journey]:
    """Journeys of a few events."""
    return st.builds(Journey, st.lists(events(instants), max_size=5))


@st.composite
def _windows(draw: st.DrawFn, instants: Sequence[Moment]) -> HandoverWindow:
    earliest, latest = sorted((draw(moments(instants)), draw(moments(instants))))
    return HandoverWindow(earliest=earliest, latest=latest)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


@st.composite
def evidences(draw: st.DrawFn, stages: Sequence[Stage] = tuple(Stage)) -> Evidence:
    """The evidence of one item, its moments close together and in any order."""
    days, instants = _of_one_world(draw)
    stage = draw(st.sampled_from((*stages, *[each for each in stages if each is Stage.SHIPPED] * 3)))
    shipped = stage is Stage.SHIPPED
    number = draw(_maybe(NUMBERS)) if shipped else None
    return Evidence(
        order_id=draw(st.sampled_from(("order-1", "order-2"))),
        order_item_id=draw(st.sampled_from(("item-1", "item-2", "item-3"))),
        shipment_id=draw(st.sampled_from(("shipment-1", "shipment-2"))) if shipped else "",
        quantity=draw(st.integers(1, 3)),
        stage=stage,
        fulfilled_by=draw(st.sampled_from((*FulfilledBy, FulfilledBy.SELLER, FulfilledBy.SELLER))),
        time_frame=draw(st.sampled_from(TimeFrame)),
        sent_as=draw(st.sampled_from((*SentAs, SentAs.UNKNOWN, SentAs.UNKNOWN))),
        service=draw(SERVICES) if shipped else None,
        label_id=draw(st.sampled_from(("", "", "label-1"))) if shipped else "",
        number=number,
        entered=draw(_maybe(moments(instants))) if number else None,
        promise=draw(_maybe(st.builds(draw(st.sampled_from((DeliverBy, DeliverOn))), st.sampled_from(days)))),
        ordered=draw(_maybe(moments(instants[:12]))),
        shipped=draw(_maybe(moments(instants[:24]))) if shipped else None,
        journey=draw(journeys(instants)) if shipped else Journey(),
        window=draw(_maybe(_windows(instants))),
        not_received=draw(_maybe(st.sampled_from(days))) if shipped else None,
        excuse=draw(st.sampled_from((None, None, None, ExcuseReason.MARKETPLACE_DISRUPTION))),
        expires=draw(_maybe(st.sampled_from(days))),
        cancelled_by=draw(_maybe(st.sampled_from(CancelledBy))) if stage is Stage.CANCELLED else None,
        cancelled_on=draw(_maybe(st.sampled_from(days))) if stage is Stage.CANCELLED else None,
        asked_to_cancel=draw(st.sampled_from(AskedToCancel)),
        returned=draw(_maybe(st.sampled_from(days))) if shipped else None,
    )


def _check_digits(number: Number, service: DeliveryService | None) -> NumberFact:
    if isinstance(number, UnreadableNumber):
        return NumberFact.UNREADABLE
    return NumberFact.CONTRADICTED if number.text == "RB123456786US" else NumberFact.GIVEN


READINGS = st.builds(
    Readings,
    judge=st.sampled_from((Readings().judge, _check_digits)),
    silence_days=st.sampled_from((0, 1, 5)),
    appointment_by=st.sampled_from(AppointmentBy),
    followed=st.sampled_from((Readings().followed, frozenset(), frozenset({"GLS", "TNT"}))),
)
STANDARDS: st.SearchStrategy[AnyStandard] = st.one_of(
    st.builds(
        order_traceability, mailbox_parcel=st.sampled_from(MailboxParcel), unreadable=st.sampled_from(UnreadableCounts)
    ),
    st.builds(items_on_time, early=st.sampled_from(EarlyDelivery), not_followed=st.sampled_from(NotFollowed)),
    st.builds(
        cancellations,
        unknown_canceller=st.sampled_from(UnknownCanceller),
        undated=st.sampled_from(UndatedCancellation),
        timely=st.sampled_from(TimelyCancellation),
    ),
    st.builds(returns, of=st.sampled_from(ReturnedOf)),
)


def _part_of(one: int, other: int) -> str:
    return f"{min(one, other)}/{max(one, other)}"


NORMS = st.builds(
    Norm.parse,
    st.one_of(
        st.sampled_from(("93%", "98%", "90%", "100%", "2%", "0", "1/3", "92.9999%")),
        st.builds(_part_of, st.integers(0, 999_999_999), st.integers(1, 999_999_999)),
        st.builds("{}.{}%".format, st.integers(0, 99), st.integers(0, 999_999)),
    ),
    st.sampled_from(Direction),
)


def moved(value: Any, zone: timezone | ZoneInfo) -> Any:
    """The same value with every moment in it told in another zone."""
    if type(value) is datetime:
        return moment_of(value.astimezone(zone))
    if type(value) is tuple:
        return tuple(moved(each, zone) for each in value)
    if attrs.has(type(value)) and isinstance(value, Evidence | Journey | TransportEvent | HandoverWindow):
        changed = {field.name: moved(getattr(value, field.name), zone) for field in attrs.fields(type(value))}
        return type(value)(**changed)
    return value


def zones_of(value: Evidence) -> set[object]:
    """The offsets of all moments in a piece of evidence."""
    told = [value.ordered, value.shipped, value.entered, *(each.at for each in value.journey.events)]
    return {at.utcoffset() for at in told if at is not None}


_ODD = st.sampled_from(
    tuple("\n\r\t\x00\x1b\u00a0\u00b2\u00df\u0130\u0131\u0410\u0663\u200b\u2028\u202e\u202f\u212a\ufeff\uff13\ud800")
)
_TEMPTING = st.sampled_from(tuple("0123456789ABCXYZabcxyz-/._ :T+Z%W=<>{}'\"\\$@#"))


@st.composite
def _mangled(draw: st.DrawFn, good: str) -> str:
    text = good
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        change = draw(st.sampled_from(("insert", "drop", "double")))
        if change == "insert":
            text = text[:place] + draw(st.one_of(_ODD, _TEMPTING)) + text[place:]
        elif change == "drop":
            text = text[:place] + text[place + 1 :]
        else:
            text = text[:place] + text[:place] + text[place:]
    return text


def hostile_texts(*goods: str) -> st.SearchStrategy[str]:
    """Texts that look like good ones and are not quite, and texts that do not look like anything."""
    near: list[st.SearchStrategy[str]] = [_mangled(good) for good in goods]
    far = st.text(st.one_of(_ODD, _TEMPTING, st.characters()), max_size=100)
    return st.one_of(*near, far, st.sampled_from(("", "A" * 10_000, "\u0663" * 10_000, "9" * 5_000)))
