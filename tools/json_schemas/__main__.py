"""Writes the schemas to their files, and the page that shows them: ``python -m tools.json_schemas``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from tools.json_schemas import page
from tools.json_schemas.inputs import INPUTS
from tools.json_schemas.results import RESULTS
from tools.json_schemas.tallies import TALLY
from trackntrace.documents import json_formats
from trackntrace.documents.json_formats import JSON_FORMATS

FOLDER: Final = Path(json_formats.__file__).parent / "schemas"
MADE: Final = {**INPUTS, "tally": TALLY, **RESULTS}
"""The body of every schema, by the name of its format."""


def texts() -> dict[str, str]:
    """The text of every schema, by the name of its file."""
    found = {}
    for each in JSON_FORMATS:
        head = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:trackntrace-orders:{each.name}:{each.version}",
            "title": f"trackntrace {each.name}, version {each.version}",
        }
        found[each.file_name] = json.dumps(head | MADE[each.name], indent=1, ensure_ascii=True) + "\n"
    return found


def write() -> None:
    """Writes the files, and removes those of formats that are gone."""
    FOLDER.mkdir(exist_ok=True)
    for old in {path.name for path in FOLDER.glob("*.json")} - texts().keys():
        (FOLDER / old).unlink()
    for name, text in texts().items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write()
    page.write()
