"""The grammars of numbers and service codes as engines can apply them, and the default judge of numbers."""

from __future__ import annotations

import re
from string import ascii_uppercase, digits
from typing import Final

import narwhals as nw

from trackntrace.frames.terms import Flag, Number, Value, chosen
from trackntrace.numbers.delivery_services import LONGEST_CODE
from trackntrace.numbers.number import LONGEST_NUMBER, read_number
from trackntrace.numbers.placeholders import PLACEHOLDERS
from trackntrace.performance.facts import NumberFact, well_formed

_SPACE: Final = "[ \u00a0\u202f]"
_SEPARATOR: Final = "[-/._]"
_BETWEEN: Final = "[-/._ \u00a0\u202f]"
_UNREADABLE: Final = "|".join(
    (
        "[^0-9A-Za-z/._ \u00a0\u202f-]",
        f"^{_SPACE}*{_SEPARATOR}",
        f"{_SEPARATOR}{_SPACE}*$",
        f"^{_SPACE}*$",
        f"^(?:{_SPACE}*[^ \u00a0\u202f]){{{LONGEST_NUMBER + 1}}}",
        f"^.{{{2 * LONGEST_NUMBER + 1}}}",
    )
)
"""What no readable number matches: a foreign character, a separator at an end, nothing, too many."""


def _placeholders() -> str:
    """Every placeholder, and one letter over and over, whatever stands in between; to be matched without case."""
    anything = f"{_BETWEEN}*"
    words = [anything.join(word) for word in sorted(PLACEHOLDERS) if word.isalnum()]
    repeated = [f"(?:{letter}{anything})+" for letter in digits + ascii_uppercase]
    return f"(?i)^{anything}(?:{'|'.join((*words, *repeated))}){anything}$"


_PLACEHOLDER: Final = _placeholders()
_NO_CODE: Final = f"[^0-9A-Z_-]|^[_-]|[_-]$|^.{{{LONGEST_CODE + 1}}}"


def _found(value: Value, pattern: str) -> Flag:
    if isinstance(value, nw.Expr):
        return value.str.contains(pattern)
    return re.search(pattern, value) is not None


def code_is_malformed(code: Value) -> Flag:
    """Whether a text can be no code of a delivery service."""
    return _found(code, _NO_CODE)


def number_digit(text: Value) -> Number:
    """What the default judge says of a number: nought where there is none, then given, placeholder, unreadable."""
    if not isinstance(text, nw.Expr):
        return _IN_PYTHON[well_formed(read_number(text), None)] if text else 0
    readable = chosen(_found(text, _PLACEHOLDER), 2, 1)
    return chosen(text == "", 0, chosen(_found(text, _UNREADABLE), 3, readable))


_IN_PYTHON: Final = {NumberFact.GIVEN: 1, NumberFact.PLACEHOLDER: 2, NumberFact.UNREADABLE: 3}
