"""
Builds the sdist and the wheel, and holds them to what is promised of them.

They are built of what git knows and nothing else; two builds, in other places and surroundings, give the same bytes;
the wheel that the sdist builds is the wheel; and both hold exactly the files that they should.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
MOMENT: Final = "1767225600"
"""What the files of the archives are dated with, where SOURCE_DATE_EPOCH says nothing else."""

ALWAYS_IN_SDIST: Final = {"PKG-INFO", "pyproject.toml", "LICENSE", ".gitignore"}
DIST_INFO: Final = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
OTHERWISE: Final[Mapping[str, str]] = {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "20261128"}
"""Surroundings that must make no difference."""


class WrongBuildError(Exception):
    """The build is not what is promised of it."""


def tracked(root: Path = ROOT) -> set[str]:
    """The files that git knows and that are there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True).stdout
    return {name for name in listed.split("\0") if name and (root / name).is_file()}


def copied(names: set[str], root: Path, target: Path) -> Path:
    """A copy of these files and of no others."""
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, target / name)
    return target


def build(source: Path, target: Path, *kinds: str, surroundings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Builds; the names and hashes of what came of it."""
    moment = os.environ.get("SOURCE_DATE_EPOCH", MOMENT)
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", str(target), str(source)],
        env=os.environ | {"SOURCE_DATE_EPOCH": moment} | dict(surroundings or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise WrongBuildError(done.stdout)
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(target.iterdir())}


def _within(name: str, rooms: tuple[str, ...]) -> bool:
    return name in rooms or name.startswith(tuple(f"{room}/" for room in rooms))


def expected(names: set[str], facts: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """The files of the sdist and of the wheel, from what git knows and what is declared."""
    targets = facts["tool"]["hatch"]["build"]["targets"]
    rooms = tuple(targets["sdist"]["only-include"])
    in_sdist = {name for name in names if _within(name, rooms)}
    parts = tuple(targets["wheel"]["only-include"])
    folder = f"{facts['project']['name'].replace('-', '_')}-{facts['project']['version']}.dist-info"
    in_wheel = {name.removeprefix("src/") for name in names if _within(name, parts)}
    return in_sdist | ALWAYS_IN_SDIST, in_wheel | {f"{folder}/{name}" for name in DIST_INFO}


def in_sdist(file: Path) -> set[str]:
    with tarfile.open(file) as archive:
        return {member.name.partition("/")[2] for member in archive if member.isfile()}


def in_wheel(file: Path) -> set[str]:
    with zipfile.ZipFile(file) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def _other_files(what: str, found: set[str], wanted: set[str]) -> Iterator[str]:
    if found - wanted:
        yield f"in the {what}, and should not be: {', '.join(sorted(found - wanted))}"
    if wanted - found:
        yield f"not in the {what}, and should be: {', '.join(sorted(wanted - found))}"


def checked(root: Path, dist: Path) -> tuple[dict[str, str], list[str]]:
    """Builds into a folder; what was built, and what is wrong with it."""
    names, facts = tracked(root), tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        shutil.rmtree(dist, ignore_errors=True)
        built = build(copied(names, root, Path(first, "source")), dist)
        again = build(copied(names, root, Path(second, "elsewhere")), Path(second, "dist"), surroundings=OTHERWISE)
        (sdist,), (wheel,) = dist.glob("*.tar.gz"), dist.glob("*.whl")
        with tarfile.open(sdist) as archive:
            archive.extractall(Path(second, "unpacked"), filter="data")
        (unpacked,) = Path(second, "unpacked").iterdir()
        rebuilt = build(unpacked, Path(second, "rebuilt"), "--wheel")
    for_sdist, for_wheel = expected(names, facts)
    wrong = [
        *_other_files("sdist", in_sdist(sdist), for_sdist),
        *_other_files("wheel", in_wheel(wheel), for_wheel),
        *(["two builds of the same files differ"] if built != again else []),
        *(["the sdist builds another wheel"] if rebuilt[wheel.name] != built[wheel.name] else []),
    ]
    return built, wrong


def main() -> int:
    built, wrong = checked(ROOT, ROOT / "dist")
    for name, digest in built.items():
        print(f"{digest}  {name}")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
