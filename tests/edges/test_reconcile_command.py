"""``trackntrace reconcile``: a difference in words and as JSON, whole."""

from __future__ import annotations

import pytest

from tests.edges.desk import Desk
from tests.edges.test_differences_commands import AT, delivery, indicator, parcel
from tests.edges.wire import fulfilment, shipment_item, transport_object

LATE = "2026-10-08T14:00:00+02:00"
DIFFERS = "  Here it is 3 of 3, the marketplace tells 2 of 2: -1 hits and +0 misses to ours."
OTHERWISE = [
    "  It would come out if these counted otherwise. Look at them one by one with explain:",
    ("    1 x missing-number without a day, counted as hit; 2 less, which lie in another week by the day of shipping"),
    (
        "  Items here that lie in no week: 1; the day is not known that puts them in one. "
        "Give orders beside the shipments: they tell the promised day."
    ),
]


@pytest.fixture
def given(desk: Desk) -> tuple[str, ...]:
    """Three items with a number in two parcels, one of them shipped a week before, and one without both."""
    undated = shipment_item("item-3", fulfilment=fulfilment(latestDeliveryDate=None))
    early = "2026-10-02T16:00:00+02:00"
    shipments = desk.file(
        "shipments.jsonl",
        parcel(1),
        parcel(2, shipmentItems=[shipment_item("item-2", quantity=2)], shipmentDateTime=early),
        parcel(3, shipmentItems=[undated], transport=transport_object(trackAndTrace=None, transporterCode="DPD-NL")),
    )
    journeys = desk.file("journeys.jsonl", delivery(1, LATE), delivery(2, LATE))
    figures = desk.file("indicators.json", {"performanceIndicators": [indicator(2, 2)]})
    return "reconcile", shipments, "--journeys", journeys, "--indicators", figures, *AT


def test_all_that_explains_a_difference_is_told(desk: Desk, given: tuple[str, ...]) -> None:
    called = desk.call(*given)

    assert (called.status, called.err) == (0, "")
    assert called.out.splitlines() == [
        "2026-W41 TRACK_AND_TRACE",
        DIFFERS,
        "  The very figure comes out if read otherwise, so:",
        "    what is counted: orders",
        "    what is counted: shipments",
        *OTHERWISE,
    ]


def test_it_is_told_in_the_language_that_was_asked_for(desk: Desk, given: tuple[str, ...]) -> None:
    assert desk.call(*given, "--lang", "nl").out.splitlines() == [
        "2026-W41 TRACK_AND_TRACE",
        "  Hier is het 3 van 3, bol geeft 2 van 2: -1 goed en +0 gemist ten opzichte van hier.",
        "  Precies dit cijfer komt eruit bij een andere lezing, namelijk:",
        "    wat er wordt geteld: bestellingen",
        "    wat er wordt geteld: zendingen",
        "  Het zou uitkomen als deze anders telden. Bekijk ze een voor een met explain:",
        (
            "    1 x missing-number zonder datum, geteld als goed; "
            "2 minder, die in een andere week liggen naar de verzenddag"
        ),
        (
            "  Artikelen die hier in geen week liggen: 1; de dag daarvoor is niet bekend. "
            "Geef bestellingen bij de zendingen: die noemen de beloofde bezorgdatum."
        ),
    ]


@pytest.mark.parametrize(("language", "told"), [("en", "everything as by default"), ("nl", "alles zoals standaard")])
def test_where_no_reading_may_differ_the_nearest_is_that_by_default(
    desk: Desk, given: tuple[str, ...], language: str, told: str
) -> None:
    lines = desk.call(*given, "--most-differences", "0", "--lang", language).out.splitlines()

    assert lines[3] == f"    {told}"
    if language == "en":
        assert lines == [
            "2026-W41 TRACK_AND_TRACE",
            DIFFERS,
            "  No reading that was tried gives the figure. Nearest, still -1 hits and +0 misses off, comes:",
            "    everything as by default",
            *OTHERWISE,
        ]


