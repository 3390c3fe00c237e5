"""
Bad and hostile input for property tests: what must be refused, door by door, and what must not be choked on.

A door is where text enters. For every door of the library there is a strategy of texts that it must refuse; each is
held against a pattern that says, apart from the library's own code, the widest form that the door takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NoReturn, final

from attrs import frozen
from hypothesis import strategies as st

from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week, parse_day, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.norm import Norm
from trackntrace.shipping.delivery_days import DeliveryCode
from trackntrace.shipping.entry import IDENTIFIER, reference_of

HOSTILE_TEXTS: Final = (
    "",
    " ",
    "A" * 65,
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
    "3SABCD\r\n12",
    "3SABCD\t12",
    "3SABCD\u202812",
    "\u0663" * 10**5,
)
"""Texts that are no track & trace number, in no spelling."""

_ODD: Final = st.sampled_from(
    tuple("\n\r\t\x00\x1b\u00a0\u00b2\u00df\u0130\u0131\u0410\u0663\u200b\u2028\u202e\u202f\u212a\ufeff\uff13\ud800")
)
_TEMPTING: Final = st.sampled_from(tuple("0123456789ABCXYZabcxyz-/._ :T+Z%W=<>{}'\"\\$@#"))


class Hostile:
    """
    What answers every question with an error of its own; a library that asks it anything lets a foreign error out.
    """

    def _refuse(self, *_: object) -> NoReturn:
        raise RuntimeError("a foreign error got out")

    if not TYPE_CHECKING:  # to a type checker it is a value like any other
        __repr__ = __str__ = __format__ = __bool__ = __len__ = __iter__ = __eq__ = __ne__ = _refuse
        __lt__ = __le__ = __gt__ = __ge__ = __int__ = __index__ = __contains__ = _refuse
        __hash__ = object.__hash__


class LoudText(str):
    """A text that is more than a text: it looks like a good one, and cannot be compared or formatted."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("a foreign error got out")

    def __format__(self, spec: str) -> str:
        raise RuntimeError("a foreign error got out")

    def __len__(self) -> int:
        return 8

    def __hash__(self) -> int:
        return super().__hash__()


NO_TEXTS: Final[tuple[object, ...]] = (
    None,
    12345678,
    True,
    b"3SABCD12",
    bytearray(b"3SABCD12"),
    ["3SABCD12"],
    {"3SABCD12": 1},
    1.5,
    float("nan"),
    10**5000,
    object(),
    Hostile(),
    LoudText("3SABCD12"),
)
"""What is no text, however much it looks like one."""


@st.composite
def _mangled(draw: st.DrawFn, good: str) -> str:
    text = good
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        change = draw(st.sampled_from(("insert", "drop", "double")))
        if change == "insert":
            text = text[:place] + draw(st.one_of(_ODD, _TEMPTING)) + text[place:]
        elif change == "drop":
            text = text[:place] + text[place + 1 :]
        else:
            text = text[:place] + text[:place] + text[place:]
    return text


def hostile_texts(*goods: str) -> st.SearchStrategy[str]:
    """
    Texts that look like good ones and are not quite, and texts that do not look like anything.

    Some may be as good by chance: what is refused is for the door to say. `Door.bad` are those that must be.
    """
    near: list[st.SearchStrategy[str]] = [_mangled(good) for good in goods]
    far = st.lists(st.one_of(_ODD, _TEMPTING, st.characters())).map("".join)  # text() mixes evenly
    return st.one_of(*near, far, st.sampled_from(("", "A" * 10_000, "\u0663" * 10_000, "9" * 5_000)))


def no_texts() -> st.SearchStrategy[object]:
    """Values of any kind but text: every door refuses them with its declared error."""
    return st.one_of(
        st.sampled_from(NO_TEXTS),
        st.integers(),
        st.floats(),
        st.binary(),
        st.lists(st.integers(), max_size=2),
        st.tuples(st.text(max_size=3)),
        st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
        st.complex_numbers(),
        st.fractions(),
        st.builds(object),
        st.sampled_from(tuple(map(LoudText, ("TNT", "93%", "item-1")))),
    )


def bad_quantities() -> st.SearchStrategy[object]:
    """What is no quantity, however much it looks like one."""
    looks = st.sampled_from((True, False, 1.0, "1", "1_000", "\u0663", 10**9 + 1, 10**30, None, [1]))
    return st.one_of(looks, st.integers(max_value=0), st.integers(min_value=10**9 + 1), st.floats())


