"""The example of an integration, against a marketplace in miniature that loses answers and repeats itself."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from tests.builders import at
from trackntrace.errors import TrackntraceError
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.retailer_api.requests import RequestedItem
from trackntrace.retailer_api.shipment_requests import ChangeTransportRequest, ShipmentRequest
from trackntrace.retailer_api.submission import Submission, SubmissionStage, sent_of
from trackntrace.shipping.delivery_methods import UseTransport
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.transport import AlreadyEnteredError

httpx = pytest.importorskip("httpx", reason="the example needs httpx")

from examples.polling_integration.__main__ import main  # noqa: E402  (after the skip)
from examples.polling_integration.integration import Integration, Ledger  # noqa: E402
from examples.polling_integration.marketplace import Marketplace, NoAnswerError, SystemClock  # noqa: E402
from examples.polling_integration.miniature import Miniature, Served, ToldClock  # noqa: E402

SHIPPING = ("POST", "/retailer/shipments")


class Shop:
    """An integration, the marketplace that it talks to, and a clock that both look at."""

    def __init__(self, client: Any, miniature: Miniature, clock: ToldClock) -> None:
        self.client, self.miniature, self.clock = client, miniature, clock
        self.marketplace = Marketplace(client, clock)
        self.integration = Integration(self.marketplace, Ledger())

    def packed(self, order: Order) -> Entry | None:
        """Every order has its number; that of a forgotten one is forgotten."""
        forgotten = order.order_id.startswith("F")
        number = None if forgotten else TrackAndTraceNumber(f"3SABCD{order.order_id}")
        return Entry(number=number, service=POSTNL, at=self.clock.now())

    def settle(self, rounds: int = 60) -> None:
        """Follows until nothing is open."""
        for _ in range(rounds):
            if not self.integration.follow():
                return
        raise AssertionError(f"after {rounds} rounds something is still open")

    @property
    def stages(self) -> list[str]:
        """How far everything is."""
        return [each.stage.name for each in self.integration.ledger.all()]

    @property
    def shipped(self) -> list[tuple[str, int]]:
        """What was shipped, by item, as the marketplace has it."""
        lines = [line for each in self.miniature.shipments.values() for line in each["shipmentItems"]]
        return [(line["orderItemId"], line["quantity"]) for line in lines]


@pytest.fixture
def shop() -> Iterator[Shop]:
    clock = ToldClock(at(6, 16))
    miniature = Miniature(clock)
    with Served(miniature) as served, httpx.Client(base_url=served.address) as client:
        yield Shop(client, miniature, clock)


def test_the_example_tells_its_story(capsys: pytest.CaptureFixture[str]) -> None:
    main()

    assert capsys.readouterr().out.splitlines() == [
        "A1-1: unknown",
        "A2-1: submitted",
        "A3-1: submitted",
        "A1-1: accepted",
        "A2-1: accepted",
        "A3-1: accepted",
        "A3 travels with 3SABCD00000A3.",
        "Cannot use '3SABCD00000B3 (TNT)' as number: expected '3SABCD00000A3 (TNT)', which was entered before and stays",
        "3 shipments, 3 requests for them.",
    ]


def test_all_pages_of_open_orders_are_confirmed(shop: Shop) -> None:
    for number in range(5):
        shop.miniature.order(f"A{number}", item1=1, item2=3)

    shop.integration.confirm_open_orders(shop.packed)
    shop.settle()

    assert shop.stages == ["ACCEPTED"] * 5
    assert shop.shipped == [(f"A{number}-{item}", 2 * item - 1) for number in range(5) for item in (1, 2)]
    assert shop.integration.confirm_open_orders(shop.packed) == []


def test_many_rounds_of_confirming_ship_once(shop: Shop) -> None:
    shop.miniature.order("A1", item1=2)

    for _ in range(3):
        shop.integration.confirm_open_orders(shop.packed)
    shop.settle()
    shop.integration.confirm_open_orders(shop.packed)

    assert shop.shipped == [("A1-1", 2)]
    assert shop.miniature.received.count(SHIPPING) == 1


def test_a_request_that_arrived_and_was_not_answered_is_found_and_not_sent_again(shop: Shop) -> None:
    shop.miniature.order("A1", item1=2)
    shop.miniature.lose_answers = 1

    (lost,) = shop.integration.confirm_open_orders(shop.packed)
    (again,) = shop.integration.confirm_open_orders(shop.packed)
    shop.settle()

    assert lost.stage is SubmissionStage.UNKNOWN
    assert again == lost
    assert shop.stages == ["ACCEPTED"]
    assert shop.miniature.received.count(SHIPPING) == 1
    assert shop.shipped == [("A1-1", 2)]


def test_what_the_process_status_no_longer_tells_the_order_does(shop: Shop) -> None:
    shop.miniature.order("A1", item1=2)
    shop.miniature.lose_answers = 1
    shop.integration.confirm_open_orders(shop.packed)
    shop.clock.wait_until(Moment(shop.clock.now() + timedelta(seconds=10)))
    shop.marketplace.order("A1")
    shop.miniature.processes.clear()

    shop.settle()

    assert shop.stages == ["ACCEPTED"]
    assert shop.miniature.received.count(SHIPPING) == 1


def test_a_request_that_never_arrived_is_sent_again_once_that_is_certain(shop: Shop) -> None:
    shop.miniature.order("A1", item1=2)
    shop.miniature.lose_answers = 1
    shop.integration.confirm_open_orders(shop.packed)
    shop.miniature.processes.clear()
    sent = shop.clock.now()

    shop.settle()
    settled = shop.clock.now()
    shop.integration.confirm_open_orders(shop.packed)
    shop.settle()

    assert settled - sent >= timedelta(hours=3)
    assert shop.miniature.received.count(SHIPPING) == 2
    assert shop.shipped == [("A1-1", 2)]
    assert shop.stages == ["ACCEPTED"]


def test_stopped_between_sending_and_hearing_it_looks_before_it_sends_again(shop: Shop) -> None:
    shop.miniature.order("A1", item1=2)
    shop.miniature.lose_answers = 1
    shop.integration.confirm_open_orders(shop.packed)
    kept = pickle.loads(pickle.dumps(shop.integration.ledger))

    started_again = Integration(shop.marketplace, kept)
    started_again.confirm_open_orders(shop.packed)
    for _ in range(10):
        started_again.follow()

    assert shop.miniature.received.count(SHIPPING) == 1
    assert [each.stage.name for each in kept.all()] == ["ACCEPTED"]


def test_a_marketplace_that_has_heard_enough_is_left_in_peace_for_as_long_as_it_says(shop: Shop) -> None:
    shop.miniature.order("A1", item1=1)
    shop.miniature.too_many = 2
    before = shop.clock.now()

    assert shop.marketplace.open_order_ids() == ["A1"]

    assert shop.clock.now() - before == timedelta(seconds=6)


def test_a_request_that_was_not_heard_is_sent_again_after_the_wait(shop: Shop) -> None:
    shop.miniature.order("A1", item1=1)
    order = shop.marketplace.order("A1")
    shop.miniature.too_many = 1

    (request,) = [ShipmentRequest(order_id="A1", items=[RequestedItem(order.items[0], 1)], instruction=TOLD)]
    submission = shop.integration.submit(request)

    assert submission.stage is SubmissionStage.SUBMITTED
    assert shop.miniature.received.count(SHIPPING) == 2
    assert len(shop.miniature.processes) == 1


TOLD = UseTransport(service=POSTNL, number=TrackAndTraceNumber("3SABCD1234567"))


def test_a_marketplace_that_never_answers_is_not_asked_for_ever(shop: Shop) -> None:
    shop.miniature.too_many = 100

    with pytest.raises(NoAnswerError):
        shop.marketplace.open_order_ids()

    assert len(shop.miniature.received) == 5


def test_an_unknown_item_is_taken_and_fails_later(shop: Shop) -> None:
    shop.miniature.order("A1", item1=1)
    unknown = ShipmentRequest(order_id="A1", items=[RequestedItem(OrderItem("no-such", 1), 1)], instruction=TOLD)

    taken = shop.integration.submit(unknown)
    shop.settle()

    assert taken.stage is SubmissionStage.SUBMITTED
    assert shop.stages == ["REJECTED"]
    assert "not found" in shop.integration.ledger.all()[0].reason


def test_what_was_rejected_is_offered_again_only_when_somebody_says_so(shop: Shop) -> None:
    unknown = ShipmentRequest(order_id="A1", items=[RequestedItem(OrderItem("A1-1", 1), 1)], instruction=TOLD)
    shop.integration.submit(unknown)
    shop.settle()

    shop.integration.submit(unknown)
    once = shop.miniature.received.count(SHIPPING)
    shop.miniature.order("A1", item1=1)
    shop.integration.offer_again(unknown)
    shop.settle()
    shop.integration.offer_again(unknown)

    assert once == 1
    assert shop.stages == ["ACCEPTED"]
    assert shop.miniature.received.count(SHIPPING) == 2


def test_a_rate_limit_that_cannot_be_read_does_not_lose_the_answer(shop: Shop) -> None:
    shop.miniature.order("A1", item1=1)
    shop.miniature.limit = "soon"

    shop.integration.confirm_open_orders(shop.packed)

    assert shop.stages == ["SUBMITTED"]


def test_a_number_is_added_later_and_a_second_one_is_refused_before_it_is_sent(shop: Shop) -> None:
    shop.miniature.order("F1", item1=1)
    shop.integration.confirm_open_orders(shop.packed)
    shop.settle()
    (shipment,) = shop.marketplace.shipments_of("F1")
    late = Entry(number=TrackAndTraceNumber("3SABCD0001"), service=POSTNL, at=shop.clock.now())

    shop.integration.add_number(shipment, late)
    shop.settle()
    (numbered,) = shop.marketplace.shipments_of("F1")
    asked = len(shop.miniature.received)

    assert shipment.number is None
    assert numbered.number == late.number
    with pytest.raises(AlreadyEnteredError):
        shop.integration.add_number(
            numbered, Entry(number=TrackAndTraceNumber("3SABCD0002"), service=POSTNL, at=shop.clock.now())
        )
    assert len(shop.miniature.received) == asked


def test_a_number_whose_answer_was_lost_is_looked_for_on_the_transport(shop: Shop) -> None:
    shop.miniature.order("F1", item1=1)
    shop.integration.confirm_open_orders(shop.packed)
    shop.settle()
    (shipment,) = shop.marketplace.shipments_of("F1")
    late = Entry(number=TrackAndTraceNumber("3SABCD0001"), service=POSTNL, at=shop.clock.now())
    shop.miniature.lose_answers = 1

    shop.integration.add_number(shipment, late)
    shop.settle()

    assert shop.stages == ["ACCEPTED", "ACCEPTED"]
    assert shop.miniature.received.count(("PUT", f"/retailer/transports/{shipment.transport.transport_id}")) == 1


@pytest.mark.parametrize("seed", range(5))
def test_messages_in_any_order_and_more_than_once_change_nothing_but_what_is_known_sooner(
    shop: Shop, seed: int
) -> None:
    for number in range(3):
        shop.miniature.order(f"A{number}", item1=1)
    shop.integration.confirm_open_orders(shop.packed)
    early = shop.miniature.messages()
    shop.clock.wait_until(Moment(shop.clock.now() + timedelta(seconds=10)))
    messages = [*early, *shop.miniature.messages()]
    Random(seed).shuffle(messages)

    for message in messages:
        shop.integration.take_message(message)

    assert shop.stages == ["ACCEPTED"] * 3
    assert shop.integration.conflicts == []


def test_a_message_that_cannot_be_read_changes_nothing(shop: Shop) -> None:
    with pytest.raises(TrackntraceError):
        shop.integration.take_message(b'{"retailerId": 1, "retailerId": 2}')

    assert shop.stages == []


def test_the_clock_of_this_machine_waits_until_the_moment_has_come() -> None:
    clock = SystemClock()
    soon = Moment(clock.now() + timedelta(milliseconds=5))

    clock.wait_until(soon)
    clock.wait_until(at(6))

    assert clock.now() >= soon


class Late(httpx.BaseTransport):  # type: ignore[misc, name-defined]
    """Carries a request there, and gives up before the answer is back."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def handle_request(self, request: Any) -> Any:
        answer = self._inner.handle_request(request)
        if request.method == "GET":
            return answer
        answer.read()
        raise httpx.ReadTimeout("timed out", request=request)

    def close(self) -> None:
        self._inner.close()


