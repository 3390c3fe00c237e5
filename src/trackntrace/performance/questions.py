"""
A customer's question, the evidence of how fast a seller answers, and the time that there is for an answer.

The clock of an answer stands still on weekends and on the public holidays of the country in which the customer lives.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from typing import Final, final

from attrs import evolve, field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, exactly
from trackntrace.moment import AMSTERDAM, Moment, day_begins, day_ends, local_day, moment_of
from trackntrace.shipping.delivery_days import DeliveryDays
from trackntrace.shipping.entry import IDENTIFIER
from trackntrace.shipping.public_holidays import Country, PublicHolidays


def _question_id(value: str) -> str:
    return IDENTIFIER.read(value, "question_id")


def _asked(value: Moment) -> Moment:
    return moment_of(value, "asked")


def _answered(value: Moment | None) -> Moment | None:
    return None if value is None else moment_of(value, "answered")


@final
@frozen
class Question:
    """
    A question of a customer who lives in a country, and when it was answered first; None where it is not yet.

    Raises:
        InvalidValueError: it would have been answered before it was asked.
    """

    question_id: str = field(converter=_question_id)
    asked: Moment = field(kw_only=True, converter=_asked)
    answered: Moment | None = field(default=None, kw_only=True, converter=_answered)
    country: Country = field(default=Country.NETHERLANDS, kw_only=True)

    def __attrs_post_init__(self) -> None:
        exactly(self.country, Country, "country")
        if self.answered is not None and self.answered < self.asked:
            reason = f"expected a moment not before {self.asked.isoformat()}, when it was asked"
            raise InvalidValueError.about(self.answered.isoformat(), "answered", reason)

    def known(self, as_of: Moment) -> bool:
        """Whether it had been asked by then."""
        return self.asked <= as_of

    def until(self, as_of: Moment) -> Question:
        """The question cut at a moment: an answer that came later was not there."""
        later = self.answered is not None and self.answered > moment_of(as_of, "as_of")
        return evolve(self, answered=None) if later else self


class AnswerWindow(Word):
    """How long there is to answer: 24 hours of the days that count, or, as it was before, 8 working hours of them."""

    HOURS_24 = "24-hours"
    WORKING_HOURS_8 = "8-working-hours"


_OPENS: Final = time(9)
_CLOSES: Final = time(17)
"""Source: partnerplatform.bol.com, responstijd, an older version: Monday to Friday from 9 to 17 h."""

_TIME: Final = {
    AnswerWindow.HOURS_24: timedelta(hours=24),
    AnswerWindow.WORKING_HOURS_8: timedelta(hours=8),
}


def _clock(on: date, shows: time) -> Moment:
    return moment_of(datetime.combine(on, shows, AMSTERDAM))


def _hours(on: date, window: AnswerWindow) -> tuple[Moment, Moment]:
    """When the clock of an answer runs on a day that counts."""
    if window is AnswerWindow.HOURS_24:
        return day_begins(on), day_ends(on)
    return _clock(on, _OPENS), _clock(on, _CLOSES)


def answering_days(country: Country, closed: Container[date] | None = None) -> DeliveryDays:
    """Monday to Friday, less the public holidays of a country, or less the closed days that are given instead."""
    return DeliveryDays((0, 1, 2, 3, 4), closed=PublicHolidays(country) if closed is None else closed)


def answer_due(asked: Moment, *, days: DeliveryDays, window: AnswerWindow = AnswerWindow.HOURS_24) -> Moment:
    """
    The last moment for an answer in time: when the clock, which runs on these days only, has run for long enough.

    Days are days in Amsterdam, and time is time that passes: on a day on which the clock there is changed 24 hours are
    not a day. Asked while the clock of an answer stands still, a question begins to count when it runs again. The
    moment comes with the offset of Amsterdam.

    Raises:
        InvalidValueError: ``asked`` is no moment, or the calendar has too few days that count.
    """
    exactly(days, DeliveryDays, "days")
    moment, left = moment_of(asked, "asked"), _TIME[exactly(window, AnswerWindow, "window")]
    on = days.after(local_day(moment), 0)
    while True:
        opens, closes = _hours(on, window)
        begins = max(opens, moment)
        if left <= closes - begins:
            return moment_of((begins + left).astimezone(AMSTERDAM))
        left -= max(closes - begins, timedelta(0))
        on = days.after(on, 1)
