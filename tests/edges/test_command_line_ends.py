"""How the command line ends: run as a module, with nobody to read it, interrupted, on a full disk."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import NoReturn

import pytest

import trackntrace
from tests.edges.desk import Desk
from trackntrace.cli import commands, doctor, installed, main
from trackntrace.cli.arguments import parser
from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.inputs import Inputs
from trackntrace.cli.usage import UsageError

FULL = Path("/dev/full")


def test_as_a_module_it_ends_with_the_status_of_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["trackntrace", "rules", "items-on-time"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(Path(trackntrace.__file__).with_name("__main__.py")), run_name="__main__")

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("items-on-time: the first row that matches decides")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX pipes")
def test_a_reader_that_went_away_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)

        assert main(["rules"]) is ExitStatus.DONE


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_as_such(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with FULL.open("w", encoding="utf-8") as disk:
        monkeypatch.setattr(sys, "stdout", disk)

        assert main(["rules"]) is ExitStatus.USAGE
    assert "No space left on device" in capsys.readouterr().err


def test_an_interrupt_ends_as_a_shell_expects(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_options: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "demo_text", interrupted)
    monkeypatch.setattr(commands, "worst_of", interrupted)

    assert desk.call("demo").status == ExitStatus.INTERRUPTED


@pytest.mark.parametrize(
    ("called", "told"),
    [
        ("/somewhere/trackntrace/__main__.py", "python -m trackntrace"),
        ("/opt/other/bin/tnt", "/opt/other/bin/tnt"),
    ],
)
def test_the_demo_says_how_to_call_the_command_where_it_is_not_on_the_path(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, called: str, told: str
) -> None:
    monkeypatch.setenv("PATH", str(desk.folder))
    monkeypatch.setattr(sys, "argv", [called])

    assert f"{told} " in desk.call("demo").out


def test_the_demo_names_the_command_where_it_is_on_the_path(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    command = desk.folder / "trackntrace"
    command.write_text("#!/bin/sh\n", "utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(desk.folder))
    monkeypatch.setattr(sys, "argv", ["/opt/other/bin/tnt"])

    printed = desk.call("demo").out

    assert "trackntrace " in printed
    assert "/opt/other/bin/tnt" not in printed


def test_an_older_python_is_told_as_broken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LOWEST_PYTHON", (99, 0))

    assert doctor._python().state is doctor.State.BROKEN
    assert desk.call("doctor").status == ExitStatus.REFUSED


def test_a_requirement_that_is_none_is_passed_over() -> None:
    assert [each.name for each in installed._read(["!", "attrs>=23.2"])] == ["attrs"]


def test_wrong_usage_is_told_in_english_where_no_language_is_asked() -> None:
    odd = UsageError.of(OSError(99_999, "Odd thing"), "items.csv")

    assert "Odd thing" in str(odd)
    assert "items.csv" in str(odd)
    assert "OSError" in str(UsageError.of(OSError(), "items.csv"))


def test_counts_are_read_once(desk: Desk) -> None:
    counts = desk.file("counts.jsonl", {"standard": "rating", "week": "2026-W41", "total": 81, "counted": 10})
    inputs = Inputs(parser().parse_args(["score", "--counts", counts]))

    assert inputs.counts() is inputs.counts()
