"""
Pairing: which item of one telling is which item of another.

An item is found by its place: standard, order, order item, and what else tells its line from others. What was open and
has been shipped since is one item; of several lines in one place those that count alike go together.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import zip_longest
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Place: TypeAlias = tuple[str, ...]
"""Standard, order and order item of a line, and what else tells it from every other."""

Pair: TypeAlias = tuple[T | None, T | None]


def paired(
    before: Iterable[T], after: Iterable[T], *, place: Callable[[T], Place], counts_as: Callable[[T], Hashable]
) -> Iterator[Pair[T]]:
    """
    The items that count otherwise in the one telling than in the other, each beside what it was.

    One side is None where the item was not there. Telling the two the other way round turns every pair round.
    """
    old, new = _by_place(before, place), _by_place(after, place)
    for one, other in sorted(_places(old, new), key=sorted):
        yield from _otherwise(old.get(one, []), new.get(other, []), counts_as)


def _by_place(items: Iterable[T], place: Callable[[T], Place]) -> dict[Place, list[T]]:
    places: dict[Place, list[T]] = {}
    for each in items:
        places.setdefault(place(each), []).append(each)
    return places


def _places(old: dict[Place, list[T]], new: dict[Place, list[T]]) -> list[tuple[Place, Place]]:
    """The same place on both sides, or the place of the shipment that it became."""
    same = [(place, place) for place in old.keys() & new.keys()]
    gone, arrived = _by_item(old.keys() - new.keys()), _by_item(new.keys() - old.keys())
    moved = [
        (one or other, other or one)
        for item in gone.keys() | arrived.keys()
        for one, other in zip_longest(gone.get(item, ()), arrived.get(item, ()))
    ]
    return same + moved


def _by_item(places: Iterable[Place]) -> dict[tuple[str, ...], list[Place]]:
    items: dict[tuple[str, ...], list[Place]] = {}
    for place in sorted(places):
        items.setdefault(place[:3], []).append(place)
    return items


def _otherwise(old: list[T], new: list[T], counts_as: Callable[[T], Hashable]) -> Iterator[Pair[T]]:
    return zip_longest(_beyond(old, new, counts_as), _beyond(new, old, counts_as))


def _beyond(these: list[T], others: list[T], counts_as: Callable[[T], Hashable]) -> list[T]:
    """What is left of these when each that counts as one of the others is taken off."""
    alike: dict[Hashable, int] = {}
    for each in others:
        alike[counts_as(each)] = alike.get(counts_as(each), 0) + 1
    left = []
    for each in these:
        kind = counts_as(each)
        if alike.get(kind):
            alike[kind] -= 1
        else:
            left.append(each)
    return left
