"""Evidence is drawn with every part that it may have, and its moments are told by any clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, timedelta, timezone
from typing import Any, cast

import pytest
from hypothesis import strategies as st

from tests.builders import NUMBER, SHIPPED, WINDOW, at, delivered
from tests.builders import evidence as item_of
from tests.kit.meeting import drawn, most, parts
from trackntrace.moment import local_day
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.performance.dossier import Cancellation, ParcelStory, Return
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, SentAs, Stage
from trackntrace.performance.facts import DEFAULT_READINGS, AppointmentBy, well_formed
from trackntrace.performance.number_judges import checked
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.testing import evidence
from trackntrace.testing.evidence import moved
from trackntrace.testing.moments import OCTOBER_2026, SPANS, WEEK_53, grid
from trackntrace.testing.shipments import ITEMS, LABELS, ORDERS, SHIPMENTS

pytestmark = pytest.mark.law

TRAVELLED = delivered(at(7))


def spread(found: set[Any], whole: Sequence[Any]) -> bool:
    """Whether nothing may be there, and else some of these and no others."""
    return None in found and len(found) > 1 and found - {None} <= set(whole)


def days_of(found: list[Any], name: str) -> set[date | None]:
    """The days on which the moments lie that stand in one part of what was drawn."""
    return {when and local_day(when) for when in parts(found, name)}


@pytest.fixture
def few_parts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Services and journeys of which there are few; it gives the moments among which journeys were asked for."""
    asked: list[object] = []

    def journeys(among: object) -> st.SearchStrategy[Journey]:
        asked.append(among)
        return st.sampled_from((Journey(), TRAVELLED))

    monkeypatch.setattr(evidence, "delivery_services", lambda: st.sampled_from((POSTNL, DHL)))
    monkeypatch.setattr(evidence, "journeys", journeys)
    return asked


@pytest.mark.usefixtures("few_parts")
def test_evidence_is_drawn_in_every_stage_with_all_that_may_be_known_of_an_item() -> None:
    found = drawn(evidence.evidence(span=WEEK_53), 60)

    assert most(parts(found, "order_id"), ORDERS)
    assert most(parts(found, "order_item_id"), ITEMS)
    assert most(parts(found, "quantity"), {1, 2, 3})
    assert most(parts(found, "stage"), Stage)
    assert most(parts(found, "fulfilled_by"), FulfilledBy)
    assert most(parts(found, "time_frame"), TimeFrame)
    assert most(parts(found, "sent_as"), SentAs)
    assert {type(each.promise) for each in found} == {type(None), DeliverBy, DeliverOn}
    assert spread({each.promise and each.promise.day for each in found}, WEEK_53)
    assert spread(days_of(found, "ordered"), WEEK_53[:3])
    windows = [each.window for each in found if each.window]
    assert len(windows) < len(found)
    assert {local_day(when) in WEEK_53 for each in windows for when in (each.earliest, each.latest)} == {True}
    assert parts(found, "excuse") == {None, ExcuseReason.MARKETPLACE_DISRUPTION}
    assert spread(parts(found, "expires"), WEEK_53)
    assert most(parts(found, "asked_to_cancel"), AskedToCancel)


def test_evidence_of_a_shipped_item_tells_how_it_went(few_parts: list[object]) -> None:
    found = drawn(evidence.shipped_evidence(WEEK_53), 50)

    assert set(few_parts) == {grid(WEEK_53)}
    assert parts(found, "stage") == {Stage.SHIPPED}
    assert most(parts(found, "shipment_id"), SHIPMENTS)
    assert parts(found, "service") == {None, POSTNL, DHL}
    assert most(parts(found, "label_id"), {"", *LABELS})
    assert parts([each for each in found if not each.label_id], "labelled") == {None}
    assert days_of(found, "labelled") <= {None, *WEEK_53}
    assert len(parts(found, "labelled")) > 1
    assert spread(parts(found, "number"), evidence._GIVEN)
    assert parts([each for each in found if not each.number], "entered") == {None}
    assert spread(days_of(found, "entered"), WEEK_53)
    assert spread(days_of(found, "shipped"), WEEK_53[:6])
    assert parts(found, "journey") == {Journey(), TRAVELLED}
    assert spread(parts(found, "not_received"), WEEK_53)
    assert spread(parts(found, "returned"), WEEK_53)
    assert parts(found, "cancelled_by") == parts(found, "cancelled_on") == {None}


@pytest.mark.usefixtures("few_parts")
def test_evidence_of_a_cancelled_or_an_open_item_tells_nothing_of_a_parcel() -> None:
    cancelled = drawn(evidence.evidence((Stage.CANCELLED,), WEEK_53), 40)
    nothing = drawn(evidence.evidence((Stage.OPEN,), WEEK_53), 20)

    assert (parts(cancelled, "stage"), parts(nothing, "stage")) == ({Stage.CANCELLED}, {Stage.OPEN})
    assert spread(parts(cancelled, "cancelled_by"), tuple(CancelledBy))
    assert spread(parts(cancelled, "cancelled_on"), WEEK_53)
    for name in ("service", "number", "entered", "shipped", "labelled", "not_received", "returned"):
        assert parts([*cancelled, *nothing], name) == {None}
    assert parts(nothing, "cancelled_by") == parts(nothing, "cancelled_on") == {None}


