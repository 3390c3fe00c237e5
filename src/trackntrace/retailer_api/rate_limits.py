"""
Rate limits: how much may still be asked, and when, as the marketplace tells it in the headers of every answer.

``X-RateLimit-Limit``, ``X-RateLimit-Remaining`` and ``X-RateLimit-Reset`` (in seconds), and ``Retry-After`` beside a
429, in seconds or as the date of RFC 9110, section 5.6.7. The limits themselves are published as a list that changes;
none is written down here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError
from trackntrace.grammar import Grammar, exactly, whole
from trackntrace.moment import Moment, moment_of
from trackntrace.retailer_api.headers import Headers, header_name, header_pairs

LONGEST_WAIT: Final = timedelta(days=1)
"""A bound of ours: a longer wait is no wait, and is refused."""

_COUNT: Final = Grammar("count", "[0-9]{1,9}", longest=9, expected="a whole number of at most nine digits")
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE: Final = Grammar(
    "date",
    f"(?:{'|'.join(_DAYS)}), [0-9]{{2}} (?:{'|'.join(_MONTHS)}) [0-9]{{4}} [0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}} GMT",
    longest=29,
    expected="seconds, or a date such as Tue, 06 Oct 2026 14:00:00 GMT",
)
_NAMES: Final = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after")


def _count_or_none(value: int | None) -> int | None:
    return None if value is None else whole(value, "count")


def _moment_or_none(value: Moment | None) -> Moment | None:
    return None if value is None else moment_of(value, "at")


@final
@frozen(kw_only=True)
class RateLimit:
    """
    How much may be asked until when; each part is None where it was not told.

    ``resets`` is when the count starts anew, ``retry`` is before when the marketplace wants no further try.
    """

    limit: int | None = field(default=None, converter=_count_or_none)
    remaining: int | None = field(default=None, converter=_count_or_none)
    resets: Moment | None = field(default=None, converter=_moment_or_none)
    retry: Moment | None = field(default=None, converter=_moment_or_none)

    def free_from(self, *, as_of: Moment) -> Moment:
        """The first moment, not before ``as_of``, at which the marketplace may be asked again."""
        spent = self.resets if self.remaining == 0 else None
        return max(moment for moment in (moment_of(as_of, "as_of"), self.retry, spent) if moment is not None)


def rate_limit_of(headers: Headers, *, as_of: Moment) -> RateLimit:
    """
    The rate limit in the headers of an answer that came at this moment; other headers are passed over.

    Args:
        headers: names in any case, as a mapping or as pairs.
        as_of: when the answer came: seconds are counted from here.

    Raises:
        InvalidValueError: a header is not what it must be, is no text, or tells of more than a day.
        ConflictError: a header comes twice and differs.
    """
    told, at = _told(headers), moment_of(as_of, "as_of")
    limit, remaining = (_whole(told, name) for name in _NAMES[:2])
    resets = _later(told[_NAMES[2]], _NAMES[2], at) if _NAMES[2] in told else None
    retry = _retry(told[_NAMES[3]], at) if _NAMES[3] in told else None
    return RateLimit(limit=limit, remaining=remaining, resets=resets, retry=retry)


def _told(headers: Headers) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, value in header_pairs(headers):
        known = header_name(exactly(name, str, "header name"))
        if known not in _NAMES:
            continue
        if told.setdefault(known, exactly(value, str, known)) != value:
            raise ConflictError.about(value, known, "expected one value: the header came twice and differs")
    return told


def _whole(told: Mapping[str, str], name: str) -> int | None:
    return int(_COUNT.read(told[name], name)) if name in told else None


def _later(text: object, name: str, as_of: Moment) -> Moment:
    wait = timedelta(seconds=int(_COUNT.read(text, name)))
    if wait > LONGEST_WAIT:
        raise InvalidValueError.about(text, name, "expected at most a day, in seconds")
    return moment_of(as_of + wait, name)


def _retry(text: object, as_of: Moment) -> Moment:
    name = _NAMES[3]
    if type(text) is not str or not text[:1].isalpha():
        return _later(text, name, as_of)
    at = _http_date(text, name)
    if at - as_of > LONGEST_WAIT:
        raise InvalidValueError.about(text, name, "expected at most a day from now")
    return max(at, as_of)


def _http_date(text: str, name: str) -> Moment:
    checked = _DATE.read(text, name)
    day, month, year = int(checked[5:7]), _MONTHS.index(checked[8:11]) + 1, int(checked[12:16])
    hour, minute, second = (int(part) for part in checked[17:25].split(":"))
    try:
        at = moment_of(datetime(year, month, day, hour, minute, second, tzinfo=UTC), name)
    except TrackntraceError:
        raise
    except ValueError:
        raise InvalidValueError.about(text, name, "expected a moment that exists") from None
    if _DAYS[at.weekday()] != checked[:3]:
        raise InvalidValueError.about(text, name, f"expected {_DAYS[at.weekday()]}, which that day is")
    return at
