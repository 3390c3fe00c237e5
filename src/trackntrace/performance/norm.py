"""
Norms: the value to reach, exact; and the editions in which they were published, dated and sourced.

A norm that changes is a new edition, never a change of code. Where the beginning of an edition is not public, the
edition says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import ConflictError, InvalidValueError, NoEditionError
from trackntrace.grammar import Grammar, Word, each_of, exactly
from trackntrace.moment import Week, day_of

_NORM = Grammar(
    "norm",
    "[0-9]{1,9}(?:[.][0-9]{1,9})?%?|[0-9]{1,9}/[0-9]{1,9}",
    longest=24,
    expected="a number such as 0.93, 93% or 49/50",
)


_LARGEST: Final = 10**18


class Direction(Word):
    """On which side of the norm a good score lies."""

    AT_LEAST = ">="
    AT_MOST = "<="


def _value(value: object) -> Fraction:
    fraction = exactly(value, Fraction, "norm")
    if fraction < 0 or max(fraction.numerator, fraction.denominator) > _LARGEST:
        raise InvalidValueError.about(value, "norm", f"expected a value of 0 or more, of at most {_LARGEST} parts")
    return fraction


@final
@frozen
class Norm:
    """
    A value to reach, exactly: at least, or at most.

    >>> Norm.parse("98%")
    Norm(value=Fraction(49, 50), direction=Direction.AT_LEAST)
    >>> Norm.parse("93%").met_by(93, 100)
    True

    Raises:
        InvalidValueError: the value is no ``Fraction``, or negative; a ``float`` cannot say 0.93 and is refused.
    """

    value: Fraction = field(converter=_value)
    direction: Direction = Direction.AT_LEAST

    def __attrs_post_init__(self) -> None:
        exactly(self.direction, Direction, "direction")

    @classmethod
    def parse(cls, text: object, direction: Direction = Direction.AT_LEAST) -> Norm:
        """
        A norm from its text: ``0.93``, ``93%`` or ``49/50``.

        Raises:
            InvalidValueError: another form, or a division by zero.
        """
        checked = _NORM.read(text)
        try:
            return cls(Fraction(checked.removesuffix("%")) / (100 if checked.endswith("%") else 1), direction)
        except ZeroDivisionError:
            raise InvalidValueError.about(text, "norm", "expected a division by something") from None

    def met_by(self, numerator: int, denominator: int) -> bool:
        """Whether a share meets it; whole numbers only, so that 93 of 100 is exactly 93 %."""
        left, right = numerator * self.value.denominator, self.value.numerator * denominator
        return left >= right if self.direction is Direction.AT_LEAST else left <= right

    def __str__(self) -> str:
        return f"{self.direction.value} {self.value}"


class Level(Word):
    """What a published value means. The standing of a score is against the target."""

    MINIMUM = "minimum"
    TARGET = "target"
    ADVICE = "advice"


class Certainty(Word):
    """How sure the beginning of an edition is."""

    PUBLISHED = "published"
    SEEN = "seen in force then"
    INFERRED = "inferred"
    NOT_PUBLIC = "not public"
    ANNOUNCED = "announced"


def _levels(value: object) -> tuple[tuple[Level, Norm], ...]:
    levels = exactly(value, tuple, "levels")
    for pair in levels:
        if type(pair) is not tuple or [type(part) for part in pair] != [Level, Norm]:
            raise InvalidValueError.about(pair, "levels", "expected pairs of level and norm")
    return levels


@final
@frozen(kw_only=True)
class Edition:
    """
    A norm as published: its levels, since when, where it stands, and how sure that is.

    ``since`` is None where the beginning is not public; the edition then reaches back to the day after the one before
    was last seen in force (``last_seen``).
    """

    levels: tuple[tuple[Level, Norm], ...] = field(converter=_levels)
    since: date | None
    certainty: Certainty
    source: str
    last_seen: date | None = None

    def __attrs_post_init__(self) -> None:
        for on in (self.since, self.last_seen):
            if on is not None:
                day_of(on, "since")
        if (self.since is None) is not (self.certainty is Certainty.NOT_PUBLIC):
            raise InvalidValueError.about(self.since, "since", "expected a day, or certainty NOT_PUBLIC")
        if self.since and self.last_seen and self.last_seen < self.since:
            raise InvalidValueError.about(self.last_seen, "last_seen", f"expected a day not before {self.since}")
        if Level.TARGET not in dict(self.levels):
            raise InvalidValueError.about(len(self.levels), "levels", "expected a target among them")

    @property
    def target(self) -> Norm:
        """The norm that decides the standing."""
        return dict(self.levels)[Level.TARGET]


@final
@frozen(init=False)
class Editions:
    """
    The editions of one standard's norm, the oldest first.

    >>> Editions("sample", [Edition(levels=((Level.TARGET, Norm.parse("93%")),), since=date(2019, 3, 4),
    ...     certainty=Certainty.SEEN, source="an example")]).on(date(2026, 1, 1)).target.value
    Fraction(93, 100)
    """

    standard: str
    editions: tuple[Edition, ...]
    beginnings: tuple[date, ...]

    def __init__(self, standard: str, editions: Iterable[Edition]) -> None:
        chosen = each_of(editions, Edition, "editions")
        self.__attrs_init__(standard, chosen, _beginnings(standard, chosen))

    def on(self, day: date) -> Edition:
        """
        The edition in force on a day: the newest of those that had begun.

        Raises:
            NoEditionError: no edition is known that early.
        """
        return self._on(day_of(day))

    def _on(self, asked: date) -> Edition:
        for edition, begins in reversed(self.dated):
            if begins <= asked:
                return edition
        raise NoEditionError.about(asked, self.standard, f"expected a day from {self.beginnings[0]} on")

    @property
    def dated(self) -> tuple[tuple[Edition, date], ...]:
        """Each edition with the day from which it is taken to be in force, the oldest first."""
        return tuple(zip(self.editions, self.beginnings, strict=True))

    def of(self, week: Week) -> Edition:
        """The edition of a week: the one in force on its Monday."""
        return self._on(week.first_day)


def _beginnings(standard: str, editions: tuple[Edition, ...]) -> tuple[date, ...]:
    begins: list[date] = []
    seen: date | None = None
    for edition in editions:
        begin = edition.since or (seen and seen + _A_DAY) or (begins[-1] if begins else None)
        if begin is None or (begins and begin < begins[-1]):
            raise ConflictError.about(standard, "editions", "expected dated editions in order, the first one dated")
        begins.append(begin)
        seen = edition.last_seen or edition.since
    if not begins:
        raise ConflictError.about(standard, "editions", "expected at least one edition")
    return tuple(begins)


_A_DAY: Final = timedelta(days=1)
