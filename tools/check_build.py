"""Builds the sdist and the wheel twice: both times must give the same bytes, and nothing untracked may travel."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"
MADE = {"PKG-INFO"}


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def build(source: Path, target: Path) -> dict[str, str]:
    """The file names and hashes of what was built."""
    shutil.rmtree(target, ignore_errors=True)
    moment = os.environ.get("SOURCE_DATE_EPOCH", "1767225600")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", target, source],
        env=os.environ | {"SOURCE_DATE_EPOCH": moment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stdout)
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(target.iterdir())}


def copy_of_tracked_files(tracked: set[str], target: Path) -> None:
    for name in tracked:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target / name)


def shipped(sdist: Path) -> set[str]:
    with tarfile.open(sdist) as archive:
        return {member.name.partition("/")[2] for member in archive if member.isfile()}


tracked = {name for name in git("ls-files", "-z").split("\0") if name and (ROOT / name).exists()}
built = build(ROOT, DIST)
(sdist,) = DIST.glob("*.tar.gz")
if untracked := shipped(sdist) - tracked - MADE:
    sys.exit(f"not tracked by git, and yet in the sdist: {', '.join(sorted(untracked))}")

with tempfile.TemporaryDirectory() as folder:
    copy_of_tracked_files(tracked, Path(folder, "source"))
    if build(Path(folder, "source"), Path(folder, "dist")) != built:
        sys.exit("two builds of the same files differ")
for name, digest in built.items():
    print(f"{digest}  {name}")
