"""The doors that documents enter by: the marketplace's JSON, our own, and tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from typing import Any, Final

from tests.builders import at, delivered, evidence, moment, open_evidence
from tests.edges.beside import GOOD_APART, GOOD_BESIDE
from tests.edges.doors import DOORS as ANSWERS
from tests.edges.wire import HOSTILE_COUNTS, HOSTILE_DAYS, HOSTILE_IDS, HOSTILE_MOMENTS, order_object, shipment_object
from tests.hostile.door import Admits, Door
from tests.hostile.inputs import Documents, Json, Tables
from tests.sending.traffic import message_object, problem_object, ship, status_object
from trackntrace.cli.check import COLUMNS
from trackntrace.documents.csv_table import good_rows, rows_of
from trackntrace.documents.dossier_reader import DossierReader
from trackntrace.documents.fault import Faults
from trackntrace.documents.lines import Document, documents
from trackntrace.documents.score_json import explanation_object, scorecard_object
from trackntrace.documents.strict_json import dump, load
from trackntrace.documents.tally_file import read_tally, tally_bytes
from trackntrace.documents.told_results import told_in
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.examination import examine
from trackntrace.performance.explanation import explain
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.tally import Unit, tallies
from trackntrace.retailer_api.pages import orders, shipments
from trackntrace.retailer_api.pictures import pieces
from trackntrace.retailer_api.problems import read_problem
from trackntrace.retailer_api.process_status import read_process_status, read_process_statuses
from trackntrace.retailer_api.submission import Submission
from trackntrace.retailer_api.subscription_messages import read_subscription_message
from trackntrace.shipping.entry import reference_of
from trackntrace.shipping.picture import Picture
from trackntrace.testing.hostile_json import ALIKE, NUMBERS, WORDS

AS_OF: Final = moment("2026-11-01T12:00:00+01:00")
_WRITABLE: Final = (
    *(*WORDS, *ALIKE, *NUMBERS, None, True, False, [], {}, [[]], [{}], {"": {}}),
    *(*HOSTILE_MOMENTS, *HOSTILE_DAYS, *HOSTILE_COUNTS, *HOSTILE_IDS),
    *("2026-10-08", "2026-10-08T09:00:00+02:00", "item-2", "order-2", 2, 3, 7),
)
POOL: Final = (
    *(json.dumps(value).encode() for value in _WRITABLE),
    *(b"NaN", b"-Infinity", b"1e400", b"9" * 5_000, b"-0", b"01", b"1.", b"1e99", b"[" * 2_000, b'{"a":' * 1_500),
    *(b'"\\ud800"', b'"\\u0000"', b'"\xff"', b'"\\ud83d\\ude80"', b'{"a":1,"a":2}', b"", b"}", b'"', b"{} {}", b"\x00"),
)
"""What is put where a value was."""


def _json(name: str, open_: Callable[[bytes], object], *goods: Json, **parts: Any) -> Door:
    return Door(
        name=name, open=open_, inputs=Documents(goods, POOL), **{"admits": Admits.FREE_TEXT, "costly": 5, **parts}
    )


def _read(data: bytes, use: Callable[[Iterable[Document], Faults], object], source: str = "lines.jsonl") -> object:
    """What a reader that collects faults makes of a source; refused where it collected any."""
    faults = Faults()
    found = use(documents(BytesIO(data), source=source, faults=faults), faults)
    faults.refuse()
    return found


def _listed(
    read: Callable[[Iterable[Document], Faults], Iterable[object]], source: str = "lines.jsonl"
) -> Callable[[bytes], object]:
    return partial(_read, use=lambda told, faults: list(read(told, faults)), source=source)


def _picture(told: Iterable[Document], faults: Faults) -> object:
    return Picture.of(list(pieces(told, faults))).conflicts


def _gathered(kind: str, told: Iterable[Document], faults: Faults) -> object:
    reader = DossierReader(faults)
    getattr(reader, f"take_{kind}")(told)
    return reader.dossier


def _answered(data: bytes) -> object:
    return Submission(ship()).begin(at=at(6)).answered(202, data)


ANSWER_DOORS: Final = (
    *(_json(f"answer: {name}", door.read, door.good) for name, door in ANSWERS.items()),
    _json("answer: process status", read_process_status, status_object()),
    _json("answer: process statuses", read_process_statuses, {"processStatuses": [status_object()]}),
    _json("answer: problem", read_problem, problem_object()),
    _json("answer: to what was sent", _answered, status_object()),
    _json("subscription message", read_subscription_message, message_object()),
)

ITEMS: Final = (
    evidence(quantity=3, journey=delivered(at(7))),
    evidence(order_item_id="item-2", number=None, entered=None),
    open_evidence(order_id="order-3", quantity=2),
)


def _tally_files() -> tuple[Json, ...]:
    counted = [tallies(ITEMS, [ORDER_TRACEABILITY], as_of=AS_OF, per=per)[0] for per in Unit]
    return tuple(json.loads(tally_bytes(tally)) for tally in counted)


def _results() -> tuple[Json, ...]:
    (tally,) = tallies(ITEMS, [ORDER_TRACEABILITY], as_of=AS_OF)
    card = Scorecard.of([(tally, ORDER_TRACEABILITY)], as_of=AS_OF)
    told = [explanation_object(each) for each in explain(ITEMS, ORDER_TRACEABILITY, as_of=AS_OF)]
    return tuple(json.loads(json.dumps(each)) for each in (scorecard_object(card), *told))


def _written_again(data: bytes) -> object:
    return dump(load(data))


DOCUMENT_DOORS: Final = (
    _json("json", load, {"a": [1, 2.50, "text", None], "b": {"c": True}}, [shipment_object()]),
    _json("json, written again", _written_again, {"a": [1, 2.50, "text", None], "b": {"c": True}}),
    _json("shipments", _listed(shipments), shipment_object(), {"shipments": [shipment_object()]}),
    _json("shipments in one document", _listed(shipments, "a.json"), [shipment_object()]),
    _json("orders", _listed(orders), order_object(), {"orders": [order_object()]}),
    _json("picture", partial(_read, use=_picture), [shipment_object(), order_object()], order_object(), costly=10),
    *(
        _json(f"beside: {kind}", partial(_read, use=partial(_gathered, kind)), *goods)
        for kind, goods in GOOD_BESIDE.items()
    ),
    *(_json(f"beside: {kind}", partial(_read, use=read), *goods) for kind, (goods, read) in GOOD_APART.items()),
    _json("tally's file", lambda data: read_tally(data, ORDER_TRACEABILITY), *_tally_files()),
    _json("kept results", partial(_read, use=told_in), *_results()),
)

_TABLE: Final = "number,service,order,reference\r\n"
TABLES: Final = (
    _TABLE + "3SABCD1234567,TNT,order-1,pallet 7\r\n3SWXYZ7654321,TNT,order-2,\r\n",
    "\ufeff" + _TABLE + '"3s abcd 1234567",DPD-NL,,"two\nlines, ""quoted"""\n',
)


def _labels(data: bytes) -> object:
    """The table of labels that ``trackntrace check`` reads, cell by cell."""
    faults, found = Faults(), []
    for _, row in good_rows(data, COLUMNS, source="labels.csv", faults=faults):
        service = DeliveryService.parse(row["service"]) if row["service"] else None
        found.append((examine(row["number"], service), row["reference"] and reference_of(row["reference"])))
    faults.refuse()
    return found


TABLE_DOORS: Final = (
    Door(
        name="table",
        open=lambda data: rows_of(data, COLUMNS, source="labels.csv"),
        inputs=Tables(TABLES),
        admits=Admits.FREE_TEXT,
    ),
    Door(name="table of labels", open=_labels, inputs=Tables(TABLES[:1]), admits=Admits.FREE_TEXT, costly=10),
)
