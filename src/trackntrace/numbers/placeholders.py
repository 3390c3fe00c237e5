"""Placeholders: what people enter where a number is asked for and none is at hand."""

from __future__ import annotations

from typing import Final

from trackntrace.numbers.number import TrackAndTraceNumber

PLACEHOLDERS: Final = frozenset(
    {
        *("NVT", "N.V.T", "NA", "N/A", "N.A", "GEEN", "NONE", "NULL", "NIL", "NO", "NEE", "AUCUN", "SANS"),
        *("TEST", "TEST123", "ONBEKEND", "UNKNOWN", "INCONNU", "TBD", "TBA", "VOLGT", "LATER", "XXX"),
        *("BRIEF", "BRIEFPOST", "BRIEVENBUS", "LETTER", "123", "1234", "12345", "123456", "1234567", "123456789"),
        *("1234567890", "0123456789", "ABC", "ABCD", "ABC123"),
    }
)
"""
Words and runs that are no number of any carrier. Source: ours; no published list is known, so it holds only what cannot
be a real one. ``12345678`` is left out: a documented example of Mondial Relay's has just that form.
"""

_SEPARATORS: Final = str.maketrans("", "", "-/._")


def is_placeholder(number: TrackAndTraceNumber) -> bool:
    """
    Whether it stands where a number is asked for without being one: ``NVT``, ``GEEN``, ``0000000000``.

    >>> is_placeholder(TrackAndTraceNumber("0000000000"))
    True
    """
    if number.text in PLACEHOLDERS:
        return True
    bare = number.text.translate(_SEPARATORS)
    return bare in PLACEHOLDERS or len(set(bare)) == 1
