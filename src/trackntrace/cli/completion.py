"""``trackntrace completion``: what makes a shell complete the commands, their options and the values of these."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.parser import BETWEEN_WORDS
from trackntrace.cli.usage import UsageError

SHELLS: Final = ("bash", "zsh", "fish")
_EXTRA: Final = "pip install 'trackntrace-orders[completion]'"
_FILES: Final = ("FILE", "F", "LABELS.csv", "BEFORE", "AFTER")
_PLACES: Final = {**dict.fromkeys(_FILES, "FILE"), "FOLDER": "DIRECTORY"}
"""What shtab calls the files and folders that an argument takes, by how the help calls them."""


def completion(whole: ArgumentParser, options: Namespace) -> int:
    """
    Prints the completion of these commands for one shell.

    Raises:
        UsageError: what writes it is not installed.
    """
    try:
        shtab: Any = import_module("shtab")
    except ModuleNotFoundError:
        raise UsageError("usage.completion-needs", install=_EXTRA) from None
    for action in _actions(whole):
        _prepare(action, shtab)
    print(shtab.complete(whole, shell=options.shell))
    return ExitStatus.DONE


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    for action in parser._actions:  # noqa: SLF001  (argparse has no other way to tell them)
        yield action
        if isinstance(action, _SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)


def _prepare(action: Action, shtab: Any) -> None:
    """Tells shtab which words an argument takes, or that it takes files: it knows neither from a reader or a name."""
    shown = action.metavar if isinstance(action.metavar, str) else ""
    if BETWEEN_WORDS in shown and action.choices is None:
        action.choices = shown.split(BETWEEN_WORDS)
    if shown in _PLACES:
        action.complete = getattr(shtab, _PLACES[shown])  # type: ignore[attr-defined]  # where shtab looks for it
