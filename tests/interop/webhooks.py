"""Webhooks of a made-up parcel, in the shape of AfterShip's."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from typing import Any

SECRET = b"made up for this test"


def checkpoint(subtag: str, when: str, **parts: Any) -> dict[str, Any]:
    """One checkpoint, with members beside those that are read."""
    return {
        "slug": "postnl",
        "tag": subtag.partition("_")[0],
        "subtag": subtag,
        "checkpoint_time": when,
        "created_at": "2026-10-03T12:00:00+00:00",
        "message": "…",
        "city": None,
        "coordinates": [],
        **parts,
    }


CHECKPOINTS = [
    checkpoint("InTransit_002", "2026-10-01T21:05:00+02:00", location="Depot\nZwolle"),
    checkpoint("AttemptFail_002", "2026-10-02T14:00:00", city="Breda"),
    checkpoint("Delivered_001", "2026-10-03T11:20:00+02:00"),
]


def webhook(*checkpoints: Any, **parts: Any) -> dict[str, Any]:
    """A webhook that tells of these checkpoints."""
    return {
        "event": "tracking_update",
        "event_id": "b1a2",
        "ts": 1_790_000_000,
        "msg": {
            "id": "7",
            "tracking_number": "3sabcd1234567",
            "slug": "postnl",
            "tag": "Delivered",
            "expected_delivery": "2026-10-02",
            "checkpoints": list(checkpoints),
            **parts,
        },
    }


def body(told: Any) -> bytes:
    """The bytes that are posted."""
    return json.dumps(told).encode()


def signed(data: bytes, secret: bytes = SECRET) -> str:
    """Their signature."""
    return b64encode(hmac.digest(secret, data, "sha256")).decode()