def test_a_timeout_of_a_request_that_did_arrive_ships_once(shop: Shop) -> None:
    shop.miniature.order("A1", item1=2)
    with httpx.Client(base_url=shop.client.base_url, transport=Late(httpx.HTTPTransport())) as late:
        slow = Integration(Marketplace(late, shop.clock), Ledger())
        (submission,) = slow.confirm_open_orders(shop.packed)

    later = Integration(shop.marketplace, slow.ledger)
    for _ in range(10):
        later.follow()
    later.confirm_open_orders(shop.packed)

    assert submission == Submission(submission.request).begin(at=at(6, 16))
    assert shop.shipped == [("A1-1", 2)]
    assert shop.miniature.received.count(SHIPPING) == 1


def test_an_order_that_is_no_longer_there_is_reported_and_stops_nothing(shop: Shop) -> None:
    shop.miniature.order("A1", item1=1)
    shop.miniature.lose_answers = 1
    shop.integration.confirm_open_orders(shop.packed)
    shop.miniature.processes.clear()
    shop.miniature.orders.clear()
    shop.clock.wait_until(Moment(shop.clock.now() + timedelta(hours=4)))

    shop.settle()

    assert [type(error).__name__ for error in shop.integration.conflicts] == ["HTTPStatusError"]
    assert shop.stages == ["PREPARED"]


def test_what_is_looked_for_in_vain_is_handed_over_after_some_days_and_not_asked_for_ever(shop: Shop) -> None:
    shop.miniature.order("F1", item1=1)
    shop.integration.confirm_open_orders(shop.packed)
    shop.settle()
    (shipment,) = shop.marketplace.shipments_of("F1")
    entry = Entry(number=TrackAndTraceNumber("3SABCDF1"), service=POSTNL, at=shop.clock.now())
    shop.miniature.lose_answers = 1
    adding = shop.integration.submit(ChangeTransportRequest(transport=shipment.transport, entry=entry))
    shop.miniature.processes.clear()

    shop.settle(2_000)

    assert shop.integration.given_up == (adding,)
    assert shop.clock.now() > sent_of(adding) + timedelta(days=4)
