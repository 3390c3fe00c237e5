"""The transport: its number is written once, and every way round that is closed."""

from __future__ import annotations

import copy
import pickle
import pickletools
import sys
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest

from tests.builders import (
    LABEL,
    NUMBER,
    OTHER_NUMBER,
    SHIPPED,
    Hostile,
    LoudText,
    assert_well_told,
    at,
    entry,
    event,
    journey,
    refused,
    transport,
)
from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError
from trackntrace.numbers.delivery_services import DHL, LETTER_MAIL, POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.shipping.entry import CorrectionNote, Entry
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.transport import AlreadyEnteredError, Transport, _Writing

OTHER = entry(OTHER_NUMBER)
REFUSED = (TrackntraceError, TypeError, AttributeError)
"""What a way round may be met with: our own error, or Python's for what is not there at all."""


@pytest.fixture
def written() -> Iterator[Transport]:
    """A transport with its number, which must be the same after the test, whatever was tried."""
    given = Transport("transport-1").enter(
        Entry(number=TrackAndTraceNumber("3SABCD1234567"), service=POSTNL, at=SHIPPED)
    )
    before = repr(given)

    yield given

    assert repr(given) == before
    assert str(given.number) == "3SABCD1234567"
    assert [str(each.number) for each in given.entries] == ["3SABCD1234567"]


@pytest.fixture
def without_validators() -> Iterator[None]:
    """A process that has switched the validators off."""
    attrs.validators.set_disabled(True)
    try:
        yield
    finally:
        attrs.validators.set_disabled(False)


# What may be done


def test_a_new_transport_has_no_number() -> None:
    new = Transport("transport-1")

    assert (new.number, new.service, new.entry, new.label) == (None, None, None, None)
    assert (new.entries, new.notes, new.journey) == ((), (), Journey())
    assert Transport() == Transport("")


def test_a_number_is_entered_on_a_new_transport_and_the_old_one_stays_without() -> None:
    new = Transport("transport-1")
    given = new.enter(entry())

    assert (given.number, given.service) == (NUMBER, POSTNL)
    assert given.entry == entry()
    assert new.number is None


def test_the_same_number_again_is_harmless_and_the_first_entry_stays(written: Transport) -> None:
    again = written.enter(entry(at=at(9), reference="again"))

    assert again is written
    assert again.entry is not None
    assert again.entry.at == SHIPPED


def test_the_same_number_again_without_a_service_is_harmless(written: Transport) -> None:
    assert written.enter(entry(service=None)) is written


def test_a_different_number_is_refused_with_an_error_that_holds_both(written: Transport) -> None:
    with pytest.raises(AlreadyEnteredError) as caught:
        written.enter(OTHER)

    assert caught.value.given == entry()
    assert caught.value.offered == OTHER
    assert_well_told(caught.value)


def test_another_service_for_the_same_number_is_refused(written: Transport) -> None:
    with pytest.raises(AlreadyEnteredError) as caught:
        written.enter(entry(service=DHL))

    assert "TNT" in caught.value.reason
    assert "DHL" in caught.value.shown


def test_a_number_is_not_taken_back(written: Transport) -> None:
    assert written.enter(entry(None)) is written
    with pytest.raises(AlreadyEnteredError):
        written.enter(entry(None, service=DHL))


def test_a_number_that_cannot_be_read_stays_as_well() -> None:
    given = transport(entry(UnreadableNumber("\u202e?")))

    assert given.enter(entry(UnreadableNumber("\u202e?"))) is given
    with pytest.raises(AlreadyEnteredError):
        given.enter(entry())


def test_a_missing_number_can_be_added_later_and_has_its_own_moment() -> None:
    added = transport(entry(None), entry(at=at(9)))

    assert added.number == NUMBER
    assert [each.number for each in added.entries] == [None, NUMBER]
    assert [each.at for each in added.entries] == [SHIPPED, at(9)]


def test_what_was_added_later_is_written_once_as_well() -> None:
    added = transport(entry(None), entry(at=at(9)))

    with pytest.raises(AlreadyEnteredError):
        added.enter(OTHER)


def test_the_service_may_still_change_while_there_is_no_number() -> None:
    added = transport(entry(None, service=LETTER_MAIL), entry(service=POSTNL))

    assert added.service == POSTNL


def test_an_entry_that_tells_no_service_leaves_the_one_that_was_told() -> None:
    assert transport(entry(None), entry(service=None)).service == POSTNL


def test_the_same_entry_without_a_number_again_is_harmless() -> None:
    given = transport(entry(None))

    assert given.enter(entry(None)).entries == given.entries


def test_a_bought_label_is_kept_with_its_entry() -> None:
    given = transport(Entry.of_label(LABEL, at=SHIPPED))

    assert given.label == LABEL
    assert given.number == NUMBER


