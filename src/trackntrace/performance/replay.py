"""
Replay: the same tally, judged again under another norm, another edition or another reading of the table.

Nothing is counted anew. What a tally counts is put in order once, each combination of facts once, so that every further
judgement looks at each combination and not at each cell.
"""

from __future__ import annotations

from typing import Final, TypeAlias, final

from attrs import field, frozen

from trackntrace.errors import ConflictError
from trackntrace.grammar import exactly
from trackntrace.performance.editions import AnyEdition, Edition, Editions, Level
from trackntrace.performance.norm import Norm
from trackntrace.performance.scorecard import WeekScore, edition_of
from trackntrace.performance.standard import AnyStandard, Facts, Row, ServiceStandard
from trackntrace.performance.tally import Tally, WeekOrUndated

_Combination: TypeAlias = tuple[Facts, ...]
_Counts: TypeAlias = tuple[tuple[Row, int], ...]


@final
@frozen(init=False)
class Replay:
    """
    A tally and the standard that judges it, ready to be judged again under others.

    Raises:
        ConflictError: the tally counts the facts of another standard or of another version of it.
    """

    tally: Tally = field(repr=False)
    standard: AnyStandard
    _combinations: tuple[_Combination, ...] = field(repr=False, eq=False)
    _weeks: tuple[tuple[WeekOrUndated, tuple[tuple[int, int], ...]], ...] = field(repr=False, eq=False)
    _judged: tuple[_Counts, ...] = field(repr=False, eq=False)
    _editions: tuple[Edition | None, ...] = field(repr=False, eq=False)

    def __init__(self, tally: Tally, standard: AnyStandard) -> None:
        _check(exactly(tally, Tally, "tally"), standard)
        places: dict[_Combination, int] = {}
        weeks: dict[WeekOrUndated, list[tuple[int, int]]] = {}
        for cell in tally.cells:
            place = places.setdefault(cell.facts, len(places))
            weeks.setdefault(cell.week, []).append((place, cell.items))
        combinations, by_week = tuple(places), tuple((week, tuple(counts)) for week, counts in weeks.items())
        judged = _judged(combinations, by_week, standard)
        in_force = tuple(edition_of(standard.editions, week) for week in weeks)
        self.__attrs_init__(tally, standard, combinations, by_week, judged, in_force)

    @property
    def scores(self) -> tuple[WeekScore, ...]:
        """The scores as they are."""
        return self.under(self.standard)

    def under(self, standard: AnyStandard) -> tuple[WeekScore, ...]:
        """
        The scores of every week under another standard over the same facts; what `week_scores` gives.

        Another norm alone is not even judged again.

        Raises:
            ConflictError: it judges other facts.
        """
        _check(self.tally, standard)
        same_table = standard.rows is self.standard.rows
        judged = self._judged if same_table else _judged(self._combinations, self._weeks, standard)
        name, direction = standard.name, standard.direction
        return tuple(
            WeekScore(standard=name, week=week, counts=counts, edition=edition, direction=direction)
            for (week, _), counts, edition in zip(self._weeks, judged, self._in_force(standard.editions), strict=True)
        )

    def _in_force(self, editions: Editions) -> tuple[Edition | None, ...]:
        if editions is self.standard.editions:
            return self._editions
        return tuple(edition_of(editions, week) for week, _ in self._weeks)


def _check(tally: Tally, standard: AnyStandard) -> None:
    counting, judge = tally.counting, exactly(standard, ServiceStandard, "standard")
    if (counting.standard, counting.facts_version) != (judge.counted_as, judge.facts_version):
        raise ConflictError.about(counting.standard, "tally", f"expected a count of the facts of {standard.counted_as}")


def _judged(
    combinations: tuple[_Combination, ...],
    weeks: tuple[tuple[WeekOrUndated, tuple[tuple[int, int], ...]], ...],
    standard: AnyStandard,
) -> tuple[_Counts, ...]:
    """The rows that every week's items met, in the order of the table, by place: to hash a row takes longer."""
    rows = standard.rows
    places = {id(row): place for place, row in enumerate(rows)}
    met = [places[id(_row(combination, standard))] for combination in combinations]
    judged = []
    for _, counts in weeks:
        items = [0] * len(rows)
        for combination, count in counts:
            items[met[combination]] += count
        judged.append(tuple((row, count) for row, count in zip(rows, items, strict=True) if count))
    return tuple(judged)


def _row(combination: _Combination, standard: AnyStandard) -> Row:
    return standard.judge(combination[0]) if len(combination) == 1 else standard.judge_whole(combination)


_SOURCE: Final = "what if: no published norm"


def under_norm(standard: AnyStandard, norm: Norm, *, source: str = _SOURCE) -> AnyStandard:
    """
    A standard with this norm as the target of every edition, and no other levels.

    When editions begin and how many misses make a bad week stays; norms that were told for single weeks, and those
    that each seller has, give way to it.

    Raises:
        ConflictError: the norm lies in another direction.
    """

    def with_it(edition: AnyEdition) -> Edition:
        return Edition(
            levels=((Level.TARGET, exactly(norm, Norm, "norm")),),
            since=edition.since,
            certainty=edition.certainty,
            source=source,
            last_seen=edition.last_seen,
            strikes_from=edition.strikes_from if isinstance(edition, Edition) else None,
        )

    editions = exactly(standard, ServiceStandard, "standard").editions
    return standard.with_editions(Editions(editions.standard, map(with_it, editions.editions)))
