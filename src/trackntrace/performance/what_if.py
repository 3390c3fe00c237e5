"""
What if: named scenarios, and what each would make of the scores and of the items behind them.

Another norm, edition or reading of the table is a replay of the same tallies. Another promise, delivery service, kind
of mail, label or excuse for some of the items changes the evidence, and counts again. What was given stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Final, final

from attrs import Factory, evolve, field, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Word, each_of, exactly, whole
from trackntrace.moment import Moment, Week, day_of
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.comparison import Comparison, ScoreChange
from trackntrace.performance.evidence import Evidence, ExcuseReason, SentAs, Stage
from trackntrace.performance.explanation import Revision, diff, explain
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.replay import Replay
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import AnyStandard, ServiceStandard
from trackntrace.performance.tally import Unit, WeekBy, tallies
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import HandoverWindow, Promise


def _services(value: Any) -> tuple[DeliveryService, ...]:
    return each_of(value, DeliveryService, "services")


def _weeks(value: Any) -> tuple[Week, ...]:
    return each_of(value, Week, "weeks")


def _orders(value: Any) -> tuple[str, ...]:
    return each_of(value, str, "orders")


def _orders_of(asked: Slice) -> frozenset[str]:
    return frozenset(asked.orders)


@final
@frozen(kw_only=True)
class Slice:
    """
    Some of the items: those that lie within every part that is given; all of them where none is.

    ``first_day``, ``last_day`` (both included) and ``weeks`` are about the promised day; an item without one lies
    within none.

    >>> Slice(services=[DeliveryService.parse("TNT")])(Evidence(
    ...     order_id="C1", order_item_id="1", quantity=1, stage=Stage.OPEN))
    False
    """

    services: tuple[DeliveryService, ...] = field(default=(), converter=_services)
    first_day: date | None = None
    last_day: date | None = None
    weeks: tuple[Week, ...] = field(default=(), converter=_weeks)
    orders: tuple[str, ...] = field(default=(), converter=_orders)
    _wanted: frozenset[str] = field(init=False, repr=False, eq=False, default=Factory(_orders_of, takes_self=True))

    def __attrs_post_init__(self) -> None:
        for day in (self.first_day, self.last_day):
            if day is not None:
                day_of(day, "day")
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise InvalidValueError.about(self.last_day, "last_day", f"expected a day not before {self.first_day}")

    def __call__(self, item: Evidence) -> bool:
        """Whether an item is one of them."""
        return (
            (not self.services or item.service in self.services)
            and (not self.orders or item.order_id in self._wanted)
            and self._covers_day(item.promise.day if item.promise else None)
        )

    def _covers_day(self, day: date | None) -> bool:
        if day is None:
            return not (self.weeks or self.first_day or self.last_day)
        after, before = self.first_day or day, self.last_day or day
        return after <= day <= before and (not self.weeks or Week.of(day) in self.weeks)


EVERYTHING: Final = Slice()
"""All items."""


class AsItIs(Word):
    """A part of the evidence that a change leaves as it is."""

    AS_IT_IS = "as-it-is"


AS_IT_IS: Final = AsItIs.AS_IT_IS

_PARTS: Final = ("promise", "service", "sent_as", "label_id", "fulfilled_by", "window", "excuse")
_OF_THE_SHIPMENT: Final = frozenset({"service", "label_id"})
"""The parts that a change may change; and those that an item has only once it was shipped."""


@final
@frozen(kw_only=True)
class Change:
    """
    What would be otherwise, of the items for which ``where`` says so; whatever is not given stays.

    ``days_later`` moves promises by so many days, back where it is negative; a change gives either that or a promise.
    ``service`` and ``label_id`` (empty for none) touch shipped items only, since no others have them. None takes a
    promise, service, window or excuse away.

    Raises:
        ConflictError: a promise and a number of days are both given.
        InvalidValueError: a number of days beyond a year, or ``where`` cannot be asked.
    """

    where: Callable[[Evidence], bool] = EVERYTHING
    promise: Promise | AsItIs | None = AS_IT_IS
    days_later: int = 0
    service: DeliveryService | AsItIs | None = AS_IT_IS
    sent_as: SentAs | AsItIs = AS_IT_IS
    label_id: str | AsItIs = AS_IT_IS
    fulfilled_by: FulfilledBy | AsItIs = AS_IT_IS
    window: HandoverWindow | AsItIs | None = AS_IT_IS
    excuse: ExcuseReason | AsItIs | None = AS_IT_IS

    def __attrs_post_init__(self) -> None:
        if not callable(self.where):
            raise InvalidValueError.about(self.where, "where", "expected a Slice, or a function of an item")
        whole(self.days_later, "days_later", least=-366, most=366)
        if self.days_later and self.promise is not AS_IT_IS:
            raise ConflictError.about(self.days_later, "days_later", "expected a promise or a number of days, not both")

    def applied(self, item: Evidence) -> Evidence:
        """The item as it would be; the very same where nothing of it would be otherwise."""
        if not self.where(item):
            return item
        wanted = {name: getattr(self, name) for name in _PARTS}
        if self.days_later and item.promise:
            day = item.promise.day + timedelta(days=self.days_later)
            wanted["promise"] = type(item.promise)(day)
        changed = {name: value for name, value in wanted.items() if self._touches(name, value, item)}
        if "label_id" in changed:
            changed["labelled"] = None
        return evolve(item, **changed) if changed else item

    @staticmethod
    def _touches(name: str, value: object, item: Evidence) -> bool:
        if value is AS_IT_IS or (name in _OF_THE_SHIPMENT and item.stage is not Stage.SHIPPED):
            return False
        return bool(value != getattr(item, name))


def _standards(values: Any) -> tuple[AnyStandard, ...]:
    return each_of(values, ServiceStandard, "standards")


def _changes(values: Any) -> tuple[Change, ...]:
    return each_of(values, Change, "changes")


@final
@frozen
class Scenario:
    """
    A named "what if": standards in place of those of the same name, changes of the evidence one after the other, and
    other readings of the facts. Several together are one scenario.

    Raises:
        ConflictError: two standards of one name.
        InvalidValueError: a part is not what it should be.
    """

    name: str
    standards: tuple[AnyStandard, ...] = field(default=(), kw_only=True, converter=_standards)
    changes: tuple[Change, ...] = field(default=(), kw_only=True, converter=_changes)
    readings: Readings | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        exactly(self.name, str, "name")
        if self.readings is not None:
            exactly(self.readings, Readings, "readings")
        if len({each.name for each in self.standards}) != len(self.standards):
            raise ConflictError.about(self.name, "scenario", "expected one standard of a name")

    def judging(self, standard: AnyStandard) -> AnyStandard:
        """The standard that judges in the place of this one."""
        return next((each for each in self.standards if each.name == standard.name), standard)

    def applied(self, item: Evidence) -> Evidence:
        """The item as it would be."""
        for change in self.changes:
            item = change.applied(item)
        return item

    @property
    def recounts(self) -> bool:
        """Whether it changes the facts and so counts again, or judges what was counted."""
        return bool(self.changes) or self.readings is not None


@final
@frozen
class WhatIf:
    """What a scenario would make of it: the scores before and after, and the items that would count otherwise."""

    scenario: Scenario
    comparison: Comparison = field(kw_only=True)

    @property
    def scores(self) -> tuple[ScoreChange, ...]:
        """The scores that would differ."""
        return self.comparison.scores

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The items that would count otherwise."""
        return self.comparison.revisions

    def _repr_html_(self) -> str:
        return self.comparison._repr_html_()


