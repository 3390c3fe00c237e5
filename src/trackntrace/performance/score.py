"""
The score: two whole numbers, and what they mean against a norm; and the average, a total over a count.

Exact everywhere: shares are compared by multiplying, pooled by adding, and never averaged or turned into floats.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, TypeAlias, final

from attrs import field, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Word, exactly, whole
from trackntrace.performance.norm import Direction, Norm, Scale


class Standing(Word):
    """Where a score stands against a norm. Where nothing was counted it is not assessed: neither 0 % nor 100 %."""

    MEETS = "meets"
    FALLS_SHORT = "falls-short"
    NOT_ASSESSED = "not-assessed"


class Beyond(Word):
    """A number of items that is none: no number is too many, or no number is enough."""

    UNLIMITED = "unlimited"
    NEVER = "never"


@final
@frozen
class Score:
    """
    Hits of counted.

    ``hits`` is the numerator as the marketplace gives it: the good ones where the norm is at least so much, the bad
    ones where it is at most so much.

    >>> Score(49, 50).shown(Norm.parse("98%"))
    '98.0 %'
    >>> Score(13, 14) + Score(1, 1)
    Score(hits=14, counted=15)

    Raises:
        InvalidValueError: not whole numbers, more hits than counted, or more than 1 000 000 000 counted.
    """

    hits: int
    counted: int

    def __attrs_post_init__(self) -> None:
        whole(self.counted, "counted")
        whole(self.hits, "hits")
        if self.hits > self.counted:
            raise InvalidValueError.about(self.hits, "hits", f"expected at most the {self.counted} counted")

    def __add__(self, other: Score) -> Score:
        if type(other) is not Score:
            return NotImplemented
        return Score(self.hits + other.hits, self.counted + other.counted)

    @property
    def value(self) -> Fraction | None:
        """The exact share; None where nothing was counted."""
        return Fraction(self.hits, self.counted) if self.counted else None

    def standing(self, norm: Norm) -> Standing:
        """Whether it meets the norm."""
        if not self.counted:
            return Standing.NOT_ASSESSED
        return Standing.MEETS if _share(norm).met_by(self.hits, self.counted) else Standing.FALLS_SHORT

    def headroom(self, norm: Norm) -> int | Beyond:
        """
        How many more misses it can bear and still meet the norm; 0 where it falls short.

        A headroom of *n* bears *n* further misses and not *n* + 1.
        """
        top, bottom = _share(norm).value.numerator, norm.value.denominator
        if norm.direction is Direction.AT_LEAST:
            return max(self.hits * bottom // top - self.counted, 0) if top else Beyond.UNLIMITED
        if top >= bottom:
            return Beyond.UNLIMITED
        return max((top * self.counted - bottom * self.hits) // (bottom - top), 0)

    def recovery(self, norm: Norm) -> int | Beyond:
        """How many further good items bring it back to the norm; 0 where it does not fall short."""
        top, bottom = _share(norm).value.numerator, norm.value.denominator
        if norm.direction is Direction.AT_LEAST:
            lacking, gained = top * self.counted - self.hits * bottom, bottom - top
        else:
            lacking, gained = self.hits * bottom - top * self.counted, top
        if lacking <= 0:
            return 0
        return -(-lacking // gained) if gained > 0 else Beyond.NEVER

    def shown(self, norm: Norm) -> str:
        """
        The share as text, rounded toward the bad side and as fine as the norm, so that it never contradicts the
        standing; ``-`` where nothing was counted.
        """
        if not self.counted:
            return "-"
        return _shown(Fraction(self.hits, self.counted), _share(norm)) or f"{self.hits}/{self.counted}"


def _share(norm: Norm) -> Norm:
    if exactly(norm, Norm, "norm").scale is not Scale.SHARE:
        raise ConflictError.about(norm.scale.value, "norm", "expected a norm for a share")
    return norm


_MOST_TOTAL: Final = 10**12


def _total(value: Fraction) -> Fraction:
    total = exactly(value, Fraction, "total")
    if abs(total) > _MOST_TOTAL or total.denominator > _MOST_TOTAL:
        raise InvalidValueError.about(value, "total", f"expected a total of at most {_MOST_TOTAL}, of as many parts")
    return total


@final
@frozen
class Average:
    """
    A total over a count, which may exceed it: grades over reviews, questions over orders.

    >>> (Average(Fraction(163), 20) + Average(Fraction(8), 1)).shown(Norm.parse("8", scale=Scale.AVERAGE))
    '8.1'

    Raises:
        InvalidValueError: the total is no ``Fraction``, the count no whole number, or either too large.
    """

    total: Fraction = field(converter=_total)
    counted: int

    def __attrs_post_init__(self) -> None:
        if not whole(self.counted, "counted") and self.total:
            raise InvalidValueError.about(str(self.total), "total", "expected 0 where nothing was counted")

    def __add__(self, other: Average) -> Average:
        if type(other) is not Average:
            return NotImplemented
        return Average(self.total + other.total, self.counted + other.counted)

    @property
    def value(self) -> Fraction | None:
        """The exact average; None where nothing was counted."""
        return self.total / self.counted if self.counted else None

    def standing(self, norm: Norm) -> Standing:
        """Whether it meets the norm."""
        if not self.counted:
            return Standing.NOT_ASSESSED
        total = self.total
        met = _beyond_shares(norm).met_by(total.numerator, total.denominator * self.counted)
        return Standing.MEETS if met else Standing.FALLS_SHORT

    def shown(self, norm: Norm) -> str:
        """The average as text, rounded toward the bad side as a `Score` is; a ratio as a percentage."""
        if not self.counted:
            return "-"
        average = self.total / self.counted
        return _shown(average, _beyond_shares(norm)) or str(average)


Amount: TypeAlias = Score | Average
"""What a standard amounts to in a week: a share of items, or an average."""


def _beyond_shares(norm: Norm) -> Norm:
    if exactly(norm, Norm, "norm").scale is Scale.SHARE:
        raise ConflictError.about(norm.scale.value, "norm", "expected a norm for a ratio or an average")
    return norm


_FINEST: Final = 9


def _shown(value: Fraction, norm: Norm) -> str:
    """The value as fine as the norm, toward the bad side; nothing where no number of decimals can say the norm."""
    per, unit = (1, "") if norm.scale is Scale.AVERAGE else (100, " %")
    places = _places(norm.value * per)
    if places > _FINEST:
        return ""
    scaled = value * per * 10**places
    rounded = -(-scaled // 1) if norm.direction is Direction.AT_MOST else scaled // 1
    wholes, rest = divmod(abs(rounded), 10**places)
    return f"{'-' if rounded < 0 else ''}{wholes}.{rest:0{places}}{unit}"


def _places(value: Fraction) -> int:
    """How many decimals it takes to say a value: at least one."""
    places = 1
    while places <= _FINEST and (value * 10**places).denominator != 1:
        places += 1
    return places
