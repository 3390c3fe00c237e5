"""The catalogue of hostile inputs, line 95: scores, norms and tallies."""

from __future__ import annotations

import decimal
import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, Final

import pytest

from tests.builders import at, delivered, evidence
from tests.hostile.case import Case, parameters, told
from trackntrace.documents.tally_file import read_tally, tally_bytes
from trackntrace.performance.norm import Norm
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Score, Standing
from trackntrace.performance.tally import Tally, tallies

_HITS: Final = "expected a whole number from 0 to 1000000000"
_NORM: Final = "a number such as 0.93, 93% or 49/50"

SCORES: Final[tuple[tuple[tuple[Any, Any], str, str], ...]] = (
    ((-1, 1), "hits", _HITS),
    ((2, 1), "hits", "expected at most the 1 counted"),
    ((True, 1), "hits", _HITS),
    ((1.0, 1), "hits", _HITS),
    (("1", 1), "hits", _HITS),
    ((Decimal(1), 1), "hits", _HITS),
    ((0, 10**9 + 1), "counted", _HITS),
    ((1396115884484939, 1501199875790257), "counted", _HITS),
)
NORMS: Final[tuple[tuple[Any, str], ...]] = (
    (0.93, f"expected text: {_NORM}"),
    ("NaN", f"expected {_NORM}"),
    ("93,0", f"expected {_NORM}"),
    ("1/0", "expected a division by something"),
    ("0/0", "expected a division by something"),
    ("\u0669\u0663", f"not ASCII: expected {_NORM}"),
)

(COUNTED,) = tallies([evidence(quantity=3, journey=delivered(at(7)))], [ORDER_TRACEABILITY], as_of=at(20))
FILE: Final = json.loads(tally_bytes(COUNTED))


def _counted(count: Any) -> bytes:
    """The file of a tally in which so many items are counted."""
    (cell,) = FILE["cells"]
    return json.dumps({**FILE, "cells": [[*cell[:3], count]]}).encode()


def _cases() -> Iterator[Case]:
    for given, field, reason in SCORES:
        yield Case(95, "score", lambda pair: Score(*pair), given, (field, reason))
    for text, reason in NORMS:
        yield Case(95, "norm", Norm.parse, text, ("norm", reason))
    for count in (-1, 0, True, 1.0, "1", 10**9 + 1):
        door = partial(read_tally, standard=ORDER_TRACEABILITY)
        reason = "expected a whole number from 1 to 1000000000"
        yield Case(95, "tally's file", door, _counted(count), ("cells[0]", reason))


@pytest.mark.parametrize("case", parameters(_cases()))
def test_what_is_no_count_and_no_norm_is_refused_with_its_reason(case: Case) -> None:
    assert told(case.open, case.given) == case.told


def test_a_norm_is_a_fraction_and_no_float() -> None:
    """Line 95."""
    assert told(Norm, 0.93) == ("norm", "expected a Fraction")


def test_nothing_counted_is_no_share_and_shown_as_a_dash() -> None:
    """Line 95."""
    nothing, norm = Score(0, 0), Norm.parse("93%")

    assert nothing.value is None
    assert nothing.shown(norm) == "-"
    assert nothing.standing(norm) is Standing.NOT_ASSESSED


def test_ninety_three_of_a_hundred_meets_the_norm_and_thirteen_of_fourteen_does_not() -> None:
    """Line 95."""
    norm = Norm.parse("93%")

    assert Score(93, 100).standing(norm) is Standing.MEETS
    assert Score(13, 14).standing(norm) is Standing.FALLS_SHORT
    assert Score(13, 14).value == Fraction(13, 14)


def test_the_same_week_twice_is_refused_and_not_added_twice() -> None:
    """Line 95."""
    twice = json.dumps({**FILE, "cells": FILE["cells"] * 2}).encode()
    reason = "expected each week, slice and facts once"

    assert told(partial(read_tally, standard=ORDER_TRACEABILITY), twice) == ("cells", reason)
    assert told(lambda cells: Tally(COUNTED.counting, cells), COUNTED.cells * 2) == ("cells", reason)


def test_a_callers_decimal_context_has_no_effect() -> None:
    """Line 95."""
    with decimal.localcontext() as context:
        context.prec = 2

        assert Score(9295, 10_000).standing(Norm.parse("93%")) is Standing.FALLS_SHORT
        assert Score(9295, 10_000).shown(Norm.parse("92.95%")) == "92.95 %"
        assert Norm.parse("0.123456789").value == Fraction(123456789, 10**9)
