"""``trackntrace score --format html``: the report as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="the extra report is not installed")
pytest.importorskip("matplotlib", reason="the extra report is not installed")

from tests.edges.desk import Desk
from tests.edges.test_command_line import parcel
from tests.edges.wire import fulfilment, shipment_item
from tests.report.page_tree import tree
from trackntrace.cli.arguments import parser
from trackntrace.cli.inputs import Inputs
from trackntrace.cli.report import report_of, write
from trackntrace.cli.sample import SAMPLE_AS_OF, save_sample
from trackntrace.cli.usage import UsageError
from trackntrace.moment import Week, parse_moment


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A folder with the files of the sample shop to call the command line from."""
    save_sample(str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def printed() -> tuple[str, str]:
        captured = capsys.readouterr()
        return captured.out, captured.err

    return Desk(tmp_path, printed)


SHOP = ("shipments.jsonl", "--orders", "orders.jsonl", "--journeys", "journeys.jsonl", "--as-of", SAMPLE_AS_OF)


def test_the_report_is_written_to_a_file(desk: Desk) -> None:
    called = desk.call("score", *SHOP, "--format", "html", "--lang", "fr", "-o", "report.html")

    page = tree((desk.folder / "report.html").read_text("utf-8"))
    assert (called.status, called.out, called.err) == (0, "", "")
    assert page.one("html").attributes["lang"] == "fr"
    assert page.one("h1").text == "Rapport de performance"


def test_the_report_is_printed_where_no_file_is_named(desk: Desk) -> None:
    called = desk.call("score", *SHOP, "--format", "html")

    assert called.status == 0
    assert called.out.startswith("<!doctype html>\n")
    assert called.out.endswith("</html>\n")


def test_one_week_has_a_report_without_strikes(desk: Desk) -> None:
    called = desk.call("score", *SHOP, "--format", "html", "--week", "2026-W40")
    page = tree(called.out)

    assert len(list(page.one("table", **{"class": "grid"}).one("tbody").all("tr"))) == 1
    assert not [heading for heading in page.all("h2") if heading.text == "Strikes"]
    assert [heading.text for heading in page.all("h3") if heading.text.startswith("Week")] == [
        "Week 40 of 2026: Items on time"
    ]


@pytest.mark.parametrize("kind", ["text", "grid", "json"])
def test_other_forms_can_be_written_to_a_file_too(desk: Desk, kind: str) -> None:
    printed = desk.call("score", *SHOP, "--format", kind)
    written = desk.call("score", *SHOP, "--format", kind, "--output", "score.txt")

    assert (written.status, written.out) == (0, "")
    assert (desk.folder / "score.txt").read_text("utf-8") == printed.out


def test_faults_refuse_the_report_and_nothing_is_written(desk: Desk) -> None:
    desk.raw("broken.jsonl", b"{\n")

    called = desk.call("score", "broken.jsonl", "--as-of", SAMPLE_AS_OF, "--format", "html", "-o", "report.html")

    assert called.status == 1
    assert called.err.startswith("broken.jsonl:1: ")
    assert not (desk.folder / "report.html").exists()


@pytest.mark.parametrize("path", ["no/such/folder/report.html", ".", "a\x00b"])
def test_a_file_that_cannot_be_written_is_named(desk: Desk, path: str) -> None:
    called = desk.call("score", *SHOP, "--format", "html", "-o", path)

    assert called.status == 2
    assert len(called.err.splitlines()) == 1
    assert called.err.startswith(f"trackntrace: {ascii(path)[1:-1]}: ")


@pytest.mark.parametrize("missing", ["jinja2", "matplotlib"])
def test_what_is_not_installed_is_said_in_a_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name in [name for name in sys.modules if name.startswith("trackntrace.report.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, missing, None)

    called = desk.call("score", *SHOP, "--format", "html")

    assert (called.status, called.out) == (2, "")
    assert called.err == (
        "trackntrace: the report needs Jinja2 and Matplotlib: pip install 'trackntrace-orders[report]'\n"
    )


def inputs(desk: Desk, *more: str) -> Inputs:
    """What was given of three weeks: late items, a question without an answer in each of two, and counts."""
    later = shipment_item("item-4", fulfilment=fulfilment(latestDeliveryDate="2026-10-14"))
    shipments = desk.file("s.jsonl", parcel(1), parcel(2), parcel(4, shipmentItems=[later]))
    asked = ("2026-10-06T14:30:00+02:00", "2026-10-13T14:30:00+02:00")
    questions = desk.file(
        "q.jsonl",
        *({"questionId": f"Q{number}", "asked": moment} for number, moment in enumerate(asked)),
        {"questionId": "Q9", "asked": asked[0], "answered": "2026-10-06T15:30:00+02:00"},
    )
    counts = desk.file("c.jsonl", {"standard": "rating", "week": "2026-W41", "total": 81, "counted": 10})
    given = ("score", shipments, "--questions", questions, "--counts", counts, "--as-of", "2026-11-01T12:00:00+01:00")
    return Inputs(parser().parse_args([*given, *more]))


def test_a_report_holds_scores_misses_questions_rules_and_strikes(desk: Desk) -> None:
    report, status = report_of(inputs(desk))

    assert status == 0
    assert report.card.as_of == parse_moment("2026-11-01T12:00:00+01:00")
    assert [str(week) for week in report.card.weeks] == ["2026-W41", "2026-W42"]
    assert sorted((str(each.week), each.standard, each.item.order_item_id) for each in report.missed) == [
        ("2026-W41", "items-on-time", "item-1"),
        ("2026-W41", "items-on-time", "item-2"),
        ("2026-W42", "items-on-time", "item-4"),
    ]
    assert [(str(each.week), each.question.question_id) for each in report.unanswered] == [
        ("2026-W41", "Q0"),
        ("2026-W42", "Q1"),
    ]
    assert [standard.name for standard in report.standards] == ["order-traceability", "items-on-time", "response-time"]
    assert [each.name for each in report.counted] == ["rating"]
    assert report.strikes is not None
    assert report.strikes.final_through == Week.parse("2026-W42")
    assert [str(each.week) for each in report.strikes.below_minimum] == ["2026-W41", "2026-W42"]


def test_the_report_of_one_week_tells_of_that_week_and_of_no_strikes(desk: Desk) -> None:
    report, _ = report_of(inputs(desk, "--week", "2026-W42"))

    assert [str(week) for week in report.card.weeks] == ["2026-W42"]
    assert [each.item.order_item_id for each in report.missed] == ["item-4"]
    assert [each.question.question_id for each in report.unanswered] == ["Q1"]
    assert report.strikes is None


def test_what_is_missed_is_of_the_week_by_the_day_that_was_asked_for(desk: Desk) -> None:
    report, _ = report_of(inputs(desk, "--by", "ordered", "--standard", "items-on-time"))

    assert [(str(each.week), each.item.order_item_id) for each in report.missed] == [
        *(("2026-W41", "item-1"), ("2026-W41", "item-2"), ("2026-W41", "item-4")),
    ]
    assert report.unanswered == ()


def test_a_report_on_nothing_has_no_strikes(desk: Desk) -> None:
    nothing = desk.file("none.jsonl")

    report, status = report_of(Inputs(parser().parse_args(["score", nothing, "--as-of", SAMPLE_AS_OF])))

    assert (report.card.scores, report.missed, report.strikes, status) == ((), (), None, 0)


def test_a_text_is_written_with_the_end_of_its_line_or_printed(desk: Desk) -> None:
    write("é", "a.txt")
    write("b", "")

    assert ((desk.folder / "a.txt").read_bytes(), desk.printed()) == ("é\n".encode(), ("b\n", ""))
    with pytest.raises(UsageError, match=r"a\\x00: no name of a file"):
        write("b", "a\x00")
