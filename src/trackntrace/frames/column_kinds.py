"""The kinds of columns: whether each holds what the item table says it holds, and what is said where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import narwhals as nw

from trackntrace.frames.engines import Frame, Wanted, is_pandas
from trackntrace.frames.item_table import Holds
from trackntrace.frames.refusals import EVERY_ROW, TableFault

_NOTHING_IN_IT: Final = frozenset({"null", "void", '"null"'})


_WITHOUT_VALUES: Final = re.compile(r"object|float64|datetime64\[[a-z]+\]")
"""The types that pandas may give to a column in which there is nothing."""


def empty_columns(frame: Frame, among: Iterable[str]) -> frozenset[str]:
    """Which of these columns have no value at all, so that their engine gives them a type of nothing."""
    native: Any = frame.to_native()
    if frame.implementation.is_pandas_like():
        possible = [name for name in among if _WITHOUT_VALUES.fullmatch(str(native.dtypes[name]))]
        return frozenset(name for name in possible if native[name].first_valid_index() is None)
    schema = frame.collect_schema()
    unknown = [name for name in among if isinstance(schema[name], nw.Unknown)]
    if not unknown:
        return frozenset()
    kinds = _native_types(frame)
    return frozenset(name for name in unknown if str(kinds.get(name, "")).lower() in _NOTHING_IN_IT)


def _native_types(frame: Frame) -> Mapping[str, object]:
    kind = frame.implementation
    native: Any = frame.to_native()
    if kind.is_polars():
        return dict(native.collect_schema())
    if kind.is_pyarrow():
        return dict(zip(native.schema.names, native.schema.types, strict=True))
    if kind.is_duckdb():
        return dict(zip(native.columns, native.types, strict=True))
    return dict(native.dtypes)


_TYPES: Final[dict[Holds, tuple[Callable[[nw.dtypes.DType], bool], str]]] = {
    Holds.TEXT: (lambda kind: isinstance(kind, nw.String | nw.Categorical | nw.Enum), "expected text"),
    Holds.WORD: (lambda kind: isinstance(kind, nw.String | nw.Categorical | nw.Enum), "expected text"),
    Holds.COUNT: (lambda kind: kind.is_integer(), "expected whole numbers"),
    Holds.DAY: (lambda kind: isinstance(kind, nw.Date), "expected dates"),
    Holds.MOMENT: (
        lambda kind: isinstance(kind, nw.Datetime) and kind.time_zone is not None,
        "expected timestamps with a zone",
    ),
}


def wrong_types(frame: Frame, wanted: Iterable[Wanted]) -> list[TableFault]:
    """The columns that hold another kind of value, a timestamp without zone among them."""
    schema = frame.collect_schema()
    found = {}
    for each in wanted:
        fits, expected = _TYPES[each.holds]
        kind = schema[each.source]
        if not fits(kind) and not _fits_otherwise(each, kind, frame):
            found[each.source] = TableFault(each.source, f"{expected}, not {_said(kind)}", EVERY_ROW)
    return [*found.values()]


def _said(kind: nw.dtypes.DType) -> str:
    """What a column holds instead, in words where there are any."""
    if isinstance(kind, nw.Datetime):
        return "timestamps with a zone" if kind.time_zone else "timestamps without one"
    return _KINDS.get(type(kind), str(kind))


_KINDS: Final[dict[type[nw.dtypes.DType], str]] = {
    nw.String: "text",
    nw.Float32: "floating point",
    nw.Float64: "floating point",
    nw.Date: "dates",
    nw.Object: "objects of Python",
    nw.Unknown: "a type that is not known here",
}


def _fits_otherwise(each: Wanted, kind: nw.dtypes.DType, frame: Frame) -> bool:
    """Whether an engine holds such values in a type that narwhals has no word for."""
    if each.holds is Holds.DAY and is_pandas(frame):
        return _may_be_days(kind)
    if each.holds is Holds.MOMENT and frame.implementation.is_duckdb():
        return str(_native_types(frame)[each.source]) == "TIMESTAMPTZ_NS"
    return False


def _may_be_days(kind: nw.dtypes.DType) -> bool:
    """Where there is no type for dates: objects, or timestamps without a zone that are midnights."""
    return isinstance(kind, nw.Object) or (isinstance(kind, nw.Datetime) and kind.time_zone is None)
