"""
What a release still lacks: everything that can be looked at before it, and what is left to a human. It uploads nothing.

``make release-check`` builds the archives and the documentation first, and checks both; this looks at the rest.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, final

from attrs import frozen

ROOT: Final = Path(__file__).parent.parent
HEADING: Final = re.compile(r"^## \[(?P<name>[^\]]+)\](?: - (?P<day>\S+))?$", re.MULTILINE)
VERSION: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}(?:(?:a|b|rc)[1-9][0-9]*)?")
LEFT: Final = """\
What is left to you:
  1. read the changelog of {version} as somebody who upgrades: does each change say what to write instead?
  2. make ci, on a clean checkout of this commit
  3. git tag --annotate v{version} --message "{version}" && git push --follow-tags
  4. upload dist/{name}-{version}* by the index's own client, with the rights that you have; no target here does it
  5. install what was uploaded in an empty environment: trackntrace doctor
  6. begin the next version: an empty ## [Unreleased] above this one"""


@final
@frozen(kw_only=True)
class Release:
    """One checkout that is to become a release, on a day."""

    root: Path
    today: date

    def text(self, name: str) -> str:
        """A file of it; nothing where it is not there."""
        file = self.root / name
        return file.read_text("utf-8") if file.is_file() else ""

    @property
    def facts(self) -> dict[str, Any]:
        """What it declares of itself."""
        declared: dict[str, Any] = tomllib.loads(self.text("pyproject.toml"))["project"]
        return declared

    @property
    def version(self) -> str:
        """Its version."""
        return str(self.facts["version"])

    def git(self, *arguments: str) -> str:
        """What git says of it."""
        command = ["git", *arguments]
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout.strip()

    def faults(self) -> Iterator[str]:
        """Everything that speaks against releasing it."""
        if not VERSION.fullmatch(self.version):
            yield f"pyproject.toml: {self.version} is no version such as 1.2.3"
        for look in (self.of_the_checkout, self.of_the_changelog, self.of_the_citation, self.of_what_is_kept):
            yield from look()
        if f"Version {self.version}:" not in self.text("README.md"):
            yield f"README.md: its status does not tell version {self.version}"
        if not (self.root / "docs" / "_build" / "index.html").is_file():
            yield "docs: not built; run make docs"
        yield from self.of_the_archives()

    def of_the_checkout(self) -> Iterator[str]:
        """Only what is committed can be made again, and a tag is given once."""
        if changed := self.git("status", "--porcelain"):
            yield f"the checkout is not clean: {', '.join(line[3:] for line in changed.splitlines())}"
        if self.git("tag", "--list", f"v{self.version}"):
            yield f"v{self.version} is tagged already: what was released is not changed"

    def of_the_changelog(self) -> Iterator[str]:
        """The newest entry is this version, dated, and nothing waits above it."""
        text = self.text("CHANGELOG.md")
        parts = HEADING.split(text)
        entries = dict(zip(parts[1::3], zip(parts[2::3], parts[3::3], strict=True), strict=True))
        _, waiting = entries.pop("Unreleased", ("", ""))
        if waiting.strip():
            yield "CHANGELOG.md: something stands under Unreleased; name it by the version"
        name, (day, body) = next(iter(entries.items()), ("nothing", ("", "")))
        if name != self.version:
            yield f"CHANGELOG.md: its newest entry is {name}, not {self.version}"
            return
        yield from self._of_the_entry(day or "", body)
        if f"[{name}]: #" not in text:
            yield f"CHANGELOG.md: the link of {name} is missing at its end"

    def _of_the_entry(self, day: str, body: str) -> Iterator[str]:
        try:
            if date.fromisoformat(day) > self.today:
                yield f"CHANGELOG.md: {self.version} is dated {day}, which is to come"
        except ValueError:
            yield f"CHANGELOG.md: {self.version} has no date such as 2026-11-23"
        if not body.strip():
            yield f"CHANGELOG.md: nothing stands under {self.version}"

    @property
    def day(self) -> str:
        """The day of its entry in the changelog, empty where there is none."""
        days = {match["name"]: match["day"] or "" for match in HEADING.finditer(self.text("CHANGELOG.md"))}
        return days.get(self.version, "")

    def of_the_citation(self) -> Iterator[str]:
        """The citation tells this version and its day."""
        text = self.text("CITATION.cff")
        for name, wanted in (("version", self.version), ("date-released", f'"{self.day}"')):
            if not re.search(rf"^{name}: {re.escape(wanted)}$", text, re.MULTILINE):
                yield f"CITATION.cff: {name} is not {wanted}"

    def of_what_is_kept(self) -> Iterator[str]:
        """What this version writes is kept, so that every later one is held to reading it."""
        folder = self.root / "tests" / "released" / self.version
        if not (folder / "values.json.gz").is_file():
            yield f"tests/released/{self.version}: nothing is kept; run make keep"
            return
        for file in sorted((self.root / "tests" / "snapshots").glob("*.txt")):
            kept = folder / "snapshots" / file.name
            if not kept.is_file() or kept.read_bytes() != file.read_bytes():
                yield f"tests/released/{self.version}/snapshots/{file.name}: not what is public now; run make keep"

    def of_the_archives(self) -> Iterator[str]:
        """One sdist and one wheel of this version lie in dist, and nothing else."""
        name = self.facts["name"].replace("-", "_")
        wanted = {f"{name}-{self.version}.tar.gz", f"{name}-{self.version}-py3-none-any.whl"}
        found = {file.name for file in (self.root / "dist").glob("*")}
        if found != wanted:
            held, not_held = ", ".join(sorted(found)) or "nothing", ", ".join(sorted(wanted))
            yield f"dist: holds {held}, not {not_held}; run make build"


def main() -> int:
    """Prints what is lacking, or what is left to do by hand."""
    release = Release(root=ROOT, today=datetime.now(UTC).date())
    faults = [*release.faults()]
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{release.version} can be released.\n")
    print(LEFT.format(version=release.version, name=release.facts["name"].replace("-", "_")))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
