"""Scorecards and all that is told of them are made by the library of what was drawn, and may be anything that it makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.builders import at, delivered, on, open_evidence
from tests.builders import evidence as item_of
from tests.kit.meeting import drawn, most, parts
from trackntrace.moment import Week, local_day
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.performance.causes import Cause
from trackntrace.performance.comparison import Comparison, ScoreChange
from trackntrace.performance.counted import COUNTED_STANDARDS, NPS_AFTER_CONTACT, PHONE_AVAILABILITY, RATING
from trackntrace.performance.evidence import ExcuseReason
from trackntrace.performance.exemption import AffectedItem, EvidenceList
from trackntrace.performance.explanation import Explanation, Revision
from trackntrace.performance.outlook import Deadline, Outlook, PendingItem
from trackntrace.performance.replay import Replay
from trackntrace.performance.score import Average, Score
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.standard import Verdict
from trackntrace.performance.strike_rules import (
    CONSEQUENCES,
    STRIKE_WINDOWS,
    Boundary,
    Finality,
    StrikesPer,
    StrikeWindow,
)
from trackntrace.performance.strikes import MissedWeek, Strike, StrikeRecord
from trackntrace.performance.todo import Task
from trackntrace.performance.unsettled import Unsettled
from trackntrace.shipping.promise import DeliverBy
from trackntrace.testing import scorecards, standards
from trackntrace.testing.moments import OCTOBER_2026, grid

pytestmark = pytest.mark.law

NAMES = {"order-traceability", "items-on-time", "cancellations", "returns"}
LATE = DeliverBy(on(14))
EXCUSE = ExcuseReason.DEPOT_DISRUPTION
ITEMS = (
    item_of(journey=delivered(at(7))),
    item_of(order_id="order-2", order_item_id="item-2", number=None, entered=None, quantity=3),
    item_of(order_id="order-3", order_item_id="item-3", promise=LATE, shipped=at(13), ordered=at(12), entered=at(13)),
    open_evidence(order_id="order-4", order_item_id="item-4", promise=LATE, ordered=at(12)),
    item_of(order_id="order-5", order_item_id="item-5", number=None, entered=None, excuse=EXCUSE),
    item_of(order_id="order-7", order_item_id="item-7", excuse=EXCUSE, journey=delivered(at(9))),
    item_of(order_id="order-6", order_item_id="item-6", journey=delivered(at(9))),
)


@pytest.fixture(autouse=True)
def few_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items of which there are few: hits, misses, excused ones, and two that are not decided yet."""
    few = st.sampled_from(ITEMS)
    monkeypatch.setattr(scorecards, "evidence", lambda **_: few)
    monkeypatch.setattr(standards, "evidence", lambda: few)
    monkeypatch.setattr(scorecards, "_ITEMS", st.lists(few, min_size=1, max_size=4, unique=True))
    monkeypatch.setattr(scorecards, "delivery_services", lambda: st.sampled_from((POSTNL, DHL)))


@pytest.mark.parametrize(
    ("strategy", "kind"),
    [
        (scorecards.explanations, Explanation),
        (scorecards.revisions, Revision),
        (scorecards.found_causes, Cause),
        (scorecards.scorecards, Scorecard),
        (scorecards.week_scores, WeekScore),
        (scorecards.comparisons, Comparison),
        (scorecards.changes_of_scores, ScoreChange),
        (scorecards.replays, Replay),
        (scorecards.strike_records, StrikeRecord),
        (scorecards.strikes, Strike),
        (scorecards.evidence_lists, EvidenceList),
        (scorecards.affected_items, AffectedItem),
        (scorecards.unsettled_items, Unsettled),
        (scorecards.tasks, Task),
        (scorecards.deadlines, Deadline),
        (scorecards.some_outlooks, Outlook),
        (scorecards.pending_items, PendingItem),
    ],
    ids=lambda each: each.__name__,
)
def test_whatever_is_told_of_a_scorecard_is_drawn(strategy: Callable[[], st.SearchStrategy[Any]], kind: type) -> None:
    found = drawn(strategy(), 10)

    assert {type(each) for each in found} == {kind}
    assert len(set(map(repr, found))) > 1


