"""The way to the marketplace: one HTTP client, and the patience that the marketplace asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Protocol, TypeVar

import httpx

from trackntrace import Moment, Order, Shipment, TrackntraceError, moment_of
from trackntrace.retailer_api.orders import read_order, read_orders
from trackntrace.retailer_api.process_status import ProcessStatus, read_process_status, read_process_statuses
from trackntrace.retailer_api.queries import (
    OrderQuery,
    OrdersQuery,
    ShipmentQuery,
    ShipmentsOfOrderQuery,
)
from trackntrace.retailer_api.rate_limits import RateLimit, rate_limit_of
from trackntrace.retailer_api.reduced_shipments import read_reduced_shipments
from trackntrace.retailer_api.requests import Request
from trackntrace.retailer_api.shipments import read_shipment
from trackntrace.retailer_api.status_queries import EntityStatusesQuery, ProcessStatusesQuery, ProcessStatusQuery

TRIES = 5
_T = TypeVar("_T")


class Clock(Protocol):
    """What time it is, and waiting: handed in, so that a test need not wait."""

    def now(self) -> Moment:
        """This moment."""

    def wait_until(self, moment: Moment) -> None:
        """Comes back at that moment."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> Moment:
        """This moment."""
        return moment_of(datetime.now(UTC))

    def wait_until(self, moment: Moment) -> None:
        """Comes back at that moment; at once where it is over."""
        sleep(max((moment - self.now()).total_seconds(), 0))


class NoAnswerError(Exception):
    """The marketplace did not answer a question, however often it was asked."""


class Marketplace:
    """Asks the marketplace. Every question is a value of the library; this sends it, and reads the answer."""

    def __init__(self, client: httpx.Client, clock: Clock) -> None:
        self._client = client
        self.clock = clock
        self.rate_limit = RateLimit()

    def send(self, request: Request) -> httpx.Response:
        """Sends it once, whatever comes of it, and notes how much may still be asked."""
        response = self._client.request(request.method, request.target, headers=request.headers, content=request.body)
        self.rate_limit = _limit_in(response, self.clock.now())
        return response

    def ask(self, question: Request) -> httpx.Response:
        """The answer to a question that changes nothing, so that it may be asked as often as need be."""
        for attempt in range(TRIES):
            try:
                response = self.send(question)
            except httpx.TransportError:
                self._wait(timedelta(seconds=2**attempt))
                continue
            if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
                self.rest()
            elif response.is_server_error:
                self._wait(timedelta(seconds=2**attempt))
            else:
                return response
        raise NoAnswerError(question.target)

    def rest(self) -> None:
        """Waits as long as the last answer asked for, a second at least."""
        free = self.rate_limit.free_from(as_of=self.clock.now())
        self._wait(max(free - self.clock.now(), timedelta(seconds=1)))

    def _wait(self, wait: timedelta) -> None:
        self.clock.wait_until(Moment(self.clock.now() + wait))

    def open_order_ids(self) -> list[str]:
        """The ids of all open orders, page by page until an empty one; pages overlap when an order comes in between."""
        pages = _until_empty(lambda page: read_orders(self._json(OrdersQuery(page=page))).value)
        return list(dict.fromkeys(record.value.order_id for record in pages))

    def order(self, order_id: str) -> Order:
        """An order as it is now."""
        return read_order(self._json(OrderQuery(order_id))).value

    def shipments_of(self, order_id: str) -> list[Shipment]:
        """All shipments of an order, whole: the list has neither quantities nor numbers."""
        pages = _until_empty(
            lambda page: read_reduced_shipments(self._json(ShipmentsOfOrderQuery(order_id, page=page))).value
        )
        return [self.shipment(each) for each in dict.fromkeys(record.value.shipment_id for record in pages)]

    def shipment(self, shipment_id: str) -> Shipment:
        """A shipment as it is now."""
        return read_shipment(self._json(ShipmentQuery(shipment_id))).value

    def statuses(self, question: ProcessStatusesQuery | EntityStatusesQuery) -> list[ProcessStatus]:
        """The process statuses that the marketplace still has."""
        return [record.value for record in read_process_statuses(self._json(question)).value]

    def status(self, question: ProcessStatusQuery) -> ProcessStatus | None:
        """A process status; None where the marketplace no longer has it."""
        response = self.ask(question)
        return None if response.status_code == httpx.codes.NOT_FOUND else read_process_status(response.content).value

    def _json(self, question: Request) -> bytes:
        return self.ask(question).raise_for_status().content


def _limit_in(response: httpx.Response, as_of: Moment) -> RateLimit:
    """The limit that an answer tells. One that cannot be read is no reason to lose the answer."""
    try:
        return rate_limit_of(response.headers.multi_items(), as_of=as_of)
    except TrackntraceError:
        return RateLimit()


def _until_empty(page: Callable[[int], tuple[_T, ...]]) -> Iterator[_T]:
    number = 1
    while found := page(number):
        yield from found
        number += 1
