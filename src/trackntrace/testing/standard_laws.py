"""
The laws that every service standard keeps, the library's own and yours.

The table first, exhaustively, since facts are finite: every combination of facts meets a row, and every row is met.
Then what evidence amounts to: whatever it is, it has foreseen facts, and waiting alone unsettles nothing. That only
what was known counts needs no law here: the library cuts the evidence before a standard reads it.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Final, get_type_hints

from attrs import evolve
from hypothesis import strategies as st

from trackntrace.errors import ConflictError, shown
from trackntrace.moment import Moment, local_day
from trackntrace.performance.evidence import Evidence, ExcuseReason
from trackntrace.performance.facts import Excused, Readings
from trackntrace.performance.standard import AnyStandard, Facts, Verdict
from trackntrace.testing.evidence import evidence as any_evidence
from trackntrace.testing.evidence import moved
from trackntrace.testing.evidence import readings as any_readings
from trackntrace.testing.law import EXAMPLES, SAME_AGAIN, answered, demand, try_law
from trackntrace.testing.moments import SPANS, ZONES, grid, moments

CLOSED_SETS: Final = "facts are a NamedTuple of words from closed sets"
NO_GAPS: Final = "every reachable combination of facts meets a row"
NO_IDLE_ROWS: Final = "every row of the table is met"
ONE_CODE_A_ROW: Final = "no two rows have one code"
NOTHING_UNFORESEEN: Final = "the facts of any evidence can be read and are among the reachable ones"
PATIENCE: Final = "waiting alone never unsettles a verdict"
ANY_CLOCK: Final = "moving every moment to another zone changes nothing"
EXCUSES: Final = "an excuse takes a miss away and nothing else"

TABLE_LAWS: Final = (CLOSED_SETS, NO_GAPS, NO_IDLE_ROWS, ONE_CODE_A_ROW)
STANDARD_LAWS: Final = (*TABLE_LAWS, NOTHING_UNFORESEEN, SAME_AGAIN, PATIENCE, ANY_CLOCK, EXCUSES)
"""Every law that `assert_standard_laws` tries, in the order in which they are tried."""

_SETTLED: Final = frozenset({Verdict.HIT, Verdict.MISS, Verdict.EXCLUDED})


def assert_table_laws(standard: AnyStandard) -> None:
    """
    Tries the laws of a standard's decision table, on every combination of facts; no evidence is needed.

    For a standard that reads other things than `Evidence`, as that of customers' questions does.

    Raises:
        BrokenLawError: the table has a gap, a row that nothing meets, or two rows of one code; or its facts are not of
            closed sets.
    """
    name = standard.name
    kinds = get_type_hints(standard.facts_type)
    words = bool(kinds) and all(isinstance(kind, type) and issubclass(kind, Enum) for kind in kinds.values())
    demand(words and hasattr(standard.facts_type, "_fields"), name, CLOSED_SETS, standard.facts_type.__name__)
    met = set()
    for facts in standard.all_facts():
        try:
            met.add(standard.judge(facts).code)
        except ConflictError:
            demand(False, name, NO_GAPS, _said(facts))  # noqa: FBT003  (that is what is wrong)
    codes = [row.code for row in standard.rows]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    demand(not twice, name, ONE_CODE_A_ROW, ", ".join(twice))
    idle = [code for code in codes if code not in met]
    demand(not idle, name, NO_IDLE_ROWS, ", ".join(idle))


def _said(facts: Facts) -> str:
    if not isinstance(facts, tuple):
        return shown(facts)
    return " ".join(str(fact.value) for fact in facts)


def assert_standard_laws(
    standard: AnyStandard,
    *,
    evidence: st.SearchStrategy[Evidence] | None = None,
    readings: st.SearchStrategy[Readings] | None = None,
    examples: int = EXAMPLES,
) -> None:
    """
    Tries every law of a standard: those of its table, and those of what it reads off evidence.

    Args:
        standard: the standard, with its table and its way of reading facts.
        evidence: what it is tried on; the library's own mixture where nothing is given.
        readings: how the open questions are read; in every way where nothing is given.
        examples: on how many pieces of evidence the laws are tried.

    Raises:
        BrokenLawError: a law does not hold; its sentence says which, and on what.
    """
    assert_table_laws(standard)
    items = any_evidence() if evidence is None else evidence
    ways = any_readings() if readings is None else readings

    def laws(data: st.DataObject) -> None:
        case = _Case(standard, data.draw(items), data.draw(ways))
        near = _moments_near(case.item)
        one, other = sorted((data.draw(near), data.draw(near)))
        case.reads_the_same_again(other)
        case.waits(one, other)
        case.heeds_no_clock(other, data.draw(st.sampled_from(ZONES)))
        case.excuses_misses_only(other)

    try_law(laws, subject=standard.name, examples=examples)


def _moments_near(item: Evidence) -> st.SearchStrategy[Moment]:
    """Moments at which the verdict may tip: mostly those of the days on which something happened to the item."""
    told = [at for at in (item.shipped, item.ordered, *(event.at for event in item.journey.events)) if at]
    days = {local_day(at) for at in told} | ({item.promise.day} if item.promise else set())
    span = next((span for span in SPANS if days & set(span)), None)
    return st.one_of(moments(grid(span)), moments(grid(span)), moments()) if span else moments()


class _Case:
    """One standard on one piece of evidence."""

    def __init__(self, standard: AnyStandard, item: Evidence, readings: Readings) -> None:
        self.standard, self.item, self.readings = standard, item, readings
        self.name = standard.name

    def _facts(self, item: Evidence, as_of: Moment, law: str = NOTHING_UNFORESEEN) -> Any:
        def read() -> Any:
            return self.standard.facts(item, as_of=as_of, readings=self.readings)

        return answered(read, self.name, law)

    def _verdict(self, item: Evidence, as_of: Moment) -> Verdict:
        facts = self._facts(item, as_of)
        demand(self._foreseen(facts), self.name, NOTHING_UNFORESEEN, _said(facts))
        return self.standard.judge(facts).verdict

    def _foreseen(self, facts: Any) -> bool:
        return type(facts) is self.standard.facts_type and self.standard.reachable(facts)

    def reads_the_same_again(self, as_of: Moment) -> None:
        """What is read depends on what is handed in, and on nothing that it remembers."""
        self._verdict(self.item, as_of)
        facts, again = self._facts(self.item, as_of), self._facts(self.item, as_of)
        demand(facts == again, self.name, SAME_AGAIN, f"{_said(facts)}, then {_said(again)}")

    def waits(self, earlier: Moment, later: Moment) -> None:
        """With no new evidence, what was settled stays so."""
        known = self.item.until(earlier)
        before, after = self._verdict(known, earlier), self._verdict(known, later)
        kept = before not in _SETTLED or after is before
        demand(kept, self.name, PATIENCE, f"{before.value} became {after.value}, with no new evidence")

    def heeds_no_clock(self, as_of: Moment, zone: Any) -> None:
        """Instants count, not the clocks that told them."""
        now, elsewhere = self._facts(self.item, as_of), self._facts(moved(self.item, zone), moved(as_of, zone))
        demand(now == elsewhere, self.name, ANY_CLOCK, f"{_said(now)} became {_said(elsewhere)}")

    def excuses_misses_only(self, as_of: Moment) -> None:
        """Where an excuse is among the facts."""
        if Excused not in get_type_hints(self.standard.facts_type).values():
            return
        plain = self._verdict(evolve(self.item, excuse=None), as_of)
        excused = self._verdict(evolve(self.item, excuse=ExcuseReason.DEPOT_DISRUPTION), as_of)
        wanted = Verdict.EXCLUDED if plain is Verdict.MISS else plain
        demand(excused is wanted, self.name, EXCUSES, f"{plain.value} became {excused.value}")
