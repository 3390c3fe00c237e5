"""
An integration that confirms orders and never ships twice.

It keeps a ledger of what it submitted. Everything else it asks anew, so it may be stopped and started at any moment.
"""

from __future__ import annotations

from collections.abc import Callable

import httpx
from examples.polling_integration.marketplace import Marketplace, NoAnswerError

from trackntrace import (
    OWN_THROUGH_RETAILER_API,
    Entry,
    Moment,
    Order,
    Shipment,
    TrackntraceError,
    confirm,
)
from trackntrace.retailer_api.advice import NextStep, advise
from trackntrace.retailer_api.lookup import (
    found_in_order,
    found_in_shipments,
    found_in_transport,
    questions,
    status_among,
)
from trackntrace.retailer_api.polling import Learned, learn_all, plan
from trackntrace.retailer_api.queries import OrderQuery, ShipmentQuery, ShipmentsOfOrderQuery
from trackntrace.retailer_api.requests import ChangingRequest
from trackntrace.retailer_api.shipment_requests import ChangeTransportRequest, ShipmentRequest
from trackntrace.retailer_api.status_queries import EntityStatusesQuery, ProcessStatusQuery
from trackntrace.retailer_api.submission import LookupResult, Submission, SubmissionStage
from trackntrace.retailer_api.subscription_messages import SubscriptionMessage, read_subscription_message


class Ledger:
    """
    What was submitted, by fingerprint.

    Put a table of your database in its place: `keep` must have written it to disk when it returns. Submissions can be
    pickled.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Submission] = {}

    def keep(self, submission: Submission) -> Submission:
        """Writes a submission down, in the place of what was known of it before."""
        self._kept[submission.request.fingerprint] = submission
        return submission

    def all(self) -> list[Submission]:
        """Every submission."""
        return list(self._kept.values())


class Integration:
    """Confirms open orders, adds numbers later, and follows what was submitted until it is settled."""

    def __init__(self, marketplace: Marketplace, ledger: Ledger) -> None:
        self._marketplace = marketplace
        self._clock = marketplace.clock
        self.ledger = ledger
        self.conflicts: list[Exception] = []
        self.given_up: tuple[Submission, ...] = ()
        self._asked: Moment | None = None

    def confirm_open_orders(self, pack: Callable[[Order], Entry | None]) -> list[Submission]:
        """Confirms every open order that was packed; ``pack`` gives the entry, or None where it is not yet packed."""
        submitted: list[Submission] = []
        for order_id in self._marketplace.open_order_ids():
            order = self._marketplace.order(order_id)
            entry = pack(order) if order.open_items else None
            if entry is not None:
                confirmed = confirm(order, entry, method=OWN_THROUGH_RETAILER_API)
                submitted.append(self.submit(ShipmentRequest.of(confirmed)))
        return submitted

    def add_number(self, shipment: Shipment, entry: Entry) -> Submission:
        """Adds a number to a shipment that was confirmed without one; one that has a number already is refused."""
        return self.submit(ChangeTransportRequest.of(shipment, entry))

    def submit(self, request: ChangingRequest) -> Submission:
        """Sends a request if it may be sent; if not, gives the earlier submission because of which."""
        advice = advise(request, self.ledger.all())
        return advice.because or self._send(request)

    def offer_again(self, request: ChangingRequest) -> Submission:
        """Sends a request that was rejected once more: after somebody has read why, and put it right."""
        advice = advise(request, self.ledger.all())
        refused = advice.because if advice.step is not NextStep.OFFER_AGAIN else None
        return refused or self._send(request)

    def _send(self, request: ChangingRequest) -> Submission:
        submission = self._try(Submission(request))
        if submission.stage is not SubmissionStage.PREPARED:
            return submission
        self._marketplace.rest()
        return self._try(submission)

    def _try(self, submission: Submission) -> Submission:
        # Written down before it leaves: if we are stopped in between, it must be looked for.
        begun = self.ledger.keep(submission.begin(at=self._clock.now()))
        try:
            response = self._marketplace.send(begun.request)
            return self.ledger.keep(begun.answered(response.status_code, response.content))
        except (httpx.TransportError, TrackntraceError):
            return begun

    def follow(self) -> bool:
        """
        Asks once for all that is under way, and looks for what went astray.

        Returns whether anything is still open; call it again then. What was looked for in vain for days is in
        ``given_up``: look in the seller account, and settle it.
        """
        limit = self._marketplace.rate_limit
        made = plan(self.ledger.all(), asked=self._asked, rate_limit=limit, as_of=self._clock.now())
        self.given_up = made.given_up
        if made.at is None:
            return False
        self._clock.wait_until(made.at)
        self._asked = made.at
        for question in made.ask:
            told = self._marketplace.statuses(question)
            learned = learn_all(self.ledger.all(), told, asked=question.process_status_ids, as_of=self._clock.now())
            self._keep(learned)
        for lost in made.lost:
            self.look_for(lost)
        return True

    def look_for(self, submission: Submission) -> Submission:
        """
        Looks for a submission that nobody answered, until something settles it.

        What cannot be asked or contradicts what is known settles nothing, and is kept for somebody to look at.
        """
        for question in questions(submission):
            try:
                found = self._looked(submission, question)
            except (TrackntraceError, httpx.HTTPStatusError, NoAnswerError) as error:
                self.conflicts.append(error)
                continue
            if found.stage is not submission.stage:
                return self.ledger.keep(found)
        return submission

    def _looked(self, submission: Submission, question: object) -> Submission:
        as_of = self._clock.now()
        match question:
            case EntityStatusesQuery():
                found = self._marketplace.statuses(question)
                status = status_among(submission, found, others=self.ledger.all())
                return submission.learn(status) if status else submission
            case OrderQuery(order_id):
                result = found_in_order(submission, self._marketplace.order(order_id), as_of=as_of)
            case ShipmentsOfOrderQuery(order_id):
                result = found_in_shipments(submission, self._marketplace.shipments_of(order_id), as_of=as_of)
            case ShipmentQuery(shipment_id):
                transport = self._marketplace.shipment(shipment_id).transport
                result = found_in_transport(submission, transport, as_of=as_of)
            case _:
                result = LookupResult.UNCLEAR
        return submission.settle(result)

    def take_message(self, body: bytes) -> SubscriptionMessage:
        """
        Takes a subscription message: a hint that something changed, so the present state is asked for.

        Messages may come twice and in any order: asking again does no harm, and old news changes nothing.
        """
        message = read_subscription_message(body).value
        if isinstance(message.question, ProcessStatusQuery):
            status = self._marketplace.status(message.question)
            learned = learn_all(self.ledger.all(), [status] if status else [], as_of=self._clock.now())
            self._keep(learned)
        return message

    def _keep(self, learned: Learned) -> None:
        self.conflicts += learned.conflicts
        for submission in learned.submissions:
            self.ledger.keep(submission)
