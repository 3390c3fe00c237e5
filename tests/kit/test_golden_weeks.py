"""What the golden weeks expect is what comes out, of values, of the marketplace's JSON and of each item."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week, parse_moment
from trackntrace.performance.dossier import Dossier
from trackntrace.performance.explanation import explain
from trackntrace.performance.scorecard import WeekScore, week_name, week_scores
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import tallies
from trackntrace.retailer_api.orders import read_order
from trackntrace.retailer_api.shipments import read_shipment
from trackntrace.shipping.journey import TransportStatus
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy
from trackntrace.testing.golden_parcels import ON_TIME, PLACED, PROMISED, SHIPPED, number_of, parcel
from trackntrace.testing.golden_weeks import STANDARDS, GoldenWeek, golden_weeks
from trackntrace.testing.marketplace_objects import as_bytes

every_week = pytest.mark.parametrize("week", golden_weeks(), ids=lambda week: week.name)


def _scores(week: GoldenWeek, standard: AnyStandard) -> tuple[WeekScore, ...]:
    (tally,) = tallies(week.evidence, [standard], as_of=week.as_of)
    return week_scores(tally, standard)


@every_week
def test_the_library_finds_what_was_worked_out_by_hand(week: GoldenWeek) -> None:
    found = [each for standard in STANDARDS for each in week.differences(standard.name, _scores(week, standard))]

    assert not found


@every_week
def test_every_item_counts_as_was_worked_out_by_hand(week: GoldenWeek) -> None:
    for standard in STANDARDS:
        explained = sorted(
            (
                week_name(each.week),
                each.item.order_item_id,
                " ".join(each.named_facts.values()),
                each.row.verdict.value,
                each.row.code,
            )
            for each in explain(week.evidence, standard, as_of=week.as_of)
        )

        assert explained == sorted(
            (score.week, item.order_item_id, item.facts, item.verdict, item.code)
            for score in week.of(standard.name)
            for item in score.items
        )


@every_week
def test_the_marketplaces_json_of_a_golden_week_gives_the_same(week: GoldenWeek) -> None:
    orders = {read.order_id: read for each in week.order_objects if (read := read_order(as_bytes(each)).value)}
    shipments = tuple(read_shipment(as_bytes(each)).value for each in week.shipment_objects)
    told = evolve(week, shipments=shipments, dossier=evolve(week.dossier, orders=orders))

    assert orders == dict(week.dossier.orders)
    for standard in STANDARDS:
        assert not week.differences(standard.name, _scores(told, standard))


@every_week
def test_the_score_that_is_expected_is_that_of_its_items(week: GoldenWeek) -> None:
    quantities = {item.order_item_id: item.quantity for order in week.orders for item in order.items}
    for score in week.expected:
        counts = dict.fromkeys(("hit", "miss", "pending", "excluded"), 0)
        for item in score.items:
            counts[item.verdict] += quantities[item.order_item_id]

        told = counts["miss"] if score.standard == "cancellations" else counts["hit"]
        assert (score.hits, score.counted) == (told, counts["hit"] + counts["miss"])
        assert Week.parse(score.week)


def test_a_golden_week_of_which_nothing_else_is_known_has_the_dossier_of_its_orders() -> None:
    week = next(each for each in golden_weeks() if each.name == "just-below-the-norm")
    bare = GoldenWeek(
        name="bare",
        teaches="Nothing.",
        as_of=week.as_of,
        orders=week.orders,
        shipments=week.shipments,
        expected=week.expected,
    )

    assert bare.dossier == Dossier(orders={order.order_id: order for order in week.orders})
    assert not [each for standard in STANDARDS for each in bare.differences(standard.name, _scores(bare, standard))]


def test_golden_weeks_have_names_of_their_own_and_say_what_they_teach() -> None:
    names = [week.name for week in golden_weeks()]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)
    assert all(week.teaches.endswith(".") for week in golden_weeks())
    assert all({score.standard for score in week.expected} == {s.name for s in STANDARDS} for week in golden_weeks())


def test_a_difference_is_told_in_a_sentence() -> None:
    week = next(each for each in golden_weeks() if each.name == "just-below-the-norm")
    standard = STANDARDS[1]
    (score,) = _scores(week, standard)
    rounded = evolve(score, counts=((score.counts[0][0], 14),))

    shown, met = week.differences(standard.name, [rounded])
    assert shown.startswith("just-below-the-norm: items-on-time is 14 of 14 in 2026-W41, 100.0 %, meets")
    assert shown.endswith("expected 13 of 14 in 2026-W41, 92.8 %, falls-short")
    assert met.endswith("met first-attempt-on-time, expected first-attempt-on-time, late-first-attempt")
    assert week.differences(standard.name, []) == ("just-below-the-norm: items-on-time has a week too few",)
    assert week.differences(standard.name, [score, score]) == (
        "just-below-the-norm: items-on-time has one week too many",
    )


def test_a_standard_of_which_nothing_is_expected_never_agrees() -> None:
    with pytest.raises(InvalidValueError) as refused:
        golden_weeks()[0].differences("on-time", [])
    assert refused.value.reason == "expected one of order-traceability, items-on-time, cancellations"


def test_a_parcel_is_of_one_item_that_was_ordered_shipped_and_brought() -> None:
    by = FulfilledBy.LOGISTICS_VIA_BOL
    order, shipment = parcel("7", ON_TIME, quantity=3, service="DPD-NL", by=by)
    (item,), (line,) = order.items, shipment.lines

    assert (order.order_id, order.placed, shipment.order_id) == ("order-7", PLACED, "order-7")
    assert (shipment.shipment_id, shipment.shipped, shipment.ordered) == ("shipment-7", SHIPPED, PLACED)
    assert (item.order_item_id, item.quantity, item.shipped, item.fulfilled_by) == ("7", 3, 3, by)
    assert (line.order_item_id, line.quantity, line.fulfilled_by) == ("7", 3, by)
    assert item.promise == line.promise == DeliverBy(PROMISED)
    assert shipment.transport.number == number_of("7")
    assert [event.status for event in shipment.transport.journey.events] == [TransportStatus.DELIVERED]


def test_a_parcel_without_a_number_or_a_visit_has_none() -> None:
    _, shipment = parcel("7", numbered="no", shipped=parse_moment("2026-10-01T09:00:00+02:00"))

    assert shipment.transport.number is None
    assert shipment.transport.journey.events == ()
    assert shipment.ordered == shipment.shipped
