"""The golden weeks themselves, each worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from trackntrace.moment import parse_moment
from trackntrace.performance.dossier import Cancellation, ParcelStory
from trackntrace.performance.evidence import CancelledBy, ExcuseReason
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import FulfilledBy, Order, OrderItem
from trackntrace.shipping.promise import DeliverBy, HandoverWindow
from trackntrace.testing.golden_parcels import (
    CANCEL,
    GIVEN,
    IN_TIME,
    LATE,
    ON_TIME,
    PLACED,
    PROMISED,
    SENT,
    TIME,
    TOO_LATE,
    TRACE,
    all_sent,
    all_traced,
    expect,
    number_of,
    parcel,
    worked_out,
)
from trackntrace.testing.golden_weeks import GoldenWeek

_ORDINARY: Final = worked_out(
    "an-ordinary-week",
    "A parcel without a number is not followed: it misses the one standard, and the customer's silence speaks for the "
    "other.",
    (parcel("1", ON_TIME), parcel("2", numbered="no"), parcel("3", LATE, service="DPD-NL")),
    expect(
        TRACE,
        f"1 | {GIVEN}\n2 | seller shipped parcel missing no | miss | missing-number\n3 | {GIVEN}",
        share=(2, 3),
        told=("falls-short", "66.6 %"),
    ),
    expect(
        TIME,
        f"1 | {IN_TIME}\n2 | seller shipped parcel no nothing-seen silent no | hit | customer-silent\n3 | {TOO_LATE}",
        share=(2, 3),
        told=("falls-short", "66.6 %"),
    ),
    all_sent(3, "1", "2", "3"),
)
_AT_THE_NORM: Final = worked_out(
    "just-at-the-norm",
    "93 of 100 meet a norm of 93 %, and items count by their quantity.",
    (parcel("1", ON_TIME, quantity=93), parcel("2", LATE, quantity=7)),
    all_traced(100, "1", "2"),
    expect(TIME, f"1 | {IN_TIME}\n2 | {TOO_LATE}", share=(93, 100), told=("meets", "93.0 %")),
    all_sent(100, "1", "2"),
)
_BELOW_THE_NORM: Final = worked_out(
    "just-below-the-norm",
    "13 of 14 is 92.857 % and falls short of 93 %: it is never rounded up to it.",
    (parcel("1", ON_TIME, quantity=13), parcel("2", LATE)),
    all_traced(14, "1", "2"),
    expect(TIME, f"1 | {IN_TIME}\n2 | {TOO_LATE}", share=(13, 14), told=("falls-short", "92.8 %")),
    all_sent(14, "1", "2"),
)
_YEAR_ENDS: Final = parse_moment("2026-12-30T16:00:00+01:00")
_WEEK_53: Final = worked_out(
    "week-53",
    "The first of January 2027 lies in 2026-W53, and the fourth in 2027-W01.",
    (
        parcel("1", "2027-01-01T23:30:00+01:00", promised=date(2027, 1, 1), shipped=_YEAR_ENDS),
        parcel("2", "2027-01-05T09:00:00+01:00", promised=date(2027, 1, 4), shipped=_YEAR_ENDS),
    ),
    all_traced(1, "1", week="2026-W53"),
    all_traced(1, "2", week="2027-W01"),
    expect(TIME, f"1 | {IN_TIME}", share=(1, 1), told=("meets", "100.0 %"), week="2026-W53"),
    expect(TIME, f"2 | {TOO_LATE}", share=(0, 1), told=("falls-short", "0.0 %"), week="2027-W01"),
    all_sent(1, "1", week="2026-W53"),
    all_sent(1, "2", week="2027-W01"),
    as_of=parse_moment("2027-01-12T12:00:00+01:00"),
)
_SUNDAY: Final = date(2026, 10, 25)
_CLOCK: Final = worked_out(
    "the-clock-goes-back",
    "The last Sunday of October has 25 hours in Amsterdam and ends at 23:00 in UTC, not at 22:00.",
    (
        parcel("1", "2026-10-25T22:59:59Z", promised=_SUNDAY),
        parcel("2", "2026-10-25T23:00:00Z", promised=_SUNDAY),
    ),
    all_traced(2, "1", "2", week="2026-W43"),
    expect(TIME, f"1 | {IN_TIME}\n2 | {TOO_LATE}", share=(1, 2), told=("falls-short", "50.0 %"), week="2026-W43"),
    all_sent(2, "1", "2", week="2026-W43"),
    as_of=parse_moment("2026-11-03T12:00:00+01:00"),
)
_AGREED: Final = (
    "seller shipped delivery-appointment no nothing-seen silent no | excluded | delivery-appointment-not-measured"
)
_APPOINTMENT: Final = worked_out(
    "an-appointment",
    "A delivery appointment owes no number and is not measured. Where nothing is counted nothing is assessed.",
    (parcel("1", service="COURIER", numbered="no"),),
    expect(
        TRACE,
        "1 | seller shipped delivery-appointment missing no | excluded | delivery-appointment-exempt",
        share=(0, 0),
        told=("not-assessed", "-"),
    ),
    expect(TIME, f"1 | {_AGREED}", share=(0, 0), told=("not-assessed", "-")),
    all_sent(1, "1"),
)
_LETTER: Final = worked_out(
    "letter-mail",
    "Letter mail owes no number, and counts as on time by the customer's silence.",
    (parcel("1", service="BRIEFPOST", numbered="no"),),
    expect(
        TRACE,
        "1 | seller shipped letter-mail missing no | excluded | letter-mail-exempt",
        share=(0, 0),
        told=("not-assessed", "-"),
    ),
    expect(
        TIME,
        "1 | seller shipped letter-mail no nothing-seen silent no | hit | customer-silent",
        share=(1, 1),
        told=("meets", "100.0 %"),
    ),
    all_sent(1, "1"),
)


def _handed_over(at: str) -> ParcelStory:
    window = HandoverWindow(
        earliest=parse_moment("2026-10-06T08:00:00+02:00"), latest=parse_moment("2026-10-06T17:00:00+02:00")
    )
    return ParcelStory(Journey([TransportEvent(TransportStatus.ACCEPTED, parse_moment(at))]), window)


_BY_BOL: Final = FulfilledBy.SHIPPING_VIA_BOL
_BROUGHT: Final = "shipping-via-bol shipped parcel given no | hit | number-by-shipping-via-bol"
_HANDED: Final = "shipping-via-bol shipped parcel yes"
_WINDOW: Final = worked_out(
    "a-handover-window",
    "Shipping via bol is measured by the handover: too early is a miss as well as too late, and the ends are in time.",
    (parcel("1", by=_BY_BOL), parcel("2", by=_BY_BOL), parcel("3", by=_BY_BOL)),
    expect(TRACE, f"1 | {_BROUGHT}\n2 | {_BROUGHT}\n3 | {_BROUGHT}", share=(3, 3), told=("meets", "100.0 %")),
    expect(
        TIME,
        f"1 | {_HANDED} handed-over-in-window not-asked no | hit | handed-over-in-window\n"
        f"2 | {_HANDED} handed-over-late not-asked no | miss | handed-over-late\n"
        f"3 | {_HANDED} handed-over-early not-asked no | miss | handed-over-early",
        share=(1, 3),
        told=("falls-short", "33.3 %"),
    ),
    all_sent(3, "1", "2", "3", facts="shipping-via-bol shipped not no | hit | shipped"),
    stories={
        number_of("1").text: _handed_over("2026-10-06T17:00:00+02:00"),
        number_of("2").text: _handed_over("2026-10-06T17:00:01+02:00"),
        number_of("3").text: _handed_over("2026-10-06T07:00:00+02:00"),
    },
)
_NOT_FOLLOWED: Final = "1 | seller shipped parcel no nothing-seen"


def _silence(
    name: str, teaches: str, as_of: str, share: tuple[int, int], told: tuple[str, str, str], **beside: Any
) -> GoldenWeek:
    """A parcel of GLS's, whose scans the marketplace does not read, as of a moment."""
    standing, shown, verdict = told
    return worked_out(
        name,
        teaches,
        (parcel("1", service="GLS"),),
        all_traced(1, "1"),
        expect(TIME, f"{_NOT_FOLLOWED} {verdict}", share=share, told=(standing, shown)),
        all_sent(1, "1"),
        as_of=parse_moment(as_of),
        **beside,
    )


