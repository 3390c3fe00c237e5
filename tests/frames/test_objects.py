"""Every column of an item table is made of one part of the evidence, and every part is read back of one column."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import polars as pl

from tests.builders import NUMBER, at, evidence, moment, on
from tests.frames.cases import AS_OF
from tests.frames.made_up import polars_table
from trackntrace import frames
from trackntrace.errors import InvalidValueError
from trackntrace.frames import COLUMNS
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.performance.evidence import CancelledBy, Evidence, ExcuseReason, SentAs, Stage
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow

SENT: dict[str, Any] = {
    "order_id": "order-1",
    "order_item_id": "item-1",
    "shipment_id": "shipment-1",
    "quantity": 3,
    "stage": "shipped",
    "fulfilled_by": "shipping-via-bol",
    "time_frame": "evening",
    "sent_as": "mailbox-parcel",
    "service": "TNT",
    "label_id": "label-1",
    "labelled": at(6, 10),
    "number": "3SABCD1234567",
    "entered": at(6, 11),
    "promised": on(7),
    "promise_kind": "on",
    "ordered": at(5, 9),
    "shipped": at(6, 16),
    "cancelled_on": None,
    "cancelled_by": None,
    "asked_to_cancel": "no",
    "expires": on(10),
    "handed_over": at(6, 18),
    "handover_earliest": at(6, 8),
    "handover_latest": at(6, 17),
    "first_attempt": at(7, 10),
    "delivered": at(8, 14),
    "returned": on(11),
    "not_received": on(9),
    "excuse": "depot-disruption",
}
SENT_ITEM = Evidence(
    order_id="order-1",
    order_item_id="item-1",
    shipment_id="shipment-1",
    quantity=3,
    stage=Stage.SHIPPED,
    fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL,
    time_frame=TimeFrame.EVENING,
    sent_as=SentAs.MAILBOX_PARCEL,
    service=POSTNL,
    label_id="label-1",
    labelled=at(6, 10),
    number=NUMBER,
    entered=at(6, 11),
    promise=DeliverOn(on(7)),
    ordered=at(5, 9),
    shipped=at(6, 16),
    journey=Journey(
        [
            TransportEvent(TransportStatus.ACCEPTED, at(6, 18)),
            TransportEvent(TransportStatus.ATTEMPT_FAILED, at(7, 10)),
            TransportEvent(TransportStatus.DELIVERED, at(8, 14)),
        ]
    ),
    window=HandoverWindow(earliest=at(6, 8), latest=at(6, 17)),
    not_received=on(9),
    excuse=ExcuseReason.DEPOT_DISRUPTION,
    expires=on(10),
    asked_to_cancel=AskedToCancel.NO,
    returned=on(11),
)
CALLED_OFF: dict[str, Any] = dict.fromkeys(SENT) | {
    "order_id": "order-2",
    "order_item_id": "item-2",
    "quantity": 1,
    "stage": "cancelled",
    "fulfilled_by": "seller",
    "time_frame": "not-told",
    "sent_as": "unknown",
    "promised": on(7),
    "promise_kind": "by",
    "asked_to_cancel": "yes",
    "cancelled_by": "customer",
    "cancelled_on": on(6),
}
CALLED_OFF_ITEM = Evidence(
    order_id="order-2",
    order_item_id="item-2",
    quantity=1,
    stage=Stage.CANCELLED,
    promise=DeliverBy(on(7)),
    asked_to_cancel=AskedToCancel.YES,
    cancelled_by=CancelledBy.CUSTOMER,
    cancelled_on=on(6),
)
BARE = Evidence(order_id="order-3", order_item_id="item-3", quantity=1, stage=Stage.OPEN)
KINDS = {
    "moment": pl.Datetime("us", "UTC"),
    "day": pl.Date,
    "whole number": pl.Int64,
    "text": pl.String,
    "word": pl.String,
}


def test_every_part_of_the_evidence_is_one_column() -> None:
    made = frames.table([SENT_ITEM, CALLED_OFF_ITEM], as_of=AS_OF)

    assert made.rows(named=True) == [SENT, CALLED_OFF]
    assert dict(made.schema) == {name: KINDS[COLUMNS[name].holds.value] for name in COLUMNS if name in SENT}
    assert made.columns == [name for name in COLUMNS if name in SENT]


def test_every_column_is_one_part_of_the_evidence() -> None:
    assert [*frames.evidence(polars_table([SENT, CALLED_OFF]))] == [SENT_ITEM, CALLED_OFF_ITEM]
    assert [*frames.evidence(polars_table([SENT, CALLED_OFF]).lazy())] == [SENT_ITEM, CALLED_OFF_ITEM]


def test_of_what_is_missing_nothing_is_told() -> None:
    told = {"order_id": "order-3", "order_item_id": "item-3", "quantity": 1}
    nulls = dict.fromkeys(SENT) | told

    assert [*frames.evidence(polars_table([told]))] == [*frames.evidence(polars_table([nulls]))] == [BARE]
    assert [*frames.evidence(polars_table([told]).drop("quantity"))] == [BARE]
    assert frames.table([BARE], as_of=AS_OF).rows(named=True) == [
        nulls
        | {"stage": "open", "fulfilled_by": "seller", "time_frame": "not-told", "sent_as": "unknown"}
        | {"asked_to_cancel": "not-told"}
    ]


def test_an_empty_text_is_told_as_nothing() -> None:
    texts = {name: "" for name, column in COLUMNS.items() if column.holds.value in {"text", "word"} and name in SENT}
    [item] = frames.evidence(polars_table([{**SENT, **texts}]))

    assert (item.order_id, item.order_item_id, item.shipment_id, item.label_id) == ("", "", "", "")
    assert (item.stage, item.fulfilled_by, item.time_frame) == (Stage.SHIPPED, FulfilledBy.SELLER, TimeFrame.NOT_TOLD)
    assert (item.sent_as, item.service, item.number, item.excuse) == (SentAs.UNKNOWN, None, None, None)
    assert (item.promise, item.asked_to_cancel) == (DeliverBy(on(7)), AskedToCancel.NOT_TOLD)


def test_a_stage_that_is_not_told_follows_from_the_day_and_the_moment_that_are() -> None:
    told = [{"cancelled_on": day, "shipped": when} for day in (on(8), None) for when in (at(6), None)]
    items = [
        *frames.evidence(polars_table([{"order_id": "1", "order_item_id": "1", "quantity": 1, **row} for row in told]))
    ]

    assert [(item.stage, item.cancelled_on, item.shipped) for item in items] == [
        (Stage.CANCELLED, on(8), at(6)),
        (Stage.CANCELLED, on(8), None),
        (Stage.SHIPPED, None, at(6)),
        (Stage.OPEN, None, None),
    ]


MOMENTS = [name for name, column in COLUMNS.items() if column.holds.value == "moment"]


@pytest.mark.parametrize("column", MOMENTS)
def test_a_moment_that_is_none_is_told_by_its_column(column: str) -> None:
    made = polars_table([SENT]).with_columns(pl.lit(on(7)).alias(column))

    with pytest.raises(InvalidValueError, match=f"as {column}: expected a datetime with its offset"):
        list(frames.evidence(made))


def test_columns_of_ones_own_are_passed_over() -> None:
    made = polars_table([SENT]).with_columns(colour=pl.lit("blue"), number_facts=pl.lit("given"))

    assert [*frames.evidence(made)] == [SENT_ITEM]


def test_what_only_one_stage_can_have_is_read_of_no_other() -> None:
    ends = {"cancelled_on": on(8), "cancelled_by": "seller", "returned": on(11)}
    stages = [next(frames.evidence(polars_table([{**SENT, **ends, "stage": stage}]))) for stage in ("open", "shipped")]
    [cancelled] = frames.evidence(polars_table([{**SENT, **ends, "stage": "cancelled"}]))

    assert [(item.cancelled_on, item.cancelled_by, item.returned) for item in stages] == [
        (None, None, None),
        (None, None, on(11)),
    ]
    assert (cancelled.cancelled_on, cancelled.cancelled_by, cancelled.returned) == (on(8), CancelledBy.SELLER, None)


def test_what_was_learned_later_is_learned_later_again() -> None:
    learned = {"handed_over_learned": at(6, 19), "first_attempt_learned": at(7, 11), "delivered_learned": at(9)}
    [item] = frames.evidence(polars_table([{**SENT, **learned}]))

    assert [(event.at, event.learned) for event in item.journey.events] == [
        (at(6, 18), at(6, 19)),
        (at(7, 10), at(7, 11)),
        (at(8, 14), at(9)),
    ]


@pytest.mark.parametrize(
    ("number", "spelled"), [(None, None), (UnreadableNumber("\u202e?"), "\u202e?"), (UnreadableNumber(""), "?")]
)
def test_a_number_that_is_none_is_told_as_it_was_sent(number: UnreadableNumber | None, spelled: str | None) -> None:
    made = frames.table([evidence(number=number)], as_of=AS_OF)

    assert made["number"].to_list() == [spelled]


def test_the_delivery_is_told_and_not_what_came_before_or_after_it() -> None:
    told = [
        TransportEvent(TransportStatus.AVAILABLE_FOR_PICKUP, at(7, 10)),
        TransportEvent(TransportStatus.DELIVERED, at(8, 14)),
        TransportEvent(TransportStatus.DELIVERED, at(9, 14)),
    ]
    made = frames.table([evidence(journey=Journey(told)), evidence(journey=Journey(told[:1]))], as_of=AS_OF)

    assert made.select("first_attempt", "delivered").rows() == [(at(7, 10), at(8, 14)), (at(7, 10), None)]


def test_moments_of_a_table_are_in_utc_to_the_microsecond() -> None:
    made = frames.table([evidence(shipped=moment("2026-10-06T16:00:00.000001+02:00"))], as_of=AS_OF)

    [(shipped,)] = made.select("shipped").rows()
    assert shipped == datetime(2026, 10, 6, 14, 0, 0, 1, tzinfo=UTC)
    assert str(shipped.tzinfo) == "UTC"
    assert [item.shipped for item in frames.evidence(made)] == [shipped]


@pytest.mark.parametrize("backend", ["pandas", "pyarrow"])
def test_another_engine_gives_back_the_items_that_it_was_given(backend: str) -> None:
    pytest.importorskip(backend)
    items = [SENT_ITEM, CALLED_OFF_ITEM, BARE]

    assert [*frames.evidence(frames.table(items, as_of=AS_OF, backend=backend))] == items


def of_pandas(**columns: Any) -> list[Evidence]:
    pandas = pytest.importorskip("pandas")
    return [*frames.evidence(pandas.DataFrame({"order_id": ["order-3"], "order_item_id": ["item-3"], **columns}))]


def test_every_null_of_pandas_is_nothing() -> None:
    pandas = pytest.importorskip("pandas")
    nothing = [None, float("nan"), pandas.NaT, pandas.NA]

    for null in nothing:
        column = pandas.Series([null], dtype=object)
        assert of_pandas(shipped=column, promised=column, number=column, service=column, excuse=column) == [BARE]


def test_values_of_pandas_and_numpy_are_plain_ones() -> None:
    pandas, numpy = pytest.importorskip("pandas"), pytest.importorskip("numpy")
    shipped = pandas.Series([pandas.Timestamp("2026-10-06T14:00:00.000001Z")], dtype=object)
    promised = pandas.Series([pandas.Timestamp("2026-10-07")])
    quantity = pandas.Series([numpy.int64(3)], dtype=object)

    [item] = of_pandas(shipped=shipped, promised=promised, quantity=quantity, returned=pandas.Series([on(9)]))

    assert (item.quantity, type(item.quantity)) == (3, int)
    assert item.shipped == datetime(2026, 10, 6, 14, 0, 0, 1, tzinfo=UTC)
    assert (item.promise, item.returned) == (DeliverBy(date(2026, 10, 7)), on(9))


def test_the_repeated_hour_of_october_is_told_apart() -> None:
    pandas = pytest.importorskip("pandas")
    hours = pandas.to_datetime(["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]).tz_convert("Europe/Amsterdam")

    found = [of_pandas(shipped=[hour])[0].shipped for hour in hours]

    assert found == [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]


@pytest.mark.parametrize("quantity", [1.5, None, float("nan"), 0])
def test_a_quantity_is_a_whole_number(quantity: float | None) -> None:
    with pytest.raises(InvalidValueError, match="quantity: expected a whole number"):
        of_pandas(quantity=[quantity])


@pytest.mark.parametrize(
    ("column", "words"),
    [(name, column.words) for name, column in COLUMNS.items() if column.words and name in SENT],
)
def test_a_word_that_is_none_is_refused_with_those_that_are(column: str, words: tuple[str, ...]) -> None:
    row = CALLED_OFF if column == "cancelled_by" else SENT

    with pytest.raises(InvalidValueError) as refused:
        list(frames.evidence(polars_table([{**row, column: "lost"}])))

    assert str(refused.value) == f"Cannot use 'lost' as {column}: expected one of {', '.join(words)}"


@pytest.mark.parametrize("end", ["handover_earliest", "handover_latest"])
def test_half_a_window_is_none(end: str) -> None:
    with pytest.raises(InvalidValueError):
        list(frames.evidence(polars_table([{**SENT, end: None}])))


def test_what_was_said_of_numbers_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as refused:
        next(frames.evidence(polars_table([{**SENT, "number_fact": "given"}])))

    assert str(refused.value) == ("Cannot use 'number_fact' as column: expected numbers, not what was said of them")


def test_a_table_is_of_a_moment_and_of_evidence() -> None:
    wrong: Any = datetime(2026, 10, 12, 12)  # noqa: DTZ001  (the fault itself)

    with pytest.raises(InvalidValueError, match="as as_of: expected a datetime with its offset"):
        frames.table([], as_of=wrong)
    with pytest.raises(InvalidValueError, match="as evidence: expected a"):
        frames.table([SENT], as_of=AS_OF)  # type: ignore[list-item]
