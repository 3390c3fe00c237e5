"""The sample shop holds every kind of thing that happens to a seller."""

import re
from collections import Counter
from datetime import date

import pytest

from tests.sample.bundled import Json, Sample

DPD_DAYS = {"2026-09-29", "2026-09-30", "2026-10-01"}
DELIVERIES = ("delivered", "DELIVERED_AT_CUSTOMER", "DELIVERED_AT_NEIGHBOURS")


def latest(shipment: Json) -> str:
    promised: str = shipment["shipmentItems"][0]["fulfilment"].get("latestDeliveryDate", "")
    return promised


def number_of(shipment: Json) -> str:
    return str(shipment["transport"].get("trackAndTrace", "")).replace(" ", "").upper()


def told(sample: Sample, shipment: Json) -> list[tuple[str, str]]:
    """The events of a shipment, wherever they are told, as moment and code."""
    inside = [(e["eventDateTime"], e["eventCode"]) for e in shipment["transport"].get("transportEvents", [])]
    number = number_of(shipment)
    beside = [(e["at"], e["status"]) for j in sample.journeys if j["number"] == number for e in j["events"]]
    return sorted(inside + beside)


def week(day: str) -> str:
    year, number, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{number}"


def test_it_is_one_shop_over_thirty_weeks(sample: Sample) -> None:
    weeks = {week(latest(shipment)) for shipment in sample.shipments if latest(shipment)}

    assert weeks == {f"2026-W{number}" for number in range(17, 47)}


def test_it_has_about_six_thousand_items_in_four_thousand_shipments(sample: Sample) -> None:
    assert 3900 <= len(sample.shipments) <= 4100
    assert 5900 <= sum(line["quantityShipped"] for _, line in sample.lines) <= 6200


WAYS = {
    ("TNT", "FBR", "RETAILER", False): 1300,
    ("DHLFORYOU", "FBR", "RETAILER", False): 500,
    ("DPD-NL", "FBR", "RETAILER", False): 500,
    ("GLS", "FBR", "RETAILER", False): 150,
    ("BRIEFPOST", "FBR", "RETAILER", False): 100,
    ("TNT_BRIEF", "FBR", "RETAILER", False): 50,
    ("COURIER", "FBR", "RETAILER", False): 8,
    ("OTHER", "FBR", "RETAILER", False): 2,
    ("BPOST_BE", "FBR", "RETAILER", True): 150,
    ("TNT", "FBR", "RETAILER", True): 100,
    ("DHLFORYOU", "FBR", "RETAILER", True): 50,
    ("TNT", "FBR", "BOL", True): 150,
    ("DHLFORYOU", "FBR", "BOL", True): 70,
    ("TNT", "FBB", "BOL", False): 200,
}
"""Delivery service, fulfilment, distribution and whether a label was bought; and how many shipments at least."""


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_ship_is_there(sample: Sample, way: tuple[str, str, str, bool]) -> None:
    service, method, party, label = way

    assert len(sample.by(service, method, party, label=label)) >= WAYS[way]


def test_nothing_goes_another_way(sample: Sample) -> None:
    known = [shipment["shipmentId"] for *way, label in WAYS for shipment in sample.by(*way, label=label)]

    assert sorted(known) == [shipment["shipmentId"] for shipment in sample.shipments]


def test_letters_go_without_a_number_or_with_one(sample: Sample) -> None:
    assert not any("trackAndTrace" in each["transport"] for each in sample.by("BRIEFPOST"))
    assert all("trackAndTrace" in each["transport"] for each in sample.by("TNT_BRIEF"))


def test_some_bought_labels_do_not_show_their_number(sample: Sample) -> None:
    labels = [each for each in sample.shipments if "shippingLabelId" in each["transport"]]

    assert sum("trackAndTrace" not in each["transport"] for each in labels) >= 50


def test_some_things_were_sent_otherwise_than_their_delivery_service_says(sample: Sample) -> None:
    sent = Counter(line["sentAs"] for line in sample.details)

    assert sent == {"mailbox-parcel": 50, "letter-mail": 8, "delivery-appointment": 2}


def test_some_order_items_were_split_over_two_shipments(sample: Sample) -> None:
    shipped = Counter(line["orderItemId"] for _, line in sample.lines)

    assert sum(times == 2 for times in shipped.values()) >= 25


def test_some_orders_travelled_in_one_box(sample: Sample) -> None:
    boxes: dict[str, set[str]] = {}
    for shipment in sample.shipments:
        boxes.setdefault(shipment["transport"]["transportId"], set()).add(shipment["order"]["orderId"])

    assert sum(len(orders) == 2 for orders in boxes.values()) >= 8


def test_some_orders_travelled_in_two_boxes(sample: Sample) -> None:
    boxes: dict[str, set[str]] = {}
    for shipment in sample.shipments:
        boxes.setdefault(shipment["order"]["orderId"], set()).add(shipment["transport"]["transportId"])

    assert sum(len(transports) > 1 for transports in boxes.values()) >= 30


def test_some_order_items_were_shipped_in_part(sample: Sample) -> None:
    assert sum(0 < item["quantityShipped"] < item["quantity"] for item in sample.order_items) >= 8


