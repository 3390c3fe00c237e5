"""Our own JSON formats: their schemas are made of the code, and hold for all that is printed and read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tools.json_schemas.__main__ import FOLDER, MADE, texts
from tools.json_schemas.page import PAGE, page
from trackntrace.cli import main
from trackntrace.cli.measures import STANDARDS
from trackntrace.documents.json_formats import JSON_FORMATS, JsonFormat, Use, format_named
from trackntrace.documents.members import Members
from trackntrace.documents.side_inputs import (
    cancellation_of,
    count_of,
    detail_of,
    excuse_of,
    question_of,
    report_of,
    return_of,
    story_of,
)
from trackntrace.documents.strict_json import load
from trackntrace.documents.tally_file import read_tally
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.testing.hostile_json import perhaps_wrong

ROOT = Path(__file__).parents[2]
SHOP = ROOT / "tests" / "released" / "0.2.0"
AS_OF = ("--as-of", "2026-11-13T12:00:00+01:00")
BESIDE = ("orders", "journeys", "reports", "excuses", "details", "cancellations", "returns")
EVERY = (*BESIDE, "questions", "counts", "indicators")

READERS: dict[str, Callable[[Members], Any]] = {
    "journey": story_of,
    "report": report_of,
    "excuse": excuse_of,
    "detail": detail_of,
    "cancellation": cancellation_of,
    "return": return_of,
    "question": question_of,
    "count": count_of,
}
GOOD: dict[str, list[Any]] = {
    "journey": [
        {
            "number": " 3s abcd\u00a01234567 ",
            "events": [
                {"status": "attempt_failed", "at": "2026-10-02T14:00:00.123456789+02:00", "place": "Depot Zwolle"},
                {
                    "status": "DELIVERED_AT_CUSTOMER",
                    "at": "2026-10-03T12:00Z",
                    "learned": None,
                    "expected": "2026-10-03",
                },
            ],
            "handover": {"earliest": "2026-10-01T08:00:00+02:00", "latest": "2026-10-01T17:00:00+02:00"},
        },
        {"number": "1", "events": [], "handover": None},
    ],
    "report": [{"orderItemId": "2012345678", "notReceived": "2026-10-03"}],
    "excuse": [
        {"orderItemId": "2012345678", "reason": "depot-disruption"},
        {"service": "DPD-NL", "from": "2026-09-29", "until": "2026-10-01", "reason": "depot-disruption"},
    ],
    "detail": [{"orderItemId": "2012345678", "sentAs": "letter-mail"}],
    "cancellation": [
        {"orderItemId": "2012345678", "quantity": 1, "by": "customer", "on": "2026-10-03"},
        {"orderItemId": "2012345678", "quantity": 1, "by": "customer", "on": None},
    ],
    "return": [{"orderItemId": "2012345678", "quantity": 1, "on": "2026-10-12"}],
    "question": [{"questionId": "Q1", "asked": "2026-10-02T14:00:00+02:00", "answered": None, "country": "BE"}],
    "count": [
        {"standard": "phone-availability", "week": "2026-W40", "hits": 46, "counted": 50},
        {"standard": "rating", "week": "2026-W40", "total": 163.5, "counted": 20},
    ],
}
BAD: dict[str, list[Any]] = {
    "journey": [
        {"number": "3SABCD\u0661", "events": []},
        {"number": "3SABCD", "events": [], "colour": "blue"},
        {"number": "3SABCD", "events": [{"status": "lost", "at": "2026-10-02T14:00:00Z"}]},
        {"number": "3SABCD", "events": [{"status": "delivered", "at": "2026-10-02T14:00:00"}]},
        {"number": "3SABCD", "events": [{"status": "delivered", "at": "2026-10-02T14:00:00Z", "place": "x" * 101}]},
        {"number": "-", "events": []},
        {"number": "3SABCD\n", "events": []},
        {"events": []},
    ],
    "report": [{"orderItemId": "2012345678"}, {"orderItemId": "", "notReceived": "2026-10-03"}, [], None],
    "excuse": [
        {"orderItemId": "2012345678", "reason": "capacity"},
        {"orderItemId": "2012345678", "service": "DPD-NL", "reason": "depot-disruption"},
        {"service": "dpd", "from": "2026-09-29", "until": "2026-10-01", "reason": "depot-disruption"},
    ],
    "detail": [{"orderItemId": "2012345678", "sentAs": "pigeon"}, {"sentAs": "parcel"}],
    "cancellation": [
        {"orderItemId": "1", "quantity": 0, "by": "customer"},
        {"orderItemId": "1", "quantity": True, "by": "customer"},
        {"orderItemId": "1", "quantity": "1", "by": "customer"},
    ],
    "return": [{"orderItemId": "1", "quantity": 1}, {"orderItemId": "1", "quantity": 1, "on": "20261012"}],
    "question": [{"questionId": "Q1", "asked": "2026-10-02"}, {"questionId": "Q1", "asked": None}],
    "count": [
        {"standard": "rating", "week": "2026-W40", "hits": 46, "counted": 50},
        {"standard": "phone-availability", "week": "2026-40", "hits": 46, "counted": 50},
        {"standard": "items-on-time", "week": "2026-W40", "hits": 46, "counted": 50},
    ],
}
TALLIES = ("order-traceability", "items-on-time", "cancellations", "returns", "response-time")


def validator(schema: dict[str, Any]) -> Any:
    return pytest.importorskip("jsonschema").Draft202012Validator(schema)


def closed(schema: Any) -> Any:
    """The same schema, taking no member that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {name: closed(each) for name, each in schema.items()}
    return {"additionalProperties": False, **inside} if inside.get("type") == "object" else inside


