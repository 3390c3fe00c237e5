"""Texts and things that no door may take, and that none may choke on."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet

from tests.builders import HOSTILE_TEXTS, NO_TEXTS, LoudText


def numbered(*values: object) -> Iterable[ParameterSet]:
    """The values as parameters of a test that is told apart by their place, since none may be asked for its text."""
    return [pytest.param(value, id=str(place)) for place, value in enumerate(values)]


NO_TEXT: list[object] = [*NO_TEXTS, LoudText("3SABCD1234567"), LoudText("TNT")]

BROKEN_NUMBERS = [*HOSTILE_TEXTS, "(00)", "]C1", "%"]

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