def test_a_mistake_is_put_on_record_beside_the_number_and_never_rewrites_it(written: Transport) -> None:
    first, second = (
        CorrectionNote(at=at(8), number=OTHER_NUMBER, text="wrong label"),
        CorrectionNote(at=at(9), service=DHL),
    )
    noted = written.note(first).note(second)

    assert noted.notes == (first, second)
    assert noted.number == NUMBER
    assert written.notes == ()
    with pytest.raises(AlreadyEnteredError):
        noted.enter(OTHER)


def test_a_number_that_is_missing_is_entered_and_not_corrected() -> None:
    with pytest.raises(ConflictError) as caught:
        transport(entry(None)).note(CorrectionNote(at=at(8)))

    assert_well_told(caught.value)


def test_more_of_the_journey_can_be_learned_and_the_number_stays(written: Transport) -> None:
    scanned = event(TransportStatus.ACCEPTED, at(6, 18))
    learned = written.learn([scanned])

    assert learned.journey == Journey([scanned])
    assert learned.entries == written.entries
    assert written.journey == Journey()


@pytest.mark.parametrize("value", [None, "3SABCD12", NUMBER, Hostile(), {"number": NUMBER}], ids=lambda _: "")
def test_only_an_entry_is_entered_and_only_a_note_noted(written: Transport, value: object) -> None:
    for do in (Transport().enter, written.enter, written.note):
        with pytest.raises(InvalidValueError) as caught:
            do(value)  # type: ignore[arg-type]

        assert_well_told(caught.value)


@pytest.mark.parametrize(
    "value", [None, 5, b"1", "a b", "x" * 65, "\u0663", LoudText("1"), Hostile()], ids=lambda _: ""
)
def test_the_id_of_a_transport_is_empty_or_an_identifier(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Transport(value)

    assert caught.value.field == "transport_id"
    assert_well_told(caught.value)


def test_a_journey_is_a_journey() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Transport("1", journey=())  # type: ignore[arg-type]

    assert caught.value.field == "journey"


def test_a_transport_prints_as_what_made_it() -> None:
    given = transport(entry(None), entry()).note(CorrectionNote(at=at(8), text="wrong"))

    assert repr(given).startswith("Transport('transport-1').enter(Entry(")
    assert repr(given).count(".enter(") == 2
    assert repr(given).count(".note(") == 1


# What may not: one test for each way round


def test_entering_another_is_no_way_round(written: Transport) -> None:
    with pytest.raises(AlreadyEnteredError):
        written.enter(OTHER)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"transport_id": "transport-2"},
        {"journey": journey((TransportStatus.DELIVERED, at(7)))},
        {"entries": (OTHER,)},
        {"number": OTHER_NUMBER},
        {"ledger": (OTHER,)},
        {"ledger": None},
        {"ledger": transport(OTHER)},
        {"_ledger": transport(OTHER)},
    ],
    ids=lambda changes: ",".join(changes) or "nothing",
)
@pytest.mark.parametrize("copier", ["evolve", "replace"])
def test_a_copy_with_changes_is_no_way_round(written: Transport, copier: str, changes: dict[str, Any]) -> None:
    if copier == "evolve":
        change: Callable[..., Transport] = attrs.evolve
    elif sys.version_info < (3, 13):
        pytest.skip("copy.replace came with Python 3.13")
    else:
        change = copy.replace

    with pytest.raises(REFUSED):
        change(written, **changes)


def test_evolving_with_what_another_transport_has_written_is_no_way_round(written: Transport) -> None:
    for ledger in (transport(OTHER)._ledger, transport(entry(None))._ledger, Transport()._ledger):
        with pytest.raises(InvalidValueError) as caught:
            attrs.evolve(written, ledger=ledger)  # type: ignore[arg-type]

        assert_well_told(caught.value)


def test_making_one_with_what_another_has_written_is_no_way_round(written: Transport) -> None:
    with pytest.raises(InvalidValueError):
        Transport("transport-1", ledger=written._ledger)  # type: ignore[arg-type]


def test_two_numbers_written_at_once_are_no_way_round() -> None:
    with pytest.raises(AlreadyEnteredError) as caught:
        Transport("transport-1", ledger=_Writing((entry(), OTHER)))

    assert (caught.value.given, caught.value.offered) == (entry(), OTHER)


def test_a_copy_is_the_transport_itself(written: Transport) -> None:
    assert copy.copy(written) is written
    assert copy.deepcopy(written) is written
    assert copy.deepcopy([written])[0] is written


