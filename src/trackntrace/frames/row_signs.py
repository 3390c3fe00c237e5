"""The signs that every count needs: the week of a row, its quantity, and whether its moments are sound."""

from __future__ import annotations

from collections.abc import Iterator

from trackntrace.frames.days import CLOSING, DAY_CODES, OPENING, day_code
from trackntrace.frames.engines import ALWAYS
from trackntrace.frames.signs import promised_sign
from trackntrace.frames.terms import Flag, Number, both, chosen, either, number
from trackntrace.frames.view import Sign, View, only
from trackntrace.grammar import LARGEST_COUNT
from trackntrace.performance.tally import WeekBy


def week_sign(view: View, by: WeekBy) -> Sign:
    """The day that puts a row in a week."""
    if by is WeekBy.PROMISED:
        return promised_sign(view)
    at = view.once("shipped") if by is WeekBy.SHIPPED else view.since("ordered")
    return Sign("day", DAY_CODES, day_code(at))


def quantity_sign(view: View) -> Sign:
    """Whether the quantity is none."""
    quantity = view.source.column("quantity", 0)
    bad = either(quantity < 1, quantity > LARGEST_COUNT)
    expected = f"expected whole numbers from 1 to {LARGEST_COUNT}"
    return Sign("quantity", 2, number(bad), ((only(1), "quantity", expected),))


def counted_items(view: View) -> Number:
    """The quantity; nothing where it is none, so that no sum overflows."""
    quantity = view.source.column("quantity", 0)
    if isinstance(quantity, int):
        return quantity
    return chosen(either(quantity < 1, quantity > LARGEST_COUNT), 0, quantity)


def order_sign(view: View) -> Sign:
    """Whether the order is named."""
    return Sign(
        "order_id", 2, number(view.text("order_id") == ""), ((only(1), "order_id", "expected the id of an order"),)
    )


def moment_signs(view: View) -> Iterator[Sign]:
    """For every column of moments that is read, whether its moments lie within our years."""
    for name, null in view.source.moments:
        value = view.source.column(name, null)
        early, late = value < OPENING, value >= CLOSING
        bad = either(both(early, value != null), late) if null == ALWAYS else either(early, both(late, value != null))
        yield Sign(name, 2, number(bad), ((only(1), name, "expected a year from 2000 to 2199"),))


def was_ordered(view: View) -> Flag:
    """Whether a row had been ordered by then; a moment that is none is no reason to pass over it."""
    ordered = view.since("ordered")
    return either(ordered <= view.as_of, ordered >= CLOSING)
