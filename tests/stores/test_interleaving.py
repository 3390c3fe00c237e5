"""Calls die and wait at the line that was chosen, and at no other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from threading import Event, Lock, current_thread, main_thread

import pytest

from trackntrace.testing import interleaving
from trackntrace.testing.interleaving import Interruption, dies_at, raced


def two_lines(seen: list[str], mine: str = "") -> None:
    seen.append(f"{mine}1")
    seen.append(f"{mine}2")


@pytest.mark.parametrize(("line", "seen"), [(1, []), (2, ["1"]), (3, ["1", "2"])])
def test_a_call_dies_before_each_of_its_lines_and_before_it_answers(line: int, seen: list[str]) -> None:
    done: list[str] = []

    assert isinstance(dies_at(line, partial(two_lines, done)), Interruption)
    assert done == seen


def test_a_call_that_ends_before_its_line_does_not_die() -> None:
    done: list[str] = []

    assert dies_at(4, partial(two_lines, done)) == 3
    assert done == ["1", "2"]


def test_whoever_traced_before_goes_on_tracing() -> None:
    events: list[str] = []
    before = sys.gettrace()
    sys.settrace(lambda _frame, event, _about: events.append(event))
    try:
        dies_at(2, partial(two_lines, []))
        held = sys.gettrace()
    finally:
        sys.settrace(before)

    assert held is not None
    assert events


def test_nobody_dies_within_the_standard_library() -> None:
    assert dies_at(1, partial(Path("a/b").with_suffix, ".c")) == 0


def test_nobody_dies_within_an_installed_package() -> None:
    assert dies_at(1, partial(pytest.approx, 1)) == 0


@pytest.mark.parametrize(
    ("line", "order"),
    [
        (2, ["quick1", "quick2", "slow1", "slow2"]),
        (3, ["slow1", "quick1", "quick2", "slow2"]),
        (4, ["slow1", "slow2", "quick1", "quick2"]),
    ],
)
def test_a_call_stops_at_its_line_until_the_next_one_has_ended(
    line: int, order: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interleaving, "LONGEST_WAIT", 30.0)
    seen: list[str] = []

    def write(mine: str, _opened: None) -> str:
        two_lines(seen, mine)
        return mine

    given = raced(nullcontext, [partial(write, "slow"), partial(write, "quick")], [line, 99])

    assert given == ["slow", "quick"]
    assert seen == order


def test_of_three_each_runs_within_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interleaving, "LONGEST_WAIT", 30.0)
    seen: list[str] = []
    calls = [partial(lambda mine, _opened: two_lines(seen, mine), mine) for mine in "abc"]

    raced(nullcontext, calls, [3, 3, 3])

    assert seen == ["a1", "b1", "c1", "c2", "b2", "a2"]


def test_a_call_that_holds_a_lock_goes_on_after_a_while() -> None:
    lock, seen = Lock(), list[str]()

    def write(mine: str, _opened: None) -> None:
        with lock:
            two_lines(seen, mine)

    raced(nullcontext, [partial(write, "a"), partial(write, "b")], [3, 3])

    assert seen == ["a1", "a2", "b1", "b2"]


def test_each_call_has_a_thread_and_what_was_opened_there() -> None:
    closed: list[object] = []

    @contextmanager
    def opened() -> Iterator[object]:
        mine = current_thread()
        yield mine
        closed.append(mine)

    threads = raced(opened, [lambda mine: (mine, current_thread())] * 3, [99, 99, 99])

    assert all(mine is here and here is not main_thread() for mine, here in threads)
    assert {mine for mine, _ in threads} == set(closed)


def test_an_error_of_one_is_raised_when_all_have_ended() -> None:
    seen: list[str] = []

    def fail(_opened: None) -> None:
        raise LookupError("lost")

    with pytest.raises(LookupError, match="lost"):
        raced(nullcontext, [fail, lambda _opened: two_lines(seen)], [99, 99])
    assert seen == ["1", "2"]


def test_an_error_while_opening_is_raised_too() -> None:
    def opened() -> nullcontext[None]:
        raise OSError("no such disk")

    with pytest.raises(OSError, match="no such disk"):
        raced(opened, [lambda _opened: None] * 2, [1, 1])


def test_calls_that_never_end_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interleaving, "LONGEST_RACE", 0.1)
    never = Event()

    def wait(_opened: None) -> None:
        never.wait(5)

    with pytest.raises(AssertionError, match="they wait for each other"):
        raced(nullcontext, [wait, wait], [99, 99])
    never.set()
