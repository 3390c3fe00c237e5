"""Response time: until when a question can be answered in time, and what comes of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import assert_well_told, evidence, moment, refused
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.moment import Moment, Week, local_day, moment_of
from trackntrace.performance.questions import AnswerWindow, Question, answer_due, answering_days
from trackntrace.performance.response_time import (
    RESPONSE_TIME,
    RESPONSE_TIME_EDITIONS,
    Answer,
    AnswerReadings,
    QuestionFacts,
    explain_questions,
    question_facts,
    question_tally,
)
from trackntrace.performance.score import Score, Standing
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import Cell, QuestionUnit, QuestionWeekBy, Unit, tallies
from trackntrace.shipping.delivery_days import DeliveryDays
from trackntrace.shipping.public_holidays import Country
from trackntrace.testing.moments import ZONES

NL, BE = Country.NETHERLANDS, Country.BELGIUM
WORKING = AnswerReadings(window=AnswerWindow.WORKING_HOURS_8)
EVERY_DAY = DeliveryDays((0, 1, 2, 3, 4, 5, 6))


def due(asked: str, country: Country = NL, window: AnswerWindow = AnswerWindow.HOURS_24) -> str:
    return answer_due(moment(asked), days=answering_days(country), window=window).isoformat()


# Until when: 24 hours of the days that count


def test_a_question_of_a_working_day_is_due_at_the_same_time_of_the_next() -> None:
    """Source: partnerplatform.bol.com, response time: within 24 hours."""
    assert due("2026-10-06T14:30:00+02:00") == "2026-10-07T14:30:00+02:00"


def test_the_clock_stands_still_over_a_weekend() -> None:
    """Source: partnerplatform.bol.com, response time: weekends are left out."""
    assert due("2026-10-09T15:00:00+02:00") == "2026-10-12T15:00:00+02:00"
    assert due("2026-10-10T11:00:00+02:00") == "2026-10-13T00:00:00+02:00"
    assert due("2026-10-11T23:59:00+02:00") == "2026-10-13T00:00:00+02:00"


def test_the_clock_stands_still_on_a_holiday_of_the_country_in_which_the_customer_lives() -> None:
    """Source: partnerplatform.bol.com, response time: public holidays by the country of residence are left out."""
    asked = "2026-11-10T10:00:00+01:00"

    assert due(asked, BE) == "2026-11-12T10:00:00+01:00"
    assert due(asked, NL) == "2026-11-11T10:00:00+01:00"
    assert due("2026-04-26T10:00:00+02:00", NL) == "2026-04-29T00:00:00+02:00"


def test_the_clock_stands_still_over_christmas_and_the_weekend_after_it() -> None:
    assert due("2026-12-24T16:00:00+01:00", NL) == "2026-12-28T16:00:00+01:00"


def test_a_weekend_in_which_the_clock_is_changed_is_a_weekend_like_any_other() -> None:
    assert due("2026-10-23T15:00:00+02:00") == "2026-10-26T15:00:00+01:00"
    assert due("2026-03-27T15:00:00+01:00") == "2026-03-30T15:00:00+02:00"


def test_on_a_day_that_counts_twenty_four_hours_pass_whatever_the_clock_shows() -> None:
    asked = moment("2026-10-24T12:00:00+02:00")

    assert answer_due(asked, days=EVERY_DAY).isoformat() == "2026-10-25T11:00:00+01:00"
    assert answer_due(asked, days=EVERY_DAY) - asked == timedelta(hours=24)


# Until when: eight working hours, as it was before


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("2026-10-06T09:00:00+02:00", "2026-10-06T17:00:00+02:00"),
        ("2026-10-06T15:00:00+02:00", "2026-10-07T15:00:00+02:00"),
        ("2026-10-06T07:00:00+02:00", "2026-10-06T17:00:00+02:00"),
        ("2026-10-06T20:00:00+02:00", "2026-10-07T17:00:00+02:00"),
        ("2026-10-09T16:00:00+02:00", "2026-10-12T16:00:00+02:00"),
        ("2026-10-10T12:00:00+02:00", "2026-10-12T17:00:00+02:00"),
        ("2026-10-23T16:00:00+02:00", "2026-10-26T16:00:00+01:00"),
    ],
)
def test_eight_working_hours_pass_from_nine_to_five_on_days_that_count(asked: str, until: str) -> None:
    """Source: partnerplatform.bol.com, responstijd, an older version: within 8 working hours, Monday to Friday 9-17 h."""
    assert due(asked, window=AnswerWindow.WORKING_HOURS_8) == until


def test_a_calendar_without_days_that_count_is_refused() -> None:
    class Always:
        def __contains__(self, on: object) -> bool:
            return True

    with pytest.raises(InvalidValueError):
        answer_due(moment("2026-10-06T09:00:00+02:00"), days=DeliveryDays((0,), closed=Always()))


@pytest.mark.parametrize("parts", [{"days": (0, 1)}, {"window": "24-hours"}, {"asked": "2026-10-06"}])
def test_what_is_no_moment_no_calendar_and_no_window_is_refused(parts: dict[str, Any]) -> None:
    told = {"asked": moment("2026-10-06T09:00:00+02:00"), "days": EVERY_DAY, **parts}

    with pytest.raises(InvalidValueError) as caught:
        answer_due(told.pop("asked"), **told)

    assert_well_told(caught.value)


# A question


def question(answered: str | None = None, asked: str = "2026-10-06T14:30:00+02:00", **parts: Any) -> Question:
    return Question("Q1", asked=moment(asked), answered=moment(answered) if answered else None, **parts)


@pytest.mark.parametrize(
    "parts",
    [
        {"question_id": ""},
        {"question_id": "<b>"},
        {"asked": "2026-10-06"},
        {"answered": True},
        {"answered": moment("2026-10-06T14:29:59+02:00")},
        {"country": "NL"},
    ],
)
def test_a_question_has_an_id_and_moments_in_order_and_comes_from_one_of_two_countries(parts: dict[str, Any]) -> None:
    told = {"question_id": "Q1", "asked": moment("2026-10-06T14:30:00+02:00"), **parts}

    with pytest.raises(InvalidValueError) as caught:
        Question(**told)

    assert_well_told(caught.value)


def test_an_answer_that_came_later_was_not_there() -> None:
    known = question("2026-10-07T10:00:00+02:00")

    assert known.until(moment("2026-10-07T09:59:59+02:00")).answered is None
    assert known.until(moment("2026-10-07T10:00:00+02:00")) == known


# The table


def code(known: Question, as_of: str = "2026-10-20T12:00:00+02:00") -> str:
    (each,) = explain_questions([known], as_of=moment(as_of))
    return f"{each.row.verdict.value} {each.row.code}"


def test_an_answer_up_to_the_last_moment_is_in_time() -> None:
    assert code(question("2026-10-07T14:30:00+02:00")) == "hit answered-in-time"


def test_an_answer_after_the_last_moment_is_late() -> None:
    assert code(question("2026-10-07T14:30:01+02:00")) == "miss answered-late"


def test_a_question_without_an_answer_is_pending_until_the_last_moment_and_a_miss_after_it() -> None:
    assert code(question(), "2026-10-07T14:30:00+02:00") == "pending may-still-be-answered"
    assert code(question(), "2026-10-07T14:30:01+02:00") == "miss not-answered"


def test_the_facts_of_questions_are_just_the_four() -> None:
    assert set(RESPONSE_TIME.all_facts()) == {QuestionFacts(answer) for answer in Answer}


def test_an_explanation_says_until_when_there_was_time_and_under_which_norm() -> None:
    (each,) = explain_questions([question()], as_of=moment("2026-10-20T12:00:00+02:00"))

    assert each.due == moment("2026-10-07T14:30:00+02:00")
    assert each.week == Week.parse("2026-W41")
    assert each.edition is RESPONSE_TIME_EDITIONS.of(each.week)
    assert each.named_facts == {"answer": "not-in-time"}


# The score


def asked_in_a_week(late: int, good: int) -> list[Question]:
    asked = moment("2026-10-06T14:30:00+02:00")
    answers = [moment("2026-10-09T09:00:00+02:00")] * late + [moment("2026-10-06T15:00:00+02:00")] * good
    return [Question(f"Q{place}", asked=asked, answered=answer) for place, answer in enumerate(answers)]


def test_ninety_percent_in_time_is_enough_and_less_is_not() -> None:
    """Source: partnerplatform.bol.com, response time: 90 % of the questions."""
    as_of = moment("2026-10-20T12:00:00+02:00")
    (enough,) = week_scores(question_tally(asked_in_a_week(1, 9), as_of=as_of), RESPONSE_TIME)
    (short,) = week_scores(question_tally(asked_in_a_week(2, 17), as_of=as_of), RESPONSE_TIME)

    assert (enough.score, enough.standing) == (Score(9, 10), Standing.MEETS)
    assert (short.score, short.standing, short.shown) == (Score(17, 19), Standing.FALLS_SHORT, "89.4 %")


def test_a_week_is_bad_from_ten_late_questions_on() -> None:
    """Source: partnerplatform.bol.com, response time: a strike from 10 questions on that were answered late."""
    assert RESPONSE_TIME_EDITIONS.of(Week.parse("2026-W41")).strikes_from == 10


def test_a_tally_says_that_it_counts_questions_by_the_day_of_asking_under_which_readings() -> None:
    as_of = moment("2026-10-20T12:00:00+02:00")
    counting = question_tally([], as_of=as_of, readings=WORKING).counting

    assert (counting.unit, counting.by) == (QuestionUnit.QUESTION, QuestionWeekBy.ASKED)
    assert counting.readings == (("answer-window", "8-working-hours"), ("holidays", "public-holidays"))
    with pytest.raises(ConflictError):
        question_tally([], as_of=as_of) + question_tally([], as_of=as_of, readings=WORKING)


def test_a_question_belongs_to_the_week_of_its_day_in_amsterdam() -> None:
    asked = question(asked="2026-10-11T22:30:00Z")
    tally = question_tally([asked], as_of=moment("2026-10-20T12:00:00+02:00"))

    assert [str(week) for week in tally.weeks] == ["2026-W42"]


def test_what_was_asked_later_is_not_counted() -> None:
    assert question_tally([question()], as_of=moment("2026-10-06T14:29:59+02:00")).total == 0


def test_other_holidays_are_taken_under_a_name_of_their_own() -> None:
    local = AnswerReadings(holidays=((NL, {moment("2026-10-07T12:00:00+02:00").date()}),), calendar="our-own")

    assert local.due(question()) == moment("2026-10-08T14:30:00+02:00")
    assert local.named[1] == ("holidays", "our-own")
    for wrong in ({"calendar": "ours"}, {"holidays": ((NL, ()),)}, {"holidays": ("NL",), "calendar": "ours"}):
        with pytest.raises(InvalidValueError):
            AnswerReadings(**wrong)


def test_items_are_no_questions_and_questions_no_items() -> None:
    as_of = moment("2026-10-20T12:00:00+02:00")

    with pytest.raises(InvalidValueError) as caught:
        tallies([evidence()], [RESPONSE_TIME], as_of=as_of, per=Unit.ITEM)
    with pytest.raises(InvalidValueError):
        question_tally([evidence()], as_of=as_of)  # type: ignore[list-item]

    assert_well_told(caught.value)


# Laws

_GRID = st.integers(0, 60 * 24 * 2).map(
    lambda quarters: Moment(moment("2026-10-19T00:00:00+02:00") + timedelta(minutes=15 * quarters // 3))
)
MOMENTS = st.builds(lambda at, zone: moment_of(at.astimezone(zone)), _GRID, st.sampled_from(ZONES))
READINGS = st.builds(AnswerReadings, window=st.sampled_from(AnswerWindow))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    asked, answered = sorted((draw(MOMENTS), draw(MOMENTS)))
    return Question(
        "Q1",
        asked=asked,
        answered=draw(st.sampled_from((answered, None))),
        country=draw(st.sampled_from(Country)),
    )


def verdict(known: Question, as_of: Moment, readings: AnswerReadings) -> Verdict:
    return RESPONSE_TIME.judge(question_facts(known.until(as_of), as_of, readings)).verdict


@pytest.mark.law
@given(questions(), MOMENTS, MOMENTS, READINGS)
def test_waiting_alone_never_unsettles_a_verdict(
    known: Question, one: Moment, other: Moment, readings: AnswerReadings
) -> None:
    """With no new evidence an answer stays in time or late, and what was not answered stays so."""
    earlier, later = sorted((one, other))
    cut = known.until(earlier)

    if verdict(cut, earlier, readings) is not Verdict.PENDING:
        assert verdict(cut, later, readings) is verdict(cut, earlier, readings)


@pytest.mark.law
@given(questions(), MOMENTS, READINGS)
def test_cutting_a_question_and_counting_it_as_of_that_moment_are_the_same(
    known: Question, as_of: Moment, readings: AnswerReadings
) -> None:
    """What was learned later does not change an earlier count."""
    cut = known.until(as_of)

    assert question_tally([cut], as_of=as_of, readings=readings) == question_tally(
        [known], as_of=as_of, readings=readings
    )


@pytest.mark.law
@given(questions(), MOMENTS, READINGS, st.sampled_from(ZONES))
def test_moving_every_moment_to_another_zone_changes_nothing(
    known: Question, as_of: Moment, readings: AnswerReadings, zone: ZoneInfo
) -> None:
    """The last moment for an answer depends on instants, not on the clocks that told them."""
    moved = Question(
        "Q1",
        asked=moment_of(known.asked.astimezone(zone)),
        answered=moment_of(known.answered.astimezone(zone)) if known.answered else None,
        country=known.country,
    )

    assert readings.due(moved) == readings.due(known)
    assert question_tally([moved], as_of=as_of, readings=readings).cells == (
        question_tally([known], as_of=as_of, readings=readings).cells
    )


@pytest.mark.law
@given(MOMENTS, MOMENTS, READINGS, st.sampled_from(Country))
def test_who_asks_later_is_never_due_earlier(
    one: Moment, other: Moment, readings: AnswerReadings, country: Country
) -> None:
    """And always gets the time that there is: on working days just a day, or eight hours."""
    earlier, later = sorted((one, other))
    days = answering_days(country)
    first, last = (answer_due(asked, days=days, window=readings.window) for asked in (earlier, later))

    assert first <= last
    assert first - earlier >= timedelta(hours=24 if readings.window is AnswerWindow.HOURS_24 else 8)
    assert local_day(Moment(first - timedelta(microseconds=1))) in days


# What is refused


def test_what_questions_and_their_readings_refuse_is_said_by_its_name() -> None:
    asked = moment("2026-10-06T14:30:00+02:00")
    other: Any = {"calendar": "ours"}
    no_moment = "expected a datetime with its offset (offset required)"
    question = Question("Q1", asked=asked, answered=asked)

    def explained(questions: Any, **arguments: Any) -> list[object]:
        return list(explain_questions(questions, **{"as_of": asked, **arguments}))

    assert [
        refused(Question, "", asked=asked).partition(":")[0],
        refused(Question, "Q1", asked="2026-10-06"),
        refused(Question, "Q1", asked=asked, answered="2026-10-06"),
        refused(Question, "Q1", asked=asked, country="NL"),
        refused(question.until, "2026-10-06"),
        refused(answer_due, "2026-10-06", days=EVERY_DAY),
        refused(answer_due, asked, days=7),
        refused(answer_due, asked, days=EVERY_DAY, window="24-hours"),
        refused(AnswerReadings, window="24-hours"),
        refused(AnswerReadings, calendar=7),
        refused(AnswerReadings, calendar="ours"),
        refused(AnswerReadings, holidays=[(NL, ())], **other),
        refused(AnswerReadings, holidays=([NL, ()],), **other),
        refused(AnswerReadings, holidays=((NL,),), **other),
        refused(AnswerReadings, holidays=(("NL", ()),), **other),
        refused(explained, [7]),
        refused(explained, [], as_of="2026-10-06"),
        refused(question_tally, [7], as_of=asked),
        refused(question_tally, [], as_of="2026-10-06"),
    ] == [
        "Cannot use '' as question_id",
        f"Cannot use '2026-10-06' as asked: {no_moment}",
        f"Cannot use '2026-10-06' as answered: {no_moment}",
        "Cannot use 'NL' as country: expected a Country",
        f"Cannot use '2026-10-06' as as_of: {no_moment}",
        f"Cannot use '2026-10-06' as asked: {no_moment}",
        "Cannot use 7 as days: expected a DeliveryDays",
        "Cannot use '24-hours' as window: expected an AnswerWindow",
        "Cannot use '24-hours' as window: expected an AnswerWindow",
        "Cannot use 7 as calendar: expected a str",
        "Cannot use 'ours' as calendar: expected a name of their own for other holidays",
        "Cannot use a value of type list as holidays: expected a tuple",
        "Cannot use a value of type list as holidays: expected pairs of country and calendar",
        "Cannot use a value of type tuple as holidays: expected pairs of country and calendar",
        "Cannot use a value of type tuple as holidays: expected pairs of country and calendar",
        "Cannot use 7 as questions: expected a Question",
        f"Cannot use '2026-10-06' as as_of: {no_moment}",
        "Cannot use 7 as questions: expected a Question",
        f"Cannot use '2026-10-06' as as_of: {no_moment}",
    ]


def test_calendars_of_ones_own_hold_for_their_countries_and_the_public_holidays_for_the_others() -> None:
    ours = AnswerReadings(holidays=((NL, {date(2026, 10, 7)}),), calendar="ours", window=AnswerWindow.WORKING_HOURS_8)
    asked = moment("2026-10-06T12:00:00+02:00")
    armistice = moment("2026-11-10T12:00:00+01:00")

    assert ours.due(Question("Q1", asked=asked)).isoformat() == "2026-10-08T12:00:00+02:00"
    assert ours.due(Question("Q1", asked=asked, country=BE)).isoformat() == "2026-10-07T12:00:00+02:00"
    assert ours.due(Question("Q1", asked=armistice, country=BE)).isoformat() == "2026-11-12T12:00:00+01:00"


def test_questions_are_counted_by_week_and_facts_under_the_readings_and_the_standard_that_are_given() -> None:
    asked = moment("2026-10-06T14:30:00+02:00")
    strict = evolve(RESPONSE_TIME, name="our-response-time", rows=RESPONSE_TIME.rows)
    items = [Question(f"Q{n}", asked=asked) for n in range(2)]
    tally = question_tally(items, strict, as_of=asked, readings=WORKING)
    (score,) = week_scores(question_tally(items, as_of=moment("2026-10-07T14:00:00+02:00")), RESPONSE_TIME)

    assert items[0].known(asked)
    assert (tally.counting.standard, tally.counting.readings) == ("our-response-time", WORKING.named)
    assert tally.cells == (Cell(Week(2026, 41), "", (QuestionFacts(Answer.TIME_RUNNING),), 2),)
    assert score.items(Verdict.PENDING) == 2


def test_an_evening_question_has_until_the_next_evening_or_eight_working_hours() -> None:
    items = [Question("Q1", asked=moment("2026-10-06T18:00:00+02:00"))]
    as_of = moment("2026-10-07T17:30:00+02:00")

    assert [
        question_tally(items, as_of=as_of, readings=readings).cells[0].facts[0]
        for readings in (AnswerReadings(), WORKING)
    ] == [QuestionFacts(Answer.TIME_RUNNING), QuestionFacts(Answer.NOT_IN_TIME)]


def test_readings_are_told_apart_by_the_name_of_their_calendar_not_by_its_days() -> None:
    ours = [AnswerReadings(calendar="ours", holidays=((NL, {date(2026, 1, day)}),)) for day in (1, 2)]

    assert ours[0] == ours[1] != AnswerReadings()
    assert len({*ours, AnswerReadings()}) == 2