@pytest.mark.parametrize("parts", [(), ("transport-1",), ("transport-2",)])
def test_a_second_init_is_no_way_round(written: Transport, parts: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        written.__init__(*parts)

    assert_well_told(caught.value)


def test_the_generated_init_is_no_way_round(written: Transport) -> None:
    with pytest.raises(REFUSED):
        Transport.__init__(written, "transport-1", journey=Journey())
    with pytest.raises(REFUSED):
        written.__attrs_init__("transport-1")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "state",
    [
        {},
        None,
        ("transport-1", Journey(), (OTHER,)),
        {"_ledger": (OTHER,)},
        (None, {"_ledger": (OTHER,)}),
        (None, {"_ledger": transport(OTHER)._ledger}),
        {"transport_id": "transport-2"},
    ],
    ids=lambda _: "",
)
def test_a_state_from_outside_is_no_way_round(written: Transport, state: object) -> None:
    with pytest.raises(REFUSED):
        written.__setstate__(state)


def test_there_is_no_state_to_be_had(written: Transport) -> None:
    assert not isinstance(getattr(written, "__getstate__", lambda: None)(), dict)


@pytest.mark.parametrize(
    "name", ["transport_id", "journey", "_ledger", "number", "entry", "entries", "notes", "service", "new"]
)
def test_setting_and_deleting_are_no_ways_round(written: Transport, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(written, name, OTHER_NUMBER)
    with pytest.raises(AttributeError):
        delattr(written, name)


def test_there_is_no_dictionary_to_write_into(written: Transport) -> None:
    assert not hasattr(written, "__dict__")


def test_becoming_another_class_is_no_way_round(written: Transport) -> None:
    with pytest.raises(REFUSED):
        written.__class__ = object  # type: ignore[assignment]


def test_a_subclass_is_no_way_round() -> None:
    with pytest.raises(TypeError):
        type("Loose", (Transport,), {})
    with pytest.raises(TypeError):

        class Looser(Transport):  # type: ignore[misc]  # what nobody should write
            def enter(self, entry: Entry) -> Transport:
                return self


@pytest.mark.usefixtures("without_validators")
def test_switching_validators_off_is_no_way_round(written: Transport) -> None:
    with pytest.raises(AlreadyEnteredError):
        written.enter(OTHER)
    with pytest.raises(InvalidValueError):
        attrs.evolve(written, ledger=transport(OTHER)._ledger)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError):
        written.__init__()
    with pytest.raises(InvalidValueError):
        TrackAndTraceNumber("x")
    with pytest.raises(InvalidValueError):
        Entry(number="3SABCD12", at=SHIPPED)  # type: ignore[arg-type]


# Pickles


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickled_transport_is_the_same_when_it_is_read(written: Transport, protocol: int) -> None:
    kept = written.learn([event(TransportStatus.ACCEPTED, at(6))]).note(CorrectionNote(at=at(8)))
    again = pickle.loads(pickle.dumps(kept, protocol))

    assert again == kept
    assert hash(again) == hash(kept)
    assert repr(again) == repr(kept)
    with pytest.raises(AlreadyEnteredError):
        again.enter(OTHER)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_no_pickle_holds_a_state_to_tamper_with(written: Transport, protocol: int) -> None:
    kept = written.__reduce_ex__(protocol)

    assert isinstance(kept, tuple)
    assert len(kept) == 2


class Tampered:
    """What pickles as a transport whose parts somebody has edited."""

    def __init__(self, made: Transport, **parts: object) -> None:
        make, arguments = made.__reduce__()
        names = ("transport_id", "journey", "entries", "notes")
        self.call = make, tuple({**dict(zip(names, arguments, strict=True)), **parts}.values())

    def __reduce__(self) -> tuple[Any, ...]:
        return self.call


def test_a_pickle_with_two_numbers_is_refused_when_it_is_read(written: Transport) -> None:
    with pytest.raises(AlreadyEnteredError):
        pickle.loads(pickle.dumps(Tampered(written, entries=(entry(), OTHER))))


@pytest.mark.parametrize(
    "parts",
    [
        {"entries": (entry(), entry(None, service=DHL))},
        {"entries": (NUMBER,)},
        {"entries": ((NUMBER,),)},
        {"notes": ("wrong",)},
        {"entries": (), "notes": (CorrectionNote(at=at(8)),)},
        {"journey": ()},
        {"transport_id": "a b"},
    ],
    ids=lambda _: "",
)
def test_a_pickle_with_other_parts_is_refused_when_it_is_read(written: Transport, parts: dict[str, object]) -> None:
    with pytest.raises(TrackntraceError):
        pickle.loads(pickle.dumps(Tampered(written, **parts)))


class Built(Tampered):
    """What pickles as a transport that is given a state afterwards, by a BUILD opcode."""

    def __init__(self, made: Transport, state: object) -> None:
        super().__init__(made)
        self.state = state

    def __reduce__(self) -> tuple[Any, ...]:
        return (*self.call, self.state)


