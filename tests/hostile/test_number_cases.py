"""The catalogue of hostile inputs, lines 1 to 35: track & trace numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from time import thread_time
from typing import Any, Final

import pytest

from tests.builders import LoudText, at, entry, order, shipment, transport
from tests.edges.wire import json_bytes, shipment_object, transport_object
from tests.hostile.case import Case, parameters, refusal, told
from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.numbers.examination import examine
from trackntrace.numbers.finding import Severity
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber, read_number
from trackntrace.numbers.reading import read
from trackntrace.performance.facts import NumberFact, well_formed
from trackntrace.retailer_api.label_headers import read_label_headers
from trackntrace.retailer_api.shipments import read_shipment
from trackntrace.shipping.entry import CorrectionNote, Entry, ShippingLabel
from trackntrace.shipping.piece import Subject
from trackntrace.shipping.preflight import preflight
from trackntrace.shipping.transport import AlreadyEnteredError, Transport


class Why(Enum):
    """Why a text is refused; each door says it in its own words."""

    NO_TEXT = "no text"
    LONG = "too long"
    FOREIGN = "not ASCII"
    FORM = "another form"
    NUMBER = "no number once spaces are gone"
    LONG_NUMBER = "too long a number once spaces are gone"
    TAKEN = "taken"


_NUMBER: Final = "1 to 64 of 0-9 and A-Z, with - / . _ inside only"
_TYPED: Final = "letters and digits, with spaces or - / . _ inside only"
_PASTED: Final = "a number, a scanned barcode or a tracking link"


def _said(expected: str, longest: int) -> dict[Why, str]:
    return {
        Why.NO_TEXT: f"expected text: {expected}",
        Why.LONG: f"too long: expected at most {longest} characters: {expected}",
        Why.FOREIGN: f"not ASCII: expected {expected}",
        Why.FORM: f"expected {expected}",
        Why.NUMBER: f"expected {_NUMBER}",
        Why.LONG_NUMBER: f"too long: expected at most 64 characters: {_NUMBER}",
    }


DOORS: Final[dict[str, tuple[Callable[[Any], object], dict[Why, str]]]] = {
    "constructor": (TrackAndTraceNumber, _said(_NUMBER, 64)),
    "parse": (TrackAndTraceNumber.parse, _said(_TYPED, 128)),
    "read": (read, _said(_PASTED, 1024)),
}


class Unprintable:
    """What cannot even be shown."""

    def __repr__(self) -> str:
        raise RuntimeError("a foreign error got out")


_EVERYWHERE: Final = (Why.FOREIGN,) * 3
_NO_TEXT: Final = (Why.NO_TEXT,) * 3
_FORM: Final = (Why.FORM,) * 3
_INSIDE: Final = (Why.FORM, Why.NUMBER, Why.NUMBER)
_PRINTABLE: Final = (Why.FORM, Why.FORM, Why.NUMBER)
_TAKEN: Final = (Why.FORM, Why.TAKEN, Why.TAKEN)

TABLE: Final[tuple[tuple[int, Any, tuple[Why, Why, Why]], ...]] = (
    (1, "", _FORM),
    (2, "A" * 65, (Why.LONG, Why.LONG_NUMBER, Why.LONG_NUMBER)),
    (3, "A" * 10**6, (Why.LONG, Why.LONG, Why.LONG)),
    (4, "3SABCD12\n", _FORM),
    (5, "\n3SABCD12", _FORM),
    (6, " 3SABCD12 ", _TAKEN),
    (7, "3SABCD12\x00", _FORM),
    (8, "3SABCD\u066312", _EVERYWHERE),
    (9, "\uff13\uff33ABCD12", _EVERYWHERE),
    (10, "3S\u0410\u0412CD12", _EVERYWHERE),
    (11, "3SABCD12\u200b", _EVERYWHERE),
    (12, "\u202e3SABCD12", _EVERYWHERE),
    (13, "\ufeff3SABCD12", _EVERYWHERE),
    (14, "3SABCD1\u00b2", _EVERYWHERE),
    (15, "3SABCD\u00df12", _EVERYWHERE),
    (16, "3SABCD\u212a12", _EVERYWHERE),
    (17, "3S\u0131ABCD12", _EVERYWHERE),
    (18, "\ud8003SABCD", _EVERYWHERE),
    (19, "3sabcd12", _TAKEN),
    (20, "-AAAAAAAA", _INSIDE),
    (20, "AAAAAAAA-", _INSIDE),
    (20, "//", _INSIDE),
    (20, "..", _INSIDE),
    (21, "=HYPERLINK(1)", _PRINTABLE),
    (22, "<img src=x onerror=1>", _PRINTABLE),
    (23, "../../evil", _INSIDE),
    (24, "{0.__class__}", _PRINTABLE),
    (24, "%s%s%n", _PRINTABLE),
    (25, None, _NO_TEXT),
    (26, 12345678, _NO_TEXT),
    (27, True, _NO_TEXT),
    (28, b"3SABCD12", _NO_TEXT),
    (29, ["3SABCD12"], _NO_TEXT),
    (30, LoudText("3SABCD12"), _NO_TEXT),
    (31, Unprintable(), _NO_TEXT),
    (32, 10**5000, _NO_TEXT),
)


def _refused() -> Iterator[Case]:
    for line, given, answers in TABLE:
        for (name, (door, said)), why in zip(DOORS.items(), answers, strict=True):
            if why is not Why.TAKEN:
                yield Case(line, name, door, given, ("number", said[why]))


@pytest.mark.parametrize("case", parameters(_refused()))
def test_what_is_no_number_is_refused_with_its_reason(case: Case) -> None:
    assert told(case.open, case.given) == case.told


@pytest.mark.parametrize("given", [pytest.param(" 3SABCD12 ", id="line-6"), pytest.param("3sabcd12", id="line-19")])
def test_what_people_type_is_read_and_becomes_canonical(given: str) -> None:
    assert TrackAndTraceNumber.parse(given) == read(given).number == TrackAndTraceNumber("3SABCD12")


@pytest.mark.parametrize("door", DOORS)
def test_a_number_of_a_million_characters_is_refused_within_a_millisecond(door: str) -> None:
    open_, endless, times = DOORS[door][0], "A" * 10**6, []
    for _ in range(5):
        began = thread_time()
        with pytest.raises(InvalidValueError):
            open_(endless)
        times.append(thread_time() - began)

    assert min(times) < 0.001


def _texts() -> list[Any]:
    texts = [(line, given) for line, given, answers in TABLE if type(given) is str and answers[1] is not Why.TAKEN]
    return [pytest.param(given, id=f"line-{line}") for line, given in texts]


@pytest.mark.parametrize("given", _texts())
def test_a_text_that_the_marketplace_holds_and_no_number_can_be_is_kept_and_counted_as_unreadable(given: str) -> None:
    kept = read_number(given)

    assert kept == UnreadableNumber(given)
    assert well_formed(kept, POSTNL) in {NumberFact.UNREADABLE, NumberFact.PLACEHOLDER}
    assert kept.shown.isascii()
    assert len(kept.shown) <= 80


@pytest.mark.parametrize("given", _texts())
def test_such_a_text_in_a_shipment_is_kept_as_it_was_sent(given: str) -> None:
    sent = given.replace("\x00", "?").replace("\ud800", "?") or "?"
    record = read_shipment(json_bytes(shipment_object(transport=transport_object(trackAndTrace=sent))))

    assert record.value.transport.number == UnreadableNumber(sent)


@pytest.mark.parametrize("given", _texts())
def test_such_a_text_in_the_headers_of_a_label_is_refused_by_the_name_of_its_header(given: str) -> None:
    headers = {"X-Track-And-Trace-Code": given, "X-Transporter-Code": "TNT"}

    error = refusal(lambda sent: read_label_headers(sent, label_id="label-1", at=at(6)), headers)

    assert error.field == "X-Track-And-Trace-Code"


def _anything() -> list[Any]:
    return [pytest.param(given, id=f"line-{line}") for line, given, answers in TABLE if answers[1] is not Why.TAKEN]


@pytest.mark.parametrize("given", _anything())
def test_such_a_thing_is_examined_without_an_error_and_blocked(given: Any) -> None:
    examined = examine(given, POSTNL)

    assert examined.number is None
    assert examined.findings[0].severity is Severity.BLOCK


NOT_A_NUMBER: Final[tuple[tuple[str, Callable[[Any], object], str], ...]] = (
    ("entry", lambda given: Entry(number=given, at=at(7)), "number"),
    ("label", lambda given: ShippingLabel("label-1", number=given), "label.number"),
    ("correction", lambda given: CorrectionNote(at=at(7), number=given), "number"),
    ("subject", Subject.of_number, "number"),
)


@pytest.mark.parametrize("given", [each for each in _anything() if each.values[0] is not None])
@pytest.mark.parametrize(("door", "field"), [pytest.param(door, field, id=name) for name, door, field in NOT_A_NUMBER])
def test_only_a_number_itself_is_taken_where_a_number_is_asked_for(
    door: Callable[[Any], object], field: str, given: Any
) -> None:
    assert told(door, given) == (field, "expected a TrackAndTraceNumber")


def test_a_wrong_check_digit_makes_a_number_all_the_same_and_blocks_its_entry() -> None:
    """Line 33."""
    number = TrackAndTraceNumber("RB123456786US")

    findings = preflight(entry(number), order(), as_of=at(6, 16))

    (blocking,) = [found for found in findings if found.severity is Severity.BLOCK]
    assert blocking.code == "refuted-by-check-digit"
    assert "check digit" in blocking.text


def test_a_second_number_is_refused_with_both_and_the_first_stays() -> None:
    """Line 34."""
    bearer = transport(entry())
    other = entry(TrackAndTraceNumber("3SWXYZ7654321"), service=DHL)

    error = refusal(bearer.enter, other)

    assert isinstance(error, AlreadyEnteredError)
    assert (error.given, error.offered) == (entry(), other)
    assert (error.field, error.reason) == (
        "number",
        "expected '3SABCD1234567 (TNT)', which was entered before and stays",
    )
    assert bearer == transport(entry())


def test_the_same_number_again_is_harmless_and_gives_the_same_object() -> None:
    """Line 35."""
    bearer = shipment().transport

    assert isinstance(bearer, Transport)
    assert bearer.enter(entry()) is bearer


def test_the_json_of_a_number_is_text_and_nothing_else() -> None:
    values: tuple[JsonValue, ...] = (12345678, True, ["3SABCD12"], {"a": 1})
    for value in values:
        sent = json_bytes(shipment_object(transport=transport_object(trackAndTrace=value)))

        assert told(read_shipment, sent) == ("transport.trackAndTrace", "expected text")
