"""
The arithmetic that carriers print: one rule a standard, each saying what it catches and what gets past it.

A check digit can refute a number and never proves one: by chance one number in ten passes a rule modulo 10. Standards
are cited where a rule is stated; a rule without a public standard says where it was read and tried.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from operator import mul
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, Word

CHARACTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The characters of a number, each at the place of its value (ISO 7064)."""

LONGEST_BODY: Final = 63

_VALUES: Final = bytes.maketrans(CHARACTERS.encode(), bytes(range(36)))
_UPS_VALUES: Final = bytes.maketrans(
    CHARACTERS.encode(), bytes([*range(10), *((ord(letter) - 63) % 10 for letter in CHARACTERS[10:])])
)


@final
class Catches(Word):
    """How many errors of one kind a rule catches."""

    ALL = "all"
    MOST = "most"


@final
@frozen
class CheckRule:
    """
    One way to compute the character that guards a number, and what it promises.

    ``single_errors`` is about one wrong character, ``adjacent_swaps`` about two neighbours exchanged, the check
    character among them; ``escapes`` says which of them it misses.

    >>> UPU_S10.check_character("47312482")
    '9'
    >>> GS1.holds("095287654321012346")
    True
    """

    name: str
    body: Grammar = field(repr=False)
    calculate: Callable[[str], str] = field(repr=False)
    source: str = field(kw_only=True, repr=False)
    single_errors: Catches = field(kw_only=True)
    adjacent_swaps: Catches = field(kw_only=True)
    escapes: str = field(kw_only=True, repr=False)

    def check_character(self, body: object) -> str:
        """
        The character that guards this body.

        Raises:
            InvalidValueError: it is no body that this rule is for.
        """
        return self.calculate(self.body.read(body))

    def holds(self, guarded: object) -> bool:
        """
        Whether the last character guards those before it.

        Raises:
            InvalidValueError: it is no body of this rule with one character behind it.
        """
        text = _GUARDED.read(guarded)
        try:
            return self.check_character(text[:-1]) == text[-1]
        except InvalidValueError as error:
            raise InvalidValueError.about(
                guarded, "guarded number", f"{error.reason}, and its check character"
            ) from None


_GUARDED = Grammar(
    "guarded number",
    "[0-9A-Z]{2,64}",
    longest=LONGEST_BODY + 1,
    expected="2 to 64 of 0-9 and A-Z, the last one its check",
)


def _digits(least: int, most: int) -> Grammar:
    count = f"{least}" if least == most else f"{least} to {most}"
    return Grammar("number body", f"[0-9]{{{least},{most}}}", longest=most, expected=f"{count} digits")


def _characters(least: int, most: int) -> Grammar:
    count = f"{least}" if least == most else f"{least} to {most}"
    expected = f"{count} of 0-9 and A-Z"
    return Grammar("number body", f"[0-9A-Z]{{{least},{most}}}", longest=most, expected=expected)


def _values(body: str) -> bytes:
    return body.encode().translate(_VALUES)


def _s10(body: str) -> str:
    """Weights 8 6 4 2 3 5 9 7; 11 less the remainder by 11, where 10 is written 0 and 11 is written 5."""
    return "50987654321"[sum(map(mul, (8, 6, 4, 2, 3, 5, 9, 7), _values(body))) % 11]


def _gs1(body: str) -> str:
    """Weights 3 and 1 in turn from the right; what is lacking to a multiple of 10."""
    values = _values(body)
    return CHARACTERS[-(sum(values) + 2 * sum(values[::-2])) % 10]


def _gls(body: str) -> str:
    """As GS1, but that the sum starts at one."""
    values = _values(body)
    return CHARACTERS[-(1 + sum(values) + 2 * sum(values[::-2])) % 10]


_HYBRID_STEPS: Final = [
    bytes([((product + value) % 36 or 36) * 2 % 37 for value in range(36)]) for product in range(37)
]
"""Add modulo 36 (nought counts as 36), double modulo 37: by the product so far, then by the value."""


def _mod_37_36(body: str) -> str:
    """The hybrid system with two moduli: start at 36, take every step, and end at one."""
    product = 36
    for value in _values(body):
        product = _HYBRID_STEPS[product][value]
    return CHARACTERS[(37 - product) % 36]


def _deutsche_post(body: str) -> str:
    """Weights 4 and 9 in turn from the left; what is lacking to a multiple of 10."""
    values = _values(body)
    return CHARACTERS[-(4 * sum(values[::2]) + 9 * sum(values[1::2])) % 10]


def _dhl_express(body: str) -> str:
    """The remainder of the whole body by 7."""
    return CHARACTERS[int(body) % 7]


