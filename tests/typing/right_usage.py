"""
What must check: the public names as people use them, and protocols that others fill in. Checkers read it; nothing runs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, assert_never, assert_type, final

from attrs import evolve, frozen

from trackntrace import (
    AMSTERDAM,
    ITEMS_ON_TIME,
    ORDER_TRACEABILITY,
    OWN_THROUGH_RETAILER_API,
    Beyond,
    Certainty,
    Confirmation,
    CustomerMessage,
    DeliverBy,
    DeliverOn,
    DeliveryMethod,
    DeliveryService,
    Direction,
    Dossier,
    Edition,
    Editions,
    Entry,
    Evidence,
    Explanation,
    Finding,
    FulfilledBy,
    Instruction,
    Journey,
    Level,
    Measured,
    Moment,
    Norm,
    NumberDuty,
    Order,
    OrderItem,
    Promise,
    Readings,
    Row,
    Score,
    ServiceStandard,
    Shipment,
    ShipmentLine,
    Stage,
    Standing,
    Tally,
    TellNothing,
    TrackAndTraceNumber,
    Transport,
    UnreadableNumber,
    UseLabel,
    UseTransport,
    Verdict,
    Week,
    WeekScore,
    confirm,
    examine,
    explain,
    moment_of,
    parse_day,
    parse_moment,
    preflight,
    row,
    tallies,
    week_scores,
)
from trackntrace.grammar import Word
from trackntrace.numbers.judgement import Answer, judge
from trackntrace.numbers.number_format import Confidence, NumberFormat
from trackntrace.numbers.tracking_links import NoTrackingLink, TrackingLink, tracking_link
from trackntrace.performance.facts import NumberFact
from trackntrace.performance.standard import AnyStandard

NUMBER = TrackAndTraceNumber.parse("3s abcd 1234567")
POSTNL = DeliveryService.parse("TNT")
AT = parse_moment("2026-10-06T16:00:00+02:00")
ENTRY = Entry(number=NUMBER, service=POSTNL, at=AT)
ORDER = Order("A1", [OrderItem("11", 1, promise=DeliverBy(date(2026, 10, 8)))])


def values_have_the_types_that_they_tell() -> None:
    """What comes out is what the reference says, exactly."""
    assert_type(NUMBER, TrackAndTraceNumber)
    assert_type(AT, Moment)
    assert_type(AMSTERDAM.key, str)
    assert_type(ENTRY.number, TrackAndTraceNumber | UnreadableNumber | None)
    assert_type(ORDER.items, tuple[OrderItem, ...])
    assert_type(Week.parse("2026-W40").first_day, date)
    assert_type(parse_day("2026-10-06"), date)
    assert_type(evolve(ORDER.items[0], promise=None), OrderItem)
    assert_type(Norm(Fraction(93, 100)).value, Fraction)
    assert_type(Score(93, 100) + Score(1, 1), Score)
    assert_type(Score(93, 100).value, Fraction | None)
    assert_type(Score(93, 100).headroom(Norm.parse("93%")), int | Beyond)


def numbers_are_judged_before_they_are_entered(text: str) -> tuple[Finding, ...]:
    """Anything may be examined; a finding is a value."""
    found = examine(text, POSTNL)
    if found.judgement is not None:
        assert_type(found.judgement.answer, Answer)
    if found.number is None:
        return found.findings
    link = tracking_link(found.number, POSTNL, postcode="1234AB", country="NL")
    assert_type(link, TrackingLink | NoTrackingLink)
    assert_type(judge(found.number, POSTNL).answer, Answer)
    return preflight(Entry(number=found.number, service=POSTNL, at=AT), ORDER, as_of=AT)


def day_of(promise: Promise) -> date:
    """A promise is one of two, and both are looked at."""
    match promise:
        case DeliverBy():
            return promise.day
        case DeliverOn():
            return promise.day
        case _:
            assert_never(promise)


def told_of(instruction: Instruction) -> str:
    """An instruction is one of three."""
    if isinstance(instruction, UseLabel):
        return instruction.label_id
    if isinstance(instruction, UseTransport):
        return instruction.service.code
    assert_type(instruction, TellNothing)
    return ""


def a_score_is_told_with_its_norm(tally: Tally) -> list[str]:
    """From a tally to words, without a cast."""
    scores = week_scores(tally, ORDER_TRACEABILITY)
    assert_type(scores, tuple[WeekScore, ...])
    return [f"{each.week}: {each.shown} ({each.standing.value})" for each in scores if each.standing is Standing.MEETS]


def misses_of(shipments: Iterable[Shipment], as_of: Moment) -> Iterator[Explanation]:
    """Evidence may be any iterable, and is gone through once."""
    evidence = Dossier().evidence(shipments)
    for each in explain(evidence, ITEMS_ON_TIME, as_of=as_of):
        assert_type(each.row, Row)
        if each.row.verdict is Verdict.MISS:
            yield each


def a_shipment_on_its_way() -> Shipment:
    """Lists are taken for tuples where a constructor says so."""
    lines = [ShipmentLine("11", 1, promise=DeliverOn(date(2026, 10, 8)))]
    return Shipment(order_id="A1", lines=lines, transport=Transport().enter(ENTRY), shipped=AT)


@final
@frozen
class PigeonPost:
    """A delivery method of a user's own: nothing is inherited and nothing registered."""

    name: str = "pigeon-post"
    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    measured: Measured = Measured.NOT_MEASURED

    def duty(self, service: DeliveryService | None) -> NumberDuty:
        """A pigeon has a ring, and no number."""
        return OWN_THROUGH_RETAILER_API.duty(service)

    def accept(self, entry: Entry) -> Entry:
        """Whatever is tied to its leg."""
        return entry

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> CustomerMessage:
        """The customer looks at the sky."""
        return CustomerMessage(number=None, service=entry.service, expected=journey.expected(promise))

    def instruction(self, entry: Entry) -> TellNothing:
        """Nobody asks."""
        return TellNothing()