@final
@frozen(kw_only=True)
class Door:
    """
    Where text enters: how it is read, the widest form that is taken, and texts that are.

    ``impossible`` are texts of that form that are refused all the same, such as a day that does not exist.

    >>> DOORS["week"].read("2026-W53")
    Week(2026, 53)
    """

    name: str
    read: Callable[[Any], Any]
    form: str
    goods: tuple[str, ...]
    impossible: tuple[str, ...] = ()

    def good(self) -> st.SearchStrategy[str]:
        """Texts that it takes."""
        return st.sampled_from(self.goods)

    def bad(self) -> st.SearchStrategy[str]:
        """Texts that it must refuse with its declared error, and no other."""
        strange = hostile_texts(*self.goods).filter(lambda text: not self.admits(text))
        known = tuple(text for text in (*HOSTILE_TEXTS, *self.impossible) if not self.admits(text))
        return st.one_of(strange, st.sampled_from(known))

    def any(self) -> st.SearchStrategy[str]:
        """Texts of either kind."""
        return st.one_of(hostile_texts(*self.goods), self.good())

    def admits(self, text: str) -> bool:
        """Whether a text has the widest form that it takes, and is not known to be impossible."""
        return re.fullmatch(self.form, text) is not None and text not in self.impossible


def _identifier(text: object) -> str:
    return IDENTIFIER.read(text)


_NO_SUCH_DAYS: Final = (
    "2024-02-30",
    "2023-02-29",
    "2100-02-29",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-10-00",
)

_DOORS: Final = (
    Door(
        name="number",
        read=TrackAndTraceNumber,
        form="[0-9A-Z](?:[0-9A-Z/._-]{0,62}[0-9A-Z])?",
        goods=("3SABCD1234567", "A-B"),
    ),
    Door(
        name="typed-number",
        read=TrackAndTraceNumber.parse,
        form="[0-9A-Za-z/._ \u00a0\u202f-]{1,128}",
        goods=("3s abcd 1234567", "A-B", " 3SABCD12 "),
        impossible=("//", "..", " ", "-AAAAAAAA", "AAAAAAAA-", "../../evil", "A" * 65),
    ),
    Door(
        name="delivery-service",
        read=DeliveryService.parse,
        form="[0-9A-Z](?:[0-9A-Z_-]{0,30}[0-9A-Z])?",
        goods=("TNT", "DPD-NL", "NEWCOMER"),
        impossible=("pnl", "PNL\n", "P\u039dL", "__class__"),
    ),
    Door(
        name="day",
        read=parse_day,
        form="2[01][0-9]{2}-[0-9]{2}-[0-9]{2}",
        goods=("2026-10-07", "2024-02-29"),
        impossible=(*_NO_SUCH_DAYS, "20240101", "2024-W01-1", "01/02/2024", "2024-1-1", "0000-01-01", "1999-12-31"),
    ),
    Door(
        name="moment",
        read=parse_moment,
        form="2[01][0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})",
        goods=("2026-10-07T12:00:00.123456789+02:00", "2026-10-07T12:00Z"),
        impossible=(
            *(f"{day}T12:00:00Z" for day in _NO_SUCH_DAYS),
            "2026-10-02T24:00:00Z",
            "2026-10-02T23:59:60Z",
            "2026-10-02T14:00:00+24:00",
            "2026-10-02T14:00:00+15:00",
            "2026-10-02T14:00:00",
            "1704067200",
        ),
    ),
    Door(
        name="week",
        read=Week.parse,
        form="[0-9]{4}-W[0-9]{2}",
        goods=("2026-W41", "2026-W53"),
        impossible=("2024-W53", "2026-W00", "2026-W54", "1998-W01", "2201-W01"),
    ),
    Door(
        name="norm",
        read=Norm.parse,
        form="[0-9]{1,9}(?:[.][0-9]{1,9})?%?|[0-9]{1,9}/[0-9]{1,9}",
        goods=("93%", "0.93", "49/50"),
        impossible=("1/0", "0/0", "2", "101%", "3/2", "93,0", "NaN", "\u0669\u0663", "1e-1"),
    ),
    Door(
        name="delivery-code",
        read=DeliveryCode,
        form="24uurs-(?:1[2-9]|2[0-3])|[1-9]-[1-9]d|MijnLeverbelofte|VVB",
        goods=("24uurs-21", "1-2d", "VVB"),
        impossible=("2-1d", "24uurs-24", "24uurs-11", "0-1d"),
    ),
    Door(
        name="identifier",
        read=_identifier,
        form="[0-9A-Za-z][0-9A-Za-z._:/#-]{0,63}",
        goods=("order-1", "A2K8290LP8"),
    ),
    Door(name="reference", read=reference_of, form="[^\x00-\x1f\x7f]{0,90}", goods=("pallet 7", "")),
)

DOORS: Final[Mapping[str, Door]] = MappingProxyType({door.name: door for door in _DOORS})
"""Every door of the library that text enters by, by name."""


def bad_texts(door: str) -> st.SearchStrategy[str]:
    """
    Texts that one door must refuse.

    Raises:
        InvalidValueError: no door has that name.
    """
    if door not in DOORS:
        raise InvalidValueError.about(door, "door", f"expected one of {', '.join(DOORS)}")
    return DOORS[door].bad()
