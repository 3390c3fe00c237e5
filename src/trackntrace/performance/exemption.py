"""
The evidence list for an exemption: which items a disruption hit, what was promised, what was seen, how they count.

The marketplace takes some disruptions into account when it is asked. Which, stands on its page "What is taken into
account" (partnerplatform.bol.com/en/idp/what-is-taken-into-account, undated); the notes of a list say it. Nothing here
excuses anything: that is the marketplace's to decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, each_of, exactly
from trackntrace.moment import Moment, day_of, local_day, moment_of
from trackntrace.notebook import table_html
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.finding import Finding, FindingKind, Severity
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.explanation import Explanation, explain
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.scorecard import week_name
from trackntrace.performance.standard import AnyStandard, ServiceStandard, Verdict
from trackntrace.performance.tally import WeekBy
from trackntrace.shipping.journey import LONGEST_PLACE, Journey, TransportEvent

_FEW: Final = 3

NOT_ACCEPTED: Final = FindingKind(
    "reasons-not-accepted",
    Severity.INFO,
    "Capacity problems, heat and delays at a delivery service are no reasons; a letter does not help.",
)
DEPOT_LETTER: Final = FindingKind(
    "depot-needs-letter",
    Severity.INFO,
    "A disruption at one depot is taken into account only if several sellers were hit, and with an official letter.",
    "Ask the delivery service for a letter that names the depot and the days.",
)
NATIONAL: Final = FindingKind(
    "national-disruption",
    Severity.INFO,
    "Of a delivery service as a whole, a national strike or disruption is taken into account.",
)
MARKETPLACES_OWN: Final = FindingKind(
    "marketplace-disruption",
    Severity.INFO,
    "Of its own disruptions the marketplace takes those into account of confirming orders, of the delivery dates shown "
    "and of its interface.",
)
AFTER_FINAL: Final = FindingKind(
    "judged-when-final", Severity.INFO, "What it does to a week can be judged only once that week is final."
)
TOO_FEW: Final = FindingKind(
    "too-few-misses",
    Severity.INFO,
    "No week has three misses ({items} at most), and fewer make no bad week: there may be nothing to ask for.",
)
NOTHING_MISSED: Final = FindingKind(
    "nothing-missed", Severity.INFO, "No item that was affected counts as a miss: there is nothing to ask for."
)

EXEMPTION_NOTES: Final = (
    *(NOT_ACCEPTED, DEPOT_LETTER, NATIONAL, MARKETPLACES_OWN, AFTER_FINAL),
    *(TOO_FEW, NOTHING_MISSED),
)
"""Everything that a list may note."""


def _words(text: str) -> str:
    return f" {' '.join(text.casefold().split())} "


def _place(value: str) -> str:
    text = exactly(value, str, "place")
    if len(text) > LONGEST_PLACE or not text.isprintable():
        raise InvalidValueError.about(value, "place", f"expected at most {LONGEST_PLACE} characters of plain text")
    return text


@final
@frozen(kw_only=True)
class Disruption:
    """
    What went wrong: at which delivery service, at which place, on which days, both included.

    Without a service it is the marketplace's own. A place is found in what the carrier tells of an event: whole words,
    in whatever case.

    Raises:
        InvalidValueError: the days are in the wrong order, or a part is not what it should be.
    """

    first_day: date
    last_day: date
    service: DeliveryService | None = None
    place: str = field(default="", converter=_place)

    def __attrs_post_init__(self) -> None:
        if day_of(self.last_day, "until") < day_of(self.first_day, "from"):
            raise InvalidValueError.about(self.last_day, "until", f"expected a day not before {self.first_day}")
        if self.service is not None:
            exactly(self.service, DeliveryService, "service")

    def seen(self, journey: Journey) -> tuple[TransportEvent, ...]:
        """What happened to a parcel on those days, and at the place where one is named."""
        wanted = _words(self.place)
        return tuple(
            event
            for event in journey.events
            if self._on(local_day(event.at)) and (not wanted.strip() or wanted in _words(event.place))
        )

    def covers(self, item: Evidence) -> bool:
        """
        Whether an item was affected.

        At a place: it was seen there on those days. Else: it was under way on one of them, from the day it was shipped
        to its first delivery attempt or, where none was seen, to the promised day or the last that was seen of it. What
        was not shipped is affected by the marketplace's own disruptions, if it was promised for one of those days.
        """
        if self.service is not None and item.service != self.service:
            return False
        if self.place.strip():
            return bool(self.seen(item.journey))
        if item.stage is not Stage.SHIPPED and self.service is not None:
            return False
        begin, end = _under_way(item)
        return begin is not None and end is not None and begin <= self.last_day and end >= self.first_day

    def _on(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def _under_way(item: Evidence) -> tuple[date | None, date | None]:
    promised = item.promise.day if item.promise else None
    if item.stage is not Stage.SHIPPED:
        return promised, promised
    begin = local_day(item.shipped) if item.shipped else promised
    attempt, events = item.journey.first_attempt, item.journey.events
    if attempt is not None:
        return begin, local_day(attempt)
    last = [day for day in (promised, local_day(events[-1].at) if events else None) if day]
    return begin, max(last, default=begin)


class Kept(Word):
    """Which of the affected items are listed: all, or those that missed a standard."""

    ALL = "all"
    MISSES = "misses"


@final
@frozen
class AffectedItem:
    """An item that was affected: why it counts as it does, and what was seen of it on those days."""

    explanation: Explanation
    seen: tuple[TransportEvent, ...]


@final
@frozen(kw_only=True)
class EvidenceList:
    """The items that a disruption affected, by week and order, and what to know before asking for an exemption."""

    disruption: Disruption
    as_of: Moment
    items: tuple[AffectedItem, ...]

    @property
    def missed(self) -> int:
        """How many items on it are misses."""
        return sum(each.explanation.item.quantity for each in self._misses)

    @property
    def _misses(self) -> list[AffectedItem]:
        return [each for each in self.items if each.explanation.row.verdict is Verdict.MISS]

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What the marketplace accepts and what not, as it concerns this list."""
        by_week: dict[tuple[str, str], int] = {}
        for each in self._misses:
            key = each.explanation.standard, str(each.explanation.week)
            by_week[key] = by_week.get(key, 0) + each.explanation.item.quantity
        most = max(by_week.values(), default=0)
        few = NOTHING_MISSED.found() if not most else TOO_FEW.found(items=str(most))
        kinds = (self._kind, NOT_ACCEPTED, AFTER_FINAL)
        return (*(kind.found() for kind in kinds), *((few,) if most < _FEW else ()))

    @property
    def _kind(self) -> FindingKind:
        if self.disruption.place.strip():
            return DEPOT_LETTER
        return NATIONAL if self.disruption.service else MARKETPLACES_OWN

    def _repr_html_(self) -> str:
        header = ("standard", "week", "order", "item", "quantity", "counts as")
        caption = f"{len(self.items)} lines affected, {self.missed} items missed"
        return table_html(caption, header, (_row_of(each.explanation) for each in self.items))


