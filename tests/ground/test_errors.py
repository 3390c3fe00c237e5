"""Errors: one plain sentence of bounded length, whatever the value was."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, tzinfo

import pytest

from tests.builders import (
    HOSTILE_TEXTS,
    NO_TEXTS,
    NUMBER,
    SHIPPED,
    Hostile,
    LoudText,
    assert_well_told,
    entry,
    transport,
)
from trackntrace.errors import (
    LONGEST_MESSAGE,
    LONGEST_SHOWN,
    ConflictError,
    InvalidValueError,
    NoEditionError,
    TrackntraceError,
    shown,
)
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.shipping.delivery_methods import NotThisMethodError
from trackntrace.shipping.entry import Entry, Number
from trackntrace.shipping.transport import AlreadyEnteredError, Transport

LEAVES: list[type[TrackntraceError]] = [InvalidValueError, ConflictError, NoEditionError, NotThisMethodError]


class LoudZone(tzinfo):
    """A zone that answers every question but one with an error of its own."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        return timedelta(hours=1)

    def dst(self, when: datetime | None) -> timedelta | None:
        raise RuntimeError("a foreign error got out")

    def tzname(self, when: datetime | None) -> str | None:
        raise RuntimeError("a foreign error got out")

    def __repr__(self) -> str:
        raise RuntimeError("a foreign error got out")


class Liar:
    """What claims to be a text of many lines."""

    def __repr__(self) -> str:
        return "\n" * 10**6


Oddly = type("Name\nof\u202e\u0441lass" * 50, (), {})


