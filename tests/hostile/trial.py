"""Trying a door: so many hostile inputs, and what became of them."""

from __future__ import annotations

from random import Random
from time import monotonic
from typing import Any, Final, final

from attrs import frozen

from tests.hostile.door import Door, Refuses
from trackntrace.errors import LONGEST_MESSAGE, LONGEST_SHOWN, TrackntraceError

_LOOKS_AT_THE_CLOCK: Final = 256
LEAST_SHARE: Final = 0.05


@final
@frozen(kw_only=True)
class Trial:
    """
    What became of hostile inputs at a door.

    ``undeclared`` counts the inputs that let another error out than a declared one, ``ill_told`` the refusals that do not
    say what they must; ``examples`` are the first of both, escaped.
    """

    door: str
    inputs: int
    accepted: int
    undeclared: int
    ill_told: int
    longest: int
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        """The part that was accepted."""
        return self.accepted / max(self.inputs, 1)

    def is_balanced(self, door: Door) -> bool:
        """Whether both good and bad inputs were tried, so that the trial means something."""
        if door.refuses is Refuses.NOTHING:
            return self.accepted + self.undeclared == self.inputs
        return LEAST_SHARE < self.share < 1 - LEAST_SHARE


def well_told(error: TrackntraceError) -> bool:
    """Whether a refusal is one plain line of bounded length, keeps its parts apart and hides no other error."""
    message = str(error)
    return (
        isinstance(error, ValueError | LookupError)
        and error.__cause__ is None
        and bool(error.field and error.reason)
        and len(error.shown) <= LONGEST_SHOWN
        and error.shown.isascii()
        and error.shown.isprintable()
        and len(message) <= LONGEST_MESSAGE
        and len(message.splitlines()) == 1
    )


def tried(door: Door, count: int, *, seed: int = 7, seconds: float = float("inf")) -> Trial:
    """A trial of so many inputs, or of as many as there is time for."""
    chance, until = Random(seed), monotonic() + seconds
    accepted = undeclared = ill_told = longest = inputs = 0
    examples: list[str] = []
    draw, open_ = door.inputs.draw, door.open
    while inputs < count and (inputs % _LOOKS_AT_THE_CLOCK or monotonic() < until):
        inputs += 1
        given: Any = draw(chance)
        try:
            open_(given)
        except TrackntraceError as error:
            longest = max(longest, len(str(error)))
            if not well_told(error):
                ill_told += 1
                examples.append(f"{error.field}: {error.reason}")
        except Exception as error:  # noqa: BLE001  (whatever gets out is what is looked for)
            undeclared += 1
            examples.append(f"{type(error).__name__} for {_shown(given)}")
        else:
            accepted += 1
    return Trial(
        door=door.name,
        inputs=inputs,
        accepted=accepted,
        undeclared=undeclared,
        ill_told=ill_told,
        longest=longest,
        examples=tuple(examples[:5]),
    )


def _shown(given: object) -> str:
    return ascii(given)[:200] if isinstance(given, str | bytes) else f"a value of type {type(given).__name__}"
