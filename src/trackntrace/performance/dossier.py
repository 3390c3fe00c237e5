"""
The dossier: what is known beside the shipments, and how both together become evidence.

Shipments alone are enough. Orders add exact dates, time frames, what is open and what was cancelled; journeys add what
a carrier saw; reports, excuses and details add what no interface of the marketplace tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import final

from attrs import evolve, field, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import each_of, exactly, whole
from trackntrace.made_once import Remade
from trackntrace.moment import day_of
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, SentAs, Stage
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.promise import HandoverWindow, Promise
from trackntrace.shipping.shipment import Shipment, ShipmentLine


def _raised(error: ConflictError) -> None:
    raise error


@final
@frozen
class ServiceExcuse:
    """An excuse for everything that one delivery service had to deliver on certain days, both included."""

    service: DeliveryService
    first_day: date = field(kw_only=True)
    last_day: date = field(kw_only=True)
    reason: ExcuseReason = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        exactly(self.service, DeliveryService, "service")
        exactly(self.reason, ExcuseReason, "reason")
        if day_of(self.last_day, "until") < day_of(self.first_day, "from"):
            raise InvalidValueError.about(self.last_day, "until", f"expected a day not before {self.first_day}")

    def covers(self, service: DeliveryService | None, promise: Promise | None) -> bool:
        """Whether what this service had to deliver on that promise is excused."""
        return service == self.service and promise is not None and self.first_day <= promise.day <= self.last_day


@final
@frozen
class ParcelStory:
    """What a carrier or a tracking service tells of one number: its journey and, with Shipping via bol, its window."""

    journey: Journey
    window: HandoverWindow | None = None


@final
@frozen
class Cancellation:
    """So many of an order item were cancelled: by whom, and on which day; None where the day is not known."""

    quantity: int
    by: CancelledBy = field(kw_only=True)
    on: date | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        whole(self.quantity, "quantity", least=1)
        exactly(self.by, CancelledBy, "by")
        if self.on is not None:
            day_of(self.on, "on")


@final
@frozen
class Return:
    """So many of an order item came back, on this day."""

    quantity: int
    on: date = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        whole(self.quantity, "quantity", least=1)
        day_of(self.on, "on")


@final
@frozen(kw_only=True, getstate_setstate=False)
class Dossier(Remade):
    """
    What is known beside the shipments, each part by its id.

    ``stories`` by track & trace number; ``reports`` (the day a customer reported an item missing), ``excuses``,
    ``details`` (how an item was really sent), ``cancellations`` and ``returns`` by order item.
    """

    orders: Mapping[str, Order] = field(factory=dict)
    stories: Mapping[str, ParcelStory] = field(factory=dict)
    reports: Mapping[str, date] = field(factory=dict)
    excuses: Mapping[str, ExcuseReason] = field(factory=dict)
    service_excuses: tuple[ServiceExcuse, ...] = ()
    details: Mapping[str, SentAs] = field(factory=dict)
    cancellations: Mapping[str, tuple[Cancellation, ...]] = field(factory=dict)
    returns: Mapping[str, tuple[Return, ...]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for name in ("orders", "stories", "reports", "excuses", "details", "cancellations", "returns"):
            each_of(getattr(self, name), str, name)
        for told in self.cancellations.values():
            each_of(told, Cancellation, "cancellations")
        for came_back in self.returns.values():
            each_of(came_back, Return, "returns")
        each_of(self.service_excuses, ServiceExcuse, "service_excuses")

    def evidence(
        self, shipments: Iterable[Shipment], *, on_conflict: Callable[[ConflictError], None] = _raised
    ) -> Iterator[Evidence]:
        """
        The evidence of every shipment line, then of what the orders say is still open or was cancelled.

        One pass over the shipments; nothing of them is kept. ``on_conflict`` is told where more was shipped or
        cancelled of an order item than was ordered; that line is left out. What came back is parted from the shipment
        lines in their order; ``on_conflict`` is told at last where more came back of an order item than was shipped,
        and what is too many is left out. What is told of items that no order and no shipment has is left aside.

        Raises:
            ConflictError: more was shipped or cancelled than ordered, or more came back than was shipped, unless
                ``on_conflict`` takes it.
        """
        items = {(order.order_id, item.order_item_id): item for order in self.orders.values() for item in order.items}
        shipped: Counter[tuple[str, str]] = Counter()
        came_back = {order_item_id: list(told) for order_item_id, told in self.returns.items()}
        for shipment in shipments:
            story = self._story(shipment)
            for line in shipment.lines:
                item = items.get((shipment.order_id, line.order_item_id))
                try:
                    _count(shipped, shipment, line, item)
                except ConflictError as error:
                    on_conflict(error)
                else:
                    yield from _parted(self._shipped(shipment, line, item, story), came_back)
        for order in self.orders.values():
            for item in order.items:
                gone = max(item.shipped, shipped[order.order_id, item.order_item_id])
                self._check_returns(order, item, gone, on_conflict)
                yield from self._not_shipped(order, item, gone, on_conflict)

    def _check_returns(
        self, order: Order, item: OrderItem, shipped: int, on_conflict: Callable[[ConflictError], None]
    ) -> None:
        came_back = sum(each.quantity for each in self.returns.get(item.order_item_id, ()))
        if came_back > shipped:
            reason = f"expected at most {shipped} back of item {item.order_item_id} of order {order.order_id}"
            on_conflict(ConflictError.about(came_back, "returns", reason))

    def _story(self, shipment: Shipment) -> ParcelStory:
        told = shipment.transport.journey
        story = self.stories.get(str(shipment.number)) if shipment.number else None
        if story is None:
            return ParcelStory(told)
        return ParcelStory(told.and_then(story.journey.events) if told.events else story.journey, story.window)

    def _shipped(self, shipment: Shipment, line: ShipmentLine, item: OrderItem | None, story: ParcelStory) -> Evidence:
        order = self.orders.get(shipment.order_id)
        transport = shipment.transport
        entry, label = transport.entry, transport.label
        promise = (item.promise if item else None) or line.promise
        service = transport.service
        return Evidence(
            order_id=shipment.order_id,
            order_item_id=line.order_item_id,
            shipment_id=shipment.shipment_id,
            quantity=line.quantity,
            stage=Stage.SHIPPED,
            fulfilled_by=line.fulfilled_by or (item.fulfilled_by if item else FulfilledBy.SELLER),
            time_frame=item.time_frame if item else TimeFrame.NOT_TOLD,
            sent_as=self.details.get(line.order_item_id, SentAs.UNKNOWN),
            service=service,
            label_id=label.label_id if label else "",
            number=transport.number,
            labelled=next((each.at for each in transport.entries if each.label), None),
            entered=entry.at if entry and entry.number else None,
            promise=promise,
            ordered=shipment.ordered or (order.placed if order else None),
            shipped=shipment.shipped,
            journey=story.journey,
            window=story.window,
            not_received=self.reports.get(line.order_item_id),
            excuse=self._excuse(line.order_item_id, service, promise),
            expires=item.expires if item else None,
            asked_to_cancel=item.asked_to_cancel if item else AskedToCancel.NOT_TOLD,
        )

    def _not_shipped(
        self, order: Order, item: OrderItem, shipped: int, on_conflict: Callable[[ConflictError], None]
    ) -> Iterator[Evidence]:
        """What is open or cancelled; an order that was fetched earlier does not know what was done since."""
        told = self._told_cancelled(order, item, item.quantity - shipped, on_conflict)
        cancelled = max(item.cancelled, sum(each.quantity for each in told))
        known = self._ordered(order, item)
        if item.quantity - cancelled - shipped > 0:
            yield evolve(known, quantity=item.quantity - cancelled - shipped)
        yield from _cancelled(known, cancelled, told)

    def _told_cancelled(
        self, order: Order, item: OrderItem, most: int, on_conflict: Callable[[ConflictError], None]
    ) -> tuple[Cancellation, ...]:
        told = self.cancellations.get(item.order_item_id, ())
        cancelled = sum(each.quantity for each in told)
        if cancelled > most:
            reason = f"expected at most {most} cancelled of item {item.order_item_id} of order {order.order_id}"
            on_conflict(ConflictError.about(cancelled, "cancellations", reason))
            return ()
        return told

    def _ordered(self, order: Order, item: OrderItem) -> Evidence:
        """One of an order item that is still open."""
        return Evidence(
            order_id=order.order_id,
            order_item_id=item.order_item_id,
            quantity=1,
            stage=Stage.OPEN,
            fulfilled_by=item.fulfilled_by,
            time_frame=item.time_frame,
            sent_as=self.details.get(item.order_item_id, SentAs.UNKNOWN),
            promise=item.promise,
            ordered=order.placed,
            excuse=self.excuses.get(item.order_item_id),
            expires=item.expires,
            asked_to_cancel=item.asked_to_cancel,
        )

    def _excuse(
        self, order_item_id: str, service: DeliveryService | None, promise: Promise | None
    ) -> ExcuseReason | None:
        own = self.excuses.get(order_item_id)
        if own is not None:
            return own
        return next((excuse.reason for excuse in self.service_excuses if excuse.covers(service, promise)), None)


def _cancelled(known: Evidence, cancelled: int, told: tuple[Cancellation, ...]) -> Iterator[Evidence]:
    """What was cancelled, parted by what is told of it; of the rest nothing is."""
    for each in told:
        yield evolve(known, quantity=each.quantity, stage=Stage.CANCELLED, cancelled_by=each.by, cancelled_on=each.on)
    rest = cancelled - sum(each.quantity for each in told)
    if rest:
        yield evolve(known, quantity=rest, stage=Stage.CANCELLED)


def _parted(line: Evidence, came_back: dict[str, list[Return]]) -> Iterator[Evidence]:
    """A shipped line, parted where only some of it came back; takes what it uses off what came back."""
    waiting, left = came_back.get(line.order_item_id) or [], line.quantity
    while waiting and left:
        first = waiting.pop(0)
        taken = min(first.quantity, left)
        left -= taken
        if taken < first.quantity:
            waiting.insert(0, evolve(first, quantity=first.quantity - taken))
        yield evolve(line, quantity=taken, returned=first.on)
    if left:
        yield line if left == line.quantity else evolve(line, quantity=left)


def _count(shipped: Counter[tuple[str, str]], shipment: Shipment, line: ShipmentLine, item: OrderItem | None) -> None:
    """Counts a line in, if its order is known and it has so many left."""
    if item is None:
        return
    key, most = (shipment.order_id, line.order_item_id), item.quantity - item.cancelled
    if shipped[key] + line.quantity > most:
        reason = f"expected at most {most} shipped of item {line.order_item_id}, not {shipped[key] + line.quantity}"
        raise ConflictError.about(shipment.shipment_id, "shipment", reason)
    shipped[key] += line.quantity
