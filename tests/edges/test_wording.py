"""Wording: every code has a sentence in every language, and no sentence a field that nobody fills."""

import importlib
import pkgutil
import re
from enum import Enum
from typing import get_type_hints

import pytest

import trackntrace
from tests.builders import HOSTILE_TEXTS
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Word
from trackntrace.numbers.finding import (
    ALREADY_ENTERED,
    NOT_A_NUMBER,
    PLACEHOLDER,
    POSTCODE,
    REFUTED,
    TAKEN_OFF,
    TOO_LATE,
    UNKNOWN_SERVICE,
    Finding,
    FindingKind,
    Severity,
)
from trackntrace.performance.counted import COUNTED_STANDARDS, CountedStandard
from trackntrace.performance.editions import Certainty, Level
from trackntrace.performance.evidence import ExcuseReason
from trackntrace.performance.score import Beyond, Standing
from trackntrace.performance.standard import AnyStandard, Row, ServiceStandard, Verdict
from trackntrace.performance.tally import QuestionWeekBy, WeekBy
from trackntrace.wording import Language, fact_text, finding_text, has_words_for, remedy_text, row_text, say, saying
from trackntrace.wording.saying import SLOT, catalogue

OTHERS = [language for language in Language if language is not Language.ENGLISH]


def everything(kind: type) -> list[object]:
    """Every value of a class that some module of the core names."""
    found: dict[int, object] = {}
    for module in pkgutil.walk_packages(trackntrace.__path__, "trackntrace."):
        if module.name.split(".")[1] not in {"numbers", "shipping", "performance"}:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if type(value) is kind:
                found[id(value)] = value
    return [*found.values()]


STANDARDS: list[AnyStandard] = [each for each in everything(ServiceStandard) if isinstance(each, ServiceStandard)]
KINDS: list[FindingKind] = [each for each in everything(FindingKind) if isinstance(each, FindingKind)]
COUNTED: list[CountedStandard] = [each for each in everything(CountedStandard) if isinstance(each, CountedStandard)]

WORDS: list[tuple[str, type[Word]]] = [
    ("standing", Standing),
    ("level", Level),
    ("certainty", Certainty),
    ("verdict-word", Verdict),
    ("severity", Severity),
    ("beyond", Beyond),
    ("excuse", ExcuseReason),
    ("week-by", WeekBy),
    ("week-by", QuestionWeekBy),
]


def test_the_standards_and_findings_are_found() -> None:
    assert {"order-traceability", "items-on-time", "handed-over-on-time"} <= {each.name for each in STANDARDS}
    assert {each.name for each in COUNTED} == {each.name for each in COUNTED_STANDARDS}
    assert PLACEHOLDER in KINDS


@pytest.mark.parametrize("language", Language)
def test_every_standard_has_a_name(language: Language) -> None:
    for name in {each.name for each in STANDARDS} | {each.name for each in COUNTED}:
        assert say(f"standard.{name}", language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("prefix", "words"), WORDS)
def test_every_word_of_a_closed_set_has_a_translation(prefix: str, words: type[Word], language: Language) -> None:
    for word in words:
        assert say(f"{prefix}.{word.value}", language)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_no_verdict_lacks_a_sentence(standard: AnyStandard, language: Language) -> None:
    lacking = [row.code for row in standard.rows if row_text(standard.name, row, language) == row.because]

    assert lacking == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_no_finding_lacks_a_sentence_and_none_has_a_field_of_its_own(kind: FindingKind, language: Language) -> None:
    for prefix, english in (("finding", kind.says), ("remedy", kind.remedy)):
        if english:
            known = {*SLOT.findall(kind.says), *SLOT.findall(kind.remedy)}
            assert {*SLOT.findall(catalogue(language)[f"{prefix}.{kind.code}"])} <= known


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_every_fact_has_a_name_and_words_for_its_values(standard: AnyStandard, language: Language) -> None:
    for name, kind in get_type_hints(standard.facts_type).items():
        assert say(f"fact-name.{name}", language)
        for value in kind:
            assert has_words_for(f"fact.{name}.{value.value}", language)
            assert fact_text(name, value, language) == say(f"fact.{name}.{value.value}", language)


def test_every_language_says_the_same_things_with_the_same_fields() -> None:
    english = catalogue(Language.ENGLISH)
    for language in OTHERS:
        own = catalogue(language)
        said_by_the_core = {key for key in own if key.split(".")[0] in {"verdict", "finding", "remedy"}}
        assert english.keys() == own.keys() - said_by_the_core
        assert [key for key in english if set(SLOT.findall(english[key])) != set(SLOT.findall(own[key]))] == []


@pytest.mark.parametrize("language", Language)
def test_no_sentence_has_a_brace_that_is_not_a_field(language: Language) -> None:
    assert [text for text in catalogue(language).values() if re.search("[{}]", SLOT.sub("", text))] == []


