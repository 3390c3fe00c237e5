"""
What a fuzzer calls with each input, and how it makes another of one.

The first byte of an input says which door it goes to, the rest is what goes in. What became of the inputs is counted in
a file, since the fuzzer ends its process by itself and lets nothing run after that.
"""

from __future__ import annotations

from collections.abc import Callable
from mmap import mmap
from pathlib import Path
from random import Random
from typing import Any, Final, TypeAlias, final

from attrs import frozen

from tests.hostile.door import Door
from tests.hostile.doors import DOORS
from tests.hostile.inputs import Documents, Tables, Texts
from tests.hostile.trial import well_told
from trackntrace.errors import TrackntraceError

Mutate: TypeAlias = Callable[[bytes, int], bytes]

FAMILIES: Final = {"texts": (Texts,), "documents": (Documents, Tables)}
_TRIED, _ACCEPTED = 0, 1
_WIDTH: Final = 8
_AS_IT_LIKES: Final = 0.5
"""How many changes are left to the fuzzer; the others are those of our own generator, which knows what JSON is."""


def doors_of(family: str) -> tuple[Door, ...]:
    """The doors of a family, in the order that the first byte of an input speaks of."""
    return tuple(door for door in DOORS if isinstance(door.inputs, FAMILIES[family]))


def seeds_of(door: Door) -> tuple[bytes, ...]:
    """The good inputs of a door, as bytes."""
    match door.inputs:
        case Texts(seeds) | Tables(seeds):
            return tuple(map(as_bytes, seeds))
        case Documents(written):
            return tuple(each.data for each in written)
    return ()


def as_bytes(given: str | bytes) -> bytes:
    """An input as the fuzzer keeps it."""
    return given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given


@final
class Counts:
    """How many inputs each door was handed and how many it took, kept in a file as they are counted."""

    def __init__(self, file: Path, doors: int) -> None:
        size = doors * 2 * _WIDTH
        if not file.exists():
            file.write_bytes(bytes(size))
        with file.open("r+b") as stream:
            self._view = memoryview(mmap(stream.fileno(), size)).cast("Q")

    def tried(self, door: int) -> None:
        """A door was handed one more."""
        self._view[2 * door + _TRIED] += 1

    def accepted(self, door: int) -> None:
        """A door took one more."""
        self._view[2 * door + _ACCEPTED] += 1

    def of(self, door: int) -> tuple[int, int]:
        """How many were tried at a door, and how many accepted."""
        return self._view[2 * door + _TRIED], self._view[2 * door + _ACCEPTED]


@final
@frozen
class Harness:
    """The doors of a family, opened with whatever the fuzzer makes up."""

    family: str
    counts: Counts
    doors: tuple[Door, ...]

    @classmethod
    def of(cls, family: str, file: Path) -> Harness:
        """The harness of a family, counting in a file."""
        doors = doors_of(family)
        return cls(family, Counts(file, len(doors)), doors)

    def __call__(self, data: bytes) -> None:
        """Opens the door that the first byte names; what gets out and is no declared error, well told, ends the run."""
        if not data:
            return
        place = data[0] % len(self.doors)
        given: Any = data[1:].decode("utf-8", "replace") if self.family == "texts" else data[1:]
        self.counts.tried(place)
        try:
            self.doors[place].open(given)
        except TrackntraceError as error:
            if not well_told(error):
                raise RuntimeError(f"{self.doors[place].name} refuses in words that are not fit") from error
        else:
            self.counts.accepted(place)

    def changed(self, data: bytes, longest: int, seed: int, mutate: Mutate) -> bytes:
        """Another input for the same door: as the fuzzer likes, or as our own generator makes them."""
        chance = Random(seed)
        if not data or chance.random() < _AS_IT_LIKES:
            return mutate(data, longest)
        place = data[0] % len(self.doors)
        return (bytes([place]) + as_bytes(self.doors[place].inputs.draw(chance)))[:longest]
