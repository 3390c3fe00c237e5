"""Builders make good values of little text."""

from __future__ import annotations

import pytest

from tests.builders import assert_well_told
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.moment import Week, local_day, parse_day, parse_moment
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport
from trackntrace.testing.builders import (
    AS_OF,
    make_entry,
    make_event,
    make_evidence,
    make_journey,
    make_line,
    make_moment,
    make_order,
    make_order_item,
    make_promise,
    make_shipment,
)

AT = parse_moment("2026-10-07T14:00:00+02:00")


def test_everything_is_made_with_nothing_said() -> None:
    shipment, order, entry = make_shipment(), make_order(), make_entry()

    assert (str(shipment.number), shipment.service) == ("3SABCD1234567", POSTNL)
    assert [item.order_item_id for item in order.items] == [line.order_item_id for line in shipment.lines]
    assert shipment.transport.entry == entry
    assert shipment.promise == DeliverBy(parse_day("2026-10-07"))
    assert Week.of(parse_day("2026-10-07")) == Week(2026, 41)


def test_what_is_made_with_nothing_said_is_all_of_the_sample_week() -> None:
    ordered, shipped = parse_moment("2026-10-05T09:00:00+02:00"), parse_moment("2026-10-06T16:00:00+02:00")
    number, promise = TrackAndTraceNumber("3SABCD1234567"), DeliverBy(parse_day("2026-10-07"))
    entry = Entry(number=number, service=POSTNL, at=shipped)
    line, item = ShipmentLine("item-1", 1, promise=promise), OrderItem("item-1", 1, promise=promise)

    assert (make_entry(), make_line(), make_order_item()) == (entry, line, item)
    assert make_order() == Order("order-1", (item,), placed=ordered)
    assert make_order(item, order_id="order-2", placed=None) == Order("order-2", (item,))
    assert make_shipment() == Shipment(
        shipment_id="shipment-1",
        order_id="order-1",
        lines=(line,),
        transport=Transport("transport-1").enter(entry),
        shipped=shipped,
        ordered=ordered,
    )
    assert make_evidence() == Evidence(
        order_id="order-1",
        order_item_id="item-1",
        shipment_id="shipment-1",
        quantity=1,
        stage=Stage.SHIPPED,
        service=POSTNL,
        number=number,
        entered=shipped,
        promise=promise,
        ordered=ordered,
        shipped=shipped,
        journey=Journey(),
    )


def test_what_is_said_of_a_shipment_stands_in_it() -> None:
    entry = make_entry(None, at=AT)
    journey = make_journey(("delivered", AT))
    line = make_line("item-2", 3, promised=None)

    assert make_shipment(
        line,
        entry=entry,
        journey=journey,
        order_id="order-2",
        shipment_id="shipment-2",
        transport_id="transport-2",
        shipped=AT,
        ordered=AT.isoformat(),
    ) == Shipment(
        shipment_id="shipment-2",
        order_id="order-2",
        lines=(ShipmentLine("item-2", 3),),
        transport=Transport("transport-2", journey=journey).enter(entry),
        shipped=AT,
        ordered=AT,
    )
    assert make_shipment(shipped=AT).transport.entry == make_entry(at=AT)
    assert make_shipment(shipped=None).transport.entry == make_entry()


def test_events_and_journeys_are_as_they_were_told() -> None:
    assert make_event("delivered", AT, raw="D", place="Breda") == TransportEvent(
        TransportStatus.DELIVERED, AT, raw="D", place="Breda"
    )
    assert make_journey() == Journey()
    assert make_evidence(delivered=AT, promised=None, service=None).journey == make_journey(("delivered", AT))
    assert make_evidence(promised=None, service=None).promise is None
    assert make_evidence(service=None).service is None
    assert make_evidence(service=DHL, number=TrackAndTraceNumber("JVGL06")).number == TrackAndTraceNumber("JVGL06")


def test_the_fixed_moment_lies_on_the_monday_after_the_sample_week() -> None:
    assert local_day(make_moment(AS_OF)) == Week(2026, 42).first_day


def test_texts_and_values_make_the_same() -> None:
    assert make_entry("3s wxyz 7654321", service="DHL", at=AT.isoformat()) == make_entry(
        TrackAndTraceNumber("3SWXYZ7654321"), service=DHL, at=AT
    )
    assert make_event("delivered", AT.isoformat()) == make_event(TransportStatus.DELIVERED, AT)
    assert make_promise("2026-10-07") == make_promise(parse_day("2026-10-07")) == DeliverBy(parse_day("2026-10-07"))


@pytest.mark.parametrize("promise", [None, DeliverOn(parse_day("2026-10-07")), DeliverBy(parse_day("2026-10-07"))])
def test_a_promise_of_either_kind_stays_as_it_is(promise: DeliverBy | DeliverOn | None) -> None:
    assert make_promise(promise) == promise
    assert make_order_item(promised=promise).promise == promise
    assert make_line(promised=promise).promise == promise


def test_an_entry_without_a_number_is_asked_for_by_none() -> None:
    assert make_entry(None).number is None
    assert make_shipment(entry=make_entry(None)).number is None
    assert make_evidence(number=None).entered is None


def test_a_shipment_has_its_lines_and_its_journey() -> None:
    journey = make_journey(("accepted", "2026-10-06T18:00:00+02:00"), ("delivered", AT))
    shipment = make_shipment(make_line("item-1"), make_line("item-2", 3), journey=journey, shipped=None, ordered=None)

    assert [line.quantity for line in shipment.lines] == [1, 3]
    assert shipment.transport.journey.first_attempt == AT
    assert (shipment.shipped, shipment.ordered) == (None, None)


@pytest.mark.parametrize(
    ("delivered", "verdict"), [("2026-10-07T23:59:59+02:00", "hit"), ("2026-10-08T00:00:00+02:00", "miss")]
)
def test_evidence_is_judged_by_when_it_was_delivered(delivered: str, verdict: str) -> None:
    facts = ITEMS_ON_TIME.facts(make_evidence(delivered=delivered), as_of=make_moment(AS_OF))

    assert ITEMS_ON_TIME.judge(facts).verdict.value == verdict


def test_evidence_takes_any_of_its_parts() -> None:
    known = make_evidence(number=None, service="BRIEFPOST", quantity=3)
    facts = ORDER_TRACEABILITY.facts(known, as_of=make_moment(AS_OF))

    assert ORDER_TRACEABILITY.judge(facts).code == "letter-mail-exempt"
    assert known.quantity == 3


def test_what_is_wrong_is_refused_as_everywhere() -> None:
    with pytest.raises(InvalidValueError) as caught:
        make_entry("3SABCD\u0663")
    assert_well_told(caught.value)
    with pytest.raises(InvalidValueError):
        make_moment("2026-10-07")
    with pytest.raises(ConflictError):
        make_order(make_order_item(), make_order_item())
    with pytest.raises(ValueError, match="handed to a bear"):
        make_event("handed to a bear", AT)
