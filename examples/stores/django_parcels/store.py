"""Keeps entries by Django, in SQLite or PostgreSQL; the database itself holds that a number is written once."""

from __future__ import annotations

from django.db import IntegrityError, connections, transaction
from examples.stores.django_parcels.models import Parcel
from examples.stores.rows import written

from trackntrace import Entry


class DjangoStore:
    """
    No lock is taken. Whoever comes too late is refused by the database, looks again, and finds what was entered.
    """

    def __init__(self, using: str = "default") -> None:
        self._using = using

    def enter(self, transport_id: str, entry: Entry) -> None:
        """Writes an entry, or raises what a transport raises."""
        while not self._tried(transport_id, entry):
            continue

    def _tried(self, transport_id: str, entry: Entry) -> bool:
        given = self.entry_of(transport_id)
        if written(given, entry) is given:
            return True
        parcels = Parcel.objects.using(self._using)
        values = {"number": entry.number, "service": entry.service, "at": entry.at}
        try:
            with transaction.atomic(using=self._using):
                if given is None:
                    parcels.create(transport_id=transport_id, **values)
                else:
                    parcels.filter(transport_id=transport_id).update(**values)
        except IntegrityError:
            return False
        return True

    def entry_of(self, transport_id: str) -> Entry | None:
        """The entry that counts."""
        parcel = Parcel.objects.using(self._using).filter(transport_id=transport_id).first()
        if parcel is None or parcel.at is None:  # the column holds no NULL, which its type cannot say
            return None
        return Entry(number=parcel.number, service=parcel.service, at=parcel.at)

    def crash(self) -> None:
        """The connection ends; what was not committed is undone."""
        connections[self._using].close()
