"""Looking for a submission that nobody answered: what to ask, and what settles it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import LABEL, OTHER_NUMBER, assert_well_told, entry, item, line, order, shipment, transport
from tests.sending.traffic import SENT, add_number, begun, cancel, ship, status, timed_out
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.moment import Moment, moment_of
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.retailer_api.cancellation_requests import CancellationReason, CancellationRequest
from trackntrace.retailer_api.label_requests import ShippingLabelRequest
from trackntrace.retailer_api.lookup import (
    CLOCKS_DIFFER,
    found_in_order,
    found_in_shipments,
    found_in_transport,
    questions,
    status_among,
)
from trackntrace.retailer_api.process_status import ProcessState, ProcessStatus
from trackntrace.retailer_api.queries import OrderQuery, ShipmentQuery, ShipmentsOfOrderQuery
from trackntrace.retailer_api.rate_limits import rate_limit_of
from trackntrace.retailer_api.requests import ChangingRequest, RequestedItem
from trackntrace.retailer_api.shipment_requests import ChangeTransportRequest, ShipmentRequest
from trackntrace.retailer_api.status_queries import EntityStatusesQuery
from trackntrace.retailer_api.submission import LookupResult, Submission
from trackntrace.shipping.delivery_methods import UseLabel
from trackntrace.shipping.order import OrderItem
from trackntrace.shipping.shipment import Shipment
from trackntrace.shipping.transport import Transport

LABELLED = ship(instruction=UseLabel(label_id="label-1"))
TWO = ship(RequestedItem(item(3, shipped=1), 2), RequestedItem(item(1, "item-2"), 1))

ANYTHING: Any = 7


def hours(number: float) -> Moment:
    """So many hours after it was sent."""
    return moment_of(SENT + timedelta(hours=number))


@pytest.mark.parametrize(
    ("request_", "asked"),
    [
        (
            TWO,
            (
                EntityStatusesQuery("item-1", "CREATE_SHIPMENT"),
                EntityStatusesQuery("item-2", "CREATE_SHIPMENT"),
                OrderQuery("order-1"),
                ShipmentsOfOrderQuery("order-1"),
            ),
        ),
        (cancel(), (EntityStatusesQuery("item-1", "CANCEL_ORDER"), OrderQuery("order-1"))),
        (add_number(), (EntityStatusesQuery("transport-1", "CHANGE_TRANSPORT"), ShipmentQuery("shipment-1"))),
        (add_number(shipment_id=""), (EntityStatusesQuery("transport-1", "CHANGE_TRANSPORT"),)),
        (ShippingLabelRequest.of(order(), offer_id="offer-1"), ()),
    ],
)
def test_what_to_ask_depends_on_what_was_sent(request_: ChangingRequest, asked: tuple[Any, ...]) -> None:
    assert questions(begun(request_)) == asked


@pytest.mark.parametrize(
    ("now", "after", "seen"),
    [
        ((item(3, shipped=3), item(1, "item-2", shipped=1)), 0, LookupResult.ARRIVED),
        ((item(3, shipped=1), item(1, "item-2")), 2.9, LookupResult.TOO_EARLY),
        ((item(3, shipped=1), item(1, "item-2")), 3, LookupResult.NOT_ARRIVED),
        ((item(3, shipped=1, cancelled=2), item(1, "item-2")), 3, LookupResult.NOT_ARRIVED),
        ((item(3, shipped=2), item(1, "item-2")), 3, LookupResult.UNCLEAR),
        ((item(3, shipped=3), item(1, "item-2")), 3, LookupResult.UNCLEAR),
        ((item(3, shipped=3),), 3, LookupResult.UNCLEAR),
    ],
)
def test_an_order_shows_a_shipment_by_how_many_more_are_shipped(
    now: Iterable[OrderItem], after: float, seen: LookupResult
) -> None:
    assert found_in_order(begun(TWO), order(*now), as_of=hours(after)) is seen


@pytest.mark.parametrize(
    ("now", "after", "seen"),
    [
        (item(2, shipped=1, cancelled=1), 0, LookupResult.ARRIVED),
        (item(2, shipped=1), 1, LookupResult.TOO_EARLY),
        (item(2, shipped=1), 3, LookupResult.NOT_ARRIVED),
        (item(2, shipped=2), 3, LookupResult.NOT_ARRIVED),
    ],
)
def test_an_order_shows_a_cancellation_by_how_many_more_are_cancelled(
    now: OrderItem, after: float, seen: LookupResult
) -> None:
    cancelling = begun(cancel(item=item(2, shipped=1)))

    assert found_in_order(cancelling, order(now), as_of=hours(after)) is seen


NUMBERED = transport(entry())


def made(*lines: Any, transport: Transport = NUMBERED, after: float = 0.01, shipment_id: str = "1") -> Shipment:
    """A shipment that the marketplace made so many hours after it was sent."""
    return shipment(*lines, transport=transport, shipped=hours(after), shipment_id=shipment_id)


WHOLE = (line(2), line(1, "item-2"))


@pytest.mark.parametrize(
    ("found", "seen"),
    [
        ([made(*WHOLE)], LookupResult.ARRIVED),
        ([made(line(2)), made(line(1, "item-2"), shipment_id="2")], LookupResult.ARRIVED),
        ([made(line(2), after=-24), made(*WHOLE)], LookupResult.ARRIVED),
        ([made(*WHOLE, after=-0.05)], LookupResult.ARRIVED),
        ([made(*WHOLE, line(1, "item-3"))], LookupResult.ARRIVED),
        ([made(line(2))], LookupResult.UNCLEAR),
        ([made(*WHOLE), made(line(1), shipment_id="2")], LookupResult.UNCLEAR),
        ([made(*WHOLE, transport=transport(entry(OTHER_NUMBER)))], LookupResult.UNCLEAR),
        ([made(*WHOLE, transport=transport(entry(None)))], LookupResult.UNCLEAR),
        ([shipment(*WHOLE, shipped=None)], LookupResult.UNCLEAR),
        ([made(line(2), after=-24)], LookupResult.NOT_ARRIVED),
        ([made(line(1, "item-3"))], LookupResult.NOT_ARRIVED),
        ([], LookupResult.NOT_ARRIVED),
    ],
)
def test_the_shipments_of_an_order_show_which_one_is_ours(found: list[Shipment], seen: LookupResult) -> None:
    assert found_in_shipments(begun(TWO), found, as_of=hours(3)) is seen


def test_a_shipment_by_a_bought_label_is_known_by_the_label() -> None:
    by_label = transport(entry(label=LABEL))

    assert found_in_shipments(begun(LABELLED), [made(line(1), transport=by_label)], as_of=SENT) is LookupResult.ARRIVED
    assert found_in_shipments(begun(LABELLED), [made(line(1))], as_of=SENT) is LookupResult.UNCLEAR


def test_no_shipment_settles_nothing_as_long_as_one_may_still_be_made() -> None:
    assert found_in_shipments(begun(TWO), [], as_of=hours(2.9)) is LookupResult.TOO_EARLY


@pytest.mark.parametrize(
    ("now", "after", "seen"),
    [
        (transport(entry()), 0, LookupResult.ARRIVED),
        (transport(entry(None)), 1, LookupResult.TOO_EARLY),
        (transport(entry(None)), 3, LookupResult.NOT_ARRIVED),
        (transport(entry(OTHER_NUMBER)), 0, LookupResult.OVERTAKEN),
        (transport(entry(UnreadableNumber("zie e-mail!"))), 0, LookupResult.OVERTAKEN),
    ],
)
def test_a_transport_shows_whether_the_number_was_added(now: Transport, after: float, seen: LookupResult) -> None:
    assert found_in_transport(begun(add_number()), now, as_of=hours(after)) is seen


@pytest.mark.parametrize(
    ("found", "is_ours"),
    [
        ([status(entity_id="item-1")], True),
        ([status(ProcessState.SUCCESS, entity_id="item-1")], True),
        ([status(ProcessState.SUCCESS, entity_id="item-1", created=hours(-0.05))], True),
        ([status(entity_id="item-1"), status(ProcessState.PENDING, entity_id="item-1")], True),
        ([status(ProcessState.FAILURE, entity_id="item-1")], False),
        ([status(ProcessState.TIMEOUT, entity_id="item-1")], False),
        ([status(entity_id="item-1", created=hours(-1))], False),
        ([status(entity_id="item-1", created=None)], False),
        ([status(entity_id="item-2")], False),
        ([status()], False),
        ([status(entity_id="item-1", event_type="CANCEL_ORDER")], False),
        ([status(entity_id="item-1"), status(status_id="2", entity_id="item-1")], False),
        ([], False),
    ],
)
def test_a_status_is_ours_where_only_one_can_be(found: list[ProcessStatus], is_ours: bool) -> None:
    assert (status_among(begun(), found) is not None) is is_ours


def test_a_status_that_another_submission_has_is_not_ours() -> None:
    found = status(entity_id="item-1")
    half = ship(RequestedItem(item(2, shipped=1), 1))

    assert status_among(begun(), [found], others=[begun(half).learn(found)]) is None
    assert status_among(begun(), [found], others=[begun(), begun(half)]) == found


def test_where_the_process_is_known_that_of_another_try_is_not_ours() -> None:
    another = status(ProcessState.SUCCESS, "another", entity_id="item-1")
    ours = status(ProcessState.SUCCESS, entity_id="item-1")

    assert status_among(timed_out(), [another]) is None
    assert status_among(timed_out(), [another, ours]) == ours


def test_clocks_may_differ_by_five_minutes_and_no_more() -> None:
    earliest = moment_of(SENT - CLOCKS_DIFFER)
    earlier = moment_of(earliest - timedelta(microseconds=1))
    found = [status(entity_id="item-1", created=each) for each in (earliest, earlier)]
    shipped = [shipment(*WHOLE, shipped=each) for each in (earliest, earlier)]

    assert [status_among(begun(), [each]) is None for each in found] == [False, True]
    assert [found_in_shipments(begun(TWO), [each], as_of=hours(3)) for each in shipped] == [
        LookupResult.ARRIVED,
        LookupResult.NOT_ARRIVED,
    ]


@pytest.mark.parametrize(
    ("name", "value", "look"),
    [
        ("order", "order-2", lambda: found_in_order(begun(), order().__class__("order-2", []), as_of=SENT)),
        ("request", "CHANGE_TRANSPORT", lambda: found_in_order(begun(add_number()), order(), as_of=SENT)),
        ("submission", "prepared", lambda: found_in_order(Submission(ship()), order(), as_of=SENT)),
        ("order", "order-2", lambda: found_in_shipments(begun(), [shipment(order_id="order-2")], as_of=SENT)),
        ("request", "CANCEL_ORDER", lambda: found_in_shipments(begun(cancel()), [], as_of=SENT)),
        ("submission", "prepared", lambda: found_in_shipments(Submission(ship()), [], as_of=SENT)),
        ("transport", "2", lambda: found_in_transport(begun(add_number()), Transport("2"), as_of=SENT)),
        ("request", "CREATE_SHIPMENT", lambda: found_in_transport(begun(), transport(), as_of=SENT)),
        ("submission", "prepared", lambda: status_among(Submission(ship()), [])),
    ],
)
def test_looking_in_the_wrong_place_is_refused(name: str, value: str, look: Any) -> None:
    with pytest.raises(TrackntraceError) as caught:
        look()

    assert (caught.value.field, caught.value.shown) == (name, repr(value))
    assert_well_told(caught.value)


def test_who_shipped_it_matters_not_it_must_not_be_shipped_again() -> None:
    elsewhere = made(line(1), transport=transport(entry(OTHER_NUMBER)))

    assert found_in_order(begun(), order(item(shipped=1)), as_of=SENT) is LookupResult.ARRIVED
    assert found_in_shipments(begun(), [elsewhere], as_of=SENT) is LookupResult.UNCLEAR


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("submission", lambda: questions(ANYTHING)),
        ("submission", lambda: status_among(ANYTHING, [])),
        ("statuses", lambda: status_among(begun(), [ANYTHING])),
        ("statuses", lambda: status_among(begun(), ANYTHING)),
        ("others", lambda: status_among(begun(), [], others=[ANYTHING])),
        ("order", lambda: found_in_order(begun(), ANYTHING, as_of=SENT)),
        ("submission", lambda: found_in_order(ANYTHING, order(), as_of=SENT)),
        ("as_of", lambda: found_in_order(begun(), order(item()), as_of=ANYTHING)),
        ("submission", lambda: found_in_shipments(ANYTHING, [], as_of=SENT)),
        ("shipments", lambda: found_in_shipments(begun(), [ANYTHING], as_of=SENT)),
        ("submission", lambda: found_in_transport(ANYTHING, transport(), as_of=SENT)),
        ("transport", lambda: found_in_transport(begun(add_number()), ANYTHING, as_of=SENT)),
        ("confirmation", lambda: ShipmentRequest.of(ANYTHING)),
        ("shipment", lambda: ChangeTransportRequest.of(ANYTHING, entry())),
        ("order", lambda: CancellationRequest.of(ANYTHING, "item-1", CancellationReason.OTHER)),
        ("order", lambda: ShippingLabelRequest.of(ANYTHING, offer_id="offer-1")),
        ("as_of", lambda: begun().gone(as_of=ANYTHING)),
        ("as_of", lambda: rate_limit_of({}, as_of=ANYTHING)),
        ("header name", lambda: rate_limit_of([(b"Retry-After", b"3")], as_of=SENT)),  # type: ignore[list-item]
    ],
)
def test_what_is_something_else_is_refused_at_the_door(name: str, look: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        look()

    assert caught.value.field == name
    assert_well_told(caught.value)
