"""What takes hours is read from what was kept of it, and is not said of what has changed since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools.mutation.ledger import Measured
from tools.mutation.mutant import Module, modules
from tools.scoreboard.figure import Holds, Volume
from tools.scoreboard.ledgers import FIGURES, coverage, mutation_score, table_mutants, untested_mutants

if not (Path(__file__).parents[2] / "src").is_dir():
    pytest.skip("the sources are not here", allow_module_level=True)

FOUND = modules("trackntrace.moment") + modules("trackntrace.errors")


def measured(module: Module, *, killed: int = 95, survived: int = 5, untested: int = 0) -> Measured:
    return Measured(
        source=module.digest,
        measured="2026-11-28",
        made=3 * (killed + survived + untested),
        mutants=killed + survived + untested,
        killed=killed,
        timeout=0,
        untested=tuple(f"untested {index}" for index in range(untested)),
        survived={f"mutant {index}": "a change" for index in range(survived)},
    )


def every_module(**counts: int) -> dict[str, Measured]:
    return {module.name: measured(module, **counts) for module in FOUND}


def changed_since() -> dict[str, Measured]:
    first, *others = FOUND
    return {first.name: measured(others[0])} | {each.name: measured(each) for each in others}


def tables(survived: int, mutants: int = 100) -> dict[str, Any]:
    first = FOUND[0]
    return {first.name: {"source": first.digest, "mutants": mutants, "survived": ["a change"] * survived}}


def test_of_a_hundred_mutants_ninety_five_must_be_found() -> None:
    fine, poor = mutation_score(every_module(), FOUND), mutation_score(every_module(killed=94, survived=6), FOUND)

    everywhere = f"in {len(FOUND)} of {len(FOUND)} modules"
    assert (fine.value, fine.holds) == (f"95.0 % of 200 mutants, drawn from 600, {everywhere}", Holds.YES)
    assert (poor.value.partition(" of ")[0], poor.holds) == ("94.0 %", Holds.NO)
    assert (fine.note, poor.note) == ("", "below the bar in ground; the page of mutants says why")


def test_a_module_that_has_changed_since_is_not_counted_and_keeps_the_bar_from_holding() -> None:
    outcome = mutation_score(changed_since(), FOUND)

    assert outcome.value == f"95.0 % of 100 mutants, drawn from 300, in {len(FOUND) - 1} of {len(FOUND)} modules"
    assert outcome.holds is Holds.NO
    assert outcome.note == "1 modules are not measured as they are now: make mutants"


def test_a_mutant_that_no_test_reaches_is_one_too_many() -> None:
    assert untested_mutants(every_module(), FOUND).holds is Holds.YES
    one = untested_mutants(every_module(untested=1), FOUND)
    assert (one.holds, one.note) == (Holds.NO, f"in {', '.join(each.name for each in FOUND)}")
    assert untested_mutants(changed_since(), FOUND).holds is Holds.NO


@pytest.mark.parametrize(
    ("survived", "listed", "holds"), [(3, 1, Holds.YES), (4, 1, Holds.NO), (0, 2, Holds.NO)], ids=str
)
def test_three_in_a_hundred_mutants_of_tables_may_survive_where_all_were_tried(
    survived: int, listed: int, holds: Holds
) -> None:
    assert table_mutants(tables(survived), FOUND, listed).holds is holds


def test_one_branch_that_is_left_out_is_not_a_hundred_per_cent() -> None:
    whole = {"measured": "2026-11-28", "lines": 3_000, "lines_missed": 0, "branches": 10, "branches_missed": 0}

    assert coverage(whole).holds is Holds.YES
    assert coverage(whole | {"branches_missed": 1}).holds is Holds.NO
    assert coverage(whole | {"lines_missed": 1}).value == "99.9 % of lines, 100.0 % of branches"


def test_where_not_every_module_is_asked_what_has_changed_since_is_named_and_no_more() -> None:
    score = mutation_score(changed_since(), FOUND, every=False)

    assert (score.holds, score.note) == (Holds.YES, "1 modules are not measured as they are now: make mutants")
    assert untested_mutants(changed_since(), FOUND, every=False).holds is Holds.YES
    assert table_mutants(tables(0), FOUND, 2, every=False).holds is Holds.YES
    assert table_mutants(tables(4), FOUND, 2, every=False).holds is Holds.NO
    assert mutation_score(every_module(killed=94, survived=6), FOUND, every=False).holds is Holds.NO


def test_the_figures_read_what_was_really_kept() -> None:
    assert all(figure.measure(Volume.FULL).value != "-" for figure in FIGURES)
    assert [figure.name for figure in FIGURES if figure.measure(Volume.BOUNDED).holds is Holds.NOT_MEASURED] == [
        "coverage"
    ]