def what_if(
    evidence: Iterable[Evidence],
    standards: Iterable[AnyStandard],
    scenarios: Iterable[Scenario],
    *,
    as_of: Moment,
    by: WeekBy = WeekBy.PROMISED,
    per: Unit = Unit.ITEM,
    readings: Readings = DEFAULT_READINGS,
) -> tuple[WhatIf, ...]:
    """
    What each of the scenarios would make of the scores, in this order.

    The evidence is kept while this runs. A scenario that changes none of it is judged without counting; one that does
    counts all of it again.

    Raises:
        InvalidValueError: an argument is not what it should be, or something is no evidence.
        ConflictError: a scenario brings a standard that is not asked for, or that judges other facts.
    """
    items, asked = each_of(evidence, Evidence, "evidence"), each_of(standards, ServiceStandard, "standards")
    counted = tallies(items, asked, as_of=as_of, by=by, per=per, readings=readings)
    replays = [Replay(tally, standard) for tally, standard in zip(counted, asked, strict=True)]
    run = _Run(items, as_of, by, per, readings)
    return tuple(run.told(each, replays) for each in each_of(scenarios, Scenario, "scenarios"))


@final
@frozen
class _Run:
    items: tuple[Evidence, ...]
    as_of: Moment
    by: WeekBy
    per: Unit
    readings: Readings

    def told(self, scenario: Scenario, replays: list[Replay]) -> WhatIf:
        _check_names(scenario, replays)
        before = Scorecard(self.as_of, tuple(score for replay in replays for score in replay.scores))
        changed = tuple(map(scenario.applied, self.items)) if scenario.changes else self.items
        after = self._recounted(scenario, changed, replays) if scenario.recounts else _replayed(scenario, replays)
        revisions = [each for replay in replays for each in self._revised(scenario, changed, replay.standard)]
        card = Scorecard(self.as_of, tuple(after))
        return WhatIf(scenario, comparison=Comparison(before=before, after=card, revisions=tuple(revisions)))

    def _recounted(self, scenario: Scenario, changed: tuple[Evidence, ...], replays: list[Replay]) -> list[Any]:
        judges = [scenario.judging(replay.standard) for replay in replays]
        readings = scenario.readings or self.readings
        counted = tallies(changed, judges, as_of=self.as_of, by=self.by, per=self.per, readings=readings)
        return [score for tally, judge in zip(counted, judges, strict=True) for score in Replay(tally, judge).scores]

    def _revised(
        self, scenario: Scenario, changed: tuple[Evidence, ...], standard: AnyStandard
    ) -> tuple[Revision, ...]:
        judge, readings = scenario.judging(standard), scenario.readings or self.readings
        pairs = [*zip(self.items, changed, strict=True)]
        if judge.rows is standard.rows and scenario.readings is None:
            pairs = [(one, other) for one, other in pairs if one is not other]
        old = explain((one for one, _ in pairs), standard, as_of=self.as_of, by=self.by, readings=self.readings)
        new = explain((other for _, other in pairs), judge, as_of=self.as_of, by=self.by, readings=readings)
        return diff(old, new)


def _replayed(scenario: Scenario, replays: list[Replay]) -> list[Any]:
    return [score for replay in replays for score in replay.under(scenario.judging(replay.standard))]


def _check_names(scenario: Scenario, replays: list[Replay]) -> None:
    names = {replay.standard.name for replay in replays}
    for each in scenario.standards:
        if each.name not in names:
            raise ConflictError.about(each.name, "scenario", f"expected standards among {', '.join(sorted(names))}")
