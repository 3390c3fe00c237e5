"""Orders that are not one parcel on one latest day: split, shared, on an exact day, by appointment, cancelled, open."""

from datetime import date, timedelta

from tools.sample_shop.carrying import brought, window
from tools.sample_shop.clock import AS_OF, DAY, delivery_day, delivery_days
from tools.sample_shop.goods import LARGE
from tools.sample_shop.shop import Shipment, Shop
from tools.sample_shop.ways import APPOINTMENT, DHL, DPD, GLS, LETTER, OTHER, POSTNL, VIA_BOL

DAYS = delivery_days()
OWN = (POSTNL, POSTNL, DHL, DPD)


def arrange(shop: Shop) -> None:
    for first in range(1, len(DAYS) - 6, 6):
        _arrange_week(shop, first // 6, DAYS[first : first + 5])
    _unpromised(shop)
    _sundays(shop)
    _left_open(shop)


def _arrange_week(shop: Shop, week: int, days: list[date]) -> None:
    _split(shop, shop.dice.pick(days), late=week % 6 == 4)
    for number in range(3):
        _on_the_day(shop, shop.dice.pick(days), early=number == 0 and week % 3 == 0, frame=week % 5 == 1)
    for each in (_cancelled, _partly_cancelled, _in_two_boxes, _in_one_box, _appointed):
        if each is _cancelled or shop.dice.one_in(3):
            each(shop, shop.dice.pick(days))


def _sent(shop: Shop, shipment: Shipment) -> Shipment:
    brought(shop.dice, shipment, shipment.promise)
    shipment.settled = True
    return shipment


def _split(shop: Shop, day: date, *, late: bool) -> None:
    """One order item over two shipments; sometimes the second comes late."""
    order = shop.order(shop.dice.pick(OWN), day, (shop.dice.between(2, 4),))
    item = order.items[0]
    _sent(shop, shop.ship(order, [(item, item.quantity - 1)]))
    second = _sent(shop, shop.ship(order, [(item, 1)]))
    if late:
        brought(shop.dice, second, delivery_day(day, 2))


def _in_two_boxes(shop: Shop, day: date) -> None:
    """An order of two items, each sent by itself."""
    order = shop.order(shop.dice.pick(OWN), day, (1, 1))
    for item in order.items:
        _sent(shop, shop.ship(order, [(item, item.quantity)]))


def _in_one_box(shop: Shop, day: date) -> None:
    """Two orders of one customer in one box: one transport, one number."""
    way = shop.dice.pick(OWN)
    first = _sent(shop, shop.send(way, day))
    order = shop.order(way, day)
    second = shop.ship(order, [(item, item.quantity) for item in order.items], first.transport)
    second.settled = True
    second.shipped = first.shipped + timedelta(seconds=90)


def _on_the_day(shop: Shop, day: date, *, early: bool, frame: bool) -> None:
    """The customer chose the very day: coming before it is as wrong as coming after."""
    shipment = _sent(shop, shop.send(shop.dice.pick(OWN), day))
    shipment.order.listed = True
    for item, _ in shipment.lines:
        item.exact, item.frame = True, "EVENING" if frame else "REGULAR"
    if early:
        shipment.shipped -= DAY
        shipment.order.placed -= DAY * 2
        brought(shop.dice, shipment, delivery_day(day, -1))


def _cancelled(shop: Shop, day: date) -> None:
    order = shop.order(shop.dice.pick(OWN), day, (shop.dice.between(1, 2),))
    order.listed = True
    order.items[0].cancelled = order.items[0].quantity
    order.items[0].requested = shop.dice.one_in(3)


def _partly_cancelled(shop: Shop, day: date) -> None:
    order = shop.order(shop.dice.pick(OWN), day, (3,))
    order.listed = True
    order.items[0].cancelled = 1
    _sent(shop, shop.ship(order, [(order.items[0], 2)]))


def _appointed(shop: Shop, day: date) -> None:
    """A large thing that is brought by appointment."""
    shipment = shop.send(APPOINTMENT, day, (1,))
    shipment.settled = shipment.order.listed = True
    shipment.remark = " by appointment"
    item = shipment.lines[0][0]
    item.product, item.frame = shop.dice.pick(LARGE), "APPOINTMENT"


def _unpromised(shop: Shop) -> None:
    for place in range(9, len(DAYS), 22):
        shipment = _sent(shop, shop.send(shop.dice.pick(OWN), DAYS[place], (1,)))
        shipment.lines[0][0].promise = None
    for place in (40, 120):
        shipment = shop.send(OTHER, DAYS[place], (1,))
        shipment.settled = True
        shipment.lines[0][0].sent_as = "delivery-appointment"


def _sundays(shop: Shop) -> None:
    """Letters and parcels for a Sunday of late: their customers may still answer."""
    for way in (GLS, LETTER, LETTER):
        shipment = shop.send(way, date(2026, 11, 9), (1,))
        shipment.settled = shipment.order.listed = True
        item = shipment.lines[0][0]
        item.promise, item.exact, item.frame = date(2026, 11, 8), True, "SUNDAY"


def _left_open(shop: Shop) -> None:
    """What was forgotten and nearly expires, what is half done, and what still waits for its handover."""
    for day in (10, 10, 11, 11, 12, 13):
        shop.order(shop.dice.pick(OWN), date(2026, 11, day), (shop.dice.between(1, 2),)).listed = True
    for day in (11, 12, 13):
        order = shop.order(POSTNL, date(2026, 11, day), (3,))
        order.listed = True
        _sent(shop, shop.ship(order, [(order.items[0], 2)]))
    for minutes in (8, 22, 35):
        _waiting(shop, minutes)


def _waiting(shop: Shop, minutes: int) -> None:
    shipment = shop.send(VIA_BOL, date(2026, 11, 14), (1,))
    shipment.settled = True
    shipment.shipped = AS_OF - timedelta(minutes=minutes)
    window(shipment)
