"""What a broken law is told with, word by word, on one input that breaks it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date
from fractions import Fraction
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.database import InMemoryExampleDatabase

from tests.builders import LABEL, NUMBER, SAMPLE_WEEK, SHIPPED, at, entry, handed_over, moment, number_format
from tests.builders import evidence as item_of
from tests.kit.meeting import drawn
from trackntrace.moment import local_day
from trackntrace.numbers.check_digits import DHL_EXPRESS, GS1, Catches
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.numbers.number_format import Check
from trackntrace.performance.editions import AnyEdition, Certainty, Edition, Editions, Level, PersonalEdition
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import NumberFact, Readings
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.score import Beyond, Score
from trackntrace.performance.standard import Verdict, row
from trackntrace.performance.tally import Tally, tallies
from trackntrace.shipping.customer import CustomerMessage
from trackntrace.shipping.delivery_methods import (
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
    Measured,
    NotThisMethodError,
    NumberDuty,
    TellNothing,
    UseLabel,
)
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import DeliverBy
from trackntrace.testing import delivery_method_laws, norm_laws, number_format_laws, standard_laws, tally_laws
from trackntrace.testing.law import EXAMPLES, BrokenLawError, answered, demand, try_law
from trackntrace.testing.laws import (
    assert_delivery_method_laws,
    assert_editions_laws,
    assert_norm_laws,
    assert_number_format_laws,
    assert_standard_laws,
    assert_table_laws,
    assert_tally_laws,
)
from trackntrace.testing.moments import SPANS, WEEK_53

T = ORDER_TRACEABILITY
OPEN_SETS: Any = Norm


def broken(attempt: Callable[[], object]) -> str:
    """The sentence with which it is told that a law does not hold."""
    with pytest.raises(BrokenLawError) as caught:
        attempt()
    error = caught.value
    assert str(error) == f"{error.subject} breaks a law: {error.law} ({error.found})"
    assert error.args == (error.subject, error.law, error.found)
    return str(error)


def test_a_law_that_is_kept_is_passed_over_and_a_broken_one_is_an_assertion() -> None:
    demand(1, "a bear", "bears sleep in winter", "it is awake")

    assert broken(lambda: demand(0, "a bear", "bears sleep in winter", "it is awake")) == (
        "a bear breaks a law: bears sleep in winter (it is awake)"
    )
    assert issubclass(BrokenLawError, AssertionError)


def test_what_a_users_code_raises_is_told_and_stays_the_cause() -> None:
    def fail() -> object:
        raise LookupError("lost\n")

    assert answered(lambda: 3, "a bear", "it answers") == 3
    with pytest.raises(BrokenLawError) as caught:
        answered(fail, "a bear", "it answers")

    assert str(caught.value) == r"a bear breaks a law: it answers (LookupError: 'lost\n')"
    assert isinstance(caught.value.__cause__, LookupError)


@pytest.mark.parametrize("examples", [1, 7])
def test_a_law_is_tried_so_often(examples: int) -> None:
    tried: list[int] = []

    try_law(lambda data: tried.append(data.draw(st.integers())), subject="a bear", examples=examples)

    assert len(tried) == examples
    assert EXAMPLES == 100


def test_a_law_that_holds_now_and_then_is_told_as_such() -> None:
    turns = count()

    def moody(data: st.DataObject) -> None:
        data.draw(st.integers())
        demand(next(turns) != 2, "a bear", "it is told in its own words", "never")

    assert broken(lambda: try_law(moody, subject="a bear", examples=9)) == (
        "a bear breaks a law: asked the same again it answers the same (it answered otherwise)"
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: evolve(T, rows=T.rows[:-1]), "every reachable combination of facts meets a row"),
        (
            lambda: evolve(T, rows=(*T.rows, row("b-idle", Verdict.MISS, "No."), row("a-idle", Verdict.MISS, "No."))),
            "every row of the table is met (b-idle, a-idle)",
        ),
        (lambda: evolve(T, rows=(*T.rows[:2], *T.rows)), "no two rows have one code ({0}, {1})"),
        (
            lambda: evolve(T, facts_type=OPEN_SETS),
            "facts are a NamedTuple of words from closed sets (Norm)",
        ),
    ],
    ids=["gap", "idle", "twice", "open sets"],
)
def test_a_broken_table_is_told_by_its_codes(change: Callable[[], Any], told: str) -> None:
    codes = sorted(each.code for each in T.rows[:2])

    said = broken(lambda: assert_table_laws(change()))

    assert said.startswith(f"order-traceability breaks a law: {told.format(*codes)}")


def test_a_gap_in_a_table_is_told_by_the_facts_that_fall_into_it() -> None:
    facts = next(each for each in T.all_facts() if T.judge(each).code == T.rows[-1].code)
    words = " ".join(str(fact.value) for fact in facts)

    assert broken(lambda: assert_table_laws(evolve(T, rows=T.rows[:-1]))) == (
        f"order-traceability breaks a law: every reachable combination of facts meets a row ({words})"
    )


def _case(standard: Any = T, **parts: Any) -> Any:
    return standard_laws._Case(standard, item_of(**parts), Readings())


def _reading(change: Callable[[Any, Any, Any], Any]) -> Any:
    return evolve(T, read=lambda known, as_of, readings: change(T.read(known, as_of, readings), known, as_of))


def test_what_a_standard_reads_wrongly_is_told_with_before_and_after() -> None:
    turns = count()
    plain = T.facts(item_of(), as_of=at(20), readings=Readings())
    words = " ".join(str(fact.value) for fact in plain)
    other = NumberFact.MISSING
    changed = " ".join(str(fact.value) for fact in plain._replace(number=other))
    was, became = (T.judge(each).verdict.value for each in (plain, plain._replace(number=other)))

    moody = _reading(lambda facts, _k, _at: facts._replace(number=other) if next(turns) == 2 else facts)
    late = _reading(lambda facts, _k, now: facts._replace(number=other) if now > at(21) else facts)
    clock = _reading(lambda facts, _k, now: facts._replace(number=other) if now.hour == 10 else facts)

    assert broken(lambda: _case(moody).reads_the_same_again(at(20))) == (
        f"order-traceability breaks a law: asked the same again it answers the same ({words}, then {changed})"
    )
    assert broken(lambda: _case(late).waits(at(20), at(22))) == (
        "order-traceability breaks a law: waiting alone never unsettles a verdict "
        f"({was} became {became}, with no new evidence)"
    )
    assert broken(lambda: _case(clock).heeds_no_clock(at(20), UTC)) == (
        f"order-traceability breaks a law: moving every moment to another zone changes nothing ({words} became {changed})"
    )
    for case in (_case(),):
        case.reads_the_same_again(at(20))
        case.waits(at(20), at(22))
        case.heeds_no_clock(at(20), UTC)
        case.excuses_misses_only(at(20))


def test_facts_that_cannot_be_read_or_are_none_are_told() -> None:
    def fail(*_: object) -> Any:
        raise LookupError("lost")

    law = "the facts of any evidence can be read and are among the reachable ones"
    assert broken(lambda: _case(evolve(T, read=fail)).waits(at(20), at(22))) == (
        f"order-traceability breaks a law: {law} (LookupError: 'lost')"
    )
    assert broken(lambda: _case(_reading(lambda *_: None)).waits(at(20), at(22))) == (
        f"order-traceability breaks a law: {law} (None)"
    )
    words = " ".join(str(fact.value) for fact in T.facts(item_of(), as_of=at(20), readings=Readings()))
    assert broken(lambda: _case(evolve(T, reachable=lambda _: False)).waits(at(20), at(22))) == (
        f"order-traceability breaks a law: {law} ({words})"
    )
    assert broken(lambda: _case(evolve(T, read=fail)).heeds_no_clock(at(20), UTC)) == (
        f"order-traceability breaks a law: {law} (LookupError: 'lost')"
    )


def test_a_standard_that_excuses_a_hit_is_told_so() -> None:
    excused = next(each for each in T.rows if each.code == "excused")
    first = evolve(T, rows=(excused, *(each for each in T.rows if each is not excused)))

    assert broken(lambda: _case(first).excuses_misses_only(at(20))) == (
        "order-traceability breaks a law: an excuse takes a miss away and nothing else (hit became excluded)"
    )


def test_the_laws_of_a_standard_are_tried_on_the_evidence_that_is_handed_in_so_often() -> None:
    asked: list[int] = []

    def counted(facts: Any, known: Any, _at: Any) -> Any:
        asked.append(known.quantity)
        return facts

    given = st.just(item_of(quantity=7))
    assert_standard_laws(_reading(counted), evidence=given, readings=st.just(Readings()), examples=3)

    assert set(asked) == {7}
    assert len(asked) == 3 * 9


@frozen
class OwnNorm:
    """A norm that is met by what somebody says."""

    meets: Callable[[int, int], bool]
    value: Fraction = Fraction(93, 100)
    direction: Direction = Direction.AT_LEAST

    def met_by(self, numerator: int, denominator: int) -> bool:
        return self.meets(numerator, denominator)


def test_a_norm_that_is_wrong_is_told_by_a_quotient() -> None:
    def exact(norm: OwnNorm) -> Callable[[], None]:
        return lambda: norm_laws._is_exact(norm, 93, 100, "ours")

    assert broken(exact(OwnNorm(lambda _hits, _counted: False))) == (
        f"ours breaks a law: {norm_laws.EXACT} (93 of 100)"
    )
    assert broken(exact(OwnNorm(lambda _hits, counted: counted > 100))) == (
        f"ours breaks a law: {norm_laws.ONLY_THE_SHARE} (93 of 100)"
    )
    assert broken(exact(OwnNorm(lambda hits, _counted: bool(1 // 0 + hits)))) == (
        f"ours breaks a law: {norm_laws.EXACT} (ZeroDivisionError: 'integer division or modulo by zero')"
    )
    assert broken(exact(OwnNorm(lambda _hits, counted: bool(1 // (1000 - counted))))) == (
        f"ours breaks a law: {norm_laws.EXACT} (ZeroDivisionError: 'integer division or modulo by zero')"
    )
    at_most = OwnNorm(lambda hits, counted: 100 * hits <= 93 * counted, direction=Direction.AT_MOST)
    norm_laws._is_exact(at_most, 92, 100, "ours")
    norm_laws._is_exact(at_most, 94, 100, "ours")
    exact(OwnNorm(lambda hits, counted: 100 * hits >= 93 * counted))()
    exact(OwnNorm(lambda hits, counted: 100 * hits <= 93 * counted, direction=Direction.AT_MOST))()


def test_a_norm_is_named_by_its_side_and_its_value() -> None:
    for direction in Direction:
        told = broken(lambda side=direction: assert_norm_laws(OwnNorm(lambda *_: 1 / 0 > 0, direction=side)))  # type: ignore[misc]  # what is tried
        assert told.startswith(f"the norm {direction.value} 93/100 breaks a law: ")


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("headroom", 0, f"{norm_laws.HEADROOM} (98 of 100)"),
        ("headroom", 80, f"{norm_laws.HEADROOM} (98 of 100)"),
        ("recovery", 1, f"{norm_laws.RECOVERY} (98 of 100)"),
        ("shown", "92.9 %", f"{norm_laws.SHOWN} (98 of 100, shown as 92.9 %)"),
        ("shown", "0.92", f"{norm_laws.SHOWN} (98 of 100, shown as 0.92)"),
    ],
)
def test_a_score_that_answers_wrongly_is_told_by_itself(
    question: str, answer: object, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    norm_laws._judges_scores(Norm.parse("93%"), Score(98, 100), "ours")
    monkeypatch.setattr(Score, question, lambda _score, _norm: answer)

    assert broken(lambda: norm_laws._judges_scores(Norm.parse("93%"), Score(98, 100), "ours")) == (
        f"ours breaks a law: {told}"
    )


def _near(value: Fraction, *told: object) -> tuple[int, int]:
    """The quotient at which a norm is tried, where these are drawn one after the other."""
    script = iter(told)
    data: Any = SimpleNamespace(draw=lambda _: next(script))
    near = norm_laws._near(data, value)
    assert list(script) == []
    return near


@pytest.mark.parametrize(
    ("value", "told", "near"),
    [
        (Fraction(93, 100), ("value", 2), (186, 200)),
        (Fraction(93, 100), ("beside", 2, -1), (185, 200)),
        (Fraction(93, 100), ("beside", 2, 1), (187, 200)),
        (Fraction(93, 100), ("closest",), (53, 57)),
        (Fraction(93, 100), ("any", 50, 13), (13, 50)),
        (Fraction(1, 2), ("closest",), (0, 1)),
        (Fraction(0), ("beside", 7, -1), (0, 7)),
        (Fraction(0), ("closest", 7), (0, 7)),
        (Fraction(1), ("beside", 7, 1), (7, 7)),
        (Fraction(1), ("beside", 7, -1), (6, 7)),
        (Fraction(1), ("closest", 7), (7, 7)),
        (Fraction(-1, 2), ("value", 50, 13), (13, 50)),
        (Fraction(3, 2), ("closest", 50, 13), (13, 50)),
        (Fraction(1, 10**9), ("value", 1), (1, 10**9)),
        (Fraction(1, 10**9 + 1), ("beside", 50, 13), (13, 50)),
    ],
)
def test_a_norm_is_tried_where_it_may_tip(value: Fraction, told: tuple[object, ...], near: tuple[int, int]) -> None:
    assert _near(value, *told) == near


@st.composite
def _quotients(draw: st.DrawFn, value: Fraction) -> tuple[int, int]:
    drawing: Any = SimpleNamespace(draw=draw)
    return norm_laws._near(drawing, value)


@pytest.mark.law
def test_a_norm_is_tried_on_its_very_value_on_both_sides_of_it_and_on_any_other() -> None:
    found = drawn(_quotients(Fraction(93, 100)), 100)
    beside = {100 * hits - 93 * counted for hits, counted in found if counted % 100 == 0}

    assert (53, 57) in found
    assert {-100, 0, 100} <= beside
    assert any(counted % 100 and counted > 1_000 for _, counted in found)
    assert any(hits == 0 and counted != 100 for hits, counted in found)
    assert max(counted for _, counted in found) > 10_000
    assert all(0 <= hits <= counted <= 10**9 for hits, counted in found)
    fine = drawn(_quotients(Fraction(1, 10**9 - 1)), 20)
    assert (1, 10**9 - 1) in fine
    assert all(counted <= 10**9 for _, counted in fine)


AT_LEAST_93, AT_MOST_2 = Norm.parse("93%"), Norm.parse("2%", Direction.AT_MOST)
ALL, NONE = Norm.parse("100%"), Norm.parse("0")
NO_BAD_ONE, ANY_BAD_ONES = Norm.parse("0", Direction.AT_MOST), Norm.parse("100%", Direction.AT_MOST)


@pytest.mark.parametrize(
    ("norm", "score", "right", "unsure"),
    [
        (AT_LEAST_93, Score(98, 100), 5, {10**9 - 100}),
        (AT_LEAST_93, Score(93, 100), 0, {10**9 - 100}),
        (AT_MOST_2, Score(1, 100), 1, {10**9 - 100}),
        (NONE, Score(0, 100), Beyond.UNLIMITED, {10**9 - 100}),
        (ANY_BAD_ONES, Score(100, 100), Beyond.UNLIMITED, {10**9 - 100}),
    ],
)
def test_the_headroom_of_a_score_is_held_against_what_it_bears(
    norm: Norm, score: Score, right: int | Beyond, unsure: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert score.headroom(norm) == right
    numbers = (*range(-1, 8), 10**9 - 101, 10**9 - 100)
    found = set()
    for room in (*numbers, *Beyond):
        monkeypatch.setattr(Score, "headroom", lambda _score, _norm, said=room: said)
        if norm_laws._bears(norm, score):
            found.add(room)

    assert found == {right, *unsure}


@pytest.mark.parametrize(
    ("norm", "score", "right"),
    [
        (AT_LEAST_93, Score(92, 100), 15),
        (AT_MOST_2, Score(3, 100), 50),
        (ALL, Score(99, 100), Beyond.NEVER),
        (NO_BAD_ONE, Score(1, 100), Beyond.NEVER),
    ],
)
def test_the_recovery_of_a_score_is_held_against_what_it_takes(
    norm: Norm, score: Score, right: int | Beyond, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert score.recovery(norm) == right
    numbers = (*range(-1, 3), 14, 15, 16, 49, 50, 51, 10**9 - 100, 10**9 - 99)
    found = set()
    for needed in (*numbers, *Beyond):
        monkeypatch.setattr(Score, "recovery", lambda _score, _norm, said=needed: said)
        if norm_laws._recovers(norm, score):
            found.add(needed)

    assert found == {right, 10**9 - 99}


def test_a_score_that_falls_short_has_no_headroom_and_one_that_meets_needs_no_recovery(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Score, "headroom", lambda _score, _norm: 1)

    assert broken(lambda: norm_laws._judges_scores(AT_LEAST_93, Score(92, 100), "ours")) == (
        f"ours breaks a law: {norm_laws.HEADROOM} (92 of 100)"
    )
    monkeypatch.setattr(Score, "headroom", lambda _score, _norm: 0)
    monkeypatch.setattr(Score, "recovery", lambda _score, _norm: 0)
    assert broken(lambda: norm_laws._judges_scores(AT_LEAST_93, Score(92, 100), "ours")) == (
        f"ours breaks a law: {norm_laws.RECOVERY} (92 of 100)"
    )


@pytest.mark.parametrize(
    ("norm", "score", "text", "kept"),
    [
        (AT_LEAST_93, Score(92, 100), "93 %", False),
        (AT_LEAST_93, Score(92, 100), "92.99 %", True),
        (AT_LEAST_93, Score(93, 100), "0.93", True),
        (AT_MOST_2, Score(3, 100), "2 %", False),
        (AT_MOST_2, Score(3, 100), "2.01 %", True),
        (AT_MOST_2, Score(2, 100), "1/50", True),
        (AT_MOST_2, Score(2, 100), "2.1 %", False),
    ],
)
def test_what_is_shown_of_a_score_lies_on_the_side_of_its_standing(
    norm: Norm,
    score: Score,
    text: str,
    kept: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Score, "shown", lambda _score, _norm: text)

    if kept:
        norm_laws._judges_scores(norm, score, "ours")
        return
    assert broken(lambda: norm_laws._judges_scores(norm, score, "ours")) == (
        f"ours breaks a law: {norm_laws.SHOWN} ({score.hits} of {score.counted}, shown as {text})"
    )


def test_a_norm_is_asked_twice_for_each_example() -> None:
    asked: list[tuple[int, int]] = []

    def meets(hits: int, counted: int) -> bool:
        asked.append((hits, counted))
        return 100 * hits >= 93 * counted

    assert_norm_laws(OwnNorm(meets), examples=3)
    assert len(asked) == 6
    assert [(10 * hits, 10 * counted) for hits, counted in asked[::2]] == asked[1::2]
    asked.clear()
    assert_norm_laws(OwnNorm(meets))
    assert len(asked) == 2 * EXAMPLES


def test_a_norm_for_a_share_is_also_tried_on_scores_and_no_other_norm_is(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[tuple[Norm, str]] = []
    monkeypatch.setattr(norm_laws, "_judges_scores", lambda norm, _score, name: judged.append((norm, name)))

    assert_norm_laws(Norm.parse("8", scale=Scale.AVERAGE), examples=3)
    assert_norm_laws(OwnNorm(lambda hits, counted: 100 * hits >= 93 * counted), examples=3)
    assert judged == []
    assert_norm_laws(ALL, examples=3)
    assert judged == [(ALL, "the norm >= 1")] * 3


@pytest.mark.parametrize("side", Direction)
@pytest.mark.parametrize("hits", range(0, 101, 7))
def test_every_score_of_the_librarys_norms_is_judged_rightly(hits: int, side: Direction) -> None:
    for text in ("93%", "0", "100%", "1/3"):
        norm_laws._judges_scores(Norm.parse(text, side), Score(hits, 100), "ours")


def _editions(*editions: AnyEdition) -> Editions:
    return Editions("made-up", editions)


def _edition(
    *levels: tuple[Level, str], since: date = date(2026, 1, 5), side: Direction = Direction.AT_LEAST
) -> Edition:
    read = tuple((level, Norm.parse(text, side)) for level, text in levels)
    return Edition(levels=read, since=since, certainty=Certainty.PUBLISHED, source="made up")


def test_editions_that_are_wrong_are_told() -> None:
    target = (Level.TARGET, "93%")
    mixed = _editions(_edition(target), _edition((Level.TARGET, "2%"), since=date(2026, 3, 2), side=Direction.AT_MOST))
    odd = _editions(_edition((Level.MINIMUM, "95%"), target))
    eager = _editions(_edition((Level.ADVICE, "90%"), target))
    twice = _editions(_edition(target), _edition((Level.TARGET, "95%")))

    assert broken(lambda: assert_editions_laws(mixed)) == (
        "the editions of made-up breaks a law: all editions of a norm lie in one direction (2 norms)"
    )
    for editions in (odd, eager):
        assert broken(lambda given=editions: assert_editions_laws(given)) == (  # type: ignore[misc]  # what is tried
            "the editions of made-up breaks a law: a minimum is no harder to reach than the target, and advice is no "
            f"easier ({Norm.parse('93%')})"
        )
    assert broken(lambda: assert_editions_laws(twice)) == (
        "the editions of made-up breaks a law: every edition whose beginning is known is in force on some day "
        "(two begin on 2026-01-05)"
    )
    assert_editions_laws(
        _editions(
            _edition((Level.MINIMUM, "4%"), (Level.TARGET, "2%"), (Level.ADVICE, "1%"), side=Direction.AT_MOST),
        ),
        examples=1,
    )


def test_a_norm_that_stumbles_once_is_told_by_its_side_and_its_value() -> None:
    turns = count()

    def meets(hits: int, counted: int) -> bool:
        return 1 // next(turns) >= 0 and 100 * hits >= 93 * counted

    assert broken(lambda: assert_norm_laws(OwnNorm(meets), examples=3)) == (
        "the norm >= 93/100 breaks a law: asked the same again it answers the same (it answered otherwise)"
    )


def test_more_than_may_be_counted_is_borne_and_recovered_by_any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    most, norm = Score(10**9 - 1, 10**9), Norm.parse("93%")
    for room, borne in ((-1, False), (0, True), (1, True)):
        monkeypatch.setattr(Score, "headroom", lambda _score, _norm, said=room: said)
        assert norm_laws._bears(norm, most) is borne
    for needed, recovered in ((0, False), (1, True)):
        monkeypatch.setattr(Score, "recovery", lambda _score, _norm, said=needed: said)
        assert norm_laws._recovers(norm, most) is recovered


def test_every_norm_of_editions_is_tried_once_those_that_were_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[Norm, int]] = []
    monkeypatch.setattr(norm_laws, "assert_norm_laws", lambda norm, *, examples: tried.append((norm, examples)))
    first = _edition((Level.MINIMUM, "90%"), (Level.TARGET, "93%"))
    last = _edition((Level.TARGET, "93%"), since=date(2026, 3, 2))
    editions = _editions(first, last).tell(SAMPLE_WEEK, Norm.parse("97%"), source="made up")

    assert_editions_laws(editions, examples=7)
    assert_editions_laws(_editions(last))

    assert tried == [*((Norm.parse(text), 7) for text in ("90%", "93%", "97%")), (Norm.parse("93%"), EXAMPLES)]


def test_editions_of_which_one_is_each_sellers_own_keep_the_laws_of_the_others() -> None:
    personal = PersonalEdition(since=date(2026, 3, 2), certainty=Certainty.PUBLISHED, source="made up")
    undated = PersonalEdition(since=None, certainty=Certainty.NOT_PUBLIC, source="made up")

    assert_editions_laws(_editions(_edition((Level.TARGET, "93%")), personal), examples=1)
    assert_editions_laws(_editions(_edition((Level.TARGET, "93%")), undated), examples=1)
    assert broken(
        lambda: assert_editions_laws(_editions(_edition((Level.TARGET, "93%"), since=date(2026, 3, 2)), personal))
    ) == (
        "the editions of made-up breaks a law: every edition whose beginning is known is in force on some day "
        "(two begin on 2026-03-02)"
    )


class OwnMethod:
    """An own delivery service, of which a test says what it gets wrong."""

    def __init__(self, **wrong: Any) -> None:
        self.name: Any = "bicycle"
        self.fulfilled_by: Any = FulfilledBy.SELLER
        self.measured: Any = Measured.BY_DELIVERY
        self.duty: Any = OWN_THROUGH_RETAILER_API.duty
        self.accept: Any = OWN_THROUGH_RETAILER_API.accept
        self.told: Any = OWN_THROUGH_RETAILER_API.told
        self.instruction: Any = OWN_THROUGH_RETAILER_API.instruction
        for name, part in wrong.items():
            setattr(self, name, part)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "a delivery method breaks a law: {0} (its name)"),
        ({"name": 3}, "a delivery method breaks a law: {0} (its name)"),
        ({"fulfilled_by": "seller"}, "bicycle breaks a law: {0} (who brings it)"),
        ({"measured": "by-delivery"}, "bicycle breaks a law: {0} (how it is measured)"),
    ],
)
def test_a_method_that_does_not_describe_itself_is_told(wrong: dict[str, Any], told: str) -> None:
    method: Any = OwnMethod(**wrong)

    assert broken(lambda: assert_delivery_method_laws(method)) == told.format(delivery_method_laws.SELF_DESCRIPTION)


def _tells(given: Entry = entry(), **wrong: Any) -> Callable[[], Any]:  # noqa: B008  (a value that nobody changes)
    method: Any = OwnMethod(**wrong)
    case = delivery_method_laws._Case(method, given)

    def tried() -> None:
        case.says_whether_a_number_is_owed(POSTNL)
        case.says_whether_a_number_is_owed(None)
        assert case.accepts()
        case.tells(Journey(), None)

    return tried


def _raises(*_: object) -> Any:
    raise LookupError("lost")


@pytest.mark.parametrize(
    ("wrong", "law", "found"),
    [
        ({"duty": lambda _: None}, delivery_method_laws.DUTY, "TNT"),
        ({"duty": lambda service: NumberDuty.OWED if service else None}, delivery_method_laws.DUTY, "no service"),
        ({"duty": _raises}, delivery_method_laws.DUTY, "LookupError: 'lost'"),
        ({"accept": _raises}, delivery_method_laws.ENTRY_OR_REFUSAL, "LookupError for TNT, a number, {0}"),
        (
            {"accept": lambda _: None},
            delivery_method_laws.ENTRY_OR_REFUSAL,
            "another one came back for TNT, a number, {0}",
        ),
        ({"told": _raises}, delivery_method_laws.ALWAYS_ANSWERS, "LookupError: 'lost'"),
        ({"told": lambda *_: None}, delivery_method_laws.ALWAYS_ANSWERS, "NoneType"),
        ({"instruction": lambda _: "go"}, delivery_method_laws.ALWAYS_ANSWERS, "str"),
        (
            {"told": lambda *_: CustomerMessage(number=None, service=POSTNL, expected=None)},
            delivery_method_laws.TELLS_THE_TRUTH,
            "the number for TNT, a number, {0}",
        ),
        (
            {"told": lambda *_: CustomerMessage(number=NUMBER, service=DHL, expected=None)},
            delivery_method_laws.TELLS_THE_TRUTH,
            "the service for TNT, a number, {0}",
        ),
        (
            {"instruction": lambda _: UseLabel(label_id="label-2", reference="")},
            delivery_method_laws.TELLS_THE_TRUTH,
            "the label for TNT, a number, {0}",
        ),
    ],
)
def test_a_method_that_is_wrong_of_an_entry_is_told_with_what_stands_in_it(
    wrong: dict[str, Any], law: str, found: str
) -> None:
    _tells()()

    assert broken(_tells(**wrong)) == f"bicycle breaks a law: {law} ({found.format(entry().channel.value)})"


def test_a_label_is_told_as_it_stands_in_the_entry_or_not_at_all() -> None:
    bought = Entry.of_label(LABEL, at=SHIPPED)
    right = {
        "accept": lambda entry: entry,
        "told": SHIPPING_LABEL_VIA_BOL.told,
        "instruction": SHIPPING_LABEL_VIA_BOL.instruction,
    }

    _tells(bought, **right)()
    _tells(bought, **{**right, "instruction": lambda _: TellNothing()})()
    assert broken(_tells(bought, **{**right, "instruction": lambda _: UseLabel(label_id="label-2", reference="")})) == (
        f"bicycle breaks a law: {delivery_method_laws.TELLS_THE_TRUTH} (the label for TNT, a number, shipping-label)"
    )


def test_what_is_looked_for_is_not_kept() -> None:
    kept = InMemoryExampleDatabase()
    settings.register_profile("keeps", database=kept, derandomize=False)
    settings.load_profile("keeps")
    method: Any = OwnMethod()
    one = number_format("12345678(?:9|90)", 9, 10, example="123456789")
    try:
        assert delivery_method_laws._accepts_some(method, st.just(entry()))
        assert number_format_laws._occurs(one, 10)
        assert not number_format_laws._occurs(one, 11)
    finally:
        settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

    assert kept.data == {}


def test_a_method_that_answers_otherwise_each_time_is_told() -> None:
    turns = count()
    duties = (NumberDuty.OWED, NumberDuty.WELCOME)

    assert broken(_tells(entry(None, service=None), duty=lambda _: duties[next(turns) % 2])) == (
        "bicycle breaks a law: asked the same again it answers the same "
        f"(no service, no number, {entry().channel.value})"
    )


def test_a_method_that_takes_nothing_is_told() -> None:
    def refuse(_: Entry) -> Any:
        raise NotThisMethodError.about("any", "entry", "expected none")

    method: Any = OwnMethod(accept=refuse)
    assert not delivery_method_laws._Case(method, entry()).accepts()
    assert broken(lambda: assert_delivery_method_laws(method, entries=st.just(entry()), examples=1)) == (
        "bicycle breaks a law: some entry is accepted (none of a thousand was)"
    )


def test_a_format_that_is_wrong_is_told_by_a_number() -> None:
    boasting = evolve(DHL_EXPRESS, single_errors=Catches.ALL, adjacent_swaps=Catches.MOST)
    swapping = evolve(GS1, single_errors=Catches.MOST, adjacent_swaps=Catches.ALL)
    one = number_format("12345678(?:9|90)", 9, example="123456789")
    never = number_format("123456789", 9, 11, example="123456789")

    assert broken(lambda: assert_number_format_laws(one)) == (
        f"{one} breaks a law: {number_format_laws.ITS_LENGTHS} (1234567890)"
    )
    assert broken(lambda: assert_number_format_laws(never, examples=1)) == (
        f"{never} breaks a law: {number_format_laws.EVERY_LENGTH} (11 characters)"
    )
    assert broken(lambda: number_format_laws._catches(Check(boasting, 0, 10), "1234567891", "ours")) == (
        f"ours breaks a law: {number_format_laws.ONE_CHARACTER} (1234567891 and 8234567891)"
    )
    assert broken(lambda: number_format_laws._catches(Check(swapping, 0, 10), "2700000007", "ours")) == (
        f"ours breaks a law: {number_format_laws.SWAPPED} (2700000007 and 7200000007)"
    )
    number_format_laws._catches(Check(GS1, 0, 10), "1234567895", "ours")
    number_format_laws._catches(Check(swapping, 2, 12), "271234567895", "ours")
    assert [number_format_laws._alike(letter) for letter in "7Q"] == ["0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def _counted(change: Callable[[list[Any]], list[Any]], given: list[Any]) -> Any:
    def count_them(items: Any) -> Any:
        return tallies(change(list(items)), [T], as_of=at(20))

    return tally_laws._Case(count_them, given, name="ours")


ITEMS = [item_of(), item_of(order_item_id="item-2", order_id="order-2", number=None, quantity=2)]


def test_a_count_that_is_wrong_is_told_by_what_was_counted() -> None:
    wanted = tallies(ITEMS, [T], as_of=at(20))
    right = _counted(lambda items: items, ITEMS)
    right.counts_nothing()
    right.heeds_no_order(ITEMS[::-1])
    right.adds_up()
    right.is_right(wanted)

    assert broken(_counted(lambda items: items or ITEMS, ITEMS).counts_nothing) == (
        f"ours breaks a law: {tally_laws.NOTHING_COUNTED} (something was)"
    )
    assert broken(lambda: _counted(lambda items: items[:1], ITEMS).heeds_no_order(ITEMS[::-1])) == (
        f"ours breaks a law: {tally_laws.ANY_ORDER} (2 items)"
    )
    assert broken(_counted(lambda items: items[:1], ITEMS).adds_up) == (
        f"ours breaks a law: {tally_laws.PARTS_ADD_UP} (1 of order-traceability)"
    )
    assert broken(lambda: _counted(lambda items: items[:1], ITEMS).is_right(wanted)) == (
        f"ours breaks a law: {tally_laws.AS_THE_LIBRARY} (1 of order-traceability instead of 3, in 1 cells)"
    )
    assert broken(lambda: right.is_right([*wanted, *wanted])) == (
        f"ours breaks a law: {tally_laws.AS_THE_LIBRARY} (1 tallies)"
    )
    later = tallies(ITEMS, [T], as_of=at(21))
    assert broken(lambda: right.is_right(later)) == (
        f"ours breaks a law: {tally_laws.AS_THE_LIBRARY} "
        "(it says that it counts something else than order-traceability as it was asked to)"
    )


def test_each_item_is_counted_first_in_turn_though_the_order_is_the_same() -> None:
    first = _counted(lambda items: items[:1], ITEMS)

    assert broken(lambda: first.heeds_no_order(ITEMS)) == f"ours breaks a law: {tally_laws.ANY_ORDER} (2 items)"


def test_a_count_that_stumbles_once_is_told_by_its_name() -> None:
    turns = count()

    def bicycles(*given: Any, **how: Any) -> tuple[Tally, ...]:
        if next(turns) == 0:
            raise LookupError("lost")
        return tallies(*given, **how)

    assert broken(lambda: assert_tally_laws(bicycles, evidence=st.just(item_of()), examples=2)) == (
        "bicycles breaks a law: asked the same again it answers the same (it answered otherwise)"
    )


def test_a_count_is_asked_for_all_that_is_handed_in_and_is_told_by_its_name() -> None:
    def bicycles(*_: object, **_how: object) -> tuple[Tally, ...]:
        raise LookupError("lost")

    class Bicycle:
        def __call__(self, *_: object, **_how: object) -> tuple[Tally, ...]:
            raise LookupError("lost")

    for count_, named in ((bicycles, "bicycles"), (Bicycle(), "Bicycle")):
        told = broken(lambda given=count_: assert_tally_laws(given, examples=1))  # type: ignore[misc]  # what is tried
        assert told == f"{named} breaks a law: it counts as the library does (LookupError: 'lost')"


def _of_53(**parts: Any) -> Evidence:
    """An item of which nothing is known but these parts."""
    nothing: dict[str, Any] = {"ordered": None, "shipped": None, "entered": None, "number": None, "promise": None}
    return item_of(**{**nothing, **parts})


NEW_YEAR = moment("2026-12-31T12:00:00+01:00")


@pytest.mark.law
@pytest.mark.parametrize(
    "item",
    [
        _of_53(ordered=NEW_YEAR),
        _of_53(shipped=NEW_YEAR),
        _of_53(promise=DeliverBy(date(2026, 12, 31))),
        _of_53(journey=handed_over(NEW_YEAR)),
    ],
    ids=["ordered", "shipped", "promised", "handed over"],
)
def test_the_moments_at_which_an_item_is_judged_are_mostly_near_to_what_happened_to_it(item: Evidence) -> None:
    found = drawn(standard_laws._moments_near(item), 100)
    near = sum(local_day(at) in WEEK_53 for at in found)

    assert 50 < near < 100


@pytest.mark.law
def test_an_item_to_which_nothing_happened_is_judged_at_any_moment() -> None:
    far = item_of(ordered=None, shipped=None, promise=DeliverBy(date(2031, 1, 1)))
    for item in (_of_53(), far):
        found = drawn(standard_laws._moments_near(item), 80)

        assert all(any(local_day(at) in span for at in found) for span in SPANS)
