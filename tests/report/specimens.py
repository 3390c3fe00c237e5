"""One value of every public kind, most of them found inside the answers that the library gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from tests.builders import (
    LABEL,
    NUMBER,
    WINDOW,
    at,
    delivered,
    entry,
    evidence,
    item,
    line,
    on,
    open_evidence,
    order,
    shipment,
)
from tests.report.reports import AS_OF, figures, report_on
from trackntrace import (
    CANCELLATIONS,
    DELIVERY_BY_APPOINTMENT,
    ITEMS_ON_TIME,
    MONDAY_TO_FRIDAY,
    NPS_AFTER_CONTACT,
    ORDER_TRACEABILITY,
    OWN_THROUGH_RETAILER_API,
    RETURNS,
    SHIPPING_LABEL_VIA_BOL,
    SHIPPING_VIA_BOL,
    STRIKE_READINGS,
    AnswerReadings,
    Cancellation,
    CancelledBy,
    Change,
    Comparison,
    CorrectionNote,
    Country,
    DeliverOn,
    DeliveryCode,
    DeliveryService,
    Disruption,
    Dossier,
    Evidence,
    ExcuseReason,
    Explanation,
    FulfilledBy,
    Horizon,
    Indicator,
    IndicatorScore,
    IndicatorType,
    MarketplaceInforms,
    Norm,
    ParcelStory,
    Picture,
    Piece,
    PublicHolidays,
    Question,
    ReadAs,
    Replay,
    Return,
    Scenario,
    ServiceExcuse,
    Slice,
    Standing,
    Subject,
    SubjectKind,
    Surroundings,
    Transport,
    UnreadableNumber,
    Way,
    Week,
    alternatives_to,
    causes,
    confirm,
    consequence_of,
    diff,
    evidence_list,
    examine,
    excused_items,
    explain,
    explain_questions,
    outlooks,
    reconcile,
    strike_record,
    tallies,
    todo,
    unsettled,
    what_if,
)
from trackntrace.performance.standard import AnyStandard

POSTNL = DeliveryService.parse("TNT")
LATE = evidence(quantity=5, journey=delivered(at(9)))
BARE = evidence(order_id="order-2", order_item_id="item-2", number=None, entered=None)
EXCUSED = evidence(order_id="order-3", journey=delivered(at(9)), excuse=ExcuseReason.DEPOT_DISRUPTION)
AHEAD = open_evidence(order_id="order-4", promise=DeliverOn(on(20)))
ITEMS = (LATE, BARE, EXCUSED, AHEAD)
STANDARDS: tuple[AnyStandard, ...] = (ORDER_TRACEABILITY, ITEMS_ON_TIME)
FINAL = Week(2026, 41)


def _explained(items: Iterable[Evidence] = ITEMS) -> list[Explanation]:
    return [each for standard in STANDARDS for each in explain(items, standard, as_of=AS_OF)]


def _scores() -> Iterator[object]:
    card = report_on(ITEMS, figures=figures()).card
    found = unsettled(ITEMS, STANDARDS, as_of=AS_OF, final_through=FINAL)
    yield from (card, found, *tallies(ITEMS, STANDARDS, as_of=AS_OF))
    yield from (*outlooks(found.card, found.explained), *todo(found), Horizon())
    yield from (strike_record(card, final_through=FINAL), *map(consequence_of, range(6)), STRIKE_READINGS)
    yield from (*causes(each for each in _explained() if each.row.code == "late-first-attempt"), *_explained())
    yield from (*excused_items(_explained()), *diff(_explained(), _explained([BARE])))


def _asked() -> Iterator[object]:
    changed = Scenario("a day more", changes=[Change(where=Slice(services=[POSTNL]), days_later=2)])
    yield from what_if(ITEMS, STANDARDS, [changed, Scenario("none")], as_of=AS_OF)
    disruption = Disruption(first_day=on(5), last_day=on(9), service=POSTNL)
    yield evidence_list(ITEMS, STANDARDS, disruption, as_of=AS_OF)
    yield from reconcile(ITEMS, STANDARDS, [indicator()], as_of=AS_OF)
    waiting = [evidence(quantity=9), open_evidence(order_id="order-2", quantity=4)]
    yield from reconcile(waiting, STANDARDS, [indicator("TRACK_AND_TRACE", 9, 13)], as_of=AS_OF)
    yield from (ReadAs(), alternatives_to(Way(ITEMS_ON_TIME)))
    yield from map(Replay, tallies(ITEMS, STANDARDS, as_of=AS_OF), STANDARDS)
    yield from explain_questions([Question("q-1", asked=at(7), country=Country.BELGIUM)], as_of=AS_OF)
    yield from (AnswerReadings(), NPS_AFTER_CONTACT, CANCELLATIONS, RETURNS)
    yield from (explain([LATE], each, as_of=AS_OF) for each in (CANCELLATIONS, RETURNS))


def indicator(name: str = "FULFILMENT", hits: int = 9, counted: int = 12) -> Indicator:
    """What the marketplace tells of the sample week."""
    share = Fraction(hits, counted)
    told = IndicatorScore(numerator=hits, denominator=counted, value=share, standing=Standing.FALLS_SHORT)
    return Indicator(name=name, type=IndicatorType.PERCENTAGE, week=FINAL, score=told, norm=Norm.parse("93%"))


def _shipped() -> Iterator[object]:
    appointment = DeliveryService.parse("COURIER")
    yield confirm(order(), entry(), method=OWN_THROUGH_RETAILER_API)
    yield confirm(order(), entry(number=None, service=appointment), method=DELIVERY_BY_APPOINTMENT)
    yield confirm(order(), entry(label=LABEL), method=SHIPPING_LABEL_VIA_BOL)
    yield confirm(order(item(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL)), entry(), method=SHIPPING_VIA_BOL)
    noted = Transport("transport-1").enter(entry()).note(CorrectionNote(at=at(8), text="the wrong label"))
    yield from (shipment(transport=noted), examine("RB123456786US", POSTNL), Surroundings(), WINDOW)
    yield from (MarketplaceInforms(number=NUMBER, service=POSTNL), UnreadableNumber("??"), DeliveryCode("24uurs-21"))
    yield from (
        LATE.journey.whereabouts(LATE.promise, as_of=AS_OF),
        MONDAY_TO_FRIDAY,
        PublicHolidays(Country.BELGIUM),
        LABEL,
    )


def _told() -> Iterator[object]:
    story = ParcelStory(LATE.journey, WINDOW)
    excuse = ServiceExcuse(POSTNL, first_day=on(5), last_day=on(6), reason=ExcuseReason.DEPOT_DISRUPTION)
    yield Dossier(stories={NUMBER.text: story}, service_excuses=(excuse,))
    yield from (story, Cancellation(1, by=CancelledBy.SELLER, on=on(6)), Return(1, on=on(9)))
    other = shipment(lines=[line(quantity=2)])
    yield Picture.of(
        [Piece(order()), Piece(shipment()), Piece(other), Piece(entry(), Subject(SubjectKind.TRANSPORT, "elsewhere"))]
    )


def every() -> dict[type, list[object]]:
    """The specimens by their kind."""
    found: dict[type, list[object]] = {}
    for told in (_told(), _shipped(), _asked(), _scores()):
        for value in told:
            _gather(value, found)
    return found


def _gather(value: Any, found: dict[type, list[object]]) -> None:
    if isinstance(value, Enum | str | type):
        return
    if isinstance(value, Mapping):
        for inside in (*value.keys(), *value.values()):
            _gather(inside, found)
    elif attrs.has(type(value)):
        _take(value, found)
    elif isinstance(value, Iterable):
        if hasattr(value, "_fields"):
            _keep(value, found)
        for inside in value:
            _gather(inside, found)


def _take(value: Any, found: dict[type, list[object]]) -> None:
    if _keep(value, found):
        for part in (*(each.name for each in attrs.fields(type(value))), *_OF_PROPERTIES.get(type(value), ())):
            _gather(getattr(value, part), found)


def _keep(value: object, found: dict[type, list[object]]) -> bool:
    kept = found.setdefault(type(value), [])
    if len(kept) >= MOST or any(each is value for each in kept):
        return False
    kept.append(value)
    return True


MOST = 30
_OF_PROPERTIES: dict[type, tuple[str, ...]] = {
    Comparison: ("scores",),
    Picture: ("orders", "shipments", "conflicts", "waiting", "pieces"),
    Transport: ("entries", "notes"),
}
