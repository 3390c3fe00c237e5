"""
Scorecards and all that is told of them, for property tests: explanations, revisions, strikes, outlooks, tasks.

Each is made by the library itself from drawn evidence, so that its parts belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, TypeVar

from hypothesis import strategies as st

from trackntrace.moment import Moment, Week, local_day
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.causes import Cause, causes
from trackntrace.performance.comparison import Comparison, ScoreChange
from trackntrace.performance.counted import CountedStandard
from trackntrace.performance.evidence import Evidence, ExcuseReason
from trackntrace.performance.exemption import AffectedItem, Disruption, EvidenceList, Kept, evidence_list
from trackntrace.performance.explanation import Explanation, Revision, diff, explain
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Scale
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.outlook import Deadline, Outlook, PendingItem, deadline_of, outlooks
from trackntrace.performance.replay import Replay
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.score import Average, Score
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.standard import AnyStandard, Verdict
from trackntrace.performance.strike_rules import (
    CONSEQUENCES,
    STRIKE_WINDOWS,
    Boundary,
    Consequence,
    Finality,
    StrikeReadings,
    StrikesPer,
    StrikeWindow,
)
from trackntrace.performance.strikes import (
    ExcusedItems,
    MissedWeek,
    Strike,
    StrikeRecord,
    strike_record,
)
from trackntrace.performance.tally import tallies
from trackntrace.performance.todo import Horizon, Task, todo
from trackntrace.performance.unsettled import Unsettled, unsettled
from trackntrace.testing.evidence import evidence
from trackntrace.testing.moments import OCTOBER_2026, days, grid, moments, weeks
from trackntrace.testing.numbers import delivery_services
from trackntrace.testing.standards import (
    averages,
    counted_standards,
    editions_of_norms,
    item_standards,
    scores,
    tallies_of,
)

_T = TypeVar("_T")

_STANDARDS: Final[tuple[AnyStandard, ...]] = (ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS, RETURNS)
_NAMES: Final = tuple(standard.name for standard in _STANDARDS)
_ITEMS: Final = st.lists(evidence(span=OCTOBER_2026), min_size=1, max_size=4)
_LATER: Final = moments(grid(OCTOBER_2026[-3:]))
"""So late that much of what was drawn is known, and some of it is not."""


def _some(several: st.SearchStrategy[tuple[_T, ...]]) -> st.SearchStrategy[_T]:
    return several.filter(bool).flatmap(st.sampled_from)


def _explained() -> st.SearchStrategy[tuple[Explanation, ...]]:
    def told(items: Sequence[Evidence], standard: AnyStandard, as_of: Moment) -> tuple[Explanation, ...]:
        return tuple(explain(items, standard, as_of=as_of))

    return st.builds(told, _ITEMS, item_standards(), _LATER)


def explanations() -> st.SearchStrategy[Explanation]:
    """Why one item counts as it does."""
    return _some(_explained())


def explanations_of(verdict: Verdict) -> st.SearchStrategy[Explanation]:
    """Why one item has just this verdict: the items of all standards are looked through for it."""

    def told(items: Sequence[Evidence], as_of: Moment) -> tuple[Explanation, ...]:
        every = (why for standard in _STANDARDS for why in explain(items, standard, as_of=as_of))
        return tuple(why for why in every if why.row.verdict is verdict)

    return _some(st.builds(told, _ITEMS, _LATER))


def revisions() -> st.SearchStrategy[Revision]:
    """Items that count otherwise than before, or came, or went."""
    return _some(st.builds(diff, _explained(), _explained()))


def found_causes() -> st.SearchStrategy[Cause]:
    """Causes of misses."""
    missed = explanations_of(Verdict.MISS)
    return _some(st.lists(missed, min_size=1, max_size=2).map(causes))


@st.composite
def scorecards(draw: st.DrawFn) -> Scorecard:
    """Scorecards of two standards, with a figure beside them or none."""
    items, as_of = draw(_ITEMS), draw(_LATER)
    asked = draw(st.lists(item_standards(), min_size=1, max_size=2, unique_by=lambda one: one.name))
    counted = tallies(items, asked, as_of=as_of)
    figures = draw(st.lists(week_figures(), max_size=1))
    return Scorecard.of(zip(counted, asked, strict=True), as_of=as_of, figures=figures)


def week_scores() -> st.SearchStrategy[WeekScore]:
    """Scores of one standard in one week, or of its undated items."""
    return _some(scorecards().map(lambda card: card.scores))


@st.composite
def week_figures(draw: st.DrawFn) -> WeekFigure:
    """Figures of a standard of which only the amount is known."""
    standard, week = draw(counted_standards()), draw(weeks(OCTOBER_2026))
    return standard.figure(week, draw(_amounts_of(standard)))


def _amounts_of(standard: CountedStandard) -> st.SearchStrategy[Score | Average]:
    if standard.scale is Scale.SHARE:
        return scores()
    return averages().filter(partial(_possible, standard))


def _possible(standard: CountedStandard, amount: Average) -> bool:
    value = amount.value
    low = value is not None and standard.least is not None and value < standard.least
    high = value is not None and standard.most is not None and value > standard.most
    return not (low or high)


def comparisons() -> st.SearchStrategy[Comparison]:
    """Two scorecards, before and after."""
    return st.builds(Comparison, before=scorecards(), after=scorecards())


def changes_of_scores() -> st.SearchStrategy[ScoreChange]:
    """Scores that differ between two scorecards."""
    return _some(comparisons().map(lambda comparison: comparison.scores))


def replays() -> st.SearchStrategy[Replay]:
    """Tallies ready to be judged again."""
    return item_standards().flatmap(lambda standard: tallies_of(standard).map(partial(_replay, standard)))


def _replay(standard: AnyStandard, tally: object) -> Replay:
    return Replay(tally, standard)  # type: ignore[arg-type]  # a tally of that very standard


def strike_windows() -> st.SearchStrategy[StrikeWindow]:
    """The windows that somebody tells of, and one made up."""
    return st.sampled_from((*STRIKE_WINDOWS, StrikeWindow(3, source="made up")))


def strike_readings() -> st.SearchStrategy[StrikeReadings]:
    """How the open questions about strikes are read."""
    return st.builds(
        StrikeReadings,
        boundary=st.sampled_from(Boundary),
        per=st.sampled_from(StrikesPer),
        window=strike_windows(),
        finality=st.sampled_from(Finality),
    )


def consequences() -> st.SearchStrategy[Consequence]:
    """What strikes bring, as somebody tells it."""
    return st.sampled_from(CONSEQUENCES)


def _through(as_of: Moment) -> Week:
    return Week.of(local_day(as_of)).plus(-1)


@st.composite
def strike_records(draw: st.DrawFn) -> StrikeRecord:
    """All strikes of a scorecard."""
    card = draw(scorecards())
    forgiven = draw(st.dictionaries(weeks(OCTOBER_2026), st.sampled_from(ExcuseReason), max_size=1))
    return strike_record(
        card, final_through=_through(card.as_of), readings=draw(strike_readings()), taken_back=forgiven
    )


def strikes() -> st.SearchStrategy[Strike]:
    """Strikes that count, or do not yet, no longer or never."""
    return _some(strike_records().map(lambda record: record.strikes))


@st.composite
def missed_weeks(draw: st.DrawFn) -> MissedWeek:
    """What one standard missed in one week, excused items beside it."""
    reasons = draw(st.dictionaries(st.sampled_from(ExcuseReason), st.integers(1, 5), max_size=2))
    return MissedWeek(
        standard=draw(st.sampled_from(_NAMES)),
        week=draw(weeks()),
        score=draw(scores(1_000)),
        edition=draw(editions_of_norms()),
        excused=sum(reasons.values()) + draw(st.integers(0, 2)),
        reasons=tuple(reasons.items()),
    )


def items_excused() -> st.SearchStrategy[ExcusedItems]:
    """Items that would be misses, were it not for an excuse."""
    return st.builds(
        ExcusedItems,
        standard=st.sampled_from(_NAMES),
        week=weeks(),
        reason=st.sampled_from(ExcuseReason),
        items=st.integers(1, 5),
    )


@st.composite
def disruptions(draw: st.DrawFn) -> Disruption:
    """What went wrong on some days: at a service, at a place, or the marketplace's own."""
    first, last = sorted((draw(days(OCTOBER_2026)), draw(days(OCTOBER_2026))))
    place = draw(st.sampled_from(("", "Utrecht")))
    return Disruption(first_day=first, last_day=last, service=draw(st.none() | delivery_services()), place=place)


