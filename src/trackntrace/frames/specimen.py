"""
Specimens: for all rows that show the same signs, one made-up item that shows them too, for the standards to read.

What a standard says of the specimen holds for every one of those rows: that is how a table is judged by the same Python
as an object is.

The days of promises are brought near the moment of scoring, since only the days that were waited matter, and no more of
them than silence can last. So a year of rows amounts to a few hundred specimens.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from attrs import evolve

from trackntrace.frames.days import FIRST, OPENING, date_at, moment_at, punctuality
from trackntrace.frames.item_table import PromiseKind
from trackntrace.frames.service_kinds import ServiceKind
from trackntrace.frames.signs import (
    AFTER_THE_PROMISE,
    ASKED,
    CANCELLED,
    CANCELLERS,
    EXPIRED,
    FULFILLED,
    IN_WINDOW,
    KINDS,
    NO_PROMISE,
    NO_WINDOW,
    NOT_SEEN,
    NUMBERS,
    SENT_AS,
    SHIPPED,
    SHIPPED_LATER,
    STAGES,
    STILL_OPEN,
    TIME_FRAMES,
    TOO_EARLY,
    TOO_LATE,
)
from trackntrace.moment import Moment, day_begins, day_ends, local_day, moment_of
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.evidence import Evidence, ExcuseReason
from trackntrace.performance.facts import NumberFact, Readings
from trackntrace.performance.standard import AnyStandard, Facts
from trackntrace.shipping.entry import Number
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow, Promise, Punctuality

_LONGEST_WAIT: Final = 61
"""One day more than silence may be asked to last."""

_TOLD: Final = {TrackAndTraceNumber(fact.name.replace("_", "-")): fact for fact in NUMBERS}
_OF_FACT: Final = {fact: number for number, fact in _TOLD.items()}
_A_SCAN: Final = moment_at(OPENING + 3_600_000_000)
_A_MOMENT: Final = timedelta(microseconds=1)
_BESIDE_THE_SCAN: Final = {TOO_EARLY: _A_MOMENT, IN_WINDOW: timedelta(), TOO_LATE: -_A_MOMENT}


def _as_told(number: Number, service: DeliveryService | None) -> NumberFact:
    """What was already said of the number that a specimen bears."""
    return _TOLD[number] if isinstance(number, TrackAndTraceNumber) else NumberFact.UNREADABLE


class Shown(NamedTuple):
    """What a specimen shows: the signs of a row, without what no reading tells apart."""

    stage: int
    fulfilled_by: int
    time_frame: int
    sent_as: int
    service: int
    label: int
    number: int
    excuse: int
    kind: int
    waited: int | None
    attempt: Punctuality | None
    handover: int
    report: int
    cancelled: int
    cancelled_by: int
    asked_to_cancel: int
    expiry: int
    returned: int


class Specimens:
    """The facts of rows by their signs, as standards read them off specimens, each once."""

    def __init__(
        self,
        standards: tuple[AnyStandard, ...],
        *,
        as_of: Moment,
        readings: Readings,
        kinds: tuple[ServiceKind, ...],
    ) -> None:
        self._reads = [standard.read for standard in standards]
        self._as_of = as_of
        self._today = local_day(as_of)
        self._readings = evolve(readings, judge=_as_told)
        self._services = (None, *(kind.stands_for for kind in kinds))
        self._known: dict[Shown, tuple[Facts, ...]] = {}

    def facts(self, signs: Mapping[str, int]) -> tuple[Facts, ...]:
        """The facts that rows of these signs have, one for each standard."""
        shown = self._shown(signs)
        found = self._known.get(shown)
        if found is None:
            item = self._item(shown)
            found = tuple(read(item, self._as_of, self._readings) for read in self._reads)
            self._known[shown] = found
        return found

    def _shown(self, signs: Mapping[str, int]) -> Shown:
        def sign(name: str) -> int:
            return signs.get(name, 0)

        promised = signs.get("promised", NO_PROMISE)
        stage = signs["stage"]
        later, cancelled = stage == SHIPPED_LATER, stage == CANCELLED
        reached = NOT_SEEN if later else signs.get("attempt", NOT_SEEN)
        return Shown(
            stage=0 if later else stage,
            fulfilled_by=sign("fulfilled_by"),
            time_frame=sign("time_frame"),
            sent_as=sign("sent_as"),
            service=0 if later else sign("service"),
            label=0 if later else sign("label"),
            number=0 if later else sign("number"),
            excuse=sign("excuse"),
            kind=sign("promise_kind"),
            waited=None if promised == NO_PROMISE else self._waited(promised),
            attempt=_lies(promised, reached),
            handover=sign("handover"),
            report=0 if later or promised == NO_PROMISE else sign("report"),
            cancelled=sign("cancelled") if cancelled else 0,
            cancelled_by=sign("cancelled_by") if cancelled else 0,
            asked_to_cancel=sign("asked_to_cancel"),
            expiry=sign("expiry"),
            returned=sign("returned") if stage == SHIPPED else 0,
        )

    def _waited(self, promised: int) -> int:
        waited = (self._today - date_at(promised + FIRST - 1)).days
        return max(-1, min(waited, _LONGEST_WAIT))

    def _item(self, shown: Shown) -> Evidence:
        day = None if shown.waited is None else self._today - timedelta(days=shown.waited)
        return Evidence(
            order_id="order",
            order_item_id="item",
            quantity=1,
            stage=STAGES[shown.stage],
            fulfilled_by=FULFILLED[shown.fulfilled_by],
            time_frame=TIME_FRAMES[shown.time_frame],
            sent_as=SENT_AS[shown.sent_as],
            service=self._services[shown.service],
            label_id="label" if shown.label else "",
            number=_OF_FACT[NUMBERS[shown.number]] if shown.number else None,
            promise=_promise(day, shown.kind),
            journey=Journey(self._events(shown, day)),
            window=self._window(shown.handover),
            not_received=day if shown.report else None,
            excuse=ExcuseReason.MARKETPLACE_DISRUPTION if shown.excuse else None,
            expires=self._expires(shown.expiry),
            cancelled_by=CANCELLERS[shown.cancelled_by],
            cancelled_on=self._cancelled_on(shown.cancelled, day),
            asked_to_cancel=ASKED[shown.asked_to_cancel],
            returned=self._today if shown.returned else None,
        )

    def _expires(self, expiry: int) -> date | None:
        if not expiry:
            return None
        return self._today - timedelta(days=1) if expiry == EXPIRED else self._today

    def _cancelled_on(self, cancelled: int, promised: date | None) -> date | None:
        if not cancelled or promised is None:
            return self._today if cancelled else None
        return promised + timedelta(days=1) if cancelled == AFTER_THE_PROMISE else promised

    def _events(self, shown: Shown, day: date | None) -> list[TransportEvent]:
        scanned = shown.handover in _BESIDE_THE_SCAN
        events = [TransportEvent(TransportStatus.ACCEPTED, _A_SCAN)] if scanned else []
        if shown.attempt is not None:
            brought = self._as_of if day is None else _instant(day, shown.attempt)
            events.append(TransportEvent(TransportStatus.ATTEMPT_FAILED, brought))
        return events

    def _window(self, handover: int) -> HandoverWindow | None:
        if handover == NO_WINDOW:
            return None
        if handover in _BESIDE_THE_SCAN:
            both_ends = moment_of(_A_SCAN + _BESIDE_THE_SCAN[handover])
        else:
            both_ends = self._as_of if handover == STILL_OPEN else moment_of(self._as_of - _A_MOMENT)
        return HandoverWindow(earliest=both_ends, latest=both_ends)


def _lies(promised: int, reached: int) -> Punctuality | None:
    if reached >= NOT_SEEN:
        return None
    return Punctuality.ON_TIME if promised == NO_PROMISE else punctuality(promised + FIRST - 1, reached)


def _promise(day: date | None, kind: int) -> Promise | None:
    if day is None:
        return None
    return DeliverOn(day) if KINDS[kind] is PromiseKind.ON else DeliverBy(day)


def _instant(day: date, lies: Punctuality) -> Moment:
    if lies is Punctuality.EARLY:
        return Moment(day_begins(day) - timedelta(seconds=1))
    return day_ends(day) if lies is Punctuality.LATE else Moment(day_ends(day) - timedelta(seconds=1))
