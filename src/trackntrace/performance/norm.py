"""The norm: the value to reach, exact."""

from __future__ import annotations

import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, Word, exactly
from trackntrace.made_once import Remade

_NORM = Grammar(
    "norm",
    "-?[0-9]{1,9}(?:[.][0-9]{1,9})?%?|[0-9]{1,9}/[0-9]{1,9}",
    longest=24,
    expected="a number such as 0.93, 93% or 49/50",
)


_LARGEST: Final = 10**18
_MOST_PLACES: Final = 19
"""A norm of more decimals is told as a fraction."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The editions, which pickles of 0.1.0 look for here."""
        if name in {"Certainty", "Edition", "Editions", "Level"}:
            return getattr(sys.modules["trackntrace.performance.editions"], name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Scale(Word):
    """
    What kind of number a norm is about, which says what it may be and how it is shown.

    A share is a part of a whole, a ratio may be more than the whole (questions per order), both shown as percentages;
    an average is a grade or a difference, shown as it is.
    """

    SHARE = "share"
    RATIO = "ratio"
    AVERAGE = "average"


class Direction(Word):
    """On which side of the norm a good score lies."""

    AT_LEAST = ">="
    AT_MOST = "<="


def _value(value: Fraction) -> Fraction:
    fraction = exactly(value, Fraction, "norm")
    if max(abs(fraction.numerator), fraction.denominator) > _LARGEST:
        raise InvalidValueError.about(value, "norm", f"expected a value of at most {_LARGEST} parts")
    return fraction


@final
@frozen(getstate_setstate=False)
class Norm(Remade):
    """
    A value to reach, exactly: at least, or at most.

    >>> Norm.parse("98%")
    Norm(value=Fraction(49, 50), direction=Direction.AT_LEAST, scale=Scale.SHARE)
    >>> Norm.parse("93%").met_by(93, 100)
    True

    Raises:
        InvalidValueError: the value is no ``Fraction`` (a ``float`` cannot say 0.93), a share is not from 0 to 1, or a
            ratio is negative.
    """

    value: Fraction = field(converter=_value)
    direction: Direction = Direction.AT_LEAST
    scale: Scale = field(default=Scale.SHARE, kw_only=True)

    def __attrs_post_init__(self) -> None:
        exactly(self.direction, Direction, "direction")
        if exactly(self.scale, Scale, "scale") is Scale.SHARE and not 0 <= self.value <= 1:
            raise InvalidValueError.about(str(self.value), "norm", "expected a share from 0 to 1, such as 0.93 or 93%")
        if self.scale is Scale.RATIO and self.value < 0:
            raise InvalidValueError.about(str(self.value), "norm", "expected a ratio of 0 or more")

    @classmethod
    def parse(cls, text: str, direction: Direction = Direction.AT_LEAST, *, scale: Scale = Scale.SHARE) -> Norm:
        """
        A norm from its text: ``0.93``, ``93%`` or ``49/50``.

        Raises:
            InvalidValueError: another form, a division by zero, or nothing that this scale can be.
        """
        checked = _NORM.read(text)
        if checked.startswith("-") and scale is not Scale.AVERAGE:
            raise InvalidValueError.about(text, "norm", "expected a value of 0 or more")
        try:
            value = Fraction(checked.removesuffix("%")) / (100 if checked.endswith("%") else 1)
        except ZeroDivisionError:
            raise InvalidValueError.about(text, "norm", "expected a division by something") from None
        return cls(value, direction, scale=scale)

    def met_by(self, numerator: int, denominator: int) -> bool:
        """Whether a quotient meets it; whole numbers only, so that 93 of 100 is exactly 93 %."""
        left, right = numerator * self.value.denominator, self.value.numerator * denominator
        return left >= right if self.direction is Direction.AT_LEAST else left <= right

    @property
    def shown(self) -> str:
        """The norm as people say it: ``>= 92.5 %``, or ``>= 8`` for an average."""
        if self.scale is Scale.AVERAGE:
            return f"{self.direction.value} {_said(self.value)}"
        return f"{self.direction.value} {_said(self.value * 100)} %"

    def __str__(self) -> str:
        return f"{self.direction.value} {self.value}"


def _said(value: Fraction) -> str:
    """Exact: a decimal number where it is one, else a fraction."""
    places = next((each for each in range(_MOST_PLACES) if 10**each % value.denominator == 0), None)
    if not places:
        return str(value)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
