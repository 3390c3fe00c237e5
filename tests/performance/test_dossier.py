"""The dossier: what is known beside the shipments, and how both become evidence."""

from __future__ import annotations

from datetime import datetime

import pytest
from attrs import evolve

from tests.builders import (
    LABEL,
    NUMBER,
    ORDERED,
    PROMISED,
    SHIPPED,
    WINDOW,
    assert_well_told,
    at,
    delivered,
    entry,
    event,
    item,
    line,
    on,
    order,
    refused,
    shipment,
    transport,
)
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.numbers.delivery_services import DHL, LETTER_MAIL, POSTNL
from trackntrace.performance.dossier import Cancellation, Dossier, ParcelStory, Return, ServiceExcuse
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, SentAs, Stage
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.transport import Transport

S = TransportStatus
STRIKE = ServiceExcuse(POSTNL, first_day=on(7), last_day=on(8), reason=ExcuseReason.NATIONAL_CARRIER_DISRUPTION)


def one(dossier: Dossier, *shipments: object) -> Evidence:
    (found,) = dossier.evidence(shipments or [shipment()])  # type: ignore[arg-type]
    return found


def test_a_shipment_alone_is_enough() -> None:
    found = one(Dossier())

    assert found == Evidence(
        order_id="order-1",
        order_item_id="item-1",
        shipment_id="shipment-1",
        quantity=1,
        stage=Stage.SHIPPED,
        service=POSTNL,
        number=NUMBER,
        entered=SHIPPED,
        promise=PROMISED,
        ordered=ORDERED,
        shipped=SHIPPED,
    )


def test_every_line_of_every_shipment_is_evidence() -> None:
    found = list(
        Dossier().evidence([shipment(line(1), line(2, "item-2")), shipment(line(3, "item-3"), shipment_id="2")])
    )

    assert [(each.order_item_id, each.quantity) for each in found] == [("item-1", 1), ("item-2", 2), ("item-3", 3)]


def test_an_order_adds_the_exact_day_the_time_frame_and_when_it_was_placed() -> None:
    known = order(item(2, promise=DeliverOn(on(8)), time_frame=TimeFrame.EVENING, shipped=1), placed=at(5, 8))
    found = next(iter(Dossier(orders={"order-1": known}).evidence([shipment(ordered=None)])))

    assert (found.promise, found.time_frame, found.ordered) == (DeliverOn(on(8)), TimeFrame.EVENING, at(5, 8))


def test_an_order_adds_what_is_open_and_what_was_cancelled() -> None:
    known = order(item(6, shipped=1, cancelled=2, fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL))
    found = list(Dossier(orders={"order-1": known}).evidence([shipment()]))

    assert [(each.stage, each.quantity) for each in found] == [
        (Stage.SHIPPED, 1),
        (Stage.OPEN, 3),
        (Stage.CANCELLED, 2),
    ]
    assert found[1].fulfilled_by is FulfilledBy.SHIPPING_VIA_BOL
    assert (found[1].number, found[1].shipped, found[1].shipment_id) == (None, None, "")


def test_an_order_that_was_fully_shipped_adds_nothing() -> None:
    assert len(list(Dossier(orders={"order-1": order(item(1, shipped=1))}).evidence([shipment()]))) == 1


def test_a_story_by_its_number_adds_what_the_carrier_saw() -> None:
    found = one(Dossier(stories={str(NUMBER): ParcelStory(delivered(at(7)), WINDOW)}))

    assert found.journey == delivered(at(7))
    assert found.window == WINDOW


def test_a_story_goes_with_what_the_shipment_tells_itself() -> None:
    scanned = transport(entry()).learn([event(S.ACCEPTED, at(6, 18))])
    found = one(
        Dossier(stories={str(NUMBER): ParcelStory(Journey([event(S.DELIVERED, at(7))]))}), shipment(transport=scanned)
    )

    assert [each.status for each in found.journey.events] == [S.ACCEPTED, S.DELIVERED]


def test_a_story_of_another_number_is_no_story_of_this() -> None:
    found = one(Dossier(stories={"3SOTHER": ParcelStory(delivered(at(7)))}))

    assert (found.journey, found.window) == (Journey(), None)


def test_a_shipment_without_a_number_has_no_story_and_no_moment_of_entry() -> None:
    found = one(Dossier(), shipment(transport=Transport()))

    assert (found.number, found.entered, found.service, found.label_id) == (None, None, None, "")


def test_a_bought_label_is_named() -> None:
    found = one(Dossier(), shipment(transport=transport(Entry.of_label(LABEL, at=SHIPPED))))

    assert found.label_id == "label-1"


