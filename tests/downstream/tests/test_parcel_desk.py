"""An application tests itself with what trackntrace.testing offers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

from parcel_desk.bicycles import BICYCLE_NUMBERS, BICYCLES, BY_BICYCLE
from parcel_desk.desk import Desk
from parcel_desk.marketplace import count_by_order, evidence_of, scores
from parcel_desk.promptness import PROMPTNESS, PROMPTNESS_EDITIONS
from trackntrace import Moment, NotThisMethodError, Shipment, TrackAndTraceNumber, Verdict
from trackntrace.testing.golden_weeks import STANDARDS, GoldenWeek, golden_weeks
from trackntrace.testing.hostile import bad_texts
from trackntrace.testing.laws import (
    BrokenLawError,
    assert_delivery_method_laws,
    assert_editions_laws,
    assert_number_format_laws,
    assert_standard_laws,
    assert_tally_laws,
)
from trackntrace.testing.marketplace_json import orders_and_shipments
from trackntrace.testing.marketplace_objects import as_bytes
from trackntrace.testing.numbers import misprinted, numbers_of
from trackntrace.testing.written_once import assert_written_once, thorough

FEW = settings(max_examples=25, deadline=None)


@FEW
@given(...)
def test_a_shipment_is_made_where_its_type_is_asked_for(shipment: Shipment, at: Moment) -> None:
    assert shipment.lines
    assert at.utcoffset() is not None


@FEW
@given(orders_and_shipments())
def test_all_that_the_marketplace_sends_of_a_shop_is_counted(sent: Any) -> None:
    shop, orders, shipments = sent
    known = evidence_of(map(as_bytes, orders), map(as_bytes, shipments))

    ordered = sum(item.quantity for order in shop.orders for item in order.items)
    assert sum(item.quantity for item in known) == ordered


@FEW
@given(numbers_of(BICYCLE_NUMBERS), misprinted(BICYCLE_NUMBERS))
def test_the_couriers_numbers_are_told_from_misprinted_ones(
    right: TrackAndTraceNumber, wrong: TrackAndTraceNumber
) -> None:
    assert BICYCLE_NUMBERS.fits(right)
    assert not BICYCLE_NUMBERS.fits(wrong)


@FEW
@given(bad_texts("typed-number"))
def test_a_bad_number_is_refused_at_the_desk(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Cannot use "):
        TrackAndTraceNumber.parse(text)


def test_our_standard_keeps_the_laws() -> None:
    assert_standard_laws(PROMPTNESS, examples=50)


def test_our_norms_keep_the_laws() -> None:
    assert_editions_laws(PROMPTNESS_EDITIONS)


def test_our_delivery_method_keeps_the_laws() -> None:
    assert_delivery_method_laws(BY_BICYCLE, examples=50)


def test_our_number_format_keeps_the_laws() -> None:
    assert_number_format_laws(BICYCLE_NUMBERS, examples=50)


def test_our_way_of_counting_keeps_the_laws() -> None:
    assert_tally_laws(count_by_order, examples=25)


def test_a_standard_that_forgets_a_case_is_found() -> None:
    with pytest.raises(BrokenLawError, match="every reachable combination of facts meets a row"):
        assert_standard_laws(evolve(PROMPTNESS, rows=PROMPTNESS.rows[:-1]))


@pytest.mark.parametrize("week", golden_weeks(), ids=lambda week: week.name)
def test_our_integration_finds_what_was_worked_out_by_hand(week: GoldenWeek) -> None:
    known = evidence_of(
        map(as_bytes, week.order_objects),
        map(as_bytes, week.shipment_objects),
        stories=week.dossier.stories,
        reports=week.dossier.reports,
        excuses=week.dossier.excuses,
        cancellations=week.dossier.cancellations,
    )
    for standard in STANDARDS:
        assert not week.differences(standard.name, scores(known, standard, as_of=week.as_of))


def test_the_moment_is_that_of_our_settings(as_of: Moment) -> None:
    assert as_of.isoformat() == "2026-10-20T12:00:00+02:00"


@pytest.mark.as_of("2026-10-06T09:00:00+02:00")
def test_an_order_of_yesterday_may_still_be_shipped(as_of: Moment, make_evidence: Any) -> None:
    (score,) = scores([make_evidence(shipped=None)], PROMPTNESS, as_of=as_of)

    assert score.items(Verdict.EXCLUDED) == 1


def test_what_the_fixtures_build_is_shipped_promptly(as_of: Moment, make_evidence: Any) -> None:
    (score,) = scores([make_evidence(), make_evidence(order_id="order-2")], PROMPTNESS, as_of=as_of)

    assert (score.shown, score.standing.value) == ("100.0 %", "meets")


def test_a_parcel_without_a_number_does_not_go_by_bicycle(make_entry: Any) -> None:
    with pytest.raises(NotThisMethodError):
        BY_BICYCLE.accept(make_entry(None, service=BICYCLES))


def test_our_desk_never_changes_a_number(tmp_path: Path) -> None:
    assert_written_once(partial(Desk, tmp_path / "desk.sqlite"), settings=thorough(runs=5, steps=20))
