"""Journeys for property tests: a few events that were often learned late, and the same story told in any order."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from trackntrace.moment import Moment
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus, Whereabouts
from trackntrace.shipping.promise import Promise
from trackntrace.testing.moments import OCTOBER_2026, grid, moments, promises

MOST_EVENTS = 5


@st.composite
def transport_events(draw: st.DrawFn, among: Sequence[Moment] = grid()) -> TransportEvent:
    """Events of any status, often learned later than they happened."""
    at = draw(moments(among))
    return TransportEvent(
        draw(st.sampled_from(TransportStatus)),
        at,
        learned=draw(st.one_of(st.just(at), moments(among))),
        expected=draw(st.one_of(st.none(), st.sampled_from(OCTOBER_2026))),
        raw=draw(st.sampled_from(("", "A", "B"))),
        place=draw(st.sampled_from(("", "Depot Utrecht"))),
    )


def journeys(among: Sequence[Moment] = grid()) -> st.SearchStrategy[Journey]:
    """Journeys of a few events, or of none."""
    return st.builds(Journey, st.lists(transport_events(among), max_size=MOST_EVENTS))


def tellings(journey: Journey) -> st.SearchStrategy[list[TransportEvent]]:
    """The events of one journey in any order, some of them told twice: the journey made of them is the same."""
    events = journey.events
    twice = st.lists(st.sampled_from(events), max_size=3) if events else st.just(list[TransportEvent]())
    return twice.flatmap(lambda again: st.permutations([*events, *again]))


def journeys_told_twice(
    among: Sequence[Moment] = grid(),
) -> st.SearchStrategy[tuple[list[TransportEvent], list[TransportEvent]]]:
    """The events of one journey, told in two ways."""
    return journeys(among).flatmap(lambda journey: st.tuples(tellings(journey), tellings(journey)))


def whereabouts(among: Sequence[Moment] = grid()) -> st.SearchStrategy[Whereabouts]:
    """Where a parcel is and when to expect it, as a journey tells."""

    def told(journey: Journey, promise: Promise | None, as_of: Moment) -> Whereabouts:
        return journey.whereabouts(promise, as_of=as_of)

    return st.builds(told, journeys(among), st.one_of(st.none(), promises()), moments(among))
