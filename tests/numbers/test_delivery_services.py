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

SOURCES = {
    "SHOWN": "display name in a public shop plugin (Woosa for WooCommerce, Retailer API v3 and v4)",
    "CALLED": "display name in integrators' public code",
    "FORMER API": "a code of the marketplace's former Plaza API; in no list since; name ours",
    "PARTNERS": "named on the marketplace's partner pages; no integrator shows a display name",
}

LISTED = [
    "AMPERE | Ampère | Ampère | parcel | expected | PARTNERS",
    "BPOST_BE | Bpost België | bpost | parcel | expected | SHOWN",
    "BPOST_BRIEF | Bpost Briefpost | bpost | letter-mail | expected | SHOWN",
    "BRIEFPOST | Briefpost | any post | letter-mail | optional | SHOWN",
    "BUDBEE | Budbee | Budbee | parcel | expected | CALLED",
    (
        "COURIER | Bezorgafspraak | the seller | delivery-appointment | optional | "
        "SHOWN; the partner pages let appointments go without a number, one client library does not"
    ),
    "CYCLOON | Cycloon | Cycloon | parcel | expected | CALLED",
    "DHL | DHL | DHL | parcel | expected | SHOWN",
    (
        "DHL-GLOBAL-MAIL | DHL Global mail | DHL | unknown | unclear | "
        "SHOWN; no source says whether it carries parcels or letters"
    ),
    "DHL-SD | DHL Same Day | DHL | parcel | expected | CALLED",
    "DHLFORYOU | DHLFORYOU | DHL | parcel | expected | SHOWN",
    "DHL_DE | DHL Germany | DHL | parcel | expected | SHOWN",
    "DPD-BE | DPD België | DPD | parcel | expected | SHOWN",
    "DPD-NL | DPD Nederland | DPD | parcel | expected | SHOWN",
    "DYL | Dynalogic | Dynalogic | parcel | expected | SHOWN",
    "FEDEX_BE | FedEx Belgie | FedEx | parcel | expected | SHOWN",
    "FEDEX_NL | FedEx Nederland | FedEx | parcel | expected | SHOWN",
    "FIEGE | Fiege | Fiege | parcel | expected | SHOWN; dropped before the marketplace's last published list",
    "GLS | GLS | GLS | parcel | expected | SHOWN",
    "KIALA-BE | Kiala België | Kiala | parcel | unclear | FORMER API",
    "KIALA-NL | Kiala Nederland | Kiala | parcel | unclear | FORMER API",
    "LOGOIX | LogoiX | LogoiX | parcel | expected | SHOWN; dropped before the marketplace's last published list",
    "OTHER | Anders | not listed | other | unclear | SHOWN: a carrier not in the list",
    "PACKS | Packs | Packs | parcel | expected | SHOWN",
    "PARCEL-NL | Parcel.nl | Parcel.nl | parcel | expected | SHOWN",
    "PES | Parts Express | Parts Express | parcel | expected | CALLED",
    (
        "RJP | NedWRK (Red je pakketje) | Red je Pakketje | parcel | expected | "
        "SHOWN; dropped before the marketplace's last published list"
    ),
    "TNT | PostNL | PostNL | parcel | expected | SHOWN",
    "TNT-EXPRESS | TNT Express | TNT Express | parcel | expected | SHOWN",
    "TNT-EXTRA | PostNL extra@home | PostNL | parcel | expected | SHOWN",
    "TNT_BRIEF | PostNL Briefpost | PostNL | letter-mail | expected | SHOWN",
    "TRANSMISSION | TransMission | TransMission | parcel | expected | SHOWN",
    "TRUNKRS | Trunkrs | Trunkrs | parcel | expected | CALLED",
    "TSN | Transportservice Nederland | Transportservice Nederland | parcel | expected | SHOWN",
    "UPS | UPS | UPS | parcel | expected | SHOWN",
]
"""The list: code, name, carrier, kind of mail, whether a number is expected, and where that was read."""


def test_the_list_says_of_every_service_just_what_its_sources_say() -> None:
    told = []
    for one in DELIVERY_SERVICES:
        source = one.source
        for short, whole in SOURCES.items():
            source = source.replace(whole, short)
        told.append(
            f"{one.code} | {one.name} | {one.carrier} | {one.mail.value} | {one.number_expectation.value} | {source}"
        )

    assert told == LISTED


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
    assert service.source == "not listed"
    assert DeliveryService("NEWCOMER_1", name="Newcomer").carrier == "Newcomer"


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
    assert caught.value.reason == ("expected 1 to 64 printable characters" if type(name) is str else "expected a str")
    with pytest.raises(InvalidValueError, match="as carrier: expected"):
        DeliveryService("TNT", carrier=name)  # type: ignore[arg-type]


def test_a_name_may_be_one_character_or_sixty_four() -> None:
    assert DeliveryService("NEWCOMER", name="x", carrier="é" * 64).carrier == "é" * 64


def test_each_kind_of_fact_takes_its_own_type_only() -> None:
    with pytest.raises(InvalidValueError, match="mail"):
        DeliveryService("TNT", mail="parcel")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="number expectation"):
        DeliveryService("TNT", number_expectation=True)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="source"):
        DeliveryService("TNT", source=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "meant"), [("PostNL", "TNT"), ("DPD_NL", "DPD-NL"), ("DHL FOR YOU", "DHLFORYOU"), ("afspraak", "COURIER")]
)
def test_a_misspelled_code_or_name_is_near_the_one_that_was_meant(typed: str, meant: str) -> None:
    assert near(typed)[0].code == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("brief", ["BRIEFPOST", "TNT_BRIEF", "BPOST_BRIEF"]),
        ("DHL", ["DHL", "DHL-SD", "DHL_DE", "DYL"]),
        ("POST", ["TNT", "BPOST_BE", "BRIEFPOST"]),
        ("parcels", ["PARCEL-NL", "PACKS", "PES"]),
        ("postnl", ["TNT"]),
        ("budbe", ["BUDBEE"]),
        ("dhl glob", ["DHL-GLOBAL-MAIL"]),
        ("extra@hoxx", []),
    ],
)
def test_near_names_are_those_at_least_sixty_of_a_hundred_alike_the_nearest_first(typed: str, meant: list[str]) -> None:
    assert [service.code for service in near(typed)] == meant
    assert [service.code for service in near(typed.swapcase())] == meant


def test_at_most_five_near_names_are_given_and_none_for_gibberish() -> None:
    assert near("QXQXQXQ") == ()
    assert all(len(near(service.code)) <= 5 for service in DELIVERY_SERVICES)
    assert all(near(service.code)[0] is service for service in DELIVERY_SERVICES)


@pytest.mark.parametrize("text", ["", "x" * 65, "Post\n", "\u202e", None, 5, ["TNT"]])
def test_only_printable_text_has_near_names(text: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        near(text)

    assert caught.value.field == "delivery service"
