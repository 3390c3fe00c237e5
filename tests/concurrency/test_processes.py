"""Values travel between processes that share nothing, and what is counted there adds up here."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from operator import add

import pytest

from tools.kept_values import MAKERS
from tools.sharing import counted, items
from tools.telling import told

pytestmark = pytest.mark.slow

PARTS = 4


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    """Two processes that begin with nothing."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        yield processes


def test_every_kind_of_value_says_the_same_in_another_process(pool: ProcessPoolExecutor) -> None:
    values = [make() for make in MAKERS.values()]

    assert list(pool.map(told, values)) == [told(value) for value in values]


def test_every_kind_of_value_comes_back_from_another_process(pool: ProcessPoolExecutor) -> None:
    values = {name: make() for name, make in MAKERS.items()}
    again = dict(zip(values, pool.map(as_it_is, values.values()), strict=True))

    assert {name: told(value) for name, value in again.items()} == {name: told(value) for name, value in values.items()}


def as_it_is(value: object) -> object:
    """What another process does with a value that it hands back."""
    return value


def test_parts_that_are_counted_in_other_processes_add_up_to_the_whole(pool: ProcessPoolExecutor) -> None:
    whole = items()
    parts = pool.map(counted, [whole[part::PARTS] for part in range(PARTS)])
    merged = tuple(reduce(add, of_standard) for of_standard in zip(*parts, strict=True))

    assert merged == counted(whole)
