"""
Every way round "written once" that Python and attrs offer, tried on a transport with its number.

``python -m tools.ways_round`` tries them on the Python that runs it and prints the outcomes as JSON. A way is closed
when each attempt is refused, or makes what says the same, and the transport says afterwards what it said before.
``object.__setattr__`` and the descriptors of slots are out of reach of any Python code, and no way here.
"""

from __future__ import annotations

import copy
import copyreg
import json
import pickle
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, TypeAlias

import attrs

from trackntrace.errors import TrackntraceError
from trackntrace.moment import local_moment
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.transport import Transport

Attempt: TypeAlias = Callable[[], object]
Way: TypeAlias = Callable[[Transport], Iterator[Attempt]]

REFUSED: Final = (TrackntraceError, TypeError, AttributeError)
"""What an attempt may be met with: our own error, or Python's for what is not there at all."""

AT: Final = local_moment(datetime(2026, 10, 6, 16))  # noqa: DTZ001  (a clock in Amsterdam)
OTHER: Final = Entry(number=TrackAndTraceNumber("3SWXYZ7654321"), service=DHL, at=AT)


def written() -> Transport:
    """A transport with its number."""
    given = Transport("transport-1").enter(Entry(service=POSTNL, at=AT))
    return given.enter(Entry(number=TrackAndTraceNumber("3SABCD1234567"), service=POSTNL, at=AT))


def says(given: Transport) -> tuple[object, ...]:
    """Everything of it that must stay."""
    numbers = tuple(str(each.number) for each in given.entries)
    return str(given.number), given.service and given.service.code, numbers, repr(given), hash(given)


def _changes(given: Transport) -> tuple[dict[str, Any], ...]:
    ledger: Any = Transport("transport-2").enter(OTHER)._ledger  # noqa: SLF001  (what somebody might reach for)
    named = ("ledger", "_ledger", "entries", "number", "entry", "service")
    wanted = (ledger, ledger, (OTHER,), OTHER.number, OTHER, DHL)
    return (
        *({name: value} for name, value in zip(named, wanted, strict=True)),
        {"ledger": None},
        {"ledger": given},
        {"transport_id": "transport-2", "ledger": ledger},
    )


def entering_another(given: Transport) -> Iterator[Attempt]:
    yield lambda: given.enter(OTHER)
    yield lambda: given.enter(Entry(number=given.number, service=DHL, at=AT))


def evolving(given: Transport) -> Iterator[Attempt]:
    yield lambda: attrs.evolve(given)
    for changes in _changes(given):
        yield lambda changes=changes: attrs.evolve(given, **changes)  # type: ignore[misc]


def replacing(given: Transport) -> Iterator[Attempt]:
    """``copy.replace``, which came with Python 3.13; before, what it would call."""
    replace: Any = getattr(copy, "replace", lambda value, **changes: value.__replace__(**changes))
    for changes in _changes(given):
        yield lambda changes=changes: replace(given, **changes)  # type: ignore[misc]


def making_it_again(given: Transport) -> Iterator[Attempt]:
    made: Any = given
    yield made.__init__
    yield lambda: made.__init__("transport-1", journey=Journey())
    yield lambda: Transport.__init__(given, "transport-2")
    yield lambda: made.__attrs_init__("transport-1")
    yield made.__attrs_post_init__


def setting_its_state(given: Transport) -> Iterator[Attempt]:
    made: Any = given
    for changes in _changes(given):
        for state in (changes, (None, changes), tuple(changes.values())):
            yield lambda state=state: made.__setstate__(state)  # type: ignore[misc]
            yield lambda state=state: pickle.loads(_pickled(*given.__reduce__(), state))  # type: ignore[misc]
            yield lambda state=state: pickle.loads(_pickled(copyreg.__newobj__, (Transport,), state))  # type: ignore[misc,attr-defined]


class _Pickled:
    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self) -> Any:
        return self.call


def _pickled(*call: object) -> bytes:
    return pickle.dumps(_Pickled(*call), protocol=1)  # later ones do not write every call that a forger may write


