"""
Returns: how many of the items came back?

Sources: the marketplace's page on returns (partnerplatform.bol.com, returns, undated) and the Retailer API's indicator
``RETURNS``, returned items of ordered items. Every seller has a norm of their own, and a week above it is no strike.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from trackntrace.grammar import Word
from trackntrace.moment import Moment
from trackntrace.performance.editions import Certainty, Edition, Editions, Level, PersonalEdition
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.facts import Readings
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.standard import NamedReading, Row, ServiceStandard, Verdict, row
from trackntrace.shipping.order import FulfilledBy


class CameBack(Word):
    """Whether an item came back."""

    NO = "no"
    YES = "yes"


class ReturnFacts(NamedTuple):
    """What returns needs to know of an item. An excuse is no part of it: no disruption sends things back."""

    fulfilled_by: FulfilledBy
    stage: Stage
    came_back: CameBack


class ReturnedOf(Word):
    """
    What the returns are held against: all items that were ordered, as page and interface say, so that a cancelled one
    counts as one that did not come back; or only those that were shipped. Ordered by default.
    """

    ORDERED = "ordered"
    SHIPPED = "shipped"


RETURNS_EDITIONS: Final = Editions(
    "returns",
    (
        Edition(
            levels=((Level.TARGET, Norm(Fraction(5, 100), Direction.AT_MOST)),),
            since=date(2019, 3, 4),
            last_seen=date(2021, 12, 31),
            certainty=Certainty.SEEN,
            source="Retailer API v4 demo indicator for week 10 of 2019 (norm <= 0.05)",
        ),
        PersonalEdition(
            since=None,
            certainty=Certainty.NOT_PUBLIC,
            source="partnerplatform.bol.com, returns, undated: a personal norm that follows the offer",
        ),
    ),
)


def return_facts(known: Evidence, as_of: Moment, readings: Readings) -> ReturnFacts:
    """The facts that returns judges, of evidence cut at the moment of scoring."""
    return ReturnFacts(known.fulfilled_by, known.stage, CameBack.NO if known.returned is None else CameBack.YES)


def _reachable(facts: ReturnFacts) -> bool:
    return facts.stage is Stage.SHIPPED or facts.came_back is CameBack.NO


def _rows(of: ReturnedOf) -> tuple[Row, ...]:
    cancelled = row(
        "cancelled",
        Verdict.HIT if of is ReturnedOf.ORDERED else Verdict.EXCLUDED,
        "It was ordered and cannot come back." if of is ReturnedOf.ORDERED else "What was not sent cannot come back.",
        stage=Stage.CANCELLED,
    )
    return (
        row(
            "logistics-via-bol",
            Verdict.EXCLUDED,
            "The marketplace ships it and takes it back.",
            fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL,
        ),
        cancelled,
        row("not-yet-shipped", Verdict.PENDING, "It can still be shipped or be cancelled.", stage=Stage.OPEN),
        row("not-returned", Verdict.HIT, "It did not come back.", came_back=CameBack.NO),
        row("returned", Verdict.MISS, "It came back.", came_back=CameBack.YES),
    )


def returns(
    *, of: ReturnedOf = ReturnedOf.ORDERED, editions: Editions = RETURNS_EDITIONS
) -> ServiceStandard[ReturnFacts]:
    """Returns under a named reading of what is not public. A miss is an item that came back."""
    return ServiceStandard(
        "returns",
        facts_type=ReturnFacts,
        facts_version=1,
        read=return_facts,
        reachable=_reachable,
        rows=_rows(of),
        editions=editions,
        readings=(NamedReading("returned-of", of.value),),
        direction=Direction.AT_MOST,
    )


RETURNS: Final = returns()
