"""The catalogue of hostile inputs: every line, at every door where it applies, by the tests that hold the tables."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.hostile.case import LINES
from tools.scoreboard.figure import Figure, Outcome, Volume, reached

ROOT: Final = Path(__file__).parents[2]
_CASES: Final = tuple(sorted(str(path) for path in (ROOT / "tests" / "hostile").glob("test_*_cases.py")))


def _pytest(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-m", "", *options, *_CASES]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def covered() -> set[int]:
    """The lines of the catalogue that a test names: in the name of a case, or in its own words."""
    listed = _pytest("--collect-only", "--quiet").stdout
    named = {int(line) for line in re.findall(r"\bline-([0-9]+)", listed)}
    for path in _CASES:
        for told in re.findall(r'"""Lines? ([0-9, and]+)\.', Path(path).read_text("utf-8")):
            named.update(map(int, re.findall("[0-9]+", told)))
    return named


def measure(_: Volume) -> Outcome:
    lacking = sorted(set(range(1, LINES + 1)) - covered())
    run = _pytest("--quiet", "--no-header", "--tb=no")
    counted = re.search(r"([0-9]+) passed", run.stdout)
    failed = re.findall(r"^FAILED .*::(\S+)", run.stdout, re.MULTILINE)
    said = [f"not tried: {', '.join(map(str, lacking))}"] if lacking else []
    wrong = bool(lacking or failed or run.returncode)
    return reached(
        f"{LINES - len(lacking)} of {LINES} lines" + (f", {len(failed)} tries fail" if failed else ""),
        failures=wrong,
        note="; ".join([f"{counted[1] if counted else 0} tries, each with its field and reason", *said, *failed[:5]]),
    )


FIGURES: Final = (
    Figure(
        name="hostile-lines",
        says="the catalogue of hostile inputs, exact error, field and reason, at every door",
        bar="all",
        measure=measure,
    ),
)
