"""The catalogue of hostile inputs, lines 46 to 67: JSON, the marketplace's and ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import pytest

from tests.edges.wire import json_bytes, order_item, order_object, shipment_item, shipment_object
from tests.hostile.case import Case, parameters, refusal, told
from tests.hostile.document_doors import ANSWER_DOORS, DOCUMENT_DOORS
from tests.hostile.door import Door
from tests.hostile.inputs import Documents, Json
from trackntrace.documents.fault import UnreadableError
from trackntrace.documents.strict_json import load
from trackntrace.documents.tally_file import read_tally
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.retailer_api.orders import read_order, read_orders
from trackntrace.retailer_api.reading import RefusedObjectError
from trackntrace.retailer_api.shipments import read_shipment, read_shipments

_TOO_LONG: Final = "expected a number of at most 40 characters, exponent up to 99"
_NO_TEXT: Final = "expected text without NUL and lone surrogates"

TABLE: Final[tuple[tuple[int, bytes, str], ...]] = (
    (46, b"", "expected JSON: expecting value (line 1, column 1)"),
    (47, b"{", "expected JSON: expecting property name enclosed in double quotes (line 1, column 2)"),
    (49, b'{"tt":"A","tt":"B"}', "expected each name once in an object"),
    (50, b'{"tt":NaN}', "expected a number"),
    (50, b'{"tt":Infinity}', "expected a number"),
    (50, b'{"tt":-Infinity}', "expected a number"),
    (51, b'{"tt":1e400}', _TOO_LONG),
    (52, b'{"tt":' + b"9" * 5_000 + b"}", "expected a number of at most 40 characters"),
    (53, b"[" * 100_000, "expected less nesting"),
    (53, b'{"a":' * 100_000, "expected less nesting"),
    (
        54,
        "{}".encode("utf-16-le"),
        "expected JSON: expecting property name enclosed in double quotes (line 1, column 2)",
    ),
    (54, '{"tt":"A"}'.encode("utf-16"), "expected UTF-8 (byte 0 is none)"),
    (55, b'{"tt":"\xff"}', "expected UTF-8 (byte 7 is none)"),
    (56, b'{"tt":"\\ud800"}', _NO_TEXT),
    (57, b'{"tt":"\\u0000"}', _NO_TEXT),
    (58, b"{} {}", "expected JSON: extra data (line 1, column 4)"),
    (59, b" " * (11 * 1024 * 1024), "too large: expected at most 10485760"),
)
"""What is no document, wherever one is read."""

_NOTHING_IS_FINE: Final = 46
"""A source without a line holds nothing, which is no fault; a document of no bytes is none."""


def _document_doors() -> Iterator[tuple[Door, bool]]:
    """Every door of documents, and whether it reads sources of many."""
    by_itself = {"json", "json, written again", "tally's file"}
    for door in ANSWER_DOORS:
        yield door, False
    for door in DOCUMENT_DOORS:
        yield door, door.name not in by_itself


def _cases() -> Iterator[Case]:
    for line, given, reason in TABLE:
        for door, of_many in _document_doors():
            if not (of_many and line in {_NOTHING_IS_FINE, 59}):
                yield Case(line, door.name, door.open, given, ("document", reason))


def _same(case: Case, field: str, reason: str) -> bool:
    """Whether it was told so; newer Pythons say the same mistake in JSON in other words, at the same place."""
    wanted = case.told[1]
    if wanted.startswith("expected JSON"):
        return field == "document" and reason.startswith("expected JSON: ")
    return (field, reason) == case.told


@pytest.mark.parametrize("case", parameters(_cases()))
def test_what_is_no_document_is_refused_with_its_reason(case: Case) -> None:
    error = refusal(case.open, case.given)

    assert _same(case, error.field, error.reason), (error.field, error.reason)
    if isinstance(error, UnreadableError):
        assert error.total >= 1


NO_OBJECT: Final = "expected an object"


@pytest.mark.parametrize("door", ANSWER_DOORS, ids=lambda door: f"line-48-{door.name}")
def test_an_answer_that_is_no_object_is_refused(door: Door) -> None:
    assert told(door.open, b"[1]") == ("document", NO_OBJECT)


def test_a_tally_that_is_no_object_is_refused() -> None:
    """Line 48."""
    assert told(partial(read_tally, standard=ORDER_TRACEABILITY), b"[1]") == ("document", NO_OBJECT)


def _goods(*names: str) -> Iterator[tuple[Door, Json]]:
    for door in (*ANSWER_DOORS, *DOCUMENT_DOORS):
        if isinstance(door.inputs, Documents) and door.name in names:
            yield door, json.loads(door.inputs.seeds[0].data)


OURS: Final[dict[str, str]] = {
    "beside: stories": "number, events, handover",
    "beside: reports": "orderItemId, notReceived",
    "beside: details": "orderItemId, sentAs",
    "beside: excuses": "orderItemId, reason",
    "beside: cancellations": "orderItemId, quantity, by, on",
    "beside: returns": "orderItemId, quantity, on",
    "beside: questions": "questionId, asked, answered, country",
    "beside: counts": "standard, week, hits, counted",
    "tally's file": "format, version, counting, cells",
}
"""The members that each of our own formats knows."""

STRANGERS: Final = ("__proto__", "__class__", "newField")


def _with_strangers() -> Iterator[Case]:
    for door, good in _goods(*OURS):
        for name in STRANGERS:
            line = 61 if name == "newField" else 66
            yield Case(
                line,
                door.name,
                door.open,
                json.dumps({**good, name: {"a": 1}}).encode(),
                (name, f"unknown field: expected {OURS[door.name]}"),
            )


@pytest.mark.parametrize("case", parameters(_with_strangers()))
def test_a_member_that_nobody_knows_is_named_and_refused_in_our_own_formats(case: Case) -> None:
    assert told(case.open, case.given) == case.told


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize(
    ("read", "good"), [(read_shipment, shipment_object()), (read_order, order_object())], ids=("line-61-a", "line-66-b")
)
def test_a_member_that_nobody_knows_is_kept_in_the_marketplaces_json(
    read: Callable[[bytes], Any], good: Json, name: str
) -> None:
    record = read(json_bytes({**good, name: {"a": 1}}))

    assert record.sent[name] == {"a": 1}
    assert record.value == read(json_bytes(good)).value


REQUIRED: Final[tuple[tuple[str, Callable[[Any], object], Json, tuple[str | int, ...], str], ...]] = (
    ("shipment", read_shipment, shipment_object(), ("shipmentId",), "shipmentId"),
    ("shipment", read_shipment, shipment_object(), ("order", "orderId"), "order.orderId"),
    ("shipment", read_shipment, shipment_object(), ("shipmentItems", 0, "orderItemId"), "shipmentItems[0].orderItemId"),
    ("shipment", read_shipment, shipment_object(), ("shipmentItems", 0, "quantity"), "shipmentItems[0].quantity"),
    ("order", read_order, order_object(), ("orderId",), "orderId"),
    ("order", read_order, order_object(), ("orderItems", 0, "orderItemId"), "orderItems[0].orderItemId"),
    ("order", read_order, order_object(), ("orderItems", 0, "quantity"), "orderItems[0].quantity"),
)


@pytest.mark.parametrize(
    ("read", "good", "path", "field"),
    [pytest.param(*each[1:], id=f"line-60-{each[0]}-{each[-1]}") for each in REQUIRED],
)
def test_a_member_that_is_missing_is_named(
    read: Callable[[Any], object], good: Json, path: tuple[str | int, ...], field: str
) -> None:
    value = holder = json.loads(json.dumps(good))
    for part in path[:-1]:
        holder = holder[part]
    del holder[path[-1]]

    assert told(read, json_bytes(value)) == (field, "missing: expected this field")


QUANTITIES: Final[tuple[tuple[int, Json], ...]] = ((62, True), (63, 1.0), (64, -1), (65, "1_000"))
QUANTITY: Final = "expected a whole number from 1 to 1000000000"


def _quantities() -> Iterator[Case]:
    for line, given in QUANTITIES:
        shipped = json_bytes(shipment_object(shipmentItems=[shipment_item(quantity=given)]))
        ordered = json_bytes(order_object(orderItems=[order_item(quantity=given)]))
        yield Case(line, "shipment", read_shipment, shipped, ("shipmentItems[0].quantity", QUANTITY))
        yield Case(line, "order", read_order, ordered, ("orderItems[0].quantity", QUANTITY))


@pytest.mark.parametrize("case", parameters(_quantities()))
def test_what_is_no_quantity_is_refused_with_its_place(case: Case) -> None:
    assert told(case.open, case.given) == case.told


@pytest.mark.parametrize(
    ("read", "collection", "good", "bad", "within"),
    [
        (read_orders, "orders", order_object, {"orderItems": [order_item(quantity=-1)]}, "orderItems[0].quantity"),
        (read_shipments, "shipments", shipment_object, {"shipmentItems": []}, "shipmentItems"),
    ],
    ids=("line-67-orders", "line-67-shipments"),
)
def test_one_bad_object_of_a_hundred_refuses_all_and_is_named_by_its_index(
    read: Callable[[Any], object], collection: str, good: Callable[..., Json], bad: Json, within: str
) -> None:
    page = [good(str(index)) for index in range(100)]
    page[57] = {**page[57], **bad}

    error = refusal(read, json_bytes({collection: page}))

    assert isinstance(error, RefusedObjectError)
    assert [each.field for each in error.errors] == [f"{collection}[57].{within}"]
    assert error.reason


def test_what_is_read_is_what_everybody_else_reads() -> None:
    data = json_bytes(shipment_object(shipmentReference="\u202e Zo\u00eb"))

    assert json.loads(data) == json.loads(json.dumps(load(data), default=float))
