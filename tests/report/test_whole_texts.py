"""Texts for a terminal, in every language from the first line to the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

import pytest
from attrs import evolve

from tests.builders import at, delivered, evidence, journey, on, open_evidence
from tests.performance.weeks import HIT, MISS, edition, week_score
from tests.report.autumn import FINAL, autumn_items, autumn_report, told_for_some_weeks
from tests.report.kept_texts import assert_as_it_was
from tests.report.reports import AS_OF
from trackntrace.moment import Week
from trackntrace.performance.counted import CUSTOMER_QUESTIONS, PHONE_AVAILABILITY, RATING
from trackntrace.performance.evidence import Evidence, ExcuseReason, Stage
from trackntrace.performance.explanation import explain
from trackntrace.performance.facts import Excused
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.questions import Question
from trackntrace.performance.response_time import RESPONSE_TIME, explain_questions
from trackntrace.performance.score import Average, Score
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import Row, Verdict
from trackntrace.performance.strike_rules import consequence_of
from trackntrace.performance.strikes import ExcusedItems, strike_record
from trackntrace.performance.tally import UNDATED
from trackntrace.performance.todo import todo
from trackntrace.performance.unsettled import unsettled
from trackntrace.report.answers import answer_text
from trackntrace.report.rules import rules_text
from trackntrace.report.strikes_text import consequence_text, strikes_text
from trackntrace.report.terminal import Ink, grid_text, in_colour
from trackntrace.report.text import explanation_text, scorecard_text, scores_table, shortfall, table
from trackntrace.report.todo_text import todo_text
from trackntrace.shipping.journey import TransportStatus
from trackntrace.shipping.promise import DeliverBy
from trackntrace.wording import Language


class Packing(NamedTuple):
    """A fact of one's own."""

    colour: Excused


STANDARDS = ORDER_TRACEABILITY, told_for_some_weeks()


def scores(language: Language) -> Iterator[str]:
    card = autumn_report().card
    yield scorecard_text(Scorecard(AS_OF, ()), language)
    yield scorecard_text(Scorecard(AS_OF, (week_score(FINAL, 1, 2, norm=edition(Fraction(0))),)), language)
    for text in (scorecard_text(card, language), grid_text(card, language)):
        yield text
        yield in_colour(text, Ink.COLOUR, language).replace("\x1b", "^")


def strikes(language: Language) -> Iterator[str]:
    record = autumn_report().strikes
    assert record is not None
    yield strikes_text(record, language)
    yield strikes_text(record, language, weeks=[Week(2026, 36), Week(2026, 42)])
    yield strikes_text(record, language, weeks=())
    yield strikes_text(strike_record(Scorecard(AS_OF, ()), final_through=FINAL), language)
    spared = week_score(FINAL, 10, 0, excused=5)
    reasons = ExcuseReason.DEPOT_DISRUPTION, ExcuseReason.MARKETPLACE_DISRUPTION
    excused = [ExcusedItems(spared.standard, FINAL, reason, items) for items, reason in enumerate(reasons, 2)]
    yield strikes_text(strike_record(Scorecard(AS_OF, (spared,)), final_through=FINAL, excused=excused), language)
    yield "\n".join(consequence_text("now", count, consequence_of(count), language) for count in range(10))


def rules(language: Language) -> Iterator[str]:
    yield from (rules_text(each, language) for each in (*STANDARDS, RESPONSE_TIME, CUSTOMER_QUESTIONS))
    own = Row("own", Verdict.HIT, (("colour", (Excused.YES, Excused.NO)),), "It is well packed.")
    other = Row("other", Verdict.EXCLUDED, (), "Nothing else counts.")
    yield rules_text(evolve(ITEMS_ON_TIME, name="one-of-ones-own", rows=(HIT, MISS, own, other), readings=()), language)


def explanations(language: Language) -> Iterator[str]:
    early = journey((TransportStatus.ACCEPTED, at(4)), (TransportStatus.DELIVERED, at(5)))
    items = [
        evidence(order_id="late", quantity=3, journey=delivered(at(9))),
        evidence(order_id="bare", number=None, entered=None, promise=None),
        evidence(order_id="cancelled", stage=Stage.CANCELLED),
        evidence(order_id="contradicting", shipped=at(4), entered=at(4), journey=early),
        open_evidence(order_id="long-ago", promise=DeliverBy(on(7).replace(year=2018))),
        open_evidence(order_id="open", promise=DeliverBy(on(21))),
    ]
    for standard in STANDARDS:
        explained = [*explain(items, standard, as_of=AS_OF)]
        explained.append(evolve(explained[0], facts=Packing(Excused.NO)))
        yield "\n".join(explanation_text(each, language) for each in explained)


