"""
Column texts: how values of one kind stand in a column of a database, and are read back from it.

Each has one spelling, so that a database compares them as we do; weeks, promises and moments sort by time. What a
column holds is read as strictly as what a constructor takes: a number in lower case was not written here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Final, Generic, TypeVar, final

from attrs import frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar
from trackntrace.moment import Moment, Week, moment_of, parse_day, parse_moment
from trackntrace.numbers.delivery_services import LONGEST_CODE, DeliveryService
from trackntrace.numbers.number import LONGEST_NUMBER, TrackAndTraceNumber
from trackntrace.shipping.promise import DeliverBy, DeliverOn, Promise

_T = TypeVar("_T")

_PROMISES: Final[dict[str, type[DeliverBy | DeliverOn]]] = {"deliver-by": DeliverBy, "deliver-on": DeliverOn}
_PROMISE = Grammar(
    "promise",
    "[0-9]{4}-[0-9]{2}-[0-9]{2} deliver-(?:by|on)",
    longest=21,
    expected="a day with deliver-by or deliver-on, such as 2026-10-02 deliver-by",
)
_MOMENT = Grammar(
    "moment",
    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z",
    longest=27,
    expected="a moment in UTC to the microsecond, such as 2026-10-02T12:00:00.000000Z",
)


@final
@frozen
class ColumnText(Generic[_T]):
    """
    One kind of value in a column: ``name`` is the field of an error that is given no other.

    >>> PROMISE_TEXT.written(DeliverBy(parse_day("2026-10-02")))
    '2026-10-02 deliver-by'
    """

    name: str
    longest: int
    expected: str
    _admits: Callable[[object], bool]
    _write: Callable[[_T], str]
    _read: Callable[[object], _T]
    _parse: Callable[[object], _T]

    def written(self, value: object, field: str = "") -> str:
        """
        The text of a value.

        Raises:
            InvalidValueError: it is another kind of value.
        """
        return self._write(self.checked(value, field))

    def checked(self, value: object, field: str = "") -> _T:
        """
        The value itself, now known to be of this kind.

        Raises:
            InvalidValueError: it is of another kind.
        """
        if self._admits(value):
            return value  # type: ignore[return-value]  # what the question is about
        raise InvalidValueError.about(value, field or self.name, f"expected {self.expected}")

    def read(self, stored: object, field: str = "") -> _T:
        """
        The value of a text that a column holds.

        Raises:
            InvalidValueError: no such value is written so.
        """
        return self._understood(self._read, stored, field)

    def typed(self, text: object, field: str = "") -> _T:
        """
        The value of a text that somebody typed: of a number, with spaces and in any case.

        Raises:
            InvalidValueError: no such value can be read from it.
        """
        return self._understood(self._parse, text, field)

    def _understood(self, door: Callable[[object], _T], text: object, field: str) -> _T:
        try:
            return door(text)
        except InvalidValueError as error:
            raise InvalidValueError.about(text, field or self.name, error.reason) from None


def _of(*kinds: type) -> Callable[[object], bool]:
    return lambda value: type(value) in kinds


def _is_moment(value: object) -> bool:
    try:
        return moment_of(value) is not None
    except InvalidValueError:
        return False


def _number(stored: object) -> TrackAndTraceNumber:
    return TrackAndTraceNumber(stored)  # type: ignore[arg-type]  # its constructor refuses what is no text


def _promise_text(promise: Promise) -> str:
    return f"{promise.day.isoformat()} {'deliver-by' if type(promise) is DeliverBy else 'deliver-on'}"


def _promise(stored: object) -> Promise:
    day, kind = _PROMISE.read(stored).split(" ")
    return _PROMISES[kind](parse_day(day))


def _moment_text(at: Moment) -> str:
    return moment_of(at).astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _moment(stored: object) -> Moment:
    return parse_moment(_MOMENT.read(stored))


NUMBER_TEXT: Final = ColumnText(
    "number",
    LONGEST_NUMBER,
    "a TrackAndTraceNumber",
    _of(TrackAndTraceNumber),
    str,
    _number,
    TrackAndTraceNumber.parse,
)
SERVICE_TEXT: Final = ColumnText(
    "delivery service",
    LONGEST_CODE,
    "a DeliveryService",
    _of(DeliveryService),
    str,
    DeliveryService.parse,
    DeliveryService.parse,
)
WEEK_TEXT: Final = ColumnText("week", 8, "a Week", _of(Week), str, Week.parse, Week.parse)
PROMISE_TEXT: Final = ColumnText(
    "promise", 21, "a DeliverBy or DeliverOn", _of(DeliverBy, DeliverOn), _promise_text, _promise, _promise
)
MOMENT_TEXT: Final = ColumnText(
    "moment",
    27,
    "a datetime with its offset (offset required)",
    _is_moment,
    _moment_text,
    _moment,
    parse_moment,
)
