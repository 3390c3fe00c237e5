"""How figures, norms, days and names are spoken in each language of a report."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from trackntrace.moment import Moment, Week
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.score import Beyond
from trackntrace.performance.scorecard import WeekScore
from trackntrace.performance.standard import Row
from trackntrace.performance.tally import WeekOrUndated
from trackntrace.wording import Language, has_words_for, row_text, say

_THOUSANDS: Final = {Language.ENGLISH: ",", Language.DUTCH: ".", Language.FRENCH: "\u202f"}
_DECIMALS: Final = {Language.ENGLISH: ".", Language.DUTCH: ",", Language.FRENCH: ","}
_SIGNS: Final = {Direction.AT_LEAST: "≥", Direction.AT_MOST: "≤"}
_MOST_PLACES: Final = 9
_UNDATED: Final = "undated"
_YEARS: Final = re.compile("about ([0-9]{4}) to ([0-9]{4})")
_NO_BREAK: Final = "\u00a0"
_TO: Final = "\N{EN DASH}"


@final
@frozen
class Speech:
    """One language, as a report speaks it."""

    language: Language

    def say(self, key: str, **facts: str) -> str:
        """A sentence of the report."""
        return say(f"report.{key}", self.language, **facts)

    def counted(self, key: str, count: int, **facts: str) -> str:
        """A sentence about so many of something, in the singular or the plural."""
        number = "one" if count == 1 else "many"
        return self.say(f"{key}.{number}", **facts, **({} if count == 1 else {"count": self.number(count)}))

    def word(self, kind: str, value: object) -> str:
        """A word of a closed set: a standing, a verdict, a level."""
        return say(f"{kind}.{value}", self.language)

    def standard(self, name: str) -> str:
        """The name of a standard; of one that is not known here, the name that it was given."""
        key = f"standard.{name}"
        return say(key, self.language) if has_words_for(key, self.language) else name

    def why(self, standard: str, row: Row) -> str:
        """Why a row decides as it does."""
        return row_text(standard, row, self.language)

    def number(self, value: int) -> str:
        """A whole number, its thousands apart."""
        return f"{value:,}".replace(",", _THOUSANDS[self.language])

    def shown(self, text: str) -> str:
        """A score as it was shown, with the decimal sign of the language, kept on one line."""
        return text.replace(".", _DECIMALS[self.language]).replace(" ", _NO_BREAK).replace("-", "\N{MINUS SIGN}")

    def norm(self, norm: Norm) -> str:
        """A norm: ``≥ 98 %``."""
        per, unit = (1, "") if norm.scale is Scale.AVERAGE else (100, " %")
        return self.shown(f"{_SIGNS[norm.direction]} {_exact(norm.value * per)}{unit}")

    def room(self, headroom: int | Beyond) -> str:
        """How many more misses a score can bear."""
        if not isinstance(headroom, int):
            return self.say("room.unlimited")
        return self.counted("room", headroom) if headroom else self.say("room.none")

    def way_back(self, score: WeekScore) -> str:
        """What brings a score back to its norm."""
        recovery = score.recovery
        return self.counted("back", recovery) if isinstance(recovery, int) else self.say("back.never")

    @property
    def colon(self) -> str:
        """What stands between a thing and what is said of it; French has a space before it."""
        return say("text.colon", self.language, name="", value="")

    def week(self, week: WeekOrUndated) -> str:
        """A week in words."""
        if not isinstance(week, Week):
            return self.say("undated")
        return self.say("week", number=str(week.number), year=str(week.year))

    def day(self, day: date) -> str:
        """A day in words."""
        return f"{day.day} {self.month(day)} {day.year}"

    def month(self, day: date) -> str:
        """The month of a day, as the language names it."""
        return self.say(f"month.{day.month}")

    def days(self, first: date, last: date) -> str:
        """The days from one to another, saying once what both have in common."""
        if first == last:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} {_TO} {self.day(last)}"
        begin = f"{first.day} {self.month(first)}" if first.year == last.year else self.day(first)
        return f"{begin} {_TO} {self.day(last)}"

    def dated(self, dated: str) -> str:
        """When a text was published, as far as that is known: its years, or that it has no date."""
        if dated == _UNDATED:
            return self.say("undated")
        years = _YEARS.fullmatch(dated)
        return self.say("about-years", first=years[1], last=years[2]) if years else dated

    def moment(self, at: Moment) -> str:
        """A moment by the clock of its own offset, which is told."""
        offset = at.isoformat()[-6:]
        return f"{self.day(at.date())}, {at:%H:%M} ({'UTC' if offset == '+00:00' else f'UTC{offset}'})"


def _exact(value: Fraction) -> str:
    """A value as a decimal number where that is exact, or else as a fraction."""
    for places in range(_MOST_PLACES + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            wholes, rest = divmod(abs(scaled.numerator), 10**places)
            sign = "-" if value < 0 else ""
            return f"{sign}{wholes}.{rest:0{places}}" if places else f"{sign}{wholes}"
    return str(value)


def capital(sentence: str) -> str:
    """A sentence that begins with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def plain(text: str) -> str:
    """A text with nothing in it that is not seen: controls, line ends and signs of direction are spelled out."""
    return "".join(sign if sign.isprintable() or sign in _KEPT else _spelled(sign) for sign in text)


_KEPT: Final = frozenset({_NO_BREAK, "\u202f"})


def _spelled(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
