"""
The tally: how many items had which facts, by week.

Tallies add, so shops, weeks, files and machines merge by adding. A tally says what it counts and refuses to be added to
one that counts something else. It is the only thing that travels: another norm or another reading of the table judges
the same tally again, without the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Final, NamedTuple, TypeAlias, final

from attrs import field, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Word, each_of, exactly, whole
from trackntrace.moment import Moment, Week, local_day, moment_of
from trackntrace.notebook import counts_html
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.standard import AnyStandard, Facts, ServiceStandard


class Unit(Word):
    """What is counted: items by their quantity, as the marketplace's interface counts, or whole orders or shipments."""

    ITEM = "item"
    ORDER = "order"
    SHIPMENT = "shipment"


class WeekBy(Word):
    """Which day puts an item in a week. Not public; the promised day by default."""

    PROMISED = "promised"
    SHIPPED = "shipped"
    ORDERED = "ordered"


class QuestionUnit(Word):
    """What is counted where a standard is about customers' questions."""

    QUESTION = "question"


class QuestionWeekBy(Word):
    """Which day puts a question in a week."""

    ASKED = "asked"


class Undated(Word):
    """The place of items that have no such day. They are shown, and belong to no week."""

    UNDATED = "undated"


UNDATED: Final = Undated.UNDATED
LONGEST_SLICE: Final = 64
WeekOrUndated: TypeAlias = Week | Undated


def _as_of(value: Moment) -> Moment:
    return moment_of(value, "as_of")


@final
@frozen(kw_only=True)
class Counting:
    """What a tally counts: tallies that differ in any part of it do not add."""

    standard: str
    facts_version: int
    unit: Unit | QuestionUnit
    by: WeekBy | QuestionWeekBy
    as_of: Moment = field(converter=_as_of)
    readings: tuple[tuple[str, str], ...]

    def __attrs_post_init__(self) -> None:
        exactly(self.standard, str, "standard")
        whole(self.facts_version, "facts_version", least=1)
        if type(self.unit) is not QuestionUnit:
            exactly(self.unit, Unit, "unit")
        if type(self.by) is not QuestionWeekBy:
            exactly(self.by, WeekBy, "by")


class Cell(NamedTuple):
    """So many items of one week and slice had these facts; of a whole order or shipment, the facts of its items."""

    week: WeekOrUndated
    slice: str
    facts: tuple[Facts, ...]
    items: int


Key: TypeAlias = tuple[WeekOrUndated, str, tuple[Facts, ...]]


def _place(cell: Cell) -> tuple[object, ...]:
    """Weeks as they are written, which is in their order, and the undated last: a letter comes after every figure."""
    return str(cell.week), cell.slice, [_spelled(each) for each in cell.facts]


def _spelled(facts: Facts) -> list[str]:
    return [str(fact.value) for fact in facts]


def slice_of(value: object) -> str:
    """
    The name of a slice, checked.

    Raises:
        InvalidValueError: it is no text, too long, or could not be written to a file and read back.
    """
    part = exactly(value, str, "slice")
    if len(part) > LONGEST_SLICE or any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in part):
        raise InvalidValueError.about(part, "slice", f"expected at most {LONGEST_SLICE} characters of plain text")
    return part


def _canonical(cell: Cell) -> Cell:
    whole(cell.items, "count", least=1)
    slice_of(cell.slice)
    if cell.week is not UNDATED:
        exactly(cell.week, Week, "week")
    for facts in exactly(cell.facts, tuple, "facts"):
        if not (isinstance(facts, tuple) and all(isinstance(fact, Enum) for fact in facts)):
            raise InvalidValueError.about(facts, "facts", "expected facts, each a word of a closed set")
    return cell._replace(facts=tuple(sorted(set(cell.facts), key=_spelled)))