@st.composite
def evidence_lists(draw: st.DrawFn) -> EvidenceList:
    """The items that a disruption affected."""
    return evidence_list(
        draw(_ITEMS),
        [draw(item_standards())],
        draw(disruptions()),
        as_of=draw(_LATER),
        kept=draw(st.sampled_from(Kept)),
    )


def affected_items() -> st.SearchStrategy[AffectedItem]:
    """Single items that a disruption affected, and what was seen of them on its days."""

    def affected(why: Explanation, disruption: Disruption) -> AffectedItem:
        return AffectedItem(why, disruption.seen(why.item.journey))

    return st.builds(affected, explanations(), disruptions())


@st.composite
def unsettled_items(draw: st.DrawFn) -> Unsettled:
    """Scorecards with the items that can still be acted on."""
    as_of = draw(moments(grid(OCTOBER_2026)))
    return unsettled(draw(_ITEMS), [draw(item_standards())], as_of=as_of, final_through=_through(as_of).plus(-1))


def tasks() -> st.SearchStrategy[Task]:
    """Things to be done or to know."""
    return _some(st.builds(todo, unsettled_items(), horizon=horizons()))


def horizons() -> st.SearchStrategy[Horizon]:
    """How far ahead a list looks."""
    return st.builds(Horizon, parcels=st.integers(0, 60), strikes=st.integers(0, 400), bears=st.integers(0, 5))


def deadlines() -> st.SearchStrategy[Deadline]:
    """By when it is decided whether an item is on time, and by what."""

    def told(item: Evidence, as_of: Moment) -> tuple[Deadline, ...]:
        found = deadline_of(item.until(as_of), as_of=as_of)
        return (found,) if found else ()

    return _some(st.builds(told, evidence(), moments()))


def _looked_ahead(found: Unsettled) -> tuple[Outlook, ...]:
    pending = [each for each in found.explained if each.row.verdict is Verdict.PENDING]
    return outlooks(found.card, pending)


def some_outlooks() -> st.SearchStrategy[Outlook]:
    """What can still become of one standard in one week."""
    return _some(unsettled_items().map(_looked_ahead))


def pending_items() -> st.SearchStrategy[PendingItem]:
    """Items of which it is not decided yet how they count."""
    pending = explanations_of(Verdict.PENDING)
    return st.builds(PendingItem, explanation=pending, deadline=st.none() | deadlines())
