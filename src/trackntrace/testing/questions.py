"""Customers' questions, calendars, and what the marketplace's indicator tells, for property tests."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from trackntrace.moment import Moment
from trackntrace.performance.indicator import STANDARD_NAMES, Indicator, IndicatorScore, IndicatorType
from trackntrace.performance.questions import AnswerWindow, Question
from trackntrace.performance.response_time import AnswerExplanation, AnswerReadings, explain_questions
from trackntrace.performance.score import Standing
from trackntrace.shipping.delivery_days import (
    MONDAY_TO_FRIDAY,
    MONDAY_TO_SATURDAY,
    DeliveryCode,
    DeliveryDays,
)
from trackntrace.shipping.public_holidays import Country, PublicHolidays
from trackntrace.testing.moments import OCTOBER_2026, WEEK_53, grid, moments, weeks
from trackntrace.testing.standards import average_norms, share_norms

_AT: Final = grid((*OCTOBER_2026, *WEEK_53))


@st.composite
def customers_questions(draw: st.DrawFn) -> Question:
    """Questions that were answered, late or in time, and such that were not; asked at the turn of the year too."""
    asked, answered = sorted((draw(moments(_AT)), draw(moments(_AT))))
    return Question(
        draw(st.sampled_from(("question-1", "question-2", "question-3"))),
        asked=asked,
        answered=draw(st.none() | st.just(answered)),
        country=draw(st.sampled_from(Country)),
    )


def answer_readings() -> st.SearchStrategy[AnswerReadings]:
    """How the open questions are read when an answer is held against its time."""
    closed = ((Country.NETHERLANDS, frozenset(OCTOBER_2026[:1])),)
    own = st.builds(
        AnswerReadings, window=st.sampled_from(AnswerWindow), holidays=st.just(closed), calendar=st.just("made-up")
    )
    return st.one_of(st.builds(AnswerReadings, window=st.sampled_from(AnswerWindow)), own)


def answer_explanations() -> st.SearchStrategy[AnswerExplanation]:
    """Why one question counts as it does."""

    def explained(question: Question, as_of: Moment, readings: AnswerReadings) -> tuple[AnswerExplanation, ...]:
        return tuple(explain_questions([question], as_of=as_of, readings=readings))

    told = st.builds(explained, customers_questions(), moments(_AT), answer_readings())
    return told.filter(bool).flatmap(st.sampled_from)


def delivery_codes() -> st.SearchStrategy[DeliveryCode]:
    """Delivery codes of offers."""
    ranges = st.tuples(st.integers(1, 9), st.integers(1, 9)).map(sorted).map(lambda both: f"{both[0]}-{both[1]}d")
    cutoffs = st.integers(12, 23).map("24uurs-{}".format)
    return st.one_of(cutoffs, ranges, st.sampled_from(("MijnLeverbelofte", "VVB"))).map(DeliveryCode)


def public_holidays() -> st.SearchStrategy[PublicHolidays]:
    """The public holidays of the countries in which the marketplace sells."""
    return st.builds(PublicHolidays, st.sampled_from(Country))


def delivery_days() -> st.SearchStrategy[DeliveryDays]:
    """Calendars: some weekdays, less public holidays or other closed days."""
    weekdays = st.sets(st.integers(0, 6), min_size=1).map(sorted).map(tuple)
    none: Container[date] = frozenset()
    closed: st.SearchStrategy[Container[date]] = st.one_of(
        st.just(none), public_holidays(), st.frozensets(st.sampled_from(OCTOBER_2026), max_size=3)
    )
    known = st.sampled_from((MONDAY_TO_FRIDAY, MONDAY_TO_SATURDAY))
    return st.one_of(known, st.builds(DeliveryDays, weekdays, closed=closed))


def indicator_scores() -> st.SearchStrategy[IndicatorScore]:
    """Scores as they are told; some contradict themselves, as the marketplace's do."""
    return st.builds(_told_score, st.integers(0, 1_000), st.integers(0, 1_000), st.sampled_from((0, 0, 0, 1)))


def _told_score(one: int, other: int, off: int) -> IndicatorScore:
    numerator, denominator = sorted((one, other))
    value = Fraction(numerator, denominator) if denominator else Fraction(0)
    return IndicatorScore(
        numerator=numerator,
        denominator=denominator,
        value=value + Fraction(off, 100),
        standing=Standing.MEETS if value >= Fraction(93, 100) else Standing.FALLS_SHORT,
    )


def indicators() -> st.SearchStrategy[Indicator]:
    """What the marketplace tells of a standard in a week, of names that are not known here too."""
    shares = st.builds(
        Indicator,
        name=st.sampled_from(("TRACK_AND_TRACE", "FULFILMENT", "CANCELLATIONS", "RETURNS", "SOMETHING_NEW")),
        type=st.just(IndicatorType.PERCENTAGE),
        week=weeks(),
        score=st.none() | indicator_scores(),
        norm=st.none() | share_norms(),
    )
    averages = st.builds(
        Indicator,
        name=st.sampled_from([name for name, known in STANDARD_NAMES.items() if known == "rating"]),
        type=st.just(IndicatorType.AVERAGE),
        week=weeks(),
        norm=st.none() | average_norms(),
    )
    return st.one_of(shares, averages)
