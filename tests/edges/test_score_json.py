"""Scores and explanations as JSON objects."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.builders import NUMBER, SAMPLE_WEEK, SHIPPED, at, delivered, evidence, moment, open_evidence
from trackntrace.documents.score_json import explanation_object, norm_object, score_object, scorecard_object
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.performance.editions import Certainty, Edition, Level
from trackntrace.performance.evidence import Evidence, ExcuseReason
from trackntrace.performance.explanation import explain
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.tally import UNDATED, tallies

AS_OF = moment("2026-11-01T12:00:00+01:00")
ROWS = {row.code: row for row in ORDER_TRACEABILITY.rows}


def edition(value: Fraction, direction: Direction = Direction.AT_LEAST) -> Edition:
    norm = Norm(value, direction)
    return Edition(levels=((Level.TARGET, norm),), since=date(2019, 1, 1), certainty=Certainty.SEEN, source="a page")


def score(hits: int = 0, misses: int = 0, *, norm: Edition | None = None, **codes: int) -> WeekScore:
    counts = {"number-given": hits, "missing-number": misses} | codes
    return WeekScore(
        standard="order-traceability",
        week=SAMPLE_WEEK if norm else UNDATED,
        counts=tuple((ROWS[code], count) for code, count in counts.items() if count),
        edition=norm,
    )


def card(*items: Evidence) -> Scorecard:
    standards = (ORDER_TRACEABILITY, ITEMS_ON_TIME)
    return Scorecard.of(zip(tallies(items, standards, as_of=AS_OF), standards, strict=True), as_of=AS_OF)


@pytest.mark.parametrize(
    ("hits", "misses", "value"),
    [
        (98, 2, "49/50"),
        (49, 1, "49/50"),
        (1, 2, "1/3"),
        (5, 0, "1"),
        (0, 5, "0"),
        (0, 0, None),
        (999_999_999, 1, "999999999/1000000000"),
    ],
)
def test_a_value_is_exact_and_reduced_and_null_where_nothing_was_counted(
    hits: int, misses: int, value: str | None
) -> None:
    assert score_object(score(hits, misses, norm=edition(Fraction(98, 100))))["value"] == value


def test_a_norm_is_exact_and_says_its_direction_and_source() -> None:
    assert norm_object(edition(Fraction(98, 100))) == {"condition": ">=", "value": "49/50", "source": "a page"}
    assert norm_object(edition(Fraction(2, 100), Direction.AT_MOST)) == {
        "condition": "<=",
        "value": "1/50",
        "source": "a page",
    }
    assert norm_object(None) is None


@pytest.mark.parametrize(
    ("norm", "headroom"),
    [(Fraction(0), None), (Fraction(93, 100), 5), (Fraction(98, 100), 0), (Fraction(1), 0)],
)
def test_headroom_is_null_where_no_number_of_misses_is_too_many(norm: Fraction, headroom: int | None) -> None:
    assert score_object(score(98, 2, norm=edition(norm)))["headroom"] == headroom


def test_what_belongs_to_no_week_is_never_assessed() -> None:
    shown = score_object(score(1, 1))

    assert (shown["norm"], shown["standing"], shown["value"]) == (None, "not-assessed", "1/2")


def test_what_was_not_counted_is_not_assessed() -> None:
    shown = score_object(score(norm=edition(Fraction(98, 100)), cancelled=3, **{"not-yet-shipped": 2}))

    assert (shown["standing"], shown["value"], shown["shown"]) == ("not-assessed", None, "-")
    assert (shown["pending"], shown["excluded"], shown["counted"]) == (2, 3, 0)
    assert shown["verdicts"] == {"cancelled": 3, "not-yet-shipped": 2}


def test_a_scorecard_has_its_weeks_in_order_and_the_undated_apart() -> None:
    from trackntrace.shipping.promise import DeliverBy

    shown = scorecard_object(
        card(
            evidence(promise=DeliverBy(date(2027, 1, 1))),
            evidence(promise=DeliverBy(date(2026, 12, 27))),
            evidence(promise=None),
            evidence(promise=DeliverBy(date(2027, 1, 4))),
        )
    )

    assert shown["as_of"] == "2026-11-01T12:00:00+01:00"
    assert [week["week"] for week in shown["weeks"]] == ["2026-W52", "2026-W53", "2027-W01"]
    assert [score["standard"] for score in shown["undated"]] == ["order-traceability", "items-on-time"]


def test_a_scorecard_of_dated_items_has_no_place_for_undated_ones() -> None:
    assert list(scorecard_object(card(evidence()))) == ["as_of", "weeks"]
    assert scorecard_object(card()) == {"as_of": "2026-11-01T12:00:00+01:00", "weeks": []}


def explained(item: Evidence) -> dict[str, Any]:
    (one,) = explain([item], ITEMS_ON_TIME, as_of=AS_OF)
    return explanation_object(one)


def test_an_explanation_holds_the_evidence_it_was_read_off() -> None:
    item = evidence(journey=delivered(at(8)), not_received=date(2026, 10, 9), excuse=ExcuseReason.DEPOT_DISRUPTION)

    shown = explained(item)

    assert shown["evidence"] == {
        "service": "TNT",
        "number": NUMBER.text,
        "promised": "2026-10-07",
        "shipped": SHIPPED.isoformat(),
        "handedOver": SHIPPED.isoformat(),
        "firstAttempt": at(8).isoformat(),
        "notReceived": "2026-10-09",
        "excuse": "depot-disruption",
        "cancelledBy": None,
        "cancelledOn": None,
        "askedToCancel": None,
        "expires": None,
        "returned": None,
    }
    assert (shown["verdict"], shown["code"], shown["week"]) == ("excluded", "excused", "2026-W41")
    assert list(shown["facts"]) == [
        "fulfilled_by",
        "stage",
        "sent_as",
        "followed",
        "outcome",
        "customer",
        "excused",
    ]


def test_what_is_not_known_is_null() -> None:
    shown = explained(open_evidence(promise=None))

    assert set(shown["evidence"].values()) == {None}
    assert (shown["shipmentId"], shown["week"], shown["norm"]) == (None, None, None)


def test_a_number_that_cannot_be_read_is_shown_and_never_printed_as_it_is() -> None:
    shown = explained(evidence(number=UnreadableNumber("\u202e<b>\n" + "x" * 1000)))

    assert shown["evidence"]["number"].startswith("'\\u202e<b>\\nxxx")
    assert len(shown["evidence"]["number"]) <= 80


def test_all_of_it_is_json() -> None:
    whole = card(evidence(), evidence(promise=None), open_evidence())

    assert json.loads(json.dumps(scorecard_object(whole))) == scorecard_object(whole)
    assert json.loads(json.dumps(explained(evidence()))) == explained(evidence())
