"""The evidence of one item, and what of it was known at a moment."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from tests.builders import (
    NUMBER,
    ORDERED,
    SHIPPED,
    Hostile,
    assert_well_told,
    at,
    event,
    evidence,
    on,
    open_evidence,
    refused,
)
from trackntrace.errors import InvalidValueError
from trackntrace.performance.contradictions import contradictions
from trackntrace.performance.evidence import CancelledBy, Evidence, Stage
from trackntrace.shipping.journey import Journey, TransportStatus

S = TransportStatus


def test_until_it_was_shipped_an_item_was_open_and_nothing_of_its_way_was_known() -> None:
    item = evidence(journey=Journey([event(S.DELIVERED, at(5, 10))]), not_received=on(5), label_id="label-1")
    before = item.until(at(6, 15, 59))

    assert before.stage is Stage.OPEN
    assert (before.shipped, before.service, before.label_id, before.number) == (None, None, "", None)
    assert (before.entered, before.not_received, before.journey) == (None, None, Journey())
    assert (before.promise, before.ordered, before.quantity) == (item.promise, item.ordered, item.quantity)


def test_from_the_moment_of_shipping_on_it_is_shipped() -> None:
    assert evidence().until(SHIPPED) == evidence()


def test_a_number_that_was_entered_later_was_not_there() -> None:
    item = evidence(entered=at(8))

    assert item.until(at(7)).number is None
    assert item.until(at(7)).entered is None
    assert item.until(at(7)).stage is Stage.SHIPPED
    assert item.until(at(8)).number == NUMBER


def test_a_label_that_was_entered_later_was_not_there_either() -> None:
    item = evidence(labelled=at(8), label_id="label-1")

    assert item.until(at(7)).label_id == ""
    assert item.until(at(8)).label_id == "label-1"


def test_a_report_counts_from_the_day_on_which_it_was_made() -> None:
    item = evidence(not_received=on(9))

    assert item.until(at(8, 23, 59)).not_received is None
    assert item.until(at(9, 0, 0)).not_received == on(9)


def test_of_a_journey_neither_what_happened_nor_what_was_learned_later_is_known() -> None:
    item = evidence(journey=Journey([event(S.ACCEPTED, at(6, 18)), event(S.DELIVERED, at(7), learned=at(9))]))

    assert item.until(at(8)).journey == Journey([event(S.ACCEPTED, at(6, 18))])
    assert item.until(at(9)) == item


def test_where_nothing_is_cut_the_evidence_is_the_same_object() -> None:
    item = evidence(journey=Journey([event(S.DELIVERED, at(7))]))

    assert item.until(at(9)) is item


def test_what_was_ordered_later_was_not_known() -> None:
    assert not evidence().known(at(5, 8, 59))
    assert evidence().known(ORDERED)
    assert evidence(ordered=None).known(at(1))


def test_an_item_that_is_still_open_stays_as_it_is() -> None:
    assert open_evidence().until(at(1)) == open_evidence()


def test_order_item_shipment_and_stage_tell_a_line_from_every_other() -> None:
    assert evidence().key == ("order-1", "item-1", "shipment-1", "shipped", "")
    assert open_evidence().key == ("order-1", "item-1", "", "open", "")


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"quantity": True}, "quantity"),
        ({"quantity": "1"}, "quantity"),
        ({"stage": "shipped"}, "stage"),
        ({"fulfilled_by": "seller"}, "fulfilled_by"),
        ({"sent_as": "parcel"}, "sent_as"),
        ({"number": "3SABCD1234567"}, "number"),
        ({"number": Hostile()}, "number"),
        ({"service": "TNT"}, "service"),
        ({"promise": on(7)}, "promise"),
        ({"journey": None}, "journey"),
        ({"shipped": datetime(2026, 10, 6)}, "shipped"),  # noqa: DTZ001
        ({"ordered": datetime(2026, 10, 6)}, "ordered"),  # noqa: DTZ001
        ({"entered": "2026-10-06"}, "entered"),
        ({"not_received": datetime(2026, 10, 6, tzinfo=UTC)}, "not_received"),
        ({"excuse": "strike"}, "excuse"),
        ({"window": Hostile()}, "window"),
    ],
    ids=lambda _: "",
)
def test_evidence_of_other_parts_is_refused_by_the_name_of_the_part(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        evidence(**parts)

    assert caught.value.field == field
    assert_well_told(caught.value)


def test_evidence_can_be_kept_compared_and_hashed() -> None:
    item = evidence(journey=Journey([event(S.DELIVERED, at(7))]))

    assert pickle.loads(pickle.dumps(item)) == item
    assert hash(item) == hash(attrs.evolve(item))
    assert isinstance(item, Evidence)


def test_what_happened_in_another_order_than_it_is_told_is_a_finding_that_names_both_moments() -> None:
    item = evidence(ordered=at(7, 9), shipped=at(7, 8), journey=Journey([event(S.DELIVERED, at(6))]))
    found = contradictions(item)

    assert [each.code for each in found] == [
        "shipped-before-ordered",
        "attempted-before-shipped",
        "handed-over-before-ordered",
    ]
    assert "2026-10-07T08:00:00+02:00" in found[0].text
    assert "2026-10-07T09:00:00+02:00" in found[0].text
    assert contradictions(evidence()) == ()
    assert contradictions(open_evidence(ordered=None)) == ()


def test_what_evidence_refuses_is_said_of_each_part_by_its_name() -> None:
    offset = "expected a datetime with its offset (offset required)"

    assert [
        refused(evidence, quantity=0),
        refused(evidence, labelled="2026-10-06"),
        refused(evidence, entered="2026-10-06"),
        refused(evidence, not_received="2026-10-06"),
        refused(evidence, stage="shipped"),
        refused(evidence, cancelled_on=on(6)),
        refused(evidence().until, "2026-10-06"),
    ] == [
        "Cannot use 0 as quantity: expected a whole number from 1 to 1000000000",
        f"Cannot use '2026-10-06' as labelled: {offset}",
        f"Cannot use '2026-10-06' as entered: {offset}",
        "Cannot use '2026-10-06' as not_received: expected a datetime.date, such as parse_day makes of a text",
        "Cannot use 'shipped' as stage: expected a Stage",
        "Cannot use 'shipped' as cancelled_on: expected it of what is cancelled",
        f"Cannot use '2026-10-06' as as_of: {offset}",
    ]


def test_of_what_came_later_nothing_is_known_and_all_else_stays() -> None:
    seen = event(S.ACCEPTED, at(6, 18))
    item = evidence(
        label_id="label-1",
        labelled=at(8),
        entered=at(8),
        returned=on(9),
        not_received=on(9),
        journey=Journey([seen, event(S.DELIVERED, at(8))]),
    )
    less: dict[str, Any] = {
        "label_id": "",
        "labelled": None,
        "number": None,
        "entered": None,
        "returned": None,
        "not_received": None,
    }

    assert item.until(at(7)) == attrs.evolve(item, journey=Journey([seen]), **less)
    assert item.until(at(8)) == attrs.evolve(item, returned=None, not_received=None)
    assert item.until(at(9, 0, 0)) == item
    assert item.until(at(6, 15)) == open_evidence(shipment_id="shipment-1")


def test_a_cancellation_is_known_from_the_beginning_of_its_day() -> None:
    item = open_evidence(stage=Stage.CANCELLED, cancelled_by=CancelledBy.SELLER, cancelled_on=on(9))

    assert item.until(at(8, 23, 59)) == open_evidence()
    assert item.until(at(9, 0, 0)) == item
