"""The place of a transport event: what the carrier tells of where it happened."""

from __future__ import annotations

import pickle
from itertools import permutations

import pytest

from tests.builders import NO_TEXTS, assert_well_told, at, event
from trackntrace.errors import InvalidValueError
from trackntrace.shipping.journey import Journey, TransportStatus

S = TransportStatus


def test_an_event_has_a_place_if_the_carrier_tells_it() -> None:
    assert event(S.IN_TRANSIT, at(7)).place == ""
    assert event(S.IN_TRANSIT, at(7), place="Depot Zürich-Nord").place == "Depot Zürich-Nord"


def test_two_scans_at_one_moment_in_two_places_are_two_events_in_whatever_order_they_came() -> None:
    events = [event(S.IN_TRANSIT, at(7), place=place) for place in ("", "Breda", "Utrecht")]

    assert {Journey(order) for order in permutations(events)} == {Journey(events)}
    assert len(Journey(events * 2).events) == 3


def test_an_event_keeps_its_place_when_it_travels() -> None:
    told = Journey([event(S.IN_TRANSIT, at(7), place="Breda")])

    assert pickle.loads(pickle.dumps(told)) == told


@pytest.mark.parametrize(
    "place",
    [*NO_TEXTS, "x" * 101, " Breda", "Breda\n", "\x1b[31mBreda", "\u202eadreB", "Bre\ud800da"],
    ids=lambda _: "",
)
def test_a_place_is_plain_text_of_bounded_length(place: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        event(S.IN_TRANSIT, at(7), place=place)

    assert caught.value.field == "place"
    assert_well_told(caught.value)
