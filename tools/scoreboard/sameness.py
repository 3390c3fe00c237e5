"""One result, whatever the host: its datetime, its hash seed, zone, locale and decimal context."""

from __future__ import annotations

import locale
import os
import subprocess
import sys
from collections import Counter
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, final

from attrs import frozen

from tools.scoreboard.figure import Figure, Outcome, Volume, reached
from tools.scoreboard.spreading import spread
from trackntrace.cli.sample import save_sample

ROOT: Final = Path(__file__).parents[2]
_SEEDS: Final = ("0", "1", "4242")
_ZONES: Final = ("UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu")
_PRECISIONS: Final = ("28", "2")
_WISHED: Final = ("C", "C.UTF-8", "nl_NL.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "en_US.UTF-8", "POSIX")
_RUN: Final = "from tools.scoreboard.same_work import main; main()"
_SLOW: Final = f"import sys; sys.modules['_datetime'] = sys.modules['_zoneinfo'] = None; {_RUN}"


@final
@frozen
class Host:
    """What a host may be like; ``script`` takes the quick ``datetime`` or the one in pure Python."""

    script: str
    seed: str
    zone: str
    language: str
    precision: str

    def __str__(self) -> str:
        clock = "pure" if self.script == _SLOW else "C"
        return f"{clock} datetime, seed {self.seed}, {self.zone}, {self.language}, {self.precision} digits"


def locales() -> tuple[str, ...]:
    """The locales among some that this machine has."""
    before, found = locale.setlocale(locale.LC_ALL), []
    for each in _WISHED:
        try:
            locale.setlocale(locale.LC_ALL, each)
            found.append(each)
        except locale.Error:
            continue
    locale.setlocale(locale.LC_ALL, before)
    return tuple(found)


def hosts(volume: Volume) -> tuple[Host, ...]:
    """Both kinds of datetime with every seed and zone, locales and precisions in turn; or every seventh of them."""
    known = locales()
    every = tuple(
        Host(script, seed, zone, known[place % len(known)], _PRECISIONS[place % len(_PRECISIONS)])
        for place, (script, seed, zone) in enumerate(product((_RUN, _SLOW), _SEEDS, _ZONES))
    )
    return every if volume is Volume.FULL else every[::7]


def digest_on(host: Host, folder: str) -> str:
    """The digest of the work, done on such a host."""
    environment = os.environ | {"PYTHONHASHSEED": host.seed, "TZ": host.zone, "LC_ALL": host.language, "COLUMNS": "80"}
    command = [sys.executable, "-c", host.script, folder, host.language, host.precision]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{host}: {done.stderr[-300:]}")
    return done.stdout.strip()


def measure(volume: Volume) -> Outcome:
    tried = hosts(volume)
    with TemporaryDirectory() as folder:
        save_sample(folder)
        digests = spread(partial(digest_on, folder=folder), tried)
    counted = Counter(digests)
    odd = [str(host) for host, digest in zip(tried, digests, strict=True) if digest != counted.most_common(1)[0][0]]
    note = (
        f"{len(tried)} hosts: C and pure-Python datetime, {len(_SEEDS)} hash seeds, {len(_ZONES)} zones, locales "
        f"{', '.join(locales())}, decimal contexts of {' and '.join(_PRECISIONS)} digits; the sample scored and "
        "explained, and hostile inputs at every door"
    )
    results = f"{len(counted)} result{'s' if len(counted) != 1 else ''}"
    return reached(results, failures=len(counted) != 1, note="; ".join([note, *odd[:3]]))


FIGURES: Final = (
    Figure(
        name="one-result",
        says="C and pure-Python `datetime`, hash seeds × zones × locales × decimal contexts",  # noqa: RUF001
        bar="1 result",
        measure=measure,
    ),
)
