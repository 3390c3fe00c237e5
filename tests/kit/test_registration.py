"""Hypothesis knows how to make every public value."""

from __future__ import annotations

import subprocess
import sys
from enum import Enum
from functools import partial
from importlib import import_module
from inspect import isclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import trackntrace
from tests.kit.meeting import MET
from trackntrace.testing.registration import _STRATEGIES, register

register()

PUBLIC = {name: getattr(trackntrace, name) for name in trackntrace.__all__}
CLASSES = {name: value for name, value in PUBLIC.items() if isclass(value) and not issubclass(value, Exception)}
VALUES = {name: kind for name, kind in CLASSES.items() if not issubclass(kind, Enum)}
WORDS = {name: kind for name, kind in CLASSES.items() if issubclass(kind, Enum)}
UNIONS = ("Amount", "AnyEdition", "Instruction", "Promise", "Told")
REGISTERED = {kind: (module, name) for module, kinds in _STRATEGIES.items() for kind, name in kinds.items()}
FEW = settings(max_examples=10, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def _is_one(value: object, kind: Any) -> bool:
    return type(value) is kind or (getattr(kind, "_is_protocol", False) and hasattr(value, "accept"))


@pytest.mark.parametrize("name", VALUES)
def test_every_public_value_has_a_strategy_of_its_own(name: str) -> None:
    assert VALUES[name] in REGISTERED


@pytest.mark.parametrize(("module", "name"), REGISTERED.values(), ids=lambda text: text)
def test_every_strategy_that_is_named_is_there(module: str, name: str) -> None:
    made = getattr(import_module(f"trackntrace.testing.{module}"), name)()

    assert isinstance(made, st.SearchStrategy)


@pytest.mark.law
@pytest.mark.parametrize("name", VALUES)
def test_every_public_value_is_made_where_its_type_is_asked_for(name: str) -> None:
    kind, made = VALUES[name], []

    @FEW
    @given(st.from_type(kind))
    def holds(value: Any) -> None:
        made.append(value)
        assert _is_one(value, kind)
        assert repr(value).isprintable()

    holds()
    assert made


@pytest.mark.parametrize("name", WORDS)
def test_every_word_of_a_closed_set_is_drawn(name: str) -> None:
    assert find(st.from_type(WORDS[name]), lambda word: word is list(WORDS[name])[-1], settings=MET) in WORDS[name]


@pytest.mark.parametrize("name", UNIONS)
def test_every_kind_of_a_union_is_drawn(name: str) -> None:
    for kind in PUBLIC[name].__args__:
        value: Any = find(st.from_type(PUBLIC[name]), partial(_is_one, kind=kind), settings=MET)
        assert type(value) is kind


@FEW
@given(...)
def test_type_hints_are_enough(shipment: trackntrace.Shipment, at: trackntrace.Moment) -> None:
    assert type(shipment) is trackntrace.Shipment
    assert at.utcoffset() is not None


def test_registering_twice_does_no_harm() -> None:
    before = find(st.from_type(trackntrace.Week), lambda _: True, settings=MET)
    register()

    assert find(st.from_type(trackntrace.Week), lambda _: True, settings=MET) == before


def _in_a_process_of_its_own(*lines: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.stdout.split()


@pytest.mark.installed
def test_hypothesis_registers_all_by_itself() -> None:
    said = _in_a_process_of_its_own(
        "from hypothesis import find, strategies as st",
        "from trackntrace import Shipment",
        "print(type(find(st.from_type(Shipment), lambda one: True)).__name__)",
    )

    assert said == ["Shipment"]


@pytest.mark.installed
def test_importing_hypothesis_loads_no_strategy_and_no_edge() -> None:
    loaded = _in_a_process_of_its_own("import sys, hypothesis.strategies", "print(*sys.modules)")
    ours = {name.removeprefix("trackntrace.") for name in loaded if name.startswith("trackntrace.")}

    assert {name for name in ours if name.startswith("testing")} == {"testing", "testing.registration"}
    assert not {name.partition(".")[0] for name in ours} & {"documents", "retailer_api", "frames", "report", "cli"}
    assert not {"dateutil", "pytest"} & set(loaded)
