"""Fuzzes every door of texts and documents for so many seconds, and fails where a foreign error gets out."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, final

from attrs import frozen

from tools.fuzzing.harness import FAMILIES, Counts, doors_of, seeds_of

ROOT: Final = Path(__file__).parents[2]
LEAST_SHARE: Final = 0.05
LONGEST_INPUT: Final = 4_096
_ENOUGH: Final = 20
"""Seconds after which every door must have had its turn."""


@final
@frozen(kw_only=True)
class Run:
    """What became of a family: its inputs, those that were accepted, the doors that took none, and what broke."""

    family: str
    inputs: int
    accepted: int
    untried: tuple[str, ...]
    broken: str

    @property
    def share(self) -> float:
        """The part that was accepted."""
        return self.accepted / max(self.inputs, 1)

    def faults(self, seconds: int) -> list[str]:
        """Why the run proves nothing, or what it found."""
        found = [self.broken] if self.broken else []
        if not LEAST_SHARE < self.share < 1 - LEAST_SHARE:
            found.append(f"one-sided: {self.share:.1%} accepted")
        if self.untried and seconds >= _ENOUGH:
            found.append(f"took nothing: {', '.join(self.untried)}")
        return [f"{self.family}: {each}" for each in found]


def corpus(family: str, folder: Path) -> None:
    """The good inputs of every door, each with the byte that names it."""
    for place, door in enumerate(doors_of(family)):
        for number, seed in enumerate(seeds_of(door)):
            if len(seed) < LONGEST_INPUT:
                (folder / f"{place}-{number}").write_bytes(bytes([place]) + seed)


def fuzzed(family: str, *, seconds: int, keep: Path) -> Run:
    """A family of doors, fuzzed by a process of its own."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "corpus").mkdir()
        corpus(family, folder / "corpus")
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST_INPUT}",
            "-timeout=10",
            "-seed=7",
            "-close_fd_mask=1",
            "-verbosity=0",
            f"-artifact_prefix={keep}/{family}-",
        ]
        command = [sys.executable, "-m", "tools.fuzzing.process", family, place, *options, str(folder / "corpus")]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
        return _told(family, folder / "counts", done)


def _told(family: str, file: Path, done: subprocess.CompletedProcess[str]) -> Run:
    doors = doors_of(family)
    counts = Counts(file, len(doors))
    told = {door.name: counts.of(place) for place, door in enumerate(doors)}
    return Run(
        family=family,
        inputs=sum(tried for tried, _ in told.values()),
        accepted=sum(accepted for _, accepted in told.values()),
        untried=tuple(name for name, (_, accepted) in told.items() if not accepted),
        broken=done.stderr[-2_000:] if done.returncode else "",
    )


def main() -> int:
    parser = ArgumentParser(prog="python -m tools.fuzzing", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=int, default=60, help="how long in all, each family half of it")
    parser.add_argument(
        "--keep", type=Path, default=ROOT / ".fuzzing", help="where an input that breaks a door is kept"
    )
    asked = parser.parse_args()
    if find_spec("atheris") is None:
        print(f"fuzzing skipped: atheris has no wheel for Python {sys.version_info[0]}.{sys.version_info[1]} here")
        return 0
    asked.keep.mkdir(exist_ok=True)
    with ThreadPoolExecutor(len(FAMILIES)) as pool:
        runs = list(pool.map(partial(fuzzed, seconds=asked.seconds // len(FAMILIES), keep=asked.keep), FAMILIES))
    for run in runs:
        print(f"{run.family}: {run.inputs:,} inputs, {run.share:.1%} accepted, at {len(doors_of(run.family))} doors")
    faults = [fault for run in runs for fault in run.faults(asked.seconds)]
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
