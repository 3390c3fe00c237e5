"""
Reading what people paste and scan: the number in it, and what was taken off, so that nothing is lost in silence.

Beyond spaces and capitals nothing is changed on a whim: a hyphen, a postcode or a barcode's surplus goes only where the
rest is then a number of a format that is known, and not one of those that order numbers fit by chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, final

from attrs import frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, Word, exactly
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.formats import FORMATS, candidates
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import Confidence, NumberFormat
from trackntrace.numbers.tracking_links import page_of
from trackntrace.numbers.tracking_page import LONGEST_LINK, TrackingPage
from trackntrace.numbers.tracking_pages import TRACKING_PAGES

_PASTED = Grammar(
    "number",
    f"[ -~]{{1,{LONGEST_LINK}}}",
    longest=LONGEST_LINK,
    expected="a number, a scanned barcode or a tracking link",
)
_SPACES: Final = re.compile("[ \u00a0\u202f]")
_LINK: Final = re.compile("https?://", re.ASCII | re.IGNORECASE)
_SSCC_IN_BRACKETS: Final = re.compile(r"\(00\)[0-9]{18}", re.ASCII)
_DPD_SCAN: Final = re.compile("%[0-9A-Z]{28}", re.ASCII)
_DUTCH: Final = re.compile("([0-9A-Z/._-]{8,64}?)((?:[/+,;_-](?:NL[/+,;_-])?)?[1-9][0-9]{3}[A-Z]{2})", re.ASCII)
_DUTCH_PARTED: Final = re.compile("([0-9A-Z/._ -]{8,96}?) ((?:NL[ -]?)?[1-9][0-9]{3} ?[A-Z]{2})", re.ASCII)
_DUTCH_BY_COUNTRY: Final = re.compile("([0-9A-Z/._-]{8,64}?)([/+,;_-]?NL[/+,;_-]?[1-9][0-9]{3}[A-Z]{2})", re.ASCII)
_BELGIAN: Final = re.compile("([0-9A-Z/._-]{8,64}?)([/+,;](?:BE[/+,;_-])?[1-9][0-9]{3})", re.ASCII)
_BELGIAN_PARTED: Final = re.compile("([0-9A-Z]{8,64})([ -](?:BE[ -]?)?[1-9][0-9]{3})", re.ASCII)
_PUNCTUATION: Final = re.compile("[.-]")


class Surplus(Word):
    """What was pasted or scanned along with a number, or changed in it."""

    LINK = "link"
    SPACES = "spaces"
    LETTER_CASE = "letter-case"
    SYMBOLOGY = "symbology-identifier"
    BRACKETS = "brackets"
    LABEL_START = "label-start"
    POSTCODE = "postcode"
    PUNCTUATION = "punctuation"
    BARCODE = "barcode-surplus"


@final
@frozen
class TakenOff:
    """
    One thing that reading took off, and its text as it was pasted.

    Of the letter case nothing was lost: the text is the small letters that became capitals. Of a link it is the whole.
    """

    what: Surplus
    text: str


@final
@frozen
class Reading:
    """A number, what was taken off to get it, and the delivery services that a pasted link hints at."""

    number: TrackAndTraceNumber
    taken_off: tuple[TakenOff, ...] = ()
    services: tuple[DeliveryService, ...] = ()


_Step = Callable[[str, tuple[NumberFormat, ...]], tuple[str, tuple[TakenOff, ...]]]
"""One thing to take off: the text without it, and it."""


def read(
    text: object,
    *,
    service: DeliveryService | None = None,
    formats: tuple[NumberFormat, ...] = FORMATS,
    pages: tuple[TrackingPage, ...] = TRACKING_PAGES,
) -> Reading:
    """
    The number in what somebody pasted or scanned.

    Where the delivery ``service`` is known, a barcode is not shortened to the parcel number of another one's carrier.

    >>> reading = read("jvgl 0600 0000 0000 0000/3043LC")
    >>> reading.number, [taken.what for taken in reading.taken_off]
    (TrackAndTraceNumber('JVGL0600000000000000'), [Surplus.SPACES, Surplus.LETTER_CASE, Surplus.POSTCODE])

    Raises:
        InvalidValueError: no number can be read from it.
    """
    _PASTED.read(_SPACES.sub(" ", text) if type(text) is str and len(text) <= LONGEST_LINK else text)
    pasted = str(text)
    off: tuple[TakenOff, ...] = ()
    services: tuple[DeliveryService, ...] = ()
    if service is not None:
        exactly(service, DeliveryService, "delivery service")
    if _LINK.match(_compact(pasted)):
        pasted, off, services = _read_link(pasted, pages)
    for step in _STEPS:
        pasted, found = step(pasted, formats)
        off = (*off, *found)
    pasted, found = _without_barcode_surplus(pasted, formats, service)
    off = (*off, *found)
    try:
        return Reading(TrackAndTraceNumber(pasted), off, services)
    except InvalidValueError as error:
        raise InvalidValueError.about(text, "number", error.reason) from None


def _read_link(
    text: str, pages: tuple[TrackingPage, ...]
) -> tuple[str, tuple[TakenOff, ...], tuple[DeliveryService, ...]]:
    spaces = "".join(_SPACES.findall(text))
    off = (TakenOff(Surplus.SPACES, spaces),) if spaces else ()
    link = _compact(text)
    page = page_of(link, pages)
    found = page.number_in(link)
    if not found:
        raise InvalidValueError.about(link, "link", "expected a number in it")
    return found, (*off, TakenOff(Surplus.LINK, link)), page.services


def _compact(text: str) -> str:
    return _SPACES.sub("", text)


def _with_plain_spaces(text: str, formats: tuple[NumberFormat, ...]) -> tuple[str, tuple[TakenOff, ...]]:
    """All its spaces are told, and single ones stay until it is known whether one parts a postcode from the number."""
    return _less(text, Surplus.SPACES, "".join(_SPACES.findall(text)), " ".join(_SPACES.sub(" ", text).split()))


def _without_spaces(text: str, formats: tuple[NumberFormat, ...]) -> tuple[str, tuple[TakenOff, ...]]:
    return _compact(text), ()


def _in_capitals(text: str, formats: tuple[NumberFormat, ...]) -> tuple[str, tuple[TakenOff, ...]]:
    small = "".join([letter for letter in text if "a" <= letter <= "z"])
    return _less(text, Surplus.LETTER_CASE, small, text.upper() if text.isascii() else text)


def _without_symbology(text: str, formats: tuple[NumberFormat, ...]) -> tuple[str, tuple[TakenOff, ...]]:
    """A scanner may say first which kind of barcode it saw: ``]C1`` is GS1-128, ``]C0`` Code 128 (ISO/IEC 15424)."""
    identifier = text[:3] if text.startswith(("]C0", "]C1")) else ""
    return _less(text, Surplus.SYMBOLOGY, identifier, text.removeprefix(identifier))


def _without_brackets(text: str, formats: tuple[NumberFormat, ...]) -> tuple[str, tuple[TakenOff, ...]]:
    brackets = "()" if _SSCC_IN_BRACKETS.fullmatch(_compact(text)) else ""
    return _less(text, Surplus.BRACKETS, brackets, text.replace("(", "").replace(")", ""))


def _without_label_start(text: str, formats: tuple[NumberFormat, ...]) -> tuple[str, tuple[TakenOff, ...]]:
    start = "%" if _DPD_SCAN.fullmatch(_compact(text)) else ""
    return _less(text, Surplus.LABEL_START, start, text[1:])


def _without_postcode(text: str, formats: tuple[NumberFormat, ...]) -> tuple[str, tuple[TakenOff, ...]]:
    whole = _compact(text)
    if _known(whole, formats) or _known(_PUNCTUATION.sub("", whole), formats):
        return text, ()
    for rest, postcode, apart in _split_at_postcode(text, whole):
        number = _compact(rest)
        fitting = _known(number, formats) or _known(_PUNCTUATION.sub("", number), formats)
        if any(one.confidence is not Confidence.LOW and (apart or _distinctive(one)) for one in fitting):
            return number, (TakenOff(Surplus.POSTCODE, _compact(postcode)),)
    return text, ()


def _split_at_postcode(text: str, whole: str) -> Iterator[tuple[str, str, bool]]:
    """The ways to take a text for a number and a postcode, and whether the two are well apart."""
    for pattern, tried, apart in (
        (_DUTCH_PARTED, text, True),
        (_DUTCH, whole, False),
        (_DUTCH_BY_COUNTRY, whole, False),
        (_BELGIAN, whole, True),
        (_BELGIAN_PARTED, text, False),
    ):
        found = pattern.fullmatch(tried)
        if found:
            yield found[1], found[2], apart or (pattern is _DUTCH and not found[2][0].isalnum())


def _without_punctuation(text: str, formats: tuple[NumberFormat, ...]) -> tuple[str, tuple[TakenOff, ...]]:
    bare = _PUNCTUATION.sub("", text)
    likely = [one for one in _known(bare, formats) if one.confidence is not Confidence.LOW and _distinctive(one)]
    return _less(text, Surplus.PUNCTUATION, "".join(_PUNCTUATION.findall(text)) if likely else "", bare)


def _without_barcode_surplus(
    text: str, formats: tuple[NumberFormat, ...], service: DeliveryService | None
) -> tuple[str, tuple[TakenOff, ...]]:
    """The parcel number of a longer barcode, unless it may be another format's number as it stands."""
    likely = [one for one in _known(text, formats) if one.confidence is not Confidence.LOW]
    if not likely or not all(one.parcel and _may_shorten(one, service) for one in likely):
        return text, ()
    begin, end = likely[0].parcel
    surplus = [part for part in (text[:begin], text[end:]) if part]
    return text[begin:end], tuple([TakenOff(Surplus.BARCODE, part) for part in surplus])


def _may_shorten(one: NumberFormat, service: DeliveryService | None) -> bool:
    return service is None or not one.services or service in one.services


_STEPS: Final[tuple[_Step, ...]] = (
    _with_plain_spaces,
    _in_capitals,
    _without_symbology,
    _without_brackets,
    _without_label_start,
    _without_postcode,
    _without_spaces,
    _without_punctuation,
)


def _less(text: str, what: Surplus, taken: str, rest: str) -> tuple[str, tuple[TakenOff, ...]]:
    return (rest, (TakenOff(what, taken),)) if taken else (text, ())


def _known(text: str, formats: tuple[NumberFormat, ...]) -> tuple[NumberFormat, ...]:
    """The formats that a text fits, if it is a number at all."""
    try:
        return candidates(TrackAndTraceNumber(text), formats=formats)
    except InvalidValueError:
        return ()


def _distinctive(one: NumberFormat) -> bool:
    """Whether chance seldom makes a text fit it: it has a check, an own beginning, or twelve places and more."""
    return bool(one.checks) or one.pattern[0] not in "[(" or min(one.lengths) >= 12
