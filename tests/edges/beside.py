"""Good inputs beside the shipments, of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sized
from typing import Final, TypeAlias

from tests.edges.wire import Json, happened, told
from trackntrace.documents.fault import Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.question_reader import counts_in, questions_in

Reader: TypeAlias = Callable[[Iterable[Document], Faults], Sized]

WINDOW = {"earliest": "2026-10-06T08:00:00+02:00", "latest": "2026-10-06T17:00:00+02:00"}
GOOD_BESIDE: Final[dict[str, tuple[Json, ...]]] = {
    "stories": (
        told("3SABCD1", happened(learned="2026-10-08T09:00:00Z", expected="2026-10-09"), handover=WINDOW),
        [told("3SABCD1"), told("3SABCD1", happened("AT_TRANSPORTER"))],
    ),
    "reports": ({"orderItemId": "item-1", "notReceived": "2026-10-09"},),
    "details": ({"orderItemId": "item-1", "sentAs": "letter-mail"},),
    "excuses": (
        {"orderItemId": "item-1", "reason": "depot-disruption"},
        {"service": "DPD-NL", "from": "2026-09-29", "until": "2026-10-01", "reason": "depot-disruption"},
    ),
    "cancellations": (
        {"orderItemId": "item-1", "quantity": 1, "by": "customer", "on": "2026-10-06"},
        [{"orderItemId": "item-1", "quantity": 2, "by": "seller"}],
    ),
    "returns": ({"orderItemId": "item-1", "quantity": 1, "on": "2026-10-12"},),
}
"""What a dossier is gathered from, by kind."""

GOOD_APART: Final[dict[str, tuple[tuple[Json, ...], Reader]]] = {
    "questions": (
        (
            {"questionId": "Q1", "asked": "2026-10-06T14:30:00+02:00", "answered": "2026-10-07T09:00:00+02:00"},
            [{"questionId": "Q1", "asked": "2026-10-06T14:30:00+02:00", "country": "BE"}],
        ),
        questions_in,
    ),
    "counts": (
        (
            {"standard": "phone-availability", "week": "2026-W41", "hits": 46, "counted": 50},
            {"standard": "rating", "week": "2026-W41", "total": 163.5, "counted": 20},
        ),
        counts_in,
    ),
}
"""What has a reader of its own, by kind."""
