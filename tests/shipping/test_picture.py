"""The picture: one consistent set of orders and shipments, whatever arrives late, twice and out of order."""

from __future__ import annotations

import pickle
import re
from itertools import permutations
from typing import Any

import pytest

from tests.builders import (
    LABEL,
    NUMBER,
    ORDERED,
    OTHER_NUMBER,
    PROMISED,
    SHIPPED,
    Hostile,
    assert_well_told,
    at,
    entry,
    event,
    item,
    line,
    on,
    order,
    shipment,
    transport,
)
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.dossier import Dossier
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.tally import tallies
from trackntrace.shipping import delivery_methods
from trackntrace.shipping import picture as picture_module
from trackntrace.shipping.assembly import Waiting
from trackntrace.shipping.conflict import Conflict, ConflictKind, Decision
from trackntrace.shipping.entry import Basis, Channel, CorrectionNote, Entry, ShippingLabel
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.picture import AnyPiece, Picture
from trackntrace.shipping.piece import Piece, Subject, ToldBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.shipment import Shipment
from trackntrace.shipping.transport import Transport

S = TransportStatus
TRANSPORT = Subject.of_transport("transport-1")
SHIPMENT = Subject.of_shipment("shipment-1")
ORDER = Subject.of_order("order-1")
ITEM = Subject.of_order_item("item-1")
BOX = (TRANSPORT, SHIPMENT)
K, D = ConflictKind, Decision


def picture(*pieces: AnyPiece) -> Picture:
    """The picture of these pieces, which is the same in every order."""
    told = Picture.of(pieces)
    for arrived in map(Picture.of, permutations(pieces)):
        assert arrived == told
        assert (arrived.orders, arrived.shipments) == (told.orders, told.shipments)
        assert (arrived.conflicts, arrived.waiting) == (told.conflicts, told.waiting)
    return told


def one_shipment(*pieces: AnyPiece) -> Shipment:
    """The one shipment of pieces that contradict nothing."""
    told = picture(*pieces)
    (found,) = told.shipments
    assert not told.conflicts
    return found


def one_item(*items: OrderItem) -> OrderItem:
    """The one item of orders that contradict nothing."""
    told = picture(*map(order, items))
    assert not told.conflicts
    return told.orders["order-1"].items[0]


def one_conflict(*pieces: AnyPiece) -> tuple[Picture, Conflict]:
    """The picture of pieces with one conflict, and the conflict."""
    told = picture(*pieces)
    (found,) = told.conflicts
    return told, found


def seen(told: Any, moment: Moment | None, by: ToldBy = ToldBy.MARKETPLACE) -> Piece:
    return Piece(told, seen=moment, by=by)


def of_box(told: Any, moment: Moment | None = None, by: ToldBy = ToldBy.SELLER) -> Piece:
    return Piece(told, TRANSPORT, seen=moment, by=by)


def inferred(*entries: Entry) -> Transport:
    """A transport as the marketplace shows it: the moment of entry is the shipment's."""
    return transport(*[entry(each.number, service=each.service, basis=Basis.INFERRED) for each in entries])


def test_nothing_told_is_an_empty_picture() -> None:
    nothing = Picture()

    assert (dict(nothing.orders), nothing.shipments, nothing.conflicts, nothing.waiting) == ({}, (), (), ())
    assert Picture.of([]) == nothing == nothing + nothing == nothing.learn()


def test_what_is_told_once_is_shown_as_it_was_told() -> None:
    told = picture(order(item(2)), shipment(line(2)))

    assert dict(told.orders) == {"order-1": order(item(2))}
    assert told.shipments == (shipment(line(2)),)


def test_each_of_very_many_numbers_on_one_transport_is_told_of_once() -> None:
    numbers = [TrackAndTraceNumber(f"3SABCD{index:07}") for index in range(500)]
    parcels = [
        shipment(shipment_id=f"shipment-{index}", transport=transport(entry(number)))
        for index, number in enumerate(numbers)
    ]
    told = Picture.of([*parcels, *parcels[::-1]])

    assert {each.number for each in told.shipments} == {numbers[0]}
    assert [each.differs.number for each in told.conflicts if isinstance(each.differs, Entry)] == numbers[1:]
    assert {len(each.where) for each in told.conflicts} == {501}
    assert "shipment shipment-10, ..." in str(told.conflicts[0])


def test_what_is_told_twice_is_told_once() -> None:
    told = Picture.of([order(), order(), shipment(), shipment()])

    assert told == Picture.of([order(), shipment()])
    assert len(told.pieces) == 2


