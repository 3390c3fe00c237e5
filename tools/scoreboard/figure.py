"""A figure: something that is promised of the library, the bar it must reach, and how it is measured."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from time import perf_counter
from typing import Final, final

from attrs import frozen


class Volume(Enum):
    """How much is run: all that the bar speaks of, or what a continuous integration can wait for."""

    FULL = "full"
    BOUNDED = "bounded"


class Holds(Enum):
    """What became of a bar. A figure that could not be measured says why in its note."""

    YES = "yes"
    NO = "no"
    NOT_MEASURED = "not measured"


@final
@frozen(kw_only=True)
class Outcome:
    """What a measure found: the figure as the table says it, whether the bar holds, and what there is to add."""

    value: str
    holds: Holds
    note: str = ""


def reached(value: str, *, failures: object, note: str = "") -> Outcome:
    """The outcome of a measure that holds where nothing failed."""
    return Outcome(value=value, holds=Holds.NO if failures else Holds.YES, note=note)


def not_measured(why: str) -> Outcome:
    """The outcome where something is lacking that the measure needs."""
    return Outcome(value="-", holds=Holds.NOT_MEASURED, note=why)


@final
@frozen(kw_only=True)
class Figure:
    """
    One line of the scoreboard.

    ``name`` is how it is asked for, ``says`` what it is, ``elsewhere`` what the most trusted libraries of this kind
    were measured at.
    """

    name: str
    says: str
    bar: str
    elsewhere: str = "-"
    measure: Callable[[Volume], Outcome]


@final
@frozen(kw_only=True)
class Measured:
    """A figure that was measured: the outcome, when, on which Python, at which volume, and how long it took."""

    figure: str
    outcome: Outcome
    on: date
    python: str
    volume: Volume
    seconds: int


PYTHON: Final = ".".join(map(str, sys.version_info[:3]))


def measured(figure: Figure, volume: Volume) -> Measured:
    """Measures a figure; what goes wrong on the way is an outcome too, so that the others are measured still."""
    began = perf_counter()
    try:
        outcome = figure.measure(volume)
    except Exception as error:  # noqa: BLE001  (whatever it is, the bar was not shown to hold)
        outcome = Outcome(value="-", holds=Holds.NO, note=f"the measure broke: {type(error).__name__}: {error}")
    return Measured(
        figure=figure.name,
        outcome=outcome,
        on=datetime.now(UTC).date(),
        python=PYTHON,
        volume=volume,
        seconds=round(perf_counter() - began),
    )
