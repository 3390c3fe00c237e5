"""The scorecard: weeks by standards, each score beside the norm that was in force."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from tests.builders import SAMPLE_WEEK, assert_well_told, at, delivered, evidence, on, open_evidence
from trackntrace.errors import ConflictError
from trackntrace.moment import Week
from trackntrace.notebook import table_html
from trackntrace.numbers.delivery_services import LETTER_MAIL
from trackntrace.performance.counted import RATING
from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Norm
from trackntrace.performance.order_traceability import (
    ORDER_TRACEABILITY,
    MailboxParcel,
    UnreadableCounts,
    order_traceability,
)
from trackntrace.performance.score import Average, Score, Standing
from trackntrace.performance.scorecard import Scorecard, WeekScore, week_scores
from trackntrace.performance.standard import AnyStandard, Verdict
from trackntrace.performance.tally import UNDATED, Tally, tallies
from trackntrace.shipping.promise import DeliverBy

AS_OF = at(20)
HIT = evidence(quantity=97)
MISS = evidence(order_item_id="item-2", number=None, entered=None)
OPEN = open_evidence(order_item_id="item-3")
LETTER = evidence(order_item_id="item-4", service=LETTER_MAIL, number=None, entered=None)


def tally_of(*items: Evidence) -> Tally:
    return tallies(items, [ORDER_TRACEABILITY], as_of=AS_OF)[0]


def only(*items: Evidence, standard: AnyStandard = ORDER_TRACEABILITY) -> WeekScore:
    (score,) = week_scores(tally_of(*items), standard)
    return score


def test_a_week_counts_hits_and_misses_and_shows_what_is_pending_and_left_out() -> None:
    week = only(HIT, evolve(MISS, quantity=2), evolve(OPEN, quantity=3), evolve(LETTER, quantity=4))

    assert [week.items(verdict) for verdict in Verdict] == [97, 2, 3, 4]
    assert week.score == Score(97, 99)
    assert (week.standing, week.shown) == (Standing.FALLS_SHORT, "97.9 %")
    assert week.named("letter-mail-exempt") == 4
    assert week.named("no-such-row") == 0


def test_the_best_and_the_worst_case_are_those_of_the_pending_items() -> None:
    week = only(HIT, evolve(MISS, quantity=2), evolve(OPEN, quantity=3))

    assert week.best == Score(100, 102)
    assert week.worst == Score(97, 102)
    assert week.best.standing(Norm.parse("98%")) is Standing.MEETS


def test_a_week_tells_how_much_it_can_bear_or_what_it_takes() -> None:
    assert only(evolve(HIT, quantity=100)).headroom == 2
    assert only(evolve(HIT, quantity=100)).recovery == 0
    assert only(HIT, evolve(MISS, quantity=2)).headroom == 0
    assert only(HIT, evolve(MISS, quantity=2)).recovery == 1


def test_the_standing_is_against_the_target_and_each_level_has_its_own() -> None:
    week = only(evolve(HIT, quantity=95), evolve(MISS, quantity=5))

    assert week.standing is Standing.FALLS_SHORT
    assert dict(week.standings) == {Level.MINIMUM: Standing.MEETS, Level.TARGET: Standing.FALLS_SHORT}


def test_where_only_letters_were_sent_a_week_is_not_assessed() -> None:
    week = only(LETTER)

    assert (week.score, week.standing, week.shown) == (Score(0, 0), Standing.NOT_ASSESSED, "-")
    assert (week.headroom, week.recovery) == (0, 0)


def test_the_undated_are_shown_and_never_assessed() -> None:
    week = only(evidence(promise=None, quantity=3), evidence(promise=None, number=None, entered=None))

    assert (week.week, week.edition, week.standing) == (UNDATED, None, Standing.NOT_ASSESSED)
    assert (week.score, week.shown) == (Score(3, 4), "3/4")
    assert (week.standings, week.headroom, week.recovery) == ((), 0, 0)
    assert only(open_evidence(promise=None)).shown == "-"


def test_each_week_has_the_norm_that_was_in_force_on_its_monday() -> None:
    old = evidence(promise=DeliverBy(date(2021, 12, 29)), ordered=None, shipped=None, entered=None)
    new = evolve(old, promise=DeliverBy(date(2022, 1, 3)))
    weeks = week_scores(tally_of(old, new), ORDER_TRACEABILITY)

    assert [score.edition.target.value for score in weeks if score.edition] == [Fraction(1), Fraction(49, 50)]
    assert [score.week for score in weeks] == [Week(2021, 52), Week(2022, 1)]


def test_another_norm_judges_the_same_tally_again() -> None:
    strict = Editions(
        "strict",
        [
            Edition(
                levels=((Level.TARGET, Norm.parse("100%")),),
                since=date(2020, 1, 1),
                certainty=Certainty.PUBLISHED,
                source="our own",
            )
        ],
    )
    items = [evolve(HIT, quantity=99), MISS]

    assert only(*items).standing is Standing.MEETS
    assert only(*items, standard=ORDER_TRACEABILITY.with_editions(strict)).standing is Standing.FALLS_SHORT


@pytest.mark.parametrize("mailbox", list(MailboxParcel))
@pytest.mark.parametrize("unreadable", list(UnreadableCounts))
def test_another_reading_of_the_table_judges_the_same_tally_again(
    mailbox: MailboxParcel, unreadable: UnreadableCounts
) -> None:
    week = only(HIT, MISS, standard=order_traceability(mailbox_parcel=mailbox, unreadable=unreadable))

    assert week.score == Score(97, 98)


def test_a_tally_of_other_facts_cannot_be_judged() -> None:
    newer = Tally(evolve(tally_of(HIT).counting, facts_version=2), tally_of(HIT).cells)

    for tally, standard in ((tally_of(HIT), ITEMS_ON_TIME), (newer, ORDER_TRACEABILITY)):
        with pytest.raises(ConflictError) as caught:
            week_scores(tally, standard)

        assert caught.value.field == "tally"
        assert_well_told(caught.value)


def test_a_week_before_every_edition_is_counted_and_never_assessed() -> None:
    early = evidence(promise=DeliverBy(date(2018, 1, 1)), ordered=None, shipped=None, entered=None)

    score = only(early)

    assert score.score == Score(1, 1)
    assert score.edition is None
    assert score.standing is Standing.NOT_ASSESSED


def test_a_scorecard_is_as_of_the_moment_of_its_tallies() -> None:
    with pytest.raises(ConflictError) as caught:
        Scorecard.of([(tally_of(HIT), ORDER_TRACEABILITY)], as_of=at(19))

    assert caught.value.field == "as_of"
    assert_well_told(caught.value)


def test_a_scorecard_holds_weeks_by_standards() -> None:
    items = [
        evidence(journey=delivered(at(7))),
        evidence(order_item_id="item-2", promise=DeliverBy(on(14)), journey=delivered(at(15))),
        evidence(order_item_id="item-3", promise=None),
    ]
    standards: list[AnyStandard] = [ORDER_TRACEABILITY, ITEMS_ON_TIME]
    counted = tallies(items, standards, as_of=AS_OF)
    card = Scorecard.of(zip(counted, standards, strict=True), as_of=AS_OF)

    assert card.as_of == AS_OF
    assert card.weeks == (SAMPLE_WEEK, Week(2026, 42))
    assert [score.standard for score in card.week(SAMPLE_WEEK)] == ["order-traceability", "items-on-time"]
    assert [score.score for score in card.week(Week(2026, 42))] == [Score(1, 1), Score(0, 1)]
    assert [score.standard for score in card.undated] == ["order-traceability", "items-on-time"]
    assert card.week(Week(2026, 43)) == ()
    assert card.only(SAMPLE_WEEK).scores == card.week(SAMPLE_WEEK)


def test_scorecards_of_shops_merge_by_adding_their_tallies() -> None:
    north, south = tally_of(HIT), tally_of(MISS)

    assert week_scores(north + south, ORDER_TRACEABILITY) == week_scores(tally_of(HIT, MISS), ORDER_TRACEABILITY)


def test_scores_figures_and_the_scorecard_are_shown_with_their_norms() -> None:
    columns = ("standard", "week", "score", "norm", "standing", "counted")
    week, undated = only(HIT, MISS), only(evolve(HIT, promise=None))
    figure = RATING.figure(SAMPLE_WEEK, Average(Fraction(163), 20))
    told = ("rating", "2026-W41", "8.1", ">= 8", "meets", "20")
    of_week = ("order-traceability", "2026-W41", "98.9 %", ">= 98 %", "meets", "98")

    assert week._repr_html_() == table_html(
        "order-traceability, 2026-W41: 98.9 %, meets",
        ("code", "verdict", "items"),
        [("number-given", "hit", "97"), ("missing-number", "miss", "1")],
    )
    assert figure._repr_html_() == table_html("rating, 2026-W41", columns, [told])
    assert Scorecard(AS_OF, (undated, week), (figure,))._repr_html_() == table_html(
        "as of 2026-10-20T12:00:00+02:00",
        columns,
        [of_week, told, ("order-traceability", "undated", "97/97", "-", "not-assessed", "97")],
    )
