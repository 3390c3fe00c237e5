"""
Response time: was every customer's question answered in time?

Sources: the marketplace's page on response time (partnerplatform.bol.com, response time, undated: 90 % within 24 hours,
without weekends and public holidays; an older Dutch version: within 8 working hours) and the Retailer API's indicator
``RESPONSE_TIME``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple, NoReturn, TypeAlias, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, exactly
from trackntrace.moment import Moment, Week, local_day, moment_of
from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import Readings
from trackntrace.performance.norm import Norm
from trackntrace.performance.questions import AnswerWindow, Question, answer_due, answering_days
from trackntrace.performance.scorecard import edition_of
from trackntrace.performance.standard import Row, ServiceStandard, Verdict, row
from trackntrace.performance.tally import Counting, Key, QuestionUnit, QuestionWeekBy, Tally
from trackntrace.shipping.delivery_days import DeliveryDays
from trackntrace.shipping.public_holidays import Country


class Answer(Word):
    """How the answer to a question lies to the time that there was for it."""

    IN_TIME = "in-time"
    LATE = "late"
    TIME_RUNNING = "time-running"
    NOT_IN_TIME = "not-in-time"


class QuestionFacts(NamedTuple):
    """What response time needs to know of a question."""

    answer: Answer


RESPONSE_TIME_EDITIONS: Final = Editions(
    "response-time",
    (
        Edition(
            levels=((Level.TARGET, Norm(Fraction(90, 100))),),
            since=date(2019, 3, 4),
            certainty=Certainty.INFERRED,
            source="partnerplatform.bol.com, responstijd, an older version: 90 % within 8 working hours, a strike from "
            "10 late questions on; response time, undated: 90 % within 24 hours, without weekends and public holidays; "
            "the interface had the indicator from its version 3 on, about 2019",
            strikes_from=10,
        ),
    ),
)


Holidays: TypeAlias = tuple[tuple[Country, Container[date]], ...]


@final
@frozen(kw_only=True)
class AnswerReadings:
    """
    How the open questions are read when a customer's question is held against the time for an answer.

    ``window`` is how long that is. ``holidays`` are calendars to take instead of the public holidays of a country,
    under a name (``calendar``) by which one count is told from another.
    """

    window: AnswerWindow = AnswerWindow.HOURS_24
    holidays: Holidays = field(default=(), eq=False)
    calendar: str = "public-holidays"

    def __attrs_post_init__(self) -> None:
        exactly(self.window, AnswerWindow, "window")
        exactly(self.calendar, str, "calendar")
        if bool(exactly(self.holidays, tuple, "holidays")) is (self.calendar == "public-holidays"):
            raise InvalidValueError.about(self.calendar, "calendar", "expected a name of their own for other holidays")
        for pair in self.holidays:
            if type(pair) is not tuple or len(pair) != 2 or type(pair[0]) is not Country:
                raise InvalidValueError.about(pair, "holidays", "expected pairs of country and calendar")
            self.days(pair[0])

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each reading by its name, so that what was counted under one is never added to another."""
        return (("answer-window", self.window.value), ("holidays", self.calendar))

    def days(self, country: Country) -> DeliveryDays:
        """The days that count for a customer in this country."""
        return answering_days(country, dict(self.holidays).get(country)) if self.holidays else _public(country)

    def due(self, question: Question) -> Moment:
        """The last moment for an answer in time."""
        return answer_due(question.asked, days=self.days(question.country), window=self.window)


DEFAULT_ANSWER_READINGS: Final = AnswerReadings()


@lru_cache(maxsize=8)
def _public(country: Country) -> DeliveryDays:
    return answering_days(country)


def question_facts(known: Question, as_of: Moment, readings: AnswerReadings) -> QuestionFacts:
    """The facts that response time judges, of a question cut at the moment of scoring."""
    due = readings.due(known)
    if known.answered is not None:
        return QuestionFacts(Answer.IN_TIME if known.answered <= due else Answer.LATE)
    return QuestionFacts(Answer.TIME_RUNNING if as_of <= due else Answer.NOT_IN_TIME)


def _no_items(known: Evidence, as_of: Moment, readings: Readings) -> NoReturn:
    raise InvalidValueError.about(known, "evidence", "expected customers' questions, which question_tally counts")


def _reachable(facts: QuestionFacts) -> bool:
    return True


_ROWS: Final = (
    row("answered-in-time", Verdict.HIT, "It was answered in time.", answer=Answer.IN_TIME),
    row("may-still-be-answered", Verdict.PENDING, "There is time left to answer it.", answer=Answer.TIME_RUNNING),
    row("answered-late", Verdict.MISS, "It was answered too late.", answer=Answer.LATE),
    row("not-answered", Verdict.MISS, "The time is over and it was not answered.", answer=Answer.NOT_IN_TIME),
)

RESPONSE_TIME: Final[ServiceStandard[QuestionFacts]] = ServiceStandard(
    "response-time",
    facts_type=QuestionFacts,
    facts_version=1,
    read=_no_items,
    reachable=_reachable,
    rows=_ROWS,
    editions=RESPONSE_TIME_EDITIONS,
)
"""The share of customers' questions that were answered in time. It is counted by `question_tally`."""


@final
@frozen(kw_only=True)
class AnswerExplanation:
    """Why one question counts as it does; ``due`` was the last moment for an answer in time."""

    standard: str
    week: Week
    question: Question
    due: Moment
    facts: QuestionFacts
    row: Row
    edition: Edition | None

    @property
    def named_facts(self) -> dict[str, str]:
        """The facts by name, as text."""
        return {name: str(fact.value) for name, fact in self.facts._asdict().items()}


def explain_questions(
    questions: Iterable[Question],
    standard: ServiceStandard[QuestionFacts] = RESPONSE_TIME,
    *,
    as_of: Moment,
    readings: AnswerReadings = DEFAULT_ANSWER_READINGS,
) -> Iterator[AnswerExplanation]:
    """
    Explains question by question what the standard makes of it; what was asked later is left out.

    Raises:
        InvalidValueError: ``as_of`` is no moment, or something is no question.
    """
    moment = moment_of(as_of, "as_of")
    for question in questions:
        if exactly(question, Question, "questions").known(moment):
            known = question.until(moment)
            facts = question_facts(known, moment, readings)
            week = Week.of(local_day(known.asked))
            yield AnswerExplanation(
                standard=standard.name,
                week=week,
                question=known,
                due=readings.due(known),
                facts=facts,
                row=standard.judge(facts),
                edition=edition_of(standard.editions, week),
            )


def question_tally(
    questions: Iterable[Question],
    standard: ServiceStandard[QuestionFacts] = RESPONSE_TIME,
    *,
    as_of: Moment,
    readings: AnswerReadings = DEFAULT_ANSWER_READINGS,
) -> Tally:
    """
    Counts questions by the week in which they were asked, and by their facts; what was asked later is not counted.

    Raises:
        InvalidValueError: ``as_of`` is no moment, or something is no question.
    """
    moment = moment_of(as_of, "as_of")
    counts: dict[Key, int] = {}
    for each in explain_questions(questions, standard, as_of=moment, readings=readings):
        key = each.week, "", (each.facts,)
        counts[key] = counts.get(key, 0) + 1
    counting = Counting(
        standard=standard.counted_as,
        facts_version=standard.facts_version,
        unit=QuestionUnit.QUESTION,
        by=QuestionWeekBy.ASKED,
        as_of=moment,
        readings=readings.named,
    )
    return Tally.of(counting, counts)
