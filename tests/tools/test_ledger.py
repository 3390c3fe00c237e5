"""The ledger of mutants: what is counted, what is stale, and when the bars hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from tools.mutation.ledger import BAR, LEDGER, Measured, Totals, read, stale, write
from tools.mutation.mutant import SOURCES, Module, modules
from tools.mutation.outcome import Outcome

if not SOURCES.is_dir():
    pytest.skip("mutants are made of the sources", allow_module_level=True)

NUMBER, WEEK = modules("trackntrace.numbers.number")[0], modules("trackntrace.moment")[0]


def measured(module: Module, **outcomes: int) -> Measured:
    made = [Outcome(name) for name, count in outcomes.items() for _ in range(count)]
    found = {f"{module.name}.x_f__mutmut_{place}": (outcome, "1: a -> b") for place, outcome in enumerate(made, 1)}
    return Measured.of(module.digest, "2026-11-28", found)


def test_every_mutant_is_counted_once() -> None:
    each = measured(NUMBER, killed=3, timeout=1, survived=2, untested=1)

    assert each.mutants == each.killed + each.timeout + len(each.survived) + len(each.untested) == 7


def test_a_mutant_that_does_not_end_counts_as_found_and_is_told_apart() -> None:
    totals = Totals.of({NUMBER.name: measured(NUMBER, killed=2, timeout=1, survived=1)}, [NUMBER])

    assert (totals.killed, totals.timeout, totals.found, totals.score) == (2, 1, 3, "75.0")


def test_the_score_is_never_rounded_up_to_the_bar() -> None:
    totals = Totals.of({NUMBER.name: measured(NUMBER, killed=949, survived=51)}, [NUMBER])

    assert (totals.score, totals.holds) == ("94.9", False)


def test_the_bar_holds_from_the_bar_on() -> None:
    assert Totals.of({NUMBER.name: measured(NUMBER, killed=BAR, survived=100 - BAR)}, [NUMBER]).holds


def test_one_untested_mutant_is_one_too_many() -> None:
    assert not Totals.of({NUMBER.name: measured(NUMBER, killed=999, untested=1)}, [NUMBER]).holds


def test_nothing_measured_does_not_hold() -> None:
    assert not Totals.of({}, [NUMBER]).holds


def test_a_module_that_changed_is_stale_and_not_counted() -> None:
    changed = evolve(measured(NUMBER, killed=5), source="other")
    kept = {NUMBER.name: changed, WEEK.name: measured(WEEK, killed=2)}

    assert stale(kept, [NUMBER, WEEK]) == [NUMBER]
    assert Totals.of(kept, [NUMBER, WEEK]).mutants == 2


def test_a_module_that_was_never_measured_is_stale() -> None:
    assert stale({}, [WEEK]) == [WEEK]


def test_a_module_that_is_gone_is_not_counted() -> None:
    assert Totals.of({WEEK.name: measured(WEEK, killed=2)}, [NUMBER]).mutants == 0


def test_a_survivor_that_is_found_later_is_killed() -> None:
    before = measured(NUMBER, killed=3, survived=2)
    first, second = before.survived

    after = before.retried({first: (Outcome.KILLED, ""), second: (Outcome.SURVIVED, "1: a -> b")})

    assert (after.mutants, after.killed, list(after.survived)) == (5, 4, [second])


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    kept = {NUMBER.name: measured(NUMBER, killed=3, timeout=1, survived=2, untested=1)}
    write(kept, tmp_path / "ledger.json")

    assert read(tmp_path / "ledger.json") == kept


def test_where_there_is_no_ledger_nothing_is_known(tmp_path: Path) -> None:
    assert read(tmp_path / "ledger.json") == {}


@pytest.mark.parametrize("name", sorted(read(LEDGER)))
def test_the_ledger_adds_up(name: str) -> None:
    each = read(LEDGER)[name]

    assert each.killed + each.timeout + len(each.untested) + len(each.survived) == each.mutants
