"""The quick way to read a shipment: the same as the whole way, or none."""

from __future__ import annotations

import copy
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import OTHER_NUMBER
from tests.edges.test_hostile_documents_laws import Balance
from tests.edges.wire import Json, fulfilment, shipment_item, shipment_object, transport_object
from trackntrace import moment
from trackntrace.documents.members import Members
from trackntrace.documents.strict_json import load
from trackntrace.errors import InvalidValueError
from trackntrace.moment import AMSTERDAM, moment_of
from trackntrace.retailer_api.quick_shipments import shipment_or_none
from trackntrace.retailer_api.shipments import shipment_in_full
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey, TransportEvent
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import AlreadyEnteredError, Transport
from trackntrace.testing.hostile_json import mutated

EVENTS = [
    {"eventCode": "AT_TRANSPORTER", "eventDateTime": "2026-10-06T18:00:00+02:00"},
    {"eventCode": "DELIVERED_AT_CUSTOMER", "eventDateTime": "2026-10-07T17:21:07+02:00"},
]
GOOD = [
    shipment_object(transport=transport_object(transportEvents=EVENTS)),
    shipment_object(transport=transport_object(transportEvents=EVENTS, shippingLabelId="label-1")),
    shipment_object(transport=transport_object(trackAndTrace="zie e-mail!", shippingLabelId="label-1")),
    shipment_object(transport=transport_object(trackAndTrace=" 3s abcd 1234567 ")),
    shipment_object(shipmentItems=[shipment_item(), shipment_item("item-2", quantity=10, quantityShipped=4)]),
    shipment_object(shipmentItems=[shipment_item(fulfilment=fulfilment(exactDeliveryDate="2026-10-08"))]),
    shipment_object(shipmentDateTime="2026-10-06T16:00:00.691614431+02:00"),
    shipment_object(shipmentDateTime="2026-10-06T14:00:00Z"),
    shipment_object(transport=transport_object(shippingLabelId="")),
    shipment_object(shipmentItems=[shipment_item(quantity=10**9), shipment_item("item-2", quantity=1)]),
]
LEFT_TO_THE_READER: list[Json] = [
    shipment_object(1),
    shipment_object(transport=None),
    shipment_object(shipmentItems=[]),
    shipment_object(shipmentItems=[shipment_item(), shipment_item()]),
    shipment_object(shipmentItems=[shipment_item(quantity=True)]),
    shipment_object(shipmentItems=[shipment_item(quantityShipped=0)]),
    shipment_object(shipmentItems=[shipment_item(quantity=0, quantityShipped=1)]),
    shipment_object(shipmentItems=[shipment_item(quantity=10**9 + 1, quantityShipped=1)]),
    shipment_object(shipmentItems=[shipment_item(quantity=1, quantityShipped=10**9 + 1)]),
    shipment_object(""),
    shipment_object("shipment\u20281"),
    shipment_object(order={"orderId": "", "orderPlacedDateTime": "2026-10-05T09:00:00+02:00"}),
    shipment_object(order={"orderId": 7, "orderPlacedDateTime": "2026-10-05T09:00:00+02:00"}),
    shipment_object(shipmentItems={"0": shipment_item()}),
    shipment_object(shipmentItems=[shipment_item(fulfilment=None)]),
    shipment_object(transport=transport_object(trackAndTrace="")),
    shipment_object(transport=transport_object(transporterCode="tnt")),
    shipment_object(transport=transport_object(shippingLabelId=[])),
    shipment_object(transport=transport_object(shippingLabelId=7)),
    shipment_object(transport=transport_object(transportEvents=EVENTS[::-1])),
    shipment_object(transport=transport_object(transportEvents=[EVENTS[0], EVENTS[0]])),
    shipment_object(transport=transport_object(transportEvents=[{**EVENTS[0], "eventCode": "NEWLY_INVENTED"}])),
    shipment_object(shipmentDateTime="2026-10-06T24:00:00+02:00"),
    shipment_object(shipmentDateTime="2000-01-01T00:00:00+02:00"),
    shipment_object(shipmentDateTime="2026-10-06"),
    {},
    [],
    None,
    "text",
]


