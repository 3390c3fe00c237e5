"""The files of typing tests: each mistake names the error of both checkers. What they check is told by `make typing`."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "typing"
MISTAKES = (FOLDER / "mistakes.py").read_text("utf-8")
BOTH = re.compile(r"  # type: ignore\[[\w, -]+\]  # pyright: ignore\[[\w, ]+\]$")


def test_every_mistake_names_the_error_of_both_checkers() -> None:
    marks = [line for line in MISTAKES.splitlines() if "ignore[" in line]

    assert len(marks) >= 60
    assert [line for line in marks if not BOTH.search(line)] == []


@pytest.mark.parametrize(
    "mistake",
    [
        "Entry(number=POSTNL, service=POSTNL, at=AT)",
        "Entry(number=NUMBER, service=POSTNL, at=NAIVE)",
        "tallies(NO_EVIDENCE, [ORDER_TRACEABILITY])",
        "Norm(0.93)",
        'card.week("2026-W40")',
        "return promise.day",
        'ORDER.order_id = "A2"',
        "METHOD: DeliveryMethod = NamelessMethod()",
    ],
)
def test_a_mistake_that_users_make_is_among_them(mistake: str) -> None:
    assert any(line.strip().startswith(mistake) and BOTH.search(line) for line in MISTAKES.splitlines())


def test_nothing_is_said_to_be_a_mistake_in_right_usage() -> None:
    text = (FOLDER / "right_usage.py").read_text("utf-8")

    assert "ignore" not in text
    assert (
        sum(
            isinstance(node, ast.Call) and ast.unparse(node.func) == "assert_type" for node in ast.walk(ast.parse(text))
        )
        > 20
    )
