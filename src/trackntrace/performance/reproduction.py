"""
Reproduction: which ways of counting and judging give the figure that somebody else tells of a week.

The facts are read once for each reading of them, and counted once for each reading, week and unit; every table judges
those counts. The ways with the fewest differences from the default are tried first, and the search ends with the first
number of differences at which a way gives the very figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple, TypeAlias, final

from attrs import Factory, define, field, frozen

from trackntrace.grammar import each_of, whole
from trackntrace.moment import Moment, Week, moment_of
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.facts import Readings
from trackntrace.performance.scorecard import WeekScore, edition_of
from trackntrace.performance.standard import AnyStandard, Facts, NamedReading, Row, Verdict
from trackntrace.performance.tally import Unit, WeekBy, day_of_week
from trackntrace.performance.ways import Alternatives, Way

MOST_DIFFERENCES: Final = 4
_MOST_NEAR: Final = 20


class Judged(NamedTuple):
    """How many were hits, and how many misses."""

    hits: int
    misses: int

    def less(self, other: Judged) -> Judged:
        """What it has more of each, or fewer where negative."""
        return Judged(self.hits - other.hits, self.misses - other.misses)


@final
@frozen
class Reproduction:
    """
    A way that gives the figure, or comes near it.

    ``differs`` are the readings in which it is not the default; ``off`` is what the figure has more than it, nothing
    where it gives the very figure.
    """

    way: Way
    differs: tuple[NamedReading, ...] = field(kw_only=True)
    off: Judged = field(kw_only=True)


@final
@frozen(kw_only=True)
class Search:
    """
    What came of a search: the ways that give the very figure with the fewest differences, else the nearest ones.

    At most twenty of the nearest are told.
    """

    exact: tuple[Reproduction, ...]
    nearest: tuple[Reproduction, ...]


_Whole: TypeAlias = tuple[Facts, ...]


@final
@define
class WeekCounts:
    """The evidence that any way could put into one week, counted in every way that is asked for."""

    week: Week
    as_of: Moment
    items: tuple[Evidence, ...]
    _facts: dict[tuple[str, Readings], list[Facts]] = Factory(dict)
    _counts: dict[tuple[str, Readings, WeekBy, Unit], Counter[_Whole]] = Factory(dict)
    _met: dict[int, tuple[AnyStandard, dict[_Whole, Row]]] = Factory(dict)

    @classmethod
    def of(cls, evidence: Iterable[Evidence], week: Week, *, as_of: Moment) -> WeekCounts:
        """What is known of the items of the week, with whatever else belongs to their orders."""
        moment = moment_of(as_of, "as_of")
        known = [item.until(moment) for item in each_of(evidence, Evidence, "evidence") if item.known(moment)]
        orders = {item.order_id for item in known if _may_lie_in(week, item)}
        return cls(week, moment, tuple(item for item in known if item.order_id in orders))

    def score(self, way: Way) -> WeekScore:
        """The score of the week in one way."""
        met: Counter[int] = Counter()
        rows = way.standard.rows
        places = {id(row): place for place, row in enumerate(rows)}
        for combination, count in self._counted(way).items():
            met[places[id(self._row(combination, way.standard))]] += count
        counts = tuple((rows[place], met[place]) for place in sorted(met))
        return WeekScore(
            standard=way.standard.name,
            week=self.week,
            counts=counts,
            edition=edition_of(way.standard.editions, self.week),
            direction=way.standard.direction,
        )

    def judged(self, way: Way) -> Judged:
        """The hits and misses of the week in one way."""
        found: Counter[Verdict] = Counter()
        for combination, count in self._counted(way).items():
            found[self._row(combination, way.standard).verdict] += count
        return Judged(found[Verdict.HIT], found[Verdict.MISS])

    def facts(self, way: Way) -> list[Facts]:
        """The facts of every item."""
        key = way.standard.counted_as, way.readings
        found = self._facts.get(key)
        if found is None:
            read = way.standard.read
            found = self._facts[key] = [read(item, self.as_of, way.readings) for item in self.items]
        return found

    def _row(self, combination: _Whole, standard: AnyStandard) -> Row:
        """The row that a combination meets, remembered by the standard itself: to hash its rows takes longer."""
        _, met = self._met.setdefault(id(standard), (standard, {}))
        found = met.get(combination)
        if found is None:
            found = met[combination] = standard.judge_whole(combination)
        return found

    def _counted(self, way: Way) -> Counter[_Whole]:
        key = way.standard.counted_as, way.readings, way.by, way.per
        found = self._counts.get(key)
        if found is None:
            count = self._by_item if way.per is Unit.ITEM else self._by_whole
            found = self._counts[key] = count(way)
        return found

    def _by_item(self, way: Way) -> Counter[_Whole]:
        counts: Counter[_Whole] = Counter()
        for item, facts in zip(self.items, self.facts(way), strict=True):
            if day_of_week(item, way.by) in self.week:
                counts[(facts,)] += item.quantity
        return counts

    def _by_whole(self, way: Way) -> Counter[_Whole]:
        wholes: dict[tuple[str, str], tuple[list[date], set[Facts]]] = {}
        for item, facts in zip(self.items, self.facts(way), strict=True):
            if way.per is Unit.SHIPMENT and item.stage is not Stage.SHIPPED:
                continue
            part = item.shipment_id if way.per is Unit.SHIPMENT else ""
            days, seen = wholes.setdefault((item.order_id, part), ([], set()))
            days.extend(day for day in (day_of_week(item, way.by),) if day)
            seen.add(facts)
        return Counter(tuple(seen) for days, seen in wholes.values() if max(days, default=None) in self.week)


def _may_lie_in(week: Week, item: Evidence) -> bool:
    return any(day_of_week(item, by) in week for by in WeekBy)


def search(
    counts: WeekCounts, told: Judged, alternatives: Alternatives, *, most_differences: int = MOST_DIFFERENCES
) -> Search:
    """
    The ways that give the hits and misses that were told.

    Args:
        counts: the evidence of the week.
        told: the figure.
        alternatives: the ways to try.
        most_differences: how many readings may differ at most from the default.

    Raises:
        InvalidValueError: the number of differences is none.
    """
    whole(most_differences, "most_differences")
    exact: list[tuple[int, Way]] = []
    nearest: list[tuple[int, Way]] = []
    least: int | None = None
    for differences, way in alternatives.by_differences():
        if differences > most_differences or (exact and differences > exact[0][0]):
            break
        distance = _distance(told.less(counts.judged(way)))
        if not distance:
            exact.append((differences, way))
        elif least is None or distance < least:
            least, nearest = distance, [(differences, way)]
        elif distance == least and differences == nearest[0][0]:
            nearest.append((differences, way))
    kept = exact or nearest[:_MOST_NEAR]
    found = tuple(_reproduction(counts, told, way, alternatives.default) for _, way in kept)
    return Search(exact=found if exact else (), nearest=() if exact else found)


def _distance(off: Judged) -> int:
    return abs(off.hits) + abs(off.misses)


def _reproduction(counts: WeekCounts, told: Judged, way: Way, default: Way) -> Reproduction:
    return Reproduction(way, differs=way.otherwise(default), off=told.less(counts.judged(way)))
