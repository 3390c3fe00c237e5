"""Delivery services: the marketplace's list, and what is not on it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from tests.builders import LoudText
from tests.numbers.hostile_texts import BROKEN_CODES, NO_TEXT, numbered
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.delivery_services import (
    DELIVERY_APPOINTMENT,
    DELIVERY_SERVICES,
    DHL_GLOBAL_MAIL,
    DPD_BE,
    DPD_NL,
    LETTER_MAIL,
    OTHER,
    POSTNL,
    POSTNL_EXTRA_AT_HOME,
    POSTNL_LETTER_MAIL,
    DeliveryService,
    MailKind,
    NumberExpectation,
    near,
)


def test_postnl_is_listed_under_the_code_of_its_former_owner() -> None:
    assert DeliveryService.parse("TNT") is POSTNL
    assert POSTNL.name == "PostNL"


def test_hyphen_and_underscore_tell_services_apart() -> None:
    assert DeliveryService.parse("TNT-EXTRA") is POSTNL_EXTRA_AT_HOME
    assert DeliveryService.parse("TNT_BRIEF") is POSTNL_LETTER_MAIL
    assert not DeliveryService.parse("TNT_EXTRA").listed


def test_every_listed_service_is_found_by_its_code_and_listed_once() -> None:
    codes = [service.code for service in DELIVERY_SERVICES]

    assert [DeliveryService.parse(code) for code in codes] == list(DELIVERY_SERVICES)
    assert all(DeliveryService.parse(service.code) is service for service in DELIVERY_SERVICES)
    assert codes == sorted(set(codes))
    assert len(codes) == 35


def test_every_listed_service_says_where_its_facts_are_from() -> None:
    assert all(len(service.source) > 20 for service in DELIVERY_SERVICES)


def test_a_code_that_is_not_listed_is_an_unknown_service_and_not_a_mistake() -> None:
    service = DeliveryService.parse("NEWCOMER_1")

    assert not service.listed
    assert service.mail is MailKind.UNKNOWN
    assert service.number_expectation is NumberExpectation.UNCLEAR
    assert service.name == service.carrier == "NEWCOMER_1"


def test_two_services_with_the_same_code_are_the_same_service() -> None:
    renamed = attrs.evolve(POSTNL, name="Post")

    assert renamed == POSTNL
    assert hash(renamed) == hash(POSTNL)
    assert DPD_NL != DPD_BE
    assert DPD_BE < DPD_NL


def test_a_service_prints_as_something_that_can_be_pasted_back() -> None:
    assert eval(repr(POSTNL)) is POSTNL
    assert str(POSTNL) == "TNT"


def test_a_service_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(DHL_GLOBAL_MAIL)) == DHL_GLOBAL_MAIL


def test_letter_mail_and_appointments_may_go_without_a_number() -> None:
    optional = [service for service in DELIVERY_SERVICES if service.number_expectation is NumberExpectation.OPTIONAL]

    assert optional == [LETTER_MAIL, DELIVERY_APPOINTMENT]


def test_letter_mail_with_a_postal_operator_expects_a_number() -> None:
    letters = [service for service in DELIVERY_SERVICES if service.mail is MailKind.LETTER_MAIL]

    assert [(service.code, service.number_expectation.value) for service in letters] == [
        ("BPOST_BRIEF", "expected"),
        ("BRIEFPOST", "optional"),
        ("TNT_BRIEF", "expected"),
    ]


def test_what_no_source_tells_is_unknown() -> None:
    assert DHL_GLOBAL_MAIL.mail is MailKind.UNKNOWN
    assert OTHER.mail is MailKind.OTHER
    assert OTHER.number_expectation is NumberExpectation.UNCLEAR


@pytest.mark.parametrize("code", numbered(*BROKEN_CODES, "A" * 10**6, *NO_TEXT))
def test_a_malformed_code_is_refused_by_each_door(code: object) -> None:
    doors: tuple[Callable[[Any], DeliveryService], ...] = (DeliveryService.parse, DeliveryService)
    for door in doors:
        with pytest.raises(InvalidValueError) as caught:
            door(code)

        assert caught.value.field == "delivery service"
        assert caught.value.reason
        assert len(str(caught.value)) <= 300


def test_a_text_that_redefines_equality_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        DeliveryService.parse(LoudText("TNT"))


@pytest.mark.parametrize("name", ["", "Post\nNL", "\u202ePostNL", "x" * 65, None, 7])
def test_a_name_that_is_no_single_line_of_text_is_refused(name: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        DeliveryService("TNT", name=name)  # type: ignore[arg-type]

    assert caught.value.field == "name"


def test_each_kind_of_fact_takes_its_own_type_only() -> None:
    with pytest.raises(InvalidValueError, match="mail"):
        DeliveryService("TNT", mail="parcel")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="number expectation"):
        DeliveryService("TNT", number_expectation=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "meant"), [("PostNL", "TNT"), ("DPD_NL", "DPD-NL"), ("DHL FOR YOU", "DHLFORYOU"), ("afspraak", "COURIER")]
)
def test_a_misspelled_code_or_name_is_near_the_one_that_was_meant(typed: str, meant: str) -> None:
    assert near(typed)[0].code == meant


def test_at_most_five_near_names_are_given_and_none_for_gibberish() -> None:
    assert near("QXQXQXQ") == ()
    assert all(len(near(service.code)) <= 5 for service in DELIVERY_SERVICES)
    assert all(near(service.code)[0] is service for service in DELIVERY_SERVICES)


@pytest.mark.parametrize("text", ["", "x" * 65, "Post\n", "\u202e", None, 5, ["TNT"]])
def test_only_printable_text_has_near_names(text: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        near(text)

    assert caught.value.field == "delivery service"
