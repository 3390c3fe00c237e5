"""The explanation of a score item by item, what changed between two, and what caused the misses."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from attrs import evolve, fields

from tests.builders import (
    NUMBER,
    PROMISED,
    SAMPLE_WEEK,
    assert_well_told,
    at,
    delivered,
    event,
    evidence,
    on,
    open_evidence,
    refused,
)
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment
from trackntrace.notebook import table_html
from trackntrace.numbers.delivery_services import DHL, GLS, POSTNL
from trackntrace.performance.causes import Cause, causes
from trackntrace.performance.evidence import Evidence, ExcuseReason
from trackntrace.performance.explanation import Explanation, Revision, diff, explain
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import UNDATED, WeekBy, tallies
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.promise import DeliverBy

AS_OF = at(20)
S = TransportStatus


def explained(*items: Evidence, as_of: Moment = AS_OF, standard: AnyStandard = ITEMS_ON_TIME) -> list[Explanation]:
    return list(explain(items, standard, as_of=as_of))


def revised(before: list[Evidence], after: list[Evidence], **moments: Moment) -> tuple[Revision, ...]:
    return diff(
        explained(*before, as_of=moments.get("then", AS_OF)), explained(*after, as_of=moments.get("now", AS_OF))
    )


def test_one_item_is_explained_by_its_facts_the_row_they_met_and_the_norm() -> None:
    (why,) = explained(evidence(journey=delivered(at(8))))

    assert (why.standard, why.week, why.row.code) == ("items-on-time", SAMPLE_WEEK, "late-first-attempt")
    assert why.named_facts == {
        "fulfilled_by": "seller",
        "stage": "shipped",
        "sent_as": "parcel",
        "followed": "yes",
        "outcome": "late",
        "customer": "not-asked",
        "excused": "no",
    }
    assert why.edition == ITEMS_ON_TIME.editions.of(SAMPLE_WEEK)
    assert why.row.because == "It came after the promised day."


def test_an_undated_item_is_explained_without_a_norm() -> None:
    (why,) = explained(evidence(promise=None))

    assert (why.week, why.edition, why.row.code) == (UNDATED, None, "no-promise")


def test_the_evidence_of_an_explanation_is_cut_at_its_moment() -> None:
    (why,) = explained(evidence(journey=delivered(at(7))), as_of=at(6, 20))

    assert why.item.journey.first_attempt is None
    assert why.row.code == "not-yet-due"


def test_what_was_ordered_later_is_not_explained() -> None:
    assert explained(evidence(), as_of=at(4)) == []


def test_explaining_item_by_item_says_what_counting_says() -> None:
    items = [
        evidence(journey=delivered(at(7))),
        evidence(),
        evidence(service=GLS),
        open_evidence(),
        evidence(promise=None),
    ]
    (tally,) = tallies(items, [ITEMS_ON_TIME], as_of=AS_OF)
    counted = {
        (score.week, row.code): count for score in week_scores(tally, ITEMS_ON_TIME) for row, count in score.counts
    }

    assert counted == Counter((why.week, why.row.code) for why in explained(*items))


def test_the_week_of_an_explanation_is_by_the_day_that_is_asked_for() -> None:
    item = evidence(promise=DeliverBy(on(12)))
    (why,) = explain([item], ITEMS_ON_TIME, as_of=AS_OF, by=WeekBy.SHIPPED)

    assert why.week == SAMPLE_WEEK


@pytest.mark.parametrize(
    ("arguments", "field"),
    [({"as_of": datetime(2026, 10, 20)}, "as_of"), ({"as_of": None}, "as_of"), ({"by": "promised"}, "by")],  # noqa: DTZ001
    ids=lambda _: "",
)
def test_explaining_needs_a_moment_with_its_offset_and_a_day_to_go_by(arguments: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        list(explain([evidence()], ITEMS_ON_TIME, **{"as_of": AS_OF, **arguments}))

    assert caught.value.field == field
    assert_well_told(caught.value)


# What changed


def test_where_nothing_changed_there_is_no_revision() -> None:
    assert revised([evidence()], [evidence()]) == ()
    assert revised([], []) == ()


def test_a_scan_that_is_learned_late_is_a_revision_that_names_the_journey() -> None:
    item = evidence(journey=Journey([event(S.DELIVERED, at(7), learned=at(9))]))
    (change,) = revised([item], [item], then=at(8), now=at(9))

    assert change.before is not None
    assert change.after is not None
    assert (change.before.row.code, change.after.row.code) == ("nothing-seen", "first-attempt-on-time")
    assert change.facts == (("outcome", "nothing-seen", "on-time"),)
    assert change.evidence == ("journey",)


def test_a_report_is_a_revision_that_names_the_report() -> None:
    item = evidence(service=GLS)
    (change,) = revised([item], [evolve(item, not_received=on(15))])

    assert (change.facts, change.evidence) == ((("customer", "silent", "reported"),), ("not_received",))


def test_an_excuse_is_a_revision_that_names_the_excuse() -> None:
    item = evidence()
    (change,) = revised([item], [evolve(item, excuse=ExcuseReason.DEPOT_DISRUPTION)])

    assert change.after is not None
    assert change.after.row.code == "excused"
    assert (change.facts, change.evidence) == ((("excused", "no", "yes"),), ("excuse",))


def test_a_number_that_was_added_later_is_a_revision_that_names_the_number() -> None:
    without, item = evidence(number=None, entered=None), evidence(entered=at(9))
    before = explained(without, standard=ORDER_TRACEABILITY)
    (change,) = diff(before, explained(item, standard=ORDER_TRACEABILITY))

    assert change.facts == (("number", "missing", "given"),)
    assert change.evidence == ("number", "entered")


def test_an_item_that_was_open_and_has_been_shipped_is_one_item() -> None:
    (change,) = revised([open_evidence()], [evidence(journey=delivered(at(7)))], then=at(6, 12), now=AS_OF)

    assert change.before is not None
    assert change.after is not None
    assert (change.before.row.code, change.after.row.code) == ("not-yet-shipped", "first-attempt-on-time")
    assert {"shipment_id", "stage", "number", "service", "shipped", "journey"} <= set(change.evidence)


def test_an_item_that_came_or_went_is_on_one_side_only() -> None:
    (came,) = revised([], [evidence()])
    (went,) = revised([evidence()], [])

    assert (came.before, went.after) == (None, None)
    assert came.after is not None
    assert went.before is not None
    assert ("outcome", "", "nothing-seen") in came.facts
    assert ("outcome", "nothing-seen", "") in went.facts


def test_an_item_whose_promise_moved_to_another_week_is_a_revision() -> None:
    item = evidence(service=GLS)
    (change,) = revised([item], [evolve(item, promise=DeliverBy(on(12)))])

    assert change.evidence == ("promise",)
    assert change.before is not None
    assert change.after is not None
    assert change.before.week != change.after.week


def _balance(revisions: tuple[Revision, ...]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for each in revisions:
        if each.before:
            sums[each.before.row.code] -= each.before.item.quantity
        if each.after:
            sums[each.after.row.code] += each.after.item.quantity
    return Counter({code: count for code, count in sums.items() if count})


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (
            [open_evidence(quantity=5)],
            [open_evidence(quantity=3), evidence(quantity=2)],
            {"not-yet-shipped": -2, "nothing-seen": 2},
        ),
        (
            [open_evidence(quantity=5)],
            [evidence(quantity=3), evidence(quantity=2, shipment_id="shipment-2")],
            {"not-yet-shipped": -5, "nothing-seen": 5},
        ),
        ([evidence(quantity=5)], [evidence(quantity=4)], {"nothing-seen": -1}),
        (
            [],
            [evidence(shipment_id=""), evidence(shipment_id="", journey=delivered(at(7)))],
            {"nothing-seen": 1, "first-attempt-on-time": 1},
        ),
    ],
    ids=["partly shipped", "shipped in two parts", "corrected quantity", "two shipments without an id"],
)
def test_the_revisions_account_for_the_whole_change_of_the_count(
    before: list[Evidence], after: list[Evidence], changed: dict[str, int]
) -> None:
    assert dict(_balance(revised(before, after))) == changed


def test_revisions_come_in_the_same_order_whatever_came_first() -> None:
    items = [evidence(order_item_id=f"item-{n}") for n in range(5)]

    assert revised(items, []) == revised(items[::-1], [])


# What caused the misses


def test_misses_of_one_row_and_one_service_have_one_cause_the_largest_first() -> None:
    items = [
        evidence(journey=delivered(at(8)), quantity=2),
        evidence(service=DHL, journey=delivered(at(9)), quantity=3, promise=DeliverBy(on(6))),
        evidence(service=DHL, journey=delivered(at(9)), promise=PROMISED),
        evidence(journey=delivered(at(7))),
        evidence(number=NUMBER),
    ]

    assert causes(explained(*items)) == (
        Cause(code="late-first-attempt", service=DHL, items=4, first_day=on(6), last_day=on(7)),
        Cause(code="late-first-attempt", service=POSTNL, items=2, first_day=on(7), last_day=on(7)),
        Cause(code="nothing-seen", service=POSTNL, items=1, first_day=on(7), last_day=on(7)),
    )


def test_where_nothing_was_missed_there_is_no_cause() -> None:
    assert causes(explained(evidence(journey=delivered(at(7))), open_evidence())) == ()


def test_misses_without_a_promise_or_a_service_have_a_cause_too() -> None:
    why = explained(evidence(service=None, promise=None, number=None, entered=None), standard=ORDER_TRACEABILITY)

    assert causes(why) == (Cause(code="missing-number", service=None, items=1, first_day=None, last_day=None),)


def test_what_explaining_refuses_is_said_by_its_name() -> None:
    def all_of(evidence: Any, **arguments: Any) -> list[Explanation]:
        return list(explain(evidence, ITEMS_ON_TIME, **{"as_of": AS_OF, **arguments}))

    assert [
        refused(all_of, [7]),
        refused(all_of, [], as_of="2026-10-20"),
        refused(all_of, [], by="promised"),
    ] == [
        "Cannot use 7 as evidence: expected an Evidence",
        "Cannot use '2026-10-20' as as_of: expected a datetime with its offset (offset required)",
        "Cannot use 'promised' as by: expected a WeekBy",
    ]


def test_an_explanation_by_a_half_says_whose_facts_it_has() -> None:
    (why,) = explained(evidence(), standard=DELIVERED_ON_TIME)

    assert (why.standard, why.facts_of) == ("delivered-on-time", "items-on-time")
    assert explained(evidence())[0].facts_of == "items-on-time"


def test_an_explanation_of_0_1_0_was_by_the_facts_of_its_own_standard() -> None:
    (why,) = explained(evidence())
    state = {part.name: getattr(why, part.name) for part in fields(Explanation) if part.name != "facts_of"}
    read = Explanation.__new__(Explanation)
    read.__setstate__(state)

    assert read == why


def test_an_item_that_came_or_went_names_all_that_is_known_of_it() -> None:
    known = {part.name for part in fields(Evidence) if getattr(evidence(), part.name) is not None}

    for revisions in (revised([], [evidence()]), revised([evidence()], [])):
        assert [set(each.evidence) for each in revisions] == [known]


def test_an_explanation_is_shown_with_its_facts() -> None:
    (why,) = explained(evidence(journey=delivered(at(8))))

    assert why._repr_html_() == table_html(
        "items-on-time, 2026-W41",
        ("what", "is"),
        [
            ("order", "order-1"),
            ("item", "item-1"),
            ("verdict", "miss"),
            ("code", "late-first-attempt"),
            ("because", "It came after the promised day."),
            *why.named_facts.items(),
        ],
    )
