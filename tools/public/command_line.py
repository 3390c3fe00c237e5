"""The command line as text: its commands, and what each takes."""

from __future__ import annotations

from argparse import Action, ArgumentParser, _HelpAction, _SubParsersAction
from collections.abc import Iterator

from trackntrace.cli.arguments import parser


def command_line() -> str:
    """Every command with its arguments and options: how each is called, what it takes, and what it is without."""
    (commands,) = (each for each in parser()._actions if isinstance(each, _SubParsersAction))  # noqa: SLF001
    lines = (line for name, command in commands.choices.items() for line in (f"# {name}", "", *_taken_by(command), ""))
    return "\n".join(lines).rstrip("\n") + "\n"


def _taken_by(command: ArgumentParser) -> Iterator[str]:
    for action in command._actions:  # noqa: SLF001  (argparse has no other way to ask)
        if not isinstance(action, _HelpAction):
            yield _told(action)


def _told(action: Action) -> str:
    called = ", ".join(action.option_strings) or action.dest
    takes = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    choices = f" of {', '.join(map(_plain, action.choices))}" if action.choices else ""
    several = f", {action.nargs}" if isinstance(action.nargs, str) else ""
    required = ", required" if action.required and action.option_strings else ""
    default = f", else {_plain(action.default)}" if action.default not in (None, False, []) else ""
    return f"{called}{takes}{choices}{several}{required}{default}"


def _plain(value: object) -> str:
    return str(getattr(value, "value", value))
