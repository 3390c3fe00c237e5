"""Norms, exact."""

from __future__ import annotations

import decimal
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.builders import HOSTILE_TEXTS, NO_TEXTS, Hostile, assert_well_told, refused
from trackntrace.errors import InvalidValueError
from trackntrace.performance.norm import Direction, Norm, Scale


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("93%", Fraction(93, 100)),
        ("0.93", Fraction(93, 100)),
        ("93/100", Fraction(93, 100)),
        ("98.0%", Fraction(49, 50)),
        ("49/50", Fraction(49, 50)),
        ("0", Fraction(0)),
        ("0/5", Fraction(0)),
        ("100%", Fraction(1)),
        ("0.000000001", Fraction(1, 10**9)),
        ("99.999999999%", Fraction(99999999999, 10**11)),
    ],
)
def test_a_norm_is_read_exactly(text: str, value: Fraction) -> None:
    assert Norm.parse(text).value == value
    assert Norm.parse(text, Direction.AT_MOST) == Norm(value, Direction.AT_MOST)


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE_TEXTS,
        "NaN",
        "Infinity",
        "93,0",
        "1/0",
        "0/0",
        "\u0669\u0663",
        "-1",
        "+1",
        "-0",
        "1e3",
        ".93",
        "93.",
        "93 %",
        "93%%",
        "1/2%",
        "1/2/3",
        "1_000",
        "0x1",
        "93\n",
        "0.9999999999",
        "9999999999",
        "1" * 25,
    ],
    ids=lambda _: "",
)
def test_a_norm_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm.parse(text)

    assert caught.value.field == "norm"
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("8", Scale.AVERAGE, Fraction(8)),
        ("-10", Scale.AVERAGE, Fraction(-10)),
        ("-0.5", Scale.AVERAGE, Fraction(-1, 2)),
        ("150%", Scale.RATIO, Fraction(3, 2)),
        ("999999999.999999999%", Scale.RATIO, Fraction(999999999999999999, 10**11)),
    ],
)
def test_a_ratio_may_exceed_the_whole_and_an_average_may_be_anything(text: str, scale: Scale, value: Fraction) -> None:
    assert Norm.parse(text, scale=scale).value == value


@pytest.mark.parametrize(
    ("text", "scale"),
    [("93", Scale.SHARE), ("101%", Scale.SHARE), ("-1", Scale.SHARE), ("-0", Scale.SHARE), ("-1", Scale.RATIO)],
)
def test_a_norm_is_nothing_that_its_scale_cannot_be(text: str, scale: Scale) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm.parse(text, scale=scale)

    assert caught.value.field == "norm"
    assert caught.value.shown == repr(text) or text.rstrip("%") in caught.value.shown


