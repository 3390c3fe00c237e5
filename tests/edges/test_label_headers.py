"""The headers of a bought label: the number that it brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.message import Message
from typing import Any

import pytest

from tests.builders import NUMBER, assert_well_told, at
from trackntrace.errors import InvalidValueError, TrackntraceError, shown
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.retailer_api.headers import MOST_HEADERS, Headers
from trackntrace.retailer_api.label_headers import read_label_headers
from trackntrace.retailer_api.reading import RefusedObjectError
from trackntrace.shipping.entry import Channel, Entry, ShippingLabel

BOUGHT = at(6, 10)
SENT = {"X-Track-And-Trace-Code": "3SABCD1234567", "X-Transporter-Code": "TNT"}


def read(headers: Headers, **parts: Any) -> Entry:
    return read_label_headers(headers, **{"label_id": "label-1", "at": BOUGHT, **parts}).value


def refused(headers: object, **parts: Any) -> TrackntraceError:
    with pytest.raises((InvalidValueError, RefusedObjectError)) as caught:
        read(headers, **parts)  # type: ignore[arg-type]
    assert_well_told(caught.value)
    return caught.value


def test_a_bought_label_brings_its_number_and_service() -> None:
    entry = read(SENT, order_item_ids=("item-1",), reference="an own reference")

    label = ShippingLabel("label-1", number=NUMBER, service=POSTNL, order_item_ids=("item-1",))
    assert entry == Entry.of_label(label, at=BOUGHT, reference="an own reference")
    assert entry.channel is Channel.SHIPPING_LABEL


@pytest.mark.parametrize("spelled", [str.lower, str.upper, str.title])
def test_the_names_of_headers_are_the_same_in_any_capitals(spelled: Any) -> None:
    assert read({spelled(name): value for name, value in SENT.items()}).number == NUMBER


@pytest.mark.parametrize("given", [dict, list, iter])
def test_headers_come_as_a_mapping_or_as_pairs(given: Any) -> None:
    headers = given([("Content-Type", "application/pdf"), *SENT.items()])

    assert read(headers).number == NUMBER


def test_headers_of_the_standard_library_come_as_pairs() -> None:
    message = Message()
    for name, value in SENT.items():
        message[name.lower()] = value

    assert read(message.items()).number == NUMBER


def test_the_record_keeps_the_two_headers_as_they_came_and_no_other() -> None:
    sent = {"x-transporter-code": "TNT", "Set-Cookie": "secret", "X-TRACK-AND-TRACE-CODE": " 3sabcd 1234567"}

    record = read_label_headers(sent, label_id="label-1", at=BOUGHT)

    assert record.sent == {"x-transporter-code": "TNT", "X-TRACK-AND-TRACE-CODE": " 3sabcd 1234567"}
    assert record.value.number == NUMBER


@pytest.mark.parametrize("name", SENT)
def test_a_missing_header_is_named(name: str) -> None:
    error = refused({other: value for other, value in SENT.items() if other != name})

    assert (error.field, error.reason) == (name, "missing: expected this field")


def test_both_are_named_where_both_are_missing() -> None:
    error = refused({})

    assert isinstance(error, RefusedObjectError)
    assert [each.field for each in error.errors] == list(SENT)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "3SABCD12\r\nSet-Cookie: a=b",
        "3SABCD12\n",
        "3SABCD12\x00",
        "3SABCD\u066312",
        "\u202e3SABCD12",
        "<script>alert(1)</script>",
        "=HYPERLINK(1)",
        "A" * 100_000,
        "3SABCD1234567, 3SABCD1234567",
        None,
        12345678,
        b"3SABCD1234567",
        ["3SABCD1234567"],
        type("Loud", (str,), {})("3SABCD1234567"),
    ],
    ids=range(15),
)
@pytest.mark.parametrize("name", SENT)
def test_a_hostile_value_is_refused_and_its_header_is_named(name: str, value: object) -> None:
    assert refused(SENT | {name: value}).field == name


def test_a_hostile_header_that_nobody_reads_is_left_alone() -> None:
    assert read({"X-Other": "\r\n", **SENT}).number == NUMBER
    assert read([(7, None), (None, b""), *SENT.items()]).number == NUMBER  # type: ignore[list-item]


@pytest.mark.parametrize("name", ["X-Trac\u212a-And-Trace-Code", "X-Track-And-Trace-Code" + " " * 10**6])
def test_a_name_that_only_looks_like_ours_is_none_of_ours(name: str) -> None:
    error = refused({name: "3SABCD1234567", "X-Transporter-Code": "TNT"})

    assert (error.field, error.reason) == ("X-Track-And-Trace-Code", "missing: expected this field")


@pytest.mark.parametrize("again", ["3SABCD1234567", "3SWXYZ7654321"])
def test_a_header_that_comes_twice_is_refused(again: str) -> None:
    error = refused([*SENT.items(), ("x-track-and-trace-code", again)])

    assert (error.field, error.reason) == ("X-Track-And-Trace-Code", "expected this header once")


class Broken(Mapping[str, str]):
    """A mapping of somebody's that does not behave."""

    def __getitem__(self, name: str) -> str:
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("no names")

    def __len__(self) -> int:
        return 0


@pytest.mark.parametrize(
    "headers", [None, 7, "X-Transporter-Code: TNT", ["TNT"], [("a",)], [("a", "b", "c")], Broken()]
)
def test_what_are_no_headers_is_refused(headers: object) -> None:
    assert refused(headers).field == "headers"


def test_headers_without_end_are_refused() -> None:
    def endless() -> Iterator[tuple[str, str]]:
        while True:
            yield "X-Other", "value"

    assert refused(endless()).reason == f"expected at most {MOST_HEADERS} headers"


def test_a_thousand_headers_are_the_most() -> None:
    others = [("X-Other", "value")] * (MOST_HEADERS - len(SENT))

    assert read([*others, *SENT.items()]).number == NUMBER
    assert refused([*others, *SENT.items(), ("X-Other", "value")]).field == "headers"


@pytest.mark.parametrize(
    "parts", [{"label_id": ""}, {"label_id": None}, {"at": None}, {"order_item_ids": [""]}, {"reference": "a\nb"}]
)
def test_the_label_and_its_moment_are_checked_too(parts: dict[str, Any]) -> None:
    ((name, value),) = parts.items()

    error = refused(SENT, **parts)

    assert error.field == {"label_id": "id", "order_item_ids": "label.order_item_ids"}.get(name, name)
    assert error.shown == shown(value)
