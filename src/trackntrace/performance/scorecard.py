"""
The scorecard: weeks by standards, each score beside the norm that was in force.

Made from tallies alone: whatever counted them, the table, the norm and the arithmetic are applied here and only here.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from trackntrace.errors import ConflictError, NoEditionError
from trackntrace.grammar import each_of
from trackntrace.made_once import Remade
from trackntrace.moment import Moment, Week
from trackntrace.notebook import table_html
from trackntrace.performance.editions import Edition, Editions, Level
from trackntrace.performance.norm import Direction
from trackntrace.performance.score import Amount, Beyond, Score, Standing
from trackntrace.performance.standard import AnyStandard, Facts, Row, Verdict
from trackntrace.performance.tally import UNDATED, Tally, WeekOrUndated


@final
@frozen(kw_only=True, getstate_setstate=False)
class WeekScore(Remade):
    """
    The score of one standard in one week.

    ``counts`` says how many items met which row of the table. ``edition`` is the norm in force; None for items without
    a week and for weeks before every known norm, which are counted and shown and never assessed.
    """

    standard: str
    week: WeekOrUndated
    counts: tuple[tuple[Row, int], ...]
    edition: Edition | None
    direction: Direction = Direction.AT_LEAST

    def items(self, verdict: Verdict) -> int:
        """How many items have this verdict."""
        return sum(count for row, count in self.counts if row.verdict is verdict)

    @property
    def score(self) -> Score:
        """The share of the items counted: of the hits, or of the misses where the norm is at most so much."""
        return self._score_with()

    @property
    def best(self) -> Score:
        """The score if every pending item becomes a hit."""
        return self._score_with(hits=self.items(Verdict.PENDING))

    @property
    def worst(self) -> Score:
        """The score if every pending item becomes a miss."""
        return self._score_with(misses=self.items(Verdict.PENDING))

    def _score_with(self, *, hits: int = 0, misses: int = 0) -> Score:
        hits, misses = hits + self.items(Verdict.HIT), misses + self.items(Verdict.MISS)
        return Score(hits if self.direction is Direction.AT_LEAST else misses, hits + misses)

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

    def _repr_html_(self) -> str:
        rows = ((row.code, row.verdict.value, count) for row, count in self.counts)
        caption = f"{self.standard}, {week_name(self.week)}: {self.shown}, {self.standing.value}"
        return table_html(caption, ("code", "verdict", "items"), rows)


@final
@frozen(kw_only=True)
class WeekFigure:
    """
    What a standard amounts to in one week, where only that is known: the counts of a telephone exchange, the average
    of reviews, or what the marketplace tells.

    ``edition`` is the norm in force; None for weeks for which none is known, which are shown and never assessed.
    """

    standard: str
    week: Week
    amount: Amount
    edition: Edition | None

    @property
    def standing(self) -> Standing:
        """Where the amount stands against the target."""
        return self.amount.standing(self.edition.target) if self.edition else Standing.NOT_ASSESSED

    @property
    def shown(self) -> str:
        """The amount as text that never contradicts the standing."""
        if self.edition:
            return self.amount.shown(self.edition.target)
        return self._unassessed if self.amount.counted else "-"

    @property
    def _unassessed(self) -> str:
        """Both numbers, since no norm says how fine the quotient must be told."""
        amount = self.amount
        total = Fraction(amount.hits) if isinstance(amount, Score) else amount.total
        return f"{total}/{amount.counted}" if total.denominator == 1 else str(amount.value)

    def _repr_html_(self) -> str:
        return table_html(f"{self.standard}, {self.week}", _COLUMNS, [_row_of(self)])


_COLUMNS: Final = ("standard", "week", "score", "norm", "standing", "counted")


def _row_of(one: WeekScore | WeekFigure) -> tuple[object, ...]:
    norm = one.edition.target.shown if one.edition else "-"
    counted = one.score.counted if isinstance(one, WeekScore) else one.amount.counted
    return one.standard, week_name(one.week), one.shown, norm, one.standing.value, counted


def week_name(week: WeekOrUndated) -> str:
    """A week as it is written, or the word for what belongs to none."""
    return str(week) if isinstance(week, Week) else week.value


def week_scores(tally: Tally, standard: AnyStandard) -> tuple[WeekScore, ...]:
    """
    The score of every week of a tally, and of the undated items where there are any.

    Raises:
        ConflictError: the tally counts the facts of another standard or of another version of it.
    """
    counting = tally.counting
    if (counting.standard, counting.facts_version) != (standard.counted_as, standard.facts_version):
        raise ConflictError.about(counting.standard, "tally", f"expected a count of the facts of {standard.counted_as}")
    weeks: dict[WeekOrUndated, dict[Row, int]] = {}
    judged: dict[tuple[Facts, ...], Row] = {}
    for cell in tally.cells:
        met = judged.get(cell.facts)
        if met is None:
            met = judged[cell.facts] = standard.judge_whole(cell.facts)
        counts = weeks.setdefault(cell.week, {})
        counts[met] = counts.get(met, 0) + cell.items
    return tuple(_week_score(standard, week, counts) for week, counts in weeks.items())


def _week_score(standard: AnyStandard, week: WeekOrUndated, counts: dict[Row, int]) -> WeekScore:
    return WeekScore(
        standard=standard.name,
        week=week,
        counts=tuple((row, counts[row]) for row in standard.rows if row in counts),
        edition=edition_of(standard.editions, week),
        direction=standard.direction,
    )


def edition_of(editions: Editions, week: WeekOrUndated) -> Edition | None:
    """The norm of a week; None for what belongs to no week, or to one for which no norm is known."""
    if not isinstance(week, Week):
        return None
    try:
        return editions.of(week)
    except NoEditionError:
        return None


@final
@frozen(getstate_setstate=False)
class Scorecard(Remade):
    """
    Weeks by standards, as of a moment.

    ``scores`` are judged item by item; ``figures`` are those of standards of which only the amount is known.
    """

    as_of: Moment
    scores: tuple[WeekScore, ...]
    figures: tuple[WeekFigure, ...] = ()

    @classmethod
    def of(
        cls, judged: Iterable[tuple[Tally, AnyStandard]], *, as_of: Moment, figures: Iterable[WeekFigure] = ()
    ) -> Scorecard:
        """
        The scorecard of tallies, each with the standard that judges it, and of figures.

        Raises:
            ConflictError: a tally was counted as of another moment.
        """
        judged = tuple(judged)
        for tally, _ in judged:
            if tally.counting.as_of != as_of:
                raise ConflictError.about(tally.counting.as_of, "as_of", f"expected a count as of {as_of.isoformat()}")
        scores = tuple(score for tally, standard in judged for score in week_scores(tally, standard))
        return cls(as_of, scores, each_of(figures, WeekFigure, "figures"))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks of which something was counted, in order."""
        weeks = {score.week for score in self.scores} | {figure.week for figure in self.figures}
        return tuple(sorted(week for week in weeks if isinstance(week, Week)))

    @property
    def undated(self) -> tuple[WeekScore, ...]:
        """The scores of items that belong to no week."""
        return tuple(score for score in self.scores if score.week is UNDATED)

    def week(self, week: Week) -> tuple[WeekScore, ...]:
        """The scores of one week, one for each standard that counted something in it."""
        return tuple(score for score in self.scores if score.week == week)

    def figures_of(self, week: Week) -> tuple[WeekFigure, ...]:
        """The figures of one week, of standards of which only the amount is known."""
        return tuple(figure for figure in self.figures if figure.week == week)

    def only(self, week: Week) -> Scorecard:
        """This scorecard with one week left in it."""
        return Scorecard(self.as_of, self.week(week), self.figures_of(week))

    def _repr_html_(self) -> str:
        shown: list[WeekScore | WeekFigure] = []
        for week in self.weeks:
            shown += [*self.week(week), *self.figures_of(week)]
        return table_html(f"as of {self.as_of.isoformat()}", _COLUMNS, map(_row_of, [*shown, *self.undated]))