def test_of_two_sightings_of_the_same_the_first_is_remembered() -> None:
    told = picture(seen(order(), at(6)), seen(order(), at(5)), order())

    assert told.pieces == {seen(order(), at(5))}


def test_orders_and_shipments_stand_in_the_order_of_their_ids() -> None:
    told = picture(
        shipment(shipment_id="2", transport=Transport()),
        shipment(line(1, "item-9"), shipment_id="1", order_id="order-9", transport=Transport()),
        Order("order-2", [item()]),
        order(),
    )

    assert [each.shipment_id for each in told.shipments] == ["1", "2"]
    assert list(told.orders) == ["order-1", "order-2"]


def test_an_order_that_was_fetched_before_and_after_shipping_has_what_was_shipped() -> None:
    assert one_item(item(3), item(3, shipped=1), item(3, shipped=2)) == item(3, shipped=2)


def test_an_item_of_which_some_were_shipped_and_others_cancelled_has_both() -> None:
    assert one_item(item(3, shipped=1), item(3, cancelled=1)) == item(3, shipped=1, cancelled=1)


def test_what_the_list_of_orders_does_not_tell_the_order_itself_tells() -> None:
    whole = item(
        promise=DeliverOn(on(7)),
        time_frame=TimeFrame.EVENING,
        expires=on(10),
        fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL,
        asked_to_cancel=AskedToCancel.NO,
    )

    assert one_item(whole, item(promise=None)) == whole


def test_a_customer_who_asked_to_cancel_has_asked() -> None:
    told = [item(asked_to_cancel=asked) for asked in AskedToCancel]

    assert one_item(*told).asked_to_cancel is AskedToCancel.YES


def test_an_item_that_only_one_version_of_its_order_has_belongs_to_it() -> None:
    told = picture(order(item()), order(item(1, "item-2")), order(item(), item(1, "item-3")))

    assert {each.order_item_id for each in told.orders["order-1"].items} == {"item-1", "item-2", "item-3"}
    assert not told.conflicts


def test_the_moment_of_an_order_is_taken_from_the_version_that_has_it() -> None:
    assert picture(order(placed=None), order()).orders["order-1"].placed == ORDERED


def test_a_shipment_that_is_fetched_again_has_all_its_events() -> None:
    early = transport(entry()).learn([event(S.ACCEPTED, at(6, 20))])
    late = early.learn([event(S.DELIVERED, at(7))])
    found = one_shipment(shipment(transport=late), shipment(transport=early), shipment())

    assert found == shipment(transport=late)


def test_a_shipment_takes_what_another_version_of_it_tells() -> None:
    bare = shipment(line(promise=None), shipped=None, ordered=None, transport=Transport())
    found = one_shipment(bare, shipment(line(fulfilled_by=FulfilledBy.SELLER)))

    assert found == shipment(line(fulfilled_by=FulfilledBy.SELLER))


def test_a_number_that_was_added_to_a_transport_later_comes_to_its_shipment() -> None:
    added = entry(at=at(9))
    found = one_shipment(shipment(transport=transport(entry(None))), of_box(added))

    assert found.number == NUMBER
    assert found.transport.entries == (entry(None), added)


def test_a_number_that_a_later_answer_shows_was_entered_after_the_one_that_lacked_it() -> None:
    without, with_it = inferred(entry(None)), inferred(entry())
    found = one_shipment(seen(shipment(transport=without), at(7)), seen(shipment(transport=with_it), at(8)))

    assert [(each.number, each.at) for each in found.transport.entries] == [(None, SHIPPED), (NUMBER, at(8))]


def test_a_number_that_was_seen_at_once_keeps_its_inferred_moment() -> None:
    without, with_it = inferred(entry(None)), inferred(entry())
    pieces = seen(shipment(transport=without), at(6, 12)), seen(shipment(transport=with_it), at(8))

    assert one_shipment(*pieces) == shipment(transport=with_it)
    assert one_shipment(shipment(transport=without), shipment(transport=with_it)) == shipment(transport=with_it)


def test_a_seller_who_does_not_know_the_number_yet_shows_nothing_of_when_it_was_entered() -> None:
    without = Piece(shipment(transport=inferred(entry(None))), seen=at(7), by=ToldBy.SELLER)

    assert one_shipment(without, seen(shipment(transport=inferred(entry())), at(8))).transport == inferred(entry())


def test_a_moment_that_was_told_replaces_one_that_was_inferred() -> None:
    found = one_shipment(shipment(transport=inferred(entry())), of_box(entry(at=at(6, 18)), at(6, 19)))

    assert found.transport.entries == (entry(at=at(6, 18)),)


