"""The cases that every way of counting must reproduce, by object and by table."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

from tests.frames.cases import AS_OF, CASES, Case
from tests.frames.made_up import polars_table
from trackntrace import frames
from trackntrace.errors import InvalidValueError
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.standard import AnyStandard, Facts
from trackntrace.performance.tally import tallies

STANDARDS: tuple[AnyStandard, ...] = (ORDER_TRACEABILITY, ITEMS_ON_TIME)


def words(facts: Facts) -> str:
    return " ".join(str(fact.value) for fact in facts)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_an_item_has_these_facts_as_an_object(case: Case) -> None:
    [item] = frames.evidence(polars_table([case.row]))

    assert [words(standard.facts(item, as_of=AS_OF)) for standard in STANDARDS] == [case.traceability, case.on_time]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_an_item_has_these_facts_in_a_table(case: Case) -> None:
    counted = frames.tallies(polars_table([case.row]), STANDARDS, as_of=AS_OF)

    assert [words(tally.cells[0].facts[0]) for tally in counted] == [case.traceability, case.on_time]


def test_all_cases_together_are_counted_as_objects_are() -> None:
    made = polars_table([{**case.row, "quantity": place} for place, case in enumerate(CASES, start=1)])

    assert frames.tallies(made, STANDARDS, as_of=AS_OF) == tallies(frames.evidence(made), STANDARDS, as_of=AS_OF)


@pytest.mark.parametrize("judged", STANDARDS, ids=[each.name for each in STANDARDS])
def test_a_table_gets_the_verdict_and_the_code_of_every_row_in_their_order(judged: Any) -> None:
    made = polars_table([case.row for case in CASES])
    rows = [judged.judge(judged.facts(item, as_of=AS_OF)) for item in frames.evidence(made)]

    found = frames.judge(made, judged, as_of=AS_OF)

    assert found["verdict"].to_list() == [row.verdict.value for row in rows]
    assert found["code"].to_list() == [row.code for row in rows]
    assert found.drop("verdict", "code").equals(made)


def test_what_is_no_standard_is_not_judged_by() -> None:
    standard: Any = 7
    with pytest.raises(InvalidValueError) as caught:
        frames.judge(polars_table([CASES[0].row]), standard, as_of=AS_OF)

    assert str(caught.value) == "Cannot use 7 as standard: expected a ServiceStandard"