def answers(language: Language) -> Iterator[str]:
    asked = Question("question-1", asked=at(6), answered=at(9)), Question("question-2", asked=at(6))
    late, silent = explain_questions(asked, as_of=AS_OF)
    own = evolve(late, standard="order-traceability", row=Row("cancelled", Verdict.MISS), edition=None)
    yield "\n".join(answer_text(each, language) for each in (late, silent, own))


def tasks(language: Language) -> Iterator[str]:
    items: list[Evidence] = [*autumn_items()]
    found = todo(unsettled(items, STANDARDS, as_of=AS_OF, final_through=FINAL))
    yield todo_text(tuple({task.kind: task for task in found}.values()), as_of=AS_OF, language=language)
    yield todo_text((), as_of=AS_OF, language=language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("texts", [scores, strikes, rules, explanations, answers, tasks])
def test_a_text_tells_what_it_told_before(texts: Callable[[Language], Iterator[str]], language: Language) -> None:
    assert_as_it_was(f"{texts.__name__}.{language.value}", "\n\n----\n\n".join(texts(language)))


def test_english_is_spoken_where_no_language_is_named() -> None:
    report, question = autumn_report(), Question("question-1", asked=at(6))
    (answer,) = explain_questions([question], as_of=AS_OF)
    (item,) = explain([evidence()], ITEMS_ON_TIME, as_of=AS_OF)
    assert report.strikes is not None
    short, text = report.sunk[0].score, scorecard_text(report.card)

    assert text == scorecard_text(report.card, Language.ENGLISH)
    assert grid_text(report.card) == grid_text(report.card, Language.ENGLISH)
    assert strikes_text(report.strikes) == strikes_text(report.strikes, Language.ENGLISH)
    assert rules_text(RESPONSE_TIME) == rules_text(RESPONSE_TIME, Language.ENGLISH)
    assert explanation_text(item) == explanation_text(item, Language.ENGLISH)
    assert answer_text(answer) == answer_text(answer, Language.ENGLISH)
    assert shortfall(short) == shortfall(short, Language.ENGLISH)
    assert todo_text((), as_of=AS_OF) == todo_text((), as_of=AS_OF, language=Language.ENGLISH)
    assert in_colour(text, Ink.COLOUR) == in_colour(text, Ink.COLOUR, Language.ENGLISH) != text


def test_a_row_that_lacks_a_cell_is_no_row_of_a_table() -> None:
    with pytest.raises(ValueError, match="shorter"):
        table(("week", "hits"), [("2026-W41",)])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ENGLISH, "2026-W41 returns falls short: 1 came-late; no number of hits brings it back."),
        (Language.DUTCH, "2026-W41 Retouren haalt de norm niet: 1 came-late; geen aantal goede haalt de norm nog."),
    ],
)
def test_a_norm_that_cannot_be_reached_again_is_told(language: Language, said: str) -> None:
    score = week_score(Week(2026, 41), 9, 1, standard="returns", norm=edition(Fraction(1)))

    assert shortfall(score, language) == said
    assert shortfall(evolve(score, week=UNDATED), language).split()[0] in {"undated", "zonder"}


def test_the_hits_of_a_figure_are_what_its_norm_calls_good() -> None:
    answered = PHONE_AVAILABILITY.figure(Week(2026, 41), Score(89, 100))
    most = evolve(answered, edition=edition(Fraction(95, 100), None, Direction.AT_MOST))

    assert scores_table([answered, most, evolve(answered, edition=None)]).splitlines() == [
        "week      standard             score  norm     standing      hits  counted  pending  excluded  headroom",
        "2026-W41  phone-availability  89.0 %  >= 90 %  falls-short     89      100        -         -         -",
        "2026-W41  phone-availability  89.0 %  <= 95 %  meets           11      100        -         -         -",
        "2026-W41  phone-availability  89/100  -        not-assessed     -      100        -         -         -",
    ]


def test_a_cell_of_the_grid_that_falls_short_is_coloured_and_nothing_else() -> None:
    weeks = [
        PHONE_AVAILABILITY.figure(Week(2026, 41).plus(at), Score(hits, 100)) for at, hits in enumerate((89, 88, 95))
    ]
    rating = RATING.figure(Week(2026, 41), Average(Fraction(79), 10))

    lines = in_colour(grid_text(Scorecard(AS_OF, (), (*weeks, rating))), Ink.COLOUR).splitlines()

    assert lines[2:] == [
        "week      phone-availability  rating",
        "2026-W41           \x1b[1;31m89.0 %  !\x1b[0m  \x1b[1;31m7.9  !\x1b[0m",
        "2026-W42           \x1b[1;31m88.0 % -!\x1b[0m    .",
        "2026-W43           95.0 % +     .",
        "",
        "! falls short of the norm, + better than the week before, - worse than the week before, = as the week before",
    ]
