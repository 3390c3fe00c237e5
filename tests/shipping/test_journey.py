"""The journey: told once and in order, whatever order it was learned in."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

import pytest

from tests.builders import PROMISED, Hostile, assert_well_told, at, event, journey, moment, on, refused
from trackntrace.errors import InvalidValueError
from trackntrace.moment import AMSTERDAM, Moment
from trackntrace.notebook import table_html
from trackntrace.shipping.journey import (
    ATTEMPTS,
    IN_THE_CARRIERS_HANDS,
    LONGEST_RAW,
    Journey,
    TransportEvent,
    TransportStatus,
    Whereabouts,
)
from trackntrace.shipping.promise import DeliverBy

S = TransportStatus


def test_a_journey_is_the_same_in_whatever_order_it_was_learned() -> None:
    events = [
        event(S.ACCEPTED, at(6, 18)),
        event(S.IN_TRANSIT, at(6, 22)),
        event(S.OUT_FOR_DELIVERY, at(7, 9)),
        event(S.DELIVERED, at(7, 13)),
    ]

    assert {Journey(order) for order in permutations(events)} == {Journey(events)}
    assert [each.status for each in Journey(reversed(events)).events] == [each.status for each in events]


def test_what_happened_at_one_moment_is_told_in_the_usual_order() -> None:
    told = journey((S.DELIVERED, at(7)), (S.OUT_FOR_DELIVERY, at(7)), (S.ACCEPTED, at(7)))

    assert [each.status for each in told.events] == [S.ACCEPTED, S.OUT_FOR_DELIVERY, S.DELIVERED]


def test_what_is_learned_twice_is_told_once_and_counts_from_the_first_time() -> None:
    first = event(S.DELIVERED, at(7), learned=at(7, 13))
    again = event(S.DELIVERED, at(7), learned=at(9))

    for told in (Journey([first, again]), Journey([again, first]), Journey([again]).and_then([first, first])):
        assert told.events == (first,)


def test_the_same_moment_in_another_zone_is_no_other_event() -> None:
    told = Journey(
        [event(S.DELIVERED, moment("2026-10-07T12:00:00+02:00")), event(S.DELIVERED, moment("2026-10-07T10:00:00Z"))]
    )

    assert len(told.events) == 1


def test_two_scans_that_differ_in_the_carriers_own_code_are_two_events() -> None:
    told = Journey([event(S.IN_TRANSIT, at(7), raw="B1"), event(S.IN_TRANSIT, at(7), raw="B2")])

    assert len(told.events) == 2


def test_until_a_moment_neither_what_happened_later_nor_what_was_learned_later_is_known() -> None:
    accepted = event(S.ACCEPTED, at(6, 18))
    late_scan = event(S.ATTEMPT_FAILED, at(7, 12), learned=at(9))
    delivered = event(S.DELIVERED, at(8, 12))
    told = Journey([accepted, late_scan, delivered])

    assert told.until(at(6, 17)) == Journey()
    assert told.until(at(6, 18)) == Journey([accepted])
    assert told.until(at(7, 12)) == Journey([accepted])
    assert told.until(at(8, 12)) == Journey([accepted, delivered])
    assert told.until(at(9)) is told


def test_what_is_learned_before_it_happens_is_known_only_once_it_has_happened() -> None:
    told = Journey([event(S.DELIVERED, at(8), learned=at(7))])

    assert told.until(at(7, 13)) == Journey()


@pytest.mark.parametrize("status", [S.ATTEMPT_FAILED, S.DELIVERED, S.AVAILABLE_FOR_PICKUP])
def test_an_attempt_in_vain_a_delivery_and_the_pick_up_point_are_attempts(status: TransportStatus) -> None:
    assert journey((S.ACCEPTED, at(6)), (status, at(7))).first_attempt == at(7)


@pytest.mark.parametrize("status", [status for status in TransportStatus if status not in ATTEMPTS])
def test_nothing_else_is_an_attempt_and_a_return_alone_is_none(status: TransportStatus) -> None:
    assert journey((status, at(7))).first_attempt is None


def test_a_neighbour_who_takes_it_in_is_a_delivery_and_the_first_of_several_attempts_counts() -> None:
    at_the_neighbours = event(S.DELIVERED, at(7, 14), raw="DELIVERED_AT_NEIGHBOURS")
    told = Journey([event(S.ATTEMPT_FAILED, at(7, 11)), at_the_neighbours, event(S.DELIVERED, at(9))])

    assert told.first_attempt == at(7, 11)
    assert Journey([at_the_neighbours]).first_attempt == at(7, 14)


def test_a_failed_collection_at_the_sender_is_an_exception_and_neither_an_attempt_nor_a_handover() -> None:
    told = journey((S.ANNOUNCED, at(6)), (S.EXCEPTION, at(6, 17)))

    assert told.first_attempt is None
    assert told.handover is None


@pytest.mark.parametrize("status", list(TransportStatus))
def test_the_first_scan_in_the_carriers_hands_is_the_handover(status: TransportStatus) -> None:
    told = journey((S.ANNOUNCED, at(5)), (status, at(6)), (S.DELIVERED, at(7)))

    assert told.handover == (at(6) if status in IN_THE_CARRIERS_HANDS else at(7))


def test_an_announcement_is_no_handover() -> None:
    assert journey((S.ANNOUNCED, at(6))).handover is None
    assert Journey().handover is None


def test_the_carriers_latest_estimate_is_expected_before_the_promised_day() -> None:
    told = Journey(
        [
            event(S.ANNOUNCED, at(5), expected=on(7)),
            event(S.DELAYED, at(6), expected=on(8)),
            event(S.IN_TRANSIT, at(6, 20)),
        ]
    )

    assert told.expected(PROMISED) == on(8)
    assert Journey().expected(PROMISED) == on(7)
    assert Journey().expected(None) is None


def test_whereabouts_tell_the_last_that_was_known_at_that_moment() -> None:
    told = Journey(
        [
            event(S.ACCEPTED, at(6)),
            event(S.OUT_FOR_DELIVERY, at(7, 9), expected=on(7)),
            event(S.UNKNOWN, at(7, 10), raw="??"),
            event(S.DELIVERED, at(7, 13), learned=at(8)),
        ]
    )

    assert told.whereabouts(PROMISED, as_of=at(5)) == Whereabouts(S.UNKNOWN, None, on(7))
    assert told.whereabouts(PROMISED, as_of=at(6)) == Whereabouts(S.ACCEPTED, at(6), on(7))
    assert told.whereabouts(None, as_of=at(6)) == Whereabouts(S.ACCEPTED, at(6), None)
    assert told.whereabouts(PROMISED, as_of=at(7, 20)) == Whereabouts(S.OUT_FOR_DELIVERY, at(7, 9), on(7))


def test_a_parcel_that_was_delivered_is_expected_no_more() -> None:
    told = journey((S.ACCEPTED, at(6)), (S.DELIVERED, at(7)))

    assert told.whereabouts(PROMISED, as_of=at(8)) == Whereabouts(S.DELIVERED, at(7), None)


def test_what_nobody_told_otherwise_was_learned_when_it_happened() -> None:
    assert event(S.DELIVERED, at(7)).learned == at(7)


def test_both_moments_of_an_event_are_kept_at_a_fixed_offset() -> None:
    clock = Moment(datetime(2024, 10, 27, 2, 30, tzinfo=AMSTERDAM, fold=1))
    kept = TransportEvent(S.DELIVERED, clock, learned=clock)

    assert type(kept.at.tzinfo) is timezone
    assert type(kept.learned.tzinfo) is timezone
    assert kept == TransportEvent(S.DELIVERED, moment("2024-10-27T01:30:00Z"), learned=moment("2024-10-27T01:30:00Z"))


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"status": "delivered"}, "status"),
        ({"status": None}, "status"),
        ({"at": datetime(2026, 10, 7)}, "at"),  # noqa: DTZ001
        ({"at": "2026-10-07T12:00:00Z"}, "at"),
        ({"learned": datetime(2026, 10, 7)}, "learned"),  # noqa: DTZ001
        ({"learned": None}, "learned"),
        ({"expected": datetime(2026, 10, 7, tzinfo=UTC)}, "expected"),
        ({"expected": "2026-10-07"}, "expected"),
        ({"raw": None}, "raw"),
        ({"raw": b"B1"}, "raw"),
        ({"raw": "x" * 201}, "raw"),
        ({"raw": Hostile()}, "raw"),
    ],
    ids=lambda _: "",
)
def test_an_event_of_other_parts_is_refused_by_the_name_of_the_part(parts: dict[str, object], field: str) -> None:
    good: dict[str, object] = {"status": S.DELIVERED, "at": at(7)}

    with pytest.raises(InvalidValueError) as caught:
        TransportEvent(**{**good, **parts})  # type: ignore[arg-type]

    assert caught.value.field == field
    assert_well_told(caught.value)


@pytest.mark.parametrize("events", [[5], ["delivered"], [None], [Hostile()], None, 5, "delivered"], ids=lambda _: "")
def test_a_journey_is_made_of_events_and_nothing_else(events: object) -> None:
    for make in (Journey, Journey().and_then, Journey([event(S.DELIVERED, at(7))]).and_then):
        with pytest.raises(InvalidValueError) as caught:
            make(events)  # type: ignore[arg-type]

        assert caught.value.field == "events"
        assert_well_told(caught.value)


def test_a_journey_can_be_told_from_a_generator_and_kept() -> None:
    told = Journey(event(S.IN_TRANSIT, moment("2026-10-06T10:00:00Z") + timedelta(hours=n)) for n in range(3))

    assert len(told.events) == 3
    assert pickle.loads(pickle.dumps(told)) == told
    assert len({told, Journey(told.events)}) == 1


def test_a_journey_is_made_once() -> None:
    story = journey((TransportStatus.DELIVERED, at(7)))

    with pytest.raises(InvalidValueError):
        story.__init__()
    with pytest.raises(InvalidValueError):
        story.events[0].__init__(TransportStatus.RETURNED, at(8))

    assert story.first_attempt == at(7)


@pytest.mark.parametrize("last", [TransportStatus.EXCEPTION, TransportStatus.RETURNED])
def test_nothing_is_expected_of_what_was_delivered_or_is_back(last: TransportStatus) -> None:
    story = journey((TransportStatus.DELIVERED, at(7)), (last, at(9)))

    assert story.whereabouts(DeliverBy(on(8)), as_of=at(10)).expected is None


def test_what_an_event_and_a_journey_refuse_is_said_of_each_part_by_its_name() -> None:
    no_moment = "expected a datetime with its offset (offset required)"
    told, endless = event(S.DELIVERED, at(7)), "x" * 1000

    assert [
        refused(TransportEvent, "delivered", at(7)),
        refused(TransportEvent, S.DELIVERED, "2026-10-07"),
        refused(event, S.DELIVERED, at(7), learned="2026-10-07"),
        refused(event, S.DELIVERED, at(7), expected="2026-10-07"),
        refused(event, S.DELIVERED, at(7), raw=7),
        refused(event, S.DELIVERED, at(7), raw=endless).partition(" as ")[2],
        refused(event, S.DELIVERED, at(7), place=7),
        refused(event, S.DELIVERED, at(7), place=" Utrecht"),
        refused(event, S.DELIVERED, at(7), place="Utrecht\t1"),
        refused(event, S.DELIVERED, at(7), place=endless).partition(" as ")[2],
        refused(Journey, [7]),
        refused(Journey().and_then, [7]),
        refused(Journey([told]).whereabouts, None, as_of="2026-10-07"),
    ] == [
        "Cannot use 'delivered' as status: expected a TransportStatus",
        f"Cannot use '2026-10-07' as at: {no_moment}",
        f"Cannot use '2026-10-07' as learned: {no_moment}",
        "Cannot use '2026-10-07' as expected: expected a datetime.date, such as parse_day makes of a text",
        "Cannot use 7 as raw: expected a str",
        f"raw: too long: expected at most {LONGEST_RAW} characters",
        "Cannot use 7 as place: expected a str",
        "Cannot use ' Utrecht' as place: expected at most 100 characters of plain text",
        r"Cannot use 'Utrecht\t1' as place: expected at most 100 characters of plain text",
        "place: expected at most 100 characters of plain text",
        "Cannot use 7 as events: expected a TransportEvent",
        "Cannot use 7 as events: expected a TransportEvent",
        f"Cannot use '2026-10-07' as as_of: {no_moment}",
    ]
    assert len(event(S.DELIVERED, at(7), raw="x" * LONGEST_RAW, place="x" * 100).raw) == LONGEST_RAW


def test_a_journey_is_shown_event_by_event() -> None:
    told = Journey(
        [
            event(S.ACCEPTED, at(6, 18), place="Utrecht", expected=on(7)),
            event(S.DELIVERED, at(7), learned=at(9)),
        ]
    )

    assert told._repr_html_() == table_html(
        "journey",
        ("what happened", "at", "learned", "expected on", "where"),
        [("accepted", at(6, 18), "-", "2026-10-07", "Utrecht"), ("delivered", at(7), at(9), "-", "-")],
    )


def test_an_event_is_known_from_the_moment_at_which_it_was_learned() -> None:
    late = event(S.DELIVERED, at(7), learned=at(8))

    assert [late.known(as_of) for as_of in (at(7), at(8))] == [False, True]
    assert [event(S.DELIVERED, at(7)).known(as_of) for as_of in (at(6), at(7))] == [False, True]


def test_of_events_of_one_moment_the_one_that_expects_no_day_comes_first_then_the_earlier_day() -> None:
    days = (on(9), None, on(8))
    told = Journey([event(S.IN_TRANSIT, at(7), expected=day) for day in days])

    assert [each.expected for each in told.events] == [None, on(8), on(9)]
