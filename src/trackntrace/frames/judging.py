"""Judging tables: what each row counts as, and by which row of the decision table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import narwhals as nw

from trackntrace.errors import InvalidValueError
from trackntrace.frames.counting import NOTHING
from trackntrace.frames.engines import beside, is_eager
from trackntrace.frames.query import Query
from trackntrace.frames.source import PREFIX
from trackntrace.grammar import exactly
from trackntrace.moment import Moment, moment_of
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.standard import AnyStandard, Row, ServiceStandard
from trackntrace.performance.tally import Unit

_KNOWN: Final = f"{PREFIX}known"


def judge(
    table: Any,
    standard: AnyStandard,
    *,
    as_of: Moment,
    readings: Readings = DEFAULT_READINGS,
    columns: Mapping[str, str] = NOTHING,
    constants: Mapping[str, object] = NOTHING,
    verdict: str = "verdict",
    code: str = "code",
) -> Any:
    """
    The same table with two more columns: what each row is, and by which code of the decision table.

    The verdict is ``hit``, ``miss``, ``pending`` or ``excluded``; both columns are null for what was ordered later than
    ``as_of``. One query finds out which signs occur; the rows themselves stay lazy where they were, and their order is
    kept where the engine keeps one.

    Raises:
        InvalidValueError: an argument is not what it should be, or the table has such columns already.
        RefusedTableError: the table has faults; each column is named, with the fault and how many rows have it.
    """
    asked = exactly(standard, ServiceStandard, "standard")
    query = Query(
        table,
        (asked,),
        as_of=moment_of(as_of, "as_of"),
        by=None,
        per=Unit.ITEM,
        readings=readings,
        slice_by=None,
        columns=columns,
        constants=constants,
    )
    _refuse_taken(query, verdict, code)
    met = {group.keys: asked.judge(group.facts[0]) for group in query.counted(query.rows())}
    told = {verdict: lambda row: row.verdict.value, code: lambda row: row.code}
    if isinstance(query.frame, nw.DataFrame):
        return _filled(table, query, met, told)
    judged = _joined(query, met, told)
    return judged.collect().to_native() if is_eager(table) else judged.to_native()


_Met: TypeAlias = Mapping[tuple[int, ...], Row]
_Told: TypeAlias = Mapping[str, Callable[[Row], str]]


def _refuse_taken(query: Query, *names: str) -> None:
    own = query.frame.collect_schema()
    for name in names:
        if exactly(name, str, "column") in own or names.count(name) > 1:
            raise InvalidValueError.about(name, "column", "expected a name that the table does not have yet")


def _joined(query: Query, met: _Met, told: _Told) -> nw.LazyFrame[Any]:
    """A lazy table is joined with what each of its packed signs amounts to."""
    own = query.frame.collect_schema().names()
    marks: dict[str, list[Any]] = {name: [-1, *(key[at] for key in met)] for at, name in enumerate(query.key_names)}
    marks |= {f"{PREFIX}{name}": ["", *map(of, met.values())] for name, of in told.items()}
    judged = _in_order(query.marked(), beside(query.frame, marks), query.key_names)
    return judged.select(*own, **{name: query.if_ordered(nw.col(f"{PREFIX}{name}")) for name in told})


def _filled(table: Any, query: Query, met: _Met, told: _Told) -> Any:
    """An eager table is given its columns as lists, so that its index and its order stay what they are."""
    marked: Any = query.marked().with_columns(query.if_ordered(nw.lit(1, nw.Int64)).fill_null(0).alias(_KNOWN))
    keys = zip(*(marked[name].to_list() for name in query.key_names), strict=True)
    rows = [met[key] if known else None for key, known in zip(keys, marked[_KNOWN].to_list(), strict=True)]
    native: Any = nw.from_native(table).to_native()
    for name, of in told.items():
        values = [None if row is None else of(row) for row in rows]
        arrow = query.frame.implementation.is_pyarrow()
        native = native.append_column(name, [values]) if arrow else native.assign(**{name: values})
    return native


def _in_order(frame: Any, marks: Any, keys: list[str]) -> nw.LazyFrame[Any]:
    if not frame.implementation.is_polars():
        return frame.join(marks, on=keys, how="left")  # type: ignore[no-any-return]
    in_order = frame.to_native().join(marks.to_native(), on=keys, how="left", maintain_order="left")
    return nw.from_native(in_order)  # type: ignore[no-any-return]
