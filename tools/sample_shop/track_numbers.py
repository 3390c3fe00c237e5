"""Numbers that nobody was ever given: each carrier's shape and check digit, told apart by their runs of noughts."""

from collections.abc import Callable
from string import ascii_uppercase, digits

from tools.sample_shop.dice import Dice

_CHARACTERS = digits + ascii_uppercase


def _mod_37_36(text: str) -> str:
    carry = 36
    for character in text:
        carry = (carry + _CHARACTERS.index(character)) % 36 or 36
        carry = carry * 2 % 37
    return _CHARACTERS[(37 - carry) % 36]


def gs1(text: str, start: int = 0) -> str:
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(text)))
    return str(-(weighted + start) % 10)


def _s10(text: str) -> str:
    weighted = sum(int(digit) * weight for digit, weight in zip(text, (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
    return {10: "0", 11: "5"}.get(11 - weighted % 11) or str(11 - weighted % 11)


def _postnl(serial: int) -> str:
    return f"3SDEMO{serial:09}"


def _dhl(serial: int) -> str:
    return f"JVGL060000{serial:010}"


def _dpd(serial: int) -> str:
    parcel = f"05990000{serial:06}"
    return parcel if serial % 3 else parcel + _mod_37_36(parcel)


def _gls(serial: int) -> str:
    parcel = f"99000{serial:06}"
    return parcel + gs1(parcel, start=1)


def _bpost(serial: int) -> str:
    return f"3232000600{serial:014}"


def _postnl_letter(serial: int) -> str:
    return f"RR{serial:08}{_s10(f'{serial:08}')}NL"


_MAKERS: dict[str, Callable[[int], str]] = {
    "TNT": _postnl,
    "DHLFORYOU": _dhl,
    "DPD-NL": _dpd,
    "GLS": _gls,
    "BPOST_BE": _bpost,
    "TNT_BRIEF": _postnl_letter,
}


class NumberBook:
    """Gives out each service's numbers in a row, with gaps."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._last = dict.fromkeys(_MAKERS, 1000)

    def next(self, service: str) -> str:
        self._last[service] += self._dice.between(1, 9)
        return _MAKERS[service](self._last[service])
