"""
Values and caches of the library, used by many threads at once.

``python -m tools.sharing`` runs every scene on the Python that runs it, free-threaded builds among them, and prints
what went wrong as JSON. In each scene all threads begin together and do the same with values that they share; what they
find must be what one thread finds alone.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import reduce
from operator import add
from threading import Barrier, Thread
from typing import Any, Final, TypeAlias

from attrs import evolve

from trackntrace.errors import TrackntraceError
from trackntrace.moment import Week, day_begins, local_moment, parse_moment
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.tally import Tally, tallies
from trackntrace.retailer_api.orders import read_order
from trackntrace.shipping.delivery_days import MONDAY_TO_SATURDAY
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.picture import Picture
from trackntrace.shipping.piece import Piece
from trackntrace.shipping.promise import DeliverBy
from trackntrace.shipping.public_holidays import Country, PublicHolidays
from trackntrace.shipping.transport import Transport
from trackntrace.wording import Language, say

Scene: TypeAlias = Callable[[], list[str]]

THREADS: Final = 8
ROUNDS: Final = 40
AS_OF: Final = parse_moment("2026-10-20T12:00:00+02:00")
NUMBERS: Final = tuple(TrackAndTraceNumber(f"3SABCD{index:07}") for index in range(THREADS))


@contextmanager
def _switching_often() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """What each thread made of its turn; an error stands in its place."""
    barrier, made = Barrier(THREADS), [None] * THREADS

    def turn(index: int) -> None:
        barrier.wait()
        try:
            made[index] = work(index)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is told)
            made[index] = error  # type: ignore[call-overload]

    threads = [Thread(target=turn, args=(index,)) for index in range(THREADS)]
    with _switching_often():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return made


def differing(work: Callable[[int], Any], alone: Callable[[int], Any]) -> list[str]:
    """The threads that found something else than one alone does."""
    together = at_once(work)
    return [f"thread {index} found {found!r}" for index, found in enumerate(together) if found != alone(index)]


def _moments(index: int) -> list[object]:
    days = [date(2026, 1, 1) + timedelta(days=day) for day in range(index, 365, 3)]
    clock = [local_moment(datetime(2026, 7, 1, hour)) for hour in range(24)]  # noqa: DTZ001  (a clock in Amsterdam)
    return [*((day_begins(day), Week.of(day)) for day in days), *clock, parse_moment("2026-10-05T09:00:00+02:00")]


def days_and_zones() -> list[str]:
    """The caches of days and weeks, and the one zone that all share."""
    return differing(_moments, _moments)


def items(count: int = 200) -> list[Evidence]:
    """Items that came on time and late, with a number and without."""
    return [_item(index) for index in range(count)]


def _item(index: int) -> Evidence:
    came = local_moment(datetime(2026, 10, 6 + index % 3, 14))  # noqa: DTZ001  (a clock in Amsterdam)
    shipped = local_moment(datetime(2026, 10, 5, 16))  # noqa: DTZ001
    return Evidence(
        order_id=f"order-{index}",
        order_item_id=f"item-{index}",
        shipment_id=f"shipment-{index}",
        quantity=1 + index % 4,
        stage=Stage.SHIPPED,
        service=POSTNL,
        number=NUMBERS[index % THREADS] if index % 5 else None,
        promise=DeliverBy(date(2026, 10, 7)),
        shipped=shipped,
        journey=Journey([TransportEvent(TransportStatus.DELIVERED, came)]),
    )


def counted(of: list[Evidence]) -> tuple[Tally, ...]:
    """The tallies of both standards, judged from the beginning: no row was met before."""
    fresh = (evolve(ORDER_TRACEABILITY), evolve(ITEMS_ON_TIME))
    return tallies(of, fresh, as_of=AS_OF)


def counting_in_parts() -> list[str]:
    """Parts that are counted at once by the same standards add up to the whole."""
    whole, standards = items(), (evolve(ORDER_TRACEABILITY), evolve(ITEMS_ON_TIME))
    parts = at_once(lambda index: tallies(whole[index::THREADS], standards, as_of=AS_OF))
    if wrong := [str(part) for part in parts if isinstance(part, Exception)]:
        return wrong
    merged = tuple(reduce(add, of_standard) for of_standard in zip(*parts, strict=True))
    return [] if merged == counted(whole) else ["the parts do not add up to the whole"]


def judging() -> list[str]:
    """A standard that remembers the rows that it met, asked by all for the first time."""
    fresh, known = evolve(ITEMS_ON_TIME), items(24)
    facts = [fresh.facts(item, as_of=AS_OF) for item in known]
    return differing(
        lambda _: [fresh.judge(each).code for each in facts],
        lambda _: [ITEMS_ON_TIME.judge(each).code for each in facts],
    )


def entering_numbers() -> list[str]:
    """One transport without a number, to which each thread gives another: each has its own, and the shared one none."""
    shared = Transport("transport-1")
    found = differing(
        lambda index: str(shared.enter(Entry(number=NUMBERS[index], service=POSTNL, at=AS_OF)).number),
        lambda index: str(NUMBERS[index]),
    )
    return found if shared.number is None else [*found, f"the shared one has {shared.number}"]


def changing_what_was_entered() -> list[str]:
    """A transport with its number, which all try to change at once."""
    shared = Transport("transport-1").enter(Entry(number=NUMBERS[0], service=POSTNL, at=AS_OF))
    other, before = Entry(number=TrackAndTraceNumber("3SWXYZ7654321"), service=DHL, at=AS_OF), repr(shared)

    def refused(index: int) -> int:
        loose: Any = shared
        ways: tuple[Callable[[], object], ...] = (
            lambda: loose.enter(other),
            lambda: loose.__init__(f"transport-{index}"),
            lambda: loose.__setstate__({"transport_id": "transport-9"}),
            lambda: loose.entry.__init__(number=other.number, service=DHL, at=AS_OF),
            lambda: loose.number.__init__("3SWXYZ7654321"),
            lambda: evolve(loose, journey=Journey()),
        )
        return sum(_is_refused(way) for way in ways * 5)

    found = [f"thread {index}: {count}" for index, count in enumerate(at_once(refused)) if count != 6 * 5]
    return found if repr(shared) == before else [*found, f"it became {shared!r}"]


def _is_refused(way: Callable[[], object]) -> bool:
    try:
        way()
    except (TrackntraceError, TypeError, AttributeError):
        return True
    return False


def asking_a_picture() -> list[str]:
    """A picture that works out what it amounts to when it is first asked, asked by all at once."""
    orders = [Order("order-1", [OrderItem("item-1", quantity)]) for quantity in (1, 2, 3)]
    shared = Picture(Piece(order, seen=AS_OF + timedelta(hours=index)) for index, order in enumerate(orders))
    again: Picture = pickle.loads(pickle.dumps(shared))
    return differing(
        lambda _: (dict(shared.orders), shared.conflicts),
        lambda _: (dict(again.orders), again.conflicts),
    )


def _holidays(index: int) -> list[bool | date]:
    known, first = PublicHolidays(Country.NETHERLANDS), date(2026, 4, 1 + index)
    return [*(first + timedelta(days=day) in known for day in range(30)), MONDAY_TO_SATURDAY.after(first, 3)]


def counting_delivery_days() -> list[str]:
    """The calendar's library, which is loaded when a day is first asked for, and by all at once."""
    return differing(_holidays, _holidays)


def _said(index: int) -> str:
    return say("standard.items-on-time", tuple(Language)[index % len(Language)])


def speaking() -> list[str]:
    """The words of each language, which are loaded when they are first said."""
    return differing(_said, _said)


def reading() -> list[str]:
    """The same answer of the marketplace, read by all."""
    sent = b'{"orderId": "C000000001", "orderItems": [{"orderItemId": "2900000001", "quantity": 2, "unitPrice": 1.50}]}'
    return differing(lambda _: read_order(sent), lambda _: read_order(sent))


SCENES: Final[dict[str, Scene]] = {
    scene.__name__.replace("_", " "): scene
    for scene in (
        *(counting_delivery_days, speaking, days_and_zones, counting_in_parts, judging),
        *(entering_numbers, changing_what_was_entered, asking_a_picture, reading),
    )
}


def went_wrong(scene: Scene, rounds: int = ROUNDS) -> list[str]:
    """What went wrong in so many rounds of a scene."""
    return [line for _ in range(rounds) for line in scene()]


if __name__ == "__main__":
    json.dump({name: went_wrong(scene) for name, scene in SCENES.items()}, sys.stdout)
