"""Digits and letters of other alphabets are refused wherever text is not free."""

from __future__ import annotations

import json

import pytest

from tests.hostile.alphabets import (
    DIGITS,
    FOREIGN,
    FREE_DOCUMENTS,
    FREE_MEMBERS,
    accepted_at,
    accepted_in,
    good_text,
    is_foreign,
    places,
    strict_members,
    strict_text_doors,
)
from tests.hostile.door import Door
from tests.hostile.doors import DOORS
from tests.hostile.inputs import Documents

LOOK_ALIKES = "\u0663\uff13\u0410\u00df\u212a\u0131\u00b2\u2075\u2160\U0001d7d9\u0130\u017f\u03bf\u0967\u4e00"


def test_every_look_alike_is_a_foreign_letter_or_digit() -> None:
    assert [each for each in LOOK_ALIKES if not is_foreign(each)] == []
    assert not [each for each in "09azAZ -" if is_foreign(each)]
    assert len(FOREIGN) > 130_000
    assert len(DIGITS) > 1_700


@pytest.mark.parametrize("door", list(strict_text_doors()), ids=lambda door: door.name)
def test_a_door_of_texts_takes_no_other_alphabet(door: Door) -> None:
    assert accepted_at(door, LOOK_ALIKES, places(good_text(door))) == []


def test_no_document_takes_another_alphabet_but_in_free_text() -> None:
    wrong = [
        (door.name, path)
        for door, value, path, text in strict_members()
        if accepted_in((door, value, path, text), LOOK_ALIKES)
    ]

    assert wrong == []


def test_what_is_said_to_be_free_text_is_there() -> None:
    seeds = [seed.data for door in DOORS if isinstance(door.inputs, Documents) for seed in door.inputs.seeds]
    written = b"".join(seeds)

    assert [name for name in FREE_MEMBERS if json.dumps(name).encode() + b":" not in written] == []
    assert FREE_DOCUMENTS.keys() <= {door.name for door in DOORS}
