"""The laws of the doors: whatever comes in, it is read or refused in declared words, and nothing is half accepted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import assert_well_told, at, delivered, evidence, moment, open_evidence
from tests.edges.beside import GOOD_APART, GOOD_BESIDE
from tests.edges.wire import (
    Json,
    fulfilment,
    json_bytes,
    order_item,
    order_object,
    read_beside,
    read_orders,
    read_shipments,
    reduced_order_object,
    shipment_item,
    shipment_object,
    transport_object,
)
from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import documents
from trackntrace.documents.score_json import explanation_object, scorecard_object
from trackntrace.documents.strict_json import load
from trackntrace.documents.tally_file import read_tally, tally_bytes
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.dossier import Dossier
from trackntrace.performance.explanation import explain
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.scorecard import Scorecard, week_scores
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import Unit, tallies
from trackntrace.report.text import explanation_text, scorecard_text
from trackntrace.shipping.shipment import Shipment
from trackntrace.testing.hostile_json import any_json, perhaps_wrong, readable_json

pytestmark = pytest.mark.law

AS_OF = moment("2026-11-01T12:00:00+01:00")
MANY = settings(max_examples=4 * settings().max_examples)
STANDARDS: tuple[AnyStandard, ...] = (ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS, RETURNS)
EVENTS = [
    {"eventCode": "AT_TRANSPORTER", "eventDateTime": "2026-10-06T18:00:00.691614431+02:00"},
    {"eventCode": "DELIVERED_AT_CUSTOMER", "eventDateTime": "2026-10-07T17:21:07+02:00"},
]
SHIPMENTS = perhaps_wrong(
    shipment_object(transport=transport_object(transportEvents=EVENTS)),
    shipment_object(transport=transport_object(trackAndTrace=None, shippingLabelId="label-1")),
    {"shipments": [shipment_object("1"), shipment_object("2", shipmentItems=[shipment_item(quantityShipped=2)])]},
    [
        shipment_object(1, shipmentItems=[shipment_item(fulfilment=fulfilment(distributionParty="BOL"))]),
        shipment_object(),
    ],
)
ORDERS = perhaps_wrong(
    order_object(),
    reduced_order_object(),
    {"orders": [order_object("1"), order_object("2", orderItems=[order_item(quantity=3, quantityCancelled=1)])]},
)
BESIDE = {kind: perhaps_wrong(*goods) for kind, goods in GOOD_BESIDE.items()}
APART = {kind: (perhaps_wrong(*goods), read) for kind, (goods, read) in GOOD_APART.items()}


class Balance:
    """How many inputs were accepted and how many refused."""

    def __init__(self) -> None:
        self.counts: Counter[bool] = Counter()

    def note(self, *, accepted: bool) -> None:
        """One more of its kind."""
        self.counts[accepted] += 1

    @property
    def share(self) -> float:
        """The part of the inputs that was accepted."""
        return self.counts[True] / max(1, self.counts.total())


def check_faults(faults: list[Fault]) -> None:
    for fault in faults:
        assert fault.line == 1
        assert fault.place
        assert fault.reason
        assert len(fault.shown) <= 80
        assert str(fault).isascii()
        assert str(fault).isprintable()


def check_can_be_scored(shipments: list[Shipment], dossier: Dossier) -> None:
    """Whatever was accepted can be counted, judged, explained and printed, or is refused in declared words."""
    try:
        items = list(dossier.evidence(shipments))
        counted = tallies(items, STANDARDS, as_of=AS_OF)
        card = Scorecard.of(zip(counted, STANDARDS, strict=True), as_of=AS_OF)
        printed = [scorecard_text(card), json.dumps(scorecard_object(card))]
        for each in explain(items, ITEMS_ON_TIME, as_of=AS_OF):
            printed += [explanation_text(each), json.dumps(explanation_object(each))]
    except TrackntraceError as error:
        assert_well_told(error)
    else:
        assert all(text.isascii() for text in printed)


def test_any_json_as_shipments_gives_shipments_or_faults() -> None:
    """A document of shipments is read or refused by name, whatever it holds; what was read can be scored."""
    balance = Balance()

    @MANY
    @given(SHIPMENTS)
    def holds(value: Json) -> None:
        found, faults = read_shipments(value)

        check_faults(faults)
        check_can_be_scored(found, Dossier())
        assert found or faults or not value or value.get("shipments") == []
        assert read_shipments(value) == (found, faults)
        balance.note(accepted=bool(found))

    holds()

    assert 0.2 < balance.share < 0.95


def test_any_json_as_orders_gives_orders_or_faults() -> None:
    """A document of orders is read or refused by name, whatever it holds."""
    balance = Balance()

    @MANY
    @given(ORDERS)
    def holds(value: Json) -> None:
        found, faults = read_orders(value)

        check_faults(faults)
        check_can_be_scored([], Dossier(orders={order.order_id: order for order in found}))
        assert found or faults or not value or value.get("orders") == []
        balance.note(accepted=bool(found))

    holds()

    assert 0.2 < balance.share < 0.95


@pytest.mark.parametrize("kind", BESIDE)
def test_any_json_beside_the_shipments_is_gathered_or_gives_faults(kind: str) -> None:
    """An input beside the shipments is gathered or refused by name, whatever it holds; what was gathered can be used."""
    balance = Balance()

    @MANY
    @given(BESIDE[kind])
    def holds(value: Json) -> None:
        dossier, faults = read_beside(kind, value)
        (shipment,), _ = read_shipments(shipment_object(transport=transport_object(trackAndTrace="3SABCD1")))

        check_faults(faults)
        check_can_be_scored([shipment], dossier)
        gathered = dossier != Dossier()
        assert gathered or faults or value == []
        balance.note(accepted=gathered)

    holds()

    assert 0.05 < balance.share < 0.95


@pytest.mark.parametrize("kind", APART)
def test_any_json_of_questions_and_counts_is_read_or_gives_faults(kind: str) -> None:
    """Questions and counts are read or refused by name, whatever a document holds."""
    strategy, read = APART[kind]
    balance = Balance()

    @given(strategy)
    def holds(value: Json) -> None:
        faults = Faults()
        found = read(documents(BytesIO(json_bytes(value)), source="lines.jsonl", faults=faults), faults)

        check_faults(faults.listed)
        assert found or faults.listed or value == []
        balance.note(accepted=bool(found))

    holds()

    assert 0.05 < balance.share < 0.95


@given(st.lists(any_json(), max_size=4))
def test_a_bad_line_never_hides_a_good_one(around: list[Json]) -> None:
    """A good shipment is read, whatever stands on the lines around it."""
    found, _ = read_shipments(*around, shipment_object("good"), *around)

    assert "good" in [shipment.shipment_id for shipment in found]


@given(st.lists(readable_json(), max_size=4))
def test_a_bad_member_never_hides_a_good_one(around: list[Json]) -> None:
    """A good shipment is read, whatever stands before and after it on its page."""
    found, _ = read_shipments({"shipments": [*around, shipment_object("good"), *around]})

    assert "good" in [shipment.shipment_id for shipment in found]


def written(standard: AnyStandard, per: Unit) -> Json:
    items = [
        evidence(quantity=3, journey=delivered(at(7))),
        evidence(order_item_id="item-2", number=None, entered=None),
        evidence(order_id="order-2", promise=None),
        open_evidence(order_id="order-3", quantity=2),
    ]
    (tally,) = tallies(items, [standard], as_of=AS_OF, per=per)
    return json.loads(tally_bytes(tally))


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_any_json_as_a_tally_is_read_or_refused(standard: AnyStandard) -> None:
    """A tally's file is read whole or refused in declared words; what was read is written and read back the same."""
    balance = Balance()

    @MANY
    @given(perhaps_wrong(*(written(standard, per) for per in Unit)))
    def holds(value: Json) -> None:
        try:
            tally = read_tally(json.dumps(value).encode(), standard)
        except TrackntraceError as error:
            assert_well_told(error)
            balance.note(accepted=False)
        else:
            assert read_tally(tally_bytes(tally), standard) == tally
            assert tally.total == sum(cell.items for cell in tally.cells)
            scored(lambda: week_scores(tally, standard))
            balance.note(accepted=True)

    holds()

    assert 0.05 < balance.share < 0.95


def scored(work: Callable[[], object]) -> None:
    try:
        work()
    except TrackntraceError as error:
        assert_well_told(error)


@given(st.binary(max_size=60) | any_json().map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_value_or_are_refused(data: bytes) -> None:
    """What is read strictly is what everybody else reads; anything else is refused in declared words."""
    try:
        value = load(data)
    except InvalidValueError as error:
        assert_well_told(error)
    else:
        assert value == json.loads(data, parse_float=Decimal)
