"""Keeps entries by SQLAlchemy, in SQLite or PostgreSQL; the database itself holds that a number is written once."""

from __future__ import annotations

import sys

from examples.stores.rows import written
from sqlalchemy import URL, Engine, create_engine, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from trackntrace import DeliveryService, Entry, Moment, TrackAndTraceNumber
from trackntrace.interop.sqlalchemy_columns import (
    DeliveryServiceType,
    MomentType,
    TrackAndTraceNumberType,
    write_once,
)
from trackntrace.testing.written_once import assert_written_once


class Base(DeclarativeBase):
    """The tables of this application."""


class Parcel(Base):
    """A transport, with what was entered for it."""

    __tablename__ = "parcels"

    transport_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[TrackAndTraceNumber | None] = mapped_column(TrackAndTraceNumberType())
    service: Mapped[DeliveryService] = mapped_column(DeliveryServiceType())
    at: Mapped[Moment] = mapped_column(MomentType())


write_once(Parcel.__table__, number="number", beside=("service", "at"))


class SqlalchemyStore:
    """
    No lock is taken. Whoever comes too late is refused by the database, looks again, and finds what was entered.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def enter(self, transport_id: str, entry: Entry) -> None:
        """Writes an entry, or raises what a transport raises."""
        while not self._tried(transport_id, entry):
            continue

    def _tried(self, transport_id: str, entry: Entry) -> bool:
        given = self.entry_of(transport_id)
        if written(given, entry) is given:
            return True
        values = {"number": entry.number, "service": entry.service, "at": entry.at}
        writing = (
            insert(Parcel).values(transport_id=transport_id, **values)
            if given is None
            else update(Parcel).where(Parcel.transport_id == transport_id).values(**values)
        )
        try:
            with self._engine.begin() as connection:
                connection.execute(writing)
        except IntegrityError:
            return False
        return True

    def entry_of(self, transport_id: str) -> Entry | None:
        """The entry that counts."""
        asked = select(Parcel.number, Parcel.service, Parcel.at).where(Parcel.transport_id == transport_id)
        with self._engine.connect() as connection:
            row = connection.execute(asked).one_or_none()
        return Entry(number=row.number, service=row.service, at=row.at) if row else None

    def crash(self) -> None:
        """All connections end; what was not committed is undone."""
        self._engine.dispose()


def opened(url: URL | str) -> SqlalchemyStore:
    """The store in a database."""
    return SqlalchemyStore(create_engine(url))


def create_tables(url: URL | str) -> None:
    """Makes the table, and with it the rule, where it is not there yet."""
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()


def main(url: str) -> None:
    """Tries the store by the contract, in the database that is named on the command line."""
    create_tables(url)
    assert_written_once(lambda: opened(url))
    print("What was entered by SQLAlchemy stays entered.")


if __name__ == "__main__":
    main(sys.argv[1])
