"""
Returns, as ``GET /retailer/returns`` and ``GET /retailer/returns/{id}`` give them.

The list is a reduced form: it tells neither the number under which a parcel comes back nor who carries it. As really
sent, results and comments may be absent; the customer's details are never read, only kept in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from attrs import field, frozen

from trackntrace.documents.members import Members, text_of
from trackntrace.errors import InvalidValueError
from trackntrace.grammar import each_of, exactly, whole
from trackntrace.moment import Moment, moment_of, parse_moment
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber, read_number
from trackntrace.retailer_api.reading import Attempts, YesNo, fulfilled_by, id_of, yes_or_no
from trackntrace.retailer_api.record import Page, Record, Sent, page_in, record_in
from trackntrace.shipping.entry import IDENTIFIER, Number
from trackntrace.shipping.order import FulfilledBy, order_id_of


def _return_id(value: str) -> str:
    return IDENTIFIER.read(value, "return_id")


def _rma_id(value: str) -> str:
    return IDENTIFIER.read(value, "rma_id")


def _registered(value: Moment) -> Moment:
    return moment_of(value, "registered")


@final
@frozen(kw_only=True)
class ReturnItem:
    """
    So many of one article that a customer sends back.

    ``number`` is what the parcel comes back under, None where it was not told; ``carrier`` is the free name of who
    brings it, empty where it was not told, and no code of a delivery service. ``reason`` is the customer's main reason
    in the marketplace's words, empty where absent. ``handled`` says whether the seller has dealt with it.

    Raises:
        InvalidValueError: a part is not what it must be.
    """

    rma_id: str = field(converter=_rma_id)
    order_id: str = field(converter=order_id_of)
    quantity: int
    number: Number | None = None
    carrier: str = ""
    handled: YesNo = YesNo.NOT_TOLD
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        whole(self.quantity, "quantity")
        if self.number is not None and type(self.number) not in {TrackAndTraceNumber, UnreadableNumber}:
            raise InvalidValueError.about(self.number, "number", "expected a TrackAndTraceNumber")
        exactly(self.carrier, str, "carrier")
        exactly(self.handled, YesNo, "handled")
        exactly(self.reason, str, "reason")


def _items(value: Iterable[ReturnItem]) -> tuple[ReturnItem, ...]:
    return each_of(value, ReturnItem, "items")


@final
@frozen(kw_only=True)
class Return:
    """
    What a customer sends back at once.

    Raises:
        InvalidValueError: a part is not what it must be.
    """

    return_id: str = field(converter=_return_id)
    registered: Moment = field(converter=_registered)
    fulfilled_by: FulfilledBy
    items: tuple[ReturnItem, ...] = field(converter=_items)

    def __attrs_post_init__(self) -> None:
        exactly(self.fulfilled_by, FulfilledBy, "fulfilled_by")


def read_return(data: Sent) -> Record[Return]:
    """
    One return: ``GET /retailer/returns/{return-id}``.

    Raises:
        InvalidValueError: it is no JSON object.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return record_in(data, return_of)


def read_returns(data: Sent) -> Page[Return]:
    """
    A page of the list of returns: ``GET /retailer/returns``.

    Raises:
        InvalidValueError: it is no JSON, or no page of returns.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return page_in(data, "returns", return_of)


def return_of(members: Members) -> Return:
    """
    A return from its object, whole or in the reduced form of the list.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    attempts = Attempts(members.place)
    return_id = attempts.need(members, "returnId", id_of)
    registered = attempts.need(members, "registrationDateTime", parse_moment)
    party = attempts.take(lambda: fulfilled_by(members, "fulfilmentMethod"), None)
    items = attempts.each(members, "returnItems", _item)
    attempts.finish()
    return Return(return_id=return_id, registered=registered, fulfilled_by=party or FulfilledBy.SELLER, items=items)


def _item(item: Members) -> ReturnItem:
    attempts = Attempts(item.place)
    rma_id = attempts.need(item, "rmaId", id_of)
    order_id = attempts.need(item, "orderId", id_of)
    quantity = attempts.take(lambda: item.count("expectedQuantity"), 0)
    number = attempts.have(item, "trackAndTrace", _number, None)
    carrier = attempts.have(item, "transporterName", text_of, "")
    handled = attempts.have(item, "handled", yes_or_no, YesNo.NOT_TOLD)
    reason = attempts.inner_or(item, "returnReason", _main_reason, "")
    attempts.finish()
    return ReturnItem(
        rma_id=rma_id,
        order_id=order_id,
        quantity=quantity,
        number=number,
        carrier=carrier,
        handled=handled,
        reason=reason,
    )


def _number(value: object) -> Number | None:
    text = exactly(value, str, "number")
    return read_number(text) if text else None


def _main_reason(reason: Members) -> str:
    return reason.read_or("mainReason", text_of, "")
