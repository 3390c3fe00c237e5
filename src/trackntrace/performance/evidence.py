"""
The evidence: what a service standard is shown of one item, gathered from orders, shipments, journeys and reports.

Evidence is what happened, without judgement; which facts it amounts to as of a moment is read in the next room.
"""

from __future__ import annotations

from datetime import date
from typing import final

from attrs import evolve, field, frozen

from trackntrace.grammar import Word, exactly, whole
from trackntrace.moment import Moment, day_begins
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.shipping.entry import Number
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.order import FulfilledBy, TimeFrame
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


@final
@frozen(kw_only=True)
class Evidence:
    """
    What is known of one item line: so many of one order item, at one stage, on one way.

    ``number`` was known from ``entered`` on. ``label_id`` names the label that was bought for it, empty where none was.
    ``sent_as`` is UNKNOWN where only the delivery service tells. ``not_received`` is the day on which the customer
    reported it missing. Whatever is not known is None.
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
    number: Number | None = None
    entered: Moment | None = None
    promise: Promise | None = None
    ordered: Moment | None = None
    shipped: Moment | None = None
    journey: Journey = field(default=Journey())
    window: HandoverWindow | None = None
    not_received: date | None = None
    excuse: ExcuseReason | None = None

    def __attrs_post_init__(self) -> None:
        whole(self.quantity, "quantity", least=1)
        exactly(self.stage, Stage, "stage")

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells this line from every other: order, item, shipment, stage."""
        return self.order_id, self.order_item_id, self.shipment_id, self.stage.value

    def known(self, as_of: Moment) -> bool:
        """Whether it had been ordered by then, as far as that is told."""
        return self.ordered is None or self.ordered <= as_of

    def until(self, as_of: Moment) -> Evidence:
        """
        The evidence cut at a moment: nothing that happened or was learned later.

        What was shipped later was still open; a number that was entered later was not there.
        """
        if self.stage is Stage.SHIPPED and self.shipped is not None and self.shipped > as_of:
            return self._before_shipping()
        journey = self.journey.until(as_of)
        entered = self.entered is None or self.entered <= as_of
        reported = self.not_received is None or day_begins(self.not_received) <= as_of
        if entered and reported and journey is self.journey:
            return self
        return evolve(
            self,
            journey=journey,
            number=self.number if entered else None,
            entered=self.entered if entered else None,
            not_received=self.not_received if reported else None,
        )

    def _before_shipping(self) -> Evidence:
        return evolve(
            self,
            stage=Stage.OPEN,
            shipped=None,
            service=None,
            label_id="",
            number=None,
            entered=None,
            journey=Journey(),
            not_received=None,
        )
