"""The strikes of a report, in words."""

from __future__ import annotations

from typing import Final, final

from attrs import frozen

from trackntrace.performance.strikes import Strike, StrikeState
from trackntrace.report.model import Report, StripWeek
from trackntrace.report.speech import Speech
from trackntrace.report.summary import strikes_told
from trackntrace.wording import has_words_for, say

_MARKS: Final = {
    "counts": "✕",
    "provisional": "?",
    "clear": "✓",
    "excused": "○",
    "taken-back": "○",
    "expired": "·",
    "open": "…",
}


@final
@frozen
class StrikesTold:
    """The strikes of a report in one language."""

    report: Report
    speech: Speech

    @property
    def listed(self) -> list[Strike]:
        """The strikes, the newest first, without those that have expired."""
        found = self.report.strikes.strikes if self.report.strikes else ()
        return [strike for strike in reversed(found) if strike.state is not StrikeState.EXPIRED]

    @property
    def told(self) -> str:
        """How many strikes count, when the first expires, and what they bring."""
        record = self.report.strikes
        if record is None:
            return ""
        return " ".join(filter(None, [strikes_told(record, self.speech), self.brought]))

    @property
    def brought(self) -> str:
        """What the strikes that count bring, and who says so; nothing where none counts."""
        record = self.report.strikes
        if record is None or not record.count:
            return ""
        brought = record.consequence
        what = self.speech.word("consequence", brought.kind.value)
        facts = {"dated": self.speech.dated(brought.dated), "what": what}
        return self.speech.counted(f"brought.{brought.told_by.value}", record.count, **facts)

    @property
    def source(self) -> str:
        """Who tells what so many strikes bring, and over how many weeks they are counted."""
        record = self.report.strikes
        if record is None:
            return ""
        return "; ".join([record.readings.window.source, *([record.consequence.source] if record.count else [])])

    @property
    def window(self) -> str:
        """Over which weeks strikes are counted."""
        record = self.report.strikes
        if record is None:
            return ""
        weeks, last = record.readings.window.weeks, record.final_through
        first, last_told = self.speech.week(last.plus(1 - weeks)), self.speech.week(last)
        return self.speech.say("strikes.window", count=self.speech.number(weeks), first=first, last=last_told)

    def state(self, state: str) -> str:
        """What has become of a strike, or of a week without one."""
        key = f"strike.state.{state}"
        language = self.speech.language
        return say(key, language) if has_words_for(key, language) else self.speech.say(f"strikes.state.{state}")

    def mark_of(self, week: StripWeek) -> str:
        """The sign of a week in the strip, so that colour is never the only one."""
        return _MARKS.get(week.state, "")

    def standards_of(self, strike: Strike) -> str:
        """The standards that were bad in the week of a strike, or that excuses kept from being bad."""
        return ", ".join(self.speech.standard(each.standard) for each in strike.missed or strike.spared)
