"""The notebooks of the documentation run from their first cell to their last, and say what they promise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks are run where nbclient is installed")
nbclient = pytest.importorskip("nbclient", reason="notebooks are run where nbclient is installed")
pytest.importorskip("ipykernel", reason="notebooks are run where a kernel is installed")
pytest.importorskip("jinja2", reason="the extra report is not installed")
pytest.importorskip("matplotlib", reason="the extra report is not installed")

FOLDER = Path(__file__).parent.parent.parent / "docs" / "notebooks"
NOTEBOOKS = sorted(path.stem for path in FOLDER.glob("*.ipynb"))

PROMISED = {
    "questions-a-seller-asks": (
        *("(26, 'late-first-attempt', 'DPD Nederland', '2026-09-29', '2026-10-01')",),
        *("'pending': 73, 'may still miss': 11", "'state': 'counts'"),
    ),
    "a-week-explained": ("('85.6 %', 220, '97.8 %', 'meets')", "a letter does not help", "(17, 26, ["),
    "a-year-in-polars-and-pandas": (
        *("[('order-traceability', 100000, 52), ('items-on-time', 100000, 52)]", "items-on-time 2 50"),
        *("'DPD-NL': {'2025-W50': '78.5 %', '2025-W51': '77.6 %'}",),
    ),
    "what-if-before-peak-season": ("['2026-W21', '2026-W31', '2026-W40', '2026-W44']", "DPD', 1, 0, 40)", "(3, 2)"),
    "comparing-carriers": ("GLS 277 294 94.2 % meets", "(49, 'DPD Nederland', 'late-first-attempt',"),
}
"""What must stand in the outputs of each, however its lines are broken."""

SHOWN = {
    "questions-a-seller-asks": (3, 1),
    "a-week-explained": (5, 1),
    "a-year-in-polars-and-pandas": (3, 1),
    "what-if-before-peak-season": (3, 1),
    "comparing-carriers": (2, 2),
}
"""How many tables and pictures it shows."""


def read(name: str) -> Any:
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def told(cell: Any) -> str:
    """All that a cell printed and showed."""
    texts = [output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "".join(texts)


def shown(cell: Any) -> set[str]:
    """The forms in which a cell showed its value."""
    return {form for output in cell.outputs for form in output.get("data", {})}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_kept_without_its_outputs(name: str) -> None:
    notebook = read(name)

    nbformat.validate(notebook)
    assert [cell for cell in notebook.cells if cell.get("outputs") or cell.get("execution_count")] == []


def test_every_notebook_has_something_to_promise() -> None:
    assert NOTEBOOKS == sorted(PROMISED) == sorted(SHOWN)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_notebook_is_on_the_documentations_list(name: str) -> None:
    assert f"]({name}.ipynb)" in (FOLDER / "index.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_says_what_it_promises(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    notebook = read(name)
    nbclient.NotebookClient(
        notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    everything = re.sub(r"\s+", " ", " ".join(told(cell) for cell in code))

    assert [promise for promise in PROMISED[name] if promise not in everything] == []
    assert "False" not in [told(cell) for cell in code]
    assert SHOWN[name] == tuple(sum(form in shown(cell) for cell in code) for form in ("text/html", "image/svg+xml"))
