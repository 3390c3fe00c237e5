"""
The laws that every delivery method keeps, the library's own and yours.

A method takes an entry as it is or refuses it, and what it says of one it took is what stands in it: no other number,
no other service. Nothing that it says depends on anything but what it was handed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hypothesis import find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.shipping.customer import ContactCustomer, CustomerMessage, MarketplaceInforms
from trackntrace.shipping.delivery_methods import (
    DeliveryMethod,
    Measured,
    NotThisMethodError,
    NumberDuty,
    TellNothing,
    UseLabel,
    UseTransport,
)
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.order import FulfilledBy
from trackntrace.shipping.promise import Promise
from trackntrace.testing.journeys import journeys
from trackntrace.testing.law import EXAMPLES, SAME_AGAIN, BrokenLawError, answered, demand, try_law
from trackntrace.testing.moments import promises
from trackntrace.testing.numbers import delivery_services
from trackntrace.testing.shipments import DELIVERY_METHODS, entries_for
from trackntrace.testing.shipments import entries as any_entries

SELF_DESCRIPTION: Final = "a method has a name, and says in the library's words who brings it and how it is measured"
DUTY: Final = "for every delivery service, and for none, it says whether a number is owed"
ENTRY_OR_REFUSAL: Final = "an entry is accepted as it is, or refused with NotThisMethodError"
SOMETHING_ACCEPTED: Final = "some entry is accepted"
ALWAYS_ANSWERS: Final = "of an entry that it accepts it says what happens and what the marketplace must be told"
TELLS_THE_TRUTH: Final = "what is told of an entry is the number and the service that stand in it"

DELIVERY_METHOD_LAWS: Final = (
    *(SELF_DESCRIPTION, DUTY, ENTRY_OR_REFUSAL, SOMETHING_ACCEPTED),
    *(ALWAYS_ANSWERS, TELLS_THE_TRUTH, SAME_AGAIN),
)

_TOLD: Final = (CustomerMessage, ContactCustomer, MarketplaceInforms)
_INSTRUCTIONS: Final = (UseLabel, UseTransport, TellNothing)


def assert_delivery_method_laws(
    method: DeliveryMethod, *, entries: st.SearchStrategy[Entry] | None = None, examples: int = EXAMPLES
) -> None:
    """
    Tries the laws of a delivery method.

    Args:
        method: the method.
        entries: what it is handed; entries by every channel, with and without labels, where nothing is given. Some of
            them must be accepted.
        examples: on how many entries the laws are tried.

    Raises:
        BrokenLawError: a law does not hold; its sentence says which, and on what.
    """
    _describes_itself(method)
    handed = _mixed_entries() if entries is None else entries
    accepted: list[Entry] = []

    def laws(data: st.DataObject) -> None:
        case = _Case(method, data.draw(handed))
        case.says_whether_a_number_is_owed(data.draw(st.none() | delivery_services()))
        if case.accepts():
            accepted.append(case.entry)
            case.tells(data.draw(journeys()), data.draw(st.none() | promises()))

    try_law(laws, subject=method.name, examples=examples)
    demand(accepted or _accepts_some(method, handed), method.name, SOMETHING_ACCEPTED, "none of a thousand was")


def _mixed_entries() -> st.SearchStrategy[Entry]:
    """Any entries, and those that one of the library's methods accepts."""
    return st.one_of(any_entries(), *map(entries_for, DELIVERY_METHODS))


def _accepts_some(method: DeliveryMethod, handed: st.SearchStrategy[Entry]) -> bool:
    """Whether it takes one after all, of many more entries."""
    try:
        find(handed, lambda entry: _Case(method, entry).accepts(), settings=settings(max_examples=1_000, database=None))
    except NoSuchExample:
        return False
    return True


def _describes_itself(method: DeliveryMethod) -> None:
    name = answered(lambda: method.name, "a delivery method", SELF_DESCRIPTION)
    subject = name if type(name) is str and name else "a delivery method"
    demand(subject == name and method.name == name, subject, SELF_DESCRIPTION, "its name")
    demand(type(method.fulfilled_by) is FulfilledBy, subject, SELF_DESCRIPTION, "who brings it")
    demand(type(method.measured) is Measured, subject, SELF_DESCRIPTION, "how it is measured")


class _Case:
    """One method on one entry."""

    def __init__(self, method: DeliveryMethod, entry: Entry) -> None:
        self.method, self.entry, self.name = method, entry, method.name

    @property
    def _said(self) -> str:
        code = self.entry.service.code if self.entry.service else "no service"
        return f"{code}, {'a number' if self.entry.number else 'no number'}, {self.entry.channel.value}"

    def says_whether_a_number_is_owed(self, service: DeliveryService | None) -> None:
        """For any service at all."""
        duty = self._twice(lambda: self.method.duty(service), DUTY)
        demand(type(duty) is NumberDuty, self.name, DUTY, service.code if service else "no service")

    def accepts(self) -> bool:
        """Whether it takes the entry."""
        try:
            taken = self.method.accept(self.entry)
        except NotThisMethodError:
            return False
        except Exception as error:
            raise BrokenLawError(self.name, ENTRY_OR_REFUSAL, f"{type(error).__name__} for {self._said}") from error
        demand(taken == self.entry, self.name, ENTRY_OR_REFUSAL, f"another one came back for {self._said}")
        return True

    def _twice(self, question: Callable[[], Any], law: str) -> Any:
        first, again = answered(question, self.name, law), answered(question, self.name, law)
        demand(first == again, self.name, SAME_AGAIN, self._said)
        return first

    def tells(self, journey: Journey, promise: Promise | None) -> None:
        """What happens, and what the marketplace is told: of this entry and of no other."""
        told = self._twice(lambda: self.method.told(self.entry, journey, promise), ALWAYS_ANSWERS)
        instruction = self._twice(lambda: self.method.instruction(self.entry), ALWAYS_ANSWERS)
        demand(type(told) in _TOLD, self.name, ALWAYS_ANSWERS, type(told).__name__)
        demand(type(instruction) in _INSTRUCTIONS, self.name, ALWAYS_ANSWERS, type(instruction).__name__)
        for value in (told, instruction):
            for part, stands in (("number", self.entry.number), ("service", self.entry.service)):
                said = getattr(value, part, stands)
                demand(said == stands, self.name, TELLS_THE_TRUTH, f"the {part} for {self._said}")
        label = getattr(instruction, "label_id", "")
        known = self.entry.label.label_id if self.entry.label else ""
        demand(not label or label == known, self.name, TELLS_THE_TRUTH, f"the label for {self._said}")
