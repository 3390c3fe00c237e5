"""Moments, journeys, orders, entries, transports and shipments are drawn in every shape that they may have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.builders import NUMBER, OTHER_NUMBER, at, delivered, moment, on
from tests.kit.meeting import drawn, most, parts
from trackntrace.moment import Week, local_day
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, DHL, POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.shipping.confirmation import Confirmation
from trackntrace.shipping.delivery_methods import (
    DELIVERY_BY_APPOINTMENT,
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
)
from trackntrace.shipping.entry import Basis, Channel
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.transport import Transport
from trackntrace.testing import journeys, moments, shipments
from trackntrace.testing.moments import CLOCK_GOES_BACK, OCTOBER_2026, SPANS, WEEK_53, ZONES, grid
from trackntrace.testing.shipments import DELIVERY_METHODS, ITEMS, LABELS, ORDERS, REFERENCES, SHIPMENTS, TRANSPORTS

pytestmark = pytest.mark.law

NOON = (at(7),)
EVERY_DAY = {day for span in SPANS for day in span}
TRAVELLED = delivered(at(7))


@pytest.fixture
def few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, services and journeys of which there are few, so that whatever is made of them is made soon."""
    monkeypatch.setattr(shipments, "track_and_trace_numbers", lambda: st.sampled_from((NUMBER, OTHER_NUMBER)))
    monkeypatch.setattr(shipments, "numbers", lambda: st.sampled_from((NUMBER, UnreadableNumber("?"))))
    monkeypatch.setattr(shipments, "delivery_services", lambda: st.sampled_from((POSTNL, DHL, DELIVERY_APPOINTMENT)))
    monkeypatch.setattr(shipments, "journeys", lambda among: st.sampled_from((Journey(), TRAVELLED)))


def test_a_span_is_ten_days_on_end() -> None:
    assert [span[0] for span in SPANS] == [date(2026, 10, 5), date(2024, 10, 24), date(2026, 3, 25), date(2026, 12, 28)]
    for span in SPANS:
        assert [day - span[0] for day in span] == [timedelta(days=number) for number in range(10)]


def test_the_moments_of_a_day_are_its_midnights_the_hour_of_a_change_of_the_clock_and_noon() -> None:
    assert grid((on(7),)) == (
        moment("2026-10-07T00:00:00+02:00"),
        moment("2026-10-07T02:30:00+02:00"),
        moment("2026-10-07T12:00:00+02:00"),
        moment("2026-10-07T23:59:59.999999+02:00"),
    )
    assert grid((date(2024, 10, 27),)) == (
        moment("2024-10-27T00:00:00+02:00"),
        moment("2024-10-27T02:30:00+02:00"),
        moment("2024-10-27T11:00:00+01:00"),
        moment("2024-10-27T23:59:59.999999+01:00"),
    )
    assert len(grid()) == 4 * len(EVERY_DAY)
    assert grid((on(8), on(7)))[:4] == grid((on(7),))


def test_moments_are_told_by_every_clock() -> None:
    found = drawn(moments.moments(NOON), 30)

    assert set(found) == {at(7)}
    assert {each.utcoffset() for each in found} == {at(7).astimezone(zone).utcoffset() for zone in ZONES}
    assert {local_day(each) in EVERY_DAY for each in drawn(moments.moments(), 60)} == {True}


def test_days_weeks_and_promises_are_those_of_the_days_that_are_handed_in() -> None:
    assert set(drawn(moments.spans(), 20)) == set(SPANS)
    assert set(drawn(moments.days(), 100)) == EVERY_DAY
    assert set(drawn(moments.days(WEEK_53), 30)) == set(WEEK_53)
    assert set(drawn(moments.weeks(), 100)) == {Week.of(day) for day in EVERY_DAY}
    assert set(drawn(moments.weeks(WEEK_53), 30)) == {Week(2026, 53), Week(2027, 1)}
    assert set(drawn(moments.deliver_by(WEEK_53), 30)) == {DeliverBy(day) for day in WEEK_53}
    assert set(drawn(moments.deliver_on(WEEK_53), 30)) == {DeliverOn(day) for day in WEEK_53}
    assert set(drawn(moments.promises(), 200)) == {kind(day) for day in EVERY_DAY for kind in (DeliverBy, DeliverOn)}


