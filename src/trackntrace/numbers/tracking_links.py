"""
Where a customer follows a parcel: a link, or a clear answer what is missing for one; and the way back, from a link that
was pasted to the number in it.
"""

from __future__ import annotations

from typing import Final, final

from attrs import frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, Word, exactly
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.formats import candidates
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import NumberFormat
from trackntrace.numbers.tracking_page import Language, TrackingPage, host_of, slots
from trackntrace.numbers.tracking_pages import TRACKING_PAGES

_POSTCODE = Grammar(
    "postcode",
    "(?:[0-9A-Za-z](?:[0-9A-Za-z -]{0,10}[0-9A-Za-z])?)?",
    longest=12,
    expected="letters and digits with spaces or hyphens inside, or nothing where it is not known",
)
_COUNTRY = Grammar(
    "country", "(?:[A-Z]{2})?", longest=2, expected="a two-letter country code, or nothing where it is not known"
)


class Missing(Word):
    """What a tracking link cannot be made without."""

    POSTCODE = "postcode"
    COUNTRY = "country"
    PAGE = "page"


@final
@frozen
class TrackingLink:
    """A link that opens a carrier's page on one parcel; the page tells how sure we are of it."""

    url: str
    page: TrackingPage

    def __str__(self) -> str:
        return self.url


@final
@frozen
class NoTrackingLink:
    """There is no link, since this is missing for one."""

    missing: tuple[Missing, ...]


_NO_PAGE: Final = NoTrackingLink((Missing.PAGE,))


def tracking_link(
    number: TrackAndTraceNumber,
    service: DeliveryService,
    *,
    language: Language = Language.DUTCH,
    postcode: str = "",
    country: str = "",
    pages: tuple[TrackingPage, ...] = TRACKING_PAGES,
) -> TrackingLink | NoTrackingLink:
    """
    The link on which this number is followed, or what is missing for it.

    Of a longer barcode the parcel number is followed. A postcode or country that is not known is left empty. A page
    that does not speak the language is asked in its own.

    >>> print(tracking_link(TrackAndTraceNumber("400026435"), DeliveryService.parse("TRUNKRS"), postcode="1234 AB"))
    https://parcel.trunkrs.nl/400026435/1234AB
    >>> tracking_link(TrackAndTraceNumber("400026435"), DeliveryService.parse("TRUNKRS"))
    NoTrackingLink(missing=(Missing.POSTCODE,))

    Raises:
        InvalidValueError: an argument is not what it takes.
    """
    exactly(number, TrackAndTraceNumber, "number")
    exactly(service, DeliveryService, "delivery service")
    fitting = candidates(number)
    values = {
        "number": _followed(number, service, fitting).text,
        "postcode": _POSTCODE.read(postcode).replace(" ", "").upper(),
        "country": _COUNTRY.read(country),
    }
    exactly(language, Language, "language")
    answers = [
        _link(page, {**values, "language": page.word_for(language)}) for page in _pages_for(service, fitting, pages)
    ]
    return next((answer for answer in answers if isinstance(answer, TrackingLink)), next(iter(answers), _NO_PAGE))


def page_of(link: object, pages: tuple[TrackingPage, ...] = TRACKING_PAGES) -> TrackingPage:
    """
    The page that a pasted link leads to.

    Raises:
        InvalidValueError: it is no link, or of no page that is known.
    """
    host = host_of(link)
    for page in pages:
        if host in exactly(page, TrackingPage, "tracking page").hosts:
            return page
    raise InvalidValueError.about(link, "link", "expected the tracking link of a carrier that is known")


def _followed(
    number: TrackAndTraceNumber, service: DeliveryService, fitting: tuple[NumberFormat, ...]
) -> TrackAndTraceNumber:
    """The number that names the parcel, where it is a longer barcode of this service's."""
    return next((one.parcel_number(number) for one in fitting if service in one.services), number)


def _pages_for(
    service: DeliveryService, fitting: tuple[NumberFormat, ...], pages: tuple[TrackingPage, ...]
) -> list[TrackingPage]:
    """Of the service's pages those that know a number like this, or else its usual one."""
    serving = [page for page in pages if service in exactly(page, TrackingPage, "tracking page").services]
    taking = [page for page in serving if not page.formats or set(page.formats).intersection(fitting)]
    carriers = {one.carrier for one in fitting}
    return [page for page in taking if carriers.intersection(page.carriers)] or taking[:1]


def _link(page: TrackingPage, values: dict[str, str]) -> TrackingLink | NoTrackingLink:
    for template in page.templates:
        if all(values[slot] for slot in slots(template)):
            return TrackingLink(page.filled(template, values), page)
    lacking = [slot for slot in slots(page.templates[-1]) if not values[slot]] if page.templates else ["page"]
    return NoTrackingLink(tuple(Missing(slot) for slot in lacking))
