"""At every public door: a hostile input is taken, or refused with the declared error, and nothing else gets out."""

from __future__ import annotations

import pytest

from tests.hostile.door import Door
from tests.hostile.doors import DOORS
from tests.hostile.trial import tried

every_door = pytest.mark.parametrize("door", DOORS, ids=[door.name for door in DOORS])


@every_door
def test_hostile_inputs_are_taken_or_refused_with_the_declared_error(door: Door) -> None:
    trial = tried(door, max(800 // door.costly, 80))

    assert not trial.examples
    assert trial.is_balanced(door)


def test_every_door_has_a_name_of_its_own() -> None:
    names = [door.name for door in DOORS]

    assert len(names) == len(set(names))


def test_a_door_that_lets_a_foreign_error_out_is_noticed() -> None:
    sound = DOORS[0]
    leaking = Door(name="leaking", open=int, inputs=sound.inputs)

    trial = tried(leaking, 1_000)

    assert trial.undeclared > 100
    assert trial.examples[0].startswith("ValueError for ")


def test_a_trial_can_be_repeated_from_its_seed() -> None:
    assert tried(DOORS[0], 500) == tried(DOORS[0], 500)
    assert tried(DOORS[0], 500, seed=8).accepted != tried(DOORS[0], 500).accepted


def test_a_trial_ends_when_its_time_is_over() -> None:
    assert tried(DOORS[0], 10**9, seconds=0).inputs == 0