PIGEONS: DeliveryMethod = PigeonPost()
CONFIRMED: Confirmation = confirm(ORDER, ENTRY, method=PigeonPost())


class Wrapping(Word):
    """A fact of a user's own."""

    PAPER = "paper"
    PLASTIC = "plastic"


class WrappingFacts(NamedTuple):
    """All that a user's own standard needs to know of an item."""

    wrapping: Wrapping


def read_wrapping(item: Evidence, as_of: Moment, readings: Readings) -> WrappingFacts:
    """The facts of an item as of a moment."""
    return WrappingFacts(Wrapping.PAPER if item.stage is Stage.SHIPPED else Wrapping.PLASTIC)


def every_wrapping(facts: WrappingFacts) -> bool:
    """All of them can be."""
    return True


WRAPPED = ServiceStandard(
    "wrapped-in-paper",
    facts_type=WrappingFacts,
    facts_version=1,
    read=read_wrapping,
    reachable=every_wrapping,
    rows=(
        row("in-paper", Verdict.HIT, "It came in paper.", wrapping=Wrapping.PAPER),
        row("in-plastic", Verdict.MISS, "It came in plastic.", wrapping=(Wrapping.PLASTIC,)),
    ),
    editions=Editions(
        "wrapped-in-paper",
        [
            Edition(
                levels=((Level.TARGET, Norm.parse("90%", Direction.AT_LEAST)),),
                since=date(2026, 1, 1),
                certainty=Certainty.PUBLISHED,
                source="our own aim",
            )
        ],
    ),
)


def a_standard_of_ones_own_is_one_like_any_other(evidence: list[Evidence]) -> tuple[Tally, ...]:
    """Its facts keep their type, and it goes wherever a standard goes."""
    assert_type(WRAPPED, ServiceStandard[WrappingFacts])
    assert_type(WRAPPED.judge(WrappingFacts(Wrapping.PAPER)), Row)
    assert_type(next(WRAPPED.all_facts()), WrappingFacts)
    both: list[AnyStandard] = [WRAPPED, ORDER_TRACEABILITY]
    return tallies(evidence, both, as_of=AT)


NEWCOMER = NumberFormat(
    "Newcomer",
    "NC and ten digits",
    pattern="NC[0-9]{10}",
    lengths=(12,),
    confidence=Confidence.MEDIUM,
    source="its label specification, page 3",
    synthetic=("NC0000000001",),
)


def a_judge_of_ones_own(number: TrackAndTraceNumber | UnreadableNumber, service: DeliveryService | None) -> NumberFact:
    """What makes a number count is a function."""
    known = isinstance(number, TrackAndTraceNumber) and NEWCOMER.fits(number)
    return NumberFact.GIVEN if known else NumberFact.CONTRADICTED


STRICT = Readings(judge=a_judge_of_ones_own)
SLICED = tallies([], [ORDER_TRACEABILITY], as_of=AT, slice_by=lambda item: item.order_id)


def anything_may_come_to_a_door(value: Any, other: object) -> None:
    """What reads text of others refuses at run time, and takes whatever comes."""
    assert_type(moment_of(other), Moment)
    assert_type(TrackAndTraceNumber.parse(other), TrackAndTraceNumber)
    assert_type(DeliveryService.parse(value), DeliveryService)
