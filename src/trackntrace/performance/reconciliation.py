"""
Reconciliation: our score beside the marketplace's own figure of the same week, and what explains the difference.

What is not public was read in one way here; the marketplace may read it in another. Of one week and one standard:
`ways` names every reading and its alternatives, `reproduction` tries them and finds those that give the very figure,
`shifts` finds the few rows of items that would give it if they counted otherwise, `differences` is what can be said of
it all and of the indicator itself. This module puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias, final

from attrs import field, frozen

from trackntrace.grammar import each_of, exactly, whole
from trackntrace.moment import Moment, Week, moment_of
from trackntrace.notebook import story_html
from trackntrace.numbers.finding import Finding
from trackntrace.performance.differences import (
    AGREES,
    COUNTS_DIFFER,
    COUNTS_ONLY,
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
from trackntrace.performance.indicator import Indicator, IndicatorScore
from trackntrace.performance.reproduction import MOST_DIFFERENCES, Judged, Search, WeekCounts, search
from trackntrace.performance.scorecard import WeekScore
from trackntrace.performance.shifts import Shift, shifts, smallest_sums
from trackntrace.performance.standard import AnyStandard, ServiceStandard, Verdict
from trackntrace.performance.tally import Unit, WeekBy, day_of_week
from trackntrace.performance.ways import Alternatives, Way, alternatives_to

_Why: TypeAlias = tuple[Search, tuple[tuple[Shift, ...], ...], tuple[Finding, ...]]
"""The readings and the shifts that explain a difference, and what is said of them."""

_NOTHING: Final = Search(exact=(), nearest=())
MOST_SAID: Final = 3
"""So many of the ways that give a figure are spoken of; all of them are told."""


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

    def _repr_html_(self) -> str:
        theirs = self.indicator.score
        told = {
            "the marketplace": f"{theirs.numerator} of {theirs.denominator}" if theirs else "nothing told",
            "here": self.ours.shown if self.ours else "not computed",
            **{finding.code: finding.text for finding in self.findings},
        }
        return story_html(f"{self.indicator.name}, {self.indicator.week}", told)


def _alternatives(values: Iterable[Alternatives]) -> tuple[Alternatives, ...]:
    return each_of(values, Alternatives, "alternatives")


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
    alternatives: tuple[Alternatives, ...] = field(default=(), converter=_alternatives)

    def __attrs_post_init__(self) -> None:
        whole(self.most_differences, "most_differences")
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
    scores: Iterable[WeekScore] = (),
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
        scores: of standards that are not judged by items, such as response time; only their counts are compared.

    Raises:
        InvalidValueError: an argument is not what it should be, or something is no evidence.
    """
    moment = moment_of(as_of, "as_of")
    exactly(read_as, ReadAs, "read_as")
    if final_through is not None:
        exactly(final_through, Week, "final_through")
    items = each_of(evidence, Evidence, "evidence")
    asked = {each.name: each for each in each_of(standards, ServiceStandard, "standards")}
    counted = {(each.standard, each.week): each for each in each_of(scores, WeekScore, "scores")}
    weeks: dict[Week, WeekCounts] = {}
    found = []
    for each in each_of(indicators, Indicator, "indicators"):
        standard, ours = asked.get(each.standard), counted.get((each.standard, each.week))
        if standard is not None:
            week = weeks.get(each.week) or weeks.setdefault(each.week, WeekCounts.of(items, each.week, as_of=moment))
            found.append(
                _by_items(each, week, items, ways=read_as.of(standard), read_as=read_as, final_through=final_through)
            )
        elif ours is not None:
            found.append(_held_against(each, ours, final_through, _by_counts))
        else:
            found.append(_not_computed(each, final_through))
    return tuple(found)


