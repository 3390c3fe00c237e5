"""Counting by table equals counting by object."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.frames.made_up import CLOCK_GOES_BACK, CLOCK_GOES_FORWARD, moments_around, polars_table, rows
from trackntrace import frames
from trackntrace.frames.days import DAYS, FIRST, OFFSETS, date_at, day_told, microseconds
from trackntrace.frames.engines import MICROSECONDS_A_DAY
from trackntrace.moment import Moment, day_begins, day_ends, local_day, moment_of
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import AppointmentBy, Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.tally import Unit, WeekBy, tallies
from trackntrace.testing.evidence import evidence, readings
from trackntrace.testing.moments import moments

pytestmark = pytest.mark.law

STANDARDS = (ORDER_TRACEABILITY, ITEMS_ON_TIME, HANDED_OVER_ON_TIME, DELIVERED_ON_TIME, CANCELLATIONS, RETURNS)
OWN_READINGS = st.builds(
    Readings,
    silence_days=st.sampled_from((0, 1, 5, 60)),
    appointment_by=st.sampled_from(AppointmentBy),
    followed=st.sampled_from((Readings().followed, frozenset({"GLS", "NEWCOMER"}), frozenset())),
)
ZONES = st.sampled_from(("UTC", "Europe/Amsterdam", "America/New_York", "Asia/Kathmandu"))


@given(
    seed=st.integers(0, 2**32),
    around=st.sampled_from((CLOCK_GOES_BACK, CLOCK_GOES_FORWARD)),
    later=st.builds(timedelta, hours=st.integers(-4 * 24, 10 * 24), microseconds=st.sampled_from((0, -1, 1))),
    how=st.tuples(st.sampled_from(WeekBy), st.sampled_from(Unit), OWN_READINGS),
    zone=ZONES,
)
def test_rows_count_as_the_objects_that_they_are(
    seed: int, around: Any, later: timedelta, how: tuple[WeekBy, Unit, Readings], zone: str
) -> None:
    """Whatever is missing, whichever moment is asked for, a deadline too, and in whichever zone the moments are told."""
    made = rows(25, around=around, seed=seed)
    asked: dict[str, Any] = dict(zip(("by", "per", "readings"), how, strict=True))
    as_of = Moment(day_begins(around) + later)
    items = [*frames.evidence(polars_table(made))]

    by_table = frames.tallies(polars_table(made, zone=zone), STANDARDS, as_of=as_of, **asked)

    assert by_table == tallies(items, STANDARDS, as_of=as_of, **asked)


@given(items=st.lists(evidence(), max_size=8), as_of=moments(), per=st.sampled_from(Unit))
def test_objects_count_alike_as_a_table(items: list[Evidence], as_of: Moment, per: Unit) -> None:
    made = frames.table(items, as_of=as_of)

    assert frames.tallies(made, STANDARDS, as_of=as_of, per=per) == tallies(items, STANDARDS, as_of=as_of, per=per)


@given(items=st.lists(evidence(), min_size=1, max_size=8), as_of=moments(), readings=readings())
def test_a_row_is_judged_as_its_object_is(items: list[Evidence], as_of: Moment, readings: Readings) -> None:
    known = [item for item in items if item.known(as_of)]
    plain = Readings(silence_days=readings.silence_days, appointment_by=readings.appointment_by)

    judged = frames.judge(frames.table(items, as_of=as_of), ITEMS_ON_TIME, as_of=as_of, readings=plain)

    facts = [ITEMS_ON_TIME.facts(item, as_of=as_of, readings=plain) for item in known]
    assert judged["code"].to_list() == [ITEMS_ON_TIME.judge(each).code for each in facts]


@given(day=st.integers(0, DAYS - 5), step=st.sampled_from((-1, 0, 1)), hours=st.integers(-3, 25))
def test_the_local_day_of_any_instant_is_told_by_its_code(day: int, step: int, hours: int) -> None:
    """On every day of two centuries, also those on which the clock changes."""
    at = moment_of(day_begins(date_at(FIRST + 1 + day)) + timedelta(hours=hours, microseconds=step))
    value = microseconds(at)
    code = sum((value + offset) // MICROSECONDS_A_DAY for offset in OFFSETS) - len(OFFSETS) * (FIRST - 1)

    assert day_told(code) == local_day(at)


def test_the_clock_in_amsterdam_changes_at_no_hour_in_which_a_day_may_begin() -> None:
    """What the codes of days stand on: one offset for all instants between two possible midnights."""
    zone = ZoneInfo("Europe/Amsterdam")
    for number in range(FIRST + 1, FIRST + DAYS - 1):
        on = date_at(number)
        before = (day_begins(on) - timedelta(hours=1)).astimezone(zone).utcoffset()
        after = (day_begins(on) + timedelta(minutes=59)).astimezone(zone).utcoffset()
        assert before == after
        assert day_ends(on) > day_begins(on)


def test_the_made_up_moments_lie_on_both_sides_of_every_midnight() -> None:
    found = moments_around(CLOCK_GOES_BACK)

    assert {local_day(at) for at in found} >= {local_day(Moment(at + timedelta(hours=1))) for at in found[:-9]}
