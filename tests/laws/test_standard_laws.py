"""Laws of standards: what was known decides, and waiting alone unsettles nothing."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from trackntrace.moment import Moment, local_day
from trackntrace.performance.evidence import Evidence, ExcuseReason
from trackntrace.performance.facts import Readings
from trackntrace.performance.standard import AnyStandard, Verdict
from trackntrace.performance.tally import WeekBy, day_of_week, week_of
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.promise import DeliverOn
from trackntrace.testing.evidence import evidence, moved, readings, shipped_evidence
from trackntrace.testing.moments import ZONES, moments
from trackntrace.testing.standards import item_standards

pytestmark = pytest.mark.law

SETTLED = {Verdict.HIT, Verdict.MISS, Verdict.EXCLUDED}


def verdict(standard: AnyStandard, item: Evidence, as_of: Moment, readings: Readings) -> Verdict:
    return standard.judge(standard.facts(item, as_of=as_of, readings=readings)).verdict


@given(evidence(), moments(), item_standards(), readings())
def test_scoring_as_of_a_moment_equals_scoring_the_evidence_cut_at_that_moment(
    item: Evidence, as_of: Moment, standard: AnyStandard, readings: Readings
) -> None:
    """Cutting the evidence at a moment and scoring as of that moment are the same."""
    cut = item.until(as_of)

    assert standard.facts(cut, as_of=as_of, readings=readings) == standard.facts(item, as_of=as_of, readings=readings)
    assert standard.read(cut, as_of, readings) == standard.facts(item, as_of=as_of, readings=readings)


@given(evidence(), moments(), moments())
def test_cutting_evidence_twice_is_cutting_it_at_the_earlier_moment(item: Evidence, one: Moment, other: Moment) -> None:
    """What was known of what was known is what was known first."""
    assert item.until(one).until(other) == item.until(min(one, other))


@given(evidence(), moments(), moments(), item_standards(), readings())
def test_waiting_alone_never_unsettles_a_verdict(
    item: Evidence, one: Moment, other: Moment, standard: AnyStandard, readings: Readings
) -> None:
    """With no new evidence hits stay hits, misses stay misses, what is left out stays out."""
    earlier, later = sorted((one, other))
    known = item.until(earlier)
    before, after = (verdict(standard, known, as_of, readings) for as_of in (earlier, later))

    if before in SETTLED:
        assert after is before


@given(
    evidence(), moments(), st.lists(st.sampled_from(tuple(TransportStatus)), max_size=3), item_standards(), readings()
)
def test_what_happened_later_does_not_change_an_earlier_verdict(
    item: Evidence, as_of: Moment, statuses: list[TransportStatus], standard: AnyStandard, readings: Readings
) -> None:
    """What happens after a moment leaves the score as of that moment alone."""
    later = Moment(as_of.replace(year=as_of.year + 1))
    grown = evolve(item, journey=item.journey.and_then(TransportEvent(status, later) for status in statuses))

    assert standard.facts(grown, as_of=as_of, readings=readings) == standard.facts(item, as_of=as_of, readings=readings)


@given(evidence(), moments(), item_standards(), readings(), st.sampled_from(ZONES))
def test_moving_every_moment_to_another_zone_changes_nothing(
    item: Evidence, as_of: Moment, standard: AnyStandard, readings: Readings, zone: object
) -> None:
    """Facts, weeks and what was known depend on instants, not on the clocks that told them."""
    again, then = moved(item, zone), moved(as_of, zone)  # type: ignore[arg-type]

    assert again == item
    assert standard.facts(again, as_of=then, readings=readings) == standard.facts(item, as_of=as_of, readings=readings)
    assert again.known(then) == item.known(as_of)
    for by in WeekBy:
        assert week_of(day_of_week(again, by)) == week_of(day_of_week(item, by))
    assert local_day(then) == local_day(as_of)


@given(evidence(), moments(), item_standards(), readings())
def test_the_facts_of_any_evidence_can_be_met(
    item: Evidence, as_of: Moment, standard: AnyStandard, readings: Readings
) -> None:
    """Every item's facts are among those that the table was checked for, so that it always gets a verdict."""
    facts = standard.facts(item, as_of=as_of, readings=readings)

    assert standard.reachable(facts)
    assert standard.judge(facts) in standard.rows


@given(evidence(), moments(), item_standards(), readings())
def test_an_excuse_takes_a_miss_away_and_nothing_else(
    item: Evidence, as_of: Moment, standard: AnyStandard, readings: Readings
) -> None:
    """An excused miss is left out; every other verdict stays. What came back cannot be excused."""
    assume(standard.name != "returns")
    plain = verdict(standard, evolve(item, excuse=None), as_of, readings)
    excused = verdict(standard, evolve(item, excuse=ExcuseReason.DEPOT_DISRUPTION), as_of, readings)

    assert excused is (Verdict.EXCLUDED if plain is Verdict.MISS else plain)


@given(shipped_evidence(), moments(), moments(), item_standards(), readings())
def test_an_earlier_attempt_never_makes_a_hit_a_miss_where_any_earlier_day_is_as_good(
    item: Evidence, one: Moment, other: Moment, standard: AnyStandard, readings: Readings
) -> None:
    """Against a last day a parcel that was brought earlier is judged no worse."""
    assume(not isinstance(item.promise, DeliverOn))
    earlier, later = sorted((one, other))
    as_of = Moment(later.replace(year=later.year + 1))
    brought = [
        evolve(item, window=None, journey=Journey([TransportEvent(TransportStatus.DELIVERED, at)]))
        for at in (earlier, later)
    ]
    at_first, at_last = (verdict(standard, each, as_of, readings) for each in brought)

    assert not (at_last is Verdict.HIT and at_first is Verdict.MISS)
