"""Delivery options: the labels that can be bought."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import assert_well_told, at
from tests.edges.doors import handover_object, option_object
from tests.edges.wire import HOSTILE_DAYS, HOSTILE_IDS, HOSTILE_MOMENTS, Json
from trackntrace.documents.strict_json import dump, load
from trackntrace.errors import InvalidValueError, shown
from trackntrace.numbers.delivery_services import POSTNL, DeliveryService
from trackntrace.retailer_api.delivery_options import (
    Collection,
    DeliveryOption,
    Handover,
    LabelType,
    read_delivery_options,
)
from trackntrace.retailer_api.reading import RefusedObjectError, YesNo
from trackntrace.shipping.promise import HandoverWindow


def read(value: Json) -> DeliveryOption:
    (record,) = read_delivery_options(json.dumps({"deliveryOptions": [value]}).encode()).value
    return record.value


def refused(value: Json) -> list[str]:
    with pytest.raises(RefusedObjectError) as caught:
        read(value)
    assert_well_told(caught.value)
    return [error.field.removeprefix("deliveryOptions[0].") for error in caught.value.errors]


def with_handover(**parts: Json) -> Json:
    return option_object(handoverDetails=handover_object(**parts))


def test_a_delivery_option_is_read_as_specified() -> None:
    assert read(option_object()) == DeliveryOption(
        offer_id="offer-1",
        service=POSTNL,
        label_type=LabelType.PARCEL,
        told_type="PARCEL",
        price=Decimal("2.88"),
        recommended=YesNo.YES,
        valid_until=date(2026, 10, 7),
        handover=Handover(
            window=HandoverWindow(earliest=at(6, 8), latest=at(6, 17)),
            collection=Collection.DROP_OFF,
            meets_expectation=YesNo.YES,
        ),
        name="PostNL parcel",
        largest_weight="10 kg",
        largest_size="38 x 26,5 x 3,2 cm",
    )


def test_the_least_that_a_delivery_option_can_be_is_read() -> None:
    least = {
        "shippingLabelOfferId": "offer-1",
        "transporterCode": "NEWCOMER",
        "labelType": "PARCEL",
        "labelPrice": {"totalPrice": 3},
    }

    option = read(least)

    assert option == DeliveryOption(
        offer_id="offer-1",
        service=DeliveryService.parse("NEWCOMER"),
        label_type=LabelType.PARCEL,
        told_type="PARCEL",
        price=Decimal(3),
        recommended=YesNo.NOT_TOLD,
        valid_until=None,
        handover=Handover(window=None, collection=Collection.NOT_TOLD, meets_expectation=YesNo.NOT_TOLD),
        name="",
        largest_weight="",
        largest_size="",
    )


def test_a_label_may_cost_nothing_or_less_than_a_euro_and_need_not_say_how_large_a_parcel_may_be() -> None:
    for price in (0, 0.5):
        option = read(option_object(labelPrice={"totalPrice": price}, packageRestrictions={}, handoverDetails={}))

        assert option.price == Decimal(str(price))
        assert (option.largest_weight, option.largest_size, option.handover) == ("", "", Handover())


@pytest.mark.parametrize(
    ("text", "label_type"),
    [
        ("PARCEL", LabelType.PARCEL),
        ("MAILBOX", LabelType.MAILBOX),
        ("MAILBOX_LIGHT", LabelType.MAILBOX_LIGHT),
        ("NEWLY_INVENTED", LabelType.OTHER),
        ("other", LabelType.OTHER),
        ("", LabelType.OTHER),
    ],
)
def test_a_type_that_is_not_known_is_another_one_and_kept_as_it_was_told(text: str, label_type: LabelType) -> None:
    option = read(option_object(labelType=text))

    assert (option.label_type, option.told_type) == (label_type, text)


@pytest.mark.parametrize(
    ("text", "collection"),
    [
        ("DROP_OFF", Collection.DROP_OFF),
        ("PICK_UP", Collection.PICK_UP),
        ("NEWLY_INVENTED", Collection.OTHER),
        ("not-told", Collection.OTHER),
        (None, Collection.NOT_TOLD),
    ],
)
def test_how_it_is_collected_is_read_where_it_is_known(text: Json, collection: Collection) -> None:
    assert read(with_handover(collectionMethod=text)).handover.collection is collection


@pytest.mark.parametrize("name", ["earliestHandoverDateTime", "latestHandoverDateTime"])
def test_a_window_with_one_end_is_none(name: str) -> None:
    assert read(with_handover(**{name: None})).handover.window is None


def test_a_window_that_ends_before_it_begins_is_refused_with_its_place() -> None:
    swapped = with_handover(earliestHandoverDateTime="2026-10-06T18:00:00+02:00")

    assert refused(swapped) == ["handoverDetails.handover.latest"]


def test_a_price_keeps_its_digits() -> None:
    data = dump(load(json.dumps({"deliveryOptions": [option_object()]}).encode())).replace(b"2.88", b"14.00")

    (record,) = read_delivery_options(data).value

    assert str(record.value.price) == "14.00"
    assert record.written.count(b"14.00") == 1


@pytest.mark.parametrize("value", [-1, -0.01, "2.88", True, None, [], {}])
def test_what_is_no_price_is_refused_with_its_place(value: Json) -> None:
    assert refused(option_object(labelPrice={"totalPrice": value})) == ["labelPrice.totalPrice"]


@pytest.mark.parametrize("value", [0, 1, "true", "yes", [], {}])
def test_what_is_neither_true_nor_false_is_refused_with_its_place(value: Json) -> None:
    wrong = option_object(recommended=value, handoverDetails=handover_object(meetsCustomerExpectation=value))

    assert refused(wrong) == ["recommended", "handoverDetails.meetsCustomerExpectation"]


@pytest.mark.parametrize("value", HOSTILE_IDS)
def test_what_is_no_id_is_refused_with_its_place(value: Json) -> None:
    assert refused(option_object(value)) == ["shippingLabelOfferId"]


@pytest.mark.parametrize("value", HOSTILE_DAYS)
def test_what_is_no_day_is_refused_with_its_place(value: Json) -> None:
    assert refused(option_object(validUntilDate=value)) == ["validUntilDate"]


@pytest.mark.parametrize("value", HOSTILE_MOMENTS)
def test_what_is_no_moment_is_refused_with_its_place(value: Json) -> None:
    wrong = with_handover(earliestHandoverDateTime=value, latestHandoverDateTime=value)

    assert refused(wrong) == [
        "handoverDetails.earliestHandoverDateTime",
        "handoverDetails.latestHandoverDateTime",
    ]


@pytest.mark.parametrize("name", ["shippingLabelOfferId", "transporterCode", "labelType", "labelPrice"])
def test_a_missing_part_is_named(name: str) -> None:
    assert refused(option_object() | {name: None}) == [name]


@pytest.mark.parametrize("value", [7, True, [], {}])
def test_what_is_no_text_is_refused_with_its_place(value: Json) -> None:
    wrong = option_object(
        labelType=value,
        labelDisplayName=value,
        packageRestrictions={"maxWeight": value, "maxDimensions": value},
        handoverDetails={"collectionMethod": value},
    )

    assert refused(wrong) == [
        "labelType",
        "handoverDetails.collectionMethod",
        "labelDisplayName",
        "packageRestrictions.maxWeight",
        "packageRestrictions.maxDimensions",
    ]


GOOD = {"service": POSTNL, "label_type": LabelType.PARCEL, "told_type": "PARCEL", "price": Decimal(1)}


@pytest.mark.parametrize(
    "parts",
    [
        {"offer_id": ""},
        {"service": "TNT"},
        {"label_type": "PARCEL"},
        {"told_type": None},
        {"price": 1},
        {"price": 1.5},
        {"price": Decimal("NaN")},
        {"price": Decimal(-1)},
        {"recommended": True},
        {"valid_until": "2026-10-07"},
        {"handover": None},
        {"valid_until": 20261007},
        {"name": 7},
    ],
)
def test_nobody_can_make_an_option_of_other_parts(parts: dict[str, Json]) -> None:
    ((name, value),) = parts.items()

    with pytest.raises(InvalidValueError) as caught:
        DeliveryOption(**{"offer_id": "offer-1", **GOOD, **parts})

    assert caught.value.field == ("text" if name in {"told_type", "name"} else name)
    assert caught.value.shown == shown(str(value) if type(value) is Decimal else value)


@pytest.mark.parametrize("parts", [{"window": ()}, {"collection": "DROP_OFF"}, {"meets_expectation": False}])
def test_nobody_can_make_a_handover_of_other_parts(parts: dict[str, Json]) -> None:
    with pytest.raises(InvalidValueError):
        Handover(**parts)