def reads(name: str, line: Any) -> bool:
    try:
        READERS[name](Members.of(load(json.dumps(line).encode())))
    except TrackntraceError:
        return False
    return True


def tally_file(name: str) -> Any:
    return json.loads((SHOP / f"{name}.tally.json").read_text("utf-8"))


def is_tally(name: str, document: Any) -> bool:
    try:
        read_tally(json.dumps(document).encode(), STANDARDS[name])
    except TrackntraceError:
        return False
    return True


def test_the_files_are_what_the_code_makes() -> None:
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*")}

    assert kept == texts(), "run: make schemas"


def test_the_page_shows_what_the_schemas_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make schemas"


def test_every_format_has_a_schema_that_says_its_name_and_version() -> None:
    assert {each.name for each in JSON_FORMATS} == set(MADE)
    for each in JSON_FORMATS:
        assert each.schema["$id"] == f"urn:trackntrace-orders:{each.name}:{each.version}"
        assert each.schema["title"] == f"trackntrace {each.name}, version {each.version}"
        assert each.schema["description"].endswith(".")


@pytest.mark.parametrize("each", JSON_FORMATS, ids=lambda each: each.name)
def test_the_command_line_prints_every_schema(each: JsonFormat, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", each.name]) == 0
    assert capsys.readouterr().out == each.schema_text


def test_the_command_line_lists_every_format_with_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    told = [line.split()[:2] for line in capsys.readouterr().out.splitlines()]
    assert told == [[each.name, str(each.version)] for each in JSON_FORMATS]


@pytest.mark.parametrize("each", JSON_FORMATS, ids=lambda each: each.name)
def test_every_schema_is_one(each: JsonFormat) -> None:
    validator({}).check_schema(each.schema)


def test_a_format_is_found_by_its_name_and_nothing_else() -> None:
    assert format_named("score").use is Use.PRINTED
    for name in ("scores", "", None, ["score"]):
        with pytest.raises(InvalidValueError, match="expected one of journey, report"):
            format_named(name)


def test_every_input_has_a_reader_and_is_tried() -> None:
    read = {each.name for each in JSON_FORMATS if each.use is Use.READ}

    assert read == set(READERS) == set(GOOD) == set(BAD)


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in GOOD.items() for line in lines])
def test_the_schema_takes_what_the_reader_takes(name: str, line: Any) -> None:
    assert reads(name, line)
    validator(format_named(name).schema).validate(line)


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in BAD.items() for line in lines])
def test_the_schema_refuses_what_the_reader_refuses(name: str, line: Any) -> None:
    assert not reads(name, line)
    assert not validator(format_named(name).schema).is_valid(line)


@pytest.mark.law
@pytest.mark.parametrize("name", GOOD)
def test_the_schema_of_an_input_refuses_nothing_that_is_read(name: str) -> None:
    """Whatever the reader takes, the schema takes."""
    schema = validator(format_named(name).schema)

    @given(perhaps_wrong(*GOOD[name]))
    def holds(line: Any) -> None:
        assert schema.is_valid(line) or not reads(name, line)

    holds()


@pytest.mark.parametrize(
    "kind", ["journeys", "reports", "excuses", "details", "cancellations", "returns", "questions", "counts"]
)
def test_a_whole_shop_of_inputs_is_what_the_schemas_say(kind: str) -> None:
    schema = validator(format_named(kind.removesuffix("s")).schema)
    lines = [json.loads(line) for line in (SHOP / f"{kind}.jsonl").read_text("utf-8").splitlines()]

    assert lines
    assert not [line for line in lines if not schema.is_valid(line)]


@pytest.mark.parametrize("name", TALLIES)
def test_a_tallys_file_is_what_its_schema_says(name: str) -> None:
    document = tally_file(name)

    assert is_tally(name, document)
    validator(format_named("tally").schema).validate(document)


