"""The help: what each command is for, examples that work on the bundled sample, how it ends, and where to go on."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.edges.desk import Desk
from trackntrace.cli.arguments import parser
from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.lessons import LESSONS
from trackntrace.wording import Language, say

ROOT = Path(__file__).parent.parent.parent
HOME = re.compile(r">~\S+$")
"""Where an example would write into the home of whoever follows it."""


def commands_of(text: str) -> list[str]:
    return re.findall(r"^ {4}(\w+) ", text[text.index("commands:") :], re.MULTILINE)


def calls_in(example: str) -> list[list[str]]:
    """The calls of ours in an example, which may have a pipe before it and a file behind it."""
    parts = (part.partition(" >")[0].strip() for part in example.split("|"))
    return [shlex.split(part)[1:] for part in parts if part.startswith("trackntrace ")]


def test_every_command_has_its_lesson(desk: Desk) -> None:
    assert commands_of(desk.call("--help").out) == [*LESSONS]


@pytest.mark.parametrize("command", LESSONS)
def test_the_help_tells_what_for_and_shows_examples_statuses_and_what_is_near(desk: Desk, command: str) -> None:
    lesson = LESSONS[command]
    told = desk.call(command, "--help").out
    flowing = " ".join(told.split())

    assert say(f"command.{command}.for", Language.ENGLISH) in flowing
    assert all(f"\n  {example}\n" in told for example in lesson.examples)
    assert all(f"\n  {status.value:<3} " in told for status in lesson.statuses)
    assert all(f"trackntrace {other}" in told for other in lesson.see)
    assert lesson.page in told
    assert told.endswith(".md\n")


@pytest.mark.parametrize("command", LESSONS)
def test_what_the_help_points_to_is_there(command: str) -> None:
    lesson = LESSONS[command]

    assert set(lesson.see) <= set(LESSONS) - {command}
    assert (ROOT / lesson.page).is_file()


@pytest.mark.parametrize("command", LESSONS)
def test_every_example_of_the_help_is_understood(command: str) -> None:
    calls = [call for example in LESSONS[command].examples for call in calls_in(example)]

    assert any(call[0] == command for call in calls)
    assert [parser().parse_args(call).run for call in calls]


def test_the_examples_of_the_whole_are_understood(desk: Desk) -> None:
    examples = re.findall(r"^  (trackntrace .+)$", desk.call("--help").out, re.MULTILINE)
    calls = [call for example in examples for call in calls_in(example)]

    assert len(calls) >= 8
    assert [parser().parse_args(call).run for call in calls]


def test_a_word_of_an_option_cannot_be_shortened_so_that_a_new_option_breaks_nothing(desk: Desk) -> None:
    called = desk.call("doctor", "--la", "nl")

    assert (called.status, called.out) == (ExitStatus.USAGE, "")
    assert "unrecognized arguments: --la" in called.err


@pytest.mark.parametrize("command", [(), ("score",)])
def test_the_version_is_told_by_the_whole_and_by_no_command(desk: Desk, command: tuple[str, ...]) -> None:
    called = desk.call(*command, "--version")

    assert called.status == (ExitStatus.USAGE if command else ExitStatus.DONE)
    assert called.out.startswith("trackntrace-orders ") is not bool(command)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody has saved the sample, as the help says."""
    folder = tmp_path_factory.mktemp("lessons")
    subprocess.run([sys.executable, "-m", "trackntrace", "demo", "--save", "sample"], cwd=folder, check=True)
    return folder


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize("command", [name for name in LESSONS if name != "demo"])
def test_every_example_of_the_help_works_on_the_sample_in_a_shell(sample: Path, command: str) -> None:
    if command == "tally":
        pytest.importorskip("polars", reason="tables are read with Polars")
    if command == "completion":
        pytest.importorskip("shtab", reason="completion is written by shtab")
    own = f'trackntrace() {{ "{sys.executable}" -m trackntrace "$@"; }}\n'
    script = own + "\n".join(HOME.sub(">here", example) for example in LESSONS[command].examples)
    ended = subprocess.run(["sh", "-e", "-c", script], cwd=sample, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
