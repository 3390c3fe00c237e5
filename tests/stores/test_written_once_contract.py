"""The contract lets through the stores that keep the promise, and catches those that do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import result

import pytest
from examples.stores.memory_store import MemoryStore
from examples.stores.rows import row_of
from examples.stores.sqlite_store import SqliteStore
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Flaky

from tests.builders import at, entry
from tests.stores.broken import FAULTS, Careful, Columns, Disk, LastWriteWins, Opener, RefusesInItsOwnWords
from tests.stores.writing_process import assert_kept, killed_after
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.shipping.entry import Entry
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
    with pytest.raises(NotImplementedError, match="a contract defines open_store"):
        StoreContract()


def test_a_number_that_nobody_can_read_is_refused_by_the_tables_of_the_examples() -> None:
    with pytest.raises(InvalidValueError, match="number: expected a track & trace number that can be read"):
        row_of(entry(UnreadableNumber("?")))
    with pytest.raises(InvalidValueError, match="service: expected a delivery service"):
        row_of(Entry(at=at(7)))