def test_a_number_that_was_told_of_a_shipment_is_written_on_its_transport() -> None:
    found = one_shipment(shipment(transport=Transport()), Piece(entry(), SHIPMENT))
    beside = shipment(line(1, "item-2"), shipment_id="shipment-2", transport=transport())
    told = picture(shipment(transport=transport()), beside, Piece(entry(), SHIPMENT))

    assert found.number == NUMBER
    assert [each.number for each in told.shipments] == [NUMBER, NUMBER]


def test_a_transport_whose_id_is_told_later_takes_what_the_shipment_had() -> None:
    unnamed = Transport().enter(entry()).learn([event(S.ACCEPTED, at(6, 18))])
    found = one_shipment(shipment(transport=unnamed), shipment(transport=transport()))

    assert found.transport == transport(entry()).learn([event(S.ACCEPTED, at(6, 18))])


def test_shipments_on_one_transport_share_its_number_and_its_journey() -> None:
    first = shipment(transport=transport(entry()).learn([event(S.ACCEPTED, at(6, 18))]))
    other = shipment(line(1, "item-2"), shipment_id="shipment-2", transport=transport())
    told = picture(first, other)

    assert [each.transport for each in told.shipments] == [first.transport, first.transport]
    assert not told.conflicts


def test_the_number_of_a_bought_label_comes_from_its_headers() -> None:
    shown = Entry(at=SHIPPED, basis=Basis.INFERRED, label=ShippingLabel("label-1"))
    bought = Entry.of_label(LABEL, at=at(6, 9))
    found = one_shipment(shipment(transport=transport(shown)), Piece(bought, Subject.of_label("label-1")))

    assert (found.number, found.service, found.transport.label) == (NUMBER, POSTNL, LABEL)
    assert found.method == delivery_methods.SHIPPING_LABEL_VIA_BOL


def test_a_label_that_is_learned_of_later_stands_beside_the_number_that_was_entered() -> None:
    shown = Entry(at=at(8), label=ShippingLabel("label-1"))
    found = one_shipment(shipment(), of_box(shown))

    assert (found.number, found.transport.label) == (NUMBER, ShippingLabel("label-1"))
    assert len(found.transport.entries) == 1


def test_the_items_of_a_label_add_up() -> None:
    told = [Entry(at=SHIPPED, label=ShippingLabel("label-1", order_item_ids=(name,))) for name in ("item-2", "item-1")]
    found = one_shipment(shipment(transport=transport()), *map(of_box, told))

    assert found.transport.label == ShippingLabel("label-1", order_item_ids=("item-1", "item-2"))


def test_a_label_that_was_bought_after_the_service_was_told_keeps_its_own_moment() -> None:
    found = one_shipment(
        shipment(transport=transport(entry(None))), of_box(Entry(at=at(7), label=ShippingLabel("label-1")))
    )

    assert found.transport.entries == (entry(None, at=at(7), label=ShippingLabel("label-1")),)


def test_the_service_the_reference_and_the_channel_come_from_who_tells_them() -> None:
    bare = transport(Entry(number=NUMBER, at=SHIPPED))
    more = entry(at=at(8), reference="own-1", channel=Channel.SELLER_ACCOUNT)
    found = one_shipment(shipment(transport=bare), of_box(more))

    assert found.transport.entries == (entry(reference="own-1", channel=Channel.SELLER_ACCOUNT),)


def test_what_was_told_without_a_number_is_on_the_entry_of_the_number_too() -> None:
    label = ShippingLabel("label-1")
    shown = Entry(at=SHIPPED, label=label)
    found = one_shipment(shipment(transport=transport(shown)), of_box(entry(None)), of_box(entry(at=at(8))))

    assert found.transport.entries == (entry(None, label=label), entry(at=at(8), label=label))
    assert found.method == delivery_methods.SHIPPING_LABEL_VIA_BOL


def test_another_service_that_was_told_at_the_same_moment_may_have_stood_before_the_number() -> None:
    found = one_shipment(shipment(), of_box(entry(None, service=DHL)))

    assert [(each.service, each.number) for each in found.transport.entries] == [(DHL, None), (POSTNL, NUMBER)]


def test_letter_mail_that_turns_out_to_be_a_parcel_keeps_what_was_said_first() -> None:
    found = one_shipment(shipment(transport=transport(entry(None, service=DHL))), of_box(entry(at=at(8))))

    assert [(each.service, each.number) for each in found.transport.entries] == [(DHL, None), (POSTNL, NUMBER)]


