"""A Django project for the tests: one application, and two databases whose places each test chooses."""

from __future__ import annotations

from typing import Any

import django
from django.conf import settings
from django.db import connections

SQLITE: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {"timeout": 60}}
POSTGRESQL: dict[str, Any] = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "postgres",
    "HOST": "127.0.0.1",
    "USER": "tester",
}


settings.configure(
    INSTALLED_APPS=["examples.stores.django_parcels"],
    DATABASES={"default": SQLITE, "postgresql": POSTGRESQL},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    TIME_ZONE="Europe/Amsterdam",
)
django.setup()


def move(alias: str, **place: Any) -> None:
    """Lets an alias mean another database from now on."""
    connections[alias].close()
    connections.settings[alias].update(place)
