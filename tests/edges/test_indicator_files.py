"""The marketplace's indicators from files: each standard and week once, and every fault with its place."""

from __future__ import annotations

import json

from tests.edges.test_differences_commands import indicator
from tests.edges.wire import Json
from trackntrace.cli.indicator_files import indicators_in
from trackntrace.documents.fault import Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.strict_json import load
from trackntrace.performance.indicator import Indicator


def read(*values: Json) -> tuple[tuple[Indicator, ...], list[str]]:
    """The indicators of documents, one a line, and the faults in them."""
    faults = Faults()
    found = indicators_in(
        (Document(load(json.dumps(value).encode()), "i.jsonl", line) for line, value in enumerate(values, start=1)),
        faults,
    )
    return found, [str(fault) for fault in faults.listed]


def page(*values: Json) -> dict[str, Json]:
    return {"performanceIndicators": list(values)}


def test_an_indicator_that_is_told_twice_is_kept_once() -> None:
    one, other = indicator(2, 3), {**indicator(1, 3), "name": "RESPONSE_TIME"}
    (first, second), faults = read(page(one, other), one, page(other))

    assert ((first.name, second.name), faults) == (("TRACK_AND_TRACE", "RESPONSE_TIME"), [])
    assert first.score is not None
    assert (first.score.numerator, first.score.denominator) == (2, 3)


def test_an_indicator_that_differs_from_one_before_is_a_fault() -> None:
    (kept,), faults = read(page(indicator(2, 3)), page(indicator(1, 3)))

    assert kept.score is not None
    assert kept.score.numerator == 2
    assert faults == [
        (
            "i.jsonl:2: performanceIndicators[0].name: "
            "expected what was told of 2026-W41 before: this differs (not 'TRACK_AND_TRACE')"
        )
    ]


def test_every_fault_of_every_indicator_is_named_with_its_place() -> None:
    wrong = {**indicator(2, 3), "type": "MOON"}
    wrong["details"]["period"]["week"] = "99"
    found, faults = read(page(indicator(2, 3), wrong), {**indicator(2, 3), "type": "MOON"}, [], page("x"))

    assert len(found) == 1
    assert faults == [
        "i.jsonl:1: performanceIndicators[1].type: expected one of PERCENTAGE, AVERAGE (not 'MOON')",
        "i.jsonl:1: performanceIndicators[1].details.period.week: expected a whole number from 1 to 53 (not 99)",
        "i.jsonl:2: type: expected one of PERCENTAGE, AVERAGE (not 'MOON')",
        "i.jsonl:4: performanceIndicators[0]: expected an object (not 'x')",
    ]


def test_an_indicator_whose_norm_its_standard_cannot_have_is_a_fault() -> None:
    found, faults = read(page(indicator(2, 3, norm={"condition": "<=", "value": 0.98})))

    assert found == ()
    assert faults == [
        "i.jsonl:1: performanceIndicators[0].order-traceability: expected norms of the form >= (not '<=')"
    ]
