"""
What orders and shipments have in common: ids, parties, promises; and reading on after a fault in the same object.

Source of every name: the Retailer API v10 specification. Where real payloads differ the difference is read: ids that
are numbers (until v5), absent transports, empty texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from trackntrace.documents.members import Members, at, placed, places_in, text_of
from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.moment import parse_day
from trackntrace.shipping.entry import IDENTIFIER
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn, Promise

_T = TypeVar("_T")


class RefusedObjectError(TrackntraceError, ValueError):
    """One object of the marketplace's could not be read: every reason, each with its place."""

    def __init__(self, errors: tuple[InvalidValueError, ...]) -> None:
        super().__init__(errors[0].field, errors[0].shown, errors[0].reason)
        self.args = (errors,)
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

    def finish(self) -> None:
        """
        Refuses the object if a part of it could not be read.

        Raises:
            RefusedObjectError: with every fault.
        """
        if self._errors:
            raise RefusedObjectError(tuple(self._errors))


def id_of(value: JsonValue) -> str:
    """An id: text since v6 of the interface, a whole number before."""
    text = str(value) if type(value) is int and 0 <= value < 10**20 else value
    return IDENTIFIER.read(text)


def text_or_empty(members: Members, name: str) -> str:
    """A text, the empty one where it is absent."""
    return members.read_or(name, text_of, "")


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
