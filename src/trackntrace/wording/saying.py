"""
How a code becomes a sentence: a template of the language's catalogue, filled with facts that are inserted as they are.

English sentences that the core has already (why a row decides, what a finding says) are taken from there; the other
languages have them in their catalogues, under the same codes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Final

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import exactly
from trackntrace.numbers.tracking_page import Language
from trackntrace.performance.standard import Row

SLOT: Final = re.compile("[{]([a-z_]{1,40})[}]", re.ASCII)


_NAMES: Final = {Language.ENGLISH: "english", Language.DUTCH: "dutch", Language.FRENCH: "french"}


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """
    Every sentence of a language by its key, from all the modules of this package that begin with the language's name.

    Raises:
        ConflictError: two parts of the catalogue have one key.
    """
    sentences: dict[str, str] = {}
    for part in _parts(_NAMES[language]):
        more = import_module(part).SENTENCES
        twice = sorted(sentences.keys() & more.keys())
        if twice:
            raise ConflictError.about(twice[0], "wording", "expected each key in one part of a catalogue")
        sentences |= more
    return MappingProxyType(sentences)


def _parts(name: str) -> list[str]:
    package = import_module(__package__)
    return sorted(
        f"{__package__}.{module.name}"
        for module in iter_modules(package.__path__)
        if module.name.startswith(f"{name}_")
    )


def has_words_for(key: str, language: Language) -> bool:
    """Whether a language has a sentence under this key."""
    return key in catalogue(exactly(language, Language, "language"))


def say(key: str, language: Language, /, **facts: str) -> str:
    """
    The sentence of a key, with facts in it.

    >>> say("text.as-of", Language.DUTCH, moment="2026-10-05")
    'Stand op 2026-10-05'

    Raises:
        InvalidValueError: no sentence has this key, or a fact that it needs is not given.
    """
    template = catalogue(exactly(language, Language, "language")).get(key)
    if template is None:
        raise InvalidValueError.about(key, "wording", "expected the key of a sentence")
    missing = [name for name in SLOT.findall(template) if name not in facts]
    if missing:
        raise InvalidValueError.about(key, missing[0], "missing: the sentence needs it")
    return SLOT.sub(lambda slot: facts[slot[1]], template)


def row_text(standard: str, row: Row, language: Language) -> str:
    """Why a row of a standard's table decides as it does; a row of a user's own table in its own words."""
    for key in (f"verdict.{standard}.{row.code}", f"verdict.{row.code}"):
        if has_words_for(key, language):
            return say(key, language)
    return row.because


def fact_text(name: str, value: Enum, language: Language) -> str:
    """A fact's value in words, by the name of the fact: ``outcome``, ``number``, …"""
    for key in (f"fact.{name}.{value.value}", f"word.{value.value}"):
        if has_words_for(key, language):
            return say(key, language)
    return str(value.value)
