"""
What is not settled: the scorecard of some evidence, and the items of it that can still be acted on.

One pass over the evidence. Of what is settled only the counts are kept, so that a year of a large shop needs no more
memory than what of it is open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, final

from attrs import Factory, define, frozen

from trackntrace.grammar import each_of, exactly
from trackntrace.moment import Moment, Week, moment_of
from trackntrace.numbers.delivery_services import MailKind
from trackntrace.performance.evidence import Evidence, ExcuseReason, SentAs, Stage
from trackntrace.performance.explanation import Explanation, explain
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.scorecard import Scorecard, WeekFigure
from trackntrace.performance.standard import AnyStandard, Row, ServiceStandard, Verdict
from trackntrace.performance.strikes import ExcusedItems, excused_items, is_excused
from trackntrace.performance.tally import WeekBy, tallies
from trackntrace.shipping.order import TimeFrame

MISSING_NUMBER: Final = "missing-number"
"""The row of a miss that can still become a hit: a number that was not given may be added, once."""


@final
@frozen(kw_only=True)
class Unsettled:
    """
    The scorecard of some evidence, and the explanations of what is not settled in it.

    ``explained`` are the pending and the open items, the parcels without a number in weeks that are not final, and the
    delivery appointments that are still to come. ``excused`` says what was excused, and for which reasons.
    """

    card: Scorecard
    final_through: Week
    readings: Readings
    explained: tuple[Explanation, ...]
    excused: tuple[ExcusedItems, ...]

    def _repr_html_(self) -> str:
        return self.card._repr_html_()


def unsettled(
    evidence: Iterable[Evidence],
    standards: Iterable[AnyStandard],
    *,
    as_of: Moment,
    final_through: Week,
    by: WeekBy = WeekBy.PROMISED,
    readings: Readings = DEFAULT_READINGS,
    figures: Iterable[WeekFigure] = (),
) -> Unsettled:
    """
    Counts items by several standards in one pass, and keeps what of them is not settled.

    Args:
        evidence: the items, in any order.
        standards: the questions to count for.
        as_of: the moment as of which the facts are read.
        final_through: the last week that is final; a number that is added later changes nothing in it.
        by: which day puts an item in a week.
        readings: how the open questions are read.
        figures: those of standards of which only the amount is known, for the scorecard.

    Raises:
        InvalidValueError: an argument is not what it should be, or something is no evidence.
    """
    asked = each_of(standards, ServiceStandard, "standards")
    through = exactly(final_through, Week, "final_through")
    exactly(readings, Readings, "readings")
    notes = _Notes(asked, moment_of(as_of, "as_of"), through, by, readings)
    counted = tallies(notes.taken(evidence), asked, as_of=as_of, by=by, readings=readings)
    return Unsettled(
        card=Scorecard.of(zip(counted, asked, strict=True), as_of=as_of, figures=figures),
        final_through=through,
        readings=readings,
        explained=tuple(sorted(notes.kept, key=_in_order)),
        excused=notes.excused_items,
    )


def _in_order(each: Explanation) -> tuple[object, ...]:
    return each.standard, str(each.week), each.item.key, each.row.code, each.item.quantity


@final
@define
class _Notes:
    """What is noted of items while they pass by."""

    standards: tuple[AnyStandard, ...]
    as_of: Moment
    final_through: Week
    by: WeekBy
    readings: Readings
    kept: list[Explanation] = Factory(list)
    excused: Counter[tuple[str, Week, ExcuseReason]] = Factory(Counter)

    def taken(self, evidence: Iterable[Evidence]) -> Iterator[Evidence]:
        """The same evidence; each item is noted once its taker comes back for the next."""
        for item in evidence:
            yield item
            if item.known(self.as_of):
                self._note(item, item.until(self.as_of))

    def _note(self, item: Evidence, known: Evidence) -> None:
        for standard in self.standards:
            row = standard.judge(standard.read(known, self.as_of, self.readings))
            if _worth_noting(row, known):
                (each,) = explain([item], standard, as_of=self.as_of, by=self.by, readings=self.readings)
                self._keep(each)

    def _keep(self, each: Explanation) -> None:
        if is_excused(each.row):
            for standard, week, reason, items in excused_items([each]):
                self.excused[standard, week, reason] += items
        elif _open_to_change(each, self.as_of, self.final_through):
            self.kept.append(each)

    @property
    def excused_items(self) -> tuple[ExcusedItems, ...]:
        """What was excused, in order."""
        found = [ExcusedItems(*key, items) for key, items in self.excused.items()]
        return tuple(sorted(found, key=lambda one: (one.week, one.standard, one.reason.value)))


def _worth_noting(row: Row, known: Evidence) -> bool:
    unsettled_row = row.verdict is Verdict.PENDING or row.code == MISSING_NUMBER or is_excused(row)
    return unsettled_row or known.stage is Stage.OPEN or is_appointment(known)


def is_appointment(item: Evidence) -> bool:
    """Whether it goes by a delivery appointment: by its service, by how it was sent, or by its time frame."""
    by_service = item.service is not None and item.service.mail is MailKind.DELIVERY_APPOINTMENT
    return by_service or item.sent_as is SentAs.DELIVERY_APPOINTMENT or item.time_frame is TimeFrame.APPOINTMENT


def _open_to_change(each: Explanation, as_of: Moment, final_through: Week) -> bool:
    if each.row.code == MISSING_NUMBER:
        return isinstance(each.week, Week) and each.week > final_through
    return each.row.verdict is Verdict.PENDING or each.item.stage is Stage.OPEN or is_coming(each.item, as_of)


def is_coming(item: Evidence, as_of: Moment) -> bool:
    """Whether it is a delivery appointment that was confirmed and has not taken place yet, as far as is known."""
    shipped = item.stage is Stage.SHIPPED and item.journey.first_attempt is None
    return shipped and is_appointment(item) and item.promise is not None and not item.promise.over(as_of)
