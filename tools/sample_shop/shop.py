"""The shop: its orders and shipments, and how it sends an ordinary one."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tools.sample_shop.clock import DAY, at, delivery_day
from tools.sample_shop.dice import Dice
from tools.sample_shop.goods import SMALL, Product
from tools.sample_shop.track_numbers import NumberBook
from tools.sample_shop.ways import Way

DELIVERED = "DELIVERED_AT_CUSTOMER"
ATTEMPT_FAILED = "attempt_failed"

Event = tuple[datetime, str]
_QUANTITIES = {1: 74, 2: 17, 3: 6, 4: 2, 5: 1}


@dataclass(eq=False)
class Item:
    product: Product
    quantity: int
    promise: date | None
    exact: bool = False
    frame: str = "REGULAR"
    cancelled: int = 0
    shipped: int = 0
    requested: bool = False
    sent_as: str = ""
    not_received: date | None = None
    excuse: str = ""
    order_item_id: str = ""


@dataclass(eq=False)
class Order:
    way: Way
    placed: datetime
    items: list[Item]
    listed: bool = False
    order_id: str = ""


@dataclass(eq=False)
class Transport:
    service: str
    number: str | None
    spelled: str | None
    label: bool
    in_payload: bool
    events: list[Event] = field(default_factory=list)
    in_utc: bool = False
    learned_late: bool = False
    window: tuple[datetime, datetime] | None = None
    transport_id: str = ""


@dataclass(eq=False)
class Shipment:
    order: Order
    lines: list[tuple[Item, int]]
    shipped: datetime
    transport: Transport
    settled: bool = False
    pickup_point: bool = False
    remark: str = ""
    fraction: str = ""
    shipment_id: str = ""

    @property
    def promise(self) -> date:
        return self.lines[0][0].promise or self.shipped.date()

    @property
    def way(self) -> Way:
        return self.order.way

    @property
    def items(self) -> int:
        return sum(quantity for _, quantity in self.lines)

    @property
    def handed_in(self) -> date:
        return self.shipped.date()


@dataclass
class Shop:
    dice: Dice
    numbers: NumberBook
    orders: list[Order] = field(default_factory=list)
    shipments: list[Shipment] = field(default_factory=list)

    def order(self, way: Way, promise: date, quantities: tuple[int, ...] = ()) -> Order:
        """An order to be sent so that it comes on this day."""
        day = delivery_day(promise, -1)
        placed = at(day - DAY, 14) + timedelta(seconds=self.dice.below(71_000))
        wanted = quantities or self._quantities()
        products = self.dice.shuffled(SMALL)
        items = [Item(product, quantity, promise) for product, quantity in zip(products, wanted, strict=False)]
        order = Order(way, placed, items)
        self.orders.append(order)
        return order

    def _quantities(self) -> tuple[int, ...]:
        lines = 2 if self.dice.one_in(11) else 1
        return tuple(self.dice.weighted(_QUANTITIES) for _ in range(lines))

    def ship(self, order: Order, lines: list[tuple[Item, int]], transport: Transport | None = None) -> Shipment:
        """Ships these lines on the delivery day before the promised one, to come in time."""
        promise = lines[0][0].promise or order.placed.date()
        latest = 15 if order.way.party == "BOL" else 17
        shipped = at(delivery_day(promise, -1), self.dice.between(10, latest), self.dice.below(60), self.dice.below(60))
        shipment = Shipment(order, lines, shipped, transport or self._transport(order.way))
        shipment.fraction = f".{self.dice.below(10**9):09}" if self.dice.one_in(12) else ""
        for item, quantity in lines:
            item.shipped += quantity
        self.shipments.append(shipment)
        return shipment

    def send(self, way: Way, promise: date, quantities: tuple[int, ...] = ()) -> Shipment:
        order = self.order(way, promise, quantities)
        return self.ship(order, [(item, item.quantity) for item in order.items])

    def _transport(self, way: Way) -> Transport:
        number = self.numbers.next(way.service) if way.numbered else None
        hidden = way.label and way.party == "RETAILER" and self.dice.one_in(4)
        told = hidden or way.method == "FBB" or (way.followed and self.dice.below(100) < 65)
        return Transport(way.service, number, None if hidden else number, way.label, in_payload=told)
