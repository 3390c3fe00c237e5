"""
Reading a page of fifty full shipments from bytes, checks included, beside pydantic and msgspec.

Prints one Markdown table. Times are medians of runs that take turns in this one process, each run on another page, and
are times of the processor, so that other work on the machine matters less; read the ratios, since machines differ.

**pydantic, same readings.** Its models refuse what we refuse and give what we give: ids as text, quantities, the
grammar and years of days and moments, known methods and parties, the code of the delivery service, one or more items,
each once; a number in its canonical spelling, or kept as it is; the events in order, each once; unknown fields are
kept, an empty text is an absent one. Wherever its compiled core can do that, it does. Like us it is given what `load`
makes of the bytes, for its own JSON parser neither refuses a name twice nor keeps the digits of a price. Not equal: it
gives models in the shape of the JSON, we give the values of the domain (what a code means, which promise counts) and
the record of what was sent.

**pydantic, same checks.** Without the readings that need Python: ids may stay whole numbers, numbers stay as they were
typed, events stay in the order in which they were sent. What is refused is the same.

**pydantic, its own parser.** The models of the row before, from bytes: names twice pass, and digits of prices are lost.

**msgspec.** Structs with the same fields; nothing is checked but types, quantities, known methods and that moments have
an offset. Names twice, unknown fields and forms of days pass.
"""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import cycle
from statistics import median
from time import process_time
from typing import Annotated, Any, Literal

import msgspec
import pydantic
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetPydanticSchema,
    StringConstraints,
    model_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import core_schema

from benchmarks.made_up import shipment_line
from trackntrace.documents.strict_json import load
from trackntrace.retailer_api.shipments import read_shipments

PAGE = 50
PAGES = 20
RUNS = 200


def page(first: int) -> bytes:
    """Fifty whole shipments, with addresses; one in five has two items. All differ, as they do in life."""
    return json.dumps({"shipments": [shipment(first + index) for index in range(PAGE)]}).encode()


def shipment(index: int) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(shipment_line(index))
    second, minute = index % 60, index // 60 % 60
    made["shipmentDateTime"] = f"{made['shipmentDateTime'][:13]}:{minute:02}:{second:02}+01:00"
    made["order"]["orderPlacedDateTime"] = f"{made['shipmentDateTime'][:11]}08:{minute:02}:{second:02}+01:00"
    for event in made["transport"]["transportEvents"]:
        event["eventDateTime"] = f"{event['eventDateTime'][:14]}{minute:02}:{second:02}+01:00"
    announced = {"eventCode": "PRE_ANNOUNCED", "eventDateTime": made["shipmentDateTime"]}
    made["transport"]["transportEvents"].insert(0, announced)
    made["shipmentDetails"] = made["billingDetails"] = PERSON
    (item,) = made["shipmentItems"]
    item["unitPrice"] = 5 + index % 1_000 / 100
    if index % 5 == 0:
        made["shipmentItems"].append({**item, "orderItemId": f"{item['orderItemId']}1"})
    return made


PERSON = {
    "salutation": "UNKNOWN",
    "firstName": "Made",
    "surname": "Up",
    "streetName": "Example Street",
    "houseNumber": "1",
    "zipCode": "1000AA",
    "city": "Example",
    "countryCode": "NL",
    "email": "made.up@example.org",
}


def text(pattern: str, longest: int) -> core_schema.StringSchema:
    return core_schema.str_schema(strict=True, pattern=f"^(?:{pattern})$", max_length=longest)


ID = "[0-9A-Za-z][0-9A-Za-z._:/#-]{0,63}"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
MOMENT = (
    f"{DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{{1,9}})?)?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
)
FIRST, LAST = datetime.fromisoformat("1999-12-31T23:00:00Z"), datetime.fromisoformat("2199-12-31T23:00:00Z")

Id = Annotated[str, StringConstraints(strict=True, pattern=f"^{ID}$", max_length=64)]
OldId = Annotated[int, Field(strict=True, ge=0, lt=10**20)]
AnyId = Annotated[Id | OldId, Field(union_mode="left_to_right")]
TextId = Annotated[AnyId, AfterValidator(str)]
Code = Annotated[str, StringConstraints(strict=True, pattern="^[0-9A-Z](?:[0-9A-Z_-]{0,30}[0-9A-Z])?$", max_length=32)]
Canonical = Annotated[
    str, StringConstraints(strict=True, pattern="^[0-9A-Z](?:[0-9A-Z/._-]{0,62}[0-9A-Z])?$", max_length=64)
]
Text = Annotated[str, Field(strict=True)]
Number = Annotated[Canonical | Text, Field(union_mode="left_to_right")]
Quantity = Annotated[int, Field(strict=True, ge=1, le=10**9)]
DAYS = core_schema.date_schema(ge=date(2000, 1, 1), le=date(2199, 12, 31))
MOMENTS = core_schema.datetime_schema(tz_constraint="aware", ge=FIRST, lt=LAST, microseconds_precision="truncate")
Day = Annotated[date, GetPydanticSchema(lambda _, __: core_schema.chain_schema([text(DAY, 10), DAYS]))]
AnyMoment = Annotated[datetime, GetPydanticSchema(lambda _, __: core_schema.chain_schema([text(MOMENT, 35), MOMENTS]))]


class Model(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True, alias_generator=to_camel)


class Fulfilment(Model):
    method: Literal["FBR", "FBB"] | None = None
    distribution_party: Literal["RETAILER", "BOL"] | None = None
    latest_delivery_date: Day | Literal[""] | None = None
    exact_delivery_date: Day | Literal[""] | None = None