def _ups(body: str) -> str:
    """Letters count as the last digit of their place from A = 2; every second character twice; to a multiple of 10."""
    values = body.encode().translate(_UPS_VALUES)
    return CHARACTERS[-(sum(values) + sum(values[1::2])) % 10]


def _fedex(body: str) -> str:
    """Weights 3 1 7 in turn from the left; the last digit of the remainder by 11."""
    return CHARACTERS[sum(map(mul, (3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1), _values(body))) % 11 % 10]


def _mondial_relay(body: str) -> str:
    """Weights 2 to 7 in turn from the right; 11 less the remainder by 11, where 10 and 11 are written 0."""
    return "00987654321"[sum(map(mul, cycle((2, 3, 4, 5, 6, 7)), _values(body)[::-1])) % 11]


UPU_S10: Final = CheckRule(
    "UPU S10",
    _digits(8, 8),
    _s10,
    source="UPU standard S10-12, 13-character identifier, check digit",
    single_errors=Catches.MOST,
    adjacent_swaps=Catches.MOST,
    escapes="remainders 0 and 6 are both written 5, so an error that turns one into the other gets past",
)
GS1: Final = CheckRule(
    "GS1 modulo 10",
    _digits(1, LONGEST_BODY),
    _gs1,
    source="GS1 General Specifications, section 7.9.1, standard check digit calculation",
    single_errors=Catches.ALL,
    adjacent_swaps=Catches.MOST,
    escapes="neighbours that differ by 5 may be exchanged",
)
ISO_7064_MOD_37_36: Final = CheckRule(
    "ISO 7064 MOD 37,36",
    _characters(1, LONGEST_BODY),
    _mod_37_36,
    source="ISO/IEC 7064:2003, hybrid system MOD 37,36; used by DPD, Parcel Label Specification 2.4.1",
    single_errors=Catches.ALL,
    adjacent_swaps=Catches.MOST,
    escapes="neighbours of neighbouring value, such as 0 and 1 or Z and 0, may be exchanged after one prefix in 36",
)
DEUTSCHE_POST: Final = CheckRule(
    "Deutsche Post 4-9",
    _digits(11, 13),
    _deutsche_post,
    source="Deutsche Post Identcode and Leitcode, as published by paketda.de and de.wiki.li/Leitcode",
    single_errors=Catches.MOST,
    adjacent_swaps=Catches.MOST,
    escapes="at a place of weight 4 an error by 5; neighbours that differ by an even number may be exchanged",
)
DHL_EXPRESS: Final = CheckRule(
    "DHL Express modulo 7",
    _digits(9, 9),
    _dhl_express,
    source="tracking_number_data 2.0.0 (MIT), couriers/dhl.json; tried on its ten samples",
    single_errors=Catches.MOST,
    adjacent_swaps=Catches.MOST,
    escapes="digits that differ by 7 stand for one another, and neighbours that do may be exchanged",
)
GLS_START_AT_ONE: Final = CheckRule(
    "GLS, GS1 starting at one",
    _digits(11, 11),
    _gls,
    source="paketda.de, check digits of parcel services; tried on its sample and one more",
    single_errors=Catches.ALL,
    adjacent_swaps=Catches.MOST,
    escapes="neighbours that differ by 5 may be exchanged",
)
UPS_1Z: Final = CheckRule(
    "UPS 1Z",
    _characters(15, 15),
    _ups,
    source="tracking_number_data 2.0.0 (MIT), couriers/ups.json; tried on its six samples",
    single_errors=Catches.MOST,
    adjacent_swaps=Catches.MOST,
    escapes="characters of one value, such as 2, A and K, and at a doubled place those 5 apart, stand for one another; "
    "the last two characters may be exchanged",
)
FEDEX_12: Final = CheckRule(
    "FedEx 3-1-7",
    _digits(11, 11),
    _fedex,
    source="tracking_number_data 2.0.0 (MIT), couriers/fedex.json; tried on its six samples",
    single_errors=Catches.MOST,
    adjacent_swaps=Catches.MOST,
    escapes="remainders 0 and 10 are both written 0, so an error that turns one into the other gets past",
)
MONDIAL_RELAY: Final = CheckRule(
    "Mondial Relay modulo 11",
    _digits(10, 14),
    _mondial_relay,
    source="Mondial Relay label specification 2.4 (July 2024), as read by a public client; no sample was found to try",
    single_errors=Catches.MOST,
    adjacent_swaps=Catches.MOST,
    escapes="remainders 0 and 1 are both written 0, so an error that turns one into the other gets past",
)

CHECK_RULES: Final = (
    UPU_S10,
    GS1,
    ISO_7064_MOD_37_36,
    DEUTSCHE_POST,
    DHL_EXPRESS,
    GLS_START_AT_ONE,
    UPS_1Z,
    FEDEX_12,
    MONDIAL_RELAY,
)
"""Every rule of this library, once."""
