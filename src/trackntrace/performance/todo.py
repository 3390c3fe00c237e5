"""
The Monday list: what a seller can still do, by when, and what it is about, the most urgent first.

Tasks are values with a code and facts; sentences are made of them elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, final

from attrs import field, frozen

from trackntrace.grammar import Word, exactly, whole
from trackntrace.moment import Moment, Week, day_begins, day_ends, local_day
from trackntrace.performance.evidence import Evidence, ExcuseReason, Stage
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.outlook import Outlook, StrikeChance, cancelled_on, last_day_before, outlooks
from trackntrace.performance.standard import Verdict
from trackntrace.performance.strike_rules import STRIKE_READINGS, StrikeReadings, next_wednesday
from trackntrace.performance.strikes import NONE_TAKEN_BACK, StrikeRecord, StrikeState, strike_record
from trackntrace.performance.tally import WeekOrUndated
from trackntrace.performance.unsettled import MISSING_NUMBER, Unsettled, is_appointment, is_coming
from trackntrace.shipping.order import AskedToCancel, FulfilledBy


class TaskKind(Word):
    """What is to be done. Of two tasks that are due at once, the one that stands first here comes first."""

    ANSWER_CANCELLATION = "answer-cancellation"
    CONFIRM_ORDER = "confirm-order"
    AGREE_APPOINTMENT = "agree-appointment"
    SHIP = "ship"
    HAND_OVER = "hand-over"
    NOTHING_SEEN = "nothing-seen"
    APPOINTMENT_DUE = "appointment-due"
    ADD_NUMBER = "add-number"
    WEEK_AT_RISK = "week-at-risk"
    STRIKE_UNAVOIDABLE = "strike-unavoidable"
    STRIKE_EXPIRES = "strike-expires"


_RANK: Final = {kind: rank for rank, kind in enumerate(TaskKind)}


@final
@frozen(kw_only=True)
class Task:
    """
    Something to be done, or to know: its kind, the moment before which it is due, and what it concerns.

    A task about an item has its ids and quantity, one about a week its standard; what does not apply is empty or 0.
    ``facts`` are what a sentence needs, as text, by name.
    """

    kind: TaskKind
    due: Moment
    week: WeekOrUndated
    standard: str = ""
    order_id: str = ""
    order_item_id: str = ""
    shipment_id: str = ""
    quantity: int = 0
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> date:
        """The last day on which there is time for it, in Amsterdam."""
        return last_day_before(self.due)

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands among others: by its moment, then by its kind, then by what it concerns."""
        about = (str(self.week), self.standard, self.order_id, self.order_item_id, self.shipment_id)
        return self.due, _RANK[self.kind], *about, self.quantity, self.facts


@final
@frozen(kw_only=True)
class Horizon:
    """
    How far ahead the list looks.

    ``parcels`` is how many days after today a parcel may be due to be listed, ``strikes`` how many days after today a
    strike may expire, ``bears`` how many more misses a week may bear to be at risk, once something was missed.
    """

    parcels: int = field(default=1)
    strikes: int = field(default=14)
    bears: int = field(default=2)

    def __attrs_post_init__(self) -> None:
        whole(self.parcels, "parcels", most=60)
        whole(self.strikes, "strikes", most=400)
        whole(self.bears, "bears")


HORIZON: Final = Horizon()
"""Parcels of today and tomorrow, strikes of the next two weeks, weeks that bear no more than two misses."""


def todo(
    found: Unsettled,
    *,
    readings: StrikeReadings = STRIKE_READINGS,
    taken_back: Mapping[Week, ExcuseReason] = NONE_TAKEN_BACK,
    horizon: Horizon = HORIZON,
) -> tuple[Task, ...]:
    """
    What can still be done, the most urgent first; the same list in whatever order the evidence came.

    Args:
        found: what is not settled, as of its moment (`unsettled`).
        readings: how the open questions about strikes are read.
        taken_back: the weeks whose strike the marketplace took back, and why.
        horizon: how far ahead to look.

    Raises:
        ConflictError: the final week was not over yet.
    """
    exactly(horizon, Horizon, "horizon")
    record = strike_record(
        exactly(found, Unsettled, "found").card,
        final_through=found.final_through,
        readings=readings,
        taken_back=taken_back,
    )
    ahead = outlooks(found.card, found.explained, boundary=readings.boundary, readings=found.readings)
    view = _View(found.card.as_of, local_day(found.card.as_of), readings, horizon)
    tasks = {task for each in found.explained for task in _of_item(each, view)}
    tasks.update(task for each in ahead for task in _of_week(each, record, view))
    tasks.update(_of_strikes(record, view))
    return tuple(sorted(tasks, key=lambda task: task.place))


@final
@frozen
class _View:
    """From when and how far the list looks."""

    as_of: Moment
    today: date
    readings: StrikeReadings
    horizon: Horizon

    def soon(self, day: date) -> bool:
        """Whether a parcel that is due on this day, which is not over, is to be listed."""
        return day <= self.today + timedelta(days=self.horizon.parcels)

    def final_on(self, week: Week) -> date:
        """The day on which a week that is not final turns so: by the reading, and never on a day that has come."""
        day = self.readings.finality.on(week)
        return day if day > self.today else next_wednesday(self.today)


