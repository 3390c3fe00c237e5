"""What no interface of the marketplace tells: how things were really sent, what is excused, what was asked for."""

from datetime import date

from tools.sample_shop.carrying import UNDERWAY
from tools.sample_shop.clock import week_of
from tools.sample_shop.fates import without_number
from tools.sample_shop.shop import Shipment, Shop
from tools.sample_shop.ways import BPOST_LABEL, GLS, POSTNL
from tools.sample_shop.weeks import NATIONAL_STRIKE

GLS_EXCUSED = ("2026-07-06", "2026-07-10")
SERVICE_EXCUSES = (
    {
        "service": "TNT",
        "from": NATIONAL_STRIKE.isoformat(),
        "until": NATIONAL_STRIKE.isoformat(),
        "reason": "national-carrier-disruption",
    },
    {"service": "GLS", "from": GLS_EXCUSED[0], "until": GLS_EXCUSED[-1], "reason": "depot-disruption"},
)

_MAILBOX_WITHOUT = 6
_MAILBOX_WITH = 44
_LETTERS = 8


def describe(shop: Shop) -> None:
    """How some of PostNL's were really sent: through the letterbox, mostly with a number, or as a letter without."""
    fit = [each for each in shop.shipments if each.way == POSTNL and not each.settled and each.items == 1]
    chosen = shop.dice.shuffled(fit)[: _MAILBOX_WITH + _MAILBOX_WITHOUT + _LETTERS]
    for place, shipment in enumerate(chosen):
        shipment.settled = True
        shipment.lines[0][0].sent_as = "letter-mail" if place < _LETTERS else "mailbox-parcel"
        if place < _LETTERS + _MAILBOX_WITHOUT:
            without_number(shipment)


def excuse(shop: Shop) -> None:
    """Excuses by item: numbers that a disruption kept back, and one depot that the carrier wrote a letter about."""
    _excuse_first(_without_number(shop, "2026-W29"), 2, "number-processing-disruption")
    _excuse_first(_without_number(shop, "2026-W18"), 1, "marketplace-disruption")
    _excuse_first(_late(shop, "2026-W32"), 1, "depot-disruption")
    _excuse_first(_late(shop, "2026-W20"), 1, "marketplace-disruption")
    _excuse_first([each for each in shop.shipments if each.way == BPOST_LABEL], 1, "marketplace-disruption")


def _excuse_first(shipments: list[Shipment], many: int, reason: str) -> None:
    for shipment in shipments[:many]:
        for item, _ in shipment.lines:
            item.excuse = reason


def _without_number(shop: Shop, week: str) -> list[Shipment]:
    return [
        shipment
        for shipment in shop.shipments
        if week_of(shipment.promise) == week and shipment.way.plain_parcel and shipment.transport.spelled is None
    ]


def _late(shop: Shop, week: str) -> list[Shipment]:
    return [
        shipment
        for shipment in shop.shipments
        if week_of(shipment.promise) == week and shipment.way.plain_parcel and _came_late(shipment)
    ]


def _came_late(shipment: Shipment) -> bool:
    attempts = [moment for moment, code in shipment.transport.events if code not in UNDERWAY]
    return bool(attempts) and min(attempts).date() > shipment.promise


def report(shop: Shop) -> None:
    """Reports about followed parcels at a neighbour's, which change nothing; and one about GLS that is excused."""
    followed = [shipment for shipment in shop.shipments if _is_at_neighbours(shipment)]
    for shipment in followed[20:180:80]:
        shipment.lines[0][0].not_received = shipment.promise
    excused = [each for each in shop.shipments if each.way == GLS and _is_excused(each.promise)]
    for shipment in excused[:1]:
        shipment.lines[0][0].not_received = shipment.promise


def _is_at_neighbours(shipment: Shipment) -> bool:
    return any(code == "DELIVERED_AT_NEIGHBOURS" for _, code in shipment.transport.events)


def _is_excused(day: date) -> bool:
    return GLS_EXCUSED[0] <= day.isoformat() <= GLS_EXCUSED[-1]
