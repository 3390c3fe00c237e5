"""Completion in real shells: each is asked for what it would offer at the end of a line."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.edges.desk import Desk
from trackntrace.cli.completion import SHELLS
from trackntrace.cli.lessons import LESSONS

pytest.importorskip("shtab", reason="completion is written by shtab")

BASH = """
source "$1"
COMP_LINE=$2; COMP_POINT=${#COMP_LINE}
read -ra COMP_WORDS <<<"$COMP_LINE"
[[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_shtab_trackntrace trackntrace "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = 'source $argv[1]; complete --do-complete "$argv[2]"'
NAMES = {"zsh": "_trackntrace"}
"""Zsh loads a completion from its path by this name."""

ZSH = "PS1='> '; fpath=($PWD $fpath); autoload -Uz compinit; compinit -D -u; unsetopt beep; print re''ady\n"


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the completion of each shell."""
    folder = tmp_path_factory.mktemp("completions")
    for shell in SHELLS:
        with (folder / NAMES.get(shell, f"trackntrace.{shell}")).open("wb") as file:
            command = [sys.executable, "-m", "trackntrace", "completion", shell]
            subprocess.run(command, stdout=file, check=True, env=os.environ | {"COLUMNS": "80"})
    (folder / "orders.jsonl").touch()
    (folder / "inside").mkdir()
    return folder


def shell(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def offered(name: str, scripts: Path, line: str) -> list[str]:
    """What a shell offers at the end of a line."""
    command = {
        "bash": [shell(name), "--norc", "-c", BASH, "bash", "./trackntrace.bash", line],
        "fish": [shell(name), "--no-config", "-c", FISH, "./trackntrace.fish", line],
    }[name]
    done = subprocess.run(command, cwd=scripts, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return sorted({word.partition("\t")[0].strip() for word in done.stdout.splitlines() if word})


OFFERS = [
    ("trackntrace ", {*LESSONS}),
    ("trackntrace ex", {"explain", "exemption"}),
    ("trackntrace score --f", {"--format"}),
    ("trackntrace score --format ", {"text", "grid", "json", "html"}),
    ("trackntrace explain --only p", {"pending"}),
    ("trackntrace explain --by ", {"promised", "shipped", "ordered"}),
    ("trackntrace strikes --window ", {"22", "23", "24"}),
    ("trackntrace rules items", {"items-on-time"}),
    ("trackntrace completion ", {*SHELLS}),
    ("trackntrace score --lang ", {"en", "nl", "fr"}),
]


@pytest.mark.parametrize("name", ["bash", "fish"])
@pytest.mark.parametrize(("line", "wanted"), OFFERS)
def test_a_shell_offers_commands_options_and_their_words(scripts: Path, name: str, line: str, wanted: set[str]) -> None:
    files = {path.name for path in scripts.iterdir()} | {"inside/"}
    always = {"-h", "--help", "--version", "--lang"}

    assert {*offered(name, scripts, line)} - files - always == wanted


@pytest.mark.parametrize("name", ["bash", "fish"])
def test_a_shell_offers_files_where_an_option_takes_one(scripts: Path, name: str) -> None:
    assert "orders.jsonl" in offered(name, scripts, "trackntrace score --orders or")


def asked_of_zsh(scripts: Path, line: str, *wanted: str) -> str:
    """What zsh writes after a line and two tabs, until all that is wanted is there."""
    import pty

    command = [shell("zsh"), "-f", "-i"]
    child, terminal = pty.fork()
    if not child:
        os.chdir(scripts)
        os.execve(command[0], command, os.environ | {"TERM": "dumb", "COLUMNS": "200"})
    try:
        os.write(terminal, ZSH.encode())
        _read_until(terminal, "ready")
        os.write(terminal, f"{line}\t\t".encode())
        return _read_until(terminal, *wanted)
    finally:
        os.close(terminal)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _read_until(terminal: int, *wanted: str) -> str:
    """What the terminal shows, at the latest after half a minute."""
    deadline, seen = time.monotonic() + 30, ""
    while not all(word in seen for word in wanted) and time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096).decode(errors="replace")
    return seen


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("trackntrace ex", ("explain", "exemption")),
        ("trackntrace strikes --window ", ("22", "23", "24")),
        ("trackntrace rules ite", ("items-on-time",)),
        ("trackntrace score --orders or", ("orders.jsonl",)),
    ],
)
def test_zsh_offers_commands_words_and_files(scripts: Path, line: str, wanted: tuple[str, ...]) -> None:
    seen = asked_of_zsh(scripts, line, *wanted)

    assert [word for word in wanted if word not in seen] == []


def test_the_words_of_an_option_are_offered_and_of_a_name_nothing_is(desk: Desk) -> None:
    lines = desk.call("completion", "bash").out.splitlines()
    told = dict(
        line.removeprefix("_shtab_trackntrace_check_").split("=") for line in lines if "_trackntrace_check_" in line
    )

    assert {name: value for name, value in told.items() if "nargs" not in name} == {
        "option_strings": "(-h --help --lang --service --file --postcode --country --format)",
        "__lang_choices": "(en nl fr)",
        "__file_COMPGEN": "_shtab_compgen_files",
        "__format_choices": "(text json)",
    }


def test_the_descriptions_are_in_the_users_language(desk: Desk) -> None:
    assert "Beoordeel zendingen op de servicenormen" in desk.call("completion", "zsh", "--lang", "nl").out


def test_a_shell_that_is_not_known_is_wrong_usage(desk: Desk) -> None:
    called = desk.call("completion", "cmd")

    assert (called.status, called.out) == (2, "")
    assert "bash" in called.err


def test_without_what_writes_it_the_line_is_told_that_installs_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    called = desk.call("completion", "bash")

    assert (called.status, called.out) == (2, "")
    assert called.err == "trackntrace: completion needs shtab: pip install 'trackntrace-orders[completion]'\n"
