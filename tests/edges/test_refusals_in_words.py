"""Refusals in the user's language: no English sentence is left where a translation is promised."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterator

import pytest

from tests.test_architecture import TREES, ours
from trackntrace.documents.fault import Fault
from trackntrace.errors import ConflictError, InvalidValueError, NoEditionError, TrackntraceError
from trackntrace.moment import Week, parse_moment
from trackntrace.numbers.examination import examine
from trackntrace.numbers.finding import NOT_A_NUMBER
from trackntrace.numbers.formats import FORMATS
from trackntrace.numbers.reading import Surplus
from trackntrace.shipping.conflict import Conflict, ConflictKind, Decision
from trackntrace.shipping.piece import Subject, SubjectKind
from trackntrace.wording import (
    Language,
    conflict_text,
    fault_text,
    finding_text,
    has_words_for,
    reason_text,
    refusal_text,
    table_fault_text,
)
from trackntrace.wording.recognition import recognized, said_again
from trackntrace.wording.saying import catalogue

OTHERS = [language for language in Language if language is not Language.ENGLISH]
REASONS = re.compile(r"(expected|missing:|too long:|too large:|not ASCII:|unknown field:) ", re.ASCII)
ANYTHING = "7"
"""It stands in each place that the code fills: it is a number and a text."""


def reachable() -> Iterator[str]:
    """The modules whose refusals a command can meet."""
    seen: set[str] = set()
    waiting = [name for name in TREES if name.partition(".")[0] in {"cli", "frames"}]
    while waiting:
        name = waiting.pop()
        if name not in seen and name in TREES:
            seen.add(name)
            waiting += ours(TREES[name])
    return (name for name in seen if not name.startswith("wording"))


def filled(node: ast.AST) -> str:
    """A text of the code, with something in each place that the code fills."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(filled(part) if isinstance(part, ast.Constant) else ANYTHING for part in node.values)
    return ""


def docstrings(tree: ast.AST) -> set[int]:
    bare = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(value) for value in bare if isinstance(value, ast.Constant)}


def headings(tree: ast.AST) -> set[int]:
    """What stands above the columns of a table in a notebook."""
    tables = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "_repr_html_")
    return {id(part) for table in tables for part in ast.walk(table)}


def said_by(name: str) -> set[str]:
    tree = TREES[name]
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    passed_over = docstrings(tree) | parts | headings(tree)
    texts = (filled(node) for node in ast.walk(tree) if id(node) not in passed_over)
    return {text.replace("{{", "{").replace("}}", "}") for text in texts if REASONS.match(text)}


def grammars(name: str) -> set[str]:
    words = (node for node in ast.walk(TREES[name]) if isinstance(node, ast.keyword) and node.arg == "expected")
    return {text for each in words if (text := filled(each.value)) and text != ANYTHING}


def test_the_refusals_that_a_command_can_meet_are_found() -> None:
    modules = [*reachable()]

    assert {"moment", "grammar", "documents.members", "retailer_api.shipments", "frames.query"} <= {*modules}
    assert len({text for name in modules for text in said_by(name)}) > 120
    assert len({text for name in modules for text in grammars(name)}) > 15


@pytest.mark.parametrize("name", sorted(reachable()))
def test_every_refusal_that_a_command_can_meet_is_said_in_every_language(name: str) -> None:
    unknown = {text for text in said_by(name) if recognized(text, "reason") in {"", "reason.expected"}}

    assert unknown <= {f"expected {ANYTHING}"}


@pytest.mark.parametrize("name", sorted(reachable()))
def test_what_a_grammar_takes_is_said_in_every_language(name: str) -> None:
    assert {text for text in grammars(name) if not recognized(text, "what")} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_the_parts_of_a_refusal_are_said_in_the_language_too(language: Language) -> None:
    with pytest.raises(InvalidValueError) as refused:
        parse_moment("2026-10-02T14:00")
    said = refusal_text(refused.value, language)

    assert "offset" in str(refused.value)
    assert not re.search("expected|offset|such as|Cannot", said)
    assert "2026-10-02T14:00:00+02:00" in said


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", [InvalidValueError, ConflictError, NoEditionError, TrackntraceError])
def test_every_kind_of_refusal_has_its_sentence(kind: type[TrackntraceError], language: Language) -> None:
    error = kind.about("X", "number", "expected text")

    assert "Cannot" in str(error)
    assert "Cannot" not in refusal_text(error, language)
    assert "'X'" in refusal_text(error, language)


def test_an_english_refusal_is_the_errors_own() -> None:
    error = InvalidValueError.about("X", "number", "expected text")

    assert refusal_text(error, Language.ENGLISH) == str(error)
    assert reason_text(error.reason, Language.ENGLISH) == error.reason


