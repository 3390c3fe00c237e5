"""
The query: what an engine is asked of a table, and what is read out of its answer.

Every row's signs are packed into one whole number (or two, where they are many); rows are grouped by it and only the
counts leave the engine, the faults among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import narwhals as nw

from trackntrace.errors import InvalidValueError
from trackntrace.frames.column_kinds import empty_columns, wrong_types
from trackntrace.frames.days import FIRST, date_at, day_told, microseconds
from trackntrace.frames.engines import (
    Frame,
    Wanted,
    by_partition,
    collected,
    days_since_1970,
    normalised,
    opened,
)
from trackntrace.frames.item_table import COLUMNS, Holds
from trackntrace.frames.refusals import EVERY_ROW, RefusedTableError, TableFault
from trackntrace.frames.row_signs import (
    counted_items,
    moment_signs,
    order_sign,
    quantity_sign,
    was_ordered,
    week_sign,
)
from trackntrace.frames.signs import NO_PROMISE, SHIPPED_LATER, SIGNS
from trackntrace.frames.source import PREFIX, Source
from trackntrace.frames.specimen import Specimens
from trackntrace.frames.terms import expression
from trackntrace.frames.view import Sign, View
from trackntrace.grammar import exactly
from trackntrace.moment import Moment, local_day
from trackntrace.performance.cancellations import CancellationFacts
from trackntrace.performance.facts import AppointmentBy, OnTimeFacts, Readings, TraceabilityFacts, well_formed
from trackntrace.performance.returns import ReturnFacts
from trackntrace.performance.standard import AnyStandard, Facts
from trackntrace.performance.tally import Unit, WeekBy

_OF_ALL: Final = ("stage", "fulfilled_by", "sent_as", "service", "label", "number", "excuse")
NEEDED: Final[dict[type, tuple[str, ...]]] = {
    TraceabilityFacts: _OF_ALL,
    OnTimeFacts: (*_OF_ALL, "promised", "promise_kind", "attempt", "handover", "report"),
    CancellationFacts: (
        *("stage", "fulfilled_by", "excuse", "promised"),
        *("cancelled", "cancelled_by", "asked_to_cancel", "expiry"),
    ),
    ReturnFacts: ("stage", "fulfilled_by", "returned"),
}
"""The signs that facts are read from; facts that are not named here are read from all of them."""

_DAYS: Final = {WeekBy.PROMISED: "promised", WeekBy.SHIPPED: "shipped", WeekBy.ORDERED: "ordered"}
_MISSING: Final = "expected such a column, or columns={{'{}': 'your name of it'}}"
_LARGEST_KEY: Final = 2**62
_PLACES: Final = {name: place for place, name in enumerate(COLUMNS)}
ITEMS: Final = f"{PREFIX}items"
ROWS: Final = f"{PREFIX}rows"
SLICE: Final = f"{PREFIX}slice"


class Group(NamedTuple):
    """Rows that show the same signs: their keys, the day that puts them in a week, slice, facts, and how many items."""

    keys: tuple[int, ...]
    day: date | None
    slice: str
    facts: tuple[Facts, ...]
    stage: int
    items: int


class Query:
    """What is asked of a table, and the terms that ask it."""

    def __init__(
        self,
        table: object,
        standards: tuple[AnyStandard, ...],
        *,
        as_of: Moment,
        by: WeekBy | None,
        per: Unit,
        readings: Readings,
        slice_by: str | None,
        columns: Mapping[str, str],
        constants: Mapping[str, object],
    ) -> None:
        self.frame: Frame = opened(table)
        self.source: Source = Source(self.frame, columns, constants)
        self._by, self._per = by, per
        self.slice_by: str = self._checked_slice(slice_by)
        self._refuse_missing(readings)
        view = View(
            source=self.source, as_of=microseconds(as_of), today=days_since_1970(local_day(as_of)), readings=readings
        )
        self._ordered = was_ordered(view)
        self._week = week_sign(view, by) if by else None
        self._quantity = counted_items(view)
        self.signs: tuple[Sign, ...] = (*self._asked(view, standards), *moment_signs(view))
        self.keys: tuple[tuple[Sign, ...], ...] = _packed(
            [sign for sign in self.signs if not isinstance(sign.term, int)]
        )
        self._fixed = {sign.name: sign.term for sign in self.signs if isinstance(sign.term, int)}
        self._specimens = Specimens(standards, as_of=as_of, readings=readings, kinds=view.kinds)
        if wrong := wrong_types(self.frame, self._wanted):
            raise RefusedTableError(wrong)

    def _checked_slice(self, slice_by: str | None) -> str:
        if slice_by is not None and exactly(slice_by, str, "slice_by") not in self.frame.collect_schema():
            raise InvalidValueError.about(slice_by, "slice_by", "expected a column of this table")
        return slice_by if slice_by and not empty_columns(self.frame, [slice_by]) else ""

    def _refuse_missing(self, readings: Readings) -> None:
        """What must be there, since without it everything would count as something that nobody meant."""
        has = self.source.has
        missing = [] if self._by is None or has(_DAYS[self._by]) else [_DAYS[self._by]]
        missing += [] if has("stage") or has("shipped") else ["stage"]
        missing += ["order_id"] if self._per is not Unit.ITEM and not self.source.reads("order_id") else []
        faults = [TableFault(name, _MISSING.format(name), EVERY_ROW) for name in missing]
        if readings.judge is not well_formed and has("number") and not has("number_fact"):
            expected = "expected such a column, since another judge of numbers than the default was asked for"
            faults.append(TableFault("number_fact", expected, EVERY_ROW))
        if faults:
            raise RefusedTableError(faults)

    def _asked(self, view: View, standards: tuple[AnyStandard, ...]) -> Iterator[Sign]:
        names = {name for each in standards for name in NEEDED.get(each.facts_type, tuple(SIGNS))}
        if view.readings.appointment_by is AppointmentBy.SERVICE_OR_TIME_FRAME:
            names.add("time_frame")
        if self._week is not None:
            yield self._week
            names.discard(self._week.name)
        yield from (SIGNS[name](view) for name in SIGNS if name in names)
        yield quantity_sign(view)
        if self._per is not Unit.ITEM:
            yield order_sign(view)

    @property
    def _wanted(self) -> tuple[Wanted, ...]:
        extra = []
        if self._per is not Unit.ITEM:
            self.source.column("order_id", "")
        if self._per is Unit.SHIPMENT:
            self.source.column("shipment_id", "")
        if self.slice_by:
            extra.append(Wanted(self.slice_by, Holds.TEXT, SLICE, ""))
        return (*self.source.wanted, *extra)

    @property
    def key_names(self) -> list[str]:
        """The columns that hold the packed signs."""
        return [f"{PREFIX}key{place}" for place in range(max(1, len(self.keys)))]

    def marked(self) -> Frame:
        """The table with the packed signs of each row beside its own columns."""
        wanted, terms = self._wanted, self._key_terms()

        def step(frame: Frame) -> Frame:
            return normalised(frame, wanted).with_columns(*terms)

        return by_partition(self.frame, step)

    def rows(self, *more: str) -> Frame:
        """The packed signs and the quantity of every row that had been ordered, and columns that are named."""
        wanted, ordered = self._wanted, self._ordered
        sliced = [SLICE] if self.slice_by else []
        terms, names = [*self._key_terms(), expression(self._quantity).alias(ITEMS)], [*self.key_names, ITEMS]

        def step(frame: Frame) -> Frame:
            plain = normalised(frame, wanted)
            known = plain if ordered is True else plain.filter(expression(ordered))
            return known.with_columns(*terms).select(*sliced, *more, *names)  # constants alone are selected as one row

        return by_partition(self.frame, step)

    def _key_terms(self) -> list[nw.Expr]:
        terms = [_key(signs) for signs in self.keys] or [expression(0)]
        return [*map(nw.Expr.alias, terms, self.key_names)]

    def if_ordered(self, value: nw.Expr) -> nw.Expr:
        """A value where a row had been ordered by then, else null."""
        return value if self._ordered is True else nw.when(expression(self._ordered)).then(value)

    def counted(self, rows: Frame) -> list[Group]:
        """
        Rows, grouped and counted in their engine.

        Raises:
            RefusedTableError: the table has faults; all of them are named.
        """
        by = [*self.key_names, *([SLICE] if self.slice_by else [])]
        grouped: Any = rows.group_by(*by)
        answer = collected(grouped.agg(nw.col(ITEMS).sum(), nw.len().alias(ROWS)))
        return self._read(answer)

    def _read(self, answer: Mapping[str, list[Any]]) -> list[Group]:
        faults: Counter[tuple[str, str]] = Counter()
        groups = []
        for at, rows in enumerate(answer[ROWS]):
            key = tuple(int(answer[name][at]) for name in self.key_names)
            signs = self._unpacked(key)
            wrong = [fault for sign in self.signs for fault in sign.faults if signs[sign.name] in fault[0]]
            faults.update({fault[1:]: int(rows) for fault in wrong})
            if not faults:
                part = answer[SLICE][at] if self.slice_by else ""
                groups.append(self._group(key, signs, part, int(answer[ITEMS][at])))
        if faults:
            ordered = sorted(faults, key=lambda fault: (_PLACES[fault[0]], fault))
            raise RefusedTableError(TableFault(*fault, faults[fault]) for fault in ordered)
        return groups

    def _group(self, key: tuple[int, ...], signs: Mapping[str, int], part: str, items: int) -> Group:
        return Group(key, self._day(signs), part, self._specimens.facts(signs), signs["stage"], items)

    def _day(self, signs: Mapping[str, int]) -> date | None:
        if self._week is None:
            return None
        code = signs[self._week.name]
        if self._by is WeekBy.PROMISED:
            return None if code == NO_PROMISE else date_at(code + FIRST - 1)
        if self._by is WeekBy.SHIPPED and signs["stage"] == SHIPPED_LATER:
            return None
        return day_told(code)

    def _unpacked(self, key: tuple[int, ...]) -> dict[str, int]:
        found = dict(self._fixed)
        for place, signs in enumerate(self.keys):
            rest = key[place]
            for sign in reversed(signs):
                rest, found[sign.name] = divmod(rest, sign.size)
        return found


def _packed(signs: Iterable[Sign]) -> tuple[tuple[Sign, ...], ...]:
    """The signs, as many together as one whole number holds."""
    keys: list[list[Sign]] = []
    size = _LARGEST_KEY
    for sign in signs:
        if size * sign.size > _LARGEST_KEY:
            keys.append([])
            size = 1
        keys[-1].append(sign)
        size *= sign.size
    return tuple(map(tuple, keys))


def _key(signs: tuple[Sign, ...]) -> nw.Expr:
    key = expression(signs[0].term)
    for sign in signs[1:]:
        key = key * sign.size + expression(sign.term)
    return key