@pytest.mark.parametrize("value", NO_TEXTS, ids=lambda _: "")
def test_a_norm_is_read_from_text_only(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm.parse(value)

    assert_well_told(caught.value)


class Half(Fraction):
    """A fraction that may behave otherwise."""


@pytest.mark.parametrize(
    "value",
    [0.93, Decimal("0.93"), 1, True, "93%", None, Half(1, 2), Fraction(-1, 100), Fraction(-(10**5000)), Hostile()],
    ids=lambda _: "",
)
def test_a_norm_is_a_fraction_of_zero_or_more(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm(value)

    assert caught.value.field == "norm"
    assert_well_told(caught.value)


@pytest.mark.parametrize("value", [Fraction(10**5000), Fraction(1, 10**5000)], ids=["huge", "tiny"])
def test_a_norm_that_nobody_can_print_is_refused(value: Fraction) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm(value)

    assert_well_told(caught.value)


def test_a_norm_has_a_direction() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm(Fraction(1), ">=")  # type: ignore[arg-type]

    assert caught.value.field == "direction"


def test_exactly_the_norm_meets_it_in_both_directions() -> None:
    assert Norm.parse("93%").met_by(93, 100)
    assert not Norm.parse("93%").met_by(13, 14)
    assert not Norm.parse("93%").met_by(92, 100)
    assert Norm.parse("2%", Direction.AT_MOST).met_by(2, 100)
    assert not Norm.parse("2%", Direction.AT_MOST).met_by(3, 149)


def test_a_share_a_hair_below_the_norm_does_not_meet_it() -> None:
    assert not Norm.parse("93%").met_by(1396115884484939, 1501199875790257)


def test_the_callers_decimal_context_has_no_effect() -> None:
    with decimal.localcontext() as context:
        context.prec = 2
        context.rounding = decimal.ROUND_UP

        assert Norm.parse("0.123456789").value == Fraction(123456789, 10**9)
        assert not Norm.parse("93%").met_by(92999, 100000)


def test_a_norm_prints_its_direction_and_its_value() -> None:
    assert str(Norm.parse("98%")) == ">= 49/50"
    assert str(Norm.parse("2%", Direction.AT_MOST)) == "<= 1/50"
    assert pickle.loads(pickle.dumps(Norm.parse("98%"))) == Norm.parse("98%")


def test_a_ratio_below_nothing_is_no_norm() -> None:
    with pytest.raises(InvalidValueError, match="'-1/100' as norm: expected a ratio of 0 or more"):
        Norm(Fraction(-1, 100), scale=Scale.RATIO)


def test_what_is_no_norm_is_said_by_its_name_and_the_bounds_are_norms() -> None:
    largest = 10**18
    share, ratio = "expected a share from 0 to 1, such as 0.93 or 93%", "expected a ratio of 0 or more"

    assert [
        refused(Norm, 0.93),
        refused(Norm, Fraction(1, largest + 1)),
        refused(Norm, Fraction(1), ">="),
        refused(Norm, Fraction(1), scale="share"),
        refused(Norm, Fraction(3, 2)),
        refused(Norm, Fraction(-1, 100)),
        refused(Norm, Fraction(-1, 100), scale=Scale.RATIO),
    ] == [
        "Cannot use 0.93 as norm: expected a Fraction",
        f"Cannot use a value of type Fraction as norm: expected a value of at most {largest} parts",
        "Cannot use '>=' as direction: expected a Direction",
        "Cannot use 'share' as scale: expected a Scale",
        f"Cannot use '3/2' as norm: {share}",
        f"Cannot use '-1/100' as norm: {share}",
        f"Cannot use '-1/100' as norm: {ratio}",
    ]
    assert Norm(Fraction(1, largest)).value.denominator == largest
    assert [str(Norm(Fraction(value), scale=Scale.RATIO)) for value in (0, 2)] == [">= 0", ">= 2"]
    assert [str(Norm(Fraction(value))) for value in (0, 1)] == [">= 0", ">= 1"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("93%", ">= 93 %"),
        ("92.5%", ">= 92.5 %"),
        ("0.0001", ">= 0.01 %"),
        ("0.999999999", ">= 99.9999999 %"),
        ("1/3", ">= 100/3 %"),
        ("100%", ">= 100 %"),
        ("0", ">= 0 %"),
    ],
)
def test_a_norm_is_shown_as_a_decimal_number_where_it_is_one(text: str, shown: str) -> None:
    assert Norm.parse(text).shown == shown


@pytest.mark.parametrize(("text", "shown"), [("8", "<= 8"), ("8.1", "<= 8.1"), ("-0.05", "<= -0.05"), ("10", "<= 10")])
def test_an_average_is_shown_in_the_same_way(text: str, shown: str) -> None:
    assert Norm.parse(text, Direction.AT_MOST, scale=Scale.AVERAGE).shown == shown


def test_a_norm_of_up_to_eighteen_decimals_is_shown_with_all_of_them() -> None:
    assert Norm(Fraction(1, 10**18), scale=Scale.AVERAGE).shown == f">= 0.{17 * '0'}1"
    assert Norm(Fraction(1, 2**19), scale=Scale.AVERAGE).shown == f">= 1/{2**19}"
