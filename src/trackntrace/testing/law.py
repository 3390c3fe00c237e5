"""
A law: something that holds for every input, tried with Hypothesis, and told in one sentence where it does not.

Laws are raised as errors and never asserted, so that they hold under ``python -O`` too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from trackntrace.errors import shown

SAME_AGAIN: Final = "asked the same again it answers the same"

EXAMPLES: Final = 100
"""How often each law is tried where nothing else is said."""


class BrokenLawError(AssertionError):
    """
    A law does not hold: ``subject`` broke ``law``, and ``found`` says how.

    An ``AssertionError``, so that a test fails with it as with any other.
    """

    def __init__(self, subject: str, law: str, found: str) -> None:
        super().__init__(subject, law, found)
        self.subject = subject
        self.law = law
        self.found = found

    def __str__(self) -> str:
        return f"{self.subject} breaks a law: {self.law} ({self.found})"


def demand(kept: object, subject: str, law: str, found: str) -> None:
    """
    Raises where a law was not kept.

    Raises:
        BrokenLawError: ``kept`` is not true.
    """
    if not kept:
        raise BrokenLawError(subject, law, found)


def answered(question: Callable[[], object], subject: str, law: str) -> object:
    """
    What a user's own code answers.

    Raises:
        BrokenLawError: it raised something instead.
    """
    try:
        return question()
    except Exception as error:
        raise BrokenLawError(subject, law, f"{type(error).__name__}: {shown(str(error))}") from error


def try_law(law: Callable[[st.DataObject], None], *, subject: str, examples: int) -> None:
    """
    Tries a law on so many inputs; the law draws them itself.

    What breaks it is not made simpler: the inputs are small, and a story takes long to shrink.

    Raises:
        BrokenLawError: it does not hold, on the first input that was found; or it holds now and then only.
    """

    @settings(
        settings(),
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        law(data)

    try:
        tried()
    except Flaky:
        raise BrokenLawError(subject, SAME_AGAIN, "it answered otherwise") from None
