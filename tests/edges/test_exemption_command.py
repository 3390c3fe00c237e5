"""``trackntrace exemption``: the evidence list as text, as CSV and as JSON, whole."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.edges.desk import Desk
from tests.edges.test_differences_commands import AT, delivery, parcel
from tests.edges.wire import fulfilment, happened, order_item, order_object, shipment_item, told, transport_object

DAYS = ("--from", "2026-10-05", "--until", "2026-10-08")
LATE = "2026-10-08T14:00:00+02:00"
SHIPPED = "2026-10-06T16:00:00+02:00"
EARLY = "2026-10-02T16:00:00+02:00"
ACCEPTED = "2026-10-06T18:00:00+02:00"
FIRST = ("order-1", "item-1", "shipment-1", "1", "TNT", "3SABCD0000001", "2026-10-07", SHIPPED, ACCEPTED, LATE)
SECOND = ("order-2", "item-2", "shipment-2", "2", "TNT", "3SABCD0000002", "2026-10-07", EARLY, LATE, LATE)
BARE = ("order-3", "item-3", "shipment-3", "1", "DPD-NL", "", "", SHIPPED, "", "", "")
SEEN = f"{ACCEPTED} accepted; {LATE} delivered Breda"


@pytest.fixture
def affected(desk: Desk) -> tuple[str, ...]:
    """Two late parcels, one of them shipped a week before, and one without a number and without a promise."""
    undated = shipment_item("item-3", fulfilment=fulfilment(latestDeliveryDate=None))
    shipments = desk.file(
        "shipments.jsonl",
        parcel(1),
        parcel(2, shipmentItems=[shipment_item("item-2", quantity=2)], shipmentDateTime=EARLY),
        parcel(3, shipmentItems=[undated], transport=transport_object(trackAndTrace=None, transporterCode="DPD-NL")),
    )
    first = told("3SABCD0000001", happened("accepted", ACCEPTED), happened("delivered", LATE, place="Breda\u00e9"))
    journeys = desk.file("journeys.jsonl", first, delivery(2, LATE))
    return "exemption", shipments, "--journeys", journeys, *DAYS, *AT


def cells(line: str) -> list[str]:
    return re.split(" {2,}", line.strip())


def test_the_text_is_a_table_with_what_to_know_below_it(desk: Desk, affected: tuple[str, ...]) -> None:
    called = desk.call(*affected, "--standard", "items-on-time")
    heading, _, header, *rows = called.out.splitlines()

    assert (called.status, called.err) == (0, "")
    assert heading == ("As of 2026-11-01T12:00:00+01:00. Lines of items affected: 3; items missed among them: 3.")
    assert cells(header) == [
        *("week", "order", "item", "shipment", "quantity", "service", "number", "promised", "shipped", "handed over"),
        *("first attempt", "seen", "standard", "verdict", "code"),
    ]
    assert [cells(row) for row in rows[:3]] == [
        ["2026-W41", *FIRST, rf"{SEEN}\xe9", "items-on-time", "miss", "late-first-attempt"],
        ["2026-W41", *SECOND, f"{LATE} delivered", "items-on-time", "miss", "late-first-attempt"],
        [*filter(None, BARE), "items-on-time", "excluded", "no-promise"],
    ]
    assert rows[3:] == [
        "",
        (
            "Of its own disruptions the marketplace takes those into account of confirming orders, "
            "of the delivery dates shown and of its interface."
        ),
        "Capacity problems, heat and delays at a delivery service are no reasons; a letter does not help.",
        "What it does to a week can be judged only once that week is final.",
    ]


def test_the_table_is_told_in_the_words_of_the_language(desk: Desk, affected: tuple[str, ...]) -> None:
    called = desk.call(*affected, "--standard", "items-on-time", "--lang", "nl")
    heading, _, header, *rows = called.out.splitlines()

    assert heading == (
        "Stand op 2026-11-01T12:00:00+01:00. Regels met getroffen artikelen: 3; gemiste artikelen daarvan: 3."
    )
    assert cells(header) == [
        *("week", "bestelling", "artikel", "zending", "aantal", "bezorgdienst", "nummer", "beloofd", "verzonden"),
        *("overhandigd", "eerste poging", "gezien", "servicenorm", "oordeel", "code"),
    ]
    assert [cells(row)[-3:] for row in rows[:3]] == [
        ["Artikelen op tijd", "gemist", "late-first-attempt"],
        ["Artikelen op tijd", "gemist", "late-first-attempt"],
        ["Artikelen op tijd", "telt niet mee", "no-promise"],
    ]
    assert rows[3:] == [
        "",
        (
            "Van haar eigen verstoringen neemt bol die mee van het bevestigen van bestellingen, "
            "van de getoonde bezorgdatums en van de API."
        ),
        "Capaciteitsproblemen, hitte en vertraging bij een bezorgdienst zijn geen redenen; een brief helpt niet.",
        "Wat het met een week doet, is pas te beoordelen als die week definitief is.",
    ]


def test_what_is_not_known_of_an_item_is_left_empty(desk: Desk) -> None:
    orders = desk.file("orders.jsonl", order_object("order-1", orderItems=[order_item("item-1")]))

    called = desk.call("exemption", "--orders", orders, "--format", "csv", *DAYS, *AT)

    assert (called.status, called.err) == (0, "")
    assert [*csv.reader(io.StringIO(called.out))][1:] == [
        ["2026-W41", "order-1", "item-1", "", "1", "", "", "2026-10-07", "", "", "", "", *verdict]
        for verdict in (
            ("cancellations", "miss", "automatic-cancellation-due"),
            ("items-on-time", "pending", "not-yet-shipped"),
            ("order-traceability", "pending", "not-yet-shipped"),
        )
    ]


def test_what_is_to_be_done_about_a_note_stands_behind_it(desk: Desk, affected: tuple[str, ...]) -> None:
    notes = desk.call(*affected, "--place", "Breda\u00e9", "--lang", "nl").out.splitlines()[-4:]

    assert notes == [
        (
            "Een verstoring bij één depot telt alleen mee als meerdere verkopers zijn getroffen, en met een officiële "
            "brief. Vraag de bezorgdienst om een brief die het depot en de dagen noemt."
        ),
        "Capaciteitsproblemen, hitte en vertraging bij een bezorgdienst zijn geen redenen; een brief helpt niet.",
        "Wat het met een week doet, is pas te beoordelen als die week definitief is.",
        (
            "Geen week heeft drie gemiste artikelen (hoogstens 1), en minder maakt geen slechte week: "
            "er is misschien niets om te vragen."
        ),
    ]


def test_the_csv_has_every_cell_and_the_week_by_the_day_that_was_asked_for(
    desk: Desk, affected: tuple[str, ...]
) -> None:
    called = desk.call(*affected, "--format", "csv", "--by", "shipped")
    _, *rows = csv.reader(io.StringIO(called.out, newline=""))
    late, given = ("items-on-time", "miss", "late-first-attempt"), ("order-traceability", "hit", "number-given")

    assert rows == [
        ["2026-W40", *SECOND, f"{LATE} delivered", *late],
        ["2026-W40", *SECOND, f"{LATE} delivered", *given],
        ["2026-W41", *FIRST, f"{SEEN}\u00e9", *late],
        ["2026-W41", *FIRST, f"{SEEN}\u00e9", *given],
        ["2026-W41", *BARE, "items-on-time", "excluded", "no-promise"],
        ["2026-W41", *BARE, "order-traceability", "miss", "missing-number"],
    ]
    assert not called.out.endswith("\n\n")


def test_items_without_a_week_have_an_empty_cell_for_it(desk: Desk, affected: tuple[str, ...]) -> None:
    _, *rows = csv.reader(io.StringIO(desk.call(*affected, "--format", "csv").out, newline=""))

    assert [row[0] for row in rows] == ["2026-W41"] * 4 + ["", ""]


def test_the_json_holds_moment_misses_explanations_with_scans_and_notes(desk: Desk, affected: tuple[str, ...]) -> None:
    asked = (*affected, "--standard", "items-on-time", "--format", "json", "--by", "shipped")
    called = desk.call(*asked)
    explained = desk.call("explain", *affected[1:4], *AT, *asked[-6:]).lines

    by_item = {each["orderItemId"]: each for each in explained}
    assert called.out.endswith("}\n")
    assert list(called.json) == ["as_of", "missed", "items", "notes"]
    assert (called.json["as_of"], called.json["missed"]) == ("2026-11-01T12:00:00+01:00", 3)
    assert called.json["items"] == [
        by_item["item-2"] | {"seen": [{"status": "delivered", "at": LATE, "place": None}]},
        by_item["item-1"]
        | {
            "seen": [
                {"status": "accepted", "at": ACCEPTED, "place": None},
                {"status": "delivered", "at": LATE, "place": "Breda\u00e9"},
            ]
        },
        by_item["item-3"] | {"seen": []},
    ]
    assert [note["code"] for note in called.json["notes"]] == [
        *("marketplace-disruption", "reasons-not-accepted", "judged-when-final", "too-few-misses"),
    ]
    assert called.json["notes"][2] == {
        "code": "judged-when-final",
        "text": "What it does to a week can be judged only once that week is final.",
    }


def test_one_week_of_the_list_keeps_its_items_and_its_moment(desk: Desk, affected: tuple[str, ...]) -> None:
    document = desk.call(*affected, "--by", "shipped", "--format", "json", "--week", "2026-W40").json

    assert [each["orderItemId"] for each in document["items"]] == ["item-2", "item-2"]
    assert (document["as_of"], document["missed"]) == ("2026-11-01T12:00:00+01:00", 2)


def test_where_nothing_is_affected_there_is_no_table(desk: Desk, affected: tuple[str, ...]) -> None:
    called = desk.call(*affected, "--service", "DHL")

    assert called.out.splitlines() == [
        "As of 2026-11-01T12:00:00+01:00. Lines of items affected: 0; items missed among them: 0.",
        "",
        "Of a delivery service as a whole, a national strike or disruption is taken into account.",
        "Capacity problems, heat and delays at a delivery service are no reasons; a letter does not help.",
        "What it does to a week can be judged only once that week is final.",
        "No item that was affected counts as a miss: there is nothing to ask for.",
    ]


def test_a_disruption_that_ends_before_it_begins_is_told_of_the_command(desk: Desk, affected: tuple[str, ...]) -> None:
    called = desk.call(*affected, "--until", "2026-10-01")

    assert called == (
        2,
        "",
        (
            "trackntrace: exemption: Cannot use datetime.date(2026, 10, 1) as until: "
            "expected a day not before 2026-10-05\n"
        ),
    )
