"""
The evidence: what a service standard is shown of one item, gathered from orders, shipments, journeys and reports.

Evidence is what happened, without judgement; which facts it amounts to as of a moment is read in the next room.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final, final

from attrs import evolve, field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, one, whole
from trackntrace.made_once import Remade
from trackntrace.moment import Moment, day_begins, day_of, moment_of
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.shipping.entry import Number
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame, ordered_of, promise_of, shipped_of
from trackntrace.shipping.promise import HandoverWindow, Promise


class Stage(Word):
    """How far an item has come."""

    OPEN = "open"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class SentAs(Word):
    """
    The kind of mail that an item travelled as.

    A mailbox parcel stands by itself, since it is not public whether the marketplace takes it for letter mail.
    """

    PARCEL = "parcel"
    MAILBOX_PARCEL = "mailbox-parcel"
    LETTER_MAIL = "letter-mail"
    DELIVERY_APPOINTMENT = "delivery-appointment"
    UNKNOWN = "unknown"


class CancelledBy(Word):
    """Who cancelled: the marketplace does it by itself where nobody confirmed in time."""

    SELLER = "seller"
    CUSTOMER = "customer"
    MARKETPLACE = "marketplace"


class ExcuseReason(Word):
    """
    What the marketplace takes into account when a standard is missed.

    Source: its page "What is taken into account". Capacity, heat and delay at a carrier are no reasons there.
    """

    MARKETPLACE_DISRUPTION = "marketplace-disruption"
    NATIONAL_CARRIER_DISRUPTION = "national-carrier-disruption"
    DEPOT_DISRUPTION = "depot-disruption"
    NUMBER_PROCESSING_DISRUPTION = "number-processing-disruption"
    CONTENT_CHANGED_BY_OTHERS = "content-changed-by-others"


def _labelled(value: Moment | None) -> Moment | None:
    return None if value is None else moment_of(value, "labelled")


def _entered(value: Moment | None) -> Moment | None:
    return None if value is None else moment_of(value, "entered")


_PARTS: Final = (
    ("order_id", (str,)),
    ("order_item_id", (str,)),
    ("shipment_id", (str,)),
    ("stage", (Stage,)),
    ("fulfilled_by", (FulfilledBy,)),
    ("time_frame", (TimeFrame,)),
    ("sent_as", (SentAs,)),
    ("service", (DeliveryService, type(None))),
    ("label_id", (str,)),
    ("number", (TrackAndTraceNumber, UnreadableNumber, type(None))),
    ("journey", (Journey,)),
    ("window", (HandoverWindow, type(None))),
    ("excuse", (ExcuseReason, type(None))),
    ("cancelled_by", (CancelledBy, type(None))),
    ("asked_to_cancel", (AskedToCancel,)),
)
_DAYS: Final = ("not_received", "expires", "cancelled_on", "returned")
_ONLY_OF: Final = (
    ("cancelled_by", Stage.CANCELLED),
    ("cancelled_on", Stage.CANCELLED),
    ("returned", Stage.SHIPPED),
)
"""The parts of the evidence and the classes that they are of; days and moments are looked at one by one."""


@final
@frozen(kw_only=True, getstate_setstate=False)
class Evidence(Remade):
    """
    What is known of one item line: so many of one order item, at one stage, on one way.

    ``number`` was known from ``entered`` on. ``label_id`` names a label that was bought via the marketplace, known
    from ``labelled`` on, and is empty where none was. ``sent_as`` is UNKNOWN where only the delivery service tells.
    ``not_received`` is the day on which the customer reported it missing, ``expires`` the day on which the marketplace
    cancels what is still open, ``cancelled_on`` the day on which it was cancelled, ``returned`` the day on which it
    came back. Whatever is not known is None.
    """

    order_id: str
    order_item_id: str
    shipment_id: str = ""
    quantity: int
    stage: Stage
    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    time_frame: TimeFrame = TimeFrame.NOT_TOLD
    sent_as: SentAs = SentAs.UNKNOWN
    service: DeliveryService | None = None
    label_id: str = ""
    labelled: Moment | None = field(default=None, converter=_labelled)
    number: Number | None = None
    entered: Moment | None = field(default=None, converter=_entered)
    promise: Promise | None = field(default=None, converter=promise_of)
    ordered: Moment | None = field(default=None, converter=ordered_of)
    shipped: Moment | None = field(default=None, converter=shipped_of)
    journey: Journey = field(default=Journey())
    window: HandoverWindow | None = None
    not_received: date | None = None
    excuse: ExcuseReason | None = None
    expires: date | None = None
    cancelled_by: CancelledBy | None = None
    cancelled_on: date | None = None
    asked_to_cancel: AskedToCancel = AskedToCancel.NOT_TOLD
    returned: date | None = None

    def __attrs_post_init__(self) -> None:
        whole(self.quantity, "quantity", least=1)
        for name, kinds in _PARTS:
            value = getattr(self, name)
            if type(value) not in kinds:
                raise InvalidValueError.about(value, name, f"expected {one(kinds[0].__name__)}")
        for name in _DAYS:
            if getattr(self, name) is not None:
                day_of(getattr(self, name), name)
        for name, stage in _ONLY_OF:
            if self.stage is not stage and getattr(self, name) is not None:
                raise InvalidValueError.about(self.stage.value, name, f"expected it of what is {stage.value}")

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What tells this line from every other: order, item, shipment, stage, and which part of it this is."""
        return self.order_id, self.order_item_id, self.shipment_id, self.stage.value, self._part

    @property
    def _part(self) -> str:
        """Of what was cancelled: by whom and when; of what was shipped: when it came back; else nothing."""
        if self.stage is Stage.CANCELLED:
            told = (self.cancelled_by and self.cancelled_by.value, self.cancelled_on)
            return " ".join(str(each) for each in told if each)
        return self.returned.isoformat() if self.returned else ""

    def known(self, as_of: Moment) -> bool:
        """Whether it had been ordered by then, as far as that is told."""
        return self.ordered is None or self.ordered <= as_of

    def until(self, as_of: Moment) -> Evidence:
        """
        The evidence cut at a moment: nothing that happened or was learned later.

        What was shipped or cancelled later was still open; a number that was entered later was not there.

        Raises:
            InvalidValueError: ``as_of`` is no moment.
        """
        return self.cut(moment_of(as_of, "as_of"))

    def cut(self, as_of: Moment) -> Evidence:
        """The evidence `until` a moment that was vouched for, once for all items."""
        if self.stage is Stage.SHIPPED and self.shipped is not None and self.shipped > as_of:
            return self._before_shipping()
        changes = self._unlearned(as_of)
        return evolve(self, **changes) if changes else self

    def _unlearned(self, as_of: Moment) -> dict[str, Any]:
        """The parts that were not there yet, as they were before."""
        changes: dict[str, Any] = {}
        if self.cancelled_on is not None and day_begins(self.cancelled_on) > as_of:
            changes.update(stage=Stage.OPEN, cancelled_by=None, cancelled_on=None)
        if self.returned is not None and day_begins(self.returned) > as_of:
            changes["returned"] = None
        journey = self.journey.until(as_of)
        if journey is not self.journey:
            changes["journey"] = journey
        if self.entered is not None and self.entered > as_of:
            changes.update(number=None, entered=None)
        if self.labelled is not None and self.labelled > as_of:
            changes.update(label_id="", labelled=None)
        if self.not_received is not None and day_begins(self.not_received) > as_of:
            changes["not_received"] = None
        return changes

    def _before_shipping(self) -> Evidence:
        return evolve(
            self,
            stage=Stage.OPEN,
            shipped=None,
            service=None,
            label_id="",
            labelled=None,
            number=None,
            entered=None,
            journey=Journey(),
            not_received=None,
            returned=None,
        )
