"""Check digits: what each rule catches is proved by trying every error, and what escapes it is pinned."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.numbers.hostile_texts import NO_TEXT, numbered
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.check_digits import (
    CHARACTERS,
    CHECK_RULES,
    DEUTSCHE_POST,
    DHL_EXPRESS,
    FEDEX_12,
    GLS_START_AT_ONE,
    GS1,
    ISO_7064_MOD_37_36,
    MONDIAL_RELAY,
    UPS_1Z,
    UPU_S10,
    Catches,
    CheckRule,
)

DIGITS = CHARACTERS[:10]

PRINTED = [
    (UPU_S10, "473124829"),
    (UPU_S10, "123456785"),
    (GS1, "340433836442636597"),
    (GS1, "095287654321012346"),
    (GS1, "041441760228964"),
    (GS1, "568283610012000"),
    (GS1, "09133131530724"),
    (GS1, "13290054100304"),
    (ISO_7064_MOD_37_36, "09980000020033F"),
    (ISO_7064_MOD_37_36, "09980000020034D"),
    (ISO_7064_MOD_37_36, "01015026003653C"),
    (ISO_7064_MOD_37_36, "008182709980000020033350276C"),
    (ISO_7064_MOD_37_36, "008182709980000020045327276N"),
    (DEUTSCHE_POST, "201298452277"),
    (DHL_EXPRESS, "3318810025"),
    (DHL_EXPRESS, "8487135506"),
    (GLS_START_AT_ONE, "364123734778"),
    (GLS_START_AT_ONE, "366310000017"),
    (UPS_1Z, "5R89390357567127"),
    (UPS_1Z, "879E930346834440"),
    (FEDEX_12, "986578788855"),
    (FEDEX_12, "477179081230"),
    (FEDEX_12, "012345678983"),
]

WRONG = [
    (UPU_S10, "123456786"),
    (UPU_S10, "000717594"),
    (GS1, "340433836442636598"),
    (GS1, "01015026003653"),
    (GS1, "568283610012732"),
    (GS1, "364123734778"),
    (ISO_7064_MOD_37_36, "09980000020033D"),
    (ISO_7064_MOD_37_36, "09980000020033G"),
    (ISO_7064_MOD_37_36, "008182709980000020033350276A"),
    (DEUTSCHE_POST, "201298452278"),
    (DHL_EXPRESS, "3318810010"),
    (DHL_EXPRESS, "3318810034"),
    (GLS_START_AT_ONE, "364123734779"),
    (GLS_START_AT_ONE, "366310000018"),
    (UPS_1Z, "1111111111111111"),
    (FEDEX_12, "996578788855"),
    (FEDEX_12, "986578788856"),
]

BODIES = {
    UPU_S10: [f"{n:08}" for n in range(0, 10**8, 611_953)],
    GS1: [f"{n:017}" for n in range(0, 10**17, 1_234_567_890_123_457)],
    DEUTSCHE_POST: [f"{n:011}" for n in range(0, 10**11, 1_234_567_891)],
    DHL_EXPRESS: [f"{n:09}" for n in range(0, 10**9, 6_119_531)],
    GLS_START_AT_ONE: [f"{n:011}" for n in range(0, 10**11, 1_234_567_891)],
    UPS_1Z: ["879E93034683444", "000000000000000", "ABCDEFGHIJKLMNO", "PQRSTUVWXYZ0123", "5R8939035756712"],
    FEDEX_12: [f"{n:011}" for n in range(0, 10**11, 617_283_947)],
    MONDIAL_RELAY: [f"{n:010}" for n in range(0, 10**10, 61_728_395)],
    ISO_7064_MOD_37_36: ["".join(pair) for pair in product(CHARACTERS, CHARACTERS)],
}
"""Bodies enough to meet every state of each rule: of the hybrid one all of two characters, for its state is all it knows."""


def alphabet(rule: CheckRule) -> str:
    return CHARACTERS if rule in (UPS_1Z, ISO_7064_MOD_37_36) else DIGITS


def numbers(rule: CheckRule) -> Iterator[str]:
    for body in BODIES[rule]:
        yield body + rule.check_character(body)


def holds(rule: CheckRule, number: str) -> bool:
    """Whether it holds; of UPS and S10 a check character that the rule never prints does not."""
    return rule.calculate(number[:-1]) == number[-1]


def single_errors(rule: CheckRule, number: str) -> Iterator[tuple[int, str, str]]:
    for place, right in enumerate(number):
        for wrong in alphabet(rule):
            if wrong != right:
                yield place, wrong, number[:place] + wrong + number[place + 1 :]


def swaps(number: str) -> Iterator[tuple[int, str]]:
    for place in range(len(number) - 1):
        left, right = number[place], number[place + 1]
        if left != right:
            yield place, number[:place] + right + left + number[place + 2 :]


def escaped_errors(rule: CheckRule) -> set[tuple[int, frozenset[str]]]:
    return {
        (place, frozenset({number[place], wrong}))
        for number in numbers(rule)
        for place, wrong, mistaken in single_errors(rule, number)
        if holds(rule, mistaken)
    }


def escaped_swaps(rule: CheckRule) -> set[tuple[int, frozenset[str]]]:
    return {
        (place, frozenset(number[place : place + 2]))
        for number in numbers(rule)
        for place, mistaken in swaps(number)
        if not (rule is UPS_1Z and not mistaken[-1].isdigit())
        if holds(rule, mistaken)
    }


def distance(pair: frozenset[str]) -> int:
    one, other = sorted(CHARACTERS.index(character) for character in pair)
    return other - one


@pytest.mark.parametrize(("rule", "number"), PRINTED)
def test_a_printed_number_holds(rule: CheckRule, number: str) -> None:
    assert rule.holds(number)
    assert rule.check_character(number[:-1]) == number[-1]


@pytest.mark.parametrize(("rule", "number"), WRONG)
def test_a_number_with_a_wrong_check_does_not_hold(rule: CheckRule, number: str) -> None:
    assert not rule.holds(number)


def test_every_rule_is_tried_and_says_where_it_is_from() -> None:
    assert set(BODIES) == set(CHECK_RULES)
    assert all(len(rule.source) > 20 and len(rule.escapes) > 20 for rule in CHECK_RULES)
    assert len({rule.name for rule in CHECK_RULES}) == len(CHECK_RULES)


@pytest.mark.parametrize("rule", CHECK_RULES, ids=lambda rule: rule.name)
def test_a_rule_that_promises_to_catch_every_single_error_does(rule: CheckRule) -> None:
    assert (not escaped_errors(rule)) == (rule.single_errors is Catches.ALL)


@pytest.mark.parametrize("rule", CHECK_RULES, ids=lambda rule: rule.name)
def test_no_rule_catches_every_swap_of_neighbours_and_none_promises_to(rule: CheckRule) -> None:
    assert (not escaped_swaps(rule)) == (rule.adjacent_swaps is Catches.ALL)


@pytest.mark.parametrize("rule", [GS1, GLS_START_AT_ONE], ids=lambda rule: rule.name)
def test_gs1_misses_only_swaps_of_neighbours_that_differ_by_five(rule: CheckRule) -> None:
    assert {distance(pair) for _, pair in escaped_swaps(rule)} == {5}


def test_s10_misses_only_errors_that_turn_remainder_nought_into_six() -> None:
    weights = (8, 6, 4, 2, 3, 5, 9, 7)

    def remainder(number: str) -> int:
        return sum(weight * int(digit) for weight, digit in zip(weights, number[:8], strict=True)) % 11

    for number in numbers(UPU_S10):
        for place, _, mistaken in single_errors(UPU_S10, number):
            if holds(UPU_S10, mistaken):
                assert place < 8
                assert {remainder(number), remainder(mistaken)} == {0, 6}


def test_the_post_identcode_misses_errors_by_five_at_every_second_place_and_swaps_of_even_distance() -> None:
    errors = escaped_errors(DEUTSCHE_POST)

    assert {place for place, _ in errors} == {0, 2, 4, 6, 8, 10}
    assert {distance(pair) for _, pair in errors} == {5}
    assert {distance(pair) for _, pair in escaped_swaps(DEUTSCHE_POST)} == {2, 4, 6, 8}


def test_dhl_express_takes_digits_that_differ_by_seven_for_one_another() -> None:
    errors = escaped_errors(DHL_EXPRESS)

    assert {distance(pair) for _, pair in errors} == {7}
    assert {place for place, _ in errors} == set(range(9))
    assert {distance(pair) for place, pair in escaped_swaps(DHL_EXPRESS) if place < 8} == {7}


def test_dhl_express_never_prints_seven_eight_or_nine() -> None:
    assert {DHL_EXPRESS.check_character(body) for body in BODIES[DHL_EXPRESS]} == set("0123456")


def test_the_hybrid_rule_misses_one_swap_in_630_and_only_of_neighbouring_values() -> None:
    states = {ISO_7064_MOD_37_36.calculate(first): first for first in CHARACTERS}
    tried = missed = 0
    for prefix in states.values():
        for one, other in product(CHARACTERS, CHARACTERS):
            if one < other:
                tried += 1
                alike = ISO_7064_MOD_37_36.calculate(prefix + one + other) == ISO_7064_MOD_37_36.calculate(
                    prefix + other + one
                )
                missed += alike
                assert not alike or distance(frozenset({one, other})) in (1, 35)

    assert len(states) == 36
    assert (tried, missed) == (22_680, 36)


def test_ups_takes_letters_of_one_value_for_one_another_and_misses_a_swap_of_the_last_two() -> None:
    assert UPS_1Z.check_character("2" + "0" * 14) == UPS_1Z.check_character("A" + "0" * 14)
    assert UPS_1Z.check_character("K" + "0" * 14) == UPS_1Z.check_character("U" + "0" * 14)
    assert UPS_1Z.holds("0000000000000019")
    assert UPS_1Z.holds("0000000000000091")


def test_ups_misses_an_error_by_five_at_a_doubled_place_only() -> None:
    digits = {(place, pair) for place, pair in escaped_errors(UPS_1Z) if all(map(str.isdigit, pair))}

    assert {distance(pair) for _, pair in digits} == {5}
    assert {place % 2 for place, _ in digits} == {1}


@pytest.mark.parametrize(("rule", "collision"), [(FEDEX_12, "0"), (MONDIAL_RELAY, "0")], ids=["FedEx", "Mondial Relay"])
def test_a_rule_that_writes_two_remainders_alike_misses_errors_between_them_only(
    rule: CheckRule, collision: str
) -> None:
    for number in numbers(rule):
        for place, _, mistaken in single_errors(rule, number):
            if holds(rule, mistaken):
                assert place < len(number) - 1
                assert number[-1] == collision


@pytest.mark.parametrize("rule", CHECK_RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize(
    "value",
    numbered(
        *NO_TEXT,
        "",
        "A" * 65,
        "1" * 10**6,
        "12345678\n",
        "\u0663" * 8,
        "1 2",
        "-1",
        "+12345678",
        "12_45678",
        "aaaa",
    ),
)
def test_what_no_rule_is_for_is_refused_by_both_doors(rule: CheckRule, value: object) -> None:
    for door, field in ((rule.check_character, "number body"), (rule.holds, "guarded number")):
        with pytest.raises(InvalidValueError) as caught:
            door(value)

        assert caught.value.field == field
        assert caught.value.reason
        assert caught.value.__cause__ is None


@pytest.mark.law
@given(st.text(alphabet=DIGITS, min_size=1, max_size=63))
def test_a_body_with_its_check_character_always_holds_and_with_no_other(body: str) -> None:
    for rule in (GS1, ISO_7064_MOD_37_36):
        right = rule.check_character(body)

        assert [rule.holds(body + last) for last in CHARACTERS] == [last == right for last in CHARACTERS]


def test_a_number_that_is_no_body_of_the_rule_with_one_character_behind_it_is_refused() -> None:
    with pytest.raises(InvalidValueError) as refused:
        UPU_S10.holds("ABCDEFGHI")

    assert refused.value.field == "guarded number"
    assert refused.value.shown == "'ABCDEFGHI'"
    assert refused.value.reason.endswith(" digits, and its check character")
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("rule", "least", "most", "characters"),
    [
        (UPU_S10, 8, 8, "8 digits"),
        (GS1, 1, 63, "1 to 63 digits"),
        (ISO_7064_MOD_37_36, 1, 63, "1 to 63 of 0-9 and A-Z"),
        (DEUTSCHE_POST, 11, 13, "11 to 13 digits"),
        (DHL_EXPRESS, 9, 9, "9 digits"),
        (GLS_START_AT_ONE, 11, 11, "11 digits"),
        (UPS_1Z, 15, 15, "15 of 0-9 and A-Z"),
        (FEDEX_12, 11, 11, "11 digits"),
        (MONDIAL_RELAY, 10, 14, "10 to 14 digits"),
    ],
    ids=str,
)
def test_each_rule_says_how_long_a_body_it_is_for(rule: CheckRule, least: int, most: int, characters: str) -> None:
    wrong = "a" if "A-Z" in characters else "A"
    for body, reason in (
        ("1" * (least - 1), f"expected {characters}"),
        ("1" * (most + 1), f"too long: expected at most {most} characters: {characters}"),
        ("1" * (most - 1) + wrong, f"expected {characters}"),
        (1, f"expected text: {characters}"),
    ):
        with pytest.raises(InvalidValueError) as refused:
            rule.check_character(body)

        assert (refused.value.field, refused.value.reason) == ("number body", reason)
    assert rule.check_character("1" * least) in CHARACTERS
    assert rule.check_character("1" * most) in CHARACTERS


def test_mondial_relay_weighs_from_the_right_by_two_to_seven_and_then_by_two_again() -> None:
    """Of a body with a single 1 the check digit is eleven less the weight of its place."""
    bodies = [f"{10**place:014}" for place in range(14)]

    assert [MONDIAL_RELAY.check_character(body) for body in bodies] == [*"987654987654", *"98"]
    assert MONDIAL_RELAY.check_character("0" * 10) == "0"


def test_a_guarded_number_is_of_at_most_sixty_four_characters() -> None:
    assert GS1.holds("0" * 64)
    with pytest.raises(InvalidValueError) as refused:
        GS1.holds("0" * 65)

    expected = "2 to 64 of 0-9 and A-Z, the last one its check"
    assert refused.value.field == "guarded number"
    assert refused.value.reason == f"too long: expected at most 64 characters: {expected}"


def test_a_rule_shows_what_it_catches_and_not_how() -> None:
    assert (
        repr(GS1) == f"CheckRule(name='GS1 modulo 10', single_errors={Catches.ALL!r}, adjacent_swaps={Catches.MOST!r})"
    )
