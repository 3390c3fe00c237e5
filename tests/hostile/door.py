"""A door: where something from outside enters the library."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, final

from attrs import frozen

from tests.hostile.inputs import Inputs


class Admits(Enum):
    """What a door says that it takes beyond ASCII."""

    ASCII = "nothing"
    NO_BREAK_SPACES = "the no-break spaces of web pages"
    FREE_TEXT = "free text"


class Refuses(Enum):
    """Whether a door refuses anything, or answers whatever comes."""

    SOME = "refuses what it does not take"
    NOTHING = "answers everything"


@final
@frozen(kw_only=True)
class Door:
    """
    Where something from outside enters.

    ``open`` takes one input and gives what was made of it, or raises a declared error. ``costly`` says how many times
    fewer inputs a run can afford than at a quick door.
    """

    name: str
    open: Callable[[Any], object]
    inputs: Inputs
    admits: Admits = Admits.ASCII
    refuses: Refuses = Refuses.SOME
    costly: int = 1