def test_reports_excuses_and_details_are_known_by_their_item() -> None:
    dossier = Dossier(
        reports={"item-1": on(9)},
        excuses={"item-1": ExcuseReason.MARKETPLACE_DISRUPTION},
        details={"item-1": SentAs.LETTER_MAIL},
    )
    found, other = dossier.evidence([shipment(line(), line(1, "item-2"))])

    assert (found.not_received, found.excuse, found.sent_as) == (
        on(9),
        ExcuseReason.MARKETPLACE_DISRUPTION,
        SentAs.LETTER_MAIL,
    )
    assert (other.not_received, other.excuse, other.sent_as) == (None, None, SentAs.UNKNOWN)


@pytest.mark.parametrize(("day", "excused"), [(6, False), (7, True), (8, True), (9, False)])
def test_a_strike_excuses_what_the_service_had_to_deliver_on_those_days(day: int, excused: bool) -> None:
    found = one(Dossier(service_excuses=(STRIKE,)), shipment(line(promise=DeliverBy(on(day)))))

    assert (found.excuse is ExcuseReason.NATIONAL_CARRIER_DISRUPTION) is excused


def test_a_strike_excuses_no_other_service_and_nothing_without_a_promise() -> None:
    assert not STRIKE.covers(DHL, PROMISED)
    assert not STRIKE.covers(None, PROMISED)
    assert not STRIKE.covers(POSTNL, None)
    assert STRIKE.covers(POSTNL, DeliverOn(on(8)))


def test_an_items_own_excuse_goes_before_that_of_its_service() -> None:
    dossier = Dossier(excuses={"item-1": ExcuseReason.DEPOT_DISRUPTION}, service_excuses=(STRIKE,))

    assert one(dossier).excuse is ExcuseReason.DEPOT_DISRUPTION


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"service": "TNT"}, "service"),
        ({"reason": "strike"}, "reason"),
        ({"first_day": datetime(2026, 10, 7)}, "first_day"),  # noqa: DTZ001
        ({"last_day": on(6)}, "last_day"),
        ({"last_day": "2026-10-08"}, "last_day"),
    ],
    ids=lambda _: "",
)
def test_an_excuse_of_other_parts_is_refused(parts: dict[str, object], field: str) -> None:
    good = {"service": POSTNL, "first_day": on(7), "last_day": on(8), "reason": ExcuseReason.DEPOT_DISRUPTION}

    with pytest.raises(InvalidValueError) as caught:
        ServiceExcuse(**{**good, **parts})  # type: ignore[arg-type]

    assert caught.value.field in {field, "from", "until"}
    assert_well_told(caught.value)


def test_more_shipped_than_ordered_is_a_conflict_and_nothing_of_it_is_counted() -> None:
    dossier = Dossier(orders={"order-1": order(item(3, cancelled=1))})
    shipments = [shipment(line(2)), shipment(line(1), shipment_id="shipment-2")]

    with pytest.raises(ConflictError) as caught:
        list(dossier.evidence(shipments))
    assert_well_told(caught.value)

    told: list[ConflictError] = []
    found = [each for each in dossier.evidence(shipments, on_conflict=told.append) if each.stage is Stage.SHIPPED]

    assert [each.shipment_id for each in found] == ["shipment-1"]
    assert len(told) == 1
    assert "shipment-2" in told[0].shown


def test_a_letter_that_is_told_by_its_service_needs_no_detail() -> None:
    found = one(Dossier(), shipment(transport=transport(entry(None, service=LETTER_MAIL))))

    assert (found.service, found.sent_as) == (LETTER_MAIL, SentAs.UNKNOWN)


