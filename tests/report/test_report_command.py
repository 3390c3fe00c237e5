"""``trackntrace score --format html``: the report as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="the extra report is not installed")
pytest.importorskip("matplotlib", reason="the extra report is not installed")

from tests.edges.desk import Desk
from tests.report.page_tree import tree
from trackntrace.cli.sample import SAMPLE_AS_OF, save_sample


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
