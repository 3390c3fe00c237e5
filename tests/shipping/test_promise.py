"""The promise: a day in Amsterdam; and the window for handing over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.builders import assert_well_told, at, moment, on, refused
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment, day_begins, day_ends, moment_of
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow, Promise, Punctuality, promise_text

A_MOMENT = timedelta(microseconds=1)
CLOCK_CHANGES = [date(2024, 3, 31), date(2024, 10, 27)]


def test_delivery_at_half_past_ten_at_night_in_utc_is_a_day_late_in_summer() -> None:
    assert DeliverBy(date(2024, 5, 10)).kept_by(moment("2024-05-10T22:30:00Z")) is Punctuality.LATE


@pytest.mark.parametrize("day", [on(7), date(2024, 1, 1), date(2024, 12, 31), *CLOCK_CHANGES])
def test_a_promise_is_kept_until_the_last_moment_of_its_day(day: date) -> None:
    last = Moment(day_ends(day) - A_MOMENT)

    for promise in (DeliverBy(day), DeliverOn(day)):
        assert promise.kept_by(last) is Punctuality.ON_TIME
        assert promise.kept_by(day_ends(day)) is Punctuality.LATE
        assert not promise.over(last)
        assert promise.over(day_ends(day))


@pytest.mark.parametrize("day", [on(7), *CLOCK_CHANGES])
def test_coming_before_the_day_is_early_only_where_the_customer_chose_that_very_day(day: date) -> None:
    eve = Moment(day_begins(day) - A_MOMENT)

    assert DeliverBy(day).kept_by(eve) is Punctuality.ON_TIME
    assert DeliverOn(day).kept_by(eve) is Punctuality.EARLY
    assert DeliverOn(day).kept_by(day_begins(day)) is Punctuality.ON_TIME


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2024-03-31T21:59:59Z", Punctuality.ON_TIME),
        ("2024-03-31T22:00:00Z", Punctuality.LATE),
    ],
)
def test_the_day_on_which_summer_begins_ends_an_hour_earlier_in_utc(text: str, kept: Punctuality) -> None:
    assert DeliverBy(date(2024, 3, 31)).kept_by(moment(text)) is kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2024-10-27T22:59:59Z", Punctuality.ON_TIME),
        ("2024-10-27T23:00:00Z", Punctuality.LATE),
    ],
)
def test_the_day_on_which_summer_ends_ends_an_hour_later_in_utc(text: str, kept: Punctuality) -> None:
    assert DeliverBy(date(2024, 10, 27)).kept_by(moment(text)) is kept


@pytest.mark.parametrize("kind", [DeliverBy, DeliverOn])
@pytest.mark.parametrize(
    "value", [datetime(2026, 10, 7, tzinfo=UTC), date(1999, 12, 31), date(2200, 1, 1), "2026-10-07", None, 0]
)
def test_a_promise_is_a_day_and_nothing_else(kind: type[DeliverBy | DeliverOn], value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        kind(value)

    assert caught.value.field == "promise"
    assert_well_told(caught.value)


def test_by_a_day_and_on_a_day_are_different_promises() -> None:
    by: Promise = DeliverBy(on(7))
    exact: Promise = DeliverOn(on(7))

    assert by != exact
    assert len({by, exact, DeliverBy(on(7))}) == 2
    assert DeliverBy(on(6)) < DeliverBy(on(7))
    assert repr(by) == "DeliverBy(day=datetime.date(2026, 10, 7))"


def test_both_ends_of_a_handover_window_belong_to_it() -> None:
    window = HandoverWindow(earliest=at(6, 8), latest=at(6, 17))

    assert window.kept_by(Moment(at(6, 8) - A_MOMENT)) is Punctuality.EARLY
    assert window.kept_by(at(6, 8)) is Punctuality.ON_TIME
    assert window.kept_by(at(6, 17)) is Punctuality.ON_TIME
    assert window.kept_by(Moment(at(6, 17) + A_MOMENT)) is Punctuality.LATE
    assert not window.over(at(6, 17))
    assert window.over(Moment(at(6, 17) + A_MOMENT))


def test_a_handover_window_of_one_moment_is_a_window() -> None:
    window = HandoverWindow(earliest=at(6), latest=at(6))

    assert window.kept_by(at(6)) is Punctuality.ON_TIME


def test_a_handover_window_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidValueError) as caught:
        HandoverWindow(earliest=at(6, 17), latest=at(6, 8))

    assert caught.value.field == "handover.latest"
    assert caught.value.reason == "expected a moment not before 2026-10-06T17:00:00+02:00"
    assert_well_told(caught.value)


@pytest.mark.parametrize("part", ["earliest", "latest"])
@pytest.mark.parametrize("value", [datetime(2026, 10, 7), "2026-10-07T12:00:00Z", None], ids=lambda _: "")  # noqa: DTZ001
def test_a_handover_window_has_moments_with_their_offset(part: str, value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        HandoverWindow(**{"earliest": at(6, 8), "latest": at(6, 17), part: value})

    assert caught.value.field == f"handover.{part}"
    assert_well_told(caught.value)


def test_a_window_across_the_repeated_hour_counts_instants_and_not_clocks() -> None:
    window = HandoverWindow(earliest=moment("2024-10-27T02:30:00+02:00"), latest=moment("2024-10-27T02:15:00+01:00"))

    assert window.kept_by(moment("2024-10-27T02:45:00+02:00")) is Punctuality.ON_TIME
    assert window.kept_by(moment("2024-10-27T02:45:00+01:00")) is Punctuality.LATE
    assert window.kept_by(moment("2024-10-27T02:15:00+02:00")) is Punctuality.EARLY


def test_no_promise_is_a_dash_in_a_table() -> None:
    assert promise_text(None) == "-"
    assert promise_text(DeliverOn(on(7))) == "on 2026-10-07"


def test_what_a_promise_refuses_is_said_of_each_part_by_its_name() -> None:
    no_day = "expected a datetime.date, such as parse_day makes of a text"
    no_moment = "expected a datetime with its offset (offset required)"
    window = HandoverWindow(earliest=at(6, 8), latest=at(6, 8))
    begins = "expected a moment not before 2026-10-06T08:00:00+02:00"

    assert [
        refused(DeliverBy, "2026-10-07"),
        refused(DeliverOn, "2026-10-07"),
        refused(DeliverBy(on(7)).kept_by, "2026-10-07"),
        refused(DeliverOn(on(7)).kept_by, "2026-10-07"),
        refused(HandoverWindow, earliest="2026-10-06", latest=at(6)),
        refused(HandoverWindow, earliest=at(6), latest="2026-10-06"),
        refused(HandoverWindow, earliest=at(6, 8), latest=at(6, 7)),
        refused(window.kept_by, "2026-10-06"),
    ] == [
        f"Cannot use '2026-10-07' as promise: {no_day}",
        f"Cannot use '2026-10-07' as promise: {no_day}",
        f"Cannot use '2026-10-07' as at: {no_moment}",
        f"Cannot use '2026-10-07' as at: {no_moment}",
        f"Cannot use '2026-10-06' as handover.earliest: {no_moment}",
        f"Cannot use '2026-10-06' as handover.latest: {no_moment}",
        f"Cannot use datetime.datetime(2026, 10, 6, 7, 0) as handover.latest: {begins}",
        f"Cannot use '2026-10-06' as at: {no_moment}",
    ]


def test_each_promise_is_early_on_time_or_late_at_its_very_ends_and_then_over() -> None:
    begins, ends = day_begins(on(7)), day_ends(on(7))
    before, last = (moment_of(each - timedelta(microseconds=1)) for each in (begins, ends))
    window = HandoverWindow(earliest=begins, latest=ends)
    after = moment_of(ends + timedelta(microseconds=1))
    moments = (before, begins, last, ends, after)

    assert [DeliverBy(on(7)).kept_by(each).value for each in moments] == ["on-time"] * 3 + ["late"] * 2
    assert [DeliverOn(on(7)).kept_by(each).value for each in moments] == ["early"] + ["on-time"] * 2 + ["late"] * 2
    assert [window.kept_by(each).value for each in moments] == ["early"] + ["on-time"] * 3 + ["late"]
    assert [[each.over(then) for then in moments] for each in (DeliverBy(on(7)), DeliverOn(on(7)), window)] == [
        [False, False, False, True, True],
        [False, False, False, True, True],
        [False, False, False, False, True],
    ]
    assert [promise_text(each) for each in (DeliverBy(on(7)), DeliverOn(on(7)), None)] == [
        *("by 2026-10-07", "on 2026-10-07", "-")
    ]
