"""The texts of a pattern, laid out: since every repeat is bounded, each pattern is a few rows of character classes."""

from __future__ import annotations

import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from itertools import product
from typing import Any

from trackntrace.numbers.number_format import NumberFormat

Row = tuple[frozenset[str], ...]


def rows(pattern: str) -> list[Row]:
    """Every row of character classes that a pattern may be; what a look-ahead asks is left out."""
    return list(_sequence(list(parser.parse(pattern))))


def _sequence(nodes: list[Any]) -> Iterator[Row]:
    parts = [list(_node(operator, argument)) for operator, argument in nodes]
    for chosen in product(*parts):
        yield tuple(cell for part in chosen for cell in part)


def _node(operator: Any, argument: Any) -> Iterator[Row]:
    if operator is codes.LITERAL:
        yield (frozenset(chr(argument)),)
    elif operator is codes.IN:
        yield (frozenset(character for item in argument for character in _range(*item)),)
    elif operator is codes.MAX_REPEAT:
        least, most, inner = argument
        for times in range(least, most + 1):
            for row in _sequence(list(inner)):
                yield row * times
    elif operator is codes.SUBPATTERN:
        yield from _sequence(list(argument[3]))
    elif operator is codes.BRANCH:
        for branch in argument[1]:
            yield from _sequence(list(branch))
    elif operator is codes.ASSERT:
        yield ()
    else:
        raise AssertionError(operator)


def _range(operator: Any, argument: Any) -> str:
    if operator is codes.RANGE:
        return "".join(map(chr, range(argument[0], argument[1] + 1)))
    return chr(argument)


def shared_shape(one: NumberFormat, other: NumberFormat) -> str:
    """A text that has the shape of both, or nothing where there is none."""
    for row, opposite in product(rows(one.pattern), rows(other.pattern)):
        if len(row) == len(opposite) and all(map(frozenset.intersection, row, opposite)):
            text = "".join(max(cell & facing) for cell, facing in zip(row, opposite, strict=True))
            if one.has_shape(text) and other.has_shape(text):
                return text
    return ""
