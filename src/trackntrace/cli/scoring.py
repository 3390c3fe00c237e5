"""Which standards a command shows, what each of them needs, and the scorecard of what was given."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, TypeAlias

from trackntrace.cli.inputs import Inputs, given
from trackntrace.cli.measures import MEASURES, STANDARDS, under_norms
from trackntrace.cli.usage import UsageError
from trackntrace.moment import Week
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.counted import COUNTED_STANDARDS
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.indicator import Indicator, under_told_norms
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.response_time import RESPONSE_TIME, question_tally
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.scorecard import Scorecard, WeekFigure
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import Tally, tallies
from trackntrace.performance.told_figures import told_figure
from trackntrace.wording import Language, say

_ON_REQUEST: Final = frozenset({HANDED_OVER_ON_TIME.name, DELIVERED_ON_TIME.name})
_NEEDS: Final = {
    CANCELLATIONS.name: ("orders",),
    RETURNS.name: ("returns",),
    RESPONSE_TIME.name: ("questions",),
    **dict.fromkeys((standard.name for standard in COUNTED_STANDARDS), ("counts",)),
}
"""What must be given, one of it at least, so that a standard can be computed; of the others shipments or orders."""


Watching: TypeAlias = Callable[[Iterator[Evidence]], Iterator[Evidence]]


def computable(name: str, options: Namespace) -> bool:
    """Whether what was given suffices to compute a standard."""
    return any(given(options, kind) for kind in _NEEDS.get(name, ("shipments", "orders")))


def chosen(options: Namespace) -> tuple[str, ...]:
    """
    The standards that were asked for; where none were, those that can be computed, but for the halves of one.

    Raises:
        UsageError: what was given says nothing of a standard that was asked for.
    """
    asked = options.standard or ()
    for name in asked:
        if not computable(name, options) and not given(options, "indicators"):
            raise UsageError("usage.standard-needs", name=name, needed=partial(_any_of, _needed(name)))
    if asked:
        return tuple(name for name in MEASURES if name in asked)
    return tuple(name for name in MEASURES if computable(name, options) and name not in _ON_REQUEST)


def _any_of(kinds: tuple[str, ...], language: Language) -> str:
    words = (say("usage.shipments", language) if kind == "shipments" else f"--{kind}" for kind in kinds)
    return f" {say('usage.or', language)} ".join(words)


def _needed(name: str) -> tuple[str, ...]:
    return _NEEDS.get(name, ("shipments", "orders"))


def standards_of(options: Namespace, told: tuple[Indicator, ...]) -> tuple[AnyStandard, ...]:
    """The standards to compute of items and questions, under the norms that indicators tell."""
    names = [name for name in chosen(options) if name in STANDARDS and computable(name, options)]
    return tuple(under_told_norms(STANDARDS[name], told) for name in names)


def scorecard_of(inputs: Inputs, watching: Watching = iter) -> Scorecard:
    """The scorecard of what was given; ``watching`` sees the evidence pass on its way to be counted."""
    told = inputs.indicators()
    standards = standards_of(inputs.options, told)
    judged = zip(_counted(inputs, standards, watching), standards, strict=True)
    return Scorecard.of(judged, as_of=inputs.moment, figures=figures_of(inputs, told))


def _counted(inputs: Inputs, standards: tuple[AnyStandard, ...], watching: Watching) -> list[Tally]:
    options, moment = inputs.options, inputs.moment
    of_items = [standard for standard in standards if standard.name != RESPONSE_TIME.name]
    counted = list(tallies(watching(inputs.evidence()), of_items, as_of=moment, by=options.by, per=options.per))
    if len(standards) > len(of_items):
        counted.append(question_tally(inputs.questions(), as_of=moment))
    return counted


def figures_of(inputs: Inputs, told: tuple[Indicator, ...]) -> tuple[WeekFigure, ...]:
    """The figures to show: of each standard that was not computed, counts where they are given, else indicators."""
    options = inputs.options
    asked = options.standard or [name for name in MEASURES if name not in _ON_REQUEST]
    found: dict[tuple[str, Week], WeekFigure] = {}
    for figure in (*_from_counts(inputs, told), *_from_indicators(options, told)):
        if figure.standard in asked:
            found.setdefault((figure.standard, figure.week), figure)
    order = list(MEASURES)
    return tuple(sorted(found.values(), key=lambda figure: (figure.week, order.index(figure.standard))))


def _from_counts(inputs: Inputs, told: tuple[Indicator, ...]) -> Iterator[WeekFigure]:
    standards = {each.name: under_told_norms(each, told) for each in COUNTED_STANDARDS}
    for (name, week), amount in inputs.counts().items():
        yield standards[name].figure(week, amount)


def _from_indicators(options: Namespace, told: tuple[Indicator, ...]) -> Iterator[WeekFigure]:
    for indicator in told:
        name = indicator.standard
        if name and not (name in STANDARDS and computable(name, options)):
            figure = told_figure(indicator, under_norms(MEASURES[name], told))
            if figure:
                yield figure
