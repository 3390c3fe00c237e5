"""Findings: their kinds as data, what they say of hostile text, and their order."""

from __future__ import annotations

import pickle
import re

import pytest

from tests.builders import NO_TEXTS, assert_well_told
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.finding import (
    FINDING_KINDS,
    LETTER_FOR_DIGIT,
    MISSING,
    NOT_A_NUMBER,
    POSTCODE,
    TAKEN_OFF,
    USED_BEFORE,
    FindingKind,
    Severity,
    blocked,
    by_gravity,
)
from trackntrace.shipping import preflight as room

BLOCKS = {
    "missing-number",
    "placeholder",
    "not-a-number",
    "unread-text",
    "refuted-by-check-digit",
    "swapped",
    "service-in-number-place",
    "scientific-notation",
    "label-and-transport",
    "already-entered",
    "label-of-other-items",
    "label-differs",
}
WARNINGS = {
    "another-service",
    "check-digit-fails",
    "equals-own-number",
    "used-before",
    "holds-more",
    "number-likely-missing",
    "spreadsheet-rounding",
    "lost-leading-zero",
    "letter-for-digit",
    "postcode-glued-on",
    "appointment-without-reference",
    "appointment-without-contact",
    "letter-mail-for-parcel",
    "letter-mail-without-number",
    "promise-past",
}
INFOS = {"unknown-service", "several-carriers", "taken-off"}


@pytest.mark.parametrize(
    ("severity", "codes"), [(Severity.BLOCK, BLOCKS), (Severity.WARN, WARNINGS), (Severity.INFO, INFOS)]
)
def test_every_mistake_that_is_looked_for_has_a_stable_code_and_its_gravity(
    severity: Severity, codes: set[str]
) -> None:
    assert {kind.code for kind in FINDING_KINDS if kind.severity is severity} == codes


def test_no_two_kinds_share_a_code_and_the_gravest_are_listed_first() -> None:
    assert len({kind.code for kind in FINDING_KINDS}) == len(FINDING_KINDS)
    assert list(FINDING_KINDS) == sorted(FINDING_KINDS, key=lambda kind: list(Severity).index(kind.severity))


def test_every_kind_is_listed() -> None:
    kinds = {kind for kind in vars(room).values() if isinstance(kind, FindingKind)}

    assert kinds <= set(FINDING_KINDS)


@pytest.mark.parametrize("kind", FINDING_KINDS, ids=lambda kind: kind.code)
def test_what_blocks_or_warns_says_what_can_be_done(kind: FindingKind) -> None:
    assert kind.says.endswith((".", ";"))
    assert bool(kind.remedy) is (kind.severity is not Severity.INFO)


@pytest.mark.parametrize("kind", FINDING_KINDS, ids=lambda kind: kind.code)
def test_sentence_and_remedy_are_filled_with_the_facts(kind: FindingKind) -> None:
    names = {*re.findall("{([a-z]+)}", kind.says + kind.remedy)}
    finding = kind.found(**dict.fromkeys(names, "THIS"))

    assert "{" not in finding.text + finding.remedy
    assert dict(finding.facts) == dict.fromkeys(names, "THIS")


def test_a_remedy_names_the_facts_too() -> None:
    assert POSTCODE.found(taken="/3043LC", number="JVGL9999999999").remedy == "Enter JVGL9999999999 alone."


def test_a_fact_in_braces_stays_what_somebody_typed() -> None:
    finding = NOT_A_NUMBER.found(given="'{reason}{0.__class__}%s'", reason="expected {given}")

    assert finding.text == "No number can be read from '{reason}{0.__class__}%s': expected {given}."


@pytest.mark.parametrize(
    "text",
    [
        "3S\nABCD\r\x00\x1b[2J",
        "\u202e3SABCD\u2066",
        "3SABCD\u200b\ufeff",
        "\ud800",
        "3S\u0410BCD",
        "A" * 10**6,
        "\u0663" * 10**6,
        "<img src=x onerror=alert(1)>" * 40_000,
        "line\u2028another",
        *NO_TEXTS,
    ],
    ids=lambda _: "",
)
def test_what_somebody_typed_is_escaped_and_cut(text: object) -> None:
    finding = USED_BEFORE.found(given="3SABCD1234567", order=text)  # type: ignore[arg-type]
    fact = dict(finding.facts)["order"]

    assert len(fact) <= 80
    assert fact.isascii()
    assert fact.isprintable()
    assert len(finding.text.splitlines()) == 1
    assert len(finding.text) <= 300


