"""Lets no build begin in a git checkout in which a file that git does not know would travel along."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class UntrackedFilesError(Exception):
    """Files would be published that git does not know."""


def tracked_by_git(root: Path) -> set[str] | None:
    """The names that git knows; None outside a checkout, as in an unpacked sdist, and where there is no git to ask."""
    if not (root / ".git").exists():
        return None
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return set(listed.decode().split("\0"))


class OnlyTrackedFiles(BuildHookInterface):  # type: ignore[type-arg]  # whatever is built
    """Called by hatchling before it builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """
        Refuses the build where something untracked would be in it; an editable install has no files of its own.

        Raises:
            UntrackedFilesError: it names the files.
        """
        del build_data
        known = None if version == "editable" else tracked_by_git(Path(self.root))
        if known is None:
            return
        travelling = (
            Path(each.relative_path).as_posix() for each in self.build_config.builder.recurse_included_files()
        )
        if untracked := sorted(name for name in travelling if name not in known):
            raise UntrackedFilesError(f"git does not know what would be published: {', '.join(untracked)}")
