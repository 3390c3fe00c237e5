"""What is installed beside the library, and what its own metadata ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Final, final

from attrs import frozen

DISTRIBUTION: Final = "trackntrace-orders"

_REQUIREMENT: Final = re.compile(
    r"(?P<name>[A-Za-z0-9._-]{1,80})(?:\[[^\]]{0,80}\])? ?\(?(?P<versions>[<>=!~,. 0-9]{0,80})\)?"
    r"(?:.{0,200}extra == ['\"](?P<extra>[a-z0-9-]{1,40})['\"])?.{0,200}",
    re.ASCII,
)
_BOUND: Final = re.compile("(>=|<) ?([0-9.]{1,40})", re.ASCII)
_MODULES: Final = {"python-dateutil": "dateutil.rrule"}
"""What is imported of a distribution, where that is not its name."""


@final
@frozen(kw_only=True)
class Requirement:
    """A distribution that is needed, in which versions, and for which extra; for none where the library itself does."""

    name: str
    versions: str
    extra: str

    @property
    def module(self) -> str:
        """What is imported of it."""
        return _MODULES.get(self.name, self.name.replace("-", "_"))

    def admits(self, version: str) -> bool:
        """Whether a version will do; none does not."""
        bounds = _BOUND.findall(self.versions)
        return bool(version) and all((_release(version) < _release(end)) is (sign == "<") for sign, end in bounds)


def _release(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with, without noughts at the end: 2.10 is above 2.9, and 3.0 is 3."""
    numbers = re.match("[0-9]{1,9}(?:[.][0-9]{1,9}){0,9}", version)
    parts = [int(part) for part in numbers[0].split(".")] if numbers else []
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def installed(name: str) -> str:
    """The version of a distribution, empty where it is not installed."""
    from importlib import metadata  # noqa: PLC0415  (it takes longer to import than all the rest, and few ask for it)

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def loads(module: str) -> None:
    """
    Imports a module.

    Raises:
        ImportError: it is not there, or something that it needs is not.
    """
    import_module(module)


@cache
def requirements() -> tuple[Requirement, ...]:
    """What the library's metadata ask for; nothing where it was not installed as a distribution."""
    from importlib import metadata  # noqa: PLC0415  (as above)

    try:
        told = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        told = []
    return tuple(_read(told))


def _read(told: list[str]) -> Iterator[Requirement]:
    for line in told:
        match = _REQUIREMENT.fullmatch(line)
        if match:
            versions = (match["versions"] or "").replace(" ", "")
            yield Requirement(name=match["name"], versions=versions, extra=match["extra"] or "")
