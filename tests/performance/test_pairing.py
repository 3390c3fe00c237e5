"""Pairing: which item of one telling is which item of another."""

from __future__ import annotations

from typing import NamedTuple

from trackntrace.performance.pairing import Pair, Place, paired


class Line(NamedTuple):
    """A line of an order, by the place where it is told, and what it counts as."""

    item: str
    at: str
    counts_as: str


def pairs(before: list[Line], after: list[Line]) -> list[Pair[Line]]:
    def place(line: Line) -> Place:
        return "standard", "order", line.item, line.at

    def counts_as(line: Line) -> str:
        return line.counts_as

    found = paired(before, after, place=place, counts_as=counts_as)
    return list(found)


def test_of_several_lines_in_one_place_those_that_count_alike_go_together() -> None:
    x, y, z = (Line("item-1", "", kind) for kind in "xyz")

    assert pairs([x, x, x, y], [x, x, z]) == [(x, z), (y, None)]
    assert pairs([x, x], [x, x]) == []
    assert pairs([y, x, x], [x]) == [(y, None), (x, None)]
    assert pairs([], [z, z]) == [(None, z), (None, z)]


def test_what_was_open_and_has_been_shipped_since_is_one_item_and_another_item_is_not() -> None:
    opened, shipped = Line("item-1", "open", "pending"), Line("item-1", "shipped", "hit")
    other = Line("item-2", "shipped", "hit")

    assert pairs([opened], [shipped]) == [(opened, shipped)]
    assert pairs([opened], [other]) == [(opened, None), (None, other)]
    assert pairs([opened], [Line("item-1", "shipped", "pending")]) == []


def test_told_the_other_way_round_every_pair_is_turned_round_and_the_order_stays() -> None:
    first, last = Line("item-1", "a", "pending"), Line("item-1", "d", "hit")
    between, changed = Line("item-1", "c", "miss"), Line("item-1", "c", "hit")
    before, after = [between, first], [last, changed]

    assert pairs(before, after) == [(first, last), (between, changed)]
    assert pairs(after, before) == [(last, first), (changed, between)]
