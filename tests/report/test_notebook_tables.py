"""Scores and explanations in a notebook: small tables in which every value is escaped."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve

from tests.builders import at, delivered, evidence
from tests.report.page_tree import Node, tree
from tests.report.reports import HOSTILE, figures, hostile_report, report_on
from trackntrace.documents.score_json import scorecard_object
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.scorecard import Scorecard
from trackntrace.report.model import Report


def shown(value: Any) -> Node:
    """A value as a notebook shows it."""
    return tree(value._repr_html_())


def rows(value: Any) -> list[list[str]]:
    return [
        [cell.text for cell in row.all() if cell.tag in {"th", "td"}] for row in shown(value).one("tbody").all("tr")
    ]


def test_a_scorecard_is_a_row_for_each_score_and_figure() -> None:
    card = report_on([evidence(journey=delivered(at(9)))], figures=figures()).card

    assert [row[:3] for row in rows(card)] == [
        ["rating", "2026-W40", "7.9"],
        ["order-traceability", "2026-W41", "100.0 %"],
        ["items-on-time", "2026-W41", "0.0 %"],
        ["rating", "2026-W41", "8.1"],
        ["phone-availability", "2026-W41", "89.0 %"],
    ]


def test_the_figures_are_those_of_the_json(shop: Report) -> None:
    card = scorecard_object(shop.card)
    weeks = [*card["weeks"], {"week": "undated", "scores": card["undated"]}]
    expected = [
        [score["standard"], week["week"], score["shown"], score["standing"], str(score["counted"])]
        for week in weeks
        for score in [*week["scores"], *week.get("figures", [])]
    ]

    assert [[*row[:3], *row[4:]] for row in rows(shop.card)] == expected


def test_a_score_is_told_by_its_rows() -> None:
    score = report_on([evidence(journey=delivered(at(9)))]).card.scores[1]

    assert shown(score).one("caption").text == "items-on-time, 2026-W41: 0.0 %, falls-short"
    assert rows(score) == [["late-first-attempt", "miss", "1"]]


def test_a_figure_is_a_row_of_its_own() -> None:
    assert rows(figures()[0]) == [["rating", "2026-W40", "7.9", ">= 8", "falls-short", "10"]]


def test_items_without_a_week_say_so() -> None:
    card = report_on([evidence(promise=None)]).card

    assert {row[1] for row in rows(card)} == {"undated"}
    assert "undated" in shown(card.scores[0]).text


def test_an_explanation_names_the_item_the_verdict_and_the_facts() -> None:
    (missed,) = report_on([evidence(journey=delivered(at(9)))]).missed

    told = dict(rows(missed))

    assert told["order"] == "order-1"
    assert told["code"] == "late-first-attempt"
    assert told["outcome"] == "late"


def hostile_values() -> list[Scorecard | Explanation | Any]:
    report = hostile_report()
    return [report.card, *report.card.scores, *report.missed, evolve(figures()[0], standard=HOSTILE)]


@pytest.mark.parametrize("value", hostile_values(), ids=lambda value: type(value).__name__)
def test_a_hostile_value_is_shown_and_does_nothing(value: Any) -> None:
    html = value._repr_html_()
    page = tree(html)

    assert {node.tag for node in page.all()} <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert {name for node in page.all() for name in node.attributes} <= {"scope"}
    assert "&lt;script&gt;" in html
    assert "&#x27;" in html
    assert "&quot;" in html
    assert not re.search("[\n\r\u202a-\u202e\u2028\u2029]", html)
