"""A transport, with what was entered for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from trackntrace.interop.django_constraint import WrittenOnce
from trackntrace.interop.django_fields import (
    DeliveryServiceField,
    MomentField,
    PromiseField,
    TrackAndTraceNumberField,
    WeekField,
)


class Parcel(models.Model):
    """One parcel. Its number, delivery service and moment of entry stay as they are from when on it has a number."""

    transport_id: models.CharField[str, str] = models.CharField(primary_key=True, max_length=64)
    number = TrackAndTraceNumberField(null=True, blank=True)
    service = DeliveryServiceField()
    at = MomentField()
    promise = PromiseField(null=True, blank=True)
    counted_in = WeekField(null=True, blank=True)

    class Meta:
        """What the database holds of it."""

        constraints: ClassVar = [WrittenOnce(name="parcel_written_once", number="number", beside=["service", "at"])]

    def __str__(self) -> str:
        return f"parcel {self.transport_id}"