@pytest.mark.parametrize("verdict", [Verdict.HIT, Verdict.MISS, Verdict.PENDING, Verdict.EXCLUDED])
def test_an_item_is_explained_that_has_just_the_verdict_that_is_asked_for(verdict: Verdict) -> None:
    found = drawn(scorecards.explanations_of(verdict), 25)

    assert {each.row.verdict for each in found} == {verdict}
    assert {each.standard for each in found} <= NAMES
    assert len({each.standard for each in found}) > 1


def test_items_are_explained_by_every_standard_at_the_end_of_the_span() -> None:
    found = drawn(scorecards.explanations(), 60)

    assert parts(found, "standard") == NAMES
    assert {local_day(when) for when in parts(drawn(scorecards.scorecards(), 25), "as_of")} == set(OCTOBER_2026[-3:])


def test_every_explanation_is_of_the_end_of_the_span_and_what_changed_is_between_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []

    def explained(_items: object, _standard: object, *, as_of: Any) -> tuple[object, ...]:
        asked.append(as_of)
        return ("an explanation",)

    monkeypatch.setattr(scorecards, "explain", explained)
    monkeypatch.setattr(scorecards, "diff", lambda before, after: ((before, after),))

    revised: list[Any] = drawn(scorecards.revisions(), 10)
    assert set(revised) == {(("an explanation",), ("an explanation",))}
    assert {local_day(when) in OCTOBER_2026[-3:] for when in asked} == {True}


def test_a_deadline_is_asked_for_at_any_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def deadline(_item: object, *, as_of: Any) -> str:
        asked.append(as_of)
        return "a deadline"

    monkeypatch.setattr(scorecards, "deadline_of", deadline)
    monkeypatch.setattr(scorecards, "moments", lambda: st.just(at(9)))

    found: list[Any] = drawn(scorecards.deadlines(), 5)
    assert set(found) == {"a deadline"}
    assert set(asked) == {at(9)}


def test_causes_are_those_of_misses() -> None:
    found = drawn(scorecards.found_causes(), 15)

    assert {type(each) for each in found} == {Cause}
    assert {each.items >= 1 for each in found} == {True}


def test_a_scorecard_has_one_or_two_standards_and_a_figure_beside_them_or_none() -> None:
    found = drawn(scorecards.scorecards(), 40)

    assert {len({score.standard for score in each.scores}) for each in found} <= {0, 1, 2}
    assert 2 in {len({score.standard for score in each.scores}) for each in found}
    assert {len(each.figures) for each in found} == {0, 1}


def test_a_figure_is_of_a_standard_of_which_only_the_amount_is_known() -> None:
    found = drawn(scorecards.week_figures(), 80)

    assert {type(each.amount) for each in found} == {Score, Average}
    assert {each.standard for each in found} == {each.name for each in COUNTED_STANDARDS}
    assert parts(found, "week") == {Week.of(day) for day in OCTOBER_2026}
    assert {type(each.amount) for each in found if each.standard == PHONE_AVAILABILITY.name} == {Score}


@pytest.mark.parametrize(
    ("value", "rating", "nps"),
    [
        (Fraction(-101), False, False),
        (Fraction(-100), False, True),
        (Fraction(99, 100), False, True),
        (Fraction(1), True, True),
        (Fraction(10), True, True),
        (Fraction(1001, 100), False, True),
        (Fraction(100), False, True),
        (Fraction(10001, 100), False, False),
    ],
)
def test_an_average_is_possible_from_the_least_to_the_most_that_a_standard_may_be(
    value: Fraction, rating: bool, nps: bool
) -> None:
    amount = Average(value * 7, 7)

    assert scorecards._possible(RATING, amount) is rating
    assert scorecards._possible(NPS_AFTER_CONTACT, amount) is nps
    assert scorecards._possible(COUNTED_STANDARDS[1], amount) is (value >= 0)
    assert scorecards._possible(RATING, Average(Fraction(0), 0)) is True


def test_scores_that_changed_and_what_came_or_went_lie_between_two_scorecards() -> None:
    assert {type(each.before) for each in drawn(scorecards.comparisons(), 3)} == {Scorecard}
    revised = drawn(scorecards.revisions(), 20)

    assert {(each.before is None, each.after is None) for each in revised} >= {(True, False), (False, True)}


