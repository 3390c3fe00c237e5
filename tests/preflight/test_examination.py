"""A number alone, and with its delivery service: every finding beside a near neighbour without it."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from tests.builders import HOSTILE_TEXTS, NO_TEXTS, assert_well_told
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.check_digits import FEDEX_12, GS1
from trackntrace.numbers.delivery_services import (
    BPOST,
    CYCLOON,
    DELIVERY_APPOINTMENT,
    DELIVERY_SERVICES,
    DHL,
    DHL_DE,
    DHL_FOR_YOU,
    DHL_GLOBAL_MAIL,
    DPD_BE,
    DPD_NL,
    DYNALOGIC,
    FEDEX_NL,
    GLS,
    LETTER_MAIL,
    OTHER,
    PACKS,
    POSTNL,
    TRUNKRS,
    UPS,
    DeliveryService,
)
from trackntrace.numbers.examination import Examination, examine, named
from trackntrace.numbers.finding import TAKEN_OFF, Finding, Severity, blocked
from trackntrace.numbers.formats import FORMATS
from trackntrace.numbers.judgement import Answer, Ground, Judgement
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import Check, Confidence, NumberFormat, Refutes
from trackntrace.numbers.placeholders import PLACEHOLDERS
from trackntrace.numbers.reading import Reading, Surplus, TakenOff

UNHEARD_OF = DeliveryService.parse("NEWCOMER")
EVERY_EXAMPLE = [
    pytest.param(one, text, id=f"{one}: {text}") for one in FORMATS for text in (*one.documented, *one.synthetic)
]


def codes(examination: Examination) -> list[str]:
    return [finding.code for finding in examination.findings]


def finding(code: str, examination: Examination) -> Finding:
    return next(each for each in examination.findings if each.code == code)


# Real numbers


@pytest.mark.parametrize(("one", "text"), EVERY_EXAMPLE)
def test_a_number_of_the_chosen_services_own_is_neither_blocked_nor_doubted(one: NumberFormat, text: str) -> None:
    for service in one.services:
        assert {each.severity for each in examine(text, service).findings} <= {Severity.INFO}


@pytest.mark.parametrize(("one", "text"), EVERY_EXAMPLE)
def test_a_real_number_is_at_most_doubted_whatever_service_was_chosen(one: NumberFormat, text: str) -> None:
    for service in (*DELIVERY_SERVICES, UNHEARD_OF, None):
        assert not blocked(examine(text, service).findings)


@pytest.mark.parametrize(("one", "text"), EVERY_EXAMPLE)
def test_a_real_number_is_not_doubted_where_no_service_was_chosen(one: NumberFormat, text: str) -> None:
    warned = {each.code for each in examine(text).findings if each.severity is Severity.WARN}

    assert warned <= ({"spreadsheet-rounding"} if text == "320000000000000000" else set())


def test_an_examination_tells_number_answer_and_candidates() -> None:
    examination = examine("3s abcd 1234567", POSTNL)

    assert examination.number == TrackAndTraceNumber("3SABCD1234567")
    assert examination.judgement is not None
    assert examination.judgement.answer is Answer.FITS
    assert [str(one) for one in examination.candidates] == ["PostNL, 3S with four letters"]


def test_without_a_service_there_are_candidates_and_no_answer() -> None:
    examination = examine("201298452277")

    assert examination.judgement is None
    assert len(examination.candidates) > 2


def test_an_examination_is_a_table_in_a_notebook() -> None:
    found = examine("JVGL0600000000000000/3043LC", DeliveryService.parse("POST-NL"))
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("how grave", "code", "what was noticed", "what can be done")
    )
    rows = "".join(
        f'<tr><th scope="row">{severity}</th><td>{code}</td><td>{text}</td><td>{remedy}</td></tr>'
        for severity, code, text, remedy in (
            (
                "warn",
                "another-service",
                "JVGL0600000000000000 is likely a number of DHL eCommerce NL&#x27;s, not of POST-NL (POST-NL).",
                "Choose the delivery service that carries the parcel: a wrong one cannot be changed either.",
            ),
            (
                "warn",
                "postcode-glued-on",
                "A postcode, /3043LC, was glued to the number.",
                "Enter JVGL0600000000000000 alone.",
            ),
            (
                "info",
                "unknown-service",
                "POST-NL is no delivery service that we know; near names: PostNL (TNT), DPD Nederland (DPD-NL).",
                "-",
            ),
        )
    )

    assert found._repr_html_() == (
        f"<table><caption>JVGL0600000000000000</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    assert examine("n.v.t.")._repr_html_().startswith("<table><caption>no number</caption>")


@pytest.mark.parametrize("service", ["TNT", b"TNT", 1, True, object()])
def test_a_service_that_is_none_is_refused(service: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        examine("3SABCD1234567", service)  # type: ignore[arg-type]

    assert_well_told(caught.value)


# No number


@pytest.mark.parametrize("given", [*NO_TEXTS, *HOSTILE_TEXTS], ids=lambda _: "")
def test_what_is_no_number_is_blocked_and_nothing_is_raised(given: object) -> None:
    examination = examine(given, POSTNL)

    assert examination.number is None
    assert examination.judgement is None
    assert [each.severity for each in examination.findings] == [Severity.BLOCK]
    assert codes(examination)[0] in {"not-a-number", "placeholder"}
    text = examination.findings[0].text
    assert text.isascii()
    assert text.isprintable()
    assert len(text) <= 300


def test_what_is_no_number_says_why() -> None:
    found = finding("not-a-number", examine("3SABCD12\n"))

    assert found.text.startswith(r"No number can be read from '3SABCD12\n': expected ")
    assert found.remedy == "Enter the number as on the label."


# Placeholders


@pytest.mark.parametrize(
    "given",
    [
        "nvt",
        "n/a",
        "geen",
        "geen nummer",
        "test",
        "not available",
        "ophalen",
        "nan",
        "0000000000",
        "X",
        "xxxxxxxx",
        "999999",
        "123456789",
    ],
)
@pytest.mark.parametrize("service", [None, POSTNL, GLS, OTHER, UNHEARD_OF], ids=str)
def test_a_placeholder_is_blocked_with_every_service(given: str, service: DeliveryService | None) -> None:
    assert [each.code for each in blocked(examine(given, service).findings)] == ["placeholder"]


@pytest.mark.parametrize("given", ["n.v.t.", "N/A.", "-", "--", "...", "?", "(geen)", "geen!", "***"])
def test_a_placeholder_is_known_by_its_word_whatever_stands_around_it(given: str) -> None:
    assert codes(examine(given, POSTNL)) == ["placeholder"]


@pytest.mark.parametrize("given", ["12345678", "11111112", "3SNVT1234567", "3STEST1234567", "GEEN1234", "0000000001"])
def test_a_number_that_only_resembles_a_placeholder_is_none(given: str) -> None:
    assert "placeholder" not in codes(examine(given))


def test_no_placeholder_is_an_example_of_a_real_number() -> None:
    examples = {text for one in FORMATS for text in (*one.documented, *one.synthetic)}

    assert not PLACEHOLDERS & examples


# What a spreadsheet leaves


@pytest.mark.parametrize("given", ["3.4E+14", "3,4e+14", "3E+14", "3.40434E+19", " 1.23E+11 ", "3.4e14", "340.43E+12"])
def test_scientific_notation_is_blocked(given: str) -> None:
    assert codes(examine(given, DPD_NL)) == ["scientific-notation"]


@pytest.mark.parametrize("given", ["3E14", "3E14567", "1E234567", "3.4", "3E", "E14"])
def test_a_number_with_an_e_in_it_is_no_scientific_notation(given: str) -> None:
    assert "scientific-notation" not in codes(examine(given))


@pytest.mark.parametrize(
    ("given", "service"),
    [
        ("323211383300001000000000", BPOST),
        ("323211383300001000000000", POSTNL),
        ("323211383300001000000000", None),
        ("00340433836442600000", None),
        ("3404338364426360", PACKS),
        ("34043383644263000", POSTNL),
    ],
    ids=str,
)
def test_fifteen_digits_and_then_noughts_are_what_a_spreadsheet_leaves(
    given: str, service: DeliveryService | None
) -> None:
    assert finding("spreadsheet-rounding", examine(given, service)).severity is Severity.WARN


@pytest.mark.parametrize(
    ("given", "service"),
    [
        ("323211383300001502624030", BPOST),
        ("323211383300001000000001", BPOST),
        ("320000000000000000", BPOST),
        ("095287654321006000", OTHER),
        ("340433836442630", POSTNL),
        ("JVGL0600000000000000", POSTNL),
        ("00340433836442600001", None),
    ],
    ids=str,
)
def test_noughts_that_may_be_the_numbers_own_are_not_doubted(given: str, service: DeliveryService) -> None:
    assert "spreadsheet-rounding" not in codes(examine(given, service))


@pytest.mark.parametrize(
    ("given", "service", "suggested"),
    [
        ("9980000020033", DPD_NL, "09980000020033"),
        ("340433836442636597", DHL_DE, "00340433836442636597"),
    ],
)
def test_a_lost_leading_nought_is_found_by_the_number_that_it_makes(
    given: str, service: DeliveryService, suggested: str
) -> None:
    found = finding("lost-leading-zero", examine(given, service))

    assert found.severity is Severity.WARN
    assert dict(found.facts)["suggested"] == suggested


@pytest.mark.parametrize(
    ("given", "service"),
    [
        ("09980000020033", DPD_NL),
        ("41441760228965", FEDEX_NL),
        ("41441760228964", FEDEX_NL),
        ("340433836442636597", None),
        ("13290054100304", None),
        ("364123734778", GLS),
        ("65561557219", GLS),
        ("123456789012", POSTNL),
        ("0000000000001", DPD_NL),
        ("0201298452277", DPD_NL),
        ("9980000020033F", DPD_NL),
        ("3" * 63, DPD_NL),
    ],
    ids=str,
)
def test_a_number_that_is_whole_lacks_no_nought(given: str, service: DeliveryService | None) -> None:
    assert "lost-leading-zero" not in codes(examine(given, service))


def newcomers(pattern: str, example: str, **known: Any) -> NumberFormat:
    """A format that a caller hands in."""
    fields: dict[str, Any] = {
        "lengths": (len(example),),
        "confidence": Confidence.MEDIUM,
        "services": (UNHEARD_OF,),
        "source": "its label specification",
        "synthetic": (example,),
        **known,
    }
    return NumberFormat("Newcomer", f"like {example[:20]}", pattern=pattern, **fields)


@pytest.mark.parametrize(
    ("one", "given", "suggested"),
    [
        (newcomers("00[1-9]{62}", "00" + "1" * 62), "12" * 31, "00" + "12" * 31),
        (newcomers("[0-9]{12}", "098765432105", checks=(Check(FEDEX_12, 0, 12),)), "98765432105", "098765432105"),
    ],
    ids=["the longest", "one whose check reads from the left"],
)
def test_a_nought_that_a_handed_in_format_begins_with_is_missed(one: NumberFormat, given: str, suggested: str) -> None:
    found = finding("lost-leading-zero", examine(given, UNHEARD_OF, formats=(one,)))

    assert dict(found.facts) == {"given": given, "suggested": suggested, "carrier": "Newcomer"}


# Letters for digits


@pytest.mark.parametrize(
    ("given", "service", "suggested"),
    [
        ("3SABCD123456O", POSTNL, "3SABCD1234560"),
        ("3SIOIOI234567", POSTNL, "3SIOIO1234567"),
        ("O998OOOOO2OO33", DPD_NL, "09980000020033"),
        ("RR12345678SNL", POSTNL, ""),
        ("RB1Z3456785US", None, ""),
        ("RBI23456785US", None, "RB123456785US"),
        ("JVGLO600000000000000", None, "JVGL0600000000000000"),
        ("40002643S", TRUNKRS, ""),
    ],
    ids=str,
)
def test_a_letter_where_a_digit_must_stand_is_read_as_one(
    given: str, service: DeliveryService | None, suggested: str
) -> None:
    found = [
        dict(each.facts)["suggested"] for each in examine(given, service).findings if "suggested" in dict(each.facts)
    ]

    assert found == ([suggested] if suggested else [])


@pytest.mark.parametrize(
    ("given", "service"),
    [
        ("XOAX4HIA", GLS),
        ("XOAX4HIA", None),
        ("3SOIOI1234567", POSTNL),
        ("FKSOOO000001", None),
        ("KGOOOOIII", POSTNL),
        ("HMROIOIOIOIOIOIOI", OTHER),
        ("ORDERIO123", DYNALOGIC),
        ("3SABCI0000001", DHL),
        ("3SABCI0000001", None),
        ("3SXYZO000000001", None),
    ],
    ids=str,
)
def test_letters_that_may_stand_where_they_stand_are_left_alone(given: str, service: DeliveryService | None) -> None:
    assert "letter-for-digit" not in codes(examine(given, service))


@pytest.mark.parametrize("service", [None, UNHEARD_OF], ids=str)
def test_a_letter_is_read_as_a_digit_by_the_formats_that_were_handed_in(service: DeliveryService | None) -> None:
    formats = (newcomers("NC[0-9]{10}", "NC0000000001"),)
    found = finding("letter-for-digit", examine("NC00000OOOOI", service, formats=formats))

    assert dict(found.facts) == {"given": "NC00000OOOOI", "suggested": "NC0000000001", "carrier": "Newcomer"}


# Check digits


@pytest.mark.parametrize(
    ("given", "service"),
    [
        ("RB123456786US", None),
        ("RB123456786US", UPS),
        ("RB123456786US", UNHEARD_OF),
        ("RR123456784NL", POSTNL),
        ("LX473124828BE", BPOST),
        ("1Z5R89390357567128", UPS),
        ("09980000020033G", DPD_NL),
        ("00340433836442636598", DHL),
    ],
    ids=str,
)
def test_a_wrong_check_digit_that_nothing_else_explains_blocks(given: str, service: DeliveryService | None) -> None:
    found = blocked(examine(given, service).findings)

    assert [each.code for each in found] == ["refuted-by-check-digit"]
    assert given in found[0].text
    assert dict(found[0].facts)["format"] in {str(one) for one in FORMATS if one.confidence is Confidence.HIGH}


@pytest.mark.parametrize(
    ("given", "service"), [("364123734779", GLS), ("3318810026", DHL), ("568283610012001", FEDEX_NL)], ids=str
)
def test_a_wrong_check_digit_that_another_carrier_explains_is_doubted_only(
    given: str, service: DeliveryService
) -> None:
    examination = examine(given, service)

    assert "check-digit-fails" in codes(examination)
    assert not blocked(examination.findings)


@pytest.mark.parametrize(
    ("given", "service"),
    [
        ("1Z5R89390357567128", POSTNL),
        ("1Z5R89390357567128", None),
        ("13290054100305", GLS),
        ("3SABCD1234567", POSTNL),
        ("323211383300001502624031", BPOST),
        ("JVGL9999999998", DHL),
        ("201298452278", DHL_DE),
    ],
    ids=str,
)
def test_where_no_sure_check_of_the_services_own_failed_nothing_is_refuted(
    given: str, service: DeliveryService | None
) -> None:
    assert {"refuted-by-check-digit", "check-digit-fails"}.isdisjoint(codes(examine(given, service)))


def test_a_carriers_own_weak_format_does_not_explain_its_wrong_check_digit() -> None:
    sure = newcomers(
        "NC[0-9]{10}",
        "NC1234567895",
        checks=(Check(GS1, 2, 12),),
        confidence=Confidence.HIGH,
        refutes=Refutes.ITS_SERVICES,
    )
    weak = newcomers("N[A-Z][0-9]{10}", "NX1234567895", checks=(Check(GS1, 2, 12),), services=())

    assert codes(examine("NC1234567890", UNHEARD_OF, formats=(sure, weak))) == ["refuted-by-check-digit"]
    assert codes(examine("NC1234567890", UNHEARD_OF, formats=(sure, evolve(weak, carrier="Another")))) == [
        "check-digit-fails"
    ]


# The wrong service


@pytest.mark.parametrize(
    ("given", "service", "carrier"),
    [
        ("3SABCD1234567", DHL, "PostNL"),
        ("3SABCD1234567", OTHER, "PostNL"),
        ("3SABCD1234567", DELIVERY_APPOINTMENT, "PostNL"),
        ("3SABCD1234567", UNHEARD_OF, "PostNL"),
        ("JVGL9999999999", POSTNL, "DHL eCommerce NL"),
        ("1Z5R89390357567127", DPD_NL, "UPS"),
        ("323211383300001502624030", POSTNL, "bpost"),
        ("201298452277", POSTNL, "GLS"),
        ("RR123456785NL", PACKS, "PostNL"),
        ("1Z5R89390357567127", LETTER_MAIL, "UPS"),
        ("009133131530724", DHL_GLOBAL_MAIL, "FedEx"),
    ],
    ids=str,
)
def test_a_number_that_is_likely_another_carriers_is_doubted(
    given: str, service: DeliveryService, carrier: str
) -> None:
    found = finding("another-service", examine(given, service))

    assert found.severity is Severity.WARN
    assert dict(found.facts)["carrier"] == carrier
    assert service.code in found.text


@pytest.mark.parametrize(
    ("given", "service"),
    [
        ("3SABCD1234567", POSTNL),
        ("3SABCD1234567", None),
        ("3SABCD1234567", LETTER_MAIL),
        ("RR123456785NL", LETTER_MAIL),
        ("201298452277", GLS),
        ("201298452277", PACKS),
        ("3318810025", DYNALOGIC),
        ("400026435", DYNALOGIC),
        ("09980000020033", GLS),
        ("XHAX4HDA", POSTNL),
        ("RB123456785US", POSTNL),
        ("009133131530724", CYCLOON),
        ("009133131530724", TRUNKRS),
    ],
    ids=str,
)
def test_a_number_that_could_well_be_the_services_is_not_taken_for_anothers(
    given: str, service: DeliveryService | None
) -> None:
    assert "another-service" not in codes(examine(given, service))


@pytest.mark.parametrize("number", ["3SXYZ0000000001", "JVGL9999999999"])
def test_a_link_to_another_carriers_page_is_doubted_even_where_the_number_could_fit(number: str) -> None:
    link = f"https://my.dhlecommerce.nl/home/tracktrace/{number}/1234AB"

    assert "another-service" in codes(examine(link, POSTNL))
    assert "another-service" not in codes(examine(link, DHL_FOR_YOU))
    assert "another-service" not in codes(examine(link, DHL_DE))
    assert "another-service" not in codes(examine(link))


# Swapped, or the service in the number's place


@pytest.mark.parametrize(
    "given",
    [
        "TNT",
        "tnt",
        " PostNL ",
        "DHLFORYOU",
        "DPD",
        "bpost",
        "dpd nederland",
        "UPS",
        "DPD België",
        "Post NL",
        "dhl for you",
        "DPD_NL",
        "Ampère",
    ],
)
def test_a_delivery_service_in_the_numbers_place_blocks(given: str) -> None:
    examination = examine(given, POSTNL)

    assert codes(examination) == ["service-in-number-place"]
    assert examination.number is None


@pytest.mark.parametrize(
    ("chosen", "code"), [(None, "DPD-BE"), (DPD_BE, "DPD-BE"), (DPD_NL, "DPD-NL"), (GLS, "DPD-BE")]
)
def test_a_carriers_name_is_told_as_the_chosen_service_if_it_is_of_that_carrier(
    chosen: DeliveryService | None, code: str
) -> None:
    assert dict(finding("service-in-number-place", examine("dpd", chosen)).facts) == {"given": "'dpd'", "service": code}


@pytest.mark.parametrize(("given", "code"), [("TNT".rjust(64), "service-in-number-place"), ("TNT\n", "not-a-number")])
def test_only_a_short_printable_text_is_taken_for_a_services_name(given: str, code: str) -> None:
    assert codes(examine(given)) == [code]
    assert "service-in-number-place" not in codes(examine("TNT".rjust(65)))


@pytest.mark.parametrize("given", ["TNT1234567", "3STNT1234567", "UPS1", "DHL12345", "XTNT", "XTNTX"])
def test_a_number_that_begins_with_a_services_name_is_a_number(given: str) -> None:
    assert "service-in-number-place" not in codes(examine(given))


def test_a_name_is_told_by_the_service_that_bears_it_most_plainly() -> None:
    assert " TNT " in finding("service-in-number-place", examine("PostNL")).text


@pytest.mark.parametrize("number", ["3SABCD1234567", "JVGL9999999999", "RR123456785NL", "1Z5R89390357567127"])
def test_a_number_in_the_services_place_is_swapped(number: str) -> None:
    examination = examine("TNT", DeliveryService.parse(number))

    assert sorted(codes(examination)) == ["service-in-number-place", "swapped"]
    assert {each.severity for each in examination.findings} == {Severity.BLOCK}


def test_a_number_of_a_handed_in_format_in_the_services_place_is_swapped() -> None:
    swapped = DeliveryService.parse("NC1234567895")
    formats = (newcomers("NC[0-9]{10}", "NC0000000001"),)

    assert codes(examine("TNT", swapped, formats=formats)) == ["swapped", "service-in-number-place"]
    assert dict(finding("swapped", examine("TNT", swapped, formats=formats)).facts) == {
        "service": "NC1234567895",
        "carrier": "Newcomer",
    }
    assert codes(examine("TNT", swapped)) == ["service-in-number-place", "unknown-service"]


def test_beside_a_service_in_the_numbers_place_any_format_tells_that_the_two_are_swapped() -> None:
    digits = DeliveryService.parse("12345678")

    assert codes(examine("TNT", digits)) == ["swapped", "service-in-number-place"]
    assert codes(examine("3E+14", digits)) == ["scientific-notation", "unknown-service"]


@pytest.mark.parametrize(
    "code", ["NEWCOMER", "3SABCD", "RR123456784NL", "12345678", "DHL-PARCEL", "XHAX4HDA", "KG123456789"]
)
def test_a_service_that_is_no_number_is_not_swapped(code: str) -> None:
    assert "swapped" not in codes(examine("3SABCD1234567", DeliveryService.parse(code)))


# Unknown services


def test_an_unknown_service_is_told_with_at_most_five_near_names() -> None:
    found = finding("unknown-service", examine("3SABCD1234567", DeliveryService.parse("POST-NL")))

    assert found.severity is Severity.INFO
    assert found.text == (
        "POST-NL is no delivery service that we know; near names: PostNL (TNT), DPD Nederland (DPD-NL)."
    )


def test_an_unknown_service_without_near_names_says_so() -> None:
    assert examine("12", DeliveryService.parse("QQQQ")).findings[0].text.endswith("near names: none.")


@pytest.mark.parametrize("service", DELIVERY_SERVICES, ids=str)
def test_a_listed_service_is_known(service: DeliveryService) -> None:
    assert "unknown-service" not in codes(examine("3SABCD1234567", service))


def test_a_service_whose_format_was_handed_in_is_known() -> None:
    one = NumberFormat(
        "Newcomer",
        "NC and ten digits",
        pattern="NC[0-9]{10}",
        lengths=(12,),
        checks=(Check(GS1, 2, 12),),
        confidence=Confidence.HIGH,
        services=(UNHEARD_OF,),
        source="its label specification",
        synthetic=("NC1234567895",),
    )
    formats = (*FORMATS, one)

    assert codes(examine("NC1234567895", UNHEARD_OF, formats=formats)) == []
    assert codes(examine("NC1234567895", UNHEARD_OF)) == ["unknown-service"]
    assert codes(examine("NC1234567895", POSTNL, formats=formats)) == ["another-service"]
    assert examine("NC-1234567895", UNHEARD_OF, formats=formats) == Examination(
        reading=Reading(TrackAndTraceNumber("NC1234567895"), (TakenOff(Surplus.PUNCTUATION, "-"),)),
        judgement=Judgement(Answer.FITS, Ground.CHECK_HOLDS, (one,)),
        candidates=(one,),
        findings=(TAKEN_OFF.found(what="punctuation", taken="'-'"),),
    )


@pytest.mark.parametrize("service", DELIVERY_SERVICES, ids=str)
def test_a_service_is_named_in_plain_letters(service: DeliveryService) -> None:
    assert named(service).isascii()
    assert service.code in named(service)


# Several carriers


def test_a_number_that_several_carriers_could_have_issued_is_told_and_never_guessed() -> None:
    for service in (None, GLS):
        found = finding("several-carriers", examine("201298452277", service))

        assert found.severity is Severity.INFO
        assert dict(found.facts)["carriers"] == "DHL Paket, FedEx, GLS"
    assert dict(finding("several-carriers", examine("015026003653")).facts)["carriers"] == "DHL Paket, FedEx"


@pytest.mark.parametrize("given", ["RR123456785NL", "00340433836442636597", "3SABCD1234567", "XHAX4HDA", "WHATEVER"])
def test_a_number_of_one_carrier_is_not_ambiguous_for_following_a_standard(given: str) -> None:
    assert "several-carriers" not in codes(examine(given))


# What reading took off


@pytest.mark.parametrize("given", ["JVGL0600000000000000/3043LC", "jvgl06000000000000003043lc", "3SABCD1234567-1234AB"])
def test_a_postcode_that_was_glued_on_is_doubted_with_the_number_alone_as_remedy(given: str) -> None:
    examination = examine(given)
    found = finding("postcode-glued-on", examination)

    assert examination.number is not None
    assert found.severity is Severity.WARN
    assert found.remedy == f"Enter {examination.number} alone."


def test_a_number_without_a_postcode_has_none_glued_on() -> None:
    assert "postcode-glued-on" not in codes(examine("JVGL0600000000000000"))


def test_a_barcode_of_another_service_is_examined_whole() -> None:
    assert examine("620000000000028", FEDEX_NL).number == TrackAndTraceNumber("620000000000028")
    assert examine("620000000000028", DPD_NL).number == TrackAndTraceNumber("62000000000002")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("3S ABCD 1234567", "spaces"),
        ("3sabcd1234567", "letter-case"),
        ("(00)340433836442636597", "brackets"),
        ("]C100340433836442636597", "symbology-identifier"),
        ("%008182709980000020033350276C", "label-start"),
        ("09980000020033F", "barcode-surplus"),
        ("https://www.ups.com/track?tracknum=1Z5R89390357567127", "link"),
    ],
)
def test_what_reading_took_off_is_told(given: str, what: str) -> None:
    told = [dict(each.facts)["what"] for each in examine(given).findings if each.code == "taken-off"]

    assert what in told


def test_a_number_in_its_canonical_spelling_lost_nothing() -> None:
    assert codes(examine("3SABCD1234567", POSTNL)) == []


# Severities


def test_a_caller_may_raise_a_doubt_to_a_block() -> None:
    examination = examine("3SABCD1234567", DHL, severities={"another-service": Severity.BLOCK})

    assert [each.code for each in blocked(examination.findings)] == ["another-service"]


def test_a_caller_may_lower_a_block_and_the_gravest_still_come_first() -> None:
    severities = {"refuted-by-check-digit": Severity.INFO, "unknown-service": Severity.WARN}
    examination = examine("RB123456786US", UNHEARD_OF, severities=severities)

    assert codes(examination) == ["unknown-service", "refuted-by-check-digit"]
    assert not blocked(examination.findings)
