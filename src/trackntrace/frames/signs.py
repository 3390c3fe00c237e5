"""
Signs: what an engine tells of a row, each a small whole number, such as 1 for "shipped" or 3 for "after midnight".

A sign is no fact: it says no more than where a value lies (among which words, before or after which instant). What that
amounts to is read by the standard itself, off a specimen that shows the same signs, so that no rule is written twice. A
value that is none of a column's has a number of its own, so that faults are counted along with the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final

import narwhals as nw

from trackntrace.frames.days import (
    DAYS,
    FIRST,
    OFFSETS,
    THRESHOLDS,
    crossed,
)
from trackntrace.frames.engines import NEVER, NO_DAY
from trackntrace.frames.item_table import COLUMNS, PromiseKind
from trackntrace.frames.number_signs import code_is_malformed, number_digit
from trackntrace.frames.terms import Flag, Number, added, among, both, chosen, either, least, number, place_of
from trackntrace.frames.view import A_DAY, Sign, View, day_sign, one_of, only, word_sign
from trackntrace.grammar import Word
from trackntrace.performance.evidence import CancelledBy, SentAs, Stage
from trackntrace.performance.facts import NumberFact
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame

STAGES: Final = (Stage.OPEN, Stage.SHIPPED, Stage.CANCELLED)
SHIPPED: Final = STAGES.index(Stage.SHIPPED)
CANCELLED: Final = STAGES.index(Stage.CANCELLED)
SHIPPED_LATER: Final = len(STAGES)


def _shipped_later(view: View) -> Flag:
    shipped = view.once("shipped")
    later = both(shipped > view.as_of, shipped != NEVER)
    told = view.text("stage")
    return both(later, either(told == "shipped", both(told == "", view.day("cancelled_on") == NO_DAY)))


def _stage(view: View) -> Sign:
    shipped = view.once("shipped")
    if_shipped = chosen(_shipped_later(view), SHIPPED_LATER, 1)
    told, bad = view.text("stage"), SHIPPED_LATER + 1
    cancelled_on = view.day("cancelled_on")
    if_cancelled = chosen(both(cancelled_on > view.today, cancelled_on != NO_DAY), 0, 2)
    derived = chosen(cancelled_on != NO_DAY, if_cancelled, chosen(shipped != NEVER, if_shipped, 0))
    rest = chosen(told == "cancelled", if_cancelled, bad)
    words = chosen(told == "open", 0, chosen(told == "shipped", if_shipped, rest))
    return Sign("stage", bad + 1, chosen(told == "", derived, words), ((only(bad), "stage", one_of("stage")),))


FULFILLED: Final = (FulfilledBy.SELLER, FulfilledBy.SHIPPING_VIA_BOL, FulfilledBy.LOGISTICS_VIA_BOL)
SENT_AS: Final = (SentAs.UNKNOWN, *(kind for kind in SentAs if kind is not SentAs.UNKNOWN))
TIME_FRAMES: Final = (TimeFrame.NOT_TOLD, *(frame for frame in TimeFrame if frame is not TimeFrame.NOT_TOLD))
NUMBERS: Final = (
    NumberFact.MISSING,
    NumberFact.GIVEN,
    NumberFact.PLACEHOLDER,
    NumberFact.UNREADABLE,
    NumberFact.CONTRADICTED,
)
CANCELLERS: Final = (None, *CancelledBy)
ASKED: Final = (AskedToCancel.NOT_TOLD, AskedToCancel.NO, AskedToCancel.YES)
KINDS: Final = (PromiseKind.BY, PromiseKind.ON)


def _words(kinds: Iterable[Word]) -> tuple[str, ...]:
    return tuple(str(kind.value) for kind in kinds)


def _service(view: View) -> Sign:
    code = view.text("service")
    other = len(view.kinds)
    bad = other + 1
    unlisted = chosen(code_is_malformed(code), bad, other)
    listed = [each for each in enumerate(view.kinds, start=1) if each[1].codes]
    term = reduce(lambda rest, each: chosen(among(code, each[1].codes), each[0], rest), reversed(listed), unlisted)
    return Sign(
        "service", bad + 1, chosen(code == "", 0, term), ((only(bad), "service", "expected codes such as TNT"),)
    )


def _label(view: View) -> Sign:
    bought = both(view.text("label_id") != "", view.since("labelled") <= view.as_of)
    return Sign("label", 2, number(bought))


def _number(view: View) -> Sign:
    in_time = view.since("entered") <= view.as_of
    bad = len(NUMBERS)
    if not view.source.has("number_fact"):
        return Sign("number", bad + 1, chosen(in_time, number_digit(view.text("number")), 0))
    told = view.text("number_fact")
    place = chosen(told == "", 0, place_of(told, _words(NUMBERS), otherwise=bad))
    term = chosen(in_time, place, chosen(place == bad, bad, 0))
    return Sign("number", bad + 1, term, ((only(bad), "number_fact", one_of("number_fact")),))


def _excuse(view: View) -> Sign:
    reason = view.text("excuse")
    term = chosen(reason == "", 0, chosen(among(reason, COLUMNS["excuse"].words), 1, 2))
    return Sign("excuse", 3, term, ((only(2), "excuse", one_of("excuse")),))


def _cancelled_by(view: View) -> Sign:
    bad = len(CANCELLERS)
    term = place_of(view.text("cancelled_by"), ("", *_words(CancelledBy)), otherwise=bad)
    return Sign("cancelled_by", bad + 1, term, ((only(bad), "cancelled_by", one_of("cancelled_by")),))


NO_PROMISE: Final = NO_DAY - FIRST + 1


def promised_sign(view: View) -> Sign:
    """The promised day, counted from the first of our years on, which is one; nought is any day before it."""
    day = view.day("promised")
    kept = day.clip(FIRST - 1, NO_DAY) if isinstance(day, nw.Expr) else day
    faults = ((range(1), "promised", A_DAY), (range(DAYS + 1, NO_PROMISE), "promised", A_DAY))
    return Sign("promised", NO_PROMISE + 1, added((kept, 1 - FIRST)), faults)


NOT_SEEN: Final = len(THRESHOLDS) + 1


def _first(view: View, *names: str) -> tuple[Number, Flag]:
    """When the first of these happened, and whether none of them is known to have; then the moment means nothing."""
    told = [name for name in names if view.source.has(name)]
    if len(told) == 1 and not view.source.has(f"{told[0]}_learned"):
        at = view.once(told[0])
        return at, at > view.as_of
    first = reduce(least, map(view.known, told)) if told else NEVER
    return first, first == NEVER


def _attempt(view: View) -> Sign:
    """How many thresholds of the promised day the first attempt has reached, beyond them where none was seen."""
    seen, none_seen = _first(view, "first_attempt", "delivered")
    kind = view.text("promise_kind")
    no_day_is_early = isinstance(kind, str) and kind != PromiseKind.ON.value
    passed = len(OFFSETS) if no_day_is_early else 0
    reached = crossed(seen, added((promised_sign(view).term, FIRST - 1)), passed=passed)
    return Sign("attempt", 2 * NOT_SEEN, added((reached, chosen(none_seen, NOT_SEEN, 0))))


NO_WINDOW, STILL_OPEN, CLOSED, TOO_EARLY, IN_WINDOW, TOO_LATE, HALF_A_WINDOW, REVERSED = range(8)


def _handover(view: View) -> Sign:
    earliest, latest = view.once("handover_earliest"), view.once("handover_latest")
    first, none_seen = _first(view, "handed_over", "first_attempt", "delivered")
    at = chosen(either(none_seen, _shipped_later(view)), NEVER, first)
    seen = chosen(at < earliest, TOO_EARLY, chosen(at <= latest, IN_WINDOW, TOO_LATE))
    not_seen = chosen(latest < view.as_of, CLOSED, STILL_OPEN)
    half = either(both(earliest == NEVER, latest != NEVER), both(earliest != NEVER, latest == NEVER))
    given = chosen(latest < earliest, REVERSED, chosen(at == NEVER, not_seen, seen))
    term = chosen(half, HALF_A_WINDOW, chosen(earliest == NEVER, NO_WINDOW, given))
    faults = (
        (only(HALF_A_WINDOW), "handover_latest", "expected both ends of a handover window, or none"),
        (only(REVERSED), "handover_latest", "expected a moment not before handover_earliest"),
    )
    return Sign("handover", 8, term, faults)


def _report(view: View) -> Sign:
    day = view.day("not_received")
    reported = both(day <= view.today, day >= view.day("promised"))
    return day_sign("report", "not_received", day, number(reported), 2)


def _returned(view: View) -> Sign:
    day = view.day("returned")
    return day_sign("returned", "returned", day, number(day <= view.today), 2)


BY_THE_PROMISE, AFTER_THE_PROMISE = 1, 2


def _cancelled(view: View) -> Sign:
    day = view.day("cancelled_on")
    told = chosen(day <= view.day("promised"), BY_THE_PROMISE, AFTER_THE_PROMISE)
    return day_sign("cancelled", "cancelled_on", day, chosen(day == NO_DAY, 0, told), 3)


NOT_EXPIRED, EXPIRED = 1, 2


def _expiry(view: View) -> Sign:
    day = view.day("expires")
    told = chosen(day < view.today, EXPIRED, NOT_EXPIRED)
    return day_sign("expiry", "expires", day, chosen(day == NO_DAY, 0, told), 3)


SIGNS: Final[dict[str, Callable[[View], Sign]]] = {
    "promised": promised_sign,
    "stage": _stage,
    "fulfilled_by": lambda view: word_sign(view, "fulfilled_by", _words(FULFILLED)),
    "time_frame": lambda view: word_sign(view, "time_frame", _words(TIME_FRAMES)),
    "sent_as": lambda view: word_sign(view, "sent_as", _words(SENT_AS)),
    "service": _service,
    "label": _label,
    "number": _number,
    "excuse": _excuse,
    "promise_kind": lambda view: word_sign(view, "promise_kind", _words(KINDS)),
    "attempt": _attempt,
    "handover": _handover,
    "report": _report,
    "cancelled": _cancelled,
    "cancelled_by": _cancelled_by,
    "asked_to_cancel": lambda view: word_sign(view, "asked_to_cancel", _words(ASKED)),
    "expiry": _expiry,
    "returned": _returned,
}
"""Every sign, by name: a standard that asks for more of a row needs one more entry, and its part of a specimen."""
