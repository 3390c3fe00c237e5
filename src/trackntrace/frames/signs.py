"""
Signs: what an engine tells of a row, each a small whole number.

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
from trackntrace.frames.look import A_DAY, Look, Sign, day_sign, one_of, only, word_sign
from trackntrace.frames.number_signs import code_is_malformed, number_digit
from trackntrace.frames.terms import Flag, Number, added, among, both, chosen, either, least, number, place_of
from trackntrace.grammar import Word
from trackntrace.performance.evidence import CancelledBy, SentAs, Stage
from trackntrace.performance.facts import NumberFact
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame

STAGES: Final = (Stage.OPEN, Stage.SHIPPED, Stage.CANCELLED)
SHIPPED: Final = STAGES.index(Stage.SHIPPED)
CANCELLED: Final = STAGES.index(Stage.CANCELLED)
SHIPPED_LATER: Final = len(STAGES)


def _shipped_later(look: Look) -> Flag:
    shipped = look.once("shipped")
    later = both(shipped > look.as_of, shipped != NEVER)
    told = look.text("stage")
    return both(later, either(told == "shipped", both(told == "", look.day("cancelled_on") == NO_DAY)))


def _stage(look: Look) -> Sign:
    shipped = look.once("shipped")
    if_shipped = chosen(_shipped_later(look), SHIPPED_LATER, 1)
    told, bad = look.text("stage"), SHIPPED_LATER + 1
    cancelled_on = look.day("cancelled_on")
    if_cancelled = chosen(both(cancelled_on > look.today, cancelled_on != NO_DAY), 0, 2)
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


def _service(look: Look) -> Sign:
    code = look.text("service")
    other = len(look.kinds)
    bad = other + 1
    unlisted = chosen(code_is_malformed(code), bad, other)
    listed = [each for each in enumerate(look.kinds, start=1) if each[1].codes]
    term = reduce(lambda rest, each: chosen(among(code, each[1].codes), each[0], rest), reversed(listed), unlisted)
    return Sign(
        "service", bad + 1, chosen(code == "", 0, term), ((only(bad), "service", "expected codes such as TNT"),)
    )


def _label(look: Look) -> Sign:
    bought = both(look.text("label_id") != "", look.since("labelled") <= look.as_of)
    return Sign("label", 2, number(bought))


def _number(look: Look) -> Sign:
    in_time = look.since("entered") <= look.as_of
    bad = len(NUMBERS)
    if not look.source.has("number_fact"):
        return Sign("number", bad + 1, chosen(in_time, number_digit(look.text("number")), 0))
    told = look.text("number_fact")
    place = chosen(told == "", 0, place_of(told, _words(NUMBERS), otherwise=bad))
    term = chosen(in_time, place, chosen(place == bad, bad, 0))
    return Sign("number", bad + 1, term, ((only(bad), "number_fact", one_of("number_fact")),))


def _excuse(look: Look) -> Sign:
    reason = look.text("excuse")
    term = chosen(reason == "", 0, chosen(among(reason, COLUMNS["excuse"].words), 1, 2))
    return Sign("excuse", 3, term, ((only(2), "excuse", one_of("excuse")),))


def _cancelled_by(look: Look) -> Sign:
    who = look.text("cancelled_by")
    bad = len(CANCELLERS)
    term = chosen(who == "", 0, place_of(who, ("", *_words(CancelledBy)), otherwise=bad))
    return Sign("cancelled_by", bad + 1, term, ((only(bad), "cancelled_by", one_of("cancelled_by")),))


NO_PROMISE: Final = NO_DAY - FIRST + 1


def promised_sign(look: Look) -> Sign:
    """The promised day, counted from the first of our years on, which is one; nought is any day before it."""
    day = look.day("promised")
    kept = day.clip(FIRST - 1, NO_DAY) if isinstance(day, nw.Expr) else day
    faults = ((range(1), "promised", A_DAY), (range(DAYS + 1, NO_PROMISE), "promised", A_DAY))
    return Sign("promised", NO_PROMISE + 1, added((kept, 1 - FIRST)), faults)


NOT_SEEN: Final = len(THRESHOLDS) + 1


def _first(look: Look, *names: str) -> tuple[Number, Flag]:
    """When the first of these happened, and whether none of them is known to have; then the moment means nothing."""
    told = [name for name in names if look.source.has(name)]
    if len(told) == 1 and not look.source.has(f"{told[0]}_learned"):
        at = look.once(told[0])
        return at, at > look.as_of
    first = reduce(least, map(look.known, told)) if told else NEVER
    return first, first == NEVER


def _attempt(look: Look) -> Sign:
    """How many thresholds of the promised day the first attempt has reached, beyond them where none was seen."""
    seen, none_seen = _first(look, "first_attempt", "delivered")
    kind = look.text("promise_kind")
    no_day_is_early = isinstance(kind, str) and kind != PromiseKind.ON.value
    passed = len(OFFSETS) if no_day_is_early else 0
    reached = crossed(seen, added((promised_sign(look).term, FIRST - 1)), passed=passed)
    return Sign("attempt", 2 * NOT_SEEN, added((reached, chosen(none_seen, NOT_SEEN, 0))))


NO_WINDOW, STILL_OPEN, CLOSED, TOO_EARLY, IN_WINDOW, TOO_LATE, HALF_A_WINDOW, REVERSED = range(8)


def _handover(look: Look) -> Sign:
    earliest, latest = look.once("handover_earliest"), look.once("handover_latest")
    first, none_seen = _first(look, "handed_over", "first_attempt", "delivered")
    at = chosen(either(none_seen, _shipped_later(look)), NEVER, first)
    seen = chosen(at < earliest, TOO_EARLY, chosen(at <= latest, IN_WINDOW, TOO_LATE))
    not_seen = chosen(latest < look.as_of, CLOSED, STILL_OPEN)
    half = either(both(earliest == NEVER, latest != NEVER), both(earliest != NEVER, latest == NEVER))
    given = chosen(latest < earliest, REVERSED, chosen(at == NEVER, not_seen, seen))
    term = chosen(half, HALF_A_WINDOW, chosen(earliest == NEVER, NO_WINDOW, given))
    faults = (
        (only(HALF_A_WINDOW), "handover_latest", "expected both ends of a handover window, or none"),
        (only(REVERSED), "handover_latest", "expected a moment not before handover_earliest"),
    )
    return Sign("handover", 8, term, faults)


def _report(look: Look) -> Sign:
    day = look.day("not_received")
    reported = both(day <= look.today, day >= look.day("promised"))
    return day_sign("report", "not_received", day, number(reported), 2)


def _returned(look: Look) -> Sign:
    day = look.day("returned")
    return day_sign("returned", "returned", day, number(day <= look.today), 2)


BY_THE_PROMISE, AFTER_THE_PROMISE = 1, 2


def _cancelled(look: Look) -> Sign:
    day = look.day("cancelled_on")
    told = chosen(day <= look.day("promised"), BY_THE_PROMISE, AFTER_THE_PROMISE)
    return day_sign("cancelled", "cancelled_on", day, chosen(day == NO_DAY, 0, told), 3)


NOT_EXPIRED, EXPIRED = 1, 2


def _expiry(look: Look) -> Sign:
    day = look.day("expires")
    told = chosen(day < look.today, EXPIRED, NOT_EXPIRED)
    return day_sign("expiry", "expires", day, chosen(day == NO_DAY, 0, told), 3)


SIGNS: Final[dict[str, Callable[[Look], Sign]]] = {
    "promised": promised_sign,
    "stage": _stage,
    "fulfilled_by": lambda look: word_sign(look, "fulfilled_by", _words(FULFILLED)),
    "time_frame": lambda look: word_sign(look, "time_frame", _words(TIME_FRAMES)),
    "sent_as": lambda look: word_sign(look, "sent_as", _words(SENT_AS)),
    "service": _service,
    "label": _label,
    "number": _number,
    "excuse": _excuse,
    "promise_kind": lambda look: word_sign(look, "promise_kind", _words(KINDS)),
    "attempt": _attempt,
    "handover": _handover,
    "report": _report,
    "cancelled": _cancelled,
    "cancelled_by": _cancelled_by,
    "asked_to_cancel": lambda look: word_sign(look, "asked_to_cancel", _words(ASKED)),
    "expiry": _expiry,
    "returned": _returned,
}
"""Every sign, by name: a standard that asks for more of a row needs one more entry, and its part of a specimen."""
