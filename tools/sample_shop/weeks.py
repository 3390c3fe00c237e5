"""The thirty weeks: how busy each day is, and what carriers ordinarily do."""

from datetime import date

from tools.sample_shop.carrying import brought, handed_over, window
from tools.sample_shop.clock import FIRST_DAY, at, delivery_day, delivery_days
from tools.sample_shop.dice import Dice
from tools.sample_shop.shop import Shipment, Shop
from tools.sample_shop.ways import DHL, POSTNL, USUAL, Way

BUSY = {1: 29, 2: 25, 3: 22, 4: 21, 5: 20, 6: 13}
"""Orders to be delivered, by day of the week."""

NUMBERLESS_DAY = date(2026, 8, 18)
"""The day on which the integration passed no numbers of DHL's."""

DEPOT_CLOSED = (date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 1))
"""The days on which DPD's depot stood still."""

NATIONAL_STRIKE = date(2026, 6, 17)
"""The day on which PostNL's deliverers went on strike."""

MORE = {
    delivery_day(NUMBERLESS_DAY, 1): (DHL, 5),
    NATIONAL_STRIKE: (POSTNL, 1),
}
"""Orders beyond the usual, by day of delivery."""


def trade(shop: Shop) -> None:
    """Every day's orders, sent as usual and carried in time, by dice of its own."""
    for day in delivery_days():
        shop.dice = Dice(day.toordinal())
        for way in _ways(shop, day):
            carry(shop, shop.send(way, day))


def _ways(shop: Shop, day: date) -> list[Way]:
    growth = 100 + (day - FIRST_DAY).days // 12
    orders = BUSY[day.isoweekday()] * growth // 108 + shop.dice.between(-2, 2)
    way, more = MORE.get(day, (POSTNL, 0))
    return [shop.dice.weighted(USUAL) for _ in range(orders)] + [way] * more


def carry(shop: Shop, shipment: Shipment) -> None:
    """What ordinarily happens to a shipment."""
    if shipment.way.party == "BOL" and shipment.way.method == "FBR":
        _hand_over(shop, shipment)
    elif shipment.transport.number and (shipment.way.followed or shop.dice.one_in(3)):
        brought(shop.dice, shipment, shipment.promise)


def _hand_over(shop: Shop, shipment: Shipment) -> None:
    window(shipment)
    handed_over(shipment, at(shipment.handed_in, shop.dice.between(16, 17), shop.dice.below(55), shop.dice.below(60)))
