"""
The public holidays of the Netherlands and Belgium, computed for any year.

Each calendar is a container that can say whether a date is in it, as `DeliveryDays` takes for its closed days. Those of
the Netherlands are the generally recognised holidays of the Algemene termijnenwet, article 3, without Good Friday and
with Liberation Day in the years that end in 0 or 5; those of Belgium are the ten of the royal decree of 18 April 1974,
article 1.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final, final

from attrs import frozen

from trackntrace.grammar import Word, exactly
from trackntrace.shipping.delivery_days import easter_sunday


class Country(Word):
    """A country in which the marketplace sells, by its ISO 3166 code."""

    NETHERLANDS = "NL"
    BELGIUM = "BE"


_AFTER_EASTER: Final = (timedelta(days=1), timedelta(days=39), timedelta(days=50))
"""Easter Monday, Ascension Day and Whit Monday, in both countries."""

_FIXED: Final = {
    Country.NETHERLANDS: ((1, 1), (12, 25), (12, 26)),
    Country.BELGIUM: ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)),
}


@lru_cache(maxsize=512)
def _in_year(country: Country, year: int) -> frozenset[date]:
    easter = easter_sunday(year)
    days = {easter + passed for passed in _AFTER_EASTER} | {date(year, *fixed) for fixed in _FIXED[country]}
    if country is Country.NETHERLANDS:
        days |= _royal_and_free(year)
    return frozenset(days)


def _royal_and_free(year: int) -> set[date]:
    """The king's or queen's day, never on a Sunday, and every fifth year Liberation Day."""
    kings = year >= 2014
    royal = date(year, 4, 27 if kings else 30)
    if royal.weekday() == 6:
        royal -= timedelta(days=1)
    return {royal} | ({date(year, 5, 5)} if year % 5 == 0 else set())


@final
@frozen
class PublicHolidays:
    """
    The public holidays of a country; those on a Sunday that is one anyway, such as Easter, are not among them.

    >>> date(2026, 4, 27) in PublicHolidays(Country.NETHERLANDS), date(2026, 4, 27) in PublicHolidays(Country.BELGIUM)
    (True, False)
    """

    country: Country

    def __attrs_post_init__(self) -> None:
        exactly(self.country, Country, "country")

    def __contains__(self, on: object) -> bool:
        return type(on) is date and 2000 <= on.year <= 2199 and on in _in_year(self.country, on.year)