def test_of_readings_that_come_equally_near_one_is_told(desk: Desk, given: tuple[str, ...]) -> None:
    desk.file("indicators.json", {"performanceIndicators": [indicator(1, 1)]})

    assert desk.call(*given).out.splitlines()[2:5] == [
        "  No reading that was tried gives the figure. Nearest, still -1 hits and +0 misses off, comes:",
        "    what is counted: orders",
        "  It would come out if these counted otherwise. Look at them one by one with explain:",
    ]
    assert len(desk.call(*given, "--format", "json").json[0]["nearest"]) == 3


def test_what_is_counted_and_by_which_day_may_be_told(desk: Desk, given: tuple[str, ...]) -> None:
    by_day = "the day that puts an item in a week: by the promised day; what is counted:"

    assert desk.call(*given, "--per", "order").out == "2026-W41 TRACK_AND_TRACE\n  Both count 2 of 2.\n"
    assert desk.call(*given, "--by", "shipped").out.splitlines() == [
        "2026-W41 TRACK_AND_TRACE",
        "  Here it is 1 of 2, the marketplace tells 2 of 2: +1 hits and -1 misses to ours.",
        "  The very figure comes out if read otherwise, so:",
        f"    {by_day} orders",
        f"    {by_day} shipments",
        "  It would come out if these counted otherwise. Look at them one by one with explain:",
        "    1 x missing-number, counted as hit",
    ]


def test_the_json_holds_all_that_was_found(desk: Desk, given: tuple[str, ...]) -> None:
    (found,) = desk.call(*given, "--format", "json").json
    off = {"hits": 0, "misses": 0}
    weeks = desk.call("score", *given[1:4], *AT, "--format", "json").json["weeks"]

    assert found == {
        "week": "2026-W41",
        "name": "TRACK_AND_TRACE",
        "agrees": False,
        "ours": weeks[0]["scores"][0],
        "theirs": {"numerator": 2, "denominator": 2},
        "reproducedBy": [
            {"readings": {"unit": "order"}, "off": off},
            {"readings": {"unit": "shipment"}, "off": off},
        ],
        "nearest": [],
        "explainedBy": [["1 undated missing-number: hit", "-2 week-by shipped"]],
        "findings": [
            {
                "code": "counts-differ",
                "text": "Here it is 3 of 3, the marketplace tells 2 of 2: -1 hits and +0 misses to ours.",
            },
            {"code": "readings-give-it", "text": "The very figure comes out if read otherwise: unit: order."},
            {"code": "readings-give-it", "text": "The very figure comes out if read otherwise: unit: shipment."},
            {
                "code": "items-would-explain",
                "text": (
                    "It would come out if these counted otherwise: 1 undated missing-number: hit; -2 week-by shipped."
                ),
            },
            {
                "code": "undated-items",
                "text": "Items here that lie in no week: 1; the day is not known that puts them in one.",
            },
        ],
    }


def test_the_nearest_readings_are_told_as_json_with_what_they_are_off(desk: Desk, given: tuple[str, ...]) -> None:
    (found,) = desk.call(*given, "--format", "json", "--most-differences", "0").json

    assert found["nearest"][0] == {"readings": {}, "off": {"hits": -1, "misses": 0}}
    assert found["reproducedBy"] == []


def test_the_figures_are_asked_for_by_the_name_of_the_command(desk: Desk, given: tuple[str, ...]) -> None:
    assert desk.call("reconcile", given[1], *AT) == (
        2,
        "",
        "trackntrace: reconcile: give the marketplace's figures with --indicators\n",
    )


def test_no_figures_are_said_to_be_none(desk: Desk, given: tuple[str, ...]) -> None:
    called = desk.call(*given, "--week", "2026-W40")

    assert called == (0, "No figures of the marketplace to compare with.\n", "")
    assert desk.call(*given, "--week", "2026-W40", "--format", "json").json == []


@pytest.mark.parametrize("most", ["-1", "10", "x"])
def test_how_many_readings_may_differ_is_bounded(desk: Desk, given: tuple[str, ...], most: str) -> None:
    assert desk.call(*given, "--most-differences", "9").status == 0
    assert desk.call(*given, f"--most-differences={most}").status == 2


def test_a_last_final_week_that_is_none_is_wrong_usage(desk: Desk, given: tuple[str, ...]) -> None:
    called = desk.call(*given, "--final-through", "last")

    assert (called.status, called.out) == (2, "")
    assert "argument --final-through: Cannot use 'last' as week" in called.err
