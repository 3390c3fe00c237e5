"""The rules of a report, in words: rows, readings, norms."""

from __future__ import annotations

from typing import Any, final

from attrs import frozen

from trackntrace.moment import Week
from trackntrace.performance.counted import CountedStandard
from trackntrace.performance.editions import AnyEdition, Edition, PersonalEdition
from trackntrace.performance.standard import AnyStandard, Row
from trackntrace.report.model import Report
from trackntrace.report.speech import Speech
from trackntrace.wording import fact_text, has_words_for, say


@final
@frozen
class RulesTold:
    """The rules of a report in one language."""

    report: Report
    speech: Speech

    @property
    def standards(self) -> list[AnyStandard | CountedStandard]:
        """The standards whose rules are told."""
        return [*self.report.standards, *self.report.counted]

    def levels(self, edition: AnyEdition) -> str:
        """The levels of an edition with their norms."""
        if isinstance(edition, PersonalEdition):
            return self.speech.say("rules.personal")
        told = (f"{self.speech.word('level', level.value)} {self.speech.norm(norm)}" for level, norm in edition.levels)
        return ", ".join(told)

    def told(self, standard: AnyStandard | CountedStandard) -> list[tuple[str, Edition]]:
        """The norms that were told for single weeks; weeks with the same norm one after the other are one row."""
        rows: list[tuple[Week, Week, Edition]] = []
        for week, edition in standard.editions.told:
            if rows and rows[-1][2].levels == edition.levels and rows[-1][1].plus(1) == week:
                rows[-1] = (rows[-1][0], week, rows[-1][2])
            else:
                rows.append((week, week, edition))
        return [(self._weeks(first, last), edition) for first, last, edition in rows]

    def _weeks(self, first: Week, last: Week) -> str:
        if first == last:
            return self.speech.week(first)
        return self.speech.say("period", first=self.speech.week(first), last=self.speech.week(last))

    @property
    def readings(self) -> list[tuple[str, str]]:
        """The readings of the facts and of the strikes."""
        strikes = self.report.strikes.readings.named if self.report.strikes else ()
        return [*self.report.readings.named, *strikes]

    def when(self, row: Row) -> str:
        """The facts that a row asks for."""
        return "; ".join(
            f"{self._fact(name)}{self.speech.colon}{self._values(name, admitted)}" for name, admitted in row.when
        )

    def _fact(self, name: str) -> str:
        key = f"fact-name.{name}"
        return say(key, self.speech.language) if has_words_for(key, self.speech.language) else name

    def _values(self, name: str, admitted: tuple[Any, ...]) -> str:
        return ", ".join(fact_text(name, value, self.speech.language) for value in admitted)
