"""The contract lets through the stores that keep the promise, and catches those that do not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import result

import pytest
from examples.stores.memory_store import MemoryStore
from examples.stores.rows import row_of
from examples.stores.sqlite_store import SqliteStore
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Flaky

from tests.builders import NUMBER, OTHER_NUMBER, at, entry
from tests.stores.broken import (
    FAULTS,
    Careful,
    Columns,
    Disk,
    LastWriteWins,
    Opener,
    RefusesInItsOwnWords,
    WritesInTwoSteps,
)
from tests.stores.writing_process import assert_kept, killed_after
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.transport import AlreadyEnteredError, Transport
from trackntrace.testing import written_once
from trackntrace.testing.look_alikes import LOWER_CASE_TWIN, MOMENTS, NUMBERS, SERVICES, offers
from trackntrace.testing.written_once import EntryStore, StoreContract, assert_written_once, thorough

SHORT = thorough(runs=8, steps=20)
SEARCHING = hypothesis_settings(thorough(runs=500, steps=30), phases=[Phase.generate])


def one_disk(store: Opener) -> Callable[[], Careful]:
    """Opens a store again and again, on the same disk."""
    disk = Disk()
    return lambda: store(disk)


def test_entries_in_memory_are_written_once() -> None:
    memory = MemoryStore()

    assert_written_once(lambda: memory, settings=SHORT)


def test_entries_in_sqlite_are_written_once(tmp_path: Path) -> None:
    assert_written_once(lambda: SqliteStore(tmp_path / "entries"), settings=SHORT)


class NumberAlone(MemoryStore):
    def entry_of(self, transport_id: str) -> Any:
        kept = super().entry_of(transport_id)
        return kept and (kept.number or kept)


def test_a_store_that_answers_with_the_number_alone_is_told_so() -> None:
    memory = NumberAlone()

    with pytest.raises(AssertionError, match="a value of type TrackAndTraceNumber, which is no Entry"):
        assert_written_once(lambda: memory, settings=SHORT)


class ForgetsOnce(MemoryStore):
    forgot = False

    def entry_of(self, transport_id: str) -> Entry | None:
        kept = super().entry_of(transport_id)
        if kept is None or self.forgot:
            return kept
        self.forgot = True
        return None


def test_a_fault_that_is_not_met_again_is_told_all_the_same() -> None:
    memory = ForgetsOnce()

    with pytest.raises(AssertionError, match=r"transport \d+.*seen once, and not again"):
        assert_written_once(lambda: memory, settings=SHORT)


class OutOfOrderOnce(MemoryStore):
    failed = False

    def entry_of(self, transport_id: str) -> Entry | None:
        if not self.failed:
            self.failed = True
            raise ConnectionError("the store cannot be reached")
        return super().entry_of(transport_id)


def test_an_error_of_the_store_itself_that_is_not_met_again_stays_what_it_is() -> None:
    memory = OutOfOrderOnce()

    with pytest.raises(Flaky):
        assert_written_once(lambda: memory, settings=SHORT)
    assert memory.failed


@pytest.mark.law
def test_entries_in_memory_are_written_once_in_long_lives() -> None:
    memory = MemoryStore()

    assert_written_once(lambda: memory)


@pytest.mark.law
def test_entries_in_sqlite_are_written_once_in_long_lives(tmp_path: Path) -> None:
    assert_written_once(lambda: SqliteStore(tmp_path / "entries"), settings=thorough(runs=40))


def test_what_a_process_was_told_is_kept_in_sqlite_though_it_is_killed(tmp_path: Path) -> None:
    answers = killed_after(40, "sqlite", str(tmp_path / "entries"), "killed-")
    store = SqliteStore(tmp_path / "entries")

    assert_kept(store, "killed-", answers)
    store.crash()


def test_a_store_without_a_fault_passes_where_those_with_one_are_caught() -> None:
    assert_written_once(one_disk(Careful), settings=SHORT)


@pytest.mark.parametrize("store", [fault for fault in FAULTS if fault is not RefusesInItsOwnWords])
def test_a_broken_store_is_caught(store: Opener) -> None:
    with pytest.raises(AssertionError, match=r"transport \d+"):
        assert_written_once(one_disk(store), settings=SEARCHING)


def test_an_error_of_the_stores_own_is_shown_as_it_is() -> None:
    with pytest.raises(KeyError):
        assert_written_once(one_disk(RefusesInItsOwnWords), settings=SEARCHING)


@pytest.mark.parametrize(
    ("column", "offered"),
    [
        ("NUMERIC", "?"),
        ("TEXT", "ltrim(?, '0')"),
        ("TEXT", "replace(?, '-', '')"),
        ("TEXT", "substr(?, 1, 63)"),
    ],
)
def test_a_column_that_makes_two_numbers_one_is_caught(tmp_path: Path, column: str, offered: str) -> None:
    with pytest.raises(AssertionError, match=r"transport \d+"):
        assert_written_once(lambda: Columns(tmp_path / "entries", column, offered), settings=SEARCHING)


def test_a_column_that_keeps_text_as_it_is_passes(tmp_path: Path) -> None:
    twins = offers((*NUMBERS[:2], LOWER_CASE_TWIN))

    assert_written_once(lambda: Columns(tmp_path / "entries", "TEXT"), offers=twins, settings=SHORT)


def test_a_store_is_offered_what_was_handed_in_and_no_other_contract_is() -> None:
    class Listening(Careful):
        def enter(self, transport_id: str, entry: Entry) -> None:
            heard.add((entry.number, entry.service))
            super().enter(transport_id, entry)

    heard: set[tuple[object, object]] = set()
    before = StoreContract.offers
    assert_written_once(
        one_disk(Listening), offers=offers(NUMBERS[:1], SERVICES[:1], MOMENTS[:1]), settings=thorough(runs=3, steps=15)
    )

    assert heard <= {(number, SERVICES[0]) for number in (NUMBERS[0], None)}
    assert (NUMBERS[0], SERVICES[0]) in heard
    assert StoreContract.offers is before


def test_a_column_that_takes_a_lower_case_twin_for_the_number_is_caught(tmp_path: Path) -> None:
    twins = offers((*NUMBERS[:2], LOWER_CASE_TWIN))

    with pytest.raises(AssertionError, match="3sabcd1234567"):
        assert_written_once(
            lambda: Columns(tmp_path / "entries", "TEXT COLLATE NOCASE"), offers=twins, settings=SEARCHING
        )


def test_what_went_wrong_is_shortened_and_said_in_a_sentence() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_written_once(one_disk(LastWriteWins), offers=offers(NUMBERS[:2], SERVICES[:1], MOMENTS[:1]))
    said = str(caught.value).partition(", ")[2]

    one, other = "3SABCD1234567 (TNT) of 2026-10-07T09:30:00+02:00", "3S-ABCD1234567 (TNT) of 2026-10-07T09:30:00+02:00"
    assert said in {
        f"where {given} stood: accepted {offered}; now the store says {offered}. "
        f"Expected {offered} to be refused and {given} to stand"
        for given, offered in ((one, other), (other, one))
    }


class Forgetful(Careful):
    """Whatever is entered, it answers that it was, and keeps nothing."""

    def enter(self, transport_id: str, entry: Entry) -> None: ...


class Refusing(Careful):
    """It refuses all, for a reason of its own making."""

    def enter(self, transport_id: str, entry: Entry) -> None:
        raise AlreadyEnteredError(OTHER, entry)


FIRST, SECOND = entry(), entry(OTHER_NUMBER)
OTHER = entry(None, service=None)
ONE, TWO, NONE = (
    f"{number} of 2026-10-06T16:00:00+02:00"
    for number in (f"{NUMBER} (TNT)", f"{OTHER_NUMBER} (TNT)", "no number (no service)")
)


def contract(store: Opener, given: Entry | None = None) -> StoreContract:
    """The contract with one transport, for which this was entered."""
    disk = Disk()

    class Tried(StoreContract):
        def open_store(self) -> EntryStore:
            return store(disk)

    tried = Tried()
    tried.expected["1"] = Transport("1") if given is None else Transport("1").enter(given)
    if given is not None:
        disk.kept["1"] = given
    Tried.seen = []
    return tried


def told(tried: StoreContract, attempt: Callable[[], object]) -> str:
    """What is said of a store that does wrong; it is also kept."""
    with pytest.raises(AssertionError) as caught:
        attempt()
    assert tried.seen[-1:] == [str(caught.value)]
    return str(caught.value)


def test_an_entry_that_is_lost_refused_or_changed_is_told_with_what_was_expected() -> None:
    lost, refusing, kept = contract(Forgetful), contract(Refusing), contract(LastWriteWins, FIRST)

    assert told(lost, lambda: lost.enter("1", FIRST)) == (
        f"transport 1, where nothing stood: accepted {ONE}; now the store says nothing. Expected {ONE} to stand"
    )
    assert told(refusing, lambda: refusing.enter("1", FIRST)) == (
        f"transport 1, where nothing stood: refused {ONE}, since {NONE} was given before; now the store says nothing. "
        f"Expected {ONE} to stand"
    )
    assert told(kept, lambda: kept.enter("1", SECOND)) == (
        f"transport 1, where {ONE} stood: accepted {TWO}; now the store says {TWO}. "
        f"Expected {TWO} to be refused and {ONE} to stand"
    )


def test_offers_made_at_once_may_have_come_in_any_order_and_in_no_other_way() -> None:
    lost, right = contract(Forgetful), contract(Careful)

    assert told(lost, lambda: lost.enter_at_once("1", [(FIRST, 40), (SECOND, 40)])) == (
        f"transport 1, where nothing stood: accepted {ONE}; accepted {TWO}; now the store says nothing. "
        f"Expected {TWO} to be refused and {ONE} to stand, or {ONE} to be refused and {TWO} to stand"
    )
    right.enter_at_once("1", [(FIRST, 1), (SECOND, 2), (FIRST, 3)])
    assert right.expected["1"].entry in (FIRST, SECOND)
    right.what_was_entered_stands()


def test_what_may_come_of_offers_is_told_for_each_order_of_theirs() -> None:
    outcomes = [(after.entry, answers) for after, answers in written_once._outcomes(Transport("1"), [FIRST, SECOND])]

    assert outcomes == [(FIRST, [None, (FIRST, SECOND)]), (SECOND, [(SECOND, FIRST), None])]


def test_a_store_that_says_something_else_later_is_told() -> None:
    lost = contract(Careful, FIRST)
    lost.what_was_entered_stands()
    lost.expected["1"] = Transport("1").enter(OTHER)

    assert told(lost, lost.what_was_entered_stands) == (f"transport 1: the store says {ONE} where {NONE} was entered")


def test_a_process_that_dies_leaves_all_of_an_entry_or_nothing() -> None:
    lost = contract(Forgetful)
    for line in range(1, 41):
        right = contract(Careful)
        right.die_and_retry("1", FIRST, line)
        right.die_and_retry("1", FIRST, line)
        assert right.expected["1"].entry == FIRST
        right.what_was_entered_stands()
        right.die_and_retry("1", SECOND, line)
        assert right.expected["1"].entry == FIRST

    assert told(lost, lambda: lost.die_and_retry("1", FIRST, 40)) == (
        f"transport 1: a process died while it entered {ONE}; the next one finds nothing, expected {ONE}"
    )


def test_a_process_that_dies_between_two_steps_is_told_with_what_it_left() -> None:
    def die_at_each_line() -> None:
        for line in range(1, 41):
            contract(WritesInTwoSteps).die_and_retry("1", FIRST, line)

    with pytest.raises(AssertionError) as caught:
        die_at_each_line()
    assert str(caught.value) == (
        f"transport 1: a process died while it entered {ONE}; the next one finds {NUMBER} (no service) of "
        f"2026-10-06T16:00:00+02:00, expected nothing or {ONE}"
    )


def test_what_stands_is_entered_again_at_another_moment_and_stays() -> None:
    heard: list[Entry] = []

    class Listening(Careful):
        def enter(self, transport_id: str, entry: Entry) -> None:
            heard.append(entry)
            super().enter(transport_id, entry)

    fresh, given = contract(Listening), contract(Listening, FIRST)
    fresh.enter_again("1", SECOND)
    assert heard == []
    given.enter_again("1", entry(OTHER_NUMBER, at=at(9)))

    assert heard == [entry(at=at(9))]
    assert given.expected["1"].entry == FIRST


def test_a_transport_of_a_contract_is_one_that_nobody_has() -> None:
    tried = contract(Careful)
    made = {str(tried.confirm_a_shipment()) for _ in range(20)}

    assert len(made) == 20
    assert {one.isdigit() and len(one) == 18 for one in made} == {True}
    assert {tried.expected[one] for one in made} == {Transport(one) for one in made}


def test_a_line_is_one_of_those_that_the_store_has_once_they_are_counted() -> None:
    tried = contract(Careful)
    assert [tried._within(line) for line in (1, 7, 40)] == [1, 7, 40]
    tried._lines = 5

    assert [tried._within(line) for line in (1, 4, 5, 6, 10, 40)] == [1, 4, 5, 1, 5, 5]


def test_the_lines_of_a_store_are_counted_where_it_does_not_die() -> None:
    tried = contract(Careful)
    tried.die_and_retry("1", FIRST, 40)
    counted = tried._lines
    tried.die_and_retry("1", FIRST, counted)

    assert 1 < counted < 40
    assert tried._lines == counted


def test_every_store_that_was_opened_is_let_go() -> None:
    opened: list[str] = []

    class Counting(Careful):
        def __init__(self, disk: Disk) -> None:
            super().__init__(disk)
            opened.append("opened")

        def crash(self) -> None:
            opened.append("let go")

    tried = contract(Counting)
    assert opened == ["opened"]
    tried.crash()
    assert opened == ["opened", "let go", "opened"]
    with tried._opened() as store:
        assert isinstance(store, Counting)
    tried.teardown()

    assert opened[3:] == ["opened", "let go", "let go"]


def test_a_store_is_tried_by_the_settings_that_are_handed_in_or_thoroughly(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Any] = []
    monkeypatch.setattr(
        written_once, "run_state_machine_as_test", lambda kind, *, settings: tried.append((kind, settings))
    )
    memory, few = MemoryStore(), offers(NUMBERS[:1])

    assert_written_once(lambda: memory, offers=few, settings=SHORT)
    assert_written_once(lambda: memory)

    (first, short), (second, long) = tried
    assert short is SHORT
    assert (long.max_examples, long.stateful_step_count, long.deadline) == (100, 50, None)
    assert (first.offers, second.offers, first.seen) == (few, StoreContract.offers, [])
    assert first().store is memory


def test_thorough_settings_have_no_time_limit_and_explain_nothing() -> None:
    found = thorough()

    assert (found.max_examples, found.stateful_step_count, found.deadline) == (100, 50, None)
    assert list(found.suppress_health_check) == [HealthCheck.too_slow]
    assert set(found.phases) == {*Phase} - {Phase.explain}
    assert found.report_multiple_bugs is False
    assert (thorough(3, 7).max_examples, thorough(3, 7).stateful_step_count) == (3, 7)
    hypothesis_settings.load_profile("default")
    try:
        assert thorough().deadline is None
    finally:
        hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def test_of_several_faults_that_are_not_met_again_the_newest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    moody = Flaky("moody")

    def tried(kind: type[StoreContract], *, settings: object) -> None:
        kind.seen.extend(["the first", "another", "the last"])
        raise moody

    monkeypatch.setattr(written_once, "run_state_machine_as_test", tried)
    with pytest.raises(AssertionError) as caught:
        assert_written_once(MemoryStore)

    assert str(caught.value) == "the last (seen once, and not again when the same was tried again)"
    assert caught.value.__cause__ is moody


def test_an_error_of_the_stores_own_that_is_not_met_again_is_told_as_flaky() -> None:
    class StumblesOnce(MemoryStore):
        stumbled = False

        def enter(self, transport_id: str, entry: Entry) -> None:
            if not self.stumbled:
                self.stumbled = True
                raise KeyError(transport_id)
            super().enter(transport_id, entry)

    memory = StumblesOnce()
    with pytest.raises(Flaky):
        assert_written_once(lambda: memory, settings=SHORT)


class MemoryContract(StoreContract):
    """As a user writes it."""

    memory = MemoryStore()

    def open_store(self) -> EntryStore:
        return self.memory


MemoryContract.TestCase.settings = SHORT
TestMemoryStore = MemoryContract.TestCase


class LossyContract(StoreContract):
    """As a user writes it whose store is broken."""

    offers = offers(NUMBERS[:2])
    disk = Disk()

    def open_store(self) -> EntryStore:
        return LastWriteWins(self.disk)


def test_a_test_case_of_the_contract_fails_where_the_store_does() -> None:
    broken = type("Broken", (LossyContract.TestCase,), {"settings": SEARCHING})
    told = result.TestResult()
    broken("runTest").run(told)

    assert len(told.failures) == 1


def test_a_contract_says_what_it_misses() -> None:
    with pytest.raises(NotImplementedError, match=r"^a contract defines open_store: how your store is opened$"):
        StoreContract()


def test_a_number_that_nobody_can_read_is_refused_by_the_tables_of_the_examples() -> None:
    with pytest.raises(InvalidValueError, match="number: expected a track & trace number that can be read"):
        row_of(entry(UnreadableNumber("?")))
    with pytest.raises(InvalidValueError, match="service: expected a delivery service"):
        row_of(Entry(at=at(7)))
