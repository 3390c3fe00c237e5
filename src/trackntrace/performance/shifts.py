"""
Shifts: what some items would add to a count and take from it, if they counted otherwise than here.

Where two counts differ by so many hits and misses, the items that sum to it are a likely ground: what is pending here,
left out there, undated, or put into the week beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final, final

from attrs import frozen

from trackntrace.grammar import Word
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.reproduction import Judged, WeekCounts
from trackntrace.performance.standard import Row, Verdict
from trackntrace.performance.tally import Unit, WeekBy, day_of_week
from trackntrace.performance.ways import Way

_TOGETHER: Final = 3
_MOST_SUMS: Final = 10


class Among(Word):
    """Where the items lie: in the week here, in no week here, or in another week by another of their days."""

    THIS_WEEK = "this-week"
    UNDATED = "undated"
    ELSEWHERE_BY_ANOTHER_DAY = "elsewhere-by-another-day"
    HERE_BY_ANOTHER_DAY = "here-by-another-day"


@final
@frozen(kw_only=True)
class Shift:
    """
    So many items that would count otherwise, and by how much the hits and misses would change.

    ``code`` is the row of the table that they meet here, or the day by which they would lie in another week;
    ``counted_as`` what they would be, where that is one verdict for all.
    """

    among: Among
    code: str
    items: int
    counted_as: Verdict | None
    by: Judged

    @property
    def said(self) -> str:
        """How many of what, and as what they would count, in codes: ``4 not-yet-shipped: miss``."""
        if self.counted_as is None:
            sign = "-" if self.among is Among.ELSEWHERE_BY_ANOTHER_DAY else "+"
            return f"{sign}{self.items} week-by {self.code}"
        where = "undated " if self.among is Among.UNDATED else ""
        return f"{self.items} {where}{self.code}: {self.counted_as.value}"


_EFFECTS: Final = {Verdict.HIT: Judged(1, 0), Verdict.MISS: Judged(0, 1)}
_NO_EFFECT: Final = Judged(0, 0)
_OTHERWISE: Final = (Verdict.HIT, Verdict.MISS, Verdict.EXCLUDED)


def shifts(counts: WeekCounts, way: Way, undated: Iterable[Evidence]) -> tuple[Shift, ...]:
    """Whatever could count otherwise: every row of the week, the undated items, and items of weeks beside it."""
    score = counts.score(way)
    found = [shift for row, items in score.counts for shift in _of_row(Among.THIS_WEEK, row, items, row.verdict)]
    if way.per is Unit.ITEM:
        found += _of_undated(counts, way, undated)
        found += [shift for by in WeekBy if by is not way.by for shift in _by_another_day(counts, way, by)]
    return tuple(found)


def _of_row(among: Among, row: Row, items: int, now: Verdict) -> Iterator[Shift]:
    """A row's items in every other verdict; what is pending is left out of a count as what is excluded is."""
    was = _EFFECTS.get(now, _NO_EFFECT)
    for verdict in _OTHERWISE:
        change = _EFFECTS.get(verdict, _NO_EFFECT).less(was)
        if any(change):
            by = Judged(change.hits * items, change.misses * items)
            yield Shift(among=among, code=row.code, items=items, counted_as=verdict, by=by)


def _of_undated(counts: WeekCounts, way: Way, undated: Iterable[Evidence]) -> Iterator[Shift]:
    met: Counter[Row] = Counter()
    for item in undated:
        met[way.standard.judge(way.standard.facts(item, as_of=counts.as_of, readings=way.readings))] += item.quantity
    for row, items in met.items():
        yield from _of_row(Among.UNDATED, row, items, Verdict.EXCLUDED)


def _by_another_day(counts: WeekCounts, way: Way, by: WeekBy) -> Iterator[Shift]:
    """Those of the week that would lie elsewhere by another day, and those that would come from elsewhere."""
    gone: Counter[Verdict] = Counter()
    come: Counter[Verdict] = Counter()
    for item, facts in zip(counts.items, counts.facts(way), strict=True):
        here, there = (day_of_week(item, each) in counts.week for each in (way.by, by))
        if here is not there:
            (gone if here else come)[way.standard.judge(facts).verdict] += item.quantity
    for among, moved, sign in (
        (Among.ELSEWHERE_BY_ANOTHER_DAY, gone, -1),
        (Among.HERE_BY_ANOTHER_DAY, come, 1),
    ):
        change = Judged(sign * moved[Verdict.HIT], sign * moved[Verdict.MISS])
        if any(change):
            yield Shift(among=among, code=by.value, items=moved.total(), counted_as=None, by=change)


def smallest_sums(found: tuple[Shift, ...], off: Judged) -> tuple[tuple[Shift, ...], ...]:
    """
    The fewest shifts that sum to a difference, at most three together, in every way in which they do.

    At most ten ways are told, and no items count twice in one.
    """
    for size in range(1, _TOGETHER + 1):
        sums = [each for each in combinations(found, size) if _sum(each) == off and _apart(each)]
        if sums:
            return tuple(sums[:_MOST_SUMS])
    return ()


def _sum(together: tuple[Shift, ...]) -> Judged:
    return Judged(sum(each.by.hits for each in together), sum(each.by.misses for each in together))


def _apart(together: tuple[Shift, ...]) -> bool:
    """Whether no items are in two of them; what leaves the week or comes to it does so once."""
    places = {(each.among, each.code) for each in together}
    kinds = {each.among for each in together}
    mixed = kinds >= {Among.ELSEWHERE_BY_ANOTHER_DAY, Among.THIS_WEEK} or kinds >= {
        Among.HERE_BY_ANOTHER_DAY,
        Among.UNDATED,
    }
    other_days = {each.code for each in together if each.counted_as is None}
    return len(places) == len(together) and not mixed and len(other_days) <= 1
