"""What happened once: the integration that passed no numbers, the depot that stood still, a strike, and nights."""

from datetime import date, datetime, timedelta

from tools.sample_shop.carrying import also, brought
from tools.sample_shop.clock import DAY, WINTER, at, delivery_day, week_of
from tools.sample_shop.fates import without_number
from tools.sample_shop.shop import Shipment, Shop
from tools.sample_shop.ways import DHL, DPD, GLS, POSTNL, Way
from tools.sample_shop.weeks import DEPOT_CLOSED, NATIONAL_STRIKE, NUMBERLESS_DAY

PLACEHOLDERS = (
    (date(2026, 5, 6), POSTNL, "NVT"),
    (date(2026, 6, 25), DPD, "nvt"),
    (date(2026, 7, 15), GLS, "NVT"),
    (date(2026, 8, 27), POSTNL, "GEEN"),
    (date(2026, 9, 10), DHL, "0000000000"),
    (date(2026, 10, 14), POSTNL, "NVT"),
)
UNREADABLE = "3SDÉMO000000815"
CLOCK_CHANGE_DAY = date(2026, 10, 25)


def happen(shop: Shop) -> None:
    """Every occasion; what it touches is settled, so that nothing else befalls it."""
    for shipment in shop.shipments:
        if _touched(shop, shipment):
            shipment.settled = True
    _badly_typed(shop)
    _neatly_spaced(shop)
    _added_later(shop)
    _nights(shop)
    _clock_change(shop)


def _touched(shop: Shop, shipment: Shipment) -> bool:
    if shipment.way == DHL and shipment.handed_in == NUMBERLESS_DAY:
        without_number(shipment)
        return True
    if shipment.way == DPD and shipment.promise in DEPOT_CLOSED:
        _held_at_depot(shop, shipment)
    if shipment.way == POSTNL and shipment.promise == NATIONAL_STRIKE:
        brought(shop.dice, shipment, delivery_day(NATIONAL_STRIKE, shop.dice.below(2)))
        return True
    return shipment.way == DPD and week_of(shipment.promise) == week_of(DEPOT_CLOSED[0])


def _held_at_depot(shop: Shop, shipment: Shipment) -> None:
    """Sorted night after night, and brought when the depot works again."""
    works_again = shop.dice.pick((date(2026, 10, 2), date(2026, 10, 2), date(2026, 10, 3)))
    brought(shop.dice, shipment, works_again)
    day = shipment.promise
    while day < works_again:
        also(shipment, (at(day, 23, shop.dice.below(60), shop.dice.below(60)), "IN_TRANSIT"))
        day += DAY


def _settled(shop: Shop, way: Way, promise: date) -> Shipment:
    shipment = shop.send(way, promise, (1,))
    shipment.settled = True
    return shipment


def _badly_typed(shop: Shop) -> None:
    for day, way, text in PLACEHOLDERS:
        shipment = _settled(shop, way, day)
        shipment.transport.number, shipment.transport.spelled = None, text
    unreadable = _settled(shop, POSTNL, date(2026, 9, 24))
    unreadable.transport.number, unreadable.transport.spelled = None, UNREADABLE


def _neatly_spaced(shop: Shop) -> None:
    """Numbers as people type them: in small letters, or in groups."""
    for day in (date(2026, 5, 20), date(2026, 7, 22), date(2026, 9, 3)):
        shipment = _settled(shop, POSTNL, day)
        brought(shop.dice, shipment, day)
        number = shipment.transport.number or ""
        shipment.transport.spelled = f"{number[:6].lower()} {number[6:11]} {number[11:]}"
        shipment.transport.in_payload = False


def _added_later(shop: Shop) -> None:
    for week in range(2, 30, 3):
        shipment = _settled(shop, shop.dice.pick((POSTNL, DHL)), delivery_day(date(2026, 4, 20), 6 * week))
        brought(shop.dice, shipment, shipment.promise)
        shipment.remark = " number added later"


def _nights(shop: Shop) -> None:
    """Deliveries close to midnight, in summer time and in winter time."""
    for day in (date(2026, 5, 12), date(2026, 7, 1), date(2026, 10, 24), date(2026, 10, 27), date(2026, 11, 4)):
        for minutes in (-9, -1, 2, 41):
            shipment = _settled(shop, shop.dice.pick((POSTNL, DHL, DPD)), day)
            _deliver_at(shop, shipment, at(day, 23, 59) + timedelta(minutes=minutes + 1, seconds=shop.dice.below(50)))


def _deliver_at(shop: Shop, shipment: Shipment, moment: datetime) -> None:
    brought(shop.dice, shipment, moment)
    shipment.transport.in_payload = shop.dice.one_in(2)
    shipment.transport.in_utc = not shipment.transport.in_payload


def _clock_change(shop: Shop) -> None:
    """The Sunday of twenty-five hours: the hour that comes twice, and a day that ends an hour later than it seems."""
    for way, hour in ((POSTNL, 23), (DHL, 0), (DPD, 13), (POSTNL, 10)):
        shipment = _settled(shop, way, date(2026, 10, 26))
        item = shipment.lines[0][0]
        item.promise, item.exact, item.frame = CLOCK_CHANGE_DAY, True, "SUNDAY"
        shipment.order.listed = True
        brought(shop.dice, shipment, at(CLOCK_CHANGE_DAY, hour, 31, 7))
        _scan_twice(shipment)


def _scan_twice(shipment: Shipment) -> None:
    """Scans at half past two by summer time and, an hour later, at half past two by winter time."""
    shipment.transport.in_payload = True
    first = at(CLOCK_CHANGE_DAY, 2, 30)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=WINTER)
    delivered = shipment.transport.events[-1][0]
    scans = [(moment, "IN_TRANSIT") for moment in (first, second) if moment < delivered]
    also(shipment, *scans)
