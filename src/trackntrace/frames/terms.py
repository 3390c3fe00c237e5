"""
Terms: small expressions over columns in which everything that is the same for all rows is worked out beforehand.

A column that is missing is a constant, so a table with three columns costs what three columns cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any, TypeAlias

import narwhals as nw

Flag: TypeAlias = nw.Expr | bool
Number: TypeAlias = nw.Expr | int
Value: TypeAlias = Any
"""A column's value as an expression, or the constant that stands for it: what compares and adds alike in both."""


def both(one: Flag, other: Flag) -> Flag:
    """Whether both hold."""
    if isinstance(one, bool):
        return other if one else False
    if isinstance(other, bool):
        return one if other else False
    return one & other


def either(one: Flag, other: Flag) -> Flag:
    """Whether one of them holds."""
    if isinstance(one, bool):
        return True if one else other
    if isinstance(other, bool):
        return True if other else one
    return one | other


def number(flag: Flag) -> Number:
    """One where it holds, else nothing."""
    return int(flag) if isinstance(flag, bool) else flag.cast(nw.Int64)


def among(value: Value, words: Iterable[str]) -> Flag:
    """Whether it is one of these words."""
    known = [*words]
    if not isinstance(value, nw.Expr):
        return value in known
    return value.is_in(known) if known else False


def chosen(flag: Flag, then: Number, otherwise: Number) -> Number:
    """The one where it holds, the other where not."""
    if isinstance(flag, bool):
        return then if flag else otherwise
    return nw.when(flag).then(expression(then)).otherwise(expression(otherwise))


def expression(value: Value) -> nw.Expr:
    """The term as an expression, though it were a constant."""
    return value if isinstance(value, nw.Expr) else nw.lit(value, nw.Int64 if isinstance(value, int) else None)


def least(one: Number, other: Number) -> Number:
    """The smaller of both."""
    if isinstance(one, int) and isinstance(other, int):
        return min(one, other)
    return chosen(expression(one) <= expression(other), one, other)


def place_of(value: Value, words: Iterable[str], *, otherwise: int) -> Number:
    """The place of the word that it is among these, from nought; of any other text what is said."""
    found: Number = otherwise
    for place, word in reversed([*enumerate(words)]):
        found = chosen(value == word, place, found)
    return found


def added(terms: Iterable[Number]) -> Number:
    """All of them added up; constants are added beforehand."""
    constants, expressions = 0, []
    for term in terms:
        if isinstance(term, int):
            constants += term
        else:
            expressions.append(term)
    whole = reduce(lambda one, other: one + other, expressions) if expressions else None
    if whole is None:
        return constants
    return whole + constants if constants else whole
