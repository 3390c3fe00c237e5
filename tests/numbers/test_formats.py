"""Formats: what carriers print holds, what they do not print does not, and what they share is known."""

from __future__ import annotations

import pickle
from itertools import combinations
from typing import Any

import pytest

from tests.numbers.hostile_texts import NO_TEXT, numbered
from tests.numbers.pattern_shapes import rows, shared_shape
from trackntrace.errors import InvalidValueError
from trackntrace.numbers import parcel_formats as parcels
from trackntrace.numbers import postal_formats as posts
from trackntrace.numbers import regional_formats as regional
from trackntrace.numbers.check_digits import CHARACTERS, GS1
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.formats import FORMATS, by_chance, candidates, first_characters, likely
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import Check, Confidence, NumberFormat, Refutes

EXAMPLES = [(one, text) for one in FORMATS for text in (*one.documented, *one.synthetic)]

COUNTER_EXAMPLES = [
    (posts.POSTNL_3S, "3SABCD123456"),
    (posts.POSTNL_3S, "3SABCD1234567890"),
    (posts.POSTNL_3S_SHORT, "3SABCD1234567"),
    (posts.POSTNL_3S_SHORT, "3SABC123456"),
    (posts.POSTNL_2S, "2SABCD123456"),
    (posts.POSTNL_S10, "RR123456784NL"),
    (posts.POSTNL_S10, "RR12345678NL"),
    (posts.POSTNL_KG, "KG12"),
    (posts.BPOST_24, "32321138330000150262403"),
    (posts.BPOST_24, "423211383300001502624030"),
    (posts.BPOST_18, "32000000000000000"),
    (posts.BPOST_S10, "CE123456784BE"),
    (posts.DEUTSCHE_POST_S10, "LY123456784DE"),
    (posts.ANY_POST_S10, "RB123456786US"),
    (posts.ANY_POST_S10, "EB000717594HK"),
    (posts.ANY_POST_S10, "RB123456785XX"),
    (posts.ANY_POST_S10, "UG123456785YP"),
    (parcels.DHL_JVGL, "JVGL123"),
    (parcels.DHL_JVGL, "JVGL06000000000000000A"),
    (parcels.DHL_3S, "3SABCD123456789"),
    (parcels.DHL_3S, "3SBC000123456"),
    (parcels.DHL_JJD, "JJX1410302937991"),
    (parcels.DHL_JJD, "JJD12"),
    (parcels.DHL_PAKET_20, "00340433836442636598"),
    (parcels.DHL_PAKET_20, "0034043383644263659"),
    (parcels.DHL_PAKET_12, "201298452278"),
    (parcels.DHL_PAKET_12, "20129845227"),
    (parcels.DHL_EXPRESS_10, "3318810010"),
    (parcels.DHL_EXPRESS_10, "3318810034"),
    (parcels.DPD_14, "0998000002003"),
    (parcels.DPD_14, "099800000200331"),
    (parcels.DPD_15, "09980000020033D"),
    (parcels.DPD_15, "09980000020033G"),
    (parcels.DPD_28, "008182709980000020033350276A"),
    (parcels.GLS_TRACK_ID, "XHAX4HD"),
    (parcels.GLS_TRACK_ID, "XHAX4HDAA"),
    (parcels.GLS_TRACK_ID, "12345678"),
    (parcels.GLS_12, "364123734779"),
    (parcels.GLS_12, "366310000018"),
    (parcels.GLS_11, "6556155721"),
    (parcels.GLS_NL_14, "13290054100305"),
    (parcels.UPS_1Z_18, "2Z5R89390357567127"),
    (parcels.UPS_1Z_18, "1Z1111111111111111"),
    (parcels.FEDEX_EXPRESS_12, "996578788855"),
    (parcels.FEDEX_EXPRESS_12, "986578788856"),
    (parcels.FEDEX_GROUND_15, "568283610012732"),
    (parcels.FEDEX_GROUND_18, "000000000000000001"),
    (regional.MONDIAL_RELAY_26, "12345678901234567890123456"),
    (regional.MONDIAL_RELAY_SHORT, "1234567"),
    (regional.TRUNKRS_9, "500026435"),
    (regional.TRUNKRS_9, "40002643"),
    (regional.HOMERR_HMR, "HMR123"),
    (regional.CYCLOON_FKS, "FKS1"),
    (regional.TRANSMISSION_T, "T1"),
    (regional.GOFO_GF, "GF1"),
    (regional.HERMES_14, "09133131530725"),
    (regional.SSCC_18, "340433836442636598"),
    (regional.SSCC_20, "000952876543210"),
    (regional.SSCC_20, "00095287654321012347"),
]

