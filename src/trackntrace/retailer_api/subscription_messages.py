"""
Subscription messages: what the marketplace sends by itself when something happened.

A message is no more than a hint: it names what changed, and the change itself must be asked for. Messages come in any
order, more than once, or not at all, so a follow-up asks for the present state. Sources: the marketplace's pages on
subscriptions, v6 to v10. A message is signed; the keys stand under ``GET /retailer/subscriptions/signature-keys``, and
checking is up to the application that receives it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias, final

from attrs import field, frozen

from trackntrace.documents.members import Members
from trackntrace.moment import Moment, moment_of, parse_moment
from trackntrace.retailer_api.queries import OrderQuery, ShipmentQuery
from trackntrace.retailer_api.reading import Attempts, id_of
from trackntrace.retailer_api.record import Record, Sent, record_in
from trackntrace.retailer_api.status_queries import EVENT_TYPE, ProcessStatusQuery
from trackntrace.shipping.entry import IDENTIFIER

PROCESS_STATUS: Final = "PROCESS_STATUS"
SHIPMENT: Final = "SHIPMENT"
ORDER: Final = "ORDER"

Question: TypeAlias = ProcessStatusQuery | ShipmentQuery | OrderQuery

_QUESTIONS: Final[dict[str, Callable[[str], Question]]] = {
    PROCESS_STATUS: ProcessStatusQuery,
    SHIPMENT: ShipmentQuery,
    ORDER: OrderQuery,
}


def _retailer_id(value: str) -> str:
    return IDENTIFIER.read(value, "retailer_id")


def _resource_id(value: str) -> str:
    return IDENTIFIER.read(value, "resource_id")


def _resource(value: str) -> str:
    return EVENT_TYPE.read(value, "resource")


def _kind(value: str) -> str:
    return EVENT_TYPE.read(value, "kind")


def _at(value: Moment | None) -> Moment:
    return moment_of(value, "at")


@final
@frozen(kw_only=True)
class SubscriptionMessage:
    """
    Something happened to a resource of a retailer. Two equal messages are one that came twice.

    ``resource`` is what kind of thing it is, such as ``SHIPMENT``, and ``kind`` what happened to it, such as
    ``UPDATE_TRANSPORT_EVENT``; both are kept as they were sent.
    """

    retailer_id: str = field(converter=_retailer_id)
    at: Moment = field(converter=_at)
    resource: str = field(converter=_resource)
    kind: str = field(converter=_kind)
    resource_id: str = field(converter=_resource_id)

    @property
    def subject(self) -> tuple[str, str]:
        """What must be asked for again: of many messages about it one is enough."""
        return (self.resource, self.resource_id)

    @property
    def question(self) -> Question | None:
        """
        The question that brings the present state; None for a resource that this library does not ask for.

        Raises:
            InvalidValueError: the id cannot stand in a path.
        """
        ask = _QUESTIONS.get(self.resource)
        return ask(self.resource_id) if ask else None


def read_subscription_message(data: Sent) -> Record[SubscriptionMessage]:
    """
    The message that the marketplace posted to a subscription.

    Raises:
        InvalidValueError: it is no JSON object.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return record_in(data, subscription_message_of)


def subscription_message_of(members: Members) -> SubscriptionMessage:
    """
    A message from its object.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    attempts = Attempts(members.place)
    retailer_id = attempts.need(members, "retailerId", id_of)
    at = attempts.need(members, "timestamp", parse_moment)
    event = attempts.take(lambda: members.inner("event"), None)
    resource, kind, resource_id = "", "", ""
    if event is not None:
        resource = attempts.need(event, "resource", EVENT_TYPE.read)
        kind = attempts.need(event, "type", EVENT_TYPE.read)
        resource_id = attempts.need(event, "resourceId", id_of)
    attempts.finish()
    return SubscriptionMessage(retailer_id=retailer_id, at=at, resource=resource, kind=kind, resource_id=resource_id)
