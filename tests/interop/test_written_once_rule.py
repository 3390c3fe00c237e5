"""The rule that a number is written once, as the statements that a database is given: word by word."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import assert_well_told
from trackntrace.errors import InvalidValueError
from trackntrace.interop.written_once_rule import SIGN, Database, Deletion, WrittenOnceRule

PLAIN = WrittenOnceRule(table="kept", number="number", keys=[["id"]])
RICH = WrittenOnceRule(
    table='odd "kept"',
    schema="Shop 1",
    number="number",
    beside=("service", "at", "number"),
    keys=[["shop", "id"], ["label"]],
    name="rule",
)
ABORT = "BEGIN SELECT RAISE(ABORT, 'track & trace number, written once: it cannot be changed'); END"
FUNCTION = """RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'integrity_constraint_violation',
        MESSAGE = 'track & trace number, written once: it cannot be changed',
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
END
$$"""


def test_in_sqlite_the_rule_is_four_triggers_of_these_words() -> None:
    held = (
        """EXISTS (SELECT 1 FROM "kept" AS held WHERE held."number" IS NOT NULL AND ((held."id" = NEW."id")) AND {})"""
    )
    changed = """({0}."number" IS NOT NEW."number" COLLATE BINARY OR {0}."id" IS NOT NEW."id" COLLATE BINARY)"""
    assert PLAIN.created(Database.SQLITE) == (
        (
            'CREATE TRIGGER "kept_written_once_update" AFTER UPDATE ON "kept" FOR EACH ROW '
            f'WHEN OLD."number" IS NOT NULL AND {changed.format("OLD")} {ABORT}'
        ),
        (
            'CREATE TRIGGER "kept_written_once_insert" BEFORE INSERT ON "kept" FOR EACH ROW '
            f"WHEN {held.format(changed.format('held'))} {ABORT}"
        ),
        (
            'CREATE TRIGGER "kept_written_once_move" BEFORE UPDATE ON "kept" FOR EACH ROW '
            f"""WHEN {held.format('NOT (held."id" = OLD."id")')} {ABORT}"""
        ),
        (
            'CREATE TRIGGER "kept_written_once_delete" AFTER DELETE ON "kept" FOR EACH ROW '
            f'WHEN OLD."number" IS NOT NULL {ABORT}'
        ),
    )


def test_in_postgresql_the_rule_is_a_function_and_two_triggers_of_these_words() -> None:
    both = 'OLD.{0}::text COLLATE "C" IS DISTINCT FROM NEW.{0}::text COLLATE "C"'
    changed = " OR ".join(both.format(name) for name in ('"number"', '"id"'))
    assert PLAIN.created(Database.POSTGRESQL) == (
        f"CREATE OR REPLACE FUNCTION trackntrace_written_once() {FUNCTION}",
        (
            'CREATE TRIGGER "kept_written_once_update" AFTER UPDATE ON "kept" FOR EACH ROW '
            f'WHEN (OLD."number" IS NOT NULL AND ({changed})) EXECUTE FUNCTION trackntrace_written_once()'
        ),
        (
            'CREATE TRIGGER "kept_written_once_delete" AFTER DELETE ON "kept" FOR EACH ROW '
            'WHEN (OLD."number" IS NOT NULL) EXECUTE FUNCTION trackntrace_written_once()'
        ),
    )


def test_names_are_quoted_a_schema_stands_ahead_and_all_keys_are_looked_at() -> None:
    kept = ("number", "service", "at", "shop", "id")
    changed = " OR ".join(f'held."{name}" IS NOT NEW."{name}" COLLATE BINARY' for name in kept)
    same = '((held."shop" = NEW."shop" AND held."id" = NEW."id") OR (held."label" = NEW."label"))'

    assert RICH.created(Database.SQLITE)[1] == (
        'CREATE TRIGGER "Shop 1"."rule_insert" BEFORE INSERT ON "odd ""kept""" FOR EACH ROW '
        f'WHEN EXISTS (SELECT 1 FROM "odd ""kept""" AS held WHERE held."number" IS NOT NULL AND {same} '
        f"AND ({changed})) {ABORT}"
    )
    assert 'NOT (held."shop" = OLD."shop" AND held."id" = OLD."id")' in RICH.created(Database.SQLITE)[2]
    assert RICH.created(Database.POSTGRESQL)[0].startswith(
        'CREATE OR REPLACE FUNCTION "Shop 1".trackntrace_written_once() RETURNS'
    )
    assert RICH.created(Database.POSTGRESQL)[2] == (
        'CREATE TRIGGER "rule_delete" AFTER DELETE ON "Shop 1"."odd ""kept""" FOR EACH ROW '
        'WHEN (OLD."number" IS NOT NULL) EXECUTE FUNCTION "Shop 1".trackntrace_written_once()'
    )


