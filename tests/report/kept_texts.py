"""
Whole texts, as they were last looked at: `tests/report/told`, a file for each.

A text that changes on purpose is written anew by `RENEW_TEXTS=1` and seen in review.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Final

from tests.report.page_tree import Node

FOLDER: Final = Path(__file__).parent / "told"
RENEW: Final = "RENEW_TEXTS"

_LINES: Final = {"title", "desc", "h1", "h2", "h3", "p", "li", "tr", "caption", "summary", "figcaption"}
_LEFT_OUT: Final = {"style", "symbol", "g", "use", "rect", "path", "defs"}
_TOLD: Final = ("href", "title", "datetime", "data-week", "data-standard", "data-strike", "value", "width")


def assert_as_it_was(name: str, text: str) -> None:
    """Holds a text against its file."""
    path = FOLDER / f"{name}.txt"
    if RENEW in os.environ:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", "utf-8")

    changes = "\n".join(unified_diff(path.read_text("utf-8").splitlines(), text.splitlines(), lineterm="", n=0))
    assert f"{text}\n" == path.read_text("utf-8"), f"if this should change, set {RENEW}=1:\n{changes}"


def page_text(page: Node) -> str:
    """A page as lines: what is told in each place, with its links and its values for machines."""
    return "\n".join(line for line in map(str.strip, _lines(page)) if line)


def _lines(node: Node) -> Iterator[str]:
    for each in node.inside:
        if isinstance(each, str) or each.tag in _LEFT_OUT:
            continue
        if each.tag in _LINES:
            yield f"{each.tag}{_marks(each)} {_told(each)}"
        else:
            yield from _lines(each)


def _told(node: Node) -> str:
    return "".join(_piece(each) for each in node.inside).strip()


def _piece(each: Node | str) -> str:
    if isinstance(each, str):
        return each.replace("\n", " ")
    if each.tag in _LEFT_OUT:
        return _marks(each)
    between = " | " if each.tag in {"td", "th"} else " " if each.attributes.get("class") else ""
    return f"{_told(each)}{_marks(each)}{between}"


def _marks(node: Node) -> str:
    told = {name: node.attributes[name] for name in _TOLD if name in node.attributes}
    marks = [f"{name}={value}" for name, value in told.items() if value not in node.text and node.tag != "use"]
    return f" <{' '.join(marks)}>" if marks else ""
