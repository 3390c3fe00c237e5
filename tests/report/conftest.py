"""The report of the sample shop, made once."""

from __future__ import annotations

import pytest

from tests.report.reports import sample_report
from trackntrace.report.model import Report


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of the bundled shop."""
    return sample_report(tmp_path_factory.mktemp("shop"))
