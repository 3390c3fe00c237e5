"""
The tally's file: small, versioned JSON, so that what was counted in one place can be added and judged in another.

``{"format": "trackntrace-tally", "version": 1, "counting": {…}, "cells": [[week, slice, [[fact, …], …], items], …]}``;
a week is null for the undated, and facts are their words in the order of the standard's facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import Enum
from typing import Any, Final, get_type_hints

from trackntrace.documents.members import Members, at, places_in, text_of, word_of, words_of
from trackntrace.documents.strict_json import JsonValue, load
from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError
from trackntrace.grammar import whole
from trackntrace.moment import Week, parse_moment
from trackntrace.performance.standard import AnyStandard, Facts
from trackntrace.performance.tally import (
    UNDATED,
    Cell,
    Counting,
    QuestionUnit,
    QuestionWeekBy,
    Tally,
    Unit,
    WeekBy,
    slice_of,
)

FORMAT: Final = "trackntrace-tally"
VERSION: Final = 1


def tally_bytes(tally: Tally) -> bytes:
    """A tally as the bytes of its file: the same tally always gives the same bytes."""
    counting = tally.counting
    document = {
        "format": FORMAT,
        "version": VERSION,
        "counting": {
            "standard": counting.standard,
            "factsVersion": counting.facts_version,
            "unit": counting.unit.value,
            "by": counting.by.value,
            "asOf": counting.as_of.isoformat(),
            "readings": dict(counting.readings),
        },
        "cells": [_cell_array(cell) for cell in tally.cells],
    }
    return json.dumps(document, ensure_ascii=True, separators=(",", ":")).encode()


def _cell_array(cell: Cell) -> list[Any]:
    facts = [[fact.value for fact in each] for each in cell.facts]
    return [str(cell.week) if isinstance(cell.week, Week) else None, cell.slice, facts, cell.items]


def read_tally(data: bytes, standard: AnyStandard) -> Tally:
    """
    A tally from the bytes of its file.

    Raises:
        InvalidValueError: it is no such file, of another version, or has facts that the standard does not know.
        ConflictError: it counts another standard, or another version of its facts.
    """
    members = Members.of(load(data))
    members.only("format", "version", "counting", "cells")
    for name, wanted in (("format", FORMAT), ("version", VERSION)):
        value = members.need(name)
        if type(value) is not type(wanted) or value != wanted:
            raise InvalidValueError.about(value, name, f"expected {FORMAT} of version {VERSION}")
    counting = _counting(members.inner("counting"))
    if (counting.standard, counting.facts_version) != (standard.counted_as, standard.facts_version):
        raise ConflictError.about(counting.standard, "tally", f"expected a count of the facts of {standard.counted_as}")
    return Tally(counting, tuple(_cells(members.need("cells"), counting.unit, standard)))


_UNITS: Final[dict[str, Unit | QuestionUnit]] = {**words_of(Unit), **words_of(QuestionUnit)}
_WEEKS_BY: Final[dict[str, WeekBy | QuestionWeekBy]] = {**words_of(WeekBy), **words_of(QuestionWeekBy)}
_WHOLES: Final = frozenset({Unit.ORDER, Unit.SHIPMENT})


def _counting(members: Members) -> Counting:
    members.only("standard", "factsVersion", "unit", "by", "asOf", "readings")
    readings = members.inner("readings")
    return Counting(
        standard=members.read("standard", text_of),
        facts_version=members.count("factsVersion", least=1),
        unit=members.word("unit", _UNITS),
        by=members.word("by", _WEEKS_BY),
        as_of=members.read("asOf", parse_moment),
        readings=tuple((name, readings.read(name, text_of)) for name in readings.members),
    )


def _cells(value: JsonValue, unit: Unit | QuestionUnit, standard: AnyStandard) -> Iterable[Cell]:
    kinds: dict[str, Any] = get_type_hints(standard.facts_type)
    words = [words_of(kinds[name]) for name in standard.facts_type._fields]
    for place, each in places_in(value, "cells"):
        try:
            cell = _cell(each, words, standard)
        except TrackntraceError as error:
            raise at(place, error) from None
        if len(set(cell.facts)) != len(cell.facts) or (unit not in _WHOLES and len(cell.facts) != 1):
            raise InvalidValueError.about(len(cell.facts), place, "expected each facts once, of an item just one")
        yield cell


def _cell(value: JsonValue, words: list[dict[str, Enum]], standard: AnyStandard) -> Cell:
    match value:
        case [str() | None as week, str() as part, [*wholes], items] if wholes:
            facts = tuple(_facts(each, words, standard) for each in wholes)
            return Cell(
                UNDATED if week is None else Week.parse(week), slice_of(part), facts, whole(items, "items", least=1)
            )
    raise InvalidValueError.about(value, "cell", "expected week, slice, facts and items")


def _facts(value: JsonValue, words: list[dict[str, Enum]], standard: AnyStandard) -> Facts:
    if not isinstance(value, list) or len(value) != len(words):
        raise InvalidValueError.about(value, "facts", f"expected {len(words)} facts")
    facts = standard.facts_type(*(word_of(word, known) for word, known in zip(value, words, strict=True)))
    if not standard.reachable(facts):
        raise InvalidValueError.about(value, "facts", "expected facts that can go together")
    return facts  # type: ignore[no-any-return]