@pytest.mark.parametrize(
    "state",
    [
        {"_ledger": (OTHER,)},
        (None, {"_ledger": (OTHER,)}),
        ("transport-1", Journey(), (OTHER,)),
        {"transport_id": "transport-2"},
    ],
    ids=lambda _: "",
)
def test_a_pickle_that_builds_a_state_is_refused_when_it_is_read(written: Transport, state: object) -> None:
    pickled = pickle.dumps(Built(written, state))

    assert "BUILD" in {opcode.name for opcode, _, _ in pickletools.genops(pickled)}
    with pytest.raises(InvalidValueError):
        pickle.loads(pickled)


# The words that were written: they are the number too


def test_making_its_entry_a_second_time_is_no_way_round(written: Transport) -> None:
    given = written.entry

    assert given is not None
    with pytest.raises(REFUSED):
        given.__init__(number=OTHER_NUMBER, service=POSTNL, at=SHIPPED)


def test_making_its_number_a_second_time_is_no_way_round(written: Transport) -> None:
    with pytest.raises(REFUSED):
        written.number.__init__("3SWXYZ7654321")  # type: ignore[misc]


def test_giving_its_entry_a_state_is_no_way_round(written: Transport) -> None:
    with pytest.raises(REFUSED):
        written.entry.__setstate__({"number": OTHER_NUMBER})  # type: ignore[union-attr]


def test_giving_its_number_a_state_is_no_way_round(written: Transport) -> None:
    with pytest.raises(REFUSED):
        written.number.__setstate__({"text": "3SWXYZ7654321"})  # type: ignore[union-attr]


def test_making_what_was_written_a_second_time_is_no_way_round(written: Transport) -> None:
    with pytest.raises(REFUSED):
        written._ledger.__init__((OTHER,))
    with pytest.raises(REFUSED):
        written._ledger.__setstate__({"entries": (OTHER,)})


def test_a_pickled_number_that_is_none_is_refused_when_it_is_read() -> None:
    pickled = pickle.dumps(TrackAndTraceNumber("3SABCD1234567"), 0).replace(b"3SABCD1234567", b"3sabcd 123456")

    with pytest.raises(InvalidValueError):
        pickle.loads(pickled)


def test_what_was_entered_before_and_what_was_offered_are_said_with_number_and_service() -> None:
    endless = UnreadableNumber("?" * 100)
    bare = Transport().enter(entry(endless, service=None))
    stays = "which was entered before and stays"

    assert [
        refused(transport(entry()).enter, entry(OTHER_NUMBER, service=DHL)),
        refused(transport(entry()).enter, entry(None, service=DHL)),
        refused(bare.enter, entry(service=None)),
    ] == [
        f"Cannot use '3SWXYZ7654321 (DHL)' as number: expected '3SABCD1234567 (TNT)', {stays}",
        f"Cannot use 'no number (DHL)' as number: expected '3SABCD1234567 (TNT)', {stays}",
        f"Cannot use '3SABCD1234567 (no service)' as number: expected ''{'?' * 63} (no service)', {stays}",
    ]


def test_what_a_transport_refuses_is_said_of_each_part_by_its_name() -> None:
    closed: Any = transport(entry())._ledger
    seven: Any = (7,)
    wrong: Any = attrs.evolve(_Writing(), entries=seven)
    noted: Any = attrs.evolve(_Writing(), notes=seven)

    assert [
        refused(Transport, "transport-1", ledger=closed),
        refused(Transport, "transport-1", ledger=wrong),
        refused(Transport, "transport-1", ledger=noted),
        refused(Transport, "transport-1", journey=7),
        refused(Transport().enter, 7),
        refused(Transport("transport-1").note, CorrectionNote(at=SHIPPED)),
    ] == [
        "Cannot use a value of type _Written as transport: expected no copy with changes: use enter, learn or note",
        "Cannot use 7 as entries: expected an Entry",
        "Cannot use 7 as notes: expected a CorrectionNote",
        "Cannot use 7 as journey: expected a Journey",
        "Cannot use 7 as entry: expected an Entry",
        "Cannot reconcile transport 'transport-1': expected a number to correct: enter it instead",
    ]
    with pytest.raises(TypeError, match=r"^Transport cannot be subclassed: its number is written once$"):
        type("Other", (Transport,), {})


def test_a_transport_prints_with_all_that_was_written_in_its_order_and_its_journey() -> None:
    one, other = (CorrectionNote(at=SHIPPED, text=text) for text in ("one", "other"))
    first, second = entry(None, service=None), entry()
    made = Transport("transport-1").enter(first).enter(second).note(one).note(other)
    seen = event(TransportStatus.ACCEPTED, SHIPPED)

    assert repr(made) == (f"Transport('transport-1').enter({first!r}).enter({second!r}).note({one!r}).note({other!r})")
    assert repr(Transport().learn([seen])) == f"Transport('', journey=Journey(events=({seen!r},)))"
    assert repr(Transport()) == "Transport('')"