def test_it_is_taken_away_by_the_same_names() -> None:
    assert RICH.dropped(Database.SQLITE) == tuple(
        f'DROP TRIGGER IF EXISTS "Shop 1"."rule_{kind}"' for kind in ("update", "insert", "move", "delete")
    )
    assert RICH.dropped(Database.POSTGRESQL) == tuple(
        f'DROP TRIGGER IF EXISTS "rule_{kind}" ON "Shop 1"."odd ""kept"""' for kind in ("update", "delete")
    )
    assert PLAIN.dropped(Database.POSTGRESQL)[0] == 'DROP TRIGGER IF EXISTS "kept_written_once_update" ON "kept"'


@pytest.mark.parametrize(("database", "kinds"), [(Database.SQLITE, 3), (Database.POSTGRESQL, 2)])
def test_where_deletion_is_allowed_only_its_trigger_is_missing(database: Database, kinds: int) -> None:
    rule = WrittenOnceRule(table="kept", number="number", keys=[["id"]], deletion=Deletion.ALLOWED)

    assert rule.created(database) == PLAIN.created(database)[:kinds]
    assert rule.dropped(database) == PLAIN.dropped(database)


def test_a_name_of_63_bytes_stays_and_a_longer_one_is_a_digest_of_itself() -> None:
    def first(name: str) -> str:
        rule = WrittenOnceRule(table="kept", number="number", keys=[["id"]], name=name)
        return rule.dropped(Database.SQLITE)[0].removeprefix("DROP TRIGGER IF EXISTS ")

    assert first("n" * 56) == f'"{"n" * 56}_update"'
    assert first("n" * 57) == '"written_once_40e8522b6626bfc0_update"'
    assert first("\u00e9" * 28) == f'"{"é" * 28}_update"'
    assert first("\u00e9" * 29).startswith('"written_once_')


def test_what_a_rule_is_told_is_kept_and_the_rest_is_strict() -> None:
    assert (
        WrittenOnceRule(
            table="kept",
            schema="",
            number="number",
            beside=(),
            keys=(("id",),),
            deletion=Deletion.REFUSED,
            name="",
        )
        == PLAIN
    )
    assert (RICH.beside, RICH.keys) == (("service", "at", "number"), (("shop", "id"), ("label",)))
    assert SIGN == "track & trace number, written once"


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"table": 3}, "Cannot use 3 as name: expected a str"),
        ({"schema": None}, "Cannot use None as name: expected a str"),
        ({"number": 3}, "Cannot use 3 as name: expected a str"),
        ({"name": 3}, "Cannot use 3 as name: expected a str"),
        ({"deletion": "allowed"}, "Cannot use 'allowed' as deletion: expected a Deletion"),
        ({"keys": []}, "Cannot use 'kept' as keys: expected the columns of the table's primary key"),
        ({"keys": [["id"], []]}, "Cannot use 'kept' as keys: expected the columns of the table's primary key"),
        ({"keys": [[3]]}, "columns"),
        ({"beside": [3]}, "columns"),
    ],
)
def test_a_rule_that_could_not_hold_is_refused(parts: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        WrittenOnceRule(**{"table": "kept", "number": "number", "keys": [["id"]], **parts})

    assert told in str(caught.value)
    assert_well_told(caught.value)


@pytest.mark.parametrize("name", ["mysql", "SQLITE", "", None, 3])
def test_a_database_is_called_as_engines_call_it(name: object) -> None:
    assert (Database.named("sqlite"), Database.named("postgresql")) == (Database.SQLITE, Database.POSTGRESQL)
    with pytest.raises(InvalidValueError) as caught:
        Database.named(name)

    assert (caught.value.field, caught.value.shown, caught.value.reason) == (
        "database",
        repr(name),
        "expected sqlite or postgresql: the rule is written for no other",
    )