def _spoiled(document: Any) -> Iterator[Any]:
    week, part, facts, items = document["cells"][0]
    for cell in (
        [week, part, facts],
        [week, part, [], items],
        [week, part, [*facts, *facts], items],
        [week, part, [facts[0][:-1]], items],
        [week, part, [["unheard-of", *facts[0][1:]]], items],
        [week, part, facts, 0],
        ["2026-40", part, facts, items],
        [week, "x" * 65, facts, items],
    ):
        yield document | {"cells": [cell]}
    yield document | {"version": 2}
    yield document | {"format": "tally"}
    yield document | {"colour": "blue"}
    yield document | {"counting": document["counting"] | {"asOf": "2026-11-13"}}
    yield document | {"counting": document["counting"] | {"unit": "box"}}
    yield {name: part for name, part in document.items() if name != "cells"}


@pytest.mark.parametrize("name", TALLIES)
def test_the_schema_of_the_tally_refuses_what_its_reader_refuses(name: str) -> None:
    schema = validator(format_named("tally").schema)

    for spoiled in _spoiled(tally_file(name)):
        assert not is_tally(name, spoiled)
        assert not schema.is_valid(spoiled)


@pytest.mark.law
@pytest.mark.parametrize("name", TALLIES)
def test_the_schema_of_the_tally_refuses_nothing_that_is_read(name: str) -> None:
    """Whatever the reader takes, the schema takes."""
    schema = validator(format_named("tally").schema)
    document = tally_file(name)
    small = document | {"cells": document["cells"][:2]}

    @settings(max_examples=50)
    @given(perhaps_wrong(small))
    def holds(told: Any) -> None:
        assert schema.is_valid(told) or not is_tally(name, told)

    holds()


def _options(names: tuple[str, ...]) -> list[str]:
    return [part for name in names for part in (f"--{name}", str(SHOP / f"{name}.jsonl"))]


SHIPMENTS = str(SHOP / "shipments.jsonl")
RUNS: dict[str, tuple[str, list[str]]] = {
    "score": ("score", ["score", SHIPMENTS, *_options(EVERY), *AS_OF]),
    "score by order": ("score", ["score", SHIPMENTS, "--per", "order", *AS_OF]),
    "score of every standard": (
        "score",
        ["score", SHIPMENTS, "--standard", "handed-over-on-time", "--standard", "delivered-on-time", *AS_OF],
    ),
    "explain": ("explanation", ["explain", SHIPMENTS, *_options((*BESIDE, "questions")), *AS_OF]),
    "todo": (
        "todo",
        ["todo", SHIPMENTS, *_options(BESIDE), "--as-of", "2026-04-21T12:00:00+02:00"],
    ),
    "strikes": (
        "strikes",
        ["strikes", SHIPMENTS, *_options(EVERY), *AS_OF, "--taken-back", "2026-W20=depot-disruption"],
    ),
    "exemption": (
        "exemption",
        ["exemption", SHIPMENTS, *_options(BESIDE), "--from", "2026-04-20", "--until", "2026-05-10", *AS_OF],
    ),
    "reconcile": ("reconciliation", ["reconcile", SHIPMENTS, *_options(EVERY), *AS_OF]),
    "check": (
        "check",
        ["check", "3SABCD1234567", "NVT", "RB123456786US", "\u202e", "JVGL0612345678", "--service", "TNT"],
    ),
    "check without a service": ("check", ["check", "3SABCD1234567", "1Z999AA10123456784"]),
    "doctor": ("doctor", ["doctor"]),
    "check of a file": ("check", ["check", "--file", str(SHOP / "labels.csv"), "--service", "TNT"]),
}


def printed_by(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[Any]:
    main([*arguments, "--format", "json"])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(("name", "arguments"), RUNS.values(), ids=RUNS)
def test_what_a_command_prints_is_what_its_schema_says_and_no_more(
    name: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    schema = validator(closed(format_named(name).schema))

    lines = printed_by(arguments, capsys)

    assert lines
    for line in lines:
        schema.validate(line)


@pytest.mark.parametrize("kept", ["explain.jsonl", "score.json"])
def test_what_a_comparison_prints_is_what_its_schema_says_and_no_more(
    kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = validator(closed(format_named("comparison").schema))

    [told] = printed_by(["compare", str(SHOP.parent / "0.1.0" / kept), str(SHOP / kept)], capsys)

    assert told["items"] or told["scores"]
    schema.validate(told)


def test_what_the_release_before_printed_is_of_the_same_version() -> None:
    explained = validator(format_named("explanation").schema)
    lines = (SHOP / "explain.jsonl").read_text("utf-8").splitlines()

    validator(format_named("score").schema).validate(json.loads((SHOP / "score.json").read_text("utf-8")))
    assert not [line for line in lines if not explained.is_valid(json.loads(line))]


@pytest.mark.parametrize("name", ["score", "strikes", "todo", "exemption", "check", "comparison"])
def test_a_result_that_lacks_a_member_is_none(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    schema = validator(format_named(name).schema)
    same = ["compare", str(SHOP / "score.json"), str(SHOP / "score.json")]
    told = printed_by(dict(RUNS.values()).get(name, same), capsys)[0]

    assert schema.is_valid(told)
    for member in schema.schema["required"]:
        assert not schema.is_valid({each: part for each, part in told.items() if each != member})
