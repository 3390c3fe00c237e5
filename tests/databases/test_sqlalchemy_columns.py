"""Our values in columns of SQLAlchemy, and the number that a database lets nobody change, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sqlalchemy", reason="needs SQLAlchemy")

import sqlalchemy as sa
from examples.stores.sqlalchemy_store import Base, Parcel, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.pool import NullPool

from tests.builders import at
from tests.databases.postgresql import Server
from trackntrace.errors import InvalidValueError
from trackntrace.interop.sqlalchemy_columns import (
    DeliveryServiceType,
    MomentType,
    PromiseType,
    TrackAndTraceNumberType,
    WeekType,
    write_once,
)
from trackntrace.interop.written_once_rule import SIGN, Database, Deletion, WrittenOnceRule
from trackntrace.moment import Week, moment_of, parse_moment
from trackntrace.numbers.delivery_services import DHL, POSTNL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.testing.interleaving import raced
from trackntrace.testing.look_alikes import MOMENTS, NUMBERS
from trackntrace.testing.written_once import assert_written_once, thorough

ONE, OTHER = TrackAndTraceNumber("3SABCD1234567"), TrackAndTraceNumber("3SABCD7654321")
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.database)]


def in_postgresql(server: Server) -> str:
    schema = f"options=-csearch_path%3D{server.create_schema()}"
    return f"postgresql+psycopg://tester@127.0.0.1:{server.port}/postgres?{schema}"


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'shop.sqlite'}"
    server: Server = request.getfixturevalue("server")
    return in_postgresql(server)


@pytest.fixture
def engine(url: str) -> Iterator[sa.Engine]:
    engine = sa.create_engine(url, poolclass=NullPool)
    yield engine
    engine.dispose()


def values() -> sa.Table:
    return sa.Table(
        "kept",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", TrackAndTraceNumberType()),
        sa.Column("service", DeliveryServiceType()),
        sa.Column("week", WeekType()),
        sa.Column("promise", PromiseType()),
        sa.Column("at", MomentType("told")),
    )


KEPT = values()

DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 30))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
ROWS = st.fixed_dictionaries(
    {
        "number": st.none()
        | st.sampled_from(NUMBERS)
        | st.from_regex("[0-9A-Z]([0-9A-Z/._-]{0,62}[0-9A-Z])?", fullmatch=True).map(TrackAndTraceNumber),
        "service": st.none() | st.sampled_from((POSTNL, DHL, DeliveryService("NEW-COMER_1"))),
        "week": st.none() | DAYS.map(Week.of),
        "promise": st.none() | st.builds(DeliverBy, DAYS) | st.builds(DeliverOn, DAYS),
        "at": st.none()
        | st.sampled_from(MOMENTS)
        | st.datetimes(datetime(2001, 1, 1), datetime(2199, 1, 1), timezones=OFFSETS).map(moment_of),  # noqa: DTZ001
    }
)


@pytest.mark.law
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=ROWS)
def test_a_row_is_read_as_it_was_written(engine: sa.Engine, row: dict[str, Any]) -> None:
    KEPT.create(engine, checkfirst=True)
    with engine.begin() as connection:
        connection.execute(KEPT.delete())
        connection.execute(KEPT.insert().values(id=1, **row))
        read = connection.execute(sa.select(KEPT)).mappings().one()

    assert {name: read[name] for name in row} == row
    assert (read["promise"] is None) or type(read["promise"]) is type(row["promise"])


def test_nothing_stays_nothing(engine: sa.Engine) -> None:
    KEPT.create(engine)
    with engine.begin() as connection:
        connection.execute(KEPT.insert().values(id=1))
        read = connection.execute(sa.select(KEPT)).one()

    assert list(read[1:]) == [None] * 5


def test_values_are_written_into_a_statement_as_a_column_keeps_them(engine: sa.Engine) -> None:
    KEPT.create(engine)
    row = {"number": ONE, "service": POSTNL, "week": Week(2026, 40), "promise": DeliverBy(date(2026, 10, 2))}
    with engine.begin() as connection:
        connection.execute(KEPT.insert().values(id=1, **row))
        connection.execute(KEPT.insert().values(id=2, **row | {"number": OTHER}))
        query = sa.select(KEPT.c.id).where(*(KEPT.c[name] == value for name, value in row.items()))
        literal = str(query.compile(engine, compile_kwargs={"literal_binds": True}))
        found = connection.exec_driver_sql(literal).scalars().all()

    assert found == [1]
    assert " ".join(literal.partition("WHERE ")[2].split()) == (
        "kept.number = '3SABCD1234567' AND kept.service = 'TNT' "
        "AND kept.week = '2026-W40' AND kept.promise = '2026-10-02 deliver-by'"
    )


def test_what_is_no_such_value_is_not_written_into_a_statement_either(engine: sa.Engine) -> None:
    with pytest.raises(InvalidValueError, match="number: expected"):
        TrackAndTraceNumberType().process_literal_param("3SABCD1234567", engine.dialect)
    assert TrackAndTraceNumberType().process_literal_param(None, engine.dialect) is None


def test_rows_are_found_by_values_and_numbers_by_their_beginnings(engine: sa.Engine) -> None:
    KEPT.create(engine)
    with engine.begin() as connection:
        connection.execute(
            KEPT.insert(), [{"id": 1, "number": ONE}, {"id": 2, "number": TrackAndTraceNumber("JVGL06")}]
        )
        found = connection.scalars(sa.select(KEPT.c.id).where(KEPT.c.number == ONE)).all()
        begun = connection.scalars(sa.select(KEPT.c.id).where(KEPT.c.number.startswith("JVGL"))).all()

    assert (found, begun) == ([1], [2])


def test_weeks_promises_and_moments_are_in_the_order_of_time(engine: sa.Engine) -> None:
    KEPT.create(engine)
    days = [date(2026, 12, 31), date(2027, 1, 4), date(2026, 2, 1)]
    with engine.begin() as connection:
        for place, day in enumerate(days):
            told = parse_moment(f"{day}T01:00:00+02:00")
            connection.execute(KEPT.insert().values(id=place, week=Week.of(day), promise=DeliverBy(day), at=told))
        orders = [
            connection.scalars(sa.select(KEPT.c.id).order_by(column)).all()
            for column in (KEPT.c.week, KEPT.c.promise, KEPT.c.at)
        ]
        late = connection.scalars(sa.select(KEPT.c.id).where(KEPT.c.promise > DeliverOn(date(2026, 12, 31)))).all()

    assert orders == [[2, 0, 1]] * 3
    assert late == [1]


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("number", "3SABCD1234567", "number"),
        ("service", "TNT", "delivery service"),
        ("week", "2026-W40", "week"),
        ("promise", date(2026, 10, 2), "promise"),
        ("at", datetime(2026, 10, 2), "told"),  # noqa: DTZ001
    ],
)
def test_what_is_no_such_value_is_not_written(engine: sa.Engine, column: str, value: object, field: str) -> None:
    KEPT.create(engine)
    with engine.connect() as connection, pytest.raises(StatementError) as caught:
        connection.execute(KEPT.insert().values(id=1, **{column: value}))

    assert isinstance(caught.value.orig, InvalidValueError)
    assert caught.value.orig.field == field


@pytest.mark.parametrize(
    ("column", "text", "field"),
    [
        ("number", "3sabcd1234567", "number"),
        ("number", "", "number"),
        ("service", "tnt", "delivery service"),
        ("week", "2025-W53", "week"),
        ("promise", "2026-02-30 deliver-by", "promise"),
        ("promise", "2026-10-02", "promise"),
    ],
)
def test_what_no_column_of_ours_wrote_is_refused_by_its_name(
    engine: sa.Engine, column: str, text: str, field: str
) -> None:
    KEPT.create(engine)
    with engine.begin() as connection:
        connection.execute(sa.text(f"INSERT INTO kept (id, {column}) VALUES (1, :text)"), {"text": text})
        with pytest.raises(InvalidValueError) as caught:
            connection.execute(sa.select(KEPT)).all()

    assert caught.value.field == field
    assert caught.value.shown == repr(text)


def test_a_moment_of_another_spelling_is_refused_in_sqlite(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'shop.sqlite'}", poolclass=NullPool)
    KEPT.create(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO kept (id, at) VALUES (1, '2026-10-02 12:00:00')"))
        with pytest.raises(InvalidValueError, match="told: expected a moment in UTC"):
            connection.execute(sa.select(KEPT)).all()


def test_the_contract_holds_where_the_database_is_the_only_guard(url: str, engine: sa.Engine) -> None:
    Base.metadata.create_all(engine)

    assert_written_once(lambda: opened(url), settings=thorough(runs=8, steps=25))


def numbered(engine: sa.Engine, **more: Any) -> None:
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.insert(Parcel).values(transport_id="1", number=ONE, service=POSTNL, at=at(7), **more))
        connection.execute(sa.insert(Parcel).values(transport_id="2", service=POSTNL, at=at(7)))
        connection.execute(sa.text("CREATE TABLE other AS SELECT at FROM parcels WHERE FALSE"))
        connection.execute(sa.insert(sa.table("other", sa.column("at", MomentType()))).values(at=at(8)))


def kept(engine: sa.Engine) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(sa.text("SELECT transport_id, number, service FROM parcels ORDER BY 1")).all())


BY_HAND = [
    "UPDATE parcels SET number = '3SABCD7654321' WHERE transport_id = '1'",
    "UPDATE parcels SET number = '3sabcd1234567'",
    "UPDATE parcels SET number = NULL WHERE transport_id = '1'",
    "UPDATE parcels SET service = 'DHL' WHERE transport_id = '1'",
    "UPDATE parcels SET transport_id = '3' WHERE transport_id = '1'",
    "DELETE FROM parcels WHERE transport_id = '1'",
    "DELETE FROM parcels",
    """
    INSERT INTO parcels SELECT '1', '3SABCD7654321', service, at FROM parcels WHERE transport_id = '2'
    ON CONFLICT (transport_id) DO UPDATE SET number = excluded.number
    """,
    "UPDATE parcels SET number = upper(number), service = 'T' || 'NT', at = (SELECT max(at) FROM other)",
]
IN_SQLITE = [
    "INSERT OR REPLACE INTO parcels SELECT '1', '3SABCD7654321', service, at FROM parcels WHERE transport_id = '2'",
    "REPLACE INTO parcels SELECT '1', NULL, service, at FROM parcels WHERE transport_id = '2'",
    "UPDATE OR REPLACE parcels SET transport_id = '1' WHERE transport_id = '2'",
    "UPDATE OR IGNORE parcels SET number = '3SABCD7654321'",
    "UPDATE OR REPLACE parcels SET number = x'33'",
]


@pytest.mark.parametrize("statement", BY_HAND)
def test_nobody_changes_a_number_by_hand(engine: sa.Engine, statement: str) -> None:
    numbered(engine)
    before = kept(engine)
    with pytest.raises(IntegrityError, match=SIGN), engine.begin() as connection:
        connection.execute(sa.text(statement))

    assert kept(engine) == before


@pytest.mark.parametrize("statement", IN_SQLITE)
def test_nobody_replaces_a_number_in_sqlite(tmp_path: Path, statement: str) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'shop.sqlite'}", poolclass=NullPool)
    numbered(engine)
    before = kept(engine)
    with pytest.raises(IntegrityError, match=SIGN), engine.begin() as connection:
        connection.execute(sa.text(statement))

    assert kept(engine) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE parcels SET number = '3SABCD1234567', service = 'TNT' WHERE transport_id = '1'",
        "UPDATE parcels SET number = '3SABCD7654321', service = 'DHL' WHERE transport_id = '2'",
        "UPDATE parcels SET service = 'DHL' WHERE transport_id = '2'",
        "DELETE FROM parcels WHERE transport_id = '2'",
        "INSERT INTO parcels SELECT '3', number, service, at FROM parcels WHERE transport_id = '1'",
        "INSERT INTO parcels SELECT * FROM parcels WHERE transport_id = '1' ON CONFLICT (transport_id) DO NOTHING",
    ],
)
def test_what_changes_no_number_is_done(engine: sa.Engine, statement: str) -> None:
    numbered(engine)
    with engine.begin() as connection:
        done = connection.execute(sa.text(statement)).rowcount

    assert done == (0 if "NOTHING" in statement else 1)


def test_of_writers_at_once_who_do_not_look_exactly_one_wins(engine: sa.Engine) -> None:
    numbered(engine)
    numbers = [TrackAndTraceNumber(f"3SABCD000000{place}") for place in range(6)]

    @contextmanager
    def connected() -> Iterator[sa.Connection]:
        with engine.connect() as connection:
            yield connection

    def write(connection: sa.Connection, number: TrackAndTraceNumber) -> bool:
        try:
            connection.execute(sa.update(Parcel).where(Parcel.transport_id == "2").values(number=number))
            connection.commit()
        except IntegrityError:
            return False
        return True

    won = raced(connected, [partial(write, number=number) for number in numbers], [2] * 6)

    assert sum(won) == 1
    assert kept(engine)[1][1] == str(numbers[won.index(True)])


def test_a_table_made_so_lets_old_rows_be_deleted_and_numbers_not_be_changed(engine: sa.Engine) -> None:
    table = sa.Table("kept", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("number", sa.Text))
    write_once(table, number="number", deletion=Deletion.ALLOWED)
    table.create(engine)
    with engine.begin() as connection:
        connection.execute(table.insert().values(id=1, number="A"))
    with pytest.raises(IntegrityError, match=SIGN), engine.begin() as connection:
        connection.execute(table.update().values(number="B"))
    with engine.begin() as connection:
        assert connection.execute(table.delete()).rowcount == 1


def test_names_that_must_be_quoted_are(engine: sa.Engine) -> None:
    odd = sa.Table(
        'the "odd" {0} %s table',
        sa.MetaData(),
        sa.Column("the id", sa.Integer, primary_key=True),
        sa.Column('number "1" {x}', sa.Text, key="number"),
        sa.Column("order", sa.Text, unique=True),
    )
    write_once(odd, number="number")
    odd.create(engine)
    with engine.begin() as connection:
        connection.execute(sa.insert(odd).values({odd.c["the id"]: 1, odd.c.number: "A", odd.c["order"]: "B"}))
    with pytest.raises(IntegrityError, match=SIGN), engine.begin() as connection:
        connection.execute(odd.update().values({odd.c.number: "B"}))


def test_a_row_is_not_replaced_by_any_other_key_in_sqlite(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'shop.sqlite'}", poolclass=NullPool)
    table = sa.Table(
        "kept",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Text),
        sa.Column("label", sa.Text, unique=True),
        sa.Column("box", sa.Text),
        sa.Index("one_box", "box", unique=True),
    )
    write_once(table, number="number")
    table.create(engine)
    with engine.begin() as connection:
        connection.execute(table.insert().values(id=1, number="A", label="L", box="X"))
    for replacing in ("(2, 'B', 'L', 'Y')", "(2, 'B', 'M', 'X')", "(2, NULL, 'L', NULL)"):
        with pytest.raises(IntegrityError, match=SIGN), engine.begin() as connection:
            connection.execute(sa.text(f"INSERT OR REPLACE INTO kept VALUES {replacing}"))


def test_the_rule_is_taken_away_and_put_back_by_a_migration(engine: sa.Engine) -> None:
    numbered(engine)
    rule = WrittenOnceRule(table="parcels", number="number", beside=("service", "at"), keys=[["transport_id"]])
    database = Database.named(engine.dialect.name)
    with engine.begin() as connection:
        for statement in rule.dropped(database):
            connection.exec_driver_sql(statement)
        connection.execute(sa.text(BY_HAND[0]))
        for statement in rule.created(database):
            connection.exec_driver_sql(statement)
    with pytest.raises(IntegrityError, match=SIGN), engine.begin() as connection:
        connection.execute(sa.text(BY_HAND[2]))


@pytest.mark.database
def test_a_table_in_a_schema_has_the_rule_too(server: Server) -> None:
    engine = sa.create_engine(in_postgresql(server))
    table = sa.Table(
        "kept",
        sa.MetaData(schema="Shop 1"),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Text),
    )
    write_once(table, number="number")
    with engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema("Shop 1"))
        table.create(connection)
        connection.execute(table.insert().values(id=1, number="A"))
    with pytest.raises(IntegrityError, match=SIGN) as caught, engine.begin() as connection:
        connection.execute(table.update().values(number="B"))

    diagnosis = getattr(caught.value.orig, "diag", None)
    assert diagnosis is not None
    assert (diagnosis.schema_name, diagnosis.table_name) == ("Shop 1", "kept")
    engine.dispose()


@pytest.mark.database
def test_a_collation_that_ignores_case_does_not_let_a_twin_in(server: Server) -> None:
    engine = sa.create_engine(in_postgresql(server))
    collation = "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"
    table = sa.Table(
        "kept",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Text(collation="blind")),
    )
    write_once(table, number="number")
    with engine.begin() as connection:
        connection.execute(sa.text(collation))
        table.create(connection)
        connection.execute(table.insert().values(id=1, number="A"))
    with pytest.raises(IntegrityError, match=SIGN), engine.begin() as connection:
        connection.execute(table.update().values(number="a"))
    engine.dispose()


def test_a_column_of_sqlite_that_ignores_case_does_not_let_a_twin_in(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'shop.sqlite'}", poolclass=NullPool)
    table = sa.Table(
        "kept",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Text(collation="NOCASE")),
    )
    write_once(table, number="number")
    table.create(engine)
    with engine.begin() as connection:
        connection.execute(table.insert().values(id=1, number="A"))
    with pytest.raises(IntegrityError, match=SIGN), engine.begin() as connection:
        connection.execute(table.update().values(number="a"))


def test_a_rule_is_not_put_where_it_would_not_hold() -> None:
    table = sa.Table("kept", sa.MetaData(), sa.Column("number", sa.Text))

    with pytest.raises(InvalidValueError, match="keys: expected the columns of the table's primary key"):
        write_once(table, number="number")
    with pytest.raises(InvalidValueError, match="'nummer' as column"):
        write_once(table, number="nummer")
    with pytest.raises(InvalidValueError, match="table: expected a Table"):
        write_once(sa.select(table).subquery(), number="number")
    with pytest.raises(InvalidValueError, match="'mysql' as database: expected sqlite or postgresql"):
        Database.named("mysql")


def test_a_long_name_of_a_table_gives_names_of_triggers_that_postgresql_takes() -> None:
    rule = WrittenOnceRule(table="t" * 63, number="number", keys=[["id"]])
    names = [statement.split('"')[1] for statement in rule.dropped(Database.POSTGRESQL)]

    assert len(set(names)) == 2
    assert all(len(name) <= 63 for name in names)


SQLITE: Any = sqlite.dialect()
POSTGRESQL: Any = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy left it untyped


def test_a_type_says_its_length_and_how_each_database_keeps_it() -> None:
    lengths = {
        TrackAndTraceNumberType: 64,
        DeliveryServiceType: 32,
        WeekType: 8,
        PromiseType: 21,
        MomentType: 27,
    }
    for kind, length in lengths.items():
        column: Any = kind()
        assert (column.field, column.cache_ok, column.impl.length) == ("", True, length)
        assert str(column.compile(dialect=SQLITE)) == f"VARCHAR({length})"
        assert column.process_bind_param(None, SQLITE) is None
        assert column.process_result_value(None, SQLITE) is None
    assert str(MomentType().compile(dialect=POSTGRESQL)) == "TIMESTAMP WITH TIME ZONE"
    assert MomentType("told").field == "told"


def test_a_moment_is_bound_as_text_but_for_a_database_that_keeps_moments() -> None:
    told, named = at(7), MomentType("told")

    assert named.process_bind_param(told, SQLITE) == "2026-10-07T10:00:00.000000Z"
    assert named.process_bind_param(told, POSTGRESQL) is told
    assert named.process_bind_param(None, POSTGRESQL) is None
    assert named.process_result_value("2026-10-07T10:00:00.000000Z", SQLITE) == told
    assert named.process_result_value(told, POSTGRESQL) == told
    for dialect in (SQLITE, POSTGRESQL):
        with pytest.raises(InvalidValueError, match="Cannot use 3 as told: "):
            named.process_bind_param(3, dialect)
    for kind, field in ((named, "told"), (MomentType(), "moment")):
        with pytest.raises(InvalidValueError, match=f" as {field}: "):
            kind.process_result_value(told.replace(tzinfo=None), POSTGRESQL)


def test_a_value_stands_in_a_statement_as_its_text() -> None:
    statement = sa.select(KEPT.c.id).where(KEPT.c.number == ONE, KEPT.c.number.like("3S%"), KEPT.c.week > "x")
    kind: Any = KEPT.c.number.type

    assert kind.process_literal_param(ONE, SQLITE) == "3SABCD1234567"
    assert isinstance(kind.coerce_compared_value(sa.sql.operators.like_op, "3S%"), sa.String)
    assert kind.coerce_compared_value(sa.sql.operators.eq, ONE) is kind
    assert "kept.number LIKE" in str(statement)


def test_a_rule_is_given_as_it_was_put_into_a_table() -> None:
    table = sa.Table(
        "kept",
        sa.MetaData(schema="shop"),
        sa.Column("a", sa.Integer, primary_key=True),
        sa.Column("b", sa.Integer, primary_key=True),
        sa.Column("nr", sa.Text, key="number"),
        sa.Column("by", sa.Text, key="service"),
        sa.Column("label", sa.Text, unique=True),
        sa.Column("box", sa.Text),
        sa.Column("place", sa.Text, index=True),
        sa.Index("one_box", "box", unique=True),
    )

    assert write_once(table, number="number", beside=("service",), deletion=Deletion.ALLOWED) == WrittenOnceRule(
        table="kept",
        schema="shop",
        number="nr",
        beside=("by",),
        keys=[["a", "b"], ["label"], ["box"]],
        deletion=Deletion.ALLOWED,
    )
    bare = sa.Table("kept", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("number", sa.Text))
    assert write_once(bare, number="number") == WrittenOnceRule(table="kept", number="number", keys=[["id"]])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"number": "nummer"}, "Cannot use 'nummer' as column: expected a column of the table"),
        ({"number": "number", "beside": ("at",)}, "Cannot use 'at' as column: expected a column of the table"),
    ],
)
def test_a_column_that_is_not_there_is_told(arguments: dict[str, Any], told: str) -> None:
    table = sa.Table("kept", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("number", sa.Text))

    with pytest.raises(InvalidValueError) as caught:
        write_once(table, **arguments)

    assert str(caught.value) == told
