"""
The score: two whole numbers, and what they mean against a norm.

Exact everywhere: shares are compared by multiplying, pooled by adding, and never averaged or turned into floats.
"""

from __future__ import annotations

from typing import Final, final

from attrs import frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import LARGEST_COUNT, Word, whole
from trackntrace.performance.norm import Direction, Norm


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
        whole(self.counted, "counted", most=LARGEST_COUNT)
        whole(self.hits, "hits", most=LARGEST_COUNT)
        if self.hits > self.counted:
            raise InvalidValueError.about(self.hits, "hits", f"expected at most the {self.counted} counted")

    def __add__(self, other: Score) -> Score:
        if type(other) is not Score:
            return NotImplemented
        return Score(self.hits + other.hits, self.counted + other.counted)

    def standing(self, norm: Norm) -> Standing:
        """Whether it meets the norm."""
        if not self.counted:
            return Standing.NOT_ASSESSED
        return Standing.MEETS if norm.met_by(self.hits, self.counted) else Standing.FALLS_SHORT

    def headroom(self, norm: Norm) -> int | Beyond:
        """
        How many more misses it can bear and still meet the norm; 0 where it falls short.

        A headroom of *n* bears *n* further misses and not *n* + 1.
        """
        top, bottom = norm.value.numerator, norm.value.denominator
        if norm.direction is Direction.AT_LEAST:
            return max(self.hits * bottom // top - self.counted, 0) if top else Beyond.UNLIMITED
        if top >= bottom:
            return Beyond.UNLIMITED
        return max((top * self.counted - bottom * self.hits) // (bottom - top), 0)

    def recovery(self, norm: Norm) -> int | Beyond:
        """How many further good items bring it back to the norm; 0 where it does not fall short."""
        top, bottom = norm.value.numerator, norm.value.denominator
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
        places = _places(norm)
        if places > _FINEST:
            return f"{self.hits}/{self.counted}"
        scaled, rest = divmod(self.hits * 100 * 10**places, self.counted)
        if rest and norm.direction is Direction.AT_MOST:
            scaled += 1
        return f"{scaled // 10**places}.{scaled % 10**places:0{places}} %"


_FINEST: Final = 9


def _places(norm: Norm) -> int:
    """How many decimals a percentage needs to say this norm: at least one."""
    places = 1
    while places <= _FINEST and (norm.value * 100 * 10**places).denominator != 1:
        places += 1
    return places