def _by_items(
    indicator: Indicator,
    counts: WeekCounts,
    items: tuple[Evidence, ...],
    *,
    ways: Alternatives,
    read_as: ReadAs,
    final_through: Week | None,
) -> Reconciliation:
    as_of, by = counts.as_of, ways.default.by
    undated = tuple(item for item in items if day_of_week(item, by) is None and item.known(as_of))
    why = _Explanation(counts, ways, read_as.most_differences, undated)
    return _held_against(indicator, counts.score(ways.default), final_through, why)


def _not_computed(indicator: Indicator, final_through: Week | None) -> Reconciliation:
    findings = (*_finality(indicator, final_through), *contradictions_of(indicator))
    missing = NOT_COMPUTED.found(name=indicator.name)
    return Reconciliation(indicator=indicator, ours=None, findings=(missing, *findings))


def _finality(indicator: Indicator, final_through: Week | None) -> tuple[Finding, ...]:
    is_final = final_through is None or indicator.week <= final_through
    return () if is_final else (NOT_FINAL.found(week=str(indicator.week)),)


def _held_against(
    indicator: Indicator, ours: WeekScore, final_through: Week | None, why: Callable[[Judged, Judged], _Why]
) -> Reconciliation:
    """Both figures side by side; why they differ is asked, by what is told and what it is off, only where they do."""
    norms = norms_compared(indicator, ours)
    always = (*_finality(indicator, final_through), *norms, *contradictions_of(indicator))
    score = indicator.score
    if score is None or not is_possible(score, indicator):
        return Reconciliation(indicator=indicator, ours=ours, findings=(*_no_score(indicator, ours), *always))
    told = Judged(*told_share(score, ours.direction))
    off = told.less(_judged(ours))
    if not any(off):
        return Reconciliation(indicator=indicator, ours=ours, findings=(AGREES.found(**_shown(ours)), *always))
    found, explained_by, findings = why(told, off)
    findings = (_differ(score, ours, off), *findings, *always)
    return Reconciliation(indicator=indicator, ours=ours, search=found, explained_by=explained_by, findings=findings)


def _no_score(indicator: Indicator, ours: WeekScore) -> tuple[Finding, ...]:
    if indicator.score is not None:
        return ()
    return ((NO_SCORE if ours.score.counted else AGREES).found(**_shown(ours)),)


def _shown(ours: WeekScore) -> dict[str, str]:
    return {"numerator": str(ours.score.hits), "denominator": str(ours.score.counted)}


def _differ(theirs: IndicatorScore, ours: WeekScore, off: Judged) -> Finding:
    return COUNTS_DIFFER.found(
        **_shown(ours),
        their_numerator=str(theirs.numerator),
        their_denominator=str(theirs.denominator),
        hits=f"{off.hits:+}",
        misses=f"{off.misses:+}",
    )


def _by_counts(told: Judged, off: Judged) -> _Why:
    return _NOTHING, (), (COUNTS_ONLY.found(),)


@final
@frozen
class _Explanation:
    """What explains the difference of one week, by its items."""

    counts: WeekCounts
    alternatives: Alternatives
    most_differences: int
    undated: tuple[Evidence, ...]

    def __call__(self, told: Judged, off: Judged) -> _Why:
        found = search(self.counts, told, self.alternatives, most_differences=self.most_differences)
        explained_by = smallest_sums(shifts(self.counts, self.alternatives.default, self.undated), off)
        findings = (
            *_readings_said(found),
            *(ITEMS_EXPLAIN_IT.found(items=_said(each)) for each in explained_by[:MOST_SAID]),
            *((UNDATED.found(items=str(sum(item.quantity for item in self.undated))),) if self.undated else ()),
            *(() if found.exact or explained_by else (UNEXPLAINED.found(),)),
        )
        return found, explained_by, findings


def _judged(score: WeekScore) -> Judged:
    return Judged(score.items(Verdict.HIT), score.items(Verdict.MISS))


def _readings_said(found: Search) -> list[Finding]:
    exact = [READINGS_GIVE_IT.found(readings=_named(each.differs)) for each in found.exact[:MOST_SAID]]
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
