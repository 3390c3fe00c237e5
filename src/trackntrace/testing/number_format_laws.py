"""
The laws that every format of track & trace numbers keeps, the library's own and yours.

What cannot be wrong, the constructor of `NumberFormat` refuses already: examples that do not fit, patterns that a text
could hold up. These laws try what only many numbers show.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from hypothesis import find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from trackntrace.numbers.check_digits import CHARACTERS, Catches
from trackntrace.numbers.number_format import Check, NumberFormat
from trackntrace.testing.law import EXAMPLES, answered, demand, try_law
from trackntrace.testing.numbers import numbers_of, shapes_of

CHECKABLE: Final = "every number of its shape can be checked"
ITS_LENGTHS: Final = "its numbers have no other lengths than it tells"
EVERY_LENGTH: Final = "its numbers have every length that it tells"
ONE_CHARACTER: Final = "a check that catches every single error does catch it"
SWAPPED: Final = "a check that catches every swap of neighbours does catch it"

NUMBER_FORMAT_LAWS: Final = (CHECKABLE, ITS_LENGTHS, EVERY_LENGTH, ONE_CHARACTER, SWAPPED)


def assert_number_format_laws(one: NumberFormat, *, examples: int = EXAMPLES) -> None:
    """
    Tries the laws of a format of track & trace numbers.

    Raises:
        BrokenLawError: a law does not hold; its sentence says which, and on what.
    """
    name = str(one)

    def laws(data: st.DataObject) -> None:
        text = data.draw(shapes_of(one))
        answered(lambda: one.check_holds(text), name, CHECKABLE)
        demand(len(text) in one.lengths, name, ITS_LENGTHS, text)
        number = data.draw(numbers_of(one))
        for check in one.checks:
            _catches(check, number.text, name)

    try_law(laws, subject=name, examples=examples)
    for length in one.lengths:
        demand(_occurs(one, length), name, EVERY_LENGTH, f"{length} characters")


def _occurs(one: NumberFormat, length: int) -> bool:
    if any(len(example) == length for example in (*one.documented, *one.synthetic)):
        return True
    try:
        find(shapes_of(one), lambda text: len(text) == length, settings=settings(max_examples=2_000, database=None))
    except NoSuchExample:
        return False
    return True


def _catches(check: Check, text: str, name: str) -> None:
    """One other character, and two neighbours exchanged, in the part that the check guards."""
    if check.rule.single_errors is Catches.ALL:
        for place in range(check.begin, check.end):
            for letter in _alike(text[place]):
                wrong = text[:place] + letter + text[place + 1 :]
                demand(letter == text[place] or not check.holds(wrong), name, ONE_CHARACTER, f"{text} and {wrong}")
    if check.rule.adjacent_swaps is Catches.ALL:
        for one, other in pairwise(range(check.begin, check.end)):
            wrong = text[:one] + text[other] + text[one] + text[other + 1 :]
            demand(wrong == text or not check.holds(wrong), name, SWAPPED, f"{text} and {wrong}")


def _alike(letter: str) -> str:
    """The characters of its kind: digits for a digit, letters for a letter."""
    return CHARACTERS[:10] if letter.isdigit() else CHARACTERS[10:]