def test_a_refusal_of_a_kind_of_ones_own_keeps_its_own_sentence() -> None:
    class OwnError(TrackntraceError):
        @property
        def sentence(self) -> str:
            return "My own sentence."

    assert refusal_text(OwnError("field", "shown", "expected text"), Language.DUTCH) == "My own sentence."


def test_a_reason_in_a_users_own_words_is_left_as_it_is() -> None:
    assert reason_text("because I say so", Language.FRENCH) == "because I say so"
    assert reason_text("x" * 100_000, Language.FRENCH) == "x" * 100_000


@pytest.mark.parametrize("language", Language)
def test_a_refusal_is_never_longer_than_an_error_may_be(language: Language) -> None:
    error = InvalidValueError("f" * 120, "x" * 80, f"unknown field: expected {', '.join(['name'] * 90)}")

    assert len(refusal_text(error, language)) <= 300


@pytest.mark.parametrize("language", OTHERS)
def test_a_fault_says_where_and_why_in_the_language(language: Language) -> None:
    fault = Fault("orders.jsonl", line=3, place="quantity", shown="0", reason="expected a whole number from 1 to 9")

    assert str(fault) == "orders.jsonl:3: quantity: expected a whole number from 1 to 9 (not 0)"
    assert fault_text(fault, Language.ENGLISH) == str(fault)
    assert fault_text(fault, language).startswith("orders.jsonl:3")
    assert "expected" not in fault_text(fault, language)
    assert " not " not in fault_text(fault, language)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1",
        '{"a"',
        '{"a":1,}',
        '{"a":1} 2',
        '["\t"]',
        '["\\x"]',
        '["\\u12"]',
        '["abc',
        "{1:2}",
        '{"a" 1}',
        "[1 2]",
    ],
)
@pytest.mark.parametrize("language", OTHERS)
def test_what_json_lacks_is_said_in_the_language(text: str, language: Language) -> None:
    with pytest.raises(json.JSONDecodeError) as refused:
        json.loads(text)
    problem = refused.value.msg.lower()

    assert said_again(problem, language, "json") != problem


@pytest.mark.parametrize("text", ['"a', '"a"b,c', "a\rb\nc"])
@pytest.mark.parametrize("language", OTHERS)
def test_what_csv_lacks_is_said_in_the_language(text: str, language: Language) -> None:
    problems = []
    try:
        [*csv.reader(io.StringIO(text, newline="") if '"' in text else iter([text]), strict=True)]
    except csv.Error as error:
        problems.append(str(error))

    assert problems
    assert [said_again(each, language, "csv") for each in problems] != problems


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("rows", [1, 2, None])
def test_a_fault_of_a_table_is_said_in_the_language(language: Language, rows: int | None) -> None:
    pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
    from trackntrace.frames import EVERY_ROW, TableFault

    fault = TableFault("quantity", "expected whole numbers, not floating point", EVERY_ROW if rows is None else rows)

    assert table_fault_text(fault, Language.ENGLISH) == str(fault)
    assert not re.search("expected|row|floating", table_fault_text(fault, language))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", ConflictKind)
@pytest.mark.parametrize("because", Decision)
def test_a_conflict_is_told_in_the_language(language: Language, kind: ConflictKind, because: Decision) -> None:
    where = tuple(Subject(each, "C1") for each in SubjectKind)
    conflict = Conflict(kind=kind, where=where, stands="A", differs="B", because=because)
    said = conflict_text(conflict, language)

    assert conflict_text(conflict, Language.ENGLISH) == str(conflict)
    assert not re.search("stands|told|also|order-item", said)
    assert all(
        has_words_for(f"conflict.{part}", language) for part in (f"kind.{kind.value}", f"because.{because.value}")
    )


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("surplus", Surplus)
def test_what_reading_took_off_is_named_in_the_language(surplus: Surplus, language: Language) -> None:
    if surplus is not Surplus.POSTCODE:  # it has a finding of its own
        assert recognized(surplus.value, "told")
        assert catalogue(language)[recognized(surplus.value, "told")]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("3s abcd 1234567", "spaces"),
        ("3s abcd 1234567", "letter-case"),
        ("3S ABCD 12;34", "inside only"),
        ("x" * 65, "too long"),
    ],
)
def test_no_english_word_of_ours_stands_in_a_finding(text: str, english: str, language: Language) -> None:
    findings = examine(text).findings

    assert any(english in finding.text for finding in findings)
    assert not any(re.search(rf"\\b{english}\\b", finding_text(finding, language)) for finding in findings)


@pytest.mark.parametrize("language", OTHERS)
def test_what_somebody_typed_is_never_translated(language: Language) -> None:
    finding = NOT_A_NUMBER.found(given="spaces", reason="expected text")

    assert "spaces" in finding_text(finding, language)


