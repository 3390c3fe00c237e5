"""What stands on the page of a report, in words and figures; the template only arranges it."""

from __future__ import annotations

from functools import cached_property
from typing import Final, NamedTuple, final

from attrs import define
from markupsafe import Markup

from trackntrace.moment import AMSTERDAM, Moment, Week, local_day
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.causes import Cause
from trackntrace.performance.editions import Certainty
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.response_time import AnswerExplanation
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import WeekScore
from trackntrace.performance.standard import Verdict
from trackntrace.report.drawing import inline_picture
from trackntrace.report.links import parcel_link
from trackntrace.report.model import Entry, Line, Report, SunkWeek
from trackntrace.report.outlook_told import DASH, OutlookTold
from trackntrace.report.panel import stretches
from trackntrace.report.rules_told import RulesTold
from trackntrace.report.speech import Speech, capital
from trackntrace.report.strikes_told import StrikesTold
from trackntrace.report.summary import cause_told, headline, sentences, service_told, strikes_told, why_of

MOST_LINES: Final = 400
"""How many lines of items a report lists; how many there are is always said."""

MOST_CAUSES: Final = 12
MOST_REASONS: Final = 3
_SECTIONS: Final = ("weeks", "strikes", "trends", "outlook", "causes", "items", "rules")


class Listed(NamedTuple):
    """A week that sank, with those of its items or questions that are listed; so many more are not."""

    sunk: SunkWeek
    items: tuple[Explanation, ...]
    questions: tuple[AnswerExplanation, ...]

    @property
    def shown(self) -> int:
        """How many lines are listed."""
        return len(self.items) + len(self.questions)

    @property
    def more(self) -> int:
        """How many lines are not listed."""
        return self.sunk.lines - self.shown


