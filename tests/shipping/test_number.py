"""The track & trace number: one canonical spelling, and what people type."""

from __future__ import annotations

import pickle

import pytest

from tests.builders import HOSTILE_TEXTS, NO_TEXTS, assert_well_told
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber, read_number
from trackntrace.numbers.placeholders import PLACEHOLDERS, is_placeholder, stands_for_nothing

WANTED = "1 to 64 of 0-9 and A-Z, with - / . _ inside only"
WANTED_TYPED = "letters and digits, with spaces or - / . _ inside only"


@pytest.mark.parametrize(
    "text", ["3SABCD12", "A", "0", "A" * 64, "A-B/C.D_E", "A--B", "JVGL0612345678901234", "1Z999AA10123456784"]
)
def test_the_canonical_form_is_taken_as_it_is(text: str) -> None:
    number = TrackAndTraceNumber(text)

    assert str(number) == number.text == text
    assert TrackAndTraceNumber.parse(text) == number


@pytest.mark.parametrize(
    "text", [*HOSTILE_TEXTS, " 3SABCD12 ", "3sabcd12", "3S ABCD 12", "3SABCD12\u00a0"], ids=lambda _: ""
)
def test_the_constructor_refuses_every_other_text(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        TrackAndTraceNumber(text)

    assert caught.value.field == "number"
    assert WANTED in caught.value.reason
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", f"expected {WANTED}"),
        ("A" * 65, f"too long: expected at most 64 characters: {WANTED}"),
        ("3SABCD12\n", f"expected {WANTED}"),
        ("3sabcd12", f"expected {WANTED}"),
        ("3SABCD1\u00b2", f"not ASCII: expected {WANTED}"),
    ],
)
def test_a_refusal_says_whether_it_was_the_length_the_alphabet_or_the_form(text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        TrackAndTraceNumber(text)

    assert (caught.value.reason, caught.value.shown) == (reason, caught.value.shown)


@pytest.mark.parametrize("value", NO_TEXTS, ids=lambda _: "")
def test_what_is_no_text_is_refused_by_every_door(value: object) -> None:
    for door, wanted in ((TrackAndTraceNumber, WANTED), (TrackAndTraceNumber.parse, WANTED_TYPED)):
        with pytest.raises(InvalidValueError) as caught:
            door(value)  # type: ignore[arg-type]

        assert (caught.value.field, caught.value.reason) == ("number", f"expected text: {wanted}")
        assert_well_told(caught.value)


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=lambda _: "")
def test_reading_what_people_typed_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        TrackAndTraceNumber.parse(text)

    assert caught.value.field == "number"
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        "3SABCD12",
        " 3SABCD12 ",
        "3sabcd12",
        "3S ABCD 12",
        "3 S A B C D 1 2",
        "\u00a03SABCD12",
        "3SABCD\u202f12",
        "   3sAbCd12" + " " * 100,
    ],
)
def test_spaces_and_small_letters_of_people_make_no_other_number(typed: str) -> None:
    assert TrackAndTraceNumber.parse(typed) == TrackAndTraceNumber("3SABCD12")


def test_as_many_spaces_as_letters_may_be_pasted() -> None:
    assert TrackAndTraceNumber.parse("A" * 64 + "\u00a0" * 64) == TrackAndTraceNumber("A" * 64)


@pytest.mark.parametrize(
    "typed", [" " * 129, "A" + " " * 128, "\u00a0" * 129 + "A", "A\u00a0\u00b2", "\u2009A", "\u3000A"]
)
def test_other_spaces_and_endless_ones_are_refused(typed: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        TrackAndTraceNumber.parse(typed)

    assert_well_told(caught.value)


def test_a_number_of_a_wrong_check_digit_is_a_number_all_the_same() -> None:
    assert str(TrackAndTraceNumber("RB123456786US")) == "RB123456786US"


def test_numbers_are_equal_ordered_hashed_kept_and_printed_by_their_text() -> None:
    number = TrackAndTraceNumber("3SABCD12")

    assert number == TrackAndTraceNumber.parse("3sabcd12")
    assert len({number, TrackAndTraceNumber("3SABCD12")}) == 1
    assert TrackAndTraceNumber("A") < TrackAndTraceNumber("B")
    assert repr(number) == "TrackAndTraceNumber('3SABCD12')"
    assert eval(repr(number)) == number
    assert pickle.loads(pickle.dumps(number)) == number


def test_a_number_that_cannot_be_read_is_kept_as_it_was_sent() -> None:
    kept = read_number("\u202e<script>\n")

    assert isinstance(kept, UnreadableNumber)
    assert kept.raw == "\u202e<script>\n"
    assert str(kept) == kept.shown == r"'\u202e<script>\n'"
    assert len(repr(kept).splitlines()) == 1


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "x" * 10**6], ids=lambda _: "")
def test_every_text_that_the_marketplace_may_send_can_be_represented(text: str) -> None:
    kept = read_number(text)

    assert isinstance(kept, UnreadableNumber)
    assert kept.raw == text
    assert len(str(kept)) <= 80
    assert str(kept).isascii()
    assert str(kept).isprintable()


def test_a_number_that_the_marketplace_holds_in_another_spelling_is_read() -> None:
    assert read_number("3s abcd 12") == TrackAndTraceNumber("3SABCD12")


@pytest.mark.parametrize("text", [*sorted(PLACEHOLDERS), "0000000000", "XXXX", "--".join("000"), "N-V-T", "1"])
def test_words_and_runs_that_stand_for_no_number_are_placeholders(text: str) -> None:
    assert is_placeholder(TrackAndTraceNumber(text))


@pytest.mark.parametrize("text", ["3SABCD1234567", "12345678", "NVTA1", "00000000001", "TEST1234567NL"])
def test_a_real_number_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(TrackAndTraceNumber(text))


def test_only_a_text_is_kept_as_an_unreadable_number() -> None:
    with pytest.raises(InvalidValueError) as refused:
        UnreadableNumber(5)  # type: ignore[arg-type]

    assert (refused.value.field, refused.value.reason) == ("number", "expected a str")
    assert repr(UnreadableNumber("3S\n")) == "UnreadableNumber('3S\\n')"


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("NVT", True),
        ("N-V-T", True),
        ("N/A", True),
        ("N.V.T", True),
        ("0-0_0.0/0", True),
        ("X", True),
        ("0-0-1", False),
        ("N-V-T-1", False),
        ("1-0", False),
    ],
)
def test_separators_do_not_make_a_number_of_a_placeholder(text: str, so: bool) -> None:
    assert is_placeholder(TrackAndTraceNumber(text)) is so


@pytest.mark.parametrize(
    ("given", "so"),
    [
        ("n.v.t.", True),
        ("(geen)", True),
        ("-" * 64, True),
        ("-" * 65, False),
        ("(0)", True),
        ("(000)", True),
        ("(010)", False),
        ("(01)", False),
        ("$000", False),
        ("3SABCD+1234567", False),
        ("", False),
        ("geen\n", False),
        ("geen\u00a0", False),
        (None, False),
        (0, False),
    ],
)
def test_what_is_no_number_stands_for_nothing_by_its_word_or_its_one_character(given: object, so: bool) -> None:
    assert stands_for_nothing(given) is so
