"""Values and caches are shared by many threads without harm, on builds with the interpreter lock and without."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import attrs
import pytest

import trackntrace
from tools.sharing import SCENES, THREADS, at_once, differing, went_wrong

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", list(SCENES))
def test_what_many_threads_find_is_what_one_finds_alone(name: str) -> None:
    assert went_wrong(SCENES[name], rounds=5) == []


def test_a_thread_that_finds_something_else_would_be_noticed() -> None:
    found = differing(lambda index: index, lambda _: 0)

    assert found == [f"thread {index} found {index}" for index in range(1, THREADS)]


def test_a_thread_that_fails_would_be_noticed() -> None:
    found = differing(lambda _: SCENES["nothing"], lambda _: 0)

    assert found == [f"thread {index} found KeyError('nothing')" for index in range(THREADS)]


def test_all_threads_begin_together() -> None:
    assert at_once(lambda index: index) == list(range(THREADS))


def told_by(python: str, *options: str) -> dict[str, list[str]]:
    """What went wrong in a fresh process, where nothing was loaded and no cache was filled."""
    folders = {Path(module.__file__ or "").parent.parent for module in (trackntrace, attrs)}
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, folders))}
    command = [python, *options, "-m", "tools.sharing"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.mark.slow
def test_threads_that_come_first_load_what_is_loaded_late_without_harm() -> None:
    assert told_by(sys.executable) == {name: [] for name in SCENES}


def free_threaded() -> str:
    """A build of Python without the interpreter lock; empty where there is none."""
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return sys.executable
    return next(filter(None, map(shutil.which, ("python3.15t", "python3.14t", "python3.13t"))), "")


@pytest.mark.slow
def test_threads_share_without_harm_where_no_lock_keeps_them_apart() -> None:
    python = free_threaded()
    if not python:
        pytest.skip("no free-threaded build of Python is here")

    assert told_by(python, "-X", "gil=0") == {name: [] for name in SCENES}
