"""Between objects and tables: the evidence of items as an item table, and the items of a table as evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from math import isnan
from typing import Any, Final

import narwhals as nw

from trackntrace.errors import InvalidValueError
from trackntrace.frames.item_table import COLUMNS, ITEM_TABLE, Holds, PromiseKind
from trackntrace.frames.made_tables import COUNT, DAY, MOMENT, TEXT, made_table
from trackntrace.grammar import exactly
from trackntrace.moment import Moment, moment_of
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import UnreadableNumber, read_number
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, SentAs, Stage
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow, Promise

_TYPES: Final = {Holds.TEXT: TEXT, Holds.WORD: TEXT, Holds.DAY: DAY, Holds.MOMENT: MOMENT, Holds.COUNT: COUNT}
_NOT_MADE: Final = frozenset({"number_fact", "handed_over_learned", "first_attempt_learned", "delivered_learned"})
"""What the evidence, cut at a moment, has no need of."""


def table(evidence: Iterable[Evidence], *, as_of: Moment, backend: str = "polars") -> Any:
    """
    An item table of what was known at a moment.

    A row holds the first scan and the first attempt of a journey, so the journey is cut before: a tally as of that
    moment equals the one of the objects.

    Args:
        evidence: the items; one row each, in this order.
        as_of: the moment at which the evidence is cut; what was ordered later is left out.
        backend: the engine, as narwhals names it: ``polars``, ``pandas`` or ``pyarrow``.

    Raises:
        InvalidValueError: ``as_of`` is no moment, something is no evidence, or there is no such engine here.
    """
    moment = moment_of(as_of, "as_of")
    rows = (_row(item.until(moment)) for item in evidence if exactly(item, Evidence, "evidence").known(moment))
    schema = {column.name: _TYPES[column.holds] for column in ITEM_TABLE if column.name not in _NOT_MADE}
    return made_table(rows, schema, backend)


def _row(item: Evidence) -> dict[str, Any]:
    journey, window = item.journey, item.window
    return {
        "order_id": item.order_id,
        "order_item_id": item.order_item_id,
        "shipment_id": item.shipment_id or None,
        "quantity": item.quantity,
        "stage": item.stage.value,
        "fulfilled_by": item.fulfilled_by.value,
        "time_frame": item.time_frame.value,
        "sent_as": item.sent_as.value,
        "service": item.service.code if item.service else None,
        "label_id": item.label_id or None,
        "labelled": _utc(item.labelled),
        "number": _spelled(item),
        "entered": _utc(item.entered),
        "promised": item.promise.day if item.promise else None,
        "promise_kind": _kind(item.promise),
        "ordered": _utc(item.ordered),
        "shipped": _utc(item.shipped),
        "handed_over": _utc(journey.handover),
        "handover_earliest": _utc(window.earliest) if window else None,
        "handover_latest": _utc(window.latest) if window else None,
        "first_attempt": _utc(journey.first_attempt),
        "delivered": _utc(_delivered(journey)),
        "not_received": item.not_received,
        "expires": item.expires,
        "cancelled_by": item.cancelled_by.value if item.cancelled_by else None,
        "cancelled_on": item.cancelled_on,
        "asked_to_cancel": item.asked_to_cancel.value,
        "returned": item.returned,
        "excuse": item.excuse.value if item.excuse else None,
    }


def _utc(at: Moment | None) -> datetime | None:
    return at.astimezone(UTC) if at else None


def _spelled(item: Evidence) -> str | None:
    if isinstance(item.number, UnreadableNumber):
        return item.number.raw or _EMPTY
    return item.number.text if item.number else None


_EMPTY: Final = "?"
"""In place of an unreadable number that was the empty text, which in a table means that there is none."""


def _kind(promise: Promise | None) -> str | None:
    if promise is None:
        return None
    return PromiseKind.ON.value if type(promise) is DeliverOn else PromiseKind.BY.value


def _delivered(journey: Journey) -> Moment | None:
    return next((event.at for event in journey.events if event.status is TransportStatus.DELIVERED), None)


def evidence(table: object) -> Iterator[Evidence]:
    """
    The items of a table as evidence, one by one: to explain some of them, not to count many.

    The first attempt comes back as one in vain, the first scan as the carrier's acceptance.

    Raises:
        InvalidValueError: a value is none of its column's; or the table has a column ``number_fact``, which says of a
            number what no number can show.
    """
    frame: Any = nw.from_native(table)
    named = [name for name in frame.collect_schema().names() if name in COLUMNS]
    if "number_fact" in named:
        raise InvalidValueError.about("number_fact", "column", "expected numbers, not what was said of them")
    read = frame.select(*named)
    rows = read.collect() if isinstance(read, nw.LazyFrame) else read
    for row in rows.iter_rows(named=True):
        yield _item({name: _checked(name, _plain(value)) for name, value in row.items()})


def _checked(name: str, value: Any) -> Any:
    """A value as it is; a moment must be one, so that an error names its column."""
    is_moment = COLUMNS[name].holds is Holds.MOMENT
    return moment_of(value, name) if is_moment and value is not None else value


def _plain(value: Any) -> Any:
    """A value without what its engine adds to it: a null of its own, a subclass of ``datetime``, a number type."""
    if value is None or type(value).__name__ in {"NaTType", "NAType"} or (isinstance(value, float) and isnan(value)):
        return None
    if isinstance(value, datetime):
        return datetime(*value.timetuple()[:6], value.microsecond, tzinfo=value.tzinfo, fold=value.fold)
    return value.item() if hasattr(value, "item") else value


def _item(row: Mapping[str, Any]) -> Evidence:
    said: Callable[[str], Any] = row.get
    stage = _stage(row)
    shipped, cancelled = stage is Stage.SHIPPED, stage is Stage.CANCELLED
    return Evidence(
        order_id=said("order_id") or "",
        order_item_id=said("order_item_id") or "",
        shipment_id=said("shipment_id") or "",
        quantity=said("quantity") if "quantity" in row else 1,
        stage=stage,
        fulfilled_by=_word(FulfilledBy, row, "fulfilled_by", FulfilledBy.SELLER),
        time_frame=_word(TimeFrame, row, "time_frame", TimeFrame.NOT_TOLD),
        sent_as=_word(SentAs, row, "sent_as", SentAs.UNKNOWN),
        service=DeliveryService.parse(said("service")) if said("service") else None,
        label_id=said("label_id") or "",
        labelled=said("labelled"),
        number=read_number(said("number")) if said("number") else None,
        entered=said("entered"),
        promise=_promise(row),
        ordered=said("ordered"),
        shipped=said("shipped"),
        journey=Journey(_events(row)),
        window=_window(row),
        not_received=_day(said("not_received")),
        excuse=_word(ExcuseReason, row, "excuse", None),
        expires=_day(said("expires")),
        cancelled_by=_word(CancelledBy, row, "cancelled_by", None) if cancelled else None,
        cancelled_on=_day(said("cancelled_on")) if cancelled else None,
        asked_to_cancel=_word(AskedToCancel, row, "asked_to_cancel", AskedToCancel.NOT_TOLD),
        returned=_day(said("returned")) if shipped else None,
    )


def _word(kind: Any, row: Mapping[str, Any], name: str, otherwise: Any) -> Any:
    text = row.get(name)
    if not text:
        return otherwise
    if text not in COLUMNS[name].words:
        raise InvalidValueError.about(text, name, f"expected one of {', '.join(COLUMNS[name].words)}")
    return kind(text)


def _stage(row: Mapping[str, Any]) -> Stage:
    derived = Stage.CANCELLED if row.get("cancelled_on") else Stage.SHIPPED if row.get("shipped") else Stage.OPEN
    found: Stage = _word(Stage, row, "stage", derived)
    return found


def _promise(row: Mapping[str, Any]) -> Promise | None:
    day = _day(row.get("promised"))
    kind = _word(PromiseKind, row, "promise_kind", None)
    if day is None:
        return None
    return DeliverOn(day) if kind is PromiseKind.ON else DeliverBy(day)


def _day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value


_EVENTS: Final = (
    ("handed_over", TransportStatus.ACCEPTED),
    ("first_attempt", TransportStatus.ATTEMPT_FAILED),
    ("delivered", TransportStatus.DELIVERED),
)


def _events(row: Mapping[str, Any]) -> Iterator[TransportEvent]:
    for name, status in _EVENTS:
        at, learned = row.get(name), row.get(f"{name}_learned")
        if at is not None:
            yield TransportEvent(status, at, learned=learned) if learned else TransportEvent(status, at)


def _window(row: Mapping[str, Any]) -> HandoverWindow | None:
    ends: dict[str, Any] = {end: row.get(f"handover_{end}") for end in ("earliest", "latest")}
    return None if set(ends.values()) == {None} else HandoverWindow(**ends)