def test_a_correction_stays_beside_its_number() -> None:
    note = CorrectionNote(at=at(9), number=OTHER_NUMBER)
    noted = transport(entry()).note(note)
    found = one_shipment(shipment(), shipment(transport=noted), noted)

    assert found.transport.notes == (note,)


def test_what_carriers_tell_of_a_number_is_in_the_journey_of_every_transport_that_has_it() -> None:
    number = Subject.of_number(NUMBER)
    other = shipment(line(1, "item-2"), shipment_id="2", transport=Transport("transport-2").enter(entry()))
    told = picture(
        Piece(event(S.DELIVERED, at(7)), number), Piece(event(S.ACCEPTED, at(6, 18)), number), shipment(), other
    )

    assert [each.transport.journey.first_attempt for each in told.shipments] == [at(7), at(7)]
    assert [each.handed_over for each in told.shipments] == [at(6, 18), at(6, 18)]
    assert not told.waiting


@pytest.mark.parametrize(
    ("piece", "waiting"),
    [
        (Piece(entry(), SHIPMENT), Waiting(SHIPMENT, (entry(),))),
        (of_box(entry()), Waiting(TRANSPORT, (entry(),))),
        (transport(entry()), Waiting(TRANSPORT, (entry(),))),
        (
            Piece(Entry.of_label(LABEL, at=at(6)), Subject.of_label("label-1")),
            Waiting(Subject.of_label("label-1"), (Entry.of_label(LABEL, at=at(6)),)),
        ),
        (
            Piece(event(S.DELIVERED, at(7)), Subject.of_number(OTHER_NUMBER)),
            Waiting(Subject.of_number(OTHER_NUMBER), journey=Journey([event(S.DELIVERED, at(7))])),
        ),
        (of_box(event(S.DELIVERED, at(7))), Waiting(TRANSPORT, journey=Journey([event(S.DELIVERED, at(7))]))),
    ],
    ids=["shipment", "entry", "transport", "label", "number", "event"],
)
def test_what_comes_before_what_it_belongs_to_waits(piece: AnyPiece, waiting: Waiting) -> None:
    assert picture(piece).waiting == (waiting,)
    assert not picture(piece).conflicts


def test_what_waited_is_there_as_soon_as_its_shipment_comes() -> None:
    label = Entry(at=at(6), label=ShippingLabel("label-1"))
    early = picture(
        Piece(event(S.DELIVERED, at(7)), Subject.of_number(NUMBER)),
        Piece(Entry.of_label(LABEL, at=at(6, 9)), Subject.of_label("label-1")),
        of_box(label),
    )
    told = early.learn(shipment(transport=transport()))

    assert [each.about.kind.value for each in early.waiting] == ["transport", "label", "number"]
    assert not told.waiting
    assert (told.shipments[0].number, told.shipments[0].transport.journey.first_attempt) == (NUMBER, at(7))


def test_a_number_that_was_entered_later_never_replaces_the_first() -> None:
    first, second = entry(at=at(7)), entry(OTHER_NUMBER, at=at(8))
    told, conflict = one_conflict(shipment(transport=transport(second)), of_box(first))

    assert told.shipments[0].number == NUMBER
    assert told.shipments[0].transport.entries == (first,)
    assert conflict == Conflict(kind=K.TWO_NUMBERS, where=BOX, stands=first, differs=second, because=D.ENTERED_FIRST)
    assert str(conflict) == (
        "transport transport-1, shipment shipment-1: two numbers: 3SABCD1234567 (TNT) stands (entered-first), "
        "told was also 3SWXYZ7654321 (TNT)"
    )


def test_two_shipments_that_bring_their_transport_two_numbers_are_a_conflict() -> None:
    other = shipment(line(1, "item-2"), shipment_id="shipment-2", transport=transport(entry(OTHER_NUMBER, at=at(8))))
    told, conflict = one_conflict(shipment(), other)

    assert [each.number for each in told.shipments] == [NUMBER, NUMBER]
    assert conflict.kind is K.TWO_NUMBERS
    assert conflict.where == (*BOX, Subject.of_shipment("shipment-2"))


def test_of_two_numbers_of_one_moment_the_one_that_was_seen_first_stands() -> None:
    told, conflict = one_conflict(
        seen(shipment(transport=inferred(entry())), at(8)),
        seen(shipment(transport=inferred(entry(OTHER_NUMBER))), at(7)),
    )

    assert told.shipments[0].number == OTHER_NUMBER
    assert conflict.because is D.SEEN_FIRST


