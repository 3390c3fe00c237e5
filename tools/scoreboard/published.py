"""What is published: the archives, what earlier versions wrote, what is public, and where the tests pass."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tools.cells import ROOT, cells, prepare, run
from tools.check_build import checked
from tools.public.snapshot import added, broken, difference, kept, newest_release, present, undeclared
from tools.scoreboard.figure import Figure, Outcome, Volume, not_measured, reached

RELEASED: Final = ROOT / "tests" / "released"


def archives(_volume: Volume) -> Outcome:
    if not (ROOT / ".git").exists():
        return not_measured("what may travel is asked of git, and this is no checkout")
    with tempfile.TemporaryDirectory() as folder:
        built, wrong = checked(ROOT, Path(folder, "dist"))
    hashes = ", ".join(f"{name} {digest[:12]}" for name, digest in built.items())
    untracked = "none untracked" if not wrong else f"{len(wrong)} faults"
    return reached(f"one hash each, {untracked}", failures=wrong, note="; ".join(wrong) or hashes)


def _passed(test: str) -> tuple[int, int]:
    """How many tests of a file passed, and how many did not."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", f"tests/{test}"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    closing = (said.strip().splitlines() or [""])[-1]
    passed, failed = (re.search(rf"(\d+) {word}", closing) for word in ("passed", "failed|error"))
    return int(passed[1]) if passed else 0, int(failed[1]) if failed else 0


def earlier_versions(_volume: Volume) -> Outcome:
    passed, failed = _passed("test_released.py")
    versions = ", ".join(sorted(folder.name for folder in RELEASED.iterdir()))
    value = f"{passed} of {passed + failed} checks, of {versions}"
    return reached(value, failures=failed or not passed)


def public(_volume: Volume) -> Outcome:
    now, released = present(), kept(newest_release())
    unsnapshotted = difference(kept(), now)
    silent = [*undeclared(broken(released, now)), *undeclared(added(released, now))]
    differing = len(unsnapshotted.splitlines())
    note = "; ".join([*silent, *([f"{differing} lines differ from the snapshot"] if differing else [])])
    return reached(str(len(silent) + differing), failures=note, note=note)


def everywhere(volume: Volume) -> Outcome:
    if volume is Volume.BOUNDED:
        return not_measured("the continuous integration runs make diagonal by itself")
    told, failed = [], []
    for cell in cells():
        prepare(cell)
        status, closing = run(cell, ["--numprocesses", "2", "--ignore", "tests/scoreboard"])
        told.append(f"{cell.name}: {closing.strip('= ')}")
        failed += [cell.name] if status else []
    return reached(f"{len(told) - len(failed)} of {len(told)} cells", failures=failed, note="; ".join(told))


FIGURES: Final = (
    Figure(
        name="archives",
        says="wheel and sdist: two builds, one hash; exact file list; nothing untracked; the sdist builds the wheel",
        bar="yes",
        elsewhere="an untracked secret got in",
        measure=archives,
    ),
    Figure(
        name="released",
        says="pickles, tallies, results and inputs of every released version still read",
        bar="all",
        elsewhere="2 of 9 do it",
        measure=earlier_versions,
    ),
    Figure(
        name="public-api",
        says="changes of names, signatures, fields, errors, options, printed JSON that nobody declared",
        bar="0",
        measure=public,
    ),
    Figure(
        name="cells",
        says="the tests on every Python of the machine, with the lowest and the newest dependencies",
        bar="all cells",
        measure=everywhere,
    ),
)
