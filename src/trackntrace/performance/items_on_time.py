"""
Items on time: did every item reach its customer, or its carrier, when that was promised?

Sources: the marketplace's pages on the standard (its older Dutch versions tell how an item is measured), the copy of
them at europeonline.eu, and the Retailer API's indicator ``FULFILMENT`` and its handover details.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from trackntrace.grammar import Word
from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.evidence import SentAs, Stage
from trackntrace.performance.facts import CustomerWord, Excused, Followed, OnTimeFacts, Outcome, on_time_facts
from trackntrace.performance.norm import Norm
from trackntrace.performance.standard import NamedReading, Row, ServiceStandard, Verdict, row
from trackntrace.shipping.order import FulfilledBy


class EarlyDelivery(Word):
    """Whether coming before the very day that the customer chose is a miss. Not public for own labels; it is here."""

    IS_A_MISS = "miss"
    IS_A_HIT = "hit"


class NotFollowed(Word):
    """Whether items whose scans the marketplace does not read count by the customer's word, or are left out."""

    BY_THE_CUSTOMERS_WORD = "customer"
    LEFT_OUT = "excluded"


ON_TIME_EDITIONS: Final = Editions(
    "items-on-time",
    (
        Edition(
            levels=((Level.TARGET, Norm(Fraction(93, 100))),),
            since=date(2019, 3, 4),
            last_seen=date(2023, 12, 31),
            certainty=Certainty.SEEN,
            source="Retailer API v4 demo indicator for week 10 of 2019 (norm >= 0.93); partnerplatform.bol.com, "
            "servicenormen, until about 2023: 93 %, a strike from 3 late items on",
            strikes_from=3,
        ),
        Edition(
            levels=((Level.TARGET, Norm(Fraction(93, 100))), (Level.ADVICE, Norm(Fraction(95, 100)))),
            since=None,
            certainty=Certainty.NOT_PUBLIC,
            source="partnerplatform.bol.com, items on time, undated, an older version: 93 % a week, and 95 % as advice "
            "for the best performance score; a strike below 93 % from 3 items on",
            strikes_from=3,
        ),
        Edition(
            levels=((Level.MINIMUM, Norm(Fraction(90, 100))), (Level.TARGET, Norm(Fraction(93, 100)))),
            since=None,
            certainty=Certainty.NOT_PUBLIC,
            source="partnerplatform.bol.com, items on time, undated and the newest by its wording: minimum value "
            "90 %, target value 93 %, a strike below the target with at least 3 late shipments",
            strikes_from=3,
        ),
    ),
)

_BY_THE_MARKETPLACE: Final = FulfilledBy.SHIPPING_VIA_BOL
_BY_THE_SELLER: Final = FulfilledBy.SELLER


_AT_THE_CARRIER: Final = frozenset(
    {
        Outcome.HANDED_OVER_EARLY,
        Outcome.HANDED_OVER_IN_WINDOW,
        Outcome.HANDED_OVER_LATE,
        Outcome.WINDOW_UNKNOWN,
    }
)
_AT_THE_DOOR: Final = frozenset({Outcome.NO_PROMISE, Outcome.EARLY, Outcome.ON_TIME, Outcome.LATE})


def _reachable(facts: OnTimeFacts) -> bool:
    elsewhere = _AT_THE_DOOR if facts.fulfilled_by is _BY_THE_MARKETPLACE else _AT_THE_CARRIER
    may_be_followed = facts.stage is Stage.SHIPPED and facts.sent_as is not SentAs.LETTER_MAIL
    followed = facts.followed is Followed.NO or may_be_followed
    return facts.outcome not in elsewhere and followed and _may_answer(facts)


def _may_answer(facts: OnTimeFacts) -> bool:
    """Whether the customer's word goes with the rest: asked from the promised day on, of what is not followed."""
    sent_by_seller = facts.fulfilled_by is _BY_THE_SELLER and facts.stage is Stage.SHIPPED
    asked_at_all = sent_by_seller and facts.followed is Followed.NO and facts.outcome is not Outcome.NO_PROMISE
    if facts.customer is CustomerWord.NOT_ASKED:
        return not asked_at_all or facts.outcome not in {Outcome.NOTHING_SEEN, Outcome.LATE}
    return asked_at_all and not (facts.customer is CustomerWord.SILENT and facts.outcome is Outcome.NOT_YET_DUE)


