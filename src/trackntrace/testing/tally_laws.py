"""
The laws of counting, for a table engine or a count of your own.

Whatever counts the facts, where the data lives or in a process of its own, must count as the library does; and what is
counted in parts must add up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from hypothesis import strategies as st

from trackntrace.moment import Moment
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import Tally, Unit, WeekBy, tallies
from trackntrace.testing.evidence import evidence as any_evidence
from trackntrace.testing.evidence import readings as any_readings
from trackntrace.testing.law import EXAMPLES, answered, demand, try_law
from trackntrace.testing.moments import moments

NOTHING_COUNTED: Final = "of nothing the empty tally is counted"
AS_THE_LIBRARY: Final = "it counts as the library does"
ANY_ORDER: Final = "the order of the items does not matter"
PARTS_ADD_UP: Final = "tallies of the parts add to the tally of all"

TALLY_LAWS: Final = (NOTHING_COUNTED, ANY_ORDER, PARTS_ADD_UP, AS_THE_LIBRARY)

STANDARDS: Final[tuple[AnyStandard, ...]] = (ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS, RETURNS)


class Count(Protocol):
    """What counts evidence, with the signature of the library's `tallies`."""

    def __call__(
        self,
        evidence: Sequence[Evidence],
        standards: Sequence[AnyStandard],
        *,
        as_of: Moment,
        by: WeekBy,
        per: Unit,
        readings: Readings,
    ) -> Sequence[Tally]:
        """One tally for each standard, in their order."""


def assert_tally_laws(
    count: Count,
    *,
    standards: Sequence[AnyStandard] = STANDARDS,
    evidence: st.SearchStrategy[Evidence] | None = None,
    readings: st.SearchStrategy[Readings] | None = None,
    units: Sequence[Unit] = tuple(Unit),
    bys: Sequence[WeekBy] = tuple(WeekBy),
    examples: int = EXAMPLES,
) -> None:
    """
    Tries the laws of counting on something that counts.

    Args:
        count: a function with the signature of `tallies`, such as one that makes a table and counts it in an engine.
        standards: the standards whose facts it counts.
        evidence: what is counted; the library's own mixture where nothing is given.
        readings: how the open questions are read; in every way where nothing is given.
        units: what it can count: items, orders, shipments.
        bys: the days by which it can put an item in a week.
        examples: how often the laws are tried.

    Raises:
        BrokenLawError: a law does not hold; its sentence says which, and on what.
    """
    items = st.lists(any_evidence() if evidence is None else evidence, max_size=5)
    ways = any_readings() if readings is None else readings

    def laws(data: st.DataObject) -> None:
        as_of, read_as = data.draw(moments()), data.draw(ways)
        by, per = data.draw(st.sampled_from(bys)), data.draw(st.sampled_from(units))

        def counted(given: Sequence[Evidence]) -> Sequence[Tally]:
            return count(given, standards, as_of=as_of, by=by, per=per, readings=read_as)

        given = data.draw(items)
        case = _Case(counted, given, name=getattr(count, "__name__", type(count).__name__))
        case.counts_nothing()
        case.heeds_no_order(data.draw(st.permutations(given)))
        case.adds_up()
        case.is_right(tallies(given, standards, as_of=as_of, by=by, per=per, readings=read_as))

    try_law(laws, subject=getattr(count, "__name__", type(count).__name__), examples=examples)


class _Case:
    """One way of counting some items."""

    def __init__(
        self, counted: Callable[[Sequence[Evidence]], Sequence[Tally]], items: Sequence[Evidence], *, name: str
    ) -> None:
        self._counted, self.items, self.name = counted, list(items), name
        self.all = self._count(items)

    def _count(self, items: Sequence[Evidence]) -> tuple[Tally, ...]:
        answered(lambda: tuple(self._counted(items)), self.name, AS_THE_LIBRARY)
        return tuple(self._counted(items))

    def counts_nothing(self) -> None:
        """Where nothing is given."""
        empty = self._count([])
        demand(not any(tally.cells for tally in empty), self.name, NOTHING_COUNTED, "something was")

    def heeds_no_order(self, items: Sequence[Evidence]) -> None:
        """The same items in another order, and each of them first in turn."""
        turned = (self.items[place:] + self.items[:place] for place in range(1, len(self.items)))
        for other in (items, *turned):
            demand(self._count(other) == self.all, self.name, ANY_ORDER, f"{len(other)} items")

    def adds_up(self) -> None:
        """Parts between which no order is split."""
        orders = {item.order_id for item in self.items}
        parts = [self._count([item for item in self.items if item.order_id == order]) for order in sorted(orders)]
        for place, tally in enumerate(self.all):
            added = sum((part[place] for part in parts), start=Tally(tally.counting))
            demand(added == tally, self.name, PARTS_ADD_UP, f"{tally.total} of {tally.counting.standard}")

    def is_right(self, wanted: Sequence[Tally]) -> None:
        """As the library counts."""
        demand(len(wanted) == len(self.all), self.name, AS_THE_LIBRARY, f"{len(self.all)} tallies")
        for ours, theirs in zip(wanted, self.all, strict=True):
            demand(ours == theirs, self.name, AS_THE_LIBRARY, _difference(ours, theirs))


def _difference(ours: Tally, theirs: Tally) -> str:
    if ours.counting != theirs.counting:
        return f"it says that it counts something else than {ours.counting.standard} as it was asked to"
    return f"{theirs.total} of {theirs.counting.standard} instead of {ours.total}, in {len(theirs.cells)} cells"
