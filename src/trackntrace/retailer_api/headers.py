"""
The headers of an answer, whatever an HTTP client gives them as.

Names of headers are the same in any capitals (RFC 9110, 5.1) and are ASCII: nothing else is taken for one of ours, such
as a Kelvin sign, which small letters would make a ``k``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final, TypeAlias

from trackntrace.errors import InvalidValueError

MOST_HEADERS: Final = 1_000
LONGEST_NAME: Final = 64

Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]]
"""The headers of an answer, as a mapping or as pairs; whatever an HTTP client gives, its ``items()`` are pairs."""


def header_pairs(headers: Headers) -> list[tuple[object, object]]:
    """
    The pairs of a mapping or of an iterable of pairs, whoever made them.

    Raises:
        InvalidValueError: they are neither, or more than any answer has.
    """
    try:
        given = headers.items() if isinstance(headers, Mapping) else headers
        pairs: list[tuple[object, object]] = [(name, value) for name, value in islice(given, MOST_HEADERS + 1)]
    except (TypeError, ValueError):
        raise InvalidValueError.about(headers, "headers", "expected a mapping, or pairs of a name and a text") from None
    if len(pairs) > MOST_HEADERS:
        raise InvalidValueError.about(headers, "headers", f"expected at most {MOST_HEADERS} headers")
    return pairs


def header_name(name: object) -> str:
    """A name of a header in small letters; empty where it can be none that this library reads."""
    return name.lower() if type(name) is str and len(name) <= LONGEST_NAME and name.isascii() else ""
