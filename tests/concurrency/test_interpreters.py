"""The library works in several interpreters of one process, each with its own of everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import trackntrace

SCRIPT = """
import sys
try:
    from concurrent import interpreters
    run = lambda code: interpreters.create().exec(code)
except ImportError:
    import _interpreters  # what 3.13 has
    def run(code):
        failed = _interpreters.exec(_interpreters.create(), code)
        if failed:
            raise RuntimeError(failed.formatted)

code = f'''
import sys
sys.path[:0] = {sys.path!r}
from datetime import date
from trackntrace import MONDAY_TO_SATURDAY, Entry, TrackAndTraceNumber, Transport, parse_moment
at = parse_moment("2026-10-05T09:00:00+02:00")
given = Transport("transport-1").enter(Entry(number=TrackAndTraceNumber("3SABCD1234567"), at=at))
print(given.number, MONDAY_TO_SATURDAY.after(date(2026, 10, 10), 1))
'''
for _ in range(3):
    run(code)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info < (3, 13), reason="before Python 3.13 its own datetime knows one interpreter only")
def test_each_of_several_interpreters_enters_a_number_and_counts_delivery_days(tmp_path: Path) -> None:
    folders = [str(Path(module.__file__ or "").parent.parent) for module in (trackntrace, attrs)]
    script = tmp_path / "script.py"
    script.write_text(f"import sys\nsys.path[:0] = {folders!r}\n{SCRIPT}", "utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)

    assert (done.stdout.splitlines(), done.stderr) == (["3SABCD1234567 2026-10-12"] * 3, "")
