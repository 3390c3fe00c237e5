"""
Every format that the library knows, and which of them could have issued a number.

Nothing is registered: whoever knows another format hands in ``(*FORMATS, THEIRS)``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from trackntrace.grammar import exactly
from trackntrace.numbers.check_digits import CHARACTERS
from trackntrace.numbers.number import LONGEST_NUMBER, TrackAndTraceNumber
from trackntrace.numbers.number_format import Confidence, NumberFormat
from trackntrace.numbers.parcel_formats import PARCEL_FORMATS
from trackntrace.numbers.postal_formats import POSTAL_FORMATS
from trackntrace.numbers.regional_formats import REGIONAL_FORMATS

FORMATS: Final[tuple[NumberFormat, ...]] = (*POSTAL_FORMATS, *PARCEL_FORMATS, *REGIONAL_FORMATS)
"""What each carrier's numbers look like."""

Shelves = tuple[Mapping[str, tuple[NumberFormat, ...]], ...]
"""Formats by the length of a number, then by its first character: the likeliest first."""

_RANKS: Final = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}
_FIRST: Final = {
    "[0-9]": CHARACTERS[:10],
    "[A-Z]": CHARACTERS[10:],
}
_GROUPS: Final = re.compile(r"[(][^()]{0,1500}[)]")


def candidates(number: TrackAndTraceNumber, *, formats: tuple[NumberFormat, ...] = FORMATS) -> tuple[NumberFormat, ...]:
    """
    The formats that a number fits, the likeliest first; each tells its carrier and how sure we are of it.

    Never a verdict: one number may pass three carriers' checks.

    >>> [str(one) for one in candidates(TrackAndTraceNumber("201298452277"))][:2]
    ['GLS, 12 digits', 'FedEx, 12 digits (Express)']

    Raises:
        InvalidValueError: it is no number, or something handed in is no format.
    """
    text = exactly(number, TrackAndTraceNumber, "number").text
    return tuple([one for one in shelved(text, formats) if one.has_shape(text) and one.check_holds(text)])


def likely(possible: tuple[NumberFormat, ...]) -> tuple[NumberFormat, ...]:
    """The formats that chance seldom fits: not of low confidence, and with a check or a beginning of their own."""
    return tuple(
        one for one in possible if one.confidence is not Confidence.LOW and (one.checks or one.pattern[0] not in "[(")
    )


def by_chance(one: NumberFormat) -> bool:
    """Whether many a number of other carriers fits it: digits alone, and not many."""
    return min(one.lengths) < 20 and all(example.isdigit() for example in (*one.documented, *one.synthetic))


def shelved(text: str, formats: tuple[NumberFormat, ...]) -> tuple[NumberFormat, ...]:
    """The formats that could have the shape of this canonical number, by its length and first character."""
    shelves = _ours() if formats is FORMATS else shelves_of(formats)
    return shelves[len(text)].get(text[0], ())


@lru_cache(maxsize=32)
def shelves_of(formats: tuple[NumberFormat, ...]) -> Shelves:
    """These formats by length and first character, the likeliest first: surest, with a check, of a listed service."""
    shelves: list[dict[str, list[NumberFormat]]] = [defaultdict(list) for _ in range(LONGEST_NUMBER + 1)]
    for one in sorted(formats, key=_rank):
        for length in one.lengths:
            for first in first_characters(one.pattern):
                shelves[length][first].append(one)
    return tuple({first: tuple(shelf) for first, shelf in by_first.items()} for by_first in shelves)


def _rank(one: NumberFormat) -> tuple[int, bool, bool]:
    exactly(one, NumberFormat, "format")
    return _RANKS[one.confidence], not one.checks, not one.services


def first_characters(pattern: str) -> str:
    """
    Which characters a number of this pattern may begin with; all of them where the pattern does not tell at once.

    >>> first_characters("3S[A-Z]{4}"), first_characters("[0-9]{12}"), len(first_characters("(?:A|B)"))
    ('3', '0123456789', 36)
    """
    if "|" in _GROUPS.sub("", pattern):
        return CHARACTERS
    if pattern[0] == "[":
        return _FIRST.get(pattern[:5], CHARACTERS)
    return CHARACTERS if pattern[1:2] in ("?", "{") else pattern[0]


@cache
def _ours() -> Shelves:
    """The shelves of our own formats, filled when the first number is looked up."""
    return shelves_of(FORMATS)
