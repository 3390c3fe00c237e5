"""The report of an autumn in which everything happened that a report can tell, and smaller ones beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

from attrs import evolve

from tests.builders import evidence, journey, moment, open_evidence
from tests.report.reports import AS_OF, figures, report_on
from trackntrace.moment import Moment, Week
from trackntrace.numbers.delivery_services import BPOST, BUDBEE, CYCLOON, DHL, DPD_NL, POSTNL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.counted import CUSTOMER_QUESTIONS, RATING
from trackntrace.performance.evidence import Evidence, ExcuseReason, Stage
from trackntrace.performance.explanation import explain
from trackntrace.performance.facts import Excused
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Norm
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Average
from trackntrace.performance.standard import AnyStandard, Row, Verdict
from trackntrace.performance.strikes import excused_items, strike_record
from trackntrace.report.model import Report
from trackntrace.shipping.journey import TransportStatus
from trackntrace.shipping.promise import DeliverBy

FINAL = Week(2026, 41)
NEWCOMERS = tuple(DeliveryService.parse(f"NEWCOMER-{index}") for index in range(10))
SERVICES = (POSTNL, DPD_NL, DHL, BPOST, BUDBEE, CYCLOON, *NEWCOMERS)


def told_for_some_weeks() -> AnyStandard:
    """Items on time, of which an indicator told the norm of some weeks."""
    editions = ITEMS_ON_TIME.editions
    for number, norm in ((36, "93%"), (38, "94%"), (39, "94%"), (40, "94%"), (41, "92.5%"), (42, "92.5%")):
        editions = editions.tell(Week(2026, number), Norm.parse(norm), source=f"the indicator of week {number}")
    return ITEMS_ON_TIME.with_editions(editions)


def one_of_ones_own() -> AnyStandard:
    """A standard with a fact that has no word in any language."""
    rows = (
        Row(
            "packed", Verdict.HIT, (("packed", (Excused.YES,)), ("stage", (Stage.OPEN, Stage.SHIPPED))), "It is packed."
        ),
        Row("other", Verdict.EXCLUDED, (), "Nothing else counts."),
    )
    return evolve(ITEMS_ON_TIME, name="one-of-ones-own", rows=rows, readings=())


def sent(week: Week, count: int, *, late: int = 0, **parts: object) -> Iterator[Evidence]:
    """Items promised for the Wednesday of a week, the first of them brought some days late."""
    day = week.first_day + timedelta(days=2)
    shipped = _noon(week, 1)
    for index in range(count):
        yield evidence(
            **{
                "order_id": f"order-{week.number}-{index}",
                "order_item_id": f"item-{index}",
                "shipment_id": f"shipment-{week.number}-{index}",
                "number": TrackAndTraceNumber(f"3SABCD{week.number:02}{index:05}"),
                "promise": DeliverBy(day),
                "ordered": _noon(week, 0),
                "shipped": shipped,
                "entered": shipped,
                "journey": journey((TransportStatus.DELIVERED, _noon(week, 4 if index < late else 2))),
                **parts,
            }
        )


def _noon(week: Week, day: int) -> Moment:
    return moment(f"{week.first_day + timedelta(days=day)}T12:00:00+02:00")


def autumn_items() -> Iterator[Evidence]:
    """Weeks of every kind."""
    yield from sent(Week(2026, 18), 9, late=4)
    yield from sent(Week(2026, 30), 9, late=4)
    yield from sent(Week(2026, 31), 9, late=4, excuse=ExcuseReason.DEPOT_DISRUPTION)
    for index, service in enumerate((POSTNL, DPD_NL, DHL)):
        number, quantity = TrackAndTraceNumber("05212345678901"), 1_200 if service is DPD_NL else 2 + index
        parts = {"order_id": f"late-{index}", "service": service, "number": number, "quantity": quantity}
        yield from sent(Week(2026, 36), 1, late=1, **parts)
    for index, service in enumerate(SERVICES):
        yield from sent(Week(2026, 36), 1, order_id=f"bare-{index}", service=service, number=None, entered=None)
    yield from sent(Week(2026, 36), 20)
    yield from sent(Week(2026, 36), 3, order_id="bare", number=None, service=None, entered=None)
    yield from sent(Week(2026, 38), 40, late=1)
    yield from sent(Week(2026, 39), 12)
    yield from sent(Week(2026, 40), 100, late=6)
    yield from sent(Week(2026, 41), 30, late=7)
    yield from sent(Week(2026, 42), 10, late=3)
    yield from sent(Week(2026, 42), 3, order_id="bare", number=None, entered=None)
    yield from sent(Week(2026, 43), 5)
    yield from _open(Week(2026, 43), 2)
    yield from _open(Week(2026, 44), 30)
    yield from sent(Week(2026, 45), 3, number=None, entered=None)
    yield from _open(Week(2026, 45), 1)
    yield evidence(order_id="undated", promise=None, number=None, entered=None)


def _open(week: Week, count: int) -> Iterator[Evidence]:
    for index in range(count):
        promise = DeliverBy(week.first_day + timedelta(days=2))
        yield open_evidence(
            order_id=f"open-{week.number}-{index}", promise=promise, ordered=moment("2026-10-19T09:00:00Z")
        )


def autumn_report() -> Report:
    """The report of the autumn, its strikes among it: expired, taken back, excused, counting and provisional."""
    standards = ORDER_TRACEABILITY, told_for_some_weeks()
    items = [*autumn_items()]
    asked = CUSTOMER_QUESTIONS.figure(Week(2026, 40), Average(Fraction(7), 100))
    report = report_on(items, *standards, figures=[*figures(), asked])
    explained = (each for standard in standards for each in explain(items, standard, as_of=AS_OF))
    record = strike_record(
        report.card,
        final_through=FINAL,
        taken_back={
            Week(2026, 30): ExcuseReason.NATIONAL_CARRIER_DISRUPTION,
            Week(2026, 33): ExcuseReason.MARKETPLACE_DISRUPTION,
        },
        excused=excused_items(explained),
    )
    return evolve(
        report,
        strikes=record,
        standards=(*standards, one_of_ones_own()),
        counted=(RATING, CUSTOMER_QUESTIONS),
    )


def bad_report() -> Report:
    """The report of three weeks, the newest of which is short of two norms, and of nothing else."""
    bare = sent(Week(2026, 41), 5, late=5, order_id="bare", number=None, entered=None)
    late = sent(Week(2026, 41), 3, late=3, order_id="late")
    good = [*sent(Week(2026, 39), 2), *sent(Week(2026, 40), 5), *sent(Week(2026, 41), 1, order_id="good", quantity=4)]
    report = report_on([*good, *bare, *late])
    return evolve(report, standards=(), counted=())


def pending_report() -> Report:
    """The report of weeks that pending items can still decide, or no more, and of one before every norm."""
    items = [
        *_open(Week(2018, 20), 1),
        *sent(Week(2026, 41), 5, late=5),
        *_open(Week(2026, 41), 1),
        *sent(Week(2026, 42), 60),
        *_open(Week(2026, 42), 3),
        *_open(Week(2026, 43), 1_030),
    ]
    return evolve(report_on(items, ITEMS_ON_TIME), strikes=None, standards=(), counted=())


def good_report() -> Report:
    """The report of two weeks in which all went well, the norm of one of them told; nobody asked for strikes or rules."""
    items = [*sent(Week(2026, 40), 40, late=1), *sent(Week(2026, 41), 3)]
    report = report_on(items, told_for_some_weeks())
    return evolve(report, strikes=None, standards=(), counted=())


def unassessed_report() -> Report:
    """The report of two weeks of which no norm is known: questions of customers, each seller's norm being their own."""
    weeks = [CUSTOMER_QUESTIONS.figure(Week(2026, number), Average(Fraction(7), 100)) for number in (40, 41)]
    return evolve(report_on([], figures=weeks), standards=(), counted=(CUSTOMER_QUESTIONS,))
