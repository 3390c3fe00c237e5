"""What makes a number count: the judge that looks at check digits too."""

from __future__ import annotations

import pytest

from tests.builders import at, evidence
from trackntrace.numbers.delivery_services import DPD_NL, POSTNL, UPS, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.facts import NumberFact, Readings
from trackntrace.performance.number_judges import checked
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY


@pytest.mark.parametrize(
    ("text", "service", "fact"),
    [
        ("3SABCD1234567", POSTNL, NumberFact.GIVEN),
        ("RR123456785NL", POSTNL, NumberFact.GIVEN),
        ("RR123456784NL", POSTNL, NumberFact.CONTRADICTED),
        ("1Z5R89390357567127", UPS, NumberFact.GIVEN),
        ("1Z5R89390357567128", UPS, NumberFact.CONTRADICTED),
        ("3SABCD1234567", DPD_NL, NumberFact.GIVEN),
        ("RR123456784NL", None, NumberFact.GIVEN),
        ("NVT", POSTNL, NumberFact.PLACEHOLDER),
    ],
)
def test_only_a_sure_check_digit_of_the_service_contradicts(
    text: str, service: DeliveryService | None, fact: NumberFact
) -> None:
    assert checked(TrackAndTraceNumber(text), service) is fact


def test_what_cannot_be_read_stays_unreadable() -> None:
    assert checked(UnreadableNumber("?"), POSTNL) is NumberFact.UNREADABLE


def test_a_number_that_its_check_digit_refutes_is_a_miss_for_whoever_asks_for_that() -> None:
    item = evidence(number=TrackAndTraceNumber("RR123456784NL"), service=POSTNL)

    by_default = ORDER_TRACEABILITY.judge(ORDER_TRACEABILITY.facts(item, as_of=at(20)))
    by_check_digit = ORDER_TRACEABILITY.judge(
        ORDER_TRACEABILITY.facts(item, as_of=at(20), readings=Readings(judge=checked))
    )

    assert (by_default.code, by_check_digit.code) == ("number-given", "contradicted-number")


def test_a_check_digit_is_asked_only_of_a_number_that_can_be_read_and_of_a_service_that_is_known() -> None:
    refuted = TrackAndTraceNumber("RR123456784NL")

    assert [checked(refuted, service) for service in (POSTNL, None)] == [NumberFact.CONTRADICTED, NumberFact.GIVEN]
    assert [checked(UnreadableNumber("?"), service) for service in (POSTNL, None)] == [NumberFact.UNREADABLE] * 2
