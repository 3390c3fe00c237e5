"""What-if scenarios, ways of counting, and what comes of holding two figures together, for property tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from hypothesis import strategies as st

from trackntrace.moment import Moment, Week
from trackntrace.performance.evidence import Evidence, ExcuseReason, SentAs
from trackntrace.performance.indicator import Indicator, IndicatorScore, IndicatorType
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.reconciliation import ReadAs, Reconciliation, reconcile
from trackntrace.performance.reproduction import Reproduction, Search, WeekCounts
from trackntrace.performance.shifts import Shift
from trackntrace.performance.shifts import shifts as shifts_of
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import Unit, WeekBy
from trackntrace.performance.ways import Alternatives, Way
from trackntrace.performance.what_if import AS_IT_IS, Change, Scenario, Slice, WhatIf, what_if
from trackntrace.testing.evidence import evidence, readings
from trackntrace.testing.moments import OCTOBER_2026, days, grid, moments, promises, weeks
from trackntrace.testing.numbers import delivery_services
from trackntrace.testing.questions import indicator_scores
from trackntrace.testing.shipments import ORDERS
from trackntrace.testing.standards import item_standards

_T = TypeVar("_T")

_ITEMS: Final = st.lists(evidence(span=OCTOBER_2026), max_size=4)
_AS_OF: Final = moments(grid(OCTOBER_2026[-2:]))
_TOLD_OF: Final[dict[str, AnyStandard]] = {"TRACK_AND_TRACE": ORDER_TRACEABILITY, "FULFILMENT": ITEMS_ON_TIME}
_WEEK: Final = Week.of(OCTOBER_2026[0])


@st.composite
def slices(draw: st.DrawFn) -> Slice:
    """Some of the items: of some services, days, weeks or orders, or all."""
    first, last = sorted((draw(days(OCTOBER_2026)), draw(days(OCTOBER_2026))))
    between = draw(st.booleans())
    return Slice(
        services=draw(st.lists(delivery_services(), max_size=2)),
        first_day=first if between else None,
        last_day=last if between else None,
        weeks=draw(st.lists(weeks(OCTOBER_2026), max_size=1)),
        orders=draw(st.lists(st.sampled_from(ORDERS), max_size=1)),
    )


def _or_as_it_is(strategy: st.SearchStrategy[_T]) -> st.SearchStrategy[object]:
    return st.one_of(st.just(AS_IT_IS), strategy)


def changes() -> st.SearchStrategy[Change]:
    """What would be otherwise of some items: later promises, or another promise, service, way of sending or excuse."""
    later = st.builds(Change, where=slices(), days_later=st.integers(-3, 3))
    other = st.builds(
        Change,
        where=slices(),
        promise=_or_as_it_is(st.none() | promises(OCTOBER_2026)),
        service=_or_as_it_is(delivery_services()),
        sent_as=_or_as_it_is(st.sampled_from(SentAs)),
        excuse=_or_as_it_is(st.none() | st.sampled_from(ExcuseReason)),
    )
    return st.one_of(later, other)


def scenarios() -> st.SearchStrategy[Scenario]:
    """Named scenarios that change evidence, readings or both, or nothing."""
    return st.builds(
        Scenario,
        st.sampled_from(("nothing", "peak", "other carrier")),
        changes=st.lists(changes(), max_size=2),
        readings=st.none() | readings(),
    )


@st.composite
def what_ifs(draw: st.DrawFn) -> WhatIf:
    """What a scenario would make of it."""
    (found,) = what_if(draw(_ITEMS), [draw(item_standards())], [draw(scenarios())], as_of=draw(_AS_OF))
    return found


def ways() -> st.SearchStrategy[Way]:
    """Ways of counting and judging."""
    return st.builds(Way, item_standards(), readings=readings(), by=st.sampled_from(WeekBy), per=st.sampled_from(Unit))


def alternatives() -> st.SearchStrategy[Alternatives]:
    """A few ways among which is chosen."""
    return st.builds(
        Alternatives,
        standards=st.lists(item_standards(), min_size=1, max_size=2),
        readings=st.lists(readings(), min_size=1, max_size=2).map(tuple),
        bys=st.lists(st.sampled_from(WeekBy), unique=True, min_size=1).map(tuple),
        units=st.lists(st.sampled_from(Unit), unique=True, min_size=1).map(tuple),
    )


def read_as() -> st.SearchStrategy[ReadAs]:
    """How everything is read, and how far a search for other readings goes."""
    return st.builds(
        ReadAs,
        readings=readings(),
        by=st.sampled_from(WeekBy),
        per=st.sampled_from(Unit),
        most_differences=st.integers(0, 1),
    )


def _reconciled(items: Sequence[Evidence], name: str, score: IndicatorScore, as_of: Moment) -> Reconciliation:
    told = Indicator(name=name, type=IndicatorType.PERCENTAGE, week=_WEEK, score=score)
    wanted = ReadAs(most_differences=1)
    (found,) = reconcile(items, [_TOLD_OF[name]], [told], as_of=as_of, read_as=wanted)
    return found


def reconciliations() -> st.SearchStrategy[Reconciliation]:
    """Our score beside the marketplace's, and what explains the gap."""
    return st.builds(_reconciled, _ITEMS, st.sampled_from(sorted(_TOLD_OF)), indicator_scores(), _AS_OF)


def searches() -> st.SearchStrategy[Search]:
    """What came of a search for readings that give a figure."""
    return reconciliations().map(lambda found: found.search)


def reproductions() -> st.SearchStrategy[Reproduction]:
    """Ways that give a figure or come near it."""
    return searches().map(lambda found: (*found.exact, *found.nearest)).filter(bool).flatmap(st.sampled_from)


def shifts() -> st.SearchStrategy[Shift]:
    """Items that would explain a gap if they counted otherwise."""

    def possible(items: Sequence[Evidence], way: Way, as_of: Moment) -> tuple[Shift, ...]:
        counts = WeekCounts.of(items, _WEEK, as_of=as_of)
        return shifts_of(counts, way, [item for item in items if item.promise is None])

    return st.builds(possible, _ITEMS, ways(), _AS_OF).filter(bool).flatmap(st.sampled_from)
