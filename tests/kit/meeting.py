"""How an example is looked for where meeting one is enough, and how all are gathered that a strategy draws."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

MET = settings(max_examples=2_000, phases=[Phase.generate], database=None)
"""One is met; the smallest one would be searched for minutes."""

_T = TypeVar("_T")


def drawn(strategy: st.SearchStrategy[_T], often: int = 300) -> list[_T]:
    """What it draws when it is asked so often, the same each time."""
    found: list[_T] = []

    @settings(MET, max_examples=often, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def gather(value: _T) -> None:
        found.append(value)

    gather()
    return found


def parts(found: Iterable[object], name: str) -> set[Any]:
    """Everything that stands in one part of what was drawn."""
    return {getattr(each, name) for each in found}


def most(found: Iterable[object], whole: Iterable[object]) -> bool:
    """Whether these are more than half of them, and no others: what is drawn a hundred times need not be all."""
    met, all_of_them = set(found), set(whole)
    return met <= all_of_them and 2 * len(met) > len(all_of_them)
