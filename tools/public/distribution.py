"""The distribution as text: its name, the Pythons it is for, what it needs, its extras, its entry points."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

FACTS: Final = Path(__file__).parents[2] / "pyproject.toml"


def distribution() -> str:
    """What an installer reads of it, without the version."""
    project = tomllib.loads(FACTS.read_text("utf-8"))["project"]
    return "\n".join(_lines(project)) + "\n"


def _lines(project: dict[str, Any]) -> Iterator[str]:
    yield f"name {project['name']}"
    yield f"python {project['requires-python']}"
    yield from (f"needs {each}" for each in sorted(project["dependencies"]))
    for extra, needed in sorted(project.get("optional-dependencies", {}).items()):
        yield from (f"extra {extra} needs {each}" for each in sorted(needed))
    groups = {"console_scripts": project.get("scripts", {}), **project.get("entry-points", {})}
    for group, points in sorted(groups.items()):
        yield from (f"entry point {group} {name} = {target}" for name, target in sorted(points.items()))
