"""
The scorecard: weeks by standards, each score beside the norm that was in force.

Made from tallies alone: whatever counted them, the table, the norm and the arithmetic are applied here and only here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from attrs import frozen

from trackntrace.errors import ConflictError, NoEditionError
from trackntrace.moment import Moment, Week
from trackntrace.performance.norm import Edition, Level
from trackntrace.performance.score import Beyond, Score, Standing
from trackntrace.performance.standard import AnyStandard, Row, Verdict
from trackntrace.performance.tally import UNDATED, Tally, WeekOrUndated


@final
@frozen(kw_only=True)
class WeekScore:
    """
    The score of one standard in one week.

    ``counts`` says how many items met which row of the table. ``edition`` is the norm in force; None for items without
    a week and for weeks before every known norm, which are counted and shown and never assessed.
    """

    standard: str
    week: WeekOrUndated
    counts: tuple[tuple[Row, int], ...]
    edition: Edition | None

    def items(self, verdict: Verdict) -> int:
        """How many items have this verdict."""
        return sum(count for row, count in self.counts if row.verdict is verdict)

    @property
    def score(self) -> Score:
        """Hits of hits and misses."""
        hits = self.items(Verdict.HIT)
        return Score(hits, hits + self.items(Verdict.MISS))

    @property
    def best(self) -> Score:
        """The score if every pending item becomes a hit."""
        pending = self.items(Verdict.PENDING)
        return self.score + Score(pending, pending)

    @property
    def worst(self) -> Score:
        """The score if every pending item becomes a miss."""
        return self.score + Score(0, self.items(Verdict.PENDING))

    @property
    def standing(self) -> Standing:
        """Where the score stands against the target."""
        return self.score.standing(self.edition.target) if self.edition else Standing.NOT_ASSESSED

    @property
    def standings(self) -> tuple[tuple[Level, Standing], ...]:
        """Where it stands against each published level."""
        levels = self.edition.levels if self.edition else ()
        return tuple((level, self.score.standing(norm)) for level, norm in levels)

    @property
    def headroom(self) -> int | Beyond:
        """How many more misses it can bear; 0 where it falls short or is not assessed."""
        return self.score.headroom(self.edition.target) if self.edition else 0

    @property
    def recovery(self) -> int | Beyond:
        """How many further hits bring it back to the target."""
        return self.score.recovery(self.edition.target) if self.edition else 0

    @property
    def shown(self) -> str:
        """The score as text that never contradicts the standing."""
        if self.edition is None:
            return f"{self.score.hits}/{self.score.counted}" if self.score.counted else "-"
        return self.score.shown(self.edition.target)

    def named(self, code: str) -> int:
        """How many items met the row of this code."""
        return sum(count for row, count in self.counts if row.code == code)


def week_scores(tally: Tally, standard: AnyStandard) -> tuple[WeekScore, ...]:
    """
    The score of every week of a tally, and of the undated items where there are any.

    Raises:
        ConflictError: the tally counts the facts of another standard or of another version of it.
    """
    counting = tally.counting
    if (counting.standard, counting.facts_version) != (standard.name, standard.facts_version):
        raise ConflictError.about(counting.standard, "tally", f"expected a count of the facts of {standard.name}")
    weeks: dict[WeekOrUndated, dict[Row, int]] = {}
    for cell in tally.cells:
        counts = weeks.setdefault(cell.week, {})
        met = standard.judge_whole(cell.facts)
        counts[met] = counts.get(met, 0) + cell.items
    return tuple(_week_score(standard, week, counts) for week, counts in weeks.items())


def _week_score(standard: AnyStandard, week: WeekOrUndated, counts: dict[Row, int]) -> WeekScore:
    return WeekScore(
        standard=standard.name,
        week=week,
        counts=tuple((row, counts[row]) for row in standard.rows if row in counts),
        edition=edition_of(standard, week),
    )


def edition_of(standard: AnyStandard, week: WeekOrUndated) -> Edition | None:
    """The norm of a week; None for what belongs to no week, or lies before every norm that is known."""
    if not isinstance(week, Week):
        return None
    try:
        return standard.editions.of(week)
    except NoEditionError:
        return None


@final
@frozen
class Scorecard:
    """Weeks by standards, as of a moment."""

    as_of: Moment
    scores: tuple[WeekScore, ...]

    @classmethod
    def of(cls, judged: Iterable[tuple[Tally, AnyStandard]], *, as_of: Moment) -> Scorecard:
        """
        The scorecard of tallies, each with the standard that judges it.

        Raises:
            ConflictError: a tally was counted as of another moment.
        """
        judged = tuple(judged)
        for tally, _ in judged:
            if tally.counting.as_of != as_of:
                raise ConflictError.about(tally.counting.as_of, "as_of", f"expected a count as of {as_of.isoformat()}")
        return cls(as_of, tuple(score for tally, standard in judged for score in week_scores(tally, standard)))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks of which something was counted, in order."""
        return tuple(sorted({score.week for score in self.scores if isinstance(score.week, Week)}))

    @property
    def undated(self) -> tuple[WeekScore, ...]:
        """The scores of items that belong to no week."""
        return tuple(score for score in self.scores if score.week is UNDATED)

    def week(self, week: Week) -> tuple[WeekScore, ...]:
        """The scores of one week, one for each standard that counted something in it."""
        return tuple(score for score in self.scores if score.week == week)

    def only(self, week: Week) -> Scorecard:
        """This scorecard with one week left in it."""
        return Scorecard(self.as_of, self.week(week))
