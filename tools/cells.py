"""
Runs the tests in every cell: each Python of this machine, with the lowest and with the newest dependencies.

``python -m tools.cells`` makes an environment for each cell under ``.venvs`` and runs pytest there with the arguments
that it is given. It tells each cell's outcome, and fails if one failed. With ``--each-once`` first, each Python is run
once: the oldest with the lowest dependencies, all others with the newest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Final, final

from attrs import frozen

from tools.pythons import found

ROOT: Final = Path(__file__).parent.parent
UV: Final = str(Path(sys.executable).with_name("uv"))
EACH_ONCE: Final = "--each-once"
TESTS: Final = str(ROOT / "requirements" / "test.txt")


class Dependencies(Enum):
    """Which of the versions that we allow, by the name that the resolver has for it."""

    LOWEST = "lowest-direct"
    NEWEST = "highest"


@final
@frozen
class Cell:
    """A Python and the dependencies that it runs with."""

    version: str
    python: Path
    dependencies: Dependencies

    @property
    def name(self) -> str:
        return f"{self.version}-{self.dependencies.name.lower()}"

    @property
    def environment(self) -> Path:
        return ROOT / ".venvs" / self.name

    @property
    def interpreter(self) -> Path:
        return self.environment / "bin" / "python"


def cells() -> Iterator[Cell]:
    """Every cell of this machine."""
    for version, python in found().items():
        for dependencies in Dependencies:
            yield Cell(version, python, dependencies)


def each_once(everything: Iterable[Cell]) -> Iterator[Cell]:
    """Every Python once and both ends of the dependencies; a Python that is alone is run with both."""
    known = list(everything)
    oldest = {cell.version for cell in known[:1]}
    alone = oldest == {cell.version for cell in known}
    for cell in known:
        if alone or (cell.version in oldest) is (cell.dependencies is Dependencies.LOWEST):
            yield cell


def _run(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} … failed: {done.stderr.strip()[-500:]}")
    return done.stdout


def prepare(cell: Cell) -> str:
    """Makes the environment of a cell anew, and tells the versions of the dependencies that it has."""
    into = ("--quiet", "--python", str(cell.environment))
    _run(UV, "venv", "--quiet", "--clear", "--python", str(cell.python), str(cell.environment))
    _run(UV, "pip", "install", *into, "--require-hashes", "--requirement", TESTS)
    wanted = ("--quiet", "--no-header", "--no-annotate", "--python-version", cell.version)
    chosen = cell.environment / "core.txt"
    chosen.write_text(_run(UV, "pip", "compile", *wanted, "--resolution", cell.dependencies.value, "pyproject.toml"))
    _run(UV, "pip", "install", *into, "--requirement", str(chosen))
    _run(UV, "pip", "install", *into, "--no-deps", "--no-build-isolation", "--editable", ".")
    return " ".join(line for line in chosen.read_text("utf-8").split() if "==" in line)


def run(cell: Cell, arguments: Sequence[str]) -> tuple[int, str]:
    """Runs pytest in a cell: its exit status and its closing line."""
    done = subprocess.run(
        [cell.interpreter, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
    )
    lines = done.stdout.strip().splitlines() or [""]
    if done.returncode:
        print(done.stdout[-20_000:], flush=True)
    return done.returncode, lines[-1]


def main(arguments: Sequence[str]) -> int:
    failed = []
    once = arguments[:1] == [EACH_ONCE]
    for cell in each_once(cells()) if once else cells():
        print(f"{cell.name}: {prepare(cell)}", flush=True)
        status, closing = run(cell, arguments[once:])
        print(f"{cell.name}: {closing}", flush=True)
        failed += [cell.name] if status else []
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