def _in_order(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    ordered = tuple(sorted(map(_canonical, each_of(cells, Cell, "cells")), key=_place))
    if len({cell[:3] for cell in ordered}) != len(ordered):
        raise InvalidValueError.about(len(ordered), "cells", "expected each week, slice and facts once")
    return ordered


@final
@frozen
class Tally:
    """How many items had which facts. Adding one that counts something else raises `ConflictError`."""

    counting: Counting
    cells: tuple[Cell, ...] = field(default=(), converter=_in_order)

    @classmethod
    def of(cls, counting: Counting, counts: Mapping[Key, int]) -> Tally:
        """A tally from counts by week, slice and facts."""
        return cls(counting, tuple(Cell(*key, count) for key, count in counts.items()))

    def __add__(self, other: Tally) -> Tally:
        if type(other) is not Tally:
            return NotImplemented
        if other.counting != self.counting:
            raise ConflictError.about(_difference(self.counting, other.counting), "tallies", "expected the same count")
        counts: dict[Key, int] = {}
        for week, part, facts, count in (*self.cells, *other.cells):
            counts[week, part, facts] = counts.get((week, part, facts), 0) + count
        return Tally.of(self.counting, counts)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks of which something was counted, in order."""
        return tuple(sorted({cell.week for cell in self.cells if isinstance(cell.week, Week)}))

    @property
    def total(self) -> int:
        """How many items it counts in all."""
        return sum(cell.items for cell in self.cells)

    def sliced(self, part: str) -> Tally:
        """What it counts of one slice."""
        return Tally(self.counting, tuple(cell for cell in self.cells if cell.slice == part))

    def _repr_html_(self) -> str:
        counted = ((cell.week, cell.slice, cell.items) for cell in self.cells)
        return counts_html(f"{self.counting.standard}: {self.total} in all", ("week", "slice", "items"), counted)


def _difference(one: Counting, other: Counting) -> str:
    parts = ("standard", "facts_version", "unit", "by", "as_of", "readings")
    return ", ".join(part for part in parts if getattr(one, part) != getattr(other, part))


def _promised(item: Evidence) -> date | None:
    return item.promise.day if item.promise else None


def _shipped(item: Evidence) -> date | None:
    return local_day(item.shipped) if item.shipped else None


def _ordered(item: Evidence) -> date | None:
    return local_day(item.ordered) if item.ordered else None


_DAYS: Final = {WeekBy.PROMISED: _promised, WeekBy.SHIPPED: _shipped, WeekBy.ORDERED: _ordered}


def day_of_week(item: Evidence, by: WeekBy) -> date | None:
    """The day that puts an item in a week; None where it has no such day."""
    return _DAYS[by](item)


def week_of(day: date | None) -> WeekOrUndated:
    """The week of a day, or the undated ones' place."""
    return UNDATED if day is None else Week.of(day)


def _no_slice(item: Evidence) -> str:
    return ""


def tallies(
    evidence: Iterable[Evidence],
    standards: Iterable[AnyStandard],
    *,
    as_of: Moment,
    by: WeekBy = WeekBy.PROMISED,
    per: Unit = Unit.ITEM,
    readings: Readings = DEFAULT_READINGS,
    slice_by: Callable[[Evidence], str] = _no_slice,
) -> tuple[Tally, ...]:
    """
    Counts the facts of items, for several standards in one pass.

    Per item nothing of the evidence is kept. Per order or shipment its facts are, until all of it was seen.

    Args:
        evidence: the items, in any order.
        standards: the questions to count for; one tally each comes back, in this order.
        as_of: the moment as of which the facts are read; what was ordered later is not counted.
        by: which day puts an item in a week.
        per: what is counted. A whole order or shipment lies in the week of the latest of its items' days.
        readings: how the open questions are read.
        slice_by: a key by which parts of the tally can be judged apart, such as the carrier.

    Raises:
        InvalidValueError: an argument is not what it should be, or something is no evidence.
    """
    asked = each_of(standards, ServiceStandard, "standards")
    moment = moment_of(as_of, "as_of")
    exactly(by, WeekBy, "by")
    exactly(per, Unit, "per")
    count = _per_item if per is Unit.ITEM else _per_whole
    counted = count(_known(evidence, moment, by, slice_by), asked, moment, readings, per)
    return tuple(
        Tally.of(_counting(standard, moment, by, per, readings), counted[place]) for place, standard in enumerate(asked)
    )


def _counting(standard: AnyStandard, as_of: Moment, by: WeekBy, per: Unit, readings: Readings) -> Counting:
    counted, version = standard.counted_as, standard.facts_version
    return Counting(standard=counted, facts_version=version, unit=per, by=by, as_of=as_of, readings=readings.named)


_Known: TypeAlias = Iterator[tuple[Evidence, date | None, str]]
_Read: TypeAlias = Callable[[Evidence, Moment, Readings], Facts]


def _known(evidence: Iterable[Evidence], as_of: Moment, by: WeekBy, slice_by: Callable[[Evidence], str]) -> _Known:
    day_of = _DAYS[by]
    for item in evidence:
        if type(item) is not Evidence:
            exactly(item, Evidence, "evidence")
        if item.known(as_of):
            known = item.cut(as_of)
            yield known, day_of(known), slice_by(known)


def _per_item(
    known: _Known, standards: tuple[AnyStandard, ...], as_of: Moment, readings: Readings, per: Unit
) -> list[dict[Key, int]]:
    asked: list[tuple[_Read, dict[tuple[date | None, str, Facts], int]]] = [(each.read, {}) for each in standards]
    for item, day, part in known:
        quantity = item.quantity
        for read, counts in asked:
            key = day, part, read(item, as_of, readings)
            counts[key] = counts.get(key, 0) + quantity
    return [
        _folded(((day, part, (facts,)), count) for (day, part, facts), count in counts.items()) for _, counts in asked
    ]


def _per_whole(
    known: _Known, standards: tuple[AnyStandard, ...], as_of: Moment, readings: Readings, per: Unit
) -> list[dict[Key, int]]:
    wholes: dict[tuple[str, str, str], tuple[list[date], list[set[Facts]]]] = {}
    for item, day, part in known:
        if per is Unit.SHIPMENT and item.stage is not Stage.SHIPPED:
            continue
        key = part, item.order_id, item.shipment_id if per is Unit.SHIPMENT else ""
        days, facts = wholes.setdefault(key, ([], [set() for _ in standards]))
        days.extend([day] if day else [])
        for place, standard in enumerate(standards):
            facts[place].add(standard.read(item, as_of, readings))
    return [
        _folded(
            ((max(days, default=None), key[0], tuple(sorted(facts[place], key=_spelled))), 1)
            for key, (days, facts) in wholes.items()
        )
        for place in range(len(standards))
    ]


def _folded(counts: Iterable[tuple[tuple[date | None, str, tuple[Facts, ...]], int]]) -> dict[Key, int]:
    """Counts by day, added up to counts by week: the few days of a year fold at once."""
    folded: dict[Key, int] = {}
    for (day, part, facts), count in counts:
        key = week_of(day), part, facts
        folded[key] = folded.get(key, 0) + count
    return folded
