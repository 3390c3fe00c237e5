"""
Holds the types to what they promise: right usage checks, every mistake is an error, and every public type is known.

``tests/typing`` is read by mypy and by pyright, both strict. With the marks of its mistakes both find nothing; without
them both find an error on just the lines that had one. What pyright knows of the types of the built wheel is measured
against 100 %.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "tests" / "typing"
MISTAKES: Final = FOLDER / "mistakes.py"
BAR: Final = 1.0
MARKS: Final = re.compile(r"  # type: ignore\[[\w, -]+\]  # pyright: ignore\[[\w, ]+\]$")
_ERROR: Final = re.compile(r"^[^:]+:(\d+): error: ")


def marked(text: str) -> set[int]:
    """The lines that are marked as mistakes."""
    return {number for number, line in enumerate(text.splitlines(), 1) if MARKS.search(line)}


def unmarked(text: str) -> str:
    """The same text, with its mistakes in it and the marks gone."""
    return "".join(f"{MARKS.sub('', line)}\n" for line in text.splitlines())


def _called(command: list[str | Path], environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def mypy(*arguments: str | Path) -> str:
    """What mypy says."""
    return _called([sys.executable, "-m", "mypy", *arguments])


def pyright(*arguments: str | Path, python: Path = Path(sys.prefix)) -> dict[str, Any]:
    """What pyright says, of the packages of one environment."""
    scripts = str(python / ("Scripts" if os.name == "nt" else "bin"))
    environment = {**os.environ, "VIRTUAL_ENV": str(python), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    environment["PATH"] = scripts + os.pathsep + os.environ["PATH"]
    told = _called([sys.executable, "-m", "pyright", "--outputjson", *arguments], environment)
    answer: dict[str, Any] = json.loads(told)
    return answer


def errors_of_pyright(answer: dict[str, Any]) -> set[int]:
    """The lines on which pyright found an error."""
    if not answer["summary"]["filesAnalyzed"]:
        sys.exit("pyright read no file")
    return {each["range"]["start"]["line"] + 1 for each in answer["generalDiagnostics"] if each["severity"] == "error"}


def promises() -> list[str]:
    """What is wrong with the files as they stand: right usage that is refused, and mistakes that are let through."""
    found = [line for line in mypy(FOLDER).splitlines() if _ERROR.match(line)]
    told = pyright("--project", FOLDER)["generalDiagnostics"]
    return [*found, *(f"{_place(each)}: pyright: {each['message']}" for each in told)]


def _place(told: dict[str, Any]) -> str:
    return f"{Path(told['file']).name}:{told['range']['start']['line'] + 1}"


def mistakes() -> list[str]:
    """The lines on which one of the checkers does not say what the marks say."""
    text = MISTAKES.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, MISTAKES.name)
        copy.write_text(unmarked(text), "utf-8")
        copy.with_name("pyrightconfig.json").write_bytes((FOLDER / "pyrightconfig.json").read_bytes())
        said = mypy("--no-incremental", copy).splitlines()
        by_mypy = {int(match[1]) for line in said if (match := _ERROR.match(line))}
        by_pyright = errors_of_pyright(pyright("--project", folder))
    wanted = marked(text)
    told = {"mypy": by_mypy ^ wanted, "pyright": by_pyright ^ wanted}
    return [f"mistakes.py:{line}: {checker} disagrees" for checker, lines in told.items() for line in sorted(lines)]


def _environment(folder: Path) -> Path:
    """An environment with the built wheel in it, and everything else from this one."""
    _called([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder / "dist", ROOT])
    venv.create(folder / "env", symlinks=os.name != "nt")
    site = sysconfig.get_path("purelib", vars={"base": str(folder / "env"), "platbase": str(folder / "env")})
    [wheel] = (folder / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(site)
    Path(site, "others.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return folder / "env"


def completeness() -> tuple[float, list[str]]:
    """How much of the public types of the built wheel pyright knows, and what it does not know."""
    with tempfile.TemporaryDirectory() as folder:
        python = _environment(Path(folder))
        told = pyright("--verifytypes", "trackntrace", "--ignoreexternal", python=python)["typeCompleteness"]
    unknown = [each for each in told["symbols"] if each["isExported"] and not each["isTypeKnown"]]
    if not told["symbols"]:
        sys.exit("pyright found no public type")
    return told["completenessScore"], [
        f"{each['name']}: {said['message'].splitlines()[0]}"
        for each in unknown
        for said in each["diagnostics"]
        if said["severity"] == "error"
    ]


def main() -> None:
    """Prints what was found, and ends with 1 where a promise is broken."""
    count = len(marked(MISTAKES.read_text("utf-8")))
    broken = [*promises(), *mistakes()]
    print(f"mistakes that mypy and pyright both find: {count - len(broken)} of {count}")
    known, unknown = completeness()
    print(f"public types that are known: {known:.1%}")
    print(*broken, *unknown, sep="\n")
    if broken or known < BAR:
        sys.exit(1)


if __name__ == "__main__":
    main()