@pytest.mark.parametrize("value", [*NO_TEXTS, *HOSTILE_TEXTS, Oddly(), Liar(), Oddly, type, len], ids=lambda _: "")
def test_any_value_is_shown_in_at_most_eighty_printable_characters(value: object) -> None:
    text = shown(value)

    assert len(text) <= LONGEST_SHOWN == 80
    assert text.isascii()
    assert text.isprintable()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3SABCD\n", r"'3SABCD\n'"),
        ("caf\u00e9", r"'caf\xe9'"),
        (b"\xff", r"b'\xff'"),
        (7, "7"),
        (-7, "-7"),
        (True, "True"),
        (None, "None"),
        (0.5, "0.5"),
        (2**64 - 1, "18446744073709551615"),
        (2**64, "an int of 65 bits"),
        (1 - 2**64, "-18446744073709551615"),
        (-(2**64), "an int of 65 bits"),
        ("a" * 78, f"'{'a' * 78}'"),
        ("a" * 79, f"'{'a' * 76}..."),
        (10**5000, "an int of 16610 bits"),
        (-(10**5000), "an int of 16610 bits"),
        (date(2026, 10, 7), "datetime.date(2026, 10, 7)"),
        ([1], "a value of type list"),
        (LoudText("x"), "a value of type LoudText"),
        (Hostile(), "a value of type Hostile"),
    ],
    ids=lambda value: None if isinstance(value, str) and type(value) is str else "",
)
def test_values_are_shown_as_python_spells_them_and_foreign_ones_by_their_type(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_long_text_is_escaped_first_and_cut_afterwards() -> None:
    text = shown("\u20ac" * 100)

    assert len(text) == 80
    assert text.startswith(r"'\u20ac\u20ac")
    assert text.endswith("...")


def test_a_moment_in_a_zone_that_cannot_print_itself_is_still_shown() -> None:
    text = shown(datetime(2026, 10, 7, tzinfo=LoudZone()))

    assert len(text) <= LONGEST_SHOWN
    assert text.isascii()


def test_a_moment_in_an_ordinary_zone_is_shown_on_one_line() -> None:
    assert shown(datetime(2026, 10, 7, tzinfo=UTC)).startswith("datetime.datetime(2026, 10, 7, 0, 0")


@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("value", [*NO_TEXTS, *HOSTILE_TEXTS], ids=lambda _: "")
def test_every_error_about_any_value_is_one_plain_line(leaf: type[TrackntraceError], value: object) -> None:
    error = leaf.about(value, "field", "expected something else")

    assert_well_told(error)
    assert error.field == "field"
    assert error.reason == "expected something else"


def test_a_long_reason_is_cut_in_the_message_and_kept_in_the_error() -> None:
    error = InvalidValueError.about("x", "field", "because " * 100)

    assert len(str(error)) == LONGEST_MESSAGE == 300
    assert str(error).endswith("...")
    assert error.reason == "because " * 100
    assert_well_told(error)


@pytest.mark.parametrize(
    ("leaf", "sentence"),
    [
        (InvalidValueError, "Cannot use 'x' as week: expected another"),
        (ConflictError, "Cannot reconcile week 'x': expected another"),
        (NoEditionError, "Cannot find a norm of week for 'x': expected another"),
    ],
)
def test_an_error_says_in_one_sentence_what_could_not_be_done(leaf: type[TrackntraceError], sentence: str) -> None:
    error = leaf.about("x", "week", "expected another")

    assert str(error) == error.sentence == sentence
    assert repr(error) == f"""{leaf.__name__}('week', "'x'", 'expected another')"""


@pytest.mark.parametrize("leaf", LEAVES)
def test_an_error_survives_pickling_and_copying(leaf: type[TrackntraceError]) -> None:
    error = leaf.about("x\n", "week", "expected another")

    for again in (*(pickle.loads(pickle.dumps(error, p)) for p in range(6)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is leaf
        assert str(again) == str(error)
        assert (again.field, again.shown, again.reason) == (error.field, error.shown, error.reason)


def test_refusals_of_input_are_value_errors_and_a_missing_edition_is_a_lookup_error() -> None:
    assert issubclass(InvalidValueError, ValueError)
    assert issubclass(ConflictError, ValueError)
    assert issubclass(AlreadyEnteredError, ValueError)
    assert issubclass(NotThisMethodError, ValueError)
    assert issubclass(NoEditionError, LookupError)
    assert all(issubclass(leaf, TrackntraceError) for leaf in (*LEAVES, AlreadyEnteredError))


def _already_entered(given: Entry, offered: Entry) -> AlreadyEnteredError:
    with pytest.raises(AlreadyEnteredError) as caught:
        Transport().enter(given).enter(offered)
    return caught.value


def test_an_already_entered_error_survives_pickling_with_both_entries() -> None:
    error = _already_entered(entry(), entry(TrackAndTraceNumber("OTHER1")))
    again = pickle.loads(pickle.dumps(error))

    assert type(again) is AlreadyEnteredError
    assert (again.given, again.offered) == (error.given, error.offered)
    assert str(again) == str(error)


def test_an_already_entered_error_names_what_stays_and_what_was_refused() -> None:
    error = _already_entered(entry(), entry(TrackAndTraceNumber("OTHER1")))

    assert error.field == "number"
    assert str(NUMBER) in str(error)
    assert "OTHER1" in error.shown
    assert_well_told(error)


@pytest.mark.parametrize(
    "offered",
    [
        TrackAndTraceNumber("A" * 64),
        UnreadableNumber("\u202e\n" * 500),
        UnreadableNumber("\u20ac" * 40),
    ],
    ids=["longest", "endless", "escaped"],
)
def test_an_already_entered_error_shows_at_most_eighty_characters_however_long_the_number(offered: Number) -> None:
    service = DeliveryService.parse("X" * 32)
    long = Entry(number=TrackAndTraceNumber("B" * 64), service=service, at=SHIPPED)

    assert_well_told(_already_entered(long, Entry(number=offered, service=service, at=SHIPPED)))


def test_an_error_leaves_the_receiver_as_it_was() -> None:
    given = transport(entry())
    before = repr(given)

    with pytest.raises(AlreadyEnteredError):
        given.enter(entry(TrackAndTraceNumber("OTHER1")))

    assert repr(given) == before
