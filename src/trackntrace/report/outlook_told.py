"""What can still become of the weeks with pending items, in words, and what is to be done about it."""

from __future__ import annotations

from typing import Final, final

from attrs import frozen

from trackntrace.moment import Week
from trackntrace.performance.outlook import Outlook
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import WeekScore
from trackntrace.performance.strike_rules import Boundary
from trackntrace.report.model import Report
from trackntrace.report.speech import Speech

MOST_ACTIONS: Final = 4
DASH: Final = "\N{EN DASH}"


@final
@frozen
class OutlookTold:
    """The weeks with pending items, in one language."""

    report: Report
    speech: Speech

    @property
    def actions(self) -> list[str]:
        """The weeks that pending items can still spoil or save, the most urgent first."""
        ahead = [outlook for outlook in map(outlook_of, self.report.unsettled) if outlook and not outlook.decided]
        urgent = sorted(ahead, key=lambda each: (each.may_still_miss, str(each.week)))
        return [self._action(each) for each in urgent[:MOST_ACTIONS]]

    def _action(self, outlook: Outlook) -> str:
        names = {"week": str(outlook.week), "standard": self.speech.standard(outlook.standard)}
        left, count = outlook.may_still_miss, self.speech.number(outlook.pending_items)
        key = "action.some" if left else "action.none"
        return self.speech.say(key, **names, count=count, left=self.speech.number(left))

    def may_miss(self, score: WeekScore) -> str:
        """How many of its pending items may still miss."""
        outlook = outlook_of(score)
        if outlook is None:
            return self.speech.say("outlook.not-assessed")
        if outlook.best is Standing.FALLS_SHORT:
            return self.speech.say("outlook.lost")
        left = outlook.may_still_miss
        return self.speech.say("outlook.safe") if left == outlook.pending_items else self.speech.number(left)

    def at_best(self, score: WeekScore) -> str:
        """The best score that pending items can make of it."""
        return self.speech.shown(score.best.shown(score.edition.target)) if score.edition else DASH

    def at_worst(self, score: WeekScore) -> str:
        """The worst score that pending items can make of it."""
        return self.speech.shown(score.worst.shown(score.edition.target)) if score.edition else DASH


def outlook_of(score: WeekScore) -> Outlook | None:
    """What can still become of a score; nothing where it has no week or no norm."""
    if score.edition is None or not isinstance(score.week, Week):
        return None
    return Outlook(score=score, week=score.week, edition=score.edition, boundary=Boundary.BELOW)