def test_of_two_numbers_that_no_moment_tells_apart_the_marketplaces_stands() -> None:
    told, conflict = one_conflict(shipment(transport=transport(entry(OTHER_NUMBER))), of_box(entry()))

    assert told.shipments[0].number == OTHER_NUMBER
    assert conflict.because is D.MARKETPLACE


def test_of_two_numbers_that_nothing_tells_apart_the_smaller_text_stands() -> None:
    told, conflict = one_conflict(shipment(transport=transport(entry(OTHER_NUMBER))), shipment())

    assert told.shipments[0].number == NUMBER
    assert conflict.because is D.TEXT


def test_a_number_that_cannot_be_read_is_kept_and_told_escaped() -> None:
    unreadable = entry(UnreadableNumber("\u202e?"), at=at(8))
    _, conflict = one_conflict(shipment(), of_box(unreadable))

    assert conflict.differs == unreadable
    assert str(conflict).endswith(r"told was also '\u202e?' (TNT)")


def test_another_service_for_the_same_number_is_a_conflict() -> None:
    told, conflict = one_conflict(
        shipment(), of_box(entry(service=DHL, at=at(8))), of_box(entry(None, service=DHL, at=at(9)))
    )

    assert told.shipments[0].service == POSTNL
    assert (conflict.kind, conflict.because) == (K.TWO_SERVICES, D.ENTERED_FIRST)


def test_two_services_of_one_moment_without_a_number_are_a_conflict() -> None:
    told, conflict = one_conflict(shipment(transport=transport(entry(None, service=DHL))), of_box(entry(None)))

    assert told.shipments[0].service == DHL
    assert (conflict.kind, conflict.because) == (K.TWO_SERVICES, D.MARKETPLACE)


@pytest.mark.parametrize("other", [ShippingLabel("label-2"), ShippingLabel("label-1", number=OTHER_NUMBER)], ids=str)
def test_two_labels_for_one_transport_are_a_conflict(other: ShippingLabel) -> None:
    told, conflict = one_conflict(
        shipment(transport=transport(Entry.of_label(LABEL, at=at(6)))), of_box(entry(None, at=at(7), label=other))
    )

    assert told.shipments[0].transport.label == LABEL
    assert (conflict.kind, conflict.stands, conflict.differs) == (K.TWO_LABELS, LABEL, other)


def test_two_labels_before_there_is_a_number_leave_the_first() -> None:
    first, second = ShippingLabel("label-1"), ShippingLabel("label-2")
    told, conflict = one_conflict(
        shipment(transport=transport(entry(None, label=first))), of_box(entry(None, at=at(8), label=second))
    )

    assert told.shipments[0].transport.label == first
    assert (conflict.kind, conflict.stands, conflict.differs) == (K.TWO_LABELS, first, second)


def test_the_same_conflict_told_twice_is_one() -> None:
    again = [of_box(entry(at=at(day), reference="own-2")) for day in (8, 9)]
    _, conflict = one_conflict(shipment(transport=transport(entry(reference="own-1"))), *again)

    assert conflict.kind is K.TWO_REFERENCES


def test_two_own_references_for_one_number_are_a_conflict() -> None:
    told, conflict = one_conflict(
        shipment(transport=transport(entry(reference="own-1"))), of_box(entry(at=at(8), reference="own-2"))
    )

    assert told.shipments[0].transport.entries[0].reference == "own-1"
    assert (conflict.kind, conflict.stands, conflict.differs) == (K.TWO_REFERENCES, "own-1", "own-2")


def test_two_own_references_before_there_is_a_number_are_a_conflict() -> None:
    told, conflict = one_conflict(
        shipment(transport=transport(entry(None, reference="own-1"))), of_box(entry(None, at=at(8), reference="own-2"))
    )

    assert told.shipments[0].transport.entries == (entry(None, reference="own-1"),)
    assert (conflict.kind, conflict.because) == (K.TWO_REFERENCES, D.ENTERED_FIRST)


def test_a_service_that_was_told_later_holds_as_long_as_there_is_no_number() -> None:
    found = one_shipment(shipment(transport=transport(entry(None, service=DHL))), of_box(entry(None, at=at(8))))

    assert [each.service for each in found.transport.entries] == [DHL, POSTNL]