OVERLAPS = [
    "PostNL, S10 that ends in NL / PostNL, KG code",
    "PostNL, S10 that ends in NL / UPU, S10 of any post",
    "PostNL, 3S with one to three letters / DHL eCommerce NL, 3S with three letters",
    "PostNL, KG code / bpost, S10 that ends in BE",
    "PostNL, KG code / Deutsche Post, S10 that ends in DE",
    "PostNL, KG code / UPU, S10 of any post",
    "PostNL, KG code / GLS, 8-character Track ID",
    "bpost, S10 that ends in BE / UPU, S10 of any post",
    "bpost, 18 digits / FedEx, 18 digits (Ground SSCC)",
    "bpost, 18 digits / GS1, SSCC",
    "Deutsche Post, S10 that ends in DE / UPU, S10 of any post",
    "DHL Paket, 20 digits from 0034 / GS1, SSCC with its application identifier 00",
    "DHL Express, 10-digit waybill / Mondial Relay, 8, 10 or 12 digits",
    "DPD, 14-digit parcel number / GLS, 14-digit parcel number of GLS Netherlands",
    "DPD, 14-digit parcel number / Hermes, 14 digits",
    "DPD, 14 digits and a check digit / FedEx, 15 digits (Ground)",
    "GLS, 12 digits / FedEx, 12 digits (Express)",
    "GLS, 12 digits / DHL Paket, 12-digit Identcode",
    "GLS, 12 digits / Mondial Relay, 8, 10 or 12 digits",
    "GLS, 14-digit parcel number of GLS Netherlands / Hermes, 14 digits",
    "FedEx, 12 digits (Express) / DHL Paket, 12-digit Identcode",
    "FedEx, 12 digits (Express) / Mondial Relay, 8, 10 or 12 digits",
    "FedEx, 18 digits (Ground SSCC) / GS1, SSCC",
    "DHL Paket, 12-digit Identcode / Mondial Relay, 8, 10 or 12 digits",
]

NEWCOMER: dict[str, Any] = {
    "carrier": "Newcomer",
    "name": "NC and ten digits",
    "pattern": "NC[0-9]{10}",
    "lengths": (12,),
    "confidence": Confidence.MEDIUM,
    "source": "its label specification",
    "synthetic": ("NC0000000001",),
}


def number(text: str) -> TrackAndTraceNumber:
    return TrackAndTraceNumber(text)


@pytest.mark.parametrize(("one", "text"), EXAMPLES, ids=str)
def test_every_example_is_of_its_format_and_its_format_is_a_candidate(one: NumberFormat, text: str) -> None:
    assert one.fits(number(text))
    assert one in candidates(number(text))


@pytest.mark.parametrize(("one", "text"), COUNTER_EXAMPLES, ids=str)
def test_no_counter_example_is_of_its_format(one: NumberFormat, text: str) -> None:
    assert not one.fits(number(text))
    assert one not in candidates(number(text))


def test_every_format_has_a_counter_example() -> None:
    unspoiled = {one.name for one in FORMATS} - {one.name for one, _ in COUNTER_EXAMPLES}

    assert unspoiled == {"14 digits and a check digit"}, "write a number that is nearly one into COUNTER_EXAMPLES"


