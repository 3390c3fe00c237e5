"""
The comparison of two scores of the same weeks: which differ, which items count otherwise, and what made the difference.

Two runs differ because more is known (a late scan, a report, an excuse, a number added), because time has passed, or
because something else was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

from attrs import field, frozen

from trackntrace.grammar import Word, each_of, exactly
from trackntrace.moment import Week
from trackntrace.notebook import table_html
from trackntrace.performance.explanation import Revision
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import Scorecard, WeekScore, week_name
from trackntrace.performance.strike_rules import STRIKE_READINGS, Boundary, StrikeReadings, is_bad
from trackntrace.performance.strikes import StrikeRecord, strike_record
from trackntrace.performance.tally import WeekOrUndated


class Ground(Word):
    """
    What made the difference for an item.

    TIME is that nothing new is known of it: waiting decided, or its facts were read in another way. RULES is that its
    facts are the same and the table was another.
    """

    SHIPMENT = "shipment"
    CANCELLATION = "cancellation"
    RETURN = "return"
    SCAN = "scan"
    HANDOVER_WINDOW = "handover-window"
    REPORT = "report"
    EXCUSE = "excuse"
    NUMBER = "number"
    LABEL = "label"
    SERVICE = "service"
    SENT_AS = "sent-as"
    PROMISE = "promise"
    ORDER = "order"
    QUANTITY = "quantity"
    OTHER_EVIDENCE = "other-evidence"
    CAME = "came"
    WENT = "went"
    TIME = "time"
    RULES = "rules"


_GROUNDS: Final = {
    "stage": Ground.SHIPMENT,
    "shipped": Ground.SHIPMENT,
    "shipment_id": Ground.SHIPMENT,
    "cancelled_by": Ground.CANCELLATION,
    "cancelled_on": Ground.CANCELLATION,
    "asked_to_cancel": Ground.CANCELLATION,
    "returned": Ground.RETURN,
    "journey": Ground.SCAN,
    "window": Ground.HANDOVER_WINDOW,
    "not_received": Ground.REPORT,
    "excuse": Ground.EXCUSE,
    "number": Ground.NUMBER,
    "entered": Ground.NUMBER,
    "label_id": Ground.LABEL,
    "labelled": Ground.LABEL,
    "service": Ground.SERVICE,
    "sent_as": Ground.SENT_AS,
    "promise": Ground.PROMISE,
    "ordered": Ground.ORDER,
    "fulfilled_by": Ground.ORDER,
    "time_frame": Ground.ORDER,
    "expires": Ground.ORDER,
    "quantity": Ground.QUANTITY,
}
"""What each part of the evidence is a ground for."""

_NUMBERED: Final = frozenset({"number", "entered", "label_id", "labelled", "stage"})
_MAIL: Final = frozenset({"sent_as", "service", "time_frame"})
_FEEDS: Final = {
    "fulfilled_by": frozenset({"fulfilled_by"}),
    "stage": frozenset({"stage", "shipped", "shipment_id"}),
    "sent_as": _MAIL,
    "number": _NUMBERED | {"service"},
    "followed": _NUMBERED | _MAIL,
    "outcome": frozenset({"journey", "promise", "window", "fulfilled_by"}),
    "customer": frozenset({"not_received", "promise"}) | _NUMBERED | _MAIL,
    "excused": frozenset({"excuse"}),
    "cancelled": frozenset({"stage", "cancelled_by", "cancelled_on", "asked_to_cancel", "promise", "expires"}),
}
"""The parts of the evidence off which each fact is read."""

_WITH_THE_SHIPMENT: Final = frozenset({Ground.NUMBER, Ground.LABEL, Ground.SERVICE, Ground.SENT_AS})
_BESIDE_THE_FACTS: Final = frozenset({"quantity", "promise", "shipped", "ordered", "returned", "cancelled_on"})
"""What comes with every shipment; and what may move or resize an item whose facts stay."""


def grounds_of(facts: Iterable[str], evidence: Iterable[str]) -> tuple[Ground, ...]:
    """
    What made the difference, by the names of the facts and of the parts of the evidence that changed.

    A part that changed and feeds none of the changed facts made no difference and is left out.
    """
    facts, evidence = tuple(facts), tuple(evidence)
    changed = [_changed_ground(fact, evidence) for fact in facts]
    found = {ground for each in changed for ground in each} | _beside(facts, evidence)
    if any(not each for each in changed):
        found.add(Ground.TIME)
    if Ground.SHIPMENT in found and "stage" in evidence:
        found -= _WITH_THE_SHIPMENT
    return tuple(ground for ground in Ground if ground in found) or (Ground.RULES,)


def _changed_ground(fact: str, evidence: tuple[str, ...]) -> set[Ground]:
    feeds = _FEEDS.get(fact)
    return {_GROUNDS.get(part, Ground.OTHER_EVIDENCE) for part in evidence if feeds is None or part in feeds}


def _beside(facts: tuple[str, ...], evidence: tuple[str, ...]) -> set[Ground]:
    parts = {"quantity"} if facts else _BESIDE_THE_FACTS
    return {_GROUNDS[part] for part in evidence if part in parts}


def grounds(revision: Revision) -> tuple[Ground, ...]:
    """
    What made the difference for an item that counts otherwise.

    Raises:
        InvalidValueError: it is no revision.
    """
    if exactly(revision, Revision, "revision").before is None:
        return (Ground.CAME,)
    if revision.after is None:
        return (Ground.WENT,)
    return grounds_of((name for name, _, _ in revision.facts), revision.evidence)


@final
@frozen(kw_only=True)
class ScoreChange:
    """The score of one standard in one week that is another than before; None where nothing was counted."""

    before: WeekScore | None
    after: WeekScore | None

    @property
    def _either(self) -> WeekScore:
        return self.after or self.before  # type: ignore[return-value]  # one of them is there

    @property
    def standard(self) -> str:
        """The name of the standard."""
        return self._either.standard

    @property
    def week(self) -> WeekOrUndated:
        """The week."""
        return self._either.week

    @property
    def standings(self) -> tuple[Standing, Standing]:
        """Where the score stood and where it stands."""
        return _standing(self.before), _standing(self.after)

    @property
    def codes(self) -> tuple[tuple[str, int, int], ...]:
        """How many items met each row of the table before and after, where that differs."""
        before, after = _by_code(self.before), _by_code(self.after)
        codes = sorted(before.keys() | after.keys())
        counts = ((code, before.get(code, 0), after.get(code, 0)) for code in codes)
        return tuple(each for each in counts if each[1] != each[2])


def _standing(score: WeekScore | None) -> Standing:
    return score.standing if score else Standing.NOT_ASSESSED


def _by_code(score: WeekScore | None) -> dict[str, int]:
    return {row.code: count for row, count in score.counts} if score else {}


def _said(score: WeekScore) -> tuple[object, ...]:
    """What a score says, whatever table and edition it comes from."""
    counts = frozenset((row.code, row.verdict, count) for row, count in score.counts)
    return counts, score.edition.levels if score.edition else (), score.direction


def score_changes(before: Iterable[WeekScore], after: Iterable[WeekScore]) -> tuple[ScoreChange, ...]:
    """
    The scores that differ between two tellings of the same weeks: other counts, or another norm.

    By standard, then by week; told the other way round, each change is turned round.

    Raises:
        InvalidValueError: something is no score of a week.
    """
    old = {(each.standard, each.week): each for each in each_of(before, WeekScore, "before")}
    new = {(each.standard, each.week): each for each in each_of(after, WeekScore, "after")}
    places = dict.fromkeys((*old, *new))
    changes = ((old.get(place), new.get(place)) for place in sorted(places, key=_place))
    return tuple(ScoreChange(before=one, after=other) for one, other in changes if _differ(one, other))


def _place(place: tuple[str, WeekOrUndated]) -> tuple[str, str]:
    return place[0], str(place[1])


def _differ(one: WeekScore | None, other: WeekScore | None) -> bool:
    if one is None or other is None:
        return True
    return one is not other and one != other and _said(one) != _said(other)


def _revisions(values: Iterable[Revision]) -> tuple[Revision, ...]:
    return each_of(values, Revision, "revisions")


@final
@frozen(kw_only=True)
class Comparison:
    """
    Two scorecards, before and after, and the items that count otherwise, where they are known.

    ``before`` and ``after`` are told as of moments of their own.

    Raises:
        InvalidValueError: a part is not what it should be.
    """

    before: Scorecard
    after: Scorecard
    revisions: tuple[Revision, ...] = field(default=(), converter=_revisions)

    def __attrs_post_init__(self) -> None:
        exactly(self.before, Scorecard, "before")
        exactly(self.after, Scorecard, "after")

    @property
    def scores(self) -> tuple[ScoreChange, ...]:
        """The scores that differ."""
        return score_changes(self.before.scores, self.after.scores)

    @property
    def standings(self) -> tuple[ScoreChange, ...]:
        """Those of which the standing differs too."""
        return tuple(each for each in self.scores if each.standings[0] is not each.standings[1])

    def became_bad(self, boundary: Boundary = Boundary.BELOW) -> tuple[ScoreChange, ...]:
        """The scores that make their week a bad one and did not before; a bad week is a strike once it is final."""
        return tuple(each for each in self.scores if _bad(each.after, boundary) and not _bad(each.before, boundary))

    def no_longer_bad(self, boundary: Boundary = Boundary.BELOW) -> tuple[ScoreChange, ...]:
        """The scores that made their week a bad one and do so no longer."""
        return tuple(each for each in self.scores if _bad(each.before, boundary) and not _bad(each.after, boundary))

    def strikes(
        self, *, final_through: Week, readings: StrikeReadings = STRIKE_READINGS
    ) -> tuple[StrikeRecord, StrikeRecord]:
        """
        The strikes before and after.

        Raises:
            ConflictError: the final week was not over yet as of one of the two.
        """
        one, other = (strike_record(card, final_through=final_through, readings=readings) for card in self._cards)
        return one, other

    @property
    def _cards(self) -> tuple[Scorecard, Scorecard]:
        return self.before, self.after

    def _repr_html_(self) -> str:
        header = ("standard", "week", "before", "after", "stood", "stands")
        caption = f"{len(self.scores)} scores differ, {len(self.revisions)} items count otherwise"
        return table_html(caption, header, map(_row_of, self.scores))


def _row_of(change: ScoreChange) -> tuple[object, ...]:
    shown = (each.shown if each else "-" for each in (change.before, change.after))
    return change.standard, week_name(change.week), *shown, *(standing.value for standing in change.standings)


def _bad(score: WeekScore | None, boundary: Boundary) -> bool:
    return score is not None and score.edition is not None and is_bad(score.score, score.edition, boundary)
