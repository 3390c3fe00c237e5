"""Numbers and delivery services are drawn of every kind, each kind as it is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import find

from tests.kit.meeting import MET, drawn
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, DELIVERY_SERVICES, LETTER_MAIL, DeliveryService
from trackntrace.numbers.formats import FORMATS, candidates
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.testing import numbers

S10 = next(one for one in FORMATS if str(one) == "UPU, S10 of any post")
PLAIN = next(one for one in FORMATS if not one.checks)
EXAMPLES = {text for one in FORMATS for text in (*one.documented, *one.synthetic)}

drawing = pytest.mark.law


def test_a_check_digit_is_put_right_and_nothing_else_is_touched() -> None:
    assert numbers._checked(S10, "RR123456780NL") == numbers._checked(S10, "RR123456785NL") == "RR123456785NL"
    assert numbers._checked(PLAIN, "ANYTHING") == "ANYTHING"


def test_a_text_fits_a_format_by_its_shape_and_its_check_digit() -> None:
    texts = ("RR123456785NL", "RR123456780NL", "RR12345678")

    assert [numbers._fits(S10, text) for text in texts] == [True, False, False]


def test_a_number_is_misprinted_by_every_other_check_digit() -> None:
    assert numbers._wrong(S10, "RR123456785NL") == tuple(f"RR12345678{digit}NL" for digit in "012346789")
    assert numbers._wrong(PLAIN, "ANYTHING") == ()


def test_what_no_check_digit_guards_is_not_misprinted() -> None:
    with pytest.raises(InvalidValueError) as caught:
        numbers.misprinted(PLAIN)

    assert str(caught.value) == f"Cannot use '{PLAIN.name}' as format: expected one with a check digit"


@drawing
def test_numbers_of_a_format_are_its_examples_and_others() -> None:
    found = drawn(numbers.numbers_of(S10), 60)
    texts = {number.text for number in found}
    examples = {*S10.documented, *S10.synthetic}

    assert {type(number) for number in found} == {TrackAndTraceNumber}
    assert examples < texts
    assert all(numbers._fits(S10, text) for text in texts)
    assert any(S10.has_shape(text) and not S10.check_holds(text) for text in drawn(numbers.shapes_of(S10), 20))


@drawing
def test_what_a_pattern_looks_ahead_for_holds_for_every_text_of_its_shape() -> None:
    ahead = [one for one in FORMATS if "(?=" in one.pattern]

    assert ahead
    for one in ahead:
        assert all(map(one.has_shape, drawn(numbers.shapes_of(one), 4)))
        assert drawn(numbers.shapes_of(one), 1)


@drawing
def test_misprinted_numbers_of_a_format_have_its_shape_and_another_check_digit() -> None:
    texts = {number.text for number in drawn(numbers.misprinted(S10), 30)}

    assert all(S10.has_shape(text) and not S10.check_holds(text) for text in texts)
    assert len(texts) > 10


@drawing
def test_misprinted_numbers_and_those_of_carriers_are_of_many_formats() -> None:
    assert set(drawn(numbers.formats(), 300)) == set(FORMATS)
    for number in drawn(numbers.misprinted_numbers(), 30):
        assert any(one.checks and one.has_shape(number.text) and not one.fits(number) for one in FORMATS)
    carried = drawn(numbers.carriers_numbers(), 60)

    assert all(map(candidates, carried))
    assert len({one for number in carried for one in candidates(number)}) > 10


@drawing
def test_numbers_of_every_kind_are_drawn() -> None:
    found = drawn(numbers.track_and_trace_numbers(), 100)
    texts = {number.text for number in found}

    assert {type(number) for number in found} == {TrackAndTraceNumber}
    assert {"NVT", "BRIEFPOST", "0000000000", "XXXXXXXX"} <= texts
    assert len(texts & EXAMPLES) > 2
    assert any(one.checks and one.has_shape(text) and not one.check_holds(text) for text in texts for one in FORMATS)
    assert find(numbers.track_and_trace_numbers(), lambda number: not set("/._-").isdisjoint(number.text), settings=MET)


@pytest.mark.parametrize(
    ("text", "unreadable"),
    [
        *(("?", True), ("", True), ("\u202e?", True), ("3SABCD1234567", False), ("3s abcd", False)),
        *(("?\x00", False), ("?\x01", True)),
        *(("?\ud7ff", True), ("?\ud800", False), ("?\udfff", False), ("?\ue000", True)),
    ],
)
def test_a_text_is_unreadable_where_no_number_is_read_and_json_can_hold_it(text: str, unreadable: bool) -> None:
    assert numbers._unreadable(text) is unreadable


@drawing
def test_numbers_that_cannot_be_read_are_near_to_good_ones_or_nothing_like_them() -> None:
    found = drawn(numbers.unreadable_numbers(), 150)
    texts = {number.raw for number in found}

    assert {type(number) for number in found} == {UnreadableNumber}
    assert all(map(numbers._unreadable, texts))
    assert {"\u202e?", "", "?", " "} <= texts
    assert not {"XXXX", "XX XX"} & texts
    assert any(text.startswith("3SABC") for text in texts)
    assert any(text.startswith("JVGL") for text in texts)


@drawing
def test_what_stands_where_a_number_was_given_is_mostly_a_number() -> None:
    found = drawn(numbers.numbers(), 100)
    readable = sum(type(number) is TrackAndTraceNumber for number in found)

    assert {type(number) for number in found} == {TrackAndTraceNumber, UnreadableNumber}
    assert readable > 50


@drawing
def test_delivery_services_are_listed_ones_some_of_them_often_and_some_unheard_of() -> None:
    found = drawn(numbers.delivery_services(), 250)
    twice = (*map(DeliveryService.parse, ("TNT", "DHL", "DPD-NL", "GLS")), LETTER_MAIL, DELIVERY_APPOINTMENT)
    unheard_of = {service.code for service in found if not service.listed}

    assert min(found.count(service) for service in twice) > 1  # in more ways than one
    assert set(DELIVERY_SERVICES) <= set(found)
    assert all(re.fullmatch("[A-Z]{2,6}(-[A-Z]{2})?", code) for code in unheard_of)
    assert {len(code.partition("-")[0]) for code in unheard_of} == {2, 3, 4, 5, 6}
    assert {len(code.partition("-")[2]) for code in unheard_of} == {0, 2}