_NOT_MEASURED: Final = (
    row(
        "logistics-via-bol",
        Verdict.EXCLUDED,
        "The marketplace ships it; it is not in this standard.",
        fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL,
    ),
    row("cancelled", Verdict.EXCLUDED, "Nothing is delivered.", stage=Stage.CANCELLED),
    row(
        "delivery-appointment-not-measured",
        Verdict.EXCLUDED,
        "An agreement between customer and seller is not measured.",
        sent_as=SentAs.DELIVERY_APPOINTMENT,
    ),
    row("not-yet-shipped", Verdict.PENDING, "It can still come on time or be cancelled.", stage=Stage.OPEN),
    row(
        "handover-window-unknown",
        Verdict.EXCLUDED,
        "Shipping via bol is measured by a window that was not given.",
        outcome=Outcome.WINDOW_UNKNOWN,
    ),
    row("no-promise", Verdict.EXCLUDED, "No day was promised.", outcome=Outcome.NO_PROMISE),
)

_HANDOVER: Final = (
    row(
        "handed-over-in-window",
        Verdict.HIT,
        "It was scanned within the handover window.",
        outcome=Outcome.HANDED_OVER_IN_WINDOW,
    ),
    row(
        "handover-not-yet-due",
        Verdict.PENDING,
        "The window is still open.",
        fulfilled_by=_BY_THE_MARKETPLACE,
        outcome=Outcome.NOT_YET_DUE,
    ),
)


_MISSES: Final = (
    row("early-first-attempt", Verdict.MISS, "It came before the day that was chosen.", outcome=Outcome.EARLY),
    row("late-first-attempt", Verdict.MISS, "It came after the promised day.", outcome=Outcome.LATE),
    row("handed-over-early", Verdict.MISS, "Too early counts too.", outcome=Outcome.HANDED_OVER_EARLY),
    row("handed-over-late", Verdict.MISS, "It was scanned too late.", outcome=Outcome.HANDED_OVER_LATE),
    row(
        "handover-not-seen",
        Verdict.MISS,
        "The window closed and no scan was seen.",
        fulfilled_by=_BY_THE_MARKETPLACE,
        outcome=Outcome.NOTHING_SEEN,
    ),
    row("nothing-seen", Verdict.MISS, "The day passed and no attempt was seen.", outcome=Outcome.NOTHING_SEEN),
)


def _not_followed(reading: NotFollowed) -> tuple[Row, ...]:
    silence = {"fulfilled_by": _BY_THE_SELLER, "followed": Followed.NO}
    if reading is NotFollowed.LEFT_OUT:
        return (row("not-followed", Verdict.EXCLUDED, "The marketplace reads no scans of it.", **silence),)
    return (
        row(
            "customer-not-yet-asked",
            Verdict.PENDING,
            "The customer is asked on the promised day.",
            **silence,
            customer=CustomerWord.NOT_ASKED,
        ),
        row(
            "customer-may-still-report",
            Verdict.PENDING,
            "The customer was asked and may still answer.",
            **silence,
            customer=CustomerWord.SILENCE_RUNNING,
        ),
        row(
            "customer-silent",
            Verdict.HIT,
            "A customer who reports nothing has it.",
            **silence,
            customer=CustomerWord.SILENT,
        ),
    )


def _rows(early: EarlyDelivery, not_followed: NotFollowed) -> tuple[Row, ...]:
    early_is_bad = early is EarlyDelivery.IS_A_MISS
    good = (Outcome.ON_TIME,) if early_is_bad else (Outcome.ON_TIME, Outcome.EARLY)
    reported = row(
        "customer-reported-missing",
        Verdict.MISS,
        "The customer reported that it did not come.",
        customer=CustomerWord.REPORTED,
    )
    return (
        *_NOT_MEASURED,
        *_HANDOVER,
        *_not_followed(not_followed),
        row("first-attempt-on-time", Verdict.HIT, "It was brought in time.", followed=Followed.YES, outcome=good),
        row(
            "not-yet-due",
            Verdict.PENDING,
            "It can still come in time.",
            followed=Followed.YES,
            outcome=Outcome.NOT_YET_DUE,
        ),
        row("excused", Verdict.EXCLUDED, "The marketplace takes the disruption into account.", excused=Excused.YES),
        *(() if not_followed is NotFollowed.LEFT_OUT else (reported,)),
        *(each for each in _MISSES if early_is_bad or each.code != "early-first-attempt"),
    )


def items_on_time(
    *,
    early: EarlyDelivery = EarlyDelivery.IS_A_MISS,
    not_followed: NotFollowed = NotFollowed.BY_THE_CUSTOMERS_WORD,
    editions: Editions = ON_TIME_EDITIONS,
) -> ServiceStandard[OnTimeFacts]:
    """Items on time under named readings of what is not public."""
    return ServiceStandard(
        "items-on-time",
        facts_type=OnTimeFacts,
        facts_version=1,
        read=on_time_facts,
        reachable=_reachable,
        rows=_rows(early, not_followed),
        editions=editions,
        readings=(NamedReading("early-delivery", early.value), NamedReading("not-followed", not_followed.value)),
    )


ITEMS_ON_TIME: Final = items_on_time()
