"""The command line: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.builders import HOSTILE_TEXTS
from tests.edges.desk import EVERY_STANDARD, Called, Desk
from tests.edges.wire import (
    AS_OF,
    Json,
    fulfilment,
    happened,
    json_bytes,
    order_item,
    order_object,
    shipment_item,
    shipment_object,
    told,
    transport_object,
)
from trackntrace.cli.inputs import KINDS

BASIS = ("--as-of", AS_OF, "--format", "json")
SCORE_KEYS = [
    "standard",
    "hits",
    "misses",
    "counted",
    "pending",
    "excluded",
    "verdicts",
    "value",
    "shown",
    "norm",
    "standing",
    "headroom",
    "best",
    "worst",
    "levels",
]


def parcel(index: int, **parts: Json) -> dict[str, Json]:
    """A shipment of one item, with a number of its own."""
    defaults = {
        "order": {"orderId": f"order-{index}", "orderPlacedDateTime": "2026-10-05T09:00:00+02:00"},
        "shipmentItems": [shipment_item(f"item-{index}")],
        "transport": transport_object(trackAndTrace=f"3SABCD{index:07}"),
    }
    return shipment_object(f"shipment-{index}", **defaults | parts)


def bad_parcel(index: int) -> dict[str, Json]:
    return parcel(index, shipmentItems=[shipment_item(f"item-{index}", quantity=True)])


def delivery(index: int, at: str = "2026-10-07T14:00:00+02:00") -> dict[str, Json]:
    return told(f"3SABCD{index:07}", happened("delivered", at))


def plain(text: str) -> bool:
    """Whether a text holds nothing that could act on a terminal."""
    return all(line.isprintable() and line.isascii() for line in text.split("\n"))


def scores(called: Called, week: str = "2026-W41") -> dict[str, Json]:
    """The scores of a week by their standard."""
    (found,) = [each["scores"] for each in called.json["weeks"] if each["week"] == week]
    return {score["standard"]: score for score in found}


def fifty(desk: Desk) -> tuple[str, ...]:
    """Fifty shipments of a week, one without a number, all delivered on time but that one and another."""
    unnumbered = parcel(0, transport=transport_object(trackAndTrace=None))
    shipments = desk.file("shipments.jsonl", unnumbered, *(parcel(index) for index in range(1, 50)))
    late = delivery(1, "2026-10-08T14:00:00+02:00")
    journeys = desk.file("journeys.jsonl", late, *(delivery(index) for index in range(2, 50)))
    return shipments, "--journeys", journeys


def test_a_score_is_printed_as_one_object(desk: Desk) -> None:
    called = desk.call("score", *fifty(desk), *BASIS)

    assert (called.status, called.err) == (0, "")
    assert list(called.json) == ["as_of", "weeks"]
    assert called.json["as_of"] == AS_OF
    (week,) = called.json["weeks"]
    assert list(week) == ["week", "scores"]
    assert week["week"] == "2026-W41"
    assert [list(score) for score in week["scores"]] == [SCORE_KEYS, SCORE_KEYS]
    traceability, on_time = week["scores"]
    source = traceability["norm"].pop("source")
    assert "partnerplatform.bol.com" in source
    assert traceability == {
        "standard": "order-traceability",
        "hits": 49,
        "misses": 1,
        "counted": 50,
        "pending": 0,
        "excluded": 0,
        "verdicts": {"number-given": 49, "missing-number": 1},
        "value": "49/50",
        "shown": "98.0 %",
        "norm": {"condition": ">=", "value": "49/50"},
        "standing": "meets",
        "headroom": 0,
        "best": "49/50",
        "worst": "49/50",
        "levels": [
            {"level": "minimum", "condition": ">=", "value": "9/10", "standing": "meets"},
            {"level": "target", "condition": ">=", "value": "49/50", "standing": "meets"},
        ],
    }
    assert on_time["verdicts"] == {"customer-silent": 1, "first-attempt-on-time": 48, "late-first-attempt": 1}
    assert (on_time["value"], on_time["headroom"], on_time["norm"]["value"]) == ("49/50", 2, "93/100")


def test_a_score_is_printed_as_text(desk: Desk) -> None:
    called = desk.call("score", *fifty(desk), "--as-of", AS_OF)

    assert (called.status, called.err) == (0, "")
    assert called.out.splitlines() == [
        f"As of {AS_OF}",
        "",
        "week      standard             score  norm     standing  hits  counted  pending  excluded  headroom",
        "2026-W41  order-traceability  98.0 %  >= 98 %  meets       49       50        0         0         0",
        "2026-W41  items-on-time       98.0 %  >= 93 %  meets       49       50        0         0         2",
    ]


def test_an_item_is_explained_in_one_line(desk: Desk) -> None:
    called = desk.call("explain", *fifty(desk), "--as-of", AS_OF)

    assert (called.status, called.err) == (0, "")
    assert len(called.out.splitlines()) == 100
    assert called.out.splitlines()[0] == (
        "2026-W41 order-traceability order order-0 item item-0 shipment shipment-0 quantity 1: miss missing-number: "
        "A parcel must have a number. "
        "[fulfilled_by=seller stage=shipped sent_as=parcel number=missing excused=no] norm >= 98 %"
    )


def test_items_are_explained_as_json_lines(desk: Desk) -> None:
    called = desk.call("explain", *fifty(desk), *BASIS)

    assert (called.status, len(called.lines)) == (0, 100)
    late = called.lines[3]
    assert {"week", "standard", "orderId", "orderItemId", "shipmentId", "quantity", "verdict", "code"} < set(late)
    assert {"because", "facts", "evidence", "norm"} < set(late)
    assert (late["week"], late["standard"], late["verdict"]) == ("2026-W41", "items-on-time", "miss")
    assert (late["code"], late["facts"]["outcome"]) == ("late-first-attempt", "late")
    assert late["evidence"]["number"] == "3SABCD0000001"
    assert late["evidence"]["firstAttempt"] == "2026-10-08T14:00:00+02:00"
    assert late["norm"]["value"] == "93/100"


def test_only_what_was_asked_for_is_explained(desk: Desk) -> None:
    misses = desk.call("explain", *fifty(desk), *BASIS, "--only", "miss")
    one = desk.call("explain", *fifty(desk), *BASIS, "--only", "miss", "--standard", "items-on-time")
    none = desk.call("explain", *fifty(desk), *BASIS, "--week", "2026-W40")

    assert [line["code"] for line in misses.lines] == ["missing-number", "late-first-attempt"]
    assert [line["code"] for line in one.lines] == ["late-first-attempt"]
    assert (none.status, none.out, none.err) == (0, "", "")


def test_one_week_alone_is_scored_when_asked(desk: Desk) -> None:
    later = parcel(2, shipmentItems=[shipment_item("item-2", fulfilment=fulfilment(latestDeliveryDate="2026-10-14"))])
    shipments = desk.file("shipments.jsonl", parcel(1), later)

    both = desk.call("score", shipments, *BASIS)
    one = desk.call("score", shipments, *BASIS, "--week", "2026-W42")
    none = desk.call("score", shipments, "--as-of", AS_OF, "--week", "2026-W43")

    assert [week["week"] for week in both.json["weeks"]] == ["2026-W41", "2026-W42"]
    assert [week["week"] for week in one.json["weeks"]] == ["2026-W42"]
    assert (none.status, none.out) == (0, f"Nothing to score as of {AS_OF}.\n")


@pytest.mark.parametrize(("by", "week"), [("promised", "2026-W41"), ("shipped", "2026-W40"), ("ordered", "2026-W39")])
def test_a_week_is_that_of_the_day_that_was_asked_for(desk: Desk, by: str, week: str) -> None:
    value = parcel(
        1,
        order={"orderId": "order-1", "orderPlacedDateTime": "2026-09-27T12:00:00+02:00"},
        shipmentDateTime="2026-10-04T23:59:59+02:00",
    )

    called = desk.call("score", desk.file("shipments.jsonl", value), *BASIS, "--by", by)

    assert [each["week"] for each in called.json["weeks"]] == [week]


@pytest.mark.parametrize(("per", "counted"), [("item", 7), ("order", 1), ("shipment", 2)])
def test_what_is_counted_is_what_was_asked_for(desk: Desk, per: str, counted: int) -> None:
    order = {"orderId": "order-1"}
    items = [shipment_item("item-1", quantity=4), shipment_item("item-2", quantity=2)]
    shipments = desk.file("shipments.jsonl", parcel(1, order=order, shipmentItems=items), parcel(2, order=order))

    called = desk.call("score", shipments, *BASIS, "--per", per)

    assert scores(called)["order-traceability"]["counted"] == counted


def test_items_without_a_promise_are_shown_and_belong_to_no_week(desk: Desk) -> None:
    shipments = desk.file("shipments.jsonl", parcel(1, shipmentItems=[shipment_item(fulfilment=None)]))

    as_json = desk.call("score", shipments, *BASIS)
    as_text = desk.call("score", shipments, "--as-of", AS_OF)

    assert as_json.json["weeks"] == []
    (traceability, on_time) = as_json.json["undated"]
    assert (traceability["value"], traceability["norm"], traceability["standing"]) == ("1", None, "not-assessed")
    assert (on_time["value"], on_time["verdicts"]) == (None, {"no-promise": 1})
    assert [line.split()[:2] for line in as_text.out.splitlines()[3:]] == [
        ["undated", "order-traceability"],
        ["undated", "items-on-time"],
    ]


def test_what_cannot_be_read_as_a_number_is_counted_by_that_name(desk: Desk) -> None:
    number = "\u202e<script>alert(1)</script>"
    shipments = desk.file("shipments.jsonl", parcel(1, transport=transport_object(trackAndTrace=number)))

    scored = desk.call("score", shipments, *BASIS)
    explained = desk.call("explain", shipments, *BASIS, "--standard", "order-traceability")

    assert scores(scored)["order-traceability"]["verdicts"] == {"unreadable-number": 1}
    assert explained.lines[0]["evidence"]["number"] == "'\\u202e<script>alert(1)</script>'"
    assert plain(explained.out)


@pytest.mark.parametrize(
    ("parts", "fulfilled", "traceability", "on_time"),
    [
        ({"shippingLabelId": "1", "trackAndTrace": None}, {}, "number-by-label", "nothing-seen"),
        (
            {"trackAndTrace": None},
            {"distributionParty": "BOL"},
            "number-by-shipping-via-bol",
            "handover-window-unknown",
        ),
        ({"trackAndTrace": None}, {"method": "FBB"}, "logistics-via-bol", "logistics-via-bol"),
        ({"trackAndTrace": None, "transporterCode": "BRIEFPOST"}, {}, "letter-mail-exempt", "customer-silent"),
        (
            {"trackAndTrace": None, "transporterCode": "COURIER"},
            {},
            "delivery-appointment-exempt",
            "delivery-appointment-not-measured",
        ),
        ({"trackAndTrace": "NVT"}, {}, "placeholder-number", "customer-silent"),
        ({"trackAndTrace": "3SABCD!"}, {}, "unreadable-number", "customer-silent"),
        ({"trackAndTrace": ""}, {}, "missing-number", "customer-silent"),
    ],
)
def test_each_way_to_ship_counts_in_its_own_way(
    desk: Desk, parts: dict[str, Json], fulfilled: dict[str, Json], traceability: str, on_time: str
) -> None:
    items = [shipment_item("item-1", fulfilment=fulfilment(**fulfilled))]
    shipments = desk.file("shipments.jsonl", parcel(1, shipmentItems=items, transport=transport_object(**parts)))

    called = desk.call("score", shipments, *BASIS)

    assert scores(called)["order-traceability"]["verdicts"] == {traceability: 1}
    assert scores(called)["items-on-time"]["verdicts"] == {on_time: 1}


def test_the_inputs_beside_the_shipments_are_all_taken_into_account(desk: Desk) -> None:
    late = "2026-10-09T14:00:00+02:00"
    numberless = {"trackAndTrace": None, "transporterCode": "BUDBEE"}
    shipments = desk.file(
        "shipments.jsonl",
        parcel(1),
        parcel(2),
        parcel(3, transport=transport_object(**numberless)),
        parcel(4, transport=transport_object(**numberless)),
        parcel(5, transport=transport_object(trackAndTrace="05990000001003", transporterCode="DPD-NL")),
    )
    exact = order_item("item-6", fulfilment=fulfilment(latestDeliveryDate=None, exactDeliveryDate="2026-10-09"))
    orders = desk.file(
        "orders.jsonl",
        order_object("order-6", orderItems=[exact, order_item("item-7", quantityCancelled=1)]),
    )
    journeys = desk.file("journeys.jsonl", delivery(1), delivery(2, late), told("05990000001003", happened(at=late)))
    reports = desk.file("reports.jsonl", {"orderItemId": "item-4", "notReceived": "2026-10-09"})
    excuses = desk.file(
        "excuses.jsonl",
        {"orderItemId": "item-2", "reason": "depot-disruption"},
        {"service": "DPD-NL", "from": "2026-10-07", "until": "2026-10-07", "reason": "depot-disruption"},
    )
    details = desk.file("details.jsonl", {"orderItemId": "item-3", "sentAs": "letter-mail"})
    beside = ("--orders", orders, "--journeys", journeys, "--reports", reports)

    called = desk.call("score", shipments, *beside, "--excuses", excuses, "--details", details, *BASIS)

    assert (called.status, called.err) == (0, "")
    assert scores(called)["order-traceability"]["verdicts"] == {
        "cancelled": 1,
        "letter-mail-exempt": 1,
        "not-yet-shipped": 1,
        "number-given": 3,
        "missing-number": 1,
    }
    assert scores(called)["items-on-time"]["verdicts"] == {
        "cancelled": 1,
        "not-yet-shipped": 1,
        "customer-silent": 1,
        "first-attempt-on-time": 1,
        "excused": 2,
        "customer-reported-missing": 1,
    }


def test_an_input_may_come_in_several_files(desk: Desk) -> None:
    first, second = desk.file("a.jsonl", parcel(1)), desk.file("b.json", {"shipments": [parcel(1), parcel(2)]})
    journeys = ("--journeys", desk.file("c.jsonl", delivery(1)), "--journeys", desk.file("d.jsonl", delivery(2)))

    called = desk.call("score", first, second, *journeys, *BASIS)

    assert scores(called)["items-on-time"]["verdicts"] == {"first-attempt-on-time": 2}


def test_a_refusal_names_file_line_field_and_reason_and_prints_nothing_else(desk: Desk) -> None:
    shipments = desk.file("shipments.jsonl", parcel(1), bad_parcel(2))

    scored = desk.call("score", shipments, *BASIS)
    explained = desk.call("explain", shipments, *BASIS)

    fault = "shipments.jsonl:2: shipmentItems[0].quantity: expected a whole number from 1 to 1000000000 (not True)\n"
    assert scored == explained == (1, "", fault)


def test_faults_of_every_file_are_named_at_once(desk: Desk) -> None:
    bad = {
        "orders": desk.file("orders.jsonl", order_object(orderPlacedDateTime="now")),
        "journeys": desk.file("journeys.jsonl", told("3SABCD0000001", happened(at="now"))),
        "reports": desk.file("reports.jsonl", {"orderItemId": "item-1"}),
        "excuses": desk.file("excuses.jsonl", {"orderItemId": "item-1", "reason": "weather"}),
        "details": desk.raw("details.jsonl", b"\n{"),
    }
    beside = [part for name, file in bad.items() for part in (f"--{name}", file)]

    called = desk.call("score", desk.file("shipments.jsonl", bad_parcel(1)), *beside)

    assert (called.status, called.out) == (1, "")
    assert [":".join(line.split(":")[:3]) for line in called.err.splitlines()] == [
        "orders.jsonl:1: orderPlacedDateTime",
        "journeys.jsonl:1: events[0].at",
        "reports.jsonl:1: notReceived",
        "excuses.jsonl:1: reason",
        "details.jsonl:2: document",
        "shipments.jsonl:1: shipmentItems[0].quantity",
    ]


def test_one_bad_shipment_of_a_hundred_refuses_all_of_them(desk: Desk) -> None:
    page = [parcel(index) for index in range(100)]
    page[57] = bad_parcel(57)
    shipments = desk.file("page.json", {"shipments": page})

    called = desk.call("score", shipments, *BASIS)

    assert (called.status, called.out) == (1, "")
    assert called.err.startswith("page.json: shipments[57].shipmentItems[0].quantity: expected ")


def test_whoever_keeps_going_gets_the_good_ones_and_the_faults(desk: Desk) -> None:
    page = [parcel(index) for index in range(100)]
    page[57] = bad_parcel(57)
    shipments = desk.file("page.json", {"shipments": page})

    scored = desk.call("score", shipments, *BASIS, "--keep-going")
    explained = desk.call("explain", shipments, *BASIS, "--keep-going", "--standard", "order-traceability")

    assert (scored.status, explained.status) == (1, 1)
    assert scores(scored)["order-traceability"]["counted"] == 99
    assert len(explained.lines) == 99
    assert scored.err == explained.err
    fault, count = scored.err.splitlines()
    assert fault.startswith("page.json: shipments[57].shipmentItems[0].quantity: expected ")
    assert count == "trackntrace: 1 refused, the others were used"


def test_keeping_going_without_faults_is_no_failure(desk: Desk) -> None:
    called = desk.call("score", desk.file("a.jsonl", parcel(1)), *BASIS, "--keep-going")

    assert (called.status, called.err) == (0, "")


def test_faults_are_listed_up_to_a_hundred_and_counted_beyond(desk: Desk) -> None:
    shipments = desk.file("shipments.jsonl", *(bad_parcel(index) for index in range(1_000)))

    refused = desk.call("score", shipments)
    kept = desk.call("score", shipments, "--as-of", AS_OF, "--keep-going")

    assert (refused.status, refused.out) == (1, "")
    assert len(refused.err.splitlines()) == 101
    assert "900 more" in refused.err.splitlines()[100]
    assert kept.out == f"Nothing to score as of {AS_OF}.\n"
    assert len(kept.err.splitlines()) == 101
    assert kept.err.splitlines()[100].startswith("trackntrace: 1000 refused")


def test_a_conflict_names_the_file_and_the_line(desk: Desk) -> None:
    shipments = desk.file("shipments.jsonl", parcel(1), parcel(1, shipmentDateTime="2026-10-06T17:00:00+02:00"))

    called = desk.call("score", shipments, *BASIS)

    assert called == (
        1,
        "",
        (
            "shipments.jsonl:2: shipmentId: expected the same as when it was seen before: this differs "
            "(a Picture, --merge on the command line, puts versions together) (not 'shipment-1')\n"
        ),
    )


def test_more_shipped_than_ordered_is_a_conflict(desk: Desk) -> None:
    orders = desk.file("orders.jsonl", order_object("order-1", orderItems=[order_item("item-1", quantity=2)]))
    item = shipment_item("item-1", quantity=2, quantityShipped=2)
    again = parcel(2, order={"orderId": "order-1"}, shipmentItems=[item])
    shipments = desk.file("shipments.jsonl", parcel(1, shipmentItems=[item]), again)

    refused = desk.call("score", shipments, "--orders", orders, *BASIS)
    kept = desk.call("score", shipments, "--orders", orders, *BASIS, "--keep-going")

    assert (refused.status, refused.out) == (1, "")
    assert refused.err.startswith("shipments.jsonl:2: ")
    assert refused.err.endswith(": expected at most 2 shipped of item item-1, not 4 (not 'shipment-2')\n")
    assert len(refused.err.splitlines()) == 1
    assert scores(kept)["order-traceability"]["counted"] == 2
    assert kept.status == 1


def test_shipments_that_share_a_transport_share_its_journey(desk: Desk) -> None:
    shared = transport_object(trackAndTrace="3SABCD0000001", transportId="356988715")
    shipments = desk.file("shipments.jsonl", parcel(1, transport=shared), parcel(2, transport=shared))

    called = desk.call("score", shipments, "--journeys", desk.file("journeys.jsonl", delivery(1)), *BASIS)

    assert scores(called)["items-on-time"]["verdicts"] == {"first-attempt-on-time": 2}


def test_the_moment_of_scoring_is_now_where_none_is_given(desk: Desk) -> None:
    shipments = desk.file("shipments.jsonl", parcel(1))

    before = datetime.now(UTC)
    called = desk.call("score", shipments, "--format", "json")
    after = datetime.now(UTC)

    assert before <= datetime.fromisoformat(called.json["as_of"]) <= after


@pytest.mark.parametrize("as_of", ["now", "2026-10-05", "2026-10-05T09:00:00", "", "\u202e", "0000-01-01T00:00:00Z"])
def test_a_moment_of_scoring_that_is_none_is_wrong_usage(desk: Desk, as_of: str) -> None:
    called = desk.call("score", desk.file("shipments.jsonl", parcel(1)), "--as-of", as_of)

    assert (called.status, called.out) == (2, "")
    assert "--as-of" in called.err
    assert plain(called.err)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("score",),
        ("score", "a.jsonl", "--week", "2024-W53"),
        ("score", "a.jsonl", "--week", "41"),
        ("score", "a.jsonl", "--by", "delivered"),
        ("score", "a.jsonl", "--per", "parcel"),
        ("score", "a.jsonl", "--format", "csv"),
        ("score", "a.jsonl", "--orders"),
        ("explain", "a.jsonl", "--only", "good"),
        ("explain", "a.jsonl", "--standard", "reviews"),
        ("rules", "reviews"),
        ("check",),
        ("check", "3SABCD1234567", "--service", "pnl"),
        ("check", "3SABCD1234567", "--service", "P\u039dL\x1b[2J"),
    ],
)
def test_wrong_usage_ends_with_status_2(desk: Desk, arguments: tuple[str, ...]) -> None:
    desk.file("a.jsonl", parcel(1))

    called = desk.call(*arguments)

    assert (called.status, called.out) == (2, "")
    assert called.err
    assert plain(called.err)


@pytest.mark.parametrize("name", ["missing.jsonl", ".", "missing/a.jsonl", "a\nb\u202e.jsonl"])
@pytest.mark.parametrize("option", [None, *(f"--{kind}" for kind in KINDS)])
def test_a_file_that_cannot_be_opened_is_wrong_usage(desk: Desk, name: str, option: str | None) -> None:
    there = desk.file("there.jsonl")
    arguments = [name] if option is None else [there, option, name]

    called = desk.call("score", *arguments)

    assert (called.status, called.out) == (2, "")
    assert called.err.startswith("trackntrace: ")
    assert len(called.err.splitlines()) == 1
    assert plain(called.err)


def test_a_file_whose_name_cannot_be_one_is_wrong_usage(desk: Desk) -> None:
    called = desk.call("score", "a\x00b")

    assert (called.status, called.out) == (2, "")
    assert plain(called.err)


def test_a_fault_is_one_plain_line_whatever_the_file_is_called(desk: Desk) -> None:
    name = desk.file("a\n\x1b[31m\u202e.jsonl", bad_parcel(1))

    called = desk.call("score", name)

    assert (called.status, len(called.err.splitlines())) == (1, 1)
    assert plain(called.err)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"{}", b"[]", b'{"shipments":[]}', b"\xef\xbb\xbf"])
def test_where_nothing_was_shipped_there_is_nothing_to_score(desk: Desk, data: bytes) -> None:
    shipments = desk.raw("shipments.json", data)

    as_text = desk.call("score", shipments, "--as-of", AS_OF)
    as_json = desk.call("score", shipments, *BASIS)
    explained = desk.call("explain", shipments, "--as-of", AS_OF)

    assert as_text == (0, f"Nothing to score as of {AS_OF}.\n", "")
    assert as_json.json == {"as_of": AS_OF, "weeks": []}
    assert explained == (0, "", "")


def given_on_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))


def test_a_dash_is_standard_input(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    given_on_standard_input(monkeypatch, json_bytes(parcel(1), parcel(2)))

    called = desk.call("score", "-", *BASIS)

    assert scores(called)["order-traceability"]["counted"] == 2


def test_a_fault_on_standard_input_names_the_dash(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    given_on_standard_input(monkeypatch, json_bytes(parcel(1), bad_parcel(2)))

    called = desk.call("score", "-")

    assert called.status == 1
    assert called.err.startswith("-:2: shipmentItems[0].quantity: ")


def test_standard_input_asked_for_twice_is_no_accident(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    given_on_standard_input(monkeypatch, json_bytes(parcel(1)))

    called = desk.call("score", "-", "--orders", "-")

    assert (called.status, called.out) == (2, "")
    assert plain(called.err)


def test_a_promise_older_than_every_norm_refuses_nothing_but_itself(desk: Desk) -> None:
    old = parcel(1, shipmentItems=[shipment_item("item-1", fulfilment=fulfilment(latestDeliveryDate="2017-02-10"))])
    shipments = desk.file("shipments.jsonl", old, parcel(2))

    refused = desk.call("score", shipments, *BASIS)
    kept = desk.call("score", shipments, *BASIS, "--keep-going")

    assert refused.status in {0, 1}
    assert plain(refused.err)
    assert scores(kept)["order-traceability"]["counted"] == 1


def test_more_items_than_a_score_can_hold_are_refused_in_a_sentence(desk: Desk) -> None:
    many = [parcel(index, shipmentItems=[shipment_item(f"item-{index}", quantity=10**9)]) for index in range(2)]

    called = desk.call("score", desk.file("shipments.jsonl", *many), *BASIS)

    assert (called.status, called.out) == (1, "")
    assert len(called.err.splitlines()) == 1


HOSTILE_VALUES = [
    "<script>alert(1)</script>\"'&\n\u202e",
    "\x1b[2J\x1b]0;owned\x07",
    "\u2028\u2029\x85",
    "\r\n",
    "\ufeff",
]


@pytest.mark.parametrize("value", HOSTILE_VALUES)
def test_hostile_values_are_never_printed_as_they_are(desk: Desk, value: str) -> None:
    events = [{"eventCode": value, "eventDateTime": "2026-10-07T12:00:00Z"}]
    shipments = desk.file(
        "shipments.jsonl",
        parcel(1, transport=transport_object(trackAndTrace=value, transportEvents=events)),
        shipment_object(value),
        parcel(3, order={"orderId": value}),
        parcel(4, shipmentItems=[shipment_item(value, quantity=value, fulfilment=fulfilment(method=value))]),
        parcel(5, shipmentDateTime=value),
        parcel(6, transport=transport_object(transporterCode=value)),
        {value: value},
        value,
    )
    journeys = desk.file("journeys.jsonl", told(value), told("3SABCD1", happened(value)), told("3SABCD1", **{value: 1}))
    beside = ("--journeys", journeys, "--as-of", AS_OF, "--keep-going")

    for called in (
        desk.call("score", shipments, *beside),
        desk.call("explain", shipments, *beside),
        desk.call("explain", shipments, *beside, "--format", "json"),
    ):
        assert called.status == 1
        assert plain(called.out)
        assert plain(called.err)
        assert len(called.err.splitlines()) == 13


def test_what_contradicts_itself_in_time_is_noted_and_counted(desk: Desk) -> None:
    events = [{"eventCode": "DELIVERED_AT_CUSTOMER", "eventDateTime": "2026-10-06T12:00:00+02:00"}]
    shipments = desk.file("shipments.jsonl", parcel(1, transport=transport_object(transportEvents=events)))

    called = desk.call("explain", shipments, "--as-of", AS_OF, "--standard", "items-on-time")

    assert called.status == 0
    assert "hit first-attempt-on-time" in called.out
    assert "2026-10-06T12:00:00+02:00" in called.out


@pytest.mark.parametrize("number", ["3SABCD1234567", "3sabcd 1234567", " 3SABCD1234567 "])
def test_a_good_number_is_said_in_its_canonical_form(desk: Desk, number: str) -> None:
    called = desk.call("check", number, "--service", "TNT")

    assert called.status == 0
    assert called.out.startswith("3SABCD1234567")
    assert "PostNL" in called.out


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE_TEXTS if not text.startswith("-")], ids=lambda text: ascii(text)[:30]
)
def test_what_is_no_number_is_refused_before_it_is_entered(desk: Desk, text: str) -> None:
    as_text = desk.call("check", text)
    as_json = desk.call("check", text, "--format", "json")

    assert (as_text.status, as_json.status) == (1, 1)
    assert plain(as_text.out + as_text.err)
    assert plain(as_json.out + as_json.err)
    assert len(as_text.out + as_text.err) < 1_000


def test_a_number_that_begins_like_an_option_is_still_no_number(desk: Desk) -> None:
    assert desk.call("check", "--", "-AAAAAAAA").status == 1


@pytest.mark.parametrize("standard", EVERY_STANDARD[:5])
def test_the_rules_of_a_standard_are_printed(desk: Desk, standard: str) -> None:
    called = desk.call("rules", standard)

    assert (called.status, called.err) == (0, "")
    assert called.out.startswith(f"{standard}: the first row that matches decides\n")
    assert "source: " in called.out
    assert "excused" in called.out
    assert plain(called.out)


def test_the_rules_of_all_standards_are_printed(desk: Desk) -> None:
    every = desk.call("rules")
    each = [desk.call("rules", name).out for name in EVERY_STANDARD]

    assert every.out == "\n".join(each)


def test_the_demo_says_what_one_is_looking_at_and_what_to_try_next(desk: Desk) -> None:
    called = desk.call("demo")

    assert (called.status, called.err) == (0, "")
    assert "30 weeks" in called.out
    assert "falls short" in called.out
    assert "Try next" in called.out
    assert "demo --save" in called.out
    assert plain(called.out)


def test_what_the_demo_saves_can_be_scored_and_explained(desk: Desk) -> None:
    saved = desk.call("demo", "--save", "a/new/sample")
    beside = [part for kind in KINDS for part in (f"--{kind}", f"a/new/sample/{kind}.jsonl")]
    files = ("a/new/sample/shipments.jsonl", *beside, "--as-of", "2026-11-13T12:00:00+01:00")

    scored = desk.call("score", *files, "--format", "json")
    week = scored.json["weeks"][-1]["week"]
    explained = desk.call("explain", *files, "--week", week, "--format", "json")

    assert (saved.status, scored.status, explained.status) == (0, 0, 0)
    assert len(scored.json["weeks"]) == 30
    assert {line["week"] for line in explained.lines} == {week}
    for score in scored.json["weeks"][-1]["scores"]:
        items = [line["quantity"] for line in explained.lines if line["standard"] == score["standard"]]
        assert sum(items) == sum(score["verdicts"].values())


def test_the_demo_never_writes_over_what_is_there(desk: Desk) -> None:
    (desk.folder / "sample").mkdir()
    mine = desk.file("sample/orders.jsonl", order_object())

    called = desk.call("demo", "--save", "sample")

    assert (called.status, called.out) == (2, "")
    assert "orders.jsonl" in called.err
    assert Path(mine).read_bytes() == json_bytes(order_object())
    assert [path.name for path in (desk.folder / "sample").iterdir()] == ["orders.jsonl"]


def test_the_demo_cannot_be_saved_where_a_file_is(desk: Desk) -> None:
    called = desk.call("demo", "--save", desk.file("there.jsonl"))

    assert (called.status, called.out) == (2, "")
    assert len(called.err.splitlines()) == 1


@pytest.mark.parametrize("command", [(), ("demo",), ("score",), ("explain",), ("check",), ("rules",)])
def test_help_is_printed_when_asked(desk: Desk, command: tuple[str, ...]) -> None:
    called = desk.call(*command, "--help")

    assert (called.status, called.err) == (0, "")
    assert called.out.startswith("usage: trackntrace")
    assert plain(called.out)
