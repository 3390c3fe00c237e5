"""
What text must look like before it is read: the one gate that every text passes.

The checks run in this order: exact type, length, ASCII, full match. Nothing is upper-cased, converted or counted
before it has passed, so that no look-alike letter and no endless text gets any further.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError

_T = TypeVar("_T")

_VOWELS: Final = "AEIOUaeiou"
LARGEST_COUNT: Final = 10**9


class Word(Enum):
    """A word of a small closed set; it prints as it is written in code."""

    if TYPE_CHECKING:

        def __hash__(self) -> int: ...
    else:
        __hash__ = object.__hash__  # facts are counted by the million, and an enum's own hash is not native

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


@final
@frozen
class Grammar:
    """
    What one field takes: a bounded length and an ASCII pattern, said in words for whoever gets it wrong.

    >>> Grammar("colour", "[a-z]{1,8}", longest=8, expected="1 to 8 lower-case letters").read("blue")
    'blue'
    """

    name: str
    pattern: re.Pattern[str] = field(converter=_compiled)
    longest: int = field(kw_only=True)
    expected: str = field(kw_only=True)

    def read(self, value: object, field: str = "") -> str:
        """
        The value itself, now known to be of this grammar; ``field`` overrides the name that an error gives it.

        Raises:
            InvalidValueError: it is not a text of this grammar.
        """
        if type(value) is str and len(value) <= self.longest and value.isascii() and self.pattern.fullmatch(value):
            return value
        raise InvalidValueError.about(value, field or self.name, self._reason(value))

    def _reason(self, value: object) -> str:
        if type(value) is not str:
            return f"expected text: {self.expected}"
        if len(value) > self.longest:
            return f"too long: expected at most {self.longest} characters: {self.expected}"
        if not value.isascii():
            return f"not ASCII: expected {self.expected}"
        return f"expected {self.expected}"


def whole(value: object, field: str, *, least: int = 0, most: int = LARGEST_COUNT) -> int:
    """
    A whole number within bounds; ``True`` and ``1.0`` are none.

    Raises:
        InvalidValueError: it is not an ``int`` itself, or out of bounds.
    """
    if type(value) is int and least <= value <= most:
        return value
    raise InvalidValueError.about(value, field, f"expected a whole number from {least} to {most}")


def each_of(values: Iterable[_T], kind: type[_T], field: str) -> tuple[_T, ...]:
    """
    Values of just this class, as a tuple.

    Raises:
        InvalidValueError: they cannot be gone through, or one is of another class.
    """
    try:
        given = tuple(values)
    except TypeError:
        raise InvalidValueError.about(values, field, f"expected any number of {kind.__name__}") from None
    return tuple([exactly(value, kind, field) for value in given])


def exactly(value: object, kind: type[_T], field: str) -> _T:
    """
    A value of just this class; a subclass may behave otherwise and is refused.

    Raises:
        InvalidValueError: it is of another class.
    """
    if type(value) is kind:
        return value
    raise InvalidValueError.about(value, field, f"expected {one(kind.__name__)}")


def one(name: str) -> str:
    """The name with its article: an Entry, a Unit."""
    return f"{'an' if name[0] in _VOWELS and not name.startswith('Uni') else 'a'} {name}"
