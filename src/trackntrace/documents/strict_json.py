"""
JSON, read strictly: what is ambiguous or endless is refused before it can mean anything.

Refused are more than 10 MiB, anything but UTF-8, a name twice in one object, ``NaN`` and infinities, numbers of more
than 40 characters or with an exponent beyond 99, lone surrogates and NUL, nesting without end, and data after the end.
Fractions come as ``Decimal``.
"""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Final, NoReturn

from trackntrace.errors import InvalidValueError, shown

LARGEST_DOCUMENT: Final = 10 * 1024 * 1024
_LONGEST_NUMBER: Final = 40
_LARGEST_EXPONENT: Final = 99

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
        raise InvalidValueError("document", f"{len(data)} bytes", f"too large: expected at most {LARGEST_DOCUMENT}")
    try:
        value: JsonValue = _DECODER.decode(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _refused(f"expected UTF-8 (byte {error.start} is none)") from None
    except RecursionError:
        raise _refused("expected less nesting") from None
    except json.JSONDecodeError as error:
        raise _refused(f"expected JSON: {error.msg.lower()} (line {error.lineno}, column {error.colno})") from None
    if b"\\u" in data or b"\x00" in data:
        _check_texts(value)
    return value


def _refused(reason: str, value: object = None) -> InvalidValueError:
    return InvalidValueError("document", "this" if value is None else shown(value), reason)


def _once(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    members = dict(pairs)
    if len(members) != len(pairs):
        counted = Counter(name for name, _ in pairs)
        raise _refused("expected each name once in an object", counted.most_common(1)[0][0])
    return members


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _refused(f"expected a number of at most {_LONGEST_NUMBER} characters", text)
    return int(text)


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


def _check_texts(value: JsonValue) -> None:
    """Escapes are the only way in for lone surrogates and NUL; walked without recursion."""
    waiting: list[JsonValue] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting.extend(each)
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, str) and ("\x00" in each or any("\ud800" <= c <= "\udfff" for c in each)):
            raise _refused("expected text without NUL and lone surrogates", each)
