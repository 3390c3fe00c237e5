"""The file that holds what was measured; its form is told in the package's own text."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from tools.mutation.mutant import Module
from tools.mutation.outcome import Outcome

LEDGER: Final = Path(__file__).parent / "ledger.json"
BAR: Final = 95
SHARE: Final = 3
"""One mutant in so many is drawn, by its name, so that every module is measured in a time that anybody has."""


@frozen
class Measured:
    """What was measured of one module."""

    source: str
    measured: str
    made: int
    mutants: int
    killed: int
    timeout: int
    untested: tuple[str, ...]
    survived: Mapping[str, str]

    @classmethod
    def of(
        cls, source: str, day: str, outcomes: Mapping[str, tuple[Outcome, str]], made: int | None = None
    ) -> Measured:
        """What became of the mutants that were drawn, of all that were ``made``."""

        def named(wanted: Outcome) -> list[str]:
            return [name for name, (outcome, _) in outcomes.items() if outcome is wanted]

        return cls(
            source=source,
            measured=day,
            made=len(outcomes) if made is None else made,
            mutants=len(outcomes),
            killed=len(named(Outcome.KILLED)),
            timeout=len(named(Outcome.TIMEOUT)),
            untested=tuple(named(Outcome.UNTESTED)),
            survived={name: outcomes[name][1] for name in named(Outcome.SURVIVED)},
        )

    def retried(self, outcomes: Mapping[str, tuple[Outcome, str]]) -> Measured:
        """The same after some of its mutants were tried again, those that had survived or were untested."""
        again = Measured.of(self.source, self.measured, outcomes)
        return evolve(
            again,
            made=self.made,
            mutants=self.mutants,
            killed=self.killed + again.killed,
            timeout=self.timeout + again.timeout,
        )


def read(path: Path = LEDGER) -> dict[str, Measured]:
    """What was measured, by the name of the module."""
    if not path.exists():
        return {}
    told: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))["modules"]
    return {
        name: Measured(**{**each, "untested": tuple(each["untested"])})  # the fields are those of the class
        for name, each in told.items()
    }


def write(measured: Mapping[str, Measured], path: Path = LEDGER) -> None:
    """Keep what was measured, in the order of the names."""
    told = {name: _told(measured[name]) for name in sorted(measured)}
    path.write_text(json.dumps({"modules": told}, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _told(each: Measured) -> dict[str, Any]:
    return {
        "source": each.source,
        "measured": each.measured,
        "made": each.made,
        "mutants": each.mutants,
        "killed": each.killed,
        "timeout": each.timeout,
        "untested": list(each.untested),
        "survived": dict(each.survived),
    }


def stale(measured: Mapping[str, Measured], modules: Iterable[Module]) -> list[Module]:
    """The modules that have changed since they were measured, or never were."""
    return [each for each in modules if each.name not in measured or measured[each.name].source != each.digest]


def percent(part: int, whole: int) -> str:
    """In per cent, rounded down to a tenth, so that nothing seems to reach a bar that it does not."""
    tenths = 1000 * part // whole
    return f"{tenths // 10}.{tenths % 10}"


@frozen
class Totals:
    """Sums over modules."""

    made: int
    mutants: int
    killed: int
    timeout: int
    untested: int
    survived: int

    @classmethod
    def of(cls, measured: Mapping[str, Measured], modules: Iterable[Module]) -> Totals:
        """The sums over the modules that are not stale."""
        now = {each.name: each.digest for each in modules}
        return cls.over([each for name, each in measured.items() if now.get(name) == each.source])

    @classmethod
    def over(cls, some: Collection[Measured]) -> Totals:
        """The sums over these, whether they are stale or not."""
        return cls(
            made=sum(each.made for each in some),
            mutants=sum(each.mutants for each in some),
            killed=sum(each.killed for each in some),
            timeout=sum(each.timeout for each in some),
            untested=sum(len(each.untested) for each in some),
            survived=sum(len(each.survived) for each in some),
        )

    @property
    def found(self) -> int:
        return self.killed + self.timeout

    @property
    def score(self) -> str:
        """In per cent, rounded down to a tenth."""
        return percent(self.found, self.mutants) if self.mutants else "0.0"

    @property
    def below(self) -> bool:
        """Whether too few of them are found."""
        return 100 * self.found < BAR * self.mutants

    @property
    def holds(self) -> bool:
        return self.mutants > 0 and not self.below and not self.untested