def test_a_tally_is_replayed_by_its_very_standard() -> None:
    found = drawn(scorecards.replays(), 20)

    assert {each.tally.counting.standard == each.standard.name for each in found} == {True}


def test_strikes_are_read_in_every_way_that_somebody_tells_of() -> None:
    windows = (*STRIKE_WINDOWS, StrikeWindow(3, source="made up"))
    found = drawn(scorecards.strike_readings(), 150)

    assert set(drawn(scorecards.strike_windows(), 20)) == set(windows)
    assert {(each.boundary, each.per, each.window, each.finality) for each in found} == {
        *product(Boundary, StrikesPer, windows, Finality)
    }
    assert set(drawn(scorecards.consequences(), 30)) == set(CONSEQUENCES)


def test_the_week_before_is_the_last_that_is_final() -> None:
    assert scorecards._through(at(12)) == Week(2026, 41)
    assert scorecards._through(at(11)) == Week(2026, 40)


def test_a_missed_week_has_its_score_and_excused_items_beside_it() -> None:
    found = drawn(scorecards.missed_weeks(), 80)
    reasons = [dict(each.reasons) for each in found]

    assert {type(each) for each in found} == {MissedWeek}
    assert parts(found, "standard") == NAMES
    assert len(parts(found, "week")) > 3
    assert 500 < max(each.score.counted for each in found) <= 1_000
    assert len(parts(found, "edition")) > 20
    assert {len(each) for each in reasons} == {0, 1, 2}
    assert {reason for each in reasons for reason in each} == set(ExcuseReason)
    assert {1, 2, 3, 4} <= {items for each in reasons for items in each.values()} <= {1, 2, 3, 4, 5}
    assert {each.excused - sum(told.values()) for each, told in zip(found, reasons, strict=True)} == {0, 1, 2}


def test_items_are_excused_for_every_reason() -> None:
    found = drawn(scorecards.items_excused(), 100)

    assert parts(found, "standard") == NAMES
    assert len(parts(found, "week")) > 5
    assert most(parts(found, "reason"), ExcuseReason)
    assert most(parts(found, "items"), {1, 2, 3, 4, 5})


def test_a_disruption_lasts_some_days_at_a_service_at_a_place_or_at_the_marketplace() -> None:
    found = drawn(scorecards.disruptions(), 80)

    assert parts(found, "service") == {None, POSTNL, DHL}
    assert parts(found, "place") == {"", "Utrecht"}
    assert most(parts(found, "first_day") | parts(found, "last_day"), OCTOBER_2026)
    assert {(each.last_day - each.first_day > timedelta(0)) for each in found} == {True, False}


def test_an_item_that_was_affected_says_what_was_seen_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorecards, "explanations", lambda: scorecards.explanations_of(Verdict.HIT))
    found = drawn(scorecards.affected_items(), 25)
    seen = {each.seen for each in found}

    assert () in seen
    assert {event for each in seen for event in each} <= {event for item in ITEMS for event in item.journey.events}


def test_a_list_looks_as_far_ahead_as_it_may() -> None:
    found = drawn(scorecards.horizons(), 150)

    assert most(parts(found, "bears"), {0, 1, 2, 3, 4, 5})
    assert parts(found, "parcels") <= set(range(61))
    assert {min(parts(found, "parcels")) < 15, max(parts(found, "parcels")) > 45} == {True}
    assert parts(found, "strikes") <= set(range(401))
    assert {min(parts(found, "strikes")) < 100, max(parts(found, "strikes")) > 300} == {True}


def test_scorecards_that_can_still_be_acted_on_are_of_any_moment_of_the_span() -> None:
    found = drawn(scorecards.unsettled_items(), 30)

    assert {each.card.as_of in grid(OCTOBER_2026) for each in found} == {True}
    assert len({local_day(each.card.as_of) for each in found}) > 4


def test_an_item_that_is_pending_has_a_deadline_or_none() -> None:
    found = drawn(scorecards.pending_items(), 20)

    assert {each.explanation.row.verdict for each in found} == {Verdict.PENDING}
    assert {type(each.deadline) for each in found} == {type(None), Deadline}
