"""The schema of the tally's file."""

from __future__ import annotations

from typing import Any, Final, get_type_hints

from tools.json_schemas.parts import MOMENT, TEXT, WEEK, Schema, bounded, by_name, given, or_null, told, whole, words
from trackntrace.cli.measures import STANDARDS
from trackntrace.documents.members import words_of
from trackntrace.documents.tally_file import FORMAT, VERSION
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import LONGEST_SLICE, QuestionUnit, QuestionWeekBy, Unit, WeekBy


def _series(*parts: Schema) -> Schema:
    """Just these, one after another."""
    return {"type": "array", "prefixItems": list(parts), "minItems": len(parts), "maxItems": len(parts), "items": False}


def _cells(facts: Schema) -> Schema:
    """What stands in the cells: week, slice, the facts of each item, how many."""
    part = TEXT | {"maxLength": LONGEST_SLICE}
    return _series(or_null(WEEK), part, bounded(facts) | {"minItems": 1, "uniqueItems": True}, whole(1))


def _facts_of(standard: AnyStandard) -> Schema:
    kinds: dict[str, Any] = get_type_hints(standard.facts_type)
    named = [told({"enum": [*words_of(kinds[name])]}, name) for name in standard.facts_type._fields]
    return _series(*named)


def _of_standard(standard: AnyStandard) -> Schema:
    counted = {"standard": {"const": standard.counted_as}, "factsVersion": {"const": standard.facts_version}}
    return {
        "if": {"properties": {"counting": {"properties": counted}}},
        "then": {"properties": {"cells": {"items": _cells(_facts_of(standard))}}},
    }


_OWN: Final = {(each.counted_as, each.facts_version): each for each in STANDARDS.values()}

TALLY: Final = told(
    given(
        {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "counting": given(
                {
                    "standard": told(TEXT, "whose facts are counted"),
                    "factsVersion": whole(1),
                    "unit": words(Unit, QuestionUnit),
                    "by": told(words(WeekBy, QuestionWeekBy), "which day puts an item in a week"),
                    "asOf": MOMENT,
                    "readings": told(by_name(TEXT), "how open questions were read when facts were counted"),
                }
            ),
            "cells": told(
                bounded(_cells(bounded(TEXT))),
                "each cell: the week (null for the undated), the slice, the facts of each item, and how many had them",
            ),
        }
    )
    | {"allOf": [_of_standard(each) for each in _OWN.values()]},
    "The tally's file, as `trackntrace tally --format tally` prints it: how many items had which facts.",
)
"""The facts of the library's own standards are told one by one; of others, that they are texts."""
