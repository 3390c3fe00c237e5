"""What a report says where there is nothing to say: no norm, no strikes, nothing assessed, another norm on the way."""

from __future__ import annotations

from fractions import Fraction

import pytest

pytest.importorskip("jinja2", reason="the extra report is not installed")

from attrs import evolve

from tests.builders import at, delivered, evidence, open_evidence
from tests.performance.weeks import bad, edition, record, week_score
from tests.report.reports import AS_OF, report_on
from trackntrace.moment import Week
from trackntrace.performance.counted import PHONE_AVAILABILITY
from trackntrace.performance.score import Score
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.strike_rules import Finality
from trackntrace.performance.strikes import strike_record
from trackntrace.report.model import Report, SunkWeek, Trend
from trackntrace.report.outlook_told import DASH, OutlookTold
from trackntrace.report.page import Page
from trackntrace.report.speech import Speech
from trackntrace.report.strikes_text import strikes_text
from trackntrace.report.strikes_told import StrikesTold
from trackntrace.report.summary import headline
from trackntrace.wording import Language

ENGLISH = Speech(Language.ENGLISH)
WEEK = Week(2026, 41)


def without_norm(score: WeekScore) -> WeekScore:
    return evolve(score, edition=None)


def answered(hits: int, week: Week) -> WeekFigure:
    return evolve(PHONE_AVAILABILITY.figure(week, Score(hits, 100)), edition=None)


def test_a_figure_without_a_norm_is_better_where_it_is_higher() -> None:
    weeks = tuple(answered(hits, WEEK.plus(index)) for index, hits in enumerate((80, 90, 70)))
    (line,) = Report(card=Scorecard(AS_OF, (), weeks)).lines

    assert [line.trend(each) for each in line.entries] == [Trend.UNKNOWN, Trend.BETTER, Trend.WORSE]


def test_without_a_norm_no_misses_are_too_many() -> None:
    assert SunkWeek(score=without_norm(bad(WEEK)), missed=()).too_many == 0
    assert SunkWeek(score=bad(WEEK), missed=()).too_many == 3


def test_without_a_norm_nothing_is_told_of_what_may_still_come() -> None:
    told = OutlookTold(Report(card=Scorecard(AS_OF, ())), ENGLISH)
    score = without_norm(week_score(WEEK, 7, 3, 2))

    assert told.may_miss(score) == "not assessed"
    assert (told.at_best(score), told.at_worst(score)) == (DASH, DASH)


def test_a_norm_that_changes_on_the_way_is_told_with_the_week_from_which_it_holds() -> None:
    stricter = edition(target=Fraction(95, 100))
    scores = (bad(WEEK), bad(WEEK.plus(1), norm=stricter), bad(WEEK.plus(2), norm=stricter))
    page = Page(Report(card=Scorecard(AS_OF, scores)), ENGLISH)
    (line,) = page.lines

    first, then = page.norms_of(line).split(", ")
    assert "93\N{NO-BREAK SPACE}%" in first
    assert "95\N{NO-BREAK SPACE}%" in then
    assert ENGLISH.week(WEEK.plus(1)) in then


def test_a_report_without_strikes_says_nothing_of_them() -> None:
    told = StrikesTold(Report(card=Scorecard(AS_OF, ())), ENGLISH)

    assert (told.told, told.brought, told.source, told.window, told.listed) == ("", "", "", "", [])


def test_what_only_waits_is_not_assessed() -> None:
    assert headline(report_on([open_evidence()]), ENGLISH) == "No score could be assessed."


def test_strikes_that_are_not_final_are_counted_apart() -> None:
    card = Scorecard(AS_OF, (bad(WEEK), bad(WEEK.plus(1))))
    provisional = strike_record(card, final_through=WEEK)

    assert "Not final yet: 1." in strikes_text(provisional)
    assert "Not final yet" not in strikes_text(record(bad(WEEK), through=WEEK))
    assert Finality.SECOND_WEDNESDAY.through(AS_OF) < WEEK.plus(1)


def test_where_all_is_well_that_is_the_headline() -> None:
    assert headline(report_on([evidence(journey=delivered(at(7)))]), ENGLISH).startswith("All ")