def _task(kind: TaskKind, due: Moment, each: Explanation, **facts: str) -> Task:
    item = each.item
    named = {"order": item.order_id, "item": item.order_item_id, "count": str(item.quantity), **facts}
    return Task(
        kind=kind,
        due=due,
        week=each.week,
        order_id=item.order_id,
        order_item_id=item.order_item_id,
        shipment_id=item.shipment_id,
        quantity=item.quantity,
        facts=tuple(sorted(named.items())),
    )


def _of_item(each: Explanation, view: _View) -> Iterator[Task]:
    if each.item.stage is Stage.OPEN:
        yield from _of_open(each, view)
    elif each.row.code == MISSING_NUMBER and isinstance(each.week, Week):
        final_on = view.final_on(each.week)
        yield _task(TaskKind.ADD_NUMBER, day_begins(final_on), each, final=final_on.isoformat())
    elif each.item.promise and is_coming(each.item, view.as_of):
        day = each.item.promise.day
        yield _task(TaskKind.APPOINTMENT_DUE, day_ends(day), each, promised=day.isoformat())
    elif each.row.verdict is Verdict.PENDING:
        yield from _of_parcel(each, view)


def _promised(item: Evidence) -> date | None:
    return item.promise.day if item.promise else None


def _of_open(each: Explanation, view: _View) -> Iterator[Task]:
    item, day, cancelled = each.item, _promised(each.item), cancelled_on(each.item)
    if item.fulfilled_by is FulfilledBy.LOGISTICS_VIA_BOL or (cancelled and day_ends(cancelled) <= view.as_of):
        return
    over = day is None or day < view.today
    if item.asked_to_cancel is AskedToCancel.YES and cancelled:
        before = day if day and view.today < day else cancelled
        yield _task(TaskKind.ANSWER_CANCELLATION, day_begins(before), each, cancelled=cancelled.isoformat())
    elif over and cancelled:
        told = day.isoformat() if day else "-"
        yield _task(TaskKind.CONFIRM_ORDER, day_begins(cancelled), each, promised=told, cancelled=cancelled.isoformat())
    elif day and is_appointment(item):
        yield _task(TaskKind.AGREE_APPOINTMENT, day_ends(day), each, promised=day.isoformat())
    elif day and view.soon(day):
        yield _task(TaskKind.SHIP, day_ends(day), each, promised=day.isoformat())


def _of_parcel(each: Explanation, view: _View) -> Iterator[Task]:
    """What is due soon and was not scanned yet; of what nobody can follow nothing is ever seen."""
    item, day = each.item, _promised(each.item)
    told = {"service": item.service.code if item.service else "-", "number": str(item.number or "-")}
    if item.journey.handover is not None:
        return
    if each.row.code == "handover-not-yet-due" and item.window:
        latest = item.window.latest
        if view.soon(local_day(latest)):
            yield _task(TaskKind.HAND_OVER, latest, each, **told)
    elif each.row.code == "not-yet-due" and day and view.soon(day):
        yield _task(TaskKind.NOTHING_SEEN, day_ends(day), each, promised=day.isoformat(), **told)


def _of_week(each: Outlook, record: StrikeRecord, view: _View) -> Iterator[Task]:
    """Of weeks that are not final: those that are about to become a strike, and those that will be one."""
    taken_back = {strike.week for strike in record.of(StrikeState.TAKEN_BACK)}
    if each.week <= record.final_through or each.week in taken_back:
        return
    final_on = view.final_on(each.week)
    ahead = (one.deadline.at for one in each.pending if one.deadline and one.deadline.at > view.as_of)
    if each.strike is StrikeChance.UNAVOIDABLE:
        yield _week_task(TaskKind.STRIKE_UNAVOIDABLE, day_begins(final_on), each, final=final_on.isoformat())
    elif each.strike is StrikeChance.POSSIBLE and each.misses and each.bears <= view.horizon.bears:
        first = next(ahead, day_begins(final_on))
        yield _week_task(TaskKind.WEEK_AT_RISK, first, each, bears=str(each.bears))


def _week_task(kind: TaskKind, due: Moment, each: Outlook, **facts: str) -> Task:
    counts = {"misses": str(each.misses), "pending": str(each.pending_items), "score": each.score.shown}
    named = {"standard": each.standard, "week": str(each.week), **counts, **facts}
    return Task(kind=kind, due=due, week=each.week, standard=each.standard, facts=tuple(sorted(named.items())))


def _of_strikes(record: StrikeRecord, view: _View) -> Iterator[Task]:
    last = view.today + timedelta(days=view.horizon.strikes)
    for strike in record.of(StrikeState.COUNTS):
        if strike.expires_on and strike.expires_with and view.today <= strike.expires_on <= last:
            left = record.count_when_final(strike.expires_with)
            facts = {"week": str(strike.week), "expires_with": str(strike.expires_with), "left": str(left)}
            facts |= {"day": strike.expires_on.isoformat()}
            yield Task(
                kind=TaskKind.STRIKE_EXPIRES,
                due=day_ends(strike.expires_on),
                week=strike.week,
                standard=" ".join(each.standard for each in strike.missed),
                facts=tuple(sorted(facts.items())),
            )
