"""Reconciliation: our score beside the marketplace's own figure, and what explains the difference."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from tests.builders import SAMPLE_WEEK, at, delivered, evidence, on, open_evidence, refused
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment, Week
from trackntrace.notebook import story_html
from trackntrace.numbers.delivery_services import GLS, POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.differences import DIFFERENCE_KINDS, contradictions_of, decimal
from trackntrace.performance.evidence import CancelledBy, Evidence, SentAs, Stage
from trackntrace.performance.facts import Readings
from trackntrace.performance.indicator import Indicator, IndicatorScore, IndicatorType
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.questions import Question
from trackntrace.performance.reconciliation import ReadAs, Reconciliation, reconcile
from trackntrace.performance.reproduction import WeekCounts
from trackntrace.performance.response_time import RESPONSE_TIME, question_tally
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import WeekScore, week_scores
from trackntrace.performance.shifts import Among, shifts
from trackntrace.performance.tally import Unit, WeekBy
from trackntrace.performance.ways import Alternatives, Way, alternatives_to
from trackntrace.shipping.promise import DeliverBy, DeliverOn

AS_OF = at(20)
STANDARDS = (ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS)


def told(numerator: int, denominator: int, name: str = "TRACK_AND_TRACE", **parts: Any) -> Indicator:
    """An indicator of the sample week that contradicts itself in nothing."""
    value = Fraction(numerator, denominator) if denominator else Fraction(0)
    norm = parts.pop("norm", Norm.parse("98%"))
    standing = Standing.MEETS if norm is None or norm.met_by(numerator, denominator) else Standing.FALLS_SHORT
    score = IndicatorScore(
        numerator=numerator,
        denominator=denominator,
        value=parts.pop("value", value),
        distance_to_norm=parts.pop("distance_to_norm", None),
        standing=parts.pop("standing", standing),
    )
    return Indicator(
        **{"name": name, "type": IndicatorType.PERCENTAGE, "week": SAMPLE_WEEK, "score": score, "norm": norm} | parts
    )


def item(index: int, /, **parts: Any) -> Evidence:
    own = {"order_id": f"order-{index}", "order_item_id": f"item-{index}", "shipment_id": f"shipment-{index}"}
    return evidence(**own, **parts)


def compared(items: list[Evidence], indicator: Indicator, **basis: Any) -> Reconciliation:
    (found,) = reconcile(items, STANDARDS, [indicator], as_of=AS_OF, **basis)
    return found


def codes(found: Reconciliation) -> list[str]:
    return [finding.code for finding in found.findings]


def differs(found: Reconciliation) -> list[dict[str, str]]:
    return [dict(each.differs) for each in found.search.exact]


NUMBERED = [item(n) for n in range(9)]
WITHOUT = item(9, number=None, entered=None)


def test_figures_that_are_equal_need_no_explanation() -> None:
    found = compared([*NUMBERED, WITHOUT], told(9, 10))

    assert found.agrees
    assert codes(found) == ["figures-agree"]
    assert found.explained_by == ()
    assert found.search.exact == ()


def test_a_mailbox_parcel_that_is_letter_mail_there_is_a_reading_that_gives_the_figure() -> None:
    mailbox = [item(20 + n, sent_as=SentAs.MAILBOX_PARCEL, number=None, entered=None) for n in range(2)]
    found = compared([*NUMBERED, *mailbox], told(9, 9))

    assert not found.agrees
    assert differs(found) == [{"mailbox-parcel": "letter-mail"}]
    assert codes(found)[:2] == ["counts-differ", "readings-give-it"]
    assert "mailbox-parcel: letter-mail" in found.findings[1].text


def test_an_unreadable_number_that_counts_there_is_a_reading() -> None:
    unreadable = item(20, number=UnreadableNumber("3S?"))

    assert differs(compared([*NUMBERED, unreadable], told(10, 10))) == [{"unreadable-counts": "hit"}]


def test_a_number_that_its_check_digit_refutes_is_a_reading_of_the_judge() -> None:
    refuted = item(20, number=TrackAndTraceNumber("RR123456784NL"), service=POSTNL)

    assert differs(compared([*NUMBERED, refuted], told(9, 10))) == [{"judge": "checked"}]


def test_early_deliveries_that_do_not_hurt_there_are_a_reading() -> None:
    early = item(20, promise=DeliverOn(on(7)), journey=delivered(at(6, 20)))
    indicator = told(1, 1, "FULFILMENT", norm=Norm.parse("93%"))

    assert {"early-delivery": "hit"} in differs(compared([early], indicator))


def test_items_that_nobody_follows_may_be_left_out_there() -> None:
    unfollowed = [item(20 + n, service=GLS) for n in range(3)]
    on_time = [item(n, journey=delivered(at(7))) for n in range(2)]
    found = compared([*unfollowed, *on_time], told(2, 2, "FULFILMENT", norm=Norm.parse("93%")))

    assert {"not-followed": "excluded"} in differs(found)


def test_silence_may_last_longer_there() -> None:
    unfollowed = item(20, service=GLS, promise=DeliverBy(on(11)))
    (found,) = reconcile([unfollowed], STANDARDS, [told(0, 0, "FULFILMENT", norm=Norm.parse("93%"))], as_of=at(20))

    assert found.ours is not None
    assert found.ours.score.counted == 1
    assert {"silence-days": "10"} in differs(found)


def test_the_week_and_the_unit_are_readings_too() -> None:
    moved = item(20, promise=DeliverBy(on(12)))
    two = evidence(order_item_id="item-30", quantity=3, order_id="order-0", shipment_id="shipment-0")

    assert {"week-by": "shipped"} in differs(compared([*NUMBERED, moved], told(10, 10)))
    assert {"unit": "order"} in differs(compared([*NUMBERED, two], told(9, 9)))


def test_several_readings_together_are_found_only_where_fewer_do_not_do() -> None:
    mailbox = [item(20 + n, sent_as=SentAs.MAILBOX_PARCEL, number=None, entered=None) for n in range(2)]
    unreadable = [item(30 + n, number=UnreadableNumber("3S?")) for n in range(3)]
    found = compared([*NUMBERED, *mailbox, *unreadable], told(12, 12))

    assert differs(found) == [{"mailbox-parcel": "letter-mail", "unreadable-counts": "hit"}]


def test_where_no_reading_gives_the_figure_the_nearest_is_said_to_be_near_only() -> None:
    mailbox = [item(20 + n, sent_as=SentAs.MAILBOX_PARCEL, number=None, entered=None) for n in range(4)]
    found = compared([*NUMBERED, *mailbox], told(8, 9))

    assert found.search.exact == ()
    assert [dict(each.differs) for each in found.search.nearest] == [{"mailbox-parcel": "letter-mail"}]
    assert found.search.nearest[0].off == (-1, 1)
    assert "readings-come-near" in codes(found)
    assert "readings-give-it" not in codes(found)


def test_pending_items_that_are_misses_there_would_explain_it() -> None:
    found = compared([*NUMBERED, open_evidence(order_id="order-40", quantity=4)], told(9, 13))
    (together,) = found.explained_by

    assert [(each.code, each.items, each.counted_as and each.counted_as.value) for each in together] == [
        ("not-yet-shipped", 4, "miss")
    ]
    assert "4 not-yet-shipped: miss" in " ".join(finding.text for finding in found.findings)


def test_undated_items_that_are_counted_there_would_explain_it() -> None:
    found = compared([*NUMBERED, item(20, promise=None, shipped=None, ordered=None, quantity=5)], told(14, 14))

    assert [[(each.among.value, each.code) for each in together] for together in found.explained_by] == [
        [("undated", "number-given")]
    ]
    assert "undated-items" in codes(found)


def test_items_of_a_week_beside_it_would_explain_it() -> None:
    late, early = item(20, promise=DeliverBy(on(13)), quantity=2), item(21, shipped=at(2), ordered=at(1), quantity=4)
    found = compared([*NUMBERED, late, early], told(15, 15))
    among = {tuple(each.among.value for each in together) for together in found.explained_by}

    assert ("here-by-another-day",) in among


def test_two_rows_together_explain_what_one_alone_does_not() -> None:
    letters = [item(20 + n, sent_as=SentAs.LETTER_MAIL) for n in range(3)]
    found = compared([*NUMBERED, *letters, open_evidence(order_id="order-40", quantity=5)], told(12, 17))

    assert [[each.code for each in together] for together in found.explained_by] == [
        ["letter-mail-exempt", "not-yet-shipped"]
    ]


def test_what_nothing_explains_is_said_to_be_unexplained() -> None:
    found = compared(NUMBERED, told(500, 600))

    assert "difference-unexplained" in codes(found)


def test_a_week_that_is_not_final_is_said_to_be_so_by_who_knows() -> None:
    assert "week-not-final" in codes(compared(NUMBERED, told(9, 9), final_through=Week(2026, 40)))
    assert "week-not-final" not in codes(compared(NUMBERED, told(9, 9), final_through=SAMPLE_WEEK))
    assert "week-not-final" not in codes(compared(NUMBERED, told(9, 9)))


def test_a_norm_that_differs_from_ours_is_named_with_both() -> None:
    found = compared(NUMBERED, told(9, 9, norm=Norm.parse("100%")))

    assert [finding.text for finding in found.findings if finding.code == "norm-differs"] == [
        "The marketplace tells the norm >= 1; here it is >= 0.98."
    ]
    assert found.agrees


def test_a_norm_of_a_week_for_which_none_is_known_here_is_named() -> None:
    before = Week(2018, 10)

    assert "norm-not-known" in codes(compared(NUMBERED, told(0, 0, week=before)))


def test_of_cancellations_the_numerator_are_the_misses() -> None:
    cancelled = open_evidence(order_id="order-50", stage=Stage.CANCELLED, cancelled_by=CancelledBy.SELLER)
    norm = Norm.parse("2%", Direction.AT_MOST)

    assert compared([*NUMBERED, cancelled], told(1, 10, "CANCELLATIONS", norm=norm)).agrees
    assert not compared([*NUMBERED, cancelled], told(9, 10, "CANCELLATIONS", norm=norm)).agrees


def test_where_no_score_is_told_and_nothing_was_counted_both_agree() -> None:
    assert compared([], told(0, 0, score=None)).agrees
    assert codes(compared(NUMBERED, told(0, 0, score=None))) == ["no-score-told"]


def test_an_indicator_of_a_standard_that_is_not_computed_here_is_said_to_be_so() -> None:
    phone = told(8, 9, "PHONE_AVAILABILITY", norm=Norm.parse("90%"))

    assert codes(compared(NUMBERED, phone)) == ["standard-not-computed"]
    assert compared(NUMBERED, phone).ours is None


def test_each_indicator_gets_a_reconciliation_in_its_order() -> None:
    indicators = [told(9, 9), told(0, 0, week=Week(2026, 40), score=None), told(0, 9, "FULFILMENT")]
    found = reconcile(iter(NUMBERED), STANDARDS, indicators, as_of=AS_OF)

    assert [each.indicator for each in found] == indicators
    assert [each.agrees for each in found] == [True, True, True]


def test_what_is_read_otherwise_by_default_is_held_against_the_figure_first() -> None:
    moved = item(20, promise=DeliverBy(on(12)))
    found = compared([*NUMBERED, moved], told(10, 10), read_as=ReadAs(by=WeekBy.SHIPPED))

    assert found.agrees


def test_a_caller_may_name_the_ways_to_try() -> None:
    mailbox = item(20, sent_as=SentAs.MAILBOX_PARCEL, number=None, entered=None)
    none = Alternatives(standards=[ORDER_TRACEABILITY], bys=(WeekBy.PROMISED,), units=(Unit.ITEM,))
    found = compared([*NUMBERED, mailbox], told(9, 9), read_as=ReadAs(alternatives=(none,)))

    assert found.search.exact == ()


def test_the_search_goes_no_further_than_it_may() -> None:
    mailbox = item(20, sent_as=SentAs.MAILBOX_PARCEL, number=None, entered=None)
    found = compared([*NUMBERED, mailbox], told(9, 9), read_as=ReadAs(most_differences=0))

    assert found.search.exact == ()


@pytest.mark.parametrize(
    "basis",
    [{"final_through": "2026-W41"}, {"read_as": None}, {"standards": [None]}, {"indicators": None}, {"evidence": [1]}],
)
def test_what_is_no_argument_is_refused(basis: dict[str, Any]) -> None:
    given = {"evidence": NUMBERED, "standards": STANDARDS, "indicators": [told(9, 9)], "as_of": AS_OF, **basis}
    with pytest.raises(InvalidValueError):
        reconcile(**given)


@pytest.mark.parametrize("parts", [{"most_differences": -1}, {"by": "shipped"}, {"per": None}, {"alternatives": (1,)}])
def test_how_to_read_is_told_in_words_of_ours(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        ReadAs(**parts)


def test_the_ways_are_tried_with_the_fewest_differences_first() -> None:
    alternatives = alternatives_to(Way(ORDER_TRACEABILITY))
    tried = list(alternatives.by_differences())

    assert tried[0] == (0, alternatives.default)
    assert [differences for differences, _ in tried] == sorted(differences for differences, _ in tried)
    assert all(len(way.otherwise(alternatives.default)) == differences for differences, way in tried)
    assert len(tried) == 4 * 4 * 9


def test_alternatives_must_be_some_and_not_endless() -> None:
    with pytest.raises(InvalidValueError):
        Alternatives(standards=())
    with pytest.raises(InvalidValueError):
        Alternatives(standards=[ORDER_TRACEABILITY] * 3_000)


# An indicator that contradicts itself


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        (
            told(8, 88, value=Fraction(88, 100), norm=Norm.parse("2%", Direction.AT_MOST)),
            ["indicator-value-contradicts"],
        ),
        (told(25, 27, value=Fraction(93, 100)), []),
        (told(25, 27, value=Fraction("0.925925925925926")), []),
        (told(25, 27, value=Fraction("0.9259259104728699")), []),
        (told(93, 100, value=Fraction(93)), ["indicator-value-contradicts"]),
        (told(9, 10, standing=Standing.MEETS), ["indicator-standing-contradicts"]),
        (told(99, 100, standing=Standing.FALLS_SHORT), ["indicator-standing-contradicts"]),
        (told(9, 10, distance_to_norm=Fraction("-0.08")), []),
        (told(9, 10, distance_to_norm=Fraction("0.08")), []),
        (told(9, 10, distance_to_norm=Fraction("0.5")), ["indicator-distance-contradicts"]),
        (told(11, 10), ["indicator-counts-impossible"]),
        (told(-1, 10), ["indicator-counts-impossible"]),
        (told(9, 10, type=IndicatorType.AVERAGE), ["indicator-type-contradicts"]),
        (told(9, 10, "REVIEWS"), ["indicator-type-contradicts"]),
        (told(0, 0), []),
        (told(0, 0, norm=None, score=None), []),
    ],
)
def test_an_indicator_that_contradicts_itself_is_told_where(indicator: Indicator, expected: list[str]) -> None:
    assert [finding.code for finding in contradictions_of(indicator)] == expected


def test_counts_that_cannot_be_are_not_searched_for() -> None:
    found = compared(NUMBERED, told(11, 10))

    assert codes(found) == ["indicator-counts-impossible"]
    assert found.search.exact == ()


def test_every_kind_of_difference_has_a_code_of_its_own() -> None:
    assert len({kind.code for kind in DIFFERENCE_KINDS}) == len(DIFFERENCE_KINDS)
    assert decimal(Fraction(1, 3)) == "0.3333"


def test_the_same_figure_twice_is_the_same_reconciliation() -> None:
    items = [*NUMBERED, evolve(WITHOUT, quantity=3)]

    assert compared(items, told(9, 10)) == compared(items[::-1], told(9, 10))


# What is not judged by items


def question(number: int, answered: Moment | None) -> Question:
    return Question(f"question-{number}", asked=at(6, 10), answered=answered)


def response_times(*questions: Question) -> tuple[WeekScore, ...]:
    return week_scores(question_tally(questions, as_of=AS_OF), RESPONSE_TIME)


ANSWERED = [question(1, at(6, 12)), question(2, at(9, 12))]


def test_a_response_time_is_compared_by_its_counts_and_no_more() -> None:
    same, other = reconcile(
        NUMBERED,
        STANDARDS,
        [told(1, 2, "RESPONSE_TIME", norm=None), told(2, 2, "RESPONSE_TIME", norm=None)],
        as_of=AS_OF,
        scores=response_times(*ANSWERED),
    )

    assert (same.agrees, codes(same)) == (True, ["figures-agree"])
    assert codes(other) == ["counts-differ", "only-counts-compared"]
    assert (other.search.exact, other.search.nearest, other.explained_by) == ((), (), ())


def test_a_response_time_of_another_week_is_not_taken_for_that_of_this_one() -> None:
    indicator = told(1, 2, "RESPONSE_TIME", week=Week.parse("2026-W40"), norm=None)
    (found,) = reconcile([], STANDARDS, [indicator], as_of=AS_OF, scores=response_times(*ANSWERED))

    assert codes(found) == ["standard-not-computed"]


@pytest.mark.parametrize("scores", [None, 7, ["score"], NUMBERED])
def test_what_are_no_scores_is_refused(scores: Any) -> None:
    with pytest.raises(InvalidValueError):
        reconcile(NUMBERED, STANDARDS, [], as_of=AS_OF, scores=scores)


@pytest.mark.parametrize("parts", [{"standard": 7}, {"readings": None}, {"by": "promised"}, {"per": "item"}])
def test_a_way_of_something_else_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        Way(**{"standard": ORDER_TRACEABILITY, **parts})


def test_a_standard_for_which_no_ways_were_given_is_tried_in_its_own() -> None:
    given = alternatives_to(Way(CANCELLATIONS))
    read_as = ReadAs(alternatives=(given,))

    assert read_as.of(CANCELLATIONS) is given
    assert read_as.of(ORDER_TRACEABILITY).default.standard is ORDER_TRACEABILITY


def test_what_is_counted_per_order_is_not_looked_for_item_by_item_in_other_weeks() -> None:
    elsewhere = [item(1, promise=DeliverBy(on(7)), ordered=at(29, month=9)), item(2, number=None)]
    counts = WeekCounts.of(elsewhere, SAMPLE_WEEK, as_of=AS_OF)

    by_item, by_order = (shifts(counts, Way(ORDER_TRACEABILITY, per=per), ()) for per in (Unit.ITEM, Unit.ORDER))

    assert {shift.among for shift in by_order} == {Among.THIS_WEEK}
    assert {shift.among for shift in by_item} > {Among.THIS_WEEK}


# All that is said


def said(found: Reconciliation) -> list[str]:
    return [finding.text for finding in found.findings]


def test_what_gives_a_figure_is_said_with_its_readings_and_its_items() -> None:
    mailbox = item(20, sent_as=SentAs.MAILBOX_PARCEL, number=None, entered=None)
    unreadable = item(21, number=UnreadableNumber("3S?"))
    undated = item(22, quantity=3, promise=None)
    found = compared([*NUMBERED, mailbox, unreadable, undated], told(10, 10), final_through=Week(2026, 40))

    assert said(found) == [
        "Here it is 9 of 11, the marketplace tells 10 of 10: +1 hits and -2 misses to ours.",
        "The very figure comes out if read otherwise: mailbox-parcel: letter-mail; unreadable-counts: hit.",
        "It would come out if these counted otherwise: 1 missing-number: hit; 1 unreadable-number: excluded.",
        "It would come out if these counted otherwise: 1 missing-number: excluded; 1 unreadable-number: hit.",
        "Items here that lie in no week: 3; the day is not known that puts them in one.",
        "2026-W41 is not final: its score may still move, on both sides.",
    ]


def test_where_no_reading_gives_a_figure_the_nearest_one_is_said() -> None:
    alike = [item(20 + n, ordered=at(1), shipped=at(2), entered=at(2)) for n in range(3)]
    near = compared([*NUMBERED, *alike], told(8, 8))
    far = compared([*NUMBERED, WITHOUT], told(500, 600))

    assert [dict(each.differs) for each in near.search.nearest] == [{"week-by": "shipped"}, {"week-by": "ordered"}]
    assert said(near) == [
        "Here it is 12 of 12, the marketplace tells 8 of 8: -4 hits and +0 misses to ours.",
        "No reading that was tried gives the figure; nearest, still -1 hits and +0 misses off: week-by: shipped.",
        "No reading and no few rows of ours explain the difference.",
    ]
    assert said(far) == [
        "Here it is 9 of 10, the marketplace tells 500 of 600: +491 hits and +99 misses to ours.",
        "No reading that was tried gives the figure; nearest, still +491 hits and +99 misses off: -.",
        "No reading and no few rows of ours explain the difference.",
    ]


def test_ours_stands_beside_every_figure_that_is_computed_here() -> None:
    (ours,) = {compared(NUMBERED, each).ours for each in (told(9, 9), told(0, 0, score=None), told(8, 9), told(11, 10))}

    assert ours is not None
    assert (ours.week, ours.score.hits, ours.score.counted) == (SAMPLE_WEEK, 9, 9)


def test_what_is_compared_by_its_counts_or_not_at_all_is_said_not_to_be_final_too() -> None:
    indicators = [told(2, 2, "RESPONSE_TIME", norm=None), told(8, 9, "PHONE_AVAILABILITY", norm=None)]
    found = reconcile(
        [], STANDARDS, indicators, as_of=AS_OF, final_through=Week(2026, 40), scores=response_times(*ANSWERED)
    )

    assert [codes(each) for each in found] == [
        ["counts-differ", "only-counts-compared", "week-not-final"],
        ["standard-not-computed", "week-not-final"],
    ]


def test_all_is_read_as_it_is_told_to_be_by_default() -> None:
    readings = Readings(silence_days=9)
    read_as = ReadAs(readings=readings, by=WeekBy.SHIPPED, per=Unit.ORDER)

    assert read_as.of(ITEMS_ON_TIME).default == Way(ITEMS_ON_TIME, readings=readings, by=WeekBy.SHIPPED, per=Unit.ORDER)


def test_a_reconciliation_is_shown_by_both_figures_and_what_was_found() -> None:
    shown = [
        compared(NUMBERED, told(9, 9)),
        compared(NUMBERED, told(0, 0, score=None)),
        compared(NUMBERED, told(8, 9, "PHONE_AVAILABILITY", norm=None)),
    ]

    assert [each._repr_html_() for each in shown] == [
        story_html(
            "TRACK_AND_TRACE, 2026-W41",
            {"the marketplace": "9 of 9", "here": "100.0 %", "figures-agree": "Both count 9 of 9."},
        ),
        story_html(
            "TRACK_AND_TRACE, 2026-W41",
            {
                "the marketplace": "nothing told",
                "here": "100.0 %",
                "no-score-told": "The marketplace tells no score; here it is 9 of 9.",
            },
        ),
        story_html(
            "PHONE_AVAILABILITY, 2026-W41",
            {
                "the marketplace": "8 of 9",
                "here": "not computed",
                "standard-not-computed": "PHONE_AVAILABILITY of this week is not computed here from what was given.",
            },
        ),
    ]


def test_what_a_reconciliation_refuses_is_said_by_its_name() -> None:
    def reconciled(**parts: Any) -> object:
        given = {"evidence": [], "standards": [], "indicators": [], "as_of": AS_OF}
        return reconcile(**{**given, **parts})

    assert [
        refused(reconciled, as_of="2026-10-20"),
        refused(reconciled, read_as=7),
        refused(reconciled, final_through="2026-W41"),
        refused(reconciled, evidence=[7]),
        refused(reconciled, standards=[7]),
        refused(reconciled, indicators=[7]),
        refused(reconciled, scores=[7]),
        refused(ReadAs, alternatives=(7,)),
        refused(ReadAs, most_differences=-1),
        refused(ReadAs, per="item"),
        refused(Way, 7),
        refused(Way, ORDER_TRACEABILITY, by="promised"),
    ] == [
        "Cannot use '2026-10-20' as as_of: expected a datetime with its offset (offset required)",
        "Cannot use 7 as read_as: expected a ReadAs",
        "Cannot use '2026-W41' as final_through: expected a Week",
        "Cannot use 7 as evidence: expected an Evidence",
        "Cannot use 7 as standards: expected a ServiceStandard",
        "Cannot use 7 as indicators: expected an Indicator",
        "Cannot use 7 as scores: expected a WeekScore",
        "Cannot use 7 as alternatives: expected an Alternatives",
        "Cannot use -1 as most_differences: expected a whole number from 0 to 1000000000",
        "Cannot use 'item' as read_as: expected a Unit",
        "Cannot use 7 as way: expected a ServiceStandard",
        "Cannot use 'promised' as way: expected a WeekBy",
    ]


def test_a_difference_that_items_explain_is_not_said_to_be_unexplained_though_no_reading_gives_it() -> None:
    found = compared([*NUMBERED, WITHOUT], told(9, 9))

    assert codes(found) == ["counts-differ", "readings-come-near", "items-would-explain"]