@pytest.mark.usefixtures("few_parts")
def test_the_days_of_one_item_lie_in_one_span_whichever_that_is() -> None:
    found = drawn(evidence.evidence(), 40)
    told = [{each.expires, each.promise and each.promise.day, each.cancelled_on} - {None} for each in found]

    assert all(any(days <= set(span) for span in SPANS) for days in told)
    assert {span for span in SPANS if any(days & set(span) for days in told)} == set(SPANS)
    assert {Stage.SHIPPED} == parts(drawn(evidence.shipped_evidence(), 10), "stage")


def test_the_open_questions_are_read_in_every_way() -> None:
    followed = (DEFAULT_READINGS.followed, frozenset[str](), frozenset({"GLS", "TNT"}))
    found = drawn(evidence.readings(), 100)

    assert {(each.judge, each.silence_days, each.appointment_by, each.followed) for each in found} == {
        (judge, days, by, services)
        for judge in (well_formed, checked)
        for days in (0, 1, 5)
        for by in AppointmentBy
        for services in followed
    }


def test_every_moment_of_an_item_is_told_by_another_clock_and_nothing_else_changes() -> None:
    far = timezone(timedelta(hours=14))
    item = item_of(journey=TRAVELLED, window=WINDOW, labelled=SHIPPED, expires=date(2026, 10, 9))
    elsewhere = cast("Evidence", moved(item, far))
    when = [elsewhere.shipped, elsewhere.ordered, elsewhere.entered, elsewhere.labelled]

    assert elsewhere == item
    assert type(elsewhere) is Evidence
    assert {each.utcoffset() for each in when if each} == {timedelta(hours=14)}
    assert {event.at.utcoffset() for event in elsewhere.journey.events} == {timedelta(hours=14)}
    assert {event.learned.utcoffset() for event in elsewhere.journey.events if event.learned} == {timedelta(hours=14)}
    assert elsewhere.window
    assert {elsewhere.window.earliest.utcoffset(), elsewhere.window.latest.utcoffset()} == {timedelta(hours=14)}
    assert {each.utcoffset() for each in (item.shipped, item.ordered) if each} == {timedelta(hours=2)}
    assert moved(at(7), UTC).utcoffset() == timedelta(0)
    assert [each.utcoffset() for each in moved((at(7), at(8)), far)] == [timedelta(hours=14)] * 2
    for same in (None, "a text", date(2026, 10, 9), DeliverBy(date(2026, 10, 9)), NUMBER, 7, Stage.OPEN):
        assert moved(same, far) is same


def test_what_came_back_and_what_was_cancelled_is_drawn_for_each_day_of_the_span() -> None:
    assert set(drawn(evidence.cancellations_told(WEEK_53), 200)) == {
        Cancellation(quantity, by=by, on=day)
        for quantity in (1, 2, 3)
        for by in CancelledBy
        for day in (None, *WEEK_53)
    }
    assert set(drawn(evidence.returns_told(WEEK_53), 60)) == {
        Return(quantity, on=day) for quantity in (1, 2, 3) for day in WEEK_53
    }
    assert {each.on in OCTOBER_2026 for each in drawn(evidence.returns_told(), 20)} == {True}
    assert {each.on in OCTOBER_2026 for each in drawn(evidence.cancellations_told(), 20) if each.on} == {True}


@pytest.mark.usefixtures("few_parts")
def test_a_service_is_excused_on_some_days_of_the_span() -> None:
    found = drawn(evidence.service_excuses(WEEK_53), 100)

    assert parts(found, "service") == {POSTNL, DHL}
    assert most(parts(found, "reason"), ExcuseReason)
    assert most(parts(found, "first_day") | parts(found, "last_day"), WEEK_53)
    assert {each.first_day < each.last_day for each in found} == {True, False}
    assert {each.first_day in OCTOBER_2026 for each in drawn(evidence.service_excuses(), 10)} == {True}


def test_a_carrier_tells_a_journey_with_and_without_a_window(few_parts: list[object]) -> None:
    found = drawn(evidence.parcel_stories((at(7), at(8))), 60)

    assert few_parts == [(at(7), at(8))]
    assert {type(each) for each in found} == {ParcelStory}
    assert parts(found, "journey") == {Journey(), TRAVELLED}
    assert {each.window and (each.window.earliest, each.window.latest) for each in found} == {
        *(None, (at(7), at(7)), (at(7), at(8)), (at(8), at(8))),
    }
    assert len(drawn(evidence.parcel_stories(), 5)) == 5
