"""
English phrases, recognized and said again in another language: why something is refused, and values inside sentences.

The core says them once, in English and filled. Here each is known by the template of the English catalogue that it fits,
and its parts are recognized in turn; what no template fits is left as it is: a user's own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from trackntrace.numbers.tracking_page import Language
from trackntrace.wording.saying import SLOT, catalogue, say

_NUMBER: Final = "[0-9]+"
_SHAPES: Final = {
    **dict.fromkeys(("count", "least", "most", "line", "column", "place"), _NUMBER),
    "kind": "[A-Za-z0-9_]+",
}
_ANYTHING: Final = ".+?"
_LONGEST: Final = 2_000
"""No phrase of ours is longer; whatever is, was made by somebody else."""

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "what": ("what",),
    "reason": ("reason",),
    "problem": ("json", "csv", "argparse", "reason"),
    "given": ("told",),
    "done": ("told",),
    "bounds": ("told",),
    "shown": ("shown",),
    "name": ("format",),
}
"""Which phrases may stand in a slot of a phrase, by the slot's name."""


def said_again(text: str, language: Language, *families: str) -> str:
    """
    An English phrase in another language; as it is where none of these families of phrases has it.

    >>> said_again("expected at most 100 members", Language.DUTCH, "reason")
    'verwacht: hoogstens 100 elementen'
    """
    if language is Language.ENGLISH or len(text) > _LONGEST:
        return text
    return _said(text, language, families)


def recognized(text: str, *families: str) -> str:
    """The key of the phrase that an English text is, the one with the most words of its own; empty where it is none."""
    return next((key for key, pattern in _templates(families) if pattern.fullmatch(text)), "")


@lru_cache(maxsize=1024)
def _said(text: str, language: Language, families: tuple[str, ...]) -> str:
    for key, pattern in _templates(families):
        match = pattern.fullmatch(text)
        if match:
            facts = match.groupdict()
            return say(key, language, **{name: _part(name, facts[name], language) for name in facts})
    return text


def _part(name: str, text: str, language: Language) -> str:
    return said_again(text, language, *PARTS[name]) if name in PARTS else text


@cache
def _templates(families: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    """The templates of some families, those with the most words of their own first."""
    templates = [
        (key, template) for key, template in catalogue(Language.ENGLISH).items() if key.partition(".")[0] in families
    ]
    templates.sort(key=lambda each: (-len(SLOT.sub("", each[1])), each[0]))
    return [(key, _pattern(template)) for key, template in templates]


def _pattern(template: str) -> re.Pattern[str]:
    literals = SLOT.split(template)
    parts = (_slot(text) if place % 2 else re.escape(text) for place, text in enumerate(literals))
    return re.compile("".join(parts), re.DOTALL | re.ASCII)


def _slot(name: str) -> str:
    return f"(?P<{name}>{_SHAPES.get(name, _ANYTHING)})"
