"""Reading: what people paste and scan becomes a number, and what was taken off is told."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.numbers.hostile_texts import BROKEN_LINKS, BROKEN_NUMBERS, NO_TEXT, numbered
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.check_digits import CHARACTERS
from trackntrace.numbers.delivery_services import (
    DELIVERY_SERVICES,
    DHL,
    DPD_BE,
    DPD_NL,
    FEDEX_NL,
    POSTNL,
    DeliveryService,
)
from trackntrace.numbers.formats import FORMATS, candidates
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import Confidence, NumberFormat
from trackntrace.numbers.reading import Reading, Surplus, TakenOff, read
from trackntrace.numbers.service_names import service_named
from trackntrace.numbers.tracking_page import TrackingPage

SPELLINGS = [
    ("3SABCD1234567", "3SABCD1234567", []),
    (" 3sabcd 1234567 ", "3SABCD1234567", ["spaces", "letter-case"]),
    ("3SABCD\u00a01234\u202f567", "3SABCD1234567", ["spaces"]),
    ("3S-ABCD-1234567", "3SABCD1234567", ["punctuation"]),
    ("1Z.5R8.939.03.5756.7127", "1Z5R89390357567127", ["punctuation"]),
    ("3SABCD1234567.", "3SABCD1234567", ["punctuation"]),
    ("rr 123 456 785 nl", "RR123456785NL", ["spaces", "letter-case"]),
    ("0998-0000-0200-33", "09980000020033", ["punctuation"]),
    ("]C100340433836442636597", "00340433836442636597", ["symbology-identifier"]),
    ("]C100095287654321012346", "095287654321012346", ["symbology-identifier", "barcode-surplus"]),
    ("]C03SABCD1234567", "3SABCD1234567", ["symbology-identifier"]),
    ("(00)095287654321012346", "095287654321012346", ["brackets", "barcode-surplus"]),
    ("(00) 3404 3383 6442 6365 97", "00340433836442636597", ["spaces", "brackets"]),
    ("00095287654321012346", "095287654321012346", ["barcode-surplus"]),
    ("09980000020033F", "09980000020033", ["barcode-surplus"]),
    ("0998 0000 0200 34d", "09980000020034", ["spaces", "letter-case", "barcode-surplus"]),
    ("099800000200289", "09980000020028", ["barcode-surplus"]),
    ("008182709980000020033350276C", "09980000020033", ["barcode-surplus", "barcode-surplus"]),
    ("%008182709980000020033350276C", "09980000020033", ["label-start", "barcode-surplus", "barcode-surplus"]),
    ("0081 827 0998 0000 0200 45 327 276 N", "09980000020045", ["spaces", "barcode-surplus", "barcode-surplus"]),
    ("JVGL0600000000000000/3043LC", "JVGL0600000000000000", ["postcode"]),
    ("JVGL0600000000000000+3043LC", "JVGL0600000000000000", ["postcode"]),
    ("JVGL0600000000000000 3043 lc", "JVGL0600000000000000", ["spaces", "letter-case", "postcode"]),
    ("JVGL06000000000000003043LC", "JVGL0600000000000000", ["postcode"]),
    ("3SABCD1234567-NL-3043LC", "3SABCD1234567", ["postcode"]),
    ("3SABCD1234567/1000", "3SABCD1234567", ["postcode"]),
    ("3S-ABCD-1234567/3043LC", "3SABCD1234567", ["postcode", "punctuation"]),
    ("XHAX4HDA 1234 AB", "XHAX4HDA", ["spaces", "postcode"]),
    ("XHAX4HDA NL 1234ab", "XHAX4HDA", ["spaces", "letter-case", "postcode"]),
    ("XHAX4HDA / 1234 AB", "XHAX4HDA", ["spaces", "postcode"]),
    ("36412373477 1234 AB", "36412373477", ["spaces", "postcode"]),
    ("0998 0000 0200 33 1234 AB", "09980000020033", ["spaces", "postcode"]),
    ("RR 123 456 785 NL  1234\u00a0AB", "RR123456785NL", ["spaces", "postcode"]),
    ("323211383300001502624030 1000", "323211383300001502624030", ["spaces", "postcode"]),
    ("323211383300001502624030 BE-1000", "323211383300001502624030", ["spaces", "postcode"]),
    ("323211383300001502624030-1000", "323211383300001502624030", ["postcode"]),
    ("3SABCD1234567NL1234AB", "3SABCD1234567", ["postcode"]),
    ("3SABCD1234567 NL 1234 AB", "3SABCD1234567", ["spaces", "postcode"]),
    ("RR123456785NL1234AB", "RR123456785NL", ["postcode"]),
    ("3S ABCD 1234567", "3SABCD1234567", ["spaces"]),
    ("0998 0000 0200 33", "09980000020033", ["spaces"]),
    ("3SABCD123 4567", "3SABCD1234567", ["spaces"]),
    ("3641 2373 4778 1234", "3641237347781234", ["spaces"]),
    ("ORDER123 1000", "ORDER1231000", ["spaces"]),
    ("1Z 5R8 939 03 5756 7128", "1Z5R89390357567128", ["spaces"]),
]

KEPT = [
    "ORDER-2026-001",
    "2026.001.7",
    "N.V.T",
    "A/B",
    "3SABCD-1",
    "AB1234561234CD",
    "AB-12-34-56",
    "XHAX-4HDA",
    "2026-001-2345",
    "00095287654321012347",
    "09980000020033G",
    "041441760228964",
    "ORDER/1000",
    "ORDER123-1000",
    "ORDER-1000",
    "1234-5678-9012-3456",
    "FKS000001234AB",
    "KG12345612341234AB",
]
"""Numbers from which nothing may be taken: the rest would be no number that is known."""


def codes(reading: Reading) -> list[str]:
    return [taken.what.value for taken in reading.taken_off]


@pytest.mark.parametrize(("pasted", "number", "taken"), SPELLINGS)
def test_each_spelling_is_read_and_what_was_taken_off_is_told(pasted: str, number: str, taken: list[str]) -> None:
    reading = read(pasted)

    assert reading.number == TrackAndTraceNumber(number)
    assert codes(reading) == taken


@pytest.mark.parametrize("text", KEPT)
def test_what_would_leave_no_known_number_is_kept(text: str) -> None:
    assert read(text) == Reading(TrackAndTraceNumber(text))


PACKS = DeliveryService.parse("PACKS")


@pytest.mark.parametrize(
    ("text", "service", "number"),
    [
        ("620000000000028", None, "62000000000002"),
        ("620000000000028", DPD_NL, "62000000000002"),
        ("620000000000028", DPD_BE, "62000000000002"),
        ("620000000000028", PACKS, "620000000000028"),
        ("620000000000028", FEDEX_NL, "620000000000028"),
        ("008182709980000020033350276C", DPD_NL, "09980000020033"),
        ("008182709980000020033350276C", POSTNL, "008182709980000020033350276C"),
        ("(00)095287654321012346", PACKS, "095287654321012346"),
    ],
)
def test_only_a_barcode_of_the_chosen_service_or_of_nobodys_is_shortened(
    text: str, service: DeliveryService | None, number: str
) -> None:
    assert read(text, service=service).number == TrackAndTraceNumber(number)


@pytest.mark.parametrize("service", ["TNT", "", 0, DeliveryService])
def test_what_is_no_delivery_service_cannot_be_chosen(service: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read("620000000000028", service=service)

    assert caught.value.field == "delivery service"


def test_what_was_taken_off_is_told_as_it_was_pasted() -> None:
    reading = read("%008182709980000020033350276c")

    assert reading.taken_off == (
        TakenOff(Surplus.LETTER_CASE, "c"),
        TakenOff(Surplus.LABEL_START, "%"),
        TakenOff(Surplus.BARCODE, "0081827"),
        TakenOff(Surplus.BARCODE, "350276C"),
    )


@pytest.mark.parametrize(
    ("pasted", "taken"),
    [
        (" 3S ABCD 1234567 ", [TakenOff(Surplus.SPACES, " " * 4)]),
        ("3Sazbz1234567", [TakenOff(Surplus.LETTER_CASE, "azbz")]),
        ("3S.ABCD-1234567", [TakenOff(Surplus.PUNCTUATION, ".-")]),
        ("(00)340433836442636597", [TakenOff(Surplus.BRACKETS, "()")]),
        (
            " https://postnl.nl/ tracktrace/?B=3SABCD1234567",
            [
                TakenOff(Surplus.SPACES, "  "),
                TakenOff(Surplus.LINK, "https://postnl.nl/tracktrace/?B=3SABCD1234567"),
            ],
        ),
    ],
)
def test_all_that_was_taken_off_is_told_in_order(pasted: str, taken: list[TakenOff]) -> None:
    assert list(read(pasted).taken_off) == taken


def test_as_much_as_a_link_may_be_long_is_read() -> None:
    assert read("AB\u00a0" + " " * 1021).number == TrackAndTraceNumber("AB")
    with pytest.raises(InvalidValueError, match="too long: expected at most 1024 characters"):
        read("AB" + " " * 1023)


def test_a_small_letter_of_another_alphabet_in_a_link_is_no_capital() -> None:
    with pytest.raises(InvalidValueError):
        read("https://postnl.nl/tracktrace/?B=%C3%9Fa12345678")


def test_a_link_of_a_page_that_was_handed_in_is_read() -> None:
    page = TrackingPage(
        ("Newcomer",),
        hosts=("newcomer.example",),
        services=(DPD_NL,),
        marks=("",),
        confidence=Confidence.MEDIUM,
        source="its documentation",
    )

    reading = read("https://newcomer.example/AB1", pages=(page,))

    assert (reading.number, reading.services) == (TrackAndTraceNumber("AB1"), (DPD_NL,))


@pytest.mark.parametrize(
    ("pasted", "number"),
    [
        ("65-561557219/NL3043LC", "65-561557219/NL3043LC"),
        ("65-561557219/1000", "65-561557219"),
        ("65-561557219/BE-1000", "65-561557219"),
        ("13290054100304-1000", "13290054100304-1000"),
        ("33-18810025", "3318810025"),
        ("33-18810025 3043 LC", "3318810025"),
    ],
)
def test_how_sure_the_number_must_be_depends_on_how_plainly_the_postcode_stands_apart(pasted: str, number: str) -> None:
    assert read(pasted).number == TrackAndTraceNumber(number)


def newcomers(pattern: str, example: str) -> NumberFormat:
    return NumberFormat(
        "Newcomer",
        pattern,
        pattern=pattern,
        lengths=(len(example),),
        confidence=Confidence.MEDIUM,
        source="its label specification",
        synthetic=(example,),
    )


@pytest.mark.parametrize(
    ("pasted", "formats", "number"),
    [
        ("X-123456", [("X[0-9]{6}", "X000000")], "X123456"),
        ("1-23456", [("[0-9]{6}", "000000")], "1-23456"),
        ("1-2345678901", [("[0-9]{11}", "00000000000")], "1-2345678901"),
        ("1-23456789012", [("[0-9]{12}", "000000000000")], "123456789012"),
        ("(A)-123456", [("(?:A|B)[0-9]{6}", "A000000")], None),
        ("A-123456", [("(?:A|B)[0-9]{6}", "A000000")], "A-123456"),
        ("NC-123456/1234AB", [("NC[-][0-9]{6}", "NC-000000")], "NC-123456"),
        (
            "NC-1234561234AB",
            [("NC[-][0-9]{6}", "NC-000000"), ("NC[-][0-9]{10}[A-Z]{2}", "NC-0000000000AA")],
            "NC-1234561234AB",
        ),
    ],
)
def test_what_is_taken_off_follows_the_formats_that_were_handed_in(
    pasted: str, formats: list[tuple[str, str]], number: str | None
) -> None:
    known = tuple(newcomers(*each) for each in formats)
    if number is None:
        with pytest.raises(InvalidValueError):
            read(pasted, formats=known)
    else:
        assert read(pasted, formats=known).number == TrackAndTraceNumber(number)


@pytest.mark.parametrize(
    ("link", "number", "taken"),
    [
        ("https://postnl.nl/tracktrace/?B=3SABCD1234567&P=1234AB&D=NL&T=C&L=NL", "3SABCD1234567", ["link"]),
        ("https://jouw.postnl.nl/track-and-trace/3SABCD1234567-NL-1234AB", "3SABCD1234567", ["link", "postcode"]),
        (" https://www.postnl.nl/tracktrace/?B=3sabcd1234567", "3SABCD1234567", ["spaces", "link", "letter-case"]),
    ],
)
def test_a_whole_tracking_link_is_read_and_hints_at_the_service(link: str, number: str, taken: list[str]) -> None:
    reading = read(link)

    assert reading.number == TrackAndTraceNumber(number)
    assert codes(reading) == taken
    assert POSTNL in reading.services


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("https://www.dpd.com/nl/nl/ontvangen/volgen/?parcelNumber=09980000020033", "09980000020033"),
        ("https://www.dpd.com/nl/nl/ontvangen/volgen/?parcelnumber=09980000020033", "09980000020033"),
        ("https://www.dpd.com/nl/nl/ontvangen/volgen/?PARCEL=09980000020033", "09980000020033"),
        ("https://www.dpd.com/nl/nl/ontvangen/volgen/?shipmentNumber=09980000020033F", "09980000020033"),
        ("https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation#09133131530724", "09133131530724"),
        ("https://track.homerr.com/info;barcode=HMR00000000000000", "HMR00000000000000"),
        ("https://track.homerr.com/info;lang=nl;BARCODE=hmr00000000000000?a=b", "HMR00000000000000"),
        ("https://ups.com/track?trackNums=1Z5R89390357567127", "1Z5R89390357567127"),
        ("https://www.ups.com/track?loc=nl_NL&TrackNum=1Z5R89390357567127", "1Z5R89390357567127"),
        ("https://postnl.nl/tracktrace/?b=3SABCD1234567&p=1234AB", "3SABCD1234567"),
    ],
)
def test_every_form_of_a_link_that_people_paste_holds_its_number(link: str, number: str) -> None:
    assert read(link).number == TrackAndTraceNumber(number)


def test_a_postcode_in_a_link_is_taken_off_too() -> None:
    reading = read("https://my.dhlecommerce.nl/x/track-and-trace?key=JVGL0600000000000000+3043LC")

    assert reading.number == TrackAndTraceNumber("JVGL0600000000000000")
    assert TakenOff(Surplus.POSTCODE, "3043LC") in reading.taken_off
    assert DHL in reading.services


def test_a_number_alone_hints_at_no_service() -> None:
    assert read("3SABCD1234567").services == ()


@pytest.mark.parametrize(
    "value", numbered(*NO_TEXT, *BROKEN_NUMBERS, *BROKEN_LINKS, "]C1]C1", "(01)12", "%1", "a\tb", "A" * 65)
)
def test_what_holds_no_number_is_refused_with_one_declared_error(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read(value)

    assert caught.value.field in ("number", "link")
    assert caught.value.reason
    assert caught.value.shown.isascii()
    assert len(caught.value.shown) <= 80
    assert len(str(caught.value)) <= 300
    assert caught.value.__cause__ is None


@pytest.mark.law
@given(st.text(alphabet=CHARACTERS + "abcz .-/_+,%()[]\u00a0\u202f", min_size=1, max_size=80))
def test_nothing_that_was_pasted_is_lost_in_silence(text: str) -> None:
    try:
        reading = read(text)
    except InvalidValueError:
        return
    told = "".join(taken.text for taken in reading.taken_off if taken.what is not Surplus.LETTER_CASE)

    assert Counter(text.upper()) == Counter(reading.number.text + told)


@pytest.mark.law
@given(st.sampled_from([text for one in FORMATS for text in (*one.documented, *one.synthetic)]), st.data())
def test_spaces_and_small_letters_never_change_which_number_is_read(text: str, data: st.DataObject) -> None:
    places = data.draw(st.sets(st.integers(0, len(text)), max_size=6))
    spaced = "".join((" " if place in places else "") + letter for place, letter in enumerate(text))

    assert read(spaced.lower()).number == read(text).number


@pytest.mark.law
@given(st.sampled_from([text for one in FORMATS for text in (*one.documented, *one.synthetic)]))
def test_what_was_read_is_read_again_as_itself(text: str) -> None:
    number = read(text).number

    assert read(number.text) == Reading(number)
    assert candidates(number)


@pytest.mark.law
@given(
    st.one_of(st.text(max_size=1100), st.text(alphabet=st.characters(max_codepoint=127)), st.binary(), st.integers())
)
def test_anything_at_all_is_read_or_refused_with_the_declared_error(value: object) -> None:
    try:
        reading = read(value)
    except InvalidValueError:
        return

    assert type(reading.number) is TrackAndTraceNumber


PIECES = st.sampled_from(
    [
        "https://",
        "postnl.nl",
        "jouw.",
        "/tracktrace/",
        "?B=",
        "&",
        "#!/",
        "%",
        "@",
        ":",
        "[",
        "3SABCD1234567",
        "..",
        "%0A",
        "\u202e",
    ]
)


@pytest.mark.law
@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_patchwork_of_a_link_is_read_or_refused_with_the_declared_error(text: str) -> None:
    try:
        reading = read(text)
    except InvalidValueError:
        return

    assert type(reading.number) is TrackAndTraceNumber


def test_a_name_that_could_be_a_number_is_read_as_the_number() -> None:
    name = next(service.name for service in DELIVERY_SERVICES if re.fullmatch("[A-Za-z]+ [A-Za-z ]+", service.name))
    joined = name.replace(" ", "").upper()
    shaped = evolve(
        FORMATS[0], pattern=f"[A-Z]{{{len(joined)}}}", lengths=(len(joined),), documented=(joined,), synthetic=()
    )

    assert service_named(joined, None, FORMATS) is not None
    assert service_named(joined, None, (shaped,)) is None


def test_a_spelling_of_a_name_that_is_nobodys_own_gives_way_to_a_number_of_a_known_format() -> None:
    shaped = newcomers("[A-Z]{6}", "AAAAAA")

    assert service_named("Post NL", None, (shaped,)) is None
    assert service_named("Post NL", None, FORMATS) is POSTNL
    assert service_named("postnl", None, (shaped,)) is POSTNL
    assert service_named("POST-NL", None, (shaped,)) is POSTNL
