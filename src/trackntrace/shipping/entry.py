"""The entry: the act of giving a track & trace number."""

from __future__ import annotations

from typing import Final, TypeAlias, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, Word, exactly, one
from trackntrace.made_once import MadeOnce
from trackntrace.moment import Moment, moment_of
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber

Number: TypeAlias = TrackAndTraceNumber | UnreadableNumber
"""A number that was given: one that is readable, or what the marketplace holds in its place."""

LONGEST_REFERENCE: Final = 90
"""Source: ``shipmentReference`` of the Retailer API v10, 0 to 90 characters."""

IDENTIFIER: Final = Grammar(
    "id",
    "[0-9A-Za-z][0-9A-Za-z._:/#-]{0,63}",
    longest=64,
    expected="an identifier of 1 to 64 letters and digits, with . _ : / # - inside",
)


class Channel(Word):
    """The way by which a number reached the marketplace."""

    SHIPPING_LABEL = "shipping-label"
    SELLER_ACCOUNT = "seller-account"
    RETAILER_API = "retailer-api"
    INTEGRATOR = "integrator"
    NOT_TOLD = "not-told"


class Basis(Word):
    """How a moment is known. The marketplace's data tell no moment of entry: there it is the shipment's."""

    TOLD = "told"
    INFERRED = "inferred"


def reference_of(value: str) -> str:
    """
    The seller's own text on an entry, up to 90 printable characters; none is the empty text.

    Raises:
        InvalidValueError: it is no text, longer, or has characters that do not print.
    """
    text = exactly(value, str, "reference")
    if len(text) > LONGEST_REFERENCE or not text.isprintable():
        raise InvalidValueError.about(
            value, "reference", f"expected at most {LONGEST_REFERENCE} characters that can be printed"
        )
    return text


def _label_id(value: str) -> str:
    return IDENTIFIER.read(value, "label_id")


def _moment_of_entry(value: Moment) -> Moment:
    return moment_of(value, "at")


def _optional(value: object, kinds: tuple[type, ...], field_name: str) -> None:
    if value is not None and type(value) not in kinds:
        raise InvalidValueError.about(value, field_name, f"expected {one(kinds[0].__name__)}")


@final
@frozen(getstate_setstate=False)
class ShippingLabel(MadeOnce):
    """
    A label that was bought via the marketplace: it brings number and delivery service by itself.

    ``number`` and ``service`` are None where the payload does not show them; ``order_item_ids`` are the items that it
    was bought for, as far as known.
    """

    label_id: str = field(converter=_label_id)
    number: TrackAndTraceNumber | None = field(default=None, kw_only=True)
    service: DeliveryService | None = field(default=None, kw_only=True)
    order_item_ids: tuple[str, ...] = field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        _optional(self.number, (TrackAndTraceNumber,), "label.number")
        _optional(self.service, (DeliveryService,), "label.service")
        for item in exactly(self.order_item_ids, tuple, "label.order_item_ids"):
            IDENTIFIER.read(item, "label.order_item_ids")


@final
@frozen(kw_only=True, getstate_setstate=False)
class Entry(MadeOnce):
    """
    The act of giving a number: which one, for which delivery service, by which channel, and when.

    An entry without number says how an order travels and leaves the number open: letter mail and delivery appointments
    may stay so, for a parcel it can be added later. ``service`` is None where the marketplace does not tell it.

    Raises:
        InvalidValueError: a part of another kind.
    """

    number: Number | None = None
    service: DeliveryService | None = None
    at: Moment = field(converter=_moment_of_entry)
    reference: str = field(default="", converter=reference_of)
    channel: Channel = Channel.NOT_TOLD
    basis: Basis = Basis.TOLD
    label: ShippingLabel | None = None

    def __attrs_post_init__(self) -> None:
        _optional(self.number, (TrackAndTraceNumber, UnreadableNumber), "number")
        _optional(self.service, (DeliveryService,), "service")
        _optional(self.label, (ShippingLabel,), "label")
        exactly(self.channel, Channel, "channel")
        exactly(self.basis, Basis, "basis")

    @classmethod
    def of_label(cls, label: ShippingLabel, *, at: Moment, reference: str = "") -> Entry:
        """The entry that a bought label makes by itself."""
        return cls(
            number=label.number,
            service=label.service,
            at=at,
            reference=reference,
            channel=Channel.SHIPPING_LABEL,
            label=label,
        )

    def repeats(self, given: Entry) -> bool:
        """Whether this says nothing that the given entry did not say: no other number, and no other service."""
        return self.number in {None, given.number} and self.service in {None, given.service}


@final
@frozen(kw_only=True, getstate_setstate=False)
class CorrectionNote(MadeOnce):
    """
    A mistake put on record beside a number that can no longer be changed: what it should have been.

    A note never rewrites the number; the marketplace's page sends sellers with a wrong number to their integration's
    maker, then to Partnerservice.
    """

    at: Moment = field(converter=_moment_of_entry)
    number: TrackAndTraceNumber | None = None
    service: DeliveryService | None = None
    text: str = field(default="", converter=reference_of)

    def __attrs_post_init__(self) -> None:
        _optional(self.number, (TrackAndTraceNumber,), "number")
        _optional(self.service, (DeliveryService,), "service")
