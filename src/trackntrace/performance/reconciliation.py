"""
Reconciliation: our score beside the marketplace's own figure of the same week, and what explains the difference.

What is not public was read in one way here; the marketplace may read it in another. So the named readings are searched
for those that give its very figure, and the rows of ours for those that would.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

from attrs import field, frozen

from trackntrace.grammar import each_of, exactly, whole
from trackntrace.moment import Moment, Week, moment_of
from trackntrace.numbers.finding import Finding
from trackntrace.performance.differences import (
    AGREES,
    COUNTS_DIFFER,
    ITEMS_EXPLAIN_IT,
    NO_SCORE,
    NOT_COMPUTED,
    NOT_FINAL,
    READINGS_COME_NEAR,
    READINGS_GIVE_IT,
    UNDATED,
    UNEXPLAINED,
    contradictions_of,
    is_possible,
    norms_compared,
    told_share,
)
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.indicator import Indicator
from trackntrace.performance.reproduction import MOST_DIFFERENCES, Judged, Search, WeekCounts, search
from trackntrace.performance.scorecard import WeekScore
from trackntrace.performance.shifts import Shift, shifts, smallest_sums
from trackntrace.performance.standard import AnyStandard, ServiceStandard, Verdict
from trackntrace.performance.tally import Unit, WeekBy, day_of_week
from trackntrace.performance.ways import Alternatives, Way, alternatives_to

_NOTHING: Final = Search(exact=(), nearest=())
_SAID: Final = 3


@final
@frozen(kw_only=True)
class Reconciliation:
    """
    The marketplace's figure of one standard in one week beside ours, and what explains the difference.

    ``ours`` is None where the standard is not computed here. ``search`` has the readings under which its very figure
    comes out, or the nearest ones; ``explained_by`` the fewest rows of ours that would explain it if they counted
    otherwise, in each way in which they would. Both are empty where the figures agree.
    """

    indicator: Indicator
    ours: WeekScore | None
    search: Search = _NOTHING
    explained_by: tuple[tuple[Shift, ...], ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def agrees(self) -> bool:
        """Whether both count the same."""
        return any(finding.kind is AGREES for finding in self.findings)


@final
@frozen(kw_only=True)
class ReadAs:
    """
    How everything is read by default, and how far the search for other readings goes.

    ``alternatives`` are tried for the standard of their name in place of all that are named here.
    """

    readings: Readings = DEFAULT_READINGS
    by: WeekBy = WeekBy.PROMISED
    per: Unit = Unit.ITEM
    most_differences: int = MOST_DIFFERENCES
    alternatives: tuple[Alternatives, ...] = ()

    def __attrs_post_init__(self) -> None:
        whole(self.most_differences, "most_differences")
        each_of(self.alternatives, Alternatives, "alternatives")
        for value, kind in ((self.readings, Readings), (self.by, WeekBy), (self.per, Unit)):
            exactly(value, kind, "read_as")

    def of(self, standard: AnyStandard) -> Alternatives:
        """The ways to try for a standard."""
        for each in self.alternatives:
            if each.default.standard.name == standard.name:
                return each
        return alternatives_to(Way(standard, readings=self.readings, by=self.by, per=self.per))


READ_AS_BY_DEFAULT: Final = ReadAs()


def reconcile(
    evidence: Iterable[Evidence],
    standards: Iterable[AnyStandard],
    indicators: Iterable[Indicator],
    *,
    as_of: Moment,
    final_through: Week | None = None,
    read_as: ReadAs = READ_AS_BY_DEFAULT,
) -> tuple[Reconciliation, ...]:
    """
    Holds our scores against the marketplace's indicators, one reconciliation each, in their order.

    Args:
        evidence: the items, those of the weeks beside them too. One pass; all of it is kept while this runs.
        standards: the standards as they are judged here.
        indicators: what the marketplace tells.
        as_of: the moment as of which the facts are read.
        final_through: the last week that is final; None where that is not told, and then it is not spoken of.
        read_as: how everything is read by default, and how far the search goes.

    Raises:
        InvalidValueError: an argument is not what it should be, or something is no evidence.
    """
    moment = moment_of(as_of, "as_of")
    exactly(read_as, ReadAs, "read_as")
    if final_through is not None:
        exactly(final_through, Week, "final_through")
    items = each_of(evidence, Evidence, "evidence")
    asked = {each.name: each for each in each_of(standards, ServiceStandard, "standards")}
    counted: dict[Week, WeekCounts] = {}
    found = []
    for each in each_of(indicators, Indicator, "indicators"):
        standard = asked.get(each.standard)
        if standard is None:
            found.append(_not_computed(each, final_through))
            continue
        if each.week not in counted:
            counted[each.week] = WeekCounts.of(items, each.week, as_of=moment)
        case = _Case(each, counted[each.week], read_as, read_as.of(standard), final_through)
        found.append(case.reconciled(_undated(items, case)))
    return tuple(found)


def _not_computed(indicator: Indicator, final_through: Week | None) -> Reconciliation:
    findings = (*_finality(indicator, final_through), *contradictions_of(indicator))
    missing = NOT_COMPUTED.found(name=indicator.name)
    return Reconciliation(indicator=indicator, ours=None, findings=(missing, *findings))


def _finality(indicator: Indicator, final_through: Week | None) -> tuple[Finding, ...]:
    is_final = final_through is None or indicator.week <= final_through
    return () if is_final else (NOT_FINAL.found(week=str(indicator.week)),)


def _undated(items: tuple[Evidence, ...], case: _Case) -> tuple[Evidence, ...]:
    as_of, by = case.counts.as_of, case.alternatives.default.by
    return tuple(item for item in items if day_of_week(item, by) is None and item.known(as_of))


@final
@frozen
class _Case:
    indicator: Indicator
    counts: WeekCounts
    read_as: ReadAs
    alternatives: Alternatives
    final_through: Week | None

    def reconciled(self, undated: tuple[Evidence, ...]) -> Reconciliation:
        indicator, ours = self.indicator, self.counts.score(self.alternatives.default)
        always = (
            *_finality(indicator, self.final_through),
            *norms_compared(indicator, ours),
            *contradictions_of(indicator),
        )
        told = self._told(ours)
        if told is None:
            findings = (*self._no_score(ours), *always)
            return Reconciliation(indicator=indicator, ours=ours, findings=findings)
        off = told.less(_judged(ours))
        if not any(off):
            shown = AGREES.found(numerator=str(ours.score.hits), denominator=str(ours.score.counted))
            return Reconciliation(indicator=indicator, ours=ours, findings=(shown, *always))
        return self._explained(ours, told, off, undated, always)

    def _told(self, ours: WeekScore) -> Judged | None:
        score = self.indicator.score
        if score is None or not is_possible(score, self.indicator):
            return None
        return Judged(*told_share(score, ours.direction))

    def _no_score(self, ours: WeekScore) -> tuple[Finding, ...]:
        if self.indicator.score is not None:
            return ()
        score = ours.score
        shown = {"numerator": str(score.hits), "denominator": str(score.counted)}
        return (NO_SCORE.found(**shown),) if score.counted else (AGREES.found(**shown),)

    def _explained(
        self,
        ours: WeekScore,
        told: Judged,
        off: Judged,
        undated: tuple[Evidence, ...],
        always: tuple[Finding, ...],
    ) -> Reconciliation:
        found = search(self.counts, told, self.alternatives, most_differences=self.read_as.most_differences)
        explained_by = smallest_sums(shifts(self.counts, self.alternatives.default, undated), off)
        findings = (
            self._differ(ours, off),
            *_readings_said(found),
            *(ITEMS_EXPLAIN_IT.found(items=_said(each)) for each in explained_by[:_SAID]),
            *((UNDATED.found(items=str(sum(item.quantity for item in undated))),) if undated else ()),
            *(() if found.exact or explained_by else (UNEXPLAINED.found(),)),
            *always,
        )
        return Reconciliation(
            indicator=self.indicator, ours=ours, search=found, explained_by=explained_by, findings=findings
        )

    def _differ(self, ours: WeekScore, off: Judged) -> Finding:
        theirs = self.indicator.score
        return COUNTS_DIFFER.found(
            numerator=str(ours.score.hits),
            denominator=str(ours.score.counted),
            their_numerator=str(theirs.numerator if theirs else 0),
            their_denominator=str(theirs.denominator if theirs else 0),
            hits=f"{off.hits:+}",
            misses=f"{off.misses:+}",
        )


def _judged(score: WeekScore) -> Judged:
    return Judged(score.items(Verdict.HIT), score.items(Verdict.MISS))


def _readings_said(found: Search) -> list[Finding]:
    exact = [READINGS_GIVE_IT.found(readings=_named(each.differs)) for each in found.exact[:_SAID]]
    near = [
        READINGS_COME_NEAR.found(
            readings=_named(each.differs) or "-", hits=f"{each.off.hits:+}", misses=f"{each.off.misses:+}"
        )
        for each in found.nearest[:1]
    ]
    return exact + near


def _named(readings: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in readings)


def _said(together: tuple[Shift, ...]) -> str:
    return "; ".join(each.said for each in together)
