"""Calls die and wait at the line that was chosen, and at no other."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext
from difflib import Differ
from dis import get_instructions
from functools import partial
from pathlib import Path
from threading import Event, Lock, current_thread, main_thread
from types import CodeType, FrameType
from typing import Any, NamedTuple

import pytest

from trackntrace.testing import interleaving
from trackntrace.testing.interleaving import Countdown, Interruption, dies_at, raced


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


def of_ones_own() -> Generator[None, bool, None]:
    with nullcontext((yield)):
        yield
    try:
        yield
    finally:
        yield


def frame_of(generator: Any) -> FrameType:
    frame: FrameType = generator.gi_frame
    return frame


WITH, TRY = (of_ones_own.__code__.co_firstlineno + place for place in (1, 3))


def first_step_of_line(line: int) -> int:
    """Where the first instruction of a line of ``of_ones_own`` lies."""
    steps = get_instructions(of_ones_own)
    return next(each.offset for each in steps if each.positions and each.positions.lineno == line)


class Here(NamedTuple):
    """A frame that stands at a line."""

    f_lineno: int
    f_lasti: int = -1
    f_code: CodeType = of_ones_own.__code__


def counting(line: int = 99) -> tuple[Countdown, Any, list[int]]:
    """A countdown, what it makes of each thing that happens in a frame of own code, and when it acted."""
    acted: list[int] = []
    countdown = Countdown(line, lambda: acted.append(countdown.counted))
    return countdown, countdown.enter(sys._getframe(), "call", None), acted


def test_only_frames_of_own_code_are_followed() -> None:
    countdown = Countdown(1, interleaving._die)
    elsewhere = frame_of(Differ().compare([], [])), sys._getframe(1)

    assert [countdown.enter(frame, "call", None) for frame in elsewhere] == [None, None]
    assert callable(countdown.enter(frame_of(of_ones_own()), "call", None))
    assert countdown.counted == 0


@pytest.mark.parametrize(
    ("filename", "own"),
    [
        ("/shop/entries.py", True),
        ("shop/stores/packages.py", True),
        ("/shop/.venv/lib/python3/site-packages/store/entries.py", False),
        ("/usr/lib/python3/dist-packages/store.py", False),
        (str(Path(sysconfig.get_path("stdlib")) / "json" / "made_up.py"), False),
        (str(Path(interleaving.__file__).parents[1] / "shipping" / "made_up.py"), False),
        ("<string 1>", False),
    ],
)
def test_own_code_is_what_is_neither_installed_nor_the_libraries(filename: str, own: bool) -> None:
    assert interleaving._own(filename) is own


def test_lines_and_the_return_are_counted_and_the_act_comes_once_before_its_own() -> None:
    countdown, step, acted = counting(2)

    frame = Here(WITH + 1)
    counted = [(step(frame, event, None), countdown.counted)[1] for event in ("line", "line", "exception", "return")]

    assert counted == [1, 2, 2, 3]
    assert acted == [2]
    assert step(frame, "opcode", None) is step


def test_a_frame_that_runs_is_followed_line_by_line() -> None:
    countdown, step, _ = counting()
    running = of_ones_own()
    next(running)
    assert frame_of(running).f_lineno == WITH
    step(frame_of(running), "line", None)
    running.send(True)
    assert frame_of(running).f_lineno == WITH + 1
    step(frame_of(running), "line", None)
    step(frame_of(running), "return", None)

    assert countdown.counted == 3


def test_the_way_out_of_a_with_and_the_bare_word_try_are_passed_over() -> None:
    countdown, step, _ = counting()
    for here in (Here(WITH), Here(WITH + 1), Here(WITH), Here(TRY, first_step_of_line(TRY)), Here(TRY + 1)):
        step(here, "line", None)

    assert countdown.counted == 3
    step(Here(WITH), "return", None)
    assert countdown.counted == 4


def test_whoever_dies_is_interrupted_and_no_except_of_ordinary_errors_stops_it() -> None:
    assert not issubclass(Interruption, Exception)
    with pytest.raises(Interruption):
        interleaving._die()


def test_what_a_call_that_died_leaves_holds_none_of_its_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "settrace", lambda _trace: None)
    died = dies_at(9, interleaving._die)

    assert isinstance(died, Interruption)
    assert died.__traceback__ is None
    assert dies_at(9, lambda: None) == 0


def test_whoever_stops_lets_the_next_begin_before_they_wait_for_its_end() -> None:
    first, last = (interleaving._Runner[None, None](nullcontext, lambda _opened: None, 1) for _ in range(2))
    last.done.set()
    first._let_pass([last])

    assert first.waits.is_set()
    assert not first.done.is_set()


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
