"""The schemas of what is read beside the shipments, line by line."""

from __future__ import annotations

from typing import Final

from tools.json_schemas.parts import (
    DAY,
    END,
    IDENTITY,
    MOMENT,
    TEXT,
    WEEK,
    Schema,
    bounded,
    given,
    grammar,
    told,
    whole,
    words,
)
from trackntrace.documents.side_inputs import STATUSES
from trackntrace.numbers.delivery_services import SERVICE_CODE
from trackntrace.performance.counted import COUNTED_STANDARDS
from trackntrace.performance.evidence import CancelledBy, ExcuseReason, SentAs
from trackntrace.performance.norm import Scale
from trackntrace.shipping.journey import LONGEST_PLACE
from trackntrace.shipping.public_holidays import Country
from trackntrace.shipping.status_vocabularies import MARKETPLACE

_SPACES: Final = " \u00a0\u202f"
_INSIDE: Final = f"[0-9A-Za-z/._{_SPACES}-]"
NUMBER: Final[Schema] = {
    "type": "string",
    "pattern": f"^[{_SPACES}]*[0-9A-Za-z](?:{_INSIDE}*[0-9A-Za-z])?[{_SPACES}]*{END}",
    "maxLength": 128,
    "examples": ["3SABCD1234567"],
}
_STATUS: Final[Schema] = {"enum": [*STATUSES, *sorted({code for code, _ in MARKETPLACE.meanings})]}
_SERVICE: Final = grammar(SERVICE_CODE, "DPD-NL")
_REASON: Final = words(ExcuseReason)
_SHARES: Final = [each.name for each in COUNTED_STANDARDS if each.scale is Scale.SHARE]
_OTHERS: Final = [each.name for each in COUNTED_STANDARDS if each.scale is not Scale.SHARE]

_EVENT: Final = given(
    {
        "status": told(_STATUS, "a status of ours, or the marketplace's own code"),
        "at": told(MOMENT, "when it happened"),
    },
    {
        "learned": told(MOMENT, "when it became known, if not at once"),
        "expected": told(DAY, "the delivery day that the carrier then expected"),
        "place": told(TEXT | {"maxLength": LONGEST_PLACE}, "where it happened, such as a depot"),
    },
)
_HANDOVER: Final = given({"earliest": MOMENT, "latest": MOMENT})

INPUTS: Final[dict[str, Schema]] = {
    "journey": told(
        given(
            {"number": NUMBER, "events": bounded(_EVENT)},
            {"handover": told(_HANDOVER, "the window in which it had to be handed over, with Shipping via bol")},
        ),
        "A line of --journeys: what happened to a parcel.",
    ),
    "report": told(
        given({"orderItemId": IDENTITY, "notReceived": told(DAY, "the day on which the customer reported it missing")}),
        "A line of --reports: a customer's report that an item did not come.",
    ),
    "excuse": told(
        {
            "anyOf": [
                given({"orderItemId": IDENTITY, "reason": _REASON}),
                given(
                    {
                        "service": _SERVICE,
                        "from": told(DAY, "the first day of the disruption"),
                        "until": told(DAY, "its last day"),
                        "reason": _REASON,
                    }
                ),
            ]
        },
        "A line of --excuses: what the marketplace takes into account, of an item or a delivery service.",
    ),
    "detail": told(
        given({"orderItemId": IDENTITY, "sentAs": words(SentAs)}),
        "A line of --details: the kind of mail that an item travelled as.",
    ),
    "cancellation": told(
        given({"orderItemId": IDENTITY, "quantity": whole(1), "by": words(CancelledBy)}, {"on": DAY}),
        "A line of --cancellations: so many of an order item, cancelled by whom and when.",
    ),
    "return": told(
        given({"orderItemId": IDENTITY, "quantity": whole(1), "on": DAY}),
        "A line of --returns: so many of an order item that came back.",
    ),
    "question": told(
        given({"questionId": IDENTITY, "asked": MOMENT}, {"answered": MOMENT, "country": words(Country)}),
        "A line of --questions: a customer's question, and when it was answered.",
    ),
    "count": told(
        {
            "anyOf": [
                given({"standard": {"enum": _SHARES}, "week": WEEK, "hits": whole(), "counted": whole()}),
                given({"standard": {"enum": _OTHERS}, "week": WEEK, "total": {"type": "number"}, "counted": whole()}),
            ]
        },
        "A line of --counts: what a standard of which only counts are known amounts to in a week.",
    ),
}
"""What one line of each input is, by the name of the format."""
