"""Judging tables: what each row counts as, and by which row of the decision table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import narwhals as nw

from trackntrace.errors import InvalidValueError
from trackntrace.frames.counting import NOTHING
from trackntrace.frames.engines import beside, is_eager
from trackntrace.frames.source import PREFIX
from trackntrace.frames.survey import Survey
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
    survey = Survey(
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
    own = survey.frame.collect_schema().names()
    for name in (verdict, code):
        if exactly(name, str, "column") in own or verdict == code:
            raise InvalidValueError.about(name, "column", "expected a name that the table does not have yet")
    met = {group.keys: asked.judge(group.facts[0]) for group in survey.counted(survey.rows())}
    columns_of = {verdict: lambda row: row.verdict.value, code: lambda row: row.code}
    if isinstance(survey.frame, nw.DataFrame):
        return _filled(table, survey, met, columns_of)
    marks: dict[str, list[Any]] = {name: [-1, *(key[at] for key in met)] for at, name in enumerate(survey.key_names)}
    marks |= {f"{PREFIX}{name}": ["", *map(told, met.values())] for name, told in columns_of.items()}
    judged = _joined(survey.marked(), beside(survey.frame, marks), survey.key_names)
    judged = judged.select(*own, **{name: survey.if_ordered(nw.col(f"{PREFIX}{name}")) for name in columns_of})
    return judged.collect().to_native() if is_eager(table) else judged.to_native()


def _filled(
    table: Any, survey: Survey, met: Mapping[tuple[int, ...], Row], told: Mapping[str, Callable[[Row], str]]
) -> Any:
    """An eager table is given its columns as lists, so that its index and its order stay what they are."""
    marked: Any = survey.marked().with_columns(survey.if_ordered(nw.lit(1, nw.Int64)).fill_null(0).alias(_KNOWN))
    keys = zip(*(marked[name].to_list() for name in survey.key_names), strict=True)
    rows = [met[key] if known else None for key, known in zip(keys, marked[_KNOWN].to_list(), strict=True)]
    native: Any = nw.from_native(table).to_native()
    for name, of in told.items():
        values = [None if row is None else of(row) for row in rows]
        arrow = survey.frame.implementation.is_pyarrow()
        native = native.append_column(name, [values]) if arrow else native.assign(**{name: values})
    return native


def _joined(frame: Any, marks: Any, keys: list[str]) -> nw.LazyFrame[Any]:
    if not frame.implementation.is_polars():
        return frame.join(marks, on=keys, how="left")  # type: ignore[no-any-return]
    in_order = frame.to_native().join(marks.to_native(), on=keys, how="left", maintain_order="left")
    return nw.from_native(in_order)  # type: ignore[no-any-return]