def tampering_with_its_pickle(given: Transport) -> Iterator[Attempt]:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        reduced: Any = given.__reduce_ex__(protocol)
        make, (name, journey, entries, notes) = reduced
        for tampered in ((*entries, OTHER), (OTHER, *entries), (*entries, "x"), [given._ledger], None):  # noqa: SLF001
            call = (make, (name, journey, tampered, notes))
            yield lambda call=call: _same(pickle.loads(_pickled(*call)), given)  # type: ignore[misc]


def _same(read: Transport, given: Transport) -> object:
    """What was read, unless it is another parcel altogether: a forged pickle may hold whatever anybody can make."""
    return read if given.entries[-1] in read.entries else None


def switching_validators_off(given: Transport) -> Iterator[Attempt]:
    for way in WAYS.values():
        if way is not switching_validators_off:
            for attempt in way(given):
                yield lambda attempt=attempt: _without_validators(attempt)  # type: ignore[misc]


def _without_validators(attempt: Attempt) -> object:
    attrs.validators.set_disabled(True)
    try:
        return attempt()
    finally:
        attrs.validators.set_disabled(False)


def setting_and_deleting(given: Transport) -> Iterator[Attempt]:
    made: Any = given
    for name in ("transport_id", "journey", "_ledger", "number", "entry", "entries", "notes", "service", "new"):
        yield lambda name=name: setattr(given, name, OTHER)  # type: ignore[misc]
        yield lambda name=name: delattr(given, name)  # type: ignore[misc]
    yield lambda: made.__dict__.update(number=OTHER.number)
    yield lambda: made.entries.append(OTHER)


def becoming_another_class(given: Transport) -> Iterator[Attempt]:
    made: Any = given
    yield lambda: setattr(given, "__class__", Entry)
    yield lambda: setattr(given, "__class__", object)
    yield lambda: type("Loose", (Transport,), {"__slots__": ()})
    yield lambda: type("Loose", (type(made),), {"enter": lambda self, _entry: self})


def copying(given: Transport) -> Iterator[Attempt]:
    yield lambda: copy.copy(given)
    yield lambda: copy.deepcopy(given)
    yield lambda: copy.deepcopy(given, {id(given.entry): OTHER, id(given.number): OTHER.number})
    yield lambda: copy.deepcopy([given])[0]


def making_its_words_again(given: Transport) -> Iterator[Attempt]:
    entry, number, ledger = (given.entry, given.number, given._ledger)  # noqa: SLF001
    words: tuple[tuple[Any, dict[str, Any]], ...] = (
        (entry, {"number": OTHER.number, "service": DHL, "at": AT}),
        (number, {"text": "3SWXYZ7654321"}),
        (ledger, {"entries": (OTHER,)}),
        (given.service, {"code": "DHL"}),
        (given.journey, {"events": ()}),
    )
    for word, parts in words:
        yield lambda word=word, parts=parts: word.__init__(**parts)  # type: ignore[misc]
        yield lambda word=word, parts=parts: word.__setstate__(parts)  # type: ignore[misc]
        yield lambda word=word, parts=parts: word.__setstate__((None, parts))  # type: ignore[misc]
        for name, value in parts.items():
            yield lambda word=word, name=name, value=value: setattr(word, name, value)  # type: ignore[misc]


WAYS: Final[dict[str, Way]] = {
    way.__name__.replace("_", " "): way
    for way in (
        *(entering_another, evolving, replacing, making_it_again, setting_its_state, tampering_with_its_pickle),
        *(setting_and_deleting, becoming_another_class, copying, making_its_words_again, switching_validators_off),
    )
}


def got_through(way: Way, given: Transport) -> list[str]:
    """What got round the rule by this way, of a transport with its number; nothing where it is closed."""
    before, found = says(given), []
    for index, attempt in enumerate(way(given)):
        try:
            made = attempt()
        except REFUSED:
            made = None
        if isinstance(made, Transport) and says(made) != before:
            found.append(f"attempt {index} made {made!r}")
        if isinstance(made, type):
            found.append(f"attempt {index} made the class {made.__name__}")
        if says(given) != before:
            return [*found, f"attempt {index} changed it to {given!r}"]
    return found


if __name__ == "__main__":
    json.dump({name: got_through(way, written()) for name, way in WAYS.items()}, sys.stdout)
