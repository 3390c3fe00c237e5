"""Every public value shows itself: as text that can be pasted back, and as a small table where that helps."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
import re
import zoneinfo
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from attrs import has

import trackntrace
from tests.report.page_tree import tree
from tests.report.specimens import every
from trackntrace import DeliveryDays

KINDS = every()
PUBLIC = [
    value
    for name in trackntrace.__all__
    if isinstance(value := getattr(trackntrace, name), type) and (has(value) or hasattr(value, "_fields"))
]
CANNOT_BE_MADE_AGAIN = {
    "Examination": "the formats in it are told by their names",
    "Replay": "it holds what was worked out of a tally",
}
"""What need not be pasted back, and why."""

EQUAL_TO_THEMSELVES_ONLY = {DeliveryDays}
"""A calendar may be anything that answers, so that no two of them can be compared."""

SHOWN_AS_A_TABLE = {
    *("Comparison", "Confirmation", "Editions", "EvidenceList", "Examination", "Explanation", "Finding", "Journey"),
    *("Order", "Outlook", "Picture", "Reconciliation", "Scorecard", "ServiceStandard", "Shipment", "StrikeRecord"),
    *("Tally", "Unsettled", "WeekFigure", "WeekScore", "WhatIf"),
}


@cache
def names() -> dict[str, Any]:
    """All that the modules of the library call by a name, and what the standard library's own texts need."""
    known: dict[str, Any] = {}
    for module in pkgutil.walk_packages(trackntrace.__path__, "trackntrace."):
        if module.name.split(".")[1] in {"numbers", "shipping", "performance", "moment", "errors"}:
            known |= vars(importlib.import_module(module.name))
    return (
        known
        | vars(trackntrace)
        | {"datetime": datetime, "zoneinfo": zoneinfo, "Fraction": Fraction, "inf": float("inf")}
    )


def test_there_is_a_specimen_of_every_public_value() -> None:
    assert [kind.__name__ for kind in PUBLIC if kind not in KINDS] == []


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
def test_a_public_value_prints_as_one_line_of_code(kind: type) -> None:
    for value in KINDS[kind]:
        said = repr(value)

        assert said.isprintable()
        assert not re.search(" at 0x|<(function|class|bound|object)", said)


@pytest.mark.parametrize("kind", [kind for kind in PUBLIC if kind.__name__ not in CANNOT_BE_MADE_AGAIN], ids=str)
def test_what_a_public_value_prints_can_be_pasted_back(kind: type) -> None:
    for value in KINDS[kind]:
        again = eval(repr(value), dict(names()))

        assert repr(again) == repr(value)
        assert again == value or kind in EQUAL_TO_THEMSELVES_ONLY


def test_every_word_prints_as_it_is_written_in_code() -> None:
    words = [value for value in vars(trackntrace).values() if isinstance(value, type) and issubclass(value, Enum)]

    assert words
    assert [word for each in words for word in each if eval(repr(word), dict(names())) is not word] == []


def test_the_values_that_tell_a_story_are_shown_as_a_table() -> None:
    assert {kind.__name__ for kind in PUBLIC if hasattr(kind, "_repr_html_")} == SHOWN_AS_A_TABLE


@pytest.mark.parametrize(
    "kind", [kind for kind in PUBLIC if hasattr(kind, "_repr_html_")], ids=lambda kind: kind.__name__
)
def test_a_table_of_a_value_is_whole_and_holds_text_only(kind: type) -> None:
    values: list[Any] = KINDS[kind]
    for value in values:
        html = value._repr_html_()
        page = tree(html)

        assert page.one("table").one("caption").text
        assert {node.tag for node in page.all()} <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
        assert {name for node in page.all() for name in node.attributes} <= {"scope"}
        assert len({len(list(row.all("td"))) + len(list(row.all("th"))) for row in page.all("tr")}) == 1
        assert html.isprintable()
