"""The strategies reach what they promise to reach, and what they make belongs together."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise
from operator import eq
from typing import Any, get_args

import pytest
from hypothesis import assume, find, given
from hypothesis import strategies as st

from tests.builders import assert_well_told
from tests.kit.meeting import MET
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week, local_day
from trackntrace.numbers.formats import FORMATS, candidates
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.numbers.number_format import NumberFormat
from trackntrace.numbers.placeholders import is_placeholder
from trackntrace.performance.counted import COUNTED_STANDARDS
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.norm import Norm
from trackntrace.performance.score import Amount, Standing
from trackntrace.performance.standard import Verdict
from trackntrace.shipping.customer import Told
from trackntrace.shipping.delivery_methods import Instruction
from trackntrace.shipping.journey import Journey, TransportEvent
from trackntrace.shipping.picture import Picture
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.testing.evidence import evidence, shipped_evidence
from trackntrace.testing.findings import examinations, instructions, told
from trackntrace.testing.journeys import journeys_told_twice
from trackntrace.testing.moments import SPANS, WEEK_53, moments, promises, weeks
from trackntrace.testing.numbers import (
    misprinted,
    numbers,
    numbers_of,
    track_and_trace_numbers,
    unreadable_numbers,
)
from trackntrace.testing.pictures import pieces_in_two_orders
from trackntrace.testing.scorecards import explanations_of, strikes, week_scores
from trackntrace.testing.shipments import DELIVERY_METHODS, entries_for, transports
from trackntrace.testing.shops import shops, without_side_inputs
from trackntrace.testing.standards import amounts, counted_standards, scores, share_norms

CHECKED = [one for one in FORMATS if one.checks]


def is_one(kind: type, value: object) -> bool:
    return type(value) is kind


def test_the_spans_hold_a_week_53_and_both_changes_of_the_clock() -> None:
    assert Week(2026, 53) in {Week.of(day) for day in WEEK_53}
    assert date(2024, 10, 27) in SPANS[1]
    assert date(2026, 3, 29) in SPANS[2]
    assert all((later - earlier).days == 1 for span in SPANS for earlier, later in pairwise(span))


@pytest.mark.parametrize(
    ("strategy", "wanted"),
    [
        pytest.param(weeks(), lambda week: week.number == 53, id="week 53"),
        pytest.param(moments(), lambda at: local_day(at) != at.date(), id="another day in Amsterdam"),
        pytest.param(promises(), lambda promise: type(promise) is DeliverOn, id="an exact promise"),
        pytest.param(promises(), lambda promise: type(promise) is DeliverBy, id="a last day"),
        pytest.param(numbers(), lambda number: type(number) is UnreadableNumber, id="an unreadable number"),
        pytest.param(track_and_trace_numbers(), is_placeholder, id="a placeholder"),
        pytest.param(track_and_trace_numbers(), lambda number: not candidates(number), id="a number of nobody's"),
        pytest.param(transports(), lambda one: one.number is None and one.entry, id="an entry without number"),
        pytest.param(transports(), lambda one: one.label, id="a bought label"),
        pytest.param(transports(), lambda one: one.notes, id="a correction note"),
        pytest.param(scores(), lambda one: one.counted > 10**6, id="a large score"),
        pytest.param(
            st.tuples(scores(), share_norms()).filter(lambda both: both[0].counted > 0),
            lambda both: both[0].standing(both[1]) is Standing.MEETS and both[0].headroom(both[1]) == 0,
            id="a score that just meets its norm",
        ),
        pytest.param(shipped_evidence(), lambda item: item.journey.first_attempt and item.promise, id="an attempt"),
        *(pytest.param(amounts(), partial(is_one, kind), id=kind.__name__) for kind in get_args(Amount)),
        *(pytest.param(told(), partial(is_one, kind), id=kind.__name__) for kind in get_args(Told)),
        *(pytest.param(instructions(), partial(is_one, kind), id=kind.__name__) for kind in get_args(Instruction)),
        *(pytest.param(counted_standards(), partial(eq, one), id=one.name) for one in COUNTED_STANDARDS),
        pytest.param(examinations(), lambda found: found.findings, id="a finding"),
        pytest.param(week_scores(), lambda score: score.standing is Standing.FALLS_SHORT, id="a week that falls short"),
        pytest.param(strikes(), lambda strike: strike.missed, id="a strike"),
        pytest.param(shops(), lambda shop: len(shop.shipments) > len(shop.orders), id="an order in two boxes"),
        pytest.param(shops(), lambda shop: shop.dossier.returns, id="something that came back"),
    ],
)
@pytest.mark.law
def test_what_matters_is_reached(strategy: st.SearchStrategy[Any], wanted: Any) -> None:
    assert wanted(find(strategy, wanted, settings=MET))


@pytest.mark.law
@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_reached(verdict: Verdict) -> None:
    found = find(explanations_of(verdict), lambda _: True, settings=MET)

    assert found.row.verdict is verdict


@pytest.mark.law
@pytest.mark.parametrize("one", FORMATS, ids=str)
@given(data=st.data())
def test_the_numbers_of_a_format_fit_it(one: NumberFormat, data: st.DataObject) -> None:
    number = data.draw(numbers_of(one))

    assert one.fits(number)
    assert one in candidates(number)


@pytest.mark.law
@pytest.mark.parametrize("one", CHECKED, ids=str)
@given(data=st.data())
def test_a_misprinted_number_has_the_shape_and_not_the_check_digit(one: NumberFormat, data: st.DataObject) -> None:
    number = data.draw(misprinted(one))

    assert one.has_shape(number.text)
    assert not one.fits(number)


def test_without_a_check_digit_nothing_can_be_misprinted() -> None:
    unchecked = next(one for one in FORMATS if not one.checks)

    with pytest.raises(InvalidValueError) as caught:
        misprinted(unchecked)
    assert_well_told(caught.value)


@pytest.mark.law
@given(unreadable_numbers())
def test_an_unreadable_number_cannot_be_read(number: UnreadableNumber) -> None:
    with pytest.raises(InvalidValueError):
        TrackAndTraceNumber.parse(number.raw)


@pytest.mark.law
@given(journeys_told_twice())
def test_however_a_journey_is_told_it_is_the_same(told: tuple[list[TransportEvent], list[TransportEvent]]) -> None:
    assert Journey(told[0]) == Journey(told[1])


@pytest.mark.law
@given(pieces_in_two_orders())
def test_in_whatever_order_pieces_are_learned_the_picture_is_the_same(told: tuple[list[Any], list[Any]]) -> None:
    assert Picture.of(told[0]).shipments == Picture.of(told[1]).shipments


@pytest.mark.law
@pytest.mark.parametrize("method", DELIVERY_METHODS, ids=lambda method: method.name)
@given(data=st.data())
def test_the_entries_for_a_method_are_accepted_by_it(method: Any, data: st.DataObject) -> None:
    entry = data.draw(entries_for(method))

    assert method.accept(entry) is entry


@pytest.mark.law
@given(shops())
def test_the_evidence_of_a_shop_accounts_for_all_that_was_ordered(shop: Any) -> None:
    ordered = sum(item.quantity for order in shop.orders for item in order.items)

    assert sum(item.quantity for item in shop.evidence) == ordered
    assert sum(item.quantity for item in without_side_inputs(shop).evidence) == ordered


@pytest.mark.law
@given(evidence())
def test_the_moments_of_one_item_lie_close_together(item: Evidence) -> None:
    told = [at for at in (item.ordered, item.shipped, item.entered) if at]
    assume(len(told) > 1)

    assert (max(told) - min(told)).days <= 10
    assert item.stage is Stage.SHIPPED or item.shipped is None


@pytest.mark.law
@given(share_norms())
def test_a_norm_for_a_share_is_one(norm: Norm) -> None:
    assert 0 <= norm.value <= 1
