"""
Track & trace numbers and delivery services for property tests.

Of every format that the library knows, and of any that is handed in, numbers are made with the check digit that
belongs to them (`numbers_of`) and with a wrong one (`misprinted`). A number that no format describes, a placeholder
and what the marketplace holds in place of a number are drawn too.
"""

from __future__ import annotations

import re
from typing import Final

from hypothesis import strategies as st

from trackntrace.errors import InvalidValueError
from trackntrace.numbers.check_digits import CHARACTERS
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, DELIVERY_SERVICES, LETTER_MAIL, DeliveryService
from trackntrace.numbers.formats import FORMATS
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber, read_number
from trackntrace.numbers.number_format import NumberFormat
from trackntrace.shipping.entry import Number
from trackntrace.testing.hostile import hostile_texts

PLACEHOLDERS: Final = tuple(map(TrackAndTraceNumber, ("NVT", "BRIEFPOST", "0000000000", "XXXXXXXX")))
"""What people enter where no number is at hand; well formed and no number all the same."""

_ANY: Final = "[0-9A-Z](?:[0-9A-Z/._-]{0,20}[0-9A-Z])?"
_AHEAD: Final = re.compile(r"\(\?=[^()]*\)")
_FOLLOWED: Final = ("TNT", "DHL", "DPD-NL", "GLS")


def formats() -> st.SearchStrategy[NumberFormat]:
    """The formats that the library knows."""
    return st.sampled_from(FORMATS)


def _checked(one: NumberFormat, text: str) -> str:
    """A text of that shape with every check character put right, as far as the shape lets it."""
    for check in one.checks:
        last = check.end - 1
        text = text[:last] + check.rule.calculate(text[check.begin : last]) + text[last + 1 :]
    return text


def _fits(one: NumberFormat, text: str) -> bool:
    return one.has_shape(text) and one.check_holds(text)


def shapes_of(one: NumberFormat) -> st.SearchStrategy[str]:
    """Texts of the shape of a format, whatever its check; what looks ahead in a pattern is tried afterwards."""
    pattern = _AHEAD.sub("", one.pattern)
    return st.from_regex(pattern, fullmatch=True).filter(one.has_shape)


def numbers_of(one: NumberFormat) -> st.SearchStrategy[TrackAndTraceNumber]:
    """Numbers that fit a format: of its shape, and with the check digit that belongs to them."""
    checked = shapes_of(one).map(lambda text: _checked(one, text)).filter(lambda text: _fits(one, text))
    return st.one_of(st.sampled_from((*one.documented, *one.synthetic)), checked).map(TrackAndTraceNumber)


def _wrong(one: NumberFormat, text: str) -> tuple[str, ...]:
    """The same number with one other check character, wherever its shape admits another."""
    places = [check.end - 1 for check in one.checks]
    others = (text[:place] + letter + text[place + 1 :] for place in places for letter in CHARACTERS)
    return tuple(other for other in others if one.has_shape(other) and not one.check_holds(other))


def misprinted(one: NumberFormat) -> st.SearchStrategy[TrackAndTraceNumber]:
    """
    Numbers of the shape of a format whose check digit is wrong: as a misprint or a slip of the pen leaves them.

    Raises:
        InvalidValueError: the format has no check digit that could be wrong.
    """
    if not one.checks:
        raise InvalidValueError.about(one.name, "format", "expected one with a check digit")
    wrong = numbers_of(one).map(lambda number: _wrong(one, number.text)).filter(bool)
    return wrong.flatmap(st.sampled_from).map(TrackAndTraceNumber)


_CHECKED: Final = tuple(one for one in FORMATS if one.checks)


def misprinted_numbers() -> st.SearchStrategy[TrackAndTraceNumber]:
    """Numbers with a wrong check digit, of any format that has one."""
    return st.sampled_from(_CHECKED).flatmap(misprinted)


def carriers_numbers() -> st.SearchStrategy[TrackAndTraceNumber]:
    """Numbers that fit some carrier's format."""
    return formats().flatmap(numbers_of)


def track_and_trace_numbers() -> st.SearchStrategy[TrackAndTraceNumber]:
    """
    Numbers of every kind that can be made: carriers', misprinted ones, placeholders, and what no format describes.
    """
    unheard_of = st.from_regex(_ANY, fullmatch=True).map(TrackAndTraceNumber)
    return st.one_of(carriers_numbers(), misprinted_numbers(), st.sampled_from(PLACEHOLDERS), unheard_of)


def _unreadable(text: str) -> bool:
    """Whether no number can be read from it, though it can stand in a JSON document."""
    sendable = not any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in text)
    return sendable and type(read_number(text)) is UnreadableNumber


def unreadable_numbers() -> st.SearchStrategy[UnreadableNumber]:
    """What the marketplace may hold in place of a number, and no number can be."""
    near = hostile_texts("3SABCD1234567", "JVGL0612345678")
    return st.one_of(near.filter(_unreadable), st.sampled_from(("\u202e?", "", "?", " "))).map(UnreadableNumber)


def numbers() -> st.SearchStrategy[Number]:
    """What may stand where a number was given: mostly a number, now and then one that cannot be read."""
    return st.one_of(track_and_trace_numbers(), track_and_trace_numbers(), unreadable_numbers())


def delivery_services() -> st.SearchStrategy[DeliveryService]:
    """Services that the marketplace lists, letter mail and appointments more often, and some that it may add."""
    unheard_of = st.from_regex("[A-Z]{2,6}(?:-[A-Z]{2})?", fullmatch=True).map(DeliveryService.parse)
    followed = st.sampled_from(tuple(DeliveryService.parse(code) for code in _FOLLOWED))
    special = st.sampled_from((LETTER_MAIL, DELIVERY_APPOINTMENT))
    return st.one_of(followed, special, st.sampled_from(DELIVERY_SERVICES), unheard_of)
