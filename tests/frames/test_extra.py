"""What tables need beside the library, and what is said where it is missing."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

_WITHOUT_NARWHALS = """
import sys
sys.modules["narwhals"] = None
try:
    import trackntrace.frames
except ImportError as error:
    print(type(error).__name__, error)
"""


def test_without_narwhals_the_extra_is_named() -> None:
    done = subprocess.run([sys.executable, "-c", _WITHOUT_NARWHALS], capture_output=True, text=True, check=True)

    assert done.stdout == (
        "MissingExtraError Cannot import narwhals: expected the extra: pip install 'trackntrace-orders[frames]'\n"
    )


@pytest.mark.engine
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    "package", ["narwhals", "polars", "pandas", "pyarrow", "duckdb", "pyspark", "dask.dataframe", "distributed"]
)
def test_every_engine_is_there_to_be_tried(package: str) -> None:
    assert import_module(package)
