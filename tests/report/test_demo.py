"""The demo, in every language from the first line to the last."""

from __future__ import annotations

import shlex

import pytest
from attrs import evolve

from tests.builders import on
from tests.report.autumn import autumn_report
from tests.report.kept_texts import assert_as_it_was
from trackntrace.numbers.delivery_services import DPD_NL
from trackntrace.performance.causes import Cause
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import UNDATED
from trackntrace.report.demo import cause_text, demo_text, in_weeks, worst_of
from trackntrace.wording import Language

LATE = Cause(code="late", service=DPD_NL, items=1_200, first_day=on(6), last_day=on(8))
BARE = Cause(code="number-missing", service=None, items=1, first_day=None, last_day=None)


@pytest.mark.parametrize("language", Language)
def test_the_demo_tells_what_it_told_before(language: Language) -> None:
    card = autumn_report().card
    told = demo_text(card, worst_of(card), LATE, command="trackntrace", language=language)

    assert_as_it_was(f"demo.{language.value}", "\n\n".join([told, cause_text(BARE, language)]))


def test_the_demo_speaks_english_where_no_language_is_named() -> None:
    card = autumn_report().card
    worst = worst_of(card)

    assert cause_text(LATE) == cause_text(LATE, Language.ENGLISH)
    assert demo_text(card, worst, LATE, command="x") == demo_text(
        card, worst, LATE, command="x", language=Language.ENGLISH
    )


def test_each_command_that_the_demo_names_is_one_command_for_a_shell() -> None:
    card = autumn_report().card
    told = demo_text(card, worst_of(card), LATE, command="trackntrace")
    commands = [shlex.split(line) for line in told.replace("\\\n", "").splitlines() if line.startswith("  trackntrace")]

    assert [command[1] for command in commands] == ["demo", "score", "explain", "rules"]
    assert commands[1][2:5] == ["sample/shipments.jsonl", "--orders", "sample/orders.jsonl"]
    assert commands[2][-8:-6] == ["--as-of", card.as_of.isoformat()]


def test_the_worst_score_is_the_one_with_the_most_misses_of_those_that_fall_short() -> None:
    card = autumn_report().card
    worst = worst_of(card)
    short = [score for score in in_weeks(card) if score.standing is worst.standing]

    assert worst.items(Verdict.MISS) == max(score.items(Verdict.MISS) for score in short)


def test_a_score_without_a_week_is_not_among_those_of_weeks() -> None:
    card = autumn_report().card
    undated = evolve(in_weeks(card)[0], week=UNDATED)

    assert in_weeks(Scorecard(card.as_of, (undated,))) == []
