"""
The engines: what differs between them, which is how they give up instants, take small tables and hand over results.

An engine is imported only where somebody brings a table of it.

Everything after this works on whole numbers and plain text: an instant is microseconds of UTC since 1970, a day is a
number of days since then, so that no engine is asked about zones and none has a say in what a null compares to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib import import_module
from typing import Any, Final, NamedTuple, TypeAlias

import narwhals as nw

from trackntrace.errors import InvalidValueError
from trackntrace.frames.item_table import Holds
from trackntrace.grammar import LARGEST_COUNT

Frame: TypeAlias = "nw.LazyFrame[Any] | nw.DataFrame[Any]"

MICROSECONDS_A_DAY: Final = 86_400_000_000
NEVER: Final = 8_999_999_999_999_999
"""Later than every moment, and still a whole number where an engine holds it as a floating point number."""
ALWAYS: Final = -NEVER
NO_DAY: Final = 100_000_000
"""The day of what has none: later than every day."""
NOT_A_DAY: Final = 1_000_000
"""The day of a timestamp that is no midnight."""


class Wanted(NamedTuple):
    """A column to be read: where it is, what it holds, the name that it gets, and what stands for a null."""

    source: str
    holds: Holds
    name: str
    null: int | str


def opened(table: object) -> Frame:
    """
    A table of any engine, lazy where the engine can be.

    Raises:
        InvalidValueError: it is no table that narwhals knows.
    """
    try:
        frame: Frame = nw.from_native(table)  # type: ignore[call-overload,unused-ignore]
        frame.collect_schema()
    except nw.exceptions.DuplicateError:
        raise InvalidValueError.about(_twice(table), "table", "expected each column once") from None
    except TypeError:
        raise InvalidValueError.about(
            table, "table", "expected a table of Polars, pandas, PyArrow or another"
        ) from None
    if isinstance(frame, nw.DataFrame) and frame.implementation.is_polars():
        return frame.lazy()
    if frame.implementation.is_pyarrow():
        return _without_views(frame)
    return _in_utc(frame) if is_pandas(frame) else frame


def _twice(table: Any) -> str:
    """The columns that a table has more than once."""
    names = [*getattr(table, "column_names", table.columns)]
    return ", ".join(sorted({str(name) for name in names if names.count(name) > 1}))


def _without_views(frame: Frame) -> Frame:
    """The same table with plain text in place of PyArrow's views of text, which few of its functions take."""
    native: Any = frame.to_native()
    views = [place for place, kind in enumerate(native.schema.types) if str(kind) == "string_view"]
    for place in views:
        plain = native.column(place).cast("large_string")
        native = native.set_column(place, native.schema.names[place], plain)
    return nw.from_native(native) if views else frame


def is_pandas(frame: Frame) -> bool:
    """Whether it is a table of pandas, or of Dask, which is made of them."""
    return frame.implementation.is_pandas_like() or frame.implementation.is_dask()


def _in_utc(frame: Frame) -> Frame:
    """The same instants in UTC, where pandas names a zone that narwhals does not read off the name of the type."""
    native: Any = frame.to_native()
    schema = frame.collect_schema()
    zoned = [name for name in native.columns if hasattr(native.dtypes[name], "tz") and name in schema]
    foreign = [name for name in zoned if not isinstance(schema[name], nw.Datetime)]
    if not foreign:
        return frame
    return nw.from_native(native.assign(**{name: native[name].dt.tz_convert("UTC") for name in foreign}))  # type: ignore[no-any-return]


def is_eager(table: object) -> bool:
    """Whether a table holds its rows in memory."""
    return isinstance(nw.from_native(table), nw.DataFrame)  # type: ignore[call-overload]


def collected(frame: Frame) -> dict[str, list[Any]]:
    """A small result, out of its engine."""
    if isinstance(frame, nw.LazyFrame):
        streamed = {"engine": "streaming"} if frame.implementation.is_polars() else {}
        frame = frame.collect(**streamed)  # type: ignore[arg-type]
    return {name: frame[name].to_list() for name in frame.columns}


def normalised(frame: Frame, wanted: Iterable[Wanted]) -> Frame:
    """The frame with the columns that are wanted beside its own, as whole numbers and text without nulls."""
    columns = [*wanted]
    if not columns:
        return frame
    if frame.implementation.is_duckdb():
        return _in_duckdb(frame, columns)
    if frame.implementation.is_spark_like():
        return _in_spark(frame, columns)
    schema = frame.collect_schema()
    frame = _with_real_days(frame, [each for each in columns if isinstance(schema[each.source], nw.Object)])
    schema = frame.collect_schema()
    return frame.with_columns(**{each.name: _plain(each, schema[each.source], frame) for each in columns})


def _plain(each: Wanted, kind: nw.dtypes.DType, frame: Frame) -> nw.Expr:
    column = nw.col(each.source)
    if each.holds in {Holds.TEXT, Holds.WORD}:
        text = column if isinstance(kind, nw.String) else column.cast(nw.String)
        return text.fill_null(each.null)
    if each.holds is Holds.COUNT:
        wide = isinstance(kind, nw.UInt64 | nw.Int128 | nw.UInt128)
        whole = column.clip(0, 2 * LARGEST_COUNT) if wide else column
        return whole.fill_null(each.null).cast(nw.Int64)
    if each.holds is Holds.MOMENT:
        return column.dt.timestamp("us").fill_null(each.null).cast(nw.Int64)
    if isinstance(kind, nw.Date) and not frame.implementation.is_dask():
        return column.cast(nw.Int32).cast(nw.Int64).fill_null(each.null)
    return _midnights(column.dt.timestamp("us").fill_null(int(each.null) * MICROSECONDS_A_DAY).cast(nw.Int64))


