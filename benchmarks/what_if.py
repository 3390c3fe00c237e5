"""
Asking "what if": replays of a year's tally of one shop, and recounts of its evidence.

Prints one Markdown table. Times are medians of many runs in this one process; read the ratios, since machines differ
and are shared.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from statistics import median
from time import perf_counter

from trackntrace.moment import local_moment, parse_moment
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, DHL, GLS, LETTER_MAIL, POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.evidence import Evidence, SentAs, Stage
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, EarlyDelivery, NotFollowed, items_on_time
from trackntrace.performance.norm import Norm
from trackntrace.performance.replay import Replay, under_norm
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import tallies
from trackntrace.performance.what_if import Change, Scenario, Slice, what_if
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn

ITEMS = 20_000
DAYS = 365
RUNS = 51
AS_OF = parse_moment("2026-12-31T12:00:00+01:00")
FIRST = date(2026, 1, 1)
SERVICES = (POSTNL, DHL, GLS, LETTER_MAIL, DELIVERY_APPOINTMENT, None)


def item(index: int, chance: Random) -> Evidence:
    """One item of a year, of any kind that a shop sends."""
    promised = FIRST + timedelta(days=index % DAYS)
    attempted = promised + timedelta(days=chance.choice((-1, 0, 0, 0, 0, 0, 0, 1)))
    at = local_moment(datetime.combine(attempted, time(14)))
    seen = [TransportEvent(TransportStatus.DELIVERED, at)] if chance.random() < 0.95 else []
    return Evidence(
        order_id=f"B{index // 2}",
        order_item_id=str(index),
        shipment_id=str(index),
        quantity=1,
        stage=Stage.SHIPPED,
        fulfilled_by=chance.choice((FulfilledBy.SELLER,) * 9 + (FulfilledBy.SHIPPING_VIA_BOL,)),
        sent_as=chance.choice((SentAs.UNKNOWN,) * 9 + (SentAs.MAILBOX_PARCEL,)),
        service=chance.choice(SERVICES),
        number=TrackAndTraceNumber(f"3SDEMO{index:09}") if chance.random() < 0.97 else None,
        promise=chance.choice((DeliverBy, DeliverBy, DeliverOn))(promised),
        journey=Journey(seen),
    )


def seconds(run: Callable[[], object], runs: int = RUNS) -> float:
    gc.collect()
    taken = []
    for _ in range(runs):
        begun = perf_counter()
        run()
        taken.append(perf_counter() - begun)
    return median(taken)


def table() -> AnyStandard:
    """Another reading of the table, of which no row has met any facts yet."""
    return items_on_time(early=EarlyDelivery.IS_A_HIT, not_followed=NotFollowed.LEFT_OUT)


def rows() -> Iterator[tuple[str, str]]:
    evidence = [item(index, Random(index)) for index in range(ITEMS)]
    (tally,) = tallies(evidence, [ITEMS_ON_TIME], as_of=AS_OF)
    replay, strict, lenient = Replay(tally, ITEMS_ON_TIME), under_norm(ITEMS_ON_TIME, Norm.parse("95%")), table()
    combinations = len({cell.facts for cell in tally.cells})
    yield (
        "the year's tally",
        f"{len(tally.weeks)} weeks, {combinations} combinations of facts, {len(tally.cells)} cells",
    )
    yield "made ready for replay, once", shown(seconds(lambda: Replay(tally, ITEMS_ON_TIME)))
    yield "another norm", shown(seconds(lambda: replay.under(strict)))
    yield "another reading of the table, met before", shown(seconds(lambda: replay.under(lenient)))
    fresh = iter([table() for _ in range(RUNS)])
    yield "another reading of the table, for the first time", shown(seconds(lambda: replay.under(next(fresh))))
    yield "the same without replay (`week_scores`)", shown(seconds(lambda: week_scores(tally, lenient)))
    later = Scenario("a day more", changes=(Change(where=Slice(services=[POSTNL]), days_later=1),))
    run = seconds(lambda: what_if(evidence, [ITEMS_ON_TIME], [later], as_of=AS_OF), runs=5)
    yield f"a recount of {ITEMS:,} items with the items behind it", shown(run)


def shown(taken: float) -> str:
    return f"{taken * 1000:.2f} ms"


def main() -> None:
    print(f"CPython {sys.version.split()[0]}, medians of {RUNS} runs\n")
    print("| what | measured |\n|---|---|")
    for what, measured in rows():
        print(f"| {what} | {measured} |", flush=True)


if __name__ == "__main__":
    main()
