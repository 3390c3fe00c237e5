"""
The outlook: what can still become of a week, and which pending items decide it.

Best and worst case are those of what is known now: every pending item a hit, or every one a miss. Items that are
ordered later for the same week change both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, final

from attrs import frozen

from trackntrace.errors import ConflictError
from trackntrace.grammar import Word, exactly
from trackntrace.moment import Moment, Week, day_begins, day_ends, local_day, moment_of
from trackntrace.notebook import story_html
from trackntrace.performance.editions import Edition
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.facts import DEFAULT_READINGS, OnTimeFacts, Readings
from trackntrace.performance.norm import Direction
from trackntrace.performance.score import Beyond, Standing
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.standard import Verdict
from trackntrace.performance.strike_rules import Boundary, is_bad
from trackntrace.shipping.order import FulfilledBy

DAYS_UNTIL_CANCELLED: Final = 3
"""
On which day after the promised one the marketplace cancels what was not confirmed.

Source: partnerplatform.bol.com, cancellations (annuleringen): automatically on the third day after the latest delivery
date; the interface tells the day as ``expiryDate``.
"""

_A_MICROSECOND: Final = timedelta(microseconds=1)


def last_day_before(at: Moment) -> date:
    """The last day on which there is time for what must happen before a moment, in Amsterdam."""
    return local_day(Moment(at - _A_MICROSECOND))


class DeadlineKind(Word):
    """What must have happened by then, so that an item does not become a miss."""

    ATTEMPT = "attempt"
    HANDOVER = "handover"
    CONFIRMATION = "confirmation"
    CUSTOMERS_SILENCE = "customers-silence"


@final
@frozen
class Deadline:
    """
    The moment before which something must happen, and what; at its ``day`` there is still time for it.

    A handover window's end belongs to it. At what hour of its day the marketplace cancels is not public, so that a
    confirmation is due before that day begins.
    """

    at: Moment
    kind: DeadlineKind

    @property
    def day(self) -> date:
        """The last day on which there is time, in Amsterdam."""
        return last_day_before(self.at)


def cancelled_on(item: Evidence) -> date | None:
    """
    The day on which the marketplace cancels an open item: as it was told, or three days after the promised one.

    None where neither is known.

    Raises:
        InvalidValueError: it is no evidence.
    """
    if exactly(item, Evidence, "item").expires is not None:
        return item.expires
    return item.promise.day + timedelta(days=DAYS_UNTIL_CANCELLED) if item.promise else None


def deadline_of(item: Evidence, *, as_of: Moment, readings: Readings = DEFAULT_READINGS) -> Deadline | None:
    """
    By when it is decided whether a pending item is on time, and by what; None where nothing is known that tells.

    ``item`` is the evidence as known at ``as_of``.

    Raises:
        InvalidValueError: an argument is not what it should be.
    """
    moment_of(as_of, "as_of")
    exactly(readings, Readings, "readings")
    exactly(item, Evidence, "item")
    if item.window is not None and item.fulfilled_by is FulfilledBy.SHIPPING_VIA_BOL and item.stage is Stage.SHIPPED:
        return Deadline(item.window.latest, DeadlineKind.HANDOVER)
    if item.promise is not None and not item.promise.over(as_of):
        return Deadline(day_ends(item.promise.day), DeadlineKind.ATTEMPT)
    if item.stage is Stage.OPEN:
        return _confirmation(item)
    if item.promise is None:
        return None
    last = item.promise.day + timedelta(days=readings.silence_days)
    return Deadline(day_ends(last), DeadlineKind.CUSTOMERS_SILENCE)


def _confirmation(item: Evidence) -> Deadline | None:
    cancelled = cancelled_on(item)
    return Deadline(day_begins(cancelled), DeadlineKind.CONFIRMATION) if cancelled else None


def _deadline(each: Explanation, as_of: Moment, readings: Readings) -> Deadline | None:
    """When it arrives is asked by items on time only: for all others an open item is decided by being confirmed."""
    if each.item.stage is Stage.OPEN and not isinstance(each.facts, OnTimeFacts):
        return _confirmation(each.item)
    return deadline_of(each.item, as_of=as_of, readings=readings)


@final
@frozen(kw_only=True)
class PendingItem:
    """An item of which it is not decided yet how it counts, and by when it is."""

    explanation: Explanation
    deadline: Deadline | None

    @property
    def item(self) -> Evidence:
        """What is known of it."""
        return self.explanation.item


class StrikeChance(Word):
    """Whether a week can still become a strike, by what is known now."""

    GIVES_NONE = "gives-none"
    OUT_OF_REACH = "out-of-reach"
    POSSIBLE = "possible"
    UNAVOIDABLE = "unavoidable"


@final
@frozen(kw_only=True)
class Outlook:
    """
    What can still become of one standard in one week.

    ``pending`` are the items that decide it, the most urgent first, as far as they were handed in; the counts are the
    score's own.
    """

    score: WeekScore
    week: Week
    edition: Edition
    boundary: Boundary
    pending: tuple[PendingItem, ...] = ()

    @property
    def standard(self) -> str:
        """The standard's name."""
        return self.score.standard

    @property
    def pending_items(self) -> int:
        """How many items are not decided."""
        return self.score.items(Verdict.PENDING)

    @property
    def misses(self) -> int:
        """How many items are missed so far."""
        return self.score.items(Verdict.MISS)

    @property
    def headroom(self) -> int | Beyond:
        """How many more misses the score can bear as it is now, whatever is pending."""
        return self.score.headroom

    @property
    def recovery(self) -> int | Beyond:
        """How many further hits bring the score back as it is now."""
        return self.score.recovery

    @property
    def best(self) -> Standing:
        """Where it will stand if every pending item becomes a hit."""
        return self.score.best.standing(self.edition.target)

    @property
    def worst(self) -> Standing:
        """Where it will stand if every pending item becomes a miss."""
        return self.score.worst.standing(self.edition.target)

    @property
    def decided(self) -> bool:
        """Whether the pending items cannot change any more where it stands."""
        return self.best is self.worst

    @property
    def may_still_miss(self) -> int:
        """
        How many of the pending items may become misses, the others hits, and the target is met.

        0 also where not even all of them bring it there: see ``best``.
        """
        return self._of_pending(self._most_misses(Boundary.BELOW) - self.misses)

    @property
    def bears(self) -> int:
        """How many of the pending items may become misses, the others hits, before the week is a strike."""
        if self.edition.strikes_from is None:
            return self.pending_items
        most = max(self._most_misses(self.boundary), self.edition.strikes_from - 1)
        return self._of_pending(most - self.misses)

    def _of_pending(self, items: int) -> int:
        return min(max(items, 0), self.pending_items)

    def _most_misses(self, boundary: Boundary) -> int:
        """How many misses among all that will be counted are not below the target."""
        total, target = self.score.best.counted, self.edition.target
        allowed = total * (1 - target.value if target.direction is Direction.AT_LEAST else target.value)
        return -(-allowed // 1) - 1 if boundary is Boundary.AT_OR_BELOW else allowed // 1

    @property
    def strike(self) -> StrikeChance:
        """Whether the week can still become a strike by this standard."""
        if self.edition.strikes_from is None:
            return StrikeChance.GIVES_NONE
        if is_bad(self.score.best, self.edition, self.boundary):
            return StrikeChance.UNAVOIDABLE
        bad = is_bad(self.score.worst, self.edition, self.boundary)
        return StrikeChance.POSSIBLE if bad else StrikeChance.OUT_OF_REACH

    def _repr_html_(self) -> str:
        told = {
            "score": self.score.shown,
            "missed": self.misses,
            "pending": self.pending_items,
            "may still miss": self.may_still_miss,
            "before it is a strike": self.bears,
            "at best": self.best.value,
            "at worst": self.worst.value,
        }
        return story_html(f"{self.standard}, {self.week}", told)


def outlooks(
    card: Scorecard,
    explained: Iterable[Explanation] = (),
    *,
    boundary: Boundary = Boundary.BELOW,
    readings: Readings = DEFAULT_READINGS,
) -> tuple[Outlook, ...]:
    """
    The outlook of every week and standard that has a norm, in order; of the explanations only the pending are kept.

    Raises:
        ConflictError: a pending explanation is of a week and standard that the scorecard does not have.
        InvalidValueError: an argument is not what it should be.
    """
    exactly(boundary, Boundary, "boundary")
    exactly(readings, Readings, "readings")
    assessed = {
        (each.week, each.standard): each for each in exactly(card, Scorecard, "card").scores if each.edition is not None
    }
    pending = _pending(explained, card.as_of, readings)
    _refuse_strangers(card, pending)
    return tuple(
        Outlook(
            score=score,
            week=week,
            edition=score.edition,
            boundary=boundary,
            pending=tuple(sorted(pending.get((week, standard), ()), key=_urgency)),
        )
        for (week, standard), score in sorted(assessed.items(), key=_place)
        if isinstance(week, Week) and score.edition is not None
    )


def _pending(
    explained: Iterable[Explanation], as_of: Moment, readings: Readings
) -> dict[tuple[Week, str], list[PendingItem]]:
    found: dict[tuple[Week, str], list[PendingItem]] = {}
    for each in explained:
        if exactly(each, Explanation, "explained").row.verdict is Verdict.PENDING and isinstance(each.week, Week):
            item = PendingItem(explanation=each, deadline=_deadline(each, as_of, readings))
            found.setdefault((each.week, each.standard), []).append(item)
    return found


def _refuse_strangers(card: Scorecard, pending: Iterable[tuple[Week, str]]) -> None:
    known = {(score.week, score.standard) for score in card.scores}
    for week, standard in pending:
        if (week, standard) not in known:
            raise ConflictError.about(f"{standard} {week}", "explained", "expected what the scorecard counted")


def _place(assessed: tuple[tuple[object, str], WeekScore]) -> tuple[str, str]:
    (week, standard), _ = assessed
    return str(week), standard


def _urgency(each: PendingItem) -> tuple[object, ...]:
    deadline = each.deadline
    told = (deadline.at, deadline.kind.value) if deadline else ()
    return (deadline is None, *told, each.item.key)