def test_a_shipment_on_two_transports_stays_on_the_one_that_was_seen_first() -> None:
    other = Transport("transport-2").enter(entry(OTHER_NUMBER))
    told, conflict = one_conflict(seen(shipment(), at(8)), seen(shipment(transport=other), at(9)))

    assert told.shipments == (shipment(),)
    assert (conflict.kind, conflict.stands, conflict.differs) == (K.TWO_TRANSPORTS, "transport-1", "transport-2")
    assert told.waiting == (Waiting(Subject.of_transport("transport-2"), (entry(OTHER_NUMBER),)),)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ({"promise": PROMISED}, {"promise": DeliverBy(on(8))}, K.TWO_PROMISES),
        ({"promise": PROMISED}, {"promise": DeliverOn(on(7))}, K.TWO_PROMISES),
        ({"time_frame": TimeFrame.EVENING}, {"time_frame": TimeFrame.SUNDAY}, K.TWO_TIME_FRAMES),
        ({"expires": on(10)}, {"expires": on(11)}, K.TWO_EXPIRY_DAYS),
        (
            {"fulfilled_by": FulfilledBy.LOGISTICS_VIA_BOL},
            {"fulfilled_by": FulfilledBy.SHIPPING_VIA_BOL},
            K.TWO_PARTIES,
        ),
        ({"quantity": 2}, {"quantity": 10}, K.TWO_QUANTITIES),
    ],
    ids=lambda value: value.value if isinstance(value, ConflictKind) else "",
)
def test_two_versions_of_an_order_item_that_differ_are_a_conflict(
    one: dict[str, Any], other: dict[str, Any], kind: ConflictKind
) -> None:
    told, conflict = one_conflict(
        seen(order(item(**{"quantity": 1} | one)), at(6)), seen(order(item(**{"quantity": 1} | other)), at(5))
    )

    (name,) = one
    assert getattr(told.orders["order-1"].items[0], name) == other[name]
    assert (conflict.kind, conflict.where, conflict.because) == (kind, (ORDER, ITEM), D.SEEN_FIRST)
    assert (conflict.stands, conflict.differs) == (other[name], one[name])


def test_of_two_quantities_that_nothing_tells_apart_the_smaller_stands() -> None:
    told, _ = one_conflict(order(item(10)), order(item(9)))

    assert told.orders["order-1"].items[0].quantity == 9


def test_two_moments_of_one_order_are_a_conflict() -> None:
    told, conflict = one_conflict(seen(order(placed=at(5, 8)), at(7)), order())

    assert told.orders["order-1"].placed == at(5, 8)
    assert (conflict.kind, conflict.where, conflict.because) == (K.TWO_ORDER_MOMENTS, (ORDER,), D.SEEN_FIRST)


def test_more_cancelled_than_was_left_after_shipping_is_a_conflict() -> None:
    told, conflict = one_conflict(order(item(2, shipped=1)), order(item(2, cancelled=2)))

    assert told.orders["order-1"].items[0] == item(2, shipped=1, cancelled=1)
    assert (conflict.kind, conflict.stands, conflict.differs) == (K.MORE_CANCELLED_THAN_LEFT, 1, 2)


def test_more_shipped_than_the_quantity_that_stands_is_a_conflict() -> None:
    told = picture(seen(order(item(1)), at(5)), seen(order(item(3, shipped=2)), at(6)))

    assert told.orders["order-1"].items[0] == item(1, shipped=1)
    assert [each.kind for each in told.conflicts] == [K.TWO_QUANTITIES, K.MORE_SHIPPED_THAN_ORDERED]


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"order_id": "order-2"}, K.TWO_ORDERS),
        ({"shipped": at(6, 9)}, K.TWO_SHIPPING_MOMENTS),
        ({"ordered": at(5, 8)}, K.TWO_ORDER_MOMENTS),
    ],
    ids=lambda value: value.value if isinstance(value, ConflictKind) else "",
)
def test_two_versions_of_a_shipment_that_differ_are_a_conflict(parts: dict[str, Any], kind: ConflictKind) -> None:
    told, conflict = one_conflict(seen(shipment(), at(7)), seen(shipment(**parts), at(8)))

    assert told.shipments == (shipment(),)
    assert (conflict.kind, conflict.where) == (kind, (SHIPMENT,))


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"quantity": 2}, K.TWO_QUANTITIES),
        ({"fulfilled_by": FulfilledBy.SHIPPING_VIA_BOL}, K.TWO_PARTIES),
        ({"promise": DeliverBy(on(8))}, K.TWO_PROMISES),
    ],
    ids=lambda value: value.value if isinstance(value, ConflictKind) else "",
)
def test_two_versions_of_a_line_that_differ_are_a_conflict(parts: dict[str, Any], kind: ConflictKind) -> None:
    first = shipment(line(fulfilled_by=FulfilledBy.SELLER))
    told, conflict = one_conflict(seen(first, at(7)), seen(shipment(line(**parts)), at(8)))

    assert told.shipments == (first,)
    assert (conflict.kind, conflict.where) == (kind, (SHIPMENT, ITEM))


