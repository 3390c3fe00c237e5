"""What a report is made of: lines, trends, sunk weeks, what a witness remembers, the strip of strikes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from tests.builders import at, delivered, evidence, moment, on, open_evidence
from tests.performance.weeks import edition, week_score
from tests.report.reports import AS_OF, empty_report, figures, report_on
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week
from trackntrace.performance.counted import PHONE_AVAILABILITY
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction
from trackntrace.performance.score import Score
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import UNDATED, WeekBy
from trackntrace.report.model import Line, Report, SunkWeek, Trend, Witness
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


@pytest.mark.parametrize("part", ["missed", "unanswered", "standards", "counted"])
def test_what_is_of_another_kind_is_refused(part: str) -> None:
    parts: dict[str, Any] = {part: ["late"]}

    with pytest.raises(InvalidValueError) as caught:
        Report(card=Scorecard(AS_OF, ()), **parts)

    assert caught.value.field.startswith(part)


def test_the_causes_of_a_standard_are_those_of_its_own_misses() -> None:
    bare = [evidence(order_id="bare", number=None, entered=None, journey=delivered(at(9)), quantity=2)]
    report = report_on([*bare, evidence(journey=delivered(at(9)))])

    causes = [
        [(each.code, each.items) for each in report.causes_of(name)]
        for name in ("order-traceability", "items-on-time", "rating")
    ]

    assert causes == [[("missing-number", 2)], [("late-first-attempt", 1)], []]


def test_two_scores_of_one_week_stay_in_their_order() -> None:
    scores = week_score(Week(2026, 41), 9, 1), week_score(Week(2026, 41), 1, 9), week_score(Week(2026, 40), 5, 5)

    assert Line.of("items-on-time", scores).entries == (scores[2], scores[0], scores[1])


def test_where_few_misses_are_good_a_lower_share_is_better() -> None:
    most = edition(Fraction(5, 100), direction=Direction.AT_MOST)
    weeks = [week_score(Week(2026, 40).plus(at), 100 - bad, bad, norm=most) for at, bad in enumerate((9, 5, 9))]
    for edited in (weeks, [evolve(each, edition=None) for each in weeks]):
        line = Line.of("items-on-time", edited)

        assert [line.trend(each) for each in line.entries] == [Trend.UNKNOWN, Trend.BETTER, Trend.WORSE]
    assert [SunkWeek(score=each, missed=()).excess() for each in weeks] == [4, 0, 4]


def test_what_belongs_to_no_week_has_no_week_before_it() -> None:
    undated = evolve(week_score(Week(2026, 41), 9, 1), week=UNDATED, edition=None)
    line = Line.of("items-on-time", [undated, week_score(Week(2026, 41), 9, 1)])

    assert [entry.week for entry in line.entries] == [Week(2026, 41)]
    assert (line.before(undated), line.trend(undated)) == (None, Trend.UNKNOWN)


def test_a_witness_counts_by_the_week_that_it_was_told() -> None:
    shipped_before = evidence(shipped=at(2), entered=at(2), ordered=at(1), journey=delivered(at(9)))
    weeks = []
    for by in WeekBy:
        witness = Witness((ITEMS_ON_TIME,), AS_OF, by)
        assert [*witness.watching([shipped_before])] == [shipped_before]
        weeks += [each.week for each in witness.missed]

    assert weeks == [Week(2026, 41), Week(2026, 40), Week(2026, 40)]


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("missed", "an Explanation"),
        ("unanswered", "an AnswerExplanation"),
        ("standards", "a ServiceStandard"),
        ("counted", "a CountedStandard"),
    ],
)
def test_what_a_report_is_not_made_of_is_refused_by_the_name_of_its_part(part: str, kind: str) -> None:
    parts: dict[str, Any] = {part: [7]}
    with pytest.raises(InvalidValueError) as caught:
        Report(card=Scorecard(AS_OF, ()), **parts)

    assert str(caught.value) == f"Cannot use 7 as {part}: expected {kind}"
