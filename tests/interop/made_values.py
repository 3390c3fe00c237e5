"""Values of every class that has a plain form, and strategies for those that hold most of the others."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import strategies as st

import trackntrace as t
from tests.builders import (
    LABEL,
    NUMBER,
    ORDERED,
    OTHER_NUMBER,
    PROMISED,
    SAMPLE_WEEK,
    SHIPPED,
    WINDOW,
    at,
    entry,
    event,
    evidence,
    item,
    on,
    order,
    shipment,
    transport,
)
from trackntrace.moment import parse_day
from trackntrace.numbers.delivery_services import DHL, POSTNL, MailKind
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.facts import Excused
from trackntrace.performance.reproduction import Judged
from trackntrace.performance.response_time import RESPONSE_TIME
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.shifts import Among
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import UNDATED
from trackntrace.shipping.delivery_methods import method_of
from trackntrace.testing.evidence import evidence as any_evidence
from trackntrace.testing.journeys import journeys
from trackntrace.testing.moments import moments
from trackntrace.testing.numbers import delivery_services, numbers

E = TypeVar("E", bound=Enum)

UNREADABLE = UnreadableNumber("\u202e no number")
OWN_SERVICE = t.DeliveryService("BIKES", name="Bicycles & Co", carrier="Bicycles", mail=MailKind.PARCEL)
EVENT = event(t.TransportStatus.ATTEMPT_FAILED, at(7), learned=at(8), expected=on(9), raw="J08", place="Depot Zwolle")
JOURNEY = t.Journey([EVENT, event(t.TransportStatus.DELIVERED, at(9))])
NOTE = t.CorrectionNote(at=at(8), number=OTHER_NUMBER, service=POSTNL, text="a digit was mistyped")
WRITTEN = (
    t.Transport("transport-1", journey=JOURNEY).enter(entry(None, at=ORDERED)).enter(entry(label=LABEL)).note(NOTE)
)
EDITION = t.ITEMS_ON_TIME.editions.of(SAMPLE_WEEK)
MISSED = t.MissedWeek(
    standard="items-on-time",
    week=SAMPLE_WEEK,
    score=t.Score(90, 100),
    edition=EDITION,
    excused=1,
    reasons=((t.ExcuseReason.DEPOT_DISRUPTION, 1),),
)
STRIKE = t.Strike(
    week=SAMPLE_WEEK,
    state=t.StrikeState.COUNTS,
    missed=(MISSED,),
    spared=(),
    expires_with=t.Week(2027, 10),
    expires_on=parse_day("2027-03-17"),
    taken_back=None,
)
DOSSIER = t.Dossier(
    orders={"order-1": order()},
    stories={str(NUMBER): t.ParcelStory(JOURNEY, WINDOW)},
    reports={"item-1": on(9)},
    excuses={"item-1": t.ExcuseReason.DEPOT_DISRUPTION},
    details={"item-1": t.SentAs.LETTER_MAIL},
    cancellations={"item-1": (t.Cancellation(1, by=t.CancelledBy.CUSTOMER, on=None),)},
    returns={"item-1": (t.Return(1, on=on(12)),)},
)


def first(words: type[E]) -> E:
    """The word of a closed set that stands first."""
    return next(iter(words))


def _tallies() -> Iterator[t.Tally]:
    standards: list[AnyStandard] = [t.ORDER_TRACEABILITY, t.ITEMS_ON_TIME, CANCELLATIONS, RETURNS]
    yield from t.tallies([evidence(), evidence(promise=None)], standards, as_of=at(20))
    yield t.question_tally([t.Question("Q1", asked=at(5))], RESPONSE_TIME, as_of=at(20))


VALUES: tuple[Any, ...] = (
    *(NUMBER, UNREADABLE, POSTNL, OWN_SERVICE, t.DeliveryService.parse("NEWCOMER"), SAMPLE_WEEK, SHIPPED),
    *(PROMISED, t.DeliverOn(on(7)), WINDOW, EVENT, JOURNEY, t.Journey(), LABEL, t.ShippingLabel("label-2")),
    *(entry(), entry(UNREADABLE), entry(None, service=None), entry(service=OWN_SERVICE), NOTE),
    *(WRITTEN, t.Transport(), transport(entry(UNREADABLE)), shipment(), shipment(transport=WRITTEN, shipped=None)),
    *(item(10, shipped=3, cancelled=2, expires=on(9), time_frame=t.TimeFrame.EVENING), order(), t.Order("2", ())),
    *(t.ShipmentLine("item-1", 2, fulfilled_by=t.FulfilledBy.SHIPPING_VIA_BOL, promise=t.DeliverOn(on(7))),),
    *(JOURNEY.whereabouts(PROMISED, as_of=at(8)), t.Whereabouts(t.TransportStatus.UNKNOWN, None, None)),
    *(t.CustomerMessage(number=NUMBER, service=POSTNL, expected=on(7), link="https://postnl.nl"),),
    *(t.ContactCustomer(reference="r", promised=on(7)), t.MarketplaceInforms(number=None, service=None)),
    *(
        t.UseLabel(label_id="label-1", reference="r"),
        t.UseTransport(service=POSTNL, number=NUMBER, reference=""),
        t.TellNothing(),
    ),
    *(t.confirm(order(), entry(), method=method_of(t.FulfilledBy.SELLER, entry())), t.DeliveryCode("1-2d")),
    *(t.Norm.parse("92.9999%"), t.Norm(Fraction(-7, 3), scale=t.Scale.AVERAGE), EDITION),
    t.PersonalEdition(since=None, certainty=t.Certainty.NOT_PUBLIC, source="the seller's own"),
    *(t.Score(49, 50), t.Average(Fraction(327, 2), 20)),
    *(evidence(), evidence(number=UNREADABLE, journey=JOURNEY, window=WINDOW), *_tallies()),
    t.IndicatorScore(
        numerator=-3,
        denominator=4,
        value=Fraction(1, 3**70),
        distance_to_norm=None,
        standing=t.Standing.MEETS,
    ),
    t.Indicator(name="FULFILMENT", type=t.IndicatorType.PERCENTAGE, week=SAMPLE_WEEK, norm=t.Norm.parse("93%")),
    *(t.Question("Q1", asked=at(5), answered=at(6)), t.Cancellation(1, by=t.CancelledBy.SELLER, on=on(6))),
    *(t.Return(1, on=on(12)), t.ParcelStory(JOURNEY, None), DOSSIER),
    t.ServiceExcuse(DHL, first_day=on(5), last_day=on(6), reason=t.ExcuseReason.DEPOT_DISRUPTION),
    *(t.Disruption(first_day=on(5), last_day=on(6), place="Zwolle"), MISSED, STRIKE, t.STRIKE_READINGS),
    t.StrikeRecord(
        as_of=at(20),
        final_through=SAMPLE_WEEK,
        readings=t.STRIKE_READINGS,
        strikes=(STRIKE,),
        below_minimum=(MISSED,),
    ),
    *(
        t.CancellationFacts(t.FulfilledBy.SELLER, t.Stage.CANCELLED, first(t.Cancelled), first(Excused)),
        t.Surroundings(transport=WRITTEN),
    ),
    *(t.ReturnFacts(t.FulfilledBy.SELLER, t.Stage.SHIPPED, first(t.CameBack)), t.QuestionFacts(first(t.Answer))),
    t.Cause(code="late", service=None, items=3, first_day=on(5), last_day=on(7)),
    *(t.Deadline(at(7), first(t.DeadlineKind)), t.Horizon(parcels=2), t.PublicHolidays(t.Country.BELGIUM)),
    *t.examine("RB123456786US", POSTNL).findings,
    *(finding.kind for finding in t.examine("RB123456786US", POSTNL).findings),
    t.ExcusedItems("items-on-time", SAMPLE_WEEK, t.ExcuseReason.DEPOT_DISRUPTION, 1),
    t.Shift(among=Among.UNDATED, code="late", items=2, counted_as=t.Verdict.MISS, by=Judged(0, 2)),
    *(t.Slice(services=(DHL,), weeks=(SAMPLE_WEEK,), orders=("order-1",)), t.Subject(first(t.SubjectKind), "order-1")),
    t.Waiting(about=t.Subject(first(t.SubjectKind), "order-1"), entries=(entry(),), journey=JOURNEY),
    *(t.STRIKE_READINGS.window, t.STRIKE_READINGS, *(tally.counting for tally in _tallies())),
    *(t.strike_record(t.Scorecard(as_of=at(20), scores=()), final_through=SAMPLE_WEEK),),
    t.strike_record(t.Scorecard(as_of=at(20), scores=()), final_through=SAMPLE_WEEK).consequence,
    t.Task(kind=t.TaskKind.SHIP, due=at(7), week=UNDATED, quantity=2, facts=(("promised", "2026-10-07"),)),
    t.Task(kind=t.TaskKind.WEEK_AT_RISK, due=at(7), week=SAMPLE_WEEK, standard="items-on-time"),
)


NUMBERED = st.builds(entry, numbers(), at=moments(), service=st.none() | delivery_services())


@st.composite
def transports(draw: st.DrawFn) -> t.Transport:
    """Transports on which nothing, something and then a number was written, and whose mistakes were noted."""
    made = t.Transport(draw(st.sampled_from(("", "transport-1"))), journey=draw(journeys()))
    for _ in range(draw(st.integers(0, 2))):
        made = made.enter(entry(None, at=draw(moments()), service=draw(st.none() | delivery_services())))
    if draw(st.booleans()):
        made = made.enter(draw(NUMBERED))
        made = made.note(NOTE) if draw(st.booleans()) else made
    return made


ANY_VALUE = st.one_of(
    st.sampled_from(VALUES),
    any_evidence(),
    transports(),
    journeys(),
    NUMBERED,
    st.builds(shipment, transport=transports(), shipped=st.one_of(st.none(), moments())),
    st.builds(t.Score, hits=st.integers(0, 5), counted=st.integers(5, 9)),
    st.builds(t.Norm, st.builds(Fraction, st.integers(0, 10**9), st.just(10**9))),
)
"""Values in which nearly every other has its place."""
