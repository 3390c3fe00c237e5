"""The law of the number: what was entered stays entered, whatever is tried."""

from __future__ import annotations

import copy
import pickle
import sys
from contextlib import suppress
from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from tools.ways_round import WAYS, got_through
from trackntrace.errors import TrackntraceError
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.entry import CorrectionNote, Entry
from trackntrace.shipping.journey import Journey, TransportEvent
from trackntrace.shipping.transport import AlreadyEnteredError, Transport
from trackntrace.testing.journeys import transport_events
from trackntrace.testing.moments import moments
from trackntrace.testing.numbers import carriers_numbers, delivery_services

pytestmark = pytest.mark.law

REFUSED = (TrackntraceError, TypeError, AttributeError)


def entries(number: st.SearchStrategy[TrackAndTraceNumber | None]) -> st.SearchStrategy[Entry]:
    return st.builds(Entry, number=number, service=st.none() | delivery_services(), at=moments())


ENTRIES = entries(st.one_of(st.none(), carriers_numbers()))


class WrittenOnce(RuleBasedStateMachine):
    """
    Transports on which everything is tried that anybody might try.

    Beside each stands what it must say: the first number that was entered, as text, and by which service.
    """

    transports = Bundle("transports")

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[Transport, str, str]] = []

    def _remember(self, made: Transport) -> Transport:
        code = made.service.code if made.service else ""
        self.said.append((made, "" if made.number is None else str(made.number), code))
        return made

    @initialize(target=transports)
    def one_without(self) -> Transport:
        return self._remember(Transport("transport-1"))

    @rule(target=transports, entry=entries(carriers_numbers()))
    def one_with(self, entry: Entry) -> Transport:
        return self._remember(Transport("transport-2").enter(entry))

    @rule(target=transports, on=transports, entry=ENTRIES)
    def enter(self, on: Transport, entry: Entry) -> Transport:
        given = on.entry
        if given is None or given.number is None:
            made = on.enter(entry)
            assert made.number == entry.number
            return self._remember(made)
        if entry.repeats(given):
            assert on.enter(entry) is on
            return on
        with pytest.raises(AlreadyEnteredError) as caught:
            on.enter(entry)
        assert (caught.value.given, caught.value.offered) == (given, entry)
        return on

    @rule(target=transports, on=transports, learned=st.lists(transport_events(), max_size=2))
    def learn(self, on: Transport, learned: list[TransportEvent]) -> Transport:
        made = on.learn(learned)

        assert made.entries == on.entries
        return self._remember(made)

    @rule(target=transports, on=transports, at=moments(), number=carriers_numbers())
    def note(self, on: Transport, at: Moment, number: TrackAndTraceNumber) -> Transport:
        if on.number is None:
            return on
        made = on.note(CorrectionNote(at=at, number=number))

        assert made.number == on.number
        return self._remember(made)

    @rule(target=transports, on=transports, protocol=st.integers(0, pickle.HIGHEST_PROTOCOL))
    def keep_and_read(self, on: Transport, protocol: int) -> Transport:
        again: Transport = pickle.loads(pickle.dumps(on, protocol))

        assert again == on
        return self._remember(again)

    @rule(on=transports)
    def copy_it(self, on: Transport) -> None:
        assert copy.copy(on) is on
        assert copy.deepcopy(on) is on

    @rule(on=transports, other=transports, name=st.sampled_from(("ledger", "_ledger", "entries", "number", "journey")))
    def change_a_copy(self, on: Transport, other: Transport, name: str) -> None:
        values: dict[str, Any] = {
            "ledger": other._ledger,
            "_ledger": other._ledger,
            "entries": other.entries,
            "number": other.number,
            "journey": other.journey,
        }
        with pytest.raises(REFUSED):
            attrs.evolve(on, **{name: values[name]})
        if sys.version_info >= (3, 13):
            with pytest.raises(REFUSED):
                copy.replace(on, **{name: values[name]})

    @rule(on=transports, other=transports)
    def make_again(self, on: Transport, other: Transport) -> None:
        for arguments in ((), ("transport-3",)):
            with pytest.raises(REFUSED):
                on.__init__(*arguments)
        with pytest.raises(REFUSED):
            Transport("transport-3", ledger=other._ledger)  # type: ignore[arg-type]

    @rule(on=transports, other=transports)
    def give_a_state(self, on: Transport, other: Transport) -> None:
        for state in ({"_ledger": other._ledger}, (None, {"_ledger": other._ledger}), (other.entries,), {}):
            with pytest.raises(REFUSED):
                on.__setstate__(state)

    @rule(on=transports, other=transports, name=st.sampled_from(("_ledger", "transport_id", "journey", "number")))
    def set_and_delete(self, on: Transport, other: Transport, name: str) -> None:
        with pytest.raises(AttributeError):
            setattr(on, name, getattr(other, name))
        with pytest.raises(AttributeError):
            delattr(on, name)

    @rule(on=transports, entry=entries(carriers_numbers()))
    def tamper_with_a_pickle(self, on: Transport, entry: Entry) -> None:
        make, (transport_id, journey, written, notes) = on.__reduce__()
        try:
            made = make(transport_id, journey, (*written, entry), notes)
        except AlreadyEnteredError:
            assert on.number is not None
        else:
            assert on.number is None or made.number == on.number

    @rule(on=transports, number=carriers_numbers(), service=st.none() | delivery_services(), at=moments())
    def make_its_words_again(
        self, on: Transport, number: TrackAndTraceNumber, service: DeliveryService | None, at: Moment
    ) -> None:
        given = on.entry
        if given is None:
            return
        with suppress(*REFUSED):
            given.__init__(number=number, service=service, at=at)
        with suppress(*REFUSED):
            given.__setstate__({"number": number})

    @rule(on=transports, number=carriers_numbers())
    def with_validators_off(self, on: Transport, number: TrackAndTraceNumber) -> None:
        attrs.validators.set_disabled(True)
        try:
            with suppress(*REFUSED):
                attrs.evolve(on, journey=Journey())
            with suppress(*REFUSED):
                on.enter(number)  # type: ignore[arg-type]
        finally:
            attrs.validators.set_disabled(False)

    @rule(on=transports, name=st.sampled_from(sorted(WAYS)))
    def go_round(self, on: Transport, name: str) -> None:
        if on.number is not None:
            assert got_through(WAYS[name], on) == []

    @invariant()
    def every_transport_says_what_it_said(self) -> None:
        for made, number, code in self.said:
            assert ("" if made.number is None else str(made.number)) == number
            assert (made.service.code if made.service else "") == code
            assert len([entry for entry in made.entries if entry.number is not None]) == (1 if number else 0)


TestWhatWasEnteredStaysEntered = WrittenOnce.TestCase
TestWhatWasEnteredStaysEntered.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestWhatWasEnteredStaysEntered = pytest.mark.law(TestWhatWasEnteredStaysEntered)
