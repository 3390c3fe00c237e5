"""Wrong usage: why a command cannot run as it was given, said in the user's language."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Self, TypeAlias

from trackntrace.errors import TrackntraceError
from trackntrace.wording import Language, has_words_for, refusal_text, say

Told: TypeAlias = str | TrackntraceError | Callable[[Language], str]
"""A fact of a refusal: a text as it is, a refusal of the core, or what is said in each language by itself."""


class UsageError(Exception):
    """
    The command cannot run as it was given: a file is not there, say.

    ``about`` is the file or the command of which that is said.
    """

    def __init__(self, key: str, *, about: str = "", **facts: Told) -> None:
        super().__init__(key)
        self._key, self._about, self._facts = key, about, facts

    @classmethod
    def of(cls, error: OSError, path: str) -> Self:
        """What the system refused about a file."""
        key = f"os.{errno.errorcode.get(error.errno or 0, '')}"
        known = has_words_for(key, Language.ENGLISH)
        return cls(key if known else "usage.system", about=path, problem=_raw(error))

    @classmethod
    def by(cls, error: TrackntraceError, command: str) -> Self:
        """What the core refused of the arguments of a command."""
        return cls("usage.system", about=command, problem=error)

    def said(self, language: Language) -> str:
        """The refusal in one sentence."""
        facts = {name: _said(fact, language) for name, fact in self._facts.items()}
        problem = say(self._key, language, **facts)
        about = ascii(self._about)[1:-1]
        return say("usage.about", language, name=about, problem=problem) if about else problem

    def __str__(self) -> str:
        return self.said(Language.ENGLISH)


def _raw(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _said(fact: Told, language: Language) -> str:
    if isinstance(fact, str):
        return fact
    return refusal_text(fact, language) if isinstance(fact, TrackntraceError) else fact(language)
