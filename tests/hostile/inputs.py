"""
Where hostile inputs come from: good ones with a few small things changed, by a seeded generator that is fast.

Each source draws with the generator that it is handed, so that a run can be repeated from its seed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any, Final, Protocol, TypeAlias, final

from attrs import field, frozen

Json: TypeAlias = Any
Span: TypeAlias = tuple[int, int]

STRAYS: Final = (
    *" -./_+%()[]{}&?#=:;@,'\"\\|<>~^`$!*\n\r\t\x00\x1b\x7f",
    *"0123456789AZazTWZED",
    *"\u00a0\u202f\u200b\u202e\u2028\u0663\uff13\u0410\u00df\u212a\u0131\ufeff\u00b2\ud800",
    *("]C1", "(00)", "%0A", "${", "{0}", "%s", "../", "//", "\r\n", "e9", "--", "\U0001d7d9"),
)


class Inputs(Protocol):
    """Inputs without end."""

    def draw(self, chance: Random) -> Any:
        """One of them."""


def _changes(chance: Random) -> int:
    """None to three, mostly one."""
    return (0, 0, 1, 1, 1, 1, 2, 2, 3)[int(chance.random() * 9)]


@final
@frozen
class Texts:
    """Good texts with up to three small things changed; now and then one that is far too long, or has no sense at all."""

    seeds: tuple[str, ...]

    def draw(self, chance: Random) -> str:
        """A text."""
        pick = chance.random
        text = self.seeds[int(pick() * len(self.seeds))]
        for _ in range(_changes(chance)):
            place = int(pick() * (len(text) + 1))
            stray = STRAYS[int(pick() * len(STRAYS))] if pick() < 0.7 else chr(32 + int(pick() * 95))
            kept = place + int(pick() * 3)
            text = text[:place] + stray + text[kept:]
        if pick() < 0.005:
            return text * int(pick() * 2_000)
        if pick() < 0.005:
            return "".join([chr(int(pick() * 0x3000)) for _ in range(int(pick() * 40))])
        return text


@final
@frozen
class Things:
    """Good values, one for each place, of which one or another is something else: whatever a caller may hand in."""

    goods: tuple[tuple[Any, ...], ...]
    pool: tuple[Any, ...]

    def draw(self, chance: Random) -> Any:
        """A value, or a tuple of some."""
        drawn = [good[int(chance.random() * len(good))] for good in self.goods]
        for _ in range(_changes(chance) if chance.random() < 0.7 else 0):
            drawn[int(chance.random() * len(drawn))] = self.pool[int(chance.random() * len(self.pool))]
        return drawn[0] if len(drawn) == 1 else tuple(drawn)


@final
@frozen
class Written:
    """A JSON text, and where its values and members stand in it."""

    data: bytes
    values: tuple[Span, ...]
    members: tuple[Span, ...]

    @classmethod
    def of(cls, value: Json) -> Written:
        """A value as its text."""
        parts: list[bytes] = []
        values: list[Span] = []
        members: list[Span] = []
        _write(value, parts, values, members)
        return cls(b"".join(parts), tuple(values), tuple(members))


def _write(value: Json, parts: list[bytes], values: list[Span], members: list[Span]) -> None:
    begin = sum(map(len, parts))
    if isinstance(value, dict):
        _write_members(value, parts, values, members)
    elif isinstance(value, list):
        parts.append(b"[")
        for index, each in enumerate(value):
            parts.extend([b","] if index else [])
            _write(each, parts, values, members)
        parts.append(b"]")
    else:
        parts.append(json.dumps(value).encode())
    values.append((begin, sum(map(len, parts))))


def _write_members(value: dict[str, Json], parts: list[bytes], values: list[Span], members: list[Span]) -> None:
    parts.append(b"{")
    for index, (name, each) in enumerate(value.items()):
        parts.extend([b","] if index else [])
        begin = sum(map(len, parts))
        parts.append(json.dumps(name).encode() + b":")
        _write(each, parts, values, members)
        members.append((begin, sum(map(len, parts))))
    parts.append(b"}")


def _written(values: Sequence[Json]) -> tuple[Written, ...]:
    return tuple(Written.of(value) for value in values)


@final
@frozen
class Documents:
    """
    Good JSON with up to three things wrong in it: a value that is another one, a member that is gone or there twice, a
    byte that is none of it.
    """

    seeds: tuple[Written, ...] = field(converter=_written)
    pool: tuple[bytes, ...]

    def draw(self, chance: Random) -> bytes:
        """A document."""
        seed = self.seeds[int(chance.random() * len(self.seeds))]
        data, before = seed.data, len(seed.data) + 1
        for begin, end, new in sorted(self._edits(seed, chance), reverse=True):
            if end <= before:
                data = data[:begin] + new + data[end:]
                before = begin
        return data

    def _edits(self, seed: Written, chance: Random) -> Iterator[tuple[int, int, bytes]]:
        for _ in range(_changes(chance)):
            kind = chance.random()
            begin, end = seed.values[int(chance.random() * len(seed.values))]
            if kind < 0.45:
                yield begin, end, self.pool[int(chance.random() * len(self.pool))]
            elif kind < 0.7:
                yield begin, end, _varied(seed.data[begin:end], chance)
            elif kind < 0.95 and seed.members:
                begin, end = seed.members[int(chance.random() * len(seed.members))]
                yield begin, end, _rearranged(seed.data[begin:end], chance)
            else:
                place = int(chance.random() * len(seed.data))
                yield place, place + 1, bytes([int(chance.random() * 256)])


def _varied(value: bytes, chance: Random) -> bytes:
    """Another value of the same kind: a digit, letter or byte of it is another."""
    places = [place for place, byte in enumerate(value) if chr(byte).isalnum()]
    if not places:
        return b"null"
    place = places[int(chance.random() * len(places))]
    return value[:place] + b"0123456789AZaz"[(near := int(chance.random() * 14)) : near + 1] + value[place + 1 :]


def _rearranged(member: bytes, chance: Random) -> bytes:
    """The member gone, there twice, or under another name."""
    return (b'"x":0', member + b"," + member, b'"newField":' + member.partition(b":")[2])[int(chance.random() * 3)]


@final
@frozen
class Tables:
    """Good CSV with up to three small things changed, as bytes."""

    seeds: tuple[str, ...]

    def draw(self, chance: Random) -> bytes:
        """A table."""
        return Texts(self.seeds).draw(chance).encode("utf-8", "surrogatepass")


@final
@frozen
class Made:
    """Inputs that are made of what another source draws."""

    inner: Inputs
    make: Callable[[Any], Any]

    def draw(self, chance: Random) -> Any:
        """What is made of one."""
        return self.make(self.inner.draw(chance))
