"""
Norms, editions, standards, scores and tallies for property tests.

Scores and norms are drawn where it matters: all or nothing, just at 93 %, large enough that a float would be wrong.
Tallies are counted from drawn evidence, so that each holds only what evidence can amount to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import Final

from hypothesis import strategies as st

from trackntrace.performance.cancellations import (
    CANCELLATIONS,
    CancellationFacts,
    TimelyCancellation,
    UndatedCancellation,
    UnknownCanceller,
    cancellations,
)
from trackntrace.performance.counted import COUNTED_STANDARDS, CountedStandard
from trackntrace.performance.editions import AnyEdition, Certainty, Edition, Editions, Level, PersonalEdition
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.items_on_time import EarlyDelivery, NotFollowed, items_on_time
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.order_traceability import MailboxParcel, UnreadableCounts, order_traceability
from trackntrace.performance.response_time import RESPONSE_TIME, QuestionFacts
from trackntrace.performance.returns import RETURNS, ReturnedOf, ReturnFacts, returns
from trackntrace.performance.score import Amount, Average, Score
from trackntrace.performance.standard import AnyStandard, Facts, Row
from trackntrace.performance.tally import Counting, Tally, Unit, WeekBy, tallies
from trackntrace.testing.evidence import evidence, readings
from trackntrace.testing.moments import moments

MOST_COUNTED: Final = 10**9


def directions() -> st.SearchStrategy[Direction]:
    """On which side of a norm a good score lies."""
    return st.sampled_from(Direction)


def _part_of(one: int, other: int) -> str:
    return f"{min(one, other)}/{max(one, other)}"


def share_norms(direction: Direction | None = None) -> st.SearchStrategy[Norm]:
    """Norms for a share: published ones, and any other, up to nine digits fine."""
    texts = st.one_of(
        st.sampled_from(("93%", "98%", "90%", "100%", "2%", "0", "1/3", "92.9999%")),
        st.builds(_part_of, st.integers(0, 999_999_999), st.integers(1, 999_999_999)),
        st.builds("{}.{}%".format, st.integers(0, 99), st.integers(0, 999_999)),
    )
    return st.builds(Norm.parse, texts, st.just(direction) if direction else directions())


def average_norms() -> st.SearchStrategy[Norm]:
    """Norms for an average or a ratio: grades, differences below zero, percentages beyond the whole."""
    grades = st.builds(
        partial(Norm.parse, scale=Scale.AVERAGE), st.sampled_from(("8", "8.25", "10", "-5", "0")), directions()
    )
    ratios = st.builds(partial(Norm.parse, scale=Scale.RATIO), st.sampled_from(("5%", "0.075", "150%")), directions())
    return st.one_of(grades, ratios)


def norms() -> st.SearchStrategy[Norm]:
    """Norms of every scale."""
    return st.one_of(share_norms(), share_norms(), average_norms())


@st.composite
def scores(draw: st.DrawFn, most: int = MOST_COUNTED) -> Score:
    """Scores of at most so many items: mostly small, often all, nothing or just 93 %."""
    counted = draw(st.one_of(st.integers(0, min(1_000, most)), st.integers(0, most)))
    told = st.sampled_from((0, counted, counted * 93 // 100, counted * 98 // 100))
    return Score(draw(st.one_of(st.integers(0, counted), told)), counted)


def averages() -> st.SearchStrategy[Average]:
    """Totals over a count, below zero as well; now and then of nothing."""
    total = st.fractions(-(10**6), 10**6, max_denominator=1_000)
    return st.one_of(st.builds(Average, total, st.integers(1, 10**6)), st.just(Average(Fraction(0), 0)))


def amounts() -> st.SearchStrategy[Amount]:
    """What a standard may amount to."""
    return st.one_of(scores(), averages())


@st.composite
def editions_of_norms(draw: st.DrawFn, direction: Direction | None = None) -> Edition:
    """Single editions: a target, perhaps a minimum, dated or not, with and without strikes."""
    side = direction or draw(directions())
    levels = [(Level.TARGET, draw(share_norms(side)))]
    if draw(st.booleans()):
        levels.insert(0, (Level.MINIMUM, draw(share_norms(side))))
    since = draw(st.none() | st.dates(date(2019, 1, 1), date(2030, 12, 31)))
    return Edition(
        levels=tuple(levels),
        since=since,
        certainty=Certainty.NOT_PUBLIC if since is None else draw(st.sampled_from(_DATED)),
        source="made up",
        last_seen=draw(st.none() | st.just(since + timedelta(days=300))) if since else None,
        strikes_from=draw(st.none() | st.integers(1, 10)),
    )


_DATED: Final = (Certainty.PUBLISHED, Certainty.SEEN, Certainty.INFERRED, Certainty.ANNOUNCED)


def personal_editions() -> st.SearchStrategy[PersonalEdition]:
    """Times in which every seller has a norm of their own."""
    since = st.dates(date(2019, 1, 1), date(2030, 12, 31))
    dated = st.builds(PersonalEdition, since=since, certainty=st.sampled_from(_DATED), source=st.just("made up"))
    return st.one_of(dated, st.just(PersonalEdition(since=None, certainty=Certainty.NOT_PUBLIC, source="made up")))


@st.composite
def dated_editions(draw: st.DrawFn, direction: Direction | None = None) -> Editions:
    """The editions of one standard, the oldest first: some begin on a day, some follow what was last seen."""
    side = direction or draw(directions())
    days = sorted(draw(st.lists(st.dates(date(2019, 1, 1), date(2030, 12, 31)), unique=True, min_size=1, max_size=3)))
    chosen: list[AnyEdition] = [_edition(draw(share_norms(side)), day) for day in days]
    if draw(st.booleans()):
        chosen.append(_edition(draw(share_norms(side)), None))
    return Editions("made-up", chosen)


def _edition(norm: Norm, since: date | None) -> Edition:
    certainty = Certainty.PUBLISHED if since else Certainty.NOT_PUBLIC
    return Edition(levels=((Level.TARGET, norm),), since=since, certainty=certainty, source="made up", strikes_from=3)


def item_standards() -> st.SearchStrategy[AnyStandard]:
    """The library's standards that are judged item by item, under every named reading of their tables."""
    return st.one_of(
        st.builds(
            order_traceability,
            mailbox_parcel=st.sampled_from(MailboxParcel),
            unreadable=st.sampled_from(UnreadableCounts),
        ),
        st.builds(items_on_time, early=st.sampled_from(EarlyDelivery), not_followed=st.sampled_from(NotFollowed)),
        st.builds(
            cancellations,
            unknown_canceller=st.sampled_from(UnknownCanceller),
            undated=st.sampled_from(UndatedCancellation),
            timely=st.sampled_from(TimelyCancellation),
        ),
        st.builds(returns, of=st.sampled_from(ReturnedOf)),
    )


