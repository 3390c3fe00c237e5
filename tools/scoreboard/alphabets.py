"""Digits and letters of other alphabets, at every door: all that there are in Unicode."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.hostile.alphabets import (
    DIGITS,
    FOREIGN,
    FREE_DOCUMENTS,
    FREE_MEMBERS,
    accepted_at,
    accepted_in,
    good_text,
    places,
    strict_members,
    strict_text_doors,
)
from tools.scoreboard.figure import Figure, Outcome, Volume, reached
from tools.scoreboard.spreading import spread

_EVERY: Final = {Volume.FULL: 1, Volume.BOUNDED: 29}
"""Of the letters every so many at doors of texts; of the digits all."""

_EVERY_IN_DOCUMENTS: Final = {Volume.FULL: 29, Volume.BOUNDED: 997}
"""The same within documents, where a try takes twenty times as long."""


def _characters(every: int) -> tuple[str, ...]:
    digits = DIGITS if every < 100 else DIGITS[::10]
    return tuple(dict.fromkeys((*digits, *FOREIGN[::every])))


def _at_door(place: int, *, volume: Volume) -> tuple[str, int, int]:
    door = list(strict_text_doors())[place]
    characters, at = _characters(_EVERY[volume]), places(good_text(door))
    return door.name, len(characters) * len(at), len(accepted_at(door, characters, at))


def _in_document(place: int, *, volume: Volume) -> tuple[str, int, int]:
    member = list(strict_members())[place]
    characters = _characters(_EVERY_IN_DOCUMENTS[volume])
    return member[0].name, len(characters), len(accepted_in(member, characters))


def _note(volume: Volume, doors: int, members: int) -> str:
    free = ", ".join((*FREE_MEMBERS, *FREE_DOCUMENTS))
    every, within = _EVERY[volume], _EVERY_IN_DOCUMENTS[volume]
    return (
        f"all {len(DIGITS):,} digits and every {every}. of {len(FOREIGN):,} letters, in three places, at {doors} doors "
        f"of texts; digits and every {within}. letter in {members} texts within documents; free text is excepted: "
        f"{free}; references, names, notes"
    )


def measure(volume: Volume) -> Outcome:
    doors, members = len(list(strict_text_doors())), len(list(strict_members()))
    told = [
        *spread(partial(_at_door, volume=volume), range(doors)),
        *spread(partial(_in_document, volume=volume), range(members)),
    ]
    tries, taken = sum(each[1] for each in told), sum(each[2] for each in told)
    wrong = sorted({name for name, _, accepted in told if accepted})
    note = _note(volume, doors, members)
    return reached(f"{taken} of {tries:,}", failures=taken, note="; ".join([note, *wrong]))


FIGURES: Final = (
    Figure(
        name="alphabets",
        says="non-ASCII digits and letters accepted, of all there are, at each door",
        bar="0",
        elsewhere="some accept all",
        measure=measure,
    ),
)
