"""
The view: the columns of a table as of a moment, by the names of the item table; and the signs of one column each.

A view has an answer for every column, so that no sign asks whether there is one: where a column is missing it is what a
null stands for, the same for all rows.
"""

from __future__ import annotations

from typing import Final, final

from attrs import field, frozen

from trackntrace.frames.days import FIRST, LAST
from trackntrace.frames.engines import ALWAYS, NEVER, NO_DAY
from trackntrace.frames.item_table import COLUMNS
from trackntrace.frames.service_kinds import ServiceKind, service_kinds
from trackntrace.frames.source import Source
from trackntrace.frames.terms import Number, Value, both, chosen, either, place_of
from trackntrace.performance.facts import Readings

A_DAY: Final = "expected a date from 2000 to 2199"


@final
@frozen(kw_only=True)
class View:
    """The columns of a table, as of an instant (microseconds of UTC since 1970) and its local day, under readings."""

    source: Source
    as_of: int
    today: int
    readings: Readings
    kinds: tuple[ServiceKind, ...] = field(init=False)

    @kinds.default
    def _of_the_readings(self) -> tuple[ServiceKind, ...]:
        return service_kinds(self.readings.followed)

    def text(self, name: str) -> Value:
        """A column of text; nothing is the empty text."""
        return self.source.column(name, "")

    def since(self, name: str) -> Value:
        """A column of moments; one that is not told lies before all others."""
        return self.source.column(name, ALWAYS)

    def once(self, name: str) -> Value:
        """A column of moments; one that is not told lies after all others."""
        return self.source.column(name, NEVER)

    def day(self, name: str) -> Value:
        """A column of days, as days since 1970; one that is not told lies after all others."""
        return self.source.column(name, NO_DAY)

    def known(self, name: str) -> Number:
        """When it happened, as far as it had happened and was known; else never."""
        at = self.once(name)
        return chosen(both(at <= self.as_of, self.since(f"{name}_learned") <= self.as_of), at, NEVER)


@final
@frozen
class Sign:
    """
    One sign of a row: how many values it can have, the term that gives one of them, and which of them are faults.

    A stage, for instance, has five: open, shipped, cancelled, shipped after the moment, and, a fault, none of these.
    """

    name: str
    size: int
    term: Number = field(eq=False)
    faults: tuple[tuple[range, str, str], ...] = ()


def only(value: int) -> range:
    """Just this value."""
    return range(value, value + 1)


def word_sign(view: View, name: str, words: tuple[str, ...]) -> Sign:
    """A column of words; nothing is the first of them, and what is none of them comes last."""
    value = view.text(name)
    bad = len(words)
    term = chosen(value == "", 0, place_of(value, words, otherwise=bad))
    return Sign(name, bad + 1, term, ((only(bad), name, one_of(name)),))


def one_of(name: str) -> str:
    """What is expected of a column of words."""
    return f"expected one of {', '.join(COLUMNS[name].words)}"


def day_sign(name: str, column: str, day: Value, digit: Number, size: int) -> Sign:
    """What is made of a day, or that it is none."""
    no_day = both(either(day < FIRST, day > LAST), day != NO_DAY)
    return Sign(name, size + 1, chosen(no_day, size, digit), ((only(size), column, A_DAY),))
