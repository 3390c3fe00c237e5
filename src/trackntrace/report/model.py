"""What a report is made of: a scorecard, the items behind its misses, and the rules that were applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil
from operator import itemgetter
from typing import TypeAlias, TypeVar, final

from attrs import Factory, define, field, frozen

from trackntrace.grammar import Word, each_of
from trackntrace.moment import Moment, Week
from trackntrace.performance.causes import Cause, causes
from trackntrace.performance.counted import CountedStandard
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.explanation import Explanation, explain
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.norm import Direction
from trackntrace.performance.response_time import AnswerExplanation
from trackntrace.performance.score import Amount, Standing
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.standard import AnyStandard, Row, ServiceStandard, Verdict
from trackntrace.performance.strikes import Strike, StrikeRecord
from trackntrace.performance.tally import WeekBy

Entry: TypeAlias = WeekScore | WeekFigure
"""What one standard amounts to in one week, judged item by item or only known."""

Explained = TypeVar("Explained", Explanation, AnswerExplanation)


def _missed(value: Iterable[Explanation]) -> tuple[Explanation, ...]:
    return each_of(value, Explanation, "missed")


def _unanswered(value: Iterable[AnswerExplanation]) -> tuple[AnswerExplanation, ...]:
    return each_of(value, AnswerExplanation, "unanswered")


def _standards(value: Iterable[AnyStandard]) -> tuple[AnyStandard, ...]:
    return each_of(value, ServiceStandard, "standards")


def _counted(value: Iterable[CountedStandard]) -> tuple[CountedStandard, ...]:
    return each_of(value, CountedStandard, "counted")


@final
@frozen(kw_only=True)
class Report:
    """
    A scorecard with what explains it.

    ``missed`` are the explanations of items that missed a standard of the scorecard, ``unanswered`` those of customers'
    questions that were not answered in time; ``standards`` and ``counted`` are those whose rules are to be told,
    ``readings`` those under which the facts were read.
    """

    card: Scorecard
    missed: tuple[Explanation, ...] = field(default=(), converter=_missed)
    unanswered: tuple[AnswerExplanation, ...] = field(default=(), converter=_unanswered)
    standards: tuple[AnyStandard, ...] = field(default=(), converter=_standards)
    counted: tuple[CountedStandard, ...] = field(default=(), converter=_counted)
    readings: Readings = DEFAULT_READINGS
    strikes: StrikeRecord | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The standards of the scorecard in the order in which it names them, each with its weeks."""
        entries: list[Entry] = [*self.card.scores, *self.card.figures]
        names = dict.fromkeys(entry.standard for entry in entries)
        return tuple(Line.of(name, entries) for name in names)

    @property
    def dated(self) -> tuple[Entry, ...]:
        """All that belongs to a week, the oldest first."""
        entries: list[Entry] = []
        for week in self.card.weeks:
            entries += [*self.card.week(week), *self.card.figures_of(week)]
        return tuple(entries)

    @property
    def sunk(self) -> tuple[SunkWeek, ...]:
        """The weeks that fell short of a standard that is judged one by one, the newest first."""
        missed, unanswered = _by_place(self.missed), _by_place(self.unanswered)
        short = [score for score in self.dated if score.standing is Standing.FALLS_SHORT]
        return tuple(
            SunkWeek(score=score, missed=missed.get(place, ()), unanswered=unanswered.get(place, ()))
            for score in reversed(short)
            if isinstance(score, WeekScore)
            for place in [(score.week, score.standard)]
        )

    @property
    def unsettled(self) -> tuple[WeekScore, ...]:
        """The scores of weeks of which items are still pending, the newest week first."""
        scores = (score for week in reversed(self.card.weeks) for score in self.card.week(week))
        return tuple(score for score in scores if score.items(Verdict.PENDING))

    def causes_of(self, standard: str) -> tuple[Cause, ...]:
        """The causes of one standard's misses, the largest first."""
        return causes(each for each in self.missed if each.standard == standard)

    @property
    def worst(self) -> SunkWeek | None:
        """Of the weeks that fell short the one that takes the most misses away from its norm."""
        return max(self.sunk, key=SunkWeek.excess, default=None)

    @property
    def strip(self) -> tuple[StripWeek, ...]:
        """The weeks of the strikes' window and those after it, the oldest first, each with its strikes."""
        record = self.strikes
        if record is None or not self.card.weeks:
            return ()
        first = record.final_through.plus(1 - record.readings.window.weeks)
        last = max(record.final_through, self.card.weeks[-1])
        weeks = [first.plus(count) for count in range((last.first_day - first.first_day).days // 7 + 1)]
        return tuple(StripWeek(week=week, record=record, known=week in self.card.weeks) for week in weeks)


def _by_place(found: Iterable[Explained]) -> dict[tuple[object, str], tuple[Explained, ...]]:
    """Explanations by their week and standard."""
    by_place: dict[tuple[object, str], list[Explained]] = {}
    for each in found:
        by_place.setdefault((each.week, each.standard), []).append(each)
    return {place: tuple(several) for place, several in by_place.items()}


@final
@frozen(kw_only=True)
class StripWeek:
    """One week of the strip of strikes."""

    week: Week
    record: StrikeRecord
    known: bool

    @property
    def strikes(self) -> tuple[Strike, ...]:
        """The strikes of this week, whatever has become of them."""
        return tuple(strike for strike in self.record.strikes if strike.week == self.week)

    @property
    def state(self) -> str:
        """What is to be seen of it: the state of its first strike, or that it has none, or is not final yet."""
        if self.strikes:
            return self.strikes[0].state.value
        if not self.known:
            return "nothing"
        return "clear" if self.week <= self.record.final_through else "open"


class Trend(Word):
    """How a score lies to that of the week before; unknown where that week has none."""

    BETTER = "better"
    WORSE = "worse"
    EQUAL = "equal"
    UNKNOWN = "unknown"


@final
@frozen
class Line:
    """One standard through the weeks."""

    standard: str
    entries: tuple[Entry, ...]
    """Those of its weeks, the oldest first."""

    @classmethod
    def of(cls, standard: str, entries: Iterable[Entry]) -> Line:
        """The line of one standard among entries."""
        own = ((each.week, each) for each in entries if each.standard == standard and isinstance(each.week, Week))
        return cls(standard, tuple(entry for _, entry in sorted(own, key=itemgetter(0))))

    @property
    def by_week(self) -> dict[object, Entry]:
        """Its entries by their week."""
        return {entry.week: entry for entry in self.entries}

    def before(self, entry: Entry) -> Entry | None:
        """The entry of the week right before, where that has one."""
        return self.by_week.get(entry.week.plus(-1)) if isinstance(entry.week, Week) else None

    def trend(self, entry: Entry) -> Trend:
        """How an entry lies to that of the week right before."""
        before = self.before(entry)
        old, new = (amount_of(before).value if before else None), amount_of(entry).value
        if old is None or new is None:
            return Trend.UNKNOWN
        if old == new:
            return Trend.EQUAL
        return Trend.BETTER if (new > old) is (_direction(entry) is Direction.AT_LEAST) else Trend.WORSE


def amount_of(entry: Entry) -> Amount:
    """What an entry amounts to."""
    return entry.score if isinstance(entry, WeekScore) else entry.amount


def _direction(entry: Entry) -> Direction:
    if entry.edition:
        return entry.edition.target.direction
    return entry.direction if isinstance(entry, WeekScore) else Direction.AT_LEAST


@final
@frozen(kw_only=True)
class SunkWeek:
    """A week that fell short of one standard, and the items or questions that did it, as far as they were explained."""

    score: WeekScore
    missed: tuple[Explanation, ...]
    unanswered: tuple[AnswerExplanation, ...] = ()

    @property
    def causes(self) -> tuple[Cause, ...]:
        """What its misses come from, the largest cause first."""
        return causes(self.missed)

    @property
    def reasons(self) -> tuple[tuple[Row, int], ...]:
        """The rows by which it missed, the most frequent first."""
        missed = [(row, count) for row, count in self.score.counts if row.verdict is Verdict.MISS]
        return tuple(sorted(missed, key=lambda each: -each[1]))

    @property
    def lines(self) -> int:
        """How many of its items and questions were explained."""
        return len(self.missed) + len(self.unanswered)

    @property
    def too_many(self) -> int:
        """How many of its misses would have had to be hits for it to meet its norm."""
        return ceil(self.excess())

    def excess(self) -> Fraction:
        """By how many misses it lies beyond what its norm bears."""
        edition, score = self.score.edition, self.score.score
        if edition is None:
            return Fraction(0)
        bad = 1 - edition.target.value if self.score.direction is Direction.AT_LEAST else edition.target.value
        return self.score.items(Verdict.MISS) - bad * score.counted


@final
@define
class Witness:
    """
    Keeps the explanations of misses while the evidence passes by on its way to be counted.

    So one pass is enough, and no more is kept than what missed.
    """

    standards: tuple[AnyStandard, ...]
    as_of: Moment
    by: WeekBy = WeekBy.PROMISED
    missed: list[Explanation] = Factory(list)

    def watching(self, evidence: Iterable[Evidence]) -> Iterator[Evidence]:
        """The same evidence, its misses remembered."""
        for item in evidence:
            for standard in self.standards:
                self.missed.extend(self._misses(item, standard))
            yield item

    def _misses(self, item: Evidence, standard: AnyStandard) -> Iterator[Explanation]:
        explained = explain([item], standard, as_of=self.as_of, by=self.by)
        return (each for each in explained if each.row.verdict is Verdict.MISS)