def standards() -> st.SearchStrategy[AnyStandard]:
    """Every standard of the library that has a decision table, the halves and that of customers' questions too."""
    return st.one_of(item_standards(), st.sampled_from((DELIVERED_ON_TIME, HANDED_OVER_ON_TIME, RESPONSE_TIME)))


def counted_standards() -> st.SearchStrategy[CountedStandard]:
    """The standards of which only the counts are known."""
    return st.sampled_from(COUNTED_STANDARDS)


def facts_of(standard: AnyStandard) -> st.SearchStrategy[Facts]:
    """The facts that a standard can meet."""
    return st.sampled_from(tuple(standard.all_facts()))


def cancellation_facts() -> st.SearchStrategy[CancellationFacts]:
    """The facts that cancellations can meet."""
    return st.sampled_from(tuple(CANCELLATIONS.all_facts()))


def return_facts() -> st.SearchStrategy[ReturnFacts]:
    """The facts that returns can meet."""
    return st.sampled_from(tuple(RETURNS.all_facts()))


def question_facts() -> st.SearchStrategy[QuestionFacts]:
    """The facts that response time can meet."""
    return st.sampled_from(tuple(RESPONSE_TIME.all_facts()))


def rows() -> st.SearchStrategy[Row]:
    """Rows of the library's decision tables."""
    return standards().flatmap(lambda standard: st.sampled_from(standard.rows))


@st.composite
def tallies_of(
    draw: st.DrawFn, standard: AnyStandard, items: Sequence[Evidence] | None = None, per: Unit | None = None
) -> Tally:
    """Tallies of one standard: of these items, or of drawn ones where none are given."""
    counted = draw(st.lists(evidence(), max_size=4)) if items is None else items
    (tally,) = tallies(
        counted,
        [standard],
        as_of=draw(moments()),
        by=draw(st.sampled_from(WeekBy)),
        per=per or draw(st.sampled_from(Unit)),
        readings=draw(readings()),
    )
    return tally


def some_tallies() -> st.SearchStrategy[Tally]:
    """Tallies of any standard that is judged item by item, by any unit and under any readings."""
    return item_standards().flatmap(tallies_of)


def countings() -> st.SearchStrategy[Counting]:
    """What tallies count."""
    return some_tallies().map(lambda tally: tally.counting)