def remade(shipment: Shipment) -> Shipment:
    """The same, every part of it made by its constructor, which checks it."""
    transport = shipment.transport
    entry = transport.entry
    parts = {part.name: getattr(entry, part.name) for part in fields(Entry)}
    events = [
        TransportEvent(event.status, event.at, learned=event.learned, expected=event.expected, raw=event.raw)
        for event in transport.journey.events
    ]
    lines = [
        ShipmentLine(line.order_item_id, line.quantity, fulfilled_by=line.fulfilled_by, promise=line.promise)
        for line in shipment.lines
    ]
    return Shipment(
        shipment_id=shipment.shipment_id,
        order_id=shipment.order_id,
        lines=lines,
        transport=Transport(transport.transport_id, journey=Journey(events)).enter(Entry(**parts)),
        shipped=shipment.shipped,
        ordered=shipment.ordered,
    )


def moments(shipment: Shipment) -> list[Any]:
    told = [event.at for event in shipment.transport.journey.events]
    return [shipment.shipped, shipment.ordered, *told]


def assert_the_same(quick: Shipment, whole: Shipment) -> None:
    assert quick == whole == remade(quick)
    assert repr(quick) == repr(whole)
    assert hash(quick) == hash(whole)
    assert pickle.loads(pickle.dumps(quick)) == whole
    assert [moment.isoformat() for moment in moments(quick)] == [moment.isoformat() for moment in moments(whole)]
    assert all(moment_of(moment) is moment for moment in moments(quick))


def loaded(value: Json) -> Any:
    return load(json.dumps(value).encode())


@pytest.mark.parametrize("value", GOOD)
def test_a_shipment_that_is_as_it_should_be_is_read_quickly_and_means_the_same(value: Json) -> None:
    quick = shipment_or_none(loaded(value))

    assert quick is not None
    assert_the_same(quick, shipment_in_full(Members.of(loaded(value))))


@pytest.mark.parametrize("value", LEFT_TO_THE_READER)
def test_whatever_is_unusual_is_left_to_the_reader(value: Json) -> None:
    assert shipment_or_none(loaded(value)) is None


@pytest.mark.parametrize("kind", [dict, list, str, int, bytes])
def test_what_only_looks_like_text_is_left_to_the_reader(kind: type) -> None:
    hostile = type("Hostile", (kind,), {})() if kind is not bytes else b"shipment-1"

    for name in ("shipmentId", "shipmentDateTime", "order", "shipmentItems", "transport"):
        assert shipment_or_none(shipment_object(**{name: hostile})) is None


@pytest.mark.parametrize(
    "name", ["transportId", "transporterCode", "trackAndTrace", "shippingLabelId", "eventCode", "eventDateTime"]
)
def test_no_text_within_of_another_class_gets_in(name: str) -> None:
    class Lookalike(str):
        __slots__ = ()

    transport = transport_object(transportEvents=[dict(EVENTS[0])], shippingLabelId="label-1")
    place = transport if name in transport else transport["transportEvents"][0]
    place[name] = Lookalike(place[name])

    assert shipment_or_none(shipment_object(transport=transport)) is None


def test_what_was_read_quickly_can_be_changed_like_any_other() -> None:
    quick = shipment_or_none(loaded(GOOD[0]))
    assert quick is not None

    changed = evolve(quick, shipment_id="another")

    assert changed.transport == quick.transport
    assert changed != quick


def test_a_number_that_was_read_quickly_is_written_once() -> None:
    quick: Any = shipment_or_none(loaded(GOOD[0]))
    written = quick.transport
    other = evolve(written.entry, number=OTHER_NUMBER)
    ways: list[Callable[[], object]] = [
        lambda: quick.enter(other),
        lambda: evolve(written, ledger=(other,)),
        lambda: evolve(written, ledger=Transport().enter(other)._ledger),
        lambda: written._ledger.__init__((other,)),
        lambda: written.entry.__init__(number=OTHER_NUMBER, at=quick.shipped),
        lambda: written.number.__init__("3SOTHER"),
        lambda: written.__init__("another"),
        lambda: quick.__init__(order_id="other", lines=quick.lines),
        lambda: written.__setstate__({"_ledger": ()}),
        lambda: quick.__setstate__({"transport": Transport()}),
    ]

    for way in ways:
        with pytest.raises((AlreadyEnteredError, InvalidValueError)):
            way()

    assert written.enter(written.entry) is written
    assert quick == shipment_in_full(Members.of(loaded(GOOD[0])))


