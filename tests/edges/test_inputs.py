"""The files that a user names: which go together, what standard input is, and how faults in each are told."""

from __future__ import annotations

from argparse import Namespace
from io import BytesIO, TextIOWrapper

import pytest

from tests.edges.desk import Desk
from tests.edges.test_command_line import bad_parcel, delivery, parcel
from tests.edges.wire import AS_OF, json_bytes, order_item, order_object
from trackntrace.cli.inputs import KINDS, Inputs, given
from trackntrace.cli.usage import UsageError

BASIS = ("--as-of", AS_OF, "--format", "json")


def given_on_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))


def test_of_a_kind_that_a_command_does_not_know_no_files_are_given() -> None:
    assert given(Namespace(orders=["a.jsonl"]), "orders") == ["a.jsonl"]
    assert given(Namespace(), "orders") == []


@pytest.mark.parametrize("kind", ["shipments", *KINDS])
def test_standard_input_may_be_any_one_of_the_files(desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    given_on_standard_input(monkeypatch, b"[]\n{\n")
    there = desk.file("there.jsonl", parcel(1))
    named = ("-",) if kind == "shipments" else (f"--{kind}", "-")
    beside = ("--orders", desk.file("orders.jsonl")) if kind == "cancellations" else ()

    called = desk.call("score", there, *named, *beside, *BASIS)

    assert (called.status, called.out) == (1, "")
    assert called.err.startswith("-:2: document: expected JSON: ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            (),
            (
                "expected files of shipments, or one of --orders, --journeys, --reports, --excuses, --details, "
                "--cancellations, --returns, --questions, --counts, --indicators"
            ),
        ),
        (("-", "--orders", "-"), "standard input can be read once only"),
        (("a\x00b",), "a\\x00b: no name of a file"),
        (("there.jsonl", "--journeys", "nowhere.jsonl"), "nowhere.jsonl: No such file or directory"),
        (("there.jsonl", "--cancellations", "there.jsonl"), "--cancellations goes with --orders"),
        (("--orders", "there.jsonl", "--returns", "there.jsonl"), "--returns goes with shipments"),
        (("there.jsonl", "--standard", "returns"), "--standard returns needs --returns, or --indicators"),
        (("there.jsonl", "--standard", "cancellations"), "--standard cancellations needs --orders, or --indicators"),
        (
            ("--counts", "there.jsonl", "--standard", "items-on-time"),
            "--standard items-on-time needs shipments or --orders, or --indicators",
        ),
    ],
)
def test_files_that_do_not_go_together_are_wrong_usage(desk: Desk, arguments: tuple[str, ...], told: str) -> None:
    desk.file("there.jsonl")

    assert desk.call("score", *arguments) == (2, "", f"trackntrace: {told}\n")


def test_what_goes_with_orders_goes_with_shipments_where_both_are_put_together(desk: Desk) -> None:
    order = order_object("order-1", orderItems=[order_item("item-1", quantityCancelled=1)])
    mixed = desk.file("mixed.jsonl", order, parcel(2))
    told = {"orderItemId": "item-1", "quantity": 1, "by": "seller", "on": "2026-10-06"}
    cancelled = desk.file("cancellations.jsonl", told)

    merged = desk.call(
        "score", mixed, "--cancellations", cancelled, "--merge", "--standard", "order-traceability", *BASIS
    )
    apart = desk.call("score", mixed, "--cancellations", cancelled, *BASIS)

    assert (merged.status, merged.err) == (0, "")
    assert merged.json["weeks"][0]["scores"][0]["verdicts"] == {"cancelled": 1, "number-given": 1}
    assert apart.err == "trackntrace: --cancellations goes with --orders\n"


