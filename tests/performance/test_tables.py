"""The decision tables, proved by going through all facts that there are."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.builders import (
    WINDOW,
    assert_well_told,
    at,
    delivered,
    evidence,
    handed_over,
    journey,
    on,
)
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Word
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, GLS, LETTER_MAIL, POSTNL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.cancellations import (
    TimelyCancellation,
    UndatedCancellation,
    UnknownCanceller,
    cancellations,
)
from trackntrace.performance.evidence import Evidence, ExcuseReason, SentAs, Stage
from trackntrace.performance.facts import (
    CustomerWord,
    Excused,
    Followed,
    NumberFact,
    OnTimeFacts,
    Outcome,
    Readings,
    TraceabilityFacts,
)
from trackntrace.performance.items_on_time import EarlyDelivery, NotFollowed, items_on_time
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.order_traceability import (
    ORDER_TRACEABILITY,
    MailboxParcel,
    UnreadableCounts,
    order_traceability,
)
from trackntrace.performance.response_time import RESPONSE_TIME
from trackntrace.performance.returns import ReturnedOf, returns
from trackntrace.performance.standard import AnyStandard, Row, ServiceStandard, Verdict
from trackntrace.shipping.entry import Number
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy, DeliverOn

TRACEABILITY = [
    order_traceability(mailbox_parcel=mailbox, unreadable=unreadable)
    for mailbox, unreadable in product(MailboxParcel, UnreadableCounts)
]
ON_TIME = [
    items_on_time(early=early, not_followed=not_followed) for early, not_followed in product(EarlyDelivery, NotFollowed)
]
ALL: list[AnyStandard] = [*TRACEABILITY, *ON_TIME]
CANCELLED = [
    cancellations(unknown_canceller=unknown, undated=undated, timely=timely)
    for unknown, undated, timely in product(UnknownCanceller, UndatedCancellation, TimelyCancellation)
]
RETURNED = [returns(of=of) for of in ReturnedOf]
EVERY: list[AnyStandard] = [*ALL, HANDED_OVER_ON_TIME, DELIVERED_ON_TIME, *CANCELLED, *RETURNED, RESPONSE_TIME]


def readings_of(standard: AnyStandard) -> str:
    return " ".join([standard.name, *(f"{each.name}={each.value}" for each in standard.readings)])


every_reading = pytest.mark.parametrize("standard", ALL, ids=readings_of)
every_standard = pytest.mark.parametrize("standard", EVERY, ids=readings_of)


@every_standard
def test_every_combination_of_facts_meets_a_row(standard: AnyStandard) -> None:
    for facts in standard.all_facts():
        assert standard.judge(facts) in standard.rows


@every_standard
def test_every_row_is_met_by_some_facts(standard: AnyStandard) -> None:
    met = {standard.judge(facts) for facts in standard.all_facts()}

    assert met == set(standard.rows)


@every_standard
def test_the_first_row_that_matches_decides(standard: AnyStandard) -> None:
    for facts in standard.all_facts():
        assert standard.judge(facts) == next(row for row in standard.rows if row.matches(facts))


@every_standard
def test_every_row_has_a_code_of_its_own_and_says_on_what_ground_it_stands(standard: AnyStandard) -> None:
    codes = [row.code for row in standard.rows]

    assert len(set(codes)) == len(codes)
    for row in standard.rows:
        assert row.code == row.code.lower().replace(" ", "-")
        assert row.because.endswith(".")


@every_reading
def test_an_excuse_takes_misses_away_and_nothing_else(standard: AnyStandard) -> None:
    for facts in standard.all_facts():
        if facts.excused is Excused.NO:
            plain, excused = standard.judge(facts), standard.judge(facts._replace(excused=Excused.YES))
            if plain.verdict is Verdict.MISS:
                assert (excused.code, excused.verdict) == ("excused", Verdict.EXCLUDED)
            else:
                assert excused == plain


@every_reading
def test_what_the_marketplace_ships_and_what_is_cancelled_never_counts(standard: AnyStandard) -> None:
    for facts in standard.all_facts():
        if facts.fulfilled_by is FulfilledBy.LOGISTICS_VIA_BOL or facts.stage is Stage.CANCELLED:
            assert standard.judge(facts).verdict is Verdict.EXCLUDED


@every_reading
def test_what_is_open_is_pending_or_left_out_and_never_counts(standard: AnyStandard) -> None:
    for facts in standard.all_facts():
        if facts.stage is Stage.OPEN:
            assert standard.judge(facts).verdict in {Verdict.PENDING, Verdict.EXCLUDED}


def test_in_traceability_only_what_is_shipped_can_be_a_hit_or_a_miss() -> None:
    for standard in TRACEABILITY:
        for facts in standard.all_facts():
            counts = standard.judge(facts).verdict in {Verdict.HIT, Verdict.MISS}

            assert not counts or facts.stage is Stage.SHIPPED
            assert not counts or facts.sent_as not in {SentAs.LETTER_MAIL, SentAs.DELIVERY_APPOINTMENT}


def test_nothing_late_is_ever_a_hit_where_the_scans_are_read() -> None:
    bad = {Outcome.LATE, Outcome.NOTHING_SEEN, Outcome.HANDED_OVER_LATE, Outcome.HANDED_OVER_EARLY}
    for standard in ON_TIME:
        for facts in standard.all_facts():
            if facts.outcome in bad and (
                facts.followed is Followed.YES or facts.fulfilled_by is FulfilledBy.SHIPPING_VIA_BOL
            ):
                assert standard.judge(facts).verdict is not Verdict.HIT


def test_a_reading_of_the_table_changes_only_what_it_is_about() -> None:
    default, letters = TRACEABILITY[0], order_traceability(mailbox_parcel=MailboxParcel.IS_LETTER_MAIL)
    for facts in default.all_facts():
        if facts.sent_as is not SentAs.MAILBOX_PARCEL:
            assert default.judge(facts).code == letters.judge(facts).code
    default_on_time, early = items_on_time(), items_on_time(early=EarlyDelivery.IS_A_HIT)
    for on_time_facts in default_on_time.all_facts():
        if on_time_facts.outcome is not Outcome.EARLY:
            assert default_on_time.judge(on_time_facts).code == early.judge(on_time_facts).code


# What can be read off some evidence


def _shapes(**values: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def _by_its_word(number: Number, service: DeliveryService | None) -> NumberFact:
    if number == TrackAndTraceNumber("RB123456786US"):
        return NumberFact.CONTRADICTED
    return NumberFact.UNREADABLE if isinstance(number, UnreadableNumber) else NumberFact.GIVEN


SERVICES = (POSTNL, GLS, LETTER_MAIL, DELIVERY_APPOINTMENT, None)
NUMBERS = tuple(map(TrackAndTraceNumber, ("3SABCD1234567", "NVT", "RB123456786US")))
DOORS = (
    Journey(),
    delivered(at(6, 20)),
    delivered(at(7, 20)),
    delivered(at(8, 20)),
    handed_over(at(6, 7)),
    journey((TransportStatus.ATTEMPT_FAILED, at(7, 9))),
)
AS_OFS = (at(5, 10), at(6, 16), at(6, 22), at(7, 12), at(8, 12), at(9), at(20))
EXAMPLES = tuple(
    evidence(entered=at(6, 6), shipped=at(6, 6), **shape)
    for shape in _shapes(
        fulfilled_by=tuple(FulfilledBy),
        stage=tuple(Stage),
        sent_as=tuple(SentAs),
        service=SERVICES,
        label_id=("", "label-1"),
        number=(None, *NUMBERS, UnreadableNumber("?")),
        excuse=(None, ExcuseReason.MARKETPLACE_DISRUPTION),
    )
)
READINGS = (Readings(), Readings(judge=_by_its_word, silence_days=0))


def test_the_facts_of_traceability_are_just_those_that_can_be_read_off_evidence() -> None:
    read = {
        ORDER_TRACEABILITY.facts(item, as_of=at(20), readings=readings) for item in EXAMPLES for readings in READINGS
    }

    assert read == set(ORDER_TRACEABILITY.all_facts())


def _on_time_examples() -> Iterator[Evidence]:
    for shape in _shapes(
        fulfilled_by=tuple(FulfilledBy),
        stage=tuple(Stage),
        service=(POSTNL, GLS),
        label_id=("", "label-1"),
        number=(None, NUMBERS[0]),
        promise=(None, DeliverBy(on(7)), DeliverOn(on(7))),
        window=(None, WINDOW),
        not_received=(None, on(6), on(7), on(9)),
    ):
        for told in DOORS:
            yield evidence(entered=at(6, 6), shipped=at(6, 6), journey=told, **shape)


def _without_looks(facts: OnTimeFacts) -> tuple[Enum, ...]:
    return tuple(facts)[:2] + tuple(facts)[3:6]


def test_the_facts_of_items_on_time_are_just_those_that_can_be_read_off_evidence() -> None:
    """Leaving out how it was sent and whether it is excused, which go with anything."""
    standard = items_on_time()
    read = {
        _without_looks(standard.facts(item, as_of=as_of, readings=readings))
        for item in _on_time_examples()
        for as_of in AS_OFS
        for readings in READINGS
    }
    told = {_without_looks(facts) for facts in standard.all_facts()}

    assert read - told == set()
    assert told - read == set()


def test_how_it_was_sent_and_whether_it_is_excused_go_with_all_other_facts() -> None:
    standard = items_on_time()
    told = set(standard.all_facts())

    unfollowed = {facts for facts in told if facts.followed is Followed.NO}
    followed = told - unfollowed

    assert len(unfollowed) == len({_without_looks(facts) for facts in unfollowed}) * len(SentAs) * len(Excused)
    assert len(followed) == len({_without_looks(facts) for facts in followed}) * (len(SentAs) - 1) * len(Excused)
    assert SentAs.LETTER_MAIL not in {facts.sent_as for facts in followed}


# The standard itself


def test_facts_that_no_row_meets_are_refused() -> None:
    loose = attrs.evolve(ORDER_TRACEABILITY, rows=())

    with pytest.raises(ConflictError) as caught:
        loose.judge(next(ORDER_TRACEABILITY.all_facts()))

    assert caught.value.field == "order-traceability"
    assert_well_told(caught.value)


def test_judging_is_the_same_the_second_time() -> None:
    facts = next(ORDER_TRACEABILITY.all_facts())

    assert ORDER_TRACEABILITY.judge(facts) is ORDER_TRACEABILITY.judge(facts)


FACTS = {row.verdict: facts for facts in ORDER_TRACEABILITY.all_facts() for row in [ORDER_TRACEABILITY.judge(facts)]}


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ("hit miss pending excluded", "miss"),
        ("hit pending excluded", "pending"),
        ("hit excluded", "hit"),
        ("excluded", "excluded"),
        ("hit", "hit"),
    ],
)
def test_a_miss_makes_the_whole_a_miss_else_pending_else_a_hit_else_it_is_left_out(parts: str, whole: str) -> None:
    facts = [FACTS[Verdict(part)] for part in parts.split()]

    for items in (facts, facts[::-1], facts * 2):
        assert ORDER_TRACEABILITY.judge_whole(items).verdict is Verdict(whole)


def test_a_whole_of_nothing_is_refused() -> None:
    with pytest.raises(ConflictError) as caught:
        ORDER_TRACEABILITY.judge_whole(())

    assert_well_told(caught.value)


def test_a_row_asks_only_for_the_facts_that_it_names() -> None:
    facts = TraceabilityFacts(FulfilledBy.SELLER, Stage.SHIPPED, SentAs.PARCEL, NumberFact.GIVEN, Excused.NO)

    assert Row("any", Verdict.HIT).matches(facts)
    assert Row("x", Verdict.HIT, (("stage", (Stage.OPEN, Stage.SHIPPED)),)).matches(facts)
    assert not Row("x", Verdict.HIT, (("stage", (Stage.OPEN,)), ("excused", (Excused.NO,)))).matches(facts)


def test_another_norm_asks_the_same_question() -> None:
    other = ORDER_TRACEABILITY.with_editions(items_on_time().editions)

    assert other.rows == ORDER_TRACEABILITY.rows
    assert other.editions == items_on_time().editions


@pytest.mark.parametrize("standard", [ORDER_TRACEABILITY, items_on_time()], ids=lambda each: str(each.name))
def test_all_facts_are_enums_and_few(standard: ServiceStandard[Any]) -> None:
    facts = list(standard.all_facts())

    assert len(set(facts)) == len(facts) < 5_000
    assert all(isinstance(fact, Word) for fact in facts[0])
    assert CustomerWord.NOT_ASKED in CustomerWord


def test_every_row_of_a_table_is_named_by_an_example_beside_this_test() -> None:
    said = {
        word
        for name in (
            "test_order_traceability.py",
            "test_items_on_time.py",
            "test_cancellations.py",
            "test_returns.py",
            "test_response_time.py",
        )
        for node in ast.walk(ast.parse((Path(inspect.getfile(readings_of)).parent / name).read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for word in node.value.split()
    }

    judged = [*ALL, *CANCELLED, *RETURNED, RESPONSE_TIME]
    assert {row.code for standard in judged for row in standard.rows} <= said


def test_a_standard_judges_its_own_facts_as_of_a_moment_and_nothing_else() -> None:
    with pytest.raises(InvalidValueError):
        ORDER_TRACEABILITY.judge(("x",))  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError) as caught:
        ORDER_TRACEABILITY.facts(evidence(), as_of=datetime(2026, 10, 20))  # type: ignore[arg-type]  # noqa: DTZ001

    assert caught.value.field == "as_of"
