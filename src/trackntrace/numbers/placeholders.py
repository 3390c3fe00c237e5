"""Placeholders: what people enter where a number is asked for and none is at hand."""

from __future__ import annotations

import re
from typing import Final

from trackntrace.numbers.number import LONGEST_NUMBER, TrackAndTraceNumber

PLACEHOLDERS: Final = frozenset(
    {
        *("NVT", "N.V.T", "NA", "N/A", "N.A", "GEEN", "NONE", "NULL", "NIL", "NO", "NEE", "AUCUN", "SANS"),
        *("TEST", "TEST123", "ONBEKEND", "UNKNOWN", "INCONNU", "TBD", "TBA", "VOLGT", "LATER", "XXX"),
        *("BRIEF", "BRIEFPOST", "BRIEVENBUS", "LETTER", "123", "1234", "12345", "123456", "1234567", "123456789"),
        *("1234567890", "0123456789", "ABC", "ABCD", "ABC123"),
        *("GEENNUMMER", "GEENCODE", "NIETBESCHIKBAAR", "NIETVANTOEPASSING", "NONUMBER", "NOTRACKING"),
        *("AFGEHAALD", "AFHALEN", "OPGEHAALD", "PICKUP", "ZELFBEZORGD", "OPHALEN"),
        *("NAN", "NOTAVAILABLE", "GEENTRACKANDTRACE", "GEENTRACKTRACE"),
    }
)
"""
Words and runs that are no number of any carrier. Source: ours; no published list is known, so it holds only what cannot
be a real one. ``12345678`` is left out: a documented example of Mondial Relay's has just that form.
"""

_REPEATED: Final = re.compile("[0-9A-Za-z ()/._-]{1,64}", re.ASCII)
_SEPARATORS: Final = str.maketrans("", "", "-/._")


def is_placeholder(number: TrackAndTraceNumber) -> bool:
    """
    Whether it stands where a number is asked for without being one: ``NVT``, ``GEEN``, ``0000000000``.

    >>> is_placeholder(TrackAndTraceNumber("0000000000"))
    True
    """
    bare = number.text.translate(_SEPARATORS)
    return bare in PLACEHOLDERS or bare == bare[0] * len(bare)


def stands_for_nothing(given: object) -> bool:
    """
    Whether a text that is no number is a placeholder, its punctuation aside: ``n.v.t.``, ``(geen)``, ``-``.

    >>> stands_for_nothing("n.v.t.")
    True
    """
    if type(given) is not str or not 0 < len(given) <= LONGEST_NUMBER or not (given.isascii() and given.isprintable()):
        return False
    bare = "".join([letter for letter in given.upper() if letter.isalnum()])
    if not bare or bare in PLACEHOLDERS:
        return True
    return _REPEATED.fullmatch(given) is not None and bare == bare[0] * len(bare)
