"""The doors by which other programs' values enter: carriers' webhooks, and the plain forms of our own values."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from tests.builders import at, delivered, entry, evidence, item, journey, order, shipment, transport
from tests.hostile.document_doors import POOL
from tests.hostile.door import Admits, Door
from tests.hostile.inputs import Documents
from tests.interop.webhooks import CHECKPOINTS, webhook
from trackntrace.documents.strict_json import load
from trackntrace.interop.aftership_feed import read_webhook
from trackntrace.interop.columns import values_in
from trackntrace.interop.value_forms import plain, value_of
from trackntrace.moment import Week
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.score import Score
from trackntrace.shipping.journey import TransportStatus


def _read_back(data: bytes, kind: type) -> object:
    return value_of(kind, load(data))


def _column(data: bytes, kind: type) -> object:
    cells: Any = load(data)
    return values_in(cells if isinstance(cells, list) else [cells], kind)


def _form(value: object) -> Door:
    kind = type(value)
    read: Callable[[bytes], object] = partial(_read_back, kind=kind)
    return Door(
        name=f"plain form: {kind.__name__}",
        open=read,
        inputs=Documents((plain(value),), POOL),
        admits=Admits.FREE_TEXT,
        costly=5,
    )


VALUES: Final = (
    *(order(item(2), item(1, "item-2")), shipment(), transport(entry()), entry()),
    *(journey((TransportStatus.ACCEPTED, at(6)), (TransportStatus.DELIVERED, at(7))), Score(93, 100)),
    *(evidence(journey=delivered(at(7))),),
)
INTEROP_DOORS: Final = (
    Door(
        name="carrier's webhook",
        open=read_webhook,
        inputs=Documents((webhook(*CHECKPOINTS),), POOL),
        admits=Admits.FREE_TEXT,
        costly=5,
    ),
    *map(_form, VALUES),
    Door(
        name="column of numbers",
        open=partial(_column, kind=TrackAndTraceNumber),
        inputs=Documents((["3SABCD1234567", "3SWXYZ7654321", None],), POOL),
        admits=Admits.NO_BREAK_SPACES,
        costly=5,
    ),
    Door(
        name="column of weeks",
        open=partial(_column, kind=Week),
        inputs=Documents((["2026-W41", "2026-W53", None],), POOL),
        costly=5,
    ),
)
