"""The bundled sample shop: thirty weeks of a made-up seller."""

from __future__ import annotations

import gzip
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from trackntrace.cli.inputs import KINDS
from trackntrace.cli.usage import UsageError
from trackntrace.moment import parse_moment
from trackntrace.performance.tally import Unit, WeekBy

SAMPLE_AS_OF: Final = "2026-11-13T12:00:00+01:00"
"""The Friday of the last week of the sample: some of its items are still on their way."""

_KINDS: Final = ("shipments", *KINDS)


def save_sample(folder: str) -> list[Path]:
    """
    Writes the sample's files to a folder and returns their paths.

    Raises:
        UsageError: a file of such a name is there already, or the folder cannot be written.
    """
    target = Path(folder)
    paths = {kind: target / f"{kind}.jsonl" for kind in _KINDS}
    try:
        target.mkdir(parents=True, exist_ok=True)
        _refuse_to_overwrite(paths.values())
        for kind, path in paths.items():
            bundled = files("trackntrace.sample").joinpath(f"{kind}.jsonl.gz").read_bytes()
            with path.open("xb") as file:
                file.write(gzip.decompress(bundled))
    except OSError as error:
        raise UsageError.of(error, str(error.filename or folder)) from None
    return [*paths.values()]


def _refuse_to_overwrite(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.exists():
            raise UsageError("usage.already-there", about=str(path))


@contextmanager
def sample_options() -> Iterator[Namespace]:
    """What a user would say to score the sample, its files lying in a folder that goes away."""
    with TemporaryDirectory() as folder:
        given = {path.stem: [str(path)] for path in save_sample(folder)}
        yield Namespace(
            **given,
            as_of=parse_moment(SAMPLE_AS_OF),
            by=WeekBy.PROMISED,
            per=Unit.ITEM,
            keep_going=False,
            standard=None,
        )
