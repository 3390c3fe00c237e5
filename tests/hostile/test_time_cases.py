"""The catalogue of hostile inputs, lines 68 to 85: days, weeks and moments."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, Final

import pytest

from tests.builders import at, delivered, evidence, moment
from tests.edges.wire import json_bytes, shipment_item, shipment_object
from tests.hostile.case import Case, parameters, told
from trackntrace.documents.members import Members
from trackntrace.documents.side_inputs import report_of
from trackntrace.moment import Week, day_of, local_moment, moment_of, parse_day, parse_moment
from trackntrace.performance.contradictions import contradictions
from trackntrace.performance.explanation import explain
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.standard import Verdict
from trackntrace.retailer_api.shipments import read_shipment
from trackntrace.shipping.promise import DeliverBy

_DAY: Final = "a date such as 2026-10-02"
_FORM: Final = f"expected {_DAY}"
_NO_TEXT: Final = f"expected text: {_DAY}"
_NO_DAY: Final = "expected a day that exists"
_OUTSIDE: Final = "expected a date from 2000-01-01 to 2199-12-31"
_NO_DATE: Final = "expected a datetime.date, such as parse_day makes of a text"

DAYS: Final[tuple[tuple[int, Any, str], ...]] = (
    (68, "2024-02-30", _NO_DAY),
    (69, "2023-02-29", _NO_DAY),
    (70, "20240101", _FORM),
    (71, "2024-W01-1", _FORM),
    (73, "01/02/2024", _FORM),
    (74, "2024-1-1", _FORM),
    (75, "0000-01-01", _NO_DAY),
    (75, "10000-01-01", f"too long: expected at most 10 characters: {_DAY}"),
    (75, "1999-12-31", _OUTSIDE),
    (80, "\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0661", f"not ASCII: expected {_DAY}"),
    (81, "1704067200", _FORM),
    (81, 1704067200, _NO_TEXT),
)


def _promised(day: Any) -> object:
    fulfilment = {"method": "FBR", "latestDeliveryDate": day}
    return read_shipment(json_bytes(shipment_object(shipmentItems=[shipment_item(fulfilment=fulfilment)])))


def _reported(day: Any) -> object:
    return report_of(Members({"orderItemId": "item-1", "notReceived": day}))


DAY_DOORS: Final[dict[str, tuple[Callable[[Any], object], str]]] = {
    "day": (parse_day, "date"),
    "promise in json": (_promised, "shipmentItems[0].fulfilment.latestDeliveryDate"),
    "report": (_reported, "notReceived"),
}

_MOMENT: Final = "a moment with its offset, such as 2026-10-02T14:00:00+02:00 (offset required)"
MOMENTS: Final[tuple[tuple[int, Any, str], ...]] = (
    (68, "2024-02-30T12:00:00Z", _NO_DAY),
    (76, "2024-01-01T24:00:00Z", f"expected {_MOMENT}"),
    (76, "2024-01-01T23:59:60Z", f"expected {_MOMENT}"),
    (77, "2024-01-01T12:00:00", f"expected {_MOMENT}"),
    (78, "2024-01-01T12:00:00+24:00", f"expected {_MOMENT}"),
    (78, "2024-01-01T12:00:00+15:00", f"expected {_MOMENT}"),
    (78, "2024-01-01T12:00:00+01:00:30", f"expected {_MOMENT}"),
    (79, "2024-01-01T12:00:00.1234567890Z", f"expected {_MOMENT}"),
    (80, "\u0662\u0660\u0662\u0664-01-01T12:00:00Z", f"not ASCII: expected {_MOMENT}"),
    (81, "1704067200", f"expected {_MOMENT}"),
    (81, 1704067200, f"expected text: {_MOMENT}"),
    (83, "2024-03-31T02:30:00", f"expected {_MOMENT}"),
    (83, "2024-10-27T02:30:00", f"expected {_MOMENT}"),
)


def _shipped(when: Any) -> object:
    return read_shipment(json_bytes(shipment_object(shipmentDateTime=when)))


MOMENT_DOORS: Final[dict[str, tuple[Callable[[Any], object], str]]] = {
    "moment": (parse_moment, "moment"),
    "json": (_shipped, "shipmentDateTime"),
}

_AWARE: Final = "expected a datetime with its offset (offset required)"
_REPEATED: Final = "expected its offset: the clock in Amsterdam skipped or repeated it (offset required)"
OBJECTS: Final[tuple[Case, ...]] = (
    Case(82, "naive moment", moment_of, datetime(2026, 10, 7), ("moment", _AWARE)),  # noqa: DTZ001
    Case(82, "moment of a date", moment_of, date(2026, 10, 7), ("moment", _AWARE)),
    Case(82, "datetime as a day", day_of, datetime(2026, 10, 7), ("date", _NO_DATE)),  # noqa: DTZ001
    Case(82, "datetime as a promise", DeliverBy, at(7), ("promise", _NO_DATE)),
    Case(83, "skipped hour", local_moment, datetime(2024, 3, 31, 2, 30), ("moment", _REPEATED)),  # noqa: DTZ001
    Case(83, "repeated hour", local_moment, datetime(2024, 10, 27, 2, 30), ("moment", _REPEATED)),  # noqa: DTZ001
    Case(72, "week", Week.parse, "2024-W53", ("week", "expected a week that exists: 2024 has 52")),
    Case(
        71,
        "week of a day's text",
        Week.parse,
        "2024-W01-1",
        ("week", "too long: expected at most 8 characters: an ISO 8601 week such as 2026-W40"),
    ),
)


def _read() -> Iterator[Case]:
    for table, doors in ((DAYS, DAY_DOORS), (MOMENTS, MOMENT_DOORS)):
        for line, given, reason in table:
            for name, (door, field) in doors.items():
                yield Case(line, name, door, given, (field, reason))


@pytest.mark.parametrize("case", parameters([*_read(), *OBJECTS]))
def test_what_is_no_day_week_or_moment_is_refused_with_its_reason(case: Case) -> None:
    assert told(case.open, case.given) == case.told


def test_the_leap_day_and_the_fifty_third_week_of_2026_exist() -> None:
    """Lines 69 and 72."""
    assert parse_day("2024-02-29") == date(2024, 2, 29)
    assert Week.parse("2026-W53") == Week.of(date(2027, 1, 1))


def test_nine_fractional_digits_are_read_and_kept_to_the_microsecond() -> None:
    """Line 79."""
    assert parse_moment("2024-01-01T12:00:00.123456789Z").microsecond == 123456


_WITHOUT_THE_FAST_ONE: Final = """
import sys
sys.modules["_datetime"] = sys.modules["_zoneinfo"] = None
from trackntrace import InvalidValueError, parse_day, parse_moment
for read, text in ((parse_day, DAY), (parse_moment, DAY + "T12:00:00Z")):
    try:
        print("taken", ascii(read(text)))
    except InvalidValueError as error:
        print(error.field, error.reason.partition(":")[0])
