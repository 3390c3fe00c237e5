"""Returns: what came back of what was ordered; each row of the table by an example."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.builders import at, evidence, item, line, on, open_evidence, order, shipment
from trackntrace.errors import ConflictError, InvalidValueError, NoEditionError
from trackntrace.moment import Week
from trackntrace.performance.dossier import Dossier, Return
from trackntrace.performance.evidence import Evidence, ExcuseReason, Stage
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.returns import RETURNS, RETURNS_EDITIONS, ReturnedOf, returns
from trackntrace.performance.score import Score, Standing
from trackntrace.performance.scorecard import week_scores
from trackntrace.performance.tally import tallies
from trackntrace.shipping.order import FulfilledBy


def code(known: Evidence, *, day: int = 20, of: ReturnedOf = ReturnedOf.ORDERED) -> str:
    standard = returns(of=of)
    met = standard.judge(standard.facts(known, as_of=at(day)))
    return f"{met.verdict.value} {met.code}"


def test_what_did_not_come_back_is_good() -> None:
    assert code(evidence()) == "hit not-returned"


def test_what_came_back_is_a_miss_from_that_day_on() -> None:
    known = evidence(returned=on(12))

    assert code(known, day=11) == "hit not-returned"
    assert code(known, day=12) == "miss returned"


def test_what_is_open_can_still_be_shipped() -> None:
    assert code(open_evidence()) == "pending not-yet-shipped"


def test_what_was_cancelled_was_ordered_and_did_not_come_back() -> None:
    known = open_evidence(stage=Stage.CANCELLED)

    assert code(known) == "hit cancelled"
    assert code(known, of=ReturnedOf.SHIPPED) == "excluded cancelled"


def test_what_the_marketplace_ships_is_left_out() -> None:
    known = evidence(fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL, returned=on(12))

    assert code(known) == "excluded logistics-via-bol"


def test_no_disruption_excuses_what_came_back() -> None:
    assert code(evidence(returned=on(12), excuse=ExcuseReason.DEPOT_DISRUPTION)) == "miss returned"


def test_what_was_not_yet_shipped_had_not_come_back() -> None:
    known = evidence(shipped=at(14), returned=on(12))

    assert known.until(at(13)).returned is None
    assert code(known, day=13) == "pending not-yet-shipped"


def test_the_facts_are_just_those_that_can_be_read_off_evidence() -> None:
    shapes = [open_evidence(stage=stage, fulfilled_by=party) for stage in Stage for party in FulfilledBy]
    shapes += [evidence(fulfilled_by=party, returned=on(12)) for party in FulfilledBy]

    assert {RETURNS.facts(known, as_of=at(20)) for known in shapes} == set(RETURNS.all_facts())


def test_every_seller_has_a_norm_of_their_own_which_only_the_marketplace_tells() -> None:
    week = Week.parse("2026-W41")
    told = RETURNS_EDITIONS.tell(week, Norm.parse("6%", Direction.AT_MOST), source="the indicator of that week")
    (tally,) = tallies([evidence(quantity=94), evidence(quantity=6, returned=on(12))], [RETURNS], as_of=at(20))

    (untold,) = week_scores(tally, RETURNS)
    (met,) = week_scores(tally, RETURNS.with_editions(told))

    assert (untold.standing, untold.shown) == (Standing.NOT_ASSESSED, "6/100")
    assert (met.standing, met.shown, met.score) == (Standing.MEETS, "6.0 %", Score(6, 100))
    with pytest.raises(NoEditionError):
        RETURNS_EDITIONS.of(week)


def test_the_norm_was_five_percent_for_all_and_gave_no_strikes() -> None:
    edition = RETURNS_EDITIONS.on(date(2020, 1, 1))

    assert str(edition.target) == "<= 1/20"
    assert edition.strikes_from is None


# From shipments


def lines(*parts: Return, quantity: int = 3, again: int = 0) -> list[tuple[int, date | None]]:
    sent = [shipment(line(quantity))]
    if again:
        sent.append(shipment(line(again), shipment_id="shipment-2"))
    dossier = Dossier(orders={"order-1": order(item(9))}, returns={"item-1": parts})
    return [(each.quantity, each.returned) for each in dossier.evidence(sent) if each.stage is Stage.SHIPPED]


def test_a_line_is_parted_where_only_some_of_it_came_back() -> None:
    assert lines(Return(1, on=on(12))) == [(1, on(12)), (2, None)]


def test_a_line_that_came_back_bit_by_bit_is_parted_by_day() -> None:
    assert lines(Return(1, on=on(12)), Return(2, on=on(14))) == [(1, on(12)), (2, on(14))]


def test_what_came_back_is_parted_from_the_shipments_in_their_order() -> None:
    assert lines(Return(4, on=on(12)), quantity=3, again=2) == [(3, on(12)), (1, on(12)), (1, None)]


def test_a_line_of_which_nothing_came_back_stays_as_it_is() -> None:
    assert lines() == [(3, None)]


def test_parted_lines_are_told_apart() -> None:
    dossier = Dossier(returns={"item-1": (Return(1, on=on(12)), Return(1, on=on(13)))})

    assert len({each.key for each in dossier.evidence([shipment(line(3))])}) == 3


def test_a_dossier_can_be_gone_through_twice() -> None:
    dossier = Dossier(returns={"item-1": (Return(2, on=on(12)),)})

    assert list(dossier.evidence([shipment(line(3))])) == list(dossier.evidence([shipment(line(3))]))


@pytest.mark.parametrize(("quantity", "day"), [(0, on(12)), (True, on(12)), (1, at(12)), (1, None)])
def test_a_return_is_of_whole_items_on_a_day(quantity: Any, day: Any) -> None:
    with pytest.raises(InvalidValueError):
        Return(quantity, on=day)


def test_more_back_than_was_shipped_is_told_and_what_is_too_many_is_left_out() -> None:
    told = {"item-1": (Return(2, on=on(12)), Return(1, on=on(13)))}
    dossier = Dossier(orders={"order-1": order(item(2, shipped=2))}, returns=told)
    seen: list[ConflictError] = []

    lines = list(dossier.evidence([shipment(line(2))], on_conflict=seen.append))

    assert [(each.quantity, each.returned) for each in lines] == [(2, on(12))]
    assert [(error.field, error.shown) for error in seen] == [("returns", "3")]
    with pytest.raises(ConflictError):
        list(dossier.evidence([shipment(line(2))]))


def test_what_came_back_of_a_shipment_that_was_not_given_is_no_conflict() -> None:
    dossier = Dossier(orders={"order-1": order(item(3, shipped=3))}, returns={"item-1": (Return(3, on=on(12)),)})

    assert [each.quantity for each in dossier.evidence([shipment(line(1))])] == [1]


def test_the_rows_of_the_table_stand_in_this_order_and_say_why() -> None:
    assert [(row.code, row.verdict.value, row.condition, row.because) for row in returns().rows] == [
        (
            "logistics-via-bol",
            "excluded",
            "fulfilled_by: logistics-via-bol",
            "The marketplace ships it and takes it back.",
        ),
        ("cancelled", "hit", "stage: cancelled", "It was ordered and cannot come back."),
        ("not-yet-shipped", "pending", "stage: open", "It can still be shipped or be cancelled."),
        ("not-returned", "hit", "came_back: no", "It did not come back."),
        ("returned", "miss", "came_back: yes", "It came back."),
    ]


def test_of_what_was_shipped_the_table_leaves_out_what_was_cancelled() -> None:
    shipped = returns(of=ReturnedOf.SHIPPED)

    assert [(row.code, row.verdict.value, row.because) for row in shipped.rows if row not in returns().rows] == [
        ("cancelled", "excluded", "What was not sent cannot come back.")
    ]
    assert (shipped.readings, returns().readings) == ((("returned-of", "shipped"),), (("returned-of", "ordered"),))
    assert (shipped.name, shipped.facts_version, shipped.direction) == ("returns", 1, Direction.AT_MOST)
