"""Shifts: what could count otherwise, and which of it sums to a difference."""

from __future__ import annotations

from itertools import combinations

from tests.builders import SAMPLE_WEEK, at, evidence, on
from trackntrace.performance.facts import NumberFact, Readings
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.reproduction import Judged, WeekCounts
from trackntrace.performance.shifts import Among, Shift, shifts, smallest_sums
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import Unit
from trackntrace.performance.ways import Way
from trackntrace.shipping.promise import DeliverBy

AS_OF = at(20)
WITHOUT = evidence(order_item_id="item-2", quantity=2, number=None, entered=None)
LATER = evidence(order_id="order-2", quantity=4, promise=DeliverBy(on(14)), ordered=None)
EARLIER = evidence(order_id="order-3", quantity=5, ordered=at(1), shipped=at(2), entered=at(2))
UNDATED = [evidence(order_id=f"order-{n}", promise=None) for n in (4, 5)]


def shift(code: str, hits: int, misses: int, among: Among = Among.THIS_WEEK, **parts: Verdict | None) -> Shift:
    counted_as = parts.get("counted_as", Verdict.HIT)
    return Shift(among=among, code=code, items=abs(hits), counted_as=counted_as, by=Judged(hits, misses))


def test_whatever_could_count_otherwise_is_told_with_what_it_would_change() -> None:
    items = [evidence(quantity=3), evidence(order_item_id="item-9"), WITHOUT, LATER, EARLIER, *UNDATED]
    counts = WeekCounts.of(items, SAMPLE_WEEK, as_of=AS_OF)
    found = shifts(counts, Way(ORDER_TRACEABILITY), UNDATED)

    assert [(each.said, each.by) for each in found] == [
        ("9 number-given: miss", (-9, 9)),
        ("9 number-given: excluded", (-9, 0)),
        ("2 missing-number: hit", (2, -2)),
        ("2 missing-number: excluded", (0, -2)),
        ("2 undated number-given: hit", (2, 0)),
        ("2 undated number-given: miss", (0, 2)),
        ("-5 week-by shipped", (-5, 0)),
        ("+6 week-by shipped", (6, 0)),
        ("-5 week-by ordered", (-5, 0)),
        ("+2 week-by ordered", (2, 0)),
    ]
    assert [(each.among.value, each.code) for each in found[4:8]] == [
        ("undated", "number-given"),
        ("undated", "number-given"),
        ("elsewhere-by-another-day", "shipped"),
        ("here-by-another-day", "shipped"),
    ]
    assert [each.code for each in shifts(counts, Way(ORDER_TRACEABILITY, per=Unit.ORDER), UNDATED)] == [
        *("number-given", "number-given", "missing-number", "missing-number")
    ]


def test_the_undated_are_read_as_the_rest_is() -> None:
    def none_is_given(number: object, service: object) -> NumberFact:
        return NumberFact.PLACEHOLDER

    way = Way(ORDER_TRACEABILITY, readings=Readings(judge=none_is_given))
    counts = WeekCounts.of(UNDATED, SAMPLE_WEEK, as_of=AS_OF)
    found = [each for each in shifts(counts, way, UNDATED) if each.among is Among.UNDATED]

    assert [each.said for each in found] == [
        "2 undated placeholder-number: hit",
        "2 undated placeholder-number: miss",
    ]


def test_the_fewest_shifts_that_sum_to_a_difference_are_told_up_to_three_together_and_ten_ways() -> None:
    ones = tuple(shift(code, 1, 0) for code in "abcdef")
    two = shift("g", 2, 0)

    assert smallest_sums((*ones, two), Judged(2, 0)) == ((two,),)
    assert smallest_sums(ones[:3], Judged(2, 0)) == tuple(combinations(ones[:3], 2))
    assert smallest_sums(ones[:3], Judged(3, 0)) == (ones[:3],)
    assert smallest_sums(ones, Judged(3, 0)) == tuple(combinations(ones, 3))[:10]
    assert smallest_sums(ones, Judged(4, 0)) == ()
    assert smallest_sums(ones, Judged(1, 1)) == ()


def test_no_items_count_twice_in_one_sum() -> None:
    none: dict[str, Verdict | None] = {"counted_as": None}
    here, undated = shift("a", 1, 0), shift("a", 1, 0, Among.UNDATED)
    gone, come = (
        shift("shipped", 1, 0, Among.ELSEWHERE_BY_ANOTHER_DAY, **none),
        shift("shipped", 1, 0, Among.HERE_BY_ANOTHER_DAY, **none),
    )
    by_order = shift("ordered", 1, 0, Among.HERE_BY_ANOTHER_DAY, **none)
    third = shift("b", 1, 0)

    for together in ((here, undated), (gone, come), (here, come), (undated, gone)):
        assert smallest_sums(together, Judged(2, 0)) == (together,)
    for together in ((here, here), (gone, here), (come, undated), (gone, by_order), (come, come)):
        assert smallest_sums(together, Judged(2, 0)) == ()
    for three in ((here, undated, third), (here, come, third)):
        assert smallest_sums(three, Judged(3, 0)) == (three,)
    for three in ((gone, undated, third), (come, undated, third), (gone, by_order, undated), (here, here, third)):
        assert smallest_sums(three, Judged(3, 0)) == ()
