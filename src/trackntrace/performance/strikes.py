"""
The strikes: bad weeks in a rolling window, when each expires, and what their number brings.

One bad week is one strike, however many standards were bad in it (a reading). What an excuse took away and what the
marketplace took back are shown beside what counts. Which weeks are final is told by the caller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, final

from attrs import evolve, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Word, each_of, exactly
from trackntrace.moment import Moment, Week, local_day, moment_of
from trackntrace.notebook import dash, table_html
from trackntrace.performance.editions import Edition, Level
from trackntrace.performance.evidence import ExcuseReason
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.facts import Excused
from trackntrace.performance.norm import Direction
from trackntrace.performance.score import Score, Standing
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.standard import Row, Verdict
from trackntrace.performance.strike_rules import (
    STRIKE_READINGS,
    Boundary,
    Consequence,
    StrikeReadings,
    StrikesPer,
    consequence_of,
    is_bad,
    misses_in,
)


class StrikeState(Word):
    """What has become of a strike: it counts, its week is not final yet, it has expired, or it never counted."""

    COUNTS = "counts"
    PROVISIONAL = "provisional"
    EXPIRED = "expired"
    EXCUSED = "excused"
    TAKEN_BACK = "taken-back"


class ExcusedItems(NamedTuple):
    """So many items of one standard in one week would be misses, were it not for an excuse."""

    standard: str
    week: Week
    reason: ExcuseReason
    items: int


def is_excused(row: Row) -> bool:
    """Whether a row of a table leaves items out because they are excused."""
    return row.verdict is Verdict.EXCLUDED and ("excused", (Excused.YES,)) in row.when


def excused_items(explained: Iterable[Explanation]) -> tuple[ExcusedItems, ...]:
    """
    What was excused, and for which reasons; one pass, of which only the counts are kept.

    Raises:
        InvalidValueError: something is no explanation.
    """
    counts: Counter[tuple[str, Week, ExcuseReason]] = Counter()
    for each in explained:
        if is_excused(exactly(each, Explanation, "explained").row) and isinstance(each.week, Week) and each.item.excuse:
            counts[each.standard, each.week, each.item.excuse] += each.item.quantity
    return tuple(ExcusedItems(*key, items) for key, items in sorted(counts.items(), key=_in_order))


def _in_order(counted: tuple[tuple[str, Week, ExcuseReason], int]) -> tuple[Week, str, str]:
    (standard, week, reason), _ = counted
    return week, standard, reason.value


@final
@frozen(kw_only=True)
class MissedWeek:
    """
    What one standard missed in one week: its score beside the norm of that week.

    ``excused`` items would be misses, were it not for an excuse; ``reasons`` tells of them what is known.
    """

    standard: str
    week: Week
    score: Score
    edition: Edition
    excused: int = 0
    reasons: tuple[tuple[ExcuseReason, int], ...] = ()

    @property
    def misses(self) -> int:
        """How many items were missed."""
        return misses_in(self.score, self.edition.target.direction)

    @property
    def below_minimum(self) -> bool:
        """Whether it is below the published minimum, if there is one. What that brings is not public."""
        minimum = dict(self.edition.levels).get(Level.MINIMUM)
        return minimum is not None and self.score.standing(minimum) is Standing.FALLS_SHORT

    def bad(self, boundary: Boundary) -> bool:
        """Whether it makes the week a bad one."""
        return is_bad(self.score, self.edition, boundary)

    def spared(self, boundary: Boundary) -> bool:
        """Whether only the excuses keep it from making the week a bad one."""
        extra = self.excused if self.edition.target.direction is Direction.AT_MOST else 0
        without = Score(self.score.hits + extra, self.score.counted + self.excused)
        return not self.bad(boundary) and is_bad(without, self.edition, boundary)


@final
@frozen(kw_only=True)
class Strike:
    """
    A bad week: which standards were bad in it, what has become of it, and when it expires.

    ``missed`` is empty where the marketplace took back a strike that is not found here, or where excuses spared the
    week; ``spared`` are the standards that excuses kept from being bad. ``expires_with`` is the week that ends it by
    turning final, ``expires_on`` the day of that by the reading of finality; None where it never counts.
    """

    week: Week
    state: StrikeState
    missed: tuple[MissedWeek, ...]
    spared: tuple[MissedWeek, ...] = ()
    expires_with: Week | None = None
    expires_on: date | None = None
    taken_back: ExcuseReason | None = None

    def counts_when_final(self, through: Week) -> bool:
        """Whether it counts at the time when this week is the last final one."""
        return self.expires_with is not None and self.week <= through < self.expires_with


def _missed(strike: Strike) -> str:
    return ", ".join(f"{each.standard}: {each.misses}" for each in strike.missed) or "-"


@final
@frozen(kw_only=True)
class StrikeRecord:
    """
    All strikes of a scorecard, by week: those that count, and those that do not yet, no longer or never.

    ``below_minimum`` are the weeks in which a standard was below its published minimum, bad or not.
    """

    as_of: Moment
    final_through: Week
    readings: StrikeReadings
    strikes: tuple[Strike, ...]
    below_minimum: tuple[MissedWeek, ...]

    def of(self, state: StrikeState) -> tuple[Strike, ...]:
        """The strikes of which this has become."""
        return tuple(strike for strike in self.strikes if strike.state is state)

    @property
    def count(self) -> int:
        """How many count now."""
        return len(self.of(StrikeState.COUNTS))

    def count_when_final(self, through: Week) -> int:
        """How many of these will count when this week is the last final one, or counted then."""
        return sum(strike.counts_when_final(through) for strike in self.strikes)

    @property
    def consequence(self) -> Consequence:
        """What those that count bring."""
        return consequence_of(self.count)

    @property
    def next_consequence(self) -> Consequence:
        """What one more would bring."""
        return consequence_of(self.count + 1)

    def _repr_html_(self) -> str:
        header = ("week", "state", "missed", "expires with", "probably on")
        rows = (
            (each.week, each.state.value, _missed(each), dash(each.expires_with), dash(each.expires_on))
            for each in self.strikes
        )
        return table_html(f"{self.count} strikes count, weeks final through {self.final_through}", header, rows)


NONE_TAKEN_BACK: Final[Mapping[Week, ExcuseReason]] = MappingProxyType({})


def strike_record(
    card: Scorecard,
    *,
    final_through: Week,
    readings: StrikeReadings = STRIKE_READINGS,
    taken_back: Mapping[Week, ExcuseReason] = NONE_TAKEN_BACK,
    excused: Iterable[ExcusedItems] = (),
) -> StrikeRecord:
    """
    The strikes of a scorecard.

    Args:
        card: the scores of all standards that give strikes; those that give none, and what has no week, change nothing.
        final_through: the last week that is final: all weeks up to it are (`Finality.through` tells by a reading).
        readings: how the open questions are read.
        taken_back: the weeks whose strike the marketplace took back, and why.
        excused: the reasons of what was excused (`excused_items`).

    Raises:
        ConflictError: the final week was not over yet, or the card has a standard twice in one week.
        InvalidValueError: an argument is not what it should be.
    """
    exactly(readings, StrikeReadings, "readings")
    as_of = moment_of(exactly(card, Scorecard, "card").as_of, "as_of")
    if exactly(final_through, Week, "final_through").last_day >= local_day(as_of):
        raise ConflictError.about(str(final_through), "final_through", f"expected a week before {local_day(as_of)}")
    weeks = _with_reasons(_missed_weeks(card), each_of(excused, ExcusedItems, "excused"))
    forgiven = _forgiven(taken_back)
    found = [_strike(group, readings, final_through, forgiven) for group in _grouped(weeks, readings)]
    known = {strike.week for strike in found}
    absent = [
        Strike(week=week, state=StrikeState.TAKEN_BACK, missed=(), taken_back=reason)
        for week, reason in forgiven.items()
        if week not in known
    ]
    return StrikeRecord(
        as_of=as_of,
        final_through=final_through,
        readings=readings,
        strikes=tuple(sorted([*found, *absent], key=_by_week)),
        below_minimum=tuple(each for each in weeks if each.below_minimum),
    )


def _forgiven(taken_back: Mapping[Week, ExcuseReason]) -> dict[Week, ExcuseReason]:
    if not isinstance(taken_back, Mapping):
        raise InvalidValueError.about(taken_back, "taken_back", "expected reasons by week")
    return {
        exactly(week, Week, "taken_back"): exactly(reason, ExcuseReason, "taken_back")
        for week, reason in taken_back.items()
    }


def _by_week(strike: Strike) -> tuple[Week, list[str]]:
    return strike.week, [each.standard for each in (*strike.missed, *strike.spared)]


def _missed_weeks(card: Scorecard) -> list[MissedWeek]:
    every: tuple[WeekScore | WeekFigure, ...] = (*card.scores, *card.figures)
    found = [each for one in every if (each := _missed_week(one))]
    if len({(each.week, each.standard) for each in found}) != len(found):
        raise ConflictError.about(len(found), "scorecard", "expected each standard once in a week")
    return sorted(found, key=lambda each: (each.week, each.standard))


def _missed_week(one: WeekScore | WeekFigure) -> MissedWeek | None:
    score = one.score if isinstance(one, WeekScore) else one.amount
    if not isinstance(one.week, Week) or one.edition is None or not isinstance(score, Score):
        return None
    excused = sum(items for row, items in one.counts if is_excused(row)) if isinstance(one, WeekScore) else 0
    return MissedWeek(standard=one.standard, week=one.week, score=score, edition=one.edition, excused=excused)


def _with_reasons(weeks: list[MissedWeek], excused: tuple[ExcusedItems, ...]) -> list[MissedWeek]:
    reasons: dict[tuple[str, Week], list[tuple[ExcuseReason, int]]] = {}
    for standard, week, reason, items in excused:
        reasons.setdefault((standard, week), []).append((reason, items))
    return [evolve(each, reasons=tuple(reasons.get((each.standard, each.week), ()))) for each in weeks]


def _grouped(weeks: list[MissedWeek], readings: StrikeReadings) -> list[list[MissedWeek]]:
    """What makes one strike, or would without excuses."""
    groups: dict[tuple[Week, str], list[MissedWeek]] = {}
    for each in weeks:
        if each.bad(readings.boundary) or each.spared(readings.boundary):
            apart = each.standard if readings.per is StrikesPer.STANDARD else ""
            groups.setdefault((each.week, apart), []).append(each)
    return list(groups.values())


def _strike(
    group: list[MissedWeek], readings: StrikeReadings, through: Week, forgiven: Mapping[Week, ExcuseReason]
) -> Strike:
    week = group[0].week
    missed = tuple(each for each in group if each.bad(readings.boundary))
    spared = tuple(each for each in group if each not in missed)
    if not missed or week in forgiven:
        state = StrikeState.TAKEN_BACK if week in forgiven else StrikeState.EXCUSED
        return Strike(week=week, state=state, missed=missed, spared=spared, taken_back=forgiven.get(week))
    ends = readings.window.expires_with(week)
    return Strike(
        week=week,
        state=_state(week, ends, through),
        missed=missed,
        spared=spared,
        expires_with=ends,
        expires_on=readings.finality.on(ends),
    )


def _state(week: Week, ends: Week, through: Week) -> StrikeState:
    if week > through:
        return StrikeState.PROVISIONAL
    return StrikeState.EXPIRED if ends <= through else StrikeState.COUNTS
