"""Scenarios, ways of counting and reconciliations are drawn in every shape that they may have."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from tests.builders import at, delivered, evidence
from tests.kit.meeting import drawn, parts
from trackntrace.moment import Week
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.performance.evidence import ExcuseReason, SentAs
from trackntrace.performance.facts import Readings
from trackntrace.performance.indicator import IndicatorType
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.shifts import Among
from trackntrace.performance.tally import Unit, WeekBy
from trackntrace.performance.what_if import AS_IT_IS, Change, Slice
from trackntrace.testing import scenarios
from trackntrace.testing.moments import OCTOBER_2026
from trackntrace.testing.shipments import ORDERS

pytestmark = pytest.mark.law

ITEMS = [
    evidence(journey=delivered(at(9))),
    evidence(order_id="order-2", number=None, entered=None),
    evidence(order_id="order-3", promise=None),
]


@pytest.fixture
def few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items, services and readings of which there are few, so that whatever is made of them is made soon."""
    monkeypatch.setattr(scenarios, "_ITEMS", st.just(ITEMS))
    monkeypatch.setattr(scenarios, "_AS_OF", st.just(at(21)))
    monkeypatch.setattr(scenarios, "delivery_services", lambda: st.sampled_from((POSTNL, DHL)))
    monkeypatch.setattr(scenarios, "readings", lambda: st.just(Readings()))
    monkeypatch.setattr(scenarios, "item_standards", lambda: st.sampled_from((ORDER_TRACEABILITY, ITEMS_ON_TIME)))


@pytest.mark.usefixtures("few_parts")
def test_a_slice_is_of_some_services_days_weeks_and_orders_or_of_all() -> None:
    found = drawn(scenarios.slices())
    dated = [each for each in found if each.first_day is not None]

    assert Slice() in found
    assert {len(each.services) for each in found} == {0, 1, 2}
    assert {service for each in found for service in each.services} == {POSTNL, DHL}
    assert {each.weeks for each in found} == {(), (Week(2026, 41),), (Week(2026, 42),)}
    assert {each.orders for each in found} == {(), *((order,) for order in ORDERS)}
    assert 0 < len(dated) < len(found)
    assert all(each.first_day <= each.last_day for each in dated if each.first_day and each.last_day)
    assert parts(dated, "first_day") | parts(dated, "last_day") == {*OCTOBER_2026}
    assert all(each.last_day is None for each in found if each.first_day is None)


@pytest.mark.usefixtures("few_parts")
def test_a_change_shifts_days_or_puts_another_part_in_place_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    where = Slice(orders=("order-1",))
    monkeypatch.setattr(scenarios, "slices", lambda: st.just(where))
    found = drawn(scenarios.changes(), 400)
    other = [each for each in found if each.days_later == 0]

    assert parts(found, "where") == {where}
    assert parts(found, "days_later") == {-3, -2, -1, 0, 1, 2, 3}
    assert parts(other, "service") == {AS_IT_IS, POSTNL, DHL}
    assert parts(other, "sent_as") == {AS_IT_IS, *SentAs}
    assert parts(other, "excuse") == {AS_IT_IS, None, *ExcuseReason}
    assert {AS_IT_IS, None} < parts(other, "promise")
    assert {each.day for each in parts(other, "promise") - {AS_IT_IS, None}} == {*OCTOBER_2026}


@pytest.mark.usefixtures("few_parts")
def test_a_scenario_changes_evidence_readings_both_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "changes", lambda: st.just(Change(where=Slice(), days_later=1)))
    found = drawn(scenarios.scenarios())

    assert parts(found, "name") == {"nothing", "peak", "other carrier"}
    assert {(len(each.changes), each.readings) for each in found} == {
        (count, readings) for count in (0, 1, 2) for readings in (None, Readings())
    }


@pytest.mark.usefixtures("few_parts")
def test_what_comes_of_a_scenario_is_told_of_either_standard() -> None:
    found = drawn(scenarios.what_ifs(), 150)

    assert {each.scenario.name for each in found} == {"nothing", "peak", "other carrier"}
    assert {after.standard for each in found for change in each.revisions if (after := change.after)} == {
        ORDER_TRACEABILITY.name,
        ITEMS_ON_TIME.name,
    }


@pytest.mark.usefixtures("few_parts")
def test_ways_are_of_every_standard_week_and_unit() -> None:
    found = drawn(scenarios.ways(), 200)

    assert {(each.standard.name, each.by, each.per) for each in found} == {
        (standard.name, by, per) for standard in (ORDER_TRACEABILITY, ITEMS_ON_TIME) for by in WeekBy for per in Unit
    }
    assert parts(found, "readings") == {Readings()}


@pytest.mark.usefixtures("few_parts")
def test_alternatives_are_one_or_more_of_each() -> None:
    found = drawn(scenarios.alternatives(), 200)

    assert {len(each.standards) for each in found} == {1, 2}
    assert {len(each.readings) for each in found} == {1, 2}
    assert {frozenset(each.bys) for each in found if len(each.bys) == 1} == {frozenset((by,)) for by in WeekBy}
    assert {frozenset(each.units) for each in found if len(each.units) == 1} == {frozenset((unit,)) for unit in Unit}
    assert max(len(each.units) for each in found) > 1
    assert all(len({*each.bys}) == len(each.bys) and len({*each.units}) == len(each.units) for each in found)


@pytest.mark.usefixtures("few_parts")
def test_it_is_read_in_every_way_with_one_difference_or_none() -> None:
    found = drawn(scenarios.read_as(), 100)

    assert {(each.by, each.per, each.most_differences) for each in found} == {
        (by, per, most) for by in WeekBy for per in Unit for most in (0, 1)
    }
    assert parts(found, "readings") == {Readings()}


@pytest.mark.usefixtures("few_parts")
def test_a_reconciliation_holds_either_standard_against_what_is_told() -> None:
    found = drawn(scenarios.reconciliations(), 40)
    told = [each.indicator for each in found]

    assert parts(told, "name") == {"TRACK_AND_TRACE", "FULFILMENT"}
    assert (parts(told, "type"), parts(told, "week")) == ({IndicatorType.PERCENTAGE}, {Week(2026, 41)})
    assert {each.ours.standard for each in found if each.ours} == {ORDER_TRACEABILITY.name, ITEMS_ON_TIME.name}


@pytest.mark.usefixtures("few_parts")
def test_searches_reproductions_and_shifts_are_those_of_what_was_drawn() -> None:
    searches = drawn(scenarios.searches(), 40)
    reproductions = drawn(scenarios.reproductions(), 40)
    shifts = drawn(scenarios.shifts(), 40)

    assert any(each.exact for each in searches)
    assert any(each.nearest for each in searches)
    assert len(reproductions) == 40
    assert Among.UNDATED in parts(shifts, "among")
