"""
A pytest plugin that runs what the documentation shows. CONTRIBUTING.md says how to write such examples.
"""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).parent.parent
FILE = re.compile(
    r"^<!-- file: (?P<name>[\w.-]+) -->\n+(?P<fence>`{3,})[^\n]*\n(?P<text>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE
)
OURS = re.compile(r"(^|[|;&] *)(python -m )?trackntrace\b")
COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*\n?)", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty working directory for each document."""
    path = tmp_path_factory.mktemp("examples")
    with contextlib.chdir(path):
        yield path


def files(document: Document) -> Iterator[Region]:
    """`<!-- file: name -->` above a fence puts the fence's text into that file."""
    for match in FILE.finditer(document.text):
        yield Region(match.start(), match.start("fence"), (match["name"], match["text"]), write)


def write(example: Example) -> None:
    name, text = example.parsed
    Path(name).write_text(text, encoding="utf-8")


def consoles(document: Document) -> Iterator[Region]:
    """The ```console fences in which `trackntrace` is called."""
    for region in CodeBlockParser("console", run)(document):
        if any(OURS.search(command) for command in COMMAND.findall(region.parsed)):
            yield region


def run(example: Example) -> str | None:
    """Runs each command of the fence in a shell, and compares what it prints with what stands below it."""
    _, *parts = COMMAND.split(example.parsed)
    commands, outputs = parts[::2], parts[1::2]
    scripts = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": scripts + os.pathsep + os.environ["PATH"], "PYTHONUTF8": "1", "COLUMNS": "80"}
    environment |= {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    status = 0
    for command, wanted in zip(commands, outputs, strict=True):
        shell = ["sh", "-c", f"(exit {status})\n{command}"]
        done = subprocess.run(
            shell, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
        )
        status = done.returncode
        if not OutputChecker().check_output(wanted, done.stdout, ELLIPSIS):
            return f"$ {command}printed:\n{done.stdout}instead of:\n{wanted}"
    return None


documents = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), consoles, files],
    path=str(ROOT),
    patterns=["*.md"],
    exclude="docs/_build/*",
    fixtures=["folder"],
)
docstrings = Sybil(parsers=[DocTestParser(ELLIPSIS)], path=str(ROOT / "src"), patterns=["*.py"])

pytest_collect_file = (documents + docstrings).pytest()
