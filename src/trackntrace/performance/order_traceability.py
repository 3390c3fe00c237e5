"""
Order traceability: did every parcel get a track & trace number?

Sources: the marketplace's pages titled "Order traceability" and, later, "Track & Trace"; the Retailer API's indicator
``TRACK_AND_TRACE``: "% of shipped items with a valid track & trace code compared to all the shipped items we expect to
have a valid track & trace code".
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from trackntrace.grammar import Word
from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.evidence import SentAs, Stage
from trackntrace.performance.facts import Excused, NumberFact, TraceabilityFacts, traceability_facts
from trackntrace.performance.norm import Norm
from trackntrace.performance.standard import NamedReading, Row, ServiceStandard, Verdict, row
from trackntrace.shipping.order import FulfilledBy


class MailboxParcel(Word):
    """Whether a mailbox parcel owes a number as any parcel does, or is letter mail. Not public; a parcel by default."""

    IS_A_PARCEL = "parcel"
    IS_LETTER_MAIL = "letter-mail"


class UnreadableCounts(Word):
    """Whether a number that cannot be read counts as one. Not public; a miss by default: only a valid one counts."""

    AS_A_MISS = "miss"
    AS_A_HIT = "hit"


TRACEABILITY_EDITIONS: Final = Editions(
    "order-traceability",
    (
        Edition(
            levels=((Level.TARGET, Norm(Fraction(1))),),
            since=date(2019, 3, 4),
            last_seen=date(2021, 12, 31),
            certainty=Certainty.SEEN,
            source="Retailer API v4 demo indicator for week 10 of 2019 (norm >= 1.0); bol.com/nl/m/servicenormen, "
            "2019 to 2021: 100 % of all parcels",
        ),
        Edition(
            levels=((Level.TARGET, Norm(Fraction(98, 100))),),
            since=None,
            certainty=Certainty.NOT_PUBLIC,
            source="partnerplatform.bol.com/en/idp/track-and-trace, undated: at least 98 % of all parcel shipments",
        ),
        Edition(
            levels=((Level.MINIMUM, Norm(Fraction(90, 100))), (Level.TARGET, Norm(Fraction(98, 100)))),
            since=None,
            certainty=Certainty.NOT_PUBLIC,
            source="partnerplatform.bol.com, trackability of orders, titled Track & Trace, undated and the newest by "
            "its wording: minimum value 90 %, target value 98 %, and it counts towards the strikes; from how many "
            "misses on is not public (3 as in the other standards, a reading)",
            strikes_from=3,
        ),
    ),
)


def _reachable(facts: TraceabilityFacts) -> bool:
    return facts.stage is Stage.SHIPPED or facts.number is NumberFact.MISSING


def _rows(mailbox: MailboxParcel, unreadable: UnreadableCounts) -> tuple[Row, ...]:
    is_letter = mailbox is MailboxParcel.IS_LETTER_MAIL
    is_hit = unreadable is UnreadableCounts.AS_A_HIT
    letters = (SentAs.LETTER_MAIL, SentAs.MAILBOX_PARCEL) if is_letter else (SentAs.LETTER_MAIL,)
    given = (NumberFact.GIVEN, NumberFact.UNREADABLE) if is_hit else (NumberFact.GIVEN,)
    missed = (
        row("missing-number", Verdict.MISS, "A parcel must have a number.", number=NumberFact.MISSING),
        row("placeholder-number", Verdict.MISS, "A placeholder is no number.", number=NumberFact.PLACEHOLDER),
        row("contradicted-number", Verdict.MISS, "Its check digit refutes it.", number=NumberFact.CONTRADICTED),
        row("unreadable-number", Verdict.MISS, "No number can be read from it.", number=NumberFact.UNREADABLE),
    )
    return (
        row(
            "logistics-via-bol",
            Verdict.EXCLUDED,
            "The marketplace ships it and has its own score.",
            fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL,
        ),
        row("cancelled", Verdict.EXCLUDED, "Only shipped items are asked for.", stage=Stage.CANCELLED),
        row("letter-mail-exempt", Verdict.EXCLUDED, "Letter mail owes no number.", sent_as=letters),
        row(
            "delivery-appointment-exempt",
            Verdict.EXCLUDED,
            "A delivery appointment owes no number.",
            sent_as=SentAs.DELIVERY_APPOINTMENT,
        ),
        row("not-yet-shipped", Verdict.PENDING, "It can still be shipped with a number.", stage=Stage.OPEN),
        row(
            "number-by-shipping-via-bol",
            Verdict.HIT,
            "The marketplace answers for the number.",
            fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL,
        ),
        row(
            "number-by-label",
            Verdict.HIT,
            "A label bought via the marketplace brings its number.",
            number=NumberFact.BROUGHT_BY_LABEL,
        ),
        row("number-given", Verdict.HIT, "It has a number.", number=given),
        row("excused", Verdict.EXCLUDED, "The marketplace takes the disruption into account.", excused=Excused.YES),
        *(each for each in missed if not is_hit or each.code != "unreadable-number"),
    )


def order_traceability(
    *,
    mailbox_parcel: MailboxParcel = MailboxParcel.IS_A_PARCEL,
    unreadable: UnreadableCounts = UnreadableCounts.AS_A_MISS,
    editions: Editions = TRACEABILITY_EDITIONS,
) -> ServiceStandard[TraceabilityFacts]:
    """Order traceability under named readings of what is not public. Items of unknown kind count as parcels."""
    return ServiceStandard(
        "order-traceability",
        facts_type=TraceabilityFacts,
        facts_version=1,
        read=traceability_facts,
        reachable=_reachable,
        rows=_rows(mailbox_parcel, unreadable),
        editions=editions,
        readings=(
            NamedReading("mailbox-parcel", mailbox_parcel.value),
            NamedReading("unreadable-counts", unreadable.value),
        ),
    )


ORDER_TRACEABILITY: Final = order_traceability()
