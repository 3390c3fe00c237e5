"""
Delivery options: the labels that can be bought for order items, as the marketplace offers them.

Source: ``POST /retailer/shipping-labels/delivery-options`` of the Retailer API v10.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, final

from attrs import field, frozen

from trackntrace.documents.members import Members, text_of, words_of
from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, exactly
from trackntrace.moment import Moment, day_of, parse_day
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.retailer_api.reading import Attempts, YesNo, id_of, price_of, yes_or_no
from trackntrace.retailer_api.record import Page, Sent, page_in
from trackntrace.shipping.entry import IDENTIFIER
from trackntrace.shipping.promise import HandoverWindow


class LabelType(Word):
    """
    How something travels with a label, in the marketplace's words; OTHER where it uses another one.

    A mailbox parcel is scanned when it is delivered, a light one is not.
    """

    PARCEL = "PARCEL"
    MAILBOX = "MAILBOX"
    MAILBOX_LIGHT = "MAILBOX_LIGHT"
    OTHER = "other"


class Collection(Word):
    """How a parcel gets to the carrier, in the marketplace's words; OTHER where it uses another one."""

    DROP_OFF = "DROP_OFF"
    PICK_UP = "PICK_UP"
    OTHER = "other"
    NOT_TOLD = "not-told"


def _offer_id(value: str) -> str:
    return IDENTIFIER.read(value, "offer_id")


def _price(value: Decimal) -> Decimal:
    price = exactly(value, Decimal, "price")
    if not price.is_finite() or price < 0:
        raise InvalidValueError.about(str(price), "price", "expected an amount of no less than 0")
    return price


@final
@frozen(kw_only=True)
class Handover:
    """
    How and when a parcel with this label must be handed over.

    ``window`` is None where the marketplace does not tell both of its ends. ``meets_expectation`` says whether the
    customer's expectation is still met, so that using the label costs no strike.
    """

    window: HandoverWindow | None = None
    collection: Collection = Collection.NOT_TOLD
    meets_expectation: YesNo = YesNo.NOT_TOLD

    def __attrs_post_init__(self) -> None:
        if self.window is not None:
            exactly(self.window, HandoverWindow, "window")
        exactly(self.collection, Collection, "collection")
        exactly(self.meets_expectation, YesNo, "meets_expectation")


@final
@frozen(kw_only=True)
class DeliveryOption:
    """
    One label that can be bought.

    ``price`` is in euro without VAT. ``told_type`` is the marketplace's own word for the type, known or not. The texts
    are free texts of the marketplace, empty where absent.

    Raises:
        InvalidValueError: a part is not what it must be.
    """

    offer_id: str = field(converter=_offer_id)
    service: DeliveryService
    label_type: LabelType
    told_type: str
    price: Decimal = field(converter=_price)
    recommended: YesNo = YesNo.NOT_TOLD
    valid_until: date | None = None
    handover: Handover = Handover()
    name: str = ""
    largest_weight: str = ""
    largest_size: str = ""

    def __attrs_post_init__(self) -> None:
        exactly(self.service, DeliveryService, "service")
        exactly(self.label_type, LabelType, "label_type")
        exactly(self.recommended, YesNo, "recommended")
        exactly(self.handover, Handover, "handover")
        if self.valid_until is not None:
            day_of(self.valid_until, "valid_until")
        for text in (self.told_type, self.name, self.largest_weight, self.largest_size):
            exactly(text, str, "text")


_LABEL_TYPES: Final = words_of(LabelType)
_COLLECTIONS: Final = {word.value: word for word in (Collection.DROP_OFF, Collection.PICK_UP)}
_NO_PRICE: Final = Decimal(0)


def read_delivery_options(data: Sent) -> Page[DeliveryOption]:
    """
    The delivery options that the marketplace answers with, in its order.

    Raises:
        InvalidValueError: it is no JSON, or no answer with delivery options.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return page_in(data, "deliveryOptions", delivery_option_of)


def delivery_option_of(members: Members) -> DeliveryOption:
    """
    A delivery option from its object.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    attempts = Attempts(members.place)
    offer_id = attempts.need(members, "shippingLabelOfferId", id_of)
    service = attempts.need(members, "transporterCode", DeliveryService.parse)
    told_type = attempts.need(members, "labelType", text_of)
    price = attempts.inner(members, "labelPrice", _total_price, _NO_PRICE)
    recommended = attempts.have(members, "recommended", yes_or_no, YesNo.NOT_TOLD)
    valid_until = attempts.have(members, "validUntilDate", parse_day, None)
    handover = attempts.inner_or(members, "handoverDetails", _handover, Handover())
    name = attempts.have(members, "labelDisplayName", text_of, "")
    weight, size = attempts.inner_or(members, "packageRestrictions", _limits, ("", ""))
    attempts.finish()
    return DeliveryOption(
        offer_id=offer_id,
        service=service,
        label_type=_LABEL_TYPES.get(told_type, LabelType.OTHER),
        told_type=told_type,
        price=price,
        recommended=recommended,
        valid_until=valid_until,
        handover=handover,
        name=name,
        largest_weight=weight,
        largest_size=size,
    )


def _total_price(price: Members) -> Decimal:
    return price.read("totalPrice", price_of)


def _limits(limits: Members) -> tuple[str, str]:
    attempts = Attempts(limits.place)
    weight = attempts.have(limits, "maxWeight", text_of, "")
    size = attempts.have(limits, "maxDimensions", text_of, "")
    attempts.finish()
    return weight, size


def _handover(details: Members) -> Handover:
    attempts = Attempts(details.place)
    earliest = attempts.take(lambda: details.moment("earliestHandoverDateTime"), None)
    latest = attempts.take(lambda: details.moment("latestHandoverDateTime"), None)
    collection = attempts.have(details, "collectionMethod", _collection, Collection.NOT_TOLD)
    meets = attempts.have(details, "meetsCustomerExpectation", yes_or_no, YesNo.NOT_TOLD)
    window = attempts.take(lambda: _window(earliest, latest), None)
    attempts.finish()
    return Handover(window=window, collection=collection, meets_expectation=meets)


def _window(earliest: Moment | None, latest: Moment | None) -> HandoverWindow | None:
    if earliest is None or latest is None:
        return None
    return HandoverWindow(earliest=earliest, latest=latest)


def _collection(value: object) -> Collection:
    if not isinstance(value, str):
        raise InvalidValueError.about(value, "text", "expected text")
    return _COLLECTIONS.get(value, Collection.OTHER)