def test_two_sets_of_lines_of_one_shipment_are_a_conflict() -> None:
    told, conflict = one_conflict(seen(shipment(), at(7)), seen(shipment(line(), line(1, "item-2")), at(8)))

    assert told.shipments == (shipment(),)
    assert (conflict.kind, conflict.stands, conflict.differs) == (
        K.TWO_SETS_OF_LINES,
        ("item-1",),
        ("item-1", "item-2"),
    )


def test_lines_in_another_order_are_the_same_lines() -> None:
    one, other = line(), line(1, "item-2")
    found = one_shipment(shipment(one, other), shipment(other, one))

    assert found == shipment(one, other)


def test_of_more_lines_than_were_ordered_those_that_left_first_stand() -> None:
    box = Transport("transport-2")
    later = shipment(line(), line(1, "item-2"), shipment_id="shipment-0", shipped=at(7), transport=box)
    told, conflict = one_conflict(order(item(3, cancelled=2), item(1, "item-2")), later, shipment())

    assert [each.lines for each in told.shipments] == [(line(1, "item-2"),), (line(),)]
    assert conflict.where == (ORDER, ITEM, Subject.of_shipment("shipment-0"))
    assert (conflict.kind, conflict.stands, conflict.differs) == (K.MORE_SHIPPED_THAN_ORDERED, 0, 1)


def test_shipments_of_an_order_that_is_not_known_are_all_there() -> None:
    told = picture(shipment(), shipment(shipment_id="shipment-2", transport=Transport()))

    assert [each.lines for each in told.shipments] == [(line(),), (line(),)]
    assert not told.conflicts


def test_a_shipment_of_which_no_line_fits_is_named_in_the_conflict_only() -> None:
    told, conflict = one_conflict(order(item(1, cancelled=1)), shipment())

    assert not told.shipments
    assert conflict.where == (ORDER, ITEM, SHIPMENT)


def test_a_conflict_is_the_same_in_every_zone() -> None:
    amsterdam, utc = at(6, 9), at(6, 9).astimezone(at(6, 9, month=1).tzinfo)
    one = Picture.of([shipment(shipped=amsterdam), shipment(shipped=at(6, 10))])
    other = Picture.of([shipment(shipped=utc), shipment(shipped=at(6, 10))])

    assert one == other
    assert list(map(str, one.conflicts)) == list(map(str, other.conflicts))


def test_the_merged_set_is_scored_as_if_it_had_come_at_once() -> None:
    as_of = at(12)
    pieces = [
        Piece(event(S.DELIVERED, at(7, 14)), Subject.of_number(NUMBER)),
        of_box(entry(basis=Basis.TOLD)),
        seen(shipment(line(2), transport=transport(entry(None))), at(6, 17)),
        seen(order(item(3, shipped=2, cancelled=1)), at(7)),
        seen(order(item(3)), at(5, 10)),
    ]
    told = picture(*pieces)
    evidence = list(Dossier(orders=told.orders).evidence(told.shipments))
    counted = tallies(evidence, [ORDER_TRACEABILITY, ITEMS_ON_TIME], as_of=as_of)
    card = Scorecard.of(zip(counted, [ORDER_TRACEABILITY, ITEMS_ON_TIME], strict=True), as_of=as_of)

    assert [(each.score.hits, each.score.counted) for each in card.scores] == [(2, 2), (2, 2)]


def test_a_number_that_came_too_late_for_a_score_is_not_in_it() -> None:
    pieces = seen(shipment(transport=inferred(entry(None))), at(7)), seen(shipment(transport=inferred(entry())), at(9))
    evidence = list(Dossier().evidence(picture(*pieces).shipments))

    assert [each.until(at(8)).number for each in evidence] == [None]
    assert [each.until(at(9)).number for each in evidence] == [NUMBER]


def test_a_picture_can_be_kept_and_pasted_back() -> None:
    told = picture(seen(order(), at(5)), shipment())

    assert pickle.loads(pickle.dumps(told)) == told
    assert repr(told) == repr(Picture.of(reversed([seen(order(), at(5)), shipment()])))
    assert repr(Picture()) == "Picture([])"
    assert len({told, Picture.of(told.pieces)}) == 1


def test_learning_leaves_the_picture_as_it_was() -> None:
    before = Picture.of([order()])
    after = before.learn(shipment())

    assert not before.shipments
    assert len(after.shipments) == 1
    with pytest.raises(InvalidValueError):
        before.__init__([])
    with pytest.raises(TypeError):
        before.orders["order-2"] = order()  # type: ignore[index]


