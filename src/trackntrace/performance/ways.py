"""
The ways of counting and judging: every named reading taken one way, and the alternatives to it.

What is not public was read in one way by default; these are the others, so that they can be tried, those with the
fewest differences first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import product
from typing import Any, Final, TypeVar, final, get_type_hints

from attrs import evolve, field, frozen

from trackntrace.grammar import each_of, exactly, whole
from trackntrace.numbers.delivery_services import DELIVERY_SERVICES, MailKind
from trackntrace.performance.cancellations import cancellations
from trackntrace.performance.facts import DEFAULT_READINGS, SERVICES_FOLLOWED, AppointmentBy, Readings, well_formed
from trackntrace.performance.items_on_time import items_on_time
from trackntrace.performance.number_judges import checked
from trackntrace.performance.on_time_halves import delivered_on_time, handed_over_on_time
from trackntrace.performance.order_traceability import order_traceability
from trackntrace.performance.returns import returns
from trackntrace.performance.standard import AnyStandard, NamedReading, ServiceStandard
from trackntrace.performance.tally import Unit, WeekBy

T = TypeVar("T")

MOST_WAYS: Final = 20_000

EVERY_SERVICE: Final = frozenset(service.code for service in DELIVERY_SERVICES if service.mail is MailKind.PARCEL)
"""All listed services of parcels, as if the marketplace read the scans of all of them."""

_FOLLOWED_BY_NAME: Final = {EVERY_SERVICE: "every service", SERVICES_FOLLOWED: "default", frozenset[str](): "none"}


@final
@frozen
class Way:
    """One way of counting and judging: a standard with its table, the readings of the facts, the week and the unit."""

    standard: AnyStandard
    readings: Readings = field(default=DEFAULT_READINGS, kw_only=True)
    by: WeekBy = field(default=WeekBy.PROMISED, kw_only=True)
    per: Unit = field(default=Unit.ITEM, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for value, kind in (
            *((self.standard, ServiceStandard), (self.readings, Readings)),
            *((self.by, WeekBy), (self.per, Unit)),
        ):
            exactly(value, kind, "way")

    @property
    def named(self) -> tuple[NamedReading, ...]:
        """Everything that was read in one way and could be read in another, by name."""
        week, unit = NamedReading("week-by", self.by.value), NamedReading("unit", self.per.value)
        facts = [NamedReading(name, self._shown(name, value)) for name, value in self.readings.named]
        return week, unit, *facts, *self.standard.readings

    def _shown(self, name: str, value: str) -> str:
        if name == "followed":
            return _FOLLOWED_BY_NAME.get(self.readings.followed, value)
        return value.rpartition(".")[2]

    def otherwise(self, than: Way) -> tuple[NamedReading, ...]:
        """What it reads in another way than this one."""
        return _unlike(self.named, than.named)


def _unlike(named: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> tuple[NamedReading, ...]:
    known = set(others)
    return tuple(NamedReading(*each) for each in named if each not in known)


def _standards(value: Any) -> tuple[AnyStandard, ...]:
    return each_of(value, ServiceStandard, "standards")


@final
@frozen(kw_only=True)
class Alternatives:
    """
    The ways among which is chosen: of each part the first is how it is read by default.

    Raises:
        InvalidValueError: a part is empty, or they make more than 20 000 ways.
    """

    standards: tuple[AnyStandard, ...] = field(converter=_standards)
    readings: tuple[Readings, ...] = (DEFAULT_READINGS,)
    bys: tuple[WeekBy, ...] = tuple(WeekBy)
    units: tuple[Unit, ...] = tuple(Unit)

    def __attrs_post_init__(self) -> None:
        parts = ((self.readings, Readings), (self.bys, WeekBy), (self.units, Unit))
        count = len(self.standards)
        for values, kind in parts:
            count *= len(each_of(values, kind, "alternatives"))
        whole(count, "alternatives", least=1, most=MOST_WAYS)

    @property
    def default(self) -> Way:
        """The way in which everything is read as by default."""
        return Way(self.standards[0], readings=self.readings[0], by=self.bys[0], per=self.units[0])

    def by_differences(self) -> Iterator[tuple[int, Way]]:
        """Every way, with how many of its readings differ from the default: those with the fewest first."""
        one = self.default
        standards = _levels(self.standards, lambda each: len(_unlike(each.readings, one.standard.readings)))
        readings = _levels(self.readings, lambda each: len(_unlike(each.named, one.readings.named)))
        bys, units = _levels(self.bys, _unequal_to(one.by)), _levels(self.units, _unequal_to(one.per))
        every = product(standards, readings, bys, units)
        for parts in sorted(every, key=lambda parts: sum(level for level, _ in parts)):
            (_, standard), (_, facts), (_, by), (_, per) = parts
            yield sum(level for level, _ in parts), Way(standard, readings=facts, by=by, per=per)


def _levels(values: Iterable[T], differences: Callable[[T], int]) -> list[tuple[int, T]]:
    return [(differences(value), value) for value in values]


def _unequal_to(taken: object) -> Callable[[object], int]:
    return lambda value: int(value is not taken)


def tables(make: Callable[..., AnyStandard]) -> tuple[AnyStandard, ...]:
    """
    A standard under every reading of its table that its maker knows: each argument that is a word, in every way.

    >>> len(tables(order_traceability))
    4
    """
    hints = get_type_hints(make)
    asked = {name: kind for name, kind in hints.items() if isinstance(kind, type) and issubclass(kind, Enum)}
    return tuple(make(**dict(zip(asked, values, strict=True))) for values in product(*asked.values()))


def _with_halves(wholes: Iterable[AnyStandard]) -> tuple[AnyStandard, ...]:
    """Items on time, and each half of it as if it were what is told of the whole: it was announced to be split."""
    told = []
    for one in wholes:
        told.append(one)
        for half in (delivered_on_time(one), handed_over_on_time(one)):
            named = (*one.readings, NamedReading("measures", half.name))
            told.append(evolve(half, name=one.name, readings=named))
    return tuple(told)


_TABLES: Final = {
    "order-traceability": tables(order_traceability),
    "items-on-time": _with_halves(tables(items_on_time)),
    "cancellations": tables(cancellations),
    "returns": tables(returns),
}
_SILENCES: Final = (5, 0, 1, 2, 3, 4, 7, 10, 14)
_READ_BY_NUMBER: Final = frozenset({"order-traceability", "items-on-time"})


def _readings(standard: AnyStandard, taken: Readings) -> tuple[Readings, ...]:
    """The readings of the facts that a standard depends on."""
    if standard.counted_as not in _READ_BY_NUMBER:
        return (taken,)
    on_time = standard.counted_as == "items-on-time"
    every = product(
        _first(taken.judge, (well_formed, checked)),
        _first(taken.appointment_by, AppointmentBy),
        _first(taken.silence_days, _SILENCES if on_time else ()),
        _first(taken.followed, (SERVICES_FOLLOWED, frozenset[str](), EVERY_SERVICE) if on_time else ()),
    )
    return tuple(
        Readings(judge=judge, appointment_by=by, silence_days=days, followed=followed)
        for judge, by, days, followed in every
    )


def _first(taken: T, others: Iterable[T]) -> tuple[T, ...]:
    return taken, *(each for each in others if each != taken)


def alternatives_to(way: Way) -> Alternatives:
    """
    Every reading that is named here, beside the way that is taken.

    Of a standard that is not known here the table stays as it is, and the readings of the facts too.
    """
    taken = exactly(way, Way, "way").standard
    known = (each.with_editions(taken.editions) for each in _TABLES.get(taken.name, ()))
    others = tuple(each for each in known if each.readings != taken.readings)
    return Alternatives(
        standards=(taken, *others),
        readings=_readings(taken, way.readings),
        bys=_first(way.by, WeekBy),
        units=_first(way.per, Unit),
    )
