"""
The two halves of items on time, each a standard by itself: handed over on time, and delivered on time.

The marketplace announced that from around July 2026 they are assessed apart: what goes with Shipping via bol by its
handover, what the seller sends by its delivery. Both judge the facts of items on time, so one tally serves all three.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from attrs import evolve

from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.facts import OnTimeFacts
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Norm
from trackntrace.performance.standard import Row, ServiceStandard, Verdict, row
from trackntrace.shipping.order import FulfilledBy

_ANNOUNCED: Final = date(2026, 7, 1)
_SPLIT: Final = (
    "partnerplatform.bol.com, items on time, a version written before July 2026: the standard is split around July "
    "2026 and its halves are no longer combined into one score"
)
_STRIKES: Final = "from how many misses on a half has a strike is not said (3 as in the whole, a reading)"

HANDED_OVER_EDITIONS: Final = Editions(
    "handed-over-on-time",
    (
        Edition(
            levels=((Level.TARGET, Norm(Fraction(95, 100))),),
            since=_ANNOUNCED,
            certainty=Certainty.ANNOUNCED,
            source=f"{_SPLIT}; on time handover (Shipping via bol): target 95 %; {_STRIKES}",
            strikes_from=3,
        ),
    ),
)
DELIVERED_EDITIONS: Final = Editions(
    "delivered-on-time",
    (
        Edition(
            levels=((Level.TARGET, Norm(Fraction(93, 100))),),
            since=_ANNOUNCED,
            certainty=Certainty.ANNOUNCED,
            source=f"{_SPLIT}; delivered on time (own delivery): stays 93 %; {_STRIKES}",
            strikes_from=3,
        ),
    ),
)

_BY_HANDOVER: Final = row(
    "measured-by-handover",
    Verdict.EXCLUDED,
    "Shipping via bol is measured by its handover, in the other half.",
    fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL,
)
_BY_DELIVERY: Final = row(
    "measured-by-delivery",
    Verdict.EXCLUDED,
    "What the seller sends is measured by its delivery, in the other half.",
    fulfilled_by=FulfilledBy.SELLER,
)

_SHARED: Final = frozenset(
    {"logistics-via-bol", "cancelled", "delivery-appointment-not-measured", "not-yet-shipped", "excused"}
)
_OF_HANDOVER: Final = frozenset(
    {
        "handover-window-unknown",
        "handed-over-in-window",
        "handover-not-yet-due",
        "handed-over-early",
        "handed-over-late",
        "handover-not-seen",
    }
)
"""The rows that both halves have, and those of the handover alone; the others are of the delivery alone."""


def handed_over_on_time(
    whole: ServiceStandard[OnTimeFacts] = ITEMS_ON_TIME, *, editions: Editions = HANDED_OVER_EDITIONS
) -> ServiceStandard[OnTimeFacts]:
    """The half of items on time that goes with Shipping via bol, under the readings of the whole."""
    return _half("handed-over-on-time", whole, _BY_DELIVERY, editions)


def delivered_on_time(
    whole: ServiceStandard[OnTimeFacts] = ITEMS_ON_TIME, *, editions: Editions = DELIVERED_EDITIONS
) -> ServiceStandard[OnTimeFacts]:
    """The half of items on time that the seller sends, under the readings of the whole."""
    return _half("delivered-on-time", whole, _BY_HANDOVER, editions)


def _half(
    name: str, whole: ServiceStandard[OnTimeFacts], elsewhere: Row, editions: Editions
) -> ServiceStandard[OnTimeFacts]:
    by_handover = elsewhere is _BY_DELIVERY
    own = [each for each in whole.rows if each.code in _SHARED or (each.code in _OF_HANDOVER) is by_handover]
    return evolve(whole, name=name, facts_of=whole.counted_as, rows=(elsewhere, *own), editions=editions)


HANDED_OVER_ON_TIME: Final = handed_over_on_time()
DELIVERED_ON_TIME: Final = delivered_on_time()