def _midnights(timestamp: nw.Expr) -> nw.Expr:
    day = timestamp // MICROSECONDS_A_DAY
    return nw.when(day * MICROSECONDS_A_DAY == timestamp).then(day).otherwise(nw.lit(NOT_A_DAY, nw.Int64))


def _with_real_days(frame: Frame, columns: list[Wanted]) -> Frame:
    """Dates that pandas holds as objects, as its timestamps."""
    if not columns:
        return frame
    native: Any = frame.to_native()
    to_datetime: Any = import_module("dask.dataframe" if frame.implementation.is_dask() else "pandas").to_datetime
    try:
        native = native.assign(**{each.source: to_datetime(native[each.source]) for each in columns})
    except (TypeError, ValueError):
        names = ", ".join(each.source for each in columns)
        raise InvalidValueError.about(names, "table", "expected dates, or nothing") from None
    return nw.from_native(native)  # type: ignore[no-any-return]


_IN_SQL: Final = {
    Holds.MOMENT: "epoch_us({}::TIMESTAMPTZ)",
    Holds.DAY: "date_diff('day', DATE '1970-01-01', {})",
    Holds.COUNT: "{}",
    Holds.TEXT: "{}::VARCHAR",
    Holds.WORD: "{}::VARCHAR",
}


def _in_duckdb(frame: Frame, columns: list[Wanted]) -> Frame:
    native: Any = frame.to_native()
    added = []
    for each in columns:
        value = _IN_SQL[each.holds].format('"' + each.source.replace('"', '""') + '"')
        null = "''" if each.null == "" else f"{each.null}::BIGINT"
        added.append(f'coalesce({value}, {null}) AS "{each.name}"')
    return nw.from_native(native.project(", ".join(["*", *added])))  # type: ignore[no-any-return]


def _in_spark(frame: Frame, columns: list[Wanted]) -> Frame:
    functions: Any = import_module("pyspark.sql.functions")
    native: Any = frame.to_native()
    how: dict[Holds, Callable[[Any], Any]] = {
        Holds.MOMENT: functions.unix_micros,
        Holds.DAY: lambda column: functions.unix_date(column).cast("bigint"),
        Holds.COUNT: lambda column: column.cast("bigint"),
    }
    added = {}
    for each in columns:
        column = native["`" + each.source.replace("`", "``") + "`"]
        value = how.get(each.holds, lambda column: column.cast("string"))(column)
        added[each.name] = functions.coalesce(value, functions.lit(each.null))
    plain: Frame = nw.from_native(native.withColumns(added))
    return plain


def by_partition(frame: Frame, step: Callable[[Frame], Frame]) -> Frame:
    """What a step makes of a frame; of Dask's, of each partition where it lies, so that its plan stays small."""
    if not frame.implementation.is_dask():
        return step(frame)
    native: Any = frame.to_native()
    empty = native._meta  # noqa: SLF001  (the only way to it that reads no data)

    def of_partition(part: Any) -> Any:
        return step(nw.from_native(part)).to_native()

    return nw.from_native(native.map_partitions(of_partition, meta=of_partition(empty)))  # type: ignore[no-any-return]


def beside(frame: Frame, columns: Mapping[str, list[Any]]) -> Frame:
    """A small table in the same engine as another, so that both can be joined; of whole numbers and text."""
    kind = frame.implementation
    if kind.is_duckdb():
        return _values_in_duckdb(frame.to_native(), columns)
    if kind.is_spark_like():
        return _rows_in_spark(frame.to_native(), columns)
    if kind.is_dask():
        return _partition_in_dask(columns)
    made = nw.from_dict(dict(columns), backend=kind)
    return made.lazy() if isinstance(frame, nw.LazyFrame) else made


def _values_in_duckdb(native: Any, columns: Mapping[str, list[Any]]) -> Frame:
    kinds = {name: "BIGINT" if isinstance(values[0], int) else "VARCHAR" for name, values in columns.items()}
    typed = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in kinds.items())
    names = ", ".join(f'"{name}"' for name in columns)
    rows = ", ".join(f"({', '.join(map(_in_sql, row))})" for row in zip(*columns.values(), strict=True))
    made = f"SELECT {typed} FROM (VALUES {rows}) AS made({names})"  # noqa: S608  (whole numbers and our own words)
    small: Frame = nw.from_native(native.limit(0).query("small", made))
    return small


def _in_sql(value: Any) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def _rows_in_spark(native: Any, columns: Mapping[str, list[Any]]) -> Frame:
    kinds = [f"`{name}` {'bigint' if isinstance(values[0], int) else 'string'}" for name, values in columns.items()]
    rows = [*zip(*columns.values(), strict=True)]
    return nw.from_native(native.sparkSession.createDataFrame(rows, ", ".join(kinds)))  # type: ignore[no-any-return]


def _partition_in_dask(columns: Mapping[str, list[Any]]) -> Frame:
    held: Any = import_module("pandas").DataFrame(dict(columns))
    made: Frame = nw.from_native(import_module("dask.dataframe").from_pandas(held, npartitions=1))
    return made


def days_since_1970(on: date) -> int:
    """The number that a day has in a frame."""
    return on.toordinal() - _EPOCH


_EPOCH: Final = date(1970, 1, 1).toordinal()
