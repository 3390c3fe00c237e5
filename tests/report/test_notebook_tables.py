"""Scores and explanations in a notebook: small tables in which every value is escaped."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve

from tests.builders import at, delivered, evidence, on
from tests.report.page_tree import Node, tree
from tests.report.reports import AS_OF, HOSTILE, figures, hostile_report, report_on
from trackntrace.documents.score_json import scorecard_object
from trackntrace.performance.comparison import Comparison
from trackntrace.performance.exemption import Disruption, evidence_list
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.outlook import outlooks
from trackntrace.performance.tally import Tally, tallies
from trackntrace.report.model import Report
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus


def shown(value: Any) -> Node:
    """A value as a notebook shows it."""
    return tree(value._repr_html_())


def rows(value: Any) -> list[list[str]]:
    return [
        [cell.text for cell in row.all() if cell.tag in {"th", "td"}] for row in shown(value).one("tbody").all("tr")
    ]


def test_a_scorecard_is_a_row_for_each_score_and_figure() -> None:
    card = report_on([evidence(journey=delivered(at(9)))], figures=figures()).card

    assert [row[:4] for row in rows(card)] == [
        ["rating", "2026-W40", "7.9", ">= 8"],
        ["order-traceability", "2026-W41", "100.0 %", ">= 98 %"],
        ["items-on-time", "2026-W41", "0.0 %", ">= 93 %"],
        ["rating", "2026-W41", "8.1", ">= 8"],
        ["phone-availability", "2026-W41", "89.0 %", ">= 90 %"],
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


def hostile_values() -> list[Any]:
    report = hostile_report()
    items = [each.item for each in report.missed]
    (counted,) = tallies(items, [ORDER_TRACEABILITY], as_of=AS_OF)
    sliced = Tally(counted.counting, [cell._replace(slice=PART) for cell in counted.cells])
    named = evolve(ORDER_TRACEABILITY, editions=report.standards[0].editions, facts_of=ORDER_TRACEABILITY.name)
    week = Disruption(first_day=on(1), last_day=on(20))
    return [
        *(report.card, *report.card.scores, *report.missed, evolve(figures()[0], standard=HOSTILE)),
        *(*report.standards, named.editions, report.strikes, sliced),
        evidence_list(items, [ORDER_TRACEABILITY], week, as_of=AS_OF),
        Comparison(before=report.card, after=report_on([]).card),
        Journey([TransportEvent(TransportStatus.IN_TRANSIT, AS_OF, place="<script>\"'&")]),
        *outlooks(report.card, []),
    ]


PART = "<script>\"'&\u202e"


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


def test_a_journey_says_when_an_event_became_known_only_where_that_was_later() -> None:
    seen = at(7, 12)
    late = TransportEvent(TransportStatus.DELIVERED, seen, learned=at(9))

    assert [row[2] for row in rows(Journey([TransportEvent(TransportStatus.ACCEPTED, at(6)), late]))] == [
        "-",
        str(at(9)),
    ]
