"""The bundled sample, as its tests read it."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Json = dict[str, Any]
KINDS = (
    "shipments",
    "orders",
    "journeys",
    "reports",
    "excuses",
    "details",
    "cancellations",
    "returns",
    "questions",
    "counts",
    "indicators",
)


@dataclass(frozen=True)
class Sample:
    """The bundled files, as a reader who knows nothing of the library sees them."""

    texts: dict[str, str]
    shipments: list[Json]
    orders: list[Json]
    journeys: list[Json]
    reports: list[Json]
    excuses: list[Json]
    details: list[Json]
    cancellations: list[Json]
    returns: list[Json]
    questions: list[Json]
    counts: list[Json]
    indicators: list[Json]

    def by(self, service: str, method: str = "FBR", party: str = "RETAILER", *, label: bool = False) -> list[Json]:
        """The shipments that went this way."""
        return [
            shipment
            for shipment in self.shipments
            if shipment["transport"]["transporterCode"] == service
            and shipment["shipmentItems"][0]["fulfilment"]["method"] == method
            and shipment["shipmentItems"][0]["fulfilment"]["distributionParty"] == party
            and ("shippingLabelId" in shipment["transport"]) is label
        ]

    @property
    def lines(self) -> Iterator[tuple[Json, Json]]:
        for shipment in self.shipments:
            for line in shipment["shipmentItems"]:
                yield shipment, line

    @property
    def order_items(self) -> list[Json]:
        return [item for order in self.orders for item in order["orderItems"]]

    @property
    def statuses(self) -> list[str]:
        return [event["status"] for journey in self.journeys for event in journey["events"]]

    @property
    def event_codes(self) -> list[str]:
        return [
            event["eventCode"]
            for shipment in self.shipments
            for event in shipment["transport"].get("transportEvents", [])
        ]


def bundled(kind: str) -> str:
    return gzip.decompress(files("trackntrace.sample").joinpath(f"{kind}.jsonl.gz").read_bytes()).decode()


def read_sample() -> Sample:
    texts = {kind: bundled(kind) for kind in KINDS}
    read = {kind: [json.loads(line) for line in text.splitlines()] for kind, text in texts.items()}
    return Sample(texts=texts, **read)
