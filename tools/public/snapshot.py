"""The snapshot of all that is public, and what lies between two of them."""

from __future__ import annotations

import difflib
import re
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias

from tools.public.codes import codes
from tools.public.command_line import command_line
from tools.public.distribution import distribution
from tools.public.interface import rooms
from tools.public.plain_forms import plain_forms
from tools.public.printed_json import printed_json

ROOT: Final = Path(__file__).parents[2]
CHANGELOG: Final = ROOT / "CHANGELOG.md"
FOLDER: Final = ROOT / "tests" / "snapshots"
RELEASED: Final = ROOT / "tests" / "released"
ADVERTISED: Final = ("root.txt", "command-line.txt", "distribution.txt")
Owned: TypeAlias = tuple[str, str, str]

_KINDS: Final = re.compile(r"^(?:@\w+ )*(?:(?:async )?def |class |needs |extra |entry point \w+ )")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]+")


def present() -> dict[str, str]:
    """The texts of the present sources, by the names of their files."""
    interface = {f"{room}.txt": text for room, text in rooms().items()}
    others = {"command-line": command_line(), "json": printed_json(), "distribution": distribution(), "codes": codes()}
    others["plain-forms"] = plain_forms()
    return interface | {f"{name}.txt": text for name, text in others.items()}


def kept(folder: Path = FOLDER) -> dict[str, str]:
    """The texts that were written there."""
    return {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}


def write(folder: Path = FOLDER) -> None:
    """Writes the present texts, and removes those of rooms that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = present()
    for file in folder.glob("*.txt"):
        if file.name not in texts:
            file.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")


def newest_release() -> Path:
    """The snapshot of the newest version that was released."""
    folders = (folder for folder in RELEASED.iterdir() if (folder / "snapshots").is_dir())
    return max(folders, key=lambda folder: tuple(map(int, folder.name.split(".")))) / "snapshots"


def undeclared(changes: dict[str, str]) -> list[str]:
    """The changes whose name does not stand in what the changelog says of the next version."""
    text = CHANGELOG.read_text("utf-8").partition("\n## [Unreleased]")[2].partition("\n## [")[0]
    return [told for told, name in changes.items() if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]


def difference(before: dict[str, str], after: dict[str, str]) -> str:
    """What was taken away and what came, line by line under the name of its file and of what it belongs to."""
    lines: list[str] = []
    for name in sorted({*before, *after}):
        old, new = (texts.get(name, "").splitlines() for texts in (before, after))
        lines += list(difflib.unified_diff(old, new, f"{name} (before)", f"{name} (now)", lineterm="", n=2))
    return "\n".join(lines)


def broken(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """The lines that were promised and no longer hold, each with the name by which a changelog would tell of it."""
    gone: dict[str, str] = {}
    for file, text in before.items():
        remaining = set(_owned(after.get(file, "")))
        lost = (each for each in _owned(text) if each not in remaining and not _holds_still(each, remaining))
        gone |= {f"{file}: {place}.{owner}: {line.strip()}": owner for place, owner, line in lost}
    return gone


def _holds_still(each: Owned, remaining: set[Owned]) -> bool:
    """Whether it moved to where its old place still has it from, or is a class with more bases than it had."""
    place, owner, line = each
    elsewhere = {(name, told) for there, name, told in remaining if there != place}
    return _has_more_bases(each, remaining) or ((owner, line) in elsewhere and _found(place, owner))


def _found(module: str, name: str) -> bool:
    try:
        return hasattr(import_module(module), name)
    except ImportError:
        return False


def added(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """The words, options and extras that are new, each with the name by which a changelog would tell of it."""
    new: dict[str, str] = {}
    for name in ADVERTISED:
        old_text, new_text = before.get(name, ""), after.get(name, "")
        owned, known = _owned(new_text), {owner for _, owner, _ in _owned(old_text)}
        new |= {f"{name}: {line.strip()}": owner for _, owner, line in owned if owner not in known}
    return new


def _has_more_bases(each: Owned, remaining: set[Owned]) -> bool:
    place, owner, line = each
    heads = (told for there, name, told in remaining if (there, name) == (place, owner) and told.startswith("class "))
    return line.startswith("class ") and any(_bases(line) <= _bases(head) for head in heads)


def _bases(line: str) -> set[str]:
    return set(filter(None, line.partition("(")[2].removesuffix(")").split(", ")))


def _owned(text: str) -> list[Owned]:
    """Each line with its module or command, and the class, function, option or member that it belongs to."""
    owned: list[Owned] = []
    place = owner = ""
    for line in filter(None, text.splitlines()):
        if line.startswith("# "):
            place = line.removeprefix("# ")
            continue
        owner = owner if line.startswith(" ") else _name_of(line)
        owned.append((place, owner, line))
    return owned


def _name_of(line: str) -> str:
    if line.startswith("-"):
        return line.split(maxsplit=1)[0].rstrip(",")
    if line.startswith("."):
        return line.partition(":")[0].rpartition(".")[2].rstrip("[]*")
    words = _WORD.findall(_KINDS.sub("", line))
    return words[0] if words else line
