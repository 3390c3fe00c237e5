"""Work that must come out the same wherever it is done; run by itself, it prints the digest of all that came out."""

from __future__ import annotations

import decimal
import hashlib
import io
import locale
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final

from tests.hostile.doors import DOORS
from tests.hostile.trial import tried
from trackntrace.cli import main as command_line

_AS_OF: Final = ("--as-of", "2026-11-13T12:00:00+01:00")
_INPUTS: Final = 60


def _commands(folder: Path) -> Iterator[list[str]]:
    given = [str(folder / "shipments.jsonl")]
    for kind in ("orders", "journeys", "reports", "excuses", "details", "cancellations", "returns"):
        given += [f"--{kind}", str(folder / f"{kind}.jsonl")]
    for command in ("score", "strikes", "todo"):
        yield [command, *given, *_AS_OF, "--format", "json"]
    yield ["explain", *given, *_AS_OF, "--week", "2026-W43", "--format", "json"]
    yield ["score", *given, *_AS_OF, "--per", "order", "--lang", "fr"]
    yield ["check", "3s abcd 1234567", "JVGL0600000000000000", "12345678", "--format", "json"]
    yield ["rules", "items-on-time", "--lang", "nl"]


def results(folder: Path) -> Iterator[bytes]:
    """What the command line prints of the sample, and what becomes of hostile inputs at every door."""
    for command in _commands(folder):
        said = io.StringIO()
        with redirect_stdout(said):
            status = command_line(command)
        yield f"{status}\n{said.getvalue()}".encode()
    for door in DOORS:
        yield repr(tried(door, max(_INPUTS // door.costly, 5))).encode()


def main() -> None:
    """Takes the folder of the sample, a locale and the precision of decimals."""
    folder, language, precision = sys.argv[1:]
    locale.setlocale(locale.LC_ALL, language)
    decimal.setcontext(decimal.Context(prec=int(precision), rounding=decimal.ROUND_UP))
    decimal.DefaultContext.prec = int(precision)
    digest = hashlib.sha256()
    for each in results(Path(folder)):
        digest.update(each)
    print(digest.hexdigest())
