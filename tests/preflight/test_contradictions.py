"""What contradicts itself in time, and the causes of misses."""

from __future__ import annotations

import pytest

from tests.builders import UNHEARD_OF, at, delivered, event, evidence, handed_over, journey, on, open_evidence
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.numbers.finding import Severity
from trackntrace.performance.causes import Cause, causes
from trackntrace.performance.contradictions import contradictions
from trackntrace.performance.evidence import Stage
from trackntrace.performance.explanation import explain
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.promise import DeliverBy


def test_delivered_before_shipped_names_both_fields_and_is_noted_only_since_sellers_confirm_late() -> None:
    early = journey((TransportStatus.ACCEPTED, at(6, 14)), (TransportStatus.DELIVERED, at(6, 15)))
    (found,) = contradictions(evidence(shipped=at(6, 16), journey=early))

    assert (found.code, found.severity) == ("attempted-before-shipped", Severity.INFO)
    assert found.text == ("firstAttempt (2026-10-06T15:00:00+02:00) lies before shipped (2026-10-06T16:00:00+02:00).")
    assert found.remedy


@pytest.mark.parametrize(
    "status", [TransportStatus.DELIVERED, TransportStatus.ATTEMPT_FAILED, TransportStatus.AVAILABLE_FOR_PICKUP]
)
def test_whatever_counts_as_an_attempt_may_come_too_early(status: TransportStatus) -> None:
    item = evidence(journey=Journey([event(TransportStatus.ACCEPTED, at(5, 12)), event(status, at(5, 13))]))

    assert [each.code for each in contradictions(item)] == ["attempted-before-shipped"]


def test_shipped_before_ordered_names_both_fields_and_is_doubted() -> None:
    (found,) = contradictions(evidence(ordered=at(6, 17), shipped=at(6, 16)))

    assert (found.code, found.severity) == ("shipped-before-ordered", Severity.WARN)
    assert found.text == "shipped (2026-10-06T16:00:00+02:00) lies before ordered (2026-10-06T17:00:00+02:00)."


def test_handed_over_before_ordered_is_doubted_since_the_number_may_be_another_parcels() -> None:
    (found,) = contradictions(evidence(ordered=at(5, 9), journey=handed_over(at(5, 8))))

    assert (found.code, found.severity) == ("handed-over-before-ordered", Severity.WARN)
    assert found.text == "handedOver (2026-10-05T08:00:00+02:00) lies before ordered (2026-10-05T09:00:00+02:00)."


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"journey": delivered(at(7))},
        {"ordered": at(6, 16), "shipped": at(6, 16), "journey": delivered(at(6, 16))},
        {"ordered": None, "shipped": None, "journey": delivered(at(1))},
        {"ordered": None, "journey": handed_over(at(1))},
        {"journey": Journey([event(TransportStatus.ANNOUNCED, at(1))])},
    ],
)
def test_what_happened_in_order_at_once_or_unknown_when_is_no_contradiction(parts: dict[str, object]) -> None:
    assert contradictions(evidence(**parts)) == ()
    assert contradictions(open_evidence()) == ()


def test_a_miss_has_its_cause_by_row_and_service_the_largest_first() -> None:
    items = [
        evidence(order_item_id="1", number=None, quantity=2, promise=DeliverBy(at(8).date())),
        evidence(order_item_id="2", number=None, quantity=1, promise=DeliverBy(at(6).date())),
        evidence(order_item_id="3", number=None, quantity=4, service=DHL, promise=None),
        evidence(order_item_id="4"),
        evidence(order_item_id="5", number=None, service=None, promise=None),
    ]
    found = causes(explain(items, ORDER_TRACEABILITY, as_of=at(20)))

    assert found == (
        Cause(code="missing-number", service=DHL, items=4, first_day=None, last_day=None),
        Cause(code="missing-number", service=POSTNL, items=3, first_day=at(6).date(), last_day=at(8).date()),
        Cause(code="missing-number", service=None, items=1, first_day=None, last_day=None),
    )


def test_causes_of_one_size_come_by_code_and_service() -> None:
    told = [POSTNL, UNHEARD_OF, None, DHL]
    items = [evidence(order_item_id=str(n), number=None, service=one) for n, one in enumerate(told)]
    services = [cause.service for cause in causes(explain(items, ORDER_TRACEABILITY, as_of=at(20)))]

    assert services == [None, DHL, UNHEARD_OF, POSTNL]


def test_two_rows_are_two_causes() -> None:
    items = [evidence(order_item_id="1", journey=delivered(at(9))), evidence(order_item_id="2")]
    found = causes(explain(items, ITEMS_ON_TIME, as_of=at(20)))

    assert sorted(cause.code for cause in found) == sorted({cause.code for cause in found})
    assert len(found) == 2


def test_where_nothing_was_missed_there_is_no_cause() -> None:
    assert causes(explain([evidence(), open_evidence()], ORDER_TRACEABILITY, as_of=at(20))) == ()
    assert causes([]) == ()


def test_cancelled_before_ordered_and_returned_before_shipped_are_doubted_by_the_day() -> None:
    (cancelled,) = contradictions(open_evidence(stage=Stage.CANCELLED, ordered=at(6, 9), cancelled_on=on(5)))
    (returned,) = contradictions(evidence(shipped=at(6, 16), returned=on(5)))

    assert (cancelled.code, cancelled.severity) == ("cancelled-before-ordered", Severity.WARN)
    assert cancelled.text == "cancelledOn (2026-10-05) lies before ordered (2026-10-06T09:00:00+02:00)."
    assert (returned.code, returned.severity) == ("returned-before-shipped", Severity.WARN)
    assert returned.text == "returned (2026-10-05) lies before shipped (2026-10-06T16:00:00+02:00)."


def test_the_same_day_may_have_been_in_order() -> None:
    assert contradictions(open_evidence(stage=Stage.CANCELLED, ordered=at(6, 9), cancelled_on=on(6))) == ()
    assert contradictions(evidence(shipped=at(6, 16), returned=on(6))) == ()
