"""Tallies of tables: the facts of items, counted where the data lives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from trackntrace.errors import InvalidValueError
from trackntrace.frames.query import Group, Query
from trackntrace.frames.wholes import counted_wholes
from trackntrace.grammar import LARGEST_COUNT, each_of
from trackntrace.moment import Moment
from trackntrace.performance import tally as counts
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.standard import AnyStandard, ServiceStandard
from trackntrace.performance.tally import Key, Tally, Unit, WeekBy, slice_of, week_of

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def tallies(
    table: object,
    standards: Iterable[AnyStandard],
    *,
    as_of: Moment,
    by: WeekBy = WeekBy.PROMISED,
    per: Unit = Unit.ITEM,
    readings: Readings = DEFAULT_READINGS,
    slice_by: str | None = None,
    shop: str = "",
    columns: Mapping[str, str] = NOTHING,
    constants: Mapping[str, object] = NOTHING,
) -> tuple[Tally, ...]:
    """
    Counts the facts of the items of a table, for several standards in one query.

    The tallies equal those that the same items give as objects. Per item the table is read once and only counts leave
    its engine. Per order or shipment it is read twice, all items of one must be in it, and the whole lies in the week
    of the latest of its items' days.

    Args:
        table: an item table of Polars, pandas, PyArrow, DuckDB, PySpark or Dask.
        standards: the questions to count for; one tally each comes back, in this order.
        as_of: the moment as of which the facts are read; what was ordered later is not counted.
        by: which day puts an item in a week.
        per: what is counted.
        readings: how the open questions are read. Another judge of numbers needs a column ``number_fact``.
        slice_by: a column of text by which parts of the tally can be judged apart; a null is the empty text. A text may
            be 64 characters long.
        shop: the slice that the whole table is, where it is one shop's; either this or ``slice_by``.
        columns: the names that columns of the item table have in this one, where they differ.
        constants: what is the same for all rows, by column of the item table.

    Raises:
        InvalidValueError: an argument is not what it should be, or more than 1,000,000,000 items have one week, slice
            and facts, which no tally holds.
        RefusedTableError: the table has faults; each column is named, with the fault and how many rows have it.
    """
    asked = each_of(standards, ServiceStandard, "standards")
    empty = counts.tallies((), asked, as_of=as_of, by=by, per=per, readings=readings)
    if not asked:
        raise InvalidValueError.about(0, "standards", "expected at least one")
    if slice_of(shop) and slice_by is not None:
        raise InvalidValueError.about(shop, "shop", "expected either a shop or slice_by, not both")
    distinct = {each.counted_as: each for each in asked}
    query = Query(
        table,
        tuple(distinct.values()),
        as_of=empty[0].counting.as_of,
        by=by,
        per=per,
        readings=readings,
        slice_by=slice_by,
        columns=columns,
        constants=constants,
    )
    counted = _items(query, len(distinct)) if per is Unit.ITEM else counted_wholes(query, per, len(distinct))
    by_facts = {name: _within_bounds(next(counted), shop) for name in distinct}
    return tuple(Tally.of(each.counting, by_facts[each.counting.standard]) for each in empty)


def tally(
    table: object,
    standard: AnyStandard,
    *,
    as_of: Moment,
    by: WeekBy = WeekBy.PROMISED,
    per: Unit = Unit.ITEM,
    readings: Readings = DEFAULT_READINGS,
    slice_by: str | None = None,
    shop: str = "",
    columns: Mapping[str, str] = NOTHING,
    constants: Mapping[str, object] = NOTHING,
) -> Tally:
    """Counts the facts of the items of a table for one standard: see `tallies`."""
    return tallies(
        table,
        [standard],
        as_of=as_of,
        by=by,
        per=per,
        readings=readings,
        slice_by=slice_by,
        shop=shop,
        columns=columns,
        constants=constants,
    )[0]


def _items(query: Query, standards: int) -> Iterator[dict[Key, int]]:
    """How many items have which facts, by week and slice, for each of so many standards."""
    groups = query.counted(query.rows())
    return (_by_week(groups, place) for place in range(standards))


def _within_bounds(counts: Mapping[Key, int], shop: str) -> dict[Key, int]:
    """The same counts, of one shop where the table is one's, if a tally can hold them."""
    for count in counts.values():
        if count > LARGEST_COUNT:
            expected = f"expected at most {LARGEST_COUNT} of one week, slice and facts: count shops or months apart"
            raise InvalidValueError.about(count, "items", expected)
    return {(week, part or shop, facts): count for (week, part, facts), count in counts.items()}


def _by_week(groups: Iterable[Group], place: int) -> dict[Key, int]:
    counted: dict[Key, int] = {}
    for group in groups:
        key = week_of(group.day), group.slice, (group.facts[place],)
        counted[key] = counted.get(key, 0) + group.items
    return counted
