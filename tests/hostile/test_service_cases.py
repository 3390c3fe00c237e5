"""The catalogue of hostile inputs, lines 36 to 45: codes of delivery services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from tests.builders import at
from tests.edges.wire import json_bytes, shipment_object, transport_object
from tests.hostile.case import Case, parameters, told
from trackntrace.documents.fault import UnreadableError
from trackntrace.numbers.delivery_services import DPD_NL, POSTNL, DeliveryService, MailKind
from trackntrace.numbers.examination import examine
from trackntrace.numbers.finding import Finding, Severity
from trackntrace.numbers.formats import candidates
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.retailer_api.label_headers import read_label_headers
from trackntrace.retailer_api.shipments import read_shipment

_EXPECTED: Final = "1 to 32 of 0-9 and A-Z, with - or _ inside only, such as TNT, which is PostNL, or DPD-NL"
_FORM: Final = f"expected {_EXPECTED}"
_FOREIGN: Final = f"not ASCII: expected {_EXPECTED}"
_NO_TEXT: Final = f"expected text: {_EXPECTED}"

TABLE: Final[tuple[tuple[int, Any, str], ...]] = (
    (36, "pnl", _FORM),
    (37, "PNL\n", _FORM),
    (38, "P\u039dL", _FOREIGN),
    (39, "__class__", _FORM),
    (40, "", _FORM),
    (41, None, _NO_TEXT),
    (42, ["PNL"], _NO_TEXT),
)


def _in_json(code: Any) -> object:
    return read_shipment(json_bytes(shipment_object(transport=transport_object(transporterCode=code))))


def _in_headers(code: Any) -> object:
    headers = {"X-Track-And-Trace-Code": "3SABCD1234567", "X-Transporter-Code": code}
    return read_label_headers(headers, label_id="label-1", at=at(6))


DOORS: Final[dict[str, tuple[Callable[[Any], object], str, frozenset[Any]]]] = {
    "parse": (DeliveryService.parse, "delivery service", frozenset()),
    "constructor": (DeliveryService, "delivery service", frozenset()),
    "json": (_in_json, "transport.transporterCode", frozenset({None, 40, 42})),
    "headers": (_in_headers, "X-Transporter-Code", frozenset({None, 42})),
}
"""Each door, the field that it names, and the lines that mean something else there: absent, empty, no text at all."""


def _cases() -> Iterator[Case]:
    for line, given, reason in TABLE:
        for name, (door, field, otherwise) in DOORS.items():
            if not (given is None and None in otherwise) and line not in otherwise:
                yield Case(line, name, door, given, (field, reason))


@pytest.mark.parametrize("case", parameters(_cases()))
def test_a_malformed_code_is_refused_with_its_reason(case: Case) -> None:
    assert told(case.open, case.given) == case.told


@pytest.mark.parametrize("given", [pytest.param(None, id="line-41"), pytest.param(["PNL"], id="line-42")])
def test_a_header_that_is_no_text_is_refused(given: Any) -> None:
    assert told(_in_headers, given) == ("X-Transporter-Code", "expected text")


def test_a_code_in_json_that_is_no_text_is_refused_and_one_that_is_empty_was_not_told() -> None:
    """Lines 40 and 42."""
    assert told(_in_json, ["PNL"]) == ("transport.transporterCode", "expected text")
    assert DOORS["json"][0]("") == _in_json("")


def _found(code: str, number: str, service: DeliveryService | None) -> Finding:
    (found,) = [each for each in examine(number, service).findings if each.code == code]
    return found


def test_an_unknown_code_is_an_unknown_service_and_a_hint_lists_the_nearest_names() -> None:
    """Line 43."""
    service = DeliveryService.parse("TNT_EXPRES")

    found = _found("unknown-service", "3SABCD1234567", service)

    assert service.mail is MailKind.UNKNOWN
    assert found.severity is Severity.INFO
    assert dict(found.facts)["near"].count("(") <= 5
    assert "TNT" in dict(found.facts)["near"]


def test_a_number_of_another_carrier_is_told_with_both_names_and_warned_of() -> None:
    """Line 44."""
    found = _found("another-service", "JVGL0600000000000000", POSTNL)

    assert found.severity is Severity.WARN
    assert "PostNL" in found.text
    assert "DHL" in found.text


def test_a_number_whose_check_digit_refutes_the_service_is_blocked() -> None:
    """Line 44."""
    findings = examine("RB123456786US", DPD_NL).findings

    assert findings[0].severity is Severity.BLOCK
    assert findings[0].code == "refuted-by-check-digit"


def test_a_number_that_several_carriers_could_issue_has_ranked_candidates_and_no_guess() -> None:
    """Line 45."""
    examined = examine("123456789012")

    ranks = [one.confidence for one in candidates(TrackAndTraceNumber("123456789012"))]
    assert examined.judgement is None
    assert len({one.carrier for one in examined.candidates}) > 1
    assert ranks == sorted(ranks, key=list(type(ranks[0])).index)


def test_an_error_of_many_is_an_error_of_ours_too() -> None:
    assert issubclass(UnreadableError, ValueError)
