"""The pages that show the library's data show what it holds now, and leave nothing out."""

from __future__ import annotations

import inspect
import re
from datetime import date
from enum import EnumMeta
from pathlib import Path

import pytest

import trackntrace
from tools.print_tables import TABLE, TABLES, newest, pages_with_tables, renewed
from tools.printed_data import LANGUAGES, SECTIONS, terms
from tools.printed_readings import QUESTIONS, readings
from trackntrace import Certainty, Edition, Editions, Level, Norm
from trackntrace.wording import Language, say

DOCS = Path(__file__).parent.parent / "docs"
OPEN_QUESTIONS = DOCS / "explanation" / "open-questions.md"

WORDS_OF_THE_HOUSE = {
    *("track & trace number", "delivery service", "delivery method", "entry", "own reference", "promise", "journey"),
    *("transport event", "service standard", "facts", "verdict", "norm", "edition", "score", "standing", "strike"),
    *("hit", "miss", "pending", "excluded", "tally", "evidence", "scorecard", "reading", "excuse", "shipment", "order"),
}
WIRE_WORDS = {
    *("trackAndTrace", "transporterCode", "shippingLabelId", "transport", "distributionParty", "fulfilment.method"),
    *("ShipmentRequest.transport", "ChangeTransportRequest", "shipmentReference", "latestDeliveryDate"),
    *("exactDeliveryDate", "transportEvents", "norm", "numerator", "denominator", "conforms"),
}


@pytest.mark.parametrize("page", pages_with_tables(), ids=lambda page: page.name)
def test_the_tables_of_a_page_are_what_the_library_says_now(page: Path) -> None:
    if page.name == "mutants.md" and not (page.parents[2] / "src").is_dir():
        pytest.skip("the sources, which it counts, are not here")
    text = page.read_text("utf-8")

    assert text == renewed(text), "run: make tables"


def edition(certainty: Certainty, since: date) -> Edition:
    return Edition(levels=((Level.TARGET, Norm.parse("99%")),), since=since, certainty=certainty, source="made up")


def test_a_norm_that_is_only_announced_is_not_told_as_the_rule_of_today() -> None:
    today = edition(Certainty.PUBLISHED, date(2026, 1, 5))
    ahead = edition(Certainty.ANNOUNCED, date(2027, 1, 4))

    assert newest(Editions("made-up", [today, ahead])) is today
    assert newest(Editions("made-up", [ahead])) is ahead


def test_every_table_is_shown_on_some_page() -> None:
    shown = {found["name"] for page in pages_with_tables() for found in TABLE.finditer(page.read_text("utf-8"))}

    assert shown == set(TABLES)


def test_the_glossary_has_the_words_of_the_house_and_of_the_wire() -> None:
    words = {term["en"][0] for term in terms()}
    wire = {word for term in terms() for word in re.findall("`([^`]+)`", term.get("wire", ""))}

    assert WORDS_OF_THE_HOUSE - words == set()
    assert WIRE_WORDS - wire == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there_once_and_explained_in_each_language(language: str) -> None:
    told = [term[language] for term in terms()]

    assert len({word.casefold() for word, _ in told}) == len(told)
    assert [word for word, meaning in told if not (word.strip() and meaning.strip())] == []
    assert {term["about"] for term in terms()} == set(SECTIONS)


def test_what_a_word_is_called_in_python_is_public() -> None:
    assert [term["code"] for term in terms() if "code" in term and term["code"] not in trackntrace.__all__] == []


def test_what_a_word_is_called_on_the_wire_is_read_or_written_somewhere() -> None:
    modules = Path(trackntrace.__file__).parent.rglob("*.py")
    pages = "".join(path.read_text("utf-8") for path in (*modules, *(DOCS / "reference" / name for name in INTERFACE)))
    unheard_of = {
        word
        for term in terms()
        for written in re.findall("`([^`]+)`", term.get("wire", ""))
        for word in written.replace("ShipmentRequest.", "").split()[:1]
        if word not in pages
    }

    assert unheard_of == set()


INTERFACE = ("retailer-api-fields.md", "retailer-api-requests.md")


@pytest.mark.parametrize(
    "standard", ["order-traceability", "items-on-time", "cancellations", "response-time", "returns"]
)
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_standards_are_called_in_the_glossary_as_in_the_messages(standard: str, language: str) -> None:
    [word] = [term[language][0] for term in terms() if term.get("code") == standard.upper().replace("-", "_")]

    assert say(f"standard.{standard}", Language(language)).casefold() == word


def test_every_open_question_has_its_reading_and_its_place_in_the_code() -> None:
    sections = re.split("^#{2,3} ", OPEN_QUESTIONS.read_text("utf-8"), flags=re.MULTILINE)
    asked = {int(found[1]): each for each in sections if (found := re.match(r"(\d+)[.] ", each))}

    assert set(asked) >= set(range(1, 20))
    assert sorted(asked) == list(range(1, len(asked) + 1))
    assert [number for number, each in asked.items() if not re.search(r"^- \*\*Reading:\*\*", each, re.MULTILINE)] == []
    assert [n for n, each in asked.items() if not re.search(r"^- \*\*In the code:\*\*", each, re.MULTILINE)] == []
    assert [number for number, each in asked.items() if "- **Source:**" not in each] == []


def test_every_reading_is_named_with_its_question() -> None:
    page = OPEN_QUESTIONS.read_text("utf-8")

    assert {f"{taker}.{name}" for taker, name, _, _ in readings()} == set(QUESTIONS)
    assert [name for name in QUESTIONS if f"`{name.replace('.', '(')}=…)`" not in page] == []


def test_every_kind_of_reading_of_the_standards_is_among_them() -> None:
    kinds = {type(default) for _, _, default, _ in readings() if isinstance(type(default), EnumMeta)}
    documented = {
        kind
        for name in trackntrace.__all__
        if isinstance(kind := getattr(trackntrace, name), EnumMeta) and "Not public" in (inspect.getdoc(kind) or "")
    }

    assert documented
    assert documented <= kinds
