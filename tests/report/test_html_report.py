"""The report as a page: the figures of the JSON, nothing that acts, and readable by machines for people."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

pytest.importorskip("jinja2", reason="the extra report is not installed")
pytest.importorskip("matplotlib", reason="the extra report is not installed")

from attrs import evolve

from tests.builders import at, delivered, evidence, moment
from tests.report.page_tree import Node, tree
from tests.report.reports import (
    HOSTILE,
    empty_report,
    figures,
    hostile_report,
    one_item_report,
    questions_report,
    report_on,
    year_of_items,
)
from trackntrace.documents.score_json import scorecard_object
from trackntrace.moment import Week
from trackntrace.performance.questions import Question
from trackntrace.performance.score import Standing
from trackntrace.performance.strikes import strike_record
from trackntrace.report.html import html_report
from trackntrace.report.model import Report
from trackntrace.report.page import MOST_LINES
from trackntrace.wording import Language, say

ShopPage = Callable[[Language], Node]
COUNTS = ("hits", "misses", "counted", "pending", "excluded", "headroom")


@pytest.fixture(scope="module")
def shop_page(shop: Report) -> ShopPage:
    """The page of the bundled shop, made once in each language."""
    return cache(lambda language: page_of(shop, language))


def page_of(report: Report, language: Language = Language.ENGLISH) -> Node:
    return tree(html_report(report, language=language))


def told(page: Node) -> dict[tuple[str, str | None], dict[str, Any]]:
    """The figures that a page tells, by standard and week."""
    found = {}
    for table in page.all("table", **{"class": "figures"}):
        for row in table.one("tbody").all("tr"):
            cells = {
                cell.attributes["data-of"]: [*cell.all("data")]
                for cell in row.all("td")
                if "data-of" in cell.attributes
            }
            values: dict[str, Any] = {
                name: data[0].attributes["value"] if data else None for name, data in cells.items()
            }
            counts = {name: None if values[name] is None else int(values[name]) for name in COUNTS if name in values}
            found[table.attributes["data-standard"], row.attributes["data-week"] or None] = values | counts
    return found


def expected(report: Report) -> dict[tuple[str, str | None], dict[str, Any]]:
    """The figures of the same report as JSON."""
    card = scorecard_object(report.card)
    weeks: list[tuple[str | None, dict[str, Any]]] = [
        (week["week"], score) for week in card["weeks"] for score in [*week["scores"], *week.get("figures", [])]
    ]
    names = ("shown", "standing", *COUNTS)
    return {
        (score["standard"], week): {
            name: score[name] for name in names if name in score and ("hits" in score or name not in COUNTS)
        }
        for week, score in [*weeks, *((None, score) for score in card.get("undated", []))]
    }


@pytest.mark.parametrize("language", Language)
def test_every_figure_equals_that_of_the_json(shop: Report, shop_page: ShopPage, language: Language) -> None:
    page = shop_page(language)

    assert told(page) == expected(shop)
    assert len(told(page)) > 100


def test_standards_that_are_only_counted_are_told_too() -> None:
    report = report_on([evidence()], figures=figures())

    found = told(page_of(report))

    assert found == expected(report)
    assert found["rating", "2026-W40"] == {"shown": "7.9", "standing": "falls-short"}


def test_the_grid_shows_what_the_json_shows_for_every_week(shop: Report, shop_page: ShopPage) -> None:
    grid = next(
        table for table in shop_page(Language.ENGLISH).all("table") if table.attributes["class"].startswith("grid")
    )
    shown = [[data.attributes["value"] for data in row.all("data")] for row in grid.one("tbody").all("tr")]
    weeks = scorecard_object(shop.card)["weeks"]

    assert [sorted(row) for row in reversed(shown)] == [
        sorted(score["shown"] for score in [*week["scores"], *week.get("figures", [])]) for week in weeks
    ]


def test_items_without_a_week_stand_below_the_weeks() -> None:
    report = report_on([evidence(), evidence(order_id="order-2", promise=None)])

    found = told(page_of(report))

    assert found == expected(report)
    assert ("order-traceability", None) in found


def test_a_decimal_comma_is_spoken_and_a_point_is_kept_for_machines(shop_page: ShopPage) -> None:
    page = shop_page(Language.DUTCH)
    data = next(each for each in page.all("data") if each.attributes["value"] == "92.6 %")

    assert data.text == "92,6\u00a0%"
    assert page.one("html").attributes["lang"] == "nl"


def test_the_strikes_of_the_record_stand_on_the_page(shop: Report, shop_page: ShopPage) -> None:
    assert shop.strikes is not None
    page = shop_page(Language.ENGLISH)
    rows = [row.attributes["data-strike"] for row in page.all("tr") if "data-strike" in row.attributes]
    weeks = {str(strike.week) for strike in shop.strikes.strikes if strike.state.value != "expired"}

    assert set(rows) == weeks
    assert len(list(page.all("li", **{"class": "counts"}))) == shop.strikes.count


def test_every_item_that_sank_a_week_is_listed_with_its_verdict(shop: Report, shop_page: ShopPage) -> None:
    page = shop_page(Language.ENGLISH)
    short = {(score.week, score.standard) for score in shop.dated if score.standing is Standing.FALLS_SHORT}
    sunk = [each for each in shop.missed if (each.week, each.standard) in short]
    listed = [row for table in page.all("table", **{"class": "items"}) for row in table.one("tbody").all("tr")]

    assert len(listed) == len(sunk) > 50
    assert sorted(row.one("code").text for row in listed) == sorted(each.row.code for each in sunk)


def test_a_week_whose_items_were_not_explained_names_the_rows_that_it_met() -> None:
    report = evolve(report_on([evidence(quantity=7, journey=delivered(at(9)))]), missed=[])
    page = page_of(report)

    assert "7 × It came after the promised day." in [each.text for each in page.all("li")]
    assert [heading.text for heading in page.all("h3") if "Week 41" in heading.text] == [
        "Week 41 of 2026: Items on time"
    ]
    assert not list(page.all("table", **{"class": "items"}))


def test_the_questions_that_sank_a_week_are_listed_with_what_was_due() -> None:
    late = Question("question-1", asked=at(6, 12), answered=at(9, 12))
    silent = Question("question-2", asked=at(6, 12))
    page = page_of(questions_report(late, silent, Question("question-3", asked=at(6, 12), answered=at(6, 13))))
    rows = page.one("table", **{"class": "questions"}).one("tbody").all("tr")

    assert [[cell.text.strip() for cell in row.all() if cell.tag in {"th", "td"}] for row in rows] == [
        [
            "question-1",
            "It was answered too late. answered-late",
            "2026-10-06 12:00",
            "2026-10-07 12:00",
            "2026-10-09 12:00",
        ],
        [
            "question-2",
            "The time is over and it was not answered. not-answered",
            "2026-10-06 12:00",
            "2026-10-07 12:00",
            "–",
        ],
    ]
    assert "All 2 lines are listed." in page.text
    assert "With 2 misses fewer it would have met its norm." in page.text


def test_every_question_that_sank_a_week_of_the_shop_is_listed(shop: Report, shop_page: ShopPage) -> None:
    tables = shop_page(Language.ENGLISH).all("table", **{"class": "questions"})
    listed = [row.one("th").text for table in tables for row in table.one("tbody").all("tr")]

    assert listed == [each.question.question_id for sunk in shop.sunk for each in sunk.unanswered]
    assert len(listed) > 20


def test_a_long_list_of_questions_is_cut_too() -> None:
    report = questions_report(*(Question(f"question-{index}", asked=at(6)) for index in range(MOST_LINES + 5)))
    page = page_of(report)

    assert len([*page.one("table", **{"class": "questions"}).one("tbody").all("tr")]) == MOST_LINES
    assert "5 more lines of this week are not listed here." in page.text


def test_the_strikes_that_count_come_before_all_else(shop: Report, shop_page: ShopPage) -> None:
    assert shop.strikes is not None
    page = shop_page(Language.DUTCH)

    assert page.one("p", **{"class": "lead"}).text.startswith(f"Er tellen {shop.strikes.count} strikes mee")
    assert page.one("p", **{"class": "brought"}).text == (
        "Een derde, niet het verkoopplatform, over 7 strikes (zonder datum): het account gaat voorgoed dicht."
    )


def test_what_pending_items_can_still_decide_is_said_first_of_the_most_urgent(shop_page: ShopPage) -> None:
    actions = [each.text for each in shop_page(Language.ENGLISH).one("div", **{"class": "card todo"}).all("li")]

    assert actions[0] == "Order traceability, 2026-W46: of 29 pending at most 4 may miss."
    assert len(actions) == 4


def test_a_week_that_pending_items_cannot_change_asks_for_nothing() -> None:
    page = page_of(one_item_report())

    assert not [*page.one("div", **{"class": "card todo"}).all("li")]
    assert "No week hangs on what is still pending." in page.text


@pytest.mark.parametrize(
    ("as_of", "step"),
    [("2026-10-11T23:00:00+02:00", "14 more hits bring it back"), ("2026-10-12T00:00:00+02:00", "With 1 miss fewer")],
)
def test_hits_are_asked_for_only_while_a_week_can_still_get_any(as_of: str, step: str) -> None:
    report = report_on([evidence(journey=delivered(at(9)))], as_of=moment(as_of))
    steps = [each.text for each in page_of(report).all("p", **{"class": "step"})]

    assert [each for each in steps if each.startswith(step)]


def test_the_years_of_a_text_are_said_in_the_language_of_the_page() -> None:
    late = [evidence(order_id=f"late-{index}", journey=delivered(at(9))) for index in range(3)]
    report = report_on(late)
    struck = evolve(report, strikes=strike_record(report.card, final_through=Week(2026, 41)))

    assert page_of(struck, Language.FRENCH).one("p", **{"class": "brought"}).text == (
        "La plateforme (vers 2023 à 2024), pour 1 strike : un e-mail."
    )


@pytest.mark.parametrize("language", [Language.DUTCH, Language.FRENCH])
def test_a_page_in_another_language_says_what_of_it_is_english(shop_page: ShopPage, language: Language) -> None:
    note = say("report.rules.english", language)

    assert note in shop_page(language).text
    assert note not in shop_page(Language.ENGLISH).text


def test_a_long_list_is_cut_and_says_so() -> None:
    report = report_on(year_of_items(12_000))
    page = page_of(report)
    lines = sum(len(sunk.missed) for sunk in report.sunk)
    listed = [row for table in page.all("table", **{"class": "items"}) for row in table.one("tbody").all("tr")]

    assert len(listed) == MOST_LINES < lines
    assert f"The first {MOST_LINES} of {lines:,} lines are listed." in page.text
    assert re.search(r"\d+ more lines of this week are not listed here", page.text)


def test_links_of_a_page_lead_to_carriers_or_within_it(shop_page: ShopPage) -> None:
    page = shop_page(Language.ENGLISH)
    links = [link.attributes["href"] for link in page.all("a")]
    ids = {node.attributes["id"] for node in page.all() if "id" in node.attributes}
    outside = [link for link in links if not link.startswith("#")]

    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= ids
    assert outside
    assert all(link.startswith("https://") for link in outside)
    assert all(node.attributes["rel"] == "noreferrer noopener" for node in page.all("a") if "rel" in node.attributes)


REPORTS = [empty_report, one_item_report, hostile_report]


@pytest.mark.parametrize("made", REPORTS)
@pytest.mark.parametrize("language", Language)
def test_no_value_acts_on_the_page(made: Any, language: Language) -> None:
    page = page_of(made(), language)
    nodes = [*page.all()]

    assert not [node.tag for node in nodes if node.tag in {"script", "img", "iframe", "object", "embed", "form", "b"}]
    assert not [
        name
        for node in nodes
        for name in node.attributes
        if name.startswith("on") or (name == "style" and node.tag != "svg" and "{" in node.attributes[name])
    ]
    assert not [
        node for node in nodes if any("javascript:" in node.attributes.get(name, "") for name in ("href", "src"))
    ]
    assert not re.search("[\u202a-\u202e\u2028\u2029\u200b]", page.text)


def test_hostile_values_are_shown_and_spelled_out() -> None:
    html = html_report(hostile_report())

    assert "&lt;script&gt;window.pwned=1" in html
    assert "\\n\\u202e\\u2028{{7*7}}" in html
    assert HOSTILE not in html
    assert "<script" not in html
    assert "<img" not in html


def test_nothing_is_asked_of_the_network(shop: Report) -> None:
    html = html_report(shop)
    page = tree(html)

    assert not [node for node in page.all() if "src" in node.attributes]
    assert [link.attributes["href"] for link in page.all("link")] == ["data:,"]
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)


def headings(page: Node) -> list[int]:
    return [int(node.tag[1]) for node in page.all() if re.fullmatch("h[1-6]", node.tag)]


@pytest.mark.parametrize("made", REPORTS)
def test_a_screen_reader_finds_its_way(made: Any) -> None:
    check_way(page_of(made()))


@pytest.mark.parametrize("language", Language)
def test_a_screen_reader_finds_its_way_through_the_shop(shop_page: ShopPage, language: Language) -> None:
    check_way(shop_page(language))


def check_way(page: Node) -> None:
    """Headings in order, captions, scopes, names of pictures, and every id once."""
    levels = headings(page)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert next(page.all("a")).attributes["href"] == "#main"
    for table in page.all("table"):
        assert table.one("caption").text.strip()
        assert all(head.attributes.get("scope") in {"col", "row"} for head in table.all("th"))
    for picture in page.all("svg", role="img"):
        assert picture.one("title").text
        assert picture.one("desc").text
    ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    labels = [name for node in page.all() for name in node.attributes.get("aria-labelledby", "").split()]
    assert set(labels) <= set(ids)


@pytest.mark.parametrize("language", Language)
def test_a_week_in_which_nothing_happened_is_said_in_a_sentence(language: Language) -> None:
    page = page_of(empty_report(), language)

    assert len(page.one("p", **{"class": "lead"}).text) > 20
    assert not [*page.all("caption", id="grid-caption")]


def test_one_of_something_is_said_in_the_singular() -> None:
    page = page_of(one_item_report())

    assert page.one("p", **{"class": "lead"}).text == "1 of 2 scores falls short of its norm."
    assert "The largest cause: 1 item with PostNL: It came after the promised day." in page.text


def test_the_same_report_is_the_same_file(shop: Report) -> None:
    assert html_report(shop) == html_report(shop)


def test_the_sources_of_the_norms_and_all_readings_are_told(shop: Report, shop_page: ShopPage) -> None:
    text = shop_page(Language.ENGLISH).text

    for standard in shop.standards:
        assert all(edition.source in text for edition in standard.editions.editions)
        assert all(reading.name in text for reading in standard.readings)
    assert all(name in text for name, _ in shop.readings.named)
