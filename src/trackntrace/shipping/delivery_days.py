"""
Delivery days: which days count, and the day after so many of them.

The marketplace publishes neither the weekdays nor the holidays that count, so the calendar is always the caller's
choice: `MONDAY_TO_FRIDAY` and `MONDAY_TO_SATURDAY` are two of them. The only room that knows ``dateutil``, and it loads
it when the first question is asked.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, exactly, whole
from trackntrace.moment import AMSTERDAM, Moment, day_of, moment_of
from trackntrace.shipping.promise import DeliverBy

_FARTHEST: Final = timedelta(days=366)
_MOST_DAYS: Final = 90


def _weekdays(value: tuple[int, ...]) -> tuple[int, ...]:
    if type(value) is not tuple or not value:
        raise InvalidValueError.about(value, "weekdays", "expected a tuple of weekdays, Monday being 0")
    return tuple(sorted({whole(weekday, "weekdays", most=6) for weekday in value}))


def _container(value: Container[date]) -> Container[date]:
    if isinstance(value, Container) and not isinstance(value, str | bytes):
        return value
    raise InvalidValueError.about(value, "closed", "expected what can say whether a date is in it, such as a set")


@final
@frozen(eq=False)
class DeliveryDays:
    """
    The days on which parcels are delivered: some weekdays, less the closed days.

    ``closed`` is any container that can say whether a date is in it: a set of dates, or a calendar of the ``holidays``
    package as it is.

    >>> DeliveryDays((0, 1, 2, 3, 4), closed={date(2026, 12, 25)}).after(date(2026, 12, 24), 1)
    datetime.date(2026, 12, 28)
    """

    weekdays: tuple[int, ...] = field(converter=_weekdays)
    closed: Container[date] = field(default=(), kw_only=True, converter=_container)

    def __contains__(self, on: object) -> bool:
        return type(on) is date and on.weekday() in self.weekdays and on not in self.closed

    def after(self, start: date, days: int) -> date:
        """
        The delivery day that is so many delivery days after a day; 0 is the day itself or the next that counts.

        Raises:
            InvalidValueError: more than 90 days, or no day counts within a year.
        """
        whole(days, "days", most=_MOST_DAYS)
        first = day_of(start) + timedelta(days=1 if days else 0)
        found = next(islice(self._from(first), max(days - 1, 0), None), None)
        if found is None:
            raise InvalidValueError.about(start, "closed", "expected a calendar with enough delivery days in a year")
        return found

    def _from(self, first: date) -> Iterator[date]:
        from dateutil.rrule import DAILY, rrule  # noqa: PLC0415  (loaded when first asked for)

        begin = datetime.combine(first, datetime.min.time())
        candidates = rrule(DAILY, dtstart=begin, until=begin + _FARTHEST, byweekday=self.weekdays)
        return (found for found in (at.date() for at in candidates) if found not in self.closed)


def easter_sunday(year: int) -> date:
    """
    Easter Sunday of a year in the western churches.

    >>> easter_sunday(2026)
    datetime.date(2026, 4, 5)

    Raises:
        InvalidValueError: the year lies outside 2000 to 2199.
    """
    from dateutil.easter import easter  # noqa: PLC0415  (loaded when first asked for)

    return easter(whole(year, "year", least=2000, most=2199))


MONDAY_TO_FRIDAY: Final = DeliveryDays((0, 1, 2, 3, 4))
MONDAY_TO_SATURDAY: Final = DeliveryDays((0, 1, 2, 3, 4, 5))

_CODE = Grammar(
    "deliveryCode",
    "24uurs-(?:1[2-9]|2[0-3])|[1-9]-[1-9]d|MijnLeverbelofte|VVB",
    longest=16,
    expected="24uurs-12 to 24uurs-23, a range of days such as 1-2d, MijnLeverbelofte or VVB",
)


def _code(value: str) -> str:
    code = _CODE.read(value)
    if code.endswith("d") and code[0] > code[2]:
        raise InvalidValueError.about(code, "deliveryCode", "expected a range of days that begins before it ends")
    return code


@final
@frozen
class DeliveryCode:
    """
    The delivery code of an offer, such as ``24uurs-21`` or ``1-2d``, and the promise it means under a calendar.

    Readings, since only the names are public: ``24uurs-21`` ordered before 21:00 in Amsterdam is delivered one delivery
    day later, and ordered from then on counts as ordered the next day; of ``1-2d`` the far end is the promise.

    Source: the codes are those of the Retailer API v10 (fulfilment by the retailer).
    """

    text: str = field(converter=_code)

    def promise(self, ordered: Moment, *, days: DeliveryDays) -> DeliverBy:
        """
        The day that a customer who orders at this moment is promised.

        Raises:
            InvalidValueError: ``ordered`` is no moment, or the code does not tell by itself (``MijnLeverbelofte`` and
                ``VVB``).
        """
        exactly(days, DeliveryDays, "days")
        clock = moment_of(ordered, "ordered").astimezone(AMSTERDAM)
        if self.text.startswith("24uurs-"):
            past_cutoff = clock.hour >= int(self.text[7:])
            return DeliverBy(days.after(clock.date() + timedelta(days=1 if past_cutoff else 0), 1))
        if self.text.endswith("d"):
            return DeliverBy(days.after(clock.date(), int(self.text[2])))
        raise InvalidValueError.about(
            self.text, "deliveryCode", "expected a code that tells the days: this one is set by seller or marketplace"
        )
