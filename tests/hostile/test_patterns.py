"""No pattern that a text from outside meets lets other digits in, a line end through, or a repeat without bound."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tools.scoreboard.patterns import compiled_patterns

OUR_OWN_TEXT: Final = ("report.", "frames.", "testing.", "interop.pydantic_fields")
"""Rooms whose patterns meet nothing but what the library wrote itself, or the names of types."""

_LOOSE: Final = re.compile(r"\\[dDwWsSbBZ]|[$]|[.][*+]")
_ENDLESS: Final = re.compile(r"[*+](?![?+])|\{[0-9]*,\}")


def without_classes(pattern: str) -> str:
    """A pattern with its sets of characters empty, and what is escaped gone."""
    return re.sub(r"\[[^\]]*\]", "[]", re.sub(r"\\[^a-zA-Z]", "", pattern))


@pytest.mark.slow
def test_no_pattern_of_a_door_is_loose_or_endless() -> None:
    found = [
        (each.where, text)
        for each in compiled_patterns()
        if not each.where.removeprefix("trackntrace.").startswith(OUR_OWN_TEXT)
        and (text := str(each.pattern.pattern))
        and (_LOOSE.search(without_classes(text)) or _ENDLESS.search(without_classes(text)))
    ]

    assert found == []


@pytest.mark.parametrize("pattern", [r"\d{3}", "a$", ".*b", "[0-9]+", "a{2,}", r"\w", "(?:ab)*"])
def test_a_loose_or_endless_pattern_is_noticed(pattern: str) -> None:
    bare = without_classes(pattern)

    assert _LOOSE.search(bare) or _ENDLESS.search(bare)


@pytest.mark.parametrize("pattern", ["[0-9+*$.]{1,9}", r"\+31", "(?:a|b)?", "[A-Z]{2}(?=x)"])
def test_a_bounded_pattern_of_named_characters_is_fine(pattern: str) -> None:
    bare = without_classes(pattern)

    assert not _LOOSE.search(bare)
    assert not _ENDLESS.search(bare)
