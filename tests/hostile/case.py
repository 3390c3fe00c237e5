"""A case: something hostile, and exactly what must be said of it at a door."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias, final

import pytest
from _pytest.mark import ParameterSet
from attrs import frozen

from tests.builders import assert_well_told
from trackntrace.errors import TrackntraceError

Told: TypeAlias = tuple[str, str]
"""The field and the whole reason of a refusal."""

LINES: Final = 96
"""How many lines the catalogue of hostile inputs has; each case says which it is."""


@final
@frozen
class Case:
    """One line of the catalogue at one door."""

    line: int
    door: str
    open: Callable[[Any], object]
    given: Any
    told: Told

    @property
    def parameter(self) -> ParameterSet:
        """The case as a parameter of a test, named by its line."""
        return pytest.param(self, id=f"line-{self.line}-{self.door.replace(' ', '-')}")


def parameters(cases: Iterable[Case]) -> list[ParameterSet]:
    """The cases as parameters of a test."""
    return [each.parameter for each in cases]


def refusal(door: Callable[[Any], object], given: object) -> TrackntraceError:
    """The declared error with which a door refuses; it can be kept and brings no error of ours along."""
    with pytest.raises(TrackntraceError) as caught:
        door(given)
    error = caught.value
    assert_well_told(error)
    assert isinstance(error, ValueError)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    return error


def told(door: Callable[[Any], object], given: object) -> Told:
    """What a door says where it refuses."""
    error = refusal(door, given)
    return error.field, error.reason
