"""The tables of mutants that the documentation prints, from the ledger and from the reasons."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from attrs import frozen

from tools.mutation.ledger import Measured, Totals, read
from tools.mutation.listed_tables import KEPT
from tools.mutation.mutant import Module, modules
from tools.printed_data import markdown

NOT_TRIED: Final = "(not tried cold)"
REASONS: Final = Path(__file__).parent / "reasons.toml"


@frozen
class Reason:
    """Why mutants of one kind survive; ``mutants`` are their names, in which ``*`` stands for anything."""

    kind: str
    why: str
    mutants: tuple[str, ...]

    def explains(self, name: str) -> bool:
        return any(fnmatchcase(name, each) for each in self.mutants)


def reasons() -> tuple[Reason, ...]:
    """Every reason that somebody wrote down."""
    told = tomllib.loads(REASONS.read_text("utf-8")).get("reason", [])
    return tuple(Reason(each["kind"], each["why"], tuple(each["mutants"])) for each in told)


def room_of(module: Module) -> str:
    """The room in which a module lies, as the tables call it."""
    parts = module.name.split(".")
    return parts[1] if len(parts) > 2 else "ground"


def mutants_table() -> str:
    """What was measured, by room and in all."""
    measured = read()
    rooms: dict[str, list[str]] = defaultdict(list)
    for module in modules():
        rooms[room_of(module)].append(module.name)
    rows = [_row(room, names, measured) for room, names in sorted(rooms.items())]
    every = [name for names in rooms.values() for name in names]
    header = ("room", "modules", "made", "tried", "killed", "timeouts", "survived", "untested", "score", "measured")
    return markdown(header, [*rows, _row("**all**", every, measured)])


def _row(room: str, names: Iterable[str], measured: dict[str, Measured]) -> tuple[str, ...]:
    listed = list(names)
    found = [measured[name] for name in listed if name in measured]
    sums = Totals.over(found)
    score = f"{sums.score} %" if sums.mutants else "-"
    days = sorted({each.measured for each in found})
    counts = map(str, (sums.made, sums.mutants, sums.killed, sums.timeout, sums.survived, sums.untested))
    return (room, f"{len(found)} of {len(listed)}", *counts, score, days[0] if days else "-")


def _of_tables() -> dict[str, str]:
    """The survivors of tables, by module and changed line."""
    kept = json.loads(KEPT.read_text("utf-8"))
    return {f"{name}: {line}": "" for name, found in kept.items() for line in found["survived"]}


def survivors_table() -> str:
    """Why mutants survived, of functions and of tables, by kind."""
    changes = {name: change for each in read().values() for name, change in each.survived.items()} | _of_tables()
    waiting = {name for name, change in changes.items() if change.endswith(NOT_TRIED)}
    survived = [name for name in changes if name not in waiting]
    rows, explained = [], set()
    for reason in reasons():
        names = [name for name in survived if reason.explains(name) and name not in explained]
        explained.update(names)
        rows.append((reason.kind, str(len(names)), reason.why))
    rest = len(survived) - len(explained)
    more = [
        ("not tried cold yet", str(len(waiting)), "what runs while modules are imported was tried forked alone"),
        ("not looked at yet", str(rest), "named in the ledger"),
    ]
    return markdown(("kind", "survivors", "why they live"), [*rows, *(row for row in more if row[1] != "0")])
