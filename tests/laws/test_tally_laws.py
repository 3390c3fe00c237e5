"""Laws of tallies: parts add up to the whole, and counting is judging one by one."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from operator import add

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trackntrace.moment import Moment, Week
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.explanation import diff, explain
from trackntrace.performance.facts import Readings
from trackntrace.performance.norm import Direction
from trackntrace.performance.score import Score
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.standard import AnyStandard, Row, Verdict
from trackntrace.performance.tally import (
    UNDATED,
    Tally,
    Unit,
    WeekBy,
    WeekOrUndated,
    day_of_week,
    tallies,
    week_of,
)
from trackntrace.testing.evidence import evidence, readings
from trackntrace.testing.moments import moments
from trackntrace.testing.standards import item_standards

pytestmark = pytest.mark.law

ITEMS = st.lists(evidence(), max_size=5)
FEW = st.lists(evidence(), max_size=3)
BYS, UNITS = st.sampled_from(tuple(WeekBy)), st.sampled_from(tuple(Unit))
WEIGHT = (Verdict.MISS, Verdict.PENDING, Verdict.HIT, Verdict.EXCLUDED)


def count(
    items: list[Evidence], standard: AnyStandard, as_of: Moment, by: WeekBy = WeekBy.PROMISED, per: Unit = Unit.ITEM
) -> Tally:
    return tallies(items, [standard], as_of=as_of, by=by, per=per)[0]


def _judged(tally: Tally, standard: AnyStandard) -> Counter[tuple[WeekOrUndated, Row]]:
    return Counter({(score.week, row): items for score in week_scores(tally, standard) for row, items in score.counts})


@given(st.tuples(ITEMS, ITEMS, ITEMS), item_standards(), moments(), BYS)
def test_merging_is_commutative_and_associative_and_has_an_empty(
    parts: tuple[list[Evidence], ...], standard: AnyStandard, as_of: Moment, by: WeekBy
) -> None:
    """Shops, weeks, files and machines merge in any order."""
    a, b, c = (count(items, standard, as_of, by) for items in parts)

    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + count([], standard, as_of, by) == a
    assert (a + b).total == a.total + b.total


@given(st.lists(st.tuples(evidence(), st.integers(0, 2)), max_size=6), item_standards(), moments(), BYS, readings())
def test_counting_parts_and_adding_equals_counting_all(
    dealt: list[tuple[Evidence, int]], standard: AnyStandard, as_of: Moment, by: WeekBy, readings: Readings
) -> None:
    """However the items are dealt out, the tallies of the parts add to the tally of all."""

    def counted(*parts: int) -> Tally:
        items = (item for item, part in dealt if part in parts)
        return tallies(items, [standard], as_of=as_of, by=by, readings=readings)[0]

    assert counted(0) + counted(1) + counted(2) == counted(0, 1, 2)


@given(ITEMS, item_standards(), moments(), BYS)
def test_whole_orders_in_different_parts_add_up_too(
    items: list[Evidence], standard: AnyStandard, as_of: Moment, by: WeekBy
) -> None:
    """Per order tallies add as long as no order is split between them."""
    parts = [[item for item in items if item.order_id == name] for name in ("order-1", "order-2")]
    one, two = (count(part, standard, as_of, by, Unit.ORDER) for part in parts)

    assert one + two == count(items, standard, as_of, by, Unit.ORDER)


@given(
    ITEMS.flatmap(lambda items: st.tuples(st.just(items), st.permutations(items))),
    item_standards(),
    moments(),
    BYS,
    UNITS,
)
def test_the_order_of_the_items_does_not_matter(
    both: tuple[list[Evidence], list[Evidence]], standard: AnyStandard, as_of: Moment, by: WeekBy, per: Unit
) -> None:
    """Any order of the same items makes the same tally."""
    assert count(both[0], standard, as_of, by, per) == count(both[1], standard, as_of, by, per)


@given(ITEMS, item_standards(), moments(), BYS)
def test_counting_items_is_judging_them_one_by_one(
    items: list[Evidence], standard: AnyStandard, as_of: Moment, by: WeekBy
) -> None:
    """The tally says what every single explanation says."""
    by_hand: Counter[tuple[WeekOrUndated, Row]] = Counter()
    for each in explain(items, standard, as_of=as_of, by=by):
        by_hand[each.week, each.row] += each.item.quantity

    assert _judged(count(items, standard, as_of, by), standard) == by_hand


def _whole_week(known: list[Evidence], by: WeekBy) -> WeekOrUndated:
    return week_of(max((day for day in (day_of_week(item, by) for item in known) if day), default=None))


@given(ITEMS, item_standards(), moments(), BYS, st.sampled_from((Unit.ORDER, Unit.SHIPMENT)))
def test_counting_orders_and_shipments_is_judging_them_by_hand(
    items: list[Evidence], standard: AnyStandard, as_of: Moment, by: WeekBy, per: Unit
) -> None:
    """A miss makes the whole a miss, else one pending item leaves it pending, else a hit makes it a hit."""
    wholes: dict[tuple[str, str], list[Evidence]] = {}
    for item in items:
        known = item.until(as_of)
        if item.known(as_of) and (per is Unit.ORDER or known.stage is Stage.SHIPPED):
            name = item.order_id, item.shipment_id if per is Unit.SHIPMENT else ""
            wholes.setdefault(name, []).append(known)
    by_hand: Counter[tuple[WeekOrUndated, Verdict]] = Counter()
    for whole in wholes.values():
        verdicts = {standard.judge(standard.facts(item, as_of=as_of)).verdict for item in whole}
        by_hand[_whole_week(whole, by), min(verdicts, key=WEIGHT.index)] += 1
    counted: Counter[tuple[WeekOrUndated, Verdict]] = Counter()
    for (week, row), number in _judged(count(items, standard, as_of, by, per), standard).items():
        counted[week, row.verdict] += number

    assert counted == by_hand


@given(ITEMS, item_standards(), moments(), BYS)
def test_scores_of_weeks_pool_by_adding(
    items: list[Evidence], standard: AnyStandard, as_of: Moment, by: WeekBy
) -> None:
    """The scores of all weeks add up to the hits and misses of all items."""
    tally = count(items, standard, as_of, by)
    pooled = reduce(add, (each.score for each in week_scores(tally, standard)), Score(0, 0))
    verdicts: Counter[Verdict] = Counter()
    for each in explain(items, standard, as_of=as_of, by=by):
        verdicts[each.row.verdict] += each.item.quantity

    told = Verdict.HIT if standard.direction is Direction.AT_LEAST else Verdict.MISS
    assert pooled == Score(verdicts[told], verdicts[Verdict.HIT] + verdicts[Verdict.MISS])
    assert sum(verdicts.values()) == tally.total


@given(ITEMS, item_standards(), moments())
def test_the_best_and_the_worst_case_hold_between_them_all_that_can_become_of_the_pending(
    items: list[Evidence], standard: AnyStandard, as_of: Moment
) -> None:
    """However many pending items become hits and misses, the numerator lies between worst and best."""
    for week in week_scores(count(items, standard, as_of), standard):
        bounds = sorted((week.worst.hits, week.best.hits))
        for so_many in range(week.items(Verdict.PENDING) + 1):
            become = week.score + Score(so_many, week.items(Verdict.PENDING))

            assert bounds[0] <= become.hits <= bounds[1]
            assert week.worst.counted == become.counted == week.best.counted
        good_is_more = standard.direction is Direction.AT_LEAST
        assert (week.best.hits >= week.worst.hits) if good_is_more else (week.best.hits <= week.worst.hits)


@given(ITEMS, item_standards(), moments())
def test_slices_add_up_to_the_whole(items: list[Evidence], standard: AnyStandard, as_of: Moment) -> None:
    """Every item is in just one slice."""

    def service(item: Evidence) -> str:
        return item.service.code if item.service else ""

    (tally,) = tallies(items, [standard], as_of=as_of, slice_by=service)
    parts = {cell.slice for cell in tally.cells}

    assert sum(tally.sliced(part).total for part in parts) == tally.total
    assert _judged(tally, standard) == _judged(count(items, standard, as_of), standard)


@given(ITEMS, item_standards(), moments(), BYS)
def test_every_item_is_in_one_week_or_undated(
    items: list[Evidence], standard: AnyStandard, as_of: Moment, by: WeekBy
) -> None:
    """Nothing is lost for want of a date."""
    tally = count(items, standard, as_of, by)

    assert tally.total == sum(item.quantity for item in items if item.known(as_of))
    assert all(isinstance(cell.week, Week) or cell.week is UNDATED for cell in tally.cells)


@given(FEW, FEW, item_standards(), moments())
def test_revisions_account_for_the_whole_change_of_the_count(
    before: list[Evidence], after: list[Evidence], standard: AnyStandard, as_of: Moment
) -> None:
    """What two scores differ by is what their revisions name."""
    for items in (before, after):
        keys = [item.until(as_of).key for item in items if item.known(as_of)]
        assume(len(set(keys)) == len(keys))
    old, new = (list(explain(items, standard, as_of=as_of)) for items in (before, after))
    change: Counter[tuple[str, Row]] = Counter()
    for sign, explained in ((-1, old), (1, new)):
        for each in explained:
            change[str(each.week), each.row] += sign * each.item.quantity
    named: Counter[tuple[str, Row]] = Counter()
    for revision in diff(old, new):
        for sign, side in ((-1, revision.before), (1, revision.after)):
            if side:
                named[str(side.week), side.row] += sign * side.item.quantity

    assert {key: value for key, value in named.items() if value} == {
        key: value for key, value in change.items() if value
    }


@given(ITEMS, item_standards(), moments())
def test_nothing_changed_is_no_revision(items: list[Evidence], standard: AnyStandard, as_of: Moment) -> None:
    """The same score twice differs by nothing."""
    explained = list(explain(items, standard, as_of=as_of))

    assert diff(explained, explained) == ()
