"""
Whole orders and shipments: the set of facts that the items of each have, as a bit mask.

The first query finds which signs occur, the second gives every row the bit of its facts and adds them up by order; a
bit is added once, since the same facts of an order are put together first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import narwhals as nw

from trackntrace.frames.days import date_at
from trackntrace.frames.engines import Frame, beside, collected, days_since_1970
from trackntrace.frames.query import ROWS, SLICE, Group, Query
from trackntrace.frames.signs import SHIPPED
from trackntrace.frames.source import PREFIX
from trackntrace.performance.standard import Facts
from trackntrace.performance.tally import Key, Unit, week_of

_DAY: Final = f"{PREFIX}day"
_FACTS: Final = f"{PREFIX}facts"
_BITS: Final = 62
_UNDATED: Final = -1_000_000


def counted_wholes(query: Query, per: Unit, standards: int) -> Iterator[dict[Key, int]]:
    """How many wholes have which facts, by week and slice, for each of so many standards."""
    asked = {each.name for each in query.source.wanted}
    names = [name for name in (f"{PREFIX}order_id", f"{PREFIX}shipment_id") if name in asked]
    rows = query.rows(*names)
    groups = query.counted(rows)
    if per is Unit.SHIPMENT:
        groups = [group for group in groups if group.stage == SHIPPED]
    sliced = [SLICE] if query.slice_by else []
    for place in range(standards):
        yield _of_standard(rows, groups, query.key_names, [*sliced, *names], place) if groups else {}


def _of_standard(rows: Frame, groups: list[Group], keys: list[str], whole: list[str], place: int) -> dict[Key, int]:
    known = [*dict.fromkeys(group.facts[place] for group in groups)]
    places = {facts: at for at, facts in enumerate(known)}
    marks = _marks(groups, keys, places, place)
    masks = [name for name in marks if name.startswith(f"{PREFIX}bits")]
    joined: Any = rows.join(beside(rows, marks), on=keys)  # type: ignore[arg-type]
    once = joined.group_by(*whole, _FACTS).agg(nw.col(_DAY).max(), *(nw.col(name).max() for name in masks))
    wholes = once.group_by(*whole).agg(nw.col(_DAY).max(), *(nw.col(name).sum() for name in masks))
    sliced = [name for name in whole if name == SLICE]
    answer = collected(wholes.group_by(*sliced, _DAY, *masks).agg(nw.len().alias(ROWS)))
    return _counted(answer, masks, known)


def _marks(groups: list[Group], keys: list[str], places: dict[Facts, int], place: int) -> dict[str, list[Any]]:
    """By packed signs: the day, which facts they are, and the bit that stands for them."""
    distinct = {group.keys: group for group in groups}
    facts = [places[group.facts[place]] for group in distinct.values()]
    marks: dict[str, list[Any]] = {name: [key[at] for key in distinct] for at, name in enumerate(keys)}
    marks[_DAY] = [_UNDATED if group.day is None else days_since_1970(group.day) for group in distinct.values()]
    marks[_FACTS] = facts
    for start in range(0, len(places), _BITS):
        marks[f"{PREFIX}bits{start}"] = [1 << (at - start) if start <= at < start + _BITS else 0 for at in facts]
    return marks


def _counted(answer: dict[str, list[Any]], masks: list[str], known: list[Facts]) -> dict[Key, int]:
    counted: dict[Key, int] = {}
    for at, count in enumerate(answer[ROWS]):
        part = answer[SLICE][at] if SLICE in answer else ""
        facts = _facts_of([answer[name][at] for name in masks], known)
        key = week_of(_dated(int(answer[_DAY][at]))), part, facts
        counted[key] = counted.get(key, 0) + int(count)
    return counted


def _dated(day: int) -> date | None:
    return None if day == _UNDATED else date_at(day)


def _facts_of(masks: list[Any], known: list[Facts]) -> tuple[Facts, ...]:
    whole = sum(int(mask) << (_BITS * place) for place, mask in enumerate(masks))
    return tuple(facts for at, facts in enumerate(known) if whole >> at & 1)