def test_a_fact_is_inserted_as_it_is_and_never_filled_again() -> None:
    assert (
        say("text.as-of", Language.FRENCH, moment="{moment} %s {0.__class__}")
        == "Situation au {moment} %s {0.__class__}"
    )


def test_an_unknown_key_and_a_missing_fact_are_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as unknown:
        say("text.no-such-thing", Language.DUTCH)
    with pytest.raises(InvalidValueError) as missing:
        say("text.as-of", Language.DUTCH)

    assert unknown.value.field == "wording"
    assert missing.value.field == "moment"


@pytest.mark.parametrize("language", ["nl", None, 1])
def test_a_language_is_one_of_three(language: object) -> None:
    with pytest.raises(InvalidValueError, match="language"):
        say("text.as-of", language, moment="")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=lambda _: "")
def test_a_hostile_key_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        say(text, Language.ENGLISH)


def test_a_row_or_a_finding_of_ones_own_keeps_its_own_words() -> None:
    own = FindingKind("of-my-own", Severity.WARN, "{given} is odd.", "Look at {given}.").found(given="3SABCD")

    assert row_text("my-standard", Row("my-code", Verdict.MISS, because="Because."), Language.FRENCH) == "Because."
    assert finding_text(own, Language.DUTCH) == "3SABCD is odd."
    assert remedy_text(own, Language.DUTCH) == "Look at 3SABCD."


def test_a_remedy_that_comes_too_late_is_said_so_in_every_language() -> None:
    late = Finding(PLACEHOLDER, Severity.BLOCK, (("given", "X"),), remedy=TOO_LATE)

    assert remedy_text(late, Language.ENGLISH) == TOO_LATE
    assert remedy_text(late, Language.DUTCH) == say("remedy.too-late", Language.DUTCH)
    assert finding_text(late, Language.FRENCH).startswith("X occupe")


def test_a_fact_that_is_not_known_is_shown_as_it_is_written() -> None:
    class Colour(Enum):
        BLUE = "blue"

    assert fact_text("colour", Colour.BLUE, Language.DUTCH) == "blue"


def test_a_key_that_stands_in_two_parts_of_a_catalogue_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = ["trackntrace.wording.english_words"] * 2
    monkeypatch.setattr(saying, "_parts", lambda _name: twice)

    with pytest.raises(ConflictError, match="expected each key in one part of a catalogue"):
        saying.catalogue.__wrapped__(Language.ENGLISH)


@pytest.mark.parametrize("language", Language)
def test_what_was_entered_before_is_told_in_the_words_of_entries(language: Language) -> None:
    found = ALREADY_ENTERED.found(given="3SABCD1234567 (TNT)", offered="no number (no service)")

    told = finding_text(found, language)

    assert "3SABCD1234567 (TNT)" in told
    assert ("no number" in told) is (language is Language.ENGLISH)


@pytest.mark.parametrize(
    ("finding", "said", "remedy"),
    [
        (
            POSTCODE.found(taken="/3043LC", number="JVGL9999999999"),
            "Er is een postcode, /3043LC, aan het nummer geplakt.",
            "Vul alleen JVGL9999999999 in.",
        ),
        (
            TAKEN_OFF.found(what="letter-case", taken="spaces"),
            "Bij het lezen weggelaten of rechtgezet: kleine letters: spaces.",
            "",
        ),
        (
            REFUTED.found(given="X", format="PostNL, S10 that ends in NL"),
            "Het controlecijfer van X klopt niet voor PostNL, S10 die eindigt op NL, en geen ander formaat verklaart het.",
            "Vergelijk het cijfer voor cijfer met het label.",
        ),
        (
            UNKNOWN_SERVICE.found(service="Q", near="none"),
            "Q is geen bezorgdienst die wij kennen; namen in de buurt: geen.",
            "",
        ),
        (
            NOT_A_NUMBER.found(given="'x'", reason="expected text"),
            "Uit 'x' is geen nummer te lezen: verwacht: tekst.",
            "Vul het nummer in zoals het op het label staat.",
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Finding) else "",
)
def test_a_finding_and_its_remedy_are_said_in_dutch_to_the_letter(finding: Finding, said: str, remedy: str) -> None:
    assert finding_text(finding, Language.DUTCH) == said
    assert remedy_text(finding, Language.DUTCH) == remedy
    assert remedy_text(finding, Language.ENGLISH) == finding.remedy


def test_only_of_a_language_it_is_asked_whether_it_has_words() -> None:
    with pytest.raises(InvalidValueError) as refused:
        has_words_for("text.as-of", "nl")  # type: ignore[arg-type]

    assert (refused.value.field, refused.value.reason) == ("language", "expected a Language")
    assert has_words_for("text.as-of", Language.DUTCH)
    assert not has_words_for("text.no-such-thing", Language.DUTCH)
