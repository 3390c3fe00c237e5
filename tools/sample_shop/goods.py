"""What the shop sells: examples, under article numbers that are kept for use within shops."""

from dataclasses import dataclass
from decimal import Decimal

from tools.sample_shop.track_numbers import gs1


@dataclass(frozen=True)
class Product:
    place: int
    title: str
    cents: int

    @property
    def ean(self) -> str:
        return (body := f"20000000{self.place:04}") + gs1(body)

    @property
    def offer_id(self) -> str:
        return f"00000000-0000-4000-8000-{self.place:012}"

    @property
    def reference(self) -> str:
        return f"EXAMPLE-{self.place:03}"

    @property
    def price(self) -> Decimal:
        return Decimal(self.cents).scaleb(-2)


_GOODS = (
    ("candle", 1495),
    ("door mat", 2400),
    ("lunch box", 1799),
    ("desk lamp", 3995),
    ("tea towel set", 1250),
    ("watering can", 1900),
    ("wall clock", 2795),
    ("storage basket", 2150),
    ("salad bowl", 3300),
    ("apron", 1999),
    ("bottle opener", 895),
    ("photo frame", 1349),
    ("bath mat", 2250),
    ("cutting board", 2900),
    ("pepper mill", 2485),
    ("key ring", 595),
    ("garden chair", 8900),
    ("parasol base", 6450),
)
PRODUCTS = tuple(Product(place, f"Example {name}", cents) for place, (name, cents) in enumerate(_GOODS, start=1))
LARGE = PRODUCTS[-2:]
SMALL = PRODUCTS[:-2]