def test_every_format_has_its_own_name_and_says_where_it_is_from() -> None:
    assert len({(one.carrier, one.name) for one in FORMATS}) == len(FORMATS)
    assert all(len(one.source) > 15 for one in FORMATS)


@pytest.mark.parametrize("one", FORMATS, ids=str)
def test_a_format_has_just_the_lengths_it_says(one: NumberFormat) -> None:
    assert set(one.lengths) == {len(row) for row in rows(one.pattern)}


@pytest.mark.parametrize("one", FORMATS, ids=str)
def test_a_format_is_looked_for_under_every_character_it_may_begin_with(one: NumberFormat) -> None:
    assert set().union(*(row[0] for row in rows(one.pattern))) <= set(first_characters(one.pattern))


@pytest.mark.parametrize("one", FORMATS, ids=str)
def test_no_pattern_can_be_tried_in_more_than_a_few_ways(one: NumberFormat) -> None:
    """Every text is at most as long as a number, so the ways times the length bound the steps."""
    assert len(rows(one.pattern)) <= 30


def test_only_a_sure_format_with_a_published_check_refutes() -> None:
    refuting = [one for one in FORMATS if one.refutes is not Refutes.NOBODY]

    assert all(one.checks and one.confidence is Confidence.HIGH for one in refuting)
    assert [str(one) for one in refuting if one.refutes is Refutes.EVERY_SERVICE] == ["UPU, S10 of any post"]
    assert parcels.GLS_NL_14 not in refuting
    assert regional.MONDIAL_RELAY_26 not in refuting


def test_a_number_that_ends_in_no_country_is_no_s10() -> None:
    countries = {row[-2:] for row in rows(posts.ANY_POST_S10.pattern)}

    assert sum(len(first) * len(second) for first, second in countries) == 251
    assert posts.ANY_POST_S10.has_shape("RB123456785US")
    assert not posts.ANY_POST_S10.has_shape("RB123456785XX")


def test_one_number_may_pass_three_carriers_checks() -> None:
    found = candidates(number("201298452277"))

    assert [(one.carrier, one.confidence.value) for one in found] == [
        ("GLS", "high"),
        ("FedEx", "high"),
        ("DHL Paket", "medium"),
        ("Mondial Relay", "low"),
    ]


def test_dpd_numbers_are_not_checked_by_gs1() -> None:
    assert [one.carrier for one in candidates(number("01015026003653"))] == ["DPD"]


def test_a_number_that_nobody_prints_has_no_candidates() -> None:
    assert candidates(number("N.V.T")) == ()
    assert candidates(number("A" * 64)) == ()


def test_which_formats_share_a_shape_is_pinned_so_that_a_new_one_steals_no_numbers() -> None:
    shared = {(one, other) for one, other in combinations(FORMATS, 2) if shared_shape(one, other)}

    told = [f"{one} / {other}" for one, other in combinations(FORMATS, 2) if (one, other) in shared]
    assert told == OVERLAPS, "if both carriers print such numbers, write the pair into OVERLAPS"


def test_a_barcode_is_reduced_to_the_number_of_its_parcel() -> None:
    assert parcels.DPD_15.parcel_number(number("09980000020033F")) == number("09980000020033")
    assert parcels.DPD_28.parcel_number(number("008182709980000020033350276C")) == number("09980000020033")
    assert regional.SSCC_20.parcel_number(number("00095287654321012346")) == number("095287654321012346")
    assert parcels.DHL_PAKET_20.parcel_number(number("00340433836442636597")) == number("00340433836442636597")


def test_a_barcode_whose_check_fails_is_reduced_to_nothing() -> None:
    with pytest.raises(InvalidValueError) as caught:
        parcels.DPD_15.parcel_number(number("09980000020033G"))

    assert caught.value.field == "number"


def test_a_newcomer_hands_its_format_in_and_registers_nothing() -> None:
    newcomer = NumberFormat(**NEWCOMER)

    assert candidates(number("NC1234567890"), formats=(*FORMATS, newcomer)) == (newcomer,)
    assert candidates(number("NC1234567890")) == ()


