"""
What can go wrong, named for whoever can put it right.

One root, few leaves. Every error says in one sentence what could not be used and what was expected, and carries the
same as data: ``field``, ``shown`` (the value, escaped and cut) and ``reason``. Foreign values are never asked to print
themselves.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Self

LONGEST_SHOWN: Final = 80
LONGEST_FIELD: Final = 120
LONGEST_MESSAGE: Final = 300

_PLAIN: Final = (bool, float, type(None), date)
_LARGEST_ECHOED: Final = 2**64


def shown(value: object) -> str:
    r"""
    A value as an error may show it: printable ASCII on one line, at most 80 characters.

    Escaped first and cut afterwards, so that nothing half escaped remains. Only exact built-in types are printed;
    of anything else the type is named, because a foreign ``repr`` may raise, lie or never end.

    >>> shown("3SABCD\n")
    "'3SABCD\\n'"
    >>> shown(10**5000)
    'an int of 16610 bits'
    """
    return _cut(_echo(value), LONGEST_SHOWN)


def _echo(value: object) -> str:
    kind = type(value)
    if kind is str or kind is bytes:
        return ascii(value[:LONGEST_SHOWN])  # type: ignore[index]
    if kind is int:
        small = -_LARGEST_ECHOED < value < _LARGEST_ECHOED  # type: ignore[operator]
        return str(value) if small else f"an int of {value.bit_length()} bits"  # type: ignore[attr-defined]
    if kind in _PLAIN:
        return ascii(value)
    if kind is datetime:
        return ascii(value.replace(tzinfo=None))  # type: ignore[attr-defined]  # a foreign zone may not print itself
    return f"a value of type {ascii(type.__dict__['__name__'].__get__(kind))[1:-1]}"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 3] + "..."


class TrackntraceError(Exception):
    """
    The root of all errors that this library raises on purpose.

    ``field`` names the part that was wrong, ``shown`` echoes the value (ASCII, at most 80 characters), ``reason`` says
    what was expected.
    """

    def __init__(self, field: str, shown: str, reason: str) -> None:
        super().__init__(field, shown, reason)
        self.field: str = ascii(field[:LONGEST_FIELD])[1:-1]
        self.shown = shown
        self.reason = reason

    @classmethod
    def about(cls, value: object, field: str, reason: str) -> Self:
        """The error for a value that may be anything at all."""
        return cls(field, shown(value), reason)

    def __str__(self) -> str:
        return _cut(self.sentence, LONGEST_MESSAGE)

    @property
    def sentence(self) -> str:
        """What could not be used, and why, uncut."""
        return f"Cannot use {self.shown} as {self.field}: {self.reason}"


class InvalidValueError(TrackntraceError, ValueError):
    """A value is not what its field takes."""


class ConflictError(TrackntraceError, ValueError):
    """Two things that are each fine contradict one another: more shipped than ordered, two versions of one shipment."""

    @property
    def sentence(self) -> str:
        return f"Cannot reconcile {self.field} {self.shown}: {self.reason}"


class NoEditionError(TrackntraceError, LookupError):
    """No published norm is known to have been in force on the day that was asked for."""

    @property
    def sentence(self) -> str:
        return f"Cannot find a norm of {self.field} for {self.shown}: {self.reason}"
