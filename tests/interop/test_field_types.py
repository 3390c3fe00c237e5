"""Type checkers see the plain types of fields."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

CHECKED = Path(__file__).with_name("field_types.py")
NEEDED = ("pydantic", "msgspec", "cattrs")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("checker", "arguments"), [("mypy", ["--strict"]), ("pyright", ["--pythonpath", sys.executable])]
)
def test_a_field_is_of_the_plain_type(checker: str, arguments: list[str]) -> None:
    if not all(map(find_spec, (checker, *NEEDED))):
        pytest.skip("a type checker and the three libraries are needed")

    done = subprocess.run(
        [sys.executable, "-m", checker, *arguments, str(CHECKED)],
        cwd=CHECKED.parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
