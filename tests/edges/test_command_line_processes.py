"""The command line as a process of its own: pipes, signals, locales."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.edges.wire import AS_OF, json_bytes, shipment_item, shipment_object

MODULE = (sys.executable, "-m", "trackntrace")
LISTENING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("trackntrace", run_name="__main__", alter_sys=True)
"""
"""The same, and listening to interrupts: whoever runs the tests in the background ignores them."""
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs named pipes and POSIX signals")


def run(*arguments: str, folder: Path, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*MODULE, *arguments],
        input=given,
        capture_output=True,
        cwd=folder,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def many_shipments(folder: Path, count: int = 1_000) -> str:
    lines = [shipment_object(f"shipment-{n}", shipmentItems=[shipment_item(f"item-{n}")]) for n in range(count)]
    (folder / "shipments.jsonl").write_bytes(json_bytes(*lines))
    return "shipments.jsonl"


def test_the_module_runs_as_the_command_does(tmp_path: Path) -> None:
    ended = run("rules", "items-on-time", folder=tmp_path)

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.startswith(b"items-on-time: the first row that matches decides")


def test_shipments_are_scored_from_a_pipe(tmp_path: Path) -> None:
    ended = run("score", "-", "--as-of", AS_OF, folder=tmp_path, given=json_bytes(shipment_object()))

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"2026-W41  order-traceability" in ended.stdout


def test_a_refusal_leaves_standard_output_empty(tmp_path: Path) -> None:
    ended = run("score", "-", folder=tmp_path, given=b'{"shipmentId":\n')

    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.startswith(b"-: document: expected JSON")


def test_standard_input_asked_for_twice_ends_without_a_traceback(tmp_path: Path) -> None:
    ended = run("score", "-", "-", folder=tmp_path, given=json_bytes(shipment_object()))

    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_output_is_the_same_in_the_poorest_locale(tmp_path: Path, locale: str) -> None:
    plain = run(
        "rules", folder=tmp_path, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii"
    )
    rich = run("rules", folder=tmp_path, PYTHONUTF8="1")

    assert (plain.returncode, plain.stderr) == (0, b"")
    assert plain.stdout == rich.stdout


@POSIX
@pytest.mark.parametrize("command", ["score --format json", "explain", "explain --format json", "rules", "demo"])
def test_a_closed_pipe_ends_quietly(tmp_path: Path, command: str) -> None:
    inputs = f"{many_shipments(tmp_path)} --as-of {AS_OF}" if command.startswith(("score", "explain")) else ""
    line = f"({shlex.join(MODULE)} {command} {inputs}; echo ended with $? >&2) | head -c 1 >/dev/null"

    ended = subprocess.run(["sh", "-c", line], capture_output=True, cwd=tmp_path, timeout=60, check=False)

    assert ended.stderr.decode().splitlines() == ["ended with 0"]


@POSIX
def test_a_pipe_that_was_never_open_ends_quietly(tmp_path: Path) -> None:
    line = f"sleep 0.1 | ({shlex.join(MODULE)} rules; echo ended with $? >&2) | true"

    ended = subprocess.run(["sh", "-c", line], capture_output=True, cwd=tmp_path, timeout=60, check=False)

    assert ended.stderr.decode().splitlines() == ["ended with 0"]


@POSIX
def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENING, "score", pipe.name],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    writer = _opened_for_writing(pipe)
    os.write(writer, json_bytes(shipment_object()))
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    try:
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
        os.close(writer)

    assert (process.returncode, out, err) == (130, b"", b"")


def _opened_for_writing(pipe: Path) -> int:
    """The writing end, as soon as the other side is there to read."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
