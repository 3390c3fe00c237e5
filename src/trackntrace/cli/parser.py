"""A parser that speaks the user's language: its help, its headings, and what it refuses."""

from __future__ import annotations

from argparse import (
    SUPPRESS,
    Action,
    ArgumentParser,
    ArgumentTypeError,
    RawDescriptionHelpFormatter,
    _ActionsContainer,
)
from collections.abc import Callable, Iterable
from enum import Enum
from functools import partial
from typing import Any, Final, NoReturn, TypeVar

from trackntrace.cli.exit_status import ExitStatus
from trackntrace.documents.members import words_of
from trackntrace.errors import TrackntraceError
from trackntrace.wording import Language, refusal_text, say
from trackntrace.wording.recognition import said_again

_T = TypeVar("_T")
_E = TypeVar("_E", bound=Enum)

BETWEEN_WORDS: Final = "|"
"""What parts the words of a closed set where they are shown as an option's value."""


class _Formatter(RawDescriptionHelpFormatter):
    """The layout of argparse, with the one heading that it writes by itself in another language."""

    def __init__(self, language: Language, prog: str) -> None:
        super().__init__(prog)
        self._usage = say("help.usage", language)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


class CommandParser(ArgumentParser):
    """A parser of commands or of one command's options, in one language."""

    def __init__(self, prog: str, *, language: Language, description: str, epilog: str, **settings: Any) -> None:
        formatter = partial(_Formatter, language)
        super().__init__(
            prog,
            description=description,
            epilog=f"{epilog}\n",
            formatter_class=formatter,
            add_help=False,
            allow_abbrev=False,
            **settings,
        )
        self.language = language
        self._positionals.title = say("help.arguments", language)
        self._optionals.title = say("help.options", language)
        self.add_argument("-h", "--help", action="help", default=SUPPRESS, help=say("help.help", language))

    def error(self, message: str) -> NoReturn:
        """Ends with what is wrong, and where it is taught: the whole usage would hide the one line that matters."""
        problem = said_again(message, self.language, "argparse")
        told = say("usage.error", self.language, problem=problem)
        more = say("usage.more", self.language, command=f"{self.prog} --help")
        self.exit(ExitStatus.USAGE, f"{self.prog}: {told}\n{more}\n")

    def option(
        self, *names: str, about: str = "", shown: str = "", within: _ActionsContainer | None = None, **settings: Any
    ) -> Action:
        """An argument whose help is the sentence of its name, or of ``about``, with the default that is shown."""
        words = say(f"option.{about or names[-1].lstrip('-')}", self.language, **settings.pop("facts", {}))
        told = say("help.default", self.language, about=words, value=shown) if shown else words
        return (within or self).add_argument(*names, help=told.replace("%", "%%"), **settings)

    def choice(self, name: str, kind: type[_E], default: _E | None = None) -> None:
        """An option whose value is one of the words of a closed set."""
        words = words_of(kind)
        shown = str(default.value) if default else ""
        self.option(name, type=self.one_of(words), default=default, shown=shown, metavar=BETWEEN_WORDS.join(words))

    def words(self, name: str, words: Iterable[str], default: str) -> None:
        """An option whose value is one of some words, as text."""
        known = tuple(words)
        self.option(name, choices=known, default=default, shown=default, metavar=BETWEEN_WORDS.join(known))

    def form(self, *words: str) -> None:
        """The option that names the form of what is printed, the first where nothing is said."""
        self.option("--format", choices=words, default=words[0], shown=words[0])

    def read_by(self, reader: Callable[[str], _T]) -> Callable[[str], _T]:
        """What reads an option's value, and says in the user's language what the core refuses of it."""

        def read(text: str) -> _T:
            try:
                return reader(text)
            except TrackntraceError as error:
                raise ArgumentTypeError(refusal_text(error, self.language)) from None

        return read

    def one_of(self, words: dict[str, _E]) -> Callable[[str], _E]:
        """What reads one of some words."""

        def read(text: str) -> _E:
            if text not in words:
                facts = {"words": ", ".join(words), "given": ascii(text)}
                raise ArgumentTypeError(say("reason.one-of-given", self.language, **facts))
            return words[text]

        return read