def test_markup_is_shown_as_it_was_typed_since_only_a_page_must_escape_it() -> None:
    assert (
        USED_BEFORE.found(given="3SABCD1234567", order="<b>&").text == "3SABCD1234567 was used before for order <b>&."
    )


def test_the_gravest_come_first_and_among_equals_the_order_stays() -> None:
    info, warning, block = TAKEN_OFF.found(what="link", taken="x"), LETTER_FOR_DIGIT.found(), MISSING.found()
    another = USED_BEFORE.found(given="A", order="B")

    assert by_gravity((info, warning, block, another), {}) == (block, warning, another, info)


def test_a_caller_raises_and_lowers_severities_by_code() -> None:
    info, block = TAKEN_OFF.found(what="link", taken="x"), MISSING.found(service="TNT")
    found = by_gravity((info, block), {"taken-off": Severity.BLOCK, "missing-number": Severity.INFO})

    assert [(each.code, each.severity) for each in found] == [
        ("taken-off", Severity.BLOCK),
        ("missing-number", Severity.INFO),
    ]
    assert found[1].kind.severity is Severity.BLOCK
    assert [each.code for each in blocked(found)] == ["taken-off"]


@pytest.mark.parametrize(
    "severities",
    [{"missing-numbre": Severity.WARN}, {"MISSING": Severity.WARN}, {"": Severity.WARN}, {"missing-number": "warn"}],
)
def test_a_severity_that_would_have_no_effect_is_refused(severities: dict[str, Severity]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        by_gravity((), severities)

    assert_well_told(caught.value)


@pytest.mark.parametrize("code", ["", "Missing", "missing_number", "-x", "x" * 41, "x\n", None])
def test_a_kind_with_a_malformed_code_is_refused(code: str) -> None:
    with pytest.raises(InvalidValueError):
        FindingKind(code, Severity.WARN, "This.")


def test_a_kind_without_a_severity_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        FindingKind("code", "warn", "This.")  # type: ignore[arg-type]


def test_a_finding_can_be_kept_compared_and_hashed() -> None:
    finding = USED_BEFORE.found(given="3SABCD1234567", order="C1")

    assert pickle.loads(pickle.dumps(finding)) == finding
    assert hash(pickle.loads(pickle.dumps(finding)).facts) == hash(finding.facts)
    assert finding.code == "used-before"
    assert finding.severity is Severity.WARN


def test_a_fact_of_plain_text_is_told_whole_up_to_160_characters() -> None:
    assert dict(TAKEN_OFF.found(what="A" * 160, taken="b").facts) == {"what": "A" * 160, "taken": "b"}
    assert dict(TAKEN_OFF.found(what="A" * 161, taken="\n").facts) == {"what": f"'{'A' * 76}...", "taken": r"'\n'"}


def test_what_no_fact_fills_stays_in_braces() -> None:
    assert MISSING.found().text == "A parcel with {service} must have a track & trace number."


def test_a_finding_is_a_small_table_in_a_notebook() -> None:
    rows = '<tr><th scope="row">warn</th><td>A postcode, /3043LC, was glued to the number.</td></tr>'
    head = '<thead><tr><th scope="col">what</th><th scope="col">is</th></tr></thead>'

    assert POSTCODE.found(taken="/3043LC", number="JVGL9999999999")._repr_html_() == (
        f"<table><caption>postcode-glued-on</caption>{head}<tbody>{rows}"
        '<tr><th scope="row">what can be done</th><td>Enter JVGL9999999999 alone.</td></tr></tbody></table>'
    )
    assert (
        TAKEN_OFF.found(what="link", taken="x")
        ._repr_html_()
        .endswith('<tr><th scope="row">what can be done</th><td>-</td></tr></tbody></table>')
    )