@final
@define(slots=False)
class Page:
    """A report in one language."""

    report: Report
    speech: Speech

    # The head

    @property
    def period(self) -> str:
        """The weeks that the report is about."""
        weeks = [self.speech.week(week) for week in self.report.card.weeks]
        if len(weeks) > 1:
            return self.speech.say("period", first=weeks[0], last=weeks[-1])
        return weeks[0] if weeks else ""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The standards that have weeks."""
        return tuple(line for line in self.report.lines if line.entries)

    @property
    def strikes(self) -> StrikesTold:
        """The strikes, told."""
        return StrikesTold(self.report, self.speech)

    @property
    def outlook(self) -> OutlookTold:
        """What can still change, told."""
        return OutlookTold(self.report, self.speech)

    @property
    def rules(self) -> RulesTold:
        """The rules, told."""
        return RulesTold(self.report, self.speech)

    @property
    def sections(self) -> list[str]:
        """The sections below the summary, by name."""
        left_out = {"strikes"} if self.report.strikes is None else set()
        left_out |= set() if self.rules.standards else {"rules"}
        return [name for name in _SECTIONS if name not in left_out]

    @property
    def headline(self) -> str:
        """The one sentence that matters most: the strikes that count, or else how many scores fall short."""
        return self._strikes_first or headline(self.report, self.speech)

    @property
    def sentences(self) -> list[str]:
        """What else is to be said in short."""
        if not self._strikes_first:
            return sentences(self.report, self.speech)
        told = [*sentences(self.report, self.speech), headline(self.report, self.speech)]
        return [sentence for sentence in told if sentence != self._strikes_first]

    @property
    def _strikes_first(self) -> str:
        record = self.report.strikes
        return strikes_told(record, self.speech) if record and record.count else ""

    # Week by week

    def norm(self, entry: Entry) -> str:
        """The norm in force, or a dash."""
        return self.speech.norm(entry.edition.target) if entry.edition else DASH

    def norm_told(self, entry: Entry) -> str:
        """The norm in force, or that none is known."""
        return self.speech.say("norm", norm=self.norm(entry)) if entry.edition else self.speech.say("no-norm")

    def pending(self, entry: Entry) -> int:
        """How many of its items are pending."""
        return entry.items(Verdict.PENDING) if isinstance(entry, WeekScore) else 0

    def counts(self, entry: WeekScore) -> list[tuple[str, int | None]]:
        """Its counts by the names that they have in JSON; a headroom that is none is left open."""
        headroom = entry.headroom if entry.edition and isinstance(entry.headroom, int) else None
        return [
            ("hits", entry.items(Verdict.HIT)),
            ("misses", entry.items(Verdict.MISS)),
            ("counted", entry.score.counted),
            ("pending", entry.items(Verdict.PENDING)),
            ("excluded", entry.items(Verdict.EXCLUDED)),
            ("headroom", headroom),
        ]

    def rows_of(self, line: Line) -> list[Entry]:
        """The weeks of a standard, the newest first, and what belongs to none."""
        undated = [score for score in self.report.card.undated if score.standard == line.standard]
        return [*reversed(line.entries), *undated]

    def week_key(self, entry: Entry) -> str:
        """The week of an entry as it is written in JSON; nothing where it has none."""
        return str(entry.week) if isinstance(entry.week, Week) else ""

    def next_step(self, entry: Entry) -> str:
        """What it can still bear, or what brings it back."""
        if not isinstance(entry, WeekScore) or entry.standing is Standing.NOT_ASSESSED:
            return ""
        if entry.standing is Standing.FALLS_SHORT:
            return self.speech.way_back(entry) if self._goes_on(entry) else self.fewer(SunkWeek(score=entry, missed=()))
        return self.speech.room(entry.headroom)

    def _goes_on(self, entry: WeekScore) -> bool:
        """Whether hits can still be added: its week is not over, or items of it are pending."""
        over = isinstance(entry.week, Week) and entry.week.last_day < local_day(self.report.card.as_of)
        return not over or self.pending(entry) > 0

    def judged(self, entry: Entry) -> bool:
        """Whether it was judged item by item."""
        return isinstance(entry, WeekScore)

    # Pictures

    def picture(self, line: Line, place: int) -> Markup:
        """The picture of a standard, drawn for this page."""
        title = self.speech.say("picture.title", standard=self.speech.standard(line.standard))
        return inline_picture(line, self.speech, place=place, title=title, description=self.described(line))

    def described(self, line: Line) -> str:
        """What a picture shows, for those who do not see it."""
        weeks = [self.speech.week(entry.week) for entry in line.entries]
        short = [self.speech.week(each.week) for each in line.entries if each.standing is Standing.FALLS_SHORT]
        seen = self.speech.counted("picture.weeks", len(weeks), first=weeks[0], last=weeks[-1])
        said = self.speech.say("picture.short.some", weeks=", ".join(short)) if short else self._none_short(line)
        norms = self.norms_of(line)
        return " ".join(filter(None, [seen, said, norms and self.speech.say("picture.norms", norms=norms)]))

    def _none_short(self, line: Line) -> str:
        assessed = any(each.standing is Standing.MEETS for each in line.entries)
        return self.speech.say("picture.short.none") if assessed else ""

    def norms_of(self, line: Line) -> str:
        """The norms that were in force over the weeks shown, and from when on."""
        targets = (entry.edition.target if entry.edition else None for entry in line.entries)
        found = stretches(enumerate(targets))
        if len(found) == 1:
            return self.speech.norm(found[0][2])
        weeks = [self.speech.week(entry.week) for entry in line.entries]
        told = [self.speech.say("picture.from", norm=self.speech.norm(norm), week=weeks[at]) for at, _, norm in found]
        return ", ".join(told)

    def sources_of(self, line: Line) -> list[str]:
        """Where the norms over the weeks shown were published, each source once."""
        editions = [entry.edition for entry in line.entries if entry.edition]
        return list(dict.fromkeys(each.source for each in editions if each.certainty is not Certainty.TOLD))

    def told_norms(self, line: Line) -> str:
        """For how many weeks the norm was told by an indicator; nothing where for none."""
        told = sum(1 for entry in line.entries if entry.edition and entry.edition.certainty is Certainty.TOLD)
        return self.speech.counted("picture.told", told) if told else ""

    def remarks(self, line: Line) -> list[str]:
        """What is to be said below a picture in the language of the page."""
        pending = any(self.pending(entry) for entry in line.entries)
        said = [self.told_norms(line), self.speech.say("picture.range") if pending else ""]
        return [each for each in said if each]

    # Causes and items

    @property
    def causes(self) -> list[tuple[Line, tuple[Cause, ...]]]:
        """Each standard with the causes of its misses."""
        found = [(line, self.report.causes_of(line.standard)) for line in self.report.lines]
        return [(line, causes) for line, causes in found if causes]

    def why_of(self, cause: Cause, standard: str) -> str:
        """Why the items of a cause missed."""
        return why_of(cause, standard, self.report, self.speech)

    def reasons_told(self, sunk: SunkWeek) -> list[str]:
        """Why a week sank: its largest causes, or where no item was explained the rows that it met."""
        standard = sunk.score.standard
        if sunk.missed:
            return [cause_told(cause, standard, self.report, self.speech) for cause in sunk.causes[:MOST_REASONS]]
        return [f"{self.speech.number(count)} × {self.speech.why(standard, row)}" for row, count in sunk.reasons]  # noqa: RUF001  (times)

    @property
    def most_causes(self) -> int:
        """How many causes of one standard are listed."""
        return MOST_CAUSES

    def causes_told(self, causes: tuple[Cause, ...]) -> str:
        """How many of the causes are listed, and how many items they hold."""
        listed = causes[:MOST_CAUSES]
        counts = {
            "shown": len(listed),
            "total": len(causes),
            "items": sum(cause.items for cause in listed),
            "items_total": sum(cause.items for cause in causes),
        }
        return self.speech.say("causes.more", **{name: self.speech.number(count) for name, count in counts.items()})

    def sunk_heading(self, score: WeekScore) -> str:
        """The heading of a week that sank."""
        week, standard = self.speech.week(score.week), self.speech.standard(score.standard)
        return capital(self.speech.say("items.heading", week=week, standard=standard))

    def service(self, service: DeliveryService | None) -> str:
        """The name of a delivery service."""
        return service_told(service, self.speech)

    @cached_property
    def listed(self) -> list[Listed]:
        """The weeks that sank, the newest first, with as many of their items and questions as the page bears."""
        left, found = MOST_LINES, []
        for sunk in self.report.sunk:
            listed = Listed(sunk, sunk.missed[:left], sunk.unanswered[:left])
            left -= listed.shown
            found.append(listed)
        return found

    @property
    def items_told(self) -> str:
        """How many of the lines are listed."""
        total, shown = sum(each.sunk.lines for each in self.listed), sum(each.shown for each in self.listed)
        if shown == total:
            return self.speech.say("items.all", total=self.speech.number(total))
        return self.speech.say("items.cut", shown=self.speech.number(shown), total=self.speech.number(total))

    def place_of(self, entry: Entry) -> int | None:
        """Where in the list of weeks that sank an entry stands."""
        return self._places.get((entry.week, entry.standard))

    @cached_property
    def _places(self) -> dict[tuple[object, str], int]:
        return {(each.sunk.score.week, each.sunk.score.standard): at for at, each in enumerate(self.listed)}

    def link(self, each: Explanation) -> str:
        """Where the parcel of an item is followed; nothing where no link can be made."""
        return parcel_link(each.item.number, each.item.service, self.speech.language)

    def seen(self, each: Explanation) -> Moment | None:
        """When an item was first seen: at the door, or else handed over to its carrier."""
        return each.item.journey.first_attempt or each.item.journey.handover

    def fewer(self, sunk: SunkWeek) -> str:
        """What a week that sank would have needed."""
        return self.speech.counted("items.fewer", sunk.too_many)

    def clock(self, at: Moment) -> str:
        """A moment by the clock in Amsterdam."""
        return f"{at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
