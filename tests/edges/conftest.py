"""The desk from which the command line is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edges.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty folder to call the command line from."""
    monkeypatch.chdir(tmp_path)

    def printed() -> tuple[str, str]:
        captured = capsys.readouterr()
        return captured.out, captured.err

    return Desk(tmp_path, printed)