def test_a_handover_window_is_as_short_as_a_moment_and_as_long_as_the_span() -> None:
    among = grid(OCTOBER_2026)
    found = drawn(moments.handover_windows((among[0], at(7), among[-1])), 60)

    assert {(each.earliest, each.latest) for each in found} == {
        *(
            (one, other)
            for one in (among[0], at(7), among[-1])
            for other in (among[0], at(7), among[-1])
            if one <= other
        )
    }


def test_events_are_of_any_status_and_often_learned_later_than_they_happened() -> None:
    found = drawn(journeys.transport_events((at(7), at(8))), 80)

    assert most(parts(found, "status"), TransportStatus)
    assert {(each.at, each.learned) for each in found} == {(at(one), at(other)) for one in (7, 8) for other in (7, 8)}
    assert None in parts(found, "expected")
    assert len(parts(found, "expected") & set(OCTOBER_2026)) > 5
    assert parts(found, "expected") <= {None, *OCTOBER_2026}
    assert parts(found, "raw") == {"", "A", "B"}
    assert parts(found, "place") == {"", "Depot Utrecht"}


def test_journeys_have_a_few_events_or_none() -> None:
    found = drawn(journeys.journeys(grid(OCTOBER_2026)), 40)

    assert {0, 1, 2, 3} <= {len(each.events) for each in found} <= {0, 1, 2, 3, 4, 5}
    assert {local_day(event.at) in OCTOBER_2026 for each in found for event in each.events} == {True}


def test_a_journey_is_told_in_any_order_and_up_to_three_of_its_events_twice() -> None:
    found = drawn(journeys.tellings(TRAVELLED), 100)
    first, last = TRAVELLED.events

    assert {len(each) for each in found} == {2, 3, 4, 5}
    assert {each[0] for each in found} == {first, last}
    assert all(set(each) == {first, last} for each in found)
    assert drawn(journeys.tellings(Journey()), 1) == [[]]
    for one, other in drawn(journeys.journeys_told_twice(grid(WEEK_53)), 8):
        assert Journey(one) == Journey(other)


@pytest.mark.usefixtures("few_parts")
def test_labels_are_bought_for_items_and_do_not_always_show_what_they_bring() -> None:
    found = drawn(shipments.shipping_labels(), 200)

    assert most(parts(found, "label_id"), LABELS)
    assert parts(found, "number") == {None, NUMBER, OTHER_NUMBER}
    assert parts(found, "service") == {None, POSTNL, DHL, DELIVERY_APPOINTMENT}
    assert parts(found, "order_item_ids") == {
        *((), *((one,) for one in ITEMS), *((one, other) for one in ITEMS for other in ITEMS if one != other))
    }


@pytest.mark.usefixtures("few_parts")
def test_entries_are_made_by_every_channel_and_those_of_labels_alone_have_one() -> None:
    found = drawn(shipments.entries(NOON), 200)

    assert parts(found, "number") == {None, NUMBER, OTHER_NUMBER, UnreadableNumber("?")}
    assert parts(found, "service") == {None, POSTNL, DHL, DELIVERY_APPOINTMENT}
    assert parts(found, "at") == {at(7)}
    assert most(parts(found, "reference"), REFERENCES)
    assert most(parts(found, "channel"), Channel)
    assert {each.basis for each in found if each.label is None} == set(Basis)
    assert {(each.channel is Channel.SHIPPING_LABEL, each.label is not None) for each in found} == {
        (True, True),
        (False, False),
    }
    assert {local_day(each.at) in EVERY_DAY for each in drawn(shipments.entries(), 20)} == {True}


@pytest.mark.usefixtures("few_parts")
def test_the_entries_of_labels_say_what_their_labels_bring() -> None:
    found = drawn(shipments.label_entries(NOON), 60)

    assert {(each.label.number, each.label.service) == (each.number, each.service) for each in found if each.label} == {
        True
    }
    assert parts(found, "at") == {at(7)}
    assert most(parts(found, "reference"), REFERENCES)
    assert parts(found, "channel") == {Channel.SHIPPING_LABEL}
    assert len(parts(drawn(shipments.label_entries(), 30), "at")) > 10


