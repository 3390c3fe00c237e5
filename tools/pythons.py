"""Prints the version and the path of every CPython on this machine that we support, one for each minor version."""

import os
import re
import subprocess
import sys
from pathlib import Path

LOWEST = (3, 11)
ASK = "import sys; print(sys.implementation.name, sys.version_info[0], sys.version_info[1], sys.version_info[3])"


def candidates() -> list[Path]:
    """This Python first, then those of the version managers (pyenv, uv), then those on the path."""
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT", home / ".pyenv")) / "versions"
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR", home / ".local/share/uv/python"))
    managed = [*sorted(pyenv.glob("*/bin/python3")), *sorted(uv.glob("*/bin/python3"))]
    folders = [Path(folder) for folder in os.get_exec_path() if Path(folder).is_dir()]
    named = [file for folder in folders for file in folder.iterdir() if re.fullmatch(r"python3\.[0-9]+", file.name)]
    return [Path(sys.executable), *managed, *sorted(named)]


def minor_version(python: Path) -> tuple[int, int] | None:
    """What the interpreter says of itself; nothing where it does not run, or is no final CPython."""
    try:
        asked = subprocess.run([python, "-c", ASK], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    name, major, minor, level = asked.stdout.split()
    return (int(major), int(minor)) if (name, level) == ("cpython", "final") else None


def found() -> dict[str, Path]:
    """Every such Python, by its minor version."""
    by_version: dict[tuple[int, int], Path] = {}
    for candidate in candidates():
        version = minor_version(candidate)
        if version is not None and version >= LOWEST:
            by_version.setdefault(version, candidate)
    return {f"{major}.{minor}": python for (major, minor), python in sorted(by_version.items())}


if __name__ == "__main__":
    for version, python in found().items():
        print(version, python)