_RUNNING: Final = _silence(
    "silence-running",
    "For five days after the promised one a customer may still report; until then the item is pending.",
    "2026-10-12T23:59:59+02:00",
    (0, 0),
    ("not-assessed", "-", "silence-running no | pending | customer-may-still-report"),
)
_OVER: Final = _silence(
    "silence-over",
    "On the sixth day silence means that it came on time; nothing else has changed since the day before.",
    "2026-10-13T00:00:00+02:00",
    (1, 1),
    ("meets", "100.0 %", "silent no | hit | customer-silent"),
)
_REPORTED: Final = _silence(
    "reported-missing",
    "A customer's report makes an item that is not followed a miss at once.",
    "2026-10-13T00:00:00+02:00",
    (0, 1),
    ("falls-short", "0.0 %", "reported no | miss | customer-reported-missing"),
    reports={"1": date(2026, 10, 9)},
)
_EXCUSED: Final = worked_out(
    "an-excused-miss",
    "An excuse leaves a miss out; it makes no hit of it, and takes none away.",
    (parcel("1", LATE),),
    expect(TRACE, "1 | seller shipped parcel given yes | hit | number-given", share=(1, 1), told=("meets", "100.0 %")),
    expect(
        TIME,
        "1 | seller shipped parcel yes late not-asked yes | excluded | excused",
        share=(0, 0),
        told=("not-assessed", "-"),
    ),
    all_sent(1, "1", facts="seller shipped not yes | hit | shipped"),
    excuses={"1": ExcuseReason.DEPOT_DISRUPTION},
)
_CANCELLED: Final = worked_out(
    "a-cancelled-item",
    "One of fifty cancelled by the seller is just the 2 % that are allowed; the other standards do not count it.",
    (parcel("1", ON_TIME, quantity=49),),
    expect(
        TRACE,
        f"1 | {GIVEN}\n2 | seller cancelled unknown missing no | excluded | cancelled",
        share=(49, 49),
        told=("meets", "100.0 %"),
    ),
    expect(
        TIME,
        f"1 | {IN_TIME}\n2 | seller cancelled unknown no nothing-seen not-asked no | excluded | cancelled",
        share=(49, 49),
        told=("meets", "100.0 %"),
    ),
    expect(
        CANCEL,
        f"1 | {SENT}\n2 | seller cancelled by-seller no | miss | cancelled-by-seller",
        share=(1, 50),
        told=("meets", "2.0 %"),
    ),
    orders=(Order("order-2", [OrderItem("2", 1, cancelled=1, promise=DeliverBy(PROMISED))], placed=PLACED),),
    cancellations={"2": (Cancellation(1, by=CancelledBy.SELLER, on=date(2026, 10, 6)),)},
)

GOLDEN_WEEKS: Final = (
    *(_ORDINARY, _AT_THE_NORM, _BELOW_THE_NORM, _WEEK_53, _CLOCK, _APPOINTMENT, _LETTER),
    *(_WINDOW, _RUNNING, _OVER, _REPORTED, _EXCUSED, _CANCELLED),
)
"""Every golden week, the plain ones first."""