class Event(Model):
    event_code: Text
    event_date_time: AnyMoment


def canonical(number: str | None) -> str | None:
    """As people type it: spaces are dropped and letters become capitals; what can be no number is kept."""
    if number is None or CANONICAL(number):
        return number
    spelled = number.replace(" ", "").upper()
    return spelled if CANONICAL(spelled) else number


CANONICAL = re.compile("[0-9A-Z](?:[0-9A-Z/._-]{0,62}[0-9A-Z])?").fullmatch


def in_order(events: tuple[Event, ...] | None) -> tuple[Event, ...]:
    """By their moments, each once."""
    told = sorted(events or (), key=lambda event: (event.event_date_time, event.event_code))
    return tuple({(event.event_date_time, event.event_code): event for event in told}.values())


Events = tuple[Event, ...] | None


def models(any_id: Any, number: Any, events: Any) -> type[BaseModel]:
    """The models of a page, with these readings of ids, numbers and events."""

    class Item(Model):
        order_item_id: any_id
        quantity: Quantity
        quantity_shipped: Quantity | None = None
        fulfilment: Fulfilment | None = None

    class Transport(Model):
        transport_id: any_id | None = None
        transporter_code: Code | Literal[""] | None = None
        track_and_trace: number | None = None
        shipping_label_id: any_id | Literal[""] | None = None
        transport_events: events = None

    class OrderOf(Model):
        order_id: any_id
        order_placed_date_time: AnyMoment | None = None

    class Shipment(Model):
        shipment_id: any_id
        shipment_date_time: AnyMoment | None = None
        order: OrderOf
        shipment_items: Annotated[tuple[Item, ...], Field(min_length=1)]
        transport: Transport | None = None

        @model_validator(mode="after")
        def each_once(self) -> Shipment:
            if len({item.order_item_id for item in self.shipment_items}) != len(self.shipment_items):
                raise ValueError("expected each order item once")
            return self

    class Page(Model):
        shipments: tuple[Shipment, ...] = ()

    return Page


CHECKED = models(AnyId, Number, Events)
READ = models(TextId, Annotated[Number, AfterValidator(canonical)], Annotated[Events, AfterValidator(in_order)])


class FulfilmentStruct(msgspec.Struct, rename="camel", frozen=True):
    method: Literal["FBR", "FBB"] | None = None
    distribution_party: Literal["RETAILER", "BOL"] | None = None
    latest_delivery_date: date | None = None
    exact_delivery_date: date | None = None


Several = Annotated[int, msgspec.Meta(ge=1, le=10**9)]
Aware = Annotated[datetime, msgspec.Meta(tz=True)]


class ItemStruct(msgspec.Struct, rename="camel", frozen=True):
    order_item_id: str
    quantity: Several
    quantity_shipped: Several | None = None
    fulfilment: FulfilmentStruct | None = None
    unit_price: Decimal | None = None
    commission: Decimal | None = None


class EventStruct(msgspec.Struct, rename="camel", frozen=True):
    event_code: str
    event_date_time: Aware


class TransportStruct(msgspec.Struct, rename="camel", frozen=True):
    transport_id: str = ""
    transporter_code: str = ""
    track_and_trace: str = ""
    shipping_label_id: str = ""
    transport_events: tuple[EventStruct, ...] = ()


class OrderStruct(msgspec.Struct, rename="camel", frozen=True):
    order_id: str
    order_placed_date_time: Aware | None = None


class ShipmentStruct(msgspec.Struct, rename="camel", frozen=True):
    shipment_id: str
    order: OrderStruct
    shipment_items: tuple[ItemStruct, ...]
    shipment_date_time: Aware | None = None
    transport: TransportStruct | None = None


class PageStruct(msgspec.Struct, frozen=True):
    shipments: tuple[ShipmentStruct, ...] = ()


STRUCTS = msgspec.json.Decoder(PageStruct)
OURS = "trackntrace, `read_shipments`"
WAYS: dict[str, Callable[[bytes], object]] = {
    OURS: read_shipments,
    "pydantic, same readings": lambda data: READ.model_validate(load(data)),
    "pydantic, same checks": lambda data: CHECKED.model_validate(load(data)),
    "pydantic, its own parser (names twice, digits lost)": CHECKED.model_validate_json,
    "msgspec Structs (types, quantities, offsets)": STRUCTS.decode,
    "of these, `load` alone": load,
    "`json.loads`, nothing checked": json.loads,
}


def seconds(read: Callable[[bytes], object], data: bytes) -> float:
    """How long it takes, the collection of its own garbage included, but nobody else's."""
    gc.collect()
    begin = process_time()
    read(data)
    return process_time() - begin


def medians() -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    pages = cycle([page(number * PAGE) for number in range(PAGES)])
    gc.freeze()
    for _ in range(RUNS):
        data = next(pages)
        for name, read in WAYS.items():
            taken[name].append(seconds(read, data))
    return {name: median(times) for name, times in taken.items()}


def main() -> None:
    versions = f"pydantic {pydantic.VERSION}, msgspec {msgspec.__version__}"
    print(f"CPython {sys.version.split()[0]}, {versions}, medians of {RUNS} runs, {len(page(0)):,} bytes a page\n")
    print("| what | a page of 50 | our time over it |\n|---|---|---|")
    measured = medians()
    for name, seconds in measured.items():
        print(f"| {name} | {seconds * 1_000:.2f} ms | {measured[OURS] / seconds:.2f} |")


if __name__ == "__main__":
    main()
