"""
Moments, days and weeks, and the zone in which promises are kept.

A `Moment` is an instant and never a wall clock; a day is a day in Europe/Amsterdam; a week is an ISO 8601 week. Nothing
here knows what time it is now.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Any, Final, NewType, final
from zoneinfo import ZoneInfo

from attrs import frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, exactly, whole

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
"""The zone in which a promise is kept: the marketplace's dates carry none (a reading, see the open questions)."""

FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
_MOST_WEEKS: Final = 10_500
_WIDEST_OFFSET: Final = timedelta(hours=14)

Moment = NewType("Moment", datetime)
"""An aware ``datetime`` that was vouched for: made by `moment_of`, `parse_moment` or `local_moment`."""

DAY_GRAMMAR: Final = Grammar("date", "[0-9]{4}-[0-9]{2}-[0-9]{2}", longest=10, expected="a date such as 2026-10-02")
MOMENT_GRAMMAR: Final = Grammar(
    "moment",
    "[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,9})?)?"
    "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])",
    longest=35,
    expected="a moment with its offset, such as 2026-10-02T14:00:00+02:00 (offset required)",
)
WEEK_GRAMMAR: Final = Grammar("week", "[0-9]{4}-W[0-9]{2}", longest=8, expected="an ISO 8601 week such as 2026-W40")


def day_of(value: object, field: str = "date") -> date:
    """
    A ``date`` between 2000 and 2199; a ``datetime`` is none.

    Raises:
        InvalidValueError: it is no ``date`` itself, or outside those years.
    """
    if type(value) is not date:
        raise InvalidValueError.about(value, field, "expected a datetime.date, such as parse_day makes of a text")
    if FIRST_DAY <= value <= LAST_DAY:
        return value
    raise InvalidValueError.about(value, field, f"expected a date from {FIRST_DAY} to {LAST_DAY}")


def parse_day(text: object, field: str = "date") -> date:
    """
    A date from its ISO 8601 text, ``YYYY-MM-DD`` and nothing else.

    Raises:
        InvalidValueError: another form, a day that does not exist, or outside 2000 to 2199.
    """
    checked = DAY_GRAMMAR.read(text, field)
    try:
        return day_of(date.fromisoformat(checked), field)
    except InvalidValueError:
        raise
    except ValueError:
        raise InvalidValueError.about(text, field, "expected a day that exists") from None


_OPENING: Final = datetime.combine(FIRST_DAY, time(), AMSTERDAM).astimezone(UTC)
_CLOSING: Final = datetime.combine(LAST_DAY, time(), AMSTERDAM).astimezone(UTC) + timedelta(days=1)

_OFFSETS: Final[dict[timezone, timezone]] = {UTC: UTC}
"""One object an offset: shared by every moment, and known to have been vouched for."""


def _fixed(offset: timedelta) -> timezone:
    made = timezone(offset)
    return _OFFSETS.setdefault(made, made)


def _offset_of(value: datetime) -> timedelta | None:
    try:
        return value.utcoffset()
    except Exception:  # noqa: BLE001  (a foreign zone may raise anything)
        return None


def _in_range(value: datetime) -> bool:
    """Whether it and its day in Amsterdam lie within the years; away from their ends the year tells."""
    if FIRST_DAY.year < value.year < LAST_DAY.year:
        return True
    return FIRST_DAY.year <= value.year <= LAST_DAY.year and _OPENING <= value < _CLOSING


def _vouched(value: datetime) -> bool:
    zone = value.tzinfo
    return type(zone) is timezone and _OFFSETS.get(zone) is zone and _in_range(value) and not value.fold


def moment_of(value: object, field: str = "moment") -> Moment:
    """
    Vouches for an aware ``datetime``: the same instant at a fixed offset.

    A fixed offset matters: Python compares two moments of one zone by the wall clock and so gets the repeated hour of
    October wrong.

    Raises:
        InvalidValueError: it is no ``datetime`` itself, has no offset, or lies outside 2000 to 2199.
    """
    if type(value) is not datetime:
        raise InvalidValueError.about(value, field, "expected a datetime with its offset (offset required)")
    if _vouched(value):
        return Moment(value)
    offset = _offset_of(value)
    if offset is None:
        raise InvalidValueError.about(value, field, "expected a datetime with its offset (offset required)")
    if offset.seconds % 60 or offset.microseconds or abs(offset) > _WIDEST_OFFSET:
        raise InvalidValueError.about(value, field, "expected an offset of at most 14 whole hours")
    if not _in_range(value):
        raise InvalidValueError.about(value, field, "expected a year from 2000 to 2199")
    return Moment(value.replace(tzinfo=_fixed(offset), fold=0))


