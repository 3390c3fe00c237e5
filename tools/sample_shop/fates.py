"""What befalls parcels week by week: neighbours, pick-up points, failed attempts, late ones, lost ones, no number."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tools.sample_shop.carrying import attempted, brought, daytime, picked_up
from tools.sample_shop.clock import DAY, delivery_day, week_of
from tools.sample_shop.dice import Dice
from tools.sample_shop.shop import Shipment, Shop
from tools.sample_shop.ways import Way

LATE = {"2026-W21": 11, "2026-W31": 14, "2026-W40": 3, "2026-W44": 11}
"""Late items in weeks that are not as usual."""

NUMBERLESS = {"2026-W18": 2, "2026-W24": 5, "2026-W29": 2, "2026-W34": 0, "2026-W38": 5}
"""Items without a number in weeks that are not as usual."""


def _fits(way: Way, *, followed: bool) -> bool:
    if not followed:
        return way.plain_parcel
    return way.followed and (way.plain_parcel or (way.label and way.party == "RETAILER"))


@dataclass
class Deck:
    """The shipments of a week that nothing has befallen yet, shuffled."""

    cards: list[Shipment]

    def draw(self, *, followed: bool = True, at_most: int = 9) -> Shipment | None:
        """The next parcel with a number: one that is followed, or one that the shop numbered itself."""
        return self._first(
            lambda each: bool(each.transport.spelled) and each.items <= at_most and _fits(each.way, followed=followed)
        )

    def unfollowed(self) -> Shipment | None:
        return self._first(lambda each: not each.way.followed)

    def via_bol(self) -> Shipment | None:
        return self._first(lambda each: each.transport.window is not None)

    def _first(self, fits: Callable[[Shipment], bool]) -> Shipment | None:
        for place, shipment in enumerate(self.cards):
            if fits(shipment):
                shipment.settled = True
                return self.cards.pop(place)
        return None

    def items(self, wanted: int, *, followed: bool = True) -> Iterator[Shipment]:
        """Shipments of so many items together."""
        while wanted > 0 and (shipment := self.draw(followed=followed, at_most=wanted)):
            wanted -= shipment.items
            yield shipment


def befall(shop: Shop) -> None:
    """Deals out to each week's shipments what happens to them, by dice of its own."""
    weeks: dict[str, list[Shipment]] = {}
    for shipment in shop.shipments:
        weeks.setdefault(week_of(shipment.promise), [])
        if not shipment.settled:
            weeks[week_of(shipment.promise)].append(shipment)
    for week, shipments in sorted(weeks.items()):
        shop.dice = Dice(int(week[-2:]))
        deck = Deck(shop.dice.shuffled(shipments))
        _deal(shop, deck, LATE.get(week, shop.dice.between(1, 5)), NUMBERLESS.get(week, shop.dice.between(0, 1)))


def _deal(shop: Shop, deck: Deck, late: int, numberless: int) -> None:
    for shipment in deck.items(late):
        _late(shop, shipment)
    for shipment in deck.items(numberless, followed=False):
        without_number(shipment)
    _deal_attempts(shop, deck)
    _deal_doors(shop, deck)
    _deal_troubles(shop, deck)
    _deal_handovers(shop, deck)


def _late(shop: Shop, shipment: Shipment) -> None:
    days = shop.dice.pick((1, 1, 1, 1, 2, 3))
    brought(shop.dice, shipment, delivery_day(shipment.promise, days))


def without_number(shipment: Shipment) -> None:
    shipment.transport.number = shipment.transport.spelled = None
    shipment.transport.events = []


def _deal_attempts(shop: Shop, deck: Deck) -> None:
    for _ in range(2 + shop.dice.below(2)):
        if shipment := deck.draw():
            attempted(shop.dice, shipment, shipment.promise, delivery_day(shipment.promise, 1))


def _deal_doors(shop: Shop, deck: Deck) -> None:
    for _ in range(5 + shop.dice.below(4)):
        if shipment := deck.draw():
            brought(shop.dice, shipment, shipment.promise, "DELIVERED_AT_NEIGHBOURS")
    for _ in range(3 + shop.dice.below(2)):
        if shipment := deck.draw():
            picked_up(shop.dice, shipment, shipment.promise, shop.dice.between(1, 4))


def _deal_troubles(shop: Shop, deck: Deck) -> None:
    if shop.dice.one_in(3) and (lost := deck.draw()):
        lost.transport.events = lost.transport.events[:-1]
    if shop.dice.one_in(4) and (returned := deck.draw()):
        _returned(shop, returned, waiting=not shop.dice.one_in(3))
    if shop.dice.one_in(2) and (silent := deck.unfollowed()):
        silent.lines[0][0].not_received = silent.promise + DAY * shop.dice.between(0, 3)
    if shop.dice.one_in(2) and (learned := deck.draw()):
        learned.transport.in_payload, learned.transport.learned_late = False, True


def _returned(shop: Shop, shipment: Shipment, *, waiting: bool) -> None:
    """Not fetched at the pick-up point; or never brought anywhere."""
    back = delivery_day(shipment.promise, 8 if waiting else 3)
    brought(shop.dice, shipment, back, "RETURNED_TO_SENDER")
    if waiting:
        shipment.pickup_point = True
        arrived = daytime(shop.dice, shipment.promise), "AT_PICK_UP_POINT"
        shipment.transport.events.insert(-1, arrived)


def _deal_handovers(shop: Shop, deck: Deck) -> None:
    """Under Shipping via bol: too late, too early, never scanned, or no window told."""
    what = shop.dice.below(12)
    if what < 7 and (shipment := deck.via_bol()):
        _handover_gone_wrong(shipment, what)


def _handover_gone_wrong(shipment: Shipment, what: int) -> None:
    transport = shipment.transport
    if what < 2:
        transport.events = [(moment + DAY, code) for moment, code in transport.events]
    elif what < 4 and transport.window:
        earliest, latest = transport.window
        transport.window = earliest + DAY, latest + DAY
    elif what == 4:
        transport.events = [(shipment.shipped, "PRE_ANNOUNCED")]
    else:
        transport.window = None
        transport.in_payload = True
