"""How long a megabyte takes at each door, and whether time grows with the length faster than it may."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from time import thread_time
from typing import Any, Final

from tests.hostile.door import Door
from tests.hostile.doors import DOORS
from tests.hostile.inputs import Documents, Tables, Texts
from tools.scoreboard.figure import Figure, Outcome, Volume, reached
from tools.scoreboard.patterns import Compiled, compiled_patterns, hard_texts
from trackntrace.errors import TrackntraceError

MEGABYTE: Final = 1024 * 1024
LONGEST: Final = 5.0
"""Milliseconds."""

STEEPEST: Final = 2.5
_RUNS: Final = 5
_SLOW: Final = 100.0
"""Milliseconds; whatever takes longer is disturbed by less."""
_LENGTH: Final = 4_096
_TRIES: Final = 4

_REPEATED: Final = (
    *("A", "9", "a", " ", "\n", "-", "/", ".", "%", "=", "[", '"', "\x00", "\u0663", "\u00df", "\U0001d7d9"),
    *("3S", "A-", "%2F", "1a", "A ", "\r\n", "../", "a=1&"),
)
_BROKEN_JSON: Final = (
    *(b"", b"[", b'{"a":', b'"a', b"[1,", b"9", b"-", b"\xff", b"\x00", b" ", b"[]", b"nul", b"1e"),
    *(b'{"a":"', b'{"a":1}{', b"\xef\xbb\xbf", b"\\", b'"\\u00', b"}", b"a,"),
)


def quickest(work: Callable[[], object], runs: int = _RUNS) -> float:
    """The least time on the processor of several runs, in milliseconds: what disturbs a run only makes it longer."""
    least = float("inf")
    for _ in range(runs):
        began = thread_time()
        work()
        least = min(least, thread_time() - began)
    return least * 1_000


def _passed(door: Door, given: Any) -> None:
    try:
        door.open(given)
    except TrackntraceError:
        return


def megabytes(door: Door) -> Iterator[Any]:
    """
    Inputs of a megabyte: at doors of texts of any kind, at doors of documents of the kinds that are none.

    A document of a megabyte that is well formed is work and no refusal; how its time grows is measured instead.
    """
    if isinstance(door.inputs, Texts):
        for each in _REPEATED:
            yield (each * MEGABYTE)[:MEGABYTE]
        for seed in door.inputs.seeds[:3]:
            yield seed + "A" * MEGABYTE
            yield (seed * (MEGABYTE // max(len(seed), 1)))[:MEGABYTE]
    elif isinstance(door.inputs, Documents | Tables):
        for begin in _BROKEN_JSON:
            yield begin + b"A" * MEGABYTE
            yield (begin or b"\xfe") * (MEGABYTE // max(len(begin), 1))


def _longest_at(door: Door) -> tuple[float, str, str]:
    times = [(quickest(partial(_passed, door, each)), ascii(each[:12])) for each in megabytes(door)]
    return (*max(times), door.name)


def measure_megabyte(_: Volume) -> Outcome:
    doors = [door for door in DOORS if isinstance(door.inputs, Texts | Documents | Tables)]
    times = sorted(map(_longest_at, doors), reverse=True)
    slow = [each for each in times if each[0] >= LONGEST]
    worst = "; ".join(f"{name}: {time:.2f} ms ({text})" for time, text, name in (slow or times[:3]))
    return reached(
        f"{times[0][0]:.2f} ms",
        failures=slow,
        note=f"the slowest of {len(doors)} doors, the best of {_RUNS} runs each: {worst}",
    )


def _ratio(work: Callable[[int], Callable[[], object]], length: int) -> float:
    """How many times as long twice the length takes; measured again where it looks steep, since others run here too."""
    short, long = work(length), work(2 * length)
    takes = quickest(short, 3)
    loops, runs = max(1, round(0.2 / max(takes, 0.001))), 2 if takes > _SLOW else _RUNS
    once = twice = float("inf")
    for _ in range(_TRIES):
        once, twice = min(once, _looped(short, loops, runs)), min(twice, _looped(long, loops, runs))
        if twice / max(once, 1e-6) < STEEPEST - 0.3:
            break
    return twice / max(once, 1e-6)


def _looped(work: Callable[[], object], loops: int, runs: int) -> float:
    return quickest(lambda: [work() for _ in range(loops)], runs)


def _on_pattern(compiled: Compiled, text: str, length: int) -> Callable[[], object]:
    given = (text * (length // len(text) + 1))[:length] + "\x00"
    asked: Any = given.encode("latin-1", "replace") if isinstance(compiled.pattern.pattern, bytes) else given
    return lambda: (compiled.pattern.fullmatch(asked), compiled.pattern.search(asked))


def _well_formed(door: Door, length: int) -> bytes:
    """Rows for a door of tables, and a list of objects for one of documents."""
    if isinstance(door.inputs, Tables):
        heading, rows = door.inputs.seeds[0].encode().split(b"\r\n", 1)
        return heading + b"\r\n" + rows * (length // len(rows))
    return json.dumps([{"a": number, "b": "text", "c": [1.5, None]} for number in range(length // 40)]).encode()


def _opened(door: Door, length: int) -> Callable[[], object]:
    return partial(_passed, door, _well_formed(door, length))


def measure_growth(volume: Volume) -> Outcome:
    patterns = compiled_patterns()
    most = 40 if volume is Volume.FULL else 12
    steepness = [
        (_ratio(partial(_on_pattern, each, text), _LENGTH), f"{each.where}: {ascii(each.pattern.pattern)[:40]}")
        for each in patterns
        for text in hard_texts(each.pattern, most)
    ]
    documents = [
        (_ratio(partial(_opened, door), MEGABYTE // 2), door.name)
        for door in DOORS
        if isinstance(door.inputs, Documents | Tables)
    ]
    worst = sorted([*steepness, *documents], reverse=True)
    steep = [each for each in worst if each[0] >= STEEPEST]
    note = (
        f"{len(patterns)} patterns with {len(steepness):,} texts, and a well-formed megabyte at {len(documents)} doors"
    )
    told = "; ".join(f"{ratio:.2f} {what}" for ratio, what in (steep or worst[:2]))
    return reached(f"{worst[0][0]:.2f} times", failures=steep, note=f"{note}; steepest: {told}")


FIGURES: Final = (
    Figure(
        name="megabyte",
        says="time for any 1 MB input",
        bar="less than 5 ms",
        elsewhere="20 s",
        measure=measure_megabyte,
    ),
    Figure(
        name="growth",
        says="growth when a pattern's input doubles",
        bar="less than 2.5",
        measure=measure_growth,
    ),
)
