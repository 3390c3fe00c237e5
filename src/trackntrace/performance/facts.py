"""
The facts: everything that a standard needs to know of one item, each from a small closed set.

Facts describe; the decision table of a standard decides. That a letter owes no number is a row of a table, that an item
was sent as a letter is a fact. The marketplace's facts are read off the evidence as of a moment, under named readings
where the public material leaves a question open.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from types import FunctionType
from typing import Final, NamedTuple, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, exactly, whole
from trackntrace.moment import Moment, local_day
from trackntrace.numbers.delivery_services import DeliveryService, MailKind
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.numbers.placeholders import is_placeholder
from trackntrace.performance.evidence import Evidence, SentAs, Stage
from trackntrace.shipping.entry import Number
from trackntrace.shipping.order import FulfilledBy, TimeFrame
from trackntrace.shipping.promise import Punctuality


class NumberFact(Word):
    """What is known of an item's track & trace number."""

    GIVEN = "given"
    BROUGHT_BY_LABEL = "brought-by-label"
    CONTRADICTED = "contradicted"
    PLACEHOLDER = "placeholder"
    UNREADABLE = "unreadable"
    MISSING = "missing"


class Excused(Word):
    """Whether the marketplace takes a disruption into account for it."""

    NO = "no"
    YES = "yes"


class Followed(Word):
    """
    Whether the marketplace reads the scans: a linked delivery service and a number, or a label bought from it.

    Letter mail is never followed: a number is welcome there and must not turn against the seller.
    """

    NO = "no"
    YES = "yes"


class Outcome(Word):
    """What was seen of an item, held against its promise or its handover window."""

    NO_PROMISE = "no-promise"
    NOT_YET_DUE = "not-yet-due"
    EARLY = "early"
    ON_TIME = "on-time"
    LATE = "late"
    NOTHING_SEEN = "nothing-seen"
    HANDED_OVER_EARLY = "handed-over-early"
    HANDED_OVER_IN_WINDOW = "handed-over-in-window"
    HANDED_OVER_LATE = "handed-over-late"
    WINDOW_UNKNOWN = "window-unknown"


class CustomerWord(Word):
    """What the customer answered when asked, from the promised day on, whether the item came."""

    NOT_ASKED = "not-asked"
    SILENCE_RUNNING = "silence-running"
    SILENT = "silent"
    REPORTED = "reported"


class TraceabilityFacts(NamedTuple):
    """What order traceability needs to know of an item."""

    fulfilled_by: FulfilledBy
    stage: Stage
    sent_as: SentAs
    number: NumberFact
    excused: Excused


class OnTimeFacts(NamedTuple):
    """What items on time needs to know of an item."""

    fulfilled_by: FulfilledBy
    stage: Stage
    sent_as: SentAs
    followed: Followed
    outcome: Outcome
    customer: CustomerWord
    excused: Excused


def well_formed(number: Number, service: DeliveryService | None) -> NumberFact:
    """
    The default judge of a number: present, readable, and no placeholder.

    A reading: the marketplace asks for a *valid* number and does not say what makes one.
    """
    if type(number) is UnreadableNumber:
        return NumberFact.UNREADABLE
    if type(number) is TrackAndTraceNumber and is_placeholder(number):
        return NumberFact.PLACEHOLDER
    return NumberFact.GIVEN


def _name_of(judge: object) -> str:
    """The name by which one judge is told from another; a lambda has none."""
    name = judge.__qualname__ if isinstance(judge, FunctionType) else ""
    if not name or "<lambda>" in name:
        raise InvalidValueError.about(judge, "judge", "expected a function with a name, so that it can be told apart")
    return f"{judge.__module__}.{name}".removeprefix(f"{__name__}.")


class AppointmentBy(Word):
    """What makes a delivery appointment: the delivery service alone, or the time frame of the order as well."""

    SERVICE = "service"
    SERVICE_OR_TIME_FRAME = "service-or-time-frame"


SERVICES_FOLLOWED: Final = frozenset({"TNT", "TNT-EXTRA", "DPD-NL", "DPD-BE", "DHL", "DHLFORYOU", "DHL-SD", "DHL_DE"})
"""
The delivery services whose scans the marketplace reads: PostNL, DPD and DHL; bpost only with a label bought via the
marketplace. Source: a third party's copy of the page on service standards (europeonline.eu, undated); newer pages show
no list, so this is a reading. Which codes belong to the three carriers is ours.
"""


def _in_order(codes: frozenset[str]) -> str:
    return f"frozenset({sorted(codes)!r})"


