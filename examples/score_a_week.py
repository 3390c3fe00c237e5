"""
Scores one week of shipments and says what brings a bad score back.

``python examples/score_a_week.py [WEEK SHIPMENTS.jsonl [JOURNEYS.jsonl]]``; without arguments a made-up week.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from trackntrace import (
    ITEMS_ON_TIME,
    ORDER_TRACEABILITY,
    Evidence,
    Moment,
    Scorecard,
    Standing,
    Verdict,
    Week,
    explain,
    parse_moment,
    tallies,
)
from trackntrace.documents.dossier_reader import DossierReader
from trackntrace.documents.fault import Faults, UnreadableError
from trackntrace.documents.lines import documents
from trackntrace.retailer_api.pages import shipments

STANDARDS = (ORDER_TRACEABILITY, ITEMS_ON_TIME)
AS_OF = parse_moment("2026-10-12T09:00:00+02:00")

SHIPMENTS = b"""
[
  {
    "shipmentId": "1",
    "order": {"orderId": "A1"},
    "shipmentItems": [
      {"orderItemId": "11", "quantity": 3, "fulfilment": {"method": "FBR", "latestDeliveryDate": "2026-10-01"}}
    ],
    "transport": {"transporterCode": "TNT", "trackAndTrace": "3SABCD1234567"}
  },
  {
    "shipmentId": "2",
    "order": {"orderId": "A2"},
    "shipmentItems": [
      {"orderItemId": "21", "quantity": 1, "fulfilment": {"method": "FBR", "latestDeliveryDate": "2026-10-02"}}
    ],
    "transport": {"transporterCode": "DPD-NL"}
  }
]
"""
JOURNEYS = b"""
{"number": "3SABCD1234567", "events": [{"status": "delivered", "at": "2026-10-02T10:00:00+02:00"}]}
"""


def evidence_in(shipment_file: BinaryIO, journey_file: BinaryIO) -> Iterator[Evidence]:
    """The evidence in two files; whatever cannot be read is refused, all of it at once."""
    faults = Faults()
    reader = DossierReader(faults)
    reader.take_stories(documents(journey_file, source="journeys", faults=faults))
    read = shipments(documents(shipment_file, source="shipments", faults=faults), faults)
    yield from reader.dossier.evidence(read)
    faults.refuse()


def report(week: Week, evidence: list[Evidence], as_of: Moment) -> Iterator[str]:
    """The scores of a week, line by line, and the items that missed."""
    counted = tallies(evidence, STANDARDS, as_of=as_of)
    for score in Scorecard.of(zip(counted, STANDARDS, strict=True), as_of=as_of).week(week):
        yield f"{score.standard}: {score.shown}, {score.standing.value}"
        if score.standing is Standing.FALLS_SHORT:
            yield f"  {score.recovery} more hits bring it back"
    for standard in STANDARDS:
        for each in explain(evidence, standard, as_of=as_of):
            if each.week == week and each.row.verdict is Verdict.MISS:
                yield f"  item {each.item.order_item_id} of order {each.item.order_id}: {each.row.because}"


def main(arguments: list[str]) -> int:
    """Prints the report, or every fault."""
    week = Week.parse(arguments[0]) if arguments else Week(2026, 40)
    with ExitStack() as stack:
        given = [stack.enter_context(Path(name).open("rb")) for name in arguments[1:]]
        shipment_file = given[0] if given else BytesIO(SHIPMENTS)
        journey_file = given[1] if len(given) > 1 else BytesIO(b"" if given else JOURNEYS)
        try:
            evidence = list(evidence_in(shipment_file, journey_file))
        except UnreadableError as error:
            print(*error.faults, sep="\n", file=sys.stderr)
            return 1
    print(*report(week, evidence, AS_OF), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
