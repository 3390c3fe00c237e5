"""Judgement: three answers, and only a failed check of a sure format says no."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.numbers.hostile_texts import NO_TEXT, numbered
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.check_digits import CHARACTERS, GS1
from trackntrace.numbers.delivery_services import (
    DELIVERY_APPOINTMENT,
    DELIVERY_SERVICES,
    DHL,
    DHL_DE,
    DHL_FOR_YOU,
    DPD_NL,
    FEDEX_NL,
    GLS,
    OTHER,
    POSTNL,
    TRUNKRS,
    UPS,
    DeliveryService,
)
from trackntrace.numbers.formats import FORMATS, candidates
from trackntrace.numbers.judgement import Answer, Ground, Judgement, judge
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import Check, Confidence, NumberFormat, Refutes
from trackntrace.numbers.parcel_formats import DHL_PAKET_12, DPD_14, GLS_NL_14
from trackntrace.numbers.postal_formats import ANY_POST_S10, POSTNL_3S, POSTNL_KG, POSTNL_S10

UNKNOWN = DeliveryService.parse("NEWCOMER")


def judged(text: str, service: DeliveryService) -> Judgement:
    return judge(TrackAndTraceNumber(text), service)


@pytest.mark.parametrize(
    ("one", "text", "service"),
    [(one, text, service) for one in FORMATS for text in (*one.documented, *one.synthetic) for service in one.services],
    ids=str,
)
def test_every_example_fits_each_service_that_prints_it(one: NumberFormat, text: str, service: DeliveryService) -> None:
    assert judged(text, service).answer is Answer.FITS


def test_a_number_whose_check_holds_fits_on_that_ground() -> None:
    assert judged("RR123456785NL", POSTNL) == Judgement(Answer.FITS, Ground.CHECK_HOLDS, (POSTNL_S10,))


def test_a_number_without_a_published_check_fits_by_its_shape() -> None:
    assert judged("3SABCD1234567", POSTNL) == Judgement(Answer.FITS, Ground.SHAPE_FITS, (POSTNL_3S,))


def test_a_failed_check_of_a_sure_format_contradicts_and_names_it() -> None:
    assert judged("RR123456784NL", POSTNL) == Judgement(Answer.CONTRADICTS, Ground.CHECK_FAILS, (POSTNL_S10,))


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("00340433836442636598", DHL_DE),
        ("3318810010", DHL),
        ("09980000020033G", DPD_NL),
        ("008182709980000020033350276A", DPD_NL),
        ("364123734779", GLS),
        ("1Z1111111111111111", UPS),
        ("986578788856", FEDEX_NL),
        ("568283610012732", FEDEX_NL),
    ],
)
def test_each_sure_check_contradicts_its_own_services(text: str, service: DeliveryService) -> None:
    assert judged(text, service).answer is Answer.CONTRADICTS


@pytest.mark.parametrize("service", [*DELIVERY_SERVICES, UNKNOWN], ids=str)
def test_an_s10_whose_check_fails_is_wrong_whoever_carries_it(service: DeliveryService) -> None:
    judgement = judged("RB123456786US", service)

    assert judgement == Judgement(Answer.CONTRADICTS, Ground.CHECK_FAILS, (ANY_POST_S10,))


def test_an_s10_of_another_post_does_not_tell_who_carries_it_here() -> None:
    assert judged("RB123456785US", POSTNL) == Judgement(Answer.CANNOT_JUDGE, Ground.OTHER_SHAPE)
    assert judged("RB123456785US", OTHER) == Judgement(Answer.CANNOT_JUDGE, Ground.NO_FORMAT_KNOWN)


def test_a_number_that_also_has_a_looser_shape_of_the_service_is_not_refused() -> None:
    assert judged("KG123456784NL", POSTNL) == Judgement(Answer.FITS, Ground.SHAPE_FITS, (POSTNL_KG,))


@pytest.mark.parametrize(
    ("text", "service", "one"), [("13290054100305", GLS, GLS_NL_14), ("201298452278", DHL, DHL_PAKET_12)]
)
def test_a_check_that_we_only_infer_cannot_contradict(text: str, service: DeliveryService, one: NumberFormat) -> None:
    assert judged(text, service) == Judgement(Answer.CANNOT_JUDGE, Ground.WEAK_CHECK_FAILS, (one,))


def test_a_fourteen_digit_dpd_number_fits_though_another_carriers_check_fails_in_it() -> None:
    assert judged("01015026003653", DPD_NL) == Judgement(Answer.FITS, Ground.SHAPE_FITS, (DPD_14,))


def test_a_number_of_another_shape_cannot_be_judged() -> None:
    assert judged("1Z5R89390357567127", POSTNL) == Judgement(Answer.CANNOT_JUDGE, Ground.OTHER_SHAPE)
    assert judged("N.V.T", TRUNKRS) == Judgement(Answer.CANNOT_JUDGE, Ground.OTHER_SHAPE)


@pytest.mark.parametrize("service", [OTHER, DELIVERY_APPOINTMENT, UNKNOWN], ids=str)
def test_a_service_whose_numbers_nobody_described_cannot_be_judged(service: DeliveryService) -> None:
    assert judged("1Z1111111111111111", service) == Judgement(Answer.CANNOT_JUDGE, Ground.NO_FORMAT_KNOWN)


def test_a_shape_that_two_carriers_share_fits_both() -> None:
    assert judged("3SVND0987654321", POSTNL).answer is Answer.FITS
    assert judged("3SVND0987654321", DHL_FOR_YOU).answer is Answer.FITS


def test_a_newcomers_format_judges_its_own_service() -> None:
    newcomer = NumberFormat(
        "Newcomer",
        "NC, ten digits and a check digit",
        pattern="NC[0-9]{10}",
        lengths=(12,),
        checks=(Check(GS1, 2, 12),),
        confidence=Confidence.HIGH,
        refutes=Refutes.ITS_SERVICES,
        services=(UNKNOWN,),
        source="its label specification",
        synthetic=("NC1234567895",),
    )
    formats = (*FORMATS, newcomer)

    def judged_by_all(text: str, service: DeliveryService) -> Judgement:
        return judge(TrackAndTraceNumber(text), service, formats=formats)

    fits = Judgement(Answer.FITS, Ground.CHECK_HOLDS, (newcomer,))
    assert judged_by_all("NC1234567895", UNKNOWN) == fits
    assert judged_by_all("NC1234567890", UNKNOWN) == Judgement(Answer.CONTRADICTS, Ground.CHECK_FAILS, (newcomer,))
    assert judged_by_all("NC1234567890", POSTNL) == Judgement(Answer.CANNOT_JUDGE, Ground.OTHER_SHAPE)
    assert judged_by_all("NC1234567890", OTHER) == Judgement(Answer.CANNOT_JUDGE, Ground.NO_FORMAT_KNOWN)
    assert judged_by_all("3SABCD1234567", POSTNL) == Judgement(Answer.FITS, Ground.SHAPE_FITS, (POSTNL_3S,))
    assert judged("NC1234567890", UNKNOWN).ground is Ground.NO_FORMAT_KNOWN


def test_a_weak_check_beside_a_sure_one_of_the_same_shape_leaves_the_judgement_open() -> None:
    sure, weak = (
        NumberFormat(
            "Newcomer",
            name,
            pattern="NC[0-9]{10}",
            lengths=(12,),
            checks=(Check(GS1, 2, 12),),
            confidence=confidence,
            refutes=refutes,
            services=(UNKNOWN,),
            source="its label specification",
            synthetic=("NC1234567895",),
        )
        for name, confidence, refutes in (
            ("sure", Confidence.HIGH, Refutes.ITS_SERVICES),
            ("weak", Confidence.MEDIUM, Refutes.NOBODY),
        )
    )

    judgement = judge(TrackAndTraceNumber("NC1234567890"), UNKNOWN, formats=(sure, weak))

    assert judgement == Judgement(Answer.CANNOT_JUDGE, Ground.WEAK_CHECK_FAILS, (weak,))


def test_a_handed_in_format_may_refute_whoever_carries_the_number() -> None:
    anybodys = NumberFormat(
        "Every post",
        "EP and ten digits",
        pattern="EP[0-9]{10}",
        lengths=(12,),
        checks=(Check(GS1, 2, 12),),
        confidence=Confidence.HIGH,
        refutes=Refutes.EVERY_SERVICE,
        source="its label specification",
        synthetic=("EP1234567895",),
    )
    posts = evolve(anybodys, carrier="A post", services=(POSTNL,))
    formats = (anybodys, posts)

    def found(text: str, service: DeliveryService) -> Judgement:
        return judge(TrackAndTraceNumber(text), service, formats=formats)

    assert found("EP1234567890", UNKNOWN) == Judgement(Answer.CONTRADICTS, Ground.CHECK_FAILS, (posts,))
    assert found("EP1234567895", UNKNOWN) == Judgement(Answer.CANNOT_JUDGE, Ground.NO_FORMAT_KNOWN)
    assert found("EP1234567890", POSTNL) == Judgement(Answer.CONTRADICTS, Ground.CHECK_FAILS, (posts,))
    assert found("EP1234567895", POSTNL) == Judgement(Answer.FITS, Ground.CHECK_HOLDS, (posts,))


@pytest.mark.parametrize("value", numbered(*NO_TEXT, "3SABCD1234567"))
def test_only_a_number_is_judged(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        judge(value, POSTNL)

    assert caught.value.field == "number"


@pytest.mark.parametrize("value", numbered(*NO_TEXT, "TNT", "pnl"))
def test_only_a_delivery_service_is_judged_against(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        judge(TrackAndTraceNumber("3SABCD1234567"), value)

    assert caught.value.field == "delivery service"


SHAPED = st.one_of(
    [st.from_regex(one.pattern, fullmatch=True, alphabet=st.sampled_from(CHARACTERS)) for one in FORMATS]
)


@pytest.mark.law
@given(SHAPED, st.sampled_from([*DELIVERY_SERVICES, UNKNOWN]))
def test_only_the_failed_check_of_a_refuting_format_ever_contradicts(text: str, service: DeliveryService) -> None:
    number = TrackAndTraceNumber(text)
    judgement = judge(number, service)

    if judgement.answer is Answer.CONTRADICTS:
        (decided,) = judgement.decided_by
        assert decided.refutes is not Refutes.NOBODY
        assert decided.has_shape(text)
        assert not decided.check_holds(text)
        assert not any(service in one.services for one in candidates(number))


@pytest.mark.law
@given(SHAPED, st.sampled_from([*DELIVERY_SERVICES, UNKNOWN]))
def test_a_number_fits_a_service_just_where_one_of_its_formats_is_a_candidate(
    text: str, service: DeliveryService
) -> None:
    number = TrackAndTraceNumber(text)
    own = any(service in one.services for one in candidates(number))

    assert (judge(number, service).answer is Answer.FITS) == own


@pytest.mark.law
@given(st.text(alphabet=CHARACTERS + "/._-", min_size=1, max_size=64))
def test_every_number_that_can_be_made_has_an_answer_for_every_service(text: str) -> None:
    try:
        number = TrackAndTraceNumber(text)
    except InvalidValueError:
        return
    found = {judge(number, service).answer for service in DELIVERY_SERVICES}

    assert found <= set(Answer)