def test_what_a_dossier_refuses_is_said_of_each_part_by_its_name() -> None:
    assert [
        refused(evolve, STRIKE, service="TNT"),
        refused(evolve, STRIKE, reason="strike"),
        refused(evolve, STRIKE, first_day="2026-10-07"),
        refused(evolve, STRIKE, last_day="2026-10-08"),
        refused(evolve, STRIKE, last_day=on(6)),
        refused(Cancellation, 0, by=CancelledBy.SELLER),
        refused(Cancellation, 1, by="seller"),
        refused(Cancellation, 1, by=CancelledBy.SELLER, on="2026-10-06"),
        refused(Return, 0, on=on(6)),
        refused(Return, 1, on="2026-10-06"),
        refused(Dossier, orders={1: order()}),
        refused(Dossier, cancellations={"item-1": (1,)}),
        refused(Dossier, returns={"item-1": (1,)}),
        refused(Dossier, service_excuses=("strike",)),
    ] == [
        "Cannot use 'TNT' as service: expected a DeliveryService",
        "Cannot use 'strike' as reason: expected an ExcuseReason",
        "Cannot use '2026-10-07' as from: expected a datetime.date, such as parse_day makes of a text",
        "Cannot use '2026-10-08' as until: expected a datetime.date, such as parse_day makes of a text",
        "Cannot use datetime.date(2026, 10, 6) as until: expected a day not before 2026-10-07",
        "Cannot use 0 as quantity: expected a whole number from 1 to 1000000000",
        "Cannot use 'seller' as by: expected a CancelledBy",
        "Cannot use '2026-10-06' as on: expected a datetime.date, such as parse_day makes of a text",
        "Cannot use 0 as quantity: expected a whole number from 1 to 1000000000",
        "Cannot use '2026-10-06' as on: expected a datetime.date, such as parse_day makes of a text",
        "Cannot use 1 as orders: expected a str",
        "Cannot use 1 as cancellations: expected a Cancellation",
        "Cannot use 1 as returns: expected a Return",
        "Cannot use 'strike' as service_excuses: expected a ServiceExcuse",
    ]


def test_all_that_is_known_of_a_shipped_item_is_its_evidence() -> None:
    bought = item(
        2,
        promise=DeliverOn(on(8)),
        time_frame=TimeFrame.EVENING,
        fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL,
        expires=on(11),
        asked_to_cancel=AskedToCancel.YES,
    )
    dossier = Dossier(
        orders={"order-1": order(bought)},
        stories={str(NUMBER): ParcelStory(delivered(at(7)), WINDOW)},
        reports={"item-1": on(9)},
        service_excuses=(STRIKE,),
        details={"item-1": SentAs.MAILBOX_PARCEL},
    )
    labelled = transport(Entry.of_label(LABEL, at=at(6, 15)))

    assert one(dossier, shipment(line(2), transport=labelled, ordered=None)) == Evidence(
        order_id="order-1",
        order_item_id="item-1",
        shipment_id="shipment-1",
        quantity=2,
        stage=Stage.SHIPPED,
        fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL,
        time_frame=TimeFrame.EVENING,
        sent_as=SentAs.MAILBOX_PARCEL,
        service=POSTNL,
        label_id="label-1",
        number=NUMBER,
        labelled=at(6, 15),
        entered=at(6, 15),
        promise=DeliverOn(on(8)),
        ordered=ORDERED,
        shipped=SHIPPED,
        journey=delivered(at(7)),
        window=WINDOW,
        not_received=on(9),
        excuse=ExcuseReason.NATIONAL_CARRIER_DISRUPTION,
        expires=on(11),
        asked_to_cancel=AskedToCancel.YES,
    )


def test_all_that_is_known_of_what_is_open_is_its_evidence() -> None:
    bought = item(3, cancelled=1, time_frame=TimeFrame.EVENING, expires=on(11), asked_to_cancel=AskedToCancel.NO)
    dossier = Dossier(
        orders={"order-1": order(bought)},
        excuses={"item-1": ExcuseReason.DEPOT_DISRUPTION},
        details={"item-1": SentAs.LETTER_MAIL},
    )
    still_open = Evidence(
        order_id="order-1",
        order_item_id="item-1",
        quantity=2,
        stage=Stage.OPEN,
        time_frame=TimeFrame.EVENING,
        sent_as=SentAs.LETTER_MAIL,
        promise=PROMISED,
        ordered=ORDERED,
        excuse=ExcuseReason.DEPOT_DISRUPTION,
        expires=on(11),
        asked_to_cancel=AskedToCancel.NO,
    )

    assert list(dossier.evidence([])) == [still_open, evolve(still_open, quantity=1, stage=Stage.CANCELLED)]


def test_a_shipment_without_a_number_has_no_story_whatever_a_story_is_called() -> None:
    found = one(Dossier(stories={"None": ParcelStory(delivered(at(7)), WINDOW)}), shipment(transport=Transport()))

    assert (found.journey, found.window) == (Journey(), None)


def test_what_came_back_is_parted_from_the_lines_in_their_order() -> None:
    came_back = {"item-1": (Return(3, on=on(8)), Return(1, on=on(9)))}
    shipments = [shipment(line(2)), shipment(line(4), shipment_id="shipment-2")]
    found = Dossier(returns=came_back).evidence(shipments)

    assert [(each.shipment_id, each.quantity, each.returned) for each in found] == [
        ("shipment-1", 2, on(8)),
        ("shipment-2", 1, on(8)),
        ("shipment-2", 1, on(9)),
        ("shipment-2", 2, None),
    ]
