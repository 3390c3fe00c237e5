"""Hostile inputs at every public door: what gets out that is no declared error, and what the errors say."""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from tests.hostile.doors import DOORS
from tests.hostile.trial import Trial, tried
from tools.scoreboard.figure import Figure, Outcome, Volume, reached
from tools.scoreboard.spreading import spread
from trackntrace.errors import LONGEST_MESSAGE

_MILLION: Final = 1_000_000
_SECONDS: Final = 1.5
"""How long a bounded run tries each door."""


def _tried(place: int, *, volume: Volume) -> Trial:
    door = DOORS[place]
    seconds = float("inf") if volume is Volume.FULL else _SECONDS
    return tried(door, _MILLION // door.costly, seconds=seconds)


@cache
def trials(volume: Volume) -> tuple[Trial, ...]:
    """Every door tried, the slow ones first, so that the processors end together."""
    places = sorted(range(len(DOORS)), key=lambda place: -DOORS[place].costly)
    return tuple(spread(partial(_tried, volume=volume), places))


def measure_errors(volume: Volume) -> Outcome:
    told = trials(volume)
    by_name = {door.name: door for door in DOORS}
    tilted = [each.door for each in told if not each.is_balanced(by_name[each.door])]
    foreign, ill_told = sum(each.undeclared for each in told), sum(each.ill_told for each in told)
    inputs, most = sum(each.inputs for each in told), max(each.inputs for each in told)
    examples = [f"{each.door}: {example}" for each in told for example in each.examples]
    accepted = sum(each.accepted for each in told) * 100 // inputs
    note = (
        f"{len(told)} doors, up to {most:,} inputs each (fewer where one takes long), {inputs:,} in all, "
        f"{accepted} % of them accepted; both accepted and refused ones at each door that refuses anything"
    )
    wrong = [f"one-sided: {', '.join(tilted)}"] if tilted else []
    return reached(
        f"{foreign} undeclared, {ill_told} ill told",
        failures=foreign or ill_told or tilted,
        note="; ".join([note, *wrong, *examples[:5]]),
    )


def measure_messages(volume: Volume) -> Outcome:
    longest = max(each.longest for each in trials(volume))
    return reached(
        f"{longest} characters",
        failures=longest > LONGEST_MESSAGE,
        note="of all refusals of the hostile inputs",
    )


FIGURES: Final = (
    Figure(
        name="hostile-inputs",
        says="undeclared exceptions per million hostile inputs, at each public door",
        bar="0",
        elsewhere="0 to 5,720",
        measure=measure_errors,
    ),
)
MESSAGES: Final = Figure(
    name="longest-message",
    says="longest message of an error",
    bar="300 characters or less",
    elsewhere="2,000,500",
    measure=measure_messages,
)
