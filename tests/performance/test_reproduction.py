"""The evidence of a week counted in every way, and the ways that give a figure."""

from __future__ import annotations

from attrs import evolve

from tests.builders import SAMPLE_WEEK, at, delivered, evidence, on, open_evidence, refused
from trackntrace.moment import Week
from trackntrace.numbers.delivery_services import GLS
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.performance.evidence import SentAs, Stage
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.reproduction import Judged, Reproduction, Search, WeekCounts, search
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import Unit, WeekBy, tallies
from trackntrace.performance.ways import Alternatives, Way, alternatives_to
from trackntrace.shipping.promise import DeliverBy

AS_OF = at(20)
MAILBOX = evidence(order_id="order-3", sent_as=SentAs.MAILBOX_PARCEL, number=None, entered=None)
UNREADABLE = evidence(order_id="order-4", number=UnreadableNumber("?"), quantity=2)
ITEMS = [
    open_evidence(order_item_id="item-0"),
    evidence(quantity=3, journey=delivered(at(7))),
    evidence(order_item_id="item-2", shipment_id="shipment-2", number=None, entered=None, journey=delivered(at(8))),
    evidence(order_item_id="item-3", promise=DeliverBy(on(14)), service=GLS),
    open_evidence(order_id="order-2", stage=Stage.CANCELLED),
    evidence(order_id="order-2", order_item_id="item-2", promise=None),
    MAILBOX,
    UNREADABLE,
    evidence(order_id="order-5", promise=DeliverBy(on(30)), ordered=at(28), shipped=at(29), entered=at(29)),
]


def test_a_week_is_counted_in_every_way_as_a_tally_counts_it() -> None:
    counts = WeekCounts.of(ITEMS, SAMPLE_WEEK, as_of=AS_OF)

    assert "order-5" not in {item.order_id for item in counts.items}
    for standard in (ORDER_TRACEABILITY, ITEMS_ON_TIME):
        for by in WeekBy:
            for per in Unit:
                way = Way(standard, by=by, per=per)
                (tally,) = tallies(ITEMS, [standard], as_of=AS_OF, by=by, per=per)
                scores = [each for each in week_scores(tally, standard) if each.week == SAMPLE_WEEK]
                counted = counts.score(way)

                assert [counted] == (scores or [evolve(counted, counts=())])
                assert counts.judged(way) == (counted.items(Verdict.HIT), counted.items(Verdict.MISS))


def test_a_week_in_which_nothing_lies_counts_nothing() -> None:
    counts = WeekCounts.of(ITEMS, Week(2026, 30), as_of=AS_OF)

    assert counts.items == ()
    assert (counts.score(Way(ORDER_TRACEABILITY)).week, counts.score(Way(ORDER_TRACEABILITY)).counts) == (
        Week(2026, 30),
        (),
    )


def _best(counts: WeekCounts, told: Judged, alternatives: Alternatives, most: int) -> Search:
    """What a search has to find, by going through all that there is."""
    off = {
        index: (differences, way, told.less(counts.judged(way)))
        for index, (differences, way) in enumerate(alternatives.by_differences())
        if differences <= most
    }
    least = min(abs(each.hits) + abs(each.misses) for _, _, each in off.values())
    near = [found for found in off.values() if abs(found[2].hits) + abs(found[2].misses) == least]
    fewest = [found for found in near if found[0] == near[0][0]]
    told_ways = tuple(
        Reproduction(way, differs=way.otherwise(alternatives.default), off=each) for _, way, each in fewest
    )
    return Search(exact=() if least else told_ways, nearest=told_ways[:20] if least else ())


def test_a_search_finds_every_way_with_the_fewest_differences_that_gives_a_figure_or_comes_nearest() -> None:
    counts = WeekCounts.of(ITEMS, SAMPLE_WEEK, as_of=AS_OF)
    alternatives = alternatives_to(Way(ORDER_TRACEABILITY))
    found = []

    for told in (Judged(hits, misses) for hits in (0, 2, 4, 5, 6, 7, 90) for misses in (0, 1, 2, 3, 4)):
        for most in (0, 1, 2, 4):
            found.append(search(counts, told, alternatives, most_differences=most))
            assert found[-1] == _best(counts, told, alternatives, most)
    assert {len(each.exact) for each in found} >= {0, 1, 2}
    assert {len(each.nearest) for each in found} >= {0, 1, 2}


def test_what_a_search_refuses_is_said_by_its_name() -> None:
    counts = WeekCounts.of(ITEMS, SAMPLE_WEEK, as_of=AS_OF)
    alternatives = alternatives_to(Way(ORDER_TRACEABILITY))

    assert [
        refused(WeekCounts.of, [7], SAMPLE_WEEK, as_of=AS_OF),
        refused(WeekCounts.of, [], SAMPLE_WEEK, as_of="2026-10-20"),
        refused(search, counts, Judged(1, 1), alternatives, most_differences=-1),
    ] == [
        "Cannot use 7 as evidence: expected an Evidence",
        "Cannot use '2026-10-20' as as_of: expected a datetime with its offset (offset required)",
        "Cannot use -1 as most_differences: expected a whole number from 0 to 1000000000",
    ]