def _row_of(why: Explanation) -> tuple[object, ...]:
    item = why.item
    return why.standard, week_name(why.week), item.order_id, item.order_item_id, item.quantity, why.row.code


def evidence_list(
    evidence: Iterable[Evidence],
    standards: Iterable[AnyStandard],
    disruption: Disruption,
    *,
    as_of: Moment,
    by: WeekBy = WeekBy.PROMISED,
    readings: Readings = DEFAULT_READINGS,
    kept: Kept = Kept.ALL,
) -> EvidenceList:
    """
    The items that a disruption affected, as each standard counts them, for a request for an exemption.

    Raises:
        InvalidValueError: an argument is not what it should be, or something is no evidence.
    """
    asked, moment = each_of(standards, ServiceStandard, "standards"), moment_of(as_of, "as_of")
    exactly(disruption, Disruption, "disruption")
    exactly(kept, Kept, "kept")
    exactly(readings, Readings, "readings")
    known = (item.until(moment) for item in evidence if exactly(item, Evidence, "evidence").known(moment))
    affected = [item for item in known if disruption.covers(item)]
    explained = [
        why for standard in asked for why in explain(affected, standard, as_of=moment, by=by, readings=readings)
    ]
    listed = (why for why in explained if kept is Kept.ALL or why.row.verdict is Verdict.MISS)
    items = (AffectedItem(why, disruption.seen(why.item.journey)) for why in sorted(listed, key=_in_order))
    return EvidenceList(disruption=disruption, as_of=moment, items=tuple(items))


def _in_order(why: Explanation) -> tuple[object, ...]:
    return str(why.week), why.item.key, why.standard
