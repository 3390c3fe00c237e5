"""The readings that are arguments, each with its default and with what else it may be: printed from the signatures."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from enum import Enum, EnumMeta
from typing import Any, Final, get_type_hints

from tools.module_plan import ROOT
from tools.printed_data import markdown
from trackntrace.performance.cancellations import cancellations
from trackntrace.performance.facts import Readings
from trackntrace.performance.items_on_time import items_on_time
from trackntrace.performance.order_traceability import order_traceability
from trackntrace.performance.response_time import AnswerReadings
from trackntrace.performance.returns import returns
from trackntrace.performance.strike_rules import STRIKE_WINDOWS, StrikeReadings, StrikeWindow
from trackntrace.performance.tally import tallies

TAKE_READINGS: Final[tuple[Callable[..., Any], ...]] = (
    *(Readings, AnswerReadings, StrikeReadings),
    *(order_traceability, items_on_time, cancellations, returns),
)
"""Whatever takes readings as arguments, and hardly anything else."""

PAGE: Final = ROOT / "docs" / "explanation" / "open-questions.md"

OF_TALLIES: Final = ("by", "per")
NO_READING: Final = frozenset({"calendar", "editions"})
"""A name for another argument, and the norms, which have sources of their own."""

QUESTIONS: Final = {
    "Readings.judge": 1,
    "Readings.followed": 9,
    "Readings.silence_days": 20,
    "Readings.appointment_by": 8,
    "AnswerReadings.window": 29,
    "AnswerReadings.holidays": 29,
    "StrikeReadings.boundary": 6,
    "StrikeReadings.per": 12,
    "StrikeReadings.window": 11,
    "StrikeReadings.finality": 10,
    "order_traceability.mailbox_parcel": 7,
    "order_traceability.unreadable": 1,
    "items_on_time.early": 17,
    "items_on_time.not_followed": 9,
    "cancellations.unknown_canceller": 25,
    "cancellations.undated": 25,
    "cancellations.timely": 26,
    "returns.of": 28,
    "tallies.by": 10,
    "tallies.per": 4,
}
"""Which open question each argument answers."""


def readings() -> Iterator[tuple[str, str, object, tuple[object, ...]]]:
    """Each reading: who takes it, the argument, its default, and what else it may be."""
    for taker in TAKE_READINGS:
        hints = get_type_hints(taker)
        for name, argument in inspect.signature(taker).parameters.items():
            if argument.default is not argument.empty and name not in NO_READING:
                yield taker.__name__, name, argument.default, _others(hints.get(name), argument.default)
    hints = get_type_hints(tallies)
    for name in OF_TALLIES:
        default = inspect.signature(tallies).parameters[name].default
        yield tallies.__name__, name, default, _others(hints[name], default)


def _others(kind: object, default: object) -> tuple[object, ...]:
    if isinstance(kind, EnumMeta):
        return tuple(each for each in list[object](kind) if each is not default)
    return tuple(each for each in STRIKE_WINDOWS if each is not default) if kind is StrikeWindow else ()


def readings_table() -> str:
    """The readings as a table, by the number of the question that each answers."""
    found = sorted(readings(), key=lambda each: QUESTIONS[f"{each[0]}.{each[1]}"])
    return markdown(("question", "argument", "default", "or"), map(_line, found))


def _line(reading: tuple[str, str, object, tuple[object, ...]]) -> tuple[str, ...]:
    taker, name, default, others = reading
    question = QUESTIONS[f"{taker}.{name}"]
    told = ", ".join(f"`{_said(each)}`" for each in others) or "a value of yours"
    return _link(question), f"`{taker}({name}=…)`", f"`{_said(default)}`", told


def _link(question: int) -> str:
    """The number of a question, leading to it on the page."""
    [title] = re.findall(rf"^### {question}[.] (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    return f"[{question}](#{question}-{re.sub('[^a-z0-9 -]', '', title.lower()).replace(' ', '-')})"


def _said(value: object) -> str:
    if isinstance(value, Enum):
        return repr(value)
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    if isinstance(value, StrikeWindow):
        return f"WINDOW_OF_{value.weeks}"
    return value.__qualname__ if inspect.isfunction(value) else str(value)
