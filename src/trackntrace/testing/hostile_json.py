"""JSON that might be anything, and good JSON with a few things wrong in it, for property tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st

from trackntrace.documents.strict_json import load
from trackntrace.errors import InvalidValueError

Json: TypeAlias = Any
_Path: TypeAlias = tuple[str | int, ...]

NAMES: Final = (
    *("shipmentId", "shipmentItems", "shipments", "order", "orderId", "orders", "orderItems", "orderItemId"),
    *("quantity", "quantityShipped", "fulfilment", "method", "transport", "trackAndTrace", "transporterCode"),
    *("shippingLabelId", "transportEvents", "eventCode", "eventDateTime", "latestDeliveryDate", "number", "events"),
    *("status", "at", "learned", "handover", "reason", "service", "from", "until", "sentAs", "notReceived"),
    *("format", "version", "counting", "cells", "__class__", "", "\u202e"),
)
"""Names of members: those of the marketplace, those of the library's own files, and names that tempt a program."""

WORDS: Final = (
    *("FBR", "FBB", "RETAILER", "BOL", "TNT", "3SABCD1234567", "2026-10-07", "2026-10-07T14:00:00+02:00"),
    *("delivered", "DELIVERED_AT_CUSTOMER", "letter-mail", "depot-disruption", "item-1", "2026-W41", "given", "item"),
    *("", " ", "null", "\x00", "\u202e", "\ud800", "1_000", "\u0663", "<script>", "x" * 300),
)
"""Texts that tempt a program, and good ones beside them."""

ALIKE: Final = (
    *("TNT", "DPD-NL", "BRIEFPOST", "NEWCOMER", "FBR", "FBB", "RETAILER", "BOL", "delivered", "attempt_failed"),
    *("AT_TRANSPORTER", "parcel", "mailbox-parcel", "letter-mail", "depot-disruption", "marketplace-disruption"),
)
"""Good values that may well stand in the place of one another."""

NUMBERS: Final = (0, 1, -1, 2**31, 10**9, 10**9 + 1, 10**30, 10**41, 1.0, 0.5, -0.0, 1e80, 1e300)
"""Numbers at the edges of what programs hold."""

BAD_DOCUMENTS: Final = (
    b"",
    b"{",
    b"[1",
    b'{"tt":"A","tt":"B"}',
    b'{"a":NaN}',
    b'{"a":Infinity}',
    b'{"a":1e400}',
    b'{"a":' + b"9" * 5_000 + b"}",
    b"[" * 100_000,
    '{"a":1}'.encode("utf-16"),
    b'{"a":"\xff"}',
    b'{"a":"\\ud800"}',
    b'{"a":"\\u0000"}',
    b"{} {}",
    b'{"a":' + b" " * 11_000_000 + b"1}",
)
"""Bytes that are no JSON document, or none that may be read: each is refused with the declared error."""


def scalars() -> st.SearchStrategy[Json]:
    """Single values, those that tempt a program among them."""
    return st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(NUMBERS),
        st.sampled_from(WORDS),
        st.text(max_size=20),
    )


def _nested(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    names = st.sampled_from(NAMES) | st.text(max_size=8)
    return st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5)


def any_json() -> st.SearchStrategy[Json]:
    """Any JSON value at all."""
    return st.recursive(scalars(), _nested, max_leaves=20)


def _is_readable(value: Json) -> bool:
    try:
        load(json.dumps(value).encode())
    except InvalidValueError:
        return False
    return True


def readable_json() -> st.SearchStrategy[Json]:
    """JSON that is a document, whatever it says: no endless numbers, no texts that are none."""
    return any_json().filter(_is_readable)


def bad_documents() -> st.SearchStrategy[bytes]:
    """Bytes that every door for JSON must refuse."""
    return st.sampled_from(BAD_DOCUMENTS)


def _paths(value: Json, path: _Path = ()) -> Iterator[_Path]:
    """Every place within a value."""
    inner: Iterator[tuple[str | int, Json]] = iter(())
    if isinstance(value, dict):
        inner = iter(value.items())
    elif isinstance(value, list):
        inner = iter(enumerate(value))
    for name, each in inner:
        yield (*path, name)
        yield from _paths(each, (*path, name))


def _replace(holder: Json, name: str | int, draw: st.DrawFn) -> None:
    holder[name] = draw(any_json())


def _delete(holder: Json, name: str | int, draw: st.DrawFn) -> None:
    del holder[name]


def _wrap(holder: Json, name: str | int, draw: st.DrawFn) -> None:
    holder[name] = [holder[name]]


def _spell_out(holder: Json, name: str | int, draw: st.DrawFn) -> None:
    holder[name] = json.dumps(holder[name])


def _repeat(holder: Json, name: str | int, draw: st.DrawFn) -> None:
    if isinstance(holder, list):
        holder.append(holder[0])
    else:
        holder[draw(st.sampled_from(NAMES))] = holder[name]


def _vary(holder: Json, name: str | int, draw: st.DrawFn) -> None:
    """Another value of the same kind, which may well be as good."""
    value = holder[name]
    if type(value) is int:
        holder[name] = draw(st.integers(1, 9))
    elif isinstance(value, str) and value.startswith("2026-"):
        holder[name] = value[:8] + draw(st.sampled_from(("01", "10", "28", "31", "32"))) + value[10:]
    elif isinstance(value, str) and value[-1:].isdigit():
        holder[name] = f"{value[:-1]}{draw(st.integers(0, 9999))}"
    elif isinstance(value, str):
        holder[name] = draw(st.sampled_from(ALIKE))


_MUTATIONS: Final[tuple[Callable[[Json, str | int, st.DrawFn], None], ...]] = (
    *(_vary, _vary, _replace, _delete, _wrap, _spell_out, _repeat),
)


@st.composite
def mutated(draw: st.DrawFn, good: Json) -> Json:
    """A good value with up to two things wrong in it, or nothing."""
    value = json.loads(json.dumps(good))
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 2)))):
        places = list(_paths(value))
        if not places:
            break
        path = draw(st.sampled_from(places))
        holder = value
        for part in path[:-1]:
            holder = holder[part]
        draw(st.sampled_from(_MUTATIONS))(holder, path[-1], draw)
        value = json.loads(json.dumps(value))
    return value


def perhaps_wrong(*good: Json) -> st.SearchStrategy[Json]:
    """Any JSON at all, or one of these values with a few things wrong in it."""
    return st.one_of(any_json(), *(mutated(value) for value in good * 3))
