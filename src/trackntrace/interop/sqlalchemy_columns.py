"""
Our values in columns of SQLAlchemy, and the rule that a number is written once: the extra ``sqlalchemy``.

    class Parcel(Base):
        __tablename__ = "parcels"
        id: Mapped[int] = mapped_column(primary_key=True)
        number: Mapped[TrackAndTraceNumber | None] = mapped_column(TrackAndTraceNumberType())

    write_once(Parcel.__table__, number="number")

A column takes values of its kind and gives them back. What it refuses to write, SQLAlchemy wraps in a
``StatementError`` whose ``orig`` is our error; what is read and is no such value raises our error itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Final, Generic, TypeVar, final

from sqlalchemy import DateTime, Dialect, FromClause, Index, String, Table, UniqueConstraint, event
from sqlalchemy.engine import Connection
from sqlalchemy.schema import DDL
from sqlalchemy.sql import operators
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine

from trackntrace.errors import InvalidValueError
from trackntrace.interop.column_texts import (
    MOMENT_TEXT,
    NUMBER_TEXT,
    PROMISE_TEXT,
    SERVICE_TEXT,
    WEEK_TEXT,
    ColumnText,
)
from trackntrace.interop.written_once_rule import Database, Deletion, WrittenOnceRule
from trackntrace.moment import Moment, Week, moment_of
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.promise import Promise

_T = TypeVar("_T")

_OF_TEXT: Final = {
    operators.like_op,
    operators.not_like_op,
    operators.startswith_op,
    operators.endswith_op,
    operators.contains_op,
}


class _TextType(TypeDecorator[_T], Generic[_T]):
    """A column of text; ``field`` is how an error names it, where the kind of value does not say enough."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = String
    cache_ok: bool | None = True
    text: ClassVar[ColumnText[Any]]

    def __init__(self, field: str = "") -> None:
        super().__init__(self.text.longest)
        self.field = field

    def process_bind_param(self, value: object, dialect: Dialect) -> Any:
        """The text of a value."""
        return None if value is None else self.text.written(value, self.field)

    def process_literal_param(self, value: object, dialect: Dialect) -> Any:
        """The same where it is written into the statement."""
        return self.process_bind_param(value, dialect)

    def process_result_value(self, value: object, dialect: Dialect) -> _T | None:
        """The value of a text."""
        return None if value is None else self.text.read(value, self.field)

    def coerce_compared_value(self, op: OperatorType | None, value: object) -> TypeEngine[Any]:
        """A part of a text is compared as text, all else as what the column holds."""
        return String() if op in _OF_TEXT else self


@final
class TrackAndTraceNumberType(_TextType[TrackAndTraceNumber]):
    """A track & trace number, in its canonical spelling."""

    cache_ok: bool | None = True
    text = NUMBER_TEXT


@final
class DeliveryServiceType(_TextType[DeliveryService]):
    """A delivery service, by its code."""

    cache_ok: bool | None = True
    text = SERVICE_TEXT


@final
class WeekType(_TextType[Week]):
    """A week, such as ``2026-W40``: later weeks are greater."""

    cache_ok: bool | None = True
    text = WEEK_TEXT


@final
class PromiseType(_TextType[Promise]):
    """A promise, such as ``2026-10-02 deliver-by``: later days are greater."""

    cache_ok: bool | None = True
    text = PROMISE_TEXT


@final
class MomentType(_TextType[Moment]):
    """
    A moment: ``timestamptz`` in PostgreSQL, elsewhere text in UTC to the microsecond.

    What is read is the same instant; the offset at which it was told is not kept.
    """

    cache_ok: bool | None = True
    text = MOMENT_TEXT

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """A type with a zone where the database has one that keeps microseconds."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(self.text.longest))

    def process_bind_param(self, value: object, dialect: Dialect) -> Any:
        """The instant as the database keeps it."""
        if value is None or dialect.name != "postgresql":
            return super().process_bind_param(value, dialect)
        return self.text.checked(value, self.field)

    def process_result_value(self, value: object, dialect: Dialect) -> Moment | None:
        """The moment."""
        return (
            moment_of(value, self.field or "moment")
            if isinstance(value, datetime)
            else super().process_result_value(value, dialect)
        )


def write_once(
    table: FromClause, *, number: str, beside: tuple[str, ...] = (), deletion: Deletion = Deletion.REFUSED
) -> WrittenOnceRule:
    """
    Puts the rule into a table whenever SQLAlchemy makes it (``create_all``), and gives it for migrations.

    From when on the column ``number`` is not null, it and those ``beside`` it (the delivery service, the moment of
    entry) stay as they are; whoever tries to change them gets an ``IntegrityError``.

    Raises:
        InvalidValueError: it is no table, or has no such column or no primary key; when it is made, that the database
            is neither SQLite nor PostgreSQL.
    """
    if not isinstance(table, Table):
        raise InvalidValueError.about(table, "table", "expected a Table, such as Parcel.__table__")
    for column in (number, *beside):
        if column not in table.c:
            raise InvalidValueError.about(column, "column", "expected a column of the table")
    rule = WrittenOnceRule(
        table=str(table.name),
        schema=str(table.schema or ""),
        number=str(table.c[number].name),
        beside=tuple(str(table.c[column].name) for column in beside),
        keys=_keys(table),
        deletion=deletion,
    )

    def create(_table: Table, connection: Connection, **_more: Any) -> None:
        for statement in rule.created(Database.named(connection.dialect.name)):
            ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]  # SQLAlchemy left it untyped
            connection.execute(ddl)

    event.listen(table, "after_create", create)
    return rule


def _keys(table: Table) -> tuple[tuple[str, ...], ...]:
    unique = [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    indexed = [each.columns for each in table.indexes if isinstance(each, Index) and each.unique]
    keys = (tuple(str(column.name) for column in key) for key in (table.primary_key.columns, *unique, *indexed))
    return tuple(key for key in keys if key) if table.primary_key.columns else ()
