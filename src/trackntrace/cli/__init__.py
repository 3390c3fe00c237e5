"""
The command line: ``trackntrace``.

The one place that may ask what time it is. Exit status: 0 done, 1 the data was refused, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

from trackntrace.cli.arguments import parser
from trackntrace.cli.inputs import UsageError
from trackntrace.documents.fault import UnreadableError
from trackntrace.errors import TrackntraceError

REFUSED: Final = 1
USAGE: Final = 2
_INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    options = parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except UsageError as error:
        print(f"trackntrace: {error}", file=sys.stderr)
        return USAGE
    except UnreadableError as error:
        _print_faults(error)
        return REFUSED
    except TrackntraceError as error:
        print(f"trackntrace: {error}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _print_faults(error: UnreadableError) -> None:
    for fault in error.faults:
        print(fault, file=sys.stderr)
    if error.total > len(error.faults):
        print(f"… and {error.total - len(error.faults)} more", file=sys.stderr)
