"""The user's language: the one that was asked for, or else the one that the environment names."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, final

from attrs import frozen

from trackntrace.documents.members import words_of
from trackntrace.wording import Language

_OPTION: Final = "--lang"
_LOCALES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_LIST: Final = "LANGUAGE"
_NO_LANGUAGE: Final = frozenset({"C", "POSIX"})
_KNOWN: Final = words_of(Language)


@final
@frozen
class Spoken:
    """A language, and the variable of the environment that named it with its value; both empty where none did."""

    language: Language
    variable: str = ""
    value: str = ""


def named_by(environment: Mapping[str, str]) -> Spoken:
    """
    The language that an environment names, English where it names none that is known.

    Source of the order: GNU gettext's manual, "Locale Environment Variables". ``LANGUAGE`` lists several, the dearest
    first, and is passed over where the locale is ``C``, so that scripts can rely on that.

    >>> named_by({"LANG": "fr_BE.UTF-8", "LANGUAGE": "nl:fr"}).language
    Language.DUTCH
    >>> named_by({"LC_ALL": "C", "LANGUAGE": "nl"}).language
    Language.ENGLISH
    """
    locale = next(((name, environment[name]) for name in _LOCALES if environment.get(name)), None)
    if locale and _code(locale[1]) in _NO_LANGUAGE:
        return Spoken(Language.ENGLISH, *locale)
    wanted = [(_LIST, environment[_LIST], each) for each in environment.get(_LIST, "").split(":") if each]
    wanted += [(*locale, locale[1])] if locale else []
    found = ((_KNOWN.get(_code(each)), name, value) for name, value, each in wanted)
    return next((Spoken(language, name, value) for language, name, value in found if language), _UNNAMED)


_UNNAMED: Final = Spoken(Language.ENGLISH)


def _code(locale: str) -> str:
    """``nl`` of ``nl_BE.UTF-8@euro``."""
    for end in "@._":
        locale = locale.partition(end)[0]
    return locale


def asked_in(arguments: Sequence[str]) -> Language | None:
    """The language that the arguments ask for, so that even their refusal is told in it."""
    return next((_KNOWN[value] for value in _values(arguments) if value in _KNOWN), None)


def _values(arguments: Sequence[str]) -> Iterator[str | None]:
    for argument, following in zip_longest(arguments, arguments[1:]):
        if argument == "--":
            return
        name, given, value = argument.partition("=")
        if name == _OPTION:
            yield value if given else following


def spoken(options: Namespace) -> Language:
    """The language in which a command answers."""
    language: Language = getattr(options, "language", Language.ENGLISH)
    return language
