"""``--merge``: versions of one order or shipment put together, and what is told of their conflicts."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tests.edges.desk import Desk
from tests.edges.test_command_line import bad_parcel, parcel, plain
from tests.edges.wire import AS_OF, Json, order_item, order_object, shipment_item, transport_object

BASIS = ("--as-of", AS_OF, "--format", "json")
UNNUMBERED = transport_object(trackAndTrace=None)
LATER = [{"eventCode": "DELIVERED_AT_CUSTOMER", "eventDateTime": "2026-10-07T14:00:00+02:00"}]


def numbered(number: str = "3SABCD0000001", **parts: Json) -> dict[str, Json]:
    return transport_object(trackAndTrace=number, **parts)


def verdicts(printed: Any, standard: str = "order-traceability") -> dict[str, int]:
    (week,) = printed["weeks"]
    (found,) = (score["verdicts"] for score in week["scores"] if score["standard"] == standard)
    counted: dict[str, int] = found
    return counted


def test_a_number_that_was_added_later_is_on_the_shipment_whichever_answer_comes_first(desk: Desk) -> None:
    before, after = parcel(1, transport=UNNUMBERED), parcel(1, transport=numbered(transportEvents=LATER))

    for place, versions in enumerate(itertools.permutations((before, after))):
        called = desk.call("score", desk.file(f"{place}.jsonl", *versions), *BASIS, "--merge")

        assert (called.status, called.err) == (0, "")
        assert verdicts(called.json) == {"number-given": 1}
        assert verdicts(called.json, "items-on-time") == {"first-attempt-on-time": 1}


def test_versions_of_an_order_come_together_across_files(desk: Desk) -> None:
    item = order_item("item-1", quantity=2)
    open_still = desk.file("monday.jsonl", order_object("order-1", orderItems=[item]))
    cancelled = desk.file("tuesday.jsonl", order_object("order-1", orderItems=[item | {"quantityCancelled": 2}]))

    called = desk.call("score", "--orders", open_still, "--orders", cancelled, *BASIS, "--merge")

    assert (called.status, called.err) == (0, "")
    assert verdicts(called.json) == {"cancelled": 2}


def test_two_numbers_are_told_of_and_the_one_that_stands_is_used(desk: Desk) -> None:
    first, second = parcel(1, transport=numbered()), parcel(1, transport=numbered("3SWXYZ7654321"))
    shipments = desk.file("shipments.jsonl", second, first)

    called = desk.call("explain", shipments, *BASIS, "--merge", "--standard", "order-traceability")

    assert called.status == 0
    assert [line["evidence"]["number"] for line in called.lines] == ["3SABCD0000001"]
    assert called.err.splitlines() == [
        (
            "transport transport-1, shipment shipment-1: two numbers: 3SABCD0000001 (TNT) stands (text), "
            "told was also 3SWXYZ7654321 (TNT)"
        ),
        "trackntrace: 1 told in two ways, what stands was used",
    ]


def test_what_cannot_be_read_refuses_everything_though_versions_are_put_together(desk: Desk) -> None:
    shipments = desk.file("shipments.jsonl", parcel(1, transport=UNNUMBERED), bad_parcel(2), parcel(1))

    called = desk.call("score", shipments, *BASIS, "--merge")
    going_on = desk.call("score", shipments, *BASIS, "--merge", "--keep-going")

    assert (called.status, called.out) == (1, "")
    assert [line.partition(": ")[0] for line in called.err.splitlines()] == ["shipments.jsonl:2"]
    assert (going_on.status, verdicts(going_on.json)) == (1, {"number-given": 1})


def test_more_shipped_than_ordered_leaves_out_what_left_last(desk: Desk) -> None:
    orders = desk.file("orders.jsonl", order_object("order-1", orderItems=[order_item("item-1", quantity=1)]))
    again = parcel(2, order={"orderId": "order-1"}, shipmentItems=[shipment_item("item-1")], transport=UNNUMBERED)
    again["shipmentDateTime"] = "2026-10-06T18:00:00+02:00"
    shipments = desk.file("shipments.jsonl", again, parcel(1))

    called = desk.call("score", shipments, "--orders", orders, *BASIS, "--merge")

    assert (called.status, verdicts(called.json)) == (0, {"number-given": 1})
    assert "more shipped than ordered" in called.err


def test_of_very_many_conflicts_a_hundred_are_listed(desk: Desk) -> None:
    shipments = [
        parcel(index, transport=numbered(number, transportId=f"transport-{index}"))
        for index in range(150)
        for number in ("3SABCD0000001", "3SWXYZ7654321")
    ]

    called = desk.call("score", desk.file("shipments.jsonl", *shipments), *BASIS, "--merge")

    assert called.status == 0
    assert len(called.err.splitlines()) == 101
    assert called.err.splitlines()[100] == "trackntrace: 150 told in two ways, what stands was used"
    assert plain(called.err)


@pytest.mark.parametrize("command", ["score", "explain", "todo", "strikes"])
def test_where_nothing_comes_twice_merging_changes_nothing(desk: Desk, command: str) -> None:
    boxes = (numbered(f"3SABCD{index:07}", transportId=f"transport-{index}") for index in range(5))
    parcels = (parcel(index, transport=box) for index, box in enumerate(boxes))
    given = (
        desk.file("shipments.jsonl", *parcels, parcel(5, transport=None)),
        "--orders",
        desk.file("orders.jsonl", order_object("order-9", orderItems=[order_item("item-9")])),
    )

    alone, merged = desk.call(command, *given, *BASIS), desk.call(command, *given, *BASIS, "--merge")

    assert alone.out
    assert (merged.status, merged.err) == (0, "")
    assert sorted(merged.out.splitlines()) == sorted(alone.out.splitlines())


@pytest.mark.parametrize("command", ["score", "explain", "todo", "strikes", "exemption", "reconcile"])
def test_every_command_that_reads_shipments_can_merge(desk: Desk, command: str) -> None:
    assert "--merge" in desk.call(command, "--help").out


def test_the_refusal_of_two_versions_tells_how_to_put_them_together(desk: Desk) -> None:
    shipments = desk.file("shipments.jsonl", parcel(1, transport=UNNUMBERED), parcel(1))

    called = desk.call("score", shipments, *BASIS)

    assert (called.status, called.out) == (1, "")
    assert "--merge" in called.err
