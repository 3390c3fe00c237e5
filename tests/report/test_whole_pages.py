"""Pages as a reader sees them, and pictures with all that is drawn on them, from the first line to the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("jinja2", reason="the extra report is not installed")
pytest.importorskip("matplotlib", reason="the extra report is not installed")

from attrs import evolve

from tests.builders import at, delivered, evidence, open_evidence
from tests.performance.weeks import week_score
from tests.report.autumn import autumn_report, bad_report, good_report, pending_report, unassessed_report
from tests.report.drawn import picture_text
from tests.report.kept_texts import assert_as_it_was, page_text
from tests.report.page_tree import tree
from tests.report.reports import AS_OF, empty_report, one_item_report, report_on
from trackntrace.moment import Week
from trackntrace.performance.counted import PHONE_AVAILABILITY
from trackntrace.performance.evidence import Stage
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Score
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import Verdict
from trackntrace.report.html import html_report
from trackntrace.report.model import Report
from trackntrace.report.page import Page
from trackntrace.report.pictures import DARK, LIGHT, panel, plot, settings
from trackntrace.report.speech import Speech
from trackntrace.wording import Language


@pytest.mark.parametrize(
    ("made", "language"),
    [
        (autumn_report, Language.ENGLISH),
        (autumn_report, Language.DUTCH),
        (bad_report, Language.ENGLISH),
        (bad_report, Language.FRENCH),
        (pending_report, Language.ENGLISH),
        (pending_report, Language.DUTCH),
        (good_report, Language.ENGLISH),
        (good_report, Language.DUTCH),
        (unassessed_report, Language.ENGLISH),
        (empty_report, Language.DUTCH),
        (one_item_report, Language.FRENCH),
    ],
)
def test_a_page_tells_what_it_told_before(made: Callable[[], Report], language: Language) -> None:
    page = tree(html_report(made(), language=language))

    assert_as_it_was(f"{made.__name__}.{language.value}", page_text(page))


def test_a_week_that_is_over_still_gets_the_hits_of_what_is_pending() -> None:
    report = report_on([*(evidence(order_id=f"late-{n}", journey=delivered(at(9))) for n in range(3)), open_evidence()])
    page = Page(report, Speech(Language.ENGLISH))

    assert [page.next_step(line.entries[-1]) for line in page.lines] == [
        "No room for another miss",
        "40 more hits bring it back",
    ]


def test_a_week_that_was_not_explained_tells_each_row_in_the_words_of_its_standard() -> None:
    rows = tuple(
        evolve(row, verdict=Verdict.MISS) if row.code == "cancelled" else row for row in ORDER_TRACEABILITY.rows
    )
    strict = evolve(ORDER_TRACEABILITY, rows=rows)
    report = report_on([evidence(order_id=f"late-{n}", stage=Stage.CANCELLED) for n in range(3)], strict)
    page = Page(evolve(report, missed=()), Speech(Language.DUTCH))
    told, (cause,) = Page(report, page.speech), report.causes_of(strict.name)

    assert page.reasons_told(page.report.sunk[0]) == ["3 × Alleen verzonden artikelen tellen."]
    assert told.reasons_told(report.sunk[0]) == ["3 artikelen met PostNL: Alleen verzonden artikelen tellen."]
    assert told.why_of(cause, strict.name) == "Alleen verzonden artikelen tellen."
    assert page.why_of(cause, strict.name) == "cancelled"


def test_a_picture_of_every_standard_shows_what_it_showed_before() -> None:
    assert_as_it_was("picture.of-all", picture_text(plot(autumn_report().card)))


def test_a_picture_of_one_standard_shows_what_it_showed_before() -> None:
    figure = plot(bad_report().card, "order-traceability", language=Language.DUTCH, palette=DARK)

    assert_as_it_was("picture.dark", picture_text(figure))


def test_a_picture_for_a_page_has_no_title_and_no_ground() -> None:
    (line,) = Report(card=phone(70, 91, 90, 60, 95, 89, 100)).lines
    with settings():
        figure = panel(line, Speech(Language.FRENCH), LIGHT)

    assert_as_it_was("picture.in-a-page", picture_text(figure))
    assert figure.patch.get_alpha() == 0


def phone(*answered: int) -> Scorecard:
    """How many of a hundred calls were answered, week by week."""
    weeks = [PHONE_AVAILABILITY.figure(Week(2026, 5).plus(at), Score(hits, 100)) for at, hits in enumerate(answered)]
    return Scorecard(AS_OF, (), tuple(weeks))


def test_a_picture_of_what_only_waits_has_room_for_nothing_else() -> None:
    waiting = evolve(week_score(Week(2018, 20), 0, 0, 3), edition=None)
    (axes,) = plot(Scorecard(AS_OF, (waiting,))).axes

    assert (axes.get_xlim(), axes.get_ylim()) == ((-0.8, 0.8), (-0.5, 1.5))


BEFORE, BEHIND = ((-3, -9), "right"), ((6, 0), "left")


@pytest.mark.parametrize(
    ("short", "named"),
    [
        ({3: 80}, {"W08": BEHIND}),
        ({3: 80, 9: 70, 14: 60}, {"W08": BEHIND, "W14": BEHIND, "W19": BEHIND}),
        ({3: 80, 9: 70, 14: 60, 19: 85}, {"W08": BEHIND, "W14": BEHIND, "W19": BEHIND}),
        ({3: 80, 5: 70}, {"W10": BEHIND}),
        ({3: 80, 6: 70}, {"W08": BEHIND, "W11": BEHIND}),
        ({17: 70}, {"W22": BEHIND}),
        ({18: 70}, {"W23": BEFORE}),
        ({17: 60, 18: 70}, {"W22": BEHIND}),
        ({14: 60, 20: 70}, {"W19": BEHIND, "W25": BEFORE}),
        ({15: 60, 20: 70}, {"W20": BEHIND}),
        ({3: 70, 12: 70}, {"W08": BEHIND, "W17": BEHIND}),
        ({3: 70, 4: 70}, {"W09": BEHIND}),
        ({3: 60, 4: 70, 10: 80}, {"W08": BEHIND, "W15": BEHIND}),
        ({10: 60, 17: 70, 50: 95}, {"W15": BEHIND}),
        ({10: 70, 17: 60, 50: 95}, {"W22": BEHIND}),
        ({10: 70, 18: 60, 50: 95}, {"W15": BEHIND, "W23": BEHIND}),
    ],
)
def test_the_deepest_shortfalls_are_named_where_their_names_have_room(
    short: dict[int, int], named: dict[str, object]
) -> None:
    figure = plot(phone(*(short.get(place, 95) for place in range(max(20, *short) + 1))))

    names: list[Any] = [each for each in figure.axes[0].texts if each.get_text().startswith("W")]

    assert {each.get_text(): (each.xyann, each.get_ha()) for each in names} == named
