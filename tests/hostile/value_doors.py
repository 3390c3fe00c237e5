"""The doors that values of Python enter by: counts, days, moments, shares, tallies; anything at all may be handed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.builders import NO_TEXTS, NUMBER, ORDERED, PROMISED, SHIPPED, Hostile, LoudText, at, evidence, item
from tests.hostile.door import Door
from tests.hostile.inputs import Things
from trackntrace.documents.strict_json import dump
from trackntrace.moment import Week, day_of, local_moment, moment_of
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.performance.editions import Certainty, Edition, Level
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Average, Score
from trackntrace.performance.tally import UNDATED, Cell, Counting, Tally, Unit, WeekBy, tallies
from trackntrace.retailer_api.queries import OrdersQuery
from trackntrace.retailer_api.rate_limits import RateLimit
from trackntrace.retailer_api.requests import RequestedItem
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow
from trackntrace.shipping.shipment import ShipmentLine


class OddZone(tzinfo):
    """A zone of somebody's that raises where it is asked."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        raise RuntimeError("a foreign error got out")

    tzname = dst = utcoffset  # type: ignore[assignment]  # whatever it is asked


class Mood(Enum):
    """A word of nobody's."""

    GOOD = "good"


class OddDate(date):
    """A date that may behave otherwise."""


STRANGE: Final[tuple[Any, ...]] = (
    *NO_TEXTS,
    *(True, False, 0, -1, 2**31, 10**9 + 1, 10**18, -(10**20), 0.5, 1.0, float("inf"), 1j, Decimal("NaN"), Decimal(1)),
    *("", "1", "TNT", "93%", "\u0663", "\ud800", "2026-10-07", b"", (), [], {}, set(), frozenset(), range(3)),
    *(
        Fraction(1, 3),
        Fraction(3, 2),
        Fraction(-1),
        Fraction(10**19),
        Fraction(1, 10**19),
        int,
        type,
        ...,
        NotImplemented,
    ),
    *(date.min, date.max, date(1999, 12, 31), date(2026, 10, 7), OddDate(2026, 10, 7), time(3), timedelta(1), UTC),
    *(datetime.min, datetime.max, datetime(2026, 10, 7, 2, 30), datetime.max.replace(tzinfo=UTC)),  # noqa: DTZ001, DTZ901
    *(datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), datetime(2026, 10, 7, tzinfo=OddZone())),
    *(datetime(2026, 10, 7, tzinfo=timezone(timedelta(seconds=1))), datetime(2024, 10, 27, 2, 30, fold=1)),  # noqa: DTZ001
    *(datetime(2024, 3, 31, 2, 30), datetime(2026, 10, 7, tzinfo=ZoneInfo("Asia/Kathmandu"))),  # noqa: DTZ001
    *(at(7), Week(2026, 41), UNDATED, NUMBER, POSTNL, Mood.GOOD, TransportStatus.DELIVERED, Direction.AT_MOST, item()),
    *(Score(1, 2), Norm.parse("93%"), Cell(UNDATED, "", (), 1), Cell(None, None, None, None), lambda: 1),  # type: ignore[arg-type]
    *(PROMISED, evidence(), Hostile(), LoudText("item-1"), object(), [1, [2]], {"a": 1}, iter(())),
)
"""What may be handed in where something else is expected."""

COUNTING: Final = Counting(
    standard="order-traceability", facts_version=1, unit=Unit.ITEM, by=WeekBy.PROMISED, as_of=at(20), readings=()
)
(COUNTED,) = tallies([evidence(), evidence(number=None, entered=None)], [ORDER_TRACEABILITY], as_of=at(20))


def _value(name: str, make: Callable[..., object], *goods: tuple[Any, ...], pool: tuple[Any, ...] = STRANGE) -> Door:
    call = make if len(goods) == 1 else (lambda drawn: make(*drawn))
    return Door(name=f"value: {name}", open=call, inputs=Things(goods, pool))


