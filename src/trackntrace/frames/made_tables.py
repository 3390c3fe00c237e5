"""Tables that are made here: rows of plain values, for the engine that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import narwhals as nw

from trackntrace.errors import InvalidValueError

BACKENDS: Final = ("polars", "pandas", "pyarrow")

TEXT: Final = nw.String
COUNT: Final = nw.Int64
SOME_COUNT: Final = "a count that may be missing"
"""Whole numbers, but for pandas, whose whole numbers cannot be missing: there floats, as pandas itself does."""
SHARE: Final = nw.Float64
DAY: Final = nw.Date
MOMENT: Final = nw.Datetime("us", "UTC")

_ANY: Final[dict[Any, int]] = {COUNT: 0}
"""What stands in the one row of a table that has none, until it is taken away: pandas takes no type from no row."""


def made_table(rows: Iterable[Mapping[str, Any]], schema: Mapping[str, Any], backend: str) -> Any:
    """
    A table of these columns, a row each; what a row does not tell is missing.

    Raises:
        InvalidValueError: there is no such engine here.
    """
    if backend not in BACKENDS:
        raise InvalidValueError.about(backend, "backend", f"expected one of {', '.join(BACKENDS)}")
    listed = list(rows)
    columns = {name: [row.get(name) for row in listed] or [_ANY.get(kind)] for name, kind in schema.items()}
    some = SHARE if backend == "pandas" else COUNT
    types = {name: some if kind is SOME_COUNT else kind for name, kind in schema.items()}
    made = nw.from_dict(columns, types, backend=backend)  # type: ignore[arg-type]
    return made.head(len(listed)).to_native()
