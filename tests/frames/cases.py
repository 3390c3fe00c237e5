"""
Cases that every way of counting must reproduce: the columns of one item, and its facts, written down by hand.

An item is what its columns say beside those of a parcel of PostNL's with a number, ordered on Monday 5 October 2026,
shipped on the 6th and promised for the 7th at the latest. All is as of noon on Monday the 12th.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from tests.builders import at, on

AS_OF = at(12)
USUAL: dict[str, Any] = {
    "order_id": "order-1",
    "order_item_id": "item-1",
    "shipment_id": "shipment-1",
    "quantity": 1,
    "service": "TNT",
    "number": "3SABCD1234567",
    "promised": on(7),
    "ordered": at(5, 9),
    "shipped": at(6, 16),
}
NOT_SHIPPED: dict[str, Any] = {"service": None, "number": None, "shipped": None, "shipment_id": None}
VIA_BOL: dict[str, Any] = {
    "fulfilled_by": "shipping-via-bol",
    "handover_earliest": at(6, 8),
    "handover_latest": at(6, 17),
}


class Case(NamedTuple):
    """One item: what differs from the usual parcel, and its facts for both standards, as words."""

    name: str
    columns: dict[str, Any]
    traceability: str
    on_time: str

    @property
    def row(self) -> dict[str, Any]:
        """All columns of it."""
        return {**USUAL, **self.columns}


_GIVEN = "seller shipped parcel given no"
_ON_TIME = "seller shipped parcel yes on-time not-asked no"
_LATE = "seller shipped parcel yes late not-asked no"

CASES = (
    Case("nothing seen", {}, _GIVEN, "seller shipped parcel yes nothing-seen not-asked no"),
    Case("brought on the day", {"delivered": at(7)}, _GIVEN, _ON_TIME),
    Case("brought in vain on the day, delivered later", {"first_attempt": at(7), "delivered": at(9)}, _GIVEN, _ON_TIME),
    Case("delivered before the attempt that is told", {"first_attempt": at(9), "delivered": at(7)}, _GIVEN, _ON_TIME),
    Case("the last moment of the day", {"delivered": at(7, 23, 59)}, _GIVEN, _ON_TIME),
    Case(
        "half past ten in the evening in UTC is the next day",
        {"delivered": datetime(2026, 10, 7, 22, 30, tzinfo=UTC)},
        _GIVEN,
        _LATE,
    ),
    Case("the midnight after the day is late", {"delivered": at(8, 0)}, _GIVEN, _LATE),
    Case("a day early is on time by the day", {"delivered": at(6)}, _GIVEN, _ON_TIME),
    Case(
        "a day early on the very day",
        {"delivered": at(6), "promise_kind": "on"},
        _GIVEN,
        "seller shipped parcel yes early not-asked no",
    ),
    Case(
        "learned too late",
        {"delivered": at(7), "delivered_learned": at(12, 13)},
        _GIVEN,
        "seller shipped parcel yes nothing-seen not-asked no",
    ),
    Case(
        "delivered after the scoring",
        {"delivered": at(12, 13)},
        _GIVEN,
        "seller shipped parcel yes nothing-seen not-asked no",
    ),
    Case("still to come", {"promised": on(13)}, _GIVEN, "seller shipped parcel yes not-yet-due not-asked no"),
    Case("no promise", {"promised": None}, _GIVEN, "seller shipped parcel yes no-promise not-asked no"),
    Case(
        "winter begins within the promised day",
        {"promised": date(2026, 10, 25), "delivered": datetime(2026, 10, 25, 22, 30, tzinfo=UTC), "ordered": None},
        _GIVEN,
        "seller shipped parcel yes not-yet-due not-asked no",
    ),
    Case(
        "excused",
        {"excuse": "depot-disruption"},
        "seller shipped parcel given yes",
        "seller shipped parcel yes nothing-seen not-asked yes",
    ),
    Case(
        "not followed, silence running",
        {"service": "GLS"},
        _GIVEN,
        "seller shipped parcel no nothing-seen silence-running no",
    ),
    Case(
        "not followed, silent",
        {"service": "GLS", "promised": on(6)},
        _GIVEN,
        "seller shipped parcel no nothing-seen silent no",
    ),
    Case(
        "not followed, reported",
        {"service": "GLS", "not_received": on(8)},
        _GIVEN,
        "seller shipped parcel no nothing-seen reported no",
    ),
    Case(
        "reported before it was due",
        {"service": "GLS", "not_received": on(6)},
        _GIVEN,
        "seller shipped parcel no nothing-seen silence-running no",
    ),
    Case(
        "no number",
        {"number": None},
        "seller shipped parcel missing no",
        "seller shipped parcel no nothing-seen silence-running no",
    ),
    Case(
        "an empty number",
        {"number": ""},
        "seller shipped parcel missing no",
        "seller shipped parcel no nothing-seen silence-running no",
    ),
    Case(
        "a placeholder",
        {"number": "N.V.T"},
        "seller shipped parcel placeholder no",
        "seller shipped parcel no nothing-seen silence-running no",
    ),
    Case(
        "one repeated letter",
        {"number": "0000 0000"},
        "seller shipped parcel placeholder no",
        "seller shipped parcel no nothing-seen silence-running no",
    ),
    Case(
        "an unreadable number",
        {"number": "3SABCD\n"},
        "seller shipped parcel unreadable no",
        "seller shipped parcel no nothing-seen silence-running no",
    ),
    Case(
        "a number as people type it",
        {"number": " 3s abcd 1234567 "},
        _GIVEN,
        "seller shipped parcel yes nothing-seen not-asked no",
    ),
    Case(
        "a number entered later",
        {"entered": at(12, 13)},
        "seller shipped parcel missing no",
        "seller shipped parcel no nothing-seen silence-running no",
    ),
    Case(
        "a bought label",
        {"label_id": "label-1", "number": None, "service": None},
        "seller shipped unknown brought-by-label no",
        "seller shipped unknown yes nothing-seen not-asked no",
    ),
    Case(
        "a label that became known later",
        {"label_id": "label-1", "labelled": at(13), "number": None},
        "seller shipped parcel missing no",
        "seller shipped parcel no nothing-seen silence-running no",
    ),
    Case(
        "letter mail",
        {"service": "TNT-BRIEF", "sent_as": "letter-mail"},
        "seller shipped letter-mail given no",
        "seller shipped letter-mail no nothing-seen silence-running no",
    ),
    Case(
        "a service that nobody knows",
        {"service": "NEWCOMER"},
        "seller shipped unknown given no",
        "seller shipped unknown no nothing-seen silence-running no",
    ),
    Case("open", NOT_SHIPPED, "seller open unknown missing no", "seller open unknown no nothing-seen not-asked no"),
    Case(
        "shipped later",
        {"shipped": at(12, 13), "delivered": at(7)},
        "seller open unknown missing no",
        "seller open unknown no nothing-seen not-asked no",
    ),
    Case(
        "cancelled",
        {**NOT_SHIPPED, "cancelled_on": on(6)},
        "seller cancelled unknown missing no",
        "seller cancelled unknown no nothing-seen not-asked no",
    ),
    Case(
        "cancelled later",
        {**NOT_SHIPPED, "cancelled_on": on(13)},
        "seller open unknown missing no",
        "seller open unknown no nothing-seen not-asked no",
    ),
    Case(
        "via bol, scanned in its window",
        {**VIA_BOL, "handed_over": at(6, 17)},
        "shipping-via-bol shipped parcel given no",
        "shipping-via-bol shipped parcel yes handed-over-in-window not-asked no",
    ),
    Case(
        "via bol, scanned too early",
        {**VIA_BOL, "handed_over": at(6, 7, 59)},
        "shipping-via-bol shipped parcel given no",
        "shipping-via-bol shipped parcel yes handed-over-early not-asked no",
    ),
    Case(
        "via bol, first seen at the door",
        {**VIA_BOL, "delivered": at(7)},
        "shipping-via-bol shipped parcel given no",
        "shipping-via-bol shipped parcel yes handed-over-late not-asked no",
    ),
    Case(
        "via bol, never scanned",
        VIA_BOL,
        "shipping-via-bol shipped parcel given no",
        "shipping-via-bol shipped parcel yes nothing-seen not-asked no",
    ),
    Case(
        "via bol, its window unknown",
        {"fulfilled_by": "shipping-via-bol"},
        "shipping-via-bol shipped parcel given no",
        "shipping-via-bol shipped parcel yes window-unknown not-asked no",
    ),
    Case(
        "logistics via bol",
        {"fulfilled_by": "logistics-via-bol", "delivered": at(7)},
        "logistics-via-bol shipped parcel given no",
        "logistics-via-bol shipped parcel yes on-time not-asked no",
    ),
)
