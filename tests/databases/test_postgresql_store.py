"""Entries in PostgreSQL are written once: in long lives, at once, and through the death of clients and of the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread

import pytest

pytest.importorskip("psycopg", reason="needs psycopg to speak to PostgreSQL")

import psycopg
from examples.stores.postgresql_store import PostgresqlStore, create_table

from tests.databases.postgresql import Server
from tests.stores.writing_process import assert_kept, entry_of_place, killed_after
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.transport import AlreadyEnteredError
from trackntrace.testing.interleaving import raced
from trackntrace.testing.written_once import assert_written_once, thorough

pytestmark = pytest.mark.database


@pytest.fixture
def conninfo(server: Server) -> str:
    create_table(server.conninfo)
    return server.conninfo


def test_entries_in_postgresql_are_written_once(conninfo: str) -> None:
    assert_written_once(lambda: PostgresqlStore(conninfo), settings=thorough(runs=20))


def test_of_eight_writers_at_once_exactly_one_wins(conninfo: str) -> None:
    @contextmanager
    def opened() -> Iterator[PostgresqlStore]:
        store = PostgresqlStore(conninfo)
        yield store
        store.crash()

    def tried(store: PostgresqlStore, place: int) -> Entry:
        try:
            store.enter("raced", entry_of_place(place))
        except AlreadyEnteredError as error:
            return error.given
        return entry_of_place(place)

    standing = raced(opened, [partial(tried, place=place) for place in range(8)], [999] * 8)

    with opened() as store:
        assert {store.entry_of("raced")} == set(standing)


def test_what_a_client_was_told_is_kept_though_it_is_killed(conninfo: str) -> None:
    answers = killed_after(40, "postgresql", conninfo, "killed-")
    store = PostgresqlStore(conninfo)

    assert_kept(store, "killed-", answers)
    store.crash()


def test_what_a_client_was_told_is_kept_though_the_server_dies(server: Server, conninfo: str) -> None:
    answered: list[int] = []
    halfway = Event()

    def write() -> None:
        store = PostgresqlStore(conninfo)
        try:
            for place in range(100_000):
                store.enter(f"dying-{place}", entry_of_place(place))
                answered.append(place)
                if place == 40:
                    halfway.set()
        except psycopg.Error:
            store.crash()

    writer = Thread(target=write)
    writer.start()
    assert halfway.wait(60)
    server.stop("immediate")
    writer.join(60)
    server.start()
    store = PostgresqlStore(conninfo)

    assert_kept(store, "dying-", len(answered))
    store.crash()


def test_a_number_that_stood_before_the_server_died_is_not_given_away_after_it(server: Server, conninfo: str) -> None:
    before = PostgresqlStore(conninfo)
    before.enter("stood", entry_of_place(1))
    server.stop("immediate")
    before.crash()
    server.start()
    store = PostgresqlStore(conninfo)

    store.enter("stood", entry_of_place(1))
    with pytest.raises(AlreadyEnteredError):
        store.enter("stood", entry_of_place(2))
    assert store.entry_of("stood") == entry_of_place(1)
    store.crash()