@pytest.mark.usefixtures("few_parts")
@pytest.mark.parametrize(
    "method", DELIVERY_METHODS, ids=lambda method: f"{method.name} {getattr(method, 'channel', '')}"
)
def test_the_entries_for_a_method_are_by_its_channel_and_with_what_it_carries(method: Any) -> None:
    found = drawn(shipments.entries_for(method, NOON), 60)
    own = getattr(method, "channel", Channel.NOT_TOLD)
    by_label = method is SHIPPING_LABEL_VIA_BOL
    by_appointment = method is DELIVERY_BY_APPOINTMENT

    assert parts(found, "number") == {None, NUMBER, OTHER_NUMBER}
    assert parts(found, "at") == {at(7)}
    assert most(parts(found, "reference"), REFERENCES)
    assert parts(found, "channel") == ({Channel.SHIPPING_LABEL} if by_label else {own, Channel.NOT_TOLD})
    assert parts(found, "service") == (
        {None, POSTNL, DHL, DELIVERY_APPOINTMENT}
        if by_label
        else {DELIVERY_APPOINTMENT}
        if by_appointment
        else {POSTNL, DHL}
    )


@pytest.mark.usefixtures("few_parts")
def test_mistakes_are_put_on_record_with_or_without_number_service_and_text() -> None:
    found = drawn(shipments.correction_notes(NOON), 60)

    assert parts(found, "number") == {None, NUMBER, OTHER_NUMBER}
    assert parts(found, "service") == {None, POSTNL, DHL, DELIVERY_APPOINTMENT}
    assert parts(found, "text") == {"", "wrong label"}
    assert parts(found, "at") == {at(7)}


@pytest.mark.usefixtures("few_parts")
def test_transports_have_nothing_an_entry_a_number_or_notes_beside_it() -> None:
    found = drawn(shipments.transports(NOON), 50)

    assert most(parts(found, "transport_id"), {"", *TRANSPORTS})
    assert parts(found, "journey") == {Journey(), TRAVELLED}
    assert {(one.entry is not None, one.number is not None, len(one.notes)) for one in found} == {
        (False, False, 0),
        (True, False, 0),
        (True, True, 0),
        (True, True, 1),
    }
    assert {one.entry.at for one in found if one.entry} == {note.at for one in found for note in one.notes} == {at(7)}


def test_order_items_are_drawn_in_every_stage() -> None:
    found = drawn(shipments.order_items(span=WEEK_53), 120)

    assert most(parts(found, "quantity"), {1, 2, 3, 4, 5})
    for name in ("shipped", "cancelled", "open"):
        assert {0, 1, 2, 3} <= parts(found, name) <= {0, 1, 2, 3, 4, 5}
    assert most(parts(found, "order_item_id"), ITEMS)
    assert most(parts(found, "fulfilled_by"), FulfilledBy)
    assert {type(promise) for promise in parts(found, "promise")} == {type(None), DeliverBy, DeliverOn}
    assert most({each.promise.day for each in found if each.promise}, WEEK_53)
    assert most(parts(found, "time_frame"), TimeFrame)
    assert most(parts(found, "expires") - {None}, WEEK_53)
    assert None in parts(found, "expires")
    assert most(parts(found, "asked_to_cancel"), AskedToCancel)


def test_an_order_item_and_a_line_have_the_id_that_is_asked_for() -> None:
    assert parts(drawn(shipments.order_items("item-7"), 5), "order_item_id") == {"item-7"}
    assert parts(drawn(shipments.shipment_lines("item-7"), 5), "order_item_id") == {"item-7"}
    assert {each.promise.day in OCTOBER_2026 for each in drawn(shipments.order_items(), 20) if each.promise} == {True}


