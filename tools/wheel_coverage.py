"""
Measures the coverage of the built wheel by the tests, in lines and branches, where there are no sources beside it.

The wheel is installed into an environment of its own, which borrows the tools and the table engines of `.venv`; the
sdist brings the tests. They run in shares, each in a process that watches itself. What was found stands in
`tools/mutation/coverage.json`::

    {"measured": "2026-11-28", "lines": 14000, "lines_missed": 0, "branches": 3000, "branches_missed": 0,
     "missing": {"trackntrace/cli/tables.py": {"lines": [1], "branches": ["12->14"]}}}

Any gap makes it fail.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / ".venvs" / "coverage"
PYTHON: Final = FOLDER / "bin" / "python"
KEPT: Final = ROOT / "tools" / "mutation" / "coverage.json"
CHOICE: Final = "not slow and not browser"
ENGINES: Final = "tests/frames/test_engines.py"
EMBEDDING: Final = "tests/downstream/"
"""An application of its own, which `make downstream` installs."""


def install() -> None:
    """The wheel with the tools of this environment, the tests beside it, and no sources."""
    (wheel,), (sdist,) = (ROOT / "dist").glob("*.whl"), (ROOT / "dist").glob("*.tar.gz")
    shutil.rmtree(FOLDER, ignore_errors=True)
    uv = str(Path(sys.executable).parent / "uv")
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, FOLDER], check=True)
    library = Path(sysconfig.get_path("purelib", vars={"base": str(FOLDER)}))
    (library / "tools_of_the_checkout.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    subprocess.run([uv, "pip", "install", "--quiet", "--python", PYTHON, "--no-deps", wheel], check=True)
    with tarfile.open(sdist) as archive:
        archive.extractall(FOLDER, filter="data")
    unpacked = FOLDER / sdist.name.removesuffix(".tar.gz")
    shutil.rmtree(unpacked / "src")
    unpacked.rename(FOLDER / "tests_of_the_wheel")


def shares(number: int) -> list[list[str]]:
    """The test files in so many shares, about alike in size; the engines' in one of its own."""
    folder = FOLDER / "tests_of_the_wheel"
    files = sorted((folder / "tests").rglob("test_*.py"), key=lambda path: path.stat().st_size)
    names = [str(path.relative_to(folder)) for path in files]
    others = [name for name in names if name != ENGINES and not name.startswith(EMBEDDING)]
    return [*(others[start::number] for start in range(number)), [ENGINES]]


def run(number: int) -> None:
    """Run the shares, so many at a time; each of them to its end, so that all that fails is told."""
    waiting = shares(number)[::-1]
    running: list[subprocess.Popen[bytes]] = []
    failed = False
    while waiting or running:
        while waiting and len(running) < number:
            running.append(started(waiting.pop()))
        failed |= bool(running.pop(0).wait())
    if failed:
        sys.exit("the tests fail")


def started(files: list[str]) -> subprocess.Popen[bytes]:
    watched = [str(PYTHON), "-m", "coverage", "run", "--parallel-mode", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    environment = os.environ | {"PYSPARK_PYTHON": str(PYTHON), "HOLD_REFUSALS": "1", "HYPOTHESIS_PROFILE": "mutation"}
    return subprocess.Popen(
        [*watched, "-p", "no:xdist", "-m", CHOICE, *files], cwd=FOLDER / "tests_of_the_wheel", env=environment
    )


def report() -> dict[str, Any]:
    """What all shares ran together, as coverage tells it."""
    where = FOLDER / "tests_of_the_wheel"
    subprocess.run([PYTHON, "-m", "coverage", "combine", "--quiet"], cwd=where, check=True)
    subprocess.run([PYTHON, "-m", "coverage", "json", "--quiet", "-o", "coverage.json"], cwd=where, check=True)
    told: dict[str, Any] = json.loads((where / "coverage.json").read_text())
    return told


def summary(told: dict[str, Any]) -> dict[str, Any]:
    """The figures, and every gap by its place."""
    totals = told["totals"]
    missing = {}
    for name, each in told["files"].items():
        lines, branches = each["missing_lines"], [f"{start}->{end}" for start, end in each["missing_branches"]]
        if lines or branches:
            missing[name.partition("site-packages/")[2] or name] = {"lines": lines, "branches": branches}
    return {
        "measured": datetime.now(UTC).date().isoformat(),
        "lines": totals["num_statements"],
        "lines_missed": totals["missing_lines"],
        "branches": totals["num_branches"],
        "branches_missed": totals["missing_branches"],
        "missing": missing,
    }


def main() -> None:
    """Install, run, tell, keep."""
    install()
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
    found = summary(report())
    KEPT.write_text(json.dumps(found, indent=1) + "\n")
    print(f"{found['lines']} lines, {found['lines_missed']} missed; ", end="")
    print(f"{found['branches']} branches, {found['branches_missed']} missed")
    for name, gaps in found["missing"].items():
        print(f"{name}: lines {gaps['lines']}, branches {gaps['branches']}")
    sys.exit(bool(found["missing"]))


if __name__ == "__main__":
    main()
