"""Laws of asking otherwise: replays, recounts, comparisons, and finding the readings of a figure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from trackntrace.moment import Moment, Week
from trackntrace.numbers.delivery_services import DHL
from trackntrace.performance.cancellations import CANCELLATIONS, cancellations
from trackntrace.performance.comparison import ScoreChange, grounds, score_changes
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.explanation import Revision, diff, explain
from trackntrace.performance.facts import Readings
from trackntrace.performance.indicator import STANDARD_NAMES, Indicator, IndicatorScore, IndicatorType
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, items_on_time
from trackntrace.performance.norm import Norm
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY, order_traceability
from trackntrace.performance.reconciliation import ReadAs, reconcile
from trackntrace.performance.replay import Replay, under_norm
from trackntrace.performance.reproduction import Judged, WeekCounts
from trackntrace.performance.returns import RETURNS, returns
from trackntrace.performance.score import Score, Standing
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.shifts import shifts, smallest_sums
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import UNDATED, Unit, WeekBy, day_of_week, tallies, week_of
from trackntrace.performance.ways import Way, alternatives_to, tables
from trackntrace.performance.what_if import Change, Scenario, what_if
from trackntrace.testing.evidence import evidence, readings
from trackntrace.testing.moments import moments
from trackntrace.testing.standards import item_standards

pytestmark = pytest.mark.law

ITEMS = st.lists(evidence(), max_size=6)
SOME = st.lists(evidence(), min_size=1, max_size=6)
BYS, UNITS = st.sampled_from(tuple(WeekBy)), st.sampled_from(tuple(Unit))
SHARES = st.sampled_from(("93%", "98%", "0", "100%", "1/3", "92.9999%"))
TABLES = st.sampled_from(
    [tables(make) for make in (order_traceability, items_on_time, cancellations, returns)]
).flatmap(lambda every: st.tuples(st.sampled_from(every), st.sampled_from(every)))
NAMED: dict[str, AnyStandard] = {
    standard.name: standard for standard in (ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS, RETURNS)
}
INDICATORS = {name: code for code, name in STANDARD_NAMES.items()}
WAYS = {
    name: [each for each in alternatives_to(Way(standard)).by_differences() if each[0] <= 2]
    for name, standard in NAMED.items()
}


@given(ITEMS, TABLES, moments(), BYS, UNITS)
def test_replaying_a_tally_is_judging_it(
    items: list[Evidence], both: tuple[AnyStandard, AnyStandard], as_of: Moment, by: WeekBy, per: Unit
) -> None:
    """Under the same standard and under any other over the same facts; under the same nothing changes."""
    standard, other = both
    (tally,) = tallies(items, [standard], as_of=as_of, by=by, per=per)
    replay = Replay(tally, standard)

    assert replay.under(other) == week_scores(tally, other)
    assert replay.scores == replay.under(standard) == week_scores(tally, standard)
    assert score_changes(replay.scores, replay.scores) == ()


@given(ITEMS, item_standards(), SHARES, moments())
def test_another_norm_never_changes_what_was_counted(
    items: list[Evidence], standard: AnyStandard, share: str, as_of: Moment
) -> None:
    """It changes standings alone."""
    norm = Norm.parse(share, standard.direction)
    (tally,) = tallies(items, [standard], as_of=as_of)
    replay = Replay(tally, standard)
    judged = replay.under(under_norm(standard, norm))

    assert [score.counts for score in judged] == [score.counts for score in replay.scores]
    assert all(score.standing is score.score.standing(norm) for score in judged if score.edition)


@given(ITEMS, item_standards(), moments(), st.tuples(BYS, UNITS), readings())
def test_a_recount_of_what_stays_as_it_is_equals_the_original(
    items: list[Evidence], standard: AnyStandard, as_of: Moment, counted: tuple[WeekBy, Unit], readings: Readings
) -> None:
    """A slice that is changed into what it was, and one that is empty, change nothing."""
    by, per = counted
    same = Scenario("the same", changes=(Change(where=lambda item: item.service == DHL, service=DHL),))
    empty = Scenario("of none", changes=(Change(where=lambda _: False, days_later=3),))
    again = Scenario("again", readings=readings)
    for each in what_if(items, [standard], (same, empty, again), as_of=as_of, by=by, per=per, readings=readings):
        assert each.comparison.before == each.comparison.after
        assert each.revisions == ()


@given(ITEMS, item_standards(), moments(), st.integers(-2, 2), st.sampled_from(tuple(Unit)))
def test_a_recount_is_the_count_of_the_changed_evidence(
    items: list[Evidence], standard: AnyStandard, as_of: Moment, days: int, per: Unit
) -> None:
    """Whatever a scenario tells is what would be told if its evidence had been given."""
    scenario = Scenario("later", changes=(Change(days_later=days),))
    (found,) = what_if(items, [standard], [scenario], as_of=as_of, per=per)
    (tally,) = tallies(map(scenario.applied, items), [standard], as_of=as_of, per=per)

    assert found.comparison.after.scores == week_scores(tally, standard)


@given(ITEMS, ITEMS, item_standards(), moments(), moments())
def test_told_the_other_way_round_a_comparison_is_turned_round(
    before: list[Evidence], after: list[Evidence], standard: AnyStandard, then: Moment, now: Moment
) -> None:
    """What came is what went, and from becomes to; every revision has a ground."""
    old, new = [*explain(before, standard, as_of=then)], [*explain(after, standard, as_of=now)]
    forward, backward = diff(old, new), diff(new, old)

    assert tuple(map(_turned, backward)) == forward
    assert all(grounds(each) for each in forward)


def _turned(each: Revision) -> Revision:
    facts = tuple((name, new, old) for name, old, new in each.facts)
    return evolve(each, before=each.after, after=each.before, facts=facts)


@given(ITEMS, ITEMS, TABLES, moments())
def test_score_changes_are_turned_round_with_their_sides(
    before: list[Evidence], after: list[Evidence], both: tuple[AnyStandard, AnyStandard], as_of: Moment
) -> None:
    """The same scores differ, whichever is called the first."""
    standard, other = both
    (one,), (two,) = tallies(before, [standard], as_of=as_of), tallies(after, [other], as_of=as_of)
    forward = score_changes(week_scores(one, standard), week_scores(two, other))
    backward = score_changes(week_scores(two, other), week_scores(one, standard))

    assert forward == tuple(ScoreChange(before=each.after, after=each.before) for each in backward)


@settings(max_examples=40)
@given(SOME, st.sampled_from(tuple(NAMED)), moments(), st.data())
def test_the_readings_under_which_a_figure_was_made_are_found(
    items: list[Evidence], name: str, as_of: Moment, data: st.DataObject
) -> None:
    """Or others with fewer differences that give the very same figure."""
    differences, way = data.draw(st.sampled_from(WAYS[name]))
    (tally,) = tallies(items, [way.standard], as_of=as_of, by=way.by, per=way.per, readings=way.readings)
    week = data.draw(st.sampled_from(tally.weeks or (Week(2026, 41),)))
    score = next((each.score for each in week_scores(tally, way.standard) if each.week == week), Score(0, 0))
    told = IndicatorScore(
        numerator=score.hits, denominator=score.counted, value=score.value or Fraction(0), standing=Standing.MEETS
    )
    indicator = Indicator(name=INDICATORS[name], type=IndicatorType.PERCENTAGE, week=week, score=told)
    (found,) = reconcile(items, [NAMED[name]], [indicator], as_of=as_of, read_as=ReadAs(most_differences=2))

    exact = {each.way.named: len(each.differs) for each in found.search.exact}
    assert found.agrees or way.named in exact or max(exact.values(), default=9) < differences
    assert found.agrees == (not exact)


@given(SOME, st.sampled_from(tuple(NAMED)), moments(), BYS, st.tuples(st.integers(-3, 3), st.integers(-3, 3)))
def test_what_would_explain_a_difference_sums_to_it(
    items: list[Evidence], name: str, as_of: Moment, by: WeekBy, off: tuple[int, int]
) -> None:
    """No more than three together, and no items twice."""
    way = Way(NAMED[name], by=by)
    known = [item for item in items if item.known(as_of)]
    weeks = {week_of(day_of_week(item.until(as_of), by)) for item in known} - {UNDATED}
    for week in weeks:
        counts = WeekCounts.of(items, week, as_of=as_of)  # type: ignore[arg-type]
        undated = [item for item in known if day_of_week(item.until(as_of), by) is None]
        for together in smallest_sums(shifts(counts, way, undated), Judged(*off)):
            assert sum(each.by.hits for each in together) == off[0]
            assert sum(each.by.misses for each in together) == off[1]
            assert len({(each.among, each.code) for each in together}) == len(together) <= 3
