"""The service standard: rows over facts, the first that matches decides."""

from __future__ import annotations

from typing import Any

from tests.builders import evidence, refused
from trackntrace.notebook import table_html
from trackntrace.performance.evidence import Stage
from trackntrace.performance.returns import RETURNS, CameBack, ReturnFacts
from trackntrace.performance.standard import Row, Verdict, row
from trackntrace.shipping.order import FulfilledBy

SELLER, VIA_BOL = FulfilledBy.SELLER, FulfilledBy.SHIPPING_VIA_BOL
KEPT, BACK = ReturnFacts(SELLER, Stage.SHIPPED, CameBack.NO), ReturnFacts(SELLER, Stage.SHIPPED, CameBack.YES)
OPEN, CANCELLED = (ReturnFacts(SELLER, stage, CameBack.NO) for stage in (Stage.OPEN, Stage.CANCELLED))


def test_a_row_asks_for_one_value_or_several_of_each_fact_that_it_names() -> None:
    made = row("kept", Verdict.HIT, "It stayed.", fulfilled_by=(SELLER, VIA_BOL), came_back=CameBack.NO)

    assert made == Row(
        "kept", Verdict.HIT, (("fulfilled_by", (SELLER, VIA_BOL)), ("came_back", (CameBack.NO,))), "It stayed."
    )
    assert made.because == "It stayed."
    assert made.condition == "fulfilled_by: seller or shipping-via-bol; came_back: no"
    assert [made.matches(facts) for facts in (KEPT, KEPT._replace(fulfilled_by=VIA_BOL), BACK)] == [True, True, False]
    assert row("any", Verdict.MISS, "").condition == "anything else"
    assert row("any", Verdict.MISS, "").matches(BACK)


def test_a_miss_decides_the_whole_then_what_is_pending_then_a_hit() -> None:
    excluded = KEPT._replace(fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL)

    assert [
        RETURNS.judge_whole(items).code
        for items in (
            [KEPT, OPEN, BACK, excluded],
            [KEPT, excluded, OPEN],
            [excluded, KEPT],
            [excluded],
            [CANCELLED, KEPT],
        )
    ] == ["returned", "not-yet-shipped", "not-returned", "logistics-via-bol", "cancelled"]


def test_what_a_standard_cannot_judge_is_said() -> None:
    facts: Any = ("seller", "shipped", "no")
    incomplete: Any = RETURNS.__class__(
        "short",
        facts_type=ReturnFacts,
        facts_version=1,
        read=RETURNS.read,
        reachable=RETURNS.reachable,
        rows=RETURNS.rows[:2],
        editions=RETURNS.editions,
        direction=RETURNS.direction,
    )

    assert [
        refused(RETURNS.judge, facts),
        refused(RETURNS.judge_whole, []),
        refused(incomplete.judge, KEPT),
        refused(RETURNS.facts, evidence(), as_of="2026-10-20"),
    ] == [
        "Cannot use a value of type tuple as facts: expected a ReturnFacts",
        "Cannot reconcile returns 0: expected the facts of at least one item",
        "Cannot reconcile short 'seller shipped no': expected facts that a row of the table meets",
        "Cannot use '2026-10-20' as as_of: expected a datetime with its offset (offset required)",
    ]


def test_a_standard_is_shown_row_by_row() -> None:
    assert RETURNS._repr_html_() == table_html(
        "returns: the first row that matches decides",
        ("code", "verdict", "if", "because"),
        [(each.code, each.verdict.value, each.condition, each.because) for each in RETURNS.rows],
    )