def test_every_kind_beside_the_shipments_is_read_from_its_own_files(desk: Desk) -> None:
    shipments = desk.file("shipments.jsonl", *(parcel(number) for number in range(1, 5)))
    files = {
        "journeys": desk.file("a.jsonl", delivery(1), delivery(2, "2026-10-09T12:00:00+02:00")),
        "reports": desk.file("b.jsonl", {"orderItemId": "item-3", "notReceived": "2026-10-09"}),
        "excuses": desk.file("c.jsonl", {"orderItemId": "item-2", "reason": "depot-disruption"}),
        "details": desk.file("d.jsonl", {"orderItemId": "item-3", "sentAs": "letter-mail"}),
        "returns": desk.file("e.jsonl", {"orderItemId": "item-4", "quantity": 1, "on": "2026-10-12"}),
        "questions": desk.file("f.jsonl", {"questionId": "Q1", "asked": "2026-10-06T14:30:00+02:00"}),
        "counts": desk.file("g.jsonl", {"standard": "rating", "week": "2026-W41", "total": 81, "counted": 10}),
    }
    beside = [part for kind, name in files.items() for part in (f"--{kind}", name)]

    (week,) = desk.call("score", shipments, *beside, *BASIS).json["weeks"]

    assert {score["standard"]: score["verdicts"] for score in week["scores"]} == {
        "order-traceability": {"letter-mail-exempt": 1, "number-given": 3},
        "items-on-time": {
            "first-attempt-on-time": 1,
            "excused": 1,
            "customer-reported-missing": 1,
            "nothing-seen": 1,
        },
        "returns": {"not-returned": 3, "returned": 1},
        "response-time": {"not-answered": 1},
    }
    assert [figure["standard"] for figure in week["figures"]] == ["rating"]


def test_a_fault_in_orders_and_one_in_a_conflict_name_where_they_stand(desk: Desk) -> None:
    orders = desk.file("orders.jsonl", order_object(), order_object(orderPlacedDateTime="now"))
    again = parcel(1, shipmentDateTime="2026-10-06T17:00:00+02:00")
    page = desk.file("page.json", {"shipments": [parcel(1), again]})

    called = desk.call("score", page, "--orders", orders, *BASIS)

    assert [line.partition(" ")[0] for line in called.err.splitlines()] == ["orders.jsonl:2:", "page.json:"]


def test_what_the_orders_tell_as_shipped_and_no_shipment_holds_is_noted_with_what_was_refused(desk: Desk) -> None:
    shipped = order_item("item-9", quantity=3, quantityShipped=2)
    orders = desk.file("orders.jsonl", order_object("order-9", orderItems=[shipped]))
    shipments = desk.file("shipments.jsonl", bad_parcel(1), bad_parcel(2), parcel(3))

    called = desk.call("score", shipments, "--orders", orders, "--keep-going", *BASIS)

    assert called.status == 1
    assert called.err.splitlines() == [
        "trackntrace: 2 shipped by what the orders tell, but in no shipment given: no standard counts them",
        *(
            f"shipments.jsonl:{line}: shipmentItems[0].quantity: expected a whole number from 1 to 1000000000 (not True)"
            for line in (1, 2)
        ),
        "trackntrace: 2 refused, the others were used",
    ]


def test_inputs_without_any_file_say_so_and_of_what_is_missing_nothing_is_read() -> None:
    options = Namespace(as_of=None, questions=[], counts=[], orders=["a.jsonl"], keep_going=False)

    assert Inputs(options).questions() == ()
    assert Inputs(options).counts() == {}
    assert Inputs(options).indicators() == ()
    with pytest.raises(UsageError, match="expected files of shipments"):
        Inputs(Namespace(as_of=None))


def test_what_is_read_once_is_kept(desk: Desk) -> None:
    questions = desk.raw("q.jsonl", json_bytes({"questionId": "Q1", "asked": "2026-10-06T14:30:00+02:00"}))
    inputs = Inputs(Namespace(as_of=None, questions=[questions]))

    assert inputs.questions() is inputs.questions()
    assert [each.question_id for each in inputs.questions()] == ["Q1"]