@final
@frozen(kw_only=True)
class Readings:
    """
    How the open questions are read when facts are read off the evidence; each has a default.

    ``judge`` says what a number is (`well_formed`). ``followed`` are the codes of the services whose scans count.
    ``silence_days`` is how many days after the promised day silence means that the item came on time.
    """

    judge: Callable[[Number, DeliveryService | None], NumberFact] = field(
        default=well_formed, repr=attrgetter("__qualname__")
    )
    followed: frozenset[str] = field(default=SERVICES_FOLLOWED, repr=_in_order)
    silence_days: int = 5
    appointment_by: AppointmentBy = field(default=AppointmentBy.SERVICE)

    def __attrs_post_init__(self) -> None:
        whole(self.silence_days, "silence_days", most=60)
        exactly(self.appointment_by, AppointmentBy, "appointment_by")
        for code in exactly(self.followed, frozenset, "followed"):
            exactly(code, str, "followed")
        _name_of(self.judge)

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each reading by its name, so that what was counted under one is never added to another."""
        return (
            ("appointment-by", self.appointment_by.value),
            ("followed", " ".join(sorted(self.followed))),
            ("judge", _name_of(self.judge)),
            ("silence-days", str(self.silence_days)),
        )


DEFAULT_READINGS: Final = Readings()

_MAIL: Final = {
    MailKind.PARCEL: SentAs.PARCEL,
    MailKind.LETTER_MAIL: SentAs.LETTER_MAIL,
    MailKind.DELIVERY_APPOINTMENT: SentAs.DELIVERY_APPOINTMENT,
}


def _sent_as(item: Evidence, readings: Readings) -> SentAs:
    if item.sent_as is not SentAs.UNKNOWN:
        return item.sent_as
    by_time_frame = readings.appointment_by is AppointmentBy.SERVICE_OR_TIME_FRAME
    if by_time_frame and item.time_frame is TimeFrame.APPOINTMENT:
        return SentAs.DELIVERY_APPOINTMENT
    return SentAs.UNKNOWN if item.service is None else _MAIL.get(item.service.mail, SentAs.UNKNOWN)


def _excused(item: Evidence) -> Excused:
    return Excused.NO if item.excuse is None else Excused.YES


def _number(item: Evidence, readings: Readings) -> NumberFact:
    if item.stage is not Stage.SHIPPED:
        return NumberFact.MISSING
    if item.label_id:
        return NumberFact.BROUGHT_BY_LABEL
    if item.number is None:
        return NumberFact.MISSING
    return readings.judge(item.number, item.service)


def traceability_facts(known: Evidence, as_of: Moment, readings: Readings) -> TraceabilityFacts:
    """The facts that order traceability judges, of evidence cut at the moment of scoring."""
    return TraceabilityFacts(
        known.fulfilled_by, known.stage, _sent_as(known, readings), _number(known, readings), _excused(known)
    )


_DELIVERED: Final = {
    Punctuality.EARLY: Outcome.EARLY,
    Punctuality.ON_TIME: Outcome.ON_TIME,
    Punctuality.LATE: Outcome.LATE,
}
_HANDED_OVER: Final = {
    Punctuality.EARLY: Outcome.HANDED_OVER_EARLY,
    Punctuality.ON_TIME: Outcome.HANDED_OVER_IN_WINDOW,
    Punctuality.LATE: Outcome.HANDED_OVER_LATE,
}


def _outcome(item: Evidence, as_of: Moment) -> Outcome:
    if item.fulfilled_by is FulfilledBy.SHIPPING_VIA_BOL:
        return _handover(item, as_of)
    if item.promise is None:
        return Outcome.NO_PROMISE
    attempt = item.journey.first_attempt
    if attempt is not None:
        return _DELIVERED[item.promise.kept_by(attempt)]
    return Outcome.NOTHING_SEEN if item.promise.over(as_of) else Outcome.NOT_YET_DUE


def _handover(item: Evidence, as_of: Moment) -> Outcome:
    if item.window is None:
        return Outcome.WINDOW_UNKNOWN
    handover = item.journey.handover
    if handover is not None:
        return _HANDED_OVER[item.window.kept_by(handover)]
    return Outcome.NOTHING_SEEN if item.window.over(as_of) else Outcome.NOT_YET_DUE


def _followed(item: Evidence, sent_as: SentAs, readings: Readings) -> Followed:
    if sent_as is SentAs.LETTER_MAIL:
        return Followed.NO
    number = _number(item, readings)
    if number is NumberFact.BROUGHT_BY_LABEL:
        return Followed.YES
    linked = item.service is not None and item.service.code in readings.followed
    return Followed.YES if linked and number is NumberFact.GIVEN else Followed.NO


def _customer(item: Evidence, as_of: Moment, readings: Readings) -> CustomerWord:
    if item.stage is not Stage.SHIPPED or item.promise is None:
        return CustomerWord.NOT_ASKED
    if item.not_received is not None and item.not_received >= item.promise.day:
        return CustomerWord.REPORTED
    waited = (local_day(as_of) - item.promise.day).days
    if waited < 0:
        return CustomerWord.NOT_ASKED
    return CustomerWord.SILENT if waited > readings.silence_days else CustomerWord.SILENCE_RUNNING


def on_time_facts(known: Evidence, as_of: Moment, readings: Readings) -> OnTimeFacts:
    """The facts that items on time judges, of evidence cut at the moment of scoring."""
    sent_as = _sent_as(known, readings)
    followed = _followed(known, sent_as, readings)
    asked = followed is Followed.NO and known.fulfilled_by is FulfilledBy.SELLER
    return OnTimeFacts(
        known.fulfilled_by,
        known.stage,
        sent_as,
        followed,
        _outcome(known, as_of),
        _customer(known, as_of, readings) if asked else CustomerWord.NOT_ASKED,
        _excused(known),
    )
