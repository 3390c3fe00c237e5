"""What is not settled: the scorecard, and the items that can still change it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.builders import at, delivered, evidence, on, open_evidence, refused
from trackntrace.moment import Week
from trackntrace.numbers.delivery_services import GLS
from trackntrace.performance.counted import RATING
from trackntrace.performance.evidence import ExcuseReason
from trackntrace.performance.facts import Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Average
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.tally import WeekBy, tallies
from trackntrace.performance.unsettled import unsettled
from trackntrace.shipping.promise import DeliverBy

AS_OF, THROUGH = at(12), Week(2026, 40)
READINGS = Readings(silence_days=9)
STANDARDS = (ORDER_TRACEABILITY, ITEMS_ON_TIME)
LATE = {"journey": delivered(at(9)), "excuse": ExcuseReason.DEPOT_DISRUPTION}
ITEMS = [
    evidence(service=GLS, promise=DeliverBy(on(4)), ordered=at(1), shipped=at(6)),
    evidence(order_item_id="item-0", service=GLS, shipped=at(6), promise=DeliverBy(on(11))),
    evidence(order_item_id="item-2", quantity=2, number=None, entered=None),
    evidence(order_item_id="item-3", quantity=2, **LATE),
    evidence(order_item_id="item-4", quantity=3, **LATE),
    open_evidence(order_item_id="item-5"),
]


def test_what_is_not_settled_is_explained_as_it_is_counted() -> None:
    figure = RATING.figure(Week(2026, 41), Average(Fraction(163), 20))
    arguments: dict[str, Any] = {"as_of": AS_OF, "by": WeekBy.SHIPPED, "readings": READINGS}
    found = unsettled(ITEMS, STANDARDS, final_through=THROUGH, figures=[figure], **arguments)
    counted = tallies(ITEMS, STANDARDS, **arguments)

    assert found.card == Scorecard.of(zip(counted, STANDARDS, strict=True), as_of=AS_OF, figures=[figure])
    assert found._repr_html_() == found.card._repr_html_()
    assert (found.final_through, found.readings) == (THROUGH, READINGS)
    assert [(each.standard, str(each.week), each.item.order_item_id, each.row.code) for each in found.explained] == [
        ("items-on-time", "2026-W41", "item-0", "customer-may-still-report"),
        ("items-on-time", "2026-W41", "item-1", "customer-may-still-report"),
        ("items-on-time", "2026-W41", "item-2", "customer-may-still-report"),
        ("items-on-time", "Undated.UNDATED", "item-5", "not-yet-shipped"),
        ("order-traceability", "2026-W41", "item-2", "missing-number"),
        ("order-traceability", "Undated.UNDATED", "item-5", "not-yet-shipped"),
    ]
    assert found.excused == (("items-on-time", Week(2026, 41), ExcuseReason.DEPOT_DISRUPTION, 5),)


def test_what_is_not_settled_comes_by_week_before_it_comes_by_item() -> None:
    items = [
        evidence(order_item_id="item-1", service=GLS, promise=DeliverBy(on(12))),
        evidence(order_item_id="item-2", service=GLS, promise=DeliverBy(on(11))),
    ]
    found = unsettled(items, [ITEMS_ON_TIME], as_of=AS_OF, final_through=THROUGH)

    assert [each.item.order_item_id for each in found.explained] == ["item-2", "item-1"]


def test_what_cannot_be_looked_at_is_said_by_its_name() -> None:
    def looked_at(**parts: Any) -> object:
        given = {"evidence": [], "standards": [], "as_of": AS_OF, "final_through": THROUGH}
        return unsettled(**{**given, **parts})

    assert [
        refused(looked_at, standards=[7]),
        refused(looked_at, final_through="2026-W40"),
        refused(looked_at, readings=7),
        refused(looked_at, as_of="2026-10-12"),
        refused(looked_at, by="promised"),
        refused(looked_at, evidence=[7]),
    ] == [
        "Cannot use 7 as standards: expected a ServiceStandard",
        "Cannot use '2026-W40' as final_through: expected a Week",
        "Cannot use 7 as readings: expected a Readings",
        "Cannot use '2026-10-12' as as_of: expected a datetime with its offset (offset required)",
        "Cannot use 'promised' as by: expected a WeekBy",
        "Cannot use 7 as evidence: expected an Evidence",
    ]
