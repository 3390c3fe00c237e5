"""Every ready-made law holds for what is ours, and fails on something that was broken on purpose."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import cycle
from typing import Any, NamedTuple

import pytest
from attrs import evolve, frozen
from hypothesis import strategies as st

from tests.builders import evidence as item_of
from tests.builders import number_format
from trackntrace.moment import Moment
from trackntrace.numbers.check_digits import DHL_EXPRESS, GS1, Catches, CheckRule
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.formats import FORMATS
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import Check, NumberFormat
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.counted import COUNTED_STANDARDS
from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.facts import NumberFact, Readings, TraceabilityFacts, traceability_facts
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.response_time import RESPONSE_TIME
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.score import Beyond, Score
from trackntrace.performance.standard import AnyStandard, Verdict, row
from trackntrace.performance.tally import Tally, Unit, tallies
from trackntrace.shipping.customer import CustomerMessage
from trackntrace.shipping.delivery_methods import (
    OWN_THROUGH_RETAILER_API,
    DeliveryMethod,
    Measured,
    NotThisMethodError,
    NumberDuty,
    UseTransport,
)
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import Promise
from trackntrace.testing import (
    delivery_method_laws,
    law,
    norm_laws,
    number_format_laws,
    standard_laws,
    tally_laws,
)
from trackntrace.testing.builders import make_entry
from trackntrace.testing.evidence import shipped_evidence
from trackntrace.testing.laws import (
    BrokenLawError,
    assert_delivery_method_laws,
    assert_editions_laws,
    assert_norm_laws,
    assert_number_format_laws,
    assert_standard_laws,
    assert_table_laws,
    assert_tally_laws,
)
from trackntrace.testing.shipments import DELIVERY_METHODS

pytestmark = pytest.mark.law

STANDARDS: tuple[AnyStandard, ...] = (
    *(ORDER_TRACEABILITY, ITEMS_ON_TIME, DELIVERED_ON_TIME, HANDED_OVER_ON_TIME, CANCELLATIONS, RETURNS),
)
T = ORDER_TRACEABILITY


def breaks(law_broken: str, attempt: Callable[[], None]) -> None:
    """The attempt fails with the error that names just this law."""
    with pytest.raises(BrokenLawError) as caught:
        attempt()
    if caught.value.law != law_broken:
        raise caught.value
    assert law_broken in str(caught.value)
    assert caught.value.found


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_the_librarys_standards_keep_the_laws(standard: AnyStandard) -> None:
    assert_standard_laws(standard, examples=20)


def test_the_table_of_a_standard_that_reads_no_evidence_keeps_the_laws() -> None:
    assert_table_laws(RESPONSE_TIME)


class WithANumber(NamedTuple):
    stage: Stage
    quantity: int


WRONG: Any = WithANumber


def _reading(change: Callable[[TraceabilityFacts, Evidence, Moment], TraceabilityFacts]) -> AnyStandard:
    """Order traceability whose facts are read in a way of its own."""

    def read(known: Evidence, as_of: Moment, readings: Readings) -> TraceabilityFacts:
        return change(traceability_facts(known, as_of, readings), known, as_of)

    return evolve(T, read=read)


def _impatient(facts: TraceabilityFacts, known: Evidence, as_of: Moment) -> TraceabilityFacts:
    waited = known.shipped is not None and as_of > known.shipped + timedelta(days=3)
    return facts._replace(number=NumberFact.MISSING) if waited else facts


def _by_the_clock(facts: TraceabilityFacts, known: Evidence, as_of: Moment) -> TraceabilityFacts:
    morning = known.shipped is not None and known.shipped.hour < 12
    return facts._replace(number=NumberFact.MISSING) if morning else facts


_ANSWERS = cycle((NumberFact.GIVEN, NumberFact.MISSING))


def _moody(facts: TraceabilityFacts, known: Evidence, as_of: Moment) -> TraceabilityFacts:
    return facts._replace(number=next(_ANSWERS)) if facts.stage is Stage.SHIPPED else facts


def _forgetful(facts: TraceabilityFacts, known: Evidence, as_of: Moment) -> TraceabilityFacts:
    day: date = known.promise.day  # type: ignore[union-attr]  # the mistake: some items have none
    return facts._replace(stage=facts.stage) if day else facts


FORGETS_TO_RETURN: Any = lambda known, as_of, readings: None  # noqa: E731  (the mistake: no facts)


def _never_open(facts: TraceabilityFacts) -> bool:
    return T.reachable(facts) and facts.stage is not Stage.OPEN


EXCUSED = next(each for each in T.rows if each.code == "excused")
NOT_OPEN = tuple(each for each in T.rows if each.code != "not-yet-shipped")
UNMET = row("for-nothing", Verdict.MISS, "Nothing is left to meet it.")
TWICE = row("number-given", Verdict.HIT, "Mailbox parcels first.", number=NumberFact.GIVEN, stage=Stage.SHIPPED)

BROKEN_STANDARDS = {
    "number among the facts": (standard_laws.CLOSED_SETS, evolve(T, facts_type=WRONG)),
    "row left out": (standard_laws.NO_GAPS, evolve(T, rows=T.rows[:-1])),
    "row for nothing": (standard_laws.NO_IDLE_ROWS, evolve(T, rows=(*T.rows, UNMET))),
    "one code twice": (standard_laws.ONE_CODE_A_ROW, evolve(T, rows=(TWICE, *T.rows))),
    "open items unforeseen": (standard_laws.NOTHING_UNFORESEEN, evolve(T, rows=NOT_OPEN, reachable=_never_open)),
    "evidence that cannot be read": (standard_laws.NOTHING_UNFORESEEN, _reading(_forgetful)),
    "facts that are not returned": (standard_laws.NOTHING_UNFORESEEN, evolve(T, read=FORGETS_TO_RETURN)),
    "another answer each time": (law.SAME_AGAIN, _reading(_moody)),
    "hits that become misses": (standard_laws.PATIENCE, _reading(_impatient)),
    "hours of some clock": (standard_laws.ANY_CLOCK, _reading(_by_the_clock)),
    "excused hits": (
        standard_laws.EXCUSES,
        evolve(T, rows=(EXCUSED, *(each for each in T.rows if each is not EXCUSED))),
    ),
}


@pytest.mark.parametrize("name", BROKEN_STANDARDS)
def test_a_broken_standard_breaks_its_law(name: str) -> None:
    broken, standard = BROKEN_STANDARDS[name]

    breaks(broken, lambda: assert_standard_laws(standard, examples=200))


def test_every_law_of_standards_is_broken_by_one() -> None:
    assert {broken for broken, _ in BROKEN_STANDARDS.values()} == set(standard_laws.STANDARD_LAWS)


def test_a_standard_is_tried_on_the_evidence_that_is_handed_in() -> None:
    only_open = evolve(T, rows=NOT_OPEN, reachable=_never_open)

    assert_standard_laws(only_open, evidence=shipped_evidence().filter(lambda item: item.shipped is None), examples=20)


NORMS = [Norm.parse("93%"), Norm.parse("2%", Direction.AT_MOST), Norm.parse("1/3"), Norm.parse("0"), Norm.parse("100%")]
EDITIONS = [
    *(standard.editions for standard in (*STANDARDS, RESPONSE_TIME)),
    *(standard.editions for standard in COUNTED_STANDARDS),
]


@pytest.mark.parametrize("norm", NORMS, ids=str)
def test_norms_keep_the_laws(norm: Norm) -> None:
    assert_norm_laws(norm)


@pytest.mark.parametrize("editions", EDITIONS, ids=lambda editions: editions.standard)
def test_the_librarys_editions_keep_the_laws(editions: Editions) -> None:
    assert_editions_laws(editions, examples=15)


@frozen
class OwnNorm:
    """A norm of a kind of its own: by another arithmetic, or with a condition beside it."""

    value: Fraction
    meets: Callable[[Fraction, int, int], bool]
    direction: Direction = Direction.AT_LEAST

    def met_by(self, numerator: int, denominator: int) -> bool:
        return self.meets(self.value, numerator, denominator)


def _by_floats(value: Fraction, numerator: int, denominator: int) -> bool:
    return numerator / denominator >= float(value)


def _of_many(value: Fraction, numerator: int, denominator: int) -> bool:
    return denominator >= 3 and Fraction(numerator, denominator) >= value


def _exactly(value: Fraction, numerator: int, denominator: int) -> bool:
    return Fraction(numerator, denominator) >= value


def test_a_norm_of_a_kind_of_your_own_keeps_the_laws() -> None:
    assert_norm_laws(OwnNorm(Fraction(93, 100), _exactly))


def test_a_norm_that_counts_with_floats_breaks_the_law() -> None:
    fine = Fraction(618033988, 999999937)

    breaks(norm_laws.EXACT, lambda: assert_norm_laws(OwnNorm(fine, _by_floats), examples=500))


def test_a_norm_that_asks_for_more_than_a_share_breaks_the_law() -> None:
    breaks(norm_laws.ONLY_THE_SHARE, lambda: assert_norm_laws(OwnNorm(Fraction(93, 100), _of_many), examples=200))


def _no_room(score: Score, norm: Norm) -> int:
    return 0


def _one_more(score: Score, norm: Norm) -> int | Beyond:
    needed = Score.recovery.__wrapped__(score, norm) if hasattr(Score.recovery, "__wrapped__") else 1
    return int(needed) + 1 if isinstance(needed, int) else needed


def _rounded_up(score: Score, norm: Norm) -> str:
    return f"{round(100 * score.hits / score.counted)} %"


@pytest.mark.parametrize(
    ("broken", "question", "answer"),
    [
        pytest.param(norm_laws.HEADROOM, "headroom", _no_room, id="headroom"),
        pytest.param(norm_laws.RECOVERY, "recovery", _one_more, id="recovery"),
        pytest.param(norm_laws.SHOWN, "shown", _rounded_up, id="shown"),
    ],
)
def test_a_score_that_answers_wrongly_breaks_the_law(
    broken: str, question: str, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Score, question, answer)

    breaks(broken, lambda: assert_norm_laws(Norm.parse("93%"), examples=200))


def _edition(*levels: tuple[Level, str], since: date = date(2026, 1, 5), at_most: bool = False) -> Edition:
    side = Direction.AT_MOST if at_most else Direction.AT_LEAST
    read = tuple((level, Norm.parse(text, side)) for level, text in levels)
    return Edition(levels=read, since=since, certainty=Certainty.PUBLISHED, source="made up")


TARGET = (Level.TARGET, "93%")
BROKEN_EDITIONS = {
    "two directions": (
        norm_laws.ONE_DIRECTION,
        [_edition(TARGET), _edition((Level.TARGET, "2%"), since=date(2026, 3, 2), at_most=True)],
    ),
    "a minimum above the target": (norm_laws.LEVELS_IN_ORDER, [_edition((Level.MINIMUM, "95%"), TARGET)]),
    "two that begin on one day": (norm_laws.EACH_IN_FORCE, [_edition(TARGET), _edition((Level.TARGET, "95%"))]),
}


@pytest.mark.parametrize("name", BROKEN_EDITIONS)
def test_broken_editions_break_their_law(name: str) -> None:
    broken, editions = BROKEN_EDITIONS[name]

    breaks(broken, lambda: assert_editions_laws(Editions("made-up", editions), examples=10))


def test_every_law_of_norms_and_editions_is_broken_by_one() -> None:
    ours = {norm_laws.EXACT, norm_laws.ONLY_THE_SHARE, norm_laws.HEADROOM, norm_laws.RECOVERY, norm_laws.SHOWN}

    assert set(norm_laws.NORM_LAWS) == ours
    assert {broken for broken, _ in BROKEN_EDITIONS.values()} == set(norm_laws.EDITIONS_LAWS)


@pytest.mark.parametrize(
    "method", DELIVERY_METHODS, ids=lambda method: f"{method.name} {getattr(method, 'channel', '')}"
)
def test_the_librarys_delivery_methods_keep_the_laws(method: DeliveryMethod) -> None:
    assert_delivery_method_laws(method, examples=20)


@frozen
class OwnMethod:
    """An own delivery service, but for what a subclass gets wrong."""

    name: Any = "bicycle-courier"
    fulfilled_by: FulfilledBy = FulfilledBy.SELLER
    measured: Any = Measured.BY_DELIVERY

    def duty(self, service: DeliveryService | None) -> Any:
        return OWN_THROUGH_RETAILER_API.duty(service)

    def accept(self, entry: Entry) -> Any:
        return OWN_THROUGH_RETAILER_API.accept(entry)

    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> Any:
        return OWN_THROUGH_RETAILER_API.told(entry, journey, promise)

    def instruction(self, entry: Entry) -> Any:
        return OWN_THROUGH_RETAILER_API.instruction(entry)


class WithoutDuty(OwnMethod):
    def duty(self, service: DeliveryService | None) -> Any:
        return NumberDuty.OWED if service else None


class Stumbling(OwnMethod):
    def accept(self, entry: Entry) -> Any:
        return super().accept(entry) if entry.service.listed else entry  # type: ignore[union-attr]  # the mistake


class Rewriting(OwnMethod):
    def accept(self, entry: Entry) -> Any:
        return evolve(super().accept(entry), reference="by bicycle")


class Choosy(OwnMethod):
    def accept(self, entry: Entry) -> Any:
        raise NotThisMethodError.about("any", "entry", "expected none")


class PromisesOnly(OwnMethod):
    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> Any:
        if promise is None:
            raise ValueError("no promise")
        return super().told(entry, journey, promise)


class Silent(OwnMethod):
    def instruction(self, entry: Entry) -> Any:
        return None


class Lying(OwnMethod):
    def told(self, entry: Entry, journey: Journey, promise: Promise | None) -> Any:
        return CustomerMessage(number=TrackAndTraceNumber("3SABCD1234567"), service=entry.service, expected=None)


class Mislabelled(OwnMethod):
    def instruction(self, entry: Entry) -> Any:
        service = DeliveryService.parse("BICYCLE")
        return UseTransport(service=service, number=entry.number, reference=entry.reference)


_MOODS = cycle((NumberDuty.OWED, NumberDuty.WELCOME))


class Moody(OwnMethod):
    def duty(self, service: DeliveryService | None) -> Any:
        return next(_MOODS)


BROKEN_METHODS: dict[str, tuple[str, OwnMethod]] = {
    "no name": (delivery_method_laws.SELF_DESCRIPTION, OwnMethod(name="")),
    "measured by a text": (delivery_method_laws.SELF_DESCRIPTION, OwnMethod(measured="by-delivery")),
    "no duty": (delivery_method_laws.DUTY, WithoutDuty()),
    "a foreign error": (delivery_method_laws.ENTRY_OR_REFUSAL, Stumbling()),
    "another entry": (delivery_method_laws.ENTRY_OR_REFUSAL, Rewriting()),
    "nothing accepted": (delivery_method_laws.SOMETHING_ACCEPTED, Choosy()),
    "no answer without promise": (delivery_method_laws.ALWAYS_ANSWERS, PromisesOnly()),
    "no instruction": (delivery_method_laws.ALWAYS_ANSWERS, Silent()),
    "another number": (delivery_method_laws.TELLS_THE_TRUTH, Lying()),
    "another service": (delivery_method_laws.TELLS_THE_TRUTH, Mislabelled()),
    "another answer each time": (law.SAME_AGAIN, Moody()),
}


def test_a_method_of_your_own_keeps_the_laws() -> None:
    assert_delivery_method_laws(OwnMethod(), examples=20)


@pytest.mark.parametrize("name", BROKEN_METHODS)
def test_a_broken_method_breaks_its_law(name: str) -> None:
    broken, method = BROKEN_METHODS[name]

    breaks(broken, lambda: assert_delivery_method_laws(method, examples=100))


class Cyclist(OwnMethod):
    def accept(self, entry: Entry) -> Any:
        if entry.reference != "by bicycle":
            raise NotThisMethodError.about(entry.reference, "reference", "expected by bicycle")
        return super().accept(entry)


def test_a_method_that_accepts_little_is_tried_on_more_before_it_is_told_to_accept_nothing() -> None:
    references = st.integers(0, 40).map(lambda place: "by bicycle" if place == 30 else f"by car {place}")
    entries = references.map(lambda reference: evolve(make_entry(), reference=reference))

    assert_delivery_method_laws(Cyclist(), entries=entries, examples=1)


def test_every_law_of_methods_is_broken_by_one() -> None:
    assert {broken for broken, _ in BROKEN_METHODS.values()} == set(delivery_method_laws.DELIVERY_METHOD_LAWS)


@pytest.mark.parametrize("one", FORMATS, ids=str)
def test_the_librarys_formats_keep_the_laws(one: NumberFormat) -> None:
    assert_number_format_laws(one, examples=15)


def _boasting(rule: CheckRule) -> CheckRule:
    return evolve(rule, single_errors=Catches.ALL, adjacent_swaps=Catches.ALL)


BROKEN_FORMATS = {
    "a check for digits over letters": (
        number_format_laws.CHECKABLE,
        number_format("[0-9A-Z]{9}[0-9]", 10, example="1234567891", checks=(Check(DHL_EXPRESS, 0, 10),)),
    ),
    "a length that it does not tell": (
        number_format_laws.ITS_LENGTHS,
        number_format("NC[0-9]{9,10}", 12, example="NC1234567890"),
    ),
    "a length that never occurs": (
        number_format_laws.EVERY_LENGTH,
        number_format("NC[0-9]{10}", 12, 13, example="NC1234567890"),
    ),
    "a check that boasts": (
        number_format_laws.ONE_CHARACTER,
        number_format("[0-9]{10}", 10, example="1234567891", checks=(Check(_boasting(DHL_EXPRESS), 0, 10),)),
    ),
    "a check that boasts of swaps": (
        number_format_laws.SWAPPED,
        number_format("[0-9]{10}", 10, example="1234567895", checks=(Check(_boasting(GS1), 0, 10),)),
    ),
}


@pytest.mark.parametrize("name", BROKEN_FORMATS)
def test_a_broken_format_breaks_its_law(name: str) -> None:
    broken, one = BROKEN_FORMATS[name]

    breaks(broken, lambda: assert_number_format_laws(one, examples=200))


def test_every_law_of_formats_is_broken_by_one() -> None:
    assert {broken for broken, _ in BROKEN_FORMATS.values()} == set(number_format_laws.NUMBER_FORMAT_LAWS)


def _some(given: Sequence[Evidence]) -> list[Evidence]:
    return [*given, item_of()]


def _first(given: Sequence[Evidence]) -> list[Evidence]:
    return [*given[:1]] * len(given)


def _few(given: Sequence[Evidence]) -> list[Evidence]:
    return sorted(given, key=repr)[:2]


def _singly(given: Sequence[Evidence]) -> list[Evidence]:
    return [evolve(item, quantity=1) for item in given]


def _counting(change: Callable[[Sequence[Evidence]], list[Evidence]]) -> tally_laws.Count:
    def count(evidence: Sequence[Evidence], standards: Sequence[AnyStandard], **how: Any) -> tuple[Tally, ...]:
        return tallies(change(evidence), standards, **how)

    return count


BROKEN_COUNTS = {
    "something of nothing": (tally_laws.NOTHING_COUNTED, _some),
    "all as the first": (tally_laws.ANY_ORDER, _first),
    "two at most": (tally_laws.PARTS_ADD_UP, _few),
    "quantities forgotten": (tally_laws.AS_THE_LIBRARY, _singly),
}


def test_the_librarys_own_count_keeps_the_laws() -> None:
    assert_tally_laws(tallies, examples=15)


@pytest.mark.parametrize("name", BROKEN_COUNTS)
def test_a_broken_count_breaks_its_law(name: str) -> None:
    broken, change = BROKEN_COUNTS[name]

    breaks(broken, lambda: assert_tally_laws(_counting(change), units=(Unit.ITEM,), examples=200))


def test_every_law_of_counting_is_broken_by_one() -> None:
    assert {broken for broken, _ in BROKEN_COUNTS.values()} == set(tally_laws.TALLY_LAWS)


def test_a_count_that_raises_is_told() -> None:
    def unfinished(*_: object, **how: object) -> tuple[Tally, ...]:
        raise NotImplementedError("later")

    with pytest.raises(BrokenLawError, match="NotImplementedError: 'later'"):
        assert_tally_laws(unfinished, evidence=st.just(item_of()), examples=5)


def test_a_count_that_says_that_it_counts_something_else_is_told() -> None:
    def by_whole_orders(
        evidence: Sequence[Evidence], standards: Sequence[AnyStandard], **how: Any
    ) -> tuple[Tally, ...]:
        return tallies(evidence, standards, **{**how, "per": Unit.ORDER})

    with pytest.raises(BrokenLawError) as caught:
        assert_tally_laws(by_whole_orders, units=(Unit.ITEM,), standards=[T], examples=5)

    assert str(caught.value) == (
        "by_whole_orders breaks a law: it counts as the library does "
        "(it says that it counts something else than order-traceability as it was asked to)"
    )


def test_a_law_that_is_broken_now_and_then_only_is_told_as_another_answer() -> None:
    tried: list[st.DataObject] = []

    def once(data: st.DataObject) -> None:
        tried.append(data)
        law.demand(len(tried) > 1, "the coin", "it shows heads", "tails")

    with pytest.raises(BrokenLawError) as caught:
        law.try_law(once, subject="the coin", examples=5)

    assert str(caught.value) == (
        "the coin breaks a law: asked the same again it answers the same (it answered otherwise)"
    )
    assert caught.value.__suppress_context__


def test_a_broken_law_is_told_in_one_sentence() -> None:
    with pytest.raises(BrokenLawError) as caught:
        assert_table_laws(evolve(T, rows=(*T.rows, UNMET)))

    assert str(caught.value) == "order-traceability breaks a law: every row of the table is met (for-nothing)"


def test_laws_hold_where_asserts_are_switched_off() -> None:
    script = """
from attrs import evolve
from trackntrace import ORDER_TRACEABILITY
from trackntrace.testing.laws import BrokenLawError, assert_standard_laws
try:
    assert_standard_laws(evolve(ORDER_TRACEABILITY, rows=ORDER_TRACEABILITY.rows[:-1]))
except BrokenLawError as error:
    print(error.law)
"""
    done = subprocess.run([sys.executable, "-O", "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == f"{standard_laws.NO_GAPS}\n"
