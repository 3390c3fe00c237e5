"""
The transport: one box or pallet on its way. It bears the number, and its number is written once.

Source: "Once a track & trace number has been entered, it cannot be changed", the marketplace's page on track & trace
numbers; that a missing one may still be added stands on its page on what is taken into account.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, final

from attrs import field, frozen

from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError, shown
from trackntrace.grammar import exactly
from trackntrace.made_once import MadeOnce
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.shipping.entry import IDENTIFIER, CorrectionNote, Entry, Number, ShippingLabel
from trackntrace.shipping.journey import Journey, TransportEvent


class AlreadyEnteredError(TrackntraceError, ValueError):
    """A track & trace number was given once and cannot be changed: ``given`` stays, ``offered`` was refused."""

    def __init__(self, given: Entry, offered: Entry) -> None:
        given_text, offered_text = _said(given), _said(offered)
        super().__init__("number", shown(offered_text), f"expected '{given_text}', which was entered before and stays")
        self.args: tuple[object, ...] = (given, offered)
        self.given = given
        self.offered = offered


def _said(entry: Entry) -> str:
    number = "no number" if entry.number is None else str(entry.number)
    return f"{number[:64]} ({entry.service.code if entry.service else 'no service'})"


@final
@frozen(getstate_setstate=False)
class _Written(MadeOnce):
    """What was written: closed, so that no copy of a transport can be made with other words in it."""

    entries: tuple[Entry, ...] = ()
    notes: tuple[CorrectionNote, ...] = ()


@final
@frozen
class _Writing:
    """What is about to be written; only the transport itself hands one in."""

    entries: tuple[Entry, ...] = ()
    notes: tuple[CorrectionNote, ...] = ()


def _unwritten() -> Any:
    return _Writing()


def _close(ledger: _Writing) -> _Written:
    if type(ledger) is not _Writing:
        raise InvalidValueError.about(ledger, "transport", "expected no copy with changes: use enter, learn or note")
    for entry in ledger.entries:
        exactly(entry, Entry, "entries")
    numbered = [entry for entry in ledger.entries if entry.number is not None]
    for offered in numbered[1:]:
        raise AlreadyEnteredError(numbered[0], offered)
    return _Written(ledger.entries, tuple(exactly(note, CorrectionNote, "notes") for note in ledger.notes))


def _transport_id(value: str) -> str:
    return "" if type(value) is str and not value else IDENTIFIER.read(value, "transport_id")


@final
@frozen(getstate_setstate=False, weakref_slot=False, repr=False)
class Transport(MadeOnce):
    """
    One box or pallet on its way; it may serve several shipments.

    ``transport_id`` is the marketplace's, empty as long as it has given none. A new transport has no number. `enter`
    gives it one, once: the same again is harmless, a different one is refused, and no copy with changes can be made.

    >>> Transport("356988715").number is None
    True
    """

    transport_id: str = field(default="", converter=_transport_id)
    journey: Journey = field(default=Journey(), kw_only=True)
    _ledger: _Written = field(factory=_unwritten, kw_only=True, converter=_close)

    def __attrs_post_init__(self) -> None:
        exactly(self.journey, Journey, "journey")

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("Transport cannot be subclassed: its number is written once")

    def enter(self, entry: Entry) -> Transport:
        """
        This transport with the entry written.

        Returns itself where the same number and service were entered before: the first entry stays.

        Raises:
            AlreadyEnteredError: another number, or another service for it, was entered before.
        """
        exactly(entry, Entry, "entry")
        given = self.entry
        if given is not None and entry.repeats(given):
            return self
        if given is None or given.number is None:
            return self._with(entries=(*self.entries, entry))
        raise AlreadyEnteredError(given, entry)

    def learn(self, events: Iterable[TransportEvent]) -> Transport:
        """This transport with more of its journey known."""
        return self._with(journey=self.journey.and_then(events))

    def note(self, correction: CorrectionNote) -> Transport:
        """
        This transport with a mistake put on record; the number stays as it was entered.

        Raises:
            ConflictError: there is no number yet: enter the right one.
        """
        if self.number is None:
            raise ConflictError.about(self.transport_id, "transport", "expected a number to correct: enter it instead")
        return self._with(notes=(*self.notes, correction))

    def _with(
        self,
        *,
        journey: Journey | None = None,
        entries: tuple[Entry, ...] | None = None,
        notes: tuple[CorrectionNote, ...] | None = None,
    ) -> Transport:
        ledger = _Writing(self.entries if entries is None else entries, self.notes if notes is None else notes)
        return Transport(self.transport_id, journey=journey or self.journey, ledger=ledger)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry in the order in which it was made: at most one has a number."""
        return self._ledger.entries

    @property
    def notes(self) -> tuple[CorrectionNote, ...]:
        """The mistakes that were put on record."""
        return self._ledger.notes

    @property
    def entry(self) -> Entry | None:
        """The entry that counts: the one with the number, else the latest; None where nothing was entered."""
        return self.entries[-1] if self.entries else None

    @property
    def number(self) -> Number | None:
        """The track & trace number; None as long as none was given."""
        return self.entry.number if self.entry else None

    @property
    def service(self) -> DeliveryService | None:
        """The delivery service; None where it was not told."""
        return next((entry.service for entry in reversed(self.entries) if entry.service), None)

    @property
    def label(self) -> ShippingLabel | None:
        """The label that was bought for it via the marketplace, if any."""
        return next((entry.label for entry in self.entries if entry.label), None)

    def __repr__(self) -> str:
        written = "".join(f".enter({entry!r})" for entry in self.entries)
        noted = "".join(f".note({note!r})" for note in self.notes)
        travelled = f", journey={self.journey!r}" if self.journey.events else ""
        return f"Transport({self.transport_id!r}{travelled}){written}{noted}"

    def __copy__(self) -> Transport:
        return self

    def __deepcopy__(self, memo: object) -> Transport:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _replayed, (self.transport_id, self.journey, self.entries, self.notes)


def _replayed(
    transport_id: str, journey: Journey, entries: tuple[Entry, ...], notes: tuple[CorrectionNote, ...]
) -> Transport:
    """A pickled transport, its entries made again one by one so that the rule holds for them too."""
    transport = Transport(transport_id, journey=journey)
    for entry in entries:
        transport = transport.enter(entry)
    for correction in notes:
        transport = transport.note(correction)
    return transport