def _counting(standard: Any, version: Any, unit: Any, by: Any) -> object:
    return Counting(standard=standard, facts_version=version, unit=unit, by=by, as_of=at(20), readings=())


def _tally(*parts: Any) -> object:
    return Tally(COUNTING, [Cell(*parts)])


def _edition(levels: Any, since: Any, seen: Any, strikes: Any) -> object:
    return Edition(
        levels=levels,
        since=since,
        certainty=Certainty.SEEN,
        source="an example",
        last_seen=seen,
        strikes_from=strikes,
    )


def _event(status: Any, happened: Any, learned: Any, expected: Any) -> object:
    return Journey([TransportEvent(status, happened, learned=learned, expected=expected)])


DAYS: Final = (date(2026, 10, 7), date(2000, 1, 1), date(2199, 12, 31))
MINIMUM: Final = (Level.MINIMUM, Norm.parse("90%"))
LEVELS: Final = (((Level.TARGET, Norm.parse("93%")),), ((Level.TARGET, Norm.parse("98%")), MINIMUM))
FACTS: Final = tuple(cell.facts for cell in COUNTED.cells)
ITEMS: Final = ([item()], (), [item(2), item(1, "item-2")])
QUIET: Final = tuple(each for each in STRANGE if not isinstance(each, Hostile))
"""What is gone through may raise on the way: that error is the caller's own, and gets out as it is."""

VALUE_DOORS: Final = (
    _value("day", day_of, DAYS),
    _value("moment", moment_of, (at(7), at(7).astimezone(UTC), datetime(2026, 10, 7, tzinfo=ZoneInfo("Asia/Tokyo")))),
    _value("time by the clock", local_moment, (datetime(2026, 10, 7, 12), datetime(2026, 1, 1))),  # noqa: DTZ001
    _value("week", Week, (2026, 2000, 2199), (1, 41, 52)),
    _value("week of a day", Week.of, DAYS),
    _value("norm", Norm, (Fraction(93, 100), Fraction(1)), tuple(Direction)),
    _value("norm of another scale", lambda value: Norm(value, scale=Scale.AVERAGE), (Fraction(8), Fraction(-3, 2))),
    _value("score", Score, (0, 1, 93), (93, 100, 10**9)),
    _value("average", Average, (Fraction(163, 2), Fraction(0)), (20, 1)),
    _value("edition", _edition, LEVELS, DAYS[:1], (None, DAYS[2]), (None, 3)),
    _value("counting", _counting, ("order-traceability",), (1, 2), tuple(Unit), tuple(WeekBy)),
    _value("cell of a tally", _tally, (Week(2026, 41), UNDATED), ("", "DPD"), FACTS, (1, 3)),
    _value("promise by a day", DeliverBy, DAYS),
    _value("promise on a day", DeliverOn, DAYS),
    _value("handover window", lambda one, two: HandoverWindow(earliest=one, latest=two), (at(6),), (at(7), at(6))),
    _value("order item", lambda count, told: OrderItem("item-1", count, promise=told), (1, 9), (PROMISED, None)),
    _value("order", lambda items, placed: Order("order-1", items, placed=placed), ITEMS, (ORDERED, None), pool=QUIET),
    _value("shipment line", lambda quantity: ShipmentLine("item-1", quantity), (1, 2)),
    _value("requested item", RequestedItem, (item(2),), (1, 2)),
    _value("entry", lambda number, when: Entry(number=number, at=when), (NUMBER, None), (SHIPPED,)),
    _value("event", _event, tuple(TransportStatus), (at(7),), (at(8), at(7)), (date(2026, 10, 7), None)),
    _value("page of orders", lambda page: OrdersQuery(page=page), (1, 2)),
    _value("rate limit", lambda limit, resets: RateLimit(limit=limit, resets=resets), (1, 25, None), (at(7), None)),
    _value("json to be written", dump, ({"a": [1, Decimal("2.50"), None, True, "text"]}, [], "text", 7)),
)
