"""How a command ends: the statuses are few, the same everywhere, and told by the help of each command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.edges.desk import Desk
from tests.edges.wire import AS_OF, shipment_object
from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.lessons import LESSONS

PAGE = Path(__file__).parent.parent.parent / "docs" / "how-to" / "command-line.md"
TABLE = b"stage,service,number,promised\nshipped,TNT,3SABCD1234567,2026-10-02\n"
ENDS: list[tuple[str, ExitStatus, tuple[str, ...]]] = [
    ("demo", ExitStatus.DONE, ("--save", "sample")),
    ("demo", ExitStatus.USAGE, ("--save", "good.jsonl")),
    ("score", ExitStatus.DONE, ("good.jsonl", "--as-of", AS_OF)),
    ("score", ExitStatus.REFUSED, ("bad.jsonl",)),
    ("score", ExitStatus.REFUSED, ("bad.jsonl", "good.jsonl", "--keep-going", "--as-of", AS_OF)),
    ("score", ExitStatus.USAGE, ("nowhere.jsonl",)),
    ("explain", ExitStatus.DONE, ("good.jsonl", "--as-of", AS_OF)),
    ("explain", ExitStatus.REFUSED, ("bad.jsonl",)),
    ("explain", ExitStatus.USAGE, ()),
    ("todo", ExitStatus.DONE, ("good.jsonl", "--as-of", AS_OF)),
    ("todo", ExitStatus.REFUSED, ("bad.jsonl",)),
    ("todo", ExitStatus.USAGE, ("--week", "last")),
    ("strikes", ExitStatus.DONE, ("good.jsonl", "--as-of", AS_OF)),
    ("strikes", ExitStatus.REFUSED, ("bad.jsonl",)),
    ("strikes", ExitStatus.USAGE, ("good.jsonl", "--window", "21")),
    ("compare", ExitStatus.DONE, ("kept.json", "kept.json")),
    ("compare", ExitStatus.REFUSED, ("bad.jsonl", "kept.json")),
    ("compare", ExitStatus.USAGE, ("kept.json",)),
    ("exemption", ExitStatus.DONE, ("good.jsonl", "--from", "2026-10-05", "--until", "2026-10-06", "--as-of", AS_OF)),
    ("exemption", ExitStatus.REFUSED, ("bad.jsonl", "--from", "2026-10-05", "--until", "2026-10-06")),
    ("exemption", ExitStatus.USAGE, ("good.jsonl",)),
    ("reconcile", ExitStatus.DONE, ("good.jsonl", "--indicators", "none.json", "--as-of", AS_OF)),
    ("reconcile", ExitStatus.REFUSED, ("good.jsonl", "--indicators", "bad.jsonl")),
    ("reconcile", ExitStatus.USAGE, ("good.jsonl",)),
    ("tally", ExitStatus.DONE, ("items.csv", "--as-of", AS_OF)),
    ("tally", ExitStatus.REFUSED, ("wrong.csv", "--as-of", AS_OF)),
    ("tally", ExitStatus.USAGE, ("items.pdf",)),
    ("check", ExitStatus.DONE, ("3SABCD1234567", "--service", "TNT")),
    ("check", ExitStatus.REFUSED, ("NVT", "--service", "TNT")),
    ("check", ExitStatus.USAGE, ()),
    ("rules", ExitStatus.DONE, ("returns",)),
    ("rules", ExitStatus.USAGE, ("moon",)),
    ("schema", ExitStatus.DONE, ("score",)),
    ("schema", ExitStatus.USAGE, ("moon",)),
    ("doctor", ExitStatus.DONE, ()),
    ("doctor", ExitStatus.USAGE, ("patient",)),
    ("completion", ExitStatus.DONE, ("bash",)),
    ("completion", ExitStatus.USAGE, ("cmd",)),
]


def test_the_statuses_never_change() -> None:
    assert {status.name: status.value for status in ExitStatus} == {
        "DONE": 0,
        "REFUSED": 1,
        "USAGE": 2,
        "INTERRUPTED": 130,
    }


@pytest.mark.parametrize(("command", "status", "arguments"), ENDS)
def test_a_command_ends_as_its_help_tells(
    desk: Desk, command: str, status: ExitStatus, arguments: tuple[str, ...]
) -> None:
    if command == "tally":
        pytest.importorskip("polars", reason="tables are read with Polars")
    if command == "completion":
        pytest.importorskip("shtab", reason="completion is written by shtab")
    desk.file("good.jsonl", shipment_object())
    desk.file("bad.jsonl", {"shipmentId": True})
    desk.file("none.json", {"performanceIndicators": []})
    desk.raw("items.csv", TABLE)
    desk.raw("wrong.csv", TABLE.replace(b"shipped", b"lost"))
    desk.raw("kept.json", desk.call("score", "good.jsonl", "--as-of", AS_OF, "--format", "json").out.encode())

    called = desk.call(command, *arguments)

    assert called.status == status
    assert status in LESSONS[command].statuses


@pytest.mark.parametrize("command", LESSONS)
def test_every_way_to_end_that_the_help_tells_is_tried(command: str) -> None:
    tried = {status for name, status, _ in ENDS if name == command}
    tried |= {ExitStatus.REFUSED} if command == "doctor" else set()  # below

    assert {*LESSONS[command].statuses} - {ExitStatus.INTERRUPTED} == tried


def test_the_doctor_ends_with_1_where_something_is_broken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trackntrace.cli.doctor.wrong_changes", lambda: (1 // 0,))

    assert desk.call("doctor").status == ExitStatus.REFUSED


def test_the_page_tells_the_same_statuses() -> None:
    section = PAGE.read_text("utf-8").partition("\n## Exit status\n")[2].partition("\n## ")[0]
    told = {int(status) for status in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)}

    assert told == {status.value for status in ExitStatus}
