"""Texts and things that no door may take, and that none may choke on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import pytest
from _pytest.mark import ParameterSet


def numbered(*values: object) -> Iterable[ParameterSet]:
    """The values as parameters of a test that is told apart by their place, since none may be asked for its text."""
    return [pytest.param(value, id=str(place)) for place, value in enumerate(values)]


class Unprintable:
    def __repr__(self) -> NoReturn:
        raise RuntimeError

    __str__ = __repr__


class LoudText(str):
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __format__(self, specification: str) -> NoReturn:
        raise RuntimeError

    __hash__ = str.__hash__


NO_TEXT: list[object] = [
    None,
    12345678,
    True,
    1.5,
    b"3SABCD12",
    ["3SABCD12"],
    {"3SABCD12"},
    10**5000,
    Unprintable(),
    LoudText("3SABCD1234567"),
    LoudText("TNT"),
]

BROKEN_NUMBERS = [
    "",
    "A" * 10**6,
    "3SABCD12\n",
    "\n3SABCD12",
    "3SABCD12\x00",
    "3SABCD\u066312",
    "\uff13\uff33ABCD12",
    "3S\u0410\u0412CD12",
    "3SABCD12\u200b",
    "\u202e3SABCD12",
    "\ufeff3SABCD12",
    "3SABCD1\u00b2",
    "3SABCD\u00df12",
    "3SABCD\u212a12",
    "3S\u0131ABCD12",
    "\ud8003SABCD",
    "-AAAAAAAA",
    "AAAAAAAA-",
    "//",
    "..",
    "=HYPERLINK(1)",
    "<img src=x onerror=1>",
    "../../evil",
    "{0.__class__}",
    "%s%s%n",
    "(00)",
    "]C1",
    "%",
    " ",
]

BROKEN_LINKS = [
    "https://",
    "https://[",
    "https://postnl.nl",
    "https://postnl.nl/",
    "https://postnl.nl/tracktrace/?B=",
    "https://postnl.nl/tracktrace/?B=%0D%0A",
    "https://postnl.nl/tracktrace/?B=%C3%9F12345678",
    "https://postnl.nl/tracktrace/?B=../../evil",
    "https://postnl.nl@evil.example/?B=3SABCD1234567",
    "https://postnl.nl:8080/?B=3SABCD1234567",
    "https://postnl.nl.evil.example/?B=3SABCD1234567",
    "https://evil.example/?B=3SABCD1234567",
    "javascript:alert(1)",
    "ftp://postnl.nl/?B=3SABCD1234567",
    "https://postnl.nl/?B=3SABCD1234567\u202e",
    "https://postnl.nl/" + "a" * 2000,
]

BROKEN_CODES = [
    "pnl",
    "PNL\n",
    "\nPNL",
    " PNL",
    "P\u039dL",
    "__class__",
    "",
    "PNL/",
    "_TNT",
    "TNT_",
    "-",
    "A" * 33,
    "\uff30NL",
]
