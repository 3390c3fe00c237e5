"""What a value says, as JSON: its class and its parts, down to texts and numbers. So two versions can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from re import Pattern
from types import FunctionType
from typing import Any

import attrs

_AS_TEXT = (Fraction, Decimal, date, timedelta)


def told(value: object) -> Any:
    """
    The value as JSON.

    Parts that a class works out by itself are left out, and sets are sorted. Functions and classes are their names.
    """
    match value:
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case None | bool() | int() | str():
            return value
        case Pattern():
            return value.pattern
        case type() | FunctionType():
            return value.__qualname__
    if isinstance(value, _AS_TEXT):
        return str(value)
    return _held(value)


def _held(value: object) -> Any:
    match value:
        case tuple() if hasattr(value, "_fields"):
            return {"class": type(value).__name__, **{name: told(getattr(value, name)) for name in value._fields}}
        case tuple() | list():
            return [told(each) for each in value]
        case frozenset() | set():
            return sorted((told(each) for each in value), key=str)
        case Mapping():
            return {str(key): told(each) for key, each in value.items()}
        case BaseException():
            return {"class": type(value).__name__, "args": told(value.args), "says": str(value)}
    return _parts_of(value)


def _parts_of(value: object) -> dict[str, Any]:
    kind: Any = type(value)
    if not attrs.has(kind):
        raise TypeError(f"{kind.__qualname__} is told by nobody")
    parts = [part for part in attrs.fields(kind) if part.init]
    return {"class": kind.__name__, **{part.alias: told(_part(value, part)) for part in parts}}


def _part(value: object, part: Any) -> object:
    """A part as it can be asked for; by its private name where only the class itself asks."""
    return getattr(value, part.alias) if hasattr(type(value), part.alias) else getattr(value, part.name)


def missing_from(present: Any, earlier: Any, place: str = "") -> list[str]:
    """Where the present telling does not say what the earlier one said; more may be said."""
    if isinstance(earlier, dict) and isinstance(present, dict):
        gone = [f"{place}.{name} is gone" for name in earlier if name not in present]
        return gone + [
            line
            for name in earlier
            if name in present
            for line in missing_from(present[name], earlier[name], f"{place}.{name}")
        ]
    if isinstance(earlier, list) and isinstance(present, list) and len(earlier) == len(present):
        pairs = enumerate(zip(present, earlier, strict=True))
        return [line for index, (new, old) in pairs for line in missing_from(new, old, f"{place}[{index}]")]
    return [] if present == earlier else [f"{place} was {earlier!r} and is {present!r}"]
