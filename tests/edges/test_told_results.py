"""Results that were kept: how they are read back, and what is told of a difference."""

from __future__ import annotations

import json

import pytest

from tests.edges.test_compare_command import told_item, told_score
from tests.edges.wire import Json
from trackntrace.documents.fault import Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.strict_json import load
from trackntrace.documents.told_results import Told, ToldItem, ToldScore, item_changes, told_in
from trackntrace.performance.comparison import Ground


def read(*values: Json) -> tuple[Told, list[str]]:
    """What lines of results tell, and the faults in them."""
    faults = Faults()
    found = told_in(
        (Document(load(json.dumps(value).encode()), "a.jsonl", line) for line, value in enumerate(values, 1)), faults
    )
    return found, [str(fault) for fault in faults.listed]


def test_an_item_is_read_back_with_all_that_was_told_of_it() -> None:
    evidence = {"number": None, "share": 1.50, "asked": True, "count": 3, "parts": ["a"], "text": "x"}
    found, faults = read(told_item(1, evidence=evidence, note="passed over"))

    assert faults == []
    assert found == Told(
        items=(
            ToldItem(
                standard="items-on-time",
                week="2026-W41",
                item=("order-1", "item-1", "shipment-1"),
                quantity=1,
                verdict="miss",
                code="nothing-seen",
                facts=(("stage", "shipped"), ("outcome", "nothing-seen")),
                evidence=(
                    *(("number", ""), ("share", '"1.5"'), ("asked", "true"), ("count", "3")),
                    *(("parts", '["a"]'), ("text", "x")),
                ),
            ),
        )
    )


def test_a_question_is_read_back_by_its_id_and_what_is_null_is_empty() -> None:
    question = told_item(1, standard="response-time", questionId="Q1", week=None, orderId=None)
    undated = told_item(2, week=None, shipmentId=None)
    (asked, item), faults = read(question, undated)[0].items, read(question, undated)[1]

    assert faults == []
    assert (asked.item, asked.week, asked.place) == (("Q1", "Q1", ""), "", ("response-time", "Q1", "Q1", "", "shipped"))
    assert (item.item, item.week, item.counts_as) == (("order-2", "item-2", ""), "", ("nothing-seen", "miss", "", 1))


def test_scores_are_read_back_with_those_of_no_week_at_the_end() -> None:
    scores = {"weeks": [{"week": "2026-W41", "scores": [told_score("returns")]}], "undated": [told_score("rating")]}
    counts = (("missing-number", 1), ("number-given", 2))
    found, faults = read(scores)

    assert faults == []
    assert found == Told(
        scores=tuple(
            ToldScore(standard=standard, week=week, shown="66.6 %", standing="falls-short", counts=counts)
            for standard, week in (("returns", "2026-W41"), ("rating", ""))
        )
    )


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"standard": "returns"}, "orderId: missing: expected this field"),
        (told_item(1, orderItemId=None), "orderItemId: missing: expected this field"),
        (told_item(1, week=41), "week: expected text (not 41)"),
        (told_item(1, quantity=0), "quantity: expected a whole number from 1 to 1000000000 (not 0)"),
        (told_item(1, facts=[]), "facts: expected an object (not a value of type list)"),
        ({"weeks": [], "undated": [1]}, "undated[0]: expected an object (not 1)"),
        (
            {"weeks": [{"week": "2026-W41", "scores": [{}]}]},
            "weeks[0].scores[0].verdicts: missing: expected this field",
        ),
        ([], "document: expected an object (not a value of type list)"),
    ],
)
def test_what_is_no_result_is_a_fault_with_its_line_and_place(value: Json, fault: str) -> None:
    found, faults = read(told_item(1), value)

    assert (len(found.items), faults) == (1, [f"a.jsonl:2: {fault}"])


def test_an_item_went_or_came_and_otherwise_counts_by_what_changed() -> None:
    def grounds(before: Json | None, after: Json | None) -> list[tuple[Ground, ...]]:
        sides = (read(*[each] if each else [])[0].items for each in (before, after))
        return [change.grounds for change in item_changes(*sides)]

    one = told_item(1)
    assert grounds(one, None) == [(Ground.WENT,)]
    assert grounds(None, one) == [(Ground.CAME,)]
    assert grounds(one, one) == []
    assert grounds(one, told_item(1, code="odd", evidence={"odd": "x"})) == [(Ground.RULES,)]
