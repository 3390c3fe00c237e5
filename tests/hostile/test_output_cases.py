"""The catalogue of hostile inputs, line 96: what we write holds no script, no look-alike and no second line."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from tests.builders import at, delivered, entry, evidence, line, order, shipment, transport
from tests.hostile.case import refusal
from tests.report.reports import hostile_report, report_on
from trackntrace.cli import main
from trackntrace.documents.csv_writer import csv_text
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.numbers.delivery_services import DELIVERY_SERVICES, DeliveryService
from trackntrace.numbers.examination import examine
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.numbers.tracking_links import TrackingLink, tracking_link
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.explanation import explain
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.report.text import explanation_text, scorecard_text
from trackntrace.retailer_api.problems import Problem, Violation
from trackntrace.shipping.confirmation import confirm
from trackntrace.shipping.delivery_methods import OWN_THROUGH_RETAILER_API
from trackntrace.shipping.entry import CorrectionNote, Entry
from trackntrace.shipping.journey import Journey, TransportEvent, TransportStatus
from trackntrace.shipping.piece import Piece

EVIL: Final = "<script>alert(1)</script>\"'&\n\u202e"
EVIL_LINE: Final = "<script>alert(1)</script>\"'&"
_BREAKS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_IN_HTML: Final = re.compile("[\u202a-\u202e\u2066-\u2069]|<script>(?:alert|window)")

SERVICE: Final = DeliveryService("EVIL", name=EVIL_LINE, carrier=EVIL_LINE)
NUMBER: Final = UnreadableNumber(EVIL)
JOURNEY: Final = Journey(
    [
        TransportEvent(TransportStatus.ACCEPTED, at(6, 17), raw=EVIL, place=EVIL_LINE),
        TransportEvent(TransportStatus.DELIVERED, at(7), raw=EVIL),
    ]
)
ENTRY: Final = Entry(number=NUMBER, service=SERVICE, at=at(6, 16), reference=EVIL_LINE)
ITEM: Final = evidence(order_id="order:evil", number=NUMBER, service=SERVICE, journey=JOURNEY)
(EXPLAINED,) = explain([ITEM], ORDER_TRACEABILITY, as_of=at(20))
EVERYTHING: Final[tuple[Any, ...]] = (
    *(SERVICE, NUMBER, ENTRY, JOURNEY, *JOURNEY.events, EXPLAINED, ITEM),
    *(transport(entry(NUMBER, service=SERVICE)), CorrectionNote(at=at(7), text=EVIL_LINE)),
    *(order(), shipment(transport=transport(ENTRY)), line(), Piece(order()), examine(EVIL, SERVICE)),
    *(examine(EVIL), Problem(title=EVIL, detail=EVIL, violations=[Violation(name=EVIL, reason=EVIL)])),
    *hostile_report().missed,
)


def _named(values: tuple[Any, ...]) -> list[Any]:
    return [pytest.param(value, id=f"line-96-{type(value).__name__}-{place}") for place, value in enumerate(values)]


@pytest.mark.parametrize("value", _named(EVERYTHING))
def test_the_repr_of_a_value_is_one_line_of_what_is_seen(value: Any) -> None:
    said = repr(value)

    assert len(said.splitlines()) == 1
    assert not _BREAKS.search(said)


@pytest.mark.parametrize("value", _named(tuple(each for each in EVERYTHING if hasattr(each, "_repr_html_"))))
def test_a_value_in_a_notebook_holds_no_script_and_no_raw_quote(value: Any) -> None:
    html = value._repr_html_()

    assert "<script" not in html
    assert not _IN_HTML.search(html)
    assert not re.search(r'<[a-z]+[^>]*"[^">=]*<', html)


def test_the_report_of_hostile_values_holds_none_of_them_as_they_are() -> None:
    """Line 96."""
    for extra in ("jinja2", "matplotlib"):
        pytest.importorskip(extra, reason="the extra report is not installed")
    from trackntrace.report.html import html_report

    html = html_report(hostile_report())

    assert "<script>window.pwned" not in html
    assert not _IN_HTML.search(html)


def test_the_text_of_hostile_values_holds_nothing_that_is_not_seen() -> None:
    """Line 96."""
    for text in (scorecard_text(report_on([ITEM]).card), explanation_text(EXPLAINED)):
        assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2028]", text)
        assert text.isascii()


@pytest.mark.parametrize("service", DELIVERY_SERVICES, ids=lambda service: f"line-96-{service.code}")
@pytest.mark.parametrize("text", ["3S-ABCD.1234567", "A/B", "A..B", "A_B-C/D", "3SABCD1234567", "A" * 64, "0" * 20])
def test_a_link_keeps_its_scheme_and_host_and_climbs_nowhere(service: DeliveryService, text: str) -> None:
    made = tracking_link(TrackAndTraceNumber(text), service, postcode="1234 AB", country="NL")

    if isinstance(made, TrackingLink):
        parts = urlsplit(made.url)
        assert parts.scheme == "https"
        assert any(template.startswith(f"https://{parts.netloc}/") for template in made.page.templates)
        assert ".." not in made.url
        assert "//" not in made.url.removeprefix("https://")
        assert not _BREAKS.search(made.url)


@pytest.mark.parametrize("postcode", [EVIL, "1234\r\nSet-Cookie: a", "../..", "//evil.example", "1234AB\u202e"])
def test_a_postcode_that_would_lead_elsewhere_is_refused(postcode: str) -> None:
    number, service = TrackAndTraceNumber("3SABCD1234567"), DELIVERY_SERVICES[0]

    error = refusal(lambda given: tracking_link(number, service, postcode=given), postcode)

    assert error.field == "postcode"
    assert not _BREAKS.search(str(error))


def test_what_the_customer_is_told_links_to_the_carrier_alone() -> None:
    """Line 96."""
    told = confirm(order(), entry(), method=OWN_THROUGH_RETAILER_API, postcode="1234AB", country="NL")

    assert EVIL not in repr(told)
    assert not _BREAKS.search(repr(told))


@pytest.mark.parametrize("value", [EVIL, EVIL.encode(), "\x85\x0b\x0c\x1c\u2028\u2029", "\x1b[31mred", "a\r\nb"])
def test_an_error_is_one_line_whatever_it_is_about(value: Any) -> None:
    for error in (
        InvalidValueError.about(value, EVIL, "expected something else"),
        refusal(DeliveryService.parse, value),
    ):
        assert isinstance(error, TrackntraceError)
        for text in (str(error), repr(error.shown), error.field):
            assert text.isascii()
            assert len(text.splitlines()) == 1
            assert not _BREAKS.search(text)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"], ids=lambda begins: f"line-96-{ord(begins)}")
def test_a_cell_that_a_spreadsheet_would_take_for_a_formula_is_prefixed(begins: str) -> None:
    written = csv_text(("number", "reference"), [(f"{begins}HYPERLINK(1)", "plain")])

    _, row = csv.reader(io.StringIO(written))
    assert row == [f"'{begins}HYPERLINK(1)", "plain"]


def test_the_command_line_prints_hostile_numbers_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    """Line 96."""
    main(["check", EVIL, "\u202e3SABCD1234567", "=HYPERLINK(1)"])

    said = capsys.readouterr().out
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", said)


def test_a_folder_of_a_hostile_name_is_said_escaped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Line 96."""
    assert main(["check", "--file", str(tmp_path / "evil\u202e\x1b[31m.csv")]) == 2

    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", capsys.readouterr().err)


def test_evidence_may_hold_a_hostile_number_and_is_judged_still() -> None:
    """Line 96."""
    assert isinstance(ITEM, Evidence)
    assert EXPLAINED.row.code == "unreadable-number"
    assert delivered(at(7)).events