"""


def test_other_digits_are_refused_by_the_slow_datetime_too() -> None:
    """Line 80."""
    day = "\\u0662\\u0660\\u0662\\u0664-\\u0660\\u0661-\\u0660\\u0661"
    script = _WITHOUT_THE_FAST_ONE.replace("DAY", f"'{day}'")

    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert said.splitlines() == ["date not ASCII", "moment not ASCII"]


def test_with_its_offset_a_repeated_time_is_a_moment() -> None:
    """Line 83."""
    assert parse_moment("2024-10-27T02:30:00+02:00") < parse_moment("2024-10-27T02:30:00+01:00")


def test_an_evening_in_greenwich_is_the_next_day_in_amsterdam_and_too_late() -> None:
    """Line 84."""
    late = evidence(
        promise=DeliverBy(date(2024, 5, 10)),
        ordered=moment("2024-05-08T12:00:00Z"),
        shipped=moment("2024-05-09T12:00:00Z"),
        entered=moment("2024-05-09T12:00:00Z"),
        journey=delivered(moment("2024-05-10T22:30:00Z")),
    )

    (explained,) = explain([late], ITEMS_ON_TIME, as_of=moment("2024-06-01T12:00:00Z"))

    assert explained.row.verdict is Verdict.MISS
    assert explained.row.code == "late-first-attempt"


@pytest.mark.parametrize(
    ("parts", "code", "begins"),
    [
        pytest.param(
            {"journey": delivered(at(6, 10)), "shipped": at(6, 16)},
            "attempted-before-shipped",
            "firstAttempt (2026-10-06T10:00:00+02:00) lies before shipped (2026-10-06T16:00:00+02:00)",
            id="line-85-delivered",
        ),
        pytest.param(
            {"shipped": at(4), "ordered": at(5)},
            "shipped-before-ordered",
            "shipped (2026-10-04T12:00:00+02:00) lies before ordered (2026-10-05T12:00:00+02:00)",
            id="line-85-shipped",
        ),
    ],
)
def test_what_contradicts_itself_in_time_is_told_with_both_moments(
    parts: dict[str, Any], code: str, begins: str
) -> None:
    found = {each.code: each for each in contradictions(evidence(**parts))}

    assert found[code].text.startswith(begins)
