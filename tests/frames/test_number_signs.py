"""An engine says of a number and of a code what Python says of them."""

from __future__ import annotations

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import narwhals as nw
import polars as pl

from tests.frames.made_up import NUMBERS
from trackntrace.errors import InvalidValueError
from trackntrace.frames.number_signs import code_is_malformed, number_digit
from trackntrace.frames.terms import expression
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import read_number
from trackntrace.numbers.placeholders import PLACEHOLDERS
from trackntrace.performance.facts import NumberFact, well_formed

DIGITS = {NumberFact.GIVEN: 1, NumberFact.PLACEHOLDER: 2, NumberFact.UNREADABLE: 3}
SPACED = [f" {' '.join(word)}\u00a0" for word in sorted(PLACEHOLDERS)]
SEPARATED = ["/".join(word) for word in sorted(PLACEHOLDERS)]
BESIDE = [f"{word}X9" for word in sorted(PLACEHOLDERS)]
REPEATED = [letter * 7 for letter in "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"]
ODD = ["n.v.t.", "-nvt", ".", "\u202f", "3S\u202fABCD", "3S*ABCD", "A" * 64, "A" * 64 + "B", " " * 64 + "B" * 64]
EVERY = ["", *NUMBERS, *sorted(PLACEHOLDERS), *SPACED, *SEPARATED, *BESIDE, *REPEATED, *ODD, "0-0.0/0_0", "0-0.0/0_1"]


def digit(text: str) -> int:
    return DIGITS[well_formed(read_number(text), None)] if text else 0


def test_an_engine_says_of_every_number_what_the_judge_says() -> None:
    judged = nw.from_native(pl.DataFrame({"number": EVERY})).select(digit=expression(number_digit(nw.col("number"))))

    assert judged["digit"].to_list() == [digit(text) for text in EVERY]
    assert [number_digit(text) for text in EVERY] == [digit(text) for text in EVERY]


CODES = (
    "TNT",
    "A" * 32,
    "A" * 33,
    "DPD-NL",
    "DHL_DE",
    "-A",
    "A-",
    "_A",
    "A_",
    "tnt",
    "",
    "T T",
    "T.T",
    "TNT\n",
    "\u00c9",
)


def test_an_engine_says_of_every_code_whether_a_service_can_have_it() -> None:
    found = nw.from_native(pl.DataFrame({"code": CODES})).select(wrong=expression(code_is_malformed(nw.col("code"))))

    assert found["wrong"].to_list() == [code_is_malformed(code) for code in CODES]
    assert [code_is_malformed(code) for code in CODES if code] == [not a_code(code) for code in CODES if code]


def a_code(text: str) -> bool:
    try:
        DeliveryService.parse(text)
    except InvalidValueError:
        return False
    return True
