"""A specimen shows the signs that it was made of, so what a standard reads off it holds for every row that shows them."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")

from attrs import evolve

from tests.builders import at, on
from trackntrace.frames.service_kinds import service_kinds
from trackntrace.frames.specimen import Specimens
from trackntrace.moment import Moment, day_begins, day_ends, moment_of
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, SentAs, Stage
from trackntrace.performance.facts import NumberFact, Readings
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow, Punctuality

AS_OF = at(12)
A_SECOND = timedelta(seconds=1)
ON_THE_7TH = 9_777
"""The sign of what was promised for the 7th of October 2026."""
NO_PROMISE = 99_989_044
READINGS = Readings(followed=frozenset({"TNT"}), silence_days=3)
KINDS = service_kinds(READINGS.followed)
OPEN = Evidence(order_id="order", order_item_id="item", quantity=1, stage=Stage.OPEN)
SHIPPED = evolve(OPEN, stage=Stage.SHIPPED)
CANCELLED = evolve(OPEN, stage=Stage.CANCELLED)


def read(signs: dict[str, int]) -> tuple[Evidence, Moment, Readings]:
    """What a standard is shown of rows with these signs."""
    showing: Any = SimpleNamespace(read=lambda *shown: shown)
    told: Any = Specimens((showing,), as_of=AS_OF, readings=READINGS, kinds=KINDS).facts(signs)
    return told[0]  # type: ignore[no-any-return]


def specimen(stage: int, **signs: int) -> Evidence:
    return read({"stage": stage, **signs})[0]


def journey(status: TransportStatus, when: Moment) -> Journey:
    return Journey([TransportEvent(status, when)])


def test_a_row_that_shows_nothing_is_an_item_of_which_nothing_is_known() -> None:
    assert [specimen(stage) for stage in range(4)] == [OPEN, SHIPPED, CANCELLED, OPEN]


def test_a_row_that_shows_everything_is_an_item_of_which_everything_is_known() -> None:
    signs = {"promised": ON_THE_7TH, "promise_kind": 1, "fulfilled_by": 1, "time_frame": 1, "sent_as": 1, "service": 1}
    signs |= {"label": 1, "number": 1, "excuse": 1, "attempt": 2, "report": 1, "expiry": 1, "asked_to_cancel": 2}
    known = evolve(
        OPEN,
        fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL,
        time_frame=TimeFrame.REGULAR,
        sent_as=SentAs.PARCEL,
        promise=DeliverOn(on(7)),
        excuse=ExcuseReason.MARKETPLACE_DISRUPTION,
        expires=on(12),
        asked_to_cancel=AskedToCancel.YES,
    )
    sent = evolve(
        known,
        service=KINDS[0].stands_for,
        label_id="label",
        number=TrackAndTraceNumber("GIVEN"),
        journey=journey(TransportStatus.ATTEMPT_FAILED, moment_of(day_ends(on(7)) - A_SECOND)),
        not_received=on(7),
    )
    came_back = {**signs, "returned": 1, "cancelled": 1}

    assert specimen(1, **came_back) == evolve(sent, stage=Stage.SHIPPED, returned=on(12))
    assert specimen(2, **came_back, cancelled_by=3) == evolve(
        sent, stage=Stage.CANCELLED, cancelled_on=on(7), cancelled_by=CancelledBy.MARKETPLACE
    )
    assert specimen(0, **came_back) == sent
    assert specimen(3, **came_back) == known


@pytest.mark.parametrize(
    ("sign", "field", "values"),
    [
        ("fulfilled_by", "fulfilled_by", tuple(FulfilledBy)),
        ("time_frame", "time_frame", (TimeFrame.NOT_TOLD, *list(TimeFrame)[:-1])),
        ("sent_as", "sent_as", (SentAs.UNKNOWN, *list(SentAs)[:-1])),
        ("service", "service", (None, *(kind.stands_for for kind in KINDS))),
        ("label", "label_id", ("", "label")),
        ("excuse", "excuse", (None, ExcuseReason.MARKETPLACE_DISRUPTION)),
        ("asked_to_cancel", "asked_to_cancel", (AskedToCancel.NOT_TOLD, AskedToCancel.NO, AskedToCancel.YES)),
        ("expiry", "expires", (None, on(12), on(11))),
        ("returned", "returned", (None, on(12))),
    ],
)
def test_each_value_of_a_sign_is_one_of_its_part_of_an_item(sign: str, field: str, values: tuple[Any, ...]) -> None:
    for place, value in enumerate(values):
        assert specimen(1, **{sign: place}) == evolve(SHIPPED, **{field: value})


FACTS = (NumberFact.GIVEN, NumberFact.PLACEHOLDER, NumberFact.UNREADABLE, NumberFact.CONTRADICTED)


@pytest.mark.parametrize(("place", "fact"), [*enumerate(FACTS, start=1)])
def test_what_was_said_of_a_number_is_said_again_and_nothing_else(place: int, fact: NumberFact) -> None:
    item, as_of, readings = read({"stage": 1, "number": place})

    assert item.number is not None
    assert readings.judge(item.number, None) is readings.judge(item.number, DeliveryService.parse("TNT")) is fact
    assert readings.judge(UnreadableNumber("?"), None) is NumberFact.UNREADABLE
    assert (as_of, evolve(readings, judge=READINGS.judge)) == (AS_OF, READINGS)


def test_the_day_of_a_promise_is_as_far_from_the_moment_as_silence_can_tell() -> None:
    far = {
        on(13): on(13),
        date(2026, 12, 31): on(13),
        on(12): on(12),
        on(11): on(11),
        date(2026, 8, 13): date(2026, 8, 13),
        date(2026, 8, 12): date(2026, 8, 12),
        date(2026, 8, 11): date(2026, 8, 12),
        date(2000, 1, 1): date(2026, 8, 12),
    }

    for day, near in far.items():
        promised = (day - date(1999, 12, 31)).days
        assert specimen(1, promised=promised) == evolve(SHIPPED, promise=DeliverBy(near))
        assert specimen(1, promised=promised, promise_kind=1) == evolve(SHIPPED, promise=DeliverOn(near))


def test_an_attempt_lies_to_the_promised_day_as_its_thresholds_tell() -> None:
    early, in_time = moment_of(day_begins(on(7)) - A_SECOND), moment_of(day_ends(on(7)) - A_SECOND)
    summer = [early, in_time, in_time, day_ends(on(7)), day_ends(on(7))]

    for reached, when in enumerate(summer):
        assert specimen(1, promised=ON_THE_7TH, attempt=reached) == evolve(
            SHIPPED, promise=DeliverBy(on(7)), journey=journey(TransportStatus.ATTEMPT_FAILED, when)
        )
    for beyond in (5, 9):
        assert specimen(1, promised=ON_THE_7TH, attempt=beyond) == evolve(SHIPPED, promise=DeliverBy(on(7)))


def test_in_winter_a_day_begins_and_ends_a_threshold_later() -> None:
    in_winter = [specimen(1, promised=9_777 - 273, promise_kind=1, attempt=reached) for reached in range(5)]
    lies = [
        item.promise.kept_by(brought) if item.promise and (brought := item.journey.first_attempt) else None
        for item in in_winter
    ]

    assert lies == [*(Punctuality.EARLY, Punctuality.EARLY, Punctuality.ON_TIME, Punctuality.ON_TIME, Punctuality.LATE)]


def test_on_the_day_on_which_summer_ends_a_day_begins_early_and_ends_late() -> None:
    lies = [
        specimen(1, promised=9_777 + 18, promise_kind=1, attempt=reached).journey.first_attempt for reached in range(5)
    ]
    in_time = moment_of(day_ends(on(13)) - A_SECOND)

    assert lies == [moment_of(day_begins(on(13)) - A_SECOND), in_time, in_time, in_time, day_ends(on(13))]


def test_an_attempt_without_a_promise_has_happened_by_the_moment() -> None:
    brought = evolve(SHIPPED, journey=journey(TransportStatus.ATTEMPT_FAILED, AS_OF))

    assert specimen(1, attempt=4) == specimen(1, attempt=0, promised=NO_PROMISE) == brought
    assert specimen(1, attempt=5, promised=NO_PROMISE) == SHIPPED


def test_a_window_lies_beside_the_scan_or_beside_the_moment() -> None:
    windows = [specimen(1, handover=sign) for sign in range(6)]
    scans = [item.journey.handover for item in windows]
    lies = [
        item.window.kept_by(scan) if item.window and scan else None for item, scan in zip(windows, scans, strict=True)
    ]
    just_before = moment_of(AS_OF - timedelta(microseconds=1))

    assert lies == [None, None, None, Punctuality.EARLY, Punctuality.ON_TIME, Punctuality.LATE]
    assert [item.window for item in windows[:3]] == [
        *(None, HandoverWindow(earliest=AS_OF, latest=AS_OF), HandoverWindow(earliest=just_before, latest=just_before))
    ]
    assert [item.window.over(AS_OF) for item in windows[1:3] if item.window] == [False, True]
    assert all(evolve(item, window=None, journey=Journey()) == SHIPPED for item in windows)
    assert [[event.status for event in item.journey.events] for item in windows[3:]] == [[TransportStatus.ACCEPTED]] * 3
    assert len({scan for scan in scans if scan}) == 1


def test_a_report_is_of_the_promised_day_and_none_without_one() -> None:
    assert specimen(1, report=1, promised=ON_THE_7TH).not_received == on(7)
    assert specimen(1, report=1) == specimen(1, report=1, promised=NO_PROMISE) == SHIPPED
    assert specimen(3, report=1, promised=ON_THE_7TH) == evolve(OPEN, promise=DeliverBy(on(7)))


@pytest.mark.parametrize(
    ("signs", "day"),
    [
        ({}, None),
        ({"cancelled": 0, "promised": ON_THE_7TH}, None),
        ({"cancelled": 1, "promised": ON_THE_7TH}, on(7)),
        ({"cancelled": 2, "promised": ON_THE_7TH}, on(8)),
        ({"cancelled": 1}, on(12)),
        ({"cancelled": 2}, on(12)),
    ],
)
def test_a_cancellation_is_of_the_promised_day_or_the_one_after(signs: dict[str, int], day: date | None) -> None:
    for place, who in enumerate((None, *CancelledBy)):
        item = specimen(2, cancelled_by=place, **signs)

        assert (item.cancelled_on, item.cancelled_by) == (day, who)
        assert evolve(item, cancelled_on=None, cancelled_by=None, promise=None) == CANCELLED
    assert specimen(2, **signs).cancelled_by is None
    assert specimen(1, cancelled_by=1, **signs).cancelled_by is None


def test_rows_that_no_reading_tells_apart_are_read_once() -> None:
    asked: list[Evidence] = []

    def count(item: Evidence, _as_of: Moment, _readings: Readings) -> int:
        asked.append(item)
        return len(asked)

    counting: Any = SimpleNamespace(read=count)
    specimens = Specimens((counting, counting), as_of=AS_OF, readings=READINGS, kinds=KINDS)

    one: Any = specimens.facts({"stage": 1, "promised": 1})
    same = specimens.facts({"stage": 1, "promised": 2, "cancelled": 1})
    other: Any = specimens.facts({"stage": 1, "promised": ON_THE_7TH})

    assert one is same
    assert [*one, *other] == [1, 2, 3, 4]