def test_some_orders_are_open_and_some_of_them_nearly_expire(sample: Sample) -> None:
    still = [i for i in sample.order_items if i["quantity"] > i["quantityShipped"] + i["quantityCancelled"]]

    assert len(still) >= 15
    assert sum(item["fulfilment"]["expiryDate"] <= "2026-11-14" for item in still) >= 4
    assert {week(i["fulfilment"].get("latestDeliveryDate", "2026-11-15")) for i in still} == {"2026-W46"}


def test_some_orders_were_cancelled_some_at_the_customers_request(sample: Sample) -> None:
    cancelled = [item for item in sample.order_items if item["quantityCancelled"]]

    assert len(cancelled) >= 30
    assert 0 < sum(item["cancellationRequest"] for item in cancelled) < len(cancelled)


def test_some_customers_chose_the_very_day(sample: Sample) -> None:
    assert sum("exactDeliveryDate" in item["fulfilment"] for item in sample.order_items) >= 90


@pytest.mark.parametrize(("frame", "least"), [("APPOINTMENT", 8), ("EVENING", 10), ("SUNDAY", 6), ("REGULAR", 90)])
def test_time_frames_are_told(sample: Sample, frame: str, least: int) -> None:
    assert sum(item["fulfilment"]["timeFrameType"] == frame for item in sample.order_items) >= least


def test_every_appointment_has_its_order(sample: Sample) -> None:
    known = {order["orderId"] for order in sample.orders}

    assert all(shipment["order"]["orderId"] in known for shipment in sample.by("COURIER"))


def test_some_items_have_no_promise_at_all(sample: Sample) -> None:
    known = {item["orderItemId"] for item in sample.order_items}
    without = [line for _, line in sample.lines if "latestDeliveryDate" not in line["fulfilment"]]

    assert sum(line["orderItemId"] not in known for line in without) == 8


def test_some_numbers_are_missing_some_are_placeholders_and_one_cannot_be_read(sample: Sample) -> None:
    parcels = [each for service in ("TNT", "DHLFORYOU", "DPD-NL", "GLS") for each in sample.by(service)]
    numbers = [each["transport"].get("trackAndTrace") for each in parcels]

    assert sum(number is None for number in numbers) >= 30
    assert Counter(n for n in numbers if n in {"NVT", "nvt", "GEEN", "0000000000"}).total() == 6
    assert [n for n in numbers if n and not n.isascii()] == ["3SDÉMO000000815"]


def test_some_numbers_were_typed_by_hand_and_some_were_added_later(sample: Sample) -> None:
    typed = [each for each in sample.shipments if " " in each["transport"].get("trackAndTrace", "")]
    later = [each for each in sample.shipments if each["shipmentReference"].endswith("number added later")]

    assert len(typed) == 3
    assert len(later) >= 8
    assert all("trackAndTrace" in each["transport"] for each in later)


@pytest.mark.parametrize(
    ("code", "least"),
    [
        ("PRE_ANNOUNCED", 800),
        ("AT_TRANSPORTER", 2000),
        ("IN_TRANSIT", 800),
        ("DELIVERED_AT_CUSTOMER", 2000),
        ("DELIVERED_AT_NEIGHBOURS", 100),
        ("AT_PICK_UP_POINT", 60),
        ("PICKED_UP_AT_PICK_UP_POINT", 60),
        ("RETURNED_TO_SENDER", 2),
    ],
)
def test_payloads_tell_what_became_of_parcels(sample: Sample, code: str, least: int) -> None:
    assert sample.event_codes.count(code) >= least


@pytest.mark.parametrize(
    ("status", "least"),
    [("attempt_failed", 60), ("delivered", 900), ("available_for_pickup", 25), ("returned", 2), ("AT_TRANSPORTER", 90)],
)
def test_journeys_tell_the_rest(sample: Sample, status: str, least: int) -> None:
    assert sample.statuses.count(status) >= least


def test_a_failed_attempt_is_known_from_journeys_alone(sample: Sample) -> None:
    assert "attempt" not in sample.texts["shipments"].lower()


def test_most_failed_attempts_came_on_the_promised_day_and_the_parcel_a_day_late(sample: Sample) -> None:
    tried = {j["number"] for j in sample.journeys if any(e["status"] == "attempt_failed" for e in j["events"])}
    shipments = [each for each in sample.shipments if number_of(each) in tried]
    saved = 0
    for shipment in shipments:
        events = told(sample, shipment)
        attempt = next(moment[:10] for moment, code in events if code == "attempt_failed")
        delivered = next((moment[:10] for moment, code in events if code in DELIVERIES), "")
        saved += attempt == latest(shipment) < delivered

    assert saved >= 60


def test_handover_windows_stand_beside_shipping_via_bol_but_for_a_few(sample: Sample) -> None:
    windows = {journey["number"] for journey in sample.journeys if "handover" in journey}
    via_bol = {
        number_of(each) for service in ("TNT", "DHLFORYOU") for each in sample.by(service, party="BOL", label=True)
    }

    assert len(windows) >= 300
    assert windows < via_bol
    assert 3 <= len(via_bol - windows) <= 12