def test_orders_have_one_to_three_items_and_are_placed_early_in_the_span() -> None:
    found = drawn(shipments.orders(span=WEEK_53), 40)
    ids = [tuple(item.order_item_id for item in each.items) for each in found]

    assert most(parts(found, "order_id"), ORDERS)
    assert {len(each) for each in ids} == {1, 2, 3}
    assert all(len(set(each)) == len(each) for each in ids)
    assert most({local_day(each.placed) for each in found if each.placed}, WEEK_53[:3])
    assert None in parts(found, "placed")
    assert {item.promise.day in WEEK_53 for each in found for item in each.items if item.promise} == {True}
    assert parts(drawn(shipments.orders("order-7"), 5), "order_id") == {"order-7"}
    assert {local_day(each.placed) in OCTOBER_2026 for each in drawn(shipments.orders(), 20) if each.placed} == {True}


def test_the_lines_of_shipments_leave_out_what_the_marketplace_may() -> None:
    found = drawn(shipments.shipment_lines(span=WEEK_53), 150)

    assert most(parts(found, "order_item_id"), ITEMS)
    assert most(parts(found, "quantity"), {1, 2, 3})
    assert most(parts(found, "fulfilled_by"), {None, *FulfilledBy})
    assert {type(promise) for promise in parts(found, "promise")} == {type(None), DeliverBy, DeliverOn}
    assert {each.promise.day for each in found if each.promise} <= set(WEEK_53)


def test_shipments_have_one_or_two_lines_and_a_transport_of_the_same_days(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def few(among: object) -> st.SearchStrategy[Transport]:
        asked.append(among)
        return st.just(Transport("transport-7"))

    monkeypatch.setattr(shipments, "transports", few)
    found = drawn(shipments.shipments(span=WEEK_53), 40)

    assert set(asked) == {grid(WEEK_53)}
    assert parts(found, "transport") == {Transport("transport-7")}
    assert most(parts(found, "shipment_id"), {"", *SHIPMENTS})
    assert most(parts(found, "order_id"), ORDERS)
    assert {len({line.order_item_id for line in each.lines}) for each in found} == {1, 2}
    assert {len(each.lines) for each in found} == {1, 2}
    assert most({local_day(each.shipped) for each in found if each.shipped}, WEEK_53[:6])
    assert most({local_day(each.ordered) for each in found if each.ordered}, WEEK_53[:3])
    assert None in parts(found, "shipped") & parts(found, "ordered")
    assert parts(drawn(shipments.shipments("order-7"), 5), "order_id") == {"order-7"}


@pytest.mark.parametrize("method", [OWN_THROUGH_RETAILER_API, DELIVERY_METHODS[-1]], ids=lambda method: method.name)
def test_an_order_that_can_be_confirmed_is_open_and_all_of_it_for_the_method(method: Any) -> None:
    found = drawn(shipments.confirmable_orders(method, WEEK_53), 40)
    items: list[Any] = [item for each in found for item in each.items]

    assert {len(each.items) for each in found} == {1, 2, 3}
    assert parts(items, "fulfilled_by") == {method.fulfilled_by}
    assert parts(items, "quantity") == parts(items, "open") == {1, 2, 3, 4, 5}
    assert {type(promise) for promise in parts(items, "promise")} == {type(None), DeliverBy, DeliverOn}
    assert {item.promise.day in WEEK_53 for item in items if item.promise} == {True}
    assert most(parts(found, "order_id"), ORDERS)
    assert most({local_day(each.placed) for each in found if each.placed}, WEEK_53[:3])
    assert None in parts(found, "placed")


@pytest.mark.usefixtures("few_parts")
def test_orders_are_confirmed_by_every_method() -> None:
    assert set(drawn(shipments.delivery_methods(), 20)) == set(DELIVERY_METHODS)
    found = drawn(shipments.confirmations(CLOCK_GOES_BACK), 25)

    assert {type(each) for each in found} == {Confirmation}
    assert {type(each.told) for each in found} <= {
        type(method.told(entry, Journey(), None)) for method, entry in _accepted()
    }
    assert {local_day(each.shipment.shipped) in CLOCK_GOES_BACK for each in found if each.shipment.shipped} == {True}
    assert None in {each.shipment.number for each in found}
    assert TrackAndTraceNumber in {type(each.shipment.number) for each in found}


def _accepted() -> list[tuple[Any, Any]]:
    return [(method, drawn(shipments.entries_for(method), 1)[0]) for method in DELIVERY_METHODS]