@pytest.mark.parametrize("language", OTHERS)
def test_the_formats_of_numbers_are_named_in_the_language(language: Language) -> None:
    proper = {"2S", "1Z", "SSCC"}
    english = re.compile(r"\b(digits?|characters?|that|ends|number|label barcode|from|with|of any|without)\b")
    names = {one.name: said_again(one.name, language, "format") for one in FORMATS if one.name not in proper}

    assert {name for name, said in names.items() if said == name} == set()
    assert {said for said in names.values() if english.search(said)} == set()


def test_a_week_that_does_not_exist_is_refused_in_dutch() -> None:
    with pytest.raises(InvalidValueError) as refused:
        Week.parse("2025-W53")

    assert refusal_text(refused.value, Language.DUTCH) == (
        "Kan '2025-W53' niet gebruiken als week: verwacht: een week die bestaat: 2025 heeft er 52"
    )


REFUSED = [
    (InvalidValueError, "Kan {} niet gebruiken als number: verwacht: tekst"),
    (TrackntraceError, "Kan {} niet gebruiken als number: verwacht: tekst"),
    (ConflictError, "Kan number {} niet rijmen: verwacht: tekst"),
    (NoEditionError, "Kan geen norm van number vinden voor {}: verwacht: tekst"),
]


@pytest.mark.parametrize(("kind", "sentence"), REFUSED)
@pytest.mark.parametrize(
    ("value", "shown"),
    [("X", "'X'"), ([], "een waarde van type list"), (10**5000, "een int van 16610 bits")],
    ids=["text", "list", "int"],
)
def test_each_kind_of_refusal_is_said_in_dutch_to_the_letter(
    kind: type[TrackntraceError], sentence: str, value: object, shown: str
) -> None:
    assert refusal_text(kind.about(value, "number", "expected text"), Language.DUTCH) == sentence.format(shown)


@pytest.mark.parametrize(("length", "kept", "end"), [(265, 265, ""), (266, 266, ""), (267, 263, "...")])
def test_a_refusal_is_cut_where_it_is_longer_than_an_error_may_be(length: int, kept: int, end: str) -> None:
    reason = ("because " * 40)[:length]
    text = refusal_text(InvalidValueError("field", "'X'", reason), Language.DUTCH)

    assert text == f"Kan 'X' niet gebruiken als field: {reason[:kept]}{end}"
    assert len(text) == min(300, 34 + length)


@pytest.mark.parametrize(
    ("shown", "not_that"),
    [("0", " (niet 0)"), ("a value of type list", " (niet een waarde van type list)"), ("None", "")],
)
def test_a_fault_is_said_in_dutch_to_the_letter(shown: str, not_that: str) -> None:
    fault = Fault("orders.jsonl", line=3, place="quantity", shown=shown, reason="expected a whole number from 1 to 9")

    assert fault_text(fault, Language.DUTCH) == (
        f"orders.jsonl:3: quantity: verwacht: een geheel getal van 1 tot en met 9{not_that}"
    )


@pytest.mark.parametrize(("rows", "how_many"), [(1, "1 rij"), (2, "2 rijen"), (None, "elke rij")])
def test_a_fault_of_a_table_is_said_in_dutch_to_the_letter(rows: int | None, how_many: str) -> None:
    pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
    from trackntrace.frames import EVERY_ROW, TableFault

    fault = TableFault("quantity", "expected whole numbers, not floating point", EVERY_ROW if rows is None else rows)

    assert table_fault_text(fault, Language.DUTCH) == (
        f"quantity: verwacht: gehele getallen, niet gebroken getallen ({how_many})"
    )


def test_a_conflict_is_told_in_dutch_to_the_letter() -> None:
    conflict = Conflict(
        kind=ConflictKind.TWO_NUMBERS,
        where=tuple(Subject(each, "C1") for each in SubjectKind),
        stands="no number (no service)",
        differs="3SABCD (TNT)",
        because=Decision.ENTERED_FIRST,
    )

    assert conflict_text(conflict, Language.DUTCH) == (
        "bestelling C1, artikel C1, zending C1, transport C1, ...: twee nummers: geen nummer (geen bezorgdienst) geldt "
        "(eerst ingevoerd), verteld werd ook 3SABCD (TNT)"
    )


def test_a_phrase_of_ours_is_recognized_over_two_lines_and_up_to_2000_characters() -> None:
    text = "not ASCII: expected my own\nwords"
    longest = f"not ASCII: expected {'x' * 1980}"

    assert said_again(text, Language.DUTCH, "reason") == "geen ASCII: verwacht: my own\nwords"
    assert said_again(longest, Language.DUTCH, "reason") == f"geen ASCII: verwacht: {'x' * 1980}"
    assert said_again(f"{longest}x", Language.DUTCH, "reason") == f"{longest}x"
    assert recognized(text, "reason") == "reason.not-ascii"
    assert recognized("because I say so", "reason") == ""