def test_copies_of_what_was_read_quickly_are_written_once_too() -> None:
    quick: Any = shipment_or_none(loaded(GOOD[1]))

    for again in (copy.copy(quick), copy.deepcopy(quick), pickle.loads(pickle.dumps(quick))):
        assert again == quick
        assert repr(again) == repr(quick)
        with pytest.raises(AlreadyEnteredError):
            again.enter(evolve(quick.transport.entry, number=OTHER_NUMBER))


WITHOUT_FAST_TIMES = """
import sys
sys.modules["_datetime"] = None
sys.modules["_zoneinfo"] = None
from trackntrace.retailer_api.quick_shipments import shipment_or_none
for clock in sys.argv[1:]:
    told = shipment_or_none({
        "shipmentId": "1", "shipmentDateTime": f"2026-10-06T{clock}+02:00",
        "order": {"orderId": "2", "orderPlacedDateTime": "2026-10-05T09:00:00+02:00"},
        "shipmentItems": [{"orderItemId": "3", "quantity": 1, "fulfilment": {}}],
        "transport": {"transportId": "4", "transporterCode": "TNT", "trackAndTrace": "3SABCD1234567"},
    })
    print(told and told.shipped)
"""


def test_python_without_its_fast_datetime_reads_no_other_clock() -> None:
    clocks = ["16:00:07", "1\uff12:00:00", "1\u0662:00:00", " 2:00:00", "12: 5:00", "12:00: 5", "24:00:00", "12:00:60"]
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_FAST_TIMES, *clocks],
        env={**os.environ, "PYTHONPATH": str(Path(moment.__file__).parents[1]), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.splitlines() == ["2026-10-06 16:00:07+02:00"] + ["None"] * (len(clocks) - 1)


@pytest.mark.law
def test_the_quick_way_and_the_whole_way_are_one() -> None:
    """What is read quickly is what the reader reads, part for part; and what the reader refuses is never read."""
    balance = Balance()

    @settings(max_examples=4 * settings().max_examples)
    @given(st.one_of([mutated(value) for value in GOOD]))
    def holds(value: Json) -> None:
        quick = shipment_or_none(loaded(value)) if readable(value) else None
        balance.note(accepted=quick is not None)
        if quick is not None:
            assert_the_same(quick, shipment_in_full(Members.of(loaded(value))))

    holds()

    assert 0.2 < balance.share < 0.95


def readable(value: Json) -> bool:
    try:
        loaded(value)
    except ValueError:
        return False
    return True


SECONDS = st.integers(0, 86_400 * 365 * 20).map(
    lambda seconds: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(0, seconds)
)
MOMENTS = SECONDS.map(lambda at: at.astimezone(AMSTERDAM).isoformat())
SPELLINGS = st.one_of(
    MOMENTS,
    MOMENTS,
    st.from_regex(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}[:0][0-9]{2}[:.][0-9]{2}(\+0[0-9]:00|Z)", fullmatch=True),
    st.from_regex(r"2026-(W40-[0-9]|10-[0-3][0-9])T(T[0-9]{4}:[0-9]{2}|[0-9: .]{8})\+02:00", fullmatch=True),
)


@pytest.mark.law
def test_a_moment_is_read_quickly_only_where_it_is_one() -> None:
    """No spelling of a moment is taken that the reader refuses, and none means another moment."""
    balance = Balance()

    @settings(max_examples=4 * settings().max_examples)
    @given(SPELLINGS)
    def holds(text: str) -> None:
        value = shipment_object(shipmentDateTime=text)
        quick = shipment_or_none(value)
        balance.note(accepted=quick is not None)
        if quick is not None:
            assert_the_same(quick, shipment_in_full(Members.of(value)))

    holds()

    assert 0.05 < balance.share < 0.95
