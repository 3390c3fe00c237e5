"""The entry: the act of giving a number."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import Any

import pytest

from tests.builders import (
    LABEL,
    NO_IDENTIFIERS,
    NO_TEXTS,
    NUMBER,
    OTHER_NUMBER,
    SHIPPED,
    Hostile,
    assert_well_told,
    at,
    entry,
    refused,
)
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.delivery_services import DHL, LETTER_MAIL, POSTNL
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.shipping.entry import Basis, Channel, CorrectionNote, Entry, ShippingLabel, reference_of


def test_an_entry_tells_number_service_channel_moment_and_the_sellers_own_reference() -> None:
    made = entry(reference="pallet 7", channel=Channel.RETAILER_API)

    assert (made.number, made.service, made.at) == (NUMBER, POSTNL, SHIPPED)
    assert (made.reference, made.channel, made.basis) == ("pallet 7", Channel.RETAILER_API, Basis.TOLD)
    assert made.label is None


def test_an_entry_may_leave_the_number_open() -> None:
    made = Entry(at=SHIPPED, service=LETTER_MAIL)

    assert made.number is None


def test_a_bought_label_makes_the_entry_by_itself() -> None:
    made = Entry.of_label(LABEL, at=SHIPPED, reference="box 1")

    assert (made.number, made.service, made.label) == (LABEL.number, LABEL.service, LABEL)
    assert (made.channel, made.reference) == (Channel.SHIPPING_LABEL, "box 1")


def test_a_label_whose_payload_shows_no_number_still_makes_an_entry() -> None:
    made = Entry.of_label(ShippingLabel("label-2"), at=SHIPPED)

    assert (made.number, made.service) == (None, None)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"number": "3SABCD12"}, "number"),
        ({"number": Hostile()}, "number"),
        ({"service": "TNT"}, "service"),
        ({"service": Hostile()}, "service"),
        ({"at": datetime(2026, 10, 7)}, "at"),  # noqa: DTZ001
        ({"at": None}, "at"),
        ({"channel": "retailer-api"}, "channel"),
        ({"basis": "told"}, "basis"),
        ({"label": "label-1"}, "label"),
        ({"reference": None}, "reference"),
    ],
    ids=lambda _: "",
)
def test_an_entry_of_other_parts_is_refused_by_the_name_of_the_part(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Entry(**{"at": SHIPPED, **parts})  # type: ignore[arg-type]

    assert caught.value.field == field
    assert_well_told(caught.value)


@pytest.mark.parametrize("text", ["", "x" * 90, "Order 7, \u00e9\u00e9n doos / \u20ac 5", "\u6f22\u5b57"])
def test_an_own_reference_is_any_text_that_prints_up_to_ninety_characters(text: str) -> None:
    assert reference_of(text) == text


@pytest.mark.parametrize(
    "text",
    ["x" * 91, "x" * 10**6, "a\nb", "a\rb", "\x00", "\u202ea", "\u200b", "\u2028", "\ufeff", "\ud800"],
    ids=lambda _: "",
)
def test_an_own_reference_that_does_not_print_or_has_no_end_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        entry(reference=text)

    assert caught.value.field == "reference"
    assert_well_told(caught.value)


@pytest.mark.parametrize("value", NO_TEXTS, ids=lambda _: "")
def test_an_own_reference_is_a_text(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        reference_of(value)

    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"label_id": ""}, "label_id"),
        ({"label_id": "../evil"}, "label_id"),
        ({"label_id": "x" * 65}, "label_id"),
        ({"label_id": 5}, "label_id"),
        ({"number": "3SABCD12"}, "label.number"),
        ({"number": UnreadableNumber("?")}, "label.number"),
        ({"service": "TNT"}, "label.service"),
        ({"order_item_ids": ["item-1"]}, "label.order_item_ids"),
        ({"order_item_ids": ("item 1",)}, "label.order_item_ids"),
        ({"order_item_ids": (1,)}, "label.order_item_ids"),
    ],
    ids=lambda _: "",
)
def test_a_label_of_other_parts_is_refused_by_the_name_of_the_part(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ShippingLabel(**{"label_id": "label-1", **parts})  # type: ignore[arg-type]

    assert caught.value.field == field
    assert_well_told(caught.value)


@pytest.mark.parametrize("text", [*NO_IDENTIFIERS, "a b", "-a", ".a", "a\n"], ids=lambda _: "")
def test_an_identifier_is_a_short_word(text: str) -> None:

    with pytest.raises(InvalidValueError) as caught:
        ShippingLabel(text)

    assert_well_told(caught.value)


def test_no_other_number_and_no_other_service_repeat_an_entry() -> None:
    given = entry()

    assert entry(at=at(9), reference="again").repeats(given)
    assert entry(service=None).repeats(given)
    assert not entry(service=DHL).repeats(given)
    assert not entry(OTHER_NUMBER).repeats(given)
    assert entry(None).repeats(given)
    assert not given.repeats(entry(None))


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"number": "3SABCD12"}, "number"),
        ({"number": UnreadableNumber("?")}, "number"),
        ({"service": "TNT"}, "service"),
        ({"at": "today"}, "at"),
        ({"text": "a\nb"}, "reference"),
    ],
    ids=lambda _: "",
)
def test_a_correction_note_of_other_parts_is_refused(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        CorrectionNote(**{"at": at(8), **parts})  # type: ignore[arg-type]

    assert caught.value.field in {field, "text"}
    assert_well_told(caught.value)


def test_entries_can_be_kept_compared_and_printed_on_one_line() -> None:
    made = Entry.of_label(LABEL, at=SHIPPED)

    assert pickle.loads(pickle.dumps(made)) == made
    assert hash(made) == hash(Entry.of_label(LABEL, at=SHIPPED))
    assert len(repr(made).splitlines()) == 1


def test_what_an_entry_refuses_is_said_of_each_part_by_its_name() -> None:
    told = entry()
    no_moment = "expected a datetime with its offset (offset required)"
    no_id = "expected an identifier of 1 to 64 letters and digits, with . _ : / # - inside"

    assert [
        refused(ShippingLabel, " "),
        refused(ShippingLabel, "1", number="3SABCD1234567"),
        refused(ShippingLabel, "1", service="TNT"),
        refused(ShippingLabel, "1", order_item_ids=["item-1"]),
        refused(ShippingLabel, "1", order_item_ids=(" ",)),
        refused(Entry, at="2026-10-06"),
        refused(entry, number="3SABCD1234567"),
        refused(entry, service="TNT"),
        refused(entry, label="label-1"),
        refused(entry, channel="integrator"),
        refused(entry, basis="told"),
        refused(entry, reference=7),
        refused(entry, reference="x\n"),
        refused(CorrectionNote, at="2026-10-06"),
        refused(CorrectionNote, at=told.at, number="3SABCD1234567"),
        refused(CorrectionNote, at=told.at, service="TNT"),
        refused(CorrectionNote, at=told.at, text=7),
    ] == [
        f"Cannot use ' ' as label_id: {no_id}",
        "Cannot use '3SABCD1234567' as label.number: expected a TrackAndTraceNumber",
        "Cannot use 'TNT' as label.service: expected a DeliveryService",
        "Cannot use a value of type list as label.order_item_ids: expected a tuple",
        f"Cannot use ' ' as label.order_item_ids: {no_id}",
        f"Cannot use '2026-10-06' as at: {no_moment}",
        "Cannot use '3SABCD1234567' as number: expected a TrackAndTraceNumber",
        "Cannot use 'TNT' as service: expected a DeliveryService",
        "Cannot use 'label-1' as label: expected a ShippingLabel",
        "Cannot use 'integrator' as channel: expected a Channel",
        "Cannot use 'told' as basis: expected a Basis",
        "Cannot use 7 as reference: expected a str",
        r"Cannot use 'x\n' as reference: expected at most 90 characters that can be printed",
        f"Cannot use '2026-10-06' as at: {no_moment}",
        "Cannot use '3SABCD1234567' as number: expected a TrackAndTraceNumber",
        "Cannot use 'TNT' as service: expected a DeliveryService",
        "Cannot use 7 as reference: expected a str",
    ]
    assert entry(reference="x" * 90).reference == "x" * 90
    assert "as reference: expected at most 90" in refused(entry, reference="x" * 91)


def test_the_entry_of_a_label_has_a_reference_of_the_sellers_only_where_it_is_told() -> None:
    assert Entry.of_label(LABEL, at=SHIPPED) == Entry(
        number=LABEL.number,
        service=LABEL.service,
        at=SHIPPED,
        reference="",
        channel=Channel.SHIPPING_LABEL,
        basis=Basis.TOLD,
        label=LABEL,
    )
