"""What a report is made of: lines, trends, sunk weeks, what a witness remembers, the strip of strikes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.builders import at, delivered, evidence, moment, on, open_evidence
from tests.report.reports import AS_OF, empty_report, figures, report_on
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week
from trackntrace.performance.counted import PHONE_AVAILABILITY
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.score import Score
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import Verdict
from trackntrace.report.model import Report, Trend, Witness
from trackntrace.shipping.promise import DeliverBy


def phone(*answered: int) -> Report:
    weeks = [PHONE_AVAILABILITY.figure(Week(2026, 40).plus(i), Score(hits, 100)) for i, hits in enumerate(answered)]
    return Report(card=Scorecard(AS_OF, (), tuple(weeks)))


def test_a_score_is_better_or_worse_than_that_of_the_week_before() -> None:
    (line,) = phone(90, 95, 95, 80).lines

    assert [line.trend(entry) for entry in line.entries] == [Trend.UNKNOWN, Trend.BETTER, Trend.EQUAL, Trend.WORSE]


def test_a_week_after_a_gap_has_no_trend() -> None:
    weeks = [PHONE_AVAILABILITY.figure(Week(2026, number), Score(90, 100)) for number in (40, 42)]
    (line,) = Report(card=Scorecard(AS_OF, (), tuple(weeks))).lines

    assert line.trend(line.entries[1]) is Trend.UNKNOWN


def test_the_last_week_of_a_year_comes_right_before_the_first_of_the_next() -> None:
    weeks = [PHONE_AVAILABILITY.figure(week, Score(90, 100)) for week in (Week(2026, 53), Week(2027, 1))]
    (line,) = Report(card=Scorecard(AS_OF, (), tuple(weeks))).lines

    assert line.before(line.entries[1]) == line.entries[0]


def test_the_standards_come_in_the_order_of_the_scorecard() -> None:
    report = report_on([evidence()], figures=figures())

    assert [line.standard for line in report.lines] == [
        "order-traceability",
        "items-on-time",
        "rating",
        "phone-availability",
    ]


def test_a_witness_remembers_misses_and_lets_everything_pass() -> None:
    items = [evidence(order_id="good", journey=delivered(at(7))), evidence(order_id="late", journey=delivered(at(9)))]
    witness = Witness((ITEMS_ON_TIME,), AS_OF)

    assert [*witness.watching(items)] == items
    assert [(each.item.order_id, each.row.verdict) for each in witness.missed] == [("late", Verdict.MISS)]


def test_a_week_that_meets_its_norm_is_not_among_those_that_sank() -> None:
    late = [evidence(order_id=f"late-{n}", journey=delivered(at(9))) for n in range(3)]
    good = [evidence(order_id=f"good-{n}", journey=delivered(at(7))) for n in range(97)]

    assert report_on([*late, *good]).sunk == ()
    assert len(report_on([*late, *good[:37]]).sunk) == 1


def test_the_worst_week_is_the_one_with_the_most_misses_beyond_its_norm() -> None:
    few = [evidence(order_id=f"few-{n}", journey=delivered(at(9))) for n in range(2)]
    later = {"promise": DeliverBy(on(14)), "ordered": at(12), "shipped": at(13), "entered": at(13)}
    many = [evidence(order_id=f"many-{n}", journey=delivered(at(16)), **later) for n in range(5)]
    fine = [evidence(order_id=f"fine-{n}", journey=delivered(at(14)), **later) for n in range(20)]

    worst = report_on([*few, *many, *fine]).worst

    assert worst is not None
    assert (worst.score.week, len(worst.missed)) == (Week(2026, 42), 5)
    assert worst.excess() == 5 - Fraction(7, 100) * 25


def test_weeks_with_pending_items_are_unsettled_the_newest_first() -> None:
    old, new = open_evidence(order_id="old"), open_evidence(order_id="new", promise=DeliverBy(on(28)))
    report = report_on([old, new], as_of=moment("2026-10-06T12:00:00+02:00"))

    assert [score.week for score in report.unsettled] == [Week(2026, 44)] * 2 + [Week(2026, 41)] * 2


def test_the_strip_shows_the_weeks_of_the_window_and_those_that_are_not_final() -> None:
    late = [evidence(order_id=f"late-{n}", journey=delivered(at(9))) for n in range(3)]
    report = report_on(late, as_of=moment("2026-10-28T12:00:00+01:00"))
    strip = {each.week: each.state for each in report.strip}

    assert report.strikes is not None
    assert report.strip[-1].week == report.strikes.final_through
    assert len(strip) == report.strikes.readings.window.weeks
    assert strip[Week(2026, 41)] == "counts"
    assert strip[Week(2026, 40)] == "nothing"
    assert [each.state for each in report_on(late).strip][-1] == "provisional"


def test_a_week_that_is_final_without_a_strike_is_clear_and_an_open_one_says_so() -> None:
    good = [evidence(journey=delivered(at(7)))]

    assert report_on(good).strip[-1].state == "open"
    later = report_on(good, as_of=moment("2026-10-28T12:00:00+01:00")).strip
    assert [each.state for each in later if each.week == Week(2026, 41)] == ["clear"]


def test_a_report_without_a_record_or_without_weeks_has_no_strip() -> None:
    assert phone(90).strip == ()
    assert empty_report().strip == ()


def test_what_is_no_explanation_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="missed"):
        Report(card=Scorecard(AS_OF, ()), missed=["late"])  # type: ignore[list-item]
