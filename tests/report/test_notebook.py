"""The notebook of the documentation runs from its first cell to its last, and says what it promises."""

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

NOTEBOOK = Path(__file__).parent.parent.parent / "docs" / "notebooks" / "questions-a-seller-asks.ipynb"


def read() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


def told(cell: Any) -> str:
    """All that a cell printed and showed."""
    texts = [output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "".join(texts)


def shown(cell: Any) -> set[str]:
    """The forms in which a cell showed its value."""
    return {form for output in cell.outputs for form in output.get("data", {})}


def test_the_notebook_is_kept_without_its_outputs() -> None:
    notebook = read()

    nbformat.validate(notebook)
    assert [cell for cell in notebook.cells if cell.get("outputs") or cell.get("execution_count")] == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_notebook_answers_its_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    notebook = read()
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    texts = [told(cell) for cell in code]

    assert any("(26, 'late-first-attempt', 'DPD Nederland', '2026-09-29', '2026-10-01')" in text for text in texts)
    assert any("'pending': 73, 'may still miss': 11" in re.sub(r"\s+", " ", text) for text in texts)
    assert any("'state': 'counts'" in text for text in texts)
    assert texts[-1] == "True"
    assert sum("text/html" in shown(cell) for cell in code) == 3
    assert sum("image/svg+xml" in shown(cell) for cell in code) == 1
