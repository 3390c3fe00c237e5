"""What carriers do with a parcel, told as the marketplace's transport events."""

from datetime import date, datetime, timedelta

from tools.sample_shop.clock import DAY, at
from tools.sample_shop.dice import Dice
from tools.sample_shop.shop import ATTEMPT_FAILED, DELIVERED, Event, Shipment

UNDERWAY = ("PRE_ANNOUNCED", "AT_TRANSPORTER", "IN_TRANSIT")


def daytime(dice: Dice, day: date) -> datetime:
    return at(day, dice.between(9, 20), dice.below(60), dice.below(60))


def collected(dice: Dice, shipment: Shipment) -> list[Event]:
    """Announced and scanned in the evening, sorted in the night; not every scan is told."""
    evening = at(shipment.handed_in, dice.between(18, 20), dice.between(15, 59), dice.below(60))
    night = at(shipment.handed_in + DAY, dice.between(3, 6), dice.below(60), dice.below(60))
    announced = shipment.shipped + timedelta(seconds=dice.between(20, 400))
    told = [(announced, "PRE_ANNOUNCED", 2), (evening, "AT_TRANSPORTER", 1), (night, "IN_TRANSIT", 2)]
    return [(moment, code) for moment, code, rare in told if dice.one_in(rare)]


def brought(dice: Dice, shipment: Shipment, when: date | datetime, code: str = DELIVERED) -> None:
    """Carries a shipment, to end with this event on that day or at that moment."""
    moment = when if isinstance(when, datetime) else daytime(dice, when)
    before = [event for event in collected(dice, shipment) if event[0] < moment]
    shipment.transport.events = [*before, (moment, code)]


def also(shipment: Shipment, *events: Event) -> None:
    shipment.transport.events = sorted([*shipment.transport.events, *events])


def attempted(dice: Dice, shipment: Shipment, first: date, then: date) -> None:
    """Nobody at home on the first day, delivered on the second."""
    brought(dice, shipment, then)
    also(shipment, (daytime(dice, first), ATTEMPT_FAILED))


def picked_up(dice: Dice, shipment: Shipment, waiting: date, days: int) -> None:
    """Brought to a pick-up point, and fetched there some days later."""
    shipment.pickup_point = True
    brought(dice, shipment, waiting, "AT_PICK_UP_POINT")
    also(shipment, (daytime(dice, waiting + DAY * days), "PICKED_UP_AT_PICK_UP_POINT"))


def handed_over(shipment: Shipment, moment: datetime) -> None:
    """Handed over under Shipping via bol; delivered on the promised day."""
    delivered = at(shipment.promise, 13, moment.minute, moment.second)
    shipment.transport.events = [(moment, "AT_TRANSPORTER"), (delivered, DELIVERED)]


def window(shipment: Shipment) -> None:
    shipment.transport.window = (at(shipment.handed_in, 8), at(shipment.handed_in, 18))
