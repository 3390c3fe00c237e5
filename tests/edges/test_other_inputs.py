"""The inputs of the other standards: cancellations, returns, customers' questions, counts."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import pytest

from tests.builders import moment, on
from tests.edges.wire import (
    HOSTILE_COUNTS,
    HOSTILE_DAYS,
    HOSTILE_IDS,
    HOSTILE_MOMENTS,
    Json,
    json_bytes,
    places,
    read_beside,
)
from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import documents
from trackntrace.documents.question_reader import Counts, counts_in, questions_in
from trackntrace.documents.tally_file import read_tally, tally_bytes
from trackntrace.moment import Week
from trackntrace.performance.dossier import Cancellation, Dossier, Return
from trackntrace.performance.evidence import CancelledBy
from trackntrace.performance.questions import Question
from trackntrace.performance.response_time import RESPONSE_TIME, question_tally
from trackntrace.performance.score import Average, Score
from trackntrace.shipping.public_holidays import Country

CANCELLATION = {"orderItemId": "item-1", "quantity": 2, "by": "customer", "on": "2026-10-06"}
RETURN = {"orderItemId": "item-1", "quantity": 1, "on": "2026-10-12"}
QUESTION = {"questionId": "Q1", "asked": "2026-10-06T14:30:00+02:00", "answered": "2026-10-06T15:00:00+02:00"}
SHARE = {"standard": "phone-availability", "week": "2026-W41", "hits": 46, "counted": 50}
AVERAGE = {"standard": "rating", "week": "2026-W41", "total": 163.5, "counted": 20}


def read_questions(*values: Json) -> tuple[tuple[Question, ...], list[Fault]]:
    faults = Faults()
    stream = documents(BytesIO(json_bytes(*values)), source="questions.jsonl", faults=faults)
    return questions_in(stream, faults), faults.listed


def read_counts(*values: Json) -> tuple[Counts, list[Fault]]:
    faults = Faults()
    stream = documents(BytesIO(json_bytes(*values)), source="counts.jsonl", faults=faults)
    return counts_in(stream, faults), faults.listed


def test_a_cancellation_tells_how_many_by_whom_and_when() -> None:
    dossier, faults = read_beside(
        "cancellations",
        CANCELLATION,
        {"orderItemId": "item-1", "quantity": 1, "by": "marketplace"},
        {"orderItemId": "item-2", "quantity": 1, "by": "seller", "on": None},
    )

    assert not faults
    assert dossier.cancellations == {
        "item-1": (
            Cancellation(2, by=CancelledBy.CUSTOMER, on=on(6)),
            Cancellation(1, by=CancelledBy.MARKETPLACE),
        ),
        "item-2": (Cancellation(1, by=CancelledBy.SELLER),),
    }


def test_a_return_tells_how_many_and_when() -> None:
    dossier, faults = read_beside("returns", RETURN, {**RETURN, "on": "2026-10-14", "quantity": 2})

    assert not faults
    assert dossier.returns == {"item-1": (Return(1, on=on(12)), Return(2, on=on(14)))}


@pytest.mark.parametrize(("kind", "value"), [("cancellations", CANCELLATION), ("returns", RETURN)])
def test_the_same_line_twice_is_harmless_and_another_quantity_is_a_conflict(kind: str, value: dict[str, Json]) -> None:
    once, _ = read_beside(kind, value)
    twice, none = read_beside(kind, value, value)
    first, faults = read_beside(kind, value, {**value, "quantity": 7})

    assert once == twice == first
    assert not none
    assert places(faults) == [(2, "orderItemId")]
    assert "expected what was said of it before" in faults[0].reason


def test_a_question_tells_when_it_was_asked_and_answered_and_from_where() -> None:
    found, faults = read_questions(QUESTION, {"questionId": "Q2", "asked": QUESTION["asked"], "country": "BE"})

    assert not faults
    assert found == (
        Question("Q1", asked=moment(QUESTION["asked"]), answered=moment(QUESTION["answered"])),
        Question("Q2", asked=moment(QUESTION["asked"]), country=Country.BELGIUM),
    )


def test_a_question_that_is_told_in_two_ways_is_a_conflict() -> None:
    found, faults = read_questions(QUESTION, QUESTION, {**QUESTION, "answered": None})

    assert len(found) == 1
    assert places(faults) == [(3, "questionId")]


def test_a_count_is_a_share_or_a_total_by_its_standard() -> None:
    found, faults = read_counts(SHARE, AVERAGE, {**AVERAGE, "standard": "customer-questions", "total": 12})

    assert not faults
    assert found == {
        ("phone-availability", Week(2026, 41)): Score(46, 50),
        ("rating", Week(2026, 41)): Average(Fraction(327, 2), 20),
        ("customer-questions", Week(2026, 41)): Average(Fraction(12), 20),
    }


def test_a_total_is_kept_to_the_digit() -> None:
    found, _ = read_counts({**AVERAGE, "standard": "nps-after-contact", "total": -0.1})

    assert found["nps-after-contact", Week(2026, 41)] == Average(Fraction(-1, 10), 20)


def test_two_counts_of_one_week_are_a_conflict() -> None:
    found, faults = read_counts(SHARE, SHARE, {**SHARE, "hits": 47})

    assert found == {("phone-availability", Week(2026, 41)): Score(46, 50)}
    assert places(faults) == [(3, "phone-availability")]


@pytest.mark.parametrize("value", HOSTILE_IDS)
def test_what_is_no_id_is_refused_with_its_place(value: Json) -> None:
    cancelled, first = read_beside("cancellations", {**CANCELLATION, "orderItemId": value})
    returned, second = read_beside("returns", {**RETURN, "orderItemId": value})
    found, third = read_questions({**QUESTION, "questionId": value})

    assert (cancelled, returned, found) == (Dossier(), Dossier(), ())
    assert places([*first, *second, *third]) == [(1, "orderItemId"), (1, "orderItemId"), (1, "questionId")]


@pytest.mark.parametrize("value", [*HOSTILE_COUNTS, 0])
def test_what_is_no_quantity_is_refused_with_its_place(value: Json) -> None:
    _, first = read_beside("cancellations", {**CANCELLATION, "quantity": value})
    _, second = read_beside("returns", {**RETURN, "quantity": value})

    assert places([*first, *second]) == [(1, "quantity"), (1, "quantity")]


@pytest.mark.parametrize("value", HOSTILE_COUNTS)
def test_what_is_no_count_is_refused_with_its_place(value: Json) -> None:
    _, hits = read_counts({**SHARE, "hits": value})
    _, counted = read_counts({**AVERAGE, "counted": value})

    assert places([*hits, *counted]) == [(1, "hits"), (1, "counted")]


@pytest.mark.parametrize("value", HOSTILE_DAYS)
def test_what_is_no_day_is_refused_with_its_place(value: Json) -> None:
    _, first = read_beside("cancellations", {**CANCELLATION, "on": value})
    _, second = read_beside("returns", {**RETURN, "on": value})

    assert places([*first, *second]) == [(1, "on"), (1, "on")]


@pytest.mark.parametrize("value", HOSTILE_MOMENTS)
def test_what_is_no_moment_is_refused_with_its_place(value: Json) -> None:
    _, faults = read_questions({**QUESTION, "asked": value}, {**QUESTION, "answered": value})

    assert places(faults) == [(1, "asked"), (2, "answered")]


@pytest.mark.parametrize("value", ["", "2026-41", "2026-W54", "2025-W53", "W41", 41, True, [], "\u0662026-W41"])
def test_what_is_no_week_is_refused_with_its_place(value: Json) -> None:
    _, faults = read_counts({**SHARE, "week": value})

    assert places(faults) == [(1, "week")]


@pytest.mark.parametrize("value", ["", "Seller", "nobody", 1, True, [], {}, "x" * 10**6])
def test_what_is_none_of_the_words_is_refused_and_the_words_are_named(value: Json) -> None:
    _, by = read_beside("cancellations", {**CANCELLATION, "by": value})
    _, country = read_questions({**QUESTION, "country": value})
    _, standard = read_counts({**SHARE, "standard": value})

    assert places([*by, *country, *standard]) == [(1, "by"), (1, "country"), (1, "standard")]
    assert by[0].reason == "expected one of seller, customer, marketplace"
    assert country[0].reason == "expected one of NL, BE"
    assert standard[0].reason.startswith("expected one of phone-availability, ")


@pytest.mark.parametrize("value", ["163.5", True, [], {}])
def test_a_total_is_a_number(value: Json) -> None:
    _, faults = read_counts({**AVERAGE, "total": value})

    assert places(faults) == [(1, "total")]


@pytest.mark.parametrize(
    "value",
    [
        {**SHARE, "hits": 51},
        {**SHARE, "total": 46},
        {**AVERAGE, "hits": 3},
        {**AVERAGE, "counted": 0},
        {**AVERAGE, "total": 1e30},
        {name: each for name, each in SHARE.items() if name != "hits"},
    ],
)
def test_a_count_that_cannot_be_is_refused(value: Json) -> None:
    found, faults = read_counts(value)

    assert (found, len(faults)) == ({}, 1)


@pytest.mark.parametrize("value", [None, 1, "x", [1], [[]], {"note": 1}])
def test_what_is_no_object_of_ours_is_refused(value: Json) -> None:
    _, first = read_beside("cancellations", value)
    _, second = read_beside("returns", value)
    _, third = read_questions(value)
    _, fourth = read_counts(value)

    assert [len(faults) for faults in (first, second, third, fourth)] == [1, 1, 1, 1]


def test_a_field_that_the_format_does_not_have_is_refused() -> None:
    _, first = read_beside("cancellations", {**CANCELLATION, "reason": "OUT_OF_STOCK"})
    _, second = read_beside("returns", {**RETURN, "reason": "too small"})
    _, third = read_questions({**QUESTION, "subject": "where is it?"})

    assert places([*first, *second, *third]) == [(1, "reason"), (1, "reason"), (1, "subject")]


def test_an_answer_before_its_question_is_refused() -> None:
    _, faults = read_questions({**QUESTION, "answered": "2026-10-06T14:29:59+02:00"})

    assert places(faults) == [(1, "answered")]


def test_an_array_of_objects_will_do_and_its_places_are_named() -> None:
    found, faults = read_questions([QUESTION, {**QUESTION, "questionId": "Q2", "country": "DE"}])

    assert [each.question_id for each in found] == ["Q1"]
    assert places(faults) == [(1, "[1].country")]


def test_a_count_of_questions_is_written_and_read_back() -> None:
    found, _ = read_questions(QUESTION, {"questionId": "Q2", "asked": QUESTION["asked"]})
    tally = question_tally(found, as_of=moment("2026-10-20T12:00:00+02:00"))

    assert read_tally(tally_bytes(tally), RESPONSE_TIME) == tally
