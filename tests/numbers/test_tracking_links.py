"""Tracking links: where a customer follows a parcel, and what is missing where there is none."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.numbers.hostile_texts import BROKEN_LINKS, NO_TEXT, numbered
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.check_digits import CHARACTERS
from trackntrace.numbers.delivery_services import (
    BPOST,
    CYCLOON,
    DELIVERY_SERVICES,
    DHL,
    DHL_FOR_YOU,
    DPD_NL,
    GLS,
    LETTER_MAIL,
    POSTNL,
    TRUNKRS,
    UPS,
    DeliveryService,
)
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import Confidence
from trackntrace.numbers.reading import read
from trackntrace.numbers.tracking_links import Missing, NoTrackingLink, TrackingLink, page_of, tracking_link
from trackntrace.numbers.tracking_page import Language, TrackingPage, host_of
from trackntrace.numbers.tracking_pages import HOMERR_PAGE, POSTNL_PAGE, TRACKING_PAGES, UPS_PAGE

NUMBER = TrackAndTraceNumber("3SABCD1234567")


def link(text: str, service: DeliveryService, **known: Any) -> str:
    made = tracking_link(TrackAndTraceNumber(text), service, **known)
    return made.url if isinstance(made, TrackingLink) else " ".join(missing.value for missing in made.missing)


@pytest.mark.parametrize(
    ("text", "service", "language", "url"),
    [
        (
            "3SABCD1234567",
            POSTNL,
            Language.DUTCH,
            "https://postnl.nl/tracktrace/?B=3SABCD1234567&P=1234AB&D=NL&T=C&L=NL",
        ),
        (
            "3SABCD1234567",
            POSTNL,
            Language.FRENCH,
            "https://postnl.nl/tracktrace/?B=3SABCD1234567&P=1234AB&D=NL&T=C&L=FR",
        ),
        (
            "JVGL0600000000000000",
            DHL_FOR_YOU,
            Language.DUTCH,
            "https://my.dhlecommerce.nl/home/tracktrace/JVGL0600000000000000/1234AB?lang=nl_NL",
        ),
        (
            "XHAX4HDA",
            GLS,
            Language.ENGLISH,
            "https://www.gls-info.nl/tracking?parcelNo=XHAX4HDA&zipCode=1234AB&lang=EN",
        ),
        (
            "1Z5R89390357567127",
            UPS,
            Language.DUTCH,
            "https://www.ups.com/track?loc=nl_NL&tracknum=1Z5R89390357567127&requester=ST/trackdetails",
        ),
        ("400026435", TRUNKRS, Language.ENGLISH, "https://parcel.trunkrs.nl/400026435/1234AB"),
    ],
)
def test_a_number_is_followed_on_its_carriers_page(
    text: str, service: DeliveryService, language: Language, url: str
) -> None:
    assert link(text, service, language=language, postcode="1234 ab", country="NL") == url


@pytest.mark.parametrize("fragment", ["#//[", "#!//[x]y", "#//[::1", "#/a//[?c=1"])
def test_a_fragment_that_looks_like_a_broken_host_is_a_fragment_still(fragment: str) -> None:
    assert read(f"https://postnl.nl/tracktrace/?B=3SABCD1234567{fragment}").number == NUMBER
    with pytest.raises(InvalidValueError, match="expected a number in it"):
        read(f"https://postnl.nl/tracktrace/{fragment}")


def test_a_page_finds_no_number_in_what_is_no_link() -> None:
    with pytest.raises(InvalidValueError, match="expected a link"):
        POSTNL_PAGE.number_in("https://[")


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({}, "postcode country"),
        ({"postcode": "1234AB"}, "country"),
        ({"country": "NL"}, "postcode"),
    ],
)
def test_without_what_the_carrier_needs_it_is_said_what_is_missing(known: dict[str, str], missing: str) -> None:
    assert link("3SABCD1234567", POSTNL, **known) == missing


@pytest.mark.parametrize("service", [CYCLOON, LETTER_MAIL, DeliveryService.parse("NEWCOMER")], ids=str)
def test_a_service_without_a_known_page_has_no_link(service: DeliveryService) -> None:
    assert tracking_link(NUMBER, service) == NoTrackingLink((Missing.PAGE,))


def test_a_page_that_only_asks_for_a_postcode_is_linked_without_one() -> None:
    assert link("JVGL0600000000000000", DHL_FOR_YOU).endswith("/tracktrace/JVGL0600000000000000?lang=nl_NL")
    assert link("323211383300001502624030", BPOST).endswith("?itemCode=323211383300001502624030&lang=nl")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("JVGL0600000000000000", "my.dhlecommerce.nl"),
        ("00340433836442636597", "www.dhl.de"),
        ("3318810025", "www.dhl.com"),
        ("ANYTHING", "my.dhlecommerce.nl"),
    ],
)
def test_of_a_services_pages_the_one_that_knows_such_numbers_is_taken(text: str, host: str) -> None:
    assert urlsplit(link(text, DHL)).hostname == host


def test_a_page_is_asked_in_its_own_language_where_it_does_not_speak_the_wanted_one() -> None:
    assert link("JVGL0600000000000000", DHL, language=Language.FRENCH).endswith("?lang=nl_NL")


@pytest.mark.parametrize("text", ["09980000020033F", "008182709980000020033350276C", "620000000000028"])
def test_of_a_barcode_the_parcel_number_is_followed(text: str) -> None:
    made = link(text, DPD_NL)

    assert made.endswith("&parcelNumber=" + {"6": "62000000000002"}.get(text[0], "09980000020033"))


def test_another_carriers_barcode_is_followed_as_it_is() -> None:
    assert link("09980000020033F", UPS).count("tracknum=09980000020033F&") == 1


@pytest.mark.parametrize("text", ["RR123456785NL", "KG123456789"])
def test_a_number_of_posts_needs_no_postcode_and_no_country(text: str) -> None:
    made = tracking_link(TrackAndTraceNumber(text), POSTNL)

    assert isinstance(made, TrackingLink)
    assert made.url == f"https://postnl.nl/tracktrace/?B={text}&T=C&L=NL"
    assert made.page.confidence is Confidence.LOW


def test_where_postcode_and_country_are_known_a_number_of_posts_has_the_surer_link() -> None:
    made = tracking_link(TrackAndTraceNumber("RR123456785NL"), POSTNL, postcode="1234AB", country="NL")

    assert isinstance(made, TrackingLink)
    assert made.page is POSTNL_PAGE


def test_an_identifier_with_a_wrong_check_digit_has_no_link_without_a_postcode() -> None:
    assert link("RR123456784NL", POSTNL) == "postcode country"


def test_of_a_page_without_templates_links_are_read_and_none_is_made() -> None:
    page = attrs.evolve(HOMERR_PAGE, services=(TRUNKRS,))

    assert link("HMR00000000000000", TRUNKRS, pages=(page,)) == "page"
    assert page.number_in("https://track.homerr.com/info;barcode=HMR00000000000000") == "HMR00000000000000"


def test_a_link_tells_the_page_and_how_sure_we_are() -> None:
    made = tracking_link(TrackAndTraceNumber("1Z5R89390357567127"), UPS)

    assert isinstance(made, TrackingLink)
    assert made.page is UPS_PAGE
    assert str(made) == made.url


@pytest.mark.parametrize("text", ["A/B", "A..B", "A/../../B", "A//B", "A._-B"])
def test_a_number_cannot_lead_anywhere_else(text: str) -> None:
    plain = urlsplit(link("AB", TRUNKRS, postcode="1234AB"))
    filled = urlsplit(link(text, TRUNKRS, postcode="1234AB"))

    assert filled[:2] == plain[:2]
    assert filled.path.count("/") == plain.path.count("/")
    assert ".." not in filled.path
    assert unquote(filled.path) == f"/{text}/1234AB"


@pytest.mark.parametrize("page", TRACKING_PAGES, ids=lambda page: page.carriers[0])
def test_every_page_knows_its_own_links(page: TrackingPage) -> None:
    values = {"number": "3SABCD1234567", "postcode": "1234AB", "country": "NL", "language": "nl"}
    for template in page.templates:
        url = page.filled(template, values)

        assert page_of(url) is page or not page.hosts
        assert page_of(url).number_in(url) == "3SABCD1234567"


def test_every_page_says_where_it_is_from_and_every_host_belongs_to_one_page() -> None:
    hosts = [host for page in TRACKING_PAGES for host in page.hosts]

    assert all(len(page.source) > 15 for page in TRACKING_PAGES)
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(
    "url",
    [
        "https://jouw.postnl.nl/track-and-trace/3SABCD1234567-NL-1234AB",
        "https://jouw.postnl.nl/#!/track-en-trace/3SABCD1234567/NL/1234AB",
        "http://www.postnl.nl/tracktrace/?P=1234AB&B=3SABCD1234567",
        "HTTPS://POSTNL.NL/tracktrace/?B=3SABCD1234567",
    ],
)
def test_other_forms_of_a_carriers_links_are_known_too(url: str) -> None:
    assert page_of(url) is POSTNL_PAGE
    assert POSTNL_PAGE.number_in(url).startswith("3SABCD1234567")


@pytest.mark.parametrize(
    "value",
    numbered(
        *NO_TEXT,
        *[url for url in BROKEN_LINKS if not url.startswith("https://postnl.nl/") and url != "https://postnl.nl"],
    ),
)
def test_what_is_no_link_of_a_known_carrier_is_refused(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        page_of(value)

    assert caught.value.field == "link"
    assert caught.value.reason
    assert len(str(caught.value)) <= 300


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": "3SABCD1234567"}, "number"),
        ({"service": "TNT"}, "delivery service"),
        ({"language": "nl"}, "language"),
        ({"postcode": "1234AB\n"}, "postcode"),
        ({"postcode": "1234/AB"}, "postcode"),
        ({"postcode": "\uff11234AB"}, "postcode"),
        ({"postcode": "1" * 13}, "postcode"),
        ({"postcode": None}, "postcode"),
        ({"country": "nl"}, "country"),
        ({"country": "NLD"}, "country"),
        ({"country": None}, "country"),
        ({"pages": ("https://postnl.nl",)}, "tracking page"),
    ],
    ids=str,
)
def test_each_argument_takes_its_own_kind_only(change: dict[str, Any], field: str) -> None:
    asked: dict[str, Any] = {"number": NUMBER, "service": POSTNL, **change}
    with pytest.raises(InvalidValueError) as caught:
        tracking_link(asked.pop("number"), asked.pop("service"), **asked)

    assert caught.value.field == field


@pytest.mark.parametrize(
    "template",
    [
        "http://postnl.nl/{number}",
        "https://{number}.postnl.nl/",
        "https://postnl.nl{number}/",
        "https://postnl.nl@evil.example/{number}",
        "https://postnl.nl/{0}",
        "https://postnl.nl/{number.__class__}",
        "https://postnl.nl/{number}\n",
        "javascript:alert({number})",
        "",
        None,
    ],
)
def test_a_template_whose_host_is_not_fixed_cannot_be_made(template: Any) -> None:
    with pytest.raises(InvalidValueError):
        attrs.evolve(POSTNL_PAGE, templates=(template,))


def test_a_template_that_climbs_is_refused_when_it_is_filled() -> None:
    page = attrs.evolve(UPS_PAGE, templates=("https://www.ups.com/a/../{number}",))

    with pytest.raises(InvalidValueError) as caught:
        tracking_link(NUMBER, UPS, pages=(page,))

    assert caught.value.field == "tracking link"
    assert caught.value.reason == "expected a link to https://www.ups.com"


def test_a_template_leads_to_its_own_host_though_it_names_another() -> None:
    page = attrs.evolve(UPS_PAGE, templates=("https://www.ups.com/a/../?to=https://b.nl/{number}",))

    with pytest.raises(InvalidValueError, match=r"expected a link to https://www\.ups\.com$"):
        tracking_link(NUMBER, UPS, pages=(page,))


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("carriers", ("",), "words"),
        ("carriers", "PostNL", "carriers"),
        ("templates", [], "templates"),
        ("hosts", ("https://postnl.nl",), "host"),
        ("hosts", ("POSTNL.NL",), "host"),
        ("hosts", ["postnl.nl"], "hosts"),
        ("marks", ("a b",), "mark"),
        ("marks", ["B"], "marks"),
        ("services", ("TNT",), "delivery service"),
        ("services", [], "services"),
        ("formats", ("S10",), "format"),
        ("formats", [], "formats"),
        ("spoken", (("nl", "nl"),), "language"),
        ("spoken", ((Language.DUTCH, "n l"),), "language"),
        ("spoken", [], "spoken"),
        ("confidence", "high", "confidence"),
        ("source", "", "source"),
    ],
)
def test_a_page_that_is_not_sound_cannot_be_made(field: str, value: Any, told: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        attrs.evolve(POSTNL_PAGE, **{field: value})

    assert refused.value.field == told


def test_a_page_that_speaks_no_language_has_no_word_for_any() -> None:
    silent = attrs.evolve(POSTNL_PAGE, spoken=())

    assert silent.word_for(Language.FRENCH) == ""
    assert UPS_PAGE.word_for(Language.FRENCH) == "fr_FR"
    with pytest.raises(InvalidValueError) as refused:
        UPS_PAGE.word_for("nl")  # type: ignore[arg-type]

    assert (refused.value.field, refused.value.reason) == ("language", "expected a Language")


@pytest.mark.parametrize(
    ("pasted", "host"),
    [
        ("https://www.postnl.nl/?B=1", "postnl.nl"),
        ("HTTP://POSTNL.NL", "postnl.nl"),
        ("https://postnl.nl:8080/", ""),
        ("https://somebody@postnl.nl/", ""),
        ("ftp://postnl.nl/", ""),
    ],
)
def test_the_host_of_a_link_is_plain_or_nothing(pasted: str, host: str) -> None:
    assert host_of(pasted) == host


def test_a_link_without_a_number_holds_nothing() -> None:
    assert POSTNL_PAGE.number_in("https://postnl.nl/tracktrace/?P=1234AB") == ""
    assert POSTNL_PAGE.number_in("https://jouw.postnl.nl/#!track-en-trace/3SABCD1234567/NL") == "3SABCD1234567"


def test_only_pages_are_looked_through_for_a_links_host() -> None:
    with pytest.raises(InvalidValueError) as refused:
        page_of("https://postnl.nl/", pages=("postnl.nl",))  # type: ignore[arg-type]

    assert (refused.value.field, refused.value.reason) == ("tracking page", "expected a TrackingPage")


def test_a_services_second_page_does_not_stand_in_where_the_usual_one_lacks_something() -> None:
    usual = attrs.evolve(UPS_PAGE, templates=("https://www.ups.com/{number}/{postcode}",))

    assert link("ANYTHING", UPS, pages=(usual, UPS_PAGE)) == "postcode"
    assert link("ANYTHING", UPS, pages=(UPS_PAGE, usual)).startswith("https://www.ups.com/track?")


def test_what_a_url_holds_besides_letters_and_digits_is_encoded_in_capitals() -> None:
    assert link("A.B/C-D_E", TRUNKRS, postcode="1234-ab") == "https://parcel.trunkrs.nl/A%2EB%2FC-D_E/1234-AB"


def test_a_newcomer_hands_its_page_in() -> None:
    service = DeliveryService.parse("NEWCOMER")
    page = TrackingPage(
        ("Newcomer",),
        templates=("https://newcomer.example/{number}",),
        services=(service,),
        hosts=("newcomer.example",),
        marks=("",),
        confidence=Confidence.MEDIUM,
        source="its documentation",
    )

    assert link("AB1", service, pages=(*TRACKING_PAGES, page)) == "https://newcomer.example/AB1"


@pytest.mark.law
@given(
    st.text(alphabet=CHARACTERS + "/._-", min_size=1, max_size=64),
    st.sampled_from(DELIVERY_SERVICES),
    st.sampled_from(Language),
)
def test_whatever_the_number_the_link_keeps_scheme_and_host_and_gives_the_number_back(
    text: str, service: DeliveryService, language: Language
) -> None:
    try:
        number = TrackAndTraceNumber(text)
    except InvalidValueError:
        return
    made = tracking_link(number, service, language=language, postcode="1234AB", country="NL")

    if isinstance(made, TrackingLink):
        parts = urlsplit(made.url)
        assert parts.scheme == "https"
        assert any(parts.netloc == urlsplit(template).netloc for template in made.page.templates)
        assert ".." not in made.url
        assert "//" not in made.url.removeprefix("https://")
        assert made.url.isascii()
        assert made.url.isprintable()
        given_back = [unquote(part) for part in parts.path.split("/")] + [
            value for values in parse_qs(parts.query or urlsplit(parts.fragment).query).values() for value in values
        ]
        assert text in given_back
