"""The readings under which facts are read off the evidence."""

from __future__ import annotations

from functools import partial

import pytest

from tests.builders import NUMBER, UNHEARD_OF, Hostile, assert_well_told, at, evidence, refused
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.delivery_services import DELIVERY_SERVICES, POSTNL, DeliveryService, MailKind
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.evidence import SentAs
from trackntrace.performance.facts import (
    DEFAULT_READINGS,
    SERVICES_FOLLOWED,
    NumberFact,
    Readings,
    well_formed,
)
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.tally import tallies
from trackntrace.shipping.entry import Number


def test_a_number_that_is_present_readable_and_no_placeholder_is_given() -> None:
    assert well_formed(NUMBER, POSTNL) is NumberFact.GIVEN
    assert well_formed(TrackAndTraceNumber("NVT"), None) is NumberFact.PLACEHOLDER
    assert well_formed(UnreadableNumber("?"), POSTNL) is NumberFact.UNREADABLE


def test_the_services_that_are_followed_are_on_the_marketplaces_list() -> None:
    assert {service.code for service in DELIVERY_SERVICES} >= SERVICES_FOLLOWED


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"silence_days": -1}, "silence_days"),
        ({"silence_days": 61}, "silence_days"),
        ({"silence_days": True}, "silence_days"),
        ({"silence_days": 5.0}, "silence_days"),
        ({"followed": {"TNT"}}, "followed"),
        ({"followed": None}, "followed"),
        ({"followed": frozenset({5})}, "followed"),
        ({"appointment_by": "service"}, "appointment_by"),
        ({"judge": None}, "judge"),
        ({"judge": Hostile()}, "judge"),
    ],
    ids=lambda _: "",
)
def test_readings_of_other_parts_are_refused_by_the_name_of_the_part(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Readings(**parts)  # type: ignore[arg-type]

    assert caught.value.field == field
    assert_well_told(caught.value)


def test_every_reading_is_named_so_that_other_readings_do_not_add() -> None:
    named = dict(DEFAULT_READINGS.named)

    assert named["silence-days"] == "5"
    assert named["judge"] == "well_formed"
    assert named["appointment-by"] == "service"
    assert named["followed"].split() == sorted(SERVICES_FOLLOWED)
    assert Readings(silence_days=4).named != DEFAULT_READINGS.named
    assert Readings(followed=frozenset()).named != DEFAULT_READINGS.named


def _judge(fact: NumberFact, number: Number, service: DeliveryService | None) -> NumberFact:
    return fact


def test_a_judge_without_a_name_of_its_own_is_refused() -> None:
    """Two tallies that were counted by different judges must not add as if they were alike."""
    for judge in (partial(_judge, NumberFact.GIVEN), lambda number, service: NumberFact.GIVEN):
        with pytest.raises(InvalidValueError) as caught:
            Readings(judge=judge)

        assert caught.value.field == "judge"
        assert_well_told(caught.value)


def test_the_judge_is_asked_with_number_and_service() -> None:
    asked: list[tuple[Number, DeliveryService | None]] = []

    def listening(number: Number, service: DeliveryService | None) -> NumberFact:
        asked.append((number, service))
        return NumberFact.GIVEN

    tallies([evidence()], [ORDER_TRACEABILITY], as_of=at(9), readings=Readings(judge=listening))

    assert asked == [(NUMBER, POSTNL)]


def test_what_readings_refuse_is_said_of_each_part_by_its_name() -> None:
    named = "expected a function with a name, so that it can be told apart"

    assert [
        refused(Readings, silence_days=61),
        refused(Readings, appointment_by="service"),
        refused(Readings, followed={"TNT"}),
        refused(Readings, followed=frozenset({5})),
        refused(Readings, judge=len),
        refused(Readings, judge=NumberFact),
        refused(Readings, judge=lambda number, service: NumberFact.GIVEN),
    ] == [
        "Cannot use 61 as silence_days: expected a whole number from 0 to 60",
        "Cannot use 'service' as appointment_by: expected an AppointmentBy",
        "Cannot use a value of type set as followed: expected a frozenset",
        "Cannot use 5 as followed: expected a str",
        f"Cannot use a value of type builtin_function_or_method as judge: {named}",
        f"Cannot use a value of type EnumType as judge: {named}",
        f"Cannot use a value of type function as judge: {named}",
    ]
    assert [Readings(silence_days=days).silence_days for days in (0, 60)] == [0, 60]


def test_a_service_of_another_kind_of_mail_tells_not_how_an_item_was_sent() -> None:
    other = next(service for service in DELIVERY_SERVICES if service.mail is MailKind.OTHER)

    for service in (other, UNHEARD_OF, None):
        assert ORDER_TRACEABILITY.facts(evidence(service=service), as_of=at(9)).sent_as is SentAs.UNKNOWN
