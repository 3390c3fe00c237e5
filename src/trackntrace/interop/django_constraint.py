"""
The rule that a number is written once, as a constraint of a Django model: the extra ``django``.

    class Meta:
        constraints = [WrittenOnce(name="parcel_number", number="number", beside=["service", "entered"])]

Migrations put it into the database and take it away (SQLite and PostgreSQL), and ``full_clean`` says beforehand what
the database would refuse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, final

from attrs import evolve
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, Model, UniqueConstraint

from trackntrace.errors import InvalidValueError
from trackntrace.interop.written_once_rule import Database, Deletion, WrittenOnceRule


class _RuleStatement(Statement):
    """A statement of the rule; it follows its table to another name, as SQLite's tables have while they are remade."""

    def __init__(self, rule: WrittenOnceRule, database: Database, place: int, table: Table) -> None:
        super().__init__("", table=table)
        self._rule = rule
        self._database = database
        self._place = place

    def __str__(self) -> str:
        table: Table = self.parts["table"]
        return evolve(self._rule, table=table.table).created(self._database)[self._place]


@final
class WrittenOnce(BaseConstraint):
    """
    From when on the field ``number`` is not null, it and the fields ``beside`` it stay as they are.

    Whoever tries to change them gets an ``IntegrityError``, by ``update`` and SQL by hand too; so does whoever deletes
    the row, unless ``deletion`` is ``Deletion.ALLOWED``.
    """

    violation_error_code: str | None = "written-once"

    def __init__(
        self,
        *,
        name: str,
        number: str,
        beside: Sequence[str] = (),
        deletion: Deletion = Deletion.REFUSED,
        violation_error_code: str | None = None,
        violation_error_message: Any = None,
    ) -> None:
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message,
        )
        self.number = number
        self.beside: tuple[str, ...] = tuple(beside)
        self.deletion = deletion

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Nothing within ``CREATE TABLE``: triggers come after it."""
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """The statements that put the rule into a table that is there."""
        return ";\n".join(map(str, self._statements(model, schema_editor)))

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """The statements that take it away."""
        return ";\n".join(self._rule(model).dropped(_database(schema_editor.connection)))

    def validate(
        self, model: type[Model], instance: Model, exclude: Collection[str] | None = None, using: str = DEFAULT_DB_ALIAS
    ) -> None:
        """
        Looks whether another number, or something else beside it, stands in the database already.

        Raises:
            ValidationError: it does, with a sentence for each field.
        """
        names = (self.number, *self.beside)
        held = model._base_manager.using(using).filter(pk=instance.pk).values(*names).first()
        if held is None or held[self.number] is None:
            return
        refused = {
            name: self._refusal(name, held[name], getattr(instance, name))
            for name in names
            if name not in (exclude or ()) and getattr(instance, name) != held[name]
        }
        if refused:
            raise ValidationError(refused)

    def _refusal(self, name: str, held: object, offered: object) -> ValidationError:
        if self.violation_error_message != self.default_violation_error_message:
            return ValidationError(self.get_violation_error_message(), code=self.violation_error_code)
        error = InvalidValueError.about(
            None if offered is None else str(offered), name, f"expected '{held}', which was entered before and stays"
        )
        return ValidationError(str(error), code=self.violation_error_code)

    def check(self, model: type[Model], connection: BaseDatabaseWrapper) -> list[CheckMessage]:
        """What ``manage.py check`` says of it."""
        return [*self._missing_fields(model), *self._other_database(model, connection)]

    _check = check

    def _missing_fields(self, model: type[Model]) -> Iterator[CheckMessage]:
        for name in (self.number, *self.beside):
            try:
                model._meta.get_field(name)
            except FieldDoesNotExist:
                yield Error(f"{self.name}: there is no field '{name}'.", obj=model, id="trackntrace.E001")

    def _other_database(self, model: type[Model], connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
        try:
            _database(connection)
        except InvalidValueError as error:
            yield Error(f"{self.name}: {error}", obj=model, id="trackntrace.E002")

    def deconstruct(self) -> Any:
        """What makes the constraint again, for migrations."""
        path, args, options = super().deconstruct()
        if self.violation_error_code == type(self).violation_error_code:
            del options["violation_error_code"]
        options["number"] = self.number
        if self.beside:
            options["beside"] = self.beside
        if self.deletion is not Deletion.REFUSED:
            options["deletion"] = self.deletion
        return path, args, options

    def __eq__(self, other: object) -> bool:
        return self.deconstruct() == other.deconstruct() if isinstance(other, WrittenOnce) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.number, self.beside, self.deletion))

    def __repr__(self) -> str:
        return f"<WrittenOnce: name={self.name!r} number={self.number!r} beside={self.beside!r}>"

    def _statements(self, model: type[Model], editor: BaseDatabaseSchemaEditor) -> Iterator[_RuleStatement]:
        rule, database = self._rule(model), _database(editor.connection)
        for place in range(len(rule.created(database))):
            table = Table(model._meta.db_table, editor.quote_name)
            yield _RuleStatement(rule, database, place, table)

    def _rule(self, model: type[Model]) -> WrittenOnceRule:
        return WrittenOnceRule(
            table=model._meta.db_table,
            number=_column(model, self.number),
            beside=tuple(_column(model, name) for name in self.beside),
            keys=list(_keys(model)),
            deletion=self.deletion,
            name=self.name,
        )


def _database(connection: BaseDatabaseWrapper) -> Database:
    return Database.named(connection.vendor)


def _keys(model: type[Model]) -> Iterator[tuple[str, ...]]:
    """The columns of the primary key, then those of all other keys."""
    options = model._meta
    primary = getattr(options, "pk_fields", None) or [options.pk]
    unique = (field for field in options.local_concrete_fields if field.unique and not field.primary_key)
    for fields in (primary, *([field] for field in unique)):
        yield tuple(_column(model, field.name) for field in fields)
    constrained = (each.fields for each in options.constraints if isinstance(each, UniqueConstraint))
    for names in (*options.unique_together, *constrained):
        if names:
            yield tuple(_column(model, name) for name in names)


def _column(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    column: str | None = field.column
    return column or name
