"""
One carrier's tracking page: how it is asked for a number, and how its links are told when people paste them.

Links are filled from constant templates. Every value is percent-encoded, and scheme and host are looked at again
afterwards, so that no number leads anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final, final
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, Word, exactly
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number_format import Confidence, NumberFormat

LONGEST_LINK: Final = 1024

_HOST = Grammar("host", "[a-z0-9-]{1,60}(?:[.][a-z0-9-]{1,60}){1,4}", longest=253, expected="a host name in lower case")
_TEMPLATE = Grammar(
    "template",
    "https://[a-z0-9.-]{1,253}/(?:[0-9A-Za-z/?&=#_.,:-]|{(?:number|postcode|country|language)}){0,300}",
    longest=600,
    expected="an https link with a fixed host, and {number}, {postcode}, {country} or {language} behind it",
)
_WORDS = Grammar("words", "[ -~]{1,400}", longest=400, expected="1 to 400 printable ASCII characters")
_MARK = Grammar(
    "mark",
    "#|[0-9A-Za-z_-]{0,40}",
    longest=40,
    expected="a word of a link, # for all of its fragment, or nothing for its host",
)
_LINK = Grammar("link", "[!-~]{1,1024}", longest=LONGEST_LINK, expected="a link without spaces")
_SLOT: Final = re.compile("{([a-z]{1,10})}")


class Language(Word):
    """A language: of the library's own words, and one that a tracking page may be asked to speak."""

    ENGLISH = "en"
    DUTCH = "nl"
    FRENCH = "fr"


@final
@frozen
class TrackingPage:
    """
    One page, the carriers whose numbers it knows, and the delivery services whose parcels are followed there.

    Of several ``templates`` the first is used for which everything is known. ``spoken`` gives the page's own word for
    each language; where it has none it is asked in its first. A link of one of its ``hosts`` holds the number behind
    one of its ``marks``, in capitals or not: the name of a query field, or the word before it in the path (none: the
    host itself; ``#``: all of the fragment). A page without templates only reads links; one of ``formats`` is for no
    other numbers.

    Raises:
        InvalidValueError: a field is not what it takes.
    """

    carriers: tuple[str, ...]
    templates: tuple[str, ...] = field(kw_only=True, default=())
    services: tuple[DeliveryService, ...] = field(kw_only=True, default=())
    formats: tuple[NumberFormat, ...] = field(kw_only=True, default=())
    spoken: tuple[tuple[Language, str], ...] = field(kw_only=True, default=())
    hosts: tuple[str, ...] = field(kw_only=True)
    marks: tuple[str, ...] = field(kw_only=True)
    confidence: Confidence = field(kw_only=True)
    source: str = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        for values, name, grammar in (
            (self.carriers, "carriers", _WORDS),
            (self.templates, "templates", _TEMPLATE),
            (self.hosts, "hosts", _HOST),
            (self.marks, "marks", _MARK),
        ):
            for value in exactly(values, tuple, name):
                grammar.read(value)
        for service in exactly(self.services, tuple, "services"):
            exactly(service, DeliveryService, "delivery service")
        for one in exactly(self.formats, tuple, "formats"):
            exactly(one, NumberFormat, "format")
        for language, word in exactly(self.spoken, tuple, "spoken"):
            exactly(language, Language, "language")
            _MARK.read(word, "language")
        exactly(self.confidence, Confidence, "confidence")
        _WORDS.read(self.source, "source")

    def word_for(self, language: Language) -> str:
        """The page's word for this language, or for its first."""
        words = dict(self.spoken)
        return words.get(exactly(language, Language, "language")) or next(iter(words.values()), "")

    def filled(self, template: str, values: Mapping[str, str]) -> str:
        """
        The link that this template makes of these values, each percent-encoded.

        Raises:
            InvalidValueError: a value would lead elsewhere; none of our templates allows that.
        """
        url = _SLOT.sub(lambda slot: _encoded(values[slot[1]]), template)
        if _leads_to(url) != _leads_to(template) or ".." in url or not _LINK.pattern.fullmatch(url):
            raise InvalidValueError.about(url, "tracking link", f"expected a link to {_leads_to(template)}")
        return url

    def number_in(self, link: str) -> str:
        """
        The text behind the first of its marks in a link of this page, or nothing.

        Raises:
            InvalidValueError: it is no link.
        """
        named = _named_in(link)
        return next((named[mark.lower()] for mark in self.marks if named.get(mark.lower())), "")


def slots(template: str) -> tuple[str, ...]:
    """What a template asks for, in order."""
    return tuple(dict.fromkeys(_SLOT.findall(template)))


def host_of(link: object) -> str:
    """
    The host that a pasted link leads to, in lower case and without ``www.``; nothing where there is more to it.

    Raises:
        InvalidValueError: it is no link.
    """
    parts = _parts(link)
    plain = parts.scheme in ("https", "http") and _HOST.pattern.fullmatch(parts.netloc.lower())
    return parts.netloc.lower().removeprefix("www.") if plain else ""


def _encoded(value: str) -> str:
    return quote(value, safe="").replace(".", "%2E")


def _leads_to(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _parts(link: object) -> SplitResult:
    text = _LINK.read(link)
    try:
        return urlsplit(text)
    except ValueError:
        raise InvalidValueError.about(link, "link", f"expected {_LINK.expected}") from None


def _named_in(link: str) -> dict[str, str]:
    """What a link holds, by the name of its query field or the word before it in its path; its fragment too."""
    parts = _parts(link)
    fragment_path, _, fragment_query = parts.fragment.removeprefix("!").partition("?")
    named = {"#": parts.fragment}
    for path, query in ((parts.path, parts.query), (fragment_path, fragment_query)):
        words = [word.partition(";") for word in path.split("/")]
        fields = [pair for word in words for pair in parse_qsl(word[2], separator=";")]
        pairs = [*pairwise([word[0] for word in words]), *fields, *parse_qsl(query)]
        named = {**{name.lower(): value for name, value in pairs}, **named}
    return named
