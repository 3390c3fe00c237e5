"""The track & trace number: what the customer follows a parcel with."""

from __future__ import annotations

from typing import Final, final

from attrs import frozen

from trackntrace.errors import InvalidValueError, shown
from trackntrace.grammar import Grammar, exactly
from trackntrace.made_once import MadeOnce

LONGEST_NUMBER: Final = 64
"""A bound of ours: the marketplace publishes neither a longest length nor a pattern (Retailer API v10)."""

CANONICAL_NUMBER: Final = Grammar(
    "number",
    "[0-9A-Z](?:[0-9A-Z/._-]{0,62}[0-9A-Z])?",
    longest=LONGEST_NUMBER,
    expected="1 to 64 of 0-9 and A-Z, with - / . _ inside only",
)
_TYPED = Grammar(
    "number",
    "[0-9A-Za-z/._ -]{1,128}",
    longest=2 * LONGEST_NUMBER,
    expected="letters and digits, with spaces or - / . _ inside only",
)
_NO_BREAK_SPACES: Final = "\u00a0\u202f"


@final
@frozen(order=True, repr=False, getstate_setstate=False)
class TrackAndTraceNumber(MadeOnce):
    """
    A track & trace number in its one canonical spelling: upper case, without spaces.

    Text that people typed or pasted enters by `parse`; the constructor takes the canonical form only, so that two equal
    numbers are always spelled alike.

    >>> TrackAndTraceNumber.parse(" 3sabcd 1234567 ")
    TrackAndTraceNumber('3SABCD1234567')

    Raises:
        InvalidValueError: the text is not canonical.
    """

    text: str

    def __attrs_post_init__(self) -> None:
        CANONICAL_NUMBER.read(self.text)

    @classmethod
    def parse(cls, text: object) -> TrackAndTraceNumber:
        """
        The number in a text that people typed or pasted: spaces are dropped and letters become capitals.

        Control characters, line ends among them, and anything that is not ASCII (but for the no-break spaces of web
        pages) are refused: they show that more was copied than the number.

        Raises:
            InvalidValueError: no number can be read from it.
        """
        if type(text) is str and len(text) <= _TYPED.longest and not text.isascii():
            checked = _TYPED.read(_without_no_break_spaces(text))
        else:
            checked = _TYPED.read(text)
        try:
            return cls(checked.replace(" ", "").upper())
        except InvalidValueError as error:
            raise InvalidValueError.about(text, "number", error.reason) from None

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"TrackAndTraceNumber({self.text!r})"


def _without_no_break_spaces(text: str) -> str:
    for space in _NO_BREAK_SPACES:
        text = text.replace(space, " ")
    return text


@final
@frozen(getstate_setstate=False)
class UnreadableNumber(MadeOnce):
    """
    A number that the marketplace holds and that no number can be: kept as it was sent, counted, found by name.

    ``raw`` may hold anything, so it is never printed as it is: ``shown`` is.
    """

    raw: str

    def __attrs_post_init__(self) -> None:
        exactly(self.raw, str, "number")

    def __str__(self) -> str:
        return self.shown

    def __repr__(self) -> str:
        return f"UnreadableNumber({shown(self.raw)})"

    @property
    def shown(self) -> str:
        """The text in printable ASCII, at most 80 characters."""
        return shown(self.raw)


def read_number(text: str) -> TrackAndTraceNumber | UnreadableNumber:
    """A number as the marketplace sent it: read where that is possible, otherwise kept."""
    try:
        return TrackAndTraceNumber.parse(text)
    except InvalidValueError:
        return UnreadableNumber(text)
