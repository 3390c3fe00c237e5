"""
The write-once contract: whether a store of track & trace numbers keeps what was entered, whatever happens to it.

A state machine (Hypothesis) does to the store what happens to stores: numbers are entered, entered again, and entered
by several writers at once; answers get lost; processes die at any line of the store's code. Beside it a `Transport`
says what must stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import permutations
from typing import ClassVar, Final, Protocol, TypeAlias
from uuid import uuid4

from attrs import evolve
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from trackntrace.errors import shown
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.transport import AlreadyEnteredError, Transport
from trackntrace.testing import look_alikes
from trackntrace.testing.interleaving import Interruption, dies_at, raced

_FARTHEST_LINE: Final = 40

Refusal: TypeAlias = tuple[Entry, Entry]
"""What was given before, and what was offered and refused."""

_Answers: TypeAlias = list[Refusal | None]


class EntryStore(Protocol):
    """What the contract asks of a store: three methods, of the store itself or of a few lines around it."""

    def enter(self, transport_id: str, entry: Entry, /) -> object:
        """
        Writes an entry for a transport, and answers when it is kept for good.

        The same number and service again are harmless, and the first entry stays. After entries without a number others
        may come: the latest counts.

        Raises:
            AlreadyEnteredError: another number, or another service for it, was entered before.
        """

    def entry_of(self, transport_id: str, /) -> Entry | None:
        """The entry that counts: the one with the number, else the latest; None where nothing was entered."""

    def crash(self) -> object:
        """
        Lets go of everything, as the system does when a process dies: connections end, and nothing more is saved.

        This store is not used again; another one is opened on what was kept.
        """


class StoreContract(RuleBasedStateMachine):
    """
    The contract as a state machine: say how your store is opened, and let your test suite run its ``TestCase``.

    ``open_store`` opens the same storage each time: at first, after a crash, and for each of several writers. The
    storage need not be empty, since every run has transports of its own. ``offers`` are the entries that are tried.
    """

    offers: ClassVar[st.SearchStrategy[Entry]] = look_alikes.offers()

    transports: ClassVar[Bundle[str]] = Bundle("transports")

    seen: ClassVar[list[str]] = []
    """What the store was seen to do wrong, the newest last; a race need not be met again when it is tried again."""

    def __init__(self) -> None:
        super().__init__()
        self.expected: dict[str, Transport] = {}
        self._lines = 0
        self.store: EntryStore = self.open_store()

    def open_store(self) -> EntryStore:
        """The store, opened on the storage that it always has."""
        raise NotImplementedError("a contract defines open_store: how your store is opened")

    def teardown(self) -> None:
        """The last process ends as all others do."""
        self.store.crash()

    @rule(target=transports)
    def confirm_a_shipment(self) -> str:
        """A transport that nobody has entered anything for."""
        transport_id = str(uuid4().int)[:18]
        self.expected[transport_id] = Transport(transport_id)
        return transport_id

    @rule(transport_id=transports, offer=st.runner().flatmap(lambda contract: contract.offers))
    def enter(self, transport_id: str, offer: Entry) -> None:
        """Somebody enters what may be the first number, the same again, or another."""
        self._settle(transport_id, [offer], [_answer(self.store, transport_id=transport_id, offer=offer)])

    @rule(transport_id=transports, other=st.runner().flatmap(lambda contract: contract.offers))
    def enter_again(self, transport_id: str, other: Entry) -> None:
        """Somebody enters again what stands there already, at another moment."""
        given = self.expected[transport_id].entry
        if given is not None:
            self.enter(transport_id, evolve(given, at=other.at))

    @rule(
        transport_id=transports,
        offer=st.runner().flatmap(lambda contract: contract.offers),
        line=st.integers(1, _FARTHEST_LINE),
    )
    def die_and_retry(self, transport_id: str, offer: Entry, line: int) -> None:
        """A process dies while it enters something; the next one finds all of it or nothing, and tries again."""
        before = self.expected[transport_id]
        after, _ = _attempt(before, offer)
        end = dies_at(self._within(line), lambda: _answer(self.store, transport_id=transport_id, offer=offer))
        died = isinstance(end, Interruption)
        self._lines = self._lines if isinstance(end, Interruption) else max(self._lines, end)
        self.crash()
        said = self.store.entry_of(transport_id)
        allowed = [before, after] if died else [after]
        standing = next((each for each in allowed if each.entry == said), None)
        if standing is None:
            raise self._wrong(_died_badly(transport_id, offer, allowed, said))
        self.expected[transport_id] = standing
        self.enter(transport_id, offer)

    @rule()
    def crash(self) -> None:
        """The process dies between two things that it does, and another one starts."""
        self.store.crash()
        self.store = self.open_store()

    @rule(
        transport_id=transports,
        writers=st.lists(
            st.tuples(st.runner().flatmap(lambda contract: contract.offers), st.integers(1, _FARTHEST_LINE)),
            min_size=2,
            max_size=3,
        ),
    )
    def enter_at_once(self, transport_id: str, writers: list[tuple[Entry, int]]) -> None:
        """Several writers enter something for one transport at once, each with a store of its own."""
        offers = [offer for offer, _ in writers]
        calls = [partial(_answer, transport_id=transport_id, offer=offer) for offer in offers]
        self._settle(transport_id, offers, raced(self._opened, calls, [self._within(line) for _, line in writers]))

    def _within(self, line: int) -> int:
        """A line that the store has, once it is known how many that are in this run."""
        return (line - 1) % self._lines + 1 if self._lines else line

    @contextmanager
    def _opened(self) -> Iterator[EntryStore]:
        store = self.open_store()
        try:
            yield store
        finally:
            store.crash()

    def _settle(self, transport_id: str, offers: Sequence[Entry], answers: _Answers) -> None:
        """Takes over what the store says of these offers, if they can have come in some order."""
        said = self.store.entry_of(transport_id)
        possible = list(_outcomes(self.expected[transport_id], offers))
        for after, answered in possible:
            if answered == answers and after.entry == said:
                self.expected[transport_id] = after
                return
        before = _told(self.expected[transport_id].entry)
        raise self._wrong(
            f"transport {transport_id}, where {before} stood: {'; '.join(map(_made_of, offers, answers))}; "
            f"now the store says {_told(said)}. Expected "
            + ", or ".join(dict.fromkeys(_expected(after, answered) for after, answered in possible))
        )

    def _wrong(self, what: str) -> AssertionError:
        self.seen.append(what)
        return AssertionError(what)

    @invariant()
    def what_was_entered_stands(self) -> None:
        """Every transport says what was entered for it, and nothing else."""
        for transport_id, transport in self.expected.items():
            said = self.store.entry_of(transport_id)
            if said != transport.entry:
                raise self._wrong(
                    f"transport {transport_id}: the store says {_told(said)} where {_told(transport.entry)} was entered"
                )


def assert_written_once(
    open_store: Callable[[], EntryStore],
    *,
    offers: st.SearchStrategy[Entry] | None = None,
    settings: hypothesis_settings | None = None,
) -> None:
    """
    Tries a store by the contract, in as many runs as the settings of Hypothesis say.

    Raises:
        AssertionError: the store lost, changed or refused what it must not; Hypothesis prints the shortest way there.
            Once is enough: a race that a busy machine did not meet again is told as it was seen.
    """

    class Contract(StoreContract):
        def open_store(self) -> EntryStore:
            return open_store()

    if offers is not None:
        Contract.offers = offers
    Contract.seen = []
    try:
        run_state_machine_as_test(Contract, settings=settings or thorough())
    except Flaky as flaky:
        if not Contract.seen:
            raise
        raise AssertionError(f"{Contract.seen[-1]} (seen once, and not again when the same was tried again)") from flaky


def thorough(runs: int = 100, steps: int = 50) -> hypothesis_settings:
    """
    Settings for a contract: so many runs of so many steps, and no time limit that a slow disk could miss.

    A run that fails is shortened, and not explained: for that Hypothesis would trace the lines of the store, as the
    contract does itself.
    """
    return hypothesis_settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        phases=[phase for phase in Phase if phase is not Phase.explain],
        report_multiple_bugs=False,
    )


def _attempt(before: Transport, offer: Entry) -> tuple[Transport, Refusal | None]:
    try:
        return before.enter(offer), None
    except AlreadyEnteredError as error:
        return before, (error.given, error.offered)


def _answer(store: EntryStore, *, transport_id: str, offer: Entry) -> Refusal | None:
    try:
        store.enter(transport_id, offer)
    except AlreadyEnteredError as error:
        return error.given, error.offered
    return None


def _outcomes(before: Transport, offers: Sequence[Entry]) -> Iterator[tuple[Transport, _Answers]]:
    """What may come of offers made at once: an outcome for each order in which they may have come."""
    for order in permutations(range(len(offers))):
        after, answers = before, dict[int, Refusal | None]()
        for place in order:
            after, answers[place] = _attempt(after, offers[place])
        yield after, [answers[place] for place in range(len(offers))]


def _told(entry: Entry | None) -> str:
    if entry is None:
        return "nothing"
    if type(entry) is not Entry:
        return f"{shown(entry)}, which is no Entry"
    return f"{entry.number or 'no number'} ({entry.service or 'no service'}) of {entry.at.isoformat()}"


def _made_of(offer: Entry, answer: Refusal | None) -> str:
    if answer is None:
        return f"accepted {_told(offer)}"
    return f"refused {_told(answer[1])}, since {_told(answer[0])} was given before"


def _expected(after: Transport, answers: _Answers) -> str:
    refused = [f"{_told(answer[1])} to be refused" for answer in answers if answer is not None]
    return " and ".join([*refused, f"{_told(after.entry)} to stand"])


def _died_badly(transport_id: str, offer: Entry, allowed: Iterable[Transport], said: Entry | None) -> str:
    expected = " or ".join(dict.fromkeys(_told(each.entry) for each in allowed))
    return (
        f"transport {transport_id}: a process died while it entered {_told(offer)}; the next one finds {_told(said)}, "
        f"expected {expected}"
    )
