"""The facts that a row of a decision table asks for, in a report's language."""

from __future__ import annotations

import pytest

from tests.report.reports import empty_report
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.report.rules_told import RulesTold
from trackntrace.report.speech import Speech
from trackntrace.wording import Language


@pytest.mark.parametrize(
    ("language", "colon"), [(Language.ENGLISH, ": "), (Language.DUTCH, ": "), (Language.FRENCH, " : ")]
)
def test_the_facts_of_a_row_are_told_one_by_one(language: Language, colon: str) -> None:
    told = RulesTold(empty_report(), Speech(language))
    row = next(each for each in ITEMS_ON_TIME.rows if len(each.when) > 1)

    facts = [fact.split(colon) for fact in told.when(row).split("; ")]

    assert [(len(fact), fact[0]) for fact in facts] == [(2, told._fact(name)) for name, _ in row.when]
