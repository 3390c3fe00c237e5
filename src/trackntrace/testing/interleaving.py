"""
Interleavings: a call that dies at one of its lines, and calls that stop at theirs while others run.

Left to chance, a race of two writers in Python is met once in thousands of runs. Here each stops at a line that was
chosen, so that the same choice always gives the same order. Lines are counted in the caller's own code: to stop within
the standard library or an installed package would break that, and not what is tried.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dis import get_instructions
from functools import lru_cache, partial
from pathlib import Path
from threading import Event, Thread
from types import CodeType, FrameType
from typing import Any, Final, Generic, TypeVar, final

from attrs import Factory, define

_S = TypeVar("_S")
_T = TypeVar("_T")

LONGEST_WAIT: Final = 0.01
"""Seconds that a call waits at its line for each other one: no longer, since a lock may keep that from passing."""

LONGEST_RACE: Final = 60.0
"""Seconds after which calls that have not ended are held to wait for each other."""

_INSTALLED: Final = {"site-packages", "dist-packages"}
_NOT_OWN: Final = (sysconfig.get_path("stdlib"), str(Path(__file__).parents[1]), "<")


@final
class Interruption(BaseException):
    """The process died here."""


@lru_cache
def _own(filename: str) -> bool:
    return not filename.startswith(_NOT_OWN) and not _INSTALLED.intersection(Path(filename).parts)


@lru_cache
def _withs(code: CodeType) -> frozenset[int | None]:
    """The lines on which a block of ``with`` begins: Python comes back to them when it leaves the block."""
    opening = {"BEFORE_WITH", "BEFORE_ASYNC_WITH", "LOAD_SPECIAL"}
    return frozenset(
        each.positions.lineno for each in get_instructions(code) if each.opname in opening and each.positions
    )


@lru_cache
def _trys(code: CodeType) -> frozenset[int]:
    return frozenset(each.offset for each in get_instructions(code) if each.opname == "NOP")


@final
class Countdown:
    """
    Counts lines as they are run, and acts once, before one of them.

    Two kinds of lines are passed over, since Python does not leave an enclosing ``with`` when it is stopped there, and
    a lock would be held for ever: the bare word ``try``, and the way out of a block of ``with``.
    """

    def __init__(self, line: int, act: Callable[[], None]) -> None:
        self.counted: int = 0
        self._line = line
        self._act = act

    def during(self, call: Callable[[], _T]) -> _T:
        """
        Watch a call.

        Whoever watched before goes on afterwards. A measurement of coverage keeps a stack of the calls that it has
        seen, so it has to come back in the frame in which it left, and it wakes up with the next call.
        """
        before = sys.gettrace()
        sys.settrace(self.enter)
        try:
            return call()
        finally:
            sys.settrace(before)
            _wake()

    def enter(self, frame: FrameType, _event: str, _about: Any) -> Any:
        if not _own(frame.f_code.co_filename):
            return None
        entered: set[int] = set()

        def step(here: FrameType, event: str, _about: Any) -> Any:
            leaving = here.f_lineno in entered and here.f_lineno in _withs(here.f_code)
            entered.add(here.f_lineno)
            if event == "return" or (event == "line" and not leaving and here.f_lasti not in _trys(here.f_code)):
                self._count()
            return step

        return step

    def _count(self) -> None:
        self.counted += 1
        if self.counted == self._line:
            self._act()


def _wake() -> None:
    """A call, and nothing else."""


def _die() -> None:
    raise Interruption


def dies_at(line: int, call: Callable[[], object]) -> Interruption | int:
    """Runs a call that dies at a line; where it ended before it came that far, the number of lines that it has."""
    countdown = Countdown(line, _die)
    try:
        countdown.during(call)
    except Interruption as died:
        return died.with_traceback(None)
    return countdown.counted


@final
@define(eq=False)
class _Runner(Generic[_S, _T]):
    """One of several: it opens what it works on, begins when those before it wait, and waits for those after it."""

    opened: Callable[[], AbstractContextManager[_S]]
    call: Callable[[_S], _T]
    line: int
    ready: Event = Factory(Event)
    waits: Event = Factory(Event)
    done: Event = Factory(Event)
    given: list[_T] = Factory(list)
    raised: list[BaseException] = Factory(list)

    def run(self, runners: Sequence[_Runner[_S, _T]]) -> None:
        try:
            self._run(runners)
        except BaseException as error:  # noqa: BLE001  (raised again by whoever started it)
            self.raised.append(error)
        finally:
            for event in (self.ready, self.waits, self.done):
                event.set()

    def _run(self, runners: Sequence[_Runner[_S, _T]]) -> None:
        place = runners.index(self)
        with self.opened() as mine:
            self.ready.set()
            _wait((each.ready for each in runners), LONGEST_RACE)
            _wait((each.waits for each in runners[:place]), LONGEST_WAIT)
            countdown = Countdown(self.line, partial(self._let_pass, runners[place + 1 :]))
            self.given.append(countdown.during(partial(self.call, mine)))
            self.waits.set()
            self.done.set()

    def _let_pass(self, later: Sequence[_Runner[_S, _T]]) -> None:
        self.waits.set()
        _wait((each.done for each in later), LONGEST_WAIT)


def _wait(events: Iterable[Event], longest: float) -> None:
    for event in events:
        event.wait(longest)


def raced(
    opened: Callable[[], AbstractContextManager[_S]], calls: Sequence[Callable[[_S], _T]], lines: Sequence[int]
) -> list[_T]:
    """
    What each call gives, each run in a thread of its own: the first stops at its line for the second to run, and so on.

    ``opened`` opens what a call works on, in its thread; the first call begins when all have opened theirs.

    Raises:
        AssertionError: they wait for each other and never end.
    """
    runners = [_Runner(opened, call, line) for call, line in zip(calls, lines, strict=True)]
    for runner in runners:
        Thread(target=runner.run, args=(runners,), daemon=True).start()
    if not all(runner.done.wait(LONGEST_RACE) for runner in runners):
        raise AssertionError(f"calls at once had not ended after {LONGEST_RACE:.0f} seconds: they wait for each other")
    for error in (error for runner in runners for error in runner.raised):
        raise error
    return [given for runner in runners for given in runner.given]
