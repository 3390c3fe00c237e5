"""
What must be an error: a user's mistake, one a line. Checkers read it; nothing runs it.

Each line names the error that mypy and pyright tell of it. Both are told to complain where they find none, so a mistake
that is let through fails the check as a line without a mistake does.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple, assert_never

from attrs import frozen

from trackntrace import (
    ITEMS_ON_TIME,
    ORDER_TRACEABILITY,
    DeliverBy,
    DeliveryMethod,
    DeliveryService,
    Dossier,
    Entry,
    Evidence,
    FulfilledBy,
    HandoverWindow,
    Measured,
    Norm,
    NumberDuty,
    Order,
    OrderItem,
    Promise,
    Readings,
    Scorecard,
    ServiceStandard,
    Shipment,
    ShipmentLine,
    Stage,
    Tally,
    TrackAndTraceNumber,
    Transport,
    TransportEvent,
    TransportStatus,
    Verdict,
    Week,
    WeekBy,
    confirm,
    examine,
    explain,
    local_day,
    parse_moment,
    preflight,
    row,
    tallies,
    week_scores,
)
from trackntrace.cli.exit_status import ExitStatus
from trackntrace.numbers.judgement import judge
from trackntrace.numbers.number_format import NumberFormat
from trackntrace.numbers.tracking_links import tracking_link
from trackntrace.performance.facts import NumberFact, TraceabilityFacts

NUMBER = TrackAndTraceNumber("3SABCD1234567")
POSTNL = DeliveryService.parse("TNT")
AT = parse_moment("2026-10-06T16:00:00+02:00")
NAIVE = datetime(2026, 10, 6, 16)  # noqa: DTZ001  (the mistake itself)
ENTRY = Entry(number=NUMBER, service=POSTNL, at=AT)
ORDER = Order("A1", [OrderItem("11", 1)])
WEEK = Week(2026, 40)
NO_EVIDENCE: list[Evidence] = []


# Number and delivery service, swapped or as bare text

Entry(number=POSTNL, service=POSTNL, at=AT)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Entry(number=NUMBER, service=NUMBER, at=AT)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Entry(number="3SABCD1234567", service=POSTNL, at=AT)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Entry(number=NUMBER, service="TNT", at=AT)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
judge(POSTNL, NUMBER)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
tracking_link(POSTNL, NUMBER)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
tracking_link("3SABCD1234567", POSTNL)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
examine("3SABCD1234567", "TNT")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


# A datetime where a moment is asked: nobody vouched for its offset

Entry(number=NUMBER, service=POSTNL, at=NAIVE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
tallies(NO_EVIDENCE, [ORDER_TRACEABILITY], as_of=NAIVE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
explain(NO_EVIDENCE, ITEMS_ON_TIME, as_of=NAIVE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
preflight(ENTRY, ORDER, as_of=NAIVE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Order("A1", [], placed=NAIVE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
TransportEvent(TransportStatus.DELIVERED, NAIVE)  # type: ignore[arg-type]  # pyright: ignore[reportCallIssue]
HandoverWindow(earliest=NAIVE, latest=AT)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Shipment(order_id="A1", lines=[ShipmentLine("11", 1)], transport=Transport(), shipped=NAIVE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
local_day(NAIVE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


# No moment at all: the library asks no clock

tallies(NO_EVIDENCE, [ORDER_TRACEABILITY])  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
explain(NO_EVIDENCE, ITEMS_ON_TIME)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
preflight(ENTRY, ORDER)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Scorecard.of([])  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Entry(number=NUMBER, service=POSTNL)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


# Figures that are not exact

Norm(0.93)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Norm.parse(0.93)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Norm("93%")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
OrderItem("11", 1.0)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
ShipmentLine("11", "1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


# Text, or another value, where a value of its own is asked

DeliverBy("2026-10-08")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
DeliverBy(WEEK)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
OrderItem("11", 1, promise=date(2026, 10, 8))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Week("2026-W40")  # type: ignore[arg-type, call-arg]  # pyright: ignore[reportCallIssue]
Evidence(order_id="A1", order_item_id="11", quantity=1, stage="shipped")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
tallies(NO_EVIDENCE, [ORDER_TRACEABILITY], as_of=AT, by="promised")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
tallies(NO_EVIDENCE, ["order-traceability"], as_of=AT)  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
tallies([ORDER], [ORDER_TRACEABILITY], as_of=AT)  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
explain(NO_EVIDENCE, [ITEMS_ON_TIME], as_of=AT)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
row("late", "miss", "It was late.")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Readings(silence_days="3")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def scored(tally: Tally, card: Scorecard) -> None:
    """A week is no text, and a standard no name."""
    card.week("2026-W40")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    week_scores(tally, "order-traceability")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    week_scores(tally)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


# Keywords that must be said, and misspelled ones

Evidence("A1", "11", 1, Stage.SHIPPED)  # type: ignore[arg-type, call-arg]  # pyright: ignore[reportCallIssue]
Entry(NUMBER, POSTNL, AT)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Entry(number=NUMBER, carrier=POSTNL, at=AT)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
confirm(ORDER, ENTRY)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


# Values never change

ORDER.order_id = "A2"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
ENTRY.number = None  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
NUMBER.text = "3SABCD7654321"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
ORDER.items.append(OrderItem("12", 1))  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
ORDER.items[0] = OrderItem("12", 1)  # type: ignore[index]  # pyright: ignore[reportIndexIssue]
Transport().entry = ENTRY  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


# A union whose members were not told apart


def day_of(promise: Promise | None) -> date:
    """There may be no promise."""
    return promise.day  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]


def text_of(entry: Entry) -> str:
    """An entry may lack a number, or have one that could not be read."""
    return entry.number.text  # type: ignore[union-attr]  # pyright: ignore[reportAttributeAccessIssue, reportOptionalMemberAccess, reportUnknownMemberType, reportUnknownVariableType]


def kept_by(promise: Promise) -> bool:
    """One of two was forgotten."""
    if isinstance(promise, DeliverBy):
        return True
    assert_never(promise)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def headroom_of(card: Scorecard) -> int:
    """How many more misses may be none that can be counted."""
    return card.scores[0].headroom  # type: ignore[return-value]  # pyright: ignore[reportReturnType]


# Subclasses of what is final


class Label(TrackAndTraceNumber):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
    """A number is a number."""


class Orders(Dossier):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
    """It gathers evidence."""


# Protocols that are filled in wrongly


@frozen
class NamelessMethod:
    """A delivery method without a name."""

    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    measured: Measured = Measured.NOT_MEASURED

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        """Whether a shipment owes a number."""
        return NumberDuty.OWED


METHOD: DeliveryMethod = NamelessMethod()  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
confirm(ORDER, ENTRY, method=NamelessMethod())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class WrappingFacts(NamedTuple):
    """The facts of another standard."""

    stage: Stage


def read_otherwise(item: Evidence) -> WrappingFacts:
    """It forgets the moment and the readings."""
    return WrappingFacts(item.stage)


def judges_text(number: str, service: DeliveryService | None) -> NumberFact:
    """It judges text, and is handed numbers."""
    return NumberFact.GIVEN


Readings(judge=judges_text)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
ORDER_TRACEABILITY.judge(WrappingFacts(Stage.SHIPPED))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
STANDARD: ServiceStandard[WrappingFacts] = ORDER_TRACEABILITY  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
FACTS: TraceabilityFacts = WrappingFacts(Stage.SHIPPED)  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
ServiceStandard(
    "wrapped",
    facts_type=WrappingFacts,
    facts_version=1,
    read=read_otherwise,  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    reachable=lambda facts: True,
    rows=(row("shipped", Verdict.HIT, "It was shipped.", stage=Stage.SHIPPED),),
    editions=ORDER_TRACEABILITY.editions,
)
NumberFormat(
    "Newcomer",
    "NC and ten digits",
    pattern="NC[0-9]{10}",
    lengths=12,  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    confidence="medium",  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    source="its label specification",
    synthetic=("NC0000000001",),
)
STATUS: str = ExitStatus.DONE  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
BY: WeekBy = WeekBy.PROMISED.value  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
SHARE: float = Norm(Fraction(93, 100)).value  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]


# At the end, since mypy takes nothing to be reached behind it


class Parcel(Transport):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
    """Its number is written once."""