def test_a_format_that_begins_in_several_ways_is_found_by_each() -> None:
    either = NumberFormat(**{**NEWCOMER, "pattern": "(?:NC|CN)[0-9]{10}|Q[0-9]{11}"})

    for text in ("NC1234567890", "CN1234567890", "Q12345678901"):
        assert candidates(number(text), formats=(either,)) == (either,)


@pytest.mark.parametrize(
    ("pattern", "firsts"),
    [
        ("[A-Z]{2}", 26),
        ("[0-9]", 10),
        ("[0-9A-Z]{8}", 36),
        ("X?Y", 36),
        ("X{0,1}Y", 36),
        ("XY", 1),
        ("[ABC]", 36),
        ("NC|CN", 36),
        ("(?:N)C", 36),
        ("X(?:A|B)", 1),
    ],
)
def test_a_pattern_that_does_not_tell_how_it_begins_may_begin_in_any_way(pattern: str, firsts: int) -> None:
    assert len(first_characters(pattern)) == firsts
    assert set(first_characters(pattern)) <= set(CHARACTERS)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"pattern": "NC[0-9]+"}, "pattern"),
        ({"pattern": "NC[0-9]*"}, "pattern"),
        ({"pattern": "NC.{10}"}, "pattern"),
        ({"pattern": "NC\\d{10}"}, "pattern"),
        ({"pattern": "NC(?:[0-9]{1,9}){10}"}, "pattern"),
        ({"pattern": "NC(?:[0-9])?"}, "pattern"),
        ({"pattern": "NC[0-9]{10}$"}, "pattern"),
        ({"pattern": "nc[0-9]{10}"}, "pattern"),
        ({"pattern": "NC[9-0]{10}"}, "pattern"),
        ({"pattern": "(?:NC"}, "pattern"),
        ({"pattern": "A" * 2000}, "pattern"),
        ({"pattern": None}, "pattern"),
        ({"lengths": (0,)}, "lengths"),
        ({"lengths": (65,)}, "lengths"),
        ({"lengths": (True,)}, "lengths"),
        ({"lengths": [12]}, "lengths"),
        ({"lengths": ()}, "example"),
        ({"lengths": (13,)}, "example"),
        ({"synthetic": ("NC1",)}, "example"),
        ({"synthetic": ()}, "examples"),
        ({"synthetic": "NC0000000001"}, "synthetic"),
        ({"documented": (5,)}, "documented"),
        ({"confidence": "medium"}, "confidence"),
        ({"refutes": "nobody"}, "refutes"),
        ({"refutes": Refutes.ITS_SERVICES}, "refutes"),
        ({"services": ("TNT",)}, "services"),
        ({"checks": (GS1,)}, "checks"),
        ({"checks": (Check(GS1, 2, 12),)}, "example"),
        ({"checks": (Check(GS1, 2, 13),)}, "check end"),
        ({"parcel": (0,)}, "parcel"),
        ({"parcel": (0, 13)}, "parcel"),
        ({"parcel": (3, 3)}, "parcel"),
        ({"parcel": (-1, 3)}, "parcel"),
        ({"parcel": (0, 0)}, "parcel"),
        ({"parcel": (0, 12, 12)}, "parcel"),
        ({"lengths": (), "parcel": (0, 1)}, "parcel"),
        (
            {"refutes": Refutes.ITS_SERVICES, "checks": (Check(GS1, 2, 12),), "synthetic": ("NC1234567895",)},
            "refutes",
        ),
        ({"refutes": Refutes.ITS_SERVICES, "confidence": Confidence.HIGH}, "refutes"),
        ({"carrier": ""}, "carrier"),
        ({"name": "na\nme"}, "name"),
        ({"source": None}, "source"),
    ],
    ids=str,
)
def test_a_format_that_is_not_sound_cannot_be_made(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        NumberFormat(**{**NEWCOMER, **change})

    assert caught.value.field == field
    assert caught.value.reason


@pytest.mark.parametrize(
    ("parcel", "reason"),
    [
        ((0, 0), "expected a whole number from 1 to 12"),
        ((0, 13), "expected a whole number from 1 to 12"),
        ((3, 3), "expected a whole number from 0 to 2"),
        ((0, 12, 12), "expected a begin and an end, or nothing"),
    ],
)
def test_a_parcels_part_is_said_to_lie_within_the_number(parcel: tuple[int, ...], reason: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        NumberFormat(**{**NEWCOMER, "parcel": parcel})

    assert (refused.value.field, refused.value.reason) == ("parcel", reason)


@pytest.mark.parametrize(("parcel", "number_of_it"), [((0, 1), "N"), ((11, 12), "1"), ((0, 12), "NC0000000001")])
def test_a_parcels_part_may_be_any_of_the_number(parcel: tuple[int, int], number_of_it: str) -> None:
    one = NumberFormat(**{**NEWCOMER, "parcel": parcel})

    assert one.parcel_number(number("NC0000000001")) == number(number_of_it)


def test_a_number_may_be_one_character_long_and_its_check_may_guard_one() -> None:
    one = NumberFormat(**{**NEWCOMER, "pattern": "X", "lengths": (1,), "synthetic": ("X",)})

    assert one.fits(number("X"))
    assert Check(GS1, 0, 2).holds("17")
    assert Check(GS1, 1, 3).holds("X17")


def test_a_format_of_a_listed_service_is_likelier_than_one_of_none() -> None:
    nobodys = NumberFormat(**NEWCOMER)
    posts_own = NumberFormat(**{**NEWCOMER, "services": (DeliveryService.parse("TNT"),)})

    assert candidates(number("NC1234567890"), formats=(nobodys, posts_own)) == (posts_own, nobodys)


def test_a_beginning_of_its_own_or_a_check_makes_a_format_likely() -> None:
    lettered = NumberFormat(**{**NEWCOMER, "pattern": "X[0-9]{11}", "synthetic": ("X00000000001",)})
    bare = NumberFormat(**{**NEWCOMER, "pattern": "[0-9]{12}", "synthetic": ("000000000017",)})
    grouped = NumberFormat(**{**NEWCOMER, "pattern": "(?:X|Y)[0-9]{11}", "synthetic": ("X00000000001",)})
    checked = NumberFormat(
        **{**NEWCOMER, "pattern": "[0-9]{12}", "checks": (Check(GS1, 0, 12),), "synthetic": ("000000000017",)}
    )
    unsure = NumberFormat(**{**NEWCOMER, "confidence": Confidence.LOW})

    assert likely((lettered, bare, grouped, checked, unsure)) == (lettered, checked)


@pytest.mark.parametrize(("digits", "so"), [(19, True), (20, False), (21, False)])
def test_fewer_than_twenty_digits_alone_are_met_by_chance(digits: int, so: bool) -> None:
    one = NumberFormat(
        **{**NEWCOMER, "pattern": f"[0-9]{{{digits}}}", "lengths": (digits,), "synthetic": ("1" * digits,)}
    )

    assert by_chance(one) is so
    assert not by_chance(NumberFormat(**NEWCOMER))


@pytest.mark.parametrize("part", [(GS1, 0, 1), (GS1, 5, 6), (GS1, -1, 6), (GS1, 0, 65), (None, 0, 5), (GS1, True, 5)])
def test_a_check_guards_at_least_one_character_of_a_number(part: tuple[Any, int, int]) -> None:
    with pytest.raises(InvalidValueError):
        Check(*part)


@pytest.mark.parametrize("value", numbered(*NO_TEXT, "3SABCD1234567"))
def test_only_a_number_has_candidates(value: object) -> None:
    doors: list[Any] = [candidates, posts.POSTNL_3S.fits, posts.POSTNL_3S.parcel_number]
    for door in doors:
        with pytest.raises(InvalidValueError) as caught:
            door(value)

        assert caught.value.field == "number"


def test_what_is_no_format_is_refused_where_formats_are_asked() -> None:
    with pytest.raises(InvalidValueError) as caught:
        candidates(number("NC1234567890"), formats=("NC[0-9]{10}",))  # type: ignore[arg-type]

    assert caught.value.field == "format"


def test_a_format_survives_pickling_and_prints_its_name() -> None:
    copied = pickle.loads(pickle.dumps(posts.POSTNL_3S))

    assert copied == posts.POSTNL_3S
    assert hash(copied) == hash(posts.POSTNL_3S)
    assert repr(copied) == "<NumberFormat: PostNL, 3S with four letters>"


def test_every_service_that_a_format_names_is_listed() -> None:
    named = {service for one in FORMATS for service in one.services}

    assert all(service.listed for service in named)
    assert DeliveryService.parse("OTHER") not in named


def test_a_pattern_is_of_at_most_fifteen_hundred_characters() -> None:
    with pytest.raises(InvalidValueError, match="too long: expected at most 1500 characters") as refused:
        NumberFormat(**{**NEWCOMER, "pattern": "A" * 1501})

    assert refused.value.field == "pattern"


@pytest.mark.parametrize("name", ["source", "carrier"])
def test_what_is_said_of_a_format_is_of_at_most_four_hundred_characters(name: str) -> None:
    assert getattr(NumberFormat(**{**NEWCOMER, name: "A" * 400}), name) == "A" * 400
    with pytest.raises(InvalidValueError, match="too long: expected at most 400 characters"):
        NumberFormat(**{**NEWCOMER, name: "A" * 401})


GUARDED = [
    (posts.POSTNL_S10, "--111111111--"),
    (posts.BPOST_S10, "--111111111--"),
    (posts.DEUTSCHE_POST_S10, "--111111111--"),
    (posts.ANY_POST_S10, "--111111111--"),
    (parcels.DHL_PAKET_20, "--" + 18 * "1"),
    (parcels.DHL_PAKET_12, 12 * "1"),
    (parcels.DHL_EXPRESS_10, 10 * "1"),
    (parcels.DPD_15, 15 * "1"),
    (parcels.DPD_15_DIGITS, 15 * "1"),
    (parcels.DPD_28, 28 * "1"),
    (parcels.GLS_12, 12 * "1"),
    (parcels.GLS_NL_14, 14 * "1"),
    (parcels.UPS_1Z_18, "--" + 16 * "1"),
    (parcels.FEDEX_EXPRESS_12, 12 * "1"),
    (parcels.FEDEX_GROUND_15, 15 * "1"),
    (parcels.FEDEX_GROUND_18, 18 * "1"),
    (regional.HERMES_14, 14 * "1"),
    (regional.MONDIAL_RELAY_26, 15 * "1" + 11 * "2"),
    (regional.SSCC_18, 18 * "1"),
    (regional.SSCC_20, "--" + 18 * "1"),
]
"""Which of its checks, counted from one, notices an error in each place of a number."""


def _with_errors(text: str, place: int) -> list[str]:
    others = "0123456789" if text[place].isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"{text[:place]}{other}{text[place + 1 :]}" for other in others if other != text[place]]


@pytest.mark.parametrize(("known", "guarded"), GUARDED, ids=lambda given: getattr(given, "name", given))
def test_a_check_notices_errors_in_its_own_places_and_in_no_other(known: NumberFormat, guarded: str) -> None:
    for text in (*known.documented, *known.synthetic):
        for number, check in enumerate(known.checks, start=1):
            noticed = [not all(map(check.holds, _with_errors(text, place))) for place in range(len(text))]

            assert noticed == [place == str(number) for place in guarded]


def test_the_places_of_every_check_are_held() -> None:
    assert [each for each in FORMATS if each.checks] == [each for each in FORMATS if each in dict(GUARDED)]
