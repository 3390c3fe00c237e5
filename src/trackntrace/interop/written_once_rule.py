"""
The rule that a number is written once, as triggers of a database: it holds for everybody who writes there.

It stands in the table itself, so it holds for writers at once, for other programs and for ``UPDATE`` by hand. Whoever
may drop the table or its triggers, empty it by ``TRUNCATE``, or switch triggers off, may break the rule: that is a
matter of the database's privileges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, each_of, exactly

SIGN: Final = "track & trace number, written once"
"""How the database's refusals begin."""

_LONGEST_NAME: Final = 63
"""Of PostgreSQL, in bytes."""


@final
class Database(Word):
    """A database in which the rule can be put."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"

    @classmethod
    def named(cls, name: object) -> Database:
        """
        The database that an engine calls so.

        Raises:
            InvalidValueError: the rule is not written for it.
        """
        for database in cls:
            if database.value == name:
                return database
        raise InvalidValueError.about(
            name, "database", "expected sqlite or postgresql: the rule is written for no other"
        )


@final
class Deletion(Word):
    """Whether rows with a number may be deleted. Where they must be after some years, let that be ``ALLOWED``."""

    REFUSED = "refused"
    ALLOWED = "allowed"


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return each_of(value, str, "columns")


def _keys(value: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_names(key) for key in value)


@final
@frozen(kw_only=True)
class WrittenOnceRule:
    """
    The rule for one table. From when on ``number`` is not null, it and the columns ``beside`` it stay as they are.

    ``keys`` are the columns of the primary key, and of every other unique one: the first stays with its number too, and
    SQLite must know all of them, since ``REPLACE`` would delete the row that has one of them.
    """

    table: str
    schema: str = ""
    number: str
    beside: tuple[str, ...] = field(default=(), converter=_names)
    keys: tuple[tuple[str, ...], ...] = field(converter=_keys)
    deletion: Deletion = Deletion.REFUSED
    name: str = ""

    def __attrs_post_init__(self) -> None:
        for name in (self.table, self.schema, self.number, self.name):
            exactly(name, str, "name")
        exactly(self.deletion, Deletion, "deletion")
        if not self.keys or not all(self.keys):
            raise InvalidValueError.about(self.table, "keys", "expected the columns of the table's primary key")

    def created(self, database: Database) -> tuple[str, ...]:
        """The statements, in their order, that put the rule into a table that exists."""
        return tuple(self._in_sqlite() if database is Database.SQLITE else self._in_postgresql())

    def dropped(self, database: Database) -> tuple[str, ...]:
        """The statements that take it away again."""
        if database is Database.SQLITE:
            return tuple(f"DROP TRIGGER IF EXISTS {self._sqlite_name(kind)}" for kind in _SQLITE_KINDS)
        return tuple(f"DROP TRIGGER IF EXISTS {self._named(kind)} ON {self._table}" for kind in _POSTGRESQL_KINDS)

    def _in_postgresql(self) -> Iterator[str]:
        function = f"{_in(self.schema)}trackntrace_written_once()"
        yield f"CREATE OR REPLACE FUNCTION {function} {_REFUSES}"
        numbered = f"OLD.{_quoted(self.number)} IS NOT NULL"
        changed = _any(
            f'OLD.{each}::text COLLATE "C" IS DISTINCT FROM NEW.{each}::text COLLATE "C"' for each in self._kept
        )
        conditions = {"update": f"{numbered} AND {changed}", "delete": numbered}
        for kind in self._wanted(_POSTGRESQL_KINDS):
            yield (
                f"CREATE TRIGGER {self._named(kind)} AFTER {kind.upper()} ON {self._table} "
                f"FOR EACH ROW WHEN ({conditions[kind]}) EXECUTE FUNCTION {function}"
            )

    def _in_sqlite(self) -> Iterator[str]:
        numbered = f"OLD.{_quoted(self.number)} IS NOT NULL"
        this = _all(f"held.{each} = OLD.{each}" for each in map(_quoted, self.keys[0]))
        conditions = {
            "update": ("AFTER UPDATE", f"{numbered} AND {self._changed('OLD')}"),
            "insert": ("BEFORE INSERT", self._taken(self._changed("held"))),
            "move": ("BEFORE UPDATE", self._taken(f"NOT {this}")),
            "delete": ("AFTER DELETE", numbered),
        }
        for kind in self._wanted(_SQLITE_KINDS):
            event, condition = conditions[kind]
            yield (
                f"CREATE TRIGGER {self._sqlite_name(kind)} {event} ON {_quoted(self.table)} FOR EACH ROW "
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{SIGN}: it cannot be changed'); END"
            )

    def _wanted(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(kind for kind in kinds if kind != "delete" or self.deletion is Deletion.REFUSED)

    def _changed(self, before: str) -> str:
        return _any(f"{before}.{each} IS NOT NEW.{each} COLLATE BINARY" for each in self._kept)

    def _taken(self, condition: str) -> str:
        """Whether a row with a number has a key of the new one: SQLite's ``REPLACE`` would delete that row unseen."""
        same = _any(_all(f"held.{each} = NEW.{each}" for each in map(_quoted, key)) for key in self.keys)
        numbered = f"held.{_quoted(self.number)} IS NOT NULL"
        return f"EXISTS (SELECT 1 FROM {_quoted(self.table)} AS held WHERE {numbered} AND {same} AND {condition})"  # noqa: S608  (of quoted names)

    @property
    def _table(self) -> str:
        return f"{_in(self.schema)}{_quoted(self.table)}"

    @property
    def _kept(self) -> tuple[str, ...]:
        return tuple(map(_quoted, dict.fromkeys((self.number, *self.beside, *self.keys[0]))))

    def _sqlite_name(self, kind: str) -> str:
        return f"{_in(self.schema)}{self._named(kind)}"

    def _named(self, kind: str) -> str:
        name = f"{self.name or f'{self.table}_written_once'}_{kind}"
        if len(name.encode()) > _LONGEST_NAME:
            name = f"written_once_{sha256(name.encode()).hexdigest()[:16]}_{kind}"
        return _quoted(name)


_SQLITE_KINDS: Final = ("update", "insert", "move", "delete")
_POSTGRESQL_KINDS: Final = ("update", "delete")

_REFUSES: Final = f"""RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'integrity_constraint_violation',
        MESSAGE = '{SIGN}: it cannot be changed',
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
END
$$"""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _in(schema: str) -> str:
    return f"{_quoted(schema)}." if schema else ""


def _any(conditions: Iterable[str]) -> str:
    return f"({' OR '.join(conditions)})"


def _all(conditions: Iterable[str]) -> str:
    return f"({' AND '.join(conditions)})"
