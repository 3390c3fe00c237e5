"""
What all readers have in common: ids, parties, promises, plain answers; and reading on after a fault in one object.

Source of every name: the Retailer API v10 specification. Where real payloads differ the difference is read: ids that
are numbers (until v5), absent transports, empty texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, Final, TypeVar

from trackntrace.documents.members import Members, at, placed, places_in, text_of
from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.grammar import Word
from trackntrace.moment import Moment, parse_day, parse_moment
from trackntrace.shipping.entry import IDENTIFIER
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn, Promise

_T = TypeVar("_T")


class RefusedObjectError(TrackntraceError, ValueError):
    """One object of the marketplace's could not be read: every reason, each with its place."""

    def __init__(self, errors: tuple[InvalidValueError, ...]) -> None:
        super().__init__(errors[0].field, errors[0].shown, errors[0].reason)
        self.args: tuple[object, ...] = (errors,)
        self.errors = errors


class Attempts:
    """Reads one object part by part and goes on after a part that cannot be read, so that every fault is named."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._errors: list[InvalidValueError] = []

    def take(self, read: Callable[[], _T], default: _T, place: str = "") -> _T:
        """
        What the reader gives, or the default after a fault, which then spoils the whole.

        ``place`` is where it reads, if not in the object itself.
        """
        try:
            return read()
        except RefusedObjectError as refused:
            self._errors.extend(refused.errors)
        except TrackntraceError as error:
            self._errors.append(at(placed(error.field, place or self._place), error))
        return default

    def need(self, members: Members, name: str, reader: Callable[[JsonValue], _T], default: Any = None) -> _T:
        """A member that must be there; after a fault the default, which matters only where it is read on from."""
        read: _T = self.take(lambda: members.read(name, reader), default)
        return read

    def have(self, members: Members, name: str, reader: Callable[[JsonValue], _T], default: _T) -> _T:
        """A member that may be absent: the default then."""
        return self.take(lambda: members.read(name, reader), default) if members.has(name) else default

    def inner(self, members: Members, name: str, reader: Callable[[Members], _T], default: _T) -> _T:
        """An object within, that must be there."""
        return self.take(lambda: reader(members.inner(name)), default, members.path(name))

    def inner_or(self, members: Members, name: str, reader: Callable[[Members], _T], default: _T) -> _T:
        """An object within, that may be absent: the default then."""
        return self.inner(members, name, reader, default) if members.has(name) else default

    def each(self, members: Members, name: str, reader: Callable[[Members], _T]) -> list[_T]:
        """The objects of an array that must be there, without those that cannot be read."""
        nothing: list[tuple[str, JsonValue]] = []
        found = self.take(lambda: list(places_in(members.need(name), members.path(name))), nothing)
        read = [self.take(partial(_read_at, reader, place, value), None, place) for place, value in found]
        return [each for each in read if each is not None]

    @property
    def faults(self) -> int:
        """How many there were so far."""
        return len(self._errors)

    def finish(self) -> None:
        """
        Refuses the object if a part of it could not be read.

        Raises:
            RefusedObjectError: with every fault.
        """
        if self._errors:
            raise RefusedObjectError(tuple(self._errors))


def _read_at(reader: Callable[[Members], _T], place: str, value: JsonValue) -> _T | None:
    return reader(Members.of(value, place))


class YesNo(Word):
    """What the marketplace says to a plain question, if it says anything."""

    YES = "yes"
    NO = "no"
    NOT_TOLD = "not-told"


def yes_or_no(value: JsonValue) -> YesNo:
    """``true`` or ``false``, and nothing that a program takes for one of them."""
    if type(value) is not bool:
        raise InvalidValueError.about(value, "answer", "expected true or false")
    return YesNo.YES if value else YesNo.NO


def number_of(value: JsonValue) -> Decimal:
    """A number with the digits that were sent."""
    if type(value) is Decimal or type(value) is int:
        return Decimal(value)
    raise InvalidValueError.about(value, "number", "expected a number")


def price_of(value: JsonValue) -> Decimal:
    """An amount of money in euro, with the digits that were sent."""
    amount = number_of(value)
    if amount < 0:
        raise InvalidValueError.about(str(amount), "price", "expected no less than 0")
    return amount


def id_of(value: JsonValue) -> str:
    """An id: text since v6 of the interface, a whole number before."""
    text = str(value) if type(value) is int and 0 <= value < 10**20 else value
    return IDENTIFIER.read(text)


def text_or_empty(members: Members, name: str) -> str:
    """A text, the empty one where it is absent."""
    return members.read_or(name, text_of, "")


def order_of_a_shipment(order: Members) -> tuple[str, Moment | None]:
    """The id of the order that a shipment belongs to, and when it was placed."""
    attempts = Attempts(order.place)
    ordered: Moment | None = attempts.have(order, "orderPlacedDateTime", parse_moment, None)
    order_id = attempts.need(order, "orderId", id_of)
    attempts.finish()
    return order_id, ordered


_METHODS: Final = {"FBR": FulfilledBy.SELLER, "FBB": FulfilledBy.LOGISTICS_VIA_BOL}
_PARTIES: Final = {"RETAILER": FulfilledBy.SELLER, "BOL": FulfilledBy.SHIPPING_VIA_BOL}


def fulfilled_by(fulfilment: Members | None, name: str = "method") -> FulfilledBy | None:
    """
    Who brings an item: ``FBB`` is Logistics via bol; else ``distributionParty`` tells.

    None where neither is told: ``FBR`` alone may be the seller or Shipping via bol.
    """
    if fulfilment is None:
        return None
    method = fulfilment.word(name, _METHODS) if fulfilment.has(name) else FulfilledBy.SELLER
    if method is FulfilledBy.LOGISTICS_VIA_BOL:
        return method
    return fulfilment.word("distributionParty", _PARTIES) if fulfilment.has("distributionParty") else None


def promise_in(fulfilment: Members | None) -> Promise | None:
    """The promise: the exact day if the customer chose one, else the latest day; None where neither is told."""
    if fulfilment is None:
        return None
    if _filled(fulfilment, "exactDeliveryDate"):
        return DeliverOn(fulfilment.read("exactDeliveryDate", parse_day))
    if _filled(fulfilment, "latestDeliveryDate"):
        return DeliverBy(fulfilment.read("latestDeliveryDate", parse_day))
    return None


def _filled(fulfilment: Members, name: str) -> bool:
    """The specification calls one of the two dates empty where the other is filled."""
    return fulfilment.has(name) and fulfilment.members[name] != ""


def objects_on(value: JsonValue, collection: str, identity: str) -> Iterator[tuple[str, JsonValue]]:
    """
    What a document holds, each with its place: one object, an array of them, or a page; an empty page lacks its
    collection.

    Raises:
        InvalidValueError: it is none of these.
    """
    if isinstance(value, list):
        return places_in(value, "")
    members = Members.of(value)
    if members.has(collection):
        return places_in(members.need(collection), collection)
    if members.has(identity):
        return iter((("", value),))
    if not members.members:
        return iter(())
    raise InvalidValueError.about(
        next(iter(members.members)), identity, f"missing: expected one of {collection}, a page of them, or an array"
    )
