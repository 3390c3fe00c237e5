"""
The command line: ``trackntrace``.

The one place that may ask what time it is, and what the environment says. How a command may end is in `exit_status`.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Final

from trackntrace.cli.arguments import parser
from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.language import asked_in, named_by
from trackntrace.cli.usage import UsageError
from trackntrace.documents.fault import UnreadableError
from trackntrace.errors import TrackntraceError
from trackntrace.wording import Language, fault_text, has_words_for, refusal_text, say

_QUOTE: Final = "'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    language = asked_in(given) or named_by(os.environ).language
    _print_what_can_be_printed()
    options = parser(language).parse_args(given)
    options.language, options.environment = language, os.environ
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except UsageError as error:
        return _wrong_usage(error, language)
    except UnreadableError as error:
        _print_faults(error, language)
        return ExitStatus.REFUSED
    except TrackntraceError as error:
        print(f"trackntrace: {refusal_text(error, language)}", file=sys.stderr)
        return ExitStatus.REFUSED
    except BrokenPipeError:
        _print_no_more()
        return ExitStatus.DONE
    except OSError as error:
        _print_no_more()
        return _wrong_usage(UsageError.of(error, say("usage.output", language)), language)
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    return status


def _wrong_usage(error: UsageError, language: Language) -> ExitStatus:
    print(f"trackntrace: {error.said(language)}", file=sys.stderr)
    return ExitStatus.USAGE


def _print_faults(error: UnreadableError, language: Language) -> None:
    for fault in error.faults:
        print(fault_text(fault, language), file=sys.stderr)
    if error.total > len(error.faults):
        print(say("note.more", language, count=str(error.total - len(error.faults))), file=sys.stderr)
    told = {(fault.place, fault.shown) for fault in error.faults}
    if len(told) == 1:
        _hint(*told.pop(), language)


def _hint(place: str, shown: str, language: Language) -> None:
    """Where all faults are one: orders were given as shipments, or the other way round."""
    key = f"note.{place}-for-{shown.strip(_QUOTE)}"
    if has_words_for(key, language):
        print(f"trackntrace: {say(key, language)}", file=sys.stderr)


def _print_what_can_be_printed() -> None:
    """A letter that standard output has no sign for is replaced, and ends nothing."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")


def _print_no_more() -> None:
    """Nothing that is left over is tried again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
