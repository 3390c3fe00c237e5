"""The one gate that every text passes, and the two that numbers and objects pass."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.builders import NO_TEXTS, Hostile, LoudText, assert_well_told
from trackntrace.errors import InvalidValueError
from trackntrace.grammar import LARGEST_COUNT, Grammar, Word, each_of, exactly, one, whole
from trackntrace.moment import Week

COLOUR = Grammar("colour", "[a-z]{1,8}", longest=8, expected="1 to 8 lower-case letters")


class Mood(Word):
    """A word."""

    GOOD = "good"


class Sub(Week):  # type: ignore[misc]  # what nobody should write
    """A week that may behave otherwise."""


def test_a_text_of_the_grammar_is_returned_as_it_is() -> None:
    text = "blue"

    assert COLOUR.read(text) is text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "expected 1 to 8 lower-case letters"),
        ("Blue", "expected 1 to 8 lower-case letters"),
        ("blue\n", "expected 1 to 8 lower-case letters"),
        ("\nblue", "expected 1 to 8 lower-case letters"),
        ("blue\x00", "expected 1 to 8 lower-case letters"),
        ("bl\u00fce", "not ASCII: expected 1 to 8 lower-case letters"),
        ("\u212a", "not ASCII: expected 1 to 8 lower-case letters"),
        ("\ud800", "not ASCII: expected 1 to 8 lower-case letters"),
        ("a" * 9, "too long: expected at most 8 characters: 1 to 8 lower-case letters"),
        ("\u00fc" * 10**6, "too long: expected at most 8 characters: 1 to 8 lower-case letters"),
    ],
)
def test_any_other_text_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        COLOUR.read(text)

    assert (caught.value.field, caught.value.reason) == ("colour", reason)
    assert_well_told(caught.value)


@pytest.mark.parametrize("value", [*NO_TEXTS, LoudText("blue")], ids=lambda _: "")
def test_what_is_no_text_is_refused_without_asking_it_anything(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        COLOUR.read(value)

    assert caught.value.reason == "expected text: 1 to 8 lower-case letters"
    assert_well_told(caught.value)


def test_a_pattern_is_compiled_for_ascii_alone() -> None:
    grammar = Grammar("colour", "[a-z]{1,8}", longest=8, expected="1 to 8 lower-case letters")

    assert grammar == COLOUR
    assert grammar.pattern == re.compile("[a-z]{1,8}", re.ASCII)
    assert grammar.read("blue") == "blue"


@pytest.mark.parametrize(
    ("values", "reason"),
    [(5, "expected any number of Week"), ([Week(2026, 41), "2026-W42"], "expected a Week"), ("W", "expected a Week")],
)
def test_values_of_just_one_class_are_kept_in_order(values: Any, reason: str) -> None:
    weeks = [Week(2026, 42), Week(2026, 41)]

    assert each_of(iter(weeks), Week, "weeks") == tuple(weeks)
    assert each_of((), Week, "weeks") == ()
    with pytest.raises(InvalidValueError) as refused:
        each_of(values, Week, "weeks")

    assert (refused.value.field, refused.value.reason) == ("weeks", reason)


def test_the_field_of_an_error_can_be_named_by_whoever_reads() -> None:
    with pytest.raises(InvalidValueError) as caught:
        COLOUR.read("", "door")

    assert caught.value.field == "door"


@pytest.mark.parametrize("value", [0, 1, LARGEST_COUNT])
def test_a_whole_number_within_bounds_is_returned(value: int) -> None:
    assert whole(value, "count") == value


@pytest.mark.parametrize(
    "value", [-1, LARGEST_COUNT + 1, 10**5000, True, False, 1.0, "1", b"1", None, 1j, Hostile(), [1]], ids=lambda _: ""
)
def test_what_is_no_whole_number_within_bounds_is_refused(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        whole(value, "count")

    assert caught.value.field == "count"
    assert caught.value.reason == "expected a whole number from 0 to 1000000000"
    assert_well_told(caught.value)


def test_a_value_of_just_that_class_is_returned() -> None:
    week = Week(2026, 41)

    assert exactly(week, Week, "week") is week


@pytest.mark.parametrize("value", [Sub(2026, 41), Hostile(), None, Week, "2026-W41"], ids=lambda _: "")
def test_a_value_of_another_class_is_refused_even_of_a_subclass(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        exactly(value, Week, "week")

    assert caught.value.reason == "expected a Week"
    assert_well_told(caught.value)


def test_a_word_prints_as_it_is_written_in_code() -> None:
    assert repr(Mood.GOOD) == "Mood.GOOD"


def test_a_name_gets_the_article_that_it_is_spoken_with() -> None:
    said = ["an Entry", "an Order", "an Unsettled", "an InvalidValueError", "an Alternatives", "an int"]
    said += ["a Unit", "a Shipment", "a str"]

    assert [one(each.partition(" ")[2]) for each in said] == said
