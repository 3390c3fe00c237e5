"""Laws of pictures: nothing depends on the order in which pieces arrive, and nothing that was told is lost."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import LABEL, NUMBER, OTHER_NUMBER, PROMISED, at, on
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.dossier import Dossier
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.tally import tallies
from trackntrace.shipping.conflict import ConflictKind
from trackntrace.shipping.entry import Basis, Channel, CorrectionNote, Entry, Number, ShippingLabel
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, Order, OrderItem, TimeFrame
from trackntrace.shipping.picture import Picture
from trackntrace.shipping.piece import Piece, Subject, SubjectKind, ToldBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport

pytestmark = pytest.mark.law

MOMENTS = st.sampled_from([at(6, hour) for hour in (9, 12, 17)])
MAYBE_MOMENTS = st.one_of(st.none(), MOMENTS)
ITEM_IDS = ("item-1", "item-2")
ORDER_IDS = ("order-1", "order-2")
SHIPMENT_IDS = ("shipment-1", "shipment-2", "shipment-3")
TRANSPORT_IDS = ("transport-1", "transport-2")
PROMISES = st.sampled_from((None, PROMISED, PROMISED, DeliverOn(on(7)), DeliverBy(on(8))))
SERVICES = st.sampled_from((POSTNL, POSTNL, None, DHL))
NUMBERS: st.SearchStrategy[Number | None] = st.sampled_from(
    (NUMBER, NUMBER, None, None, OTHER_NUMBER, UnreadableNumber("\u202e?"), UnreadableNumber("A" * 100))
)
LABELS = st.sampled_from(
    (
        ShippingLabel("label-1"),
        LABEL,
        ShippingLabel("label-1", order_item_ids=("item-1",)),
        ShippingLabel("label-1", number=OTHER_NUMBER, service=DHL),
        ShippingLabel("label-2"),
    )
)
ENTRIES = st.builds(
    Entry,
    number=NUMBERS,
    service=SERVICES,
    at=MOMENTS,
    reference=st.sampled_from(("", "", "own-1", "own-2")),
    channel=st.sampled_from(Channel),
    basis=st.sampled_from(Basis),
    label=st.one_of(st.none(), st.none(), LABELS),
)
EVENTS = st.builds(TransportEvent, st.sampled_from(TransportStatus), MOMENTS, learned=MOMENTS)


@st.composite
def _items(draw: st.DrawFn, item_id: str) -> OrderItem:
    quantity = draw(st.sampled_from((2, 2, 3)))
    shipped = draw(st.integers(0, quantity))
    return OrderItem(
        item_id,
        quantity,
        shipped=shipped,
        cancelled=draw(st.integers(0, quantity - shipped)),
        fulfilled_by=draw(st.sampled_from((FulfilledBy.SELLER, *FulfilledBy))),
        promise=draw(PROMISES),
        time_frame=draw(st.sampled_from(TimeFrame)),
        expires=draw(st.sampled_from((None, on(10), on(11)))),
        asked_to_cancel=draw(st.sampled_from(AskedToCancel)),
    )


@st.composite
def _orders(draw: st.DrawFn) -> Order:
    ids = draw(st.lists(st.sampled_from(ITEM_IDS), unique=True))
    items = [draw(_items(item_id)) for item_id in ids]
    return Order(draw(st.sampled_from(ORDER_IDS)), items, placed=draw(st.sampled_from((None, at(5), at(5, 13)))))


@st.composite
def _transports(draw: st.DrawFn, ids: Sequence[str]) -> Transport:
    made = Transport(draw(st.sampled_from(ids)), journey=Journey(draw(st.lists(EVENTS, max_size=2))))
    for entry in draw(st.lists(ENTRIES, max_size=2)):
        made = made.enter(entry) if made.number is None else made
    if made.number is not None and draw(st.booleans()):
        made = made.note(CorrectionNote(at=draw(MOMENTS), text=draw(st.sampled_from(("typed", "scanned")))))
    return made


@st.composite
def _shipments(draw: st.DrawFn) -> Shipment:
    ids = draw(st.lists(st.sampled_from(ITEM_IDS), unique=True, min_size=1))
    parties = st.one_of(st.none(), st.sampled_from(FulfilledBy))
    return Shipment(
        shipment_id=draw(st.sampled_from(SHIPMENT_IDS)),
        order_id=draw(st.sampled_from(ORDER_IDS)),
        lines=[
            ShipmentLine(item, draw(st.integers(1, 2)), fulfilled_by=draw(parties), promise=draw(PROMISES))
            for item in ids
        ],
        transport=draw(_transports(("", *TRANSPORT_IDS))),
        shipped=draw(st.sampled_from((None, at(6, 9), at(6, 12)))),
        ordered=draw(st.sampled_from((None, at(5), at(5, 13)))),
    )


def _subjects(*kinds: SubjectKind) -> st.SearchStrategy[Subject]:
    named = {
        SubjectKind.SHIPMENT: SHIPMENT_IDS,
        SubjectKind.TRANSPORT: TRANSPORT_IDS,
        SubjectKind.NUMBER: (NUMBER.text, OTHER_NUMBER.text),
    }
    return st.sampled_from([Subject(kind, name) for kind in kinds for name in named[kind]])


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """A piece of a small world in which nearly everything contradicts something."""
    how = {"seen": draw(MAYBE_MOMENTS), "by": draw(st.sampled_from((ToldBy.MARKETPLACE, *ToldBy)))}
    kind = draw(st.sampled_from(("order", "shipment", "shipment", "transport", "entry", "label", "journey")))
    if kind == "entry":
        return Piece(draw(ENTRIES), draw(_subjects(SubjectKind.SHIPMENT, SubjectKind.TRANSPORT)), **how)
    if kind == "label":
        label = draw(LABELS)
        entry = Entry(number=label.number, service=label.service, at=draw(MOMENTS), label=label)
        return Piece(entry, Subject.of_label(label.label_id), **how)
    if kind == "journey":
        kinds = SubjectKind.SHIPMENT, SubjectKind.TRANSPORT, SubjectKind.NUMBER
        return Piece(Journey(draw(st.lists(EVENTS, max_size=2))), draw(_subjects(*kinds)), **how)
    told = {"order": _orders(), "shipment": _shipments(), "transport": _transports(TRANSPORT_IDS)}[kind]
    return Piece(draw(told), **how)


FEEDS = st.lists(pieces(), max_size=8)
ARRIVALS = FEEDS.flatmap(lambda feed: st.tuples(st.just(feed), st.permutations(feed + feed[:3])))


def _seen(picture: Picture) -> tuple[object, ...]:
    return dict(picture.orders), picture.shipments, picture.conflicts, picture.waiting


def _numbers(entries: Iterable[Entry]) -> set[Number]:
    return {entry.number for entry in entries if entry.number is not None}


@given(ARRIVALS)
def test_no_order_of_arrival_and_no_repetition_changes_the_picture(arrivals: tuple[list[Piece], list[Piece]]) -> None:
    """Any order of the same pieces, some of them twice, is the same picture, and shows the same."""
    told, arrived = Picture.of(arrivals[0]), Picture.of(arrivals[1])

    assert told == arrived
    assert hash(told) == hash(arrived)
    assert _seen(told) == _seen(arrived)


@given(FEEDS, FEEDS, FEEDS)
def test_pictures_add_in_any_order_and_there_is_an_empty_one(
    one: list[Piece], other: list[Piece], third: list[Piece]
) -> None:
    """Feeds, pages and machines merge in any order, and twice is once."""
    a, b, c = Picture.of(one), Picture.of(other), Picture.of(third)

    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + a == a
    assert a + Picture() == a
    assert _seen((a + b) + c) == _seen(c + (b + a))


@given(FEEDS, FEEDS)
def test_learning_bit_by_bit_is_learning_at_once(first: list[Piece], later: list[Piece]) -> None:
    """A picture that grows piece by piece, looked at in between, is the picture of everything."""
    picture = Picture.of(first)
    for piece in later:
        _seen(picture)
        picture = picture.learn(piece)

    assert picture == Picture.of(later) + Picture.of(first) == Picture.of([*first, *later])
    assert _seen(picture) == _seen(Picture.of([*later, *first]))


@given(FEEDS)
def test_what_a_picture_was_told_makes_it_again(feed: list[Piece]) -> None:
    """A picture is its pieces, and can be kept."""
    picture = Picture.of(feed)

    assert Picture.of(picture.pieces) == picture
    assert pickle.loads(pickle.dumps(picture)) == picture
    assert _seen(Picture.of(picture.pieces)) == _seen(picture)


@given(FEEDS)
def test_learning_again_what_came_out_contradicts_nothing_that_was_told_of_orders(feed: list[Piece]) -> None:
    """The orders of a picture are versions that every one of its conflicts lets stand."""
    orders = Picture.of(feed).orders

    assert dict(Picture.of(orders.values()).orders) == dict(orders)


@given(FEEDS)
def test_every_order_and_every_shipment_that_was_told_is_there(feed: list[Piece]) -> None:
    """Nothing is lost: a shipment is missing only where a conflict names it, because more left than was ordered."""
    picture = Picture.of(feed)
    too_many = {
        subject.name
        for conflict in picture.conflicts
        if conflict.kind is ConflictKind.MORE_SHIPPED_THAN_ORDERED
        for subject in conflict.where
    }
    sent = {piece.about.name for piece in feed if isinstance(piece.told, Shipment)}

    assert set(picture.orders) == {piece.about.name for piece in feed if isinstance(piece.told, Order)}
    assert {shipment.shipment_id for shipment in picture.shipments} <= sent
    assert sent - {shipment.shipment_id for shipment in picture.shipments} <= too_many


@given(FEEDS)
def test_no_number_that_was_told_is_lost(feed: list[Piece]) -> None:
    """A number stands on a transport, or is in a conflict, or waits; or it was left out with its shipment."""
    picture = Picture.of(feed)
    told: set[Number] = set()
    for piece in feed:
        if isinstance(piece.told, Shipment):
            told |= _numbers(piece.told.transport.entries)
        elif isinstance(piece.told, Transport):
            told |= _numbers(piece.told.entries)
        elif isinstance(piece.told, Entry):
            told |= _numbers([piece.told])
    shown = {shipment.number for shipment in picture.shipments}
    for conflict in picture.conflicts:
        shown |= _numbers(each for each in (conflict.stands, conflict.differs) if isinstance(each, Entry))
    for waiting in picture.waiting:
        shown |= _numbers(waiting.entries)
    left_out = any(each.kind is ConflictKind.MORE_SHIPPED_THAN_ORDERED for each in picture.conflicts)

    assert told <= shown or left_out


@given(FEEDS, FEEDS)
def test_a_number_that_gives_way_to_an_earlier_one_is_in_a_conflict(before: list[Piece], later: list[Piece]) -> None:
    """Written once: where more knowledge shows that another number came first, the change is reported."""
    old, new = Picture.of(before), Picture.of([*before, *later])
    now = {shipment.shipment_id: shipment for shipment in new.shipments}
    for shipment in old.shipments:
        same = now.get(shipment.shipment_id)
        if shipment.number is None or same is None or same.number == shipment.number:
            continue
        if same.transport.transport_id == shipment.transport.transport_id:
            about = [each for each in new.conflicts if Subject.of_shipment(shipment.shipment_id) in each.where]

            assert shipment.number in _numbers(each.differs for each in about if isinstance(each.differs, Entry))


@given(FEEDS)
def test_one_transport_has_one_number(feed: list[Piece]) -> None:
    """Shipments on one transport share its number, its journey and everything else of it."""
    shipments = Picture.of(feed).shipments
    borne = {shipment.transport.transport_id: shipment.transport for shipment in shipments}

    assert all(
        shipment.transport == borne[shipment.transport.transport_id]
        for shipment in shipments
        if shipment.transport.transport_id
    )


@given(FEEDS)
def test_every_event_of_a_transport_is_in_its_journey(feed: list[Piece]) -> None:
    """A journey only grows: what was told of a transport that stands, or of its number, is in its journey."""
    shipments = {shipment.shipment_id: shipment for shipment in Picture.of(feed).shipments}
    for piece in feed:
        if not isinstance(piece.told, Journey):
            continue
        for shipment in shipments.values():
            of = {shipment.shipment_id, shipment.transport.transport_id, str(shipment.number)}
            if piece.about.name in of:
                assert shipment.transport.journey.and_then(piece.told.events) == shipment.transport.journey


@given(FEEDS, MOMENTS)
def test_every_picture_is_evidence(feed: list[Piece], as_of: Moment) -> None:
    """What comes out never contradicts itself, so that it can be scored without a word."""
    picture = Picture.of(feed)
    evidence = list(Dossier(orders=picture.orders).evidence(picture.shipments))

    assert tallies(evidence, [ORDER_TRACEABILITY], as_of=as_of)[0].total == sum(
        item.quantity for item in evidence if item.known(as_of)
    )


@given(FEEDS)
def test_a_conflict_is_told_in_one_line_of_things_that_differ(feed: list[Piece]) -> None:
    """Both values are shown, and nothing that is hostile gets out."""
    for conflict in Picture.of(feed).conflicts:
        assert conflict.stands != conflict.differs
        assert len(str(conflict).splitlines()) == 1
        assert conflict.where


@given(st.lists(st.sampled_from((NUMBER, OTHER_NUMBER)), min_size=1, max_size=4), st.randoms())
def test_of_numbers_that_were_entered_one_after_the_other_the_first_stays(
    numbers: list[TrackAndTraceNumber], chance: object
) -> None:
    """Whatever arrives first, the first entry in the order of moments stays."""
    entries = [Entry(number=number, service=POSTNL, at=at(6, 9 + hour)) for hour, number in enumerate(numbers)]
    told = [Piece(entry, Subject.of_transport("transport-1")) for entry in entries]
    chance.shuffle(told)  # type: ignore[attr-defined]
    sent = Shipment(
        shipment_id="shipment-1",
        order_id="order-1",
        lines=[ShipmentLine("item-1", 1)],
        transport=Transport("transport-1"),
    )
    picture = Picture.of([*told[:2], Piece(sent), *told[2:]])

    assert picture.shipments[0].number == numbers[0]
    assert bool(picture.conflicts) == (len(set(numbers)) > 1)