def parse_moment(text: object, field: str = "moment") -> Moment:
    """
    A moment from its ISO 8601 text with ``Z`` or an offset.

    One to nine fractional digits are read, since the marketplace sends nine, and kept to the microsecond.

    >>> parse_moment("2026-10-02T14:00:00.123456789+02:00").isoformat()
    '2026-10-02T14:00:00.123456+02:00'

    Raises:
        InvalidValueError: another form, no offset, or a day that does not exist.
    """
    checked = MOMENT_GRAMMAR.read(text, field)
    try:
        return moment_of(datetime.fromisoformat(checked), field)
    except InvalidValueError:
        raise
    except ValueError:
        raise InvalidValueError.about(text, field, "expected a day that exists") from None


def local_moment(value: object, field: str = "moment") -> Moment:
    """
    The moment that a clock in Amsterdam shows as this naive ``datetime``.

    Raises:
        InvalidValueError: it is not naive, or the clock skipped or repeated that time, so that its offset is needed.
    """
    naive = exactly(value, datetime, field)
    if naive.tzinfo is not None:
        raise InvalidValueError.about(value, field, "expected a datetime without an offset")
    early, late = (naive.replace(tzinfo=AMSTERDAM, fold=fold).utcoffset() for fold in (0, 1))
    if early != late:
        raise InvalidValueError.about(
            value, field, "expected its offset: the clock in Amsterdam skipped or repeated it (offset required)"
        )
    return moment_of(naive.replace(tzinfo=AMSTERDAM), field)


def local_day(at: Moment) -> date:
    """
    The day it then was in Amsterdam.

    >>> local_day(parse_moment("2024-05-10T22:30:00Z"))
    datetime.date(2024, 5, 11)
    """
    return at.astimezone(AMSTERDAM).date()


@lru_cache(maxsize=4096)
def day_begins(on: date) -> Moment:
    """The instant at which this day begins in Amsterdam, in UTC."""
    return Moment(datetime.combine(on, time(), AMSTERDAM).astimezone(UTC))


@lru_cache(maxsize=4096)
def day_ends(on: date) -> Moment:
    """The instant at which this day is over in Amsterdam, in UTC: the next one's beginning."""
    return day_begins(on + timedelta(days=1))


@final
@frozen(order=True, repr=False)
class Week:
    """
    A week as the marketplace counts: ISO 8601, Monday to Sunday.

    >>> Week.parse("2026-W53").first_day
    datetime.date(2026, 12, 28)
    >>> Week.of(date(2027, 1, 1))
    Week(2026, 53)
    """

    year: int
    number: int

    def __attrs_post_init__(self) -> None:
        whole(self.year, "week", least=1999, most=2200)
        whole(self.number, "week", least=1, most=53)
        if self.number == 53 and date(self.year, 12, 28).isocalendar().week != 53:
            raise InvalidValueError.about(str(self), "week", f"expected a week that exists: {self.year} has 52")

    @classmethod
    def parse(cls, text: object) -> Week:
        """
        A week from its ISO 8601 text.

        Raises:
            InvalidValueError: another form, or no such week.
        """
        checked = WEEK_GRAMMAR.read(text)
        try:
            return cls(int(checked[:4]), int(checked[6:]))
        except InvalidValueError as error:
            raise InvalidValueError.about(text, "week", error.reason) from None

    @classmethod
    def of(cls, on: date) -> Week:
        """The week in which a day lies."""
        return _week_of(day_of(on))

    @property
    def first_day(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Its Sunday."""
        return date.fromisocalendar(self.year, self.number, 7)

    def plus(self, weeks: int) -> Week:
        """
        The week so many weeks later, or earlier where negative.

        Raises:
            InvalidValueError: it lies outside 1999 to 2200.
        """
        whole(weeks, "weeks", least=-_MOST_WEEKS, most=_MOST_WEEKS)
        return Week(*(self.first_day + timedelta(weeks=weeks)).isocalendar()[:2])

    def __contains__(self, on: Any) -> bool:
        return type(on) is date and on.isocalendar()[:2] == (self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"

    def __repr__(self) -> str:
        return f"Week({self.year}, {self.number})"


@lru_cache(maxsize=4096)
def _week_of(on: date) -> Week:
    return Week(*on.isocalendar()[:2])
