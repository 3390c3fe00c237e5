"""The tally's file: what was counted in one place, added and judged in another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

import pytest

from tests.builders import (
    LABEL,
    NUMBER,
    PROMISED,
    SAMPLE_WEEK,
    assert_well_told,
    at,
    delivered,
    entry,
    evidence,
    moment,
    open_evidence,
    transport,
)
from trackntrace.documents.tally_file import read_tally, tally_bytes
from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError
from trackntrace.performance.evidence import Evidence, SentAs, Stage
from trackntrace.performance.facts import Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import Tally, Unit, WeekBy, tallies
from trackntrace.shipping.promise import DeliverBy

Json: TypeAlias = Any
STANDARDS: tuple[AnyStandard, ...] = (ORDER_TRACEABILITY, ITEMS_ON_TIME)
AS_OF = moment("2026-11-01T12:00:00+01:00")


def shop() -> Iterator[Evidence]:
    """Two orders and a half: of every kind of item one."""
    yield evidence(quantity=3, journey=delivered(at(7)))
    yield evidence(order_item_id="item-2", number=None, entered=None)
    yield evidence(order_item_id="item-3", shipment_id="shipment-2", sent_as=SentAs.LETTER_MAIL)
    yield evidence(order_id="order-2", promise=None)
    yield evidence(order_id="order-2", order_item_id="item-4", promise=DeliverBy(at(20).date()), label_id="label-1")
    yield open_evidence(order_id="order-3", quantity=2)
    yield open_evidence(order_id="order-3", order_item_id="item-5")
    yield evidence(order_id="order-4", quantity=10**6, stage=Stage.CANCELLED, shipped=None)


def counted(standard: AnyStandard, per: Unit = Unit.ITEM, **asked: Any) -> Tally:
    (tally,) = tallies(shop(), [standard], as_of=AS_OF, per=per, **asked)
    return tally


def document(standard: AnyStandard = ORDER_TRACEABILITY, per: Unit = Unit.ITEM) -> Json:
    return json.loads(tally_bytes(counted(standard, per)))


def refusal(value: Json, standard: AnyStandard = ORDER_TRACEABILITY) -> TrackntraceError:
    with pytest.raises((InvalidValueError, ConflictError)) as caught:
        read_tally(json.dumps(value).encode(), standard)
    assert_well_told(caught.value)
    return caught.value


@pytest.mark.parametrize("by", list(WeekBy))
@pytest.mark.parametrize("per", list(Unit))
@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_a_tally_that_was_written_is_read_back_whole(standard: AnyStandard, per: Unit, by: WeekBy) -> None:
    tally = counted(standard, per, by=by, readings=Readings(silence_days=3))

    again = read_tally(tally_bytes(tally), standard)

    assert again == tally
    assert tally_bytes(again) == tally_bytes(tally)
    assert week_scores(again, standard) == week_scores(tally, standard)


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_an_empty_tally_is_read_back(standard: AnyStandard) -> None:
    (tally,) = tallies([], [standard], as_of=AS_OF)

    assert read_tally(tally_bytes(tally), standard) == tally


def test_a_tally_that_was_read_adds_to_one_that_was_counted() -> None:
    tally = counted(ITEMS_ON_TIME)

    both = tally + read_tally(tally_bytes(tally), ITEMS_ON_TIME)

    assert both.total == 2 * tally.total


@pytest.mark.parametrize("part", ["", "TNT", "caf\u00e9 \u202e \U0001f69a", "x" * 64, '"\\\n'])
def test_a_slice_is_read_back_as_it_was(part: str) -> None:
    tally = counted(ORDER_TRACEABILITY, slice_by=lambda _: part)

    assert read_tally(tally_bytes(tally), ORDER_TRACEABILITY) == tally


@pytest.mark.parametrize("part", ["x" * 65, "x\x00", "\ud800"])
def test_a_slice_that_could_not_be_read_back_is_never_written(part: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        tally_bytes(counted(ORDER_TRACEABILITY, slice_by=lambda _: part))

    assert_well_told(caught.value)


def test_the_file_is_plain_json_of_a_version() -> None:
    written = document()

    assert list(written) == ["format", "version", "counting", "cells"]
    assert (written["format"], written["version"]) == ("trackntrace-tally", 1)
    assert list(written["counting"]) == ["standard", "factsVersion", "unit", "by", "asOf", "readings"]
    assert written["counting"]["asOf"] == AS_OF.isoformat()
    assert [str(SAMPLE_WEEK), "", [["seller", "shipped", "parcel", "given", "no"]], 3] in written["cells"]
    assert [None, "", [["seller", "shipped", "parcel", "given", "no"]], 1] in written["cells"]


def test_the_order_of_cells_in_a_file_means_nothing() -> None:
    written = document()
    written["cells"].reverse()

    assert read_tally(json.dumps(written).encode(), ORDER_TRACEABILITY) == counted(ORDER_TRACEABILITY)


@pytest.mark.parametrize("version", [0, 2, -1, "1", True, 1.0, None, [], {}])
def test_another_version_is_refused(version: Json) -> None:
    assert refusal(document() | {"version": version}).field == "version"


@pytest.mark.parametrize("name", ["trackntrace", "Trackntrace-tally", "", 1, True, None, [], {}])
def test_another_format_is_refused(name: Json) -> None:
    assert refusal(document() | {"format": name}).field == "format"


def test_a_tally_of_another_standard_is_refused() -> None:
    error = refusal(document(ITEMS_ON_TIME), ORDER_TRACEABILITY)

    assert type(error) is ConflictError
    assert error.shown == "'items-on-time'"
    assert error.reason == "expected a count of the facts of order-traceability"


def test_a_tally_of_other_facts_is_refused() -> None:
    written = document()
    written["counting"]["factsVersion"] = 2

    assert type(refusal(written)) is ConflictError


@pytest.mark.parametrize("name", ["format", "version", "counting", "cells"])
def test_a_missing_part_is_named(name: str) -> None:
    written = document()
    del written[name]

    assert refusal(written).field == name


@pytest.mark.parametrize("name", ["standard", "factsVersion", "unit", "by", "asOf", "readings"])
@pytest.mark.parametrize("value", [None, True, 1.5, [], [1], "\u202e", -1])
def test_a_part_of_the_count_that_is_none_is_named(name: str, value: Json) -> None:
    written = document()
    written["counting"][name] = value

    error = refusal(written)

    assert error.field in {f"counting.{name}", "tally"}
    assert error.field != "tally" or (name, value) == ("standard", "\u202e")


@pytest.mark.parametrize("value", [None, 1, True, [], {}])
def test_a_reading_that_is_no_text_is_named(value: Json) -> None:
    written = document()
    written["counting"]["readings"]["judge"] = value

    assert refusal(written).field == "counting.readings.judge"


@pytest.mark.parametrize("name", ["\r", "\u2028", "\u202e", "\x1b[2J", "x" * 10**5])
def test_a_reading_is_never_printed_by_its_name_as_it_is(name: str) -> None:
    written = document()
    written["counting"]["readings"][name] = None

    text = str(refusal(written))

    assert text.isascii()
    assert text.isprintable()


@pytest.mark.parametrize("name", ["extra", "__class__", "Version", ""])
def test_a_field_that_the_format_does_not_have_is_refused_by_name(name: str) -> None:
    outside, inside = document() | {name: 1}, document()
    inside["counting"][name] = 1

    assert refusal(outside).shown == ascii(name)
    assert refusal(inside).shown == ascii(name)
    assert refusal(inside).field == f"counting.{name}"


@pytest.mark.parametrize("count", [0, -1, True, 1.0, "1", None, 10**9 + 1, 10**30, []])
def test_a_count_is_a_whole_number_of_at_least_one(count: Json) -> None:
    written = document()
    written["cells"][1][3] = count

    assert refusal(written).field.startswith("cells[1]")


@pytest.mark.parametrize(
    "week", ["2024-W53", "2026-W00", "2026-W54", "2026W41", "2026-41", "", "undated", 202641, True, []]
)
def test_a_week_that_does_not_exist_is_refused(week: Json) -> None:
    written = document()
    written["cells"][1][0] = week

    assert refusal(written).field.startswith("cells[1]")


def test_the_long_weeks_exist() -> None:
    written = document()
    written["cells"][0][0] = "2026-W53"

    assert "2026-W53" in map(str, read_tally(json.dumps(written).encode(), ORDER_TRACEABILITY).weeks)


@pytest.mark.parametrize("part", [None, 1, True, [], "x" * 65])
def test_a_slice_that_is_none_is_refused(part: Json) -> None:
    written = document()
    written["cells"][1][1] = part

    assert refusal(written).field == "cells[1]"


@pytest.mark.parametrize(
    "facts",
    [
        [],
        {},
        "given",
        None,
        [[]],
        ["seller", "shipped", "parcel", "given", "no"],
        [["seller", "shipped", "parcel", "given"]],
        [["seller", "shipped", "parcel", "given", "no", "no"]],
        [["seller", "shipped", "parcel", "given", "maybe"]],
        [["SELLER", "shipped", "parcel", "given", "no"]],
        [["seller", "shipped", "parcel", "given", None]],
        [["seller", "shipped", "parcel", "given", True]],
        [["seller", "shipped", "parcel", "given", []]],
        [["shipped", "seller", "parcel", "given", "no"]],
        [["seller", "open", "parcel", "given", "no"]],
        [["seller", "cancelled", "parcel", "unreadable", "no"]],
    ],
)
def test_facts_that_cannot_be_are_refused(facts: Json) -> None:
    written = document()
    written["cells"][1][2] = facts

    assert refusal(written).field.startswith("cells[1]")


def test_on_time_facts_that_cannot_go_together_are_refused() -> None:
    written = document(ITEMS_ON_TIME)
    written["cells"][0][2] = [["seller", "shipped", "parcel", "yes", "late", "silent", "no"]]

    assert refusal(written, ITEMS_ON_TIME).field == "cells[0]"


@pytest.mark.parametrize("cell", [None, 1, "cell", {}, [], ["2026-W41", "", [], 1], [None, "", [[]]], [None] * 5])
def test_a_cell_of_another_shape_is_refused_with_its_place(cell: Json) -> None:
    assert refusal(document() | {"cells": [cell]}).field == "cells[0]"


@pytest.mark.parametrize("cells", [1, True, "cells", {}])
def test_cells_that_are_no_array_are_refused(cells: Json) -> None:
    assert refusal(document() | {"cells": cells}).field == "cells"


def test_the_same_cell_twice_is_refused_and_never_added() -> None:
    written = document()
    written["cells"].append(written["cells"][0])

    assert refusal(written).field == "cells"


def test_the_same_cell_in_another_guise_is_refused_and_never_added() -> None:
    written = document(per=Unit.ORDER)
    cell = next(cell for cell in written["cells"] if len(cell[2]) > 1)
    week, part, facts, count = cell
    written["cells"].append([week, part, facts[::-1], count])

    refusal(written)


def test_a_whole_has_each_of_its_items_facts_once() -> None:
    written = document(per=Unit.ORDER)
    written["cells"][0][2] = [written["cells"][0][2][0]] * 2

    assert refusal(written).field == "cells[0]"


def test_an_item_has_its_own_facts_and_no_others() -> None:
    written = document()
    written["cells"][0][2] = [
        ["seller", "shipped", "parcel", "given", "no"],
        ["seller", "shipped", "parcel", "missing", "no"],
    ]

    assert refusal(written).field == "cells[0]"


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1]", b"null", b"NaN", b"\xff", b"[" * 100_000, b'{"version":1,"version":1}']
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_tally(data, ORDER_TRACEABILITY)

    assert_well_told(caught.value)


def test_a_label_counts_alike_before_and_after_its_journey_through_a_file() -> None:
    known = evidence(label_id=LABEL.label_id, number=NUMBER, promise=PROMISED, service=transport(entry()).service)
    (tally,) = tallies([known], [ORDER_TRACEABILITY], as_of=AS_OF)

    (score,) = week_scores(read_tally(tally_bytes(tally), ORDER_TRACEABILITY), ORDER_TRACEABILITY)

    assert score.named("number-by-label") == 1