@pytest.mark.parametrize(
    "value",
    [None, 5, "order-1", {"orderId": "order-1"}, Hostile(), object(), entry(), Journey(), item(), line(), Transport()],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_piece_is_refused_by_every_door(value: Any) -> None:
    for learn in (Picture().learn, lambda told: Picture.of([told]), lambda told: Picture([told])):
        with pytest.raises(InvalidValueError) as caught:
            learn(value)

        assert_well_told(caught.value)


@pytest.mark.parametrize("value", [None, 5, object()], ids=lambda value: type(value).__name__)
def test_a_picture_of_what_cannot_be_gone_through_is_refused(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Picture.of(value)

    assert caught.value.reason == "expected any number of pieces"
    assert_well_told(caught.value)


def test_only_pictures_add() -> None:
    with pytest.raises(TypeError):
        Picture() + order()  # type: ignore[operator]


def test_pictures_of_the_same_pieces_have_one_hash() -> None:
    one, other = (Picture.of([order(), shipment()]) for _ in range(2))

    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, Picture.of([order()])}) == 2


def test_what_a_picture_was_told_is_the_same_after_a_journey() -> None:
    told = picture_module._Told({})

    assert pickle.loads(pickle.dumps(told)) == told


def test_corrections_of_one_moment_stand_by_their_number_their_service_and_their_text() -> None:
    plain, of_dhl, numbered = (
        CorrectionNote(at=at(8), text="b"),
        CorrectionNote(at=at(8), service=DHL, text="a"),
        CorrectionNote(at=at(8), number=OTHER_NUMBER),
    )
    noted = [shipment(transport=transport(entry()).note(each)) for each in (numbered, of_dhl, plain)]

    assert one_shipment(*noted).transport.notes == (plain, of_dhl, numbered)


def test_a_label_takes_its_number_and_its_service_from_who_tells_them() -> None:
    first = Entry(label=ShippingLabel("label-1", number=NUMBER), number=NUMBER, service=POSTNL, at=SHIPPED)
    second = Entry(label=ShippingLabel("label-1", service=POSTNL), at=at(7))

    for one, other in ((first, second), (second, first)):
        found = one_shipment(shipment(transport=transport(one)), of_box(other))
        assert found.transport.label == ShippingLabel("label-1", number=NUMBER, service=POSTNL)


def test_a_label_of_another_service_is_another_label() -> None:
    label, other = ShippingLabel("label-1", service=POSTNL), ShippingLabel("label-1", service=DHL)
    _, conflict = one_conflict(
        shipment(transport=transport(entry(None, label=label))), of_box(entry(None, at=at(8), label=other))
    )

    assert (conflict.kind, conflict.stands, conflict.differs) == (K.TWO_LABELS, label, other)


def test_what_left_at_no_moment_that_is_told_left_last() -> None:
    untold = shipment(shipment_id="shipment-0", shipped=None, transport=Transport("transport-2"))
    told, conflict = one_conflict(order(item(1)), untold, shipment())

    assert [each.shipment_id for each in told.shipments] == ["shipment-1"]
    assert conflict.where[-1] == Subject.of_shipment("shipment-0")


def test_a_transport_that_was_seen_without_a_number_got_it_later() -> None:
    bare, numbered = seen(Transport("transport-1"), at(8)), seen(shipment(transport=inferred(entry())), at(9))
    found = one_shipment(bare, numbered)

    assert found.transport.entry is not None
    assert (found.transport.entry.at, found.transport.entry.basis) == (at(9), Basis.INFERRED)


def test_who_gave_a_number_is_told_by_the_entry_of_the_number() -> None:
    found = one_shipment(
        shipment(transport=transport(entry(channel=Channel.INTEGRATOR))),
        of_box(entry(None, at=at(7), channel=Channel.SELLER_ACCOUNT)),
    )
    other = one_shipment(shipment(), of_box(entry(None, at=at(7), channel=Channel.SELLER_ACCOUNT)))

    assert [each.transport.entry and each.transport.entry.channel for each in (found, other)] == [
        Channel.INTEGRATOR,
        Channel.NOT_TOLD,
    ]


def test_a_picture_says_how_much_of_each_kind_it_holds() -> None:
    html = Picture.of([])._repr_html_()

    assert re.findall('"row">([a-z]+)<', html) == ["pieces", "orders", "shipments", "conflicts", "waiting"]
    assert re.findall("<td[^>]*>([0-9]+)</td>", html) == 5 * ["0"]
