"""The tally: how many items had which facts, by week."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import Any

import pytest
from attrs import evolve

from tests.builders import (
    SAMPLE_WEEK,
    Hostile,
    LoudText,
    assert_well_told,
    at,
    delivered,
    evidence,
    moment,
    on,
    open_evidence,
    refused,
)
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.moment import Week
from trackntrace.notebook import table_html
from trackntrace.numbers.delivery_services import DHL
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.facts import NumberFact, Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import (
    UNDATED,
    Cell,
    Counting,
    Tally,
    Unit,
    WeekBy,
    day_of_week,
    tallies,
    week_of,
)
from trackntrace.shipping.promise import DeliverBy

AS_OF = at(20)
GOOD = evidence(journey=delivered(at(7)))
LATE = evidence(order_item_id="item-2", journey=delivered(at(8)))
NUMBERLESS = evidence(order_item_id="item-3", number=None, entered=None)
OPEN = open_evidence(order_item_id="item-4")


def count(items: list[Evidence], **arguments: Any) -> Tally:
    return tallies(items, [ORDER_TRACEABILITY], **{"as_of": AS_OF, **arguments})[0]


def by_code(tally: Tally) -> dict[tuple[str, str], int]:
    return {
        (str(score.week), row.code): items
        for score in week_scores(tally, ORDER_TRACEABILITY)
        for row, items in score.counts
    }


def test_items_are_counted_by_their_quantity() -> None:
    tally = count([evolve(GOOD, quantity=3), evolve(NUMBERLESS, quantity=2), GOOD])

    assert tally.total == 6
    assert by_code(tally) == {("2026-W41", "number-given"): 4, ("2026-W41", "missing-number"): 2}


def test_one_pass_counts_for_several_standards_one_tally_each() -> None:
    traceability, on_time = tallies(iter([GOOD, LATE]), [ORDER_TRACEABILITY, ITEMS_ON_TIME], as_of=AS_OF)

    assert [cell.items for cell in traceability.cells] == [2]
    assert [cell.items for cell in on_time.cells] == [1, 1]
    assert (traceability.counting.standard, on_time.counting.standard) == ("order-traceability", "items-on-time")


def test_a_tally_says_what_it_counts() -> None:
    counting = count([], by=WeekBy.SHIPPED, per=Unit.ORDER, readings=Readings(silence_days=3)).counting

    assert (counting.standard, counting.facts_version) == ("order-traceability", 1)
    assert (counting.unit, counting.by, counting.as_of) == (Unit.ORDER, WeekBy.SHIPPED, AS_OF)
    assert ("silence-days", "3") in counting.readings


def test_the_promised_day_puts_an_item_in_its_week_unless_another_day_is_asked_for() -> None:
    item = evidence(promise=DeliverBy(on(12)), ordered=at(4, 23, 59), shipped=at(5, 0, 0), entered=at(5))

    assert count([item]).weeks == (Week(2026, 42),)
    assert count([item], by=WeekBy.SHIPPED).weeks == (Week(2026, 41),)
    assert count([item], by=WeekBy.ORDERED).weeks == (Week(2026, 40),)


def test_a_week_is_a_week_in_amsterdam() -> None:
    sunday = evidence(ordered=None, shipped=moment("2026-10-04T21:59:59Z"), entered=None)
    monday = evidence(ordered=None, shipped=moment("2026-10-04T22:00:00Z"), entered=None)

    assert count([sunday], by=WeekBy.SHIPPED).weeks == (Week(2026, 40),)
    assert count([monday], by=WeekBy.SHIPPED).weeks == (Week(2026, 41),)


@pytest.mark.parametrize("by", list(WeekBy))
def test_an_item_without_that_day_is_counted_as_undated_and_shown(by: WeekBy) -> None:
    item = evidence(promise=None, ordered=None, shipped=None, entered=None)
    tally = count([item], by=by)

    assert day_of_week(item, by) is None
    assert week_of(None) is UNDATED
    assert [(cell.week, cell.items) for cell in tally.cells] == [(UNDATED, 1)]
    assert tally.weeks == ()
    assert tally.total == 1


def test_an_open_item_has_no_day_of_shipping() -> None:
    assert day_of_week(open_evidence(), WeekBy.SHIPPED) is None


def test_what_was_ordered_later_is_not_counted_and_what_was_shipped_later_was_open() -> None:
    items = [GOOD, evolve(LATE, ordered=at(7))]

    assert by_code(count(items, as_of=at(6, 12))) == {("2026-W41", "not-yet-shipped"): 1}
    assert count(items, as_of=at(1)).cells == ()
    assert count(items, as_of=at(9)).total == 2


def test_the_undated_come_last_and_the_cells_are_in_the_same_order_whatever_came_first() -> None:
    items = [evidence(promise=None), GOOD, NUMBERLESS, evidence(promise=DeliverBy(on(1)))]

    assert count(items) == count(items[::-1])
    assert [cell.week for cell in count(items).cells] == [Week(2026, 40), SAMPLE_WEEK, SAMPLE_WEEK, UNDATED]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([GOOD, NUMBERLESS, OPEN], "missing-number"),
        ([GOOD, OPEN], "not-yet-shipped"),
        ([GOOD, open_evidence(stage=Stage.CANCELLED)], "number-given"),
        ([open_evidence(stage=Stage.CANCELLED)], "cancelled"),
    ],
)
def test_a_whole_order_is_known_by_its_items(items: list[Evidence], code: str) -> None:
    for told in (items, items[::-1]):
        assert by_code(count(told, per=Unit.ORDER)) == {("2026-W41", code): 1}


def test_an_order_counts_once_however_many_of_it_were_bought() -> None:
    items = [evolve(GOOD, quantity=7), evolve(LATE, quantity=3), evolve(GOOD, order_id="order-2", quantity=5)]

    assert count(items, per=Unit.ORDER).total == 2
    assert count(items, per=Unit.ITEM).total == 15


def test_a_shipment_counts_once_and_what_was_not_shipped_is_in_none() -> None:
    items = [GOOD, LATE, evolve(NUMBERLESS, shipment_id="shipment-2"), OPEN]
    tally = count(items, per=Unit.SHIPMENT)

    assert by_code(tally) == {("2026-W41", "number-given"): 1, ("2026-W41", "missing-number"): 1}


def test_an_order_lies_in_the_week_of_its_last_day() -> None:
    items = [GOOD, evolve(LATE, promise=DeliverBy(on(12))), evolve(NUMBERLESS, promise=None)]

    assert count(items, per=Unit.ORDER).weeks == (Week(2026, 42),)


def test_tallies_of_parts_add_to_the_tally_of_all() -> None:
    items = [GOOD, LATE, NUMBERLESS, OPEN]

    assert count(items[:1]) + count(items[1:3]) + count(items[3:]) == count(items)
    assert count([]) + count(items) == count(items)


DIFFERENT: list[dict[str, Any]] = [
    {"as_of": at(21)},
    {"by": WeekBy.ORDERED},
    {"per": Unit.ORDER},
    {"readings": Readings(silence_days=4)},
    {"readings": Readings(followed=frozenset({"TNT"}))},
]


@pytest.mark.parametrize("arguments", DIFFERENT, ids="".join)
def test_tallies_that_count_something_else_do_not_add(arguments: dict[str, Any]) -> None:
    with pytest.raises(ConflictError) as caught:
        count([GOOD]) + count([GOOD], **arguments)

    assert caught.value.field == "tallies"
    assert "".join(arguments).replace("per", "unit") in caught.value.shown
    assert_well_told(caught.value)


def test_tallies_of_different_standards_or_versions_do_not_add() -> None:
    traceability, on_time = tallies([GOOD], [ORDER_TRACEABILITY, ITEMS_ON_TIME], as_of=AS_OF)
    newer = Tally(evolve(traceability.counting, facts_version=2), traceability.cells)

    for other, part in ((on_time, "standard"), (newer, "facts_version")):
        with pytest.raises(ConflictError) as caught:
            traceability + other

        assert part in caught.value.shown


@pytest.mark.parametrize("other", [0, None, (), "tally"])
def test_only_tallies_add(other: object) -> None:
    with pytest.raises(TypeError):
        count([GOOD]) + other  # type: ignore[operator]


def test_the_same_moment_in_another_zone_counts_the_same() -> None:
    one, other = moment("2026-10-20T12:00:00+02:00"), moment("2026-10-20T10:00:00Z")

    assert (count([GOOD], as_of=one) + count([GOOD], as_of=other)).total == 2


def test_a_slice_can_be_judged_apart() -> None:
    items = [GOOD, evolve(NUMBERLESS, service=DHL), evolve(LATE, service=DHL, quantity=2)]
    sliced = count(items, slice_by=lambda item: item.service.code if item.service else "")

    assert by_code(sliced.sliced("DHL")) == {("2026-W41", "missing-number"): 1, ("2026-W41", "number-given"): 2}
    assert by_code(sliced.sliced("TNT")) == {("2026-W41", "number-given"): 1}
    assert sliced.sliced("GLS").cells == ()
    assert sliced.sliced("DHL") + sliced.sliced("TNT") == sliced
    assert by_code(sliced) == by_code(count(items))


def test_an_order_that_is_sliced_is_known_by_the_items_of_the_slice() -> None:
    items = [GOOD, evolve(NUMBERLESS, service=DHL)]
    sliced = count(items, per=Unit.ORDER, slice_by=lambda item: item.service.code if item.service else "")

    assert by_code(sliced.sliced("TNT")) == {("2026-W41", "number-given"): 1}
    assert by_code(sliced.sliced("DHL")) == {("2026-W41", "missing-number"): 1}


FACTS = ORDER_TRACEABILITY.facts(GOOD, as_of=AS_OF)


def test_the_same_week_and_facts_twice_are_refused_and_not_added_twice() -> None:
    counting = count([]).counting

    with pytest.raises(InvalidValueError) as caught:
        Tally(counting, (Cell(SAMPLE_WEEK, "", (FACTS,), 1), Cell(SAMPLE_WEEK, "", (FACTS,), 2)))

    assert caught.value.field == "cells"
    assert_well_told(caught.value)


@pytest.mark.parametrize("items", [0, -1, True, 1.0, "1", None, 10**9 + 1, 10**5000], ids=lambda _: "")
def test_a_count_is_a_whole_number_from_one_to_a_billion(items: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Tally(count([]).counting, (Cell(SAMPLE_WEEK, "", (FACTS,), items),))  # type: ignore[arg-type]

    assert caught.value.field == "count"
    assert_well_told(caught.value)


@pytest.mark.parametrize("part", ["x" * 65, "\x00", "\ud800", None, 5, LoudText("TNT")], ids=lambda _: "")
def test_a_slice_is_a_short_plain_text(part: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        count([GOOD], slice_by=lambda item: part)

    assert caught.value.field == "slice"
    assert_well_told(caught.value)


@pytest.mark.parametrize("items", [[None], ["item-1"], [Hostile()]], ids=lambda _: "")
def test_only_evidence_is_counted(items: list[Any]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        count(items)

    assert caught.value.field == "evidence"


def test_a_sum_beyond_a_billion_is_refused() -> None:
    full = Tally(count([]).counting, (Cell(SAMPLE_WEEK, "", (FACTS,), 10**9),))

    with pytest.raises(InvalidValueError):
        full + count([GOOD])


@pytest.mark.parametrize("cells", [None, 5, (5,), ("cell",), ((1, 2),), (Hostile(),)], ids=lambda _: "")
def test_a_tally_is_made_of_cells(cells: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Tally(count([]).counting, cells)  # type: ignore[arg-type]

    assert caught.value.field == "cells"


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"week": None}, "week"),
        ({"week": "2026-W41"}, "week"),
        ({"week": Hostile()}, "week"),
        ({"facts": None}, "facts"),
        ({"facts": [1]}, "facts"),
        ({"facts": (1,)}, "facts"),
        ({"facts": (("number-given",),)}, "facts"),
        ({"facts": ((Hostile(),),)}, "facts"),
    ],
    ids=lambda _: "",
)
def test_a_cell_is_of_a_week_and_has_facts(parts: dict[str, Any], field: str) -> None:
    good = count([GOOD]).cells[0]

    with pytest.raises(InvalidValueError) as caught:
        Tally(count([GOOD]).counting, [good._replace(**parts)])

    assert caught.value.field == field
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"standard": None}, "standard"),
        ({"facts_version": 0}, "facts_version"),
        ({"facts_version": "1"}, "facts_version"),
        ({"unit": "item"}, "unit"),
        ({"by": "promised"}, "by"),
        ({"as_of": datetime(2026, 10, 20)}, "as_of"),  # noqa: DTZ001
        ({"as_of": None}, "as_of"),
    ],
    ids=lambda _: "",
)
def test_what_a_tally_counts_is_said_in_words_of_ours(parts: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Counting(**{**_parts(count([]).counting), **parts})

    assert caught.value.field == field
    assert_well_told(caught.value)


def _parts(counting: Counting) -> dict[str, Any]:
    names = ("standard", "facts_version", "unit", "by", "as_of", "readings")
    return {name: getattr(counting, name) for name in names}


@pytest.mark.parametrize("as_of", [datetime(2026, 10, 20), None, "2026-10-20T12:00:00Z", 0], ids=lambda _: "")  # noqa: DTZ001
def test_counting_needs_a_moment_with_its_offset(as_of: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        count([GOOD], as_of=as_of)

    assert caught.value.field == "as_of"
    assert_well_told(caught.value)


@pytest.mark.parametrize("arguments", [{"by": "promised"}, {"per": "item"}, {"by": None}, {"per": None}], ids=str)
def test_counting_by_something_else_is_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        count([GOOD], **arguments)

    assert caught.value.field in {"by", "per", "unit"}


def test_a_tally_can_be_kept_and_is_the_same_when_it_is_read() -> None:
    tally = count([GOOD, LATE, NUMBERLESS, OPEN])

    assert pickle.loads(pickle.dumps(tally)) == tally
    assert hash(tally) == hash(count([OPEN, NUMBERLESS, LATE, GOOD]))


def test_facts_are_counted_and_not_verdicts_so_that_a_tally_can_be_judged_again() -> None:
    tally = count([GOOD, NUMBERLESS])
    facts = {cell.facts[0].number for cell in tally.cells}  # type: ignore[attr-defined]

    assert facts == {NumberFact.GIVEN, NumberFact.MISSING}
    assert Verdict.HIT not in facts


def test_what_a_tally_refuses_is_said_of_each_part_by_its_name() -> None:
    counting = count([]).counting
    cell: Any = count([GOOD]).cells[0]

    assert [
        refused(evolve, counting, standard=None),
        refused(evolve, counting, facts_version=0),
        refused(evolve, counting, unit="item"),
        refused(evolve, counting, by="promised"),
        refused(Tally, counting, [cell._replace(items=0)]),
        refused(Tally, counting, [cell._replace(week=None)]),
        refused(Tally, counting, [cell._replace(facts=None)]),
        refused(Tally, counting, [cell._replace(facts=("given",))]),
        refused(tallies, [], [None], as_of=AS_OF),
        refused(tallies, ["item-1"], [ORDER_TRACEABILITY], as_of=AS_OF),
        refused(count([GOOD]).__add__, count([GOOD], by=WeekBy.ORDERED, per=Unit.ORDER)),
    ] == [
        "Cannot use None as standard: expected a str",
        "Cannot use 0 as facts_version: expected a whole number from 1 to 1000000000",
        "Cannot use 'item' as unit: expected a Unit",
        "Cannot use 'promised' as by: expected a WeekBy",
        "Cannot use 0 as count: expected a whole number from 1 to 1000000000",
        "Cannot use None as week: expected a Week",
        "Cannot use None as facts: expected a tuple",
        "Cannot use 'given' as facts: expected facts, each a word of a closed set",
        "Cannot use None as standards: expected a ServiceStandard",
        "Cannot use 'item-1' as evidence: expected an Evidence",
        "Cannot reconcile tallies 'unit, by': expected the same count",
    ]


def test_a_slice_is_any_text_that_can_be_written_of_up_to_64_characters() -> None:
    for part in ("", "x" * 64, "Zoë", "\ud7ff", "\ue000"):
        assert [cell.slice for cell in count([GOOD], slice_by=lambda item, part=part: part).cells] == [part]
    for part in ("x" * 65, "a\x00", "a\ud800", "\udfff"):
        assert "as slice: expected at most 64 characters of plain text" in refused(
            count, [GOOD], slice_by=lambda item, part=part: part
        )


def test_what_was_not_shipped_hides_no_shipment_that_comes_after_it() -> None:
    assert count([OPEN, GOOD], per=Unit.SHIPMENT).total == 1


def test_a_tally_is_shown_by_week_and_slice() -> None:
    items = [evolve(GOOD, quantity=3), NUMBERLESS, evidence(promise=None)]

    assert count(items)._repr_html_() == table_html(
        "order-traceability: 5 in all", ("week", "slice", "items"), [("2026-W41", "-", 4), ("undated", "-", 1)]
    )


def test_items_and_whole_orders_are_read_as_of_the_moment_and_without_a_day_lie_in_no_week() -> None:
    undated = evidence(order_id="order-2", promise=None)

    for per in (Unit.ITEM, Unit.ORDER):
        seen = {
            as_of.day: [
                (str(score.week), row.code)
                for score in week_scores(
                    tallies([evidence(), undated], [ITEMS_ON_TIME], as_of=as_of, per=per)[0], ITEMS_ON_TIME
                )
                for row, _ in score.counts
            ]
            for as_of in (at(7), at(8))
        }
        assert seen == {
            7: [("2026-W41", "not-yet-due"), ("Undated.UNDATED", "no-promise")],
            8: [("2026-W41", "nothing-seen"), ("Undated.UNDATED", "no-promise")],
        }
