"""Laws of strikes, of the outlook and of the Monday list."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.performance.weeks import LONG_AFTER, edition, good, record, week_score
from trackntrace.moment import Moment, Week
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.outlook import Outlook, StrikeChance, outlooks
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.strike_rules import (
    STRIKE_WINDOWS,
    Boundary,
    Finality,
    StrikeReadings,
    StrikesPer,
    is_bad,
)
from trackntrace.performance.strikes import StrikeState
from trackntrace.performance.todo import todo
from trackntrace.performance.unsettled import unsettled
from trackntrace.testing.evidence import evidence
from trackntrace.testing.moments import moments

pytestmark = pytest.mark.law

FIRST = Week(2025, 40)
READINGS = st.builds(
    StrikeReadings,
    boundary=st.sampled_from(Boundary),
    per=st.sampled_from(StrikesPer),
    window=st.sampled_from(STRIKE_WINDOWS),
    finality=st.sampled_from(Finality),
)
EDITIONS = st.builds(
    edition,
    target=st.sampled_from((Fraction(93, 100), Fraction(2, 100), Fraction(1), Fraction(0), Fraction(1, 3))),
    strikes_from=st.sampled_from((None, 1, 3, 10)),
    direction=st.sampled_from(Direction),
)
FEW = st.integers(0, 14)


@st.composite
def week_scores(draw: st.DrawFn) -> tuple[WeekScore, ...]:
    """Scores of some of eighty weeks, from the end of 2025 over the week 53 of 2026."""
    weeks = draw(st.lists(st.integers(0, 80), unique=True, max_size=40))
    return tuple(
        week_score(FIRST.plus(week), draw(FEW), draw(FEW), draw(st.integers(0, 3)), draw(FEW)) for week in weeks
    )


@given(week_scores(), st.integers(0, 80), READINGS)
def test_a_final_good_week_more_never_adds_a_strike(
    scores: tuple[WeekScore, ...], final: int, readings: StrikeReadings
) -> None:
    """With a good week added and final, no more strikes count than without it."""
    through = FIRST.plus(final)
    before = [score for score in scores if score.week != through.plus(1)]
    after = record(*before, good(through.plus(1)), through=through.plus(1), readings=readings)

    assert after.count <= record(*before, through=through, readings=readings).count


@given(week_scores(), st.integers(0, 80), READINGS)
def test_no_more_strikes_count_than_the_window_has_weeks(
    scores: tuple[WeekScore, ...], final: int, readings: StrikeReadings
) -> None:
    """Of one standard at most one strike a week counts, and only weeks of the window do."""
    found = record(*scores, through=FIRST.plus(final), readings=readings)
    counting = found.of(StrikeState.COUNTS)

    assert found.count <= readings.window.weeks
    assert len({strike.week for strike in counting}) == found.count
    assert all(found.final_through.plus(-readings.window.weeks) < strike.week for strike in counting)


@given(week_scores(), READINGS)
def test_a_strike_begins_once_and_expires_once(scores: tuple[WeekScore, ...], readings: StrikeReadings) -> None:
    """As weeks turn final one by one, a strike counts from its own week on, and from its last week on no more."""
    found = record(*scores, through=FIRST, readings=readings)
    later = [FIRST.plus(week) for week in range(-1, 110)]
    for strike in found.strikes:
        counts = [strike.counts_when_final(week) for week in later]
        changes = sum(one is not other for one, other in pairwise(counts))
        assert (changes, sum(counts)) == ((2, readings.window.weeks) if strike.expires_with else (0, 0))


@given(week_scores(), st.integers(0, 80), st.integers(0, 80), READINGS)
def test_what_is_told_of_a_later_time_comes_true(
    scores: tuple[WeekScore, ...], final: int, later: int, readings: StrikeReadings
) -> None:
    """The number that will count when a later week is final is the number that then counts."""
    now, then = sorted((FIRST.plus(final), FIRST.plus(later)))
    foretold = record(*scores, through=now, readings=readings).count_when_final(then)

    assert foretold == record(*scores, through=then, readings=readings).count


@given(week_scores(), st.integers(0, 80), READINGS, st.randoms())
def test_strikes_do_not_depend_on_the_order_of_the_scores(
    scores: tuple[WeekScore, ...], final: int, readings: StrikeReadings, random: Random
) -> None:
    """The same scores in another order give the same record."""
    other = list(scores)
    random.shuffle(other)
    through = FIRST.plus(final)

    assert record(*other, through=through, readings=readings) == record(*scores, through=through, readings=readings)


@st.composite
def ahead(draw: st.DrawFn) -> Outlook:
    """The outlook of a week of a few items."""
    norm = draw(EDITIONS)
    score = week_score(FIRST, draw(FEW), draw(FEW), draw(FEW), norm=norm)
    (found,) = outlooks(Scorecard(LONG_AFTER, (score,)), boundary=draw(st.sampled_from(Boundary)))
    return found


def resolved(outlook: Outlook, misses: int) -> WeekScore:
    """The week when so many of its pending items have become misses, and the others hits."""
    score, others = outlook.score, outlook.pending_items - misses
    hits = sum(items for row, items in score.counts if row.code == "came-on-time")
    return week_score(FIRST, hits + others, outlook.misses + misses, norm=outlook.edition)


_ORDER = {Standing.FALLS_SHORT: 0, Standing.NOT_ASSESSED: 1, Standing.MEETS: 1}


@given(ahead())
def test_the_best_case_is_never_worse_than_the_worst(outlook: Outlook) -> None:
    """If the worst case meets the norm so does the best, and what is unavoidable in the best happens in the worst."""
    assert _ORDER[outlook.best] >= _ORDER[outlook.worst]
    if is_bad(outlook.score.best, outlook.edition, outlook.boundary):
        assert is_bad(outlook.score.worst, outlook.edition, outlook.boundary)


@given(ahead(), FEW)
def test_every_outcome_lies_between_the_best_and_the_worst_case(outlook: Outlook, misses: int) -> None:
    """However many of the pending items miss, the standing lies between the two; a decided week stands as it does."""
    after = resolved(outlook, min(misses, outlook.pending_items))

    assert _ORDER[outlook.worst] <= _ORDER[after.standing] <= _ORDER[outlook.best]
    if outlook.decided:
        assert after.standing is outlook.best


@given(ahead())
def test_as_many_pending_items_may_miss_as_is_told_and_not_one_more(outlook: Outlook) -> None:
    """The number of pending items that may still miss is exact."""
    allowed = outlook.may_still_miss

    if outlook.best is Standing.MEETS:
        assert resolved(outlook, allowed).standing is Standing.MEETS
    if allowed < outlook.pending_items:
        assert resolved(outlook, allowed + 1).standing is Standing.FALLS_SHORT


@given(ahead())
def test_a_week_bears_as_many_misses_as_is_told_before_it_is_a_strike_and_not_one_more(outlook: Outlook) -> None:
    """The number of misses that a week bears before it is a strike is exact."""
    bears, norm = outlook.bears, outlook.edition

    if outlook.strike is not StrikeChance.UNAVOIDABLE:
        assert not is_bad(resolved(outlook, bears).score, norm, outlook.boundary)
    if bears < outlook.pending_items:
        assert is_bad(resolved(outlook, bears + 1).score, norm, outlook.boundary)
    assert (outlook.strike is StrikeChance.OUT_OF_REACH) <= (bears == outlook.pending_items)


@given(st.lists(evidence(), max_size=12), moments(), st.randoms())
def test_the_list_is_the_same_in_whatever_order_the_evidence_comes(
    items: list[Evidence], as_of: Moment, random: Random
) -> None:
    """The tasks and their order depend on the evidence alone."""
    other = list(items)
    random.shuffle(other)
    through = Finality.SECOND_WEDNESDAY.through(as_of)
    one, two = (
        todo(unsettled(each, (ITEMS_ON_TIME, ORDER_TRACEABILITY), as_of=as_of, final_through=through))
        for each in (items, other)
    )

    assert one == two
    assert [task.due for task in one] == sorted(task.due for task in one)


@given(st.lists(evidence(), max_size=12), moments())
def test_what_is_not_settled_is_counted_as_a_scorecard_counts_it(items: list[Evidence], as_of: Moment) -> None:
    """Looking at items on the way changes no count, and each pending item is explained."""
    given_items = [evolve(each, order_item_id=f"item-{place}") for place, each in enumerate(items)]
    found = unsettled(given_items, (ITEMS_ON_TIME,), as_of=as_of, final_through=Week(2020, 1))
    pending = sum(each.item.quantity for each in found.explained if each.row.verdict.value == "pending")

    assert pending == sum(
        items for score in found.card.scores for row, items in score.counts if row.verdict.value == "pending"
    )
