"""Laws of journeys: one story, whatever order it was learned in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackntrace.moment import Moment
from trackntrace.shipping.journey import Journey, TransportEvent
from trackntrace.testing.evidence import moved
from trackntrace.testing.journeys import journeys, transport_events
from trackntrace.testing.moments import ZONES, moments

pytestmark = pytest.mark.law

STORIES = st.lists(transport_events(), max_size=6)


@given(STORIES.flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_a_journey_does_not_depend_on_the_order_in_which_it_was_learned(
    stories: tuple[list[TransportEvent], list[TransportEvent]],
) -> None:
    """Any order of the same events tells the same story."""
    one, other = stories

    assert Journey(one) == Journey(other)


@given(STORIES, STORIES)
def test_learning_bit_by_bit_is_learning_at_once(first: list[TransportEvent], later: list[TransportEvent]) -> None:
    """A journey that grows is the journey that was told at once."""
    assert Journey(first).and_then(later) == Journey([*later, *first])


@given(STORIES)
def test_what_is_told_twice_is_told_once(told: list[TransportEvent]) -> None:
    """Repetition adds nothing."""
    assert Journey(told * 2) == Journey(told)
    assert Journey(told).and_then(told) == Journey(told)


@given(STORIES, moments())
def test_cutting_a_story_is_telling_what_was_known(told: list[TransportEvent], as_of: Moment) -> None:
    """What was known of a journey is the journey of what was known, though an event was learned twice."""
    assert Journey(told).until(as_of) == Journey(event for event in told if event.known(as_of))


@given(journeys(), moments(), moments())
def test_cutting_twice_is_cutting_at_the_earlier_moment(told: Journey, one: Moment, other: Moment) -> None:
    """What was known of what was known is what was known first."""
    assert told.until(one).until(other) == told.until(min(one, other))


@given(journeys(), moments(), moments())
def test_what_was_once_seen_stays_seen(told: Journey, one: Moment, other: Moment) -> None:
    """Waiting adds to a story and takes nothing away."""
    earlier, later = sorted((one, other))

    assert set(told.until(earlier).events) <= set(told.until(later).events)


@given(journeys(), st.sampled_from(ZONES))
def test_telling_a_journey_in_another_zone_changes_nothing(told: Journey, zone: object) -> None:
    """Handover, first attempt and estimate are instants and days, not clocks."""
    again = moved(told, zone)  # type: ignore[arg-type]

    assert again == told
    assert (again.handover, again.first_attempt) == (told.handover, told.first_attempt)
    assert again.expected(None) == told.expected(None)


@given(journeys())
def test_an_attempt_is_in_the_carriers_hands(told: Journey) -> None:
    """A parcel is handed over no later than it is first brought to the customer."""
    if told.first_attempt is not None:
        assert told.handover is not None
        assert told.handover <= told.first_attempt
