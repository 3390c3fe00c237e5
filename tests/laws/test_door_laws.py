"""Laws of the doors: a hostile text is refused with one declared error, and nothing is half accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import assert_well_told, at, item
from trackntrace.errors import InvalidValueError, shown
from trackntrace.moment import Moment, Week, local_day, parse_day, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber, read_number
from trackntrace.performance.norm import Norm
from trackntrace.shipping.delivery_days import DeliveryCode
from trackntrace.shipping.entry import CorrectionNote, Entry, ShippingLabel, reference_of
from trackntrace.shipping.journey import TransportEvent, TransportStatus
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport
from trackntrace.testing.hostile import hostile_texts, no_texts
from trackntrace.testing.moments import days, moments

pytestmark = pytest.mark.law

IDENTIFIER = "[0-9A-Za-z][0-9A-Za-z._:/#-]{0,63}"
DOORS: dict[str, tuple[Callable[[str], Any], str, tuple[str, ...]]] = {
    "number": (TrackAndTraceNumber, "[0-9A-Z](?:[0-9A-Z/._-]{0,62}[0-9A-Z])?", ("3SABCD1234567", "A-B")),
    "typed number": (TrackAndTraceNumber.parse, "[0-9A-Za-z/._ \u00a0\u202f-]{1,128}", ("3s abcd 1234567", "A-B")),
    "delivery service": (DeliveryService.parse, "[0-9A-Z](?:[0-9A-Z_-]{0,30}[0-9A-Z])?", ("TNT", "DPD-NL")),
    "day": (parse_day, "2[01][0-9]{2}-[0-9]{2}-[0-9]{2}", ("2026-10-07", "2024-02-29")),
    "moment": (
        parse_moment,
        "2[01][0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})",
        ("2026-10-07T12:00:00.123456789+02:00", "2026-10-07T12:00Z"),
    ),
    "week": (Week.parse, "[0-9]{4}-W[0-9]{2}", ("2026-W41", "2026-W53")),
    "norm": (Norm.parse, "[0-9.]{1,20}%?|[0-9]{1,9}/[0-9]{1,9}", ("93%", "0.93", "49/50")),
    "delivery code": (DeliveryCode, "24uurs-[12][0-9]|[1-9]-[1-9]d|MijnLeverbelofte|VVB", ("24uurs-21", "1-2d", "VVB")),
    "order": (lambda text: Order(text, [item()]), IDENTIFIER, ("order-1",)),
    "order item": (lambda text: OrderItem(text, 1), IDENTIFIER, ("item-1",)),
    "shipment line": (lambda text: ShipmentLine(text, 1), IDENTIFIER, ("item-1",)),
    "shipment": (
        lambda text: Shipment(shipment_id=text, order_id="order-1", lines=[ShipmentLine("item-1", 1)]),
        f"(?:{IDENTIFIER})?",
        ("shipment-1",),
    ),
    "transport": (Transport, f"(?:{IDENTIFIER})?", ("356988715",)),
    "label": (ShippingLabel, IDENTIFIER, ("label-1",)),
    "reference": (reference_of, "[^\x00-\x1f\x7f]{0,90}", ("pallet 7",)),
    "entry": (lambda text: Entry(at=at(7), reference=text), "[^\x00-\x1f\x7f]{0,90}", ("pallet 7",)),
    "correction": (lambda text: CorrectionNote(at=at(7), text=text), "[^\x00-\x1f\x7f]{0,90}", ("wrong label",)),
    "raw status": (
        lambda text: TransportEvent(TransportStatus.DELIVERED, at(7), raw=text),
        "(?s:.{0,200})",
        ("DELIVERED_AT_NEIGHBOURS",),
    ),
}
"""Every door that text enters by, the widest form of what it takes, and what good texts look like."""


@pytest.mark.parametrize("name", DOORS)
@given(data=st.data())
def test_a_text_is_taken_whole_or_refused_with_one_declared_error(name: str, data: st.DataObject) -> None:
    """No door lets a foreign error out, and none takes what it does not say that it takes."""
    door, form, goods = DOORS[name]
    text = data.draw(hostile_texts(*goods))
    try:
        taken = door(text)
    except InvalidValueError as error:
        assert_well_told(error)
    else:
        assert re.fullmatch(form, text)
        assert taken is not None


@pytest.mark.parametrize("name", DOORS)
def test_a_good_text_is_taken(name: str) -> None:
    """A door that refused everything would keep the law above too."""
    door, form, goods = DOORS[name]
    for text in goods:
        assert re.fullmatch(form, text)
        assert door(text) is not None


@pytest.mark.parametrize("name", DOORS)
@given(value=no_texts())
def test_what_is_no_text_is_refused_by_every_door(name: str, value: object) -> None:
    """Whatever is no text itself is refused with the declared error."""
    door: Callable[[Any], Any] = DOORS[name][0]

    with pytest.raises(InvalidValueError) as caught:
        door(value)
    assert_well_told(caught.value)


@given(st.one_of(no_texts(), hostile_texts("3SABCD1234567")))
def test_anything_can_be_shown_on_one_line_of_eighty_printable_characters(value: object) -> None:
    """An error's echo is short, printable ASCII, whatever is echoed."""
    text = shown(value)

    assert len(text) <= 80
    assert text.isascii()
    assert text.isprintable()


@given(hostile_texts("3s abcd 1234567"))
def test_a_number_that_was_taken_reads_back_as_itself(text: str) -> None:
    """Parsing a canonical number gives the same number; what was typed is read the same twice."""
    kept = read_number(text)
    if isinstance(kept, UnreadableNumber):
        assert kept.raw == text
    else:
        assert TrackAndTraceNumber.parse(kept.text) == TrackAndTraceNumber(kept.text) == kept
        assert kept.text == text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").upper()


@given(moments())
def test_a_moment_reads_back_from_its_own_text(moment: Moment) -> None:
    """Writing and reading a moment loses nothing."""
    again = parse_moment(moment.isoformat())

    assert again == moment
    assert again.utcoffset() == moment.utcoffset()


@given(days(), moments())
def test_days_and_weeks_read_back_from_their_own_text(day: object, moment: Moment) -> None:
    """Writing and reading a day and its week loses nothing."""
    assert parse_day(str(day)) == day
    week = Week.of(local_day(moment))

    assert Week.parse(str(week)) == week
    assert local_day(moment) in week
