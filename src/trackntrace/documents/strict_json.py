"""
JSON, read and written strictly: what is ambiguous or endless is refused before it can mean anything.

Refused are more than 10 MiB, anything but UTF-8, a name twice in one object, ``NaN`` and infinities, numbers of more
than 40 characters or with an exponent beyond 99, lone surrogates and NUL, nesting without end, and data after the end.
Fractions come as ``Decimal`` with the digits that were sent, and are written with them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Final, NoReturn

from trackntrace.errors import InvalidValueError, shown

LARGEST_DOCUMENT: Final = 10 * 1024 * 1024
_LONGEST_NUMBER: Final = 40
_LARGEST_EXPONENT: Final = 99
_DEEPEST: Final = 100_000
_SURELY_SHALLOW: Final = 100

JsonValue = None | bool | int | Decimal | str | list["JsonValue"] | dict[str, "JsonValue"]


def load(data: bytes) -> JsonValue:
    """
    The value in a JSON text of bytes.

    Raises:
        InvalidValueError: it is not such a text; ``reason`` says why.
    """
    if type(data) is not bytes:
        raise InvalidValueError.about(data, "document", "expected bytes")
    if len(data) > LARGEST_DOCUMENT:
        raise _too_large(len(data))
    try:
        value: JsonValue = _DECODER.decode(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _refused(f"expected UTF-8 (byte {error.start} is none)") from None
    except RecursionError:
        raise _refused("expected less nesting") from None
    except json.JSONDecodeError as error:
        raise _refused(f"expected JSON: {error.msg.lower()} (line {error.lineno}, column {error.colno})") from None
    if b"\\" in data and _SUSPECT.search(data):
        _check_texts(value)
    return value


def dump(value: JsonValue) -> bytes:
    """
    The JSON text of a value: what `load` makes of it again is the same, in the same order and to the digit.

    There are no spaces in it, and nothing but what must be is escaped, so that it is never longer than what was read.

    >>> dump({"price": Decimal("14.00"), "title": "Café"}).decode()
    '{"price":14.00,"title":"Café"}'

    Raises:
        InvalidValueError: `load` would refuse it, or it is no such value: a ``float``, say, whose digits are a guess.
    """
    parts: list[str] = []
    size = deepest = 0
    for depth, part in _parts(value):
        parts.append(part)
        size += len(part)
        deepest = max(deepest, depth)
        if size > LARGEST_DOCUMENT:
            raise _too_large(size)
    try:
        data = "".join(parts).encode("utf-8")
    except UnicodeEncodeError as error:
        raise _refused("expected text without NUL and lone surrogates", error.object[error.start]) from None
    if len(data) > LARGEST_DOCUMENT:
        raise _too_large(len(data))
    if deepest > _SURELY_SHALLOW:
        load(data)
    return data


def _too_large(size: int) -> InvalidValueError:
    return InvalidValueError("document", f"{size} bytes", f"too large: expected at most {LARGEST_DOCUMENT}")


def _refused(reason: str, value: object = None) -> InvalidValueError:
    return InvalidValueError("document", "this" if value is None else shown(value), reason)


def _once(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    counted = Counter(name for name, _ in pairs)
    raise _refused("expected each name once in an object", counted.most_common(1)[0][0])


@lru_cache(maxsize=1024)
def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _refused(f"expected a number of at most {_LONGEST_NUMBER} characters", text)
    return int(text)


@lru_cache(maxsize=4096)
def _fraction(text: str) -> Decimal:
    _, _, exponent = text.lower().partition("e")
    if len(text) > _LONGEST_NUMBER or (exponent and abs(int(exponent)) > _LARGEST_EXPONENT):
        raise _refused(f"expected a number of at most {_LONGEST_NUMBER} characters, exponent up to 99", text)
    return Decimal(text)


def _no_number(text: str) -> NoReturn:
    raise _refused("expected a number", text)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_whole, parse_float=_fraction, parse_constant=_no_number
)


_SUSPECT: Final = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
"""Escapes are the only way in for lone surrogates and NUL: these may be half of a pair, or NUL."""


_LONE: Final = re.compile("[\ud800-\udfff]")


def _check_texts(value: JsonValue) -> None:
    """Refuses lone surrogates and NUL; walked without recursion."""
    waiting: list[JsonValue] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting.extend(each)
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, str) and ("\x00" in each or _LONE.search(each)):
            raise _refused("expected text without NUL and lone surrogates", each)


def _parts(value: JsonValue) -> Iterator[tuple[int, str]]:
    """The text of a value in pieces, each with how deep it stands; walked without recursion."""
    waiting: list[Iterator[tuple[str, JsonValue]]] = [iter([("", value)])]
    closing: list[str] = [""]
    while waiting:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
            yield len(waiting), closing.pop()
            continue
        before, each = following
        if type(each) is dict or type(each) is list:
            opening, end, inside = _inside(each)
            waiting.append(inside)
            closing.append(end)
            yield len(waiting), before + opening
        else:
            yield len(waiting), before + _plain(each)
        if len(waiting) > _DEEPEST:
            raise _refused("expected less nesting")


def _inside(
    value: list[JsonValue] | dict[str, JsonValue],
) -> tuple[str, str, Iterator[tuple[str, JsonValue]]]:
    """What opens it, what closes it, and its values, each with what stands before it."""
    if type(value) is list:
        return "[", "]", ((_comma(index), each) for index, each in enumerate(value))
    named = enumerate(value.items())  # type: ignore[union-attr]  # a dict
    return "{", "}", ((f"{_comma(index)}{_text(name)}:", each) for index, (name, each) in named)


def _comma(index: int) -> str:
    return "," if index else ""


_CONSTANTS: Final[dict[object, str]] = {None: "null", True: "true", False: "false"}


def _plain(value: object) -> str:
    kind = type(value)
    if kind is str:
        return _text(value)
    if kind is int:
        return _written_whole(value)  # type: ignore[arg-type]
    if kind is Decimal:
        return _written_fraction(value)  # type: ignore[arg-type]
    if value is None or kind is bool:
        return _CONSTANTS[value]
    expected = "a Decimal: the digits of a float are a guess" if kind is float else "a JSON value"
    raise _refused(f"expected {expected}", value)


def _text(value: object) -> str:
    if type(value) is not str:
        raise _refused("expected text as the name of a member", value)
    if "\x00" in value:
        raise _refused("expected text without NUL and lone surrogates", value)
    return encode_basestring(value)


def _written_whole(value: int) -> str:
    if value.bit_length() > 4 * _LONGEST_NUMBER or len(text := str(value)) > _LONGEST_NUMBER:
        raise _refused(f"expected a number of at most {_LONGEST_NUMBER} characters", value)
    return text


def _written_fraction(value: Decimal) -> str:
    """
    The shortest spelling that is read as this very Decimal, not as a whole number nor with other digits.

    Raises:
        InvalidValueError: there is none within the bounds: it is endless, or no number at all.
    """
    if value.is_finite():
        for text in sorted(_spellings(value), key=len):
            if _reads_as(text, value):
                return text
    raise _refused(f"expected a number of at most {_LONGEST_NUMBER} characters, exponent up to 99", value)


def _spellings(value: Decimal) -> Iterator[str]:
    """As it prints, without a point, and with one that spares the exponent."""
    sign, digits, exponent = value.as_tuple()
    places = -_LARGEST_EXPONENT - int(exponent)
    if len(digits) > _LONGEST_NUMBER or places > _LONGEST_NUMBER:
        return
    minus, text = "-" if sign else "", "".join(map(str, digits))
    yield str(value).upper()
    yield f"{minus}{text}E{exponent}"
    if places > 0:
        padded = text.rjust(places + 1, "0")
        yield f"{minus}{padded[:-places]}.{padded[-places:]}E-{_LARGEST_EXPONENT}"


def _reads_as(text: str, value: Decimal) -> bool:
    if "." not in text and "E" not in text:
        return False
    try:
        return _fraction(text).as_tuple() == value.as_tuple()
    except InvalidValueError:
        return False