def test_some_scans_were_learned_later_than_they_happened(sample: Sample) -> None:
    assert sum(any("learned" in event for event in journey["events"]) for journey in sample.journeys) >= 10


def test_customers_reported_some_items_missing(sample: Sample) -> None:
    assert len(sample.reports) >= 15


def test_some_items_are_excused_one_by_one_and_some_by_service_and_day(sample: Sample) -> None:
    assert sum("orderItemId" in excuse for excuse in sample.excuses) >= 4
    assert sum("service" in excuse for excuse in sample.excuses) == 2
    assert len({excuse["reason"] for excuse in sample.excuses}) == 4


def test_ids_of_orders_are_digits_or_letters_and_digits(sample: Sample) -> None:
    ids = [shipment["order"]["orderId"] for shipment in sample.shipments]

    assert sum(bool(re.fullmatch("[0-9]{10}", each)) for each in ids) >= 1000
    assert sum(bool(re.fullmatch("C000[0-9A-Z]{6}", each)) for each in ids) >= 2000


def test_some_moments_have_nine_fractional_digits(sample: Sample) -> None:
    assert len(re.findall(r'"shipmentDateTime":"[^"]*\.\d{9}\+0[12]:00"', sample.texts["shipments"])) >= 250


def test_some_deliveries_lie_close_to_midnight_in_summer_time_and_in_winter_time(sample: Sample) -> None:
    texts = sample.texts["shipments"] + sample.texts["journeys"]

    for offset in ("+02:00", "+01:00"):
        assert re.search(rf'"2026-\d\d-\d\dT23:59:\d\d{re.escape(offset)}"', texts)
        assert re.search(rf'"2026-\d\d-\d\dT00:02:\d\d{re.escape(offset)}"', texts)
    assert re.search(r'"2026-07-01T21:5\d:\d\dZ"|"2026-05-12T21:5\d:\d\dZ"', texts)


def test_the_hour_that_comes_twice_is_told_twice(sample: Sample) -> None:
    assert "2026-10-25T02:30:00+02:00" in sample.texts["shipments"]
    assert "2026-10-25T02:30:00+01:00" in sample.texts["shipments"]
    assert "2026-10-25T23:31:07+01:00" in sample.texts["shipments"]


def test_on_one_day_the_integration_passed_no_numbers_of_one_service(sample: Sample) -> None:
    sent = [each for each in sample.by("DHLFORYOU") if each["shipmentDateTime"].startswith("2026-08-18")]

    assert len(sent) >= 6
    assert not any("trackAndTrace" in each["transport"] for each in sent)


def test_while_the_depot_stood_still_every_parcel_of_dpd_came_late(sample: Sample) -> None:
    held = [each for each in sample.by("DPD-NL") if latest(each) in DPD_DAYS]
    arrived = [moment[:10] for each in held for moment, code in told(sample, each) if code in DELIVERIES]

    assert 20 <= sum(line["quantityShipped"] for each in held for line in each["shipmentItems"]) <= 30
    assert len(arrived) == len(held)
    assert set(arrived) == {"2026-10-02", "2026-10-03"}


def test_no_excuse_covers_the_depot(sample: Sample) -> None:
    assert not [excuse for excuse in sample.excuses if excuse.get("service") == "DPD-NL"]


def test_most_cancellations_are_told_by_whom_and_some_are_not(sample: Sample) -> None:
    told = Counter(line["by"] for line in sample.cancellations)
    cancelled = sum(bool(item["quantityCancelled"]) for item in sample.order_items)

    assert set(told) == {"seller", "customer", "marketplace"}
    assert told.total() < cancelled


def test_some_items_came_back_some_of_them_in_part(sample: Sample) -> None:
    shipped = {item["orderItemId"]: item["quantityShipped"] for item in sample.order_items}
    shipped |= {line["orderItemId"]: line["quantityShipped"] for _, line in sample.lines}

    assert len(sample.returns) >= 100
    assert sum(line["quantity"] < shipped[line["orderItemId"]] for line in sample.returns) >= 5


def test_questions_come_at_the_weekend_and_from_belgium_too(sample: Sample) -> None:
    at_the_weekend = [each for each in sample.questions if date.fromisoformat(each["asked"][:10]).isoweekday() > 5]

    assert len(sample.questions) >= 350
    assert len(at_the_weekend) >= 80
    assert sum(each.get("country") == "BE" for each in sample.questions) >= 60
    assert sum("answered" not in each for each in sample.questions) >= 3


def test_counts_and_indicators_tell_every_week_of_the_other_standards(sample: Sample) -> None:
    weeks = {f"2026-W{number}" for number in range(17, 47)}
    told = Counter((each["standard"], each["week"]) for each in sample.counts)

    assert set(told) == {
        (name, each) for name in ("phone-availability", "rating", "nps-after-contact") for each in weeks
    }
    assert Counter(each["name"] for each in sample.indicators) == {
        "CASE_ITEM_RATIO": 30,
        "RETURNS": 30,
        "TRACK_AND_TRACE": 2,
        "FULFILMENT": 3,
    }
