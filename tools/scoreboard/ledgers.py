"""
What takes hours to measure: read from what ``make mutants``, ``make table-mutants`` and ``make coverage`` kept.

A whole scoreboard asks it of every module as it is now. A bounded one, which the continuous integration makes after
every change, asks it of the modules that have not changed since.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final, TypeAlias

from tools.mutation import listed_tables
from tools.mutation.ledger import BAR, Measured, Totals, percent, read, stale
from tools.mutation.mutant import Module, modules
from tools.mutation.printed import room_of
from tools.scoreboard.figure import Figure, Outcome, Volume, not_measured, reached
from tools.wheel_coverage import KEPT as COVERAGE

_Ledger: TypeAlias = dict[str, Any]

_WHEN: Final = "takes half an hour, and is kept in a ledger that the full scoreboard reads"


def kept(path: Path) -> _Ledger:
    """What a measure kept, by its own names."""
    told: _Ledger = json.loads(path.read_text("utf-8"))
    return told


def mutation_score(measured: dict[str, Measured], found: list[Module], *, every: bool = True) -> Outcome:
    """The share of mutants that the tests find, which holds only where ``every`` module was measured as it is now."""
    totals, known = Totals.of(measured, found), len(found) - len(stale(measured, found))
    drawn = f"{totals.mutants:,} mutants, drawn from {totals.made:,},"
    value = f"{totals.score} % of {drawn} in {known} of {len(found)} modules"
    failed = totals.below or (every and known < len(found))
    below = [name for name, each in _by_room(measured, found) if each.below]
    weak = f"below the bar in {', '.join(below)}; the page of mutants says why"
    note = _unmeasured(known, len(found), "make mutants") or (weak if totals.below else "")
    return reached(value, failures=failed, note=note)


def _by_room(measured: dict[str, Measured], found: list[Module]) -> Iterator[tuple[str, Totals]]:
    for room, modules_of_it in groupby(sorted(found, key=room_of), key=room_of):
        yield room, Totals.of(measured, list(modules_of_it))


def untested_mutants(measured: dict[str, Measured], found: list[Module], *, every: bool = True) -> Outcome:
    """How many mutants no test reaches."""
    totals, known = Totals.of(measured, found), len(found) - len(stale(measured, found))
    value = f"{totals.untested} in {known} of {len(found)} modules"
    where = [each.name for each in found if each.name in measured and measured[each.name].untested]
    note = _unmeasured(known, len(found), "make mutants") or (f"in {', '.join(where)}" if where else "")
    return reached(value, failures=totals.untested or (every and known < len(found)), note=note)


def table_mutants(told: _Ledger, found: list[Module], listed: int, *, every: bool = True) -> Outcome:
    """The share of mutants of tables, patterns and class options that no test finds."""
    now = {each.name: each.digest for each in found}
    known = [each for name, each in told.items() if now.get(name) == each["source"]]
    mutants, survived = sum(each["mutants"] for each in known), sum(len(each["survived"]) for each in known)
    value = f"{survived} of {mutants} survive in {len(known)} of {listed} modules"
    failed = 100 * survived > listed_tables.BAR * mutants or (every and len(known) < listed)
    return reached(value, failures=failed, note=_unmeasured(len(known), listed, "make table-mutants"))


def coverage(told: _Ledger) -> Outcome:
    """The lines and branches of the installed wheel that the tests run, on the day that the note names."""
    missed = told["lines_missed"] + told["branches_missed"]
    lines, branches = (percent(told[what] - told[f"{what}_missed"], told[what]) for what in ("lines", "branches"))
    note = f"measured on {told['measured']}; {told['lines_missed']} lines and {told['branches_missed']} branches missed"
    return reached(f"{lines} % of lines, {branches} % of branches", failures=missed, note=note)


def _unmeasured(known: int, all_of_them: int, how: str) -> str:
    return "" if known == all_of_them else f"{all_of_them - known} modules are not measured as they are now: {how}"


def _figure(name: str, says: str, bar: str, elsewhere: str, read_it: Callable[[bool], Outcome]) -> Figure:
    def measure(volume: Volume) -> Outcome:
        return read_it(volume is Volume.FULL)

    return Figure(name=name, says=says, bar=bar, elsewhere=elsewhere, measure=measure)


FIGURES: Final = (
    _figure(
        "mutation",
        "mutation score of the package",
        f"{BAR} % or more",
        "88.5 %, 75.6 %",
        lambda every: mutation_score(read(), modules(), every=every),
    ),
    _figure(
        "untested-mutants",
        "mutants that no test reaches",
        "0",
        "-",
        lambda every: untested_mutants(read(), modules(), every=every),
    ),
    _figure(
        "table-mutants",
        "mutants of tables, patterns and class options that survive",
        f"{listed_tables.BAR} % or less",
        "-",
        lambda every: table_mutants(kept(listed_tables.KEPT), modules(), len(listed_tables.TESTS), every=every),
    ),
    Figure(
        name="coverage",
        says="lines and branches run, on the installed wheel with the sources removed",
        bar="100 %",
        elsewhere="91 to 100 %",
        measure=lambda volume: coverage(kept(COVERAGE)) if volume is Volume.FULL else not_measured(_WHEN),
    ),
)
